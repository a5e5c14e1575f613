/* way-import-questions.h — what only a person can tell of a table: 03/04, 1.234, and scores on a scale of their own.
 *
 * Shape:  a card a question with an example read each way; dates and decimals are asked once for all columns that leave them open.
 * Thread: main; `import` must outlive the cards.
 */
#pragma once

#include <gtk/gtk.h>

#include "metrics/way-import.h"

G_BEGIN_DECLS

/* `changed` is called after every answer. */
void way_import_questions_add (GtkBox *box, WayImport *import, void (*changed) (gpointer data), gpointer data);

G_END_DECLS
