/* way-listings.h — what people work through and take away: actions, gaps, proof of each claim, data that is asked for.
 *
 * Shape:  document → a list in words, the pressing things first. For the team, never for customers: a list says who owes what.
 * Errors: none; a map without any gives a list without rows.
 * Owns:   the list is the caller's.
 * Thread: as the document; the list may then be used in any thread.
 * Source: R002-7 (closed loop), R001-15 (proof), R001-7 and R000-11 (data for value).
 */
#pragma once

#include "base/way-listing.h"
#include "model/way-figures.h"
#include "model/way-traffic.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_LISTING_ACTIONS,  /* what is to be done, why, by whom, and what it did */
  WAY_LISTING_IDEAS,    /* pain points and opportunities, the most worth doing first */
  WAY_LISTING_GAPS,     /* what is left open */
  WAY_LISTING_EVIDENCE, /* every claim with who said so, and who the opposite */
  WAY_LISTING_DATA,     /* every piece of data customers are asked for */
  WAY_N_LISTINGS
} WayListingKind;

/* "actions", "data": for files and options; never translated. */
const char *way_listing_kind_get_nick (WayListingKind kind);
gboolean way_listing_kind_find (const char *nick, WayListingKind *kind);

/* `figures` say what an action did: frozen ones or measured ones; `traffic` (nullable) what customers do, see way-gaps.h; `today` as way_date_today () gives it. */
WayListing *way_listing_make (WayListingKind kind, const WayDocument *document, const WayFigures *figures, const WayTraffic *traffic, guint32 today);

/* That one, or all of them where it is WAY_N_LISTINGS: (element-type WayListing), owned. */
GPtrArray *way_listing_make_all (WayListingKind kind, const WayDocument *document, const WayFigures *figures, const WayTraffic *traffic, guint32 today);

G_END_DECLS
