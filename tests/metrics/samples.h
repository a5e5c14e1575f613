/* samples.h — exports of the programs people use, written after their documentation; nobody's data.
 *
 * Shape:  rows of name, bytes and what the table reader must make of them, as way-table's dump has it: source, encoding,
 *         delimiter, line of the header, then a line for each column that is not skipped, then the number of rows.
 */
#pragma once

#include <glib.h>

typedef struct
{
  const char *name, *bytes;
  gsize size;
  const char *expected;
  const char *finding; /* a part of one, or NULL for none at all */
} Sample;

extern const Sample samples[];
extern const guint n_samples;
