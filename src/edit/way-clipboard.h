/* way-clipboard.h — copying what is selected, and pasting maps, tables and lines of text.
 *
 * Shape:  what is copied becomes a small map of its own: the copied elements under their old ids, the steps and lanes around them,
 *         and what they refer to (channels, people, sources …). Its keywords are the ids of what was selected. Whoever puts it
 *         on the clipboard writes it as any map is written, and it reads as any map is read; this layer knows no XML.
 *         Pasted elements get new ids. What they refer to is taken from the map if it has the same id, or the same kind and
 *         name; else it comes along; references that lead nowhere are dropped, and the report says so.
 * Errors: WAY_MODEL_ERROR; nothing has then changed.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

/* NULL if nothing is selected. */
WayDocument *way_clipboard_copy (WayEditor *editor);
/* The selection as an outline for other programs: one line an element, indented. NULL if nothing is selected; g_free. */
char *way_clipboard_to_text (WayEditor *editor);
/* The cells around the selected cards with headings, tabs between them, for spreadsheets. NULL without cards; g_free. */
char *way_clipboard_to_table (WayEditor *editor);

/* Cards go to the current cell on, and keep their places to each other; phases, steps, lanes and journeys behind the current
 * ones. A map that names nothing in its keywords gives all cards of its first journey. Selects what was pasted. */
gboolean way_clipboard_paste (WayEditor *editor, const WayDocument *fragment, WayReport *report, GError **error);
/* A card a line in the current cell. */
gboolean way_clipboard_paste_lines (WayEditor *editor, const char *text, GError **error);
/* Cells with tabs between them, from the current cell on; a cell's lines are a card each, and numbers in emotion lanes are
 * feelings. An empty first cell means that the first row names steps and the first column lanes. What is missing is added. */
gboolean way_clipboard_paste_table (WayEditor *editor, const char *text, GError **error);
/* As table if it looks like one, else as lines. */
gboolean way_clipboard_paste_text (WayEditor *editor, const char *text, GError **error);

G_END_DECLS
