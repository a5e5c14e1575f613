#include "export/way-export-pdf.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "export/way-export-private.h"
#include "export/way-pdf-info.h"
#include "export/way-page.h"
#include "export/way-tile.h"
#include "paint/way-paint.h"

/* Cancelling is asked for, and progress told, once in so many items. */
#define ITEMS_A_TURN 256

typedef struct
{
  const WayExportOptions *options;
  GCancellable *cancellable;
  WayDocument *document;
  WayScene *const *scenes;
  guint n_scenes;
  GPtrArray *plans; /* (element-type GArray of WayPage), one a scene */
  guint n_pages;

  cairo_surface_t *surface;
  cairo_t *cr;
  WayMeasure *measure;   /* for what stands beside the tiles */
  GHashTable *journeys;  /* (element-type utf8): ids of the journeys in this file */
  GHashTable *named;     /* (element-type utf8): ids of phases that have their destination */
  const WayScene *scene; /* being drawn */
  guint page;            /* pages done */
  guint turn;            /* items since the last look at the clock */
  gboolean cancelled;
} Writer;

/* How a part reads aloud. Lines between cards are no content of their own: they stay in the Document. */
static const char *const structure[WAY_N_PARTS] = {
  [WAY_PART_TITLE] = "H1",
  [WAY_PART_PERSONA] = "P",
  [WAY_PART_PHASE] = "H2",
  [WAY_PART_STEP] = "H3",
  [WAY_PART_LANE] = "H3",
  [WAY_PART_CARD] = "P",
  [WAY_PART_CELL] = "P",
  [WAY_PART_CURVE] = "Figure",
  [WAY_PART_POINT] = "Figure",
  [WAY_PART_QUOTE] = "P",
  [WAY_PART_BAR] = "P",
  [WAY_PART_FIGURE] = "P",
  [WAY_PART_PICTURE] = "Figure",
  [WAY_PART_LABEL] = "P",
  [WAY_PART_LEGEND] = "P",
};

/* cairo 1.16 writes a URI into the file as it stands, so brackets, backslashes and all that is not ASCII are escaped here;
 * the attribute's own quotes are as well. */
static char *
make_link_attributes (const char *uri)
{
  GString *s = g_string_new ("uri='");

  for (const char *p = uri; *p != '\0'; p++)
    if (*p <= 0x20 || *p == 0x7f || strchr ("()\\'\"<>", *p) != NULL)
      g_string_append_printf (s, "%%%02X", (guint) (guchar) *p);
    else
      g_string_append_c (s, *p);
  g_string_append_c (s, '\'');
  return g_string_free (s, FALSE);
}

/* Names are part of tag attributes. Ids of read documents fit; made-up ones may not. */
static char *
make_name_attributes (const char *key, const char *prefix, const char *id)
{
  g_autofree char *clean = g_strcanon (g_strdup (id), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", '_');

  return g_strdup_printf ("%s='%s-%s'", key, prefix, clean);
}

static void
draw_item (Writer *self, const WayItem *item)
{
  static const WayLook look = { .print = TRUE };
  const char *tag = structure[item->part];
  const char *uri = way_drawing_get_uri (item->drawing), *target = way_drawing_get_target (item->drawing);
  g_autofree char *link = NULL, *name = NULL;

  if (way_export_is_safe_uri (uri))
    link = make_link_attributes (uri);
  else if (target != NULL && g_hash_table_contains (self->journeys, target))
    link = make_name_attributes ("dest", "journey", target);
  if (item->part == WAY_PART_PHASE && item->id != NULL && g_hash_table_add (self->named, g_strdup (item->id)))
    name = make_name_attributes ("name", "phase", item->id);

  if (tag != NULL)
    cairo_tag_begin (self->cr, tag, NULL);
  if (name != NULL)
    cairo_tag_begin (self->cr, CAIRO_TAG_DEST, name);
  if (link != NULL)
    cairo_tag_begin (self->cr, CAIRO_TAG_LINK, link);
  way_paint_item (self->cr, item, way_scene_get_theme (self->scene), &look);
  if (link != NULL)
    cairo_tag_end (self->cr, CAIRO_TAG_LINK);
  if (name != NULL)
    cairo_tag_end (self->cr, CAIRO_TAG_DEST);
  if (tag != NULL)
    cairo_tag_end (self->cr, tag);
}

static void
draw_item_cb (const WayItem *item, double y, gpointer data)
{
  Writer *self = data;

  if (self->cancelled)
    return;
  if (self->turn++ % ITEMS_A_TURN == 0)
    {
      self->cancelled = g_cancellable_is_cancelled (self->cancellable);
      way_export_report_progress (self->options, (self->page + 0.5) / self->n_pages);
    }
  cairo_translate (self->cr, 0, y);
  draw_item (self, item);
  cairo_translate (self->cr, 0, -y);
}

/* The page's own colour, below all tags. cairo 1.16 takes an opaque fill of the whole page for a fresh start and forgets
 * tags that are open, so it is laid in two halves. White paper gets it too: cairo keeps a region of what has been drawn
 * on, and once that is the whole page it stops growing piece by piece (a quarter of the work for 2000 touchpoints). */
static void
draw_background (Writer *self, const WayPage *page)
{
  WayColour colour = way_scene_get_theme (self->scene)->page;

  cairo_set_source_rgb (self->cr, colour.red, colour.green, colour.blue);
  cairo_rectangle (self->cr, 0, 0, page->width / 2 + 1, page->height);
  cairo_fill (self->cr);
  cairo_rectangle (self->cr, page->width / 2, 0, page->width / 2, page->height);
  cairo_fill (self->cr);
}

static void
draw_page (Writer *self, const WayPage *page, gboolean first)
{
  const char *journey = way_scene_get_journey_id (self->scene);

  cairo_pdf_surface_set_size (self->surface, page->width, page->height);
  draw_background (self, page);
  if (self->page == 0)
    cairo_tag_begin (self->cr, "Document", NULL);
  if (first && journey != NULL)
    {
      g_autofree char *name = make_name_attributes ("name", "journey", journey);
      g_autofree char *top = g_strconcat (name, " x=0 y=0", NULL);

      cairo_tag_begin (self->cr, CAIRO_TAG_DEST, top);
      cairo_tag_end (self->cr, CAIRO_TAG_DEST);
    }
  cairo_save (self->cr);
  /* Also for pages that the map fills: without a clip an opaque box over the whole page would be a fresh start, as above. */
  cairo_rectangle (self->cr, page->area.x, page->area.y, page->area.width, page->area.height);
  cairo_clip (self->cr);
  cairo_translate (self->cr, page->x, page->y);
  cairo_scale (self->cr, page->scale, page->scale);
  way_paint_visit (self->scene, &page->shown, draw_item_cb, self);
  cairo_restore (self->cr);
}

/* "Map · Journey", for whoever finds a single sheet on the printer. */
static char *
make_map_name (Writer *self)
{
  const WayElement *meta = way_document_get_meta (self->document);
  const WayElement *journey = way_document_lookup (self->document, way_scene_get_journey_id (self->scene));
  const char *title = meta != NULL ? way_element_get (meta, WAY_FIELD_TITLE) : NULL, *name = journey != NULL ? way_element_get_name (journey) : NULL;

  if (title == NULL || name == NULL || strcmp (title, name) == 0)
    return g_strdup (name != NULL ? name : title);
  return g_strconcat (title, " · ", name, NULL);
}

static void
draw_scene (Writer *self, guint index)
{
  GArray *pages = self->plans->pdata[index];

  self->scene = self->scenes[index];
  for (guint i = 0; i < pages->len && !self->cancelled; i++)
    {
      const WayPage *page = &g_array_index (pages, WayPage, i);

      draw_page (self, page, i == 0);
      if (page->code[0] != '\0')
        cairo_pdf_surface_set_page_label (self->surface, page->code);
      if (page->code[0] != '\0' && self->options->crop_marks)
        {
          g_autofree char *name = make_map_name (self);

          way_tile_draw_marks (self->cr, page, self->options->overlap, name, self->measure);
        }
      self->page++;
      if (self->page == self->n_pages)
        cairo_tag_end (self->cr, "Document");
      cairo_show_page (self->cr);
    }
}

/* Where a point of the map lies: the first page that shows it. */
static void
add_outline_entry (Writer *self, int parent, const char *name, guint first_page, const GArray *pages, double x, double y, int flags, int *id)
{
  guint found = 0;

  for (guint i = 0; i < pages->len; i++)
    {
      const WayRect *shown = &g_array_index (pages, WayPage, i).shown;

      if (x >= shown->x && x < shown->x + shown->width && y >= shown->y && y < shown->y + shown->height)
        {
          found = i;
          break;
        }
    }

  const WayPage *page = &g_array_index (pages, WayPage, found);
  /* Whole points: cairo 1.16 reads these with the locale's decimal sign, later ones with a point. */
  g_autofree char *place = g_strdup_printf ("page=%u pos=[%ld %ld]", first_page + found, lround (MAX (0, page->x + x * page->scale)), lround (MAX (0, page->y + y * page->scale)));
  int entry = cairo_pdf_surface_add_outline (self->surface, parent, name, place, (cairo_pdf_outline_flags_t) flags);

  if (id != NULL)
    *id = entry;
}

static void
add_outline (Writer *self)
{
  guint first_page = 1;

  for (guint i = 0; i < self->n_scenes; i++)
    {
      const WayScene *scene = self->scenes[i];
      const GArray *pages = self->plans->pdata[i];
      const WayElement *journey = way_document_lookup (self->document, way_scene_get_journey_id (scene));
      WayElement *phase;
      int entry;

      if (journey != NULL)
        {
          add_outline_entry (self, CAIRO_PDF_OUTLINE_ROOT, way_element_get_name (journey), first_page, pages, 0, 0, CAIRO_PDF_OUTLINE_FLAG_OPEN | CAIRO_PDF_OUTLINE_FLAG_BOLD, &entry);
          way_each (phase, journey, WAY_KIND_PHASE)
            {
              guint band;
              const WayItem *item = way_scene_find (scene, way_element_get_id (phase), &band);

              if (item == NULL)
                continue;

              WayRect rect = way_scene_get_item_rect (scene, band, item);

              add_outline_entry (self, entry, way_element_get_name (phase), first_page, pages, rect.x, rect.y, 0, NULL);
            }
        }
      first_page += pages->len;
    }
}

static gboolean
plan (Writer *self, WayReport *report, GError **error)
{
  for (guint i = 0; i < self->n_scenes; i++)
    {
      GArray *pages = way_page_plan (way_scene_get_width (self->scenes[i]), way_scene_get_height (self->scenes[i]), self->options, report, error);

      if (pages == NULL)
        return FALSE;
      g_ptr_array_add (self->plans, pages);
      self->n_pages += pages->len;
      if (way_scene_get_journey_id (self->scenes[i]) != NULL)
        g_hash_table_add (self->journeys, (char *) way_scene_get_journey_id (self->scenes[i]));
    }
  return TRUE;
}

static GBytes *
make_file (Writer *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const WayPage *first = &g_array_index ((GArray *) self->plans->pdata[0], WayPage, 0);

  self->surface = cairo_pdf_surface_create_for_stream (way_export_append_cb, bytes, first->width, first->height);
  way_pdf_info_set (self->surface, self->document);
  self->cr = cairo_create (self->surface);
  for (guint i = 0; i < self->n_scenes; i++)
    draw_scene (self, i);
  if (!self->cancelled)
    add_outline (self);

  cairo_status_t status = cairo_status (self->cr);

  cairo_destroy (self->cr);
  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  cairo_surface_destroy (self->surface);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !way_export_check_status (status, "PDF", error))
    return NULL;
  way_pdf_info_tidy (bytes);
  way_export_report_progress (self->options, 1);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
way_export_pdf (WayDocument *document, WayScene *const *scenes, guint n_scenes, const WayExportOptions *options, WayReport *report, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) journeys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (WayMeasure) measure = way_measure_new ();
  Writer self = {
    .options = options,
    .cancellable = cancellable,
    .document = document,
    .scenes = scenes,
    .n_scenes = n_scenes,
    .plans = plans,
    .journeys = journeys,
    .named = named,
    .measure = measure,
  };

  g_return_val_if_fail (n_scenes > 0, NULL);
  if (!plan (&self, report, error))
    return NULL;
  return make_file (&self, error);
}
