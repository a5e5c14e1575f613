/* Which kind of file a log is in, by its first bytes. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/way-log-bytes.h"

/* Unpacking takes about so much of the time. */
#define UNPACKING 0.4

/* A list of events in a packed file, which only its first bytes tell from XES. */
static WayLog *
read_packed_table (const char *data, gsize size, const char *name, const WayLogOptions *options, WayLogFacts *facts, WayReport *report, GError **error)
{
  static const WayLogOptions nothing;
  WayLogOptions how = options != NULL ? *options : nothing;
  WayLogShare unpacking = { how.progress, how.data, 0, UNPACKING }, reading = { how.progress, how.data, UNPACKING, 1 };
  gsize length;
  g_autofree char *text = way_log_bytes_unpack (data, size, way_log_share_cb, &unpacking, &length, error), *plain = name != NULL && g_str_has_suffix (name, ".gz") ? g_strndup (name, strlen (name) - 3) : g_strdup (name);

  how.progress = way_log_share_cb;
  how.data = &reading;
  return text != NULL ? way_log_read_table (text, length, plain, &how, facts, report, error) : NULL;
}

WayLog *
way_log_read (const char *data, gsize size, const char *name, const WayLogOptions *options, WayLogFacts *facts, WayReport *report, GError **error)
{
  if (size > 4 && (memcmp (data, "\xff\xfe<", 4) == 0 || memcmp (data, "\xfe\xff\0<", 4) == 0))
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, "%s", _ ("The log is XML in UTF-16. Save it as UTF-8, and try again."));
      return NULL;
    }
  if (way_log_bytes_begin_with_tag (data, size))
    return way_log_read_xes (data, size, options, facts, report, error);
  if (way_log_bytes_are_packed (data, size))
    return read_packed_table (data, size, name, options, facts, report, error);
  return way_log_read_table (data, size, name, options, facts, report, error);
}
