#include "scene/way-theme.h"

#include <glib/gi18n-lib.h>

#define RGB(hex)                                                                     \
  {                                                                                  \
    ((hex) >> 16 & 255) / 255.0, ((hex) >> 8 & 255) / 255.0, ((hex) &255) / 255.0, 1 \
  }

static const WayTheme light_theme = {
  .name = "light",
  .page = RGB (0xffffff),
  .stripe = RGB (0xfbfaf9),
  .text = RGB (0x1d1d20),
  .text_2 = RGB (0x5e5c64),
  .text_3 = RGB (0x757279),
  .card = RGB (0xffffff),
  .card_line = RGB (0xcfcdc9),
  .line = RGB (0xdeddda),
  .grid = RGB (0xebe9e6),
  .chip = RGB (0xf0eeec),
  .accent = RGB (0x1c71d8),
  .neutral = { RGB (0x5e5c64), RGB (0xefedeb), RGB (0x77767b) },
  .blue = { RGB (0x1a5fb4), RGB (0xe4effc), RGB (0x1c71d8) },
  .good = { RGB (0x136c43), RGB (0xdff3e8), RGB (0x26a269) },
  .bad = { RGB (0xb01a25), RGB (0xfbe3e4), RGB (0xc01c28) },
  .warn = { RGB (0x8a5700), RGB (0xfdeec8), RGB (0xc88800) },
  .note = RGB (0xfff3a8),
  .on_solid = RGB (0xffffff),
};

static const WayTheme dark_theme = {
  .name = "dark",
  .dark = TRUE,
  .page = RGB (0x1e1e20),
  .stripe = RGB (0x242427),
  .text = RGB (0xf2f1f0),
  .text_2 = RGB (0xb8b6bd),
  .text_3 = RGB (0x96949b),
  .card = RGB (0x2b2b2f),
  .card_line = RGB (0x4a4950),
  .line = RGB (0x3d3c42),
  .grid = RGB (0x343338),
  .chip = RGB (0x35343a),
  .accent = RGB (0x78aeed),
  .neutral = { RGB (0xc5c3ca), RGB (0x38373d), RGB (0x9a999f) },
  .blue = { RGB (0x99c1f1), RGB (0x1b2b40), RGB (0x78aeed) },
  .good = { RGB (0x7fd8ae), RGB (0x16311f), RGB (0x57c993) },
  .bad = { RGB (0xff9c9f), RGB (0x401d20), RGB (0xf66f75) },
  .warn = { RGB (0xf0c674), RGB (0x352a12), RGB (0xe0b04f) },
  .note = RGB (0x4a431c),
  .on_solid = RGB (0x1e1e20),
};

/* High contrast: all words in ink, and lines that are meant to be seen. */
static const WayTheme light_contrast = {
  .name = "light-contrast",
  .contrast = TRUE,
  .page = RGB (0xffffff),
  .stripe = RGB (0xffffff),
  .text = RGB (0x000000),
  .text_2 = RGB (0x1d1d20),
  .text_3 = RGB (0x3d3846),
  .card = RGB (0xffffff),
  .card_line = RGB (0x3d3846),
  .line = RGB (0x3d3846),
  .grid = RGB (0x77767b),
  .chip = RGB (0xe6e4e1),
  .accent = RGB (0x0a4a9c),
  .neutral = { RGB (0x1d1d20), RGB (0xefedeb), RGB (0x3d3846) },
  .blue = { RGB (0x0a3d80), RGB (0xe4effc), RGB (0x0a4a9c) },
  .good = { RGB (0x0a4a2c), RGB (0xdff3e8), RGB (0x0f6b41) },
  .bad = { RGB (0x86101a), RGB (0xfbe3e4), RGB (0xa51d2d) },
  .warn = { RGB (0x5e3b00), RGB (0xfdeec8), RGB (0x8a5700) },
  .note = RGB (0xfff3a8),
  .on_solid = RGB (0xffffff),
};

static const WayTheme dark_contrast = {
  .name = "dark-contrast",
  .dark = TRUE,
  .contrast = TRUE,
  .page = RGB (0x000000),
  .stripe = RGB (0x000000),
  .text = RGB (0xffffff),
  .text_2 = RGB (0xf2f1f0),
  .text_3 = RGB (0xdeddda),
  .card = RGB (0x0d0d0f),
  .card_line = RGB (0xdeddda),
  .line = RGB (0xdeddda),
  .grid = RGB (0x96949b),
  .chip = RGB (0x35343a),
  .accent = RGB (0x99c1f1),
  .neutral = { RGB (0xf2f1f0), RGB (0x2b2b2f), RGB (0xdeddda) },
  .blue = { RGB (0xc8defa), RGB (0x1b2b40), RGB (0x99c1f1) },
  .good = { RGB (0xa8efcd), RGB (0x16311f), RGB (0x7fd8ae) },
  .bad = { RGB (0xffc9cb), RGB (0x401d20), RGB (0xff9c9f) },
  .warn = { RGB (0xffe0a0), RGB (0x352a12), RGB (0xf0c674) },
  .note = RGB (0x4a431c),
  .on_solid = RGB (0x000000),
};

/* Okabe & Ito 2008 without black, in the order of the example's phases. */
static const WaySwatch palette[] = {
  { "#56b4e9", N_ ("Sky blue") },
  { "#009e73", N_ ("Green") },
  { "#e69f00", N_ ("Orange") },
  { "#cc79a7", N_ ("Pink") },
  { "#0072b2", N_ ("Blue") },
  { "#d55e00", N_ ("Vermilion") },
  { "#999999", N_ ("Grey") },
};

const WaySwatch *
way_theme_get_palette (guint *n)
{
  *n = G_N_ELEMENTS (palette);
  return palette;
}

const WayTheme *
way_theme_get_light (void)
{
  return &light_theme;
}

const WayTheme *
way_theme_get_dark (void)
{
  return &dark_theme;
}

const WayTheme *
way_theme_get (gboolean dark, gboolean contrast)
{
  if (contrast)
    return dark ? &dark_contrast : &light_contrast;
  return dark ? &dark_theme : &light_theme;
}

/* Moves `colour` towards `goal` until it can be read on `ground`. */
static WayColour
readable (WayColour colour, WayColour ground, WayColour goal, double contrast)
{
  for (double share = 0; share < 1; share += 0.04)
    {
      WayColour mixed = way_colour_mix (colour, goal, share);

      if (way_colour_contrast (mixed, ground) >= contrast)
        return mixed;
    }
  return goal;
}

WayHue
way_theme_make_hue (const WayTheme *theme, const char *colour, guint index)
{
  WayColour base;

  if (!way_colour_parse (colour, &base))
    way_colour_parse (palette[index % G_N_ELEMENTS (palette)].value, &base);

  WayColour pole = theme->dark ? (WayColour){ 1, 1, 1, 1 } : (WayColour){ 0, 0, 0, 1 };
  WayColour tint = way_colour_mix (base, theme->page, theme->dark ? 0.78 : 0.86);

  return (WayHue){
    .tint = tint,
    .ink = readable (base, tint, pole, theme->contrast ? 7.1 : 4.6),
    /* Thin lines on a dark page need more than the 3 : 1 that WCAG asks of them. */
    .solid = readable (base, theme->page, pole, theme->contrast ? 7.1 : theme->dark ? 4.5
                                                                                    : 3.1),
  };
}

WayHue
way_theme_make_note_hue (const WayTheme *theme, const char *colour)
{
  WayColour base;

  if (!way_colour_parse (colour, &base))
    base = theme->note;
  else if (theme->dark)
    base = way_colour_mix (base, theme->page, 0.7);
  else
    base = way_colour_mix (base, theme->page, theme->contrast ? 0.75 : 0.5);
  return (WayHue){ .tint = base, .ink = readable (theme->text, base, theme->dark ? (WayColour){ 1, 1, 1, 1 } : (WayColour){ 0, 0, 0, 1 }, theme->contrast ? 7.1 : 4.6), .solid = way_colour_mix (base, theme->text, 0.35) };
}
