/* way-ideas-scene.h — pain points and opportunities as a drawing: what matters, what it takes, and what to do first.
 *
 * Shape:  a WayScene like any other (screen, PDF, SVG and PNG draw it with the map's painter), and where its plane lies: impact upwards,
 *         effort to the right, the larger the more customers said so; beside it places of their own for what nobody has judged.
 * Units:  points of the scene; 1 … 5, −1 = not judged.
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
  gboolean sheet;       /* with a title, the day and the list of all by rank */
  guint32 today;        /* as way_date_today () gives it, for evidence that has become stale */
} WayIdeasOptions;

typedef struct _WayIdeasScene WayIdeasScene;

/* `options` may be NULL: a sheet; `previous` is only for what was measured. */
WayIdeasScene *way_ideas_scene_new (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayIdeasOptions *options, WayIdeasScene *previous);
void way_ideas_scene_free (WayIdeasScene *self);

WayScene *way_ideas_scene_get_scene (const WayIdeasScene *self);
/* Where both are judged. */
WayRect way_ideas_scene_get_plane (const WayIdeasScene *self);
/* What the disc of `id` says where it is dropped; FALSE outside all places. A pain point always has an impact. */
gboolean way_ideas_scene_get_judgement (const WayIdeasScene *self, const char *id, double x, double y, int *impact, int *effort);
/* The centre of the disc; FALSE for one that is not on it. */
gboolean way_ideas_scene_find_disc (const WayIdeasScene *self, const char *id, double *x, double *y, double *radius);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayIdeasScene, way_ideas_scene_free)

G_END_DECLS
