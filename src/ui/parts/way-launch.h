/* way-launch.h — hands a file that was made to the program the user has for it, or shows where it lies.
 *
 * Errors: said in a toast, once they are known.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void way_launch_file (const char *path, AdwToastOverlay *toasts);
void way_launch_folder (const char *path, AdwToastOverlay *toasts);

G_END_DECLS
