/* way-companion.h — what windows of their own that stand beside a map have in common.
 *
 * Shape:  a part of such a window. There is one of a type for each map, and it closes with the map; it can undo and redo, says what
 *         happened in a toast, and is filled anew when the map has changed and there is time.
 * Life:   way_companion_install () in class_init, way_companion_init () once the window is made, way_companion_clear () in dispose; the
 *         last may come twice, and without the second.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "edit/way-editor.h"

G_BEGIN_DECLS

/* Fills the window anew. */
typedef void (*WayCompanionFunc) (GtkWindow *window);

typedef struct
{
  GtkWindow *window, *map; /* `map` is a window with an action "map.show"; NULL once cleared */
  WayEditor *editor;       /* its */
  AdwToastOverlay *toasts;
  WayCompanionFunc update;
  guint source;
} WayCompanion;

/* The actions "win.undo", "win.redo" and "map.say", which forms ask for, and the keys for undoing and closing. */
void way_companion_install (GtkWidgetClass *klass);
void way_companion_init (WayCompanion *self, GtkWindow *window, GtkWindow *map, WayEditor *editor, AdwToastOverlay *toasts, WayCompanionFunc update);
void way_companion_clear (WayCompanion *self);

/* The window of this type that stands beside a map, or NULL. */
GtkWindow *way_companion_find (GtkWindow *map, GType type);
/* If there is one. */
void way_companion_close (GtkWindow *map, GType type);

/* At once; and when there is time, however often it is asked for until then. */
void way_companion_update (WayCompanion *self);
void way_companion_queue_update (WayCompanion *self);

WayDocument *way_companion_get_document (const WayCompanion *self);
void way_companion_say (WayCompanion *self, const char *text);
/* Of a change that can be taken back. */
void way_companion_say_changed (WayCompanion *self, const char *text);
/* An element on the map, which comes to the front. */
void way_companion_show (WayCompanion *self, const char *id);

G_END_DECLS
