#include "ui/panes/way-action-view.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "review/way-followup.h"

/* From this width on, the table has room beside the plane. */
#define ROOM_BESIDE 1180
#define SHARE_BESIDE 0.46 /* of the plane */
#define SHARE_ABOVE 0.58

struct _WayActionView
{
  GtkWidget parent_instance;
  GtkPaned *paned;
  WayPlane *plane;
  GtkStack *stack;
  WayActionTable *table;
  GtkLabel *summary;
  GtkButton *add_button;
  WaySession *session; /* borrowed: the window takes it away before it goes */
  guint source, room_source;
  gboolean beside, placed;
};

G_DEFINE_FINAL_TYPE (WayActionView, way_action_view, GTK_TYPE_WIDGET)

/* --- the heading --- */

static void
append_count (GString *s, guint n, const char *words)
{
  if (n > 0)
    g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", words);
}

static gboolean
update_cb (gpointer data)
{
  WayActionView *self = data;
  WayDocument *document = way_session_get_document (self->session);
  WayFigures *figures = way_figure_store_get_figures (way_session_get_figures (self->session));
  guint32 today = way_date_today ();
  guint n = 0, n_late = 0, n_vain = 0;
  g_autoptr (GString) s = g_string_new (NULL);
  WayElement *action;

  self->source = 0;
  way_each (action, way_document_get_root (document), WAY_KIND_ACTION)
    {
      WayEffect effect = way_followup_find_effect (document, action, figures);

      n++;
      n_late += way_followup_is_overdue (action, today) ? 1 : 0;
      n_vain += way_followup_is_ineffective (&effect) ? 1 : 0;
    }

  g_autofree char *open = g_strdup_printf (_ ("%u of %u open"), way_followup_count_open (document), n);
  g_autofree char *late = g_strdup_printf (_ ("%u overdue"), n_late), *vain = g_strdup_printf (_ ("%u without effect"), n_vain);

  append_count (s, n, open);
  append_count (s, n_late, late);
  append_count (s, n_vain, vain);
  gtk_label_set_text (self->summary, s->str);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "table" : "nothing");
  return G_SOURCE_REMOVE;
}

static void
schedule (WayActionView *self)
{
  if (self->source == 0 && self->session != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->source = g_idle_add (update_cb, self);
}

/* What a new action would be for. */
static void
show_target (WayActionView *self)
{
  const WayElement *single = self->session != NULL ? way_editor_get_single (way_session_get_editor (self->session)) : NULL;
  WayKind kind = single != NULL ? way_element_get_kind (single) : WAY_N_KINDS;

  gtk_button_set_label (self->add_button, kind == WAY_KIND_PAIN ? _ ("_Action for This Pain Point") : kind == WAY_KIND_OPPORTUNITY ? _ ("_Action for This Opportunity")
                                                                                                                                   : _ ("_Add an Action"));
}

/* --- beside or above --- */

/* A paned that is turned scales its position by what it had the other way round: so it is given one only once it has been turned. */
static gboolean
place_cb (gpointer data)
{
  WayActionView *self = data;
  GtkOrientation orientation = self->beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
  int width = gtk_widget_get_width (GTK_WIDGET (self->paned)), height = gtk_widget_get_height (GTK_WIDGET (self->paned));

  self->room_source = 0;
  self->placed = self->placed && gtk_orientable_get_orientation (GTK_ORIENTABLE (self->paned)) == orientation;
  if (self->placed)
    gtk_paned_set_position (self->paned, self->beside ? (int) (width * SHARE_BESIDE) : (int) (height * SHARE_ABOVE));
  else
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->paned), orientation);
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  return G_SOURCE_REMOVE;
}

static void
way_action_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WayActionView *self = WAY_ACTION_VIEW (widget);
  gboolean beside = width >= ROOM_BESIDE;

  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
  if (self->placed && beside == self->beside)
    return;
  self->placed = gtk_orientable_get_orientation (GTK_ORIENTABLE (self->paned)) == (beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  self->beside = beside;
  if (self->room_source == 0)
    self->room_source = g_idle_add (place_cb, self);
}

static void
way_action_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

/* --- the widget --- */

static void
changed_cb (WayDocument *document, const WayChange *change, WayActionView *self)
{
  if (change == NULL)
    schedule (self);
}

static void
way_action_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (way_action_view_parent_class)->map (widget);
  schedule (WAY_ACTION_VIEW (widget));
}

static gboolean
way_action_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WAY_ACTION_VIEW (widget)->plane));
}

static void
way_action_view_dispose (GObject *object)
{
  WayActionView *self = WAY_ACTION_VIEW (object);
  GtkWidget *child;

  if (self->plane != NULL)
    way_action_view_set_session (self, NULL);
  self->plane = NULL;
  g_clear_handle_id (&self->room_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_action_view_parent_class)->dispose (object);
}

static void
way_action_view_class_init (WayActionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WAY_TYPE_PLANE);
  g_type_ensure (WAY_TYPE_ACTION_TABLE);
  G_OBJECT_CLASS (klass)->dispose = way_action_view_dispose;
  widget_class->map = way_action_view_map;
  widget_class->grab_focus = way_action_view_grab_focus;
  widget_class->measure = way_action_view_measure;
  widget_class->size_allocate = way_action_view_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-action-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WayActionView, paned);
  gtk_widget_class_bind_template_child (widget_class, WayActionView, plane);
  gtk_widget_class_bind_template_child (widget_class, WayActionView, stack);
  gtk_widget_class_bind_template_child (widget_class, WayActionView, table);
  gtk_widget_class_bind_template_child (widget_class, WayActionView, summary);
  gtk_widget_class_bind_template_child (widget_class, WayActionView, add_button);
}

static void
way_action_view_init (WayActionView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  way_plane_set_kind (self->plane, way_ideas_plane_get_kind ());
}

void
way_action_view_set_session (WayActionView *self, WaySession *session)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (way_session_get_document (self->session), self);
      g_signal_handlers_disconnect_by_data (way_session_get_editor (self->session), self);
      g_signal_handlers_disconnect_by_data (way_session_get_figures (self->session), self);
    }
  self->session = session;
  way_plane_set_editor (self->plane, session != NULL ? way_session_get_editor (session) : NULL);
  way_action_table_set_editor (self->table, session != NULL ? way_session_get_editor (session) : NULL, session != NULL ? way_session_get_figures (session) : NULL);
  show_target (self);
  if (session == NULL)
    return;
  g_signal_connect_object (way_session_get_document (session), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (way_session_get_editor (session), "selection-changed", G_CALLBACK (show_target), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (way_session_get_figures (session), "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  schedule (self);
}

WayPlane *
way_action_view_get_plane (WayActionView *self)
{
  return self->plane;
}

WayActionTable *
way_action_view_get_table (WayActionView *self)
{
  return self->table;
}
