/* Lists say what the map says: nothing twice, nothing lost, the pressing things first. */
#include <string.h>

#include "base/way-date.h"
#include "format/way-reader.h"
#include "review/way-listings.h"

#define TODAY "2026-11-22"

static WayDocument *
read_map (const char *inside, const char *behind)
{
  g_autofree char *xml = g_strdup_printf ("<waymark xmlns='urn:waymark:journey:1' version='1.0' min-reader='1.0' id='map-test' xml:lang='en'><meta><title>Trip</title></meta>"
                                          "<sources><source id='so-int' kind='interview' title='Talks' customers='30'/></sources>"
                                          "<journeys><journey id='jn-one' name='J'><phases><phase id='ph-one' name='P'><step id='st-one' name='S'/></phase></phases>"
                                          "<lanes><lane id='ln-one' kind='touchpoints' name='L'/></lanes>%s</journey></journeys>%s</waymark>",
                                          inside, behind);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  WayDocument *document = way_reader_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static WayListing *
make (WayListingKind kind, const WayDocument *document)
{
  g_autoptr (WayFigures) figures = way_figures_new_frozen (document);

  return way_listing_make (kind, document, figures, NULL, way_date_parse (TODAY));
}

static const char *
get (const WayListing *listing, guint row, const char *label)
{
  for (guint c = 0; c < way_listing_get_n_columns (listing); c++)
    if (g_str_equal (way_listing_get_label (listing, c), label))
      return way_listing_get_cell (listing, row, c);
  g_assert_not_reached ();
}

#define TP(inside) "<cards><touchpoint id='tp-one' lane='ln-one' step='st-one' name='Call'>" inside "</touchpoint></cards>"
#define FIGURE(role, value, to) "<figure role='" role "' value='" value "' n='400' from='2026-01-01' to='" to "' taken='2026-11-01T10:00:00+01:00'/>"
#define METRIC(id, now) "<metric id='" id "' kind='csat' name='Content' unit='%' better='higher'><binding id='bd-" id "' at='tp-one'>" FIGURE ("baseline", "40", "2026-03-31") FIGURE ("current", now, "2026-10-31") "</binding></metric>"

/* Late ones first, then by day; what an action did is said, and whether it worked. */
static void
test_actions (void)
{
  static const struct
  {
    const char *id, *group, *status;
    WayListingTone tone;
  } rows[] = {
    { "ac-late", "Overdue", "Planned\noverdue", WAY_LISTING_BAD },
    { "ac-soon", "Open", "Planned", WAY_LISTING_PLAIN },
    { "ac-later", "Open", "Planned", WAY_LISTING_PLAIN },
    { "ac-idea", "Open", "Idea", WAY_LISTING_PLAIN },
    { "ac-worked", "Done or dropped", "Done\nit worked", WAY_LISTING_GOOD },
    { "ac-noise", "Done or dropped", "Done\nno effect seen", WAY_LISTING_WARN },
    { "ac-worse", "Done or dropped", "Done\nit got worse", WAY_LISTING_BAD },
    { "ac-blind", "Done or dropped", "Done\neffect unknown", WAY_LISTING_WARN },
  };
  g_autoptr (WayDocument) document = read_map (TP (""), "<actions><action id='ac-idea'><p>Think</p></action><action id='ac-later' status='planned' due='2027-03-01'><p>A</p></action>"
                                                        "<action id='ac-worked' status='done' metric='mt-good'><p>B</p></action><action id='ac-noise' status='done' metric='mt-same'><p>C</p></action><action id='ac-worse' status='done' metric='mt-bad'><p>C</p></action>"
                                                        "<action id='ac-blind' status='done'><p>D</p></action><action id='ac-soon' status='planned' due='2026-12-01'><p>E</p></action><action id='ac-late' status='planned' due='2026-11-21'><p>F</p></action></actions>"
                                                        "<metrics>" METRIC ("mt-good", "60") METRIC ("mt-same", "41") METRIC ("mt-bad", "20") "</metrics>");
  g_autoptr (WayListing) listing = make (WAY_LISTING_ACTIONS, document);

  g_assert_cmpuint (way_listing_get_n_rows (listing), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpstr (way_listing_get_id (listing, i), ==, rows[i].id);
      g_assert_cmpstr (way_listing_get_group (listing, i), ==, rows[i].group);
      g_assert_cmpstr (get (listing, i, "Status"), ==, rows[i].status);
      g_assert_cmpint (way_listing_get_tone (listing, i), ==, rows[i].tone);
    }
  g_assert_true (g_str_has_prefix (get (listing, 4, "What it did"), "Content: 40"));
  g_assert_cmpstr (get (listing, 7, "What it did"), ==, "no metric yet");
}

static void
test_ideas (void)
{
  g_autoptr (WayDocument) document = read_map (TP ("") "<pains><pain id='pn-small' at='tp-one' severity='1' frequency='2'><p>s</p></pain><pain id='pn-big' at='tp-one' severity='5' frequency='5'><p>b</p></pain></pains>"
                                                       "<opportunities><opportunity id='op-dear' impact='5' effort='5'><p>d</p></opportunity><opportunity id='op-easy' impact='4' effort='1'><p>e</p></opportunity>"
                                                       "<opportunity id='op-unjudged' addresses='pn-big'><p>u</p></opportunity></opportunities>",
                                               "<actions><action id='ac-one' for='pn-big'><p>Do it</p></action></actions>");
  g_autoptr (WayListing) listing = make (WAY_LISTING_IDEAS, document);
  static const char *const order[] = { "op-easy", "op-unjudged", "op-dear", "pn-big", "pn-small" };

  g_assert_cmpuint (way_listing_get_n_rows (listing), ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (way_listing_get_id (listing, i), ==, order[i]);
  g_assert_cmpstr (get (listing, 0, "Rank"), ==, "20");
  g_assert_cmpstr (get (listing, 1, "Rank"), ==, "15");
  g_assert_cmpstr (get (listing, 3, "What is done about it"), ==, "u, Do it");
  g_assert_cmpstr (get (listing, 4, "What is done about it"), ==, "nothing yet");
}

/* What contradicts is not hidden behind what confirms. */
static void
test_evidence (void)
{
  g_autoptr (WayDocument) document = read_map ("<cards><touchpoint id='tp-one' lane='ln-one' step='st-one' name='Call'><evidence stance='for' customers='9' source='so-int' date='2026-06-01'/></touchpoint></cards>"
                                               "<pains><pain id='pn-one' at='tp-one'><p>No</p><evidence stance='for' customers='1' source='so-int'/><evidence stance='against' customers='8' source='so-int'/></pain></pains>",
                                               "");
  g_autoptr (WayListing) listing = make (WAY_LISTING_EVIDENCE, document);

  g_assert_cmpuint (way_listing_get_n_rows (listing), ==, 2);
  g_assert_cmpstr (way_listing_get_id (listing, 0), ==, "pn-one");
  g_assert_cmpstr (get (listing, 0, "Against"), ==, "8");
  g_assert_cmpint (way_listing_get_tone (listing, 0), ==, WAY_LISTING_BAD);
  g_assert_cmpstr (get (listing, 1, "For"), ==, "9");
  g_assert_nonnull (strstr (get (listing, 1, "Who said so"), "+ 9: Talks"));
}

/* Answers of one source, side and state are one line; those that are gone say so, and do not count. */
static void
test_answers (void)
{
  g_autoptr (WayDocument) document = read_map (TP ("<evidence stance='for' source='so-set' answer='a1' respondent='r1'/><evidence stance='against' source='so-set' answer='a2' respondent='r2'/>"
                                                   "<evidence stance='for' source='so-set' answer='a3' respondent='r1'/><evidence stance='for' source='so-set' answer='a4' respondent='r4'/>"),
                                               "");
  g_autoptr (WayAnswers) answers = way_answers_new ();
  WayElement *root = (WayElement *) way_document_get_root (document);
  g_autoptr (WayElement) source = way_element_new (WAY_KIND_SOURCE);

  way_element_init_value (source, WAY_FIELD_ID, "so-set");
  way_element_init_value (source, WAY_FIELD_KIND, "survey");
  way_element_init_value (source, WAY_FIELD_TITLE, "Survey");
  way_element_init_value (source, WAY_FIELD_DATASET, "set");
  way_document_begin (document, "Test");
  g_assert_true (way_document_insert (document, source, root, 0, NULL));
  way_document_commit (document);
  for (guint i = 1; i <= 4; i++)
    {
      char row[] = { 'a', (char) ('0' + i), 0 };

      way_answers_set (answers, "set", row, i == 4 ? WAY_ANSWER_TAKEN_BACK : WAY_ANSWER_STANDS);
    }
  g_assert_cmpuint (way_answers_count (answers, WAY_ANSWER_TAKEN_BACK), ==, 1);
  way_document_set_answers (document, answers);

  g_autoptr (WayListing) listing = make (WAY_LISTING_EVIDENCE, document);

  g_assert_cmpstr (get (listing, 0, "For"), ==, "1");
  g_assert_cmpstr (get (listing, 0, "Against"), ==, "1");
  g_assert_cmpstr (get (listing, 0, "Who said so"), ==, "+ 2 answers: Survey\n− 1 answer: Survey\n+ 1 answer: Survey, its import was taken back");
}

static void
test_data (void)
{
  g_autoptr (WayDocument) document = read_map ("<cards><touchpoint id='tp-one' lane='ln-one' step='st-one' name='Call'><data-collected purpose='Call back' basis='consent' system='CRM'>Phone</data-collected></touchpoint>"
                                               "<touchpoint id='tp-two' lane='ln-one' step='st-one' name='Form'><data-collected purpose='Call back' basis='consent'>phone</data-collected><data-collected>Shoe size</data-collected></touchpoint></cards>",
                                               "");
  g_autoptr (WayListing) listing = make (WAY_LISTING_DATA, document);

  g_assert_cmpuint (way_listing_get_n_rows (listing), ==, 3);
  g_assert_cmpstr (get (listing, 0, "Asked before"), ==, "no");
  g_assert_cmpstr (get (listing, 1, "Asked before"), ==, "yes, “phone” at “Call”");
  g_assert_cmpint (way_listing_get_tone (listing, 1), ==, WAY_LISTING_WARN);
  g_assert_cmpstr (get (listing, 2, "Purpose"), ==, "not said");
  g_assert_cmpint (way_listing_get_tone (listing, 2), ==, WAY_LISTING_BAD);
}

/* A row a gap, and an empty map is said to be one. */
static void
test_others (void)
{
  g_autoptr (WayDocument) document = read_map (TP (""), "");
  g_autoptr (WayListing) gaps = make (WAY_LISTING_GAPS, document);

  g_assert_cmpuint (way_listing_get_n_rows (gaps), >, 0);
  for (WayListingKind kind = 0; kind < WAY_N_LISTINGS; kind++)
    {
      g_autoptr (WayListing) listing = make (kind, document);
      g_autofree char *text = way_listing_to_text (listing), *json = way_listing_to_json (listing), *csv = way_listing_to_csv (listing, NULL);
      WayListingKind found;

      g_assert_true (way_listing_kind_find (way_listing_kind_get_nick (kind), &found) && found == kind);
      if (way_listing_get_n_rows (listing) == 0)
        g_assert_nonnull (strstr (text, way_listing_get_empty (listing)));
      for (guint r = 0; r < way_listing_get_n_rows (listing); r++)
        g_assert_nonnull (strstr (text, way_listing_get_cell (listing, r, 0)));
      g_assert_nonnull (strstr (json, "\"rows\""));
      g_assert_nonnull (strstr (csv, way_listing_get_label (listing, 0)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listings/actions", test_actions);
  g_test_add_func ("/listings/ideas", test_ideas);
  g_test_add_func ("/listings/evidence", test_evidence);
  g_test_add_func ("/listings/answers", test_answers);
  g_test_add_func ("/listings/data", test_data);
  g_test_add_func ("/listings/others", test_others);
  return g_test_run ();
}
