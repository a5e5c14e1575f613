/* way-log-listing.h — what an event log says of a journey as lists for people: touchpoints, phases, handovers, how well the map fits,
 * two parts side by side.
 *
 * Shape:  views of the log → a list with all figures as words, with intervals, and a note that says what was left out.
 * Errors: none; where there is nothing to say the list is empty and says why.
 * Thread: any.
 */
#pragma once

#include "base/way-listing.h"
#include "metrics/log/way-log-view.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_LOG_LISTING_TOUCHPOINTS,
  WAY_LOG_LISTING_FUNNEL,
  WAY_LOG_LISTING_HANDOVERS,
  WAY_LOG_LISTING_FIT,
  WAY_LOG_N_LISTINGS,
} WayLogListingKind;

/* `view` was made for `journey`, `whole` too and whole. */
WayListing *way_log_listing_new (WayLogListingKind kind, const WayLogView *view, const WayLogView *whole, const WayElement *journey);

/* `a` and `b` are narrowed to the parts of these names (way-log-parts.h). `everybody`: journeys that may still go on count, too. */
WayListing *way_log_listing_new_comparison (const WayLogView *a, const WayLogView *b, const char *name_a, const char *name_b, const WayElement *journey, gboolean everybody);

G_END_DECLS
