/* way-register-rows.h — rows of lists of elements, in the windows of registers and rules.
 *
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-register.h"

G_BEGIN_DECLS

void way_register_clear (GtkListBox *list);
guint way_register_count_rows (GtkListBox *list);
/* Name, second line (NULL or "": none) and a number. */
GtkWidget *way_register_add_row (GtkListBox *list, const char *id, const char *name, const char *detail, guint n);
GtkWidget *way_register_add_use (GtkListBox *list, const WayUse *use);
const char *way_register_get_id (GtkListBoxRow *row);

G_END_DECLS
