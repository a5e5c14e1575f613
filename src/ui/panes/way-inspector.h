/* way-inspector.h — everything that is known of what is selected, as a form; several elements are edited together.
 *
 * Shape:  what it is, then the form (way-form.h). Nothing selected: the journey. What the form leads to is shown in its place,
 *         and a button leads back.
 * Thread: main.
 */
#pragma once

#include "ui/fields/way-form.h"

G_BEGIN_DECLS

#define WAY_TYPE_INSPECTOR (way_inspector_get_type ())
G_DECLARE_FINAL_TYPE (WayInspector, way_inspector, WAY, INSPECTOR, GtkWidget)

void way_inspector_set_editor (WayInspector *self, WayEditor *editor);
/* Shows this element, until something is selected: what has no place on the map. */
void way_inspector_show (WayInspector *self, WayElement *element);
/* The same for what was just made: its name can be written at once. */
void way_inspector_show_new (WayInspector *self, WayElement *element);
/* The one element it is about, which may be none of the map any more; NULL where there are several. */
WayElement *way_inspector_get_single (WayInspector *self);
WayForm *way_inspector_get_form (WayInspector *self);

G_END_DECLS
