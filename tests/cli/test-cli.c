/* Every verb as a user runs it: what it prints, how it ends, what lies in the folder afterwards. */
#include "cli-runner.h"

#include <signal.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *command;
  int status;
  const char *out, *err; /* patterns with * and ?, NULL = nothing at all */
  const char *file;      /* there afterwards, and was not before; NULL = no new file */
  const char *input;
  const char *language;
} Row;

static const Row rows[] = {
  /* The program itself. */
  { "bare", "", 2, NULL, "Say what to do*--help*" },
  { "help", "--help", 0, "Usage: waymark-cli*export*outline*", NULL },
  { "version", "--version", 0, "waymark-cli ?.?.?\n", NULL },
  { "verb", "exprot good.waymark", 2, NULL, "There is no verb “exprot”. Did you mean “export”?*" },
  { "verb-strange", "brew", 2, NULL, "There is no verb “brew”.\n*" },
  { "verb-file", "good.waymark", 2, NULL, "*verb is missing. Did you mean “waymark-cli export good.waymark”?*" },
  { "verb-german", "exprot x", 2, NULL, "*War „export“ gemeint?*", .language = "de" },
  { "option", "export --fromat pdf good.waymark", 2, NULL, "*“--fromat”. Did you mean “--format”?\n*“waymark-cli export --help”*" },
  { "option-value", "export good.waymark --page", 2, NULL, "*--page*" },
  { "option-strange", "check --zzzzzzzzzzzzz good.waymark", 2, NULL, "There is no option “--zzzzzzzzzzzzz”.\n*" },

  /* new, templates */
  { "new", "new map.waymark", 0, NULL, NULL, "map.waymark" },
  { "new-stdout", "new --template b2b-solution --title 'A & B' -", 0, "*<title>A &amp; B</title>*", NULL },
  { "new-german", "new -", 0, "*xml:lang=\"de\"*", NULL, .language = "de" },
  { "new-language", "new --language de -", 0, "*xml:lang=\"de\"*", NULL },
  { "new-exists", "new good.waymark", 1, NULL, "good.waymark: There is such a file already*" },
  { "new-force", "new --force good.waymark", 0, NULL, NULL },
  { "new-template", "new --template nosuch map.waymark", 1, NULL, "There is no template “nosuch”. Choose one of blank, *" },
  { "new-title", "new --title '' map.waymark", 2, NULL, "The title “” *" },
  { "new-nowhere", "new no/such/folder/map.waymark", 1, NULL, "no/such/folder/map.waymark: *" },
  { "new-nothing", "new", 2, NULL, "Name a file.*" },
  { "new-many", "new a b", 2, NULL, "*one file, and here are 2*" },
  { "templates", "templates", 0, "blank *b2b-solution *newsletter *", NULL },
  { "templates-json", "templates --json --language de", 0, "[\n  {\n    \"name\": \"blank\",\n    \"language\": \"de\",*]\n", NULL },
  { "templates-file", "templates x", 2, NULL, "“templates” takes no files.*" },

  /* drafts */
  { "drafts-which", "drafts --recover x", 2, NULL, "A FILE goes with --recover*" },
  { "drafts-gone", "drafts --recover 0f3c2f0e-5c5e-4d7e-9d0a-0b6f6f1f7a10 rescued.waymark", 1, NULL, "This draft is gone. *" },
  { "drafts-there", "drafts --recover 0f3c2f0e-5c5e-4d7e-9d0a-0b6f6f1f7a10 good.waymark", 1, NULL, "good.waymark: There is such a file already*" },

  { "new-language-none", "new --language fr x.waymark", 1, NULL, "The template “blank” is not there in the language “fr”. Choose one of de, en.\n" },

  /* import */
  { "import-mermaid", "import journey.mmd", 0, "journey.waymark\n", NULL, "journey.waymark" },
  { "import-fence", "import readme.md -o -", 0, "*<title>Repair</title>*Call the hotline*", NULL },
  { "import-stdin", "import - -o -", 0, "*name=\"Drink\"*", "*", .input = "journey\nsection A\nDrink: 3: Me\n" },
  { "import-table", "import table.csv -o repair.waymark", 0, "repair.waymark\n", "*", "repair.waymark" },
  { "import-other", "import flow.mmd", 1, NULL, "flow.mmd:*" },
  { "import-exists", "import journey.mmd -o good.waymark", 1, NULL, "good.waymark: There is such a file already*" },
  { "import-itself", "import journey.mmd -o journey.mmd --force", 1, NULL, "journey.mmd: This is what is imported*" },
  { "import-from", "import table.csv --from xls", 2, NULL, "There is no format “xls”. Choose one of auto, *" },
  { "import-waymark", "import good.waymark", 1, NULL, "good.waymark: *" },
  { "import-both", "import a.csv --into good.waymark -o x", 2, NULL, "Either --into*" },
  { "import-into-grid", "import table.csv --into good.waymark", 1, NULL, "table.csv: Only a CSV list*" },

  /* export */
  { "export", "export good.waymark", 0, "good.pdf\n", NULL, "good.pdf" },
  { "export-svg", "export good.waymark --format svg", 0, "good.svg\n", NULL, "good.svg" },
  { "export-png", "export good.waymark -o small.png --scale 0.5", 0, "small.png\n", NULL, "small.png" },
  { "export-mermaid", "export good.waymark --format mermaid -o -", 0, "journey\n*Visit the site*", "*" },
  { "export-list", "export good.waymark -o list.csv", 0, "list.csv\n", NULL, "list.csv" },
  { "export-grid", "export good.waymark -f csv-grid -o -", 0, "*Visit the site*", NULL },
  { "export-stdin", "export - --format svg", 0, "<?xml*<svg*Drink*", "*", .input = "journey\nsection A\nDrink: 3: Me\n" },
  { "export-of-mermaid", "export journey.mmd", 0, "journey.pdf\n", NULL, "journey.pdf" },
  { "export-of-fence", "export readme.md -o repair.svg", 0, "repair.svg\n", NULL, "repair.svg" },
  { "export-no-folder", "export good.waymark -o nowhere/x.pdf", 1, NULL, "nowhere/x.pdf: There is no folder “nowhere”. *" },
  { "export-two-pdf", "export two.waymark", 0, "two.pdf\n", NULL, "two.pdf" },
  { "export-two-svg", "export two.waymark -f svg", 0, "two-today.svg\ntwo-ziel-für-morgen.svg\n", NULL, "two-today.svg" },
  { "export-two-named", "export two.waymark -o x.svg", 0, "x-today.svg\nx-ziel-für-morgen.svg\n", NULL, "x-today.svg" },
  { "export-two-stdout", "export two.waymark -f svg -o -", 1, NULL, "two.waymark: This map has several journeys*“Today”, “Ziel für morgen”.\n" },
  { "export-journey", "export two.waymark --journey 'ZIEL FÜR MORGEN' -o x.svg", 0, "x.svg\n", NULL, "x.svg" },
  { "export-journey-id", "export two.waymark --journey jn-aim1 -o x.svg", 0, "x.svg\n", NULL, "x.svg" },
  { "export-journey-none", "export two.waymark --journey Never", 1, NULL, "two.waymark: There is no journey “Never”. There are “Today”, “Ziel für morgen”.\n" },
  { "export-phases", "export two.waymark --phases Look -f svg", 0, "two.svg\n", NULL, "two.svg" },
  { "export-phases-none", "export good.waymark --phases Look,Sell", 1, NULL, "good.waymark: There is no phase “Sell” to show. There are “Look”, “Buy”.\n" },
  { "export-lanes-none", "export good.waymark --lanes emotion", 1, NULL, "good.waymark: There is no lane “emotion” to show. There are “Touchpoints”.\n" },
  { "export-folder", "export good.waymark two.waymark -o out/", 0, "out/good.pdf\nout/two.pdf\n", NULL, "out" },
  { "export-folder-missing", "export good.waymark two.waymark -o x.pdf", 2, NULL, "“x.pdf” cannot take 2 maps*" },
  { "export-continues", "export wrong.xml good.waymark", 1, "good.pdf\n", "wrong.xml: There is no such file*", "good.pdf" },
  { "export-twice", "export good.waymark good.waymark", 1, "good.pdf\n", "good.waymark: “good.pdf” was written from another map just now*", "good.pdf" },
  { "export-over-input", "export journey.mmd --format mermaid", 1, NULL, "*journey.mmd: “journey.mmd” is what is exported*" },
  { "export-to-waymark", "export journey.mmd -o x.waymark", 2, NULL, "“x.waymark” would be a map.*" },
  { "export-ending", "export good.waymark -o poster", 2, NULL, "“poster” does not say which format.*" },
  { "export-clash", "export good.waymark -o x.png --format pdf", 2, NULL, "“x.png” and --format pdf do not go together.*" },
  { "export-format", "export good.waymark --format docx", 2, NULL, "There is no format “docx”. Choose one of pdf, *" },
  { "export-page", "export good.waymark --page b9", 2, NULL, "*“b9”*a4*" },
  { "export-page-png", "export good.waymark -f png --page a4", 2, NULL, "--page does not go with the format png.*" },
  { "export-scale-pdf", "export good.waymark --scale 2", 2, NULL, "--scale goes with --tile.*" },
  { "export-scale", "export good.waymark -f png --scale big", 2, NULL, "--scale takes a number*“big”*" },
  { "export-tile-map", "export good.waymark --tile --page map", 2, NULL, "A page as large as the map needs no tiles*" },
  { "export-tile", "export good.waymark --tile --page a4 --scale 1.5 --overlap 5", 0, "good.pdf\n", NULL, "good.pdf" },
  { "export-dark-pdf", "export good.waymark --theme dark", 2, NULL, "--theme does not go with the format pdf.*" },
  { "export-dark", "export good.waymark --theme dark -f svg", 0, "good.svg\n", NULL, "good.svg" },
  { "export-theme", "export good.waymark --theme neon -f svg", 2, NULL, "--theme is light or dark*" },
  { "export-as-of", "export good.waymark --as-of tomorrow", 2, NULL, "--as-of takes a date such as*" },
  { "export-orientation", "export good.waymark --orientation up", 2, NULL, "--orientation is*" },
  { "export-broken", "export malformed.waymark", 1, NULL, "malformed.waymark:*" },
  { "export-damaged", "export damaged.waymark", 0, "damaged.pdf\n", "*has no*<meta>*st-zzzz*", "damaged.pdf" },
  { "export-damaged-mermaid", "export damaged.waymark -f mermaid -o -", 0, "journey\n*", "*st-zzzz*" },
  { "export-damaged-svg", "export damaged.waymark -f svg -o -", 0, "<?xml*", "*st-zzzz*" },
  { "export-damaged-list", "export damaged.waymark -f csv-list -o -", 0, "*", "*st-zzzz*" },
  { "export-nothing", "export", 2, NULL, "Name at least one file.*" },
  { "export-german", "export two.waymark --journey Nie", 1, NULL, "two.waymark: *„Nie“*", .language = "de" },

  /* outline, info */
  { "outline", "outline good.waymark", 0, "Today (*)\n  Look\n    Search\n      - Visit the site [*Website*]\n  Buy\n    Order\n", NULL },
  { "outline-json", "outline --json good.waymark", 0, "[*\"journeys\": [*\"phases\": [*\"steps\": [*\"cards\": [*\"id\": \"tp-one1\"*]\n", NULL },
  { "outline-mermaid", "outline journey.mmd", 0, "*Go to work\n*Make tea*", NULL },
  { "outline-missing", "outline none.waymark good.waymark", 1, "Today*", "none.waymark: There is no such file*" },
  { "info", "info good.waymark", 0, "good.waymark\n*Umzug nach Köln\n*Touchpoints *1\n*", NULL },
  { "info-two", "info good.waymark two.waymark", 0, "good.waymark\n*two.waymark\n*", NULL },
  { "info-json", "info --json two.waymark", 0, "[*\"read-only\": false,*\"name\": \"Ziel für morgen\"*\"journeys\": 2,*]\n", NULL },
  { "info-newer", "info --json newer.waymark", 0, "*\"read-only\": true,*", NULL },
  { "info-german", "info good.waymark", 0, "good.waymark\n  Titel *", NULL, .language = "de" },
  { "info-other", "info journey.mmd", 1, NULL, "journey.mmd:1:1: This is not a Waymark map*" },

  /* check, format */
  { "check", "check good.waymark two.waymark", 0, NULL, "2 maps: no mistakes\n" },
  { "check-quiet", "check --quiet good.waymark", 0, NULL, NULL },
  { "check-wrong", "check wrong.waymark", 1, "wrong.waymark:23:9: *“st-none”*\n", "1 map: 1 mistake\n" },
  { "check-malformed", "check malformed.waymark good.waymark", 1, "malformed.waymark:*\n", "2 maps: 1 mistake\n" },
  { "check-newer", "check newer.waymark", 0, "newer.waymark:2*: warning: *1.9*\n", "1 map: no mistakes, 1 warning\n" },
  { "check-stdin", "check -", 1, "(standard input)*\n", "*", .input = "<a/>" },
  { "check-missing", "check none.waymark", 1, NULL, "none.waymark: There is no such file*" },
  { "check-german", "check wrong.waymark", 1, "wrong.waymark:23:9: *", "1 Karte: 1 Fehler\n", .language = "de" },
  { "gaps", "gaps good.waymark", 1, "good.waymark:*: Serious: *[journey-without-goal]\n*", NULL },
  { "gaps-rule", "gaps --rule journey-without-owner good.waymark", 1, "good.waymark:*: Good to know: Nobody answers for “Today”. [journey-without-owner]\n", NULL },
  { "gaps-none", "gaps --rule decider-unmet good.waymark", 0, NULL, NULL },
  { "gaps-json", "gaps --json --weight serious good.waymark", 1, "[*\"gaps\": [*\"rule\": \"journey-without-goal\",*\"weight\": \"serious\",*]\n", NULL },
  { "gaps-rules", "gaps --rules", 0, "data-before-value (Serious, R000-11, R001-9)\n*figures-old*\n", NULL },
  { "gaps-weight", "gaps --weight heavy good.waymark", 2, NULL, "*“heavy” is no weight*" },
  { "gaps-no-rule", "gaps --rule none good.waymark", 2, NULL, "*There is no rule “none”*" },
  { "gaps-no-map", "gaps", 2, NULL, "*Name at least one map*" },
  { "format", "format untidy.waymark", 0, NULL, NULL },
  { "format-check", "format --check good.waymark untidy.waymark", 1, "untidy.waymark\n", NULL },
  { "format-check-good", "format --check good.waymark", 0, NULL, NULL },
  { "format-stdin", "format -", 1, NULL, "(standard input)*", .input = "not a map" },
  { "format-output", "format untidy.waymark -o tidy.waymark", 0, NULL, NULL, "tidy.waymark" },
  { "format-output-check", "format untidy.waymark --check -o x", 2, NULL, "--output goes with one map*" },
  { "format-newer", "format newer.waymark -o x.waymark", 1, NULL, "*newer.waymark: It was left as it is.*" },
  { "format-malformed", "format malformed.waymark", 1, NULL, "malformed.waymark:*" },
};

static void
assert_matches (const Row *row, const char *what, const char *pattern, const char *text)
{
  if (pattern == NULL ? *text != '\0' : !g_pattern_match_simple (pattern, text))
    g_error ("waymark-cli %s: %s is\n%s\nand not\n%s", row->command, what, text, pattern != NULL ? pattern : "(nothing)");
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);

  guint before = cli_folder_count (&folder);
  g_auto (CliResult) result = cli_run (&folder, row->command, row->input, row->language);

  assert_matches (row, "stdout", row->out, result.out);
  assert_matches (row, "stderr", row->err, result.err);
  g_assert_cmpint (result.status, ==, row->status);
  if (row->file != NULL)
    g_assert_true (cli_folder_has (&folder, row->file));
  else
    g_assert_cmpuint (cli_folder_count (&folder), ==, before);
}

/* Every verb explains itself, with an example, in both languages. */
static void
test_help (void)
{
  static const char *const verbs[] = { "new", "templates", "import", "export", "outline", "check", "format", "info" };
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *command = g_strconcat (verbs[i], " --help", NULL), *example = g_strconcat ("\n  waymark-cli ", verbs[i], NULL);
      g_auto (CliResult) english = cli_run (&folder, command, NULL, NULL), german = cli_run (&folder, command, NULL, "de");

      g_assert_cmpint (english.status, ==, 0);
      g_assert_nonnull (strstr (english.out, example));
      g_assert_nonnull (strstr (german.out, example));
      g_assert_nonnull (strstr (german.out, "Aufruf:"));
    }
}

/* new, export as a list, change it, import it back. */
static void
test_round_trip (void)
{
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);

  g_auto (CliResult) exported = cli_run (&folder, "export good.waymark -o list.csv", NULL, NULL);
  g_autofree char *original = cli_folder_read (&folder, "good.waymark", NULL), *list = cli_folder_read (&folder, "list.csv", NULL);
  g_auto (CliResult) same = cli_run (&folder, "import list.csv --into good.waymark", NULL, NULL);
  g_autofree char *unchanged = cli_folder_read (&folder, "good.waymark", NULL);

  g_assert_cmpint (exported.status, ==, 0);
  g_assert_cmpint (same.status, ==, 0);
  g_assert_cmpstr (same.err, ==, "good.waymark: Nothing has changed.\n");
  g_assert_cmpstr (unchanged, ==, original);

  g_autoptr (GString) edited = g_string_new (list);

  g_string_replace (edited, "Visit the site", "Besuch der Seite", 0);
  cli_folder_write (&folder, "list.csv", edited->str);

  g_auto (CliResult) changed = cli_run (&folder, "import list.csv --into good.waymark", NULL, NULL);
  g_autofree char *after = cli_folder_read (&folder, "good.waymark", NULL), *backup = cli_folder_read (&folder, "good.waymark~", NULL);
  g_autoptr (GString) expected = g_string_new (original);

  g_string_replace (expected, "Visit the site", "Besuch der Seite", 0);
  g_assert_cmpint (changed.status, ==, 0);
  g_assert_cmpstr (after, ==, expected->str);
  g_assert_cmpstr (backup, ==, original);
  g_assert_cmpstr (changed.err, ==, "good.waymark: 1 element changed, 0 added. As it was before: “good.waymark~”.\n");

  /* A new row, and a cell that no field takes: the one is done, the other said. */
  cli_folder_write (&folder, "more.csv", "element,id,phase,name,text\npain,,Look,,Slow\nphase,ph-none,,Gone,\n");

  g_auto (CliResult) more = cli_run (&folder, "import more.csv --into good.waymark", NULL, NULL);

  g_assert_cmpint (more.status, ==, 1);
  g_test_message ("%s", more.err);
  g_assert_nonnull (strstr (more.err, "more.csv:3: The map has no Phase with the id “ph-none”"));
  g_assert_nonnull (strstr (more.err, "good.waymark: 0 elements changed, 1 added."));
}

/* Formatting is idempotent and keeps the mode of the file. */
static void
test_format (void)
{
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);

  g_auto (CliResult) first = cli_run (&folder, "format untidy.waymark", NULL, NULL);
  g_auto (CliResult) check = cli_run (&folder, "format --check untidy.waymark", NULL, NULL);
  g_autofree char *good = cli_folder_read (&folder, "good.waymark", NULL);
  g_auto (CliResult) piped = cli_run (&folder, "format -", good, NULL);

  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpint (check.status, ==, 0);
  g_assert_cmpstr (piped.out, ==, good);
}

/* Ctrl+C while it works: ends as by the signal, and leaves nothing. */
static void
test_interrupt (void)
{
  g_auto (CliFolder) folder = { NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;

  cli_folder_init (&folder);
  g_subprocess_launcher_set_cwd (launcher, folder.path);

  guint before = cli_folder_count (&folder);
  g_autoptr (GSubprocess) process = g_subprocess_launcher_spawn (launcher, &error, cli_get_program (), "export", "missing.waymark", "-", "-o", "./", NULL);
  char first;

  g_assert_no_error (error);
  /* By its first message it is past its start; then it waits for the input that never ends. */
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stderr_pipe (process), &first, 1, NULL, NULL), ==, 1);
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGINT);
  g_assert_cmpuint (cli_folder_count (&folder), ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cli_init (argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/cli/each-help", test_help);
  g_test_add_func ("/cli/interrupt", test_interrupt);
  g_test_add_func ("/cli/round-trip", test_round_trip);
  g_test_add_func ("/cli/format-again", test_format);
  return g_test_run ();
}
