#include "metrics/log/way-log-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-match.h"

#define DAY 86400e3
#define MAX_DAYS 36525
#define NEVER WAY_LOG_NO_EVENT

typedef struct
{
  const WayElement *rule, *journey;
  const WayLogView *view;
  WayRuleResult *result;
  gint64 within;           /* ms; 0: any time */
  guint32 *placed, *begun; /* by node: the last journey that was counted there, plus one */
  guint c;                 /* the journey looked at */
} Check;

static gboolean
is_late (const Check *self, guint32 before, guint32 event)
{
  const gint64 *times = self->view->log->times;

  return self->within > 0 && times[before] != WAY_LOG_NO_TIME && times[event] != WAY_LOG_NO_TIME && times[event] - times[before] > self->within;
}

/* Each journey once a place. */
static void
count_at (const Check *self, guint32 event, guint *counts, guint32 *last)
{
  guint32 node = event != NEVER ? self->view->node_of[self->view->log->activities[event]] : WAY_LOG_UNBOUND;

  if (node >= WAY_LOG_IGNORED || last[node] == self->c + 1)
    return;
  last[node] = self->c + 1;
  counts[node]++;
}

static void
add_match_cb (guint32 before, guint32 event, gpointer data)
{
  Check *self = data;
  GArray *matches = self->result->matches;
  WayRuleMatch *last = matches->len > 0 ? &g_array_index (matches, WayRuleMatch, matches->len - 1) : NULL;
  WayRuleMatch match = { self->c, 1, event, before };

  if (last != NULL && last->c == self->c)
    last->times++;
  else
    g_array_append_val (matches, match);
  self->result->n_times++;
  count_at (self, event, self->result->places, self->placed);
  count_at (self, before, self->result->begins, self->begun);
}

/* NULL, and the problem said, where the field cannot be read. */
static WayLogMatcher *
make_matcher (Check *self, WayField field, gboolean single)
{
  const char *text = way_element_get (self->rule, field);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLogQuery) query = text != NULL ? way_log_query_new (text, &error) : NULL;

  if (error != NULL && self->result->problem == NULL)
    self->result->problem = g_strdup (error->message);
  if (query != NULL && single && way_log_query_get_size (query) > 1)
    {
      if (self->result->problem == NULL)
        self->result->problem = g_strdup (_ ("Only a rule about what comes after what can name several steps."));
      return NULL;
    }
  if (query == NULL)
    return NULL;

  WayLogMatcher *matcher = way_log_matcher_new (self->view, query);

  for (guint i = 0; field != WAY_FIELD_CLOSES && i < way_log_query_get_size (query) && self->result->unknown == NULL; i++)
    if (!way_log_matcher_knows (matcher, i))
      self->result->unknown = g_strdup (way_log_query_get_step (query, i)->name);
  return matcher;
}

/* --- the kinds --- */

static void
check_sequence (Check *self)
{
  g_autoptr (WayLogMatcher) matcher = make_matcher (self, WAY_FIELD_MATCH, FALSE);

  for (self->c = 0; matcher != NULL && self->c < self->view->log->n_cases; self->c++)
    if (way_log_view_has_case (self->view, self->c))
      way_log_matcher_each (matcher, self->c, add_match_cb, self);
}

static void
check_during (Check *self)
{
  g_autoptr (WayLogMatcher) match = make_matcher (self, WAY_FIELD_MATCH, TRUE), opens = make_matcher (self, WAY_FIELD_OPENS, TRUE), closes = make_matcher (self, WAY_FIELD_CLOSES, TRUE);
  const WayLog *log = self->view->log;

  if (opens == NULL && self->result->problem == NULL)
    self->result->problem = g_strdup (_ ("The rule does not say which event opens what must be closed first."));
  if (self->result->problem != NULL || match == NULL)
    return;
  for (self->c = 0; self->c < log->n_cases; self->c++)
    {
      guint32 opened = NEVER;

      for (guint32 i = log->first[self->c]; way_log_view_has_case (self->view, self->c) && i < log->first[self->c + 1]; i++)
        {
          if (opened != NEVER && (is_late (self, opened, i) || (closes != NULL && way_log_matcher_is (closes, 0, i))))
            opened = NEVER;
          if (opened != NEVER && way_log_matcher_is (match, 0, i))
            add_match_cb (opened, i, self);
          else if (way_log_matcher_is (opens, 0, i))
            opened = i;
        }
    }
}

/* Departments: those of the events or, where the log has none, the first one of the touchpoint. */
static guint32 *
list_departments (const Check *self, guint *n)
{
  const WayLogView *view = self->view;
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint32 *of_node = g_new (guint32, view->n_nodes + 1);
  WayElement *touchpoint;
  guint node = 0;

  for (guint i = 0; i < view->n_nodes; i++)
    of_node[i] = NEVER;
  if (self->journey != NULL)
    way_each (touchpoint, self->journey, WAY_KIND_TOUCHPOINT)
      {
        g_auto (GStrv) ids = way_element_get_list (touchpoint, WAY_FIELD_DEPARTMENTS);
        guint number = ids[0] != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (numbers, ids[0])) : 0;

        if (ids[0] != NULL && number == 0)
          {
            number = g_hash_table_size (numbers) + 1;
            g_hash_table_insert (numbers, g_strdup (ids[0]), GUINT_TO_POINTER (number));
          }
        if (node < view->n_drawn)
          of_node[node++] = number > 0 ? view->log->n_departments + number - 1 : NEVER;
      }
  *n = view->log->n_departments + g_hash_table_size (numbers);
  return of_node;
}

static guint32
get_department (const WayLogView *view, const guint32 *of_node, guint32 event)
{
  guint32 node = view->node_of[view->log->activities[event]];

  if (view->log->departments != NULL && view->log->departments[event] != WAY_LOG_NO_CHANNEL)
    return view->log->departments[event];
  return node < WAY_LOG_IGNORED ? of_node[node] : NEVER;
}

/* A window of time that slides over the journey, and what is in it. */
typedef struct
{
  GArray *events; /* (element-type guint32), those that count; from `begin` on they are in the window */
  guint begin;
  guint *counts; /* by department */
  guint n_departments;
} Window;

static void
window_change (Window *self, guint32 department, int by)
{
  if (department == NEVER)
    return;
  self->n_departments -= self->counts[department] > 0;
  self->counts[department] = (guint) ((int) self->counts[department] + by);
  self->n_departments += self->counts[department] > 0;
}

static void
check_too_many (Check *self)
{
  g_autoptr (WayLogMatcher) match = make_matcher (self, WAY_FIELD_MATCH, TRUE);
  const WayLog *log = self->view->log;
  guint n, limit = (guint) way_element_get_integer (self->rule, WAY_FIELD_N, 0), spread = (guint) way_element_get_integer (self->rule, WAY_FIELD_SPREAD, 0);
  gboolean has_spread = way_element_get (self->rule, WAY_FIELD_SPREAD) != NULL;
  g_autofree guint32 *of_node = list_departments (self, &n);
  g_autofree guint *counts = g_new0 (guint, n + 1);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (guint32));
  Window window = { events, 0, counts, 0 };

  for (self->c = 0; match != NULL && self->c < log->n_cases; self->c++)
    {
      gboolean is_over = FALSE;

      for (guint32 i = log->first[self->c]; way_log_view_has_case (self->view, self->c) && i < log->first[self->c + 1]; i++)
        {
          gboolean was_over = is_over;

          if (!way_log_matcher_is (match, 0, i))
            continue;
          g_array_append_val (events, i);
          window_change (&window, get_department (self->view, of_node, i), 1);
          while (is_late (self, g_array_index (events, guint32, window.begin), i))
            window_change (&window, get_department (self->view, of_node, g_array_index (events, guint32, window.begin++)), -1);
          is_over = events->len - window.begin > limit && (!has_spread || window.n_departments > spread);
          if (is_over && !was_over)
            add_match_cb (events->len - window.begin > 1 ? g_array_index (events, guint32, window.begin) : NEVER, i, self);
        }
      for (; window.begin < events->len; window.begin++)
        window_change (&window, get_department (self->view, of_node, g_array_index (events, guint32, window.begin)), -1);
      g_array_set_size (events, 0);
      window.begin = 0;
    }
}

/* Which touchpoints collect the data; FALSE if none does. */
static gboolean
mark_collectors (const Check *self, guint8 *collects)
{
  g_autofree char *wanted = way_match_squeeze (way_element_get (self->rule, WAY_FIELD_MATCH));
  WayElement *touchpoint, *data;
  gboolean any = FALSE;
  guint node = 0;

  if (self->journey == NULL)
    return FALSE;
  way_each (touchpoint, self->journey, WAY_KIND_TOUCHPOINT)
    {
      if (node == self->view->n_drawn)
        break;
      way_each (data, touchpoint, WAY_KIND_DATA)
        {
          g_autofree char *name = way_match_squeeze (way_element_get_name (data));

          collects[node] |= strcmp (name, wanted) == 0;
        }
      any = any || collects[node];
      node++;
    }
  return any;
}

static void
check_asked_twice (Check *self)
{
  const WayLog *log = self->view->log;
  g_autofree guint8 *collects = g_new0 (guint8, self->view->n_nodes + 1);

  if (!mark_collectors (self, collects))
    {
      self->result->problem = g_strdup_printf (_ ("No touchpoint of this journey says that it collects “%s”. Add it there under “Data collected”."), way_element_get (self->rule, WAY_FIELD_MATCH));
      return;
    }
  for (self->c = 0; self->c < log->n_cases; self->c++)
    {
      guint32 before = NEVER;

      for (guint32 i = log->first[self->c]; way_log_view_has_case (self->view, self->c) && i < log->first[self->c + 1]; i++)
        {
          guint32 node = self->view->node_of[log->activities[i]];

          if (node >= WAY_LOG_IGNORED || !collects[node])
            continue;
          if (before != NEVER && !is_late (self, before, i))
            add_match_cb (before, i, self);
          before = i;
        }
    }
}

/* --- all --- */

WayRuleResult *
way_log_rule_check (const WayElement *rule, const WayLogView *view, const WayElement *journey)
{
  static const struct
  {
    const char *kind;
    void (*check) (Check *self);
  } kinds[] = { { "sequence", check_sequence }, { "during", check_during }, { "too-many", check_too_many }, { "asked-twice", check_asked_twice } };
  WayRuleResult *self = g_new0 (WayRuleResult, 1);
  g_autofree guint32 *placed = g_new0 (guint32, view->n_nodes + 1), *begun = g_new0 (guint32, view->n_nodes + 1);
  Check check = { rule, journey, view, self, 0, placed, begun, 0 };
  double days;

  self->id = g_strdup (way_element_get_id (rule));
  self->name = g_strdup (way_element_get_name (rule));
  self->matches = g_array_new (FALSE, FALSE, sizeof (WayRuleMatch));
  self->n_nodes = view->n_nodes;
  self->places = g_new0 (guint, view->n_nodes + 1);
  self->begins = g_new0 (guint, view->n_nodes + 1);
  if (way_element_get_number (rule, WAY_FIELD_WITHIN, &days))
    /* The field's range is a hundred years, which a stranger's map need not know. */
    check.within = (gint64) (CLAMP (days, 0, MAX_DAYS) * DAY);
  for (guint c = 0; c < view->log->n_cases; c++)
    self->n_looked += way_log_view_has_case (view, c);
  if (way_element_get (rule, WAY_FIELD_MATCH) == NULL)
    self->problem = g_strdup (_ ("The rule does not say which events it is about."));
  for (guint i = 0; i < G_N_ELEMENTS (kinds) && self->problem == NULL; i++)
    if (way_element_is (rule, WAY_FIELD_KIND, kinds[i].kind))
      kinds[i].check (&check);
  return self;
}

GPtrArray *
way_log_rules_check (const WayElement *root, const WayLogView *view, const WayElement *journey, const char *dataset)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) way_rule_result_free);
  WayElement *rule;

  way_each (rule, root, WAY_KIND_RULE)
    {
      const char *of = way_element_get (rule, WAY_FIELD_DATASET);

      if (!way_element_get_boolean (rule, WAY_FIELD_OFF) && (of == NULL || dataset == NULL || strcmp (of, dataset) == 0))
        g_ptr_array_add (results, way_log_rule_check (rule, view, journey));
    }
  return results;
}

void
way_log_rules_mark (const GPtrArray *results, const WayLogView *view, WayTraffic *traffic)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (WayTrafficRule)), breaches = g_array_new (FALSE, FALSE, sizeof (WayTrafficBreach));
  guint n_rules, n_breaches;

  for (guint r = 0; r < results->len; r++)
    {
      const WayRuleResult *result = g_ptr_array_index (results, r);
      WayTrafficRule rule = { g_strdup (result->id), g_strdup (result->name), result->matches->len, result->n_looked };

      if (result->problem != NULL)
        {
          g_free (rule.id);
          g_free (rule.name);
          continue;
        }
      for (guint i = 0; i < result->n_nodes; i++)
        {
          WayTrafficBreach breach = { rules->len, NULL, i >= view->n_drawn, result->places[i], result->begins[i] };

          if (breach.cases == 0 && breach.begins == 0)
            continue;
          breach.at = g_strdup (breach.is_event ? view->node_names[i] : view->node_ids[i]);
          g_array_append_val (breaches, breach);
        }
      g_array_append_val (rules, rule);
    }
  n_rules = rules->len;
  n_breaches = breaches->len;
  way_traffic_take_rules (traffic, (WayTrafficRule *) (void *) g_array_free (g_steal_pointer (&rules), FALSE), n_rules, (WayTrafficBreach *) (void *) g_array_free (g_steal_pointer (&breaches), FALSE), n_breaches);
}

double
way_rule_result_get_share (const WayRuleResult *self, WayInterval *interval)
{
  double share = self->n_looked > 0 ? (double) self->matches->len / self->n_looked : NAN;

  *interval = way_statistics_wilson (self->n_looked > 0 ? share : 0, self->n_looked);
  return share;
}

void
way_rule_result_free (WayRuleResult *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->problem);
  g_free (self->unknown);
  g_array_unref (self->matches);
  g_free (self->places);
  g_free (self->begins);
  g_free (self);
}

static void
count_clear (gpointer data)
{
  WayRuleCount *self = data;

  g_ptr_array_unref (self->results);
  way_log_view_free (self->view);
}

WayRuleCount *
way_rule_count_new (const GPtrArray *rules, WayLogView *view, const WayElement *journey)
{
  WayRuleCount *self = g_atomic_rc_box_new0 (WayRuleCount);

  self->view = view;
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) way_rule_result_free);
  for (guint i = 0; i < rules->len; i++)
    if (!way_element_get_boolean (rules->pdata[i], WAY_FIELD_OFF))
      g_ptr_array_add (self->results, way_log_rule_check (rules->pdata[i], self->view, journey));
  return self;
}

WayRuleCount *
way_rule_count_ref (WayRuleCount *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
way_rule_count_unref (WayRuleCount *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, count_clear);
}

const WayRuleResult *
way_rule_count_find (const WayRuleCount *self, const char *id)
{
  for (guint i = 0; i < self->results->len; i++)
    if (strcmp (((const WayRuleResult *) self->results->pdata[i])->id, id) == 0)
      return self->results->pdata[i];
  return NULL;
}
