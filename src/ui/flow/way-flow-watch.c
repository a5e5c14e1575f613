#include "ui/flow/way-flow-watch.h"

#include <gio/gio.h>

#include "metrics/log/way-log-choice.h"
#include "ui/flow/way-flow-count.h"
#include "ui/flow/way-log-job.h"

/* Changes that follow each other faster are counted once. */
#define SETTLE_MS 40
/* How often the window hears how far reading is. */
#define PROGRESS_MS 100

struct _WayFlowWatch
{
  GObject parent_instance;
  WayEditor *editor;
  WayLogJob *source;            /* with the log that is shown, or what a warehouse counted; NULL: neither */
  WayLogJob *reading, *finding; /* under way, or NULL */
  gboolean shown;
  double keep;
  guint lit;
  char **lit_ids;
  char *pointed;
  WayLogChoice choice;
  WayFlowCount *count;             /* NULL: not counted yet */
  guint held;                      /* how many look at the figures though the map may not show them */
  gboolean counting, again, stale; /* stale: what is being counted is of another journey, or of another log */
  guint settle_source, progress_source;
};

enum
{
  CHANGED,
  POINTED,
  FAILED,
  ASKS,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayFlowWatch, way_flow_watch, G_TYPE_OBJECT)

static void schedule (WayFlowWatch *self);

static void
emit (WayFlowWatch *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- counting --- */

static void
light (WayFlowWatch *self)
{
  const WayJourneyFlow *flow = way_flow_watch_get_flow (self);

  g_clear_pointer (&self->lit_ids, g_strfreev);
  if (flow == NULL || self->lit >= flow->variants->variants->len)
    {
      self->lit = G_MAXUINT;
      return;
    }

  self->lit_ids = way_journey_flow_list_way (flow, self->lit);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayFlowWatch) self = data;
  g_autoptr (WayFlowCount) count = way_flow_count_finish (result);

  gboolean stale = self->stale;

  self->counting = self->stale = FALSE;
  if (self->again)
    schedule (self);
  if (!stale && self->editor != NULL && self->source != NULL && way_flow_count_is_of (count, self->source->log, self->source->name))
    {
      /* The same way is lit as before, wherever it stands now. */
      g_auto (GStrv) lit = g_steal_pointer (&self->lit_ids);

      g_clear_pointer (&self->count, way_flow_count_free);
      self->count = g_steal_pointer (&count);
      self->lit = lit != NULL && self->count->flow != NULL ? way_journey_flow_find_way (self->count->flow, (const char *const *) lit) : G_MAXUINT;
      light (self);
      emit (self);
    }
}

static void
begin_count (WayFlowWatch *self)
{
  const WayElement *journey = way_editor_get_journey (self->editor);

  if (journey == NULL)
    return;
  self->again = self->counting;
  if (self->counting)
    return;
  self->counting = TRUE;
  way_flow_count_async (self->source->log, self->source->name, journey, way_document_get_root (way_editor_get_document (self->editor)), &self->choice, counted_cb, g_object_ref (self));
}

static gboolean
settled_cb (gpointer data)
{
  WayFlowWatch *self = data;

  self->settle_source = 0;
  begin_count (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (WayFlowWatch *self)
{
  if (self->source != NULL && self->editor != NULL && self->settle_source == 0)
    self->settle_source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
document_changed_cb (WayDocument *document, const WayChange *change, WayFlowWatch *self)
{
  if (change == NULL && (self->shown || self->held > 0))
    schedule (self);
}

static void
journey_changed_cb (WayFlowWatch *self)
{
  self->stale = self->counting;
  g_clear_pointer (&self->count, way_flow_count_free);
  light (self);
  schedule (self);
  emit (self);
}

/* --- where the log comes from --- */

/* How it was read, if it was, must be there before anybody hears of the log. */
static void
set_source (WayFlowWatch *self, WayLogJob *source)
{
  way_log_job_ref (source);
  g_clear_pointer (&self->source, way_log_job_unref);
  self->source = source;
  /* Whatever is still looked for comes too late. */
  g_clear_pointer (&self->finding, way_log_job_unref);
  way_log_choice_clear (&self->choice);
  journey_changed_cb (self);
}

static void
ask (WayFlowWatch *self)
{
  if (way_log_facts_has_both (&self->source->facts))
    g_signal_emit (self, signals[ASKS], 0);
}

static void
end_reading (WayFlowWatch *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_pointer (&self->reading, way_log_job_unref);
}

static void
read_cb (GObject *unused, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayFlowWatch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLogJob) job = way_log_job_run_finish (result, &error);

  /* It was cancelled; perhaps another file was asked for. */
  if (job != self->reading)
    return;
  end_reading (self);
  if (error == NULL)
    {
      set_source (self, job);
      if (!job->is_told)
        ask (self);
      return;
    }
  emit (self);
  g_signal_emit (self, signals[FAILED], 0, error->message);
}

static gboolean
progress_cb (gpointer data)
{
  emit (data);
  return G_SOURCE_CONTINUE;
}

/* Takes the job. */
static void
begin_reading (WayFlowWatch *self, WayLogJob *job)
{
  way_flow_watch_cancel (self);
  self->reading = job;
  way_log_job_run_async (job, read_cb, g_object_ref (self));
  self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
  emit (self);
}

static void
found_cb (GObject *unused, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayFlowWatch) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLogJob) job = way_log_job_run_finish (result, &error);

  /* Something else was asked for since, or nobody looks any more. */
  if (job != self->finding)
    return;
  g_clear_pointer (&self->finding, way_log_job_unref);
  if (self->reading == NULL && (job->log != NULL || job->is_counted))
    set_source (self, job);
  else if (self->reading == NULL && !job->is_found && error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  emit (self);
}

/* Takes the job. */
static void
find (WayFlowWatch *self, WayLogJob *job)
{
  g_clear_pointer (&self->finding, way_log_job_unref);
  self->finding = job;
  way_log_job_run_async (job, found_cb, g_object_ref (self));
}

static void
find_kept (WayFlowWatch *self)
{
  const WayElement *journey = self->editor != NULL ? way_editor_get_journey (self->editor) : NULL;

  if (journey != NULL && self->finding == NULL && self->source == NULL && self->reading == NULL)
    find (self, way_log_job_new_for_journey (journey));
}

/* --- the object --- */

static void
way_flow_watch_dispose (GObject *object)
{
  WayFlowWatch *self = WAY_FLOW_WATCH (object);

  if (self->reading != NULL)
    way_log_job_cancel (self->reading);
  end_reading (self);
  g_clear_pointer (&self->finding, way_log_job_unref);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (way_flow_watch_parent_class)->dispose (object);
}

static void
way_flow_watch_finalize (GObject *object)
{
  WayFlowWatch *self = WAY_FLOW_WATCH (object);

  g_clear_pointer (&self->source, way_log_job_unref);
  g_strfreev (self->lit_ids);
  g_free (self->pointed);
  way_log_choice_clear (&self->choice);
  way_flow_count_free (self->count);
  G_OBJECT_CLASS (way_flow_watch_parent_class)->finalize (object);
}

static void
way_flow_watch_class_init (WayFlowWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_flow_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_flow_watch_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[POINTED] = g_signal_new ("pointed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ASKS] = g_signal_new ("asks", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_flow_watch_init (WayFlowWatch *self)
{
  self->keep = WAY_TRAFFIC_KEEP;
  self->lit = G_MAXUINT;
  self->choice = (WayLogChoice) WAY_LOG_CHOICE_INIT;
}

WayFlowWatch *
way_flow_watch_new (WayEditor *editor)
{
  WayFlowWatch *self = g_object_new (WAY_TYPE_FLOW_WATCH, NULL);

  if (editor == NULL)
    return self;
  self->editor = g_object_ref (editor);
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (document_changed_cb), self, 0);
  g_signal_connect_object (editor, "journey-changed", G_CALLBACK (journey_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

WayEditor *
way_flow_watch_get_editor (WayFlowWatch *self)
{
  return self->editor;
}

void
way_flow_watch_load (WayFlowWatch *self, const char *path)
{
  begin_reading (self, way_log_job_new_for_path (path));
}

const WayLogFacts *
way_flow_watch_get_facts (WayFlowWatch *self)
{
  return self->source != NULL && self->source->path != NULL ? &self->source->facts : NULL;
}

void
way_flow_watch_read_again (WayFlowWatch *self, WayLifecycle lifecycle, const char *score_column, const char *cost_column)
{
  if (self->source != NULL && self->source->path != NULL)
    begin_reading (self, way_log_job_new_for_path_as (self->source->path, lifecycle, score_column, cost_column));
}

void
way_flow_watch_take_over (WayFlowWatch *self, WayFlowWatch *other)
{
  set_source (self, other->source);
  ask (self);
}

void
way_flow_watch_set_log (WayFlowWatch *self, WayLog *log, const char *name)
{
  g_autoptr (WayLogJob) source = way_log_job_new_for_log (log, name);

  set_source (self, source);
}

void
way_flow_watch_open (WayFlowWatch *self, const char *name)
{
  way_flow_watch_cancel (self);
  find (self, way_log_job_new_for_name (name));
}

gboolean
way_flow_watch_is_counted (WayFlowWatch *self)
{
  return self->source != NULL && self->source->is_counted;
}

const char *
way_flow_watch_get_remark (WayFlowWatch *self)
{
  return self->count != NULL ? self->count->remark : NULL;
}

gboolean
way_flow_watch_is_remote (WayFlowWatch *self)
{
  return self->source != NULL && self->source->is_remote;
}

WayLog *
way_flow_watch_get_log (WayFlowWatch *self)
{
  return self->source != NULL ? self->source->log : NULL;
}

const char *
way_flow_watch_get_name (WayFlowWatch *self)
{
  return self->source != NULL ? self->source->name : NULL;
}

double
way_flow_watch_get_progress (WayFlowWatch *self)
{
  return self->reading != NULL ? way_log_job_get_done (self->reading) : -1;
}

gboolean
way_flow_watch_is_busy (WayFlowWatch *self)
{
  return self->reading != NULL || self->counting || self->finding != NULL || self->settle_source != 0;
}

void
way_flow_watch_cancel (WayFlowWatch *self)
{
  if (self->reading == NULL)
    return;
  way_log_job_cancel (self->reading);
  end_reading (self);
  emit (self);
}

void
way_flow_watch_set_shown (WayFlowWatch *self, gboolean shown)
{
  if (self->shown == shown)
    return;
  self->shown = shown;
  /* The map may have changed while nobody looked. */
  if (shown)
    {
      schedule (self);
      find_kept (self);
    }
  emit (self);
}

gboolean
way_flow_watch_is_shown (WayFlowWatch *self)
{
  return self->shown;
}

void
way_flow_watch_hold (WayFlowWatch *self)
{
  if (self->held++ > 0 || self->shown)
    return;
  schedule (self);
  find_kept (self);
}

void
way_flow_watch_release (WayFlowWatch *self)
{
  self->held--;
}

WayRuleCount *
way_flow_watch_get_rules (WayFlowWatch *self)
{
  return self->count != NULL ? self->count->broken : NULL;
}

const WayTraffic *
way_flow_watch_get_traffic (WayFlowWatch *self)
{
  return self->shown && self->count != NULL ? self->count->traffic : NULL;
}

const WayJourneyFlow *
way_flow_watch_get_flow (WayFlowWatch *self)
{
  return self->count != NULL ? self->count->flow : NULL;
}

void
way_flow_watch_set_keep (WayFlowWatch *self, double keep)
{
  if (self->keep == keep)
    return;
  self->keep = keep;
  emit (self);
}

double
way_flow_watch_get_keep (WayFlowWatch *self)
{
  return self->keep;
}

void
way_flow_watch_set_lit (WayFlowWatch *self, guint variant)
{
  if (self->lit == variant)
    return;
  self->lit = variant;
  light (self);
  emit (self);
}

guint
way_flow_watch_get_lit (WayFlowWatch *self)
{
  return self->lit;
}

WayLogView *
way_flow_watch_make_view (WayFlowWatch *self, gboolean whole)
{
  return way_log_choice_make_view (&self->choice, self->source->log, way_editor_get_journey (self->editor), whole);
}

const char *const *
way_flow_watch_get_lit_ids (WayFlowWatch *self)
{
  return (const char *const *) self->lit_ids;
}

/* What was chosen before was this. */
static void
choice_changed (WayFlowWatch *self, const WayLogChoice *before)
{
  if (way_log_choice_equal (&self->choice, before))
    return;
  schedule (self);
  emit (self);
}

gboolean
way_flow_watch_set_filter (WayFlowWatch *self, const char *channel, const char *segment, const char *from, const char *to, const char *query, GError **error)
{
  g_auto (WayLogChoice) before = way_log_choice_copy (&self->choice);

  if (!way_log_choice_read (&self->choice, channel, segment, from, to, query, error))
    return FALSE;
  choice_changed (self, &before);
  return TRUE;
}

gboolean
way_flow_watch_is_filtered (WayFlowWatch *self)
{
  return !way_log_choice_is_all (&self->choice);
}

gboolean
way_flow_watch_set_query (WayFlowWatch *self, const char *query, GError **error)
{
  g_auto (WayLogChoice) before = way_log_choice_copy (&self->choice);

  if (!way_log_choice_read_query (&self->choice, query, error))
    return FALSE;
  choice_changed (self, &before);
  return TRUE;
}

const char *
way_flow_watch_get_query (WayFlowWatch *self)
{
  return self->choice.query;
}

void
way_flow_watch_set_pointed (WayFlowWatch *self, const char *id)
{
  if (g_strcmp0 (self->pointed, id) == 0)
    return;
  g_free (self->pointed);
  self->pointed = g_strdup (id);
  g_signal_emit (self, signals[POINTED], 0);
}

const char *
way_flow_watch_get_pointed (WayFlowWatch *self)
{
  return self->pointed;
}
