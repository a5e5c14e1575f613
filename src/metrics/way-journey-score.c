#include "metrics/way-journey-score.h"

#include <glib/gi18n-lib.h>
#include <math.h>

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
