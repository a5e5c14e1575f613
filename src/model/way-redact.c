#include "model/way-redact.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Kinds that are never for customers, wherever they stand. */
static const WayKind hidden_kinds[] = {
  WAY_KIND_AUTHOR,
  WAY_KIND_REVISION,
  WAY_KIND_ORGANISATION,
  WAY_KIND_DEPARTMENT,
  WAY_KIND_STAKEHOLDER,
  WAY_KIND_INFLUENCE,
  WAY_KIND_SOURCE,
  WAY_KIND_EVIDENCE,
  WAY_KIND_MESSAGE,
  WAY_KIND_STANDING,
  WAY_KIND_SURVEY,
  WAY_KIND_EVENT,
  WAY_KIND_INVOLVES,
  WAY_KIND_PAIN,
  WAY_KIND_OPPORTUNITY,
  WAY_KIND_ACTION,
  WAY_KIND_METRIC,
  WAY_KIND_FEED,
  WAY_KIND_BINDING,
  WAY_KIND_FIGURE,
  WAY_KIND_COMMENT,
  WAY_KIND_RULE,
  WAY_KIND_IGNORED,
};

/* Fields besides those that the table calls internal. */
static const struct
{
  WayKind kind;
  WayField field;
} hidden_fields[] = {
  { WAY_KIND_META, WAY_FIELD_SCOPE },
  { WAY_KIND_META, WAY_FIELD_PURPOSE },
  { WAY_KIND_META, WAY_FIELD_CONFIDENTIALITY },
  { WAY_KIND_META, WAY_FIELD_KEYWORD },
  { WAY_KIND_PERSONA, WAY_FIELD_CONTEXT },
  { WAY_KIND_PERSONA, WAY_FIELD_NEED },
  { WAY_KIND_PERSONA, WAY_FIELD_FRUSTRATION },
  { WAY_KIND_CHANNEL, WAY_FIELD_CONTROL },
  { WAY_KIND_JOURNEY, WAY_FIELD_OWNER },
  { WAY_KIND_JOURNEY, WAY_FIELD_REVIEW_BY },
  { WAY_KIND_JOURNEY, WAY_FIELD_CONFIRMATIONS },
  { WAY_KIND_TOUCHPOINT, WAY_FIELD_DEPARTMENTS },
  { WAY_KIND_TOUCHPOINT, WAY_FIELD_OWNER },
  { WAY_KIND_DATA, WAY_FIELD_PURPOSE },
  { WAY_KIND_DATA, WAY_FIELD_BASIS },
  { WAY_KIND_DATA, WAY_FIELD_SYSTEM },
};

static const char *const hidden_lanes[] = { "backstage", "systems", "departments", "pains", "opportunities", "actions", "metrics", "evidence", "stakeholders", NULL };

typedef struct
{
  const WayDocument *document;
  GHashTable *hidden; /* set of WayElement */
  gboolean changed;
} Redaction;

static gboolean
is_boundary (const WayElement *element)
{
  return way_element_get_kind (element) == WAY_KIND_SEPARATOR &&
         (way_element_is (element, WAY_FIELD_KIND, "visibility") || way_element_is (element, WAY_FIELD_KIND, "internal-interaction"));
}

gboolean
way_redact_hides_lane (const WayElement *lane)
{
  WayKind kind = way_element_get_kind (lane);
  const WayElement *journey = way_element_get_parent (lane);

  if (is_boundary (lane) || (kind == WAY_KIND_LANE && g_strv_contains (hidden_lanes, way_element_get_or_default (lane, WAY_FIELD_KIND))))
    return TRUE;
  if (journey == NULL)
    return FALSE;

  /* What lies below the line of visibility the customer does not see. */
  const GPtrArray *all = way_element_get_slot (journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_LANE));

  for (guint i = 0; all != NULL && i < all->len && g_ptr_array_index (all, i) != lane; i++)
    if (is_boundary (g_ptr_array_index (all, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_hidden_itself (const WayElement *element)
{
  WayKind kind = way_element_get_kind (element);

  for (guint i = 0; i < G_N_ELEMENTS (hidden_kinds); i++)
    if (kind == hidden_kinds[i])
      return TRUE;
  if (kind == WAY_KIND_LANE || kind == WAY_KIND_SEPARATOR)
    return way_redact_hides_lane (element);
  return kind == WAY_KIND_TOUCHPOINT && way_element_is (element, WAY_FIELD_VISIBILITY, "backstage");
}

static gboolean
is_hidden_field (WayKind kind, const WayFieldInfo *info)
{
  for (guint i = 0; i < G_N_ELEMENTS (hidden_fields); i++)
    if (hidden_fields[i].kind == kind && hidden_fields[i].field == info->field)
      return TRUE;
  return info->internal;
}

static gboolean
is_hidden_id (const Redaction *self, const char *id)
{
  const WayElement *target = way_document_lookup (self->document, id);

  return target != NULL && g_hash_table_contains (self->hidden, target);
}

/* A required field that pointed to something hidden, or a required list of which nothing is left. */
static gboolean
has_lost_its_sense (const Redaction *self, const WayElement *element)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == WAY_TYPE_REF && info->fields[i].required && is_hidden_id (self, way_element_get_row (element, i)))
      return TRUE;
  for (guint s = 0; s < info->n_slots; s++)
    {
      const GPtrArray *children = way_element_get_slot (element, s);
      guint left = 0;

      if (!info->slots[s].required || children == NULL || children->len == 0)
        continue;
      for (guint i = 0; i < children->len; i++)
        if (!g_hash_table_contains (self->hidden, g_ptr_array_index (children, i)))
          left++;
      if (left == 0)
        return TRUE;
    }
  return FALSE;
}

static void
hide_cb (WayElement *element, gpointer data)
{
  Redaction *self = data;
  WayElement *parent = way_element_get_parent (element);

  if (g_hash_table_contains (self->hidden, element))
    return;
  if ((parent != NULL && g_hash_table_contains (self->hidden, parent)) || is_hidden_itself (element) || has_lost_its_sense (self, element))
    self->changed = g_hash_table_add (self->hidden, element);
}

/* The value without references to what is hidden; NULL = left out. */
static char *
copy_value (const Redaction *self, const WayFieldInfo *info, const char *value)
{
  if (info->type == WAY_TYPE_REF && is_hidden_id (self, value))
    return NULL;
  if (info->type != WAY_TYPE_REFS)
    return g_strdup (value);

  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  GString *kept = g_string_new (NULL);

  for (char **id = ids; *id != NULL; id++)
    if (!is_hidden_id (self, *id))
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", *id);
  return g_string_free (kept, kept->len == 0);
}

static WayElement *
copy_visible (const Redaction *self, const WayElement *element)
{
  WayKind kind = way_element_get_kind (element);
  const WayKindInfo *info = way_kind_get (kind);
  WayElement *copy = way_element_new (kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = way_element_get_row (element, i);

      if (value != NULL && !is_hidden_field (kind, &info->fields[i]))
        way_element_init_row (copy, i, copy_value (self, &info->fields[i], value));
    }
  for (guint s = 0; s < info->n_slots; s++)
    {
      const GPtrArray *children = way_element_get_slot (element, s);

      for (guint i = 0; children != NULL && i < children->len; i++)
        if (!g_hash_table_contains (self->hidden, g_ptr_array_index (children, i)))
          way_element_append (copy, copy_visible (self, g_ptr_array_index (children, i)));
    }
  return copy;
}

WayDocument *
way_redact_for_customers (const WayDocument *document, GError **error)
{
  g_autoptr (GHashTable) hidden = g_hash_table_new (NULL, NULL);
  Redaction self = { document, hidden, TRUE };
  WayElement *root = (WayElement *) way_document_get_root (document);

  /* Hiding one thing may take the sense from another that stands before it. */
  while (self.changed)
    {
      self.changed = FALSE;
      way_element_walk (root, hide_cb, &self);
    }
  if (g_hash_table_contains (hidden, root))
    {
      g_set_error_literal (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE, _ ("Nothing on this map is for customers’ eyes. Add a lane of touchpoints above the line of visibility."));
      return NULL;
    }
  return way_document_new_for_root (copy_visible (&self, root), error);
}
