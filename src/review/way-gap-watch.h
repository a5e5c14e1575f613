/* way-gap-watch.h — the gaps of a map while somebody works on it: looked for again when the hands rest.
 *
 * Shape:  document → its gaps, in the order of way_gaps_find (); by element, how many there are and the highest weight.
 * Never:  in the way of writing: a change only marks what is known as old. Who asks before the hands rest gets what was known last.
 * Errors: none.
 * Owns:   a reference to the document; gaps are valid until the next "changed".
 * Thread: as the document; looking takes a thirtieth of laying the whole map out.
 * Signal: "changed": other gaps than before, or other words.
 */
#pragma once

#include "review/way-gaps.h"

G_BEGIN_DECLS

#define WAY_TYPE_GAP_WATCH (way_gap_watch_get_type ())
G_DECLARE_FINAL_TYPE (WayGapWatch, way_gap_watch, WAY, GAP_WATCH, GObject)

WayGapWatch *way_gap_watch_new (WayDocument *document);
WayDocument *way_gap_watch_get_document (WayGapWatch *self);
/* (element-type WayGap) */
const GPtrArray *way_gap_watch_get_gaps (WayGapWatch *self);
/* The gap of this name, as way_gap_dup_name () gives it; NULL if it is mended. */
const WayGap *way_gap_watch_find (WayGapWatch *self, const char *name);
/* Gaps of the element, of its parts and of what hurts there, without those that are ignored; `weight` (nullable) is the highest of them. */
guint way_gap_watch_count (WayGapWatch *self, const char *id, WayGapWeight *weight);
/* What customers really do, for gaps that the map has against it; see way_gaps_find_with_traffic (). NULL: nobody knows. */
void way_gap_watch_set_traffic (WayGapWatch *self, const WayTraffic *traffic);
/* The same for whoever writes the gaps down; NULL, or to be given back. */
WayTraffic *way_gap_watch_ref_traffic (WayGapWatch *self);
/* Looks now. */
void way_gap_watch_update (WayGapWatch *self);

/* The same for the same gap as long as it is there: "pain-without-action p3"; g_free. */
char *way_gap_dup_name (const WayGap *gap);

G_END_DECLS
