/* way-export-pdf.h — maps as a PDF to print, mail and click through.
 *
 * Shape:  one Document tag around everything, a heading for the map and each phase, a paragraph or figure for each item;
 *         links, named destinations ("journey-ID", "phase-ID"), an outline with an entry a journey and one a phase below.
 *         The same map gives the same bytes: dates come from the document, or from SOURCE_DATE_EPOCH.
 * Errors: WAY_EXPORT_ERROR; G_IO_ERROR_CANCELLED.
 * Thread: any.
 */
#pragma once

#include "export/way-export.h"
#include "scene/way-scene.h"

G_BEGIN_DECLS

/* One journey a scene, each from a new page on. `report` takes what a user should know and may be NULL. */
GBytes *way_export_pdf (WayDocument *document, WayScene *const *scenes, guint n_scenes, const WayExportOptions *options, WayReport *report, GCancellable *cancellable, GError **error);

G_END_DECLS
