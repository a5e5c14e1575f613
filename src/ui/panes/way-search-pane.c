#include "ui/panes/way-search-pane.h"

#include <glib/gi18n-lib.h>

/* More than these nobody reads; the number above the list says how many there are. */
#define MOST 1000

struct _WaySearchPane
{
  GtkWidget parent_instance;
  GtkLabel *count;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *replace_revealer, *replacement;
  WayFinder *finder;
  GtkStringList *rows; /* one a hit; its number is its place */
  GtkSingleSelection *selection;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (WaySearchPane, way_search_pane, GTK_TYPE_WIDGET)

/* The model only counts: texts are made for the rows in sight. */
static void
fill (WaySearchPane *self, guint n)
{
  g_autofree const char **empty = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    empty[i] = "";
  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), empty);
}

static void
show_current (WaySearchPane *self)
{
  guint n = way_finder_get_n_hits (self->finder), at;
  g_autofree char *text = NULL;

  way_finder_get_current (self->finder, &at);
  if (n == 0)
    text = g_strdup (_ ("Nothing found"));
  else if (at == G_MAXUINT)
    text = g_strdup_printf (ngettext ("%u place", "%u places", n), n);
  else
    text = g_strdup_printf (_ ("%u of %u"), at + 1, n);
  gtk_label_set_text (self->count, text);
  gtk_single_selection_set_selected (self->selection, at < MOST ? at : GTK_INVALID_LIST_POSITION);
  if (at < MOST)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", at);
}

static void
changed_cb (WayFinder *finder, WaySearchPane *self)
{
  guint n = MIN (way_finder_get_n_hits (finder), MOST);

  self->updating = TRUE;
  fill (self, n);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "found" : "nothing");
  show_current (self);
  self->updating = FALSE;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, WaySearchPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "dim-label");
        }
    }
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, WaySearchPane *self)
{
  GtkWidget *box = gtk_list_item_get_child (item), *what = gtk_widget_get_first_child (box), *where = gtk_widget_get_last_child (box);
  const WayHit *hit = self->finder != NULL ? way_finder_get_hit (self->finder, gtk_list_item_get_position (item)) : NULL;
  guint start, length;

  if (hit == NULL)
    return;

  g_autofree char *text = way_hit_to_text (hit, &start, &length), *place = way_hit_get_place (hit, way_editor_get_document (way_finder_get_editor (self->finder)));
  g_autofree char *before = g_markup_escape_text (text, start), *found = g_markup_escape_text (text + start, length), *after = g_markup_escape_text (text + start + length, -1);
  g_autofree char *markup = g_strdup_printf ("%s<b>%s</b>%s", before, found, after);

  gtk_label_set_markup (GTK_LABEL (what), markup);
  gtk_label_set_text (GTK_LABEL (where), place);
  gtk_widget_set_tooltip_text (box, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, text, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, place, -1);
}

static void
selected_cb (WaySearchPane *self)
{
  guint at = gtk_single_selection_get_selected (self->selection);
  const WayHit *hit = self->finder != NULL && !self->updating ? way_finder_get_hit (self->finder, at) : NULL;

  if (hit == NULL)
    return;
  way_finder_set_current (self->finder, at);
  gtk_widget_activate_action (GTK_WIDGET (self), "map.show", "s", hit->id);
}

static void
replace_activated_cb (GtkEntry *entry, WaySearchPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "map.replace-one", NULL);
}

static void
way_search_pane_dispose (GObject *object)
{
  WaySearchPane *self = WAY_SEARCH_PANE (object);
  GtkWidget *child;

  way_search_pane_set_finder (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (way_search_pane_parent_class)->dispose (object);
}

static void
way_search_pane_class_init (WaySearchPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_search_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-search-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WaySearchPane, count);
  gtk_widget_class_bind_template_child (widget_class, WaySearchPane, stack);
  gtk_widget_class_bind_template_child (widget_class, WaySearchPane, list);
  gtk_widget_class_bind_template_child (widget_class, WaySearchPane, replace_revealer);
  gtk_widget_class_bind_template_child (widget_class, WaySearchPane, replacement);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_search_pane_init (WaySearchPane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->replacement, "activate", G_CALLBACK (replace_activated_cb), self, 0);
}

void
way_search_pane_set_finder (WaySearchPane *self, WayFinder *finder)
{
  if (self->finder != NULL)
    g_signal_handlers_disconnect_by_data (self->finder, self);
  self->updating = TRUE;
  if (self->rows != NULL)
    fill (self, 0);
  self->updating = FALSE;
  g_set_object (&self->finder, finder);
  if (finder != NULL)
    g_signal_connect_object (finder, "changed", G_CALLBACK (changed_cb), self, 0);
}

void
way_search_pane_toggle_replace (WaySearchPane *self)
{
  gboolean shown = gtk_revealer_get_reveal_child (GTK_REVEALER (self->replace_revealer));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->replace_revealer), !shown);
  if (!shown)
    gtk_widget_grab_focus (self->replacement);
}

const char *
way_search_pane_get_replacement (WaySearchPane *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->replacement));
}
