#include "ui/parts/way-wrap-box.h"

struct _WayWrapBox
{
  GtkWidget parent_instance;
  int spacing;
};

G_DEFINE_FINAL_TYPE (WayWrapBox, way_wrap_box, GTK_TYPE_WIDGET)

static int
get_natural_width (GtkWidget *child, int most)
{
  int min, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &natural, NULL, NULL);
  return CLAMP (natural, min, MAX (min, most));
}

/* The height of one line that starts at `first`; `*next` is the first child of the next one. */
static int
measure_line (WayWrapBox *self, GtkWidget *first, int width, GtkWidget **next)
{
  int x = 0, height = 0;
  GtkWidget *child = first;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int w, h;

      if (!gtk_widget_should_layout (child))
        continue;
      w = get_natural_width (child, width);
      if (x > 0 && x + w > width)
        break;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, w, &h, NULL, NULL, NULL);
      height = MAX (height, h);
      x += w + self->spacing;
    }
  *next = child;
  return height;
}

static GtkSizeRequestMode
way_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
way_wrap_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  WayWrapBox *self = WAY_WRAP_BOX (widget);
  int most = 0, sum = 0, height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int min, nat;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
      most = MAX (most, min);
      sum += nat + (sum > 0 ? self->spacing : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = most;
      *natural = MAX (sum, most);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget), *next; child != NULL; child = next)
    height += measure_line (self, child, for_size < 0 ? sum : MAX (for_size, most), &next) + (next != NULL ? self->spacing : 0);
  *minimum = *natural = height;
}

static void
way_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WayWrapBox *self = WAY_WRAP_BOX (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget), *next; child != NULL; child = next)
    {
      int line = measure_line (self, child, width, &next), x = 0;

      for (; child != next; child = gtk_widget_get_next_sibling (child))
        {
          int w;

          if (!gtk_widget_should_layout (child))
            continue;
          w = get_natural_width (child, width);
          gtk_widget_size_allocate (child, &(GtkAllocation){ rtl ? width - x - w : x, y, w, line }, -1);
          x += w + self->spacing;
        }
      y += line + self->spacing;
    }
}

static void
way_wrap_box_dispose (GObject *object)
{
  way_wrap_box_clear (WAY_WRAP_BOX (object));
  G_OBJECT_CLASS (way_wrap_box_parent_class)->dispose (object);
}

static void
way_wrap_box_class_init (WayWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_wrap_box_dispose;
  widget_class->get_request_mode = way_wrap_box_get_request_mode;
  widget_class->measure = way_wrap_box_measure;
  widget_class->size_allocate = way_wrap_box_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
way_wrap_box_init (WayWrapBox *self)
{
}

GtkWidget *
way_wrap_box_new (int spacing)
{
  WayWrapBox *self = g_object_new (WAY_TYPE_WRAP_BOX, NULL);

  self->spacing = spacing;
  return GTK_WIDGET (self);
}

void
way_wrap_box_append (WayWrapBox *self, GtkWidget *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
way_wrap_box_clear (WayWrapBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
