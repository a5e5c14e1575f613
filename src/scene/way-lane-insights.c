#include "scene/way-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"

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

static char *
make_pain_line (WayLayout *self, const WayElement *pain)
{
  GString *s = g_string_new (NULL);
  WayEvidence evidence = way_evidence_count (self->document, pain, self->options.today);
  g_autofree char *severity = g_strdup_printf (_ ("severity %d"), way_element_get_integer (pain, WAY_FIELD_SEVERITY, 3));
  g_autofree char *proof = NULL;

  append_part (s, severity);
  if (evidence.customers_for + evidence.customers_against > 0)
    {
      proof = evidence.customers_against == 0 ? g_strdup_printf (_ ("%d of %d customers"), evidence.customers_for, evidence.required)
                                              : way_evidence_to_text (&evidence);
      append_part (s, proof);
    }
  return g_string_free (s, FALSE);
}

static char *
make_opportunity_line (const WayElement *opportunity)
{
  GString *s = g_string_new (NULL);
  g_autofree char *impact = way_element_get (opportunity, WAY_FIELD_IMPACT) != NULL ? g_strdup_printf (_ ("impact %d"), way_element_get_integer (opportunity, WAY_FIELD_IMPACT, 0)) : NULL;
  g_autofree char *effort = way_element_get (opportunity, WAY_FIELD_EFFORT) != NULL ? g_strdup_printf (_ ("effort %d"), way_element_get_integer (opportunity, WAY_FIELD_EFFORT, 0)) : NULL;

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
  g_autofree char *due = way_element_get (action, WAY_FIELD_DUE) != NULL ? way_date_to_text (way_element_get (action, WAY_FIELD_DUE)) : NULL;

  append_part (s, way_element_get (action, WAY_FIELD_OWNER));
  append_part (s, due);
  if (is_overdue (self, action))
    append_part (s, _ ("overdue"));
  return g_string_free (s, FALSE);
}

typedef struct
{
  const WayHue *hue;
  WayIcon icon;
  char *line;
  const char *uri;
} Look;

static Look
choose_look (WayLayout *self, const WayElement *element)
{
  switch ((guint) way_element_get_kind (element))
    {
    case WAY_KIND_PAIN:
      return (Look){ &self->theme->bad, WAY_ICON_PAIN, make_pain_line (self, element), NULL };
    case WAY_KIND_OPPORTUNITY:
      return (Look){ &self->theme->good, WAY_ICON_OPPORTUNITY, make_opportunity_line (element), NULL };
    default:
      return (Look){ is_overdue (self, element) ? &self->theme->warn : &self->theme->blue, WAY_ICON_ACTION, make_action_line (self, element), way_element_get (element, WAY_FIELD_TRACKER) };
    }
}

static WayDrawing *
draw_insight (WayLayout *self, const WayElement *element, double width)
{
  Look look = choose_look (self, element);
  g_autofree char *small = look.line;
  g_autoptr (WayText) text = way_layout_text (self, way_element_get (element, WAY_FIELD_TEXT), WAY_STYLE_BODY_BOLD, width - 34 - 24, 9);
  int votes = way_element_get_integer (element, WAY_FIELD_VOTES, 0);
  double text_height = way_text_get_height (text), y = 10 + MAX (text_height, 18) + 6;
  /* Votes stand right of the small line, which leaves them room. */
  g_autoptr (WayText) line = way_layout_text (self, small, WAY_STYLE_SMALL, width - 34 - (votes > 0 ? 52 : 12), 2);
  double line_height = *small != '\0' ? way_text_get_height (line) : 0;
  double height = ceil (y + MAX (line_height, votes > 0 ? 12 : 0) + 8);
  WayDrawing *drawing = way_drawing_new (width, height);
  WayEvidence evidence = way_evidence_count (self->document, element, self->options.today);
  int comments = GPOINTER_TO_INT (g_hash_table_lookup (self->comments_on, way_element_get_id (element)));

  way_drawing_set_title (drawing, way_element_get_name (element));
  way_drawing_set_description (drawing, small);
  way_drawing_set_uri (drawing, look.uri);
  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, height }, 8, look.hue->tint, WAY_COLOUR_NONE, 0);
  way_drawing_add_circle (drawing, 17, 19, 9, look.hue->solid, WAY_COLOUR_NONE, 0);
  way_drawing_add_icon (drawing, look.icon, 11, 13, 12, self->theme->on_solid, 2.2);
  way_drawing_add_text (drawing, g_steal_pointer (&text), 34, 10 + MAX (0, (18 - text_height) / 2), self->theme->text);
  if (line_height > 0)
    way_drawing_add_text (drawing, g_steal_pointer (&line), 34, y, look.hue->ink);
  if (way_element_get_kind (element) != WAY_KIND_ACTION)
    way_part_add_evidence (drawing, self->theme, width - 14, 17, evidence.state);
  if (comments > 0)
    way_drawing_add_icon (drawing, WAY_ICON_COMMENT, width - 20, 26, 12, look.hue->ink, 1.6);
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
