/* Imported answers of customers as evidence: find, attach, detach, list. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-json.h"
#include "cli/way-cli-numbers.h"
#include "edit/way-answer-commands.h"
#include "format/way-document-file.h"
#include "format/way-reader.h"
#include "metrics/figures/way-answer-search.h"
#include "model/way-evidence.h"

const WayCliUse way_cli_use_evidence = {
  .verb = "evidence",
  .summary = N_ ("imported answers of customers as evidence: find, attach, detach, list"),
  .arguments = N_ ("find | attach MAP CLAIM | detach MAP CLAIM | list MAP…"),
  .about = N_ ("Holds what customers said against what a map claims. “find” shows imported answers by their words; “attach” makes them evidence for a claim, or with --against, of the opposite; “list” says how far each claim is proved; “detach” lets answers go. CLAIM is the id of a touchpoint, note, pain point, opportunity, connection, persona, stakeholder or influence; with --persona it is the feeling of that persona at a touchpoint. Each customer counts once, however often they answered. An answer whose import was taken back does not count any more, and counts again once it is imported again."),
  .examples = "waymark-cli evidence find --match 'too long'\nwaymark-cli evidence attach map.waymark pn-7k2m4q9x --dataset survey --match 'too long'\nwaymark-cli evidence attach map.waymark pn-7k2m4q9x --match 'easy' --against\nwaymark-cli evidence list map.waymark",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

#define MAX_SHOWN 50
#define MAX_ATTACHED 1000

typedef struct
{
  char *cache, *dataset, *match, *place, *persona;
  gboolean against, gone, json;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->cache);
  g_free (self->dataset);
  g_free (self->match);
  g_free (self->place);
  g_free (self->persona);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

void
way_cli_check_answers (WayDocument *document, const char *path)
{
  g_autoptr (WayAnswers) answers = way_evidence_collect_answers (document);
  g_autofree char *own = path == NULL ? way_cache_build_path () : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayCache) cache = NULL;

  /* Looking makes no store where there is none. */
  if (way_answers_get_size (answers) == 0 || !g_file_test (path != NULL ? path : own, G_FILE_TEST_EXISTS))
    return;
  cache = way_cli_open_cache (path);
  if (cache == NULL)
    return;
  if (!way_answer_check (answers, cache, &error))
    way_cli_say_error (NULL, "%s", error->message);
  way_document_set_answers (document, answers);
}

/* --- finding --- */

static GPtrArray *
search (WayCache *cache, const Options *options, guint max, guint *n_found)
{
  const WayAnswerQuery query = { options->match, options->dataset, options->place };
  g_autoptr (GError) error = NULL;
  GPtrArray *answers = NULL;

  if (options->dataset != NULL && way_cache_find_dataset (cache, options->dataset) == 0)
    {
      way_cli_say_error (NULL, _ ("There is no dataset “%s”. “waymark-cli data list” shows what there is."), options->dataset);
      return NULL;
    }
  answers = way_answer_search (cache, &query, max, n_found, NULL, &error);
  if (answers == NULL)
    way_cli_say_error (NULL, "%s", error->message);
  return answers;
}

static void
append_answer (GString *s, const WayAnswer *answer)
{
  g_autofree char *xml = answer->ref.day > 0 ? way_date_to_xml (answer->ref.day) : g_strdup ("–");

  g_string_append_printf (s, "%-12s", xml);
  if (answer->text != NULL)
    {
      g_autofree char *text = way_text_collapse (answer->text);

      g_string_append_printf (s, _ ("“%s”"), text);
    }
  else
    g_string_append (s, answer->value != NULL ? answer->value : "");
  if (answer->place != NULL)
    g_string_append_printf (s, " · %s", answer->place);
  /* Translators: dataset, file, line. */
  g_string_append_printf (s, _ (" (%s: %s, line %d)\n"), answer->ref.dataset, answer->file != NULL ? answer->file : "?", answer->line);
}

static void
add_answer (WayJson *json, const WayAnswer *answer)
{
  g_autofree char *day = answer->ref.day > 0 ? way_date_to_xml (answer->ref.day) : NULL;

  way_json_begin_object (json, NULL);
  way_json_add_string (json, "dataset", answer->ref.dataset);
  way_json_add_string (json, "answer", answer->ref.row);
  way_json_add_string (json, "respondent", answer->ref.respondent);
  way_json_add_string (json, "date", day);
  way_json_add_string (json, "text", answer->text);
  way_json_add_string (json, "value", answer->value);
  way_json_add_string (json, "place", answer->place);
  way_json_add_string (json, "file", answer->file);
  way_json_add_integer (json, "line", answer->line);
  way_json_end (json);
}

static int
run_find (const Options *options)
{
  g_autoptr (WayCache) cache = way_cli_open_cache (options->cache);
  guint n_found = 0;
  g_autoptr (GPtrArray) answers = cache != NULL ? search (cache, options, options->json ? G_MAXUINT : MAX_SHOWN, &n_found) : NULL;
  g_autoptr (WayJson) json = way_json_new ();
  g_autoptr (GString) s = g_string_new (NULL);

  if (answers == NULL)
    return WAY_CLI_FAILED;
  way_json_begin_array (json, NULL);
  for (guint i = 0; i < answers->len; i++)
    {
      append_answer (s, g_ptr_array_index (answers, i));
      add_answer (json, g_ptr_array_index (answers, i));
    }
  way_json_end (json);
  if (answers->len == 0)
    way_cli_say_error (NULL, "%s", _ ("No answer says so. Of fewer than five answers in a dataset none is shown."));
  else if (n_found > answers->len)
    g_string_append_printf (s, ngettext ("… and %u more\n", "… and %u more\n", n_found - answers->len), n_found - answers->len);

  g_autofree char *text = way_json_finish (g_steal_pointer (&json));

  return way_cli_print (options->json ? text : s->str) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

/* --- attaching and letting go --- */

/* Says why there is none. */
static WayElement *
find_claim (WayDocument *document, const char *path, const char *id, const Options *options)
{
  WayElement *element = way_document_lookup (document, id), *feeling;

  if (element == NULL)
    way_cli_say_error (path, _ ("There is no element “%s”. “waymark-cli outline --json” shows the ids."), id);
  if (element == NULL || options->persona == NULL)
    return element;
  way_each (feeling, element, WAY_KIND_FEELING)
    if (g_strcmp0 (way_element_get (feeling, WAY_FIELD_PERSONA), options->persona) == 0)
      return feeling;
  way_cli_say_error (path, _ ("“%s” has no feeling of “%s”."), way_element_get_name (element), options->persona);
  return NULL;
}

/* "3 independent customers for, 0 against, 5 needed: indicated" */
static char *
describe (const WayDocument *document, const WayElement *claim)
{
  WayEvidence evidence = way_evidence_count (document, claim, way_date_today ());

  return g_strdup_printf (ngettext ("%d independent customer for, %d against, %d needed: %s", "%d independent customers for, %d against, %d needed: %s", (gulong) evidence.customers_for), evidence.customers_for, evidence.customers_against, evidence.required, way_evidence_get_label (evidence.state));
}

static gboolean
save (WayDocument *document, const char *path, WayFileStamp *stamp)
{
  g_autoptr (GError) error = NULL;
  gboolean saved;

  way_cli_hold_signals ();
  saved = !way_document_is_modified (document) || way_document_save_file (document, path, stamp, TRUE, &error);
  way_cli_release_signals ();
  if (!saved)
    way_cli_say_error (path, "%s", error->message);
  return saved;
}

static gboolean
attach (WayCache *cache, WayDocument *document, WayElement *claim, const char *path, const Options *options, guint *n)
{
  g_autoptr (GPtrArray) answers = search (cache, options, MAX_ATTACHED, NULL);
  g_autofree WayAnswerRef *refs = NULL;
  g_autoptr (GError) error = NULL;

  if (answers == NULL)
    return FALSE;
  if (answers->len == 0)
    {
      way_cli_say_error (NULL, "%s", _ ("No answer says so. Of fewer than five answers in a dataset none is shown."));
      return FALSE;
    }
  refs = g_new (WayAnswerRef, answers->len);
  for (guint i = 0; i < answers->len; i++)
    refs[i] = ((WayAnswer *) g_ptr_array_index (answers, i))->ref;
  if (way_command_attach_answers (document, claim, refs, answers->len, options->against, way_date_today (), n, &error))
    return TRUE;
  way_cli_say_error (path, "%s", error->message);
  return FALSE;
}

static int
run_change (char **names, const Options *options, gboolean attaching)
{
  const char *path = names[0], *id = path != NULL ? names[1] : NULL;
  WayFileStamp stamp = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = NULL;
  g_autoptr (WayCache) cache = NULL;
  WayElement *claim;
  guint n = 0;

  if (id == NULL || names[2] != NULL)
    return way_cli_wrong_use ("evidence", "%s", _ ("Name a map and the id of a claim: “evidence attach MAP CLAIM --match TEXT”."));
  if (attaching && options->match == NULL && options->place == NULL)
    return way_cli_wrong_use ("evidence", "%s", _ ("Say which answers: --match TEXT or --place TEXT."));
  document = way_reader_read_file (path, NULL, &stamp, &error);
  if (document == NULL)
    {
      way_cli_say_error (path, "%s", error->message);
      return WAY_CLI_FAILED;
    }
  claim = find_claim (document, path, id, options);
  cache = claim != NULL ? way_cli_open_cache (options->cache) : NULL;
  if (cache == NULL)
    return WAY_CLI_FAILED;
  way_cli_check_answers (document, options->cache);
  if (attaching && !attach (cache, document, claim, path, options, &n))
    return WAY_CLI_FAILED;
  if (!attaching && !way_command_detach_answers (document, claim, options->dataset, options->gone, &n, &error))
    {
      way_cli_say_error (path, "%s", error->message);
      return WAY_CLI_FAILED;
    }
  way_cli_check_answers (document, options->cache);
  if (!save (document, path, &stamp))
    return WAY_CLI_FAILED;

  g_autofree char *now = describe (document, claim);
  g_autofree char *what = g_strdup_printf (attaching ? ngettext ("%u answer attached", "%u answers attached", n) : ngettext ("%u answer let go", "%u answers let go", n), n);
  g_autofree char *text = g_strdup_printf ("%s: “%s”: %s. %s\n", path, way_element_get_name (claim), what, now);

  return way_cli_print (text) ? WAY_CLI_DONE : WAY_CLI_FAILED;
}

/* --- the ledger --- */

typedef struct
{
  const WayDocument *document;
  GString *s;
  WayJson *json;
} Ledger;

static void
list_cb (WayElement *element, gpointer data)
{
  static const char *const states[] = { "assumption", "indicated", "confirmed", "contradicted", "stale" };
  Ledger *self = data;
  WayKind kind = way_element_get_kind (element);
  const WayElement *place = kind == WAY_KIND_FEELING ? way_element_get_parent (element) : element;

  if (way_kind_find_slot (kind, WAY_KIND_EVIDENCE) < 0 || way_element_count (element, WAY_KIND_EVIDENCE) == 0)
    return;

  WayEvidence evidence = way_evidence_count (self->document, element, way_date_today ());
  g_autofree char *now = describe (self->document, element), *note = way_evidence_to_note (&evidence), *name = way_text_excerpt (way_element_get_name (element), 60);

  g_string_append_printf (self->s, "%s: %s [%s]\n    %s\n", _ (way_kind_get (kind)->label), name, way_element_get_id (place), now);
  if (note != NULL)
    g_string_append_printf (self->s, "    %s\n", note);
  way_json_begin_object (self->json, NULL);
  way_json_add_string (self->json, "kind", way_kind_get (kind)->name);
  way_json_add_string (self->json, "id", way_element_get_id (place));
  if (kind == WAY_KIND_FEELING)
    way_json_add_string (self->json, "persona", way_element_get (element, WAY_FIELD_PERSONA));
  way_json_add_string (self->json, "name", way_element_get_name (element));
  way_json_add_string (self->json, "state", states[evidence.state]);
  way_json_add_integer (self->json, "for", evidence.customers_for);
  way_json_add_integer (self->json, "against", evidence.customers_against);
  way_json_add_integer (self->json, "required", evidence.required);
  way_json_add_integer (self->json, "taken-back", evidence.taken_back);
  way_json_add_integer (self->json, "corrected", evidence.corrected);
  way_json_add_integer (self->json, "unchecked", evidence.unchecked);
  way_json_end (self->json);
}

static int
run_list (char **files, const Options *options)
{
  int status = WAY_CLI_DONE;
  g_autoptr (GString) s = g_string_new (NULL);
  Ledger ledger = { .s = s, .json = way_json_new () };

  if (files[0] == NULL)
    return way_cli_wrong_use ("evidence", "%s", _ ("Name a map: “evidence list MAP”."));
  way_json_begin_array (ledger.json, NULL);
  for (; *files != NULL; files++)
    {
      g_autoptr (WayDocument) document = way_cli_read_map (*files, FALSE);

      if (document == NULL)
        {
          status = WAY_CLI_FAILED;
          continue;
        }
      if (options->cache != NULL)
        way_cli_check_answers (document, options->cache);
      ledger.document = document;
      way_element_walk ((WayElement *) way_document_get_root (document), list_cb, &ledger);
    }
  way_json_end (ledger.json);

  g_autofree char *text = way_json_finish (ledger.json);

  return way_cli_print (options->json ? text : s->str) ? status : WAY_CLI_FAILED;
}

int
way_cli_run_evidence (int argc, char *argv[])
{
  static const char *const words[] = { "find", "attach", "detach", "list", NULL };
  g_auto (Options) options = { 0 };
  g_auto (GStrv) files = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "match", 'm', 0, G_OPTION_ARG_FILENAME, &options.match, N_ ("Answers with all these words in their comments."), N_ ("TEXT") },
    { "dataset", 'd', 0, G_OPTION_ARG_FILENAME, &options.dataset, N_ ("Only answers of this dataset."), N_ ("NAME") },
    { "place", 0, 0, G_OPTION_ARG_FILENAME, &options.place, N_ ("Only answers from here: a touchpoint, channel or segment as the dataset names it."), N_ ("TEXT") },
    { "against", 0, 0, G_OPTION_ARG_NONE, &options.against, N_ ("They contradict the claim."), NULL },
    { "persona", 0, 0, G_OPTION_ARG_FILENAME, &options.persona, N_ ("The claim is what this persona feels at the touchpoint."), N_ ("ID") },
    { "gone", 0, 0, G_OPTION_ARG_NONE, &options.gone, N_ ("Let go only of answers that do not count any more."), NULL },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, &options.cache, N_ ("Take the numbers from this file and not from the user’s own."), N_ ("FILE") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print JSON."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_evidence, entries, argc, argv, &files, &status))
    return status;
  if (strcmp (files[0], "find") == 0)
    return files[1] == NULL ? run_find (&options) : way_cli_wrong_use ("evidence", "%s", _ ("“evidence find” takes no files; say what to look for with --match TEXT."));
  if (strcmp (files[0], "attach") == 0 || strcmp (files[0], "detach") == 0)
    return run_change (files + 1, &options, files[0][0] == 'a');
  if (strcmp (files[0], "list") == 0)
    return run_list (files + 1, &options);

  const char *nearest = way_cli_find_nearest (files[0], words);

  if (nearest != NULL)
    return way_cli_wrong_use ("evidence", _ ("“evidence” cannot “%s”. Did you mean “%s”?"), files[0], nearest);
  return way_cli_wrong_use ("evidence", _ ("“evidence” cannot “%s”."), files[0]);
}
