#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-json.h"
#include "base/way-number.h"
#include "format/way-reader.h"
#include "model/way-summary.h"

const WayCliUse way_cli_use_info = {
  .verb = "info",
  .summary = N_ ("what a file is and holds"),
  .arguments = N_ ("FILE…"),
  .about = N_ ("Says what a map is called, which journeys it has, how much stands on it, how much of that has evidence, and from when its figures are."),
  .examples = "waymark-cli info map.waymark\nwaymark-cli info --json maps/*.waymark",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

/* What is worth counting, in this order. */
static const struct
{
  WayKind kind;
  const char *name; /* in JSON */
  const char *label;
} counted[] = {
  { WAY_KIND_JOURNEY, "journeys", N_ ("Journeys") },
  { WAY_KIND_PHASE, "phases", N_ ("Phases") },
  { WAY_KIND_STEP, "steps", N_ ("Steps") },
  { WAY_KIND_LANE, "lanes", N_ ("Lanes") },
  { WAY_KIND_TOUCHPOINT, "touchpoints", N_ ("Touchpoints") },
  { WAY_KIND_NOTE, "notes", N_ ("Notes") },
  { WAY_KIND_FEELING, "feelings", N_ ("Feelings") },
  { WAY_KIND_PAIN, "pains", N_ ("Pain points") },
  { WAY_KIND_OPPORTUNITY, "opportunities", N_ ("Opportunities") },
  { WAY_KIND_CONNECTION, "connections", N_ ("Connections") },
  { WAY_KIND_PATH, "paths", N_ ("Paths") },
  { WAY_KIND_PERSONA, "personas", N_ ("Personas") },
  { WAY_KIND_STAKEHOLDER, "stakeholders", N_ ("Stakeholders") },
  { WAY_KIND_CHANNEL, "channels", N_ ("Channels") },
  { WAY_KIND_SOURCE, "sources", N_ ("Sources") },
  { WAY_KIND_ACTION, "actions", N_ ("Actions") },
  { WAY_KIND_METRIC, "metrics", N_ ("Metrics") },
  { WAY_KIND_FIGURE, "figures", N_ ("Figures") },
  { WAY_KIND_COMMENT, "comments", N_ ("Comments") },
  { WAY_KIND_IMAGE, "images", N_ ("Pictures") },
};

typedef struct
{
  const char *path;
  gsize size;
  WayDocument *document;
  WaySummary summary;
} Info;

static const char *
get_meta (const Info *self, WayField field)
{
  const WayElement *meta = way_document_get_meta (self->document);

  return meta != NULL ? way_element_get (meta, field) : NULL;
}

static const char *
get_root (const Info *self, WayField field)
{
  return way_element_get (way_document_get_root (self->document), field);
}

static void
append_row (GString *s, const char *label, const char *value)
{
  int width = (int) g_utf8_strlen (label, -1);

  if (value != NULL && *value != '\0')
    g_string_append_printf (s, "  %s%*s%s\n", label, MAX (1, 20 - width), "", value);
}

static void
append_counts (GString *s, const Info *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      guint n = self->summary.counts[counted[i].kind];
      g_autofree char *number = n > 0 ? way_number_to_text (n, 0) : NULL;

      append_row (s, _ (counted[i].label), number);
    }
}

static void
append_figures (GString *s, const Info *self)
{
  if (self->summary.newest_figure == 0)
    return;

  g_autofree char *oldest = way_date_to_xml (self->summary.oldest_figure), *newest = way_date_to_xml (self->summary.newest_figure);
  g_autofree char *from = way_date_to_text (oldest), *to = way_date_to_text (newest);
  g_autofree char *both = g_strdup_printf (_ ("from %s to %s"), from, to);

  append_row (s, _ ("Figures as of"), self->summary.oldest_figure == self->summary.newest_figure ? to : both);
}

static char *
make_text (const Info *self)
{
  GString *s = g_string_new (NULL);
  g_autofree char *share = way_number_to_text (100 * way_summary_get_evidenced (&self->summary), 0);
  g_autofree char *claims = way_number_to_text (self->summary.claims, 0);
  g_autofree char *evidence = g_strdup_printf (_ ("%s %% of %s claims have any; %u confirmed, %u contradicted, %u stale"), share, claims, self->summary.states[WAY_EVIDENCE_CONFIRMED], self->summary.states[WAY_EVIDENCE_CONTRADICTED], self->summary.states[WAY_EVIDENCE_STALE]);
  g_autofree char *kib = way_number_to_text ((double) self->size / 1024, 1);
  g_autofree char *size = g_strdup_printf (_ ("%s KiB"), kib);
  const char *version = get_root (self, WAY_FIELD_VERSION);
  g_autofree char *format = g_strdup_printf (way_document_is_read_only (self->document) ? _ ("%s, too new for this Waymark: read-only") : "%s", version != NULL ? version : "");
  WayElement *journey;

  g_string_append_printf (s, "%s\n", way_cli_get_name (self->path));
  append_row (s, _ ("Title"), get_meta (self, WAY_FIELD_TITLE));
  append_row (s, _ ("Subtitle"), get_meta (self, WAY_FIELD_SUBTITLE));
  append_row (s, _ ("Language"), get_root (self, WAY_FIELD_LANG));
  append_row (s, _ ("Id"), get_root (self, WAY_FIELD_ID));
  append_row (s, _ ("Format"), format);
  append_row (s, _ ("Size"), size);
  way_each (journey, way_document_get_root (self->document), WAY_KIND_JOURNEY)
    {
      g_autofree char *line = g_strdup_printf ("%s (%s)", way_element_get_name (journey), way_element_get_label (journey, WAY_FIELD_STATE));

      append_row (s, _ ("Journey"), line);
    }
  append_counts (s, self);
  if (self->summary.claims > 0)
    append_row (s, _ ("Evidence"), evidence);
  append_figures (s, self);
  return g_string_free (s, FALSE);
}

static void
add_day (WayJson *json, const char *name, guint32 day)
{
  g_autofree char *text = day != 0 ? way_date_to_xml (day) : NULL;

  way_json_add_string (json, name, text);
}

static void
add_json (WayJson *json, const Info *self)
{
  WayElement *journey;

  way_json_begin_object (json, NULL);
  way_json_add_string (json, "file", self->path);
  way_json_add_integer (json, "bytes", (gint64) self->size);
  way_json_add_string (json, "id", get_root (self, WAY_FIELD_ID));
  way_json_add_string (json, "version", get_root (self, WAY_FIELD_VERSION));
  way_json_add_string (json, "min-reader", get_root (self, WAY_FIELD_MIN_READER));
  way_json_add_boolean (json, "read-only", way_document_is_read_only (self->document));
  way_json_add_string (json, "language", get_root (self, WAY_FIELD_LANG));
  way_json_add_string (json, "title", get_meta (self, WAY_FIELD_TITLE));
  way_json_add_string (json, "subtitle", get_meta (self, WAY_FIELD_SUBTITLE));
  way_json_begin_array (json, "journeys");
  way_each (journey, way_document_get_root (self->document), WAY_KIND_JOURNEY)
    {
      way_json_begin_object (json, NULL);
      way_json_add_string (json, "id", way_element_get_id (journey));
      way_json_add_string (json, "name", way_element_get_name (journey));
      way_json_add_string (json, "state", way_element_get_or_default (journey, WAY_FIELD_STATE));
      way_json_end (json);
    }
  way_json_end (json);
  way_json_begin_object (json, "counts");
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    way_json_add_integer (json, counted[i].name, self->summary.counts[counted[i].kind]);
  way_json_end (json);
  way_json_begin_object (json, "evidence");
  way_json_add_integer (json, "claims", self->summary.claims);
  way_json_add_number (json, "share", way_summary_get_evidenced (&self->summary));
  way_json_add_integer (json, "assumption", self->summary.states[WAY_EVIDENCE_ASSUMPTION]);
  way_json_add_integer (json, "indicated", self->summary.states[WAY_EVIDENCE_INDICATED]);
  way_json_add_integer (json, "confirmed", self->summary.states[WAY_EVIDENCE_CONFIRMED]);
  way_json_add_integer (json, "contradicted", self->summary.states[WAY_EVIDENCE_CONTRADICTED]);
  way_json_add_integer (json, "stale", self->summary.states[WAY_EVIDENCE_STALE]);
  way_json_end (json);
  add_day (json, "oldest-figure", self->summary.oldest_figure);
  add_day (json, "newest-figure", self->summary.newest_figure);
  way_json_end (json);
}

static gboolean
read_info (const char *path, Info *info)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();

  /* For the lines of what makes a file unreadable; what is odd in one that can be read is told by check. */
  way_report_set_file (report, way_cli_get_name (path));
  way_cli_progress (_ ("Reading %s"), way_cli_get_name (path));

  g_autoptr (GBytes) bytes = way_cli_read_bytes (path, NULL, &error);
  WayDocument *document = bytes != NULL ? way_reader_read (bytes, report, &error) : NULL;

  way_cli_progress (NULL);
  if (document == NULL)
    {
      way_cli_say_findings (path, report, error);
      return FALSE;
    }
  *info = (Info){ path, g_bytes_get_size (bytes), document, way_summary_count (document, way_date_today ()) };
  return TRUE;
}

int
way_cli_run_info (int argc, char *argv[])
{
  gboolean as_json = FALSE;
  g_auto (GStrv) files = NULL;
  g_autoptr (WayJson) json = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: an array with an object for each file."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_info, entries, argc, argv, &files, &status))
    return status;
  json = way_json_new ();
  way_json_begin_array (json, NULL);
  for (char **file = files; *file != NULL; file++)
    {
      Info info;

      if (!read_info (*file, &info))
        {
          status = WAY_CLI_FAILED;
          continue;
        }

      g_autofree char *text = as_json ? NULL : make_text (&info);

      if (as_json)
        add_json (json, &info);
      else
        way_cli_print (text);
      g_object_unref (info.document);
    }
  way_json_end (json);
  if (as_json)
    {
      g_autofree char *text = way_json_finish (g_steal_pointer (&json));

      way_cli_print (text);
    }
  return status;
}
