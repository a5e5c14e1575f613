#include "ui/way-canvas-private.h"

/* GtkAccessible cannot be implemented outside of GTK 4.8, but child widgets are seen by screen readers. So the cards in
 * sight have small children that draw nothing, take no pointer and only say what they are. */

#define MOST 300

static void
allocate_proxy (WayCanvas *self, guint i, const WayItem *item, WayRect rect)
{
  GtkWidget *proxy;
  double x = rect.x, y = rect.y;

  if (i == self->proxies->len)
    {
      proxy = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "can-target", FALSE, "opacity", 0.0, NULL);
      gtk_widget_set_parent (proxy, GTK_WIDGET (self));
      g_ptr_array_add (self->proxies, proxy);
    }
  proxy = g_ptr_array_index (self->proxies, i);
  gtk_widget_set_child_visible (proxy, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (proxy),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, way_drawing_get_title (item->drawing) != NULL ? way_drawing_get_title (item->drawing) : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, way_drawing_get_description (item->drawing) != NULL ? way_drawing_get_description (item->drawing) : "",
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (proxy), GTK_ACCESSIBLE_STATE_SELECTED, way_editor_is_selected (self->editor, item->id), -1);
  gtk_widget_measure (proxy, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  way_canvas_scene_to_widget (self, &x, &y);
  gtk_widget_size_allocate (proxy, &(GtkAllocation){ (int) x, (int) y, MAX ((int) (rect.width * self->zoom), 1), MAX ((int) (rect.height * self->zoom), 1) }, -1);
}

void
way_canvas_update_proxies (WayCanvas *self)
{
  guint used = 0;
  double ox, oy;

  if (self->scene == NULL || self->editor == NULL)
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
            allocate_proxy (self, used++, item, rect);
        }
    }
  for (guint i = used; i < self->proxies->len; i++)
    gtk_widget_set_child_visible (g_ptr_array_index (self->proxies, i), FALSE);
}
