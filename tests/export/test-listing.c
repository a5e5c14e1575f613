/* Lists on paper: every row is there, once, on as many pages as it takes; the same list gives the same bytes. */
#include <stdlib.h>
#include <string.h>

#include "export-fixture.h"
#include "export/way-export-listing.h"

#define N_ROWS 400

static WayListing *
make_long (void)
{
  WayListing *listing = way_listing_new ("Much to do", "Trip · 2026-11-22", "Nothing");
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  way_listing_add_column (listing, "What", 2);
  way_listing_add_column (listing, "Why", 5);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *what = g_strdup_printf ("row%03uend", i);
      g_autoptr (GString) why = g_string_new (NULL);

      if (i % 60 == 0)
        {
          g_autofree char *group = g_strdup_printf ("Group%u", i / 60);

          way_listing_add_group (listing, group);
        }
      for (int n = g_rand_int_range (rand, 0, 60); n > 0; n--)
        g_string_append (why, "word ");
      way_listing_add_row (listing, NULL, (WayListingTone) (i % 4));
      way_listing_add_cell (listing, what);
      way_listing_add_cell (listing, why->str);
    }
  return listing;
}

static GBytes *
write_pdf (Fixture *fixture, const WayListing *listing)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = way_export_listing_pdf (fixture->document, &listing, 1, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_rows (void)
{
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (WayListing) listing = make_long ();
  g_autoptr (GBytes) bytes = write_pdf (&fixture, listing), again = write_pdf (&fixture, listing);
  g_autofree char *path = fixture_save (bytes, "list.pdf"), *text = fixture_run ("pdftotext", "-layout", path, "-", NULL), *info = fixture_run ("pdfinfo", path, NULL);
  const char *pages = strstr (info, "Pages:");
  g_autofree char *last = NULL;

  g_assert_true (g_bytes_equal (bytes, again));
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *what = g_strdup_printf ("row%03uend", i);
      const char *found = strstr (text, what);

      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, what));
    }
  g_assert_nonnull (pages);
  g_assert_cmpint (atoi (pages + 6), >, 5);
  last = g_strdup_printf ("Page %d of %d", atoi (pages + 6), atoi (pages + 6));
  g_assert_nonnull (strstr (text, last));
  g_autofree char *checked = fixture_run ("qpdf", "--check", path, NULL);

  g_assert_nonnull (checked);
  fixture_close (&fixture);
}

static void
test_empty (void)
{
  Fixture fixture;

  fixture_open (&fixture);

  g_autoptr (WayListing) listing = way_listing_new ("Nothing to do", "Trip", "All is done");

  way_listing_add_column (listing, "What", 1);

  g_autoptr (GBytes) bytes = write_pdf (&fixture, listing);
  g_autofree char *path = fixture_save (bytes, "empty.pdf"), *text = fixture_run ("pdftotext", path, "-", NULL);

  g_assert_nonnull (strstr (text, "All is done"));
  fixture_close (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listing/rows", test_rows);
  g_test_add_func ("/listing/empty", test_empty);
  return g_test_run ();
}
