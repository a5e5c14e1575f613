#include "ui/figures/way-warehouse-job.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/figures/way-figure-store.h"

struct _WayWarehouseJob
{
  gatomicrefcount ref_count;
  char *source, *password;
  char *table, *name; /* asked for */
  WayRemote *remote, *guess;
  WayElement *journey;
  GPtrArray *tables, *columns, *rows;
  WayWarehouseResult result;
  int done; /* atomic: 0 to 1000 */
};

WayWarehouseJob *
way_warehouse_job_new (void)
{
  WayWarehouseJob *self = g_new0 (WayWarehouseJob, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

WayWarehouseJob *
way_warehouse_job_ref (WayWarehouseJob *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
forget_table (WayWarehouseJob *self)
{
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->guess, way_remote_free);
}

void
way_warehouse_job_unref (WayWarehouseJob *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  way_warehouse_job_set_source (self, NULL);
  g_free (self->table);
  g_free (self->name);
  way_remote_free (self->remote);
  way_element_unref (self->journey);
  g_free (self);
}

void
way_warehouse_job_set_source (WayWarehouseJob *self, const char *source)
{
  g_free (self->source);
  self->source = g_strdup (source);
  way_warehouse_job_set_password (self, NULL);
  forget_table (self);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
}

void
way_warehouse_job_set_password (WayWarehouseJob *self, const char *password)
{
  if (self->password != NULL)
    memset (self->password, 0, strlen (self->password));
  g_free (self->password);
  self->password = password != NULL && *password != '\0' ? g_strdup (password) : NULL;
}

const char *
way_warehouse_job_get_source (const WayWarehouseJob *self)
{
  return self->source;
}

double
way_warehouse_job_get_done (WayWarehouseJob *self)
{
  return g_atomic_int_get (&self->done) / 1000.0;
}

/* Stopping is no mistake to be told. */
static void
return_error (GTask *task, GError *error)
{
  if (g_error_matches (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("Cancelled"));
      return;
    }
  g_task_return_error (task, error);
}

/* --- looking --- */

static gboolean
look_at_table (WayWarehouseJob *self, WayOdbc *odbc, GCancellable *cancellable, GError **error)
{
  g_autofree char *table = way_odbc_find_table (odbc, self->table, cancellable, error);

  forget_table (self);
  self->columns = table != NULL ? way_odbc_list_columns (odbc, table, cancellable, error) : NULL;
  self->rows = self->columns != NULL ? way_odbc_list_rows (odbc, table, self->columns->len, WAY_WAREHOUSE_ROWS, cancellable, error) : NULL;
  if (self->rows == NULL)
    {
      forget_table (self);
      return FALSE;
    }
  self->guess = self->remote != NULL ? way_remote_copy (self->remote) : way_remote_new ();
  g_free (self->guess->table);
  self->guess->table = g_strdup (self->table);
  /* What cannot be told is asked. */
  way_remote_choose_columns (self->guess, self->columns, NULL, NULL);
  return TRUE;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WayWarehouseJob *self = data;
  const WayOdbcLogin login = { self->source, self->password, 0, 0 };
  GError *error = NULL;
  g_autoptr (WayOdbc) odbc = way_odbc_connect (&login, cancellable, &error);

  if (odbc != NULL && self->tables == NULL)
    self->tables = way_odbc_list_tables (odbc, cancellable, &error);
  if (error == NULL && self->table != NULL)
    look_at_table (self, odbc, cancellable, &error);
  if (error != NULL)
    return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
set_remote (WayWarehouseJob *self, const WayRemote *remote)
{
  WayRemote *copy = remote != NULL ? way_remote_copy (remote) : NULL;

  way_remote_free (self->remote);
  self->remote = copy;
}

void
way_warehouse_job_look_async (WayWarehouseJob *self, const char *table, const WayRemote *remote, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  char *wanted = g_strdup (table);

  g_free (self->table);
  self->table = wanted;
  set_remote (self, remote);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, way_warehouse_job_ref (self), (GDestroyNotify) way_warehouse_job_unref);
  g_task_run_in_thread (task, look_thread);
}

gboolean
way_warehouse_job_look_finish (WayWarehouseJob *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

const GPtrArray *
way_warehouse_job_get_tables (const WayWarehouseJob *self)
{
  return self->tables;
}

const GPtrArray *
way_warehouse_job_get_columns (const WayWarehouseJob *self)
{
  return self->columns;
}

const GPtrArray *
way_warehouse_job_get_rows (const WayWarehouseJob *self)
{
  return self->rows;
}

const WayRemote *
way_warehouse_job_get_guess (const WayWarehouseJob *self)
{
  return self->guess;
}

/* --- copying and counting --- */

static gboolean
progress_cb (double done, gpointer data)
{
  g_atomic_int_set (&((WayWarehouseJob *) data)->done, (int) (done * 1000));
  return TRUE;
}

static gboolean
mirror (WayWarehouseJob *self, WayCache *cache, const WayRemoteCall *call, GError **error)
{
  const WayRemoteTarget target = { .name = self->name };
  g_autoptr (WayReport) report = way_report_new ();
  WayLogImportResult result = { 0 };

  if (!way_remote_mirror (cache, &target, self->remote, call, NULL, &result, report, error))
    return FALSE;
  self->result = (WayWarehouseResult){ WAY_REMOTE_MIRROR, result.n_events, result.n_known, result.n_cases };
  return TRUE;
}

static gboolean
count (WayWarehouseJob *self, WayCache *cache, const WayRemoteCall *call, GError **error)
{
  g_autoptr (WayRemoteFlow) flow = way_remote_flow_count (cache, self->name, self->remote, self->journey, NULL, call, error);

  if (flow == NULL)
    return FALSE;
  self->result = (WayWarehouseResult){ WAY_REMOTE_COUNT, flow->n_events, 0, flow->n_cases };
  return TRUE;
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WayWarehouseJob *self = data;
  const WayRemoteCall call = { .password = self->password, .cancellable = cancellable, .progress = progress_cb, .data = self };
  GError *error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (way_figure_store_get_cache_path (), NULL, &error);
  g_autoptr (WayRemote) known = cache != NULL ? way_remote_load (cache, self->name) : NULL;
  WayRemoteMode mode = self->remote != NULL ? self->remote->mode : known != NULL ? known->mode
                                                                                 : WAY_REMOTE_MIRROR;

  if (cache != NULL && (mode == WAY_REMOTE_COUNT ? count (self, cache, &call, &error) : mirror (self, cache, &call, &error)))
    g_task_return_boolean (task, TRUE);
  else
    return_error (task, error);
}

void
way_warehouse_job_run_async (WayWarehouseJob *self, const char *name, const WayRemote *remote, const WayElement *journey, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  WayElement *copy = journey != NULL ? way_element_copy (journey) : NULL;
  char *wanted = g_strdup (name);

  g_free (self->name);
  self->name = wanted;
  way_element_unref (self->journey);
  self->journey = copy;
  set_remote (self, remote);
  g_atomic_int_set (&self->done, 0);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, way_warehouse_job_ref (self), (GDestroyNotify) way_warehouse_job_unref);
  g_task_run_in_thread (task, run_thread);
}

gboolean
way_warehouse_job_run_finish (WayWarehouseJob *self, GAsyncResult *result, WayWarehouseResult *out, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *out = self->result;
  return TRUE;
}
