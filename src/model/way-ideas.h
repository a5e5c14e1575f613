/* way-ideas.h — what a journey could be better at, as plain values to rank by: its pain points and opportunities.
 *
 * Shape:  an array of WayIdea, the most worth doing first. A snapshot: it does not follow the document, and points into it.
 * Units:  impact and effort 1 … 5, −1 = nobody has judged it yet, which never counts as zero; rank 1 … 25.
 * Errors: none.
 * Thread: as the document.
 * Source: R002-7. The impact of a pain point is its severity.
 */
#pragma once

#include "model/way-evidence.h"

G_BEGIN_DECLS

#define WAY_IDEA_MOST 5

/* What is done about it: an action for it, or for an opportunity that answers it. */
typedef enum
{
  WAY_ANSWER_NONE, /* nothing */
  WAY_ANSWER_IDEA, /* an opportunity answers the pain point, and nobody has taken it up */
  WAY_ANSWER_OPEN, /* an action is not done yet */
  WAY_ANSWER_DONE, /* every action that was not dropped is done */
} WayAnswer;

typedef struct
{
  const WayElement *element;
  gboolean is_pain;
  int impact, effort;     /* −1 = not judged */
  int customers;          /* who said so, independently: of it, or of the pain point it answers that most people spoke of */
  WayEvidenceState state; /* of its own evidence */
  WayAnswer answer;
  double rank;
} WayIdea;

/* (element-type WayIdea); `today` as way_date_today () gives it, for evidence that has become stale. */
GArray *way_ideas_list (const WayDocument *document, const WayElement *journey, guint32 today);

/* For ranking, 1 … 25: how severe times how frequent for a pain point; impact times ease for an opportunity, where ease is six less
 * its effort. What is not judged counts as the middle, an unjudged impact as the severity of the worst pain it answers. */
double way_idea_rank (const WayDocument *document, const WayElement *idea);

/* “Do first”: of four quarters, by the sides of the middle on which both lie; NULL on the middle and where one is not judged. */
const char *way_idea_get_quarter_label (gboolean high_impact, gboolean high_effort);
const char *way_idea_find_quarter (int impact, int effort);

G_END_DECLS
