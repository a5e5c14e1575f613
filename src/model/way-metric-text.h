/* way-metric-text.h — what a metric is: its scale, which answers count, and both in words.
 *
 * Errors: none; what a metric does not say is left out.
 * Thread: any, with a document nobody changes meanwhile.
 */
#pragma once

#include "model/way-element.h"

G_BEGIN_DECLS

/* "Those who would recommend (9 and 10) less those who would not (0 to 6), of all. Higher is better. Target 60." g_free. */
char *way_metric_to_definition (const WayElement *metric);
/* "Column “nps” of “survey”, where “touchpoint” is “Hotline”, by “date”." g_free; NULL without a feed. */
char *way_metric_to_source (const WayElement *metric, const WayElement *binding);

/* The scale that its answers are given on; FALSE where the metric names none. */
gboolean way_metric_get_scale (const WayElement *metric, double *low, double *high);
/* Which answers on this scale count for a share: so many of the best, by the metric's direction. FALSE where it is no share of a scale. */
gboolean way_metric_find_top (const WayElement *metric, double low, double high, double *from, double *to);
/* What makes two figures comparable, the same on every computer: "nps", "share 4-5 of 1-5", "mean of 6-1" (1 is best), "median in days".
 * `has_scale`: from `low` to `high`. g_free. */
char *way_metric_make_basis (const WayElement *metric, gboolean has_scale, double low, double high);

G_END_DECLS
