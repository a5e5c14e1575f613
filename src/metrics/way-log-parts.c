#include "metrics/way-log-choice.h"
#include "metrics/way-log-parts.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "base/way-text.h"
#include "metrics/way-metrics-error.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
/* What came since a measure is compared with as many days before it, and never with fewer than these. */
#define LEAST_BEFORE (90 * DAY_MS)
/* Of fewer journeys in a part nothing can be told. */
#define LEAST_JOURNEYS 5
/* Of more measures than these the latest are offered. */
#define MAX_ACTIONS 8
/* Characters; what is to be done may fill paragraphs. */
#define MAX_NAME 60

void
way_log_pair_free (WayLogPair *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->action);
  g_free (self);
}

/* --- days --- */

static gint64
floor_day (gint64 time)
{
  gint64 rest = time % DAY_MS;

  return time - (rest < 0 ? rest + DAY_MS : rest);
}

static GDate
get_date (gint64 time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (floor_day (time) / DAY_MS + 719163));
  return date;
}

static gint64
get_time (const GDate *date)
{
  return ((gint64) g_date_get_julian (date) - 719163) * DAY_MS;
}

/* Whether GDate can count there: years 4 to 9998, so that some may be added or taken away. */
static gboolean
is_countable (gint64 time)
{
  gint64 day = floor_day (time) / DAY_MS + 719163;

  return day > 3 * 366 && day < 3651696;
}

/* "2026-03-31" as people write it. */
static char *
day_to_text (gint64 time)
{
  if (!is_countable (time))
    return g_strdup ("?");

  GDate date = get_date (time);
  g_autofree char *xml = way_date_to_xml (g_date_get_julian (&date));

  return way_date_to_text (xml);
}

/* --- pairs --- */

/* Where periods may lie. */
typedef struct
{
  const WayLog *log;
  GPtrArray *pairs;
  gint64 first, end; /* days; what begins from `end` on is too young */
} Span;

/* Most logs have enough among the first journeys that are looked at. */
static gboolean
has_enough (const Span *self, gint64 from, gint64 to)
{
  const WayLog *log = self->log;
  gint64 begin = from != WAY_LOG_NO_TIME ? from : self->first, end = to != WAY_LOG_NO_TIME ? MIN (to, self->end) : self->end;
  guint n = 0;

  for (guint c = 0; n < LEAST_JOURNEYS && c < log->n_cases; c++)
    if (log->first[c] < log->first[c + 1])
      {
        gint64 time = log->times[log->first[c]];

        n += time >= begin && time < end;
      }
  return n == LEAST_JOURNEYS;
}

static gboolean
span_init (Span *self, const WayLog *log, double window)
{
  double newest = (double) log->newest - (isnan (window) ? 0 : window);

  *self = (Span){ .log = log };
  if (!log->has_times || log->newest <= log->oldest || !is_countable (log->oldest) || !is_countable (log->newest) || newest < (double) log->oldest)
    return FALSE;
  self->first = floor_day (log->oldest);
  self->end = floor_day ((gint64) newest) + DAY_MS;
  return TRUE;
}

static WayLogPair *
pair_new (char *name, const char *action)
{
  WayLogPair *self = g_new0 (WayLogPair, 1);

  self->name = name;
  self->action = g_strdup (action);
  self->a = self->b = (WayLogFilter) WAY_LOG_FILTER_INIT;
  return self;
}

static WayLogPair *
pair_new_of_periods (char *name, gint64 from_a, gint64 to_a, gint64 from_b, gint64 to_b)
{
  WayLogPair *self = pair_new (name, NULL);

  self->a.from = from_a;
  self->a.to = to_a;
  self->b.from = from_b;
  self->b.to = to_b;
  self->a.began = self->b.began = TRUE;
  return self;
}

/* Only if journeys enough began in both. */
static void
add_periods (const Span *span, const char *name, gint64 from_a, gint64 to_a, gint64 from_b, gint64 to_b)
{
  if (has_enough (span, from_a, to_a) && has_enough (span, from_b, to_b))
    g_ptr_array_add (span->pairs, pair_new_of_periods (g_strdup (name), from_a, to_a, from_b, to_b));
}

/* The last calendar period of so many months that is over, against the one before and the same a year ago. */
static void
add_months (const Span *span, guint months, const char *name, const char *name_of_year)
{
  GDate begin = get_date (span->end);

  g_date_set_day (&begin, 1);
  g_date_subtract_months (&begin, (g_date_get_month (&begin) - 1) % months);

  gint64 to = get_time (&begin);

  g_date_subtract_months (&begin, months);

  gint64 from = get_time (&begin);
  GDate before = begin, year = begin;

  g_date_subtract_months (&before, months);
  g_date_subtract_months (&year, 12);

  gint64 year_from = get_time (&year);

  g_date_add_months (&year, months);
  add_periods (span, name, get_time (&before), from, from, to);
  if (name_of_year != NULL)
    add_periods (span, name_of_year, year_from, get_time (&year), from, to);
}

static void
add_all_periods (const Span *span)
{
  gint64 month = 30 * DAY_MS, middle = floor_day (span->first + (span->end - span->first) / 2);

  add_months (span, 1, _ ("Last full month and the one before"), _ ("Last full month and the same a year ago"));
  add_months (span, 3, _ ("Last full quarter and the one before"), _ ("Last full quarter and the same a year ago"));
  add_months (span, 12, _ ("Last full year and the one before"), NULL);
  add_periods (span, _ ("Last 30 days and the 30 before"), span->end - 2 * month, span->end - month, span->end - month, span->end);
  add_periods (span, _ ("Earlier and later half"), WAY_LOG_NO_TIME, middle, middle, WAY_LOG_NO_TIME);
}

/* 0 if it is not done, or nobody said when. */
static guint32
get_done (const WayElement *action)
{
  const char *done = way_element_get (action, WAY_FIELD_DONE_ON);

  if (done == NULL)
    done = way_element_get (action, WAY_FIELD_DUE);
  return done != NULL && way_element_is (action, WAY_FIELD_STATUS, "done") ? way_date_parse (done) : 0;
}

WayLogPair *
way_log_pair_new_for_action (const WayLog *log, const WayElement *action, double window)
{
  guint32 done = get_done (action);
  Span span;

  if (done == 0 || !span_init (&span, log, window))
    return NULL;

  g_autofree char *name = way_text_excerpt (way_element_get_name (action), MAX_NAME);
  gint64 day = ((gint64) done - 719163) * DAY_MS, since = MAX (span.end - day, LEAST_BEFORE);
  WayLogPair *self = pair_new_of_periods (NULL, MAX (day - since, span.first), day, day, span.end);

  /* A day before the log, or so late that nobody can be judged yet: both ends stay open, and the comparison says what is missing. */
  if (self->a.from >= day)
    self->a.from = WAY_LOG_NO_TIME;
  if (self->b.to <= day)
    self->b.to = WAY_LOG_NO_TIME;
  self->action = g_strdup (way_element_get_id (action));
  /* Translators: a measure that was taken. */
  self->name = g_strdup_printf (_ ("Before and since “%s”"), name);
  return self;
}

static int
compare_actions_cb (gconstpointer a, gconstpointer b)
{
  guint32 x = get_done (*(WayElement *const *) a), y = get_done (*(WayElement *const *) b);

  return x != y ? (x > y ? -1 : 1) : 0;
}

/* The latest first; those of which journeys were seen before and after. */
static void
add_actions (const Span *span, const WayElement *root, double window)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new ();
  WayElement *action;

  way_each (action, root, WAY_KIND_ACTION)
    if (get_done (action) != 0)
      g_ptr_array_add (actions, action);
  g_ptr_array_sort (actions, compare_actions_cb);
  for (guint i = 0, n = 0; i < actions->len && n < MAX_ACTIONS; i++)
    {
      g_autoptr (WayLogPair) pair = way_log_pair_new_for_action (span->log, g_ptr_array_index (actions, i), window);

      if (pair == NULL || !has_enough (span, pair->a.from, pair->a.to) || !has_enough (span, pair->b.from, pair->b.to))
        continue;
      g_ptr_array_add (span->pairs, g_steal_pointer (&pair));
      n++;
    }
}

GPtrArray *
way_log_list_pairs (const WayLog *log, const WayElement *root, double window)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) way_log_pair_free);
  Span span;

  if (span_init (&span, log, window))
    {
      span.pairs = pairs;
      if (root != NULL)
        add_actions (&span, root, window);
      add_all_periods (&span);
    }
  if (log->n_channels > 1)
    {
      WayLogPair *pair = pair_new (g_strdup (_ ("Two channels")), NULL);

      pair->a.channel = 0;
      pair->b.channel = 1;
      g_ptr_array_add (pairs, pair);
    }
  if (log->n_segments > 1)
    {
      WayLogPair *pair = pair_new (g_strdup (_ ("Two segments")), NULL);

      pair->a.segment = log->segment_names[0];
      pair->b.segment = log->segment_names[1];
      g_ptr_array_add (pairs, pair);
    }
  return pairs;
}

/* --- in words --- */

char *
way_log_part_dup_from (const WayLogFilter *part)
{
  return part->from != WAY_LOG_NO_TIME ? day_to_text (part->from) : g_strdup ("");
}

/* The last day is a part of the period, whose end is the midnight after it. */
char *
way_log_part_dup_to (const WayLogFilter *part)
{
  return part->to != WAY_LOG_NO_TIME ? day_to_text (part->to - 1) : g_strdup ("");
}

char *
way_log_part_to_text (const WayLog *log, const WayLogFilter *part)
{
  g_autofree char *from = way_log_part_dup_from (part), *to = way_log_part_dup_to (part);
  g_autoptr (GString) s = g_string_new (NULL);

  if (*from != '\0' && *to != '\0')
    g_string_append_printf (s, _ ("Begun %s to %s"), from, to);
  else if (*from != '\0')
    g_string_append_printf (s, _ ("Begun since %s"), from);
  else if (*to != '\0')
    g_string_append_printf (s, _ ("Begun until %s"), to);
  if (part->channel >= 0 && (guint) part->channel < log->n_channels)
    {
      g_string_append (s, s->len > 0 ? " · " : "");
      g_string_append_printf (s, _ ("In channel %s"), log->channel_names[part->channel]);
    }
  if (part->segment != NULL)
    {
      g_string_append (s, s->len > 0 ? " · " : "");
      g_string_append_printf (s, _ ("Segment %s"), part->segment);
    }
  return g_strdup (s->len > 0 ? s->str : _ ("All journeys"));
}

gboolean
way_log_part_set_days (WayLogFilter *part, const char *from, const char *to, GError **error)
{
  gint64 first, end;

  if (!way_log_choice_read_day (from, FALSE, &first, error) || !way_log_choice_read_day (to, TRUE, &end, error))
    return FALSE;
  if (first != WAY_LOG_NO_TIME && end != WAY_LOG_NO_TIME && first >= end)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("A period cannot end on %s if it begins on %s."), to, from);
      return FALSE;
    }
  part->from = first;
  part->to = end;
  part->began = first != WAY_LOG_NO_TIME || end != WAY_LOG_NO_TIME;
  return TRUE;
}
