/* A dataset's recipe: which one fits a table, and what it says of its columns. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "metrics/tables/way-import-private.h"

static gboolean
is_needed (const WayColumn *field)
{
  return field->index < WAY_QUESTION_PLACE && field->use != WAY_USE_SKIP && field->use != WAY_USE_PERSONAL;
}

/* How many of the recipe's columns the table has; 0 if one is missing. */
static guint
rate_recipe (const WayImport *self, const GPtrArray *fields)
{
  guint n = 0;

  for (guint i = 0; i < fields->len; i++)
    {
      const WayColumn *field = g_ptr_array_index (fields, i);

      if (!is_needed (field))
        continue;
      if (way_table_find_column (self->table, field->name) == NULL)
        return 0;
      n++;
    }
  return n;
}

static void
ask (WayColumn *column, const char *reason)
{
  column->question = WAY_QUESTION_SCALE;
  g_free (column->reason);
  column->reason = g_strdup (reason);
}

/* Numbers with and without labels are the same answers, and so are 1 and yes. */
static gboolean
is_readable (const WayColumn *column, const WayColumn *field)
{
  if (column->type == field->type || field->type == WAY_COLUMN_TEXT || column->type == WAY_COLUMN_EMPTY)
    return TRUE;
  if (field->type == WAY_COLUMN_FLAG || column->type == WAY_COLUMN_FLAG)
    return column->type == WAY_COLUMN_NUMBER && column->least >= 0 && column->most <= 1;
  return (column->type == WAY_COLUMN_NUMBER && field->type == WAY_COLUMN_ANSWER) || (column->type == WAY_COLUMN_ANSWER && field->type == WAY_COLUMN_NUMBER);
}

/* Two scales or units are two metrics: they must not become one series. */
static void
ask_if_other (WayColumn *column, const WayColumn *field)
{
  gboolean was_percent = g_strcmp0 (field->unit, "%") == 0, is_percent = g_strcmp0 (column->unit, "%") == 0;
  gboolean is_fraction = column->type == WAY_COLUMN_NUMBER && column->least >= 0 && column->most <= 1;
  double low, high;

  if (field->use != WAY_USE_VALUE || column->type == WAY_COLUMN_EMPTY)
    return;
  if (field->has_scale && (column->type == WAY_COLUMN_NUMBER || column->type == WAY_COLUMN_ANSWER) && !way_column_fits_scale (column, field->low, field->high))
    {
      g_autofree char *reason = g_strdup_printf (_ ("Before, it was answered from %.0f to %.0f; many of these answers lie outside. Another scale is another metric: import it into a dataset of its own."), field->low, field->high);

      ask (column, reason);
    }
  /* The same answers may fit both, but whoever was asked from 1 to 7 has not said what 4 of 5 is. */
  else if (field->has_scale && column->label != NULL && way_column_find_scale (column->label, &low, &high) && (low != field->low || high != field->high))
    {
      g_autofree char *reason = g_strdup_printf (_ ("Before, it was answered from %.0f to %.0f; now the question names %.0f to %.0f. Another scale is another metric: import it into a dataset of its own."), field->low, field->high, low, high);

      ask (column, reason);
    }
  else if (was_percent && !is_percent && is_fraction && column->most > 0)
    ask (column, _ ("Before, it was in percent; now it seems to be in parts of one. Import it into a dataset of its own."));
  else if (!was_percent && is_percent && field->unit == NULL && field->type == WAY_COLUMN_NUMBER)
    ask (column, _ ("Before, it was not in percent. Import it into a dataset of its own."));
}

/* As it was chosen before; but what can no longer be read so stays as it was found now. */
static void
apply_field (WayColumn *column, const WayColumn *field, WayReport *report)
{
  if (!is_readable (column, field) && field->use != WAY_USE_SKIP && field->use != WAY_USE_PERSONAL)
    {
      if (field->use == WAY_USE_VALUE)
        ask (column, _ ("It holds something else than before. Import it into a dataset of its own."));
      way_report_add (report, WAY_SEVERITY_WARNING, 0, 0, _ ("“%s” holds something else than before (%s, then %s). Please check it."), column->name, way_column_type_get_label (column->type), way_column_type_get_label (field->type));
      return;
    }
  column->use = field->use;
  column->type = column->type == WAY_COLUMN_EMPTY ? field->type : field->type == WAY_COLUMN_TEXT ? field->type
                                                                                                 : column->type;
  /* A sign that the cells themselves prove is better than one that was remembered. */
  if (column->question == WAY_QUESTION_DECIMAL || way_column_get_decimal_hint (column) == 0)
    column->decimal = field->decimal;
  if (column->question == WAY_QUESTION_DATE_ORDER && (field->form == WAY_TIME_DMY || field->form == WAY_TIME_MDY))
    column->form = field->form;
  /* If it was written in another way before, nobody has said how this one is to be read. */
  if (column->question != WAY_QUESTION_DATE_ORDER || field->form == WAY_TIME_DMY || field->form == WAY_TIME_MDY)
    column->question = WAY_QUESTION_NONE;
  ask_if_other (column, field);
  column->metric = field->metric;
  column->better = field->better;
  column->has_scale = field->has_scale;
  column->low = field->low;
  column->high = field->high;
  g_free (column->unit);
  column->unit = g_strdup (field->unit);
  if (column->question == WAY_QUESTION_NONE)
    {
      g_free (column->reason);
      column->reason = g_strdup (field->reason);
    }
}

static void
apply_recipe (WayImport *self, const GPtrArray *fields, WayReport *report)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const WayColumn *field = g_ptr_array_index (fields, i);
      WayColumn *column = field->index < WAY_QUESTION_PLACE ? way_table_find_column (self->table, field->name) : NULL;

      if (column != NULL)
        apply_field (column, field, report);
      else if (is_needed (field))
        way_report_add (report, WAY_SEVERITY_WARNING, 0, 0, _ ("The column “%s”, which this dataset has, is missing."), field->name);
    }
  self->has_recipe = TRUE;
}

/* "befragung-2025-07.csv" → "befragung": next month's file belongs to the same dataset. */
static char *
make_dataset_name (const char *path)
{
  g_autofree char *base = path != NULL ? g_path_get_basename (path) : g_strdup (_ ("Pasted"));
  char *point = strrchr (base, '.');
  gsize n;

  if (point != NULL && point > base)
    *point = '\0';
  n = strlen (base);
  while (n > 0 && strchr ("0123456789-_. ()", base[n - 1]) != NULL)
    n--;
  if (n >= 3)
    base[n] = '\0';

  g_autofree char *valid = g_utf8_make_valid (base, -1);
  char *name = way_text_collapse (valid);

  if (*name != '\0')
    return name;
  g_free (name);
  return g_strdup (_ ("Survey"));
}

gboolean
way_import_find_recipe (WayImport *self, const char *dataset, WayReport *report, GError **error)
{
  g_autoptr (GPtrArray) datasets = way_cache_list_datasets (self->cache, error);
  g_autoptr (GPtrArray) best_fields = NULL;
  gint64 wanted = dataset != NULL ? way_cache_find_dataset (self->cache, dataset) : 0;
  guint best = 0;

  if (datasets == NULL)
    return FALSE;
  for (guint i = 0; i < datasets->len; i++)
    {
      const WayDataset *candidate = g_ptr_array_index (datasets, i);
      g_autoptr (GPtrArray) fields = way_cache_list_fields (self->cache, candidate->id, error);
      guint rating;

      if (fields == NULL)
        return FALSE;
      if (dataset != NULL ? candidate->id != wanted : strcmp (candidate->kind, "table") != 0)
        continue;
      rating = dataset != NULL ? G_MAXUINT : rate_recipe (self, fields);
      if (rating > best)
        {
          best = rating;
          g_clear_pointer (&best_fields, g_ptr_array_unref);
          best_fields = g_steal_pointer (&fields);
          g_free (self->dataset);
          self->dataset = g_strdup (candidate->name);
        }
    }
  if (best_fields != NULL)
    apply_recipe (self, best_fields, report);
  else
    {
      g_free (self->dataset);
      self->dataset = dataset != NULL ? g_strdup (dataset) : make_dataset_name (self->path);
      /* Another dataset of this name that does not fit stays as it is. */
      if (dataset == NULL)
        {
          g_autofree char *stem = g_strdup (self->dataset);

          /* Among those that were looked at: what another process made since then is of the same file, and rows go there. */
          for (guint again = 2; way_cache_find_dataset_among (datasets, self->dataset) != 0; again++)
            {
              g_free (self->dataset);
              self->dataset = g_strdup_printf ("%s %u", stem, again);
            }
        }
    }
  return TRUE;
}
