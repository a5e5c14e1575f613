/* way-print.h — the sheets of an export, to a printer. The only file that knows GtkPrintOperation.
 *
 * Shape:  GTK asks for printer and paper and calls for pages; export/ lays them out and draws them, as for a PDF. Where the
 *         paper was changed in GTK's dialog, the map is laid out for that.
 * Errors: WAY_EXPORT_ERROR, those of GTK's printing, G_IO_ERROR_CANCELLED if the user thought better of it.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/dialogs/way-export-request.h"

G_BEGIN_DECLS

/* `error` is NULL when the pages are on their way. */
typedef void (*WayPrintFunc) (const GError *error, gpointer data);

/* Returns before it is done. `name` is what the printer's list says. */
void way_print (GBytes *map, const WayExportRequest *request, const char *name, GtkWindow *parent, WayPrintFunc func, gpointer data);
/* The same pages through the same operation, into a PDF; waits. */
gboolean way_print_to_file (GBytes *map, const WayExportRequest *request, const char *path, GError **error);

G_END_DECLS
