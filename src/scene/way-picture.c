#include "scene/way-layout-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* Decoded pictures, kept for the process. The key is what the element claims (checksum, type), how long its text is and
 * a quick hash over all of it: a checksum over the bytes at each layout would cost more than drawing them. */

#define MAX_SIDE 4096  /* what a header may say */
#define GOOD_SIDE 1024 /* what is kept */
#define MAX_KEPT (192 * 1024 * 1024)
#define FRESH 16 /* asked for so lately that the caller may not hold it yet */

typedef struct
{
  cairo_surface_t *surface; /* NULL where it cannot be shown */
  gsize size;
  guint64 used;
} Entry;

static GMutex lock;
static GHashTable *entries; /* key → Entry, owned */
static guint64 clock_ticks;
static gsize kept;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

/* FNV-1a over words of eight bytes. */
static guint64
hash_text (const char *text, gsize size)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < size; i += 8)
    {
      guint64 word = 0;

      memcpy (&word, text + i, MIN (size - i, 8));
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x100000001b3);
      hash ^= hash >> 29;
    }
  return hash;
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  /* Nothing is allocated yet; no size at all makes every loader stop here. */
  if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (width > GOOD_SIDE || height > GOOD_SIDE)
    {
      double scale = (double) GOOD_SIDE / MAX (width, height);

      gdk_pixbuf_loader_set_size (loader, MAX ((int) (width * scale), 1), MAX ((int) (height * scale), 1));
    }
}

/* Only by the loader of the type it says it is: no other format of this machine's gdk-pixbuf gets to see a stranger's
 * bytes. */
static GdkPixbuf *
decode (const char *type, const guchar *data, gsize size)
{
  if (g_strcmp0 (type, "image/png") != 0 && g_strcmp0 (type, "image/jpeg") != 0)
    return NULL;

  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (type, NULL);

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), NULL);

  gboolean written = gdk_pixbuf_loader_write (loader, data, size, NULL);
  gboolean closed = gdk_pixbuf_loader_close (loader, NULL);
  GdkPixbuf *pixbuf = written && closed ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;

  if (pixbuf == NULL)
    return NULL;

  g_autoptr (GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  int width = gdk_pixbuf_get_width (upright), height = gdk_pixbuf_get_height (upright);

  /* Loaders that cannot scale while they read. */
  if (width > GOOD_SIDE || height > GOOD_SIDE)
    {
      double scale = (double) GOOD_SIDE / MAX (width, height);

      return gdk_pixbuf_scale_simple (upright, MAX ((int) (width * scale), 1), MAX ((int) (height * scale), 1), GDK_INTERP_BILINEAR);
    }
  return g_steal_pointer (&upright);
}

/* Cairo wants the colours multiplied by their alpha, one word a pixel. */
static cairo_surface_t *
make_surface (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf), channels = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }

  guchar *to = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < height; y++)
    {
      const guchar *p = gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *row = (guint32 *) (void *) (to + (gsize) y * (gsize) stride);

      for (int x = 0; x < width; x++, p += channels)
        {
          guint32 a = channels == 4 ? p[3] : 255;

          row[x] = a << 24 | (p[0] * a + 127) / 255 << 16 | (p[1] * a + 127) / 255 << 8 | (p[2] * a + 127) / 255;
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_surface_t *
read_picture (const WayElement *image, const char *text)
{
  gsize size = 0;
  g_autofree guchar *data = g_base64_decode (text, &size);
  g_autoptr (GdkPixbuf) pixbuf = size > 0 ? decode (way_element_get (image, WAY_FIELD_TYPE), data, size) : NULL;

  return pixbuf != NULL ? make_surface (pixbuf) : NULL;
}

/* Forgets what no scene shows, what was not asked for longest first. */
static void
make_room (void)
{
  while (kept > MAX_KEPT)
    {
      GHashTableIter iter;
      gpointer key, value, oldest = NULL;
      const Entry *found = NULL;

      g_hash_table_iter_init (&iter, entries);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          const Entry *entry = value;

          if (entry->surface == NULL || cairo_surface_get_reference_count (entry->surface) > 1 || entry->used + FRESH > clock_ticks)
            continue;
          if (found == NULL || entry->used < found->used)
            {
              found = entry;
              oldest = key;
            }
        }
      if (found == NULL)
        return;
      kept -= found->size;
      g_hash_table_remove (entries, oldest);
    }
}

cairo_surface_t *
way_picture_get (const WayElement *image)
{
  const char *text = way_element_get (image, WAY_FIELD_TEXT);

  if (text == NULL)
    return NULL;

  gsize length = strlen (text);
  const char *checksum = way_element_get (image, WAY_FIELD_SHA256), *type = way_element_get (image, WAY_FIELD_TYPE);
  g_autofree char *key = g_strdup_printf ("%s %s %" G_GSIZE_FORMAT " %" G_GINT64_MODIFIER "x", checksum != NULL ? checksum : "", type != NULL ? type : "", length, hash_text (text, length));
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  (void) locker;
  if (entries == NULL)
    entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);

  Entry *entry = g_hash_table_lookup (entries, key);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->surface = read_picture (image, text);
      if (entry->surface != NULL)
        entry->size = (gsize) cairo_image_surface_get_stride (entry->surface) * (gsize) cairo_image_surface_get_height (entry->surface);
      kept += entry->size;
      g_hash_table_insert (entries, g_steal_pointer (&key), entry);
    }
  entry->used = ++clock_ticks;
  make_room ();
  return entry->surface;
}
