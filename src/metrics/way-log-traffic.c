#include "metrics/way-log-traffic.h"

#include <math.h>
#include <string.h>

#include "metrics/way-log-flow.h"

/* Events of more names than this are in no one's reach on a map. */
#define MAX_GHOSTS 200u
/* Journeys that began within the time that so many take at most, before the log ends, may still go on. */
#define MATURE 0.95

/* --- what is drawn --- */

static guint32
find_node (GHashTable *nodes, const char *id)
{
  return id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (nodes, id)) - 1 : G_MAXUINT32;
}

WayLogDrawn *
way_log_drawn_new (const WayLogView *view, const WayElement *journey)
{
  WayLogDrawn *self = g_new0 (WayLogDrawn, 1);
  g_autoptr (GHashTable) nodes = g_hash_table_new (g_str_hash, g_str_equal);
  WayElement *connection;

  self->pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->is_end = g_new0 (gboolean, view->n_drawn + 1);
  for (guint i = 0; i < view->n_drawn; i++)
    g_hash_table_insert (nodes, view->node_ids[i], GUINT_TO_POINTER (i + 1));
  for (guint pass = 0; pass < 2; pass++)
    way_each (connection, journey, WAY_KIND_CONNECTION)
      {
        guint32 from = find_node (nodes, way_element_get (connection, WAY_FIELD_FROM)), to = find_node (nodes, way_element_get (connection, WAY_FIELD_TO));
        guint64 pair = (guint64) from << 32 | to;
        gboolean leads_on = !way_element_is (connection, WAY_FIELD_KIND, "drop-out") && !way_element_is (connection, WAY_FIELD_KIND, "loop");

        if (from == G_MAXUINT32 || to == G_MAXUINT32)
          continue;
        if (pass == 0)
          g_array_append_val (self->pairs, pair);
        /* First what something leads to, then without what leads on. */
        if (leads_on && pass == 0)
          self->is_end[to] = TRUE;
        else if (leads_on)
          self->is_end[from] = FALSE;
      }
  return self;
}

void
way_log_drawn_free (WayLogDrawn *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->pairs);
  g_free (self->is_end);
  g_free (self);
}

/* --- journeys a way --- */

typedef struct
{
  const WayLogView *view;
  const WayFlow *flow;
  guint n;            /* nodes */
  guint32 *edge_of;   /* n × n → edge + 1; NULL if that would be too large */
  guint *cases;       /* by edge */
  guint32 *last_case; /* by edge: the one that was counted last, + 1 */
  guint *open;        /* by node */
} Tally;

static guint
find_edge (const Tally *self, guint32 from, guint32 to)
{
  if (self->edge_of != NULL)
    return self->edge_of[(gsize) from * self->n + to] - 1;
  return (guint) (way_log_flow_find (self->flow, from, to) - (const WayFlowEdge *) (const void *) self->flow->edges->data);
}

/* Journeys that began later than this may still be under way; MAXINT64 if that cannot be told. */
static gint64
find_late (const WayLogView *view, const WayFlow *flow)
{
  if (!view->log->has_times || flow->n_spans == 0)
    return G_MAXINT64;
  return view->log->newest - (gint64) flow->spans[(guint) (MATURE * (flow->n_spans - 1))];
}

static void
count_case (Tally *self, guint c, gint64 late)
{
  const WayLog *log = self->view->log;
  guint32 before = WAY_LOG_UNBOUND;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      guint32 node = self->view->node_of[log->activities[i]];

      if (node >= self->n)
        continue;
      if (before != WAY_LOG_UNBOUND)
        {
          guint edge = find_edge (self, before, node);

          if (self->last_case[edge] != c + 1)
            {
              self->last_case[edge] = c + 1;
              self->cases[edge]++;
            }
        }
      before = node;
    }
  if (before != WAY_LOG_UNBOUND && late != G_MAXINT64 && log->times[log->first[c]] > late)
    self->open[before]++;
}

static void
tally_init (Tally *self, const WayLogView *view, const WayFlow *flow)
{
  guint n = view->n_drawn, n_edges = flow->edges->len;

  *self = (Tally){ view, flow, n, n <= 1024 ? g_new0 (guint32, (gsize) n * n + 1) : NULL, g_new0 (guint, n_edges + 1), g_new0 (guint32, n_edges + 1), g_new0 (guint, n + 1) };
  for (guint i = 0; i < n_edges && self->edge_of != NULL; i++)
    {
      const WayFlowEdge *edge = &g_array_index (flow->edges, WayFlowEdge, i);

      self->edge_of[(gsize) edge->from * n + edge->to] = i + 1;
    }
  for (guint c = 0; c < view->log->n_cases; c++)
    if (way_log_view_has_case (view, c))
      count_case (self, c, find_late (view, flow));
}

static void
tally_clear (Tally *self)
{
  g_free (self->edge_of);
  g_free (self->cases);
  g_free (self->last_case);
  g_free (self->open);
}

/* --- events that no touchpoint stands for --- */

static int
compare_ghosts_cb (const void *a, const void *b)
{
  const WayTrafficGhost *x = a, *y = b;

  if (x->events != y->events)
    return x->events > y->events ? -1 : 1;
  return strcmp (x->name, y->name);
}

/* In how many journeys each of them is, and what comes before. */
static void
place_ghosts (const WayLogView *view, WayTrafficGhost *ghosts, guint n_ghosts)
{
  const WayLog *log = view->log;
  g_autofree guint *number = g_new0 (guint, log->n_activities + 1);
  g_autofree guint32 *last_case = g_new0 (guint32, n_ghosts + 1);
  g_autofree guint *before = g_new0 (guint, (gsize) n_ghosts * view->n_drawn + 1);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint g = 0; g < n_ghosts; g++)
    g_hash_table_insert (names, ghosts[g].name, GUINT_TO_POINTER (g + 1));
  for (guint a = 0; a < log->n_activities; a++)
    if (view->node_of[a] == WAY_LOG_UNBOUND)
      number[a] = GPOINTER_TO_UINT (g_hash_table_lookup (names, log->activity_names[a]));
  for (guint c = 0; c < log->n_cases; c++)
    {
      guint32 node = WAY_LOG_UNBOUND;

      for (guint32 i = log->first[c]; way_log_view_has_case (view, c) && i < log->first[c + 1]; i++)
        {
          guint ghost = number[log->activities[i]];

          if (view->node_of[log->activities[i]] < view->n_drawn)
            node = view->node_of[log->activities[i]];
          if (ghost == 0)
            continue;
          if (last_case[ghost - 1] != c + 1)
            ghosts[ghost - 1].cases++;
          last_case[ghost - 1] = c + 1;
          if (node != WAY_LOG_UNBOUND)
            before[(gsize) (ghost - 1) * view->n_drawn + node]++;
        }
    }
  for (guint g = 0; g < n_ghosts; g++)
    {
      guint most = 0;

      for (guint node = 0; node < view->n_drawn; node++)
        if (before[(gsize) g * view->n_drawn + node] > most)
          {
            most = before[(gsize) g * view->n_drawn + node];
            ghosts[g].after = node;
          }
    }
}

static WayTrafficGhost *
make_ghosts (const WayLogView *view, guint *n_ghosts)
{
  const WayLog *log = view->log;
  g_autofree guint *events = g_new0 (guint, log->n_activities + 1);
  g_autoptr (GArray) ghosts = g_array_new (FALSE, FALSE, sizeof (WayTrafficGhost));

  for (guint c = 0; c < log->n_cases; c++)
    for (guint32 i = log->first[c]; way_log_view_has_case (view, c) && i < log->first[c + 1]; i++)
      events[log->activities[i]]++;
  for (guint a = 0; a < log->n_activities; a++)
    if (view->node_of[a] == WAY_LOG_UNBOUND && events[a] > 0)
      {
        WayTrafficGhost ghost = { log->activity_names[a], events[a], 0, WAY_TRAFFIC_NOWHERE };

        g_array_append_val (ghosts, ghost);
      }
  g_array_sort (ghosts, compare_ghosts_cb);
  g_array_set_size (ghosts, MIN (ghosts->len, MAX_GHOSTS));
  *n_ghosts = ghosts->len;

  WayTrafficGhost *all = g_memdup2 (ghosts->data, MAX (ghosts->len, 1) * sizeof *all);

  for (guint g = 0; g < *n_ghosts; g++)
    all[g].name = g_strdup (all[g].name);
  place_ghosts (view, all, *n_ghosts);
  return all;
}

/* --- public --- */

static gboolean
is_drawn (const WayLogDrawn *drawn, guint32 from, guint32 to)
{
  for (guint i = 0; i < drawn->pairs->len; i++)
    if (g_array_index (drawn->pairs, guint64, i) == ((guint64) from << 32 | to))
      return TRUE;
  return FALSE;
}

WayTraffic *
way_log_traffic_new (const WayLogView *view, const WayLogDrawn *drawn)
{
  g_autoptr (WayFlow) flow = way_log_flow_new (view);
  WayTrafficPlace *places = g_new0 (WayTrafficPlace, view->n_drawn + 1);
  WayTrafficEdge *edges = g_new0 (WayTrafficEdge, flow->edges->len + 1);
  guint n_ghosts;
  WayTrafficGhost *ghosts = make_ghosts (view, &n_ghosts);
  Tally tally;

  tally_init (&tally, view, flow);
  for (guint i = 0; i < view->n_drawn; i++)
    {
      const WayFlowPlace *place = &flow->places[i];

      places[i] = (WayTrafficPlace){ g_strdup (view->node_ids[i]), g_strdup (view->node_names[i]), place->events, place->cases, place->starts, place->ends - tally.open[i], tally.open[i], place->again, drawn->is_end[i] };
    }
  for (guint i = 0; i < flow->edges->len; i++)
    {
      const WayFlowEdge *edge = &g_array_index (flow->edges, WayFlowEdge, i);

      edges[i] = (WayTrafficEdge){ edge->from, edge->to, tally.cases[i], edge->count, (double) edge->count / flow->places[edge->from].events, edge->median, is_drawn (drawn, edge->from, edge->to) };
    }
  tally_clear (&tally);
  return way_traffic_new_taking (flow->n_cases, places, view->n_drawn, edges, flow->edges->len, ghosts, n_ghosts);
}
