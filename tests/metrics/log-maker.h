/* log-maker.h — small logs and journeys for tests, written as text.
 *
 * Errors: end the test.
 * Owns:   what it returns is the caller's.
 */
#pragma once

#include "metrics/log/way-log.h"
#include "model/way-element.h"

/* "k1:a@0,b@60/phone!care|Sk2:a@5": journeys with events at seconds, some in a channel, some by a department. What begins with S is of the
 * segment “small”. */
WayLog *make_log (const char *text);
/* "[one see=a;b ask=c+address [two buy=d -ping* > see-ask ask-buy": phases, touchpoints with the events they stand for and what they ask
 * for, events to ignore, and connections. Ids are "ph-", "tp-", "cn-" and the name. */
WayElement *make_journey (const char *text);
