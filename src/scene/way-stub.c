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
__attribute__ ((weak)) WayFigures *
way_figures_new_frozen (const WayDocument *d)
{
  return NULL;
}
__attribute__ ((weak)) WayFigures *
way_figures_ref (WayFigures *s)
{
  return s;
}
__attribute__ ((weak)) void
way_figures_unref (WayFigures *s)
{
}
__attribute__ ((weak)) const GPtrArray *
way_figures_get_at (const WayFigures *s, const char *id)
{
  return NULL;
}
__attribute__ ((weak)) char *
way_figure_to_text (const WayFigure *f)
{
  return g_strdup ("");
}
__attribute__ ((weak)) guint way_figures_get_size (const WayFigures *s) { return 0; }
__attribute__ ((weak)) const WayFigure *way_figures_get (const WayFigures *s, guint i) { return NULL; }
