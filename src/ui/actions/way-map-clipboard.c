#include "edit/way-cells.h"
#include "edit/way-clipboard.h"
#include "edit/way-commands.h"
#include "format/way-reader.h"
#include "format/way-writer.h"
#include "ui/actions/way-map-content.h"
#include "ui/fields/way-picture-load.h"
#include "ui/window/way-window-private.h"

#include <glib/gi18n-lib.h>

/* Copying and pasting: what is selected as a map, as words and as a picture; maps, tables and lines of text from elsewhere. */

static void
say (WayWindow *window, const GError *error)
{
  if (error != NULL)
    way_window_say (window, error->message);
}

/* Of cards alone the picture needs no headings around them. */
static gboolean
is_cards (WayEditor *editor)
{
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);

  for (guint i = 0; i < selected->len; i++)
    if (!way_cells_is_card (selected->pdata[i]))
      return FALSE;
  return selected->len > 0;
}

/* What is selected; where nothing is, the whole journey. */
static GdkContentProvider *
make_content (WayWindow *window, gboolean *selected)
{
  WayEditor *editor = way_window_get_editor (window);
  g_autoptr (WayDocument) fragment = way_clipboard_copy (editor);
  g_autoptr (GBytes) map = way_writer_write (fragment != NULL ? fragment : way_editor_get_document (editor));

  *selected = fragment != NULL;
  return way_map_content_new (map, fragment != NULL ? NULL : way_editor_get_journey_id (editor), fragment != NULL && is_cards (editor));
}

/* Without a selection there is nothing to paste as cards, but a picture to be put elsewhere. */
static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayEditor *editor = way_window_get_editor (data);
  gboolean selected;
  g_autoptr (GdkContentProvider) content = make_content (data, &selected);
  g_autofree char *text = way_clipboard_to_text (editor), *table = way_clipboard_to_table (editor);

  if (selected)
    way_map_content_offer (WAY_MAP_CONTENT (content), text, table);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (data)), content);
}

/* Programs that take words before pictures get nothing but the picture. */
static void
copy_picture_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gboolean selected;
  g_autoptr (GdkContentProvider) content = make_content (data, &selected);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (data)), content);
}

static void
cut_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GError) error = NULL;

  copy_cb (action, parameter, data);
  way_command_delete (way_window_get_editor (data), &error);
  say (data, error);
}

static void
pasted_text_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWindow) window = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text != NULL && window->session != NULL)
    way_clipboard_paste_text (way_window_get_editor (window), text, &error);
  say (window, error);
}

static void
paste_map (WayWindow *window, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) fragment = way_reader_read (bytes, NULL, &error);
  g_autoptr (WayReport) report = way_report_new ();

  if (fragment != NULL)
    way_clipboard_paste (way_window_get_editor (window), fragment, report, &error);
  say (window, error);
  if (error == NULL && way_report_get_size (report) > 0)
    way_window_say (window, way_report_get (report, 0)->text);
  if (way_editor_get_selected (way_window_get_editor (window), 0) != NULL)
    way_canvas_scroll_to (window->canvas, way_editor_get_selected (way_window_get_editor (window), 0));
}

static void
spliced_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWindow) window = data;
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, NULL) < 0 || window->session == NULL)
    return;
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (object));
  paste_map (window, bytes);
}

static void
pasted_map_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWindow) window = data;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    return;
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL, spliced_cb, g_steal_pointer (&window));
}

/* On what is selected: persons and cards have pictures. */
static void
pasted_picture_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWindow) window = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = way_picture_load_finish (result, &error);

  if (bytes != NULL && window->session != NULL)
    {
      g_autoptr (GPtrArray) selected = way_editor_list_selected (way_window_get_editor (window));

      way_picture_put (way_window_get_editor (window), selected, bytes, &error);
    }
  say (window, error);
}

/* --- a picture that is dropped --- */

typedef struct
{
  WayWindow *window; /* owned */
  char *id;
} Drop;

static void
dropped_picture_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Drop *drop = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = way_picture_load_finish (result, &error);
  WayElement *element = drop->window->session != NULL ? way_document_lookup (way_session_get_document (drop->window->session), drop->id) : NULL;

  if (bytes != NULL && element != NULL)
    {
      g_autoptr (GPtrArray) elements = g_ptr_array_new ();

      g_ptr_array_add (elements, element);
      if (way_picture_put (way_window_get_editor (drop->window), elements, bytes, &error))
        way_editor_select (way_window_get_editor (drop->window), drop->id);
    }
  say (drop->window, error);
  g_object_unref (drop->window);
  g_free (drop->id);
  g_free (drop);
}

const char *
way_window_find_at (WayWindow *window, double x, double y)
{
  GtkWidget *canvas = GTK_WIDGET (window->canvas);
  double at_x, at_y;

  if (window->session == NULL || !gtk_widget_get_mapped (canvas) || !gtk_widget_translate_coordinates (GTK_WIDGET (window), canvas, x, y, &at_x, &at_y) || !gtk_widget_contains (canvas, at_x, at_y))
    return NULL;
  return way_canvas_find_at (window->canvas, at_x, at_y);
}

gboolean
way_window_drop_picture (WayWindow *window, GFile *file, double x, double y)
{
  g_autofree char *name = g_file_get_basename (file), *type = name != NULL ? g_content_type_guess (name, NULL, 0, NULL) : NULL;
  g_autofree char *mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;
  const char *id = way_window_find_at (window, x, y);
  Drop *drop;

  if (window->session == NULL || mime == NULL || !g_str_has_prefix (mime, "image/"))
    return FALSE;
  if (id == NULL)
    {
      way_window_say (window, _ ("Drop the picture on a touchpoint or a persona."));
      return TRUE;
    }
  drop = g_new0 (Drop, 1);
  drop->window = g_object_ref (window);
  drop->id = g_strdup (id);
  way_picture_load_file_async (file, dropped_picture_cb, drop);
  return TRUE;
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));

  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (way_picture_can_paste (clipboard) && !gdk_content_formats_contain_mime_type (formats, WAY_MAP_TYPE) && !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    way_picture_load_clipboard_async (clipboard, pasted_picture_cb, g_object_ref (window));
  else if (gdk_content_formats_contain_mime_type (formats, WAY_MAP_TYPE))
    gdk_clipboard_read_async (clipboard, (const char *[]){ WAY_MAP_TYPE, NULL }, G_PRIORITY_DEFAULT, NULL, pasted_map_cb, g_object_ref (window));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, pasted_text_cb, g_object_ref (window));
}

void
way_map_clipboard_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "copy", .activate = copy_cb },
    { .name = "copy-picture", .activate = copy_picture_cb },
    { .name = "cut", .activate = cut_cb },
    { .name = "paste", .activate = paste_cb },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
