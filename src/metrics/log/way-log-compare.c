#include "metrics/log/way-log-compare.h"

#include <math.h>

#include "metrics/log/way-journey-flow.h"
#include "metrics/log/way-log-flow.h"
#include "metrics/log/way-log-measures.h"
#include "metrics/log/way-log-private.h"
#include "model/way-figures.h"

#define RATE 0.1
#define LEVEL 0.05
#define CRUMB 1e-9

const char *
way_difference_kind_get_nick (WayDifferenceKind kind)
{
  static const char *const nicks[] = { "elapsed", "visits", "drop-off", "conversion", "cost", "score" };

  return nicks[kind];
}

/* Of a whole journey, which all else is a part of. */
static gboolean
is_whole (const WayLogDifference *row)
{
  return row->node == WAY_LOG_UNBOUND;
}

int
way_log_difference_judge (const WayLogDifference *self)
{
  int sign = (self->difference > 0) - (self->difference < 0);

  switch (self->kind)
    {
    case WAY_DIFFERENCE_CONVERSION:
      return sign;
    case WAY_DIFFERENCE_DROP_OFF:
      return -sign;
    case WAY_DIFFERENCE_COST:
      return is_whole (self) ? 0 : -sign;
    case WAY_DIFFERENCE_ELAPSED:
    case WAY_DIFFERENCE_VISITS:
    case WAY_DIFFERENCE_SCORE:
    default:
      return 0;
    }
}

static void
add_row (GArray *list, WayLogDifference *row)
{
  row->few = MIN (row->n_a, row->n_b) < WAY_FIGURE_HIDDEN_BELOW;
  g_array_append_val (list, *row);
}

static void
add_shares (GArray *list, WayDifferenceKind kind, guint32 node, guint32 to, guint part_a, guint n_a, guint part_b, guint n_b)
{
  WayLogDifference row = { .kind = kind, .node = node, .to = to, .n_a = n_a, .n_b = n_b, .has_interval = TRUE };

  if (n_a == 0 || n_b == 0)
    return;
  row.a = (double) part_a / n_a;
  row.b = (double) part_b / n_b;
  row.interval_a = way_statistics_wilson (row.a, n_a);
  row.interval_b = way_statistics_wilson (row.b, n_b);
  row.difference = row.b - row.a;
  row.interval = way_statistics_newcombe (row.b, n_b, row.a, n_a);
  row.p = way_statistics_shares_p (row.b, n_b, row.a, n_a);
  add_row (list, &row);
}

static void
add_elapsed (GArray *list, WayFlow *a, WayFlow *b)
{
  WayLogDifference row = { .kind = WAY_DIFFERENCE_ELAPSED, .node = WAY_LOG_UNBOUND, .to = WAY_LOG_UNBOUND, .n_a = a->n_spans, .n_b = b->n_spans, .p = NAN };

  if (a->n_spans == 0 || b->n_spans == 0)
    return;
  way_log_flow_sort_spans (a);
  way_log_flow_sort_spans (b);
  row.a = way_statistics_quantile (a->spans, a->n_spans, 0.5);
  row.b = way_statistics_quantile (b->spans, b->n_spans, 0.5);
  row.difference = row.b - row.a;
  row.interval_a = row.interval_b = (WayInterval){ NAN, NAN };
  if (way_statistics_quantile_interval (a->spans, a->n_spans, 0.5, &row.interval_a) && way_statistics_quantile_interval (b->spans, b->n_spans, 0.5, &row.interval_b))
    row.differs = row.interval_a.high < row.interval_b.low || row.interval_b.high < row.interval_a.low;
  add_row (list, &row);
}

static void
add_journey (GArray *list, const WayJourneyFlow *a, const WayJourneyFlow *b)
{
  for (guint i = 0; i < a->places->len; i++)
    {
      const WayJourneyPlace *x = &g_array_index (a->places, WayJourneyPlace, i), *y = &g_array_index (b->places, WayJourneyPlace, i);

      if (!x->is_end)
        add_shares (list, WAY_DIFFERENCE_DROP_OFF, i, WAY_LOG_UNBOUND, x->left, x->at, y->left, y->at);
    }
  for (guint i = 0; i < a->lines->len; i++)
    for (guint k = 0; k < b->lines->len; k++)
      {
        const WayJourneyLine *x = &g_array_index (a->lines, WayJourneyLine, i), *y = &g_array_index (b->lines, WayJourneyLine, k);

        if (x->drawn && x->from == y->from && x->to == y->to)
          add_shares (list, WAY_DIFFERENCE_CONVERSION, x->from, x->to, x->reached, x->at, y->reached, y->at);
      }
}

/* What its interval was made from. Of values that are all the same sums leave crumbs, which are no spread. */
static double
get_error (const WayLogMeasure *measure)
{
  double reach = measure->interval.high - measure->mean;

  return reach > CRUMB * fabs (measure->mean) ? reach / way_statistics_t (measure->n - 1) : 0;
}

static void
add_means (GArray *list, WayDifferenceKind kind, guint32 node, const WayLogMeasure *a, const WayLogMeasure *b)
{
  WayLogDifference row = { .kind = kind, .node = node, .to = WAY_LOG_UNBOUND, .a = a->mean, .b = b->mean, .n_a = a->n, .n_b = b->n, .p = NAN };

  if (a->n == 0 || b->n == 0)
    return;
  row.difference = fabs (row.b - row.a) > CRUMB * fabs (row.a) ? row.b - row.a : 0;
  row.interval_a = a->has_interval ? a->interval : (WayInterval){ NAN, NAN };
  row.interval_b = b->has_interval ? b->interval : (WayInterval){ NAN, NAN };
  row.has_interval = a->has_interval && b->has_interval;
  if (row.has_interval)
    {
      double error_a = get_error (a), error_b = get_error (b), error = hypot (error_a, error_b);
      double reach = error > 0 ? error * way_statistics_t (way_statistics_welch (error_b, b->n - 1, error_a, a->n - 1)) : 0;

      row.interval = (WayInterval){ row.difference - reach, row.difference + reach };
      /* Values that never vary differ for certain, or not at all. */
      row.p = error > 0 ? way_statistics_means_p (row.difference, error_b, b->n - 1, error_a, a->n - 1) : row.difference == 0;
    }
  add_row (list, &row);
}

static void
add_measures (GArray *list, const WayLogView *a, const WayLogView *b)
{
  static const struct
  {
    WayDifferenceKind kind;
    WayLogMeasureKind measure;
  } kinds[] = { { WAY_DIFFERENCE_COST, WAY_MEASURE_COST }, { WAY_DIFFERENCE_SCORE, WAY_MEASURE_SCORE } };
  g_autoptr (WayLogMeasures) measures_a = way_log_measures_new (a), measures_b = way_log_measures_new (b);

  for (guint k = 0; measures_a != NULL && measures_b != NULL && k < G_N_ELEMENTS (kinds); k++)
    {
      add_means (list, kinds[k].kind, WAY_LOG_UNBOUND, &measures_a->whole[kinds[k].measure], &measures_b->whole[kinds[k].measure]);
      for (guint i = 0; i < a->n_nodes; i++)
        add_means (list, kinds[k].kind, i, &measures_a->places[i][kinds[k].measure], &measures_b->places[i][kinds[k].measure]);
    }
}

static void
name_differences (GArray *list)
{
  g_autofree double *p = g_new (double, list->len + 1);
  g_autofree gboolean *named = g_new0 (gboolean, list->len + 1);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    if (!isnan (g_array_index (list, WayLogDifference, i).p))
      p[n++] = g_array_index (list, WayLogDifference, i).p;
  way_statistics_benjamini_hochberg (p, n, RATE, named);
  n = 0;
  for (guint i = 0; i < list->len; i++)
    {
      WayLogDifference *row = &g_array_index (list, WayLogDifference, i);

      if (!isnan (row->p))
        row->differs = named[n++] && row->p < LEVEL;
    }
}

/* Differences of one unit; of means each kind has its own. */
static guint
get_scale (const WayLogDifference *row)
{
  return row->kind >= WAY_DIFFERENCE_COST ? row->kind : WAY_DIFFERENCE_VISITS;
}

/* Whole journeys first, their time before all; then what differs, then by how much. */
static int
compare_rows_cb (gconstpointer a, gconstpointer b)
{
  const WayLogDifference *x = a, *y = b;

  if (is_whole (x) != is_whole (y))
    return is_whole (x) ? -1 : 1;
  if (is_whole (x))
    return (int) x->kind - (int) y->kind;
  if (x->differs != y->differs)
    return x->differs ? -1 : 1;
  if (get_scale (x) != get_scale (y))
    return get_scale (x) < get_scale (y) ? -1 : 1;
  if (fabs (x->difference) != fabs (y->difference))
    return fabs (x->difference) > fabs (y->difference) ? -1 : 1;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return x->node != y->node ? (x->node < y->node ? -1 : 1) : (x->to < y->to ? -1 : x->to > y->to);
}

/* --- mature journeys --- */

/* A view of the mature ones alone. */
typedef struct
{
  WayLogView view; /* borrows all but its counts */
  guint open;
} Part;

static void
part_init (Part *self, const WayLogView *whole, double window)
{
  const WayLog *log = whole->log;

  *self = (Part){ .view = *whole };
  self->view.counts = g_new0 (guint8, (gsize) log->n_cases + 1);
  for (guint c = 0; c < log->n_cases; c++)
    {
      guint32 i = log->first[c];

      while (i < log->first[c + 1] && whole->node_of[log->activities[i]] >= WAY_LOG_IGNORED)
        i++;
      if (i == log->first[c + 1] || !way_log_view_has_case (whole, c))
        continue;
      self->view.counts[c] = way_log_is_mature (log, i, window);
      self->open += !self->view.counts[c];
    }
}

static void
part_clear (Part *self)
{
  g_free (self->view.counts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

static guint
count_shared (const WayLogView *a, const WayLogView *b)
{
  guint n = 0;

  for (guint c = 0; c < a->log->n_cases; c++)
    n += a->counts[c] && b->counts[c];
  return n;
}

GArray *
way_log_compare (const WayLogView *a, const WayLogView *b, const WayElement *journey, gint64 window, WayLogComparison *counts)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (WayLogDifference));
  /* The same patience with both, or the one with the longer journeys would seem to lose fewer. */
  double both = fmax (way_log_choose_window (a, window), way_log_choose_window (b, window));
  g_auto (Part) first = { .open = 0 }, second = { .open = 0 };

  part_init (&first, a, both);
  part_init (&second, b, both);

  g_autoptr (WayFlow) flow_a = way_log_flow_new (&first.view), flow_b = way_log_flow_new (&second.view);

  add_elapsed (list, flow_a, flow_b);
  for (guint i = 0; i < a->n_nodes; i++)
    add_shares (list, WAY_DIFFERENCE_VISITS, i, WAY_LOG_UNBOUND, flow_a->places[i].cases, flow_a->n_cases, flow_b->places[i].cases, flow_b->n_cases);
  if (journey != NULL)
    {
      g_autoptr (WayJourneyFlow) journey_a = way_journey_flow_new (&first.view, journey, -1), journey_b = way_journey_flow_new (&second.view, journey, -1);

      add_journey (list, journey_a, journey_b);
    }
  add_measures (list, &first.view, &second.view);
  name_differences (list);
  g_array_sort (list, compare_rows_cb);
  if (counts != NULL)
    *counts = (WayLogComparison){ flow_a->n_cases, flow_b->n_cases, first.open, second.open, count_shared (&first.view, &second.view) };
  return list;
}
