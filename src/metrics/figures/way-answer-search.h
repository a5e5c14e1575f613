/* way-answer-search.h — answers of customers in the imported datasets: found by their words, and looked up again.
 *
 * Shape:  words × dataset × place → answers, the newest first. An answer is a row with its comments, its value, and a reference by
 *         which it can stand as evidence (model/way-answers.h). Event logs hold none.
 * Errors: WAY_METRICS_ERROR_NOT_FOUND, _CACHE; G_IO_ERROR_CANCELLED.
 * Owns:   what it returns is the caller's.
 * Thread: any, with a cache of its own.
 *
 * Of fewer than five answers of a dataset, or of a place in it, none is shown: whoever knows the customer would know who it was.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/cache/way-cache.h"
#include "model/way-answers.h"

G_BEGIN_DECLS

typedef struct
{
  WayAnswerRef ref;
  char *text;  /* comments, or NULL */
  char *value; /* "nps: 3", or NULL */
  char *place; /* values of the key columns, "Booking · Shop", or NULL */
  char *file;
  int line;
} WayAnswer;

typedef struct
{
  const char *words;   /* all of them must stand in the comments; NULL or "": any answer */
  const char *dataset; /* NULL: all */
  const char *place;   /* a value of a key column, NULL: all */
} WayAnswerQuery;

/* (element-type WayAnswer), at most `max`; how many there are in `n_found` (nullable). `cancellable` is nullable. */
GPtrArray *way_answer_search (WayCache *cache, const WayAnswerQuery *query, guint max, guint *n_found, GCancellable *cancellable, GError **error);
/* Values of the key columns of a dataset, as they are written there, sorted; (element-type utf8). */
GPtrArray *way_answer_list_places (WayCache *cache, const char *dataset, GError **error);
/* Names of the datasets that hold answers; (element-type utf8). */
GPtrArray *way_answer_list_datasets (WayCache *cache, GError **error);

/* Looks up each row of the table. Rows of other stores of numbers, and everything on error, stay unchecked. */
gboolean way_answer_check (WayAnswers *answers, WayCache *cache, GError **error);

void way_answer_free (WayAnswer *self);

G_END_DECLS
