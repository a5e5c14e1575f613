/* way-export-svg.h — one map as SVG, written by us: real text, names, groups that a designer can go on with.
 *
 * Shape:  one <g class="PART" id="ID"> with <title> and <desc> an item; text stays text, one <tspan> a line; icons and
 *         pictures stand once in <defs>. No scripts; links only to http, https and mailto.
 * Units:  one user unit a point.
 * Errors: G_IO_ERROR_CANCELLED.
 * Thread: any.
 */
#pragma once

#include "export/way-export.h"
#include "scene/way-scene.h"

G_BEGIN_DECLS

GBytes *way_export_svg (WayDocument *document, const WayScene *scene, const WayExportOptions *options, GCancellable *cancellable, GError **error);

G_END_DECLS
