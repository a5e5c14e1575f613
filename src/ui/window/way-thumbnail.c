#include "ui/window/way-thumbnail.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "format/way-reader.h"
#include "model/way-summary.h"
#include "paint/way-paint.h"
#include "review/way-gaps.h"

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

enum
{
  READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What the thread is asked for, and what it brings. */
typedef struct
{
  char *path;
  const WayTheme *theme;
  gboolean tell;
  WayScene *scene;
  char *title, *standing;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->scene, way_scene_unref);
  g_free (self->path);
  g_free (self->title);
  g_free (self->standing);
  g_free (self);
}

/* One after the other: fifty pictures at once would help nobody. */
static GMutex one_at_a_time;

static char *
describe (const WayDocument *document)
{
  guint32 today = way_date_today ();
  WaySummary summary = way_summary_count (document, today);
  g_autoptr (GPtrArray) gaps = way_gaps_find (document, today);
  guint n = way_gaps_count (gaps);
  g_autofree char *proof = g_strdup_printf (_ ("%.0f\302\240%% evidenced"), way_summary_get_evidenced (&summary) * 100);
  g_autofree char *left = n > 0 ? g_strdup_printf (ngettext ("%u gap", "%u gaps", n), n) : g_strdup (_ ("no gaps"));

  return g_strjoin (" · ", proof, left, NULL);
}

static void
lay_out_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&one_at_a_time);
  g_autoptr (WayDocument) document = g_cancellable_is_cancelled (cancellable) ? NULL : way_reader_read_file (reading->path, NULL, NULL, NULL);
  const WayElement *journey = document != NULL ? way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY) : NULL;
  const WaySceneOptions options = { .no_legend = TRUE };

  if (journey != NULL)
    reading->scene = way_scene_new (document, journey, reading->theme, NULL, &options, NULL);
  if (journey != NULL && reading->tell)
    {
      const WayElement *meta = way_document_get_meta (document);

      reading->title = g_strdup (meta != NULL ? way_element_get_name (meta) : NULL);
      reading->standing = describe (document);
    }
  g_task_return_boolean (task, TRUE);
}

static void
laid_out_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayThumbnail) self = data;
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->scene, way_scene_unref);
  self->scene = g_steal_pointer (&reading->scene);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (reading->standing != NULL)
    g_signal_emit (self, signals[READ], 0, reading->title, reading->standing);
}

static gboolean
lay_out_cb (gpointer data)
{
  WayThumbnail *self = data;
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);

  self->source = 0;
  self->stale = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  /* Not as the task's source: the last reference to a widget must not go in a thread. */
  task = g_task_new (NULL, self->cancellable, laid_out_cb, g_object_ref (self));
  reading->path = g_strdup (self->path);
  reading->theme = way_theme_get (adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style));
  reading->tell = g_signal_has_handler_pending (self, signals[READ], 0, FALSE);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
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

  /* Where time begins. */
  if (way_scene_is_rtl (self->scene))
    clip.x = way_scene_get_width (self->scene) - clip.width;
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -clip.x, 0);
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
  signals[READ] = g_signal_new ("read", WAY_TYPE_THUMBNAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
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
