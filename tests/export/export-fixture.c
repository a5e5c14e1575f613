#include "export-fixture.h"

#include <stdlib.h>

#include "format/way-reader.h"
#include "remove-folder.h"

static char *folder; /* of this run, with what the test wrote */

static void
remove_folder_cb (void)
{
  remove_folder (folder);
  g_free (folder);
}

WayScene *
fixture_make_scene (WayDocument *document, const WayElement *journey)
{
  const WaySceneOptions options = { 0 };

  return way_scene_new (document, journey, way_theme_get_light (), NULL, &options, NULL);
}

void
fixture_open (Fixture *self)
{
  const char *root = g_getenv ("WAYMARK_SOURCE_ROOT");
  g_autofree char *path = g_build_filename (root != NULL ? root : ".", "tests", "export", "poster.waymark", NULL);
  g_autoptr (GError) error = NULL;
  WayElement *journey;
  guint n = 0;

  self->document = way_reader_read_file (path, NULL, NULL, &error);
  g_assert_no_error (error);
  way_each (journey, way_document_get_root (self->document), WAY_KIND_JOURNEY)
    self->scenes[n++] = fixture_make_scene (self->document, journey);
  g_assert_cmpuint (n, ==, 2);
}

void
fixture_close (Fixture *self)
{
  way_scene_unref (self->scenes[0]);
  way_scene_unref (self->scenes[1]);
  g_object_unref (self->document);
}

char *
fixture_save (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (bytes);
  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("waymark-export-XXXXXX", &error);
      g_assert_no_error (error);
      atexit (remove_folder_cb);
    }

  char *path = g_build_filename (folder, name, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
  return path;
}

char *
fixture_run (const char *program, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  char *output = NULL;
  int status;
  va_list rest;

  g_ptr_array_add (arguments, (char *) program);
  va_start (rest, program);
  for (char *argument = va_arg (rest, char *); argument != NULL; argument = va_arg (rest, char *))
    g_ptr_array_add (arguments, argument);
  va_end (rest);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_test_message ("%s: %s%s", program, output, errors);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return output;
}
