/* Until connections and paths land: weak, so that theirs takes its place. */
#include "scene/way-layout-private.h"
__attribute__ ((weak)) void
way_flow_build (WayLayout *self, WayBand *band, double top, double bottom)
{
}
