/* way-wrap-box.h — children side by side, as many to a line as fit: chips and swatches.
 *
 * Shape:  each child as wide as it wants to be, at most a whole line; lines from top to bottom.
 * Units:  pixels.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WAY_TYPE_WRAP_BOX (way_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (WayWrapBox, way_wrap_box, WAY, WRAP_BOX, GtkWidget)

GtkWidget *way_wrap_box_new (int spacing);
void way_wrap_box_append (WayWrapBox *self, GtkWidget *child);
void way_wrap_box_clear (WayWrapBox *self);

G_END_DECLS
