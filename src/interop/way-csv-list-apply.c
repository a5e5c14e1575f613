#include "interop/way-csv-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "interop/way-csv-list-private.h"
#include "interop/way-csv-list-rows.h"
#include "interop/way-csv-value.h"

typedef struct
{
  WayDocument *document;
  WayReport *report;
  WayList list;       /* borrowed */
  GHashTable *names;  /* name → GPtrArray of WayElement, borrowed */
  GHashTable *seen;   /* set of ids, borrowed from the elements */
  GHashTable *phases; /* phase → the name it had before: other rows still use that */
} Apply;

/* Names. */

static void
note_name (Apply *self, WayElement *element)
{
  g_autofree char *name = way_csv_list_dup_name (element);
  GPtrArray *list = g_hash_table_lookup (self->names, name);

  if (list == NULL)
    g_hash_table_insert (self->names, g_steal_pointer (&name), list = g_ptr_array_new ());
  if (!g_ptr_array_find (list, element, NULL))
    g_ptr_array_add (list, element);
}

static void
note_name_cb (WayElement *element, gpointer data)
{
  Apply *self = data;

  if (way_element_get_id (element) != NULL)
    note_name (self, element);
  if (way_element_get_kind (element) == WAY_KIND_PHASE)
    g_hash_table_insert (self->phases, element, way_csv_list_dup_name (element));
}

/* The journey that a row is about. */
static const WayElement *
find_journey (const Apply *self, const WayListRow *row)
{
  const char *name = way_list_find_cell (&self->list, row, WAY_LIST_JOURNEY, WAY_N_FIELDS);
  const WayElement *root = way_document_get_root (self->document);
  WayElement *journey;

  if (name != NULL && *name != '\0')
    way_each (journey, root, WAY_KIND_JOURNEY)
      {
        g_autofree char *other = way_csv_list_dup_name (journey);

        if (strcmp (other, name) == 0)
          return journey;
      }
  return way_element_get_first (root, WAY_KIND_JOURNEY);
}

static gboolean
stands_in_phase (const Apply *self, const WayElement *element, const char *phase)
{
  const WayElement *parent = way_element_get_ancestor (element, WAY_KIND_PHASE);

  if (phase == NULL || *phase == '\0' || parent == NULL)
    return TRUE;

  g_autofree char *name = way_csv_list_dup_name (parent);

  return strcmp (name, phase) == 0 || g_strcmp0 (g_hash_table_lookup (self->phases, parent), phase) == 0;
}

/* NULL and a finding where the name means nothing or several things. */
static WayElement *
resolve_name (Apply *self, const WayListRow *row, const char *name, guint64 targets, const char *phase)
{
  const GPtrArray *list = g_hash_table_lookup (self->names, name);
  const WayElement *journey = find_journey (self, row);
  WayElement *found = NULL;
  guint n = 0, best = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      WayElement *element = g_ptr_array_index (list, i);
      const WayElement *own = way_element_get_ancestor (element, WAY_KIND_JOURNEY);
      guint fit = own == NULL || own == journey ? 2 : 1;

      if ((targets & WAY_BIT (way_element_get_kind (element))) == 0 || !stands_in_phase (self, element, phase))
        continue;
      if (fit > best)
        n = 0;
      if (fit >= best)
        {
          found = element;
          best = fit;
          n++;
        }
    }
  if (n == 1)
    return found;
  if (n == 0)
    way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, 0, _ ("There is nothing called “%s” that could stand here. Add a row for it, or check the spelling."), name);
  else
    way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, 0, _ ("“%s” could mean %u things. Put the right id into the column of ids."), name, n);
  return NULL;
}

/* Ids for a cell of names, a line each; FALSE: a finding was made. */
static gboolean
resolve_names (Apply *self, const WayListRow *row, const char *cell, const WayFieldInfo *info, char **ids)
{
  g_auto (GStrv) names = g_strsplit (cell, "\n", -1);
  g_autoptr (GString) s = g_string_new (NULL);
  const char *phase = info->field == WAY_FIELD_STEP ? way_list_find_cell (&self->list, row, WAY_LIST_PHASE, WAY_N_FIELDS) : NULL;

  for (char **name = names; *name != NULL; name++)
    {
      if (*g_strstrip (*name) == '\0')
        continue;

      const WayElement *target = resolve_name (self, row, *name, info->targets, phase);

      if (target == NULL)
        return FALSE;
      g_string_append_printf (s, "%s%s", s->len > 0 ? " " : "", way_element_get_id (target));
    }
  *ids = s->len > 0 ? g_strdup (s->str) : NULL;
  return TRUE;
}

/* Values. */

static gboolean
references_exist (const Apply *self, const WayFieldInfo *info, const char *value, char **why)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);

  for (char **id = ids; *id != NULL; id++)
    {
      const WayElement *target = way_document_lookup (self->document, *id);

      if (target == NULL || (info->targets & WAY_BIT (way_element_get_kind (target))) == 0)
        {
          *why = g_strdup (_ ("names nothing that could stand here"));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
accepts (const Apply *self, const WayListRow *row, const WayFieldInfo *info, const char *value)
{
  g_autofree char *why = NULL;

  if (way_field_accepts (info, value, &why) && (value == NULL || !way_csv_list_is_reference (info) || references_exist (self, info, value, &why)))
    return TRUE;

  g_autofree char *shown = way_text_excerpt (value != NULL ? value : "", 60);

  way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, 0, _ ("%s: “%s” %s. This cell was not taken over."), _ (info->label), shown, why);
  return FALSE;
}

/* What the row says about a field of `element`; FALSE: nothing new, or it was refused. NULL element: a new one. */
static gboolean
read_field (Apply *self, const WayListRow *row, const WayElement *element, const WayFieldInfo *info, char **value)
{
  const char *cell = way_list_find_cell (&self->list, row, WAY_LIST_FIELD, info->field);
  const char *current = element != NULL ? way_element_get (element, info->field) : NULL;
  const char *ids = way_csv_list_is_reference (info) ? way_list_find_cell (&self->list, row, WAY_LIST_FIELD_IDS, info->field) : NULL;

  if (ids != NULL && strcmp (ids, current != NULL ? current : "") != 0)
    {
      *value = way_csv_value_from_cell (info, ids);
      if (g_strcmp0 (*value, current) != 0)
        return TRUE;
      g_clear_pointer (value, g_free);
    }
  if (cell == NULL || (element == NULL && *cell == '\0'))
    return FALSE;
  if (element != NULL)
    {
      g_autofree char *with_comma = way_csv_list_dup_cell (self->document, element, info, TRUE);
      g_autofree char *with_point = way_csv_list_dup_cell (self->document, element, info, FALSE);

      if (strcmp (cell, with_comma) == 0 || strcmp (cell, with_point) == 0)
        return FALSE;
    }
  if (way_csv_list_is_reference (info))
    return resolve_names (self, row, cell, info, value) && g_strcmp0 (*value, current) != 0;
  *value = way_csv_value_from_cell (info, cell);
  return g_strcmp0 (*value, current) != 0;
}

static void
apply_feeling (Apply *self, const WayListRow *row, WayElement *element, const char *persona, const char *cell)
{
  WayElement *feeling = way_csv_list_find_feeling (element, persona);
  const WayFieldInfo *info = way_kind_get_field (WAY_KIND_FEELING, WAY_FIELD_SCORE);
  g_autofree char *score = way_csv_value_from_cell (info, cell);

  if (feeling != NULL && score == NULL)
    {
      /* What was thought and proved there would go with it. */
      if (way_element_get (feeling, WAY_FIELD_THOUGHT) == NULL && way_element_count (feeling, WAY_KIND_EVIDENCE) == 0)
        way_document_remove (self->document, feeling, NULL);
      else
        way_report_add (self->report, WAY_SEVERITY_NOTE, row->line, 0, _ ("The feeling at “%s” has a thought or evidence and stays, though its cell is empty. Delete it in the map."), way_element_get_name (element));
    }
  else if (score == NULL || (feeling != NULL && g_strcmp0 (score, way_element_get (feeling, WAY_FIELD_SCORE)) == 0))
    return;
  else if (!accepts (self, row, info, score))
    return;
  else if (feeling != NULL)
    way_document_set (self->document, feeling, WAY_FIELD_SCORE, score, NULL);
  else
    {
      feeling = way_element_new (WAY_KIND_FEELING);
      way_element_init_value (feeling, WAY_FIELD_PERSONA, persona);
      way_element_init_value (feeling, WAY_FIELD_SCORE, score);
      way_document_insert (self->document, feeling, element, G_MAXUINT, NULL);
      way_element_unref (feeling);
    }
}

static void
apply_feelings (Apply *self, const WayListRow *row, WayElement *element)
{
  for (guint c = 0; c < self->list.columns->len; c++)
    {
      const WayListColumn *column = &g_array_index (self->list.columns, WayListColumn, c);
      const char *cell = way_list_get_cell (row, c);

      if (column->role != WAY_LIST_FEELING)
        continue;
      if (row->kind == WAY_KIND_TOUCHPOINT)
        apply_feeling (self, row, element, column->persona, cell);
      else if (*cell != '\0')
        way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, (int) c + 1, _ ("Only touchpoints have feelings; the score of this row was left out."));
    }
}

/* Which step a card is in may be said by its phase alone, where steps share a name. */
static gboolean
phase_changed (Apply *self, const WayListRow *row, const WayElement *element)
{
  const char *cell = way_list_find_cell (&self->list, row, WAY_LIST_PHASE, WAY_N_FIELDS);
  const WayElement *step = way_document_follow (self->document, element, WAY_FIELD_STEP);

  return cell != NULL && *cell != '\0' && step != NULL && !stands_in_phase (self, step, cell);
}

static void
update_element (Apply *self, const WayListRow *row, WayElement *element)
{
  const WayKindInfo *info = way_kind_get (row->kind);

  for (guint f = 0; f < info->n_fields; f++)
    {
      const WayFieldInfo *field = &info->fields[f];
      g_autofree char *value = NULL;
      gboolean changed = way_csv_list_has_field (field) && read_field (self, row, element, field, &value);

      if (!changed && field->field == WAY_FIELD_STEP && phase_changed (self, row, element))
        {
          const char *cell = way_list_find_cell (&self->list, row, WAY_LIST_FIELD, WAY_FIELD_STEP);

          changed = cell != NULL && resolve_names (self, row, cell, field, &value) && value != NULL;
        }
      if (changed && accepts (self, row, field, value))
        way_document_set (self->document, element, field->field, value, NULL);
    }
  note_name (self, element);
  apply_feelings (self, row, element);
}

/* New elements. */

static WayElement *
find_lane (const WayElement *journey, const char *kind)
{
  WayElement *lane;

  way_each (lane, journey, WAY_KIND_LANE)
    if (way_element_is (lane, WAY_FIELD_KIND, kind))
      return lane;
  return NULL;
}

static WayElement *
ensure_channel (Apply *self)
{
  WayElement *root = (WayElement *) way_document_get_root (self->document);
  WayElement *channel = way_element_get_first (root, WAY_KIND_CHANNEL);

  if (channel != NULL)
    return channel;

  g_autofree char *id = way_document_make_id (self->document, WAY_KIND_CHANNEL);

  channel = way_element_new (WAY_KIND_CHANNEL);
  way_element_init_value (channel, WAY_FIELD_ID, id);
  way_element_init_value (channel, WAY_FIELD_KIND, "other");
  way_element_init_value (channel, WAY_FIELD_NAME, _ ("Other"));
  way_element_init_value (channel, WAY_FIELD_MEDIUM, "hybrid");
  way_document_insert (self->document, channel, root, G_MAXUINT, NULL);
  way_element_unref (channel);
  return channel;
}

/* The step that the row names, for pains and opportunities, which have a place but no step of their own. */
static const WayElement *
find_named_place (Apply *self, const WayListRow *row)
{
  const char *step = way_list_find_cell (&self->list, row, WAY_LIST_FIELD, WAY_FIELD_STEP), *phase = way_list_find_cell (&self->list, row, WAY_LIST_PHASE, WAY_N_FIELDS);

  if (step != NULL && *step != '\0')
    return resolve_name (self, row, step, WAY_BIT (WAY_KIND_STEP), phase);
  return phase != NULL && *phase != '\0' ? resolve_name (self, row, phase, WAY_BIT (WAY_KIND_PHASE), NULL) : NULL;
}

/* What a required field of a new element has where the row says nothing; NULL: there is no sensible value. */
static const char *
find_default (Apply *self, const WayListRow *row, const WayFieldInfo *info)
{
  const WayElement *journey = find_journey (self, row), *element = NULL;

  if (info->field == WAY_FIELD_CHANNEL)
    element = ensure_channel (self);
  else if (info->field == WAY_FIELD_LANE)
    {
      element = find_lane (journey, row->kind == WAY_KIND_NOTE ? "text" : "touchpoints");
      if (element == NULL)
        element = way_element_get_first (journey, WAY_KIND_LANE);
    }
  else if (info->field == WAY_FIELD_AT)
    element = find_named_place (self, row);
  return element != NULL ? way_element_get_id (element) : info->required ? info->fallback
                                                                         : NULL;
}

static WayElement *
find_parent (Apply *self, const WayListRow *row)
{
  WayElement *root = (WayElement *) way_document_get_root (self->document);
  WayElement *journey = (WayElement *) find_journey (self, row);

  if (row->kind == WAY_KIND_STEP)
    {
      const char *phase = way_list_find_cell (&self->list, row, WAY_LIST_PHASE, WAY_N_FIELDS);

      if (phase != NULL && *phase != '\0')
        return resolve_name (self, row, phase, WAY_BIT (WAY_KIND_PHASE), NULL);
      way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, 0, _ ("A new step needs the name of its phase; this row was left out."));
      return NULL;
    }
  if (row->kind == WAY_KIND_DEPARTMENT)
    {
      WayElement *organisation = way_element_get_first (root, WAY_KIND_ORGANISATION);

      if (organisation == NULL)
        way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, 0, _ ("A new department needs an organisation; add a row for it first."));
      return organisation;
    }
  return way_kind_find_slot (WAY_KIND_DOCUMENT, row->kind) >= 0 ? root : journey;
}

static gboolean
fill_element (Apply *self, const WayListRow *row, WayElement *element)
{
  const WayKindInfo *info = way_kind_get (row->kind);

  for (guint f = 0; f < info->n_fields; f++)
    {
      const WayFieldInfo *field = &info->fields[f];
      g_autofree char *value = NULL;
      gboolean given = way_csv_list_has_field (field) && read_field (self, row, NULL, field, &value) && value != NULL && accepts (self, row, field, value);

      if (field->field == WAY_FIELD_ID)
        continue;
      if (!given && (field->required || field->field == WAY_FIELD_AT))
        {
          g_free (value);
          value = g_strdup (find_default (self, row, field));
          given = value != NULL;
        }
      if (!given && field->required)
        {
          way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, 0, _ ("This new %s has no “%s” (column %s); the row was left out."), _ (info->label), _ (field->label), way_csv_list_get_column (field));
          return FALSE;
        }
      if (given)
        way_element_init_row (element, f, g_steal_pointer (&value));
    }
  return TRUE;
}

static void
insert_element (Apply *self, const WayListRow *row)
{
  WayElement *parent = find_parent (self, row);
  g_autoptr (WayElement) element = way_element_new (row->kind);
  g_autofree char *id = way_document_make_id (self->document, row->kind);
  g_autoptr (GError) error = NULL;

  if (parent == NULL || !fill_element (self, row, element))
    return;
  way_element_init_value (element, WAY_FIELD_ID, id);
  if (row->kind == WAY_KIND_PHASE)
    {
      WayElement *step = way_element_append (element, way_element_new (WAY_KIND_STEP));
      g_autofree char *step_id = way_document_make_id (self->document, WAY_KIND_STEP);

      way_element_init_value (step, WAY_FIELD_ID, step_id);
      way_element_init_value (step, WAY_FIELD_NAME, way_element_get (element, WAY_FIELD_NAME));
      /* It has no row, and is not missing either. */
      g_hash_table_add (self->seen, (char *) way_element_get_id (step));
    }
  /* A card belongs to the journey of its step, whatever the row says. */
  if (way_element_get_kind (parent) == WAY_KIND_JOURNEY && way_document_follow (self->document, element, WAY_FIELD_STEP) != NULL)
    parent = way_element_get_ancestor (way_document_follow (self->document, element, WAY_FIELD_STEP), WAY_KIND_JOURNEY);
  if (!way_document_insert (self->document, element, parent, G_MAXUINT, &error))
    {
      way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, 0, "%s", error->message);
      return;
    }
  g_hash_table_add (self->seen, (char *) way_element_get_id (element));
  way_element_walk (element, note_name_cb, self);
  apply_feelings (self, row, element);
}

/* Rows. */

static void
apply_row (Apply *self, WayListRow *row)
{
  g_autofree char *id = g_strstrip (g_strdup (way_list_find_cell (&self->list, row, WAY_LIST_ID, WAY_N_FIELDS)));
  WayElement *element = way_document_lookup (self->document, id);

  if (*id == '\0')
    insert_element (self, row);
  else if (element == NULL || way_element_get_kind (element) != row->kind)
    way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, 0, _ ("The map has no %s with the id “%s”; the row was left out. Empty the id to add it as a new one."), _ (way_kind_get (row->kind)->label), id);
  else if (!g_hash_table_add (self->seen, (char *) way_element_get_id (element)))
    way_report_add (self->report, WAY_SEVERITY_ERROR, row->line, 0, _ ("The id “%s” stands in the list twice; only the first row counts. Empty the id to add this one as new."), id);
  else
    update_element (self, row, element);
}

typedef struct
{
  const Apply *self;
  guint64 kinds; /* that the list holds */
  GString *names;
  guint n;
} Missing;

static void
count_missing_cb (WayElement *element, gpointer data)
{
  Missing *missing = data;
  const char *id = way_element_get_id (element);

  if (id == NULL || (missing->kinds & WAY_BIT (way_element_get_kind (element))) == 0 || g_hash_table_contains (missing->self->seen, id))
    return;
  missing->n++;
  if (missing->n == 4)
    g_string_append (missing->names, ", …");
  else if (missing->n < 4)
    {
      g_autofree char *name = way_text_excerpt (way_element_get_name (element), 40);

      if (missing->n > 1)
        g_string_append (missing->names, ", ");
      g_string_append_printf (missing->names, _ ("“%s”"), name);
    }
}

static void
report_missing (const Apply *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  Missing missing = { self, 0, names, 0 };

  for (guint i = 0; i < self->list.rows->len; i++)
    missing.kinds |= WAY_BIT (((WayListRow *) g_ptr_array_index (self->list.rows, i))->kind);
  way_element_walk ((WayElement *) way_document_get_root (self->document), count_missing_cb, &missing);
  if (missing.n > 0)
    way_report_add (self->report, WAY_SEVERITY_NOTE, 0, 0, ngettext ("%u element of the map is not in the list and stays: %s.", "%u elements of the map are not in the list and stay: %s.", missing.n), missing.n, names->str);
}

gboolean
way_csv_list_apply (WayDocument *document, const char *text, gsize size, WayReport *report, GError **error)
{
  g_auto (WayList) list = { NULL };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) phases = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  if (way_document_is_read_only (document))
    {
      g_set_error_literal (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_READ_ONLY, _ ("This map is read-only. Save a copy to change it."));
      return FALSE;
    }
  if (!way_list_init (&list, document, text, size, report, error))
    return FALSE;

  Apply self = { document, report, list, names, seen, phases };

  way_element_walk ((WayElement *) way_document_get_root (document), note_name_cb, &self);
  way_document_begin (document, _ ("Apply List"));
  for (guint i = 0; i < list.rows->len; i++)
    apply_row (&self, g_ptr_array_index (list.rows, i));
  way_document_commit (document);
  report_missing (&self);
  return TRUE;
}
