#include "ui/dialogs/way-export-preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-number.h"
#include "ui/dialogs/way-page-view.h"

/* So long do options that change quickly wait for one another. */
#define PATIENCE 60

struct _WayExportPreview
{
  GtkWidget parent_instance;
  GtkWidget *content, *bar, *previous, *next, *spinner;
  GtkStack *stack;
  WayPageView *view;
  GtkTextView *text;
  GtkLabel *problem, *label;
  WayExportJob *job;
  WayExportRequest *request;
  WayExportLook *look;
  guint page;
  guint source;
  GCancellable *running;
  gboolean again; /* what runs is no longer wanted */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayExportPreview, way_export_preview, GTK_TYPE_WIDGET)

/* What the thread gets: all its own. */
typedef struct
{
  WayExportJob *job;
  WayExportRequest *request;
  guint page;
  int width, height;
} Order;

static void
order_free (Order *self)
{
  way_export_job_unref (self->job);
  way_export_request_free (self->request);
  g_free (self);
}

static void start (WayExportPreview *self);

/* "Page 2 of 6 · B1 · 842 × 595" in the terms of who prints, or of who takes a picture. */
static char *
describe (const WayExportLook *look)
{
  g_autofree char *page = look->is_sheet ? g_strdup_printf (_ ("Page %u of %u"), look->page + 1, look->n_pages) : g_strdup_printf (_ ("File %u of %u"), look->page + 1, look->n_pages);
  g_autofree char *size = NULL;

  if (look->picture == NULL)
    return g_steal_pointer (&page);
  if (look->is_sheet)
    {
      g_autofree char *width = way_number_to_text (look->width * 25.4 / 72, 0), *height = way_number_to_text (look->height * 25.4 / 72, 0), *percent = way_number_to_text (look->scale * 100, 0);

      size = g_strdup_printf (_ ("%s × %s mm, the map at %s %%"), width, height, percent);
    }
  else
    {
      g_autofree char *width = way_number_to_text (ceil (look->width - 1e-6), 0), *height = way_number_to_text (ceil (look->height - 1e-6), 0);

      size = g_strdup_printf (_ ("%s × %s pixels"), width, height);
    }
  if (look->code[0] != '\0')
    return g_strdup_printf ("%s (%s) · %s", page, look->code, size);
  return look->n_pages > 1 || look->is_sheet ? g_strdup_printf ("%s · %s", page, size) : g_steal_pointer (&size);
}

static void
show_look (WayExportPreview *self)
{
  const WayExportLook *look = self->look;
  g_autofree char *text = look != NULL ? describe (look) : g_strdup ("");

  gtk_label_set_text (self->label, text);
  gtk_widget_set_sensitive (self->previous, look != NULL && look->page > 0);
  gtk_widget_set_sensitive (self->next, look != NULL && look->page + 1 < look->n_pages);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  way_page_view_set_preview (self->view, look != NULL ? look->picture : NULL, look == NULL || look->is_sheet ? WAY_GROUND_PAPER : look->is_dark ? WAY_GROUND_DARK_SQUARES
                                                                                                                                                : WAY_GROUND_LIGHT_SQUARES);
  if (look == NULL)
    gtk_stack_set_visible_child_name (self->stack, "problem");
  else if (look->picture != NULL)
    gtk_stack_set_visible_child_name (self->stack, "picture");
  else
    {
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), look->text, -1);
      gtk_stack_set_visible_child_name (self->stack, "text");
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
work_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;
  WayExportLook *look = way_export_job_look (order->job, order->request, order->page, order->width, order->height, cancellable, &error);

  if (look != NULL)
    g_task_return_pointer (task, look, (GDestroyNotify) way_export_look_free);
  else
    g_task_return_error (task, error);
}

static void
worked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayExportPreview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayExportLook) look = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_object (&self->running);
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    return; /* closed meanwhile */
  if (self->again)
    {
      start (self);
      return;
    }
  g_clear_pointer (&self->look, way_export_look_free);
  self->look = g_steal_pointer (&look);
  if (self->look != NULL)
    self->page = self->look->page;
  else
    gtk_label_set_text (self->problem, error->message);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  show_look (self);
}

static void
start (WayExportPreview *self)
{
  g_autoptr (GTask) task = NULL;
  Order *order = g_new0 (Order, 1);

  self->again = FALSE;
  self->running = g_cancellable_new ();
  order->job = way_export_job_ref (self->job);
  order->request = way_export_request_copy (self->request);
  order->page = self->page;
  way_page_view_get_room (self->view, &order->width, &order->height);
  /* Not as the task's source: its last reference may go in the thread, and a widget must not go there. */
  task = g_task_new (NULL, self->running, worked_cb, g_object_ref (self));
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  /* Whether it was cancelled is for the job to say, which may have come to its end before. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work_cb);
}

static gboolean
soon_cb (gpointer data)
{
  WayExportPreview *self = data;

  self->source = 0;
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  if (self->running == NULL)
    start (self);
  else
    {
      self->again = TRUE;
      g_cancellable_cancel (self->running);
    }
  return G_SOURCE_REMOVE;
}

static void
schedule (WayExportPreview *self)
{
  if (self->request != NULL && self->job != NULL && self->source == 0)
    self->source = g_timeout_add (PATIENCE, soon_cb, self);
}

static void
resized_cb (WayExportPreview *self)
{
  /* A text is the same at every size. */
  if (self->look == NULL || self->look->picture != NULL)
    schedule (self);
}

static void
previous_cb (WayExportPreview *self)
{
  if (self->page > 0)
    way_export_preview_go_to (self, self->page - 1);
}

static void
next_cb (WayExportPreview *self)
{
  way_export_preview_go_to (self, self->page + 1);
}

/* The thread keeps this widget alive, but nobody sees it any more. */
static void
way_export_preview_unrealize (GtkWidget *widget)
{
  WayExportPreview *self = WAY_EXPORT_PREVIEW (widget);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  GTK_WIDGET_CLASS (way_export_preview_parent_class)->unrealize (widget);
}

static void
way_export_preview_dispose (GObject *object)
{
  WayExportPreview *self = WAY_EXPORT_PREVIEW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->request, way_export_request_free);
  g_clear_pointer (&self->look, way_export_look_free);
  g_clear_pointer (&self->job, way_export_job_unref);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  G_OBJECT_CLASS (way_export_preview_parent_class)->dispose (object);
}

static void
way_export_preview_class_init (WayExportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WAY_TYPE_PAGE_VIEW);
  G_OBJECT_CLASS (klass)->dispose = way_export_preview_dispose;
  widget_class->unrealize = way_export_preview_unrealize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-export-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, WayExportPreview, content);
  gtk_widget_class_bind_template_child (widget_class, WayExportPreview, bar);
  gtk_widget_class_bind_template_child (widget_class, WayExportPreview, previous);
  gtk_widget_class_bind_template_child (widget_class, WayExportPreview, next);
  gtk_widget_class_bind_template_child (widget_class, WayExportPreview, spinner);
  gtk_widget_class_bind_template_child (widget_class, WayExportPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, WayExportPreview, view);
  gtk_widget_class_bind_template_child (widget_class, WayExportPreview, text);
  gtk_widget_class_bind_template_child (widget_class, WayExportPreview, problem);
  gtk_widget_class_bind_template_child (widget_class, WayExportPreview, label);
}

static void
way_export_preview_init (WayExportPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  g_signal_connect_object (self->previous, "clicked", G_CALLBACK (previous_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "resized", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
}

void
way_export_preview_set_map (WayExportPreview *self, GBytes *map)
{
  g_clear_pointer (&self->job, way_export_job_unref);
  self->job = way_export_job_new (map);
}

void
way_export_preview_request (WayExportPreview *self, const WayExportRequest *request)
{
  WayExportRequest *copy = way_export_request_copy (request);

  g_clear_pointer (&self->request, way_export_request_free);
  self->request = copy;
  schedule (self);
}

void
way_export_preview_go_to (WayExportPreview *self, guint page)
{
  self->page = page;
  schedule (self);
}

const WayExportLook *
way_export_preview_get_look (WayExportPreview *self)
{
  return self->look;
}

const char *
way_export_preview_get_problem (WayExportPreview *self)
{
  return self->look == NULL ? gtk_label_get_text (self->problem) : NULL;
}

gboolean
way_export_preview_is_busy (WayExportPreview *self)
{
  return self->source != 0 || self->running != NULL;
}
