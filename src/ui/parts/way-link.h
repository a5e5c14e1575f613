/* way-link.h — opens a link of a map, but only after it was shown in full and only where it leads to a page or a letter.
 *
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks; a link of any other kind is refused in a sentence. `widget` stands in the window that asks. */
void way_link_ask (GtkWidget *widget, const char *uri);

G_END_DECLS
