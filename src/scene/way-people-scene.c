#include "scene/way-people-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SHEET_WIDTH 1320.0
#define SHEET_HEIGHT 710.0 /* of all but the list */
#define STACKED 940.0      /* below this width the table stands under the plane */
#define TABLE_SHARE 0.44

WayHue
way_people_get_hue (const WayPeopleLayout *self, const WayVoice *voice)
{
  const WayElement *persona = way_document_follow (self->layout.document, voice->stakeholder, WAY_FIELD_PERSONA);

  return persona != NULL ? way_layout_get_persona_hue (&self->layout, persona) : way_theme_make_hue (self->layout.theme, NULL, way_element_get_index (voice->stakeholder));
}

WayColour
way_people_get_ring (const WayPeopleLayout *self, int support)
{
  const WayTheme *theme = self->layout.theme;

  if (support == WAY_SUPPORT_UNKNOWN)
    return theme->neutral.solid;
  return support > 0 ? theme->good.solid : support == 0 ? theme->warn.solid
                                                        : theme->bad.solid;
}

char *
way_people_dup_role (const WayPeopleLayout *self, const WayVoice *voice)
{
  const WayElement *unit = way_document_follow (self->layout.document, voice->stakeholder, WAY_FIELD_DEPARTMENT);
  const char *role = way_element_get_label (voice->stakeholder, WAY_FIELD_ROLE);

  if (unit == NULL)
    unit = way_document_follow (self->layout.document, voice->stakeholder, WAY_FIELD_ORGANISATION);
  return unit != NULL && strcmp (way_element_get_name (unit), way_element_get_name (voice->stakeholder)) != 0 ? g_strdup_printf ("%s · %s", way_element_get_name (unit), role) : g_strdup (role);
}

void
way_people_add_attitude (WayPeopleLayout *self, WayDrawing *drawing, int support, double x, double y, double radius)
{
  const WayTheme *theme = self->layout.theme;
  WayColour colour = way_people_get_ring (self, support);

  /* Those at the ends have signs of their own: two smiles are not told apart at this size. */
  if (support == 2 || support == -2)
    {
      way_drawing_add_circle (drawing, x, y, radius, colour, theme->card, 1);
      way_drawing_add_icon (drawing, support > 0 ? WAY_ICON_STAR : WAY_ICON_DROPPED, x - radius * 0.72, y - radius * 0.72, radius * 1.44, theme->on_solid, 2);
      return;
    }
  if (support != WAY_SUPPORT_UNKNOWN)
    {
      way_part_add_face (drawing, theme, x, y, radius, support * 4, colour);
      return;
    }

  WayText *mark = way_layout_text (&self->layout, "?", WAY_STYLE_HINT, -1, 1);

  way_drawing_add_circle (drawing, x, y, radius, theme->card, colour, 1.4)->dash = WAY_DASH_FINE;
  way_drawing_add_text_centred (drawing, mark, x - radius, 2 * radius, y - way_text_get_height (mark) / 2, theme->text_2);
}

/* Whose decision it is: what is offered, else the map's title. */
static WayBand *
build_title (WayPeopleLayout *self)
{
  const WayElement *meta = way_document_get_meta (self->layout.document);
  const char *offering = way_element_get (meta, WAY_FIELD_OFFERING), *journey = way_element_get_name (self->layout.journey);
  g_autofree char *title = g_strdup_printf (_ ("Buying center: %s"), offering != NULL ? offering : meta != NULL ? way_element_get_name (meta)
                                                                                                                : journey);
  g_autofree char *day = self->options.sheet ? way_plane_dup_day (self->options.today) : NULL;
  g_autofree char *words = day != NULL ? g_strdup_printf (_ ("%s · as of %s. How strong is the influence, and is it used?"), journey, day) : g_strdup_printf (_ ("%s. How strong is the influence, and is it used?"), journey);
  double width = self->width - 2 * WAY_PEOPLE_MARGIN;

  return way_plane_build_title (&self->layout, title, width < 700 ? WAY_STYLE_PHASE : WAY_STYLE_TITLE, words, WAY_PEOPLE_MARGIN, width);
}

static WayBand *
build_body (WayPeopleLayout *self, double top)
{
  WayBand *band = way_band_new (WAY_BAND_LANE, NULL);
  double inner = self->width - 2 * WAY_PEOPLE_MARGIN, wanted = self->options.height > 0 ? self->options.height : SHEET_HEIGHT;
  double height = MAX (wanted - top - 50, 420), bottom;

  self->right_x = WAY_PEOPLE_MARGIN;
  self->right_width = inner;
  self->plane_width = inner;
  if (self->width >= STACKED)
    {
      self->right_width = floor (inner * TABLE_SHARE);
      self->plane_width = inner - self->right_width - 36;
      self->right_x = self->width - WAY_PEOPLE_MARGIN - self->right_width;

      double table = way_people_build_coverage (self, band, 0);

      bottom = way_people_build_plane (self, band, 0, CLAMP (table, height, 1.4 * height));
      bottom = MAX (bottom, table);
    }
  else
    {
      bottom = way_people_build_plane (self, band, 0, MIN (height, 560));
      bottom = way_people_build_coverage (self, band, bottom + 24);
    }
  if (self->options.sheet && way_people_get_size (self->people) > 0)
    bottom = way_people_build_list (self, band, bottom + 20);
  bottom = way_people_build_legend (self, band, bottom + 14);
  way_band_set_height (band, bottom + 20);
  return band;
}

static int
read_percent (double share)
{
  return (int) lround (CLAMP (100 * share, 0, 100));
}

WayPlaneScene *
way_people_scene_new (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayPlaneOptions *options, WayPlaneScene *previous)
{
  WayPeopleLayout layout = {
    .layout = { .document = document, .journey = journey, .theme = theme },
    .options = options != NULL ? *options : (WayPlaneOptions){ .sheet = TRUE },
  };
  WayPlaneScene *self = way_plane_scene_begin (&layout.layout, read_percent, previous);

  layout.width = layout.options.width > 0 ? MAX (layout.options.width, 480) : SHEET_WIDTH;
  layout.people = way_people_new (document, journey);

  double top = way_plane_scene_add_title (self, build_title (&layout), layout.width);
  WayBand *body = build_body (&layout, top);

  way_plane_scene_add_body (self, body, layout.width, &layout.places);
  for (guint i = 0; i < way_people_get_size (layout.people); i++)
    way_plane_scene_add_disc (self, way_people_get (layout.people, i)->stakeholder, &layout.discs[i], -1);
  way_people_free (layout.people);
  g_free (layout.discs);
  g_free (layout.order);
  return self;
}
