/* The journey score: its parts, its weights, and what happens when one is missing. */
#include <math.h>

#include "metrics/figures/way-journey-score.h"

static void
test_whole (void)
{
  WayJourneyScore score;

  way_journey_score_init (&score);
  way_journey_score_set (&score, WAY_SCORE_SATISFACTION, 80, 4);
  way_journey_score_set (&score, WAY_SCORE_COMPLETION, 60, 2);
  way_journey_score_set (&score, WAY_SCORE_EFFORT, 50, 5);
  way_journey_score_set (&score, WAY_SCORE_COST, 100, 0);
  way_journey_score_finish (&score);
  g_assert_true (score.known);
  g_assert_cmpfloat_with_epsilon (score.score, 0.4 * 80 + 0.3 * 60 + 0.2 * 50 + 0.1 * 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (score.error, sqrt (1.6 * 1.6 + 0.6 * 0.6 + 1 * 1), 1e-9);
  g_assert_cmpfloat_with_epsilon (score.interval.high - score.interval.low, 2 * 1.959964 * score.error, 1e-9);
  g_assert_cmpuint (score.n_missing, ==, 0);
  g_assert_cmpint (score.weakest, ==, WAY_SCORE_EFFORT);
}

static void
test_missing (void)
{
  WayJourneyScore score;

  way_journey_score_init (&score);
  way_journey_score_finish (&score);
  g_assert_false (score.known);
  g_assert_cmpuint (score.n_missing, ==, 4);

  /* The weights of what is there grow to a whole. */
  way_journey_score_set (&score, WAY_SCORE_SATISFACTION, 80, 4);
  way_journey_score_set (&score, WAY_SCORE_COST, 120, 0);
  way_journey_score_finish (&score);
  g_assert_true (score.known);
  g_assert_cmpfloat_with_epsilon (score.score, 84, 1e-9);
  g_assert_cmpfloat_with_epsilon (score.parts[WAY_SCORE_SATISFACTION].share, 0.8, 1e-9);
  g_assert_cmpuint (score.n_missing, ==, 2);
  g_assert_cmpint (score.weakest, ==, WAY_SCORE_SATISFACTION);
}

static void
test_sources (void)
{
  double error = 10;

  g_assert_cmpfloat_with_epsilon (way_score_from_nps (-20, &error), 40, 1e-9);
  g_assert_cmpfloat_with_epsilon (error, 5, 1e-9);
  /* CES of 1 to 7 where 7 is easy, and one where 1 is. */
  error = 0.6;
  g_assert_cmpfloat_with_epsilon (way_score_from_scale (5.5, 1, 7, &error), 75, 1e-9);
  g_assert_cmpfloat_with_epsilon (error, 10, 1e-9);
  error = 0.6;
  g_assert_cmpfloat_with_epsilon (way_score_from_scale (5.5, 7, 1, &error), 25, 1e-9);
  g_assert_cmpfloat_with_epsilon (error, 10, 1e-9);
  error = 5;
  g_assert_cmpfloat_with_epsilon (way_score_from_target (50, 40, &error), 80, 1e-9);
  g_assert_cmpfloat_with_epsilon (error, 8, 1e-9);
  g_assert_cmpfloat_with_epsilon (way_score_from_target (30, 40, &error), 100, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score/whole", test_whole);
  g_test_add_func ("/score/missing", test_missing);
  g_test_add_func ("/score/sources", test_sources);
  return g_test_run ();
}
