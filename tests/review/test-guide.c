/* The interview guide: what is open is asked, what is confirmed is not, and what people wrote is no Markdown. */
#include <string.h>

#include "review/way-guide.h"

static WayElement *
append (WayElement *parent, WayKind kind, const char *id, const char *name)
{
  WayElement *element = way_element_append (parent, way_element_new (kind));

  if (id != NULL)
    way_element_init_value (element, WAY_FIELD_ID, id);
  if (name != NULL)
    way_element_init_value (element, WAY_FIELD_NAME, name);
  return element;
}

static void
confirm (WayElement *claim, const char *customers)
{
  WayElement *evidence = way_element_append (claim, way_element_new (WAY_KIND_EVIDENCE));

  way_element_init_value (evidence, WAY_FIELD_STANCE, "for");
  way_element_init_value (evidence, WAY_FIELD_CUSTOMERS, customers);
}

/* Ada, who decides, is met once, in the first of two phases before the purchase. */
static WayDocument *
new_map (gboolean confirmed, gboolean judged)
{
  g_autoptr (WayDocument) plain = way_document_new ("Map", "en");
  WayElement *root = way_element_copy (way_document_get_root (plain)), *journey = way_element_get_first (root, WAY_KIND_JOURNEY), *ada, *talk;
  WayDocument *document;

  for (guint i = 0; i < 2; i++)
    {
      WayElement *phase = append (journey, WAY_KIND_PHASE, i == 0 ? "ph-0" : "ph-1", i == 0 ? "Early" : "Late");

      way_element_init_value (phase, WAY_FIELD_BAND, i == 0 ? "before" : "during");
      append (phase, WAY_KIND_STEP, i == 0 ? "st-0" : "st-1", "Step");
    }
  ada = append (root, WAY_KIND_STAKEHOLDER, "sk-0", "Ada *Roth*");
  way_element_init_value (ada, WAY_FIELD_ROLE, "decider");
  way_element_init_value (ada, WAY_FIELD_CONCERN, "Costs_that_rise");
  if (judged)
    {
      way_element_init_value (ada, WAY_FIELD_INFLUENCE, "90");
      way_element_init_value (ada, WAY_FIELD_INFLUENCE_USE, "50");
      way_element_init_value (ada, WAY_FIELD_ATTITUDE, "sceptic");
      way_element_init_value (ada, WAY_FIELD_PERSUADED_BY, "A fixed fee");
    }
  talk = append (journey, WAY_KIND_TOUCHPOINT, "tp-0", "First talk");
  way_element_init_value (talk, WAY_FIELD_LANE, way_element_get_id (way_element_get_first (journey, WAY_KIND_LANE)));
  way_element_init_value (talk, WAY_FIELD_STEP, "st-1");
  way_element_init_value (append (talk, WAY_KIND_INVOLVES, NULL, NULL), WAY_FIELD_STAKEHOLDER, "sk-0");
  if (confirmed)
    {
      confirm (ada, "5");
      confirm (talk, "5");
    }
  document = way_document_new_for_root (root, NULL);
  g_assert_nonnull (document);
  return document;
}

static char *
write_guide (gboolean confirmed, gboolean judged)
{
  g_autoptr (WayDocument) document = new_map (confirmed, judged);

  return way_guide_write (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), way_document_lookup (document, "sk-0"), 0);
}

static void
assert_asks (const char *guide, const char *what, gboolean asks)
{
  g_test_message ("%s", what);
  g_assert_cmpint (strstr (guide, what) != NULL, ==, asks);
}

static void
test_open (void)
{
  g_autofree char *guide = write_guide (FALSE, FALSE);

  assert_asks (guide, "# Interview guide: Ada \\*Roth\\*", TRUE);
  assert_asks (guide, "How are decisions like this one made", TRUE);
  assert_asks (guide, "what do you leave to others", TRUE);
  assert_asks (guide, "what speaks for this, and what against it", TRUE);
  assert_asks (guide, "What must not happen", FALSE);
  assert_asks (guide, "What would you have to see", TRUE);
  assert_asks (guide, "Costs\\_that\\_rise", TRUE);
  assert_asks (guide, "“First talk”", TRUE);
  /* The first strong voice of the map is met late. */
  assert_asks (guide, "“Early”: whom did you talk to then", TRUE);
  assert_asks (guide, "“Late”: whom did you talk to then", FALSE);
}

static void
test_judged (void)
{
  g_autofree char *guide = write_guide (FALSE, TRUE);

  assert_asks (guide, "How are decisions like this one made", FALSE);
  assert_asks (guide, "what speaks for this, and what against it", FALSE);
  assert_asks (guide, "A fixed fee", TRUE);
  /* For and against have the same room. */
  assert_asks (guide, "☐ so it is   ☐ it is not so   ☐ left open", TRUE);
}

static void
test_confirmed (void)
{
  g_autofree char *guide = write_guide (TRUE, TRUE);

  assert_asks (guide, "What we believe", FALSE);
  assert_asks (guide, "rise", FALSE);
  assert_asks (guide, "“First talk”", FALSE);
  assert_asks (guide, "What brought this up", TRUE);
}

/* On paper the same questions in the same order, each with room to write in. */
static void
test_list (void)
{
  for (guint bits = 0; bits < 4; bits++)
    {
      g_autoptr (WayDocument) document = new_map (bits & 1, bits & 2);
      g_autoptr (WayListing) listing = way_guide_list (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), way_document_lookup (document, "sk-0"), 0);
      g_autofree char *guide = write_guide (bits & 1, bits & 2);
      const char *place = guide;
      guint n = way_listing_get_n_rows (listing), assumed = 0;

      g_assert_cmpuint (n, >, 0);
      g_assert_cmpuint (way_listing_get_room (listing), >, 1);
      g_assert_nonnull (strstr (guide, way_listing_get_note (listing)));
      for (guint i = 0; i < n; i++)
        {
          const char *question = way_listing_get_cell (listing, i, 0);

          place = strstr (place, question);
          g_assert_nonnull (place);
          assumed += strstr (way_listing_get_cell (listing, i, 1), "☐ so it is") != NULL;
          g_assert_cmpstr (way_listing_get_cell (listing, i, 2), ==, "");
        }
      g_assert_cmpint (assumed > 0, ==, !(bits & 1));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guide/open", test_open);
  g_test_add_func ("/guide/judged", test_judged);
  g_test_add_func ("/guide/confirmed", test_confirmed);
  g_test_add_func ("/guide/list", test_list);
  return g_test_run ();
}
