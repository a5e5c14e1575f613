/* Which of the kept logs a journey is about. */
#include "log-cache.h"
#include "log-maker.h"
#include "metrics/log/way-log-kept.h"
#include "metrics/tables/way-import.h"

#define HEAD "case,activity,time\n"
#define DAY ",2026-01-01T10:00:00Z\n"

static void
add_survey (LogCache *self)
{
  const WayImportOptions options = { .accept_guesses = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayImport) table = way_import_new (self->cache, "id,nps\nr1,9\n", 12, "survey.csv", "survey", NULL, NULL, &error);
  WayImportResult result;

  g_assert_no_error (error);
  g_assert_true (way_import_run (table, &options, NULL, NULL, NULL, &result, NULL, &error));
}

/* Every touchpoint that stands for this event takes it from that dataset. */
static void
bind_event (WayElement *journey, const char *match, const char *dataset)
{
  WayElement *touchpoint, *event;

  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    way_each (event, touchpoint, WAY_KIND_EVENT)
      if (g_strcmp0 (way_element_get (event, WAY_FIELD_MATCH), match) == 0)
        way_element_init_value (event, WAY_FIELD_DATASET, dataset);
}

static void
test_kept (LogCache *self, gconstpointer unused)
{
  const struct
  {
    const char *name, *events;
  } logs[] = {
    { "a-shop", HEAD "A,see" DAY "A,buy" DAY },
    { "b-desk", HEAD "A,ask" DAY "A,care" DAY "A,see" DAY },
    { "c-plant", HEAD "A,cut" DAY },
  };
  const struct
  {
    guint n_logs;
    const char *journey, *match, *dataset; /* the event of this name is bound */
    const char *found;
  } rows[] = {
    { 0, "see=see", NULL, NULL, NULL },
    { 0, "see=see", "see", "a-shop", NULL },
    { 1, "see=see", NULL, NULL, "a-shop" },
    { 1, "see=strange", NULL, NULL, "a-shop" },
    { 1, "see=see", "see", "b-desk", "a-shop" },
    { 3, "see=see buy=buy", NULL, NULL, "a-shop" },
    { 3, "see=see ask=ask", NULL, NULL, "b-desk" },
    { 3, "see=see ask=ask", "see", "c-plant", "c-plant" },
    { 3, "ask=ask see=strange", NULL, NULL, "b-desk" },
    { 3, "ask=ask see=strange buy=odd", NULL, NULL, NULL },
    { 3, "see=strange", NULL, NULL, NULL },
    { 3, "see=see buy=buy", "buy", "survey", "a-shop" },
  };
  guint n = 0;

  add_survey (self);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayElement) journey = make_journey (rows[i].journey);
      g_autofree char *found = NULL;

      for (; n < rows[i].n_logs; n++)
        log_cache_import (self, logs[n].name, logs[n].events, NULL);
      if (rows[i].match != NULL)
        bind_event (journey, rows[i].match, rows[i].dataset);
      found = way_log_find_kept (self->cache, journey);
      g_test_message ("%s", rows[i].journey);
      g_assert_cmpstr (found, ==, rows[i].found);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/log-kept/which", LogCache, NULL, log_cache_set_up, test_kept, log_cache_tear_down);
  return g_test_run ();
}
