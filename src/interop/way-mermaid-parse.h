/* way-mermaid-parse.h — the text of a journey diagram as plain values; way-mermaid.c makes a map of them.
 *
 * Shape:  journey → sections → tasks, in the order of the file. Texts have their entities decoded, line breaks made
 *         blanks, and are trimmed; scores are as written.
 * Errors: WAY_INTEROP_ERROR_FORMAT where there is no journey diagram, naming what there is.
 * Thread: any.
 */
#pragma once

#include "base/way-report.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char **people;
  gboolean has_score;
  double score;
  int line, column;
} WayMermaidTask;

typedef struct
{
  char *name;       /* NULL: tasks before the first section; "": a section without a name */
  GPtrArray *tasks; /* (element-type WayMermaidTask), owned */
  int line;
} WayMermaidSection;

typedef struct
{
  char *title, *subtitle, *description; /* each NULL where there is none */
  int title_line;
  GPtrArray *sections; /* (element-type WayMermaidSection), owned */
} WayMermaidJourney;

/* `text` is UTF-8 and NUL-terminated. */
WayMermaidJourney *way_mermaid_parse (const char *text, WayReport *report, GError **error);
void way_mermaid_journey_free (WayMermaidJourney *self);

/* The next character of `set` that is not part of an entity such as #59; or NULL. */
const char *way_mermaid_find (const char *text, const char *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayMermaidJourney, way_mermaid_journey_free)

G_END_DECLS
