/* way-scene-private.h — for drawings that are no map and yet a scene, put together band by band; inside scene/ only. */
#pragma once

#include "scene/way-band-private.h"
#include "scene/way-measure.h"

/* An empty scene about this journey; `previous` may be NULL, and lends what it measured. */
WayScene *way_scene_begin (WayDocument *document, const WayElement *journey, const WayTheme *theme, WayScene *previous);
/* Lives as long as the scene. */
WayMeasure *way_scene_get_measure (WayScene *self);
/* Takes `band` and puts it below the others; gives where the next one will start. */
double way_scene_add_band (WayScene *self, WayBand *band, double width);
