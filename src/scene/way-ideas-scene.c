#include "scene/way-ideas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-date.h"
#include "scene/way-scene-private.h"

#define SHEET_WIDTH 1320.0
#define SHEET_HEIGHT 640.0
#define SHEET_MARGIN 40.0
#define MARGIN 18.0
#define LIST_SHARE 0.38
#define BETWEEN 36.0
#define PAD 12.0 /* of what is said where there is nothing */

struct _WayIdeasScene
{
  WayScene *scene;
  WayRect plane, no_effort, no_impact, neither;
  GHashTable *discs; /* id, owned → Disc, owned */
};

typedef struct
{
  double x, y, radius;
  int pain; /* its severity; 0 for an opportunity */
} Disc;

static WayBand *
build_title (WayIdeasLayout *self)
{
  const WayTheme *theme = self->layout.theme;
  WayBand *band = way_band_new (WAY_BAND_TITLE, NULL);
  double width = self->width - 2 * self->margin;
  WayDrawing *drawing = way_drawing_new (width, 72);
  g_autofree char *iso = self->options.today > 0 ? way_date_to_xml (self->options.today) : NULL, *day = iso != NULL ? way_date_to_text (iso) : NULL;
  const char *journey = way_element_get_name (self->layout.journey);
  g_autofree char *words = day != NULL ? g_strdup_printf (_ ("%s · as of %s. The larger, the more customers said so."), journey, day) : g_strdup_printf (_ ("%s. The larger, the more customers said so."), journey);
  double y = way_plane_add_text (&self->layout, drawing, _ ("What to do first: impact and effort"), WAY_STYLE_TITLE, 0, 0, width, theme->text);

  y += way_plane_add_text (&self->layout, drawing, words, WAY_STYLE_SUBTITLE, 0, y + 2, width, theme->text_2);
  way_drawing_set_size (drawing, width, y + 2);
  way_drawing_set_title (drawing, _ ("What to do first: impact and effort"));
  way_band_add (band, NULL, WAY_PART_TITLE, WAY_LAYER_CARDS, self->margin, 24, drawing);
  way_band_set_height (band, 24 + y + 18);
  return band;
}

static void
add_invitation (WayIdeasLayout *self, WayBand *band)
{
  const WayTheme *theme = self->layout.theme;
  double width = MIN (self->plane.width - 32, 440), inner = width - 2 * PAD;
  WayText *text = way_layout_text (&self->layout, _ ("No pain points and no opportunities on this journey yet. Select a touchpoint on the map and add what hurts there, or what could be better; then judge it here."), WAY_STYLE_BODY, inner, 6);
  double height = way_text_get_height (text) + 2 * PAD;
  WayDrawing *drawing = way_drawing_new (width, height);

  way_drawing_set_title (drawing, _ ("No pain points and no opportunities on this journey yet."));
  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, height }, 8, theme->card, theme->card_line, 1);
  way_drawing_add_text (drawing, text, PAD, PAD, theme->text);
  /* Below the words in the corners, and above those of the lower quarters. */
  way_band_add (band, NULL, WAY_PART_LABEL, WAY_LAYER_CARDS, self->plane.x + (self->plane.width - width) / 2, self->plane.y + MAX (28, (self->plane.height / 2 - height) / 2), drawing);
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

static void
remember (WayIdeasScene *self, const WayIdeasLayout *layout, double top)
{
  self->plane = layout->plane;
  self->no_effort = layout->no_effort;
  self->no_impact = layout->no_impact;
  self->neither = layout->neither;
  for (WayRect **rect = (WayRect *[]){ &self->plane, &self->no_effort, &self->no_impact, &self->neither, NULL }; *rect != NULL; rect++)
    (*rect)->y += top;
  for (guint i = 0; i < layout->ideas->len; i++)
    {
      const WayIdea *idea = &g_array_index (layout->ideas, WayIdea, i);
      const WayPlaced *placed = &layout->discs[i];
      Disc disc = { placed->at_x, placed->at_y + top, placed->radius, idea->is_pain ? MAX (idea->impact, 1) : 0 };

      g_hash_table_insert (self->discs, g_strdup (way_element_get_id (idea->element)), g_memdup2 (&disc, sizeof disc));
    }
}

WayIdeasScene *
way_ideas_scene_new (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayIdeasOptions *options, WayIdeasScene *previous)
{
  WayIdeasScene *self = g_new0 (WayIdeasScene, 1);
  WayIdeasLayout layout = {
    .layout = { .document = document, .journey = journey, .theme = theme },
    .options = options != NULL ? *options : (WayIdeasOptions){ .sheet = TRUE },
  };
  double top = 0;

  self->scene = way_scene_begin (document, journey, theme, previous != NULL ? previous->scene : NULL);
  self->discs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  layout.layout.measure = way_scene_get_measure (self->scene);
  layout.is_rtl = way_scene_is_rtl (self->scene);
  layout.margin = layout.options.sheet ? SHEET_MARGIN : MARGIN;
  layout.width = layout.options.width > 0 ? MAX (layout.options.width, 420) : SHEET_WIDTH;
  layout.ideas = way_ideas_list (document, journey, layout.options.today);
  if (layout.options.sheet)
    top = way_scene_add_band (self->scene, build_title (&layout), layout.width);
  way_scene_add_band (self->scene, build_body (&layout, top), layout.width);
  remember (self, &layout, top);
  g_array_unref (layout.ideas);
  g_free (layout.discs);
  return self;
}

void
way_ideas_scene_free (WayIdeasScene *self)
{
  if (self == NULL)
    return;
  way_scene_unref (self->scene);
  g_hash_table_unref (self->discs);
  g_free (self);
}

WayScene *
way_ideas_scene_get_scene (const WayIdeasScene *self)
{
  return self->scene;
}

static double
mirror (const WayIdeasScene *self, double x, double width)
{
  return way_scene_is_rtl (self->scene) ? way_scene_get_width (self->scene) - x - width : x;
}

WayRect
way_ideas_scene_get_plane (const WayIdeasScene *self)
{
  WayRect plane = self->plane;

  plane.x = mirror (self, plane.x, plane.width);
  return plane;
}

static gboolean
holds (WayRect rect, double x, double y)
{
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

static int
get_step (double at, double size)
{
  return CLAMP ((int) floor (at / size * WAY_IDEA_MOST) + 1, 1, WAY_IDEA_MOST);
}

gboolean
way_ideas_scene_get_judgement (const WayIdeasScene *self, const char *id, double x, double y, int *impact, int *effort)
{
  const Disc *disc = id != NULL ? g_hash_table_lookup (self->discs, id) : NULL;
  WayRect plane = self->plane;

  x = mirror (self, x, 0);
  *impact = *effort = -1;
  if (holds (plane, x, y) || holds (self->no_effort, x, y))
    *impact = get_step (plane.y + plane.height - y, plane.height);
  if (holds (plane, x, y) || holds (self->no_impact, x, y))
    *effort = get_step (x - plane.x, plane.width);
  if (*impact < 0 && *effort < 0 && !holds (self->neither, x, y))
    return FALSE;
  if (*impact < 0 && disc != NULL && disc->pain > 0)
    *impact = disc->pain;
  return TRUE;
}

gboolean
way_ideas_scene_find_disc (const WayIdeasScene *self, const char *id, double *x, double *y, double *radius)
{
  const Disc *disc = id != NULL ? g_hash_table_lookup (self->discs, id) : NULL;

  if (disc == NULL)
    return FALSE;
  *x = mirror (self, disc->x, 0);
  *y = disc->y;
  *radius = disc->radius;
  return TRUE;
}
