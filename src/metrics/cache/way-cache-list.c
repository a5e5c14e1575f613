/* What lies in the cache, as lists; and taking it out again. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-match.h"
#include "metrics/cache/way-cache-private.h"
#include "metrics/log/way-log-store-private.h"

void
way_dataset_free (WayDataset *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->kind);
  g_free (self);
}

void
way_imported_free (WayImported *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->path);
  g_free (self->zone);
  g_free (self->sha256);
  g_free (self->source);
  g_free (self->encoding);
  g_free (self);
}

void
way_bad_row_free (WayBadRow *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_free (self->text);
  g_free (self);
}

/* What clocks in a zone show at two moments. */
static void
show_local (const char *name, gint64 *from, gint64 *to)
{
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  if (zone == NULL)
    return;
  *from += way_value_find_offset (zone, *from);
  *to += way_value_find_offset (zone, *to);
}

static gpointer
read_dataset (WayStatement *statement)
{
  WayDataset *dataset = g_new0 (WayDataset, 1);

  dataset->id = sqlite3_column_int64 (statement, 0);
  dataset->name = way_statement_dup_name (statement, 1);
  dataset->kind = way_statement_dup_name (statement, 2);
  dataset->n_imports = (guint) sqlite3_column_int (statement, 3);
  dataset->n_rows = sqlite3_column_int64 (statement, 4);
  dataset->has_times = !way_statement_is_null (statement, 5);
  dataset->from = sqlite3_column_int64 (statement, 5);
  dataset->to = sqlite3_column_int64 (statement, 6);
  dataset->last_import = sqlite3_column_int64 (statement, 7);
  if (dataset->has_times)
    show_local ((const char *) sqlite3_column_text (statement, 8), &dataset->from, &dataset->to);
  return dataset;
}

static gpointer
read_import (WayStatement *statement)
{
  WayImported *import = g_new0 (WayImported, 1);

  import->id = sqlite3_column_int64 (statement, 0);
  import->dataset = sqlite3_column_int64 (statement, 1);
  import->name = way_statement_dup_name (statement, 2);
  import->path = way_statement_dup_text (statement, 3);
  import->sha256 = way_statement_dup_name (statement, 4);
  import->source = way_statement_dup_text (statement, 5);
  import->encoding = way_statement_dup_name (statement, 6);
  import->bytes = sqlite3_column_int64 (statement, 7);
  import->n_rows = sqlite3_column_int64 (statement, 8);
  import->n_known = sqlite3_column_int64 (statement, 9);
  import->n_bad = sqlite3_column_int64 (statement, 10);
  import->has_times = !way_statement_is_null (statement, 11);
  import->from = sqlite3_column_int64 (statement, 11);
  import->to = sqlite3_column_int64 (statement, 12);
  import->imported = sqlite3_column_int64 (statement, 13);
  import->zone = way_statement_dup_text (statement, 14);
  if (import->has_times)
    show_local (import->zone, &import->from, &import->to);
  return import;
}

static gpointer
read_bad_row (WayStatement *statement)
{
  WayBadRow *row = g_new0 (WayBadRow, 1);

  row->line = sqlite3_column_int (statement, 0);
  row->reason = way_statement_dup_name (statement, 1);
  row->text = way_statement_dup_text (statement, 2);
  return row;
}

static gpointer
read_field (WayStatement *statement)
{
  g_autofree char *name = way_statement_dup_name (statement, 0), *metric = way_statement_dup_text (statement, 7), *better = way_statement_dup_text (statement, 8);
  WayColumn *column = way_column_new (name, (guint) sqlite3_column_int (statement, 2));

  column->label = way_statement_dup_text (statement, 1);
  column->use = MIN (way_column_use_from_nick ((const char *) sqlite3_column_text (statement, 3)), WAY_N_COLUMN_USES - 1);
  column->type = MIN (way_column_type_from_nick ((const char *) sqlite3_column_text (statement, 4)), WAY_N_COLUMN_TYPES - 1);
  column->decimal = sqlite3_column_int (statement, 5) != 0 ? WAY_DECIMAL_COMMA : WAY_DECIMAL_POINT;
  column->form = (WayTimeForm) CLAMP (sqlite3_column_int (statement, 6), 0, WAY_N_TIME_FORMS - 1);
  column->metric = g_intern_string (metric);
  column->better = g_intern_string (better != NULL ? better : "none");
  column->unit = way_statement_dup_text (statement, 9);
  column->has_scale = !way_statement_is_null (statement, 10);
  column->low = sqlite3_column_double (statement, 10);
  column->high = sqlite3_column_double (statement, 11);
  column->reason = g_strdup (_ ("As it was chosen for this dataset."));
  return column;
}

/* `of` > 0 is bound. */
static GPtrArray *
list (WayCache *self, const char *sql, gint64 of, gpointer (*read) (WayStatement *), gpointer free_one, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self, sql, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_one);
  int code;

  if (statement == NULL)
    return NULL;
  if (of > 0)
    sqlite3_bind_int64 (statement, 1, of);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (rows, read (statement));
  if (code != SQLITE_DONE)
    {
      way_cache_fail (self, error);
      return NULL;
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
way_cache_list_datasets (WayCache *self, GError **error)
{
  return list (self, "SELECT d.id, d.name, CASE WHEN EXISTS(SELECT 1 FROM remote r WHERE r.dataset=d.id AND r.mode='count') THEN 'warehouse' ELSE d.kind END, count(i.id), coalesce(sum(i.n),0) - (SELECT count(DISTINCT s.import || ' ' || s.row) FROM superseded s JOIN import j ON j.id=s.import WHERE j.dataset=d.id), min(i.t0), max(i.t1), max(i.imported), max(i.zone) FROM dataset d LEFT JOIN import i ON i.dataset=d.id GROUP BY d.id ORDER BY d.name", 0, read_dataset, way_dataset_free, error);
}

GPtrArray *
way_cache_list_imports (WayCache *self, gint64 dataset, GError **error)
{
  return list (self, "SELECT id, dataset, name, path, sha256, source, encoding, bytes, n, known, bad, t0, t1, imported, zone FROM import WHERE dataset=? ORDER BY id", dataset, read_import, way_imported_free, error);
}

GPtrArray *
way_cache_list_bad_rows (WayCache *self, gint64 import, GError **error)
{
  return list (self, "SELECT line, reason, text FROM bad_row WHERE import=? ORDER BY line", import, read_bad_row, way_bad_row_free, error);
}

GPtrArray *
way_cache_list_fields (WayCache *self, gint64 dataset, GError **error)
{
  return list (self, "SELECT name, label, place, use, type, decimal, form, metric, better, unit, low, high FROM field WHERE dataset=? ORDER BY place, id", dataset, read_field, way_column_free, error);
}

gboolean
way_cache_is_log (WayCache *self, gint64 dataset)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self, "SELECT 1 FROM dataset WHERE id=? AND kind='log'", NULL);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, dataset);
  return sqlite3_step (statement) == SQLITE_ROW;
}

gint64
way_cache_find_dataset_among (const GPtrArray *datasets, const char *name)
{
  g_autofree char *wanted = way_match_squeeze (name);

  for (guint i = 0; i < datasets->len; i++)
    {
      const WayDataset *dataset = g_ptr_array_index (datasets, i);
      g_autofree char *squeezed = way_match_squeeze (dataset->name);

      if (strcmp (dataset->name, name) == 0 || (*wanted != '\0' && strcmp (squeezed, wanted) == 0))
        return dataset->id;
    }
  return 0;
}

gint64
way_cache_find_dataset (WayCache *self, const char *name)
{
  g_autoptr (GPtrArray) datasets = way_cache_list_datasets (self, NULL);

  return datasets != NULL ? way_cache_find_dataset_among (datasets, name) : 0;
}

/* What is forgotten is gone from the file, not just from its lists. */
static gboolean
forget (WayCache *self, const char *sql, gint64 id, GError **error)
{
  g_autoptr (WayStatement) statement = NULL;

  if (!way_cache_execute (self, "PRAGMA secure_delete=ON", error))
    return FALSE;
  statement = way_cache_prepare (self, sql, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!way_cache_run (self, statement, error))
    return FALSE;
  if (sqlite3_changes (way_cache_get_database (self)) == 0)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, "%s", _ ("There is nothing of this number to forget. It may have been forgotten before."));
      return FALSE;
    }
  way_cache_execute (self, "PRAGMA secure_delete=FAST; PRAGMA wal_checkpoint(TRUNCATE)", NULL);
  return TRUE;
}

/* Events of several imports lie in one journey there. */
static gboolean
is_of_log (WayCache *self, gint64 import)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self, "SELECT 1 FROM import i JOIN dataset d ON d.id=i.dataset WHERE i.id=? AND d.kind='log'", NULL);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, import);
  return sqlite3_step (statement) == SQLITE_ROW;
}

gboolean
way_cache_forget_import (WayCache *self, gint64 import, GError **error)
{
  return is_of_log (self, import) ? way_log_take_back (self, import, error) : forget (self, "DELETE FROM import WHERE id=?", import, error);
}

gboolean
way_cache_forget_dataset (WayCache *self, gint64 dataset, GError **error)
{
  return forget (self, "DELETE FROM dataset WHERE id=?", dataset, error);
}
