#include "metrics/log/way-log-kept.h"

#include <string.h>

#include "metrics/log/way-log-store.h"
#include "metrics/log/way-log-view.h"

/* Nobody has drawn touchpoints for more names of events. */
#define MAX_NAMES 2000

static guint
count_named (const WayElement *journey, char *const *events, guint *n)
{
  WayElement *touchpoint, *event;
  guint found = 0;

  *n = 0;
  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    way_each (event, touchpoint, WAY_KIND_EVENT)
      {
        const char *match = way_element_get (event, WAY_FIELD_MATCH);
        gboolean is_there = FALSE;

        /* What is another log's says nothing of this one. */
        if (match == NULL || way_element_get (event, WAY_FIELD_DATASET) != NULL)
          continue;
        for (guint i = 0; events[i] != NULL && !is_there; i++)
          is_there = way_log_pattern_matches (match, events[i]);
        (*n)++;
        found += is_there;
      }
  return found;
}

/* The log whose events are those that the touchpoints of the journey stand for: at least half of what these name is in it, and in no other
 * is more. */
static char *
guess (WayCache *cache, const WayElement *journey, const GPtrArray *datasets)
{
  char *best = NULL;
  guint most = 0;

  for (guint i = 0; i < datasets->len; i++)
    {
      const WayDataset *dataset = g_ptr_array_index (datasets, i);
      g_autoptr (WayLogInfo) info = strcmp (dataset->kind, "log") == 0 ? way_log_get_info (cache, dataset->name, NULL) : NULL;
      guint n, found;

      if (info == NULL || g_strv_length (info->events) > MAX_NAMES)
        continue;
      found = count_named (journey, info->events, &n);
      if (found <= most || 2 * found < n)
        continue;
      most = found;
      g_free (best);
      best = g_strdup (dataset->name);
    }
  return best;
}

static gboolean
is_named (const WayElement *journey, const char *dataset)
{
  WayElement *touchpoint, *event;

  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    way_each (event, touchpoint, WAY_KIND_EVENT)
      if (g_strcmp0 (way_element_get (event, WAY_FIELD_DATASET), dataset) == 0)
        return TRUE;
  return FALSE;
}

char *
way_log_find_kept (WayCache *cache, const WayElement *journey)
{
  g_autoptr (GPtrArray) datasets = way_cache_list_datasets (cache, NULL);
  const char *named = NULL, *last = NULL;
  guint n_logs = 0;

  for (guint i = 0; datasets != NULL && i < datasets->len; i++)
    {
      const WayDataset *dataset = g_ptr_array_index (datasets, i);

      if (strcmp (dataset->kind, "log") != 0 && strcmp (dataset->kind, "warehouse") != 0)
        continue;
      n_logs++;
      last = dataset->name;
      if (is_named (journey, dataset->name))
        named = dataset->name;
    }
  if (named != NULL || n_logs <= 1)
    return g_strdup (named != NULL ? named : last);
  return guess (cache, journey, datasets);
}
