#include "ui/flow/way-rule-export.h"

#include <string.h>

#include "metrics/way-log-rule-list.h"

typedef struct
{
  WayRuleCount *count;
  GPtrArray *results; /* (element-type WayRuleResult), borrowed from `count` */
  char *path;
  int *permille;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_ptr_array_unref (work->results);
  way_rule_count_unref (work->count);
  g_free (work->path);
  g_atomic_rc_box_release (work->permille);
  g_free (work);
}

static void
progress_cb (double done, gpointer data)
{
  g_atomic_int_set (((Work *) data)->permille, (int) (done * 1000));
}

/* Written beside the file that is there and put in its place at the end; closing after a stop throws it away. */
static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (work->path);
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, &error);
  g_autoptr (GCancellable) stopped = g_cancellable_new ();

  if (stream != NULL && way_rule_list_write_csv (work->results, work->count->view, G_OUTPUT_STREAM (stream), progress_cb, work, cancellable, &error) && g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_cancellable_cancel (stopped);
  if (stream != NULL)
    g_output_stream_close (G_OUTPUT_STREAM (stream), stopped, NULL);
  g_task_return_error (task, error);
}

void
way_rule_export_async (GObject *source, WayRuleCount *count, const char *rule, const char *path, int *permille, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  work->count = way_rule_count_ref (count);
  work->results = g_ptr_array_new ();
  work->path = g_strdup (path);
  work->permille = g_atomic_rc_box_acquire (permille);
  for (guint i = 0; i < count->results->len; i++)
    if (rule == NULL || strcmp (((const WayRuleResult *) count->results->pdata[i])->id, rule) == 0)
      g_ptr_array_add (work->results, count->results->pdata[i]);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, write_thread);
}

gboolean
way_rule_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
way_rule_export_get_path (GAsyncResult *result)
{
  return ((const Work *) g_task_get_task_data (G_TASK (result)))->path;
}
