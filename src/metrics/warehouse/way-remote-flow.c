/* What a warehouse has counted: binding it to a map, keeping it, and showing it as a flow. Counting is in way-remote-count.c. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "metrics/log/way-log-private.h"
#include "metrics/log/way-log-store-private.h"
#include "metrics/warehouse/way-remote-flow-private.h"

#define MOST_COUNTED G_GINT64_CONSTANT (100000000000000)

static void
place_clear (gpointer data)
{
  g_free (((WayRemotePlace *) data)->id);
  g_free (((WayRemotePlace *) data)->name);
}

static void
name_clear (gpointer data)
{
  g_free (((WayRemoteName *) data)->name);
}

static void
way_clear (gpointer data)
{
  g_free (((WayRemoteWay *) data)->path);
}

static void
stage_clear (gpointer data)
{
  g_free (((WayRemoteStage *) data)->id);
}

WayRemoteFlow *
way_remote_flow_new (void)
{
  WayRemoteFlow *self = g_new0 (WayRemoteFlow, 1);

  self->places = g_array_new (FALSE, TRUE, sizeof (WayRemotePlace));
  self->edges = g_array_new (FALSE, TRUE, sizeof (WayRemoteEdge));
  self->names = g_array_new (FALSE, TRUE, sizeof (WayRemoteName));
  g_array_set_clear_func (self->places, place_clear);
  self->ways = g_array_new (FALSE, TRUE, sizeof (WayRemoteWay));
  g_array_set_clear_func (self->names, name_clear);
  g_array_set_clear_func (self->ways, way_clear);
  self->stages = g_array_new (FALSE, TRUE, sizeof (WayRemoteStage));
  g_array_set_clear_func (self->stages, stage_clear);
  self->window = self->elapsed_median = self->elapsed_p90 = NAN;
  self->oldest = self->newest = WAY_LOG_NO_TIME;
  return self;
}

void
way_remote_flow_free (WayRemoteFlow *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->places);
  g_array_unref (self->edges);
  g_array_unref (self->names);
  g_array_unref (self->ways);
  g_array_unref (self->stages);
  g_free (self);
}

/* --- bindings --- */

/* There is one rule for which name belongs where. */
WayLogView *
way_remote_flow_make_view (const WayRemoteFlow *self, const WayElement *journey, const char *dataset, gboolean whole)
{
  g_autoptr (WayLogBuilder) builder = way_log_builder_new ();
  g_autoptr (WayLog) log = NULL;

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_array_index (self->names, WayRemoteName, i).name;

      way_log_builder_add (builder, "-", 1, name, strlen (name), WAY_LOG_NO_TIME, "", 0);
    }
  log = way_log_builder_finish (g_steal_pointer (&builder), 0);
  return journey != NULL ? way_log_view_new_for_journey (log, journey, dataset, whole) : way_log_view_new (log);
}

static gint64
get_node (const WayLogView *view, guint name)
{
  guint32 node = view->node_of[view->log->activities[name]];

  return node == WAY_LOG_UNBOUND ? -1 : node == WAY_LOG_IGNORED ? -2
                                                                : (gint64) node;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  const WayRemoteName *x = a, *y = b;

  return x->events != y->events ? (x->events > y->events ? -1 : 1) : strcmp (x->name, y->name);
}

void
way_remote_flow_bind (WayRemoteFlow *self, const WayElement *journey, const char *dataset)
{
  g_autoptr (WayLogView) view = NULL;

  g_array_sort (self->names, compare_names_cb);
  view = way_remote_flow_make_view (self, journey, dataset, FALSE);
  for (guint i = 0; i < self->names->len; i++)
    g_array_index (self->names, WayRemoteName, i).node = get_node (view, i);
  for (guint i = 0; i < view->n_nodes; i++)
    {
      WayRemotePlace place = { .id = view->node_ids != NULL ? g_strdup (view->node_ids[i]) : NULL, .name = g_strdup (view->node_names[i]), .patience = NAN };

      g_array_append_val (self->places, place);
    }
}

gboolean
way_remote_flow_is_current (const WayRemoteFlow *self, const WayElement *journey, const char *dataset)
{
  g_autoptr (WayLogView) view = way_remote_flow_make_view (self, journey, dataset, FALSE);

  for (guint i = 0; i < self->names->len; i++)
    {
      gint64 then = g_array_index (self->names, WayRemoteName, i).node, now = get_node (view, i);

      /* Touchpoints may have moved; who they are counts. */
      if (then < 0 || now < 0 ? then != now : then >= self->places->len || g_strcmp0 (g_array_index (self->places, WayRemotePlace, then).id, view->node_ids != NULL ? view->node_ids[now] : NULL) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Which ways are not known. */
static char *
dup_rest (const WayRemoteFlow *self)
{
  gint64 rest = way_remote_flow_count_rest (self);
  g_autofree char *number = way_number_to_text ((double) rest, 0);

  if (self->ways->len == 0)
    return g_strdup (_ (" This database tells no variants: copy the events to see them."));
  return rest > 0 ? g_strdup_printf (ngettext (" %s journey goes a rarer or longer way than those listed.", " %s journeys go rarer or longer ways than those listed.", (gulong) rest), number) : g_strdup ("");
}

char *
way_remote_flow_dup_remark (const WayRemoteFlow *self, const WayElement *journey)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->counted / 1000);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("?");
  g_autofree char *counted = g_strdup_printf (_ ("Counted in the warehouse on %s; medians within 1.1\302\240%%."), when);
  g_autofree char *sample = self->sample > 1 ? g_strdup_printf (_ (" One journey of %u was counted."), self->sample) : g_strdup ("");
  g_autofree char *rest = dup_rest (self);

  return g_strconcat (way_remote_flow_is_current (self, journey, NULL) ? "" : _ ("Events belong to other touchpoints since then: ask the warehouse again. "), counted, sample, rest, NULL);
}

/* --- keeping --- */

static void
bind_number (WayStatement *statement, int at, double number)
{
  if (isnan (number))
    sqlite3_bind_null (statement, at);
  else
    sqlite3_bind_double (statement, at, number);
}

static double
get_number (WayStatement *statement, int column)
{
  return way_statement_is_null (statement, column) ? NAN : sqlite3_column_double (statement, column);
}

/* Within what any warehouse holds, so that sums of them are numbers, too. */
static gint64
get_count (WayStatement *statement, int column)
{
  return CLAMP (sqlite3_column_int64 (statement, column), 0, MOST_COUNTED);
}

static const char *
get_journey_id (const WayElement *journey)
{
  return journey != NULL ? way_element_get_id (journey) : "";
}

static gint64
save_head (const WayRemoteFlow *self, WayCache *cache, gint64 dataset, const WayElement *journey, GError **error)
{
  g_autoptr (WayStatement) remove = way_cache_prepare (cache, "DELETE FROM counting WHERE dataset=? AND journey=?", error);
  g_autoptr (WayStatement) insert = remove != NULL ? way_cache_prepare (cache, "INSERT INTO counting(dataset,journey,counted,sample,n_cases,n_events,n_open,matured,elapsed_median,elapsed_p90,t0,t1) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)", error) : NULL;

  if (insert == NULL)
    return 0;
  sqlite3_bind_int64 (remove, 1, dataset);
  way_statement_bind_text (remove, 2, get_journey_id (journey));
  if (!way_cache_run (cache, remove, error))
    return 0;
  sqlite3_bind_int64 (insert, 1, dataset);
  way_statement_bind_text (insert, 2, get_journey_id (journey));
  sqlite3_bind_int64 (insert, 3, self->counted);
  sqlite3_bind_int64 (insert, 4, self->sample);
  sqlite3_bind_int64 (insert, 5, self->n_cases);
  sqlite3_bind_int64 (insert, 6, self->n_events);
  sqlite3_bind_int64 (insert, 7, self->n_open);
  bind_number (insert, 8, self->window);
  bind_number (insert, 9, self->elapsed_median);
  bind_number (insert, 10, self->elapsed_p90);
  if (self->oldest != WAY_LOG_NO_TIME)
    sqlite3_bind_int64 (insert, 11, self->oldest);
  if (self->newest != WAY_LOG_NO_TIME)
    sqlite3_bind_int64 (insert, 12, self->newest);
  return way_cache_run (cache, insert, error) ? sqlite3_last_insert_rowid (way_cache_get_database (cache)) : 0;
}

static gboolean
save_places (const WayRemoteFlow *self, WayCache *cache, gint64 id, GError **error)
{
  g_autoptr (WayStatement) insert = way_cache_prepare (cache, "INSERT INTO counted_node(counting,node,id,name,events,cases,starts,ends,again,mature,gone,open,patience) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)", error);

  for (guint i = 0; insert != NULL && i < self->places->len; i++)
    {
      const WayRemotePlace *place = &g_array_index (self->places, WayRemotePlace, i);
      const gint64 counts[] = { place->events, place->cases, place->starts, place->ends, place->again, place->mature, place->gone, place->open };

      sqlite3_bind_int64 (insert, 1, id);
      sqlite3_bind_int64 (insert, 2, i);
      way_statement_bind_text (insert, 3, place->id);
      way_statement_bind_text (insert, 4, place->name);
      for (int k = 0; k < (int) G_N_ELEMENTS (counts); k++)
        sqlite3_bind_int64 (insert, 5 + k, counts[k]);
      bind_number (insert, 13, place->patience);
      if (!way_cache_run (cache, insert, error))
        return FALSE;
    }
  return insert != NULL;
}

static gboolean
save_edges (const WayRemoteFlow *self, WayCache *cache, gint64 id, GError **error)
{
  g_autoptr (WayStatement) insert = way_cache_prepare (cache, "INSERT INTO counted_edge(counting,a,b,n,cases,mean,median,p90,least,most,low,high) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)", error);

  for (guint i = 0; insert != NULL && i < self->edges->len; i++)
    {
      const WayRemoteEdge *edge = &g_array_index (self->edges, WayRemoteEdge, i);
      const double numbers[] = { edge->mean, edge->median, edge->p90, edge->least, edge->most, edge->has_interval ? edge->median_low : NAN, edge->has_interval ? edge->median_high : NAN };

      sqlite3_bind_int64 (insert, 1, id);
      sqlite3_bind_int64 (insert, 2, edge->from);
      sqlite3_bind_int64 (insert, 3, edge->to);
      sqlite3_bind_int64 (insert, 4, edge->count);
      sqlite3_bind_int64 (insert, 5, edge->cases);
      for (int k = 0; k < (int) G_N_ELEMENTS (numbers); k++)
        bind_number (insert, 6 + k, numbers[k]);
      if (!way_cache_run (cache, insert, error))
        return FALSE;
    }
  return insert != NULL;
}

static gboolean
save_names (const WayRemoteFlow *self, WayCache *cache, gint64 id, GError **error)
{
  g_autoptr (WayStatement) insert = way_cache_prepare (cache, "INSERT OR IGNORE INTO counted_name(counting,name,node,events,cases) VALUES(?,?,?,?,?)", error);

  for (guint i = 0; insert != NULL && i < self->names->len; i++)
    {
      const WayRemoteName *name = &g_array_index (self->names, WayRemoteName, i);

      sqlite3_bind_int64 (insert, 1, id);
      way_statement_bind_text (insert, 2, name->name);
      sqlite3_bind_int64 (insert, 3, name->node);
      sqlite3_bind_int64 (insert, 4, name->events);
      sqlite3_bind_int64 (insert, 5, name->cases);
      if (!way_cache_run (cache, insert, error))
        return FALSE;
    }
  return insert != NULL;
}

static gboolean
save_ways (const WayRemoteFlow *self, WayCache *cache, gint64 id, GError **error)
{
  g_autoptr (WayStatement) insert = way_cache_prepare (cache, "INSERT INTO counted_way(counting,rank,n,path) VALUES(?,?,?,?)", error);

  for (guint i = 0; insert != NULL && i < self->ways->len; i++)
    {
      const WayRemoteWay *way = &g_array_index (self->ways, WayRemoteWay, i);

      sqlite3_bind_int64 (insert, 1, id);
      sqlite3_bind_int64 (insert, 2, i);
      sqlite3_bind_int64 (insert, 3, way->count);
      way_statement_bind_text (insert, 4, way->path);
      if (!way_cache_run (cache, insert, error))
        return FALSE;
    }
  return insert != NULL;
}

static gboolean
save_stages (const WayRemoteFlow *self, WayCache *cache, gint64 id, GError **error)
{
  g_autoptr (WayStatement) insert = way_cache_prepare (cache, "INSERT INTO counted_stage(counting,stage,id,reached,through,median,all_reached,all_through,all_median) VALUES(?,?,?,?,?,?,?,?,?)", error);

  for (guint i = 0; insert != NULL && i < self->stages->len; i++)
    {
      const WayRemoteStage *stage = &g_array_index (self->stages, WayRemoteStage, i);

      sqlite3_bind_int64 (insert, 1, id);
      sqlite3_bind_int64 (insert, 2, i);
      way_statement_bind_text (insert, 3, stage->id);
      for (int all = 0; all < 2; all++)
        {
          sqlite3_bind_int64 (insert, 4 + 3 * all, stage->reached[all]);
          sqlite3_bind_int64 (insert, 5 + 3 * all, stage->through[all]);
          bind_number (insert, 6 + 3 * all, stage->median[all]);
        }
      if (!way_cache_run (cache, insert, error))
        return FALSE;
    }
  return insert != NULL;
}

static gboolean
save (const WayRemoteFlow *self, WayCache *cache, const char *name, const WayRemote *remote, const WayElement *journey, GError **error)
{
  const WayLogOptions options = { .case_column = remote->case_column, .activity_column = remote->activity_column, .time_column = remote->time_column, .channel_column = remote->channel_column, .department_column = remote->department_column, .segment_column = remote->segment_column, .lifecycle = remote->lifecycle };
  gint64 dataset = way_cache_find_dataset (cache, name), id;
  gboolean is_new;

  if (dataset == 0)
    dataset = way_log_find_or_add (cache, name, &is_new, error);
  if (dataset == 0 || !way_log_store_head (cache, dataset, &options, FALSE, 0, 0, NULL, error) || !way_remote_save (cache, dataset, remote, error))
    return FALSE;
  id = save_head (self, cache, dataset, journey, error);
  return id != 0 && save_places (self, cache, id, error) && save_edges (self, cache, id, error) && save_names (self, cache, id, error) && save_ways (self, cache, id, error) && save_stages (self, cache, id, error);
}

gboolean
way_remote_flow_save (const WayRemoteFlow *self, WayCache *cache, const char *name, const WayRemote *remote, const WayElement *journey, GError **error)
{
  if (!way_cache_begin (cache, error))
    return FALSE;
  if (!save (self, cache, name, remote, journey, error))
    {
      way_cache_rollback (cache);
      return FALSE;
    }
  return way_cache_commit (cache, error);
}

static gint64
load_head (WayRemoteFlow *self, WayCache *cache, gint64 dataset, const WayElement *journey, GError **error)
{
  g_autoptr (WayStatement) select = way_cache_prepare (cache, "SELECT id, counted, sample, n_cases, n_events, n_open, matured, elapsed_median, elapsed_p90, t0, t1 FROM counting WHERE dataset=? AND journey=?", error);

  if (select == NULL)
    return 0;
  sqlite3_bind_int64 (select, 1, dataset);
  way_statement_bind_text (select, 2, get_journey_id (journey));
  if (sqlite3_step (select) != SQLITE_ROW)
    return 0;
  self->counted = sqlite3_column_int64 (select, 1);
  self->sample = (guint) MAX (sqlite3_column_int (select, 2), 0);
  self->n_cases = get_count (select, 3);
  self->n_events = get_count (select, 4);
  self->n_open = get_count (select, 5);
  self->window = get_number (select, 6);
  self->elapsed_median = get_number (select, 7);
  self->elapsed_p90 = get_number (select, 8);
  self->oldest = way_log_get_start (select, 9);
  self->newest = way_log_get_start (select, 10);
  return sqlite3_column_int64 (select, 0);
}

static WayStatement *
select_of (WayCache *cache, const char *sql, gint64 id, GError **error)
{
  WayStatement *statement = way_cache_prepare (cache, sql, error);

  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, id);
  return statement;
}

static gboolean
load_rows (WayRemoteFlow *self, WayCache *cache, gint64 id, GError **error)
{
  g_autoptr (WayStatement) places = select_of (cache, "SELECT id, name, events, cases, starts, ends, again, mature, gone, open, patience FROM counted_node WHERE counting=? ORDER BY node", id, error);
  g_autoptr (WayStatement) edges = places != NULL ? select_of (cache, "SELECT a, b, n, cases, mean, median, p90, least, most, low, high FROM counted_edge WHERE counting=? ORDER BY n DESC, a, b", id, error) : NULL;
  g_autoptr (WayStatement) names = edges != NULL ? select_of (cache, "SELECT name, node, events, cases FROM counted_name WHERE counting=? ORDER BY events DESC, name", id, error) : NULL;
  g_autoptr (WayStatement) ways = names != NULL ? select_of (cache, "SELECT path, n FROM counted_way WHERE counting=? ORDER BY rank", id, error) : NULL;

  g_autoptr (WayStatement) stages = ways != NULL ? select_of (cache, "SELECT id, reached, through, median, all_reached, all_through, all_median FROM counted_stage WHERE counting=? ORDER BY stage", id, error) : NULL;

  if (stages == NULL)
    return FALSE;
  while (sqlite3_step (stages) == SQLITE_ROW)
    {
      WayRemoteStage stage = { way_statement_dup_text (stages, 0), { sqlite3_column_int64 (stages, 1), sqlite3_column_int64 (stages, 4) }, { sqlite3_column_int64 (stages, 2), sqlite3_column_int64 (stages, 5) }, { get_number (stages, 3), get_number (stages, 6) } };

      g_array_append_val (self->stages, stage);
    }
  while (sqlite3_step (ways) == SQLITE_ROW)
    {
      WayRemoteWay way = { way_statement_dup_name (ways, 0), get_count (ways, 1) };

      g_array_append_val (self->ways, way);
    }
  while (sqlite3_step (places) == SQLITE_ROW)
    {
      WayRemotePlace place = { way_statement_dup_text (places, 0), way_statement_dup_name (places, 1), get_count (places, 2), get_count (places, 3), get_count (places, 4), get_count (places, 5), get_count (places, 6), get_count (places, 7), get_count (places, 8), get_count (places, 9), get_number (places, 10) };

      g_array_append_val (self->places, place);
    }
  while (sqlite3_step (edges) == SQLITE_ROW)
    {
      WayRemoteEdge edge = { (guint) sqlite3_column_int64 (edges, 0), (guint) sqlite3_column_int64 (edges, 1), get_count (edges, 2), get_count (edges, 3), get_number (edges, 4), get_number (edges, 5), get_number (edges, 6), get_number (edges, 7), get_number (edges, 8), !way_statement_is_null (edges, 9), get_number (edges, 9), get_number (edges, 10) };

      if (edge.from >= self->places->len || edge.to >= self->places->len)
        return way_log_fail_damaged (error);
      g_array_append_val (self->edges, edge);
    }
  while (sqlite3_step (names) == SQLITE_ROW)
    {
      WayRemoteName name = { way_statement_dup_name (names, 0), get_count (names, 2), get_count (names, 3), sqlite3_column_int64 (names, 1) };

      g_array_append_val (self->names, name);
    }
  return TRUE;
}

WayRemoteFlow *
way_remote_flow_load (WayCache *cache, const char *name, const WayElement *journey, GError **error)
{
  g_autoptr (WayRemoteFlow) self = way_remote_flow_new ();
  g_autoptr (WayRemote) remote = way_remote_load (cache, name);
  GError *failure = NULL;
  gint64 id = remote != NULL && remote->mode == WAY_REMOTE_COUNT ? load_head (self, cache, way_cache_find_dataset (cache, name), journey, &failure) : 0;

  if (id != 0 && load_rows (self, cache, id, &failure))
    return g_steal_pointer (&self);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (remote == NULL || remote->mode != WAY_REMOTE_COUNT)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("“%s” is not counted in a warehouse."), name);
  else
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("“%s” has not been counted for this journey yet. Count it again."), name);
  return NULL;
}

/* --- as a log's flow --- */

static guint
clip (gint64 count)
{
  return (guint) CLAMP (count, 0, G_MAXUINT32);
}

WayJourneyFlow *
way_remote_flow_make_journey_flow (const WayRemoteFlow *self, const WayElement *journey)
{
  WayJourneyFlow *flow = way_journey_flow_new_blank ();

  flow->n_cases = clip (self->n_cases);
  flow->n_events = clip (self->n_events);
  flow->n_open = clip (self->n_open);
  flow->window = self->window;
  flow->elapsed_median = self->elapsed_median;
  flow->elapsed_p90 = self->elapsed_p90;
  for (guint i = 0; i < self->places->len; i++)
    {
      const WayRemotePlace *from = &g_array_index (self->places, WayRemotePlace, i);
      WayJourneyPlace place = { .id = g_strdup (from->id != NULL ? from->id : ""), .name = g_strdup (from->name), .events = clip (from->events), .cases = clip (from->cases), .starts = clip (from->starts), .ends = clip (from->ends), .again = clip (from->again), .repeats = clip (from->events - from->cases), .at = clip (from->mature), .left = clip (from->gone), .open = clip (from->open), .patience = from->patience };

      g_array_append_val (flow->places, place);
    }
  for (guint i = 0; i < self->edges->len; i++)
    {
      const WayRemoteEdge *from = &g_array_index (self->edges, WayRemoteEdge, i);
      WayJourneyLine line = { .from = from->from, .to = from->to, .count = clip (from->count), .cases = clip (from->cases), .median = from->median, .mean = from->mean, .p90 = from->p90, .has_interval = from->has_interval, .median_low = from->median_low, .median_high = from->median_high };

      g_array_append_val (flow->lines, line);
    }
  for (guint i = 0; i < self->names->len; i++)
    {
      const WayRemoteName *from = &g_array_index (self->names, WayRemoteName, i);
      WayJourneyStray stray = { .name = g_strdup (from->name), .events = clip (from->events), .cases = clip (from->cases), .ignored = from->node == -2, .before = G_MAXUINT, .after = G_MAXUINT };

      if (from->node < 0)
        {
          g_array_append_val (flow->strays, stray);
          *(stray.ignored ? &flow->n_ignored : &flow->n_unbound) += stray.events;
        }
      else
        g_free (stray.name);
    }
  way_remote_flow_add_variants (self, flow->variants);
  way_journey_flow_settle (flow, journey);
  return flow;
}

WayFunnel *
way_remote_flow_make_funnel (const WayRemoteFlow *self, const WayElement *journey, gboolean everybody, GError **error)
{
  guint n = self->places->len;
  g_autofree guint32 *phase_of = g_new (guint32, n + 1);
  g_autoptr (WayFunnel) funnel = way_log_funnel_new_blank ();
  gboolean fits;

  way_log_funnel_add_stages (funnel, journey, phase_of, n, n);
  fits = funnel->stages->len == self->stages->len;
  for (guint k = 0; fits && k < funnel->stages->len; k++)
    fits = g_strcmp0 (g_array_index (funnel->stages, WayFunnelStage, k).id, g_array_index (self->stages, WayRemoteStage, k).id) == 0;
  if (!fits)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, "%s", _ ("The warehouse has not counted how far journeys get through these phases. Count again."));
      return NULL;
    }
  funnel->n_open = everybody ? 0 : clip (self->n_open);
  funnel->n_cases = clip (self->n_cases) - funnel->n_open;
  funnel->window = everybody ? NAN : self->window;
  for (guint k = 0; k < funnel->stages->len; k++)
    {
      WayFunnelStage *stage = &g_array_index (funnel->stages, WayFunnelStage, k);
      const WayRemoteStage *from = &g_array_index (self->stages, WayRemoteStage, k);

      stage->reached = clip (from->reached[everybody]);
      stage->through = clip (from->through[everybody]);
      stage->median = from->median[everybody];
    }
  way_log_funnel_settle (funnel);
  return g_steal_pointer (&funnel);
}
