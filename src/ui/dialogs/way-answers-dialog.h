/* way-answers-dialog.h — customer voices: imported answers are found by their words and become evidence for or against a claim.
 *
 * Shape:  which claim, and how far it is proved; words, dataset and place; answers to tick; two buttons of the same size, because what
 *         contradicts weighs as much as what confirms (R001-16). Each press is one step of undo.
 * Errors: said in the window's own words where the answers would stand.
 * Owns:   a reference to the editor and to the claims it offers.
 * Thread: main; searches in another one, and only the newest answer counts.
 */
#pragma once

#include <adwaita.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_ANSWERS_DIALOG (way_answers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WayAnswersDialog, way_answers_dialog, WAY, ANSWERS_DIALOG, AdwWindow)

/* For what can be claimed at the element; begins with `dataset` and `place` where they are known (NULL: everywhere). NULL if nothing
 * can be claimed there. */
WayAnswersDialog *way_answers_dialog_new (GtkWindow *parent, WayEditor *editor, WayElement *element, const char *dataset, const char *place);

/* Lets a button open it for the rows behind a figure: the answers that were given at its place. Hidden where nothing is claimed. */
void way_answers_dialog_aim (GtkWidget *button, const WayDocument *document, const char *binding);

/* As the hands do it; for tests. */
void way_answers_dialog_search (WayAnswersDialog *self, const char *words);
gboolean way_answers_dialog_is_busy (WayAnswersDialog *self);
guint way_answers_dialog_get_n_rows (WayAnswersDialog *self);
void way_answers_dialog_tick_all (WayAnswersDialog *self);
void way_answers_dialog_attach (WayAnswersDialog *self, gboolean against);
const char *way_answers_dialog_get_standing (WayAnswersDialog *self);

G_END_DECLS
