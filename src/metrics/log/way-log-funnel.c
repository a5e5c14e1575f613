#include "metrics/log/way-log-funnel.h"

#include <math.h>
#include <string.h>

#include "metrics/log/way-log-private.h"
#include "metrics/log/way-log-query.h"

#define NOWHERE G_MAXUINT32

static void
stage_clear (gpointer data)
{
  g_free (((WayFunnelStage *) data)->id);
  g_free (((WayFunnelStage *) data)->name);
}

typedef struct
{
  const WayLogView *view;
  WayFunnel *funnel;
  guint32 *phase_of;  /* by node; NOWHERE */
  guint32 *first;     /* by phase: the first event in it, of the journey at hand */
  GArray **durations; /* by phase: (element-type double) */
} Pass;

void
way_log_funnel_add_stages (WayFunnel *self, const WayElement *journey, guint32 *phase_of, guint n_nodes, guint n_drawn)
{
  g_autoptr (GHashTable) phases = g_hash_table_new (g_str_hash, g_str_equal); /* id of step → phase + 1 */
  WayElement *phase, *step, *touchpoint;
  guint n = 0;

  way_each (phase, journey, WAY_KIND_PHASE)
    {
      WayFunnelStage stage = { .id = g_strdup (way_element_get_id (phase)), .name = g_strdup (way_element_get_name (phase)), .conversion = NAN, .median = NAN };

      g_array_append_val (self->stages, stage);
      way_each (step, phase, WAY_KIND_STEP)
        g_hash_table_insert (phases, (gpointer) way_element_get_id (step), GUINT_TO_POINTER (self->stages->len));
    }
  for (guint i = 0; i < n_nodes; i++)
    phase_of[i] = NOWHERE;
  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    {
      const char *at = way_element_get (touchpoint, WAY_FIELD_STEP);

      if (n < n_drawn)
        phase_of[n++] = at != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (phases, at)) - 1 : NOWHERE;
    }
}

/* Whether the journey came to phase `k` no earlier than to the one before. */
static gboolean
follows (const Pass *self, guint k)
{
  const WayLog *log = self->view->log;
  guint32 before = self->first[k - 1], at = self->first[k];

  return at != NOWHERE && (log->has_times ? log->times[before] <= log->times[at] : before < at);
}

static void
count_journey (Pass *self, guint c)
{
  const WayLog *log = self->view->log;
  WayFunnel *funnel = self->funnel;
  guint32 begin = NOWHERE;
  gboolean is_through = TRUE;

  for (guint k = 0; k < funnel->stages->len; k++)
    self->first[k] = NOWHERE;
  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      guint32 node = self->view->node_of[log->activities[i]];

      if (node >= WAY_LOG_IGNORED)
        continue;
      begin = begin == NOWHERE ? i : begin;
      if (self->phase_of[node] != NOWHERE && self->first[self->phase_of[node]] == NOWHERE)
        self->first[self->phase_of[node]] = i;
    }
  if (begin == NOWHERE)
    return;
  if (!way_log_is_mature (log, begin, funnel->window))
    {
      funnel->n_open++;
      return;
    }
  funnel->n_cases++;
  for (guint k = 0; k < funnel->stages->len; k++)
    {
      WayFunnelStage *stage = &g_array_index (funnel->stages, WayFunnelStage, k);

      stage->reached += self->first[k] != NOWHERE;
      is_through = is_through && (k == 0 ? self->first[0] != NOWHERE : follows (self, k));
      stage->through += is_through;
      if (is_through && k > 0 && log->times[self->first[k - 1]] != WAY_LOG_NO_TIME)
        {
          double duration = (double) (log->times[self->first[k]] - log->times[self->first[k - 1]]);

          g_array_append_val (self->durations[k], duration);
        }
    }
}

void
way_log_funnel_settle (WayFunnel *self)
{
  for (guint k = 0; k < self->stages->len; k++)
    {
      WayFunnelStage *stage = &g_array_index (self->stages, WayFunnelStage, k);
      guint before = k > 0 ? g_array_index (self->stages, WayFunnelStage, k - 1).through : 0;

      stage->overall = self->n_cases > 0 ? (double) stage->through / self->n_cases : NAN;
      stage->overall_interval = way_statistics_wilson (self->n_cases > 0 ? stage->overall : 0, self->n_cases);
      if (k == 0)
        continue;
      stage->conversion = before > 0 ? (double) stage->through / before : NAN;
      stage->conversion_interval = way_statistics_wilson (before > 0 ? stage->conversion : 0, before);
    }
}

static void
measure_stages (WayFunnel *self, GArray *const *durations)
{
  way_log_funnel_settle (self);
  for (guint k = 1; k < self->stages->len; k++)
    if (durations[k]->len > 0)
      g_array_index (self->stages, WayFunnelStage, k).median = way_log_select_quantile ((double *) (void *) durations[k]->data, durations[k]->len, 0.5);
}

WayFunnel *
way_log_funnel_new_blank (void)
{
  WayFunnel *self = g_new0 (WayFunnel, 1);

  self->stages = g_array_new (FALSE, FALSE, sizeof (WayFunnelStage));
  g_array_set_clear_func (self->stages, stage_clear);
  return self;
}

WayFunnel *
way_log_funnel_new (const WayLogView *view, const WayElement *journey, gint64 window)
{
  WayFunnel *self = way_log_funnel_new_blank ();
  guint n = way_element_count (journey, WAY_KIND_PHASE);
  g_autofree guint32 *phase_of = g_new (guint32, view->n_nodes + 1), *first = g_new (guint32, n + 1);
  g_autofree GArray **durations = g_new (GArray *, n + 1);
  Pass pass = { view, self, phase_of, first, durations };

  self->window = way_log_choose_window (view, window);
  way_log_funnel_add_stages (self, journey, phase_of, view->n_nodes, view->n_drawn);
  for (guint k = 0; k < n; k++)
    durations[k] = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint c = 0; c < view->log->n_cases; c++)
    if (way_log_view_has_case (view, c))
      count_journey (&pass, c);
  measure_stages (self, durations);
  for (guint k = 0; k < n; k++)
    g_array_unref (durations[k]);
  return self;
}

/* --- steps of a pattern --- */

/* Where in a journey each step was first done after all before it, and how many of them were. */
typedef struct
{
  const WayLogView *view;
  WayFunnel *funnel;
  WayLogMatcher **prefixes; /* by stage: the pattern up to it */
  WayLogMatcher *all;       /* for single steps */
  GArray **durations;       /* as above */
} StepPass;

/* FALSE if there is nothing in the journey that anybody looks at. */
static gboolean
find_begin (const WayLogView *view, guint c, guint32 *begin)
{
  const WayLog *log = view->log;

  for (*begin = log->first[c]; *begin < log->first[c + 1]; (*begin)++)
    if (view->node_of[log->activities[*begin]] < WAY_LOG_IGNORED)
      return TRUE;
  return FALSE;
}

static gboolean
has_step (const StepPass *self, guint c, guint step)
{
  const WayLog *log = self->view->log;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    if (way_log_matcher_is (self->all, step, i))
      return TRUE;
  return FALSE;
}

static void
count_steps (StepPass *self, guint c)
{
  const WayLog *log = self->view->log;
  gboolean is_through = TRUE;
  guint32 begin, before = 0;

  if (!find_begin (self->view, c, &begin))
    return;
  if (!way_log_is_mature (log, begin, self->funnel->window))
    {
      self->funnel->n_open++;
      return;
    }
  self->funnel->n_cases++;
  for (guint k = 0; k < self->funnel->stages->len; k++)
    {
      WayFunnelStage *stage = &g_array_index (self->funnel->stages, WayFunnelStage, k);
      guint32 at = 0;

      stage->reached += has_step (self, c, k);
      is_through = is_through && way_log_matcher_count (self->prefixes[k], c, &at) > 0;
      if (!is_through)
        continue;
      stage->through++;
      if (k > 0 && log->times[before] != WAY_LOG_NO_TIME)
        {
          double duration = (double) (log->times[at] - log->times[before]);

          g_array_append_val (self->durations[k], duration);
        }
      before = at;
    }
}

WayFunnel *
way_log_funnel_new_for_query (const WayLogView *view, const WayLogQuery *query, gint64 window)
{
  WayFunnel *self = way_log_funnel_new_blank ();
  guint n = way_log_query_get_size (query);
  g_autofree GArray **durations = g_new (GArray *, n);
  g_autofree WayLogMatcher **prefixes = g_new (WayLogMatcher *, n);
  StepPass pass = { view, self, prefixes, NULL, durations };

  self->window = way_log_choose_window (view, window);
  for (guint k = 0; k < n; k++)
    {
      WayFunnelStage stage = { .name = way_log_query_dup_step_text (query, k), .conversion = NAN, .median = NAN };

      g_array_append_val (self->stages, stage);
      durations[k] = g_array_new (FALSE, FALSE, sizeof (double));
      prefixes[k] = way_log_matcher_new_for_prefix (view, query, k + 1);
    }
  pass.all = prefixes[n - 1];
  for (guint c = 0; c < view->log->n_cases; c++)
    if (way_log_view_has_case (view, c))
      count_steps (&pass, c);
  measure_stages (self, durations);
  for (guint k = 0; k < n; k++)
    {
      g_array_unref (durations[k]);
      way_log_matcher_free (prefixes[k]);
    }
  return self;
}

void
way_log_funnel_free (WayFunnel *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->stages);
  g_free (self);
}
