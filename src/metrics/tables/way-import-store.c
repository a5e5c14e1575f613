/* Into the cache: what is new, what replaces earlier rows, and where it came from. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/cache/way-block.h"
#include "metrics/tables/way-import-private.h"

static gint64
find_or_add_dataset (WayImport *self, GError **error)
{
  gint64 id = way_cache_find_dataset (self->cache, self->dataset);
  g_autoptr (WayStatement) statement = NULL;

  if (id != 0 && way_cache_is_log (self->cache, id))
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, _ ("“%s” is an event log. Give this table another name."), self->dataset);
      return 0;
    }
  if (id != 0)
    return id;
  statement = way_cache_prepare (self->cache, "INSERT INTO dataset(name) VALUES(?)", error);
  if (statement == NULL)
    return 0;
  way_statement_bind_text (statement, 1, self->dataset);
  return way_cache_run (self->cache, statement, error) ? sqlite3_last_insert_rowid (way_cache_get_database (self->cache)) : 0;
}

/* The recipe; gives the field's id, 0 on error. */
static gint64
store_field (WayCache *cache, WayStatement *statement, gint64 dataset, const WayColumn *column, GError **error)
{
  gint64 id = 0;
  int code;

  sqlite3_bind_int64 (statement, 1, dataset);
  way_statement_bind_text (statement, 2, column->name);
  way_statement_bind_text (statement, 3, column->label);
  sqlite3_bind_int64 (statement, 4, column->index);
  way_statement_bind_text (statement, 5, way_column_use_get_nick (column->use));
  way_statement_bind_text (statement, 6, way_column_type_get_nick (column->type));
  sqlite3_bind_int (statement, 7, column->decimal == WAY_DECIMAL_COMMA);
  sqlite3_bind_int (statement, 8, (int) column->form);
  way_statement_bind_text (statement, 9, column->metric);
  way_statement_bind_text (statement, 10, column->better);
  way_statement_bind_text (statement, 11, column->unit);
  sqlite3_bind_null (statement, 12);
  sqlite3_bind_null (statement, 13);
  if (column->has_scale)
    {
      sqlite3_bind_double (statement, 12, column->low);
      sqlite3_bind_double (statement, 13, column->high);
    }
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    id = sqlite3_column_int64 (statement, 0);
  if (code != SQLITE_DONE)
    {
      way_cache_fail (cache, error);
      id = 0;
    }
  sqlite3_reset (statement);
  return id;
}

static WayTarget *
find_target (const GPtrArray *targets, const WayColumn *column)
{
  for (guint i = 0; i < targets->len; i++)
    {
      WayTarget *target = g_ptr_array_index (targets, i);

      if (target->column == column)
        return target;
    }
  return NULL;
}

static gboolean
store_fields (WayImport *self, WayRows *rows, gint64 dataset, GError **error)
{
  const GPtrArray *lists[] = { way_table_get_columns (self->table), self->questions };
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "INSERT INTO field(dataset,name,label,place,use,type,decimal,form,metric,better,unit,low,high) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"
                                                                       " ON CONFLICT(dataset,name) DO UPDATE SET label=excluded.label, use=excluded.use, type=CASE excluded.type WHEN 'empty' THEN type ELSE excluded.type END, decimal=excluded.decimal, form=excluded.form,"
                                                                       " metric=excluded.metric, better=excluded.better, unit=excluded.unit, low=excluded.low, high=excluded.high RETURNING id",
                                                          error);

  if (statement == NULL)
    return FALSE;
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        const WayColumn *column = g_ptr_array_index (lists[l], i);
        WayTarget *target = find_target (l == 0 ? rows->targets : rows->questions, column);
        gint64 field = store_field (self->cache, statement, dataset, column, error);

        if (field == 0)
          return FALSE;
        if (target != NULL)
          target->field = field;
      }
  return TRUE;
}

static gint64
store_import (WayImport *self, const WayRows *rows, gint64 dataset, const WayImportResult *result, GError **error)
{
  g_autofree char *name = self->path != NULL ? g_path_get_basename (self->path) : g_strdup (_ ("Pasted cells"));
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *path = self->path != NULL ? g_utf8_make_valid (self->path, -1) : NULL;
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) self->data, self->size);
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "INSERT INTO import(dataset,name,path,sha256,source,encoding,bytes,n,known,bad,t0,t1,imported,zone) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)", error);

  if (statement == NULL)
    return 0;
  sqlite3_bind_int64 (statement, 1, dataset);
  way_statement_bind_text (statement, 2, valid);
  way_statement_bind_text (statement, 3, path);
  way_statement_bind_text (statement, 4, sha256);
  way_statement_bind_text (statement, 5, way_table_source_get_name (way_table_get_source (self->table)));
  way_statement_bind_text (statement, 6, way_table_get_encoding (self->table));
  sqlite3_bind_int64 (statement, 7, (gint64) self->size);
  sqlite3_bind_int64 (statement, 8, rows->n);
  sqlite3_bind_int64 (statement, 9, result->n_known);
  sqlite3_bind_int64 (statement, 10, result->n_bad);
  if (rows->has_times)
    {
      sqlite3_bind_int64 (statement, 11, rows->from);
      sqlite3_bind_int64 (statement, 12, rows->to);
    }
  sqlite3_bind_int64 (statement, 13, epoch != NULL ? g_ascii_strtoll (epoch, NULL, 10) * 1000 : g_get_real_time () / 1000);
  way_statement_bind_text (statement, 14, way_rows_get_zone (rows));
  return way_cache_run (self->cache, statement, error) ? sqlite3_last_insert_rowid (way_cache_get_database (self->cache)) : 0;
}

/* Takes `bytes`. */
static gboolean
store_block (WayCache *cache, WayStatement *statement, gint64 import, gint64 field, GBytes *bytes, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  gboolean stored;

  sqlite3_bind_int64 (statement, 1, import);
  sqlite3_bind_int64 (statement, 2, field);
  sqlite3_bind_blob64 (statement, 3, data, size, SQLITE_STATIC);
  stored = way_cache_run (cache, statement, error);
  sqlite3_clear_bindings (statement);
  g_bytes_unref (bytes);
  return stored;
}

static gboolean
store_blocks (WayImport *self, const WayRows *rows, gint64 import, WayImportProgress progress, gpointer user_data, GError **error)
{
  const GPtrArray *lists[] = { rows->targets, rows->questions };
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "INSERT INTO block(import,field,data) VALUES(?,?,?)", error);
  guint done = 0, all = rows->targets->len + rows->questions->len + 2;

  if (statement == NULL)
    return FALSE;
  if (!store_block (self->cache, statement, import, 0, way_block_encode_integers ((const gint64 *) (void *) rows->hashes, rows->n), error))
    return FALSE;
  if (!store_block (self->cache, statement, import, -1, way_block_encode_integers (rows->lines, rows->n), error))
    return FALSE;
  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        const WayTarget *target = g_ptr_array_index (lists[l], i);

        if (progress != NULL)
          progress (0.8 + 0.2 * (++done) / all, user_data);
        if (!store_block (self->cache, statement, import, target->field, way_target_encode (target, rows->n), error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
store_bad_rows (WayImport *self, const WayRows *rows, gint64 import, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "INSERT OR IGNORE INTO bad_row(import,line,reason,text) VALUES(?,?,?,?)", error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < rows->bad->len; i++)
    {
      const WayBadRow *bad = g_ptr_array_index (rows->bad, i);

      sqlite3_bind_int64 (statement, 1, import);
      sqlite3_bind_int (statement, 2, bad->line);
      way_statement_bind_text (statement, 3, bad->reason);
      way_statement_bind_text (statement, 4, bad->text);
      if (!way_cache_run (self->cache, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* The hashes of all rows of the dataset. */
static GArray *
load_known (WayImport *self, gint64 dataset, GError **error)
{
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "SELECT b.data FROM block b JOIN import i ON i.id=b.import WHERE i.dataset=? AND b.field=0", error);
  int code;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, dataset);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const guchar *data = sqlite3_column_blob (statement, 0);
      gsize size = (gsize) sqlite3_column_bytes (statement, 0), n = way_block_get_size (data, size);
      guint at = known->len;

      g_array_set_size (known, at + (guint) n);
      if (!way_block_decode_integers (data, size, &g_array_index (known, gint64, at), n))
        g_array_set_size (known, at);
    }
  if (code != SQLITE_DONE)
    {
      way_cache_fail (self->cache, error);
      return NULL;
    }
  return g_steal_pointer (&known);
}

/* Who answered, when and where: what a corrected row has in common with the one it replaces. */
typedef struct
{
  gint64 id, time;
  guint64 keys;
} Identity;

static guint
identity_hash (gconstpointer data)
{
  const Identity *self = data;

  return (guint) ((guint64) self->id ^ (guint64) self->time * 0x9e3779b97f4a7c15u ^ self->keys);
}

static gboolean
identity_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Identity)) == 0;
}

static GBytes *
load_block (WayCache *cache, WayStatement *statement, gint64 import, gint64 field)
{
  GBytes *bytes = NULL;

  sqlite3_bind_int64 (statement, 1, import);
  sqlite3_bind_int64 (statement, 2, field);
  if (sqlite3_step (statement) == SQLITE_ROW)
    bytes = g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
  sqlite3_reset (statement);
  return bytes;
}

/* The whole numbers of a block, or NULL; g_free. */
static gint64 *
load_integers (WayCache *cache, WayStatement *statement, gint64 import, gint64 field, gsize n)
{
  g_autoptr (GBytes) bytes = load_block (cache, statement, import, field);
  g_autofree gint64 *values = g_new (gint64, MAX (n, 1));
  gsize size;
  const guchar *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return data != NULL && way_block_decode_integers (data, size, values, n) ? g_steal_pointer (&values) : NULL;
}

static void
add_keys_of_block (WayImport *self, WayStatement *statement, gint64 import, gint64 field, guint64 *keys, gsize n)
{
  g_autoptr (GBytes) bytes = load_block (self->cache, statement, import, field);
  g_autofree WayBlockText *texts = NULL;
  const guchar *codes;
  guint width, n_texts;
  gsize size;
  const guchar *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (data == NULL || !way_block_decode_texts (data, size, n, &codes, &width, &texts, &n_texts))
    return;
  for (gsize i = 0; i < n; i++)
    {
      guint32 code = 0;

      memcpy (&code, codes + i * width, width);
      keys[i] = keys[i] * 31 + (code > 0 ? way_cache_hash (self->cache, texts[code - 1].text, texts[code - 1].length) : 0);
    }
}

/* Marks the rows of one earlier import that a new row replaces. */
static gint64
supersede_in (WayImport *self, const WayRows *rows, GHashTable *identities, gint64 earlier, gsize n, gint64 import, WayStatement *load, WayStatement *mark, GError **error)
{
  g_autofree gint64 *ids = load_integers (self->cache, load, earlier, way_rows_find (rows, WAY_USE_ID)->field, n);
  g_autofree gint64 *times = load_integers (self->cache, load, earlier, way_rows_find (rows, WAY_USE_TIME)->field, n);
  g_autofree guint64 *keys = g_new0 (guint64, MAX (n, 1));
  gint64 count = 0;

  if (ids == NULL || times == NULL)
    return 0;
  for (guint i = 0; i < rows->targets->len; i++)
    {
      const WayTarget *target = g_ptr_array_index (rows->targets, i);

      if (target->column->use == WAY_USE_KEY)
        add_keys_of_block (self, load, earlier, target->field, keys, n);
    }
  for (gsize i = 0; i < n; i++)
    {
      const Identity identity = { ids[i], times[i], keys[i] };

      if (ids[i] == WAY_BLOCK_NO_INTEGER || !g_hash_table_contains (identities, &identity))
        continue;
      sqlite3_bind_int64 (mark, 1, earlier);
      sqlite3_bind_int64 (mark, 2, (gint64) i);
      sqlite3_bind_int64 (mark, 3, import);
      if (!way_cache_run (self->cache, mark, error))
        return -1;
      count++;
    }
  return count;
}

static GHashTable *
make_identities (WayImport *self, const WayRows *rows, Identity *identities)
{
  GHashTable *set = g_hash_table_new (identity_hash, identity_equal);
  const WayTarget *id = way_rows_find (rows, WAY_USE_ID), *time = way_rows_find (rows, WAY_USE_TIME);

  for (guint32 i = 0; i < rows->n; i++)
    {
      identities[i] = (Identity){ id->integers[i], time->integers[i], 0 };
      for (guint t = 0; t < rows->targets->len; t++)
        {
          const WayTarget *target = g_ptr_array_index (rows->targets, t);
          guint32 code;

          if (target->column->use != WAY_USE_KEY)
            continue;
          code = target->codes[i];

          guint32 start = code > 0 ? g_array_index (target->texts->offsets, guint32, code - 1) : 0;
          guint32 end = code > 0 ? g_array_index (target->texts->offsets, guint32, code) : 0;

          identities[i].keys = identities[i].keys * 31 + (code > 0 ? way_cache_hash (self->cache, target->texts->texts->str + start, end - start) : 0);
        }
      g_hash_table_add (set, &identities[i]);
    }
  return set;
}

/* Rows of earlier imports that were corrected; −1 on error. A long form has several rows of the same person and time. */
static gint64
supersede (WayImport *self, const WayRows *rows, gint64 dataset, gint64 import, GError **error)
{
  g_autoptr (GPtrArray) imports = NULL;
  g_autoptr (WayStatement) load = NULL, mark = NULL;
  gint64 count = 0;

  if (way_rows_find (rows, WAY_USE_ID) == NULL || way_rows_find (rows, WAY_USE_TIME) == NULL || rows->questions->len > 0 || rows->n == 0)
    return 0;
  imports = way_cache_list_imports (self->cache, dataset, error);
  load = way_cache_prepare (self->cache, "SELECT data FROM block WHERE import=? AND field=?", error);
  mark = way_cache_prepare (self->cache, "INSERT INTO superseded(import,row,by) VALUES(?,?,?)", error);
  if (imports == NULL || load == NULL || mark == NULL)
    return -1;
  if (imports->len < 2)
    return 0;

  g_autofree Identity *identities = g_new (Identity, rows->n);
  g_autoptr (GHashTable) set = make_identities (self, rows, identities);

  for (guint i = 0; i < imports->len; i++)
    {
      const WayImported *earlier = g_ptr_array_index (imports, i);
      gint64 n = earlier->id != import ? supersede_in (self, rows, set, earlier->id, (gsize) earlier->n_rows, import, load, mark, error) : 0;

      if (n < 0)
        return -1;
      count += n;
    }
  return count;
}

static gboolean
forget_replaced (WayImport *self, gint64 replaced, GError **error)
{
  g_autoptr (WayStatement) statement = NULL;

  if (replaced == 0)
    return TRUE;
  statement = way_cache_prepare (self->cache, "DELETE FROM import WHERE id=?", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, replaced);
  if (!way_cache_run (self->cache, statement, error))
    return FALSE;
  if (sqlite3_changes (way_cache_get_database (self->cache)) > 0)
    return TRUE;
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("There is no import %lld to replace."), (long long) replaced);
  return FALSE;
}

gboolean
way_import_store (WayImport *self, WayRows *rows, const WayImportOptions *options, WayImportProgress progress, gpointer user_data, WayImportResult *result, GError **error)
{
  g_autofree guint8 *kept = g_malloc (MAX (rows->n, 1));
  g_autoptr (GArray) known = NULL;
  guint32 n_new;
  gint64 dataset;

  if (!forget_replaced (self, options->replaces, error))
    return FALSE;
  dataset = find_or_add_dataset (self, error);
  known = dataset != 0 ? load_known (self, dataset, error) : NULL;
  if (known == NULL || !store_fields (self, rows, dataset, error))
    return FALSE;
  n_new = way_rows_mark_new (rows, known, kept);
  result->n_known = rows->n - n_new;
  result->n_rows = n_new;
  result->n_bad = rows->n_bad;
  if (n_new == 0 && result->n_known > 0)
    return TRUE;
  if (n_new < rows->n)
    way_rows_keep (rows, kept);
  result->import = store_import (self, rows, dataset, result, error);
  if (result->import == 0 || !store_blocks (self, rows, result->import, progress, user_data, error) || !store_bad_rows (self, rows, result->import, error))
    return FALSE;
  result->n_replaced = supersede (self, rows, dataset, result->import, error);
  return result->n_replaced >= 0;
}
