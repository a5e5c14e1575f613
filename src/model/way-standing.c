#include "model/way-standing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/way-date.h"
#include "model/way-statistics.h"

/* Two touchpoints have a weaker one, but no chain. */
#define MIN_COMPARED 3

gboolean
way_standing_find_scale (const char *unit, double *low, double *high)
{
  char *end;
  double from = unit != NULL ? g_ascii_strtod (unit, &end) : 0;

  if (unit == NULL || end == unit || (!g_str_has_prefix (end, "–") && *end != '-'))
    return FALSE;

  const char *rest = *end == '-' ? end + 1 : end + strlen ("–");
  double to = g_ascii_strtod (rest, &end);

  if (end == rest || to <= from)
    return FALSE;
  *low = from;
  *high = to;
  return TRUE;
}

gboolean
way_standing_get_feeling (const WayFigure *figure, double *feeling)
{
  gboolean nps = strcmp (figure->kind, "nps") == 0, csat = strcmp (figure->kind, "csat") == 0, ces = strcmp (figure->kind, "ces") == 0;
  double low = nps ? -100 : 1, high = nps ? 100 : csat ? 5
                                                       : 7;
  double value;

  if (figure->sample == WAY_SAMPLE_HIDDEN || (!nps && !csat && !ces))
    return FALSE;
  if (!nps && g_strcmp0 (figure->unit, "%") != 0)
    way_standing_find_scale (figure->unit, &low, &high);
  /* A share of satisfied answers, or the mean of answers on a scale. */
  if (!nps && (g_strcmp0 (figure->unit, "%") == 0 || figure->value > high))
    value = figure->value / 10 - 5;
  else
    value = (figure->value - (low + high) / 2) * 10 / (high - low);
  /* School grades and efforts: the smaller the better. NPS has one direction only. */
  if (!nps && g_strcmp0 (figure->better, "lower") == 0)
    value = -value;
  *feeling = CLAMP (value, -5, 5);
  return TRUE;
}

static gboolean
is_comparable (const WayFigure *figure, gboolean satisfaction)
{
  static const char *const felt[] = { "nps", "csat", "ces", NULL };
  static const char *const done[] = { "first-contact-resolution", "conversion", "drop-off", NULL };

  return figure->sample == WAY_SAMPLE_FULL && !figure->is_baseline && strcmp (figure->better, "none") != 0 && g_strv_contains (satisfaction ? felt : done, figure->kind);
}

/* A touchpoint's figure of a metric: of everybody, if there is one, else of the first persona. */
static const WayFigure *
find_at (const WayFigures *figures, const WayElement *touchpoint, const char *metric)
{
  const GPtrArray *here = way_figures_get_at (figures, way_element_get_id (touchpoint));
  const WayFigure *found = NULL;

  for (guint i = 0; here != NULL && i < here->len; i++)
    {
      const WayFigure *figure = g_ptr_array_index (here, i);

      if (figure->sample == WAY_SAMPLE_FULL && strcmp (figure->metric, metric) == 0 && (found == NULL || (found->persona != NULL && figure->persona == NULL)))
        found = figure;
    }
  return found;
}

/* The metric that most touchpoints have, or NULL; how people feel goes before what they do. */
static const char *
choose_metric (const WayElement *journey, const WayFigures *figures, guint *n_compared)
{
  const char *best = NULL;

  *n_compared = 0;
  for (int satisfaction = 1; satisfaction >= 0 && *n_compared < MIN_COMPARED; satisfaction--)
    {
      g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
      WayElement *touchpoint;

      way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
        {
          const GPtrArray *here = way_figures_get_at (figures, way_element_get_id (touchpoint));

          for (guint i = 0; here != NULL && i < here->len; i++)
            {
              const WayFigure *figure = g_ptr_array_index (here, i);
              guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, figure->metric));

              /* Once a touchpoint, however many personas there are. */
              if (!is_comparable (figure, satisfaction) || find_at (figures, touchpoint, figure->metric) != figure)
                continue;
              g_hash_table_insert (counts, figure->metric, GUINT_TO_POINTER (n + 1));
              if (n + 1 > *n_compared)
                {
                  *n_compared = n + 1;
                  best = figure->metric;
                }
            }
        }
    }
  return *n_compared >= MIN_COMPARED ? best : NULL;
}

/* How much worse `figure` is than `other`; in the metric's unit. */
static double
get_lag (const WayFigure *figure, const WayFigure *other)
{
  return strcmp (figure->better, "lower") == 0 ? figure->value - other->value : other->value - figure->value;
}

static double
get_error (const WayFigure *figure)
{
  return (figure->high - figure->low) / (2 * WAY_STATISTICS_Z);
}

static void
find_weakest (WayStanding *self, const WayElement *journey, const WayFigures *figures)
{
  const char *metric = choose_metric (journey, figures, &self->n_compared);
  WayElement *touchpoint;

  if (metric == NULL)
    return;
  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    {
      const WayFigure *figure = find_at (figures, touchpoint, metric);

      if (figure != NULL && (self->weakest == NULL || get_lag (figure, self->weakest) > 0))
        self->weakest = figure;
    }
  self->clear = self->weakest->has_interval;
  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    {
      const WayFigure *figure = find_at (figures, touchpoint, metric);

      if (figure != NULL && figure != self->weakest)
        self->clear = self->clear && figure->has_interval && get_lag (self->weakest, figure) > WAY_STATISTICS_Z * hypot (get_error (self->weakest), get_error (figure));
    }
}

static void
count_days (WayStanding *self, const GPtrArray *here)
{
  for (guint i = 0; here != NULL && i < here->len; i++)
    {
      const WayFigure *figure = g_ptr_array_index (here, i);
      guint32 day = figure->to != NULL ? way_date_parse (figure->to) : 0;

      if (day == 0)
        continue;
      self->newest = MAX (self->newest, day);
      self->oldest = self->oldest == 0 ? day : MIN (self->oldest, day);
    }
}

WayStanding
way_standing_find (const WayDocument *document, const WayElement *journey, const WayFigures *figures)
{
  WayStanding self = { 0 };
  WayElement *touchpoint, *phase, *step;

  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    {
      const GPtrArray *here = way_figures_get_at (figures, way_element_get_id (touchpoint));
      guint shown = 0;

      self.n_touchpoints++;
      for (guint i = 0; here != NULL && i < here->len; i++)
        shown += ((const WayFigure *) g_ptr_array_index (here, i))->sample != WAY_SAMPLE_HIDDEN;
      self.n_measured += shown > 0;
      self.n_hidden += shown == 0 && here != NULL && here->len > 0;
      count_days (&self, here);
    }
  way_each (phase, journey, WAY_KIND_PHASE)
    {
      count_days (&self, way_figures_get_at (figures, way_element_get_id (phase)));
      way_each (step, phase, WAY_KIND_STEP)
        count_days (&self, way_figures_get_at (figures, way_element_get_id (step)));
    }
  count_days (&self, way_figures_get_at (figures, way_element_get_id (journey)));
  count_days (&self, way_figures_get_at (figures, way_element_get_id (way_document_get_root (document))));
  find_weakest (&self, journey, figures);
  return self;
}
