#include "ui/canvas/way-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where journeys break contact rules: what a badge stands for, when it is pointed at and when it is clicked. */

static const WayItem *
find_mark (WayCanvas *self, double x, double y, guint *band)
{
  const WayItem *item = self->editor != NULL && way_canvas_get_scene (self) != NULL ? way_canvas_hit (self, x, y, band) : NULL;

  return item != NULL && item->part == WAY_PART_MARK ? item : NULL;
}

static gboolean
query_tooltip_cb (WayCanvas *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  /* The popover says the same. */
  gboolean told = self->rules != NULL && gtk_widget_get_visible (self->rules);
  const WayItem *mark = keyboard || told ? NULL : find_mark (self, x, y, NULL);

  if (mark != NULL)
    gtk_tooltip_set_text (tooltip, way_drawing_get_description (mark->drawing));
  return mark != NULL;
}

static void
make_popover (WayCanvas *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10), *label = gtk_label_new (NULL), *button = gtk_button_new_with_mnemonic (_ ("Contact _Rules…"));

  self->rules = gtk_popover_new ();
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "map.rules");
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), self->rules, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  for (const char *const *side = (const char *const[]){ "margin-top", "margin-bottom", "margin-start", "margin-end", NULL }; *side != NULL; side++)
    g_object_set (box, *side, 6, NULL);
  gtk_popover_set_child (GTK_POPOVER (self->rules), box);
  gtk_widget_set_parent (self->rules, GTK_WIDGET (self));
}

gboolean
way_canvas_ask_rules (WayCanvas *self, double x, double y)
{
  guint band;
  const WayItem *mark = find_mark (self, x, y, &band);
  GtkWidget *label;
  WayRect rect;

  if (mark == NULL)
    return FALSE;
  if (self->rules == NULL)
    make_popover (self);
  label = gtk_widget_get_first_child (gtk_popover_get_child (GTK_POPOVER (self->rules)));
  gtk_label_set_text (GTK_LABEL (label), way_drawing_get_description (mark->drawing));
  rect = way_scene_get_item_rect (self->scene, band, mark);
  way_canvas_scene_to_widget (self, &rect.x, &rect.y);
  way_canvas_open_popover (self, self->rules, rect.x, rect.y, rect.width * self->zoom, rect.height * self->zoom);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  return TRUE;
}

void
way_canvas_init_rules (WayCanvas *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
