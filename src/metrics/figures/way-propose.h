/* way-propose.h — metrics and bindings for a map, proposed from what a dataset holds.
 *
 * Shape:  a column with values → a metric (kind, unit, direction, how it is computed) with its feed; values of the key column →
 *         bindings to the places they are named after.
 * Errors: WAY_METRICS_ERROR_NOT_FOUND; those of the document, which is then as before.
 * Owns:   elements it returns are free ones, the caller's.
 * Thread: as the document.
 */
#pragma once

#include "metrics/cache/way-cache.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* Without an id and without bindings. `fields`: (element-type WayColumn), of the dataset. */
WayElement *way_propose_metric (const char *dataset, const GPtrArray *fields, const WayColumn *value);

/* Adds a metric for each column with values that has none yet, and bindings where names are alike; columns without a key are bound to
 * the first journey. What an event log tells of journeys goes to the metric that waits for it, if there is one: of its kind and unit, bound
 * to a journey, without a feed. One transaction. How many metrics and bindings were added; FALSE on error. */
gboolean way_propose_apply (WayDocument *document, WayCache *cache, const char *dataset, guint *n_metrics, guint *n_bindings, GError **error);
/* Puts the metrics that `copy` has and the map has not into the map, as one transaction: what was proposed on a copy
 * (way_measure_copy_document ()) in a thread. Bindings to places that are gone meanwhile stay out. */
gboolean way_propose_take (WayDocument *document, const WayDocument *copy, guint *n_metrics, guint *n_bindings, GError **error);
/* A value of a metric's key is what happens at a place: one binding, one transaction. */
gboolean way_propose_bind (WayDocument *document, const char *metric, const char *match, const char *place, GError **error);

G_END_DECLS
