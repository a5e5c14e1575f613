#include "base/way-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-decode.h"

#define MAX_CELL ((gsize) 1 << 30)
#define MAX_COLUMNS 100000

/* How much is looked at to find the delimiter. */
#define SNIFF_RECORDS 50
#define SNIFF_BYTES (256 * 1024)

struct _WayCsv
{
  WayDecoded text;
  WayReport *report;
  const char *p, *end;
  int line; /* of `p` */
  char delimiter;
  gsize max_cell;
  guint max_columns;
  const char *lone_quote; /* the quote that is never closed, or NULL */
  gboolean stray_noted;
  gboolean special[256]; /* what ends a cell without quotes */

  WayCsvField *fields; /* of the record: pieces of the bytes, or of `scratch` */
  guint n_fields, room;
  GString *scratch; /* cells that do not stand in the bytes as they are */
  GArray *moved;    /* (element-type Moved): which these are */
  int record_line;

  /* Made when a cell is asked for as a string. */
  GString *cells;  /* of the record, a NUL behind each */
  GArray *offsets; /* (element-type gsize): where each cell starts */
};

/* `scratch` moves while it grows, so cells in it are found again at the end of the record. */
typedef struct
{
  guint field;
  gsize offset;
} Moved;

static void
set_delimiter (WayCsv *self, char delimiter)
{
  memset (self->special, 0, sizeof self->special);
  self->special['\n'] = self->special['\r'] = self->special[(guchar) delimiter] = TRUE;
  self->delimiter = delimiter;
}

static const char *
skip_line_end (const char *p, const char *end)
{
  return p + (*p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1);
}

/* Behind the quote that closes the cell; NULL: there is none. Counts lines. `plain`: what is between stands there as it is;
 * otherwise it was appended to `scratch`. */
static const char *
read_quoted (WayCsv *self, const char *p, int *line, gboolean *plain)
{
  const char *first = p;
  gsize offset = self->scratch->len;

  *plain = TRUE;
  while (p < self->end)
    {
      const char *start = p;

      while (p < self->end && *p != '"' && *p != '\r')
        *line += *p++ == '\n';
      if (!*plain)
        g_string_append_len (self->scratch, start, p - start);
      if (p == self->end)
        break;
      if (*p == '"' && (p + 1 == self->end || p[1] != '"'))
        return p + 1;
      if (*plain)
        g_string_append_len (self->scratch, first, p - first);
      *plain = FALSE;
      g_string_append_c (self->scratch, *p == '"' ? '"' : '\n');
      if (*p == '"')
        p += 2;
      else
        {
          /* One kind of line end inside, whatever the file has. */
          p = skip_line_end (p, self->end);
          (*line)++;
        }
    }
  g_string_truncate (self->scratch, offset);
  return NULL;
}

static void
note_moved (WayCsv *self, gsize offset)
{
  const Moved moved = { self->n_fields, offset };

  g_array_append_val (self->moved, moved);
}

/* A cell that starts with a quote; leaves `p` on what ended it. FALSE: the quote is never closed. */
static gboolean
read_quoted_cell (WayCsv *self, WayCsvField *field)
{
  gsize offset = self->scratch->len;
  gboolean plain;
  int line = self->line;
  const char *p = self->p, *behind = read_quoted (self, p + 1, &line, &plain);

  if (behind == NULL)
    {
      self->lone_quote = p;
      way_report_add (self->report, WAY_SEVERITY_WARNING, self->line, 0, _ ("The quotation mark on this line is never closed. It was read as an ordinary character; check this row."));
      return FALSE;
    }
  *field = (WayCsvField){ p + 1, (gsize) (behind - 1 - (p + 1)) };
  self->line = line;
  self->p = behind;
  if (behind < self->end && !self->special[(guchar) *behind])
    {
      if (!self->stray_noted)
        way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("There is text behind a closing quotation mark. It was kept as part of the cell; check this row."));
      self->stray_noted = TRUE;
      if (plain)
        g_string_append_len (self->scratch, field->text, (gssize) field->length);
      plain = FALSE;
      while (self->p < self->end && !self->special[(guchar) *self->p])
        self->p++;
      g_string_append_len (self->scratch, behind, self->p - behind);
    }
  if (!plain)
    {
      field->length = self->scratch->len - offset;
      note_moved (self, offset);
    }
  return TRUE;
}

static void
add_field (WayCsv *self, WayCsvField field)
{
  if (self->n_fields == self->room)
    {
      self->room = MAX (self->room * 2, 16);
      self->fields = g_renew (WayCsvField, self->fields, self->room);
    }
  self->fields[self->n_fields++] = field;
}

/* The mark of each byte of `word` that is `c`; bytes behind the first such one may be marked, too. */
static inline guint64
mark_bytes (guint64 word, guchar c)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 zero = word ^ (ones * c);

  return (zero - ones) & ~zero & (ones << 7);
}

/* What ends a cell without quotes: eight bytes at a time. */
static const char *
find_cell_end (const WayCsv *self, const char *p)
{
  const char *end = self->end;
  guchar delimiter = (guchar) self->delimiter;

  for (; end - p >= 8; p += 8)
    {
      guint64 word, marks;

      memcpy (&word, p, 8);
      word = GUINT64_FROM_LE (word);
      marks = mark_bytes (word, delimiter) | mark_bytes (word, '\n') | mark_bytes (word, '\r');
      if (marks != 0)
        return p + __builtin_ctzll (marks) / 8;
    }
  while (p < end && !self->special[(guchar) *p])
    p++;
  return p;
}

/* Leaves `p` on what ended the cell: delimiter, line end or end. */
static void
read_cell (WayCsv *self)
{
  WayCsvField field;

  if (self->p == self->end || *self->p != '"' || self->p == self->lone_quote || !read_quoted_cell (self, &field))
    {
      const char *p = find_cell_end (self, self->p);

      field = (WayCsvField){ self->p, (gsize) (p - self->p) };
      self->p = p;
    }
  add_field (self, field);
}

static void
settle_moved (WayCsv *self)
{
  for (guint i = 0; i < self->moved->len; i++)
    {
      const Moved *moved = &g_array_index (self->moved, Moved, i);

      self->fields[moved->field].text = self->scratch->str + moved->offset;
    }
}

static gboolean
read_record (WayCsv *self, GError **error)
{
  while (TRUE)
    {
      read_cell (self);
      if (self->fields[self->n_fields - 1].length > self->max_cell)
        {
          g_autofree char *limit = g_format_size (self->max_cell);

          g_set_error (error, WAY_TEXT_ERROR, WAY_TEXT_ERROR_LIMIT, _ ("A cell on line %d is larger than %s. Is this the right file?"), self->record_line, limit);
          return FALSE;
        }
      if (self->p >= self->end)
        return TRUE;
      if (*self->p != self->delimiter)
        {
          self->p = skip_line_end (self->p, self->end);
          self->line++;
          return TRUE;
        }
      if (self->n_fields >= self->max_columns)
        {
          g_set_error (error, WAY_TEXT_ERROR, WAY_TEXT_ERROR_LIMIT, _ ("Line %d has more than %u columns. Is this the right file?"), self->record_line, self->max_columns);
          return FALSE;
        }
      self->p++;
    }
}

gboolean
way_csv_next (WayCsv *self, GError **error)
{
  self->n_fields = 0;
  g_array_set_size (self->offsets, 0);
  if (self->moved->len > 0)
    {
      g_array_set_size (self->moved, 0);
      g_string_truncate (self->scratch, 0);
    }
  self->record_line = self->line;
  if (self->p >= self->end)
    return FALSE;

  gboolean read = read_record (self, error);

  settle_moved (self);
  return read;
}

/* How well `delimiter` explains the beginning: the share of records that have the most frequent number of cells. */
static double
rate_delimiter (const WayCsv *self, char delimiter)
{
  WayCsv trial = *self;
  guint sizes[SNIFF_RECORDS], n = 0, best = 0, best_size = 1;

  trial.report = NULL;
  trial.end = MIN (self->end, self->p + SNIFF_BYTES);
  trial.fields = NULL;
  trial.room = 0;
  trial.scratch = g_string_new (NULL);
  trial.moved = g_array_new (FALSE, FALSE, sizeof (Moved));
  set_delimiter (&trial, delimiter);
  while (n < SNIFF_RECORDS && way_csv_next (&trial, NULL))
    /* The last record may be cut off by the limit, and blank lines say nothing. */
    if ((trial.p < trial.end || trial.end == self->end) && (trial.n_fields > 1 || trial.fields[0].length > 0))
      sizes[n++] = trial.n_fields;
  for (guint i = 0; i < n; i++)
    {
      guint same = 0;

      for (guint j = 0; j < n; j++)
        same += sizes[j] == sizes[i];
      if (same > best || (same == best && sizes[i] > best_size))
        {
          best = same;
          best_size = sizes[i];
        }
    }
  g_free (trial.fields);
  g_string_free (trial.scratch, TRUE);
  g_array_unref (trial.moved);
  return best_size > 1 ? (double) best / n : 0;
}

/* In the order of trust where several fit as well: a comma may be the decimal sign of a file that has semicolons. */
static char
sniff_delimiter (const WayCsv *self)
{
  static const char candidates[] = "\t;|,";
  double best = 0;
  char delimiter = ';';

  for (const char *c = candidates; *c != '\0'; c++)
    {
      double rate = rate_delimiter (self, *c);

      if (rate > best + 1e-9)
        {
          best = rate;
          delimiter = *c;
        }
    }
  if (best > 0)
    return delimiter;
  /* No two lines agree; a delimiter that is there at all is better than none. */
  for (const char *c = candidates; *c != '\0'; c++)
    if (memchr (self->p, *c, MIN ((gsize) (self->end - self->p), SNIFF_BYTES)) != NULL)
      return *c;
  return delimiter;
}

/* "sep=;" as the first line. */
static gboolean
take_hint (WayCsv *self)
{
  const char *p = self->p;
  gboolean quoted = p < self->end && *p == '"';

  p += quoted;
  if (self->end - p < 5 || g_ascii_strncasecmp (p, "sep=", 4) != 0 || p[4] == '\n' || p[4] == '\r' || p[4] == '"')
    return FALSE;

  char delimiter = p[4];

  p += 5;
  if (quoted && p < self->end && *p == '"')
    p++;
  if (p < self->end && *p != '\n' && *p != '\r')
    return FALSE;
  set_delimiter (self, delimiter);
  self->p = p < self->end ? skip_line_end (p, self->end) : p;
  self->line++;
  return TRUE;
}

WayCsv *
way_csv_new (const char *data, gsize size, const WayCsvOptions *options, WayReport *report, GError **error)
{
  WayDecoded text;
  const char *encoding = options != NULL ? options->encoding : NULL;

  if (!(encoding != NULL ? way_decode_as (&text, data, size, encoding, report, error) : way_decode (&text, data, size, report, error)))
    return NULL;

  WayCsv *self = g_new0 (WayCsv, 1);

  self->text = text;
  self->report = report;
  self->p = text.data;
  self->end = text.data + text.size;
  self->line = 1;
  self->max_cell = options != NULL && options->max_cell > 0 ? options->max_cell : MAX_CELL;
  self->max_columns = options != NULL && options->max_columns > 0 ? options->max_columns : MAX_COLUMNS;
  self->scratch = g_string_new (NULL);
  self->moved = g_array_new (FALSE, FALSE, sizeof (Moved));
  self->cells = g_string_new (NULL);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (gsize));

  gboolean hinted = take_hint (self);

  if (options != NULL && options->delimiter != 0)
    set_delimiter (self, options->delimiter);
  else if (!hinted)
    set_delimiter (self, sniff_delimiter (self));
  return self;
}

void
way_csv_free (WayCsv *self)
{
  if (self == NULL)
    return;
  way_decoded_clear (&self->text);
  g_free (self->fields);
  g_string_free (self->scratch, TRUE);
  g_array_unref (self->moved);
  g_string_free (self->cells, TRUE);
  g_array_unref (self->offsets);
  g_free (self);
}

guint
way_csv_get_size (const WayCsv *self)
{
  return self->n_fields;
}

const WayCsvField *
way_csv_get_fields (const WayCsv *self, guint *n)
{
  *n = self->n_fields;
  return self->fields;
}

/* All cells at once: who asks for one asks for the next, too. */
static void
make_cells (const WayCsv *self)
{
  g_string_truncate (self->cells, 0);
  for (guint i = 0; i < self->n_fields; i++)
    {
      gsize start = self->cells->len;

      g_array_append_val (self->offsets, start);
      g_string_append_len (self->cells, self->fields[i].text, (gssize) self->fields[i].length);
      g_string_append_c (self->cells, '\0');
    }
}

const char *
way_csv_get_cell (const WayCsv *self, guint i, gsize *length)
{
  if (length != NULL)
    *length = i < self->n_fields ? self->fields[i].length : 0;
  if (i >= self->n_fields)
    return "";
  if (self->offsets->len == 0)
    make_cells (self);
  return self->cells->str + g_array_index (self->offsets, gsize, i);
}

int
way_csv_get_line (const WayCsv *self)
{
  return self->record_line;
}

gboolean
way_csv_is_blank (const WayCsv *self)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].length > 0)
      return FALSE;
  return TRUE;
}

WayCsvPlace
way_csv_tell (const WayCsv *self)
{
  return (WayCsvPlace){ self->p, self->line };
}

void
way_csv_seek (WayCsv *self, WayCsvPlace place)
{
  self->p = place.p;
  self->line = place.line;
}

double
way_csv_get_progress (const WayCsv *self)
{
  return self->text.size > 0 ? (double) (self->p - self->text.data) / (double) self->text.size : 1;
}

gsize
way_csv_get_length (const WayCsv *self)
{
  return self->text.size;
}

char
way_csv_get_delimiter (const WayCsv *self)
{
  return self->delimiter;
}

const char *
way_csv_get_encoding (const WayCsv *self)
{
  return self->text.encoding;
}

/* The writer. */

struct _WayCsvWriter
{
  GString *out;
  char delimiter;
  gboolean inside; /* a record */
};

WayCsvWriter *
way_csv_writer_new (WayCsvStyle style)
{
  WayCsvWriter *self = g_new0 (WayCsvWriter, 1);

  self->out = g_string_new (style == WAY_CSV_EXCEL ? "\xef\xbb\xbf" : NULL);
  self->delimiter = style == WAY_CSV_EXCEL ? ';' : ',';
  return self;
}

void
way_csv_writer_free (WayCsvWriter *self)
{
  if (self == NULL)
    return;
  g_string_free (self->out, TRUE);
  g_free (self);
}

static gboolean
is_plain_number (const char *cell)
{
  const char *p = cell + (*cell == '-' || *cell == '+');
  size_t whole = strspn (p, "0123456789"), part = 0;

  p += whole;
  if (*p == '.' || *p == ',')
    {
      part = strspn (p + 1, "0123456789");
      p += 1 + part;
    }
  return whole + part > 0 && *p == '\0';
}

static gboolean
is_dangerous (const char *cell)
{
  return *cell != '\0' && strchr ("=+-@\t\r\n", *cell) != NULL;
}

const char *
way_csv_undefuse (const char *cell)
{
  size_t n = strspn (cell, "'");

  return n > 0 && is_dangerous (cell + n) ? cell + 1 : cell;
}

static void
start_cell (WayCsvWriter *self)
{
  if (self->inside)
    g_string_append_c (self->out, self->delimiter);
  self->inside = TRUE;
}

static void
append_quoted (WayCsvWriter *self, const char *cell, gboolean defuse)
{
  gsize n = strcspn (cell, ";,\t|\"\r\n");
  gboolean blank_end = *cell == ' ' || (*cell != '\0' && cell[strlen (cell) - 1] == ' ');

  if (cell[n] == '\0' && !blank_end)
    {
      g_string_append_printf (self->out, "%s%s", defuse ? "'" : "", cell);
      return;
    }
  g_string_append (self->out, defuse ? "\"'" : "\"");
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (self->out, '"');
      g_string_append_c (self->out, *p);
    }
  g_string_append_c (self->out, '"');
}

void
way_csv_writer_add (WayCsvWriter *self, const char *cell)
{
  if (cell == NULL)
    cell = "";
  start_cell (self);
  append_quoted (self, cell, is_dangerous (cell + strspn (cell, "'")) && !is_plain_number (cell));
}

void
way_csv_writer_add_raw (WayCsvWriter *self, const char *cell)
{
  start_cell (self);
  append_quoted (self, cell != NULL ? cell : "", FALSE);
}

void
way_csv_writer_end_record (WayCsvWriter *self)
{
  g_string_append (self->out, "\r\n");
  self->inside = FALSE;
}

char *
way_csv_writer_finish (WayCsvWriter *self, gsize *size)
{
  if (size != NULL)
    *size = self->out->len;

  char *text = g_string_free (g_steal_pointer (&self->out), FALSE);

  g_free (self);
  return text;
}
