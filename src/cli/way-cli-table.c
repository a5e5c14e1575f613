#include "cli/way-cli-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-duration.h"
#include "base/way-number.h"
#include "cli/way-cli.h"

/* A text in the midst is at most so wide; what stands at the end of a row may be longer. */
#define MAX_WIDTH 44
#define MAX_LAST_WIDTH 2000
#define SECOND 1000.0

/* --- what people read --- */

static char *
share_to_text (double share)
{
  g_autofree char *number = way_number_to_text (100 * share, 1);

  return g_strdup_printf (_ ("%s %%"), number);
}

static guint
get_width (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2
                                                              : 1;
}

static guint
measure (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += get_width (g_utf8_get_char (text));
  return width;
}

/* Names out of strangers' files must neither break a row nor command the terminal. */
static char *
show_controls (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *s = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (c < 0x20)
        g_string_append_unichar (s, 0x2400 + c);
      else if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        g_string_append_unichar (s, 0xfffd);
      else
        g_string_append_unichar (s, c);
    }
  return g_string_free (s, FALSE);
}

/* Begin and end are kept: names often differ in their last word. */
static char *
cut_middle (char *text, guint max)
{
  const char *head = text, *tail = text + strlen (text);
  guint width = measure (text), head_width = 0, tail_width = 0;
  char *cut;

  if (width <= max)
    return text;
  while (head_width + get_width (g_utf8_get_char (head)) <= max / 2)
    {
      head_width += get_width (g_utf8_get_char (head));
      head = g_utf8_next_char (head);
    }
  for (const char *p = g_utf8_prev_char (tail); tail_width + get_width (g_utf8_get_char (p)) <= (max - 1) / 2; p = g_utf8_prev_char (p))
    {
      tail_width += get_width (g_utf8_get_char (p));
      tail = p;
    }
  cut = g_strdup_printf ("%.*s…%s", (int) (head - text), text, tail);
  g_free (text);
  return cut;
}

char *
way_cli_show_name (const char *name, guint max)
{
  return cut_middle (show_controls (name), max);
}

/* --- columns --- */

static gboolean
is_for_programs (const WayCliTable *self, const char *name)
{
  return !self->is_verbatim && *name == '-';
}

static const char *
get_name (const WayCliTable *self)
{
  return self->names[self->column] + is_for_programs (self, self->names[self->column]);
}

/* "median_s" → "median"; people read the unit beside the value. */
static char *
make_heading (const char *name)
{
  char *heading = g_strndup (name, strlen (name) - (g_str_has_suffix (name, "_s") ? 2 : 0));

  return g_strdelimit (heading, "_", ' ');
}

static void
append_cell (WayCliTable *self, const char *cell, gboolean is_number)
{
  guint at = self->n_cells++ % self->n_columns;

  self->is_number[at] = self->is_number[at] || is_number;
  self->widths[at] = MAX (self->widths[at], measure (cell));
  self->last = self->text->len;
  g_string_append_len (self->text, cell, (gssize) strlen (cell) + 1);
}

static void
begin (WayCliTable *self, WayCliForm form, const char *const *names, guint n, gboolean is_verbatim)
{
  *self = (WayCliTable){ .names = names, .n_csv = n, .is_verbatim = is_verbatim };
  if (form == WAY_CLI_FORM_JSON)
    {
      self->json = way_json_new ();
      way_json_begin_array (self->json, NULL);
      return;
    }
  if (form == WAY_CLI_FORM_CSV)
    {
      self->csv = way_csv_writer_new (WAY_CSV_COMMA);
      for (; names[self->column] != NULL && self->column < n; self->column++)
        way_csv_writer_add_raw (self->csv, get_name (self));
      way_csv_writer_end_record (self->csv);
      return;
    }
  for (guint i = 0; names[i] != NULL; i++)
    self->n_columns += !is_for_programs (self, names[i]);
  self->text = g_string_new (NULL);
  self->widths = g_new0 (guint, self->n_columns + 1);
  self->is_number = g_new0 (gboolean, self->n_columns + 1);
  for (guint i = 0; names[i] != NULL; i++)
    if (!is_for_programs (self, names[i]))
      {
        g_autofree char *heading = is_verbatim ? way_cli_show_name (names[i], MAX_WIDTH) : make_heading (names[i]);

        append_cell (self, heading, FALSE);
      }
}

void
way_cli_table_begin (WayCliTable *self, WayCliForm form, const char *const *names)
{
  begin (self, form, names, G_MAXUINT, FALSE);
}

void
way_cli_table_begin_verbatim (WayCliTable *self, WayCliForm form, const char *const *names)
{
  begin (self, form, names, G_MAXUINT, TRUE);
}

void
way_cli_table_begin_short (WayCliTable *self, WayCliForm form, const char *const *names, guint n)
{
  begin (self, form, names, n, FALSE);
}

void
way_cli_table_stand (WayCliTable *self)
{
  self->stands = TRUE;
}

void
way_cli_table_begin_row (WayCliTable *self)
{
  self->column = 0;
  if (self->json != NULL)
    way_json_begin_object (self->json, NULL);
}

void
way_cli_table_end_row (WayCliTable *self)
{
  if (self->json != NULL)
    way_json_end (self->json);
  else if (self->csv != NULL)
    way_csv_writer_end_record (self->csv);
}

/* --- cells --- */

void
way_cli_table_add_text (WayCliTable *self, const char *text)
{
  if (self->json != NULL)
    way_json_add_string (self->json, get_name (self), text);
  else if (self->csv != NULL && self->column < self->n_csv)
    way_csv_writer_add (self->csv, text != NULL ? text : "");
  else if (self->text != NULL && !is_for_programs (self, self->names[self->column]))
    {
      gboolean is_last = self->n_cells % self->n_columns == self->n_columns - 1;
      g_autofree char *cell = way_cli_show_name (text != NULL ? text : "", is_last ? MAX_LAST_WIDTH : MAX_WIDTH);

      append_cell (self, cell, FALSE);
    }
  self->column++;
}

/* `people`: makes the cell that people read. */
static void
add_value (WayCliTable *self, double value, double for_people, char *(*people) (double) )
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->json != NULL)
    way_json_add_number (self->json, get_name (self), value);
  else if (self->csv != NULL && self->column < self->n_csv)
    way_csv_writer_add (self->csv, isnan (value) ? "" : g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
  else if (self->text != NULL && !is_for_programs (self, self->names[self->column]))
    {
      g_autofree char *cell = isnan (value) ? g_strdup ("") : people (for_people);

      append_cell (self, cell, TRUE);
    }
  self->column++;
}

void
way_cli_table_add_figure (WayCliTable *self, const char *text)
{
  gint64 whole;

  if (self->json != NULL && way_integer_parse (text, &whole))
    way_json_add_integer (self->json, get_name (self), whole);
  else if (self->json != NULL)
    way_json_add_number (self->json, get_name (self), g_ascii_strtod (text, NULL));
  else if (self->csv != NULL && self->column < self->n_csv)
    way_csv_writer_add (self->csv, text);
  else if (self->text != NULL && !is_for_programs (self, self->names[self->column]))
    append_cell (self, text, TRUE);
  self->column++;
}

static char *
number_to_text (double value)
{
  /* Such as a p value: nearly nothing is not nothing. */
  if (value > 0 && value < 0.00005)
    {
      g_autofree char *least = way_number_to_text (0.0001, 4);

      return g_strconcat ("<", least, NULL);
    }
  return way_number_to_text (value, fabs (value) < 1 ? 4 : 3);
}

void
way_cli_table_add_number (WayCliTable *self, double value)
{
  add_value (self, value, value, number_to_text);
}

void
way_cli_table_add_share (WayCliTable *self, double share)
{
  add_value (self, share, share, share_to_text);
}

void
way_cli_table_add_time (WayCliTable *self, double milliseconds)
{
  add_value (self, milliseconds / SECOND, milliseconds, way_duration_to_text);
}

/* Behind the value in the same cell: “12.5 % (10.1 % – 15.3 %)”. */
static void
append_interval (WayCliTable *self, double low, double high, char *(*people) (double) )
{
  if (self->text == NULL || isnan (low) || isnan (high))
    return;

  g_autofree char *a = people (low), *b = people (high);
  guint at = (self->n_cells - 1) % self->n_columns;

  /* Over the NUL. */
  g_string_truncate (self->text, self->text->len - 1);
  g_string_append_printf (self->text, " (%s – %s)", a, b);
  self->widths[at] = MAX (self->widths[at], measure (self->text->str + self->last));
  g_string_append_c (self->text, '\0');
}

void
way_cli_table_add_number_between (WayCliTable *self, double value, double low, double high)
{
  way_cli_table_add_number (self, value);
  if (!isnan (value))
    append_interval (self, low, high, number_to_text);
  way_cli_table_add_number (self, isnan (value) ? NAN : low);
  way_cli_table_add_number (self, isnan (value) ? NAN : high);
}

void
way_cli_table_add_share_between (WayCliTable *self, double share, double low, double high)
{
  way_cli_table_add_share (self, share);
  if (!isnan (share))
    append_interval (self, low, high, share_to_text);
  way_cli_table_add_share (self, isnan (share) ? NAN : low);
  way_cli_table_add_share (self, isnan (share) ? NAN : high);
}

void
way_cli_table_add_time_between (WayCliTable *self, double milliseconds, double low, double high)
{
  way_cli_table_add_time (self, milliseconds);
  if (!isnan (milliseconds))
    append_interval (self, low, high, way_duration_to_text);
  way_cli_table_add_time (self, isnan (milliseconds) ? NAN : low);
  way_cli_table_add_time (self, isnan (milliseconds) ? NAN : high);
}

void
way_cli_table_add_boolean (WayCliTable *self, gboolean value)
{
  if (self->json != NULL)
    {
      way_json_add_boolean (self->json, get_name (self), value);
      self->column++;
    }
  else
    way_cli_table_add_text (self, self->csv != NULL ? (value ? "true" : "false") : value ? _ ("yes")
                                                                                         : _ ("no"));
}

/* --- the end --- */

static void
append_blanks (GString *s, guint n)
{
  for (; n > 0; n--)
    g_string_append_c (s, ' ');
}

/* A table may be larger than the memory it would need as a whole. */
#define CHUNK (1024 * 1024)

static gboolean
print_columns (const WayCliTable *self)
{
  g_autoptr (GString) s = g_string_new (NULL);
  const char *cell = self->text->str;

  /* Not even the heading, if there is nothing under it. */
  for (guint i = 0; self->n_cells > self->n_columns && i < self->n_cells; i++)
    {
      guint column = i % self->n_columns, blanks = self->widths[column] - measure (cell);
      gboolean is_last = column == self->n_columns - 1;

      append_blanks (s, self->is_number[column] ? blanks : 0);
      g_string_append (s, cell);
      append_blanks (s, self->is_number[column] || is_last ? 0 : blanks);
      append_blanks (s, is_last ? 0 : 2);
      cell += strlen (cell) + 1;
      if (!is_last)
        continue;
      while (s->len > 0 && s->str[s->len - 1] == ' ')
        g_string_truncate (s, s->len - 1);
      g_string_append_c (s, '\n');
      if (s->len < CHUNK)
        continue;
      if (!way_cli_print (s->str))
        return FALSE;
      g_string_truncate (s, 0);
    }
  return way_cli_print (s->str);
}

/* What a cell is, and behind it what it says; a line of its own between two rows. */
static gboolean
print_standing (const WayCliTable *self)
{
  g_autoptr (GString) s = g_string_new (NULL);
  g_autofree const char **headings = g_new0 (const char *, self->n_columns + 1);
  const char *cell = self->text->str;
  guint width = 0;

  for (guint i = 0; i < self->n_cells; i++)
    {
      if (i < self->n_columns)
        {
          headings[i] = cell;
          width = MAX (width, measure (cell));
        }
      else
        {
          const char *heading = headings[i % self->n_columns];

          if (i > self->n_columns && i % self->n_columns == 0)
            g_string_append_c (s, '\n');
          g_string_append (s, heading);
          append_blanks (s, *cell != '\0' ? width + 2 - measure (heading) : 0);
          g_string_append_printf (s, "%s\n", cell);
        }
      cell += strlen (cell) + 1;
    }
  return way_cli_print (s->str);
}

int
way_cli_table_end (WayCliTable *self)
{
  g_autofree char *out = NULL;
  gboolean done;

  if (self->json != NULL)
    {
      way_json_end (self->json);
      out = way_json_finish (self->json);
    }
  else if (self->csv != NULL)
    out = way_csv_writer_finish (self->csv, NULL);
  done = out != NULL ? way_cli_print (out) : self->stands ? print_standing (self)
                                                          : print_columns (self);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self->widths);
  g_free (self->is_number);
  return done ? WAY_CLI_DONE : WAY_CLI_FAILED;
}
