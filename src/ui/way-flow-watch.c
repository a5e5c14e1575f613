#include "ui/way-flow-watch.h"

#include <gio/gio.h>

#include "metrics/way-log-import.h"
#include "metrics/way-log-choice.h"
#include "metrics/way-log-kept.h"
#include "metrics/way-log-store.h"
#include "metrics/way-remote.h"
#include "ui/way-figure-store.h"
#include "ui/way-flow-count.h"

/* Changes that follow each other faster are counted once. */
#define SETTLE_MS 40
/* How often the window hears how far reading is. */
#define PROGRESS_MS 100

/* A file being read. */
typedef struct
{
  char *path;
  GCancellable *cancellable;
  int *permille; /* shared, atomic */
  WayLifecycle lifecycle;
  gboolean has_lifecycle;
  char *score, *cost; /* columns, or NULL */
  WayLogFacts *facts;
} Reading;

/* A log among those that are kept. */
typedef struct
{
  char *name;          /* NULL: the one that the journey is about */
  WayElement *journey; /* a copy */
  WayLog *log;         /* NULL: none fits */
  gboolean is_chosen, is_counted, is_remote;
  GError *error;
} Found;

struct _WayFlowWatch
{
  GObject parent_instance;
  WayEditor *editor;
  WayLog *log;
  char *name, *path;
  WayLogFacts *facts; /* of the file at `path`; NULL: it came from none */
  gboolean is_counted, is_remote;
  gboolean shown;
  double keep;
  guint lit;
  char **lit_ids;
  char *pointed;
  WayLogChoice choice;
  WayFlowCount *count; /* NULL: not counted yet */
  guint held;          /* how many look at the figures though the map may not show them */
  gboolean counting, again, finding;
  guint settle_source, progress_source;
  GCancellable *cancellable; /* of the file being read */
  int *permille;             /* reference-counted (atomic) */
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

  self->counting = FALSE;
  if (self->again)
    schedule (self);
  if (self->editor != NULL && way_flow_count_is_of (count, self->log, self->name))
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
  way_flow_count_async (self->log, self->name, journey, way_document_get_root (way_editor_get_document (self->editor)), &self->choice, counted_cb, g_object_ref (self));
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
  if ((self->log != NULL || self->is_counted) && self->editor != NULL && self->settle_source == 0)
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
  g_clear_pointer (&self->count, way_flow_count_free);
  light (self);
  schedule (self);
  emit (self);
}

/* --- reading --- */

static void
facts_free (WayLogFacts *facts)
{
  if (facts == NULL)
    return;
  way_log_facts_clear (facts);
  g_free (facts);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->score);
  g_free (reading->cost);
  facts_free (reading->facts);

  g_free (reading->path);
  g_clear_object (&reading->cancellable);
  g_atomic_rc_box_release (reading->permille);
  g_free (reading);
}

static gboolean
reading_progress (double done, gpointer data)
{
  Reading *reading = data;

  g_atomic_int_set (reading->permille, (int) (1000 * done));
  return !g_cancellable_is_cancelled (reading->cancellable);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (reading->path, FALSE, &error);
  g_autoptr (WayReport) report = way_report_new ();
  const WayLogOptions options = { .progress = reading_progress, .data = reading, .lifecycle = reading->lifecycle, .has_lifecycle = reading->has_lifecycle, .score_column = reading->score, .cost_column = reading->cost };
  WayLog *log = NULL;

  if (file != NULL)
    log = way_log_read (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), reading->path, &options, reading->facts, report, &error);
  if (log != NULL)
    g_task_return_pointer (task, log, (GDestroyNotify) way_log_unref);
  else
    g_task_return_error (task, error);
}

static void
end_reading (WayFlowWatch *self)
{
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_pointer (&self->permille, g_atomic_rc_box_release);
}

static void
forget_file (WayFlowWatch *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->facts, facts_free);
}

/* How it was read, if it was, must be there before anybody hears of the log. Takes the facts. */
static void
take_log (WayFlowWatch *self, WayLog *log, const char *name, const char *path, WayLogFacts *facts)
{
  g_autofree char *from = g_strdup (path), *called = g_strdup (name);

  way_log_ref (log);
  way_log_unref (self->log);
  self->log = log;
  self->is_counted = self->is_remote = FALSE;
  forget_file (self);
  self->path = g_steal_pointer (&from);
  self->facts = facts;
  g_free (self->name);
  self->name = g_steal_pointer (&called);
  way_log_choice_clear (&self->choice);
  journey_changed_cb (self);
}

static void
ask (WayFlowWatch *self)
{
  if (self->facts != NULL && way_log_facts_has_both (self->facts))
    g_signal_emit (self, signals[ASKS], 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  WayFlowWatch *self = WAY_FLOW_WATCH (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLog) log = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean cancelled = g_cancellable_is_cancelled (reading->cancellable);

  /* Another file was asked for meanwhile, or nobody listens any more. */
  if (reading->cancellable != self->cancellable)
    return;
  end_reading (self);
  if (log != NULL && !cancelled)
    {
      g_autofree char *name = g_filename_display_basename (reading->path);

      take_log (self, log, name, reading->path, g_steal_pointer (&reading->facts));
      if (!reading->has_lifecycle)
        ask (self);
      return;
    }
  emit (self);
  if (!cancelled)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/* --- logs that are kept --- */

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->journey, way_element_unref);
  g_free (found->name);
  g_clear_error (&found->error);
  way_log_unref (found->log);
  g_free (found);
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Found *found = data;
  g_autoptr (WayCache) cache = way_cache_open (way_figure_store_get_cache_path (), NULL, &found->error);

  if (cache != NULL && found->name == NULL)
    found->name = way_log_find_kept (cache, found->journey);
  if (cache != NULL && found->name != NULL)
    {
      g_autoptr (WayRemote) remote = way_remote_load (cache, found->name);

      found->is_remote = remote != NULL;
      found->is_counted = remote != NULL && remote->mode == WAY_REMOTE_COUNT;
      if (!found->is_counted)
        found->log = way_log_open (cache, found->name, -1, &found->error);
    }
  g_task_return_boolean (task, TRUE);
}

/* Not a log, but what a warehouse has said of one. */
static void
set_counted (WayFlowWatch *self, const char *name)
{
  g_clear_pointer (&self->log, way_log_unref);
  self->is_counted = TRUE;
  forget_file (self);
  g_free (self->name);
  self->name = g_strdup (name);
  way_log_choice_clear (&self->choice);
  journey_changed_cb (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer unused)
{
  WayFlowWatch *self = WAY_FLOW_WATCH (source);
  Found *found = g_task_get_task_data (G_TASK (result));

  self->finding = FALSE;
  /* The user may have been faster. */
  if (self->editor == NULL || self->permille != NULL || (!found->is_chosen && (self->log != NULL || self->is_counted)))
    return;
  if (found->is_counted)
    set_counted (self, found->name);
  else if (found->log != NULL)
    way_flow_watch_set_log (self, found->log, found->name);
  else if (found->is_chosen && found->error != NULL)
    g_signal_emit (self, signals[FAILED], 0, found->error->message);
  self->is_remote = found->is_remote;
  emit (self);
}

/* By its name, or the one that the journey is about. */
static void
find (WayFlowWatch *self, const char *name, const WayElement *journey)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, found_cb, NULL);
  Found *found = g_new0 (Found, 1);

  found->is_chosen = name != NULL;
  found->name = g_strdup (name);
  found->journey = journey != NULL ? way_element_copy (journey) : NULL;
  self->finding = TRUE;
  g_task_set_task_data (task, found, found_free);
  g_task_run_in_thread (task, find_thread);
}

static void
find_kept (WayFlowWatch *self)
{
  const WayElement *journey = self->editor != NULL ? way_editor_get_journey (self->editor) : NULL;

  if (journey != NULL && !self->finding && self->log == NULL && !self->is_counted && self->permille == NULL)
    find (self, NULL, journey);
}

static gboolean
progress_cb (gpointer data)
{
  emit (data);
  return G_SOURCE_CONTINUE;
}

/* --- the object --- */

static void
way_flow_watch_dispose (GObject *object)
{
  WayFlowWatch *self = WAY_FLOW_WATCH (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  end_reading (self);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (way_flow_watch_parent_class)->dispose (object);
}

static void
way_flow_watch_finalize (GObject *object)
{
  WayFlowWatch *self = WAY_FLOW_WATCH (object);

  way_log_unref (self->log);
  forget_file (self);
  g_free (self->name);
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

/* Takes the reading. */
static void
begin_reading (WayFlowWatch *self, const char *path, Reading *reading)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);

  way_flow_watch_cancel (self);
  self->cancellable = g_cancellable_new ();
  self->permille = g_atomic_rc_box_new0 (int);
  reading->path = g_strdup (path);
  reading->cancellable = g_object_ref (self->cancellable);
  reading->permille = g_atomic_rc_box_acquire (self->permille);
  reading->facts = g_new0 (WayLogFacts, 1);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
  self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
  emit (self);
}

void
way_flow_watch_load (WayFlowWatch *self, const char *path)
{
  begin_reading (self, path, g_new0 (Reading, 1));
}

const WayLogFacts *
way_flow_watch_get_facts (WayFlowWatch *self)
{
  return self->facts;
}

void
way_flow_watch_read_again (WayFlowWatch *self, WayLifecycle lifecycle, const char *score_column, const char *cost_column)
{
  Reading *reading;

  if (self->path == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->lifecycle = lifecycle;
  reading->has_lifecycle = TRUE;
  reading->score = g_strdup (score_column);
  reading->cost = g_strdup (cost_column);
  begin_reading (self, self->path, reading);
}

void
way_flow_watch_take_over (WayFlowWatch *self, WayFlowWatch *other)
{
  take_log (self, other->log, other->name, other->path, g_steal_pointer (&other->facts));
  ask (self);
}

void
way_flow_watch_set_log (WayFlowWatch *self, WayLog *log, const char *name)
{
  take_log (self, log, name, NULL, NULL);
}

void
way_flow_watch_open (WayFlowWatch *self, const char *name)
{
  way_flow_watch_cancel (self);
  find (self, name, NULL);
}

gboolean
way_flow_watch_is_counted (WayFlowWatch *self)
{
  return self->is_counted;
}

const char *
way_flow_watch_get_remark (WayFlowWatch *self)
{
  return self->count != NULL ? self->count->remark : NULL;
}

gboolean
way_flow_watch_is_remote (WayFlowWatch *self)
{
  return self->is_remote;
}

WayLog *
way_flow_watch_get_log (WayFlowWatch *self)
{
  return self->log;
}

const char *
way_flow_watch_get_name (WayFlowWatch *self)
{
  return self->name;
}

double
way_flow_watch_get_progress (WayFlowWatch *self)
{
  return self->permille != NULL ? g_atomic_int_get (self->permille) / 1000.0 : -1;
}

gboolean
way_flow_watch_is_busy (WayFlowWatch *self)
{
  return self->permille != NULL || self->counting || self->finding || self->settle_source != 0;
}

void
way_flow_watch_cancel (WayFlowWatch *self)
{
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
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
  return way_log_choice_make_view (&self->choice, self->log, way_editor_get_journey (self->editor), whole);
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
