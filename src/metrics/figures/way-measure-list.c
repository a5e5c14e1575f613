/* What a figure is made of, what has changed, and what no binding names. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-match.h"
#include "base/way-number.h"
#include "metrics/cache/way-block.h"
#include "metrics/cache/way-cache-private.h"
#include "metrics/figures/way-measure-private.h"

/* Comparing. */

static int
rank_verdict (const WayFigureChange *comparison)
{
  switch (comparison->verdict)
    {
    case WAY_VERDICT_BETTER:
    case WAY_VERDICT_WORSE:
    case WAY_VERDICT_CHANGED:
      return 0;
    case WAY_VERDICT_NOISE:
      return 1;
    default:
      return 2;
    }
}

static int
compare_comparisons (gconstpointer a, gconstpointer b)
{
  const WayFigureChange *x = a, *y = b;
  int rank = rank_verdict (x) - rank_verdict (y);

  return rank != 0 ? rank : (x->size < y->size) - (x->size > y->size);
}

/* The point of the normal distribution beyond which, on both sides, lies p. */
static double
find_size (double p)
{
  double low = 0, high = 40;

  for (guint i = 0; i < 60; i++)
    {
      double middle = (low + high) / 2;

      if (erfc (middle / M_SQRT2) > p)
        low = middle;
      else
        high = middle;
    }
  return low;
}

GArray *
way_compare_figures (const WayFigures *figures, guint *n_tests)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (WayFigureChange));

  *n_tests = 0;
  for (guint i = 0; i < way_figures_get_size (figures); i++)
    {
      const WayFigure *figure = way_figures_get (figures, i);
      const WayFigureChange comparison = { figure, figure->verdict, figure->p >= 0 ? find_size (figure->p) : 0 };

      if (!figure->has_baseline || figure->sample == WAY_SAMPLE_HIDDEN)
        continue;
      *n_tests += figure->p >= 0;
      g_array_append_val (list, comparison);
    }
  g_array_sort (list, compare_comparisons);
  return list;
}

/* Freezing. */

static gboolean
set_all (WayDocument *document, WayElement *element, const WayFigure *figure, const char *role, const char *taken, GError **error)
{
  g_autofree char *value = way_number_to_xml (figure->value, 4);
  g_autofree char *n = figure->n >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, figure->n) : NULL;
  g_autofree char *today = g_strndup (taken, 10);

  return way_document_set (document, element, WAY_FIELD_ROLE, role, error) && way_document_set (document, element, WAY_FIELD_VALUE, value, error) &&
         way_document_set (document, element, WAY_FIELD_N, n, error) && way_document_set (document, element, WAY_FIELD_FROM, figure->from != NULL ? figure->from : today, error) &&
         way_document_set (document, element, WAY_FIELD_TO, figure->to != NULL ? figure->to : today, error) && way_document_set (document, element, WAY_FIELD_TAKEN, taken, error) &&
         way_document_set (document, element, WAY_FIELD_BASIS, figure->basis, error);
}

/* Whether the frozen figure says the same already, whenever it was taken. */
static gboolean
is_same (const WayElement *frozen, const WayFigure *figure)
{
  g_autofree char *value = way_number_to_xml (figure->value, 4);
  double n = -1;

  way_element_get_number (frozen, WAY_FIELD_N, &n);
  return g_strcmp0 (way_element_get (frozen, WAY_FIELD_VALUE), value) == 0 && (gint64) n == figure->n && g_strcmp0 (way_element_get (frozen, WAY_FIELD_TO), figure->to) == 0 && g_strcmp0 (way_element_get (frozen, WAY_FIELD_FROM), figure->from) == 0 &&
         (figure->basis == NULL || g_strcmp0 (way_element_get (frozen, WAY_FIELD_BASIS), figure->basis) == 0);
}

static gboolean
freeze_one (WayDocument *document, const WayFigure *figure, const char *role, const char *taken, guint *n, GError **error)
{
  WayElement *binding = way_document_lookup (document, figure->binding);
  WayElement *frozen = binding != NULL ? (WayElement *) way_figure_find_frozen (binding, role) : NULL;

  if (binding == NULL || (frozen != NULL && is_same (frozen, figure)))
    return TRUE;
  if (frozen != NULL)
    {
      (*n)++;
      return set_all (document, frozen, figure, role, taken, error);
    }

  g_autoptr (WayElement) element = way_element_new (WAY_KIND_FIGURE);
  g_autofree char *value = way_number_to_xml (figure->value, 4);
  g_autofree char *count = figure->n >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, figure->n) : NULL;
  g_autofree char *today = g_strndup (taken, 10);

  way_element_init_value (element, WAY_FIELD_ROLE, role);
  way_element_init_value (element, WAY_FIELD_VALUE, value);
  way_element_init_value (element, WAY_FIELD_N, count);
  way_element_init_value (element, WAY_FIELD_FROM, figure->from != NULL ? figure->from : today);
  way_element_init_value (element, WAY_FIELD_TO, figure->to != NULL ? figure->to : today);
  way_element_init_value (element, WAY_FIELD_TAKEN, taken);
  way_element_init_value (element, WAY_FIELD_BASIS, figure->basis);
  (*n)++;
  /* The baseline stands first. */
  return way_document_insert (document, element, binding, strcmp (role, "baseline") == 0 ? 0 : G_MAXUINT, error);
}

guint
way_measure_freeze (WayDocument *document, const WayFigures *figures, const char *role, const char *taken, GError **error)
{
  guint n = 0;

  way_document_begin (document, strcmp (role, "baseline") == 0 ? _ ("Set Baseline") : _ ("Update Figures"));
  for (guint i = 0; i < way_figures_get_size (figures); i++)
    {
      const WayFigure *figure = way_figures_get (figures, i);

      if (!figure->is_measured || figure->sample == WAY_SAMPLE_HIDDEN || !isfinite (figure->value))
        continue;
      if (!freeze_one (document, figure, role, taken, &n, error))
        {
          way_document_rollback (document);
          return 0;
        }
    }
  way_document_commit (document);
  return n;
}

/* Rows behind a figure. */

void
way_origin_free (WayOrigin *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->comment);
  g_free (self);
}

static double
get_value (const WayNumbers *numbers, gsize row)
{
  if (numbers == NULL)
    return 1;
  return numbers->codes == NULL ? numbers->numbers[row] : numbers->codes[row] == 255 ? NAN
                                                                                     : numbers->values[numbers->codes[row]];
}

typedef struct
{
  gsize row;
  gint32 day;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *x = a, *y = b;

  if (x->day != y->day)
    return x->day < y->day ? 1 : -1;
  return (x->row > y->row) - (x->row < y->row);
}

static GArray *
find_rows (const WaySource *source, const WayNumbers *numbers, const guint32 *groups, guint group, const WayPeriod *period)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Found));
  const guint8 *alive = way_data_get_alive (source->data);

  for (gsize row = 0; row < way_data_get_size (source->data); row++)
    {
      const Found found = { row, source->days != NULL ? source->days[row] : WAY_NO_DAY };

      if ((alive != NULL && !alive[row]) || isnan (get_value (numbers, row)) || (group != 1 && groups[source->keys->codes[row]] != group))
        continue;
      if (found.day == WAY_NO_DAY ? period->from != G_MININT32 : found.day < period->from || found.day > period->to)
        continue;
      g_array_append_val (rows, found);
    }
  g_array_sort (rows, compare_found);
  return rows;
}

static WayOrigin *
make_origin (const WaySource *source, WayCache *cache, const WayNumbers *numbers, const WayKeys *comments, const Found *found, GHashTable *imports)
{
  WayOrigin *origin = g_new0 (WayOrigin, 1);
  gint64 import = 0;

  origin->value = get_value (numbers, found->row);
  origin->day = found->day;
  if (comments != NULL && comments->codes[found->row] != 0)
    origin->comment = g_strdup (g_ptr_array_index (comments->texts, comments->codes[found->row] - 1));
  if (way_data_find_origin (source->data, found->row, &import, &origin->line))
    {
      const WayImported *file = g_hash_table_lookup (imports, &import);

      origin->file = g_strdup (file != NULL ? file->name : NULL);
      origin->sha256 = g_strdup (file != NULL ? file->sha256 : NULL);
    }
  return origin;
}

/* Imports of a dataset by their ids, which the list owns. */
static GHashTable *
index_imports (WayCache *cache, const char *dataset, GPtrArray **imports)
{
  GHashTable *by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  *imports = way_cache_list_imports (cache, way_cache_find_dataset (cache, dataset), NULL);
  for (guint i = 0; *imports != NULL && i < (*imports)->len; i++)
    {
      WayImported *import = g_ptr_array_index (*imports, i);

      g_hash_table_insert (by_id, &import->id, import);
    }
  return by_id;
}

static gboolean
find_source (const WayDocument *document, WayCache *cache, const char *metric, GHashTable *datasets, WaySource *source, GError **error)
{
  const WayElement *element = way_document_lookup (document, metric);
  g_autoptr (GError) reason = NULL;

  if (element != NULL && way_source_init (source, element, cache, datasets, &reason))
    return TRUE;
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, "%s", _ ("The metric does not say where its values come from."));
  return FALSE;
}

GPtrArray *
way_measure_list_origins (const WayDocument *document, WayCache *cache, const char *binding, const WayMeasureOptions *options, guint max, GError **error)
{
  static const WayMeasureOptions none = { 0 };
  g_autoptr (GHashTable) datasets = way_source_new_datasets (), by_binding = g_hash_table_new (NULL, NULL), by_id = NULL;
  g_autoptr (GPtrArray) origins = g_ptr_array_new_with_free_func ((GDestroyNotify) way_origin_free), imports = NULL;
  const WayElement *element = way_document_lookup (document, binding), *metric = element != NULL ? way_element_get_parent (element) : NULL;
  g_autofree guint32 *groups = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) reason = NULL;
  const WayNumbers *numbers;
  const WayColumn *comment;
  WayPeriod period;
  WaySource source;
  guint n_groups;

  if (options == NULL)
    options = &none;
  if (!find_source (document, cache, metric != NULL ? way_element_get_id (metric) : NULL, datasets, &source, error))
    return NULL;
  numbers = way_source_find_numbers (&source, element, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  groups = way_measure_make_groups (&source, metric, by_binding, &n_groups);
  period = way_measure_find_period (options, element, FALSE);
  rows = find_rows (&source, numbers, groups, GPOINTER_TO_UINT (g_hash_table_lookup (by_binding, element)), &period);
  if (rows->len < way_measure_get_limit (options, TRUE))
    return g_steal_pointer (&origins);
  by_id = index_imports (cache, way_element_get (source.feed, WAY_FIELD_DATASET), &imports);
  comment = way_data_find_use (source.data, WAY_USE_COMMENT);
  for (guint i = 0; i < rows->len && i < max; i++)
    g_ptr_array_add (origins, make_origin (&source, cache, numbers, comment != NULL ? way_data_get_keys (source.data, comment->name, NULL) : NULL, &g_array_index (rows, Found, i), by_id));
  return g_steal_pointer (&origins);
}

/* Names. */

static char **
split_words (const char *text)
{
  g_autofree char *folded = way_match_fold (text);
  g_auto (GStrv) parts = g_strsplit_set (folded, " -_/.,;:()[]&+\t\n\"'?!", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *word = way_match_squeeze (*part);

      if (*word != '\0')
        g_strv_builder_add (builder, word);
    }
  return g_strv_builder_end (builder);
}

/* How alike two words are: the same, or the same up to an ending. */
static double
rate_words (const char *a, const char *b)
{
  gsize n = 0, length_a = strlen (a), length_b = strlen (b), longer = MAX (length_a, length_b), shorter = MIN (length_a, length_b);

  while (a[n] != '\0' && a[n] == b[n])
    n++;
  if (n == longer)
    return 1;
  /* Bestellung, Bestellungen; order, ordering; bestellen, Bestellung. */
  if (n >= 4 && n * 10 >= shorter * 7 && longer - n <= 4)
    return 0.9;
  /* Compounds: Reklamation in Reklamationshotline. */
  if (shorter >= 5 && (strstr (a, b) != NULL || strstr (b, a) != NULL))
    return 0.7;
  return 0;
}

/* The sum of the best match of each of a's words, weighted by length, among b's. */
static double
rate_one_way (char *const *a, char *const *b)
{
  double sum = 0, all = 0;

  for (; *a != NULL; a++)
    {
      double best = 0, weight = (double) MIN (strlen (*a), 10);

      for (char *const *word = b; *word != NULL; word++)
        best = MAX (best, rate_words (*a, *word));
      sum += best * weight;
      all += weight;
    }
  return all > 0 ? sum / all : 0;
}

double
way_measure_rate_names (const char *a, const char *b)
{
  g_autofree char *whole_a = way_match_squeeze (a), *whole_b = way_match_squeeze (b);
  g_auto (GStrv) words_a = split_words (a), words_b = split_words (b);
  double there, back;

  if (*whole_a == '\0' || *whole_b == '\0')
    return 0;
  if (strcmp (whole_a, whole_b) == 0)
    return 1;
  there = rate_one_way (words_a, words_b);
  back = rate_one_way (words_b, words_a);
  /* The shorter name within the longer one is a good sign, but not the same. */
  return 0.6 * MIN (there, back) + 0.35 * MAX (there, back);
}

void
way_unmatched_free (WayUnmatched *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->suggested);
  g_free (self);
}

typedef struct
{
  WayUnmatched *unmatched;
} Suggesting;

static void
suggest_cb (WayElement *element, gpointer data)
{
  WayUnmatched *unmatched = ((Suggesting *) data)->unmatched;
  WayKind kind = way_element_get_kind (element);
  double likeness;

  if ((kind != WAY_KIND_TOUCHPOINT && kind != WAY_KIND_STEP && kind != WAY_KIND_PHASE && kind != WAY_KIND_PERSONA) || way_element_get_id (element) == NULL)
    return;
  likeness = way_measure_rate_names (unmatched->text, way_element_get_name (element));
  /* Of equals the touchpoint. */
  if (likeness < 0.5 || likeness < unmatched->likeness || (likeness == unmatched->likeness && kind != WAY_KIND_TOUCHPOINT))
    return;
  unmatched->likeness = likeness;
  g_free (unmatched->suggested);
  unmatched->suggested = g_strdup (way_element_get_id (element));
}

static int
compare_unmatched (gconstpointer a, gconstpointer b)
{
  const WayUnmatched *x = *(WayUnmatched *const *) a, *y = *(WayUnmatched *const *) b;

  return x->n != y->n ? (x->n < y->n ? 1 : -1) : strcmp (x->text, y->text);
}

GPtrArray *
way_measure_list_unmatched (const WayDocument *document, WayCache *cache, const char *metric, GError **error)
{
  g_autoptr (GHashTable) datasets = way_source_new_datasets (), by_binding = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) way_unmatched_free);
  g_autofree guint32 *groups = NULL;
  g_autofree gint64 *counts = NULL;
  WaySource source;
  guint n_groups;

  if (!find_source (document, cache, metric, datasets, &source, error))
    return NULL;
  groups = way_measure_make_groups (&source, source.metric, by_binding, &n_groups);
  if (groups == NULL)
    return g_steal_pointer (&list);
  counts = g_new0 (gint64, source.keys->texts->len + 1);
  for (gsize row = 0; row < way_data_get_size (source.data); row++)
    {
      const guint8 *alive = way_data_get_alive (source.data);

      counts[source.keys->codes[row]] += alive == NULL || alive[row];
    }
  for (guint code = 1; code <= source.keys->texts->len; code++)
    {
      Suggesting suggesting;

      if (groups[code] != 0 || counts[code] == 0)
        continue;
      suggesting.unmatched = g_new0 (WayUnmatched, 1);
      suggesting.unmatched->text = g_strdup (g_ptr_array_index (source.keys->texts, code - 1));
      suggesting.unmatched->n = counts[code];
      way_element_walk ((WayElement *) way_document_get_root (document), suggest_cb, &suggesting);
      g_ptr_array_add (list, suggesting.unmatched);
    }
  g_ptr_array_sort (list, compare_unmatched);
  return g_steal_pointer (&list);
}

/* Coverage. */

typedef struct
{
  const WayFigures *figures;
  WayCoverage coverage;
} Covering;

static void
cover_cb (WayElement *element, gpointer data)
{
  Covering *self = data;
  const GPtrArray *here;
  gboolean shown = FALSE;

  if (way_element_get_kind (element) != WAY_KIND_TOUCHPOINT)
    return;
  here = way_figures_get_at (self->figures, way_element_get_id (element));
  for (guint i = 0; here != NULL && i < here->len; i++)
    shown = shown || ((const WayFigure *) g_ptr_array_index (here, i))->sample != WAY_SAMPLE_HIDDEN;
  self->coverage.n_touchpoints++;
  self->coverage.n_measured += shown;
}

WayCoverage
way_measure_get_coverage (const WayDocument *document, const WayFigures *figures)
{
  Covering self = { figures, { 0 } };

  way_element_walk ((WayElement *) way_document_get_root (document), cover_cb, &self);
  for (guint i = 0; i < way_figures_get_size (figures); i++)
    {
      guint32 day = way_date_parse (way_figures_get (figures, i)->to);

      self.coverage.newest = MAX (self.coverage.newest, day);
    }
  return self.coverage;
}
