/* way-grid-names.h — what words and marks in a table mean: kinds of lanes in German and English, feelings.
 *
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The nick of the kind, or NULL. `*shown` is the name without a kind in brackets, `*persona` the person in the name of an
 * emotion lane ("Gefühl: Ilka"), or NULL; both g_free, both may be NULL. */
const char *way_grid_guess_lane (const char *name, char **shown, char **persona);
/* "Steps", "Schritt" … in front of the steps' row; likewise for phases. */
gboolean way_grid_is_step_word (const char *text);
gboolean way_grid_is_phase_word (const char *text);
/* "3", "+3", "−2,5"; any range. */
gboolean way_grid_parse_feeling (const char *text, double *value);
/* "–" in a cell of feelings. */
gboolean way_grid_is_no_feeling (const char *text);

G_END_DECLS
