#include "ui/fields/way-picture-load.h"

#include <glib/gi18n-lib.h>

#include "edit/way-commands.h"
#include "format/way-picture-import.h"

static const char *
find_type (GdkClipboard *clipboard)
{
  static const char *const types[] = { "image/png", "image/jpeg" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), types[i]))
      return types[i];
  return NULL;
}

static gboolean
has_files (GdkClipboard *clipboard)
{
  return gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST) || gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/uri-list");
}

gboolean
way_picture_can_paste (GdkClipboard *clipboard)
{
  return find_type (clipboard) != NULL || has_files (clipboard);
}

static void
return_picture (GTask *task, GBytes *bytes, GError *error)
{
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
import_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = G_IS_FILE (data) ? way_picture_import_file (data, cancellable, &error) : NULL;

  return_picture (task, bytes, error);
}

static void
import_bytes_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = way_picture_import (data, &error);

  return_picture (task, bytes, error);
}

static void
spliced_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, &error) < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (object)), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, import_bytes_cb);
}

/* The bytes as they are: no decoder sees them before their header was read. */
static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, &error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (stream == NULL)
    g_task_return_error (task, error);
  else
    g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL, spliced_cb, g_steal_pointer (&task));
}

static void
read_files_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, &error);
  GSList *files = value != NULL ? g_value_get_boxed (value) : NULL;

  if (value == NULL)
    g_task_return_error (task, error);
  else if (files == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", _ ("There is no picture in the clipboard."));
  else
    {
      g_task_set_task_data (task, g_object_ref (files->data), g_object_unref);
      g_task_run_in_thread (task, import_cb);
    }
}

void
way_picture_load_clipboard_async (GdkClipboard *clipboard, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (NULL, NULL, callback, data);
  const char *type = find_type (clipboard);

  if (type != NULL)
    gdk_clipboard_read_async (clipboard, (const char *[]){ type, NULL }, G_PRIORITY_DEFAULT, NULL, read_cb, task);
  else if (has_files (clipboard))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, read_files_cb, task);
  else
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", _ ("There is no picture in the clipboard."));
      g_object_unref (task);
    }
}

void
way_picture_load_file_async (GFile *file, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, import_cb);
}

GBytes *
way_picture_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
way_picture_put (WayEditor *editor, const GPtrArray *elements, GBytes *bytes, GError **error)
{
  WayPictureHeader header;
  WayPicture picture = { 0 };

  picture.data = g_bytes_get_data (bytes, &picture.size);
  g_return_val_if_fail (way_picture_read_header (picture.data, picture.size, &header), FALSE);
  picture.type = header.type;
  picture.width = header.width;
  picture.height = header.height;
  return way_picture_check_room (way_editor_get_document (editor), picture.size, error) && way_command_set_picture (editor, elements, &picture, error);
}

GBytes *
way_picture_dup_bytes (const WayElement *image)
{
  const char *text = way_element_get (image, WAY_FIELD_TEXT);
  WayPictureHeader header;
  guint8 *data;
  gsize size = 0;

  if (text == NULL)
    return NULL;
  data = g_base64_decode (text, &size);
  if (way_picture_read_header (data, size, &header) && header.width <= WAY_PICTURE_MAX_SIDE && header.height <= WAY_PICTURE_MAX_SIDE)
    return g_bytes_new_take (data, size);
  g_free (data);
  return NULL;
}

static void
decode_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_new_from_bytes (data, NULL), g_object_unref);
}

void
way_picture_decode_async (GBytes *bytes, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  if (g_bytes_get_size (bytes) < 16 * 1024)
    decode_cb (task, NULL, bytes, NULL);
  else
    g_task_run_in_thread (task, decode_cb);
}

GdkTexture *
way_picture_decode_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
