/* way-scene.h — the laid-out map of one journey: what is where.
 *
 * Shape:  WayScene → bands (title, phases, steps, one per lane or separator, flow, legend) → items sorted by layer, y, x.
 *         A band lies at its own y and knows nothing of it, so bands that did not change are shared between scenes:
 *         a band's pointer is its version. So is a drawing's.
 * Units:  points (1/72 in), origin top left, y down; colours sRGB 0..1.
 * Errors: none; text that does not fit is ellipsised and counted in way_scene_get_clipped ().
 * Owns:   its bands; shares what is unchanged with the scene it was made after.
 * Thread: may be read and painted in any thread; made in one at a time.
 */
#pragma once

#include "model/way-document.h"
#include "model/way-figures.h"
#include "model/way-traffic.h"
#include "scene/way-drawing.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_PART_TITLE,
  WAY_PART_PERSONA,
  WAY_PART_PHASE,
  WAY_PART_STEP,
  WAY_PART_LANE, /* background and label of a lane */
  WAY_PART_SEPARATOR,
  WAY_PART_CARD, /* touchpoint, note, pain, opportunity, action */
  WAY_PART_CELL, /* a text cell of a derived lane */
  WAY_PART_CURVE,
  WAY_PART_POINT, /* a face on the curve */
  WAY_PART_QUOTE,
  WAY_PART_BAR, /* stakeholders, departments */
  WAY_PART_FIGURE,
  WAY_PART_PICTURE,
  WAY_PART_CONNECTION,
  WAY_PART_PATH,
  WAY_PART_LABEL, /* words on a connection, a gap that is named */
  WAY_PART_LEGEND,
  WAY_PART_GHOST, /* an event that no touchpoint stands for; its id is WAY_GHOST_PREFIX and its name */
  WAY_PART_MARK,  /* where journeys break contact rules; its id is WAY_MARK_PREFIX and that of the touchpoint or event */
  WAY_N_PARTS
} WayPart;

/* No id of an element begins like this. */
#define WAY_GHOST_PREFIX "event:"
#define WAY_MARK_PREFIX "rule:"

/* Painted from the first to the last within a band. */
typedef enum
{
  WAY_LAYER_BACKGROUND,
  WAY_LAYER_LINES,
  WAY_LAYER_CARDS,
  WAY_LAYER_MARKS,
} WayLayer;

typedef struct
{
  const char *id; /* of the element, or NULL; lives as long as the band */
  WayPart part;
  WayLayer layer;
  double x, y;          /* in the band */
  double width, height; /* the drawing's; here as well, so that all that is elsewhere can be passed over without looking at it */
  WayDrawing *drawing;  /* owned by the band */
  const char *persona;  /* whose feeling a point is; NULL for all else */
} WayItem;

typedef enum
{
  WAY_BAND_TITLE,
  WAY_BAND_PHASES,
  WAY_BAND_STEPS,
  WAY_BAND_LANE,
  WAY_BAND_SEPARATOR,
  WAY_BAND_FLOW, /* connections and paths, over all lanes; its y is 0 */
  WAY_BAND_LEGEND,
  WAY_BAND_RIM, /* events without a touchpoint, below the lanes */
} WayBandType;

typedef struct _WayBand WayBand;
typedef struct _WayScene WayScene;

/* What of a journey is shown. Zeroed is everything, for our own eyes. */
typedef struct
{
  const char *const *lanes;  /* ids, names or kinds of lanes; NULL = all */
  const char *const *phases; /* ids or names; NULL = all */
  gboolean safe;             /* for customers' eyes: no comments, attitudes, votes, internal lanes, figures */
  gboolean no_legend;
  gboolean expand; /* show collapsed lanes as well */
  /* What customers really do, over the connections; moves no card. NULL: the map alone. Must outlive the scene's making. */
  const WayTraffic *traffic;
  double traffic_keep;            /* how much of the flow is shown, from 0 to 1 */
  const char *const *traffic_lit; /* ids of touchpoints one after the other: this way stands out; NULL = none */
  /* Figures in full: with n, interval, change and history; touchpoints without data and the weakest link are marked. */
  gboolean full_figures;
  const char *score; /* of the journey, for the legend of full figures; NULL = none */
  guint32 today;     /* as way_date_today () gives it; 0 = nothing is stale or overdue */
} WaySceneOptions;

/* `theme` must outlive the scene; `figures` may be NULL for those frozen in the document; `previous` may be NULL, or a
 * scene of the same document whose texts, drawings and bands are used again where nothing changed. */
WayScene *way_scene_new (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayFigures *figures, const WaySceneOptions *options, WayScene *previous);
/* Measures ahead what other figures will need in the next layout after this one, the dearest part of it, in
 * slices of about `budget` microseconds. `*next` is 0 at first. FALSE once there is nothing left to do. */
gboolean way_scene_prepare_figures (WayScene *self, WayDocument *document, const WayFigures *figures, const WaySceneOptions *options, gint64 budget, guint *next);
WayScene *way_scene_ref (WayScene *self);
void way_scene_unref (WayScene *self);

/* Whether WaySceneOptions.lanes or .phases (`kind` says which) with this in it shows anything of the journey. */
gboolean way_scene_has (const WayElement *journey, WayKind kind, const char *wanted);

double way_scene_get_width (const WayScene *self);
double way_scene_get_height (const WayScene *self);
const WayTheme *way_scene_get_theme (const WayScene *self);
const char *way_scene_get_journey_id (const WayScene *self);
gboolean way_scene_is_rtl (const WayScene *self);
guint way_scene_get_clipped (const WayScene *self);

guint way_scene_get_n_bands (const WayScene *self);
const WayBand *way_scene_get_band (const WayScene *self, guint i, double *y);

WayBandType way_band_get_type (const WayBand *self);
/* The lane or separator, or NULL. */
const char *way_band_get_id (const WayBand *self);
double way_band_get_height (const WayBand *self);
/* What its content asks for; more is the lane's own wish. */
double way_band_get_natural_height (const WayBand *self);
guint way_band_get_n_items (const WayBand *self);
const WayItem *way_band_get_item (const WayBand *self, guint i);
/* Lanes of curves: the feeling that stands at `y` in the band, of those a map can hold. FALSE for other bands. */
gboolean way_band_get_score (const WayBand *self, double y, int *score);

/* Columns: the steps, left to right (right to left in a mirrored map), over the whole height of the grid. */
typedef struct
{
  const char *step, *phase; /* ids */
  double x, width;
  double natural; /* width that its content asks for; more is the step's own wish */
} WayStepColumn;

guint way_scene_get_n_columns (const WayScene *self);
const WayStepColumn *way_scene_get_column (const WayScene *self, guint i);
/* Where the lanes' names end and all else begins, from the side where the names are; before the first column there may be room for lines. */
double way_scene_get_grid_start (const WayScene *self);

/* The item's rectangle in the scene. */
WayRect way_scene_get_item_rect (const WayScene *self, guint band, const WayItem *item);
/* The topmost item at a point, within `slop` points; NULL if there is none. Connections and paths are hit on their line. */
const WayItem *way_scene_hit (const WayScene *self, double x, double y, double slop, guint *band);
/* What of the flow lies at a point within `slop` points: connections, ways that nobody drew, where journeys begin and end. Several where they
 * lie on one another, the topmost first; g_ptr_array_unref, and the items are the scene's. */
GPtrArray *way_scene_hit_flow (const WayScene *self, double x, double y, double slop);
/* The binding whose figure stands at a point, and its rectangle (nullable) in the scene; NULL if none does. */
const char *way_scene_hit_figure (const WayScene *self, double x, double y, double slop, WayRect *rect);
/* Where an element's first figure stands, or that of a binding; FALSE if it is not shown. */
gboolean way_scene_find_figure (const WayScene *self, const char *id, WayRect *rect);
/* The first item that shows this element, or NULL. */
const WayItem *way_scene_find (const WayScene *self, const char *id, guint *band);

/* Calls `func` for rectangles that hold all in which two scenes look different, without the strokes that reach beyond an item. FALSE, and
 * no call, if they have nothing in common: another theme, another journey. */
typedef void (*WaySceneChangeFunc) (WayRect rect, gpointer data);
gboolean way_scene_compare (const WayScene *before, const WayScene *after, WaySceneChangeFunc func, gpointer data);

/* "touchpoint", "lane", … as the SVG's class names and the dump have it. */
const char *way_part_get_name (WayPart part);
/* Every band, item and shape as text, one a line, for tests; g_free. */
char *way_scene_dump (const WayScene *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayScene, way_scene_unref)

G_END_DECLS
