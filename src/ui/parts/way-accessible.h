/* way-accessible.h — names of controls for those who hear them.
 *
 * GTK 4.8 reads the class of a picture for a button that shows only one ("GtkImage"), and a mnemonic's underscore where there
 * is one. So a button with an icon is called what its tooltip says, without the shortcut; one with a mnemonic what is
 * written on it. Every control that comes on the screen gets its name so, wherever it was made.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once, before the first window. */
void way_accessible_init (void);
/* For what has a button inside that takes the focus in its place: drop-downs and menu buttons. */
void way_accessible_set_name (GtkWidget *widget, const char *name);

G_END_DECLS
