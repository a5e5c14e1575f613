/* Laws over whole maps: those of the project, and random ones. */

#include <locale.h>
#include <string.h>

#include "format/way-reader.h"
#include "interop-dump.h"
#include "interop/way-csv-grid.h"
#include "interop/way-csv-list.h"
#include "interop/way-mermaid.h"
#include "random-map.h"

#define N_RANDOM 40

static void
for_all_maps (void (*check) (WayDocument *document))
{
  static const char *const folders[] = { "samples", "templates" };

  for (guint f = 0; f < G_N_ELEMENTS (folders); f++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("WAYMARK_DATADIR"), folders[f], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GDir) dir = g_dir_open (path, 0, &error);

      g_assert_no_error (error);
      for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
        {
          g_autofree char *file = g_build_filename (path, name, NULL);
          g_autoptr (WayDocument) document = g_str_has_suffix (name, ".waymark") ? way_reader_read_file (file, NULL, NULL, &error) : NULL;

          g_test_message ("%s", name);
          g_assert_no_error (error);
          if (document != NULL)
            check (document);
        }
    }
  for (guint32 seed = 1; seed <= N_RANDOM; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) document = random_map_new (seed, &size);

      g_test_message ("random map %u", seed);
      check (document);
    }
}

/* Applying the list that was just written changes nothing. */
static void
check_list (WayDocument *document)
{
  for (WayCsvStyle style = WAY_CSV_EXCEL; style <= WAY_CSV_COMMA; style++)
    {
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = way_csv_list_export (document, style);

      way_document_mark_saved (document);
      way_csv_list_apply (document, text, strlen (text), report, &error);

      g_autofree char *findings = interop_dump_report (report);

      g_assert_no_error (error);
      g_assert_cmpstr (findings, ==, "");
      g_assert_false (way_document_is_modified (document));
    }
}

/* What went through Mermaid once stays as it is. */
static void
check_mermaid (WayDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = way_mermaid_export (document, NULL, NULL);
  g_autoptr (WayDocument) once = way_mermaid_import (first, -1, NULL, NULL, &error);

  g_assert_no_error (error);
  interop_assert_valid (once);

  g_autofree char *second = way_mermaid_export (once, NULL, NULL);
  g_autoptr (WayDocument) twice = way_mermaid_import (second, -1, NULL, NULL, &error);
  g_autofree char *third = way_mermaid_export (twice, NULL, NULL);
  g_autofree char *dump = interop_dump (once);
  g_autofree char *again = interop_dump (twice);

  g_assert_cmpstr (second, ==, third);
  g_assert_cmpstr (dump, ==, again);
}

static void
check_grid (WayDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = way_csv_grid_export (document, NULL, WAY_CSV_EXCEL, NULL);
  g_autoptr (WayDocument) once = way_csv_grid_import (first, strlen (first), NULL, NULL, &error);

  g_assert_no_error (error);
  interop_assert_valid (once);

  g_autofree char *second = way_csv_grid_export (once, NULL, WAY_CSV_EXCEL, NULL);
  g_autoptr (WayDocument) twice = way_csv_grid_import (second, strlen (second), NULL, NULL, &error);
  g_autofree char *third = way_csv_grid_export (twice, NULL, WAY_CSV_EXCEL, NULL);

  g_assert_cmpstr (second, ==, third);
}

static void
test_list (void)
{
  for_all_maps (check_list);
}

static void
test_mermaid (void)
{
  for_all_maps (check_mermaid);
}

static void
test_grid (void)
{
  for_all_maps (check_grid);
}

int
main (int argc, char **argv)
{
  g_setenv ("SOURCE_DATE_EPOCH", "1790000000", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/laws/list", test_list);
  g_test_add_func ("/laws/mermaid", test_mermaid);
  g_test_add_func ("/laws/grid", test_grid);
  return g_test_run ();
}
