/* Adding a file to a log. Opening one again is in way-log-open.c. */
#include "metrics/log/way-log-store.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "metrics/log/way-log-blob.h"
#include "metrics/log/way-log-merge.h"
#include "metrics/log/way-log-store-private.h"
#include "metrics/warehouse/way-remote-private.h"

/* How often progress is told and a stop is heard, in cases. */
#define CASES_PER_STEP 4096
/* Events of a case in one row; a robot's case has millions, and one more event must not rewrite them all. */
#define MAX_PIECE 65536

/* The events of `from` on from `at`, without copying. */
static WayLogEvents
slice (const WayLogEvents *from, guint32 at, guint32 n)
{
  WayLogEvents part = { n, from->times + at, from->activities + at, from->channels + at, from->departments + at };

  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    part.values[k] = from->values[k] != NULL ? from->values[k] + at : NULL;
  return part;
}

typedef struct
{
  WayCache *cache;
  const WayLog *log;
  const WayLogOptions *options;
  WayLogImportResult *result;
  gint64 dataset;
  gboolean is_new, keep_ids;
  guint32 *codes[WAY_N_LOG_NAMES]; /* of the file → of the cache */
  guint n_names[WAY_N_LOG_NAMES];  /* that were there before */
  WayStatement *insert, *select, *remove, *name, *keep, *note;
  GByteArray *blob;
  WayLogMerge merge; /* of the case at hand */
  gint64 from, to;   /* of what was added */
  gboolean has_times, has_undo;
} Store;

static void
store_clear (Store *self)
{
  for (guint i = 0; i < WAY_N_LOG_NAMES; i++)
    g_free (self->codes[i]);
  way_statement_free (self->insert);
  way_statement_free (self->select);
  way_statement_free (self->remove);
  way_statement_free (self->name);
  way_statement_free (self->keep);
  way_statement_free (self->note);
  g_byte_array_unref (self->blob);
  way_log_merge_clear (&self->merge);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Store, store_clear)

/* --- names --- */

/* Numbers of a file's names in the cache; those that are new there are added behind. */
static gboolean
map_names (Store *self, WayLogNameKind kind, char *const *names, guint n, GError **error)
{
  g_auto (GStrv) known = way_log_load_names (self->cache, self->dataset, kind, error);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (WayStatement) insert = known != NULL ? way_cache_prepare (self->cache, "INSERT INTO log_name(dataset,kind,id,name) VALUES(?,?,?,?)", error) : NULL;
  guint count = 0;

  if (insert == NULL)
    return FALSE;
  for (; known[count] != NULL; count++)
    g_hash_table_insert (numbers, known[count], GUINT_TO_POINTER (count + 1));
  self->n_names[kind] = count;
  self->codes[kind] = g_new (guint32, n + 1);
  for (guint i = 0; i < n; i++)
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, names[i]));

      self->codes[kind][i] = number > 0 ? number - 1 : count;
      if (number > 0)
        continue;
      sqlite3_bind_int64 (insert, 1, self->dataset);
      sqlite3_bind_int (insert, 2, (int) kind);
      sqlite3_bind_int64 (insert, 3, count++);
      sqlite3_bind_text (insert, 4, names[i], -1, SQLITE_STATIC);
      if (!way_cache_run (self->cache, insert, error))
        return FALSE;
    }
  if (kind == WAY_LOG_NAME_EVENT || count < WAY_LOG_NO_CHANNEL)
    return TRUE;
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LIMIT, "%s", _ ("There are more than 65 000 channels, departments or segments in this log. Check which columns are meant."));
  return FALSE;
}

static guint16
map_code (const Store *self, WayLogNameKind kind, const guint16 *codes, gsize i)
{
  return codes != NULL && codes[i] != WAY_LOG_NO_CHANNEL ? (guint16) self->codes[kind][codes[i]] : WAY_LOG_NO_CHANNEL;
}

/* --- one case --- */

static void
read_case (Store *self, guint c)
{
  const WayLog *log = self->log;
  guint32 from = log->first[c], n = log->first[c + 1] - from;
  WayLogEvents *events = &self->merge.read.events;

  way_log_columns_reserve (&self->merge.read, n);
  events->n = n;
  for (guint32 i = 0; i < n; i++)
    {
      events->times[i] = log->times[from + i];
      events->activities[i] = self->codes[WAY_LOG_NAME_EVENT][log->activities[from + i]];
      events->channels[i] = map_code (self, WAY_LOG_NAME_CHANNEL, log->channels, from + i);
      events->departments[i] = map_code (self, WAY_LOG_NAME_DEPARTMENT, log->departments, from + i);
    }
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    for (guint32 i = 0; events->values[k] != NULL && i < n; i++)
      events->values[k][i] = log->values[k] != NULL ? log->values[k][from + i] : NAN;
}

static gboolean
insert_pieces (Store *self, gint64 cs, guint16 segment, const WayLogEvents *events, GError **error)
{
  for (guint32 at = 0, piece = 0; at < events->n; at += MAX_PIECE, piece++)
    {
      WayLogEvents part = slice (events, at, MIN (events->n - at, MAX_PIECE));
      gint64 start = way_log_events_get_start (&part);

      way_log_blob_pack (&part, self->blob);
      sqlite3_bind_int64 (self->insert, 1, self->dataset);
      sqlite3_bind_int64 (self->insert, 2, cs);
      sqlite3_bind_int64 (self->insert, 3, piece);
      sqlite3_bind_int64 (self->insert, 4, part.n);
      sqlite3_bind_null (self->insert, 5);
      sqlite3_bind_null (self->insert, 6);
      sqlite3_bind_null (self->insert, 7);
      if (start != WAY_LOG_NO_TIME)
        {
          sqlite3_bind_int64 (self->insert, 5, start);
          sqlite3_bind_int64 (self->insert, 6, part.times[part.n - 1]);
        }
      if (segment != WAY_LOG_NO_CHANNEL)
        sqlite3_bind_int (self->insert, 7, segment);
      sqlite3_bind_blob (self->insert, 8, self->blob->data, (int) self->blob->len, SQLITE_STATIC);
      if (!way_cache_run (self->cache, self->insert, error))
        return FALSE;
    }
  return TRUE;
}

static void
note_times (Store *self, gint64 time)
{
  if (time == WAY_LOG_NO_TIME)
    return;
  self->from = self->has_times ? MIN (self->from, time) : time;
  self->to = self->has_times ? MAX (self->to, time) : time;
  self->has_times = TRUE;
}

/* What the cache has of a case; FALSE only on error. */
static gboolean
load_case (Store *self, gint64 cs, guint16 *segment, GError **error)
{
  WayLogEvents *known = &self->merge.known.events;
  int code;

  known->n = 0;
  sqlite3_bind_int64 (self->select, 1, self->dataset);
  sqlite3_bind_int64 (self->select, 2, cs);
  while ((code = sqlite3_step (self->select)) == SQLITE_ROW)
    {
      gint64 n = sqlite3_column_int64 (self->select, 0);
      WayLogEvents part;

      if (n < 0 || n > MAX_PIECE)
        break;
      way_log_columns_reserve (&self->merge.known, known->n + (guint32) n);
      part = slice (known, known->n, (guint32) n);
      if (!way_log_blob_unpack (sqlite3_column_blob (self->select, 3), (gsize) sqlite3_column_bytes (self->select, 3), way_log_get_start (self->select, 1), &part))
        break;
      if (!way_statement_is_null (self->select, 2))
        *segment = (guint16) sqlite3_column_int (self->select, 2);
      known->n += (guint32) n;
    }
  sqlite3_reset (self->select);
  if (code == SQLITE_DONE)
    return TRUE;
  return code == SQLITE_ROW ? way_log_fail_damaged (error) : way_cache_fail (self->cache, error);
}

/* Of a log that was there before: how this case was, so that the import can be taken back. */
static gboolean
set_aside (Store *self, gint64 cs, GError **error)
{
  WayStatement *statement = self->merge.known.events.n > 0 ? self->keep : self->note;

  if (self->is_new)
    return TRUE;
  if (!self->has_undo && !way_log_undo_begin (self->cache, self->dataset, self->n_names, error))
    return FALSE;
  self->has_undo = TRUE;
  sqlite3_bind_int64 (statement, 1, self->dataset);
  sqlite3_bind_int64 (statement, 2, cs);
  return way_cache_run (self->cache, statement, error);
}

static gboolean
remove_case (Store *self, gint64 cs, GError **error)
{
  sqlite3_bind_int64 (self->remove, 1, self->dataset);
  sqlite3_bind_int64 (self->remove, 2, cs);
  return way_cache_run (self->cache, self->remove, error);
}

static gboolean
store_case (Store *self, guint c, gint64 cs, GError **error)
{
  guint16 segment = map_code (self, WAY_LOG_NAME_SEGMENT, self->log->segments, c);
  const WayLogEvents *read = &self->merge.read.events;
  gint64 n_completed = self->result->n_completed;

  read_case (self, c);
  self->merge.known.events.n = 0;
  if (!self->is_new && !load_case (self, cs, &segment, error))
    return FALSE;
  if (self->merge.known.events.n > 0)
    way_log_merge_keep_new (&self->merge, &self->result->n_known, &self->result->n_completed);
  else
    self->result->n_cases++;
  if (read->n == 0 && self->result->n_completed == n_completed)
    return TRUE;
  if (!set_aside (self, cs, error))
    return FALSE;
  self->result->n_events += read->n;
  if (read->n > 0)
    {
      note_times (self, way_log_events_get_start (read));
      note_times (self, read->times[read->n - 1]);
    }
  if (self->merge.known.events.n == 0)
    return insert_pieces (self, cs, segment, read, error);
  way_log_merge_join (&self->merge);
  return remove_case (self, cs, error) && insert_pieces (self, cs, segment, &self->merge.merged.events, error);
}

/* --- all cases --- */

typedef struct
{
  gint64 cs;
  guint c;
} Key;

/* Sixteen bits at a time from the least on. */
static void
sort_keys (Key *keys, guint n)
{
  g_autofree Key *spare = g_new (Key, n + 1);
  g_autofree guint *counts = g_new (guint, 65537);
  const guint64 sign = (guint64) 1 << 63; /* of pseudonyms, which are signed in the cache */

  for (guint shift = 0; shift < 64; shift += 16)
    {
      Key *from = shift % 32 == 0 ? keys : spare, *to = shift % 32 == 0 ? spare : keys;

      memset (counts, 0, 65537 * sizeof *counts);
      for (guint i = 0; i < n; i++)
        counts[(((guint64) from[i].cs ^ sign) >> shift & 0xffff) + 1]++;
      for (guint k = 0; k < 65536; k++)
        counts[k + 1] += counts[k];
      for (guint i = 0; i < n; i++)
        to[counts[((guint64) from[i].cs ^ sign) >> shift & 0xffff]++] = from[i];
    }
}

static gboolean
store_name (Store *self, gint64 cs, const char *name, GError **error)
{
  if (!self->keep_ids)
    return TRUE;
  sqlite3_bind_int64 (self->name, 1, self->dataset);
  sqlite3_bind_int64 (self->name, 2, cs);
  sqlite3_bind_text (self->name, 3, name, -1, SQLITE_STATIC);
  return way_cache_run (self->cache, self->name, error);
}

/* Cases come in no order of memory: sends for those that are needed soon. */
static void
expect_cases (const WayLog *log, const Key *keys, guint n, guint i)
{
  if (i + 16 < n)
    __builtin_prefetch (&log->first[keys[i + 16].c]);
  if (i + 8 >= n)
    return;

  guint32 soon = log->first[keys[i + 8].c];

  __builtin_prefetch (&log->times[soon]);
  __builtin_prefetch (&log->activities[soon]);
  if (log->channels != NULL)
    __builtin_prefetch (&log->channels[soon]);
}

/* In the order of their pseudonyms, in which they lie in the file: each goes behind the last. */
static gboolean
store_cases (Store *self, GError **error)
{
  guint n = self->log->n_cases;
  g_autofree Key *keys = g_new (Key, n + 1);

  for (guint c = 0; c < n; c++)
    keys[c] = (Key){ (gint64) way_cache_make_pseudonym (self->cache, self->log->case_names[c], strlen (self->log->case_names[c])), c };
  sort_keys (keys, n);
  for (guint i = 0; i < n; i++)
    {
      expect_cases (self->log, keys, n, i);
      if (!store_case (self, keys[i].c, keys[i].cs, error) || !store_name (self, keys[i].cs, self->log->case_names[keys[i].c], error))
        return FALSE;
      if (i % CASES_PER_STEP == 0 && self->options->progress != NULL && !self->options->progress (0.5 + 0.5 * i / n, self->options->data))
        {
          g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED, "%s", _ ("Stopped. Nothing was imported."));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
store_prepare (Store *self, GError **error)
{
  self->insert = way_cache_prepare (self->cache, "INSERT INTO trace(dataset,cs,piece,n,t0,t1,seg,ev) VALUES(?,?,?,?,?,?,?,?)", error);
  self->select = self->insert != NULL ? way_cache_prepare (self->cache, "SELECT n, t0, seg, ev FROM trace WHERE dataset=? AND cs=? ORDER BY piece", error) : NULL;
  self->remove = self->select != NULL ? way_cache_prepare (self->cache, "DELETE FROM trace WHERE dataset=? AND cs=?", error) : NULL;
  self->name = self->remove != NULL ? way_cache_prepare (self->cache, "INSERT OR IGNORE INTO log_case(dataset,cs,name) VALUES(?,?,?)", error) : NULL;
  self->keep = self->name != NULL ? way_cache_prepare (self->cache, "INSERT INTO log_before(dataset,cs,piece,n,t0,t1,seg,ev) SELECT dataset,cs,piece,n,t0,t1,seg,ev FROM trace WHERE dataset=? AND cs=?", error) : NULL;
  self->note = self->keep != NULL ? way_cache_prepare (self->cache, "INSERT INTO log_before(dataset,cs,piece) VALUES(?,?,-1)", error) : NULL;
  return self->note != NULL && map_names (self, WAY_LOG_NAME_EVENT, self->log->activity_names, self->log->n_activities, error) &&
         map_names (self, WAY_LOG_NAME_CHANNEL, self->log->channel_names, self->log->n_channels, error) &&
         map_names (self, WAY_LOG_NAME_DEPARTMENT, self->log->department_names, self->log->n_departments, error) &&
         map_names (self, WAY_LOG_NAME_SEGMENT, self->log->segment_names, self->log->n_segments, error);
}

/* Values are what only logs with values pay for. */
static void
begin_merge (Store *self)
{
  guint values = self->is_new ? 0 : way_log_get_values (self->cache, self->dataset);

  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    values |= self->log->values[k] != NULL ? 1u << k : 0;
  way_log_merge_begin (&self->merge, values);
}

/* --- the file --- */

/* Made in a thread of its own: it takes as long as reading the log. */
typedef struct
{
  const char *data;
  gsize size;
} Digest;

static gpointer
digest_cb (gpointer data)
{
  const Digest *self = data;

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) self->data, self->size);
}

static gint64
store_import (const Store *self, const WayLogTarget *target, const Digest *file, const char *sha256, const WayLogFacts *facts, GError **error)
{
  g_autofree char *name = target->path != NULL ? g_path_get_basename (target->path) : g_strdup (target->origin != NULL ? target->origin : _ ("Pasted cells"));
  g_autofree char *valid = g_utf8_make_valid (name, -1), *path = target->path != NULL ? g_utf8_make_valid (target->path, -1) : NULL;
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "INSERT INTO import(dataset,name,path,sha256,source,encoding,bytes,n,known,bad,t0,t1,imported) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)", error);

  if (statement == NULL)
    return 0;
  sqlite3_bind_int64 (statement, 1, self->dataset);
  way_statement_bind_text (statement, 2, valid);
  way_statement_bind_text (statement, 3, path);
  way_statement_bind_text (statement, 4, sha256);
  way_statement_bind_text (statement, 5, facts->source);
  way_statement_bind_text (statement, 6, facts->encoding != NULL ? facts->encoding : "UTF-8");
  sqlite3_bind_int64 (statement, 7, file != NULL ? (gint64) file->size : 0);
  sqlite3_bind_int64 (statement, 8, self->result->n_events);
  sqlite3_bind_int64 (statement, 9, self->result->n_known);
  sqlite3_bind_int64 (statement, 10, self->result->n_bad);
  if (self->has_times)
    {
      sqlite3_bind_int64 (statement, 11, self->from);
      sqlite3_bind_int64 (statement, 12, self->to);
    }
  sqlite3_bind_int64 (statement, 13, epoch != NULL ? g_ascii_strtoll (epoch, NULL, 10) * 1000 : g_get_real_time () / 1000);
  return way_cache_run (self->cache, statement, error) ? sqlite3_last_insert_rowid (way_cache_get_database (self->cache)) : 0;
}

static gboolean
store_bad_rows (const Store *self, const WayLogFacts *facts, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "INSERT OR IGNORE INTO bad_row(import,line,reason,text) VALUES(?,?,?,?)", error);

  for (guint i = 0; statement != NULL && facts->bad != NULL && i < facts->bad->len; i++)
    {
      const WayBadRow *bad = g_ptr_array_index (facts->bad, i);

      sqlite3_bind_int64 (statement, 1, self->result->import);
      sqlite3_bind_int (statement, 2, bad->line);
      way_statement_bind_text (statement, 3, bad->reason);
      way_statement_bind_text (statement, 4, bad->text);
      if (!way_cache_run (self->cache, statement, error))
        return FALSE;
    }
  return statement != NULL;
}

/* Within the transaction. */
static gboolean
store (Store *self, const WayLogTarget *target, const Digest *file, GThread **digest, const WayLogFacts *facts, GError **error)
{
  self->dataset = way_log_find_or_add (self->cache, target->name, &self->is_new, error);
  if (self->dataset == 0)
    return FALSE;
  begin_merge (self);
  if (!store_prepare (self, error) || !store_cases (self, error) ||
      !way_log_store_head (self->cache, self->dataset, self->options, target->has_gap, self->result->n_events, self->result->n_cases, self->log, error) ||
      (target->remote != NULL && !way_remote_save (self->cache, self->dataset, target->remote, error)))
    return FALSE;
  if (self->result->n_events == 0 && self->result->n_completed == 0)
    return TRUE;

  g_autofree char *sha256 = digest != NULL ? g_thread_join (g_steal_pointer (digest)) : g_strdup ("");

  self->result->import = store_import (self, target, file, sha256, facts, error);
  return self->result->import != 0 && (!self->has_undo || way_log_undo_end (self->cache, self->dataset, self->result->import, error)) && store_bad_rows (self, facts, error);
}

static gboolean
run (WayCache *cache, const WayLogTarget *target, const Digest *file, GThread **digest, const WayLog *log, const WayLogOptions *options, const WayLogFacts *facts, WayLogImportResult *result, GError **error)
{
  g_auto (Store) self = { .cache = cache, .log = log, .options = options, .result = result, .keep_ids = target->keep_ids };

  result->n_bad = facts->n_bad;
  result->n_skipped = facts->n_skipped;
  result->n_cells = facts->n_cells;
  self.blob = g_byte_array_new ();
  if (!way_cache_begin (cache, error))
    return FALSE;
  if (!store (&self, target, file, digest, facts, error))
    {
      way_cache_rollback (cache);
      return FALSE;
    }
  return way_cache_commit (cache, error);
}

gboolean
way_log_store_log (WayCache *cache, const WayLogTarget *target, const WayLog *log, const WayLogOptions *options, const WayLogFacts *facts, WayLogImportResult *result, GError **error)
{
  /* Storing tells of its half of the work; here it is all of it. */
  WayLogShare second = { options->progress, options->data, -1, 1 };
  WayLogOptions how = *options;
  WayLogImportResult made = { 0 };

  how.progress = way_log_share_cb;
  how.data = &second;
  if (!run (cache, target, NULL, NULL, log, &how, facts, &made, error))
    return FALSE;
  *result = made;
  return TRUE;
}

gboolean
way_log_import (WayCache *cache, const WayLogTarget *target, const char *data, gsize size, const WayLogOptions *options, WayLogFacts *facts, WayLogImportResult *result, WayReport *report, GError **error)
{
  g_auto (WayLogFacts) own = { NULL };
  g_autoptr (WayLogRecipe) recipe = way_log_load_recipe (cache, target->name);
  WayLogOptions chosen = options != NULL ? *options : (WayLogOptions){ NULL }, reading;
  /* Reading is the first half of the work. */
  WayLogShare half = { chosen.progress, chosen.data, 0, 0.5 };
  WayLogImportResult made = { 0 };
  g_autoptr (WayLog) log = NULL;
  gboolean good;

  facts = facts != NULL ? facts : &own;
  way_log_recipe_fill (recipe, &chosen);
  reading = chosen;
  reading.gap = 0;
  reading.progress = way_log_share_cb;
  reading.data = &half;

  Digest file = { data, size };
  GThread *digest = g_thread_new ("way-digest", digest_cb, &file);

  log = way_log_read (data, size, target->path, &reading, facts, report, error);
  /* Where nothing is completed all of it counted, and so it shall the next time. */
  chosen.lifecycle = facts->lifecycle;
  good = log != NULL && run (cache, target, &file, &digest, log, &chosen, facts, &made, error);
  if (digest != NULL)
    g_free (g_thread_join (digest));
  if (good)
    *result = made;
  return good;
}
