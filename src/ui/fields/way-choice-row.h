/* way-choice-row.h — a row that unfolds into names to be ticked: which journeys, lanes, phases.
 *
 * Shape:  AdwExpanderRow; its subtitle says what is ticked.
 * Thread: main.
 * Signal: "changed": a tick.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WAY_TYPE_CHOICE_ROW (way_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (WayChoiceRow, way_choice_row, WAY, CHOICE_ROW, AdwExpanderRow)

/* `key` stands for it in the answer; a key that is there already is not added twice. */
void way_choice_row_add (WayChoiceRow *self, const char *key, const char *label, gboolean chosen);
guint way_choice_row_get_size (WayChoiceRow *self);
/* NULL if all are ticked; g_strfreev. */
char **way_choice_row_dup_chosen (WayChoiceRow *self);
void way_choice_row_choose (WayChoiceRow *self, const char *key, gboolean chosen);

G_END_DECLS
