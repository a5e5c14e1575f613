#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-number.h"
#include "scene/way-layout-private.h"
#include "scene/way-spark.h"

/* Figures under the columns they belong to. None stands naked: each has its n, its interval where there is one, what it
 * was before and whether the difference means anything. */

#define PAD 12.0
#define GAP 8.0
#define WHISKER 84.0
#define BOX_MIN 190.0 /* several boxes under the same columns stand side by side from this width on */
#define BOX_MAX 260.0
#define SPARK 36.0  /* the line of a figure's history */
#define MAX_BOXES 3 /* of touchpoints under one column, where the cards show them all */
#define BRACKET 9.0 /* room for the line over the columns that a narrower box is for */

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
get_scale (const WayLayout *layout, const WayFigure *figure)
{
  Scale scale;

  if (strcmp (figure->kind, "nps") == 0)
    return (Scale){ -100, 100 };
  if (layout->options.full_figures && way_standing_find_scale (figure->unit, &scale.low, &scale.high))
    return scale;
  if (g_strcmp0 (figure->unit, "%") == 0 && figure->value >= 0 && figure->value <= 100)
    return (Scale){ 0, 100 };

  double low = MIN (figure->has_interval ? figure->low : figure->value, 0), high = MAX (figure->has_interval ? figure->high : figure->value, 0);

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
  Scale scale = get_scale (layout, figure);
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

/* What it was before and shall be, whom was asked. */
static GPtrArray *
make_notes (const WayLayout *layout, const WayFigure *figure)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  const WayElement *persona = way_document_lookup (layout->document, figure->persona);

  if (figure->has_baseline)
    {
      g_autofree char *before = way_figure_value_to_text (figure, figure->baseline);

      /* Translators: the value that a figure had before. */
      g_ptr_array_add (notes, g_strdup_printf (_ ("was %s"), before));
    }
  if (figure->is_baseline)
    {
      g_autofree char *to = figure->to != NULL ? way_date_to_text (figure->to) : NULL;

      g_ptr_array_add (notes, to != NULL ? g_strdup_printf (_ ("baseline, until %s"), to) : g_strdup (_ ("baseline")));
    }
  if (figure->has_target)
    {
      g_autofree char *target = way_figure_value_to_text (figure, figure->target);

      g_ptr_array_add (notes, g_strdup_printf (_ ("target %s"), target));
    }
  if (persona != NULL)
    g_ptr_array_add (notes, g_strdup (way_element_get_name (persona)));
  return notes;
}

static char *
join_notes (GPtrArray *notes)
{
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (s, "%s%s", i > 0 ? " · " : "", (const char *) g_ptr_array_index (notes, i));
  return g_string_free (s, FALSE);
}

static void
describe (WayDrawing *drawing, const WayFigure *figure, const char *value, const char *sample, const char *change, const char *notes)
{
  g_autofree char *title = g_strdup_printf ("%s: %s", figure->name, value);
  GString *s = g_string_new (sample);

  if (change != NULL)
    g_string_append_printf (s, " · %s", change);
  if (way_part_get_figure_icon (figure) >= 0)
    g_string_append_printf (s, " · %s", figure->verdict == WAY_VERDICT_BETTER ? _ ("better") : _ ("worse"));
  if (*notes != '\0')
    g_string_append_printf (s, " · %s", notes);
  way_drawing_set_title (drawing, title);
  way_drawing_set_description (drawing, s->str);
  g_string_free (s, TRUE);
}

/* Scores of surveys say which they are and on which scale, for −12 alone could be anything. */
static char *
dup_name (const WayFigure *figure)
{
  static const char *const scores[] = { "nps", "csat", "ces", NULL };
  const char *label = way_field_get_choice_label (way_kind_get_field (WAY_KIND_METRIC, WAY_FIELD_KIND), figure->kind);
  gboolean plain = !g_strv_contains (scores, figure->kind) || strstr (figure->name, label) != NULL;
  g_autofree char *name = plain ? g_strdup (figure->name) : g_strdup_printf ("%s · %s", label, figure->name);

  /* Translators: a metric's name, then the scale people answered on, such as 1–7. */
  return has_scale (figure) ? g_strdup_printf (_ ("%s, on a scale of %s"), name, figure->unit) : g_steal_pointer (&name);
}

/* How it changed; what chance could have done is said quietly, all else with a sign besides its colour. */
static void
add_change (Block *self, const WayFigure *figure, const char *change, const WayHue *hue)
{
  int icon = way_part_get_figure_icon (figure);
  gboolean quiet = hue == &self->layout->theme->neutral;
  double lead = icon >= 0 ? 15 : 0;

  if (icon >= 0)
    way_drawing_add_icon (self->drawing, (WayIcon) icon, self->x, self->y + 1.5, 11, hue->ink, 2);
  self->x += lead;
  self->width -= lead;
  add_line (self, change, quiet ? WAY_STYLE_SMALL : WAY_STYLE_SMALL_BOLD, quiet ? self->layout->theme->text_2 : hue->ink, 3);
  self->x -= lead;
  self->width += lead;
}

/* Ends a box that was begun with no height. */
static void
close_box (WayDrawing *drawing, double width, double height)
{
  way_drawing_set_size (drawing, width, height);
  ((WayShape *) way_drawing_get_shape (drawing, 0))->rect.height = height;
}

static char *
dup_day (guint32 day)
{
  g_autofree char *date = way_date_to_xml (day);

  return way_date_to_text (date);
}

/* What the history of a figure has to show besides its line. */
static void
add_history_words (Block *self, const GArray *series, const WayHue *hue)
{
  const WayFigurePoint *first = &g_array_index (series, WayFigurePoint, 0), *last = &g_array_index (series, WayFigurePoint, series->len - 1);
  g_autofree char *from = dup_day (first->day), *to = dup_day (last->day);
  /* Translators: the days between which a figure's history lies. */
  g_autofree char *span = g_strdup_printf (_ ("%s to %s"), from, to);

  add_line (self, span, WAY_STYLE_HINT, self->layout->theme->text_2, 2);
  if (last->signal)
    add_line (self, _ ("outside its usual range"), WAY_STYLE_SMALL_BOLD, hue == &self->layout->theme->neutral ? self->layout->theme->text : hue->ink, 2);
}

static void
add_history (Block *self, const WayFigure *figure, const WayHue *hue)
{
  WaySpark spark = { figure->series, figure->has_target, figure->target };

  self->y += 4;
  way_spark_add (self->drawing, self->layout->theme, hue, &spark, (WayRect){ self->x, self->y, self->width, SPARK });
  self->y += SPARK + 2;
  add_history_words (self, figure->series, hue);
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
  g_autofree char *note = join_notes (notes);
  WayDrawing *drawing = way_drawing_new (width, 0);

  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, 0 }, 9, hue->tint, WAY_COLOUR_NONE, 0);
  Block block = { layout, drawing, PAD, PAD - 2, MAX (width - 2 * PAD, 20) };
  g_autoptr (WayText) probe = way_layout_text (layout, value, WAY_STYLE_FIGURE, block.width, 1);
  gboolean small = way_text_is_clipped (probe);
  double taken = add_line (&block, value, small ? WAY_STYLE_PHASE : WAY_STYLE_FIGURE, hue->ink, small ? 2 : 1);
  double room = block.width - taken - GAP, whisker_y = block.y / 2 + PAD / 2;

  add_line (&block, name, WAY_STYLE_SMALL_BOLD, theme->text, 2);
  add_line (&block, sample, WAY_STYLE_SMALL, theme->text_2, 2);
  if (change != NULL)
    add_change (&block, figure, change, hue);
  if (*note != '\0')
    add_line (&block, note, WAY_STYLE_SMALL, theme->text_2, 3);
  if (!hidden && room >= 48)
    add_whisker (layout, drawing, figure, hue, PAD + taken + GAP + MAX (room - WHISKER, 0) + 4, whisker_y, MIN (room, WHISKER) - 8);
  else if (!hidden)
    {
      add_whisker (layout, drawing, figure, hue, PAD + 4, block.y + 9, MIN (block.width, 2 * WHISKER) - 8);
      block.y += 17;
    }
  if (layout->options.full_figures && figure->series != NULL && figure->series->len > 1)
    add_history (&block, figure, hue);
  describe (drawing, figure, value, sample, change, note);
  close_box (drawing, width, ceil (block.y + PAD - 3));
  if (layout->options.full_figures)
    way_drawing_add_hotspot (drawing, (WayRect){ 0, 0, width, ceil (block.y + PAD - 3) }, figure->binding);
  return drawing;
}

/* The box of the scene before, where nothing in it has changed. */
static WayDrawing *
get_box (WayLayout *layout, const WayFigure *figure, double width)
{
  guint64 key = way_figure_get_digest (figure) ^ ((guint64) (width * 64) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  WayDrawing *drawing = way_layout_reuse (layout, key);

  if (drawing != NULL)
    return drawing;
  /* Another time: what is made of this is thrown away. */
  if (way_layout_is_late (layout))
    return way_drawing_new (width, 1);
  return way_layout_keep (layout, key, draw_figure (layout, figure, width));
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
  close_box (drawing, width, ceil (block.y + PAD - 3));
  return drawing;
}

/* Something to stand under columns: a figure, or a metric that has none there. */
typedef struct
{
  const WayFigure *figure;  /* or NULL */
  const WayElement *metric; /* where there is no figure */
  const WayElement *place;
  guint first, last, order;
} Entry;

/* What covers fewer columns stands higher, so that wide boxes leave no holes; what covers the same stands together. */
static int
compare_entries_cb (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;
  guint p = x->last - x->first, q = y->last - y->first;

  if (p != q)
    return p < q ? -1 : 1;
  if (x->first != y->first)
    return x->first < y->first ? -1 : 1;
  return (x->order > y->order) - (x->order < y->order);
}

static void
add_entry (WayLayout *layout, GArray *entries, const char *place, const WayFigure *figure, const WayElement *metric)
{
  Entry entry = { .figure = figure, .metric = metric, .place = way_document_lookup (layout->document, place), .order = entries->len };

  if (way_layout_find_columns (layout, entry.place, &entry.first, &entry.last))
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

/* Over the columns that the boxes below it are for, where they do not fill them. */
static void
add_bracket (WayLayout *layout, WayBand *band, const WayElement *place, double x, double y, double width)
{
  WayDrawing *drawing = way_drawing_new (width, 5);
  WayPath *path = way_path_new ();

  way_path_move_to (path, 0.75, 5);
  way_path_line_to (path, 0.75, 0.75);
  way_path_line_to (path, width - 0.75, 0.75);
  way_path_line_to (path, width - 0.75, 5);
  way_drawing_add_path (drawing, path, WAY_COLOUR_NONE, layout->theme->card_line, 1.5);
  way_drawing_set_title (drawing, way_element_get_name (place));
  way_band_add (band, way_element_get_id (place), WAY_PART_FIGURE, WAY_LAYER_LINES, x, y, drawing);
}

/* What has really changed before what has not; then as it was. */
static int
compare_weight_cb (gconstpointer a, gconstpointer b)
{
  static const int weights[] = { [WAY_VERDICT_NONE] = 4, [WAY_VERDICT_BETTER] = 1, [WAY_VERDICT_WORSE] = 0, [WAY_VERDICT_NOISE] = 3, [WAY_VERDICT_CHANGED] = 2 };
  const Entry *x = a, *y = b;
  int p = x->figure != NULL ? weights[x->figure->verdict] : 5, q = y->figure != NULL ? weights[y->figure->verdict] : 5;

  return p != q ? p - q : (x->order > y->order) - (x->order < y->order);
}

/* Cards show their figures themselves: a lane of everything needs no more of them than stand out. Returns how many entries are left. */
static guint
choose_boxes (const WayLayout *layout, const WayElement *lane, Entry *entries, guint n)
{
  g_autoptr (GArray) cards = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint n_others = 0;

  if (!layout->options.full_figures || way_element_get (lane, WAY_FIELD_METRIC) != NULL)
    return n;
  for (guint i = 0; i < n; i++)
    if (way_element_get_kind (entries[i].place) == WAY_KIND_TOUCHPOINT)
      g_array_append_val (cards, entries[i]);
    else
      entries[n_others++] = entries[i];
  g_array_sort (cards, compare_weight_cb);
  for (guint i = 0; i < cards->len; i++)
    entries[n_others + i] = g_array_index (cards, Entry, i);
  return n_others + (cards->len <= MAX_BOXES + 1 ? cards->len : MAX_BOXES);
}

static double
add_rest (WayLayout *self, WayBand *band, const Entry *entry, guint n, double y)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u more on the card", "%u more on the cards", n), n);
  double x, width;

  way_layout_get_span (self, entry->first, entry->last, &x, &width);

  WayText *text = way_layout_text (self, words, WAY_STYLE_SMALL, width - PAD, 2);
  WayDrawing *drawing = way_drawing_new (width, way_text_get_height (text));

  way_drawing_set_title (drawing, words);
  way_drawing_add_text (drawing, text, PAD, 0, self->theme->text_2);
  way_band_add (band, way_element_get_id (entry->place), WAY_PART_LABEL, WAY_LAYER_CARDS, x, y + 4, drawing);
  return y + 4 + way_drawing_get_height (drawing);
}

/* `n` entries that cover the same columns, in rows from y down; returns where they end. */
static double
add_group (WayLayout *self, WayBand *band, const Entry *entries, guint n, double y)
{
  double x, width;

  way_layout_get_span (self, entries->first, entries->last, &x, &width);

  guint across = entries->first == entries->last ? 1 : CLAMP ((guint) ((width + GAP) / (BOX_MIN + GAP)), 1, n);
  double box = MIN ((width + GAP) / across - GAP, entries->first == entries->last ? width : BOX_MAX), bottom = y;

  if (entries->last > entries->first && across * (box + GAP) - GAP < width - 1)
    {
      add_bracket (self, band, entries->place, x, y, width);
      y += BRACKET;
    }
  for (guint i = 0; i < n; i++)
    {
      const Entry *entry = &entries[i];
      const char *id = entry->figure != NULL ? entry->figure->metric : way_element_get_id (entry->metric);
      WayDrawing *drawing = entry->figure != NULL ? get_box (self, entry->figure, box) : draw_empty (self, entry->metric, box);

      if (i > 0 && i % across == 0)
        y = bottom + GAP;
      bottom = MAX (bottom, y + way_drawing_get_height (drawing));
      way_band_add (band, id, WAY_PART_FIGURE, WAY_LAYER_CARDS, x + i % across * (box + GAP), y, drawing);
    }
  return bottom;
}

double
way_lane_build_metrics (WayLayout *self, const WayElement *lane, WayBand *band)
{
  g_autofree double *bottoms = g_new0 (double, way_layout_get_n_columns (self) + 1);
  g_autoptr (GArray) entries = collect (self, way_element_get (lane, WAY_FIELD_METRIC));
  double height = 0;

  for (guint i = 0, n; i < entries->len; i += n)
    {
      Entry *entry = &g_array_index (entries, Entry, i);
      double y = 0;

      for (n = 1; i + n < entries->len && entry[n].first == entry->first && entry[n].last == entry->last; n++)
        ;
      for (guint c = entry->first; c <= entry->last; c++)
        y = MAX (y, bottoms[c]);

      guint n_boxes = choose_boxes (self, lane, entry, n);
      double bottom = add_group (self, band, entry, n_boxes, y);

      if (n_boxes < n)
        bottom = add_rest (self, band, entry, n - n_boxes, bottom);

      for (guint c = entry->first; c <= entry->last; c++)
        bottoms[c] = bottom + GAP;
      height = MAX (height, bottom);
    }
  return height;
}
