/* log-maker.h — small logs and journeys for tests, written as text.
 *
 * Errors: end the test.
 * Owns:   what it returns is the caller's.
 */
#pragma once

#include "metrics/way-log.h"
#include "model/way-element.h"

/* "k1:a@0,b@60/phone|k2:a@5": journeys with events at seconds, some in a channel, "/CHANNEL". */
WayLog *make_log (const char *text);
/* "one=a;b two=c > one-two": touchpoints, each with the events it stands for, and connections. Ids are "tp-" and the name. */
WayElement *make_journey (const char *text);
