#include "scene/way-people-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-text.h"

/* Influence upwards, its use to the right: discs with names, and arrows between them. */

#define GUTTER 128.0      /* of those whose use is not known */
#define GUTTER_BARE 122.0 /* while there are none */
#define GUTTER_WIDE 192.0 /* for many */
#define SHELF 76.0        /* of those whose influence is not known */
#define SHELF_BARE 32.0
#define SHELF_ROW 50.0 /* for every two more */
#define AXIS 26.0      /* above the plane: what is upwards; below: what is to the right */
#define TRAY_ROW 52.0
#define TRAY_COLUMN 176.0
#define RING 4.0

static double
get_radius (const WayVoice *voice)
{
  return 13 + 4 * MIN (sqrt (voice->n_met), 4) + RING;
}

/* --- the ground --- */

static void
add_frame (WayPeopleLayout *self, WayBand *band)
{
  WayRect plane = self->places.both;
  WayDrawing *frame = way_drawing_new (plane.width, plane.height);

  way_drawing_add_box (frame, (WayRect){ 0.5, 0.5, plane.width - 1, plane.height - 1 }, 0, WAY_COLOUR_NONE, self->layout.theme->line, 1);
  way_band_add (band, NULL, WAY_PART_LANE, WAY_LAYER_BACKGROUND, plane.x, plane.y, frame);
}

static void
add_ground (WayPeopleLayout *self, WayBand *band)
{
  const WayTheme *theme = self->layout.theme;
  const WayPlaces *places = &self->places;

  way_plane_add_field (&self->layout, band, way_places_get_quarter (places, TRUE, FALSE), theme->warn.tint, _ ("Activate"), WAY_DASH_NONE);
  way_plane_add_field (&self->layout, band, way_places_get_quarter (places, TRUE, TRUE), theme->good.tint, _ ("Win and keep"), WAY_DASH_NONE);
  way_plane_add_field (&self->layout, band, way_places_get_quarter (places, FALSE, FALSE), theme->neutral.tint, _ ("Monitor"), WAY_DASH_NONE);
  way_plane_add_field (&self->layout, band, way_places_get_quarter (places, FALSE, TRUE), theme->blue.tint, _ ("Keep informed"), WAY_DASH_NONE);
  way_plane_add_field (&self->layout, band, places->no_across, WAY_COLOUR_NONE, _ ("Use not known"), WAY_DASH_FINE);
  way_plane_add_field (&self->layout, band, places->no_up, WAY_COLOUR_NONE, _ ("Influence not known"), WAY_DASH_FINE);
  way_plane_add_field (&self->layout, band, places->neither, WAY_COLOUR_NONE, _ ("Neither is known yet"), WAY_DASH_FINE);
  add_frame (self, band);
  way_plane_add_axes (&self->layout, band, places->both, _ ("↑ influence on the decision"), 18, _ ("uses the influence in this decision →"), 6);
}

/* --- the discs --- */

static double
get_wanted (double start, double size, int percent)
{
  return percent < 0 ? start + size / 2 : start + size * percent / 100;
}

static WayPlaced
make_disc (WayPeopleLayout *self, const WayVoice *voice, guint *n_neither)
{
  g_autofree char *role = way_people_dup_role (self, voice);
  g_autoptr (WayText) name = way_layout_text (&self->layout, way_element_get_name (voice->stakeholder), WAY_STYLE_SMALL_BOLD, 132, 1);
  g_autoptr (WayText) second = way_layout_text (&self->layout, role, WAY_STYLE_HINT, 132, 1);
  WayRect region = way_places_choose (&self->places, voice->influence >= 0, voice->use >= 0);
  WayPlaced disc = { .region = region, .radius = get_radius (voice) };

  disc.x = get_wanted (region.x, region.width, voice->use);
  disc.y = voice->influence < 0 ? region.y + 20 + (region.height - 20) / 2 : region.y + region.height * (100 - voice->influence) / 100;
  if (voice->influence < 0 && voice->use < 0)
    {
      guint columns = MAX (1, (guint) (region.width / TRAY_COLUMN));

      disc.beside = TRUE;
      disc.x = region.x + (*n_neither % columns) * TRAY_COLUMN + 30;
      disc.y = region.y + 26 + (*n_neither / columns + 0.5) * TRAY_ROW;
      *n_neither += 1;
    }
  disc.height[1] = way_text_get_height (name);
  disc.width[1] = ceil (way_text_get_width (name)) + 4;
  disc.height[0] = disc.height[1] + way_text_get_height (second);
  disc.width[0] = MAX (disc.width[1], ceil (way_text_get_width (second)) + 4);
  return disc;
}

static int
compare_weights_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  guint i = *(const guint *) a, j = *(const guint *) b;
  double x = way_people_get (data, i)->effective, y = way_people_get (data, j)->effective;

  x = isnan (x) ? -1 : x;
  y = isnan (y) ? -1 : y;
  return x != y ? (x > y ? -1 : 1) : (i > j) - (i < j);
}

/* Those who weigh most get the place they want. */
static void
place_discs (WayPeopleLayout *self)
{
  guint n = way_people_get_size (self->people), n_neither = 0;
  WayRect blocked[WAY_PLACES_N_WORDS];

  self->discs = g_new0 (WayPlaced, n + 1);
  self->order = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    self->order[i] = i;
  g_qsort_with_data (self->order, (int) n, sizeof (guint), compare_weights_cb, self->people);

  g_autofree WayPlaced *sorted = g_new0 (WayPlaced, n + 1);

  for (guint i = 0; i < n; i++)
    sorted[i] = make_disc (self, way_people_get (self->people, self->order[i]), &n_neither);
  way_places_block_words (&self->places, 130, 140, 160, blocked);
  way_plane_place (sorted, n, blocked, G_N_ELEMENTS (blocked));
  for (guint i = 0; i < n; i++)
    self->discs[self->order[i]] = sorted[i];
}

static void
describe (WayPeopleLayout *self, WayDrawing *drawing, const WayVoice *voice)
{
  g_autofree char *role = way_people_dup_role (self, voice);
  g_autofree char *title = g_strdup_printf ("%s · %s", way_element_get_name (voice->stakeholder), role);
  g_autofree char *influence = voice->influence >= 0 ? g_strdup_printf (_ ("influence %d %%"), voice->influence) : g_strdup (_ ("influence not known"));
  g_autofree char *use = voice->use >= 0 ? g_strdup_printf (_ ("uses it %d %%"), voice->use) : g_strdup (_ ("use not known"));
  const char *attitude = voice->support != WAY_SUPPORT_UNKNOWN ? way_element_get_label (voice->stakeholder, WAY_FIELD_ATTITUDE) : _ ("attitude not known");
  g_autofree char *met = g_strdup_printf (ngettext ("met at %u touchpoint", "met at %u touchpoints", voice->n_met), voice->n_met);
  g_autofree char *words = g_strjoin (" · ", influence, use, attitude, met, NULL);

  way_drawing_set_title (drawing, title);
  way_drawing_set_description (drawing, words);
}

/* Full where they are met, a mere outline where they never are. */
static void
add_disc (WayPeopleLayout *self, WayDrawing *drawing, const WayVoice *voice, double x, double y, double radius)
{
  const WayTheme *theme = self->layout.theme;
  WayHue hue = way_people_get_hue (self, voice);
  WayColour ring = way_people_get_ring (self, voice->support), white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };
  WayShape *circle = way_drawing_add_circle (drawing, x, y, radius - RING / 2 + 0.5, theme->page, ring, 3);
  g_autofree char *initials = way_text_initials (way_element_get_name (voice->stakeholder));
  g_autoptr (WayText) text = way_layout_text (&self->layout, initials, radius > 20 ? WAY_STYLE_INITIALS : WAY_STYLE_HINT, -1, 1);
  double height = way_text_get_height (text);
  WayColour fill = voice->n_met > 0 ? hue.solid : theme->page;

  if (voice->support == WAY_SUPPORT_UNKNOWN)
    circle->dash = WAY_DASH_FINE;
  circle = way_drawing_add_circle (drawing, x, y, radius - RING - 1.5, fill, voice->n_met > 0 ? WAY_COLOUR_NONE : hue.solid, 1.2);
  if (voice->n_met == 0)
    circle->dash = WAY_DASH_FINE;
  way_drawing_add_text_centred (drawing, g_steal_pointer (&text), x - radius, 2 * radius, y - height / 2, voice->n_met == 0 ? theme->text : way_colour_contrast (white, fill) >= 4.5 ? white
                                                                                                                                                                                     : black);
  way_people_add_attitude (self, drawing, voice->support, x + radius * 0.72, y + radius * 0.72, 6.5);
}

static void
add_name (WayPeopleLayout *self, WayDrawing *drawing, const WayVoice *voice, const WayPlaced *disc, double x, double y)
{
  const WayTheme *theme = self->layout.theme;
  WayText *name = way_layout_text (&self->layout, way_element_get_name (voice->stakeholder), WAY_STYLE_SMALL_BOLD, 132, 1);
  double height = way_text_get_height (name);
  /* Beside the disc names start at it, above and below they are centred. */
  gboolean beside = disc->label.y < disc->at_y && disc->label.y + disc->label.height > disc->at_y;

  way_drawing_add_box (drawing, (WayRect){ x, y, disc->label.width, disc->label.height }, 4, way_colour_with_alpha (theme->page, 0.72), WAY_COLOUR_NONE, 0);
  if (beside)
    way_drawing_add_text (drawing, name, x + 2, y, theme->text);
  else
    way_drawing_add_text_centred (drawing, name, x, disc->label.width, y, theme->text);
  if (disc->level != 0)
    return;

  g_autofree char *role = way_people_dup_role (self, voice);
  WayText *second = way_layout_text (&self->layout, role, WAY_STYLE_HINT, 132, 1);

  if (beside)
    way_drawing_add_text (drawing, second, x + 2, y + height, theme->text_2);
  else
    way_drawing_add_text_centred (drawing, second, x, disc->label.width, y + height, theme->text_2);
}

static void
add_voice (WayPeopleLayout *self, WayBand *band, guint i)
{
  const WayVoice *voice = way_people_get (self->people, i);
  const WayPlaced *disc = &self->discs[i];
  WayRect all = { disc->at_x - disc->radius, disc->at_y - disc->radius, 2 * disc->radius, 2 * disc->radius };

  if (disc->level >= 0)
    all = way_rect_union (all, disc->label);

  WayDrawing *drawing = way_drawing_new (all.width, all.height);

  if (disc->level >= 0)
    add_name (self, drawing, voice, disc, disc->label.x - all.x, disc->label.y - all.y);
  add_disc (self, drawing, voice, disc->at_x - all.x, disc->at_y - all.y, disc->radius);
  describe (self, drawing, voice);
  way_band_add (band, way_element_get_id (voice->stakeholder), WAY_PART_PERSONA, WAY_LAYER_CARDS, all.x, all.y, drawing);
}

/* --- who influences whom --- */

static int
find_voice (const WayPeopleLayout *self, const WayElement *stakeholder)
{
  for (guint i = 0; stakeholder != NULL && i < way_people_get_size (self->people); i++)
    if (way_people_get (self->people, i)->stakeholder == stakeholder)
      return (int) i;
  return -1;
}

static void
add_influence (WayPeopleLayout *self, WayBand *band, const WayElement *influence)
{
  int from = find_voice (self, way_document_follow (self->layout.document, influence, WAY_FIELD_FROM));
  int to = find_voice (self, way_document_follow (self->layout.document, influence, WAY_FIELD_TO));

  if (from < 0 || to < 0 || from == to)
    return;

  const WayPlaced *a = &self->discs[from], *b = &self->discs[to];
  double dx = b->at_x - a->at_x, dy = b->at_y - a->at_y, length = hypot (dx, dy);

  if (length < a->radius + b->radius + 6)
    return;

  gboolean high = way_element_is (influence, WAY_FIELD_STRENGTH, "high"), low = way_element_is (influence, WAY_FIELD_STRENGTH, "low");
  gboolean known = way_element_get (influence, WAY_FIELD_STRENGTH) != NULL && !way_element_is (influence, WAY_FIELD_STRENGTH, "unknown");
  double width = high ? 2.6 : low ? 1.1
                                  : 1.8,
         bend = MIN (length * 0.16, 46);
  /* The middle of the bow, to the left of its direction, so that two opposite ones part. */
  double mx = (a->at_x + b->at_x) / 2 + dy / length * bend, my = (a->at_y + b->at_y) / 2 - dx / length * bend;
  double da = hypot (mx - a->at_x, my - a->at_y), db = hypot (mx - b->at_x, my - b->at_y);
  double x0 = a->at_x + (mx - a->at_x) / da * (a->radius + 2), y0 = a->at_y + (my - a->at_y) / da * (a->radius + 2);
  double x1 = b->at_x + (mx - b->at_x) / db * (b->radius + 3), y1 = b->at_y + (my - b->at_y) / db * (b->radius + 3);
  WayPath *path = way_path_new ();

  way_path_move_to (path, x0, y0);
  way_path_curve_to (path, x0 + (mx - x0) * 2 / 3, y0 + (my - y0) * 2 / 3, x1 + (mx - x1) * 2 / 3, y1 + (my - y1) * 2 / 3, x1, y1);

  WayRect bounds = way_path_get_bounds (path);
  WayRect box = { bounds.x - 8, bounds.y - 8, bounds.width + 16, bounds.height + 16 };
  WayDrawing *drawing = way_drawing_new (box.width, box.height);
  g_autofree char *title = g_strdup_printf (_ ("%s influences %s"), way_element_get_name (way_people_get (self->people, (guint) from)->stakeholder), way_element_get_name (way_people_get (self->people, (guint) to)->stakeholder));

  way_path_transform (path, 1, 1, -box.x, -box.y);
  way_drawing_add_path (drawing, path, WAY_COLOUR_NONE, self->layout.theme->text_3, width)->dash = known ? WAY_DASH_NONE : WAY_DASH_DASHED;
  way_part_add_arrow (drawing, x1 - box.x, y1 - box.y, x1 - mx, y1 - my, self->layout.theme->text_3, MAX (width, 1.6));
  way_drawing_set_title (drawing, title);
  if (known)
    way_drawing_set_description (drawing, way_element_get_label (influence, WAY_FIELD_STRENGTH));
  way_band_add (band, way_element_get_id (influence), WAY_PART_CONNECTION, WAY_LAYER_LINES, box.x, box.y, drawing);
}

/* How many are known so far, and no further: those who are not judged in any way get a tray that is high enough for all. */
static guint
count_known (const WayPeopleLayout *self, gboolean influence, gboolean use)
{
  guint n = 0;

  for (guint i = 0; i < way_people_get_size (self->people); i++)
    n += (way_people_get (self->people, i)->influence >= 0) == influence && (way_people_get (self->people, i)->use >= 0) == use;
  return n;
}

double
way_people_build_plane (WayPeopleLayout *self, WayBand *band, double y, double height)
{
  double left = WAY_PEOPLE_MARGIN, width = self->plane_width;
  guint n = count_known (self, FALSE, FALSE), columns = MAX (1, (guint) (width / TRAY_COLUMN)), rows = (n + columns - 1) / columns;
  double tray = rows > 0 ? 30 + rows * TRAY_ROW : SHELF_BARE;
  guint n_no_use = count_known (self, TRUE, FALSE), n_no_influence = count_known (self, FALSE, TRUE);
  double gutter = n_no_use == 0 ? GUTTER_BARE : n_no_use > 3 && width > 500 ? GUTTER_WIDE
                                                                            : GUTTER;
  double shelf = n_no_influence == 0 ? SHELF_BARE : SHELF + (n_no_influence - 1) / 2 * SHELF_ROW;
  WayPlaces *places = &self->places;
  WayElement *influence;

  places->both = (WayRect){ left + gutter + 8, y + AXIS, width - gutter - 8, MAX (height - AXIS - 26 - shelf - 8 - tray - 8, 320) };
  places->no_across = (WayRect){ left, places->both.y, gutter, places->both.height };
  places->no_up = (WayRect){ places->both.x, places->both.y + places->both.height + AXIS, places->both.width, shelf };
  places->neither = (WayRect){ left, places->no_up.y + shelf + 8, width, tray };
  place_discs (self);
  add_ground (self, band);
  way_each (influence, way_document_get_root (self->layout.document), WAY_KIND_INFLUENCE)
    add_influence (self, band, influence);
  for (guint i = 0; i < way_people_get_size (self->people); i++)
    {
      way_plane_add_tether (&self->layout, band, &self->discs[i]);
      add_voice (self, band, i);
    }
  return places->neither.y + places->neither.height;
}
