/* way-people-scene.h — the buying center as a drawing: who has how much influence, who uses it, who is met when.
 *
 * Shape:  a WayPlaneScene: influence upwards, its use in this decision across; beside or below it who is met in which phase.
 * Units:  percent.
 * Thread: as WayScene.
 */
#pragma once

#include "scene/way-plane-scene.h"

G_BEGIN_DECLS

/* `options` may be NULL: a sheet; `previous` is only for what was measured. */
WayPlaneScene *way_people_scene_new (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayPlaneOptions *options, WayPlaneScene *previous);

G_END_DECLS
