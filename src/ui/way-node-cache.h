/* way-node-cache.h — drawings of the map as render nodes, made once and kept while they are in sight.
 *
 * Shape:  (drawing, detail) → its tiles. A drawing never changes, so its pointer is the key; a large one is cut into tiles
 *         of 512 points, so that no node becomes a texture that the graphics card refuses.
 * Units:  points, in the drawing's own coordinates.
 * Owns:   the nodes, and a reference of each drawing it has seen lately.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "paint/way-paint.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_DETAIL_FULL,
  WAY_DETAIL_BOXES, /* words as bars */
  WAY_DETAIL_PLAIN, /* one rectangle */
} WayDetail;

typedef struct _WayNodeCache WayNodeCache;

WayNodeCache *way_node_cache_new (void);
void way_node_cache_free (WayNodeCache *self);

/* Around each frame: end forgets what has not been drawn for a while. */
void way_node_cache_begin (WayNodeCache *self);
void way_node_cache_end (WayNodeCache *self);
/* At the snapshot's origin. `clip` is what shows of the drawing. */
void way_node_cache_snapshot (WayNodeCache *self, GtkSnapshot *snapshot, WayDrawing *drawing, WayDetail detail, WayRect clip);
/* For tests: how many drawings have nodes. */
guint way_node_cache_get_size (const WayNodeCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayNodeCache, way_node_cache_free)

G_END_DECLS
