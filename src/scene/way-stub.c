/* Until the other lanes land; every function here is weak. */
#include "scene/way-layout-private.h"
#define LANE(name) \
  __attribute__ ((weak)) double name (WayLayout *self, const WayElement *lane, WayBand *band) { return 0; }
LANE (way_lane_build_metrics)
LANE (way_lane_build_stakeholders)
LANE (way_lane_build_departments)
LANE (way_lane_build_channels)
LANE (way_lane_build_evidence)
LANE (way_lane_build_images)
__attribute__ ((weak)) void
way_flow_build (WayLayout *self, WayBand *band, double top, double bottom)
{
}
__attribute__ ((weak)) cairo_surface_t *
way_picture_get (const WayElement *image)
{
  return NULL;
}
