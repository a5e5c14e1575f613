#include "ui/dialogs/way-export-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "export/way-export-pdf.h"
#include "export/way-export-png.h"
#include "export/way-export-svg.h"
#include "format/way-reader.h"
#include "format/way-save.h"
#include "interop/way-csv-grid.h"
#include "interop/way-csv-list.h"
#include "interop/way-mermaid.h"
#include "metrics/way-journey-score.h"
#include "model/way-redact.h"

/* In points: what a picture cut to its cards leaves around them. */
#define ROUND_CARDS 12

/* More of a text nobody reads before it is written. */
#define TEXT_MAX 20000

struct _WayExportJob
{
  gatomicrefcount ref_count;
  GBytes *map;
  WayDocument *whole, *safe; /* once they were needed */
  WayExportRequest *laid;    /* what the scenes are of */
  GPtrArray *scenes;         /* (element-type WayScene) */
  int done;                  /* atomic: 0 to 1000 */
};

static void
progress_cb (double done, gpointer data)
{
  g_atomic_int_set (&((WayExportJob *) data)->done, (int) (done * 1000));
}

static WayDocument *
get_document (WayExportJob *self, const WayExportRequest *request, GError **error)
{
  if (self->whole == NULL)
    self->whole = way_reader_read (self->map, NULL, error);
  if (self->whole == NULL || !request->safe)
    return self->whole;
  if (self->safe == NULL)
    self->safe = way_redact_for_customers (self->whole, error);
  return self->safe;
}

static gboolean
is_wanted (const WayExportRequest *request, const WayElement *journey)
{
  gboolean has_phase = request->phases == NULL;

  if (request->journeys != NULL && !g_strv_contains ((const char *const *) request->journeys, way_element_get_id (journey)))
    return FALSE;
  for (char **phase = request->phases; phase != NULL && *phase != NULL && !has_phase; phase++)
    has_phase = way_scene_has (journey, WAY_KIND_PHASE, *phase);
  return has_phase;
}

/* (element-type WayElement), in the order of the document; NULL and an error if there are none. */
static GPtrArray *
choose_journeys (const WayExportRequest *request, WayDocument *document, GError **error)
{
  g_autoptr (GPtrArray) journeys = g_ptr_array_new ();
  WayElement *journey;

  way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
    if (is_wanted (request, journey))
      g_ptr_array_add (journeys, journey);
  if (journeys->len > 0)
    return g_steal_pointer (&journeys);
  g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_OPTION, _ ("With these options nothing is left to show. Choose at least one journey and one of its phases."));
  return NULL;
}

static WayScene *
lay_out_journey (const WayExportRequest *request, WayDocument *document, const WayElement *journey, const WaySceneOptions *options)
{
  gboolean dark = request->dark && request->output != WAY_OUTPUT_PDF; /* paper is always light */
  WaySceneOptions own = *options;
  gboolean flows = request->traffic != NULL && g_strcmp0 (request->traffic_journey, way_element_get_id (journey)) == 0;
  g_autofree char *score = NULL;

  if (flows)
    {
      own.traffic = request->traffic;
      own.traffic_keep = request->traffic_keep;
      own.traffic_lit = (const char *const *) request->traffic_lit;
    }
  if (own.full_figures)
    {
      WayJourneyScore parts;

      way_journey_score_init (&parts);
      way_journey_score_measure (&parts, document, request->figures, way_element_get_id (journey));
      own.score = score = way_journey_score_to_text (&parts);
    }
  return way_scene_new (document, journey, dark ? way_theme_get_dark () : way_theme_get_light (), own.full_figures ? request->figures : NULL, &own, NULL);
}

static gboolean
lay_out (WayExportJob *self, const WayExportRequest *request, GCancellable *cancellable, GError **error)
{
  const WaySceneOptions options = {
    .lanes = (const char *const *) request->lanes,
    .phases = (const char *const *) request->phases,
    .safe = request->safe,
    .no_legend = request->no_legend,
    .expand = request->expand,
    .today = request->today,
    .full_figures = request->figures != NULL && !request->safe,
  };
  WayDocument *document = get_document (self, request, error);
  g_autoptr (GPtrArray) journeys = document != NULL ? choose_journeys (request, document, error) : NULL;

  if (journeys == NULL)
    return FALSE;
  if (self->laid != NULL && way_export_request_has_same_scenes (self->laid, request))
    return TRUE;
  g_clear_pointer (&self->laid, way_export_request_free);
  g_ptr_array_set_size (self->scenes, 0);
  for (guint i = 0; i < journeys->len && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (self->scenes, lay_out_journey (request, document, journeys->pdata[i], &options));
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  self->laid = way_export_request_copy (request);
  return TRUE;
}

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static char *
make_text (WayExportJob *self, const WayExportRequest *request, const WayElement *journey, GError **error)
{
  WayDocument *document = get_document (self, request, error);

  if (document == NULL)
    return NULL;
  if (request->output == WAY_OUTPUT_CSV_LIST)
    return way_csv_list_export (document, WAY_CSV_EXCEL);
  return request->output == WAY_OUTPUT_MERMAID ? way_mermaid_export (document, journey, NULL) : way_csv_grid_export (document, journey, WAY_CSV_EXCEL, NULL);
}

/* What is said of the cards elsewhere stays out, as do headings. */
static WayRect
find_cards (const WayScene *scene)
{
  WayRect all = { 0 };

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayRect rect = way_scene_get_item_rect (scene, b, item);

          if (item->part != WAY_PART_CARD && item->part != WAY_PART_CONNECTION && (item->part != WAY_PART_LABEL || way_band_get_type (band) != WAY_BAND_FLOW))
            continue;
          all = all.width > 0 ? way_rect_union (all, rect) : rect;
        }
    }
  return all.width > 0 ? (WayRect){ all.x - ROUND_CARDS, all.y - ROUND_CARDS, all.width + 2 * ROUND_CARDS, all.height + 2 * ROUND_CARDS } : all;
}

/* The index-th file's bytes; only a PDF is all journeys at once. */
static GBytes *
make_file (WayExportJob *self, const WayExportRequest *request, WayElement *journey, guint index, GCancellable *cancellable, GError **error)
{
  WayExportOptions options = request->options;
  char *text;

  options.progress = progress_cb;
  options.progress_data = self;
  if (request->tight && index < self->scenes->len)
    options.crop = find_cards (self->scenes->pdata[index]);
  switch (request->output)
    {
    case WAY_OUTPUT_PDF:
      return way_export_pdf (get_document (self, request, NULL), (WayScene *const *) self->scenes->pdata, self->scenes->len, &options, NULL, cancellable, error);
    case WAY_OUTPUT_SVG:
      return way_export_svg (get_document (self, request, NULL), self->scenes->pdata[index], &options, cancellable, error);
    case WAY_OUTPUT_PNG:
      return way_export_png (self->scenes->pdata[index], &options, cancellable, error);
    case WAY_OUTPUT_MERMAID:
    case WAY_OUTPUT_CSV_GRID:
    case WAY_OUTPUT_CSV_LIST:
    case WAY_N_OUTPUTS:
      break;
    }
  text = make_text (self, request, journey, error);
  return text != NULL ? take_text (text) : NULL;
}

/* "map.png" and the journey "Today" → "map-today.png"; no name twice. */
static char *
make_path (const char *path, const char *suffix, const WayElement *journey, GPtrArray *taken)
{
  gsize length = strlen (path);
  g_autofree char *slug = way_text_slug (way_element_get_name (journey));
  char *made = NULL;

  if (g_str_has_suffix (path, suffix))
    length -= strlen (suffix);
  for (guint n = 1; made == NULL || g_ptr_array_find_with_equal_func (taken, made, g_str_equal, NULL); n++)
    {
      g_free (made);
      made = n == 1 ? g_strdup_printf ("%.*s-%s%s", (int) length, path, slug, suffix) : g_strdup_printf ("%.*s-%s-%u%s", (int) length, path, slug, n, suffix);
    }
  return made;
}

WayExportJob *
way_export_job_new (GBytes *map)
{
  WayExportJob *self = g_new0 (WayExportJob, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->map = g_bytes_ref (map);
  self->scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) way_scene_unref);
  return self;
}

WayExportJob *
way_export_job_ref (WayExportJob *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
way_export_job_unref (WayExportJob *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->scenes);
  g_clear_pointer (&self->laid, way_export_request_free);
  g_clear_object (&self->safe);
  g_clear_object (&self->whole);
  g_bytes_unref (self->map);
  g_free (self);
}

GBytes *
way_export_job_make (WayExportJob *self, const WayExportRequest *request, GCancellable *cancellable, GError **error)
{
  WayDocument *document = get_document (self, request, error);
  g_autoptr (GPtrArray) journeys = document != NULL ? choose_journeys (request, document, error) : NULL;

  if (journeys == NULL || (way_output_get_info (request->output)->drawn && !lay_out (self, request, cancellable, error)))
    return NULL;
  return make_file (self, request, journeys->pdata[0], 0, cancellable, error);
}

GPtrArray *
way_export_job_write (WayExportJob *self, const WayExportRequest *request, const char *path, GCancellable *cancellable, GError **error)
{
  const WayOutputInfo *info = way_output_get_info (request->output);
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free), journeys = NULL;
  WayDocument *document = get_document (self, request, error);

  g_atomic_int_set (&self->done, 0);
  if (document == NULL || (info->drawn && !lay_out (self, request, cancellable, error)))
    return NULL;
  journeys = request->output == WAY_OUTPUT_CSV_LIST ? g_ptr_array_new () : choose_journeys (request, document, error);
  if (journeys == NULL)
    return NULL;
  for (guint i = 0; i == 0 || (info->each && i < journeys->len); i++)
    {
      WayElement *journey = i < journeys->len ? journeys->pdata[i] : NULL;
      g_autofree char *target = info->each && journeys->len > 1 ? make_path (path, info->suffix, journey, written) : g_strdup (path);
      g_autoptr (GBytes) bytes = make_file (self, request, journey, i, cancellable, error);

      if (bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) || !way_save_bytes (target, bytes, NULL, NULL, NULL, error))
        return NULL;
      g_ptr_array_add (written, g_steal_pointer (&target));
    }
  return g_steal_pointer (&written);
}

/* --- before it is written --- */

static gboolean
look_at_sheet (WayExportJob *self, const WayExportRequest *request, WayExportLook *look, int max_width, int max_height, GCancellable *cancellable, GError **error)
{
  g_autoptr (WaySheets) sheets = way_sheets_new (get_document (self, request, NULL), (WayScene *const *) self->scenes->pdata, self->scenes->len, &request->options, NULL, error);
  const WayPage *page;

  if (sheets == NULL)
    return FALSE;
  look->is_sheet = TRUE;
  look->n_pages = way_sheets_get_n_pages (sheets);
  look->page = MIN (look->page, look->n_pages - 1);
  page = way_sheets_get_page (sheets, look->page);
  look->width = page->width;
  look->height = page->height;
  look->scale = page->scale;
  g_strlcpy (look->code, page->code, sizeof look->code);
  look->picture = way_preview_sheet (sheets, look->page, max_width, max_height, cancellable, error);
  return look->picture != NULL;
}

static gboolean
look_at_picture (WayExportJob *self, const WayExportRequest *request, WayExportLook *look, int max_width, int max_height, GCancellable *cancellable, GError **error)
{
  WayScene *scene;
  int width, height;

  look->is_dark = request->dark;
  look->n_pages = self->scenes->len;
  look->page = MIN (look->page, look->n_pages - 1);
  scene = self->scenes->pdata[look->page];
  look->width = way_scene_get_width (scene);
  look->height = way_scene_get_height (scene);
  look->scale = 1;
  if (request->output == WAY_OUTPUT_PNG)
    {
      /* What cannot be written is not shown either. */
      if (!way_export_png_find_size (scene, &request->options, &width, &height, error))
        return FALSE;
      look->width = width;
      look->height = height;
      look->scale = request->options.scale;
    }
  look->picture = way_preview_scene (scene, &request->options, max_width, max_height, cancellable, error);
  return look->picture != NULL;
}

static gboolean
look_at_text (WayExportJob *self, const WayExportRequest *request, WayExportLook *look, GError **error)
{
  WayDocument *document = get_document (self, request, error);
  g_autoptr (GPtrArray) journeys = NULL;
  g_autofree char *text = NULL;
  const char *start;

  if (document == NULL)
    return FALSE;
  journeys = request->output == WAY_OUTPUT_CSV_LIST ? g_ptr_array_new () : choose_journeys (request, document, error);
  if (journeys == NULL)
    return FALSE;
  look->n_pages = MAX (journeys->len, 1);
  look->page = MIN (look->page, look->n_pages - 1);
  text = make_text (self, request, journeys->len > 0 ? journeys->pdata[look->page] : NULL, error);
  if (text == NULL)
    return FALSE;
  start = g_str_has_prefix (text, "\357\273\277") ? text + 3 : text; /* what Excel wants to see first */
  look->text = g_utf8_substring (start, 0, MIN (g_utf8_strlen (start, -1), TEXT_MAX));
  return TRUE;
}

WayExportLook *
way_export_job_look (WayExportJob *self, const WayExportRequest *request, guint page, int max_width, int max_height, GCancellable *cancellable, GError **error)
{
  g_autoptr (WayExportLook) look = g_new0 (WayExportLook, 1);
  gboolean done;

  look->page = page;
  if (!way_output_get_info (request->output)->drawn)
    done = look_at_text (self, request, look, error);
  else if (!lay_out (self, request, cancellable, error))
    done = FALSE;
  else if (request->output == WAY_OUTPUT_PDF)
    done = look_at_sheet (self, request, look, max_width, max_height, cancellable, error);
  else
    done = look_at_picture (self, request, look, max_width, max_height, cancellable, error);
  return done ? g_steal_pointer (&look) : NULL;
}

WaySheets *
way_export_job_make_sheets (WayExportJob *self, const WayExportRequest *request, GError **error)
{
  if (!lay_out (self, request, NULL, error))
    return NULL;
  return way_sheets_new (get_document (self, request, NULL), (WayScene *const *) self->scenes->pdata, self->scenes->len, &request->options, NULL, error);
}

double
way_export_job_get_done (WayExportJob *self)
{
  return g_atomic_int_get (&self->done) / 1000.0;
}

void
way_export_look_free (WayExportLook *self)
{
  g_clear_pointer (&self->picture, way_preview_free);
  g_free (self->text);
  g_free (self);
}
