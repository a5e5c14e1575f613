/* way-menu-button.h — buttons with a menu that nobody has opened yet.
 *
 * GTK builds the widgets of a menu when the model is set. A window has many menus, most of which stay shut, and their widgets were a tenth
 * of what its first showing costs; here they are built when the button is first pressed.
 *
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `menu` takes the place of the one before, whose popover goes. */
void way_menu_button_set_menu (GtkMenuButton *button, GMenuModel *menu);
/* NULL if none was set here. */
GMenuModel *way_menu_button_get_menu (GtkMenuButton *button);

G_END_DECLS
