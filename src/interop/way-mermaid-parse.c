#include "interop/way-mermaid-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "interop/way-interop-error.h"
#include "interop/way-mermaid-blocks.h"
#include "interop/way-mermaid-text.h"

typedef struct
{
  WayMermaidJourney *journey;
  WayMermaidCursor cursor;
  WayReport *report;
  gboolean from_header; /* the title stands in the front matter, so a title statement may replace it */
  gboolean colon_noted; /* one finding a file is enough for each of these */
  gboolean section_noted;
  gboolean no_brace; /* none is left to close a description */
  guint nested;      /* descriptions, each behind the end of the one before */
} Parser;

/* Far beyond any diagram; below them, no text keeps the parser busy or runs it out of stack. */
#define MAX_LINE (64 * 1024)
#define MAX_NESTED 16
#define MAX_IDLE_SEMICOLONS 32 /* in a row that part no statements: the rest of them belongs to a name, too */

static void
task_free (gpointer data)
{
  WayMermaidTask *task = data;

  g_free (task->name);
  g_strfreev (task->people);
  g_free (task);
}

static void
section_free (gpointer data)
{
  WayMermaidSection *section = data;

  g_free (section->name);
  g_ptr_array_unref (section->tasks);
  g_free (section);
}

void
way_mermaid_journey_free (WayMermaidJourney *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->description);
  g_ptr_array_unref (self->sections);
  g_free (self);
}

static WayMermaidSection *
add_section (Parser *self, char *name, int line)
{
  WayMermaidSection *section = g_new0 (WayMermaidSection, 1);

  section->name = name;
  section->tasks = g_ptr_array_new_with_free_func (task_free);
  section->line = line;
  g_ptr_array_add (self->journey->sections, section);
  return section;
}

const char *
way_mermaid_find (const char *text, const char *set)
{
  for (const char *p = text; *p != '\0';)
    {
      gsize n = way_mermaid_skip_entity (p);

      if (n > 0)
        p += n;
      else if (strchr (set, *p) != NULL)
        return p;
      else
        p++;
    }
  return NULL;
}

static const char *
skip_blanks (const char *text)
{
  return text + strspn (text, " \t");
}

static gboolean
is_blank (const char *text)
{
  return *skip_blanks (text) == '\0';
}

/* What follows a keyword, or NULL if `text` does not start with it as a word. */
static const char *
skip_keyword (const char *text, const char *keyword)
{
  size_t n = strlen (keyword);

  if (g_ascii_strncasecmp (text, keyword, n) != 0 || g_ascii_isalnum (text[n]) || text[n] == '_')
    return NULL;
  /* A name such as “Título” or “title-page” is no keyword. */
  return text[n] == '\0' || strchr (" \t:{;#", text[n]) != NULL ? text + n : NULL;
}

static gboolean
parse_score (const char *text, double *score)
{
  g_autofree char *number = g_strstrip (g_strdup (text));
  size_t sign = *number == '-' || *number == '+';
  size_t whole = strspn (number + sign, "0123456789");
  char *point = number + sign + whole;

  if (*point == ',')
    *point = '.';

  size_t part = *point == '.' ? strspn (point + 1, "0123456789") : 0;

  if (whole + part == 0 || whole > 9 || part > 9 || point[*point == '.' ? 1 + part : 0] != '\0')
    return FALSE;
  *score = g_ascii_strtod (number, NULL);
  return TRUE;
}

/* The statement cut at colons; the name is fields 0 to n_name − 1. */
typedef struct
{
  char **fields;
  guint n, n_name;
  int score, people; /* index of the field, or −1 */
  double value;
  gboolean odd; /* the field that should be the score is none */
} TaskParts;

static void
clear_parts (TaskParts *self)
{
  g_strfreev (self->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TaskParts, clear_parts)

static char **
split_outside_entities (const char *text, const char *separator)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (const char *p = text;;)
    {
      const char *hit = way_mermaid_find (p, separator);
      g_autofree char *piece = hit != NULL ? g_strndup (p, (gsize) (hit - p)) : g_strdup (p);

      g_strv_builder_add (builder, piece);
      if (hit == NULL)
        return g_strv_builder_end (builder);
      p = hit + 1;
    }
}

/* Mermaid takes the first three fields; but “Login at 9:30: 4: Anna” means something else, and can be understood from
 * its end: the last field that is a number, with at most the people behind it. */
static void
understand_fields (TaskParts *self, guint n)
{
  self->score = self->people = -1;
  self->n_name = 1;
  if (n == 1)
    return;
  for (guint i = n == 3 ? 1 : n - 1; i + 2 >= n && i >= 1 && self->score < 0; i--)
    if (parse_score (self->fields[i], &self->value))
      self->score = (int) i;
  if (self->score < 0)
    for (guint i = 1; i < n && self->score < 0; i++)
      if (parse_score (self->fields[i], &self->value))
        self->score = (int) i;
  if (self->score > 0)
    {
      self->n_name = (guint) self->score;
      self->people = (guint) self->score + 1 < n ? self->score + 1 : -1;
    }
  else
    {
      self->n_name = MAX (n, 3) - 2;
      self->people = (int) n - 1;
      self->odd = n > 2 && !is_blank (self->fields[n - 2]);
    }
}

static void
split_task (TaskParts *self, const char *text)
{
  *self = (TaskParts){ .fields = split_outside_entities (text, ":") };
  self->n = g_strv_length (self->fields);

  guint n = self->n;

  while (n > 3 && is_blank (self->fields[n - 1]))
    n--;
  understand_fields (self, n);
  self->n = n;
}

/* Whether Mermaid, or we, would take `text` as one whole statement. */
static gboolean
is_complete (const char *text)
{
  const char *rest;

  text = skip_blanks (text);
  if ((rest = skip_keyword (text, "section")) != NULL || (rest = skip_keyword (text, "title")) != NULL)
    if (*rest != ':')
      return !is_blank (rest);

  g_auto (TaskParts) parts = { NULL };

  split_task (&parts, text);
  return parts.score > 0 && !is_blank (parts.fields[0]);
}

static char *
join_decoded (char **fields, guint n)
{
  g_autoptr (GString) s = g_string_new (fields[0]);

  for (guint i = 1; i < n; i++)
    g_string_append_printf (s, ":%s", fields[i]);
  return way_mermaid_decode (s->str, s->len);
}

static char **
parse_people (const char *text)
{
  g_auto (GStrv) names = split_outside_entities (text, ",");
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (char **n = names; *n != NULL; n++)
    {
      g_autofree char *name = way_mermaid_decode (*n, strlen (*n));

      if (*name == '\0' || g_hash_table_contains (seen, name))
        continue;
      g_hash_table_add (seen, name);
      g_ptr_array_add (people, g_steal_pointer (&name));
    }
  g_ptr_array_add (people, NULL);
  return (char **) g_ptr_array_steal (people, NULL);
}

static void
report_task (Parser *self, const WayMermaidTask *task, const TaskParts *parts)
{
  if (parts->score > 0 && parts->n_name > 1 && !self->colon_noted)
    {
      way_report_add (self->report, WAY_SEVERITY_NOTE, task->line, task->column, _ ("“%s” holds a colon. Mermaid would cut the name there; here the last fields are the score and the people."), task->name);
      self->colon_noted = TRUE;
    }
  if (parts->odd)
    way_report_add (self->report, WAY_SEVERITY_WARNING, task->line, task->column, _ ("“%s” is no score from 1 to 5. The task “%s” has none now; set its feeling by hand."), g_strstrip (parts->fields[parts->n - 2]), task->name);
  else if (!task->has_score)
    way_report_add (self->report, WAY_SEVERITY_WARNING, task->line, task->column, _ ("The task “%s” has no score. Set its feeling by hand."), task->name);
}

static void
parse_task (Parser *self, const char *text, int line, int column)
{
  g_auto (TaskParts) parts = { NULL };
  WayMermaidTask *task = g_new0 (WayMermaidTask, 1);

  split_task (&parts, text);
  task->name = join_decoded (parts.fields, parts.n_name);
  task->line = line;
  task->column = column;
  task->has_score = parts.score > 0;
  task->score = parts.value;

  /* More colons behind the people are part of the last name. */
  g_autofree char *people = parts.people > 0 ? g_strjoinv (":", parts.fields + parts.people) : g_strdup ("");

  task->people = parse_people (people);
  if (*task->name == '\0')
    {
      way_report_add (self->report, WAY_SEVERITY_WARNING, line, column, _ ("This task has no name and is called “?”."));
      g_free (task->name);
      task->name = g_strdup ("?");
    }
  report_task (self, task, &parts);
  if (self->journey->sections->len == 0)
    add_section (self, NULL, line);
  g_ptr_array_add (((WayMermaidSection *) g_ptr_array_index (self->journey->sections, self->journey->sections->len - 1))->tasks, task);
}

static void
take_title (Parser *self, const char *text, int line, gboolean from_header)
{
  g_autofree char *title = way_mermaid_decode (text, strlen (text));

  if (*title == '\0')
    return;
  if (self->journey->title != NULL && !self->from_header)
    way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("There is a second title, “%s”; it replaces “%s”."), title, self->journey->title);
  g_free (self->journey->title);
  self->journey->title = g_steal_pointer (&title);
  self->journey->title_line = line;
  self->from_header = from_header;
}

static void
parse_section (Parser *self, const char *text, int line, int column)
{
  char *name = way_mermaid_decode (text, strlen (text));

  if (*name == '\0')
    way_report_add (self->report, WAY_SEVERITY_WARNING, line, column, _ ("This section has no name."));
  else if (way_mermaid_find (text, ":") != NULL && !self->section_noted)
    {
      way_report_add (self->report, WAY_SEVERITY_NOTE, line, column, _ ("The section “%s” holds a colon, which Mermaid would not take."), name);
      self->section_noted = TRUE;
    }
  add_section (self, name, line);
}

static void parse_line (Parser *self, const char *text, int line, int column);

/* What stands behind the brace that closes a description. */
static void
parse_rest (Parser *self, const char *text, int line, int column)
{
  if (is_blank (text))
    return;
  if (self->nested == MAX_NESTED)
    {
      way_report_add (self->report, WAY_SEVERITY_WARNING, line, column, _ ("What stands here behind a description was left out. Put it on a line of its own."));
      return;
    }
  self->nested++;
  parse_line (self, text, line, column);
  self->nested--;
}

/* accDescr { … } over several lines. Where the brace is never closed, the text ends before the next statement. */
static void
parse_description (Parser *self, const char *rest, int line)
{
  g_autoptr (GString) s = g_string_new (NULL);
  g_autofree char *first = g_strdup (rest);
  WayMermaidCursor start = self->cursor;
  const char *close = strchr (first, '}');

  g_string_append_len (s, first, close != NULL ? close - first : (gssize) strlen (first));
  while (close == NULL && !self->no_brace)
    {
      g_autofree char *next = way_mermaid_cursor_next (&self->cursor);

      if (next == NULL)
        {
          self->no_brace = TRUE;
          break;
        }
      close = strchr (next, '}');
      g_string_append_printf (s, "\n%.*s", (int) (close != NULL ? close - next : (gssize) strlen (next)), next);
      if (close != NULL && !is_blank (close + 1))
        {
          g_free (self->journey->description);
          self->journey->description = g_string_free (g_steal_pointer (&s), FALSE);
          parse_rest (self, close + 1, self->cursor.at_line, (int) g_utf8_pointer_to_offset (next, close + 1) + 1);
          return;
        }
    }
  if (close == NULL)
    {
      way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("The description that starts here has no closing brace. It ends before the next statement."));
      self->cursor = start;
      g_string_assign (s, first);
      while (TRUE)
        {
          WayMermaidCursor before = self->cursor;
          g_autofree char *next = way_mermaid_cursor_next (&self->cursor);

          if (next == NULL || is_complete (next) || skip_keyword (skip_blanks (next), "accTitle") != NULL)
            {
              self->cursor = before;
              break;
            }
          g_string_append_printf (s, "\n%s", next);
        }
    }
  g_free (self->journey->description);
  self->journey->description = g_string_free (g_steal_pointer (&s), FALSE);
  if (close != NULL && close >= first && close < first + strlen (first))
    parse_rest (self, close + 1, line, 0);
}

static gboolean
parse_accessibility (Parser *self, const char *text, int line)
{
  const char *rest;

  if ((rest = skip_keyword (text, "accTitle")) != NULL && *(rest = skip_blanks (rest)) == ':')
    {
      g_free (self->journey->subtitle);
      self->journey->subtitle = way_mermaid_decode (rest + 1, strlen (rest + 1));
      return TRUE;
    }
  if ((rest = skip_keyword (text, "accDescr")) == NULL)
    return FALSE;
  rest = skip_blanks (rest);
  if (*rest == ':')
    {
      g_free (self->journey->description);
      self->journey->description = g_strdup (rest + 1);
    }
  else if (*rest == '{')
    parse_description (self, rest + 1, line);
  else
    return FALSE;
  return TRUE;
}

/* “title: X” is a task for Mermaid, one without a score; what is meant is plain. */
static const char *
skip_statement (const char *text, const char *keyword)
{
  const char *rest = skip_keyword (text, keyword);

  if (rest == NULL)
    return NULL;

  const char *colon = skip_blanks (rest);

  if (*colon != ':')
    return rest;

  g_auto (TaskParts) parts = { NULL };

  split_task (&parts, text);
  return parts.score > 0 || parts.n > 2 ? NULL : colon + 1;
}

/* “Section 5: 3: Ida” is refused by Mermaid; as a task it makes sense. */
static gboolean
is_task (const char *text)
{
  g_auto (TaskParts) parts = { NULL };

  split_task (&parts, text);
  return parts.score > 0 && parts.n > 2;
}

static void
parse_statement (Parser *self, const char *text, int line, int column)
{
  const char *rest;

  column += (int) (skip_blanks (text) - text);
  text = skip_blanks (text);
  if (*text == '\0')
    return;
  if ((rest = skip_statement (text, "title")) != NULL)
    take_title (self, rest, line, FALSE);
  else if ((rest = skip_statement (text, "section")) != NULL && !is_task (text))
    parse_section (self, rest, line, column);
  else if (g_ascii_strcasecmp (text, "journey") == 0)
    way_report_add (self->report, WAY_SEVERITY_WARNING, line, column, _ ("“journey” stands here a second time; it is left out."));
  else
    parse_task (self, text, line, column);
}

/* In Mermaid “#” starts a comment anywhere, and “Order #5 arrives: 4: Ida” is refused. So a comment is what leaves a
 * whole statement in front of it. */
static void
cut_comment (Parser *self, char *text, int line)
{
  const char *hash = way_mermaid_find (text, "#");

  if (hash == NULL)
    return;

  g_autofree char *before = g_strndup (text, (gsize) (hash - text));

  if (is_blank (before) || is_complete (before))
    {
      if (!is_blank (before) && (skip_keyword (skip_blanks (before), "section") != NULL || skip_keyword (skip_blanks (before), "title") != NULL))
        way_report_add (self->report, WAY_SEVERITY_NOTE, line, 1 + (int) g_utf8_pointer_to_offset (text, hash), _ ("“%s” is a comment for Mermaid and was left out. Write #35; for the sign itself."), hash);
      text[hash - text] = '\0';
    }
}

static void
parse_line (Parser *self, const char *text, int line, int column)
{
  g_autofree char *copy = g_strdup (text);

  if (parse_accessibility (self, skip_blanks (copy), line))
    return;
  cut_comment (self, copy, line);

  /* A semicolon parts statements where both sides are whole ones; elsewhere it belongs to a name. */
  char *start = copy, *from = copy;
  guint idle = 0;

  for (char *semicolon; idle < MAX_IDLE_SEMICOLONS && (semicolon = (char *) way_mermaid_find (from, ";")) != NULL;)
    {
      from = semicolon + 1;
      *semicolon = '\0';

      char *next = strchrnul (from, ';');
      g_autofree char *behind = g_strndup (from, (gsize) (next - from));

      if (is_blank (from) || (is_complete (start) && is_complete (behind)))
        {
          parse_statement (self, start, line, column);
          column += column > 0 ? (int) g_utf8_pointer_to_offset (start, from) : 0;
          start = from;
          idle = 0;
        }
      else
        {
          *semicolon = ';';
          idle++;
        }
    }
  parse_statement (self, start, line, column);
}

/* Mermaid trims each line of a description. */
static void
tidy_description (WayMermaidJourney *journey)
{
  if (journey->description == NULL)
    return;

  g_autoptr (GString) s = g_string_new (NULL);

  for (const char *line = journey->description, *end; line != NULL; line = *end != '\0' ? end + 1 : NULL)
    {
      end = strchrnul (line, '\n');

      g_autofree char *tidy = way_mermaid_decode (line, (gsize) (end - line));

      if (*tidy != '\0')
        g_string_append_printf (s, "%s%s", s->len > 0 ? "\n" : "", tidy);
    }
  g_free (journey->description);
  journey->description = s->len > 0 ? g_strdup (s->str) : NULL;
}

/* Behind the word “journey” on its line, and no statement. */
static gboolean
is_trailing_text (const char *text)
{
  return !is_complete (text) && skip_keyword (text, "accTitle") == NULL && skip_keyword (text, "accDescr") == NULL && strchr ("#;", *text) == NULL;
}

WayMermaidJourney *
way_mermaid_parse (const char *text, WayReport *report, GError **error)
{
  g_autoptr (WayMermaidJourney) journey = g_new0 (WayMermaidJourney, 1);
  Parser self = { .journey = journey, .report = report };
  g_autofree char *title = NULL;

  journey->sections = g_ptr_array_new_with_free_func (section_free);
  if (!way_mermaid_find_journey (text, &self.cursor, &title, report, error))
    return NULL;
  if (title != NULL)
    take_title (&self, title, self.cursor.line, TRUE);

  /* The cursor stands right behind the keyword. */
  int heading = self.cursor.line;
  char *next;

  while ((next = way_mermaid_cursor_next_statement (&self.cursor, report)) != NULL)
    {
      g_autofree char *statement = next;

      if (strlen (statement) > MAX_LINE)
        {
          g_set_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_LIMIT, _ ("Line %d is longer than %d KiB, which no line of a diagram is. Shorten it, or choose another file."), self.cursor.at_line, MAX_LINE / 1024);
          return NULL;
        }
      if (self.cursor.at_line == heading && is_trailing_text (statement))
        {
          g_autofree char *trailing = way_mermaid_decode (statement, strlen (statement));

          way_report_add (report, WAY_SEVERITY_NOTE, heading, self.cursor.at_column, _ ("“%s” behind the word “journey” is taken as the title, which Mermaid would not do."), trailing);
          take_title (&self, statement, heading, TRUE);
        }
      else
        parse_line (&self, statement, self.cursor.at_line, self.cursor.at_column);
    }
  tidy_description (journey);
  if (journey->subtitle != NULL && *journey->subtitle == '\0')
    g_clear_pointer (&journey->subtitle, g_free);
  return g_steal_pointer (&journey);
}
