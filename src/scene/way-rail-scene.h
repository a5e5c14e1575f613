/* way-rail-scene.h — several journeys one under the other on one time rail: whose way is where, phase by phase (R001-12, R001-13).
 *
 * Shape:  a WayScene: a column for each phase of the leading journey, a row for each journey, and in each cell its touchpoints with the
 *         feeling of its people. A phase of another journey stands under the one of its name; one of no known name behind the one before
 *         it, so that time never runs backwards.
 * Units:  points.
 * Errors: none.
 * Thread: as WayScene.
 */
#pragma once

#include "scene/way-scene.h"

G_BEGIN_DECLS

/* `journeys` (element-type WayElement): the others; NULL = all of the same state that are no detail of a touchpoint. */
WayScene *way_rail_scene_new (WayDocument *document, const WayElement *leading, const GPtrArray *journeys, const WayTheme *theme);

/* The column that each phase of `journey` stands in. (element-type guint) */
GArray *way_rail_align (const WayElement *leading, const WayElement *journey);

G_END_DECLS
