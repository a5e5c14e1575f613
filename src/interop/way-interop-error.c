#include "interop/way-interop-error.h"

G_DEFINE_QUARK (way - interop - error - quark, way_interop_error)
