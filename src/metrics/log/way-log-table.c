#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-match.h"
#include "metrics/log/way-log-values.h"
#include "metrics/tables/way-table.h"

/* How often progress is told and a stop is heard, in rows. */
#define ROWS_PER_STEP 16384

/* After so many it is guessed how many there are. */
#define ROWS_TO_GUESS 4096

/* What the columns are called by those who export them, the surest first; compared without case, dots and blanks. */
static const char *const role_names[WAY_N_LOG_ROLES][32] = {
  [WAY_LOG_ROLE_CASE] = { "case:concept:name", "case id", "case_id", "caseid", "_case_key", "case", "fall-id", "fall", "vorgang", "vorgangsnummer", "session_id", "session", "ticket", "ticket id", "conversation id", "kundennummer", "kunden-nr", "customer_id", "customer", "kunde", "account", "user_id", "patient", "trace", "respondent id" },
  [WAY_LOG_ROLE_ACTIVITY] = { "concept:name", "activity", "activity_en", "aktivität", "event_name", "event", "ereignis", "touchpoint", "kontaktpunkt", "task", "schritt", "step", "action", "handling", "stage", "phase" },
  [WAY_LOG_ROLE_TIME] = { "time:timestamp", "complete timestamp", "completetimestamp", "timestamp", "zeitstempel", "eventtime", "event_time", "time", "zeit", "zeitpunkt", "datetime", "date", "datum", "created", "created_at", "start timestamp" },
  [WAY_LOG_ROLE_CHANNEL] = { "channel", "kanal", "media type", "distributionchannel", "source", "quelle" },
  [WAY_LOG_ROLE_DEPARTMENT] = { "department", "abteilung", "org:group", "team", "bereich", "queue", "skill" },
  [WAY_LOG_ROLE_SEGMENT] = { "segment", "kundensegment", "customer_segment", "persona", "kundengruppe", "customer_type", "case:segment" },
  [WAY_LOG_ROLE_LIFECYCLE] = { "lifecycle:transition", "lifecycle", "registration_type", "transition" },
  [WAY_LOG_ROLE_INSTANCE] = { "concept:instance", "activity_instance_id", "activity_instance", "handling_id", "instance" },
  [WAY_LOG_ROLE_START] = { "start_timestamp", "start timestamp", "time:start", "start_time", "starttime", "startzeit", "beginn" },
  [WAY_LOG_ROLE_CURRENCY] = { "cost:currency", "currency", "währung" },
};

/* Where one table could be read as several journeys: by whom. */
static const struct
{
  const char *notion;
  const char *const names[12];
} notion_names[] = {
  { "customer", { "customer_id", "customer", "kundennummer", "kunden-nr", "kunde", "client_id", "user_id", "account", "account_id", "person", "patient" } },
  { "session", { "session_id", "session", "visit_id", "visit", "sitzung", "besuch", "ga_session_id", "conversation id" } },
  { "ticket", { "ticket id", "ticket", "ticketnummer", "vorgangsnummer", "vorgang", "case_id", "case id", "incident", "order_id", "auftrag" } },
};

typedef struct
{
  WayTable *table;
  const WayLogOptions *options;
  WayLogFacts *facts;
  WayReport *report;
  const WayColumn *columns[WAY_N_LOG_ROLES]; /* NULL: there is none */
  WayTimeForm time_form, start_form;
  gboolean has_values;  /* a score or a cost */
  const char *currency; /* that the column of costs is called after, or NULL */
  WayLifecycle lifecycle;
  WayLogBuilder *builder;
} Import;

static void
say (Import *self, const char *role, const WayColumn *column, const char *reason)
{
  g_autofree char *before = self->facts->reason;

  self->facts->reason = g_strdup_printf ("%s%s%s: “%s”, %s", before != NULL ? before : "", before != NULL ? "\n" : "", role, column->name, reason);
}

static gboolean
holds_times (const WayColumn *column)
{
  return column->type == WAY_COLUMN_TIME || column->type == WAY_COLUMN_NUMBER;
}

/* `whatever`: times may be anything. */
static const WayColumn *
find_named (Import *self, WayLogRole role, const char *const *names, guint n, gboolean whatever)
{
  GPtrArray *columns = way_table_get_columns (self->table);

  for (guint i = 0; i < n && names[i] != NULL; i++)
    {
      g_autofree char *wanted = way_match_squeeze (names[i]);

      for (guint k = 0; k < columns->len; k++)
        {
          const WayColumn *column = g_ptr_array_index (columns, k);
          g_autofree char *name = way_match_squeeze (column->name);

          if (strcmp (name, wanted) == 0 && (role != WAY_LOG_ROLE_TIME || whatever || holds_times (column)))
            return column;
        }
    }
  return NULL;
}

static const WayColumn *
find_by_name (Import *self, WayLogRole role)
{
  for (guint i = 0; role == WAY_LOG_ROLE_CASE && self->options->notion != NULL && i < G_N_ELEMENTS (notion_names); i++)
    if (strcmp (notion_names[i].notion, self->options->notion) == 0)
      return find_named (self, role, notion_names[i].names, G_N_ELEMENTS (notion_names[i].names), FALSE);
  return find_named (self, role, role_names[role], G_N_ELEMENTS (role_names[role]), FALSE);
}

static gboolean
is_taken (const Import *self, const WayColumn *column)
{
  for (guint i = 0; i < WAY_N_LOG_ROLES; i++)
    if (self->columns[i] == column)
      return TRUE;
  return FALSE;
}

static gboolean
is_found (const int *found, WayLogRole before, int column)
{
  for (guint i = 0; i < before; i++)
    if (found[i] == column)
      return TRUE;
  return FALSE;
}

void
way_log_guess_columns (const char *const *names, int found[WAY_N_LOG_ROLES])
{
  for (WayLogRole role = WAY_LOG_ROLE_CASE; role < WAY_N_LOG_ROLES; role++)
    {
      found[role] = -1;
      for (guint i = 0; found[role] < 0 && role_names[role][i] != NULL; i++)
        {
          g_autofree char *wanted = way_match_squeeze (role_names[role][i]);

          for (int k = 0; found[role] < 0 && names[k] != NULL; k++)
            {
              g_autofree char *name = way_match_squeeze (names[k]);

              if (strcmp (name, wanted) == 0 && !is_found (found, role, k))
                found[role] = k;
            }
        }
      for (int k = 0; (role == WAY_LOG_ROLE_SCORE || role == WAY_LOG_ROLE_COST) && found[role] < 0 && names[k] != NULL; k++)
        if ((role == WAY_LOG_ROLE_SCORE ? way_log_is_score_name (names[k]) : way_log_is_cost_name (names[k])) && !is_found (found, role, k))
          found[role] = k;
    }
}

/* Where names say nothing: the first times; as activity what has few different texts, as case what has many. */
static const WayColumn *
find_by_cells (Import *self, WayLogRole role)
{
  GPtrArray *columns = way_table_get_columns (self->table);
  const WayColumn *best = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (columns, i);

      if (is_taken (self, column) || column->n_filled == 0)
        continue;
      if (role == WAY_LOG_ROLE_TIME && column->type == WAY_COLUMN_TIME && best == NULL)
        best = column;
      if (role == WAY_LOG_ROLE_ACTIVITY && column->type == WAY_COLUMN_TEXT && column->n_distinct >= 2 && column->n_distinct < 100 && column->n_distinct * 3 < column->n_filled && (best == NULL || column->n_distinct > best->n_distinct))
        best = column;
      if (role == WAY_LOG_ROLE_CASE && (column->type == WAY_COLUMN_TEXT || column->type == WAY_COLUMN_NUMBER) && column->n_distinct * 3 >= MIN (column->n_filled, 200) && column->n_distinct < column->n_filled && best == NULL)
        best = column;
    }
  return best;
}

static gboolean
choose (Import *self, WayLogRole role, const char *asked, const char *label, gboolean needed, GError **error)
{
  const WayColumn *column = asked != NULL ? way_table_find_column (self->table, asked) : find_by_name (self, role);
  const char *reason = asked != NULL ? _ ("as you said.") : _ ("as its name says.");

  if (asked != NULL && column == NULL)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("There is no column “%s”. Look at the first row of the file."), asked);
      return FALSE;
    }
  if (column == NULL && (needed || role == WAY_LOG_ROLE_TIME))
    {
      column = find_by_cells (self, role);
      reason = role == WAY_LOG_ROLE_TIME ? _ ("the first column with times.") : role == WAY_LOG_ROLE_ACTIVITY ? _ ("as it has few different texts, over and over.")
                                                                                                              : _ ("as its texts come back in several rows.");
    }
  if (column == NULL && needed)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("It cannot be told which column is the %s. Name it."), label);
      return FALSE;
    }
  self->columns[role] = column;
  if (column != NULL)
    say (self, label, column, reason);
  return TRUE;
}

/* What the log may have besides: by its name, and where the cells are what they should be. */
static gboolean
choose_value (Import *self, WayLogRole role, const char *asked, const char *label, gboolean (*is_name) (const char *name), GError **error)
{
  GPtrArray *columns = way_table_get_columns (self->table);

  if (asked != NULL)
    return *asked == '\0' || choose (self, role, asked, label, FALSE, error);
  for (guint i = 0; self->columns[role] == NULL && i < columns->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (columns, i);
      gboolean is_number = column->type == WAY_COLUMN_NUMBER || (role == WAY_LOG_ROLE_SCORE && column->type == WAY_COLUMN_ANSWER);

      if (is_number && !is_taken (self, column) && is_name (column->name) && (role == WAY_LOG_ROLE_COST || column->has_scale || (column->least >= 0 && column->most <= 100)))
        self->columns[role] = column;
    }
  if (self->columns[role] != NULL)
    say (self, label, self->columns[role], role == WAY_LOG_ROLE_COST ? _ ("as its name says, and it holds numbers.") : _ ("as its name says, and it holds numbers as scores are."));
  return TRUE;
}

/* Silently: they only say more of a column above. */
static void
choose_beside (Import *self, WayLogRole role)
{
  const WayColumn *column = find_by_name (self, role);

  self->columns[role] = column != NULL && !is_taken (self, column) ? column : NULL;
}

static gboolean
choose_values (Import *self, GError **error)
{
  const WayColumn *start = find_by_name (self, WAY_LOG_ROLE_START);

  if (!choose_value (self, WAY_LOG_ROLE_SCORE, self->options->score_column, _ ("score"), way_log_is_score_name, error) || !choose_value (self, WAY_LOG_ROLE_COST, self->options->cost_column, _ ("cost"), way_log_is_cost_name, error))
    return FALSE;
  if (self->columns[WAY_LOG_ROLE_COST] != NULL)
    choose_beside (self, WAY_LOG_ROLE_CURRENCY);
  choose_beside (self, WAY_LOG_ROLE_INSTANCE);
  if (self->columns[WAY_LOG_ROLE_TIME] != NULL && start != NULL && start->type == WAY_COLUMN_TIME && !is_taken (self, start))
    {
      self->columns[WAY_LOG_ROLE_START] = start;
      say (self, _ ("start"), start, _ ("as its name says."));
    }
  self->has_values = self->columns[WAY_LOG_ROLE_SCORE] != NULL || self->columns[WAY_LOG_ROLE_COST] != NULL;
  return TRUE;
}

/* A log without times is read as well, but nobody should wonder where they are. */
static void
tell_lost_times (Import *self)
{
  const WayColumn *column = self->columns[WAY_LOG_ROLE_TIME] == NULL ? find_named (self, WAY_LOG_ROLE_TIME, role_names[WAY_LOG_ROLE_TIME], G_N_ELEMENTS (role_names[WAY_LOG_ROLE_TIME]), TRUE) : NULL;

  if (column != NULL && column->n_filled > 0 && !is_taken (self, column))
    say (self, _ ("no time"), column, _ ("its name says so, but most of its cells cannot be read as times. Choose it yourself to keep only the rows that have one."));
}

static gboolean
choose_all (Import *self, GError **error)
{
  const WayLogOptions *options = self->options;

  return choose (self, WAY_LOG_ROLE_CASE, options->case_column, _ ("case"), FALSE, error) &&
         choose (self, WAY_LOG_ROLE_ACTIVITY, options->activity_column, _ ("event"), FALSE, error) &&
         choose (self, WAY_LOG_ROLE_TIME, options->time_column, _ ("time"), FALSE, error) &&
         choose (self, WAY_LOG_ROLE_CHANNEL, options->channel_column, _ ("channel"), FALSE, error) &&
         choose (self, WAY_LOG_ROLE_DEPARTMENT, options->department_column, _ ("department"), FALSE, error) &&
         choose (self, WAY_LOG_ROLE_SEGMENT, options->segment_column, _ ("segment"), FALSE, error) &&
         choose (self, WAY_LOG_ROLE_LIFECYCLE, NULL, _ ("lifecycle"), FALSE, error) &&
         (self->columns[WAY_LOG_ROLE_ACTIVITY] != NULL || choose (self, WAY_LOG_ROLE_ACTIVITY, NULL, _ ("event"), TRUE, error)) &&
         (self->columns[WAY_LOG_ROLE_CASE] != NULL || choose (self, WAY_LOG_ROLE_CASE, NULL, _ ("case"), TRUE, error)) &&
         choose_values (self, error);
}

/* Bare numbers in the column of times: seconds or milliseconds since 1970, or the days of a spreadsheet, by their size. */
static WayTimeForm
choose_time_form (const WayColumn *column)
{
  if (column == NULL || column->type != WAY_COLUMN_NUMBER)
    return column != NULL ? column->form : WAY_TIME_YMD;
  if (column->most < 200000 && column->least > 1)
    return WAY_TIME_EXCEL;
  return column->most < 1e11 ? WAY_TIME_UNIX : WAY_TIME_UNIX_MS;
}

static WayCell
get_cell (const Import *self, WayLogRole role)
{
  if (self->columns[role] == NULL)
    return (WayCell){ "", 0 };
  return way_table_get_cell (self->table, self->columns[role]->index);
}

static void
refuse_row (Import *self, const char *reason, WayCell cell)
{
  way_log_facts_refuse (self->facts, self->report, way_table_get_line (self->table), reason, cell.text, cell.length);
}

/* What the row tells of, and counts it. */
static WayLogStep
read_step (Import *self)
{
  WayCell cell = get_cell (self, WAY_LOG_ROLE_LIFECYCLE);
  WayLogStep step = way_log_step_from_text (cell.text, cell.length);

  self->facts->n_steps[step]++;
  return step;
}

/* Few give a zero, so a scale from 0 to 10 may look like one from 1. NAN: there is no scale. */
static double
get_lowest (const WayColumn *score)
{
  return !score->has_scale ? NAN : score->low == 1 && score->high == 10 && score->least <= 0 ? 0
                                                                                             : score->low;
}

static void
add_values (Import *self)
{
  int line = way_table_get_line (self->table);
  const WayColumn *score = self->columns[WAY_LOG_ROLE_SCORE], *cost = self->columns[WAY_LOG_ROLE_COST];
  WayCell currency = get_cell (self, WAY_LOG_ROLE_CURRENCY);

  if (currency.length == 0 && self->currency != NULL)
    currency = (WayCell){ self->currency, strlen (self->currency) };

  if (score != NULL)
    way_log_take_score (self->builder, self->facts, self->report, line, get_cell (self, WAY_LOG_ROLE_SCORE), score->decimal, get_lowest (score), score->high);
  if (cost != NULL)
    way_log_take_cost (self->builder, self->facts, self->report, line, get_cell (self, WAY_LOG_ROLE_COST), cost->decimal, currency);
}

/* How long it took, where that is asked for. */
static void
add_service (Import *self, WayLogStep step, gint64 at)
{
  WayCell instance = get_cell (self, WAY_LOG_ROLE_INSTANCE), start = get_cell (self, WAY_LOG_ROLE_START);
  gint64 begun;

  if (start.length > 0 && at != WAY_LOG_NO_TIME)
    {
      if (way_value_parse_time (start, self->start_form, &begun, NULL) && begun <= at)
        way_log_builder_set_value (self->builder, WAY_LOG_SERVICE, (double) (at - begun));
      else
        way_log_facts_doubt (self->facts, self->report, way_table_get_line (self->table), _ ("The start cannot be read, or is later than the completion; the event was kept without it."), start.text, start.length);
    }
  else if (step == WAY_LOG_STEP_COMPLETE)
    way_log_builder_set_completion (self->builder, instance.text, instance.length);
}

static void
add_event (Import *self, WayCell name, WayCell activity, gint64 at)
{
  WayCell channel = get_cell (self, WAY_LOG_ROLE_CHANNEL);

  way_log_builder_add (self->builder, name.text, name.length, activity.text, activity.length, at, channel.text, channel.length);
  if (self->columns[WAY_LOG_ROLE_DEPARTMENT] != NULL)
    way_log_builder_set_department (self->builder, get_cell (self, WAY_LOG_ROLE_DEPARTMENT).text, get_cell (self, WAY_LOG_ROLE_DEPARTMENT).length);
  if (self->columns[WAY_LOG_ROLE_SEGMENT] != NULL)
    way_log_builder_set_segment (self->builder, get_cell (self, WAY_LOG_ROLE_SEGMENT).text, get_cell (self, WAY_LOG_ROLE_SEGMENT).length);
  if (self->has_values)
    add_values (self);
}

static void
add_row (Import *self)
{
  WayCell name = get_cell (self, WAY_LOG_ROLE_CASE), activity, time;
  WayLogStep step = WAY_LOG_STEP_NONE;
  gint64 at = WAY_LOG_NO_TIME;

  way_log_builder_expect (self->builder, name.text, name.length);
  activity = get_cell (self, WAY_LOG_ROLE_ACTIVITY);
  time = get_cell (self, WAY_LOG_ROLE_TIME);
  self->facts->n_rows++;
  if (name.length == 0)
    refuse_row (self, _ ("The case is missing; the row was left out."), activity);
  else if (activity.length == 0)
    refuse_row (self, _ ("It is not said what happened; the row was left out."), time);
  else if (self->columns[WAY_LOG_ROLE_TIME] != NULL && !way_value_parse_time (time, self->time_form, &at, NULL))
    refuse_row (self, time.length == 0 ? _ ("The time is missing; the row was left out.") : _ ("The time cannot be read; the row was left out."), time);
  else if (self->columns[WAY_LOG_ROLE_LIFECYCLE] != NULL && !way_lifecycle_has_event (self->lifecycle, step = read_step (self)))
    {
      WayCell instance = get_cell (self, WAY_LOG_ROLE_INSTANCE);

      if (self->lifecycle == WAY_LIFECYCLE_PAIR && step == WAY_LOG_STEP_START)
        way_log_builder_add_start (self->builder, name.text, name.length, activity.text, activity.length, at, instance.text, instance.length);
      else
        self->facts->n_skipped++;
    }
  else
    {
      add_event (self, name, activity, at);
      if (self->lifecycle == WAY_LIFECYCLE_PAIR)
        add_service (self, step, at);
    }
}

/* From how long the first rows are. Within bounds: a file may begin with short ones and mean something else. */
static void
guess_size (Import *self, guint n)
{
  double done = way_table_get_progress (self->table), most = 8 << 20;

  if (done > 0)
    way_log_builder_expect_size (self->builder, (guint) MIN (n / done * 1.05, most));
}

static gboolean
add_rows (Import *self, GError **error)
{
  GError *failure = NULL;

  way_table_rewind (self->table);
  for (guint n = 0; way_table_next (self->table, &failure); n++)
    {
      add_row (self);
      if (n == ROWS_TO_GUESS)
        guess_size (self, n);
      if (n % ROWS_PER_STEP == 0 && self->options->progress != NULL && !self->options->progress (way_table_get_progress (self->table), self->options->data))
        {
          g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED, "%s", _ ("Stopped. Nothing was imported."));
          return FALSE;
        }
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (self->report != NULL)
    way_table_report_skipped (self->table, self->report);
  return TRUE;
}

static char *
dup_name (const WayColumn *column)
{
  return column != NULL ? g_strdup (column->name) : NULL;
}

/* That hold numbers, and that a score or a cost was told to be. */
static char **
list_number_columns (const Import *self)
{
  GPtrArray *columns = way_table_get_columns (self->table);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < columns->len; i++)
    {
      const WayColumn *column = g_ptr_array_index (columns, i);
      gboolean is_value = column == self->columns[WAY_LOG_ROLE_SCORE] || column == self->columns[WAY_LOG_ROLE_COST];

      if (is_value || ((column->type == WAY_COLUMN_NUMBER || column->type == WAY_COLUMN_ANSWER) && !is_taken (self, column)))
        g_strv_builder_add (names, column->name);
    }
  return g_strv_builder_end (names);
}

static void
keep_facts (const Import *self)
{
  WayLogFacts *facts = self->facts;

  facts->case_column = dup_name (self->columns[WAY_LOG_ROLE_CASE]);
  facts->activity_column = dup_name (self->columns[WAY_LOG_ROLE_ACTIVITY]);
  facts->time_column = dup_name (self->columns[WAY_LOG_ROLE_TIME]);
  facts->channel_column = dup_name (self->columns[WAY_LOG_ROLE_CHANNEL]);
  facts->department_column = dup_name (self->columns[WAY_LOG_ROLE_DEPARTMENT]);
  facts->segment_column = dup_name (self->columns[WAY_LOG_ROLE_SEGMENT]);
  facts->score_column = dup_name (self->columns[WAY_LOG_ROLE_SCORE]);
  facts->cost_column = dup_name (self->columns[WAY_LOG_ROLE_COST]);
  facts->lifecycle_column = dup_name (self->columns[WAY_LOG_ROLE_LIFECYCLE]);
  facts->start_column = dup_name (self->columns[WAY_LOG_ROLE_START]);
  facts->number_columns = list_number_columns (self);
  facts->source = way_table_source_get_name (way_table_get_source (self->table));
  facts->encoding = g_intern_string (way_table_get_encoding (self->table));
  facts->lifecycle = self->lifecycle;
}

/* The name of the column may say it for all cells. */
static void
begin_currency (Import *self)
{
  const WayColumn *cost = self->columns[WAY_LOG_ROLE_COST];

  if (cost == NULL)
    return;
  self->currency = way_currency_find (cost->name, strlen (cost->name));
  self->facts->currency = g_strdup (self->options->currency != NULL ? self->options->currency : self->currency);
}

WayLog *
way_log_read_table (const char *data, gsize size, const char *name, const WayLogOptions *options, WayLogFacts *facts, WayReport *report, GError **error)
{
  static const WayLogOptions nothing;
  g_auto (WayLogFacts) own = { NULL };
  g_autoptr (WayTable) table = way_table_new (data, size, name, NULL, report, error);
  g_autoptr (WayLogBuilder) builder = way_log_builder_new ();
  Import import = { .table = table, .options = options != NULL ? options : &nothing, .facts = facts != NULL ? facts : &own, .report = report, .builder = builder };
  WayLog *log;

  if (table == NULL || !choose_all (&import, error))
    return NULL;
  tell_lost_times (&import);
  import.lifecycle = import.options->lifecycle;
  import.time_form = choose_time_form (import.columns[WAY_LOG_ROLE_TIME]);
  import.start_form = choose_time_form (import.columns[WAY_LOG_ROLE_START]);
  begin_currency (&import);
  if (!add_rows (&import, error))
    return NULL;
  if (way_log_facts_begin_again (import.facts, import.options))
    {
      /* What is bad was said already. */
      way_log_builder_free (g_steal_pointer (&builder));
      import.builder = builder = way_log_builder_new ();
      import.report = NULL;
      import.lifecycle = WAY_LIFECYCLE_ALL;
      if (!add_rows (&import, error))
        return NULL;
    }
  keep_facts (&import);
  if (way_log_builder_get_size (builder) == 0)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, "%s", _ ("There is no event in the file that can be read. Check that it is the right file, and which columns are meant."));
      return NULL;
    }
  way_log_builder_set_currency (builder, import.facts->currency);
  log = way_log_builder_finish (g_steal_pointer (&builder), import.options->gap);
  import.facts->n_unpaired = log->n_unpaired;
  return log;
}

/* As far as a look at the beginning needs. */
#define HEAD (256 * 1024)

gboolean
way_log_is_log (const char *data, gsize size, const char *name)
{
  gboolean packed = size > 4 && memcmp (data, "PK\3\4", 4) == 0, zipped = size > 2 && memcmp (data, "\x1f\x8b", 2) == 0;
  gsize length = packed ? size : MIN (size, HEAD);

  if (zipped || g_strstr_len (data, (gssize) MIN (size, 4096), "<log") != NULL)
    return TRUE;
  while (length < size && length > 0 && data[length - 1] != '\n')
    length--;

  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayTable) table = way_table_new (data, length, name, NULL, report, NULL);
  static const WayLogOptions nothing;
  Import import = { .table = table, .options = &nothing };
  const WayColumn *of_case = table != NULL ? find_by_name (&import, WAY_LOG_ROLE_CASE) : NULL;

  /* An answer of a survey has a row; a journey has several. */
  return of_case != NULL && of_case->n_distinct < of_case->n_filled && find_by_name (&import, WAY_LOG_ROLE_ACTIVITY) != NULL && find_by_name (&import, WAY_LOG_ROLE_TIME) != NULL;
}
