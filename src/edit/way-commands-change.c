#include "edit/way-command-private.h"

#include <glib/gi18n-lib.h>

#include "edit/way-drag.h"
#include "model/way-integrity.h"
#include "model/way-people.h"

/* Commands that change fields, and deleting. */

static gboolean
put_value (WayDocument *document, WayElement *element, WayField field, const char *value, GError **error)
{
  g_autofree char *fitted = way_command_fit (way_kind_get_field (way_element_get_kind (element), field), value);

  return way_document_set (document, element, field, fitted, error);
}

static char *
dup_set_label (const WayElement *element, WayField field)
{
  const WayFieldInfo *info = way_kind_get_field (way_element_get_kind (element), field);

  return g_strdup_printf (_ ("Change %s"), _ (info->label));
}

gboolean
way_command_set (WayEditor *editor, const char *const *ids, WayField field, const char *value, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autofree char *label = NULL;
  gboolean ok = TRUE;

  for (guint i = 0; ids[i] != NULL && label == NULL; i++)
    {
      const WayElement *element = way_document_lookup (document, ids[i]);

      if (element != NULL && way_kind_find_field (way_element_get_kind (element), field) >= 0)
        label = dup_set_label (element, field);
    }
  if (label == NULL)
    return TRUE;
  way_command_begin (editor, label);
  for (guint i = 0; ids[i] != NULL && ok; i++)
    {
      WayElement *element = way_document_lookup (document, ids[i]);

      if (element != NULL && way_kind_find_field (way_element_get_kind (element), field) >= 0)
        ok = put_value (document, element, field, value, error);
    }
  if (ok && field == WAY_FIELD_CHANNEL && value != NULL)
    way_editor_set_last_channel (editor, value);
  return way_command_finish (editor, ok);
}

static gboolean
put_until (WayDocument *document, WayElement *card, const WayCells *cells, int first, int last, GError **error)
{
  last = MIN (last, (int) cells->steps->len - 1);
  return way_document_set (document, card, WAY_FIELD_UNTIL, last > first ? way_element_get_id (cells->steps->pdata[last]) : NULL, error);
}

/* Where a card begins and ends: with its first step it takes the last one along, which never lies in front of the first. */
static gboolean
put_step (WayDocument *document, WayElement *card, WayField field, const char *value, GError **error)
{
  const WayElement *journey = way_element_get_ancestor (card, WAY_KIND_JOURNEY);
  g_autoptr (WayCells) cells = way_cells_new_frame (journey);
  int first = way_cells_find (cells, way_element_get (card, WAY_FIELD_STEP)), last = way_cells_find (cells, way_element_get (card, WAY_FIELD_UNTIL)), to = way_cells_find (cells, value);

  if (to < 0 || first < 0)
    return put_value (document, card, field, value, error);
  if (field == WAY_FIELD_UNTIL && to < first)
    return way_command_fail (error, _ ("This step lies in front of the one where the card begins. Choose a later one."));
  if (field == WAY_FIELD_UNTIL)
    return put_until (document, card, cells, first, to, error);
  /* Without an end first: in between it must not lie in front of the beginning either. */
  return way_document_set (document, card, WAY_FIELD_UNTIL, NULL, error) && put_value (document, card, field, value, error) && put_until (document, card, cells, to, last > first ? to + last - first : to, error);
}

static gboolean
put_typed (WayDocument *document, WayElement *element, WayField field, const char *value, GError **error)
{
  if ((field == WAY_FIELD_STEP || field == WAY_FIELD_UNTIL) && way_cells_is_card (element))
    return put_step (document, element, field, value, error);
  return put_value (document, element, field, value, error);
}

/* Parts have no id; the addresses are as good a name while the transaction holds the elements. */
static char *
make_typing_key (const GPtrArray *elements, WayField field)
{
  GString *s = g_string_new (NULL);

  g_string_append_printf (s, "type:%d", field);
  for (guint i = 0; i < elements->len; i++)
    g_string_append_printf (s, ":%p", elements->pdata[i]);
  return g_string_free (s, FALSE);
}

gboolean
way_command_type_all (WayEditor *editor, const GPtrArray *elements, WayField field, const char *value, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autofree char *label = NULL, *key = make_typing_key (elements, field);
  gboolean ok = TRUE;

  g_return_val_if_fail (elements->len > 0, FALSE);
  for (guint i = 0; i < elements->len; i++)
    {
      g_return_val_if_fail (way_kind_find_field (way_element_get_kind (elements->pdata[i]), field) >= 0, FALSE);
      if (way_element_get_root (elements->pdata[i]) != way_document_get_root (document))
        return way_command_fail (error, _ ("What was being edited has been deleted."));
    }
  label = dup_set_label (elements->pdata[0], field);
  if (way_drag_is_active (editor))
    way_drag_end (editor);
  way_document_begin_amending (document, label, key);
  for (guint i = 0; i < elements->len && ok; i++)
    ok = put_typed (document, elements->pdata[i], field, value, error);
  if (ok && field == WAY_FIELD_CHANNEL && value != NULL)
    way_editor_set_last_channel (editor, value);
  return way_command_finish (editor, ok);
}

gboolean
way_command_type (WayEditor *editor, WayElement *element, WayField field, const char *value, GError **error)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  g_ptr_array_add (elements, element);
  return way_command_type_all (editor, elements, field, value, error);
}

gboolean
way_command_cancel_typing (WayEditor *editor, const GPtrArray *elements, WayField field)
{
  g_autofree char *key = make_typing_key (elements, field);

  return !way_drag_is_active (editor) && way_document_retract (way_editor_get_document (editor), key);
}

void
way_command_end_typing (WayEditor *editor)
{
  way_document_seal (way_editor_get_document (editor));
}

gboolean
way_command_rename (WayEditor *editor, const char *id, const char *text, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *element = way_document_lookup (document, id);
  WayField field = element != NULL ? way_command_get_name_field (way_element_get_kind (element)) : WAY_N_FIELDS;

  if (field == WAY_N_FIELDS)
    return way_command_fail (error, _ ("This has no name that could be changed."));

  g_autofree char *label = g_strdup_printf (_ ("Rename %s"), _ (way_kind_get (way_element_get_kind (element))->label));
  WayElement *twin = way_people_find_twin (document, element);

  /* One person has one name. */
  way_command_begin (editor, label);
  return way_command_finish (editor, put_value (document, element, field, text, error) && (twin == NULL || put_value (document, twin, WAY_FIELD_NAME, text, error)));
}

gboolean
way_command_toggle_moment_of_truth (WayEditor *editor, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);
  gboolean all = TRUE, ok = TRUE;

  for (guint i = 0; i < selected->len; i++)
    if (way_element_get_kind (selected->pdata[i]) == WAY_KIND_TOUCHPOINT)
      all &= way_element_get_boolean (selected->pdata[i], WAY_FIELD_MOMENT_OF_TRUTH);
  way_command_begin (editor, _ ("Moment of Truth"));
  for (guint i = 0; i < selected->len && ok; i++)
    if (way_element_get_kind (selected->pdata[i]) == WAY_KIND_TOUCHPOINT)
      ok = way_document_set (document, selected->pdata[i], WAY_FIELD_MOMENT_OF_TRUTH, all ? NULL : "true", error);
  return way_command_finish (editor, ok);
}

gboolean
way_command_set_collapsed (WayEditor *editor, const char *lane, gboolean collapsed, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *element = way_document_lookup (document, lane);

  if (element == NULL || way_element_get_kind (element) != WAY_KIND_LANE)
    return TRUE;
  way_command_begin (editor, collapsed ? _ ("Collapse Lane") : _ ("Show Lane"));
  return way_command_finish (editor, way_document_set (document, element, WAY_FIELD_COLLAPSED, collapsed ? "true" : NULL, error));
}

/* Feelings. */

WayElement *
way_command_find_persona (WayEditor *editor)
{
  WayDocument *document = way_editor_get_document (editor);
  const WayElement *lane = way_document_lookup (document, way_editor_get_lane (editor));
  WayElement *persona = lane != NULL ? way_document_follow (document, lane, WAY_FIELD_PERSONA) : NULL;
  g_autoptr (GPtrArray) personas = way_command_list_personas (editor, NULL);

  if (persona == NULL)
    persona = way_document_lookup (document, way_editor_get_persona (editor));
  return persona != NULL ? persona : personas->len > 0 ? personas->pdata[0]
                                                       : NULL;
}

WayField
way_command_get_size_field (WayKind kind)
{
  return kind == WAY_KIND_STEP ? WAY_FIELD_WIDTH : kind == WAY_KIND_LANE ? WAY_FIELD_HEIGHT
                                                                         : WAY_N_FIELDS;
}

gboolean
way_command_put_size (WayDocument *document, WayElement *element, int size, GError **error)
{
  WayField field = way_command_get_size_field (way_element_get_kind (element));
  const WayFieldInfo *info = field != WAY_N_FIELDS ? way_kind_get_field (way_element_get_kind (element), field) : NULL;

  if (info == NULL)
    return TRUE;

  g_autofree char *value = size > 0 ? g_strdup_printf ("%d", (int) CLAMP (size, info->min, info->max)) : NULL;

  return way_document_set (document, element, field, value, error);
}

gboolean
way_command_resize (WayEditor *editor, const char *const *ids, int size, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autofree char *label = NULL;
  gboolean ok = TRUE;

  for (const char *const *id = ids; *id != NULL && label == NULL; id++)
    {
      const WayElement *element = way_document_lookup (document, *id);
      WayField field = element != NULL ? way_command_get_size_field (way_element_get_kind (element)) : WAY_N_FIELDS;

      if (field != WAY_N_FIELDS)
        label = dup_set_label (element, field);
    }
  if (label == NULL)
    return TRUE;
  way_command_begin (editor, label);
  for (; *ids != NULL && ok; ids++)
    {
      WayElement *element = way_document_lookup (document, *ids);

      ok = element == NULL || way_command_put_size (document, element, size, error);
    }
  return way_command_finish (editor, ok);
}

WayElement *
way_command_find_feeling (const WayElement *touchpoint, const char *persona)
{
  WayElement *feeling;

  way_each (feeling, touchpoint, WAY_KIND_FEELING)
    if (g_strcmp0 (way_element_get (feeling, WAY_FIELD_PERSONA), persona) == 0)
      return feeling;
  return NULL;
}

GPtrArray *
way_command_list_personas (WayEditor *editor, const char *lane)
{
  WayDocument *document = way_editor_get_document (editor);
  const WayElement *element = way_document_lookup (document, lane);
  WayElement *persona = element != NULL ? way_document_follow (document, element, WAY_FIELD_PERSONA) : NULL;
  g_auto (GStrv) ids = way_element_get_list (way_editor_get_journey (editor), WAY_FIELD_PERSONAS);
  GPtrArray *personas = g_ptr_array_new ();

  if (persona != NULL)
    {
      g_ptr_array_add (personas, persona);
      return personas;
    }
  for (char **id = ids; *id != NULL; id++)
    {
      persona = way_document_lookup (document, *id);
      if (persona != NULL && way_element_get_kind (persona) == WAY_KIND_PERSONA)
        g_ptr_array_add (personas, persona);
    }
  if (personas->len == 0)
    way_each (persona, way_document_get_root (document), WAY_KIND_PERSONA)
      g_ptr_array_add (personas, persona);
  return personas;
}

gboolean
way_command_put_feeling (WayDocument *document, WayElement *touchpoint, const char *persona, int score, GError **error)
{
  WayElement *feeling = way_command_find_feeling (touchpoint, persona);
  g_autofree char *value = g_strdup_printf ("%d", CLAMP (score, -5, 5));

  if (feeling != NULL)
    return way_document_set (document, feeling, WAY_FIELD_SCORE, value, error);
  feeling = way_command_make (document, WAY_KIND_FEELING);
  way_element_init_value (feeling, WAY_FIELD_PERSONA, persona);
  way_element_init_value (feeling, WAY_FIELD_SCORE, value);
  return way_command_append (document, feeling, touchpoint, error) != NULL;
}

/* The touchpoints that cover the step, lane by lane; container only. */
static GPtrArray *
list_at_step (WayEditor *editor, const char *id)
{
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  GPtrArray *found = g_ptr_array_new ();
  int step = way_cells_find (cells, id);

  for (guint lane = 0; lane < cells->lanes->len && step >= 0; lane++)
    {
      g_autoptr (GPtrArray) cards = way_cells_list_covering (cells, lane, (guint) step);

      for (guint i = 0; i < cards->len; i++)
        if (way_element_get_kind (cards->pdata[i]) == WAY_KIND_TOUCHPOINT)
          g_ptr_array_add (found, cards->pdata[i]);
    }
  return found;
}

WayElement *
way_command_find_unfelt (WayEditor *editor, const char *step, const char *persona)
{
  g_autoptr (GPtrArray) touchpoints = list_at_step (editor, step);

  for (guint i = 0; i < touchpoints->len; i++)
    if (way_command_find_feeling (touchpoints->pdata[i], persona) == NULL)
      return touchpoints->pdata[i];
  return NULL;
}

/* The touchpoints a feeling is meant for; container only. */
static GPtrArray *
list_felt (WayEditor *editor)
{
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);
  GPtrArray *felt;

  if (selected->len == 0)
    return list_at_step (editor, way_editor_get_step (editor));
  felt = g_ptr_array_new ();
  for (guint i = 0; i < selected->len; i++)
    if (way_element_get_kind (selected->pdata[i]) == WAY_KIND_TOUCHPOINT)
      g_ptr_array_add (felt, selected->pdata[i]);
  return felt;
}

gboolean
way_command_change_feeling (WayEditor *editor, const char *persona, int by, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autoptr (GPtrArray) felt = list_felt (editor);
  const WayElement *who = NULL;
  gboolean ok = TRUE;

  if (felt->len == 0)
    return TRUE;
  way_command_begin (editor, _ ("Change Feeling"));
  who = persona != NULL ? way_document_lookup (document, persona) : way_command_need_persona (editor, error);
  ok = who != NULL;
  for (guint i = 0; i < felt->len && ok; i++)
    {
      const WayElement *feeling = way_command_find_feeling (felt->pdata[i], way_element_get_id (who));
      int score = feeling != NULL ? way_element_get_integer (feeling, WAY_FIELD_SCORE, 0) : 0;

      ok = way_command_put_feeling (document, felt->pdata[i], way_element_get_id (who), score + by, error);
    }
  return way_command_finish (editor, ok);
}

gboolean
way_command_set_feeling (WayEditor *editor, const char *touchpoint, const char *persona, int score, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *element = way_document_lookup (document, touchpoint);

  if (element == NULL || way_element_get_kind (element) != WAY_KIND_TOUCHPOINT)
    return TRUE;
  way_command_begin (editor, _ ("Change Feeling"));
  return way_command_finish (editor, way_command_put_feeling (document, element, persona, score, error));
}

/* Deleting. */

typedef struct
{
  WayDocument *document;
  GHashTable *set; /* ids that go */
} Doomed;

static gboolean
all_steps_go (const Doomed *doomed, const WayElement *phase)
{
  WayElement *step;

  way_each (step, phase, WAY_KIND_STEP)
    if (!g_hash_table_contains (doomed->set, way_element_get_id (step)))
      return FALSE;
  return TRUE;
}

static gboolean
step_goes (const Doomed *doomed, const WayElement *step)
{
  return g_hash_table_contains (doomed->set, way_element_get_id (step)) || g_hash_table_contains (doomed->set, way_element_get_id (way_element_get_parent (step)));
}

/* A card whose first or last step goes shrinks to those that stay. */
static gboolean
shrink_spans (const Doomed *doomed, const WayElement *journey, GError **error)
{
  g_autoptr (WayCells) cells = way_cells_new (journey);
  const GPtrArray *cards = way_cells_get_all_cards (journey);

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      WayElement *card = cards->pdata[i];
      guint lane, first, last, from, to;

      if (!way_cells_get_place (cells, card, &lane, &first, &last) || first == last)
        continue;
      from = first;
      to = last;
      while (from <= to && step_goes (doomed, cells->steps->pdata[from]))
        from++;
      while (to > from && step_goes (doomed, cells->steps->pdata[to]))
        to--;
      if (from > to || (from == first && to == last))
        continue;
      if (!way_document_set (doomed->document, card, WAY_FIELD_UNTIL, to > from ? way_element_get_id (cells->steps->pdata[to]) : NULL, error) ||
          !way_document_set (doomed->document, card, WAY_FIELD_STEP, way_element_get_id (cells->steps->pdata[from]), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
delete_all (const Doomed *doomed, const char *const *ids, GError **error)
{
  WayElement *journey;

  way_each (journey, way_document_get_root (doomed->document), WAY_KIND_JOURNEY)
    if (!shrink_spans (doomed, journey, error))
      return FALSE;
  for (; *ids != NULL; ids++)
    {
      WayElement *element = way_document_lookup (doomed->document, *ids);

      if (element != NULL && way_element_get_kind (element) == WAY_KIND_STEP && all_steps_go (doomed, way_element_get_parent (element)))
        element = way_element_get_parent (element);
      if (element != NULL && !way_integrity_delete (doomed->document, element, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
way_command_delete_ids (WayEditor *editor, const char *const *ids, GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Doomed doomed = { way_editor_get_document (editor), set };
  g_autofree char *label = NULL;
  const WayElement *first = NULL;
  guint n = 0;

  for (const char *const *id = ids; *id != NULL; id++)
    {
      const WayElement *element = way_document_lookup (doomed.document, *id);

      n += element != NULL;
      first = first == NULL ? element : first;
      g_hash_table_add (set, g_strdup (*id));
    }
  if (n == 0)
    return TRUE;
  label = n == 1 ? g_strdup_printf (_ ("Delete %s"), _ (way_kind_get (way_element_get_kind (first))->label)) : g_strdup (_ ("Delete"));
  way_command_begin (editor, label);
  return way_command_finish (editor, delete_all (&doomed, ids, error));
}

gboolean
way_command_delete (WayEditor *editor, GError **error)
{
  g_auto (GStrv) ids = way_editor_dup_selection (editor);

  return way_command_delete_ids (editor, (const char *const *) ids, error);
}

gboolean
way_command_remove_part (WayEditor *editor, WayElement *part, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);

  if (way_element_get_root (part) != way_document_get_root (document))
    return TRUE;

  g_autofree char *label = g_strdup_printf (_ ("Delete %s"), _ (way_kind_get (way_element_get_kind (part))->label));

  way_command_begin (editor, label);
  return way_command_finish (editor, way_integrity_delete (document, part, error));
}
