/* waymark-thumbnailer: a map's small picture for file managers, which call it as data/waymark.thumbnailer.in says. It reads
 * strangers' files without being asked, so it does nothing but that, and says nothing on the standard output. */
#include <glib/gi18n-lib.h>

#include "base/way-place.h"
#include "export/way-export-png.h"
#include "format/way-reader.h"

#define SIDE_MAX 2048

static GBytes *
draw (const char *path, int side, GError **error)
{
  const WaySceneOptions options = { .no_legend = TRUE };
  g_autoptr (WayDocument) document = way_reader_read_file (path, NULL, NULL, error);
  g_autoptr (WayScene) scene = NULL;
  const WayElement *journey;

  if (document == NULL)
    return NULL;
  journey = way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
  if (journey == NULL)
    {
      g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_FAILED, _ ("There is no journey on this map, so there is nothing to draw."));
      return NULL;
    }
  scene = way_scene_new (document, journey, way_theme_get_light (), NULL, &options, NULL);
  return way_export_thumbnail (scene, side, error);
}

int
main (int argc, char *argv[])
{
  int side = 256;
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = NULL;
  const GOptionEntry entries[] = {
    { "size", 's', 0, G_OPTION_ARG_INT, &side, N_ ("Width in pixels; 256 if it is not given."), N_ ("PIXELS") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, N_ ("MAP PICTURE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  way_place_init_language ();
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (files == NULL || g_strv_length (files) != 2 || side < 16 || side > SIDE_MAX)
    {
      g_printerr (_ ("Name a map and the picture to make of it. --size is from 16 to %d.\n"), SIDE_MAX);
      return 2;
    }
  png = draw (files[0], side, &error);
  if (png == NULL || !g_file_set_contents (files[1], g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png), &error))
    {
      g_printerr ("%s: %s\n", files[0], error->message);
      return 1;
    }
  return 0;
}
