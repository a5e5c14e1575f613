#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-json.h"
#include "edit/way-outline.h"
#include "model/way-evidence.h"

const WayCliUse way_cli_use_outline = {
  .verb = "outline",
  .summary = N_ ("what is on a map, as text or JSON"),
  .arguments = N_ ("FILE…"),
  .about = N_ ("Prints each journey as a tree: phases, their steps, the cards on them with channel, feelings and evidence, and the pains. Reads Mermaid journeys and CSV tables, too."),
  .examples = "waymark-cli outline map.waymark\nwaymark-cli outline --json map.waymark",
  .min_files = 1,
  .max_files = G_MAXUINT,
};

/* Where a tree of text or an array of JSON goes. */
typedef struct
{
  WayDocument *document;
  GString *text;
  WayJson *json;
  guint32 today;
} Outline;

static const char *
get_target_name (const Outline *self, const WayElement *element, WayField field)
{
  const WayElement *target = way_document_follow (self->document, element, field);

  return target != NULL ? way_element_get_name (target) : NULL;
}

static gboolean
stands_at (const WayElement *element, WayField field, const WayElement *place)
{
  return g_strcmp0 (way_element_get (element, field), way_element_get_id (place)) == 0;
}

/* The cards of the journey, whatever lane, in the order of the file. */
static const GPtrArray *
get_cards (const WayElement *journey)
{
  return way_element_get_slot (journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_TOUCHPOINT));
}

/* JSON: names and ids, so that other programs can go on from here. */

static void
begin_element (Outline *self, const WayElement *element)
{
  way_json_begin_object (self->json, NULL);
  way_json_add_string (self->json, "kind", way_kind_get (way_element_get_kind (element))->name);
  if (way_element_get_id (element) != NULL)
    way_json_add_string (self->json, "id", way_element_get_id (element));
}

static void
add_evidence (Outline *self, const WayElement *claim)
{
  static const char *const states[] = { "assumption", "indicated", "confirmed", "contradicted", "stale" };
  WayEvidence evidence = way_evidence_count (self->document, claim, self->today);

  way_json_begin_object (self->json, "evidence");
  way_json_add_string (self->json, "state", states[evidence.state]);
  way_json_add_integer (self->json, "for", evidence.customers_for);
  way_json_add_integer (self->json, "against", evidence.customers_against);
  way_json_add_integer (self->json, "required", evidence.required);
  way_json_end (self->json);
}

static void
add_pains (Outline *self, const WayElement *journey, const WayElement *place)
{
  WayElement *pain;

  way_json_begin_array (self->json, "pains");
  way_each (pain, journey, WAY_KIND_PAIN)
    if (stands_at (pain, WAY_FIELD_AT, place))
      {
        begin_element (self, pain);
        way_json_add_string (self->json, "text", way_element_get (pain, WAY_FIELD_TEXT));
        way_json_add_integer (self->json, "severity", way_element_get_integer (pain, WAY_FIELD_SEVERITY, 3));
        add_evidence (self, pain);
        way_json_end (self->json);
      }
  way_json_end (self->json);
}

static void
add_feelings (Outline *self, const WayElement *card)
{
  WayElement *feeling;

  way_json_begin_array (self->json, "feelings");
  way_each (feeling, card, WAY_KIND_FEELING)
    {
      way_json_begin_object (self->json, NULL);
      way_json_add_string (self->json, "persona", way_element_get (feeling, WAY_FIELD_PERSONA));
      way_json_add_string (self->json, "name", get_target_name (self, feeling, WAY_FIELD_PERSONA));
      way_json_add_integer (self->json, "score", way_element_get_integer (feeling, WAY_FIELD_SCORE, 0));
      way_json_add_string (self->json, "emotion", way_element_get (feeling, WAY_FIELD_EMOTION));
      way_json_add_string (self->json, "thought", way_element_get (feeling, WAY_FIELD_THOUGHT));
      way_json_end (self->json);
    }
  way_json_end (self->json);
}

static void
add_card (Outline *self, const WayElement *journey, const WayElement *card)
{
  gboolean note = way_element_get_kind (card) == WAY_KIND_NOTE;

  begin_element (self, card);
  way_json_add_string (self->json, note ? "text" : "name", note ? way_element_get (card, WAY_FIELD_TEXT) : way_element_get_name (card));
  way_json_add_string (self->json, "lane", get_target_name (self, card, WAY_FIELD_LANE));
  way_json_add_string (self->json, "until", way_element_get (card, WAY_FIELD_UNTIL));
  if (!note)
    {
      way_json_add_string (self->json, "channel", get_target_name (self, card, WAY_FIELD_CHANNEL));
      way_json_add_boolean (self->json, "moment-of-truth", way_element_get_boolean (card, WAY_FIELD_MOMENT_OF_TRUTH));
      add_feelings (self, card);
    }
  add_evidence (self, card);
  add_pains (self, journey, card);
  way_json_end (self->json);
}

static void
add_step (Outline *self, const WayElement *journey, const WayElement *step)
{
  const GPtrArray *cards = get_cards (journey);

  begin_element (self, step);
  way_json_add_string (self->json, "name", way_element_get_name (step));
  way_json_begin_array (self->json, "cards");
  for (guint i = 0; cards != NULL && i < cards->len; i++)
    if (stands_at (g_ptr_array_index (cards, i), WAY_FIELD_STEP, step))
      add_card (self, journey, g_ptr_array_index (cards, i));
  way_json_end (self->json);
  add_pains (self, journey, step);
  way_json_end (self->json);
}

static void
add_journey (Outline *self, const WayElement *journey)
{
  WayElement *phase, *step;

  begin_element (self, journey);
  way_json_add_string (self->json, "name", way_element_get_name (journey));
  way_json_add_string (self->json, "state", way_element_get_or_default (journey, WAY_FIELD_STATE));
  way_json_begin_array (self->json, "phases");
  way_each (phase, journey, WAY_KIND_PHASE)
    {
      begin_element (self, phase);
      way_json_add_string (self->json, "name", way_element_get_name (phase));
      way_json_begin_array (self->json, "steps");
      way_each (step, phase, WAY_KIND_STEP)
        add_step (self, journey, step);
      way_json_end (self->json);
      add_pains (self, journey, phase);
      way_json_end (self->json);
    }
  way_json_end (self->json);
  way_json_end (self->json);
}

static void
outline_document (Outline *self, const char *path)
{
  WayElement *journey;

  if (self->json != NULL)
    {
      way_json_begin_object (self->json, NULL);
      way_json_add_string (self->json, "file", path);
      way_json_add_string (self->json, "title", way_element_get_name (way_document_get_meta (self->document)));
      way_json_begin_array (self->json, "journeys");
    }
  way_each (journey, way_document_get_root (self->document), WAY_KIND_JOURNEY)
    {
      if (self->json != NULL)
        add_journey (self, journey);
      else
        way_outline_write (self->document, journey, self->today, self->text);
    }
  if (self->json != NULL)
    {
      way_json_end (self->json);
      way_json_end (self->json);
    }
}

int
way_cli_run_outline (int argc, char *argv[])
{
  gboolean as_json = FALSE;
  g_auto (GStrv) files = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (WayJson) json = NULL;
  int status;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON: an array with an object for each file."), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!way_cli_parse (&way_cli_use_outline, entries, argc, argv, &files, &status))
    return status;
  if (as_json)
    {
      json = way_json_new ();
      way_json_begin_array (json, NULL);
    }
  for (char **file = files; *file != NULL; file++)
    {
      g_autoptr (WayDocument) document = way_cli_read_map (*file, TRUE);
      Outline outline = { document, text, json, way_date_today () };

      if (document != NULL)
        outline_document (&outline, *file);
      else
        status = WAY_CLI_FAILED;
    }
  if (!as_json)
    return way_cli_print (text->str) ? status : WAY_CLI_FAILED;
  way_json_end (json);

  g_autofree char *out = way_json_finish (g_steal_pointer (&json));

  return way_cli_print (out) ? status : WAY_CLI_FAILED;
}
