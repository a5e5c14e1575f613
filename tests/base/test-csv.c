#include "base/way-csv.h"

#include <locale.h>
#include <string.h>
#include <time.h>

#define BYTES(text) text, sizeof text - 1

typedef struct
{
  const char *name, *bytes;
  gsize size;
  char delimiter;
  const char *encoding;
  const char *expected; /* "line:cell|cell\n…"; line breaks in cells as "\n" → "¶" */
  const char *finding;  /* NULL: none */
} Row;

static const Row rows[] = {
  { "nothing", BYTES (""), ';', "UTF-8", "", NULL },
  { "one cell", BYTES ("a"), ';', "UTF-8", "1:a\n", NULL },
  { "commas", BYTES ("a,b,c\n1,2,3\n"), ',', "UTF-8", "1:a|b|c\n2:1|2|3\n", NULL },
  { "semicolons", BYTES ("a;b\n1;2\n"), ';', "UTF-8", "1:a|b\n2:1|2\n", NULL },
  { "tabs", BYTES ("a\tb\n1\t2\n"), '\t', "UTF-8", "1:a|b\n2:1|2\n", NULL },
  { "bars", BYTES ("a|b\n1|2\n"), '|', "UTF-8", "1:a|b\n2:1|2\n", NULL },
  { "decimal commas", BYTES ("a;b\n1,5;2,5\n3,5;4,5\n"), ';', "UTF-8", "1:a|b\n2:1,5|2,5\n3:3,5|4,5\n", NULL },
  { "decimal commas without a header", BYTES ("1,5;2,5\n3,5;4,5\n"), ';', "UTF-8", "1:1,5|2,5\n2:3,5|4,5\n", NULL },
  { "semicolons in English text", BYTES ("a,b\n\"x; y\",1\nz;,2\nw,3\n"), ',', "UTF-8", "1:a|b\n2:x; y|1\n3:z;|2\n4:w|3\n", NULL },
  { "title lines first", BYTES ("Report, of all\n\na;b;c\n1;2;3\n4;5;6\n"), ';', "UTF-8", "1:Report, of all\n2:\n3:a|b|c\n4:1|2|3\n5:4|5|6\n", NULL },
  { "hint", BYTES ("sep=|\r\na|b;c\r\n"), '|', "UTF-8", "2:a|b;c\n", NULL },
  { "hint in quotes", BYTES ("\"sep=,\"\na,b\n"), ',', "UTF-8", "2:a|b\n", NULL },
  { "no hint", BYTES ("sep=ab;c\n1;2\n"), ';', "UTF-8", "1:sep=ab|c\n2:1|2\n", NULL },
  { "quotes", BYTES ("\"a;b\";\"c\"\"d\";\"\"\n"), ';', "UTF-8", "1:a;b|c\"d|\n", NULL },
  { "line breaks in quotes", BYTES ("a;\"b\r\nc\rd\ne\"\r\nf;g\n"), ';', "UTF-8", "1:a|b¶c¶d¶e\n5:f|g\n", NULL },
  { "CRLF", BYTES ("a;b\r\n1;2\r\n"), ';', "UTF-8", "1:a|b\n2:1|2\n", NULL },
  { "CR alone", BYTES ("a;b\r1;2\r"), ';', "UTF-8", "1:a|b\n2:1|2\n", NULL },
  { "no line end at the end", BYTES ("a;b\n1;2"), ';', "UTF-8", "1:a|b\n2:1|2\n", NULL },
  { "empty cell at the end", BYTES ("a;b\n1;"), ';', "UTF-8", "1:a|b\n2:1|\n", NULL },
  { "only delimiters", BYTES ("a;b;c\n;;\n"), ';', "UTF-8", "1:a|b|c\n2:||\n", NULL },
  { "ragged", BYTES ("a;b;c\n1\n1;2;3;4\n5;6;7\n"), ';', "UTF-8", "1:a|b|c\n2:1\n3:1|2|3|4\n4:5|6|7\n", NULL },
  { "blanks stay", BYTES (" a ; b\n"), ';', "UTF-8", "1: a | b\n", NULL },
  { "quote inside", BYTES ("5\" pipe;b\n1;2\n"), ';', "UTF-8", "1:5\" pipe|b\n2:1|2\n", NULL },
  { "text behind a quote", BYTES ("\"a\"b;c\n1;2\n"), ';', "UTF-8", "1:ab|c\n2:1|2\n", "warning 1: There is text behind" },
  { "quote never closed", BYTES ("a;b\n\"x;y\nz;w\n"), ';', "UTF-8", "1:a|b\n2:\"x|y\n3:z|w\n", "warning 2: The quotation mark" },
  { "quote never closed at the end", BYTES ("a;b\n1;\""), ';', "UTF-8", "1:a|b\n2:1|\"\n", "warning 2: The quotation mark" },
  { "byte order mark", BYTES ("\xef\xbb\xbf\"a\";b\n"), ';', "UTF-8", "1:a|b\n", NULL },
  { "UTF-16LE", BYTES ("\xff\xfe"
                       "a\0\t\0\xfc\0\n\0"
                       "1\0\t\0"
                       "2\0\n\0"),
    '\t', "UTF-16LE", "1:a|ü\n2:1|2\n", NULL },
  { "UTF-16BE", BYTES ("\xfe\xff\0a\0\t\0\xfc\0\n"), '\t', "UTF-16BE", "1:a|ü\n", NULL },
  { "UTF-16LE without a mark", BYTES ("a\0;\0b\0\n\0"
                                      "1\0;\0"
                                      "2\0\n\0"),
    ';', "UTF-16LE", "1:a|b\n2:1|2\n", NULL },
  { "UTF-16 surrogates", BYTES ("\xff\xfe\x3d\xd8\x00\xde;\0\x3d\xd8;\0\n\0"), ';', "UTF-16LE", "1:😀|\xef\xbf\xbd|\n", NULL },
  { "UTF-16 cut off", BYTES ("\xff\xfe"
                             "a\0;\0b"),
    ';', "UTF-16LE", "1:a|\n", "warning 1: The file ends in the middle" },
  { "Windows-1252", BYTES ("a;\xfc\n\x80;\x96\x81\n"), ';', "Windows-1252", "1:a|ü\n2:€|–\xc2\x81\n", NULL },
  { "MS-DOS", BYTES ("M\x81ller;Gr\x94\xe1"
                     "e\n"),
    ';', "CP850", "1:Müller|Größe\n", "note 0: The letters of the file are those of MS-DOS" },
  { "Mac Roman", BYTES ("M\x9fller;Gr\x9a\xa7"
                        "e\n"),
    ';', "MACINTOSH", "1:Müller|Größe\n", "note 0: The letters of the file are those of old Macs" },
  { "quotation marks of Windows", BYTES ("\x84"
                                         "a\x94;B\xfcro\n"),
    ';', "Windows-1252", "1:„a”|Büro\n", NULL },
  { "UTF-8 with a wrong byte", BYTES ("ä;ö;ü;ß;é;x\n1;2;3;4;5;\xfc\n"), ';', "UTF-8", "1:ä|ö|ü|ß|é|x\n2:1|2|3|4|5|ü\n", "warning 2: The file is UTF-8, but" },
  { "wrong encoding before", BYTES ("a;b\nMÃ¼ller;2\n"), ';', "UTF-8", "1:a|b\n2:MÃ¼ller|2\n", "warning 2: “Ã¼” looks like" },
};

static char *
dump_records (WayCsv *csv, GError **error)
{
  GString *s = g_string_new (NULL);

  while (way_csv_next (csv, error))
    {
      guint n;
      const WayCsvField *fields = way_csv_get_fields (csv, &n);

      g_assert_cmpuint (n, ==, way_csv_get_size (csv));
      g_string_append_printf (s, "%d:", way_csv_get_line (csv));
      for (guint i = 0; i < way_csv_get_size (csv); i++)
        {
          gsize length;
          const char *cell = way_csv_get_cell (csv, i, &length);

          g_assert_cmpuint (strlen (cell), ==, length);
          g_assert_cmpmem (cell, length, fields[i].text, fields[i].length);
          g_string_append_printf (s, "%s%s", i > 0 ? "|" : "", cell);
          g_string_replace (s, "\n", "¶", 0);
        }
      g_string_append_c (s, '\001');
    }
  g_string_replace (s, "\n", "¶", 0);
  g_string_replace (s, "¶\001", "\001", 0);
  g_string_replace (s, "\001", "\n", 0);
  return g_string_free (s, FALSE);
}

static char *
dump_report (const WayReport *report)
{
  static const char *const severities[] = { "note", "warning", "error" };
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < way_report_get_size (report); i++)
    {
      const WayFinding *finding = way_report_get (report, i);

      g_string_append_printf (s, "%s %d: %s\n", severities[finding->severity], finding->line, finding->text);
    }
  return g_string_free (s, FALSE);
}

static void
check_row (const Row *row)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  /* A copy without anything behind it, for the sanitizer. */
  g_autofree char *bytes = g_memdup2 (row->bytes, row->size);
  g_autoptr (WayCsv) csv = way_csv_new (bytes, row->size, NULL, report, &error);
  g_autofree char *dump = NULL;
  g_autofree char *findings = NULL;

  g_test_message ("%s", row->name);
  g_assert_no_error (error);
  dump = dump_records (csv, &error);
  g_assert_no_error (error);
  findings = dump_report (report);
  g_assert_cmpstr (dump, ==, row->expected);
  g_assert_cmpint (way_csv_get_delimiter (csv), ==, row->delimiter);
  g_assert_cmpstr (way_csv_get_encoding (csv), ==, row->encoding);
  if (row->finding == NULL)
    g_assert_cmpstr (findings, ==, "");
  else
    g_assert_nonnull (strstr (findings, row->finding));
}

static void
test_traps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (&rows[i]);
}

static void
test_limits (void)
{
  const WayCsvOptions small = { ';', 4, 3 };
  g_autoptr (GError) error = NULL;
  WayCsv *csv = way_csv_new (BYTES ("a;b;c\n1;2;3;4\n"), &small, NULL, NULL);

  g_assert_true (way_csv_next (csv, &error));
  g_assert_false (way_csv_next (csv, &error));
  g_assert_error (error, WAY_TEXT_ERROR, WAY_TEXT_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "Line 2"));
  g_clear_error (&error);
  way_csv_free (csv);

  csv = way_csv_new (BYTES ("\"abcd\"\nabcde\n"), &small, NULL, NULL);
  g_assert_true (way_csv_next (csv, &error));
  g_assert_false (way_csv_next (csv, &error));
  g_assert_error (error, WAY_TEXT_ERROR, WAY_TEXT_ERROR_LIMIT);
  g_clear_error (&error);
  way_csv_free (csv);

  g_assert_null (way_csv_new (BYTES ("a;b\nc\0;d\nlonger;text;without;zeros\n"), NULL, NULL, &error));
  g_assert_error (error, WAY_TEXT_ERROR, WAY_TEXT_ERROR_ENCODING);
  g_assert_nonnull (strstr (error->message, "Line 2"));
}

/* What a person may choose where the guess is wrong. */
static void
test_encodings (void)
{
  static const struct
  {
    const char *encoding, *bytes;
    gsize size;
  } encoded[] = {
    { "UTF-8", BYTES ("M\xc3\xbcller;x\n") },
    { "Windows-1252", BYTES ("M\xfcller;x\n") },
    { "ISO-8859-15", BYTES ("M\xfcller;x\n") },
    { "CP850", BYTES ("M\x81ller;x\n") },
    { "MACINTOSH", BYTES ("M\x9fller;x\n") },
    { "UTF-16BE", BYTES ("\0M\0\xfc\0l\0l\0e\0r\0;\0x\0\n") },
    { "UTF-16LE", BYTES ("\xff\xfeM\0\xfc\0l\0l\0e\0r\0;\0x\0\n\0") },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (encoded); i++)
    {
      const WayCsvOptions options = { 0, 0, 0, encoded[i].encoding };
      g_autoptr (WayCsv) csv = way_csv_new (encoded[i].bytes, encoded[i].size, &options, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_strv_contains (way_decode_encodings, encoded[i].encoding));
      g_assert_cmpstr (way_csv_get_encoding (csv), ==, encoded[i].encoding);
      g_assert_true (way_csv_next (csv, NULL));
      g_assert_cmpstr (way_csv_get_cell (csv, 0, NULL), ==, "Müller");
      g_assert_cmpfloat (way_csv_get_progress (csv), ==, 1);
    }

  const WayCsvOptions unknown = { .encoding = "EBCDIC-XYZ" };

  g_assert_null (way_csv_new (BYTES ("a"), &unknown, NULL, &error));
  g_assert_error (error, WAY_TEXT_ERROR, WAY_TEXT_ERROR_ENCODING);
}

/* Cells that must come back as they were, and what a spreadsheet gets to see. */
static const struct
{
  const char *cell, *written;
} cells[] = {
  { "", "" },
  { "plain", "plain" },
  { "a;b", "\"a;b\"" },
  { "a,b", "\"a,b\"" },
  { "say \"x\"", "\"say \"\"x\"\"\"" },
  { "two\nlines", "\"two\nlines\"" },
  { " blank", "\" blank\"" },
  { "=1+1", "'=1+1" },
  { "=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"" },
  { "@SUM(1)", "'@SUM(1)" },
  { "+49 40 123", "'+49 40 123" },
  { "-", "'-" },
  { "- no", "'- no" },
  { "-3", "-3" },
  { "-3,5", "\"-3,5\"" },
  { "+2.5", "+2.5" },
  { "-3-4", "'-3-4" },
  { "\tx", "\"'\tx\"" },
  { "\nx", "\"'\nx\"" },
  { "'=x", "''=x" },
  { "''=x", "'''=x" },
  { "'-3", "''-3" },
  { "'quoted'", "'quoted'" },
  { "'", "'" },
};

/* Words of eight bytes must find what bytes alone would: delimiters and line ends beside bytes that are nearly the same. */
static void
test_words (void)
{
  static const char bytes[] = "a+-,.,\n\x0b\x09\r\x0c\xac\x8a\x8d\x2c\x2d ";
  const WayCsvOptions options = { .delimiter = ',', .encoding = "ISO-8859-15" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint round = 0; round < 5000; round++)
    {
      gsize size = (gsize) g_rand_int_range (rand, 1, 60);
      guint n = 1, found = 0;
      char text[64] = "";
      g_autoptr (WayCsv) csv = NULL;

      for (gsize i = 0; i < size; i++)
        text[i] = i + 1 < size ? bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)] : 'x';
      for (gsize i = 0; i < size; i++)
        n += text[i] == ',' || text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
      csv = way_csv_new (text, size, &options, NULL, NULL);
      g_assert_nonnull (csv);
      while (way_csv_next (csv, NULL))
        {
          guint n_fields;
          const WayCsvField *fields = way_csv_get_fields (csv, &n_fields);

          for (guint i = 0; i < n_fields; i++)
            for (gsize k = 0; k < fields[i].length; k++)
              g_assert_null (memchr (",\r\n", fields[i].text[k], 3));
          found += n_fields;
        }
      g_assert_cmpuint (found, ==, n);
    }
}

static void
test_writer (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    for (guint style = 0; style < 2; style++)
      {
        WayCsvWriter *writer = way_csv_writer_new (style);
        const char *mark = style == WAY_CSV_EXCEL ? "\xef\xbb\xbf" : "";
        g_autofree char *wanted = g_strdup_printf ("%s%s%cx\r\n", mark, cells[i].written, style == WAY_CSV_EXCEL ? ';' : ',');
        gsize size;

        way_csv_writer_add (writer, cells[i].cell);
        way_csv_writer_add (writer, "x");
        way_csv_writer_end_record (writer);

        g_autofree char *text = way_csv_writer_finish (writer, &size);
        g_autoptr (WayCsv) csv = way_csv_new (text, size, NULL, NULL, NULL);

        g_assert_cmpstr (text, ==, wanted);
        g_assert_true (way_csv_next (csv, NULL));
        g_assert_cmpstr (way_csv_undefuse (way_csv_get_cell (csv, 0, NULL)), ==, cells[i].cell);
        g_assert_cmpstr (way_csv_get_cell (csv, 1, NULL), ==, "x");
        g_assert_false (way_csv_next (csv, NULL));
      }
}

/* A file of quotation marks must not make the reader go over it again and again. */
static void
test_many_quotes (void)
{
  g_autoptr (GString) s = g_string_new (NULL);

  for (guint i = 0; i < 200000; i++)
    g_string_append (s, i % 3 == 0 ? "\"\"\"x\n" : i % 3 == 1 ? "\"\";\"\"\"\"\n"
                                                              : "\"y\n");

  g_autoptr (WayCsv) csv = way_csv_new (s->str, s->len, NULL, NULL, NULL);
  clock_t start = clock ();

  while (way_csv_next (csv, NULL))
    continue;
  /* Of the processor's time: it takes hundredths of a second, and again and again would take minutes. */
  g_assert_cmpint ((clock () - start) / CLOCKS_PER_SEC, <, 5);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/traps", test_traps);
  g_test_add_func ("/csv/limits", test_limits);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/words", test_words);
  g_test_add_func ("/csv/writer", test_writer);
  g_test_add_func ("/csv/many-quotes", test_many_quotes);
  return g_test_run ();
}
