#include "model/way-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-number.h"
#include "base/way-text.h"
#include "model/way-statistics.h"

struct _WayFigures
{
  gatomicrefcount ref_count;
  GPtrArray *figures; /* (element-type WayFigure), owned, in the order of the file */
  GHashTable *at;     /* id of a place → Here, owned */
};

/* What stands at a place. */
typedef struct
{
  GPtrArray *figures; /* (element-type WayFigure), borrowed */
  guint64 digest;
} Here;

static void
here_free (gpointer data)
{
  Here *self = data;

  g_ptr_array_unref (self->figures);
  g_free (self);
}

void
way_figure_free (WayFigure *self)
{
  if (self == NULL)
    return;
  g_free (self->metric);
  g_free (self->binding);
  g_clear_pointer (&self->series, g_array_unref);
  g_free (self->place);
  g_free (self->persona);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->unit);
  g_free (self->better);
  g_free (self->from);
  g_free (self->to);
  g_free (self->since);
  g_free (self->basis);
  g_free (self);
}

static gboolean
is_nps (const WayFigure *figure)
{
  return strcmp (figure->kind, "nps") == 0;
}

/* A percentage of answers or cases, of which an interval can be had from its value and n alone. */
static gboolean
is_share (const WayFigure *figure)
{
  static const char *const kinds[] = { "conversion", "drop-off", "churn", "share", "csat", "first-contact-resolution", NULL };

  return g_strcmp0 (figure->unit, "%") == 0 && g_strv_contains (kinds, figure->kind) && figure->value >= 0 && figure->value <= 100;
}

static WaySample
judge_sample (gint64 n)
{
  if (n < 0)
    return WAY_SAMPLE_UNKNOWN;
  if (n < WAY_FIGURE_HIDDEN_BELOW)
    return WAY_SAMPLE_HIDDEN;
  return n < WAY_FIGURE_SMALL_BELOW ? WAY_SAMPLE_SMALL : WAY_SAMPLE_FULL;
}

static void
find_interval (WayFigure *self)
{
  WayInterval interval;

  if (self->n < 1 || self->sample == WAY_SAMPLE_HIDDEN)
    return;
  if (is_nps (self))
    interval = way_statistics_nps (self->value / 100, (double) self->n);
  else if (is_share (self))
    interval = way_statistics_wilson (self->value / 100, (double) self->n);
  else
    return;
  self->has_interval = TRUE;
  self->low = interval.low * 100;
  self->high = interval.high * 100;
}

/* How probable the difference is by chance, and how large it may be; where value and n tell it. */
static void
compare_frozen (WayFigure *self)
{
  WayInterval change;

  if (is_nps (self))
    {
      double error = 100 * hypot (way_statistics_nps_error (self->value / 100, (double) self->n), way_statistics_nps_error (self->baseline / 100, (double) self->baseline_n));

      self->p = way_statistics_p (self->change, error);
      change = (WayInterval){ self->change - WAY_STATISTICS_Z * error, self->change + WAY_STATISTICS_Z * error };
    }
  else if (is_share (self) && self->baseline >= 0 && self->baseline <= 100)
    {
      change = way_statistics_newcombe (self->value / 100, (double) self->n, self->baseline / 100, (double) self->baseline_n);
      change = (WayInterval){ 100 * change.low, 100 * change.high };
      self->p = way_statistics_shares_p (self->value / 100, (double) self->n, self->baseline / 100, (double) self->baseline_n);
    }
  else
    return;
  self->has_change_interval = TRUE;
  self->change_low = change.low;
  self->change_high = change.high;
}

WayVerdict
way_figure_judge_direction (const WayFigure *figure)
{
  if (strcmp (figure->better, "none") == 0)
    return WAY_VERDICT_CHANGED;
  return (figure->change > 0) == (strcmp (figure->better, "higher") == 0) ? WAY_VERDICT_BETTER : WAY_VERDICT_WORSE;
}

/* Each change that is named must be so improbable by itself, or its interval would say something else. */
#define LEVEL 0.05

static void
judge_one (WayFigure *self, gboolean named)
{
  if (self->p >= 0)
    self->verdict = named && self->p < LEVEL ? way_figure_judge_direction (self) : WAY_VERDICT_NOISE;
}

void
way_figures_judge (GPtrArray *figures)
{
  g_autofree double *p = g_new (double, MAX (figures->len, 1));
  g_autofree gboolean *named = g_new0 (gboolean, MAX (figures->len, 1));
  gsize n = 0, at = 0;

  for (guint i = 0; i < figures->len; i++)
    {
      const WayFigure *figure = g_ptr_array_index (figures, i);

      if (figure->p >= 0)
        p[n++] = figure->p;
    }
  way_statistics_benjamini_hochberg (p, n, WAY_FIGURE_FALSE_RATE, named);
  for (guint i = 0; i < figures->len; i++)
    {
      WayFigure *figure = g_ptr_array_index (figures, i);

      if (figure->p >= 0)
        judge_one (figure, named[at++]);
    }
}

gboolean
way_figure_is_untested (const WayFigure *figure)
{
  return figure->has_baseline && figure->p < 0 && figure->sample != WAY_SAMPLE_HIDDEN && figure->sample != WAY_SAMPLE_SMALL && (figure->baseline_n < 0 || figure->baseline_n >= WAY_FIGURE_SMALL_BELOW);
}

const WayElement *
way_figure_find_frozen (const WayElement *binding, const char *role)
{
  const WayElement *found = NULL;
  WayElement *figure;

  way_each (figure, binding, WAY_KIND_FIGURE)
    {
      double value;

      if (!way_element_is (figure, WAY_FIELD_ROLE, role) || !way_element_get_number (figure, WAY_FIELD_VALUE, &value))
        continue;
      if (found == NULL || way_date_parse (way_element_get (figure, WAY_FIELD_TO)) > way_date_parse (way_element_get (found, WAY_FIELD_TO)))
        found = figure;
    }
  return found;
}

gboolean
way_figure_has_basis (const WayElement *frozen, const char *basis)
{
  const char *own = way_element_get (frozen, WAY_FIELD_BASIS);

  return own == NULL || basis == NULL || strcmp (own, basis) == 0;
}

static gint64
get_n (const WayElement *figure)
{
  gint64 n = -1;

  way_integer_parse (way_element_get (figure, WAY_FIELD_N), &n);
  return n;
}

WayFigure *
way_figure_new (const WayElement *metric, const WayElement *binding)
{
  WayFigure *self = g_new0 (WayFigure, 1);

  self->metric = g_strdup (way_element_get_id (metric));
  self->binding = g_strdup (way_element_get_id (binding));
  self->place = g_strdup (way_element_get (binding, WAY_FIELD_AT));
  self->persona = g_strdup (way_element_get (binding, WAY_FIELD_PERSONA));
  self->name = g_strdup (way_element_get_name (metric));
  self->kind = g_strdup (way_element_get_or_default (metric, WAY_FIELD_KIND));
  self->unit = g_strdup (way_element_get (metric, WAY_FIELD_UNIT));
  self->better = g_strdup (way_element_get_or_default (metric, WAY_FIELD_BETTER));
  self->has_target = way_element_get_number (metric, WAY_FIELD_TARGET, &self->target);
  self->n = -1;
  self->p = -1;
  return self;
}

WayFigure *
way_figure_new_frozen (const WayElement *metric, const WayElement *binding)
{
  const WayElement *current = way_figure_find_frozen (binding, "current"), *baseline = way_figure_find_frozen (binding, "baseline");
  const WayElement *shown = current != NULL ? current : baseline;

  if (shown == NULL || way_element_get (binding, WAY_FIELD_AT) == NULL)
    return NULL;

  WayFigure *self = way_figure_new (metric, binding);

  way_element_get_number (shown, WAY_FIELD_VALUE, &self->value);
  self->n = get_n (shown);
  self->sample = judge_sample (self->n);
  self->is_baseline = current == NULL;
  self->from = g_strdup (way_element_get (shown, WAY_FIELD_FROM));
  self->to = g_strdup (way_element_get (shown, WAY_FIELD_TO));
  self->basis = g_strdup (way_element_get (shown, WAY_FIELD_BASIS));
  find_interval (self);
  /* A baseline of very few is as secret as a figure of very few. */
  if (current != NULL && baseline != NULL && judge_sample (get_n (baseline)) != WAY_SAMPLE_HIDDEN && way_figure_has_basis (baseline, self->basis))
    {
      self->has_baseline = way_element_get_number (baseline, WAY_FIELD_VALUE, &self->baseline);
      self->baseline_n = get_n (baseline);
      self->change = self->value - self->baseline;
      self->since = g_strdup (way_element_get (baseline, WAY_FIELD_TO));
    }
  if (self->has_baseline && self->sample == WAY_SAMPLE_FULL && self->baseline_n >= WAY_FIGURE_SMALL_BELOW)
    compare_frozen (self);
  judge_one (self, TRUE);
  return self;
}

#define DIGEST_START G_GUINT64_CONSTANT (0xcbf29ce484222325)

/* FNV-1a. */
static guint64
digest_bytes (guint64 hash, gconstpointer data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    hash = (hash ^ ((const guint8 *) data)[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

guint64
way_figure_get_digest (const WayFigure *figure)
{
  const char *const texts[] = { figure->metric, figure->binding, figure->place, figure->persona, figure->name, figure->kind, figure->unit, figure->better, figure->since, figure->from, figure->to };
  const double numbers[] = { figure->value, figure->low, figure->high, figure->target, figure->baseline, figure->change };
  const gint64 counts[] = { figure->n, figure->baseline_n, figure->sample, figure->verdict, figure->has_interval, figure->has_target, figure->has_baseline, figure->is_measured, figure->is_baseline };
  guint64 hash = DIGEST_START;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    hash = digest_bytes (hash, texts[i] != NULL ? texts[i] : "\1", texts[i] != NULL ? strlen (texts[i]) + 1 : 2);
  hash = digest_bytes (hash, numbers, sizeof numbers);
  hash = digest_bytes (hash, counts, sizeof counts);
  for (guint i = 0; figure->series != NULL && i < figure->series->len; i++)
    {
      const WayFigurePoint *point = &g_array_index (figure->series, WayFigurePoint, i);
      const double about[] = { point->day, point->value, (double) point->n, point->has_limits, point->low, point->high, point->signal };

      hash = digest_bytes (hash, about, sizeof about);
    }
  return hash;
}

static void
add_figure (WayFigures *self, WayFigure *figure)
{
  Here *here = g_hash_table_lookup (self->at, figure->place);
  guint64 own = way_figure_get_digest (figure);

  g_ptr_array_add (self->figures, figure);
  if (here == NULL)
    {
      here = g_new (Here, 1);
      *here = (Here){ g_ptr_array_new (), DIGEST_START };
      g_hash_table_insert (self->at, figure->place, here);
    }
  g_ptr_array_add (here->figures, figure);
  here->digest = digest_bytes (here->digest, &own, sizeof own);
}

WayFigures *
way_figures_new_taking (GPtrArray *figures)
{
  WayFigures *self = g_new0 (WayFigures, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) way_figure_free);
  self->at = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, here_free);
  for (guint i = 0; i < figures->len; i++)
    add_figure (self, g_ptr_array_index (figures, i));
  g_ptr_array_set_free_func (figures, NULL);
  g_ptr_array_unref (figures);
  return self;
}

WayFigures *
way_figures_new_frozen (const WayDocument *document)
{
  GPtrArray *figures = g_ptr_array_new ();
  WayElement *metric, *binding;

  way_each (metric, way_document_get_root (document), WAY_KIND_METRIC)
    way_each (binding, metric, WAY_KIND_BINDING)
      {
        WayFigure *figure = way_figure_new_frozen (metric, binding);

        if (figure != NULL)
          g_ptr_array_add (figures, figure);
      }
  way_figures_judge (figures);
  return way_figures_new_taking (figures);
}

WayFigures *
way_figures_ref (WayFigures *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
way_figures_unref (WayFigures *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->at);
  g_ptr_array_unref (self->figures);
  g_free (self);
}

guint
way_figures_get_size (const WayFigures *self)
{
  return self->figures->len;
}

const WayFigure *
way_figures_get (const WayFigures *self, guint i)
{
  return g_ptr_array_index (self->figures, i);
}

const GPtrArray *
way_figures_get_at (const WayFigures *self, const char *id)
{
  const Here *here = id != NULL ? g_hash_table_lookup (self->at, id) : NULL;

  return here != NULL ? here->figures : NULL;
}

guint64
way_figures_get_digest_at (const WayFigures *self, const char *id)
{
  const Here *here = id != NULL ? g_hash_table_lookup (self->at, id) : NULL;

  return here != NULL ? here->digest : 0;
}

const WayFigure *
way_figures_find (const WayFigures *self, const char *binding)
{
  for (guint i = 0; i < self->figures->len; i++)
    {
      const WayFigure *figure = g_ptr_array_index (self->figures, i);

      if (g_strcmp0 (figure->binding, binding) == 0)
        return figure;
    }
  return NULL;
}

/* A score has no decimals to speak of; nor has what runs into the thousands. */
static char *
dup_number (const WayFigure *figure, double value)
{
  return way_number_to_text (value, is_nps (figure) || fabs (value) >= 1000 ? 0 : 1);
}

/* Takes `number`; a no-break space keeps the unit with it. "1–7" is no unit but a scale, and would read as a number. */
static char *
add_unit (const WayFigure *figure, char *number)
{
  if (figure->unit == NULL || figure->unit[0] == '\0' || g_ascii_isdigit (figure->unit[0]))
    return number;

  char *text = g_strconcat (number, "\u00a0", figure->unit, NULL);

  g_free (number);
  return text;
}

/* Some are hidden though they are many: the total less the others would tell who is hidden elsewhere. */
static char *
dup_hidden (const WayFigure *figure)
{
  if (figure->n >= WAY_FIGURE_HIDDEN_BELOW)
    return g_strdup (_ ("hidden"));
  return way_text_keep_together (g_strdup_printf (_ ("n < %d"), WAY_FIGURE_HIDDEN_BELOW));
}

char *
way_figure_to_text (const WayFigure *figure)
{
  return figure->sample == WAY_SAMPLE_HIDDEN ? dup_hidden (figure) : way_figure_value_to_text (figure, figure->value);
}

char *
way_figure_value_to_text (const WayFigure *figure, double value)
{
  return add_unit (figure, dup_number (figure, value));
}

/* "±11", or "78–84 %" where the interval lies unevenly about the value. */
static char *
dup_interval (const WayFigure *figure)
{
  if (is_nps (figure) && figure->low > -100 && figure->high < 100)
    {
      g_autofree char *half = way_number_to_text ((figure->high - figure->low) / 2, 0);

      return g_strconcat ("±", half, NULL);
    }
  /* Narrow intervals need their decimals. */
  int digits = figure->high - figure->low < 4 ? 1 : 0;
  g_autofree char *low = way_number_to_text (figure->low, digits);
  g_autofree char *high = way_number_to_text (figure->high, digits);

  return add_unit (figure, figure->low < 0 ? way_text_keep_together (g_strdup_printf (_ ("%s to %s"), low, high)) : g_strconcat (low, "–", high, NULL));
}

char *
way_figure_to_sample_text (const WayFigure *figure)
{
  if (figure->sample == WAY_SAMPLE_HIDDEN && figure->n >= WAY_FIGURE_HIDDEN_BELOW)
    return g_strdup (_ ("hidden, or fewer people elsewhere would show"));
  if (figure->sample == WAY_SAMPLE_HIDDEN)
    return g_strdup (_ ("hidden to protect people"));
  if (figure->sample == WAY_SAMPLE_UNKNOWN)
    return g_strdup (_ ("n not known"));

  g_autofree char *n = way_number_to_text ((double) figure->n, 0);
  g_autofree char *interval = figure->has_interval ? dup_interval (figure) : NULL;
  /* Translators: n is how many answers or cases a figure was made from. */
  g_autofree char *size = way_text_keep_together (g_strdup_printf (_ ("n %s"), n));
  GString *text = g_string_new (size);

  if (interval != NULL)
    g_string_append_printf (text, " · %s", interval);
  if (figure->sample == WAY_SAMPLE_SMALL)
    g_string_append_printf (text, " · %s", _ ("small sample"));
  return g_string_free (text, FALSE);
}

/* "▲ 9", "▼ 6 pts". */
static char *
dup_amount (const WayFigure *figure)
{
  g_autofree char *number = dup_number (figure, fabs (figure->change));
  g_autofree char *amount = NULL;

  if (strcmp (number, "0") == 0)
    return way_text_keep_together (g_strdup (_ ("= unchanged")));
  if (g_strcmp0 (figure->unit, "%") == 0)
    /* Translators: a difference of percentages, in percentage points. */
    amount = g_strdup_printf (_ ("%s pts"), number);
  else
    amount = add_unit (figure, g_strdup (number));
  return way_text_keep_together (g_strconcat (figure->change > 0 ? "▲ " : "▼ ", amount, NULL));
}

static gboolean
is_beyond_verdict (const WayFigure *figure)
{
  return figure->sample == WAY_SAMPLE_SMALL || (figure->baseline_n >= 0 && figure->baseline_n < WAY_FIGURE_SMALL_BELOW);
}

char *
way_figure_to_amount_text (const WayFigure *figure)
{
  if (!figure->has_baseline || figure->sample == WAY_SAMPLE_HIDDEN || is_beyond_verdict (figure))
    return NULL;
  return figure->verdict == WAY_VERDICT_NOISE ? way_text_keep_together (g_strdup (_ ("≈ noise"))) : dup_amount (figure);
}

static char *
dup_signed (const WayFigure *figure, double value)
{
  g_autofree char *number = dup_number (figure, fabs (value));

  return strcmp (number, "0") == 0 ? g_strdup ("±0") : g_strconcat (value > 0 ? "+" : "−", number, NULL);
}

char *
way_figure_to_difference_text (const WayFigure *figure)
{
  if (!figure->has_baseline || figure->sample == WAY_SAMPLE_HIDDEN)
    return NULL;

  g_autofree char *number = dup_signed (figure, figure->change);
  g_autofree char *amount = g_strcmp0 (figure->unit, "%") == 0 ? way_text_keep_together (g_strdup_printf (_ ("%s pts"), number)) : add_unit (figure, g_strdup (number));

  if (!figure->has_change_interval)
    return g_steal_pointer (&amount);

  g_autofree char *low = dup_signed (figure, figure->change_low), *high = dup_signed (figure, figure->change_high);

  /* Translators: a difference, and between which values it lies with 95 % confidence. */
  g_autofree char *text = way_text_keep_together (g_strdup_printf (_ ("%s (%s to %s)"), amount, low, high));
  GString *s = g_string_new (text);

  /* Where both have no room in a line, the interval is in the next one. */
  g_string_replace (s, "\u00a0(", " (", 0);
  return g_string_free (s, FALSE);
}

char *
way_figure_to_change_text (const WayFigure *figure)
{
  if (!figure->has_baseline || figure->sample == WAY_SAMPLE_HIDDEN)
    return NULL;

  g_autofree char *amount = figure->verdict == WAY_VERDICT_NOISE ? way_text_keep_together (g_strdup (_ ("≈ noise"))) : dup_amount (figure);
  g_autofree char *date = figure->since != NULL ? way_date_to_text (figure->since) : NULL;
  /* Translators: how a figure changed, and since when. */
  g_autofree char *change = date != NULL ? g_strdup_printf (_ ("%s since %s"), amount, date) : g_strdup (amount);

  if (is_beyond_verdict (figure))
    return g_strdup_printf (_ ("%s · no verdict"), change);
  return g_steal_pointer (&change);
}
