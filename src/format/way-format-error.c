#include "format/way-format-error.h"

G_DEFINE_QUARK (way - format - error - quark, way_format_error)
