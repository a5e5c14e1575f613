/* way-editor.h — what a window knows of a map beyond the map: journey in sight, selection, current cell, hover, tool.
 *
 * Shape:  the selection is a list of ids in the order they were chosen; the anchor is where extending starts from. The current
 *         cell is where the keyboard stands and new cards go; it follows the selection, and is there while the journey has one.
 * Never:  saved, and never undone. Ids that leave the document leave the editor, so every id it gives exists.
 * Errors: none; ids that are not in the document are passed over.
 * Owns:   a reference to the document.
 * Thread: as the document.
 * Signal: "selection-changed": the selection, the anchor or the current cell. "journey-changed". "hover-changed".
 *         "tool-changed". When the document made it so, they come at the end of its transaction.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_TOOL_SELECT,
  WAY_TOOL_PAN,
  WAY_TOOL_CONNECT,
} WayTool;

typedef enum
{
  WAY_SELECT_REPLACE,
  WAY_SELECT_ADD,
  WAY_SELECT_TOGGLE,
} WaySelectMode;

#define WAY_TYPE_EDITOR (way_editor_get_type ())
G_DECLARE_FINAL_TYPE (WayEditor, way_editor, WAY, EDITOR, GObject)

WayEditor *way_editor_new (WayDocument *document);
WayDocument *way_editor_get_document (const WayEditor *self);
/* Another document in its place (reload); everything starts anew, and the journey of the same id stays in sight. */
void way_editor_set_document (WayEditor *self, WayDocument *document);

/* There always is one. */
const char *way_editor_get_journey_id (const WayEditor *self);
WayElement *way_editor_get_journey (const WayEditor *self);
/* Clears the selection; FALSE if there is no such journey. */
gboolean way_editor_set_journey (WayEditor *self, const char *id);
/* Selects the element, and shows its journey first. */
gboolean way_editor_reveal (WayEditor *self, const char *id);

guint way_editor_get_n_selected (const WayEditor *self);
/* The i-th id, NULL behind the last. */
const char *way_editor_get_selected (const WayEditor *self, guint i);
gboolean way_editor_is_selected (const WayEditor *self, const char *id);
/* The one element that is selected, or NULL if none or several are. */
WayElement *way_editor_get_single (const WayEditor *self);
/* (element-type WayElement), container only. */
GPtrArray *way_editor_list_selected (const WayEditor *self);
/* g_strfreev. */
char **way_editor_dup_selection (const WayEditor *self);
const char *way_editor_get_anchor (const WayEditor *self);

void way_editor_clear_selection (WayEditor *self);
void way_editor_select (WayEditor *self, const char *id);
void way_editor_toggle (WayEditor *self, const char *id);
/* From the anchor to `id`: the cards between in lanes and steps, or the lanes, steps or phases between; else just `id` more. */
void way_editor_extend (WayEditor *self, const char *id);
/* NULL-terminated. */
void way_editor_select_many (WayEditor *self, const char *const *ids, WaySelectMode mode);
void way_editor_select_all (WayEditor *self);
/* Every card in a lane, step or phase. */
void way_editor_select_in (WayEditor *self, const char *id, WaySelectMode mode);

/* A rubber band: what it touches at the moment, on top of what was selected before. */
void way_editor_begin_band (WayEditor *self, WaySelectMode mode);
void way_editor_update_band (WayEditor *self, const char *const *ids);
/* `keep` FALSE (Esc): as before the band. */
void way_editor_end_band (WayEditor *self, gboolean keep);

/* NULL where the journey has no lane or step. */
const char *way_editor_get_lane (const WayEditor *self);
const char *way_editor_get_step (const WayEditor *self);
/* Clears the selection; NULL leaves that part as it is. */
void way_editor_set_cell (WayEditor *self, const char *lane, const char *step);

const char *way_editor_get_hover (const WayEditor *self);
void way_editor_set_hover (WayEditor *self, const char *id);
WayTool way_editor_get_tool (const WayEditor *self);
void way_editor_set_tool (WayEditor *self, WayTool tool);

/* The channel that was given to a touchpoint last, or NULL. */
const char *way_editor_get_last_channel (const WayEditor *self);
void way_editor_set_last_channel (WayEditor *self, const char *id);
/* Whose feelings are being drawn, where the lane does not say; NULL: nobody was chosen. */
const char *way_editor_get_persona (const WayEditor *self);
void way_editor_set_persona (WayEditor *self, const char *id);

/* As the document's, but a drag that is under way is taken back first. */
gboolean way_editor_undo (WayEditor *self);
gboolean way_editor_redo (WayEditor *self);
/* Undoes or redoes until `n` steps of the journal are in force, or as many as there are. */
void way_editor_go_to_step (WayEditor *self, guint n);

G_END_DECLS
