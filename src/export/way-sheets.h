/* way-sheets.h — the sheets of paper that maps come out on. PDF, print and preview draw the same ones.
 *
 * Shape:  the pages of each scene as way_page_plan () lays them, one scene after the other; never changes once made.
 * Units:  points of the paper, origin top left.
 * Errors: those of way_page_plan ().
 * Owns:   a reference to each scene; nothing of the document.
 * Thread: any; one at a time draws.
 */
#pragma once

#include "export/way-page.h"
#include "model/way-document.h"
#include "paint/way-paint.h"

G_BEGIN_DECLS

typedef struct _WaySheets WaySheets;

WaySheets *way_sheets_new (const WayDocument *document, WayScene *const *scenes, guint n_scenes, const WayExportOptions *options, WayReport *report, GError **error);
void way_sheets_free (WaySheets *self);

guint way_sheets_get_n_pages (const WaySheets *self);
const WayPage *way_sheets_get_page (const WaySheets *self, guint i);
WayScene *way_sheets_get_scene (const WaySheets *self, guint i);
/* (element-type WayPage): those of the n-th scene. */
const GArray *way_sheets_get_plan (const WaySheets *self, guint scene);

/* The whole sheet, on a page of any surface; `look` is nullable. */
void way_sheets_draw (WaySheets *self, guint i, cairo_t *cr, const WayLook *look);

/* Its three parts from the ground up, for who has to do something between them. */
void way_sheets_draw_ground (const WaySheets *self, guint i, cairo_t *cr);
void way_sheets_visit_map (const WaySheets *self, guint i, cairo_t *cr, WayItemFunc func, gpointer data);
void way_sheets_draw_marks (WaySheets *self, guint i, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WaySheets, way_sheets_free)

G_END_DECLS
