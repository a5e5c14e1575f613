#include "export/way-export-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (way - export - error - quark, way_export_error)

static const WayPaper papers[] = {
  { "a4", WAY_MM (210), WAY_MM (297), FALSE },
  { "a3", WAY_MM (297), WAY_MM (420), FALSE },
  { "a2", WAY_MM (420), WAY_MM (594), FALSE },
  { "a1", WAY_MM (594), WAY_MM (841), FALSE },
  { "a0", WAY_MM (841), WAY_MM (1189), FALSE },
  { "letter", 612, 792, FALSE },
  { "tabloid", 792, 1224, FALSE },
  { "16:9", 960, 540, TRUE }, /* 13.333 × 7.5 in, as slides have it */
  { "map", 0, 0, TRUE },
};

static const char *const formats[WAY_N_EXPORT_FORMATS] = { "pdf", "svg", "png" };

void
way_export_options_init (WayExportOptions *self)
{
  *self = (WayExportOptions){
    .paper = &papers[G_N_ELEMENTS (papers) - 1],
    .margin = -1,
    .overlap = WAY_MM (10),
    .crop_marks = TRUE,
    .scale = 1,
  };
}

const WayPaper *
way_paper_find (const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      if (g_ascii_strcasecmp (papers[i].name, name) == 0)
        return &papers[i];
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", papers[i].name);
    }
  g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_OPTION, _ ("There is no page called “%s”. Choose one of %s."), name, known->str);
  return NULL;
}

const WayPaper *
way_paper_get (guint i)
{
  return i < G_N_ELEMENTS (papers) ? &papers[i] : NULL;
}

gboolean
way_export_format_find (const char *name, WayExportFormat *format)
{
  const char *dot = strrchr (name, '.');

  for (int i = 0; i < WAY_N_EXPORT_FORMATS; i++)
    if (g_ascii_strcasecmp (dot != NULL ? dot + 1 : name, formats[i]) == 0)
      {
        *format = (WayExportFormat) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
way_export_is_safe_uri (const char *uri)
{
  if (uri == NULL)
    return FALSE;
  return g_ascii_strncasecmp (uri, "https://", 8) == 0 || g_ascii_strncasecmp (uri, "http://", 7) == 0 || g_ascii_strncasecmp (uri, "mailto:", 7) == 0;
}

cairo_status_t
way_export_append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

void
way_export_report_progress (const WayExportOptions *options, double done)
{
  if (options->progress != NULL)
    options->progress (CLAMP (done, 0, 1), options->progress_data);
}

gboolean
way_export_check_status (cairo_status_t status, const char *what, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  if (status == CAIRO_STATUS_NO_MEMORY)
    g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_FAILED, _ ("There is not enough memory for this %s. Choose a smaller scale or fewer phases and lanes."), what);
  else
    g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_FAILED, _ ("The %s could not be made: %s."), what, cairo_status_to_string (status));
  return FALSE;
}

WayRect
way_export_get_frame (const WayScene *scene, const WayExportOptions *options)
{
  return options->crop.width > 0 ? options->crop : (WayRect){ 0, 0, way_scene_get_width (scene), way_scene_get_height (scene) };
}
