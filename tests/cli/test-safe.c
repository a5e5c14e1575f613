/* What --safe must leave out is nowhere in the file: not shown, not hidden, not in its metadata. */
#include "cli-runner.h"

#include <string.h>

/* On the map secrets.waymark every text that customers may see begins with "Open", every other with "Secret", however it is
 * spelt; figures and votes are numbers that stand nowhere else. */

typedef struct
{
  const char *format, *file;
  gboolean drawn;
  const char *shown[12]; /* without --safe these must be there: else the test proves nothing */
} Row;

static const Row rows[] = {
  { "svg", "x.svg", TRUE, { "Secretowner", "Secretnote", "Secretwork", "Secretpain", "Secretidea", "Secretaction", "Secretassignee", "Secretcrm", "Secretmetrics", "Secretpath", "secrettracker" } },
  { "pdf", "x.pdf", TRUE, { "Secretowner", "Secretnote", "Secretwork", "Secretpain", "Secretidea", "Secretaction", "Secretassignee", "Secretcrm", "Secretauthor", "Secretkeyword", "secrettracker" } },
  { "csv-list", "x.csv", FALSE, { "Secretnote", "Secretpain", "Secretassignee", "Secretstakeholder" } },
  { "csv-grid", "x.csv", FALSE, { "Secretnote", "Secretwork" } },
  { "mermaid", "x.mmd", FALSE, { "Secrettouchpoint" } },
  { "png", "x.png", FALSE, { NULL } },
};

static char *
run_tool (const CliFolder *folder, const char *command)
{
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_assert_true (g_shell_parse_argv (command, NULL, &argv, NULL));
  g_spawn_sync (folder->path, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  return out;
}

/* The visible text alone, where numbers are not coordinates. */
static char *
read_text (const CliFolder *folder, const Row *row)
{
  if (strcmp (row->format, "pdf") == 0)
    return run_tool (folder, "pdftotext x.pdf -");

  g_autofree char *svg = cli_folder_read (folder, row->file, NULL);
  g_autoptr (GRegex) tags = g_regex_new ("<style.*?</style>|<[^>]*>", G_REGEX_DOTALL, 0, NULL);

  return g_regex_replace_literal (tags, svg, -1, 0, "\n", 0, NULL);
}

/* Everything that can be found in the file, one way or another. */
static char *
read_all (const CliFolder *folder, const Row *row)
{
  gsize size;
  char *bytes = cli_folder_read (folder, row->file, &size);

  for (gsize i = 0; i < size; i++)
    if (bytes[i] == '\0')
      bytes[i] = ' ';
  if (strcmp (row->format, "pdf") != 0)
    return bytes;

  g_autofree char *raw = bytes, *text = run_tool (folder, "pdftotext x.pdf -"), *info = run_tool (folder, "pdfinfo x.pdf");
  g_autofree char *marked = run_tool (folder, "pdfinfo -struct-text x.pdf"), *links = run_tool (folder, "pdfinfo -url x.pdf");

  return g_strjoin ("\n", raw, text, info, marked, links, NULL);
}

static void
test_safe (gconstpointer data)
{
  const Row *row = data;
  g_auto (CliFolder) folder = { NULL };
  g_autofree char *command = g_strdup_printf ("export secrets.waymark --format %s -o %s --safe", row->format, row->file);
  static const char *const numbers[] = { "613", "617", "619", "409", "419", "641", "643", "647", "523", "53 %", "2031", "Opponent", "onfidential", "onfirmed" };

  cli_folder_init (&folder);

  g_auto (CliResult) result = cli_run (&folder, command, NULL, NULL);

  g_assert_cmpint (result.status, ==, 0);

  g_autofree char *all = read_all (&folder, row), *folded = g_ascii_strdown (all, -1);
  const char *leak = strstr (folded, "secret");

  if (leak != NULL)
    g_error ("%s --safe gives away “%.30s”", row->format, leak);
  if (!row->drawn)
    return;

  g_autofree char *text = read_text (&folder, row);

  g_assert_nonnull (strstr (text, "Opentouchpoint"));
  g_assert_nonnull (strstr (text, "Opennote"));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strstr (text, numbers[i]) != NULL)
      g_error ("%s --safe gives away “%s”", row->format, numbers[i]);
}

static void
test_whole (gconstpointer data)
{
  const Row *row = data;
  g_auto (CliFolder) folder = { NULL };
  g_autofree char *command = g_strdup_printf ("export secrets.waymark --format %s -o %s", row->format, row->file);

  cli_folder_init (&folder);

  g_auto (CliResult) result = cli_run (&folder, command, NULL, NULL);
  g_autofree char *all = read_all (&folder, row);

  g_assert_cmpint (result.status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (row->shown) && row->shown[i] != NULL; i++)
    if (strstr (all, row->shown[i]) == NULL)
      g_error ("%s without --safe lacks “%s”", row->format, row->shown[i]);
}

/* A map on which everything is internal: said, and nothing written. */
static void
test_nothing_left (void)
{
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);

  g_autofree char *text = cli_folder_read (&folder, "good.waymark", NULL);
  g_autoptr (GString) map = g_string_new (text);

  g_string_replace (map, "kind=\"touchpoints\"", "kind=\"backstage\"", 0);
  cli_folder_write (&folder, "good.waymark", map->str);

  g_auto (CliResult) result = cli_run (&folder, "export good.waymark --safe", NULL, NULL);

  g_assert_cmpint (result.status, ==, 1);
  g_assert_true (g_str_has_prefix (result.err, "good.waymark: Nothing on this map is for customers’ eyes."));
  g_assert_false (cli_folder_has (&folder, "good.pdf"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cli_init (argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *safe = g_strconcat ("/safe/hides/", rows[i].format, NULL), *whole = g_strconcat ("/safe/without/", rows[i].format, NULL);

      g_test_add_data_func (safe, &rows[i], test_safe);
      g_test_add_data_func (whole, &rows[i], test_whole);
    }
  g_test_add_func ("/safe/nothing-left", test_nothing_left);
  return g_test_run ();
}
