/* --help, the manual and the completion say the same. */
#include "cli-runner.h"

#include <string.h>

static const char *const verbs[] = { "new", "templates", "import", "export", "outline", "check", "gaps", "people", "log", "flow", "variants", "funnel", "handovers", "compare", "conformance", "rules", "format", "info", "drafts", "data", "figures", "changes", "refresh", "evidence", "list" };

/* The long names in a verb's --help. */
static GPtrArray *
list_options (const CliFolder *folder, const char *verb)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *command = g_strconcat (verb, " --help", NULL);
  g_auto (CliResult) help = cli_run (folder, command, NULL, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("^  (-., |    )--([a-z-]+)", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, help.out, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    g_ptr_array_add (options, g_match_info_fetch (match, 2));
  return options;
}

static char *
read_source (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("WAYMARK_SOURCE_ROOT"), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);

  g_assert_nonnull (bytes);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The section of a verb in the manual. */
static char *
find_section (const char *manual, const char *verb)
{
  g_autofree char *heading = g_strdup_printf ("\n.Ss %s ", verb);
  const char *start = strstr (manual, heading), *end;

  g_assert_nonnull (start);
  end = strstr (start + 1, "\n.S");
  g_assert_nonnull (end);
  return g_strndup (start, (gsize) (end - start));
}

static void
test_manual (void)
{
  g_auto (CliFolder) folder = { NULL };
  g_autofree char *manual = read_source ("data/man/waymark-cli.1");

  cli_folder_init (&folder);
  for (guint v = 0; v < G_N_ELEMENTS (verbs); v++)
    {
      g_autoptr (GPtrArray) options = list_options (&folder, verbs[v]);
      g_autofree char *section = find_section (manual, verbs[v]);
      guint described = 0;

      g_assert_cmpuint (options->len, >=, 2);
      for (guint i = 0; i < options->len; i++)
        {
          const char *option = g_ptr_array_index (options, i);
          g_autofree char *pattern = g_strdup_printf ("^\\.It (Fl . , )?Fl -%s( |$)", option);

          if (strcmp (option, "help") != 0 && !g_regex_match_simple (pattern, section, G_REGEX_MULTILINE, 0))
            g_error ("The manual does not describe --%s of %s", option, verbs[v]);
        }
      for (const char *p = section; (p = strstr (p, "\n.It ")) != NULL; p++)
        described++;
      g_assert_cmpuint (described, ==, options->len - 1);
    }
}

/* What bash offers behind `words`, one a line. */
static char *
complete (const CliFolder *folder, const char *program, const char *words)
{
  g_autofree char *script = g_strdup_printf ("source \"$WAYMARK_SOURCE_ROOT/data/completions/waymark-cli\"; COMP_WORDS=(%s %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _waymark_cli; printf '%%s\\n' \"${COMPREPLY[@]}\"", program, words);
  const char *argv[] = { "bash", "--norc", "-c", script, NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_sync (folder->path, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  return out;
}

static void
test_completion (gconstpointer data)
{
  const char *program = data;
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);

  g_autofree char *all = complete (&folder, program, "''");

  for (guint v = 0; v < G_N_ELEMENTS (verbs); v++)
    {
      g_autofree char *line = g_strconcat (verbs[v], "\n", NULL), *words = g_strconcat (verbs[v], " --", NULL);
      g_autofree char *offered = complete (&folder, program, words);
      g_autoptr (GPtrArray) options = list_options (&folder, verbs[v]);

      g_assert_nonnull (strstr (all, line));
      for (guint i = 0; i < options->len; i++)
        {
          g_autofree char *option = g_strdup_printf ("--%s\n", (char *) g_ptr_array_index (options, i));

          g_assert_nonnull (strstr (offered, option));
        }
    }

  static const struct
  {
    const char *words, *offered;
  } rows[] = {
    { "exp", "export\n" },
    { "export --format m", "mermaid\n" },
    { "export --page a", "a4\na3\na2\na1\na0\n" },
    { "export x -o y --them", "--theme\n" },
    { "new --template b2", "b2b-solution\n" },
    { "import --from m", "mermaid\n" },
    { "data imp", "import\n" },
    { "log imp", "import\n" },
    { "log import --journey-of c", "customer\n" },
    { "data --dates d", "dmy\n" },
    { "data import --decimal p", "point\n" },
    { "check goo", "good.waymark\n" },
    { "gaps --rule journey-without-g", "journey-without-goal\n" },
    { "gaps --weight s", "serious\n" },
    { "export --journey x", "\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *offered = complete (&folder, program, rows[i].words);

      g_assert_cmpstr (offered, ==, rows[i].offered);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cli_init (argv[1]);
  g_test_add_func ("/docs/manual", test_manual);
  g_test_add_data_func ("/docs/completion", argv[1], test_completion);
  return g_test_run ();
}
