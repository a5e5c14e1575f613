#include "ui/dialogs/way-page-view.h"

#include <math.h>

#define MARGIN 18
#define SQUARE 8

struct _WayPageView
{
  GtkWidget parent_instance;
  GdkTexture *texture;
  WayGround ground;
  int width, height; /* when last told */
};

enum
{
  RESIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayPageView, way_page_view, GTK_TYPE_WIDGET)

/* Whole device pixels, so that what was drawn for this size is shown as it is. */
static graphene_rect_t
find_place (WayPageView *self)
{
  double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self)), width = gdk_texture_get_width (self->texture) / scale, height = gdk_texture_get_height (self->texture) / scale;
  double room_width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN, 1), room_height = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN, 1);
  double factor = MIN (1, MIN (room_width / width, room_height / height));

  width *= factor;
  height *= factor;
  return GRAPHENE_RECT_INIT ((float) (floor ((room_width - width) / 2) + MARGIN), (float) (floor ((room_height - height) / 2) + MARGIN), (float) width, (float) height);
}

static void
draw_squares (GtkSnapshot *snapshot, const graphene_rect_t *place, gboolean dark)
{
  static const GdkRGBA shades[][2] = { { { 1, 1, 1, 1 }, { 0.88f, 0.88f, 0.88f, 1 } }, { { 0.1f, 0.1f, 0.1f, 1 }, { 0.2f, 0.2f, 0.2f, 1 } } };
  const GdkRGBA *ground = &shades[dark][0], *square = &shades[dark][1];
  graphene_rect_t tile = GRAPHENE_RECT_INIT (place->origin.x, place->origin.y, 2 * SQUARE, 2 * SQUARE);

  gtk_snapshot_append_color (snapshot, ground, place);
  gtk_snapshot_push_repeat (snapshot, place, &tile);
  gtk_snapshot_append_color (snapshot, square, &GRAPHENE_RECT_INIT (place->origin.x, place->origin.y, SQUARE, SQUARE));
  gtk_snapshot_append_color (snapshot, square, &GRAPHENE_RECT_INIT (place->origin.x + SQUARE, place->origin.y + SQUARE, SQUARE, SQUARE));
  gtk_snapshot_pop (snapshot);
}

static void
way_page_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WayPageView *self = WAY_PAGE_VIEW (widget);
  graphene_rect_t place;
  GskRoundedRect outline;

  if (self->texture == NULL)
    return;
  place = find_place (self);
  gsk_rounded_rect_init_from_rect (&outline, &place, 0);
  if (self->ground == WAY_GROUND_PAPER)
    gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){ 0, 0, 0, 0.3f }, 0, 2, 0, 8);
  else
    draw_squares (snapshot, &place, self->ground == WAY_GROUND_DARK_SQUARES);
  gtk_snapshot_append_texture (snapshot, self->texture, &place);
}

static void
way_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WayPageView *self = WAY_PAGE_VIEW (widget);

  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  g_signal_emit (self, signals[RESIZED], 0);
}

static void
way_page_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 200;
  *natural = 520;
  *minimum_baseline = *natural_baseline = -1;
}

static void
way_page_view_dispose (GObject *object)
{
  g_clear_object (&WAY_PAGE_VIEW (object)->texture);
  G_OBJECT_CLASS (way_page_view_parent_class)->dispose (object);
}

static void
way_page_view_class_init (WayPageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_page_view_dispose;
  widget_class->measure = way_page_view_measure;
  widget_class->size_allocate = way_page_view_size_allocate;
  widget_class->snapshot = way_page_view_snapshot;
  signals[RESIZED] = g_signal_new ("resized", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "pageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
way_page_view_init (WayPageView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (gtk_widget_queue_resize), NULL);
}

void
way_page_view_set_preview (WayPageView *self, const WayPreview *preview, WayGround ground)
{
  g_clear_object (&self->texture);
  self->ground = ground;
  if (preview != NULL)
    self->texture = gdk_memory_texture_new (preview->width, preview->height, GDK_MEMORY_DEFAULT, preview->pixels, preview->stride);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_page_view_get_room (WayPageView *self, int *width, int *height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  *width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN, 16) * scale;
  *height = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN, 16) * scale;
}
