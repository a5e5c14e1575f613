#include "ui/way-launch.h"

typedef struct
{
  char *uri;
  WayLaunchFunc func;
  GObject *data;
} Launch;

static Launch *
launch_new (const char *path, WayLaunchFunc func, GObject *data)
{
  Launch *self = g_new0 (Launch, 1);

  self->uri = g_filename_to_uri (path, NULL, NULL);
  self->func = func;
  self->data = data != NULL ? g_object_ref (data) : NULL;
  return self;
}

static void
launch_free (Launch *self)
{
  g_free (self->uri);
  g_clear_object (&self->data);
  g_free (self);
}

static void
launched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Launch *self = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error) && self->func != NULL)
    self->func (error, self->data);
  launch_free (self);
}

void
way_launch_file (const char *path, WayLaunchFunc func, GObject *data)
{
  Launch *self = launch_new (path, func, data);

  g_app_info_launch_default_for_uri_async (self->uri, NULL, NULL, launched_cb, self);
}

/* No file manager on the bus that can point at a file: then at least the folder. */
static void
shown_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Launch *self = data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);
  g_autofree char *path = g_filename_from_uri (self->uri, NULL, NULL), *folder = g_path_get_dirname (path);

  if (answer == NULL)
    way_launch_file (folder, self->func, self->data);
  launch_free (self);
}

void
way_launch_folder (const char *path, WayLaunchFunc func, GObject *data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  Launch *self;

  if (bus == NULL)
    {
      way_launch_file (folder, func, data);
      return;
    }
  self = launch_new (path, func, data);
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", (const char *const[]){ self->uri, NULL }, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb, self);
}
