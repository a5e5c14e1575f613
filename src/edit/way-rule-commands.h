/* way-rule-commands.h — contact rules to start from, and what a rule says in a sentence (R000-8, R001-9).
 *
 * Shape:  an example is a rule whose events are looked for among those that there are: “newsletter” in the log at hand, or else on the
 *         touchpoints of the map; where there is none it stands for what a user will put there.
 * Errors: WAY_MODEL_ERROR with a sentence for the user; nothing has then changed.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* N_() */
  const char *why;  /* N_(), why customers should be spared it */
} WayRuleExample;

/* Which follow each other as often as they are wanted. */
const WayRuleExample *way_rule_list_examples (guint *n);
/* One of them as a rule of the map, in one step of undo; the id, or NULL. `events` (nullable, ends with NULL): the names in the log. */
const char *way_command_add_rule (WayEditor *editor, guint example, const char *const *events, GError **error);
/* “No “Newsletter” between “Complaint” and “Answer”.” Not about whether it can be counted. g_free. */
char *way_rule_to_text (const WayElement *rule);

G_END_DECLS
