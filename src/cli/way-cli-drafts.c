#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>

#include "base/way-json.h"
#include "format/way-recovery.h"
#include "format/way-writer.h"

const WayCliUse way_cli_use_drafts = {
  .verb = "drafts",
  .summary = N_ ("unsaved work that a crash left behind"),
  .arguments = N_ ("[FILE]"),
  .about = N_ ("Lists the drafts of maps that were open when Waymark ended without saving, the newest first. With --recover a draft is written into FILE, together with what the map's own file holds since, and then removed."),
  .examples = "waymark-cli drafts\nwaymark-cli drafts --recover 0f3c2f0e-5c5e-4d7e-9d0a-0b6f6f1f7a10 rescued.waymark",
  .max_files = 1,
};

static char *
format_time (const WayDraftInfo *info)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (info->written / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static char *
make_json (const GPtrArray *drafts)
{
  g_autoptr (WayJson) json = way_json_new ();

  way_json_begin_array (json, NULL);
  for (guint i = 0; i < drafts->len; i++)
    {
      const WayDraftInfo *info = g_ptr_array_index (drafts, i);
      g_autofree char *when = format_time (info), *path = info->path != NULL ? g_filename_display_name (info->path) : NULL;

      way_json_begin_object (json, NULL);
      way_json_add_string (json, "id", info->id);
      way_json_add_string (json, "title", info->title);
      way_json_add_string (json, "written", when);
      way_json_add_string (json, "path", path != NULL ? path : "");
      way_json_end (json);
    }
  way_json_end (json);
  return way_json_finish (g_steal_pointer (&json));
}

static int
list (gboolean as_json)
{
  g_autoptr (GPtrArray) drafts = way_drafts_list (NULL);
  g_autoptr (GString) s = g_string_new (NULL);

  if (as_json)
    {
      g_autofree char *text = make_json (drafts);

      return way_cli_print (text) ? WAY_CLI_DONE : WAY_CLI_FAILED;
    }
  for (guint i = 0; i < drafts->len; i++)
    {
      const WayDraftInfo *info = g_ptr_array_index (drafts, i);
      g_autofree char *when = format_time (info), *path = g_filename_display_name (info->path != NULL ? info->path : _ ("never saved"));

      g_string_append_printf (s, "%s  %s  %s\n%38s%s\n", info->id, when, info->title, "", path);
    }
  return way_cli_print (s->str) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

static int
recover (const char *id, const char *file, gboolean force)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayRecovery) recovery = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!force && g_file_test (file, G_FILE_TEST_EXISTS))
    {
      way_cli_say_error (file, "%s", _ ("There is such a file already, and it stays as it is. Choose another name, or say --force to replace it."));
      return WAY_CLI_FAILED;
    }
  recovery = way_recovery_new (NULL, id, &error);
  if (recovery == NULL)
    {
      way_cli_say_error (NULL, "%s", error->message);
      return WAY_CLI_FAILED;
    }
  bytes = way_writer_write (recovery->document);
  if (!way_cli_write_bytes (file, bytes))
    return WAY_CLI_FAILED;
  if (recovery->outcome == WAY_RECOVERY_CONFLICTS)
    way_cli_say_error (file, "%s", _ ("The map's own file was changed in the same places meanwhile, so this is the draft alone. Open one of the two in Waymark and merge the other into it."));
  way_draft_discard (g_steal_pointer (&recovery->draft));
  return WAY_CLI_DONE;
}

static int
discard (const char *id)
{
  g_autoptr (GError) error = NULL;
  WayDraft *draft = way_draft_claim (NULL, id, &error);

  if (draft == NULL)
    {
      way_cli_say_error (NULL, "%s", error->message);
      return WAY_CLI_FAILED;
    }
  way_draft_discard (draft);
  return WAY_CLI_DONE;
}

int
way_cli_run_drafts (int argc, char *argv[])
{
  g_autofree char *recover_id = NULL, *discard_id = NULL;
  gboolean json = FALSE, force = FALSE;
  g_auto (GStrv) files = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "recover", 'r', 0, G_OPTION_ARG_FILENAME, &recover_id, N_ ("Write this draft into FILE, and remove it."), N_ ("ID") },
    { "discard", 0, 0, G_OPTION_ARG_FILENAME, &discard_id, N_ ("Remove this draft for good."), N_ ("ID") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace FILE if there is one."), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_drafts, entries, argc, argv, &files, &status))
    return status;
  if ((recover_id != NULL) != (files[0] != NULL))
    return way_cli_wrong_use ("drafts", "%s", _ ("A FILE goes with --recover, and --recover with a FILE."));
  if (recover_id != NULL)
    return recover (recover_id, files[0], force);
  return discard_id != NULL ? discard (discard_id) : list (json);
}
