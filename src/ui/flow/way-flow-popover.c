#include "ui/flow/way-flow-popover.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/flow/way-flow-words.h"

struct _WayFlowPopover
{
  GtkPopover parent_instance;
  GtkLabel *title, *facts;
  GtkWidget *scroller;
  GtkListBox *pieces;
  GtkWidget *actions, *draw, *all;
  GtkButton *only;

  WayFlowWatch *watch;
  GStrv ids; /* the busiest first */
  guint told;
  char *query; /* of the journeys that go there, or NULL */
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayFlowPopover, way_flow_popover, GTK_TYPE_POPOVER)

/* --- what is told --- */

static void
tell (WayFlowPopover *self, guint index)
{
  self->told = index;

  g_autoptr (WayFlowPiece) piece = way_flow_piece_new (self->watch, self->ids[index]);
  g_autofree char *title = way_flow_piece_dup_title (piece, self->watch), *facts = way_flow_piece_dup_facts (piece, self->watch);
  gboolean read_only = way_document_is_read_only (way_editor_get_document (way_flow_watch_get_editor (self->watch)));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->facts, facts);
  g_free (self->query);
  self->query = way_flow_piece_dup_query (piece, self->watch);
  gtk_widget_set_visible (self->draw, piece->mark == WAY_TRAFFIC_MARK_WAY && !piece->drawn && piece->edge != NULL && !read_only);
  gtk_button_set_label (self->only, piece->mark == WAY_TRAFFIC_MARK_END ? _ ("Only _Journeys That End Here") : _ ("Only _Journeys That Go This Way"));
  gtk_widget_set_visible (GTK_WIDGET (self->only), self->query != NULL && g_strcmp0 (self->query, way_flow_watch_get_query (self->watch)) != 0);
  gtk_widget_set_visible (self->all, way_flow_watch_get_query (self->watch) != NULL);
  gtk_widget_set_visible (self->actions, gtk_widget_get_visible (self->draw) || gtk_widget_get_visible (GTK_WIDGET (self->only)) || gtk_widget_get_visible (self->all));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, facts, -1);
  g_signal_emit (self, signals[CHOSEN], 0, self->ids[index]);
}

static GtkWidget *
make_row (WayFlowPopover *self, const char *id)
{
  g_autoptr (WayFlowPiece) piece = way_flow_piece_new (self->watch, id);
  g_autofree char *title = way_flow_piece_dup_title (piece, self->watch), *brief = way_flow_piece_dup_brief (piece, self->watch), *words = g_strjoin (", ", title, brief, NULL);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *name = gtk_label_new (title), *figures = gtk_label_new (brief);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (row, title);
  gtk_widget_add_css_class (figures, "numeric");
  gtk_widget_add_css_class (figures, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), figures);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return row;
}

static void
fill (WayFlowPopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->pieces, 0)) != NULL)
    gtk_list_box_remove (self->pieces, GTK_WIDGET (row));
  gtk_widget_set_visible (self->scroller, self->ids[1] != NULL);
  for (guint i = 0; self->ids[1] != NULL && self->ids[i] != NULL; i++)
    gtk_list_box_append (self->pieces, make_row (self, self->ids[i]));
  if (self->ids[1] != NULL)
    gtk_list_box_select_row (self->pieces, gtk_list_box_get_row_at_index (self->pieces, 0));
}

/* --- what the user does --- */

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, WayFlowPopover *self)
{
  if (row != NULL && self->watch != NULL)
    tell (self, (guint) gtk_list_box_row_get_index (row));
}

static void
draw_cb (GtkButton *button, WayFlowPopover *self)
{
  g_autoptr (WayFlowPiece) piece = way_flow_piece_new (self->watch, self->ids[self->told]);

  if (piece->mark == WAY_TRAFFIC_MARK_WAY)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.draw-between", "(ss)", piece->from, piece->to);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
ask (WayFlowPopover *self, const char *query)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "map.only-journeys", "s", query);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
only_cb (GtkButton *button, WayFlowPopover *self)
{
  if (self->query != NULL)
    ask (self, self->query);
}

static void
all_cb (GtkButton *button, WayFlowPopover *self)
{
  ask (self, "");
}

/* --- the widget --- */

static void
let_go (WayFlowPopover *self)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
}

/* Other figures, or another filter: what was told is no longer so. */
static void
changed_cb (WayFlowWatch *watch, WayFlowPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
way_flow_popover_dispose (GObject *object)
{
  WayFlowPopover *self = WAY_FLOW_POPOVER (object);

  let_go (self);
  g_clear_pointer (&self->ids, g_strfreev);
  g_clear_pointer (&self->query, g_free);
  G_OBJECT_CLASS (way_flow_popover_parent_class)->dispose (object);
}

static void
way_flow_popover_class_init (WayFlowPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_flow_popover_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-flow-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, WayFlowPopover, title);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPopover, facts);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPopover, pieces);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPopover, actions);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPopover, draw);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPopover, only);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPopover, all);
}

static void
way_flow_popover_init (WayFlowPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->pieces, "row-selected", G_CALLBACK (row_selected_cb), self, 0);
  g_signal_connect_object (self->draw, "clicked", G_CALLBACK (draw_cb), self, 0);
  g_signal_connect_object (self->only, "clicked", G_CALLBACK (only_cb), self, 0);
  g_signal_connect_object (self->all, "clicked", G_CALLBACK (all_cb), self, 0);
}

GtkWidget *
way_flow_popover_new (void)
{
  return g_object_new (WAY_TYPE_FLOW_POPOVER, NULL);
}

gboolean
way_flow_popover_show (WayFlowPopover *self, WayFlowWatch *watch, const char *const *ids)
{
  GStrv sorted = way_flow_sort_ids (watch, ids);

  if (sorted[0] == NULL)
    {
      g_strfreev (sorted);
      return FALSE;
    }
  g_object_ref (watch);
  let_go (self);
  self->watch = watch;
  g_strfreev (self->ids);
  self->ids = sorted;
  g_signal_connect_object (watch, "changed", G_CALLBACK (changed_cb), self, 0);
  tell (self, 0);
  fill (self);
  return TRUE;
}

const char *
way_flow_popover_get_id (WayFlowPopover *self)
{
  return self->ids != NULL ? self->ids[self->told] : NULL;
}

guint
way_flow_popover_get_n_pieces (WayFlowPopover *self)
{
  return self->ids != NULL ? g_strv_length (self->ids) : 0;
}

char *
way_flow_popover_dup_text (WayFlowPopover *self)
{
  return g_strjoin ("\n", gtk_label_get_text (self->title), gtk_label_get_text (self->facts), NULL);
}
