/* way-csv.h — comma-separated values: a reader over memory and a writer; what the columns mean is not its business.
 *
 * Shape:  reader: bytes → records, one at a time, each an array of cells; the cells stay until the next record. Fields are
 *         pieces of the bytes wherever that can be, so a pass over a file copies next to nothing (about 1 GB/s).
 *         writer: cells → text, CRLF between records.
 * Errors: WAY_TEXT_ERROR (no text, beyond the limits). Everything else is read and reported: text behind a closing
 *         quote, a quote that is never closed (it then counts as an ordinary character, so no row is swallowed).
 * Owns:   the reader borrows the bytes; they must stay until it is freed.
 * Thread: one thread at a time.
 * Source: RFC 4180; "sep=;" as Excel has it; formula cells after OWASP, CSV Injection.
 *
 * A cell that starts with = + - @, a tab or a line break is a formula to a spreadsheet, and one from a stranger's map may do
 * harm. The writer puts an apostrophe in front; way_csv_undefuse () takes it away, exactly. Plain numbers such as −3 or +2,5
 * stay as they are: they can do nothing, and a number that turned to text would be a loss.
 */
#pragma once

#include "base/way-decode.h"

G_BEGIN_DECLS

typedef struct
{
  char delimiter;       /* 0: found out */
  gsize max_cell;       /* in bytes; 0: 1 GiB */
  guint max_columns;    /* 0: 100 000 */
  const char *encoding; /* NULL: found out; see way_decode_as () */
} WayCsvOptions;

/* A cell as bytes: not NUL-terminated. */
typedef struct
{
  const char *text;
  gsize length;
} WayCsvField;

typedef struct _WayCsv WayCsv;

/* NULL options: all found out. */
WayCsv *way_csv_new (const char *data, gsize size, const WayCsvOptions *options, WayReport *report, GError **error);
void way_csv_free (WayCsv *self);
/* FALSE at the end, and with `error` set beyond a limit. */
gboolean way_csv_next (WayCsv *self, GError **error);

/* Of the record read last. */
guint way_csv_get_size (const WayCsv *self);
const WayCsvField *way_csv_get_fields (const WayCsv *self, guint *n);
/* "" behind the last cell; NUL-terminated; `*length` may be NULL. */
const char *way_csv_get_cell (const WayCsv *self, guint i, gsize *length);
/* Where it starts in the file, from 1. */
int way_csv_get_line (const WayCsv *self);
/* Nothing but empty cells. */
gboolean way_csv_is_blank (const WayCsv *self);
/* Remembers the place between two records, and goes back there. */
typedef struct
{
  const char *p;
  int line;
} WayCsvPlace;

WayCsvPlace way_csv_tell (const WayCsv *self);
void way_csv_seek (WayCsv *self, WayCsvPlace place);
/* How much of the file is read, 0 … 1. */
double way_csv_get_progress (const WayCsv *self);
/* Bytes of the text. */
gsize way_csv_get_length (const WayCsv *self);

char way_csv_get_delimiter (const WayCsv *self);
/* "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252", or what was asked for. */
const char *way_csv_get_encoding (const WayCsv *self);

typedef enum
{
  WAY_CSV_EXCEL, /* ";" and a byte order mark: opens by double click in a German, French, Italian … Excel */
  WAY_CSV_COMMA, /* "," without a mark, as other programs expect it */
} WayCsvStyle;

typedef struct _WayCsvWriter WayCsvWriter;

WayCsvWriter *way_csv_writer_new (WayCsvStyle style);
void way_csv_writer_free (WayCsvWriter *self);
/* NULL counts as empty. Defused, see above. */
void way_csv_writer_add (WayCsvWriter *self, const char *cell);
/* As it is, for what the program itself made. */
void way_csv_writer_add_raw (WayCsvWriter *self, const char *cell);
void way_csv_writer_end_record (WayCsvWriter *self);
/* Frees the writer; g_free. `*size` may be NULL. */
char *way_csv_writer_finish (WayCsvWriter *self, gsize *size);

/* The cell as it was before the writer defused it: a pointer into it. */
const char *way_csv_undefuse (const char *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayCsv, way_csv_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayCsvWriter, way_csv_writer_free)

G_END_DECLS
