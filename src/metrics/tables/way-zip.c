#include "metrics/tables/way-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#include "metrics/way-metrics-error.h"

#define MAX_FILES 10000
#define MAX_UNPACKED ((guint64) 1 << 30)
#define HARMLESS (32 << 20)
#define MAX_RATIO 1000

#define END_SIGNATURE 0x06054b50
#define ENTRY_SIGNATURE 0x02014b50
#define FILE_SIGNATURE 0x04034b50

typedef struct
{
  const char *packed;
  gsize size;
  guint method;
  guint32 crc;
} Entry;

struct _WayZip
{
  const guchar *data;
  gsize size;
  GHashTable *entries; /* name → Entry */
};

static guint32
get16 (const guchar *p)
{
  return p[0] | (guint32) p[1] << 8;
}

static guint32
get32 (const guchar *p)
{
  return get16 (p) | get16 (p + 2) << 16;
}

static gboolean
refuse (GError **error)
{
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, "%s", _ ("The spreadsheet is damaged or encrypted. Open it in its program, save it again without a password, or export it as CSV."));
  return FALSE;
}

static gboolean
refuse_bomb (GError **error)
{
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LIMIT, "%s", _ ("Unpacked, the spreadsheet would be far larger than any real one. It was not read. Export the sheet as CSV if it is yours."));
  return FALSE;
}

gboolean
way_zip_is_archive (const char *data, gsize size)
{
  return size >= 4 && memcmp (data, "PK\3\4", 4) == 0;
}

/* The record at the end that says where the directory is, or NULL. */
static const guchar *
find_end (const WayZip *self)
{
  gsize least = self->size > 65557 ? self->size - 65557 : 0;

  if (self->size < 22)
    return NULL;
  for (gsize i = self->size - 22 + 1; i-- > least;)
    if (get32 (self->data + i) == END_SIGNATURE)
      return self->data + i;
  return NULL;
}

/* Where the packed bytes of a directory entry lie; FALSE: not within the file. */
static gboolean
find_packed (const WayZip *self, const guchar *entry, Entry *found)
{
  guint64 offset = get32 (entry + 42), packed = get32 (entry + 20);

  if ((get16 (entry + 8) & 1) != 0 || offset + 30 > self->size || get32 (self->data + offset) != FILE_SIGNATURE)
    return FALSE;
  offset += 30 + get16 (self->data + offset + 26) + get16 (self->data + offset + 28);
  if (offset + packed > self->size)
    return FALSE;
  *found = (Entry){ (const char *) self->data + offset, packed, get16 (entry + 10), get32 (entry + 16) };
  return found->method == 0 || found->method == Z_DEFLATED;
}

static gboolean
read_directory (WayZip *self)
{
  const guchar *end = find_end (self), *p, *stop = self->data + self->size;
  guint n;

  if (end == NULL || get32 (end + 16) > self->size)
    return FALSE;
  n = get16 (end + 10);
  p = self->data + get32 (end + 16);
  if (n > MAX_FILES)
    return FALSE;
  for (; n > 0; n--)
    {
      Entry found;
      gsize length;

      if (stop - p < 46 || get32 (p) != ENTRY_SIGNATURE)
        return FALSE;
      length = get16 (p + 28);
      if ((gsize) (stop - p) < 46 + length + get16 (p + 30) + get16 (p + 32))
        return FALSE;
      if (find_packed (self, p, &found))
        g_hash_table_insert (self->entries, g_strndup ((const char *) p + 46, length), g_memdup2 (&found, sizeof found));
      p += 46 + length + get16 (p + 30) + get16 (p + 32);
    }
  return TRUE;
}

WayZip *
way_zip_new (const char *data, gsize size, GError **error)
{
  g_autoptr (WayZip) self = g_new0 (WayZip, 1);

  self->data = (const guchar *) data;
  self->size = size;
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (size < 22 || !read_directory (self))
    {
      refuse (error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
way_zip_free (WayZip *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->entries);
  g_free (self);
}

gboolean
way_zip_has (const WayZip *self, const char *name)
{
  return g_hash_table_contains (self->entries, name);
}

static gboolean
inflate_pieces (const Entry *entry, z_stream *stream, WayZipPiece piece, gpointer user_data, GError **error)
{
  char buffer[1 << 16];
  guint64 unpacked = 0;
  uLong crc = crc32 (0, NULL, 0);
  int status = Z_OK;

  stream->next_in = (Bytef *) entry->packed;
  stream->avail_in = (uInt) entry->size;
  while (status != Z_STREAM_END)
    {
      gsize n;

      stream->next_out = (Bytef *) buffer;
      stream->avail_out = sizeof buffer;
      status = inflate (stream, Z_NO_FLUSH);
      n = sizeof buffer - stream->avail_out;
      unpacked += n;
      if ((status != Z_OK && status != Z_STREAM_END) || (n == 0 && status != Z_STREAM_END))
        return refuse (error);
      if (unpacked > MAX_UNPACKED || (unpacked > HARMLESS && unpacked / MAX_RATIO > entry->size))
        return refuse_bomb (error);
      crc = crc32 (crc, (const Bytef *) buffer, (uInt) n);
      if (n > 0 && !piece (buffer, n, user_data, error))
        return FALSE;
    }
  return crc == entry->crc || refuse (error);
}

gboolean
way_zip_read (const WayZip *self, const char *name, WayZipPiece piece, gpointer user_data, GError **error)
{
  const Entry *entry = g_hash_table_lookup (self->entries, name);
  z_stream stream = { 0 };
  gboolean read;

  if (entry == NULL)
    return refuse (error);
  if (entry->method == 0)
    return entry->size == 0 || piece (entry->packed, entry->size, user_data, error);
  if (inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return refuse (error);
  read = inflate_pieces (entry, &stream, piece, user_data, error);
  inflateEnd (&stream);
  return read;
}
