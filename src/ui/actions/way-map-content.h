/* way-map-content.h — what lies on the clipboard after copying: a map, words, a table, pictures.
 *
 * Shape:  map, text and table are there from the start; the pictures (SVG and PNG) are made when somebody asks for them, in a
 *         thread of their own, from the bytes of the map as it was when it was copied.
 * Errors: WAY_EXPORT_ERROR goes to whoever asked.
 * Owns:   its bytes and texts.
 * Thread: main.
 */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* A map of ours. */
#define WAY_MAP_TYPE "application/vnd.waymark.journey+xml"

#define WAY_TYPE_MAP_CONTENT (way_map_content_get_type ())
G_DECLARE_FINAL_TYPE (WayMapContent, way_map_content, WAY, MAP_CONTENT, GdkContentProvider)

/* Just the pictures: `map` as way-writer.h makes it; `journey` is the id of the one to be drawn, NULL = the first. `tight`: cut to its cards. */
GdkContentProvider *way_map_content_new (GBytes *map, const char *journey, gboolean tight);
/* And the rest, each nullable: the map itself, the text and the table (tabs between the cells). */
void way_map_content_offer (WayMapContent *self, const char *text, const char *table);

G_END_DECLS
