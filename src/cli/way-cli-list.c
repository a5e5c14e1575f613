#include "cli/way-cli-numbers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "export/way-export-listing.h"
#include "interop/way-ics.h"
#include "review/way-listings.h"

const WayCliUse way_cli_use_list = {
  .verb = "list",
  .summary = N_ ("actions, ideas, gaps, evidence or data of a map as a list"),
  .arguments = N_ ("actions|ideas|gaps|evidence|data|all FILE"),
  .about = N_ ("Lists what people work through and take to a meeting: actions with what they did; pain points and opportunities by rank; gaps; every claim with who said so; every piece of data customers are asked for. These lists are for the team: they say who owes what. The name of --output says the format: .pdf, .csv, .json, .txt, and for actions .ics, for calendars. “all” makes one PDF of them all."),
  .examples = "waymark-cli list actions map.waymark\nwaymark-cli list actions map.waymark -o actions.ics\nwaymark-cli list actions map.waymark --figures -o actions.pdf\nwaymark-cli list all map.waymark -o review.pdf",
  .min_files = 2,
  .max_files = 2,
};

typedef struct
{
  WayDocument *document;
  GPtrArray *listings; /* (element-type WayListing), owned */
  gboolean dated;      /* a calendar can have it */
} Lists;

static void
clear_lists (Lists *self)
{
  g_clear_pointer (&self->listings, g_ptr_array_unref);
  g_clear_object (&self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lists, clear_lists)

static int
write_file (const Lists *self, const char *path)
{
  WayListOrder order = { self->document, (const WayListing *const *) self->listings->pdata, self->listings->len, self->dated ? way_ics_export : NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = way_export_listing (&order, path, NULL, &error);

  if (bytes != NULL)
    return way_cli_write_bytes (path, bytes) ? WAY_CLI_DONE : WAY_CLI_FAILED;
  if (g_error_matches (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_OPTION))
    return way_cli_wrong_use ("list", "%s", error->message);
  way_cli_say_error (path, "%s", error->message);
  return WAY_CLI_FAILED;
}

/* One list is an object, all of them an array. */
static int
print_all_json (const Lists *self)
{
  WayJson *json = way_json_new ();
  g_autofree char *text = NULL;

  way_json_begin_array (json, NULL);
  for (guint i = 0; i < self->listings->len; i++)
    way_listing_add_json (self->listings->pdata[i], json);
  way_json_end (json);
  text = way_json_finish (json);
  return way_cli_print (text) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

static int
print (const Lists *self, gboolean as_json, gboolean as_csv)
{
  if (as_json && self->listings->len > 1)
    return print_all_json (self);
  for (guint i = 0; i < self->listings->len; i++)
    {
      const WayListing *listing = self->listings->pdata[i];
      g_autofree char *text = as_json ? way_listing_to_json (listing) : as_csv ? way_listing_to_plain_csv (listing)
                                                                               : way_listing_to_text (listing);

      if (!way_cli_print (text))
        return WAY_CLI_FAILED;
    }
  return WAY_CLI_DONE;
}

/* FALSE after saying what is wrong. `cache` NULL: the user's own. */
static gboolean
make_lists (Lists *self, WayListingKind kind, const char *path, gboolean measured, const char *cache)
{
  g_autoptr (WayFigures) figures = NULL;

  self->document = way_cli_read_map (path, TRUE);
  if (self->document == NULL)
    return FALSE;
  figures = measured ? way_cli_measure (cache, path, self->document) : way_figures_new_frozen (self->document);
  if (figures == NULL)
    return FALSE;
  self->listings = way_listing_make_all (kind, self->document, figures, NULL, way_date_today ());
  self->dated = kind == WAY_LISTING_ACTIONS;
  return TRUE;
}

int
way_cli_run_list (int argc, char *argv[])
{
  g_autofree char *output = NULL, *cache = NULL;
  g_auto (GStrv) files = NULL;
  g_auto (Lists) lists = { .listings = NULL };
  gboolean as_json = FALSE, as_csv = FALSE, measured = FALSE;
  WayListingKind kind = WAY_N_LISTINGS;
  int status;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON."), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &as_csv, N_ ("Print CSV."), NULL },
    { "figures", 0, 0, G_OPTION_ARG_NONE, &measured, N_ ("Say what actions did by figures made new from the imported numbers, and not by those frozen in the map."), NULL },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &cache, N_ ("The same with the numbers in this file and not in the user’s own."), N_ ("FILE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write a file instead of printing."), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_list, entries, argc, argv, &files, &status))
    return status;
  if (!way_listing_kind_find (files[0], &kind) && strcmp (files[0], "all") != 0)
    return way_cli_wrong_use ("list", _ ("There is no list “%s”. There are actions, ideas, gaps, evidence, data, and all of them."), files[0]);
  if (as_csv && output == NULL && kind == WAY_N_LISTINGS)
    return way_cli_wrong_use ("list", "%s", _ ("The lists have different columns. Print one at a time as CSV, or all of them with --json."));
  if (!make_lists (&lists, kind, files[1], measured || cache != NULL, cache))
    return WAY_CLI_FAILED;
  return output != NULL ? write_file (&lists, output) : print (&lists, as_json, as_csv);
}
