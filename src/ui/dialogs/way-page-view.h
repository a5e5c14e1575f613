/* way-page-view.h — one sheet of paper, or one picture, as it will come out: centred, with a shadow, on a quiet ground.
 *
 * Shape:  shows pixels that somebody else drew for this size; "resized" asks for others.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "export/way-preview.h"

G_BEGIN_DECLS

#define WAY_TYPE_PAGE_VIEW (way_page_view_get_type ())
G_DECLARE_FINAL_TYPE (WayPageView, way_page_view, WAY, PAGE_VIEW, GtkWidget)

typedef enum
{
  WAY_GROUND_PAPER,         /* throws a shadow */
  WAY_GROUND_LIGHT_SQUARES, /* below a picture, where it is transparent */
  WAY_GROUND_DARK_SQUARES,
} WayGround;

/* NULL shows nothing. */
void way_page_view_set_preview (WayPageView *self, const WayPreview *preview, WayGround ground);
/* In device pixels: how large a preview should be. */
void way_page_view_get_room (WayPageView *self, int *width, int *height);

G_END_DECLS
