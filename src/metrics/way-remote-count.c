/* The questions to the warehouse. They are standard SQL with windows (SQL:2003) and ODBC's own escapes for what every database calls
 * differently; for those that were tried there are their own words, which know parts of a second. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-match.h"
#include "metrics/way-log-private.h"
#include "metrics/way-log-store-private.h"
#include "metrics/way-odbc-private.h"
#include "metrics/way-remote-flow-private.h"

/* More places nobody can look at, and no question takes so many values. */
#define MOST_PLACES 1000u
/* A map with more phases shows no funnel. */
#define MOST_PHASES 100u
/* A column with more different texts than these holds no events. */
#define MOST_NAMES 50000u
/* So many values of one bucket may come over the wire. */
#define MOST_EXACT 100000

/* What databases call what. All of it stands in SQL as it is here, with names that were quoted in the place of “%s”. */
typedef struct
{
  const char *product;
  const char *time;    /* a column of times as one that can be subtracted */
  const char *span[5]; /* milliseconds between: before, between, after the earlier one, and whether the later one comes first */
  gboolean later_first;
  const char *bucket[2];    /* around a number of milliseconds above 1 */
  const char *sample[3];    /* around a case and a number: TRUE for one of so many */
  gboolean subtracts_words; /* times may be texts */
  const char *ways[4];      /* ways as a whole: before the order of a journey's events, the events, the longest way, the most ways; NULL: it cannot */
} Dialect;

static const Dialect dialects[] = {
  { "PostgreSQL", "CAST(%s AS timestamp)", { "CAST(EXTRACT(EPOCH FROM (", " - ", ")) * 1000 AS double precision)" }, TRUE, { "FLOOR(LN(", ") * 46.166241308446828)" }, { "MOD(ABS(CAST(hashtext(CAST(", " AS text)) AS bigint)), ", ") = 0" }, FALSE, { "SELECT p, COUNT(*) FROM (SELECT string_agg(CAST(a AS text), ' ' ORDER BY ", ") AS p FROM ", " e GROUP BY c HAVING COUNT(*) <= ", ") w GROUP BY p ORDER BY 2 DESC, 1 LIMIT " } },
  { "SQLite", "strftime('%Y-%m-%d %H:%M:%f', %s)", { "ROUND((julianday(", ") - julianday(", ")) * 86400000.0)" }, TRUE, { "CAST(LN(", ") * 46.166241308446828 AS INTEGER)" }, { NULL }, TRUE, { "SELECT p, COUNT(*) FROM (SELECT MIN(p) AS p FROM (SELECT c, group_concat(a, ' ') OVER (PARTITION BY c ORDER BY ", " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS p FROM ", " e) x GROUP BY c HAVING COUNT(*) <= ", ") w GROUP BY p ORDER BY 2 DESC, 1 LIMIT " } },
  { "", "%s", { "({fn TIMESTAMPDIFF(SQL_TSI_SECOND, ", ", ", ")} * 1000.0)" }, FALSE, { "{fn FLOOR({fn LOG(", ")} * 46.166241308446828)}" }, { NULL }, FALSE },
};

/* A count under way. */
typedef struct
{
  WayRemoteTable *table;
  const WayRemoteCall *call;
  const Dialect *dialect;
  WayRemoteClock clock;
  WayRemoteFlow *flow;
  gboolean by_number; /* places are numbers in SQL, not names of events */
  gboolean by_names;  /* though places are numbers, names tell the order of what happens at the same time */
  gboolean whole;     /* so are, behind them, events that no touchpoint stands for */
  WayLifecycle lifecycle;
  GPtrArray *channels, *segments; /* (element-type utf8): those that are meant, as the table writes them; NULL: any */
  GHashTable *place_of;           /* name of an event → its place plus one */
  char *base;                     /* the events that belong to a place: c, a, t, s */
  char *order;
} Count;

static void
count_clear (Count *self)
{
  g_free (self->base);
  g_free (self->order);
  g_clear_pointer (&self->place_of, g_hash_table_unref);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  g_clear_pointer (&self->segments, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Count, count_clear)

/* --- words --- */

static char *
make_span (const Count *self, const char *earlier, const char *later)
{
  const Dialect *d = self->dialect;

  if (self->clock == WAY_REMOTE_SECONDS || self->clock == WAY_REMOTE_MILLISECONDS || self->clock == WAY_REMOTE_MICROSECONDS)
    return g_strdup_printf ("((%s - %s) * %s)", later, earlier, self->clock == WAY_REMOTE_SECONDS ? "1000.0" : self->clock == WAY_REMOTE_MICROSECONDS ? "0.001"
                                                                                                                                                      : "1.0");
  return g_strconcat (d->span[0], d->later_first ? later : earlier, d->span[1], d->later_first ? earlier : later, d->span[2], NULL);
}

static char *
make_bucket (const Count *self, const char *span)
{
  return g_strconcat ("CASE WHEN ", span, " < 1 THEN -1 ELSE ", self->dialect->bucket[0], span, self->dialect->bucket[1], " END", NULL);
}

/* One journey of so many, always the same ones; NULL with an error where this database cannot. */
static char *
make_sample (const Count *self, GError **error)
{
  const WayRemote *remote = self->table->remote;
  const char *of = self->table->columns[WAY_REMOTE_CASE];
  const Dialect *d = self->dialect;

  if (d->sample[0] != NULL)
    return g_strdup_printf ("%s%s%s%u%s", d->sample[0], of, d->sample[1], remote->sample, d->sample[2]);
  if (self->table->types[WAY_REMOTE_CASE] == WAY_ODBC_INTEGER)
    return g_strdup_printf (g_str_equal (d->product, "SQLite") ? "%s %% %u = 0" : "{fn MOD(%s, %u)} = 0", of, remote->sample);
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("%s cannot draw a sample of journeys whose cases are no numbers. Ask for all of them, or for fewer days."), way_odbc_get_product (self->table->odbc));
  return NULL;
}

/* Which rows are events: those that can be read, and tell of the step that counts. */
static void
append_events (const Count *self, GString *sql)
{
  char *const *columns = self->table->columns;
  const char *word, *comma = "";

  g_string_append_printf (sql, " WHERE %s IS NOT NULL AND %s IS NOT NULL AND %s IS NOT NULL", columns[WAY_REMOTE_CASE], columns[WAY_REMOTE_ACTIVITY], columns[WAY_REMOTE_TIME]);
  if (columns[WAY_REMOTE_LIFECYCLE] == NULL || self->lifecycle == WAY_LIFECYCLE_ALL)
    return;
  g_string_append_printf (sql, " AND (%s IS NULL OR LOWER(%s) NOT IN (", columns[WAY_REMOTE_LIFECYCLE], columns[WAY_REMOTE_LIFECYCLE]);
  for (guint i = 0; (word = way_log_step_get_word (i)) != NULL; i++)
    if (!way_lifecycle_has_event (self->lifecycle, way_log_step_from_text (word, strlen (word))))
      {
        g_string_append_printf (sql, "%s'%s'", comma, word);
        comma = ", ";
      }
  g_string_append (sql, "))");
}

/* " AND COLUMN IN (?, ?)". */
static void
append_choice (GString *sql, const char *column, const GPtrArray *names)
{
  g_string_append_printf (sql, " AND %s IN (", column);
  for (guint i = 0; i < names->len; i++)
    g_string_append (sql, i > 0 ? ", ?" : "?");
  g_string_append_c (sql, ')');
}

static void
add_choice_values (const Count *self, WayOdbcQuery *query, WayRemoteColumn column, const GPtrArray *names)
{
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (self->table->types[column] == WAY_ODBC_INTEGER)
      way_odbc_query_add_integer (query, g_ascii_strtoll (names->pdata[i], NULL, 10));
    else
      way_odbc_query_add_text (query, names->pdata[i]);
}

/* Journeys with an event in a time and a channel. */
static void
append_visits (const Count *self, GString *sql)
{
  char *const *columns = self->table->columns;
  const WayRemote *remote = self->table->remote;

  if (remote->from == WAY_LOG_NO_TIME && remote->to == WAY_LOG_NO_TIME && self->channels == NULL)
    return;
  g_string_append_printf (sql, " AND %s IN (SELECT %s FROM %s", columns[WAY_REMOTE_CASE], columns[WAY_REMOTE_CASE], self->table->table);
  append_events (self, sql);
  if (remote->from != WAY_LOG_NO_TIME)
    g_string_append_printf (sql, " AND %s >= ?", columns[WAY_REMOTE_TIME]);
  if (remote->to != WAY_LOG_NO_TIME)
    g_string_append_printf (sql, " AND %s < ?", columns[WAY_REMOTE_TIME]);
  if (self->channels != NULL)
    append_choice (sql, columns[WAY_REMOTE_CHANNEL], self->channels);
  g_string_append_c (sql, ')');
}

/* Journeys of a segment: of a case that is of several the first one counts, as in a copy. */
static void
append_segment (const Count *self, GString *sql)
{
  char *const *columns = self->table->columns;
  const char *of = columns[WAY_REMOTE_SEGMENT], *order = columns[WAY_REMOTE_ORDER];

  if (self->segments == NULL)
    return;
  g_string_append_printf (sql, " AND %s IN (SELECT c FROM (SELECT %s AS c, %s AS g, ROW_NUMBER() OVER (PARTITION BY %s ORDER BY %s%s%s) AS r FROM %s",
                          columns[WAY_REMOTE_CASE], columns[WAY_REMOTE_CASE], of, columns[WAY_REMOTE_CASE], order != NULL ? order : columns[WAY_REMOTE_TIME], order != NULL ? "" : ", ", order != NULL ? "" : columns[WAY_REMOTE_ACTIVITY], self->table->table);
  append_events (self, sql);
  g_string_append_printf (sql, " AND %s IS NOT NULL", of);
  if (self->table->types[WAY_REMOTE_SEGMENT] == WAY_ODBC_TEXT)
    g_string_append_printf (sql, " AND %s <> ''", of);
  g_string_append (sql, ") f WHERE r = 1");
  append_choice (sql, "g", self->segments);
  g_string_append_c (sql, ')');
}

/* Which rows are meant: whole journeys, never single events of them. */
static gboolean
append_where (const Count *self, GString *sql, GError **error)
{
  append_events (self, sql);
  if (self->table->remote->sample > 1)
    {
      g_autofree char *sample = make_sample (self, error);

      if (sample == NULL)
        return FALSE;
      g_string_append_printf (sql, " AND %s", sample);
    }
  append_visits (self, sql);
  append_segment (self, sql);
  return TRUE;
}

static void
add_where_values (const Count *self, WayOdbcQuery *query)
{
  const WayRemote *remote = self->table->remote;

  if (remote->from != WAY_LOG_NO_TIME)
    way_remote_add_time (query, self->clock, remote->from);
  if (remote->to != WAY_LOG_NO_TIME)
    way_remote_add_time (query, self->clock, remote->to);
  add_choice_values (self, query, WAY_REMOTE_CHANNEL, self->channels);
  add_choice_values (self, query, WAY_REMOTE_SEGMENT, self->segments);
}

/* The number that stands for a name; −1: it is left out. */
static gint64
get_number (const Count *self, guint name)
{
  gint64 node = g_array_index (self->flow->names, WayRemoteName, name).node;

  return node >= 0 ? node : node == -1 && self->whole ? (gint64) (self->flow->places->len + name)
                                                      : -1;
}

/* With a map: numbers of places, for the names that belong to one. Without: the names themselves. */
static void
append_place (const Count *self, GString *sql)
{
  const char *event = self->table->columns[WAY_REMOTE_ACTIVITY];

  if (!self->by_number)
    {
      g_string_append (sql, event);
      return;
    }
  g_string_append_printf (sql, "CASE %s", event);
  for (guint i = 0; i < self->flow->names->len; i++)
    if (get_number (self, i) >= 0)
      g_string_append_printf (sql, " WHEN ? THEN %d", (int) get_number (self, i));
  g_string_append (sql, " END");
}

static void
add_base_values (const Count *self, WayOdbcQuery *query)
{
  for (guint i = 0; self->by_number && i < self->flow->names->len; i++)
    if (get_number (self, i) >= 0)
      way_odbc_query_add_text (query, g_array_index (self->flow->names, WayRemoteName, i).name);
  add_where_values (self, query);
}

/* c, a, t, s of each event of a place, in parentheses. */
static gboolean
make_base (Count *self, GError **error)
{
  WayRemoteTable *table = self->table;
  g_autoptr (GString) sql = g_string_new (NULL);
  /* Numbers or names, what happens at the same time comes in the same order. */
  const char *order = table->columns[WAY_REMOTE_ORDER] == NULL && self->by_names ? table->columns[WAY_REMOTE_ACTIVITY] : table->columns[WAY_REMOTE_ORDER];
  g_auto (GStrv) time = g_strsplit (self->clock == WAY_REMOTE_STAMP || self->clock == WAY_REMOTE_WORDS ? self->dialect->time : "%s", "%s", 2);

  g_string_append_printf (sql, "(SELECT c, a, t%s FROM (SELECT %s AS c, ", order != NULL ? ", s" : "", table->columns[WAY_REMOTE_CASE]);
  append_place (self, sql);
  g_string_append_printf (sql, " AS a, %s%s%s AS t", time[0], table->columns[WAY_REMOTE_TIME], time[1]);
  if (order != NULL)
    g_string_append_printf (sql, ", %s AS s", order);
  g_string_append_printf (sql, " FROM %s", table->table);
  if (!append_where (self, sql, error))
    return FALSE;
  g_string_append (sql, ") r WHERE a IS NOT NULL)");
  self->base = g_strdup (sql->str);
  self->order = g_strdup (order != NULL ? "PARTITION BY c ORDER BY t, s" : "PARTITION BY c ORDER BY t, a");
  return TRUE;
}

/* --- questions --- */

static WayOdbcQuery *
ask (const Count *self, const char *sql, const WayOdbcType *types, guint n, gint64 cut, GError **error)
{
  g_autoptr (WayOdbcQuery) query = way_odbc_query_new (self->table->odbc, sql);

  if (cut != WAY_LOG_NO_TIME)
    way_remote_add_time (query, self->clock, cut);
  add_base_values (self, query);
  return way_odbc_query_run (query, types, n, self->call->cancellable, error) ? g_steal_pointer (&query) : NULL;
}

static gboolean
end (GError *failure, GError **error)
{
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gint64
round_time (double ms)
{
  return (gint64) floor (ms);
}

static int
compare_numbers_cb (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The first and the last time of some events, in two columns. */
static void
note_times (Count *self, WayOdbcQuery *query, guint column)
{
  gint64 at;

  if (way_remote_read_time (query, column, self->clock, &at))
    self->flow->oldest = self->flow->oldest == WAY_LOG_NO_TIME ? at : MIN (self->flow->oldest, at);
  if (way_remote_read_time (query, column + 1, self->clock, &at))
    self->flow->newest = self->flow->newest == WAY_LOG_NO_TIME ? at : MAX (self->flow->newest, at);
}

/* Whoever has just begun is told by the newest event of all, whichever journeys are meant. */
static gboolean
ask_bounds (Count *self, GError **error)
{
  const WayOdbcType types[] = { way_remote_clock_get_type (self->clock), way_remote_clock_get_type (self->clock) };
  const WayRemote *remote = self->table->remote;
  const char *time = self->table->columns[WAY_REMOTE_TIME];
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;

  if (remote->from == WAY_LOG_NO_TIME && remote->to == WAY_LOG_NO_TIME && remote->sample <= 1 && self->channels == NULL && self->segments == NULL)
    return TRUE;
  g_string_append_printf (sql, "SELECT MIN(%s), MAX(%s) FROM %s", time, time, self->table->table);
  append_events (self, sql);
  query = way_odbc_query_new (self->table->odbc, sql->str);
  if (!way_odbc_query_run (query, types, G_N_ELEMENTS (types), self->call->cancellable, error))
    return FALSE;
  if (way_odbc_query_next (query, &failure))
    note_times (self, query, 0);
  return end (failure, error);
}

/* The names of all events and how often they are, and the first and the last time. */
static gboolean
ask_names (Count *self, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT, WAY_ODBC_INTEGER, WAY_ODBC_INTEGER };
  char *const *columns = self->table->columns;
  const WayOdbcType clock[] = { types[0], types[1], types[2], way_remote_clock_get_type (self->clock), way_remote_clock_get_type (self->clock) };
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;

  g_string_append_printf (sql, "SELECT %s, COUNT(*), COUNT(DISTINCT %s), MIN(%s), MAX(%s) FROM %s", columns[WAY_REMOTE_ACTIVITY], columns[WAY_REMOTE_CASE], columns[WAY_REMOTE_TIME], columns[WAY_REMOTE_TIME], self->table->table);
  if (!append_where (self, sql, error))
    return FALSE;
  g_string_append_printf (sql, " GROUP BY %s", columns[WAY_REMOTE_ACTIVITY]);
  query = way_odbc_query_new (self->table->odbc, sql->str);
  add_where_values (self, query);
  if (!way_odbc_query_run (query, clock, G_N_ELEMENTS (clock), self->call->cancellable, error))
    return FALSE;
  while (self->flow->names->len <= MOST_NAMES && way_odbc_query_next (query, &failure))
    {
      WayCell cell = way_odbc_query_get_text (query, 0);
      WayRemoteName name = { g_strndup (cell.text, cell.length), way_odbc_query_get_integer (query, 1), way_odbc_query_get_integer (query, 2), -1 };

      g_array_append_val (self->flow->names, name);
      note_times (self, query, 3);
    }
  if (self->flow->names->len > MOST_NAMES)
    g_set_error (&failure, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LIMIT, _ ("The column “%s” holds more than %u different texts. Check that it tells what happened."), self->table->remote->activity_column, MOST_NAMES);
  if (self->flow->names->len == 0 && failure == NULL)
    g_set_error (&failure, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, _ ("There is no event in the table “%s” that can be read. Check which columns and days are meant."), self->table->remote->table);
  return end (failure, error);
}

/* The lengths of journeys: d, and their bucket h. */
static char *
make_lengths (const Count *self)
{
  g_autofree char *span = make_span (self, "t0", "t1"), *bucket = make_bucket (self, "d");

  return g_strdup_printf ("(SELECT d, %s AS h FROM (SELECT %s AS d FROM (SELECT c, MIN(t) AS t0, MAX(t) AS t1 FROM %s e GROUP BY c) j) k) l", bucket, span, self->base);
}

/* Who is mature depends on one quantile alone, so that one is made exact: from the values in its bucket, if they are not too many. */
static gboolean
ask_window (Count *self, WayRemoteSpans *spans, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_NUMBER };
  double at = (double) (spans->n - 1) * 0.95;
  gint64 before, within, next_before, next_within;
  int bucket = way_remote_spans_find_bucket (spans, (gint64) floor (at), &before, &within), next = way_remote_spans_find_bucket (spans, (gint64) ceil (at), &next_before, &next_within);
  g_autofree char *lengths = make_lengths (self), *sql = g_strdup_printf ("SELECT d FROM %s WHERE h = %d OR h = %d", lengths, bucket, next);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;

  self->flow->window = way_remote_spans_get_quantile (spans, 0.95);
  if (within > MOST_EXACT)
    return TRUE;
  query = ask (self, sql, types, 1, WAY_LOG_NO_TIME, error);
  while (query != NULL && way_odbc_query_next (query, &failure))
    {
      double value = way_odbc_query_get_number (query, 0);

      g_array_append_val (values, value);
    }
  if (query == NULL || !end (failure, error))
    return FALSE;

  gint64 rank = (gint64) floor (at) - before;

  g_array_sort (values, compare_numbers_cb);
  if (rank >= 0 && rank < values->len)
    {
      double low = g_array_index (values, double, rank), high = rank + 1 < values->len ? g_array_index (values, double, rank + 1) : low;

      self->flow->window = low + (at - floor (at)) * (high - low);
    }
  return TRUE;
}

/* How long journeys take. */
static gboolean
ask_spans (Count *self, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_NUMBER, WAY_ODBC_INTEGER, WAY_ODBC_NUMBER, WAY_ODBC_NUMBER };
  g_autofree char *lengths = make_lengths (self), *sql = g_strdup_printf ("SELECT h, COUNT(*), MIN(d), MAX(d) FROM %s GROUP BY h", lengths);
  g_autoptr (WayRemoteSpans) spans = way_remote_spans_new ();
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;

  query = ask (self, sql, types, G_N_ELEMENTS (types), WAY_LOG_NO_TIME, error);
  while (query != NULL && way_odbc_query_next (query, &failure))
    way_remote_spans_add (spans, (int) way_odbc_query_get_number (query, 0), way_odbc_query_get_integer (query, 1), 0, way_odbc_query_get_number (query, 2), way_odbc_query_get_number (query, 3));
  if (query == NULL || !end (failure, error))
    return FALSE;
  g_clear_pointer (&query, way_odbc_query_free);
  self->flow->n_cases = spans->n;
  self->flow->elapsed_median = way_remote_spans_get_quantile (spans, 0.5);
  self->flow->elapsed_p90 = way_remote_spans_get_quantile (spans, 0.9);
  return spans->n == 0 || ask_window (self, spans, error);
}

/* The place a column of the answer is about; NULL if there is none such. */
static WayRemotePlace *
find_place (const Count *self, WayOdbcQuery *query, guint column, guint *at)
{
  WayCell cell = way_odbc_query_get_text (query, column);
  g_autofree char *text = g_strndup (cell.text, cell.length);
  guint number = self->by_number ? (guint) g_ascii_strtoull (text, NULL, 10) + 1 : GPOINTER_TO_UINT (g_hash_table_lookup (self->place_of, text));

  if (number == 0 || number > self->flow->places->len)
    return NULL;
  *at = number - 1;
  return &g_array_index (self->flow->places, WayRemotePlace, number - 1);
}

static gboolean
ask_places (Count *self, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT, WAY_ODBC_INTEGER, WAY_ODBC_INTEGER, WAY_ODBC_INTEGER, WAY_ODBC_INTEGER, WAY_ODBC_INTEGER, WAY_ODBC_INTEGER, WAY_ODBC_INTEGER };
  gint64 cut = round_time ((double) self->flow->newest - self->flow->window);
  g_autofree char *sql = g_strdup_printf ("SELECT a, SUM(n), COUNT(*), SUM(st), SUM(en), SUM(CASE WHEN n > 1 THEN 1 ELSE 0 END), SUM(m), SUM(en * m) FROM ("
                                          "SELECT c, a, COUNT(*) AS n, MAX(CASE WHEN p IS NULL THEN 1 ELSE 0 END) AS st, MAX(CASE WHEN b IS NULL THEN 1 ELSE 0 END) AS en, CASE WHEN MIN(t0) <= ? THEN 1 ELSE 0 END AS m FROM ("
                                          "SELECT c, a, LAG(a) OVER (%s) AS p, LEAD(a) OVER (%s) AS b, MIN(t) OVER (PARTITION BY c) AS t0 FROM %s e) w GROUP BY c, a) x GROUP BY a",
                                          self->order, self->order, self->base);
  g_autoptr (WayOdbcQuery) query = ask (self, sql, types, G_N_ELEMENTS (types), cut, error);
  GError *failure = NULL;
  guint at;

  while (query != NULL && way_odbc_query_next (query, &failure))
    {
      WayRemotePlace *place = find_place (self, query, 0, &at);

      if (place == NULL)
        continue;
      place->events = way_odbc_query_get_integer (query, 1);
      place->cases = way_odbc_query_get_integer (query, 2);
      place->starts = way_odbc_query_get_integer (query, 3);
      place->ends = way_odbc_query_get_integer (query, 4);
      place->again = way_odbc_query_get_integer (query, 5);
      place->mature = way_odbc_query_get_integer (query, 6);
      place->gone = way_odbc_query_get_integer (query, 7);
      place->open = place->ends - place->gone;
      self->flow->n_open += place->open;
      self->flow->n_events += place->events;
    }
  return query != NULL && end (failure, error);
}

typedef struct
{
  WayRemoteEdge edge;
  WayRemoteSpans *spans;
} Edge;

static void
edge_free (gpointer data)
{
  way_remote_spans_free (((Edge *) data)->spans);
  g_free (data);
}

static int
compare_edges_cb (gconstpointer a, gconstpointer b)
{
  const WayRemoteEdge *x = a, *y = b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return x->from != y->from ? (x->from < y->from ? -1 : 1) : x->to < y->to ? -1
                                                                           : x->to > y->to;
}

/* What became of all buckets of all edges. */
static void
settle_edges (Count *self, GHashTable *edges)
{
  WayRemoteFlow *flow = self->flow;
  g_autoptr (GPtrArray) leaving = g_ptr_array_new_with_free_func ((GDestroyNotify) way_remote_spans_free);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < flow->places->len; i++)
    g_ptr_array_add (leaving, way_remote_spans_new ());
  g_hash_table_iter_init (&iter, edges);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Edge *edge = value;
      WayRemoteSpans *spans = edge->spans;

      edge->edge.count = spans->n;
      edge->edge.mean = spans->sum / (double) spans->n;
      edge->edge.least = spans->least;
      edge->edge.most = spans->most;
      edge->edge.median = way_remote_spans_get_quantile (spans, 0.5);
      edge->edge.p90 = way_remote_spans_get_quantile (spans, 0.9);
      edge->edge.has_interval = way_remote_spans_get_median_interval (spans, &edge->edge.median_low, &edge->edge.median_high);
      way_remote_spans_join (g_ptr_array_index (leaving, edge->edge.from), spans);
      g_array_append_val (flow->edges, edge->edge);
    }
  g_array_sort (flow->edges, compare_edges_cb);
  for (guint i = 0; i < flow->places->len; i++)
    g_array_index (flow->places, WayRemotePlace, i).patience = way_remote_spans_get_quantile (g_ptr_array_index (leaving, i), 0.95);
}

static gboolean
ask_edges (Count *self, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT, WAY_ODBC_TEXT, WAY_ODBC_NUMBER, WAY_ODBC_INTEGER, WAY_ODBC_INTEGER, WAY_ODBC_NUMBER, WAY_ODBC_NUMBER, WAY_ODBC_NUMBER };
  g_autofree char *span = make_span (self, "t", "u"), *bucket = make_bucket (self, "d"), *sql = NULL;
  g_autoptr (GHashTable) edges = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, edge_free);
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;

  sql = g_strdup_printf ("SELECT a, b, h, COUNT(*), SUM(f), SUM(d), MIN(d), MAX(d) FROM (SELECT a, b, d, f, %s AS h FROM ("
                         "SELECT a, b, %s AS d, CASE WHEN ROW_NUMBER() OVER (PARTITION BY c, a, b ORDER BY t) = 1 THEN 1 ELSE 0 END AS f FROM ("
                         "SELECT c, a, t, LEAD(a) OVER (%s) AS b, LEAD(t) OVER (%s) AS u FROM %s e) w WHERE b IS NOT NULL) x) y GROUP BY a, b, h",
                         bucket, span, self->order, self->order, self->base);
  query = ask (self, sql, types, G_N_ELEMENTS (types), WAY_LOG_NO_TIME, error);
  while (query != NULL && way_odbc_query_next (query, &failure))
    {
      guint from, to;
      gint64 key;
      Edge *edge;

      if (find_place (self, query, 0, &from) == NULL || find_place (self, query, 1, &to) == NULL)
        continue;
      key = (gint64) from << 32 | to;
      edge = g_hash_table_lookup (edges, &key);
      if (edge == NULL)
        {
          edge = g_new0 (Edge, 1);
          edge->edge.from = from;
          edge->edge.to = to;
          edge->spans = way_remote_spans_new ();
          g_hash_table_insert (edges, g_memdup2 (&key, sizeof key), edge);
        }
      way_remote_spans_add (edge->spans, (int) way_odbc_query_get_number (query, 2), way_odbc_query_get_integer (query, 3), way_odbc_query_get_number (query, 5), way_odbc_query_get_number (query, 6), way_odbc_query_get_number (query, 7));
      edge->edge.cases += way_odbc_query_get_integer (query, 4);
    }
  if (query == NULL || !end (failure, error))
    return FALSE;
  settle_edges (self, edges);
  return TRUE;
}

/* --- phases --- */

/* c, m (whether it is mature), f0, f1 …: when each journey first came to each phase. */
static char *
make_firsts (const Count *self, const guint32 *phase_of, guint n)
{
  g_autoptr (GString) sql = g_string_new ("(SELECT c, CASE WHEN MIN(t) <= ? THEN 1 ELSE 0 END AS m");

  for (guint k = 0; k < n; k++)
    {
      g_string_append (sql, ", MIN(CASE WHEN a IN (-1");
      for (guint i = 0; i < self->flow->places->len; i++)
        if (phase_of[i] == k)
          g_string_append_printf (sql, ", %u", i);
      g_string_append_printf (sql, ") THEN t END) AS f%u", k);
    }
  g_string_append_printf (sql, " FROM %s e GROUP BY c) j", self->base);
  return g_strdup (sql->str);
}

/* That a journey came to each phase up to this one, and to none before the one before it. */
static void
append_through (GString *sql, guint k)
{
  g_string_append (sql, "f0 IS NOT NULL");
  for (guint i = 1; i <= k; i++)
    g_string_append_printf (sql, " AND f%u <= f%u", i - 1, i);
}

static gboolean
ask_reached (Count *self, const char *firsts, gint64 cut, GError **error)
{
  GArray *stages = self->flow->stages;
  g_autofree WayOdbcType *types = g_new (WayOdbcType, 2 * stages->len + 1);
  g_autoptr (GString) sql = g_string_new ("SELECT m");
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;

  types[0] = WAY_ODBC_INTEGER;
  for (guint k = 0; k < stages->len; k++)
    {
      g_string_append_printf (sql, ", COUNT(f%u), SUM(CASE WHEN ", k);
      append_through (sql, k);
      g_string_append (sql, " THEN 1 ELSE 0 END)");
      types[2 * k + 1] = types[2 * k + 2] = WAY_ODBC_INTEGER;
    }
  g_string_append_printf (sql, " FROM %s GROUP BY m", firsts);
  query = ask (self, sql->str, types, 2 * stages->len + 1, cut, error);
  while (query != NULL && way_odbc_query_next (query, &failure))
    for (guint k = 0; k < stages->len; k++)
      for (int all = way_odbc_query_get_integer (query, 0) != 0 ? 0 : 1; all < 2; all++)
        {
          WayRemoteStage *stage = &g_array_index (stages, WayRemoteStage, k);

          stage->reached[all] += way_odbc_query_get_integer (query, 2 * k + 1);
          stage->through[all] += way_odbc_query_get_integer (query, 2 * k + 2);
        }
  return query != NULL && end (failure, error);
}

/* From the phase before to this one. */
static gboolean
ask_passage (Count *self, const char *firsts, guint k, gint64 cut, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_INTEGER, WAY_ODBC_NUMBER, WAY_ODBC_INTEGER, WAY_ODBC_NUMBER, WAY_ODBC_NUMBER, WAY_ODBC_NUMBER };
  g_autofree char *before = g_strdup_printf ("f%u", k - 1), *at = g_strdup_printf ("f%u", k), *span = make_span (self, before, at), *bucket = make_bucket (self, "d");
  g_autoptr (WayRemoteSpans) mature = way_remote_spans_new (), all = way_remote_spans_new ();
  WayRemoteStage *stage = &g_array_index (self->flow->stages, WayRemoteStage, k);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;

  g_string_append_printf (sql, "SELECT m, h, COUNT(*), SUM(d), MIN(d), MAX(d) FROM (SELECT m, d, %s AS h FROM (SELECT m, %s AS d FROM %s WHERE ", bucket, span, firsts);
  append_through (sql, k);
  g_string_append (sql, ") x) y GROUP BY m, h");
  query = ask (self, sql->str, types, G_N_ELEMENTS (types), cut, error);
  while (query != NULL && way_odbc_query_next (query, &failure))
    {
      WayRemoteSpans *const both[] = { all, mature };

      for (int i = 0; i <= (way_odbc_query_get_integer (query, 0) != 0); i++)
        way_remote_spans_add (both[i], (int) way_odbc_query_get_number (query, 1), way_odbc_query_get_integer (query, 2), way_odbc_query_get_number (query, 3), way_odbc_query_get_number (query, 4), way_odbc_query_get_number (query, 5));
    }
  if (query == NULL || !end (failure, error))
    return FALSE;
  stage->median[0] = way_remote_spans_get_quantile (mature, 0.5);
  stage->median[1] = way_remote_spans_get_quantile (all, 0.5);
  return TRUE;
}

/* How far journeys get through the phases of the map. */
static gboolean
ask_phases (Count *self, const WayElement *journey, GError **error)
{
  guint n = self->flow->places->len;
  g_autofree guint32 *phase_of = g_new (guint32, n + 1);
  g_autofree char *firsts = NULL;
  g_autoptr (WayFunnel) funnel = way_log_funnel_new_blank ();
  gint64 cut = round_time ((double) self->flow->newest - self->flow->window);

  if (journey == NULL)
    return TRUE;
  way_log_funnel_add_stages (funnel, journey, phase_of, n, n);
  if (funnel->stages->len == 0 || funnel->stages->len > MOST_PHASES)
    return TRUE;
  for (guint k = 0; k < funnel->stages->len; k++)
    {
      WayRemoteStage stage = { .id = g_strdup (g_array_index (funnel->stages, WayFunnelStage, k).id), .median = { NAN, NAN } };

      g_array_append_val (self->flow->stages, stage);
    }
  firsts = make_firsts (self, phase_of, funnel->stages->len);
  if (!ask_reached (self, firsts, cut, error))
    return FALSE;
  for (guint k = 1; k < funnel->stages->len; k++)
    if (!ask_passage (self, firsts, k, cut, error))
      return FALSE;
  return TRUE;
}

/* Where the database can make a text of many rows. Few ways are longer than what is asked for, and what is left out can be told. */
static gboolean
ask_ways (Count *counting, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT, WAY_ODBC_INTEGER };
  const char *const *words = counting->dialect->ways;
  WayRemoteFlow *flow = counting->flow;
  g_auto (Count) self = { .table = counting->table, .call = counting->call, .dialect = counting->dialect, .clock = counting->clock, .flow = flow, .lifecycle = counting->lifecycle, .by_number = TRUE, .by_names = !counting->by_number, .whole = TRUE };
  g_autofree char *sql = NULL;
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;

  self.channels = counting->channels != NULL ? g_ptr_array_ref (counting->channels) : NULL;
  self.segments = counting->segments != NULL ? g_ptr_array_ref (counting->segments) : NULL;
  if (words[0] == NULL || flow->names->len > MOST_PLACES)
    return TRUE;
  if (!make_base (&self, error))
    return FALSE;
  sql = g_strdup_printf ("%s%s%s%s%s%u%s%u", words[0], strstr (self.order, "ORDER BY ") + strlen ("ORDER BY "), words[1], self.base, words[2], WAY_REMOTE_LONGEST_WAY, words[3], WAY_REMOTE_MOST_WAYS);
  query = ask (&self, sql, types, G_N_ELEMENTS (types), WAY_LOG_NO_TIME, error);
  while (query != NULL && way_odbc_query_next (query, &failure))
    {
      WayCell cell = way_odbc_query_get_text (query, 0);
      WayRemoteWay way = { g_strndup (cell.text, cell.length), way_odbc_query_get_integer (query, 1) };

      g_array_append_val (flow->ways, way);
    }
  return query != NULL && end (failure, error);
}

/* --- which journeys, which rows --- */

/* The texts of a column that are called so: as people type it, but once they differ only in that, the one that is written alike. NULL with an
 * error if there is none. */
static GPtrArray *
ask_choice (Count *self, WayRemoteColumn column, const char *wanted, const char *option, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT };
  const char *of = self->table->columns[column];
  g_autofree char *sql = NULL, *folded = way_match_fold (wanted), *chosen = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;

  if (of == NULL)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("It is not known which column of the warehouse tells that. Name it with %s COLUMN."), option);
      return NULL;
    }
  sql = g_strdup_printf ("SELECT DISTINCT %s FROM %s WHERE %s IS NOT NULL", of, self->table->table, of);
  query = way_odbc_query_new (self->table->odbc, sql);
  if (!way_odbc_query_run (query, types, 1, self->call->cancellable, error))
    return NULL;
  while (names->len < MOST_NAMES && way_odbc_query_next (query, &failure))
    {
      WayCell cell = way_odbc_query_get_text (query, 0);
      g_autofree char *name = g_strndup (cell.text, cell.length), *plain = g_strstrip (g_strdup (name)), *like = way_match_fold (plain);

      if (strcmp (like, folded) != 0)
        continue;
      if (chosen == NULL || (strcmp (plain, wanted) == 0 && strcmp (chosen, wanted) != 0))
        {
          g_free (chosen);
          chosen = g_strdup (plain);
        }
      g_ptr_array_add (names, g_steal_pointer (&name));
    }
  if (!end (failure, error))
    return NULL;
  for (guint i = names->len; i-- > 0;)
    {
      g_autofree char *plain = g_strstrip (g_strdup (names->pdata[i]));

      if (strcmp (plain, chosen) != 0)
        g_ptr_array_remove_index (names, i);
    }
  if (names->len > 0)
    return g_steal_pointer (&names);
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, column == WAY_REMOTE_CHANNEL ? _ ("No event of this log is in a channel “%s”.") : _ ("No journey of this log is of a segment “%s”."), wanted);
  return NULL;
}

static gboolean
choose_journeys (Count *self, GError **error)
{
  const WayRemote *remote = self->table->remote;

  if (remote->in_channel != NULL && *remote->in_channel != '\0' && (self->channels = ask_choice (self, WAY_REMOTE_CHANNEL, remote->in_channel, "--channel", error)) == NULL)
    return FALSE;
  return remote->in_segment == NULL || *remote->in_segment == '\0' || (self->segments = ask_choice (self, WAY_REMOTE_SEGMENT, remote->in_segment, "--segment", error)) != NULL;
}

/* As in a copy: where nothing is ever completed, all of it counts. */
static gboolean
choose_steps (Count *self, GError **error)
{
  static const WayOdbcType types[] = { WAY_ODBC_TEXT };
  const char *of = self->table->columns[WAY_REMOTE_LIFECYCLE];
  WayRemote *remote = self->table->remote;
  g_autofree char *sql = of != NULL ? g_strdup_printf ("SELECT DISTINCT %s FROM %s WHERE %s IS NOT NULL", of, self->table->table, of) : NULL;
  g_autoptr (WayOdbcQuery) query = NULL;
  GError *failure = NULL;
  gboolean has_other = FALSE, has_completion = FALSE;

  self->lifecycle = remote->lifecycle;
  if (remote->lifecycle == WAY_LIFECYCLE_PAIR)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "%s", _ ("Pairs of starts and completions need the single events. Copy the events, or let only completions count."));
      return FALSE;
    }
  if (of == NULL || remote->has_lifecycle)
    return TRUE;
  query = way_odbc_query_new (self->table->odbc, sql);
  if (!way_odbc_query_run (query, types, 1, self->call->cancellable, error))
    return FALSE;
  while (way_odbc_query_next (query, &failure))
    {
      WayCell cell = way_odbc_query_get_text (query, 0);
      WayLogStep step = way_log_step_from_text (cell.text, cell.length);

      has_completion = has_completion || step == WAY_LOG_STEP_COMPLETE;
      has_other = has_other || !way_lifecycle_has_event (self->lifecycle, step);
    }
  if (has_other && !has_completion)
    self->lifecycle = WAY_LIFECYCLE_ALL;
  remote->lifecycle = self->lifecycle;
  return end (failure, error);
}

/* --- all of it --- */

/* How times stand here, and whether this database can subtract them. */
static gboolean
look_at_times (Count *self, GError **error)
{
  WayRemoteTable *table = self->table;
  g_autofree char *sql = g_strdup_printf ("SELECT MAX(%s) FROM %s", table->columns[WAY_REMOTE_TIME], table->table);
  static const WayOdbcType types[] = { WAY_ODBC_NUMBER };
  g_autoptr (WayOdbcQuery) query = NULL;
  SQLUINTEGER functions = 0;
  guint i = 0;

  while (*dialects[i].product != '\0' && (self->call->plain || !g_str_has_prefix (way_odbc_get_product (table->odbc), dialects[i].product)))
    i++;
  self->dialect = &dialects[i];
  self->clock = way_remote_table_tell_clock (table, 0);
  if (self->clock == WAY_REMOTE_WORDS && !self->dialect->subtracts_words)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("The column “%s” holds texts, and %s cannot subtract texts as times. Choose a column of times, or copy the events."), table->remote->time_column, way_odbc_get_product (table->odbc));
      return FALSE;
    }
  if (self->clock == WAY_REMOTE_STAMP && *self->dialect->product == '\0')
    {
      SQLGetInfoW (table->odbc->connection, SQL_TIMEDATE_FUNCTIONS, &functions, sizeof functions, NULL);
      if ((functions & SQL_FN_TD_TIMESTAMPDIFF) == 0)
        {
          g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("The driver of %s cannot subtract times. Copy the events instead of having them counted there."), way_odbc_get_product (table->odbc));
          return FALSE;
        }
    }
  if (self->clock == WAY_REMOTE_STAMP || self->clock == WAY_REMOTE_WORDS)
    return TRUE;
  query = way_odbc_query_new (table->odbc, sql);
  if (!way_odbc_query_run (query, types, 1, self->call->cancellable, error) || !way_odbc_query_next (query, error))
    return FALSE;
  self->clock = way_remote_table_tell_clock (table, way_odbc_query_get_number (query, 0));
  return TRUE;
}

static gboolean
bind_places (Count *self, const WayElement *journey, const char *dataset, GError **error)
{
  guint n = 0;

  way_remote_flow_bind (self->flow, journey, dataset);
  self->by_number = journey != NULL;
  self->place_of = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->flow->names->len; i++)
    {
      const WayRemoteName *name = &g_array_index (self->flow->names, WayRemoteName, i);

      if (name->node >= 0)
        g_hash_table_insert (self->place_of, name->name, GUINT_TO_POINTER ((guint) name->node + 1));
      n += name->node >= 0;
    }
  if (n == 0)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "%s", _ ("No event in the warehouse belongs to a touchpoint of this journey. Say at the touchpoints which events they stand for, or count without a map."));
  else if (n > MOST_PLACES)
    g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LIMIT, _ ("There are %u different events, more than a warehouse can be asked about at once (%u). Bind those that matter to a map and count for that, or copy the events."), n, MOST_PLACES);
  return n > 0 && n <= MOST_PLACES;
}

static gboolean
count_all (Count *self, const WayElement *journey, const char *dataset, GError **error)
{
  const WayRemoteCall *call = self->call;

  return choose_steps (self, error) && look_at_times (self, error) && choose_journeys (self, error) && way_remote_call_step (call, 0.05, error) &&
         ask_bounds (self, error) && ask_names (self, error) && bind_places (self, journey, dataset, error) && make_base (self, error) && way_remote_call_step (call, 0.2, error) &&
         ask_spans (self, error) && way_remote_call_step (call, 0.35, error) &&
         ask_places (self, error) && way_remote_call_step (call, 0.6, error) &&
         ask_edges (self, error) && way_remote_call_step (call, 0.8, error) &&
         ask_phases (self, journey, error) && way_remote_call_step (call, 0.9, error) &&
         ask_ways (self, error) && way_remote_call_step (call, 0.95, error);
}

WayRemoteFlow *
way_remote_flow_count (WayCache *cache, const char *name, const WayRemote *remote, const WayElement *journey, const char *dataset, const WayRemoteCall *call, GError **error)
{
  g_autoptr (WayRemote) known = way_remote_load (cache, name), wanted = remote != NULL ? way_remote_copy (remote) : way_remote_new ();
  g_autoptr (WayRemoteTable) table = NULL;
  g_autoptr (WayRemoteFlow) flow = way_remote_flow_new ();
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_auto (Count) self = { NULL };
  gboolean done;

  if (way_cache_find_dataset (cache, name) != 0 && (known == NULL || known->mode != WAY_REMOTE_COUNT))
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("“%s” is here already, and not counted in a warehouse. Give what is counted another name."), name);
      return NULL;
    }
  way_remote_fill (wanted, known);
  wanted->mode = WAY_REMOTE_COUNT;
  wanted->sample = MAX (wanted->sample, 1);
  table = way_remote_table_open (g_steal_pointer (&wanted), call, error);
  if (table == NULL)
    return NULL;
  self.table = table;
  self.call = call;
  self.flow = flow;
  flow->sample = table->remote->sample;
  flow->counted = epoch != NULL ? g_ascii_strtoll (epoch, NULL, 10) * 1000 : g_get_real_time () / 1000;
  way_odbc_begin (table->odbc);
  done = count_all (&self, journey, dataset, error);
  way_odbc_end (table->odbc);
  if (!done || !way_remote_flow_save (flow, cache, name, table->remote, journey, error))
    return NULL;
  return g_steal_pointer (&flow);
}
