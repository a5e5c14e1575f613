#include "metrics/log/way-log-bytes.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#include "metrics/way-metrics-error.h"

#define PIECE 65536
/* So often progress is told and a stop is heard, while a list is unpacked. */
#define PIECES_PER_STEP 16
/* Unpacked, at most; a bomb unpacks to a thousand times its size. */
#define MAX_SIZE (G_GUINT64_CONSTANT (16) << 30)
#define MAX_RATIO 300
/* A list is unpacked as a whole, and stays in memory while it is read. */
#define MAX_IN_MEMORY (G_GUINT64_CONSTANT (2) << 30)

struct _WayLogBytes
{
  const char *data;
  gsize size, at;
  gboolean is_packed;
  z_stream unpack;
  guint64 unpacked;
  char buffer[PIECE];
};

gboolean
way_log_bytes_are_packed (const char *data, gsize size)
{
  return size > 2 && memcmp (data, "\x1f\x8b", 2) == 0;
}

WayLogBytes *
way_log_bytes_new (const char *data, gsize size)
{
  WayLogBytes *self = g_new0 (WayLogBytes, 1);

  self->data = data;
  self->size = size;
  self->unpack.next_in = (Bytef *) data;
  self->is_packed = way_log_bytes_are_packed (data, size) && inflateInit2 (&self->unpack, 15 + 32) == Z_OK;
  return self;
}

void
way_log_bytes_free (WayLogBytes *self)
{
  if (self == NULL)
    return;
  if (self->is_packed)
    inflateEnd (&self->unpack);
  g_free (self);
}

static gsize
left_to_unpack (const WayLogBytes *self)
{
  return (gsize) (self->data + self->size - (const char *) self->unpack.next_in);
}

/* zlib counts in 32 bits. */
static void
refill (WayLogBytes *self)
{
  if (self->unpack.avail_in == 0)
    self->unpack.avail_in = (uInt) MIN (left_to_unpack (self), G_MAXINT32);
}

static int
read_plain (WayLogBytes *self, const char **piece)
{
  int n = (int) MIN (PIECE, self->size - self->at);

  *piece = self->data + self->at;
  self->at += (gsize) n;
  return n;
}

int
way_log_bytes_read (WayLogBytes *self, const char **piece)
{
  int status = Z_OK, n;

  if (!self->is_packed)
    return read_plain (self, piece);
  self->unpack.next_out = (Bytef *) self->buffer;
  self->unpack.avail_out = PIECE;
  /* A file may be several packed ones behind each other, as parallel packers write them. */
  while (self->unpack.avail_out > 0 && status == Z_OK)
    {
      refill (self);
      status = inflate (&self->unpack, Z_NO_FLUSH);
      if (status == Z_STREAM_END && way_log_bytes_are_packed ((const char *) self->unpack.next_in, left_to_unpack (self)) && inflateReset (&self->unpack) == Z_OK)
        status = Z_OK;
    }
  n = (int) (PIECE - self->unpack.avail_out);
  self->at = self->size - left_to_unpack (self);
  self->unpacked += (guint64) n;
  *piece = self->buffer;
  if (self->unpacked > MAX_SIZE || (self->unpacked > (64 << 20) && self->unpacked / MAX_RATIO > self->at))
    return -2;
  return n > 0 || status == Z_STREAM_END ? n : -1;
}

double
way_log_bytes_get_share (const WayLogBytes *self)
{
  return (double) self->at / (double) MAX (self->size, 1);
}

gboolean
way_log_bytes_fail_bomb (GError **error)
{
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LIMIT, "%s", _ ("The file unpacks to far more than an event log would. Check where it comes from."));
  return FALSE;
}

gboolean
way_log_bytes_begin_with_tag (const char *data, gsize size)
{
  g_autoptr (WayLogBytes) bytes = way_log_bytes_new (data, size);
  const char *piece;
  int n = way_log_bytes_read (bytes, &piece), at;

  if (n < 0)
    return TRUE;
  at = n > 3 && memcmp (piece, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  while (at < n && g_ascii_isspace (piece[at]))
    at++;
  return at < n && piece[at] == '<';
}

gboolean
way_log_share_cb (double done, gpointer data)
{
  const WayLogShare *share = data;

  return share->progress == NULL || share->progress (share->from + (share->to - share->from) * done, share->data);
}

char *
way_log_bytes_unpack (const char *data, gsize size, WayLogProgress progress, gpointer user, gsize *length, GError **error)
{
  g_autoptr (WayLogBytes) bytes = way_log_bytes_new (data, size);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  const char *piece;
  guint n_pieces = 0;
  int n;

  while ((n = way_log_bytes_read (bytes, &piece)) > 0)
    {
      if (progress != NULL && n_pieces++ % PIECES_PER_STEP == 0 && !progress (way_log_bytes_get_share (bytes), user))
        {
          g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED, "%s", _ ("Stopped. Nothing was imported."));
          return NULL;
        }
      if (all->len + (guint64) n > MAX_IN_MEMORY)
        {
          g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LIMIT, "%s", _ ("The list is larger than 2 GB when it is unpacked. Unpack it first, and import it then."));
          return NULL;
        }
      g_byte_array_append (all, (const guint8 *) piece, (guint) n);
    }
  if (n == -2)
    {
      way_log_bytes_fail_bomb (error);
      return NULL;
    }
  if (n == -1)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, "%s", _ ("The packed file is damaged. Get it again, or export it anew."));
      return NULL;
    }
  *length = all->len;
  /* Never NULL, as an empty list is no error here. */
  g_byte_array_append (all, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&all), FALSE);
}
