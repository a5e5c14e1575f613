/* way-toast.h — a toast that says what it is given: libadwaita takes its title for markup, and names on maps hold “&” and “<”. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *way_toast_new (const char *text);

G_END_DECLS
