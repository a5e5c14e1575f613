#include "ui/panes/way-people-view.h"

struct _WayPeopleView
{
  GtkWidget parent_instance;
  WayPlane *plane;
};

G_DEFINE_FINAL_TYPE (WayPeopleView, way_people_view, GTK_TYPE_WIDGET)

static gboolean
way_people_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (WAY_PEOPLE_VIEW (widget)->plane));
}

static void
way_people_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_people_view_parent_class)->dispose (object);
}

static void
way_people_view_class_init (WayPeopleViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_people_view_dispose;
  widget_class->grab_focus = way_people_view_grab_focus;
  g_type_ensure (WAY_TYPE_PLANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-people-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WayPeopleView, plane);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_people_view_init (WayPeopleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  way_plane_set_kind (self->plane, way_people_plane_get_kind ());
}

void
way_people_view_set_editor (WayPeopleView *self, WayEditor *editor)
{
  if (self->plane != NULL)
    way_plane_set_editor (self->plane, editor);
}

WayPlane *
way_people_view_get_plane (WayPeopleView *self)
{
  return self->plane;
}
