#include "metrics/log/way-log-conformance.h"

#include <string.h>

#include "metrics/log/way-log-flow.h"
#include "metrics/log/way-log-query.h"

#define FAR 0x10000000u /* farther than any way, and two of them still fit */

struct _WayDrawnWay
{
  guint n;
  guint8 *on; /* by node: on the drawn way */
  guint8 *is_start, *is_end;
  GArray **next; /* by node: GArray of guint32, or NULL */
};

WayDrawnWay *
way_drawn_way_new (guint n_nodes)
{
  WayDrawnWay *self = g_new0 (WayDrawnWay, 1);

  self->n = n_nodes;
  self->on = g_new0 (guint8, n_nodes + 1);
  self->is_start = g_new0 (guint8, n_nodes + 1);
  self->is_end = g_new0 (guint8, n_nodes + 1);
  self->next = g_new0 (GArray *, n_nodes + 1);
  return self;
}

void
way_drawn_way_free (WayDrawnWay *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n; i++)
    g_clear_pointer (&self->next[i], g_array_unref);
  g_free (self->next);
  g_free (self->on);
  g_free (self->is_start);
  g_free (self->is_end);
  g_free (self);
}

void
way_drawn_way_add_node (WayDrawnWay *self, guint32 node)
{
  self->on[node] = 1;
}

gboolean
way_drawn_way_has_edge (const WayDrawnWay *self, guint32 from, guint32 to)
{
  for (guint i = 0; self->next[from] != NULL && i < self->next[from]->len; i++)
    if (g_array_index (self->next[from], guint32, i) == to)
      return TRUE;
  return FALSE;
}

void
way_drawn_way_add_edge (WayDrawnWay *self, guint32 from, guint32 to)
{
  way_drawn_way_add_node (self, from);
  way_drawn_way_add_node (self, to);
  if (way_drawn_way_has_edge (self, from, to))
    return;
  if (self->next[from] == NULL)
    self->next[from] = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->next[from], to);
}

void
way_drawn_way_add_start (WayDrawnWay *self, guint32 node)
{
  way_drawn_way_add_node (self, node);
  self->is_start[node] = 1;
}

void
way_drawn_way_add_end (WayDrawnWay *self, guint32 node)
{
  way_drawn_way_add_node (self, node);
  self->is_end[node] = 1;
}

WayDrawnWay *
way_drawn_way_new_for_journey (const WayLogView *view, const WayElement *journey)
{
  WayDrawnWay *self = way_drawn_way_new (view->n_nodes);
  g_autoptr (GHashTable) nodes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint8 *reached = g_new0 (guint8, view->n_nodes + 1), *left = g_new0 (guint8, view->n_nodes + 1);
  WayElement *connection;

  for (guint i = 0; i < view->n_drawn; i++)
    g_hash_table_insert (nodes, view->node_ids[i], GUINT_TO_POINTER (i + 1));
  way_each (connection, journey, WAY_KIND_CONNECTION)
    {
      const char *from_id = way_element_get (connection, WAY_FIELD_FROM), *to_id = way_element_get (connection, WAY_FIELD_TO);
      guint from = from_id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (nodes, from_id)) : 0;
      guint to = to_id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (nodes, to_id)) : 0;

      if (from == 0 || to == 0 || way_element_is (connection, WAY_FIELD_KIND, "drop-out"))
        continue;
      way_drawn_way_add_edge (self, from - 1, to - 1);
      if (way_element_is (connection, WAY_FIELD_KIND, "loop"))
        continue;
      left[from - 1] = 1;
      reached[to - 1] = 1;
    }
  for (guint i = 0; i < view->n_drawn; i++)
    if (self->on[i])
      {
        self->is_start[i] = !reached[i];
        self->is_end[i] = !left[i];
      }
  return self;
}

WayDrawnWay *
way_drawn_way_new_for_variant (guint n_nodes, const WayVariant *variant)
{
  WayDrawnWay *self = way_drawn_way_new (n_nodes);

  way_drawn_way_add_start (self, variant->nodes[0]);
  for (guint i = 1; i < variant->length; i++)
    way_drawn_way_add_edge (self, variant->nodes[i - 1], variant->nodes[i]);
  way_drawn_way_add_end (self, variant->nodes[variant->length - 1]);
  return self;
}

WayDrawnWay *
way_drawn_way_new_for_query (const WayLogView *view, const WayLogQuery *query)
{
  WayDrawnWay *self = way_drawn_way_new (view->n_nodes);
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (guint32)), here = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = way_log_query_get_size (query);

  for (guint k = 0; k < n; k++)
    {
      g_array_set_size (here, 0);
      for (guint32 i = 0; i < view->n_nodes; i++)
        if (way_log_pattern_matches (way_log_query_get_step (query, k)->name, view->node_names[i]))
          {
            g_array_append_val (here, i);
            if (k == 0)
              way_drawn_way_add_start (self, i);
            if (k == n - 1)
              way_drawn_way_add_end (self, i);
            for (guint b = 0; k > 0 && b < before->len; b++)
              way_drawn_way_add_edge (self, g_array_index (before, guint32, b), i);
          }

      GArray *swap = before;

      before = here;
      here = swap;
    }
  return self;
}

/* --- distances --- */

/* Over the m nodes of the drawn way, numbered among themselves: a log may have far more activities than the map has touchpoints. */
typedef struct
{
  const WayDrawnWay *drawn;
  guint m;
  guint32 *number;  /* node → 0 … m − 1 */
  guint32 *nodes;   /* and back */
  guint *skip_in;   /* nodes of the shortest run before this one */
  guint *skip_out;  /* and behind it */
  guint **distance; /* [from][to] in steps, at least 1, also back to itself; rows are made when asked for */
  GArray *queue;    /* (element-type guint32) */
  guint shortest;   /* nodes of the shortest run */
} Distances;

static guint *
new_far (const Distances *self)
{
  guint *far = g_new (guint, self->m + 1);

  for (guint i = 0; i < self->m; i++)
    far[i] = FAR;
  return far;
}

static void
visit_next (Distances *self, guint32 from, guint steps, guint *far)
{
  const GArray *next = self->drawn->next[self->nodes[from]];

  for (guint i = 0; next != NULL && i < next->len; i++)
    {
      guint32 to = self->number[g_array_index (next, guint32, i)];

      if (far[to] != FAR)
        continue;
      far[to] = steps;
      g_array_append_val (self->queue, to);
    }
}

/* Breadth first from what is in the queue. */
static void
spread (Distances *self, guint *far)
{
  for (guint i = 0; i < self->queue->len; i++)
    {
      guint32 at = g_array_index (self->queue, guint32, i);

      visit_next (self, at, far[at] + 1, far);
    }
  g_array_set_size (self->queue, 0);
}

static const guint *
get_distances (Distances *self, guint32 from)
{
  if (self->distance[from] == NULL)
    {
      self->distance[from] = new_far (self);
      visit_next (self, from, 1, self->distance[from]);
      spread (self, self->distance[from]);
    }
  return self->distance[from];
}

/* Against the arrows, from all ends at once. */
static void
measure_back (Distances *self)
{
  gboolean again = TRUE;

  for (guint i = 0; i < self->m; i++)
    if (self->drawn->is_end[self->nodes[i]])
      self->skip_out[i] = 0;
  while (again)
    {
      again = FALSE;
      for (guint i = self->m; i-- > 0;)
        {
          const GArray *next = self->drawn->next[self->nodes[i]];

          for (guint k = 0; next != NULL && k < next->len; k++)
            {
              guint beyond = self->skip_out[self->number[g_array_index (next, guint32, k)]];

              if (beyond + 1 < self->skip_out[i])
                {
                  self->skip_out[i] = beyond + 1;
                  again = TRUE;
                }
            }
        }
    }
}

static void
distances_init (Distances *self, const WayDrawnWay *drawn)
{
  *self = (Distances){ .drawn = drawn, .shortest = FAR };
  self->number = g_new0 (guint32, drawn->n + 1);
  self->nodes = g_new (guint32, drawn->n + 1);
  for (guint32 i = 0; i < drawn->n; i++)
    if (drawn->on[i])
      {
        self->number[i] = self->m;
        self->nodes[self->m++] = i;
      }
  self->skip_in = new_far (self);
  self->skip_out = new_far (self);
  self->distance = g_new0 (guint *, self->m + 1);
  self->queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < self->m; i++)
    if (drawn->is_start[self->nodes[i]])
      {
        self->skip_in[i] = 0;
        g_array_append_val (self->queue, i);
      }
  spread (self, self->skip_in);
  measure_back (self);
  for (guint i = 0; i < self->m; i++)
    self->shortest = MIN (self->shortest, self->skip_in[i] + self->skip_out[i] + 1);
}

static void
distances_clear (Distances *self)
{
  for (guint i = 0; i < self->m; i++)
    g_free (self->distance[i]);
  g_free (self->distance);
  g_free (self->number);
  g_free (self->nodes);
  g_free (self->skip_in);
  g_free (self->skip_out);
  g_array_unref (self->queue);
}

/* --- alignment --- */

/* best[v] is the cost so far when v was the last node that an event stood for. Every event either stands for its node, or costs one; so
 * all values rise by one with each event, and only that of the event's own node can fall. `touched` lists the nodes that have a value,
 * which keeps the work to the length of the variant times its different nodes. */
typedef struct
{
  Distances *distances;
  int *best;       /* by number */
  GArray *touched; /* (element-type guint32) */
} Alignment;

#define UNREACHED G_MAXINT

static void
align_event (Alignment *self, guint32 at, int passed)
{
  /* Before the first event that stands for a node, all earlier ones have cost one each. */
  gint64 least = (gint64) self->distances->skip_in[at] + passed;

  for (guint i = 0; i < self->touched->len; i++)
    {
      guint32 u = g_array_index (self->touched, guint32, i);
      gint64 cost = (gint64) self->best[u] + passed + get_distances (self->distances, u)[at] - 1;

      least = MIN (least, cost);
    }
  if (least >= FAR)
    return;
  if (self->best[at] == UNREACHED)
    g_array_append_val (self->touched, at);
  /* Values are kept as if this event had cost one, like all others. */
  self->best[at] = MIN (self->best[at], (int) least - passed - 1);
}

static guint
align_variant (Alignment *self, const WayVariant *variant)
{
  const Distances *d = self->distances;
  gint64 least = (gint64) d->shortest + variant->length;

  for (guint i = 0; i < variant->length; i++)
    if (d->drawn->on[variant->nodes[i]])
      align_event (self, d->number[variant->nodes[i]], (int) i);
  for (guint i = 0; i < self->touched->len; i++)
    {
      guint32 u = g_array_index (self->touched, guint32, i);

      least = MIN (least, (gint64) self->best[u] + variant->length + d->skip_out[u]);
      self->best[u] = UNREACHED;
    }
  g_array_set_size (self->touched, 0);
  return (guint) least;
}

static void
count_follows (WayConformance *self, const WayVariant *variant, const WayDrawnWay *drawn)
{
  for (guint i = 0; i < variant->length; i++)
    {
      self->n_events += variant->count;
      self->n_events_off += drawn->on[variant->nodes[i]] ? 0 : variant->count;
      if (i == 0)
        continue;
      self->follows += variant->count;
      if (way_drawn_way_has_edge (drawn, variant->nodes[i - 1], variant->nodes[i]))
        self->follows_drawn += variant->count;
    }
}

WayConformance *
way_log_conformance_new (const WayLogView *view, const WayVariants *variants, const WayDrawnWay *drawn)
{
  WayConformance *self = g_new0 (WayConformance, 1);
  Distances distances;
  g_autofree int *best = NULL;
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  double sum = 0;

  distances_init (&distances, drawn);
  best = g_new (int, distances.m + 1);
  for (guint i = 0; i < distances.m; i++)
    best[i] = UNREACHED;

  Alignment alignment = { &distances, best, touched };

  self->has_run = distances.shortest < FAR;
  self->shortest = self->has_run ? distances.shortest : 0;
  self->costs = g_new0 (guint, variants->variants->len + 1);
  self->fitnesses = g_new0 (double, variants->variants->len + 1);
  for (guint i = 0; i < variants->variants->len; i++)
    {
      const WayVariant *variant = &g_array_index (variants->variants, WayVariant, i);

      count_follows (self, variant, drawn);
      self->n_cases += variant->count;
      if (!self->has_run)
        continue;
      self->costs[i] = align_variant (&alignment, variant);
      self->fitnesses[i] = 1 - (double) self->costs[i] / (variant->length + self->shortest);
      self->cost += (guint64) self->costs[i] * variant->count;
      self->n_exact += self->costs[i] == 0 ? variant->count : 0;
      sum += self->fitnesses[i] * variant->count;
    }
  distances_clear (&distances);
  if (self->n_cases > 0)
    {
      self->share_exact = (double) self->n_exact / self->n_cases;
      self->fitness = sum / self->n_cases;
    }
  if (self->follows > 0)
    self->edge_fit = (double) self->follows_drawn / self->follows;
  return self;
}

void
way_log_conformance_free (WayConformance *self)
{
  if (self == NULL)
    return;
  g_free (self->costs);
  g_free (self->fitnesses);
  g_free (self);
}

/* --- what is missing --- */

static int
compare_missing_cb (gconstpointer a, gconstpointer b)
{
  const WayMissing *x = a, *y = b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return x->node != y->node ? (x->node < y->node ? -1 : 1) : (x->to < y->to ? -1 : x->to > y->to);
}

static void
add_missing (GArray *list, WayMissingKind kind, guint32 node, guint32 to, guint count)
{
  WayMissing missing = { kind, node, to, count };

  g_array_append_val (list, missing);
}

GArray *
way_log_conformance_list_missing (const WayLogView *view, const WayDrawnWay *drawn)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (WayMissing));
  g_autoptr (WayFlow) flow = way_log_flow_new (view);

  for (guint32 i = 0; i < view->n_nodes; i++)
    {
      if (!drawn->on[i] && flow->places[i].events > 0)
        add_missing (list, WAY_MISSING_EVENT, i, WAY_LOG_UNBOUND, flow->places[i].events);
      if (i < view->n_drawn && flow->places[i].events == 0)
        add_missing (list, WAY_MISSING_TOUCHPOINT, i, WAY_LOG_UNBOUND, 0);
      for (guint k = 0; drawn->next[i] != NULL && k < drawn->next[i]->len; k++)
        if (way_log_flow_find (flow, i, g_array_index (drawn->next[i], guint32, k)) == NULL)
          add_missing (list, WAY_MISSING_CONNECTION, i, g_array_index (drawn->next[i], guint32, k), 0);
    }
  for (guint i = 0; i < flow->edges->len; i++)
    {
      const WayFlowEdge *edge = &g_array_index (flow->edges, WayFlowEdge, i);

      if (!way_drawn_way_has_edge (drawn, edge->from, edge->to))
        add_missing (list, WAY_MISSING_STEP, edge->from, edge->to, edge->count);
    }
  g_array_sort (list, compare_missing_cb);
  return list;
}
