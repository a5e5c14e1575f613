/* way-mermaid.h — Mermaid user journey diagrams, in and out.
 *
 * Shape:  section → phase; task → a step with a touchpoint; actor → persona; score 1 2 3 4 5 → feeling −5 −3 0 3 5 of each
 *         actor; accTitle → subtitle; accDescr → scope. Out: the mean feeling m of a touchpoint → 3 + 0.4 m, rounded.
 *         import (export (journey)) keeps title, sections, tasks, scores and actors of what came from Mermaid.
 * Errors: WAY_INTEROP_ERROR. What Mermaid would refuse or read otherwise is understood where it can be, and reported
 *         with the lines of the file given, also inside Markdown.
 * Thread: any; the same text gives the same ids.
 * Source: the grammar as documented on mermaid.js.org (user journey), and what Mermaid 11 was seen to accept.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

/* `size` < 0: NUL-terminated. `name_hint` is the title where the diagram has none; may be NULL. */
WayDocument *way_mermaid_import (const char *text, gssize size, const char *name_hint, WayReport *report, GError **error);
/* NULL journey: the first one. Findings name what Mermaid cannot hold. g_free. */
char *way_mermaid_export (const WayDocument *document, const WayElement *journey, WayReport *report);
/* Whether it is a journey diagram, alone or in a fence of a Markdown file; `text` is UTF-8 and NUL-terminated. */
gboolean way_mermaid_is_journey (const char *text);

G_END_DECLS
