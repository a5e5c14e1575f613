#include "metrics/log/way-log.h"

#include <string.h>

#include "base/way-memory.h"
#include "metrics/cache/way-intern.h"
#include "metrics/log/way-log-private.h"

/* An event as it stands in the file. */
typedef struct
{
  gint64 time;
  guint32 c, activity;
  guint16 channel;
} Entry;

/* Columns of numbers: those of a log, and of what instance a completion is. */
#define INSTANCE WAY_N_LOG_VALUES
#define N_NUMBERS (WAY_N_LOG_VALUES + 1)

/* Events in the order of the file. */
struct _WayLogBuilder
{
  Entry *entries;
  guint n, room;
  const char *expected; /* the name whose hash is this one */
  guint64 hash;
  GArray *departments;       /* (element-type guint16), as long as the last event that has one */
  GArray *segments;          /* (element-type guint16), by case, as long as the last case that has one */
  GArray *values[N_NUMBERS]; /* (element-type double), as long as the last event that has one; NULL: none has */
  GArray *starts;            /* (element-type WayLogStart), with numbers of the names below; NULL: there are none */
  WayIntern *start_cases, *start_activities, *instances;
  char *currency;
  WayIntern *case_names, *activity_names, *channel_names, *department_names, *segment_names;
  gboolean has_channels, has_times;
};

WayLogBuilder *
way_log_builder_new (void)
{
  WayLogBuilder *self = g_new0 (WayLogBuilder, 1);

  self->departments = g_array_new (FALSE, FALSE, sizeof (guint16));
  self->segments = g_array_new (FALSE, FALSE, sizeof (guint16));
  self->department_names = way_intern_new ();
  self->segment_names = way_intern_new ();
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
  g_free (self->entries);
  g_array_unref (self->departments);
  g_array_unref (self->segments);
  way_intern_free (self->department_names);
  way_intern_free (self->segment_names);
  g_clear_pointer (&self->case_names, way_intern_free);
  way_intern_free (self->activity_names);
  way_intern_free (self->channel_names);
  for (guint i = 0; i < N_NUMBERS; i++)
    g_clear_pointer (&self->values[i], g_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  way_intern_free (self->start_cases);
  way_intern_free (self->start_activities);
  way_intern_free (self->instances);
  g_free (self->currency);
  g_free (self);
}

static void
reserve (WayLogBuilder *self, guint n)
{
  if (n <= self->room)
    return;
  self->room = n;
  self->entries = g_renew (Entry, self->entries, n);
  way_memory_prefer_large_pages (self->entries + self->n, (n - self->n) * sizeof (Entry));
}

void
way_log_builder_expect_size (WayLogBuilder *self, guint n)
{
  reserve (self, n);
}

void
way_log_builder_expect (WayLogBuilder *self, const char *name, gsize length)
{
  self->expected = name;
  self->hash = way_intern_expect (self->case_names, name, length);
}

void
way_log_builder_add (WayLogBuilder *self, const char *name, gsize name_length, const char *activity, gsize activity_length, gint64 time, const char *channel, gsize channel_length)
{
  guint32 at = self->expected == name ? way_intern_add_expected (self->case_names, name, name_length, self->hash) : way_intern_add (self->case_names, name, name_length), what = way_intern_add (self->activity_names, activity, activity_length);
  guint16 where = WAY_LOG_NO_CHANNEL;

  if (channel_length > 0 && way_intern_get_size (self->channel_names) < WAY_LOG_NO_CHANNEL)
    {
      where = (guint16) way_intern_add (self->channel_names, channel, channel_length);
      self->has_channels = TRUE;
    }
  self->has_times = self->has_times || time != WAY_LOG_NO_TIME;
  if (self->n == self->room)
    reserve (self, MAX (self->room * 2, 1024));
  self->entries[self->n++] = (Entry){ time, at, what, where };
  self->expected = NULL;
}

/* Fills up with none, so that a column nobody uses costs nothing. */
static void
set_code (GArray *codes, guint at, WayIntern *names, const char *text, gsize length, gboolean once)
{
  const guint16 none = WAY_LOG_NO_CHANNEL;

  if (length == 0 || way_intern_get_size (names) >= WAY_LOG_NO_CHANNEL)
    return;
  while (codes->len <= at)
    g_array_append_val (codes, none);
  if (!once || g_array_index (codes, guint16, at) == WAY_LOG_NO_CHANNEL)
    g_array_index (codes, guint16, at) = (guint16) way_intern_add (names, text, length);
}

void
way_log_builder_set_department (WayLogBuilder *self, const char *department, gsize length)
{
  set_code (self->departments, self->n - 1, self->department_names, department, length, FALSE);
}

void
way_log_builder_set_segment (WayLogBuilder *self, const char *segment, gsize length)
{
  set_code (self->segments, self->entries[self->n - 1].c, self->segment_names, segment, length, TRUE);
}

/* As the codes above. */
static void
set_number (WayLogBuilder *self, guint column, double number)
{
  const double none = NAN;
  GArray *numbers = self->values[column];

  if (numbers == NULL)
    numbers = self->values[column] = g_array_new (FALSE, FALSE, sizeof (double));
  while (numbers->len < self->n)
    g_array_append_val (numbers, none);
  g_array_index (numbers, double, self->n - 1) = number;
}

void
way_log_builder_set_value (WayLogBuilder *self, WayLogValue value, double number)
{
  set_number (self, value, number);
}

static void
begin_pairing (WayLogBuilder *self)
{
  if (self->instances != NULL)
    return;
  self->instances = way_intern_new ();
  self->start_cases = way_intern_new ();
  self->start_activities = way_intern_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (WayLogStart));
}

void
way_log_builder_set_completion (WayLogBuilder *self, const char *instance, gsize length)
{
  begin_pairing (self);
  set_number (self, INSTANCE, way_intern_add (self->instances, instance, length));
}

void
way_log_builder_add_start (WayLogBuilder *self, const char *name, gsize name_length, const char *activity, gsize activity_length, gint64 time, const char *instance, gsize instance_length)
{
  WayLogStart start = { .time = time };

  begin_pairing (self);
  start.c = way_intern_add (self->start_cases, name, name_length);
  start.activity = way_intern_add (self->start_activities, activity, activity_length);
  start.instance = way_intern_add (self->instances, instance, instance_length);
  g_array_append_val (self->starts, start);
}

void
way_log_builder_set_currency (WayLogBuilder *self, const char *currency)
{
  g_free (self->currency);
  self->currency = g_strdup (currency);
}

guint
way_log_builder_get_size (const WayLogBuilder *self)
{
  return self->n;
}

/* --- sorting --- */

/* One event while a case is being sorted. */
typedef struct
{
  gint64 time;
  guint32 activity;
  guint16 channel, department;
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
  guint16 *channels, *departments; /* NULL: no event has one */
  double *numbers[N_NUMBERS];      /* NULL: no event has one */
} Columns;

static gpointer
new_column (guint n, gsize size)
{
  gpointer column = g_malloc_n (MAX (n, 1), size);

  way_memory_prefer_large_pages (column, n * size);
  return column;
}

/* Events go behind each other by case, in the order of the file: a counting sort. */
static Columns
spread_by_case (const WayLogBuilder *builder, guint n_cases)
{
  guint n = builder->n;
  const Entry *entries = builder->entries;
  Columns columns = { g_new0 (guint32, (gsize) n_cases + 1), new_column (n, sizeof (gint64)), new_column (n, sizeof (guint32)), NULL, NULL };
  g_autofree guint32 *next = g_new (guint32, (gsize) n_cases + 1);

  columns.channels = builder->has_channels ? new_column (n, sizeof (guint16)) : NULL;
  columns.departments = builder->departments->len > 0 ? new_column (n, sizeof (guint16)) : NULL;
  for (guint i = 0; i < n; i++)
    columns.first[entries[i].c + 1]++;
  for (guint c = 0; c < n_cases; c++)
    columns.first[c + 1] += columns.first[c];
  memcpy (next, columns.first, ((gsize) n_cases + 1) * sizeof *next);
  for (guint i = 0; i < n; i++)
    {
      guint32 at = next[entries[i].c]++;

      columns.times[at] = entries[i].time;
      columns.activities[at] = entries[i].activity;
      if (columns.channels != NULL)
        columns.channels[at] = entries[i].channel;
      if (columns.departments != NULL)
        columns.departments[at] = i < builder->departments->len ? g_array_index (builder->departments, guint16, i) : WAY_LOG_NO_CHANNEL;
    }
  return columns;
}

/* The same for what few logs have, and only then. */
static void
spread_numbers (const WayLogBuilder *builder, guint n_cases, Columns *columns)
{
  for (guint k = 0; k < N_NUMBERS; k++)
    {
      const GArray *from = builder->values[k];
      g_autofree guint32 *next = from != NULL ? g_memdup2 (columns->first, ((gsize) n_cases + 1) * sizeof *next) : NULL;

      if (from == NULL)
        continue;
      columns->numbers[k] = new_column (builder->n, sizeof (double));
      for (guint i = 0; i < builder->n; i++)
        columns->numbers[k][next[builder->entries[i].c]++] = i < from->len ? g_array_index (from, double, i) : NAN;
    }
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
    events[i] = (Event){ columns->times[from + i], columns->activities[from + i], columns->channels != NULL ? columns->channels[from + i] : 0, columns->departments != NULL ? columns->departments[from + i] : 0 };
  sort_events (events, events + n, n);
  for (gsize i = 0; i < n; i++)
    {
      columns->times[from + i] = events[i].time;
      columns->activities[from + i] = events[i].activity;
      if (columns->channels != NULL)
        columns->channels[from + i] = events[i].channel;
      if (columns->departments != NULL)
        columns->departments[from + i] = events[i].department;
    }
}

/* As the events of the case will be sorted. */
static void
sort_numbers (const Columns *columns, guint32 from, guint32 to, GArray *buffer)
{
  gsize n = to - from;
  g_autofree double *sorted = NULL;

  for (guint k = 0; k < N_NUMBERS; k++)
    {
      if (columns->numbers[k] == NULL)
        continue;
      g_array_set_size (buffer, (guint) (2 * n));

      Event *events = (Event *) (void *) buffer->data;

      for (gsize i = 0; i < n; i++)
        events[i] = (Event){ .time = columns->times[from + i], .activity = (guint32) i };
      sort_events (events, events + n, n);
      sorted = sorted != NULL ? sorted : g_new (double, n + 1);
      for (gsize i = 0; i < n; i++)
        sorted[i] = columns->numbers[k][from + events[i].activity];
      memcpy (columns->numbers[k] + from, sorted, n * sizeof *sorted);
    }
}

static void
sort_columns (WayLog *self, const Columns *columns)
{
  g_autoptr (GArray) buffer = g_array_new (FALSE, FALSE, sizeof (Event));

  for (guint c = 0; c < self->n_cases; c++)
    if (!is_sorted (columns->times + columns->first[c], columns->first[c + 1] - columns->first[c]))
      {
        sort_numbers (columns, columns->first[c], columns->first[c + 1], buffer);
        sort_case (columns, columns->first[c], columns->first[c + 1], buffer);
        self->n_reordered++;
      }
}

/* --- silence begins a new journey --- */

static void
free_case_names (WayLog *self)
{
  if (self->names == NULL)
    g_strfreev ((char **) self->case_names);
  else
    g_free ((gpointer) self->case_names);
  g_clear_pointer (&self->names, g_string_chunk_free);
}

/* Of a case that was split, each journey has its own name, but the same pseudonym. */
static void
split_cases (WayLog *self, gint64 gap)
{
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (guint32));
  GPtrArray *names = g_ptr_array_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64)), segments = g_array_new (FALSE, FALSE, sizeof (guint16));

  for (guint c = 0; c < self->n_cases; c++)
    for (guint32 i = self->first[c], part = 0; i < self->first[c + 1]; i++)
      {
        if (i > self->first[c] && !way_log_is_silent (self->times[i - 1], way_log_get_begin (self, i), gap))
          continue;
        part++;
        g_array_append_val (first, i);
        if (self->case_names != NULL)
          g_ptr_array_add (names, part > 1 ? g_strdup_printf ("%s/%u", self->case_names[c], part) : g_strdup (self->case_names[c]));
        if (self->case_ids != NULL)
          g_array_append_val (ids, self->case_ids[c]);
        if (self->segments != NULL)
          g_array_append_val (segments, self->segments[c]);
      }
  self->n_cases = first->len;
  g_array_append_val (first, self->n_events);
  g_ptr_array_add (names, NULL);
  g_free ((gpointer) self->first);
  self->first = (guint32 *) (void *) g_array_free (g_steal_pointer (&first), FALSE);
  if (self->case_ids != NULL)
    {
      g_free ((gpointer) self->case_ids);
      self->case_ids = (gint64 *) (void *) g_array_free (g_steal_pointer (&ids), FALSE);
    }
  if (self->segments != NULL)
    {
      g_free ((gpointer) self->segments);
      self->segments = (guint16 *) (void *) g_array_free (g_steal_pointer (&segments), FALSE);
    }
  if (self->case_names != NULL)
    {
      free_case_names (self);
      self->case_names = (char **) g_ptr_array_free (names, FALSE);
    }
  else
    g_ptr_array_unref (names);
}

void
way_log_begin_times (WayLog *self)
{
  self->oldest = G_MAXINT64;
  self->newest = G_MININT64;
}

void
way_log_note_times (WayLog *self, guint32 from, guint32 to)
{
  const gint64 *times = self->times;
  guint n_ties = 0;

  /* Those without a time come first. */
  while (from < to && times[from] == WAY_LOG_NO_TIME)
    from++;
  if (from == to)
    return;
  for (guint32 i = from + 1; i < to; i++)
    n_ties += times[i] == times[i - 1];
  self->has_times = TRUE;
  self->n_ties += n_ties;
  self->oldest = MIN (self->oldest, times[from]);
  self->newest = MAX (self->newest, times[to - 1]);
}

WayLog *
way_log_split (WayLog *self, gint64 gap)
{
  if (gap > 0 && self->has_times)
    split_cases (self, gap);
  return self;
}

/* As many as there are cases, though the last ones have none; NULL if none has one. */
static guint16 *
take_segments (WayLogBuilder *builder, guint n_cases)
{
  const guint16 none = WAY_LOG_NO_CHANNEL;

  if (builder->segments->len == 0)
    return NULL;
  while (builder->segments->len < n_cases)
    g_array_append_val (builder->segments, none);
  return g_memdup2 (builder->segments->data, n_cases * sizeof (guint16));
}

/* Starts by the numbers of the log's cases and activities; those of none of them are nobody's. */
static guint
find_starts (const WayLogBuilder *builder)
{
  guint n = 0;

  for (guint i = 0; i < builder->starts->len; i++)
    {
      WayLogStart start = g_array_index (builder->starts, WayLogStart, i);
      const char *name = way_intern_get (builder->start_cases, start.c), *activity = way_intern_get (builder->start_activities, start.activity);

      if (start.time != WAY_LOG_NO_TIME && way_intern_find (builder->case_names, name, strlen (name), &start.c) && way_intern_find (builder->activity_names, activity, strlen (activity), &start.activity))
        g_array_index (builder->starts, WayLogStart, n++) = start;
    }
  n = builder->starts->len - n;
  g_array_set_size (builder->starts, builder->starts->len - n);
  return n;
}

static void
pair (WayLog *self, WayLogBuilder *builder, Columns *columns)
{
  if (builder->starts == NULL || builder->starts->len == 0)
    return;
  self->n_unpaired = find_starts (builder);
  if (builder->starts->len == 0 || columns->numbers[INSTANCE] == NULL)
    return;
  if (columns->numbers[WAY_LOG_SERVICE] == NULL)
    {
      columns->numbers[WAY_LOG_SERVICE] = new_column (self->n_events, sizeof (double));
      for (guint i = 0; i < self->n_events; i++)
        columns->numbers[WAY_LOG_SERVICE][i] = NAN;
    }
  self->n_unpaired += way_log_pair_starts (builder->starts, self, columns->numbers[INSTANCE], columns->numbers[WAY_LOG_SERVICE]);
}

WayLog *
way_log_builder_finish (WayLogBuilder *builder, gint64 gap)
{
  WayLog *self = g_new0 (WayLog, 1);

  self->ref_count = 1;
  self->n_cases = way_intern_get_size (builder->case_names);
  self->n_events = builder->n;
  self->n_activities = way_intern_get_size (builder->activity_names);
  self->n_channels = way_intern_get_size (builder->channel_names);
  self->n_departments = way_intern_get_size (builder->department_names);
  self->n_segments = way_intern_get_size (builder->segment_names);

  Columns columns = spread_by_case (builder, self->n_cases);

  spread_numbers (builder, self->n_cases, &columns);
  sort_columns (self, &columns);
  self->first = columns.first;
  self->times = columns.times;
  self->activities = columns.activities;
  pair (self, builder, &columns);
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    self->values[k] = columns.numbers[k];
  g_free (columns.numbers[INSTANCE]);
  self->currency = g_strdup (builder->currency);
  self->channels = columns.channels;
  self->departments = columns.departments;
  self->segments = take_segments (builder, self->n_cases);
  self->case_names = way_intern_free_to_texts (g_steal_pointer (&builder->case_names), &self->names);
  self->activity_names = way_intern_dup_all (builder->activity_names);
  self->channel_names = way_intern_dup_all (builder->channel_names);
  self->department_names = way_intern_dup_all (builder->department_names);
  self->segment_names = way_intern_dup_all (builder->segment_names);
  way_log_builder_free (builder);
  way_log_begin_times (self);
  for (guint c = 0; c < self->n_cases; c++)
    way_log_note_times (self, self->first[c], self->first[c + 1]);
  return way_log_split (self, gap);
}

char *
way_log_dup_case_name (const WayLog *self, guint c)
{
  guint part = 1;

  if (self->case_names != NULL)
    return g_strdup (self->case_names[c]);
  for (guint before = c; before > 0 && self->case_ids[before - 1] == self->case_ids[c]; before--)
    part++;
  if (part > 1)
    return g_strdup_printf ("%016" G_GINT64_MODIFIER "x/%u", (guint64) self->case_ids[c], part);
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", (guint64) self->case_ids[c]);
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
  if (self->events == NULL)
    {
      g_free ((gpointer) self->times);
      g_free ((gpointer) self->activities);
      g_free ((gpointer) self->channels);
      g_free ((gpointer) self->departments);
      for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
        g_free ((gpointer) self->values[k]);
    }
  g_free (self->currency);
  g_free (self->events);
  g_free ((gpointer) self->first);
  g_strfreev ((char **) self->activity_names);
  g_strfreev ((char **) self->channel_names);
  free_case_names (self);
  g_strfreev ((char **) self->department_names);
  g_strfreev ((char **) self->segment_names);
  g_free ((gpointer) self->case_ids);
  g_free ((gpointer) self->segments);
  g_free (self);
}
