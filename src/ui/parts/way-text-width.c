#include "ui/parts/way-text-width.h"

#define USUAL_DPI (96 * 1024) /* as GTK counts them */

int
way_text_width (GtkWidget *widget, int width)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > USUAL_DPI ? (int) ((double) width * dpi / USUAL_DPI) : width;
}
