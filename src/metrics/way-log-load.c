/* A log of the cache becomes columns in memory. This thread asks SQLite for the rows while another one unpacks those it was given: each
   takes about as long as the other. */
#include <string.h>

#include "base/way-memory.h"
#include "metrics/way-log-blob.h"
#include "metrics/way-log-private.h"
#include "metrics/way-log-store-private.h"

#define ROWS_PER_BATCH 512
/* On their way between the threads at a time. */
#define N_BATCHES 4
/* A smaller log is there before a thread would be. */
#define MIN_EVENTS 20000

/* One row of the cache: a journey, or a piece of one. */
typedef struct
{
  guint32 at, n; /* its events */
  gint64 start;
  guint32 from, size; /* bytes */
  gboolean continues; /* the journey of the row before it */
} Row;

typedef struct
{
  Row rows[ROWS_PER_BATCH];
  guint n_rows; /* 0: there are no more */
  GByteArray *bytes;
} Batch;

typedef struct
{
  WayLog *log;
  guint32 *first;
  gint64 *ids;
  guint16 *segments;
  WayLogEvents columns; /* all of them */
  guint room_cases, room_events;
  guint values; /* 1 << WayLogValue */

  Batch batches[N_BATCHES], *batch; /* the one being filled */
  GThread *thread;                  /* NULL: rows are unpacked here */
  GAsyncQueue *full, *empty;        /* (element-type Batch) */
  int is_damaged;                   /* atomic */
} Loading;

static gboolean
are_codes_known (const guint16 *codes, guint32 n, guint n_names)
{
  for (guint32 i = 0; codes != NULL && i < n; i++)
    if (codes[i] >= n_names && codes[i] != WAY_LOG_NO_CHANNEL)
      return FALSE;
  return TRUE;
}

static gboolean
is_known (const WayLog *log, const WayLogEvents *events)
{
  for (guint32 i = 0; i < events->n; i++)
    if (events->activities[i] >= log->n_activities || (i > 0 && events->times[i] < events->times[i - 1]))
      return FALSE;
  return are_codes_known (events->channels, events->n, log->n_channels) && are_codes_known (events->departments, events->n, log->n_departments);
}

/* --- unpacking --- */

/* FALSE for what no import stored. */
static gboolean
unpack_row (Loading *self, const Batch *batch, const Row *row)
{
  const WayLogEvents *all = &self->columns;
  guint32 at = row->at;
  WayLogEvents events = { row->n, all->times + at, all->activities + at, all->channels != NULL ? all->channels + at : NULL, all->departments != NULL ? all->departments + at : NULL };

  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    events.values[k] = all->values[k] != NULL ? all->values[k] + at : NULL;

  if (!way_log_blob_unpack (batch->bytes->data + row->from, row->size, row->start, &events) || !is_known (self->log, &events))
    return FALSE;
  way_log_note_times (self->log, at - (row->continues ? 1 : 0), at + row->n);
  return TRUE;
}

static void
unpack_batch (Loading *self, Batch *batch)
{
  for (guint i = 0; i < batch->n_rows && !g_atomic_int_get (&self->is_damaged); i++)
    if (!unpack_row (self, batch, &batch->rows[i]))
      g_atomic_int_set (&self->is_damaged, TRUE);
  batch->n_rows = 0;
  g_byte_array_set_size (batch->bytes, 0);
}

static gpointer
unpack_cb (gpointer data)
{
  Loading *self = data;

  for (Batch *batch = g_async_queue_pop (self->full); batch->n_rows > 0; batch = g_async_queue_pop (self->full))
    {
      unpack_batch (self, batch);
      g_async_queue_push (self->empty, batch);
    }
  return NULL;
}

static void
begin_unpacking (Loading *self)
{
  for (guint i = 0; i < N_BATCHES; i++)
    self->batches[i].bytes = g_byte_array_new ();
  self->batch = &self->batches[0];
  if (self->room_events < MIN_EVENTS)
    return;
  self->full = g_async_queue_new ();
  self->empty = g_async_queue_new ();
  for (guint i = 1; i < N_BATCHES; i++)
    g_async_queue_push (self->empty, &self->batches[i]);
  self->thread = g_thread_new ("way-unpack", unpack_cb, self);
}

static void
pass_batch (Loading *self)
{
  if (self->thread == NULL)
    {
      unpack_batch (self, self->batch);
      return;
    }
  g_async_queue_push (self->full, self->batch);
  self->batch = g_async_queue_pop (self->empty);
}

static void
end_unpacking (Loading *self)
{
  if (self->batch->n_rows > 0)
    pass_batch (self);
  if (self->thread != NULL)
    {
      g_async_queue_push (self->full, self->batch);
      g_thread_join (self->thread);
      g_async_queue_unref (self->full);
      g_async_queue_unref (self->empty);
    }
  for (guint i = 0; i < N_BATCHES; i++)
    g_byte_array_unref (self->batches[i].bytes);
}

/* --- reading --- */

/* All columns of events in one piece, so that it is large. */
static void
allot_events (Loading *self)
{
  WayLog *log = self->log;
  WayLogEvents *columns = &self->columns;
  gsize n = (gsize) self->room_events + 1, n_codes = (log->n_channels > 0) + (log->n_departments > 0), n_values = (gsize) __builtin_popcount (self->values);
  gsize bytes = n * (sizeof (gint64) + n_values * sizeof (double) + sizeof (guint32) + n_codes * sizeof (guint16));
  char *block = g_malloc (bytes);
  guint16 *codes;

  way_memory_prefer_large_pages (block, bytes);
  log->events = block;
  log->times = columns->times = (gint64 *) (void *) block;
  block += n * sizeof (gint64);
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if ((self->values & 1u << k) != 0)
      {
        log->values[k] = columns->values[k] = (double *) (void *) block;
        block += n * sizeof (double);
      }
  log->activities = columns->activities = (guint32 *) (void *) block;
  codes = (guint16 *) (columns->activities + n);
  if (log->n_channels > 0)
    {
      log->channels = columns->channels = codes;
      codes += n;
    }
  if (log->n_departments > 0)
    log->departments = columns->departments = codes;
}

/* FALSE for what no import stored. */
static gboolean
read_row (Loading *self, WayStatement *statement)
{
  WayLog *log = self->log;
  gint64 cs = sqlite3_column_int64 (statement, 0), n = sqlite3_column_int64 (statement, 1);
  gboolean continues = log->n_cases > 0 && self->ids[log->n_cases - 1] == cs;
  Row *row = &self->batch->rows[self->batch->n_rows];

  if (n < 1 || n > (gint64) self->room_events - log->n_events || (!continues && log->n_cases == self->room_cases))
    return FALSE;

  const guint8 *blob = sqlite3_column_blob (statement, 3);

  *row = (Row){ log->n_events, (guint32) n, way_log_get_start (statement, 2), self->batch->bytes->len, (guint32) sqlite3_column_bytes (statement, 3), continues };
  g_byte_array_append (self->batch->bytes, blob, row->size);
  if (!continues)
    {
      self->first[log->n_cases] = log->n_events;
      self->ids[log->n_cases] = cs;
      if (self->segments != NULL)
        self->segments[log->n_cases] = way_statement_is_null (statement, 4) ? WAY_LOG_NO_CHANNEL : (guint16) sqlite3_column_int (statement, 4);
      log->n_cases++;
    }
  log->n_events += (guint32) n;
  if (++self->batch->n_rows == ROWS_PER_BATCH)
    pass_batch (self);
  return TRUE;
}

static gboolean
load_rows (Loading *self, WayCache *cache, gint64 dataset, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, self->segments != NULL ? "SELECT cs, n, t0, ev, seg FROM trace WHERE dataset=? ORDER BY cs, piece" : "SELECT cs, n, t0, ev FROM trace WHERE dataset=? ORDER BY cs, piece", error);
  gboolean good = TRUE;
  int code = SQLITE_ROW;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, dataset);
  begin_unpacking (self);
  while (good && !g_atomic_int_get (&self->is_damaged) && (code = sqlite3_step (statement)) == SQLITE_ROW)
    good = read_row (self, statement);
  end_unpacking (self);
  self->first[self->log->n_cases] = self->log->n_events;
  if (!good || self->is_damaged)
    return way_log_fail_damaged (error);
  return code == SQLITE_DONE || way_cache_fail (cache, error);
}

/* By pseudonym, where they were kept. */
static gboolean
load_case_names (WayLog *log, WayCache *cache, gint64 dataset, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, "SELECT cs, name FROM log_case WHERE dataset=? ORDER BY cs", error);
  char **names = g_new0 (char *, log->n_cases + 1);
  guint c = 0;
  int code;

  log->case_names = names;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, dataset);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      while (c < log->n_cases && log->case_ids[c] < sqlite3_column_int64 (statement, 0))
        c++;
      if (c < log->n_cases && log->case_ids[c] == sqlite3_column_int64 (statement, 0))
        names[c] = way_statement_dup_text (statement, 1);
    }
  for (c = 0; c < log->n_cases; c++)
    if (names[c] == NULL)
      names[c] = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", (guint64) log->case_ids[c]);
  return code == SQLITE_DONE || way_cache_fail (cache, error);
}

static guint
take_names (char ***names, char *const **to)
{
  *to = g_steal_pointer (names);
  return g_strv_length ((char **) *to);
}

WayLog *
way_log_load (WayCache *cache, WayLogInfo *info, gint64 gap, GError **error)
{
  g_autoptr (WayLog) log = g_new0 (WayLog, 1);
  Loading loading = { .log = log };

  log->ref_count = 1;
  way_log_begin_times (log);
  log->n_activities = take_names (&info->events, &log->activity_names);
  log->n_channels = take_names (&info->channels, &log->channel_names);
  log->n_departments = take_names (&info->departments, &log->department_names);
  log->n_segments = take_names (&info->segments, &log->segment_names);
  log->currency = g_steal_pointer (&info->currency);
  loading.values = info->values;
  loading.room_events = (guint) info->n_events;
  loading.room_cases = (guint) info->n_cases;
  log->first = loading.first = g_new (guint32, (gsize) info->n_cases + 1);
  log->case_ids = loading.ids = g_new (gint64, (gsize) info->n_cases + 1);
  log->segments = loading.segments = log->n_segments > 0 ? g_new (guint16, (gsize) info->n_cases + 1) : NULL;
  allot_events (&loading);
  if (!load_rows (&loading, cache, info->dataset, error) || (info->has_ids && !load_case_names (log, cache, info->dataset, error)))
    return NULL;
  if (!are_codes_known (log->segments, log->n_cases, log->n_segments))
    {
      way_log_fail_damaged (error);
      return NULL;
    }
  return way_log_split (g_steal_pointer (&log), gap);
}
