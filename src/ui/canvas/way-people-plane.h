/* way-people-plane.h — the buying center on the screen: the sheet's drawing, to be judged by hand.
 *
 * Shape:  a kind of WayPlane drawn by way_people_scene_new (). A disc that is dragged judges; with Shift or Ctrl held the drag draws an
 *         arrow to whom it influences. Arrow keys walk from disc to disc, with Alt they judge by five percent (with Shift by one), + and
 *         − change the attitude, ? takes the judgement back.
 * Thread: main.
 */
#pragma once

#include "scene/way-people-scene.h"
#include "ui/canvas/way-plane.h"

G_BEGIN_DECLS

const WayPlaneKind *way_people_plane_get_kind (void);

G_END_DECLS
