/* way-finder.h — what a window looks for in a map: a text with its hits, and a filter with what it leaves lit.
 *
 * Shape:  text → hits in the whole map, one of them the current one; filter → ids of the journey in sight that step back.
 *         Both follow the map: they are found anew when it has changed and somebody asks.
 * Never:  saved, and never undone.
 * Errors: replacing fails as commands do.
 * Owns:   a reference to the editor; hits are valid until the next change of the map or the text.
 * Thread: as the document.
 * Signal: "changed": text, hits, the current one, the filter or what it dims.
 */
#pragma once

#include "edit/way-search.h"

G_BEGIN_DECLS

#define WAY_TYPE_FINDER (way_finder_get_type ())
G_DECLARE_FINAL_TYPE (WayFinder, way_finder, WAY, FINDER, GObject)

WayFinder *way_finder_new (WayEditor *editor);
WayEditor *way_finder_get_editor (WayFinder *self);

/* Text. */

/* "" and NULL end the search. No hit is current until somebody goes to one. */
void way_finder_set_text (WayFinder *self, const char *text);
const char *way_finder_get_text (WayFinder *self);
guint way_finder_get_n_hits (WayFinder *self);
const WayHit *way_finder_get_hit (WayFinder *self, guint i);
/* NULL and G_MAXUINT while none is. */
const WayHit *way_finder_get_current (WayFinder *self, guint *i);
void way_finder_set_current (WayFinder *self, guint i);
/* One on (1) or back (−1), round at the ends; the first step goes to what is selected if it is a hit, else to the first. */
const WayHit *way_finder_step (WayFinder *self, int by);
/* Whether there is a hit in the element of this id or in the name of its channel, and whether the current one is in itself. */
gboolean way_finder_is_hit (WayFinder *self, const char *id, gboolean *is_current);

/* The current hit, then on to the next; without one the first is found. `*done`: something was replaced. */
gboolean way_finder_replace (WayFinder *self, const char *replacement, gboolean *done, GError **error);
/* One step of undo. `*n`: how many. */
gboolean way_finder_replace_all (WayFinder *self, const char *replacement, guint *n, GError **error);

/* Filter. */

typedef enum
{
  WAY_FILTER_ASSUMPTIONS,
  WAY_FILTER_MOMENTS,
  WAY_FILTER_PAINS,
  WAY_FILTER_PERSONA, /* from here on with an id */
  WAY_FILTER_PHASE,
  WAY_FILTER_CHANNEL,
  WAY_FILTER_DEPARTMENT,
  WAY_FILTER_STAKEHOLDER, /* the map as they see it: where they are involved */
  WAY_N_FILTERS
} WayFilterPart;

/* "assumptions", "persona"; as in the names of actions. */
const char *way_filter_part_get_nick (WayFilterPart part);
/* What an id of this part names; WAY_N_KINDS for those without. */
WayKind way_filter_part_get_kind (WayFilterPart part);

/* The id, "" for a part without one, NULL where it is not set. */
const char *way_finder_get_filter (WayFinder *self, WayFilterPart part);
/* NULL takes the part off. */
void way_finder_set_filter (WayFinder *self, WayFilterPart part, const char *value);
void way_finder_clear_filter (WayFinder *self);
gboolean way_finder_is_filtering (WayFinder *self);
/* "Only assumptions", "Only “Jonas Keller”"; g_free. */
char *way_finder_name_filter (WayFinder *self, WayFilterPart part);
/* The ids that step back, a set; NULL while nothing is filtered. */
GHashTable *way_finder_get_dimmed (WayFinder *self);
/* Cards, pains and opportunities of the journey in sight. */
guint way_finder_count_shown (WayFinder *self, guint *all);

G_END_DECLS
