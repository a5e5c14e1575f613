/* way-news.h — what new numbers have brought: figures that are better or worse now, or beyond what is usual.
 *
 * Shape:  figures before × figures now → a list, the most important first. Only what is said for the first time: a verdict that was
 *         not there, an alert (way_measure_list_alerts ()) at a period that had none.
 * Errors: none.
 * Owns:   nothing; entries point into the newer figures.
 * Thread: any.
 */
#pragma once

#include "model/way-figures.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_NEWS_WORSE,
  WAY_NEWS_OUTSIDE,
  WAY_NEWS_BETTER,
} WayNewsKind;

typedef struct
{
  WayNewsKind kind;
  const WayFigure *figure; /* of the newer ones */
} WayNews;

/* (element-type WayNews) */
GPtrArray *way_news_find (const WayFigures *before, const WayFigures *now);
/* The newest period that was more than chance, 0 if there is none; as way_date_parse () counts. */
guint32 way_news_find_signal (const WayFigure *figure);

G_END_DECLS
