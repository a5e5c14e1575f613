/* way-text-width.h — widths that grow with the size of the text, for columns of a fixed width.
 *
 * Units:  pixels.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What `width` at the usual size of text is at the size the desktop asks for; never less. */
int way_text_width (GtkWidget *widget, int width);

G_END_DECLS
