/* way-canvas-private.h — what the canvas' files share: widget (way-canvas.c), drawing (-draw), marks of what is being done
 * (-marks), pointer and keys (-input), what the pointer can take hold of (-spot), dragging (-drag), gliding (-glide), writing in place (-entry),
 * screen readers (-proxies), figures and what is asked of them (-figures), the real flow (-flow) and what is asked of it (-bands). */
#pragma once

#include "ui/canvas/way-canvas-drag.h"
#include "ui/canvas/way-tiles.h"

G_BEGIN_DECLS

/* Around the map, in pixels. */
#define WAY_CANVAS_PAD 24.0

struct _WayCanvas
{
  GtkWidget parent_instance;
  GtkAdjustment *adjustments[2]; /* owned; horizontal, vertical */
  GtkScrollablePolicy policies[2];
  WayEditor *editor;
  WayFinder *finder;  /* nullable */
  WayFlowWatch *flow; /* nullable */
  WayGapWatch *gaps;  /* that are marked, or NULL */
  WayScene *scene;
  WayFigureStore *store; /* nullable */
  WayFigures *figures;   /* those shown, owned; NULL = those frozen in the map */
  WayFigures *coming;    /* being prepared to take their place, owned, or NULL */
  guint coming_source, coming_next;
  WayScene *next;       /* laid out with them, owned, while it is being painted; NULL: not yet */
  WayTiles *next_tiles; /* owned */
  gboolean allocating;
  gboolean stale; /* the scene is from before the last change */
  WayTiles *tiles;
  guint prepare_source; /* paints ahead */
  double zoom;
  gboolean fit;     /* stays as large as the window shows whole */
  gboolean first;   /* nobody has zoomed yet */
  gboolean zooming; /* a zoom gesture is under way: plain cards until it ends */
  gint64 zoomed_at; /* monotonic time of the last step */
  guint crisp_source;
  double pinch_zoom;

  WayGrip grip;              /* what the press took hold of */
  WayGrip hot;               /* what a press would take hold of */
  gboolean asks;             /* a click would open what stands behind a figure */
  gboolean moved;            /* far enough to be a drag */
  double press_x, press_y;   /* in the widget */
  double grab_x, grab_y;     /* in the scene, which scrolls */
  double origin_x, origin_y; /* of the adjustments when a pan began */
  double pointer_x, pointer_y;
  gboolean space; /* held down: pans */
  char *pressed;  /* id under the press, or NULL */
  char *pressed_persona, *pressed_lane;
  WayRect pressed_rect;        /* where it stood then, in the scene */
  const WayScene *found_scene; /* of `found`, only compared */
  const WayItem *found;        /* of way_canvas_find_pressed () */
  guint found_band;
  WayRect band; /* the rubber band in the scene */
  WaySelectMode band_mode;
  gboolean toggles; /* letting go takes what is under the pointer out of the selection */
  gboolean copying; /* what is dragged leaves a copy */
  char *drop_lane, *drop_step;
  char *drop_before;   /* what the dragged phase, step or lane goes in front of; NULL = the end, "" = nothing yet */
  guint drop_index;    /* among the cards of the cell */
  gboolean drop_among; /* other cards stand there */
  guint rim_tick;      /* scrolls while a drag is near the rim */
  gint64 rim_time;
  gboolean panned;         /* the last press panned */
  double glide_x, glide_y; /* pixels a second */
  guint glide_tick;
  gint64 glide_time;
  int drop_score;
  int drop_size;      /* in points; 0 = as the content asks for */
  char *drop_card;    /* to which the connection would lead, or NULL */
  const char *cursor; /* its name, static; NULL = the usual one */

  GtkWidget *entry;                       /* the text view in which a name is written, or NULL */
  GtkCssProvider *entry_style;            /* the scene's own letters, at this zoom */
  WayTextStyle entry_text_style;          /* of the letters */
  char *entry_id;                         /* what is renamed; NULL: a card to be */
  char *entry_lane, *entry_step;          /* where it will stand */
  guint entry_source;                     /* the focus left it */
  GtkWidget *popover, *feeling, *chooser; /* menu; what is felt; whose feeling it is */
  GMenuModel *menu;                       /* of `popover`, owned */
  guint menu_source;                      /* makes it, after the first frame */
  GtkWidget *behind;                      /* what stands behind a figure */
  char **bands;                           /* ids of the flow under the pointer, owned, or NULL */
  GtkWidget *told;                        /* what is said of one */
  GtkWidget *rules;                       /* what a badge of contact rules stands for */
  GArray *proxies;                        /* way-canvas-proxies.c */
  WayRect read;                           /* what was in sight when they were made, in the scene */
  guint proxies_source;
  guint zoom_source;
};

/* way-canvas-rules.c */
void way_canvas_init_rules (WayCanvas *self);
/* A badge of contact rules that was clicked; FALSE if there is none. */
gboolean way_canvas_ask_rules (WayCanvas *self, double x, double y);

/* way-canvas-flow.c */
void way_canvas_make_stale (WayCanvas *self);
void way_canvas_init_flow (WayCanvas *self);
void way_canvas_add_flow (WayCanvas *self, WaySceneOptions *options);

/* way-canvas-bands.c: pieces of the flow under the pointer (a point of the widget). TRUE: there are some. */
void way_canvas_init_bands (WayCanvas *self);
void way_canvas_clear_bands (WayCanvas *self);
gboolean way_canvas_point_at_bands (WayCanvas *self, double x, double y);
void way_canvas_leave_bands (WayCanvas *self);
/* Nothing of the map itself, so a click there chooses nothing. */
gboolean way_canvas_is_band (WayCanvas *self, double x, double y);
/* Tells about them at the n-th click. */
gboolean way_canvas_ask_band (WayCanvas *self, double x, double y, int n);
/* In the scene's coordinates. */
void way_canvas_draw_bands (WayCanvas *self, GtkSnapshot *snapshot, WayRect clip);

/* Offset of the scene's origin in the widget. */
void way_canvas_get_origin (WayCanvas *self, double *x, double *y);
/* Opens what stands behind the figure at a point of the widget, at the n-th click; FALSE if there is none. */
gboolean way_canvas_ask_figure (WayCanvas *self, double x, double y, int n);
/* Whether one click there would. */
gboolean way_canvas_is_figure (WayCanvas *self, double x, double y);
/* What of the map is shown, and what over it. */
WaySceneOptions way_canvas_make_options (WayCanvas *self);
/* `scene` and `tiles` (nullable: those there are) take the place of what is shown; both are taken over. */
void way_canvas_take_scene (WayCanvas *self, WayScene *scene, WayTiles *tiles);
/* Shows figures that were being prepared, as far as they are. */
void way_canvas_hurry_figures (WayCanvas *self);
/* There is something else to lay out. */
void way_canvas_make_stale (WayCanvas *self);
/* What is shown is another scene. */
void way_canvas_show_anew (WayCanvas *self);
/* The same size, but for what lies in it. */
void way_canvas_allocate_anew (WayCanvas *self);
/* How much of the scene's top and side the headings cover while scrolled, in pixels. */
typedef struct
{
  double top;    /* height of phases and steps that stay */
  double side;   /* width of the lane labels that stay */
  gboolean held; /* the top ones are away from their own place */
  gboolean held_side;
  double from, to; /* the bands' y in the scene */
  double label_x, label_width;
} WaySticky;
WaySticky way_canvas_get_sticky (WayCanvas *self);

/* No further than needed; `rect` in the scene. */
void way_canvas_scroll_to_rect (WayCanvas *self, WayRect rect);
/* From a point of the widget to what is drawn there: held headings lie over the rest. */
void way_canvas_widget_to_drawn (WayCanvas *self, double *x, double *y);
/* The first item that shows what is under the press, or NULL. A drag asks for it in every frame, and it may be one of ten thousand. */
const WayItem *way_canvas_find_pressed (WayCanvas *self, guint *band);
/* The item at a point of the widget, held headings first; `band` is nullable. */
const WayItem *way_canvas_hit (WayCanvas *self, double x, double y, guint *band);
/* The cell at a point of the widget; FALSE outside of the grid. */
gboolean way_canvas_find_cell (WayCanvas *self, double x, double y, const char **lane, const char **step);

/* What a ring goes around: of a lane only its name. In the scene. */
WayRect way_canvas_get_ring (WayCanvas *self, guint band, const WayItem *item);
/* Lights the hits of a search; in the scene's coordinates. */
void way_canvas_draw_found (WayCanvas *self, GtkSnapshot *snapshot, WayRect clip);
/* Marks what has gaps; in the scene's coordinates. */
void way_canvas_draw_gaps (WayCanvas *self, GtkSnapshot *snapshot, WayRect clip);
void way_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
/* What is being done, over the map and under the held headings; in the scene's coordinates. */
void way_canvas_draw_marks (WayCanvas *self, GtkSnapshot *snapshot);
/* What is being moved, over everything; in pixels of the map. */
void way_canvas_draw_dragged (WayCanvas *self, GtkSnapshot *snapshot);
/* As way_canvas_get_size (); the step or lane fills `rect`. */
gboolean way_canvas_find_size (WayCanvas *self, const char *id, double *size, double *natural, WayRect *rect);
/* Handles, lines that are selected or being pulled; in the scene's coordinates. */
void way_canvas_draw_links (WayCanvas *self, GtkSnapshot *snapshot);
/* The card whose handle is at the point of the widget, or NULL. */
const char *way_canvas_find_handle (WayCanvas *self, double x, double y);
/* Whether a card's edges and handles can be taken hold of at this zoom. */
gboolean way_canvas_is_close (WayCanvas *self);
/* The ground takes a click for the cell below it; `x` in the widget. */
gboolean way_canvas_is_ground (WayCanvas *self, const WayItem *item, double x);
/* Stops where it is, if it glides. */
void way_canvas_rest (WayCanvas *self);
/* What lies under the pointer now: it lights up, and the cursor says what it is good for. */
void way_canvas_point_at (WayCanvas *self, WaySpot spot);
/* As what lies under the pointer, or is being dragged, asks for. */
void way_canvas_update_cursor (WayCanvas *self);
/* Makes the menu, if it is not there yet. */
void way_canvas_ensure_menu (WayCanvas *self);
/* At a rectangle of the widget, as much of it as is in sight. */
void way_canvas_open_popover (WayCanvas *self, GtkWidget *popover, double x, double y, double width, double height);
/* Keeps pointing to what is in sight, when the canvas has a new size. */
void way_canvas_present_popover (WayCanvas *self, GtkWidget *popover);
void way_canvas_init_input (WayCanvas *self);
void way_canvas_class_init_input (GtkWidgetClass *widget_class);
void way_canvas_allocate_entry (WayCanvas *self);
/* The drawing's rectangle of a cell of the grid; FALSE if it is not shown. */
gboolean way_canvas_get_cell_rect (WayCanvas *self, const char *lane, const char *step, WayRect *rect);
GArray *way_canvas_proxies_new (void);
/* Makes and describes them; never while the canvas is being allocated, for new children ask for another allocation. */
void way_canvas_update_proxies (WayCanvas *self);
void way_canvas_allocate_proxies (WayCanvas *self);
/* Whether something else is in sight than when they were made. */
gboolean way_canvas_proxies_are_old (WayCanvas *self);

G_END_DECLS
