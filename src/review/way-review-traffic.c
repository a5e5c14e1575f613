#include <glib/gi18n-lib.h>

#include "base/way-number.h"
#include "model/way-figures.h"
#include "model/way-statistics.h"
#include "review/way-review-private.h"

/* Where customers do otherwise than is drawn, and where rules that spare them are broken (R000-8, R003-5). Of each kind only what concerns
 * the most journeys: a list of everything is what the figures of the log are for. */

#define MOST 3
/* From these shares on, surely: the lower end of the interval. */
#define LEAST_WAY 0.05
#define LEAST_LEAK 0.2
#define LEAST_EVENT 0.05

typedef struct
{
  const WayElement *at, *other;
  const char *place; /* id, or NULL */
  guint cases;       /* by which findings of a kind are ranked */
  char *text;
} Finding;

static void
finding_clear (gpointer data)
{
  g_free (((Finding *) data)->text);
}

static int
compare_findings_cb (gconstpointer a, gconstpointer b)
{
  guint x = ((const Finding *) a)->cases, y = ((const Finding *) b)->cases;

  return x != y ? (x > y ? -1 : 1) : 0;
}

static GArray *
new_findings (void)
{
  GArray *findings = g_array_new (FALSE, FALSE, sizeof (Finding));

  g_array_set_clear_func (findings, finding_clear);
  return findings;
}

static void
add_findings (WayReview *self, WayRule rule, GArray *findings)
{
  g_array_sort (findings, compare_findings_cb);
  for (guint i = 0; i < findings->len && i < MOST; i++)
    {
      const Finding *finding = &g_array_index (findings, Finding, i);

      way_review_add (self, rule, finding->at, finding->other, "%s", finding->text)->place = g_strdup (finding->place);
    }
}

/* --- words --- */

static char *
percent (double share)
{
  return way_number_to_text (100 * share, 1);
}

/* "8 % (7 to 9.2)". */
static char *
share_to_text (double share, WayInterval interval)
{
  g_autofree char *value = percent (share), *low = percent (interval.low), *high = percent (interval.high);

  /* Translators: percent, with its 95 % interval. */
  return g_strdup_printf (_ ("%s %% (%s to %s)"), value, low, high);
}

/* What nobody of `n` did may still be done by so many percent. */
static char *
none_to_text (guint n)
{
  return percent (way_statistics_wilson (0, n).high);
}

/* --- where --- */

static const WayElement *
find_touchpoint (const WayReview *self, const char *id)
{
  const WayElement *element = way_document_lookup (self->document, id);

  return element != NULL && way_element_get_kind (element) == WAY_KIND_TOUCHPOINT ? element : NULL;
}

/* NULL if all of it is gone. */
static const WayElement *
find_journey (const WayReview *self)
{
  for (guint i = 0; i < self->traffic->n_places; i++)
    {
      const WayElement *touchpoint = find_touchpoint (self, self->traffic->places[i].id);

      if (touchpoint != NULL)
        return way_element_get_ancestor (touchpoint, WAY_KIND_JOURNEY);
    }
  return NULL;
}

/* Of any kind; the map may have changed since the traffic was counted. */
static gboolean
is_drawn (const WayElement *journey, const char *from, const char *to)
{
  WayElement *connection;

  way_each (connection, journey, WAY_KIND_CONNECTION)
    if (way_element_is (connection, WAY_FIELD_FROM, from) && way_element_is (connection, WAY_FIELD_TO, to))
      return TRUE;
  return FALSE;
}

/* --- the findings --- */

/* At the touchpoint where most of them do it. */
static const char *
find_worst (const WayReview *self, guint rule)
{
  const WayTraffic *traffic = self->traffic;
  const WayTrafficBreach *worst = NULL;

  for (guint i = 0; i < traffic->n_breaches; i++)
    {
      const WayTrafficBreach *breach = &traffic->breaches[i];

      if (breach->rule == rule && !breach->is_event && breach->cases > 0 && (worst == NULL || breach->cases > worst->cases) && find_touchpoint (self, breach->at) != NULL)
        worst = breach;
    }
  return worst != NULL ? worst->at : NULL;
}

static void
find_broken (WayReview *self)
{
  g_autoptr (GArray) findings = new_findings ();

  for (guint i = 0; i < self->traffic->n_rules; i++)
    {
      const WayTrafficRule *rule = &self->traffic->rules[i];
      const WayElement *at = way_document_lookup (self->document, rule->id);
      Finding finding = { at, NULL, find_worst (self, i), rule->cases, NULL };

      if (at == NULL || rule->looked < WAY_FIGURE_SMALL_BELOW || rule->cases < WAY_FIGURE_HIDDEN_BELOW)
        continue;

      double part = (double) rule->cases / rule->looked;
      g_autofree char *n = way_number_to_text (rule->cases, 0), *all = way_number_to_text (rule->looked, 0), *share = share_to_text (part, way_statistics_wilson (part, rule->looked));
      const char *name = way_element_get_name (at);

      finding.text = finding.place != NULL ? g_strdup_printf (_ ("“%s” is broken in %s of %s journeys, %s, mostly at “%s”."), name, n, all, share, way_element_get_name (find_touchpoint (self, finding.place))) : g_strdup_printf (_ ("“%s” is broken in %s of %s journeys, %s."), name, n, all, share);
      g_array_append_val (findings, finding);
    }
  add_findings (self, WAY_RULE_RULE_BROKEN, findings);
}

static void
find_leaks (WayReview *self)
{
  g_autoptr (GArray) findings = new_findings ();

  for (guint i = 0; i < self->traffic->n_places; i++)
    {
      const WayTrafficPlace *place = &self->traffic->places[i];
      const WayElement *at = find_touchpoint (self, place->id);
      double part = way_traffic_get_end_share (place);
      WayInterval interval = way_statistics_wilson (part, place->events);
      Finding finding = { at, NULL, NULL, place->ends, NULL };

      if (at == NULL || place->is_end || place->cases < WAY_FIGURE_SMALL_BELOW || interval.low < LEAST_LEAK || way_review_hurts (self, at))
        continue;

      g_autofree char *n = way_number_to_text (place->ends, 0), *all = way_number_to_text (place->events, 0), *share = share_to_text (part, interval);

      finding.text = g_strdup_printf (_ ("At “%s” %s of %s visits, %s, are the last of their journey, and no pain point there says why."), way_element_get_name (at), n, all, share);
      g_array_append_val (findings, finding);
    }
  add_findings (self, WAY_RULE_LEAK_WITHOUT_REASON, findings);
}

/* Edges are sorted by journeys, so the first one from a place is its busiest; one is enough of each. */
static void
find_ways (WayReview *self, const WayElement *journey)
{
  const WayTraffic *traffic = self->traffic;
  g_autoptr (GArray) findings = new_findings ();
  g_autofree guint8 *told = g_new0 (guint8, traffic->n_places + 1);

  for (guint i = 0; i < traffic->n_edges && findings->len < MOST; i++)
    {
      const WayTrafficEdge *edge = &traffic->edges[i];
      const char *from = traffic->places[edge->from].id, *to = traffic->places[edge->to].id;
      const WayElement *at = find_touchpoint (self, from), *other = find_touchpoint (self, to);
      double part = traffic->n_cases > 0 ? (double) edge->cases / traffic->n_cases : 0;
      WayInterval interval = way_statistics_wilson (part, traffic->n_cases);
      Finding finding = { at, other, NULL, edge->cases, NULL };

      if (at == NULL || other == NULL || at == other || told[edge->from] || edge->cases < WAY_FIGURE_SMALL_BELOW || interval.low < LEAST_WAY || is_drawn (journey, from, to))
        continue;

      g_autofree char *n = way_number_to_text (edge->cases, 0), *all = way_number_to_text (traffic->n_cases, 0), *share = share_to_text (part, interval);

      told[edge->from] = TRUE;
      finding.text = g_strdup_printf (_ ("%s of %s journeys, %s, go from “%s” straight to “%s”, and nothing is drawn there."), n, all, share, way_element_get_name (at), way_element_get_name (other));
      g_array_append_val (findings, finding);
    }
  add_findings (self, WAY_RULE_WAY_NOT_DRAWN, findings);
}

static void
find_unreached (WayReview *self)
{
  const WayTraffic *traffic = self->traffic;
  g_autoptr (GArray) findings = new_findings ();
  g_autofree char *n = way_number_to_text (traffic->n_cases, 0), *most = traffic->n_cases > 0 ? none_to_text (traffic->n_cases) : NULL;

  for (guint i = 0; i < traffic->n_places && traffic->n_cases >= WAY_FIGURE_SMALL_BELOW; i++)
    {
      const WayElement *at = find_touchpoint (self, traffic->places[i].id);
      Finding finding = { at, NULL, NULL, 0, NULL };

      /* What stands for no event cannot be seen in the log. */
      if (at == NULL || traffic->places[i].events > 0 || way_element_get_first (at, WAY_KIND_EVENT) == NULL)
        continue;
      finding.text = g_strdup_printf (_ ("None of %s journeys comes to “%s”: at most %s %% of all do."), n, way_element_get_name (at), most);
      g_array_append_val (findings, finding);
    }
  add_findings (self, WAY_RULE_TOUCHPOINT_UNREACHED, findings);
}

static void
find_unused (WayReview *self, const WayElement *journey)
{
  const WayTraffic *traffic = self->traffic;
  g_autoptr (GArray) findings = new_findings ();
  WayElement *connection;

  way_each (connection, journey, WAY_KIND_CONNECTION)
    {
      const char *from_id = way_element_get (connection, WAY_FIELD_FROM), *to_id = way_element_get (connection, WAY_FIELD_TO);
      const WayTrafficPlace *from = from_id != NULL ? way_traffic_find_place (traffic, from_id) : NULL, *to = to_id != NULL ? way_traffic_find_place (traffic, to_id) : NULL;
      Finding finding = { connection, NULL, NULL, from != NULL ? from->cases : 0, NULL };

      if (from == NULL || to == NULL || from->cases < WAY_FIGURE_SMALL_BELOW || to->events == 0 || way_element_is (connection, WAY_FIELD_KIND, "drop-out") || way_traffic_find_edge (traffic, from_id, to_id) != NULL)
        continue;

      g_autofree char *n = way_number_to_text (from->cases, 0), *most = none_to_text (from->cases);

      finding.text = g_strdup_printf (_ ("From “%s” straight to “%s” goes none of the %s journeys there: at most %s %% of them do."), way_element_get_name (find_touchpoint (self, from_id)), way_element_get_name (find_touchpoint (self, to_id)), n, most);
      g_array_append_val (findings, finding);
    }
  add_findings (self, WAY_RULE_CONNECTION_UNUSED, findings);
}

/* One for all of them, at what happens most. */
static void
find_events (WayReview *self, const WayElement *journey)
{
  const WayTraffic *traffic = self->traffic;
  const WayTrafficGhost *most = NULL;
  guint n = 0;

  for (guint i = 0; i < traffic->n_ghosts; i++)
    {
      const WayTrafficGhost *ghost = &traffic->ghosts[i];

      if (ghost->cases < WAY_FIGURE_SMALL_BELOW || ghost->cases < LEAST_EVENT * traffic->n_cases)
        continue;
      n++;
      if (most == NULL || ghost->cases > most->cases)
        most = ghost;
    }
  if (most == NULL)
    return;

  g_autofree char *cases = way_number_to_text (most->cases, 0);
  WayGap *gap;

  if (n == 1)
    gap = way_review_add (self, WAY_RULE_EVENT_NOT_SHOWN, journey, NULL, _ ("“%s” happens in %s journeys, and no touchpoint stands for it."), most->name, cases);
  else
    gap = way_review_add (self, WAY_RULE_EVENT_NOT_SHOWN, journey, NULL, ngettext ("“%s” happens in %s journeys, and no touchpoint stands for it; nor for %u other frequent event.", "“%s” happens in %s journeys, and no touchpoint stands for it; nor for %u other frequent events.", n - 1), most->name, cases, n - 1);
  if (most->after != WAY_TRAFFIC_NOWHERE && find_touchpoint (self, traffic->places[most->after].id) != NULL)
    gap->place = g_strdup (traffic->places[most->after].id);
}

void
way_review_traffic (WayReview *self)
{
  const WayElement *journey = self->traffic != NULL ? find_journey (self) : NULL;

  if (journey == NULL)
    return;
  find_broken (self);
  /* What shall be cannot be held against what is. */
  if (way_element_is (journey, WAY_FIELD_STATE, "future"))
    return;
  find_leaks (self);
  find_ways (self, journey);
  find_unreached (self);
  find_unused (self, journey);
  find_events (self, journey);
}
