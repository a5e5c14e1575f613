#include "metrics/way-metrics-error.h"

G_DEFINE_QUARK (way - metrics - error - quark, way_metrics_error)
