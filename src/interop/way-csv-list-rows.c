#include "interop/way-csv-list-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "interop/way-csv-list-private.h"
#include "base/way-csv.h"
#include "interop/way-interop-error.h"

static void
clear_column (gpointer data)
{
  g_free (((WayListColumn *) data)->persona);
}

static void
row_free (gpointer data)
{
  WayListRow *row = data;

  g_strfreev (row->cells);
  g_free (row);
}

const char *
way_list_get_cell (const WayListRow *row, guint column)
{
  return column < row->n ? row->cells[column] : "";
}

const char *
way_list_find_cell (const WayList *self, const WayListRow *row, WayListRole role, WayField field)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      const WayListColumn *column = &g_array_index (self->columns, WayListColumn, c);

      if (column->role == role && column->field == field)
        return way_list_get_cell (row, c);
    }
  return NULL;
}

static WayKind
read_kind (const char *cell)
{
  g_autofree char *name = way_text_collapse (cell);

  for (guint k = 0; k < way_csv_list_n_kinds; k++)
    {
      const WayKindInfo *info = way_kind_get (way_csv_list_kinds[k]);

      if (g_ascii_strcasecmp (name, info->name) == 0 || g_utf8_collate (name, _ (info->label)) == 0)
        return way_csv_list_kinds[k];
    }
  return WAY_N_KINDS;
}

static WayField
find_field (const char *name)
{
  for (guint k = 0; k < way_csv_list_n_kinds; k++)
    {
      const WayKindInfo *info = way_kind_get (way_csv_list_kinds[k]);

      for (guint f = 0; f < info->n_fields; f++)
        if (way_csv_list_has_field (&info->fields[f]) && strcmp (way_csv_list_get_column (&info->fields[f]), name) == 0)
          return info->fields[f].field;
    }
  return WAY_N_FIELDS;
}

static WayListColumn
read_column (WayList *self, const char *name)
{
  static const struct
  {
    const char *name;
    WayListRole role;
  } fixed[] = { { "element", WAY_LIST_ELEMENT }, { "id", WAY_LIST_ID }, { "journey", WAY_LIST_JOURNEY }, { "phase", WAY_LIST_PHASE } };

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (strcmp (fixed[i].name, name) == 0)
      return (WayListColumn){ fixed[i].role, WAY_N_FIELDS, NULL };
  if (g_str_has_prefix (name, WAY_CSV_FEELING))
    {
      g_auto (GStrv) parts = g_strsplit (name, ":", 3);
      const WayElement *persona = way_document_lookup (self->document, parts[1]);

      return persona != NULL && way_element_get_kind (persona) == WAY_KIND_PERSONA ? (WayListColumn){ WAY_LIST_FEELING, WAY_FIELD_SCORE, g_strdup (parts[1]) } : (WayListColumn){ WAY_LIST_NONE, WAY_N_FIELDS, NULL };
    }
  if (find_field (name) != WAY_N_FIELDS)
    return (WayListColumn){ WAY_LIST_FIELD, find_field (name), NULL };
  if (g_str_has_suffix (name, "-id"))
    {
      g_autofree char *start = g_strndup (name, strlen (name) - 3);

      if (find_field (start) != WAY_N_FIELDS)
        return (WayListColumn){ WAY_LIST_FIELD_IDS, find_field (start), NULL };
    }
  return (WayListColumn){ WAY_LIST_NONE, WAY_N_FIELDS, NULL };
}

static gboolean
has_role (const WayList *self, WayListRole role)
{
  for (guint c = 0; c < self->columns->len; c++)
    if (g_array_index (self->columns, WayListColumn, c).role == role)
      return TRUE;
  return FALSE;
}

static gboolean
read_head (WayList *self, WayCsv *csv, GError **error)
{
  while (way_csv_next (csv, error))
    if (!way_csv_is_blank (csv))
      break;
  for (guint c = 0; c < way_csv_get_size (csv); c++)
    {
      g_autofree char *name = g_strstrip (g_strdup (way_csv_undefuse (way_csv_get_cell (csv, c, NULL))));
      WayListColumn column = read_column (self, name);

      if (column.role == WAY_LIST_NONE && *name != '\0')
        way_report_add (self->report, WAY_SEVERITY_NOTE, way_csv_get_line (csv), (int) c + 1, _ ("The column “%s” is not known and was left out."), name);
      g_array_append_val (self->columns, column);
    }
  if (has_role (self, WAY_LIST_ELEMENT) && has_role (self, WAY_LIST_ID))
    return TRUE;
  if (error == NULL || *error == NULL)
    g_set_error_literal (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT, _ ("This is no list of a map: its first row must name the columns “element” and “id”."));
  return FALSE;
}

static gboolean
read_rows (WayList *self, WayCsv *csv, GError **error)
{
  g_autoptr (GError) failure = NULL;

  while (way_csv_next (csv, &failure))
    {
      if (way_csv_is_blank (csv))
        continue;

      WayListRow *row = g_new0 (WayListRow, 1);

      row->n = way_csv_get_size (csv);
      row->line = way_csv_get_line (csv);
      row->cells = g_new0 (char *, row->n + 1);
      for (guint i = 0; i < row->n; i++)
        row->cells[i] = g_strdup (way_csv_undefuse (way_csv_get_cell (csv, i, NULL)));
      g_ptr_array_add (self->rows, row);
      row->kind = read_kind (way_list_find_cell (self, row, WAY_LIST_ELEMENT, WAY_N_FIELDS));
      while (row->rank < way_csv_list_n_kinds && way_csv_list_kinds[row->rank] != row->kind)
        row->rank++;
      if (row->kind == WAY_N_KINDS)
        {
          g_autofree char *shown = way_text_excerpt (way_list_find_cell (self, row, WAY_LIST_ELEMENT, WAY_N_FIELDS), 40);

          way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, 0, _ ("“%s” is no kind of element such as touchpoint or pain; the row was left out."), shown);
          g_ptr_array_remove_index (self->rows, self->rows->len - 1);
        }
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static int
compare_rows_cb (gconstpointer a, gconstpointer b)
{
  const WayListRow *x = *(const WayListRow *const *) a, *y = *(const WayListRow *const *) b;

  return x->rank != y->rank ? (x->rank < y->rank ? -1 : 1) : x->line - y->line;
}

void
way_list_clear (WayList *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

gboolean
way_list_init (WayList *self, const WayDocument *document, const char *text, gsize size, WayReport *report, GError **error)
{
  g_autoptr (WayCsv) csv = way_csv_new (text, size, NULL, report, error);

  *self = (WayList){ document, report, g_array_new (FALSE, TRUE, sizeof (WayListColumn)), g_ptr_array_new_with_free_func (row_free) };
  g_array_set_clear_func (self->columns, clear_column);
  if (csv == NULL || !read_head (self, csv, error) || !read_rows (self, csv, error))
    return FALSE;
  g_ptr_array_sort (self->rows, compare_rows_cb);
  return TRUE;
}
