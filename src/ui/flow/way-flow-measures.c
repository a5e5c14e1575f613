#include "ui/flow/way-flow-measures.h"

#include <glib/gi18n.h>

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css == NULL)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css != NULL)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, css);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static void
add_row (GtkListBox *list, const char *name, const char *text)
{
  g_autofree char *tip = g_strdup_printf ("%s: %s", name, text);
  GtkWidget *row, *box;

  if (*text == '\0')
    return;
  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), make_label (name, NULL));
  gtk_box_append (GTK_BOX (box), make_label (text, "caption"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_list_box_append (list, row);
}

void
way_flow_measures_fill (GtkListBox *list, GtkStackPage *page, const WayJourneyFlow *flow)
{
  const WayLogMeasures *measures = flow->measures;
  static const char *const names[] = { N_ ("scores"), N_ ("costs"), N_ ("times") };
  g_autoptr (GString) words = g_string_new (NULL);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  gtk_stack_page_set_visible (page, measures != NULL);
  if (measures == NULL)
    return;
  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    if (measures->has[k])
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", _ (names[k]));
  gtk_stack_page_set_title (page, words->str);

  g_autofree char *whole = way_log_measures_to_text (measures->whole, measures->currency, TRUE);

  add_row (list, _ ("All journeys"), whole);
  for (guint i = 0; i < flow->places->len; i++)
    {
      g_autofree char *text = way_log_measures_to_text (measures->places[i], measures->currency, FALSE);

      add_row (list, g_array_index (flow->places, WayJourneyPlace, i).name, text);
    }
}
