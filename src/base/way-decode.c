#include "base/way-decode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"

G_DEFINE_QUARK (way - text - error - quark, way_text_error)

/* What Windows, old Macs and the command line of old Windows wrote; the last three only ever by choice. */
const char *const way_decode_encodings[] = { "UTF-8", "Windows-1252", "UTF-16LE", "UTF-16BE", "ISO-8859-15", "CP850", "MACINTOSH", NULL };

/* 0x80 to 0x9f; the five that Windows leaves open are the C1 controls of the same number. */
static const guint16 windows_1252[32] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
  0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178
};

static void
append_windows_1252 (GString *s, guchar c)
{
  g_string_append_unichar (s, c >= 0x80 && c < 0xa0 ? windows_1252[c - 0x80] : c);
}

static int
count_line (const char *data, gsize offset)
{
  int line = 1;

  for (const char *p = data; (p = memchr (p, '\n', (gsize) (data + offset - p))) != NULL; p++)
    line++;
  return line;
}

static gboolean
refuse_nul (GError **error, int line)
{
  g_set_error (error, WAY_TEXT_ERROR, WAY_TEXT_ERROR_ENCODING, _ ("Line %d holds a NUL character, so this is no text file. Save it as text or CSV and try again."), line);
  return FALSE;
}

/* Text in UTF-16 is mostly Latin, so one byte of each pair is zero; -1: it is not. */
static int
guess_utf16 (const char *data, gsize size)
{
  gsize n = MIN (size, 4096) / 2, zero[2] = { 0, 0 };

  for (gsize i = 0; i < n; i++)
    for (int j = 0; j < 2; j++)
      zero[j] += data[2 * i + (gsize) j] == '\0';
  if (n < 2)
    return -1;
  if (zero[1] * 10 >= n * 6 && zero[0] * 10 <= n)
    return G_LITTLE_ENDIAN;
  return zero[0] * 10 >= n * 6 && zero[1] * 10 <= n ? G_BIG_ENDIAN : -1;
}

static gboolean
decode_utf16 (WayDecoded *self, const guchar *data, gsize size, int order, WayReport *report, GError **error)
{
  g_autoptr (GString) s = g_string_sized_new (size);
  int high = order == G_BIG_ENDIAN ? 0 : 1, line = 1;

  for (gsize i = 0; i + 1 < size; i += 2)
    {
      gunichar c = (gunichar) data[i + (gsize) high] << 8 | data[i + 1 - (gsize) high];

      if (c >= 0xd800 && c < 0xdc00 && i + 3 < size)
        {
          gunichar low = (gunichar) data[i + 2 + (gsize) high] << 8 | data[i + 3 - (gsize) high];

          if (low >= 0xdc00 && low < 0xe000)
            {
              c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
              i += 2;
            }
        }
      if (c == 0)
        return refuse_nul (error, line);
      line += c == '\n';
      g_string_append_unichar (s, c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
    }
  if (size % 2 != 0)
    way_report_add (report, WAY_SEVERITY_WARNING, line, 0, _ ("The file ends in the middle of a character. It may have been cut off."));
  self->size = s->len;
  self->owned = g_string_free (g_steal_pointer (&s), FALSE);
  self->data = self->owned;
  self->encoding = order == G_BIG_ENDIAN ? "UTF-16BE" : "UTF-16LE";
  return TRUE;
}

/* How many bytes are no UTF-8, and how many characters of more than one byte there are. */
static void
weigh_utf8 (const char *data, gsize size, gsize *n_bad, gsize *n_wide)
{
  const char *end = data + size;

  *n_bad = *n_wide = 0;
  while (data < end)
    {
      const char *stop;

      g_utf8_validate_len (data, (gsize) (end - data), &stop);
      for (; data < stop; data++)
        *n_wide += ((guchar) *data & 0xc0) == 0xc0;
      if (data < end)
        {
          (*n_bad)++;
          data++;
        }
    }
}

/* Whose letters with dots and accents stand between letters of ASCII: those of Windows, of MS-DOS or of old Macs. Windows unless there
 * is nothing of it, and something of another. NULL: Windows. */
static const char *
guess_letters (const char *data, gsize size)
{
  static const guchar dos[] = { 0x81, 0x82, 0x84, 0x94, 0xe1 }, mac[] = { 0x8a, 0x8e, 0x9a, 0x9f, 0xa7 };
  gsize n_windows = 0, n_dos = 0, n_mac = 0;

  for (gsize i = 1; i + 1 < size; i++)
    {
      guchar c = (guchar) data[i];

      if (c < 0x80 || !g_ascii_isalpha (data[i - 1]) || !g_ascii_isalpha (data[i + 1]))
        continue;
      n_windows += c >= 0xc0 && c != 0xe1;
      n_dos += memchr (dos, c, sizeof dos) != NULL;
      n_mac += memchr (mac, c, sizeof mac) != NULL;
    }
  if (n_windows > 0 || n_dos == n_mac)
    return NULL;
  return n_dos > n_mac ? "CP850" : "MACINTOSH";
}

/* FALSE: it is no such text after all. */
static gboolean
decode_old (WayDecoded *self, const char *data, gsize size, const char *encoding, WayReport *report)
{
  if (!way_decode_as (self, data, size, encoding, NULL, NULL))
    return FALSE;
  way_report_add (report, WAY_SEVERITY_NOTE, 0, 0, strcmp (encoding, "CP850") == 0 ? _ ("The letters of the file are those of MS-DOS (CP850). Check the special characters.") : _ ("The letters of the file are those of old Macs (Mac Roman). Check the special characters."));
  return TRUE;
}

static void
decode_bytes (WayDecoded *self, const char *data, gsize size, gboolean mostly_utf8, WayReport *report)
{
  g_autoptr (GString) s = g_string_sized_new (size + size / 8);
  const char *p = data, *end = data + size;
  gboolean first = TRUE;

  while (p < end)
    {
      const char *stop = p;

      if (mostly_utf8)
        g_utf8_validate_len (p, (gsize) (end - p), &stop);
      else
        while (stop < end && (guchar) *stop < 0x80)
          stop++;
      g_string_append_len (s, p, stop - p);
      p = stop;
      if (p == end)
        break;
      if (mostly_utf8 && first)
        {
          way_report_add (report, WAY_SEVERITY_WARNING, count_line (data, (gsize) (p - data)), 0, _ ("The file is UTF-8, but some bytes are not, the first on this line. They were read as Windows-1252; check the special characters."));
          first = FALSE;
        }
      append_windows_1252 (s, (guchar) *p++);
    }
  self->size = s->len;
  self->owned = g_string_free (g_steal_pointer (&s), FALSE);
  self->data = self->owned;
  self->encoding = mostly_utf8 ? "UTF-8" : "Windows-1252";
}

/* "Ã¼" for "ü": UTF-8 that somebody read as Windows-1252 and saved again. */
static void
look_for_mojibake (const WayDecoded *self, WayReport *report)
{
  static const char *const signs[] = { "Ã¤", "Ã¶", "Ã¼", "ÃŸ", "Ã„", "Ã–", "Ãœ", "Ã©", "â€œ", "â€ž", "â€™", "â€“", "â‚¬" };

  const char *end = self->data + self->size;

  /* All of them start with the same byte, and are looked for in one pass. */
  for (const char *p = self->data; (p = memchr (p, '\xc3', (gsize) (end - p))) != NULL; p++)
    for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
      if ((gsize) (end - p) >= strlen (signs[i]) && memcmp (p, signs[i], strlen (signs[i])) == 0)
        {
          way_report_add (report, WAY_SEVERITY_WARNING, count_line (self->data, (gsize) (p - self->data)), 0, _ ("“%s” looks like a special character that was saved with the wrong encoding before. Export the file again as UTF-8."), signs[i]);
          return;
        }
}

gboolean
way_decode (WayDecoded *self, const char *data, gsize size, WayReport *report, GError **error)
{
  gboolean marked = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0;
  int order = -1;

  *self = (WayDecoded){ size > 0 ? data : "", size, "UTF-8", NULL };
  if (marked)
    {
      self->data += 3;
      self->size -= 3;
    }
  else if (size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    return decode_utf16 (self, (const guchar *) data + 2, size - 2, data[0] == '\xff' ? G_LITTLE_ENDIAN : G_BIG_ENDIAN, report, error);

  const char *nul = memchr (self->data, '\0', self->size);

  if (nul != NULL && !marked && (order = guess_utf16 (data, size)) >= 0)
    return decode_utf16 (self, (const guchar *) data, size, order, report, error);
  if (nul != NULL)
    return refuse_nul (error, count_line (self->data, (gsize) (nul - self->data)));
  if (way_text_find_invalid (self->data, self->size) >= 0)
    {
      gsize n_bad, n_wide;

      weigh_utf8 (self->data, self->size, &n_bad, &n_wide);

      gboolean mostly_utf8 = marked || n_wide > 4 * n_bad;
      const char *old = mostly_utf8 ? NULL : guess_letters (self->data, self->size);

      if (old != NULL && decode_old (self, data, size, old, report))
        return TRUE;
      decode_bytes (self, self->data, self->size, mostly_utf8, report);
    }
  look_for_mojibake (self, report);
  return TRUE;
}

gboolean
way_decode_as (WayDecoded *self, const char *data, gsize size, const char *encoding, WayReport *report, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gsize written;

  if (g_ascii_strcasecmp (encoding, "UTF-8") == 0)
    return way_decode (self, data, size, report, error);
  if (g_str_has_prefix (encoding, "UTF-16"))
    {
      gboolean marked = size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0);

      return decode_utf16 (self, (const guchar *) data + (marked ? 2 : 0), size - (marked ? 2 : 0), g_str_has_suffix (encoding, "BE") ? G_BIG_ENDIAN : G_LITTLE_ENDIAN, report, error);
    }

  char *text = g_convert_with_fallback (data, (gssize) size, "UTF-8", encoding, NULL, NULL, &written, &reason);

  if (text == NULL)
    {
      g_set_error (error, WAY_TEXT_ERROR, WAY_TEXT_ERROR_ENCODING, _ ("The file cannot be read as %s. Choose another encoding."), encoding);
      return FALSE;
    }

  const char *nul = memchr (text, '\0', written);

  if (nul != NULL)
    {
      refuse_nul (error, count_line (text, (gsize) (nul - text)));
      g_free (text);
      return FALSE;
    }
  *self = (WayDecoded){ text, written, g_intern_string (encoding), text };
  return TRUE;
}

void
way_decoded_clear (WayDecoded *self)
{
  g_clear_pointer (&self->owned, g_free);
}
