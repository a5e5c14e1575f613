/* zip-writer.h — makes spreadsheets for tests: a ZIP archive of texts, stored or deflated. */
#pragma once

#include <glib.h>

typedef struct
{
  GByteArray *bytes, *directory;
  guint n;
} ZipWriter;

void zip_writer_init (ZipWriter *self);
void zip_writer_add (ZipWriter *self, const char *name, const char *text, gsize size, gboolean deflated);
GBytes *zip_writer_finish (ZipWriter *self);
