#include "ui/window/way-history-steps.h"

#include <glib/gi18n-lib.h>

/* A day's work has thousands of steps; a list of them has not. What is older is reached by going back twice. */
#define SHOWN 100

struct _WayHistorySteps
{
  GtkPopover parent_instance;
  GtkListBox *list;
  WayEditor *editor; /* owned, or NULL */
};

G_DEFINE_FINAL_TYPE (WayHistorySteps, way_history_steps, GTK_TYPE_POPOVER)

static GtkWidget *
make_row (WayDocument *document, guint n)
{
  guint done = way_document_get_n_done (document);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (n > 0 ? way_document_get_step_label (document, n - 1) : _ ("As the map was opened"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (n > done)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  if ((int) n == way_document_get_n_saved (document))
    {
      GtkWidget *saved = gtk_label_new (_ ("saved"));

      gtk_widget_add_css_class (saved, "caption");
      gtk_widget_add_css_class (saved, "dim-label");
      gtk_box_append (GTK_BOX (box), saved);
    }
  if (n == done)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

      gtk_widget_set_tooltip_text (mark, _ ("The map is here now"));
      gtk_box_append (GTK_BOX (box), mark);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "way-step", GUINT_TO_POINTER (n));
  return row;
}

static void
fill (WayHistorySteps *self)
{
  WayDocument *document;
  guint n, done, first, last;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  if (self->editor == NULL)
    return;
  document = way_editor_get_document (self->editor);
  done = way_document_get_n_done (document);
  last = MIN (way_document_get_n_steps (document), done + SHOWN);
  first = done > SHOWN ? done - SHOWN : 0;
  for (n = last + 1; n > first; n--)
    {
      row = make_row (document, n - 1);
      gtk_list_box_append (self->list, row);
      if (n - 1 == done)
        gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
    }
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, WayHistorySteps *self)
{
  way_history_steps_go_to (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "way-step")));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
way_history_steps_show (GtkWidget *widget)
{
  WayHistorySteps *self = WAY_HISTORY_STEPS (widget);
  GtkListBoxRow *row;

  fill (self);
  GTK_WIDGET_CLASS (way_history_steps_parent_class)->show (widget);
  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
way_history_steps_dispose (GObject *object)
{
  g_clear_object (&WAY_HISTORY_STEPS (object)->editor);
  G_OBJECT_CLASS (way_history_steps_parent_class)->dispose (object);
}

static void
way_history_steps_class_init (WayHistoryStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_history_steps_dispose;
  widget_class->show = way_history_steps_show;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-history-steps.ui");
  gtk_widget_class_bind_template_child (widget_class, WayHistorySteps, list);
}

static void
way_history_steps_init (WayHistorySteps *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
}

void
way_history_steps_set_editor (WayHistorySteps *self, WayEditor *editor)
{
  g_set_object (&self->editor, editor);
}

void
way_history_steps_go_to (WayHistorySteps *self, guint n)
{
  if (self->editor != NULL)
    way_editor_go_to_step (self->editor, n);
}
