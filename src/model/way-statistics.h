/* way-statistics.h — 95 % intervals of shares and of the Net Promoter Score.
 *
 * Units:  shares and scores as parts of one (0.81; an NPS of −12 is −0.12).
 * Errors: none; without an answer (n < 1) everything is possible.
 * Thread: any.
 * Source: Wilson 1927; Newcombe 1998 (Statistics in Medicine 17, 857–872 and 873–890); Rocks 2016 (arXiv:1601.07235).
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

/* Adjusted Wald of a Net Promoter Score, of which only the value and n are known. How many are passive is not, so it
 * is as if nobody were: no other mix with this score varies more, and the interval is never too narrow.
 * Within −1..1. */
WayInterval way_statistics_nps (double score, double n);
/* The standard error that goes with it. */
double way_statistics_nps_error (double score, double n);

G_END_DECLS
