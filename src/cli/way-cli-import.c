#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/way-document-file.h"
#include "format/way-reader.h"
#include "format/way-writer.h"
#include "interop/way-contacts.h"
#include "interop/way-csv-list.h"
#include "interop/way-interop.h"
#include "metrics/log/way-log-import.h"
#include "metrics/log/way-log-map.h"

const WayCliUse way_cli_use_import = {
  .verb = "import",
  .summary = N_ ("a Mermaid journey, a CSV table or an event log becomes a map"),
  .arguments = N_ ("FILE"),
  .about = N_ ("Makes a map of a Mermaid journey (also inside a Markdown file), of a CSV table of phases and lanes, or of an event log (CSV, XES, XES.gz: the main ways of most journeys), and prints its name. A CSV list that was exported from a map goes back into it with --into: rows are matched by their ids, missing rows delete nothing; a cell or row that cannot be taken over is said, and the program ends with 1 then. Contacts and their roles, as Salesforce, HubSpot, Dynamics, Pipedrive, SAP, Altify and Outlook export them, become stakeholders: known ones by mail address or by name and unit, and of the address only a mark stays."),
  .examples = "waymark-cli import journey.mmd\nwaymark-cli import README.md --output journey.waymark\nwaymark-cli import table.csv --from csv-grid -o -\nwaymark-cli import log.xes.gz -o map.waymark\nwaymark-cli import edited.csv --into map.waymark\nwaymark-cli import contacts.csv --from contacts --into map.waymark",
  .min_files = 1,
  .max_files = 1,
};

static gboolean
show_progress (double done, gpointer unused)
{
  way_cli_progress (_ ("Reading the log: %d %%"), (int) (100 * done));
  return TRUE;
}

static WayDocument *
make_from_log (const char *path, GBytes *bytes, WayReport *report, GError **error)
{
  const WayLogOptions options = { .progress = show_progress };
  g_autoptr (WayLog) log = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), path, &options, NULL, report, error);
  g_autofree char *title = way_cli_make_title (path);

  return log != NULL ? way_log_map_new (log, title) : NULL;
}

static gboolean
import_new (const char *path, gboolean from_log, WayInteropFormat format, GBytes *bytes, const char *output, gboolean force)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *stem = way_cli_make_stem (path);
  g_autofree char *target = output != NULL ? g_strdup (output) : strcmp (path, "-") == 0 ? g_strdup ("-")
                                                                                         : g_strconcat (stem, ".waymark", NULL);

  if (!force && strcmp (target, "-") != 0 && g_file_test (target, G_FILE_TEST_EXISTS))
    {
      way_cli_say_error (target, "%s", _ ("There is such a file already, and it stays as it is. Choose another name with --output, or say --force to replace it."));
      return FALSE;
    }
  if (way_cli_is_same_file (path, target))
    {
      way_cli_say_error (target, "%s", _ ("This is what is imported, and it stays as it is. Choose another name with --output."));
      return FALSE;
    }
  way_report_set_file (report, path);

  g_autoptr (WayDocument) document = from_log ? make_from_log (path, bytes, report, &error) : way_interop_import (path, bytes, format, report, &error);

  way_cli_progress (NULL);
  way_cli_say_findings (path, report, error);
  if (document == NULL)
    return FALSE;

  g_autoptr (GBytes) written = way_writer_write (document);
  g_autofree char *line = g_strconcat (target, "\n", NULL);

  return way_cli_write_bytes (target, written) && (strcmp (target, "-") == 0 || way_cli_print (line));
}

/* What a list did to the map. Parts that have no id of their own count as a change of what they belong to. */
typedef struct
{
  GHashTable *added, *changed; /* (element-type WayElement) */
} Tally;

static void
changed_cb (WayDocument *document, const WayChange *change, gpointer data)
{
  Tally *tally = data;
  WayElement *element = change != NULL ? change->element : NULL;

  if (element == NULL)
    return;
  if (change->type == WAY_CHANGE_INSERT && way_element_get_id (element) != NULL)
    {
      g_hash_table_add (tally->added, element);
      return;
    }
  if (change->type == WAY_CHANGE_REMOVE && way_element_get_id (element) == NULL)
    element = change->old_parent;
  while (element != NULL && way_element_get_id (element) == NULL)
    element = way_element_get_parent (element);
  if (element != NULL && !g_hash_table_contains (tally->added, element))
    g_hash_table_add (tally->changed, element);
}

static void
say_tally (const char *path, const Tally *tally)
{
  guint n_changed = g_hash_table_size (tally->changed), n_added = g_hash_table_size (tally->added);
  g_autofree char *changed = g_strdup_printf (ngettext ("%u element changed", "%u elements changed", n_changed), n_changed);
  g_autofree char *added = g_strdup_printf (ngettext ("%u added", "%u added", n_added), n_added);

  way_cli_say_error (path, _ ("%s, %s. As it was before: “%s~”."), changed, added, path);
}

static gboolean
import_into (const char *path, GBytes *bytes, const char *into)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  WayFileStamp stamp = { 0 };
  g_autoptr (WayDocument) document = way_reader_read_file (into, NULL, &stamp, &error);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (document == NULL)
    {
      way_cli_say_error (into, "%s", error->message);
      return FALSE;
    }
  way_report_set_file (report, path);

  g_autoptr (GHashTable) added = g_hash_table_new (NULL, NULL), changes = g_hash_table_new (NULL, NULL);
  Tally tally = { added, changes };

  g_signal_connect (document, "changed", G_CALLBACK (changed_cb), &tally);

  gboolean applied = way_csv_list_apply (document, data != NULL ? data : "", size, report, &error);

  way_cli_say_findings (path, report, error);
  if (!applied)
    return FALSE;

  /* They are said; the rest is taken over, and the exit code tells scripts. */
  guint refused = way_report_count (report, WAY_SEVERITY_ERROR);

  if (!way_document_is_modified (document))
    {
      way_cli_say_error (into, "%s", _ ("Nothing has changed."));
      return refused == 0;
    }
  way_cli_hold_signals ();

  gboolean saved = way_document_save_file (document, into, &stamp, TRUE, &error);

  way_cli_release_signals ();
  if (!saved)
    way_cli_say_error (into, "%s", error->message);
  else
    say_tally (into, &tally);
  return saved && refused == 0;
}

/* A line a person: what has become of them. */
static void
say_contacts (const WayContacts *contacts)
{
  if (contacts->unread->len > 0)
    {
      g_autofree char *unread = NULL;

      g_ptr_array_add (contacts->unread, NULL);
      unread = g_strjoinv (", ", (char **) contacts->unread->pdata);
      g_ptr_array_set_size (contacts->unread, (int) contacts->unread->len - 1);
      g_printerr (_ ("Left out, for a map does not need it: %s.\n"), unread);
    }
  for (guint i = 0; i < contacts->contacts->len; i++)
    {
      const WayContact *contact = g_ptr_array_index (contacts->contacts, i);
      g_autofree char *line = g_strdup_printf ("%s · %s: %s\n", contact->name, contact->role != NULL ? way_field_get_choice_label (way_kind_get_field (WAY_KIND_STAKEHOLDER, WAY_FIELD_ROLE), contact->role) : "–", way_contact_fate_get_label (contact->fate));

      way_cli_print (line);
    }
}

static gboolean
import_contacts (const char *path, GBytes *bytes, const char *into, gboolean dry_run)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  WayFileStamp stamp = { 0 };
  g_autoptr (WayDocument) document = way_reader_read_file (into, NULL, &stamp, &error);
  g_autoptr (WayContacts) contacts = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (document == NULL)
    {
      way_cli_say_error (into, "%s", error->message);
      return FALSE;
    }
  way_report_set_file (report, path);
  contacts = way_contacts_read (document, data != NULL ? data : "", size, report, &error);
  way_cli_say_findings (path, report, error);
  if (contacts == NULL)
    return FALSE;
  say_contacts (contacts);
  if (dry_run)
    return TRUE;
  if (!way_contacts_apply (contacts, document, &error))
    {
      way_cli_say_error (into, "%s", error->message);
      return FALSE;
    }
  if (!way_document_is_modified (document))
    {
      way_cli_say_error (into, "%s", _ ("Nothing has changed."));
      return TRUE;
    }
  way_cli_hold_signals ();

  gboolean saved = way_document_save_file (document, into, &stamp, TRUE, &error);

  way_cli_release_signals ();
  if (!saved)
    way_cli_say_error (into, "%s", error->message);
  return saved;
}

static int
choose_format (const char *path, const char *from, GBytes *bytes, WayInteropFormat *format)
{
  gboolean automatic = from == NULL || strcmp (from, "auto") == 0;

  *format = automatic ? way_interop_sniff (path, bytes) : way_interop_format_from_name (from);
  if (!automatic && (*format == WAY_INTEROP_AUTO || *format == WAY_INTEROP_WAYMARK))
    return way_cli_wrong_use ("import", _ ("There is no format “%s”. Choose one of %s."), from, "auto, mermaid, csv-grid, csv-list, contacts, log");
  return WAY_CLI_DONE;
}

/* Asked for, or found where something is to go into a map; a list of ours has a column of its own that says so. */
static gboolean
is_contacts (const char *from, const char *into, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (from != NULL && strcmp (from, "auto") != 0)
    return strcmp (from, "contacts") == 0;
  return into != NULL && data != NULL && way_interop_sniff (NULL, bytes) != WAY_INTEROP_CSV_LIST && way_contacts_sniff (data, size);
}

int
way_cli_run_import (int argc, char *argv[])
{
  g_autofree char *from = NULL, *output = NULL, *into = NULL;
  gboolean force = FALSE, dry_run = FALSE;
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;
  WayInteropFormat format = WAY_INTEROP_AUTO;
  int status;
  const GOptionEntry entries[] = {
    { "from", 'f', 0, G_OPTION_ARG_FILENAME, &from, N_ ("auto (if it is not given), mermaid, csv-grid, csv-list, contacts or log."), N_ ("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The new map; “-” is the standard output. Without it NAME.waymark in the current folder."), N_ ("FILE") },
    { "into", 0, 0, G_OPTION_ARG_FILENAME, &into, N_ ("Change this map instead, from a CSV list, or from contacts, which become stakeholders. It stays as FILE~ as it was before."), N_ ("FILE") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Contacts: only say what would become of them."), NULL },
    { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace the output if there is such a file."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_import, entries, argc, argv, &files, &status))
    return status;
  if (into != NULL && output != NULL)
    return way_cli_wrong_use ("import", "%s", _ ("Either --into a map there is, or --output for a new one."));

  g_autoptr (GBytes) bytes = way_cli_read_bytes (files[0], NULL, &error);

  if (bytes == NULL)
    {
      way_cli_say_error (files[0], "%s", error->message);
      return WAY_CLI_FAILED;
    }
  if (is_contacts (from, into, bytes))
    {
      if (into == NULL)
        return way_cli_wrong_use ("import", "%s", _ ("Contacts go into a map there is. Say which: --into FILE."));
      return import_contacts (files[0], bytes, into, dry_run) ? WAY_CLI_DONE : WAY_CLI_FAILED;
    }
  if (g_strcmp0 (from, "log") == 0 || ((from == NULL || strcmp (from, "auto") == 0) && into == NULL && !dry_run && way_log_is_log (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), files[0])))
    return import_new (files[0], TRUE, WAY_INTEROP_AUTO, bytes, output, force) ? WAY_CLI_DONE : WAY_CLI_FAILED;
  if (dry_run)
    return way_cli_wrong_use ("import", "%s", _ ("--dry-run goes with contacts."));
  if ((status = choose_format (files[0], from, bytes, &format)) != WAY_CLI_DONE)
    return status;
  if (format == WAY_INTEROP_WAYMARK)
    {
      way_cli_say_error (files[0], "%s", _ ("This is a map already. “waymark-cli export” draws it."));
      return WAY_CLI_FAILED;
    }
  if (into != NULL && format != WAY_INTEROP_CSV_LIST)
    {
      way_cli_say_error (files[0], "%s", _ ("Only a CSV list goes into a map, and this is none. “waymark-cli export --format csv-list” makes one."));
      return WAY_CLI_FAILED;
    }
  if (into == NULL && format == WAY_INTEROP_CSV_LIST)
    return way_cli_wrong_use ("import", "%s", _ ("This CSV list changes a map there is. Say which: --into FILE."));
  if (into != NULL)
    return import_into (files[0], bytes, into) ? WAY_CLI_DONE : WAY_CLI_FAILED;
  return import_new (files[0], FALSE, format, bytes, output, force) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}
