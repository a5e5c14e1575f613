/* way-list-guard.h — a list that GTK's list view can follow.
 *
 * The list view of GTK 4.8 makes widgets for the rows near those in sight only. When rows go of which the first have none and the last
 * have, it drops the wrong ones, and shows rows from then on whose line has gone. It counts right from the top of the list; so from
 * here everything down from the top is said to have changed when several rows go. Rows that stay keep their widgets.
 *
 * Thread: main.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WAY_TYPE_LIST_GUARD (way_list_guard_get_type ())
G_DECLARE_FINAL_TYPE (WayListGuard, way_list_guard, WAY, LIST_GUARD, GObject)

/* The same rows as `model` has. */
GListModel *way_list_guard_new (GListModel *model);

G_END_DECLS
