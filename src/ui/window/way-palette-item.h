/* way-palette-item.h — one thing that the palette offers, and the list of all of them.
 *
 * Shape:  title, a few words about it, keys, a detailed action; never changes once made.
 * Owns:   its texts.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

#define WAY_TYPE_PALETTE_ITEM (way_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (WayPaletteItem, way_palette_item, WAY, PALETTE_ITEM, GObject)

const char *way_palette_item_get_title (WayPaletteItem *self);
const char *way_palette_item_get_detail (WayPaletteItem *self);
/* An accelerator, or NULL. */
const char *way_palette_item_get_key (WayPaletteItem *self);
const char *way_palette_item_get_action (WayPaletteItem *self);
/* 0 = is not meant. Where nothing is typed, only what is one action and no more. */
guint way_palette_item_score (WayPaletteItem *self, const char *const *words);

/* Everything on offer, in order; (element-type WayPaletteItem), owned. `editor` is nullable. */
GPtrArray *way_palette_items_list (WayEditor *editor);

G_END_DECLS
