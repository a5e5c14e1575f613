#include "cli/way-cli-events.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-json.h"
#include "metrics/log/way-log-traffic.h"
#include "review/way-gaps.h"

const WayCliUse way_cli_use_gaps = {
  .verb = "gaps",
  .summary = N_ ("what a map leaves open or says against itself"),
  .arguments = N_ ("FILE…"),
  .about = N_ ("Looks for gaps: pain points nobody answers, deciders nobody meets, data asked for twice, assumptions past their date, and so on. Prints a line for each; ends with 1 if there is one that is not ignored. Gaps are ignored in the map, with the reason, and shown here only with --ignored."),
  .examples = "waymark-cli gaps map.waymark\nwaymark-cli gaps --weight serious maps/*.waymark\nwaymark-cli gaps --log shop map.waymark\nwaymark-cli gaps --rules",
  .min_files = 0,
  .max_files = G_MAXUINT,
};

typedef struct
{
  gboolean as_json, with_ignored;
  WayGapWeight weight; /* the least that is shown */
  char *only;          /* one rule, or NULL */
  GString *text;
  WayJson *json;
  guint32 today;
  WayLog *log; /* what customers do, or NULL */
} Gaps;

static gboolean
is_shown (const Gaps *self, const WayGap *gap)
{
  if (gap->because != NULL && !self->with_ignored)
    return FALSE;
  return gap->rule->weight >= self->weight && (self->only == NULL || strcmp (self->only, gap->rule->id) == 0);
}

static void
add_as_json (Gaps *self, const WayGap *gap, int line)
{
  way_json_begin_object (self->json, NULL);
  way_json_add_string (self->json, "rule", gap->rule->id);
  way_json_add_string (self->json, "weight", way_gap_get_weight_nick (gap->rule->weight));
  way_json_add_string (self->json, "text", gap->text);
  way_json_add_string (self->json, "at", gap->at);
  if (gap->other != NULL)
    way_json_add_string (self->json, "other", gap->other);
  if (line > 0)
    way_json_add_integer (self->json, "line", line);
  if (gap->because != NULL)
    way_json_add_string (self->json, "ignored-because", gap->because);
  way_json_end (self->json);
}

static void
add_as_text (Gaps *self, const char *path, const WayGap *gap, int line)
{
  g_string_append (self->text, way_cli_get_name (path));
  if (line > 0)
    g_string_append_printf (self->text, ":%d", line);
  g_string_append_printf (self->text, ": %s: %s [%s]\n", way_gap_get_weight_label (gap->rule->weight), gap->text, gap->rule->id);
  if (gap->because != NULL)
    g_string_append_printf (self->text, "    %s %s\n", _ ("ignored because:"), gap->because);
}

/* Returns how many shown gaps are open. */
static guint
add_map (Gaps *self, const char *path, const WayDocument *document)
{
  g_autoptr (WayTraffic) traffic = self->log != NULL ? way_log_traffic_new_for_document (self->log, way_document_get_root (document)) : NULL;
  g_autoptr (GPtrArray) gaps = way_gaps_find_with_traffic (document, traffic, self->today);
  guint n = 0;

  if (self->log != NULL && traffic == NULL)
    way_cli_say_error (path, "%s", _ ("No event of the log belongs to a touchpoint of this map."));
  if (self->json != NULL)
    {
      way_json_begin_object (self->json, NULL);
      way_json_add_string (self->json, "file", path);
      way_json_begin_array (self->json, "gaps");
    }
  for (guint i = 0; i < gaps->len; i++)
    {
      const WayGap *gap = g_ptr_array_index (gaps, i);
      const WayElement *at = way_document_lookup (document, gap->at);
      int line = at != NULL ? way_element_get_line (at) : 0;

      if (!is_shown (self, gap))
        continue;
      n += gap->because == NULL;
      if (self->json != NULL)
        add_as_json (self, gap, line);
      else
        add_as_text (self, path, gap, line);
    }
  if (self->json != NULL)
    {
      way_json_end (self->json);
      way_json_end (self->json);
    }
  return n;
}

static void
list_rules (Gaps *self)
{
  for (guint i = 0; i < way_gap_get_n_rules (); i++)
    {
      const WayGapRule *rule = way_gap_get_rule (i);

      if (self->json == NULL)
        {
          g_string_append_printf (self->text, "%s (%s, %s)\n    %s. %s\n", rule->id, way_gap_get_weight_label (rule->weight), rule->source, _ (rule->title), _ (rule->why));
          continue;
        }
      way_json_begin_object (self->json, NULL);
      way_json_add_string (self->json, "rule", rule->id);
      way_json_add_string (self->json, "weight", way_gap_get_weight_nick (rule->weight));
      way_json_add_string (self->json, "title", _ (rule->title));
      way_json_add_string (self->json, "why", _ (rule->why));
      way_json_add_string (self->json, "source", rule->source);
      way_json_end (self->json);
    }
}

/* The options that must be one of a few words. */
static int
check_words (Gaps *self, const char *weight)
{
  gboolean known = weight == NULL;

  for (int i = WAY_GAP_HINT; i <= WAY_GAP_SERIOUS && !known; i++)
    if (strcmp (weight, way_gap_get_weight_nick (i)) == 0)
      {
        self->weight = i;
        known = TRUE;
      }
  if (!known)
    return way_cli_wrong_use ("gaps", _ ("“%s” is no weight. Give hint, weak or serious."), weight);
  if (self->only != NULL && way_gap_find_rule (self->only) == NULL)
    return way_cli_wrong_use ("gaps", _ ("There is no rule “%s”. “waymark-cli gaps --rules” lists them."), self->only);
  return WAY_CLI_DONE;
}

static int
run (Gaps *self, WayCliFiles files)
{
  int status = WAY_CLI_DONE;
  guint n = 0;

  for (char **file = files; *file != NULL; file++)
    {
      way_cli_progress (_ ("Looking at %s"), way_cli_get_name (*file));

      g_autoptr (WayDocument) document = way_cli_read_map (*file, TRUE);

      if (document != NULL)
        n += add_map (self, *file, document);
      else
        status = WAY_CLI_FAILED;
    }
  way_cli_progress (NULL);
  return n > 0 ? WAY_CLI_FAILED : status;
}

int
way_cli_run_gaps (int argc, char *argv[])
{
  g_autofree char *weight = NULL;
  g_autofree char *only = NULL;
  g_autofree char *log = NULL;
  g_auto (WayCliEvents) events = { { NULL } };
  g_auto (GStrv) files = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean rules = FALSE;
  int status;
  Gaps gaps = { .text = text, .today = way_date_today () };
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &gaps.as_json, N_ ("Print JSON: an array with an object for each file."), NULL },
    { "weight", 'w', 0, G_OPTION_ARG_FILENAME, &weight, N_ ("Only gaps of this weight or more: hint (all of them, if not said otherwise), weak, serious."), N_ ("WEIGHT") },
    { "rule", 0, 0, G_OPTION_ARG_FILENAME, &only, N_ ("Only gaps of this rule."), N_ ("RULE") },
    { "ignored", 0, 0, G_OPTION_ARG_NONE, &gaps.with_ignored, N_ ("Also those that are ignored in the map, with the reason."), NULL },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &log, N_ ("Also where customers do otherwise than is drawn, and break contact rules, in this event log: a file, or the name of one that was imported."), N_ ("LOG") },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &events.options.cache, N_ ("Take the log from this file and not from the user’s own."), N_ ("FILE") },
    { "rules", 0, 0, G_OPTION_ARG_NONE, &rules, N_ ("List the rules, and why each matters."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_gaps, entries, argc, argv, &files, &status))
    return status;
  gaps.only = only;
  status = check_words (&gaps, weight);
  if (status == WAY_CLI_DONE && !rules && files[0] == NULL)
    status = way_cli_wrong_use ("gaps", "%s", _ ("Name at least one map."));
  if (status != WAY_CLI_DONE || (log != NULL && !way_cli_events_read_log (&events, "gaps", log, &status)))
    return status;
  gaps.log = events.log;
  if (gaps.as_json)
    {
      gaps.json = way_json_new ();
      way_json_begin_array (gaps.json, NULL);
    }
  if (rules)
    list_rules (&gaps);
  else
    status = run (&gaps, files);
  if (gaps.json == NULL)
    return way_cli_print (text->str) ? status : WAY_CLI_FAILED;
  way_json_end (gaps.json);

  g_autofree char *out = way_json_finish (gaps.json);

  return way_cli_print (out) ? status : WAY_CLI_FAILED;
}
