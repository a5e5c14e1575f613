/* way-people-view.h — the page of the stakeholders: the buying center, and what can be done with it.
 *
 * Shape:  a line of buttons over a WayPlane that scrolls.
 * Thread: main.
 */
#pragma once

#include "ui/canvas/way-people-plane.h"

G_BEGIN_DECLS

#define WAY_TYPE_PEOPLE_VIEW (way_people_view_get_type ())
G_DECLARE_FINAL_TYPE (WayPeopleView, way_people_view, WAY, PEOPLE_VIEW, GtkWidget)

/* NULL empties it. */
void way_people_view_set_editor (WayPeopleView *self, WayEditor *editor);
WayPlane *way_people_view_get_plane (WayPeopleView *self);

G_END_DECLS
