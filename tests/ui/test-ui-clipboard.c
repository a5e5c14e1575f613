/* Copying and pasting through the display's real clipboard. */
#include <string.h>

#include "edit/way-commands.h"
#include "ui/canvas/way-canvas-private.h"
#include "window-fixture.h"

typedef struct
{
  GBytes *bytes;
  gboolean done;
} Reading;

static void
spliced_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (stream), result, NULL) >= 0)
    reading->bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  reading->done = TRUE;
}

static void
read_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (clipboard), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (stream == NULL)
    reading->done = TRUE;
  else
    g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL, spliced_cb, reading);
}

/* What lies on the clipboard as this type; NULL if it does not. */
static GBytes *
read_clipboard (WayWindow *window, const char *type)
{
  Reading reading = { NULL, FALSE };

  gdk_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (window)), (const char *[]){ type, NULL }, G_PRIORITY_DEFAULT, NULL, read_cb, &reading);
  window_fixture_wait_until (reading.done);
  return reading.bytes;
}

static gboolean
contains (GBytes *bytes, const char *text)
{
  return bytes != NULL && g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), text) != NULL;
}

static void
test_copy (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  g_autoptr (GBytes) map = NULL, text = NULL, table = NULL, svg = NULL, png = NULL;
  const char *ids[] = { "tp-suche", "tp-logger", NULL };

  way_editor_select_many (editor, ids, WAY_SELECT_REPLACE);
  window_fixture_act (window, "map.copy", NULL);
  /* Changed meanwhile: what was copied stays as it was. */
  way_command_rename (editor, "tp-suche", "Something else", NULL);
  map = read_clipboard (window, "application/vnd.waymark.journey+xml");
  g_assert_true (contains (map, "<waymark"));
  g_assert_true (contains (map, "temperature records audit"));
  text = read_clipboard (window, "text/plain;charset=utf-8");
  g_assert_true (contains (text, "temperature records audit"));
  table = read_clipboard (window, "text/tab-separated-values");
  g_assert_true (contains (table, "Reading up\tAsking others"));
  svg = read_clipboard (window, "image/svg+xml");
  g_assert_true (contains (svg, "<svg"));
  g_assert_true (contains (svg, "Simple loggers"));
  g_assert_false (contains (svg, "Framework contract"));
  g_assert_false (contains (svg, "Something else"));
  /* The cards alone, no headings. */
  g_assert_false (contains (svg, "Asking others"));
  png = read_clipboard (window, "image/png");
  g_assert_nonnull (png);
  g_assert_cmpmem (g_bytes_get_data (png, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
  way_editor_undo (editor);
  window_fixture_close (window);
}

/* Nothing selected: the whole journey as a picture, and no cards to be pasted. */
static void
test_copy_all (void)
{
  static const char *const actions[] = { "map.copy", "map.copy-picture" };
  WayWindow *window = window_fixture_open ("b2b-solution.en");

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GBytes) svg = NULL;
      GdkContentFormats *formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (window)));

      if (i == 0)
        way_editor_clear_selection (way_window_get_editor (window));
      else
        way_editor_select (way_window_get_editor (window), "tp-suche");
      window_fixture_act (window, actions[i], NULL);
      formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (window)));
      g_assert_true (gdk_content_formats_contain_mime_type (formats, "image/png"));
      g_assert_false (gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8"));
      g_assert_false (gdk_content_formats_contain_mime_type (formats, "application/vnd.waymark.journey+xml"));
      svg = read_clipboard (window, "image/svg+xml");
      g_assert_true (contains (svg, "temperature"));
      g_assert_true (contains (svg, "Framework contract") == (i == 0));
      /* With nothing selected there is nobody to have the picture. */
      way_editor_clear_selection (way_window_get_editor (window));
      window_fixture_act (window, "map.paste", NULL);
      window_fixture_settle (100);
      g_assert_false (way_document_is_modified (way_editor_get_document (way_window_get_editor (window))));
    }
  window_fixture_close (window);
}

static guint
count (WayWindow *window)
{
  return way_element_count (way_editor_get_journey (way_window_get_editor (window)), WAY_KIND_TOUCHPOINT);
}

/* What is pasted comes when its owner has written it. */
static void
paste (WayWindow *window, const char *text)
{
  const WayDocument *document = way_session_get_document (window->session);
  guint done = way_document_get_n_done (document);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), text);
  window_fixture_act (window, "map.paste", NULL);
  window_fixture_wait_until (way_document_get_n_done (document) != done);
  window_fixture_settle (1);
}

static void
test_paste (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en"), *other = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  const WayElement *journey = way_editor_get_journey (editor);
  guint n = count (window), n_lanes = way_element_count (journey, WAY_KIND_LANE);

  /* Lines of text are cards in the current cell. */
  way_editor_set_cell (editor, "ln-touch", "st-lesen");
  paste (window, "Eins\nZwei & <drei>\n");
  g_assert_cmpuint (count (window), ==, n + 2);
  way_editor_undo (editor);

  /* Cells of a spreadsheet fill steps and lanes. */
  way_editor_set_cell (editor, "ln-touch", "st-lesen");
  paste (window, "a\tb\nc\td\n");
  g_assert_cmpuint (count (window), >=, n + 2);
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_LANE), ==, n_lanes);
  way_editor_undo (editor);
  g_assert_cmpuint (count (window), ==, n);

  /* Cards from here to another map. */
  way_editor_select (editor, "tp-suche");
  window_fixture_act (window, "map.copy", NULL);
  n = count (other);
  paste (other, NULL);
  g_assert_cmpuint (count (other), ==, n + 1);
  g_assert_cmpstr (way_element_get_name (way_editor_get_single (way_window_get_editor (other))), ==, way_element_get_name (way_document_lookup (way_editor_get_document (editor), "tp-suche")));

  /* Cut away here, and brought back. */
  n = count (window);
  window_fixture_act (window, "map.cut", NULL);
  g_assert_cmpuint (count (window), ==, n - 1);
  paste (window, NULL);
  g_assert_cmpuint (count (window), ==, n);
  window_fixture_close (other);
  window_fixture_close (window);
}

/* --- pictures on the map --- */

static void
find_middle (WayWindow *window, const char *id, double *x, double *y)
{
  guint band;
  const WayItem *item = way_scene_find (way_canvas_get_scene (window->canvas), id, &band);
  WayRect rect = way_scene_get_item_rect (way_canvas_get_scene (window->canvas), band, item);

  *x = rect.x + rect.width / 2;
  *y = rect.y + rect.height / 2;
  way_canvas_scene_to_widget (window->canvas, x, y);
  gtk_widget_translate_coordinates (GTK_WIDGET (window->canvas), GTK_WIDGET (window), *x, *y, x, y);
}

/* A file falls on a card or a person, or on nothing; what is copied elsewhere is pasted on whoever is selected. */
static void
test_pictures (void)
{
  static const char *const ids[] = { "tp-suche", "ps-vera" };
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  WayDocument *document = way_editor_get_document (editor);
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "dropped.png", NULL);
  g_autofree guchar *pixels = g_malloc0 (40 * 30 * 4);
  g_autoptr (GBytes) bytes = g_bytes_new (pixels, 40 * 30 * 4);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (40, 30, GDK_MEMORY_R8G8B8A8, bytes, 40 * 4);
  g_autoptr (GFile) file = g_file_new_for_path (path), map = g_file_new_for_path ("/nowhere/map.waymark");

  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_assert_true (gdk_texture_save_to_png (texture, path));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (guint way = 0; way < 2; way++)
      {
        WayElement *element = way_document_lookup (document, ids[i]);
        guint done = way_document_get_n_done (document);
        double x, y;

        g_test_message ("%s, %s", ids[i], way == 0 ? "dropped" : "pasted");
        way_canvas_scroll_to (window->canvas, ids[i]);
        window_fixture_settle (20);
        find_middle (window, ids[i], &x, &y);
        if (way == 0)
          {
            g_assert_cmpstr (way_window_find_at (window, x, y), ==, ids[i]);
            g_assert_false (way_window_drop_picture (window, map, x, y));
            g_assert_true (way_window_drop_picture (window, file, x, y));
          }
        else
          {
            gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (window)), texture);
            way_editor_select (editor, ids[i]);
            window_fixture_act (window, "map.paste", NULL);
          }
        window_fixture_wait_until (way_document_get_n_done (document) != done);
        g_assert_cmpint (way_element_get_integer (way_document_follow (document, element, WAY_FIELD_IMAGE), WAY_FIELD_WIDTH, 0), ==, 40);
        g_assert_true (way_editor_is_selected (editor, ids[i]));
        way_editor_undo (editor);
      }
  g_assert_true (way_window_drop_picture (window, file, 3, 3));
  window_fixture_settle (50);
  g_assert_false (way_document_is_modified (document));
  window_fixture_close (window);
}

int
main (int argc, char **argv)
{
  int result;

  window_fixture_init (&argc, &argv);
  g_test_add_func ("/clipboard/copy", test_copy);
  g_test_add_func ("/clipboard/copy-all", test_copy_all);
  g_test_add_func ("/clipboard/paste", test_paste);
  g_test_add_func ("/clipboard/pictures", test_pictures);
  result = g_test_run ();
  window_fixture_quit ();
  return result;
}
