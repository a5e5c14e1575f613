/* way-editor-private.h — what commands need of the editor. */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

typedef struct _WayDrag WayDrag;
void way_drag_free (WayDrag *drag);

/* The drag under way, owned by the editor, or NULL. Ending and taking back is way-drag.c's. */
WayDrag *way_editor_get_drag (const WayEditor *self);
void way_editor_set_drag (WayEditor *self, WayDrag *drag);

/* The card from which a connection is being looked for, or NULL; way-connect.c's. */
const char *way_editor_get_link (const WayEditor *self);
void way_editor_set_link (WayEditor *self, const char *from);

G_END_DECLS
