#include "export/way-export-pdf.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "export/way-export-private.h"
#include "export/way-pdf-info-private.h"
#include "export/way-sheets.h"

/* Cancelling is asked for, and progress told, once in so many items. */
#define ITEMS_A_TURN 256

typedef struct
{
  const WayExportOptions *options;
  GCancellable *cancellable;
  WayDocument *document;
  WayScene *const *scenes;
  guint n_scenes;
  WaySheets *sheets;
  guint n_pages;

  cairo_surface_t *surface;
  cairo_t *cr;
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
  [WAY_PART_GHOST] = "P",
  [WAY_PART_MARK] = "P",
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

static void
draw_page (Writer *self)
{
  const WayPage *page = way_sheets_get_page (self->sheets, self->page);
  const char *journey;
  gboolean first;

  self->scene = way_sheets_get_scene (self->sheets, self->page);
  first = self->page == 0 || self->scene != way_sheets_get_scene (self->sheets, self->page - 1);
  journey = way_scene_get_journey_id (self->scene);
  cairo_pdf_surface_set_size (self->surface, page->width, page->height);
  way_sheets_draw_ground (self->sheets, self->page, self->cr); /* below all tags */
  if (self->page == 0)
    cairo_tag_begin (self->cr, "Document", NULL);
  if (first && journey != NULL)
    {
      g_autofree char *name = make_name_attributes ("name", "journey", journey);
      g_autofree char *top = g_strconcat (name, " x=0 y=0", NULL);

      cairo_tag_begin (self->cr, CAIRO_TAG_DEST, top);
      cairo_tag_end (self->cr, CAIRO_TAG_DEST);
    }
  way_sheets_visit_map (self->sheets, self->page, self->cr, draw_item_cb, self);
  if (page->code[0] != '\0')
    cairo_pdf_surface_set_page_label (self->surface, page->code);
  way_sheets_draw_marks (self->sheets, self->page, self->cr);
  self->page++;
  if (self->page == self->n_pages)
    cairo_tag_end (self->cr, "Document");
  cairo_show_page (self->cr);
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
      const GArray *pages = way_sheets_get_plan (self->sheets, i);
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

static GBytes *
make_file (Writer *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const WayPage *first = way_sheets_get_page (self->sheets, 0);

  self->surface = cairo_pdf_surface_create_for_stream (way_export_append_cb, bytes, first->width, first->height);
  way_pdf_info_set (self->surface, self->document);
  self->cr = cairo_create (self->surface);
  while (self->page < self->n_pages && !self->cancelled)
    draw_page (self);
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
  g_autoptr (WaySheets) sheets = NULL;
  g_autoptr (GHashTable) journeys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Writer self = {
    .options = options,
    .cancellable = cancellable,
    .document = document,
    .scenes = scenes,
    .n_scenes = n_scenes,
    .journeys = journeys,
    .named = named,
  };

  g_return_val_if_fail (n_scenes > 0, NULL);
  sheets = way_sheets_new (document, scenes, n_scenes, options, report, error);
  if (sheets == NULL)
    return NULL;
  self.sheets = sheets;
  self.n_pages = way_sheets_get_n_pages (sheets);
  for (guint i = 0; i < n_scenes; i++)
    if (way_scene_get_journey_id (scenes[i]) != NULL)
      g_hash_table_add (journeys, (char *) way_scene_get_journey_id (scenes[i]));
  return make_file (&self, error);
}
