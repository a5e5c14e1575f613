/* way-metric-text.h — what a metric is, in words: its definition, and where its values come from.
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

G_END_DECLS
