/* way-layout-private.h — what the parts of a layout share while one scene is made; inside scene/ only.
 *
 * Shape:  WayLayout { what to lay out, the grid of columns, the cards by lane, where each card came to stand }.
 *         Each lane kind has a builder; the frame (background, label, stripes) is way-layout.c's.
 * Units:  points; band coordinates are the scene's in x and start at 0 in y.
 */
#pragma once

#include "model/way-standing.h"
#include "model/way-summary.h"
#include "scene/way-band-private.h"
#include "scene/way-flow-route.h"

#define WAY_MARGIN 40.0       /* around the map */
#define WAY_LABEL_WIDTH 140.0 /* the quiet column of lane names */
#define WAY_LABEL_GAP 16.0
#define WAY_CELL_PAD 9.0   /* on both sides of what stands in a column */
#define WAY_PHASE_GAP 6.0  /* between phases, half on each side */
#define WAY_LANE_PAD 14.0  /* above and below a lane's content, at least */
#define WAY_CARD_EDGE 10.0 /* on both sides of what stands at a card's foot */
#define WAY_ROW_GAP 24.0   /* between two rows of cards, at least */

typedef struct
{
  const WayElement *step;
  guint phase; /* index */
  double x, width;
  double natural; /* before the step's own wish */
} WayGridColumn;

typedef struct
{
  const WayElement *phase;
  guint first, count; /* columns */
  double x, width;
  WayHue hue;
} WayGridPhase;

/* What the scene before knew of a card; good as long as the revision and the sizes are the same. */
typedef struct
{
  const WayElement *element;
  guint64 revision;
  const WayElement *lane;
  guint first, last;    /* columns; first > last = not shown */
  guint index, round;   /* in `cards`, in the layout of that number */
  double column;        /* how wide it wants its column to be; < 0 = not asked yet */
  double width, wanted; /* how high it wants to be at this width */
  double height;        /* of the drawing */
  guint64 figures;      /* digest of those it shows */
  guint phase;
  gboolean moment;     /* of truth */
  int state;           /* WayEvidenceState; < 0 = not asked yet */
  WayProof proof;      /* of the card and its feelings */
  WayDrawing *drawing; /* owned, NULL until drawn */
  guint row;           /* where it stood last, in its lane's band */
  WayRect rect;
  double above, below;
} WayKnownCard;

/* A card of the journey with the columns it covers. */
typedef struct
{
  const WayElement *element; /* touchpoint or note */
  const WayElement *lane;
  guint first, last; /* columns */
  WayKnownCard *known;
  gboolean placed; /* `rect` and `row` are known: its lane is shown and laid out */
  guint row;
  WayRect rect;        /* in the scene */
  double above, below; /* how far its row leaves room for lines */
} WayGridCard;

/* The band of a lane made last; good as long as what is in `key` is the same, see way_layout_digest_lane (). */
typedef struct
{
  guint64 key;
  WayBand *band; /* owned, sealed */
} WayKnownLane;

/* The lines made last; good as long as nothing stands elsewhere. A line whose card was only renamed keeps its way. */
typedef struct
{
  guint64 digest; /* of all places; 0 = nothing is known */
  WayBand *band;  /* owned, sealed */
  GArray *lines;  /* (element-type Line) of way-flow.c, owned */
  guint64 routes_digest;
  GArray *routes; /* (element-type WayFlowRoute), one a line, owned */
} WayKnownFlow;

/* What lines ask for; good as long as the same cards stand in the same cells of columns that are as wide. */
typedef struct
{
  guint64 digest;
  GArray *gaps;      /* (element-type double) before each column */
  GArray *plans;     /* (element-type WayFlowPlan) of all lines */
  GHashTable *lanes; /* lane → GArray of double: above its first row of cards, between rows, below the last one */
} WayFlowRoom;

typedef struct
{
  WayDocument *document;
  const WayElement *journey;
  const WayTheme *theme;
  const WayFigures *figures;
  WayStanding standing; /* of the journey, where figures are shown in full */
  WaySceneOptions options;
  gint64 until;  /* monotonic time; 0 = take what it takes */
  guint n_done;  /* so much was done since */
  gboolean late; /* something was left out for want of time */
  WayMeasure *measure;
  GHashTable *known_cards; /* of the scene's cache: touchpoint or note → WayKnownCard */
  GPtrArray *known_order;  /* of the scene's cache: the same, as they came last */
  guint round;             /* number of this layout in its cache */
  WayKnownFlow *flow;      /* of the scene's cache */
  WayFlowRoom *room;       /* of the scene's cache: what way_flow_reserve () found */
  GHashTable *drawings;    /* of the scene's cache: what → WayDrawing, see way_layout_reuse () */

  double width;            /* of the whole scene */
  double grid_x, grid_end; /* the columns lie between */
  GArray *columns;         /* (element-type WayGridColumn) */
  GArray *phases;          /* (element-type WayGridPhase) */
  gboolean shows_pictures; /* one of the lanes does */
  GPtrArray *lanes;        /* (element-type WayElement) lanes and separators that are shown, top to bottom */
  GArray *cards;           /* (element-type WayGridCard), in the order of the file */
  WayProof proof;          /* of all cards, also of those that are not shown */
  GHashTable *column_of;   /* step → index + 1 */
  GHashTable *cards_of;    /* lane → GArray of guint, indices into `cards` */
  GHashTable *comments_on; /* id → number of open comments */
  GHashTable *pains_at;    /* id → number of pains */
  GHashTable *details_of;  /* touchpoint's id → journey that shows it in detail */
} WayLayout;

/* Adds the lane's content from y = 0 down and returns how high it is; 0 = nothing to show. */
typedef double (*WayLaneBuilder) (WayLayout *self, const WayElement *lane, WayBand *band);

/* The builders, one file each; way-layout.c has the table of kinds. */
double way_lane_build_emotion (WayLayout *self, const WayElement *lane, WayBand *band);      /* way-lane-emotion.c */
double way_lane_build_metrics (WayLayout *self, const WayElement *lane, WayBand *band);      /* way-lane-metrics.c */
double way_lane_build_stakeholders (WayLayout *self, const WayElement *lane, WayBand *band); /* way-lane-people.c */
double way_lane_build_departments (WayLayout *self, const WayElement *lane, WayBand *band);  /* way-lane-people.c */
double way_lane_build_channels (WayLayout *self, const WayElement *lane, WayBand *band);     /* way-lane-channels.c */
double way_lane_build_evidence (WayLayout *self, const WayElement *lane, WayBand *band);     /* way-lane-channels.c */
double way_lane_build_images (WayLayout *self, const WayElement *lane, WayBand *band);       /* way-lane-images.c */
double way_lane_build_texts (WayLayout *self, const WayElement *lane, WayBand *band);        /* way-lane-texts.c: information, action-expected, motivation, data */
double way_lane_build_value (WayLayout *self, const WayElement *lane, WayBand *band);        /* way-lane-value.c */
double way_lane_build_insights (WayLayout *self, const WayElement *lane, WayBand *band);     /* way-lane-insights.c: pains, opportunities, actions */
double way_lane_build_cards (WayLayout *self, const WayElement *lane, WayBand *band);        /* way-lane-cards.c: touchpoints and notes */

/* The foot of a card where figures are shown in full: they, what is not measured, the weakest link. `drawing` NULL only measures; both
 * calls give the height. (way-card-figures.c) */
double way_card_lay_figures (WayLayout *self, WayDrawing *drawing, const WayElement *card, double x, double y, double width);
/* The same in words, after what stands in `s`. */
void way_card_describe_figures (const WayLayout *self, const WayElement *card, GString *s);
/* Of everything that a card shows of figures. */
guint64 way_card_digest_figures (const WayLayout *self, const WayElement *card);
/* Other touchpoints of the journey have figures, and this has none. */
gboolean way_card_lacks_figures (const WayLayout *self, const WayElement *card);

/* The rows that the lane's cards take, and each card's. (way-lane-cards.c) */
guint way_lane_assign_rows (WayLayout *self, const WayElement *lane);
/* What the lines ask of the router, for the cards as they are placed. (way-flow.c) */
typedef struct
{
  WayLayout *layout;
  GArray *lines;    /* (element-type Line) of way-flow.c, one a request; NULL when given away */
  GArray *requests; /* (element-type WayFlowRequest) */
  GArray *rects;    /* (element-type WayRect) of the cards that stand somewhere */
  GArray *rooms;    /* (element-type WayFlowGutter) above and below each of them */
  GArray *gutters;  /* (element-type WayFlowGutter) */
  guint *index;     /* card → its rectangle's */
} WayFlowWishes;

WayFlowWishes *way_flow_wishes_new (WayLayout *layout);
void way_flow_wishes_free (WayFlowWishes *self);
/* Good as long as `self` is. */
WayFlowGround way_flow_wishes_get_ground (const WayFlowWishes *self, double top, double bottom);
/* The signs on a line: whether the customer's case goes along, what evidence there is. How wide they are, 0 for none; and into a drawing. */
double way_flow_wishes_get_signs (const WayFlowWishes *self, guint line);
void way_flow_wishes_draw_signs (const WayFlowWishes *self, guint line, WayDrawing *drawing, double x, double middle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayFlowWishes, way_flow_wishes_free)

/* Before anything stands: makes room between columns and rows for as many lines as will run there. Columns have their
 * widths; unless that room is known from the layout before they must also have their places. (way-flow-room.c) */
gboolean way_flow_is_reserved (WayLayout *self);
void way_flow_reserve (WayLayout *self);
void way_flow_room_clear (WayFlowRoom *self);
/* How high the channel above row `row` of the lane's cards is; below the last one if `row` is their number. */
double way_flow_get_channel (const WayLayout *self, const WayElement *lane, guint row, double least);

/* After all lanes: the band of connections and paths over the whole map, routed around self->cards' rectangles, sealed. (way-flow.c) */
WayBand *way_flow_build (WayLayout *self, double top, double bottom, double mirror_width);
/* Of no layout before; the routes stay, which know all they depend on. */
void way_known_flow_forget (WayKnownFlow *self);
void way_known_flow_clear (WayKnownFlow *self);

void way_known_card_free (WayKnownCard *self);
void way_known_lane_free (WayKnownLane *self);
/* Of all that a lane of nothing but cards depends on, as long as the shared parts of the document are the same; never 0. */
guint64 way_layout_digest_lane (WayLayout *self, const WayElement *lane);
/* Between this layout and the next one: where the lane's cards stand in its band. */
void way_layout_keep_places (WayLayout *self, const WayElement *lane);
void way_layout_take_places (WayLayout *self, const WayElement *lane);
/* FNV-1a by words, folded: what comes here is doubles, pointers and counters, and its low bits mix badly. Begins with WAY_DIGEST. */
#define WAY_DIGEST G_GUINT64_CONSTANT (0xcbf29ce484222325)
guint64 way_layout_digest (guint64 hash, gconstpointer data, gsize size);
/* The state of the card's own evidence. */
WayEvidenceState way_layout_get_card_state (WayLayout *self, const WayGridCard *card);

/* Helpers. */
guint way_layout_get_n_columns (const WayLayout *self);
const WayGridColumn *way_layout_get_column (const WayLayout *self, guint i);
const WayGridPhase *way_layout_get_phase (const WayLayout *self, guint i);
/* The column of a step, or -1 if it is not shown. */
int way_layout_find_column (const WayLayout *self, const WayElement *step);
/* The columns that `place` (step, phase, touchpoint, note, journey, document) covers; FALSE if none is shown. */
gboolean way_layout_find_columns (const WayLayout *self, const WayElement *place, guint *first, guint *last);
/* From the left edge of `first` to the right edge of `last`, less the cell's padding. */
void way_layout_get_span (const WayLayout *self, guint first, guint last, double *x, double *width);
/* NULL if the element is no card that is shown. */
WayGridCard *way_layout_find_card (const WayLayout *self, const WayElement *element);
/* The hue of the phase that a column belongs to. */
const WayHue *way_layout_get_hue (const WayLayout *self, guint column);
/* The persona's hue, by its colour or its place in the register. */
WayHue way_layout_get_persona_hue (const WayLayout *self, const WayElement *persona);
WayText *way_layout_text (WayLayout *self, const char *text, WayTextStyle style, double width, int max_lines);
/* On one line, of a text that is only measured. */
double way_layout_get_text_width (WayLayout *self, const char *text, WayTextStyle style);

/* Whether the time that was given is over; asked before each thing that is done, some of which have their time in any case. */
gboolean way_layout_is_late (WayLayout *self);
/* A drawing under this key from the scene before, or NULL: for what is costly to make anew. `key` is a digest of
 * everything the drawing depends on. The caller owns a reference. */
WayDrawing *way_layout_reuse (WayLayout *self, guint64 key);
/* Keeps a reference of `drawing` under `key` for the next scene; returns it. */
WayDrawing *way_layout_keep (WayLayout *self, guint64 key, WayDrawing *drawing);

/* Parts of drawings that several lanes use. */
/* A face of radius `radius`; score −5 to 5. */
void way_part_add_face (WayDrawing *drawing, const WayTheme *theme, double x, double y, double radius, double score, WayColour colour);
/* The ring of an evidence state, radius 5. */
void way_part_add_evidence (WayDrawing *drawing, const WayTheme *theme, double x, double y, WayEvidenceState state);
/* The part a stakeholder plays (a nick, or NULL), as a sign in a box of twice WAY_INVOLVEMENT_HALF around (x, y): the one
 * who decides and the one who blocks are what one looks for, so theirs are the strongest. */
#define WAY_INVOLVEMENT_HALF 9.0
void way_part_add_involvement (WayDrawing *drawing, const char *as, double x, double y, WayColour ink, WayColour ground);
/* A badge, 18 high, at most `max_width` wide; returns its width. */
double way_part_add_badge (WayLayout *self, WayDrawing *drawing, double x, double y, double max_width, const char *text, const WayHue *hue, int icon /* WayIcon or -1 */);
/* A disc with initials or the element's picture. */
void way_part_add_avatar (WayLayout *self, WayDrawing *drawing, const WayElement *person, double x, double y, double radius, WayColour colour);
/* An arrowhead at the end of a line that arrives at (x, y) in direction (dx, dy). */
void way_part_add_arrow (WayDrawing *drawing, double x, double y, double dx, double dy, WayColour colour, double stroke_width);
/* Small dots for votes, right-aligned at x; returns the width taken. */
double way_part_add_votes (WayLayout *self, WayDrawing *drawing, double right, double y, int votes, const WayHue *hue);
/* The hue that goes with a figure: its verdict, grey where the sample is small. */
const WayHue *way_part_get_figure_hue (const WayTheme *theme, const WayFigure *figure);
/* The sign that says the same without colour: a WayIcon, −1 for none. */
int way_part_get_figure_icon (const WayFigure *figure);

/* A picture of the document, decoded and kept for the process; NULL if it cannot be shown. (way-picture.c) */
cairo_surface_t *way_picture_get (const WayElement *image);
