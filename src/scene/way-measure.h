/* way-measure.h — text, measured once and the same everywhere: screen, PDF, SVG, PNG.
 *
 * Shape:  WayMeasure owns a PangoContext and a cache; WayText is one measured text and never changes.
 * Units:  points.
 * Errors: none; text that does not fit its lines ends in "…" and says so.
 * Owns:   WayText is reference-counted; the layouts of those drawn last are kept, others are made anew when they are drawn.
 * Thread: a WayMeasure belongs to one thread at a time; WayTexts may be drawn in any. All that pango does here is done under one lock.
 */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef enum
{
  WAY_STYLE_TITLE,       /* 30 heavy: the map's name */
  WAY_STYLE_SUBTITLE,    /* 14 */
  WAY_STYLE_PHASE,       /* 17 heavy */
  WAY_STYLE_PHASE_SMALL, /* 11.5 */
  WAY_STYLE_LANE,        /* 13 bold */
  WAY_STYLE_STEP,        /* 12 semibold */
  WAY_STYLE_CARD,        /* 13.5 bold: a card's name */
  WAY_STYLE_SMALL,       /* 11: second lines */
  WAY_STYLE_SMALL_BOLD,  /* 11 bold: badges */
  WAY_STYLE_HINT,        /* 10.5 */
  WAY_STYLE_BODY,        /* 12 */
  WAY_STYLE_BODY_BOLD,   /* 12.5 semibold: pains, opportunities, actions */
  WAY_STYLE_QUOTE,       /* 12.5 italic */
  WAY_STYLE_FIGURE,      /* 26 heavy: numbers of a metric lane */
  WAY_STYLE_INITIALS,    /* 12 bold */
  WAY_N_STYLES
} WayTextStyle;

typedef struct
{
  double size; /* points */
  int weight;  /* as in CSS */
  gboolean italic;
} WayTextStyleInfo;

typedef struct _WayMeasure WayMeasure;
typedef struct _WayText WayText;

const WayTextStyleInfo *way_text_style_get (WayTextStyle style);
/* The family that exports name, with its fallbacks, as in CSS. */
const char *way_text_get_family (void);

WayMeasure *way_measure_new (void);
WayMeasure *way_measure_ref (WayMeasure *self);
void way_measure_unref (WayMeasure *self);
/* Call before each layout: forgets texts that the last two did not ask for. */
void way_measure_begin (WayMeasure *self);

/* `width` < 0: as wide as it comes, on one line for each '\n' of the text. Otherwise it wraps at blanks and, where a
 * word is too long, within it; after `max_lines` it ends in "…". The caller owns a reference. */
WayText *way_measure_text (WayMeasure *self, const char *text, WayTextStyle style, double width, int max_lines);

/* How wide it comes on one line, for texts that are only compared: nothing is kept to draw them with. */
double way_measure_width (WayMeasure *self, const char *text, WayTextStyle style);

WayText *way_text_ref (WayText *self);
void way_text_unref (WayText *self);
const char *way_text_get (const WayText *self);
WayTextStyle way_text_get_style (const WayText *self);
/* The ink and advance box: what it really takes. */
double way_text_get_width (const WayText *self);
double way_text_get_height (const WayText *self);
gboolean way_text_is_clipped (const WayText *self);
gboolean way_text_is_rtl (const WayText *self);
int way_text_get_n_lines (const WayText *self);
/* For writers that place each line themselves: its left edge and baseline from the text's top left corner; returns its width. */
double way_text_get_line (const WayText *self, int line, double *x, double *baseline);
/* What is shown of it, with "…" where it was cut; g_free. */
char *way_text_dup_line (const WayText *self, int line);
/* At the current point, which is its top left corner, in the source's colour. */
void way_text_draw (const WayText *self, cairo_t *cr);
/* The same as filled shapes: cairo 1.16 puts each glyph on a whole pixel, so that the gaps between letters of a small
 * text differ; shapes stand where they were measured. Costs more time, so it is for pictures that stay. */
void way_text_draw_outlines (const WayText *self, cairo_t *cr);
/* For the screen: nearly as even as shapes and as fast as glyphs, with baselines on whole pixels. As shapes where that does not serve. */
void way_text_draw_even (const WayText *self, cairo_t *cr);

/* The last call of main (): from here on threads that are still at work wait instead of measuring or drawing a text, for the libraries
 * below give up at exit what they would use. */
void way_measure_end (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayMeasure, way_measure_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayText, way_text_unref)

G_END_DECLS
