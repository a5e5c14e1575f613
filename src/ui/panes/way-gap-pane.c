#include "ui/panes/way-gap-pane.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"

struct _WayGapPane
{
  GtkWidget parent_instance;
  GtkLabel *count;
  GtkStack *stack;
  GtkListView *list;
  WayGapWatch *watch;
  GtkStringList *names; /* of the gaps, as way_gap_dup_name () gives them */
  GtkSingleSelection *selection;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (WayGapPane, way_gap_pane, GTK_TYPE_WIDGET)

/* --- what can be done about one --- */

static void
say (WayGapPane *self, const GError *error)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

/* The popover of a line goes with the line, and nothing of it is touched after this. */
static void
finish (WayGapPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  way_gap_watch_update (self->watch);
}

static void
mend (WayGapPane *self, const char *name)
{
  const WayGap *gap = self->watch != NULL ? way_gap_watch_find (self->watch, name) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;

  if (gap == NULL)
    return;
  if (!way_gap_fix (way_gap_watch_get_document (self->watch), gap, way_date_today (), &made, &error))
    {
      say (self, error);
      return;
    }
  finish (self);
  if (made != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.show", "s", made);
}

static void
leave (WayGapPane *self, const char *name, const char *because)
{
  const WayGap *gap = self->watch != NULL ? way_gap_watch_find (self->watch, name) : NULL;
  g_autoptr (GError) error = NULL;

  if (gap == NULL)
    return;
  if (way_gap_ignore (way_gap_watch_get_document (self->watch), gap, because, way_date_today (), &error))
    finish (self);
  else
    say (self, error);
}

static void
mind_again (WayGapPane *self, const char *name)
{
  const WayGap *gap = self->watch != NULL ? way_gap_watch_find (self->watch, name) : NULL;
  g_autoptr (GError) error = NULL;

  if (gap == NULL)
    return;
  if (way_gap_watch_again (way_gap_watch_get_document (self->watch), gap, &error))
    finish (self);
  else
    say (self, error);
}

/* --- the popover of a line --- */

static WayGapPane *
find_pane (GtkWidget *widget)
{
  return WAY_GAP_PANE (gtk_widget_get_ancestor (widget, WAY_TYPE_GAP_PANE));
}

static const char *
get_name (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER)), "gap");
}

/* The popover closes first: what it stands on may be gone afterwards. */
static void
close_and (GtkWidget *widget, void (*act) (WayGapPane *self, const char *name))
{
  g_autoptr (WayGapPane) self = g_object_ref (find_pane (widget));
  g_autofree char *name = g_strdup (get_name (widget));

  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER)));
  act (self, name);
}

static void
mend_cb (GtkWidget *button)
{
  close_and (button, mend);
}

static void
mind_again_cb (GtkWidget *button)
{
  close_and (button, mind_again);
}

static void
leave_cb (GtkEntry *entry)
{
  g_autoptr (WayGapPane) self = g_object_ref (find_pane (GTK_WIDGET (entry)));
  g_autofree char *name = g_strdup (get_name (GTK_WIDGET (entry)));
  g_autofree char *because = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (*because == '\0')
    return;
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER)));
  leave (self, name, because);
}

static GtkWidget *
append_text (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 38);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
append_button (GtkWidget *box, const char *label, GCallback activated)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect (button, "clicked", activated, NULL);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
append_reason (GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *entry = gtk_entry_new (), *button;

  append_text (box, _ ("It may stay as it is, because"), "dim-label");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("the reason…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Why it may stay as it is"), -1);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect (entry, "activate", G_CALLBACK (leave_cb), NULL);
  gtk_box_append (GTK_BOX (line), entry);
  button = gtk_button_new_with_label (_ ("Leave It"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (leave_cb), entry);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (box), line);
}

static void
open_cb (GtkMenuButton *button, gpointer data)
{
  WayGapPane *self = find_pane (GTK_WIDGET (button));
  const char *name = g_object_get_data (G_OBJECT (button), "gap");
  const WayGap *gap = self->watch != NULL && name != NULL ? way_gap_watch_find (self->watch, name) : NULL;
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gboolean writable = self->watch != NULL && !way_document_is_read_only (way_gap_watch_get_document (self->watch));

  g_object_set_data_full (G_OBJECT (popover), "gap", g_strdup (name), g_free);
  if (gap != NULL)
    {
      append_text (box, _ (gap->rule->title), "heading");
      append_text (box, _ (gap->rule->why), NULL);
      if (writable && gap->because != NULL)
        append_button (box, _ ("Watch It Again"), G_CALLBACK (mind_again_cb));
      else if (writable)
        {
          if (gap->rule->fix != NULL)
            gtk_widget_add_css_class (append_button (box, _ (gap->rule->fix), G_CALLBACK (mend_cb)), "suggested-action");
          append_reason (box);
        }
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/* --- the lines --- */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, WayGapPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *mark = gtk_image_new (), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *button = gtk_menu_button_new ();

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), mark);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (words), label);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "dim-label");
        }
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Why it matters, and what to do about it"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), open_cb, NULL, NULL);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_item_set_child (item, box);
}

/* A shape each, since colour alone says nothing to some. */
static void
show_weight (GtkWidget *mark, const WayGap *gap)
{
  static const char *const icons[] = { "dialog-information-symbolic", "dialog-question-symbolic", "dialog-warning-symbolic" };
  static const char *const styles[] = { "dim-label", "gap-weak", "gap-serious" };

  gtk_image_set_from_icon_name (GTK_IMAGE (mark), gap->because == NULL ? icons[gap->rule->weight] : "object-select-symbolic");
  gtk_widget_set_css_classes (mark, (const char *[]){ gap->because == NULL ? styles[gap->rule->weight] : "dim-label", NULL });
  gtk_widget_set_tooltip_text (mark, gap->because == NULL ? way_gap_get_weight_label (gap->rule->weight) : _ ("Left as it is"));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, WayGapPane *self)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  const WayGap *gap = self->watch != NULL ? way_gap_watch_find (self->watch, name) : NULL;
  GtkWidget *box = gtk_list_item_get_child (item), *mark = gtk_widget_get_first_child (box), *words = gtk_widget_get_next_sibling (mark), *button = gtk_widget_get_last_child (box);

  g_object_set_data_full (G_OBJECT (button), "gap", g_strdup (name), g_free);
  if (gap == NULL)
    return;

  g_autofree char *caption = gap->because != NULL ? g_strdup_printf (_ ("Left, because: %s"), gap->because) : g_strdup (_ (gap->rule->title));

  show_weight (mark, gap);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (words)), gap->text);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (words)), caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, gap->text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
}

/* A popover outlives neither its line nor what the line was about. */
static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, WayGapPane *self)
{
  GtkWidget *button = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), open_cb, NULL, NULL);
}

static void
selected_cb (WayGapPane *self)
{
  const WayGap *gap = self->watch != NULL && !self->updating ? way_gap_pane_get_row (self, gtk_single_selection_get_selected (self->selection)) : NULL;

  if (gap != NULL && gap->at != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.show", "s", way_gap_get_place (gap));
}

static void
show_count (WayGapPane *self)
{
  const GPtrArray *gaps = way_gap_watch_get_gaps (self->watch);
  guint n = way_gaps_count (gaps), serious = 0;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < gaps->len; i++)
    {
      const WayGap *gap = gaps->pdata[i];

      serious += gap->because == NULL && gap->rule->weight == WAY_GAP_SERIOUS;
    }
  g_string_append_printf (text, ngettext ("%u gap", "%u gaps", n), n);
  if (serious > 0)
    g_string_append_printf (text, ngettext (", %u serious", ", %u serious", serious), serious);
  if (gaps->len > n)
    g_string_append_printf (text, ngettext (", %u left on purpose", ", %u left on purpose", gaps->len - n), gaps->len - n);
  gtk_label_set_text (self->count, text->str);
  gtk_stack_set_visible_child_name (self->stack, gaps->len > 0 ? "gaps" : "none");
}

/* What is left on purpose comes last. */
static void
fill (WayGapPane *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const GPtrArray *gaps = self->watch != NULL ? way_gap_watch_get_gaps (self->watch) : NULL;
  guint chosen = gtk_single_selection_get_selected (self->selection);

  for (guint left = 0; gaps != NULL && left < 2; left++)
    for (guint i = 0; i < gaps->len; i++)
      {
        const WayGap *gap = gaps->pdata[i];

        if ((gap->because != NULL) == left)
          g_ptr_array_add (names, way_gap_dup_name (gap));
      }
  self->updating = TRUE;
  if (names->len < chosen)
    chosen = GTK_INVALID_LIST_POSITION;
  g_ptr_array_add (names, NULL);
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), (const char *const *) names->pdata);
  gtk_single_selection_set_selected (self->selection, chosen);
  self->updating = FALSE;
  if (self->watch != NULL)
    show_count (self);
}

static void
changed_cb (WayGapWatch *watch, WayGapPane *self)
{
  fill (self);
}

static void
way_gap_pane_dispose (GObject *object)
{
  WayGapPane *self = WAY_GAP_PANE (object);
  GtkWidget *child;

  if (self->names != NULL)
    way_gap_pane_set_watch (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->names);
  G_OBJECT_CLASS (way_gap_pane_parent_class)->dispose (object);
}

static void
way_gap_pane_class_init (WayGapPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_gap_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-gap-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WayGapPane, count);
  gtk_widget_class_bind_template_child (widget_class, WayGapPane, stack);
  gtk_widget_class_bind_template_child (widget_class, WayGapPane, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_gap_pane_init (WayGapPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->names = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->names)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

void
way_gap_pane_set_watch (WayGapPane *self, WayGapWatch *watch)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_set_object (&self->watch, watch);
  if (watch != NULL)
    g_signal_connect_object (watch, "changed", G_CALLBACK (changed_cb), self, 0);
  fill (self);
}

void
way_gap_pane_focus (WayGapPane *self)
{
  if (way_gap_pane_get_n_rows (self) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

gboolean
way_gap_pane_step (WayGapPane *self)
{
  guint n = way_gap_pane_get_n_rows (self), at = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return FALSE;
  at = at == GTK_INVALID_LIST_POSITION || at + 1 >= n ? 0 : at + 1;
  gtk_single_selection_set_selected (self->selection, at);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", at);
  return TRUE;
}

guint
way_gap_pane_get_n_rows (WayGapPane *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->names));
}

const WayGap *
way_gap_pane_get_row (WayGapPane *self, guint i)
{
  const char *name = gtk_string_list_get_string (self->names, i);

  return name != NULL && self->watch != NULL ? way_gap_watch_find (self->watch, name) : NULL;
}
