/* Spreadsheets: what Excel writes, and what somebody who means harm writes. */
#include <locale.h>
#include <string.h>
#include <time.h>

#include "metrics/tables/way-table.h"
#include "metrics/tables/way-xlsx.h"
#include "zip-writer.h"

#define WORKBOOK "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr%s/><sheets><sheet name=\"Antworten\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Zweites\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>"
#define LINKS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>"
#define STRINGS "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>Datum</t></si><si><t>Score</t></si><si><r><t>Kom</t></r><r><t>mentar</t></r><rPh><t>nicht</t></rPh></si><si><t>gut,\n\"sehr\"</t></si></sst>"
#define STYLES "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/><numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"166\" formatCode=\"0.0&quot; days&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"9\"/><xf numFmtId=\"166\"/></cellXfs></styleSheet>"
#define SHEET(rows) "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" rows "</sheetData></worksheet>"

static GBytes *
make_workbook (const char *sheet, gsize size, const char *strings, const char *properties, gboolean deflated)
{
  ZipWriter zip;
  g_autoptr (GString) workbook = g_string_new (WORKBOOK);

  g_string_replace (workbook, "%s", properties, 1);
  zip_writer_init (&zip);
  zip_writer_add (&zip, "xl/workbook.xml", workbook->str, workbook->len, deflated);
  zip_writer_add (&zip, "xl/_rels/workbook.xml.rels", LINKS, strlen (LINKS), deflated);
  zip_writer_add (&zip, "xl/sharedStrings.xml", strings, strlen (strings), deflated);
  zip_writer_add (&zip, "xl/styles.xml", STYLES, strlen (STYLES), deflated);
  zip_writer_add (&zip, "xl/worksheets/sheet1.xml", sheet, size, deflated);
  zip_writer_add (&zip, "xl/worksheets/sheet2.xml", SHEET ("<row><c><v>7</v></c></row>"), strlen (SHEET ("<row><c><v>7</v></c></row>")), deflated);
  return zip_writer_finish (&zip);
}

static WayXlsx *
open_sheet (GBytes *bytes, guint sheet, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (way_xlsx_is_spreadsheet (data, size));
  return way_xlsx_new (data, size, sheet, NULL, error);
}

static const struct
{
  const char *name, *sheet, *properties, *records;
} rows[] = {
  { "kinds", SHEET ("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"D2\" t=\"s\"><v>2</v></c></row>"
                    "<row r=\"5\"><c r=\"A5\" s=\"1\"><v>45857</v></c><c r=\"B5\"><v>9</v></c><c r=\"D5\" t=\"s\"><v>3</v></c></row>"
                    "<row r=\"6\"><c r=\"A6\" s=\"2\"><v>45857.5</v></c><c r=\"B6\" s=\"4\"><v>0.125</v></c><c r=\"C6\" t=\"inlineStr\"><is><t>x</t></is></c><c r=\"D6\" t=\"e\"><v>#N/A</v></c></row>"
                    "<row r=\"7\"><c r=\"A7\" s=\"3\"><v>1.5</v></c><c r=\"B7\" s=\"5\"><v>3.25</v></c><c r=\"C7\" t=\"b\"><v>1</v></c><c r=\"D7\" t=\"str\"><f>1+1</f><v>2</v></c></row>"),
    "", "Datum\tScore\t\tKommentar\n2025-07-19\t9\t\t\"gut,\n\"\"sehr\"\"\"\n2025-07-19T12:00:00\t12.5%\tx\t#N/A\n36:00:00\t3.25\tTRUE\t2\n" },
  { "since 1904", SHEET ("<row><c s=\"1\"><v>44395</v></c><c><v>1</v></c></row>"), " date1904=\"1\"", "2025-07-19\t1\n" },
  { "without places", SHEET ("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>"), "", "1\t\t3\n4\n" },
  { "no such string", SHEET ("<row><c t=\"s\"><v>99</v></c><c><v>1</v></c></row>"), "", "\t1\n" },
  { "far right", SHEET ("<row><c r=\"XFD1\"><v>1</v></c><c r=\"ZZZZZZZZ1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"), "", "2\n" },
  { "entities", SHEET ("<row><c t=\"inlineStr\"><is><t>a &amp; b</t></is></c></row>"), "", "a & b\n" },
};

static void
test_sheets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint deflated = 0; deflated < 2; deflated++)
      {
        g_autoptr (GBytes) bytes = make_workbook (rows[i].sheet, strlen (rows[i].sheet), STRINGS, rows[i].properties, deflated != 0);
        g_autoptr (GError) error = NULL;
        g_autoptr (WayXlsx) xlsx = open_sheet (bytes, 0, &error);
        gsize size;

        g_test_message ("%s", rows[i].name);
        g_assert_no_error (error);
        g_assert_cmpstr (way_xlsx_get_records (xlsx, &size), ==, rows[i].records);
        g_assert_cmpuint (g_strv_length ((char **) way_xlsx_get_sheets (xlsx)), ==, 2);
        g_assert_cmpstr (way_xlsx_get_sheets (xlsx)[1], ==, "Zweites");
      }

  g_autoptr (GBytes) bytes = make_workbook (rows[0].sheet, strlen (rows[0].sheet), STRINGS, "", TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayXlsx) first = open_sheet (bytes, 0, &error), second = open_sheet (bytes, 1, &error);
  gsize size;

  /* A cell of two lines is two lines of records, and one row of the sheet. */
  g_assert_cmpint (way_xlsx_get_row (first, 1), ==, 2);
  g_assert_cmpint (way_xlsx_get_row (first, 2), ==, 5);
  g_assert_cmpint (way_xlsx_get_row (first, 4), ==, 6);
  g_assert_cmpstr (way_xlsx_get_records (second, &size), ==, "7\n");
  g_assert_null (open_sheet (bytes, 2, &error));
  g_assert_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND);
}

static void
test_table (void)
{
  static const char sheet[] = SHEET ("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Datum</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>NPS</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Kosten</t></is></c></row>"
                                     "<row r=\"3\"><c r=\"A3\" s=\"1\"><v>45857</v></c><c r=\"B3\"><v>9</v></c><c r=\"C3\"><v>1.234</v></c></row>");
  g_autoptr (GBytes) bytes = make_workbook (sheet, strlen (sheet), STRINGS, "", TRUE);
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (WayTable) table = way_table_new (data, size, "a.xlsx", NULL, report, &error);

  g_assert_no_error (error);
  /* Spreadsheets say what a number is: there is nothing to ask. */
  g_assert_cmpuint (way_table_count_questions (table), ==, 0);
  g_assert_cmpint (way_table_find_column (table, "Kosten")->decimal, ==, WAY_DECIMAL_POINT);
  g_assert_cmpint (way_table_find_column (table, "Datum")->type, ==, WAY_COLUMN_TIME);
  g_assert_true (way_table_next (table, NULL));
  g_assert_cmpint (way_table_get_line (table), ==, 3);
  g_assert_cmpstr (way_table_get_encoding (table), ==, "XLSX");
}

static void
assert_refused (GBytes *bytes, int code)
{
  g_autoptr (GError) error = NULL;
  clock_t start = clock ();

  g_assert_null (open_sheet (bytes, 0, &error));
  g_assert_error (error, WAY_METRICS_ERROR, code);
  /* Of the processor's time, whatever else it does. */
  g_assert_cmpint ((clock () - start) / CLOCKS_PER_SEC, <, 10);
}

static void
test_hostile (void)
{
  static const char laughs[] = "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><sst><si><t>&c;</t></si></sst>";
  g_autoptr (GString) attributes = g_string_new ("<worksheet"), spaces = g_string_new (NULL);
  const char *broken[] = { "", "<worksheet>", "<worksheet><sheetData></worksheet>", "<a/>\n<b/>" };

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (attributes, " a%u=\"\"", i);
  g_string_append (attributes, "/>");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GBytes) bytes = make_workbook (broken[i], strlen (broken[i]), STRINGS, "", TRUE);

      assert_refused (bytes, WAY_METRICS_ERROR_FORMAT);
    }

  g_autoptr (GBytes) entities = make_workbook (SHEET (""), strlen (SHEET ("")), laughs, "", TRUE);
  g_autoptr (GBytes) many = make_workbook (attributes->str, attributes->len, STRINGS, "", TRUE);

  assert_refused (entities, WAY_METRICS_ERROR_FORMAT);
  assert_refused (many, WAY_METRICS_ERROR_FORMAT);

  /* A bomb: 300 MB of blanks in 300 kB. */
  g_string_append (spaces, "<worksheet>");
  g_string_set_size (spaces, 300 << 20);
  memset (spaces->str + 11, ' ', spaces->len - 11);

  g_autoptr (GBytes) bomb = make_workbook (spaces->str, spaces->len, STRINGS, "", TRUE);

  assert_refused (bomb, WAY_METRICS_ERROR_LIMIT);
}

/* Every byte of a workbook wrong once, and every length too short: it is read, or refused, and that is all. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = make_workbook (rows[0].sheet, strlen (rows[0].sheet), STRINGS, "", TRUE);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autofree char *copy = g_memdup2 (data, size);
      g_autoptr (WayXlsx) wrong = NULL, cut = NULL;

      copy[i] ^= 0x21;
      wrong = way_xlsx_new (copy, size, 0, NULL, NULL);

      g_autofree char *part = g_memdup2 (data, i);

      cut = way_xlsx_new (part, i, 0, NULL, NULL);
      g_assert_null (cut);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_add_func ("/xlsx/sheets", test_sheets);
  g_test_add_func ("/xlsx/table", test_table);
  g_test_add_func ("/xlsx/hostile", test_hostile);
  g_test_add_func ("/xlsx/damaged", test_damaged);
  return g_test_run ();
}
