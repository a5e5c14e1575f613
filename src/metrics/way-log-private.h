/* way-log-private.h — what the passes over an event log share.
 *
 * Errors: none.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Type 7 without sorting everything; n > 0. Afterwards the values stand in another order. */
double way_log_select_quantile (double *values, gsize n, double q);

G_END_DECLS
