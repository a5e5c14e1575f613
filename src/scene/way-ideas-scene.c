#include "scene/way-ideas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SHEET_WIDTH 1320.0
#define SHEET_HEIGHT 640.0
#define SHEET_MARGIN 40.0
#define MARGIN 18.0
#define LIST_SHARE 0.38
#define BETWEEN 36.0
#define PAD 12.0 /* of what is said where there is nothing */

static WayBand *
build_title (WayIdeasLayout *self)
{
  g_autofree char *day = way_plane_dup_day (self->options.today);
  const char *journey = way_element_get_name (self->layout.journey);
  g_autofree char *words = day != NULL ? g_strdup_printf (_ ("%s · as of %s. The larger, the more customers said so."), journey, day) : g_strdup_printf (_ ("%s. The larger, the more customers said so."), journey);

  return way_plane_build_title (&self->layout, _ ("What to do first: impact and effort"), WAY_STYLE_TITLE, words, self->margin, self->width - 2 * self->margin);
}

static void
add_invitation (WayIdeasLayout *self, WayBand *band)
{
  const WayTheme *theme = self->layout.theme;
  WayRect plane = self->places.both;
  double width = MIN (plane.width - 32, 440), inner = width - 2 * PAD;
  WayText *text = way_layout_text (&self->layout, _ ("No pain points and no opportunities on this journey yet. Select a touchpoint on the map and add what hurts there, or what could be better; then judge it here."), WAY_STYLE_BODY, inner, 6);
  double height = way_text_get_height (text) + 2 * PAD;
  WayDrawing *drawing = way_drawing_new (width, height);

  way_drawing_set_title (drawing, _ ("No pain points and no opportunities on this journey yet."));
  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, height }, 8, theme->card, theme->card_line, 1);
  way_drawing_add_text (drawing, text, PAD, PAD, theme->text);
  /* Below the words in the corners, and above those of the lower quarters. */
  way_band_add (band, NULL, WAY_PART_LABEL, WAY_LAYER_CARDS, plane.x + (plane.width - width) / 2, plane.y + MAX (28, (plane.height / 2 - height) / 2), drawing);
}

static WayBand *
build_body (WayIdeasLayout *self, double top)
{
  WayBand *band = way_band_new (WAY_BAND_LANE, NULL);
  double inner = self->width - 2 * self->margin, wanted = self->options.height > 0 ? self->options.height : SHEET_HEIGHT + top;
  double bottom, list = 0, list_width = floor (inner * LIST_SHARE);

  self->plane_width = inner;
  if (self->options.sheet && self->ideas->len > 0)
    {
      self->plane_width = inner - list_width - BETWEEN;
      list = way_ideas_build_list (self, band, self->width - self->margin - list_width, list_width, 0);
    }
  bottom = way_ideas_build_plane (self, band, self->options.sheet ? 0 : 10, wanted - top - 46);
  if (self->ideas->len == 0)
    add_invitation (self, band);
  bottom = way_ideas_build_legend (self, band, bottom + 8);
  way_band_set_height (band, MAX (bottom, list) + (self->options.sheet ? 20 : 10));
  return band;
}

/* Every number has a strip of its own, as wide as the others. */
static int
read_step (double share)
{
  return CLAMP ((int) floor (share * WAY_IDEA_MOST) + 1, 1, WAY_IDEA_MOST);
}

WayPlaneScene *
way_ideas_scene_new (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayPlaneOptions *options, WayPlaneScene *previous)
{
  WayIdeasLayout layout = {
    .layout = { .document = document, .journey = journey, .theme = theme },
    .options = options != NULL ? *options : (WayPlaneOptions){ .sheet = TRUE },
  };
  WayPlaneScene *self = way_plane_scene_begin (&layout.layout, read_step, previous);
  double top = 0;

  layout.is_rtl = way_scene_is_rtl (way_plane_scene_get_scene (self));
  layout.margin = layout.options.sheet ? SHEET_MARGIN : MARGIN;
  layout.width = layout.options.width > 0 ? MAX (layout.options.width, 420) : SHEET_WIDTH;
  layout.ideas = way_ideas_list (document, journey, layout.options.today);
  if (layout.options.sheet)
    top = way_plane_scene_add_title (self, build_title (&layout), layout.width);

  WayBand *body = build_body (&layout, top);

  way_plane_scene_add_body (self, body, layout.width, &layout.places);
  for (guint i = 0; i < layout.ideas->len; i++)
    {
      const WayIdea *idea = &g_array_index (layout.ideas, WayIdea, i);

      way_plane_scene_add_disc (self, idea->element, &layout.discs[i], idea->is_pain ? MAX (idea->impact, 1) : -1);
    }
  g_array_unref (layout.ideas);
  g_free (layout.discs);
  return self;
}
