#include "scene/way-traffic-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-number.h"

/* A badge over the top edge of a card, left of its corner, where the gaps have theirs. */
#define HEIGHT 17.0
#define OVER 10.0
#define CORNER 12.0
#define ICON 10.0
#define PAD 7.0

/* What of the rules is at one place. */
typedef struct
{
  const WayTrafficBreach *most; /* the rule that most journeys break here, NULL if it only begins here */
  guint n_broken, n_begun;
} Here;

static Here
look (const WayTraffic *traffic, const char *at, gboolean is_event)
{
  Here here = { NULL, 0, 0 };

  for (guint i = 0; i < traffic->n_breaches; i++)
    {
      const WayTrafficBreach *breach = &traffic->breaches[i];

      if (breach->is_event != is_event || g_strcmp0 (breach->at, at) != 0)
        continue;
      here.n_broken += breach->cases > 0;
      here.n_begun += breach->cases == 0;
      if (breach->cases > 0 && (here.most == NULL || breach->cases > here.most->cases))
        here.most = breach;
    }
  return here;
}

/* "34 · 3.4 %", "34 · 3.4 % +1"; NULL where a rule only begins to be broken. */
static char *
make_text (const WayTraffic *traffic, const Here *here)
{
  if (here->most == NULL)
    return NULL;

  g_autofree char *number = way_number_to_text (here->most->cases, 0), *share = way_traffic_share_to_text ((double) here->most->cases / MAX (traffic->rules[here->most->rule].looked, 1u));

  return here->n_broken > 1 ? g_strdup_printf ("%s · %s +%u", number, share, here->n_broken - 1) : g_strdup_printf ("%s · %s", number, share);
}

static double
measure (WayLayout *self, const char *text)
{
  return text != NULL ? ceil (PAD + ICON + 5 + way_layout_get_text_width (self, text, WAY_STYLE_SMALL_BOLD) + PAD) : 2 * PAD + ICON;
}

/* FALSE: there is none. */
static gboolean
find_room (WayLayout *self, const char *at, gboolean is_event, WayRect card, WayRect *room, char **text)
{
  Here here = look (self->options.traffic, at, is_event);
  double width;

  if (here.n_broken + here.n_begun == 0)
    return FALSE;
  *text = make_text (self->options.traffic, &here);
  width = MIN (measure (self, *text), card.width - 2 * CORNER);
  *room = (WayRect){ card.x + card.width - CORNER - width, card.y - OVER, width, HEIGHT };
  return TRUE;
}

double
way_rule_marks_draw_badge (WayLayout *self, WayDrawing *drawing, double x, double y, const char *text)
{
  const WayHue *hue = &self->theme->bad;
  double width = measure (self, text);

  way_drawing_add_box (drawing, (WayRect){ x + 0.6, y + 0.6, width - 1.2, HEIGHT - 1.2 }, HEIGHT / 2, text != NULL ? hue->tint : self->theme->page, hue->solid, 1.2);
  way_drawing_add_icon (drawing, WAY_ICON_BLOCKED, x + PAD, y + (HEIGHT - ICON) / 2, ICON, hue->ink, 1.6);
  if (text != NULL)
    {
      WayText *words = way_layout_text (self, text, WAY_STYLE_SMALL_BOLD, -1, 1);

      way_drawing_add_text (drawing, words, x + PAD + ICON + 5, y + (HEIGHT - way_text_get_height (words)) / 2, hue->ink);
    }
  return width;
}

static void
add (WayLayout *self, WayBand *band, const char *at, gboolean is_event, WayRect card)
{
  g_autofree char *text = NULL, *description = NULL, *id = NULL;
  WayRect room;

  if (!find_room (self, at, is_event, card, &room, &text))
    return;

  WayDrawing *drawing = way_drawing_new (room.width, HEIGHT);

  description = way_traffic_describe_breaches (self->options.traffic, at, is_event);
  id = g_strconcat (WAY_MARK_PREFIX, is_event ? WAY_GHOST_PREFIX : "", at, NULL);
  way_rule_marks_draw_badge (self, drawing, 0, 0, text);
  way_drawing_set_title (drawing, _ ("Contact rule"));
  way_drawing_set_description (drawing, description);
  way_band_add (band, id, WAY_PART_MARK, WAY_LAYER_MARKS, room.x, room.y, drawing);
}

void
way_rule_marks_build (WayLayout *self, WayBand *band)
{
  for (guint i = 0; self->options.traffic->n_breaches > 0 && i < self->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->cards, WayGridCard, i);

      if (card->placed)
        add (self, band, way_element_get_id (card->element), FALSE, card->rect);
    }
}

void
way_rule_marks_add_event (WayLayout *self, WayBand *band, const char *name, WayRect card)
{
  add (self, band, name, TRUE, card);
}

void
way_rule_marks_list_rooms (WayLayout *self, GArray *rooms)
{
  for (guint i = 0; self->options.traffic->n_breaches > 0 && i < self->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->cards, WayGridCard, i);
      g_autofree char *text = NULL;
      WayRect room;

      if (card->placed && find_room (self, way_element_get_id (card->element), FALSE, card->rect, &room, &text))
        g_array_append_val (rooms, room);
    }
}
