/* The canvas by itself: zooming, hitting, walking the cache, writing in place. */
#include <adwaita.h>

#include "base/way-place.h"
#include "edit/way-commands.h"
#include "format/way-reader.h"
#include "ui/canvas/way-canvas.h"
#include "window-fixture.h"

typedef struct
{
  WayDocument *document;
  WayEditor *editor;
  GtkWidget *window;
  WayCanvas *canvas;
} Fixture;

/* Runs what is due, and no longer. */
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
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  way_canvas_set_editor (self->canvas, self->editor);
  gtk_window_present (GTK_WINDOW (self->window));
  window_fixture_settle (200);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  window_fixture_settle (200);
  g_object_unref (self->editor);
  g_object_unref (self->document);
}

static void
test_zoom_keeps_point (Fixture *self, gconstpointer data)
{
  const double zooms[] = { 0.8, 1, 2, 4, 1.3, 0.9 };

  way_canvas_zoom_at (self->canvas, 1, 0, 0);
  window_fixture_settle (200);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      double x = 400, y = 300, again_x = 400, again_y = 300;

      way_canvas_widget_to_scene (self->canvas, &x, &y);
      way_canvas_zoom_at (self->canvas, zooms[i], 400, 300);
      g_assert_cmpfloat_with_epsilon (way_canvas_get_zoom (self->canvas), zooms[i], 1e-9);
      way_canvas_widget_to_scene (self->canvas, &again_x, &again_y);
      /* Scrolled to the top or the left there is nothing to give. */
      if (x > 400 && y > 400)
        {
          g_assert_cmpfloat_with_epsilon (x, again_x, 2 / zooms[i]);
          g_assert_cmpfloat_with_epsilon (y, again_y, 2 / zooms[i]);
        }
    }
}

static void
test_matrix (Fixture *self, gconstpointer data)
{
  for (double zoom = WAY_ZOOM_MIN; zoom <= WAY_ZOOM_MAX; zoom *= 1.7)
    {
      double x = 123, y = 456;

      way_canvas_set_zoom (self->canvas, zoom);
      way_canvas_scene_to_widget (self->canvas, &x, &y);
      way_canvas_widget_to_scene (self->canvas, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, 123, 1e-6);
      g_assert_cmpfloat_with_epsilon (y, 456, 1e-6);
    }
}

static void
test_fit (Fixture *self, gconstpointer data)
{
  double x, y;

  way_canvas_zoom_to_fit (self->canvas);
  window_fixture_settle (200);
  x = way_scene_get_width (way_canvas_get_scene (self->canvas));
  y = way_scene_get_height (way_canvas_get_scene (self->canvas));
  way_canvas_scene_to_widget (self->canvas, &x, &y);
  g_assert_cmpfloat (x, <=, gtk_widget_get_width (GTK_WIDGET (self->canvas)));
  g_assert_cmpfloat (y, <=, gtk_widget_get_height (GTK_WIDGET (self->canvas)));
}

static void
test_scroll_to (Fixture *self, gconstpointer data)
{
  WayElement *card;

  way_canvas_set_zoom (self->canvas, 1.5);
  window_fixture_settle (200);
  way_each (card, way_editor_get_journey (self->editor), WAY_KIND_TOUCHPOINT)
    {
      guint band;
      const WayItem *item = way_scene_find (way_canvas_get_scene (self->canvas), way_element_get_id (card), &band);

      if (item == NULL)
        continue;

      WayRect rect = way_scene_get_item_rect (way_canvas_get_scene (self->canvas), band, item);

      way_canvas_scroll_to (self->canvas, way_element_get_id (card));
      way_canvas_scene_to_widget (self->canvas, &rect.x, &rect.y);
      g_assert_cmpfloat (rect.x, >=, -1);
      g_assert_cmpfloat (rect.y, >=, -1);
      g_assert_cmpfloat (rect.x, <, gtk_widget_get_width (GTK_WIDGET (self->canvas)));
      g_assert_cmpfloat (rect.y, <, gtk_widget_get_height (GTK_WIDGET (self->canvas)));
    }
}

static GtkTextView *
find_entry (Fixture *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->canvas)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TEXT_VIEW (child))
      return GTK_TEXT_VIEW (child);
  return NULL;
}

static void
test_rename (Fixture *self, gconstpointer data)
{
  WayElement *card = way_element_get_first (way_editor_get_journey (self->editor), WAY_KIND_TOUCHPOINT);
  g_autofree char *before = g_strdup (way_element_get_name (card));

  way_editor_select (self->editor, way_element_get_id (card));
  g_assert_true (way_canvas_edit (self->canvas, way_element_get_id (card), NULL));
  window_fixture_settle (200);
  g_assert_nonnull (find_entry (self));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (find_entry (self)), "Grüße & <b>", -1);
  window_fixture_settle (200);
  way_canvas_finish_edit (self->canvas, TRUE);
  g_assert_null (find_entry (self));
  g_assert_cmpstr (way_element_get_name (card), ==, "Grüße & <b>");
  g_assert_true (way_editor_undo (self->editor));
  g_assert_cmpstr (way_element_get_name (card), ==, before);
  g_assert_false (way_document_is_modified (self->document));
}

static void
test_rename_taken_back (Fixture *self, gconstpointer data)
{
  WayElement *card = way_element_get_first (way_editor_get_journey (self->editor), WAY_KIND_TOUCHPOINT);

  g_assert_true (way_canvas_edit (self->canvas, way_element_get_id (card), "x"));
  way_canvas_finish_edit (self->canvas, FALSE);
  g_assert_false (way_document_is_modified (self->document));
  g_assert_null (way_document_get_undo_label (self->document));
}

static void
test_new_card (Fixture *self, gconstpointer data)
{
  const WayElement *journey = way_editor_get_journey (self->editor);
  guint before = way_element_count (journey, WAY_KIND_TOUCHPOINT);
  WayElement *lane, *chosen = NULL;

  way_each (lane, journey, WAY_KIND_LANE)
    if (chosen == NULL && way_element_is (lane, WAY_FIELD_KIND, "touchpoints"))
      chosen = lane;
  way_editor_set_cell (self->editor, way_element_get_id (chosen), NULL);
  g_assert_true (way_canvas_edit (self->canvas, NULL, "Neu"));
  window_fixture_settle (200);
  way_canvas_finish_edit (self->canvas, TRUE);
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_TOUCHPOINT), ==, before + 1);
  g_assert_cmpstr (way_element_get_name (way_editor_get_single (self->editor)), ==, "Neu");
  way_editor_undo (self->editor);
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_TOUCHPOINT), ==, before);
  g_assert_false (way_document_is_modified (self->document));
}

/* Every zoom, so every level of detail and the held headings, draws something. */
static void
test_draws (Fixture *self, gconstpointer data)
{
  way_editor_select_all (self->editor);
  for (double zoom = 0.1; zoom < 4; zoom *= 1.6)
    {
      g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
      GskRenderNode *node;

      way_canvas_set_zoom (self->canvas, zoom);
      window_fixture_settle (200);
      GTK_WIDGET_GET_CLASS (self->canvas)->snapshot (GTK_WIDGET (self->canvas), snapshot);
      node = gtk_snapshot_to_node (snapshot);
      g_assert_nonnull (node);
      gsk_render_node_unref (node);
    }
}

int
main (int argc, char **argv)
{
  const char *sample = "samples/b2b-solution.en.waymark";

  way_place_init_language ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/canvas/" name, Fixture, sample, set_up, func, tear_down)
  ADD ("zoom-keeps-point", test_zoom_keeps_point);
  ADD ("matrix", test_matrix);
  ADD ("fit", test_fit);
  ADD ("scroll-to", test_scroll_to);
  ADD ("rename", test_rename);
  ADD ("rename-taken-back", test_rename_taken_back);
  ADD ("new-card", test_new_card);
  ADD ("draws", test_draws);
  return g_test_run ();
}
