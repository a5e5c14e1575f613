/* way-log-rules.h — collisions and contact rules: what customers should be spared, counted over an event log (R000-8, R001-9).
 *
 * Shape:  a “rule” element of the document and a view → how often it is broken, in which journeys, at which touchpoints.
 *         sequence     `match` is a pattern of way-log-query.h: "Complaint > Newsletter* within 7 d"
 *         during       an event of `match` while what `opens` began is not ended by `closes` (or for `within` days)
 *         too-many     more than `n` events of `match` from more than `spread` departments within `within` days
 *         asked-twice  the data that `match` names are collected by touchpoints of the map more than once (within `within` days)
 *         A view made whole tells also of events that no touchpoint stands for.
 * Errors: a rule that cannot be counted says why in `problem`.
 * Owns:   its texts and arrays.
 * Thread: any.
 */
#pragma once

#include "metrics/log/way-log-query.h"
#include "model/way-statistics.h"
#include "model/way-traffic.h"

G_BEGIN_DECLS

/* What a journey did against a rule, the first time. */
typedef struct
{
  guint32 c, times; /* case of the log, how often in it */
  guint32 event;    /* that breaks the rule */
  guint32 before;   /* what it collides with: opened first, asked before, the first of too many; WAY_LOG_NO_EVENT: nothing */
} WayRuleMatch;

typedef struct
{
  char *id, *name;
  char *problem;   /* a sentence, or NULL */
  char *unknown;   /* what the rule looks for and no event of the log is called, or NULL: that nobody breaks it then says nothing */
  guint n_looked;  /* journeys looked at */
  guint n_times;   /* how often it is broken; in how many journeys tells `matches` */
  GArray *matches; /* (element-type WayRuleMatch), one a journey, by case */
  guint n_nodes;   /* of the view */
  guint *places;   /* by node: journeys that break it there */
  guint *begins;   /* by node: journeys in which what that collides with is there */
} WayRuleResult;

WayRuleResult *way_log_rule_check (const WayElement *rule, const WayLogView *view, const WayElement *journey);
/* (element-type WayRuleResult), the rules of a document for this dataset (NULL: any) that are not switched off, in its order. */
GPtrArray *way_log_rules_check (const WayElement *root, const WayLogView *view, const WayElement *journey, const char *dataset);
/* Onto what a map shows; the view is that of the results. Rules that nobody breaks are told, too. */
void way_log_rules_mark (const GPtrArray *results, const WayLogView *view, WayTraffic *traffic);
void way_rule_result_free (WayRuleResult *self);
/* Of the journeys looked at those that break the rule; NAN where none was. `interval`: 95 %, Wilson. */
double way_rule_result_get_share (const WayRuleResult *self, WayInterval *interval);

/* Rules counted over a log together with what they were counted on, for whoever lists the matches later. */
typedef struct
{
  GPtrArray *results; /* (element-type WayRuleResult) */
  WayLogView *view;   /* made whole */
} WayRuleCount;

/* `rules` (element-type WayElement): those that are switched off are left out. Takes the view. */
WayRuleCount *way_rule_count_new (const GPtrArray *rules, WayLogView *view, const WayElement *journey);
WayRuleCount *way_rule_count_ref (WayRuleCount *self);
void way_rule_count_unref (WayRuleCount *self);
/* NULL if the rule was not counted. */
const WayRuleResult *way_rule_count_find (const WayRuleCount *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayRuleCount, way_rule_count_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayRuleResult, way_rule_result_free)

G_END_DECLS
