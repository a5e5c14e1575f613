/* Columns of a damaged cache: nothing is read beyond the block, and what an encoder made comes back. The first byte is the number of rows. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "metrics/cache/way-block.h"

static void
check_decoders (const guchar *data, gsize size, gsize n)
{
  g_autofree gint64 *integers = g_new (gint64, n + 1);
  g_autofree double *numbers = NULL;
  g_autofree WayBlockText *texts = NULL;
  const guint8 *codes;
  const guchar *text_codes;
  double values[255];
  guint n_values, width, n_texts;

  way_block_decode_integers (data, size, integers, n);
  if (way_block_decode_numbers (data, size, n, &codes, values, &n_values, &numbers))
    {
      g_assert_true ((codes != NULL) != (numbers != NULL) || n == 0);
      for (gsize i = 0; i < n; i++)
        g_assert_true (codes != NULL ? codes[i] == 255 || isfinite (values[codes[i]]) : !isinf (numbers[i]));
    }
  if (way_block_decode_texts (data, size, n, &text_codes, &width, &texts, &n_texts))
    for (guint i = 0; i < n_texts; i++)
      g_assert_true ((const guchar *) texts[i].text >= data && (const guchar *) texts[i].text + texts[i].length <= data + size);
}

/* The bytes as numbers, packed and unpacked. */
static void
check_encoders (const guchar *data, gsize size)
{
  gsize n = size / 8, length;
  g_autofree gint64 *integers = g_new (gint64, n + 1), *back = g_new (gint64, n + 1);
  g_autofree double *numbers = g_new (double, n + 1);
  g_autofree double *others = NULL;
  const guint8 *codes;
  double values[255];
  guint n_values;

  memcpy (integers, data, n * 8);
  memcpy (numbers, data, n * 8);

  g_autoptr (GBytes) packed = way_block_encode_integers (integers, n);
  const guchar *bytes = g_bytes_get_data (packed, &length);

  g_assert_cmpuint (way_block_get_size (bytes, length), ==, n);
  g_assert_true (way_block_decode_integers (bytes, length, back, n));
  g_assert_cmpmem (back, n * 8, integers, n * 8);
  for (gsize i = 0; i < n; i++)
    numbers[i] = isfinite (numbers[i]) ? numbers[i] : NAN;

  g_autoptr (GBytes) few = way_block_encode_numbers (numbers, n);

  bytes = g_bytes_get_data (few, &length);
  g_assert_true (way_block_decode_numbers (bytes, length, n, &codes, values, &n_values, &others));
  for (gsize i = 0; i < n; i++)
    {
      double value = codes == NULL ? others[i] : codes[i] == 255 ? NAN
                                                                 : values[codes[i]];

      g_assert_true (value == numbers[i] || (isnan (value) && isnan (numbers[i])));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  check_decoders (data + 1, size - 1, data[0]);
  check_decoders (data + 1, size - 1, way_block_get_size (data + 1, size - 1) % 100000);
  check_encoders (data + 1, size - 1);
  return 0;
}
