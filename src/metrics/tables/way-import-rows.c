#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "base/way-text.h"
#include "metrics/cache/way-block.h"
#include "metrics/tables/way-import-private.h"

/* Bytes of all different texts of a column; what lies in the cache beside them stays below SQLite's billion. */
#define MAX_TEXTS (512u << 20)
/* So many rows between two looks at the clock and the cancel button. */
#define PULSE 8192

/* Texts. */

/* Not for strangers to attack: the dictionary is at most as large as the file. */
static guint64
mix (const char *text, gsize length)
{
  guint64 h = length * 0x9e3779b97f4a7c15u, word;

  for (; length >= 8; text += 8, length -= 8)
    {
      memcpy (&word, text, 8);
      h = (h ^ word) * 0xff51afd7ed558ccdu;
      h ^= h >> 32;
    }
  word = 0;
  memcpy (&word, text, length);
  h = (h ^ word) * 0xc4ceb9fe1a85ec53u;
  return h ^ h >> 29;
}

WayTexts *
way_texts_new (void)
{
  WayTexts *self = g_new0 (WayTexts, 1);
  const guint32 zero = 0;

  self->texts = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->offsets, zero);
  self->mask = 1023;
  self->slots = g_new0 (guint32, self->mask + 1);
  return self;
}

void
way_texts_free (WayTexts *self)
{
  if (self == NULL)
    return;
  g_string_free (self->texts, TRUE);
  g_array_unref (self->offsets);
  g_free (self->slots);
  g_free (self->hashes);
  g_free (self);
}

static void
grow_texts (WayTexts *self)
{
  self->mask = self->mask * 2 + 1;
  g_free (self->slots);
  self->slots = g_new0 (guint32, (gsize) self->mask + 1);
  for (guint code = 1; code <= self->n; code++)
    {
      guint slot = (guint) self->hashes[code - 1] & self->mask;

      while (self->slots[slot] != 0)
        slot = (slot + 1) & self->mask;
      self->slots[slot] = code;
    }
}

guint32
way_texts_intern (WayTexts *self, const char *text, gsize length)
{
  guint64 h = mix (text, length);
  guint slot = (guint) h & self->mask;

  for (guint32 code; (code = self->slots[slot]) != 0; slot = (slot + 1) & self->mask)
    {
      guint32 start = g_array_index (self->offsets, guint32, code - 1);

      if (self->hashes[code - 1] == h && g_array_index (self->offsets, guint32, code) - start == length && memcmp (self->texts->str + start, text, length) == 0)
        return code;
    }
  if (self->texts->len + length > MAX_TEXTS || self->n > MAX_TEXTS / 8)
    {
      self->full = TRUE;
      return 0;
    }
  if (self->n == self->room)
    {
      self->room = MAX (self->room * 2, 256);
      self->hashes = g_renew (guint64, self->hashes, self->room);
    }
  g_string_append_len (self->texts, text, (gssize) length);

  guint32 end = (guint32) self->texts->len;

  g_array_append_val (self->offsets, end);
  self->hashes[self->n++] = h;
  self->slots[slot] = self->n;
  if (self->n * 2 > self->mask)
    grow_texts (self);
  return self->n;
}

/* Targets. */

static void
target_free (gpointer data)
{
  WayTarget *self = data;

  g_free (self->numbers);
  g_free (self->integers);
  g_free (self->codes);
  way_texts_free (self->texts);
  if (self->sparse != NULL)
    g_array_unref (self->sparse);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

static gboolean
is_number (const WayColumn *column)
{
  return column->use == WAY_USE_VALUE && column->type != WAY_COLUMN_TEXT;
}

static gboolean
is_integer (const WayColumn *column)
{
  return column->use == WAY_USE_TIME || column->use == WAY_USE_ID;
}

static WayTarget *
target_new (const WayColumn *column, GTimeZone *zone, gboolean sparse)
{
  WayTarget *self = g_new0 (WayTarget, 1);

  self->column = column;
  self->source = column->index;
  if (!is_number (column) && !is_integer (column))
    self->texts = way_texts_new ();
  /* A file that says where its clocks stand knows it better than who imports it. */
  if (column->use == WAY_USE_TIME)
    self->zone = column->zone != NULL ? g_time_zone_new_identifier (column->zone) : zone != NULL ? g_time_zone_ref (zone)
                                                                                                 : NULL;
  if (sparse)
    self->sparse = g_array_new (FALSE, FALSE, sizeof (WaySparse));
  return self;
}

static gboolean
is_kept (const WayColumn *column)
{
  switch (column->use)
    {
    case WAY_USE_ID:
    case WAY_USE_TIME:
    case WAY_USE_KEY:
    case WAY_USE_VALUE:
    case WAY_USE_COMMENT:
      return TRUE;
    default:
      return FALSE;
    }
}

WayRows *
way_rows_new (WayCache *cache, GPtrArray *columns, GPtrArray *questions, GTimeZone *zone)
{
  WayRows *self = g_new0 (WayRows, 1);

  self->cache = cache;
  self->targets = g_ptr_array_new_with_free_func (target_free);
  self->questions = g_ptr_array_new_with_free_func (target_free);
  self->by_question = g_hash_table_new (g_str_hash, g_str_equal);
  self->question_column = self->answer_column = -1;
  self->bad = g_ptr_array_new_with_free_func ((GDestroyNotify) way_bad_row_free);
  self->bytes = g_string_new (NULL);
  for (guint i = 0; i < columns->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (columns, i);

      if (is_kept (column))
        g_ptr_array_add (self->targets, target_new (column, zone, FALSE));
      else if (column->use == WAY_USE_QUESTION && questions->len > 0)
        self->question_column = (int) column->index;
      else if (column->use == WAY_USE_ANSWER && questions->len > 0)
        self->answer_column = (int) column->index;
    }
  for (guint i = 0; i < questions->len; i++)
    {
      const WayColumn *question = g_ptr_array_index (questions, i);
      WayTarget *target = target_new (question, zone, TRUE);

      g_ptr_array_add (self->questions, target);
      g_hash_table_insert (self->by_question, question->name, target);
    }
  return self;
}

const char *
way_rows_get_zone (const WayRows *self)
{
  const WayTarget *target = way_rows_find (self, WAY_USE_TIME);
  const char *name = target != NULL && target->zone != NULL ? g_time_zone_get_identifier (target->zone) : NULL;

  return g_strcmp0 (name, "UTC") != 0 ? name : NULL;
}

void
way_rows_free (WayRows *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->targets);
  g_ptr_array_unref (self->questions);
  g_hash_table_unref (self->by_question);
  g_free (self->lines);
  g_free (self->hashes);
  g_ptr_array_unref (self->bad);
  g_string_free (self->bytes, TRUE);
  g_free (self);
}

WayTarget *
way_rows_find (const WayRows *self, WayColumnUse use)
{
  for (guint i = 0; i < self->targets->len; i++)
    {
      WayTarget *target = g_ptr_array_index (self->targets, i);

      if (target->column->use == use)
        return target;
    }
  return NULL;
}

/* Makes an array larger; FALSE, and it stays as it is: there is not so much memory. */
#define GROW(array, room) ((more = g_try_realloc_n ((array), (room), sizeof *(array))) != NULL && ((array) = more, TRUE))

static gboolean
grow_target (WayTarget *self, guint32 room)
{
  gpointer more;

  if (self->texts != NULL)
    return GROW (self->codes, room);
  return is_integer (self->column) ? GROW (self->integers, room) : GROW (self->numbers, room);
}

static gboolean
make_room (WayRows *self)
{
  guint32 room = MAX (self->room * 2, 1024);
  gpointer more;

  if (self->n < self->room)
    return TRUE;
  if (!GROW (self->lines, room) || !GROW (self->hashes, room))
    return FALSE;
  for (guint i = 0; i < self->targets->len; i++)
    if (!grow_target (g_ptr_array_index (self->targets, i), room))
      return FALSE;
  self->room = room;
  return TRUE;
}

G_GNUC_PRINTF (4, 5)
static void
note_bad (WayRows *self, int line, WayCell cell, const char *format, ...)
{
  va_list args;

  self->n_bad++;
  if (self->bad->len >= WAY_MAX_BAD_ROWS)
    return;

  WayBadRow *bad = g_new0 (WayBadRow, 1);
  g_autofree char *text = g_strndup (cell.text, MIN (cell.length, 400));
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  va_start (args, format);
  bad->reason = g_strdup_vprintf (format, args);
  va_end (args);
  bad->line = line;
  bad->text = way_text_excerpt (valid, 80);
  g_ptr_array_add (self->bad, bad);
}

/* NAN: missing, or noted as bad. */
static double
read_number (WayRows *self, const WayColumn *column, WayCell cell, int line)
{
  gboolean labelled, flag;
  double value;

  if (cell.length == 0 || way_value_is_missing (cell))
    return NAN;
  switch (column->type)
    {
    case WAY_COLUMN_ANSWER:
      if (!way_value_parse_answer (cell, &value, &labelled))
        {
          note_bad (self, line, cell, _ ("No number stands at the beginning of the answer in “%s”."), column->name);
          return NAN;
        }
      break;
    case WAY_COLUMN_DURATION:
      if (!way_value_parse_duration (cell, &value))
        {
          note_bad (self, line, cell, _ ("This is no duration in “%s”."), column->name);
          return NAN;
        }
      break;
    case WAY_COLUMN_FLAG:
      if (!way_value_parse_flag (cell, &flag))
        {
          note_bad (self, line, cell, _ ("This is neither yes nor no in “%s”."), column->name);
          return NAN;
        }
      return flag;
    default:
      if (!way_value_parse_number (cell, column->decimal, &value, NULL))
        {
          note_bad (self, line, cell, _ ("This is no number in “%s”."), column->name);
          return NAN;
        }
    }
  if (column->has_scale && (value < column->low || value > column->high))
    {
      if (column->high < 90 && way_value_is_no_answer (value))
        self->n_no_answer++;
      else
        note_bad (self, line, cell, _ ("This lies outside the scale from %.0f to %.0f of “%s”."), column->low, column->high, column->name);
      return NAN;
    }
  return value;
}

/* Local time to UTC. What clocks skipped counts as if they had not; of an hour that was twice, the second one counts. */
static gint64
apply_zone (GTimeZone *zone, gint64 time)
{
  gint64 seconds = time / 1000 - (time % 1000 < 0);
  gint64 adjusted = seconds;
  int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &adjusted);

  if (adjusted != seconds && interval > 0)
    interval--;
  return time - (gint64) g_time_zone_get_offset (zone, interval) * 1000;
}

/* As the column was decided; or a date that can only be read in one way, whatever the others are. */
static gboolean
read_time (WayCell cell, WayTimeForm form, gint64 *value, gboolean *zoned)
{
  return way_value_parse_time (cell, form, value, zoned) || (form <= WAY_TIME_MDY && way_value_look_time (cell) == 1u << WAY_TIME_YMD && way_value_parse_time (cell, WAY_TIME_YMD, value, zoned));
}

static gint64
read_integer (WayRows *self, const WayTarget *target, WayCell cell, int line)
{
  const WayColumn *column = target->column;
  gboolean zoned;
  gint64 value;

  if (cell.length == 0)
    return WAY_BLOCK_NO_INTEGER;
  if (column->use == WAY_USE_ID)
    {
      value = (gint64) (way_cache_make_pseudonym (self->cache, cell.text, cell.length) | 1u);
      return value;
    }
  if (way_value_is_missing (cell))
    return WAY_BLOCK_NO_INTEGER;
  if (!read_time (cell, column->form, &value, &zoned))
    {
      note_bad (self, line, cell, _ ("This is no date in “%s”."), column->name);
      return WAY_BLOCK_NO_INTEGER;
    }
  if (!zoned && target->zone != NULL)
    value = apply_zone (target->zone, value);
  self->from = self->has_times ? MIN (self->from, value) : value;
  self->to = self->has_times ? MAX (self->to, value) : value;
  self->has_times = TRUE;
  return value;
}

/* For the row's hash. */
static void
add_bytes (WayRows *self, WayCell cell)
{
  GString *s = self->bytes;

  if (s->len + cell.length + 1 >= s->allocated_len)
    {
      g_string_append_len (s, cell.text, (gssize) cell.length);
      g_string_append_c (s, '\x1f');
      return;
    }
  memcpy (s->str + s->len, cell.text, cell.length);
  s->len += cell.length;
  s->str[s->len++] = '\x1f';
}

static guint32
read_text (WayTarget *target, WayCell cell)
{
  return cell.length == 0 || way_value_is_missing (cell) ? 0 : way_texts_intern (target->texts, cell.text, cell.length);
}

static void
read_answer (WayRows *self, const WayTable *table, int line)
{
  WayCell question = way_table_get_cell (table, (guint) self->question_column);
  WayCell answer = way_table_get_cell (table, (guint) self->answer_column);
  g_autofree char *text = g_strndup (question.text, question.length);
  g_autofree char *name = way_text_collapse (text);
  WayTarget *target = g_hash_table_lookup (self->by_question, name);
  WaySparse value = { self->n, 0, NAN };

  add_bytes (self, question);
  add_bytes (self, answer);
  if (target == NULL || !is_kept (target->column))
    return;
  if (target->texts != NULL)
    value.code = read_text (target, answer);
  else
    value.number = read_number (self, target->column, answer, line);
  if (value.code != 0 || !isnan (value.number))
    g_array_append_val (target->sparse, value);
}

static void
read_row (WayRows *self, const WayTable *table, guint n_columns)
{
  int line = way_table_get_line (table);
  guint n_fields;
  const WayCsvField *fields = way_table_get_fields (table, &n_fields);

  for (guint i = n_columns; i < n_fields; i++)
    if (fields[i].length > 0)
      {
        note_bad (self, line, (WayCell){ fields[i].text, fields[i].length }, _ ("The row has more cells than the header; what is beyond was left out."));
        break;
      }
  self->bytes->len = 0;
  for (guint i = 0; i < self->targets->len; i++)
    {
      WayTarget *target = g_ptr_array_index (self->targets, i);
      WayCell cell = target->source < n_fields ? way_cell_trim (fields[target->source].text, fields[target->source].length) : (WayCell){ "", 0 };

      add_bytes (self, cell);
      if (target->texts != NULL)
        target->codes[self->n] = read_text (target, cell);
      else if (target->integers != NULL)
        target->integers[self->n] = read_integer (self, target, cell, line);
      else
        target->numbers[self->n] = read_number (self, target->column, cell, line);
    }
  if (self->question_column >= 0)
    read_answer (self, table, line);
  self->lines[self->n] = line;
  self->hashes[self->n] = way_cache_hash (self->cache, self->bytes->str, self->bytes->len);
  self->n++;
}

static gboolean
is_any_full (const GPtrArray *targets)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const WayTarget *target = g_ptr_array_index (targets, i);

      if (target->texts != NULL && target->texts->full)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_too_large (WayRows *self)
{
  if (self->n >= WAY_MAX_ROWS || (gint64) self->n * self->targets->len > self->max_cells || !make_room (self))
    return TRUE;
  /* Dictionaries do not fill within a few rows. */
  if (self->n % PULSE != 0)
    return FALSE;
  return is_any_full (self->targets) || is_any_full (self->questions);
}

static gboolean
refuse_size (GError **error)
{
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LIMIT, "%s", _ ("The table is too large to be imported at once. Import it in parts, or leave columns out."));
  return FALSE;
}

gboolean
way_rows_read (WayRows *self, WayTable *table, WayImportProgress progress, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  guint n_columns = way_table_get_columns (table)->len;

  self->max_cells = MIN (WAY_MAX_CELLS, WAY_FREE_CELLS + 4 * (gint64) way_table_get_size (table));
  way_table_rewind (table);
  while (way_table_next (table, &reason))
    {
      if (self->n % PULSE == 0)
        {
          if (progress != NULL)
            progress (0.8 * way_table_get_progress (table), user_data);
          if (g_cancellable_is_cancelled (cancellable))
            {
              g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED, "%s", _ ("The import was stopped. Nothing was changed."));
              return FALSE;
            }
        }
      if (is_too_large (self))
        return refuse_size (error);
      read_row (self, table, n_columns);
    }
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  return (!is_any_full (self->targets) && !is_any_full (self->questions)) || refuse_size (error);
}

/* Which rows are new. */

typedef struct
{
  guint64 *slots; /* 0: free */
  guint64 *twins; /* of each slot: the hash that its last twin got; 0: it has none. Pages that nobody writes cost nothing. */
  guint64 mask;
} HashSet;

static void
set_init (HashSet *self, gsize n)
{
  gsize room = 1024;

  while (room < n * 2)
    room *= 2;
  self->slots = g_new0 (guint64, room);
  self->twins = g_new0 (guint64, room);
  self->mask = room - 1;
}

static void
set_clear (HashSet *self)
{
  g_free (self->slots);
  g_free (self->twins);
}

/* FALSE: it was there. `*slot` is where. */
static gboolean
set_add (HashSet *self, guint64 h, guint64 *slot)
{
  for (*slot = h & self->mask; self->slots[*slot] != 0; *slot = (*slot + 1) & self->mask)
    if (self->slots[*slot] == h)
      return FALSE;
  self->slots[*slot] = h;
  return TRUE;
}

/* The hash that nobody has yet: its own, or that of one twin more. It begins where the last twin was, for a survey of a single question
 * has a hundred thousand of them. */
static guint64
make_unique (HashSet *self, guint64 h)
{
  guint64 first, slot;

  if (set_add (self, h, &first))
    return h;
  if (self->twins[first] != 0)
    h = self->twins[first];
  do
    h = (h * 0x9e3779b97f4a7c15u ^ h >> 31) | 1u;
  while (!set_add (self, h, &slot));
  self->twins[first] = h;
  return h;
}

guint32
way_rows_mark_new (WayRows *self, const GArray *known, guint8 *kept)
{
  HashSet there, earlier;
  guint32 n = 0;
  guint64 slot;

  set_init (&there, self->n);
  set_init (&earlier, known->len);
  for (guint i = 0; i < known->len; i++)
    set_add (&earlier, g_array_index (known, guint64, i), &slot);
  for (guint32 i = 0; i < self->n; i++)
    {
      /* The table is larger than the processor's caches; ask for the slot before it is needed. */
      if (i + 16 < self->n)
        __builtin_prefetch (&there.slots[self->hashes[i + 16] & there.mask], 1);
      self->hashes[i] = make_unique (&there, self->hashes[i] | 1u); /* never 0 */
    }
  for (guint32 i = 0; i < self->n; i++)
    {
      kept[i] = known->len == 0 || set_add (&earlier, self->hashes[i], &slot);
      n += kept[i];
    }
  set_clear (&there);
  set_clear (&earlier);
  return n;
}

#define COMPACT(array)                            \
  if ((array) != NULL)                            \
    for (guint32 i = 0, to = 0; i < self->n; i++) \
      if (kept[i])                                \
        (array)[to++] = (array)[i];

void
way_rows_keep (WayRows *self, const guint8 *kept)
{
  g_autofree guint32 *places = g_new (guint32, MAX (self->n, 1));
  guint32 n = 0;

  for (guint32 i = 0; i < self->n; i++)
    {
      places[i] = n;
      n += kept[i] != 0;
    }
  COMPACT (self->lines)
  COMPACT (self->hashes)
  for (guint t = 0; t < self->targets->len; t++)
    {
      WayTarget *target = g_ptr_array_index (self->targets, t);

      COMPACT (target->numbers)
      COMPACT (target->integers)
      COMPACT (target->codes)
    }
  for (guint t = 0; t < self->questions->len; t++)
    {
      GArray *sparse = ((WayTarget *) g_ptr_array_index (self->questions, t))->sparse;
      guint to = 0;

      for (guint i = 0; i < sparse->len; i++)
        {
          WaySparse value = g_array_index (sparse, WaySparse, i);

          if (!kept[value.row])
            continue;
          value.row = places[value.row];
          g_array_index (sparse, WaySparse, to++) = value;
        }
      g_array_set_size (sparse, to);
    }
  self->n = n;
}

GBytes *
way_target_encode (const WayTarget *self, guint32 n)
{
  if (self->sparse == NULL)
    return self->texts != NULL      ? way_block_encode_texts (self->codes, n, self->texts->texts->str, (const guint32 *) (void *) self->texts->offsets->data, self->texts->n)
           : self->integers != NULL ? way_block_encode_integers (self->integers, n)
                                    : way_block_encode_numbers (self->numbers, n);

  g_autofree double *numbers = g_new (double, MAX (n, 1));
  g_autofree guint32 *codes = g_new0 (guint32, MAX (n, 1));

  for (guint32 i = 0; i < n; i++)
    numbers[i] = NAN;
  for (guint i = 0; i < self->sparse->len; i++)
    {
      const WaySparse *value = &g_array_index (self->sparse, WaySparse, i);

      numbers[value->row] = value->number;
      codes[value->row] = value->code;
    }
  return self->texts != NULL ? way_block_encode_texts (codes, n, self->texts->texts->str, (const guint32 *) (void *) self->texts->offsets->data, self->texts->n)
                             : way_block_encode_numbers (numbers, n);
}
