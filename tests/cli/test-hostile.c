/* Files that mean harm, into a cache that holds something: refused or reported, in bounded memory and time, and nothing of what was there
   is lost. */
#include "cli-runner.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "zip-writer.h"

#define MIB (1 << 20)
/* Of address space, the file itself among it: 300 MiB of a bomb would not fit unpacked beside what the program needs. */
#define MEMORY 900
/* Of the processor's time, whatever else it does. */
#define SECONDS 20

static void
append_many (GString *s, const char *text, gsize n)
{
  gsize length = strlen (text), at = s->len;

  g_string_set_size (s, at + n * length);
  for (gsize i = 0; i < n; i++)
    memcpy (s->str + at + i * length, text, length);
}

static void
make_never_closed (GString *s)
{
  g_string_append (s, "date,nps,comment\n");
  append_many (s, "2025-07-01,9,\"\n2025-07-02,3,\"\"\"\n", 200000);
  g_string_append (s, "2025-07-01,9,\"");
}

/* One quote, and then pairs of them to the end. */
static void
make_pairs (GString *s)
{
  g_string_append (s, "date,nps,comment\n2025-07-01,9,\"");
  append_many (s, "\"\"\n", 2 * MIB);
}

static void
make_large_cell (GString *s)
{
  g_string_append (s, "date,nps,comment\n2025-07-01,9,ok\n2025-07-01,9,");
  append_many (s, "0123456789abcdef", 20 * MIB);
}

static void
make_large_quoted_cell (GString *s)
{
  g_string_append (s, "date,nps,comment\n2025-07-01,9,ok\n2025-07-01,9,\"");
  append_many (s, "0123456789 \"\"\r\n", 5 * MIB);
  g_string_append (s, "\"\n");
}

static void
make_many_columns (GString *s)
{
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (s, "c%u,", i);
  append_many (s, "\n1", 1);
  append_many (s, ",1", 99999);
}

static void
make_nul (GString *s)
{
  g_string_append (s, "date,nps\n2025-07-01,9\n");
  g_string_append_len (s, "2025-07-02,\0003\n", 14);
}

static void
make_zeros (GString *s)
{
  g_string_set_size (s, 8 * MIB);
  memset (s->str, 0, s->len);
}

static void
make_formulas (GString *s)
{
  g_string_append (s, "date,nps,=cmd|' /C calc'!A0\n2025-07-01,9,\"=HYPERLINK(\"\"http://example.org/\"\",\"\"x\"\")\"\n2025-07-02,3,+1+1\n2025-07-03,3,@SUM(A1)\n");
}

/* Few bytes a row, many columns a row that once held something. */
static void
make_wide_rows (GString *s)
{
  g_string_append (s, "date");
  for (guint i = 1; i < 2000; i++)
    g_string_append_printf (s, ",c%u", i);
  g_string_append (s, "\n2025-07-01");
  append_many (s, ",7", 1999);
  g_string_append_c (s, '\n');
  append_many (s, "1,\n", 2 * MIB);
}

static void
make_no_line_ends (GString *s)
{
  append_many (s, "a;b,c\t", 4 * MIB);
}

static void
make_random (GString *s)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 4 * MIB; i++)
    g_string_append_c (s, (char) g_rand_int_range (rand, 1, 256));
}

/* A workbook with one part that is not what it should be; a million of something small each. */
static void
make_workbook (GString *s, const char *part, const char *head, const char *body, gsize n, const char *tail)
{
  static const char *const parts[][2] = {
    { "xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"a\"/></sheets></workbook>" },
    { "xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>" },
    { "xl/sharedStrings.xml", "<sst><si><t>Datum</t></si></sst>" },
    { "xl/styles.xml", "<styleSheet/>" },
    { "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>" },
  };
  g_autoptr (GString) text = g_string_new (head);
  g_autoptr (GBytes) bytes = NULL;
  ZipWriter zip;
  gsize size;

  append_many (text, body, n);
  g_string_append (text, tail);
  zip_writer_init (&zip);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i][0], part) == 0)
      zip_writer_add (&zip, part, text->str, text->len, TRUE);
    else
      zip_writer_add (&zip, parts[i][0], parts[i][1], strlen (parts[i][1]), TRUE);
  bytes = zip_writer_finish (&zip);

  const char *data = g_bytes_get_data (bytes, &size);

  g_string_append_len (s, data, (gssize) size);
}

static void
make_bomb (GString *s)
{
  make_workbook (s, "xl/worksheets/sheet1.xml", "<worksheet>", "                                ", 10 * MIB, "");
}

static void
make_many_sheets (GString *s)
{
  make_workbook (s, "xl/workbook.xml", "<workbook><sheets>", "<sheet/>", 4 * MIB, "</sheets></workbook>");
}

static void
make_many_rows (GString *s)
{
  make_workbook (s, "xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "<row/>", 10 * MIB, "</sheetData></worksheet>");
}

static void
make_many_strings (GString *s)
{
  make_workbook (s, "xl/sharedStrings.xml", "<sst>", "<si/>", 10 * MIB, "</sst>");
}

/* One long string, named by many cells. */
static void
make_repeated_string (GString *s)
{
  g_autoptr (GString) text = g_string_new ("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>");

  append_many (text, "0123456789abcdef", 4 * MIB);
  g_string_append (text, "</t></is></c></row></sheetData></worksheet>");
  make_workbook (s, "xl/worksheets/sheet1.xml", text->str, "", 0, "");
}

/* --- event logs --- */

#define MILLION 1000000

static void
append_log (GString *s, guint n, guint n_cases, guint n_activities, const char *const *times, guint n_times)
{
  g_string_append (s, n_times > 0 ? "case_id,activity,timestamp\n" : "case_id,activity\n");
  for (guint i = 0; i < n; i++)
    {
      char row[64];

      g_string_append_len (s, row, g_snprintf (row, sizeof row, "k%u,activity %u", i % n_cases, i % n_activities));
      if (n_times > 0)
        g_string_append_len (s, row, g_snprintf (row, sizeof row, ",%s", times[i % n_times]));
      g_string_append_c (s, '\n');
    }
}

static const char *const days[] = { "2025-07-01", "2025-07-02", "2025-07-03", "2025-07-04", "2025-07-05" };

static void
make_endless_case (GString *s)
{
  append_log (s, MILLION, 1, 20, days, 5);
}

static void
make_name_each (GString *s)
{
  append_log (s, MILLION, MILLION / 10, MILLION, days, 5);
}

static void
make_case_each (GString *s)
{
  append_log (s, MILLION, MILLION, 20, days, 5);
}

/* To and fro between the ends of what can be read. */
static void
make_time_travel (GString *s)
{
  static const char *const times[] = { "9999-12-31 23:59:59", "1000-01-01 00:00:00", "2025-07-01 10:00:00", "1969-12-31 23:59:59" };

  append_log (s, MILLION / 4, 100, 20, times, 4);
}

static void
make_equal_times (GString *s)
{
  append_log (s, MILLION / 4, 3, 20, days, 1);
}

static void
make_no_times (GString *s)
{
  append_log (s, MILLION / 4, 100, 20, NULL, 0);
}

static void
append_packed (GString *s, const GString *text)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable (), out = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (out, text->str, text->len, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  g_string_append_len (s, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)), (gssize) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
}

/* A gigabyte of blanks in a megabyte. */
static void
make_blank_bomb (GString *s)
{
  g_autoptr (GString) text = g_string_new ("<log>"), packed = g_string_new (NULL);

  append_many (text, "                                ", 2 * MIB);
  append_packed (s, text);
  g_string_assign (text, "");
  append_many (text, "                                ", 2 * MIB);
  append_packed (packed, text);
  for (guint i = 0; i < 16; i++)
    g_string_append_len (s, packed->str, (gssize) packed->len);
}

static void
make_event_bomb (GString *s)
{
  g_autoptr (GString) text = g_string_new ("<log><trace>");

  append_many (text, "<event><string key=\"concept:name\" value=\"x\"/></event>", 4 * MIB);
  append_packed (s, text);
}

static void
make_nested (GString *s)
{
  g_string_append (s, "<log><trace><event>");
  append_many (s, "<list key=\"l\"><values>", 2 * MIB);
}

static void
make_long_value (GString *s)
{
  g_string_append (s, "<log><trace><event><string key=\"concept:name\" value=\"");
  append_many (s, "0123456789abcdef", 12 * MIB);
  g_string_append (s, "\"/></event></trace></log>");
}

static void
make_many_attributes (GString *s)
{
  g_string_append (s, "<log><trace><event");
  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (s, " a%u=\"\"", i);
  g_string_append (s, "/></trace></log>");
}

/* Names that command a terminal, break lines, are a formula, turn the line around, or are as long as a book. */
static void
make_strange_names (GString *s)
{
  g_string_append (s, "case_id,activity,timestamp\nk,\"\033]0;title\007\033[31mred\",2025-07-01\nk,\"line\nbreak, \"\"quoted\"\", and more\",2025-07-02\nk,=cmd|' /C calc'!A0,2025-07-03\nk,\xe2\x80\xae"
                      "evil\x7f,2025-07-04\n");
  for (guint i = 0; i < 20; i++)
    {
      g_string_append_printf (s, "k%u,", i);
      append_many (s, "long name ", MIB / 10);
      g_string_append_printf (s, "%u,2025-07-0%u\n", i, i % 9 + 1);
    }
}

static void
make_log_columns (GString *s)
{
  g_string_append (s, "case_id,activity,timestamp");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (s, ",c%u", i);
  g_string_append (s, "\nk,a,2025-07-01\n");
}

static void
make_event_attributes (GString *s)
{
  g_string_append (s, "<log><trace><event><string key=\"concept:name\" value=\"x\"/>");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (s, "<string key=\"k%u\" value=\"%u\"/>", i, i);
  g_string_append (s, "</event></trace></log>");
}

/* Only its first half. */
static void
make_cut_gz (GString *s)
{
  g_autoptr (GString) text = g_string_new ("<log>");

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "<trace><event><string key=\"concept:name\" value=\"a%u\"/></event></trace>", i * 7919 % 10007);
  g_string_append (text, "</log>");
  append_packed (s, text);
  g_string_truncate (s, s->len / 2);
}

static void
make_packed_list (GString *s)
{
  g_autoptr (GString) text = g_string_new ("case_id,activity,timestamp\n1,a,2024-01-01\n1,b,2024-01-02\n2,a,2024-01-03\n");

  append_packed (s, text);
}

static void
make_cut_list (GString *s)
{
  g_autoptr (GString) text = g_string_new ("case_id,activity,timestamp\n");

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "%u,a%u,2024-01-01\n", i * 7919 % 10007, i * 104729 % 10007);
  append_packed (s, text);
  g_string_truncate (s, s->len / 2);
}

static void
make_list_bomb (GString *s)
{
  g_autoptr (GString) text = g_string_new ("case_id,activity,timestamp\n");

  for (guint i = 0; i < 80 << 16; i++)
    g_string_append (text, "                ");
  append_packed (s, text);
}

static void
make_wide_log (GString *s)
{
  static const char text[] = "<log><trace><event/></trace></log>";

  g_string_append_len (s, "\xff\xfe", 2);
  for (guint i = 0; i < sizeof text - 1; i++)
    g_string_append_len (s, (const char[]){ text[i], '\0' }, 2);
}

static void
make_no_events (GString *s)
{
  g_string_append (s, "case_id,activity,timestamp\n");
}

static void
make_no_trace (GString *s)
{
  g_string_append (s, "<?xml version=\"1.0\"?><log xes.version=\"1.0\"><global scope=\"event\"><string key=\"concept:name\" value=\"x\"/></global></log>");
}

static void
make_one_event (GString *s)
{
  g_string_append (s, "case_id,activity,timestamp\nk,a,2025-07-01\n");
}

static void
make_utf16 (GString *s)
{
  static const char text[] = "case_id,activity,timestamp\nk,Gr\xc3\xb6\xc3\x9f"
                             "e,2025-07-01\nk,b,2025-07-02\n";
  g_autofree gunichar2 *wide = g_utf8_to_utf16 (text, -1, NULL, NULL, NULL);

  g_string_append (s, "\xff\xfe");
  for (guint i = 0; wide[i] != 0; i++)
    {
      g_string_append_c (s, (char) (wide[i] & 0xff));
      g_string_append_c (s, (char) (wide[i] >> 8));
    }
}

static void
make_broken_text (GString *s)
{
  g_string_append (s, "case_id,activity,timestamp\nk,a\xff\xfe\xc3(b,2025-07-01\nk,good\xc3\xa4,2025-07-02\n");
}

static void
make_doctype (GString *s)
{
  g_string_append (s, "<!DOCTYPE log [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><log><trace><event><string key=\"concept:name\" value=\"&a;\"/></event></trace></log>");
}

static const struct
{
  const char *name;
  void (*make) (GString *s);
  gboolean refused;
  const char *message;
} rows[] = {
  { "endless-case.log.csv", make_endless_case, FALSE, "" },
  { "name-each.log.csv", make_name_each, FALSE, "" },
  { "case-each.log.csv", make_case_each, FALSE, "" },
  { "time-travel.log.csv", make_time_travel, FALSE, "" },
  { "equal-times.log.csv", make_equal_times, FALSE, "" },
  { "no-times.log.csv", make_no_times, FALSE, "" },
  { "blank-bomb.log.xes.gz", make_blank_bomb, TRUE, "" },
  { "event-bomb.log.xes.gz", make_event_bomb, TRUE, "" },
  { "nested.log.xes", make_nested, TRUE, "too deep" },
  { "long-value.log.xes", make_long_value, TRUE, "" },
  { "many-attributes.log.xes", make_many_attributes, TRUE, "more attributes" },
  { "strange-names.log.csv", make_strange_names, FALSE, "" },
  { "columns.log.csv", make_log_columns, TRUE, "more than 2000 columns" },
  { "event-attributes.log.xes", make_event_attributes, FALSE, "" },
  { "cut.log.xes.gz", make_cut_gz, TRUE, "damaged at line" },
  { "packed.log.csv.gz", make_packed_list, FALSE, "" },
  { "cut.log.csv.gz", make_cut_list, TRUE, "packed file is damaged" },
  { "bomb.log.csv.gz", make_list_bomb, TRUE, "A cell on line 2 is larger than" },
  { "wide.log.xes", make_wide_log, TRUE, "UTF-16" },
  { "no-events.log.csv", make_no_events, TRUE, "no event in the file" },
  { "no-trace.log.xes", make_no_trace, TRUE, "no event in the log" },
  { "one-event.log.csv", make_one_event, FALSE, "" },
  { "utf16.log.csv", make_utf16, FALSE, "" },
  { "broken-text.log.csv", make_broken_text, FALSE, "wrong encoding" },
  { "doctype.log.xes", make_doctype, TRUE, "DOCTYPE" },
  { "never-closed.csv", make_never_closed, FALSE, "never closed" },
  { "pairs.csv", make_pairs, FALSE, "never closed" },
  { "large-cell.csv", make_large_cell, TRUE, "A cell on line 3 is larger than" },
  { "large-quoted-cell.csv", make_large_quoted_cell, TRUE, "A cell on line 3 is larger than" },
  { "many-columns.csv", make_many_columns, TRUE, "more than 2000 columns" },
  { "nul.csv", make_nul, TRUE, "NUL" },
  { "zeros.csv", make_zeros, TRUE, "" },
  { "formulas.csv", make_formulas, FALSE, "" },
  { "wide-rows.csv", make_wide_rows, TRUE, "too large" },
  { "no-line-ends.csv", make_no_line_ends, TRUE, "columns" },
  { "random.csv", make_random, FALSE, "" },
  { "bomb.xlsx", make_bomb, TRUE, "far larger" },
  { "many-sheets.xlsx", make_many_sheets, TRUE, "than in any real one" },
  { "many-rows.xlsx", make_many_rows, TRUE, "than in any real one" },
  { "many-strings.xlsx", make_many_strings, TRUE, "than in any real one" },
  { "repeated-string.xlsx", make_repeated_string, TRUE, "than in any real one" },
};

static char *
list_data (const CliFolder *folder)
{
  g_auto (CliResult) list = cli_run (folder, "data list --json --cache cache/metrics.db", NULL, NULL), logs = cli_run (folder, "log list --json --cache cache/metrics.db", NULL, NULL);

  g_assert_cmpint (list.status, ==, 0);
  g_assert_cmpint (logs.status, ==, 0);
  return g_strconcat (list.out, logs.out, NULL);
}

/* What came in is asked about, within the same limits. */
static char *
make_script (const char *name)
{
  /* Sanitizers need terabytes of addresses, and their time. */
  gboolean is_free = g_getenv ("CLI_NO_LIMIT") != NULL;
  const char *limit = is_free ? "" : "ulimit -v " G_STRINGIFY (MEMORY) "000;";
  int seconds = is_free ? 10 * SECONDS : SECONDS;

  if (strstr (name, ".log.") == NULL)
    return g_strdup_printf ("%s ulimit -t %d; \"$0\" data import --guess %s --cache cache/metrics.db", limit, seconds, name);
  return g_strdup_printf ("%s ulimit -t %d; run () { \"$0\" \"$@\" --cache cache/metrics.db; }; run log import %s --name hostile && run flow hostile > out && run variants hostile >> out && run log info hostile >> out && ! LC_ALL=C grep -q $'[\\001-\\010\\013-\\037\\177]' out && test $(wc -c < out) -lt 150000000", limit, seconds, name);
}

static void
test_hostile (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_auto (CliFolder) folder = { NULL };
  g_autoptr (GString) s = g_string_new (NULL);
  g_autofree char *script = make_script (rows[row].name);
  const char *argv[] = { "bash", "-c", script, cli_get_program (), NULL };
  g_autofree char *path = NULL, *messages = NULL, *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  cli_folder_init (&folder);

  g_auto (CliResult) first = cli_run (&folder, "data import survey.csv --cache cache/metrics.db", NULL, NULL);

  g_assert_cmpint (first.status, ==, 0);
  before = list_data (&folder);
  rows[row].make (s);
  path = cli_folder_build (&folder, rows[row].name);
  g_assert_true (g_file_set_contents (path, s->str, (gssize) s->len, NULL));
  g_assert_true (g_spawn_sync (folder.path, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &messages, &status, &error));
  g_test_message ("%.300s", messages);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, rows[row].refused);
  g_assert_nonnull (strstr (messages, rows[row].message));
  after = list_data (&folder);
  if (rows[row].refused)
    g_assert_cmpstr (after, ==, before);
  else
    g_assert_nonnull (strstr (after, "\"survey\""));
}

/* A file whose name is no text becomes a log that can be named, and so can a map made of it. */
static void
test_odd_name (void)
{
  g_auto (CliFolder) folder = { NULL };
  g_autofree char *path = NULL;

  cli_folder_init (&folder);
  path = cli_folder_build (&folder, "k\xf0.csv");
  g_assert_true (g_file_set_contents (path, "case_id,activity,timestamp\nk,a,2025-07-01\n", -1, NULL));

  g_auto (CliResult) import = cli_run (&folder, "log import k\xf0.csv --cache cache/metrics.db", NULL, NULL), info = cli_run (&folder, "log info k\xef\xbf\xbd --cache cache/metrics.db", NULL, NULL);
  g_auto (CliResult) typed = cli_run (&folder, "log info k\xf0 --cache cache/metrics.db", NULL, NULL), map = cli_run (&folder, "import k\xf0.csv -o k.waymark", NULL, NULL), check = cli_run (&folder, "check k.waymark", NULL, NULL);

  g_assert_cmpint (import.status, ==, 0);
  g_assert_cmpint (info.status, ==, 0);
  g_assert_cmpint (typed.status, ==, 0);
  g_assert_cmpint (map.status, ==, 0);
  g_assert_cmpint (check.status, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cli_init (argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/hostile/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_hostile);
    }
  g_test_add_func ("/hostile/odd-name", test_odd_name);
  return g_test_run ();
}
