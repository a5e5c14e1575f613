/* way-block.h — one column of one import, packed for the cache and unpacked again.
 *
 * Shape:  whole numbers as multiples of a step above a base, in as few bytes as they need; numbers of at most 255 different values as
 *         one byte each; other numbers as doubles; texts as codes into a dictionary, 0 meaning that there is none.
 * Errors: decoding returns FALSE for bytes that no encoder made.
 * Owns:   what it decodes is the caller's.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Missing values. */
#define WAY_BLOCK_NO_INTEGER G_MININT64

GBytes *way_block_encode_integers (const gint64 *values, gsize n);
/* NAN is missing. */
GBytes *way_block_encode_numbers (const double *values, gsize n);
/* `codes` from 1 into `texts`, of which there are `n_texts`, each ended by offsets[i + 1]; 0 is missing. */
GBytes *way_block_encode_texts (const guint32 *codes, gsize n, const char *texts, const guint32 *offsets, guint n_texts);

/* How many rows there are; 0 for a damaged block as well. */
gsize way_block_get_size (const guchar *data, gsize size);

gboolean way_block_decode_integers (const guchar *data, gsize size, gint64 *values, gsize n);
/* The same piece by piece, for what is made of them at once: the rows from `at` on, at most `room`, of `n` in all. How many there are;
 * 0 at the end, and for a damaged block. */
gsize way_block_decode_piece (const guchar *data, gsize size, gsize n, gsize at, gint64 *values, gsize room);

/* Numbers as codes where they are stored so: `codes` are borrowed, 255 is missing; NULL in `*codes`: they are `*numbers`, which the caller frees. */
gboolean way_block_decode_numbers (const guchar *data, gsize size, gsize n, const guint8 **codes, double values[255], guint *n_values, double **numbers);

typedef struct
{
  const char *text; /* borrowed, not NUL-terminated */
  gsize length;
} WayBlockText;

/* `width` 1, 2 or 4 bytes a code, little-endian, borrowed; `*texts` is (g_free) the dictionary, of which text i has the code i + 1. */
gboolean way_block_decode_texts (const guchar *data, gsize size, gsize n, const guchar **codes, guint *width, WayBlockText **texts, guint *n_texts);

G_END_DECLS
