#include "ui/flow/way-log-job.h"

#include "metrics/way-log-kept.h"
#include "metrics/way-log-store.h"
#include "metrics/way-remote.h"
#include "ui/figures/way-figure-store.h"

typedef struct
{
  WayLogJob job; /* what others see */
  gatomicrefcount ref_count;
  WayElement *journey; /* a copy */
  WayLifecycle lifecycle;
  char *score, *cost; /* columns, or NULL */
  int permille;       /* atomic */
  int is_cancelled;   /* atomic */
} Job;

static Job *
job_new (void)
{
  Job *self = g_new0 (Job, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

WayLogJob *
way_log_job_new_for_path (const char *path)
{
  Job *self = job_new ();

  self->job.path = g_strdup (path);
  self->job.name = g_filename_display_basename (path);
  return &self->job;
}

WayLogJob *
way_log_job_new_for_path_as (const char *path, WayLifecycle lifecycle, const char *score_column, const char *cost_column)
{
  Job *self = (Job *) way_log_job_new_for_path (path);

  self->job.is_told = TRUE;
  self->lifecycle = lifecycle;
  self->score = g_strdup (score_column);
  self->cost = g_strdup (cost_column);
  return &self->job;
}

WayLogJob *
way_log_job_new_for_name (const char *name)
{
  Job *self = job_new ();

  self->job.name = g_strdup (name);
  return &self->job;
}

WayLogJob *
way_log_job_new_for_journey (const WayElement *journey)
{
  Job *self = job_new ();

  self->job.is_found = TRUE;
  self->journey = way_element_copy (journey);
  return &self->job;
}

WayLogJob *
way_log_job_new_for_log (WayLog *log, const char *name)
{
  WayLogJob *self = way_log_job_new_for_name (name);

  self->log = way_log_ref (log);
  return self;
}

WayLogJob *
way_log_job_ref (WayLogJob *self)
{
  g_atomic_ref_count_inc (&((Job *) self)->ref_count);
  return self;
}

void
way_log_job_unref (WayLogJob *job)
{
  Job *self = (Job *) job;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (job->path);
  g_free (job->name);
  way_log_unref (job->log);
  way_log_facts_clear (&job->facts);
  g_clear_pointer (&self->journey, way_element_unref);
  g_free (self->score);
  g_free (self->cost);
  g_free (self);
}

/* --- running --- */

static gboolean
progress_cb (double done, gpointer data)
{
  Job *self = data;

  g_atomic_int_set (&self->permille, (int) (1000 * done));
  return !g_atomic_int_get (&self->is_cancelled);
}

static void
read_file (Job *self, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (self->job.path, FALSE, error);
  g_autoptr (WayReport) report = way_report_new ();
  const WayLogOptions options = { .progress = progress_cb, .data = self, .lifecycle = self->lifecycle, .has_lifecycle = self->job.is_told, .score_column = self->score, .cost_column = self->cost };

  if (file != NULL)
    self->job.log = way_log_read (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), self->job.path, &options, &self->job.facts, report, error);
}

static void
open_kept (Job *self, GError **error)
{
  g_autoptr (WayCache) cache = way_cache_open (way_figure_store_get_cache_path (), NULL, error);
  g_autoptr (WayRemote) remote = NULL;

  if (cache == NULL)
    return;
  if (self->journey != NULL)
    self->job.name = way_log_find_kept (cache, self->journey);
  if (self->job.name == NULL)
    return;
  remote = way_remote_load (cache, self->job.name);
  self->job.is_remote = remote != NULL;
  self->job.is_counted = remote != NULL && remote->mode == WAY_REMOTE_COUNT;
  if (!self->job.is_counted)
    self->job.log = way_log_open (cache, self->job.name, -1, error);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *self = data;
  GError *error = NULL;

  if (self->job.path != NULL)
    read_file (self, &error);
  else
    open_kept (self, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
way_log_job_run_async (WayLogJob *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_set_task_data (task, way_log_job_ref (self), (GDestroyNotify) way_log_job_unref);
  g_task_run_in_thread (task, run_thread);
}

WayLogJob *
way_log_job_run_finish (GAsyncResult *result, GError **error)
{
  WayLogJob *self = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), error);
  return way_log_job_ref (self);
}

double
way_log_job_get_done (WayLogJob *self)
{
  return g_atomic_int_get (&((Job *) self)->permille) / 1000.0;
}

void
way_log_job_cancel (WayLogJob *self)
{
  g_atomic_int_set (&((Job *) self)->is_cancelled, TRUE);
}
