#include "ui/flow/way-flow-count.h"

#include "metrics/way-log-traffic.h"
#include "metrics/way-remote-flow.h"
#include "ui/figures/way-figure-store.h"

/* What the thread sees; nothing of it is the map's own. */
typedef struct
{
  WayFlowCount *count; /* taken when done */
  WayElement *journey;
  GPtrArray *rules; /* (element-type WayElement) */
  WayLogChoice choice;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  way_flow_count_free (self->count);
  way_element_unref (self->journey);
  g_ptr_array_unref (self->rules);
  way_log_choice_clear (&self->choice);
  g_free (self);
}

/* Nothing is asked: what was counted last is in the cache. */
static void
load_counted (WayFlowCount *count, const WayElement *journey)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (way_figure_store_get_cache_path (), NULL, &error);
  g_autoptr (WayRemoteFlow) flow = cache != NULL ? way_remote_flow_load (cache, count->name, journey, &error) : NULL;

  if (flow == NULL)
    {
      count->remark = g_strdup (error->message);
      return;
    }
  count->remark = way_remote_flow_dup_remark (flow, journey);
  count->flow = way_remote_flow_make_journey_flow (flow, journey);
  count->traffic = way_log_traffic_new (count->flow, journey);
}

static void
count_log (WayFlowCount *count, const Work *work)
{
  g_autoptr (WayLogView) view = way_log_choice_make_view (&work->choice, count->log, work->journey, FALSE);

  count->flow = way_journey_flow_new (view, work->journey, 0);
  count->traffic = way_log_traffic_new (count->flow, work->journey);
  if (work->rules->len == 0)
    return;
  count->broken = way_rule_count_new (work->rules, way_log_choice_make_view (&work->choice, count->log, work->journey, TRUE), work->journey);
  way_log_rules_mark (count->broken->results, count->broken->view, count->traffic);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;

  if (work->count->log == NULL)
    load_counted (work->count, work->journey);
  else
    count_log (work->count, work);
  g_task_return_pointer (task, g_steal_pointer (&work->count), (GDestroyNotify) way_flow_count_free);
}

void
way_flow_count_async (WayLog *log, const char *name, const WayElement *journey, const WayElement *root, const WayLogChoice *choice, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Work *work = g_new0 (Work, 1);
  WayElement *rule;

  work->count = g_new0 (WayFlowCount, 1);
  work->count->log = log != NULL ? way_log_ref (log) : NULL;
  work->count->name = g_strdup (name);
  work->journey = way_element_copy (journey);
  work->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);
  way_each (rule, root, WAY_KIND_RULE)
    g_ptr_array_add (work->rules, way_element_copy (rule));
  work->choice = way_log_choice_copy (choice);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, count_thread);
}

WayFlowCount *
way_flow_count_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
way_flow_count_free (WayFlowCount *self)
{
  if (self == NULL)
    return;
  way_log_unref (self->log);
  g_free (self->name);
  g_free (self->remark);
  way_journey_flow_free (self->flow);
  way_traffic_unref (self->traffic);
  way_rule_count_unref (self->broken);
  g_free (self);
}

gboolean
way_flow_count_is_of (const WayFlowCount *self, const WayLog *log, const char *name)
{
  return self->log == log && (log != NULL || g_strcmp0 (self->name, name) == 0);
}
