#include "scene/way-theme.h"

/* Whether words and lines can be told from what they stand on: WCAG 2.1, contrast. */

static const struct
{
  gboolean dark, contrast;
  double words, lines;
} rows[] = {
  { FALSE, FALSE, 4.5, 1 },
  { TRUE, FALSE, 4.5, 1 },
  { FALSE, TRUE, 7, 3 },
  { TRUE, TRUE, 7, 3 },
};

static void
check (const char *name, WayColour colour, WayColour ground, double least)
{
  double contrast = way_colour_contrast (colour, ground);

  g_test_message ("%s: %.2f", name, contrast);
  g_assert_cmpfloat (contrast, >=, least);
}

static void
test_theme (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data), n;
  const WayTheme *theme = way_theme_get (rows[i].dark, rows[i].contrast);
  const WayColour grounds[] = { theme->page, theme->stripe, theme->card };
  const WayHue hues[] = { theme->neutral, theme->blue, theme->good, theme->bad, theme->warn };
  const WaySwatch *palette = way_theme_get_palette (&n);

  g_assert_true (theme->dark == rows[i].dark);
  for (guint g = 0; g < G_N_ELEMENTS (grounds); g++)
    {
      check ("names", theme->text, grounds[g], rows[i].words);
      check ("second lines", theme->text_2, grounds[g], rows[i].words);
      check ("hints", theme->text_3, grounds[g], rows[i].words);
      check ("outlines", theme->card_line, grounds[g], rows[i].lines);
      check ("lines", theme->line, grounds[g], rows[i].lines);
      check ("accent", theme->accent, grounds[g], 3);
    }
  for (guint h = 0; h < G_N_ELEMENTS (hues); h++)
    check ("badges", hues[h].ink, hues[h].tint, 4.5);
  for (guint p = 0; p < n; p++)
    {
      WayHue hue = way_theme_make_hue (theme, palette[p].value, p);

      check (palette[p].name, hue.ink, hue.tint, 4.5);
      check (palette[p].name, hue.solid, theme->page, 3);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scene/theme/%s", way_theme_get (rows[i].dark, rows[i].contrast)->name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_theme);
    }
  return g_test_run ();
}
