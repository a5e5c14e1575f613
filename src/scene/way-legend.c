#include "scene/way-frame-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-date.h"
#include "base/way-number.h"
#include "scene/way-traffic-private.h"

/* What the signs on this map mean, as far as it uses them, in rows across the foot. */

typedef struct
{
  WayLayout *layout;
  WayBand *band;
  double x, y, row_height;
} Legend;

static void
place (Legend *self, WayDrawing *drawing)
{
  double width = way_drawing_get_width (drawing);

  if (self->x > WAY_MARGIN && self->x + width > self->layout->grid_end)
    {
      self->x = WAY_MARGIN;
      self->y += 22;
    }
  way_band_add (self->band, NULL, WAY_PART_LEGEND, WAY_LAYER_CARDS, self->x, self->y, drawing);
  self->x += width + 20;
}

/* A sign of `sign_width` and its words. */
static WayDrawing *
begin_entry (Legend *self, const char *words, double sign_width)
{
  double x = sign_width > 0 ? sign_width + 6 : 0;
  WayText *text = way_layout_text (self->layout, words, WAY_STYLE_SMALL, self->layout->grid_end - WAY_MARGIN - x, 1);
  WayDrawing *drawing = way_drawing_new (ceil (x + way_text_get_width (text)), 18);

  way_drawing_set_title (drawing, words);
  way_drawing_add_text (drawing, text, x, (18 - way_text_get_height (text)) / 2, self->layout->theme->text_2);
  return drawing;
}

static void
add_evidence (Legend *self)
{
  guint seen = 0;

  for (guint i = 0; i < self->layout->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->layout->cards, WayGridCard, i);

      if (card->placed && way_element_get_kind (card->element) == WAY_KIND_TOUCHPOINT)
        seen |= 1u << way_layout_get_card_state (self->layout, card);
    }
  for (guint state = 0; state <= WAY_EVIDENCE_STALE; state++)
    if (seen & 1u << state)
      {
        WayDrawing *drawing = begin_entry (self, way_evidence_get_label ((WayEvidenceState) state), 12);

        way_part_add_evidence (drawing, self->layout->theme, 6, 9, (WayEvidenceState) state);
        place (self, drawing);
      }
}

static void
add_connections (Legend *self)
{
  static const char *const kinds[] = { "next", "alternative", "loop", "handover", "drop-out" };
  const WayTheme *theme = self->layout->theme;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      WayElement *connection;
      const WayElement *found = NULL;

      way_each (connection, self->layout->journey, WAY_KIND_CONNECTION)
        if (way_element_is (connection, WAY_FIELD_KIND, kinds[k]))
          {
            found = connection;
            break;
          }
      if (found == NULL)
        continue;

      WayDrawing *drawing = begin_entry (self, way_element_get_label (found, WAY_FIELD_KIND), 30);
      WayColour colour = k == 4 ? theme->bad.solid : theme->text_2;

      if (k == 2)
        {
          WayPath *arc = way_path_new ();

          way_path_move_to (arc, 1, 14);
          way_path_curve_to (arc, 8, 1, 21, 1, 28, 12);
          way_drawing_add_path (drawing, arc, WAY_COLOUR_NONE, colour, 1.8);
          way_part_add_arrow (drawing, 28.5, 13, 0.7, 1, colour, 1.8);
        }
      else
        {
          way_drawing_add_line (drawing, 1, 9, 28, 9, colour, 1.8)->dash = k == 1 ? WAY_DASH_DASHED : WAY_DASH_NONE;
          way_part_add_arrow (drawing, 29, 9, 1, 0, colour, 1.8);
          if (k == 3)
            way_drawing_add_box (drawing, (WayRect){ 9, 4, 10, 10 }, 3, theme->page, colour, 1.5);
        }
      place (self, drawing);
    }
}

static void
add_paths (Legend *self)
{
  WayElement *path;
  guint index = 0;

  way_each (path, self->layout->journey, WAY_KIND_PATH)
    {
      WayDrawing *drawing = begin_entry (self, way_element_get_name (path), 26);
      WayHue hue = way_theme_make_hue (self->layout->theme, way_element_get (path, WAY_FIELD_COLOUR), index++);

      way_drawing_add_line (drawing, 4, 9, 22, 9, way_colour_with_alpha (hue.solid, 0.35), 7);
      place (self, drawing);
    }
}

/* Bands say how many, so how many there are stands beside them. */
static void
add_traffic (Legend *self)
{
  const WayTheme *theme = self->layout->theme;
  const WayTraffic *traffic = self->layout->options.traffic;
  const struct
  {
    const WayHue *hue;
    const char *words;
    gboolean band;
  } rows[] = {
    { &theme->blue, _ ("drawn, and customers go there"), TRUE },
    { &theme->bad, _ ("not drawn, but customers go there"), TRUE },
    { &theme->neutral, _ ("drawn, but nobody goes there"), FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WayDrawing *drawing = begin_entry (self, rows[i].words, 30);

      if (rows[i].band)
        way_drawing_add_line (drawing, 1, 9, 29, 9, way_colour_mix (theme->page, rows[i].hue->solid, 0.42), 7);
      way_drawing_add_line (drawing, 1, 9, 28, 9, rows[i].hue->solid, 1.3)->dash = rows[i].band ? WAY_DASH_NONE : WAY_DASH_DOTTED;
      way_part_add_arrow (drawing, 29, 9, 1, 0, rows[i].hue->solid, 1.6);
      place (self, drawing);
    }

  WayDrawing *widths = begin_entry (self, _ ("the wider, the more customers"), 30);

  for (guint i = 0; i < 3; i++)
    way_drawing_add_line (widths, 1 + 10 * i, 9, 9 + 10 * i, 9, theme->neutral.solid, 1.5 + 2.75 * i);
  place (self, widths);
  place (self, begin_entry (self, _ ("%: share of what comes next · time: median wait"), 0));

  guint shown = way_traffic_count_edges (traffic, way_traffic_get_least (traffic, self->layout->options.traffic_keep));
  g_autofree char *cases = way_number_to_text (traffic->n_cases, 0);
  g_autofree char *words = g_strdup_printf (ngettext ("%s journey · the busiest %u of %u ways", "%s journeys · the busiest %u of %u ways", traffic->n_cases), cases, shown, traffic->n_edges);

  place (self, begin_entry (self, words, 0));
}

/* Which rules the badges over the cards stand for, and how many journeys break each. */
static void
add_rules (Legend *self)
{
  const WayTraffic *traffic = self->layout->options.traffic;

  for (guint i = 0; i < traffic->n_rules; i++)
    {
      const WayTrafficRule *rule = &traffic->rules[i];
      g_autofree char *cases = way_number_to_text (rule->cases, 0), *share = way_traffic_share_to_text ((double) rule->cases / MAX (rule->looked, 1u));
      g_autofree char *words = g_strdup_printf (ngettext ("rule “%s”: broken in %s journey (%s)", "rule “%s”: broken in %s journeys (%s)", rule->cases), rule->name, cases, share);
      WayDrawing *drawing = begin_entry (self, words, 24);

      way_rule_marks_draw_badge (self->layout, drawing, 0, 0.5, NULL);
      place (self, drawing);
    }
}

static void
add_mark (Legend *self, WayIcon icon, const WayHue *hue, const char *words)
{
  WayDrawing *drawing = begin_entry (self, words, 18);

  way_drawing_add_circle (drawing, 9, 9, 9, hue->tint, WAY_COLOUR_NONE, 0);
  way_drawing_add_icon (drawing, icon, 3.5, 3.5, 11, hue->ink, 1.6);
  place (self, drawing);
}

static void
add_marks (Legend *self)
{
  const WayLayout *layout = self->layout;
  gboolean moment = FALSE;

  for (guint i = 0; i < layout->cards->len && !moment; i++)
    moment = g_array_index (layout->cards, WayGridCard, i).placed && g_array_index (layout->cards, WayGridCard, i).known->moment;
  if (moment)
    add_mark (self, WAY_ICON_STAR, &layout->theme->warn, _ ("moment of truth"));
  if (g_hash_table_size (layout->pains_at) > 0)
    add_mark (self, WAY_ICON_PAIN, &layout->theme->bad, _ ("pain point"));
  if (g_hash_table_size (layout->comments_on) > 0)
    add_mark (self, WAY_ICON_COMMENT, &layout->theme->warn, _ ("open comment"));
}

static gboolean
shows_stakeholders (const WayLayout *layout)
{
  for (guint i = 0; i < layout->lanes->len; i++)
    {
      const WayElement *lane = g_ptr_array_index (layout->lanes, i);

      if (way_element_get_kind (lane) == WAY_KIND_LANE && way_element_is (lane, WAY_FIELD_KIND, "stakeholders"))
        return layout->options.expand || !way_element_get_boolean (lane, WAY_FIELD_COLLAPSED);
    }
  return FALSE;
}

/* The signs on the bars of stakeholders. */
static void
add_involvements (Legend *self)
{
  static const char *const nicks[] = { "acts", "decides", "consulted", "informed", "blocks" };
  const WayLayout *layout = self->layout;
  const WayFieldInfo *info = way_kind_get_field (WAY_KIND_INVOLVES, WAY_FIELD_AS);
  gboolean seen[G_N_ELEMENTS (nicks)] = { FALSE };
  WayElement *involves;

  if (!shows_stakeholders (layout))
    return;
  for (guint i = 0; i < layout->cards->len; i++)
    way_each (involves, g_array_index (layout->cards, WayGridCard, i).element, WAY_KIND_INVOLVES)
      for (guint k = 0; k < G_N_ELEMENTS (nicks); k++)
        seen[k] = seen[k] || way_element_is (involves, WAY_FIELD_AS, nicks[k]);
  for (guint k = 0; k < G_N_ELEMENTS (nicks); k++)
    if (seen[k])
      {
        WayDrawing *drawing = begin_entry (self, way_field_get_choice_label (info, nicks[k]), 2 * WAY_INVOLVEMENT_HALF);

        way_part_add_involvement (drawing, nicks[k], WAY_INVOLVEMENT_HALF, 9, layout->theme->text_2, layout->theme->page);
        place (self, drawing);
      }
}

/* A badge as small as a sign. */
static void
add_chip (Legend *self, const WayHue *hue, int icon, const char *words)
{
  WayDrawing *drawing = begin_entry (self, words, 24);

  way_drawing_add_box (drawing, (WayRect){ 0, 2, 24, 14 }, 7, hue->tint, WAY_COLOUR_NONE, 0);
  if (icon >= 0)
    way_drawing_add_icon (drawing, (WayIcon) icon, 7, 4, 10, hue->ink, 1.6);
  place (self, drawing);
}

static void
add_unmeasured (Legend *self)
{
  WayDrawing *drawing = begin_entry (self, _ ("no data"), 12);

  way_drawing_add_line (drawing, 1, 9, 11, 9, self->layout->theme->text_3, 1.6);
  place (self, drawing);
}

/* What the badges of figures mean, as far as there are such. */
static void
add_figures (Legend *self)
{
  const WayLayout *layout = self->layout;
  const WayTheme *theme = layout->theme;
  gboolean better = FALSE, worse = FALSE, small = FALSE, hidden = FALSE, lacking = FALSE;
  guint first, last;

  for (guint i = 0; i < way_figures_get_size (layout->figures); i++)
    {
      const WayFigure *figure = way_figures_get (layout->figures, i);

      if (!way_layout_find_columns (layout, way_document_lookup (layout->document, figure->place), &first, &last))
        continue;
      better = better || way_part_get_figure_hue (theme, figure) == &theme->good;
      worse = worse || way_part_get_figure_hue (theme, figure) == &theme->bad;
      small = small || figure->sample == WAY_SAMPLE_SMALL;
      hidden = hidden || figure->sample == WAY_SAMPLE_HIDDEN;
    }
  for (guint i = 0; i < layout->cards->len && !lacking; i++)
    {
      const WayGridCard *card = &g_array_index (layout->cards, WayGridCard, i);

      lacking = card->placed && way_element_get_kind (card->element) == WAY_KIND_TOUCHPOINT && way_card_lacks_figures (layout, card->element);
    }
  if (better)
    add_chip (self, &theme->good, WAY_ICON_DONE, _ ("better than the baseline"));
  if (worse)
    add_chip (self, &theme->bad, WAY_ICON_PAIN, _ ("worse than the baseline"));
  if (small)
    {
      g_autofree char *words = g_strdup_printf (_ ("fewer than %d answers: no verdict"), WAY_FIGURE_SMALL_BELOW);

      add_chip (self, &theme->neutral, -1, words);
    }
  if (hidden)
    {
      g_autofree char *words = g_strdup_printf (_ ("n < %d: hidden to protect people"), WAY_FIGURE_HIDDEN_BELOW);

      add_chip (self, &theme->neutral, -1, words);
    }
  if (layout->standing.weakest != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("weakest link by “%s”"), layout->standing.weakest->name);

      add_chip (self, &theme->warn, WAY_ICON_WEAK_LINK, words);
    }
  if (lacking)
    add_unmeasured (self);
}

/* How much of the way is measured, how old that is, and what it comes to. */
static void
add_standing (Legend *self)
{
  const WayLayout *layout = self->layout;
  const WayStanding *standing = &layout->standing;

  if (standing->n_touchpoints > 0)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u of %u touchpoint measured", "%u of %u touchpoints measured", standing->n_touchpoints), standing->n_measured, standing->n_touchpoints);

      place (self, begin_entry (self, words, 0));
    }
  if (standing->newest > 0)
    {
      g_autofree char *xml = way_date_to_xml (standing->newest);
      g_autofree char *date = way_date_to_text (xml);
      int days = (int) layout->options.today - (int) standing->newest;
      g_autofree char *age = days > 0 ? g_strdup_printf (ngettext ("figures as of %s, %d day old", "figures as of %s, %d days old", (gulong) days), date, days) : g_strdup_printf (_ ("figures as of %s"), date);

      place (self, begin_entry (self, age, 0));
    }
  if (layout->options.score != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("journey score %s"), layout->options.score);

      place (self, begin_entry (self, words, 0));
    }
}

/* Numbers on paper need the day they are from. */
static void
add_date (Legend *self)
{
  const WayFigures *figures = self->layout->figures;
  const char *newest = NULL;

  for (guint i = 0; figures != NULL && i < way_figures_get_size (figures); i++)
    {
      const WayFigure *figure = way_figures_get (figures, i);
      const char *to = figure->to;
      guint first, last;

      if (!way_layout_find_columns (self->layout, way_document_lookup (self->layout->document, figure->place), &first, &last))
        continue;
      if (to != NULL && g_strcmp0 (to, newest) > 0)
        newest = to;
    }
  if (newest == NULL)
    return;

  g_autofree char *date = way_date_to_text (newest);
  g_autofree char *words = g_strdup_printf (_ ("figures as of %s"), date);

  place (self, begin_entry (self, words, 0));
}

WayBand *
way_frame_build_legend (WayLayout *self)
{
  g_autoptr (WayBand) band = way_band_new (WAY_BAND_LEGEND, NULL);
  Legend legend = { self, band, WAY_MARGIN, 14, 0 };
  WayDrawing *rule = way_drawing_new (self->grid_end - WAY_MARGIN, 1);

  if (!self->options.safe)
    add_evidence (&legend);
  if (way_layout_shows_traffic (self))
    {
      add_traffic (&legend);
      add_rules (&legend);
    }
  else
    {
      add_connections (&legend);
      add_paths (&legend);
    }
  add_involvements (&legend);
  add_marks (&legend);
  if (!self->options.safe && self->options.full_figures)
    {
      add_figures (&legend);
      add_standing (&legend);
    }
  else if (!self->options.safe)
    add_date (&legend);
  way_drawing_add_line (rule, 0, 0, self->grid_end - WAY_MARGIN, 0, self->theme->line, 1);
  way_band_add (band, NULL, WAY_PART_LEGEND, WAY_LAYER_BACKGROUND, WAY_MARGIN, 0, rule);
  way_band_set_height (band, (way_band_get_n_items (band) > 1 ? legend.y + 18 : 0) + WAY_MARGIN - 14);
  return g_steal_pointer (&band);
}
