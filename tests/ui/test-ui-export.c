/* Exporting and printing from the window: what the options ask for, what the preview shows, what comes out. */
#include <string.h>

#include "base/way-date.h"
#include "format/way-writer.h"
#include "ui/actions/way-print.h"
#include "ui/dialogs/way-export-dialog.h"
#include "ui/fields/way-choice-row.h"
#include "ui/way-settings.h"
#include "window-fixture.h"

static WayWindow *window;
static char *scratch;

static void
open_map (const char *sample)
{
  /* No test goes on from another's choices. */
  way_settings_set ("export-options", g_variant_new ("a{sv}", NULL));
  way_settings_set ("print-options", g_variant_new ("a{sv}", NULL));
  window = window_fixture_open (sample);
}

static void
close_map (void)
{
  window_fixture_close (window);
}

static WayExportDialog *
open_dialog (gboolean print)
{
  WayExportDialog *dialog = print ? way_export_dialog_new_for_print (GTK_WINDOW (window), window->session, window->toasts) : way_export_dialog_new (GTK_WINDOW (window), window->session, window->toasts);

  gtk_window_present (GTK_WINDOW (dialog));
  window_fixture_wait_until (!way_export_preview_is_busy (way_export_dialog_get_preview (dialog)));
  return dialog;
}

static gpointer
find (WayExportDialog *dialog, const char *name)
{
  GObject *object = gtk_widget_get_template_child (GTK_WIDGET (dialog), WAY_TYPE_EXPORT_DIALOG, name);

  g_assert_nonnull (object);
  return object;
}

static const WayExportLook *
look_at (WayExportDialog *dialog)
{
  WayExportPreview *preview = way_export_dialog_get_preview (dialog);

  window_fixture_wait_until (!way_export_preview_is_busy (preview));
  return way_export_preview_get_look (preview);
}

/* Writes, and waits until the dialog is gone. */
static char *
write_file (WayExportDialog *dialog, const char *name)
{
  char *path = g_build_filename (scratch, name, NULL);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  way_export_dialog_start (dialog, path);
  window_fixture_wait_until (dialog == NULL);
  return path;
}

static char *
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return out;
}

static guint
count_pages (const char *pdf)
{
  g_autofree char *out = run ((const char *const[]){ "pdfinfo", pdf, NULL });
  const char *pages = strstr (out, "Pages:");

  g_assert_nonnull (pages);
  return (guint) g_ascii_strtoull (g_strchug ((char *) pages + 6), NULL, 10);
}

/* --- options --- */

/* What a widget says is what is asked for. */
static void
test_options (void)
{
  WayExportDialog *dialog;
  g_autoptr (WayExportRequest) before = NULL, after = NULL;

  open_map ("b2b-solution.en");
  dialog = open_dialog (FALSE);
  before = way_export_dialog_dup_request (dialog);
  g_assert_cmpint (before->output, ==, WAY_OUTPUT_PDF);
  g_assert_cmpstr (before->options.paper->name, ==, "map");
  g_assert_cmpuint (g_strv_length (before->journeys), ==, 1);
  g_assert_null (before->lanes);

  adw_combo_row_set_selected (find (dialog, "paper"), 1);
  adw_combo_row_set_selected (find (dialog, "orientation"), WAY_ORIENTATION_LANDSCAPE);
  adw_combo_row_set_selected (find (dialog, "margin"), 4);
  for (const char *const *name = (const char *const[]){ "tile", "expand", "safe", NULL }; *name != NULL; name++)
    gtk_switch_set_active (find (dialog, *name), TRUE);
  for (const char *const *name = (const char *const[]){ "legend", "crop_marks", NULL }; *name != NULL; name++)
    gtk_switch_set_active (find (dialog, *name), FALSE);
  gtk_spin_button_set_value (find (dialog, "tile_scale"), 50);
  gtk_spin_button_set_value (find (dialog, "overlap"), 20);
  gtk_editable_set_text (find (dialog, "as_of"), "2026-03-31");
  way_choice_row_choose (find (dialog, "lanes"), "Touchpoints", FALSE);
  after = way_export_dialog_dup_request (dialog);
  g_assert_cmpstr (after->options.paper->name, ==, "a3");
  g_assert_cmpint (after->options.orientation, ==, WAY_ORIENTATION_LANDSCAPE);
  g_assert_cmpfloat_with_epsilon (after->options.margin, WAY_MM (20), 0.01);
  g_assert_true (after->options.tiled && after->expand && after->safe && after->no_legend && !after->options.crop_marks);
  g_assert_cmpfloat_with_epsilon (after->options.scale, 0.5, 0.001);
  g_assert_cmpfloat_with_epsilon (after->options.overlap, WAY_MM (20), 0.01);
  g_assert_cmpuint (after->today, ==, way_date_parse ("2026-03-31"));
  g_assert_nonnull (after->lanes);
  g_assert_false (g_strv_contains ((const char *const *) after->lanes, "Touchpoints"));
  g_assert_nonnull (look_at (dialog));

  /* A day that is none is not taken, and nothing is exported meanwhile. */
  gtk_editable_set_text (find (dialog, "as_of"), "soon");
  g_assert_false (gtk_widget_get_sensitive (find (dialog, "export")));
  gtk_editable_set_text (find (dialog, "as_of"), "");
  look_at (dialog);
  g_assert_true (gtk_widget_get_sensitive (find (dialog, "export")));
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_map ();
}

/* What is remembered comes back as it was; nonsense does not. */
static void
test_remembered (void)
{
  g_autoptr (WayExportRequest) request = way_export_request_new (), read = way_export_request_new (), wrong = way_export_request_new ();
  g_autoptr (GVariant) variant = NULL, again = NULL, nonsense = NULL;

  request->output = WAY_OUTPUT_PNG;
  request->options = (WayExportOptions){ .paper = way_paper_find ("a2", NULL), .orientation = WAY_ORIENTATION_PORTRAIT, .tiled = TRUE, .margin = 14.2, .overlap = 8.5, .scale = 3.25, .transparent = TRUE };
  request->safe = request->no_legend = request->expand = request->dark = TRUE;
  variant = g_variant_ref_sink (way_export_request_to_variant (request));
  way_export_request_load (read, variant);
  again = g_variant_ref_sink (way_export_request_to_variant (read));
  g_assert_cmpvariant (variant, again);

  nonsense = g_variant_parse (NULL, "{'format': <'gif'>, 'page': <'a17'>, 'scale': <-3.0>, 'orientation': <9>, 'safe': <'yes'>, 'margin': <1e9>, 'odd': <1>}", NULL, NULL, NULL);
  way_export_request_load (wrong, nonsense);
  g_assert_cmpint (wrong->output, ==, WAY_OUTPUT_PDF);
  g_assert_cmpstr (wrong->options.paper->name, ==, "map");
  g_assert_cmpfloat (wrong->options.scale, ==, 1);
  g_assert_cmpfloat (wrong->options.margin, ==, -1);
  g_assert_cmpint (wrong->options.orientation, ==, WAY_ORIENTATION_AUTO);
  g_assert_false (wrong->safe);
}

static void
test_remembers (void)
{
  WayExportDialog *dialog;
  g_autofree char *path = NULL;
  g_autoptr (WayExportRequest) request = NULL;

  open_map ("newsletter.en");
  dialog = open_dialog (FALSE);
  way_export_dialog_choose (dialog, "png");
  gtk_spin_button_set_value (find (dialog, "scale"), 1.5);
  path = write_file (dialog, "remembered.png");
  dialog = open_dialog (FALSE);
  request = way_export_dialog_dup_request (dialog);
  g_assert_cmpint (request->output, ==, WAY_OUTPUT_PNG);
  g_assert_cmpfloat (request->options.scale, ==, 1.5);
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_map ();
}

/* Only what the format knows is asked for. */
static void
test_fitting (void)
{
  static const struct
  {
    const char *format;
    gboolean page, picture, scale, lanes, journeys;
  } rows[] = {
    { "pdf", TRUE, FALSE, FALSE, TRUE, TRUE },
    { "svg", FALSE, TRUE, FALSE, TRUE, TRUE },
    { "png", FALSE, TRUE, TRUE, TRUE, TRUE },
    { "mermaid", FALSE, FALSE, FALSE, FALSE, TRUE },
    { "csv-grid", FALSE, FALSE, FALSE, FALSE, TRUE },
    { "csv-list", FALSE, FALSE, FALSE, FALSE, FALSE },
  };
  WayExportDialog *dialog;

  open_map ("b2b-solution.en");
  dialog = open_dialog (FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      way_export_dialog_choose (dialog, rows[i].format);
      g_assert_cmpint (gtk_widget_get_visible (find (dialog, "page_group")), ==, rows[i].page);
      g_assert_cmpint (gtk_widget_get_visible (find (dialog, "picture_group")), ==, rows[i].picture);
      g_assert_cmpint (gtk_widget_get_visible (find (dialog, "scale_row")), ==, rows[i].scale);
      g_assert_cmpint (gtk_widget_get_visible (find (dialog, "lanes")), ==, rows[i].lanes);
      g_assert_cmpint (gtk_widget_get_visible (find (dialog, "journeys")), ==, rows[i].journeys);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_map ();
}

/* --- the preview --- */

/* How far two pictures of the same size are apart, 0 to 1. */
static double
compare (GdkTexture *a, GdkTexture *b)
{
  int width = gdk_texture_get_width (a), height = gdk_texture_get_height (a);
  gsize stride = (gsize) width * 4, size = stride * (gsize) height;
  g_autofree guchar *one = g_malloc (size), *two = g_malloc (size);
  double sum = 0;

  g_assert_cmpint (gdk_texture_get_width (b), ==, width);
  g_assert_cmpint (gdk_texture_get_height (b), ==, height);
  gdk_texture_download (a, one, stride);
  gdk_texture_download (b, two, stride);
  for (gsize i = 0; i < size; i++)
    sum += ABS ((int) one[i] - (int) two[i]);
  return sum / (double) size / 255;
}

/* Each page of the preview is the page of the file, as another program draws it. */
static void
test_preview_is_pdf (void)
{
  WayExportDialog *dialog;
  g_autofree char *path = NULL, *stem = g_build_filename (scratch, "page", NULL);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  const WayExportLook *look;
  guint n;

  open_map ("newsletter.en");
  dialog = open_dialog (FALSE);
  adw_combo_row_set_selected (find (dialog, "paper"), 0);
  gtk_switch_set_active (find (dialog, "tile"), TRUE);
  n = look_at (dialog)->n_pages;
  g_assert_cmpuint (n, >, 3);
  for (guint i = 0; i < n; i++)
    {
      way_export_preview_go_to (way_export_dialog_get_preview (dialog), i);
      look = look_at (dialog);
      g_assert_cmpuint (look->page, ==, i);
      g_ptr_array_add (shown, gdk_memory_texture_new (look->picture->width, look->picture->height, GDK_MEMORY_DEFAULT, look->picture->pixels, look->picture->stride));
    }
  /* There is no page behind the last. */
  way_export_preview_go_to (way_export_dialog_get_preview (dialog), n + 5);
  g_assert_cmpuint (look_at (dialog)->page, ==, n - 1);
  path = write_file (dialog, "preview.pdf");
  g_assert_cmpuint (count_pages (path), ==, n);
  for (guint i = 0; i < n; i++)
    {
      GdkTexture *texture = shown->pdata[i];
      g_autofree char *page = g_strdup_printf ("%u", i + 1), *width = g_strdup_printf ("%d", gdk_texture_get_width (texture)), *height = g_strdup_printf ("%d", gdk_texture_get_height (texture)), *png = g_strconcat (stem, ".png", NULL);
      g_autofree char *out = run ((const char *const[]){ "pdftoppm", "-png", "-singlefile", "-f", page, "-scale-to-x", width, "-scale-to-y", height, path, stem, NULL });
      g_autoptr (GError) error = NULL;
      g_autoptr (GdkTexture) drawn = gdk_texture_new_from_filename (png, &error);

      g_assert_no_error (error);
      g_test_message ("page %u: %.4f", i + 1, compare (texture, drawn));
      g_assert_cmpfloat (compare (texture, drawn), <, 0.012);
    }
  close_map ();
}

static void
test_preview_text (gconstpointer data)
{
  WayExportDialog *dialog;
  g_autofree char *path = NULL, *text = NULL, *kept = NULL;

  open_map ("newsletter.en");
  dialog = open_dialog (FALSE);
  way_export_dialog_choose (dialog, data);
  kept = g_strdup (look_at (dialog)->text);
  g_assert_nonnull (kept);
  path = write_file (dialog, "text.out");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, kept));
  close_map ();
}

/* Where there is nothing to show it says so, and how to go on. */
static void
test_nothing (void)
{
  WayExportDialog *dialog;
  WayChoiceRow *journeys;
  WayElement *journey;

  open_map ("newsletter.en");
  dialog = open_dialog (FALSE);
  journeys = find (dialog, "journeys");
  way_each (journey, way_document_get_root (way_session_get_document (window->session)), WAY_KIND_JOURNEY)
    way_choice_row_choose (journeys, way_element_get_id (journey), FALSE);
  g_assert_null (look_at (dialog));
  g_assert_nonnull (strstr (way_export_preview_get_problem (way_export_dialog_get_preview (dialog)), "journey"));
  g_assert_false (gtk_widget_get_sensitive (find (dialog, "export")));
  journey = way_element_get_first ((WayElement *) way_document_get_root (way_session_get_document (window->session)), WAY_KIND_JOURNEY);
  way_choice_row_choose (journeys, way_element_get_id (journey), TRUE);
  g_assert_nonnull (look_at (dialog));
  g_assert_true (gtk_widget_get_sensitive (find (dialog, "export")));
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_map ();
}

/* What cannot be written is said before it is tried. */
static void
test_too_large (void)
{
  WayExportDialog *dialog;
  const WayExportLook *look;

  open_map ("newsletter.en");
  dialog = open_dialog (FALSE);
  way_export_dialog_choose (dialog, "png");
  gtk_spin_button_set_value (find (dialog, "scale"), 2);
  look = look_at (dialog);
  g_assert_cmpfloat (look->width, >, 1000);
  gtk_spin_button_set_value (find (dialog, "scale"), 20);
  g_assert_null (look_at (dialog));
  g_assert_nonnull (strstr (way_export_preview_get_problem (way_export_dialog_get_preview (dialog)), "too large"));
  g_assert_false (gtk_widget_get_sensitive (find (dialog, "export")));
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_map ();
}

/* --- files --- */

/* Several journeys, one picture each: as the command line names them. */
static void
test_several (void)
{
  WayExportDialog *dialog;
  WayElement *journey;
  g_autofree char *path = NULL;
  guint n = 0;

  open_map ("b2b-solution.en");
  dialog = open_dialog (FALSE);
  way_export_dialog_choose (dialog, "svg");
  way_each (journey, way_document_get_root (way_session_get_document (window->session)), WAY_KIND_JOURNEY)
    {
      way_choice_row_choose (find (dialog, "journeys"), way_element_get_id (journey), TRUE);
      n++;
    }
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (look_at (dialog)->n_pages, ==, n);
  path = write_file (dialog, "map.svg");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  for (const char *const *name = (const char *const[]){ "map-today.svg", "map-target-2027.svg", NULL }; *name != NULL; name++)
    {
      g_autofree char *made = g_build_filename (scratch, *name, NULL);

      g_assert_true (g_file_test (made, G_FILE_TEST_EXISTS));
    }
  close_map ();
}

static void
test_cancel (void)
{
  WayExportDialog *dialog;
  g_autofree char *path = g_build_filename (scratch, "cancelled.png", NULL);

  open_map ("b2b-solution.en");
  dialog = open_dialog (FALSE);
  way_export_dialog_choose (dialog, "png");
  way_export_dialog_start (dialog, path);
  g_assert_true (way_export_dialog_is_running (dialog));
  g_assert_false (gtk_widget_get_sensitive (find (dialog, "options")));
  gtk_window_close (GTK_WINDOW (dialog));
  window_fixture_wait_until (!way_export_dialog_is_running (dialog));
  /* It is still there, for another try. */
  g_assert_true (gtk_widget_get_sensitive (find (dialog, "options")));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_map ();
}

/* The window around it goes while it writes and draws: nothing is left to say, and nobody to say it to. */
static void
test_gone (void)
{
  WayExportDialog *dialog;
  g_autofree char *path = g_build_filename (scratch, "gone.png", NULL);

  open_map ("b2b-solution.en");
  dialog = way_export_dialog_new (GTK_WINDOW (window), window->session, window->toasts);
  gtk_window_present (GTK_WINDOW (dialog));
  way_export_dialog_choose (dialog, "png");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  way_export_dialog_start (dialog, path);
  gtk_window_destroy (GTK_WINDOW (dialog));
  window_fixture_wait_until (dialog == NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  close_map ();
}

static GtkWidget *
find_message (void)
{
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWidget) other = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (ADW_IS_MESSAGE_DIALOG (other))
        return other;
    }
  return NULL;
}

static void
test_no_place (void)
{
  WayExportDialog *dialog;
  g_autofree char *path = g_build_filename (scratch, "nowhere", "map.pdf", NULL);
  GtkWidget *message;

  open_map ("newsletter.en");
  dialog = open_dialog (FALSE);
  way_export_dialog_start (dialog, path);
  window_fixture_wait_until (!way_export_dialog_is_running (dialog));
  message = find_message ();
  g_assert_nonnull (message);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (message)), "nowhere"));
  gtk_window_destroy (GTK_WINDOW (message));
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_map ();
}

/* --- printing --- */

static void
test_print (void)
{
  static const struct
  {
    const char *paper;
    WayOrientation orientation;
    gboolean tiled, all;
    const char *size;
  } rows[] = {
    { "a4", WAY_ORIENTATION_AUTO, FALSE, FALSE, "size: 841" },
    { "a4", WAY_ORIENTATION_PORTRAIT, FALSE, FALSE, "size: 595" },
    { "a3", WAY_ORIENTATION_LANDSCAPE, FALSE, FALSE, "size: 1190" },
    { "letter", WAY_ORIENTATION_PORTRAIT, TRUE, TRUE, "size: 612" },
    { "tabloid", WAY_ORIENTATION_PORTRAIT, FALSE, TRUE, "size: 79" },
  };
  g_autofree char *path = g_build_filename (scratch, "printed.pdf", NULL);
  g_autoptr (GBytes) map = NULL;

  open_map ("car-purchase.en");
  map = way_writer_write (way_session_get_document (window->session));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayExportRequest) request = way_export_request_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *info = NULL, *words = NULL;

      request->options.paper = way_paper_find (rows[i].paper, NULL);
      request->options.orientation = rows[i].orientation;
      request->options.tiled = rows[i].tiled;
      if (!rows[i].all)
        request->journeys = g_strdupv ((char *[]){ (char *) way_editor_get_journey_id (way_window_get_editor (window)), NULL });
      way_print_to_file (map, request, path, &error);
      g_assert_no_error (error);
      info = run ((const char *const[]){ "sh", "-c", "pdfinfo -f 1 -l 1 \"$1\" | sed -n 's/.* size: */size: /p'", "-", path, NULL });
      words = run ((const char *const[]){ "pdftotext", path, "-", NULL });
      g_assert_nonnull (strstr (words, "test drive"));
      if (strstr (info, rows[i].size) == NULL)
        g_error ("%s: %s", rows[i].paper, info);
      if (rows[i].tiled)
        g_assert_cmpuint (count_pages (path), >, 10);
      else
        g_assert_cmpuint (count_pages (path), ==, rows[i].all ? 2 : 1);
    }
  close_map ();
}

static void
test_print_nothing (void)
{
  g_autofree char *path = g_build_filename (scratch, "nothing.pdf", NULL);
  g_autoptr (WayExportRequest) request = way_export_request_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) map = NULL;

  open_map ("car-purchase.en");
  map = way_writer_write (way_session_get_document (window->session));
  request->options.paper = way_paper_find ("a4", NULL);
  request->journeys = g_new0 (char *, 1);
  g_assert_false (way_print_to_file (map, request, path, &error));
  g_assert_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_OPTION);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  close_map ();
}

/* The dialog to print: paper only, and no formats. */
static void
test_print_dialog (void)
{
  WayExportDialog *dialog;
  g_autoptr (WayExportRequest) request = NULL;

  open_map ("newsletter.en");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.print", NULL));
  dialog = open_dialog (TRUE);
  request = way_export_dialog_dup_request (dialog);
  g_assert_cmpint (request->output, ==, WAY_OUTPUT_PDF);
  g_assert_cmpstr (request->options.paper->name, ==, "a4");
  g_assert_false (gtk_widget_get_visible (find (dialog, "format")));
  g_assert_true (look_at (dialog)->is_sheet);
  for (guint i = 0; i < g_list_model_get_n_items (adw_combo_row_get_model (find (dialog, "paper"))); i++)
    {
      adw_combo_row_set_selected (find (dialog, "paper"), i);
      g_autoptr (WayExportRequest) other = way_export_dialog_dup_request (dialog);
      g_assert_cmpfloat (other->options.paper->width, >, 0);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
  close_map ();
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  scratch = g_dir_make_tmp ("waymark-export-XXXXXX", NULL);
  g_test_add_func ("/export/options", test_options);
  g_test_add_func ("/export/remembered", test_remembered);
  g_test_add_func ("/export/remembers", test_remembers);
  g_test_add_func ("/export/fitting", test_fitting);
  g_test_add_func ("/export/preview/pdf", test_preview_is_pdf);
  g_test_add_data_func ("/export/preview/mermaid", "mermaid", test_preview_text);
  g_test_add_data_func ("/export/preview/csv-grid", "csv-grid", test_preview_text);
  g_test_add_data_func ("/export/preview/csv-list", "csv-list", test_preview_text);
  g_test_add_func ("/export/preview/nothing", test_nothing);
  g_test_add_func ("/export/preview/too-large", test_too_large);
  g_test_add_func ("/export/several", test_several);
  g_test_add_func ("/export/cancel", test_cancel);
  g_test_add_func ("/export/gone", test_gone);
  g_test_add_func ("/export/no-place", test_no_place);
  g_test_add_func ("/export/print/pages", test_print);
  g_test_add_func ("/export/print/nothing", test_print_nothing);
  g_test_add_func ("/export/print/dialog", test_print_dialog);

  int status = g_test_run ();
  g_autoptr (GFile) folder = g_file_new_for_path (scratch);
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (folder, "standard::name", G_FILE_QUERY_INFO_NONE, NULL, NULL);
  GFile *file;

  while (g_file_enumerator_iterate (files, NULL, &file, NULL, NULL) && file != NULL)
    g_file_delete (file, NULL, NULL);
  g_file_delete (folder, NULL, NULL);
  window_fixture_quit ();
  return status;
}
