#include "ui/figures/way-data-job.h"

#include "metrics/way-propose.h"
#include "ui/figures/way-figure-store.h"

typedef struct
{
  gint64 dataset, import;
  char *name;
  WayDocument *document, *copy; /* the map is touched in the main thread only */
  WayProposal proposal;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->name);
  g_clear_object (&self->document);
  g_clear_object (&self->copy);
  way_proposal_clear (&self->proposal);
  g_free (self);
}

static WayCache *
open_cache (GError **error)
{
  return way_cache_open (way_figure_store_get_cache_path (), NULL, error);
}

static void
run (Job *job, GTaskThreadFunc thread, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, thread);
}

/* --- listing --- */

void
way_data_entry_free (WayDataEntry *self)
{
  way_dataset_free (self->dataset);
  g_clear_pointer (&self->imports, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_free (self);
}

/* Newest first. */
static int
compare_imports (gconstpointer a, gconstpointer b)
{
  const WayImported *x = *(WayImported *const *) a, *y = *(WayImported *const *) b;

  return (x->id < y->id) - (x->id > y->id);
}

static gboolean
fill_entry (WayDataEntry *entry, WayCache *cache, GError **error)
{
  entry->imports = way_cache_list_imports (cache, entry->dataset->id, error);
  entry->fields = entry->imports != NULL ? way_cache_list_fields (cache, entry->dataset->id, error) : NULL;
  if (entry->fields == NULL)
    return FALSE;
  g_ptr_array_sort (entry->imports, compare_imports);
  return TRUE;
}

static GPtrArray *
list_entries (WayCache *cache, GError **error)
{
  g_autoptr (GPtrArray) datasets = way_cache_list_datasets (cache, error), entries = NULL;

  if (datasets == NULL)
    return NULL;
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) way_data_entry_free);
  g_ptr_array_set_free_func (datasets, NULL);
  for (guint i = 0; i < datasets->len; i++)
    {
      WayDataEntry *entry = g_new0 (WayDataEntry, 1);

      entry->dataset = datasets->pdata[i];
      g_ptr_array_add (entries, entry);
    }
  for (guint i = 0; i < entries->len; i++)
    if (!fill_entry (entries->pdata[i], cache, error))
      return NULL;
  return g_steal_pointer (&entries);
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *own = way_cache_build_path ();
  const char *path = way_figure_store_get_cache_path ();
  g_autoptr (WayCache) cache = NULL;
  GPtrArray *entries = NULL;
  GError *error = NULL;

  if (!g_file_test (path != NULL ? path : own, G_FILE_TEST_EXISTS))
    {
      g_task_return_pointer (task, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  cache = open_cache (&error);
  if (cache != NULL)
    entries = list_entries (cache, &error);
  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
way_data_list_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  run (g_new0 (Job, 1), list_thread, cancellable, callback, data);
}

GPtrArray *
way_data_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- forgetting --- */

static void
forget_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  g_autoptr (WayCache) cache = open_cache (&error);
  gboolean done = cache != NULL && (job->import != 0 ? way_cache_forget_import (cache, job->import, &error) : way_cache_forget_dataset (cache, job->dataset, &error));

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
way_data_forget_async (gint64 dataset, gint64 import, GAsyncReadyCallback callback, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->dataset = dataset;
  job->import = import;
  run (job, forget_thread, NULL, callback, data);
}

gboolean
way_data_forget_finish (GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  way_figure_store_refresh_all ();
  return TRUE;
}

/* --- rows that could not be read --- */

static void
bad_rows_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  g_autoptr (WayCache) cache = open_cache (&error);
  GPtrArray *rows = cache != NULL ? way_cache_list_bad_rows (cache, job->import, &error) : NULL;

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
way_data_list_bad_rows_async (gint64 import, GAsyncReadyCallback callback, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->import = import;
  run (job, bad_rows_thread, NULL, callback, data);
}

GPtrArray *
way_data_list_bad_rows_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- proposing --- */

/* All metrics of a dataset share its key, so the first one that has it tells. */
static void
note_unmatched (Job *job, WayCache *cache)
{
  WayElement *metric;

  way_each (metric, way_document_get_root (job->copy), WAY_KIND_METRIC)
    {
      const WayElement *feed = way_element_get_first (metric, WAY_KIND_FEED);
      g_autoptr (GPtrArray) list = NULL;

      if (g_strcmp0 (way_element_get (feed, WAY_FIELD_DATASET), job->name) != 0 || way_element_get (feed, WAY_FIELD_KEY) == NULL)
        continue;
      list = way_measure_list_unmatched (job->copy, cache, way_element_get_id (metric), NULL);
      if (list == NULL || list->len == 0)
        continue;
      job->proposal.n_unmatched = list->len;
      job->proposal.unmatched = g_strdup (((const WayUnmatched *) list->pdata[0])->text);
      return;
    }
}

static void
propose_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (WayCache) cache = open_cache (&error);
  guint n_metrics, n_bindings;

  if (cache != NULL && way_propose_apply (job->copy, cache, job->name, &n_metrics, &n_bindings, &error))
    {
      note_unmatched (job, cache);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

void
way_data_propose_async (WayDocument *document, const char *dataset, GAsyncReadyCallback callback, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->name = g_strdup (dataset);
  job->document = g_object_ref (document);
  job->copy = way_measure_copy_document (document, TRUE);
  run (job, propose_thread, NULL, callback, data);
}

gboolean
way_data_propose_finish (GAsyncResult *result, WayProposal *proposal, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *proposal = job->proposal;
  job->proposal.unmatched = NULL;
  return way_propose_take (job->document, job->copy, &proposal->n_metrics, &proposal->n_bindings, error);
}

void
way_proposal_clear (WayProposal *self)
{
  g_clear_pointer (&self->unmatched, g_free);
}
