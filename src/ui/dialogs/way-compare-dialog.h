/* way-compare-dialog.h — two versions of the open map side by side, in words, and a choice wherever they disagree.
 *
 * Shape:  what must be decided, what was changed here, what was changed there. Merging makes both one, as one step that can be undone.
 * Owns:   the comparison.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "format/way-comparison.h"
#include "ui/window/way-session.h"

G_BEGIN_DECLS

#define WAY_TYPE_COMPARE_DIALOG (way_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WayCompareDialog, way_compare_dialog, WAY, COMPARE_DIALOG, AdwWindow)

/* Takes the comparison. `from_disk`: it is with the map's own file, and saving goes on from there. */
WayCompareDialog *way_compare_dialog_new (GtkWindow *parent, WaySession *session, WayComparison *comparison, gboolean from_disk);
/* As if that side had been chosen for the i-th item, and as if Merge had been pressed. */
void way_compare_dialog_choose (WayCompareDialog *self, guint i, WayMergeSide side);
void way_compare_dialog_merge (WayCompareDialog *self);

/* A list of sentences, one an item of `side` (BOTH counts to either); NULL if there are none. At most 200, and a last row that
 * says how many more there are. */
GtkWidget *way_compare_make_list (const WayMerge *merge, WayMergeSide side);

G_END_DECLS
