/* way-ideas-plane.h — pain points and opportunities on the screen, to be judged by hand.
 *
 * Shape:  a kind of WayPlane drawn by way_ideas_scene_new (). A disc that is dragged judges impact and effort; arrow keys move the chosen one
 *         by a step, with Ctrl they walk from disc to disc, as Tab does by rank; ? takes the judgement back.
 * Thread: main.
 */
#pragma once

#include "scene/way-ideas-scene.h"
#include "ui/canvas/way-plane.h"

G_BEGIN_DECLS

const WayPlaneKind *way_ideas_plane_get_kind (void);

G_END_DECLS
