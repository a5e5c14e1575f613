/* way-tiles.h — the map as small pictures, painted once and kept while they are near the window.
 *
 * Shape:  a plane of squares in the pixels of the screen, at one zoom; each holds everything that lies there, painted by the one
 *         painter. Moving the map copies them; a change paints anew only the rectangles in which two scenes differ.
 * Units:  pixels of the map: points × zoom, from the map's own corner, whole at the edges of every thing, so that what
 *         touches on paper touches on the screen and all cards are equally sharp.
 * Never:  draws what belongs to the moment: selection, hover, drop marks. They are a second pass of the canvas.
 * Owns:   the pictures, a reference of the scene.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "paint/way-paint.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_DETAIL_FULL,
  WAY_DETAIL_BOXES, /* words as bars */
  WAY_DETAIL_PLAIN, /* one rectangle */
} WayDetail;

typedef struct _WayTiles WayTiles;

WayTiles *way_tiles_new (void);
void way_tiles_free (WayTiles *self);

/* NULL for none. What did not change since the scene before stays painted. */
void way_tiles_set_scene (WayTiles *self, WayScene *scene);
/* Pixels a point, and pixels of the screen a pixel. `hasty`: in the middle of a gesture, cards without words. */
void way_tiles_set_scale (WayTiles *self, double zoom, int factor, gboolean hasty);
/* (element-type utf8): ids that step back; NULL for none. */
void way_tiles_set_dimmed (WayTiles *self, GHashTable *dimmed);

/* Before what is drawn of a frame, of which `view` is all: forgets what was far from the last ones. */
void way_tiles_begin_frame (WayTiles *self, graphene_rect_t view);
/* Appends what shows in `view`; the map's corner is the snapshot's origin. */
void way_tiles_snapshot (WayTiles *self, GtkSnapshot *snapshot, graphene_rect_t view);
/* Paints one of the pictures that will be needed soon if the map is moved on; FALSE if there is none. */
gboolean way_tiles_prepare (WayTiles *self, graphene_rect_t view);
/* Where something is painted: in pixels of the map, whole ones of the screen. */
graphene_rect_t way_tiles_place (const WayTiles *self, WayRect rect);
/* One drawing by itself, or `width` × `height` points of it, its corner at the snapshot's origin, as if lifted off the map: with a shadow,
 * and what lies below shines through. `radius` 0: no card, so no shadow. */
void way_tiles_snapshot_lifted (WayTiles *self, GtkSnapshot *snapshot, WayDrawing *drawing, double width, double height, double radius);

/* For tests and figures: pictures kept, and rectangles painted so far. */
guint way_tiles_get_size (const WayTiles *self);
guint way_tiles_get_painted (const WayTiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayTiles, way_tiles_free)

G_END_DECLS
