#include "metrics/way-log.h"

#include <string.h>

#include "metrics/way-intern.h"

/* Columns in the order of the file. Chunks would spare the copies of growing arrays, but those are a few per cent of an import. */
struct _WayLogBuilder
{
  GArray *cases;      /* (element-type guint32) */
  GArray *activities; /* (element-type guint32) */
  GArray *times;      /* (element-type gint64) */
  GArray *channels;   /* (element-type guint16) */
  WayIntern *case_names, *activity_names, *channel_names;
  gboolean has_channels, has_times;
};

WayLogBuilder *
way_log_builder_new (void)
{
  WayLogBuilder *self = g_new0 (WayLogBuilder, 1);

  self->cases = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->activities = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->channels = g_array_new (FALSE, FALSE, sizeof (guint16));
  self->case_names = way_intern_new ();
  self->activity_names = way_intern_new ();
  self->channel_names = way_intern_new ();
  return self;
}

void
way_log_builder_free (WayLogBuilder *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->cases);
  g_array_unref (self->activities);
  g_array_unref (self->times);
  g_array_unref (self->channels);
  way_intern_free (self->case_names);
  way_intern_free (self->activity_names);
  way_intern_free (self->channel_names);
  g_free (self);
}

void
way_log_builder_add (WayLogBuilder *self, const char *name, gsize name_length, const char *activity, gsize activity_length, gint64 time, const char *channel, gsize channel_length)
{
  guint32 at = way_intern_add (self->case_names, name, name_length), what = way_intern_add (self->activity_names, activity, activity_length);
  guint16 where = WAY_LOG_NO_CHANNEL;

  if (channel_length > 0 && way_intern_get_size (self->channel_names) < WAY_LOG_NO_CHANNEL)
    {
      where = (guint16) way_intern_add (self->channel_names, channel, channel_length);
      self->has_channels = TRUE;
    }
  self->has_times = self->has_times || time != WAY_LOG_NO_TIME;
  g_array_append_val (self->cases, at);
  g_array_append_val (self->activities, what);
  g_array_append_val (self->times, time);
  g_array_append_val (self->channels, where);
}

guint
way_log_builder_get_size (const WayLogBuilder *self)
{
  return self->cases->len;
}

guint
way_log_builder_get_n_cases (const WayLogBuilder *self)
{
  return way_intern_get_size (self->case_names);
}

guint
way_log_builder_get_n_activities (const WayLogBuilder *self)
{
  return way_intern_get_size (self->activity_names);
}

guint
way_log_builder_get_n_channels (const WayLogBuilder *self)
{
  return way_intern_get_size (self->channel_names);
}

/* --- sorting --- */

/* One event while a case is being sorted. */
typedef struct
{
  gint64 time;
  guint32 activity;
  guint16 channel;
} Event;

/* Bottom up and stable; `spare` has room for n. Real logs are nearly sorted, so runs that are in order are not touched. */
static void
sort_events (Event *events, Event *spare, gsize n)
{
  for (gsize width = 1; width < n; width *= 2)
    for (gsize left = 0; left + width < n; left += 2 * width)
      {
        gsize middle = left + width, right = MIN (middle + width, n), i = left, k = middle;

        if (events[middle - 1].time <= events[middle].time)
          continue;
        for (gsize out = left; out < right; out++)
          spare[out] = k >= right || (i < middle && events[i].time <= events[k].time) ? events[i++] : events[k++];
        memcpy (events + left, spare + left, (right - left) * sizeof *events);
      }
}

/* The columns of a log while it is being made. */
typedef struct
{
  guint32 *first;
  gint64 *times;
  guint32 *activities;
  guint16 *channels;
} Columns;

/* Events go behind each other by case, in the order of the file: a counting sort. */
static Columns
spread_by_case (const WayLogBuilder *builder, guint n_cases)
{
  guint n = builder->cases->len;
  Columns columns = { g_new0 (guint32, (gsize) n_cases + 1), g_new (gint64, n), g_new (guint32, n), g_new (guint16, n) };
  const guint32 *cases = (const guint32 *) (void *) builder->cases->data;
  g_autofree guint32 *next = g_new (guint32, (gsize) n_cases + 1);

  for (guint i = 0; i < n; i++)
    columns.first[cases[i] + 1]++;
  for (guint c = 0; c < n_cases; c++)
    columns.first[c + 1] += columns.first[c];
  memcpy (next, columns.first, ((gsize) n_cases + 1) * sizeof *next);
  for (guint i = 0; i < n; i++)
    {
      guint32 at = next[cases[i]]++;

      columns.times[at] = g_array_index (builder->times, gint64, i);
      columns.activities[at] = g_array_index (builder->activities, guint32, i);
      columns.channels[at] = g_array_index (builder->channels, guint16, i);
    }
  return columns;
}

static gboolean
is_sorted (const gint64 *times, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (times[i - 1] > times[i])
      return FALSE;
  return TRUE;
}

static void
sort_case (const Columns *columns, guint32 from, guint32 to, GArray *buffer)
{
  gsize n = to - from;

  g_array_set_size (buffer, (guint) (2 * n));

  Event *events = (Event *) (void *) buffer->data;

  for (gsize i = 0; i < n; i++)
    events[i] = (Event){ columns->times[from + i], columns->activities[from + i], columns->channels[from + i] };
  sort_events (events, events + n, n);
  for (gsize i = 0; i < n; i++)
    {
      columns->times[from + i] = events[i].time;
      columns->activities[from + i] = events[i].activity;
      columns->channels[from + i] = events[i].channel;
    }
}

static void
sort_columns (WayLog *self, const Columns *columns)
{
  g_autoptr (GArray) buffer = g_array_new (FALSE, FALSE, sizeof (Event));

  self->oldest = G_MAXINT64;
  self->newest = G_MININT64;
  for (guint c = 0; c < self->n_cases; c++)
    {
      guint32 from = columns->first[c], to = columns->first[c + 1];

      if (!is_sorted (columns->times + from, to - from))
        {
          sort_case (columns, from, to, buffer);
          self->n_reordered++;
        }
      for (guint32 i = from; i < to; i++)
        {
          if (i > from && columns->times[i] == columns->times[i - 1] && columns->times[i] != WAY_LOG_NO_TIME)
            self->n_ties++;
          if (columns->times[i] != WAY_LOG_NO_TIME)
            {
              self->oldest = MIN (self->oldest, columns->times[i]);
              self->newest = MAX (self->newest, columns->times[i]);
            }
        }
    }
}

/* --- silence begins a new journey --- */

static gboolean
is_silent (const gint64 *times, guint32 i, gint64 gap)
{
  return times[i - 1] != WAY_LOG_NO_TIME && times[i] != WAY_LOG_NO_TIME && times[i] - times[i - 1] > gap;
}

static void
split_cases (WayLog *self, Columns *columns, char ***names, gint64 gap)
{
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (guint32));
  GPtrArray *parts = g_ptr_array_new ();

  for (guint c = 0; c < self->n_cases; c++)
    {
      guint part = 1;

      g_array_append_val (first, columns->first[c]);
      g_ptr_array_add (parts, g_strdup ((*names)[c]));
      for (guint32 i = columns->first[c] + 1; i < columns->first[c + 1]; i++)
        if (is_silent (columns->times, i, gap))
          {
            g_array_append_val (first, i);
            g_ptr_array_add (parts, g_strdup_printf ("%s/%u", (*names)[c], ++part));
          }
    }
  g_array_append_val (first, self->n_events);
  self->n_cases = parts->len;
  g_ptr_array_add (parts, NULL);
  g_strfreev (*names);
  *names = (char **) g_ptr_array_free (parts, FALSE);
  g_free (columns->first);
  columns->first = (guint32 *) (void *) g_array_free (g_steal_pointer (&first), FALSE);
}

WayLog *
way_log_builder_finish (WayLogBuilder *builder, gint64 gap)
{
  WayLog *self = g_new0 (WayLog, 1);
  char **case_names = way_intern_dup_all (builder->case_names);

  self->ref_count = 1;
  self->n_cases = way_intern_get_size (builder->case_names);
  self->n_events = builder->cases->len;
  self->n_activities = way_intern_get_size (builder->activity_names);
  self->n_channels = way_intern_get_size (builder->channel_names);
  self->has_times = builder->has_times;

  Columns columns = spread_by_case (builder, self->n_cases);

  sort_columns (self, &columns);
  if (gap > 0 && self->has_times)
    split_cases (self, &columns, &case_names, gap);
  if (!builder->has_channels)
    g_clear_pointer (&columns.channels, g_free);
  self->first = columns.first;
  self->times = columns.times;
  self->activities = columns.activities;
  self->channels = columns.channels;
  self->case_names = case_names;
  self->activity_names = way_intern_dup_all (builder->activity_names);
  self->channel_names = way_intern_dup_all (builder->channel_names);
  way_log_builder_free (builder);
  return self;
}

WayLog *
way_log_ref (WayLog *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
way_log_unref (WayLog *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_free ((gpointer) self->first);
  g_free ((gpointer) self->times);
  g_free ((gpointer) self->activities);
  g_free ((gpointer) self->channels);
  g_strfreev ((char **) self->activity_names);
  g_strfreev ((char **) self->channel_names);
  g_strfreev ((char **) self->case_names);
  g_free (self);
}
