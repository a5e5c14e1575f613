#include "ui/parts/way-launch.h"

#include <glib/gi18n-lib.h>

#include "ui/parts/way-toast.h"

typedef struct
{
  char *uri;
  AdwToastOverlay *toasts;
} Launch;

static Launch *
launch_new (const char *path, AdwToastOverlay *toasts)
{
  Launch *self = g_new0 (Launch, 1);

  self->uri = g_filename_to_uri (path, NULL, NULL);
  self->toasts = g_object_ref (toasts);
  return self;
}

static void
launch_free (Launch *self)
{
  g_free (self->uri);
  g_object_unref (self->toasts);
  g_free (self);
}

static void
launched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Launch *self = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    {
      g_autofree char *text = g_strdup_printf (_ ("No program on this computer opens it: %s"), error->message);

      adw_toast_overlay_add_toast (self->toasts, way_toast_new (text));
    }
  launch_free (self);
}

void
way_launch_file (const char *path, AdwToastOverlay *toasts)
{
  Launch *self = launch_new (path, toasts);

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
    way_launch_file (folder, self->toasts);
  launch_free (self);
}

void
way_launch_folder (const char *path, AdwToastOverlay *toasts)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  Launch *self;

  if (bus == NULL)
    {
      way_launch_file (folder, toasts);
      return;
    }
  self = launch_new (path, toasts);
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", (const char *const[]){ self->uri, NULL }, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb, self);
}
