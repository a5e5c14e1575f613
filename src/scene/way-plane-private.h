/* way-plane-private.h — what drawings with a plane are put together from; inside scene/ only.
 *
 * Shape:  WayPlaces says where the plane lies and what is beside it; WayPlaced is a disc on it. No name lies on another or on a disc:
 *         each disc wants to be at a point within a region. Those that come first get the place they want; later ones step aside to the
 *         nearest free one, then do with a shorter name. Where that leaves somebody without room, all do with less, and in the end
 *         without names. What is drawn then becomes a WayPlaneScene.
 * Units:  points.
 * Errors: none. Where there is no room for all discs either, they stand at their points on each other.
 * Thread: any.
 */
#pragma once

#include "scene/way-layout-private.h"
#include "scene/way-plane-scene.h"
#include "scene/way-scene-private.h"

typedef struct
{
  double x, y, radius;        /* the centre it wants; the disc with its ring */
  gboolean beside;            /* the name rather beside it than below */
  double reach;               /* how far it goes for the sake of its name; 0 = as far as it takes */
  WayRect region;             /* everything of it stays in there */
  double width[2], height[2]; /* of its name in full, and of the short one */
  double at_x, at_y;          /* out: the centre it got */
  int level;                  /* out: 0 in full, 1 short, −1 no name */
  WayRect label;              /* out: where the name stands; empty without one */
} WayPlaced;

/* `blocked`: what may not be covered. (way-plane-place.c) */
void way_plane_place (WayPlaced *discs, guint n, const WayRect *blocked, guint n_blocked);

typedef struct
{
  WayRect both;      /* the plane: what is judged upwards and across */
  WayRect no_across; /* beside it, as high: what is judged upwards only */
  WayRect no_up;     /* below it, as wide: what is judged across only */
  WayRect neither;
} WayPlaces;

/* Where a disc belongs that is judged upwards and across, or not. */
WayRect way_places_choose (const WayPlaces *self, gboolean up, gboolean across);
/* One of the four quarters of the plane: above or below, to the right or to the left. */
WayRect way_places_get_quarter (const WayPlaces *self, gboolean high, gboolean far);
/* What stands in the corners is not to be covered: in those of quarters, and of the last two places, so wide. */
#define WAY_PLACES_N_WORDS 7
void way_places_block_words (const WayPlaces *self, double quarter, double no_up, double neither, WayRect blocked[WAY_PLACES_N_WORDS]);

/* What a share of an axis says, 0 … 1 from its start. */
typedef int (*WayPlaneReadFunc) (double share);

/* A scene that is made with `layout`, which gets its measure. Then the title, if there is one, and the body with the plane, and then the discs. (way-plane-scene.c) */
WayPlaneScene *way_plane_scene_begin (WayLayout *layout, WayPlaneReadFunc read, WayPlaneScene *previous);
/* Both take the band. Gives where the body will start. */
double way_plane_scene_add_title (WayPlaneScene *self, WayBand *band, double width);
void way_plane_scene_add_body (WayPlaneScene *self, WayBand *band, double width, const WayPlaces *places);
/* `kept`: what it goes on saying upwards where it is dropped and nothing is said; −1 = nothing. */
void way_plane_scene_add_disc (WayPlaneScene *self, const WayElement *element, const WayPlaced *placed, int kept);

/* What planes are put together from, by the layout's theme and measure alone. (way-plane-parts.c) */
#define WAY_PLANE_PAD 10.0
/* A text at (x, y) of the drawing, in one line of this width (< 0: as it comes); gives its height. */
double way_plane_add_text (WayLayout *self, WayDrawing *drawing, const char *text, WayTextStyle style, double x, double y, double width, WayColour colour);
/* A heading with a line of words below it. */
WayBand *way_plane_build_title (WayLayout *self, const char *title, WayTextStyle style, const char *words, double margin, double width);
/* “22 November 2026”, g_free; NULL for 0. */
char *way_plane_dup_day (guint32 today);
/* What is upwards, so far above the plane, and what is across, so far below it. */
void way_plane_add_axes (WayLayout *self, WayBand *band, WayRect plane, const char *up, double above, const char *across, double below);
/* A field of the ground with its name (nullable) in the corner: one with a dash is round, and stands for itself. */
void way_plane_add_field (WayLayout *self, WayBand *band, WayRect rect, WayColour fill, const char *words, WayDash dash);
/* From where a disc was judged to be to where there was room. */
void way_plane_add_tether (WayLayout *self, WayBand *band, const WayPlaced *disc);
/* What a sign means: `drawing` has it, `lead` wide. On the next row (`*y`) where it does not fit between the margins of a scene of this width;
 * gives where the next one starts. */
double way_plane_add_sign (WayLayout *self, WayBand *band, WayDrawing *drawing, const char *words, double lead, double *y, double x, double margin, double width);
