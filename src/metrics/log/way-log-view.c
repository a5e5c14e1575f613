#include "metrics/log/way-log-view.h"

#include <string.h>

#include "base/way-match.h"
#include "metrics/log/way-log-query.h"

static int
compare_names_cb (gconstpointer a, gconstpointer b, gpointer names)
{
  return strcmp (((char *const *) names)[*(const guint32 *) a], ((char *const *) names)[*(const guint32 *) b]);
}

WayLogView *
way_log_view_new (WayLog *log)
{
  WayLogView *self = g_new0 (WayLogView, 1);
  g_autofree guint32 *order = g_new (guint32, log->n_activities + 1);

  self->log = way_log_ref (log);
  self->n_nodes = log->n_activities;
  self->n_drawn = log->n_activities;
  self->node_names = g_new0 (char *, log->n_activities + 1);
  self->node_of = g_new (guint32, log->n_activities + 1);
  for (guint i = 0; i < log->n_activities; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) log->n_activities, sizeof *order, compare_names_cb, (gpointer) log->activity_names);
  for (guint i = 0; i < log->n_activities; i++)
    {
      self->node_of[order[i]] = i;
      self->node_names[i] = g_strdup (log->activity_names[order[i]]);
    }
  return self;
}

void
way_log_view_free (WayLogView *self)
{
  if (self == NULL)
    return;
  way_log_unref (self->log);
  g_strfreev (self->node_ids);
  g_strfreev (self->node_names);
  g_free (self->node_of);
  g_free (self->counts);
  g_free (self);
}

/* --- names --- */

/* Both folded. Where a star took too little, it takes one character more: linear for each star, so no pattern can stall us. */
static gboolean
matches_folded (const char *pattern, const char *name)
{
  const char *star = NULL, *resume = NULL;

  while (*name != '\0')
    {
      if (*pattern == '*')
        {
          star = ++pattern;
          resume = name;
        }
      else if (*pattern == '?' || (*pattern != '\0' && g_utf8_get_char (pattern) == g_utf8_get_char (name)))
        {
          pattern = g_utf8_next_char (pattern);
          name = g_utf8_next_char (name);
        }
      else if (star != NULL)
        {
          pattern = star;
          name = resume = g_utf8_next_char (resume);
        }
      else
        return FALSE;
    }
  while (*pattern == '*')
    pattern++;
  return *pattern == '\0';
}

gboolean
way_log_pattern_matches (const char *pattern, const char *name)
{
  g_autofree char *folded_pattern = way_match_fold (pattern), *folded_name = way_match_fold (name);

  return matches_folded (folded_pattern, folded_name);
}

typedef struct
{
  char *pattern; /* folded */
  gboolean is_exact;
  glong letters; /* that are not "*" or "?": the more, the more it says */
  guint32 node;
} Binding;

static void
binding_clear (gpointer data)
{
  g_free (((Binding *) data)->pattern);
}

/* What says more comes first; of equals, what stands first on the map. */
static int
compare_bindings_cb (gconstpointer a, gconstpointer b)
{
  const Binding *x = a, *y = b;

  if (x->is_exact != y->is_exact)
    return x->is_exact ? -1 : 1;
  if (x->letters != y->letters)
    return x->letters > y->letters ? -1 : 1;
  return x->node < y->node ? -1 : x->node > y->node;
}

static void
add_bindings (GArray *bindings, const WayElement *parent, const char *dataset, guint32 node)
{
  WayElement *event;

  way_each (event, parent, WAY_KIND_EVENT)
    {
      const char *match = way_element_get (event, WAY_FIELD_MATCH), *of = way_element_get (event, WAY_FIELD_DATASET);

      if (match == NULL || (of != NULL && dataset != NULL && strcmp (of, dataset) != 0))
        continue;

      Binding binding = { way_match_fold (match), strpbrk (match, "*?") == NULL, 0, node };

      for (const char *p = binding.pattern; *p != '\0'; p = g_utf8_next_char (p))
        binding.letters += *p != '*' && *p != '?';
      g_array_append_val (bindings, binding);
    }
}

static guint32
find_node (const GArray *bindings, const char *name)
{
  g_autofree char *folded = way_match_fold (name);

  for (guint i = 0; i < bindings->len; i++)
    {
      const Binding *binding = &g_array_index (bindings, Binding, i);

      if (binding->is_exact ? strcmp (binding->pattern, folded) == 0 : matches_folded (binding->pattern, folded))
        return binding->node;
    }
  return WAY_LOG_UNBOUND;
}

WayLogView *
way_log_view_new_for_journey (WayLog *log, const WayElement *journey, const char *dataset, gboolean whole)
{
  WayLogView *self = g_new0 (WayLogView, 1);
  g_autoptr (GArray) bindings = g_array_new (FALSE, FALSE, sizeof (Binding));
  GPtrArray *ids = g_ptr_array_new (), *names = g_ptr_array_new ();
  WayElement *touchpoint;

  g_array_set_clear_func (bindings, binding_clear);
  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    {
      add_bindings (bindings, touchpoint, dataset, ids->len);
      g_ptr_array_add (ids, g_strdup (way_element_get_id (touchpoint)));
      g_ptr_array_add (names, g_strdup (way_element_get_name (touchpoint)));
    }
  add_bindings (bindings, journey, dataset, WAY_LOG_IGNORED);
  g_array_sort (bindings, compare_bindings_cb);
  self->log = way_log_ref (log);
  self->n_drawn = ids->len;
  self->node_of = g_new (guint32, log->n_activities + 1);
  for (guint i = 0; i < log->n_activities; i++)
    {
      self->node_of[i] = find_node (bindings, log->activity_names[i]);
      if (whole && self->node_of[i] == WAY_LOG_UNBOUND)
        {
          self->node_of[i] = names->len;
          g_ptr_array_add (names, g_strdup (log->activity_names[i]));
        }
    }
  self->n_nodes = names->len;
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (names, NULL);
  self->node_ids = (char **) g_ptr_array_free (ids, FALSE);
  self->node_names = (char **) g_ptr_array_free (names, FALSE);
  return self;
}

/* --- which journeys --- */

static int
find_name (char *const *names, guint n, const char *name)
{
  g_autofree char *wanted = way_match_fold (name);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folded = way_match_fold (names[i]);

      if (strcmp (folded, wanted) == 0)
        return (int) i;
    }
  return -1;
}

int
way_log_find_channel (const WayLog *log, const char *name)
{
  return find_name (log->channel_names, log->n_channels, name);
}

int
way_log_find_segment (const WayLog *log, const char *name)
{
  return find_name (log->segment_names, log->n_segments, name);
}

int
way_log_find_department (const WayLog *log, const char *name)
{
  return find_name (log->department_names, log->n_departments, name);
}

static gboolean
passes (const WayLog *log, const WayLogFilter *filter, guint32 i)
{
  if (filter->from != WAY_LOG_NO_TIME && log->times[i] < filter->from)
    return FALSE;
  if (filter->to != WAY_LOG_NO_TIME && log->times[i] >= filter->to)
    return FALSE;
  return filter->channel < 0 || (log->channels != NULL && log->channels[i] == filter->channel);
}

static gboolean
passes_case (const WayLog *log, const WayLogFilter *filter, guint c)
{
  WayLogFilter rest = *filter;

  if (filter->began)
    {
      WayLogFilter start = { filter->from, filter->to, -1, NULL, NULL, FALSE };

      if (!passes (log, &start, log->first[c]))
        return FALSE;
      rest.from = rest.to = WAY_LOG_NO_TIME;
    }
  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    if (passes (log, &rest, i))
      return TRUE;
  return FALSE;
}

void
way_log_view_select (WayLogView *self, const WayLogFilter *filter)
{
  const WayLog *log = self->log;
  g_autoptr (WayLogMatcher) matcher = filter->query != NULL ? way_log_matcher_new (self, filter->query) : NULL;
  int segment = filter->segment != NULL ? way_log_find_segment (log, filter->segment) : -1;

  g_clear_pointer (&self->counts, g_free);
  if (filter->from == WAY_LOG_NO_TIME && filter->to == WAY_LOG_NO_TIME && filter->channel < 0 && filter->segment == NULL && matcher == NULL)
    return;
  self->counts = g_new0 (guint8, log->n_cases + 1);
  for (guint c = 0; c < log->n_cases; c++)
    self->counts[c] = (filter->segment == NULL || (segment >= 0 && log->segments != NULL && log->segments[c] == segment)) &&
                      passes_case (log, filter, c) && (matcher == NULL || way_log_matcher_count (matcher, c, NULL) > 0);
}

void
way_log_view_narrow (WayLogView *self, const WayLogFilter *filter)
{
  g_autofree guint8 *before = g_steal_pointer (&self->counts);

  way_log_view_select (self, filter);
  if (before == NULL)
    return;
  for (guint c = 0; self->counts != NULL && c < self->log->n_cases; c++)
    before[c] = before[c] && self->counts[c];
  g_free (self->counts);
  self->counts = g_steal_pointer (&before);
}
