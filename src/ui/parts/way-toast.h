/* way-toast.h — a toast that says what it is given: libadwaita takes its title for markup, and names on maps hold “&” and “<”. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *way_toast_new (const char *text);
/* With a button that takes the last change back. */
AdwToast *way_toast_new_with_undo (const char *text);
/* With a button that opens the file; should nothing open it, that is said in `toasts`. */
AdwToast *way_toast_new_for_file (const char *text, const char *path, AdwToastOverlay *toasts);

G_END_DECLS
