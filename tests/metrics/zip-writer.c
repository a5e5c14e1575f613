#include "zip-writer.h"

#include <string.h>
#include <zlib.h>

static void
append (GByteArray *bytes, guint64 value, guint width)
{
  value = GUINT64_TO_LE (value);
  g_byte_array_append (bytes, (const guint8 *) &value, width);
}

void
zip_writer_init (ZipWriter *self)
{
  *self = (ZipWriter){ g_byte_array_new (), g_byte_array_new (), 0 };
}

static GByteArray *
pack (const char *text, gsize size)
{
  GByteArray *packed = g_byte_array_new ();
  z_stream stream = { 0 };

  g_byte_array_set_size (packed, (guint) compressBound (size) + 64);
  deflateInit2 (&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  stream.next_in = (Bytef *) text;
  stream.avail_in = (uInt) size;
  stream.next_out = packed->data;
  stream.avail_out = packed->len;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  g_byte_array_set_size (packed, (guint) stream.total_out);
  deflateEnd (&stream);
  return packed;
}

/* What the local header and the directory have in common. */
static void
append_entry (GByteArray *bytes, guint method, guint32 crc, gsize packed, gsize size, const char *name)
{
  append (bytes, 20, 2);
  append (bytes, 0, 2);
  append (bytes, method, 2);
  append (bytes, 0, 4);
  append (bytes, crc, 4);
  append (bytes, packed, 4);
  append (bytes, size, 4);
  append (bytes, strlen (name), 2);
  append (bytes, 0, 2);
}

void
zip_writer_add (ZipWriter *self, const char *name, const char *text, gsize size, gboolean deflated)
{
  g_autoptr (GByteArray) packed = deflated ? pack (text, size) : g_byte_array_append (g_byte_array_new (), (const guint8 *) text, (guint) size);
  guint32 crc = (guint32) crc32 (crc32 (0, NULL, 0), (const Bytef *) text, (uInt) size);
  gsize offset = self->bytes->len;

  append (self->bytes, 0x04034b50, 4);
  append_entry (self->bytes, deflated ? 8 : 0, crc, packed->len, size, name);
  g_byte_array_append (self->bytes, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (self->bytes, packed->data, packed->len);

  append (self->directory, 0x02014b50, 4);
  append (self->directory, 20, 2);
  append_entry (self->directory, deflated ? 8 : 0, crc, packed->len, size, name);
  /* No comment, first disk, no attributes. */
  append (self->directory, 0, 2 + 2 + 2);
  append (self->directory, 0, 4);
  append (self->directory, offset, 4);
  g_byte_array_append (self->directory, (const guint8 *) name, (guint) strlen (name));
  self->n++;
}

GBytes *
zip_writer_finish (ZipWriter *self)
{
  gsize offset = self->bytes->len, size = self->directory->len;

  g_byte_array_append (self->bytes, self->directory->data, self->directory->len);
  append (self->bytes, 0x06054b50, 4);
  append (self->bytes, 0, 4);
  append (self->bytes, self->n, 2);
  append (self->bytes, self->n, 2);
  append (self->bytes, size, 4);
  append (self->bytes, offset, 4);
  append (self->bytes, 0, 2);
  g_byte_array_unref (self->directory);
  return g_byte_array_free_to_bytes (self->bytes);
}
