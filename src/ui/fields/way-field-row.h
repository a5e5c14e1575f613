/* way-field-row.h — one field of one or more elements as a row: caption, the right widget for its type, what was refused.
 *
 * Shape:  an AdwPreferencesRow made from the field table alone: caption above value. Where several elements differ it says so,
 *         and what is set counts for all. What cannot be is refused in a sentence below the widget, and the old value stays.
 *         Typing is one step of undo until the focus leaves; Esc takes it back.
 * Never:  changes the document but by commands.
 * Owns:   references of the editor and the elements.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_FIELD_ROW (way_field_row_get_type ())
G_DECLARE_FINAL_TYPE (WayFieldRow, way_field_row, WAY, FIELD_ROW, AdwPreferencesRow)

/* Whether people may see and change it. */
gboolean way_field_row_is_for (const WayFieldInfo *info);

/* (element-type WayElement), not empty; they all have the field. */
WayFieldRow *way_field_row_new (WayEditor *editor, const GPtrArray *elements, const WayFieldInfo *info);
WayField way_field_row_get_field (WayFieldRow *self);
/* Whether `element` is the first it edits. */
gboolean way_field_row_is_about (WayFieldRow *self, const WayElement *element);
/* Shows the value as it is now, if it was changed elsewhere. */
void way_field_row_refresh (WayFieldRow *self);
/* The sentence below the widget, or NULL. */
const char *way_field_row_get_error (WayFieldRow *self);
/* Puts a text into the widget as a user would, and leaves it: for tests. A reference takes the id. */
void way_field_row_enter (WayFieldRow *self, const char *text);
/* What can be read in the widget, in the words of the user; g_free. */
char *way_field_row_dup_shown (WayFieldRow *self);

G_END_DECLS
