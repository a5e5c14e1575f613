#include "ui/dialogs/way-history-window.h"

#include <glib/gi18n-lib.h>

#include "format/way-history.h"
#include "ui/dialogs/way-compare-dialog.h"
#include "ui/parts/way-label.h"
#include "ui/parts/way-toast.h"
#include "ui/window/way-thumbnail.h"

struct _WayHistoryWindow
{
  AdwWindow parent_instance;
  AdwWindowTitle *heading;
  GtkWidget *restore;
  GtkStack *stack;
  GtkListBox *list;
  GtkBox *page;
  WaySession *session;
  AdwToastOverlay *toasts;
  GPtrArray *states;         /* (element-type WayHistoryState), owned */
  GCancellable *cancellable; /* of the comparison under way */
};

G_DEFINE_FINAL_TYPE (WayHistoryWindow, way_history_window, ADW_TYPE_WINDOW)

static const char *
get_document_id (WayHistoryWindow *self)
{
  return way_element_get_id (way_document_get_root (way_session_get_document (self->session)));
}

/* “Today, 14:32”, “Yesterday, 09:10”, else the day. */
static char *
describe_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds), now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  int year, month, day, other_year, other_month, other_day;

  g_date_time_get_ymd (time, &year, &month, &day);
  g_date_time_get_ymd (now, &other_year, &other_month, &other_day);
  if (year == other_year && month == other_month && day == other_day)
    return g_date_time_format (time, _ ("Today, %H:%M"));
  g_date_time_get_ymd (yesterday, &other_year, &other_month, &other_day);
  if (year == other_year && month == other_month && day == other_day)
    return g_date_time_format (time, _ ("Yesterday, %H:%M"));
  return g_date_time_format (time, _ ("%x, %H:%M"));
}

static GtkWidget *
make_label (const char *text, const char *style, int lines)
{
  GtkWidget *label = way_label_new_wrapping (text, style);

  if (lines > 0)
    {
      gtk_label_set_lines (GTK_LABEL (label), lines);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
  return label;
}

static const char *
get_label (const WayHistoryState *state)
{
  return *state->label != '\0' ? state->label : _ ("Saved");
}

static void
add_state (WayHistoryWindow *self, const WayHistoryState *state)
{
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *picture;
  g_autofree char *path = way_history_dup_path (NULL, get_document_id (self), state->name), *when = describe_time (state->time);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", when, get_label (state));
  GtkWidget *label = make_label (get_label (state), "caption", 2);

  picture = way_thumbnail_new (path, 112, 70);
  gtk_widget_add_css_class (picture, "state-picture");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_label (when, "heading", 1));
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (line), picture);
  gtk_box_append (GTK_BOX (line), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, row);
}

/* --- what going back would change --- */

typedef struct
{
  WayDocument *now;
  char *path;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_object_unref (self->now);
  g_free (self->path);
  g_free (self);
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  WayComparison *comparison = way_comparison_new (NULL, job->now, job->path, &error);

  if (comparison == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Only how the old one differs from the present one is of interest. */
  way_merge_free (comparison->merge);
  comparison->merge = way_merge_new (way_document_get_root (comparison->mine), way_document_get_root (comparison->mine), way_document_get_root (comparison->theirs));
  g_task_return_pointer (task, comparison, (GDestroyNotify) way_comparison_free);
}

static void
compared_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayHistoryWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayComparison) comparison = g_task_propagate_pointer (G_TASK (result), &error);
  GtkWidget *list;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (comparison == NULL)
    {
      gtk_box_append (self->page, make_label (error->message, "error", 0));
      return;
    }
  list = way_compare_make_list (comparison->merge, WAY_MERGE_THEIRS);
  if (list == NULL)
    gtk_box_append (self->page, make_label (_ ("The map is just like this now."), "dim-label", 0));
  else
    {
      gtk_box_append (self->page, make_label (_ ("Going back changes this:"), "heading", 0));
      gtk_box_append (self->page, list);
    }
  gtk_widget_set_sensitive (self->restore, list != NULL && !way_document_is_read_only (way_session_get_document (self->session)));
}

static void
start_comparison (WayHistoryWindow *self, const char *path)
{
  const WayElement *root = way_document_get_root (way_session_get_document (self->session));
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  job->now = way_document_new_for_root (way_element_copy (root), NULL);
  job->path = g_strdup (path);
  /* Not as the task's source: the last reference to a widget must not go in a thread. */
  task = g_task_new (NULL, self->cancellable, compared_cb, g_object_ref (self));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, compare_thread);
}

static WayHistoryState *
get_selected (WayHistoryWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? g_ptr_array_index (self->states, gtk_list_box_row_get_index (row)) : NULL;
}

static void
selected_cb (GtkListBox *list, GtkListBoxRow *row, WayHistoryWindow *self)
{
  const WayHistoryState *state;
  g_autofree char *path = NULL, *when = NULL;
  GtkWidget *child, *picture;

  /* The list lets go of its rows one by one while the window goes. */
  if (self->session == NULL)
    return;
  state = get_selected (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->page))) != NULL)
    gtk_box_remove (self->page, child);
  gtk_widget_set_sensitive (self->restore, FALSE);
  if (state == NULL)
    return;
  path = way_history_dup_path (NULL, get_document_id (self), state->name);
  when = describe_time (state->time);
  picture = way_thumbnail_new (path, 500, 280);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "state-picture");
  gtk_box_append (self->page, picture);
  gtk_box_append (self->page, make_label (when, "title-3", 1));
  gtk_box_append (self->page, make_label (get_label (state), "dim-label", 0));
  start_comparison (self, path);
}

static void
way_history_window_dispose (GObject *object)
{
  WayHistoryWindow *self = WAY_HISTORY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->toasts);
  G_OBJECT_CLASS (way_history_window_parent_class)->dispose (object);
}

static void
way_history_window_finalize (GObject *object)
{
  g_ptr_array_unref (WAY_HISTORY_WINDOW (object)->states);
  G_OBJECT_CLASS (way_history_window_parent_class)->finalize (object);
}

static void
way_history_window_class_init (WayHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_history_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_history_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WayHistoryWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, WayHistoryWindow, restore);
  gtk_widget_class_bind_template_child (widget_class, WayHistoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WayHistoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, WayHistoryWindow, page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_history_window_init (WayHistoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->restore, "clicked", G_CALLBACK (way_history_window_restore), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self, 0);
}

WayHistoryWindow *
way_history_window_new (GtkWindow *parent, WaySession *session, AdwToastOverlay *toasts)
{
  WayHistoryWindow *self = g_object_new (WAY_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);
  g_autofree char *title = way_session_dup_title (session);

  self->session = g_object_ref (session);
  self->toasts = g_object_ref (toasts);
  self->states = way_history_list (NULL, get_document_id (self));
  adw_window_title_set_subtitle (self->heading, title);
  for (guint i = 0; i < self->states->len; i++)
    add_state (self, g_ptr_array_index (self->states, i));
  gtk_stack_set_visible_child_name (self->stack, self->states->len > 0 ? "states" : "empty");
  gtk_widget_set_sensitive (self->restore, FALSE);
  way_history_window_choose (self, 0);
  return self;
}

guint
way_history_window_get_n_states (WayHistoryWindow *self)
{
  return self->states->len;
}

void
way_history_window_choose (WayHistoryWindow *self, guint i)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (row));
}

gboolean
way_history_window_can_restore (WayHistoryWindow *self)
{
  return gtk_widget_get_sensitive (self->restore);
}

void
way_history_window_restore (WayHistoryWindow *self)
{
  const WayHistoryState *state = get_selected (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *when = NULL, *text = NULL;

  if (state == NULL)
    return;
  if (!way_session_restore (self->session, state->name, &error))
    {
      gtk_box_append (self->page, make_label (error->message, "error", 0));
      return;
    }
  when = describe_time (state->time);
  text = g_strdup_printf (_ ("The map is as it was: %s"), when);
  adw_toast_overlay_add_toast (self->toasts, way_toast_new_with_undo (text));
  gtk_window_destroy (GTK_WINDOW (self));
}
