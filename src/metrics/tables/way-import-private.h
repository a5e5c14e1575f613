/* way-import-private.h — the parts of an import: its recipe, its rows while they are read, and what puts them into the cache.
 *
 * Shape:  WayRows → targets (one a field of the dataset) → one value a row. way-import-recipe.c decides the columns, way-import-rows.c
 *         reads, way-import-store.c stores; way-import.c holds them together.
 * Errors: as way-import.h.
 * Thread: as way-import.h.
 */
#pragma once

#include "metrics/cache/way-cache-private.h"
#include "metrics/tables/way-import.h"

G_BEGIN_DECLS

#define WAY_MAX_BAD_ROWS 10000
#define WAY_MAX_ROWS 50000000
/* Rows times columns: so many in any case, and more the larger the file is, for a cell takes a byte at least. */
#define WAY_FREE_CELLS ((gint64) 64 << 20)
#define WAY_MAX_CELLS ((gint64) 400 << 20)
/* Fields made of questions of a long form have places from here on: they are no columns of the file. */
#define WAY_QUESTION_PLACE 100000

struct _WayImport
{
  WayCache *cache;
  WayTable *table;
  const char *data;
  gsize size;
  char *path; /* or NULL */
  char *dataset;
  gboolean has_recipe;
  GPtrArray *questions; /* (element-type WayColumn), owned */
};

/* Sets the columns as they were chosen for `dataset` (nullable: the one that fits best), and its name. */
gboolean way_import_find_recipe (WayImport *self, const char *dataset, WayReport *report, GError **error);

/* Texts and their codes, from 1. */
typedef struct
{
  GString *texts;
  GArray *offsets; /* (element-type guint32), one more than texts */
  guint32 *slots;  /* hash table of codes */
  guint64 *hashes; /* of each code's text */
  guint n, room, mask;
  gboolean full; /* something did not fit */
} WayTexts;

WayTexts *way_texts_new (void);
void way_texts_free (WayTexts *self);
/* 0: the dictionary is full; a column of it would be larger than the cache can keep. */
guint32 way_texts_intern (WayTexts *self, const char *text, gsize length);

/* A value of a question; rows without it have none. */
typedef struct
{
  guint32 row;
  guint32 code;
  double number;
} WaySparse;

typedef struct
{
  const WayColumn *column;
  guint source;     /* column of the table */
  gint64 field;     /* id in the cache, once known */
  double *numbers;  /* one a row: of value columns */
  gint64 *integers; /* of times and pseudonyms */
  guint32 *codes;   /* of keys and comments */
  WayTexts *texts;
  GArray *sparse;  /* (element-type WaySparse), of a question; else NULL */
  GTimeZone *zone; /* of times that name none; or NULL */
} WayTarget;

typedef struct
{
  WayCache *cache;
  GPtrArray *targets;                 /* (element-type WayTarget), owned */
  GPtrArray *questions;               /* (element-type WayTarget), owned; empty for wide forms */
  GHashTable *by_question;            /* text → WayTarget, borrowed */
  int question_column, answer_column; /* −1: wide form */
  gint64 max_cells;
  guint32 n, room;
  gint64 *lines;
  guint64 *hashes;
  GPtrArray *bad;            /* (element-type WayBadRow) */
  gint64 n_bad, n_no_answer; /* cells; 99 and the like */
  gboolean has_times;
  gint64 from, to;
  GString *bytes; /* of the row, for its hash */
} WayRows;

WayRows *way_rows_new (WayCache *cache, GPtrArray *columns, GPtrArray *questions, GTimeZone *zone);
/* The zone whose days its times are counted in, or NULL for UTC. */
const char *way_rows_get_zone (const WayRows *self);
void way_rows_free (WayRows *self);
gboolean way_rows_read (WayRows *self, WayTable *table, WayImportProgress progress, gpointer user_data, GCancellable *cancellable, GError **error);
/* Keeps the rows that are marked. */
void way_rows_keep (WayRows *self, const guint8 *kept);
/* The target of this use, or NULL. */
WayTarget *way_rows_find (const WayRows *self, WayColumnUse use);

/* Which rows are new: takes out what `known` (hashes of earlier rows) has. Hashes are made unique first: the second of two rows that are
 * alike has another one. Marks rows to keep; returns how many. */
guint32 way_rows_mark_new (WayRows *self, const GArray *known, guint8 *kept);

GBytes *way_target_encode (const WayTarget *self, guint32 n);

/* Within a transaction. */
gboolean way_import_store (WayImport *self, WayRows *rows, const WayImportOptions *options, WayImportProgress progress, gpointer user_data, WayImportResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayRows, way_rows_free)

G_END_DECLS
