/* Three verbs about the figures of a map, which differ in what they do with the same ones. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-csv.h"
#include "base/way-date.h"
#include "base/way-json.h"
#include "base/way-number.h"
#include "cli/way-cli-numbers.h"
#include "format/way-document-file.h"
#include "format/way-reader.h"
#include "metrics/figures/way-journey-score.h"
#include "metrics/figures/way-measure.h"

const WayCliUse way_cli_use_figures = {
  .verb = "figures",
  .summary = N_ ("the figures of a map, made new from the imported numbers"),
  .arguments = N_ ("MAP…"),
  .about = N_ ("Computes every figure a map binds, with its sample, its interval (95 %) and the change against the baseline. What has no data shows what is frozen in the map. Figures of fewer than five answers stay hidden. The map is not changed; “refresh” does that."),
  .examples = "waymark-cli figures map.waymark\nwaymark-cli figures --csv map.waymark > figures.csv\nwaymark-cli figures --unmatched map.waymark",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

const WayCliUse way_cli_use_changes = {
  .verb = "changes",
  .summary = N_ ("what has changed since the baseline, and what is only noise"),
  .arguments = N_ ("MAP…"),
  .about = N_ ("Compares each figure of a map with its baseline: better, worse, noise, or too little data, the largest change first. A change is only called real if it is one among all that were compared (Benjamini and Hochberg, 10 %) and by itself (5 %)."),
  .examples = "waymark-cli changes map.waymark\nwaymark-cli changes --csv map.waymark > changes.csv",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

const WayCliUse way_cli_use_refresh = {
  .verb = "refresh",
  .summary = N_ ("freeze new figures into a map"),
  .arguments = N_ ("MAP…"),
  .about = N_ ("Computes the figures of a map from the imported numbers and writes them into it, so that it shows them wherever it is opened. With --baseline they become what later figures are compared with. The old map stays as MAP~."),
  .examples = "waymark-cli refresh map.waymark\nwaymark-cli refresh --baseline map.waymark",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

typedef struct
{
  char *cache, *from, *to, *baseline_from, *baseline_to;
  gboolean json, csv, unmatched, baseline;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->cache);
  g_free (self->from);
  g_free (self->to);
  g_free (self->baseline_from);
  g_free (self->baseline_to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const char *
get_verdict_nick (WayVerdict verdict)
{
  static const char *const nicks[] = { "none", "better", "worse", "noise", "changed" };

  return nicks[verdict];
}

static const char *
get_verdict_word (const WayFigure *figure)
{
  static const char *const words[] = { N_ ("too little data"), N_ ("better"), N_ ("worse"), N_ ("noise"), N_ ("changed") };

  return figure->verdict == WAY_VERDICT_NONE && way_figure_is_untested (figure) ? _ ("not tested") : _ (words[figure->verdict]);
}

static gboolean
read_day (const char *verb, const char *text, guint32 *day, int *status)
{
  *day = text != NULL ? way_date_parse (text) : 0;
  if (text == NULL || *day != 0)
    return TRUE;
  *status = way_cli_wrong_use (verb, _ ("“%s” is no date. Write it as 2025-12-31."), text);
  return FALSE;
}

static gboolean
read_periods (const char *verb, const Options *options, WayMeasureOptions *measure, int *status)
{
  return read_day (verb, options->from, &measure->from, status) && read_day (verb, options->to, &measure->to, status) && read_day (verb, options->baseline_from, &measure->baseline_from, status) && read_day (verb, options->baseline_to, &measure->baseline_to, status);
}

static WayFigures *
measure (const char *path, const WayDocument *document, WayCache *cache, const WayMeasureOptions *options)
{
  g_autoptr (WayReport) report = way_report_new ();
  WayFigures *figures;

  way_report_set_file (report, path);
  figures = way_measure (document, cache, options, report);
  way_cli_say_findings (path, report, NULL);
  return figures;
}

WayFigures *
way_cli_measure (const char *cache_path, const char *path, const WayDocument *document)
{
  const WayMeasureOptions options = { .series = TRUE };
  g_autoptr (WayCache) cache = way_cli_open_cache (cache_path);

  return cache != NULL ? measure (path, document, cache, &options) : NULL;
}

static const char *
get_place (const WayDocument *document, const WayFigure *figure)
{
  const WayElement *place = way_document_lookup (document, figure->place);

  return place != NULL ? way_element_get_name (place) : figure->place;
}

/* With blanks that others search for and cut at, not those that hold a line together. */
static char *
dup_plain (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", "\u00a0", -1);

  return g_strjoinv (" ", words);
}

/* Pads to a width in characters. */
static void
append_cell (GString *s, const char *text, int width)
{
  g_autofree char *plain = dup_plain (text), *cell = way_text_excerpt (plain, (guint) width - 2);

  g_string_append_printf (s, "%s%*s", cell, width - (int) g_utf8_strlen (cell, -1), "");
}

static void
append_figure (GString *s, const WayDocument *document, const WayFigure *figure)
{
  g_autofree char *value = way_figure_to_text (figure), *sample = way_figure_to_sample_text (figure), *change = way_figure_to_change_text (figure), *last = dup_plain (change);

  g_string_append (s, "  ");
  append_cell (s, get_place (document, figure), 30);
  append_cell (s, figure->name, 26);
  append_cell (s, value, 14);
  append_cell (s, sample, 34);
  g_string_append_printf (s, "%s%s\n", last, figure->is_measured ? "" : _ (" (frozen)"));
}

/* Each journey that has any figure of its own, or the document's. */
static void
append_scores (GString *s, const WayDocument *document, const WayFigures *figures)
{
  WayElement *journey;

  way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
    {
      WayJourneyScore score;
      g_autofree char *text = NULL;

      way_journey_score_init (&score);
      way_journey_score_measure (&score, document, figures, way_element_get_id (journey));
      text = way_journey_score_to_text (&score);
      if (text != NULL)
        g_string_append_printf (s, _ ("  Score of “%s”: %s\n"), way_element_get_name (journey), text);
    }
}

static void
add_value (WayJson *json, const char *name, gboolean known, double value)
{
  if (known)
    way_json_add_number (json, name, value);
  else
    way_json_add_string (json, name, NULL);
}

static void
add_figure_json (WayJson *json, const char *path, const WayDocument *document, const WayFigure *figure)
{
  gboolean shown = figure->sample != WAY_SAMPLE_HIDDEN;

  way_json_begin_object (json, NULL);
  way_json_add_string (json, "metric", figure->metric);
  way_json_add_string (json, "name", figure->name);
  way_json_add_string (json, "kind", figure->kind);
  way_json_add_string (json, "unit", figure->unit);
  way_json_add_string (json, "place", figure->place);
  way_json_add_string (json, "place_name", get_place (document, figure));
  way_json_add_string (json, "persona", figure->persona);
  way_json_add_boolean (json, "hidden", !shown);
  add_value (json, "value", shown, figure->value);
  add_value (json, "n", shown && figure->n >= 0, (double) figure->n);
  add_value (json, "low", shown && figure->has_interval, figure->low);
  add_value (json, "high", shown && figure->has_interval, figure->high);
  add_value (json, "baseline", shown && figure->has_baseline, figure->baseline);
  add_value (json, "change", shown && figure->has_baseline, figure->change);
  add_value (json, "change_low", shown && figure->has_change_interval, figure->change_low);
  add_value (json, "change_high", shown && figure->has_change_interval, figure->change_high);
  add_value (json, "target", figure->has_target, figure->target);
  way_json_add_string (json, "verdict", get_verdict_nick (figure->verdict));
  add_value (json, "p", figure->p >= 0, figure->p);
  way_json_add_string (json, "from", figure->from);
  way_json_add_string (json, "to", figure->to);
  way_json_add_string (json, "basis", figure->basis);
  way_json_add_boolean (json, "measured", figure->is_measured);
  way_json_add_string (json, "map", path);
  way_json_end (json);
}

static void
add_number (WayCsvWriter *writer, gboolean known, double value)
{
  g_autofree char *text = known ? way_number_to_xml (value, 4) : g_strdup ("");

  way_csv_writer_add (writer, text);
}

static void
add_figure_csv (WayCsvWriter *writer, const char *path, const WayDocument *document, const WayFigure *figure)
{
  gboolean shown = figure->sample != WAY_SAMPLE_HIDDEN;

  way_csv_writer_add (writer, get_place (document, figure));
  way_csv_writer_add (writer, figure->name);
  way_csv_writer_add (writer, figure->unit);
  add_number (writer, shown, figure->value);
  add_number (writer, shown && figure->n >= 0, (double) figure->n);
  add_number (writer, shown && figure->has_interval, figure->low);
  add_number (writer, shown && figure->has_interval, figure->high);
  add_number (writer, shown && figure->has_baseline, figure->baseline);
  add_number (writer, shown && figure->has_baseline, figure->change);
  way_csv_writer_add (writer, get_verdict_nick (figure->verdict));
  way_csv_writer_add (writer, figure->from);
  way_csv_writer_add (writer, figure->to);
  add_number (writer, shown && figure->has_change_interval, figure->change_low);
  add_number (writer, shown && figure->has_change_interval, figure->change_high);
  way_csv_writer_add (writer, figure->basis);
  way_csv_writer_add (writer, path);
  way_csv_writer_end_record (writer);
}

static WayCsvWriter *
begin_csv (void)
{
  static const char *const head[] = { "place", "metric", "unit", "value", "n", "low", "high", "baseline", "change", "verdict", "from", "to", "change_low", "change_high", "basis", "map" };
  WayCsvWriter *writer = way_csv_writer_new (WAY_CSV_COMMA);

  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    way_csv_writer_add_raw (writer, head[i]);
  way_csv_writer_end_record (writer);
  return writer;
}

/* What is printed for programs, of all maps together; both NULL: people read it, map by map. */
typedef struct
{
  WayJson *json;
  WayCsvWriter *csv;
  WayCliTable *unmatched;
} Output;

static void
add_unmatched (WayCliTable *table, const char *path, const WayElement *metric, const WayUnmatched *unmatched, const WayElement *suggested)
{
  way_cli_table_begin_row (table);
  way_cli_table_add_text (table, way_element_get_name (metric));
  way_cli_table_add_text (table, unmatched->text);
  way_cli_table_add_number (table, (double) unmatched->n);
  way_cli_table_add_text (table, unmatched->suggested);
  way_cli_table_add_text (table, suggested != NULL ? way_element_get_name (suggested) : NULL);
  way_cli_table_add_text (table, path);
  way_cli_table_end_row (table);
}

/* `table` NULL: for people. */
static gboolean
print_unmatched (const char *path, const WayDocument *document, WayCache *cache, WayCliTable *table)
{
  g_autoptr (GString) s = g_string_new (NULL);
  WayElement *metric;

  way_each (metric, way_document_get_root (document), WAY_KIND_METRIC)
    {
      g_autoptr (GPtrArray) list = way_measure_list_unmatched (document, cache, way_element_get_id (metric), NULL);

      for (guint i = 0; list != NULL && i < list->len; i++)
        {
          const WayUnmatched *unmatched = g_ptr_array_index (list, i);
          const WayElement *suggested = way_document_lookup (document, unmatched->suggested);
          g_autofree char *n = way_number_to_text ((double) unmatched->n, 0);

          if (table != NULL)
            {
              add_unmatched (table, path, metric, unmatched, suggested);
              continue;
            }
          g_string_append (s, "  ");
          append_cell (s, way_element_get_name (metric), 26);
          append_cell (s, unmatched->text, 34);
          append_cell (s, n, 10);
          if (suggested != NULL)
            g_string_append_printf (s, _ ("probably “%s” (%s)"), way_element_get_name (suggested), unmatched->suggested);
          g_string_append_c (s, '\n');
        }
    }
  return way_cli_print (s->str);
}

static void
add_figure (const Output *output, const char *path, const WayDocument *document, const WayFigure *figure)
{
  if (output->json != NULL)
    add_figure_json (output->json, path, document, figure);
  else
    add_figure_csv (output->csv, path, document, figure);
}

/* What the verbs do with one map. */
typedef gboolean (*Action) (const char *path, WayDocument *document, WayCache *cache, const Options *options, const WayMeasureOptions *measure, const Output *output);

static gboolean
show_figures (const char *path, WayDocument *document, WayCache *cache, const Options *options, const WayMeasureOptions *periods, const Output *output)
{
  g_autoptr (WayFigures) figures = NULL;
  g_autoptr (GString) s = g_string_new (NULL);
  gboolean for_people = output->json == NULL && output->csv == NULL;

  if (options->unmatched)
    return print_unmatched (path, document, cache, output->unmatched);
  figures = measure (path, document, cache, periods);
  if (for_people)
    g_string_append_printf (s, "%s\n", way_cli_get_name (path));
  for (guint i = 0; i < way_figures_get_size (figures); i++)
    {
      const WayFigure *figure = way_figures_get (figures, i);

      if (!for_people)
        add_figure (output, path, document, figure);
      else
        append_figure (s, document, figure);
    }
  if (!for_people)
    return TRUE;
  append_scores (s, document, figures);
  return way_cli_print (s->str);
}

/* "▲ 35 (24 to 46)". */
static char *
dup_change (const WayFigure *figure)
{
  g_autofree char *text = way_figure_to_amount_text (figure), *plain = dup_plain (text);

  if (!figure->has_change_interval)
    return g_steal_pointer (&plain);

  g_autofree char *low = way_number_to_text (figure->change_low, 1), *high = way_number_to_text (figure->change_high, 1);

  return g_strdup_printf (_ ("%s (%s to %s)"), plain, low, high);
}

static void
append_change (GString *s, const WayDocument *document, const WayFigure *figure)
{
  g_autofree char *value = way_figure_to_text (figure), *before = way_figure_value_to_text (figure, figure->baseline), *change = dup_change (figure);
  g_autofree char *both = g_strdup_printf ("%s → %s", before, value), *sample = figure->n >= 0 ? way_number_to_text ((double) figure->n, 0) : g_strdup ("?");

  g_string_append (s, "  ");
  append_cell (s, get_verdict_word (figure), 18);
  append_cell (s, get_place (document, figure), 30);
  append_cell (s, figure->name, 26);
  append_cell (s, both, 22);
  append_cell (s, change, 32);
  g_string_append_printf (s, _ ("n %s"), sample);
  g_string_append_printf (s, "%s\n", figure->is_measured ? "" : _ (" (frozen)"));
}

static gboolean
show_changes (const char *path, WayDocument *document, WayCache *cache, const Options *options, const WayMeasureOptions *periods, const Output *output)
{
  g_autoptr (WayFigures) figures = measure (path, document, cache, periods);
  guint n_tests;
  g_autoptr (GArray) list = way_compare_figures (figures, &n_tests);
  g_autoptr (GString) s = g_string_new (NULL);
  gboolean for_people = output->json == NULL && output->csv == NULL;

  g_string_append_printf (s, "%s\n", way_cli_get_name (path));
  for (guint i = 0; i < list->len; i++)
    {
      const WayFigureChange *comparison = &g_array_index (list, WayFigureChange, i);

      if (!for_people)
        add_figure (output, path, document, comparison->figure);
      else
        append_change (s, document, comparison->figure);
    }
  if (!for_people)
    return TRUE;
  g_string_append_printf (s, ngettext ("%u comparison; of those named as real, at most a tenth are false on average.\n", "%u comparisons; of those named as real, at most a tenth are false on average.\n", n_tests), n_tests);
  return way_cli_print (s->str);
}

static gboolean
refresh (const char *path, WayDocument *document, WayCache *cache, const Options *options, const WayMeasureOptions *periods, WayFileStamp *stamp)
{
  g_autoptr (WayFigures) figures = measure (path, document, cache, periods);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (way_cli_get_time ());
  g_autofree char *taken = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autoptr (GError) error = NULL;
  guint n = way_measure_freeze (document, figures, options->baseline ? "baseline" : "current", taken, &error);
  g_autoptr (GString) s = g_string_new (NULL);
  gboolean saved = TRUE;

  if (error == NULL && n > 0)
    {
      way_cli_hold_signals ();
      saved = way_document_save_file (document, path, stamp, TRUE, &error);
      way_cli_release_signals ();
    }
  if (error != NULL || !saved)
    {
      way_cli_say_error (path, "%s", error->message);
      return FALSE;
    }
  g_string_append_printf (s, ngettext ("%s: %u figure written\n", "%s: %u figures written\n", n), path, n);
  return way_cli_print (s->str);
}

static gboolean
refresh_file (const char *path, WayCache *cache, const Options *options, const WayMeasureOptions *periods)
{
  WayFileStamp stamp = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_reader_read_file (path, NULL, &stamp, &error);

  if (document == NULL)
    {
      way_cli_say_error (path, "%s", error->message);
      return FALSE;
    }
  return refresh (path, document, cache, options, periods, &stamp);
}

static int
end_output (Output *output, int status)
{
  g_autofree char *text = NULL;
  gboolean done = TRUE;

  if (output->unmatched != NULL)
    done = way_cli_table_end (output->unmatched) == WAY_CLI_DONE;
  if (output->json != NULL)
    way_json_end (output->json);
  text = output->json != NULL ? way_json_finish (output->json) : output->csv != NULL ? way_csv_writer_finish (output->csv, NULL)
                                                                                     : NULL;
  return done && (text == NULL || way_cli_print (text)) ? status : WAY_CLI_FAILED;
}

static int
run_maps (char **files, const Options *options, const WayMeasureOptions *periods, Action action)
{
  static const char *const columns[] = { "metric", "value", "n", "suggested", "suggested_name", "map", NULL };
  g_autoptr (WayCache) cache = way_cli_open_cache (options->cache);
  Output output = { NULL };
  WayCliTable unmatched;
  int status = WAY_CLI_DONE;

  if (cache == NULL)
    return WAY_CLI_FAILED;
  if (options->unmatched && (options->json || options->csv))
    {
      output.unmatched = &unmatched;
      way_cli_table_begin (&unmatched, options->json ? WAY_CLI_FORM_JSON : WAY_CLI_FORM_CSV, columns);
    }
  else if (options->json)
    {
      output.json = way_json_new ();
      way_json_begin_array (output.json, NULL);
    }
  else if (options->csv)
    output.csv = begin_csv ();
  for (; *files != NULL; files++)
    {
      g_autoptr (WayDocument) document = action != NULL ? way_cli_read_map (*files, FALSE) : NULL;

      if (action != NULL ? document == NULL || !action (*files, document, cache, options, periods, &output) : !refresh_file (*files, cache, options, periods))
        status = WAY_CLI_FAILED;
    }
  return end_output (&output, status);
}

#define PERIOD_ENTRIES                                                                                                                                                             \
  { "from", 0, 0, G_OPTION_ARG_FILENAME, &options.from, N_ ("First day of the period. Without it what came after the baseline, or all there is."), N_ ("DATE") },                  \
      { "to", 0, 0, G_OPTION_ARG_FILENAME, &options.to, N_ ("Its last day."), N_ ("DATE") },                                                                                       \
      { "baseline-from", 0, 0, G_OPTION_ARG_FILENAME, &options.baseline_from, N_ ("Compare with the rows from this day on, and not with the baseline in the map."), N_ ("DATE") }, \
      { "baseline-to", 0, 0, G_OPTION_ARG_FILENAME, &options.baseline_to, N_ ("The last day to compare with."), N_ ("DATE") },                                                     \
  {                                                                                                                                                                                \
    "cache", 0, 0, G_OPTION_ARG_FILENAME, &options.cache, N_ ("Keep the numbers in this file and not in the user’s own."), N_ ("FILE")                                             \
  }

int
way_cli_run_figures (int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  WayMeasureOptions periods = { 0 };
  g_auto (GStrv) files = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON."), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options.csv, N_ ("Print CSV, with the names of the columns in the first row."), NULL },
    { "unmatched", 0, 0, G_OPTION_ARG_NONE, &options.unmatched, N_ ("Instead list the values of key columns that the map does not name, and what they probably are."), NULL },
    PERIOD_ENTRIES,
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_figures, entries, argc, argv, &files, &status) || !read_periods ("figures", &options, &periods, &status))
    return status;
  return run_maps (files, &options, &periods, show_figures);
}

int
way_cli_run_changes (int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  WayMeasureOptions periods = { 0 };
  g_auto (GStrv) files = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON."), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options.csv, N_ ("Print CSV, with the names of the columns in the first row."), NULL },
    PERIOD_ENTRIES,
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_changes, entries, argc, argv, &files, &status) || !read_periods ("changes", &options, &periods, &status))
    return status;
  return run_maps (files, &options, &periods, show_changes);
}

int
way_cli_run_refresh (int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  WayMeasureOptions periods = { 0 };
  g_auto (GStrv) files = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "baseline", 0, 0, G_OPTION_ARG_NONE, &options.baseline, N_ ("Freeze them as the baseline that later figures are compared with."), NULL },
    PERIOD_ENTRIES,
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_refresh, entries, argc, argv, &files, &status) || !read_periods ("refresh", &options, &periods, &status))
    return status;
  return run_maps (files, &options, &periods, NULL);
}
