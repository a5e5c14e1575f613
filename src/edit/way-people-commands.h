/* way-people-commands.h — what a user says about the people of a buying center: judgements, who influences whom, a partner's own way.
 *
 * Shape:  as way-commands.h: a few primitives in one named transaction, no undo code.
 * Units:  percent, −1 = not known.
 * Errors: WAY_MODEL_ERROR with a sentence for the user; nothing has then changed.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

/* How much influence a stakeholder has and how much of it is used in this decision: one step of undo. With a `key` it goes on with the
 * step before that had the same one (an arrow key that is held); NULL begins a new one. */
gboolean way_command_judge (WayEditor *editor, const char *stakeholder, int influence, int use, const char *key, GError **error);
/* The same from where they are now, by so many percent; one who is not judged begins in the middle. */
gboolean way_command_shift_judgement (WayEditor *editor, const char *stakeholder, int influence_by, int use_by, GError **error);
/* From opponent to mentor by so many places; one whose attitude is not known begins as neutral. */
gboolean way_command_shift_attitude (WayEditor *editor, const char *stakeholder, int by, GError **error);
/* The id; a second one between the same two is not made, the first one is given. NULL on error. */
const char *way_command_add_influence (WayEditor *editor, const char *from, const char *to, GError **error);
/* A journey of the stakeholder's own (R001-12), with the phases of the one in sight, so that both can be read side by side; a persona
 * comes with it where there is none. The one there is, if there is one. It gets into sight. NULL on error. */
const char *way_command_open_journey (WayEditor *editor, const char *stakeholder, GError **error);

G_END_DECLS
