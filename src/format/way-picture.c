#include "format/way-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/way-format-error.h"

static guint32
get_be32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

static gboolean
read_png (const guint8 *data, gsize size, WayPictureHeader *header)
{
  static const guint8 start[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };

  if (size < sizeof start + 8 || memcmp (data, start, sizeof start) != 0)
    return FALSE;

  guint32 width = get_be32 (data + sizeof start), height = get_be32 (data + sizeof start + 4);

  if (width == 0 || height == 0 || width > G_MAXINT || height > G_MAXINT)
    return FALSE;
  *header = (WayPictureHeader){ "image/png", (int) width, (int) height };
  return TRUE;
}

static gboolean
read_jpeg (const guint8 *data, gsize size, WayPictureHeader *header)
{
  gsize at = 2;

  if (size < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;
  for (;;)
    {
      if (at >= size || data[at] != 0xff)
        return FALSE;
      /* Any number of fill bytes may stand before a marker. */
      while (at < size && data[at] == 0xff)
        at++;
      if (size - at < 3)
        return FALSE;

      guint8 marker = data[at];
      gsize length = (gsize) data[at + 1] << 8 | data[at + 2];

      /* Frames are C0 to CF, but for tables (C4, CC) and a reserved one (C8). */
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          if (length < 8 || size - at < 8)
            return FALSE;

          int height = data[at + 4] << 8 | data[at + 5], width = data[at + 6] << 8 | data[at + 7];

          if (width == 0 || height == 0)
            return FALSE;
          *header = (WayPictureHeader){ "image/jpeg", width, height };
          return TRUE;
        }
      /* Markers without a segment, and the start of the data: no header will follow. */
      if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xda) || length < 2)
        return FALSE;
      at += 1 + length;
    }
}

gboolean
way_picture_read_header (const guint8 *data, gsize size, WayPictureHeader *header)
{
  return read_png (data, size, header) || read_jpeg (data, size, header);
}

static gboolean
refuse (const WayElement *image, int *line, GError **error, const char *reason)
{
  *line = way_element_get_line (image);
  g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED, _ ("The picture “%s” %s. The map is not opened, to be on the safe side; ask the sender for one without this picture."), way_element_get_name (image), reason);
  return FALSE;
}

static void
report_differences (const WayElement *image, const WayPictureHeader *header, const guint8 *data, gsize size, WayReport *report)
{
  int line = way_element_get_line (image);
  const char *name = way_element_get_name (image);
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);

  if (header->width > WAY_PICTURE_GOOD_SIDE || header->height > WAY_PICTURE_GOOD_SIDE)
    way_report_add (report, WAY_SEVERITY_WARNING, line, 0, _ ("The picture “%s” is %d × %d pixels, more than any map shows. Put in a smaller one."), name, header->width, header->height);
  if (way_element_get_integer (image, WAY_FIELD_WIDTH, 0) != header->width || way_element_get_integer (image, WAY_FIELD_HEIGHT, 0) != header->height)
    way_report_add (report, WAY_SEVERITY_WARNING, line, 0, _ ("The picture “%s” is %d × %d pixels, and its width and height say something else. Put it in again."), name, header->width, header->height);
  if (g_strcmp0 (way_element_get (image, WAY_FIELD_SHA256), sha256) != 0)
    way_report_add (report, WAY_SEVERITY_WARNING, line, 0, _ ("The picture “%s” was changed or damaged: its checksum is another. Look at it, and put it in again."), name);
}

static gboolean
check (const WayElement *image, gsize *all, WayReport *report, int *line, GError **error)
{
  const char *text = way_element_get (image, WAY_FIELD_TEXT);
  WayPictureHeader header;
  gsize size = 0;

  /* Without any data there is nothing to be afraid of; that it is missing is a finding. */
  if (text == NULL || *text == '\0')
    return TRUE;

  g_autofree guint8 *data = g_base64_decode (text, &size);

  *all += size;
  if (size > WAY_PICTURE_MAX_BYTES)
    return refuse (image, line, error, _ ("is larger than 400 KiB"));
  if (*all > WAY_PICTURE_MAX_ALL_BYTES)
    return refuse (image, line, error, _ ("is one too many: together they are larger than 4 MiB"));
  if (!way_picture_read_header (data, size, &header))
    return refuse (image, line, error, _ ("is neither PNG nor JPEG, or is damaged"));
  if (!way_element_is (image, WAY_FIELD_TYPE, header.type))
    return refuse (image, line, error, _ ("is of another type than the map says"));
  if (header.width > WAY_PICTURE_MAX_SIDE || header.height > WAY_PICTURE_MAX_SIDE)
    return refuse (image, line, error, _ ("has more than 4096 pixels on a side"));
  if (report != NULL)
    report_differences (image, &header, data, size, report);
  return TRUE;
}

gboolean
way_picture_check_all (const WayDocument *document, WayReport *report, int *line, GError **error)
{
  const WayElement *root = way_document_get_root (document), *image;
  gsize all = 0;

  way_each (image, root, WAY_KIND_IMAGE)
    if (!check (image, &all, report, line, error))
      return FALSE;
  return TRUE;
}
