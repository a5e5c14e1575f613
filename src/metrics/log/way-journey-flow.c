#include "metrics/log/way-journey-flow.h"

#include <math.h>
#include <string.h>

#include "metrics/figures/way-measure.h"
#include "metrics/log/way-log-private.h"

/* Strays whose neighbours and likeness are looked for: the most frequent ones. A log may have a million names. */
#define MAX_KNOWN 200
#define LIKELY 0.5
#define NOWHERE G_MAXUINT32

static void
place_clear (gpointer data)
{
  WayJourneyPlace *place = data;

  g_free (place->id);
  g_free (place->name);
}

static void
line_clear (gpointer data)
{
  g_free (((WayJourneyLine *) data)->connection);
}

static void
stray_clear (gpointer data)
{
  g_free (((WayJourneyStray *) data)->name);
  g_free (((WayJourneyStray *) data)->suggested);
}

static WayJourneyPlace *
get_place (const WayJourneyFlow *self, guint i)
{
  return &g_array_index (self->places, WayJourneyPlace, i);
}

static WayJourneyLine *
get_line (const WayJourneyFlow *self, guint i)
{
  return &g_array_index (self->lines, WayJourneyLine, i);
}

static void
add_places (WayJourneyFlow *self, const WayLogView *view, const WayFlow *flow)
{
  for (guint i = 0; i < (view->node_ids != NULL ? view->n_drawn : view->n_nodes); i++)
    {
      const WayFlowPlace *from = &flow->places[i];
      WayJourneyPlace place = { .id = g_strdup (view->node_ids != NULL ? view->node_ids[i] : ""), .name = g_strdup (view->node_names[i]), .events = from->events, .cases = from->cases, .starts = from->starts, .ends = from->ends, .again = from->again, .patience = NAN, .drop_off = NAN, .inactivity = NAN };

      place.repeats = place.events - place.cases;
      g_array_append_val (self->places, place);
    }
}

guint
way_journey_flow_find (const WayJourneyFlow *self, const char *id)
{
  for (guint i = 0; id != NULL && *id != '\0' && i < self->places->len; i++)
    if (strcmp (get_place (self, i)->id, id) == 0)
      return i;
  return G_MAXUINT;
}

/* --- lines --- */

static void
add_lines (WayJourneyFlow *self, const WayFlow *flow)
{
  for (guint i = 0; i < flow->edges->len; i++)
    {
      const WayFlowEdge *edge = &g_array_index (flow->edges, WayFlowEdge, i);
      WayJourneyLine line = { .from = edge->from, .to = edge->to, .count = edge->count, .cases = edge->cases, .median = edge->median, .mean = edge->mean, .p90 = edge->p90, .has_interval = edge->has_interval, .median_low = edge->median_low, .median_high = edge->median_high };

      g_array_append_val (self->lines, line);
    }
}

static WayJourneyLine *
find_or_add_line (WayJourneyFlow *self, guint from, guint to)
{
  WayJourneyLine line = { .from = from, .to = to, .median = NAN, .mean = NAN, .p90 = NAN };

  for (guint i = 0; i < self->lines->len; i++)
    if (get_line (self, i)->from == from && get_line (self, i)->to == to)
      return get_line (self, i);
  g_array_append_val (self->lines, line);
  return get_line (self, self->lines->len - 1);
}

static void
mark_drawn (WayJourneyFlow *self, const WayElement *journey)
{
  g_autofree guint8 *reached = g_new0 (guint8, self->places->len + 1), *left = g_new0 (guint8, self->places->len + 1);
  WayElement *connection;

  way_each (connection, journey, WAY_KIND_CONNECTION)
    {
      guint from = way_journey_flow_find (self, way_element_get (connection, WAY_FIELD_FROM));
      guint to = way_journey_flow_find (self, way_element_get (connection, WAY_FIELD_TO));
      WayJourneyLine *line;

      if (from == G_MAXUINT || to == G_MAXUINT || way_element_is (connection, WAY_FIELD_KIND, "drop-out"))
        continue;
      line = find_or_add_line (self, from, to);
      if (!line->drawn)
        line->connection = g_strdup (way_element_get_id (connection));
      line->drawn = TRUE;
      if (way_element_is (connection, WAY_FIELD_KIND, "loop"))
        continue;
      left[from] = 1;
      reached[to] = 1;
    }
  for (guint i = 0; i < self->places->len; i++)
    get_place (self, i)->is_end = reached[i] && !left[i];
}

/* --- who is still under way --- */

/* Drawn lines by where they lead from, so that a journey looks only at those it can have gone. */
typedef struct
{
  guint *lines; /* numbers of drawn lines, grouped */
  guint *first; /* by place, and one for the end */
} Drawn;

static void
drawn_init (Drawn *self, const WayJourneyFlow *flow)
{
  self->lines = g_new (guint, flow->lines->len + 1);
  self->first = g_new0 (guint, flow->places->len + 1);
  /* Counted first, then placed: there may be as many places as there are names of events. */
  for (guint k = 0; k < flow->lines->len; k++)
    self->first[get_line (flow, k)->from + 1] += get_line (flow, k)->drawn;
  for (guint i = 0; i < flow->places->len; i++)
    self->first[i + 1] += self->first[i];
  g_autofree guint *next = g_memdup2 (self->first, (flow->places->len + 1) * sizeof (guint));

  for (guint k = 0; k < flow->lines->len; k++)
    if (get_line (flow, k)->drawn)
      self->lines[next[get_line (flow, k)->from]++] = k;
}

static void
drawn_clear (Drawn *self)
{
  g_free (self->lines);
  g_free (self->first);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawn, drawn_clear)

/* What a journey has of each place: its first and last event there, among those of this journey. */
typedef struct
{
  guint32 c; /* the journey these are of, plus one */
  guint32 first, last;
} Visit;

typedef struct
{
  const WayLogView *view;
  WayJourneyFlow *flow;
  Drawn drawn;
  Visit *visits;   /* by place */
  guint32 *places; /* those of the journey at hand, once each */
} Walk;

static void
leave_journey (Walk *self, guint32 last_node, gint64 last_time)
{
  WayJourneyPlace *last = get_place (self->flow, last_node);
  gint64 newest = self->view->log->newest;

  last->left += !last->is_end;
  last->silent += last_time != WAY_LOG_NO_TIME && (double) (newest - last_time) > last->patience;
}

static void
count_reached (Walk *self, guint c, guint32 node)
{
  WayJourneyFlow *flow = self->flow;

  get_place (flow, node)->at++;
  for (guint k = self->drawn.first[node]; k < self->drawn.first[node + 1]; k++)
    {
      WayJourneyLine *line = get_line (flow, self->drawn.lines[k]);
      const Visit *there = &self->visits[line->to];

      line->at++;
      line->reached += there->c == c + 1 && there->last > self->visits[node].first;
    }
}

static void
walk_journey (Walk *self, guint c)
{
  const WayLog *log = self->view->log;
  guint32 begin = NOWHERE, last = NOWHERE, end = 0;
  guint n = 0;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      guint32 node = self->view->node_of[log->activities[i]];

      if (node >= WAY_LOG_IGNORED)
        continue;
      if (self->visits[node].c != c + 1)
        {
          self->visits[node] = (Visit){ c + 1, i, i };
          self->places[n++] = node;
        }
      self->visits[node].last = i;
      begin = begin == NOWHERE ? i : begin;
      last = node;
      end = i;
    }
  if (last == NOWHERE)
    return;
  if (!way_log_is_mature (log, begin, self->flow->window))
    {
      get_place (self->flow, last)->open++;
      self->flow->n_open++;
      return;
    }
  for (guint k = 0; k < n; k++)
    count_reached (self, c, self->places[k]);
  leave_journey (self, last, log->times[end]);
}

/* How long those who went on from each place took, at most 95 % of them. */
static void
measure_patience (WayJourneyFlow *self, const WayLogView *view, const WayFlow *flow)
{
  const WayLog *log = view->log;
  g_autofree gsize *next = g_new0 (gsize, self->places->len + 1), *first = g_new0 (gsize, self->places->len + 1);
  g_autofree double *gaps = log->has_times ? g_new (double, flow->n_follows + 1) : NULL;

  for (guint i = 0; i < self->places->len; i++)
    {
      first[i + 1] = first[i] + flow->places[i].events - flow->places[i].ends;
      next[i] = first[i];
    }
  for (guint c = 0; gaps != NULL && c < log->n_cases; c++)
    {
      guint32 before = NOWHERE, at = 0;

      for (guint32 i = log->first[c]; way_log_view_has_case (view, c) && i < log->first[c + 1]; i++)
        {
          guint32 node = view->node_of[log->activities[i]];

          if (node >= WAY_LOG_IGNORED)
            continue;
          if (before != NOWHERE && log->times[at] != WAY_LOG_NO_TIME)
            gaps[next[before]++] = (double) (log->times[i] - log->times[at]);
          before = node;
          at = i;
        }
    }
  for (guint i = 0; gaps != NULL && i < self->places->len; i++)
    if (next[i] > first[i])
      get_place (self, i)->patience = way_log_select_quantile (gaps + first[i], next[i] - first[i], 0.95);
}

static void
measure_shares (WayJourneyFlow *self)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      WayJourneyPlace *place = get_place (self, i);

      place->drop_off = place->is_end || place->at == 0 ? NAN : (double) place->left / place->at;
      place->drop_off_interval = way_statistics_wilson (place->at > 0 ? (double) place->left / place->at : 0, place->at);
      place->inactivity = place->is_end || place->at == 0 || isnan (place->patience) ? NAN : (double) place->silent / place->at;
      place->inactivity_interval = way_statistics_wilson (isnan (place->inactivity) ? 0 : place->inactivity, place->at);
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      WayJourneyLine *line = get_line (self, i);

      line->conversion = line->at > 0 ? (double) line->reached / line->at : NAN;
      line->conversion_interval = way_statistics_wilson (line->at > 0 ? line->conversion : 0, line->at);
    }
}

static void
walk (WayJourneyFlow *self, const WayLogView *view)
{
  g_autofree Visit *visits = g_new0 (Visit, self->places->len + 1);
  g_autofree guint32 *places = g_new (guint32, self->places->len + 1);
  Walk walk = { .view = view, .flow = self, .visits = visits, .places = places };

  drawn_init (&walk.drawn, self);
  for (guint c = 0; c < view->log->n_cases; c++)
    if (way_log_view_has_case (view, c))
      walk_journey (&walk, c);
  drawn_clear (&walk.drawn);
  measure_shares (self);
}

/* --- events without a touchpoint --- */

static int
compare_strays_cb (gconstpointer a, gconstpointer b)
{
  const WayJourneyStray *x = a, *y = b;

  return x->events != y->events ? (x->events > y->events ? -1 : 1) : strcmp (x->name, y->name);
}

/* How often each activity without a touchpoint occurs, and in how many journeys. */
static void
add_strays (WayJourneyFlow *self, const WayLogView *view)
{
  const WayLog *log = view->log;
  g_autofree guint *events = g_new0 (guint, log->n_activities + 1), *cases = g_new0 (guint, log->n_activities + 1), *seen = g_new0 (guint, log->n_activities + 1);

  for (guint c = 0; c < log->n_cases; c++)
    for (guint32 i = log->first[c]; way_log_view_has_case (view, c) && i < log->first[c + 1]; i++)
      {
        guint32 what = log->activities[i];

        if (view->node_of[what] < WAY_LOG_IGNORED)
          continue;
        events[what]++;
        cases[what] += seen[what] != c + 1;
        seen[what] = c + 1;
      }
  for (guint i = 0; i < log->n_activities; i++)
    if (events[i] > 0)
      {
        WayJourneyStray stray = { .name = g_strdup (log->activity_names[i]), .events = events[i], .cases = cases[i], .ignored = view->node_of[i] == WAY_LOG_IGNORED, .before = G_MAXUINT, .after = G_MAXUINT };

        g_array_append_val (self->strays, stray);
      }
  g_array_sort (self->strays, compare_strays_cb);
}

/* `n` counts of one stray, one a place. */
static guint
find_most (const guint *counts, guint n, guint *most)
{
  guint best = G_MAXUINT;

  *most = 0;
  for (guint i = 0; i < n; i++)
    if (counts[i] > *most)
      {
        *most = counts[i];
        best = i;
      }
  return best;
}

static void
count_neighbours (const WayLogView *view, guint c, const guint32 *number, guint n, guint *before, guint *after)
{
  const WayLog *log = view->log;
  guint32 place = NOWHERE;
  guint32 waiting[16]; /* strays since the last place; of more in a row the first ones */
  guint n_waiting = 0;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      guint32 node = view->node_of[log->activities[i]], stray = node >= WAY_LOG_IGNORED ? number[log->activities[i]] : NOWHERE;

      if (node >= WAY_LOG_IGNORED)
        {
          if (stray == NOWHERE)
            continue;
          if (place != NOWHERE)
            before[(gsize) stray * n + place]++;
          if (n_waiting < G_N_ELEMENTS (waiting))
            waiting[n_waiting++] = stray;
          continue;
        }
      for (guint k = 0; k < n_waiting; k++)
        after[(gsize) waiting[k] * n + node]++;
      n_waiting = 0;
      place = node;
    }
}

static void
place_strays (WayJourneyFlow *self, const WayLogView *view)
{
  const WayLog *log = view->log;
  guint n_known = MIN (self->strays->len, MAX_KNOWN), n = self->places->len;
  g_autofree guint32 *number = g_new (guint32, log->n_activities + 1);
  g_autofree guint *before = g_new0 (guint, (gsize) n_known * n + 1), *after = g_new0 (guint, (gsize) n_known * n + 1);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_known; i++)
    g_hash_table_insert (names, g_array_index (self->strays, WayJourneyStray, i).name, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < log->n_activities; i++)
    number[i] = GPOINTER_TO_UINT (g_hash_table_lookup (names, log->activity_names[i])) - 1;
  for (guint c = 0; n_known > 0 && c < log->n_cases; c++)
    if (way_log_view_has_case (view, c))
      count_neighbours (view, c, number, n, before, after);
  for (guint i = 0; i < n_known; i++)
    {
      WayJourneyStray *stray = &g_array_index (self->strays, WayJourneyStray, i);

      stray->before = find_most (before + (gsize) i * n, n, &stray->before_count);
      stray->after = find_most (after + (gsize) i * n, n, &stray->after_count);
      for (guint k = 0; k < n && !stray->ignored; k++)
        {
          double likeness = way_measure_rate_names (stray->name, get_place (self, k)->name);

          if (likeness < LIKELY || likeness <= stray->likeness)
            continue;
          stray->likeness = likeness;
          g_free (stray->suggested);
          stray->suggested = g_strdup (get_place (self, k)->id);
        }
    }
}

static void
measure_elapsed (WayJourneyFlow *self, WayFlow *flow)
{
  double sum = 0;

  if (flow->n_spans == 0)
    return;
  way_log_flow_sort_spans (flow);
  for (guint i = 0; i < flow->n_spans; i++)
    sum += flow->spans[i];
  self->elapsed_mean = sum / flow->n_spans;
  self->elapsed_median = way_statistics_quantile (flow->spans, flow->n_spans, 0.5);
  self->elapsed_p75 = way_statistics_quantile (flow->spans, flow->n_spans, 0.75);
  self->elapsed_p90 = way_statistics_quantile (flow->spans, flow->n_spans, 0.9);
  if (!way_statistics_quantile_interval (flow->spans, flow->n_spans, 0.5, &self->elapsed_interval))
    self->elapsed_interval = (WayInterval){ NAN, NAN };
}

static gpointer
find_variants_cb (gpointer view)
{
  return way_log_variants_new (view);
}

WayJourneyFlow *
way_journey_flow_new_blank (void)
{
  WayJourneyFlow *self = g_new0 (WayJourneyFlow, 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (WayJourneyPlace));
  self->lines = g_array_new (FALSE, FALSE, sizeof (WayJourneyLine));
  self->strays = g_array_new (FALSE, FALSE, sizeof (WayJourneyStray));
  g_array_set_clear_func (self->places, place_clear);
  g_array_set_clear_func (self->lines, line_clear);
  g_array_set_clear_func (self->strays, stray_clear);
  self->variants = way_log_variants_new_blank ();
  self->elapsed_median = self->elapsed_p90 = self->elapsed_mean = self->elapsed_p75 = NAN;
  self->elapsed_interval = (WayInterval){ NAN, NAN };
  return self;
}

void
way_journey_flow_settle (WayJourneyFlow *self, const WayElement *journey)
{
  if (journey != NULL)
    mark_drawn (self, journey);
  for (guint i = 0; i < self->places->len; i++)
    if (get_place (self, i)->is_end)
      get_place (self, i)->left = 0;
  measure_shares (self);
}

WayJourneyFlow *
way_journey_flow_new (const WayLogView *view, const WayElement *journey, gint64 window)
{
  WayJourneyFlow *self = way_journey_flow_new_blank ();
  /* As long as all the rest, and the view does not change: in a thread of its own. */
  GThread *variants = g_thread_new ("way-variants", find_variants_cb, (gpointer) view);
  g_autoptr (WayFlow) flow = way_log_flow_new (view);

  self->n_cases = flow->n_cases;
  self->n_events = flow->n_events;
  self->n_unbound = flow->unbound;
  self->n_ignored = flow->ignored;
  self->n_again = flow->n_again;
  measure_elapsed (self, flow);
  self->window = way_log_choose_window (view, window);
  add_places (self, view, flow);
  add_lines (self, flow);
  if (journey != NULL)
    mark_drawn (self, journey);
  measure_patience (self, view, flow);
  walk (self, view);
  add_strays (self, view);
  place_strays (self, view);
  self->measures = way_log_measures_new (view);
  way_log_variants_free (self->variants);
  self->variants = g_thread_join (variants);
  return self;
}

void
way_journey_flow_free (WayJourneyFlow *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->places);
  g_array_unref (self->lines);
  g_array_unref (self->strays);
  way_log_variants_free (self->variants);
  way_log_measures_free (self->measures);
  g_free (self);
}

static const WayJourneyPlace *
get_stop (const WayJourneyFlow *self, const WayVariant *variant, guint i)
{
  return &g_array_index (self->places, WayJourneyPlace, variant->nodes[i]);
}

char **
way_journey_flow_list_way (const WayJourneyFlow *self, guint variant)
{
  const WayVariant *way = &g_array_index (self->variants->variants, WayVariant, variant);
  char **ids = g_new0 (char *, way->length + 1);

  for (guint i = 0; i < way->length; i++)
    ids[i] = g_strdup (get_stop (self, way, i)->id);
  return ids;
}

char *
way_journey_flow_dup_way (const WayJourneyFlow *self, guint variant)
{
  const WayVariant *way = &g_array_index (self->variants->variants, WayVariant, variant);
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < way->length; i++)
    g_string_append_printf (s, "%s%s", i > 0 ? " › " : "", get_stop (self, way, i)->name);
  return g_string_free (s, FALSE);
}

guint
way_journey_flow_find_way (const WayJourneyFlow *self, const char *const *ids)
{
  for (guint i = 0; i < self->variants->variants->len; i++)
    {
      const WayVariant *way = &g_array_index (self->variants->variants, WayVariant, i);
      guint k = 0;

      while (k < way->length && ids[k] != NULL && strcmp (get_stop (self, way, k)->id, ids[k]) == 0)
        k++;
      if (k == way->length && ids[k] == NULL)
        return i;
    }
  return G_MAXUINT;
}
