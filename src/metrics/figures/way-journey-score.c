#include "metrics/figures/way-journey-score.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "metrics/tables/way-column.h"

static const struct
{
  const char *label;
  double weight;
} parts[WAY_N_SCORE_PARTS] = {
  [WAY_SCORE_SATISFACTION] = { N_ ("Satisfaction"), 40 },
  [WAY_SCORE_COMPLETION] = { N_ ("Completion"), 30 },
  [WAY_SCORE_EFFORT] = { N_ ("Effort"), 20 },
  [WAY_SCORE_COST] = { N_ ("Cost"), 10 },
  [WAY_SCORE_TIME] = { N_ ("Time"), 0 },
};

const char *
way_score_part_get_label (WayScorePartKind part)
{
  return _ (parts[part].label);
}

void
way_journey_score_init (WayJourneyScore *self)
{
  *self = (WayJourneyScore){ 0 };
  for (int i = 0; i < WAY_N_SCORE_PARTS; i++)
    self->parts[i].weight = parts[i].weight;
}

void
way_journey_score_set (WayJourneyScore *self, WayScorePartKind part, double score, double error)
{
  self->parts[part].known = TRUE;
  self->parts[part].score = CLAMP (score, 0, 100);
  self->parts[part].error = error;
}

void
way_journey_score_finish (WayJourneyScore *self)
{
  double weight = 0, variance = 0;

  self->known = FALSE;
  self->score = 0;
  self->n_missing = 0;
  for (int i = 0; i < WAY_N_SCORE_PARTS; i++)
    {
      if (self->parts[i].known)
        weight += self->parts[i].weight;
      else
        self->n_missing += self->parts[i].weight > 0;
    }
  if (weight <= 0)
    return;
  for (int i = 0; i < WAY_N_SCORE_PARTS; i++)
    {
      WayScorePart *part = &self->parts[i];

      part->share = part->known ? part->weight / weight : 0;
      if (part->share <= 0)
        continue;
      self->score += part->share * part->score;
      variance += part->share * part->share * part->error * part->error;
      if (!self->known || part->score < self->parts[self->weakest].score)
        self->weakest = (WayScorePartKind) i;
      self->known = TRUE;
    }
  self->error = sqrt (variance);
  self->interval.low = MAX (self->score - WAY_STATISTICS_Z * self->error, 0);
  self->interval.high = MIN (self->score + WAY_STATISTICS_Z * self->error, 100);
}

double
way_score_from_nps (double nps, double *error)
{
  *error /= 2;
  return (nps + 100) / 2;
}

double
way_score_from_scale (double value, double worst, double best, double *error)
{
  *error *= fabs (100 / (best - worst));
  return 100 * (value - worst) / (best - worst);
}

double
way_score_from_target (double value, double target, double *error)
{
  if (value <= target)
    {
      /* On the safe side of the target the score is 100, and swings only where the value may lie beyond. */
      *error = 0;
      return 100;
    }
  *error *= 100 * target / (value * value);
  return 100 * target / value;
}

/* From figures. */

/* Half of a 95 % interval is so many standard errors. */
static double
get_error (const WayFigure *figure)
{
  return figure->has_interval ? (figure->high - figure->low) / (2 * WAY_STATISTICS_Z) : 0;
}

/* A mean on a scale: its ends stand in the unit ("1–7"), else those that are usual. */
static double
score_scale (const WayFigure *figure, double high, double *error)
{
  double low = 1;

  if (figure->unit != NULL)
    way_column_find_scale (figure->unit, &low, &high);
  return strcmp (figure->better, "lower") == 0 ? way_score_from_scale (figure->value, high, low, error) : way_score_from_scale (figure->value, low, high, error);
}

/* Which part a figure is, and its score; FALSE: none. */
static gboolean
score_figure (const WayFigure *figure, WayScorePartKind *part, double *score, double *error)
{
  gboolean percent = g_strcmp0 (figure->unit, "%") == 0;

  *error = get_error (figure);
  if (strcmp (figure->kind, "nps") == 0)
    {
      *part = WAY_SCORE_SATISFACTION;
      *score = way_score_from_nps (figure->value, error);
    }
  else if (strcmp (figure->kind, "csat") == 0)
    {
      *part = WAY_SCORE_SATISFACTION;
      *score = percent ? figure->value : score_scale (figure, 5, error);
    }
  else if (strcmp (figure->kind, "ces") == 0)
    {
      *part = WAY_SCORE_EFFORT;
      *score = percent ? figure->value : score_scale (figure, 7, error);
    }
  else if (percent && strcmp (figure->kind, "conversion") == 0)
    {
      *part = WAY_SCORE_COMPLETION;
      *score = figure->value;
    }
  else if (percent && strcmp (figure->kind, "drop-off") == 0)
    {
      *part = WAY_SCORE_COMPLETION;
      *score = 100 - figure->value;
    }
  else if (figure->has_target && figure->value > 0 && figure->target > 0 && (strcmp (figure->kind, "cost") == 0 || strcmp (figure->kind, "duration") == 0))
    {
      *part = strcmp (figure->kind, "cost") == 0 ? WAY_SCORE_COST : WAY_SCORE_TIME;
      *score = way_score_from_target (figure->value, figure->target, error);
    }
  else
    return FALSE;
  return TRUE;
}

/* Only the value of a baseline is known everywhere, so its part has no error. */
static gboolean
score_baseline (const WayFigure *figure, WayScorePartKind *part, double *score, double *error)
{
  WayFigure before = *figure;

  before.value = figure->baseline;
  before.has_interval = FALSE;
  return figure->has_baseline && score_figure (&before, part, score, error);
}

static void
take_figures (WayJourneyScore *self, const GPtrArray *figures, gboolean baseline)
{
  for (guint i = 0; figures != NULL && i < figures->len; i++)
    {
      const WayFigure *figure = g_ptr_array_index (figures, i);
      WayScorePartKind part;
      double score, error;

      if (figure->sample == WAY_SAMPLE_HIDDEN || !(baseline ? score_baseline : score_figure) (figure, &part, &score, &error))
        continue;
      /* The first of a kind counts, and what stands at the journey before what stands at the document. */
      if (!self->parts[part].known)
        way_journey_score_set (self, part, score, error);
    }
}

static void
measure (WayJourneyScore *self, const WayDocument *document, const WayFigures *figures, const char *journey, gboolean baseline)
{
  take_figures (self, way_figures_get_at (figures, journey), baseline);
  take_figures (self, way_figures_get_at (figures, way_element_get_id (way_document_get_root (document))), baseline);
  way_journey_score_finish (self);
}

void
way_journey_score_measure (WayJourneyScore *self, const WayDocument *document, const WayFigures *figures, const char *journey)
{
  measure (self, document, figures, journey, FALSE);
}

void
way_journey_score_measure_before (WayJourneyScore *self, const WayDocument *document, const WayFigures *figures, const char *journey)
{
  measure (self, document, figures, journey, TRUE);
}

gboolean
way_journey_score_is_alike (const WayJourneyScore *self, const WayJourneyScore *other)
{
  for (int i = 0; i < WAY_N_SCORE_PARTS; i++)
    if (self->parts[i].known != other->parts[i].known || self->parts[i].weight != other->parts[i].weight)
      return FALSE;
  return self->known && other->known;
}

char *
way_journey_score_to_text (const WayJourneyScore *self)
{
  g_autofree char *score = way_number_to_text (self->score, 0), *low = way_number_to_text (self->interval.low, 0), *high = way_number_to_text (self->interval.high, 0);
  GString *s;
  gboolean first = TRUE;

  if (!self->known)
    return NULL;
  s = g_string_new (score);
  if (self->error > 0)
    g_string_append_printf (s, " (%s–%s)", low, high);
  for (int i = 0; i < WAY_N_SCORE_PARTS; i++)
    if (self->parts[i].share > 0)
      {
        g_autofree char *value = way_number_to_text (self->parts[i].score, 0), *weight = way_number_to_text (100 * self->parts[i].share, 0);

        /* Translators: a part of a score, its value, and how much it counts for. */
        g_string_append_printf (s, first ? ": " : ", ");
        g_string_append_printf (s, _ ("%s %s × %s %%"), way_score_part_get_label ((WayScorePartKind) i), value, weight);
        first = FALSE;
      }
  first = TRUE;
  for (int i = 0; i < WAY_N_SCORE_PARTS; i++)
    if (self->parts[i].weight > 0 && !self->parts[i].known)
      {
        g_string_append_printf (s, first ? _ ("; not known: %s") : ", %s", way_score_part_get_label ((WayScorePartKind) i));
        first = FALSE;
      }
  return g_string_free (s, FALSE);
}
