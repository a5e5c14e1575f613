#include "ui/way-canvas-private.h"

/* GtkAccessible cannot be implemented outside of GTK 4.8, but child widgets are seen by screen readers. So the cards in
 * sight have small children that draw nothing, take no pointer and only say what they are. */

#define MOST 300

typedef struct
{
  GtkWidget *widget;
  WayRect rect; /* in the scene */
} Proxy;

static void
proxy_clear (gpointer data)
{
  gtk_widget_unparent (((Proxy *) data)->widget);
}

static void
describe_proxy (WayCanvas *self, guint i, const WayItem *item, WayRect rect)
{
  const char *title = way_drawing_get_title (item->drawing), *description = way_drawing_get_description (item->drawing);

  if (i == self->proxies->len)
    {
      Proxy made = { g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "can-target", FALSE, "opacity", 0.0, NULL), { 0 } };

      gtk_widget_set_parent (made.widget, GTK_WIDGET (self));
      g_array_append_val (self->proxies, made);
    }

  Proxy *proxy = &g_array_index (self->proxies, Proxy, i);

  proxy->rect = rect;
  gtk_widget_set_child_visible (proxy->widget, TRUE);
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

void
way_canvas_update_proxies (WayCanvas *self)
{
  guint used = 0;
  double ox, oy;

  if (self->editor == NULL || way_canvas_get_scene (self) == NULL)
    return;
  way_canvas_get_origin (self, &ox, &oy);

  WayRect clip = { -ox / self->zoom, -oy / self->zoom, gtk_widget_get_width (GTK_WIDGET (self)) / self->zoom, gtk_widget_get_height (GTK_WIDGET (self)) / self->zoom };

  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band) && used < MOST; i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayRect rect = way_scene_get_item_rect (self->scene, b, item);

          if (item->part == WAY_PART_CARD && way_rect_intersects (clip, rect))
            describe_proxy (self, used++, item, rect);
        }
    }
  for (guint i = used; i < self->proxies->len; i++)
    gtk_widget_set_child_visible (g_array_index (self->proxies, Proxy, i).widget, FALSE);
}

void
way_canvas_allocate_proxies (WayCanvas *self)
{
  for (guint i = 0; i < self->proxies->len; i++)
    {
      const Proxy *proxy = &g_array_index (self->proxies, Proxy, i);
      double x = proxy->rect.x, y = proxy->rect.y;

      if (!gtk_widget_get_child_visible (proxy->widget))
        continue;
      way_canvas_scene_to_widget (self, &x, &y);
      gtk_widget_measure (proxy->widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (proxy->widget, &(GtkAllocation){ (int) x, (int) y, MAX ((int) (proxy->rect.width * self->zoom), 1), MAX ((int) (proxy->rect.height * self->zoom), 1) }, -1);
    }
}
