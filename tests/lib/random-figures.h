/* random-figures.h — figures for any map, seeded, and as awkward as surveys make them.
 *
 * Errors: none.
 */
#pragma once

#include "model/way-figures.h"

G_BEGIN_DECLS

/* A few at many places: of all kinds, of none to many answers, with and without interval, baseline, target, history. Those that must stay
 * hidden have the value RANDOM_FIGURES_SECRET. */
#define RANDOM_FIGURES_SECRET 87654.0
WayFigures *random_figures_new (guint32 seed, const WayDocument *document);

G_END_DECLS
