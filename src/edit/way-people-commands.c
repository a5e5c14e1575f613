#include "edit/way-people-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-command-private.h"
#include "model/way-people.h"

static const char *const attitudes[] = { "opponent", "sceptic", "neutral", "supporter", "mentor" };

static WayElement *
find_stakeholder (WayEditor *editor, const char *id, GError **error)
{
  WayElement *element = way_document_lookup (way_editor_get_document (editor), id);

  if (element != NULL && way_element_get_kind (element) == WAY_KIND_STAKEHOLDER)
    return element;
  way_command_fail (error, _ ("Choose a stakeholder first."));
  return NULL;
}

static gboolean
put_percent (WayDocument *document, WayElement *stakeholder, WayField field, int percent, GError **error)
{
  g_autofree char *text = percent >= 0 ? g_strdup_printf ("%d", MIN (percent, 100)) : NULL;

  return way_document_set (document, stakeholder, field, text, error);
}

gboolean
way_command_judge (WayEditor *editor, const char *id, int influence, int use, const char *key, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *stakeholder = find_stakeholder (editor, id, error);

  if (stakeholder == NULL)
    return FALSE;
  if (key != NULL)
    way_document_begin_amending (document, _ ("Judge Influence"), key);
  else
    way_command_begin (editor, _ ("Judge Influence"));
  return way_command_finish (editor, put_percent (document, stakeholder, WAY_FIELD_INFLUENCE, influence, error) && put_percent (document, stakeholder, WAY_FIELD_INFLUENCE_USE, use, error));
}

static int
shift_percent (const WayElement *stakeholder, WayField field, int by)
{
  int percent = way_element_get_integer (stakeholder, field, -1);

  if (by == 0)
    return percent;
  return percent < 0 ? 50 : CLAMP (percent + by, 0, 100);
}

gboolean
way_command_shift_judgement (WayEditor *editor, const char *id, int influence_by, int use_by, GError **error)
{
  const WayElement *stakeholder = find_stakeholder (editor, id, error);
  g_autofree char *key = g_strdup_printf ("judge %s", id);

  if (stakeholder == NULL)
    return FALSE;
  return way_command_judge (editor, id, shift_percent (stakeholder, WAY_FIELD_INFLUENCE, influence_by), shift_percent (stakeholder, WAY_FIELD_INFLUENCE_USE, use_by), key, error);
}

gboolean
way_command_shift_attitude (WayEditor *editor, const char *id, int by, GError **error)
{
  const WayElement *stakeholder = find_stakeholder (editor, id, error);
  int support;

  if (stakeholder == NULL)
    return FALSE;
  support = way_people_get_support (stakeholder);
  support = support == WAY_SUPPORT_UNKNOWN ? 0 : CLAMP (support + by, -2, 2);
  return way_command_set (editor, (const char *const[]){ id, NULL }, WAY_FIELD_ATTITUDE, attitudes[support + 2], error);
}

const char *
way_command_add_influence (WayEditor *editor, const char *from, const char *to, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *influence;

  if (find_stakeholder (editor, from, error) == NULL || find_stakeholder (editor, to, error) == NULL)
    return NULL;
  if (strcmp (from, to) == 0)
    {
      way_command_fail (error, _ ("Nobody influences themselves. Choose two stakeholders."));
      return NULL;
    }
  way_each (influence, way_document_get_root (document), WAY_KIND_INFLUENCE)
    if (g_strcmp0 (way_element_get (influence, WAY_FIELD_FROM), from) == 0 && g_strcmp0 (way_element_get (influence, WAY_FIELD_TO), to) == 0)
      return way_element_get_id (influence);
  way_command_begin (editor, _ ("Add Influence"));
  influence = way_command_make (document, WAY_KIND_INFLUENCE);
  way_element_init_value (influence, WAY_FIELD_FROM, from);
  way_element_init_value (influence, WAY_FIELD_TO, to);
  influence = way_command_append (document, influence, (WayElement *) way_document_get_root (document), error);
  return way_command_finish (editor, influence != NULL) ? way_element_get_id (influence) : NULL;
}

/* --- a partner as a customer --- */

static const WayElement *
find_journey_of (const WayDocument *document, const WayElement *persona)
{
  WayElement *journey;

  if (persona == NULL)
    return NULL;
  way_each (journey, way_document_get_root (document), WAY_KIND_JOURNEY)
    {
      g_auto (GStrv) ids = way_element_get_list (journey, WAY_FIELD_PERSONAS);

      /* One of several people of a journey is no customer of their own. */
      if (g_strv_length (ids) == 1 && strcmp (ids[0], way_element_get_id (persona)) == 0)
        return journey;
    }
  return NULL;
}

/* Whom the journey is of: within an open transaction. */
static const WayElement *
need_persona (WayDocument *document, WayElement *stakeholder, GError **error)
{
  const WayElement *persona = way_document_follow (document, stakeholder, WAY_FIELD_PERSONA);
  WayElement *made;

  if (persona != NULL)
    return persona;
  made = way_command_make (document, WAY_KIND_PERSONA);
  way_command_init_name (made, way_element_get_name (stakeholder), NULL);
  way_element_init_value (made, WAY_FIELD_ROLE, way_element_get_label (stakeholder, WAY_FIELD_ROLE));
  made = way_command_append (document, made, (WayElement *) way_document_get_root (document), error);
  if (made == NULL || !way_document_set (document, stakeholder, WAY_FIELD_PERSONA, way_element_get_id (made), error))
    return NULL;
  return made;
}

static void
append_lane (WayDocument *document, WayElement *journey, const char *kind, const char *persona)
{
  WayElement *lane = way_element_append (journey, way_command_make (document, WAY_KIND_LANE));

  way_element_init_value (lane, WAY_FIELD_KIND, kind);
  way_element_init_value (lane, WAY_FIELD_NAME, way_element_get_label (lane, WAY_FIELD_KIND));
  way_element_init_value (lane, WAY_FIELD_PERSONA, persona);
}

/* The phases of `model`, each with one step: aligned, and empty. */
static WayElement *
make_aligned (WayDocument *document, const WayElement *model, const WayElement *persona)
{
  WayElement *journey = way_command_make (document, WAY_KIND_JOURNEY), *phase;

  way_command_init_name (journey, way_element_get_name (persona), NULL);
  way_element_init_value (journey, WAY_FIELD_STATE, way_element_get_or_default (model, WAY_FIELD_STATE));
  way_element_init_value (journey, WAY_FIELD_PERSONAS, way_element_get_id (persona));
  way_each (phase, model, WAY_KIND_PHASE)
    {
      WayElement *copy = way_element_append (journey, way_command_make (document, WAY_KIND_PHASE));

      way_element_init_value (copy, WAY_FIELD_NAME, way_element_get_name (phase));
      way_element_init_value (copy, WAY_FIELD_COLOUR, way_element_get (phase, WAY_FIELD_COLOUR));
      way_element_init_value (copy, WAY_FIELD_BAND, way_element_get (phase, WAY_FIELD_BAND));
      way_element_init_value (copy, WAY_FIELD_DURATION, way_element_get (phase, WAY_FIELD_DURATION));
      way_command_init_name (way_element_append (copy, way_command_make (document, WAY_KIND_STEP)), way_element_get_name (phase), NULL);
    }
  append_lane (document, journey, "touchpoints", NULL);
  append_lane (document, journey, "emotion", way_element_get_id (persona));
  append_lane (document, journey, "information", NULL);
  return journey;
}

const char *
way_command_open_journey (WayEditor *editor, const char *id, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *stakeholder = find_stakeholder (editor, id, error), *journey = NULL;
  const WayElement *persona = stakeholder != NULL ? way_document_follow (document, stakeholder, WAY_FIELD_PERSONA) : NULL, *there;

  if (stakeholder == NULL)
    return NULL;
  there = find_journey_of (document, persona);
  if (there != NULL)
    {
      way_editor_set_journey (editor, way_element_get_id (there));
      return way_element_get_id (there);
    }
  way_command_begin (editor, _ ("Open a Journey"));
  persona = need_persona (document, stakeholder, error);
  if (persona != NULL)
    journey = way_command_insert (document, make_aligned (document, way_editor_get_journey (editor), persona), (WayElement *) way_document_get_root (document), G_MAXUINT, error);
  if (!way_command_finish (editor, journey != NULL))
    return NULL;
  way_editor_set_journey (editor, way_element_get_id (journey));
  return way_element_get_id (journey);
}
