/* way-statistics.h — what can be said of few answers: 95 % intervals, differences, and what must stay hidden.
 *
 * Units:  shares and scores as parts of one (0.81; an NPS of −12 is −0.12); means, medians and errors in the unit of the data.
 * Errors: none; without an answer (n < 1) everything is possible.
 * Thread: any.
 * Source: Wilson 1927; Newcombe 1998 (Statistics in Medicine 17, 857–872 and 873–890); Rocks 2016 (arXiv:1601.07235);
 *         Welch 1947 (degrees of freedom); Lancaster 1961 (middle p); Hyndman & Fan 1996, type 7 (quantile); Conover 1999 (ranks of a median); Benjamini & Hochberg 1995.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The two-sided 97.5 % point of the normal distribution. */
#define WAY_STATISTICS_Z 1.959964

typedef struct
{
  double low, high;
} WayInterval;

/* Wilson's score interval of a share. */
WayInterval way_statistics_wilson (double share, double n);
/* Newcombe's hybrid score interval of the difference share1 − share0. */
WayInterval way_statistics_newcombe (double share1, double n1, double share0, double n0);

/* Adjusted Wald of a Net Promoter Score of which the mix of answers is known. Within −1..1. */
WayInterval way_statistics_nps_mix (double promoters, double detractors, double n);
/* The standard error that goes with it. */
double way_statistics_nps_mix_error (double promoters, double detractors, double n);
/* The same where only the value and n are known. How many are passive is not, so it is as if nobody were: no other mix
 * with this score varies more, and the interval is never too narrow. */
WayInterval way_statistics_nps (double score, double n);
double way_statistics_nps_error (double score, double n);

/* Student's two-sided 97.5 % point; infinite below one degree of freedom. */
double way_statistics_t (double degrees);
/* Of a mean with this standard deviation (n − 1 in its denominator); FALSE for n < 2. */
gboolean way_statistics_mean (double mean, double deviation, double n, WayInterval *interval);

/* Type 7, interpolated; `sorted` rises and n > 0. */
double way_statistics_quantile (const double *sorted, gsize n, double q);
/* The ranks, from 1, between which the median of the population lies; FALSE for n < 6. */
gboolean way_statistics_median_ranks (gsize n, gsize *low, gsize *high);
/* The interval of a median; of another quantile as large samples have it. FALSE where n is too small. */
gboolean way_statistics_quantile_interval (const double *sorted, gsize n, double q, WayInterval *interval);

/* How probable a difference at least as large is by chance alone (two-sided), of a value with this standard error … */
double way_statistics_p (double difference, double error);
/* … where that error was itself estimated, with so many degrees of freedom (Student's t) … */
double way_statistics_t_p (double difference, double error, double degrees);
/* … of two means or scores with their own errors: against Student's t with Welch's degrees of freedom, and against it once more as if
 * all answers varied alike, for a few odd answers beside many say too little of their own variance. The larger of both … */
double way_statistics_means_p (double difference, double error1, double degrees1, double error0, double degrees0);
double way_statistics_welch (double error1, double degrees1, double error0, double degrees0);
/* … and of two shares: where Newcombe's interval just touches zero, or where the exact test is, whichever is the larger. What is
 * improbable by it never lies within the interval, and the stated level holds for small and for rare shares, too. */
double way_statistics_shares_p (double share1, double n1, double share0, double n0);
/* Which of many differences are worth naming when at most `rate` of those named may be false. */
void way_statistics_benjamini_hochberg (const double *p, gsize n, double rate, gboolean *named);

/* Which parts of a whole must stay hidden: those of fewer than `below`, and more where the total minus the parts shown
 * would give one away. Parts of none at all need no hiding. */
void way_statistics_suppress (const gint64 *parts, gsize n, gint64 below, gboolean *hidden);

G_END_DECLS
