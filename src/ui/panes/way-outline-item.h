/* way-outline-item.h — a line of the outline, and the tree of them.
 *
 * Shape:  element → lines below it (edit/way-outline.h), as list models that follow the map when they are told to.
 * Owns:   a reference of the element; the lists of those lines that were opened.
 * Thread: main.
 * Signal: "changed": text or detail.
 */
#pragma once

#include <gio/gio.h>

#include "model/way-document.h"

G_BEGIN_DECLS

#define WAY_TYPE_OUTLINE_ITEM (way_outline_item_get_type ())
G_DECLARE_FINAL_TYPE (WayOutlineItem, way_outline_item, WAY, OUTLINE_ITEM, GObject)

/* The invisible line above all others: the document. */
WayOutlineItem *way_outline_item_new_root (WayDocument *document);
WayElement *way_outline_item_get_element (WayOutlineItem *self);
const char *way_outline_item_get_text (WayOutlineItem *self);
/* What it is and what is known of it, in words. */
const char *way_outline_item_get_detail (WayOutlineItem *self);
/* (element-type WayOutlineItem); NULL where nothing is. A new reference. */
GListModel *way_outline_item_open (WayOutlineItem *self);
/* As the map is now, and everything below that is open. */
void way_outline_item_update (WayOutlineItem *self);

G_END_DECLS
