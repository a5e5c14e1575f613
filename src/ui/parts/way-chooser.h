/* way-chooser.h — one file chooser at a time, whoever asks for it.
 *
 * Two keys pressed fast enough asked for two, and GTK 4.8 complains of the one that goes while it is still coming up.
 *
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether one is on the screen: then nobody makes another. */
gboolean way_chooser_is_open (void);
/* Makes it modal, too. */
void way_chooser_show (GtkNativeDialog *chooser);
/* Offers files of this pattern, "*.pdf". */
void way_chooser_add_filter (GtkFileChooser *chooser, const char *name, const char *pattern);

G_END_DECLS
