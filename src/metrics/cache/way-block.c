#include "metrics/cache/way-block.h"

#include <math.h>
#include <string.h>

/* A block begins with its coding, three bytes for alignment, and the number of rows. All numbers are little-endian. */
#define HEADER 8

typedef enum
{
  CODING_INTEGERS = 'I',
  CODING_FEW = 'D',
  CODING_DOUBLES = 'F',
  CODING_TEXTS = 'T',
} Coding;

#define MISSING 255

static void
append32 (GByteArray *bytes, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

static void
append64 (GByteArray *bytes, guint64 value)
{
  value = GUINT64_TO_LE (value);
  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

static guint32
read32 (const guchar *p)
{
  guint32 value;

  memcpy (&value, p, sizeof value);
  return GUINT32_FROM_LE (value);
}

static guint64
read64 (const guchar *p)
{
  guint64 value;

  memcpy (&value, p, sizeof value);
  return GUINT64_FROM_LE (value);
}

static GByteArray *
begin (Coding coding, guint width, gsize n, gsize room)
{
  GByteArray *bytes = g_byte_array_sized_new ((guint) (room + HEADER));
  const guint8 head[4] = { (guint8) coding, (guint8) width, 0, 0 };

  g_byte_array_append (bytes, head, sizeof head);
  append32 (bytes, (guint32) n);
  return bytes;
}

static gboolean
is_header (const guchar *data, gsize size, Coding coding, gsize n)
{
  return size >= HEADER && data[0] == coding && read32 (data + 4) == n;
}

gsize
way_block_get_size (const guchar *data, gsize size)
{
  gsize n = size >= HEADER ? read32 (data + 4) : 0;

  /* A row takes a byte or more. */
  return n <= size ? n : 0;
}

/* Whole numbers. */

/* The largest of the usual steps of time that all values are multiples of, above the base. */
static gint64
find_step (const gint64 *values, gsize n, gint64 base)
{
  static const gint64 steps[] = { 86400000, 3600000, 60000, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gsize j = 0;

      while (j < n && (values[j] == WAY_BLOCK_NO_INTEGER || ((guint64) values[j] - (guint64) base) % (guint64) steps[i] == 0))
        j++;
      if (j == n)
        return steps[i];
    }
  return 1;
}

/* The code of a value; 0 is missing. */
#define CODE(value) ((value) == WAY_BLOCK_NO_INTEGER ? 0 : ((guint64) (value) - (guint64) base) / (guint64) step + 1)

GBytes *
way_block_encode_integers (const gint64 *values, gsize n)
{
  gint64 base = G_MAXINT64, top = G_MININT64, step;

  for (gsize i = 0; i < n; i++)
    if (values[i] != WAY_BLOCK_NO_INTEGER)
      {
        base = MIN (base, values[i]);
        top = MAX (top, values[i]);
      }
  if (base > top)
    base = top = 0;
  step = find_step (values, n, base);

  guint64 most = CODE (top);
  guint width = most < 1 << 8 ? 1 : most < 1 << 16         ? 2
                                : most < (guint64) 1 << 32 ? 4
                                                           : 8;
  GByteArray *bytes = begin (CODING_INTEGERS, width, n, 16 + n * width);

  append64 (bytes, (guint64) base);
  append64 (bytes, (guint64) step);

  guint at = bytes->len;

  g_byte_array_set_size (bytes, at + (guint) (n * width));
  for (gsize i = 0; i < n; i++)
    {
      guint64 code = GUINT64_TO_LE (CODE (values[i]));

      memcpy (bytes->data + at + i * width, &code, width);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* One loop a width, so that each is as fast as memory. */
#define DECODE(type, from_le)                                                                       \
  for (gsize i = 0; i < n; i++)                                                                     \
    {                                                                                               \
      type code;                                                                                    \
                                                                                                    \
      memcpy (&code, data + i * sizeof code, sizeof code);                                          \
      code = from_le (code);                                                                        \
      values[i] = code == 0 ? WAY_BLOCK_NO_INTEGER : (gint64) (base + ((guint64) code - 1) * step); \
    }

static void
decode_codes (const guchar *data, guint width, guint64 base, guint64 step, gint64 *values, gsize n)
{
  switch (width)
    {
    case 1:
      DECODE (guint8, (guint8))
      break;
    case 2:
      DECODE (guint16, GUINT16_FROM_LE)
      break;
    case 4:
      DECODE (guint32, GUINT32_FROM_LE)
      break;
    default:
      DECODE (guint64, GUINT64_FROM_LE)
    }
}

gsize
way_block_decode_piece (const guchar *data, gsize size, gsize n, gsize at, gint64 *values, gsize room)
{
  guint width;

  if (!is_header (data, size, CODING_INTEGERS, n) || size < HEADER + 16 || at >= n)
    return 0;
  width = data[1];
  if ((width != 1 && width != 2 && width != 4 && width != 8) || size != HEADER + 16 + n * width)
    return 0;
  room = MIN (room, n - at);
  decode_codes (data + HEADER + 16 + at * width, width, read64 (data + HEADER), read64 (data + HEADER + 8), values, room);
  return room;
}

gboolean
way_block_decode_integers (const guchar *data, gsize size, gint64 *values, gsize n)
{
  if (n == 0)
    return is_header (data, size, CODING_INTEGERS, 0) && size == HEADER + 16;
  return way_block_decode_piece (data, size, n, 0, values, n) == n;
}

/* Numbers. */

/* A small table from the bits of a number to its code. */
typedef struct
{
  guint64 bits[1024];
  guint8 codes[1024]; /* 0: free; code + 1 */
  double values[MISSING];
  guint n;
} Few;

/* −1: there are too many. */
static int
intern_number (Few *self, double value)
{
  guint64 bits;

  value = value == 0 ? 0 : value; /* no negative zero */
  memcpy (&bits, &value, sizeof bits);

  guint slot = (guint) ((bits * 0x9e3779b97f4a7c15u) >> 54);

  for (;; slot = (slot + 1) % G_N_ELEMENTS (self->bits))
    if (self->codes[slot] == 0)
      {
        if (self->n == MISSING - 1)
          return -1;
        self->bits[slot] = bits;
        self->values[self->n++] = value;
        self->codes[slot] = (guint8) self->n;
        return (int) self->n - 1;
      }
    else if (self->bits[slot] == bits)
      return self->codes[slot] - 1;
}

static GBytes *
encode_doubles (const double *values, gsize n)
{
  GByteArray *bytes = begin (CODING_DOUBLES, 8, n, n * 8);

  g_assert (G_BYTE_ORDER == G_LITTLE_ENDIAN);
  g_byte_array_append (bytes, (const guint8 *) values, (guint) (n * 8));
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
way_block_encode_numbers (const double *values, gsize n)
{
  g_autofree Few *few = g_new0 (Few, 1);
  g_autofree guint8 *codes = g_malloc (MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    if (isnan (values[i]))
      codes[i] = MISSING;
    else
      {
        int code = intern_number (few, values[i]);

        if (code < 0)
          return encode_doubles (values, n);
        codes[i] = (guint8) code;
      }

  GByteArray *bytes = begin (CODING_FEW, few->n, n, few->n * 8 + n);

  for (guint i = 0; i < few->n; i++)
    {
      guint64 bits;

      memcpy (&bits, &few->values[i], sizeof bits);
      append64 (bytes, bits);
    }
  g_byte_array_append (bytes, codes, (guint) n);
  return g_byte_array_free_to_bytes (bytes);
}

/* Without an early end, so that many are looked at at once. */
static gboolean
are_values_within (const guint8 *codes, guint n_values, gsize n)
{
  guint8 beyond = 0;

  for (gsize i = 0; i < n; i++)
    beyond |= codes[i] >= n_values && codes[i] != MISSING;
  return beyond == 0;
}

gboolean
way_block_decode_numbers (const guchar *data, gsize size, gsize n, const guint8 **codes, double values[255], guint *n_values, double **numbers)
{
  *codes = NULL;
  *numbers = NULL;
  *n_values = 0;
  if (is_header (data, size, CODING_FEW, n))
    {
      *n_values = data[1];
      if (size != HEADER + *n_values * 8 + n)
        return FALSE;
      for (guint i = 0; i < *n_values; i++)
        {
          guint64 bits = read64 (data + HEADER + 8 * i);

          memcpy (&values[i], &bits, sizeof bits);
          if (!isfinite (values[i]))
            return FALSE;
        }
      *codes = data + HEADER + 8 * *n_values;
      return are_values_within (*codes, *n_values, n);
    }
  if (!is_header (data, size, CODING_DOUBLES, n) || size != HEADER + n * 8)
    return FALSE;
  *numbers = g_memdup2 (data + HEADER, n * 8);
  for (gsize i = 0; i < n; i++)
    if (isinf ((*numbers)[i]))
      (*numbers)[i] = NAN;
  return TRUE;
}

/* Texts. */

GBytes *
way_block_encode_texts (const guint32 *codes, gsize n, const char *texts, const guint32 *offsets, guint n_texts)
{
  guint width = n_texts < 1 << 8 ? 1 : n_texts < 1 << 16 ? 2
                                                         : 4;
  GByteArray *bytes = begin (CODING_TEXTS, width, n, 4 + (n_texts + 1) * 4 + offsets[n_texts] + n * width);
  guint at;

  append32 (bytes, n_texts);
  for (guint i = 0; i <= n_texts; i++)
    append32 (bytes, offsets[i]);
  g_byte_array_append (bytes, (const guint8 *) texts, offsets[n_texts]);
  at = bytes->len;
  g_byte_array_set_size (bytes, at + (guint) (n * width));
  for (gsize i = 0; i < n; i++)
    {
      guint32 code = GUINT32_TO_LE (codes[i]);

      memcpy (bytes->data + at + i * width, &code, width);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
are_codes_within (const guchar *codes, guint width, gsize n, guint n_texts)
{
  if (width == 1)
    {
      guint8 most = 0;

      for (gsize i = 0; i < n; i++)
        most = MAX (most, codes[i]);
      return most <= n_texts;
    }
  for (gsize i = 0; i < n; i++)
    {
      guint32 code = 0;

      memcpy (&code, codes + i * width, width);
      if (GUINT32_FROM_LE (code) > n_texts)
        return FALSE;
    }
  return TRUE;
}

gboolean
way_block_decode_texts (const guchar *data, gsize size, gsize n, const guchar **codes, guint *width, WayBlockText **texts, guint *n_texts)
{
  guint32 count, before = 0;
  gsize at;

  if (!is_header (data, size, CODING_TEXTS, n) || size < HEADER + 8)
    return FALSE;
  *width = data[1];
  count = read32 (data + HEADER);
  at = HEADER + 4 + ((gsize) count + 1) * 4;
  if ((*width != 1 && *width != 2 && *width != 4) || at > size)
    return FALSE;

  g_autofree WayBlockText *found = g_new (WayBlockText, (gsize) count + 1);
  gsize total = read32 (data + at - 4);

  /* What was text is text; a bit that fell over may have made something else of it. */
  if (size != at + total + n * *width || !g_utf8_validate_len ((const char *) data + at, total, NULL))
    return FALSE;
  for (guint32 i = 0; i < count; i++)
    {
      guint32 start = read32 (data + HEADER + 4 + (gsize) i * 4), end = read32 (data + HEADER + 8 + (gsize) i * 4);

      if (start != before || end < start || end > total || (start < total && (data[at + start] & 0xc0) == 0x80))
        return FALSE;
      found[i] = (WayBlockText){ (const char *) data + at + start, end - start };
      before = end;
    }
  *codes = data + at + total;
  if (!are_codes_within (*codes, *width, n, count))
    return FALSE;
  *n_texts = count;
  *texts = g_steal_pointer (&found);
  return TRUE;
}
