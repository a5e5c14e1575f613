#include "cli/way-cli-events.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MS_PER_DAY 86400e3

void
way_cli_events_clear (WayCliEvents *self)
{
  WayCliEventOptions *o = &self->options;
  char *texts[] = { o->cache, o->map, o->journey, o->dataset, o->case_column, o->activity_column, o->time_column, o->channel_column, o->department_column, o->segment_column, o->score_column, o->cost_column, o->lifecycle, o->notion, o->from, o->to, o->channel, o->segment, o->that, o->first, o->last, o->in_department, o->min_time, o->max_time, o->coverage };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  way_log_view_free (self->view);
  way_log_query_free (self->query);
  way_log_unref (self->log);
  way_cache_close (self->cache);
  g_clear_object (&self->document);
}

WayCache *
way_cli_events_open_cache (WayCliEvents *self)
{
  if (self->cache == NULL)
    self->cache = way_cli_open_cache (self->options.cache);
  return self->cache;
}

static gboolean
show_progress (double done, gpointer unused)
{
  way_cli_progress (_ ("Reading the log: %d %%"), (int) (100 * done));
  return TRUE;
}

/* The journey of this id or name; without either the first one. */
static const WayElement *
find_journey (const WayDocument *document, const char *name)
{
  WayElement *journey;

  way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
    if (name == NULL || strcmp (way_element_get_id (journey), name) == 0 || strcmp (way_element_get_name (journey), name) == 0)
      return journey;
  return NULL;
}

gboolean
way_cli_events_make_options (const WayCliEventOptions *options, const char *verb, WayLogOptions *how, int *status)
{
  static const char *const notions[] = { "customer", "session", "ticket", NULL };
  WayLifecycle lifecycle = WAY_LIFECYCLE_COMPLETE;

  *status = WAY_CLI_DONE;
  if (options->lifecycle != NULL)
    lifecycle = way_lifecycle_from_nick (options->lifecycle);
  if (lifecycle == WAY_N_LIFECYCLES)
    *status = way_cli_wrong_use (verb, _ ("“%s” is no choice of --lifecycle. Give complete, start, both or pair."), options->lifecycle);
  else if (options->notion != NULL && !g_strv_contains (notions, options->notion))
    *status = way_cli_wrong_use (verb, _ ("“%s” is no choice of --journey-of. Give customer, session or ticket."), options->notion);
  *how = (WayLogOptions){ .case_column = options->case_column, .activity_column = options->activity_column, .time_column = options->time_column, .channel_column = options->channel_column, .department_column = options->department_column, .segment_column = options->segment_column, .score_column = options->score_column, .cost_column = options->cost_column, .has_lifecycle = options->lifecycle != NULL, .notion = options->notion, .lifecycle = lifecycle, .gap = (gint64) (fmax (options->gap_days, 0) * MS_PER_DAY), .progress = show_progress };
  return *status == WAY_CLI_DONE;
}

static gboolean
read_file (WayCliEvents *self, const char *verb, const char *path, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  WayLogOptions how;

  if (!way_cli_events_make_options (&self->options, verb, &how, status))
    return FALSE;
  bytes = way_cli_read_table (path, &error);
  way_report_set_file (report, path);
  if (bytes != NULL)
    self->log = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), path, &how, NULL, report, &error);
  way_cli_progress (NULL);
  way_cli_say_findings (path, report, error);
  *status = self->log != NULL ? WAY_CLI_DONE : WAY_CLI_FAILED;
  return self->log != NULL;
}

gboolean
way_cli_events_read_log (WayCliEvents *self, const char *verb, const char *name, int *status)
{
  g_autoptr (GError) error = NULL;
  WayCache *cache;

  if (strcmp (name, "-") == 0 || g_file_test (name, G_FILE_TEST_EXISTS) || strchr (name, G_DIR_SEPARATOR) != NULL)
    return read_file (self, verb, name, status);
  *status = WAY_CLI_FAILED;
  cache = way_cli_events_open_cache (self);
  if (cache == NULL)
    return FALSE;
  self->log = way_log_open (cache, name, self->options.gap_days > 0 ? (gint64) (self->options.gap_days * MS_PER_DAY) : -1, &error);
  if (self->log == NULL && g_error_matches (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND) && strchr (name, '.') != NULL)
    return read_file (self, verb, name, status);
  if (self->log == NULL)
    {
      way_cli_say_error (NULL, "%s", error->message);
      return FALSE;
    }
  if (self->options.dataset == NULL)
    self->options.dataset = g_strdup (name);
  *status = WAY_CLI_DONE;
  return TRUE;
}

gboolean
way_cli_events_read_map (WayCliEvents *self)
{
  if (self->options.map == NULL)
    return TRUE;
  self->document = way_cli_read_map (self->options.map, FALSE);
  if (self->document == NULL)
    return FALSE;
  self->journey = find_journey (self->document, self->options.journey);
  if (self->journey == NULL)
    way_cli_say_error (self->options.map, _ ("There is no journey “%s” on this map."), self->options.journey);
  return self->journey != NULL;
}

WayLogView *
way_cli_events_make_view (const WayCliEvents *self, gboolean whole)
{
  if (self->journey == NULL)
    return way_log_view_new (self->log);
  return way_log_view_new_for_journey (self->log, self->journey, self->options.dataset, whole);
}

/* A day alone is meant with all its hours. */
static gboolean
read_time (const char *verb, const char *text, gboolean is_end, gint64 *time, int *status)
{
  if (text == NULL)
    return TRUE;
  if (!way_value_parse_time ((WayCell){ text, strlen (text) }, WAY_TIME_YMD, time, NULL))
    {
      *status = way_cli_wrong_use (verb, _ ("“%s” is no date. Write it as 2025-12-31."), text);
      return FALSE;
    }
  if (is_end && strlen (text) <= strlen ("2025-12-31"))
    *time += (gint64) MS_PER_DAY;
  return TRUE;
}

gboolean
way_cli_events_make_filter (const WayLog *log, const char *verb, const char *from, const char *to, const char *channel, const char *segment, WayLogFilter *filter, int *status)
{
  *filter = (WayLogFilter) WAY_LOG_FILTER_INIT;
  if (!read_time (verb, from, FALSE, &filter->from, status) || !read_time (verb, to, TRUE, &filter->to, status))
    return FALSE;
  filter->segment = segment;
  filter->channel = channel != NULL ? way_log_find_channel (log, channel) : -1;
  if (channel != NULL && filter->channel < 0)
    way_cli_say_error (NULL, _ ("No event of this log is in a channel “%s”."), channel);
  else if (segment != NULL && way_log_find_segment (log, segment) < 0)
    way_cli_say_error (NULL, _ ("No journey of this log is of a segment “%s”."), segment);
  else
    return TRUE;
  *status = WAY_CLI_FAILED;
  return FALSE;
}

/* --- journeys by what they are like as a whole --- */

static gboolean
read_span (const char *verb, const char *text, gint64 *span, int *status)
{
  double seconds;

  if (text == NULL)
    return TRUE;
  if (way_value_parse_duration ((WayCell){ text, strlen (text) }, &seconds) && seconds >= 0 && seconds < 1e11)
    {
      *span = (gint64) (seconds * 1000);
      return TRUE;
    }
  *status = way_cli_wrong_use (verb, _ ("“%s” is no time. Write it as “7 d” or “12 h”."), text);
  return FALSE;
}

/* "80", "80 %" and "0.8" are the same. */
static gboolean
read_coverage (const char *verb, const char *text, double *coverage, int *status)
{
  char *rest;

  if (text == NULL)
    return TRUE;
  *coverage = g_ascii_strtod (text, &rest);
  rest += strspn (rest, " ");
  if (*coverage > 1 || *rest == '%')
    *coverage /= 100;
  if (rest != text && (*rest == '\0' || strcmp (rest, "%") == 0) && *coverage > 0 && *coverage <= 1)
    return TRUE;
  *status = way_cli_wrong_use (verb, _ ("--coverage is a share such as 80 %%, and not “%s”."), text);
  return FALSE;
}

/* NULL where there is none to read, or after saying what is wrong: `*good` tells. */
static WayLogQuery *
read_end (const char *verb, const char *text, gboolean *good, int *status)
{
  WayLogQuery *query = text != NULL && *good ? way_cli_events_read_steps (verb, text, status) : NULL;

  if (query != NULL && way_log_query_get_size (query) > 1)
    {
      *status = way_cli_wrong_use (verb, "%s", _ ("--starts-with and --ends-with take one event. --that takes several."));
      g_clear_pointer (&query, way_log_query_free);
    }
  *good = *good && (text == NULL || query != NULL);
  return query;
}

gboolean
way_cli_events_narrow (const WayCliEvents *self, const char *verb, WayLogView *view, int *status)
{
  const WayCliEventOptions *o = &self->options;
  gboolean good = TRUE;
  g_autoptr (WayLogQuery) first = read_end (verb, o->first, &good, status), last = read_end (verb, o->last, &good, status);
  WayLogShape shape = WAY_LOG_SHAPE_INIT;

  if (!good || !read_span (verb, o->min_time, &shape.shortest, status) || !read_span (verb, o->max_time, &shape.longest, status) || !read_coverage (verb, o->coverage, &shape.coverage, status))
    return FALSE;
  if (o->min_events < 0 || o->max_events < 0)
    {
      *status = way_cli_wrong_use (verb, "%s", _ ("--min-events and --max-events take numbers from 1 on."));
      return FALSE;
    }
  shape.department = o->in_department != NULL ? way_log_find_department (self->log, o->in_department) : -1;
  if (o->in_department != NULL && shape.department < 0)
    {
      way_cli_say_error (NULL, _ ("No event of this log is by a department “%s”."), o->in_department);
      *status = WAY_CLI_FAILED;
      return FALSE;
    }
  shape.first = first;
  shape.last = last;
  shape.fewest = (guint) o->min_events;
  shape.most = (guint) o->max_events;
  if (first != NULL || last != NULL || o->in_department != NULL || o->min_time != NULL || o->max_time != NULL || o->min_events > 0 || o->max_events > 0 || o->coverage != NULL)
    way_log_view_narrow_to_shape (view, &shape);
  return TRUE;
}

const char *
way_cli_events_find_single (const WayCliEventOptions *options)
{
  const struct
  {
    const char *name;
    gboolean given;
  } rows[] = {
    { "--that", options->that != NULL },
    { "--gap", options->gap_days > 0 },
    { "--began", options->began },
    { "--starts-with", options->first != NULL },
    { "--ends-with", options->last != NULL },
    { "--in-department", options->in_department != NULL },
    { "--min-time", options->min_time != NULL },
    { "--max-time", options->max_time != NULL },
    { "--min-events", options->min_events > 0 },
    { "--max-events", options->max_events > 0 },
    { "--coverage", options->coverage != NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].given)
      return rows[i].name;
  return NULL;
}

static gboolean
select_journeys (WayCliEvents *self, const char *verb, int *status)
{
  const WayCliEventOptions *options = &self->options;
  WayLogFilter filter;
  g_autoptr (GError) error = NULL;

  if (!way_cli_events_make_filter (self->log, verb, options->from, options->to, options->channel, options->segment, &filter, status))
    return FALSE;
  if (options->that != NULL)
    {
      self->query = way_log_query_new (options->that, &error);
      if (self->query == NULL)
        {
          *status = way_cli_wrong_use (verb, "%s", error->message);
          return FALSE;
        }
    }
  filter.query = self->query;
  filter.began = options->began;
  way_log_view_select (self->view, &filter);
  return way_cli_events_narrow (self, verb, self->view, status);
}

WayLogQuery *
way_cli_events_read_steps (const char *verb, const char *text, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayLogQuery) query = way_log_query_new (text, &error);

  if (query == NULL)
    *status = way_cli_wrong_use (verb, "%s", error->message);
  else if (way_log_query_get_step (query, way_log_query_get_size (query) - 1)->is_not)
    *status = way_cli_wrong_use (verb, "%s", _ ("“not” has no place among the steps of --steps."));
  else
    return g_steal_pointer (&query);
  return NULL;
}

gboolean
way_cli_events_parse (WayCliEvents *self, const WayCliUse *use, const GOptionEntry *more, int argc, char *argv[], gboolean whole, int *status)
{
  WayCliEventOptions *o = &self->options;
  const GOptionEntry shared[] = {
    { "map", 'm', 0, G_OPTION_ARG_FILENAME, &o->map, N_ ("Gather events to the touchpoints of this map."), N_ ("MAP") },
    { "journey", 'J', 0, G_OPTION_ARG_FILENAME, &o->journey, N_ ("Which journey of the map, by its id or name; the first if it is not given."), N_ ("ID") },
    { "dataset", 0, 0, G_OPTION_ARG_FILENAME, &o->dataset, N_ ("What the map calls this log."), N_ ("NAME") },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &o->from, N_ ("Only journeys with an event on this day or later."), N_ ("DATE") },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &o->to, N_ ("Only journeys with an event on this day or earlier."), N_ ("DATE") },
    { "in-channel", 0, 0, G_OPTION_ARG_FILENAME, &o->channel, N_ ("Only journeys with an event in this channel."), N_ ("NAME") },
    { "in-segment", 0, 0, G_OPTION_ARG_FILENAME, &o->segment, N_ ("Only journeys of this segment."), N_ ("NAME") },
    { "that", 0, 0, G_OPTION_ARG_FILENAME, &o->that, N_ ("Only journeys that match a pattern: “Website > Call in phone within 1 d”; with >> directly after."), N_ ("PATTERN") },
    { "began", 0, 0, G_OPTION_ARG_NONE, &o->began, N_ ("With --from and --to: only journeys that began then, not those with any event then."), NULL },
    { "starts-with", 0, 0, G_OPTION_ARG_FILENAME, &o->first, N_ ("Only journeys that begin with this event; * and ? stand for others: “Call*”."), N_ ("EVENT") },
    { "ends-with", 0, 0, G_OPTION_ARG_FILENAME, &o->last, N_ ("Only journeys that end with this event."), N_ ("EVENT") },
    { "in-department", 0, 0, G_OPTION_ARG_FILENAME, &o->in_department, N_ ("Only journeys with an event by this department."), N_ ("NAME") },
    { "min-time", 0, 0, G_OPTION_ARG_FILENAME, &o->min_time, N_ ("Only journeys that take at least so long: “7 d”, “12 h”."), N_ ("TIME") },
    { "max-time", 0, 0, G_OPTION_ARG_FILENAME, &o->max_time, N_ ("Only journeys that take at most so long."), N_ ("TIME") },
    { "min-events", 0, 0, G_OPTION_ARG_INT, &o->min_events, N_ ("Only journeys with at least so many events."), N_ ("N") },
    { "max-events", 0, 0, G_OPTION_ARG_INT, &o->max_events, N_ ("Only journeys with at most so many events."), N_ ("N") },
    { "coverage", 0, 0, G_OPTION_ARG_FILENAME, &o->coverage, N_ ("Of those only the most frequent ways that together make up this share: “80 %”."), N_ ("SHARE") },
    { "case", 0, 0, G_OPTION_ARG_FILENAME, &o->case_column, N_ ("The column that tells whose event it is."), N_ ("COLUMN") },
    { "activity", 0, 0, G_OPTION_ARG_FILENAME, &o->activity_column, N_ ("The column that tells what happened."), N_ ("COLUMN") },
    { "time", 0, 0, G_OPTION_ARG_FILENAME, &o->time_column, N_ ("The column that tells when."), N_ ("COLUMN") },
    { "channel", 0, 0, G_OPTION_ARG_FILENAME, &o->channel_column, N_ ("The column that tells in which channel."), N_ ("COLUMN") },
    { "department", 0, 0, G_OPTION_ARG_FILENAME, &o->department_column, N_ ("The column that tells by which department."), N_ ("COLUMN") },
    { "segment", 0, 0, G_OPTION_ARG_FILENAME, &o->segment_column, N_ ("The column that tells of which segment the customer is."), N_ ("COLUMN") },
    { "score", 0, 0, G_OPTION_ARG_FILENAME, &o->score_column, N_ ("The column with a score the customer gave; '' for none."), N_ ("COLUMN") },
    { "cost", 0, 0, G_OPTION_ARG_FILENAME, &o->cost_column, N_ ("The column that tells what the event cost; '' for none."), N_ ("COLUMN") },
    { "lifecycle", 0, 0, G_OPTION_ARG_FILENAME, &o->lifecycle, N_ ("Which rows count where events have a start and a completion: complete, start, both, or pair for one event that took a while."), N_ ("WHICH") },
    { "gap", 0, 0, G_OPTION_ARG_DOUBLE, &o->gap_days, N_ ("So many days of silence end a journey, and a new one begins."), N_ ("DAYS") },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &o->cache, N_ ("Take the log from this file and not from the user’s own."), N_ ("FILE") },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &o->csv, N_ ("Print CSV, with the names of the columns in the first row."), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &o->json, N_ ("Print JSON."), NULL },
  };
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_auto (GStrv) files = NULL;

  for (; more != NULL && more->long_name != NULL; more++)
    g_array_append_val (entries, *more);
  g_array_append_vals (entries, shared, G_N_ELEMENTS (shared));
  if (!way_cli_parse (use, (const GOptionEntry *) (void *) entries->data, argc, argv, &files, status) || (self->elsewhere != NULL && self->elsewhere (self, files[0], status)) || !way_cli_events_read_log (self, use->verb, files[0], status))
    return FALSE;
  *status = WAY_CLI_FAILED;
  if (!way_cli_events_read_map (self))
    return FALSE;
  self->view = way_cli_events_make_view (self, whole);
  *status = WAY_CLI_DONE;
  return select_journeys (self, use->verb, status);
}

WayCliForm
way_cli_events_get_form (const WayCliEventOptions *options)
{
  return options->json ? WAY_CLI_FORM_JSON : options->csv ? WAY_CLI_FORM_CSV
                                                          : WAY_CLI_FORM_TEXT;
}
