#include "ui/parts/way-toast.h"

#include <glib/gi18n-lib.h>

#include "ui/parts/way-launch.h"

AdwToast *
way_toast_new (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

AdwToast *
way_toast_new_with_undo (const char *text)
{
  AdwToast *self = way_toast_new (text);

  adw_toast_set_button_label (self, _ ("_Undo"));
  adw_toast_set_action_name (self, "win.undo");
  return self;
}

static void
open_cb (AdwToast *self, AdwToastOverlay *toasts)
{
  way_launch_file (g_object_get_data (G_OBJECT (self), "way-path"), toasts);
}

AdwToast *
way_toast_new_for_file (const char *text, const char *path, AdwToastOverlay *toasts)
{
  AdwToast *self = way_toast_new (text);

  adw_toast_set_button_label (self, _ ("_Open"));
  adw_toast_set_timeout (self, 10);
  g_object_set_data_full (G_OBJECT (self), "way-path", g_strdup (path), g_free);
  g_signal_connect_object (self, "button-clicked", G_CALLBACK (open_cb), toasts, 0);
  return self;
}
