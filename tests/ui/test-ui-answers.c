/* Customer voices in the window: found, ticked, attached on either side; the claim follows the import that they came with. */
#include <string.h>

#include "format/way-writer.h"
#include "metrics/way-import.h"
#include "model/way-evidence.h"
#include "ui/dialogs/way-answers-dialog.h"
#include "remove-folder.h"
#include "window-fixture.h"

static const char survey[] = "response_id,date,touchpoint,nps,comment\n"
                             "R_1,2026-03-01,Search,3,It took too long\n"
                             "R_1,2026-04-01,Order,4,Still too long for me\n"
                             "R_2,2026-03-02,Search,2,Much too long\n"
                             "R_3,2026-03-03,Search,4,Waiting was too long\n"
                             "R_4,2026-03-04,Order,5,too long <b>& dear</b>\n"
                             "R_5,2026-03-05,Order,1,Too long. Never again\n"
                             "R_6,2026-03-06,Order,9,Quick and easy\n";

static gint64
import (void)
{
  const WayImportOptions options = { .accept_guesses = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (way_figure_store_get_cache_path (), NULL, &error);
  g_autoptr (WayImport) table = way_import_new (cache, survey, strlen (survey), "voices.csv", "voices", NULL, NULL, &error);
  WayImportResult result = { 0 };

  g_assert_no_error (error);
  g_assert_true (way_import_run (table, &options, NULL, NULL, NULL, &result, NULL, &error));
  return result.import;
}

static void
forget (gint64 id)
{
  g_autoptr (WayCache) cache = way_cache_open (way_figure_store_get_cache_path (), NULL, NULL);

  g_assert_true (way_cache_forget_import (cache, id, NULL));
}

static void
refreshed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_assert_true (way_figure_store_refresh_finish (WAY_FIGURE_STORE (object), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
refresh (WayWindow *window)
{
  gboolean done = FALSE;

  way_figure_store_refresh_async (way_session_get_figures (window->session), NULL, refreshed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static WayAnswersDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (WAY_IS_ANSWERS_DIALOG (window) && gtk_widget_get_visible (window))
        return WAY_ANSWERS_DIALOG (window);
    }
  return NULL;
}

static WayAnswersDialog *
open_dialog (WayWindow *window, const char *words)
{
  WayAnswersDialog *dialog;

  window_fixture_act (window, "map.find-voices", NULL);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  way_answers_dialog_search (dialog, words);
  while (way_answers_dialog_is_busy (dialog))
    g_main_context_iteration (NULL, TRUE);
  return dialog;
}

static WayEvidence
count (WayWindow *window, const char *id)
{
  WayDocument *document = way_session_get_document (window->session);

  return way_evidence_count (document, way_document_lookup (document, id), 0);
}

static WayWindow *
open_map (char **folder)
{
  g_autofree char *path = NULL;

  *folder = g_dir_make_tmp ("way-answers-XXXXXX", NULL);
  path = g_build_filename (*folder, "metrics.db", NULL);
  g_setenv ("WAYMARK_METRICS", path, TRUE);
  return window_fixture_open ("b2b-solution.en");
}

static void
close_map (WayWindow *window, char *folder)
{

  window_fixture_close (window);
  g_unsetenv ("WAYMARK_METRICS");
  remove_folder (folder);
  g_free (folder);
}

/* Six answers of five customers; undone and done again; the import undone, and there again. */
static void
test_attach (void)
{
  char *folder;
  WayWindow *window = open_map (&folder);
  WayDocument *document = way_session_get_document (window->session);
  gint64 id = import ();
  WayAnswersDialog *dialog;

  g_assert_cmpint (count (window, "tp-dtun").state, ==, WAY_EVIDENCE_ASSUMPTION);
  way_editor_select (way_window_get_editor (window), "tp-dtun");
  dialog = open_dialog (window, "too long");
  g_assert_cmpuint (way_answers_dialog_get_n_rows (dialog), ==, 6);
  g_assert_cmpstr (way_answers_dialog_get_standing (dialog), ==, "assumption");
  way_answers_dialog_tick_all (dialog);
  way_answers_dialog_attach (dialog, FALSE);
  g_assert_cmpstr (way_answers_dialog_get_standing (dialog), ==, "confirmed");
  g_assert_cmpint (count (window, "tp-dtun").customers_for, ==, 5);
  gtk_window_close (GTK_WINDOW (dialog));

  window_fixture_act (window, "win.undo", NULL);
  g_assert_cmpint (count (window, "tp-dtun").state, ==, WAY_EVIDENCE_ASSUMPTION);
  window_fixture_act (window, "win.redo", NULL);
  g_assert_cmpint (count (window, "tp-dtun").state, ==, WAY_EVIDENCE_CONFIRMED);

  g_autoptr (GBytes) before = way_writer_write (document);

  forget (id);
  refresh (window);
  g_assert_cmpint (count (window, "tp-dtun").state, ==, WAY_EVIDENCE_ASSUMPTION);
  g_assert_cmpint (count (window, "tp-dtun").taken_back, ==, 6);

  g_autoptr (GBytes) after = way_writer_write (document);

  g_assert_true (g_bytes_equal (before, after));
  import ();
  refresh (window);
  g_assert_cmpint (count (window, "tp-dtun").state, ==, WAY_EVIDENCE_CONFIRMED);
  close_map (window, folder);
}

/* What contradicts counts as much; the other side is one press away, and so is neither. */
static void
test_sides (void)
{
  char *folder;
  WayWindow *window = open_map (&folder);
  WayAnswersDialog *dialog;

  import ();
  way_editor_select (way_window_get_editor (window), "tp-dtun");
  dialog = open_dialog (window, "too long");
  way_answers_dialog_tick_all (dialog);
  way_answers_dialog_attach (dialog, TRUE);
  g_assert_cmpstr (way_answers_dialog_get_standing (dialog), ==, "contradicted");
  way_answers_dialog_search (dialog, "quick");
  while (way_answers_dialog_is_busy (dialog))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (way_answers_dialog_get_n_rows (dialog), ==, 1);
  way_answers_dialog_tick_all (dialog);
  way_answers_dialog_attach (dialog, FALSE);
  g_assert_cmpint (count (window, "tp-dtun").customers_for, ==, 1);
  g_assert_cmpint (count (window, "tp-dtun").customers_against, ==, 5);
  way_answers_dialog_search (dialog, "nobody says this");
  while (way_answers_dialog_is_busy (dialog))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (way_answers_dialog_get_n_rows (dialog), ==, 0);
  gtk_window_close (GTK_WINDOW (dialog));
  close_map (window, folder);
}

/* Where nothing is selected, or nothing is claimed, it says so; without a single import, too. */
static void
test_nothing (void)
{
  char *folder;
  WayWindow *window = open_map (&folder);
  WayAnswersDialog *dialog;

  way_editor_clear_selection (way_window_get_editor (window));
  window_fixture_act (window, "map.find-voices", NULL);
  g_assert_null (find_dialog ());
  way_editor_select (way_window_get_editor (window), "pn-preis");
  dialog = open_dialog (window, "long");
  g_assert_cmpuint (way_answers_dialog_get_n_rows (dialog), ==, 0);
  gtk_window_close (GTK_WINDOW (dialog));
  close_map (window, folder);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/ui/answers/attach", test_attach);
  g_test_add_func ("/ui/answers/sides", test_sides);
  g_test_add_func ("/ui/answers/nothing", test_nothing);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
