#include "metrics/log/way-log-traffic.h"

#include <string.h>

#include "metrics/log/way-log-rules.h"

/* Events of more names than this are in no one's reach on a map. */
#define MAX_GHOSTS 200u

/* Whether a connection of any kind stands for it, drop-outs too. */
static gboolean
is_drawn (const WayElement *journey, const char *from, const char *to)
{
  WayElement *connection;

  way_each (connection, journey, WAY_KIND_CONNECTION)
    if (g_strcmp0 (way_element_get (connection, WAY_FIELD_FROM), from) == 0 && g_strcmp0 (way_element_get (connection, WAY_FIELD_TO), to) == 0)
      return TRUE;
  return FALSE;
}

WayTraffic *
way_log_traffic_new (const WayJourneyFlow *flow, const WayElement *journey)
{
  WayTrafficPlace *places = g_new0 (WayTrafficPlace, flow->places->len + 1);
  WayTrafficEdge *edges = g_new0 (WayTrafficEdge, flow->lines->len + 1);
  WayTrafficGhost *ghosts = g_new0 (WayTrafficGhost, MIN (flow->strays->len, MAX_GHOSTS) + 1);
  guint n_edges = 0, n_ghosts = 0;

  for (guint i = 0; i < flow->places->len; i++)
    {
      const WayJourneyPlace *place = &g_array_index (flow->places, WayJourneyPlace, i);

      places[i] = (WayTrafficPlace){ g_strdup (place->id), g_strdup (place->name), place->events, place->cases, place->starts, place->ends - place->open, place->open, place->again, place->is_end };
    }
  for (guint i = 0; i < flow->lines->len; i++)
    {
      const WayJourneyLine *line = &g_array_index (flow->lines, WayJourneyLine, i);

      if (line->count > 0)
        edges[n_edges++] = (WayTrafficEdge){ line->from, line->to, line->cases, line->count, (double) line->count / places[line->from].events, line->median, line->drawn || is_drawn (journey, places[line->from].id, places[line->to].id) };
    }
  for (guint i = 0; i < flow->strays->len && n_ghosts < MAX_GHOSTS; i++)
    {
      const WayJourneyStray *stray = &g_array_index (flow->strays, WayJourneyStray, i);

      if (!stray->ignored)
        ghosts[n_ghosts++] = (WayTrafficGhost){ g_strdup (stray->name), stray->events, stray->cases, stray->before };
    }
  return way_traffic_new_taking (flow->n_cases, places, flow->places->len, edges, n_edges, ghosts, n_ghosts);
}

WayTraffic *
way_log_traffic_new_for_view (const WayLogView *view, const WayElement *journey)
{
  g_autoptr (WayJourneyFlow) flow = way_journey_flow_new (view, journey, 0);

  return way_log_traffic_new (flow, journey);
}

WayTraffic *
way_log_traffic_new_for_document (WayLog *log, const WayElement *root)
{
  g_autoptr (WayTraffic) best = NULL;
  const WayElement *at = NULL;
  WayElement *journey;

  way_each (journey, root, WAY_KIND_JOURNEY)
    {
      g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE);
      g_autoptr (WayTraffic) traffic = way_log_traffic_new_for_view (view, journey);

      if (traffic->n_cases <= (best != NULL ? best->n_cases : 0))
        continue;
      way_traffic_unref (best);
      best = g_steal_pointer (&traffic);
      at = journey;
    }
  if (best != NULL)
    {
      g_autoptr (WayLogView) whole = way_log_view_new_for_journey (log, at, NULL, TRUE);
      g_autoptr (GPtrArray) results = way_log_rules_check (root, whole, at, NULL);

      way_log_rules_mark (results, whole, best);
    }
  return g_steal_pointer (&best);
}
