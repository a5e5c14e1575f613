/* way-import-columns.h — the columns of a table that is to be imported: what each is taken for, why, and what else it could be.
 *
 * Shape:  a row a column; those that stay out lie in an expander, whose rows are made when it opens.
 * Thread: main; `import` must outlive the rows.
 */
#pragma once

#include <gtk/gtk.h>

#include "metrics/way-import.h"

G_BEGIN_DECLS

/* `changed` is called after every choice. */
void way_import_columns_add (GtkBox *box, WayImport *import, void (*changed) (gpointer data), gpointer data);

G_END_DECLS
