#include "ui/parts/way-accessible.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* "Save the map (Ctrl+S)" is the name "Save the map". */
static char *
dup_without_shortcut (const char *tooltip)
{
  const char *bracket = g_str_has_suffix (tooltip, ")") ? strrchr (tooltip, '(') : NULL;
  char *name = bracket != NULL && bracket > tooltip ? g_strndup (tooltip, (gsize) (bracket - tooltip)) : g_strdup (tooltip);

  return g_strchomp (name);
}

static gboolean
is_underlined (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) ? gtk_button_get_use_underline (GTK_BUTTON (widget)) : GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_use_underline (GTK_MENU_BUTTON (widget));
}

/* NULL where GTK finds the right name itself. */
static char *
dup_name (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  /* The first half of a split button leaves its tooltip to the whole. */
  const char *tooltip = gtk_widget_get_tooltip_text (ADW_IS_SPLIT_BUTTON (parent) && gtk_widget_get_first_child (parent) == widget ? parent : widget);
  /* A menu button that says nothing shows an arrow. */
  gboolean wordless = GTK_IS_BUTTON (widget) ? gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL : GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)) == NULL;

  if (wordless && tooltip != NULL)
    return dup_without_shortcut (tooltip);
  /* The cross of libadwaita's toasts, which says nothing at all. */
  if (wordless)
    return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "window-close-symbolic") == 0 ? g_strdup (_ ("Close")) : NULL;
  if (!GTK_IS_MENU_BUTTON (widget))
    return NULL;

  /* Only the button in it has its words. */
  g_auto (GStrv) parts = g_strsplit (gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)), "_", -1);

  return g_strjoinv ("", parts);
}

static gboolean
realized_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  g_autofree char *name = dup_name (widget);

  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* What remains is the label in it, and that is right. */
  else if (is_underlined (widget))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  return TRUE;
}

void
way_accessible_init (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realized_cb, NULL, NULL);
}

void
way_accessible_set_name (GtkWidget *widget, const char *name)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if ((GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget)) && GTK_IS_BUTTON (child))
    gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
