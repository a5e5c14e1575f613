#include "interop/way-mermaid.h"

#include <locale.h>
#include <string.h>

#include "base/way-decode.h"
#include "interop-dump.h"
#include "interop/way-interop-error.h"
#include "interop/way-mermaid-private.h"

#define J "journey\n"

typedef struct
{
  const char *name, *text, *expected;
  const char *finding; /* part of "severity line: text"; NULL: no findings at all; "*": any */
} Row;

static const Row rows[] = {
  { "plain", J "title T\nsection S\nA: 5: Me, You\nB: 1: You", "T [S] A=5(Me,You) B=1(You)", NULL },
  { "title from the hint", J "section S\nA: 5: Me", "hint [S] A=5(Me)", NULL },
  { "spaces around everything", J "  title   My   trip \n\tsection  S \n\t A b  :  5  :  Me ,You ", "My trip [S] A b=5(Me,You)", NULL },
  { "CRLF", "journey\r\ntitle T\r\nsection S\r\nA: 2: Me\r\n", "T [S] A=2(Me)", NULL },
  { "CR alone", "journey\rtitle T\rsection S\rA: 4: Me\r", "T [S] A=4(Me)", NULL },
  { "byte order mark", "\xef\xbb\xbfjourney\ntitle T\nsection S\nA: 5: Me", "T [S] A=5(Me)", NULL },
  { "Windows-1252", J "title \xdc"
                      "ber\nsection S\nA: 5: J\xfcrgen",
    "Über [S] A=5(Jürgen)", NULL },
  { "keyword in capitals", "JOURNEY\nTitle T\nSECTION S\nA: 5: Me", "T [S] A=5(Me)", NULL },
  { "front matter", "---\ntitle: \"From: here\"\nconfig:\n  journey:\n    x: 1\n---\njourney\nsection S\nA: 5: Me", "From: here [S] A=5(Me)", NULL },
  { "front matter and a title", "---\ntitle: One # no\n---\njourney\ntitle Two\nsection S\nA: 5: Me", "Two [S] A=5(Me)", NULL },
  { "front matter without an end", "---\ntitle: One\njourney\nsection S\nA: 5: Me", NULL, "*" },
  { "comments", "%% one\n\njourney\n%% two\ntitle T\n %% three: 5: Me\nsection S\nA: 5: Me", "T [S] A=5(Me)", NULL },
  { "directive", "%%{init: {'theme':'dark'}}%%\njourney\ntitle T\nsection S\nA: 5: Me", "T [S] A=5(Me)", NULL },
  { "directive over lines", "%%{\n init: {\n }\n}%%\njourney\n%%{wrap}%% title T\nsection S\nA: x: Me", "T [S] A=3(Me)", "warning 8: “x” is no score" },
  { "directive without an end", J "%%{init\ntitle T\nsection S\nA: 5: Me", "T [S] A=5(Me)", "warning 2: The directive" },
  { "hash comment", J "title T\n# no\nsection S\n#no: 5: Me\nA: 5: Me # no", "T [S] A=5(Me)", NULL },
  { "hash in a section", J "title T\nsection S # no\nA: 5: Me", "T [S] A=5(Me)", "note 3: “# no” is a comment" },
  { "hash in a name", J "title T\nsection S\nOrder #5 comes: 5: Me", "T [S] Order #5 comes=5(Me)", NULL },
  { "entities", J "title a#59;b#35;c\nsection #quot;S#quot;\nA#58; b: 5: Me#44; You, Zo#euml;", "a;b#c [\"S\"] A: b=5(Me, You,Zo#euml;)", NULL },
  { "entities that are no characters", J "title T\nsection S\n#0;#7;#99999999;#55296;a#10;b: 5: Me", "T [S] #0;#7;#99999999;#55296;a b=5(Me)", NULL },
  { "line breaks", J "title a<br>b\nsection Line1<br>Line2<br/>Line3</br />Line4<BR\t/>Line5\nA<br>B: 5: Me", "a b [Line1 Line2 Line3 Line4 Line5] A B=5(Me)", NULL },
  { "no people", J "title T\nsection S\nA: 5\nB: 3:\nC: 1: ,", "T [S] A=5(Customer) B=3(Customer) C=1(Customer)", "note 4: “A” names nobody" },
  { "no score", J "title T\nsection S\nA: : Me\nB", "T [S] A=3(Me) B=-", "warning 4: The task “A” has no score" },
  { "people and no score", J "title T\nsection S\nA: Me, You", "T [S] A=3(Me,You)", "warning 4: The task “A” has no score" },
  { "a word for a score", J "title T\nsection S\nA: good: Me", "T [S] A=3(Me)", "warning 4: “good” is no score" },
  { "score above", J "title T\nsection S\nA: 9: Me", "T [S] A=5(Me)", "warning 4: The score 9 of “A” lies outside" },
  { "score below", J "title T\nsection S\nA: 0: Me\nB: -3: Me", "T [S] A=1(Me) B=1(Me)", "warning 5: The score −3" },
  { "score between", J "title T\nsection S\nA: 3.5: Me\nB: 4,5: Me", "T [S] A=3(Me) B=5(Me)", "note 4: The score 3.5" },
  { "colon in a name", J "title T\nsection S\nLogin at 9:30: 4: Me", "T [S] Login at 9:30=4(Me)", "note 4: “Login at 9:30” holds a colon" },
  { "colon in a person", J "title T\nsection S\nA: 4: Me: the boss", "T [S] A=4(Me: the boss)", NULL },
  { "number for a person", J "title T\nsection S\nA: 4: 7", "T [S] A=4(7)", NULL },
  { "colon in a section", J "title T\nsection Day 1: buy\nA: 4: Me", "T [Day 1: buy] A=4(Me)", "note 3: The section" },
  { "colon in a title", J "title T: t\nsection S\nA: 4: Me", "T: t [S] A=4(Me)", NULL },
  { "title with a colon behind it", J "title: T\nsection: S\nA: 4: Me", "T [S] A=4(Me)", NULL },
  { "words that start like keywords", J "title T\nsection S\njourneyman: 5: Me\ntitles: 3: Me\nsectional: 1: Me", "T [S] journeyman=5(Me) titles=3(Me) sectional=1(Me)", NULL },
  { "section that is a task", J "title T\nsection S\nSection 5: 3: Me", "T [S] Section 5=3(Me)", NULL },
  { "semicolon at the end", J "title T;\nsection S;\nA: 5: Me;", "T [S] A=5(Me)", NULL },
  { "semicolons between statements", J "title T; section S; A: 5: Me; B: 1: You", "T [S] A=5(Me) B=1(You)", NULL },
  { "semicolon in a name", J "title T\nsection S\nA; b: 5: Me; You", "T [S] A; b=5(Me; You)", NULL },
  { "empty section", J "title T\nsection S\nsection U\nA: 5: Me", "T [S] [U] A=5(Me)", "note 3: The section “S” has no tasks" },
  { "section without a name", J "title T\nsection\nA: 5: Me", "T [?] A=5(Me)", "warning 3: This section has no name" },
  { "tasks before the first section", J "title T\nA: 5: Me\nsection S\nB: 1: Me", "T [Start] A=5(Me) [S] B=1(Me)", "note 3: These tasks stand in no section" },
  { "sections of one name", J "title T\nsection S\nA: 5: Me\nsection S\nB: 1: Me", "T [S] A=5(Me) [S] B=1(Me)", NULL },
  { "task without a name", J "title T\nsection S\n: 5: Me", "T [S] ?=5(Me)", "warning 4: This task has no name" },
  { "one person twice", J "title T\nsection S\nA: 5: Me, Me", "T [S] A=5(Me)", NULL },
  { "second title", J "title T\ntitle U\nsection S\nA: 5: Me", "U [S] A=5(Me)", "warning 3: There is a second title" },
  { "text behind the keyword", "journey My trip\nsection S\nA: 5: Me", "My trip [S] A=5(Me)", "note 1: “My trip” behind the word" },
  { "statement behind the keyword", "journey title T\nsection S\nA: 5: Me", "T [S] A=5(Me)", NULL },
  { "keyword alone", "journey", "hint [Phase 1]", "warning 0: The diagram has neither" },
  { "keyword twice", J "journey\ntitle T\nsection S\nA: 5: Me", "T [S] A=5(Me)", "warning 2: “journey” stands here" },
  { "control characters", J "title T\x01\x1b\nsection S\x7f\nA\xef\xbf\xbe: 5: Me", "T [S] A=5(Me)", NULL },
  { "Markdown", "# Readme\n\n```mermaid\njourney\ntitle T\nsection S\nA: 7: Me\n```\nEnd: 5: Me\n", "T [S] A=5(Me)", "warning 7: The score 7" },
  { "Markdown with tildes", "~~~~ mermaid\njourney\ntitle T\nsection S\nA: 5: Me\n~~~~~\nrest", "T [S] A=5(Me)", NULL },
  { "Markdown, Azure", "::: mermaid\njourney\ntitle T\nsection S\nA: 5: Me\n:::\nrest", "T [S] A=5(Me)", NULL },
  { "Markdown, attributes", "```{.mermaid width=3}\njourney\ntitle T\nsection S\nA: 5: Me\n```", "T [S] A=5(Me)", NULL },
  { "Markdown, quotation", "> ```mermaid\n> journey\n> title T\n>\n> section S\n> A: 5: Me\n> ```\n", "T [S] A=5(Me)", NULL },
  { "Markdown, list", "- here:\n\n  ```mermaid\n  journey\n  title T\n  section S\n  A: 5: Me\n  ```\n", "T [S] A=5(Me)", NULL },
  { "Markdown, unclosed", "```mermaid\njourney\ntitle T\nsection S\nA: 5: Me\n", "T [S] A=5(Me)", NULL },
  { "Markdown, fence in a fence", "````md\n```mermaid\njourney\ntitle No\n```\n````\n```mermaid\njourney\ntitle T\nsection S\nA: 5: Me\n```", "T [S] A=5(Me)", NULL },
  { "Markdown, several", "```mermaid\npie\n```\n```mermaid\njourney\ntitle T\nsection S\nA: 5: Me\n```\n```mermaid\njourney\ntitle U\n```\n", "T [S] A=5(Me)", "note 11: Another journey" },
  { "Markdown, front matter of each", "---\ntitle: Page\n---\n```mermaid\n---\ntitle: T\n---\njourney\nsection S\nA: 5: Me\n```", "T [S] A=5(Me)", NULL },
};

static WayDocument *
import (const char *text, WayReport *report, GError **error)
{
  g_autoptr (WayDocument) document = way_mermaid_import (text, -1, "hint", report, error);

  if (document != NULL)
    interop_assert_valid (document);
  return g_steal_pointer (&document);
}

static void
check_row (const Row *row)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = import (row->text, report, &error);
  g_autofree char *dump = document != NULL ? interop_dump (document) : NULL;
  g_autofree char *findings = interop_dump_report (report);

  g_test_message ("%s", row->name);
  g_assert_cmpstr (dump, ==, row->expected);
  g_assert_true ((document == NULL) == (error != NULL));
  if (row->finding == NULL)
    g_assert_cmpstr (findings, ==, "");
  else if (strcmp (row->finding, "*") != 0 && strstr (findings, row->finding) == NULL)
    g_error ("%s: no finding “%s” in:\n%s", row->name, row->finding, findings);
}

static void
test_traps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (&rows[i]);
}

/* import (export (map)) is the same map, and exporting that gives the same text. */
static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayDocument) first = import (rows[i].text, NULL, NULL);

      if (first == NULL)
        continue;

      g_autofree char *text = way_mermaid_export (first, NULL, NULL);
      g_autoptr (WayDocument) second = import (text, NULL, NULL);
      g_autofree char *again = way_mermaid_export (second, NULL, NULL);
      g_autofree char *before = interop_dump (first);
      g_autofree char *after = interop_dump (second);

      g_test_message ("%s", rows[i].name);
      if (strstr (before, "=-") == NULL)
        g_assert_cmpstr (before, ==, after);
      g_assert_cmpstr (text, ==, strstr (before, "=-") == NULL ? again : text);
    }
}

/* Names that mean something else to Mermaid, each in every place a name can stand in. */
static const char *const names[] = {
  "section x",
  "title",
  "Title: of it",
  "journey",
  "JOURNEY to",
  "accTitle: x",
  "accDescr {",
  "accDescr: {x}",
  "a: 5: b",
  "5",
  ":",
  "::::",
  ";",
  "a;b",
  "#",
  "# x",
  "#quot;",
  "#35;",
  "&amp;",
  "%% x",
  "%%{init}%%",
  "a %% b",
  "---",
  "```",
  "~~~",
  "}",
  "{",
  "<br>",
  "<b>x</b>",
  "a, b",
  ",",
  " lead",
  "trail ",
  "two  blanks",
  " ",
  "\"quoted\"",
  "Größe",
  "日本",
  "😀",
  "\xc2\xa0x\xc2\xa0",
};

/* Mermaid's own rules for a line, as its grammar states them: what may stand where without an entity. */
static void
check_line_for_mermaid (const char *line)
{
  /* Mermaid turns entities into plain letters before it parses. */
  g_autoptr (GRegex) entity = g_regex_new ("#\\w+;", 0, 0, NULL);
  g_autofree char *text = g_regex_replace_literal (entity, line, -1, 0, "E", 0, NULL);
  g_autoptr (GRegex) statement = g_regex_new ("^\\s*(journey"
                                              "|title\\s[^#\\n;]+"
                                              "|accTitle\\s*:\\s*[^\\n;#]+"
                                              "|section\\s[^#:\\n;]+"
                                              "|(?!journey\\b|title\\s|section\\s|accTitle\\s*:|accDescr\\s*[:{]|%%|[^}]%%|#)[^#:\\n;]+:[^#\\n;:]+(:[^#\\n;:]+)?)$",
                                              G_REGEX_CASELESS,
                                              0,
                                              NULL);

  if (*text != '\0' && !g_regex_match (statement, text, 0, NULL))
    g_error ("Mermaid would not take the line “%s”", line);
}

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (WayDocument) first = import (J "title T\nsection S\nA: 2: Me, You\nB: 5: You", NULL, NULL);
      const WayElement *root = way_document_get_root (first);
      WayElement *journey = way_element_get_first (root, WAY_KIND_JOURNEY);

      way_document_begin (first, "names");
      way_document_set (first, way_element_get_first (root, WAY_KIND_META), WAY_FIELD_TITLE, names[i], NULL);
      way_document_set (first, way_element_get_first (root, WAY_KIND_META), WAY_FIELD_SUBTITLE, names[i], NULL);
      way_document_set (first, way_element_get_first (root, WAY_KIND_PERSONA), WAY_FIELD_NAME, names[i], NULL);
      way_document_set (first, way_element_get_first (journey, WAY_KIND_PHASE), WAY_FIELD_NAME, names[i], NULL);
      way_document_set (first, way_element_get_first (journey, WAY_KIND_TOUCHPOINT), WAY_FIELD_NAME, names[i], NULL);
      way_document_commit (first);

      g_autofree char *text = way_mermaid_export (first, NULL, NULL);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
      g_autoptr (WayDocument) second = import (text, NULL, NULL);
      g_autofree char *before = interop_dump (first);
      g_autofree char *after = second != NULL ? interop_dump (second) : NULL;

      g_test_message ("%s", text);
      g_assert_cmpstr (before, ==, after);
      g_assert_cmpstr (names[i], ==, way_element_get (way_document_get_meta (second), WAY_FIELD_SUBTITLE));
      for (char **line = lines; *line != NULL; line++)
        check_line_for_mermaid (*line);
    }
}

static void
test_scores (void)
{
  for (int score = 1; score <= 5; score++)
    g_assert_cmpint (way_mermaid_feeling_to_score (way_mermaid_score_to_feeling (score)), ==, score);
  for (int feeling = -5; feeling <= 5; feeling++)
    {
      g_assert_cmpint (way_mermaid_feeling_to_score (feeling), >=, 1);
      g_assert_cmpint (way_mermaid_feeling_to_score (feeling) + way_mermaid_feeling_to_score (-feeling), ==, 6);
    }
}

static void
test_accessibility (void)
{
  static const struct
  {
    const char *text, *subtitle, *scope, *title;
  } cases[] = {
    { J "accTitle: A: b\naccDescr: One line\ntitle T", "A: b", "One line", "T" },
    { J "accTitle:A\naccDescr {\n  one\n\n  two: 5: Me\n}\ntitle T", "A", "one\ntwo: 5: Me", "T" },
    { J "accDescr {\n one\n two\n }title T\naccTitle: A", "A", "one\ntwo", "T" },
    { J "accDescr { one } title T", NULL, "one", "T" },
    { J "ACCTITLE : A\naccDescr{x}\ntitle T", "A", "x", "T" },
    { J "accDescr {\n one\n two\ntitle T", NULL, "one\ntwo", "T" },
    { J "accTitle:\naccDescr:\ntitle T", NULL, NULL, "T" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WayDocument) document = import (cases[i].text, NULL, NULL);
      const WayElement *meta = way_document_get_meta (document);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (way_element_get (meta, WAY_FIELD_SUBTITLE), ==, cases[i].subtitle);
      g_assert_cmpstr (way_element_get (meta, WAY_FIELD_SCOPE), ==, cases[i].scope);
      g_assert_cmpstr (way_element_get (meta, WAY_FIELD_TITLE), ==, cases[i].title);
    }
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *text, *part;
  } cases[] = {
    { "", "empty" },
    { " \n\n", "empty" },
    { "flowchart TD\nA-->B", "a flowchart" },
    { "graph LR", "a flowchart" },
    { "%% x\nsequenceDiagram", "a sequence diagram" },
    { "---\ntitle: x\n---\nstateDiagram-v2", "a state diagram" },
    { "```mermaid\ngantt\n```", "a Gantt chart" },
    { "C4Context", "a C4 diagram" },
    { "Dear all,\nhello", "starts with “Dear all,…”" },
    { "journeys: 5: Me", "starts with “journeys" },
    { "```text\njourney\n```", "starts with" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (import (cases[i].text, NULL, &error));
      g_assert_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT);
      if (strstr (error->message, cases[i].part) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].part);
    }

  g_autoptr (GError) error = NULL;

  g_assert_null (way_mermaid_import ("journey\0title", 13, NULL, NULL, &error));
  g_assert_error (error, WAY_TEXT_ERROR, WAY_TEXT_ERROR_ENCODING);
}

static void
test_people (void)
{
  g_autoptr (WayDocument) few = import (J "A: 5: a, b, c", NULL, NULL);
  g_autoptr (WayDocument) many = import (J "A: 5: a, b, c, d, e, f, g, h", NULL, NULL);
  const WayElement *journey = way_element_get_first (way_document_get_root (few), WAY_KIND_JOURNEY);

  g_assert_cmpuint (way_element_count (journey, WAY_KIND_LANE), ==, 2);
  journey = way_element_get_first (way_document_get_root (many), WAY_KIND_JOURNEY);
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_LANE), ==, 9);
  g_assert_cmpstr (way_element_get (way_element_get_first (way_document_get_root (many), WAY_KIND_PERSONA), WAY_FIELD_COLOUR), !=, NULL);
}

static void
collect_ids_cb (WayElement *element, gpointer data)
{
  g_string_append_printf (data, "%s ", way_element_get_id (element));
}

static char *
import_ids (const char *text)
{
  g_autoptr (WayDocument) document = import (text, NULL, NULL);
  GString *ids = g_string_new (NULL);

  way_element_walk ((WayElement *) way_document_get_root (document), collect_ids_cb, ids);
  return g_string_free (ids, FALSE);
}

static void
test_same_ids (void)
{
  g_autofree char *first = import_ids (rows[0].text);
  g_autofree char *again = import_ids (rows[0].text);
  g_autofree char *other = import_ids (rows[1].text);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

static void
test_large (void)
{
  g_autoptr (GString) s = g_string_new (J);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 60000; i++)
    g_string_append (s, "A: 5: Me\n");
  g_assert_null (import (s->str, NULL, &error));
  g_assert_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_LIMIT);

  /* Names are cut, not refused. */
  g_string_assign (s, J);
  for (guint i = 0; i < 600; i++)
    g_string_append (s, "ü");
  g_string_append (s, ": 5: Me");

  g_autoptr (WayDocument) document = import (s->str, NULL, NULL);

  g_assert_nonnull (document);
}

/* What once ran the parser out of stack, or kept it busy for minutes: `unit` `times` over, in one line or many. */
static void
test_hostile (void)
{
  static const struct
  {
    const char *head, *unit;
    guint times;
    int code; /* −1 = it becomes a map */
  } hostile[] = {
    { J, "x", 70000, WAY_INTEROP_ERROR_LIMIT },
    { J "accDescr {", "\n} accDescr {", 40000, -1 },
    { J, "accDescr {} ", 5000, -1 },
    { J, "accDescr {\n", 200000, -1 },
    { J, ";", 60000, -1 },
    { J, "&amp;", 12000, -1 },
    { J, "a: 5;", 12000, -1 },
    { J "a: 5: ", "b,", 30000, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GString) s = g_string_new (hostile[i].head);
      g_autoptr (GError) error = NULL;

      for (guint n = 0; n < hostile[i].times; n++)
        g_string_append (s, hostile[i].unit);

      gint64 start = g_get_monotonic_time ();
      g_autoptr (WayDocument) document = import (s->str, NULL, &error);

      g_test_message ("%s…: %.1f ms", hostile[i].unit, (double) (g_get_monotonic_time () - start) / 1000);
      if (hostile[i].code < 0)
        g_assert_nonnull (document);
      else
        g_assert_error (error, WAY_INTEROP_ERROR, hostile[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("SOURCE_DATE_EPOCH", "1790000000", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mermaid/traps", test_traps);
  g_test_add_func ("/mermaid/round-trip", test_round_trip);
  g_test_add_func ("/mermaid/names", test_names);
  g_test_add_func ("/mermaid/scores", test_scores);
  g_test_add_func ("/mermaid/accessibility", test_accessibility);
  g_test_add_func ("/mermaid/refusals", test_refusals);
  g_test_add_func ("/mermaid/people", test_people);
  g_test_add_func ("/mermaid/same-ids", test_same_ids);
  g_test_add_func ("/mermaid/large", test_large);
  g_test_add_func ("/mermaid/hostile", test_hostile);
  return g_test_run ();
}
