#include "metrics/log/way-log-listing.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-duration.h"
#include "base/way-number.h"
#include "metrics/log/way-journey-flow.h"
#include "metrics/log/way-log-compare.h"
#include "metrics/log/way-log-conformance.h"
#include "metrics/log/way-log-funnel.h"
#include "metrics/log/way-log-handover.h"

/* More of one kind nobody reads; how many there are is said. */
#define MAX_ROWS 50

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
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    words[i] = isnan (times[i]) ? g_strdup ("–") : way_duration_to_text (times[i]);
  g_string_append_printf (note, _ ("%s journeys; %s of them come to a touchpoint more than once. Half take no longer than %s, three quarters than %s, nine of ten than %s."), cases, again, words[0], words[1], words[2]);
  g_string_append (note, _ (" Drop-off: they come here and go no further on the map. Inactive: they were last seen here, long ago."));
  if (flow->n_open > 0)
    g_string_append_printf (note, ngettext (" %s began less than %s ago and may still go on: it is open, and counts for neither.", " %s began less than %s ago and may still go on: they are open, and count for neither.", flow->n_open), open, words[3]);
  way_listing_set_note (list, note->str);
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

/* What has a unit of its own: "2.4 EUR (1.9 to 2.9)". */
static char *
amount_to_text (double value, WayInterval interval, const char *unit)
{
  g_autofree char *number = way_number_to_text (value, 2), *low = way_number_to_text (interval.low, 2), *high = way_number_to_text (interval.high, 2);
  g_autofree char *amount = unit != NULL ? g_strdup_printf ("%s %s", number, unit) : g_strdup (number);

  if (isnan (interval.low))
    return g_steal_pointer (&amount);
  /* Translators: an amount, with its 95 % interval. */
  return g_strdup_printf (_ ("%s (%s to %s)"), amount, low, high);
}

static char *
time_to_text (double value, WayInterval interval)
{
  g_autofree char *text = way_duration_to_text (value), *low = isnan (interval.low) ? NULL : way_duration_to_text (interval.low), *high = isnan (interval.high) ? NULL : way_duration_to_text (interval.high);

  return low != NULL && high != NULL ? g_strdup_printf (_ ("%s (%s to %s)"), text, low, high) : g_steal_pointer (&text);
}

static char *
value_to_text (const WayLogDifference *row, double value, WayInterval interval, const char *currency)
{
  switch (row->kind)
    {
    case WAY_DIFFERENCE_ELAPSED:
      return time_to_text (value, interval);
    case WAY_DIFFERENCE_COST:
      return amount_to_text (value, interval, currency);
    case WAY_DIFFERENCE_SCORE:
      return amount_to_text (value, interval, NULL);
    case WAY_DIFFERENCE_VISITS:
    case WAY_DIFFERENCE_DROP_OFF:
    case WAY_DIFFERENCE_CONVERSION:
    default:
      return share_to_text (value, interval);
    }
}

/* Of two shares: "5.5 points (−1.4 to 12.4)". */
static char *
points_to_text (double share, WayInterval interval)
{
  g_autofree char *value = way_number_to_text (100 * share, 1), *low = way_number_to_text (100 * interval.low, 1), *high = way_number_to_text (100 * interval.high, 1);

  /* Translators: percentage points, with their 95 % interval. */
  return g_strdup_printf (_ ("%s points (%s to %s)"), value, low, high);
}

static char *
difference_to_text (const WayLogDifference *row, const char *currency)
{
  const WayInterval none = { NAN, NAN };
  gboolean is_share = row->kind != WAY_DIFFERENCE_ELAPSED && row->kind != WAY_DIFFERENCE_COST && row->kind != WAY_DIFFERENCE_SCORE;
  g_autofree char *text = is_share ? points_to_text (row->difference, row->interval) : value_to_text (row, row->difference, row->has_interval ? row->interval : none, currency);

  return row->difference > 0 ? g_strconcat ("+", text, NULL) : g_steal_pointer (&text);
}

/* Said only of what is more than chance. */
static const char *
judge (const WayLogDifference *row, WayListingTone *tone)
{
  int sense = way_log_difference_judge (row);

  *tone = !row->differs ? WAY_LISTING_PLAIN : sense > 0 ? WAY_LISTING_GOOD
                                          : sense < 0   ? WAY_LISTING_BAD
                                                        : WAY_LISTING_WARN;
  if (!row->differs)
    return row->few ? _ ("Too few") : _ ("Perhaps chance");
  return sense > 0 ? _ ("Better") : sense < 0 ? _ ("Worse")
                                              : _ ("Different");
}

static void
add_difference (WayListing *list, const WayLogView *view, const WayLogDifference *row)
{
  static const char *const kinds[] = { N_ ("Time of a journey"), N_ ("Come here"), N_ ("Drop-off"), N_ ("Go on"), N_ ("Cost"), N_ ("Score") };
  const char *at = row->node < view->n_nodes ? view->node_names[row->node] : "", *to = row->to < view->n_nodes ? view->node_names[row->to] : NULL;
  const char *currency = view->log->currency;
  WayListingTone tone;
  const char *verdict = judge (row, &tone);

  way_listing_add_row (list, NULL, tone);
  way_listing_add_cell (list, row->kind == WAY_DIFFERENCE_COST && *at == '\0' ? _ ("Cost of a journey") : _ (kinds[row->kind]));
  way_listing_take_cell (list, to != NULL ? g_strdup_printf ("%s › %s", at, to) : g_strdup (at));
  way_listing_take_cell (list, value_to_text (row, row->a, row->interval_a, currency));
  add_count (list, row->n_a);
  way_listing_take_cell (list, value_to_text (row, row->b, row->interval_b, currency));
  add_count (list, row->n_b);
  way_listing_take_cell (list, difference_to_text (row, currency));
  way_listing_add_cell (list, verdict);
}

/* What people look for first: what is more than chance. */
static void
add_differences (WayListing *list, const WayLogView *view, const GArray *rows)
{
  static const struct
  {
    const char *heading;
    gboolean differs, few;
  } groups[] = { { N_ ("More than chance"), TRUE, FALSE }, { N_ ("Perhaps chance"), FALSE, FALSE }, { N_ ("Too few journeys to tell"), FALSE, TRUE } };

  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();

      for (guint i = 0; i < rows->len; i++)
        {
          const WayLogDifference *row = &g_array_index (rows, WayLogDifference, i);

          if (row->differs == groups[g].differs && (row->differs || row->few == groups[g].few))
            g_ptr_array_add (found, (gpointer) row);
        }
      if (found->len == 0)
        continue;

      g_autofree char *n = way_number_to_text (found->len, 0), *all = way_number_to_text (rows->len, 0), *heading = NULL;

      /* Translators: a group of differences, how many are in it, and of how many. */
      heading = g_strdup_printf (_ ("%s: %s of %s"), _ (groups[g].heading), n, all);
      way_listing_add_group (list, heading);
      for (guint i = 0; i < found->len; i++)
        add_difference (list, view, g_ptr_array_index (found, i));
    }
}

/* Why there is nothing to compare. */
static char *
dup_empty (const WayLogComparison *counts, const char *name_a, const char *name_b)
{
  gboolean is_first = counts->n_a == 0;
  const char *name = is_first ? name_a : name_b;

  if ((is_first ? counts->open_a : counts->open_b) > 0)
    return g_strdup_printf (_ ("The journeys of “%s” are too young: they may still go on, and nobody knows yet how. Choose an earlier period, or count open journeys, too."), name);
  return g_strdup_printf (_ ("There is no journey in “%s”. Choose another part of the log."), name);
}

WayListing *
way_log_listing_new_comparison (const WayLogView *a, const WayLogView *b, const char *name_a, const char *name_b, const WayElement *journey, gboolean everybody)
{
  WayLogComparison counts;
  g_autoptr (GArray) rows = way_log_compare (a, b, journey, everybody ? -1 : 0, &counts);
  g_autofree char *empty = dup_empty (&counts, name_a, name_b);
  WayListing *list = way_listing_new (_ ("Comparison"), NULL, empty);
  g_autofree char *n_a = way_number_to_text (counts.n_a, 0), *n_b = way_number_to_text (counts.n_b, 0), *open_a = way_number_to_text (counts.open_a, 0), *open_b = way_number_to_text (counts.open_b, 0), *shared = way_number_to_text (counts.shared, 0);
  g_autoptr (GString) note = g_string_new (NULL);

  g_string_append_printf (note, _ ("%s journeys against %s."), n_a, n_b);
  if (counts.open_a + counts.open_b > 0)
    g_string_append_printf (note, _ (" Left out because they may still go on: %s of the first part and %s of the second."), open_a, open_b);
  if (counts.shared > 0)
    g_string_append_printf (note, _ (" %s are in both parts, which makes them look more alike."), shared);
  /* xgettext:no-c-format */
  g_string_append (note, _ (" A difference is more than chance if chance alone would hardly make it (5 %, and 10 % among all that are compared). In brackets: 95 % intervals."));
  way_listing_set_note (list, note->str);
  way_listing_add_column (list, _ ("What"), 2);
  way_listing_add_column (list, _ ("Where"), 2);
  way_listing_add_column (list, name_a, 2);
  way_listing_add_column (list, _ ("n, first"), 1);
  way_listing_add_column (list, name_b, 2);
  way_listing_add_column (list, _ ("n, second"), 1);
  way_listing_add_column (list, _ ("Difference"), 2);
  way_listing_add_column (list, _ ("Verdict"), 1);
  if (counts.n_a > 0 && counts.n_b > 0)
    add_differences (list, a, rows);
  return list;
}
