/* Whether the window stalls when its figures are refreshed: bench-refresh MAP CACHE CACHE, under with-display, 1920 × 1080 pixels. The map's
 * figures are made from the two caches in turn, so that each refresh changes what they differ in. Time of the main thread's processor.
 *
 * Printed, in milliseconds:
 *   refresh WORST MEDIAN TOTAL   the longest turn of the main loop in any refresh, the median of the longest ones, and all turns of one */
#include <adwaita.h>
#include <time.h>

#include "base/way-place.h"
#include "format/way-reader.h"
#include "ui/canvas/way-canvas-private.h"

#define ROUNDS 12
#define WIDTH 1920
#define HEIGHT 1080

static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Turns the loop until nothing has happened for a while; returns the longest turn. */
static double
settle (WayCanvas *canvas, double *total)
{
  double longest = 0;
  gboolean quiet = FALSE;

  *total = 0;
  g_timeout_add (700, stop_cb, &quiet);
  while (!quiet || canvas->coming != NULL)
    {
      double start = get_ms (), turn;

      g_main_context_iteration (NULL, TRUE);
      turn = get_ms () - start;
      longest = MAX (longest, turn);
      *total += turn;
      if (turn > 12 && g_getenv ("WAYMARK_BENCH_VERBOSE") != NULL)
        g_print ("# a turn of %.2f\n", turn);
    }
  return longest;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

int
main (int argc, char **argv)
{
  double longest[ROUNDS], total;

  way_place_init_language ();
  gtk_init ();
  adw_init ();

  g_autoptr (WayDocument) document = argc == 4 ? way_reader_read_file (argv[1], NULL, NULL, NULL) : NULL;

  if (document == NULL)
    {
      g_printerr ("usage: bench-refresh MAP CACHE CACHE\n");
      return 2;
    }
  g_setenv ("WAYMARK_METRICS", argv[2], TRUE);

  g_autoptr (WayEditor) editor = way_editor_new (document);
  g_autoptr (WayFigureStore) store = way_figure_store_new (document);
  GtkWidget *window = gtk_window_new (), *scroller = gtk_scrolled_window_new ();
  WayCanvas *canvas = WAY_CANVAS (way_canvas_new ());

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (canvas));
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  way_canvas_set_editor (canvas, editor);
  way_canvas_set_figures (canvas, store);
  gtk_window_present (GTK_WINDOW (window));
  settle (canvas, &total);
  way_canvas_set_zoom (canvas, 1);
  settle (canvas, &total);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_setenv ("WAYMARK_METRICS", argv[2 + (i + 1) % 2], TRUE);
      way_figure_store_refresh (store);
      longest[i] = settle (canvas, &total);
    }
  qsort (longest, ROUNDS, sizeof longest[0], compare_cb);
  g_print ("refresh %.2f %.2f %.2f\n", longest[ROUNDS - 1], longest[ROUNDS / 2], total);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
