#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "metrics/tables/way-import-private.h"

/* A long form with more questions than this is none. */
#define MAX_QUESTIONS 200
/* So many bad cells are named in the report; all are kept. */
#define SHOWN 10

/* Long forms. */

static WayColumn *
find_use (const WayImport *self, WayColumnUse use)
{
  GPtrArray *columns = way_table_get_columns (self->table);

  for (guint i = 0; i < columns->len; i++)
    {
      WayColumn *column = g_ptr_array_index (columns, i);

      if (column->use == use)
        return column;
    }
  return NULL;
}

/* Not a long form after all: then the columns are what they hold. */
static void
downgrade (WayColumn *question, WayColumn *answer)
{
  if (question != NULL)
    question->use = question->type == WAY_COLUMN_TEXT ? WAY_USE_KEY : WAY_USE_SKIP;
  if (answer != NULL)
    answer->use = answer->type == WAY_COLUMN_TEXT ? WAY_USE_KEY : WAY_USE_VALUE;
}

static gboolean
find_questions (WayImport *self, GError **error)
{
  WayColumn *question = find_use (self, WAY_USE_QUESTION), *answer = find_use (self, WAY_USE_ANSWER);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) reason = NULL;

  if (question == NULL || answer == NULL)
    {
      downgrade (question, answer);
      return TRUE;
    }
  way_table_rewind (self->table);
  while (self->questions->len <= MAX_QUESTIONS && way_table_next (self->table, &reason))
    {
      WayCell cell = way_table_get_cell (self->table, question->index);
      g_autofree char *text = g_strndup (cell.text, cell.length);
      g_autofree char *name = way_text_collapse (text);
      WayColumn *column = g_hash_table_lookup (names, name);

      if (*name == '\0')
        continue;
      if (column == NULL)
        {
          column = way_column_new (name, WAY_QUESTION_PLACE + self->questions->len);
          g_ptr_array_add (self->questions, column);
          g_hash_table_insert (names, column->name, column);
        }
      way_column_look (column, way_table_get_cell (self->table, answer->index));
    }
  way_table_rewind (self->table);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (self->questions->len > MAX_QUESTIONS)
    {
      g_ptr_array_set_size (self->questions, 0);
      downgrade (question, answer);
      return TRUE;
    }
  for (guint i = 0; i < self->questions->len; i++)
    way_column_decide (g_ptr_array_index (self->questions, i), 0);
  answer->question = WAY_QUESTION_NONE;
  return TRUE;
}

WayImport *
way_import_new (WayCache *cache, const char *data, gsize size, const char *path, const char *dataset, const WayTableOptions *options, WayReport *report, GError **error)
{
  g_autoptr (WayImport) self = g_new0 (WayImport, 1);

  self->cache = cache;
  self->data = data;
  self->size = size;
  self->path = g_strdup (path);
  self->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) way_column_free);
  self->table = way_table_new (data, size, path, options, report, error);
  if (self->table == NULL || !way_import_find_recipe (self, dataset, report, error) || !find_questions (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
way_import_free (WayImport *self)
{
  if (self == NULL)
    return;
  way_table_free (self->table);
  g_ptr_array_unref (self->questions);
  g_free (self->path);
  g_free (self->dataset);
  g_free (self);
}

WayTable *
way_import_get_table (const WayImport *self)
{
  return self->table;
}

const char *
way_import_get_dataset (const WayImport *self)
{
  return self->dataset;
}

gboolean
way_import_has_recipe (const WayImport *self)
{
  return self->has_recipe;
}

GPtrArray *
way_import_get_questions (const WayImport *self)
{
  return self->questions;
}

guint
way_import_count_open (const WayImport *self)
{
  guint n = way_table_count_questions (self->table);

  for (guint i = 0; i < self->questions->len; i++)
    n += ((const WayColumn *) g_ptr_array_index (self->questions, i))->question != WAY_QUESTION_NONE;
  return n;
}

/* Storing. */

/* Whoever changes the scale of a column in a dataset that has answers on another one would mix the two. */
static gboolean
refuse_other_scale (const WayImport *self, gint64 replaced, GError **error)
{
  gint64 dataset = way_cache_find_dataset (self->cache, self->dataset);
  g_autoptr (GPtrArray) fields = dataset != 0 ? way_cache_list_fields (self->cache, dataset, error) : NULL;
  g_autoptr (GPtrArray) imports = fields != NULL ? way_cache_list_imports (self->cache, dataset, error) : NULL;

  if (dataset == 0)
    return TRUE;
  if (imports == NULL)
    return FALSE;
  if (imports->len == 0 || (imports->len == 1 && ((const WayImported *) g_ptr_array_index (imports, 0))->id == replaced))
    return TRUE;
  for (guint i = 0; i < fields->len; i++)
    {
      const WayColumn *field = g_ptr_array_index (fields, i);
      const WayColumn *column = field->index < WAY_QUESTION_PLACE ? way_table_find_column (self->table, field->name) : NULL;

      if (column == NULL || column->use != WAY_USE_VALUE || field->use != WAY_USE_VALUE || !column->has_scale || !field->has_scale)
        continue;
      if (column->low == field->low && column->high == field->high)
        continue;
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("“%s” has answers from %.0f to %.0f in this dataset. Another scale is another metric: import it into a dataset of its own."), field->name, field->low, field->high);
      return FALSE;
    }
  return TRUE;
}

static gboolean
refuse_open (const WayImport *self, GError **error)
{
  GPtrArray *columns = way_table_get_columns (self->table);

  for (guint i = 0; i < columns->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (columns, i);

      if (column->question != WAY_QUESTION_NONE)
        {
          g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "“%s”: %s", column->name, column->reason);
          return FALSE;
        }
    }
  for (guint i = 0; i < self->questions->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (self->questions, i);

      if (column->question != WAY_QUESTION_NONE)
        {
          g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "“%s”: %s", column->name, column->reason);
          return FALSE;
        }
    }
  return TRUE;
}

static void
report_rows (const WayImport *self, const WayRows *rows, const WayImportResult *result, WayReport *report)
{
  for (guint i = 0; i < rows->bad->len && i < SHOWN; i++)
    {
      const WayBadRow *bad = g_ptr_array_index (rows->bad, i);

      way_report_add (report, WAY_SEVERITY_WARNING, bad->line, 0, "%s “%s”", bad->reason, bad->text);
    }
  if (rows->n_bad > SHOWN)
    way_report_add (report, WAY_SEVERITY_WARNING, 0, 0, _ ("%lld cells in all could not be read; the rest went in."), (long long) rows->n_bad);
  if (rows->n_no_answer > 0)
    way_report_add (report, WAY_SEVERITY_NOTE, 0, 0, _ ("%lld times 99 or the like stood where no answer was given."), (long long) rows->n_no_answer);
  way_table_report_skipped (self->table, report);
}

gboolean
way_import_run (WayImport *self, const WayImportOptions *options, WayImportProgress progress, gpointer user_data, GCancellable *cancellable, WayImportResult *result, WayReport *report, GError **error)
{
  g_autoptr (WayRows) rows = NULL;
  WayImportResult made = { 0 };

  if ((!options->accept_guesses && !refuse_open (self, error)) || !refuse_other_scale (self, options->replaces, error))
    return FALSE;
  rows = way_rows_new (self->cache, way_table_get_columns (self->table), self->questions, options->zone);
  if (rows->targets->len + rows->questions->len == 0)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, "%s", _ ("No column is chosen for import. Choose at least one with values."));
      return FALSE;
    }
  if (!way_rows_read (rows, self->table, progress, user_data, cancellable, error) || !way_cache_begin (self->cache, error))
    return FALSE;
  if (!way_import_store (self, rows, options, progress, user_data, &made, error))
    {
      way_cache_rollback (self->cache);
      return FALSE;
    }
  if (!way_cache_commit (self->cache, error))
    return FALSE;
  if (progress != NULL)
    progress (1, user_data);
  report_rows (self, rows, &made, report);
  *result = made;
  return TRUE;
}
