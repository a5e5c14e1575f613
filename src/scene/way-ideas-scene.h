/* way-ideas-scene.h — pain points and opportunities as a drawing: what matters, what it takes, and what to do first.
 *
 * Shape:  a WayPlaneScene: impact upwards, effort across, the larger the more customers said so. A pain point that is dropped where no
 *         impact is said keeps its own.
 * Units:  1 … 5.
 * Thread: as WayScene.
 */
#pragma once

#include "scene/way-plane-scene.h"

G_BEGIN_DECLS

/* `options` may be NULL: a sheet; `previous` is only for what was measured. */
WayPlaneScene *way_ideas_scene_new (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayPlaneOptions *options, WayPlaneScene *previous);

G_END_DECLS
