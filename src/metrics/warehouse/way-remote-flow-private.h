/* way-remote-flow-private.h — what counting in a warehouse and keeping what it counted share.
 *
 * Errors: as way-remote-flow.h.
 */
#pragma once

#include "metrics/warehouse/way-remote-flow.h"
#include "metrics/warehouse/way-remote-private.h"

G_BEGIN_DECLS

WayRemoteFlow *way_remote_flow_new (void);
/* Which place each name belongs to, from the bindings of the journey; makes the places. */
void way_remote_flow_bind (WayRemoteFlow *self, const WayElement *journey, const char *dataset);
/* In the place of what was counted before for this journey; in a transaction of its own. */
gboolean way_remote_flow_save (const WayRemoteFlow *self, WayCache *cache, const char *name, const WayRemote *remote, const WayElement *journey, GError **error);

/* The names as a log of one journey, in their order, so that a view says where each belongs. (way-remote-flow.c) */
WayLogView *way_remote_flow_make_view (const WayRemoteFlow *self, const WayElement *journey, const char *dataset, gboolean whole);
/* Those of the places alone. (way-remote-ways.c) */
void way_remote_flow_add_variants (const WayRemoteFlow *self, WayVariants *variants);

/* How often values fell into which bucket: 32 an octave of milliseconds; −1 is less than one. */
typedef struct
{
  GArray *rows; /* private */
  gint64 n;
  double least, most, sum;
} WayRemoteSpans;

#define WAY_REMOTE_BUCKETS 46.166241308446828 /* 32 / ln 2 */

WayRemoteSpans *way_remote_spans_new (void);
void way_remote_spans_free (WayRemoteSpans *self);
void way_remote_spans_add (WayRemoteSpans *self, int bucket, gint64 n, double sum, double least, double most);
/* All of another one's. */
void way_remote_spans_join (WayRemoteSpans *self, const WayRemoteSpans *other);
/* Type 7; NAN of nothing. */
double way_remote_spans_get_quantile (WayRemoteSpans *self, double q);
/* The bucket of this rank, from 0; how many values are in those before, and in it. */
int way_remote_spans_find_bucket (WayRemoteSpans *self, gint64 rank, gint64 *before, gint64 *within);
/* FALSE for fewer than six. */
gboolean way_remote_spans_get_median_interval (WayRemoteSpans *self, double *low, double *high);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayRemoteSpans, way_remote_spans_free)

G_END_DECLS
