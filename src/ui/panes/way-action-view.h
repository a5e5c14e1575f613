/* way-action-view.h — the page of the actions: what is worth doing, and what is being done about it.
 *
 * Shape:  a WayPlane of pain points and opportunities beside a WayActionTable, or above it where the window is narrow.
 * Thread: main; it follows the map while it shows.
 */
#pragma once

#include "ui/canvas/way-ideas-plane.h"
#include "ui/panes/way-action-table.h"
#include "ui/window/way-session.h"

G_BEGIN_DECLS

#define WAY_TYPE_ACTION_VIEW (way_action_view_get_type ())
G_DECLARE_FINAL_TYPE (WayActionView, way_action_view, WAY, ACTION_VIEW, GtkWidget)

/* NULL empties it. */
void way_action_view_set_session (WayActionView *self, WaySession *session);

WayPlane *way_action_view_get_plane (WayActionView *self);
WayActionTable *way_action_view_get_table (WayActionView *self);

G_END_DECLS
