#include "ui/window/way-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/actions/way-action-list.h"

struct _WayFilterBar
{
  GtkWidget parent_instance;
  GtkRevealer *revealer;
  GtkLabel *count;
  GtkWidget *chips;
  WayFinder *finder;
};

G_DEFINE_FINAL_TYPE (WayFilterBar, way_filter_bar, GTK_TYPE_WIDGET)

static void
chip_clicked_cb (GtkButton *button, WayFilterBar *self)
{
  way_finder_set_filter (self->finder, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "way-part")), NULL);
}

static GtkWidget *
make_chip (WayFilterBar *self, WayFilterPart part)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *label;
  g_autofree char *name = way_finder_name_filter (self->finder, part), *tip = g_strdup_printf (_ ("Take off: %s"), name);

  label = gtk_label_new (name);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_object_set_data (G_OBJECT (button), "way-part", GUINT_TO_POINTER (part));
  g_signal_connect_object (button, "clicked", G_CALLBACK (chip_clicked_cb), self, 0);
  return button;
}

static void
changed_cb (WayFinder *finder, WayFilterBar *self)
{
  GtkWidget *child;
  guint all, shown = way_finder_count_shown (finder, &all);
  g_autofree char *count = way_filter_bar_count (finder);

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (WayFilterPart part = 0; part < WAY_N_FILTERS; part++)
    if (way_finder_get_filter (finder, part) != NULL)
      gtk_box_append (GTK_BOX (self->chips), make_chip (self, part));
  gtk_label_set_text (self->count, shown > 0 ? count : _ ("Nothing on the map fits. Take something off to see more."));
  gtk_revealer_set_reveal_child (self->revealer, way_finder_is_filtering (finder));
}

static void
way_filter_bar_dispose (GObject *object)
{
  GtkWidget *child;

  way_filter_bar_set_finder (WAY_FILTER_BAR (object), NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_filter_bar_parent_class)->dispose (object);
}

static void
way_filter_bar_class_init (WayFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_filter_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WayFilterBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, WayFilterBar, count);
  gtk_widget_class_bind_template_child (widget_class, WayFilterBar, chips);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_filter_bar_init (WayFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
way_filter_bar_set_finder (WayFilterBar *self, WayFinder *finder)
{
  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_data (self->finder, self);
  g_set_object (&self->finder, finder);
  if (self->revealer != NULL)
    gtk_revealer_set_reveal_child (self->revealer, FALSE);
  if (finder == NULL)
    return;
  g_signal_connect_object (finder, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (finder, self);
}

char *
way_filter_bar_count (WayFinder *finder)
{
  guint all, shown = way_finder_count_shown (finder, &all);

  /* Translators: so many cards of all cards. */
  return g_strdup_printf (_ ("%u of %u shown"), shown, all);
}

/* --- the menu --- */

typedef struct
{
  GMenu *menu;
  WayFilterPart part;
} Fill;

static void
add_element_cb (WayElement *element, gpointer data)
{
  const Fill *fill = data;
  g_autofree char *action = g_strdup_printf ("map.filter-%s", way_filter_part_get_nick (fill->part)), *label = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GMenuItem) item = NULL;

  if (way_element_get_kind (element) != way_filter_part_get_kind (fill->part))
    return;
  /* A name is no mnemonic. */
  parts = g_strsplit (way_element_get_name (element), "_", -1);
  label = g_strjoinv ("__", parts);
  item = g_menu_item_new (label, NULL);
  g_menu_item_set_action_and_target (item, action, "s", way_element_get_id (element));
  g_menu_append_item (fill->menu, item);
}

/* What the map offers, then what needs no choice. */
GMenuModel *
way_filter_bar_make_menu (WayEditor *editor)
{
  static const char *const layout[] = { "map.filter-assumptions", "map.filter-moments", "map.filter-pains", "", "map.clear-filter", NULL };
  g_autoptr (GMenuModel) fixed = way_action_list_make_menu (layout, FALSE);
  g_autoptr (GMenu) families = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (WayFilterPart part = 0; part < WAY_N_FILTERS; part++)
    {
      WayElement *within = part == WAY_FILTER_PHASE ? way_editor_get_journey (editor) : (WayElement *) way_document_get_root (way_editor_get_document (editor));
      g_autoptr (GMenu) submenu = g_menu_new ();

      if (way_filter_part_get_kind (part) == WAY_N_KINDS)
        continue;
      way_element_walk (within, add_element_cb, &(Fill){ submenu, part });
      if (g_menu_model_get_n_items (G_MENU_MODEL (submenu)) > 0)
        g_menu_append_submenu (families, _ (way_kind_get (way_filter_part_get_kind (part))->label), G_MENU_MODEL (submenu));
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (families));
  g_menu_append_section (menu, NULL, fixed);
  return G_MENU_MODEL (menu);
}
