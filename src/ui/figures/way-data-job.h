/* way-data-job.h — what lies in the cache, and taking it out again, away from the main thread.
 *
 * Shape:  each function opens the cache in a thread, does one thing and closes it.
 * Errors: WAY_METRICS_ERROR, G_IO_ERROR_CANCELLED.
 * Thread: main.
 */
#pragma once

#include <gio/gio.h>

#include "metrics/way-cache.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* A dataset with all that is known of it. */
typedef struct
{
  WayDataset *dataset;
  GPtrArray *imports; /* (element-type WayImported), newest first */
  GPtrArray *fields;  /* (element-type WayColumn) */
} WayDataEntry;

void way_data_entry_free (WayDataEntry *self);

/* (element-type WayDataEntry), by name. Where there is no cache yet none is made. */
void way_data_list_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *way_data_list_finish (GAsyncResult *result, GError **error);

/* One import, or with `import` 0 the whole dataset. Every open map then measures again. */
void way_data_forget_async (gint64 dataset, gint64 import, GAsyncReadyCallback callback, gpointer data);
gboolean way_data_forget_finish (GAsyncResult *result, GError **error);

/* (element-type WayBadRow) */
void way_data_list_bad_rows_async (gint64 import, GAsyncReadyCallback callback, gpointer data);
GPtrArray *way_data_list_bad_rows_finish (GAsyncResult *result, GError **error);

/* What came of a proposal. */
typedef struct
{
  guint n_metrics, n_bindings; /* added */
  guint n_unmatched;           /* values of the key that no place answers to */
  char *unmatched;             /* the most frequent of them, or NULL; way_proposal_clear () */
} WayProposal;

/* Metrics and bindings as way_propose_apply () has them, thought of in a thread and put into the map in one step of undo. */
void way_data_propose_async (WayDocument *document, const char *dataset, GAsyncReadyCallback callback, gpointer data);
gboolean way_data_propose_finish (GAsyncResult *result, WayProposal *proposal, GError **error);
void way_proposal_clear (WayProposal *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayProposal, way_proposal_clear)

G_END_DECLS
