/* way-log-variants.h — which ways customers take as a whole, and how many take each.
 *
 * Shape:  a view → variants, the most frequent first; each is the sequence of nodes of its journeys.
 * Errors: none.
 * Owns:   its sequences.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-log-view.h"

G_BEGIN_DECLS

typedef struct
{
  const guint32 *nodes; /* in the arena of the variants */
  guint length, count;
  guint first_case; /* the first one that goes this way */
} WayVariant;

typedef struct
{
  guint n_cases;
  GArray *variants; /* (element-type WayVariant), by count, then the shorter, then by nodes */
  GArray *arena;    /* (element-type guint32) */
  guint32 *of_case; /* variant of each case; G_MAXUINT32 where it has no node or is not looked at */
} WayVariants;

WayVariants *way_log_variants_new (const WayLogView *view);
void way_log_variants_free (WayVariants *self);
/* Of the journeys that go this way, from their first to their last event; ms, NAN without times. */
typedef struct
{
  double median, p90;
} WayVariantTime;

/* One a variant; g_free. `view` is the one they were found in. */
WayVariantTime *way_log_variants_measure (const WayLogView *view, const WayVariants *variants);
/* "A > B > C"; g_free. */
char *way_log_variant_dup_path (const WayLogView *view, const WayVariant *variant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayVariants, way_log_variants_free)

G_END_DECLS
