/* way-connect.h — a connection while its other end is being looked for.
 *
 * Shape:  begin with a card, and the tool is WAY_TOOL_CONNECT; the selection, by whatever it is moved, is where it would lead →
 *         end makes it, cancel goes back to the card. Another tool or journey cancels it, too.
 * Errors: WAY_MODEL_ERROR from end; the search then goes on.
 * Never:  changes the map before its end.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

/* FALSE if the element is no card, or the map read-only. */
gboolean way_connect_begin (WayEditor *editor, const char *from);
/* NULL: no end is being looked for. */
const char *way_connect_get_from (const WayEditor *editor);
/* Where it would lead: the one card that is selected, NULL if there is none. */
const char *way_connect_get_to (const WayEditor *editor);
/* Whether a connection may lead from one to the other. */
gboolean way_connect_can_lead (const WayEditor *editor, const char *from, const char *to);
/* The connection's id, which is then selected; NULL on error. */
const char *way_connect_end (WayEditor *editor, GError **error);
void way_connect_cancel (WayEditor *editor);

G_END_DECLS
