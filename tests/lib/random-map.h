/* random-map.h — maps for laws: seeded, valid, and as awkward as workshops make them.
 *
 * Errors: none; every map keeps the format's rules.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef struct
{
  guint phases, steps; /* steps in all; at least one a phase */
  guint lanes;         /* of all kinds in turn, the first one for touchpoints */
  guint touchpoints;
  guint personas;
} RandomMapSize;

/* The same map for the same seed and size. */
WayDocument *random_map_new (guint32 seed, const RandomMapSize *size);
/* A size that suits the seed: from almost nothing to 12 personas. */
RandomMapSize random_map_choose_size (guint32 seed);
/* A text of one line: German compounds, single letters, emoji, Arabic, quotes; g_free. */
char *random_map_make_text (GRand *rand);

/* One random change that keeps the document valid, in a transaction of its own; FALSE if it had to be taken back. */
gboolean random_map_change (WayDocument *document, GRand *rand);

/* The whole tree as text, for comparing; g_free. */
char *random_map_dump (const WayDocument *document);

G_END_DECLS
