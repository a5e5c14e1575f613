#include "ui/flow/way-flow-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/way-number.h"

static const WayJourneyLine *
find_line (const WayJourneyFlow *flow, const char *from, const char *to)
{
  guint a = flow != NULL ? way_journey_flow_find (flow, from) : G_MAXUINT, b = flow != NULL ? way_journey_flow_find (flow, to) : G_MAXUINT;

  for (guint i = 0; a != G_MAXUINT && b != G_MAXUINT && i < flow->lines->len; i++)
    {
      const WayJourneyLine *line = &g_array_index (flow->lines, WayJourneyLine, i);

      if (line->from == a && line->to == b)
        return line;
    }
  return NULL;
}

WayFlowPiece *
way_flow_piece_new (WayFlowWatch *watch, const char *id)
{
  WayFlowPiece *self = g_new0 (WayFlowPiece, 1);
  const WayTraffic *traffic = way_flow_watch_get_traffic (watch);
  const WayElement *connection;

  if (traffic == NULL)
    return self;
  self->mark = way_traffic_mark_from_id (id, &self->from, &self->to);
  connection = self->mark == WAY_TRAFFIC_MARK_NONE ? way_document_lookup (way_editor_get_document (way_flow_watch_get_editor (watch)), id) : NULL;
  if (connection != NULL && way_element_get_kind (connection) == WAY_KIND_CONNECTION)
    {
      self->mark = WAY_TRAFFIC_MARK_WAY;
      self->from = g_strdup (way_element_get (connection, WAY_FIELD_FROM));
      self->to = g_strdup (way_element_get (connection, WAY_FIELD_TO));
      self->drawn = TRUE;
    }
  if (self->mark == WAY_TRAFFIC_MARK_NONE)
    return self;
  self->place = way_traffic_find_place (traffic, self->from);
  if (self->mark != WAY_TRAFFIC_MARK_WAY)
    return self;
  self->edge = way_traffic_find_edge (traffic, self->from, self->to);
  self->line = find_line (way_flow_watch_get_flow (watch), self->from, self->to);
  self->drawn = self->drawn || (self->edge != NULL && self->edge->drawn);
  return self;
}

void
way_flow_piece_free (WayFlowPiece *self)
{
  if (self == NULL)
    return;
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

typedef struct
{
  const char *id;
  guint cases;
} Ranked;

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;

  return x->cases != y->cases ? (x->cases > y->cases ? -1 : 1) : g_strcmp0 (x->id, y->id);
}

char **
way_flow_sort_ids (WayFlowWatch *watch, const char *const *ids)
{
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  char **sorted;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (WayFlowPiece) piece = way_flow_piece_new (watch, ids[i]);

      if (piece->mark != WAY_TRAFFIC_MARK_NONE)
        g_array_append_vals (ranked, &(Ranked){ ids[i], piece->edge != NULL ? piece->edge->cases : 0 }, 1);
    }
  g_array_sort (ranked, compare_cb);
  sorted = g_new0 (char *, ranked->len + 1);
  for (guint i = 0; i < ranked->len; i++)
    sorted[i] = g_strdup (g_array_index (ranked, Ranked, i).id);
  return sorted;
}

static const char *
get_name (WayFlowWatch *watch, const char *id)
{
  const WayElement *element = way_document_lookup (way_editor_get_document (way_flow_watch_get_editor (watch)), id);

  return element != NULL ? way_element_get_name (element) : "?";
}

char *
way_flow_piece_dup_title (const WayFlowPiece *self, WayFlowWatch *watch)
{
  switch (self->mark)
    {
    case WAY_TRAFFIC_MARK_WAY:
      return g_strdup_printf (_ ("“%s” → “%s”"), get_name (watch, self->from), get_name (watch, self->to));
    case WAY_TRAFFIC_MARK_START:
      return g_strdup_printf (_ ("“%s”: journeys that start here"), get_name (watch, self->from));
    case WAY_TRAFFIC_MARK_END:
      return g_strdup_printf (_ ("“%s”: journeys that end here"), get_name (watch, self->from));
    default:
      return g_strdup ("");
    }
}

/* Journeys, and which share they are of what. */
static double
get_share (const WayFlowPiece *self, const WayTraffic *traffic, guint *cases)
{
  *cases = 0;
  if (self->mark == WAY_TRAFFIC_MARK_WAY)
    {
      *cases = self->edge != NULL ? self->edge->cases : 0;
      return self->edge != NULL ? self->edge->share : 0;
    }
  if (self->place == NULL)
    return 0;
  *cases = self->mark == WAY_TRAFFIC_MARK_START ? self->place->starts : self->place->ends;
  return self->mark == WAY_TRAFFIC_MARK_END ? way_traffic_get_end_share (self->place) : (double) self->place->starts / MAX (traffic->n_cases, 1u);
}

static void
add_times (const WayJourneyLine *line, GString *s)
{
  if (line == NULL || !(line->median >= 0))
    return;

  g_autofree char *median = way_traffic_wait_to_text (line->median), *p90 = isnan (line->p90) ? NULL : way_traffic_wait_to_text (line->p90);

  g_string_append_c (s, '\n');
  if (line->has_interval)
    {
      g_autofree char *low = way_traffic_wait_to_text (line->median_low), *high = way_traffic_wait_to_text (line->median_high);

      if (g_str_equal (low, high))
        g_string_append_printf (s, _ ("Median %s (95\302\240%% sure: %s)"), median, low);
      else
        g_string_append_printf (s, _ ("Median %s (95\302\240%% sure: %s to %s)"), median, low, high);
    }
  else
    g_string_append_printf (s, _ ("Median %s"), median);
  if (p90 != NULL)
    g_string_append_printf (s, _ (" · 90\302\240%% within %s"), p90);
}

/* What the events of the touchpoint tell: the one that is come to, or where journeys begin or end. */
static void
add_measures (const WayFlowPiece *self, WayFlowWatch *watch, GString *s)
{
  const WayJourneyFlow *flow = way_flow_watch_get_flow (watch);
  const char *id = self->to != NULL ? self->to : self->from;
  guint i = flow != NULL && flow->measures != NULL ? way_journey_flow_find (flow, id) : G_MAXUINT;

  if (i == G_MAXUINT)
    return;

  g_autofree char *text = way_log_measures_to_text (flow->measures->places[i], flow->measures->currency, FALSE);

  if (*text != '\0')
    g_string_append_printf (s, "\n“%s”: %s", g_array_index (flow->places, WayJourneyPlace, i).name, text);
}

char *
way_flow_piece_dup_facts (const WayFlowPiece *self, WayFlowWatch *watch)
{
  const WayTraffic *traffic = way_flow_watch_get_traffic (watch);
  GString *s = g_string_new (NULL);
  guint cases;

  if (self->mark == WAY_TRAFFIC_MARK_NONE || traffic == NULL)
    return g_string_free (s, FALSE);

  double share = get_share (self, traffic, &cases);
  g_autofree char *number = way_number_to_text (cases, 0), *percent = way_traffic_share_to_text (share);
  g_autofree char *journeys = g_strdup_printf (ngettext ("%s journey", "%s journeys", cases), number);

  if (self->mark == WAY_TRAFFIC_MARK_WAY && self->edge == NULL)
    {
      g_string_append (s, _ ("Drawn, but nobody goes this way."));
      return g_string_free (s, FALSE);
    }
  if (self->mark == WAY_TRAFFIC_MARK_START)
    g_string_append_printf (s, _ ("%s · %s of all journeys"), journeys, percent);
  else
    g_string_append_printf (s, _ ("%s · %s of what follows"), journeys, percent);
  if (self->mark != WAY_TRAFFIC_MARK_WAY)
    {
      if (self->mark == WAY_TRAFFIC_MARK_END && self->place != NULL && self->place->open > 0)
        {
          g_autofree char *open = way_number_to_text (self->place->open, 0);

          g_string_append_printf (s, ngettext ("\n%s more may yet go on", "\n%s more may yet go on", self->place->open), open);
        }
      add_measures (self, watch, s);
      return g_string_free (s, FALSE);
    }
  if (self->edge->count > self->edge->cases)
    {
      g_autofree char *times = way_number_to_text (self->edge->count, 0);

      g_string_append_printf (s, _ (" · gone %s times"), times);
    }
  add_times (self->line, s);
  add_measures (self, watch, s);
  g_string_append_printf (s, "\n%s", self->drawn ? _ ("Drawn on the map") : _ ("Not drawn on the map"));
  return g_string_free (s, FALSE);
}

char *
way_flow_piece_dup_brief (const WayFlowPiece *self, WayFlowWatch *watch)
{
  const WayTraffic *traffic = way_flow_watch_get_traffic (watch);
  guint cases = 0;
  double share = traffic != NULL ? get_share (self, traffic, &cases) : 0;
  g_autofree char *number = way_number_to_text (cases, 0), *percent = way_traffic_share_to_text (share);

  return g_strdup_printf ("%s · %s", percent, number);
}

char *
way_flow_piece_dup_id (const WayFlowPiece *self, WayFlowWatch *watch)
{
  const WayElement *journey = way_editor_get_journey (way_flow_watch_get_editor (watch));
  WayElement *connection;

  if (self->mark == WAY_TRAFFIC_MARK_WAY && self->drawn)
    way_each (connection, journey, WAY_KIND_CONNECTION)
      if (g_strcmp0 (way_element_get (connection, WAY_FIELD_FROM), self->from) == 0 && g_strcmp0 (way_element_get (connection, WAY_FIELD_TO), self->to) == 0)
        return g_strdup (way_element_get_id (connection));
  return way_traffic_mark_to_id (self->mark, self->from, self->to);
}

/* In quotes, in which only a quote cannot stand. */
static char *
quote (const char *name)
{
  g_autofree char *text = g_strdelimit (g_strdup (name), "\"", '?');

  return g_strdup_printf ("\"%s\"", text);
}

char *
way_flow_piece_dup_query (const WayFlowPiece *self, WayFlowWatch *watch)
{
  guint cases = 0;

  if (self->mark == WAY_TRAFFIC_MARK_NONE || self->mark == WAY_TRAFFIC_MARK_START || way_flow_watch_is_counted (watch))
    return NULL;
  get_share (self, way_flow_watch_get_traffic (watch), &cases);
  if (cases == 0)
    return NULL;

  g_autofree char *from = quote (get_name (watch, self->from)), *to = self->to != NULL ? quote (get_name (watch, self->to)) : NULL;

  return to != NULL ? g_strdup_printf ("%s >> %s", from, to) : g_strdup_printf ("%s >> not *", from);
}
