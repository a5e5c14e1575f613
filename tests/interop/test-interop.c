#include "interop/way-interop.h"

#include <locale.h>
#include <string.h>

#include "interop-dump.h"

#define BYTES(text) text, sizeof text - 1

static const struct
{
  const char *name, *bytes;
  gsize size;
  WayInteropFormat format;
  const char *title; /* of the map; NULL: there is none */
} files[] = {
  { "a.mmd", BYTES ("journey\nsection S\nA: 5: Me"), WAY_INTEROP_MERMAID, "a" },
  { "dir/My trip.md", BYTES ("# x\n```mermaid\njourney\nsection S\nA: 5: Me\n```"), WAY_INTEROP_MERMAID, "My trip" },
  { NULL, BYTES ("journey\nsection S\nA: 5: Me"), WAY_INTEROP_MERMAID, "Journey" },
  { "a.csv", BYTES ("journey\ntitle T\nA: 5: Me"), WAY_INTEROP_MERMAID, "T" },
  { "a.csv", BYTES ("T;P\n;s\nTouchpoints;a\n"), WAY_INTEROP_CSV_GRID, "T" },
  { "-", BYTES (";P\n;s\nTouchpoints;a\n"), WAY_INTEROP_CSV_GRID, "Journey" },
  { "a.csv", BYTES ("title only\n;P\nTouchpoints;a\n"), WAY_INTEROP_CSV_GRID, "title only" },
  { "a.csv", BYTES ("\xff\xfe;\0P\0\n\0T\0o\0u\0c\0h\0p\0o\0i\0n\0t\0;\0a\0\n\0"), WAY_INTEROP_CSV_GRID, "a" },
  { "a.csv", BYTES ("element;id;name\ntouchpoint;;x\n"), WAY_INTEROP_CSV_LIST, NULL },
  { "a.waymark", BYTES ("<?xml version=\"1.0\"?>\n<waymark xmlns=\"urn:waymark:journey:1\">"), WAY_INTEROP_WAYMARK, NULL },
  { "a.xml", BYTES ("<opml/>"), WAY_INTEROP_AUTO, NULL },
  { "a.txt", BYTES ("Dear all,\nhello\n"), WAY_INTEROP_AUTO, NULL },
  { "a.md", BYTES ("Dear all,\nhello\n"), WAY_INTEROP_AUTO, NULL },
  { "a.md", BYTES ("```mermaid\npie\n```\n"), WAY_INTEROP_AUTO, NULL },
  { "a.csv", BYTES (""), WAY_INTEROP_AUTO, NULL },
  { "a.bin", BYTES ("\0\1\2\3"), WAY_INTEROP_AUTO, NULL },
};

static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i].bytes, files[i].size);
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (WayDocument) document = NULL;

      g_test_message ("%u %s", i, files[i].name);
      g_assert_cmpint (way_interop_sniff (files[i].name, bytes), ==, files[i].format);
      document = way_interop_import (files[i].name, bytes, WAY_INTEROP_AUTO, report, &error);
      g_assert_true ((document == NULL) == (error != NULL));
      g_assert_cmpstr (document != NULL ? way_element_get_name (way_document_get_root (document)) : NULL, ==, files[i].title);
      if (document != NULL)
        interop_assert_valid (document);
    }
}

static void
test_names (void)
{
  for (WayInteropFormat f = WAY_INTEROP_AUTO; f <= WAY_INTEROP_CSV_LIST; f++)
    g_assert_cmpint (way_interop_format_from_name (way_interop_format_get_name (f)), ==, f);
  g_assert_cmpint (way_interop_format_from_name ("pdf"), ==, WAY_INTEROP_AUTO);
}

static void
test_origin (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (BYTES ("journey\nA: 9: Me"));
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayDocument) document = way_interop_import ("x/a.mmd", bytes, WAY_INTEROP_AUTO, report, NULL);
  const WayElement *origin = way_element_get_first (way_document_get_meta (document), WAY_KIND_ORIGIN);

  g_assert_cmpstr (way_element_get (origin, WAY_FIELD_KIND), ==, "import");
  g_assert_cmpstr (way_element_get (origin, WAY_FIELD_FORMAT), ==, "mermaid");
  g_assert_cmpstr (way_element_get (origin, WAY_FIELD_AT), ==, "2026-09-21T00:00:00Z");
  g_assert_true (g_str_has_prefix (way_element_get (origin, WAY_FIELD_TOOL), "Waymark "));
  g_assert_cmpstr (way_report_get (report, 0)->file, ==, "x/a.mmd");
}

int
main (int argc, char **argv)
{
  g_setenv ("SOURCE_DATE_EPOCH", "1790000000", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interop/files", test_files);
  g_test_add_func ("/interop/names", test_names);
  g_test_add_func ("/interop/origin", test_origin);
  return g_test_run ();
}
