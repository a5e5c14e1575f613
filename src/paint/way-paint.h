/* way-paint.h — draws a laid-out map with cairo: the only drawing code there is.
 *
 * Shape:  screen, PDF and PNG differ by surface and matrix only; WayLook says what the eye of the moment adds.
 * Units:  points of the scene, at the current origin.
 * Errors: none; look at cairo_status () afterwards.
 * Owns:   nothing.
 * Thread: any; a cairo_t belongs to one.
 */
#pragma once

#include "scene/way-scene.h"

G_BEGIN_DECLS

/* Zeroed: a plain look at the map on its page colour. */
typedef struct
{
  gboolean print;       /* no shadows */
  gboolean transparent; /* no page colour below */
  gboolean outlines;    /* text as shapes: see way_text_draw_outlines () */
  gboolean even;        /* text as the screen wants it: see way_text_draw_even () */
  gboolean greeked;     /* words as bars, for where they are too small to be read */
  GHashTable *selected; /* (element-type utf8): ids with a ring around them; NULL = none */
  GHashTable *dimmed;   /* (element-type utf8): ids that step back; NULL = none */
  const char *hover;    /* an id, or NULL */
} WayLook;

/* `y` is where the item's band lies in the scene. */
typedef void (*WayItemFunc) (const WayItem *item, double y, gpointer data);

/* `look` may be NULL. */
void way_paint_drawing (cairo_t *cr, const WayDrawing *drawing, const WayLook *look);
/* At its place in the band, whose origin is the current one. */
void way_paint_item (cairo_t *cr, const WayItem *item, const WayTheme *theme, const WayLook *look);
/* What meets `clip` (in points of the scene; NULL = everything). Clipping itself is the caller's. */
void way_paint_scene (cairo_t *cr, const WayScene *scene, const WayRect *clip, const WayLook *look);
/* Calls `func` for each item that may show within `clip`, in painting order. */
void way_paint_visit (const WayScene *scene, const WayRect *clip, WayItemFunc func, gpointer data);

/* Adds the path to the current one, for whoever strokes it in another way. */
void way_paint_add_path (cairo_t *cr, const WayPath *path);

/* The factor and offset that make `width` × `height` just cover `rect`, centred. */
double way_paint_cover (double width, double height, WayRect rect, double *x, double *y);

G_END_DECLS
