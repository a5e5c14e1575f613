#include "ui/window/way-palette.h"

#include <string.h>

#include "base/way-match.h"
#include "ui/window/way-palette-item.h"

/* More than these nobody reads. */
#define MOST 200

struct _WayPalette
{
  AdwWindow parent_instance;
  GtkWidget *entry;
  GtkStack *stack;
  GtkListView *list;
  GPtrArray *items;  /* (element-type WayPaletteItem), owned; all of them */
  GListStore *found; /* those that are meant, the best first */
  GtkSingleSelection *selection;
  GtkWidget *target;         /* a weak pointer */
  GActionGroup *map_actions; /* owned */
};

G_DEFINE_FINAL_TYPE (WayPalette, way_palette, ADW_TYPE_WINDOW)

static gboolean
is_enabled (WayPalette *self, WayPaletteItem *item)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (way_palette_item_get_action (item), &name, &target, NULL))
    return FALSE;

  const char *bare = strchr (name, '.') + 1;

  if (g_str_has_prefix (name, "map."))
    return g_action_group_get_action_enabled (self->map_actions, bare);
  if (g_str_has_prefix (name, "win."))
    return g_action_group_get_action_enabled (G_ACTION_GROUP (window), bare);
  return TRUE;
}

/* --- the list --- */

typedef struct
{
  WayPaletteItem *item;
  guint score, index;
  gboolean enabled;
} Found;

static int
compare (gconstpointer a, gconstpointer b)
{
  const Found *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->enabled != y->enabled)
    return x->enabled ? -1 : 1;
  return x->index < y->index ? -1 : 1;
}

static void
search (WayPalette *self)
{
  g_auto (GStrv) words = way_match_split (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      WayPaletteItem *item = self->items->pdata[i];
      guint score = way_palette_item_score (item, (const char *const *) words);

      if (score > 0)
        g_array_append_val (found, ((Found){ item, score, i, is_enabled (self, item) }));
    }
  g_array_sort (found, compare);
  for (guint i = 0; i < found->len && i < MOST; i++)
    g_ptr_array_add (shown, g_array_index (found, Found, i).item);
  g_list_store_splice (self->found, 0, g_list_model_get_n_items (G_LIST_MODEL (self->found)), shown->pdata, shown->len);
  gtk_stack_set_visible_child_name (self->stack, shown->len > 0 ? "found" : "nothing");
  if (shown->len > 0)
    {
      gtk_single_selection_set_selected (self->selection, 0);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
    }
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, css_class);
    }
  return label;
}

/* Not the list's own single-click-activate, by which the pointer would choose while somebody types. */
static void
clicked_cb (GtkGestureClick *gesture, int n, double x, double y, GtkListItem *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  WayPalette *self = WAY_PALETTE (gtk_widget_get_root (row));

  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (list_item));
  way_palette_activate (self);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, WayPalette *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *keys = gtk_shortcut_label_new ("");
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), list_item, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_box_append (GTK_BOX (words), make_label (NULL));
  gtk_box_append (GTK_BOX (words), make_label ("dim-label"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), keys);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, WayPalette *self)
{
  WayPaletteItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item), *words = gtk_widget_get_first_child (row);
  GtkWidget *title = gtk_widget_get_first_child (words), *detail = gtk_widget_get_next_sibling (title), *keys = gtk_widget_get_last_child (row);
  const char *key = way_palette_item_get_key (item), *about = way_palette_item_get_detail (item);
  gboolean enabled = is_enabled (self, item);

  gtk_label_set_text (GTK_LABEL (title), way_palette_item_get_title (item));
  gtk_label_set_text (GTK_LABEL (detail), about);
  gtk_widget_set_visible (detail, *about != '\0');
  gtk_shortcut_label_set_accelerator (GTK_SHORTCUT_LABEL (keys), key != NULL ? key : "");
  gtk_widget_set_visible (keys, key != NULL);
  gtk_widget_set_sensitive (row, enabled);
  gtk_list_item_set_activatable (list_item, enabled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, way_palette_item_get_title (item), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about, -1);
}

/* --- hands --- */

static void
move_selection (WayPalette *self, int by)
{
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->found)), at = (int) gtk_single_selection_get_selected (self->selection) + by;

  if (n == 0)
    return;
  at = by == 1 || by == -1 ? (at + n) % n : CLAMP (at, 0, n - 1);
  gtk_single_selection_set_selected (self->selection, (guint) at);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", (guint) at);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayPalette *self)
{
  switch (keyval)
    {
    case GDK_KEY_Escape:
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    case GDK_KEY_Down:
      move_selection (self, 1);
      return TRUE;
    case GDK_KEY_Up:
      move_selection (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
      move_selection (self, 7);
      return TRUE;
    case GDK_KEY_Page_Up:
      move_selection (self, -7);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      way_palette_activate (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
activate_cb (GtkListView *list, guint position, WayPalette *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  way_palette_activate (self);
}

static void
way_palette_dispose (GObject *object)
{
  WayPalette *self = WAY_PALETTE (object);

  g_clear_weak_pointer (&self->target);
  g_clear_object (&self->map_actions);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->found);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (way_palette_parent_class)->dispose (object);
}

static void
way_palette_class_init (WayPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_palette_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, WayPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, WayPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, WayPalette, list);
}

static void
way_palette_init (WayPalette *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->found = g_list_store_new (WAY_TYPE_PALETTE_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->found)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, 0);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search), self, G_CONNECT_SWAPPED);
  /* Before the entry, which has its own meaning for these keys. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

WayPalette *
way_palette_new (GtkApplicationWindow *parent, GtkWidget *target, GActionGroup *map_actions, WayEditor *editor)
{
  WayPalette *self = g_object_new (WAY_TYPE_PALETTE, "transient-for", parent, NULL);

  g_set_weak_pointer (&self->target, target);
  self->map_actions = g_object_ref (map_actions);
  self->items = way_palette_items_list (editor);
  search (self);
  gtk_widget_grab_focus (self->entry);
  return self;
}

void
way_palette_set_text (WayPalette *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  search (self);
}

const char *
way_palette_get_action (WayPalette *self, guint i, const char **title)
{
  g_autoptr (WayPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (self->found), i);

  if (item != NULL && title != NULL)
    *title = way_palette_item_get_title (item);
  return item != NULL ? way_palette_item_get_action (item) : NULL;
}

/* Closed first: what the action opens or gives the focus to must not lose it again. */
gboolean
way_palette_activate (WayPalette *self)
{
  WayPaletteItem *item = gtk_single_selection_get_selected_item (self->selection);
  GtkWidget *target = self->target;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) value = NULL;

  if (item == NULL || target == NULL || !is_enabled (self, item) || !g_action_parse_detailed_name (way_palette_item_get_action (item), &name, &value, NULL))
    return FALSE;
  gtk_window_destroy (GTK_WINDOW (self));
  gtk_widget_grab_focus (target);
  return gtk_widget_activate_action_variant (target, name, value);
}
