#include "ui/window/way-session.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "format/way-document-file.h"
#include "format/way-drafts.h"
#include "format/way-format-error.h"
#include "format/way-history.h"
#include "format/way-reader.h"
#include "format/way-template.h"
#include "format/way-writer.h"
#include "interop/way-interop.h"
#include "model/way-merge.h"

/* How many of the steps since the last save the history names. */
#define HISTORY_LABELS 3

/* The draft, shared with the thread that writes it; the lock is held while one of them uses it. */
typedef struct
{
  GMutex lock;
  WayDraft *draft; /* NULL until there was something to keep */
  gboolean ended;  /* saved or given up after the thread was sent off: it must not come back */
} Drafter;

struct _WaySession
{
  GObject parent_instance;
  WayEditor *editor;
  WayFigureStore *figures; /* NULL until somebody asked */
  char *path;
  WayFileStamp stamp;
  GBytes *base; /* the file's bytes as read or saved last, or NULL */
  gboolean recovered;
  gboolean backed_up; /* "NAME~" of this session is there */
  Drafter *drafter;   /* atomic rc box */
  WayDraftTimer timer;
  guint source;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WaySession, way_session, G_TYPE_OBJECT)

/* --- drafts --- */

static void
drafter_clear (gpointer data)
{
  Drafter *self = data;

  g_clear_pointer (&self->draft, way_draft_free);
  g_mutex_clear (&self->lock);
}

static Drafter *
drafter_new (void)
{
  Drafter *self = g_atomic_rc_box_new0 (Drafter);

  g_mutex_init (&self->lock);
  return self;
}

static void
drafter_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, drafter_clear);
}

typedef struct
{
  Drafter *drafter;
  char *path, *title;
  GBytes *base, *draft;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  drafter_unref (self->drafter);
  g_free (self->path);
  g_free (self->title);
  g_clear_pointer (&self->base, g_bytes_unref);
  g_clear_pointer (&self->draft, g_bytes_unref);
  g_free (self);
}

static gboolean
write_draft (Job *job, GError **error)
{
  const WayDraftInfo info = { .path = job->path, .title = job->title };
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&job->drafter->lock);

  if (job->drafter->ended)
    return TRUE;
  if (job->drafter->draft != NULL)
    return way_draft_update (job->drafter->draft, job->draft, error);
  job->drafter->draft = way_draft_new (NULL, &info, job->base, job->draft, error);
  return job->drafter->draft != NULL;
}

static void
write_draft_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_draft (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void schedule_draft (WaySession *self);

static Job *
make_job (WaySession *self)
{
  Job *job = g_new0 (Job, 1);

  job->drafter = g_atomic_rc_box_acquire (self->drafter);
  job->path = g_strdup (self->path);
  job->title = way_session_dup_title (self);
  job->base = self->base != NULL ? g_bytes_ref (self->base) : NULL;
  job->draft = way_writer_write (way_session_get_document (self));
  return job;
}

static void
draft_written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WaySession) self = data;
  g_autoptr (GError) error = NULL;
  gboolean written = g_task_propagate_boolean (G_TASK (result), &error);

  if (!written)
    g_message ("The draft could not be written: %s", error->message);
  way_draft_timer_finish (&self->timer, written, g_get_monotonic_time ());
  schedule_draft (self);
}

static void
drafter_end (Drafter *self)
{
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_clear_pointer (&self->draft, way_draft_discard);
  g_mutex_unlock (&self->lock);
  drafter_unref (self);
}

static void
forget_changes (WaySession *self)
{
  way_draft_timer_clear (&self->timer);
  g_clear_handle_id (&self->source, g_source_remove);
}

/* The map is as the file is: nothing to recover. A new drafter, because a thread may still be on its way with the old one. */
static void
end_draft (WaySession *self)
{
  forget_changes (self);
  drafter_end (self->drafter);
  self->drafter = drafter_new ();
}

/* The map stands on another file now, and so must its draft: the old one goes when the new one is there. */
static void
renew_draft (WaySession *self)
{
  Drafter *old = self->drafter;

  self->drafter = drafter_new ();
  way_session_flush (self);
  drafter_end (old);
}

/* Changed there and back by hand: the same bytes as in the file are no change. */
static gboolean
is_as_saved (WaySession *self, GBytes *bytes)
{
  if (self->recovered || self->base == NULL || !g_bytes_equal (bytes, self->base))
    return FALSE;
  if (way_session_is_modified (self))
    {
      way_document_mark_same (way_session_get_document (self));
      g_signal_emit (self, signals[CHANGED], 0);
    }
  return TRUE;
}

static gboolean
draft_due_cb (gpointer data)
{
  WaySession *self = data;
  g_autoptr (GTask) task = NULL;
  Job *job = way_session_is_modified (self) ? make_job (self) : NULL;

  self->source = 0;
  if (job == NULL || is_as_saved (self, job->draft))
    {
      g_clear_pointer (&job, job_free);
      end_draft (self);
      return G_SOURCE_REMOVE;
    }
  way_draft_timer_begin (&self->timer);
  /* Not as the task's source: the last reference must not go in the thread. */
  task = g_task_new (NULL, NULL, draft_written_cb, g_object_ref (self));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_draft_thread);
  return G_SOURCE_REMOVE;
}

static void
schedule_draft (WaySession *self)
{
  gint64 due = way_draft_timer_get_due (&self->timer), now = g_get_monotonic_time ();

  g_clear_handle_id (&self->source, g_source_remove);
  if (due != G_MAXINT64)
    self->source = g_timeout_add ((guint) (MAX (due - now, 0) / 1000), draft_due_cb, self);
}

/* --- the document --- */

static void
document_changed_cb (WayDocument *document, const WayChange *change, WaySession *self)
{
  way_draft_timer_change (&self->timer, g_get_monotonic_time ());
  schedule_draft (self);
  if (change == NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
watch_document (WaySession *self)
{
  g_signal_connect_object (way_session_get_document (self), "changed", G_CALLBACK (document_changed_cb), self, 0);
}

static WaySession *
session_new (WayDocument *document)
{
  WaySession *self = g_object_new (WAY_TYPE_SESSION, NULL);

  self->editor = way_editor_new (document);
  watch_document (self);
  return self;
}

static void
way_session_dispose (GObject *object)
{
  WaySession *self = WAY_SESSION (object);

  /* Back to what the file holds: nobody needs the draft. What is not saved stays for the next start. */
  if (self->editor != NULL && !way_session_is_modified (self))
    end_draft (self);
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (way_session_get_document (self), self);
  g_clear_object (&self->figures);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (way_session_parent_class)->dispose (object);
}

static void
way_session_finalize (GObject *object)
{
  WaySession *self = WAY_SESSION (object);

  drafter_unref (self->drafter);
  g_clear_pointer (&self->base, g_bytes_unref);
  g_free (self->path);
  G_OBJECT_CLASS (way_session_parent_class)->finalize (object);
}

static void
way_session_class_init (WaySessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = way_session_dispose;
  object_class->finalize = way_session_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_session_init (WaySession *self)
{
  self->drafter = drafter_new ();
}

WaySession *
way_session_open (const char *path, WayReport *report, GError **error)
{
  WayFileStamp stamp = { 0 };
  g_autoptr (GBytes) bytes = way_file_read (path, &stamp, error);
  g_autoptr (WayDocument) document = NULL;
  WaySession *self;

  if (bytes == NULL)
    return NULL;
  way_report_set_file (report, path);
  document = way_interop_import (path, bytes, WAY_INTEROP_AUTO, report, error);
  if (document == NULL)
    return NULL;
  self = session_new (document);
  if (way_interop_sniff (path, bytes) == WAY_INTEROP_WAYMARK)
    {
      self->path = g_canonicalize_filename (path, NULL);
      self->stamp = stamp;
      self->base = g_steal_pointer (&bytes);
    }
  else
    self->recovered = TRUE;
  return self;
}

WaySession *
way_session_new_from_template (const char *name, GError **error)
{
  g_autoptr (WayDocument) document = way_template_instantiate (name, NULL, NULL, g_get_real_time () / G_USEC_PER_SEC, error);

  return document != NULL ? session_new (document) : NULL;
}

WaySession *
way_session_new_for_document (WayDocument *document)
{
  WaySession *self = session_new (document);

  self->recovered = TRUE;
  return self;
}

WaySession *
way_session_recover (const char *draft_id, WayRecoveryOutcome *outcome, GError **error)
{
  g_autoptr (WayRecovery) recovery = way_recovery_new (NULL, draft_id, error);
  WaySession *self;

  if (recovery == NULL)
    return NULL;
  self = session_new (recovery->document);
  self->path = g_steal_pointer (&recovery->path);
  self->stamp = recovery->stamp;
  self->base = g_steal_pointer (&recovery->base);
  self->drafter->draft = g_steal_pointer (&recovery->draft);
  self->recovered = recovery->outcome != WAY_RECOVERY_SAVED;
  if (recovery->outcome == WAY_RECOVERY_SAVED)
    end_draft (self);
  else if (recovery->outcome == WAY_RECOVERY_MERGED)
    renew_draft (self);
  if (outcome != NULL)
    *outcome = recovery->outcome;
  return self;
}

WayEditor *
way_session_get_editor (WaySession *self)
{
  return self->editor;
}

WayDocument *
way_session_get_document (WaySession *self)
{
  return way_editor_get_document (self->editor);
}

WayFigureStore *
way_session_get_figures (WaySession *self)
{
  if (self->figures == NULL)
    self->figures = way_figure_store_new (way_session_get_document (self));
  return self->figures;
}

const char *
way_session_get_path (WaySession *self)
{
  return self->path;
}

char *
way_session_dup_title (WaySession *self)
{
  const WayElement *meta = way_document_get_meta (way_session_get_document (self));
  const char *title = meta != NULL ? way_element_get (meta, WAY_FIELD_TITLE) : NULL;

  return g_strdup (title != NULL ? title : _ ("A map without a title"));
}

char *
way_session_dup_place (WaySession *self)
{
  return self->path != NULL ? g_filename_display_basename (self->path) : g_strdup (_ ("Not saved yet"));
}

gboolean
way_session_is_modified (WaySession *self)
{
  return self->recovered || way_document_is_modified (way_session_get_document (self));
}

/* What was done since the last save, the newest first: "Move Touchpoint, Rename, Delete …". NULL if nothing was. */
static char *
dup_done (WayDocument *document)
{
  guint done = way_document_get_n_done (document), first = (guint) MAX (way_document_get_n_saved (document), 0);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = done; i > first && labels->len <= HISTORY_LABELS; i--)
    {
      const char *label = way_document_get_step_label (document, i - 1);

      if (label != NULL && !g_ptr_array_find_with_equal_func (labels, label, g_str_equal, NULL))
        g_ptr_array_add (labels, (gpointer) label);
    }
  if (labels->len == 0)
    return NULL;
  if (labels->len > HISTORY_LABELS)
    labels->pdata[HISTORY_LABELS] = (gpointer) "…";
  g_ptr_array_add (labels, NULL);
  text = g_strjoinv (", ", (char **) labels->pdata);
  return g_steal_pointer (&text);
}

/* No draft is written between the two, so that at every instant either the draft is the newest or the file is known to be. */
static gboolean
save_and_end_draft (WaySession *self, const char *path, WayFileStamp *stamp, gboolean keep_backup, GError **error)
{
  WayDocument *document = way_session_get_document (self);
  g_autoptr (GBytes) bytes = way_writer_write (document);
  gboolean saved;

  g_mutex_lock (&self->drafter->lock);
  /* On a full disk this may fail where the save itself does not; then recovery has to merge, that is all. */
  if (self->drafter->draft != NULL)
    way_draft_expect_save (self->drafter->draft, bytes, NULL);
  saved = way_document_save_file (document, path, stamp, keep_backup, error);
  if (saved)
    {
      self->drafter->ended = TRUE;
      g_clear_pointer (&self->drafter->draft, way_draft_discard);
    }
  g_mutex_unlock (&self->drafter->lock);
  if (saved)
    end_draft (self);
  return saved;
}

/* The bytes that the file holds; a history that cannot be kept stops nobody from saving. */
static void
add_to_history (WaySession *self, const char *label)
{
  g_autoptr (GError) error = NULL;

  if (!way_history_add (NULL, way_element_get_id (way_document_get_root (way_session_get_document (self))), self->base, g_get_real_time () / G_USEC_PER_SEC, label, self->path, &error))
    g_message ("The history was not kept: %s", error->message);
}

gboolean
way_session_save (WaySession *self, const char *path, gboolean replace, GError **error)
{
  WayDocument *document = way_session_get_document (self);
  gboolean elsewhere = path != NULL && g_strcmp0 (path, self->path) != 0;
  WayFileStamp stamp = { 0 };
  g_autofree char *target = g_strdup (path != NULL ? path : self->path);
  g_autofree char *done = dup_done (document);

  g_return_val_if_fail (target != NULL, FALSE);
  if (!elsewhere && !replace)
    stamp = self->stamp;
  if (!save_and_end_draft (self, target, &stamp, !self->backed_up && !elsewhere, error))
    return FALSE;
  /* What the file was before this session, unless the history knows it already. */
  if (!self->backed_up && self->base != NULL)
    add_to_history (self, _ ("As it was opened"));
  self->stamp = stamp;
  self->backed_up = TRUE;
  self->recovered = FALSE;
  g_free (self->path);
  self->path = g_steal_pointer (&target);
  g_clear_pointer (&self->base, g_bytes_unref);
  self->base = way_writer_write (document);
  add_to_history (self, done);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

gboolean
way_session_can_write (WaySession *self)
{
  return self->path == NULL || way_save_is_possible (self->path);
}

gboolean
way_session_is_outdated (WaySession *self)
{
  WayFileStamp now;
  g_autoptr (GBytes) bytes = NULL;

  if (self->path == NULL || self->stamp.sha256[0] == '\0' || way_file_stamp_looks_current (&self->stamp, self->path))
    return FALSE;
  bytes = way_file_read (self->path, &now, NULL);
  /* Gone is no reason to ask: the next save writes it again. Touched, but the same: neither. */
  if (bytes == NULL || way_file_stamp_has_content (&self->stamp, bytes))
    return FALSE;
  return TRUE;
}

void
way_session_accept_disk (WaySession *self)
{
  WayFileStamp now;
  g_autoptr (GBytes) bytes = self->path != NULL ? way_file_read (self->path, &now, NULL) : NULL;

  if (bytes == NULL)
    return;
  self->stamp = now;
  self->recovered = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* As a step that can be taken back, where the file still holds the same map. */
static gboolean
become (WaySession *self, WayDocument *other)
{
  WayDocument *document = way_session_get_document (self);

  if (way_document_is_read_only (document) != way_document_is_read_only (other) || g_strcmp0 (way_element_get_id (way_document_get_root (document)), way_element_get_id (way_document_get_root (other))) != 0)
    return FALSE;
  if (!way_merge_apply (document, way_document_get_root (other), _ ("Reload the File"), NULL) || !way_element_equal (way_document_get_root (document), way_document_get_root (other)))
    return FALSE;
  way_document_mark_saved (document);
  return TRUE;
}

gboolean
way_session_reload (WaySession *self, GError **error)
{
  WayFileStamp stamp = { 0 };
  g_autoptr (GBytes) bytes = way_file_read (self->path, &stamp, error);
  g_autoptr (WayDocument) document = bytes != NULL ? way_reader_read (bytes, NULL, error) : NULL;

  if (document == NULL)
    return FALSE;
  if (!become (self, document))
    {
      g_signal_handlers_disconnect_by_data (way_session_get_document (self), self);
      way_editor_set_document (self->editor, document);
      watch_document (self);
      if (self->figures != NULL)
        way_figure_store_set_document (self->figures, document);
    }
  self->stamp = stamp;
  self->recovered = FALSE;
  g_clear_pointer (&self->base, g_bytes_unref);
  self->base = g_steal_pointer (&bytes);
  end_draft (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

WayComparison *
way_session_compare_disk (WaySession *self, GError **error)
{
  g_return_val_if_fail (self->path != NULL, NULL);
  return way_comparison_new (self->base, way_session_get_document (self), self->path, error);
}

WayComparison *
way_session_compare_copy (WaySession *self, const char *path, GError **error)
{
  return way_comparison_new_with_copy (way_session_get_document (self), self->path, path, NULL, error);
}

gboolean
way_session_merge (WaySession *self, WayComparison *comparison, gboolean from_disk, GError **error)
{
  g_autoptr (WayDocument) merged = way_merge_build (comparison->merge, error);

  if (merged == NULL || !way_merge_apply (way_session_get_document (self), way_document_get_root (merged), from_disk ? _ ("Merge with the File") : _ ("Merge with Another Map"), error))
    return FALSE;
  if (!from_disk)
    return TRUE;
  self->stamp = comparison->stamp;
  g_clear_pointer (&self->base, g_bytes_unref);
  self->base = g_bytes_ref (comparison->bytes);
  self->recovered = TRUE;
  renew_draft (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

gboolean
way_session_restore (WaySession *self, const char *name, GError **error)
{
  WayDocument *document = way_session_get_document (self), *old = NULL;
  g_autoptr (GBytes) bytes = way_history_read (NULL, way_element_get_id (way_document_get_root (document)), name, error);
  gboolean restored;

  old = bytes != NULL ? way_reader_read (bytes, NULL, error) : NULL;
  restored = old != NULL && way_merge_apply (document, way_document_get_root (old), _ ("Go Back to a Saved State"), error);
  g_clear_object (&old);
  return restored;
}

gboolean
way_session_settle (WaySession *self)
{
  g_autoptr (GBytes) bytes = way_session_is_modified (self) ? way_writer_write (way_session_get_document (self)) : NULL;

  return bytes == NULL || is_as_saved (self, bytes);
}

void
way_session_discard (WaySession *self)
{
  end_draft (self);
}

void
way_session_flush (WaySession *self)
{
  Job *job;
  g_autoptr (GError) error = NULL;

  if (!way_session_is_modified (self))
    return;
  job = make_job (self);
  if (!write_draft (job, &error))
    g_message ("The draft could not be written: %s", error->message);
  job_free (job);
}
