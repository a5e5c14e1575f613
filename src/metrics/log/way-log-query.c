#include "metrics/log/way-log-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/tables/way-value.h"

#define MAX_STEPS 16

struct _WayLogQuery
{
  GArray *steps; /* (element-type WayLogQueryStep) */
};

/* --- words --- */

static void
step_clear (gpointer data)
{
  WayLogQueryStep *step = data;

  g_free (step->name);
  g_free (step->channel);
  g_free (step->department);
}

/* The next word, or a text in quotes; NULL at the end of the step. */
static char *
take_word (const char **p, gboolean *quoted)
{
  const char *from, *end;

  while (g_ascii_isspace (**p))
    (*p)++;
  *quoted = **p == '"' && (end = strchr (*p + 1, '"')) != NULL;
  if (*quoted)
    {
      from = *p + 1;
      *p = end + 1;
      return g_strndup (from, (gsize) (end - from));
    }
  from = *p;
  while (**p != '\0' && **p != '>' && !g_ascii_isspace (**p))
    (*p)++;
  return *p > from ? g_strndup (from, (gsize) (*p - from)) : NULL;
}

static void
append_word (char **to, const char *word)
{
  char *before = *to;

  *to = before != NULL ? g_strconcat (before, " ", word, NULL) : g_strdup (word);
  g_free (before);
}

static gboolean
read_within (WayLogQueryStep *step, const char *text, GError **error)
{
  double seconds;

  if (text != NULL && way_value_parse_duration ((WayCell){ text, strlen (text) }, &seconds) && seconds > 0 && seconds < 1e11)
    {
      step->within = (gint64) (seconds * 1000);
      return TRUE;
    }
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("“%s” is no time. Write “within 7 d” or “within 12 h”."), text != NULL ? text : "");
  return FALSE;
}

/* Reads one step; `*p` then stands at its ">" or at the end. */
static gboolean
read_step (WayLogQueryStep *step, const char **p, GError **error)
{
  g_autofree char *within = NULL;
  char **to = &step->name, *word;
  gboolean quoted, has_within = FALSE, is_first = TRUE;

  while ((word = take_word (p, &quoted)) != NULL)
    {
      if (!quoted && is_first && strcmp (word, "not") == 0)
        step->is_not = TRUE;
      else if (!quoted && to == &step->name && strcmp (word, "in") == 0 && step->name != NULL)
        to = &step->channel;
      else if (!quoted && to != &within && strcmp (word, "by") == 0 && step->name != NULL)
        to = &step->department;
      else if (!quoted && strcmp (word, "within") == 0 && step->name != NULL)
        {
          to = &within;
          has_within = TRUE;
        }
      else
        append_word (to, word);
      is_first = FALSE;
      g_free (word);
    }
  if (step->name == NULL)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "%s", _ ("A step of the pattern names no event. Write “Event A > Event B”."));
      return FALSE;
    }
  return !has_within || read_within (step, within, error);
}

WayLogQuery *
way_log_query_new (const char *text, GError **error)
{
  g_autoptr (WayLogQuery) self = g_new0 (WayLogQuery, 1);
  const char *p = text;

  self->steps = g_array_new (FALSE, TRUE, sizeof (WayLogQueryStep));
  g_array_set_clear_func (self->steps, step_clear);
  do
    {
      g_array_set_size (self->steps, self->steps->len + 1);
      if (self->steps->len > 1 && *p == '>')
        {
          g_array_index (self->steps, WayLogQueryStep, self->steps->len - 1).is_direct = TRUE;
          p++;
        }
      if (!read_step (&g_array_index (self->steps, WayLogQueryStep, self->steps->len - 1), &p, error))
        return NULL;
    }
  while (*p++ == '>' && self->steps->len < MAX_STEPS);
  if (p[-1] == '>')
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("A pattern has at most %d steps."), MAX_STEPS);
      return NULL;
    }
  for (guint i = 0; i < self->steps->len; i++)
    if (way_log_query_get_step (self, i)->is_not && (i + 1 < self->steps->len || i == 0))
      {
        g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "%s", _ ("“not” can only stand before the last of several steps."));
        return NULL;
      }
  return g_steal_pointer (&self);
}

WayLogQuery *
way_log_query_new_for_names (const char *const *names, guint n)
{
  WayLogQuery *self = g_new0 (WayLogQuery, 1);

  self->steps = g_array_new (FALSE, TRUE, sizeof (WayLogQueryStep));
  g_array_set_clear_func (self->steps, step_clear);
  for (guint i = 0; i < MIN (n, MAX_STEPS); i++)
    {
      WayLogQueryStep step = { .name = g_strdup (names[i]) };

      g_array_append_val (self->steps, step);
    }
  return self;
}

void
way_log_query_free (WayLogQuery *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->steps);
  g_free (self);
}

guint
way_log_query_get_size (const WayLogQuery *self)
{
  return self->steps->len;
}

const WayLogQueryStep *
way_log_query_get_step (const WayLogQuery *self, guint i)
{
  return &g_array_index (self->steps, WayLogQueryStep, i);
}

char *
way_log_query_dup_step_text (const WayLogQuery *self, guint i)
{
  const WayLogQueryStep *step = way_log_query_get_step (self, i);

  return g_strconcat (step->name, step->channel != NULL ? " · " : "", step->channel != NULL ? step->channel : "", step->department != NULL ? " · " : "", step->department != NULL ? step->department : "", NULL);
}

/* --- ready for a view --- */

struct _WayLogMatcher
{
  const WayLog *log;
  guint n;
  struct
  {
    guint8 *activities, *channels, *departments; /* by number: 1 = fits; NULL: all do */
    gint64 within;
    gboolean is_direct;
  } steps[MAX_STEPS];
  guint8 *known; /* by activity: of a node; NULL if nothing is direct */
  gboolean ends_not;
};

static guint8 *
match_names (const char *pattern, char *const *names, guint n)
{
  guint8 *fits = pattern != NULL ? g_new0 (guint8, n + 1) : NULL;

  for (guint i = 0; fits != NULL && i < n; i++)
    fits[i] = way_log_pattern_matches (pattern, names[i]);
  return fits;
}

static gboolean
is_known (const char *pattern, const WayLog *log, const WayElement *journey)
{
  WayElement *touchpoint;

  for (guint i = 0; i < log->n_activities; i++)
    if (way_log_pattern_matches (pattern, log->activity_names[i]))
      return TRUE;
  if (journey != NULL)
    way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
      if (way_log_pattern_matches (pattern, way_element_get_name (touchpoint)))
        return TRUE;
  return FALSE;
}

const char *
way_log_query_find_unknown (const WayLogQuery *self, const WayLog *log, const WayElement *journey)
{
  for (guint i = 0; i < way_log_query_get_size (self); i++)
    if (!is_known (way_log_query_get_step (self, i)->name, log, journey))
      return way_log_query_get_step (self, i)->name;
  return NULL;
}

static guint8 *
list_known (const WayLogView *view)
{
  guint8 *known = g_new0 (guint8, view->log->n_activities + 1);

  for (guint i = 0; i < view->log->n_activities; i++)
    known[i] = view->node_of[i] < WAY_LOG_IGNORED;
  return known;
}

WayLogMatcher *
way_log_matcher_new (const WayLogView *view, const WayLogQuery *query)
{
  return way_log_matcher_new_for_prefix (view, query, query->steps->len);
}

WayLogMatcher *
way_log_matcher_new_for_prefix (const WayLogView *view, const WayLogQuery *query, guint n)
{
  WayLogMatcher *self = g_new0 (WayLogMatcher, 1);
  const WayLog *log = view->log;

  self->log = log;
  self->n = n;
  for (guint k = 0; k < self->n; k++)
    {
      const WayLogQueryStep *step = way_log_query_get_step (query, k);
      g_autofree guint8 *nodes = match_names (step->name, view->node_names, view->n_nodes);

      self->steps[k].activities = match_names (step->name, log->activity_names, log->n_activities);
      self->steps[k].channels = match_names (step->channel, log->channel_names, log->n_channels);
      self->steps[k].departments = match_names (step->department, log->department_names, log->n_departments);
      self->steps[k].within = step->within;
      self->steps[k].is_direct = step->is_direct;
      if (step->is_direct && self->known == NULL)
        self->known = list_known (view);
      self->ends_not = step->is_not;
      for (guint i = 0; i < log->n_activities; i++)
        if (view->node_of[i] < WAY_LOG_IGNORED && nodes[view->node_of[i]])
          self->steps[k].activities[i] = 1;
    }
  return self;
}

void
way_log_matcher_free (WayLogMatcher *self)
{
  if (self == NULL)
    return;
  for (guint k = 0; k < self->n; k++)
    {
      g_free (self->steps[k].activities);
      g_free (self->steps[k].channels);
      g_free (self->steps[k].departments);
    }
  g_free (self->known);
  g_free (self);
}

static gboolean
fits (const guint8 *wanted, const guint16 *codes, guint32 event)
{
  return wanted == NULL || (codes != NULL && codes[event] != WAY_LOG_NO_CHANNEL && wanted[codes[event]]);
}

gboolean
way_log_matcher_knows (const WayLogMatcher *self, guint step)
{
  return memchr (self->steps[step].activities, 1, self->log->n_activities) != NULL;
}

gboolean
way_log_matcher_is (const WayLogMatcher *self, guint step, guint32 event)
{
  const WayLog *log = self->log;

  return self->steps[step].activities[log->activities[event]] && fits (self->steps[step].channels, log->channels, event) && fits (self->steps[step].departments, log->departments, event);
}

/* Journeys without times have no “within”. */
static gboolean
is_within (const WayLogMatcher *self, guint step, guint32 before, guint32 event)
{
  gint64 within = self->steps[step].within, a = self->log->times[before], b = self->log->times[event];

  return within == 0 || (a != WAY_LOG_NO_TIME && b != WAY_LOG_NO_TIME && b - a <= within);
}

#define NOT_YET G_MAXUINT32

/* For each step the latest event that ends the pattern up to it: no earlier one could lead further. `last_known` is the last event before
 * this one that the view knows, where a step asks for it. */
static gboolean
advance (const WayLogMatcher *self, guint n, guint32 *latest, guint32 event, guint32 last_known)
{
  for (guint k = n; k-- > 0;)
    if (way_log_matcher_is (self, k, event) && (k == 0 || (latest[k - 1] != NOT_YET && is_within (self, k, latest[k - 1], event) && (!self->steps[k].is_direct || last_known == NOT_YET || last_known <= latest[k - 1]))))
      {
        latest[k] = event;
        if (k == n - 1)
          return TRUE;
      }
  return FALSE;
}

static void
forget (guint32 *latest, guint n)
{
  for (guint k = 0; k < n; k++)
    latest[k] = NOT_YET;
}

/* The pattern without its last step, and then nothing that would be the last. Of several waiting ones the earliest is late first. */
static guint
each_missing (const WayLogMatcher *self, guint c, WayLogMatchFunc func, gpointer data)
{
  const WayLog *log = self->log;
  guint last = self->n - 1, count = 0;
  guint32 latest[MAX_STEPS], waiting = NOT_YET, before = NOT_YET, last_known = NOT_YET;
  gint64 within = self->steps[last].within;

  forget (latest, last);
  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      gboolean skipped = self->steps[last].is_direct && !self->known[log->activities[i]];

      if (waiting != NOT_YET && !skipped && (!is_within (self, last, waiting, i) || (self->steps[last].is_direct && !way_log_matcher_is (self, last, i))))
        {
          func (before, waiting, data);
          count++;
          waiting = NOT_YET;
        }
      if (waiting != NOT_YET && !skipped && way_log_matcher_is (self, last, i))
        waiting = NOT_YET;
      if (advance (self, last, latest, i, last_known))
        {
          if (waiting == NOT_YET)
            {
              waiting = i;
              before = last > 1 ? latest[last - 2] : NOT_YET;
            }
          forget (latest, last);
        }
      if (self->known != NULL && self->known[log->activities[i]])
        last_known = i;
    }
  if (waiting == NOT_YET || (within > 0 && log->times[waiting] != WAY_LOG_NO_TIME && log->newest - log->times[waiting] <= within))
    return count;
  func (before, waiting, data);
  return count + 1;
}

guint
way_log_matcher_each (const WayLogMatcher *self, guint c, WayLogMatchFunc func, gpointer data)
{
  const WayLog *log = self->log;
  guint32 latest[MAX_STEPS], last_known = NOT_YET;
  guint count = 0;

  if (self->ends_not)
    return each_missing (self, c, func, data);
  forget (latest, self->n);
  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      if (advance (self, self->n, latest, i, last_known))
        {
          func (self->n > 1 ? latest[self->n - 2] : NOT_YET, i, data);
          count++;
          forget (latest, self->n);
        }
      if (self->known != NULL && self->known[log->activities[i]])
        last_known = i;
    }
  return count;
}

static void
keep_first_cb (guint32 before, guint32 at, gpointer data)
{
  guint32 *first = data;

  *first = *first == NOT_YET ? at : *first;
}

guint
way_log_matcher_count (const WayLogMatcher *self, guint c, guint32 *at)
{
  guint32 first = NOT_YET;
  guint count = way_log_matcher_each (self, c, keep_first_cb, &first);

  if (count > 0 && at != NULL)
    *at = first;
  return count;
}
