#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-json.h"
#include "base/way-number.h"
#include "export/way-export-listing.h"
#include "model/way-people.h"
#include "review/way-guide.h"

const WayCliUse way_cli_use_people = {
  .verb = "people",
  .summary = N_ ("who decides, who is met when, and what to ask them"),
  .arguments = N_ ("FILE"),
  .about = N_ ("Prints the buying center of a journey: each stakeholder with influence, its use in this decision, attitude and coverage gap, the widest first, and the phases in which a strong voice is not met; a question mark is what nobody knows. With --guide, the questions for a talk with one of them, from what the map only assumes."),
  .examples = "waymark-cli people deal.waymark\nwaymark-cli people deal.waymark --guide 'Henrike Auer' -o questions.pdf\nwaymark-cli export deal.waymark --view stakeholders -o sheet.pdf",
  .min_files = 1,
  .max_files = 1,
};

/* " · " between what is known. */
static char *
dup_who (const WayDocument *document, const WayElement *stakeholder)
{
  const WayElement *unit = way_document_follow (document, stakeholder, WAY_FIELD_DEPARTMENT);
  const char *name = way_element_get_name (stakeholder), *role = way_element_get_label (stakeholder, WAY_FIELD_ROLE);

  if (unit == NULL)
    unit = way_document_follow (document, stakeholder, WAY_FIELD_ORGANISATION);
  if (unit != NULL && strcmp (way_element_get_name (unit), name) == 0)
    unit = NULL;
  return g_strjoin (" · ", name, unit != NULL ? way_element_get_name (unit) : role, unit != NULL ? role : NULL, NULL);
}

static char *
dup_percent (int percent)
{
  return percent < 0 ? g_strdup ("?") : g_strdup_printf ("%d %%", percent);
}

/* Names of phases with commas between them, as often as `met` says or where somebody is missed. */
static char *
list_phases (const WayPeople *people, const WayVoice *voice, gboolean missed)
{
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < people->phases->len; i++)
    {
      const char *comma = s->len > 0 ? ", " : "", *name = way_element_get_name (g_ptr_array_index (people->phases, i));

      if (missed && way_people_misses (people, voice, i))
        g_string_append_printf (s, "%s%s", comma, name);
      else if (!missed && voice->met[i] > 0)
        g_string_append_printf (s, "%s%s %u", comma, name, voice->met[i]);
    }
  return g_string_free (s, FALSE);
}

static void
add_text (GString *text, const WayDocument *document, const WayPeople *people, const WayVoice *voice)
{
  g_autofree char *who = dup_who (document, voice->stakeholder), *influence = dup_percent (voice->influence), *use = dup_percent (voice->use);
  g_autofree char *gap = isnan (voice->gap) ? g_strdup ("?") : way_number_to_text (voice->gap, 2);
  g_autofree char *met = list_phases (people, voice, FALSE), *missed = list_phases (people, voice, TRUE);
  const char *attitude = voice->support != WAY_SUPPORT_UNKNOWN ? way_element_get_label (voice->stakeholder, WAY_FIELD_ATTITUDE) : "?";

  g_string_append_printf (text, "%s\n", who);
  g_string_append_printf (text, _ ("    influence %s, uses it %s, attitude %s, coverage gap %s\n"), influence, use, attitude, gap);
  g_string_append_printf (text, _ ("    met in: %s\n"), *met != '\0' ? met : "–");
  if (*missed != '\0')
    g_string_append_printf (text, _ ("    missed in: %s\n"), missed);
}

static void
add_number (WayJson *json, const char *name, int value)
{
  way_json_add_number (json, name, value >= 0 ? value : NAN);
}

static void
add_json (WayJson *json, const WayDocument *document, const WayPeople *people, const WayVoice *voice)
{
  const WayElement *unit = way_document_follow (document, voice->stakeholder, WAY_FIELD_DEPARTMENT), *organisation = way_document_follow (document, voice->stakeholder, WAY_FIELD_ORGANISATION);

  way_json_begin_object (json, NULL);
  way_json_add_string (json, "id", way_element_get_id (voice->stakeholder));
  way_json_add_string (json, "name", way_element_get_name (voice->stakeholder));
  way_json_add_string (json, "organisation", organisation != NULL ? way_element_get_name (organisation) : NULL);
  way_json_add_string (json, "department", unit != NULL ? way_element_get_name (unit) : NULL);
  way_json_add_string (json, "role", way_element_get_or_default (voice->stakeholder, WAY_FIELD_ROLE));
  add_number (json, "influence", voice->influence);
  add_number (json, "influence-use", voice->use);
  way_json_add_string (json, "attitude", way_element_get (voice->stakeholder, WAY_FIELD_ATTITUDE));
  way_json_add_number (json, "effective", voice->effective);
  way_json_add_number (json, "coverage", voice->coverage);
  way_json_add_number (json, "gap", voice->gap);
  way_json_begin_array (json, "phases");
  for (guint i = 0; i < people->phases->len; i++)
    {
      way_json_begin_object (json, NULL);
      way_json_add_string (json, "name", way_element_get_name (g_ptr_array_index (people->phases, i)));
      way_json_add_integer (json, "met", voice->met[i]);
      way_json_add_boolean (json, "missed", way_people_misses (people, voice, i));
      way_json_end (json);
    }
  way_json_end (json);
  way_json_end (json);
}

static char *
make_text (const WayDocument *document, const WayElement *journey, const WayPeople *people)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GArray) order = way_people_rank (people);
  g_autofree char *climate = way_people_dup_climate (people);

  g_string_append_printf (text, _ ("%s: decision climate %s, from %u of %u\n"), way_element_get_name (journey), climate != NULL ? climate : "?", people->n_judged, way_people_get_size (people));
  for (guint i = 0; i < order->len; i++)
    add_text (text, document, people, way_people_get (people, g_array_index (order, guint, i)));
  return g_string_free (text, FALSE);
}

static char *
make_json (const WayDocument *document, const WayElement *journey, const WayPeople *people)
{
  WayJson *json = way_json_new ();
  g_autoptr (GArray) order = way_people_rank (people);

  way_json_begin_object (json, NULL);
  way_json_add_string (json, "journey", way_element_get_name (journey));
  way_json_add_number (json, "climate", people->climate);
  way_json_add_integer (json, "judged", people->n_judged);
  way_json_begin_array (json, "stakeholders");
  for (guint i = 0; i < order->len; i++)
    add_json (json, document, people, way_people_get (people, g_array_index (order, guint, i)));
  way_json_end (json);
  way_json_end (json);
  return way_json_finish (json);
}

static const WayElement *
find_named (const WayDocument *document, WayKind kind, const char *name)
{
  WayElement *element;

  way_each (element, way_document_get_root (document), kind)
    if (name == NULL || g_strcmp0 (way_element_get_id (element), name) == 0 || strcmp (way_element_get_name (element), name) == 0)
      return element;
  return NULL;
}

/* A PDF where the name says so, else Markdown. */
static int
write_guide (const WayDocument *document, const WayElement *journey, const WayElement *stakeholder, const char *path)
{
  gboolean printed = way_list_file_find (path) == WAY_LIST_FILE_PDF;
  g_autoptr (WayListing) listing = printed ? way_guide_list (document, journey, stakeholder, way_date_today ()) : NULL;
  char *text = printed ? NULL : way_guide_write (document, journey, stakeholder, way_date_today ());
  const WayListing *only = listing;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = printed ? way_export_listing_pdf (document, &only, 1, NULL, &error) : g_bytes_new_take (text, strlen (text));

  if (bytes == NULL)
    {
      way_cli_say_error (path, "%s", error->message);
      return WAY_CLI_FAILED;
    }
  return way_cli_write_bytes (path, bytes) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

int
way_cli_run_people (int argc, char *argv[])
{
  g_autofree char *journey_name = NULL, *guide = NULL, *output = NULL, *out = NULL;
  g_auto (GStrv) files = NULL;
  gboolean as_json = FALSE;
  int status;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON; null is what nobody knows."), NULL },
    { "journey", 'J', 0, G_OPTION_ARG_FILENAME, &journey_name, N_ ("Met on this journey, by name or id; the first one if it is not given."), N_ ("NAME") },
    { "guide", 'g', 0, G_OPTION_ARG_FILENAME, &guide, N_ ("Print the interview guide for this stakeholder, by name or id, as Markdown."), N_ ("NAME") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write the guide into a file instead of printing it: .pdf, to be printed and written in, or .md."), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_people, entries, argc, argv, &files, &status))
    return status;
  if (output != NULL && guide == NULL)
    return way_cli_wrong_use ("people", "%s", _ ("--output goes with --guide."));

  g_autoptr (WayDocument) document = way_cli_read_map (files[0], TRUE);
  const WayElement *journey = document != NULL ? find_named (document, WAY_KIND_JOURNEY, journey_name) : NULL;

  if (document == NULL)
    return WAY_CLI_FAILED;
  if (journey == NULL)
    {
      way_cli_say_error (files[0], _ ("There is no journey “%s” on this map."), journey_name != NULL ? journey_name : "");
      return WAY_CLI_FAILED;
    }
  if (guide != NULL)
    {
      const WayElement *stakeholder = find_named (document, WAY_KIND_STAKEHOLDER, guide);

      if (stakeholder == NULL)
        {
          way_cli_say_error (files[0], _ ("There is no stakeholder “%s” on this map."), guide);
          return WAY_CLI_FAILED;
        }
      if (output != NULL)
        return write_guide (document, journey, stakeholder, output);
      out = way_guide_write (document, journey, stakeholder, way_date_today ());
    }
  else
    {
      g_autoptr (WayPeople) people = way_people_new (document, journey);

      out = as_json ? make_json (document, journey, people) : make_text (document, journey, people);
    }
  return way_cli_print (out) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}
