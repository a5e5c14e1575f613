/* way-people-scene.h — the buying center as a drawing: who has how much influence, who uses it, who is met when.
 *
 * Shape:  a WayScene like any other (screen, PDF, SVG and PNG draw it with the map's painter), and where its plane lies: influence
 *         upwards, its use in this decision to the right, and beside it places of their own for what is not known.
 * Units:  points of the scene; percent, −1 = not known.
 * Errors: none; names never lie on each other, and where there is no room for one it is left out (the table has it).
 * Owns:   the scene.
 * Thread: as WayScene.
 */
#pragma once

#include "scene/way-scene.h"

G_BEGIN_DECLS

typedef struct
{
  double width, height; /* of the scene: the width counts, the height is what it ought to fill; 0 = as on a sheet of paper */
  gboolean sheet;       /* with a list of everybody below, and the day */
  guint32 today;        /* as way_date_today () gives it; 0 = no day is shown */
} WayPeopleOptions;

typedef struct _WayPeopleScene WayPeopleScene;

/* `options` may be NULL; `previous` is only for what was measured. */
WayPeopleScene *way_people_scene_new (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayPeopleOptions *options, WayPeopleScene *previous);
void way_people_scene_free (WayPeopleScene *self);

WayScene *way_people_scene_get_scene (const WayPeopleScene *self);
/* Where both are known. */
WayRect way_people_scene_get_plane (const WayPeopleScene *self);
/* What a disc that is dropped there says; FALSE outside all places. */
gboolean way_people_scene_get_judgement (const WayPeopleScene *self, double x, double y, int *influence, int *use);
/* The centre of the disc; FALSE for one that is not on it. */
gboolean way_people_scene_find_disc (const WayPeopleScene *self, const char *id, double *x, double *y, double *radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayPeopleScene, way_people_scene_free)

G_END_DECLS
