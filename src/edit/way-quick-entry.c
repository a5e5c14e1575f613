#include "edit/way-quick-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-number.h"
#include "base/way-text.h"
#include "edit/way-command-private.h"
#include "base/way-match.h"
#include "model/way-channel.h"

static const struct
{
  const char *face;
  int score;
} faces[] = {
  { "🤩", 5 },
  { "😍", 5 },
  { "🥰", 5 },
  { "😁", 4 },
  { "😄", 4 },
  { "😃", 4 },
  { "😀", 4 },
  { "😊", 3 },
  { "🙂", 2 },
  { "☺", 2 },
  { "😐", 0 },
  { "😑", 0 },
  { "😕", -1 },
  { "🙁", -2 },
  { "☹", -3 },
  { "😞", -3 },
  { "😟", -3 },
  { "😢", -4 },
  { "😠", -4 },
  { "😭", -5 },
  { "😡", -5 },
  { "🤬", -5 },
  { ":D", 4 },
  { ":-D", 4 },
  { ":)", 2 },
  { ":-)", 2 },
  { ":|", 0 },
  { ":-|", 0 },
  { ":(", -2 },
  { ":-(", -2 },
  { ":'(", -4 },
};

static void
clear_name (gpointer data)
{
  WayQuickName *name = data;

  g_clear_pointer (&name->text, g_free);
  g_clear_pointer (&name->id, g_free);
}

static void
clear_feeling (gpointer data)
{
  clear_name (&((WayQuickFeeling *) data)->persona);
}

/* Finding names. */

typedef struct
{
  WayKind kind;
  const char *typed;
  const WayElement *best;
  int rank;
} Search;

static void
rank_cb (WayElement *element, gpointer data)
{
  Search *search = data;
  int rank = way_element_get_kind (element) == search->kind ? way_match_rank (way_element_get_name (element), search->typed) : 0;

  if (rank > search->rank)
    {
      search->rank = rank;
      search->best = element;
    }
}

/* "@IT," is no department of that name. */
static char *
dup_trimmed (const char *typed)
{
  gsize n = strlen (typed);

  while (n > 1 && strchr (",;:", typed[n - 1]) != NULL)
    n--;
  return g_strndup (typed, n);
}

static WayQuickName
find_name (const WayDocument *document, WayKind kind, const char *typed)
{
  char *text = dup_trimmed (typed);
  Search search = { kind, text, NULL, 0 };
  const WayElement *root = way_document_get_root (document);
  WayElement *child;

  if (kind == WAY_KIND_DEPARTMENT)
    way_each (child, root, WAY_KIND_ORGANISATION)
      way_element_walk (child, rank_cb, &search);
  else
    way_each (child, root, kind)
      rank_cb (child, &search);
  return (WayQuickName){ text, search.best != NULL ? g_strdup (way_element_get_id (search.best)) : NULL };
}

/* Parsing. */

typedef struct
{
  WayQuickEntry *entry;
  const WayDocument *document;
  const char *line;
  GString *name, *pain;
  guint name_start, name_end;
  int open_persona, open_score; /* a feeling whose other half may still come, or -1 */
} Parser;

static void
mark (Parser *self, WayQuickKind kind, const char *start, const char *end)
{
  WayQuickMark found = { kind, (guint) (start - self->line), (guint) (end - self->line) };

  g_array_append_val (self->entry->marks, found);
}

static void
add_score (Parser *self, int score)
{
  WayQuickFeeling feeling = { { NULL, NULL }, TRUE, score };

  if (self->open_persona >= 0)
    {
      WayQuickFeeling *known = &g_array_index (self->entry->feelings, WayQuickFeeling, self->open_persona);

      known->has_score = TRUE;
      known->score = score;
      self->open_persona = -1;
      return;
    }
  self->open_score = (int) self->entry->feelings->len;
  g_array_append_val (self->entry->feelings, feeling);
}

static void
add_persona (Parser *self, const char *typed)
{
  WayQuickFeeling feeling = { find_name (self->document, WAY_KIND_PERSONA, typed), FALSE, 0 };

  if (self->open_score >= 0)
    {
      g_array_index (self->entry->feelings, WayQuickFeeling, self->open_score).persona = feeling.persona;
      self->open_score = -1;
      return;
    }
  self->open_persona = (int) self->entry->feelings->len;
  g_array_append_val (self->entry->feelings, feeling);
}

/* +2, -3, −3, –3, ±0; anything beyond ±5 is text. */
static gboolean
read_score (const char *word, int *score)
{
  static const char *const signs[] = { "+", "-", "−", "–", "±" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (word, signs[i]))
      {
        const char *digit = word + strlen (signs[i]);

        if (*digit < '0' || *digit > '5' || digit[1] != '\0')
          return FALSE;
        *score = i == 0 || i == 4 ? *digit - '0' : '0' - *digit;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      gsize n = strlen (faces[i].face);

      /* A variation selector may say that it is to be drawn as a picture. */
      if (g_str_has_prefix (word, faces[i].face) && (word[n] == '\0' || g_str_equal (word + n, "\xef\xb8\x8f")))
        {
          *score = faces[i].score;
          return TRUE;
        }
    }
  return FALSE;
}

static void
add_text (Parser *self, const char *word, const char *start, const char *end)
{
  GString *target = self->pain != NULL ? self->pain : self->name;

  g_string_append_printf (target, "%s%s", target->len > 0 ? " " : "", word);
  if (target != self->name)
    return;
  if (self->name_end == 0)
    self->name_start = (guint) (start - self->line);
  self->name_end = (guint) (end - self->line);
}

static void
add_word (Parser *self, const char *word, const char *start, const char *end)
{
  WayQuickEntry *entry = self->entry;
  int score;

  if (word[0] == '@' && word[1] != '\0')
    {
      WayQuickName name = find_name (self->document, WAY_KIND_DEPARTMENT, word + 1);

      g_array_append_val (entry->departments, name);
      mark (self, WAY_QUICK_DEPARTMENT, start, end);
    }
  else if (word[0] == '#' && word[1] != '\0' && !g_ascii_isdigit (word[1]))
    {
      add_persona (self, word + 1);
      mark (self, WAY_QUICK_PERSONA, start, end);
    }
  else if (read_score (word, &score))
    {
      add_score (self, score);
      mark (self, WAY_QUICK_FEELING, start, end);
    }
  else if (word[0] == '!' && word[strspn (word, "!")] == '\0')
    {
      entry->severity = MIN (2 + (int) strlen (word), 5);
      if (self->pain == NULL)
        self->pain = g_string_new (NULL);
      mark (self, WAY_QUICK_PAIN, start, end);
    }
  else if (g_str_equal (word, "*") || g_str_equal (word, "★"))
    {
      entry->moment_of_truth = TRUE;
      mark (self, WAY_QUICK_MOMENT_OF_TRUTH, start, end);
    }
  else if (g_str_equal (word, "?"))
    {
      entry->assumption = TRUE;
      mark (self, WAY_QUICK_ASSUMPTION, start, end);
    }
  else
    add_text (self, word[0] == '\\' && word[1] != '\0' ? word + 1 : word, start, end);
}

/* The next word from `p` on; a name behind @ or # may stand in quotes. */
static const char *
read_word (const char *p, char **word)
{
  static const char *const closing[][2] = { { "\"", "\"" }, { "“", "”" }, { "„", "“" } };
  const char *start = p;

  if (*p == '@' || *p == '#')
    for (guint i = 0; i < G_N_ELEMENTS (closing); i++)
      {
        const char *inner = p + 1 + strlen (closing[i][0]), *end;

        if (!g_str_has_prefix (p + 1, closing[i][0]) || (end = strstr (inner, closing[i][1])) == NULL || end == inner)
          continue;
        *word = g_strdup_printf ("%c%.*s", *p, (int) (end - inner), inner);
        return end + strlen (closing[i][1]);
      }
  while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  *word = g_strndup (start, (gsize) (p - start));
  return p;
}

/* "Channel: …": a colon before a blank, and no mark before it. */
static const char *
read_channel (Parser *self, const char *line)
{
  const char *colon = strstr (line, ": ");
  g_autofree char *before = colon != NULL ? g_strndup (line, (gsize) (colon - line)) : NULL;
  g_autofree char *name = before != NULL ? way_text_collapse (before) : NULL;

  if (name == NULL || *name == '\0' || strpbrk (name, "@#!*?\\") != NULL || g_utf8_strlen (name, -1) > 60)
    return line;
  self->entry->channel = find_name (self->document, WAY_KIND_CHANNEL, name);
  mark (self, WAY_QUICK_CHANNEL, line, colon + 1);
  return colon + 1;
}

static int
compare_marks_cb (gconstpointer a, gconstpointer b)
{
  return (int) ((const WayQuickMark *) a)->start - (int) ((const WayQuickMark *) b)->start;
}

WayQuickEntry *
way_quick_entry_parse (const WayDocument *document, const char *line)
{
  WayQuickEntry *entry = g_new0 (WayQuickEntry, 1);
  g_autoptr (GString) name = g_string_new (NULL);
  Parser self = { .entry = entry, .document = document, .line = line, .name = name, .open_persona = -1, .open_score = -1 };
  const char *p;

  entry->departments = g_array_new (FALSE, FALSE, sizeof (WayQuickName));
  g_array_set_clear_func (entry->departments, clear_name);
  entry->feelings = g_array_new (FALSE, FALSE, sizeof (WayQuickFeeling));
  g_array_set_clear_func (entry->feelings, clear_feeling);
  entry->marks = g_array_new (FALSE, FALSE, sizeof (WayQuickMark));
  p = read_channel (&self, line);
  while (*p != '\0')
    {
      g_autofree char *word = NULL;
      const char *start = p;

      if (g_unichar_isspace (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      p = read_word (p, &word);
      add_word (&self, word, start, p);
    }
  entry->name = g_strdup (name->str);
  if (self.name_end > 0)
    mark (&self, WAY_QUICK_NAME, line + self.name_start, line + self.name_end);
  g_array_sort (entry->marks, compare_marks_cb);
  if (self.pain != NULL)
    {
      entry->pain = self.pain->len > 0 ? g_strdup (self.pain->str) : NULL;
      g_string_free (self.pain, TRUE);
    }
  return entry;
}

void
way_quick_entry_free (WayQuickEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  clear_name (&self->channel);
  g_array_unref (self->departments);
  g_array_unref (self->feelings);
  g_free (self->pain);
  g_array_unref (self->marks);
  g_free (self);
}

/* Telling. */

static void
tell_name (GString *s, const WayDocument *document, const WayQuickName *name)
{
  const WayElement *known = way_document_lookup (document, name->id);

  if (known != NULL)
    g_string_append_printf (s, " · %s", way_element_get_name (known));
  else
    g_string_append_printf (s, _ (" · %s (new)"), name->text);
}

char *
way_quick_entry_to_text (const WayQuickEntry *self, const WayDocument *document)
{
  GString *s = g_string_new (*self->name != '\0' ? self->name : _ ("New touchpoint"));

  if (self->channel.text != NULL)
    tell_name (s, document, &self->channel);
  for (guint i = 0; i < self->departments->len; i++)
    tell_name (s, document, &g_array_index (self->departments, WayQuickName, i));
  for (guint i = 0; i < self->feelings->len; i++)
    {
      const WayQuickFeeling *feeling = &g_array_index (self->feelings, WayQuickFeeling, i);
      g_autofree char *number = way_number_to_text (feeling->score, 0);

      if (feeling->persona.text != NULL)
        tell_name (s, document, &feeling->persona);
      if (feeling->has_score)
        g_string_append_printf (s, "%s%s%s", feeling->persona.text != NULL ? " " : " · ", feeling->score > 0 ? "+" : "", number);
    }
  if (self->severity > 0)
    g_string_append_printf (s, _ (" · pain point (severity %d of 5)"), self->severity);
  if (self->pain != NULL)
    g_string_append_printf (s, ": %s", self->pain);
  if (self->moment_of_truth)
    g_string_append_printf (s, " · %s", _ ("moment of truth"));
  if (self->assumption)
    g_string_append_printf (s, " · %s", _ ("assumption"));
  return g_string_free (s, FALSE);
}

/* Applying. */

static const char *
need_channel (const WayQuickEntry *self, WayEditor *editor, const char *lane, const char *step, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *channel = way_document_lookup (document, self->channel.id);
  const char *kind, *medium;

  if (self->channel.text == NULL)
    return way_command_need_channel (editor, lane, step, error);
  if (channel == NULL)
    {
      way_channel_guess (self->channel.text, &kind, &medium);
      channel = way_command_make (document, WAY_KIND_CHANNEL);
      way_element_init_value (channel, WAY_FIELD_KIND, kind);
      way_element_init_value (channel, WAY_FIELD_MEDIUM, medium);
      way_command_init_name (channel, self->channel.text, NULL);
      channel = way_command_append (document, channel, (WayElement *) way_document_get_root (document), error);
    }
  return channel != NULL ? way_element_get_id (channel) : NULL;
}

static gboolean
put_departments (const WayQuickEntry *self, WayEditor *editor, WayElement *card, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->departments->len; i++)
    {
      const WayQuickName *name = &g_array_index (self->departments, WayQuickName, i);
      /* The same new one may be named twice. */
      WayQuickName again = find_name (document, WAY_KIND_DEPARTMENT, name->text);
      WayElement *department = way_document_lookup (document, name->id != NULL ? name->id : again.id);
      WayElement *organisation;

      clear_name (&again);
      if (department == NULL)
        {
          if ((organisation = way_command_need_organisation (editor, error)) == NULL)
            return FALSE;
          department = way_command_make (document, WAY_KIND_DEPARTMENT);
          way_command_init_name (department, name->text, NULL);
          if ((department = way_command_append (document, department, organisation, error)) == NULL)
            return FALSE;
        }
      if (!g_ptr_array_find (ids, way_element_get_id (department), NULL))
        g_ptr_array_add (ids, (char *) way_element_get_id (department));
    }
  if (ids->len == 0)
    return TRUE;
  g_ptr_array_add (ids, NULL);

  g_autofree char *value = g_strjoinv (" ", (char **) ids->pdata);

  return way_document_set (document, card, WAY_FIELD_DEPARTMENTS, value, error);
}

/* The ids of those named go to `who`. */
static gboolean
put_feelings (const WayQuickEntry *self, WayEditor *editor, WayElement *card, GPtrArray *who, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);

  for (guint i = 0; i < self->feelings->len; i++)
    {
      const WayQuickFeeling *feeling = &g_array_index (self->feelings, WayQuickFeeling, i);
      const WayElement *persona = way_document_lookup (document, feeling->persona.id);

      if (persona == NULL && feeling->persona.text != NULL)
        {
          WayQuickName again = find_name (document, WAY_KIND_PERSONA, feeling->persona.text);

          persona = way_document_lookup (document, again.id);
          clear_name (&again);
          if (persona == NULL)
            persona = way_command_make_persona (editor, feeling->persona.text, error);
        }
      else if (persona == NULL)
        persona = way_command_need_persona (editor, error);
      if (persona == NULL)
        return FALSE;
      if (feeling->persona.text != NULL && !g_ptr_array_find (who, way_element_get_id (persona), NULL))
        g_ptr_array_add (who, (char *) way_element_get_id (persona));
      if (feeling->has_score && !way_command_put_feeling (document, card, way_element_get_id (persona), feeling->score, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_pain (const WayQuickEntry *self, WayEditor *editor, const WayElement *card, GPtrArray *who, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autofree char *severity = g_strdup_printf ("%d", self->severity);
  WayElement *pain;

  if (self->severity == 0)
    return TRUE;
  pain = way_command_make (document, WAY_KIND_PAIN);
  way_element_init_value (pain, WAY_FIELD_AT, way_element_get_id (card));
  way_element_init_value (pain, WAY_FIELD_SEVERITY, severity);
  way_command_init_name (pain, self->pain, way_element_get_name (card));
  if (who->len > 0)
    {
      g_ptr_array_add (who, NULL);

      g_autofree char *ids = g_strjoinv (" ", (char **) who->pdata);

      way_element_init_value (pain, WAY_FIELD_PERSONAS, ids);
    }
  return way_command_append (document, pain, way_editor_get_journey (editor), error) != NULL;
}

static const char *
find_lane (WayEditor *editor, const char *wanted)
{
  const WayElement *given = way_document_lookup (way_editor_get_document (editor), wanted != NULL ? wanted : way_editor_get_lane (editor));
  WayElement *lane;

  if (given != NULL && (way_element_is (given, WAY_FIELD_KIND, "touchpoints") || way_element_is (given, WAY_FIELD_KIND, "frontstage") || way_element_is (given, WAY_FIELD_KIND, "backstage")))
    return way_element_get_id (given);
  way_each (lane, way_editor_get_journey (editor), WAY_KIND_LANE)
    if (way_element_is (lane, WAY_FIELD_KIND, "touchpoints"))
      return way_element_get_id (lane);
  return given != NULL ? way_element_get_id (given) : NULL;
}

const char *
way_quick_entry_find_lane (WayEditor *editor)
{
  return find_lane (editor, NULL);
}

static WayElement *
put_all (const WayQuickEntry *self, WayEditor *editor, const char *lane, const char *step, GError **error)
{
  const char *channel = need_channel (self, editor, lane, step, error);
  WayElement *card = channel != NULL ? way_command_make_touchpoint (editor, lane, step, self->name, channel, error) : NULL;
  g_autoptr (GPtrArray) who = g_ptr_array_new ();

  if (card == NULL || !put_departments (self, editor, card, error) || !put_feelings (self, editor, card, who, error) || !put_pain (self, editor, card, who, error))
    return NULL;
  if (self->moment_of_truth && !way_document_set (way_editor_get_document (editor), card, WAY_FIELD_MOMENT_OF_TRUTH, "true", error))
    return NULL;
  if (self->channel.text != NULL)
    way_editor_set_last_channel (editor, channel);
  return card;
}

const char *
way_quick_entry_apply (const WayQuickEntry *self, WayEditor *editor, const char *lane, const char *step, GError **error)
{
  WayElement *card;

  lane = find_lane (editor, lane);
  if (step == NULL)
    step = way_editor_get_step (editor);
  if (lane == NULL || step == NULL)
    {
      way_command_fail (error, _ ("The map needs a lane and a step before a card can stand on it. Add them first."));
      return NULL;
    }
  way_command_begin (editor, _ ("Add Touchpoint"));
  card = put_all (self, editor, lane, step, error);
  if (!way_command_finish (editor, card != NULL))
    return NULL;
  way_editor_select (editor, way_element_get_id (card));
  return way_element_get_id (card);
}
