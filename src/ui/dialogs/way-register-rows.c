#include "ui/dialogs/way-register-rows.h"

#include "ui/parts/way-label.h"

void
way_register_clear (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

guint
way_register_count_rows (GtkListBox *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

static GtkWidget *
make_row (const char *id, const char *name, const char *detail, GtkWidget *end)
{
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  gtk_box_append (GTK_BOX (box), way_label_new_wrapping (name, NULL));
  if (detail != NULL && *detail != '\0')
    gtk_box_append (GTK_BOX (box), way_label_new_wrapping (detail, "field-caption"));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), box);
  gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), end);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_widget_add_css_class (row, "register-row");
  g_object_set_data_full (G_OBJECT (row), "way-id", g_strdup (id), g_free);
  return row;
}

GtkWidget *
way_register_add_row (GtkListBox *list, const char *id, const char *name, const char *detail, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n), *spoken = g_strdup_printf ("%s, %s, %u", name, detail != NULL ? detail : "", n);
  GtkWidget *label = gtk_label_new (number), *row = make_row (id, name, detail, label);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "field-caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (list, row);
  return row;
}

GtkWidget *
way_register_add_use (GtkListBox *list, const WayUse *use)
{
  g_autofree char *spoken = g_strdup_printf ("%s, %s", use->name, use->detail);
  GtkWidget *row = make_row (way_element_get_id (use->place), use->name, use->detail, gtk_image_new_from_icon_name ("go-next-symbolic"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (list, row);
  return row;
}

const char *
way_register_get_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "way-id");
}
