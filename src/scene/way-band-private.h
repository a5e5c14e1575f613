/* way-band-private.h — building a band; inside scene/ only. */
#pragma once

#include "scene/way-scene.h"

/* `id` is copied. */
WayBand *way_band_new (WayBandType type, const char *id);
WayBand *way_band_ref (WayBand *self);
void way_band_unref (WayBand *self);

void way_band_set_height (WayBand *self, double height);
/* How much of the height is there only because somebody wants the lane higher. */
void way_band_set_stretch (WayBand *self, double stretch);
double way_band_get_stretch (const WayBand *self);
/* Takes `drawing`; `id` must live as long as the document's table of it, it is interned. */
void way_band_add (WayBand *self, const char *id, WayPart part, WayLayer layer, double x, double y, WayDrawing *drawing);
/* Of the item added last. */
void way_band_set_persona (WayBand *self, const char *persona);
/* Where the best and the worst feeling stand. */
void way_band_set_scale (WayBand *self, double best, double worst);
/* Takes all items of `from` and its scale, `dy` further down. */
void way_band_move_items (WayBand *self, WayBand *from, double dy);
/* Sorts; nothing is added after it. `mirror_width` > 0 mirrors everything within that width (right to left). */
void way_band_seal (WayBand *self, double mirror_width);
/* Texts that were cut with "…", in all of it. */
guint way_band_get_clipped (const WayBand *self);
/* A sealed one like `self` that has the values of `drawings` (WayDrawing → WayDrawing, of the same size) instead of the keys. */
WayBand *way_band_dup_redrawn (const WayBand *self, GHashTable *drawings);
/* The same items with the same drawings at the same places. */
gboolean way_band_equal (const WayBand *a, const WayBand *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayBand, way_band_unref)
