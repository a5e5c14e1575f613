/* way-figures.h — figures as plain values by element: what a map shows of its metrics.
 *
 * Shape:  element id → figures. Made from the figures frozen in the document, or from the cache (metrics/way-measure.h).
 * Units:  value, target and change in the metric's own unit (percentages as 41.2, not 0.412); n in answers or cases.
 * Errors: none; a figure that cannot be read is left out.
 * Owns:   its texts.
 * Thread: does not change once made; may be read in any thread.
 * Source: way-statistics.h. Frozen figures hold a value and n, so shares have an interval, an NPS a cautious one (the mix
 *         of answers is not frozen), means, durations and counts none.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_VERDICT_NONE, /* nothing to compare with, or no interval can be had */
  WAY_VERDICT_BETTER,
  WAY_VERDICT_WORSE,
  WAY_VERDICT_NOISE,   /* the difference lies within chance */
  WAY_VERDICT_CHANGED, /* really different, but the metric has no direction */
} WayVerdict;

/* How much of a figure may be shown. */
typedef enum
{
  WAY_SAMPLE_UNKNOWN, /* no n given */
  WAY_SAMPLE_HIDDEN,  /* n < 5: only "n < 5" */
  WAY_SAMPLE_SMALL,   /* n < 30: grey, no verdict */
  WAY_SAMPLE_FULL,
} WaySample;

/* At most this share of what is named among many, changes or alerts, may be false. */
#define WAY_FIGURE_FALSE_RATE 0.10

#define WAY_FIGURE_HIDDEN_BELOW 5
#define WAY_FIGURE_SMALL_BELOW 30

/* A period of a figure's history. */
typedef struct
{
  guint32 day; /* its first, as way_date_parse () counts */
  double value;
  gint64 n;
  gboolean has_limits; /* what is usual, from the baseline's periods */
  double low, high;
  gboolean signal; /* not usual; see way_measure_list_alerts () for what is worth an alert */
  double p;        /* how probable as much is by chance alone; only with limits */
} WayFigurePoint;

typedef struct
{
  char *metric;  /* id */
  char *binding; /* id */
  char *place;   /* id of what it is bound to */
  char *persona; /* id, or NULL */
  char *name;    /* the metric's */
  char *kind;    /* nick, "nps" */
  char *unit;    /* "%", or NULL */
  char *better;  /* nick, "higher" */
  double value;
  gint64 n; /* -1 = unknown */
  WaySample sample;
  gboolean has_interval;
  double low, high; /* 95 % */
  gboolean has_target;
  double target;
  gboolean has_baseline; /* `value` is the newer one */
  double baseline, change;
  gint64 baseline_n;
  gboolean has_change_interval;
  double change_low, change_high; /* 95 % of the change */
  char *since;                    /* the day the baseline's period ends, or NULL */
  WayVerdict verdict;
  double p;             /* how probable the change is by chance alone; −1: not tested */
  gboolean is_measured; /* from the cache; otherwise frozen in the document */
  GArray *series;       /* (element-type WayFigurePoint), oldest first, or NULL */
  gboolean is_baseline; /* there is only a baseline, and `value` is it */
  char *from, *to;      /* dates of the figure shown */
  char *basis;          /* way_metric_make_basis (), or NULL where nobody has said */
} WayFigure;

typedef struct _WayFigures WayFigures;

/* From the figures frozen in the document. */
WayFigures *way_figures_new_frozen (const WayDocument *document);
/* From figures made elsewhere; takes (element-type WayFigure) and every figure in it. */
WayFigures *way_figures_new_taking (GPtrArray *figures);
WayFigures *way_figures_ref (WayFigures *self);
void way_figures_unref (WayFigures *self);

guint way_figures_get_size (const WayFigures *self);
const WayFigure *way_figures_get (const WayFigures *self, guint i);
/* Figures bound to this element, in the order of the file; (element-type WayFigure), borrowed, NULL for none. */
const GPtrArray *way_figures_get_at (const WayFigures *self, const char *id);
/* The figure of a binding, or NULL. */
const WayFigure *way_figures_find (const WayFigures *self, const char *binding);
/* The same for figures that look the same; 0 where there are none. For who keeps what was made of them. */
guint64 way_figures_get_digest_at (const WayFigures *self, const char *id);

/* A figure without a value yet: what metric and binding say of it. */
WayFigure *way_figure_new (const WayElement *metric, const WayElement *binding);
/* From what is frozen in the binding; NULL if nothing is. */
WayFigure *way_figure_new_frozen (const WayElement *metric, const WayElement *binding);
void way_figure_free (WayFigure *self);
/* NULL if the binding has none of this role ("current", "baseline"); of several the one whose period ends last. */
const WayElement *way_figure_find_frozen (const WayElement *binding, const char *role);
/* Whether a frozen figure was computed as this one is; those that do not say are taken for it. */
gboolean way_figure_has_basis (const WayElement *frozen, const char *basis);
/* What a change means for people: by the metric's direction, once it is known to be real. */
WayVerdict way_figure_judge_direction (const WayFigure *figure);
/* Sets the verdicts of figures that were compared (p ≥ 0), all of them together. (element-type WayFigure) */
void way_figures_judge (GPtrArray *figures);
/* Whether a change is shown of which nobody can say if it is chance, though there are enough answers: their spread was not frozen. */
gboolean way_figure_is_untested (const WayFigure *figure);
/* Of everything that can be seen of it. */
guint64 way_figure_get_digest (const WayFigure *figure);

/* For people: "41 %", "6.2 d", "−12"; "n < 5" where it must stay hidden. g_free. */
char *way_figure_to_text (const WayFigure *figure);
/* Another value of the same metric, such as its baseline or target, whatever its sample; g_free. */
char *way_figure_value_to_text (const WayFigure *figure, double value);
/* "n 214 · ±11" or "n 96 · 78–84 %", "small sample" where it is; g_free. */
char *way_figure_to_sample_text (const WayFigure *figure);
/* "▲ 9 since 30.09.2025", "≈ noise since …", NULL without a baseline or where it must stay hidden; g_free. */
char *way_figure_to_change_text (const WayFigure *figure);
/* The change with its interval, "+9 pts (+3 to +15)", whatever it means; NULL without a baseline or where it must stay hidden; g_free. */
char *way_figure_to_difference_text (const WayFigure *figure);
/* The same in short, "▲ 9" or "≈ noise"; NULL, too, where samples are too small for a verdict; g_free. */
char *way_figure_to_amount_text (const WayFigure *figure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayFigure, way_figure_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayFigures, way_figures_unref)

G_END_DECLS
