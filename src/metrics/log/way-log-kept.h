/* way-log-kept.h — which of the event logs in the cache a journey of a map is about.
 *
 * Errors: none; a cache that cannot be read has no logs.
 * Thread: as the cache.
 */
#pragma once

#include "metrics/cache/way-cache.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* Its name, whether copied or counted in a warehouse: the one that the events of the journey name; otherwise the only one there is;
 * otherwise, of those that were copied, the one in which most of its events happen, if that is at least half of them. NULL if none
 * fits; g_free. */
char *way_log_find_kept (WayCache *cache, const WayElement *journey);

G_END_DECLS
