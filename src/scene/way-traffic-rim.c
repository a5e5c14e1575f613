#include "scene/way-traffic-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-number.h"

/* Events that no touchpoint stands for, as cards below the lanes: what the map does not know of its customers. */
#define WIDTH 168.0
#define HEIGHT 44.0
#define GAP 12.0
#define HEAD 50.0
#define MAX_ROWS 2u

static WayDrawing *
draw_ghost (WayLayout *self, const WayTrafficGhost *ghost)
{
  const WayTheme *theme = self->theme;
  WayDrawing *drawing = way_drawing_new (WIDTH, HEIGHT);
  g_autofree char *share = way_traffic_share_to_text ((double) ghost->cases / MAX (self->options.traffic->n_cases, MAX (ghost->cases, 1u)));
  g_autofree char *number = way_number_to_text (ghost->events, 0);
  g_autofree char *words = g_strdup_printf (ngettext ("%s event · %s of journeys", "%s events · %s of journeys", ghost->events), number, share);
  g_autofree char *events = g_strdup_printf (ngettext ("%s event", "%s events", ghost->events), number), *brief = g_strdup_printf ("%s · %s", events, share);
  gboolean fits = way_layout_get_text_width (self, words, WAY_STYLE_HINT) <= WIDTH - 24;

  way_drawing_add_box (drawing, (WayRect){ 0.75, 0.75, WIDTH - 1.5, HEIGHT - 1.5 }, 8, theme->page, theme->bad.solid, 1.2)->dash = WAY_DASH_DASHED;
  way_drawing_add_text (drawing, way_layout_text (self, ghost->name, WAY_STYLE_BODY_BOLD, WIDTH - 24, 1), 12, 6, theme->text);
  way_drawing_add_text (drawing, way_layout_text (self, fits ? words : brief, WAY_STYLE_HINT, WIDTH - 24, 1), 12, 24, theme->text_2);
  way_drawing_set_title (drawing, ghost->name);
  way_drawing_set_description (drawing, words);
  return drawing;
}

static WayDrawing *
draw_words (WayLayout *self, const char *words, WayTextStyle style, double width, WayColour colour)
{
  WayText *text = way_layout_text (self, words, style, width, 2);
  WayDrawing *drawing = way_drawing_new (width, ceil (way_text_get_height (text)));

  way_drawing_set_title (drawing, words);
  way_drawing_add_text (drawing, text, 0, 0, colour);
  return drawing;
}

WayBand *
way_traffic_build_rim (WayLayout *self)
{
  const WayTraffic *traffic = self->options.traffic;
  double room = self->grid_end - self->grid_x;
  guint columns = (guint) MAX (floor ((room + GAP) / (WIDTH + GAP)), 1), n = MIN (traffic->n_ghosts, columns * MAX_ROWS);

  if (traffic->n_ghosts == 0)
    return NULL;
  /* One place for how many more there are. */
  if (n < traffic->n_ghosts)
    n--;

  WayBand *band = way_band_new (WAY_BAND_RIM, NULL);
  guint rows = (MIN (traffic->n_ghosts, columns * MAX_ROWS) + columns - 1) / columns;

  way_band_add (band, NULL, WAY_PART_LEGEND, WAY_LAYER_CARDS, WAY_MARGIN + 10, 16, draw_words (self, _ ("Not on the map"), WAY_STYLE_LANE, WAY_LABEL_WIDTH - 24, self->theme->text));
  way_band_add (band, NULL, WAY_PART_LEGEND, WAY_LAYER_CARDS, WAY_MARGIN + 10, 16 + 20, draw_words (self, _ ("events without a touchpoint"), WAY_STYLE_HINT, WAY_LABEL_WIDTH - 24, self->theme->text_3));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strconcat (WAY_GHOST_PREFIX, traffic->ghosts[i].name, NULL);

      WayRect place = { self->grid_x + (i % columns) * (WIDTH + GAP), 16 + (i / columns) * (HEIGHT + GAP), WIDTH, HEIGHT };

      way_band_add (band, id, WAY_PART_GHOST, WAY_LAYER_CARDS, place.x, place.y, draw_ghost (self, &traffic->ghosts[i]));
      way_rule_marks_add_event (self, band, traffic->ghosts[i].name, place);
    }
  if (n < traffic->n_ghosts)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", traffic->n_ghosts - n), traffic->n_ghosts - n);

      way_band_add (band, NULL, WAY_PART_LEGEND, WAY_LAYER_CARDS, self->grid_x + (n % columns) * (WIDTH + GAP), 16 + (n / columns) * (HEIGHT + GAP) + 14, draw_words (self, more, WAY_STYLE_BODY, WIDTH, self->theme->text_2));
    }
  way_band_set_height (band, 16 + MAX (rows * (HEIGHT + GAP) - GAP, HEAD) + 20);
  return band;
}
