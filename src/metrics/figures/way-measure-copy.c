#include "metrics/figures/way-measure.h"

/* The kinds that name a place, or hold one that does. */
static gboolean
is_place (WayKind kind)
{
  return kind == WAY_KIND_JOURNEY || kind == WAY_KIND_PHASE || kind == WAY_KIND_STEP || kind == WAY_KIND_TOUCHPOINT || kind == WAY_KIND_NOTE || kind == WAY_KIND_PERSONA;
}

static void
copy_places (const WayElement *from, WayElement *to)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (from));

  for (guint slot = 0; slot < info->n_slots; slot++)
    {
      const GPtrArray *children = way_element_get_slot (from, slot);

      for (guint i = 0; children != NULL && i < children->len; i++)
        {
          const WayElement *child = g_ptr_array_index (children, i);
          WayElement *copy;

          if (!is_place (way_element_get_kind (child)))
            continue;
          copy = way_element_new (way_element_get_kind (child));
          for (const WayField *field = (const WayField[]){ WAY_FIELD_ID, WAY_FIELD_NAME, WAY_FIELD_TITLE, WAY_FIELD_TEXT, WAY_N_FIELDS }; *field != WAY_N_FIELDS; field++)
            if (way_kind_get_field (way_element_get_kind (child), *field) != NULL)
              way_element_init_value (copy, *field, way_element_get (child, *field));
          copy_places (child, way_element_append (to, copy));
        }
    }
}

WayDocument *
way_measure_copy_document (const WayDocument *document, gboolean places)
{
  const WayElement *from = way_document_get_root (document);
  g_autoptr (WayElement) root = way_element_new (WAY_KIND_DOCUMENT);
  WayElement *metric;

  if (way_element_get_id (from) != NULL)
    way_element_init_value (root, WAY_FIELD_ID, way_element_get_id (from));
  if (places)
    copy_places (from, root);
  way_each (metric, from, WAY_KIND_METRIC)
    way_element_append (root, way_element_copy (metric));
  /* Ids are unique where they come from. */
  return way_document_new_for_root (g_steal_pointer (&root), NULL);
}
