/* way-name-entry.h — writes a name in the place of its label, in the rows of lists.
 *
 * Shape:  an entry behind the label, which hides meanwhile. Enter and leaving keep, Esc does not; then `done` is called, once,
 *         and the entry is gone.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `text` NULL: as it was, also where nothing was written or changed. `focused`: the name had the focus to the end. */
typedef void (*WayNameEntryFunc) (const char *text, gboolean focused, gpointer data);

/* The label stands in a GtkBox. `owner` is the object without which `done` is not called; it is its `data`. */
GtkWidget *way_name_entry_new (GtkLabel *label, const char *text, WayNameEntryFunc done, GObject *owner);

G_END_DECLS
