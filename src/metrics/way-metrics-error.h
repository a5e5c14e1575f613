/* way-metrics-error.h — why numbers cannot be had.
 *
 * Errors: WAY_METRICS_ERROR, one code per different reaction of the caller.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define WAY_METRICS_ERROR (way_metrics_error_quark ())
GQuark way_metrics_error_quark (void);

typedef enum
{
  WAY_METRICS_ERROR_FORMAT,    /* no table is in the file: choose another */
  WAY_METRICS_ERROR_LIMIT,     /* larger than is sensible, or made to burst */
  WAY_METRICS_ERROR_QUESTION,  /* something is undecided: ask */
  WAY_METRICS_ERROR_FOREIGN,   /* the cache is another program's file, or a newer Waymark's: choose another place */
  WAY_METRICS_ERROR_BUSY,      /* another process holds the cache: try again */
  WAY_METRICS_ERROR_CACHE,     /* it cannot be read or written: look at the disk */
  WAY_METRICS_ERROR_NOT_FOUND, /* no such dataset, import or column */
  WAY_METRICS_ERROR_CANCELLED, /* the user stopped it, and nothing was changed */
  WAY_METRICS_ERROR_REMOTE,    /* a server cannot or will not answer: look at what it says, try again */
  WAY_METRICS_ERROR_LOGIN,     /* it wants to know who asks: ask for a password */
} WayMetricsError;

G_END_DECLS
