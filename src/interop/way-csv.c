#include "interop/way-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "interop/way-decode.h"
#include "interop/way-interop-error.h"

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

  GString *cells;  /* of the record, a NUL behind each */
  GArray *offsets; /* (element-type gsize): where each cell starts */
  int record_line;
};

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

/* Behind the quote that closes the cell; NULL: there is none. Counts lines. */
static const char *
read_quoted (WayCsv *self, const char *p, int *line)
{
  while (p < self->end)
    {
      const char *start = p;

      while (p < self->end && *p != '"' && *p != '\n' && *p != '\r')
        p++;
      g_string_append_len (self->cells, start, p - start);
      if (p == self->end)
        return NULL;
      if (*p != '"')
        {
          /* One kind of line end inside, whatever the file has. */
          p = skip_line_end (p, self->end);
          g_string_append_c (self->cells, '\n');
          (*line)++;
        }
      else if (p + 1 < self->end && p[1] == '"')
        {
          g_string_append_c (self->cells, '"');
          p += 2;
        }
      else
        return p + 1;
    }
  return NULL;
}

/* Leaves `p` on what ended the cell: delimiter, line end or end. */
static void
read_cell (WayCsv *self)
{
  const char *p = self->p;
  gsize start = self->cells->len;

  if (p < self->end && *p == '"' && p != self->lone_quote)
    {
      int line = self->line;
      const char *behind = read_quoted (self, p + 1, &line);

      if (behind != NULL)
        {
          self->line = line;
          p = behind;
          if (p < self->end && !self->special[(guchar) *p] && !self->stray_noted)
            {
              way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("There is text behind a closing quotation mark. It was kept as part of the cell; check this row."));
              self->stray_noted = TRUE;
            }
        }
      else
        {
          g_string_truncate (self->cells, start);
          self->lone_quote = p;
          way_report_add (self->report, WAY_SEVERITY_WARNING, self->line, 0, _ ("The quotation mark on this line is never closed. It was read as an ordinary character; check this row."));
        }
    }

  const char *from = p;

  while (p < self->end && !self->special[(guchar) *p])
    p++;
  g_string_append_len (self->cells, from, p - from);
  self->p = p;
}

gboolean
way_csv_next (WayCsv *self, GError **error)
{
  g_string_truncate (self->cells, 0);
  g_array_set_size (self->offsets, 0);
  self->record_line = self->line;
  if (self->p >= self->end)
    return FALSE;
  while (TRUE)
    {
      gsize start = self->cells->len;

      g_array_append_val (self->offsets, start);
      read_cell (self);
      if (self->cells->len - start > self->max_cell)
        {
          g_autofree char *limit = g_format_size (self->max_cell);

          g_set_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_LIMIT, _ ("A cell on line %d is larger than %s. Is this the right file?"), self->record_line, limit);
          return FALSE;
        }
      g_string_append_c (self->cells, '\0');
      if (self->p >= self->end)
        return TRUE;
      if (*self->p != self->delimiter)
        {
          self->p = skip_line_end (self->p, self->end);
          self->line++;
          return TRUE;
        }
      if (self->offsets->len >= self->max_columns)
        {
          g_set_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_LIMIT, _ ("Line %d has more than %u columns. Is this the right file?"), self->record_line, self->max_columns);
          return FALSE;
        }
      self->p++;
    }
}

/* How well `delimiter` explains the beginning: the share of records that have the most frequent number of cells. */
static double
rate_delimiter (const WayCsv *self, char delimiter)
{
  WayCsv trial = *self;
  guint sizes[SNIFF_RECORDS], n = 0, best = 0, best_size = 1;

  trial.report = NULL;
  trial.end = MIN (self->end, self->p + SNIFF_BYTES);
  trial.cells = g_string_new (NULL);
  trial.offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  set_delimiter (&trial, delimiter);
  while (n < SNIFF_RECORDS && way_csv_next (&trial, NULL))
    /* The last record may be cut off by the limit, and blank lines say nothing. */
    if ((trial.p < trial.end || trial.end == self->end) && (trial.offsets->len > 1 || trial.cells->len > 1))
      sizes[n++] = trial.offsets->len;
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
  g_string_free (trial.cells, TRUE);
  g_array_unref (trial.offsets);
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

  if (!way_decode (&text, data, size, report, error))
    return NULL;

  WayCsv *self = g_new0 (WayCsv, 1);

  self->text = text;
  self->report = report;
  self->p = text.data;
  self->end = text.data + text.size;
  self->line = 1;
  self->max_cell = options != NULL && options->max_cell > 0 ? options->max_cell : MAX_CELL;
  self->max_columns = options != NULL && options->max_columns > 0 ? options->max_columns : MAX_COLUMNS;
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
  g_string_free (self->cells, TRUE);
  g_array_unref (self->offsets);
  g_free (self);
}

guint
way_csv_get_size (const WayCsv *self)
{
  return self->offsets->len;
}

const char *
way_csv_get_cell (const WayCsv *self, guint i, gsize *length)
{
  if (i >= self->offsets->len)
    {
      if (length != NULL)
        *length = 0;
      return "";
    }

  gsize start = g_array_index (self->offsets, gsize, i);

  if (length != NULL)
    *length = (i + 1 < self->offsets->len ? g_array_index (self->offsets, gsize, i + 1) : self->cells->len) - start - 1;
  return self->cells->str + start;
}

int
way_csv_get_line (const WayCsv *self)
{
  return self->record_line;
}

gboolean
way_csv_is_blank (const WayCsv *self)
{
  return self->cells->len == self->offsets->len;
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
