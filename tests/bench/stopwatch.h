/* stopwatch.h — processor time of this process in milliseconds, and medians: the work measured runs in one thread and waits for
 * nothing, while the machine may have other things to do.
 */
#pragma once

#include <glib.h>

double stopwatch_get_ms (void);
/* What the clock on the wall says: for what several threads do. */
double stopwatch_get_wall_ms (void);
/* Sorts `times`. */
double stopwatch_median (double *times, guint n);
