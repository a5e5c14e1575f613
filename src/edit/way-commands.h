/* way-commands.h — what a user does to a map: each a few primitives in one named transaction.
 *
 * Shape:  a command works on the journey in sight, the selection or the current cell, and selects what it made.
 *         Commands hold no undo code; the document's journal takes them back.
 * Errors: WAY_MODEL_ERROR with a sentence for the user; nothing has then changed. Commands that find nothing to do succeed
 *         and leave no transaction; those that make an element give its id (the document's own text), NULL on error.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

/* Adding. `text` is the name or, for notes, pains and the like, what it says; NULL = a name to be typed over. Texts are
 * made to fit: white space collapsed, cut at what the field takes. */

/* One more of `kind` where it belongs: phases, steps, lanes and separators after the current one, cards in the current cell,
 * pains and opportunities at what is selected, connections between and paths along the selected cards, departments in the
 * selected organisation, the rest at the end of its list. */
const char *way_command_add (WayEditor *editor, WayKind kind, const char *text, GError **error);
/* What suits the lane: a touchpoint, a note, a pain or an opportunity. NULL lane or step: the current ones. */
const char *way_command_add_in_cell (WayEditor *editor, const char *lane, const char *step, const char *text, GError **error);
/* As the last row of a table does: behind the last step, if touchpoints were written into it, one more, and the current cell is in it.
 * FALSE and no change where there is a step to go on to, where nothing was written, and in other lanes. */
gboolean way_command_grow (WayEditor *editor, GError **error);
/* `kind` is a nick of the field table; NULL text: the kind's label. `persona` is nullable. */
const char *way_command_add_lane (WayEditor *editor, const char *kind, const char *text, const char *persona, GError **error);
/* `kind` is a nick; a second connection of the same kind between the same two is not made, the first one is given. */
const char *way_command_connect (WayEditor *editor, const char *from, const char *to, const char *kind, GError **error);
/* A part without an id: a feeling, an evidence, a message … at the end of its list. Borrowed; NULL on error. */
WayElement *way_command_add_part (WayEditor *editor, const char *parent, WayKind kind, GError **error);

/* What the references of `elements` in `field` can lead to and does not exist yet: made and pointed to in one step; a list of
 * references gets it at its end. NULL text: a name to be typed over. Selects it, as all that add do. */
const char *way_command_add_target (WayEditor *editor, const GPtrArray *elements, WayField field, const char *text, GError **error);

/* An event of a log that the map does not know becomes a touchpoint that stands for it: in this cell, or with NULL in the first lane for
 * touchpoints and in the step of `after`, a touchpoint or NULL. Gives its id. */
const char *way_command_add_for_event (WayEditor *editor, const char *event, const char *lane, const char *step, const char *after, GError **error);
/* Connections between these touchpoints, each to the next, where there are none yet; `ids` ends with NULL. */
gboolean way_command_connect_along (WayEditor *editor, const char *const *ids, GError **error);

/* Deleting takes along what cannot do without it. Cards that cover more than the deleted steps stay on the others; a phase
 * goes with its last step. */
gboolean way_command_delete (WayEditor *editor, GError **error);
gboolean way_command_delete_ids (WayEditor *editor, const char *const *ids, GError **error);
gboolean way_command_remove_part (WayEditor *editor, WayElement *part, GError **error);

/* Copies of what is selected, each behind its original: cards, phases and steps with their cards, lanes with theirs, whole
 * journeys, personas … References among what is copied lead to the copies. */
gboolean way_command_duplicate (WayEditor *editor, GError **error);

/* Two elements of one kind become one: what points to `from` points to `into`, its children move there, and where `into`
 * says nothing it says what `from` said. */
gboolean way_command_merge (WayEditor *editor, const char *from, const char *into, GError **error);

/* Moving. */

/* All into one cell; `index` among the cells' cards, G_MAXUINT = the end. NULL lane: each stays in its own. Spans keep their
 * length while there are steps. */
gboolean way_command_move_cards (WayEditor *editor, const char *const *ids, const char *lane, const char *step, guint index, GError **error);
/* The cards keep their places to each other; at the edge of the grid nothing moves. */
gboolean way_command_shift_cards (WayEditor *editor, const char *const *ids, int lanes, int steps, GError **error);
/* What is selected one place on: cards within their cell and then to the next, steps, phases, lanes and separators among
 * theirs. One of the two is 1 or −1, the other 0. */
gboolean way_command_nudge (WayEditor *editor, int across, int down, GError **error);
/* Over the steps from first to last; NULL = as it is. */
gboolean way_command_set_span (WayEditor *editor, const char *id, const char *first, const char *last, GError **error);
/* The selected cards end so many steps later; none ends before it begins or behind the last step. */
gboolean way_command_change_span (WayEditor *editor, int by, GError **error);
/* A phase, step, lane, separator or anything else in a list: in front of `before`, NULL = at the end. `parent` is for steps:
 * the phase; NULL = that of `before`, or its own. */
gboolean way_command_place (WayEditor *editor, const char *id, const char *parent, const char *before, GError **error);

/* One place on (1) or back (−1) in its list, whatever it is; a step goes on into the next phase. */
gboolean way_command_shift (WayEditor *editor, const char *id, int by, GError **error);

/* Changing. */

/* One field of all the elements that have it; NULL or "" leaves it out. */
gboolean way_command_set (WayEditor *editor, const char *const *ids, WayField field, const char *value, GError **error);
/* The same for one element, with or without an id. Changes of the same field go on with one transaction while it is typed in. */
gboolean way_command_type (WayEditor *editor, WayElement *element, WayField field, const char *value, GError **error);
/* The same for several elements that all have the field: one step of undo. (element-type WayElement) */
gboolean way_command_type_all (WayEditor *editor, const GPtrArray *elements, WayField field, const char *value, GError **error);
/* Takes back what was typed into this field since the last seal: Esc. FALSE if there is nothing to take back. */
gboolean way_command_cancel_typing (WayEditor *editor, const GPtrArray *elements, WayField field);
void way_command_end_typing (WayEditor *editor);
/* The field that names an element: its name, title, label or text; WAY_N_FIELDS if it has none. */
WayField way_command_get_name_field (WayKind kind);
gboolean way_command_rename (WayEditor *editor, const char *id, const char *text, GError **error);
/* On for all selected touchpoints, off if it is on for each. */
gboolean way_command_toggle_moment_of_truth (WayEditor *editor, GError **error);
/* Of the selected touchpoints, or those that cover the current cell's step. NULL persona: that of the current lane, else the
 * chosen one, else the journey's first; a feeling that is missing starts at 0, and a map without people gets “Customer”. */
gboolean way_command_change_feeling (WayEditor *editor, const char *persona, int by, GError **error);
/* How wide the steps and how high the lanes among `ids` are at least, in points; 0 = as their content asks for. */
gboolean way_command_resize (WayEditor *editor, const char *const *ids, int size, GError **error);
/* NULL if the touchpoint has none of this persona. */
WayElement *way_command_find_feeling (const WayElement *touchpoint, const char *persona);
/* Whose feelings a lane of curves shows: its own persona, else the journey's, else everybody; NULL lane: no lane's own.
 * (element-type WayElement), container only. */
GPtrArray *way_command_list_personas (WayEditor *editor, const char *lane);
/* The touchpoint of the step to which a feeling of the persona would be new, NULL if there is none. */
WayElement *way_command_find_unfelt (WayEditor *editor, const char *step, const char *persona);
gboolean way_command_set_feeling (WayEditor *editor, const char *touchpoint, const char *persona, int score, GError **error);
gboolean way_command_set_collapsed (WayEditor *editor, const char *lane, gboolean collapsed, GError **error);

/* Pictures. What a picture is comes from the file format's side, which has made it fit for a map. */
typedef struct
{
  const char *type; /* "image/png" or "image/jpeg" */
  int width, height;
  const guint8 *data;
  gsize size;
} WayPicture;

/* Of all these elements, which have a picture field; the same picture is held once. NULL: none. A picture that nothing shows
 * any more goes from the map. */
gboolean way_command_set_picture (WayEditor *editor, const GPtrArray *elements, const WayPicture *picture, GError **error);

/* The persona a feeling without a name belongs to; NULL if there are none. */
WayElement *way_command_find_persona (WayEditor *editor);

G_END_DECLS
