#include "export/way-sheets.h"

#include <string.h>

#include "export/way-tile.h"

typedef struct
{
  guint scene, index; /* the index-th page of this scene */
} Sheet;

struct _WaySheets
{
  GPtrArray *scenes; /* (element-type WayScene), owned */
  GPtrArray *plans;  /* (element-type GArray of WayPage), one a scene */
  GPtrArray *names;  /* (element-type utf8), one a scene, nullable */
  GArray *sheets;    /* (element-type Sheet) */
  gboolean marks;
  double overlap;
  WayMeasure *measure; /* for what stands beside the tiles */
};

/* "Map · Journey", for whoever finds a single sheet on the printer. */
static char *
make_map_name (const WayDocument *document, const WayScene *scene)
{
  const WayElement *meta = way_document_get_meta (document);
  const WayElement *journey = way_document_lookup (document, way_scene_get_journey_id (scene));
  const char *title = meta != NULL ? way_element_get (meta, WAY_FIELD_TITLE) : NULL, *name = journey != NULL ? way_element_get_name (journey) : NULL;

  if (title == NULL || name == NULL || strcmp (title, name) == 0)
    return g_strdup (name != NULL ? name : title);
  return g_strconcat (title, " · ", name, NULL);
}

static const Sheet *
get_sheet (const WaySheets *self, guint i)
{
  return &g_array_index (self->sheets, Sheet, i);
}

WaySheets *
way_sheets_new (const WayDocument *document, WayScene *const *scenes, guint n_scenes, const WayExportOptions *options, WayReport *report, GError **error)
{
  g_autoptr (WaySheets) self = g_new0 (WaySheets, 1);

  self->scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) way_scene_unref);
  self->plans = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  self->marks = options->crop_marks;
  self->overlap = options->overlap;
  self->measure = way_measure_new ();
  for (guint n = 0; n < n_scenes; n++)
    {
      GArray *pages = way_page_plan (way_scene_get_width (scenes[n]), way_scene_get_height (scenes[n]), options, report, error);

      if (pages == NULL)
        return NULL;
      g_ptr_array_add (self->scenes, way_scene_ref (scenes[n]));
      g_ptr_array_add (self->plans, pages);
      g_ptr_array_add (self->names, make_map_name (document, scenes[n]));
      for (guint i = 0; i < pages->len; i++)
        g_array_append_val (self->sheets, ((Sheet){ n, i }));
    }
  return g_steal_pointer (&self);
}

void
way_sheets_free (WaySheets *self)
{
  g_ptr_array_unref (self->scenes);
  g_ptr_array_unref (self->plans);
  g_ptr_array_unref (self->names);
  g_array_unref (self->sheets);
  way_measure_unref (self->measure);
  g_free (self);
}

guint
way_sheets_get_n_pages (const WaySheets *self)
{
  return self->sheets->len;
}

const WayPage *
way_sheets_get_page (const WaySheets *self, guint i)
{
  return &g_array_index (way_sheets_get_plan (self, get_sheet (self, i)->scene), WayPage, get_sheet (self, i)->index);
}

WayScene *
way_sheets_get_scene (const WaySheets *self, guint i)
{
  return g_ptr_array_index (self->scenes, get_sheet (self, i)->scene);
}

const GArray *
way_sheets_get_plan (const WaySheets *self, guint scene)
{
  return g_ptr_array_index (self->plans, scene);
}

/* The page's own colour. cairo 1.16 takes an opaque fill of a whole PDF page for a fresh start and forgets tags that are
 * open, so it is laid in two halves. White paper gets it too: cairo keeps a region of what has been drawn on, and once that
 * is the whole page it stops growing piece by piece (a quarter of the work for 2000 touchpoints). */
void
way_sheets_draw_ground (const WaySheets *self, guint i, cairo_t *cr)
{
  const WayPage *page = way_sheets_get_page (self, i);
  WayColour colour = way_scene_get_theme (way_sheets_get_scene (self, i))->page;

  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
  cairo_rectangle (cr, 0, 0, page->width / 2 + 1, page->height);
  cairo_fill (cr);
  cairo_rectangle (cr, page->width / 2, 0, page->width / 2, page->height);
  cairo_fill (cr);
}

void
way_sheets_visit_map (const WaySheets *self, guint i, cairo_t *cr, WayItemFunc func, gpointer data)
{
  const WayPage *page = way_sheets_get_page (self, i);

  cairo_save (cr);
  /* Also for pages that the map fills: without a clip an opaque box over the whole page would be a fresh start, as above. */
  cairo_rectangle (cr, page->area.x, page->area.y, page->area.width, page->area.height);
  cairo_clip (cr);
  cairo_translate (cr, page->x, page->y);
  cairo_scale (cr, page->scale, page->scale);
  way_paint_visit (way_sheets_get_scene (self, i), &page->shown, func, data);
  cairo_restore (cr);
}

void
way_sheets_draw_marks (WaySheets *self, guint i, cairo_t *cr)
{
  const WayPage *page = way_sheets_get_page (self, i);

  if (page->code[0] != '\0' && self->marks)
    way_tile_draw_marks (cr, page, self->overlap, g_ptr_array_index (self->names, get_sheet (self, i)->scene), self->measure);
}

typedef struct
{
  cairo_t *cr;
  const WayTheme *theme;
  const WayLook *look;
} Pen;

static void
draw_item_cb (const WayItem *item, double y, gpointer data)
{
  const Pen *pen = data;

  cairo_translate (pen->cr, 0, y);
  way_paint_item (pen->cr, item, pen->theme, pen->look);
  cairo_translate (pen->cr, 0, -y);
}

void
way_sheets_draw (WaySheets *self, guint i, cairo_t *cr, const WayLook *look)
{
  static const WayLook plain = { .print = TRUE };
  Pen pen = { cr, way_scene_get_theme (way_sheets_get_scene (self, i)), look != NULL ? look : &plain };
  WayColour ground = pen.theme->page;

  /* Not in halves: no tags are open here, and where pixels are coarse a seam would show. */
  cairo_set_source_rgb (cr, ground.red, ground.green, ground.blue);
  cairo_paint (cr);
  way_sheets_visit_map (self, i, cr, draw_item_cb, &pen);
  way_sheets_draw_marks (self, i, cr);
}
