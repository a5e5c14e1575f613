/* What a map shows of an event log, the map made from one, and what tells a log from a survey. */
#include "metrics/log/way-log-import.h"
#include "metrics/log/way-log-map.h"
#include "metrics/log/way-log-traffic.h"

#include <math.h>
#include <string.h>

/* Nine finished journeys and one that has only begun; "chat" and "fax" are on no map that is not made from the log. */
static char *
make_csv (void)
{
  GString *s = g_string_new ("case_id,activity,timestamp\n");

  for (int i = 0; i < 9; i++)
    {
      g_string_append_printf (s, "c%d,visit,2026-01-0%dT10:00:00Z\n", i, i + 1);
      if (i % 3 == 0)
        g_string_append_printf (s, "c%d,chat,2026-01-0%dT10:30:00Z\n", i, i + 1);
      g_string_append_printf (s, "c%d,offer,2026-01-0%dT12:00:00Z\n", i, i + 1);
      if (i % 2 == 0)
        g_string_append_printf (s, "c%d,order,2026-01-0%dT14:00:00Z\n", i, i + 1);
      if (i == 4)
        g_string_append_printf (s, "c%d,offer,2026-01-0%dT15:00:00Z\n", i, i + 1);
    }
  g_string_append (s, "late,visit,2026-01-09T17:30:00Z\nlate,offer,2026-01-09T18:00:00Z\nc8,fax,2026-01-09T16:00:00Z\n");
  return g_string_free (s, FALSE);
}

static WayLog *
read_log (const char *csv)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  WayLog *log = way_log_read (csv, strlen (csv), "log.csv", NULL, NULL, report, &error);

  g_assert_no_error (error);
  return log;
}

static WayElement *
find_touchpoint (const WayElement *journey, const char *name)
{
  WayElement *touchpoint;

  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    if (strcmp (way_element_get_name (touchpoint), name) == 0)
      return touchpoint;
  g_assert_not_reached ();
}

static const WayElement *
get_journey (const WayDocument *document)
{
  return way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY);
}

/* The map of the whole log without two of its touchpoints. */
static WayDocument *
make_map (WayLog *log)
{
  WayDocument *document = way_log_map_new (log, "Log");
  const char *const gone[] = { "chat", "fax" };

  way_document_begin (document, "Prune");
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      WayElement *touchpoint = find_touchpoint (get_journey (document), gone[i]);
      g_autoptr (GPtrArray) referrers = way_document_dup_referrers (document, way_element_get_id (touchpoint));

      for (guint k = 0; k < referrers->len; k++)
        if (way_element_get_parent (g_ptr_array_index (referrers, k)) != NULL)
          g_assert_true (way_document_remove (document, g_ptr_array_index (referrers, k), NULL));
      g_assert_true (way_document_remove (document, touchpoint, NULL));
    }
  way_document_commit (document);
  return document;
}

static WayTraffic *
make_traffic (WayLog *log, const WayElement *journey)
{
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, journey, NULL, FALSE);

  return way_log_traffic_new_for_view (view, journey);
}

static const WayTrafficEdge *
find_edge (const WayTraffic *traffic, const WayElement *journey, const char *from, const char *to)
{
  return way_traffic_find_edge (traffic, way_element_get_id (find_touchpoint (journey, from)), way_element_get_id (find_touchpoint (journey, to)));
}

static void
test_traffic (void)
{
  g_autofree char *csv = make_csv ();
  g_autoptr (WayLog) log = read_log (csv);
  g_autoptr (WayDocument) document = make_map (log);
  const WayElement *journey = get_journey (document);
  g_autoptr (WayTraffic) traffic = make_traffic (log, journey);
  const WayTrafficEdge *edge = find_edge (traffic, journey, "visit", "offer");
  const WayTrafficPlace *offer = way_traffic_find_place (traffic, way_element_get_id (find_touchpoint (journey, "offer")));

  g_assert_cmpuint (traffic->n_cases, ==, 10);
  g_assert_cmpuint (edge->cases, ==, 10);
  g_assert_cmpuint (edge->count, ==, 10);
  g_assert_true (edge->drawn);
  g_assert_cmpfloat (edge->share, ==, 1);
  g_assert_cmpfloat (edge->median, ==, 2 * 3600e3);
  g_assert_cmpuint (find_edge (traffic, journey, "offer", "order")->cases, ==, 5);
  g_assert_false (find_edge (traffic, journey, "order", "offer")->drawn);
  g_assert_cmpuint (offer->events, ==, 11);
  g_assert_cmpuint (offer->cases, ==, 10);
  g_assert_cmpuint (offer->again, ==, 1);
  /* Four left, one came back and left, one has only begun. */
  g_assert_cmpuint (offer->ends, ==, 5);
  g_assert_cmpuint (offer->open, ==, 1);
  g_assert_false (offer->is_end);
  g_assert_true (way_traffic_find_place (traffic, way_element_get_id (find_touchpoint (journey, "order")))->is_end);
  g_assert_cmpuint (traffic->n_ghosts, ==, 2);
  g_assert_cmpstr (traffic->ghosts[0].name, ==, "chat");
  g_assert_cmpuint (traffic->ghosts[0].cases, ==, 3);
  g_assert_cmpstr (traffic->places[traffic->ghosts[0].after].name, ==, "visit");
  g_assert_cmpstr (traffic->places[traffic->ghosts[1].after].name, ==, "order");
}

/* What follows a visit adds up, whatever is filtered. */
static void
test_shares (void)
{
  g_autofree char *csv = make_csv ();
  g_autoptr (WayLog) log = read_log (csv);
  g_autoptr (WayDocument) document = make_map (log);
  g_autoptr (WayLogView) view = way_log_view_new_for_journey (log, get_journey (document), NULL, FALSE);

  for (guint day = 0; day < 9; day++)
    {
      WayLogFilter filter = WAY_LOG_FILTER_INIT;

      filter.from = log->oldest + day * 86400000LL;

      way_log_view_select (view, &filter);

      g_autoptr (WayTraffic) traffic = way_log_traffic_new_for_view (view, get_journey (document));

      for (guint p = 0; p < traffic->n_places; p++)
        {
          double sum = way_traffic_get_end_share (&traffic->places[p]) + way_traffic_get_open_share (&traffic->places[p]);

          for (guint e = 0; e < traffic->n_edges; e++)
            sum += traffic->edges[e].from == p ? traffic->edges[e].share : 0;
          g_assert_true (traffic->places[p].events == 0 || fabs (sum - 1) < 1e-12);
        }
    }
}

/* A map from a log is a map: all its events have a touchpoint, from the first to the last, and it is the same each time. */
static void
test_map (void)
{
  g_autofree char *csv = make_csv ();
  g_autoptr (WayLog) log = read_log (csv);
  g_autoptr (WayDocument) document = way_log_map_new (log, "Log"), again = way_log_map_new (log, "Log");
  g_autoptr (WayTraffic) traffic = make_traffic (log, get_journey (document));

  g_assert_cmpuint (traffic->n_ghosts, ==, 0);
  g_assert_cmpuint (traffic->n_places, ==, 5);

  /* What is drawn is what was counted. */
  WayElement *connection;

  way_each (connection, get_journey (document), WAY_KIND_CONNECTION)
    {
      const WayTrafficEdge *edge = way_traffic_find_edge (traffic, way_element_get (connection, WAY_FIELD_FROM), way_element_get (connection, WAY_FIELD_TO));
      double share = 0;

      g_assert_nonnull (edge);
      way_element_get_number (connection, WAY_FIELD_SHARE, &share);
      g_assert_cmpfloat (fabs (share - edge->share), <=, 0.005 + 1e-9);
    }
  g_assert_cmpstr (traffic->places[0].name, ==, "visit");
  g_assert_true (way_element_equal (way_document_get_root (document), way_document_get_root (again)));
}

static void
test_is_log (void)
{
  g_autofree char *csv = make_csv ();
  const struct
  {
    const char *text;
    gboolean is_log;
  } rows[] = {
    { csv, TRUE },
    { "<?xml version=\"1.0\"?>\n<log xes.version=\"1.0\"></log>", TRUE },
    { "Respondent ID,Date,NPS,Comment\n1,2026-01-01,9,good\n2,2026-01-02,3,bad\n", FALSE },
    { "case_id,activity,timestamp\n1,visit,2026-01-01\n2,visit,2026-01-02\n", FALSE },
    { "Phase,Awareness,Decision\nTouchpoints,Web,Shop\n", FALSE },
    { "journey\n  title Day\n  section Go\n    Make tea: 5: Me\n", FALSE },
    { "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (way_log_is_log (rows[i].text, strlen (rows[i].text), "file.csv"), ==, rows[i].is_log);
}

/* Of several journeys the one that the log is about, with the rules of the document; none that it is not about. */
static void
test_document (void)
{
  g_autofree char *csv = make_csv ();
  g_autoptr (WayLog) log = read_log (csv);
  g_autoptr (WayElement) root = way_element_new (WAY_KIND_DOCUMENT);
  static const char *const events[] = { "order", "visit", "nothing" };
  WayElement *rule = way_element_new (WAY_KIND_RULE);

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      WayElement *journey = way_element_append (root, way_element_new (WAY_KIND_JOURNEY)), *touchpoint = way_element_append (journey, way_element_new (WAY_KIND_TOUCHPOINT)), *event = way_element_append (touchpoint, way_element_new (WAY_KIND_EVENT));

      way_element_init_value (touchpoint, WAY_FIELD_ID, events[i]);
      way_element_init_value (touchpoint, WAY_FIELD_NAME, events[i]);
      way_element_init_value (event, WAY_FIELD_MATCH, events[i]);
    }
  way_element_init_value (rule, WAY_FIELD_ID, "ru-chat");
  way_element_init_value (rule, WAY_FIELD_NAME, "No chat");
  way_element_init_value (rule, WAY_FIELD_KIND, "sequence");
  way_element_init_value (rule, WAY_FIELD_MATCH, "visit > chat");
  way_element_append (root, rule);

  g_autoptr (WayTraffic) traffic = way_log_traffic_new_for_document (log, root);

  g_assert_cmpuint (traffic->n_cases, ==, 10);
  g_assert_nonnull (way_traffic_find_place (traffic, "visit"));
  g_assert_cmpuint (traffic->n_rules, ==, 1);
  g_assert_cmpuint (traffic->rules[0].cases, ==, 3);
  g_assert_cmpuint (traffic->rules[0].looked, ==, 10);

  g_autoptr (WayElement) other = way_element_new (WAY_KIND_DOCUMENT);

  way_element_append (other, way_element_new (WAY_KIND_JOURNEY));
  g_assert_null (way_log_traffic_new_for_document (log, other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log-traffic/traffic", test_traffic);
  g_test_add_func ("/log-traffic/shares", test_shares);
  g_test_add_func ("/log-traffic/map", test_map);
  g_test_add_func ("/log-traffic/document", test_document);
  g_test_add_func ("/log-traffic/is-log", test_is_log);
  return g_test_run ();
}
