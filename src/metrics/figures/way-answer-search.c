#include "metrics/figures/way-answer-search.h"

#include <math.h>
#include <string.h>

#include "base/way-match.h"
#include "base/way-number.h"
#include "base/way-text.h"
#include "metrics/cache/way-cache-private.h"
#include "metrics/figures/way-data.h"
#include "metrics/tables/way-source.h"
#include "model/way-figures.h"

void
way_answer_free (WayAnswer *self)
{
  if (self == NULL)
    return;
  way_answer_ref_clear (&self->ref);
  g_free (self->text);
  g_free (self->value);
  g_free (self->place);
  g_free (self->file);
  g_free (self);
}

/* "4f2a91c0-7be3a5…" */
static char *
make_row_name (const WayCache *cache, guint64 hash)
{
  return g_strdup_printf ("%s-%016" G_GINT64_MODIFIER "x", way_cache_get_mark (cache), hash);
}

/* FALSE: it is a row of other numbers than these. */
static gboolean
parse_row_name (const WayCache *cache, const char *row, guint64 *hash)
{
  gsize length = strlen (way_cache_get_mark (cache));
  char *end;

  if (strncmp (row, way_cache_get_mark (cache), length) != 0 || row[length] != '-')
    return FALSE;
  *hash = g_ascii_strtoull (row + length + 1, &end, 16);
  return *end == '\0' && end == row + length + 17;
}

/* --- one dataset --- */

typedef struct
{
  WayCache *cache;
  const char *name;
  WayData *data;
  GPtrArray *comments, *places; /* (element-type WayKeys), borrowed */
  const WayNumbers *numbers;    /* or NULL */
  const gint32 *days;           /* or NULL */
  const guint64 *hashes, *people;
  const guint8 *alive;
  GHashTable *files; /* id of an import → WayImported */
  GPtrArray *imports;
} Dataset;

static void
dataset_free (Dataset *self)
{
  g_clear_pointer (&self->data, way_data_free);
  g_clear_pointer (&self->comments, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_clear_pointer (&self->imports, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dataset, dataset_free)

static GPtrArray *
load_texts (WayData *data, WayColumnUse use, GError **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  const GPtrArray *fields = way_data_get_fields (data);

  for (guint i = 0; i < fields->len; i++)
    {
      const WayColumn *field = g_ptr_array_index (fields, i);
      const WayKeys *keys = field->use == use && field->type != WAY_COLUMN_EMPTY ? way_data_get_keys (data, field->name, error) : NULL;

      if (keys != NULL)
        g_ptr_array_add (columns, (gpointer) keys);
      else if (field->use == use && field->type != WAY_COLUMN_EMPTY)
        return NULL;
    }
  return g_steal_pointer (&columns);
}

static const WayNumbers *
load_numbers (WayData *data)
{
  const GPtrArray *fields = way_data_get_fields (data);

  for (guint i = 0; i < fields->len; i++)
    {
      const WayColumn *field = g_ptr_array_index (fields, i);
      const WayNumbers *numbers = field->use == WAY_USE_VALUE ? way_data_get_numbers (data, field->name, NULL) : NULL;

      if (numbers != NULL)
        return numbers;
    }
  return NULL;
}

static Dataset *
dataset_load (WayCache *cache, const WayDataset *info, GError **error)
{
  g_autoptr (Dataset) self = g_new0 (Dataset, 1);
  gint32 first, last;

  self->cache = cache;
  self->name = info->name;
  self->data = way_data_new (cache, info->name, error);
  self->imports = self->data != NULL ? way_cache_list_imports (cache, info->id, error) : NULL;
  self->comments = self->imports != NULL ? load_texts (self->data, WAY_USE_COMMENT, error) : NULL;
  self->places = self->comments != NULL ? load_texts (self->data, WAY_USE_KEY, error) : NULL;
  self->hashes = self->places != NULL ? way_data_get_hashes (self->data, error) : NULL;
  if (self->hashes == NULL)
    return NULL;
  self->people = way_data_get_people (self->data, NULL);
  self->days = way_data_get_days (self->data, NULL, &first, &last, NULL);
  self->numbers = load_numbers (self->data);
  self->alive = way_data_get_alive (self->data);
  self->files = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < self->imports->len; i++)
    {
      WayImported *import = g_ptr_array_index (self->imports, i);

      g_hash_table_insert (self->files, &import->id, import);
    }
  return g_steal_pointer (&self);
}

static const char *
get_text (const WayKeys *keys, gsize row)
{
  return keys->codes[row] != 0 ? g_ptr_array_index (keys->texts, keys->codes[row] - 1) : NULL;
}

/* The texts of a row, NULL if there is none; g_free. */
static char *
join_texts (const GPtrArray *columns, gsize row, const char *between)
{
  GString *s = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      const char *text = get_text (g_ptr_array_index (columns, i), row);

      if (text == NULL)
        continue;
      if (s == NULL)
        s = g_string_new (text);
      else
        g_string_append_printf (s, "%s%s", between, text);
    }
  return s != NULL ? g_string_free (s, FALSE) : NULL;
}

static double
get_number (const Dataset *self, gsize row)
{
  const WayNumbers *numbers = self->numbers;

  if (numbers == NULL)
    return NAN;
  return numbers->codes == NULL ? numbers->numbers[row] : numbers->codes[row] == 255 ? NAN
                                                                                     : numbers->values[numbers->codes[row]];
}

static WayAnswer *
make_answer (Dataset *self, gsize row)
{
  WayAnswer *answer = g_new0 (WayAnswer, 1);
  double number = get_number (self, row);
  gint64 import;

  answer->ref.dataset = g_strdup (self->name);
  answer->ref.row = make_row_name (self->cache, self->hashes[row]);
  if (self->people != NULL && self->people[row] != 0)
    answer->ref.respondent = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", self->people[row]);
  if (self->days != NULL && self->days[row] != WAY_NO_DAY)
    answer->ref.day = (guint32) (self->days[row] + WAY_EPOCH_DAY);
  answer->text = join_texts (self->comments, row, " / ");
  answer->place = join_texts (self->places, row, " · ");
  if (!isnan (number))
    {
      g_autofree char *text = way_number_to_text (number, 2);

      answer->value = g_strdup_printf ("%s: %s", self->numbers->field->name, text);
    }
  if (way_data_find_origin (self->data, row, &import, &answer->line))
    {
      const WayImported *file = g_hash_table_lookup (self->files, &import);

      answer->file = g_strdup (file != NULL ? file->name : NULL);
    }
  return answer;
}

/* --- searching --- */

typedef struct
{
  Dataset *dataset;
  gsize row;
  gint32 day;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *x = a, *y = b;

  if (x->day != y->day)
    return x->day < y->day ? 1 : -1;
  if (x->dataset != y->dataset)
    return strcmp (x->dataset->name, y->dataset->name);
  return (x->row > y->row) - (x->row < y->row);
}

static gboolean
has_place (const Dataset *self, gsize row, const char *place)
{
  for (guint i = 0; place != NULL && i < self->places->len; i++)
    {
      const WayKeys *keys = g_ptr_array_index (self->places, i);

      if (keys->codes[row] != 0 && strcmp (g_ptr_array_index (keys->names, keys->codes[row] - 1), place) == 0)
        return TRUE;
    }
  return place == NULL;
}

static gboolean
has_words (const Dataset *self, gsize row, char **words)
{
  g_autofree char *text = *words != NULL ? join_texts (self->comments, row, "\n") : NULL;
  g_autofree char *folded = text != NULL ? way_match_fold (text) : NULL;

  for (char **word = words; *word != NULL; word++)
    if (folded == NULL || strstr (folded, *word) == NULL)
      return FALSE;
  return TRUE;
}

/* Where there are comments, only rows with one say something; elsewhere the value does. */
static gboolean
says_something (const Dataset *self, gsize row)
{
  for (guint i = 0; i < self->comments->len; i++)
    if (((const WayKeys *) g_ptr_array_index (self->comments, i))->codes[row] != 0)
      return TRUE;
  return self->comments->len == 0 && !isnan (get_number (self, row));
}

static gboolean
search_dataset (Dataset *self, char **words, const char *place, GArray *hits, GCancellable *cancellable, GError **error)
{
  guint before = hits->len;
  gsize n = 0;

  for (gsize row = 0; row < way_data_get_size (self->data); row++)
    {
      const Hit hit = { self, row, self->days != NULL ? self->days[row] : WAY_NO_DAY };

      if (row % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if ((self->alive != NULL && !self->alive[row]) || !has_place (self, row, place))
        continue;
      n++;
      if (says_something (self, row) && has_words (self, row, words))
        g_array_append_val (hits, hit);
    }
  if (n < WAY_FIGURE_HIDDEN_BELOW)
    g_array_set_size (hits, before);
  return TRUE;
}

static char **
split_words (const char *text)
{
  g_autofree char *folded = way_match_fold (text != NULL ? text : "");
  g_auto (GStrv) all = g_strsplit_set (folded, " \t\n", -1);
  GStrvBuilder *builder = g_strv_builder_new ();
  char **words;

  for (char **word = all; *word != NULL; word++)
    if (**word != '\0')
      g_strv_builder_add (builder, *word);
  words = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return words;
}

/* (element-type WayDataset) without event logs; `name` NULL: all. */
static GPtrArray *
list_tables (WayCache *cache, const char *name, GError **error)
{
  GPtrArray *datasets = way_cache_list_datasets (cache, error);
  gint64 only = name != NULL ? way_cache_find_dataset (cache, name) : 0;

  for (guint i = datasets != NULL ? datasets->len : 0; i > 0; i--)
    {
      const WayDataset *dataset = g_ptr_array_index (datasets, i - 1);

      if (strcmp (dataset->kind, "table") != 0 || dataset->n_rows == 0 || (name != NULL && dataset->id != only))
        g_ptr_array_remove_index (datasets, i - 1);
    }
  return datasets;
}

GPtrArray *
way_answer_search (WayCache *cache, const WayAnswerQuery *query, guint max, guint *n_found, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (cache, query->dataset, error), loaded = g_ptr_array_new_with_free_func ((GDestroyNotify) dataset_free);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) way_answer_free);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autofree char *place = query->place != NULL ? way_match_squeeze (query->place) : NULL;
  g_auto (GStrv) words = split_words (query->words);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      Dataset *dataset = dataset_load (cache, g_ptr_array_index (tables, i), error);

      if (dataset == NULL)
        return NULL;
      g_ptr_array_add (loaded, dataset);
      if (!search_dataset (dataset, words, place, hits, cancellable, error))
        return NULL;
    }
  if (tables == NULL)
    return NULL;
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len && i < max; i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);

      g_ptr_array_add (answers, make_answer (hit->dataset, hit->row));
    }
  if (n_found != NULL)
    *n_found = hits->len;
  return g_steal_pointer (&answers);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
way_answer_list_places (WayCache *cache, const char *dataset, GError **error)
{
  g_autoptr (WayData) data = way_data_new (cache, dataset, error);
  g_autoptr (GPtrArray) columns = data != NULL ? load_texts (data, WAY_USE_KEY, error) : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *places;

  if (columns == NULL)
    return NULL;
  places = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < columns->len; i++)
    {
      const WayKeys *keys = g_ptr_array_index (columns, i);

      for (guint t = 0; t < keys->texts->len; t++)
        if (g_hash_table_add (seen, g_ptr_array_index (keys->texts, t)))
          g_ptr_array_add (places, g_strdup (g_ptr_array_index (keys->texts, t)));
    }
  g_ptr_array_sort (places, compare_names);
  return places;
}

GPtrArray *
way_answer_list_datasets (WayCache *cache, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (cache, NULL, error);
  GPtrArray *names = tables != NULL ? g_ptr_array_new_with_free_func (g_free) : NULL;

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    g_ptr_array_add (names, g_strdup (((const WayDataset *) g_ptr_array_index (tables, i))->name));
  return names;
}

/* --- looking up --- */

typedef struct
{
  const WayCache *cache;
  GHashTable *found; /* hash of a row → WayAnswerState; all that are asked for */
} Lookup;

static WayAnswerState
ask_cb (const char *row, WayAnswerState state, gpointer data)
{
  Lookup *self = data;
  guint64 hash;

  if (parse_row_name (self->cache, row, &hash))
    g_hash_table_insert (self->found, g_memdup2 (&hash, sizeof hash), GINT_TO_POINTER (WAY_ANSWER_TAKEN_BACK));
  return WAY_ANSWER_UNCHECKED;
}

static WayAnswerState
answer_cb (const char *row, WayAnswerState state, gpointer data)
{
  const Lookup *self = data;
  guint64 hash;

  return parse_row_name (self->cache, row, &hash) ? (WayAnswerState) GPOINTER_TO_INT (g_hash_table_lookup (self->found, &hash)) : WAY_ANSWER_UNCHECKED;
}

static gboolean
look_up (Lookup *self, WayData *data, GError **error)
{
  const guint64 *hashes = way_data_get_hashes (data, error);
  const guint8 *alive = way_data_get_alive (data);

  if (hashes == NULL)
    return FALSE;
  for (gsize row = 0; row < way_data_get_size (data); row++)
    {
      gpointer key, state;

      if (!g_hash_table_lookup_extended (self->found, &hashes[row], &key, &state))
        continue;
      if (alive == NULL || alive[row])
        g_hash_table_insert (self->found, g_memdup2 (key, sizeof (guint64)), GINT_TO_POINTER (WAY_ANSWER_STANDS));
      else if (GPOINTER_TO_INT (state) != WAY_ANSWER_STANDS)
        g_hash_table_insert (self->found, g_memdup2 (key, sizeof (guint64)), GINT_TO_POINTER (WAY_ANSWER_CORRECTED));
    }
  return TRUE;
}

gboolean
way_answer_check (WayAnswers *answers, WayCache *cache, GError **error)
{
  g_autoptr (GPtrArray) names = way_answers_list_datasets (answers);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      Lookup lookup = { cache, NULL };
      g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      gint64 id = way_cache_find_dataset (cache, name);
      g_autoptr (WayData) data = NULL;

      lookup.found = found;
      way_answers_update (answers, name, ask_cb, &lookup);
      if (id != 0 && !way_cache_is_log (cache, id))
        {
          data = way_data_new (cache, name, error);
          if (data == NULL || !look_up (&lookup, data, error))
            return FALSE;
        }
      way_answers_update (answers, name, answer_cb, &lookup);
    }
  return TRUE;
}
