#include "interop/way-csv-grid.h"

#include <locale.h>
#include <string.h>

#include "interop-dump.h"
#include "interop/way-grid-names.h"
#include "interop/way-interop-error.h"

/* Every lane with its kind and what stands in it, for tables of expected imports. */
static void
append_place (GString *s, const WayDocument *document, const WayElement *element, WayField field)
{
  const WayElement *place = way_document_follow (document, element, field);

  g_string_append_printf (s, "@%s", place != NULL ? way_element_get_name (place) : "?");
}

static char *
dump (const WayDocument *document)
{
  const WayElement *root = way_document_get_root (document), *journey = way_element_get_first (root, WAY_KIND_JOURNEY);
  g_autofree char *cards = interop_dump (document);
  GString *s = g_string_new (cards);
  WayElement *element;

  way_each (element, journey, WAY_KIND_LANE)
    g_string_append_printf (s, " {%s:%s}", way_element_get_name (element), way_element_get (element, WAY_FIELD_KIND));
  way_each (element, journey, WAY_KIND_TOUCHPOINT)
    {
      const WayElement *channel = way_document_follow (document, element, WAY_FIELD_CHANNEL);

      if (!way_element_is (channel, WAY_FIELD_KIND, "other"))
        g_string_append_printf (s, " %s~%s", way_element_get_name (element), way_element_get (channel, WAY_FIELD_KIND));
      if (way_element_get (element, WAY_FIELD_DEPARTMENTS) != NULL)
        {
          g_string_append (s, " dp");
          append_place (s, document, element, WAY_FIELD_DEPARTMENTS);
        }
      if (way_element_get (element, WAY_FIELD_MOTIVATION) != NULL)
        g_string_append_printf (s, " mo@%s", way_element_get (element, WAY_FIELD_MOTIVATION));
    }
  way_each (element, journey, WAY_KIND_NOTE)
    {
      g_string_append_printf (s, " note:%s", way_element_get_name (element));
      append_place (s, document, element, WAY_FIELD_STEP);
    }
  way_each (element, journey, WAY_KIND_PAIN)
    {
      g_string_append_printf (s, " pain:%s", way_element_get_name (element));
      append_place (s, document, element, WAY_FIELD_AT);
    }
  way_each (element, journey, WAY_KIND_OPPORTUNITY)
    {
      g_string_append_printf (s, " chance:%s", way_element_get_name (element));
      append_place (s, document, element, WAY_FIELD_AT);
    }
  way_each (element, root, WAY_KIND_ACTION)
    {
      g_string_append_printf (s, " do:%s", way_element_get_name (element));
      append_place (s, document, element, WAY_FIELD_FOR);
    }
  return g_string_free (s, FALSE);
}

typedef struct
{
  const char *name, *text, *expected, *finding;
} Row;

static const Row rows[] = {
  { "plain", "T;P;;Q\n;s1;s2;s3\nTouchpoints;a;b;c\n", "T [P] a=- b=- [Q] c=- {Touchpoints:touchpoints}", NULL },
  { "no title", "Phase,P,Q\nStep,s1,s2\nTouchpoints,a,b\n", "hint [P] a=- [Q] b=- {Touchpoints:touchpoints}", NULL },
  { "title line first", "T\n;P;Q\n;s1;s2\nTouchpoints;a;b\n", "T [P] a=- [Q] b=- {Touchpoints:touchpoints}", NULL },
  { "no steps", "T;P;Q\nKontaktpunkte;a;b\n", "T [P] a=- [Q] b=- {Kontaktpunkte:touchpoints}", NULL },
  { "no step in one column", "T;P;\n;s1;\nTouchpoints;a;b\n", "T [P] a=- b=- {Touchpoints:touchpoints}", "note 2: Column 3 has no step" },
  { "no phase at first", "T;;Q\n;s1;s2\nTouchpoints;a;b\n", "T [Phase 1] a=- [Q] b=- {Touchpoints:touchpoints}", NULL },
  { "empty column", "T;P;;Q;\n;s1;;s2;\nTouchpoints;a;;b;\n", "T [P] a=- [Q] b=- {Touchpoints:touchpoints}", NULL },
  { "several cards", "T;P\n;s\nTouchpoints;\"a\nb\n\n c \"\n", "T [P] a=- b=- c=- {Touchpoints:touchpoints}", NULL },
  { "feelings", "T;P;\n;s1;s2\nGefühl;5;-3\nKontaktpunkte;a;b\n", "T [P] a=5(Customer) b=2(Customer) {Gefühl:emotion} {Kontaktpunkte:touchpoints}", NULL },
  { "feelings of people", "T;P\n;s\nTouchpoints;a\nEmotion: Ida;5\nGefühl Bo;−5\nEmotion (Li);0\n", "T [P] a=5(Ida,Bo/1,Li/3) {Touchpoints:touchpoints} {Emotion: Ida:emotion} {Gefühl Bo:emotion} {Emotion (Li):emotion}", "*" },
  { "one feeling each", "T;P\n;s\nTouchpoints;\"a\nb\nc\"\nEmotion;\"5\n–\n-5\"\n", "T [P] a=5(Customer) b=- c=1(Customer) {Touchpoints:touchpoints} {Emotion:emotion}", NULL },
  { "one feeling for all", "T;P\n;s\nTouchpoints;\"a\nb\"\nEmotion curve;5\n", "T [P] a=5(Customer) b=5(Customer) {Touchpoints:touchpoints} {Emotion curve:emotion}", NULL },
  { "feeling outside", "T;P\n;s\nTouchpoints;a\nEmotion;9\n", "T [P] a=5(Customer) {Touchpoints:touchpoints} {Emotion:emotion}", "warning 4: The feeling 9" },
  { "feeling that is none", "T;P\n;s\nTouchpoints;a\nEmotion;gut\n", "T [P] a=- {Touchpoints:touchpoints} {Emotion:emotion} note:gut@s", "warning 4: “gut” is no feeling" },
  { "feeling without a touchpoint", "T;P\n;s\nEmotion;5\n", "T [P] s=5(Customer) {Emotion:emotion} {Touchpoints:touchpoints}", "note 3: There is a feeling" },
  { "too many feelings", "T;P\n;s\nTouchpoints;a\nEmotion;\"5\n4\"\n", "T [P] a=5(Customer) {Touchpoints:touchpoints} {Emotion:emotion}", "warning 4: “s” has more feelings" },
  { "insights", "T;P\n;s\nTouchpoints;a\nSchmerzpunkte;x\nChancen;y\nMaßnahmen;z\n", "T [P] a=- {Touchpoints:touchpoints} {Schmerzpunkte:pains} {Chancen:opportunities} {Maßnahmen:actions} pain:x@a chance:y@a do:z@a", NULL },
  { "pain at a step", "T;P\n;s\nPain points;x\n", "T [P] {Pain points:pains} pain:x@s", NULL },
  { "action without a place", "T;P\n;s\nActions;x\n", "T [P] {Actions:actions} note:x@s", "note 3: The action “x”" },
  { "channels", "T;P;\n;s1;s2\nTouchpoints;\"a\nb\";c\nKanäle;\"E-Mail\nTelefon\";Shop\n", "T [P] a=- b=- c=- {Touchpoints:touchpoints} {Kanäle:channels} a~email b~phone c~shop", NULL },
  { "departments and motivation", "T;P\n;s\nTouchpoints;a\nAbteilungen;IT\nMotivation;m\n", "T [P] a=- {Touchpoints:touchpoints} {Abteilungen:departments} {Motivation:motivation} dp@IT mo@m", NULL },
  { "unknown lane", "T;P\n;s\nWas sie sagen;x\n", "T [P] {Was sie sagen:text} note:x@s", "note 3: “Was sie sagen” is not known" },
  { "kind in brackets", "T;P\n;s\nWas passiert [touchpoints];x\n", "T [P] x=- {Was passiert:touchpoints}", NULL },
  { "lane without a name", "T;P\n;s\n;x\n", "T [P] {?:text} note:x@s", "warning 3: This row has no name" },
  { "only heads", "T;P\n;s\n", "T [P] {Touchpoints:touchpoints}", NULL },
  { "defused", "T;P\n;'=s\nTouchpoints;'-a\n", "T [P] -a=- {Touchpoints:touchpoints}", NULL },
};

static void
test_traps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (WayDocument) document = way_csv_grid_import (rows[i].text, strlen (rows[i].text), "hint", report, &error);

      g_test_message ("%s", rows[i].name);
      g_assert_no_error (error);
      interop_assert_valid (document);

      g_autofree char *text = dump (document);
      g_autofree char *findings = interop_dump_report (report);

      g_assert_cmpstr (text, ==, rows[i].expected);
      if (rows[i].finding == NULL)
        g_assert_cmpstr (findings, ==, "");
      else if (*rows[i].finding != '*')
        g_assert_nonnull (strstr (findings, rows[i].finding));
    }
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayDocument) first = way_csv_grid_import (rows[i].text, strlen (rows[i].text), "hint", NULL, NULL);
      g_autofree char *text = way_csv_grid_export (first, NULL, i % 2, NULL);
      g_autoptr (WayDocument) second = way_csv_grid_import (text, strlen (text), NULL, NULL, NULL);
      g_autofree char *again = way_csv_grid_export (second, NULL, i % 2, NULL);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (text, ==, again);
    }
}

static void
test_refusals (void)
{
  static const char *const texts[] = { "", "\n\n", "a\nb\n", ";;;\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (way_csv_grid_import (texts[i], strlen (texts[i]), NULL, NULL, &error));
      g_assert_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *name, *kind, *persona;
  } cases[] = {
    { "Touchpoints", "touchpoints", NULL },
    { " KONTAKTPUNKTE ", "touchpoints", NULL },
    { "Gefühlskurve", "emotion", NULL },
    { "Emotional Journey", "emotion", NULL },
    { "Emotion curve", "emotion", NULL },
    { "Gefühl Ilka Brandt", "emotion", "Ilka Brandt" },
    { "Pain Points", "pains", NULL },
    { "Erwartete Handlung", "action-expected", NULL },
    { "Unsichtbar für Kunden", "backstage", NULL },
    { "Sichtbar für Kunden", "frontstage", NULL },
    { "Kanäle", "channels", NULL },
    { "x [pains]", "pains", NULL },
    { "x [nothing]", NULL, NULL },
    { "", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *persona = NULL;

      g_assert_cmpstr (way_grid_guess_lane (cases[i].name, NULL, &persona), ==, cases[i].kind);
      g_assert_cmpstr (persona, ==, cases[i].persona);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("SOURCE_DATE_EPOCH", "1790000000", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-grid/traps", test_traps);
  g_test_add_func ("/csv-grid/round-trip", test_round_trip);
  g_test_add_func ("/csv-grid/refusals", test_refusals);
  g_test_add_func ("/csv-grid/names", test_names);
  return g_test_run ();
}
