/* way-mermaid-blocks.h — finding the journey diagram in a text: front matter, Markdown fences, comments, lines.
 *
 * Shape:  a cursor walks the lines of one diagram; line numbers are those of the whole text.
 * Errors: WAY_INTEROP_ERROR_FORMAT where there is no journey diagram, naming what there is.
 * Thread: any.
 * Source: fences after CommonMark 0.30, and ":::mermaid" as Azure DevOps has it.
 */
#pragma once

#include "base/way-report.h"

G_BEGIN_DECLS

typedef struct
{
  const char *p, *end;
  int line, column;       /* of `p`, from 1 */
  int at_line, at_column; /* of the text returned last */
  gboolean quoted;        /* in a Markdown quotation: "> " opens each line */
} WayMermaidCursor;

/* Puts the cursor right behind the word "journey". `*title` is that of the front matter, or NULL; g_free. */
gboolean way_mermaid_find_journey (const char *text, WayMermaidCursor *cursor, char **title, WayReport *report, GError **error);
/* The rest of the line, NULL at the end; g_free. */
char *way_mermaid_cursor_next (WayMermaidCursor *self);
/* The same, but empty lines, comments and directives are skipped. */
char *way_mermaid_cursor_next_statement (WayMermaidCursor *self, WayReport *report);

G_END_DECLS
