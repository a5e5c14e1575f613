#include "ui/canvas/way-canvas-private.h"

/* GtkAccessible cannot be implemented outside of GTK 4.8, but child widgets are seen by screen readers. So the headings and
 * cards in sight have small children that draw nothing, take no pointer and only say what they are. */

#define MOST 500

/* GTK lets no widget change its role, so each role has proxies of its own. */
static const GtkAccessibleRole roles[] = { GTK_ACCESSIBLE_ROLE_HEADING, GTK_ACCESSIBLE_ROLE_ROW_HEADER, GTK_ACCESSIBLE_ROLE_LIST_ITEM };

typedef struct
{
  GtkWidget *widget;
  guint role;
  gboolean used;
  WayRect rect; /* in the scene */
} Proxy;

/* The number of the role, or -1 for what is not read, or read elsewhere. */
static int
find_role (const WayItem *item)
{
  switch (item->part)
    {
    case WAY_PART_TITLE:
    case WAY_PART_PHASE:
    case WAY_PART_STEP:
      return item->id != NULL ? 0 : -1;
    case WAY_PART_LANE:
      return item->id != NULL ? 1 : -1;
    case WAY_PART_CARD:
    case WAY_PART_GHOST:
      return 2;
    default:
      return -1;
    }
}

static void
proxy_clear (gpointer data)
{
  gtk_widget_unparent (((Proxy *) data)->widget);
}

/* An unused one of the role, made if there is none; `next` is where to look on. */
static Proxy *
take_proxy (WayCanvas *self, guint role, guint *next)
{
  Proxy *proxy;

  while (*next < self->proxies->len && g_array_index (self->proxies, Proxy, *next).role != role)
    (*next)++;
  if (*next == self->proxies->len)
    {
      Proxy made = { g_object_new (GTK_TYPE_LABEL, "accessible-role", roles[role], "can-target", FALSE, "opacity", 0.0, NULL), role, FALSE, { 0 } };

      gtk_widget_set_parent (made.widget, GTK_WIDGET (self));
      g_array_append_val (self->proxies, made);
    }
  proxy = &g_array_index (self->proxies, Proxy, (*next)++);
  proxy->used = TRUE;
  return proxy;
}

static void
describe_proxy (WayCanvas *self, Proxy *proxy, const WayItem *item, WayRect rect)
{
  const char *title = way_drawing_get_title (item->drawing), *description = way_drawing_get_description (item->drawing);

  proxy->rect = rect;
  gtk_accessible_update_property (GTK_ACCESSIBLE (proxy->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : "", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description != NULL ? description : "", -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (proxy->widget), GTK_ACCESSIBLE_STATE_SELECTED, way_editor_is_selected (self->editor, item->id), -1);
}

GArray *
way_canvas_proxies_new (void)
{
  GArray *proxies = g_array_new (FALSE, FALSE, sizeof (Proxy));

  g_array_set_clear_func (proxies, proxy_clear);
  return proxies;
}

/* What is in sight, in the scene. */
static WayRect
get_clip (WayCanvas *self)
{
  double ox, oy;

  way_canvas_get_origin (self, &ox, &oy);
  return (WayRect){ -ox / self->zoom, -oy / self->zoom, gtk_widget_get_width (GTK_WIDGET (self)) / self->zoom, gtk_widget_get_height (GTK_WIDGET (self)) / self->zoom };
}

gboolean
way_canvas_proxies_are_old (WayCanvas *self)
{
  WayRect clip = get_clip (self), read = self->read;

  return clip.x != read.x || clip.y != read.y || clip.width != read.width || clip.height != read.height;
}

void
way_canvas_update_proxies (WayCanvas *self)
{
  guint next[G_N_ELEMENTS (roles)] = { 0 }, used = 0;

  if (self->editor == NULL || way_canvas_get_scene (self) == NULL)
    return;
  WaySticky sticky = way_canvas_get_sticky (self);
  WayRect clip = get_clip (self);

  self->read = clip;
  for (guint i = 0; i < self->proxies->len; i++)
    g_array_index (self->proxies, Proxy, i).used = FALSE;
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band) && used < MOST; i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayRect rect = way_scene_get_item_rect (self->scene, b, item);
          int role = find_role (item);

          /* A lane's name alone, not its ground. */
          if (item->part == WAY_PART_LANE)
            {
              rect.x = sticky.label_x;
              rect.width = sticky.label_width;
            }
          if (role < 0 || !way_rect_intersects (clip, rect))
            continue;
          describe_proxy (self, take_proxy (self, (guint) role, &next[role]), item, rect);
          used++;
        }
    }
  for (guint i = 0; i < self->proxies->len; i++)
    {
      const Proxy *proxy = &g_array_index (self->proxies, Proxy, i);

      gtk_widget_set_visible (proxy->widget, proxy->used);
    }
}

void
way_canvas_allocate_proxies (WayCanvas *self)
{
  for (guint i = 0; i < self->proxies->len; i++)
    {
      const Proxy *proxy = &g_array_index (self->proxies, Proxy, i);
      double x = proxy->rect.x, y = proxy->rect.y;

      if (!gtk_widget_get_visible (proxy->widget))
        continue;
      way_canvas_scene_to_widget (self, &x, &y);
      gtk_widget_measure (proxy->widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (proxy->widget, &(GtkAllocation){ (int) x, (int) y, MAX ((int) (proxy->rect.width * self->zoom), 1), MAX ((int) (proxy->rect.height * self->zoom), 1) }, -1);
    }
}
