/* way-thumbnail.h — a small picture of a map file.
 *
 * Shape:  a widget of a fixed proportion; the map is read and laid out in another thread, and only its upper left part shows.
 *         “read” (title, standing) tells once it is: the map's name, and how much of it is evidenced and left open, as a line of text.
 * Errors: none; a file that cannot be read shows an empty sheet.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WAY_TYPE_THUMBNAIL (way_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (WayThumbnail, way_thumbnail, WAY, THUMBNAIL, GtkWidget)

/* `path` NULL: an empty sheet with a plus sign. */
GtkWidget *way_thumbnail_new (const char *path, int width, int height);

G_END_DECLS
