/* How long a frame takes: bench-canvas MAP [ZOOM]. Run under with-display. */
#include <adwaita.h>
#include <stdlib.h>

#include "base/way-place.h"
#include "format/way-reader.h"
#include "ui/way-canvas.h"

#define FRAMES 60

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

int
main (int argc, char **argv)
{
  double times[FRAMES], nodes_only[FRAMES];
  g_autoptr (WayDocument) document = NULL;
  g_autoptr (WayEditor) editor = NULL;
  GtkWidget *window, *scroller, *canvas;
  GskRenderer *renderer;

  way_place_init_language ();
  gtk_init ();
  adw_init ();
  document = way_reader_read_file (argc > 1 ? argv[1] : "map.waymark", NULL, NULL, NULL);
  g_return_val_if_fail (document != NULL, 1);
  editor = way_editor_new (document);
  window = gtk_window_new ();
  scroller = gtk_scrolled_window_new ();
  canvas = way_canvas_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), canvas);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 1920, 1080);
  way_canvas_set_editor (WAY_CANVAS (canvas), editor);
  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < 200; i++)
    g_main_context_iteration (NULL, FALSE);
  way_canvas_set_zoom (WAY_CANVAS (canvas), argc > 2 ? g_ascii_strtod (argv[2], NULL) : 1);
  renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  for (int i = 0; i < FRAMES; i++)
    {
      GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (canvas));
      g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
      gint64 start, middle;

      gtk_adjustment_set_value (across, i * 7);
      start = g_get_monotonic_time ();
      GTK_WIDGET_GET_CLASS (canvas)->snapshot (canvas, snapshot);

      g_autoptr (GskRenderNode) node = gtk_snapshot_to_node (snapshot);

      middle = g_get_monotonic_time ();

      g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, 1920, 1080));

      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
      nodes_only[i] = (double) (middle - start) / 1000;
    }
  qsort (times, FRAMES, sizeof times[0], compare);
  qsort (nodes_only, FRAMES, sizeof nodes_only[0], compare);
  g_print ("pan: %.2f ms a frame, of which %.2f ms for the nodes (medians of %d)\n", times[FRAMES / 2], nodes_only[FRAMES / 2], FRAMES);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
