#include "ui/parts/way-menu-button.h"

#define MENU_KEY "way-menu"

static void
build_cb (GtkMenuButton *button, gpointer data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, way_menu_button_get_menu (button));
}

void
way_menu_button_set_menu (GtkMenuButton *button, GMenuModel *menu)
{
  g_object_set_data_full (G_OBJECT (button), MENU_KEY, g_object_ref (menu), g_object_unref);
  if (gtk_menu_button_get_menu_model (button) != NULL)
    gtk_menu_button_set_menu_model (button, NULL);
  gtk_menu_button_set_create_popup_func (button, build_cb, NULL, NULL);
}

GMenuModel *
way_menu_button_get_menu (GtkMenuButton *button)
{
  return g_object_get_data (G_OBJECT (button), MENU_KEY);
}
