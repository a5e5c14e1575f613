#include "interop/way-csv-list.h"

#include <string.h>

#include "base/way-text.h"
#include "interop/way-csv-list-private.h"

const WayKind way_csv_list_kinds[] = {
  WAY_KIND_ORGANISATION,
  WAY_KIND_DEPARTMENT,
  WAY_KIND_PERSONA,
  WAY_KIND_STAKEHOLDER,
  WAY_KIND_SOURCE,
  WAY_KIND_CHANNEL,
  WAY_KIND_METRIC,
  WAY_KIND_PHASE,
  WAY_KIND_STEP,
  WAY_KIND_LANE,
  WAY_KIND_TOUCHPOINT,
  WAY_KIND_NOTE,
  WAY_KIND_PAIN,
  WAY_KIND_OPPORTUNITY,
  WAY_KIND_CONNECTION,
  WAY_KIND_ACTION,
};
const guint way_csv_list_n_kinds = G_N_ELEMENTS (way_csv_list_kinds);

const char *
way_csv_list_get_column (const WayFieldInfo *info)
{
  return info->field == WAY_FIELD_TEXT ? "text" : info->name;
}

gboolean
way_csv_list_is_reference (const WayFieldInfo *info)
{
  return info->type == WAY_TYPE_REF || info->type == WAY_TYPE_REFS;
}

gboolean
way_csv_list_has_field (const WayFieldInfo *info)
{
  return info->field != WAY_FIELD_ID && info->group != WAY_GROUP_TECHNICAL;
}

char *
way_csv_list_dup_name (const WayElement *element)
{
  g_autofree char *name = way_text_excerpt (way_element_get_name (element), 500);

  return g_strstrip (g_steal_pointer (&name));
}

const WayElement *
way_csv_list_find_place (const WayDocument *document, const WayElement *element)
{
  const WayElement *at = way_document_follow (document, element, WAY_FIELD_AT);

  if (at != NULL)
    element = at;
  if (way_element_get_kind (element) == WAY_KIND_STEP || way_element_get_kind (element) == WAY_KIND_PHASE)
    return element;
  return way_document_follow (document, element, WAY_FIELD_STEP);
}

static char *
dup_names (const WayDocument *document, const WayElement *element, const WayFieldInfo *info)
{
  g_auto (GStrv) ids = way_element_get (element, info->field) != NULL ? g_strsplit (way_element_get (element, info->field), " ", -1) : NULL;
  g_autoptr (GString) s = g_string_new (NULL);

  for (char **id = ids; id != NULL && *id != NULL; id++)
    {
      const WayElement *target = way_document_lookup (document, *id);
      g_autofree char *name = target != NULL ? way_csv_list_dup_name (target) : g_strdup (*id);

      g_string_append_printf (s, "%s%s", s->len > 0 ? "\n" : "", name);
    }
  return g_string_free (g_steal_pointer (&s), FALSE);
}

char *
way_csv_list_dup_cell (const WayDocument *document, const WayElement *element, const WayFieldInfo *info, gboolean comma)
{
  const char *value = way_element_get (element, info->field);

  if (way_csv_list_is_reference (info))
    return dup_names (document, element, info);

  g_autoptr (GString) s = g_string_new (value);

  if (info->type == WAY_TYPE_NUMBER && comma)
    g_string_replace (s, ".", ",", 0);
  g_string_replace (s, "\r\n", "\n", 0);
  g_string_replace (s, "\r", "\n", 0);
  return g_string_free (g_steal_pointer (&s), FALSE);
}

WayElement *
way_csv_list_find_feeling (const WayElement *touchpoint, const char *persona)
{
  WayElement *feeling;

  way_each (feeling, touchpoint, WAY_KIND_FEELING)
    if (g_strcmp0 (way_element_get (feeling, WAY_FIELD_PERSONA), persona) == 0)
      return feeling;
  return NULL;
}

/* Writing. */

typedef struct
{
  char *name;
  WayField field; /* WAY_N_FIELDS for the fixed ones */
  gboolean ids;   /* of a reference, instead of names */
  gboolean used;
} ListColumn;

typedef struct
{
  const WayDocument *document;
  GPtrArray *elements; /* (element-type WayElement), borrowed, in the order of the list */
  GPtrArray *columns;  /* (element-type ListColumn), owned */
  gboolean comma;
} Export;

static void
column_free (gpointer data)
{
  ListColumn *column = data;

  g_free (column->name);
  g_free (column);
}

typedef struct
{
  WayKind kind;
  GPtrArray *elements;
} Collection;

static void
collect_cb (WayElement *element, gpointer data)
{
  Collection *collection = data;

  if (way_element_get_kind (element) == collection->kind)
    g_ptr_array_add (collection->elements, element);
}

static void
add_column (Export *self, char *name /* taken */, WayField field, gboolean ids, gboolean used)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ListColumn *column = g_ptr_array_index (self->columns, i);

      if (strcmp (column->name, name) == 0)
        {
          column->used = column->used || used;
          g_free (name);
          return;
        }
    }

  ListColumn *column = g_new0 (ListColumn, 1);

  *column = (ListColumn){ name, field, ids, used };
  g_ptr_array_add (self->columns, column);
}

/* A column that no element uses is left out, unless it belongs to what is edited most. */
static void
add_columns (Export *self, WayKind kind)
{
  const WayKindInfo *info = way_kind_get (kind);
  gboolean card = kind == WAY_KIND_TOUCHPOINT || kind == WAY_KIND_NOTE || kind == WAY_KIND_PAIN || kind == WAY_KIND_OPPORTUNITY || kind == WAY_KIND_ACTION;

  for (guint f = 0; f < info->n_fields; f++)
    {
      const WayFieldInfo *field = &info->fields[f];
      gboolean used = card;

      for (guint i = 0; i < self->elements->len && !used; i++)
        {
          const WayElement *element = g_ptr_array_index (self->elements, i);

          used = way_element_get_kind (element) == kind && way_element_get_row (element, f) != NULL;
        }
      if (!way_csv_list_has_field (field))
        continue;
      add_column (self, g_strdup (way_csv_list_get_column (field)), field->field, FALSE, used);
      if (way_csv_list_is_reference (field))
        add_column (self, g_strconcat (way_csv_list_get_column (field), "-id", NULL), field->field, TRUE, used);
    }
}

static void
add_feeling_columns (Export *self)
{
  WayElement *persona;

  way_each (persona, way_document_get_root (self->document), WAY_KIND_PERSONA)
    {
      g_autofree char *name = way_csv_list_dup_name (persona);

      add_column (self, g_strconcat (WAY_CSV_FEELING, way_element_get_id (persona), ":", name, NULL), WAY_FIELD_SCORE, FALSE, TRUE);
    }
}

static char *
dup_fixed_cell (const Export *self, const WayElement *element, const char *column)
{
  const WayElement *place = way_csv_list_find_place (self->document, element), *found = NULL;

  if (strcmp (column, "element") == 0)
    return g_strdup (way_kind_get (way_element_get_kind (element))->name);
  if (strcmp (column, "id") == 0)
    return g_strdup (way_element_get_id (element));
  if (strcmp (column, "journey") == 0)
    found = way_element_get_ancestor (element, WAY_KIND_JOURNEY);
  else if (strcmp (column, "phase") == 0)
    found = place != NULL ? way_element_get_ancestor (place, WAY_KIND_PHASE) : NULL;
  else if (strcmp (column, "step") == 0)
    found = place != NULL ? way_element_get_ancestor (place, WAY_KIND_STEP) : NULL;
  else
    found = way_document_follow (self->document, element, WAY_FIELD_LANE);
  return found != NULL && found != element ? way_csv_list_dup_name (found) : g_strdup ("");
}

static char *
dup_column_cell (const Export *self, const WayElement *element, const ListColumn *column)
{
  if (column->field == WAY_N_FIELDS)
    return dup_fixed_cell (self, element, column->name);
  if (g_str_has_prefix (column->name, WAY_CSV_FEELING))
    {
      g_auto (GStrv) parts = g_strsplit (column->name, ":", 3);
      const WayElement *feeling = way_csv_list_find_feeling (element, parts[1]);

      return g_strdup (feeling != NULL ? way_element_get (feeling, WAY_FIELD_SCORE) : "");
    }

  const WayFieldInfo *info = way_kind_get_field (way_element_get_kind (element), column->field);

  if (info == NULL || !way_csv_list_has_field (info) || (column->ids && !way_csv_list_is_reference (info)))
    return g_strdup ("");
  return column->ids ? g_strdup (way_element_get (element, column->field)) : way_csv_list_dup_cell (self->document, element, info, self->comma);
}

static void
write_records (const Export *self, WayCsvWriter *writer)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      const ListColumn *column = g_ptr_array_index (self->columns, c);

      if (column->used)
        way_csv_writer_add (writer, column->name);
    }
  way_csv_writer_end_record (writer);
  for (guint i = 0; i < self->elements->len; i++)
    {
      for (guint c = 0; c < self->columns->len; c++)
        {
          const ListColumn *column = g_ptr_array_index (self->columns, c);

          if (column->used)
            {
              g_autofree char *cell = dup_column_cell (self, g_ptr_array_index (self->elements, i), column);

              way_csv_writer_add (writer, cell);
            }
        }
      way_csv_writer_end_record (writer);
    }
}

char *
way_csv_list_export (const WayDocument *document, WayCsvStyle style)
{
  static const char *const fixed[] = { "element", "id", "journey", "phase", "step", "lane" };
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (column_free);
  Export self = { document, elements, columns, style == WAY_CSV_EXCEL };
  WayCsvWriter *writer = way_csv_writer_new (style);

  for (guint k = 0; k < way_csv_list_n_kinds; k++)
    {
      Collection collection = { way_csv_list_kinds[k], elements };

      way_element_walk ((WayElement *) way_document_get_root (document), collect_cb, &collection);
    }
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    add_column (&self, g_strdup (fixed[i]), WAY_N_FIELDS, FALSE, TRUE);
  /* The names of what people edit stand before the rest. */
  add_columns (&self, WAY_KIND_TOUCHPOINT);
  add_feeling_columns (&self);
  for (guint k = way_csv_list_n_kinds; k > 0; k--)
    add_columns (&self, way_csv_list_kinds[k - 1]);
  write_records (&self, writer);
  return way_csv_writer_finish (writer, NULL);
}
