/* “data bind”: metrics and bindings for maps, proposed from a dataset. */
#include <glib/gi18n-lib.h>

#include "cli/way-cli-numbers.h"
#include "format/way-document-file.h"
#include "format/way-reader.h"
#include "metrics/figures/way-propose.h"

static gboolean
bind_map (WayCache *cache, const char *dataset, const char *path, WayCliTable *table)
{
  WayFileStamp stamp = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_reader_read_file (path, NULL, &stamp, &error);
  guint n_metrics, n_bindings;
  gboolean saved;

  if (document == NULL || !way_propose_apply (document, cache, dataset, &n_metrics, &n_bindings, &error))
    {
      way_cli_say_error (path, "%s", error->message);
      return FALSE;
    }
  way_cli_hold_signals ();
  saved = !way_document_is_modified (document) || way_document_save_file (document, path, &stamp, TRUE, &error);
  way_cli_release_signals ();
  if (!saved)
    {
      way_cli_say_error (path, "%s", error->message);
      return FALSE;
    }

  if (table != NULL)
    {
      way_cli_table_begin_row (table);
      way_cli_table_add_text (table, path);
      way_cli_table_add_number (table, n_metrics);
      way_cli_table_add_number (table, n_bindings);
      way_cli_table_end_row (table);
      return TRUE;
    }

  /* Translators: file, numbers of metrics and of bindings. */
  g_autofree char *text = g_strdup_printf (_ ("%s: %u metrics, %u bindings added\n"), path, n_metrics, n_bindings);

  return way_cli_print (text);
}

int
way_cli_bind (WayCache *cache, char **names, WayCliForm form)
{
  static const char *const columns[] = { "file", "metrics", "bindings", NULL };
  WayCliTable rows, *table = form != WAY_CLI_FORM_TEXT ? &rows : NULL;
  int status = WAY_CLI_DONE;

  if (table != NULL)
    way_cli_table_begin (table, form, columns);
  for (char **path = names + 1; *path != NULL; path++)
    if (!bind_map (cache, names[0], *path, table))
      status = WAY_CLI_FAILED;
  if (table != NULL && way_cli_table_end (table) != WAY_CLI_DONE)
    return WAY_CLI_FAILED;
  return status;
}
