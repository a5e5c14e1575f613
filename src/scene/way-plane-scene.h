/* way-plane-scene.h — a drawing with a plane on which things are judged: where its discs stand, and what it says to put one elsewhere.
 *
 * Shape:  a WayScene like any other (screen, PDF, SVG and PNG draw it with the map's painter). In it lies a plane with an axis upwards and
 *         one across, and beside the plane places of their own for what is not judged by one of them, or by either. What is drawn on the
 *         plane is for those who make one: way-people-scene.h, way-ideas-scene.h.
 * Units:  points of the scene; judgements as the plane counts them, −1 = not judged.
 * Errors: none; names never lie on each other, and where there is no room for one it is left out (the sheet's list has it).
 * Owns:   the scene.
 * Thread: as WayScene.
 */
#pragma once

#include "scene/way-scene.h"

G_BEGIN_DECLS

typedef struct
{
  double width, height; /* of the scene: the width counts, the height is what it ought to fill; 0 = as on a sheet of paper */
  gboolean sheet;       /* with a title, the day and a list of all */
  guint32 today;        /* as way_date_today () gives it, for the day and for evidence that has become stale; 0 = none is shown */
} WayPlaneOptions;

typedef struct _WayPlaneScene WayPlaneScene;

void way_plane_scene_free (WayPlaneScene *self);

WayScene *way_plane_scene_get_scene (const WayPlaneScene *self);
/* Where both are judged. */
WayRect way_plane_scene_get_plane (const WayPlaneScene *self);
/* What the disc of `id` (nullable: any) says where it is dropped; FALSE outside all places. */
gboolean way_plane_scene_get_judgement (const WayPlaneScene *self, const char *id, double x, double y, int *up, int *across);
/* The centre of the disc; FALSE for one that is not on it. */
gboolean way_plane_scene_find_disc (const WayPlaneScene *self, const char *id, double *x, double *y, double *radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayPlaneScene, way_plane_scene_free)

G_END_DECLS
