#include "ui/fields/way-target-list.h"

#include <glib/gi18n-lib.h>

#include "base/way-text.h"

/* More than these nobody reads: searching is faster. */
#define SHOWN 60

typedef struct
{
  const WayTargetListCalls *calls;
  gpointer data;
  GtkWidget *popover, *search, *scroller, *make;
  GtkListBox *list;
} TargetList;

static void
take_row (TargetList *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "way-id"));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  self->calls->choose (id, self->data);
}

static void
append_row (TargetList *self, const char *id, const char *name, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_box_append (GTK_BOX (box), label);
  if (detail != NULL)
    {
      GtkWidget *second = gtk_label_new (detail);

      gtk_label_set_xalign (GTK_LABEL (second), 0);
      gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (second, "field-caption");
      gtk_box_append (GTK_BOX (box), second);
    }
  if (id == NULL)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "way-id", g_strdup (id), g_free);
  gtk_list_box_append (self->list, row);
}

static gboolean
matches (const WayElement *element, const char *folded)
{
  g_autofree char *name = g_utf8_casefold (way_element_get_name (element), -1);

  return strstr (name, folded) != NULL;
}

/* Kinds are told apart where there are several; steps by their phase, departments by their organisation. */
static const char *
get_detail (const WayElement *element, gboolean several_kinds)
{
  const WayElement *parent = way_element_get_parent (element);

  if (several_kinds)
    return _ (way_kind_get (way_element_get_kind (element))->label);
  if (way_element_get_kind (element) == WAY_KIND_STEP || way_element_get_kind (element) == WAY_KIND_DEPARTMENT)
    return way_element_get_name (parent);
  return NULL;
}

static void
fill (TargetList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *folded = g_utf8_casefold (text, -1), *typed = way_text_collapse (text), *label = NULL;
  g_autoptr (GPtrArray) targets = self->calls->list (self->data);
  gboolean several_kinds = FALSE;
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 1; i < targets->len && !several_kinds; i++)
    several_kinds = way_element_get_kind (targets->pdata[i]) != way_element_get_kind (targets->pdata[0]);
  if (self->calls->may_be_none && *typed == '\0')
    append_row (self, NULL, C_ ("reference", "None"), NULL);
  for (guint i = 0; i < targets->len && n < SHOWN; i++)
    if (matches (targets->pdata[i], folded))
      {
        g_autofree char *name = way_text_excerpt (way_element_get_name (targets->pdata[i]), 80);

        append_row (self, way_element_get_id (targets->pdata[i]), name, get_detail (targets->pdata[i], several_kinds));
        n++;
      }
  gtk_widget_set_visible (self->scroller, n > 0 || self->calls->may_be_none);
  if (self->make == NULL)
    return;
  label = *typed != '\0' ? g_strdup_printf (_ ("New: “%s”"), typed) : g_strdup (self->calls->new_label);
  gtk_button_set_label (GTK_BUTTON (self->make), label);
}

static void
shown_cb (GtkWidget *popover, TargetList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fill (self);
  gtk_widget_grab_focus (self->search);
}

static void
row_cb (GtkListBox *list, GtkListBoxRow *row, TargetList *self)
{
  take_row (self, row);
}

static void
make_cb (GtkButton *button, TargetList *self)
{
  g_autofree char *name = way_text_collapse (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  self->calls->make (name, self->data);
}

static void
activate_cb (GtkEntry *search, TargetList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL && *gtk_editable_get_text (GTK_EDITABLE (search)) != '\0')
    take_row (self, row);
  else if (row == NULL && self->make != NULL)
    make_cb (NULL, self);
}

/* From what is searched for down into the list. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, TargetList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  return keyval == GDK_KEY_Down && row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

GtkWidget *
way_target_list_new (const WayTargetListCalls *calls, gpointer data)
{
  TargetList *self = g_new0 (TargetList, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *key = gtk_event_controller_key_new ();

  self->calls = calls;
  self->data = data;
  self->popover = gtk_popover_new ();
  self->search = gtk_search_entry_new ();
  self->scroller = gtk_scrolled_window_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_size_request (box, 260, -1);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "targets");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What can be chosen"), -1);
  g_object_set (self->search, "placeholder-text", _ ("Search…"), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 300);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->scroller);
  if (calls->new_label != NULL)
    {
      self->make = gtk_button_new_with_label (calls->new_label);
      g_signal_connect (self->make, "clicked", G_CALLBACK (make_cb), self);
      gtk_box_append (GTK_BOX (box), self->make);
    }
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_object_set_data_full (G_OBJECT (self->popover), "way-target-list", self, g_free);
  g_signal_connect (self->popover, "show", G_CALLBACK (shown_cb), self);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->search, key);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (fill), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_cb), self);
  return self->popover;
}
