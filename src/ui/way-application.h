/* way-application.h — the process: windows, files from outside, what belongs to no window.
 *
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WAY_TYPE_APPLICATION (way_application_get_type ())
G_DECLARE_FINAL_TYPE (WayApplication, way_application, WAY, APPLICATION, AdwApplication)

#define WAY_APPLICATION_ID "io.github.waymark.Waymark"

WayApplication *way_application_new (GApplicationFlags flags);

G_END_DECLS
