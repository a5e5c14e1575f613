/* Which actions are open or late, and what they are for. */
#include <string.h>

#include "base/way-date.h"
#include "format/way-reader.h"
#include "review/way-followup.h"

#define FIGURE(role, value, n) "<figure role='" role "' value='" value "' n='" n "' from='2026-01-01' to='2026-06-30' taken='2026-07-01T10:00:00Z'/>"

static WayDocument *
read_map (const char *actions, const char *metrics)
{
  g_autofree char *xml = g_strdup_printf ("<waymark xmlns='urn:waymark:journey:1' version='1.0' min-reader='1.0' id='map-test' xml:lang='en'><meta><title>T</title></meta>"
                                          "<journeys><journey id='jn-one' name='J'><phases><phase id='ph-one' name='P'><step id='st-one' name='S'/></phase></phases>"
                                          "<lanes><lane id='ln-one' kind='touchpoints' name='L'/></lanes><cards><touchpoint id='tp-one' lane='ln-one' step='st-one' name='Call'/></cards>"
                                          "<pains><pain id='pn-one' at='tp-one'><p>It\nhurts</p></pain></pains></journey></journeys><actions>%s</actions>%s</waymark>",
                                          actions, metrics);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  WayDocument *document = way_reader_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static WayDocument *
read_actions (const char *actions)
{
  return read_map (actions, "");
}

static void
test_states (void)
{
  static const struct
  {
    const char *attributes;
    gboolean open, overdue;
  } rows[] = {
    { "status='idea'", TRUE, FALSE },
    { "status='planned' due='2026-11-21'", TRUE, TRUE },
    { "status='planned' due='2026-11-22'", TRUE, FALSE },
    { "status='in-progress' due='2026-11-21'", TRUE, TRUE },
    { "status='blocked' due='2027-01-01'", TRUE, FALSE },
    { "status='done' due='2026-11-21'", FALSE, FALSE },
    { "status='dropped' due='2026-11-21'", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *xml = g_strdup_printf ("<action id='ac-one' %s><p>Do it</p></action>", rows[i].attributes);
      g_autoptr (WayDocument) document = read_actions (xml);
      const WayElement *action = way_document_lookup (document, "ac-one");

      g_assert_cmpint (way_followup_is_open (action), ==, rows[i].open);
      g_assert_cmpint (way_followup_is_overdue (action, way_date_parse ("2026-11-22")), ==, rows[i].overdue);
      g_assert_cmpuint (way_followup_count_open (document), ==, rows[i].open ? 1 : 0);
    }
}

static void
test_targets (void)
{
  g_autoptr (WayDocument) document = read_actions ("<action id='ac-none'><p>Do it</p></action><action id='ac-two' for='tp-one pn-one'><p>Do it</p></action>");
  g_autofree char *none = way_followup_name_targets (document, way_document_lookup (document, "ac-none"));
  g_autofree char *two = way_followup_name_targets (document, way_document_lookup (document, "ac-two"));

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (two, ==, "“Call”, “It hurts”");
}

/* How late it is; done or not due is never late. */
static void
test_late (void)
{
  g_autoptr (WayDocument) document = read_actions ("<action id='ac-late' status='planned' due='2026-11-10'><p>A</p></action><action id='ac-done' status='done' due='2026-11-10'><p>B</p></action><action id='ac-open' status='planned'><p>C</p></action>");
  guint32 today = way_date_parse ("2026-11-22");

  g_assert_cmpuint (way_followup_get_days_late (way_document_lookup (document, "ac-late"), today), ==, 12);
  g_assert_cmpuint (way_followup_get_days_late (way_document_lookup (document, "ac-done"), today), ==, 0);
  g_assert_cmpuint (way_followup_get_days_late (way_document_lookup (document, "ac-open"), today), ==, 0);
}

/* Where lines may break is not held here. */
static char *
take_plain (char *text)
{
  g_auto (GStrv) words = text != NULL ? g_strsplit (text, "\u00a0", -1) : NULL;

  g_free (text);
  return words != NULL ? g_strjoinv (" ", words) : NULL;
}

/* What became of the metric that should have moved; what is still under way is not judged. */
static void
test_effects (void)
{
  static const struct
  {
    const char *status, *metric; /* NULL: none is named */
    const char *figures;         /* in the binding */
    WayOutcome outcome;
    gboolean ineffective;
    const char *baseline, *words;
  } rows[] = {
    { "done", NULL, "", WAY_OUTCOME_UNKNOWN, FALSE, NULL, "no metric yet" },
    { "done", "mt-one", "", WAY_OUTCOME_UNKNOWN, FALSE, NULL, "no data yet" },
    { "done", "mt-one", FIGURE ("current", "60", "400"), WAY_OUTCOME_UNKNOWN, FALSE, NULL, "60 %, no baseline" },
    { "done", "mt-one", FIGURE ("baseline", "40", "400"), WAY_OUTCOME_UNKNOWN, FALSE, "40 %", "40 %, no data since then" },
    { "done", "mt-one", FIGURE ("baseline", "40", "400") FIGURE ("current", "60", "400"), WAY_OUTCOME_WORKED, FALSE, "40 %", "40 % → 60 %, +20 pts (+13.1 to +26.6)" },
    { "done", "mt-one", FIGURE ("baseline", "40", "400") FIGURE ("current", "42", "400"), WAY_OUTCOME_NOTHING, TRUE, "40 %", "40 % → 42 %, +2 pts (−4.8 to +8.8)" },
    { "done", "mt-one", FIGURE ("baseline", "40", "400") FIGURE ("current", "20", "400"), WAY_OUTCOME_WORSE, TRUE, "40 %", "40 % → 20 %, −20 pts (−26.1 to −13.7)" },
    { "in-progress", "mt-one", FIGURE ("baseline", "40", "400") FIGURE ("current", "20", "400"), WAY_OUTCOME_PENDING, FALSE, "40 %", "40 % → 20 %, −20 pts (−26.1 to −13.7)" },
    { "done", "mt-one", FIGURE ("baseline", "40", "400") FIGURE ("current", "60", "4"), WAY_OUTCOME_UNKNOWN, FALSE, "40 %", "n < 5, no baseline" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *metric = rows[i].metric != NULL ? g_strdup_printf ("metric='%s'", rows[i].metric) : g_strdup ("");
      g_autofree char *xml = g_strdup_printf ("<action id='ac-one' for='tp-one' status='%s' %s><p>Do it</p></action>", rows[i].status, metric);
      g_autofree char *metrics = g_strdup_printf ("<metrics><metric id='mt-one' kind='csat' name='Content' unit='%%' better='higher'><binding id='bd-one' at='tp-one'>%s</binding></metric></metrics>", rows[i].figures);
      g_autoptr (WayDocument) document = read_map (xml, metrics);
      g_autoptr (WayFigures) figures = way_figures_new_frozen (document);
      WayEffect effect = way_followup_find_effect (document, way_document_lookup (document, "ac-one"), figures);
      g_autofree char *baseline = take_plain (way_effect_dup_baseline (&effect)), *words = take_plain (way_effect_dup_words (&effect));

      g_assert_cmpint (effect.outcome, ==, rows[i].outcome);
      g_assert_cmpint (way_followup_is_ineffective (&effect), ==, rows[i].ineffective);
      g_assert_cmpint (way_outcome_get_label (effect.outcome) == NULL, ==, rows[i].outcome == WAY_OUTCOME_PENDING);
      g_assert_cmpstr (baseline, ==, rows[i].baseline);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Amount and interval stay whole, and a line may end between them. */
static void
test_lines (void)
{
  g_autoptr (WayDocument) document = read_map ("<action id='ac-one' for='tp-one' status='done' metric='mt-one'><p>Do it</p></action>", "<metrics><metric id='mt-one' kind='csat' name='Content' unit='%' better='higher'><binding id='bd-one' at='tp-one'>" FIGURE ("baseline", "40", "400") FIGURE ("current", "60", "400") "</binding></metric></metrics>");
  g_autoptr (WayFigures) figures = way_figures_new_frozen (document);
  WayEffect effect = way_followup_find_effect (document, way_document_lookup (document, "ac-one"), figures);
  g_autofree char *words = way_effect_dup_words (&effect);

  g_assert_true (g_str_has_suffix (words, " +20\u00a0pts (+13.1\u00a0to\u00a0+26.6)"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/followup/states", test_states);
  g_test_add_func ("/followup/targets", test_targets);
  g_test_add_func ("/followup/late", test_late);
  g_test_add_func ("/followup/effects", test_effects);
  g_test_add_func ("/followup/lines", test_lines);
  return g_test_run ();
}
