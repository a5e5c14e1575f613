/* way-answer-commands.h — imported answers of customers become evidence of a claim, and are let go again.
 *
 * Shape:  claim × references (model/way-answers.h) → evidence, one a reference, and the dataset in the register of sources.
 * Errors: WAY_MODEL_ERROR; the map is then as before. Each command is one step of undo.
 * Thread: as the document.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

/* For or against the claim. An answer that stands there already is not attached again; if it stood on the other side it changes sides.
 * `today` as way_date_today () gives it. What is attached was just read, so it is known to stand. `n` (nullable): how many are new, or have changed sides. */
gboolean way_command_attach_answers (WayDocument *document, WayElement *claim, const WayAnswerRef *refs, guint n_refs, gboolean against, guint32 today, guint *n, GError **error);
/* The evidence of the claim that is this answer, or NULL. */
WayElement *way_answer_find_evidence (const WayDocument *document, const WayElement *claim, const WayAnswerRef *ref);
/* Lets go of a claim's answers of this dataset (NULL: of all), or only of those that do not count any more. */
gboolean way_command_detach_answers (WayDocument *document, WayElement *claim, const char *dataset, gboolean only_fallen, guint *n, GError **error);
/* Lets go of these. */
gboolean way_command_release_answers (WayDocument *document, WayElement *claim, const WayAnswerRef *refs, guint n_refs, guint *n, GError **error);

/* What can be claimed at an element: itself, what is felt and what hurts there, where it leads; (element-type WayElement), container only. */
GPtrArray *way_answer_list_claims (const WayDocument *document, WayElement *element);

G_END_DECLS
