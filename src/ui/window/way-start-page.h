/* way-start-page.h — what a window without a map shows: drafts to recover, templates, recent maps.
 *
 * Shape:  cards, each with a small picture of the map.
 * Never:  opens anything; its cards activate "win.open-path", "win.from-template" and "win.recover".
 * Thread: main; pictures are laid out a map at a time while nothing else is to be done.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WAY_TYPE_START_PAGE (way_start_page_get_type ())
G_DECLARE_FINAL_TYPE (WayStartPage, way_start_page, WAY, START_PAGE, GtkWidget)

/* Looks again at what there is. */
void way_start_page_refresh (WayStartPage *self);

G_END_DECLS
