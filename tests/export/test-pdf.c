/* The PDF, read by other people's programs: qpdf, pdfinfo, pdffonts, pdftotext. */
#include <cairo-pdf.h>
#include <string.h>

#include "export-fixture.h"
#include "export/way-export-pdf.h"
#include "paint/way-paint.h"
#include "random-map.h"

static GBytes *export(Fixture *fixture, guint n_scenes, const char *paper, gboolean tiled)
{
  g_autoptr (GError) error = NULL;
  WayExportOptions options;

  way_export_options_init (&options);
  options.paper = way_paper_find (paper, &error);
  g_assert_no_error (error);
  options.tiled = tiled;

  GBytes *bytes = way_export_pdf (fixture->document, fixture->scenes, n_scenes, &options, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
assert_clean (const char *path)
{
  g_autofree char *output = fixture_run ("qpdf", "--check", path, NULL);

  g_assert_nonnull (strstr (output, "No syntax or stream encoding errors found"));
  g_assert_null (strstr (output, "WARNING"));
}

static int
count (const char *text, const char *word)
{
  int n = 0;

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    n++;
  return n;
}

typedef struct
{
  const char *paper;
  gboolean tiled;
  const char *size; /* as pdfinfo says it; NULL = the map's */
  int n_pages;      /* of both journeys; 0 = more than two */
} PageCase;

static const PageCase pages[] = {
  { "map", FALSE, NULL, 2 },
  { "a4", FALSE, "841.89 x 595.276 pts (A4)", 2 },
  { "a3", FALSE, "1190.55 x 841.89 pts (A3)", 2 },
  { "a2", FALSE, "1683.78 x 1190.55 pts (A2)", 2 },
  { "a1", FALSE, "2383.94 x 1683.78 pts (A1)", 2 },
  { "a0", FALSE, "3370.39 x 2383.94 pts (A0)", 2 },
  { "letter", FALSE, "792 x 612 pts (letter)", 2 },
  { "tabloid", FALSE, "1224 x 792 pts", 2 },
  { "16:9", FALSE, "960 x 540 pts", 2 },
  { "a4", TRUE, NULL, 0 },
};

static void
test_pages (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      const PageCase *c = &pages[i];
      g_autoptr (GBytes) bytes = export(&fixture, 2, c->paper, c->tiled);
      g_autofree char *path = fixture_save (bytes, "pages.pdf");
      g_autofree char *info = fixture_run ("pdfinfo", path, NULL);
      const char *found = strstr (info, "Pages:");
      int n_pages = found != NULL ? atoi (found + 6) : 0;

      assert_clean (path);
      if (c->size != NULL && strstr (info, c->size) == NULL)
        g_test_message ("%s: %s", c->paper, info);
      if (c->size != NULL)
        g_assert_nonnull (strstr (info, c->size));
      if (c->n_pages > 0)
        g_assert_cmpint (n_pages, ==, c->n_pages);
      else
        g_assert_cmpint (n_pages, >, 2);
    }
  fixture_close (&fixture);
}

static void
test_info (void)
{
  static const char *const lines[] = {
    "Title:           Größe wählen & <kaufen>\n",
    "Subject:         Vom Anstoß bis zur Übergabe\n",
    "Keywords:        B2B, Prüfstück\n",
    "Author:          Jörg Überall, Anna O'Neill\n",
    "Creator:         Waymark\n",
    "CreationDate:    2025-09-02T09:15:00+02\n",
    /* 15:00 UTC is later than 16:40 in Berlin. */
    "ModDate:         2025-10-14T15:00:00Z\n",
    "Tagged:          yes\n",
  };
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (GBytes) bytes = export(&fixture, 2, "a4", FALSE);
  g_autofree char *path = fixture_save (bytes, "info.pdf");
  g_autofree char *info = fixture_run ("pdfinfo", "-isodates", path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (strstr (info, lines[i]) == NULL)
        g_test_message ("%s in %s", lines[i], info);
      g_assert_nonnull (strstr (info, lines[i]));
    }
  fixture_close (&fixture);
}

static void
test_words (void)
{
  static const char *const words[] = { "Größe wählen & <kaufen>", "Übersicht gewinnen", "Größentabelle", "<Damen> & Herren", "Rückruf", "“gleich”", "Maßnahmen", "Niemand ruft an." };
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (GBytes) bytes = export(&fixture, 2, "map", FALSE);
  g_autofree char *path = fixture_save (bytes, "words.pdf");
  g_autofree char *text = fixture_run ("pdftotext", "-raw", path, "-", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strstr (text, words[i]) == NULL)
        g_test_message ("%s in %s", words[i], text);
      g_assert_nonnull (strstr (text, words[i]));
    }
  fixture_close (&fixture);
}

static void
test_fonts (void)
{
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (GBytes) bytes = export(&fixture, 2, "a4", TRUE);
  g_autofree char *path = fixture_save (bytes, "fonts.pdf");
  g_autofree char *table = fixture_run ("pdffonts", path, NULL);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (table), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 2; lines[i] != NULL; i++)
    {
      /* … emb sub uni object ID */
      if (strstr (lines[i], " yes yes ") == NULL)
        g_test_message ("%s", lines[i]);
      g_assert_nonnull (strstr (lines[i], " yes yes "));
    }
  fixture_close (&fixture);
}

static void
test_links (void)
{
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (GBytes) both = export(&fixture, 2, "a4", FALSE);
  g_autofree char *path = fixture_save (both, "links.pdf");
  g_autofree char *json = fixture_run ("qpdf", "--json", path, NULL);
  g_autofree char *names = fixture_run ("pdfinfo", "-dests", path, NULL);
  g_autofree char *structure = fixture_run ("pdfinfo", "-struct", path, NULL);

  /* Entries: two journeys, three phases. */
  g_assert_nonnull (strstr (json, "\"title\": \"Heute (früher)\""));
  g_assert_nonnull (strstr (json, "\"title\": \"Übersicht gewinnen\""));
  g_assert_nonnull (strstr (json, "\"title\": \"Kauf \\\\ (mit 'Anführung')\""));
  g_assert_nonnull (strstr (json, "\"title\": \"Im Einzelnen\""));
  g_assert_cmpint (count (json, "\"destpageposfrom1\": 1"), ==, 3);
  g_assert_cmpint (count (json, "\"destpageposfrom1\": 2"), ==, 2);

  /* Brackets and quotes of the address are escaped; what is no address of the web is no link. */
  g_assert_nonnull (strstr (json, "https://example.org/a_%28b%29?q=1&r=%27x%27"));
  g_assert_null (strstr (json, "javascript"));
  g_assert_cmpint (count (names, "\"journey-"), ==, 2);
  g_assert_cmpint (count (names, "\"phase-"), ==, 3);

  /* The card that another journey shows in detail leads there. */
  g_assert_nonnull (strstr (json, "journey-jn-detail"));
  g_assert_cmpint (count (structure, "Document"), ==, 1);
  g_assert_cmpint (count (structure, "H1"), ==, 2);
  g_assert_cmpint (count (structure, "H2"), ==, 3);
  g_assert_cmpint (count (structure, "Link"), ==, 2);

  /* Without the other journey in the file there is nowhere to lead. */
  g_autoptr (GBytes) one = export(&fixture, 1, "a4", FALSE);
  g_autofree char *one_path = fixture_save (one, "link.pdf");
  g_autofree char *one_structure = fixture_run ("pdfinfo", "-struct", one_path, NULL);

  assert_clean (one_path);
  g_assert_cmpint (count (one_structure, "Link"), ==, 1);
  fixture_close (&fixture);
}

static void
test_tiles (void)
{
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (GBytes) bytes = export(&fixture, 1, "a4", TRUE);
  g_autofree char *path = fixture_save (bytes, "tiles.pdf");
  g_autofree char *text = fixture_run ("pdftotext", "-raw", path, "-", NULL);
  g_autofree char *json = fixture_run ("qpdf", "--json", "--json-key=pagelabels", path, NULL);

  assert_clean (path);
  g_assert_nonnull (strstr (text, "A1"));
  g_assert_nonnull (strstr (text, "A2"));
  g_assert_cmpint (count (text, "· Heute (früher)"), >=, 2);
  g_assert_nonnull (strstr (json, "A"));
  fixture_close (&fixture);
}

static void
test_same_bytes (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  for (int tiled = 0; tiled < 2; tiled++)
    {
      g_autoptr (GBytes) first = export(&fixture, 2, "a4", tiled);
      Fixture again;

      fixture_open (&again);

      g_autoptr (GBytes) second = export(&again, 2, "a4", tiled);

      g_assert_true (g_bytes_equal (first, second));
      fixture_close (&again);
    }
  fixture_close (&fixture);
}

/* A map that carries no date at all takes SOURCE_DATE_EPOCH, or the same fixed day each time: never the clock. */
static void
test_dates (void)
{
  static const char *const epochs[] = { NULL, "1700000000" }, *const expected[] = { "1970-01-01T00:00:00Z", "2023-11-14T22:13:20Z" };
  g_autoptr (WayDocument) document = way_document_new ("x", "en");
  const WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
  g_autoptr (WayScene) scene = fixture_make_scene (document, journey);

  for (gsize i = 0; i < G_N_ELEMENTS (epochs); i++)
    {
      Fixture fixture = { document, { scene, NULL } };

      if (epochs[i] != NULL)
        g_setenv ("SOURCE_DATE_EPOCH", epochs[i], TRUE);
      else
        g_unsetenv ("SOURCE_DATE_EPOCH");

      g_autoptr (GBytes) bytes = export(&fixture, 1, "map", FALSE);
      g_autofree char *path = fixture_save (bytes, "dates.pdf");
      g_autofree char *info = fixture_run ("pdfinfo", "-isodates", path, NULL);
      g_autofree char *line = g_strconcat ("CreationDate:    ", expected[i], NULL);

      g_assert_nonnull (strstr (info, line));
    }
  g_unsetenv ("SOURCE_DATE_EPOCH");
}

static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 12; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) document = random_map_new (seed, &size);
      const WayElement *journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
      g_autoptr (WayScene) scene = fixture_make_scene (document, journey);
      Fixture fixture = { document, { scene, NULL } };
      g_autoptr (GBytes) bytes = export(&fixture, 1, seed % 2 == 0 ? "a4" : "map", seed % 4 == 0);
      g_autofree char *path = fixture_save (bytes, "random.pdf");

      assert_clean (path);
    }
}

/* A dot on a small page stays round under the magnifier: its ink is π r², and that of a diamond would be 2 r². */
static void
test_small_circles (void)
{
  g_autoptr (WayDrawing) drawing = way_drawing_new (10, 10);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autofree char *path = fixture_save (nothing, "dot.pdf");
  g_autofree char *stem = g_strndup (path, strlen (path) - 4);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 2, 2);
  cairo_t *cr = cairo_create (surface);

  way_drawing_add_circle (drawing, 5, 5, 4, (WayColour){ 0, 0, 0, 1 }, WAY_COLOUR_NONE, 0);
  cairo_scale (cr, 0.2, 0.2);
  way_paint_drawing (cr, drawing, NULL);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  g_autofree char *output = fixture_run ("pdftoppm", "-r", "3600", "-png", "-singlefile", path, stem, NULL);
  g_autofree char *png = g_strconcat (stem, ".png", NULL);
  cairo_surface_t *picture = cairo_image_surface_create_from_png (png);
  double ink = 0, radius = 4 * 0.2 * 3600 / 72;

  g_assert_cmpint (cairo_surface_status (picture), ==, CAIRO_STATUS_SUCCESS);
  for (int y = 0; y < cairo_image_surface_get_height (picture); y++)
    for (int x = 0; x < cairo_image_surface_get_width (picture); x++)
      ink += (cairo_image_surface_get_data (picture)[y * cairo_image_surface_get_stride (picture) + x * 4] < 128);
  g_assert_cmpfloat_with_epsilon (ink / (radius * radius), G_PI, 0.03);
  cairo_surface_destroy (picture);
}

static void
count_progress_cb (double done, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (done, >=, *last);
  g_assert_cmpfloat (done, <=, 1);
  *last = done;
}

static void
cancel_cb (double done, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_progress (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  WayExportOptions options;
  Fixture fixture;
  double last = 0;

  fixture_open (&fixture);
  way_export_options_init (&options);
  options.paper = way_paper_find ("a4", NULL);
  options.tiled = TRUE;
  options.progress = count_progress_cb;
  options.progress_data = &last;

  g_autoptr (GBytes) whole = way_export_pdf (fixture.document, fixture.scenes, 2, &options, NULL, cancellable, &error);

  g_assert_no_error (error);
  g_assert_nonnull (whole);
  g_assert_cmpfloat (last, ==, 1);
  options.progress = cancel_cb;
  options.progress_data = cancellable;
  g_assert_null (way_export_pdf (fixture.document, fixture.scenes, 2, &options, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture_close (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/pdf/pages", test_pages);
  g_test_add_func ("/export/pdf/info", test_info);
  g_test_add_func ("/export/pdf/words", test_words);
  g_test_add_func ("/export/pdf/fonts", test_fonts);
  g_test_add_func ("/export/pdf/links", test_links);
  g_test_add_func ("/export/pdf/tiles", test_tiles);
  g_test_add_func ("/export/pdf/same-bytes", test_same_bytes);
  g_test_add_func ("/export/pdf/dates", test_dates);
  g_test_add_func ("/export/pdf/random", test_random);
  g_test_add_func ("/export/pdf/small-circles", test_small_circles);
  g_test_add_func ("/export/pdf/progress", test_progress);
  return g_test_run ();
}
