#include "metrics/log/way-log-rule-list.h"

#include "base/way-csv.h"

/* So many rows are written at once. */
#define CHUNK 2000u

const char *const *
way_rule_list_get_columns (void)
{
  static const char *const columns[] = { "rule", "name", "journey", "times", "event", "time", "touchpoint", "after_event", "after_time", "after_touchpoint", NULL };

  return columns;
}

static char *
dup_time (const WayLog *log, guint32 event)
{
  g_autoptr (GDateTime) time = event != WAY_LOG_NO_EVENT && log->times[event] != WAY_LOG_NO_TIME ? g_date_time_new_from_unix_utc (log->times[event] / 1000) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

static const char *
get_touchpoint (const WayLogView *view, guint32 event)
{
  guint32 node = event != WAY_LOG_NO_EVENT ? view->node_of[view->log->activities[event]] : WAY_LOG_UNBOUND;

  return node < view->n_drawn ? view->node_names[node] : "";
}

void
way_rule_row_init (WayRuleRow *self, const WayLogView *view, const WayRuleMatch *match)
{
  const WayLog *log = view->log;

  *self = (WayRuleRow){
    .journey = way_log_dup_case_name (log, match->c),
    .times = match->times,
    .event = log->activity_names[log->activities[match->event]],
    .touchpoint = get_touchpoint (view, match->event),
    .after_event = match->before != WAY_LOG_NO_EVENT ? log->activity_names[log->activities[match->before]] : "",
    .after_touchpoint = get_touchpoint (view, match->before),
    .time = dup_time (log, match->event),
    .after_time = dup_time (log, match->before),
  };
}

void
way_rule_row_clear (WayRuleRow *self)
{
  g_free (self->journey);
  g_free (self->time);
  g_free (self->after_time);
}

/* What is in `csv` goes out, and it is empty again. */
static gboolean
flush (WayCsvWriter **csv, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  gsize size;
  g_autofree char *text = way_csv_writer_finish (g_steal_pointer (csv), &size);

  *csv = way_csv_writer_new (WAY_CSV_COMMA);
  return !g_cancellable_set_error_if_cancelled (cancellable, error) && g_output_stream_write_all (stream, text, size, NULL, cancellable, error);
}

static void
add_row (WayCsvWriter *csv, const WayRuleResult *result, const WayLogView *view, guint i)
{
  g_auto (WayRuleRow) row = { NULL };
  g_autofree char *times = NULL;

  way_rule_row_init (&row, view, &g_array_index (result->matches, WayRuleMatch, i));
  times = g_strdup_printf ("%u", row.times);

  const char *const cells[] = { result->id, result->name, row.journey, times, row.event, row.time, row.touchpoint, row.after_event, row.after_time, row.after_touchpoint };

  for (guint k = 0; k < G_N_ELEMENTS (cells); k++)
    way_csv_writer_add (csv, cells[k]);
  way_csv_writer_end_record (csv);
}

gboolean
way_rule_list_write_csv (const GPtrArray *results, const WayLogView *view, GOutputStream *stream, WayRuleProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (WayCsvWriter) csv = way_csv_writer_new (WAY_CSV_COMMA);
  guint64 n = 0, all = 0;

  for (const char *const *column = way_rule_list_get_columns (); *column != NULL; column++)
    way_csv_writer_add_raw (csv, *column);
  way_csv_writer_end_record (csv);
  for (guint r = 0; r < results->len; r++)
    all += ((const WayRuleResult *) g_ptr_array_index (results, r))->matches->len;
  for (guint r = 0; r < results->len; r++)
    {
      const WayRuleResult *result = g_ptr_array_index (results, r);

      for (guint i = 0; i < result->matches->len; i++)
        {
          add_row (csv, result, view, i);
          if (++n % CHUNK != 0)
            continue;
          if (!flush (&csv, stream, cancellable, error))
            return FALSE;
          if (progress != NULL)
            progress ((double) n / (double) all, data);
        }
    }
  return flush (&csv, stream, cancellable, error);
}
