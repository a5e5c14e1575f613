#include "ui/actions/way-map-content.h"

#include <string.h>

#include "ui/dialogs/way-export-job.h"

#define TEXT_TYPE "text/plain;charset=utf-8"
#define TABLE_TYPE "text/tab-separated-values"
#define SVG_TYPE "image/svg+xml"
#define PNG_TYPE "image/png"

struct _WayMapContent
{
  GdkContentProvider parent_instance;
  GBytes *map;
  char *journey, *text, *table;
  gboolean whole, tight; /* the map is offered, not only its pictures; these show the cards alone */
};

G_DEFINE_FINAL_TYPE (WayMapContent, way_map_content, GDK_TYPE_CONTENT_PROVIDER)

typedef struct
{
  WayExportJob *job;
  WayExportRequest *request;
} Picture;

static void
picture_free (Picture *picture)
{
  way_export_job_unref (picture->job);
  way_export_request_free (picture->request);
  g_free (picture);
}

/* Twice as fine as a screen; a large map as fine as a picture can hold. */
static GBytes *
make_picture (Picture *picture, GCancellable *cancellable, GError **error)
{
  static const double scales[] = { 2, 1, 0.5, 0.25, 0 };
  GBytes *bytes = NULL;

  for (guint i = 0; bytes == NULL && scales[i] > 0; i++)
    {
      g_autoptr (GError) failed = NULL;

      picture->request->options.scale = scales[i];
      bytes = way_export_job_make (picture->job, picture->request, cancellable, &failed);
      if (failed != NULL && (scales[i + 1] == 0 || !g_error_matches (failed, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_TOO_LARGE)))
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return NULL;
        }
    }
  return bytes;
}

static void
picture_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = make_picture (data, cancellable, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
written_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (stream), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes `task`, whose data is the stream, and keeps the bytes as long. */
static void
write_bytes (GTask *task, GBytes *bytes)
{
  GOutputStream *stream = g_task_get_task_data (task);
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  g_object_set_data_full (G_OBJECT (task), "bytes", g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_output_stream_write_all_async (stream, data, size, g_task_get_priority (task), g_task_get_cancellable (task), written_cb, task);
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes != NULL)
    {
      write_bytes (task, bytes);
      return;
    }
  g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}

static void
start_picture (WayMapContent *self, GTask *task, WayOutput output)
{
  g_autoptr (GTask) work = g_task_new (NULL, g_task_get_cancellable (task), picture_cb, task);
  Picture *picture = g_new0 (Picture, 1);

  picture->job = way_export_job_new (self->map);
  picture->request = way_export_request_new ();
  picture->request->output = output;
  picture->request->no_legend = TRUE;
  picture->request->tight = self->tight;
  if (self->journey != NULL)
    picture->request->journeys = g_strdupv ((char *[]){ self->journey, NULL });
  g_task_set_task_data (work, picture, (GDestroyNotify) picture_free);
  g_task_run_in_thread (work, picture_thread);
}

static GdkContentFormats *
way_map_content_ref_formats (GdkContentProvider *provider)
{
  WayMapContent *self = WAY_MAP_CONTENT (provider);
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  /* The richest first. */
  if (self->whole)
    gdk_content_formats_builder_add_mime_type (builder, WAY_MAP_TYPE);
  if (self->text != NULL)
    gdk_content_formats_builder_add_mime_type (builder, TEXT_TYPE);
  if (self->table != NULL)
    gdk_content_formats_builder_add_mime_type (builder, TABLE_TYPE);
  gdk_content_formats_builder_add_mime_type (builder, SVG_TYPE);
  gdk_content_formats_builder_add_mime_type (builder, PNG_TYPE);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static void
way_map_content_write_mime_type_async (GdkContentProvider *provider, const char *type, GOutputStream *stream, int priority, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  WayMapContent *self = WAY_MAP_CONTENT (provider);
  GTask *task = g_task_new (self, cancellable, callback, data);
  const char *text = strcmp (type, TEXT_TYPE) == 0 ? self->text : strcmp (type, TABLE_TYPE) == 0 ? self->table
                                                                                                 : NULL;

  g_task_set_priority (task, priority);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  if (strcmp (type, SVG_TYPE) == 0 || strcmp (type, PNG_TYPE) == 0)
    start_picture (self, task, strcmp (type, SVG_TYPE) == 0 ? WAY_OUTPUT_SVG : WAY_OUTPUT_PNG);
  else if (text != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      write_bytes (task, bytes);
    }
  else if (self->whole && strcmp (type, WAY_MAP_TYPE) == 0)
    write_bytes (task, self->map);
  else
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s", type);
      g_object_unref (task);
    }
}

static gboolean
way_map_content_write_mime_type_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
way_map_content_finalize (GObject *object)
{
  WayMapContent *self = WAY_MAP_CONTENT (object);

  g_bytes_unref (self->map);
  g_free (self->journey);
  g_free (self->text);
  g_free (self->table);
  G_OBJECT_CLASS (way_map_content_parent_class)->finalize (object);
}

static void
way_map_content_class_init (WayMapContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = way_map_content_finalize;
  provider_class->ref_formats = way_map_content_ref_formats;
  provider_class->write_mime_type_async = way_map_content_write_mime_type_async;
  provider_class->write_mime_type_finish = way_map_content_write_mime_type_finish;
}

static void
way_map_content_init (WayMapContent *self)
{
}

GdkContentProvider *
way_map_content_new (GBytes *map, const char *journey, gboolean tight)
{
  WayMapContent *self = g_object_new (WAY_TYPE_MAP_CONTENT, NULL);

  self->map = g_bytes_ref (map);
  self->journey = g_strdup (journey);
  self->tight = tight;
  return GDK_CONTENT_PROVIDER (self);
}

void
way_map_content_offer (WayMapContent *self, const char *text, const char *table)
{
  self->whole = TRUE;
  self->text = g_strdup (text);
  self->table = g_strdup (table);
}
