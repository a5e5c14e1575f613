/* way-data-watch.h — files and folders that are read again whenever they change: this month's export saved over the last one.
 *
 * Shape:  a list of paths, each with its dataset, kept beside the cache. A change is read once the file has been quiet for a moment,
 *         in a thread, with the recipe of the dataset; what the recipe cannot answer is said and left for the assistant.
 * Owns:   the monitors. One for the whole program, alive as long as it runs.
 * Thread: main; files are read in another one.
 * Signal: "imported" (const char *path, const char *dataset, gint64 rows); "failed" (const char *path, const char *dataset, const char *why);
 *         "changed": the list.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define WAY_TYPE_DATA_WATCH (way_data_watch_get_type ())
G_DECLARE_FINAL_TYPE (WayDataWatch, way_data_watch, WAY, DATA_WATCH, GObject)

/* Borrowed; made, and its list read, when first asked for. */
WayDataWatch *way_data_watch_get_default (void);

/* A file, or a folder of which every table is read that is new or has changed from now on. */
void way_data_watch_add (WayDataWatch *self, const char *path, const char *dataset);
/* All paths of a dataset. */
void way_data_watch_remove (WayDataWatch *self, const char *dataset);
/* The paths watched for a dataset; g_strfreev. */
char **way_data_watch_list (WayDataWatch *self, const char *dataset);
/* Whether a name ends as tables do: CSV, TSV, text, XLSX. */
gboolean way_data_watch_is_table (const char *path);

G_END_DECLS
