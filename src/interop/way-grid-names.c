#include "interop/way-grid-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-number.h"
#include "model/way-kind.h"

/* The first part that a name holds counts, so the narrower ones come first. */
static const struct
{
  const char *part, *kind;
} words[] = {
  { "touchpoint", "touchpoints" },
  { "touch point", "touchpoints" },
  { "kontaktpunkt", "touchpoints" },
  { "berührungspunkt", "touchpoints" },
  { "interaktion", "touchpoints" },
  { "emotion", "emotion" },
  { "gefühl", "emotion" },
  { "gefuehl", "emotion" },
  { "stimmung", "emotion" },
  { "feeling", "emotion" },
  { "sentiment", "emotion" },
  { "zufriedenheit", "emotion" },
  { "satisfaction", "emotion" },
  { "schmerz", "pains" },
  { "pain", "pains" },
  { "problem", "pains" },
  { "ärgernis", "pains" },
  { "frust", "pains" },
  { "hürde", "pains" },
  { "chance", "opportunities" },
  { "opportunit", "opportunities" },
  { "potenzial", "opportunities" },
  { "potential", "opportunities" },
  { "verbesserung", "opportunities" },
  { "improvement", "opportunities" },
  { "erwartete handlung", "action-expected" },
  { "expected action", "action-expected" },
  { "action expected", "action-expected" },
  { "maßnahme", "actions" },
  { "massnahme", "actions" },
  { "aktionen", "actions" },
  { "measures", "actions" },
  { "to-do", "actions" },
  { "to do", "actions" },
  { "next steps", "actions" },
  { "kanal", "channels" },
  { "kanäle", "channels" },
  { "kanaele", "channels" },
  { "channel", "channels" },
  { "abteilung", "departments" },
  { "department", "departments" },
  { "verantwortlich", "departments" },
  { "responsib", "departments" },
  { "auskunft", "information" },
  { "auskünfte", "information" },
  { "information", "information" },
  { "question", "information" },
  { "motiv", "motivation" },
  { "beweggr", "motivation" },
  { "backstage", "backstage" },
  { "back stage", "backstage" },
  { "unsichtbar", "backstage" },
  { "hinter den kulissen", "backstage" },
  { "frontstage", "frontstage" },
  { "front stage", "frontstage" },
  { "sichtbar", "frontstage" },
  { "system", "systems" },
  { "kennzahl", "metrics" },
  { "metric", "metrics" },
  { "kpi", "metrics" },
  { "beleg", "evidence" },
  { "evidenz", "evidence" },
  { "evidence", "evidence" },
  { "stakeholder", "stakeholders" },
  { "buying center", "stakeholders" },
  { "daten", "data" },
  { "data", "data" },
  { "nutzen", "value" },
  { "value", "value" },
  { "bilder", "images" },
  { "image", "images" },
  { "picture", "images" },
  { "notiz", "text" },
  { "note", "text" },
  { "text", "text" },
  { "beschreibung", "text" },
  { "description", "text" },
  { "handlung", "text" },
  { "aktivität", "text" },
  { "customer action", "text" },
  { "activities", "text" },
  { "doing", "text" },
  { "thinking", "text" },
  { "gedanken", "text" },
  { "ziele", "text" },
  { "goals", "text" },
};

/* Behind the word for feelings, and nobody's name. */
static const char *const no_names[] = { "curve", "kurve", "verlauf", "journey", "line", "linie", "level", "score", "scores", "map" };

static char *
fold (const char *text)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));

  return g_utf8_strdown (copy, -1);
}

static const WayFieldInfo *
get_kinds (void)
{
  return way_kind_get_field (WAY_KIND_LANE, WAY_FIELD_KIND);
}

/* A kind in brackets at the end of `name`, cut off there; NULL: none. */
static const char *
take_bracket (char *name)
{
  char *open = strrchr (name, '[');
  size_t n = strlen (name);

  if (open == NULL || name[n - 1] != ']')
    return NULL;

  g_autofree char *nick = g_strndup (open + 1, (gsize) (name + n - 1 - open - 1));

  for (const WayChoice *c = get_kinds ()->choices; c->nick != NULL; c++)
    if (g_ascii_strcasecmp (c->nick, nick) == 0)
      {
        *open = '\0';
        g_strchomp (name);
        return c->nick;
      }
  return NULL;
}

static const char *
find_kind (const char *folded)
{
  for (const WayChoice *c = get_kinds ()->choices; c->nick != NULL; c++)
    {
      g_autofree char *label = g_utf8_strdown (_ (c->label), -1);

      if (strcmp (folded, label) == 0 || strcmp (folded, c->nick) == 0)
        return c->nick;
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i].part) != NULL)
      return words[i].kind;
  return NULL;
}

/* "Emotion: Ilka", "Emotion (Ilka)", "Gefühl Ilka Brandt". */
static char *
find_persona (const char *name)
{
  const char *colon = strchr (name, ':'), *open = strchr (name, '(');
  g_autofree char *person = NULL;

  if (colon != NULL)
    person = g_strdup (colon + 1);
  else if (open != NULL && strchr (open, ')') != NULL)
    person = g_strndup (open + 1, (gsize) (strchr (open, ')') - open - 1));
  else if (strchr (name, ' ') != NULL)
    {
      g_autofree char *first = g_strndup (name, (gsize) (strchr (name, ' ') - name));
      g_autofree char *folded = fold (first);
      static const char *const starts[] = { "emotion", "gefühl", "gefuehl", "feeling", "stimmung", NULL };

      if (g_strv_contains (starts, folded))
        person = g_strdup (strchr (name, ' '));
    }
  if (person == NULL)
    return NULL;
  g_strstrip (person);

  g_autofree char *folded = g_utf8_strdown (person, -1);

  for (guint i = 0; i < G_N_ELEMENTS (no_names); i++)
    if (strcmp (folded, no_names[i]) == 0)
      return NULL;
  return *person != '\0' ? g_steal_pointer (&person) : NULL;
}

const char *
way_grid_guess_lane (const char *name, char **shown, char **persona)
{
  g_autofree char *copy = g_strstrip (g_strdup (name));
  const char *kind = take_bracket (copy);

  if (kind == NULL)
    {
      g_autofree char *folded = fold (copy);

      kind = find_kind (folded);
    }
  if (persona != NULL)
    *persona = g_strcmp0 (kind, "emotion") == 0 ? find_persona (copy) : NULL;
  if (shown != NULL)
    *shown = g_steal_pointer (&copy);
  return kind;
}

static gboolean
is_one_of (const char *text, const char *const *set)
{
  g_autofree char *folded = fold (text);

  return g_strv_contains (set, folded);
}

gboolean
way_grid_is_step_word (const char *text)
{
  static const char *const set[] = { "step", "steps", "schritt", "schritte", "teilschritt", "teilschritte", "stage step", NULL };

  return is_one_of (text, set);
}

gboolean
way_grid_is_phase_word (const char *text)
{
  static const char *const set[] = { "phase", "phases", "phasen", "stage", "stages", "abschnitt", "abschnitte", NULL };

  return is_one_of (text, set);
}

gboolean
way_grid_parse_feeling (const char *text, double *value)
{
  g_autoptr (GString) s = g_string_new (text);

  g_string_replace (s, "−", "-", 0);
  g_string_replace (s, ",", ".", 0);
  return way_number_parse (s->str, value);
}

gboolean
way_grid_is_no_feeling (const char *text)
{
  return strcmp (text, "–") == 0 || strcmp (text, "-") == 0;
}
