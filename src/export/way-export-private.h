/* way-export-private.h — small things that two writers need; inside export/ only. */
#pragma once

#include <cairo.h>

#include "export/way-export.h"
#include "scene/way-scene.h"

G_BEGIN_DECLS

/* Whether a map may link there: http, https and mailto, nothing that runs. */
gboolean way_export_is_safe_uri (const char *uri);
/* A cairo_write_func_t; `closure` is a GByteArray. */
cairo_status_t way_export_append_cb (void *closure, const unsigned char *data, unsigned int length);
void way_export_report_progress (const WayExportOptions *options, double done);
/* FALSE with an error unless `status` is success. `what` is the format's name. */
gboolean way_export_check_status (cairo_status_t status, const char *what, GError **error);

/* What an SVG or PNG shows. */
WayRect way_export_get_frame (const WayScene *scene, const WayExportOptions *options);

G_END_DECLS
