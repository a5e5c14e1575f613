/* way-command-private.h — what all commands share. */
#pragma once

#include "edit/way-cells.h"
#include "edit/way-commands.h"

G_BEGIN_DECLS

/* Begins a transaction; a drag under way ends first. */
void way_command_begin (WayEditor *editor, const char *label);
/* Commits or rolls back; returns `ok`. */
gboolean way_command_finish (WayEditor *editor, gboolean ok);
/* A read-only map or an element that is not there: FALSE and the error. */
gboolean way_command_fail (GError **error, const char *message);

/* A free element with an id and whatever the table says counts where a field is left out. */
WayElement *way_command_make (WayDocument *document, WayKind kind);
/* The text as the field takes it, NULL if nothing is left of it; g_free. */
char *way_command_fit (const WayFieldInfo *info, const char *text);
/* Gives a free element its name (or text); `fallback` where none is given or left. */
void way_command_init_name (WayElement *element, const char *text, const char *fallback);
/* Inserts a free element (taken) once every value and reference in it is good. */
WayElement *way_command_insert (WayDocument *document, WayElement *element, WayElement *parent, guint index, GError **error);
/* The same for one of several that may point to each other: `coming` (id → WayElement) is what is inserted next. */
WayElement *way_command_insert_among (WayDocument *document, WayElement *element, WayElement *parent, guint index, GHashTable *coming, GError **error);
/* Enters the ids of `element` and all below it. */
void way_command_note_ids (WayElement *element, GHashTable *ids);
/* At the end of its list in `parent`. */
WayElement *way_command_append (WayDocument *document, WayElement *element, WayElement *parent, GError **error);

/* Within an open transaction. */

/* Behind the current card; `channel` NULL: as way_command_need_channel () has it. */
WayElement *way_command_make_touchpoint (WayEditor *editor, const char *lane, const char *step, const char *name, const char *channel, GError **error);
/* What suits the lane; `index` is a card's among all of the journey. */
WayElement *way_command_make_in_cell (WayEditor *editor, const char *lane, const char *step, guint index, const char *text, GError **error);
/* The id of the channel a touchpoint gets there when none is named: its neighbour's in the lane; in an empty lane the one that was chosen
 * last, and else one that says it is still open, which is made if need be. */
const char *way_command_need_channel (WayEditor *editor, const char *lane, const char *step, GError **error);
WayElement *way_command_need_persona (WayEditor *editor, GError **error);
WayElement *way_command_need_organisation (WayEditor *editor, GError **error);
WayElement *way_command_make_persona (WayEditor *editor, const char *name, GError **error);
/* A free part or child of `place`, whole and inserted at the end of its list. */
WayElement *way_command_make_part (WayEditor *editor, WayElement *place, WayKind kind, GError **error);
gboolean way_command_put_feeling (WayDocument *document, WayElement *touchpoint, const char *persona, int score, GError **error);
gboolean way_command_put_cards (WayEditor *editor, const char *const *ids, const char *lane, const char *step, guint index, GError **error);
gboolean way_command_put_shift (WayEditor *editor, const char *const *ids, int lanes, int steps, GError **error);
gboolean way_command_put_span (WayEditor *editor, WayElement *card, const char *first, const char *last, GError **error);
gboolean way_command_put_size (WayDocument *document, WayElement *element, int size, GError **error);
/* The field that says how wide or high an element is; WAY_N_FIELDS if it has none. */
WayField way_command_get_size_field (WayKind kind);
/* Copies of these, with what goes along, each behind its original; their ids, NULL on error; g_strfreev. */
char **way_command_put_copies (WayEditor *editor, const char *const *ids, GError **error);
gboolean way_command_put_place (WayEditor *editor, WayElement *element, const char *parent, const char *before, GError **error);

G_END_DECLS
