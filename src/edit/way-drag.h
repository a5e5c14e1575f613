/* way-drag.h — a drag: one transaction from the press of the button to its release.
 *
 * Shape:  begin → update for each place the pointer comes to → end, or cancel (Esc). Each update takes back the one before, so
 *         the map shows what letting go would do, and undo knows one step.
 * Errors: WAY_MODEL_ERROR from update; the map is then as before the drag.
 * Never:  is there more than one at a time. Any other command ends it first.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_DRAG_CARDS,   /* what is selected, or the card under the pointer: to another cell, or within it */
  WAY_DRAG_SPAN,    /* an edge of a card: over more or fewer steps */
  WAY_DRAG_FEELING, /* a point on the curve of `persona`, up and down */
  WAY_DRAG_SIZE,    /* the border of a step or lane */
  WAY_DRAG_PLACE,   /* a phase, step, lane, separator or journey by its heading */
} WayDragKind;

typedef struct
{
  const char *lane, *step; /* cards: the cell; span: the step it reaches to, NULL = as it is */
  const char *from;        /* span: the step it begins at, NULL = as it is */
  guint index;             /* cards: the place in the cell; WAY_DRAG_LAST = the end */
  int score;               /* feeling: −5 to 5 */
  int size;                /* points; 0 = as the content asks for */
  const char *parent;      /* place: the phase that a step goes to; NULL = that of `before`, or its own */
  gboolean copy;           /* cards and place: copies go there, and are then selected */
  const char *before;      /* place: stands in front of this one; NULL = behind all others */
} WayDragTarget;

#define WAY_DRAG_LAST G_MAXUINT

/* `persona` is for feelings only. FALSE if there is nothing to drag or the map is read-only. */
gboolean way_drag_begin (WayEditor *editor, WayDragKind kind, const char *id, const char *persona);
gboolean way_drag_update (WayEditor *editor, const WayDragTarget *target, GError **error);
void way_drag_end (WayEditor *editor);
void way_drag_cancel (WayEditor *editor);
gboolean way_drag_is_active (const WayEditor *editor);
/* Whether this is moved, or is a copy that is. */
gboolean way_drag_holds (const WayEditor *editor, const char *id);
/* The ids of all that is moved, or of the copies that are; NULL-terminated. */
const char *const *way_drag_get_held (const WayEditor *editor);

G_END_DECLS
