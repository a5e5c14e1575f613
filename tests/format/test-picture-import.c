/* Pictures from anywhere: what comes out is small, upright and says nothing but the picture; what cannot be is refused before a
 * decoder sees it. */
#include "format/way-picture-import.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "format/way-format-error.h"

typedef enum
{
  FLAT,
  NOISE,
  GLASS, /* with holes */
} Look;

static GdkPixbuf *
make_pixbuf (Look look, int width, int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, look == GLASS, 8, width, height);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  gdk_pixbuf_fill (pixbuf, look == GLASS ? 0x20406080 : 0x204060ff);
  for (int y = 0; look == NOISE && y < height; y++)
    {
      guchar *row = gdk_pixbuf_get_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);

      for (int i = 0; i < width * 3; i++)
        row[i] = (guchar) g_rand_int (rand);
    }
  return pixbuf;
}

static GBytes *
make_picture (Look look, gboolean jpeg, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (look, width, height);
  char *data = NULL;
  gsize size = 0;

  if (jpeg)
    g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", NULL, "quality", "95", NULL));
  else
    g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, "tEXt::Author", "Somebody Secret", "compression", "1", NULL));
  return g_bytes_new_take (data, size);
}

static gboolean
holds (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

static WayPictureHeader
check_fit (GBytes *bytes)
{
  WayPictureHeader header = { NULL, 0, 0 };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpuint (size, <=, WAY_PICTURE_MAX_BYTES);
  g_assert_true (way_picture_read_header (data, size, &header));
  g_assert_cmpint (MAX (header.width, header.height), <=, WAY_PICTURE_GOOD_SIDE);
  g_assert_false (holds (bytes, "Secret"));
  g_assert_false (holds (bytes, "Exif"));
  return header;
}

static const struct
{
  Look look;
  gboolean jpeg;
  int width, height;
  const char *type;
  int out_width, out_height; /* 0: whatever fits */
} rows[] = {
  { FLAT, FALSE, 40, 30, "image/png", 40, 30 },
  { FLAT, TRUE, 40, 30, "image/jpeg", 40, 30 },
  { FLAT, FALSE, 2048, 1024, "image/png", 1024, 512 },
  { FLAT, TRUE, 500, 3000, "image/jpeg", 171, 1024 },
  { FLAT, FALSE, 5000, 1, "image/png", 1024, 1 },
  { GLASS, FALSE, 1500, 1500, "image/png", 1024, 1024 },
  { NOISE, FALSE, 1200, 900, "image/jpeg", 0, 0 },
  { NOISE, TRUE, 1600, 1600, "image/jpeg", 0, 0 },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) in = make_picture (rows[i].look, rows[i].jpeg, rows[i].width, rows[i].height), out = NULL;
      g_autoptr (GError) error = NULL;
      WayPictureHeader header;

      g_assert_true (rows[i].jpeg || holds (in, "Secret"));
      out = way_picture_import (in, &error);
      g_assert_no_error (error);
      header = check_fit (out);
      g_assert_cmpstr (header.type, ==, rows[i].type);
      if (rows[i].out_width > 0)
        {
          g_assert_cmpint (header.width, ==, rows[i].out_width);
          g_assert_cmpint (header.height, ==, rows[i].out_height);
        }
    }
}

/* A camera's note of how it was held and where: turned upright, and the note is gone. */
static void
test_exif (void)
{
  static const guint8 exif[] = { 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0 };
  g_autoptr (GBytes) plain = make_picture (FLAT, TRUE, 60, 20), turned = NULL, out = NULL;
  g_autoptr (GByteArray) array = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);
  WayPictureHeader header;

  g_byte_array_append (array, data, 2);
  g_byte_array_append (array, exif, sizeof exif);
  g_byte_array_append (array, data + 2, (guint) size - 2);
  turned = g_bytes_new (array->data, array->len);
  g_assert_true (holds (turned, "Exif"));
  out = way_picture_import (turned, NULL);
  g_assert_nonnull (out);
  header = check_fit (out);
  g_assert_cmpint (header.width, ==, 20);
  g_assert_cmpint (header.height, ==, 60);
}

static void
expect_refusal (GBytes *bytes, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (way_picture_import (bytes, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_refusals (void)
{
  static const guint8 bomb[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 2, 0, 0, 0 };
  g_autoptr (GBytes) huge = g_bytes_new_take (g_malloc0 (WAY_PICTURE_MAX_FILE + 1), WAY_PICTURE_MAX_FILE + 1);
  g_autoptr (GBytes) text = g_bytes_new_static ("GIF89a, they say", 16), nothing = g_bytes_new_static ("", 0), wide = g_bytes_new_static (bomb, sizeof bomb);
  g_autoptr (GBytes) whole = make_picture (NOISE, FALSE, 200, 200), half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);

  expect_refusal (huge, "32 MB");
  expect_refusal (text, "PNG or JPEG");
  expect_refusal (nothing, "PNG or JPEG");
  expect_refusal (wide, "60000 × 60000");
  expect_refusal (half, "damaged");
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("way-picture-XXXXXX", NULL), *path = g_build_filename (folder, "p.png", NULL);
  g_autoptr (GBytes) bytes = make_picture (FLAT, FALSE, 10, 10), read = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path), directory = g_file_new_for_path (folder);
  g_autoptr (GError) error = NULL;

  g_assert_null (way_picture_import_file (file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (way_picture_import_file (directory, NULL, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  read = way_picture_import_file (file, NULL, NULL);
  g_assert_nonnull (read);
  g_assert_true (g_file_delete (file, NULL, NULL) && g_file_delete (directory, NULL, NULL));
}

static void
test_room (void)
{
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT), *image = way_element_append (root, way_element_new (WAY_KIND_IMAGE));
  g_autofree char *text = g_strnfill (4 * 1024 * 1024, 'A');
  g_autoptr (WayDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  way_element_init_value (image, WAY_FIELD_TEXT, text);
  document = way_document_new_for_root (root, NULL);
  g_assert_true (way_picture_check_room (document, 1024 * 1024, &error));
  g_assert_no_error (error);
  g_assert_false (way_picture_check_room (document, 1024 * 1024 + 1, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-import/rows", test_rows);
  g_test_add_func ("/picture-import/exif", test_exif);
  g_test_add_func ("/picture-import/refusals", test_refusals);
  g_test_add_func ("/picture-import/files", test_files);
  g_test_add_func ("/picture-import/room", test_room);
  return g_test_run ();
}
