#include "edit/way-parts.h"

#include <glib/gi18n-lib.h>

#include "base/way-number.h"
#include "edit/way-command-private.h"
#include "model/way-evidence.h"
#include "model/way-field-text.h"

/* Who points where, besides children. Connections need both ends and bindings a metric, so they are not made here. */
static const struct
{
  guint64 at;
  WayKind kind;
  WayField by;
  WayFieldGroup group;
  gboolean can_add;
} pointing[] = {
#define B WAY_BIT
  { B (WAY_KIND_TOUCHPOINT) | B (WAY_KIND_NOTE), WAY_KIND_CONNECTION, WAY_FIELD_FROM, WAY_GROUP_GENERAL, FALSE },
  { B (WAY_KIND_TOUCHPOINT) | B (WAY_KIND_NOTE) | B (WAY_KIND_STEP) | B (WAY_KIND_PHASE), WAY_KIND_PAIN, WAY_FIELD_AT, WAY_GROUP_SOFT, TRUE },
  { B (WAY_KIND_TOUCHPOINT) | B (WAY_KIND_NOTE) | B (WAY_KIND_STEP) | B (WAY_KIND_PHASE), WAY_KIND_OPPORTUNITY, WAY_FIELD_AT, WAY_GROUP_FOLLOW_UP, TRUE },
  { B (WAY_KIND_PAIN), WAY_KIND_OPPORTUNITY, WAY_FIELD_ADDRESSES, WAY_GROUP_FOLLOW_UP, TRUE },
  { B (WAY_KIND_TOUCHPOINT) | B (WAY_KIND_PAIN) | B (WAY_KIND_OPPORTUNITY), WAY_KIND_ACTION, WAY_FIELD_FOR, WAY_GROUP_FOLLOW_UP, TRUE },
  { B (WAY_KIND_TOUCHPOINT) | B (WAY_KIND_NOTE) | B (WAY_KIND_STEP) | B (WAY_KIND_PHASE) | B (WAY_KIND_JOURNEY) | B (WAY_KIND_PERSONA), WAY_KIND_BINDING, WAY_FIELD_AT, WAY_GROUP_MEASURED, FALSE },
  { B (WAY_KIND_STAKEHOLDER), WAY_KIND_INFLUENCE, WAY_FIELD_FROM, WAY_GROUP_SOFT, TRUE },
#undef B
};

/* Where most of its fields belong says where it is shown. */
static WayFieldGroup
find_group (WayKind kind)
{
  const WayKindInfo *info = way_kind_get (kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].group != WAY_GROUP_GENERAL && info->fields[i].group != WAY_GROUP_TECHNICAL)
      return info->fields[i].group;
  return WAY_GROUP_GENERAL;
}

/* The map itself shows what a document, its journeys and phases hold. */
static gboolean
is_listed (WayKind parent, WayKind child)
{
  if (parent == WAY_KIND_DOCUMENT || parent == WAY_KIND_JOURNEY || parent == WAY_KIND_PHASE)
    return FALSE;
  return child != WAY_KIND_META && child != WAY_KIND_ORIGIN;
}

GArray *
way_parts_list (WayKind kind)
{
  const WayKindInfo *info = way_kind_get (kind);
  GArray *lists = g_array_new (FALSE, FALSE, sizeof (WayPartList));

  for (guint slot = 0; slot < info->n_slots; slot++)
    {
      WayKind child = info->slots[slot].kinds[0];
      WayPartList list = { child, find_group (child), WAY_N_FIELDS, info->slots[slot].single, info->slots[slot].required, TRUE };

      if (is_listed (kind, child))
        g_array_append_val (lists, list);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pointing); i++)
    {
      WayPartList list = { pointing[i].kind, pointing[i].group, pointing[i].by, FALSE, FALSE, pointing[i].can_add };

      if ((pointing[i].at & WAY_BIT (kind)) != 0)
        g_array_append_val (lists, list);
    }
  return lists;
}

GPtrArray *
way_parts_get (const WayDocument *document, const WayElement *element, const WayPartList *list)
{
  GPtrArray *found = g_ptr_array_new ();
  WayElement *child;

  if (list->by == WAY_N_FIELDS)
    {
      way_each (child, element, list->kind)
        g_ptr_array_add (found, child);
      return found;
    }

  g_autoptr (GPtrArray) referrers = way_document_dup_referrers ((WayDocument *) document, way_element_get_id (element));

  for (guint i = 0; i < referrers->len; i++)
    {
      g_auto (GStrv) ids = way_element_get_list (referrers->pdata[i], list->by);

      if (way_element_get_kind (referrers->pdata[i]) == list->kind && g_strv_contains ((const char *const *) ids, way_element_get_id (element)) && !g_ptr_array_find (found, referrers->pdata[i], NULL))
        g_ptr_array_add (found, referrers->pdata[i]);
    }
  return found;
}

/* What a part is about: for a connection where it leads to, for a binding its metric, else the first it points to. */
static const WayElement *
find_subject (const WayDocument *document, const WayElement *part)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (part));

  if (info->kind == WAY_KIND_CONNECTION || info->kind == WAY_KIND_INFLUENCE)
    return way_document_follow (document, part, WAY_FIELD_TO);
  if (info->kind == WAY_KIND_BINDING)
    return way_element_get_ancestor (part, WAY_KIND_METRIC);
  if (info->prefix != NULL)
    return NULL;
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == WAY_TYPE_REF)
      return way_document_follow (document, part, info->fields[i].field);
  return NULL;
}

char *
way_part_get_caption (const WayDocument *document, const WayElement *part)
{
  const char *label = _ (way_kind_get (way_element_get_kind (part))->label);
  const WayElement *subject = find_subject (document, part);

  return subject != NULL ? g_strdup_printf ("%s · %s", label, way_element_get_name (subject)) : g_strdup (label);
}

static void
append_value (GString *s, const WayFieldInfo *info, const char *value)
{
  g_autofree char *text = way_field_to_text (info, value);

  g_strdelimit (text, "\n", ' ');
  /* Of what has two sides both are marked. */
  g_string_append_printf (s, "%s%s%s", s->len > 0 ? " · " : "", info->min < 0 && info->max > 0 && *text != '0' && *value != '-' ? "+" : "", text);
  if (info->field == WAY_FIELD_CUSTOMERS)
    g_string_append_printf (s, " %s", ngettext ("customer", "customers", (gulong) g_ascii_strtoull (value, NULL, 10)));
  else if (info->unit != NULL)
    g_string_append_printf (s, " %s", _ (info->unit));
}

/* The figure that is newer. */
static char *
describe_binding (const WayElement *binding)
{
  const WayElement *figure, *metric = way_element_get_ancestor (binding, WAY_KIND_METRIC);
  const char *unit = way_element_get (metric, WAY_FIELD_UNIT), *shown = NULL;
  g_autofree char *text = NULL;
  double value;

  way_each (figure, binding, WAY_KIND_FIGURE)
    if (shown == NULL || way_element_is (figure, WAY_FIELD_ROLE, "current"))
      shown = way_element_get (figure, WAY_FIELD_VALUE);
  if (!way_number_parse (shown, &value))
    return g_strdup (_ ("no figure yet"));
  text = way_number_to_text (value, 2);
  return unit != NULL ? g_strdup_printf ("%s %s", text, unit) : g_steal_pointer (&text);
}

char *
way_part_get_text (const WayDocument *document, const WayElement *part)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (part));
  WayField name = way_command_get_name_field (info->kind);
  g_autoptr (GString) s = g_string_new (NULL);

  if (info->kind == WAY_KIND_BINDING)
    return describe_binding (part);
  if (info->kind == WAY_KIND_CONNECTION && way_element_get (part, WAY_FIELD_LABEL) == NULL)
    return g_strdup (way_element_get_label (part, WAY_FIELD_KIND));
  if (name != WAY_N_FIELDS && way_element_get (part, name) != NULL)
    append_value (s, way_kind_get_field (info->kind, name), way_element_get (part, name));
  for (guint i = 0, n = 0; i < info->n_fields && n < 3; i++)
    {
      const WayFieldInfo *field = &info->fields[i];
      const char *value = way_element_get (part, field->field);

      if (value == NULL || field->field == name || field->type == WAY_TYPE_REF || field->type == WAY_TYPE_REFS || field->type == WAY_TYPE_ID || field->group == WAY_GROUP_TECHNICAL || field->type == WAY_TYPE_TIMESTAMP)
        continue;
      /* Of what has a name of its own that says enough. */
      if (name != WAY_N_FIELDS && (info->prefix != NULL || field->type == WAY_TYPE_ENUM) && info->kind != WAY_KIND_ACTION)
        continue;
      append_value (s, field, value);
      n++;
    }
  if (info->kind == WAY_KIND_EVIDENCE && way_evidence_is_answer (part))
    {
      const char *fallen = way_evidence_get_answer_label (way_evidence_get_answer_state (document, part));

      g_string_append_printf (s, " · %s", fallen != NULL ? fallen : _ ("imported answer"));
    }
  return s->len > 0 ? g_strdup (s->str) : g_strdup ("—");
}

WayElement *
way_command_add_to_list (WayEditor *editor, WayElement *element, const WayPartList *list, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_auto (GStrv) selection = way_editor_dup_selection (editor);
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), _ (way_kind_get (list->kind)->label));
  const char *id = way_element_get_id (element);
  WayElement *made = NULL;

  way_command_begin (editor, label);
  if (list->by == WAY_N_FIELDS)
    made = way_command_make_part (editor, element, list->kind, error);
  else
    {
      made = way_document_lookup (document, way_command_add (editor, list->kind, NULL, error));
      if (made != NULL && !way_document_set (document, made, list->by, id, error))
        made = NULL;
    }
  if (!way_command_finish (editor, made != NULL))
    made = NULL;
  way_editor_select_many (editor, (const char *const *) selection, WAY_SELECT_REPLACE);
  return made;
}

gboolean
way_command_move_part (WayEditor *editor, WayElement *part, int by, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *parent = way_element_get_parent (part);
  int to = (int) way_element_get_index (part) + by;

  if (parent == NULL || to < 0 || way_element_get_root (part) != way_document_get_root (document))
    return TRUE;

  g_autofree char *label = g_strdup_printf (_ ("Move %s"), _ (way_kind_get (way_element_get_kind (part))->label));

  way_command_begin (editor, label);
  return way_command_finish (editor, way_document_move (document, part, parent, (guint) to, error));
}
