/* “Journeys that…” as anybody may type them, and rules of a stranger's map: lines of a pattern, what opens and closes, number, spread,
 * days and kind. A pattern is refused with a sentence, or counts; and what it counts is there. */
#include "fuzz.h"

#include <string.h>

#include "log-maker.h"
#include "metrics/log/way-log-funnel.h"
#include "metrics/log/way-log-query.h"
#include "metrics/log/way-log-rules.h"

static void
match_cb (guint32 before, guint32 at, gpointer data)
{
  const WayLog *log = data;

  g_assert_cmpuint (at, <, log->n_events);
  g_assert_true (before == WAY_LOG_NO_EVENT || before < log->n_events);
}

static void
check_query (WayLogView *view, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLogQuery) query = way_log_query_new (text, &error);
  WayLogFilter filter = WAY_LOG_FILTER_INIT;

  g_assert_true ((query == NULL) == (error != NULL));
  if (query == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }

  g_autoptr (WayLogMatcher) matcher = way_log_matcher_new (view, query);
  g_autoptr (WayFunnel) funnel = way_log_funnel_new_for_query (view, query, 0);

  g_assert_cmpuint (funnel->stages->len, <=, way_log_query_get_size (query));
  for (guint i = 0; i < way_log_query_get_size (query); i++)
    {
      g_autofree char *step = way_log_query_dup_step_text (query, i);

      g_assert_true (g_utf8_validate (step, -1, NULL));
    }
  for (guint c = 0; c < view->log->n_cases; c++)
    {
      guint32 at = WAY_LOG_NO_EVENT;
      guint n = way_log_matcher_count (matcher, c, &at);

      g_assert_cmpuint (n, ==, way_log_matcher_each (matcher, c, match_cb, view->log));
      g_assert_cmpuint (n, <=, view->log->first[c + 1] - view->log->first[c]);
    }
  filter.query = query;
  way_log_view_select (view, &filter);
  g_clear_pointer (&view->counts, g_free);
}

static void
check_rule (WayLogView *view, const WayElement *journey, char *const *lines, guint n)
{
  static const WayField fields[] = { WAY_FIELD_MATCH, WAY_FIELD_OPENS, WAY_FIELD_CLOSES, WAY_FIELD_N, WAY_FIELD_SPREAD, WAY_FIELD_WITHIN, WAY_FIELD_KIND };
  g_autoptr (WayElement) rule = way_element_new (WAY_KIND_RULE);

  way_element_init_value (rule, WAY_FIELD_ID, "ru-one1");
  for (guint i = 0; i < MIN (n, G_N_ELEMENTS (fields)); i++)
    way_element_init_value (rule, fields[i], lines[i]);

  g_autoptr (WayRuleResult) result = way_log_rule_check (rule, view, journey);

  g_assert_true (result->problem == NULL || g_utf8_validate (result->problem, -1, NULL));
  g_assert_cmpuint (result->matches->len, <=, view->log->n_cases);
  for (guint i = 0; i < result->matches->len; i++)
    {
      const WayRuleMatch *match = &g_array_index (result->matches, WayRuleMatch, i);

      g_assert_cmpuint (match->c, <, view->log->n_cases);
      g_assert_cmpuint (match->event, <, view->log->n_events);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static WayLog *log;
  static WayElement *journey;
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);

  if (log == NULL)
    {
      log = make_log ("k1:Call@0/phone!care,Mail@60/mail!sales,Pay@90000/web,Call@90060/phone!sales|Sk2:Call@5,Call@5,Ask*@7/web,Pay@9|k3:Mail,Mail,Pay");
      journey = make_journey ("[one see=Call ask=Mail+address [two buy=Pay+address -Ask* > see-ask ask-buy");
    }
  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  g_autoptr (WayLogView) bare = way_log_view_new (log), whole = way_log_view_new_for_journey (log, journey, NULL, TRUE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 8);

  if (lines[0] == NULL)
    return 0;
  check_query (bare, lines[0]);
  check_query (whole, lines[0]);
  check_rule (whole, journey, lines, g_strv_length (lines));
  return 0;
}
