#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/way-reader.h"

const WayCliUse way_cli_use_check = {
  .verb = "check",
  .summary = N_ ("mistakes in a map, as file:line:column: text"),
  .arguments = N_ ("FILE…"),
  .about = N_ ("Holds each map against the format: values and ranges, what points to nothing, ids that stand twice, links, pictures, names that are not known. Prints a line for each finding; ends with 1 if there is a mistake, and with 0 if there are only warnings or notes."),
  .examples = "waymark-cli check map.waymark\nwaymark-cli check --quiet maps/*.waymark",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

/* How many mistakes there are. Warnings are added to `*n_warnings`. */
static guint
check_file (const char *path, guint *n_warnings)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = NULL;

  way_report_set_file (report, path);
  way_cli_progress (_ ("Checking %s"), way_cli_get_name (path));

  g_autoptr (GBytes) bytes = way_cli_read_bytes (path, NULL, &error);

  if (bytes == NULL)
    {
      way_cli_say_error (path, "%s", error->message);
      return 1;
    }
  document = way_reader_read (bytes, report, &error);
  for (guint i = 0; i < way_report_get_size (report); i++)
    {
      g_autofree char *finding = way_cli_format_finding (way_report_get (report, i));
      g_autofree char *line = g_strconcat (finding, "\n", NULL);

      way_cli_print (line);
    }
  *n_warnings += way_report_count (report, WAY_SEVERITY_WARNING);
  way_cli_progress (NULL);
  return MAX (way_report_count (report, WAY_SEVERITY_ERROR), document == NULL ? 1u : 0u);
}

static void
say_summary (guint n_files, guint n_errors, guint n_warnings)
{
  g_autofree char *files = g_strdup_printf (ngettext ("%u map", "%u maps", n_files), n_files);
  g_autofree char *errors = n_errors > 0 ? g_strdup_printf (ngettext ("%u mistake", "%u mistakes", n_errors), n_errors) : g_strdup (_ ("no mistakes"));
  g_autofree char *warnings = n_warnings > 0 ? g_strdup_printf (ngettext (", %u warning", ", %u warnings", n_warnings), n_warnings) : g_strdup ("");

  way_cli_say_error (NULL, "%s: %s%s", files, errors, warnings);
}

int
way_cli_run_check (int argc, char *argv[])
{
  gboolean quiet = FALSE;
  g_auto (GStrv) files = NULL;
  guint n_errors = 0, n_warnings = 0;
  int status;
  const GOptionEntry entries[] = {
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &quiet, N_ ("Leave out the line at the end that counts the findings."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_check, entries, argc, argv, &files, &status))
    return status;
  for (char **file = files; *file != NULL; file++)
    n_errors += check_file (*file, &n_warnings);
  if (!quiet)
    say_summary (g_strv_length (files), n_errors, n_warnings);
  return n_errors > 0 ? WAY_CLI_FAILED : WAY_CLI_DONE;
}
