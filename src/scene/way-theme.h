/* way-theme.h — the colours of a map: light (screen, print, exports) and dark (screen), each also with high contrast.
 *
 * Shape:  constant structs; the hues of phases and personas are computed from any #rrggbb of the document.
 * Units:  sRGB 0..1.
 * Errors: none.
 * Thread: any.
 * Source: ink on tint as in the design's parts sheet; every ink has at least 4.5 : 1 on its tint (WCAG 2.1 AA),
 *         with high contrast 7 : 1 (AAA).
 */
#pragma once

#include "base/way-colour.h"

G_BEGIN_DECLS

/* Ink to write with on the tint, and a solid for discs, lines and bars that is seen on the page. */
typedef struct
{
  WayColour ink, tint, solid;
} WayHue;

typedef struct
{
  const char *name; /* "light", "dark-contrast" */
  gboolean dark, contrast;
  WayColour page, stripe;         /* background, and every other lane */
  WayColour text, text_2, text_3; /* names, second lines, hints */
  WayColour card, card_line, line, grid, chip;
  WayColour accent;
  WayHue neutral, blue, good, bad, warn; /* badges, pains, opportunities, notes of warning */
  WayColour note, on_solid;
} WayTheme;

/* A hue of the palette, as a document writes it and as people call it. */
typedef struct
{
  const char *value; /* "#0072b2" */
  const char *name;  /* N_() */
} WaySwatch;

const WaySwatch *way_theme_get_palette (guint *n);
const WayTheme *way_theme_get_light (void);
const WayTheme *way_theme_get_dark (void);
/* For a screen; `contrast` for who needs more of it. */
const WayTheme *way_theme_get (gboolean dark, gboolean contrast);

/* The hue for a colour of the document; NULL or unreadable takes the index-th of the palette. */
WayHue way_theme_make_hue (const WayTheme *theme, const char *colour, guint index);
/* A paper colour for a sticky note and what to write on it with. */
WayHue way_theme_make_note_hue (const WayTheme *theme, const char *colour);

G_END_DECLS
