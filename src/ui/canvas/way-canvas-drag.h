/* way-canvas-drag.h — the pointer's way over the map from press to release, without its events.
 *
 * Shape:  what lies at a point says what a press there takes hold of; press → drag for each place the pointer comes to →
 *         release, or not kept (Esc). The gestures of the canvas call these, and so do its tests.
 * Units:  pixels of the widget.
 * Never:  decides what may go where; edit/way-drag.h and the commands do.
 * Thread: main.
 */
#pragma once

#include "ui/canvas/way-canvas.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_GRIP_NONE,
  WAY_GRIP_PAN,
  WAY_GRIP_BAND,
  WAY_GRIP_CARD,  /* a card or a heading, by its middle */
  WAY_GRIP_START, /* a card's edges, in the order of time */
  WAY_GRIP_END,
  WAY_GRIP_FEELING, /* a point on a curve */
  WAY_GRIP_LINK,    /* a card's handle: a connection is pulled out of it */
  WAY_GRIP_WIDTH,   /* the border behind a step's heading */
  WAY_GRIP_HEIGHT,  /* the border below a lane's label */
  WAY_N_GRIPS
} WayGrip;

/* What lies at a point: the ground pans. Good until the map changes. */
typedef struct
{
  WayGrip grip;
  const char *id;      /* NULL for the ground */
  const char *persona; /* whose feeling it is */
  const char *lane;    /* in which it was found, or NULL */
  WayRect rect;        /* of what is taken hold of, in the scene */
} WaySpot;

WaySpot way_canvas_find_spot (WayCanvas *self, double x, double y);

void way_canvas_press (WayCanvas *self, double x, double y, guint button, GdkModifierType state);
/* TRUE once it has gone far enough to be a drag. */
gboolean way_canvas_drag (WayCanvas *self, double x, double y, GdkModifierType state);
void way_canvas_release (WayCanvas *self, gboolean keep);
/* A drag near the rim of the view scrolls it, as far as it does in so many seconds; FALSE if it stays. */
gboolean way_canvas_follow_rim (WayCanvas *self, double seconds);
/* A pan that was let go of in full swing, at so many pixels a second, glides on and comes to rest. */
void way_canvas_fling (WayCanvas *self, double x, double y);
/* As far as it glides in so many seconds; FALSE once it rests. */
gboolean way_canvas_glide (WayCanvas *self, double seconds);
gboolean way_canvas_is_dragging (const WayCanvas *self);
/* A double click: opens the feeling there, or makes one; gives a border its own place back. FALSE where there is neither. */
gboolean way_canvas_open_at (WayCanvas *self, double x, double y);

G_END_DECLS
