#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#include "base/way-text.h"
#include "metrics/way-intern.h"
#include "metrics/way-log-bytes.h"
#include "metrics/way-log-values.h"
#include "metrics/way-xml-guard.h"

#define MAX_DEPTH 64
/* So many names of attributes are looked at. */
#define MAX_KINDS 1000

/* The classifier's keys make up an event's name; a real one has one to three. */
#define MAX_KEYS 8

typedef struct
{
  const WayLogOptions *options;
  WayLogFacts *facts;
  WayReport *report;
  WayLogBuilder *builder;
  xmlParserCtxtPtr parser;
  guint depth, ignore; /* elements deeper than `ignore` are of no interest; 0 = none is ignored */
  gboolean in_trace, in_event, has_classifier, has_starts;
  char *keys[MAX_KEYS]; /* of the event's name */
  guint n_keys;
  GString *trace; /* its name */
  guint n_traces, n_namesakes;
  WayIntern *traces; /* their names */
  GArray *bearers;   /* (element-type guint): the highest number behind each of them */
  gboolean is_named;
  GString *values[MAX_KEYS]; /* of the keys in this event */
  GString *name, *step, *channel, *department, *segment;
  GString *score, *cost, *currency, *trace_currency, *instance;
  gint64 start;
  WayLifecycle lifecycle;
  guint n_trace_costs; /* of whole journeys */
  WayIntern *known_keys;
  guint8 kinds[MAX_KINDS]; /* by known key */
  gint64 time;
  gboolean has_bad_time;
  char *refusal;
} Xes;

static void
refuse (Xes *self, const char *why)
{
  if (self->refusal == NULL)
    self->refusal = g_strdup (why);
  xmlStopParser (self->parser);
}

/* --- attributes of elements --- */

/* SAX2 gives five pointers an attribute; the value is a slice. */
static gboolean
find_attribute (int n, const xmlChar **attributes, const char *name, const char **value, gsize *length)
{
  for (int i = 0; i < n; i++, attributes += 5)
    if (strcmp ((const char *) attributes[0], name) == 0)
      {
        *value = (const char *) attributes[3];
        *length = (gsize) (attributes[4] - attributes[3]);
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_key (const char *key, gsize length, const char *wanted)
{
  return strlen (wanted) == length && memcmp (key, wanted, length) == 0;
}

/* libxml2 hands values over as they stand, with the five entities of XML. */
static void
set_text (GString *to, const char *value, gsize length)
{
  static const struct
  {
    const char *entity;
    char c;
  } entities[] = { { "&#38;", '&' }, { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' } };

  g_string_truncate (to, 0);
  if (memchr (value, '&', length) == NULL)
    {
      g_string_append_len (to, value, (gssize) length);
      return;
    }
  for (const char *p = value, *end = value + length; p < end;)
    {
      gboolean found = FALSE;

      for (guint i = 0; *p == '&' && i < G_N_ELEMENTS (entities) && !found; i++)
        if (g_str_has_prefix (p, entities[i].entity))
          {
            g_string_append_c (to, entities[i].c);
            p += strlen (entities[i].entity);
            found = TRUE;
          }
      if (!found)
        g_string_append_c (to, *p++);
    }
}

/* --- the log's own words --- */

/* <classifier name="…" keys="concept:name lifecycle:transition">; the first one is the one meant. Keys with blanks stand in quotes. */
static void
read_classifier (Xes *self, const char *keys, gsize length)
{
  g_autofree char *text = g_strndup (keys, length);
  g_auto (GStrv) parts = g_strsplit_set (text, " ", -1);

  if (self->has_classifier)
    return;
  for (char **part = parts; *part != NULL && self->n_keys < MAX_KEYS; part++)
    /* The transition is what the lifecycle option chooses by, not what happened. */
    if (**part != '\0' && strcmp (*part, "lifecycle:transition") != 0)
      self->keys[self->n_keys++] = g_strdup (*part);
  self->has_classifier = self->n_keys > 0;
}

static void
begin_event (Xes *self)
{
  self->in_event = TRUE;
  self->time = WAY_LOG_NO_TIME;
  self->has_bad_time = FALSE;
  g_string_truncate (self->name, 0);
  g_string_truncate (self->step, 0);
  g_string_truncate (self->channel, 0);
  g_string_truncate (self->department, 0);
  g_string_truncate (self->score, 0);
  g_string_truncate (self->cost, 0);
  g_string_truncate (self->currency, 0);
  g_string_truncate (self->instance, 0);
  self->start = WAY_LOG_NO_TIME;
  for (guint i = 0; i < self->n_keys; i++)
    g_string_truncate (self->values[i], 0);
}

static int
get_digits (const char *p, guint n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (p[i]))
        return -1;
      value = value * 10 + (p[i] - '0');
    }
  return value;
}

/* "2024-01-31T09:00:00.000+01:00", as nearly all logs have it. FALSE for anything else, though it may be a time all the same. */
static gboolean
read_usual_time (const char *value, gsize length, gint64 *time)
{
  gsize at = 19;
  int parts[8] = { 0 };

  if (length < 20 || value[4] != '-' || value[7] != '-' || value[10] != 'T' || value[13] != ':' || value[16] != ':')
    return FALSE;
  parts[0] = get_digits (value, 4);
  for (guint i = 1; i < 6; i++)
    parts[i] = get_digits (value + 2 + 3 * i, 2);
  if (value[at] == '.' && length > at + 4)
    {
      parts[6] = get_digits (value + at + 1, 3);
      at += 4;
    }
  if (parts[0] < 1000 || parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 28 || parts[3] < 0 || parts[3] > 23 || parts[4] < 0 || parts[4] > 59 || parts[5] < 0 || parts[5] > 59 || parts[6] < 0)
    return FALSE;
  if (length - at == 6 && (value[at] == '+' || value[at] == '-') && value[at + 3] == ':')
    {
      int hours = get_digits (value + at + 1, 2), minutes = get_digits (value + at + 4, 2);

      if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return FALSE;
      parts[7] = (hours * 60 + minutes) * (value[at] == '+' ? 1 : -1);
    }
  else if (length - at != 1 || value[at] != 'Z')
    return FALSE;
  *time = (((way_value_make_day (parts[0], parts[1], parts[2]) * 24 + parts[3]) * 60 + parts[4] - parts[7]) * 60 + parts[5]) * 1000 + parts[6];
  return TRUE;
}

/* What attributes of these names hold. */
typedef enum
{
  KEY_NEW,
  KEY_OTHER,
  KEY_SCORE,
  KEY_COST,
} KeyKind;

static KeyKind
judge_key (const Xes *self, const char *key)
{
  const WayLogOptions *options = self->options;

  if (options->cost_column != NULL ? strcmp (key, options->cost_column) == 0 : way_log_is_cost_name (key))
    return KEY_COST;
  if (options->score_column != NULL ? strcmp (key, options->score_column) == 0 : way_log_is_score_name (key))
    return KEY_SCORE;
  return KEY_OTHER;
}

/* Each name is judged once: events have many attributes, of few names. */
static KeyKind
find_kind (Xes *self, const char *key, gsize length)
{
  guint32 number;

  if (way_intern_get_size (self->known_keys) < G_N_ELEMENTS (self->kinds))
    number = way_intern_add (self->known_keys, key, length);
  else if (!way_intern_find (self->known_keys, key, length, &number))
    return KEY_OTHER;
  if (self->kinds[number] == KEY_NEW)
    self->kinds[number] = (guint8) judge_key (self, way_intern_get (self->known_keys, number));
  return (KeyKind) self->kinds[number];
}

/* What an event may have besides. */
static void
read_value_attribute (Xes *self, const char *key, gsize key_length, const char *value, gsize length)
{
  KeyKind kind = find_kind (self, key, key_length);

  if (kind == KEY_COST)
    set_text (self->cost, value, length);
  if (kind == KEY_SCORE)
    set_text (self->score, value, length);
  if (is_key (key, key_length, "concept:instance"))
    set_text (self->instance, value, length);
  else if (is_key (key, key_length, "cost:currency"))
    set_text (self->currency, value, length);
  else if (is_key (key, key_length, "start_timestamp") && !read_usual_time (value, length, &self->start))
    way_value_parse_time ((WayCell){ value, length }, WAY_TIME_YMD, &self->start, NULL);
}

static void
read_event_attribute (Xes *self, const char *key, gsize key_length, const char *value, gsize length)
{
  for (guint i = 0; i < self->n_keys; i++)
    if (is_key (key, key_length, self->keys[i]))
      set_text (self->values[i], value, length);
  if (is_key (key, key_length, "concept:name"))
    set_text (self->name, value, length);
  else if (is_key (key, key_length, "lifecycle:transition"))
    set_text (self->step, value, length);
  else if (is_key (key, key_length, self->options->channel_column != NULL ? self->options->channel_column : "channel"))
    set_text (self->channel, value, length);
  else if (is_key (key, key_length, self->options->department_column != NULL ? self->options->department_column : "org:group"))
    set_text (self->department, value, length);
  else if (is_key (key, key_length, "time:timestamp"))
    self->has_bad_time = !read_usual_time (value, length, &self->time) && !way_value_parse_time ((WayCell){ value, length }, WAY_TIME_YMD, &self->time, NULL);
  else
    read_value_attribute (self, key, key_length, value, length);
}

static void
refuse_event (Xes *self, const char *reason)
{
  way_log_facts_refuse (self->facts, self->report, xmlSAX2GetLineNumber (self->parser), reason, self->name->str, self->name->len);
}

/* The classifier's values with "+" between; the plain name where one of them is missing. */
static void
make_name (Xes *self)
{
  g_autoptr (GString) name = NULL;

  if (self->n_keys < 2)
    {
      if (self->n_keys == 1 && self->values[0]->len > 0)
        g_string_assign (self->name, self->values[0]->str);
      return;
    }
  name = g_string_new (NULL);
  for (guint i = 0; i < self->n_keys; i++)
    {
      if (self->values[i]->len == 0)
        return;
      g_string_append_printf (name, "%s%s", i > 0 ? "+" : "", self->values[i]->str);
    }
  if (name->len > 0)
    g_string_assign (self->name, name->str);
}

static WayCell
get_cell (const GString *text)
{
  return way_cell_trim (text->str, text->len);
}

static void
add_values (Xes *self)
{
  int line = self->score->len > 0 || self->cost->len > 0 ? xmlSAX2GetLineNumber (self->parser) : 0;

  way_log_take_score (self->builder, self->facts, self->report, line, get_cell (self->score), WAY_DECIMAL_POINT, NAN, NAN);
  way_log_take_cost (self->builder, self->facts, self->report, line, get_cell (self->cost), WAY_DECIMAL_POINT, get_cell (self->currency->len > 0 ? self->currency : self->trace_currency));
}

static void
add_service (Xes *self, WayLogStep step)
{
  if (self->start != WAY_LOG_NO_TIME && self->time != WAY_LOG_NO_TIME && self->start <= self->time)
    way_log_builder_set_value (self->builder, WAY_LOG_SERVICE, (double) (self->time - self->start));
  else if (step == WAY_LOG_STEP_COMPLETE)
    way_log_builder_set_completion (self->builder, self->instance->str, self->instance->len);
}

static void
add_event (Xes *self, WayLogStep step)
{
  way_log_builder_add (self->builder, self->trace->str, self->trace->len, self->name->str, self->name->len, self->time, self->channel->str, self->channel->len);
  if (self->department->len > 0)
    way_log_builder_set_department (self->builder, self->department->str, self->department->len);
  if (self->segment->len > 0)
    way_log_builder_set_segment (self->builder, self->segment->str, self->segment->len);
  if (self->score->len > 0 || self->cost->len > 0)
    add_values (self);
  if (self->lifecycle == WAY_LIFECYCLE_PAIR)
    add_service (self, step);
}

/* Each trace is a journey of its own, also one without a name or with that of another. */
static void
name_trace (Xes *self)
{
  const guint one = 1;
  gsize length = self->trace->len;
  guint known = way_intern_get_size (self->traces), first;

  self->is_named = TRUE;
  if (length == 0)
    g_string_printf (self->trace, "%u", self->n_traces);
  first = way_intern_add (self->traces, self->trace->str, self->trace->len);
  self->n_namesakes += way_intern_get_size (self->traces) == known;
  while (way_intern_get_size (self->traces) == known)
    {
      g_string_truncate (self->trace, length);
      g_string_append_printf (self->trace, " (%u)", ++g_array_index (self->bearers, guint, first));
      way_intern_add (self->traces, self->trace->str, self->trace->len);
    }
  g_array_append_val (self->bearers, one);
}

static void
end_event (Xes *self)
{
  WayLogStep step = way_log_step_from_text (self->step->str, self->step->len);

  self->in_event = FALSE;
  self->facts->n_rows++;
  make_name (self);
  if (!self->is_named)
    name_trace (self);
  if (self->name->len == 0)
    refuse_event (self, _ ("It is not said what happened; the event was left out."));
  else if (self->has_bad_time)
    refuse_event (self, _ ("The time cannot be read; the event was left out."));
  else
    {
      self->facts->n_steps[step]++;
      self->has_starts = self->has_starts || self->start != WAY_LOG_NO_TIME;
      if (way_lifecycle_has_event (self->lifecycle, step))
        add_event (self, step);
      else if (self->lifecycle == WAY_LIFECYCLE_PAIR && step == WAY_LOG_STEP_START)
        way_log_builder_add_start (self->builder, self->trace->str, self->trace->len, self->name->str, self->name->len, self->time, self->instance->str, self->instance->len);
      else
        self->facts->n_skipped++;
    }
}

/* --- the walk --- */

static void
start_element (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces, const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **attributes)
{
  Xes *self = context;
  const char *element = (const char *) name, *key = NULL, *value = NULL;
  gsize key_length = 0, length = 0;

  self->depth++;
  if (self->depth > MAX_DEPTH)
    {
      refuse (self, _ ("Attributes lie too deep inside each other for an event log."));
      return;
    }
  if (self->depth == 1 && strcmp (element, "log") != 0)
    refuse (self, _ ("This is XML, but no XES event log: it does not begin with <log>."));
  if (self->ignore > 0)
    return;
  if (strcmp (element, "event") == 0 && self->in_trace)
    begin_event (self);
  else if (strcmp (element, "trace") == 0 && self->depth == 2)
    {
      self->in_trace = TRUE;
      self->is_named = FALSE;
      self->n_traces++;
      g_string_truncate (self->trace, 0);
      g_string_truncate (self->segment, 0);
      g_string_truncate (self->trace_currency, 0);
    }
  else if (strcmp (element, "classifier") == 0 && self->depth == 2)
    {
      if (find_attribute (n, attributes, "keys", &value, &length))
        read_classifier (self, value, length);
    }
  else if (self->depth > 1)
    {
      /* <global> holds defaults that look like data, and attributes may nest: nothing below either counts. */
      self->ignore = self->depth;
      if (!self->in_trace || !find_attribute (n, attributes, "key", &key, &key_length) || !find_attribute (n, attributes, "value", &value, &length))
        return;
      if (self->in_event)
        read_event_attribute (self, key, key_length, value, length);
      else if (is_key (key, key_length, "concept:name"))
        set_text (self->trace, value, length);
      else if (is_key (key, key_length, self->options->segment_column != NULL ? self->options->segment_column : "segment"))
        set_text (self->segment, value, length);
      else if (is_key (key, key_length, "cost:currency"))
        set_text (self->trace_currency, value, length);
      else if (is_key (key, key_length, "cost:total"))
        self->n_trace_costs++;
    }
}

static void
end_element (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Xes *self = context;

  if (self->ignore == self->depth)
    self->ignore = 0;
  else if (self->ignore == 0 && self->in_event && strcmp ((const char *) name, "event") == 0)
    end_event (self);
  else if (self->ignore == 0 && self->depth == 2)
    self->in_trace = FALSE;
  self->depth--;
}

static void
refuse_declaration (void *context, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
  refuse (context, _ ("The log declares a DOCTYPE. Event logs have none; remove it, or export the log anew."));
}

static void
ignore_words (void *context, const char *format, ...)
{
}

/* --- the file --- */

static gboolean
feed (Xes *self, WayLogBytes *bytes, GError **error)
{
  WayXmlGuard guard = { 0 };
  const char *chunk;
  int n;

  while ((n = way_log_bytes_read (bytes, &chunk)) > 0 && self->refusal == NULL)
    {
      if (!way_xml_guard_feed (&guard, chunk, (gsize) n))
        {
          refuse (self, _ ("A tag of the log has more attributes than any event log would. Check where it comes from."));
          break;
        }
      if (xmlParseChunk (self->parser, chunk, n, 0) != 0)
        break;
      if (self->options->progress != NULL && !self->options->progress (way_log_bytes_get_share (bytes), self->options->data))
        {
          g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_CANCELLED, "%s", _ ("Stopped. Nothing was imported."));
          return FALSE;
        }
    }
  if (n == -2)
    return way_log_bytes_fail_bomb (error);
  if (self->refusal == NULL && n == 0)
    xmlParseChunk (self->parser, NULL, 0, 1);
  if (self->refusal != NULL)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, "%s", self->refusal);
      return FALSE;
    }
  if (n == -1 || !self->parser->wellFormed)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, _ ("The log is damaged at line %d. Get the file again, or export the log anew."), xmlSAX2GetLineNumber (self->parser));
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse (Xes *self, WayLogBytes *bytes, GError **error)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element,
    .endElementNs = end_element,
    .internalSubset = refuse_declaration,
    .error = ignore_words,
    .warning = ignore_words,
  };
  gboolean good;

  self->parser = xmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL);
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET);
  good = feed (self, bytes, error);
  xmlFreeParserCtxt (self->parser);
  return good;
}

static void
xes_init (Xes *self)
{
  GString **texts[] = { &self->trace, &self->name, &self->step, &self->channel, &self->department, &self->segment, &self->score, &self->cost, &self->currency, &self->trace_currency, &self->instance };

  self->builder = way_log_builder_new ();
  self->known_keys = way_intern_new ();
  self->traces = way_intern_new ();
  self->bearers = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_string_new (NULL);
  for (guint i = 0; i < MAX_KEYS; i++)
    self->values[i] = g_string_new (NULL);
  if (self->options->activity_column != NULL)
    {
      self->keys[self->n_keys++] = g_strdup (self->options->activity_column);
      self->has_classifier = TRUE;
    }
}

static void
xes_clear (Xes *self)
{
  GString *texts[] = { self->trace, self->name, self->step, self->channel, self->department, self->segment, self->score, self->cost, self->currency, self->trace_currency, self->instance };

  way_log_builder_free (self->builder);
  way_intern_free (self->known_keys);
  way_intern_free (self->traces);
  g_array_unref (self->bearers);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_string_free (texts[i], TRUE);
  for (guint i = 0; i < MAX_KEYS; i++)
    {
      g_string_free (self->values[i], TRUE);
      g_free (self->keys[i]);
    }
  g_free (self->refusal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Xes, xes_clear)

/* Once through the bytes. */
static gboolean
read_all (Xes *self, const char *data, gsize size, GError **error)
{
  g_autoptr (WayLogBytes) bytes = way_log_bytes_new (data, size);

  return parse (self, bytes, error);
}

/* Of no extension of the standard but that of costs. */
static char **
list_keys (const Xes *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < way_intern_get_size (self->known_keys); i++)
    {
      const char *key = way_intern_get (self->known_keys, i);

      if (self->kinds[i] != KEY_OTHER || strchr (key, ':') == NULL)
        g_strv_builder_add (keys, key);
    }
  return g_strv_builder_end (keys);
}

static const char *
find_key (const Xes *self, KeyKind kind)
{
  for (guint i = 0; i < way_intern_get_size (self->known_keys); i++)
    if (self->kinds[i] == kind)
      return way_intern_get (self->known_keys, i);
  return NULL;
}

static void
keep_facts (Xes *self)
{
  WayLogFacts *facts = self->facts;

  facts->lifecycle = self->lifecycle;
  facts->start_column = self->has_starts ? g_strdup ("start_timestamp") : NULL;
  facts->lifecycle_column = facts->n_rows > facts->n_steps[WAY_LOG_STEP_NONE] + facts->n_bad ? g_strdup ("lifecycle:transition") : NULL;
  facts->score_column = g_strdup (find_key (self, KEY_SCORE));
  facts->cost_column = g_strdup (find_key (self, KEY_COST));
  facts->number_columns = list_keys (self);
}

static WayLog *
finish (Xes *self, GError **error)
{
  WayLog *log;

  if (way_log_builder_get_size (self->builder) == 0)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_FORMAT, "%s", _ ("There is no event in the log. Check that it is the right file."));
      return NULL;
    }
  if (self->n_trace_costs > 0 && self->report != NULL)
    way_report_add (self->report, WAY_SEVERITY_NOTE, 0, 0, "%s", _ ("The log also tells what whole journeys cost. Only what single events cost was taken."));
  if (self->n_namesakes > 0 && self->report != NULL)
    way_report_add (self->report, WAY_SEVERITY_NOTE, 0, 0, ngettext ("%u trace of the log has the name of another one. It is a journey of its own, with a number behind the name.", "%u traces of the log have the name of another one. They are journeys of their own, with a number behind the name.", self->n_namesakes), self->n_namesakes);
  keep_facts (self);
  way_log_builder_set_currency (self->builder, self->facts->currency);
  log = way_log_builder_finish (g_steal_pointer (&self->builder), self->options->gap);
  self->facts->n_unpaired = log->n_unpaired;
  return log;
}

WayLog *
way_log_read_xes (const char *data, gsize size, const WayLogOptions *options, WayLogFacts *facts, WayReport *report, GError **error)
{
  static const WayLogOptions nothing;
  g_auto (WayLogFacts) own = { NULL };
  g_auto (Xes) self = { .options = options != NULL ? options : &nothing, .facts = facts != NULL ? facts : &own, .report = report };
  /* What is bad was said already. */
  g_auto (Xes) again = { .options = self.options, .facts = self.facts, .lifecycle = WAY_LIFECYCLE_ALL };

  self.lifecycle = self.options->lifecycle;
  self.facts->encoding = "UTF-8";
  g_free (self.facts->currency);
  self.facts->currency = g_strdup (self.options->currency);
  xes_init (&self);
  xes_init (&again);
  if (!read_all (&self, data, size, error))
    return NULL;
  if (!way_log_facts_begin_again (self.facts, self.options))
    return finish (&self, error);
  return read_all (&again, data, size, error) ? finish (&again, error) : NULL;
}
