/* way-target-list.h — a popover that lists what a reference can lead to: search, choose, none, or make a new one.
 *
 * Shape:  filled when it opens. Typing searches, Enter takes the first, arrow keys walk the list. "New…" takes what was typed
 *         as the name.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

#include "edit/way-shared.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *(*list) (gpointer data);             /* (element-type WayElement), container only */
  void (*choose) (const char *id, gpointer data); /* NULL: none */
  void (*make) (const char *name, gpointer data); /* `name` may be "" */
  gboolean may_be_none;
  const char *new_label; /* "New Persona…"; NULL: nothing can be made here. Owned by the caller's library */
} WayTargetListCalls;

/* `calls` must outlive the popover. */
GtkWidget *way_target_list_new (const WayTargetListCalls *calls, gpointer data);

G_END_DECLS
