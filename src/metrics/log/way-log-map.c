#include "metrics/log/way-log-map.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-id.h"
#include "metrics/log/way-log-flow.h"
#include "model/way-channel.h"

/* Events in fewer journeys than this share are left to the flow's list of events without a touchpoint. */
#define LEAST_SHARE 0.01
/* What so many journeys have takes a step of its own. */
#define COMMON_SHARE 0.25
#define MAX_STEPS 14u
#define MAX_ROWS 4u
/* A way that is taken after fewer visits than this is not drawn, unless it is the only one. */
#define LEAST_WAY 0.1
#define STEPS_PER_PHASE 3u

typedef struct
{
  guint node; /* of the view, an activity */
  guint cases;
  double place; /* how many of the others come before it, each as far as it mostly does */
  gboolean common;
  guint step, row;
  WayElement *element;
} Stop;

typedef struct
{
  const WayLogView *view;
  const WayFlow *flow;
  WayLog *log;
  GArray *stops;             /* (element-type Stop), in the order of journeys */
  const WayFlowEdge **edges; /* n × n, by the stops' order; NULL where none is */
  guint n_steps;
  WayElement *root, *journey, *lane;
  WayElement **channels; /* by channel; the last one is for events without any */
  GRand *rand;           /* the same log gives the same map */
} Draft;

static int
compare_cases_cb (gconstpointer a, gconstpointer b)
{
  const Stop *x = a, *y = b;

  if (x->cases != y->cases)
    return x->cases > y->cases ? -1 : 1;
  return x->node < y->node ? -1 : 1;
}

static int
compare_places_cb (gconstpointer a, gconstpointer b)
{
  const Stop *x = a, *y = b;

  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  return x->node < y->node ? -1 : 1;
}

/* In how many journeys one of two comes first before the other does, of those that have both. */
static guint *
count_before (const Draft *self)
{
  const WayLog *log = self->log;
  guint n = self->stops->len, n_seen;
  guint *before = g_new0 (guint, (gsize) n * n + 1);
  g_autofree guint *number = g_new0 (guint, log->n_activities + 1), *seen = g_new (guint, n + 1);
  g_autofree guint32 *last = g_new0 (guint32, n + 1);

  for (guint i = 0; i < n; i++)
    number[g_array_index (self->stops, Stop, i).node] = i + 1;
  for (guint c = 0; c < log->n_cases; c++)
    {
      n_seen = 0;
      for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
        {
          guint stop = number[self->view->node_of[log->activities[i]]];

          if (stop == 0 || last[stop - 1] == c + 1)
            continue;
          last[stop - 1] = c + 1;
          for (guint k = 0; k < n_seen; k++)
            before[(gsize) seen[k] * n + stop - 1]++;
          seen[n_seen++] = stop - 1;
        }
    }
  return before;
}

/* What comes before more of the others stands further left: journeys that end early or leap do not move it. */
static void
find_stops (Draft *self)
{
  const WayLog *log = self->log;

  for (guint a = 0; a < self->view->n_nodes; a++)
    {
      guint cases = self->flow->places[a].cases;
      Stop stop = { .node = a, .cases = cases, .common = cases >= COMMON_SHARE * log->n_cases };

      if (cases > 0)
        g_array_append_val (self->stops, stop);
    }
  g_array_sort (self->stops, compare_cases_cb);
  g_array_set_size (self->stops, MIN (self->stops->len, WAY_LOG_MAP_MOST));
  while (self->stops->len > 2 && g_array_index (self->stops, Stop, self->stops->len - 1).cases < LEAST_SHARE * log->n_cases)
    g_array_set_size (self->stops, self->stops->len - 1);

  guint n = self->stops->len;
  g_autofree guint *before = count_before (self);

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      if (a != b && before[(gsize) b * n + a] > 0)
        g_array_index (self->stops, Stop, a).place += (double) before[(gsize) b * n + a] / (before[(gsize) a * n + b] + before[(gsize) b * n + a]);
  g_array_sort (self->stops, compare_places_cb);
}

static void
find_edges (Draft *self)
{
  guint n = self->stops->len;
  g_autofree guint *number = g_new0 (guint, self->view->n_nodes + 1);

  self->edges = g_new0 (const WayFlowEdge *, (gsize) n *n + 1);
  for (guint i = 0; i < n; i++)
    number[g_array_index (self->stops, Stop, i).node] = i + 1;
  for (guint i = 0; i < self->flow->edges->len; i++)
    {
      const WayFlowEdge *edge = &g_array_index (self->flow->edges, WayFlowEdge, i);

      if (number[edge->from] > 0 && number[edge->to] > 0)
        self->edges[(gsize) (number[edge->from] - 1) * n + number[edge->to] - 1] = edge;
    }
}

/* Common ones go on to the next step; the others share the step of those they stand among, as long as there is room in it. */
static void
arrange (Draft *self)
{
  guint n = self->stops->len, n_common = 0, row = 0;
  gboolean taken = FALSE; /* the step has its common stop */

  for (guint i = 0; i < n; i++)
    n_common += g_array_index (self->stops, Stop, i).common;

  gboolean all_common = n_common > MAX_STEPS || n_common == 0;
  guint per_step = MAX ((n + MAX_STEPS - 1) / MAX_STEPS, 1);

  for (guint i = 0; i < n; i++)
    {
      Stop *stop = &g_array_index (self->stops, Stop, i);
      gboolean next = all_common ? row >= per_step : (stop->common && taken) || row >= MAX_ROWS;

      if (next)
        {
          self->n_steps++;
          row = 0;
          taken = FALSE;
        }
      stop->step = self->n_steps;
      stop->row = row++;
      taken = taken || stop->common;
    }
  self->n_steps++;
}

static WayElement *
add (Draft *self, WayElement *parent, WayKind kind, const char *name)
{
  WayElement *element = way_element_new (kind);
  const char *prefix = way_kind_get (kind)->prefix;

  if (prefix != NULL)
    {
      g_autofree char *id = way_id_new_from (self->rand, prefix);

      way_element_init_value (element, WAY_FIELD_ID, id);
    }
  if (name != NULL)
    way_element_init_value (element, kind == WAY_KIND_META ? WAY_FIELD_TITLE : WAY_FIELD_NAME, name);
  return way_element_append (parent, element);
}

/* Names out of a log may hold what a map's line cannot. */
static char *
make_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0' && g_utf8_strlen (line->str, -1) < 200; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_iscntrl (c) || c == 0xfffe || c == 0xffff ? ' ' : c);
    }
  g_strstrip (line->str);
  line->len = strlen (line->str);
  if (line->len == 0)
    g_string_append (line, "?");
  return g_string_free (line, FALSE);
}

/* The step's most common stop gives the name. */
static char *
name_step (const Draft *self, guint step)
{
  const Stop *best = NULL;

  for (guint i = 0; i < self->stops->len; i++)
    {
      const Stop *stop = &g_array_index (self->stops, Stop, i);

      if (stop->step == step && (best == NULL || stop->cases > best->cases))
        best = stop;
    }
  return best != NULL ? make_line (self->view->node_names[best->node]) : g_strdup (_ ("Step 1"));
}

/* How long customers wait before they come to the step: of the busiest way into it from the one before. */
static double
get_wait (const Draft *self, guint step)
{
  const WayFlowEdge *best = NULL;

  for (guint i = 0; i < self->stops->len; i++)
    for (guint k = 0; k < self->stops->len; k++)
      {
        const Stop *a = &g_array_index (self->stops, Stop, i), *b = &g_array_index (self->stops, Stop, k);
        const WayFlowEdge *edge = a->step < step && b->step == step ? self->edges[(gsize) i * self->stops->len + k] : NULL;

        if (edge != NULL && (best == NULL || edge->count > best->count))
          best = edge;
      }
  return best != NULL && !isnan (best->median) ? best->median : 0;
}

/* Phases begin where the waits are longest. */
static void
add_steps (Draft *self, WayElement **steps)
{
  guint n_phases = CLAMP ((self->n_steps + STEPS_PER_PHASE - 1) / STEPS_PER_PHASE, 1, 6);
  g_autofree gboolean *begins = g_new0 (gboolean, self->n_steps + 1);
  WayElement *phase = NULL;

  begins[0] = TRUE;
  for (guint p = 1; p < n_phases; p++)
    {
      guint best = 0;
      double longest = -1;

      for (guint s = 1; s < self->n_steps; s++)
        if (!begins[s] && get_wait (self, s) > longest)
          {
            longest = get_wait (self, s);
            best = s;
          }
      begins[best] = TRUE;
    }
  for (guint s = 0; s < self->n_steps; s++)
    {
      g_autofree char *name = name_step (self, s);

      if (begins[s])
        phase = add (self, self->journey, WAY_KIND_PHASE, name);
      steps[s] = add (self, phase, WAY_KIND_STEP, name);
    }
}

/* The channel of most of its events; without any the log's only one. */
static WayElement *
get_channel (Draft *self, guint node)
{
  const WayLog *log = self->log;
  g_autofree guint *counts = g_new0 (guint, log->n_channels + 1);
  guint best = log->n_channels;

  for (guint i = 0; i < log->n_events && log->channels != NULL; i++)
    if (self->view->node_of[log->activities[i]] == node && log->channels[i] < log->n_channels)
      counts[log->channels[i]]++;
  for (guint c = 0; c < log->n_channels; c++)
    if (counts[c] > counts[best])
      best = c;

  g_autofree char *name = best < log->n_channels ? make_line (log->channel_names[best]) : g_strdup (_ ("Event log"));
  const char *kind, *medium;

  if (self->channels[best] != NULL)
    return self->channels[best];
  way_channel_guess (name, &kind, &medium);
  self->channels[best] = add (self, self->root, WAY_KIND_CHANNEL, name);
  way_element_init_value (self->channels[best], WAY_FIELD_KIND, kind);
  way_element_init_value (self->channels[best], WAY_FIELD_MEDIUM, medium);
  return self->channels[best];
}

static void
add_touchpoints (Draft *self, WayElement **steps)
{
  for (guint i = 0; i < self->stops->len; i++)
    {
      Stop *stop = &g_array_index (self->stops, Stop, i);
      g_autofree char *name = make_line (self->view->node_names[stop->node]);

      stop->element = add (self, self->journey, WAY_KIND_TOUCHPOINT, name);
      way_element_init_value (stop->element, WAY_FIELD_CHANNEL, way_element_get_id (get_channel (self, stop->node)));
      way_element_init_value (stop->element, WAY_FIELD_LANE, way_element_get_id (self->lane));
      way_element_init_value (stop->element, WAY_FIELD_STEP, way_element_get_id (steps[stop->step]));
      way_element_init_value (add (self, stop->element, WAY_KIND_EVENT, NULL), WAY_FIELD_MATCH, name);
    }
}

static void
add_connection (Draft *self, const Stop *from, const Stop *to, const WayFlowEdge *edge, GHashTable *drawn)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) edge->from << 32 | edge->to);
  double share = (double) edge->count / self->flow->places[edge->from].events;

  if (!g_hash_table_add (drawn, key))
    return;

  WayElement *connection = add (self, self->journey, WAY_KIND_CONNECTION, NULL);
  g_autofree char *text = g_strdup_printf ("%d.%02d", (int) round (share * 100) / 100, (int) round (share * 100) % 100);

  way_element_init_value (connection, WAY_FIELD_KIND, "next");
  way_element_init_value (connection, WAY_FIELD_FROM, way_element_get_id (from->element));
  way_element_init_value (connection, WAY_FIELD_TO, way_element_get_id (to->element));
  if (strcmp (text, "0.00") != 0)
    way_element_init_value (connection, WAY_FIELD_SHARE, text);
}

/* The busiest way on from each touchpoint and the busiest way to it, ahead only: loops and leaps back are for the flow to show. */
static void
add_connections (Draft *self)
{
  g_autoptr (GHashTable) drawn = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->stops->len; i++)
    {
      const Stop *stop = &g_array_index (self->stops, Stop, i), *best[2] = { NULL, NULL };
      const WayFlowEdge *edges[2] = { NULL, NULL };

      for (guint k = 0; k < self->stops->len; k++)
        for (guint way = 0; way < 2; way++)
          {
            const Stop *other = &g_array_index (self->stops, Stop, k);
            const WayFlowEdge *edge = (way == 0 ? k > i : k < i) ? self->edges[(gsize) (way == 0 ? i : k) * self->stops->len + (way == 0 ? k : i)] : NULL;

            if (edge != NULL && (edges[way] == NULL || edge->count > edges[way]->count))
              {
                edges[way] = edge;
                best[way] = other;
              }
          }
      if (edges[0] != NULL && edges[0]->count >= LEAST_WAY * self->flow->places[stop->node].events)
        add_connection (self, stop, best[0], edges[0], drawn);
      if (edges[1] != NULL)
        add_connection (self, best[1], stop, edges[1], drawn);
    }
}

static void
begin_document (Draft *self, const char *title)
{
  g_auto (GStrv) parts = g_strsplit_set (g_get_language_names ()[0], "_.@-", 2);
  gboolean known = strlen (parts[0]) >= 2 && strlen (parts[0]) <= 3;

  self->root = way_element_new (WAY_KIND_DOCUMENT);
  way_element_init_value (self->root, WAY_FIELD_VERSION, WAY_FORMAT_VERSION);
  way_element_init_value (self->root, WAY_FIELD_MIN_READER, WAY_FORMAT_VERSION);
  way_element_init_value (self->root, WAY_FIELD_LANG, known ? parts[0] : "en");

  g_autofree char *id = way_id_new_from (self->rand, way_kind_get (WAY_KIND_DOCUMENT)->prefix);

  way_element_init_value (self->root, WAY_FIELD_ID, id);
  add (self, self->root, WAY_KIND_META, title);
  self->journey = add (self, self->root, WAY_KIND_JOURNEY, title);
  way_element_init_value (self->journey, WAY_FIELD_STATE, "current");
  self->lane = add (self, self->journey, WAY_KIND_LANE, _ ("Touchpoints"));
  way_element_init_value (self->lane, WAY_FIELD_KIND, "touchpoints");
}

WayDocument *
way_log_map_new (WayLog *log, const char *title)
{
  g_autoptr (WayLogView) view = way_log_view_new (log);
  g_autoptr (WayFlow) flow = way_log_flow_new (view);
  g_autoptr (GArray) stops = g_array_new (FALSE, FALSE, sizeof (Stop));
  Draft self = { .view = view, .flow = flow, .log = log, .stops = stops, .rand = g_rand_new_with_seed (log->n_events) };
  g_autofree char *line = make_line (title);

  find_stops (&self);
  find_edges (&self);
  arrange (&self);

  g_autofree WayElement **channels = g_new0 (WayElement *, log->n_channels + 1);
  g_autofree WayElement **steps = g_new0 (WayElement *, self.n_steps + 1);

  self.channels = channels;
  begin_document (&self, line);
  add_steps (&self, steps);
  add_touchpoints (&self, steps);
  add_connections (&self);
  g_rand_free (self.rand);
  g_free (self.edges);
  return way_document_new_for_root (self.root, NULL);
}
