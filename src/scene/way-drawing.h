/* way-drawing.h — one thing on the map as a list of shapes: what the painter and the SVG writer draw.
 *
 * Shape:  WayDrawing { size, shapes in painting order, title and description for people who cannot see it }.
 *         Shapes lie in the drawing's own coordinates, so that one drawing can stand anywhere and be cached.
 * Units:  points, origin top left of the drawing, y down; colours are resolved.
 * Owns:   its shapes and texts; reference-counted, does not change once it stands in a scene.
 * Thread: may be read and painted in any thread.
 */
#pragma once

#include "scene/way-icon.h"
#include "scene/way-measure.h"
#include "scene/way-theme.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_SHAPE_BOX,     /* rect, radius, fill, stroke */
  WAY_SHAPE_PATH,    /* path, fill, stroke */
  WAY_SHAPE_TEXT,    /* text at rect.x, rect.y, in fill */
  WAY_SHAPE_ICON,    /* icon scaled into rect, in stroke */
  WAY_SHAPE_PICTURE, /* picture scaled to cover rect, clipped to radius */
} WayShapeType;

typedef enum
{
  WAY_DASH_NONE,
  WAY_DASH_DASHED, /* 6 4 */
  WAY_DASH_DOTTED, /* 2 5 */
  WAY_DASH_FINE,   /* 2.4 2: the ring of an assumption */
  WAY_DASH_LONG,   /* 9 4: the second persona */
  WAY_N_DASHES
} WayDash;

/* What `fill` has become at `to`, from `from` on: y in the drawing. */
typedef struct
{
  WayColour colour;
  double from, to;
} WayFade;

typedef struct
{
  WayShapeType type;
  WayDash dash;
  WayRect rect;
  double radius;
  WayColour fill, stroke; /* alpha 0 = none */
  WayFade *fade;          /* BOX, PATH, owned: NULL = the fill is plain; see way_shape_set_fade () */
  double stroke_width;
  WayText *text;            /* TEXT, owned */
  WayPath *path;            /* PATH, owned */
  cairo_surface_t *picture; /* PICTURE, owned */
  WayIcon icon;             /* ICON */
  gboolean shadow;          /* BOX: a soft edge below; left out in print */
} WayShape;

/* A part of a drawing that tells of something of its own: a figure on a card. */
typedef struct
{
  WayRect rect;
  char *id; /* owned */
} WayHotspot;

typedef struct _WayDrawing WayDrawing;

WayDrawing *way_drawing_new (double width, double height);
WayDrawing *way_drawing_ref (WayDrawing *self);
void way_drawing_unref (WayDrawing *self);

double way_drawing_get_width (const WayDrawing *self);
double way_drawing_get_height (const WayDrawing *self);
guint way_drawing_get_n_shapes (const WayDrawing *self);
const WayShape *way_drawing_get_shape (const WayDrawing *self, guint i);
/* Translated; NULL where there is nothing to say. */
const char *way_drawing_get_title (const WayDrawing *self);
const char *way_drawing_get_description (const WayDrawing *self);
/* http, https or mailto; NULL for none. */
const char *way_drawing_get_uri (const WayDrawing *self);
/* The id of another journey that this leads to; NULL for none. */
const char *way_drawing_get_target (const WayDrawing *self);
/* Texts that were cut with "…". */
guint way_drawing_get_clipped (const WayDrawing *self);
guint way_drawing_get_n_hotspots (const WayDrawing *self);
const WayHotspot *way_drawing_get_hotspot (const WayDrawing *self, guint i);

/* Left and right changed, for maps that run right to left; texts, icons and pictures stay upright. */
WayDrawing *way_drawing_dup_mirrored (const WayDrawing *self);

/* Building; the returned shape may be refined until the next call. */
void way_drawing_set_size (WayDrawing *self, double width, double height);
void way_drawing_set_title (WayDrawing *self, const char *title);
void way_drawing_set_description (WayDrawing *self, const char *description);
void way_drawing_set_uri (WayDrawing *self, const char *uri);
void way_drawing_set_target (WayDrawing *self, const char *journey_id);
void way_drawing_add_hotspot (WayDrawing *self, WayRect rect, const char *id);

WayShape *way_drawing_add_box (WayDrawing *self, WayRect rect, double radius, WayColour fill, WayColour stroke, double stroke_width);
/* Takes `path`. */
WayShape *way_drawing_add_path (WayDrawing *self, WayPath *path, WayColour fill, WayColour stroke, double stroke_width);
/* Fills a box or a path with `shape->fill` from the top or the bottom to `from`, and gradually with `fade` until `to`; the same places: plain again. */
void way_shape_set_fade (WayShape *shape, double from, double to, WayColour fade);
WayShape *way_drawing_add_line (WayDrawing *self, double x0, double y0, double x1, double y1, WayColour stroke, double stroke_width);
WayShape *way_drawing_add_circle (WayDrawing *self, double x, double y, double radius, WayColour fill, WayColour stroke, double stroke_width);
/* Takes `text`; the top left corner. */
WayShape *way_drawing_add_text (WayDrawing *self, WayText *text, double x, double y, WayColour colour);
/* Takes `text`; centred in (x, width). */
WayShape *way_drawing_add_text_centred (WayDrawing *self, WayText *text, double x, double width, double y, WayColour colour);
WayShape *way_drawing_add_icon (WayDrawing *self, WayIcon icon, double x, double y, double size, WayColour colour, double stroke_width);
/* Takes a reference of `picture`. */
WayShape *way_drawing_add_picture (WayDrawing *self, cairo_surface_t *picture, WayRect rect, double radius);

#define WAY_COLOUR_NONE ((WayColour){ 0, 0, 0, 0 })
WayColour way_colour_with_alpha (WayColour colour, double alpha);

/* The dash pattern in points; returns how many numbers it has, 0 for none. */
int way_dash_get (WayDash dash, const double **pattern);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayDrawing, way_drawing_unref)

G_END_DECLS
