#include "ui/figures/way-figure-store.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/way-date.h"
#include "metrics/way-answer-search.h"
#include "metrics/way-news.h"
#include "model/way-evidence.h"

/* Typing goes on, and a file that is just being written changes more than once. */
#define PATIENCE_DOCUMENT 150
#define PATIENCE_CACHE 400

/* How the cache's file was when it was read: our own reading changes it not, whatever the file system says of opening it. */
typedef struct
{
  gint64 inode, size, seconds, nanoseconds;
} Stamp;

struct _WayFigureStore
{
  GObject parent_instance;
  WayDocument *document;
  WayFigures *figures;
  WayReport *report;
  GArray *comparisons; /* of `figures`; NULL until somebody asks */
  guint n_tests;
  WayCoverage coverage;
  guint64 covered; /* the revision of the document it is of; G_MAXUINT64: none */
  Stamp stamp;
  GFileMonitor *monitor;
  GPtrArray *waiting;    /* (element-type GTask) of refresh_async */
  GCancellable *running; /* of the thread that measures, or NULL */
  guint source;
  gboolean again; /* something changed after the thread had begun */
  gboolean ready, measured, news_due;
};

enum
{
  PROP_BUSY = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  CHANGED,
  NEWS,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Every store there is, borrowed. */
static GPtrArray *stores;

G_DEFINE_FINAL_TYPE (WayFigureStore, way_figure_store, G_TYPE_OBJECT)

static void begin (WayFigureStore *self);

const char *
way_figure_store_get_cache_path (void)
{
  return g_getenv ("WAYMARK_METRICS");
}

static char *
build_cache_path (void)
{
  const char *path = way_figure_store_get_cache_path ();

  return path != NULL ? g_strdup (path) : way_cache_build_path ();
}

static Stamp
take_stamp (void)
{
  g_autofree char *path = build_cache_path ();
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return (Stamp){ 0 };
  return (Stamp){ (gint64) info.st_ino, info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec };
}

static gboolean
is_same_stamp (const Stamp *a, const Stamp *b)
{
  return a->inode == b->inode && a->size == b->size && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds;
}

/* --- in the thread --- */

typedef struct
{
  WayDocument *document; /* a copy of the metrics */
  char *id;              /* of the binding or metric asked for */
  guint max;
  WayFigures *figures;
  WayReport *report;
  WayAnswers *answers; /* those of the map, checked; NULL: it has none */
  Stamp stamp;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->document);
  g_free (self->id);
  g_clear_pointer (&self->figures, way_figures_unref);
  g_clear_pointer (&self->report, way_report_free);
  g_clear_pointer (&self->answers, way_answers_unref);
  g_free (self);
}

static Job *
job_new (WayFigureStore *self, const char *id, gboolean places)
{
  Job *job = g_new0 (Job, 1);

  job->document = way_measure_copy_document (self->document, places);
  job->id = g_strdup (id);
  return job;
}

/* Looks up the answers that stand as evidence, and says what became of those that do not any more. */
static void
check_answers (Job *job, WayCache *cache)
{
  g_autoptr (GError) error = NULL;
  guint gone;

  if (!way_answer_check (job->answers, cache, &error))
    {
      way_report_add (job->report, WAY_SEVERITY_ERROR, 0, 0, "%s", error->message);
      return;
    }
  gone = way_answers_count (job->answers, WAY_ANSWER_TAKEN_BACK) + way_answers_count (job->answers, WAY_ANSWER_CORRECTED);
  if (gone > 0)
    way_report_add (job->report, WAY_SEVERITY_WARNING, 0, 0, ngettext ("%u customer voice no longer counts as evidence: its import was taken back or corrected. The gaps name the claim.", "%u customer voices no longer count as evidence: their imports were taken back or corrected. The gaps name the claims.", gone), gone);
}

static void
measure_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  static const WayMeasureOptions options = { .series = TRUE };
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = NULL;

  job->stamp = take_stamp ();
  job->report = way_report_new ();
  cache = way_cache_open (way_figure_store_get_cache_path (), job->report, &error);
  if (cache != NULL)
    {
      job->figures = way_measure (job->document, cache, &options, job->report);
      if (job->answers != NULL)
        check_answers (job, cache);
    }
  else
    {
      way_report_add (job->report, WAY_SEVERITY_ERROR, 0, 0, "%s", error->message);
      job->figures = way_figures_new_frozen (job->document);
    }
  g_task_return_boolean (task, TRUE);
}

static void
origins_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (way_figure_store_get_cache_path (), NULL, &error);
  GPtrArray *list = cache != NULL ? way_measure_list_origins (job->document, cache, job->id, NULL, job->max, &error) : NULL;

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
unmatched_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (way_figure_store_get_cache_path (), NULL, &error);
  GPtrArray *list = cache != NULL ? way_measure_list_unmatched (job->document, cache, job->id, &error) : NULL;

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* --- measuring --- */

static void
take_figures (WayFigureStore *self, WayFigures *figures, WayReport *report)
{
  g_clear_pointer (&self->comparisons, g_array_unref);
  g_clear_pointer (&self->report, way_report_free);
  g_clear_pointer (&self->figures, way_figures_unref);
  self->figures = figures;
  self->report = report;
  self->covered = G_MAXUINT64;
}

static void
answer_waiting (WayFigureStore *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    if (!g_task_return_error_if_cancelled (waiting->pdata[i]))
      g_task_return_boolean (waiting->pdata[i], TRUE);
}

static void
announce (WayFigureStore *self, WayFigures *before)
{
  gboolean first = !self->measured;

  self->ready = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
  /* What there was when the map was opened is no news. */
  if (!first && self->news_due)
    {
      g_autoptr (GPtrArray) news = way_news_find (before, self->figures);

      if (news->len > 0)
        g_signal_emit (self, signals[NEWS], 0, news);
    }
  self->news_due = FALSE;
  answer_waiting (self);
}

static void
stop_running (WayFigureStore *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  if (self->running != NULL)
    {
      g_clear_object (&self->running);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
    }
}

static void
measured_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayFigureStore) self = data;
  Job *job = g_task_get_task_data (G_TASK (result));

  /* Another answer is on its way, or nobody wants this one. */
  if (self->running == NULL || g_task_get_cancellable (G_TASK (result)) != self->running || self->document == NULL)
    return;
  g_clear_object (&self->running);
  self->stamp = job->stamp;
  if (self->again)
    {
      begin (self);
      return;
    }

  g_autoptr (WayFigures) before = way_figures_ref (self->figures);

  if (job->answers != NULL)
    way_document_set_answers (self->document, job->answers);
  take_figures (self, g_steal_pointer (&job->figures), g_steal_pointer (&job->report));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  announce (self, before);
  self->measured = TRUE;
}

/* Whether any metric says where its values come from. */
static gboolean
has_feed (const WayDocument *document)
{
  WayElement *metric;

  way_each (metric, way_document_get_root (document), WAY_KIND_METRIC)
    if (way_element_get (way_element_get_first (metric, WAY_KIND_FEED), WAY_FIELD_DATASET) != NULL)
      return TRUE;
  return FALSE;
}

static void monitor_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, WayFigureStore *self);

/* Once there is something to measure: the folder is not made for nothing. */
static void
watch_cache (WayFigureStore *self)
{
  g_autofree char *path = build_cache_path ();
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (self->monitor != NULL)
    return;
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_cb), self, 0);
}

static void
begin (WayFigureStore *self)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (WayAnswers) answers = NULL;
  Job *job;

  g_clear_handle_id (&self->source, g_source_remove);
  self->again = FALSE;
  answers = way_evidence_collect_answers (self->document);
  if (!has_feed (self->document) && way_answers_get_size (answers) == 0)
    {
      g_autoptr (WayFigures) before = way_figures_ref (self->figures);

      stop_running (self);
      take_figures (self, way_figures_new_frozen (self->document), way_report_new ());
      announce (self, before);
      return;
    }
  watch_cache (self);
  self->running = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  /* Not as the task's source: the last reference must not go in the thread. */
  task = g_task_new (NULL, self->running, measured_cb, g_object_ref (self));
  g_task_set_check_cancellable (task, FALSE);
  job = job_new (self, NULL, FALSE);
  job->answers = way_answers_get_size (answers) > 0 ? g_steal_pointer (&answers) : NULL;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, measure_thread);
}

static gboolean
due_cb (gpointer data)
{
  WayFigureStore *self = data;

  self->source = 0;
  way_figure_store_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (WayFigureStore *self, guint patience)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (patience, due_cb, self);
}

static gboolean
is_numbers (const WayElement *element)
{
  WayKind kind = way_element_get_kind (element);

  /* Answers that stand as evidence are looked up with the figures. */
  if (kind == WAY_KIND_EVIDENCE)
    return way_evidence_is_answer (element);
  return kind == WAY_KIND_METRIC || kind == WAY_KIND_FEED || kind == WAY_KIND_BINDING || kind == WAY_KIND_FIGURE;
}

static void
document_changed_cb (WayDocument *document, const WayChange *change, WayFigureStore *self)
{
  if (change != NULL && is_numbers (change->element))
    schedule (self, PATIENCE_DOCUMENT);
}

/* Another program has imported something. */
static void
monitor_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, WayFigureStore *self)
{
  Stamp stamp = take_stamp ();

  if (is_same_stamp (&stamp, &self->stamp))
    return;
  self->news_due = TRUE;
  schedule (self, PATIENCE_CACHE);
}

/* --- the object --- */

static void
way_figure_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, way_figure_store_is_busy (WAY_FIGURE_STORE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
way_figure_store_dispose (GObject *object)
{
  WayFigureStore *self = WAY_FIGURE_STORE (object);

  g_ptr_array_remove_fast (stores, self);
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (way_figure_store_parent_class)->dispose (object);
}

static void
way_figure_store_finalize (GObject *object)
{
  WayFigureStore *self = WAY_FIGURE_STORE (object);

  g_clear_pointer (&self->comparisons, g_array_unref);
  g_clear_pointer (&self->figures, way_figures_unref);
  g_clear_pointer (&self->report, way_report_free);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  G_OBJECT_CLASS (way_figure_store_parent_class)->finalize (object);
}

static void
way_figure_store_class_init (WayFigureStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = way_figure_store_get_property;
  object_class->dispose = way_figure_store_dispose;
  object_class->finalize = way_figure_store_finalize;
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NEWS] = g_signal_new ("news", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
way_figure_store_init (WayFigureStore *self)
{
  if (stores == NULL)
    stores = g_ptr_array_new ();
  g_ptr_array_add (stores, self);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->covered = G_MAXUINT64;
}

WayFigureStore *
way_figure_store_new (WayDocument *document)
{
  WayFigureStore *self = g_object_new (WAY_TYPE_FIGURE_STORE, NULL);

  way_figure_store_set_document (self, document);
  return self;
}

void
way_figure_store_set_document (WayFigureStore *self, WayDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self, 0);
  take_figures (self, way_figures_new_frozen (document), way_report_new ());
  self->ready = self->measured = FALSE;
  stop_running (self);
  begin (self);
}

WayFigures *
way_figure_store_get_figures (WayFigureStore *self)
{
  return self->figures;
}

const GPtrArray *
way_figure_store_get_at (WayFigureStore *self, const char *element)
{
  return way_figures_get_at (self->figures, element);
}

const WayFigure *
way_figure_store_find (WayFigureStore *self, const char *element, const char *metric)
{
  const GPtrArray *here = way_figures_get_at (self->figures, element);

  for (guint i = 0; here != NULL && i < here->len; i++)
    if (g_strcmp0 (((const WayFigure *) g_ptr_array_index (here, i))->metric, metric) == 0)
      return g_ptr_array_index (here, i);
  return NULL;
}

const WayFigure *
way_figure_store_find_binding (WayFigureStore *self, const char *binding)
{
  for (guint i = 0; i < way_figures_get_size (self->figures); i++)
    if (g_strcmp0 (way_figures_get (self->figures, i)->binding, binding) == 0)
      return way_figures_get (self->figures, i);
  return NULL;
}

const GArray *
way_figure_store_get_comparisons (WayFigureStore *self, guint *n_tests)
{
  if (self->comparisons == NULL)
    self->comparisons = way_compare_figures (self->figures, &self->n_tests);
  if (n_tests != NULL)
    *n_tests = self->n_tests;
  return self->comparisons;
}

WayCoverage
way_figure_store_get_coverage (WayFigureStore *self)
{
  guint64 revision = way_document_get_revision (self->document);

  if (self->covered != revision)
    self->coverage = way_measure_get_coverage (self->document, self->figures);
  self->covered = revision;
  return self->coverage;
}

int
way_figure_store_get_age (WayFigureStore *self)
{
  guint32 newest = way_figure_store_get_coverage (self).newest, today = way_date_today ();

  return newest == 0 ? -1 : newest < today ? (int) (today - newest)
                                           : 0;
}

void
way_figure_store_get_score (WayFigureStore *self, const char *journey, WayJourneyScore *score)
{
  way_journey_score_init (score);
  way_journey_score_measure (score, self->document, self->figures, journey);
}

const WayReport *
way_figure_store_get_report (WayFigureStore *self)
{
  return self->report;
}

gboolean
way_figure_store_is_ready (WayFigureStore *self)
{
  return self->ready;
}

gboolean
way_figure_store_is_busy (WayFigureStore *self)
{
  return self->running != NULL;
}

void
way_figure_store_refresh (WayFigureStore *self)
{
  if (self->running != NULL)
    self->again = TRUE;
  else
    begin (self);
}

void
way_figure_store_refresh_async (WayFigureStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_ptr_array_add (self->waiting, g_task_new (self, cancellable, callback, data));
  way_figure_store_refresh (self);
}

gboolean
way_figure_store_refresh_finish (WayFigureStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
way_figure_store_refresh_all (void)
{
  for (guint i = 0; stores != NULL && i < stores->len; i++)
    {
      WayFigureStore *self = stores->pdata[i];

      self->news_due = TRUE;
      way_figure_store_refresh (self);
    }
}

void
way_figure_store_list_origins_async (WayFigureStore *self, const char *binding, guint max, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = job_new (self, binding, FALSE);

  job->max = max;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, origins_thread);
}

GPtrArray *
way_figure_store_list_origins_finish (WayFigureStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
way_figure_store_list_unmatched_async (WayFigureStore *self, const char *metric, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, job_new (self, metric, TRUE), job_free);
  g_task_run_in_thread (task, unmatched_thread);
}

GPtrArray *
way_figure_store_list_unmatched_finish (WayFigureStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
way_figure_store_freeze (WayFigureStore *self, const char *role, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *taken = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  return way_measure_freeze (self->document, self->figures, role, taken, error);
}
