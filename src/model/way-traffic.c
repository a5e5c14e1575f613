#include "model/way-traffic.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/way-number.h"

static gsize last_serial;

static const char *const prefixes[] = { [WAY_TRAFFIC_MARK_WAY] = "way:", [WAY_TRAFFIC_MARK_START] = "start:", [WAY_TRAFFIC_MARK_END] = "end:" };

static gpointer
make_key (guint from, guint to)
{
  return GSIZE_TO_POINTER ((gsize) from << 32 | to);
}

static int
compare_edges_cb (const void *a, const void *b)
{
  const WayTrafficEdge *x = a, *y = b;

  if (x->cases != y->cases)
    return x->cases > y->cases ? -1 : 1;
  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return x->to < y->to ? -1 : x->to > y->to;
}

WayTraffic *
way_traffic_new_taking (guint n_cases, WayTrafficPlace *places, guint n_places, WayTrafficEdge *edges, guint n_edges, WayTrafficGhost *ghosts, guint n_ghosts)
{
  WayTraffic *self = g_new0 (WayTraffic, 1);

  *self = (WayTraffic){ 1, (guint64) (gsize) g_atomic_pointer_add (&last_serial, 1) + 1, n_cases, n_places, n_edges, n_ghosts, places, edges, ghosts, g_hash_table_new (g_str_hash, g_str_equal), g_hash_table_new (NULL, NULL) };
  if (n_edges > 0)
    qsort (edges, n_edges, sizeof *edges, compare_edges_cb);
  for (guint i = 0; i < n_places; i++)
    g_hash_table_insert (self->place_of, places[i].id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < n_edges; i++)
    g_hash_table_insert (self->edge_of, make_key (edges[i].from, edges[i].to), GUINT_TO_POINTER (i + 1));
  return self;
}

void
way_traffic_take_rules (WayTraffic *self, WayTrafficRule *rules, guint n_rules, WayTrafficBreach *breaches, guint n_breaches)
{
  self->rules = rules;
  self->n_rules = n_rules;
  self->breaches = breaches;
  self->n_breaches = n_breaches;
}

WayTraffic *
way_traffic_ref (WayTraffic *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
way_traffic_unref (WayTraffic *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_hash_table_unref (self->place_of);
  g_hash_table_unref (self->edge_of);
  for (guint i = 0; i < self->n_places; i++)
    {
      g_free (self->places[i].id);
      g_free (self->places[i].name);
    }
  for (guint i = 0; i < self->n_ghosts; i++)
    g_free (self->ghosts[i].name);
  for (guint i = 0; i < self->n_rules; i++)
    {
      g_free (self->rules[i].id);
      g_free (self->rules[i].name);
    }
  for (guint i = 0; i < self->n_breaches; i++)
    g_free (self->breaches[i].at);
  g_free (self->rules);
  g_free (self->breaches);
  g_free (self->places);
  g_free (self->edges);
  g_free (self->ghosts);
  g_free (self);
}

const WayTrafficPlace *
way_traffic_find_place (const WayTraffic *self, const char *id)
{
  guint i = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->place_of, id)) : 0;

  return i > 0 ? &self->places[i - 1] : NULL;
}

const WayTrafficEdge *
way_traffic_find_edge (const WayTraffic *self, const char *from, const char *to)
{
  const WayTrafficPlace *a = way_traffic_find_place (self, from), *b = way_traffic_find_place (self, to);
  guint i = a != NULL && b != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->edge_of, make_key ((guint) (a - self->places), (guint) (b - self->places)))) : 0;

  return i > 0 ? &self->edges[i - 1] : NULL;
}

guint
way_traffic_get_least (const WayTraffic *self, double keep)
{
  guint64 all = 0, kept = 0;

  for (guint i = 0; i < self->n_edges; i++)
    all += self->edges[i].cases;
  if (all == 0)
    return 1;
  for (guint i = 0; i < self->n_edges; i++)
    {
      kept += self->edges[i].cases;
      if ((double) kept >= keep * (double) all)
        return self->edges[i].cases;
    }
  return self->edges[self->n_edges - 1].cases;
}

static int
compare_down_cb (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? 1 : x > y ? -1
                           : 0;
}

guint
way_traffic_get_least_hook (const WayTraffic *self, double keep, gboolean begins)
{
  g_autofree guint *counts = g_new (guint, self->n_places + 1);
  guint64 all = 0, kept = 0;

  for (guint i = 0; i < self->n_places; i++)
    {
      counts[i] = begins ? self->places[i].starts : self->places[i].ends;
      all += counts[i];
    }
  qsort (counts, self->n_places, sizeof *counts, compare_down_cb);
  for (guint i = 0; i < self->n_places && counts[i] > 0; i++)
    {
      kept += counts[i];
      if ((double) kept >= keep * (double) all)
        return counts[i];
    }
  return 1;
}

guint
way_traffic_count_edges (const WayTraffic *self, guint least)
{
  guint n = 0;

  while (n < self->n_edges && self->edges[n].cases >= least)
    n++;
  return n;
}

double
way_traffic_get_end_share (const WayTrafficPlace *place)
{
  return place->events > 0 ? (double) place->ends / place->events : 0;
}

double
way_traffic_get_open_share (const WayTrafficPlace *place)
{
  return place->events > 0 ? (double) place->open / place->events : 0;
}

char *
way_traffic_describe_breaches (const WayTraffic *self, const char *at, gboolean is_event)
{
  g_autoptr (GString) s = g_string_new (NULL);

  for (guint i = 0; i < self->n_breaches; i++)
    {
      const WayTrafficBreach *breach = &self->breaches[i];
      const WayTrafficRule *rule = &self->rules[breach->rule];
      guint n = breach->cases > 0 ? breach->cases : breach->begins;
      g_autofree char *number = way_number_to_text (n, 0), *share = way_traffic_share_to_text ((double) n / MAX (rule->looked, 1u));

      if (breach->is_event != is_event || strcmp (breach->at, at) != 0)
        continue;
      g_string_append (s, s->len > 0 ? "\n" : "");
      if (breach->cases > 0)
        /* Translators: the name of a contact rule, a number of journeys, their share. */
        g_string_append_printf (s, ngettext ("“%s”: broken here in %s journey (%s)", "“%s”: broken here in %s journeys (%s)", n), rule->name, number, share);
      else
        g_string_append_printf (s, ngettext ("“%s”: what is broken later begins here in %s journey (%s)", "“%s”: what is broken later begins here in %s journeys (%s)", n), rule->name, number, share);
    }
  return s->len > 0 ? g_strdup (s->str) : NULL;
}

char *
way_traffic_wait_to_text (double milliseconds)
{
  static const struct
  {
    double size;
    const char *format;
  } units[] = {
    { 86400e3, N_ ("%s d") },
    { 3600e3, N_ ("%s h") },
    { 60e3, N_ ("%s min") },
    { 1e3, N_ ("%s s") },
  };
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (units) && milliseconds < units[i].size)
    i++;

  double value = milliseconds / units[i].size;
  g_autofree char *number = way_number_to_text (value, value < 10 && i < 2 ? 1 : 0);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *text = g_strdup_printf (_ (units[i].format), number);
#pragma GCC diagnostic pop
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  /* A line does not end between a number and its unit. */
  return g_strjoinv ("\302\240", parts);
}

char *
way_traffic_share_to_text (double share)
{
  g_autofree char *number = way_number_to_text (share < 0.0005 && share > 0 ? 0.1 : share * 100, share < 0.0995 ? 1 : 0);

  return g_strdup_printf (share < 0.0005 && share > 0 ? "< %s\302\240%%" : "%s\302\240%%", number);
}

char *
way_traffic_mark_to_id (WayTrafficMark mark, const char *from, const char *to)
{
  return to != NULL ? g_strdup_printf ("%s%s>%s", prefixes[mark], from, to) : g_strconcat (prefixes[mark], from, NULL);
}

WayTrafficMark
way_traffic_mark_from_id (const char *id, char **from, char **to)
{
  for (guint i = WAY_TRAFFIC_MARK_WAY; id != NULL && i < G_N_ELEMENTS (prefixes); i++)
    {
      const char *rest = id + strlen (prefixes[i]), *split = strchr (id, '>');

      if (!g_str_has_prefix (id, prefixes[i]) || (i == WAY_TRAFFIC_MARK_WAY) != (split != NULL))
        continue;
      if (from != NULL)
        *from = split != NULL ? g_strndup (rest, (gsize) (split - rest)) : g_strdup (rest);
      if (to != NULL)
        *to = split != NULL ? g_strdup (split + 1) : NULL;
      return (WayTrafficMark) i;
    }
  return WAY_TRAFFIC_MARK_NONE;
}
