#include "metrics/figures/way-measure.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-match.h"
#include "metrics/figures/way-measure-private.h"
#include "metrics/figures/way-signals.h"
#include "model/way-metric-text.h"

#define BASELINE_SLOT 1
#define CURRENT_SLOT 2
#define BOTH_SLOT 3
#define BASELINE_BITS (1 << BASELINE_SLOT | 1 << BOTH_SLOT)
#define CURRENT_BITS (1 << CURRENT_SLOT | 1 << BOTH_SLOT)

gint64
way_measure_get_limit (const WayMeasureOptions *options, gboolean hidden)
{
  gint64 own = hidden ? options->hidden_below : options->small_below;

  return own > 0 ? own : hidden ? WAY_FIGURE_HIDDEN_BELOW
                                : WAY_FIGURE_SMALL_BELOW;
}

/* Days since 1970; open ends reach as far as days go. */
static gint32
from_day (guint32 day, gint32 open)
{
  return day != 0 ? (gint32) day - WAY_EPOCH_DAY : open;
}

WayPeriod
way_measure_find_period (const WayMeasureOptions *options, const WayElement *binding, gboolean baseline)
{
  const WayElement *frozen = way_figure_find_frozen (binding, "baseline");
  guint32 since = frozen != NULL ? way_date_parse (way_element_get (frozen, WAY_FIELD_FROM)) : 0;
  guint32 until = frozen != NULL ? way_date_parse (way_element_get (frozen, WAY_FIELD_TO)) : 0;
  WayPeriod period = { G_MININT32, G_MAXINT32, TRUE };

  if (baseline)
    {
      if (options->baseline_from != 0 || options->baseline_to != 0)
        period = (WayPeriod){ from_day (options->baseline_from, G_MININT32), from_day (options->baseline_to, G_MAXINT32), TRUE };
      else
        period = (WayPeriod){ from_day (since, G_MININT32), from_day (until, G_MAXINT32), frozen != NULL };
    }
  else if (options->from != 0 || options->to != 0)
    period = (WayPeriod){ from_day (options->from, G_MININT32), from_day (options->to, G_MAXINT32), TRUE };
  else if (options->baseline_to != 0 || until != 0)
    period.from = from_day (options->baseline_to != 0 ? options->baseline_to : until, 0) + 1;
  return period;
}

static gboolean
is_open (const WayPeriod *period)
{
  return period->from == G_MININT32 && period->to == G_MAXINT32;
}

static gboolean
is_within (const WayPeriod *period, gint32 day)
{
  return period->known && day >= period->from && day <= period->to;
}

static void
init_slots (WaySlots *self, gint32 first, gint32 last, const WayPeriod *baseline, const WayPeriod *current)
{
  *self = (WaySlots){ .first = first, .n_slots = 4 };
  if (first <= last)
    self->n_days = (guint) (last - first) + 1;
  self->slots = g_new0 (guint16, MAX (self->n_days, 1));
  for (guint i = 0; i < self->n_days; i++)
    self->slots[i] = (guint16) (is_within (baseline, first + (gint32) i) * BASELINE_SLOT + is_within (current, first + (gint32) i) * CURRENT_SLOT);
  /* What has no date belongs to all time only. */
  self->undated = is_open (current) ? CURRENT_SLOT : 0;
}

/* Bindings that share a column, periods and so a pass. */
typedef struct
{
  const WayElement *binding;
  const WayNumbers *numbers;
  WayPeriod baseline, current;
  guint group;
  gboolean done;
} Part;

static gboolean
share_pass (const Part *a, const Part *b)
{
  return a->numbers == b->numbers && memcmp (&a->baseline, &b->baseline, sizeof a->baseline) == 0 && memcmp (&a->current, &b->current, sizeof a->current) == 0;
}

guint32 *
way_measure_make_groups (const WaySource *source, const WayElement *metric, GHashTable *by_binding, guint *n_groups)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint32 *map;
  WayElement *binding;

  /* 0 is nobody's, 1 are all. */
  *n_groups = 2;
  way_each (binding, metric, WAY_KIND_BINDING)
    {
      const char *match = source->keys != NULL ? way_element_get (binding, WAY_FIELD_MATCH) : NULL;
      g_autofree char *name = match != NULL ? way_match_squeeze (match) : NULL;
      guint group = name != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (groups, name)) : 1;

      if (group == 0)
        {
          group = (*n_groups)++;
          g_hash_table_insert (groups, g_steal_pointer (&name), GUINT_TO_POINTER (group));
        }
      g_hash_table_insert (by_binding, binding, GUINT_TO_POINTER (group));
    }
  if (source->keys == NULL)
    return NULL;
  map = g_new0 (guint32, source->keys->names->len + 1);
  for (guint code = 1; code <= source->keys->names->len; code++)
    map[code] = GPOINTER_TO_UINT (g_hash_table_lookup (groups, g_ptr_array_index (source->keys->names, code - 1)));
  return map;
}

static WaySample
judge_sample (const WayMeasureOptions *options, gint64 n)
{
  if (n < way_measure_get_limit (options, TRUE))
    return WAY_SAMPLE_HIDDEN;
  return n < way_measure_get_limit (options, FALSE) ? WAY_SAMPLE_SMALL : WAY_SAMPLE_FULL;
}

/* A frozen baseline, as far as its value and n tell. */
static WayEstimate
get_frozen_estimate (const WayElement *binding, const WaySource *source, gboolean *found)
{
  const WayElement *frozen = way_figure_find_frozen (binding, "baseline");
  WayEstimate estimate = { 0 };
  WayInterval interval;
  double n;

  *found = frozen != NULL && way_element_get_number (frozen, WAY_FIELD_VALUE, &estimate.value);
  if (!*found)
    return estimate;
  n = way_element_get_number (frozen, WAY_FIELD_N, &n) ? n : -1;
  estimate.n = (gint64) n;
  if (n < 1)
    return estimate;
  if (source->aggregate == WAY_AGGREGATE_NPS)
    {
      interval = way_statistics_nps (estimate.value / 100, n);
      estimate.error = 100 * way_statistics_nps_error (estimate.value / 100, n);
    }
  else if (source->aggregate == WAY_AGGREGATE_SHARE && estimate.value >= 0 && estimate.value <= 100)
    {
      interval = way_statistics_wilson (estimate.value / 100, n);
      estimate.error = sqrt (estimate.value * (100 - estimate.value) / n);
      estimate.is_share = TRUE;
    }
  else
    return estimate;
  estimate.has_interval = TRUE;
  estimate.low = interval.low * 100;
  estimate.high = interval.high * 100;
  return estimate;
}

/* "2025-10-14" of a day since 1970; g_free. */
static char *
make_date (gint32 day)
{
  return way_date_to_xml ((guint32) (day + WAY_EPOCH_DAY));
}

/* `p`: that they differ by chance, below 0 where that cannot be said. */
static void
set_baseline (WayFigure *figure, const WayEstimate *current, const WayEstimate *baseline, double p, gint32 since, const WayMeasureOptions *options)
{
  /* A baseline of very few is as secret as a figure of very few. */
  if (baseline->n >= 0 && baseline->n < way_measure_get_limit (options, TRUE))
    return;
  figure->has_baseline = TRUE;
  figure->baseline = baseline->value;
  figure->baseline_n = baseline->n;
  figure->change = figure->value - figure->baseline;
  figure->since = since < G_MAXINT32 && since > G_MININT32 ? make_date (since) : NULL;
  if (figure->sample == WAY_SAMPLE_FULL && baseline->n >= way_measure_get_limit (options, FALSE))
    {
      WayInterval interval;

      figure->p = p;
      figure->has_change_interval = way_estimate_get_change (current, baseline, &interval);
      if (figure->has_change_interval)
        {
          figure->change_low = interval.low;
          figure->change_high = interval.high;
        }
    }
}

static double
compare_answers (const WaySource *source, const GArray *current, const GArray *baseline)
{
  WayEstimate x = way_source_estimate (source, current), y = way_source_estimate (source, baseline);

  if (source->aggregate != WAY_AGGREGATE_MEDIAN)
    return way_estimate_compare (&x, &y);
  return way_estimate_compare_medians ((const WayTally *) (void *) current->data, current->len, (const WayTally *) (void *) baseline->data, baseline->len);
}

static WayFigure *
make_figure (const WaySource *source, const Part *part, const WayTallies *tallies, const guint32 *groups, const WaySlots *slots, const WayMeasureOptions *options)
{
  g_autoptr (GArray) values = way_tallies_get (tallies, part->group, CURRENT_BITS), before = way_tallies_get (tallies, part->group, BASELINE_BITS);
  WayEstimate current = way_source_estimate (source, values), baseline = way_source_estimate (source, before);
  WayFigure *figure = way_figure_new (source->metric, part->binding);
  gboolean rows = TRUE, frozen;

  figure->is_measured = TRUE;
  figure->basis = way_metric_make_basis (source->metric, source->has_scale, source->low, source->high);
  figure->value = current.value;
  figure->n = current.n;
  figure->sample = judge_sample (options, current.n);
  if (source->aggregate == WAY_AGGREGATE_LAST && part->numbers != NULL)
    {
      way_source_find_last (source, part->numbers, groups, part->group, slots, CURRENT_BITS, &figure->value);
      /* Somebody else has counted how many stand behind it. */
      figure->n = -1;
      figure->sample = WAY_SAMPLE_UNKNOWN;
    }
  if (figure->sample != WAY_SAMPLE_HIDDEN)
    {
      figure->has_interval = current.has_interval;
      figure->low = current.low;
      figure->high = current.high;
    }
  if (source->first <= source->last)
    {
      figure->from = make_date (MAX (part->current.from, source->first));
      figure->to = make_date (MIN (part->current.to, source->last));
    }
  /* What was frozen is what the baseline is; its rows, where they are still here, know their error better. */
  if (options->baseline_from == 0 && options->baseline_to == 0)
    {
      WayEstimate estimate = get_frozen_estimate (part->binding, source, &frozen);

      if (!frozen || !way_figure_has_basis (way_figure_find_frozen (part->binding, "baseline"), figure->basis))
        return figure;
      if (baseline.n != estimate.n || fabs (baseline.value - estimate.value) > 0.05 + 0.005 * fabs (estimate.value))
        {
          baseline = estimate;
          rows = FALSE;
        }
    }
  else if (baseline.n == 0)
    return figure;
  set_baseline (figure, &current, &baseline, rows ? compare_answers (source, values, before) : way_estimate_compare (&current, &baseline), part->baseline.to, options);
  return figure;
}

/* A binding that has no rows shows what is frozen, if anything is. */
static void
add_frozen (GPtrArray *figures, const WayElement *metric, const WayElement *binding)
{
  WayFigure *figure = way_figure_new_frozen (metric, binding);

  if (figure != NULL)
    g_ptr_array_add (figures, figure);
}

/* Where a total is shown, what is hidden must not be the total minus the rest. */
static void
suppress_complements (const GPtrArray *figures, guint first, const GArray *parts, gint64 unmatched, const WayMeasureOptions *options)
{
  gint64 limit = way_measure_get_limit (options, TRUE);
  g_autofree gint64 *counts = g_new0 (gint64, parts->len + 1);
  g_autofree gboolean *hidden = g_new0 (gboolean, parts->len + 1);
  g_autofree WayFigure **of = g_new0 (WayFigure *, parts->len + 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gboolean total = FALSE;
  gsize n = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      WayFigure *figure = NULL;

      for (guint j = first; j < figures->len && figure == NULL; j++)
        if (g_strcmp0 (((WayFigure *) g_ptr_array_index (figures, j))->binding, way_element_get_id (part->binding)) == 0)
          figure = g_ptr_array_index (figures, j);
      if (figure == NULL || !figure->is_measured || figure->n < 0)
        continue;
      total = total || (part->group == 1 && figure->sample != WAY_SAMPLE_HIDDEN);
      if (part->group == 1 || !g_hash_table_add (seen, GUINT_TO_POINTER (part->group)))
        continue;
      counts[n] = figure->n;
      of[n++] = figure;
    }
  /* Enough of others hide who is missing. */
  if (!total || unmatched >= limit)
    return;
  counts[n] = unmatched;
  way_statistics_suppress (counts, n + 1, limit, hidden);
  for (gsize i = 0; i < n; i++)
    if (hidden[i] && of[i]->sample != WAY_SAMPLE_HIDDEN)
      {
        of[i]->sample = WAY_SAMPLE_HIDDEN;
        of[i]->has_interval = of[i]->has_baseline = FALSE;
        of[i]->p = -1;
      }
}

/* Once a metric, not once a place. */
static void
report_other_basis (const WaySource *source, const GArray *parts, WayReport *report)
{
  g_autofree char *basis = way_metric_make_basis (source->metric, source->has_scale, source->low, source->high);

  for (guint i = 0; i < parts->len; i++)
    {
      const WayElement *frozen = way_figure_find_frozen (g_array_index (parts, Part, i).binding, "baseline");

      if (frozen == NULL || way_figure_has_basis (frozen, basis))
        continue;
      way_report_add (report, WAY_SEVERITY_WARNING, way_element_get_line (source->metric), 0, _ ("“%s” is computed otherwise now (%s) than when its baseline was frozen (%s), so the two are not compared. Freeze a new baseline."), way_element_get_name (source->metric), basis, way_element_get (frozen, WAY_FIELD_BASIS));
      return;
    }
}

static gint64
count_group (const WaySource *source, const WayTallies *tallies, guint group)
{
  g_autoptr (GArray) values = way_tallies_get (tallies, group, CURRENT_BITS);

  return way_source_estimate (source, values).n;
}

static void
measure_parts (const WaySource *source, GArray *parts, const guint32 *groups, guint n_groups, const WayMeasureOptions *options, GPtrArray *figures)
{
  guint start = figures->len;
  gint64 unmatched = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      g_autoptr (WayTallies) tallies = NULL, all = NULL;
      g_autoptr (WaySeries) series = NULL, all_series = NULL;
      g_auto (WaySlots) slots = { 0 };

      if (part->done)
        continue;
      init_slots (&slots, source->first, source->last, &part->baseline, &part->current);
      tallies = way_source_tally (source, part->numbers, groups, n_groups, &slots);
      series = options->series ? way_series_new (source, part->numbers, groups, n_groups) : NULL;
      unmatched = groups != NULL ? count_group (source, tallies, 0) : 0;
      for (guint j = i; j < parts->len; j++)
        {
          Part *other = &g_array_index (parts, Part, j);
          const WayTallies *found = tallies;

          if (other->done || !share_pass (part, other))
            continue;
          /* All rows, whatever their key. */
          if (groups != NULL && other->group == 1)
            {
              if (all == NULL)
                {
                  all = way_source_tally (source, part->numbers, NULL, 2, &slots);
                  all_series = options->series ? way_series_new (source, part->numbers, NULL, 2) : NULL;
                }
              found = all;
            }
          other->done = TRUE;

          WayFigure *figure = make_figure (source, other, found, found == all ? NULL : groups, &slots, options);

          const WaySeries *history = found == all ? all_series : series;

          if (history != NULL)
            way_series_apply (history, other->group, other->baseline.known ? other->baseline.to : G_MAXINT32, options, figure);
          g_ptr_array_add (figures, figure);
        }
    }
  suppress_complements (figures, start, parts, unmatched, options);
}

static void
measure_metric (const WayElement *metric, WayCache *cache, GHashTable *datasets, const WayMeasureOptions *options, GPtrArray *figures, WayReport *report)
{
  g_autoptr (GHashTable) by_binding = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_autofree guint32 *groups = NULL;
  g_autoptr (GError) reason = NULL;
  gboolean ready;
  WaySource source;
  WayElement *binding;
  guint n_groups = 2;

  ready = way_source_init (&source, metric, cache, datasets, &reason);
  if (reason != NULL)
    /* That a dataset is on another computer is no fault. */
    way_report_add (report, g_error_matches (reason, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND) ? WAY_SEVERITY_NOTE : WAY_SEVERITY_WARNING, way_element_get_line (metric), 0, "“%s”: %s", way_element_get_name (metric), reason->message);
  if (ready)
    groups = way_measure_make_groups (&source, metric, by_binding, &n_groups);
  way_each (binding, metric, WAY_KIND_BINDING)
    {
      Part part = { .binding = binding };
      g_autoptr (GError) missing = NULL;

      if (way_element_get (binding, WAY_FIELD_AT) == NULL)
        continue;
      if (ready)
        part.numbers = way_source_find_numbers (&source, binding, &missing);
      if (!ready || missing != NULL)
        {
          if (missing != NULL)
            way_report_add (report, WAY_SEVERITY_WARNING, way_element_get_line (binding), 0, "“%s”: %s", way_element_get_name (metric), missing->message);
          add_frozen (figures, metric, binding);
          continue;
        }
      part.group = GPOINTER_TO_UINT (g_hash_table_lookup (by_binding, binding));
      part.baseline = way_measure_find_period (options, binding, TRUE);
      part.current = way_measure_find_period (options, binding, FALSE);
      g_array_append_val (parts, part);
    }
  if (!ready)
    return;
  measure_parts (&source, parts, groups, n_groups, options, figures);
  if (options->baseline_from == 0 && options->baseline_to == 0)
    report_other_basis (&source, parts, report);
}

/* Figures without a single row show what is frozen. */
static void
replace_empty (const WayDocument *document, GPtrArray *figures)
{
  for (guint i = figures->len; i-- > 0;)
    {
      const WayFigure *figure = g_ptr_array_index (figures, i);
      const WayElement *binding = way_document_lookup (document, figure->binding);
      WayFigure *frozen;

      if (!figure->is_measured || figure->n != 0)
        continue;
      frozen = binding != NULL ? way_figure_new_frozen (way_element_get_parent (binding), binding) : NULL;
      if (frozen == NULL)
        g_ptr_array_remove_index (figures, i);
      else
        {
          way_figure_free (g_ptr_array_index (figures, i));
          g_ptr_array_index (figures, i) = frozen;
        }
    }
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer order)
{
  const WayFigure *x = *(WayFigure *const *) a, *y = *(WayFigure *const *) b;

  return GPOINTER_TO_INT (g_hash_table_lookup (order, x->binding)) - GPOINTER_TO_INT (g_hash_table_lookup (order, y->binding));
}

WayFigures *
way_measure (const WayDocument *document, WayCache *cache, const WayMeasureOptions *options, WayReport *report)
{
  static const WayMeasureOptions none = { 0 };
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) way_figure_free);
  g_autoptr (GHashTable) datasets = way_source_new_datasets ();
  g_autoptr (GHashTable) order = g_hash_table_new (g_str_hash, g_str_equal);
  WayElement *metric, *binding;
  int n = 0;

  way_each (metric, way_document_get_root (document), WAY_KIND_METRIC)
    {
      way_each (binding, metric, WAY_KIND_BINDING)
        if (way_element_get_id (binding) != NULL)
          g_hash_table_insert (order, (gpointer) way_element_get_id (binding), GINT_TO_POINTER (++n));
      measure_metric (metric, cache, datasets, options != NULL ? options : &none, figures, report);
    }
  replace_empty (document, figures);
  /* In the order of the file, however the passes went. */
  g_ptr_array_sort_with_data (figures, compare_places, order);
  way_figures_judge (figures);
  return way_figures_new_taking (figures);
}
