/* This file is the connection: opening, refusing, putting aside, upgrading. What lies in the cache is read in way-cache-list.c. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "metrics/way-cache-private.h"

/* "WayM" */
#define APPLICATION_ID 0x5761794d
#define KEY_SIZE 32
#define BUSY_MS 5000

struct _WayCache
{
  char *path;
  sqlite3 *database;
  gboolean counted; /* among the files this process has open */
  guint64 id_key[2], row_key[2];
  char mark[9];
};

/* The files this process has open, and how often. Opening and closing such a file once more, even to look at its first
 * bytes, would drop the locks that SQLite holds on it (fcntl (2), "Advisory record locking"). */
static GHashTable *open_files; /* path → count */
static GMutex open_mutex;

/* Each step takes the file from the version before it; user_version counts them. */
static const char *const steps[] = {
  "CREATE TABLE dataset(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL DEFAULT 'table' CHECK(kind IN('table','log')));"
  "CREATE TABLE field(id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE, name TEXT NOT NULL, label TEXT, place INTEGER NOT NULL,"
  " use TEXT NOT NULL, type TEXT NOT NULL, decimal INTEGER NOT NULL, form INTEGER NOT NULL, metric TEXT, better TEXT, unit TEXT, low REAL, high REAL, UNIQUE(dataset,name));"
  "CREATE TABLE import(id INTEGER PRIMARY KEY AUTOINCREMENT, dataset INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE, name TEXT NOT NULL, path TEXT, sha256 TEXT NOT NULL,"
  " source TEXT, encoding TEXT NOT NULL, bytes INTEGER NOT NULL, n INTEGER NOT NULL, known INTEGER NOT NULL, bad INTEGER NOT NULL, t0 INTEGER, t1 INTEGER, imported INTEGER NOT NULL);"
  "CREATE INDEX import_dataset ON import(dataset);"
  /* field 0: hashes of rows, -1: lines in the file; the others those of the table above. */
  "CREATE TABLE block(id INTEGER PRIMARY KEY, import INTEGER NOT NULL REFERENCES import ON DELETE CASCADE, field INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE(import,field));"
  "CREATE TABLE superseded(import INTEGER NOT NULL REFERENCES import ON DELETE CASCADE, row INTEGER NOT NULL, by INTEGER NOT NULL REFERENCES import ON DELETE CASCADE, PRIMARY KEY(import,row,by)) WITHOUT ROWID;"
  "CREATE INDEX superseded_by ON superseded(by);"
  "CREATE TABLE bad_row(import INTEGER NOT NULL REFERENCES import ON DELETE CASCADE, line INTEGER NOT NULL, reason TEXT NOT NULL, text TEXT, PRIMARY KEY(import,line,reason)) WITHOUT ROWID;",
  /* Event logs. Columns and so on: as somebody chose them, NULL where they were found out. */
  "CREATE TABLE log(dataset INTEGER PRIMARY KEY REFERENCES dataset ON DELETE CASCADE, case_column TEXT, activity_column TEXT, time_column TEXT, channel_column TEXT, department_column TEXT, segment_column TEXT,"
  " notion TEXT, gap INTEGER NOT NULL, lifecycle INTEGER NOT NULL, n_events INTEGER NOT NULL, n_cases INTEGER NOT NULL);"
  /* kind 0: events, 1: channels, 2: departments, 3: segments; ids from 0 without a hole. */
  "CREATE TABLE log_name(dataset INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE, kind INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY(dataset,kind,id)) WITHOUT ROWID;"
  /* One row a case, several for a very long one; cs is its pseudonym. */
  "CREATE TABLE trace(dataset INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE, cs INTEGER NOT NULL, piece INTEGER NOT NULL, n INTEGER NOT NULL, t0 INTEGER, t1 INTEGER, seg INTEGER, ev BLOB NOT NULL, PRIMARY KEY(dataset,cs,piece)) WITHOUT ROWID;"
  "CREATE TABLE log_case(dataset INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE, cs INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY(dataset,cs)) WITHOUT ROWID;",
  /* Logs in a warehouse: copied from there, or only counted there. Its columns are those of the log. */
  "CREATE TABLE remote(dataset INTEGER PRIMARY KEY REFERENCES dataset ON DELETE CASCADE, mode TEXT NOT NULL CHECK(mode IN('mirror','count')), source TEXT NOT NULL, relation TEXT NOT NULL, order_column TEXT,"
  " overlap INTEGER NOT NULL, t0 INTEGER, t1 INTEGER, sample INTEGER NOT NULL, watermark INTEGER);"
  /* What it counted, for each journey of a map that was asked about; "" is no map. */
  "CREATE TABLE counting(id INTEGER PRIMARY KEY, dataset INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE, journey TEXT NOT NULL, counted INTEGER NOT NULL, sample INTEGER NOT NULL, n_cases INTEGER NOT NULL,"
  " n_events INTEGER NOT NULL, n_open INTEGER NOT NULL, matured REAL, elapsed_median REAL, elapsed_p90 REAL, t0 INTEGER, t1 INTEGER, UNIQUE(dataset,journey));"
  "CREATE TABLE counted_node(counting INTEGER NOT NULL REFERENCES counting ON DELETE CASCADE, node INTEGER NOT NULL, id TEXT, name TEXT NOT NULL, events INTEGER NOT NULL, cases INTEGER NOT NULL, starts INTEGER NOT NULL,"
  " ends INTEGER NOT NULL, again INTEGER NOT NULL, mature INTEGER NOT NULL, gone INTEGER NOT NULL, open INTEGER NOT NULL, patience REAL, PRIMARY KEY(counting,node)) WITHOUT ROWID;"
  "CREATE TABLE counted_edge(counting INTEGER NOT NULL REFERENCES counting ON DELETE CASCADE, a INTEGER NOT NULL, b INTEGER NOT NULL, n INTEGER NOT NULL, cases INTEGER NOT NULL, mean REAL, median REAL, p90 REAL,"
  " least REAL, most REAL, low REAL, high REAL, PRIMARY KEY(counting,a,b)) WITHOUT ROWID;"
  "CREATE TABLE counted_name(counting INTEGER NOT NULL REFERENCES counting ON DELETE CASCADE, name TEXT NOT NULL, node INTEGER NOT NULL, events INTEGER NOT NULL, cases INTEGER NOT NULL, PRIMARY KEY(counting,name)) WITHOUT ROWID;",
  /* The zone of an import's times, which are kept as UTC; NULL is UTC. */
  "ALTER TABLE import ADD COLUMN zone TEXT;",
  /* What the newest import of a log changed, as it was; piece −1: a journey that was not there. */
  "CREATE TABLE log_undo(dataset INTEGER PRIMARY KEY REFERENCES dataset ON DELETE CASCADE, import INTEGER NOT NULL, n_events INTEGER NOT NULL, n_cases INTEGER NOT NULL,"
  " names0 INTEGER NOT NULL, names1 INTEGER NOT NULL, names2 INTEGER NOT NULL, names3 INTEGER NOT NULL);"
  "CREATE TABLE log_before(dataset INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE, cs INTEGER NOT NULL, piece INTEGER NOT NULL, n INTEGER, t0 INTEGER, t1 INTEGER, seg INTEGER, ev BLOB, PRIMARY KEY(dataset,cs,piece)) WITHOUT ROWID;",
  /* What events have besides: has_values tells which, 1 a score, 2 a cost, 4 a service time. */
  "ALTER TABLE log ADD COLUMN score_column TEXT; ALTER TABLE log ADD COLUMN cost_column TEXT; ALTER TABLE log ADD COLUMN has_values INTEGER NOT NULL DEFAULT 0; ALTER TABLE log ADD COLUMN currency TEXT;"
  "ALTER TABLE log_undo ADD COLUMN has_values INTEGER NOT NULL DEFAULT 0; ALTER TABLE log_undo ADD COLUMN currency TEXT;",
  /* Ways as a whole that a warehouse counted. */
  "CREATE TABLE counted_way(counting INTEGER NOT NULL REFERENCES counting ON DELETE CASCADE, rank INTEGER NOT NULL, n INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY(counting,rank)) WITHOUT ROWID;",
  /* What else is read in a warehouse: steps of the lifecycle, and beside costs. */
  "ALTER TABLE remote ADD COLUMN lifecycle_column TEXT; ALTER TABLE remote ADD COLUMN instance_column TEXT; ALTER TABLE remote ADD COLUMN start_column TEXT; ALTER TABLE remote ADD COLUMN currency_column TEXT;",
  /* Which journeys were counted there, and how far they got; stages of those that are mature, and of all. */
  "ALTER TABLE remote ADD COLUMN in_channel TEXT; ALTER TABLE remote ADD COLUMN in_segment TEXT;"
  "CREATE TABLE counted_stage(counting INTEGER NOT NULL REFERENCES counting ON DELETE CASCADE, stage INTEGER NOT NULL, id TEXT NOT NULL, reached INTEGER NOT NULL, through INTEGER NOT NULL, median REAL,"
  " all_reached INTEGER NOT NULL, all_through INTEGER NOT NULL, all_median REAL, PRIMARY KEY(counting,stage)) WITHOUT ROWID;",
};

/* SipHash-2-4 (Aumasson & Bernstein 2012). */

#define ROTATE(x, n) ((x) << (n) | (x) >> (64 - (n)))
#define ROUND             \
  {                       \
    v0 += v1;             \
    v1 = ROTATE (v1, 13); \
    v1 ^= v0;             \
    v0 = ROTATE (v0, 32); \
    v2 += v3;             \
    v3 = ROTATE (v3, 16); \
    v3 ^= v2;             \
    v0 += v3;             \
    v3 = ROTATE (v3, 21); \
    v3 ^= v0;             \
    v2 += v1;             \
    v1 = ROTATE (v1, 17); \
    v1 ^= v2;             \
    v2 = ROTATE (v2, 32); \
  }

static guint64
hash (const guint64 key[2], const char *bytes, gsize length)
{
  guint64 v0 = key[0] ^ 0x736f6d6570736575u, v1 = key[1] ^ 0x646f72616e646f6du;
  guint64 v2 = key[0] ^ 0x6c7967656e657261u, v3 = key[1] ^ 0x7465646279746573u;
  guint64 last = (guint64) length << 56, word;

  for (; length >= 8; bytes += 8, length -= 8)
    {
      memcpy (&word, bytes, 8);
      word = GUINT64_FROM_LE (word);
      v3 ^= word;
      ROUND ROUND
          v0 ^= word;
    }
  for (gsize i = 0; i < length; i++)
    last |= (guint64) (guchar) bytes[i] << (8 * i);
  v3 ^= last;
  ROUND ROUND
      v0 ^= last;
  v2 ^= 0xff;
  ROUND ROUND ROUND ROUND return v0 ^ v1 ^ v2 ^ v3;
}

guint64
way_cache_make_pseudonym (const WayCache *self, const char *text, gsize length)
{
  return hash (self->id_key, text, length);
}

guint64
way_cache_hash (const WayCache *self, const char *bytes, gsize length)
{
  return hash (self->row_key, bytes, length);
}

const char *
way_cache_get_mark (const WayCache *self)
{
  return self->mark;
}

/* One key for one purpose each, by HMAC from the one in the file. */
static void
derive_key (guint64 key[2], const guchar *secret, const char *purpose)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, secret, KEY_SIZE);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_hmac_update (hmac, (const guchar *) purpose, -1);
  g_hmac_get_digest (hmac, digest, &size);
  memcpy (key, digest, 2 * sizeof (guint64));
}

static gboolean
fail_file (const char *path, GError **error)
{
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CACHE, _ ("“%s” cannot be opened: %s. The numbers need a place where you may write."), path, g_strerror (errno));
  return FALSE;
}

static gboolean
draw_key (guchar *secret)
{
  int fd = open ("/dev/urandom", O_RDONLY | O_CLOEXEC);
  gboolean drawn = fd >= 0 && read (fd, secret, KEY_SIZE) == KEY_SIZE;

  if (fd >= 0)
    close (fd);
  return drawn;
}

/* Written under another name and linked, so that of two processes one wins and both read the same. */
static gboolean
make_key (const char *path, GError **error)
{
  g_autofree char *temp = g_strdup_printf ("%s.%d", path, (int) getpid ());
  guchar secret[KEY_SIZE];
  int fd = draw_key (secret) ? open (temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600) : -1;
  gboolean written = fd >= 0 && write (fd, secret, KEY_SIZE) == KEY_SIZE && fsync (fd) == 0;

  if (fd < 0)
    return fail_file (path, error);
  close (fd);
  written = written && (link (temp, path) == 0 || errno == EEXIST);
  if (!written)
    fail_file (path, error);
  unlink (temp);
  return written;
}

static gboolean
read_key (WayCache *self, GError **error)
{
  g_autofree char *stem = g_str_has_suffix (self->path, ".db") ? g_strndup (self->path, strlen (self->path) - 3) : g_strdup (self->path);
  g_autofree char *path = g_strconcat (stem, ".key", NULL);
  guchar secret[KEY_SIZE];
  guint64 mark[2];
  ssize_t n;
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

  if (fd < 0 && errno == ENOENT)
    {
      if (!make_key (path, error))
        return FALSE;
      fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    }
  if (fd < 0)
    return fail_file (path, error);
  n = read (fd, secret, sizeof secret);
  close (fd);
  if (n != KEY_SIZE)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CACHE, _ ("“%s” is no key of Waymark. Put the right one back, or remove it; then ids imported before cannot be matched with new ones."), path);
      return FALSE;
    }
  derive_key (self->id_key, secret, "waymark pseudonym 1");
  derive_key (self->row_key, secret, "waymark row 1");
  derive_key (mark, secret, "waymark mark 1");
  g_snprintf (self->mark, sizeof self->mark, "%08x", (guint32) mark[0]);
  return TRUE;
}

/* Opening. */

typedef enum
{
  FILE_NONE,
  FILE_OURS,
  FILE_NEW, /* a database without anything in it */
  FILE_FOREIGN,
  FILE_BROKEN,
  FILE_UNKNOWN, /* it cannot be read just now; errno says why */
} FileState;

#define HEAD_SIZE 100

/* One page and no table on it: a database that was begun. Whose it is lies in the log beside it until that is written back, and nowhere if
 * the disk was full. `page`: the first bytes behind the head. */
static gboolean
is_begun (guint32 id, const guchar page[5], const guchar *head)
{
  return id == 0 && page[0] == 0x0d && page[3] == 0 && page[4] == 0 && (head[28] | head[29] | head[30]) == 0 && head[31] <= 1;
}

/* By the first bytes: SQLite's magic, and who the file says it belongs to. */
static FileState
look_at_file (const char *path)
{
  guchar head[HEAD_SIZE + 5];
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  ssize_t n;
  guint32 id;

  if (fd < 0)
    return errno == ENOENT ? FILE_NONE : errno == ELOOP ? FILE_FOREIGN
                                                        : FILE_UNKNOWN;
  while ((n = read (fd, head, sizeof head)) < 0 && errno == EINTR)
    continue;

  int code = errno;

  close (fd);
  errno = code;
  if (n < 0)
    return FILE_UNKNOWN;
  if (n == 0)
    return FILE_NEW;
  if (n < (ssize_t) sizeof head || memcmp (head, "SQLite format 3", 16) != 0)
    return FILE_BROKEN;
  id = (guint32) head[68] << 24 | (guint32) head[69] << 16 | (guint32) head[70] << 8 | head[71];
  if (is_begun (id, head + HEAD_SIZE, head))
    return FILE_NEW;
  return id == APPLICATION_ID ? FILE_OURS : FILE_FOREIGN;
}

/* Everything of a damaged cache under another name, nothing is lost. */
static gboolean
put_aside (const char *path, WayReport *report, GError **error)
{
  static const char *const parts[] = { "", "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *aside = g_strdup_printf ("%s.corrupt-%s", path, date);

  for (guint again = 2; g_file_test (aside, G_FILE_TEST_EXISTS); again++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.corrupt-%s-%u", path, date, again);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *from = g_strconcat (path, parts[i], NULL), *to = g_strconcat (aside, parts[i], NULL);

      if (g_rename (from, to) != 0 && (i == 0 || errno != ENOENT))
        return fail_file (from, error);
    }
  way_report_add (report, WAY_SEVERITY_WARNING, 0, 0, _ ("The file with the imported numbers was damaged. It is kept as “%s”, and a new one was begun: import your files again."), aside);
  return TRUE;
}

static gboolean
refuse_foreign (const char *path, GError **error)
{
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FOREIGN, _ ("“%s” is another program’s file, or a symbolic link. It stays as it is; choose another place for the numbers."), path);
  return FALSE;
}

gboolean
way_cache_fail (WayCache *self, GError **error)
{
  int code = sqlite3_errcode (self->database) & 0xff;

  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_BUSY, "%s", _ ("Another Waymark is importing just now. Try again when it is done."));
  else if (code == SQLITE_FULL)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CACHE, "%s", _ ("The disk is full. Nothing was changed; make room and try again."));
  else if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CACHE, _ ("“%s” is damaged. Start Waymark again: it will be put aside and a new one begun."), self->path);
  else
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CACHE, _ ("“%s” cannot be used: %s."), self->path, sqlite3_errmsg (self->database));
  return FALSE;
}

static void
harden (sqlite3 *database)
{
  sqlite3_db_config (database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_limit (database, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (database, SQLITE_LIMIT_SQL_LENGTH, 100000);
  sqlite3_limit (database, SQLITE_LIMIT_COLUMN, 100);
  sqlite3_limit (database, SQLITE_LIMIT_EXPR_DEPTH, 50);
  sqlite3_limit (database, SQLITE_LIMIT_VARIABLE_NUMBER, 100);
}

static gint64
get_pragma (WayCache *self, const char *sql)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self, sql, NULL);

  return statement != NULL && sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : -1;
}

/* What the log beside a file that was begun says of it. */
static gboolean
is_foreign (WayCache *self)
{
  return get_pragma (self, "PRAGMA application_id") != APPLICATION_ID && get_pragma (self, "SELECT count(*) FROM sqlite_schema") > 0;
}

/* Under the writer's lock, because two processes may begin at once. */
static gboolean
upgrade (WayCache *self, GError **error)
{
  gint64 version = get_pragma (self, "PRAGMA user_version");

  if (version > (gint64) G_N_ELEMENTS (steps))
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FOREIGN, _ ("“%s” was written by a newer Waymark. It stays as it is; use that one, or choose another place for the numbers."), self->path);
      return FALSE;
    }
  if (version == (gint64) G_N_ELEMENTS (steps))
    return TRUE;
  if (!way_cache_begin (self, error))
    return FALSE;
  version = get_pragma (self, "PRAGMA user_version");
  for (gint64 step = MAX (version, 0); step < (gint64) G_N_ELEMENTS (steps); step++)
    if (!way_cache_execute (self, steps[step], error))
      {
        way_cache_rollback (self);
        return FALSE;
      }

  char pragma[64];

  g_snprintf (pragma, sizeof pragma, "PRAGMA application_id=%d; PRAGMA user_version=%d", APPLICATION_ID, (int) G_N_ELEMENTS (steps));
  if (!way_cache_execute (self, pragma, error))
    {
      way_cache_rollback (self);
      return FALSE;
    }
  return way_cache_commit (self, error);
}

/* After an unclean end; FALSE without an error: the file is damaged. */
static gboolean
check_pages (WayCache *self, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self, "PRAGMA quick_check(1)", error);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) == SQLITE_ROW)
    return g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  return way_cache_fail (self, error);
}

/* FALSE without an error: the file is damaged. */
static gboolean
connect_database (WayCache *self, gboolean check, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  g_autoptr (GError) reason = NULL;

  if (sqlite3_open_v2 (self->path, &self->database, flags, NULL) != SQLITE_OK)
    return way_cache_fail (self, error);
  harden (self->database);
  sqlite3_busy_timeout (self->database, BUSY_MS);
  if (is_foreign (self))
    return refuse_foreign (self->path, error);
  if (way_cache_execute (self, "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=FAST", &reason) && upgrade (self, &reason) && (!check || check_pages (self, &reason)))
    return TRUE;

  int code = sqlite3_errcode (self->database) & 0xff;

  /* A disk that fails for a moment is no reason to put a sound file aside. */
  if (reason == NULL || code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static void
disconnect (WayCache *self)
{
  sqlite3_close (g_steal_pointer (&self->database));
}

/* The folder's real name, because a link within the way to it is no danger but would be refused. */
static char *
resolve (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path), *name = g_path_get_basename (path);
  char *real;

  if (g_mkdir_with_parents (folder, 0700) != 0 || (real = realpath (folder, NULL)) == NULL)
    {
      fail_file (folder, error);
      return NULL;
    }

  char *resolved = g_build_filename (real, name, NULL);

  free (real);
  return resolved;
}

char *
way_cache_build_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "waymark", "metrics.db", NULL);
}

static int
count_open (const char *path, int change)
{
  g_mutex_lock (&open_mutex);
  if (open_files == NULL)
    open_files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  int n = GPOINTER_TO_INT (g_hash_table_lookup (open_files, path)) + change;

  if (change != 0)
    g_hash_table_insert (open_files, g_strdup (path), GINT_TO_POINTER (n));
  g_mutex_unlock (&open_mutex);
  return n;
}

static gboolean
prepare_file (const char *path, gboolean is_default, gboolean *unclean, WayReport *report, GError **error)
{
  gboolean is_open = count_open (path, 0) > 0;
  FileState state = is_open ? FILE_NEW : look_at_file (path);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  if (state == FILE_UNKNOWN)
    return fail_file (path, error);
  if (state == FILE_FOREIGN || (state == FILE_BROKEN && !is_default))
    return refuse_foreign (path, error);
  if (state == FILE_BROKEN && !put_aside (path, report, error))
    return FALSE;
  /* Made before SQLite opens it, so that it is never readable by others. */
  if (state == FILE_NONE || state == FILE_BROKEN)
    {
      int fd = open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

      if (fd < 0)
        return fail_file (path, error);
      close (fd);
    }
  *unclean = !is_open && (state == FILE_OURS || state == FILE_NEW) && g_stat (wal, &info) == 0 && info.st_size > 0;
  return TRUE;
}

WayCache *
way_cache_open (const char *path, WayReport *report, GError **error)
{
  g_autofree char *own = way_cache_build_path ();
  g_autoptr (WayCache) self = g_new0 (WayCache, 1);
  g_autoptr (GError) reason = NULL;
  gboolean unclean = FALSE;

  /* Nobody asks how much memory it has, and counting takes a lock each time. Too late it is no harm. */
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  self->path = resolve (path != NULL ? path : own, error);
  if (self->path == NULL || !prepare_file (self->path, path == NULL || strcmp (path, own) == 0, &unclean, report, error) || !read_key (self, error))
    return NULL;
  if (!connect_database (self, unclean, &reason))
    {
      if (reason != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return NULL;
        }
      disconnect (self);
      if (!put_aside (self->path, report, error) || !prepare_file (self->path, TRUE, &unclean, report, error))
        return NULL;
      if (!connect_database (self, FALSE, &reason))
        {
          if (reason != NULL)
            g_propagate_error (error, g_steal_pointer (&reason));
          else
            way_cache_fail (self, error);
          return NULL;
        }
    }
  count_open (self->path, 1);
  self->counted = TRUE;
  return g_steal_pointer (&self);
}

WayCache *
way_cache_open_reader (const WayCache *of)
{
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  g_autoptr (WayCache) self = g_new0 (WayCache, 1);

  self->path = g_strdup (of->path);
  if (sqlite3_open_v2 (self->path, &self->database, flags, NULL) != SQLITE_OK)
    return NULL;
  harden (self->database);
  sqlite3_busy_timeout (self->database, BUSY_MS);
  /* Everything is read once, so that there is nothing to remember. */
  way_cache_execute (self, "PRAGMA cache_size=-256", NULL);
  return g_steal_pointer (&self);
}

void
way_cache_close (WayCache *self)
{
  if (self == NULL)
    return;
  disconnect (self);
  if (self->counted)
    count_open (self->path, -1);
  g_free (self->path);
  g_free (self);
}

gint64
way_cache_get_revision (WayCache *self)
{
  return get_pragma (self, "PRAGMA data_version") * 1000003 + sqlite3_total_changes64 (self->database);
}

sqlite3 *
way_cache_get_database (WayCache *self)
{
  return self->database;
}

/* Statements. */

WayStatement *
way_cache_prepare (WayCache *self, const char *sql, GError **error)
{
  WayStatement *statement = NULL;

  if (sqlite3_prepare_v3 (self->database, sql, -1, 0, &statement, NULL) != SQLITE_OK)
    way_cache_fail (self, error);
  return statement;
}

gboolean
way_cache_run (WayCache *self, WayStatement *statement, GError **error)
{
  int code;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    continue;
  if (code != SQLITE_DONE)
    way_cache_fail (self, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

gboolean
way_cache_execute (WayCache *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->database, sql, NULL, NULL, NULL) == SQLITE_OK || way_cache_fail (self, error);
}

gboolean
way_cache_begin (WayCache *self, GError **error)
{
  return way_cache_execute (self, "BEGIN IMMEDIATE", error);
}

gboolean
way_cache_commit (WayCache *self, GError **error)
{
  if (way_cache_execute (self, "COMMIT", error))
    return TRUE;
  way_cache_rollback (self);
  return FALSE;
}

void
way_cache_rollback (WayCache *self)
{
  if (!sqlite3_get_autocommit (self->database))
    sqlite3_exec (self->database, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
way_cache_has_room_for (WayCache *self, gint64 n)
{
  return n >= 0 && n <= get_pragma (self, "PRAGMA page_count") * get_pragma (self, "PRAGMA page_size");
}

void
way_statement_free (WayStatement *statement)
{
  sqlite3_finalize (statement);
}

void
way_statement_bind_text (WayStatement *statement, int at, const char *text)
{
  sqlite3_bind_text (statement, at, text, -1, SQLITE_TRANSIENT);
}

char *
way_statement_dup_text (WayStatement *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

char *
way_statement_dup_name (WayStatement *statement, int column)
{
  char *text = way_statement_dup_text (statement, column);

  return text != NULL ? text : g_strdup ("");
}

gboolean
way_statement_is_null (WayStatement *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL;
}
