#include "edit/way-shared.h"

#include <glib/gi18n-lib.h>

static gboolean
is_alike (const WayFieldInfo *a, const WayFieldInfo *b)
{
  return a->type == b->type && a->choices == b->choices && a->targets == b->targets && a->min <= b->min && a->min >= b->min && a->max <= b->max && a->max >= b->max;
}

const WayFieldInfo *
way_shared_get_field (const GPtrArray *elements, WayField field)
{
  const WayFieldInfo *found = NULL;

  for (guint i = 0; i < elements->len; i++)
    {
      const WayFieldInfo *info = way_kind_get_field (way_element_get_kind (elements->pdata[i]), field);

      if (info == NULL || (found != NULL && !is_alike (found, info)))
        return NULL;
      if (found == NULL || (info->required && !found->required))
        found = info;
    }
  return found;
}

const char *
way_shared_get (const GPtrArray *elements, WayField field, gboolean *differs)
{
  const char *value = elements->len > 0 ? way_element_get (elements->pdata[0], field) : NULL;

  *differs = FALSE;
  for (guint i = 1; i < elements->len && !*differs; i++)
    *differs = g_strcmp0 (value, way_element_get (elements->pdata[i], field)) != 0;
  return *differs ? NULL : value;
}

typedef struct
{
  guint64 targets;
  const GPtrArray *elements;
  GPtrArray *found;
} Search;

static void
collect_cb (WayElement *element, gpointer data)
{
  Search *search = data;

  if ((search->targets & WAY_BIT (way_element_get_kind (element))) != 0 && way_element_get_id (element) != NULL &&
      !g_ptr_array_find ((GPtrArray *) search->elements, element, NULL))
    g_ptr_array_add (search->found, element);
}

/* The journey they all stand in, or NULL; a journey itself looks at others. */
static WayElement *
find_journey (const GPtrArray *elements)
{
  WayElement *found = NULL;

  for (guint i = 0; i < elements->len; i++)
    {
      WayElement *journey = way_element_get_ancestor (elements->pdata[i], WAY_KIND_JOURNEY);

      if (journey == NULL || journey == elements->pdata[i] || (found != NULL && found != journey))
        return NULL;
      found = journey;
    }
  return found;
}

static gboolean
stands_in_journey (guint64 targets)
{
  static const WayKind kinds[] = { WAY_KIND_PHASE, WAY_KIND_STEP, WAY_KIND_LANE, WAY_KIND_SEPARATOR, WAY_KIND_TOUCHPOINT, WAY_KIND_NOTE, WAY_KIND_PAIN, WAY_KIND_OPPORTUNITY, WAY_KIND_CONNECTION, WAY_KIND_PATH };
  guint64 within = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    within |= WAY_BIT (kinds[i]);
  return (targets & ~within) == 0;
}

GPtrArray *
way_shared_list_targets (const WayDocument *document, const GPtrArray *elements, const WayFieldInfo *info)
{
  Search search = { info->targets, elements, g_ptr_array_new () };
  WayElement *journey = stands_in_journey (info->targets) ? find_journey (elements) : NULL;

  way_element_walk (journey != NULL ? journey : (WayElement *) way_document_get_root (document), collect_cb, &search);
  return search.found;
}

WayKind
way_shared_get_new_kind (const WayFieldInfo *info)
{
  static const WayKind kinds[] = { WAY_KIND_PERSONA, WAY_KIND_STAKEHOLDER, WAY_KIND_CHANNEL, WAY_KIND_ORGANISATION, WAY_KIND_DEPARTMENT, WAY_KIND_SOURCE, WAY_KIND_METRIC, WAY_KIND_AUTHOR };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (info->targets == WAY_BIT (kinds[i]))
      return kinds[i];
  return WAY_N_KINDS;
}

const char *
way_shared_get_unit (const GPtrArray *elements, const WayFieldInfo *info)
{
  const WayElement *metric = elements->len == 1 ? way_element_get_ancestor (elements->pdata[0], WAY_KIND_METRIC) : NULL;

  if (info->unit != NULL)
    return _ (info->unit);
  if (metric == NULL || (info->field != WAY_FIELD_TARGET && info->field != WAY_FIELD_VALUE))
    return NULL;
  return way_element_get (metric, WAY_FIELD_UNIT);
}
