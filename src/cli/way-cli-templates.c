#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>

#include "base/way-json.h"
#include "format/way-template.h"

const WayCliUse way_cli_use_templates = {
  .verb = "templates",
  .summary = N_ ("which templates there are"),
  .arguments = "",
  .about = N_ ("Lists the maps that “new” can start from, each with a sentence that says what it is for."),
  .examples = "waymark-cli templates\nwaymark-cli templates --language de",
};

static char *
make_json (const GPtrArray *templates)
{
  g_autoptr (WayJson) json = way_json_new ();

  way_json_begin_array (json, NULL);
  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = g_ptr_array_index (templates, i);

      way_json_begin_object (json, NULL);
      way_json_add_string (json, "name", template->name);
      way_json_add_string (json, "language", template->language);
      way_json_add_string (json, "title", template->title);
      way_json_add_string (json, "sentence", template->sentence);
      way_json_end (json);
    }
  way_json_end (json);
  return way_json_finish (g_steal_pointer (&json));
}

int
way_cli_run_templates (int argc, char *argv[])
{
  g_autofree char *language = NULL;
  gboolean json = FALSE;
  g_auto (GStrv) files = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "language", 'l', 0, G_OPTION_ARG_FILENAME, &language, N_ ("In this language, where there is one: de, en."), N_ ("LANG") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_templates, entries, argc, argv, &files, &status))
    return status;

  g_autoptr (GPtrArray) templates = way_templates_list (language);
  g_autoptr (GString) s = g_string_new (NULL);

  if (json)
    {
      g_autofree char *text = make_json (templates);

      return way_cli_print (text) ? WAY_CLI_DONE : WAY_CLI_FAILED;
    }
  if (templates->len == 0)
    {
      way_cli_say_error (NULL, "%s", _ ("There are no templates here. Install Waymark again, or set WAYMARK_DATADIR to the folder that holds them."));
      return WAY_CLI_FAILED;
    }
  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = g_ptr_array_index (templates, i);

      g_string_append_printf (s, "%-16s%s\n%-16s%s\n", template->name, template->title, "", template->sentence);
    }
  return way_cli_print (s->str) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}
