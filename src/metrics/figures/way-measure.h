/* way-measure.h — the figures of a map, made new from the cache; and what of them has changed.
 *
 * Shape:  metric (where its values come from) × binding (whose they are) × rows of the cache → WayFigures. A binding without
 *         data keeps what is frozen in the document.
 * Period: with a frozen baseline, what came after it is current; without one, all there is. Options may name another.
 * Errors: none; what cannot be had is reported and shown as it was frozen.
 * Owns:   what it returns is the caller's.
 * Thread: any, with a cache and a document of its own (or one nobody changes meanwhile).
 * Source: Benjamini & Hochberg at 10 % over all figures of one refresh, and 5 % for each.
 */
#pragma once

#include "base/way-report.h"
#include "metrics/figures/way-data.h"
#include "metrics/figures/way-estimate.h"
#include "model/way-figures.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 from, to;                   /* the current period, as way_date_parse () counts; 0: open */
  guint32 baseline_from, baseline_to; /* compare with this period and not with what is frozen; 0: frozen */
  gboolean series;                    /* history and control limits, too */
  gint64 hidden_below, small_below;   /* 0: WAY_FIGURE_HIDDEN_BELOW, WAY_FIGURE_SMALL_BELOW */
} WayMeasureOptions;

/* NULL options: as above. */
WayFigures *way_measure (const WayDocument *document, WayCache *cache, const WayMeasureOptions *options, WayReport *report);

typedef struct
{
  const WayFigure *figure; /* of the figures it was made from */
  WayVerdict verdict;      /* _NONE: too little data, or nothing to compare with */
  double size;             /* of the change, in standard errors; 0 where it was not tested */
} WayFigureChange;

/* What measuring needs of a map and nothing else, so that a thread can have it: the metrics, and with `places` also the names of
 * what they can be bound to. Owned by the caller. */
WayDocument *way_measure_copy_document (const WayDocument *document, gboolean places);

/* Every figure with a baseline, (element-type WayFigureChange): what is better or worse first, by size, then noise, then what
 * there is too little data for. `*n_tests`: how many were compared. */
GArray *way_compare_figures (const WayFigures *figures, guint *n_tests);

/* The newest point of a figure that is not usual. */
typedef struct
{
  const WayFigure *figure; /* of the figures it was made from, with its series */
  const WayFigurePoint *point;
} WayAlert;

/* What is worth telling somebody after a refresh, (element-type WayAlert), the least probable first: points outside their limits and runs
 * of eight. With many figures some are so by chance in any week, so they count together, as changes do. */
GArray *way_measure_list_alerts (const WayFigures *figures);

/* Writes what was measured into the document as frozen figures of this role, as one transaction; returns how many.
 * Only where the sample may be shown. `taken` is a timestamp. */
guint way_measure_freeze (WayDocument *document, const WayFigures *figures, const char *role, const char *taken, GError **error);

/* A row behind a figure. */
typedef struct
{
  double value;
  gint32 day; /* since 1970, or WAY_NO_DAY */
  char *file; /* name of the imported file */
  char *sha256;
  int line;
  char *comment; /* or NULL */
} WayOrigin;

/* (element-type WayOrigin), newest first, at most `max`; NULL with an error set. Empty where the figure must stay hidden. */
GPtrArray *way_measure_list_origins (const WayDocument *document, WayCache *cache, const char *binding, const WayMeasureOptions *options, guint max, GError **error);

/* Values of a metric's key column that no binding names. */
typedef struct
{
  char *text;
  gint64 n;
  char *suggested; /* id of the element it is probably about, or NULL */
  double likeness; /* 0 … 1 */
} WayUnmatched;

/* (element-type WayUnmatched), most frequent first; empty where the metric has no key. */
GPtrArray *way_measure_list_unmatched (const WayDocument *document, WayCache *cache, const char *metric, GError **error);
/* How alike two names are, 0 … 1: umlauts, case, endings and order of words do not count. */
double way_measure_rate_names (const char *a, const char *b);

/* How much of the map has data: touchpoints with a figure that may be shown, of all touchpoints; and the newest day of any figure
 * (0: none), as way_date_parse () counts. */
typedef struct
{
  guint n_touchpoints, n_measured;
  guint32 newest;
} WayCoverage;

WayCoverage way_measure_get_coverage (const WayDocument *document, const WayFigures *figures);

void way_origin_free (WayOrigin *self);
void way_unmatched_free (WayUnmatched *self);

G_END_DECLS
