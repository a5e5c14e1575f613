/* way-data-pane.h — what was imported: datasets, the imports of one, and the recipe that fits its next file.
 *
 * Shape:  reads the cache in a thread when asked to; actions "data.…" take an import back, read its file again, replace it, show
 *         what could not be read, forget the dataset, watch its file or a folder.
 * Thread: main.
 * Signal: "import" (WayImportJob *job, const char *dataset, gint64 replaces): a file is to be read; whoever owns the pane runs it.
 */
#pragma once

#include <gtk/gtk.h>

#include "ui/figures/way-import-job.h"

G_BEGIN_DECLS

#define WAY_TYPE_DATA_PANE (way_data_pane_get_type ())
G_DECLARE_FINAL_TYPE (WayDataPane, way_data_pane, WAY, DATA_PANE, GtkWidget)

/* Reads anew, soon. */
void way_data_pane_update (WayDataPane *self);
/* Chooses the dataset of this name, now or once it is there. */
void way_data_pane_choose (WayDataPane *self, const char *dataset);
/* For tests and the view: what is shown; NULL if there is nothing. */
const char *way_data_pane_get_chosen (WayDataPane *self);
guint way_data_pane_get_n_datasets (WayDataPane *self);
/* The id of the i-th import shown, newest first; 0 behind the last. */
gint64 way_data_pane_get_import (WayDataPane *self, guint i);
gboolean way_data_pane_is_busy (WayDataPane *self);

G_END_DECLS
