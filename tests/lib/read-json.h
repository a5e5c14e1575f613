/* read-json.h — as much of a JSON reader as tests need: objects (a{sv}), arrays (av), strings without \u, numbers (d), truth (b).
 */
#pragma once

#include <glib.h>

/* Goes behind the value; floating. What is no JSON ends the test. */
GVariant *read_json (const char **p);
