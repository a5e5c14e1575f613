#include <glib/gi18n-lib.h>

#include "base/way-place.h"
#include "scene/way-measure.h"
#include "ui/way-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (WayApplication) application = NULL;

  way_place_init_language ();
  g_set_application_name ("Waymark");
  gtk_window_set_default_icon_name (WAY_APPLICATION_ID);
  application = way_application_new (G_APPLICATION_HANDLES_OPEN);

  int status = g_application_run (G_APPLICATION (application), argc, argv);

  g_clear_object (&application);
  way_measure_end ();
  return status;
}
