/* What a frame of the map costs: bench-canvas MAP, under with-display, 1920 × 1080 pixels in all. Processor time of this process,
 * from what the hand does to the frame being in the display's memory: laying out, snapshot, comparing with the frame before,
 * drawing. Medians, each measured in turn with the others, so that whatever else the machine does falls on all of them.
 *
 * Printed, in milliseconds unless said otherwise:
 *   pan READY PAN PAN-MEAN WORST    the window's contents drawn anew into a picture: its ready-made node tree; snapshot and tree while
 *                                   the map moves 24 pixels a frame; the mean of a whole frame in the window and all that is painted ahead after it
 *   frame PAN DRAG EDIT ALL ZOOM    whole frames in the window: the map moves; a card follows the pointer; a card is renamed; the map
 *                                   moves while all of it is in view; one step of a zoom gesture
 *   memory PEAK                     MiB resident at most */
#include <adwaita.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/way-place.h"
#include "edit/way-commands.h"
#include "format/way-reader.h"
#include "ui/canvas/way-canvas-drag.h"

#define WIDTH 1920
#define HEIGHT 1080
#define ROUNDS 60

typedef struct
{
  double ms[ROUNDS];
  guint n;
} Times;

typedef struct
{
  WayDocument *document;
  WayEditor *editor;
  GtkWidget *window;
  WayCanvas *canvas;
} Bench;

static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_median (Times *self)
{
  qsort (self->ms, self->n, sizeof self->ms[0], compare_cb);
  return self->ms[self->n / 2];
}

static double
get_mean (const Times *self)
{
  double sum = 0;

  for (guint i = 0; i < self->n; i++)
    sum += self->ms[i];
  return sum / self->n;
}

static void
add (Times *self, double start)
{
  if (self->n < ROUNDS)
    self->ms[self->n++] = get_ms () - start;
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Until what was just done stands on the screen. */
static void
wait_for_frame (Bench *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->window);
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until nothing is left to do: what is painted ahead, and what waits for a pause. */
static void
settle (void)
{
  gboolean done = FALSE;

  g_timeout_add (200, stop_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static GskRenderNode *
make_node (Bench *self)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  GTK_WIDGET_GET_CLASS (self->canvas)->snapshot (GTK_WIDGET (self->canvas), snapshot);
  return gtk_snapshot_to_node (snapshot);
}

static void
render (Bench *self, GskRenderNode *node)
{
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (self->window));

  g_object_unref (gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT)));
}

static void
scroll (Bench *self, double x, double y)
{
  gtk_adjustment_set_value (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->canvas)), x);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->canvas)), y);
}

static void
set_zoom (Bench *self, double zoom)
{
  way_canvas_set_zoom (self->canvas, zoom);
  settle ();
  scroll (self, 400, 200);
  settle ();
}

/* --- what is measured --- */

static void
bench_pan (Bench *self)
{
  Times ready = { 0 }, pan = { 0 }, all = { 0 };

  set_zoom (self, 1);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = get_ms ();

      scroll (self, 400 + 24 * i, 200);

      g_autoptr (GskRenderNode) before = make_node (self);
      double made = get_ms ();

      /* Once for the caches of the processor, which otherwise would favour whoever comes second. */
      render (self, before);

      double again = get_ms ();
      g_autoptr (GskRenderNode) node = make_node (self);

      render (self, node);
      add (&pan, again);
      again = get_ms ();
      render (self, node);
      add (&ready, again);
      again = get_ms ();
      while (g_main_context_iteration (NULL, FALSE))
        ;
      all.ms[all.n++] = made - start + get_ms () - again;
    }

  double mean = get_mean (&all), median = get_median (&pan);

  g_print ("pan %.3f %.3f %.3f %.3f\n", get_median (&ready), median, mean, pan.ms[ROUNDS - 1]);
}

static const WayItem *
find_card (Bench *self, WayRect *rect)
{
  WayScene *scene = way_canvas_get_scene (self->canvas);

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    for (guint i = 0; i < way_band_get_n_items (way_scene_get_band (scene, b, NULL)); i++)
      {
        const WayItem *item = way_band_get_item (way_scene_get_band (scene, b, NULL), i);

        *rect = way_scene_get_item_rect (scene, b, item);
        way_canvas_scene_to_widget (self->canvas, &rect->x, &rect->y);
        if (item->part == WAY_PART_CARD && rect->x > 400 && rect->y > 300)
          return item;
      }
  g_error ("The map has no card.");
}

static void
pan_frame (Bench *self, Times *times, guint i)
{
  double start;

  scroll (self, 400 + 24 * i, 200);
  start = get_ms ();
  wait_for_frame (self);
  add (times, start);
}

static void
edit_frame (Bench *self, Times *times, guint i)
{
  WayRect rect;
  g_autofree char *id = g_strdup (find_card (self, &rect)->id), *name = g_strdup_printf ("Neuer Name %u", i);
  double start = get_ms ();

  way_command_rename (self->editor, id, name, NULL);
  wait_for_frame (self);
  add (times, start);
}

static void
drag_frames (Bench *self, Times *times)
{
  WayRect rect;
  g_autofree char *id = g_strdup (find_card (self, &rect)->id);

  way_canvas_press (self->canvas, rect.x + 60, rect.y + 40, GDK_BUTTON_PRIMARY, 0);
  for (guint k = 0; k < 12; k++)
    {
      double start = get_ms ();

      way_canvas_drag (self->canvas, rect.x + 60 + 3.0 * k, rect.y + 40 + 2.0 * k, 0);
      wait_for_frame (self);
      /* The first one lifts the card off. */
      if (k >= 6)
        add (times, start);
    }
  way_canvas_release (self->canvas, FALSE);
}

static void
all_frame (Bench *self, Times *times, guint i)
{
  double start;

  scroll (self, 10 + i % 7, 2 + i % 3);
  start = get_ms ();
  wait_for_frame (self);
  add (times, start);
}

static void
bench_frames (Bench *self)
{
  Times pan = { 0 }, drag = { 0 }, edit = { 0 }, all = { 0 }, zoom = { 0 };

  set_zoom (self, 1);
  for (guint i = 0; i < ROUNDS; i++)
    {
      pan_frame (self, &pan, i);
      settle ();
      if (i % 6 == 5)
        drag_frames (self, &drag);
      settle ();
      edit_frame (self, &edit, i);
    }
  way_canvas_zoom_to_fit (self->canvas);
  settle ();
  way_canvas_set_zoom (self->canvas, way_canvas_get_zoom (self->canvas) * 1.02);
  settle ();
  for (guint i = 0; i < ROUNDS; i++)
    {
      all_frame (self, &all, i);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  set_zoom (self, 1);
  for (guint i = 0; i < 20; i++)
    {
      double start = get_ms ();

      way_canvas_set_zoom (self->canvas, 1 - i * 0.03);
      wait_for_frame (self);
      add (&zoom, start);
    }
  g_print ("frame %.3f %.3f %.3f %.3f %.3f\n", get_median (&pan), get_median (&drag), get_median (&edit), get_median (&all), get_median (&zoom));
}

int
main (int argc, char **argv)
{
  Bench self = { 0 };
  GtkWidget *scroller;
  struct rusage usage;

  way_place_init_language ();
  gtk_init ();
  adw_init ();
  self.document = argc == 2 ? way_reader_read_file (argv[1], NULL, NULL, NULL) : NULL;
  if (self.document == NULL)
    {
      g_printerr ("usage: bench-canvas MAP\n");
      return 2;
    }
  self.editor = way_editor_new (self.document);
  self.window = gtk_window_new ();
  scroller = gtk_scrolled_window_new ();
  self.canvas = WAY_CANVAS (way_canvas_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self.canvas));
  gtk_window_set_child (GTK_WINDOW (self.window), scroller);
  gtk_window_set_decorated (GTK_WINDOW (self.window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self.window), WIDTH, HEIGHT);
  way_canvas_set_editor (self.canvas, self.editor);
  gtk_window_present (GTK_WINDOW (self.window));
  settle ();
  if (gtk_widget_get_width (GTK_WIDGET (self.canvas)) != WIDTH || gtk_widget_get_height (GTK_WIDGET (self.canvas)) != HEIGHT)
    g_warning ("The map is %d × %d pixels large.", gtk_widget_get_width (GTK_WIDGET (self.canvas)), gtk_widget_get_height (GTK_WIDGET (self.canvas)));
  bench_pan (&self);
  bench_frames (&self);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("memory %.1f\n", (double) usage.ru_maxrss / 1024);
  gtk_window_destroy (GTK_WINDOW (self.window));
  g_object_unref (self.editor);
  g_object_unref (self.document);
  return 0;
}
