/* What a log says about a journey: one worked by hand, and what must hold for any. */
#include <math.h>
#include <string.h>

#include "log-maker.h"
#include "metrics/log/way-journey-flow.h"

/* Three journeys are old enough to tell, the fourth has just begun. */
#define LOG                                             \
  "k1:see@0,ask@10,buy@20,care@30"                      \
  "|k2:see@0,noise@5,see@10,ask@20"                     \
  "|k3:see@0,ask@5,ask@6,shop@9,buy@10,care@11,ping@12" \
  "|k4:see@999,ask@1000"

static WayJourneyLine *
find_line (const WayJourneyFlow *flow, const char *from, const char *to)
{
  guint a = way_journey_flow_find (flow, from), b = way_journey_flow_find (flow, to);

  for (guint i = 0; i < flow->lines->len; i++)
    {
      WayJourneyLine *line = &g_array_index (flow->lines, WayJourneyLine, i);

      if (line->from == a && line->to == b)
        return line;
    }
  return NULL;
}

static const WayJourneyPlace *
find_place (const WayJourneyFlow *flow, const char *id)
{
  return &g_array_index (flow->places, WayJourneyPlace, way_journey_flow_find (flow, id));
}

static void
test_places (void)
{
  g_autoptr (WayLog) log = make_log (LOG);
  g_autoptr (WayElement) journey = make_journey ("see=see ask=ask buy=buy;shop care=care desk=desk > see-ask ask-buy buy-care care-desk");
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  g_autoptr (WayJourneyFlow) flow = way_journey_flow_new (view, journey, 500 * 1000);
  const WayJourneyPlace *see = find_place (flow, "tp-see"), *ask = find_place (flow, "tp-ask"), *desk = find_place (flow, "tp-desk");
  const WayJourneyLine *line = find_line (flow, "tp-see", "tp-ask");

  g_assert_cmpuint (flow->n_cases, ==, 4);
  g_assert_cmpuint (flow->n_open, ==, 1);
  g_assert_cmpuint (flow->n_unbound, ==, 2);
  g_assert_cmpuint (see->events, ==, 5);
  g_assert_cmpuint (see->cases, ==, 4);
  g_assert_cmpuint (see->again, ==, 1);
  g_assert_cmpuint (see->repeats, ==, 1);
  g_assert_cmpuint (see->at, ==, 3);
  g_assert_cmpuint (see->left, ==, 0);
  g_assert_cmpuint (ask->left, ==, 1);
  g_assert_cmpuint (ask->open, ==, 1);
  g_assert_cmpfloat_with_epsilon (ask->drop_off, 1. / 3, 1e-12);
  g_assert_cmpuint (ask->silent, ==, 1);
  g_assert_true (desk->is_end);
  g_assert_cmpuint (desk->events, ==, 0);

  g_assert_true (line->drawn);
  g_assert_cmpstr (line->connection, ==, "cn-see-ask");
  g_assert_cmpuint (line->count, ==, 4);
  g_assert_cmpuint (line->cases, ==, 4);
  g_assert_cmpfloat (line->median, ==, 7500);
  g_assert_cmpuint (line->at, ==, 3);
  g_assert_cmpuint (line->reached, ==, 3);
  line = find_line (flow, "tp-ask", "tp-buy");
  g_assert_cmpuint (line->reached, ==, 2);
  g_assert_cmpfloat_with_epsilon (line->conversion, 2. / 3, 1e-12);
  line = find_line (flow, "tp-care", "tp-desk");
  g_assert_true (line->drawn);
  g_assert_cmpuint (line->count, ==, 0);
  line = find_line (flow, "tp-ask", "tp-ask");
  g_assert_false (line->drawn);
  g_assert_cmpuint (line->count, ==, 1);
}

static void
test_strays (void)
{
  g_autoptr (WayLog) log = make_log ("k1:see@0,Käufe@1,Käufe@2,buy@3|k2:buy@0,Käufe@1|k3:ping@0,see@1");
  g_autoptr (WayElement) journey = make_journey ("see=see buy=buy Kauf=nothing");
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  g_autoptr (WayJourneyFlow) flow = way_journey_flow_new (view, journey, 0);
  const WayJourneyStray *stray = &g_array_index (flow->strays, WayJourneyStray, 0);

  g_assert_cmpuint (flow->strays->len, ==, 2);
  g_assert_cmpstr (stray->name, ==, "Käufe");
  g_assert_cmpuint (stray->events, ==, 3);
  g_assert_cmpuint (stray->cases, ==, 2);
  g_assert_cmpuint (stray->before, ==, 0);
  g_assert_cmpuint (stray->before_count, ==, 2);
  g_assert_cmpuint (stray->after, ==, 1);
  g_assert_cmpuint (stray->after_count, ==, 2);
  g_assert_cmpstr (stray->suggested, ==, "tp-Kauf");
  stray = &g_array_index (flow->strays, WayJourneyStray, 1);
  g_assert_cmpstr (stray->name, ==, "ping");
  g_assert_cmpuint (stray->before, ==, G_MAXUINT);
  g_assert_null (stray->suggested);
}

/* Whatever the log: nothing is counted twice, and nothing is lost. */
static void
test_sums (void)
{
  g_autoptr (WayElement) journey = make_journey ("a=a b=b;c d=d* > a-b b-d");

  for (guint32 seed = 0; seed < 100; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint c = 0; c < 20; c++)
        {
          g_string_append_printf (text, "%sk%u:", c > 0 ? "|" : "", c);
          for (guint i = 0; i < 12; i++)
            g_string_append_printf (text, "%s%c@%d", i > 0 ? "," : "", "abcdef"[g_rand_int_range (rand, 0, 6)], g_rand_int_range (rand, 0, 100000));
        }

      g_autoptr (WayLog) log = make_log (text->str);
      g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE);
      g_autoptr (WayJourneyFlow) flow = way_journey_flow_new (view, journey, 0);
      guint events = 0, ends = 0, left = 0, n_open = 0, follows = 0;

      for (guint i = 0; i < flow->places->len; i++)
        {
          const WayJourneyPlace *place = &g_array_index (flow->places, WayJourneyPlace, i);

          events += place->events;
          ends += place->ends;
          left += place->left;
          n_open += place->open;
          g_assert_cmpuint (place->left, <=, place->at);
          g_assert_cmpuint (place->at, <=, place->cases);
          g_assert_cmpuint (place->again, <=, place->repeats);
        }
      for (guint i = 0; i < flow->strays->len; i++)
        events += g_array_index (flow->strays, WayJourneyStray, i).events;
      for (guint i = 0; i < flow->lines->len; i++)
        {
          const WayJourneyLine *line = &g_array_index (flow->lines, WayJourneyLine, i);

          follows += line->count;
          g_assert_cmpuint (line->cases, <=, line->count);
          g_assert_cmpuint (line->reached, <=, line->at);
        }
      g_assert_cmpuint (events, ==, log->n_events);
      g_assert_cmpuint (ends, ==, flow->n_cases);
      g_assert_cmpuint (n_open, ==, flow->n_open);
      g_assert_cmpuint (left + n_open, <=, flow->n_cases);
      g_assert_cmpuint (follows, ==, flow->n_events - flow->n_cases);
    }
}

/* Whoever names a way finds it again, wherever it stands. */
static void
test_ways (void)
{
  g_autoptr (WayLog) log = make_log (LOG);
  g_autoptr (WayElement) journey = make_journey ("see=see ask=ask buy=buy;shop care=care > see-ask ask-buy buy-care");
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE);
  g_autoptr (WayJourneyFlow) flow = way_journey_flow_new (view, journey, 0);
  const char *const part[] = { "tp-see", NULL }, *const strange[] = { "tp-care", "tp-see", NULL };

  g_assert_cmpuint (flow->variants->variants->len, ==, 4);
  for (guint i = 0; i < flow->variants->variants->len; i++)
    {
      g_auto (GStrv) ids = way_journey_flow_list_way (flow, i);

      g_assert_cmpuint (g_strv_length (ids), ==, g_array_index (flow->variants->variants, WayVariant, i).length);
      g_assert_cmpuint (way_journey_flow_find_way (flow, (const char *const *) ids), ==, i);
    }
  g_assert_cmpuint (way_journey_flow_find_way (flow, part), ==, G_MAXUINT);
  g_assert_cmpuint (way_journey_flow_find_way (flow, strange), ==, G_MAXUINT);

  g_autofree char *words = way_journey_flow_dup_way (flow, 0);

  g_assert_cmpstr (words, ==, "see › ask");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journey-flow/places", test_places);
  g_test_add_func ("/journey-flow/strays", test_strays);
  g_test_add_func ("/journey-flow/sums", test_sums);
  g_test_add_func ("/journey-flow/ways", test_ways);
  return g_test_run ();
}
