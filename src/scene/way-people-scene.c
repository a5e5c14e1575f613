#include "scene/way-people-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "scene/way-scene-private.h"

#define SHEET_WIDTH 1320.0
#define SHEET_HEIGHT 710.0 /* of all but the list */
#define STACKED 940.0      /* below this width the table stands under the plane */
#define TABLE_SHARE 0.44

struct _WayPeopleScene
{
  WayScene *scene;
  WayRect plane, no_use, no_influence, neither;
  GHashTable *discs; /* id, owned → WayPlaced, owned */
};

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

double
way_people_add_text (WayPeopleLayout *self, WayDrawing *drawing, const char *text, WayTextStyle style, double x, double y, double width, WayColour colour)
{
  return way_plane_add_text (&self->layout, drawing, text, style, x, y, width, colour);
}

/* Whose decision it is: what is offered, else the map's title. */
static WayBand *
build_title (WayPeopleLayout *self)
{
  WayBand *band = way_band_new (WAY_BAND_TITLE, NULL);
  const WayElement *meta = way_document_get_meta (self->layout.document);
  const char *offering = way_element_get (meta, WAY_FIELD_OFFERING), *journey = way_element_get_name (self->layout.journey);
  g_autofree char *title = g_strdup_printf (_ ("Buying center: %s"), offering != NULL ? offering : meta != NULL ? way_element_get_name (meta)
                                                                                                                : journey);
  g_autofree char *day = NULL, *words = NULL;
  double width = self->width - 2 * WAY_PEOPLE_MARGIN;
  WayDrawing *drawing = way_drawing_new (width, 72);
  double y = way_people_add_text (self, drawing, title, width < 700 ? WAY_STYLE_PHASE : WAY_STYLE_TITLE, 0, 0, width, self->layout.theme->text);

  if (self->options.today > 0)
    {
      g_autofree char *iso = way_date_to_xml (self->options.today);

      day = way_date_to_text (iso);
    }
  words = day != NULL ? g_strdup_printf (_ ("%s · as of %s. How strong is the influence, and is it used?"), journey, day) : g_strdup_printf (_ ("%s. How strong is the influence, and is it used?"), journey);
  y += way_people_add_text (self, drawing, words, WAY_STYLE_SUBTITLE, 0, y + 2, width, self->layout.theme->text_2);
  way_drawing_set_size (drawing, width, y + 2);
  way_drawing_set_title (drawing, title);
  way_band_add (band, NULL, WAY_PART_TITLE, WAY_LAYER_CARDS, WAY_PEOPLE_MARGIN, 24, drawing);
  way_band_set_height (band, 24 + y + 18);
  return band;
}

static WayBand *
build_body (WayPeopleLayout *self, double top)
{
  WayBand *band = way_band_new (WAY_BAND_LANE, NULL);
  double inner = self->width - 2 * WAY_PEOPLE_MARGIN, wanted = self->options.height > 0 ? self->options.height : SHEET_HEIGHT;
  double height = MAX (wanted - top - 50, 420), bottom;

  self->right_x = WAY_PEOPLE_MARGIN;
  self->right_width = inner;
  self->plane.width = inner;
  if (self->width >= STACKED)
    {
      self->right_width = floor (inner * TABLE_SHARE);
      self->plane.width = inner - self->right_width - 36;
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

static void
remember (WayPeopleScene *self, const WayPeopleLayout *layout)
{
  self->plane = layout->plane;
  self->no_use = layout->no_use;
  self->no_influence = layout->no_influence;
  self->neither = layout->neither;
}

WayPeopleScene *
way_people_scene_new (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayPeopleOptions *options, WayPeopleScene *previous)
{
  WayPeopleScene *self = g_new0 (WayPeopleScene, 1);
  WayPeopleLayout layout = {
    .layout = { .document = document, .journey = journey, .theme = theme },
    .options = options != NULL ? *options : (WayPeopleOptions){ .sheet = TRUE },
  };

  self->scene = way_scene_begin (document, journey, theme, previous != NULL ? previous->scene : NULL);
  self->discs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  layout.layout.measure = way_scene_get_measure (self->scene);
  layout.width = layout.options.width > 0 ? MAX (layout.options.width, 480) : SHEET_WIDTH;
  layout.people = way_people_new (document, journey);

  double top = way_scene_add_band (self->scene, build_title (&layout), layout.width);

  way_scene_add_band (self->scene, build_body (&layout, top), layout.width);
  remember (self, &layout);
  for (guint i = 0; i < way_people_get_size (layout.people); i++)
    {
      WayPlaced *disc = &layout.discs[i];

      disc->at_y += top;
      g_hash_table_insert (self->discs, g_strdup (way_element_get_id (way_people_get (layout.people, i)->stakeholder)), g_memdup2 (disc, sizeof *disc));
    }
  for (WayRect **rect = (WayRect *[]){ &self->plane, &self->no_use, &self->no_influence, &self->neither, NULL }; *rect != NULL; rect++)
    (*rect)->y += top;
  way_people_free (layout.people);
  g_free (layout.discs);
  g_free (layout.order);
  return self;
}

void
way_people_scene_free (WayPeopleScene *self)
{
  if (self == NULL)
    return;
  way_scene_unref (self->scene);
  g_hash_table_unref (self->discs);
  g_free (self);
}

WayScene *
way_people_scene_get_scene (const WayPeopleScene *self)
{
  return self->scene;
}

static double
mirror (const WayPeopleScene *self, double x, double width)
{
  return way_scene_is_rtl (self->scene) ? way_scene_get_width (self->scene) - x - width : x;
}

WayRect
way_people_scene_get_plane (const WayPeopleScene *self)
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

gboolean
way_people_scene_get_judgement (const WayPeopleScene *self, double x, double y, int *influence, int *use)
{
  WayRect plane = self->plane;

  x = mirror (self, x, 0);
  *influence = *use = -1;
  if (holds (plane, x, y) || holds (self->no_use, x, y))
    *influence = (int) lround (CLAMP (100 * (plane.y + plane.height - y) / plane.height, 0, 100));
  if (holds (plane, x, y) || holds (self->no_influence, x, y))
    *use = (int) lround (CLAMP (100 * (x - plane.x) / plane.width, 0, 100));
  return *influence >= 0 || *use >= 0 || holds (self->neither, x, y);
}

gboolean
way_people_scene_find_disc (const WayPeopleScene *self, const char *id, double *x, double *y, double *radius)
{
  const WayPlaced *disc = id != NULL ? g_hash_table_lookup (self->discs, id) : NULL;

  if (disc == NULL)
    return FALSE;
  *x = mirror (self, disc->at_x, 0);
  *y = disc->at_y;
  *radius = disc->radius;
  return TRUE;
}
