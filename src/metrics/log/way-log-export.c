#include "metrics/log/way-log-export.h"

#include <gio/gio.h>
#include <string.h>

#include "base/way-csv.h"

#define MS_PER_DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
/* The years that four digits tell: 1000 to 9999. */
#define FIRST_TIME G_GINT64_CONSTANT (-30610224000000)
#define LAST_TIME G_GINT64_CONSTANT (253402300799999)

/* Days since 1970 to a date (Hinnant, “chrono-compatible low-level date algorithms”, 2013); g_date_time would take as long as all the rest. */
static gboolean
append_time (GString *s, gint64 time)
{
  /* Having no time is far before them. */
  if (time < FIRST_TIME || time > LAST_TIME)
    return FALSE;

  gint64 day = time / MS_PER_DAY - (time % MS_PER_DAY < 0), ms = time - day * MS_PER_DAY;
  gint64 z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
  gint64 year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365, of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 m = (5 * of_year + 2) / 153, month = m < 10 ? m + 3 : m - 9, year = year_of_era + era * 400 + (month <= 2);

  g_string_append_printf (s, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", (int) year, (int) month, (int) (of_year - (153 * m + 2) / 5 + 1), (int) (ms / 3600000), (int) (ms / 60000 % 60), (int) (ms / 1000 % 60), (int) (ms % 1000));
  return TRUE;
}

static void
append_escaped (GString *s, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guchar c = (guchar) *p;
      gunichar u = c < 0xef ? c : g_utf8_get_char (p);

      if (c == '&')
        g_string_append (s, "&amp;");
      else if (c == '<')
        g_string_append (s, "&lt;");
      else if (c == '"')
        g_string_append (s, "&quot;");
      else if (c == '\t' || c == '\n' || c == '\r')
        g_string_append_printf (s, "&#%u;", c);
      else if (c < 0x20 || u == 0xfffe || u == 0xffff)
        g_string_append (s, "\xef\xbf\xbd");
      else
        g_string_append_len (s, p, g_utf8_next_char (p) - p);
    }
}

static void
append_string (GString *s, const char *indent, const char *key, const char *value)
{
  g_string_append_printf (s, "%s<string key=\"%s\" value=\"", indent, key);
  append_escaped (s, value);
  g_string_append (s, "\"/>\n");
}

static const char *
get_name (const guint16 *codes, char *const *names, gsize i)
{
  return codes != NULL && codes[i] != WAY_LOG_NO_CHANNEL ? names[codes[i]] : NULL;
}

static void
append_number (GString *s, const char *key, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* Shortest first: 12.5 and not 12.500000000000000. */
  g_ascii_formatd (text, sizeof text, "%.15g", number);
  if (g_ascii_strtod (text, NULL) != number)
    g_ascii_dtostr (text, sizeof text, number);
  if (key != NULL)
    g_string_append_printf (s, "      <float key=\"%s\" value=\"%s\"/>\n", key, text);
  else
    g_string_append (s, text);
}

static gboolean
has_value (const WayLog *log, WayLogValue value, guint32 i)
{
  return log->values[value] != NULL && !isnan (log->values[value][i]);
}

/* Of an event that took a while its start goes before, with the same number. */
static void
append_lifecycle (GString *s, const WayLog *log, guint32 i, gboolean starts)
{
  if (log->values[WAY_LOG_SERVICE] == NULL)
    return;
  append_string (s, "      ", "lifecycle:transition", starts ? "start" : "complete");
  if (has_value (log, WAY_LOG_SERVICE, i))
    g_string_append_printf (s, "      <string key=\"concept:instance\" value=\"%u\"/>\n", i);
}

static void
append_start (GString *s, const WayLog *log, guint32 i)
{
  gsize before = s->len;

  g_string_append (s, "    <event>\n");
  append_string (s, "      ", "concept:name", log->activity_names[log->activities[i]]);
  g_string_append (s, "      <date key=\"time:timestamp\" value=\"");
  if (!append_time (s, way_log_get_begin (log, i)))
    {
      g_string_truncate (s, before);
      return;
    }
  g_string_append (s, "\"/>\n");
  append_lifecycle (s, log, i, TRUE);
  g_string_append (s, "    </event>\n");
}

static void
append_event (GString *s, const WayLog *log, guint32 i)
{
  const char *channel = get_name (log->channels, log->channel_names, i), *department = get_name (log->departments, log->department_names, i);
  gsize before;

  g_string_append (s, "    <event>\n");
  append_string (s, "      ", "concept:name", log->activity_names[log->activities[i]]);
  before = s->len;
  g_string_append (s, "      <date key=\"time:timestamp\" value=\"");
  if (append_time (s, log->times[i]))
    g_string_append (s, "\"/>\n");
  else
    g_string_truncate (s, before);
  if (channel != NULL)
    append_string (s, "      ", "channel", channel);
  if (department != NULL)
    append_string (s, "      ", "org:group", department);
  append_lifecycle (s, log, i, FALSE);
  if (has_value (log, WAY_LOG_SCORE, i))
    append_number (s, "score", log->values[WAY_LOG_SCORE][i]);
  if (has_value (log, WAY_LOG_COST, i))
    {
      append_number (s, "cost:total", log->values[WAY_LOG_COST][i]);
      if (log->currency != NULL)
        append_string (s, "      ", "cost:currency", log->currency);
    }
  g_string_append (s, "    </event>\n");
}

/* When something began or was completed. */
typedef struct
{
  gint64 time;
  guint32 event;
  gboolean starts;
} Moment;

static int
compare_moments_cb (gconstpointer a, gconstpointer b)
{
  const Moment *x = a, *y = b;

  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  if (x->event != y->event)
    return x->event < y->event ? -1 : 1;
  return y->starts - x->starts;
}

/* Starts stand where they belong by their time; completions keep their order. */
static void
append_moments (GString *s, const WayLog *log, guint c)
{
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (Moment));

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      Moment moment = { log->times[i], i, FALSE };

      g_array_append_val (moments, moment);
      if (!has_value (log, WAY_LOG_SERVICE, i))
        continue;
      moment = (Moment){ way_log_get_begin (log, i), i, TRUE };
      g_array_append_val (moments, moment);
    }
  g_array_sort (moments, compare_moments_cb);
  for (guint i = 0; i < moments->len; i++)
    {
      const Moment *moment = &g_array_index (moments, Moment, i);

      (moment->starts ? append_start : append_event) (s, log, moment->event);
    }
}

static GString *
make_xes (const WayLog *log, const char *name)
{
  GString *s = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "<log xes.version=\"1849-2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n"
                             "  <extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
                             "  <extension name=\"Time\" prefix=\"time\" uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
                             "  <extension name=\"Organizational\" prefix=\"org\" uri=\"http://www.xes-standard.org/org.xesext\"/>\n");

  if (log->values[WAY_LOG_SERVICE] != NULL)
    g_string_append (s, "  <extension name=\"Lifecycle\" prefix=\"lifecycle\" uri=\"http://www.xes-standard.org/lifecycle.xesext\"/>\n");
  if (log->values[WAY_LOG_COST] != NULL)
    g_string_append (s, "  <extension name=\"Cost\" prefix=\"cost\" uri=\"http://www.xes-standard.org/cost.xesext\"/>\n");
  g_string_append (s, "  <classifier name=\"Event\" keys=\"concept:name\"/>\n");
  append_string (s, "  ", "concept:name", name);
  for (guint c = 0; c < log->n_cases; c++)
    {
      g_autofree char *id = way_log_dup_case_name (log, c);
      const char *segment = get_name (log->segments, log->segment_names, c);

      g_string_append (s, "  <trace>\n");
      append_string (s, "    ", "concept:name", id);
      if (segment != NULL)
        append_string (s, "    ", "segment", segment);
      for (guint32 i = log->first[c]; log->values[WAY_LOG_SERVICE] == NULL && i < log->first[c + 1]; i++)
        append_event (s, log, i);
      if (log->values[WAY_LOG_SERVICE] != NULL)
        append_moments (s, log, c);
      g_string_append (s, "  </trace>\n");
    }
  g_string_append (s, "</log>\n");
  return s;
}

static void
add_values (WayCsvWriter *writer, const WayLog *log, guint32 i, GString *text)
{
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    {
      if (log->values[k] == NULL)
        continue;
      g_string_truncate (text, 0);
      if (has_value (log, k, i) && k == WAY_LOG_SERVICE)
        append_time (text, way_log_get_begin (log, i));
      else if (has_value (log, k, i))
        append_number (text, NULL, log->values[k][i]);
      way_csv_writer_add_raw (writer, text->str);
    }
  if (log->currency != NULL)
    way_csv_writer_add (writer, has_value (log, WAY_LOG_COST, i) ? log->currency : NULL);
}

static GString *
make_csv (const WayLog *log)
{
  WayCsvWriter *writer = way_csv_writer_new (WAY_CSV_COMMA);
  static const char *const head[] = { "case_id", "event", "timestamp", "channel", "department", "segment" }, *const more[] = { "score", "cost", "start_timestamp" };
  g_autoptr (GString) time = g_string_new (NULL);
  char *text;
  gsize size;

  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    way_csv_writer_add_raw (writer, head[i]);
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if (log->values[k] != NULL)
      way_csv_writer_add_raw (writer, more[k]);
  if (log->currency != NULL)
    way_csv_writer_add_raw (writer, "currency");
  way_csv_writer_end_record (writer);
  for (guint c = 0; c < log->n_cases; c++)
    {
      g_autofree char *id = way_log_dup_case_name (log, c);

      for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
        {
          g_string_truncate (time, 0);
          append_time (time, log->times[i]);
          way_csv_writer_add (writer, id);
          way_csv_writer_add (writer, log->activity_names[log->activities[i]]);
          way_csv_writer_add_raw (writer, time->str);
          way_csv_writer_add (writer, get_name (log->channels, log->channel_names, i));
          way_csv_writer_add (writer, get_name (log->departments, log->department_names, i));
          way_csv_writer_add (writer, get_name (log->segments, log->segment_names, c));
          add_values (writer, log, i, time);
          way_csv_writer_end_record (writer);
        }
    }
  text = way_csv_writer_finish (writer, &size);

  GString *s = g_string_new_len (text, (gssize) size);

  g_free (text);
  return s;
}

GBytes *
way_log_export (const WayLog *log, const char *name, WayLogFormat format)
{
  return g_string_free_to_bytes (format == WAY_LOG_FORMAT_XES ? make_xes (log, name) : make_csv (log));
}

GBytes *
way_log_pack (GBytes *bytes)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable (), out = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  /* Into memory, which cannot fail. */
  g_output_stream_write_all (out, data, size, NULL, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}
