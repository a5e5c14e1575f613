/* way-people-plane.h — the buying center on the screen: the sheet's drawing, to be judged by hand.
 *
 * Shape:  a disc that is dragged judges; with Shift or Ctrl held the drag draws an arrow to whom it influences. Arrow keys walk from disc
 *         to disc, with Alt they judge by five percent (with Shift by one), + and − change the attitude, ? takes the judgement back.
 *         A child without looks for each stakeholder tells a screen reader who stands where.
 * Never:  changes the document but by commands.
 * Thread: main; it follows the map while it shows.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"
#include "scene/way-people-scene.h"

G_BEGIN_DECLS

#define WAY_TYPE_PEOPLE_PLANE (way_people_plane_get_type ())
G_DECLARE_FINAL_TYPE (WayPeoplePlane, way_people_plane, WAY, PEOPLE_PLANE, GtkWidget)

/* NULL empties it. */
void way_people_plane_set_editor (WayPeoplePlane *self, WayEditor *editor);
/* What is drawn at the moment, or NULL. */
const WayPeopleScene *way_people_plane_get_scene (WayPeoplePlane *self);

/* What the gestures do, in points of the widget; for them and for tests. */
gboolean way_people_plane_press (WayPeoplePlane *self, double x, double y, gboolean connect);
void way_people_plane_drag (WayPeoplePlane *self, double x, double y);
/* `keep` FALSE: Esc. */
void way_people_plane_release (WayPeoplePlane *self, gboolean keep);

G_END_DECLS
