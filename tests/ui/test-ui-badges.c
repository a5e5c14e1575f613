/* Figures on the map in the window: badges that follow the numbers, what stands behind them, the journey's score. */
#include <string.h>

#include "metrics/way-import.h"
#include "metrics/way-propose.h"
#include "ui/canvas/way-canvas-private.h"
#include "ui/figures/way-figure-popover.h"
#include "remove-folder.h"
#include "window-fixture.h"

static const char *const names[] = { "Invitation on day five", "Autumn order", "Unsubscribed", "Sign-up with three questions", "Second issue: 20% off everything" };

/* Forty answers at each of three touchpoints; three at a fourth, so that those of a fifth are hidden with them. */
static char *
make_survey (const char *month, int best)
{
  GString *s = g_string_new ("Date,Touchpoint,NPS\n");

  for (int t = 0; t < 5; t++)
    for (int i = 0; i < (t == 3 ? 3 : t == 4 ? 12
                                             : 40);
         i++)
      g_string_append_printf (s, "2026-%s-%02d,%s,%d\n", month, i % 28 + 1, names[t], CLAMP (best - 3 * t + i % 2, 0, 10));
  return g_string_free (s, FALSE);
}

static void
import (const char *month, int best)
{
  const WayImportOptions options = { .accept_guesses = TRUE };
  g_autofree char *text = make_survey (month, best);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cache_open (way_figure_store_get_cache_path (), NULL, &error);
  g_autoptr (WayImport) table = way_import_new (cache, text, strlen (text), "survey.csv", "survey", NULL, NULL, &error);
  WayImportResult result = { 0 };

  g_assert_no_error (error);
  g_assert_true (way_import_run (table, &options, NULL, NULL, NULL, &result, NULL, &error));
}

static void
refreshed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_assert_true (way_figure_store_refresh_finish (WAY_FIGURE_STORE (object), result, NULL));
  *(gboolean *) data = TRUE;
}

/* Until the map shows what is measured. */
static void
refresh (WayWindow *window)
{
  gboolean done = FALSE;

  way_figure_store_refresh_async (way_session_get_figures (window->session), NULL, refreshed_cb, &done);
  while (!done || window->canvas->coming != NULL)
    g_main_context_iteration (NULL, TRUE);
  window_fixture_settle (200);
}

static WayWindow *
open_measured (void)
{
  WayWindow *window = window_fixture_open ("newsletter.en");
  WayDocument *document = way_session_get_document (window->session);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "way-badges-XXXXXX", NULL);
  g_autofree char *cache_path = NULL;
  g_autoptr (WayCache) cache = NULL;
  guint n_metrics, n_bindings;

  g_assert_nonnull (g_mkdtemp (path));
  cache_path = g_build_filename (path, "metrics.db", NULL);
  g_setenv ("WAYMARK_METRICS", cache_path, TRUE);
  import ("10", 9);
  cache = way_cache_open (cache_path, NULL, NULL);
  g_assert_true (way_propose_apply (document, cache, "survey", &n_metrics, &n_bindings, NULL));
  g_assert_cmpuint (n_bindings, >=, 4);
  refresh (window);
  return window;
}

static void
close_measured (WayWindow *window)
{
  g_autofree char *folder = g_path_get_dirname (g_getenv ("WAYMARK_METRICS"));

  window_fixture_close (window);
  g_unsetenv ("WAYMARK_METRICS");
  remove_folder (folder);
}

/* The binding of the imported metric at a touchpoint. */
static const char *
find_binding (WayWindow *window, const char *place)
{
  const GPtrArray *here = way_figure_store_get_at (way_session_get_figures (window->session), place);

  for (guint i = 0; here != NULL && i < here->len; i++)
    {
      const WayFigure *figure = g_ptr_array_index (here, i);

      if (figure->is_measured && strcmp (figure->kind, "nps") == 0)
        return figure->binding;
    }
  return NULL;
}

static char *
read_popover (WayWindow *window)
{
  GtkWidget *popover = way_canvas_get_figure_popover (window->canvas);

  while (way_figure_popover_get_n_rows (WAY_FIGURE_POPOVER (popover)) == 0)
    g_main_context_iteration (NULL, TRUE);
  return way_figure_popover_dup_text (WAY_FIGURE_POPOVER (popover));
}

/* A click on a badge says everything that stands behind it; on the card beside it, nothing is opened. */
static void
test_click (void)
{
  WayWindow *window = open_measured ();
  WayScene *scene = way_canvas_get_scene (window->canvas);
  const char *binding = find_binding (window, "tp-einlad");
  const WayItem *card;
  WayRect rect;
  g_autofree char *text = NULL;
  double x, y;
  guint band;

  g_assert_nonnull (binding);
  g_assert_true (way_scene_find_figure (scene, binding, &rect));
  way_canvas_scroll_to (window->canvas, "tp-einlad");
  window_fixture_settle (50);
  x = rect.x + rect.width / 2;
  y = rect.y + rect.height / 2;
  way_canvas_scene_to_widget (window->canvas, &x, &y);
  g_assert_true (way_canvas_is_figure (window->canvas, x, y));
  g_assert_true (way_canvas_ask_figure (window->canvas, x, y, 1));
  g_assert_cmpstr (way_figure_popover_get_binding (WAY_FIGURE_POPOVER (way_canvas_get_figure_popover (window->canvas))), ==, binding);
  text = read_popover (window);
  g_test_message ("%s", text);
  g_assert_cmpuint (way_figure_popover_get_n_rows (WAY_FIGURE_POPOVER (way_canvas_get_figure_popover (window->canvas))), ==, 40);
  for (const char *const *word = (const char *const[]){ names[0], "\n100\n", "n\u00a040", "nothing to compare it with yet", "Higher is better.", "“survey”", "where “Touchpoint” is “Invitation on day five”", "survey.csv · SHA-256 ", NULL }; *word != NULL; word++)
    g_assert_nonnull (strstr (text, *word));
  gtk_popover_popdown (GTK_POPOVER (way_canvas_get_figure_popover (window->canvas)));
  card = way_scene_find (scene, "tp-einlad", &band);
  rect = way_scene_get_item_rect (scene, band, card);
  x = rect.x + 60;
  y = rect.y + 15;
  way_canvas_scene_to_widget (window->canvas, &x, &y);
  g_assert_false (way_canvas_ask_figure (window->canvas, x, y, 1));
  close_measured (window);
}

/* The keyboard opens the same from the selected card; of very few answers nothing is shown. */
static void
test_keyboard (void)
{
  WayWindow *window = open_measured ();
  g_autofree char *text = NULL;

  way_editor_select (way_window_get_editor (window), "tp-form");
  window_fixture_act (window, "map.figures", NULL);
  window_fixture_settle (100);
  g_assert_true (gtk_widget_get_mapped (way_canvas_get_figure_popover (window->canvas)));
  g_assert_true (way_canvas_open_figures (window->canvas, find_binding (window, "tp-form")));
  window_fixture_settle (100);
  text = way_figure_popover_dup_text (WAY_FIGURE_POPOVER (way_canvas_get_figure_popover (window->canvas)));
  g_assert_nonnull (strstr (text, "n\u00a0<\u00a05"));
  g_assert_nonnull (strstr (text, "to protect the people"));
  g_assert_cmpuint (way_figure_popover_get_n_rows (WAY_FIGURE_POPOVER (way_canvas_get_figure_popover (window->canvas))), ==, 0);
  /* Where there is nothing, it says so. */
  g_assert_false (way_canvas_open_figures (window->canvas, "tp-bestaet"));
  /* Asked in the middle of writing a new card, which is taken over first and then is what is chosen. */
  gtk_popover_popdown (GTK_POPOVER (way_canvas_get_figure_popover (window->canvas)));
  way_editor_select (way_window_get_editor (window), "tp-einlad");
  g_assert_true (way_canvas_edit (window->canvas, NULL, "Call back"));
  window_fixture_act (window, "map.figures", NULL);
  g_assert_cmpstr (way_editor_get_selected (way_window_get_editor (window), 0), !=, "tp-einlad");
  window_fixture_settle (50);
  g_assert_false (gtk_widget_get_mapped (way_canvas_get_figure_popover (window->canvas)));
  close_measured (window);
}

/* New numbers: the badge, the popover that is open, and the line below follow; an edit in the middle of it is not lost. */
static void
test_follows (void)
{
  WayWindow *window = open_measured ();
  WayFigureStore *store = way_session_get_figures (window->session);
  gboolean done = FALSE;
  g_autofree char *binding = g_strdup (find_binding (window, "tp-einlad")), *dump = NULL, *fresh = NULL, *text = NULL;
  WayDocument *document = way_session_get_document (window->session);
  const WaySceneOptions options = way_canvas_make_options (window->canvas);

  g_assert_cmpuint (way_figure_store_freeze (store, "baseline", NULL), >, 0);
  refresh (window);
  g_assert_true (way_canvas_open_figures (window->canvas, binding));
  import ("11", 4);
  way_figure_store_refresh_async (store, NULL, refreshed_cb, &done);
  while (!done || window->canvas->coming == NULL)
    g_main_context_iteration (NULL, TRUE);
  /* While it is being prepared. */
  while (window->canvas->coming != NULL && window->canvas->next == NULL)
    g_main_context_iteration (NULL, TRUE);
  way_document_begin (document, "Rename");
  g_assert_true (way_document_set (document, way_document_lookup (document, "tp-kauf"), WAY_FIELD_NAME, "Order in autumn", NULL));
  way_document_commit (document);
  g_assert_null (window->canvas->next);
  while (window->canvas->coming != NULL)
    g_main_context_iteration (NULL, TRUE);
  window_fixture_settle (300);
  dump = way_scene_dump (way_canvas_get_scene (window->canvas));

  g_autoptr (WayScene) anew = way_scene_new (document, way_editor_get_journey (way_window_get_editor (window)), way_scene_get_theme (window->canvas->scene), way_figure_store_get_figures (store), &options, NULL);

  fresh = way_scene_dump (anew);
  g_assert_cmpstr (dump, ==, fresh);
  g_assert_nonnull (strstr (dump, "Order in autumn"));
  text = read_popover (window);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, "worse"));
  close_measured (window);
}

/* The score says what it is made of, and what is missing. */
static void
test_score (void)
{
  WayWindow *window = open_measured (), *bare = window_fixture_open (NULL);
  g_autofree char *parts = way_standing_bar_dup_parts (window->standing);

  g_test_message ("%s\n%s", way_standing_bar_get_score_text (window->standing), parts);
  g_assert_nonnull (strstr (way_standing_bar_get_score_text (window->standing), "journey score"));
  g_assert_nonnull (strstr (way_standing_bar_get_age_text (window->standing), "old"));
  for (const char *const *word = (const char *const[]){ "95 % certainty", "Satisfaction: counts for ", "Cost: Bind a cost with a target", "touchpoints have figures.", "The weakest link", "“Unsubscribed”", NULL }; *word != NULL; word++)
    g_assert_nonnull (strstr (parts, *word));
  window_fixture_act (window, "map.score", NULL);
  window_fixture_settle (50);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bare->standing)));
  window_fixture_close (bare);
  close_measured (window);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/badges/click", test_click);
  g_test_add_func ("/badges/keyboard", test_keyboard);
  g_test_add_func ("/badges/follows", test_follows);
  g_test_add_func ("/badges/score", test_score);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
