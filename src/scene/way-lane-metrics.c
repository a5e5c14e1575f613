#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-number.h"
#include "scene/way-layout-private.h"

/* Figures under the columns they belong to. None stands naked: each has its n, its interval where there is one, what it
 * was before and whether the difference means anything. */

#define PAD 12.0
#define GAP 8.0
#define WHISKER 84.0
#define BESIDE 330.0 /* from this inner width on the details stand beside the number */
#define NUMBER 260.0 /* how wide the number's side is at most */

typedef struct
{
  WayLayout *layout;
  WayDrawing *drawing;
  double x, y, width; /* where the next line goes */
} Block;

static double
add_line (Block *self, const char *words, WayTextStyle style, WayColour colour, int max_lines)
{
  g_autoptr (WayText) text = way_layout_text (self->layout, words, style, self->width, max_lines);
  double width = way_text_get_width (text), height = way_text_get_height (text);

  way_drawing_add_text (self->drawing, g_steal_pointer (&text), self->x, self->y, colour);
  self->y += height + 1;
  return width;
}

typedef struct
{
  double low, high;
} Scale;

/* Scores and shares lie on their own scale, everything else between nothing and the largest number shown. */
static Scale
get_scale (const WayFigure *figure)
{
  if (strcmp (figure->kind, "nps") == 0)
    return (Scale){ -100, 100 };
  if (figure->has_interval || (g_strcmp0 (figure->unit, "%") == 0 && figure->value >= 0 && figure->value <= 100))
    return (Scale){ 0, 100 };

  double low = MIN (figure->value, 0), high = MAX (figure->value, 0);

  if (figure->has_target)
    {
      low = MIN (low, figure->target);
      high = MAX (high, figure->target);
    }
  if (figure->has_baseline)
    {
      low = MIN (low, figure->baseline);
      high = MAX (high, figure->baseline);
    }
  return (Scale){ low, high > low ? low + (high - low) * 1.12 : low + 1 };
}

/* The interval as a bar on the metric's scale, the value a disc, the baseline a ring, the target a stroke. */
static void
add_whisker (const WayLayout *layout, WayDrawing *drawing, const WayFigure *figure, const WayHue *hue, double x, double y, double width)
{
  const WayTheme *theme = layout->theme;
  Scale scale = get_scale (figure);
#define AT(value) (x + CLAMP (((value) -scale.low) / (scale.high - scale.low), 0, 1) * width)

  way_drawing_add_line (drawing, x, y, x + width, y, way_colour_mix (hue->tint, hue->solid, 0.4), 2);
  if (figure->has_interval)
    way_drawing_add_line (drawing, AT (figure->low), y, AT (figure->high), y, hue->solid, 4);
  if (figure->has_target)
    way_drawing_add_line (drawing, AT (figure->target), y - 7, AT (figure->target), y + 7, theme->text, 1.6);
  if (figure->has_baseline)
    way_drawing_add_circle (drawing, AT (figure->baseline), y, 3.4, hue->tint, theme->text_2, 1.4);
  way_drawing_add_circle (drawing, AT (figure->value), y, 4, hue->solid, WAY_COLOUR_NONE, 0);
#undef AT
}

/* A unit such as "1–7" says on which scale people answered. */
static gboolean
has_scale (const WayFigure *figure)
{
  return figure->unit != NULL && g_ascii_isdigit (figure->unit[0]);
}

static char *
dup_with_unit (const WayFigure *figure, double value)
{
  g_autofree char *number = way_number_to_text (value, strcmp (figure->kind, "nps") == 0 || fabs (value) >= 1000 ? 0 : 1);

  return figure->unit != NULL && !has_scale (figure) ? g_strconcat (number, " ", figure->unit, NULL) : g_steal_pointer (&number);
}

/* What it was before, what it shall be, whom it was asked. */
static GPtrArray *
make_notes (const WayLayout *layout, const WayFigure *figure)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  const WayElement *persona = way_document_lookup (layout->document, figure->persona);

  if (figure->has_baseline)
    {
      g_autofree char *before = dup_with_unit (figure, figure->baseline);
      g_autofree char *now = dup_with_unit (figure, figure->value);

      g_ptr_array_add (notes, g_strdup_printf ("%s → %s", before, now));
    }
  if (figure->is_baseline)
    {
      g_autofree char *to = figure->to != NULL ? way_date_to_text (figure->to) : NULL;

      g_ptr_array_add (notes, to != NULL ? g_strdup_printf (_ ("baseline, until %s"), to) : g_strdup (_ ("baseline")));
    }
  if (figure->has_target)
    {
      g_autofree char *target = dup_with_unit (figure, figure->target);

      g_ptr_array_add (notes, g_strdup_printf (_ ("target %s"), target));
    }
  if (persona != NULL)
    g_ptr_array_add (notes, g_strdup (way_element_get_name (persona)));
  return notes;
}

static void
describe (WayDrawing *drawing, const WayFigure *figure, const char *value, const char *sample, const char *change, GPtrArray *notes)
{
  g_autofree char *title = g_strdup_printf ("%s: %s", figure->name, value);
  GString *s = g_string_new (sample);

  if (change != NULL)
    g_string_append_printf (s, " · %s", change);
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (s, " · %s", (const char *) g_ptr_array_index (notes, i));
  way_drawing_set_title (drawing, title);
  way_drawing_set_description (drawing, s->str);
  g_string_free (s, TRUE);
}

/* Scores of surveys say which they are, for −12 alone could be anything. */
static char *
dup_name (const WayFigure *figure)
{
  static const char *const scores[] = { "nps", "csat", "ces", NULL };
  const char *label = way_field_get_choice_label (way_kind_get_field (WAY_KIND_METRIC, WAY_FIELD_KIND), figure->kind);

  gboolean plain = !g_strv_contains (scores, figure->kind) || strstr (figure->name, label) != NULL;

  return g_strconcat (plain ? "" : label, plain ? "" : " · ", figure->name, has_scale (figure) ? " · " : NULL, figure->unit, NULL);
}

static WayDrawing *
draw_figure (WayLayout *layout, const WayFigure *figure, double width)
{
  const WayTheme *theme = layout->theme;
  const WayHue *hue = way_part_get_figure_hue (theme, figure);
  gboolean hidden = figure->sample == WAY_SAMPLE_HIDDEN;
  g_autofree char *name = dup_name (figure);
  g_autofree char *value = way_figure_to_text (figure);
  g_autofree char *sample = way_figure_to_sample_text (figure);
  g_autofree char *change = way_figure_to_change_text (figure);
  g_autoptr (GPtrArray) notes = hidden ? g_ptr_array_new () : make_notes (layout, figure);
  WayDrawing *drawing = way_drawing_new (width, 0);

  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, 0 }, 9, hue->tint, WAY_COLOUR_NONE, 0);
  double inner = MAX (width - 2 * PAD, 20);
  gboolean beside = inner >= BESIDE;
  double side = beside ? MIN (inner / 2, NUMBER) : inner;
  Block block = { layout, drawing, PAD, PAD - 2, beside ? side - 2 * GAP : inner };
  g_autoptr (WayText) probe = way_layout_text (layout, value, WAY_STYLE_FIGURE, block.width, 1);
  gboolean small = way_text_is_clipped (probe);
  double taken = add_line (&block, value, small ? WAY_STYLE_PHASE : WAY_STYLE_FIGURE, hue->ink, small ? 2 : 1);
  double room = block.width - taken - GAP, whisker_y = block.y / 2 + PAD / 2;

  add_line (&block, name, WAY_STYLE_SMALL, theme->text_2, 2);

  double bottom = block.y;

  if (beside)
    {
      block.x = PAD + side;
      block.y = PAD;
      block.width = inner - side;
    }
  add_line (&block, sample, WAY_STYLE_SMALL, theme->text_2, 2);
  if (change != NULL)
    add_line (&block, change, WAY_STYLE_SMALL_BOLD, hue->ink, 3);
  for (guint i = 0; i < notes->len; i++)
    add_line (&block, g_ptr_array_index (notes, i), WAY_STYLE_HINT, theme->text_2, 2);
  bottom = MAX (bottom, block.y);
  if (!hidden && room >= 48)
    add_whisker (layout, drawing, figure, hue, PAD + taken + GAP + MAX (room - WHISKER, 0), whisker_y, MIN (room, WHISKER) - 4);
  else if (!hidden)
    {
      add_whisker (layout, drawing, figure, hue, PAD + 4, bottom + 9, MIN (inner, 2 * WHISKER) - 8);
      bottom += 17;
    }
  bottom = ceil (bottom + PAD - 3);
  describe (drawing, figure, value, sample, change, notes);
  way_drawing_set_size (drawing, width, bottom);
  ((WayShape *) way_drawing_get_shape (drawing, 0))->rect.height = bottom;
  return drawing;
}

/* A metric that is bound to a place and has no figure there. */
static WayDrawing *
draw_empty (WayLayout *layout, const WayElement *metric, double width)
{
  const WayTheme *theme = layout->theme;
  const char *words = _ ("no data here yet");
  WayDrawing *drawing = way_drawing_new (width, 0);
  Block block = { layout, drawing, PAD, PAD - 2, MAX (width - 2 * PAD, 20) };

  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, 0 }, 9, theme->blue.tint, WAY_COLOUR_NONE, 0);
  way_drawing_set_title (drawing, way_element_get_name (metric));
  way_drawing_set_description (drawing, words);
  way_drawing_add_line (drawing, PAD, block.y + 9, PAD + 16, block.y + 9, theme->blue.solid, 2.5);
  block.y += 20;
  add_line (&block, way_element_get_name (metric), WAY_STYLE_SMALL, theme->text_2, 2);
  add_line (&block, words, WAY_STYLE_SMALL_BOLD, theme->blue.ink, 2);
  way_drawing_set_size (drawing, width, ceil (block.y + PAD - 3));
  ((WayShape *) way_drawing_get_shape (drawing, 0))->rect.height = ceil (block.y + PAD - 3);
  return drawing;
}

/* Something to stand under columns: a figure, or a metric that has none there. */
typedef struct
{
  const WayFigure *figure;  /* or NULL */
  const WayElement *metric; /* where there is no figure */
  guint first, last, order;
} Entry;

/* What covers fewer columns stands higher, so that wide boxes leave no holes. */
static int
compare_entries_cb (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;
  guint p = x->last - x->first, q = y->last - y->first;

  return p != q ? (p < q ? -1 : 1) : (x->order > y->order) - (x->order < y->order);
}

static void
add_entry (WayLayout *layout, GArray *entries, const char *place, const WayFigure *figure, const WayElement *metric)
{
  Entry entry = { .figure = figure, .metric = metric, .order = entries->len };

  if (way_layout_find_columns (layout, way_document_lookup (layout->document, place), &entry.first, &entry.last))
    g_array_append_val (entries, entry);
}

static gboolean
has_figure (const WayFigures *figures, const char *metric, const char *place, const char *persona)
{
  const GPtrArray *here = figures != NULL ? way_figures_get_at (figures, place) : NULL;

  for (guint i = 0; here != NULL && i < here->len; i++)
    {
      const WayFigure *figure = g_ptr_array_index (here, i);

      if (g_strcmp0 (figure->metric, metric) == 0 && g_strcmp0 (figure->persona, persona) == 0)
        return TRUE;
    }
  return FALSE;
}

static GArray *
collect (WayLayout *layout, const char *wanted)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  WayElement *metric, *binding;

  for (guint i = 0; layout->figures != NULL && i < way_figures_get_size (layout->figures); i++)
    {
      const WayFigure *figure = way_figures_get (layout->figures, i);

      if (wanted == NULL || g_strcmp0 (wanted, figure->metric) == 0)
        add_entry (layout, entries, figure->place, figure, NULL);
    }
  way_each (metric, way_document_get_root (layout->document), WAY_KIND_METRIC)
    way_each (binding, metric, WAY_KIND_BINDING)
      {
        const char *id = way_element_get_id (metric), *at = way_element_get (binding, WAY_FIELD_AT);

        if ((wanted == NULL || g_strcmp0 (wanted, id) == 0) && !has_figure (layout->figures, id, at, way_element_get (binding, WAY_FIELD_PERSONA)))
          add_entry (layout, entries, at, NULL, metric);
      }
  g_array_sort (entries, compare_entries_cb);
  return entries;
}

double
way_lane_build_metrics (WayLayout *self, const WayElement *lane, WayBand *band)
{
  g_autofree double *bottoms = g_new0 (double, way_layout_get_n_columns (self) + 1);
  g_autoptr (GArray) entries = collect (self, way_element_get (lane, WAY_FIELD_METRIC));
  double height = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      const char *id = entry->figure != NULL ? entry->figure->metric : way_element_get_id (entry->metric);
      double x, width, y = 0;

      way_layout_get_span (self, entry->first, entry->last, &x, &width);
      for (guint c = entry->first; c <= entry->last; c++)
        y = MAX (y, bottoms[c]);

      WayDrawing *drawing = entry->figure != NULL ? draw_figure (self, entry->figure, width) : draw_empty (self, entry->metric, width);
      double bottom = y + way_drawing_get_height (drawing);

      for (guint c = entry->first; c <= entry->last; c++)
        bottoms[c] = bottom + GAP;
      height = MAX (height, bottom);
      way_band_add (band, id, WAY_PART_FIGURE, WAY_LAYER_CARDS, x, y, drawing);
    }
  return height;
}
