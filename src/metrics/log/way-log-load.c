/* A log of the cache becomes columns in memory. Two threads with a connection each read towards each other, one from the first journey on
   and one from the last, so that both are done at the same time wherever they meet. */
#include <string.h>

#include "base/way-memory.h"
#include "metrics/log/way-log-blob.h"
#include "metrics/log/way-log-private.h"
#include "metrics/log/way-log-store-private.h"

/* A smaller log is there before a second connection would be. */
#define MIN_EVENTS 20000
/* Journeys have numbers that are spread evenly over sixty-four bits, so that the highest few of them make slices of like size. */
#define SLICE_BITS 7
#define N_SLICES (1u << SLICE_BITS)

typedef struct
{
  WayCache *cache;
  gint64 dataset;
  WayLog *log;
  guint32 *first;
  gint64 *ids;
  guint16 *segments;
  WayLogEvents columns; /* all of them */
  guint room_cases, room_events;
  guint values; /* 1 << WayLogValue */
  char *mark;   /* what tells two states of the log apart */

  GMutex mutex;
  guint low, high; /* slices that nobody took yet: from low up to below high */
} Loading;

/* One of the two. */
typedef struct
{
  Loading *loading;
  WayCache *cache;
  gboolean backward;
  guint32 at;      /* where its next event goes, or behind that */
  guint next_case; /* the same of a journey */
  guint n_cases;
  gint64 last_case;
  WayLog times; /* only what is noted of them */
  gboolean is_damaged;
  GError *error;
} Reader;

static gboolean
are_segments_known (const WayLog *log)
{
  gboolean known = TRUE;

  for (guint c = 0; log->segments != NULL && c < log->n_cases; c++)
    known &= log->segments[c] < log->n_segments || log->segments[c] == WAY_LOG_NO_CHANNEL;
  return known;
}

/* --- one thread --- */

static guint
find_slice (gint64 cs)
{
  /* The order of signed numbers. */
  return (guint) (((guint64) cs ^ G_GUINT64_CONSTANT (0x8000000000000000)) >> (64 - SLICE_BITS));
}

/* FALSE: the other one has it. */
static gboolean
take_slices (Reader *self, guint until)
{
  Loading *loading = self->loading;
  gboolean is_mine;

  g_mutex_lock (&loading->mutex);
  is_mine = loading->low <= until && until < loading->high;
  if (is_mine && self->backward)
    loading->high = until;
  else if (is_mine)
    loading->low = until + 1;
  g_mutex_unlock (&loading->mutex);
  return is_mine;
}

/* FALSE for what no import stored. */
static gboolean
unpack_row (Reader *self, WayStatement *statement, guint32 at, guint32 n, gboolean continues)
{
  const WayLogEvents *all = &self->loading->columns;
  WayLogEvents events = { n, all->times + at, all->activities + at, all->channels != NULL ? all->channels + at : NULL, all->departments != NULL ? all->departments + at : NULL };
  const guint8 *blob = sqlite3_column_blob (statement, 3);

  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    events.values[k] = all->values[k] != NULL ? all->values[k] + at : NULL;
  events.names = self->loading->log;
  if (!way_log_blob_unpack (blob, (gsize) sqlite3_column_bytes (statement, 3), way_log_get_start (statement, 2), &events))
    return FALSE;
  /* With its neighbour of the piece that was read before. */
  way_log_note_times (&self->times, at - (continues && !self->backward ? 1 : 0), at + n + (continues && self->backward ? 1 : 0));
  return TRUE;
}

static void
add_case (Reader *self, gint64 cs, WayStatement *statement)
{
  Loading *loading = self->loading;
  guint c = self->backward ? --self->next_case : self->next_case++;

  loading->ids[c] = self->last_case = cs;
  if (loading->segments != NULL)
    loading->segments[c] = way_statement_is_null (statement, 4) ? WAY_LOG_NO_CHANNEL : (guint16) sqlite3_column_int (statement, 4);
  self->n_cases++;
}

/* FALSE for what no import stored. */
static gboolean
read_row (Reader *self, gint64 cs, WayStatement *statement)
{
  Loading *loading = self->loading;
  gint64 n = sqlite3_column_int64 (statement, 1), room = self->backward ? self->at : loading->room_events - self->at;
  gboolean continues = self->n_cases > 0 && self->last_case == cs;
  guint32 at;

  if (n < 1 || n > room || (!continues && self->n_cases == loading->room_cases))
    return FALSE;
  at = self->backward ? self->at - (guint32) n : self->at;
  if (!unpack_row (self, statement, at, (guint32) n, continues))
    return FALSE;
  if (!continues)
    add_case (self, cs, statement);
  /* Of a journey in pieces the earliest one tells where it begins; it comes last to who reads backward. */
  if (self->backward || !continues)
    loading->first[self->backward ? self->next_case : self->next_case - 1] = at;
  self->at = self->backward ? at : at + (guint32) n;
  return TRUE;
}

/* Each as one text, which SQLite can prepare without sorting anything. */
static const char *
choose_query (const Reader *self)
{
  if (self->loading->segments != NULL)
    return self->backward ? "SELECT cs, n, t0, ev, seg FROM trace WHERE dataset=? ORDER BY cs DESC, piece DESC" : "SELECT cs, n, t0, ev, seg FROM trace WHERE dataset=? ORDER BY cs, piece";
  return self->backward ? "SELECT cs, n, t0, ev FROM trace WHERE dataset=? ORDER BY cs DESC, piece DESC" : "SELECT cs, n, t0, ev FROM trace WHERE dataset=? ORDER BY cs, piece";
}

static void
read_rows (Reader *self)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, choose_query (self), &self->error);
  guint slice = N_SLICES;
  int code = SQLITE_ROW;

  if (statement == NULL)
    return;
  sqlite3_bind_int64 (statement, 1, self->loading->dataset);
  while (!self->is_damaged && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 cs = sqlite3_column_int64 (statement, 0);

      if (find_slice (cs) != slice && !take_slices (self, slice = find_slice (cs)))
        return;
      self->is_damaged = !read_row (self, cs, statement);
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    way_cache_fail (self->cache, &self->error);
}

/* Another process may have imported since the first connection began to read; no number of an import is given twice. NULL on error. */
static char *
load_mark (WayCache *cache, gint64 dataset, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, "SELECT n_events||' '||n_cases||' '||coalesce((SELECT group_concat(id) FROM import WHERE dataset=?1),'') FROM log WHERE dataset=?1", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, dataset);
  if (sqlite3_step (statement) == SQLITE_ROW)
    return way_statement_dup_text (statement, 0);
  way_log_fail_damaged (error);
  return NULL;
}

/* Where the second connection cannot be had, or sees something else, the first one reads it all. */
static gpointer
read_backward_cb (gpointer data)
{
  Reader *self = data;
  g_autofree char *mark = NULL;

  self->cache = way_cache_open_reader (self->loading->cache);
  if (self->cache == NULL)
    return NULL;
  if (way_cache_execute (self->cache, "BEGIN", NULL))
    mark = load_mark (self->cache, self->loading->dataset, NULL);
  if (mark != NULL && strcmp (mark, self->loading->mark) == 0)
    read_rows (self);
  way_cache_rollback (self->cache);
  g_clear_pointer (&self->cache, way_cache_close);
  return NULL;
}

/* --- both --- */

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

static void
reader_init (Reader *self, Loading *loading, gboolean backward)
{
  *self = (Reader){ .loading = loading, .backward = backward };
  self->at = backward ? loading->room_events : 0;
  self->next_case = backward ? loading->room_cases : 0;
  self->times.times = loading->log->times;
  way_log_begin_times (&self->times);
}

/* FALSE unless the two met: what is read by nobody or twice is no log. */
static gboolean
join_readers (Loading *self, const Reader *readers, guint n_readers, GError **error)
{
  WayLog *log = self->log;

  for (guint i = 0; i < n_readers; i++)
    {
      const WayLog *times = &readers[i].times;

      if (readers[i].error != NULL)
        {
          g_propagate_error (error, g_error_copy (readers[i].error));
          return FALSE;
        }
      if (readers[i].is_damaged)
        return way_log_fail_damaged (error);
      log->n_cases += readers[i].n_cases;
      log->has_times |= times->has_times;
      log->n_ties += times->n_ties;
      log->oldest = MIN (log->oldest, times->oldest);
      log->newest = MAX (log->newest, times->newest);
    }
  log->n_events = self->room_events;
  self->first[self->room_cases] = self->room_events;
  if (log->n_cases != self->room_cases || readers[0].at != (n_readers > 1 ? readers[1].at : self->room_events))
    return way_log_fail_damaged (error);
  return TRUE;
}

static gboolean
load_rows (Loading *self, GError **error)
{
  Reader readers[2];
  guint n_readers = self->room_events < MIN_EVENTS ? 1 : 2;
  GThread *thread = NULL;
  gboolean good;

  if (n_readers > 1 && (self->mark = load_mark (self->cache, self->dataset, error)) == NULL)
    return FALSE;
  self->high = N_SLICES;
  g_mutex_init (&self->mutex);
  for (guint i = 0; i < n_readers; i++)
    reader_init (&readers[i], self, i == 1);
  if (n_readers > 1)
    thread = g_thread_new ("way-read", read_backward_cb, &readers[1]);
  readers[0].cache = self->cache;
  read_rows (&readers[0]);
  if (thread != NULL)
    g_thread_join (thread);
  good = join_readers (self, readers, n_readers, error);
  for (guint i = 0; i < n_readers; i++)
    g_clear_error (&readers[i].error);
  g_mutex_clear (&self->mutex);
  g_free (self->mark);
  return good;
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
        names[c] = way_statement_dup_name (statement, 1);
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
  Loading loading = { .log = log, .cache = cache, .dataset = info->dataset };

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
  if (!load_rows (&loading, error) || (info->has_ids && !load_case_names (log, cache, info->dataset, error)))
    return NULL;
  if (!are_segments_known (log))
    {
      way_log_fail_damaged (error);
      return NULL;
    }
  return way_log_split (g_steal_pointer (&log), gap);
}
