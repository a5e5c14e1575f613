/* way-answers.h — imported answers of customers that stand as evidence: what this computer knows of them.
 *
 * Shape:  dataset × row → whether that row is still there. Evidence names the row by a keyed hash of its cells, so that importing the
 *         same file again finds it again; the source it names says the dataset. Rows and words never enter a map.
 *         A row that nobody has looked up counts as it did when it was attached: another computer has other numbers, or none.
 * Errors: none.
 * Owns:   its texts. Reference-counted; shared only once it is filled.
 * Thread: filled in one; may then be read in any.
 */
#pragma once

#include "model/way-element.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_ANSWER_UNCHECKED,  /* nobody looked, or it was attached where other numbers lie */
  WAY_ANSWER_STANDS,     /* the row is there as it was */
  WAY_ANSWER_TAKEN_BACK, /* its import was undone */
  WAY_ANSWER_CORRECTED,  /* a later import holds other words of the same customer at the same time */
} WayAnswerState;

/* What evidence keeps of an answer. */
typedef struct
{
  char *dataset;
  char *row;        /* "4f2a91c0-7be3…": whose numbers, and which row of them */
  char *respondent; /* pseudonym, the same in every dataset of this user; NULL: the dataset has no ids */
  guint32 day;      /* as way_date_parse () counts, 0: unknown */
} WayAnswerRef;

void way_answer_ref_clear (WayAnswerRef *self);

typedef struct _WayAnswers WayAnswers;

WayAnswers *way_answers_new (void);
WayAnswers *way_answers_ref (WayAnswers *self);
void way_answers_unref (WayAnswers *self);

/* A table of its own; of NULL an empty one. */
WayAnswers *way_answers_copy (const WayAnswers *self);
void way_answers_set (WayAnswers *self, const char *dataset, const char *row, WayAnswerState state);
/* NULL self knows nothing. */
WayAnswerState way_answers_get (const WayAnswers *self, const char *dataset, const char *row);
guint way_answers_get_size (const WayAnswers *self);
/* How many are in this state. */
guint way_answers_count (const WayAnswers *self, WayAnswerState state);
/* Names of datasets, without one twice; (element-type utf8), container and texts owned. */
GPtrArray *way_answers_list_datasets (const WayAnswers *self);
/* Calls `visit` for each row of a dataset; what it returns is the row's state from then on. */
typedef WayAnswerState (*WayAnswerVisit) (const char *row, WayAnswerState state, gpointer data);
void way_answers_update (WayAnswers *self, const char *dataset, WayAnswerVisit visit, gpointer data);
gboolean way_answers_equal (const WayAnswers *a, const WayAnswers *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayAnswers, way_answers_unref)

G_END_DECLS
