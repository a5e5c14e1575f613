#include "metrics/way-log-export.h"

#include <gio/gio.h>
#include <string.h>

#include "base/way-csv.h"

#define MS_PER_DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* Days since 1970 to a date (Hinnant, “chrono-compatible low-level date algorithms”, 2013); g_date_time would take as long as all the rest. */
static gboolean
append_time (GString *s, gint64 time)
{
  gint64 day = time / MS_PER_DAY - (time % MS_PER_DAY < 0), ms = time - day * MS_PER_DAY;
  gint64 z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
  gint64 year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365, of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 m = (5 * of_year + 2) / 153, month = m < 10 ? m + 3 : m - 9, year = year_of_era + era * 400 + (month <= 2);

  if (time == WAY_LOG_NO_TIME || year < 1000 || year > 9999)
    return FALSE;
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
  g_string_append (s, "    </event>\n");
}

static GString *
make_xes (const WayLog *log, const char *name)
{
  GString *s = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "<log xes.version=\"1849-2016\" xes.features=\"\" xmlns=\"http://www.xes-standard.org/\">\n"
                             "  <extension name=\"Concept\" prefix=\"concept\" uri=\"http://www.xes-standard.org/concept.xesext\"/>\n"
                             "  <extension name=\"Time\" prefix=\"time\" uri=\"http://www.xes-standard.org/time.xesext\"/>\n"
                             "  <extension name=\"Organizational\" prefix=\"org\" uri=\"http://www.xes-standard.org/org.xesext\"/>\n"
                             "  <classifier name=\"Event\" keys=\"concept:name\"/>\n");

  append_string (s, "  ", "concept:name", name);
  for (guint c = 0; c < log->n_cases; c++)
    {
      g_autofree char *id = way_log_dup_case_name (log, c);
      const char *segment = get_name (log->segments, log->segment_names, c);

      g_string_append (s, "  <trace>\n");
      append_string (s, "    ", "concept:name", id);
      if (segment != NULL)
        append_string (s, "    ", "segment", segment);
      for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
        append_event (s, log, i);
      g_string_append (s, "  </trace>\n");
    }
  g_string_append (s, "</log>\n");
  return s;
}

static GString *
make_csv (const WayLog *log)
{
  WayCsvWriter *writer = way_csv_writer_new (WAY_CSV_COMMA);
  static const char *const head[] = { "case_id", "event", "timestamp", "channel", "department", "segment" };
  g_autoptr (GString) time = g_string_new (NULL);
  char *text;
  gsize size;

  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    way_csv_writer_add_raw (writer, head[i]);
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
