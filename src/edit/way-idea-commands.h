/* way-idea-commands.h — what a user says about pain points and opportunities: what they matter, what they take, and how far their actions are.
 *
 * Shape:  as way-commands.h: a few primitives in one named transaction, no undo code.
 * Units:  1 … 5, −1 = not judged.
 * Errors: WAY_MODEL_ERROR with a sentence for the user; nothing has then changed.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

/* Impact (severity, for a pain point) and effort: one step of undo. With a `key` it goes on with the step before that had the same one (an
 * arrow key that is held); NULL begins a new one. A pain point always hurts: an impact that is not judged leaves its severity as it is. */
gboolean way_command_judge_idea (WayEditor *editor, const char *idea, int impact, int effort, const char *key, GError **error);
/* The same from where they are now, by so many; what is not judged begins in the middle. */
gboolean way_command_shift_idea (WayEditor *editor, const char *idea, int impact_by, int effort_by, GError **error);
/* A nick of the field. With it goes the day on which the action was done: `today` (as way_date_today () gives it) if there is none yet, and
 * none once it is open again. One step of undo. */
gboolean way_command_set_status (WayEditor *editor, const char *action, const char *status, guint32 today, GError **error);

G_END_DECLS
