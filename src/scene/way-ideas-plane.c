#include "scene/way-ideas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Impact upwards, effort to the right: discs with names at the crossings of five by five lines. */

#define TICK 16.0         /* beside and below the plane: the numbers */
#define AXIS 20.0         /* above the plane: what is upwards */
#define GUTTER_WIDE 176.0 /* for those that stand in it */
#define SHELF_BARE 30.0
#define SHELF 62.0
#define SHELF_ROW 38.0
#define ROW 36.0
#define COLUMN 184.0
#define GAP 8.0
#define LEAST 240.0 /* height of the plane */
#define REACH 54.0  /* further from where it was judged to be, it is rather without a name */
#define NAME 126.0  /* width of a name */
#define NAME_SHORT 96.0
#define MOST_COVERED 0.16 /* of the plane, by discs */

/* --- words --- */

char *
way_ideas_dup_name (const WayIdea *idea)
{
  return g_strdelimit (g_strdup (way_element_get_name (idea->element)), "\n", ' ');
}

const char *
way_ideas_get_answer_label (WayAnswer answer)
{
  static const char *const labels[] = { N_ ("nothing is done about it"), N_ ("an opportunity answers it, no action does"), N_ ("an action is open"), N_ ("what was to be done is done") };

  return _ (labels[answer]);
}

char *
way_ideas_dup_words (const WayIdea *idea)
{
  g_autofree char *impact = idea->impact > 0 ? g_strdup_printf (_ ("impact %d of 5"), idea->impact) : g_strdup (_ ("impact not judged"));
  g_autofree char *effort = idea->effort > 0 ? g_strdup_printf (_ ("effort %d of 5"), idea->effort) : g_strdup (_ ("effort not judged"));
  g_autofree char *said = idea->customers > 0 ? g_strdup_printf (ngettext ("%d customer said so", "%d customers said so", (gulong) idea->customers), idea->customers) : g_strdup (_ ("no customer said so yet"));
  const char *quarter = way_idea_find_quarter (idea->impact, idea->effort);
  const char *answer = way_ideas_get_answer_label (idea->answer);

  return quarter != NULL ? g_strjoin (" · ", quarter, impact, effort, said, answer, NULL) : g_strjoin (" · ", impact, effort, said, answer, NULL);
}

/* --- discs --- */

static double
get_radius (const WayIdea *idea)
{
  return 9 + 2.2 * MIN (sqrt (idea->customers), 4);
}

void
way_ideas_add_disc (const WayIdeasLayout *self, WayDrawing *drawing, const WayIdea *idea, double x, double y, double radius)
{
  const WayTheme *theme = self->layout.theme;
  const WayHue *hue = idea->is_pain ? &theme->bad : &theme->good;
  gboolean hollow = idea->answer == WAY_ANSWER_NONE || idea->answer == WAY_ANSWER_IDEA;
  WayShape *circle = way_drawing_add_circle (drawing, x, y, radius - 1, hollow ? theme->page : hue->solid, hue->solid, 1.6);
  double size = CLAMP (radius * 1.15, 10, 18);

  if (hollow)
    circle->dash = WAY_DASH_FINE;
  way_drawing_add_icon (drawing, idea->is_pain ? WAY_ICON_PAIN : WAY_ICON_OPPORTUNITY, x - size / 2, y - size / 2, size, hollow ? hue->ink : theme->on_solid, 1.9);
  if (idea->answer != WAY_ANSWER_DONE)
    return;
  way_drawing_add_circle (drawing, x + radius * 0.72, y + radius * 0.72, 6, theme->page, hue->solid, 1.2);
  way_drawing_add_icon (drawing, WAY_ICON_DONE, x + radius * 0.72 - 4.5, y + radius * 0.72 - 4.5, 9, theme->text, 2.4);
}

/* --- the ground --- */

static double
get_x (const WayIdeasLayout *self, int effort)
{
  return self->places.both.x + (effort - 0.5) / WAY_IDEA_MOST * self->places.both.width;
}

static double
get_y (const WayIdeasLayout *self, int impact)
{
  return self->places.both.y + self->places.both.height - (impact - 0.5) / WAY_IDEA_MOST * self->places.both.height;
}

static void
add_quarters (WayIdeasLayout *self, WayBand *band)
{
  const WayTheme *theme = self->layout.theme;
  const WayColour fills[] = { theme->good.tint, theme->blue.tint, theme->neutral.tint, theme->stripe };

  for (guint i = 0; i < 4; i++)
    way_plane_add_field (&self->layout, band, way_places_get_quarter (&self->places, i < 2, i % 2 == 1), fills[i], NULL, WAY_DASH_NONE);
}

static void
add_lines (WayIdeasLayout *self, WayBand *band)
{
  const WayTheme *theme = self->layout.theme;
  WayRect plane = self->places.both;
  WayDrawing *lines = way_drawing_new (plane.width, plane.height), *ticks = way_drawing_new (plane.width + TICK, plane.height + TICK);

  for (int i = 1; i <= WAY_IDEA_MOST; i++)
    {
      double x = get_x (self, i) - plane.x, y = get_y (self, i) - plane.y;
      g_autofree char *number = g_strdup_printf ("%d", i);
      WayText *beside = way_layout_text (&self->layout, number, WAY_STYLE_HINT, -1, 1), *below = way_text_ref (beside);
      gboolean middle = 2 * i == WAY_IDEA_MOST + 1;

      way_drawing_add_line (lines, x, 0, x, plane.height, middle ? theme->line : theme->grid, middle ? 1.2 : 0.8);
      way_drawing_add_line (lines, 0, y, plane.width, y, middle ? theme->line : theme->grid, middle ? 1.2 : 0.8);
      way_drawing_add_text_centred (ticks, beside, 0, TICK, y - way_text_get_height (beside) / 2, theme->text_2);
      way_drawing_add_text_centred (ticks, below, TICK + x - 10, 20, plane.height + 2, theme->text_2);
    }
  way_drawing_add_box (lines, (WayRect){ 0.5, 0.5, plane.width - 1, plane.height - 1 }, 0, WAY_COLOUR_NONE, theme->line, 1);
  way_band_add (band, NULL, WAY_PART_LANE, WAY_LAYER_LINES, plane.x, plane.y, lines);
  way_band_add (band, NULL, WAY_PART_LABEL, WAY_LAYER_BACKGROUND, plane.x - TICK, plane.y, ticks);
}

/* Above the lines, which run through them. */
static void
add_names (WayIdeasLayout *self, WayBand *band)
{
  double width = self->places.both.width / 2 - 2 * WAY_PLANE_PAD;

  for (guint i = 0; i < 4; i++)
    {
      const char *name = way_idea_get_quarter_label (i < 2, i % 2 == 1);
      WayRect quarter = way_places_get_quarter (&self->places, i < 2, i % 2 == 1);
      WayDrawing *drawing = way_drawing_new (width, 16);

      way_plane_add_text (&self->layout, drawing, name, WAY_STYLE_SMALL_BOLD, 0, 0, width, self->layout.theme->text_2);
      way_drawing_set_title (drawing, name);
      way_band_add (band, NULL, WAY_PART_LANE, WAY_LAYER_LINES, quarter.x + WAY_PLANE_PAD, quarter.y + 8, drawing);
    }
}

static void
add_ground (WayIdeasLayout *self, WayBand *band)
{
  add_quarters (self, band);
  way_plane_add_field (&self->layout, band, self->places.no_across, WAY_COLOUR_NONE, _ ("Effort not judged"), WAY_DASH_FINE);
  way_plane_add_field (&self->layout, band, self->places.no_up, WAY_COLOUR_NONE, _ ("Impact not judged"), WAY_DASH_FINE);
  way_plane_add_field (&self->layout, band, self->places.neither, WAY_COLOUR_NONE, _ ("Not judged yet"), WAY_DASH_FINE);
  add_lines (self, band);
  add_names (self, band);
  way_plane_add_axes (&self->layout, band, self->places.both, _ ("↑ impact"), AXIS, self->is_rtl ? _ ("← effort") : _ ("effort →"), TICK);
}

/* --- where discs stand --- */

/* Discs that would fill the plane leave no room for names: they become smaller together, so that they can still be compared. */
static double
find_scale (const WayIdeasLayout *self)
{
  double sum = 0;

  for (guint i = 0; i < self->ideas->len; i++)
    {
      double radius = get_radius (&g_array_index (self->ideas, WayIdea, i));

      sum += 4 * radius * radius;
    }
  return sum > 0 ? CLAMP (sqrt (MOST_COVERED * self->places.both.width * self->places.both.height / sum), 0.6, 1) : 1;
}

static WayPlaced
make_disc (WayIdeasLayout *self, const WayIdea *idea, guint *n_neither, guint *n_no_impact)
{
  g_autofree char *name = way_ideas_dup_name (idea);
  g_autoptr (WayText) full = way_layout_text (&self->layout, name, WAY_STYLE_SMALL, NAME, 2), brief = way_layout_text (&self->layout, name, WAY_STYLE_SMALL, NAME_SHORT, 1);
  WayPlaced disc = { .radius = get_radius (idea) * self->scale, .beside = TRUE, .reach = REACH };

  disc.region = way_places_choose (&self->places, idea->impact > 0, idea->effort > 0);
  /* In the places beside the plane they stand like a list. */
  disc.x = idea->effort > 0 ? get_x (self, idea->effort) : disc.region.x + 26;
  disc.y = idea->impact > 0 ? get_y (self, idea->impact) : disc.region.y + 24 + SHELF_ROW / 2;
  if (idea->impact < 0 && idea->effort > 0)
    disc.y += (*n_no_impact)++ / 2 * SHELF_ROW;
  if (idea->impact < 0 && idea->effort < 0)
    {
      guint columns = MAX (1, (guint) (disc.region.width / COLUMN));

      disc.x += (*n_neither % columns) * COLUMN;
      disc.y = disc.region.y + 26 + (*n_neither / columns + 0.5) * ROW;
      *n_neither += 1;
    }
  disc.width[0] = ceil (way_text_get_width (full)) + 4;
  disc.height[0] = way_text_get_height (full);
  disc.width[1] = ceil (way_text_get_width (brief)) + 4;
  disc.height[1] = way_text_get_height (brief);
  return disc;
}

static void
place_discs (WayIdeasLayout *self)
{
  guint n_neither = 0, n_no_impact = 0;
  WayRect blocked[WAY_PLACES_N_WORDS];

  self->scale = find_scale (self);
  self->discs = g_new0 (WayPlaced, self->ideas->len + 1);
  for (guint i = 0; i < self->ideas->len; i++)
    self->discs[i] = make_disc (self, &g_array_index (self->ideas, WayIdea, i), &n_neither, &n_no_impact);
  way_places_block_words (&self->places, 96, 140, 140, blocked);
  /* The most worth doing get the place they want. */
  way_plane_place (self->discs, self->ideas->len, blocked, G_N_ELEMENTS (blocked));
}

static void
add_idea (WayIdeasLayout *self, WayBand *band, guint i)
{
  const WayIdea *idea = &g_array_index (self->ideas, WayIdea, i);
  const WayPlaced *disc = &self->discs[i];
  const WayTheme *theme = self->layout.theme;
  double out = disc->radius + (idea->answer == WAY_ANSWER_DONE ? 3 : 0);
  WayRect all = { disc->at_x - out, disc->at_y - out, 2 * out, 2 * out };
  g_autofree char *name = way_ideas_dup_name (idea), *words = way_ideas_dup_words (idea);
  g_autofree char *title = g_strdup_printf ("%s: %s", _ (way_kind_get (way_element_get_kind (idea->element))->label), name);
  WayDrawing *drawing;

  if (disc->level >= 0)
    all = way_rect_union (all, disc->label);
  drawing = way_drawing_new (all.width, all.height);
  if (disc->level >= 0)
    {
      double x = disc->label.x - all.x, y = disc->label.y - all.y;

      way_drawing_add_box (drawing, (WayRect){ x, y, disc->label.width, disc->label.height }, 4, way_colour_with_alpha (theme->page, 0.72), WAY_COLOUR_NONE, 0);
      way_drawing_add_text (drawing, way_layout_text (&self->layout, name, WAY_STYLE_SMALL, disc->level == 0 ? NAME : NAME_SHORT, disc->level == 0 ? 2 : 1), x + 2, y, theme->text);
    }
  way_ideas_add_disc (self, drawing, idea, disc->at_x - all.x, disc->at_y - all.y, disc->radius);
  way_drawing_set_title (drawing, title);
  way_drawing_set_description (drawing, words);
  way_band_add (band, way_element_get_id (idea->element), WAY_PART_CARD, WAY_LAYER_CARDS, all.x, all.y, drawing);
}

static guint
count (const WayIdeasLayout *self, gboolean impact, gboolean effort)
{
  guint n = 0;

  for (guint i = 0; i < self->ideas->len; i++)
    {
      const WayIdea *idea = &g_array_index (self->ideas, WayIdea, i);

      n += (idea->impact > 0) == impact && (idea->effort > 0) == effort;
    }
  return n;
}

/* As wide as its words, while nothing stands in it. */
static double
find_gutter (WayIdeasLayout *self)
{
  double one = way_layout_get_text_width (&self->layout, _ ("Effort not judged"), WAY_STYLE_SMALL_BOLD), other = way_layout_get_text_width (&self->layout, _ ("Not judged yet"), WAY_STYLE_SMALL_BOLD);

  return MIN (ceil (MAX (one, other)) + 2 * WAY_PLANE_PAD + 2, GUTTER_WIDE);
}

/* Those that are not judged in any way stand in the corner between the other two places while there are none, and below all else, in
 * room for each, once there are. */
double
way_ideas_build_plane (WayIdeasLayout *self, WayBand *band, double y, double height)
{
  guint n = count (self, FALSE, FALSE), columns = MAX (1, (guint) (self->plane_width / COLUMN)), n_no_impact = count (self, FALSE, TRUE);
  double gutter = count (self, TRUE, FALSE) > 0 ? GUTTER_WIDE : find_gutter (self);
  double shelf = n_no_impact == 0 ? SHELF_BARE : SHELF + (n_no_impact - 1) / 2 * SHELF_ROW;
  double tray = n > 0 ? 30 + (n + columns - 1) / columns * ROW + GAP : 0;
  double below = TICK + 18 + shelf + tray;
  WayPlaces *places = &self->places;

  places->both = (WayRect){ self->margin + gutter + GAP / 2 + TICK, y + AXIS, self->plane_width - gutter - GAP / 2 - TICK, MAX (height - AXIS - below, LEAST) };
  places->no_across = (WayRect){ self->margin, places->both.y, gutter, places->both.height };
  places->no_up = (WayRect){ places->both.x, places->both.y + places->both.height + TICK + 18, places->both.width, shelf };
  places->neither = (WayRect){ self->margin, places->no_up.y, gutter, shelf };
  if (n > 0)
    places->neither = (WayRect){ self->margin, places->no_up.y + shelf + GAP, self->plane_width, tray - GAP };
  place_discs (self);
  add_ground (self, band);
  for (guint i = 0; i < self->ideas->len; i++)
    {
      way_plane_add_tether (&self->layout, band, &self->discs[i]);
      add_idea (self, band, i);
    }
  return self->places.both.y + self->places.both.height + below;
}

/* --- what the signs mean --- */

double
way_ideas_build_legend (WayIdeasLayout *self, WayBand *band, double y)
{
  static const struct
  {
    WayIdea idea;
    const char *words;
  } signs[] = {
    { { .is_pain = TRUE, .answer = WAY_ANSWER_OPEN }, N_ ("pain point") },
    { { .answer = WAY_ANSWER_OPEN }, N_ ("opportunity") },
    { { .is_pain = TRUE, .answer = WAY_ANSWER_NONE }, N_ ("hollow: no action yet") },
    { { .answer = WAY_ANSWER_DONE }, N_ ("done") },
  };
  const WayTheme *theme = self->layout.theme;
  double x = self->margin;
  WayDrawing *drawing;

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      drawing = way_drawing_new (22, 18);
      way_ideas_add_disc (self, drawing, &signs[i].idea, 10, 9, 8);
      x = way_plane_add_sign (&self->layout, band, drawing, _ (signs[i].words), 20, &y, x, self->margin, self->margin + self->plane_width + self->margin);
    }
  drawing = way_drawing_new (30, 18);
  way_drawing_add_circle (drawing, 6, 9, 5, theme->neutral.solid, WAY_COLOUR_NONE, 0);
  way_drawing_add_circle (drawing, 21, 9, 8.5, theme->neutral.solid, WAY_COLOUR_NONE, 0);
  way_plane_add_sign (&self->layout, band, drawing, _ ("larger: more customers said so"), 31, &y, x, self->margin, self->margin + self->plane_width + self->margin);
  return y + 18;
}
