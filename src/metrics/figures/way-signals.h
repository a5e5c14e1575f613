/* way-signals.h — whether a figure swings as it always does, or something has happened: control charts.
 *
 * Shape:  limits are made from a baseline of at least twelve points, better twenty-four; points are then held against them.
 * Units:  those of the series; errors are standard errors in the same unit.
 * Errors: none; FALSE where the baseline is too short to know what is usual.
 * Thread: any.
 * Source: Shewhart 1931; Wheeler 2000 (XmR, 2.66 and 3.267); Nelson 1982 (moving ranges left out); Laney 2002 (p′).
 *
 * On a map with many figures one false alarm a week is certain if each rule may ring: alert only where
 * WAY_SIGNAL_ALERTS is touched, and show the others as marks on the chart.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WAY_SIGNALS_MIN_BASELINE 12

typedef enum
{
  WAY_SIGNAL_OUTSIDE = 1 << 0,      /* a point beyond the limits */
  WAY_SIGNAL_TWO_OF_THREE = 1 << 1, /* beyond two sigma, on one side */
  WAY_SIGNAL_FOUR_OF_FIVE = 1 << 2, /* beyond one sigma, on one side */
  WAY_SIGNAL_RUN = 1 << 3,          /* eight in a row on one side */
  WAY_SIGNAL_RANGE = 1 << 4,        /* a jump beyond the limit of the moving range */
} WaySignals;

#define WAY_SIGNAL_ALERTS (WAY_SIGNAL_OUTSIDE | WAY_SIGNAL_RUN)

typedef struct
{
  double centre;
  double sigma;       /* of a point; per unit of its standard error where `scaled` */
  double range_limit; /* of the moving range; infinite where `scaled` */
  gboolean scaled;    /* a share or score with changing n: each point has its own error */
  double degrees;     /* of freedom behind sigma; 0: it is known */
  double widening;    /* of sigma, because the centre is an estimate, too */
} WayLimits;

/* XmR: single values of the same weight, such as the means of full weeks. */
gboolean way_limits_init (WayLimits *self, const double *values, gsize n);
/* p chart, and the like for a Net Promoter Score: each value with its own n and, in `errors`, the standard error it would have at the
 * centre (see way_limits_share_errors ()). `laney`: samples are so large that the usual swing is more than chance, and is measured. */
gboolean way_limits_init_scaled (WayLimits *self, const double *values, const double *counts, const double *errors, gsize n, gboolean laney);
/* Their mean weighted by n, and the errors of shares around it. */
double way_limits_share_errors (const double *shares, const double *counts, gsize n, double *errors);

/* Limits of a point; `error` counts where they are scaled. */
double way_limits_get_low (const WayLimits *self, double error);
double way_limits_get_high (const WayLimits *self, double error);
/* What is to be seen at point i of a series that goes on behind the baseline; `errors` may be NULL where they are not scaled. */
WaySignals way_limits_judge (const WayLimits *self, const double *values, const double *errors, gsize i);
/* How probable it is that chance alone makes a point lie so far out, or a run of at least eight so long, as point i has it. Both
 * are looked at, so twice the smaller one. */
double way_limits_get_p (const WayLimits *self, const double *values, const double *errors, gsize i);

G_END_DECLS
