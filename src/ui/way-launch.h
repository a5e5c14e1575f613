/* way-launch.h — hands a file that was made to the program the user has for it, or shows where it lies.
 *
 * Errors: told through `func`, once it is known.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* `error` is never NULL. */
typedef void (*WayLaunchFunc) (const GError *error, gpointer data);

/* `data` is an object that is kept until it is known; `func` may be NULL. */
void way_launch_file (const char *path, WayLaunchFunc func, GObject *data);
void way_launch_folder (const char *path, WayLaunchFunc func, GObject *data);

G_END_DECLS
