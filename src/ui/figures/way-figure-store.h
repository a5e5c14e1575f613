/* way-figure-store.h — the figures of one open map: the cache's rows × the map's metrics, made new whenever either changes.
 *
 * Shape:  WayFigures (value, n, interval, change, verdict, series by element id), what of them has changed, coverage, age and
 *         scores. Until the first measurement is done, and where no metric has a feed, they are those frozen in the map.
 * Errors: none while measuring: what cannot be had is a finding of the report, and shows what is frozen. Asking for rows or names
 *         fails with WAY_METRICS_ERROR or G_IO_ERROR_CANCELLED.
 * Owns:   the figures; it sees a copy of the metrics, never the map itself, in its thread.
 * Thread: main; measures in another one, one at a time, and only the newest answer counts.
 * Signal: "changed": there are new figures, or the report says something else. "notify::busy". "news" (GPtrArray of WayNews):
 *         numbers that came in have made something better or worse, or taken it out of its usual range.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/way-journey-score.h"
#include "metrics/way-measure.h"

G_BEGIN_DECLS

#define WAY_TYPE_FIGURE_STORE (way_figure_store_get_type ())
G_DECLARE_FINAL_TYPE (WayFigureStore, way_figure_store, WAY, FIGURE_STORE, GObject)

/* Begins to measure at once. */
WayFigureStore *way_figure_store_new (WayDocument *document);
/* Another document in its place (reload). */
void way_figure_store_set_document (WayFigureStore *self, WayDocument *document);

/* Where the numbers lie: the user's own cache, or the file that WAYMARK_METRICS names; NULL = the former, as way_cache_open () has it. */
const char *way_figure_store_get_cache_path (void);

/* Never NULL; borrowed, and replaced when "changed" comes: keep a reference, or ids. */
WayFigures *way_figure_store_get_figures (WayFigureStore *self);
/* Figures bound to an element, (element-type WayFigure), NULL for none; the one of a metric or binding there, or NULL. */
const GPtrArray *way_figure_store_get_at (WayFigureStore *self, const char *element);
const WayFigure *way_figure_store_find (WayFigureStore *self, const char *element, const char *metric);
const WayFigure *way_figure_store_find_binding (WayFigureStore *self, const char *binding);
/* (element-type WayFigureChange), as way_compare_figures () sorts them; `*n_tests` is nullable. Of the figures above. */
const GArray *way_figure_store_get_comparisons (WayFigureStore *self, guint *n_tests);

/* Of the map as it is now. */
WayCoverage way_figure_store_get_coverage (WayFigureStore *self);
/* Days since the newest number; −1 where there is none. */
int way_figure_store_get_age (WayFigureStore *self);
void way_figure_store_get_score (WayFigureStore *self, const char *journey, WayJourneyScore *score);
/* What could not be had when measuring, and why. */
const WayReport *way_figure_store_get_report (WayFigureStore *self);
/* Measured from the cache at least once, or nothing is to be measured. */
gboolean way_figure_store_is_ready (WayFigureStore *self);
gboolean way_figure_store_is_busy (WayFigureStore *self);

/* Measures again; what is under way counts no more. The document's changes and those of the cache by another program do so by
 * themselves after a moment. */
void way_figure_store_refresh (WayFigureStore *self);
/* The same, and waits for the answer. Cancelling gives up the wait, not the figures there are. */
void way_figure_store_refresh_async (WayFigureStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean way_figure_store_refresh_finish (WayFigureStore *self, GAsyncResult *result, GError **error);
/* For who has changed the cache in this process: every map measures again. */
void way_figure_store_refresh_all (void);

/* The rows behind a figure, (element-type WayOrigin); the values of a metric's key that no binding names, (element-type
 * WayUnmatched). In a thread. */
void way_figure_store_list_origins_async (WayFigureStore *self, const char *binding, guint max, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *way_figure_store_list_origins_finish (WayFigureStore *self, GAsyncResult *result, GError **error);
void way_figure_store_list_unmatched_async (WayFigureStore *self, const char *metric, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *way_figure_store_list_unmatched_finish (WayFigureStore *self, GAsyncResult *result, GError **error);

/* Writes what is measured into the map, one step of undo; `role` is "baseline" or "current". How many; 0 may be an error. */
guint way_figure_store_freeze (WayFigureStore *self, const char *role, GError **error);

G_END_DECLS
