#include "metrics/figures/way-data.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-match.h"
#include "metrics/cache/way-block.h"
#include "metrics/cache/way-cache-private.h"
#include "metrics/log/way-log-feed.h"
#include "metrics/log/way-log-store.h"

#define MISSING 255
#define DAY_MS ((gint64) 86400000)

/* Rows of one import, from `at` on. */
typedef struct
{
  gint64 import;
  gsize at, n;
  GTimeZone *zone; /* or NULL */
} Part;

static void
part_clear (gpointer data)
{
  g_clear_pointer (&((Part *) data)->zone, g_time_zone_unref);
}

struct _WayData
{
  WayCache *cache;
  GPtrArray *fields; /* (element-type WayColumn) */
  GHashTable *ids;   /* name of a field → its id */
  GArray *parts;     /* (element-type Part) */
  gsize n;
  guint8 *alive;
  GHashTable *numbers; /* WayColumn → WayNumbers */
  GHashTable *keys;    /* WayColumn → WayKeys */
  GHashTable *days;    /* WayColumn → Days */
  guint64 *hashes, *people;
  WayLog *log; /* NULL: rows of tables */
};

static void
numbers_free (gpointer data)
{
  WayNumbers *self = data;

  g_free (self->codes);
  g_free (self->numbers);
  g_free (self);
}

static void
keys_free (gpointer data)
{
  WayKeys *self = data;

  g_free (self->codes);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->names);
  g_free (self);
}

typedef struct
{
  gint32 *days;
  gint32 first, last;
} Days;

static void
days_free (gpointer data)
{
  Days *self = data;

  g_free (self->days);
  g_free (self);
}

static gboolean
load_parts (WayData *self, const char *name, gint64 dataset, GError **error)
{
  g_autoptr (GPtrArray) imports = way_cache_list_imports (self->cache, dataset, error);

  if (imports == NULL)
    return FALSE;
  for (guint i = 0; i < imports->len; i++)
    {
      const WayImported *import = g_ptr_array_index (imports, i);
      const Part part = { import->id, self->n, (gsize) MAX (import->n_rows, 0), import->zone != NULL ? g_time_zone_new_identifier (import->zone) : NULL };

      g_array_append_val (self->parts, part);
      if (!way_cache_has_room_for (self->cache, import->n_rows) || !way_cache_has_room_for (self->cache, (gint64) (self->n += part.n)))
        {
          g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CACHE, _ ("What is kept of “%s” is damaged. Forget it, and import its files again."), name);
          return FALSE;
        }
    }
  return TRUE;
}

static const Part *
find_part (const WayData *self, gint64 import)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_array_index (self->parts, Part, i).import == import)
      return &g_array_index (self->parts, Part, i);
  return NULL;
}

static gboolean
load_dead (WayData *self, gint64 dataset, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "SELECT s.import, s.row FROM superseded s JOIN import i ON i.id=s.import WHERE i.dataset=?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, dataset);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const Part *part = find_part (self, sqlite3_column_int64 (statement, 0));
      gint64 row = sqlite3_column_int64 (statement, 1);

      if (part == NULL || row < 0 || (gsize) row >= part->n)
        continue;
      if (self->alive == NULL)
        {
          self->alive = g_malloc (self->n);
          memset (self->alive, 1, self->n);
        }
      self->alive[part->at + (gsize) row] = 0;
    }
  return code == SQLITE_DONE || way_cache_fail (self->cache, error);
}

static gboolean
load_ids (WayData *self, gint64 dataset, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "SELECT name, id FROM field WHERE dataset=?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, dataset);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 1);

      g_hash_table_insert (self->ids, way_statement_dup_name (statement, 0), g_memdup2 (&id, sizeof id));
    }
  return code == SQLITE_DONE || way_cache_fail (self->cache, error);
}

static guint
find_values (const WayLog *log)
{
  guint values = 0;

  for (guint i = 0; i < WAY_N_LOG_VALUES; i++)
    values |= log->values[i] != NULL ? 1u << i : 0;
  return values;
}

/* Its events, already in columns. */
static gboolean
take_log (WayData *self, const char *dataset, GError **error)
{
  self->log = way_log_open (self->cache, dataset, -1, error);
  if (self->log == NULL)
    return FALSE;
  self->fields = way_log_feed_list_fields (find_values (self->log), self->log->has_times, self->log->currency);
  self->n = self->log->n_events;
  return TRUE;
}

static gint64
find_dataset (WayCache *cache, const char *name, GError **error)
{
  gint64 id = way_cache_find_dataset (cache, name);

  if (id == 0)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("There is no dataset “%s” yet. Import a file into it."), name);
  return id;
}

GPtrArray *
way_data_list_fields (WayCache *cache, const char *dataset, GError **error)
{
  gint64 id = find_dataset (cache, dataset, error);
  g_autoptr (WayLogInfo) info = NULL;

  if (id == 0)
    return NULL;
  if (!way_cache_is_log (cache, id))
    return way_cache_list_fields (cache, id, error);
  info = way_log_get_info (cache, dataset, error);
  return info != NULL ? way_log_feed_list_fields (info->values, info->has_times, info->currency) : NULL;
}

WayData *
way_data_new (WayCache *cache, const char *dataset, GError **error)
{
  g_autoptr (WayData) self = NULL;
  gint64 id = find_dataset (cache, dataset, error);

  if (id == 0)
    return NULL;
  self = g_new0 (WayData, 1);
  self->cache = cache;
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->numbers = g_hash_table_new_full (NULL, NULL, NULL, numbers_free);
  self->keys = g_hash_table_new_full (NULL, NULL, NULL, keys_free);
  self->days = g_hash_table_new_full (NULL, NULL, NULL, days_free);
  if (way_cache_is_log (cache, id))
    return take_log (self, dataset, error) ? g_steal_pointer (&self) : NULL;
  self->fields = way_cache_list_fields (cache, id, error);
  if (self->fields == NULL || !load_parts (self, dataset, id, error) || !load_dead (self, id, error) || !load_ids (self, id, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
way_data_free (WayData *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_hash_table_unref (self->ids);
  g_array_unref (self->parts);
  g_free (self->alive);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->days);
  g_free (self->hashes);
  g_free (self->people);
  way_log_unref (self->log);
  g_free (self);
}

gsize
way_data_get_size (const WayData *self)
{
  return self->n;
}

GPtrArray *
way_data_get_fields (const WayData *self)
{
  return self->fields;
}

const WayColumn *
way_data_find_field (const WayData *self, const char *name)
{
  g_autofree char *wanted = way_match_squeeze (name);

  for (guint i = 0; i < self->fields->len; i++)
    if (strcmp (((const WayColumn *) g_ptr_array_index (self->fields, i))->name, name) == 0)
      return g_ptr_array_index (self->fields, i);
  for (guint i = 0; i < self->fields->len && *wanted != '\0'; i++)
    {
      const WayColumn *field = g_ptr_array_index (self->fields, i);
      g_autofree char *squeezed = way_match_squeeze (field->name);

      if (strcmp (squeezed, wanted) == 0)
        return field;
    }
  return NULL;
}

const WayColumn *
way_data_find_use (const WayData *self, WayColumnUse use)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (((const WayColumn *) g_ptr_array_index (self->fields, i))->use == use)
      return g_ptr_array_index (self->fields, i);
  return NULL;
}

static const WayColumn *
need_field (const WayData *self, const char *name, GError **error)
{
  const WayColumn *field = way_data_find_field (self, name);

  if (field == NULL)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("The dataset has no column “%s”."), name);
  return field;
}

/* What a block becomes; FALSE: it is damaged, or of another type. `data` NULL: the import does not have this field. */
typedef gboolean (*TakeBlock) (gpointer column, const guchar *data, gsize size, const Part *part);

static gboolean
load_blocks (WayData *self, gint64 id, const char *name, TakeBlock take, gpointer column, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "SELECT data FROM block WHERE import=? AND field=?", error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      gboolean taken, row;

      sqlite3_bind_int64 (statement, 1, part->import);
      sqlite3_bind_int64 (statement, 2, id);
      row = sqlite3_step (statement) == SQLITE_ROW;
      taken = take (column, row ? sqlite3_column_blob (statement, 0) : NULL, row ? (gsize) sqlite3_column_bytes (statement, 0) : 0, part);
      sqlite3_reset (statement);
      if (!taken)
        {
          g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("“%s” cannot be used so: it holds something else."), name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
load_column (WayData *self, const WayColumn *field, TakeBlock take, gpointer column, GError **error)
{
  const gint64 *id = g_hash_table_lookup (self->ids, field->name);

  return load_blocks (self, *id, field->name, take, column, error);
}

/* Numbers. */

static void
turn_to_doubles (WayNumbers *self, gsize n, gsize all)
{
  self->numbers = g_new (double, MAX (all, 1));
  for (gsize i = 0; i < n; i++)
    self->numbers[i] = self->codes[i] == MISSING ? NAN : self->values[self->codes[i]];
  g_clear_pointer (&self->codes, g_free);
}

typedef struct
{
  WayNumbers *numbers;
  gsize all;
} NumbersLoad;

/* The code of each value of a block in the whole; FALSE: there are too many. */
static gboolean
merge_values (WayNumbers *self, const double *values, guint n, guint8 map[256])
{
  map[MISSING] = MISSING;
  for (guint i = 0; i < n; i++)
    {
      guint j = 0;

      while (j < self->n_values && self->values[j] != values[i])
        j++;
      if (j == self->n_values)
        {
          if (self->n_values == MISSING - 1)
            return FALSE;
          self->values[self->n_values++] = values[i];
        }
      map[i] = (guint8) j;
    }
  return TRUE;
}

/* Of the first import, and of the next with the same answers in the same order. */
static gboolean
is_identity (const guint8 map[256], guint n)
{
  for (guint i = 0; i < n; i++)
    if (map[i] != i)
      return FALSE;
  return TRUE;
}

static gboolean
take_numbers (gpointer column, const guchar *data, gsize size, const Part *part)
{
  NumbersLoad *load = column;
  WayNumbers *self = load->numbers;
  const guint8 *codes;
  double values[255];
  guint8 map[256];
  guint n_values;
  g_autofree double *numbers = NULL;

  if (data == NULL)
    {
      if (self->codes != NULL)
        memset (self->codes + part->at, MISSING, part->n);
      for (gsize i = 0; self->codes == NULL && i < part->n; i++)
        self->numbers[part->at + i] = NAN;
      return TRUE;
    }
  if (!way_block_decode_numbers (data, size, part->n, &codes, values, &n_values, &numbers))
    return FALSE;
  if (self->codes != NULL && (codes == NULL || !merge_values (self, values, n_values, map)))
    turn_to_doubles (self, part->at, load->all);
  if (self->codes != NULL && is_identity (map, n_values))
    memcpy (self->codes + part->at, codes, part->n);
  else if (self->codes != NULL)
    for (gsize i = 0; i < part->n; i++)
      self->codes[part->at + i] = map[codes[i]];
  else
    for (gsize i = 0; i < part->n; i++)
      self->numbers[part->at + i] = codes == NULL ? numbers[i] : codes[i] == MISSING ? NAN
                                                                                     : values[codes[i]];
  return TRUE;
}

static gboolean
refuse (const WayColumn *field, GError **error)
{
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("“%s” cannot be used so: it holds something else."), field->name);
  return FALSE;
}

static gboolean
load_numbers (WayData *self, WayNumbers *numbers, GError **error)
{
  if (self->log != NULL)
    {
      numbers->numbers = way_log_feed_make_numbers (self->log, numbers->field->name);
      return numbers->numbers != NULL || refuse (numbers->field, error);
    }
  numbers->codes = g_malloc (MAX (self->n, 1));

  NumbersLoad load = { numbers, self->n };

  return load_column (self, numbers->field, take_numbers, &load, error);
}

const WayNumbers *
way_data_get_numbers (WayData *self, const char *name, GError **error)
{
  const WayColumn *field = need_field (self, name, error);
  WayNumbers *numbers = field != NULL ? g_hash_table_lookup (self->numbers, field) : NULL;

  if (field == NULL || numbers != NULL)
    return numbers;
  numbers = g_new0 (WayNumbers, 1);
  numbers->field = field;
  if (!load_numbers (self, numbers, error))
    {
      numbers_free (numbers);
      return NULL;
    }
  g_hash_table_insert (self->numbers, (gpointer) field, numbers);
  return numbers;
}

/* Keys. */

typedef struct
{
  WayKeys *keys;
  GHashTable *codes; /* text → code */
} KeysLoad;

static guint32
intern_key (KeysLoad *load, const WayBlockText *text)
{
  g_autofree char *key = g_strndup (text->text, text->length);
  guint32 code = GPOINTER_TO_UINT (g_hash_table_lookup (load->codes, key));

  if (code != 0)
    return code;
  g_ptr_array_add (load->keys->names, way_match_squeeze (key));
  g_ptr_array_add (load->keys->texts, g_steal_pointer (&key));
  code = load->keys->texts->len;
  g_hash_table_insert (load->codes, g_ptr_array_index (load->keys->texts, code - 1), GUINT_TO_POINTER (code));
  return code;
}

static gboolean
take_keys (gpointer column, const guchar *data, gsize size, const Part *part)
{
  KeysLoad *load = column;
  guint32 *to = load->keys->codes + part->at;
  const guchar *codes;
  g_autofree WayBlockText *texts = NULL;
  g_autofree guint32 *map = NULL;
  guint width, n_texts;

  if (data == NULL)
    {
      memset (to, 0, part->n * sizeof *to);
      return TRUE;
    }
  if (!way_block_decode_texts (data, size, part->n, &codes, &width, &texts, &n_texts))
    return FALSE;
  map = g_new0 (guint32, (gsize) n_texts + 1);
  for (guint i = 0; i < n_texts; i++)
    map[i + 1] = intern_key (load, &texts[i]);
  if (width == 1)
    for (gsize i = 0; i < part->n; i++)
      to[i] = map[codes[i]];
  else
    for (gsize i = 0; i < part->n; i++)
      {
        guint32 code = 0;

        memcpy (&code, codes + i * width, width);
        to[i] = map[GUINT32_FROM_LE (code)];
      }
  return TRUE;
}

static gboolean
load_keys (WayData *self, WayKeys *keys, GError **error)
{
  g_autoptr (GHashTable) codes = NULL;

  if (self->log != NULL)
    {
      keys->codes = way_log_feed_make_keys (self->log, keys->field->name, keys->texts);
      for (guint i = 0; i < keys->texts->len; i++)
        g_ptr_array_add (keys->names, way_match_squeeze (g_ptr_array_index (keys->texts, i)));
      return keys->codes != NULL || refuse (keys->field, error);
    }
  keys->codes = g_new (guint32, MAX (self->n, 1));
  codes = g_hash_table_new (g_str_hash, g_str_equal);

  KeysLoad load = { keys, codes };

  return load_column (self, keys->field, take_keys, &load, error);
}

const WayKeys *
way_data_get_keys (WayData *self, const char *name, GError **error)
{
  const WayColumn *field = need_field (self, name, error);
  WayKeys *keys = field != NULL ? g_hash_table_lookup (self->keys, field) : NULL;

  if (field == NULL || keys != NULL)
    return keys;
  keys = g_new0 (WayKeys, 1);
  keys->field = field;
  keys->texts = g_ptr_array_new_with_free_func (g_free);
  keys->names = g_ptr_array_new_with_free_func (g_free);
  if (!load_keys (self, keys, error))
    {
      keys_free (keys);
      return NULL;
    }
  g_hash_table_insert (self->keys, (gpointer) field, keys);
  return keys;
}

/* Days. */

/* How far local clocks are ahead, of days that were asked about; a place a day. */
typedef struct
{
  gint64 days[1024];
  gint64 offsets[1024];
} Offsets;

static inline gint64
count_days (gint64 time)
{
  return time >= 0 ? time / DAY_MS : -((-time + DAY_MS - 1) / DAY_MS);
}

/* The day that people there had. Zones are slow to ask, and rows many. */
static gint64
add_offset (GTimeZone *zone, Offsets *offsets, gint64 time)
{
  gint64 day = count_days (time);
  guint at = (guint) day & (G_N_ELEMENTS (offsets->days) - 1);

  if (offsets->days[at] != day)
    {
      gint64 first = way_value_find_offset (zone, day * DAY_MS);

      /* On days when clocks are changed each moment has its own. */
      if (way_value_find_offset (zone, (day + 1) * DAY_MS - 1) != first)
        return time + way_value_find_offset (zone, time);
      offsets->days[at] = day;
      offsets->offsets[at] = first;
    }
  return time + offsets->offsets[at];
}

static gint32
find_day (gint64 time, GTimeZone *zone, Offsets *offsets)
{
  if (time == WAY_BLOCK_NO_INTEGER)
    return WAY_NO_DAY;
  if (zone != NULL && time > -4000000 * DAY_MS && time < 4000000 * DAY_MS)
    time = add_offset (zone, offsets, time);
  return (gint32) CLAMP (count_days (time), -1000000, 4000000);
}

static gboolean
take_days (gpointer column, const guchar *data, gsize size, const Part *part)
{
  Days *self = column;
  gint32 *to = self->days + part->at;
  /* Piece by piece: milliseconds of all rows would not stay in the processor's caches. */
  gint64 times[1024];
  g_autofree Offsets *offsets = part->zone != NULL ? g_new (Offsets, 1) : NULL;
  gsize done = 0, n;

  for (guint i = 0; offsets != NULL && i < G_N_ELEMENTS (offsets->days); i++)
    offsets->days[i] = G_MAXINT64;
  if (data == NULL)
    {
      for (gsize i = 0; i < part->n; i++)
        to[i] = WAY_NO_DAY;
      return TRUE;
    }
  while ((n = way_block_decode_piece (data, size, part->n, done, times, G_N_ELEMENTS (times))) > 0)
    for (gsize i = 0; i < n; i++)
      {
        gint32 day = find_day (times[i], part->zone, offsets);

        to[done++] = day;
        self->last = MAX (self->last, day);
        self->first = day == WAY_NO_DAY ? self->first : MIN (self->first, day);
      }
  return done == part->n;
}

/* A log's times are UTC. */
static gboolean
fill_days (const WayLog *log, Days *self)
{
  for (guint i = 0; i < log->n_events; i++)
    {
      gint32 day = log->times[i] == WAY_LOG_NO_TIME ? WAY_NO_DAY : find_day (log->times[i], NULL, NULL);

      self->days[i] = day;
      self->last = MAX (self->last, day);
      self->first = day == WAY_NO_DAY ? self->first : MIN (self->first, day);
    }
  return TRUE;
}

static const Days *
load_days (WayData *self, const char *name, GError **error)
{
  const WayColumn *field = name != NULL ? need_field (self, name, error) : way_data_find_use (self, WAY_USE_TIME);
  Days *days = field != NULL ? g_hash_table_lookup (self->days, field) : NULL;

  if (field == NULL || days != NULL)
    return days;
  days = g_new (Days, 1);
  *days = (Days){ g_new (gint32, MAX (self->n, 1)), G_MAXINT32, WAY_NO_DAY };
  if (self->log != NULL ? !(field->type == WAY_COLUMN_TIME ? fill_days (self->log, days) : refuse (field, error)) : !load_column (self, field, take_days, days, error))
    {
      days_free (days);
      return NULL;
    }
  g_hash_table_insert (self->days, (gpointer) field, days);
  return days;
}

const gint32 *
way_data_get_days (WayData *self, const char *name, gint32 *first, gint32 *last, GError **error)
{
  const Days *days = load_days (self, name, error);

  if (days == NULL)
    return NULL;
  *first = days->first;
  *last = days->last;
  return days->days;
}

/* Rows and people. */

static gboolean
take_integers (gpointer column, const guchar *data, gsize size, const Part *part)
{
  gint64 *to = (gint64 *) column + part->at;

  if (data != NULL)
    return way_block_decode_integers (data, size, to, part->n);
  for (gsize i = 0; i < part->n; i++)
    to[i] = WAY_BLOCK_NO_INTEGER;
  return TRUE;
}

static guint64 *
load_integers (WayData *self, gint64 id, const char *name, GError **error)
{
  g_autofree gint64 *integers = g_new (gint64, MAX (self->n, 1));

  if (!load_blocks (self, id, name, take_integers, integers, error))
    return NULL;
  for (gsize i = 0; i < self->n; i++)
    if (integers[i] == WAY_BLOCK_NO_INTEGER)
      integers[i] = 0;
  return (guint64 *) (void *) g_steal_pointer (&integers);
}

const guint64 *
way_data_get_hashes (WayData *self, GError **error)
{
  /* Events of a log are nobody's answers. */
  if (self->log != NULL)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, "%s", _ ("An event log holds no answers."));
      return NULL;
    }
  if (self->hashes == NULL)
    self->hashes = load_integers (self, 0, "#", error);
  return self->hashes;
}

const guint64 *
way_data_get_people (WayData *self, GError **error)
{
  const WayColumn *field = way_data_find_use (self, WAY_USE_ID);
  const gint64 *id = field != NULL ? g_hash_table_lookup (self->ids, field->name) : NULL;

  if (self->people == NULL && id != NULL)
    self->people = load_integers (self, *id, field->name, error);
  return self->people;
}

const guint8 *
way_data_get_alive (const WayData *self)
{
  return self->alive;
}

gboolean
way_data_find_origin (WayData *self, gsize row, gint64 *import, int *line)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (self->cache, "SELECT data FROM block WHERE import=? AND field=-1", NULL);

  for (guint i = 0; statement != NULL && i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      g_autofree gint64 *lines = NULL;

      if (row < part->at || row >= part->at + part->n)
        continue;
      sqlite3_bind_int64 (statement, 1, part->import);
      if (sqlite3_step (statement) != SQLITE_ROW)
        return FALSE;
      lines = g_new (gint64, part->n);
      if (!way_block_decode_integers (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0), lines, part->n))
        return FALSE;
      *import = part->import;
      *line = (int) lines[row - part->at];
      return TRUE;
    }
  return FALSE;
}
