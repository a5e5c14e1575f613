#include "cli/way-cli-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "cli/way-cli-numbers.h"
#include "export/way-export-pdf.h"
#include "export/way-export-png.h"
#include "export/way-export-svg.h"
#include "interop/way-csv-grid.h"
#include "interop/way-csv-list.h"
#include "interop/way-mermaid.h"
#include "cli/way-cli-numbers.h"
#include "metrics/figures/way-journey-score.h"
#include "metrics/log/way-log-rules.h"
#include "metrics/log/way-log-store.h"
#include "metrics/log/way-log-traffic.h"
#include "metrics/warehouse/way-remote-flow.h"
#include "model/way-redact.h"
#include "scene/way-ideas-scene.h"
#include "scene/way-people-scene.h"
#include "scene/way-rail-scene.h"

static const char *const suffixes[WAY_CLI_N_FORMATS] = { ".pdf", ".svg", ".png", ".mmd", ".csv", ".csv" };

static gboolean
is_called (const WayElement *element, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *own = g_utf8_casefold (way_element_get_name (element), -1);

  return g_strcmp0 (way_element_get_id (element), name) == 0 || strcmp (own, folded) == 0;
}

/* Each name once. */
static void
append_quoted (GString *s, const WayElement *element)
{
  g_autofree char *name = g_strdup_printf (_ ("“%s”"), way_element_get_name (element));

  if (strstr (s->str, name) == NULL)
    g_string_append_printf (s, "%s%s", s->len > 0 ? ", " : "", name);
}

/* ", " between the names of what is there. */
static char *
list_names (const WayDocument *document, WayKind kind)
{
  GString *s = g_string_new (NULL);
  WayElement *journey, *element;

  way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
    {
      if (kind == WAY_KIND_JOURNEY)
        append_quoted (s, journey);
      else
        way_each (element, journey, kind)
          append_quoted (s, element);
    }
  return g_string_free (s, FALSE);
}

/* Whether each of `names` is a lane or phase of one of the journeys. */
static gboolean
check_names (const char *path, const WayDocument *document, const GPtrArray *journeys, const char *const *names, WayKind kind)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < journeys->len && !found; j++)
        found = way_scene_has (g_ptr_array_index (journeys, j), kind, names[i]);
      if (!found)
        {
          g_autofree char *known = list_names (document, kind);

          way_cli_say_error (path, kind == WAY_KIND_LANE ? _ ("There is no lane “%s” to show. There are %s.") : _ ("There is no phase “%s” to show. There are %s."), names[i], known);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
has_any_phase (const WayCliExport *self, const WayElement *journey)
{
  if (self->scene.phases == NULL)
    return TRUE;
  for (guint i = 0; self->scene.phases[i] != NULL; i++)
    if (way_scene_has (journey, WAY_KIND_PHASE, self->scene.phases[i]))
      return TRUE;
  return FALSE;
}

/* The journeys to show in the order of the document, or of --journey; NULL after saying what is wrong. */
static GPtrArray *
choose_journeys (const WayCliExport *self, const char *path, const WayDocument *document)
{
  g_autoptr (GPtrArray) journeys = g_ptr_array_new ();
  WayElement *journey;

  if (self->journeys == NULL)
    way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
      g_ptr_array_add (journeys, journey);
  for (char **name = self->journeys; name != NULL && *name != NULL; name++)
    {
      guint before = journeys->len;

      way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
        if (is_called (journey, *name) && !g_ptr_array_find (journeys, journey, NULL))
          g_ptr_array_add (journeys, journey);
      if (journeys->len == before)
        {
          g_autofree char *known = list_names (document, WAY_KIND_JOURNEY);

          way_cli_say_error (path, _ ("There is no journey “%s”. There are %s."), *name, known);
          return NULL;
        }
    }
  if (!check_names (path, document, journeys, self->scene.lanes, WAY_KIND_LANE) || !check_names (path, document, journeys, self->scene.phases, WAY_KIND_PHASE))
    return NULL;
  for (guint i = journeys->len; i > 0; i--)
    if (!has_any_phase (self, g_ptr_array_index (journeys, i - 1)))
      g_ptr_array_remove_index (journeys, i - 1);
  return g_steal_pointer (&journeys);
}

/* `slug` is NULL for the only picture of a map. */
static char *
make_target (const WayCliExport *self, const char *path, const char *slug)
{
  const char *suffix = suffixes[self->format];
  g_autofree char *stem = NULL;

  if (self->output != NULL && !self->folder)
    {
      gsize length = strlen (self->output);

      if (slug == NULL || strcmp (self->output, "-") == 0)
        return g_strdup (self->output);
      if (g_str_has_suffix (self->output, suffix))
        length -= strlen (suffix);
      return g_strdup_printf ("%.*s-%s%s", (int) length, self->output, slug, self->output + length);
    }
  stem = way_cli_make_stem (path);

  g_autofree char *file = slug != NULL ? g_strdup_printf ("%s-%s%s", stem, slug, suffix) : g_strconcat (stem, suffix, NULL);

  return self->folder ? g_build_filename (self->output, file, NULL) : g_steal_pointer (&file);
}

static gboolean
write_target (WayCliExport *self, const char *path, const char *target, GBytes *bytes)
{
  for (char **file = self->files; *file != NULL; file++)
    if (way_cli_is_same_file (*file, target))
      {
        way_cli_say_error (path, _ ("“%s” is what is exported, and it stays as it is. Choose another name with --output."), target);
        return FALSE;
      }
  if (strcmp (target, "-") == 0)
    return way_cli_write_bytes (target, bytes);
  if (g_hash_table_contains (self->written, target))
    {
      way_cli_say_error (path, _ ("“%s” was written from another map just now, and this one would replace it. Export it by itself, with --output."), target);
      return FALSE;
    }
  if (!way_cli_write_bytes (target, bytes))
    return FALSE;
  g_hash_table_add (self->written, g_strdup (target));

  g_autofree char *line = g_strconcat (target, "\n", NULL);

  return way_cli_print (line);
}

static gboolean
show_progress (double done, gpointer unused)
{
  way_cli_progress (_ ("Reading the log: %d %%"), (int) (100 * done));
  return TRUE;
}

/* By the name it was imported under: copied here, or counted in a warehouse. */
static gboolean
open_kept_log (WayCliExport *self, const char *name, const char *cache_path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = way_cli_open_cache (cache_path);
  g_autoptr (WayRemote) remote = cache != NULL ? way_remote_load (cache, name) : NULL;

  if (remote != NULL && remote->mode == WAY_REMOTE_COUNT)
    {
      self->counted = g_steal_pointer (&cache);
      self->counted_name = (char *) name;
      return TRUE;
    }
  self->log = cache != NULL ? way_log_open (cache, name, -1, &error) : NULL;
  if (error != NULL)
    way_cli_say_error (NULL, "%s", error->message);
  return self->log != NULL;
}

gboolean
way_cli_export_read_log (WayCliExport *self, const char *path, const char *cache_path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GBytes) bytes = NULL;
  const WayLogOptions options = { .progress = show_progress };

  /* A name alone is that of a log that was imported. */
  if (strchr (path, G_DIR_SEPARATOR) == NULL && strcmp (path, "-") != 0 && !g_file_test (path, G_FILE_TEST_EXISTS))
    return open_kept_log (self, path, cache_path);
  bytes = way_cli_read_bytes (path, NULL, &error);
  way_report_set_file (report, path);
  if (bytes != NULL)
    self->log = way_log_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), path, &options, NULL, report, &error);
  way_cli_progress (NULL);
  way_cli_say_findings (path, report, error);
  return self->log != NULL;
}

/* What customers do on this journey; NULL if nothing is to be shown. */
static WayTraffic *
make_traffic (WayCliExport *self, WayDocument *document, const WayElement *journey)
{
  g_autoptr (GError) error = NULL;

  if (self->counted != NULL)
    {
      g_autoptr (WayRemoteFlow) counted = way_remote_flow_load (self->counted, self->counted_name, journey, &error);
      g_autoptr (WayJourneyFlow) flow = counted != NULL ? way_remote_flow_make_journey_flow (counted, journey) : NULL;

      if (error != NULL)
        way_cli_say_error (way_element_get_name (journey), "%s", error->message);
      self->lacking = self->lacking || flow == NULL;
      return flow != NULL ? way_log_traffic_new (flow, journey) : NULL;
    }
  if (self->log == NULL)
    return NULL;

  g_autoptr (WayLogView) view = way_log_view_new_for_journey (self->log, journey, NULL, FALSE);
  g_autoptr (WayTraffic) traffic = way_log_traffic_new_for_view (view, journey);

  if (self->rules)
    {
      g_autoptr (WayLogView) whole = way_log_view_new_for_journey (self->log, journey, NULL, TRUE);
      g_autoptr (GPtrArray) results = way_log_rules_check (way_document_get_root (document), whole, journey, NULL);

      way_log_rules_mark (results, whole, traffic);
    }
  return g_steal_pointer (&traffic);
}

static WayScene *
lay_out (WayCliExport *self, WayDocument *document, const WayElement *journey)
{
  WaySceneOptions options = self->scene;
  g_autofree char *text = NULL;

  way_cli_progress (_ ("Laying out %s"), way_element_get_name (journey));
  if (self->view == WAY_CLI_VIEW_JOURNEYS)
    return way_rail_scene_new (document, journey, self->chosen, self->theme);
  if (self->view == WAY_CLI_VIEW_STAKEHOLDERS || self->view == WAY_CLI_VIEW_ACTIONS)
    {
      WayPlaneOptions sheet = { .sheet = TRUE, .today = self->scene.today };
      g_autoptr (WayPlaneScene) plane = self->view == WAY_CLI_VIEW_STAKEHOLDERS ? way_people_scene_new (document, journey, self->theme, &sheet, NULL) : way_ideas_scene_new (document, journey, self->theme, &sheet, NULL);

      return way_scene_ref (way_plane_scene_get_scene (plane));
    }

  g_autoptr (WayTraffic) traffic = make_traffic (self, document, journey);

  options.traffic = traffic;
  if (self->measured != NULL)
    {
      WayJourneyScore score;

      way_journey_score_init (&score);
      way_journey_score_measure (&score, document, self->measured, way_element_get_id (journey));
      options.score = text = way_journey_score_to_text (&score);
    }
  return way_scene_new (document, journey, self->theme, self->measured, &options, NULL);
}

static GBytes *
make_pdf (WayCliExport *self, WayDocument *document, const GPtrArray *journeys, WayReport *report, GError **error)
{
  g_autoptr (GPtrArray) scenes = g_ptr_array_new_with_free_func ((GDestroyNotify) way_scene_unref);

  for (guint i = 0; i < journeys->len; i++)
    g_ptr_array_add (scenes, lay_out (self, document, g_ptr_array_index (journeys, i)));
  way_cli_progress (_ ("Drawing %s"), way_element_get_name (way_document_get_meta (document)));
  return way_export_pdf (document, (WayScene *const *) scenes->pdata, scenes->len, &self->options, report, NULL, error);
}

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
make_one (WayCliExport *self, WayDocument *document, const WayElement *journey, WayReport *report, GError **error)
{
  if (self->format == WAY_CLI_MERMAID)
    return take_text (way_mermaid_export (document, journey, report));
  if (self->format == WAY_CLI_CSV_GRID)
    return take_text (way_csv_grid_export (document, journey, WAY_CSV_EXCEL, report));

  g_autoptr (WayScene) scene = lay_out (self, document, journey);

  way_cli_progress (_ ("Drawing %s"), way_element_get_name (journey));
  if (self->format == WAY_CLI_SVG)
    return way_export_svg (document, scene, &self->options, NULL, error);
  return way_export_png (scene, &self->options, NULL, error);
}

/* A name of its own for each journey; "heute", "heute-2". */
static char *
make_slug (GHashTable *taken, const WayElement *journey)
{
  g_autofree char *slug = way_text_slug (way_element_get_name (journey));
  char *unique = g_strdup (slug);

  for (guint n = 2; g_hash_table_contains (taken, unique); n++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s-%u", slug, n);
    }
  g_hash_table_add (taken, g_strdup (unique));
  return unique;
}

static gboolean
finish (WayCliExport *self, const char *path, const char *slug, GBytes *bytes, const WayReport *report, const GError *error)
{
  g_autofree char *target = make_target (self, path, slug);

  way_cli_say_findings (path, report, error);
  return bytes != NULL && write_target (self, path, target, bytes);
}

static gboolean
export_each (WayCliExport *self, const char *path, WayDocument *document, const GPtrArray *journeys)
{
  g_autoptr (GHashTable) slugs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean done = TRUE;

  if (journeys->len > 1 && g_strcmp0 (self->output, "-") == 0)
    {
      g_autofree char *known = list_names (document, WAY_KIND_JOURNEY);

      way_cli_say_error (path, _ ("This map has several journeys, and the standard output takes one. Choose with --journey: %s."), known);
      return FALSE;
    }
  for (guint i = 0; i < journeys->len; i++)
    {
      const WayElement *journey = g_ptr_array_index (journeys, i);
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *slug = journeys->len > 1 ? make_slug (slugs, journey) : NULL;

      way_report_set_file (report, path);

      g_autoptr (GBytes) bytes = make_one (self, document, journey, report, &error);

      done = finish (self, path, slug, bytes, report, error) && done;
    }
  return done;
}

/* A sheet about nothing helps nobody; one at least says so. */
static void
keep_with_ideas (GPtrArray *journeys)
{
  for (guint i = journeys->len; i-- > 0 && journeys->len > 1;)
    if (way_element_count (journeys->pdata[i], WAY_KIND_PAIN) + way_element_count (journeys->pdata[i], WAY_KIND_OPPORTUNITY) == 0)
      g_ptr_array_remove_index (journeys, i);
}

static gboolean
export_document (WayCliExport *self, const char *path, WayDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GPtrArray) journeys = choose_journeys (self, path, document);
  g_autoptr (GBytes) bytes = NULL;

  if (journeys == NULL)
    return FALSE;
  if (journeys->len == 0 && self->format != WAY_CLI_CSV_LIST)
    {
      way_cli_say_error (path, "%s", _ ("There is no journey on this map, so there is nothing to draw. Add one, or choose another map."));
      return FALSE;
    }

  /* Nobody stands twice in a buying center: one sheet, unless more journeys are asked for. On a rail the first one leads the others. */
  g_autoptr (GPtrArray) chosen = self->view == WAY_CLI_VIEW_JOURNEYS && self->journeys != NULL ? g_ptr_array_copy (journeys, NULL, NULL) : NULL;

  self->chosen = chosen;
  if (self->view == WAY_CLI_VIEW_JOURNEYS || (self->view == WAY_CLI_VIEW_STAKEHOLDERS && self->journeys == NULL))
    g_ptr_array_set_size (journeys, MIN (journeys->len, 1));
  if (self->view == WAY_CLI_VIEW_ACTIONS && self->journeys == NULL)
    keep_with_ideas (journeys);
  way_report_set_file (report, path);
  if (self->format != WAY_CLI_PDF && self->format != WAY_CLI_CSV_LIST)
    return export_each (self, path, document, journeys);
  if (self->format == WAY_CLI_PDF)
    bytes = make_pdf (self, document, journeys, report, &error);
  else
    bytes = take_text (way_csv_list_export (document, WAY_CSV_EXCEL));
  return finish (self, path, NULL, bytes, report, error);
}

gboolean
way_cli_export_file (WayCliExport *self, const char *path)
{
  g_autoptr (WayDocument) whole = way_cli_read_map (path, TRUE);
  g_autoptr (GError) error = NULL;

  if (whole == NULL)
    return FALSE;

  g_autoptr (WayDocument) document = self->safe ? way_redact_for_customers (whole, &error) : g_object_ref (whole);
  gboolean done;

  if (document == NULL)
    {
      way_cli_say_error (path, "%s", error->message);
      return FALSE;
    }
  if (self->figures)
    self->measured = way_cli_measure (self->cache, path, document);
  if (self->figures && self->measured == NULL)
    return FALSE;
  done = export_document (self, path, document) && !self->lacking;
  g_clear_pointer (&self->measured, way_figures_unref);
  return done;
}
