#include "edit/way-command-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/way-integrity.h"

/* Merging two elements of one kind: references first, then what it says, then what it holds; what is then left of it goes. */

typedef struct
{
  WayDocument *document;
  WayElement *from, *into;
  const char *from_id, *into_id;
} Merge;

/* `value` with the one id for the other, and each id once. */
static char *
replace_id (const Merge *merge, const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (char **id = ids; *id != NULL; id++)
    {
      const char *now = strcmp (*id, merge->from_id) == 0 ? merge->into_id : *id;

      if (!g_ptr_array_find_with_equal_func (kept, now, g_str_equal, NULL))
        g_ptr_array_add (kept, (char *) now);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv (" ", (char **) kept->pdata);
}

static gboolean
redirect (const Merge *merge, WayElement *referrer, GError **error)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (referrer));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const WayFieldInfo *field = &info->fields[i];
      const char *value = way_element_get_row (referrer, i);
      g_autofree char *now = NULL;

      if ((field->type != WAY_TYPE_REF && field->type != WAY_TYPE_REFS) || value == NULL || strstr (value, merge->from_id) == NULL)
        continue;
      now = replace_id (merge, value);
      if (!way_document_set (merge->document, referrer, field->field, now, error))
        return FALSE;
    }
  return TRUE;
}

/* Lists get what they did not have, other fields only where they were left out. */
static gboolean
fill_fields (WayDocument *document, const WayElement *from, WayElement *into, GError **error)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (from));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const WayFieldInfo *field = &info->fields[i];
      const char *theirs = way_element_get_row (from, i), *ours = way_element_get_row (into, i);
      g_autoptr (GString) s = g_string_new (ours);
      g_auto (GStrv) lines = g_strsplit (theirs != NULL ? theirs : "", "\n", -1);
      g_auto (GStrv) known = g_strsplit (ours != NULL ? ours : "", "\n", -1);

      if (field->type == WAY_TYPE_ID || theirs == NULL || (ours != NULL && field->type != WAY_TYPE_LINES))
        continue;
      for (char **line = lines; *line != NULL; line++)
        if (!g_strv_contains ((const char *const *) known, *line))
          g_string_append_printf (s, "%s%s", s->len > 0 ? "\n" : "", *line);
      if (!way_document_set (document, into, field->field, s->str, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_children (WayDocument *document, WayElement *from, WayElement *into, GError **error)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (from));

  for (guint slot = 0; slot < info->n_slots; slot++)
    {
      const GPtrArray *ours = way_element_get_slot (into, slot), *theirs = way_element_get_slot (from, slot);
      g_autoptr (GPtrArray) children = g_ptr_array_new ();

      if (info->slots[slot].single && ours != NULL && ours->len > 0)
        continue;
      /* Moving changes the list that is read here. */
      for (guint i = 0; theirs != NULL && i < theirs->len; i++)
        g_ptr_array_add (children, theirs->pdata[i]);
      for (guint i = 0; i < children->len; i++)
        if (!way_document_move (document, children->pdata[i], into, G_MAXUINT, error))
          return FALSE;
    }
  return TRUE;
}

/* What there is once a person: two of them about the same one are one. */
static WayElement *
find_twin (const WayElement *part)
{
  static const struct
  {
    WayKind kind;
    WayField about;
  } once[] = { { WAY_KIND_FEELING, WAY_FIELD_PERSONA }, { WAY_KIND_STANDING, WAY_FIELD_PERSONA }, { WAY_KIND_INVOLVES, WAY_FIELD_STAKEHOLDER } };
  WayElement *sibling;

  for (guint i = 0; i < G_N_ELEMENTS (once); i++)
    if (once[i].kind == way_element_get_kind (part))
      way_each (sibling, way_element_get_parent (part), once[i].kind)
        if (sibling != part && g_strcmp0 (way_element_get (sibling, once[i].about), way_element_get (part, once[i].about)) == 0)
          return sibling;
  return NULL;
}

/* A referrer that says nothing of its own any more: a twin of another part, or an influence on oneself. */
static gboolean
tidy (const Merge *merge, WayElement *referrer, GError **error)
{
  WayElement *twin = way_element_get_parent (referrer) != NULL ? find_twin (referrer) : NULL;

  if (twin != NULL)
    return fill_fields (merge->document, referrer, twin, error) && move_children (merge->document, referrer, twin, error) &&
           way_integrity_delete (merge->document, referrer, error);
  if (way_element_get_kind (referrer) == WAY_KIND_INFLUENCE && g_strcmp0 (way_element_get (referrer, WAY_FIELD_FROM), way_element_get (referrer, WAY_FIELD_TO)) == 0)
    return way_integrity_delete (merge->document, referrer, error);
  return TRUE;
}

static gboolean
carry_out (const Merge *merge, GError **error)
{
  g_autoptr (GPtrArray) found = way_document_dup_referrers (merge->document, merge->from_id);
  g_autoptr (GPtrArray) referrers = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);

  /* One that refers twice is listed twice, and some of them go on the way. */
  for (guint i = 0; i < found->len; i++)
    if (!g_ptr_array_find (referrers, found->pdata[i], NULL))
      g_ptr_array_add (referrers, way_element_ref (found->pdata[i]));
  for (guint i = 0; i < referrers->len; i++)
    if (!redirect (merge, referrers->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < referrers->len; i++)
    if (way_element_get_root (referrers->pdata[i]) == way_document_get_root (merge->document) && !tidy (merge, referrers->pdata[i], error))
      return FALSE;
  return fill_fields (merge->document, merge->from, merge->into, error) && move_children (merge->document, merge->from, merge->into, error) &&
         way_integrity_delete (merge->document, merge->from, error);
}

gboolean
way_command_merge (WayEditor *editor, const char *from, const char *into, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *source = way_document_lookup (document, from), *target = way_document_lookup (document, into);
  g_autofree char *from_id = g_strdup (from), *into_id = g_strdup (into), *label = NULL;
  g_autoptr (WayElement) kept = NULL;
  Merge merge = { document, source, target, from_id, into_id };

  if (source == NULL || target == NULL || source == target || way_element_get_kind (source) != way_element_get_kind (target))
    return way_command_fail (error, _ ("Choose two different ones of the same kind."));
  kept = way_element_ref (source);
  label = g_strdup_printf (_ ("Merge %s"), _ (way_kind_get (way_element_get_kind (source))->label));
  way_command_begin (editor, label);
  return way_command_finish (editor, carry_out (&merge, error));
}
