#include "ui/way-thumbnail.h"

#include <adwaita.h>

#include "format/way-reader.h"
#include "paint/way-paint.h"

struct _WayThumbnail
{
  GtkWidget parent_instance;
  char *path;
  int width, height;
  WayScene *scene;
  GskRenderNode *node;
  GCancellable *cancellable;
  gboolean stale; /* to be laid out when it is shown */
  guint source;   /* will do it */
};

G_DEFINE_FINAL_TYPE (WayThumbnail, way_thumbnail, GTK_TYPE_WIDGET)

/* One after the other: fifty pictures at once would help nobody. */
static GMutex one_at_a_time;

static void
lay_out_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);
  g_autoptr (WayDocument) document = g_cancellable_is_cancelled (cancellable) ? NULL : way_reader_read_file (path, NULL, NULL, NULL);
  const WayElement *journey = document != NULL ? way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY) : NULL;
  const WayTheme *theme = g_object_get_data (G_OBJECT (task), "way-theme");
  const WaySceneOptions options = { .no_legend = TRUE };

  g_task_return_pointer (task, journey != NULL ? way_scene_new (document, journey, theme, NULL, &options, NULL) : NULL, (GDestroyNotify) way_scene_unref);
}

static void
laid_out_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayThumbnail) self = data;
  g_autoptr (GError) error = NULL;
  WayScene *scene = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->scene, way_scene_unref);
  self->scene = scene;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
lay_out_cb (gpointer data)
{
  WayThumbnail *self = data;
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (GTask) task = NULL;

  self->source = 0;
  self->stale = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  /* Not as the task's source: the last reference to a widget must not go in a thread. */
  task = g_task_new (NULL, self->cancellable, laid_out_cb, g_object_ref (self));
  g_object_set_data (G_OBJECT (task), "way-theme", (gpointer) way_theme_get (adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style)));
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, lay_out_thread);
  return G_SOURCE_REMOVE;
}

/* After the frame in which it is first shown: the window is there before its pictures, and what nobody sees costs nothing. */
static void
schedule (WayThumbnail *self)
{
  if (self->path != NULL && self->source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->source = g_idle_add_full (G_PRIORITY_LOW, lay_out_cb, self, NULL);
}

static void
way_thumbnail_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (way_thumbnail_parent_class)->map (widget);
  if (WAY_THUMBNAIL (widget)->stale)
    schedule (WAY_THUMBNAIL (widget));
}

static void
theme_changed_cb (WayThumbnail *self)
{
  self->stale = TRUE;
  schedule (self);
}

/* The map's middle part: from the phases on, as much as fits. */
static GskRenderNode *
make_node (WayThumbnail *self, double width, double height)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  double scale = MAX (width / MIN (way_scene_get_width (self->scene), 1500), 0.1);
  WayRect clip = { 0, 0, width / scale, height / scale };

  cairo_scale (cr, scale, scale);
  way_paint_scene (cr, self->scene, &clip, &(WayLook){ .outlines = TRUE });
  cairo_destroy (cr);
  return node;
}

static void
way_thumbnail_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  WayThumbnail *self = WAY_THUMBNAIL (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
  *minimum_baseline = *natural_baseline = -1;
}

static void
way_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WayThumbnail *self = WAY_THUMBNAIL (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height), 11);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (self->scene != NULL)
    {
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);

      if (self->node != NULL)
        {
          graphene_rect_t old;

          gsk_render_node_get_bounds (self->node, &old);
          if (!graphene_rect_equal (&old, &bounds))
            g_clear_pointer (&self->node, gsk_render_node_unref);
        }
      if (self->node == NULL)
        self->node = make_node (self, width, height);
      gtk_snapshot_append_node (snapshot, self->node);
    }
  else if (self->path == NULL)
    {
      GdkRGBA colour;
      float x = (float) (width / 2), y = (float) (height / 2);

      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
      colour.alpha *= 0.5f;
      gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (x - 9, y - 1, 18, 2));
      gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (x - 1, y - 9, 2, 18));
    }
  gtk_snapshot_pop (snapshot);
}

static void
way_thumbnail_dispose (GObject *object)
{
  WayThumbnail *self = WAY_THUMBNAIL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->scene, way_scene_unref);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (way_thumbnail_parent_class)->dispose (object);
}

static void
way_thumbnail_class_init (WayThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_thumbnail_dispose;
  widget_class->measure = way_thumbnail_measure;
  widget_class->snapshot = way_thumbnail_snapshot;
  widget_class->map = way_thumbnail_map;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
way_thumbnail_init (WayThumbnail *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
way_thumbnail_new (const char *path, int width, int height)
{
  WayThumbnail *self = g_object_new (WAY_TYPE_THUMBNAIL, NULL);

  self->path = g_strdup (path);
  self->width = width;
  self->height = height;
  self->stale = TRUE;
  return GTK_WIDGET (self);
}
