#include "cli/way-cli-export.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <errno.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-number.h"

const WayCliUse way_cli_use_export = {
  .verb = "export",
  .summary = N_ ("a map becomes PDF, SVG, PNG, Mermaid or CSV"),
  .arguments = N_ ("FILE…"),
  .about = N_ ("Draws each map, or a Mermaid journey or CSV table as it is, and prints the names of the files it wrote. A PDF has all journeys of a map, one after the other; the other formats give one file for each journey, with its name in the file’s. Without --output the files go into the current folder."),
  .examples = "waymark-cli export map.waymark\n"
              "waymark-cli export map.waymark --page a3 --output poster.pdf\n"
              "waymark-cli export map.waymark --page a4 --tile --scale 0.8\n"
              "waymark-cli export maps/*.waymark --format png --output pictures/\n"
              "waymark-cli export map.waymark --figures -o measured.pdf\n"
              "waymark-cli export map.waymark --safe --journey Today -o customer.svg\n"
              "waymark-cli export map.waymark --view stakeholders -o sheet.pdf\n"
              "waymark-cli export README.md -o journey.png\n"
              "waymark-cli export map.waymark --log events.csv -o flow.png",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

static const char *const formats[] = { "pdf", "svg", "png", "mermaid", "csv-grid", "csv-list", NULL };

/* What an output's ending stands for; the first fits where there are several. */
static const struct
{
  const char *suffix;
  WayCliFormat format;
} endings[] = {
  { ".pdf", WAY_CLI_PDF },
  { ".svg", WAY_CLI_SVG },
  { ".png", WAY_CLI_PNG },
  { ".mmd", WAY_CLI_MERMAID },
  { ".mermaid", WAY_CLI_MERMAID },
  { ".csv", WAY_CLI_CSV_LIST },
  { ".csv", WAY_CLI_CSV_GRID },
};

/* The command line as it is typed. */
typedef struct
{
  char *output, *format, *page, *orientation, *margin, *overlap, *scale, *lanes, *phases, *theme, *as_of, *log, *keep, *view, *cache;
  char **journeys;
  gboolean tile, no_crop_marks, transparent, safe, figures, no_legend, expand, rules;
} Typed;

static void
typed_clear (Typed *self)
{
  g_free (self->output);
  g_free (self->format);
  g_free (self->page);
  g_free (self->orientation);
  g_free (self->margin);
  g_free (self->overlap);
  g_free (self->scale);
  g_free (self->lanes);
  g_free (self->phases);
  g_free (self->theme);
  g_free (self->as_of);
  g_free (self->log);
  g_free (self->keep);
  g_free (self->cache);
  g_free (self->view);
  g_strfreev (self->journeys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

static gboolean
has_ending (const char *path, const char *suffix)
{
  gsize length = strlen (path), own = strlen (suffix);

  return length > own && g_ascii_strcasecmp (path + length - own, suffix) == 0;
}

static int
choose_output_format (WayCliExport *self, const Typed *typed)
{
  gboolean known = FALSE, fits = FALSE;

  if (typed->format != NULL)
    {
      guint i = 0;

      while (formats[i] != NULL && g_ascii_strcasecmp (formats[i], typed->format) != 0)
        i++;
      if (formats[i] == NULL)
        return way_cli_wrong_use ("export", _ ("There is no format “%s”. Choose one of %s."), typed->format, "pdf, svg, png, mermaid, csv-grid, csv-list");
      self->format = (WayCliFormat) i;
    }
  if (self->output == NULL || self->folder || strcmp (self->output, "-") == 0)
    return WAY_CLI_DONE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (has_ending (self->output, endings[i].suffix))
      {
        if (!known && typed->format == NULL)
          self->format = endings[i].format;
        known = TRUE;
        fits = fits || endings[i].format == self->format;
      }
  if (has_ending (self->output, ".waymark"))
    return way_cli_wrong_use ("export", _ ("“%s” would be a map. “waymark-cli import” makes maps; end the name in .pdf, .svg, .png, .mmd or .csv."), self->output);
  if (known && !fits)
    return way_cli_wrong_use ("export", _ ("“%s” and --format %s do not go together."), self->output, typed->format);
  if (!known && typed->format == NULL)
    return way_cli_wrong_use ("export", _ ("“%s” does not say which format. End it in .pdf, .svg, .png, .mmd or .csv, put a “/” behind it if it is a folder, or add --format."), self->output);
  return WAY_CLI_DONE;
}

/* Options that change nothing in this format are a mistake rather than silently nothing. */
static int
check_fit (const WayCliExport *self, const Typed *typed)
{
  const gboolean drawn = self->format <= WAY_CLI_PNG, pdf = self->format == WAY_CLI_PDF, screen = drawn && !pdf;
  const struct
  {
    const char *option;
    gboolean given, fits;
  } rows[] = {
    { "page", typed->page != NULL, pdf },
    { "orientation", typed->orientation != NULL, pdf },
    { "tile", typed->tile, pdf },
    { "margin", typed->margin != NULL, pdf },
    { "overlap", typed->overlap != NULL, pdf && typed->tile },
    { "no-crop-marks", typed->no_crop_marks, pdf && typed->tile },
    { "scale", typed->scale != NULL, self->format == WAY_CLI_PNG || (pdf && typed->tile) },
    { "transparent", typed->transparent, screen },
    { "theme", typed->theme != NULL && g_ascii_strcasecmp (typed->theme, "light") != 0, screen },
    { "no-legend", typed->no_legend, drawn },
    { "expand", typed->expand, drawn },
    { "lanes", typed->lanes != NULL, drawn },
    { "phases", typed->phases != NULL, drawn },
    { "as-of", typed->as_of != NULL, drawn },
    { "log", typed->log != NULL, drawn && !typed->safe },
    { "keep", typed->keep != NULL, drawn && typed->log != NULL },
    { "rules", typed->rules, drawn && typed->log != NULL },
    { "figures", typed->figures, drawn },
    { "cache", typed->cache != NULL, drawn },
    { "journey", typed->journeys != NULL, self->format != WAY_CLI_CSV_LIST },
    { "view", typed->view != NULL, drawn },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].given && !rows[i].fits)
      {
        if (pdf && !typed->tile && strcmp (rows[i].option, "theme") != 0 && strcmp (rows[i].option, "transparent") != 0)
          return way_cli_wrong_use ("export", _ ("--%s goes with --tile."), rows[i].option);
        return way_cli_wrong_use ("export", _ ("--%s does not go with the format %s."), rows[i].option, formats[self->format]);
      }
  return WAY_CLI_DONE;
}

static int
read_view (WayCliExport *self, const Typed *typed)
{
  static const char *const views[] = { "map", "stakeholders", "journeys", "actions" };
  gboolean found = typed->view == NULL, sheet;

  for (guint i = 0; i < G_N_ELEMENTS (views) && !found; i++)
    {
      found = g_ascii_strcasecmp (typed->view, views[i]) == 0;
      self->view = found ? (WayCliView) i : WAY_CLI_VIEW_MAP;
    }
  if (!found)
    return way_cli_wrong_use ("export", _ ("There is no view “%s”. Choose one of %s."), typed->view, "map, stakeholders, journeys, actions");
  if (self->view == WAY_CLI_VIEW_STAKEHOLDERS && typed->safe)
    return way_cli_wrong_use ("export", "%s", _ ("Who has how much influence is not for customers’ eyes: --view stakeholders and --safe do not go together."));
  if (self->view == WAY_CLI_VIEW_ACTIONS && typed->safe)
    return way_cli_wrong_use ("export", "%s", _ ("What hurts and what is worth doing about it is not for customers’ eyes: --view actions and --safe do not go together."));
  if (self->view == WAY_CLI_VIEW_MAP)
    return WAY_CLI_DONE;
  if (typed->tile || typed->lanes != NULL || typed->phases != NULL || typed->expand || typed->no_legend)
    return way_cli_wrong_use ("export", "%s", _ ("--tile, --lanes, --phases, --expand and --no-legend are for maps, and do not go with other views."));
  /* A sheet to take along. */
  sheet = self->view == WAY_CLI_VIEW_STAKEHOLDERS || self->view == WAY_CLI_VIEW_ACTIONS;
  if (typed->page == NULL && sheet)
    self->options.paper = way_paper_find ("a4", NULL);
  return WAY_CLI_DONE;
}

static gboolean
read_number (const char *option, const char *text, double min, double max, double *value, int *status)
{
  double number;

  if (text == NULL)
    return TRUE;
  if (way_number_parse (text, &number) && number >= min && number <= max)
    {
      *value = number;
      return TRUE;
    }

  /* As they are typed: a decimal comma would not be taken. */
  g_autofree char *from = way_number_to_xml (min, 3), *to = way_number_to_xml (max, 3);

  *status = way_cli_wrong_use ("export", _ ("--%s takes a number from %s to %s, and “%s” is none."), option, from, to, text);
  return FALSE;
}

static int
read_paper (WayCliExport *self, const Typed *typed)
{
  static const char *const orientations[] = { "auto", "portrait", "landscape" };
  g_autoptr (GError) error = NULL;
  const WayPaper *paper = typed->page != NULL ? way_paper_find (typed->page, &error) : NULL;
  guint i = 0;

  if (error != NULL)
    return way_cli_wrong_use ("export", "%s", error->message);
  if (paper != NULL)
    self->options.paper = paper;
  else if (typed->tile)
    self->options.paper = way_paper_find ("a4", NULL);
  while (typed->orientation != NULL && i < G_N_ELEMENTS (orientations) && g_ascii_strcasecmp (orientations[i], typed->orientation) != 0)
    i++;
  if (i == G_N_ELEMENTS (orientations))
    return way_cli_wrong_use ("export", _ ("--orientation is auto, portrait or landscape, and not “%s”."), typed->orientation);
  self->options.orientation = (WayOrientation) i;
  if (typed->tile && self->options.paper->width == 0)
    return way_cli_wrong_use ("export", "%s", _ ("A page as large as the map needs no tiles. Choose a paper with --page, a4 for example."));
  return WAY_CLI_DONE;
}

static int
read_options (WayCliExport *self, const Typed *typed)
{
  double overlap = 10, margin = -1, keep = 100 * WAY_TRAFFIC_KEEP;
  int status = WAY_CLI_DONE;

  way_export_options_init (&self->options);
  self->options.progress = way_cli_progress_cb;
  self->options.tiled = typed->tile;
  self->options.crop_marks = !typed->no_crop_marks;
  self->options.transparent = typed->transparent;
  self->options.scale = self->format == WAY_CLI_PNG ? 2 : 1;
  if (!read_number ("scale", typed->scale, 0.05, 20, &self->options.scale, &status) || !read_number ("overlap", typed->overlap, 0, 100, &overlap, &status) || !read_number ("margin", typed->margin, 0, 100, &margin, &status) || !read_number ("keep", typed->keep, 0, 100, &keep, &status))
    return status;
  self->scene.traffic_keep = keep / 100;
  self->options.overlap = WAY_MM (overlap);
  if (margin >= 0)
    self->options.margin = WAY_MM (margin);

  self->rules = typed->rules;
  self->safe = typed->safe;
  self->journeys = typed->journeys;
  /* Customers see no figures, whatever else is said. */
  self->figures = (typed->figures || typed->cache != NULL) && !typed->safe;
  self->cache = typed->cache;
  self->scene.safe = typed->safe;
  self->scene.full_figures = self->figures;
  self->scene.no_legend = typed->no_legend;
  self->scene.expand = typed->expand;
  self->scene.today = typed->as_of != NULL ? way_date_parse (typed->as_of) : way_date_today ();
  if (typed->as_of != NULL && !way_date_is_valid (typed->as_of))
    return way_cli_wrong_use ("export", _ ("--as-of takes a date such as 2026-03-31, and “%s” is none."), typed->as_of);
  self->theme = way_theme_get_light ();
  if (g_strcmp0 (typed->theme, "dark") == 0)
    self->theme = way_theme_get_dark ();
  else if (typed->theme != NULL && strcmp (typed->theme, "light") != 0)
    return way_cli_wrong_use ("export", _ ("--theme is light or dark, and not “%s”."), typed->theme);
  return read_paper (self, typed);
}

static char **
split_names (const char *text)
{
  if (text == NULL)
    return NULL;

  char **names = g_strsplit (text, ",", -1);

  for (char **name = names; *name != NULL; name++)
    g_strstrip (*name);
  return names;
}

/* Whether `output` is a folder, made where it has to be. */
static int
prepare_output (WayCliExport *self, const char *output)
{
  guint n = g_strv_length (self->files);

  self->output = (char *) output;
  if (output == NULL && n == 1 && strcmp (self->files[0], "-") == 0)
    self->output = (char *) "-";
  if (output == NULL)
    return WAY_CLI_DONE;
  self->folder = g_file_test (output, G_FILE_TEST_IS_DIR) || g_str_has_suffix (output, "/");
  if (n > 1 && !self->folder)
    return way_cli_wrong_use ("export", _ ("“%s” cannot take %u maps. Name a folder, with a “/” behind it."), output, n);
  return WAY_CLI_DONE;
}

static int
run (WayCliExport *self)
{
  int status = WAY_CLI_DONE;

  if (self->folder && g_mkdir_with_parents (self->output, 0777) != 0)
    {
      way_cli_say_error (self->output, _ ("The folder could not be made: %s."), g_strerror (errno));
      return WAY_CLI_FAILED;
    }
  for (char **file = self->files; *file != NULL; file++)
    if (!way_cli_export_file (self, *file))
      status = WAY_CLI_FAILED;
  way_cli_progress (NULL);
  return status;
}

int
way_cli_run_export (int argc, char *argv[])
{
  g_auto (Typed) typed = { NULL };
  g_auto (GStrv) files = NULL, lanes = NULL, phases = NULL;
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  WayCliExport self = { .format = WAY_CLI_PDF, .written = written };
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &typed.output, N_ ("Where to: a file, whose ending is the format; a folder; or “-” for the standard output."), N_ ("FILE") },
    { "format", 'f', 0, G_OPTION_ARG_FILENAME, &typed.format, N_ ("pdf (if nothing says otherwise), svg, png, mermaid, csv-grid (phases and lanes) or csv-list (every field; “import --into” reads it back)."), N_ ("FORMAT") },
    { "journey", 'J', 0, G_OPTION_ARG_FILENAME_ARRAY, &typed.journeys, N_ ("Only this journey, by name or id; may be given several times."), N_ ("NAME") },
    { "lanes", 0, 0, G_OPTION_ARG_FILENAME, &typed.lanes, N_ ("Only these lanes, by name, id or kind, with commas between them."), N_ ("LIST") },
    { "phases", 0, 0, G_OPTION_ARG_FILENAME, &typed.phases, N_ ("Only these phases, by name or id, with commas between them."), N_ ("LIST") },
    { "safe", 0, 0, G_OPTION_ARG_NONE, &typed.safe, N_ ("For customers’ eyes: without comments, stakeholders, internal lanes, figures, votes, evidence and names of staff."), NULL },
    { "figures", 0, 0, G_OPTION_ARG_NONE, &typed.figures, N_ ("Make the figures new from the imported numbers and show them in full: with sample, interval, change and history, what is not measured, the weakest link and the journey’s score."), NULL },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &typed.cache, N_ ("The same with the numbers in this file and not in the user’s own."), N_ ("FILE") },
    { "no-legend", 0, 0, G_OPTION_ARG_NONE, &typed.no_legend, N_ ("Leave out the legend."), NULL },
    { "expand", 0, 0, G_OPTION_ARG_NONE, &typed.expand, N_ ("Show collapsed lanes, too."), NULL },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &typed.log, N_ ("Over the connections what customers really do: the flow of this event log: a file (CSV, XES, XES.gz), or the name of an imported one."), N_ ("LOG") },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &typed.keep, N_ ("How much of the flow is shown, in percent, the busiest ways first; 80 if it is not given."), N_ ("PERCENT") },
    { "rules", 0, 0, G_OPTION_ARG_NONE, &typed.rules, N_ ("Mark where journeys of the log break the contact rules of the map, and in how many; goes with --log."), NULL },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &typed.as_of, N_ ("What is stale or overdue as of this day; today if it is not given."), N_ ("DATE") },
    { "page", 'p', 0, G_OPTION_ARG_FILENAME, &typed.page, N_ ("PDF: a4, a3, a2, a1, a0, letter, tabloid, 16:9, or map, which is as large as the map and what you get without this."), N_ ("PAPER") },
    { "orientation", 0, 0, G_OPTION_ARG_FILENAME, &typed.orientation, N_ ("PDF: auto, portrait or landscape."), N_ ("WAY") },
    { "margin", 0, 0, G_OPTION_ARG_FILENAME, &typed.margin, N_ ("PDF: white around the map, in millimetres; if it is not given 5, 10 around tiles, and none on a page as large as the map."), N_ ("MM") },
    { "tile", 0, 0, G_OPTION_ARG_NONE, &typed.tile, N_ ("PDF: over as many pages as it takes, to be glued together."), NULL },
    { "overlap", 0, 0, G_OPTION_ARG_FILENAME, &typed.overlap, N_ ("Tiles: how far neighbours overlap, in millimetres; 10 if it is not given."), N_ ("MM") },
    { "no-crop-marks", 0, 0, G_OPTION_ARG_NONE, &typed.no_crop_marks, N_ ("Tiles: without crop marks and tile codes."), NULL },
    { "scale", 's', 0, G_OPTION_ARG_FILENAME, &typed.scale, N_ ("PNG: pixels a point, 2 if it is not given. Tiles: how large, 1 is full size."), N_ ("FACTOR") },
    { "view", 0, 0, G_OPTION_ARG_FILENAME, &typed.view, N_ ("What to draw: map (if it is not given); stakeholders, a sheet with the buying center of the first journey; journeys, all of them under each other on one time rail; or actions, a sheet with impact and effort of what could be better."), N_ ("VIEW") },
    { "theme", 0, 0, G_OPTION_ARG_FILENAME, &typed.theme, N_ ("SVG and PNG: light or dark. Paper is always light."), N_ ("THEME") },
    { "transparent", 0, 0, G_OPTION_ARG_NONE, &typed.transparent, N_ ("SVG and PNG: without a background."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_export, entries, argc, argv, &files, &status))
    return status;
  self.files = files;
  self.scene.lanes = (const char *const *) (lanes = split_names (typed.lanes));
  self.scene.phases = (const char *const *) (phases = split_names (typed.phases));
  if ((status = prepare_output (&self, typed.output)) != WAY_CLI_DONE ||
      (status = choose_output_format (&self, &typed)) != WAY_CLI_DONE ||
      (status = check_fit (&self, &typed)) != WAY_CLI_DONE ||
      (status = read_options (&self, &typed)) != WAY_CLI_DONE ||
      (status = read_view (&self, &typed)) != WAY_CLI_DONE)
    return status;

  gboolean read = typed.log == NULL || way_cli_export_read_log (&self, typed.log, typed.cache);
  g_autoptr (WayLog) log = self.log;
  g_autoptr (WayCache) counted = self.counted;

  if (read && self.rules && counted != NULL)
    return way_cli_wrong_use ("export", _ ("--rules looks at single journeys, and a warehouse that counts gives none. Copy the log: “waymark-cli log import --odbc SOURCE --table TABLE --name %s-copy”."), typed.log);
  return read ? run (&self) : WAY_CLI_FAILED;
}
