#include "random-figures.h"

#include "random-map.h"

static const char *const kinds[] = { "nps", "csat", "ces", "first-contact-resolution", "conversion", "drop-off", "duration", "cost", "count", "custom" };
static const char *const units[] = { "%", "1–7", "days", "€", NULL };
static const char *const betters[] = { "higher", "lower", "none" };

typedef struct
{
  GRand *rand;
  GPtrArray *figures;
  const char *persona;
} Maker;

static GArray *
make_series (Maker *self, double value)
{
  GArray *series = g_array_new (FALSE, TRUE, sizeof (WayFigurePoint));
  guint n = (guint) g_rand_int_range (self->rand, 0, 40);

  for (guint i = 0; i < n; i++)
    {
      WayFigurePoint point = { .day = 739000 + 7 * i, .value = value + g_rand_double_range (self->rand, -9, 9), .n = 5 + (gint64) i, .has_limits = g_rand_boolean (self->rand), .low = value - 6, .high = value + 6 };

      point.signal = point.value < point.low;
      g_array_append_val (series, point);
    }
  return series;
}

static WayFigure *
make_figure (Maker *self, const char *place)
{
  static guint count;
  WayFigure *figure = g_new0 (WayFigure, 1);
  GRand *rand = self->rand;

  figure->metric = g_strdup_printf ("mt-%04d", g_rand_int_range (rand, 0, 6));
  figure->binding = g_strdup_printf ("bd-%08u", count++);
  figure->place = g_strdup (place);
  figure->persona = g_rand_int_range (rand, 0, 5) == 0 ? g_strdup (self->persona) : NULL;
  figure->name = random_map_make_text (rand);
  figure->kind = g_strdup (kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))]);
  figure->unit = g_strdup (units[g_rand_int_range (rand, 0, G_N_ELEMENTS (units))]);
  figure->better = g_strdup (betters[g_rand_int_range (rand, 0, G_N_ELEMENTS (betters))]);
  figure->n = (gint64[]){ -1, 2, 12, 300, 1234567 }[g_rand_int_range (rand, 0, 5)];
  figure->sample = figure->n < 0 ? WAY_SAMPLE_UNKNOWN : figure->n < 5 ? WAY_SAMPLE_HIDDEN
                                                    : figure->n < 30  ? WAY_SAMPLE_SMALL
                                                                      : WAY_SAMPLE_FULL;
  figure->value = g_rand_double_range (rand, -100, 100) * (g_rand_int_range (rand, 0, 6) == 0 ? 1e5 : 1);
  figure->p = -1;
  figure->is_measured = TRUE;
  figure->to = g_strdup_printf ("2026-%02d-28", g_rand_int_range (rand, 1, 12));
  if (figure->sample == WAY_SAMPLE_HIDDEN)
    {
      figure->value = RANDOM_FIGURES_SECRET;
      return figure;
    }
  figure->has_interval = g_rand_boolean (rand);
  figure->low = figure->value - 7.3;
  figure->high = figure->value + 9.1;
  figure->has_target = g_rand_boolean (rand);
  figure->target = figure->value * 1.1;
  figure->has_baseline = g_rand_boolean (rand);
  figure->baseline = figure->value - g_rand_double_range (rand, -20, 20);
  figure->baseline_n = 100;
  figure->change = figure->value - figure->baseline;
  figure->since = g_strdup ("2025-12-31");
  if (figure->has_baseline && figure->sample == WAY_SAMPLE_FULL)
    figure->verdict = (WayVerdict) g_rand_int_range (rand, WAY_VERDICT_NONE, WAY_VERDICT_CHANGED + 1);
  figure->series = make_series (self, figure->value);
  return figure;
}

static void
add_cb (WayElement *element, gpointer data)
{
  Maker *self = data;
  WayKind kind = way_element_get_kind (element);
  gboolean is_place = kind == WAY_KIND_TOUCHPOINT || kind == WAY_KIND_STEP || kind == WAY_KIND_PHASE || kind == WAY_KIND_JOURNEY || kind == WAY_KIND_DOCUMENT;

  if (kind == WAY_KIND_PERSONA && self->persona == NULL)
    self->persona = way_element_get_id (element);
  if (!is_place || g_rand_int_range (self->rand, 0, 3) == 0)
    return;
  for (int n = g_rand_int_range (self->rand, 0, 12) == 0 ? 7 : g_rand_int_range (self->rand, 0, 3); n > 0; n--)
    g_ptr_array_add (self->figures, make_figure (self, way_element_get_id (element)));
}

WayFigures *
random_figures_new (guint32 seed, const WayDocument *document)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Maker self = { rand, g_ptr_array_new (), NULL };

  way_element_walk ((WayElement *) way_document_get_root (document), add_cb, &self);
  return way_figures_new_taking (self.figures);
}
