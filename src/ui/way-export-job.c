#include "ui/way-export-job.h"

#include "base/way-date.h"
#include "export/way-export-pdf.h"
#include "export/way-export-png.h"
#include "export/way-export-svg.h"
#include "format/way-reader.h"
#include "format/way-save.h"
#include "model/way-redact.h"

static void
progress_cb (double done, gpointer data)
{
  g_atomic_int_set (&((WayExportJob *) data)->done, (int) (done * 1000));
}

static WayScene *
lay_out (const WayExportJob *self, WayDocument *document, const WayElement *journey)
{
  const WaySceneOptions options = { .safe = self->safe, .today = way_date_today () };

  return way_scene_new (document, journey, way_theme_get_light (), NULL, &options, NULL);
}

static GBytes *
make_pdf (WayExportJob *self, WayDocument *document, const WayElement *chosen, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) way_scene_unref);
  WayElement *journey;

  way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
    if (chosen == NULL || journey == chosen)
      g_ptr_array_add (scenes, lay_out (self, document, journey));
  return way_export_pdf (document, (WayScene *const *) scenes->pdata, scenes->len, &self->options, NULL, cancellable, error);
}

static GBytes *
make_bytes (WayExportJob *self, WayDocument *document, GCancellable *cancellable, GError **error)
{
  const WayElement *chosen = self->journey != NULL ? way_document_lookup (document, self->journey) : NULL;
  g_autoptr (WayScene) scene = NULL;

  if (self->format == WAY_EXPORT_PDF)
    return make_pdf (self, document, chosen, cancellable, error);
  scene = lay_out (self, document, chosen != NULL ? chosen : way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY));
  if (self->format == WAY_EXPORT_SVG)
    return way_export_svg (document, scene, &self->options, cancellable, error);
  return way_export_png (scene, &self->options, cancellable, error);
}

WayExportJob *
way_export_job_new (GBytes *map, const char *path, WayExportFormat format)
{
  WayExportJob *self = g_new0 (WayExportJob, 1);

  self->map = g_bytes_ref (map);
  self->path = g_strdup (path);
  self->format = format;
  way_export_options_init (&self->options);
  self->options.progress = progress_cb;
  self->options.progress_data = self;
  return self;
}

void
way_export_job_free (WayExportJob *self)
{
  g_bytes_unref (self->map);
  g_free (self->path);
  g_free (self->journey);
  g_free (self);
}

gboolean
way_export_job_run (WayExportJob *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (WayDocument) whole = way_reader_read (self->map, NULL, error);
  g_autoptr (WayDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (whole == NULL)
    return FALSE;
  document = self->safe ? way_redact_for_customers (whole, error) : g_object_ref (whole);
  if (document == NULL)
    return FALSE;
  bytes = make_bytes (self, document, cancellable, error);
  return bytes != NULL && !g_cancellable_set_error_if_cancelled (cancellable, error) && way_save_bytes (self->path, bytes, NULL, NULL, NULL, error);
}
