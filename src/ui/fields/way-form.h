/* way-form.h — all fields and parts of one element, or what several have in common, as groups of rows.
 *
 * Shape:  general, hard facts, soft facts, evidence, measured, follow-up: the fields of the table, then the lists of parts, each
 *         of which opens its own fields. Made anew only when a part came or went, so that typing goes on.
 * Never:  holds a rule about a field; the table does.
 * Owns:   references of the editor and the elements.
 * Thread: main.
 * Action: what leads elsewhere activates "inspector.jump" (an id), which whoever holds the form provides.
 */
#pragma once

#include "ui/fields/way-field-row.h"

G_BEGIN_DECLS

#define WAY_TYPE_FORM (way_form_get_type ())
G_DECLARE_FINAL_TYPE (WayForm, way_form, WAY, FORM, GtkWidget)

void way_form_set_editor (WayForm *self, WayEditor *editor);
/* (element-type WayElement); NULL = nothing. */
void way_form_show (WayForm *self, const GPtrArray *elements);
/* Brings every row up to date at once; the form does so by itself when there is time. */
void way_form_update (WayForm *self);
/* The row of a field of what is shown, or NULL. */
WayFieldRow *way_form_find_row (WayForm *self, WayField field);
/* The same for a part that is shown. */
WayFieldRow *way_form_find_part_row (WayForm *self, const WayElement *part, WayField field);

G_END_DECLS
