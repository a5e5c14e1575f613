#include "ui/parts/way-chooser.h"

static GtkNativeDialog *shown; /* a weak pointer */

gboolean
way_chooser_is_open (void)
{
  return shown != NULL && gtk_native_dialog_get_visible (shown);
}

void
way_chooser_show (GtkNativeDialog *chooser)
{
  g_set_weak_pointer (&shown, chooser);
  gtk_native_dialog_set_modal (chooser, TRUE);
  gtk_native_dialog_show (chooser);
}

void
way_chooser_add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}
