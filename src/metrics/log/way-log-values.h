/* way-log-values.h — scores and costs as they stand in the cells and attributes of an event log.
 *
 * Shape:  a text → the value of the event that was added last; one that cannot be used is kept with its line and reason, and the event
 *         stays without it. A log has one currency: costs in another one cannot be added up with those before.
 * Errors: none; see way_log_facts_doubt ().
 * Thread: as the builder.
 * Source: ISO 4217 (currencies); IEEE 1849-2016 (cost extension).
 */
#pragma once

#include "metrics/log/way-log-import.h"
#include "metrics/tables/way-value.h"

G_BEGIN_DECLS

/* "EUR" for "12,50 €", "cost_eur", "Cost (EUR)"; static, NULL: none is named. */
const char *way_currency_find (const char *text, gsize length);
/* Whether a column of this name holds costs or scores. */
gboolean way_log_is_cost_name (const char *name);
gboolean way_log_is_score_name (const char *name);

/* `currency`: what is told beside the cell, or nothing. */
void way_log_take_cost (WayLogBuilder *builder, WayLogFacts *facts, WayReport *report, int line, WayCell cell, WayDecimal decimal, WayCell currency);
/* The same of a number that needs no reading. */
void way_log_take_cost_value (WayLogBuilder *builder, WayLogFacts *facts, WayReport *report, int line, double value, WayCell currency);
/* `low` NAN: there is no scale. */
void way_log_take_score (WayLogBuilder *builder, WayLogFacts *facts, WayReport *report, int line, WayCell cell, WayDecimal decimal, double low, double high);

G_END_DECLS
