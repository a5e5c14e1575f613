#include "scene/way-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Lanes that repeat what the touchpoints of a column say: which information, which action, which data.
 * One cell a touchpoint, over the columns it covers; cells of the same columns stand below each other. */

#define LINE_GAP 3.0
#define CELL_GAP 8.0
#define MAX_LINES 4

typedef struct
{
  const char *text;  /* borrowed or interned */
  const char *small; /* a second line, g_free'd */
} Line;

static void
line_clear (gpointer data)
{
  g_free ((char *) ((Line *) data)->text);
  g_free ((char *) ((Line *) data)->small);
}

static void
add_line (GArray *lines, const char *text, char *small)
{
  Line line = { g_strdup (text), small };

  g_array_append_val (lines, line);
}

static void
collect_field (const WayElement *touchpoint, WayField field, GArray *lines)
{
  g_auto (GStrv) texts = way_element_get_list (touchpoint, field);

  for (char **text = texts; *text != NULL; text++)
    if (**text != '\0')
      add_line (lines, *text, NULL);
}

static void
collect_data (WayLayout *self, const WayElement *touchpoint, GArray *lines)
{
  WayElement *data;

  way_each (data, touchpoint, WAY_KIND_DATA)
    {
      GString *small = g_string_new (way_element_get (data, WAY_FIELD_PURPOSE));

      if (!self->options.safe)
        {
          if (way_element_get (data, WAY_FIELD_BASIS) != NULL)
            g_string_append_printf (small, "%s%s", small->len > 0 ? " · " : "", way_element_get_label (data, WAY_FIELD_BASIS));
          if (way_element_get (data, WAY_FIELD_SYSTEM) != NULL)
            g_string_append_printf (small, "%s%s", small->len > 0 ? " · " : "", way_element_get (data, WAY_FIELD_SYSTEM));
        }
      add_line (lines, way_element_get (data, WAY_FIELD_TEXT), g_string_free (small, small->len == 0));
    }
}

static GArray *
collect (WayLayout *self, const WayElement *lane, const WayElement *touchpoint)
{
  const char *kind = way_element_get_or_default (lane, WAY_FIELD_KIND);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  g_array_set_clear_func (lines, line_clear);
  if (strcmp (kind, "information") == 0)
    collect_field (touchpoint, WAY_FIELD_INFORMATION_SOUGHT, lines);
  else if (strcmp (kind, "action-expected") == 0)
    collect_field (touchpoint, WAY_FIELD_ACTION_EXPECTED, lines);
  else if (strcmp (kind, "motivation") == 0)
    collect_field (touchpoint, WAY_FIELD_MOTIVATION, lines);
  else
    collect_data (self, touchpoint, lines);
  return lines;
}

static WayDrawing *
draw_cell (WayLayout *self, const WayElement *lane, const WayElement *touchpoint, GArray *lines, double width)
{
  WayDrawing *drawing = way_drawing_new (width, 0);
  double y = 0;

  way_drawing_set_title (drawing, way_element_get_name (lane));
  way_drawing_set_description (drawing, way_element_get_name (touchpoint));
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      double indent = 14;
      g_autoptr (WayText) text = way_layout_text (self, line->text, WAY_STYLE_BODY, width - indent, MAX_LINES);
      /* A line of nothing but signs from another font may be lower than the bullet. */
      double height = MAX (way_text_get_height (text), 15);

      way_drawing_add_circle (drawing, 4, y + 8, 2, self->theme->text_3, WAY_COLOUR_NONE, 0);
      way_drawing_add_text (drawing, g_steal_pointer (&text), indent, y, self->theme->text);
      y += height;
      if (line->small != NULL)
        {
          g_autoptr (WayText) small = way_layout_text (self, line->small, WAY_STYLE_HINT, width - indent, 2);

          height = way_text_get_height (small);
          way_drawing_add_text (drawing, g_steal_pointer (&small), indent, y, self->theme->text_2);
          y += height;
        }
      y += LINE_GAP;
    }
  way_drawing_set_size (drawing, width, ceil (y - LINE_GAP));
  return drawing;
}

double
way_lane_build_texts (WayLayout *self, const WayElement *lane, WayBand *band)
{
  guint n_columns = way_layout_get_n_columns (self);
  g_autofree double *bottoms = g_new0 (double, n_columns);
  double height = 0;

  for (guint i = 0; i < self->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->cards, WayGridCard, i);

      if (way_element_get_kind (card->element) != WAY_KIND_TOUCHPOINT)
        continue;

      g_autoptr (GArray) lines = collect (self, lane, card->element);

      if (lines->len == 0)
        continue;

      double x, width, y = 0;

      way_layout_get_span (self, card->first, card->last, &x, &width);
      for (guint c = card->first; c <= card->last; c++)
        y = MAX (y, bottoms[c]);

      WayDrawing *drawing = draw_cell (self, lane, card->element, lines, width);

      for (guint c = card->first; c <= card->last; c++)
        bottoms[c] = y + way_drawing_get_height (drawing) + CELL_GAP;
      height = MAX (height, y + way_drawing_get_height (drawing));
      way_band_add (band, way_element_get_id (card->element), WAY_PART_CELL, WAY_LAYER_CARDS, x, y, drawing);
    }
  return height;
}
