#include "scene/way-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-number.h"

/* Pain points, opportunities and actions as tinted cards below the place they belong to. */

#define CARD_GAP 8.0

/* An action stands where the first thing it is for stands. */
static const WayElement *
find_place (WayLayout *self, const WayElement *element)
{
  static const WayField fields[] = { WAY_FIELD_AT, WAY_FIELD_ADDRESSES, WAY_FIELD_FOR };

  for (guint depth = 0; element != NULL && depth < 4; depth++)
    {
      const WayElement *next = NULL;

      for (guint f = 0; f < G_N_ELEMENTS (fields) && next == NULL; f++)
        if (way_kind_find_field (way_element_get_kind (element), fields[f]) >= 0)
          {
            g_auto (GStrv) ids = way_element_get_list (element, fields[f]);

            for (char **id = ids; *id != NULL && next == NULL; id++)
              next = way_document_lookup (self->document, *id);
          }
      if (next == NULL || (way_element_get_kind (next) != WAY_KIND_PAIN && way_element_get_kind (next) != WAY_KIND_OPPORTUNITY))
        return next;
      element = next;
    }
  return NULL;
}

static void
append_part (GString *s, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", part);
}

/* Takes `text`; a number never begins or ends a line without its word. */
static char *
bind_words (char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  g_free (text);
  return g_strjoinv ("\u00a0", words);
}

static char *
make_pain_line (WayLayout *self, const WayElement *pain)
{
  GString *s = g_string_new (NULL);
  WayEvidence evidence = way_evidence_count (self->document, pain, self->options.today);
  g_autofree char *severity = bind_words (g_strdup_printf (_ ("severity %d"), way_element_get_integer (pain, WAY_FIELD_SEVERITY, 3)));
  g_autofree char *proof = NULL;

  append_part (s, severity);
  if (evidence.customers_for + evidence.customers_against > 0)
    {
      /* The ring says that it is confirmed. */
      proof = evidence.state == WAY_EVIDENCE_CONFIRMED && evidence.customers_against == 0 ? bind_words (g_strdup_printf (ngettext ("%d customer", "%d customers", (gulong) evidence.customers_for), evidence.customers_for))
                                                                                          : way_evidence_to_text (&evidence);
      append_part (s, proof);
    }
  return g_string_free (s, FALSE);
}

static char *
make_opportunity_line (const WayElement *opportunity)
{
  GString *s = g_string_new (NULL);
  g_autofree char *impact = way_element_get (opportunity, WAY_FIELD_IMPACT) != NULL ? bind_words (g_strdup_printf (_ ("impact %d"), way_element_get_integer (opportunity, WAY_FIELD_IMPACT, 0))) : NULL;
  g_autofree char *effort = way_element_get (opportunity, WAY_FIELD_EFFORT) != NULL ? bind_words (g_strdup_printf (_ ("effort %d"), way_element_get_integer (opportunity, WAY_FIELD_EFFORT, 0))) : NULL;

  append_part (s, impact);
  append_part (s, effort);
  return g_string_free (s, FALSE);
}

static gboolean
is_overdue (WayLayout *self, const WayElement *action)
{
  guint32 due = way_date_parse (way_element_get (action, WAY_FIELD_DUE));

  return due != 0 && self->options.today > due && !way_element_is (action, WAY_FIELD_STATUS, "done") && !way_element_is (action, WAY_FIELD_STATUS, "dropped");
}

static char *
make_action_line (WayLayout *self, const WayElement *action)
{
  GString *s = g_string_new (way_element_get_label (action, WAY_FIELD_STATUS));
  gboolean done = way_element_is (action, WAY_FIELD_STATUS, "done") && way_element_get (action, WAY_FIELD_DONE_ON) != NULL;
  const char *day = way_element_get (action, done ? WAY_FIELD_DONE_ON : WAY_FIELD_DUE);
  g_autofree char *date = day != NULL ? way_date_to_text (day) : NULL;

  append_part (s, way_element_get (action, WAY_FIELD_OWNER));
  append_part (s, date);
  if (is_overdue (self, action))
    append_part (s, _ ("overdue"));
  return g_string_free (s, FALSE);
}

/* The figure that tells whether the action worked: of its metric, with one from before to compare with, from after it was
 * done, and rather of the place that the action is for. NULL while it is too early to tell. */
static const WayFigure *
find_effect (WayLayout *self, const WayElement *action)
{
  const char *metric = way_element_get (action, WAY_FIELD_METRIC);
  const WayElement *place = find_place (self, action);
  guint32 done_on = way_date_parse (way_element_get (action, WAY_FIELD_DONE_ON));
  const WayFigure *found = NULL;

  if (metric == NULL || self->figures == NULL || !way_element_is (action, WAY_FIELD_STATUS, "done"))
    return NULL;
  for (guint i = 0; i < way_figures_get_size (self->figures); i++)
    {
      const WayFigure *figure = way_figures_get (self->figures, i);

      if (g_strcmp0 (figure->metric, metric) != 0 || !figure->has_baseline || figure->sample == WAY_SAMPLE_HIDDEN)
        continue;
      if (done_on > 0 && way_date_parse (figure->to) <= done_on)
        continue;
      if (found == NULL || (place != NULL && strcmp (figure->place, way_element_get_id (place)) == 0))
        found = figure;
    }
  return found;
}

/* "works: 63.8 % → 41.2 % (n 610)" */
static char *
make_effect_line (WayLayout *self, const WayFigure *figure, WayColour *ink)
{
  const WayTheme *theme = self->theme;
  g_autofree char *before = bind_words (way_figure_value_to_text (figure, figure->baseline));
  g_autofree char *now = bind_words (way_figure_to_text (figure));
  g_autofree char *n = figure->n >= 0 ? way_number_to_text ((double) figure->n, 0) : NULL;
  g_autofree char *sample = n != NULL ? bind_words (g_strdup_printf (_ ("(n %s)"), n)) : g_strdup ("");
  const char *verdict;

  *ink = theme->text_2;
  switch (figure->verdict)
    {
    case WAY_VERDICT_BETTER:
      verdict = _ ("works:");
      *ink = theme->good.ink;
      break;
    case WAY_VERDICT_WORSE:
      verdict = _ ("got worse:");
      *ink = theme->bad.ink;
      break;
    case WAY_VERDICT_NOISE:
      verdict = _ ("no effect seen:");
      break;
    case WAY_VERDICT_CHANGED:
    case WAY_VERDICT_NONE:
    default:
      verdict = _ ("since then:");
    }
  return g_strchomp (g_strdup_printf ("%s %s → %s %s", verdict, before, now, sample));
}

typedef struct
{
  const WayHue *hue;
  WayIcon icon;
  char *line;
  const char *uri;
  gboolean quiet; /* it is over, or only an idea: no disc in full colour */
  char *effect;   /* or NULL */
  WayColour effect_ink;
} Look;

static Look
choose_action_look (WayLayout *self, const WayElement *action)
{
  const WayTheme *theme = self->theme;
  static const struct
  {
    const char *status;
    WayIcon icon;
  } icons[] = { { "idea", WAY_ICON_IDEA }, { "done", WAY_ICON_DONE }, { "blocked", WAY_ICON_BLOCKED }, { "dropped", WAY_ICON_DROPPED } };
  const WayFigure *effect = find_effect (self, action);
  Look look = { .hue = &theme->blue, .icon = WAY_ICON_ACTION, .line = make_action_line (self, action), .uri = way_element_get (action, WAY_FIELD_TRACKER) };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (way_element_is (action, WAY_FIELD_STATUS, icons[i].status))
      look.icon = icons[i].icon;
  if (look.icon == WAY_ICON_BLOCKED || is_overdue (self, action))
    look.hue = &theme->warn;
  else if (look.icon == WAY_ICON_DROPPED || look.icon == WAY_ICON_IDEA)
    look.hue = &theme->neutral;
  look.quiet = look.icon == WAY_ICON_DROPPED || look.icon == WAY_ICON_IDEA;
  if (effect != NULL)
    look.effect = make_effect_line (self, effect, &look.effect_ink);
  return look;
}

static Look
choose_look (WayLayout *self, const WayElement *element)
{
  switch ((guint) way_element_get_kind (element))
    {
    case WAY_KIND_PAIN:
      return (Look){ .hue = &self->theme->bad, .icon = WAY_ICON_PAIN, .line = make_pain_line (self, element) };
    case WAY_KIND_OPPORTUNITY:
      return (Look){ .hue = &self->theme->good, .icon = WAY_ICON_OPPORTUNITY, .line = make_opportunity_line (element) };
    default:
      return choose_action_look (self, element);
    }
}

#define INDENT 34.0 /* words stand right of the disc */

static void
add_disc (WayLayout *self, WayDrawing *drawing, const Look *look)
{
  const WayTheme *theme = self->theme;

  way_drawing_add_circle (drawing, 17, 19, 9, look->quiet ? theme->card : look->hue->solid, look->quiet ? look->hue->solid : WAY_COLOUR_NONE, 1.5);
  way_drawing_add_icon (drawing, look->icon, 11, 13, 12, look->quiet ? look->hue->ink : theme->on_solid, look->quiet ? 1.8 : 2.2);
}

static WayDrawing *
draw_insight (WayLayout *self, const WayElement *element, double width)
{
  Look look = choose_look (self, element);
  g_autofree char *small = look.line;
  g_autofree char *effect = look.effect;
  gboolean is_action = way_element_get_kind (element) == WAY_KIND_ACTION;
  int comments = GPOINTER_TO_INT (g_hash_table_lookup (self->comments_on, way_element_get_id (element)));
  g_autoptr (WayText) text = way_layout_text (self, way_element_get (element, WAY_FIELD_TEXT), WAY_STYLE_BODY_BOLD, width - INDENT - (is_action && comments == 0 ? 10 : 24), 9);
  int votes = way_element_get_integer (element, WAY_FIELD_VOTES, 0);
  double text_height = way_text_get_height (text), y = 10 + MAX (text_height, 18) + 6;
  /* Votes stand right of the small line, which leaves them room. */
  g_autoptr (WayText) line = way_layout_text (self, small, WAY_STYLE_SMALL, width - INDENT - (votes > 5 ? 46 : votes * 8 + 14), 4);
  g_autoptr (WayText) outcome = way_layout_text (self, effect, WAY_STYLE_SMALL_BOLD, width - INDENT - 12, 2);
  double line_height = *small != '\0' ? way_text_get_height (line) : 0, outcome_height = effect != NULL ? way_text_get_height (outcome) + 1 : 0;
  double height = ceil (y + MAX (line_height, votes > 0 ? 12 : 0) + outcome_height + 8);
  WayDrawing *drawing = way_drawing_new (width, height);
  g_autofree char *description = effect != NULL ? g_strdup_printf ("%s · %s", small, effect) : g_strdup (small);
  WayEvidence evidence = way_evidence_count (self->document, element, self->options.today);

  way_drawing_set_title (drawing, way_element_get_name (element));
  way_drawing_set_description (drawing, description);
  way_drawing_set_uri (drawing, look.uri);
  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, height }, 8, look.hue->tint, WAY_COLOUR_NONE, 0);
  add_disc (self, drawing, &look);
  way_drawing_add_text (drawing, g_steal_pointer (&text), INDENT, 10 + MAX (0, (18 - text_height) / 2), look.icon == WAY_ICON_DROPPED ? self->theme->text_2 : self->theme->text);
  if (line_height > 0)
    way_drawing_add_text (drawing, g_steal_pointer (&line), INDENT, y, look.hue->ink);
  if (effect != NULL)
    way_drawing_add_text (drawing, g_steal_pointer (&outcome), INDENT, y + line_height + 1, look.effect_ink);
  if (!is_action)
    way_part_add_evidence (drawing, self->theme, width - 14, 17, evidence.state);
  if (comments > 0)
    way_drawing_add_icon (drawing, WAY_ICON_COMMENT, width - 20, is_action ? 11 : 26, 12, look.hue->ink, 1.6);
  way_part_add_votes (self, drawing, width - 8, height - 13, votes, look.hue);
  return drawing;
}

typedef struct
{
  double *bottoms;
  double height;
} Stack;

static void
add_insight (WayLayout *self, WayBand *band, const WayElement *element, Stack *stack)
{
  const WayElement *place = find_place (self, element);
  guint first, last;
  double x, width, y = 0;

  /* What belongs to no place, or to none that is shown, is not lost: it stands at the start. */
  if (!way_layout_find_columns (self, place, &first, &last))
    {
      if (place != NULL)
        return;
      first = last = 0;
    }
  way_layout_get_span (self, first, last, &x, &width);
  for (guint c = first; c <= last; c++)
    y = MAX (y, stack->bottoms[c]);

  WayDrawing *drawing = draw_insight (self, element, width);

  for (guint c = first; c <= last; c++)
    stack->bottoms[c] = y + way_drawing_get_height (drawing) + CARD_GAP;
  stack->height = MAX (stack->height, y + way_drawing_get_height (drawing));
  way_band_add (band, way_element_get_id (element), WAY_PART_CARD, WAY_LAYER_CARDS, x, y, drawing);
}

double
way_lane_build_insights (WayLayout *self, const WayElement *lane, WayBand *band)
{
  const char *kind = way_element_get_or_default (lane, WAY_FIELD_KIND);
  g_autofree double *bottoms = g_new0 (double, way_layout_get_n_columns (self));
  Stack stack = { bottoms, 0 };
  WayElement *element;

  if (strcmp (kind, "pains") == 0)
    way_each (element, self->journey, WAY_KIND_PAIN)
      add_insight (self, band, element, &stack);
  else if (strcmp (kind, "opportunities") == 0)
    way_each (element, self->journey, WAY_KIND_OPPORTUNITY)
      add_insight (self, band, element, &stack);
  else
    way_each (element, way_document_get_root (self->document), WAY_KIND_ACTION)
      {
        const WayElement *place = find_place (self, element);

        /* Actions belong to the document; those of other journeys are theirs. */
        if (place == NULL || way_element_get_ancestor (place, WAY_KIND_JOURNEY) == self->journey)
          add_insight (self, band, element, &stack);
      }
  return stack.height;
}
