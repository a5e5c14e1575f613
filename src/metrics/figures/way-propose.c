#include "metrics/figures/way-propose.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-text.h"
#include "metrics/figures/way-measure.h"

/* How a metric of each kind is computed, and what it is counted in. */
static const struct
{
  const char *kind, *aggregate, *unit;
} kinds[] = {
  { "nps", "nps", NULL },
  { "csat", "share", "%" },
  { "ces", "mean", NULL },
  { "first-contact-resolution", "share", "%" },
  { "conversion", "share", "%" },
  { "drop-off", "share", "%" },
  { "churn", "share", "%" },
  { "share", "share", "%" },
  { "duration", "median", NULL },
  { "cost", "mean", NULL },
  { "revenue", "sum", NULL },
  { "count", "sum", NULL },
  { "custom", "mean", NULL },
};

static const char *
find_name (const GPtrArray *fields, WayColumnUse use)
{
  const WayColumn *best = NULL;
  guint best_rank = G_MAXUINT;

  /* Of several keys the one whose name says most; touchpoints before channels. */
  for (guint i = 0; i < fields->len; i++)
    {
      const WayColumn *field = g_ptr_array_index (fields, i);
      guint rank = field->use == use ? way_column_name_hint (field->name, field->label).rank : 0;

      if (field->use != use)
        continue;
      rank = rank > 0 ? rank : G_MAXUINT - 1;
      if (rank < best_rank)
        {
          best = field;
          best_rank = rank;
        }
    }
  return best != NULL ? best->name : NULL;
}

WayElement *
way_propose_metric (const char *dataset, const GPtrArray *fields, const WayColumn *value)
{
  WayElement *metric = way_element_new (WAY_KIND_METRIC), *feed = way_element_new (WAY_KIND_FEED);
  g_autofree char *name = way_text_excerpt (value->label != NULL ? value->label : value->name, 60);
  g_autofree char *low = g_strdup_printf ("%.0f", value->low), *high = g_strdup_printf ("%.0f", value->high);
  guint kind = 0;
  const char *aggregate, *unit;

  while (kind + 1 < G_N_ELEMENTS (kinds) && g_strcmp0 (kinds[kind].kind, value->metric) != 0)
    kind++;
  aggregate = kinds[kind].aggregate;
  unit = kinds[kind].unit != NULL ? kinds[kind].unit : value->unit;
  /* Marks are known as a mean, and scores that were computed before stay what they are. */
  if (strcmp (kinds[kind].kind, "csat") == 0 && (g_strcmp0 (value->better, "lower") == 0 || !value->has_scale))
    {
      aggregate = "mean";
      unit = value->unit;
    }
  else if (strcmp (kinds[kind].kind, "nps") == 0 && !value->has_scale)
    aggregate = "mean";
  way_element_init_value (metric, WAY_FIELD_KIND, kinds[kind].kind);
  way_element_init_value (metric, WAY_FIELD_NAME, name);
  way_element_init_value (metric, WAY_FIELD_UNIT, unit);
  way_element_init_value (metric, WAY_FIELD_BETTER, value->better != NULL ? value->better : "none");
  if (value->has_scale && value->low == round (value->low) && value->high == round (value->high))
    {
      way_element_init_value (metric, WAY_FIELD_LOW, low);
      way_element_init_value (metric, WAY_FIELD_HIGH, high);
    }
  way_element_init_value (feed, WAY_FIELD_DATASET, dataset);
  way_element_init_value (feed, WAY_FIELD_VALUE, value->name);
  way_element_init_value (feed, WAY_FIELD_TIME, find_name (fields, WAY_USE_TIME));
  way_element_init_value (feed, WAY_FIELD_KEY, find_name (fields, WAY_USE_KEY));
  way_element_init_value (feed, WAY_FIELD_AGGREGATE, aggregate);
  way_element_append (metric, feed);
  return metric;
}

static const WayElement *
find_metric (const WayDocument *document, const char *dataset, const char *value)
{
  WayElement *metric;

  way_each (metric, way_document_get_root (document), WAY_KIND_METRIC)
    {
      const WayElement *feed = way_element_get_first (metric, WAY_KIND_FEED);

      if (g_strcmp0 (way_element_get (feed, WAY_FIELD_DATASET), dataset) == 0 && g_strcmp0 (way_element_get (feed, WAY_FIELD_VALUE), value) == 0)
        return metric;
    }
  return NULL;
}

static gboolean
add_binding (WayDocument *document, WayElement *metric, const char *at, const char *match, GError **error)
{
  g_autoptr (WayElement) binding = way_element_new (WAY_KIND_BINDING);
  g_autofree char *id = way_document_make_id (document, WAY_KIND_BINDING);

  way_element_init_value (binding, WAY_FIELD_ID, id);
  way_element_init_value (binding, WAY_FIELD_AT, at);
  way_element_init_value (binding, WAY_FIELD_MATCH, match);
  return way_document_insert (document, binding, metric, G_MAXUINT, error);
}

/* One binding a place: of several values the one most like its name. */
static gboolean
bind_values (WayDocument *document, WayCache *cache, WayElement *metric, guint *n_bindings, GError **error)
{
  g_autoptr (GPtrArray) list = way_measure_list_unmatched (document, cache, way_element_get_id (metric), error);
  const WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
  g_autoptr (GHashTable) best = g_hash_table_new (g_str_hash, g_str_equal);

  if (list == NULL)
    return FALSE;
  /* All answers together are the journey's. */
  if (journey != NULL && way_element_get_id (journey) != NULL)
    {
      if (!add_binding (document, metric, way_element_get_id (journey), NULL, error))
        return FALSE;
      (*n_bindings)++;
    }
  for (guint i = 0; i < list->len; i++)
    {
      WayUnmatched *unmatched = g_ptr_array_index (list, i);
      const WayUnmatched *other = unmatched->suggested != NULL ? g_hash_table_lookup (best, unmatched->suggested) : NULL;

      if (unmatched->suggested != NULL && (other == NULL || other->likeness < unmatched->likeness))
        g_hash_table_insert (best, unmatched->suggested, unmatched);
    }
  for (guint i = 0; i < list->len; i++)
    {
      const WayUnmatched *unmatched = g_ptr_array_index (list, i);

      if (unmatched->suggested == NULL || g_hash_table_lookup (best, unmatched->suggested) != unmatched)
        continue;
      if (!add_binding (document, metric, unmatched->suggested, unmatched->text, error))
        return FALSE;
      (*n_bindings)++;
    }
  return TRUE;
}

static gboolean
is_of_journey (const WayDocument *document, const WayElement *metric)
{
  WayElement *binding;

  way_each (binding, metric, WAY_KIND_BINDING)
    {
      const WayElement *at = way_document_follow (document, binding, WAY_FIELD_AT);

      if (at != NULL && way_element_get_kind (at) == WAY_KIND_JOURNEY)
        return TRUE;
    }
  return FALSE;
}

/* What somebody has defined for a journey, with its target perhaps, and given no values yet; counted as the proposed one is. NULL if there
 * is none. */
static WayElement *
find_hungry (const WayDocument *document, const WayElement *proposed)
{
  const char *unit = way_element_get (proposed, WAY_FIELD_UNIT);
  WayElement *metric;

  way_each (metric, way_document_get_root (document), WAY_KIND_METRIC)
    if (way_element_get_first (metric, WAY_KIND_FEED) == NULL && is_of_journey (document, metric) &&
        g_strcmp0 (way_element_get (metric, WAY_FIELD_KIND), way_element_get (proposed, WAY_FIELD_KIND)) == 0 &&
        (unit == NULL || g_strcmp0 (way_element_get (metric, WAY_FIELD_UNIT), unit) == 0))
      return metric;
  return NULL;
}

static gboolean
insert_feed (WayDocument *document, WayElement *metric, const WayElement *from, GError **error)
{
  g_autoptr (WayElement) feed = way_element_copy (way_element_get_first (from, WAY_KIND_FEED));

  return way_document_insert (document, feed, metric, G_MAXUINT, error);
}

static gboolean
add_metrics (WayDocument *document, WayCache *cache, const char *dataset, const GPtrArray *fields, guint *n_metrics, guint *n_bindings, GError **error)
{
  WayElement *root = (WayElement *) way_document_get_root (document), *hungry;
  gboolean is_log = way_cache_is_log (cache, way_cache_find_dataset (cache, dataset));

  for (guint i = 0; i < fields->len; i++)
    {
      const WayColumn *field = g_ptr_array_index (fields, i);
      g_autoptr (WayElement) metric = NULL;
      g_autofree char *id = NULL;

      if (field->use != WAY_USE_VALUE || find_metric (document, dataset, field->name) != NULL)
        continue;
      metric = way_propose_metric (dataset, fields, field);
      if (is_log && (hungry = find_hungry (document, metric)) != NULL)
        {
          if (!insert_feed (document, hungry, metric, error))
            return FALSE;
          (*n_metrics)++;
          continue;
        }
      id = way_document_make_id (document, WAY_KIND_METRIC);
      way_element_init_value (metric, WAY_FIELD_ID, id);
      if (!way_document_insert (document, metric, root, G_MAXUINT, error))
        return FALSE;
      (*n_metrics)++;
      if (!bind_values (document, cache, way_document_lookup (document, id), n_bindings, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
way_propose_apply (WayDocument *document, WayCache *cache, const char *dataset, guint *n_metrics, guint *n_bindings, GError **error)
{
  g_autoptr (GPtrArray) fields = way_data_list_fields (cache, dataset, error);
  gboolean added;

  *n_metrics = *n_bindings = 0;
  if (fields == NULL)
    return FALSE;
  way_document_begin (document, _ ("Add Metrics"));
  added = add_metrics (document, cache, dataset, fields, n_metrics, n_bindings, error);
  if (added)
    way_document_commit (document);
  else
    way_document_rollback (document);
  return added;
}

/* Without bindings that lead nowhere, and with ids that are free here. */
static WayElement *
adopt_metric (WayDocument *document, const WayElement *metric, guint *n_bindings)
{
  WayElement *own = way_element_new (WAY_KIND_METRIC), *binding;
  g_autofree char *id = way_document_make_id (document, WAY_KIND_METRIC);

  for (const WayField *field = (const WayField[]){ WAY_FIELD_KIND, WAY_FIELD_NAME, WAY_FIELD_UNIT, WAY_FIELD_BETTER, WAY_FIELD_TARGET, WAY_FIELD_DEFINITION, WAY_FIELD_LOW, WAY_FIELD_HIGH, WAY_FIELD_TOP, WAY_FIELD_PERIOD, WAY_N_FIELDS }; *field != WAY_N_FIELDS; field++)
    way_element_init_value (own, *field, way_element_get (metric, *field));
  way_element_init_value (own, WAY_FIELD_ID, id);
  if (way_element_get_first (metric, WAY_KIND_FEED) != NULL)
    way_element_append (own, way_element_copy (way_element_get_first (metric, WAY_KIND_FEED)));
  way_each (binding, metric, WAY_KIND_BINDING)
    if (way_document_lookup (document, way_element_get (binding, WAY_FIELD_AT)) != NULL)
      {
        WayElement *copy = way_element_append (own, way_element_copy (binding));
        g_autofree char *binding_id = way_document_make_id (document, WAY_KIND_BINDING);

        way_element_init_value (copy, WAY_FIELD_ID, binding_id);
        (*n_bindings)++;
      }
  return own;
}

gboolean
way_propose_take (WayDocument *document, const WayDocument *copy, guint *n_metrics, guint *n_bindings, GError **error)
{
  WayElement *metric;

  *n_metrics = *n_bindings = 0;
  way_document_begin (document, _ ("Add Metrics"));
  way_each (metric, way_document_get_root (copy), WAY_KIND_METRIC)
    {
      const WayElement *feed = way_element_get_first (metric, WAY_KIND_FEED);
      WayElement *there = way_document_lookup (document, way_element_get_id (metric));
      g_autoptr (WayElement) own = NULL;

      /* One that was there, and is fed now. */
      if (feed != NULL && there != NULL && way_element_get_kind (there) == WAY_KIND_METRIC && way_element_get_first (there, WAY_KIND_FEED) == NULL)
        {
          if (!insert_feed (document, there, metric, error))
            {
              way_document_rollback (document);
              return FALSE;
            }
          (*n_metrics)++;
          continue;
        }
      if (feed == NULL || there != NULL || find_metric (document, way_element_get (feed, WAY_FIELD_DATASET), way_element_get (feed, WAY_FIELD_VALUE)) != NULL)
        continue;
      own = adopt_metric (document, metric, n_bindings);
      if (!way_document_insert (document, own, (WayElement *) way_document_get_root (document), G_MAXUINT, error))
        {
          way_document_rollback (document);
          return FALSE;
        }
      (*n_metrics)++;
    }
  way_document_commit (document);
  return TRUE;
}

gboolean
way_propose_bind (WayDocument *document, const char *metric, const char *match, const char *place, GError **error)
{
  WayElement *element = way_document_lookup (document, metric);
  gboolean added;

  if (element == NULL || way_element_get_kind (element) != WAY_KIND_METRIC)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, "%s", _ ("This metric is no longer on the map."));
      return FALSE;
    }
  way_document_begin (document, _ ("Bind Figures"));
  added = add_binding (document, element, place, match, error);
  if (added)
    way_document_commit (document);
  else
    way_document_rollback (document);
  return added;
}
