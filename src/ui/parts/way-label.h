/* way-label.h — labels of rows that are made in code: they begin where lines begin, and a text too long for its room wraps or ends in “…”.
 *
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `style` is a CSS class, NULL for none. */
GtkWidget *way_label_new_wrapping (const char *text, const char *style);
GtkWidget *way_label_new_ellipsizing (const char *text, const char *style);

G_END_DECLS
