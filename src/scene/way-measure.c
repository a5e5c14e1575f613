#include "scene/way-measure.h"
#include "scene/way-letters-private.h"

#include <math.h>
#include <string.h>

/* Cantarell's variable font has no italic; pango slants it. */
#define FAMILY "Cantarell, Inter, Noto Sans, DejaVu Sans, sans-serif"

/* Layouts are ten times as large as all else that is known of a text, and few texts are drawn at a time: so many stay, those used last,
 * and the others are made again when they are wanted. Maps that are printed as a whole fit in mostly. */
#define MOST_LAYOUTS 4096

/* What a layout is made with; outlives its measure as long as there are texts. */
typedef struct
{
  gatomicrefcount ref_count;
  PangoContext *context;
  PangoFontDescription *styles[WAY_N_STYLES];
} Fonts;

typedef struct
{
  double x, baseline, width; /* from the text's top left corner */
} Line;

/* Itself the key of the cache: text, style, wrap, max_lines. */
struct _WayText
{
  gatomicrefcount ref_count;
  const char *text;
  WayTextStyle style;
  double wrap; /* the width it was measured for */
  int max_lines;
  guint generation;    /* asked for last; the measure's */
  Fonts *fonts;        /* owned */
  PangoLayout *layout; /* owned; under `pango_lock`, NULL when it is not kept */
  GList kept;          /* in `kept` while there is a layout */
  double width, height;
  double offset; /* from the layout's left edge to that of the text's box */
  gboolean clipped;
  gboolean rtl;
  guint n_lines;
  Line *lines; /* behind the structure, and the text behind them */
};

struct _WayMeasure
{
  int ref_count;
  Fonts *fonts;
  GHashTable *cache; /* (element-type WayText), a reference of each */
  guint generation;
};

/* Pango's fonts may not be used by two threads at once. */
static GMutex pango_lock;
static GQueue kept = G_QUEUE_INIT; /* (element-type WayText), used last first; not owned */

static const WayTextStyleInfo styles[WAY_N_STYLES] = {
  [WAY_STYLE_TITLE] = { 30, 800, FALSE },
  [WAY_STYLE_SUBTITLE] = { 14, 400, FALSE },
  [WAY_STYLE_PHASE] = { 17, 800, FALSE },
  [WAY_STYLE_PHASE_SMALL] = { 11.5, 400, FALSE },
  [WAY_STYLE_LANE] = { 13, 700, FALSE },
  [WAY_STYLE_STEP] = { 12, 600, FALSE },
  [WAY_STYLE_CARD] = { 13.5, 700, FALSE },
  [WAY_STYLE_SMALL] = { 11, 400, FALSE },
  [WAY_STYLE_SMALL_BOLD] = { 11, 700, FALSE },
  [WAY_STYLE_HINT] = { 10.5, 400, FALSE },
  [WAY_STYLE_BODY] = { 12, 400, FALSE },
  [WAY_STYLE_BODY_BOLD] = { 12.5, 600, FALSE },
  [WAY_STYLE_QUOTE] = { 12.5, 400, TRUE },
  [WAY_STYLE_FIGURE] = { 26, 800, FALSE },
  [WAY_STYLE_INITIALS] = { 12, 700, FALSE },
};

const WayTextStyleInfo *
way_text_style_get (WayTextStyle style)
{
  return &styles[style];
}

const char *
way_text_get_family (void)
{
  return "Cantarell, Inter, 'Noto Sans', 'DejaVu Sans', sans-serif";
}

static guint
text_hash (gconstpointer data)
{
  const WayText *self = data;

  return g_str_hash (self->text) * 31 + (guint) self->style * 7 + (guint) (int) (self->wrap * 16) + (guint) self->max_lines;
}

static gboolean
text_equal (gconstpointer a, gconstpointer b)
{
  const WayText *x = a, *y = b;

  return x->style == y->style && x->wrap == y->wrap && x->max_lines == y->max_lines && strcmp (x->text, y->text) == 0;
}

static PangoContext *
make_context (void)
{
  /* A font map of our own: nobody else's settings (resolution, hinting) can change what we measure. */
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  return context;
}

static Fonts *
fonts_new (void)
{
  Fonts *self = g_new0 (Fonts, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->context = make_context ();
  for (int i = 0; i < WAY_N_STYLES; i++)
    {
      PangoFontDescription *font = pango_font_description_new ();

      pango_font_description_set_family_static (font, FAMILY);
      pango_font_description_set_absolute_size (font, styles[i].size * PANGO_SCALE);
      pango_font_description_set_weight (font, (PangoWeight) styles[i].weight);
      if (styles[i].italic)
        pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
      self->styles[i] = font;
    }
  return self;
}

static Fonts *
fonts_ref (Fonts *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
fonts_unref (Fonts *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_object_unref (self->context);
  for (int i = 0; i < WAY_N_STYLES; i++)
    pango_font_description_free (self->styles[i]);
  g_free (self);
}

WayMeasure *
way_measure_new (void)
{
  WayMeasure *self = g_new0 (WayMeasure, 1);

  self->ref_count = 1;
  self->fonts = fonts_new ();
  self->cache = g_hash_table_new_full (text_hash, text_equal, (GDestroyNotify) way_text_unref, NULL);
  return self;
}

WayMeasure *
way_measure_ref (WayMeasure *self)
{
  self->ref_count++;
  return self;
}

void
way_measure_unref (WayMeasure *self)
{
  if (self == NULL || --self->ref_count > 0)
    return;
  g_hash_table_unref (self->cache);
  fonts_unref (self->fonts);
  g_free (self);
}

static gboolean
is_old_cb (gpointer key, gpointer value, gpointer data)
{
  return ((WayText *) key)->generation + 2 < ((WayMeasure *) data)->generation;
}

void
way_measure_begin (WayMeasure *self)
{
  self->generation++;
  /* Not at each layout: walking the whole cache would cost more than it saves. */
  if (self->generation % 16 == 0)
    g_hash_table_foreach_remove (self->cache, is_old_cb, self);
}

/* A layout that wraps is cut below the last line that fits; pango's own height in lines counts per paragraph. */
static void
limit_lines (PangoLayout *layout, int max_lines)
{
  if (max_lines <= 0 || pango_layout_get_line_count (layout) <= max_lines)
    return;

  const char *text = pango_layout_get_text (layout);
  g_autofree char *one = NULL;

  if (strchr (text, '\n') != NULL)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (layout, max_lines);

      /* Everything from the first line too many on becomes one paragraph with the last line shown, so that the
       * ellipsis stands where the reader stops. */
      one = g_strdup (text);
      for (char *p = one; *p != '\0'; p++)
        if (*p == '\n' && p - one >= pango_layout_line_get_start_index (line) - 1)
          *p = ' ';
      pango_layout_set_text (layout, one, -1);
    }
  pango_layout_set_height (layout, -max_lines);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (pango_layout_get_line_count (layout) <= max_lines)
    return;

  /* Several paragraphs: -n is n lines for each of them. Cut by height instead. */
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int bottom = 0;

  for (int i = 0; i < max_lines; i++)
    {
      PangoRectangle logical;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      bottom = logical.y + logical.height;
      if (!pango_layout_iter_next_line (iter))
        break;
    }
  pango_layout_iter_free (iter);
  pango_layout_set_height (layout, bottom + 1);
}

static PangoLayout *
make_layout (const WayText *text)
{
  PangoLayout *layout = pango_layout_new (text->fonts->context);

  pango_layout_set_font_description (layout, text->fonts->styles[text->style]);
  pango_layout_set_text (layout, text->text, -1);
  if (text->wrap < 0)
    return layout;
  pango_layout_set_width (layout, (int) ceil (text->wrap * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (text->max_lines == 1)
    {
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (layout, -1);
    }
  else
    limit_lines (layout, text->max_lines);
  return layout;
}

/* All three under the lock. */
static void
drop_layout (WayText *text)
{
  g_queue_unlink (&kept, &text->kept);
  g_clear_object (&text->layout);
}

static void
keep_layout (WayText *text, PangoLayout *layout)
{
  text->layout = layout;
  text->kept.data = text;
  g_queue_push_head_link (&kept, &text->kept);
  if (kept.length > MOST_LAYOUTS)
    drop_layout (g_queue_peek_tail (&kept));
}

static PangoLayout *
ensure_layout (const WayText *self)
{
  /* What is kept of a text is no part of what it says. */
  WayText *text = (WayText *) self;

  if (text->layout == NULL)
    keep_layout (text, make_layout (text));
  else if (kept.head != &text->kept)
    {
      g_queue_unlink (&kept, &text->kept);
      g_queue_push_head_link (&kept, &text->kept);
    }
  return text->layout;
}

static void
measure_lines (WayText *self, PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  for (guint i = 0; i < self->n_lines; i++)
    {
      PangoRectangle logical;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      self->lines[i] = (Line){ (double) logical.x / PANGO_SCALE - self->offset, (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE, (double) logical.width / PANGO_SCALE };
      pango_layout_iter_next_line (iter);
    }
  pango_layout_iter_free (iter);
}

/* `keep`: it will be drawn, probably. */
static WayText *
measure (const WayText *wanted, gboolean keep)
{
  PangoLayout *layout = make_layout (wanted);
  guint n_lines = (guint) pango_layout_get_line_count (layout);
  gsize size = strlen (wanted->text) + 1;
  WayText *self = g_malloc (sizeof *self + n_lines * sizeof (Line) + size);
  PangoRectangle ink, logical;

  *self = *wanted;
  g_atomic_ref_count_init (&self->ref_count);
  fonts_ref (self->fonts);
  self->n_lines = n_lines;
  self->lines = (Line *) (self + 1);
  self->text = memcpy (self->lines + n_lines, wanted->text, size);
  pango_layout_get_extents (layout, &ink, &logical);
  self->offset = (double) logical.x / PANGO_SCALE;
  self->width = (double) logical.width / PANGO_SCALE;
  self->height = (double) logical.height / PANGO_SCALE;
  self->clipped = pango_layout_is_ellipsized (layout);
  self->rtl = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
  measure_lines (self, layout);
  if (keep)
    keep_layout (self, layout);
  else
    g_object_unref (layout);
  return self;
}

/* Borrowed from the cache. */
static WayText *
find_text (WayMeasure *self, WayText wanted, gboolean keep)
{
  WayText *text = g_hash_table_lookup (self->cache, &wanted);

  if (text == NULL)
    {
      wanted.fonts = self->fonts;
      g_mutex_lock (&pango_lock);
      text = measure (&wanted, keep);
      g_mutex_unlock (&pango_lock);
      g_hash_table_add (self->cache, text);
    }
  text->generation = self->generation;
  return text;
}

WayText *
way_measure_text (WayMeasure *self, const char *text, WayTextStyle style, double width, int max_lines)
{
  WayText wanted = { .text = text != NULL ? text : "", .style = style, .wrap = width < 0 ? -1 : width, .max_lines = width < 0 ? 0 : max_lines };

  return way_text_ref (find_text (self, wanted, TRUE));
}

double
way_measure_width (WayMeasure *self, const char *text, WayTextStyle style)
{
  return find_text (self, (WayText){ .text = text != NULL ? text : "", .style = style, .wrap = -1 }, FALSE)->width;
}

WayText *
way_text_ref (WayText *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
way_text_unref (WayText *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_lock (&pango_lock);
  if (self->layout != NULL)
    drop_layout (self);
  g_mutex_unlock (&pango_lock);
  fonts_unref (self->fonts);
  g_free (self);
}

const char *
way_text_get (const WayText *self)
{
  return self->text;
}

WayTextStyle
way_text_get_style (const WayText *self)
{
  return self->style;
}

double
way_text_get_width (const WayText *self)
{
  return self->width;
}

double
way_text_get_height (const WayText *self)
{
  return self->height;
}

gboolean
way_text_is_clipped (const WayText *self)
{
  return self->clipped;
}

gboolean
way_text_is_rtl (const WayText *self)
{
  return self->rtl;
}

int
way_text_get_n_lines (const WayText *self)
{
  return (int) self->n_lines;
}

double
way_text_get_line (const WayText *self, int line, double *x, double *baseline)
{
  *x = self->lines[line].x;
  *baseline = self->lines[line].baseline;
  return self->lines[line].width;
}

/* Where a line breaks within a word, pango draws a hyphen that the text does not have. */
static gboolean
ends_in_hyphen (const PangoLayoutLine *line)
{
  const GSList *last = g_slist_last (line->runs);

  return last != NULL && (((const PangoGlyphItem *) last->data)->item->analysis.flags & PANGO_ANALYSIS_FLAG_NEED_HYPHEN) != 0;
}

/* What is drawn of an ellipsised line: the text up to the first glyph that stands for the cut, and "…". */
static char *
dup_shown (const PangoLayoutLine *line, const char *text, gboolean clipped)
{
  int start = pango_layout_line_get_start_index ((PangoLayoutLine *) line);
  int length = pango_layout_line_get_length ((PangoLayoutLine *) line);

  if (clipped)
    for (GSList *run = line->runs; run != NULL; run = run->next)
      {
        const PangoGlyphItem *item = run->data;

        if ((item->item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) != 0)
          {
            g_autofree char *shown = g_strndup (text + start, (gsize) MAX (item->item->offset - start, 0));

            return g_strconcat (g_strchomp (shown), "…", NULL);
          }
      }

  g_autofree char *shown = g_strchomp (g_strndup (text + start, (gsize) length));

  return ends_in_hyphen (line) ? g_strconcat (shown, "-", NULL) : g_steal_pointer (&shown);
}

char *
way_text_dup_line (const WayText *self, int line)
{
  g_mutex_lock (&pango_lock);

  PangoLayout *layout = ensure_layout (self);
  char *shown = dup_shown (pango_layout_get_line_readonly (layout, line), pango_layout_get_text (layout), self->clipped);

  g_mutex_unlock (&pango_lock);
  return shown;
}

/* Emoji are pictures in their font: they have no outlines. */
static gboolean
has_pictures (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x1f000 || c == 0xfe0f || (c >= 0x2300 && c < 0x2bff))
        return TRUE;
    }
  return FALSE;
}

void
way_text_draw_outlines (const WayText *self, cairo_t *cr)
{
  double x, y;

  if (has_pictures (self->text))
    {
      way_text_draw (self, cr);
      return;
    }
  cairo_get_current_point (cr, &x, &y);
  cairo_new_path (cr);
  cairo_move_to (cr, x - self->offset, y);
  g_mutex_lock (&pango_lock);
  pango_cairo_layout_path (cr, ensure_layout (self));
  g_mutex_unlock (&pango_lock);
  cairo_fill (cr);
}

void
way_text_draw_even (const WayText *self, cairo_t *cr)
{
  double x, y;
  gboolean drawn;

  cairo_get_current_point (cr, &x, &y);
  g_mutex_lock (&pango_lock);
  drawn = !has_pictures (self->text) && way_letters_draw (ensure_layout (self), cr, x - self->offset, y);
  g_mutex_unlock (&pango_lock);
  if (!drawn)
    way_text_draw_outlines (self, cr);
}

void
way_text_draw (const WayText *self, cairo_t *cr)
{
  double x, y;

  cairo_get_current_point (cr, &x, &y);
  cairo_move_to (cr, x - self->offset, y);
  g_mutex_lock (&pango_lock);
  pango_cairo_show_layout (cr, ensure_layout (self));
  g_mutex_unlock (&pango_lock);
}

void
way_measure_end (void)
{
  g_mutex_lock (&pango_lock); /* for good */
}
