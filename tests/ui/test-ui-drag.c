/* The pointer on the canvas, as the gestures call it: press, drag, release. */
#include <adwaita.h>

#include "base/way-place.h"
#include "edit/way-commands.h"
#include "edit/way-drag.h"
#include "format/way-reader.h"
#include "ui/way-canvas-drag.h"

typedef struct
{
  WayDocument *document;
  WayEditor *editor;
  GtkWidget *window;
  WayCanvas *canvas;
} Fixture;

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs what is due, and no longer. */
static void
settle (void)
{
  gboolean done = FALSE;

  g_timeout_add (100, stop_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = way_place_build_data (data);
  g_autoptr (GError) error = NULL;
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->document = way_reader_read_file (path, NULL, NULL, &error);
  g_assert_no_error (error);
  self->editor = way_editor_new (self->document);
  self->window = gtk_window_new ();
  self->canvas = WAY_CANVAS (way_canvas_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->canvas));
  gtk_window_set_child (GTK_WINDOW (self->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 780);
  way_canvas_set_editor (self->canvas, self->editor);
  gtk_window_present (GTK_WINDOW (self->window));
  settle ();
  way_canvas_set_zoom (self->canvas, 1);
  settle ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  settle ();
  g_object_unref (self->editor);
  g_object_unref (self->document);
}

/* Where the element stands in the widget; a lane is as wide as the map. */
static WayRect
find_rect (Fixture *self, const char *id)
{
  guint band;
  const WayItem *item;
  WayRect rect;

  way_canvas_scroll_to (self->canvas, id);
  item = way_scene_find (way_canvas_get_scene (self->canvas), id, &band);
  g_assert_nonnull (item);
  rect = way_scene_get_item_rect (way_canvas_get_scene (self->canvas), band, item);
  way_canvas_scene_to_widget (self->canvas, &rect.x, &rect.y);
  return rect;
}

static double
find_middle (Fixture *self, const char *step)
{
  const WayScene *scene = way_canvas_get_scene (self->canvas);

  for (guint i = 0; i < way_scene_get_n_columns (scene); i++)
    {
      const WayColumn *column = way_scene_get_column (scene, i);
      double x = column->x + column->width / 2, y = 0;

      if (g_strcmp0 (column->step, step) != 0)
        continue;
      way_canvas_scene_to_widget (self->canvas, &x, &y);
      return x;
    }
  g_assert_not_reached ();
}

static const char *
get_value (Fixture *self, const char *id, WayField field)
{
  return way_element_get (way_document_lookup (self->document, id), field);
}

static void
test_span (Fixture *self, gconstpointer data)
{
  WayRect rect = find_rect (self, "tp-budget");
  double y = rect.y + 14, right = rect.x + rect.width;

  g_assert_cmpint (way_canvas_find_spot (self->canvas, rect.x + 2, y).grip, ==, WAY_GRIP_START);
  g_assert_cmpint (way_canvas_find_spot (self->canvas, right - 2, y).grip, ==, WAY_GRIP_END);
  g_assert_cmpint (way_canvas_find_spot (self->canvas, rect.x + rect.width / 2, y).grip, ==, WAY_GRIP_CARD);

  /* Past the middle of the next step, seen at once, and taken back. */
  way_canvas_press (self->canvas, right - 2, y, GDK_BUTTON_PRIMARY, 0);
  g_assert_true (way_canvas_drag (self->canvas, find_middle (self, "st-vorf") + 10, y, 0));
  g_assert_cmpstr (get_value (self, "tp-budget", WAY_FIELD_UNTIL), ==, "st-vorf");
  way_canvas_release (self->canvas, FALSE);
  g_assert_null (get_value (self, "tp-budget", WAY_FIELD_UNTIL));
  g_assert_false (way_document_is_modified (self->document));

  /* And kept. */
  way_canvas_press (self->canvas, right - 2, y, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, find_middle (self, "st-vorf") + 10, y, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_cmpstr (get_value (self, "tp-budget", WAY_FIELD_UNTIL), ==, "st-vorf");
  g_assert_cmpstr (get_value (self, "tp-budget", WAY_FIELD_STEP), ==, "st-budget");
  g_assert_cmpstr (way_document_get_undo_label (self->document), ==, "Change Span");

  /* By its other edge. */
  rect = find_rect (self, "tp-budget");
  y = rect.y + 14;
  way_canvas_press (self->canvas, rect.x + 2, y, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, find_middle (self, "st-vorf") - 10, y, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_cmpstr (get_value (self, "tp-budget", WAY_FIELD_STEP), ==, "st-vorf");
  g_assert_null (get_value (self, "tp-budget", WAY_FIELD_UNTIL));
  way_editor_undo (self->editor);
  way_editor_undo (self->editor);
  g_assert_false (way_document_is_modified (self->document));
}

/* Too small to be taken by an edge: the whole card moves. */
static void
test_far_off (Fixture *self, gconstpointer data)
{
  way_canvas_set_zoom (self->canvas, 0.3);
  settle ();

  WayRect rect = find_rect (self, "tp-budget");

  g_assert_cmpint (way_canvas_find_spot (self->canvas, rect.x + 1, rect.y + 4).grip, ==, WAY_GRIP_CARD);
}

/* A press that trembles is a click. */
static void
test_tremble (Fixture *self, gconstpointer data)
{
  WayRect rect = find_rect (self, "tp-budget");

  way_canvas_press (self->canvas, rect.x + 60, rect.y + 14, GDK_BUTTON_PRIMARY, 0);
  g_assert_false (way_canvas_drag (self->canvas, rect.x + 63, rect.y + 15, 0));
  way_canvas_release (self->canvas, TRUE);
  g_assert_false (way_drag_is_active (self->editor));
  g_assert_null (way_document_get_undo_label (self->document));
}

int
main (int argc, char **argv)
{
  const char *sample = "samples/b2b-solution.en.waymark";

  way_place_init_language ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/drag/" name, Fixture, sample, set_up, func, tear_down)
  ADD ("span", test_span);
  ADD ("far-off", test_far_off);
  ADD ("tremble", test_tremble);
  return g_test_run ();
}
