#include "ui/figures/way-figure-plot.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-date.h"

/* Beside the chart, for what its lines mean; and below, for days. */
#define WORDS_WIDTH 132
#define DAYS_HEIGHT 20
#define PAD 14

struct _WayFigurePlot
{
  GtkWidget parent_instance;
  WayPlotKind kind;
  WayFigures *figures; /* keeps the figure */
  const WayFigure *figure;
  double extent;
};

G_DEFINE_FINAL_TYPE (WayFigurePlot, way_figure_plot, GTK_TYPE_WIDGET)

/* --- colours --- */

static GdkRGBA
get_colour (WayFigurePlot *self, const char *name, double alpha)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour;

  if (name == NULL || !gtk_style_context_lookup_color (context, name, &colour))
    gtk_style_context_get_color (context, &colour);
  colour.alpha *= (float) alpha;
  return colour;
}

static GdkRGBA
get_verdict_colour (WayFigurePlot *self)
{
  if (self->figure->verdict == WAY_VERDICT_BETTER)
    return get_colour (self, "success_color", 1);
  if (self->figure->verdict == WAY_VERDICT_WORSE)
    return get_colour (self, "error_color", 1);
  return get_colour (self, NULL, self->figure->verdict == WAY_VERDICT_CHANGED ? 0.9 : 0.6);
}

/* --- a change --- */

static void
draw_change (WayFigurePlot *self, cairo_t *cr, double width, double height)
{
  const WayFigure *figure = self->figure;
  double middle = width / 2, y = round (height / 2), scale = (width / 2 - 6) / MAX (self->extent, 1e-9);
  GdkRGBA line = get_colour (self, NULL, 0.2), colour = get_verdict_colour (self);
  double at = middle + figure->change * scale;

  if (!figure->has_baseline || figure->sample == WAY_SAMPLE_HIDDEN || !isfinite (at))
    return;
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_rectangle (cr, 0, y - 1, width, 2);
  cairo_rectangle (cr, middle - 1, y - 10, 2, 20);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &colour);
  if (figure->has_change_interval)
    {
      double from = CLAMP (middle + figure->change_low * scale, 0, width), to = CLAMP (middle + figure->change_high * scale, 0, width);

      cairo_rectangle (cr, from, y - 2, MAX (to - from, 1), 4);
      cairo_fill (cr);
    }
  cairo_arc (cr, CLAMP (at, 5, width - 5), y, 5, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* --- a history --- */

typedef struct
{
  double x, y, width, height; /* of the lines */
  double low, high;           /* values at its edges */
  guint first, n;             /* points */
} Frame;

static const WayFigurePoint *
get_point (const WayFigure *figure, guint i)
{
  return &g_array_index (figure->series, WayFigurePoint, i);
}

static void
widen (Frame *self, double value)
{
  if (!isfinite (value))
    return;
  self->low = MIN (self->low, value);
  self->high = MAX (self->high, value);
}

static gboolean
frame_init (Frame *self, const WayFigure *figure, guint max, gboolean all, double x, double y, double width, double height)
{
  guint n = figure->series != NULL ? figure->series->len : 0;

  *self = (Frame){ x, y, width, height, G_MAXDOUBLE, -G_MAXDOUBLE, n > max ? n - max : 0, MIN (n, max) };
  if (figure->sample == WAY_SAMPLE_HIDDEN || n < 2)
    return FALSE;
  for (guint i = self->first; i < n; i++)
    {
      widen (self, get_point (figure, i)->value);
      if (get_point (figure, i)->has_limits && all)
        {
          widen (self, get_point (figure, i)->low);
          widen (self, get_point (figure, i)->high);
        }
    }
  if (all && figure->has_target)
    widen (self, figure->target);
  if (all && figure->has_baseline)
    widen (self, figure->baseline);
  if (self->high - self->low < 1e-9)
    {
      self->low -= 1;
      self->high += 1;
    }
  return TRUE;
}

static double
get_x (const Frame *self, guint i)
{
  return self->x + self->width * (self->n > 1 ? (double) (i - self->first) / (self->n - 1) : 0);
}

static double
get_y (const Frame *self, double value)
{
  return self->y + self->height * (1 - (CLAMP (value, self->low, self->high) - self->low) / (self->high - self->low));
}

static void
trace (const Frame *frame, const WayFigure *figure, cairo_t *cr)
{
  for (guint i = frame->first; i < frame->first + frame->n; i++)
    cairo_line_to (cr, get_x (frame, i), get_y (frame, get_point (figure, i)->value));
}

static void
draw_spark (WayFigurePlot *self, cairo_t *cr, double width, double height)
{
  GdkRGBA colour = get_verdict_colour (self), ground = get_colour (self, NULL, 0.05);
  Frame frame;

  if (!frame_init (&frame, self->figure, 52, FALSE, 2, 6, width - 8, height - 12))
    return;
  gdk_cairo_set_source_rgba (cr, &ground);
  trace (&frame, self->figure, cr);
  cairo_line_to (cr, frame.x + frame.width, height - 2);
  cairo_line_to (cr, frame.x, height - 2);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 1.8);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace (&frame, self->figure, cr);
  cairo_stroke (cr);

  guint last = frame.first + frame.n - 1;

  cairo_arc (cr, get_x (&frame, last), get_y (&frame, get_point (self->figure, last)->value), 2.8, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* What is usual, from period to period; where a stretch has no limits there is no ground. */
static void
draw_limits (WayFigurePlot *self, const Frame *frame, cairo_t *cr)
{
  GdkRGBA ground = get_colour (self, "accent_bg_color", 0.1);
  double step = frame->n > 1 ? frame->width / (frame->n - 1) : frame->width;

  gdk_cairo_set_source_rgba (cr, &ground);
  for (guint i = frame->first; i < frame->first + frame->n; i++)
    {
      const WayFigurePoint *point = get_point (self->figure, i);
      double from = MAX (get_x (frame, i) - step / 2, frame->x), to = MIN (get_x (frame, i) + step / 2, frame->x + frame->width);

      if (point->has_limits)
        cairo_rectangle (cr, from, get_y (frame, point->high), to - from, get_y (frame, point->low) - get_y (frame, point->high));
    }
  cairo_fill (cr);
}

static void
draw_level (const Frame *frame, cairo_t *cr, double value, const GdkRGBA *colour, double dash, double gap)
{
  const double dashes[] = { dash, gap };
  double y = round (get_y (frame, value)) + 0.5;

  cairo_save (cr);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1.4);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_move_to (cr, frame->x, y);
  cairo_line_to (cr, frame->x + frame->width, y);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_points (WayFigurePlot *self, const Frame *frame, cairo_t *cr)
{
  GdkRGBA ink = get_colour (self, NULL, 0.9), alarm = get_colour (self, "error_color", 1);
  double radius = frame->width / frame->n < 8 ? 1.6 : 3;

  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_set_line_width (cr, 1.6);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace (frame, self->figure, cr);
  cairo_stroke (cr);
  for (guint i = frame->first; i < frame->first + frame->n; i++)
    {
      const WayFigurePoint *point = get_point (self->figure, i);
      double x = get_x (frame, i), y = get_y (frame, point->value);

      gdk_cairo_set_source_rgba (cr, point->signal ? &alarm : &ink);
      /* A signal is another shape, too. */
      if (point->signal)
        {
          cairo_move_to (cr, x, y - radius - 2);
          cairo_line_to (cr, x + radius + 2, y);
          cairo_line_to (cr, x, y + radius + 2);
          cairo_line_to (cr, x - radius - 2, y);
          cairo_close_path (cr);
        }
      else
        cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

/* --- words --- */

static PangoLayout *
make_layout (WayFigurePlot *self, const char *text, double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
draw_text (WayFigurePlot *self, cairo_t *cr, const char *text, double x, double y, double align, double width, const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout = make_layout (self, text, 0.82);
  int w, h;

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &w, &h);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_move_to (cr, x - align * w, y - h / 2.0);
  /* The width is only for the ellipsis. */
  pango_cairo_show_layout (cr, layout);
}

typedef struct
{
  char *text;
  double y;
  GdkRGBA colour;
} Word;

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const Word *x = a, *y = b;

  return (x->y > y->y) - (x->y < y->y);
}

/* Beside the lines they belong to, each below the one above. */
static void
draw_words (WayFigurePlot *self, cairo_t *cr, Word *words, guint n, double x, double top, double bottom)
{
  qsort (words, n, sizeof *words, compare_words);
  for (guint i = 0; i < n; i++)
    {
      double least = i > 0 ? words[i - 1].y + 16 : top;

      words[i].y = MAX (words[i].y, least);
    }
  for (guint i = n; i-- > 0;)
    words[i].y = MIN (words[i].y, i + 1 < n ? words[i + 1].y - 16 : bottom);
  for (guint i = 0; i < n; i++)
    {
      draw_text (self, cr, words[i].text, x, words[i].y, 0, WORDS_WIDTH - 10, &words[i].colour);
      g_free (words[i].text);
    }
}

static void
draw_days (WayFigurePlot *self, const Frame *frame, cairo_t *cr, double y)
{
  GdkRGBA colour = get_colour (self, NULL, 0.6);
  guint last = frame->first + frame->n - 1;

  for (guint end = 0; end < 2; end++)
    {
      g_autofree char *xml = way_date_to_xml (get_point (self->figure, end == 0 ? frame->first : last)->day), *text = way_date_to_text (xml);

      draw_text (self, cr, text, end == 0 ? frame->x : frame->x + frame->width, y, end, 120, &colour);
    }
}

static void
draw_chart (WayFigurePlot *self, cairo_t *cr, double width, double height)
{
  const WayFigure *figure = self->figure;
  GdkRGBA quiet = get_colour (self, NULL, 0.6), good = get_colour (self, "success_color", 1), blue = get_colour (self, "accent_color", 1), alarm = get_colour (self, "error_color", 1);
  g_autofree char *signal = way_figure_plot_dup_signal_text (figure);
  double signal_height = signal != NULL ? 20 : 0;
  Word words[4];
  guint n = 0;
  Frame frame;

  if (!frame_init (&frame, figure, 160, TRUE, PAD, PAD, width - WORDS_WIDTH - 2 * PAD, height - 2 * PAD - DAYS_HEIGHT - signal_height))
    {
      draw_text (self, cr, figure->is_measured ? _ ("No history: its rows have no dates, or too few full weeks or months.") : _ ("Its history is not on this computer."), width / 2.0, height / 2.0, 0.5, width - 2 * PAD, &quiet);
      return;
    }
  draw_limits (self, &frame, cr);
  if (figure->has_target)
    {
      g_autofree char *value = way_figure_value_to_text (figure, figure->target);

      draw_level (&frame, cr, figure->target, &good, 2, 3);
      words[n++] = (Word){ g_strdup_printf (_ ("target %s"), value), get_y (&frame, figure->target), good };
    }
  if (figure->has_baseline)
    {
      g_autofree char *value = way_figure_value_to_text (figure, figure->baseline);

      draw_level (&frame, cr, figure->baseline, &blue, 5, 4);
      words[n++] = (Word){ g_strdup_printf (_ ("baseline %s"), value), get_y (&frame, figure->baseline), blue };
    }
  if (get_point (figure, frame.first + frame.n - 1)->has_limits)
    words[n++] = (Word){ g_strdup (_ ("expected range")), get_y (&frame, get_point (figure, frame.first + frame.n - 1)->low) - 8, quiet };
  words[n++] = (Word){ way_figure_value_to_text (figure, get_point (figure, frame.first + frame.n - 1)->value), get_y (&frame, get_point (figure, frame.first + frame.n - 1)->value), get_colour (self, NULL, 0.9) };
  draw_points (self, &frame, cr);
  draw_words (self, cr, words, n, frame.x + frame.width + PAD, PAD, frame.y + frame.height);
  draw_days (self, &frame, cr, frame.y + frame.height + PAD + 4);
  if (signal != NULL)
    draw_text (self, cr, signal, frame.x, frame.y + frame.height + PAD + DAYS_HEIGHT + 4, 0, width - 2 * PAD, &alarm);
}

/* --- the widget --- */

static void
way_figure_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WayFigurePlot *self = WAY_FIGURE_PLOT (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->figure == NULL || width < 20 || height < 10)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->kind == WAY_PLOT_CHANGE)
    draw_change (self, cr, width, height);
  else if (self->kind == WAY_PLOT_SPARK)
    draw_spark (self, cr, width, height);
  else
    draw_chart (self, cr, width, height);
  cairo_destroy (cr);
}

static void
way_figure_plot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  static const int sizes[][2] = { { 120, 28 }, { 90, 34 }, { 220, 120 } };

  *minimum = *natural = sizes[WAY_FIGURE_PLOT (widget)->kind][orientation == GTK_ORIENTATION_VERTICAL];
  *minimum_baseline = *natural_baseline = -1;
}

static void
way_figure_plot_finalize (GObject *object)
{
  g_clear_pointer (&WAY_FIGURE_PLOT (object)->figures, way_figures_unref);
  G_OBJECT_CLASS (way_figure_plot_parent_class)->finalize (object);
}

static void
way_figure_plot_class_init (WayFigurePlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = way_figure_plot_finalize;
  widget_class->snapshot = way_figure_plot_snapshot;
  widget_class->measure = way_figure_plot_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
way_figure_plot_init (WayFigurePlot *self)
{
}

GtkWidget *
way_figure_plot_new (WayPlotKind kind)
{
  WayFigurePlot *self = g_object_new (WAY_TYPE_FIGURE_PLOT, NULL);

  self->kind = kind;
  return GTK_WIDGET (self);
}

void
way_figure_plot_set_figure (WayFigurePlot *self, WayFigures *figures, const WayFigure *figure, double extent)
{
  g_autofree char *change = figure != NULL ? way_figure_to_change_text (figure) : NULL;
  g_autofree char *signal = figure != NULL && self->kind != WAY_PLOT_CHANGE ? way_figure_plot_dup_signal_text (figure) : NULL;

  if (figures != self->figures)
    {
      g_clear_pointer (&self->figures, way_figures_unref);
      self->figures = figures != NULL ? way_figures_ref (figures) : NULL;
    }
  self->figure = figure;
  self->extent = extent;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, signal != NULL ? signal : change != NULL ? change
                                                                                                                                 : "",
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

char *
way_figure_plot_dup_signal_text (const WayFigure *figure)
{
  guint length = figure->series != NULL && figure->sample != WAY_SAMPLE_HIDDEN ? figure->series->len : 0, last = length, first;

  while (last > 0 && !get_point (figure, last - 1)->signal)
    last--;
  if (last == 0)
    return NULL;
  for (first = last; first > 0 && get_point (figure, first - 1)->signal;)
    first--;

  g_autofree char *xml = way_date_to_xml (get_point (figure, first)->day), *day = way_date_to_text (xml);

  /* A mark in the middle of the line wants its word, too. */
  if (last < length)
    return g_strdup_printf (_ ("◆ signal: not as usual from %s on; as usual again since"), day);
  return g_strdup_printf (_ ("signal: out of the expected range since %s"), day);
}
