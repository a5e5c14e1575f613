#include "cli/way-cli.h"

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
  .examples = "waymark-cli list actions map.waymark\nwaymark-cli list actions map.waymark -o actions.ics\nwaymark-cli list all map.waymark -o review.pdf",
  .min_files = 2,
  .max_files = 2,
};

typedef struct
{
  WayDocument *document;
  WayListing *listings[WAY_N_LISTINGS];
  guint n;
} Lists;

static void
clear_lists (Lists *self)
{
  for (guint i = 0; i < self->n; i++)
    way_listing_free (self->listings[i]);
  g_clear_object (&self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lists, clear_lists)

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
make_csv (const WayListing *listing)
{
  gsize size;
  char *text = way_listing_to_csv (listing, &size);

  return g_bytes_new_take (text, size);
}

/* By the end of the file's name; NULL and a word about it where that says nothing. */
static GBytes *
make_file (const Lists *self, const char *what, const char *path, int *status)
{
  const char *dot = strrchr (path, '.');
  const char *ending = dot != NULL ? dot + 1 : "";
  g_autoptr (GError) error = NULL;

  *status = WAY_CLI_FAILED;
  if (g_ascii_strcasecmp (ending, "pdf") == 0)
    {
      GBytes *bytes = way_export_listing_pdf (self->document, (const WayListing *const *) self->listings, self->n, NULL, &error);

      if (bytes == NULL)
        way_cli_say_error (path, "%s", error->message);
      return bytes;
    }
  if (g_ascii_strcasecmp (ending, "ics") == 0 && strcmp (what, "actions") == 0)
    return take_text (way_ics_export (self->document, NULL));
  if (self->n == 1 && g_ascii_strcasecmp (ending, "csv") == 0)
    return make_csv (self->listings[0]);
  if (self->n == 1 && g_ascii_strcasecmp (ending, "json") == 0)
    return take_text (way_listing_to_json (self->listings[0]));
  if (self->n == 1 && g_ascii_strcasecmp (ending, "txt") == 0)
    return take_text (way_listing_to_text (self->listings[0]));
  *status = way_cli_wrong_use ("list", _ ("“%s”: a list becomes .pdf, .csv, .json or .txt, actions also .ics; all of them together .pdf."), way_cli_get_name (path));
  return NULL;
}

static int
print (const Lists *self, gboolean as_json, gboolean as_csv)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *text = as_json ? way_listing_to_json (self->listings[i]) : as_csv ? way_listing_to_csv (self->listings[i], NULL)
                                                                                         : way_listing_to_text (self->listings[i]);

      if (!way_cli_print (text))
        return WAY_CLI_FAILED;
    }
  return WAY_CLI_DONE;
}

static gboolean
make_lists (Lists *self, const char *what, const char *path)
{
  WayListingKind kind = WAY_N_LISTINGS;
  gboolean all = strcmp (what, "all") == 0;
  guint32 today = way_date_today ();

  if (!all && !way_listing_kind_find (what, &kind))
    return FALSE;
  self->document = way_cli_read_map (path, TRUE);
  if (self->document == NULL)
    return TRUE;

  g_autoptr (WayFigures) figures = way_figures_new_frozen (self->document);

  for (guint i = 0; i < WAY_N_LISTINGS; i++)
    if (all || kind == i)
      self->listings[self->n++] = way_listing_make (i, self->document, figures, today);
  return TRUE;
}

int
way_cli_run_list (int argc, char *argv[])
{
  g_autofree char *output = NULL;
  g_auto (GStrv) files = NULL;
  g_auto (Lists) lists = { .n = 0 };
  gboolean as_json = FALSE, as_csv = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON."), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &as_csv, N_ ("Print CSV."), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write a file instead of printing."), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_list, entries, argc, argv, &files, &status))
    return status;
  if (!make_lists (&lists, files[0], files[1]))
    return way_cli_wrong_use ("list", _ ("There is no list “%s”. There are actions, ideas, gaps, evidence, data, and all of them."), files[0]);
  if (lists.document == NULL)
    return WAY_CLI_FAILED;
  if (output == NULL)
    return print (&lists, as_json, as_csv);

  g_autoptr (GBytes) bytes = make_file (&lists, files[0], output, &status);

  if (bytes == NULL)
    return status;
  return way_cli_write_bytes (output, bytes) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}
