#include "ui/figures/way-import-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "ui/figures/way-figure-store.h"

/* Of a cell nobody sees more. */
#define CELL_MAX 60
#define COLUMNS_MAX 500

struct _WayImportJob
{
  gatomicrefcount ref_count;
  char *path, *name;
  GBytes *bytes; /* NULL until read */
  WayCache *cache;
  WayImport *import;
  GPtrArray *rows; /* (element-type GStrv) */
  WayReport *report;
  /* What the last look was asked for. */
  char *dataset, *encoding;
  WayTableOptions options;
  WayImportOptions run;
  WayImportResult result;
  int done; /* atomic: 0 to 1000 */
};

static WayImportJob *
job_new (const char *path, const char *name, GBytes *bytes)
{
  WayImportJob *self = g_new0 (WayImportJob, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->bytes = bytes;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

WayImportJob *
way_import_job_new_for_path (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  return job_new (path, name, NULL);
}

WayImportJob *
way_import_job_new_for_text (const char *text)
{
  return job_new (NULL, _ ("Pasted cells"), g_bytes_new (text, strlen (text)));
}

WayImportJob *
way_import_job_ref (WayImportJob *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/* The import stands on the bytes and the cache. */
static void
forget_look (WayImportJob *self)
{
  g_clear_pointer (&self->import, way_import_free);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->report, way_report_free);
}

void
way_import_job_unref (WayImportJob *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  forget_look (self);
  g_clear_pointer (&self->cache, way_cache_close);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->run.zone, g_time_zone_unref);
  g_free (self->path);
  g_free (self->name);
  g_free (self->dataset);
  g_free (self->encoding);
  g_free (self);
}

const char *
way_import_job_get_name (const WayImportJob *self)
{
  return self->name;
}

double
way_import_job_get_done (WayImportJob *self)
{
  return g_atomic_int_get (&self->done) / 1000.0;
}

/* --- looking --- */

static gboolean
read_bytes (WayImportJob *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (self->bytes != NULL)
    return TRUE;
  file = g_file_new_for_path (self->path);
  self->bytes = g_file_load_bytes (file, cancellable, NULL, error);
  return self->bytes != NULL;
}

static char **
copy_row (const WayTable *table)
{
  guint n = MIN (way_table_get_columns (table)->len, COLUMNS_MAX);
  char **cells = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const WayColumn *column = g_ptr_array_index (way_table_get_columns (table), i);
      WayCell cell = way_table_get_cell (table, column->index);
      g_autofree char *text = g_strndup (cell.text, MIN (cell.length, CELL_MAX * 4));
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      g_strdelimit (valid, "\r\n\t", ' ');
      cells[i] = way_text_excerpt (valid, CELL_MAX);
    }
  return cells;
}

static gboolean
look (WayImportJob *self, GCancellable *cancellable, GError **error)
{
  gsize size;
  const char *data;

  forget_look (self);
  self->report = way_report_new ();
  if (!read_bytes (self, cancellable, error))
    return FALSE;
  if (self->cache == NULL)
    self->cache = way_cache_open (way_figure_store_get_cache_path (), self->report, error);
  if (self->cache == NULL)
    return FALSE;
  data = g_bytes_get_data (self->bytes, &size);
  self->import = way_import_new (self->cache, data != NULL ? data : "", size, self->path, self->dataset, &self->options, self->report, error);
  if (self->import == NULL)
    return FALSE;

  WayTable *table = way_import_get_table (self->import);

  way_table_rewind (table);
  while (self->rows->len < WAY_IMPORT_ROWS && way_table_next (table, error))
    g_ptr_array_add (self->rows, copy_row (table));
  way_table_rewind (table);
  return error == NULL || *error == NULL;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (look (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
way_import_job_look_async (WayImportJob *self, const char *dataset, const WayTableOptions *options, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  char *encoding = options != NULL ? g_strdup (options->encoding) : NULL, *name = g_strdup (dataset);

  g_free (self->dataset);
  g_free (self->encoding);
  self->dataset = name;
  self->encoding = encoding;
  self->options = options != NULL ? *options : (WayTableOptions){ 0 };
  self->options.encoding = self->encoding;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, way_import_job_ref (self), (GDestroyNotify) way_import_job_unref);
  g_task_run_in_thread (task, look_thread);
}

gboolean
way_import_job_look_finish (WayImportJob *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

WayImport *
way_import_job_get_import (WayImportJob *self)
{
  return self->import;
}

const GPtrArray *
way_import_job_get_rows (WayImportJob *self)
{
  return self->rows;
}

const WayReport *
way_import_job_get_report (WayImportJob *self)
{
  return self->report;
}

/* --- running --- */

static void
progress_cb (double done, gpointer data)
{
  g_atomic_int_set (&((WayImportJob *) data)->done, (int) (done * 1000));
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WayImportJob *self = data;
  GError *error = NULL;

  if (way_import_run (self->import, &self->run, progress_cb, self, cancellable, &self->result, self->report, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("Cancelled"));
    }
  else
    g_task_return_error (task, error);
}

void
way_import_job_run_async (WayImportJob *self, const WayImportOptions *options, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_clear_pointer (&self->run.zone, g_time_zone_unref);
  self->run = *options;
  if (options->zone != NULL)
    g_time_zone_ref (options->zone);
  g_atomic_int_set (&self->done, 0);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, way_import_job_ref (self), (GDestroyNotify) way_import_job_unref);
  g_task_run_in_thread (task, run_thread);
}

gboolean
way_import_job_run_finish (WayImportJob *self, GAsyncResult *result, WayImportResult *imported, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *imported = self->result;
  return TRUE;
}
