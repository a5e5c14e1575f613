/* way-standing.h — how a journey stands by its figures: its weakest link, and what of it is measured at all.
 *
 * Shape:  figures of the journey's touchpoints → the one that does worst by one metric, and counts.
 * Errors: none; fewer than three touchpoints measured alike have no weakest link.
 * Owns:   nothing; ids are the figures'.
 * Thread: any, with a document nobody changes meanwhile.
 * Source: R002-1. Only figures of one and the same metric are held against each other, and only samples of thirty and more:
 *         an NPS of 30 is neither better nor worse than 65 % who are satisfied.
 */
#pragma once

#include "model/way-figures.h"

G_BEGIN_DECLS

typedef struct
{
  const WayFigure *weakest; /* NULL: none */
  gboolean clear;           /* it lies below every other one by more than chance */
  guint n_compared;         /* touchpoints with a figure of that metric */
  guint n_touchpoints;      /* of the journey … */
  guint n_measured;         /* … with any figure that may be shown */
  guint n_hidden;           /* … with figures of too few people only */
  guint32 newest, oldest;   /* the last day that a figure of them, or of any other part of the journey, covers; 0: none */
} WayStanding;

WayStanding way_standing_find (const WayDocument *document, const WayElement *journey, const WayFigures *figures);

/* The scale that people answered on, from a unit such as "1–7"; FALSE if it is none, and nothing is set. */
gboolean way_standing_find_scale (const char *unit, double *low, double *high);
/* A figure of satisfaction (NPS, CSAT, CES) on the scale of feelings, −5 to 5; FALSE if it is none, or must stay hidden. */
gboolean way_standing_get_feeling (const WayFigure *figure, double *feeling);

G_END_DECLS
