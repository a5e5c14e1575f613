#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/way-template.h"
#include "format/way-writer.h"

const WayCliUse way_cli_use_new = {
  .verb = "new",
  .summary = N_ ("a new map from a template"),
  .arguments = N_ ("FILE"),
  .about = N_ ("Writes a new map into FILE, or to the standard output if that is “-”. “waymark-cli templates” lists what there is to start from."),
  .examples = "waymark-cli new map.waymark\nwaymark-cli new --template b2b-solution --title \"Mobile workplaces\" sale.waymark\nwaymark-cli new --template service-case --language de service.waymark",
  .min_files = 1,
  .max_files = 1,
};

int
way_cli_run_new (int argc, char *argv[])
{
  g_autofree char *template = NULL, *language = NULL, *title = NULL, *why = NULL;
  gboolean force = FALSE;
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "template", 't', 0, G_OPTION_ARG_FILENAME, &template, N_ ("Start from this template instead of “blank”."), N_ ("NAME") },
    { "language", 'l', 0, G_OPTION_ARG_FILENAME, &language, N_ ("In this language instead of yours: de, en."), N_ ("LANG") },
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &title, N_ ("What the map is called."), N_ ("TEXT") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace FILE if there is one."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_new, entries, argc, argv, &files, &status))
    return status;
  if (title != NULL && !way_field_accepts (way_kind_get_field (WAY_KIND_META, WAY_FIELD_TITLE), title, &why))
    return way_cli_wrong_use ("new", _ ("The title “%s” %s."), title, why);
  if (!force && g_file_test (files[0], G_FILE_TEST_EXISTS))
    {
      way_cli_say_error (files[0], "%s", _ ("There is such a file already, and it stays as it is. Choose another name, or say --force to replace it."));
      return WAY_CLI_FAILED;
    }

  g_autoptr (WayDocument) document = way_template_instantiate (template != NULL ? template : "blank", language, title, way_cli_get_time (), &error);

  if (document == NULL)
    {
      way_cli_say_error (NULL, "%s", error->message);
      return WAY_CLI_FAILED;
    }

  g_autoptr (GBytes) bytes = way_writer_write (document);

  return way_cli_write_bytes (files[0], bytes) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}
