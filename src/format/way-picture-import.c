#include "format/way-picture-import.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/way-format-error.h"

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED, sentence);
  return FALSE;
}

static gboolean
check (GBytes *bytes, WayPictureHeader *header, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size > WAY_PICTURE_MAX_FILE)
    return refuse (error, _ ("The picture is larger than 32 MB. Make it smaller first."));
  if (!way_picture_read_header (data, size, header))
    return refuse (error, _ ("This is no PNG or JPEG picture. Save it as one of these first."));
  if ((gint64) header->width * header->height > WAY_PICTURE_MAX_PIXELS)
    {
      g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED, _ ("The picture has %d × %d pixels, too many to be opened safely. Make it smaller first."), header->width, header->height);
      return FALSE;
    }
  return TRUE;
}

static void
get_good_size (int *width, int *height, int side)
{
  double scale = (double) side / MAX (*width, *height);

  if (scale >= 1)
    return;
  *width = MAX ((int) (*width * scale + 0.5), 1);
  *height = MAX ((int) (*height * scale + 0.5), 1);
}

/* JPEG can be read at a fraction of its size, which saves most of the memory. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  get_good_size (&width, &height, WAY_PICTURE_GOOD_SIDE);
  gdk_pixbuf_loader_set_size (loader, width, height);
}

/* The PNG loader takes half a picture for a whole one; the end has a chunk of its own. */
static gboolean
is_whole (GBytes *bytes, const WayPictureHeader *header)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return !g_str_equal (header->type, "image/png") || memmem (data, size, "IEND", 4) != NULL;
}

/* By the loader of the type that the header says, whatever others this machine has. */
static GdkPixbuf *
decode (GBytes *bytes, const WayPictureHeader *header, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (header->type, error);
  gboolean written, closed;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), NULL);
  written = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  closed = gdk_pixbuf_loader_close (loader, NULL);
  if (!written || !closed || !is_whole (bytes, header) || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    {
      refuse (error, _ ("The picture is damaged and cannot be read to its end. Choose another."));
      return NULL;
    }
  return gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
}

/* Whether anything shows through. */
static gboolean
is_transparent (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return FALSE;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (pixels[(gsize) y * stride + (gsize) x * 4 + 3] != 255)
        return TRUE;
  return FALSE;
}

/* NULL if it is too large. Only the pixels are written: the writer adds nothing it is not told to. */
static GBytes *
encode (GdkPixbuf *pixbuf, const char *quality)
{
  char *data = NULL;
  gsize size = 0;
  gboolean ok = quality != NULL ? gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", NULL, "quality", quality, NULL)
                                : gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, "compression", "9", NULL);

  if (ok && size <= WAY_PICTURE_MAX_BYTES)
    return g_bytes_new_take (data, size);
  g_free (data);
  return NULL;
}

/* Drawings stay PNG as long as they fit, photographs become JPEG; what fits at no quality gets smaller. */
static GBytes *
fit (GdkPixbuf *pixbuf, gboolean was_jpeg)
{
  static const char *const qualities[] = { "88", "78", "66" };
  gboolean transparent = is_transparent (pixbuf);

  for (int side = WAY_PICTURE_GOOD_SIDE; side >= 16; side = side * 3 / 4)
    {
      int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
      g_autoptr (GdkPixbuf) scaled = NULL;
      GBytes *bytes = NULL;

      get_good_size (&width, &height, side);
      if (width != gdk_pixbuf_get_width (pixbuf) || height != gdk_pixbuf_get_height (pixbuf))
        scaled = gdk_pixbuf_scale_simple (pixbuf, width, height, GDK_INTERP_BILINEAR);
      if (!was_jpeg)
        bytes = encode (scaled != NULL ? scaled : pixbuf, NULL);
      for (guint i = 0; bytes == NULL && !transparent && i < G_N_ELEMENTS (qualities); i++)
        bytes = encode (scaled != NULL ? scaled : pixbuf, qualities[i]);
      if (bytes != NULL)
        return bytes;
    }
  return NULL;
}

GBytes *
way_picture_import (GBytes *bytes, GError **error)
{
  WayPictureHeader header;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GBytes *fitted;

  if (!check (bytes, &header, error))
    return NULL;
  pixbuf = decode (bytes, &header, error);
  if (pixbuf == NULL)
    return NULL;
  fitted = fit (pixbuf, g_str_equal (header.type, "image/jpeg"));
  if (fitted == NULL)
    refuse (error, _ ("The picture cannot be made small enough for a map. Choose another."));
  return fitted;
}

GBytes *
way_picture_import_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      refuse (error, _ ("This is not a file. Choose a PNG or JPEG picture."));
      return NULL;
    }
  if (g_file_info_get_size (info) > WAY_PICTURE_MAX_FILE)
    {
      refuse (error, _ ("The picture is larger than 32 MB. Make it smaller first."));
      return NULL;
    }
  bytes = g_file_load_bytes (file, cancellable, NULL, error);
  return bytes != NULL ? way_picture_import (bytes, error) : NULL;
}

gboolean
way_picture_check_room (const WayDocument *document, gsize size, GError **error)
{
  const WayElement *image;

  way_each (image, way_document_get_root (document), WAY_KIND_IMAGE)
    {
      const char *text = way_element_get (image, WAY_FIELD_TEXT);

      size += text != NULL ? strlen (text) / 4 * 3 : 0;
    }
  if (size <= WAY_PICTURE_MAX_ALL_BYTES)
    return TRUE;
  return refuse (error, _ ("The pictures of this map are as many as a map can hold (4 MB). Remove one first."));
}
