#include "model/way-merge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "model/way-element-private.h"
#include "model/way-field-text.h"

#define EXCERPT 60
/* Of an order, so many are named. */
#define NAMED 4

/* “Touchpoint “Trade fair”, Feeling”: what has no id is told by what it stands in. */
static char *
describe_element (const WayElement *element)
{
  const WayKindInfo *info = way_kind_get (element->kind);
  g_autofree char *outer = NULL, *name = NULL;

  if (element->kind == WAY_KIND_META || element->kind == WAY_KIND_DOCUMENT)
    return g_strdup (_ (info->label));
  if (info->prefix == NULL && element->parent != NULL)
    {
      outer = describe_element (element->parent);
      return g_strdup_printf ("%s, %s", outer, _ (info->label));
    }
  name = way_text_excerpt (way_element_get_name (element), EXCERPT);
  /* Translators: a kind of element and its name, “Touchpoint “Trade fair””. */
  return g_strdup_printf (_ ("%s “%s”"), _ (info->label), name);
}

static char *
describe_reference (const WayMerge *self, const char *id)
{
  const WayMergeNode *node = g_hash_table_lookup (way_merge_get_match (self)->ids, id);

  for (guint i = 0; node != NULL && i < WAY_MERGE_TREES; i++)
    if (node->of[(i + 1) % WAY_MERGE_TREES] != NULL)
      return way_text_excerpt (way_element_get_name (node->of[(i + 1) % WAY_MERGE_TREES]), EXCERPT);
  return g_strdup (id);
}

static char *
describe_value (const WayMerge *self, const WayFieldInfo *info, const char *value)
{
  g_autofree char *text = NULL;

  if (value == NULL)
    return g_strdup (_ ("nothing"));
  switch (info->type)
    {
    case WAY_TYPE_BASE64:
    case WAY_TYPE_SHA256:
      return g_strdup (_ ("another picture"));
    case WAY_TYPE_REF:
    case WAY_TYPE_REFS:
      {
        g_auto (GStrv) ids = g_strsplit (value, " ", -1);

        for (char **id = ids; *id != NULL; id++)
          {
            char *name = describe_reference (self, *id);

            g_free (*id);
            *id = name;
          }
        text = g_strjoinv (", ", ids);
        break;
      }
    case WAY_TYPE_LINES:
      {
        g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
        g_autofree char *joined = g_strjoinv (" · ", lines);

        text = way_text_excerpt (joined, EXCERPT);
        break;
      }
    default:
      {
        g_autofree char *whole = way_field_to_text (info, value);

        text = way_text_excerpt (whole, EXCERPT);
      }
    }
  return g_strdup_printf (_ ("“%s”"), text);
}

/* Where an element stands: its cell, or what it stands in. */
static char *
describe_place (const WayMerge *self, const WayElement *element)
{
  const char *lane = way_element_get (element, WAY_FIELD_LANE), *step = way_element_get (element, WAY_FIELD_STEP);

  if (lane != NULL && step != NULL)
    {
      g_autofree char *a = describe_reference (self, lane), *b = describe_reference (self, step);

      /* Translators: a lane and a step. */
      return g_strdup_printf (_ ("“%s”, “%s”"), a, b);
    }
  return element->parent != NULL ? describe_element (element->parent) : g_strdup (_ ("nothing"));
}

static const WayMergeNode *
get_node (const WayMergeItem *item)
{
  return item->node;
}

char *
way_merge_dup_subject (const WayMerge *self, guint i)
{
  const WayMergeItem *item = way_merge_get_item (self, i);
  const WayKindInfo *info = way_kind_get (item->of->kind);
  g_autofree char *element = describe_element (item->of);

  if (item->type == WAY_MERGE_CHANGED)
    return g_strdup_printf ("%s: %s", element, _ (info->fields[item->row].label));
  if (item->type == WAY_MERGE_ORDERED)
    /* Translators: an element, and the kind of what stands in it: “Phase “Buying”: order, Step”. */
    return g_strdup_printf (_ ("%s: order, %s"), element, _ (way_kind_get (info->slots[item->row].kinds[0])->label));
  if (item->type == WAY_MERGE_MOVED)
    return g_strdup_printf (_ ("%s: place"), element);
  return g_steal_pointer (&element);
}

char *
way_merge_dup_version (const WayMerge *self, guint i, WayMergeSide side)
{
  const WayMergeItem *item = way_merge_get_item (self, i);
  const WayElement *element = get_node (item)->of[side];
  g_autoptr (GString) order = NULL;

  if (element == NULL)
    return g_strdup (side == WAY_MERGE_BASE ? _ ("not there") : get_node (item)->of[WAY_MERGE_BASE] != NULL ? _ ("removed")
                                                                                                            : _ ("not there"));
  switch (item->type)
    {
    case WAY_MERGE_CHANGED:
      return describe_value (self, &way_kind_get (element->kind)->fields[item->row], element->values[item->row]);
    case WAY_MERGE_MOVED:
      return describe_place (self, element);
    case WAY_MERGE_ORDERED:
      order = g_string_new (NULL);
      for (guint n = 0; element->slots[item->row] != NULL && n < MIN (element->slots[item->row]->len, NAMED); n++)
        {
          g_autofree char *name = way_text_excerpt (way_element_get_name (element->slots[item->row]->pdata[n]), 24);

          g_string_append_printf (order, "%s%s", n > 0 ? ", " : "", name);
        }
      if (element->slots[item->row] != NULL && element->slots[item->row]->len > NAMED)
        g_string_append (order, " …");
      return g_string_free (g_steal_pointer (&order), FALSE);
    default:
      return g_strdup (item->type == WAY_MERGE_REMOVED ? _ ("kept, as it is") : _ ("there"));
    }
}

char *
way_merge_dup_text (const WayMerge *self, guint i, WayMergeSide side)
{
  const WayMergeItem *item = way_merge_get_item (self, i);
  WayMergeSide by = item->side == WAY_MERGE_BOTH ? side : item->side;
  g_autofree char *subject = way_merge_dup_subject (self, i), *before = NULL, *after = NULL;

  switch (item->type)
    {
    case WAY_MERGE_ADDED:
      return g_strdup_printf (_ ("%s: added"), subject);
    case WAY_MERGE_REMOVED:
      return g_strdup_printf (item->side == WAY_MERGE_BOTH && !item->conflict && get_node (item)->forced ? _ ("%s: kept, because it is still needed") : _ ("%s: removed"), subject);
    case WAY_MERGE_ORDERED:
      after = way_merge_dup_version (self, i, by);
      return g_strdup_printf (_ ("%s: now %s"), subject, after);
    default:
      before = way_merge_dup_version (self, i, WAY_MERGE_BASE);
      after = way_merge_dup_version (self, i, by);
      /* Translators: what changed, before and after: “Touchpoint “Fair”: Name “a” → “b””. */
      return g_strdup_printf (_ ("%s %s → %s"), subject, before, after);
    }
}
