#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/way-document-file.h"
#include "format/way-reader.h"
#include "format/way-writer.h"

const WayCliUse way_cli_use_format = {
  .verb = "format",
  .summary = N_ ("a map in its normal form"),
  .arguments = N_ ("FILE…"),
  .about = N_ ("Writes each map anew as Waymark itself would: the same map gives the same bytes, so that versions can be compared line by line. A file that is in its normal form already is left alone. What this version does not know is kept."),
  .examples = "waymark-cli format map.waymark\nwaymark-cli format --check maps/*.waymark\nwaymark-cli format map.waymark -o - | diff map.waymark -",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

/* Whether the file could be read and, where needed, written. `*differs` says if it was not in its normal form. */
static gboolean
format_file (const char *path, const char *output, gboolean check, gboolean *differs)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  WayFileStamp stamp = { 0 };
  gboolean in_place = output == NULL && strcmp (path, "-") != 0;

  way_report_set_file (report, path);
  way_cli_progress (_ ("Reading %s"), way_cli_get_name (path));

  g_autoptr (GBytes) before = way_cli_read_bytes (path, &stamp, &error);
  g_autoptr (WayDocument) document = before != NULL ? way_reader_read (before, report, &error) : NULL;

  if (document == NULL)
    {
      way_cli_say_findings (path, report, error);
      return FALSE;
    }

  g_autoptr (GBytes) after = way_writer_write (document);

  *differs = !g_bytes_equal (before, after);
  if (check || (in_place && !*differs))
    return TRUE;
  if (way_document_is_read_only (document))
    {
      way_cli_say_findings (path, report, NULL);
      way_cli_say_error (path, "%s", _ ("It was left as it is."));
      return FALSE;
    }
  if (!way_document_verify_bytes (after, document, &error))
    {
      way_cli_say_error (path, "%s", error->message);
      return FALSE;
    }
  if (in_place)
    return way_cli_save_bytes (path, after, &stamp);
  return way_cli_write_bytes (output != NULL ? output : "-", after);
}

int
way_cli_run_format (int argc, char *argv[])
{
  g_autofree char *output = NULL;
  gboolean check = FALSE;
  g_auto (GStrv) files = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "check", 'c', 0, G_OPTION_ARG_NONE, &check, N_ ("Write nothing; name the files that are not in their normal form, and end with 1 if there are any."), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write into this file instead; “-” is the standard output. For one map."), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_format, entries, argc, argv, &files, &status))
    return status;
  if (output != NULL && (check || g_strv_length (files) > 1))
    return way_cli_wrong_use ("format", "%s", _ ("--output goes with one map, and not with --check."));
  for (char **file = files; *file != NULL; file++)
    {
      gboolean differs = FALSE;

      if (!format_file (*file, output, check, &differs))
        status = WAY_CLI_FAILED;
      else if (check && differs)
        {
          g_autofree char *line = g_strconcat (way_cli_get_name (*file), "\n", NULL);

          way_cli_print (line);
          status = WAY_CLI_FAILED;
        }
      way_cli_progress (NULL);
    }
  return status;
}
