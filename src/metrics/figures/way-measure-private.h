/* way-measure-private.h — what the files that make figures share: periods, groups, series.
 *
 * Units:  days since 1970-01-01.
 */
#pragma once

#include "metrics/figures/way-measure.h"
#include "metrics/tables/way-source.h"

G_BEGIN_DECLS

typedef struct
{
  gint32 from, to; /* both within; G_MININT32 and G_MAXINT32 are open */
  gboolean known;
} WayPeriod;

WayPeriod way_measure_find_period (const WayMeasureOptions *options, const WayElement *binding, gboolean baseline);
gint64 way_measure_get_limit (const WayMeasureOptions *options, gboolean hidden);
/* The group of each key's code, and in `by_binding` (WayElement → group) of each binding: 0 nobody's, 1 all rows. NULL: no key column. */
guint32 *way_measure_make_groups (const WaySource *source, const WayElement *metric, GHashTable *by_binding, guint *n_groups);

/* The periods of a dataset and what stands in each, made once for all figures of a pass. */
typedef struct _WaySeries WaySeries;

/* By full periods as the metric says, else weeks, or months where weeks have too few answers; NULL without dates. */
WaySeries *way_series_new (const WaySource *source, const WayNumbers *numbers, const guint32 *groups, guint n_groups);
void way_series_free (WaySeries *self);
/* The history of a group, and what is usual up to `baseline_to` (G_MAXINT32: the first two thirds, at most 24 periods). */
void way_series_apply (const WaySeries *self, guint group, gint32 baseline_to, const WayMeasureOptions *options, WayFigure *figure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WaySeries, way_series_free)

G_END_DECLS
