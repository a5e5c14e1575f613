/* export-fixture.h — what the tests of the writers share: a map with awkward names, tools that read what was written.
 *
 * Errors: none; what cannot be had ends the test.
 */
#pragma once

#include "export/way-export.h"
#include "scene/way-scene.h"

typedef struct
{
  WayDocument *document;
  WayScene *scenes[2]; /* "Heute (früher)" and its detail */
} Fixture;

void fixture_open (Fixture *self);
void fixture_close (Fixture *self);
WayScene *fixture_make_scene (WayDocument *document, const WayElement *journey);

/* Writes the bytes to a file of the test's own folder; g_free. */
char *fixture_save (GBytes *bytes, const char *name);
/* Runs a tool and returns what it printed; it must end with 0. A missing tool is a failure: build-aux/test installs it. */
char *fixture_run (const char *program, ...) G_GNUC_NULL_TERMINATED;
