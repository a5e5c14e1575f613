/* way-plane.h — a drawing on which things are judged by hand: discs that can be dragged to where they belong.
 *
 * Shape:  WayPlaneKind says what is drawn and what a drop means; the widget lays it out for the room there is, draws it, and has the
 *         gestures: a click selects, a drag judges, Esc takes a drag back. A child without looks for each disc tells a screen reader
 *         what stands where.
 * Never:  changes the document but by the kind's commands.
 * Thread: main; it follows the map while it shows.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"
#include "scene/way-plane-scene.h"

G_BEGIN_DECLS

#define WAY_TYPE_PLANE (way_plane_get_type ())
G_DECLARE_FINAL_TYPE (WayPlane, way_plane, WAY, PLANE, GtkWidget)

typedef struct
{
  const char *label; /* N_(), for who does not see it */
  int least_width;
  double least_height;
  gboolean tab_walks; /* Tab goes from disc to disc before it leaves */
  WayPlaneScene *(*lay_out) (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayPlaneOptions *options, WayPlaneScene *previous);
  /* (element-type WayElement): what may have a disc, in the order of the Tab key; container. */
  GPtrArray *(*list) (WayEditor *editor);
  /* In words what a disc says; −1 = not judged; g_free. */
  char *(*dup_judgement) (int up, int across);
  gboolean (*judge) (WayEditor *editor, const char *id, int up, int across, const char *key, GError **error);
  /* What a drag with Shift or Ctrl does, from one disc to another; the id of what was made, to be selected, or NULL. NULL: nothing. */
  const char *(*connect) (WayEditor *editor, const char *from, const char *to, GError **error);
  /* An arrow key, as the hand has it: left is −1. TRUE: it was used; else it walks to the next disc. */
  gboolean (*arrow) (WayPlane *self, const char *chosen, int dx, int dy, GdkModifierType state, GError **error);
  /* Keys of its own; an action in the way of gtk_widget_activate_action (), or NULL. */
  const char *(*find_action) (guint key);
  GMenuModel *(*make_menu) (void);
} WayPlaneKind;

/* Once, before anything else. */
void way_plane_set_kind (WayPlane *self, const WayPlaneKind *kind);
/* NULL empties it. */
void way_plane_set_editor (WayPlane *self, WayEditor *editor);
WayEditor *way_plane_get_editor (WayPlane *self);
/* What is drawn at the moment, or NULL. */
WayPlaneScene *way_plane_get_drawing (WayPlane *self);
/* To be laid out anew: something besides the map has changed. */
void way_plane_forget (WayPlane *self);

/* What the gestures do, in points of the widget; for them and for tests. */
gboolean way_plane_press (WayPlane *self, double x, double y, gboolean connect);
void way_plane_drag (WayPlane *self, double x, double y);
/* `keep` FALSE: Esc. */
void way_plane_release (WayPlane *self, gboolean keep);

G_END_DECLS
