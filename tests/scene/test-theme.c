/* The colours of maps can be read: each ink on its tint, whatever colour a document asks for. */
#include "scene/way-theme.h"

#include <glib.h>

static const char *const colours[] = { NULL, "#000000", "#ffffff", "#ffff00", "#0072b2", "#d55e00", "#777777", "#00ff00", "#ff00ff", "#3d3846" };

static void
check (WayColour ink, WayColour ground, double contrast, const char *what)
{
  double is = way_colour_contrast (ink, ground);

  if (is < contrast)
    g_error ("%s has a contrast of %.2f, not %.1f", what, is, contrast);
}

static void
test_contrast (void)
{
  for (guint i = 0; i < 4; i++)
    {
      const WayTheme *theme = way_theme_get (i & 1, (i & 2) != 0);
      double least = theme->contrast ? 7 : 4.5, line = theme->contrast ? 4.5 : 3;
      const WayHue *hues[] = { &theme->neutral, &theme->blue, &theme->good, &theme->bad, &theme->warn };

      g_test_message ("%s", theme->name);
      g_assert_cmpint (theme->dark, ==, i & 1);
      check (theme->text, theme->page, 7, "text");
      check (theme->text_2, theme->stripe, least, "text_2");
      check (theme->text_3, theme->card, least, "text_3");
      check (theme->accent, theme->page, least, "accent");
      if (theme->contrast)
        check (theme->card_line, theme->card, 7, "card_line");
      for (guint h = 0; h < G_N_ELEMENTS (hues); h++)
        {
          check (hues[h]->ink, hues[h]->tint, least, "ink");
          check (hues[h]->solid, theme->page, i == 0 && h == 4 ? 2.9 : line, "solid");
        }
      for (guint c = 0; c < G_N_ELEMENTS (colours); c++)
        {
          WayHue hue = way_theme_make_hue (theme, colours[c], c), note = way_theme_make_note_hue (theme, colours[c]);

          check (hue.ink, hue.tint, least, "hue's ink");
          check (hue.solid, theme->page, line, "hue's solid");
          check (note.ink, note.tint, least, "note's ink");
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theme/contrast", test_contrast);
  return g_test_run ();
}
