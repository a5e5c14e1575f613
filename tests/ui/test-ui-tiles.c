/* The map in pictures: what is kept, what is painted again, and that it looks as if all had been. */
#include <adwaita.h>
#include <stdlib.h>

#include "base/way-place.h"
#include "edit/way-commands.h"
#include "format/way-reader.h"
#include "ui/canvas/way-tiles.h"

#define WIDTH 900
#define HEIGHT 700

typedef struct
{
  WayDocument *document;
  WayEditor *editor;
  WayScene *scene;
} Fixture;

static void
lay_out (Fixture *self)
{
  const WaySceneOptions options = { .today = 740000 };
  WayScene *scene = way_scene_new (self->document, way_editor_get_journey (self->editor), way_theme_get_light (), NULL, &options, self->scene);

  g_clear_pointer (&self->scene, way_scene_unref);
  self->scene = scene;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = way_place_build_data (data);
  g_autoptr (GError) error = NULL;

  self->document = way_reader_read_file (path, NULL, NULL, &error);
  g_assert_no_error (error);
  self->editor = way_editor_new (self->document);
  lay_out (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  way_scene_unref (self->scene);
  g_object_unref (self->editor);
  g_object_unref (self->document);
}

/* What would be on the screen. */
static cairo_surface_t *
look (WayTiles *tiles, int factor, double x, double y)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (image);

  way_tiles_snapshot (tiles, snapshot, GRAPHENE_RECT_INIT ((float) x, (float) y, WIDTH / (float) factor, HEIGHT / (float) factor));

  g_autoptr (GskRenderNode) node = gtk_snapshot_to_node (snapshot);

  cairo_scale (cr, factor, factor);
  cairo_translate (cr, -x, -y);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

/* The same but for how a curve is rounded where a painted rectangle cuts it. */
static gboolean
is_same (cairo_surface_t *a, cairo_surface_t *b)
{
  const guchar *one = cairo_image_surface_get_data (a), *two = cairo_image_surface_get_data (b);

  for (gsize i = 0; i < (gsize) cairo_image_surface_get_stride (a) * HEIGHT; i++)
    if (abs (one[i] - two[i]) > 20)
      return FALSE;
  return TRUE;
}

/* --- moving and editing --- */

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (WayTiles) tiles = way_tiles_new ();
  WayElement *card = way_element_get_first (way_editor_get_journey (self->editor), WAY_KIND_TOUCHPOINT);
  /* As long as before, so that the rows keep their heights. */
  g_autofree char *name = g_strdelimit (g_strdup (way_element_get_name (card)), "aeiou", 'o');
  guint painted;

  way_tiles_set_scale (tiles, 0.73, 1, FALSE);
  way_tiles_set_scene (tiles, self->scene);
  cairo_surface_destroy (look (tiles, 1, 20, 10));
  painted = way_tiles_get_painted (tiles);
  g_assert_cmpuint (painted, ==, 12);
  cairo_surface_destroy (look (tiles, 1, 27, 14));
  g_assert_cmpuint (way_tiles_get_painted (tiles), ==, painted);

  g_assert_true (way_command_rename (self->editor, way_element_get_id (card), name, NULL));
  lay_out (self);
  way_tiles_set_scene (tiles, self->scene);
  cairo_surface_destroy (look (tiles, 1, 27, 14));
  g_assert_cmpuint (way_tiles_get_painted (tiles), >, painted);
  g_assert_cmpuint (way_tiles_get_painted (tiles), <=, painted + 4);
}

/* Ahead of the hand that scrolls, one picture a call; none where there is no map. */
static void
test_prepared (Fixture *self, gconstpointer data)
{
  g_autoptr (WayTiles) tiles = way_tiles_new ();
  guint painted;

  way_tiles_set_scene (tiles, self->scene);
  cairo_surface_destroy (look (tiles, 1, 0, 0));
  painted = way_tiles_get_painted (tiles);
  while (way_tiles_prepare (tiles, GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT)))
    g_assert_cmpuint (way_tiles_get_painted (tiles), ==, ++painted);
  cairo_surface_destroy (look (tiles, 1, 200, 200));
  g_assert_cmpuint (way_tiles_get_painted (tiles), ==, painted);
  g_assert_cmpuint (way_tiles_get_size (tiles), ==, painted);
}

/* Any picture, after a hundred different edits, is the one that somebody sees who opens the map then. */
static void
edit (Fixture *self, GRand *rand)
{
  const WayElement *journey = way_editor_get_journey (self->editor);
  const GPtrArray *cards = way_element_get_slot (journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_TOUCHPOINT));
  g_autofree char *id = NULL;

  if (cards->len == 0)
    {
      way_editor_undo (self->editor);
      return;
    }
  id = g_strdup (way_element_get_id (g_ptr_array_index (cards, (guint) g_rand_int_range (rand, 0, (gint32) cards->len))));
  way_editor_select (self->editor, id);
  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      way_command_rename (self->editor, id, g_rand_boolean (rand) ? "Kurz" : "Ein Name, der über drei Zeilen geht und die Karte höher macht", NULL);
      break;
    case 1:
      way_command_delete (self->editor, NULL);
      break;
    case 2:
      way_command_duplicate (self->editor, NULL);
      break;
    case 3:
      way_command_nudge (self->editor, g_rand_int_range (rand, -1, 2), g_rand_int_range (rand, -1, 2), NULL);
      break;
    case 4:
      way_command_toggle_moment_of_truth (self->editor, NULL);
      break;
    case 5:
      way_command_change_feeling (self->editor, NULL, g_rand_int_range (rand, -2, 3), NULL);
      break;
    case 6:
      way_command_change_span (self->editor, g_rand_int_range (rand, -1, 2), NULL);
      break;
    default:
      way_editor_undo (self->editor);
    }
}

static void
test_edited (Fixture *self, gconstpointer data)
{
  g_autoptr (WayTiles) tiles = way_tiles_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  const double zooms[] = { 1, 0.61, 0.3, 0.13 };

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (WayTiles) fresh = way_tiles_new ();
      double zoom = zooms[i / 25];
      int factor = 1 + (int) (i / 5 % 2);
      double x = i % 3 * 400 * zoom, y = i % 2 * 200 * zoom;

      edit (self, rand);
      lay_out (self);
      way_tiles_set_scale (tiles, zoom, factor, FALSE);
      way_tiles_set_scene (tiles, self->scene);
      way_tiles_set_scale (fresh, zoom, factor, FALSE);
      way_tiles_set_scene (fresh, self->scene);

      cairo_surface_t *kept = look (tiles, factor, x, y), *made = look (fresh, factor, x, y);

      if (!is_same (kept, made))
        {
          cairo_surface_write_to_png (kept, "tiles-out.png");
          cairo_surface_write_to_png (made, "tiles-ref.png");
          g_error ("Edit %u looks different painted in parts: see tiles-out.png and tiles-ref.png.", i);
        }
      cairo_surface_destroy (kept);
      cairo_surface_destroy (made);
    }
}

/* A filter dims what it names and paints nothing else again; taken off, all is as before. */
static void
test_dimmed (Fixture *self, gconstpointer data)
{
  g_autoptr (WayTiles) tiles = way_tiles_new ();
  g_autoptr (GHashTable) dimmed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  WayElement *card = way_element_get_first (way_editor_get_journey (self->editor), WAY_KIND_TOUCHPOINT);

  g_hash_table_add (dimmed, g_strdup (way_element_get_id (card)));
  way_tiles_set_scene (tiles, self->scene);

  cairo_surface_t *before = look (tiles, 1, 100, 100);
  guint painted = way_tiles_get_painted (tiles);

  way_tiles_set_dimmed (tiles, dimmed);

  cairo_surface_t *during = look (tiles, 1, 100, 100);

  g_assert_false (is_same (before, during));
  g_assert_cmpuint (way_tiles_get_painted (tiles), <=, painted + 4);
  way_tiles_set_dimmed (tiles, NULL);

  cairo_surface_t *after = look (tiles, 1, 100, 100);

  g_assert_true (is_same (before, after));
  cairo_surface_destroy (before);
  cairo_surface_destroy (during);
  cairo_surface_destroy (after);
}

/* Where two pictures meet does not show: with twice as many pixels of the screen to a pixel they meet elsewhere. The lanes are as
 * dark as the page is bright, so that nothing shines through unseen. */
static void
test_seams (Fixture *self, gconstpointer data)
{
  WayTheme theme = *way_theme_get_light ();
  const WaySceneOptions options = { .today = 740000 };

  theme.stripe = (WayColour){ 0, 0, 0, 1 };

  g_autoptr (WayScene) scene = way_scene_new (self->document, way_editor_get_journey (self->editor), &theme, NULL, &options, NULL);

  for (double zoom = 0.92; zoom < 3; zoom *= 1.07)
    {
      g_autoptr (WayTiles) tiles = way_tiles_new (), larger = way_tiles_new ();

      way_tiles_set_scale (tiles, zoom, 1, FALSE);
      way_tiles_set_scene (tiles, scene);
      way_tiles_set_scale (larger, zoom / 2, 2, FALSE);
      way_tiles_set_scene (larger, scene);

      cairo_surface_t *one = look (tiles, 1, 300, 400), *two = look (larger, 2, 150, 200);

      g_test_message ("zoom %g", zoom);
      g_assert_true (is_same (one, two));
      cairo_surface_destroy (one);
      cairo_surface_destroy (two);
    }
}

int
main (int argc, char **argv)
{
  const char *sample = "samples/b2b-solution.en.waymark";

  way_place_init_language ();
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/tiles/" name, Fixture, sample, set_up, func, tear_down)
  ADD ("kept", test_kept);
  ADD ("prepared", test_prepared);
  ADD ("edited", test_edited);
  ADD ("dimmed", test_dimmed);
  ADD ("seams", test_seams);
  return g_test_run ();
}
