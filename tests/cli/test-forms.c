/* Every verb that takes --csv or --json prints that and nothing else on its standard output, whatever it has to say besides; and says so
 * in its --help. What programs read is read here as strictly as they may. */
#include "cli-runner.h"
#include "strict-forms.h"

#include <glib/gstdio.h>
#include <string.h>

#define CACHE "cache/metrics.db"

enum
{
  CSV = 1,
  JSON = 2,
  ALIKE = 4,   /* as many rows in both, and the columns are among the keys */
  CHANGES = 8, /* cannot be asked twice */
};

typedef struct
{
  const char *command;
  int flags;
  int status;
} Row;

#define BOTH (CSV | JSON | ALIKE)
#define MAP " --map ruled.waymark"

/* In this order, in a folder of its own for each form. */
static const Row rows[] = {
  { "log list", BOTH },
  { "log import shop.csv --name Shop", BOTH | CHANGES },
  { "log import --lifecycle pair steps.csv", BOTH | CHANGES },
  { "log import steps.csv none.csv shop.csv", BOTH | CHANGES, 1 },
  { "log refresh Shop", BOTH, 1 },
  { "log sources", BOTH },
  { "log list", BOTH },
  { "log info Shop", CSV | JSON },
  { "log query \"SELECT act, count(*) AS n, avg(ts) AS at, NULL AS none FROM event('Shop') GROUP BY act\"", BOTH },
  { "log query \"SELECT act FROM event('Shop') WHERE act = 'Nothing'\"", BOTH },
  { "log export Shop", CSV },
  { "flow Shop", BOTH },
  { "flow --detailed Shop", BOTH },
  { "flow --summary Shop", BOTH },
  { "flow --touchpoints Shop", BOTH },
  { "flow --connections Shop", BOTH },
  { "flow --measures Shop", BOTH },
  { "flow --measures steps", BOTH },
  { "flow --from 2030-01-01 Shop", BOTH },
  { "flow --summary --from 2030-01-01 Shop", BOTH },
  { "flow shop.csv", BOTH },
  { "flow --summary" MAP " Shop", BOTH },
  { "flow --touchpoints" MAP " Shop", BOTH },
  { "flow --connections" MAP " Shop", BOTH },
  { "flow --measures" MAP " Shop", BOTH },
  { "flow --unbound" MAP " Shop", BOTH },
  { "variants Shop", BOTH },
  { "variants --top 1" MAP " Shop", BOTH },
  { "funnel Shop", BOTH },
  { "funnel --steps 'Search > Order'" MAP " Shop", BOTH },
  { "funnel" MAP " Shop", BOTH },
  { "handovers Shop", BOTH },
  { "handovers steps", BOTH },
  { "handovers --summary Shop", BOTH },
  { "handovers --departments shop.csv", BOTH },
  { "compare --to 2026-02-01 --with-from 2026-02-01 Shop", BOTH },
  { "compare --in-channel web --with-channel phone" MAP " Shop", BOTH },
  { "conformance Shop", BOTH },
  { "conformance --missing Shop", BOTH },
  { "conformance --variants Shop", BOTH },
  { "conformance" MAP " Shop", BOTH },
  { "conformance --missing" MAP " Shop", BOTH },
  { "rules" MAP " Shop", BOTH },
  { "rules --ids" MAP " Shop", BOTH },
  { "rules --map good.waymark Shop", BOTH },
  { "data list", BOTH },
  { "data import --dry-run survey.csv", CSV | JSON },
  { "data import survey.csv", BOTH | CHANGES },
  { "data import undecided.csv", BOTH, 1 },
  { "data list", BOTH },
  { "data show survey", CSV | JSON },
  { "data bind survey good.waymark", BOTH | CHANGES },
  { "figures measured.waymark", CSV | JSON },
  { "figures measured.waymark good.waymark none.waymark", CSV | JSON, 1 },
  { "figures --unmatched measured.waymark good.waymark", BOTH },
  { "changes measured.waymark good.waymark", CSV | JSON },
  { "list actions good.waymark", CSV | JSON },
  { "list ideas good.waymark", CSV | JSON },
  { "list gaps good.waymark", CSV | JSON },
  { "list evidence good.waymark", CSV | JSON },
  { "list data good.waymark", CSV | JSON },
  { "list all good.waymark", JSON },
  { "gaps two.waymark none.waymark", JSON, 1 },
  { "info good.waymark two.waymark", JSON },
  { "outline good.waymark", JSON },
  { "people good.waymark", JSON },
  { "evidence find --match teuer", JSON },
  { "evidence list measured.waymark", JSON },
  { "templates", JSON },
  { "drafts", JSON },
  { "data forget survey none", BOTH | CHANGES, 1 },
  { "log forget Shop", BOTH | CHANGES },
  { "log forget Shop", BOTH | CHANGES, 1 },
};

/* --- what a verb says of itself --- */

static char *
get_help (const CliFolder *folder, const char *verb)
{
  g_autofree char *command = g_strconcat (verb, " --help", NULL), *usage = g_strconcat ("Usage: waymark-cli ", verb, " [", NULL);
  g_auto (CliResult) help = cli_run (folder, command, NULL, NULL);

  g_assert_cmpint (help.status, ==, 0);
  g_assert_cmpstr (help.err, ==, "");
  g_assert_true (g_str_has_prefix (help.out, usage));
  return g_strdup (help.out);
}

static gboolean
has_option (const char *help, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("^  (-., |    )--%s( |$)", name);

  return g_regex_match_simple (pattern, help, G_REGEX_MULTILINE, 0);
}

static char *
get_verb (const char *command)
{
  return g_strndup (command, strcspn (command, " "));
}

/* Out of --help of the program. */
static char **
list_verbs (const CliFolder *folder)
{
  g_auto (CliResult) help = cli_run (folder, "--help", NULL, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("^  ([a-z]+) ", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GStrvBuilder) verbs = g_strv_builder_new ();

  for (g_regex_match (regex, help.out, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *verb = g_match_info_fetch (match, 1);

      g_strv_builder_add (verbs, verb);
    }
  return g_strv_builder_end (verbs);
}

/* --- the forms --- */

static void
init_folder (CliFolder *folder)
{
  g_autofree char *cache = NULL;

  cli_folder_init (folder);
  cache = cli_folder_build (folder, "cache");
  g_assert_cmpint (g_mkdir (cache, 0700), ==, 0);
}

/* `where` the cache is named: 0 before the verb, 1 behind it, 2 at the end. */
static CliResult
run_row (const CliFolder *folder, const Row *row, const char *form, guint where)
{
  g_autofree char *verb = get_verb (row->command), *help = get_help (folder, verb);
  const char *cache = has_option (help, "cache") ? "--cache " CACHE : "", *rest = row->command + strlen (verb);
  g_autofree char *command = g_strdup_printf ("%s %s %s%s --%s %s", where == 0 ? cache : "", verb, where == 1 ? cache : "", rest, form, where == 2 ? cache : "");

  return cli_run (folder, command, NULL, NULL);
}

static void
parse (const Row *row, const char *form, const CliResult *result, StrictTable *table)
{
  g_autofree char *wrong = *form == 'c' ? strict_parse_csv (result->out, table) : strict_parse_json (result->out, table);

  if (wrong != NULL)
    g_error ("waymark-cli %s --%s: %s\n%s", row->command, form, wrong, result->out);
}

static void
test_form (gconstpointer data)
{
  const char *form = data;
  g_auto (CliFolder) folder = { NULL };

  init_folder (&folder);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_auto (CliResult) result = run_row (&folder, row, form, i % 3);
      g_auto (StrictTable) table = { NULL };

      if ((row->flags & (*form == 'c' ? CSV : JSON)) == 0)
        {
          g_assert_cmpint (result.status, ==, 2);
          g_assert_cmpstr (result.out, ==, "");
          g_assert_cmpstr (result.err, !=, "");
          continue;
        }
      if (result.status != row->status)
        g_error ("waymark-cli %s --%s: ends with %d\n%s", row->command, form, result.status, result.err);
      parse (row, form, &result, &table);
      if (row->flags & CHANGES)
        continue;

      /* Wherever the cache is named, it is the same. */
      g_auto (CliResult) again = run_row (&folder, row, form, (i + 1) % 3);

      g_assert_cmpstr (again.out, ==, result.out);
      g_assert_cmpint (again.status, ==, result.status);
    }
}

static void
test_alike (void)
{
  g_auto (CliFolder) one = { NULL }, two = { NULL };

  init_folder (&one);
  init_folder (&two);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_auto (CliResult) csv = run_row (&one, row, "csv", 1), json = run_row (&two, row, "json", 1);
      g_auto (StrictTable) table = { NULL }, objects = { NULL };

      if ((row->flags & ALIKE) == 0)
        continue;
      parse (row, "csv", &csv, &table);
      parse (row, "json", &json, &objects);
      if (table.n_rows != objects.n_rows)
        g_error ("waymark-cli %s: %u rows as CSV, %u as JSON", row->command, table.n_rows, objects.n_rows);
      for (guint k = 0; objects.n_rows > 0 && k < table.names->len; k++)
        if (k >= objects.names->len || strcmp (table.names->pdata[k], objects.names->pdata[k]) != 0)
          g_error ("waymark-cli %s: the column “%s” is not there as JSON", row->command, (const char *) table.names->pdata[k]);
    }
}

/* No verb that takes a form is missing above, and none above is refused what its --help offers. */
static void
test_all_verbs (void)
{
  g_auto (CliFolder) folder = { NULL };
  g_auto (GStrv) verbs = NULL;

  init_folder (&folder);
  verbs = list_verbs (&folder);
  g_assert_cmpuint (g_strv_length (verbs), >, 20);
  for (char **verb = verbs; *verb != NULL; verb++)
    {
      g_autofree char *help = get_help (&folder, *verb);
      int forms = (has_option (help, "csv") ? CSV : 0) | (has_option (help, "json") ? JSON : 0), seen = 0;

      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        {
          g_autofree char *of = get_verb (rows[i].command);

          if (strcmp (of, *verb) == 0)
            seen |= rows[i].flags & (CSV | JSON);
        }
      if (seen != forms)
        g_error ("%s: --help offers other forms than this test has rows for", *verb);
      if (forms == (CSV | JSON))
        {
          g_autofree char *both = g_strconcat (*verb, " --csv --json x", NULL);
          g_auto (CliResult) result = cli_run (&folder, both, NULL, NULL);

          g_assert_cmpint (result.status, ==, 2);
          g_assert_cmpstr (result.out, ==, "");
          g_assert_true (g_str_has_prefix (result.err, "Give --csv or --json, not both.\n"));
        }
    }
}

/* An option with a slip in it: what was meant is named, nothing is done, and nothing printed. */
static void
test_slips (void)
{
  g_auto (CliFolder) folder = { NULL };
  g_auto (GStrv) verbs = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("^  (-., |    )--([a-z-]+)", G_REGEX_MULTILINE, 0, NULL);

  init_folder (&folder);
  verbs = list_verbs (&folder);
  for (char **verb = verbs; *verb != NULL; verb++)
    {
      g_autofree char *help = get_help (&folder, *verb);
      g_autoptr (GMatchInfo) match = NULL;

      for (g_regex_match (regex, help, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *name = g_match_info_fetch (match, 2), *command = g_strdup_printf ("%s --%sx x", *verb, name), *meant = g_strdup_printf ("There is no option “--%sx”. Did you mean “--%s”?\n", name, name);

          if (!g_hash_table_add (seen, g_strdup (name)))
            continue;

          g_auto (CliResult) result = cli_run (&folder, command, NULL, NULL);

          g_assert_cmpint (result.status, ==, 2);
          g_assert_cmpstr (result.out, ==, "");
          if (!g_str_has_prefix (result.err, meant))
            g_error ("waymark-cli %s: %s", command, result.err);
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), >, 60);
}

/* The parsers themselves: what must not pass. */
static void
test_strict (void)
{
  static const char *const bad_csv[] = { "", "a,b\n1,2\n", "a,b\r\n1\r\n", "a,b\r\n1,2", "a,\r\n1,2\r\n", "a,a\r\n1,2\r\n", "a\r\nx\"y\r\n", "a\r\n\"x\r\n", "\xef\xbb\xbf"
                                                                                                                                                             "a\r\n",
                                         "a\r\n1\r\nThat was all.\r\n,\r\n" };
  static const char *const bad_json[] = { "", "[]", "[] []\n", "[]\n\n", "{\"a\":01}\n", "{\"a\":1,}\n", "{'a':1}\n", "[1 2]\n", "[{\"a\":1,\"a\":2}]\n", "[{\"a\":1},{}]\n", "[nan]\n", "[\"\t\"]\n", "[\"\\x\"]\n", "3 rows\n" };
  static const char good_csv[] = "a,b\r\n\"x,\"\"\r\n\",\r\n", good_json[] = "[{\"a\": -1.5e3, \"b\": [null, \"\\u00e4\\\"\"]}, {\"a\": 0, \"b\": {}}]\n";
  g_auto (StrictTable) csv = { NULL }, json = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (bad_csv); i++)
    {
      g_auto (StrictTable) table = { NULL };
      g_autofree char *wrong = strict_parse_csv (bad_csv[i], &table);

      g_assert_nonnull (wrong);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_json); i++)
    {
      g_auto (StrictTable) table = { NULL };
      g_autofree char *wrong = strict_parse_json (bad_json[i], &table);

      g_assert_nonnull (wrong);
    }
  g_assert_null (strict_parse_csv (good_csv, &csv));
  g_assert_cmpuint (csv.n_rows, ==, 1);
  g_assert_null (strict_parse_json (good_json, &json));
  g_assert_cmpuint (json.n_rows, ==, 2);
  g_assert_cmpuint (json.names->len, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cli_init (argv[1]);
  g_test_add_func ("/forms/strict", test_strict);
  g_test_add_func ("/forms/all-verbs", test_all_verbs);
  g_test_add_data_func ("/forms/csv", "csv", test_form);
  g_test_add_data_func ("/forms/json", "json", test_form);
  g_test_add_func ("/forms/alike", test_alike);
  g_test_add_func ("/forms/slips", test_slips);
  return g_test_run ();
}
