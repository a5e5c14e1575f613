#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "base/way-place.h"

static const struct
{
  const WayCliUse *use;
  int (*run) (int argc, char *argv[]);
} verbs[] = {
  { &way_cli_use_new, way_cli_run_new },
  { &way_cli_use_templates, way_cli_run_templates },
  { &way_cli_use_import, way_cli_run_import },
  { &way_cli_use_export, way_cli_run_export },
  { &way_cli_use_outline, way_cli_run_outline },
  { &way_cli_use_check, way_cli_run_check },
  { &way_cli_use_gaps, way_cli_run_gaps },
  { &way_cli_use_people, way_cli_run_people },
  { &way_cli_use_list, way_cli_run_list },
  { &way_cli_use_evidence, way_cli_run_evidence },
  { &way_cli_use_log, way_cli_run_log },
  { &way_cli_use_flow, way_cli_run_flow },
  { &way_cli_use_variants, way_cli_run_variants },
  { &way_cli_use_funnel, way_cli_run_funnel },
  { &way_cli_use_handovers, way_cli_run_handovers },
  { &way_cli_use_compare, way_cli_run_compare },
  { &way_cli_use_conformance, way_cli_run_conformance },
  { &way_cli_use_rules, way_cli_run_rules },
  { &way_cli_use_format, way_cli_run_format },
  { &way_cli_use_info, way_cli_run_info },
  { &way_cli_use_drafts, way_cli_run_drafts },
  { &way_cli_use_data, way_cli_run_data },
  { &way_cli_use_figures, way_cli_run_figures },
  { &way_cli_use_changes, way_cli_run_changes },
  { &way_cli_use_refresh, way_cli_run_refresh },
};

static void
print_help (void)
{
  g_autoptr (GString) s = g_string_new (NULL);

  g_string_append_printf (s, "%s waymark-cli %s\n\n%s\n\n", _ ("Usage:"), _ ("VERB [OPTIONS] [FILE…]"), _ ("Makes posters of customer journey maps, and takes them apart for other programs."));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_string_append_printf (s, "  %-14s%s\n", verbs[i].use->verb, _ (verbs[i].use->summary));
  g_string_append_printf (s, "\n  %-14s%s\n  %-14s%s\n\n", "--help", _ ("print this and end; after a verb: its options"), "--version", _ ("print the version and end"));
  g_string_append_printf (s, "%s\n", _ ("Try this first:"));
  g_string_append (s, "  waymark-cli new --template b2b-solution sale.waymark\n");
  g_string_append (s, "  waymark-cli export sale.waymark\n");
  g_string_append (s, "  waymark-cli export journey.mmd -o journey.png\n");
  way_cli_print (s->str);
}

static int
say_unknown_verb (const char *word)
{
  const char *names[G_N_ELEMENTS (verbs) + 1] = { NULL };
  const char *nearest;

  if (g_file_test (word, G_FILE_TEST_EXISTS))
    return way_cli_wrong_use (NULL, _ ("“%s” is a file, and the verb is missing. Did you mean “waymark-cli export %s”?"), word, word);
  if (*word == '-')
    return way_cli_wrong_use (NULL, _ ("The verb comes first, and “%s” behind it: “waymark-cli VERB %s …”. Only --cache FILE may stand before."), word, word);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    names[i] = verbs[i].use->verb;
  nearest = way_cli_find_nearest (word, names);
  if (nearest != NULL)
    return way_cli_wrong_use (NULL, _ ("There is no verb “%s”. Did you mean “%s”?"), word, nearest);
  return way_cli_wrong_use (NULL, _ ("There is no verb “%s”."), word);
}

/* “--cache FILE” may stand before the verb, too: it goes behind it, where the verb's own options are. */
static void
move_cache_behind (int argc, char *argv[])
{
  int n = g_str_has_prefix (argv[1], "--cache=") ? 1 : strcmp (argv[1], "--cache") == 0 ? 2
                                                                                        : 0;
  char *moved[] = { argv[1], argc > 2 ? argv[2] : NULL };

  if (n == 0 || argc < n + 2)
    return;
  argv[1] = argv[n + 1];
  for (int i = 0; i < n; i++)
    argv[i + 2] = moved[i];
}

int
main (int argc, char *argv[])
{
  way_place_init_language ();
  g_set_prgname ("waymark-cli");
  if (argc > 1)
    move_cache_behind (argc, argv);
  if (argc < 2)
    return way_cli_wrong_use (NULL, "%s", _ ("Say what to do: “waymark-cli VERB FILE…”."));
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return WAY_CLI_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    return way_cli_print ("waymark-cli " WAY_VERSION "\n") ? WAY_CLI_DONE : WAY_CLI_FAILED;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (argv[1], verbs[i].use->verb) == 0)
      {
        way_cli_watch_signals ();
        return verbs[i].run (argc - 1, argv + 1);
      }
  return say_unknown_verb (argv[1]);
}
