#include "interop/way-csv-list.h"

#include <locale.h>
#include <string.h>

#include "interop-dump.h"
#include "interop/way-csv-grid.h"
#include "interop/way-interop-error.h"

static WayDocument *
make_document (void)
{
  static const char table[] = "T;Before;;After\n"
                              ";Hear;Read;Use\n"
                              "Touchpoints;Poster;\"Page\nMail; too\";=Call\n"
                              "Channels;Print;\"Web\nE-Mail\";Phone\n"
                              "Emotion: Ida;3;\"-3\n5\";–\n"
                              "Emotion: Bo;;1;\n"
                              "Departments;IT;\"IT\nSales\";\n"
                              "Pain points;;Slow;\"Rude\nLate\"\n"
                              "Opportunities;Bigger;;Friendlier\n"
                              "Actions;;;Train\n"
                              "Notes;+49;\"two\nlines\";\n";
  WayDocument *document = way_csv_grid_import (table, sizeof table - 1, NULL, NULL, NULL);

  g_assert_nonnull (document);
  way_document_seed_ids (document, 7);
  return document;
}

static WayElement *
find (const WayDocument *document, WayKind kind, const char *name)
{
  const WayElement *root = way_document_get_root (document);
  const WayElement *parent = way_kind_find_slot (WAY_KIND_DOCUMENT, kind) >= 0 ? root : way_element_get_first (root, WAY_KIND_JOURNEY);
  WayElement *element, *phase;

  if (kind == WAY_KIND_STEP)
    {
      way_each (phase, parent, WAY_KIND_PHASE)
        way_each (element, phase, WAY_KIND_STEP)
          if (strcmp (way_element_get_name (element), name) == 0)
            return element;
      return NULL;
    }
  way_each (element, parent, kind)
    if (strcmp (way_element_get_name (element), name) == 0)
      return element;
  return NULL;
}

static char *
apply (WayDocument *document, const char *text)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;

  way_csv_list_apply (document, text, strlen (text), report, &error);
  g_assert_no_error (error);
  interop_assert_valid (document);
  return interop_dump_report (report);
}

/* What was just exported changes nothing, in either style. */
static void
test_no_change (void)
{
  for (guint style = 0; style < 2; style++)
    {
      g_autoptr (WayDocument) document = make_document ();
      g_autofree char *text = way_csv_list_export (document, style);

      g_test_message ("%s", text);
      way_document_mark_saved (document);

      g_autofree char *findings = apply (document, text);

      g_assert_cmpstr (findings, ==, "");
      g_assert_false (way_document_is_modified (document));
    }
}

/* Values that a spreadsheet or the writer could spoil. */
static void
test_no_change_for_odd_values (void)
{
  static const char *const values[] = { "=1", "-5", "- x", "'=x", "a;b", "a,b", "\"q\"", " lead", "trail ", "1,5", "tp-4hq2k7vd", "x, y", "+49 40" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint style = 0; style < 2; style++)
      {
        g_autoptr (WayDocument) document = make_document ();
        g_autoptr (GError) error = NULL;

        way_document_begin (document, "x");
        way_document_set (document, find (document, WAY_KIND_TOUCHPOINT, "Poster"), WAY_FIELD_NAME, values[i], &error);
        way_document_set (document, find (document, WAY_KIND_PHASE, "Before"), WAY_FIELD_NAME, values[i], &error);
        way_document_set (document, find (document, WAY_KIND_STEP, "Read"), WAY_FIELD_NAME, values[i], &error);
        way_document_set (document, find (document, WAY_KIND_PAIN, "Slow"), WAY_FIELD_TEXT, values[i], &error);
        way_document_set (document, find (document, WAY_KIND_NOTE, "two"), WAY_FIELD_TEXT, "one\n\nthree\r\n=four", &error);
        way_document_set (document, find (document, WAY_KIND_CHANNEL, "Web"), WAY_FIELD_NAME, values[i], &error);
        way_document_set (document, find (document, WAY_KIND_CHANNEL, "Phone"), WAY_FIELD_NAME, values[i], &error);
        g_assert_no_error (error);
        way_document_commit (document);
        way_document_mark_saved (document);

        g_autofree char *text = way_csv_list_export (document, style);
        g_autofree char *findings = apply (document, text);

        g_assert_cmpstr (findings, ==, "");
        g_assert_false (way_document_is_modified (document));
      }
}

typedef struct
{
  const char *name;
  const char *text; /* "$Name" stands for the id of the element called so, "$$" for the first persona's */
  WayKind kind;
  const char *element; /* by its name afterwards; NULL: there is none of that kind with the name in `value` */
  WayField field;
  const char *value;
  const char *finding; /* NULL: none but what is missing */
} Row;

static const Row rows[] = {
  { "a name", "element;id;name\ntouchpoint;$Poster;Big poster\n", WAY_KIND_TOUCHPOINT, "Big poster", WAY_FIELD_NAME, "Big poster", NULL },
  { "a text", "element,id,text\npain,$Slow,Very slow\n", WAY_KIND_PAIN, "Very slow", WAY_FIELD_SEVERITY, "3", NULL },
  { "votes", "element;id;votes\npain;$Slow;7\n", WAY_KIND_PAIN, "Slow", WAY_FIELD_VOTES, "7", NULL },
  { "an emptied cell", "element;id;departments\ntouchpoint;$Poster;\n", WAY_KIND_TOUCHPOINT, "Poster", WAY_FIELD_DEPARTMENTS, NULL, NULL },
  { "an emptied name", "element;id;name\ntouchpoint;$Poster;\n", WAY_KIND_TOUCHPOINT, "Poster", WAY_FIELD_NAME, "Poster", "error 2: Name: “” is missing" },
  { "out of range", "element;id;severity;votes\npain;$Slow;9;4\n", WAY_KIND_PAIN, "Slow", WAY_FIELD_VOTES, "4", "error 2: Severity: “9” must lie" },
  { "a German date", "element;id;due\naction;$Train;1.2.2027\n", WAY_KIND_ACTION, "Train", WAY_FIELD_DUE, "2027-02-01", NULL },
  { "a date with a time", "element;id;due\naction;$Train;2027-02-01 00:00:00\n", WAY_KIND_ACTION, "Train", WAY_FIELD_DUE, "2027-02-01", NULL },
  { "no date", "element;id;due\naction;$Train;soon\n", WAY_KIND_ACTION, "Train", WAY_FIELD_DUE, NULL, "error 2: Due: “soon” is not a date" },
  { "German truth", "element;id;moment-of-truth\ntouchpoint;$Poster;WAHR\n", WAY_KIND_TOUCHPOINT, "Poster", WAY_FIELD_MOMENT_OF_TRUTH, "true", NULL },
  { "a label", "element;id;status\naction;$Train;In Progress\n", WAY_KIND_ACTION, "Train", WAY_FIELD_STATUS, "in-progress", NULL },
  { "a reference by name", "element;id;channel\ntouchpoint;$Poster;Phone\n", WAY_KIND_TOUCHPOINT, "Poster", WAY_FIELD_CHANNEL, "$Phone", NULL },
  { "a reference by id", "element;id;channel-id\ntouchpoint;$Poster;$Phone\n", WAY_KIND_TOUCHPOINT, "Poster", WAY_FIELD_CHANNEL, "$Phone", NULL },
  { "a reference to nothing", "element;id;channel\ntouchpoint;$Poster;Pigeon\n", WAY_KIND_TOUCHPOINT, "Poster", WAY_FIELD_CHANNEL, "$Print", "error 2: There is nothing called “Pigeon”" },
  { "a reference to another kind", "element;id;channel-id\ntouchpoint;$Poster;$Slow\n", WAY_KIND_TOUCHPOINT, "Poster", WAY_FIELD_CHANNEL, "$Print", "error 2: Channel: “" },
  { "another step", "element;id;phase;step\ntouchpoint;$Poster;After;Use\n", WAY_KIND_TOUCHPOINT, "Poster", WAY_FIELD_STEP, "$Use", NULL },
  { "a renamed phase", "element;id;name;phase;step\nphase;$Before;Earlier;;\ntouchpoint;$Poster;Poster;Before;Read\n", WAY_KIND_TOUCHPOINT, "Poster", WAY_FIELD_STEP, "$Read", NULL },
  { "a renamed step", "element;id;name;step\nstep;$Hear;Listen;\ntouchpoint;$Poster;Poster;Hear\n", WAY_KIND_TOUCHPOINT, "Poster", WAY_FIELD_STEP, "$Listen", NULL },
  { "unknown id", "element;id;name\ntouchpoint;tp-nothing0;X\n", WAY_KIND_TOUCHPOINT, NULL, WAY_FIELD_NAME, "X", "error 2: The map has no Touchpoint with the id" },
  { "id of another kind", "element;id;name\ntouchpoint;$Print;X\n", WAY_KIND_TOUCHPOINT, NULL, WAY_FIELD_NAME, "X", "error 2: The map has no Touchpoint with the id" },
  { "an id twice", "element;id;name\ntouchpoint;$Poster;X\ntouchpoint;$Poster;Y\n", WAY_KIND_TOUCHPOINT, "X", WAY_FIELD_NAME, "X", "error 3: The id" },
  { "unknown element", "element;id;name\nthing;;X\n", WAY_KIND_TOUCHPOINT, NULL, WAY_FIELD_NAME, "X", "error 2: “thing” is no kind" },
  { "unknown column", "element;id;mood;name\ntouchpoint;$Poster;good;X\n", WAY_KIND_TOUCHPOINT, "X", WAY_FIELD_NAME, "X", "note 1: The column “mood”" },
  { "new touchpoint", "element;id;step;name;channel\ntouchpoint;;Use;New;Phone\n", WAY_KIND_TOUCHPOINT, "New", WAY_FIELD_STEP, "$Use", NULL },
  { "new touchpoint on a new channel", "element;id;step;name;channel;kind;medium\ntouchpoint;;Use;New;Fax;;\nchannel;;;Fax;;Other;analogue\n", WAY_KIND_TOUCHPOINT, "New", WAY_FIELD_CHANNEL, "$Fax", NULL },
  { "new touchpoint without a step", "element;id;name\ntouchpoint;;New\n", WAY_KIND_TOUCHPOINT, NULL, WAY_FIELD_NAME, "New", "error 2: This new Touchpoint has no “Step”" },
  { "new pain at a step", "element;id;phase;step;text\npain;;After;Use;New\n", WAY_KIND_PAIN, "New", WAY_FIELD_AT, "$Use", NULL },
  { "new opportunity", "element;id;text;addresses\nopportunity;;New;Slow\n", WAY_KIND_OPPORTUNITY, "New", WAY_FIELD_ADDRESSES, "$Slow", NULL },
  { "new phase and step", "element;id;phase;name\nstep;;End;Last\nphase;;;End\n", WAY_KIND_STEP, "Last", WAY_FIELD_NAME, "Last", NULL },
  { "new action", "element;id;text;for;due\naction;;New;\"Slow\nPoster\";2027-01-01\n", WAY_KIND_ACTION, "New", WAY_FIELD_FOR, "$Slow $Poster", NULL },
};

static void
find_id_cb (WayElement *element, gpointer data)
{
  char **search = data;

  if (search[1] == NULL && way_element_get_id (element) != NULL && strcmp (way_element_get_name (element), search[0]) == 0 && way_element_get_kind (element) != WAY_KIND_DOCUMENT)
    search[1] = (char *) way_element_get_id (element);
}

/* "$Name" → the id. */
static char *
expand (const WayDocument *document, const char *text)
{
  GString *s = g_string_new (NULL);

  while (*text != '\0')
    if (*text == '$')
      {
        size_t n = strspn (text + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
        g_autofree char *name = g_strndup (text + 1, n);
        char *search[] = { name, NULL };

        way_element_walk ((WayElement *) way_document_get_root (document), find_id_cb, search);
        g_string_append (s, search[1] != NULL ? search[1] : "?");
        text += 1 + n;
      }
    else
      g_string_append_c (s, *text++);
  return g_string_free (s, FALSE);
}

static void
test_edits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (WayDocument) document = make_document ();
      g_autofree char *text = expand (document, row->text);
      g_autofree char *before = way_csv_list_export (document, WAY_CSV_COMMA);
      g_autofree char *findings = apply (document, text);
      g_autofree char *value = row->value != NULL ? expand (document, row->value) : NULL;
      const WayElement *element = find (document, row->kind, row->element != NULL ? row->element : row->value);

      g_test_message ("%s: %s", row->name, findings);
      g_assert_true ((element == NULL) == (row->element == NULL));
      if (element != NULL)
        g_assert_cmpstr (way_element_get (element, row->field), ==, value);
      if (row->finding != NULL)
        g_assert_nonnull (strstr (findings, row->finding));
      else
        g_assert_true (strstr (findings, "warning") == NULL && strstr (findings, "error") == NULL);

      /* One step back undoes all of it. */
      if (way_document_is_modified (document))
        {
          g_assert_true (way_document_undo (document));

          g_autofree char *after = way_csv_list_export (document, WAY_CSV_COMMA);

          g_assert_cmpstr (before, ==, after);
          g_assert_false (way_document_is_modified (document));
        }
    }
}

static void
test_feelings (void)
{
  g_autoptr (WayDocument) document = make_document ();
  g_autofree char *text = expand (document, "element;id;feeling:$Ida:Ida;feeling:$Bo:x\ntouchpoint;$Poster;-5;2\ntouchpoint;$Page;;9\nnote;;1;\n");
  g_autofree char *findings = apply (document, text);
  g_autofree char *dump = interop_dump (document);

  g_assert_cmpstr (dump, ==, "T [Before] Poster=1(Ida,Bo/4) Page=3(Bo) Mail; too=5(Ida,Bo/3) [After] =Call=-");
  g_assert_nonnull (strstr (findings, "error 3: Feeling: “9” must lie"));
  g_assert_nonnull (strstr (findings, "error 4: "));
}

static void
test_missing_rows_stay (void)
{
  g_autoptr (WayDocument) document = make_document ();
  g_autofree char *text = expand (document, "element;id;name\ntouchpoint;$Poster;Poster\n");
  g_autofree char *findings = apply (document, text);

  g_assert_cmpstr (findings, ==, "note 0: 3 elements of the map are not in the list and stay: “Page”, “Mail; too”, “=Call”.\n");
  g_assert_false (way_document_is_modified (document));
}

static void
test_refusals (void)
{
  g_autoptr (WayDocument) document = make_document ();
  g_autoptr (GError) error = NULL;

  g_assert_false (way_csv_list_apply (document, "a;b\n1;2\n", 8, NULL, &error));
  g_assert_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (way_csv_list_apply (document, "", 0, NULL, &error));
  g_assert_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT);
  g_clear_error (&error);
  way_document_set_read_only (document, TRUE);
  g_assert_false (way_csv_list_apply (document, "element;id\n", 11, NULL, &error));
  g_assert_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_READ_ONLY);
}

int
main (int argc, char **argv)
{
  g_setenv ("SOURCE_DATE_EPOCH", "1790000000", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-list/no-change", test_no_change);
  g_test_add_func ("/csv-list/no-change-for-odd-values", test_no_change_for_odd_values);
  g_test_add_func ("/csv-list/edits", test_edits);
  g_test_add_func ("/csv-list/feelings", test_feelings);
  g_test_add_func ("/csv-list/missing-rows-stay", test_missing_rows_stay);
  g_test_add_func ("/csv-list/refusals", test_refusals);
  return g_test_run ();
}
