#include "metrics/way-log-listing.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-duration.h"
#include "base/way-number.h"
#include "metrics/way-journey-flow.h"
#include "metrics/way-log-compare.h"
#include "metrics/way-log-conformance.h"
#include "metrics/way-log-funnel.h"
#include "metrics/way-log-handover.h"

/* More of one kind nobody reads; how many there are is said. */
#define MAX_ROWS 50
#define MAX_PARTS 100

/* --- cells --- */

static void
add_count (WayListing *list, double n)
{
  way_listing_take_cell (list, isnan (n) ? g_strdup ("") : way_number_to_text (n, 0));
}

static void
add_time (WayListing *list, double milliseconds)
{
  way_listing_take_cell (list, isnan (milliseconds) ? g_strdup ("") : way_duration_to_text (milliseconds));
}

/* "42.4 % (40.6–44.4)". */
static char *
share_to_text (double share, WayInterval interval)
{
  g_autofree char *value = way_number_to_text (100 * share, 1), *low = way_number_to_text (100 * interval.low, 1), *high = way_number_to_text (100 * interval.high, 1);

  if (isnan (share))
    return g_strdup ("");
  if (isnan (interval.low))
    /* Translators: percent. */
    return g_strdup_printf (_ ("%s %%"), value);
  /* Translators: percent, with its 95 % interval. */
  return g_strdup_printf (_ ("%s %% (%s to %s)"), value, low, high);
}

static void
add_share (WayListing *list, double share, WayInterval interval)
{
  way_listing_take_cell (list, share_to_text (share, interval));
}

static void
add_columns (WayListing *list, const char *const *labels)
{
  for (; *labels != NULL; labels++)
    way_listing_add_column (list, _ (*labels), 1);
}

/* --- touchpoints --- */

static WayListing *
make_touchpoints (const WayLogView *view, const WayElement *journey)
{
  static const char *const labels[] = { N_ ("Touchpoint"), N_ ("Events"), N_ ("Journeys"), N_ ("Begin here"), N_ ("End here"), N_ ("Come again"), N_ ("Drop-off"), N_ ("Open"), N_ ("Inactive"), NULL };
  WayListing *list = way_listing_new (_ ("Touchpoints"), NULL, _ ("There is no touchpoint on this map."));
  g_autoptr (WayJourneyFlow) flow = way_journey_flow_new (view, journey, 0);
  const double times[] = { flow->elapsed_median, flow->elapsed_p75, flow->elapsed_p90, flow->window };
  char *words[G_N_ELEMENTS (times)];
  g_autofree char *cases = way_number_to_text (flow->n_cases, 0), *open = way_number_to_text (flow->n_open, 0), *again = way_number_to_text (flow->n_again, 0);
  g_autofree char *note = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    words[i] = isnan (times[i]) ? g_strdup ("–") : way_duration_to_text (times[i]);
  note = g_strdup_printf (_ ("%s journeys; %s of them come to a touchpoint more than once. Half take no longer than %s, three quarters than %s, nine of ten than %s. %s began less than %s ago and may still go on: they are open, and count for neither drop-off nor inactivity."), cases, again, words[0], words[1], words[2], open, words[3]);
  way_listing_set_note (list, note);
  add_columns (list, labels);
  for (guint i = 0; i < flow->places->len; i++)
    {
      const WayJourneyPlace *place = &g_array_index (flow->places, WayJourneyPlace, i);
      const guint counts[] = { place->events, place->cases, place->starts, place->ends, place->again };

      way_listing_add_row (list, place->id, WAY_LISTING_PLAIN);
      way_listing_add_cell (list, place->name);
      for (guint k = 0; k < G_N_ELEMENTS (counts); k++)
        add_count (list, counts[k]);
      add_share (list, place->drop_off, place->drop_off_interval);
      add_count (list, place->open);
      add_share (list, place->inactivity, place->inactivity_interval);
    }
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    g_free (words[i]);
  return list;
}

/* --- phases --- */

static WayListing *
make_funnel (const WayLogView *view, const WayElement *journey)
{
  static const char *const labels[] = { N_ ("Phase"), N_ ("Reached"), N_ ("Through"), N_ ("Of the phase before"), N_ ("Of all"), N_ ("Time from there"), NULL };
  WayListing *list = way_listing_new (_ ("Funnel"), NULL, _ ("There is no phase on this map."));
  g_autoptr (WayFunnel) funnel = way_log_funnel_new (view, journey, 0);
  g_autofree char *cases = way_number_to_text (funnel->n_cases, 0), *open = way_number_to_text (funnel->n_open, 0);
  g_autofree char *note = g_strdup_printf (_ ("Of %s journeys that are old enough to have gone on; %s are still open. Through is who came to this phase and to all before it, in their order."), cases, open);

  way_listing_set_note (list, note);
  add_columns (list, labels);
  for (guint i = 0; i < funnel->stages->len; i++)
    {
      const WayFunnelStage *stage = &g_array_index (funnel->stages, WayFunnelStage, i);

      way_listing_add_row (list, stage->id, WAY_LISTING_PLAIN);
      way_listing_add_cell (list, stage->name);
      add_count (list, stage->reached);
      add_count (list, stage->through);
      add_share (list, stage->conversion, stage->conversion_interval);
      add_share (list, stage->overall, stage->overall_interval);
      add_time (list, stage->median);
    }
  return list;
}

/* --- handovers --- */

static void
add_handovers (WayListing *list, const WayHandovers *handovers, char *const *names, const char *group)
{
  if (handovers->handovers->len == 0)
    return;

  g_autofree char *share = share_to_text (handovers->share_handed, handovers->interval_handed), *back = way_number_to_text (handovers->n_back, 0), *n = way_number_to_text (handovers->n_cases, 0);
  /* Translators: from channel to channel, a number of journeys, a share, a number. */
  g_autofree char *heading = g_strdup_printf (_ ("%s: %s journeys, handed over %s, sent back %s"), group, n, share, back);

  way_listing_add_group (list, heading);
  for (guint i = 0; i < handovers->handovers->len && i < MAX_ROWS; i++)
    {
      const WayHandover *handover = &g_array_index (handovers->handovers, WayHandover, i);

      way_listing_add_row (list, NULL, WAY_LISTING_PLAIN);
      way_listing_add_cell (list, names[handover->from]);
      way_listing_add_cell (list, names[handover->to]);
      add_count (list, handover->count);
      add_count (list, handover->cases);
      add_time (list, handover->median);
      add_time (list, handover->p90);
      add_count (list, handover->back);
      add_share (list, handover->share_1, handover->interval_1);
      add_share (list, handover->share_7, handover->interval_7);
    }
}

static WayListing *
make_handovers (const WayLogView *view)
{
  static const char *const labels[] = { N_ ("From"), N_ ("To"), N_ ("How often"), N_ ("Journeys"), N_ ("Wait, half"), N_ ("Wait, nine of ten"), N_ ("Sent back"), N_ ("Again in 1 day"), N_ ("Again in 7 days"), NULL };
  WayListing *list = way_listing_new (_ ("Handovers"), NULL, _ ("The events of this log do not say in which channel or by which department they were, or no journey changes it."));
  g_autoptr (WayHandovers) channels = way_log_handovers_new (view, WAY_HANDOVER_CHANNEL), departments = way_log_handovers_new (view, WAY_HANDOVER_DEPARTMENT);

  way_listing_set_note (list, _ ("Sent back: the next change led to where it came from. Again: another contact after the change, of the changes that are seven days old."));
  add_columns (list, labels);
  add_handovers (list, channels, view->log->channel_names, _ ("From channel to channel"));
  add_handovers (list, departments, view->log->department_names, _ ("From department to department"));
  return list;
}

/* --- how well the map fits --- */

static void
add_fact (WayListing *list, const char *what, char *value)
{
  way_listing_add_row (list, NULL, WAY_LISTING_PLAIN);
  way_listing_add_cell (list, what);
  way_listing_take_cell (list, value);
}

static void
add_missing (WayListing *list, const WayLogView *whole, const GArray *missing)
{
  static const char *const groups[] = { N_ ("Events that the map does not show"), N_ ("Steps that the map does not show"), N_ ("Touchpoints that nobody comes to"), N_ ("Connections that nobody goes") };
  guint counts[G_N_ELEMENTS (groups)] = { 0 };

  for (guint i = 0; i < missing->len; i++)
    {
      const WayMissing *row = &g_array_index (missing, WayMissing, i);
      const char *to = row->to < whole->n_nodes ? whole->node_names[row->to] : NULL;

      if (counts[row->kind]++ == 0)
        way_listing_add_group (list, _ (groups[row->kind]));
      if (counts[row->kind] > MAX_ROWS)
        continue;
      way_listing_add_row (list, NULL, WAY_LISTING_PLAIN);
      way_listing_take_cell (list, to != NULL ? g_strdup_printf ("%s › %s", whole->node_names[row->node], to) : g_strdup (whole->node_names[row->node]));
      add_count (list, row->count > 0 ? row->count : NAN);
    }
}

static WayListing *
make_fit (const WayLogView *whole, const WayElement *journey)
{
  WayListing *list = way_listing_new (_ ("Conformance"), NULL, _ ("There is no journey in this log."));
  g_autoptr (WayVariants) variants = way_log_variants_new (whole);
  g_autoptr (WayDrawnWay) drawn = way_drawn_way_new_for_journey (whole, journey);
  g_autoptr (WayConformance) fit = way_log_conformance_new (whole, variants, drawn);
  g_autoptr (GArray) missing = way_log_conformance_list_missing (whole, drawn);

  way_listing_add_column (list, _ ("What"), 3);
  way_listing_add_column (list, _ ("How often"), 1);
  if (fit->n_cases == 0)
    return list;
  way_listing_set_note (list, fit->has_run ? _ ("Fitness: how much journeys would have to be bent on average to follow the connections of the map; 1 is not at all.") : _ ("No way leads through this journey yet: connect its touchpoints from the first to the last."));
  if (fit->has_run)
    {
      add_fact (list, _ ("Journeys that follow the map exactly"), share_to_text (fit->share_exact, way_statistics_wilson (fit->share_exact, fit->n_cases)));
      add_fact (list, _ ("Fitness"), way_number_to_text (fit->fitness, 3));
    }
  add_fact (list, _ ("Steps from one event to the next that are drawn"), share_to_text (fit->follows > 0 ? fit->edge_fit : NAN, (WayInterval){ NAN, NAN }));
  add_missing (list, whole, missing);
  return list;
}

WayListing *
way_log_listing_new (WayLogListingKind kind, const WayLogView *view, const WayLogView *whole, const WayElement *journey)
{
  switch (kind)
    {
    case WAY_LOG_LISTING_TOUCHPOINTS:
      return make_touchpoints (view, journey);
    case WAY_LOG_LISTING_FUNNEL:
      return make_funnel (view, journey);
    case WAY_LOG_LISTING_HANDOVERS:
      return make_handovers (view);
    case WAY_LOG_LISTING_FIT:
      return make_fit (whole, journey);
    case WAY_LOG_N_LISTINGS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* --- two parts --- */

static void
part_free (gpointer data)
{
  g_free (((WayLogPart *) data)->name);
  g_free (data);
}

static WayLogPart *
add_part (GPtrArray *parts, char *name)
{
  WayLogPart *part = g_new (WayLogPart, 1);

  *part = (WayLogPart){ name, WAY_LOG_FILTER_INIT };
  g_ptr_array_add (parts, part);
  return part;
}

static char *
make_day (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / 1000);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("?");
}

GPtrArray *
way_log_list_parts (const WayLog *log)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);

  if (log->has_times && log->newest > log->oldest)
    {
      gint64 middle = log->oldest + (log->newest - log->oldest) / 2;
      g_autofree char *day = make_day (middle);
      WayLogPart *before = add_part (parts, g_strdup_printf (_ ("Begun before %s"), day)), *after = add_part (parts, g_strdup_printf (_ ("Begun since %s"), day));

      before->filter.began = after->filter.began = TRUE;
      before->filter.to = after->filter.from = middle;
    }
  for (guint i = 0; i < log->n_channels && i < MAX_PARTS; i++)
    add_part (parts, g_strdup_printf (_ ("In channel %s"), log->channel_names[i]))->filter.channel = (int) i;
  for (guint i = 0; i < log->n_segments && i < MAX_PARTS; i++)
    add_part (parts, g_strdup_printf (_ ("Segment %s"), log->segment_names[i]))->filter.segment = log->segment_names[i];
  return parts;
}

static void
add_value (WayListing *list, WayDifferenceKind kind, double value, WayInterval interval)
{
  if (kind == WAY_DIFFERENCE_ELAPSED)
    add_time (list, value);
  else
    add_share (list, value, interval);
}

/* Of two shares: "5.5 points (−1.4 to 12.4)". */
static char *
points_to_text (double share, WayInterval interval)
{
  g_autofree char *value = way_number_to_text (100 * share, 1), *low = way_number_to_text (100 * interval.low, 1), *high = way_number_to_text (100 * interval.high, 1);

  /* Translators: percentage points, with their 95 % interval. */
  return g_strdup_printf (_ ("%s points (%s to %s)"), value, low, high);
}

static void
add_difference (WayListing *list, const WayLogView *view, const WayLogDifference *row)
{
  static const char *const kinds[] = { N_ ("Time of a journey"), N_ ("Come here"), N_ ("Drop-off"), N_ ("Go on") };
  const char *at = row->node < view->n_nodes ? view->node_names[row->node] : "", *to = row->to < view->n_nodes ? view->node_names[row->to] : NULL;

  way_listing_add_row (list, NULL, row->differs ? WAY_LISTING_WARN : WAY_LISTING_PLAIN);
  way_listing_add_cell (list, _ (kinds[row->kind]));
  way_listing_take_cell (list, to != NULL ? g_strdup_printf ("%s › %s", at, to) : g_strdup (at));
  add_value (list, row->kind, row->a, row->interval_a);
  add_value (list, row->kind, row->b, row->interval_b);
  if (row->has_interval)
    way_listing_take_cell (list, points_to_text (row->difference, row->interval));
  else
    add_time (list, row->difference);
  way_listing_add_cell (list, row->differs ? _ ("Yes") : _ ("Perhaps chance"));
}

WayListing *
way_log_listing_new_comparison (const WayLogView *a, const WayLogView *b, const char *name_a, const char *name_b, const WayElement *journey)
{
  WayListing *list = way_listing_new (_ ("Comparison"), NULL, _ ("In one of the parts there is no journey that is old enough to have gone on."));
  WayLogComparison counts;
  g_autoptr (GArray) rows = way_log_compare (a, b, journey, 0, &counts);
  g_autofree char *open_a = way_number_to_text (counts.open_a, 0), *open_b = way_number_to_text (counts.open_b, 0), *shared = way_number_to_text (counts.shared, 0);
  g_autofree char *note = g_strdup_printf (_ ("Only journeys that are old enough to have gone on: %s of the first part and %s of the second are left out. %s are in both parts. A difference is called one if chance alone would hardly make it (5 %%, and 10 %% among all that are compared)."), open_a, open_b, shared);

  way_listing_set_note (list, note);
  way_listing_add_column (list, _ ("What"), 2);
  way_listing_add_column (list, _ ("Where"), 2);
  way_listing_add_column (list, name_a, 2);
  way_listing_add_column (list, name_b, 2);
  way_listing_add_column (list, _ ("Difference"), 2);
  way_listing_add_column (list, _ ("Different?"), 1);
  for (guint i = 0; i < rows->len; i++)
    add_difference (list, a, &g_array_index (rows, WayLogDifference, i));
  return list;
}
