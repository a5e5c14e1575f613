/* way-import-assistant.h — a table before it is imported: its first rows, what each column is taken for and why, what was found, and
 * the questions that only a person can answer.
 *
 * Shape:  WayImportJob reads in a thread; choices change the columns of its import; “Import” runs it, with progress and cancel. All of
 *         it can be done with the keyboard: questions first, Enter imports.
 * Thread: main.
 * Signal: "imported" (const char *dataset, const WayImportResult *): it is done, and the window goes.
 */
#pragma once

#include <adwaita.h>

#include "ui/figures/way-import-job.h"

G_BEGIN_DECLS

#define WAY_TYPE_IMPORT_ASSISTANT (way_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (WayImportAssistant, way_import_assistant, WAY, IMPORT_ASSISTANT, AdwWindow)

/* `dataset` (nullable): into this one; `replaces`: in the place of this import, or 0. `quick`: without a word where nothing is to be
 * asked and a recipe fits. */
GtkWidget *way_import_assistant_new (GtkWindow *parent, WayImportJob *job, const char *dataset, gint64 replaces, gboolean quick);

/* For tests: whether it waits for the user; the questions nobody has answered; the button that imports. */
gboolean way_import_assistant_is_ready (WayImportAssistant *self);
guint way_import_assistant_count_open (WayImportAssistant *self);
GtkWidget *way_import_assistant_get_button (WayImportAssistant *self);

G_END_DECLS
