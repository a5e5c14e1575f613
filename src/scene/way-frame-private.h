/* way-frame-private.h — what surrounds the lanes: title, phases, steps, the lanes' own frames, separators, legend. */
#pragma once

#include "scene/way-layout-private.h"

/* Each gives a band with its height set, not yet sealed; NULL where there is nothing to show. */
WayBand *way_frame_build_title (WayLayout *self);
WayBand *way_frame_build_phases (WayLayout *self);
WayBand *way_frame_build_steps (WayLayout *self);
WayBand *way_frame_build_separator (WayLayout *self, const WayElement *separator);
/* A lane with its content, or its name alone where it is collapsed. `stripe` tints its background, `ruled` puts a hairline
 * above it, which it needs unless a separator stands there. */
/* Whether it shows nothing but the cards put into it: then it is the same again where they are. */
gboolean way_frame_is_plain (const WayLayout *self, const WayElement *lane);
WayBand *way_frame_build_lane (WayLayout *self, const WayElement *lane, gboolean stripe, gboolean ruled);
WayBand *way_frame_build_legend (WayLayout *self);
