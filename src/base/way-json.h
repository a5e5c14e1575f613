/* way-json.h — writes JSON: for programs that ask the command line.
 *
 * Shape:  way_json_begin_object (j, NULL) … way_json_add_string (j, "title", …) … way_json_end (j) … way_json_finish (j).
 *         `name` is the member's name inside an object, and NULL in an array and at the top.
 * Form:   RFC 8259, UTF-8, two blanks a level, a line feed at the end. Bytes that are no UTF-8 become U+FFFD.
 * Errors: none; calls that do not match are a mistake of the program (g_return_if_fail).
 * Thread: one thread at a time.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WayJson WayJson;

WayJson *way_json_new (void);
void way_json_free (WayJson *self);
/* Frees `self`; g_free. */
char *way_json_finish (WayJson *self);

void way_json_begin_object (WayJson *self, const char *name);
void way_json_begin_array (WayJson *self, const char *name);
/* Closes what was begun last. */
void way_json_end (WayJson *self);

/* NULL becomes null. */
void way_json_add_string (WayJson *self, const char *name, const char *value);
void way_json_add_integer (WayJson *self, const char *name, gint64 value);
/* What is not finite becomes null, for JSON knows neither infinity nor NaN. */
void way_json_add_number (WayJson *self, const char *name, double value);
void way_json_add_boolean (WayJson *self, const char *name, gboolean value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayJson, way_json_free)

G_END_DECLS
