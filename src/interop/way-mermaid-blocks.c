#include "interop/way-mermaid-blocks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "interop/way-interop-error.h"

/* The first words of the other diagrams, and what to call them. */
static const struct
{
  const char *word, *label;
} diagrams[] = {
  { "flowchart", N_ ("a flowchart") },
  { "graph", N_ ("a flowchart") },
  { "sequenceDiagram", N_ ("a sequence diagram") },
  { "classDiagram", N_ ("a class diagram") },
  { "stateDiagram", N_ ("a state diagram") },
  { "erDiagram", N_ ("an entity relationship diagram") },
  { "gantt", N_ ("a Gantt chart") },
  { "pie", N_ ("a pie chart") },
  { "gitGraph", N_ ("a Git graph") },
  { "mindmap", N_ ("a mind map") },
  { "timeline", N_ ("a timeline") },
  { "quadrantChart", N_ ("a quadrant chart") },
  { "requirementDiagram", N_ ("a requirement diagram") },
  { "requirement", N_ ("a requirement diagram") },
  { "C4", N_ ("a C4 diagram") },
  { "sankey", N_ ("a Sankey diagram") },
  { "xychart", N_ ("an XY chart") },
  { "block", N_ ("a block diagram") },
  { "packet", N_ ("a packet diagram") },
  { "architecture", N_ ("an architecture diagram") },
  { "kanban", N_ ("a Kanban board") },
  { "zenuml", N_ ("a ZenUML diagram") },
  { "radar", N_ ("a radar chart") },
  { "treemap", N_ ("a treemap") },
  { "info", N_ ("a version notice") },
};

static const char *
find_line_end (const WayMermaidCursor *self)
{
  const char *p = self->p;

  while (p < self->end && *p != '\n' && *p != '\r')
    p++;
  return p;
}

/* Behind the line's end, which may be LF, CRLF or CR. */
static void
enter_line (WayMermaidCursor *self, const char *line_end)
{
  if (line_end < self->end)
    {
      line_end += *line_end == '\r' && line_end + 1 < self->end && line_end[1] == '\n' ? 2 : 1;
      self->line++;
    }
  self->p = line_end;
  self->column = 1;
}

char *
way_mermaid_cursor_next (WayMermaidCursor *self)
{
  if (self->p >= self->end)
    return NULL;

  const char *stop = find_line_end (self), *start = self->p;

  self->at_line = self->line;
  self->at_column = self->column;
  if (self->quoted && self->column == 1)
    while (start < stop && strchr (" \t>", *start) != NULL)
      start++;
  enter_line (self, stop);
  return g_strndup (start, (gsize) (stop - start));
}

/* Over %%{ … }%%, which may take several lines. FALSE: it is never closed. */
static gboolean
skip_directive (WayMermaidCursor *self)
{
  const char *close = memmem (self->p, (gsize) (self->end - self->p), "}%%", 3);

  if (close == NULL)
    return FALSE;
  while (TRUE)
    {
      const char *stop = find_line_end (self);

      if (close < stop)
        break;
      enter_line (self, stop);
    }
  self->column += (int) g_utf8_pointer_to_offset (self->p, close + 3);
  self->p = close + 3;
  return TRUE;
}

/* To the first character of the next statement, without taking it. */
static gboolean
skip_to_statement (WayMermaidCursor *self, WayReport *report)
{
  while (self->p < self->end)
    {
      if (strchr (" \t\f\v", *self->p) != NULL || (self->quoted && self->column == 1 && *self->p == '>'))
        {
          self->p++;
          self->column += *self->p == '>' ? 0 : 1;
        }
      else if (*self->p == '\n' || *self->p == '\r')
        enter_line (self, self->p);
      else if (self->end - self->p >= 3 && strncmp (self->p, "%%{", 3) == 0)
        {
          if (skip_directive (self))
            continue;
          way_report_add (report, WAY_SEVERITY_WARNING, self->line, self->column, _ ("The directive that starts here is never closed with }%%%%; only this line was left out."));
          enter_line (self, find_line_end (self));
        }
      else if (self->end - self->p >= 2 && strncmp (self->p, "%%", 2) == 0)
        enter_line (self, find_line_end (self));
      else
        return TRUE;
    }
  return FALSE;
}

char *
way_mermaid_cursor_next_statement (WayMermaidCursor *self, WayReport *report)
{
  return skip_to_statement (self, report) ? way_mermaid_cursor_next (self) : NULL;
}

/* A plain, 'single' or "double" YAML scalar. */
static char *
read_scalar (const char *text)
{
  g_autofree char *value = g_strstrip (g_strdup (text));
  size_t n = strlen (value);
  GString *s = g_string_new (NULL);

  if (n >= 2 && (*value == '"' || *value == '\'') && value[n - 1] == *value)
    {
      value[n - 1] = '\0';
      for (const char *p = value + 1; *p != '\0'; p++)
        {
          p += (*value == '"' && *p == '\\' && p[1] != '\0') || (*value == '\'' && *p == '\'' && p[1] == '\'');
          g_string_append_c (s, *p);
        }
    }
  else
    {
      const char *comment = strstr (value, " #");

      g_string_append_len (s, value, comment != NULL ? comment - value : (gssize) n);
    }
  return g_string_free (s, FALSE);
}

static gboolean
is_rule (const char *line)
{
  size_t n = strspn (line, "-");

  return n == 3 && line[n + strspn (line + n, " \t")] == '\0';
}

/* Between two lines of three dashes; where the second is missing, there is no front matter. */
static void
skip_front_matter (WayMermaidCursor *self, char **title)
{
  WayMermaidCursor ahead = *self;
  g_autofree char *found = NULL;
  g_autofree char *first = way_mermaid_cursor_next (&ahead);

  if (first == NULL || !is_rule (g_strstrip (first)))
    return;
  while (TRUE)
    {
      g_autofree char *line = way_mermaid_cursor_next (&ahead);

      if (line == NULL)
        return;

      const char *text = line + strspn (line, " \t");

      if (is_rule (text))
        break;
      if (g_str_has_prefix (text, "title:") && found == NULL)
        found = read_scalar (text + strlen ("title:"));
      else if (found != NULL && (strcmp (found, ">") == 0 || strcmp (found, "|") == 0) && text > line)
        {
          g_free (found);
          found = g_strdup (text);
        }
    }
  *self = ahead;
  if (title != NULL)
    *title = g_steal_pointer (&found);
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* The label of the diagram that starts here, "" for a journey, NULL for no diagram. A journey's cursor then stands
 * behind the keyword. */
static const char *
read_header (WayMermaidCursor *self, char **title, WayReport *report)
{
  WayMermaidCursor ahead = *self;

  while (ahead.p < ahead.end && g_ascii_isspace (*ahead.p))
    if (*ahead.p == '\n' || *ahead.p == '\r')
      enter_line (&ahead, ahead.p);
    else
      ahead.p++;
  skip_front_matter (&ahead, title);
  if (!skip_to_statement (&ahead, report))
    return NULL;
  *self = ahead;
  if (ahead.end - ahead.p >= 7 && g_ascii_strncasecmp (ahead.p, "journey", 7) == 0 && (ahead.end - ahead.p == 7 || !is_word (ahead.p[7])))
    {
      self->p += 7;
      self->column += 7;
      return "";
    }
  for (guint i = 0; i < G_N_ELEMENTS (diagrams); i++)
    {
      size_t n = strlen (diagrams[i].word);

      if ((size_t) (ahead.end - ahead.p) >= n && strncmp (ahead.p, diagrams[i].word, n) == 0 && (strcmp (diagrams[i].word, "C4") == 0 || (size_t) (ahead.end - ahead.p) == n || !g_ascii_isalnum (ahead.p[n])))
        return _ (diagrams[i].label);
    }
  return NULL;
}

typedef struct
{
  char sign;
  size_t length;
  gboolean mermaid, quoted;
} Fence;

/* ``` or ~~~ or ::: and what kind of block they open. */
static gboolean
read_fence (const char *line, Fence *fence, const char **info)
{
  size_t indent = strspn (line, " \t>*+-");
  const char *p = line + indent;

  *fence = (Fence){ .sign = *p, .quoted = memchr (line, '>', indent) != NULL };
  if (*p == '\0' || strchr ("`~:", *p) == NULL)
    return FALSE;
  while (p[fence->length] == fence->sign)
    fence->length++;
  if (fence->length < 3)
    return FALSE;
  *info = p + fence->length;
  *info += strspn (*info, " \t{.");
  fence->mermaid = g_ascii_strncasecmp (*info, "mermaid", 7) == 0 && !is_word ((*info)[7]);
  return TRUE;
}

static gboolean
closes (const char *line, const Fence *open)
{
  Fence fence;
  const char *info;

  return read_fence (line, &fence, &info) && fence.sign == open->sign && fence.length >= open->length && *info == '\0';
}

/* (element-type WayMermaidCursor): the insides of the Mermaid fences. */
static GArray *
find_fences (const char *text)
{
  GArray *blocks = g_array_new (FALSE, FALSE, sizeof (WayMermaidCursor));
  WayMermaidCursor walk = { text, text + strlen (text), 1, 1, 0, 0, FALSE };
  Fence open = { 0 };
  g_autofree char *line = NULL;

  while ((line = way_mermaid_cursor_next (&walk)) != NULL)
    {
      const char *info;

      if (read_fence (line, &open, &info) && (open.sign != ':' || open.mermaid))
        {
          WayMermaidCursor block = { walk.p, walk.p, walk.line, 1, 0, 0, open.quoted };

          while (g_free (line), (line = way_mermaid_cursor_next (&walk)) != NULL && !closes (line, &open))
            block.end = walk.p;
          if (open.mermaid)
            g_array_append_val (blocks, block);
        }
      g_clear_pointer (&line, g_free);
    }
  return blocks;
}

/* Among several fences the first journey; the others are named. */
static gboolean
choose_block (GArray *blocks, WayMermaidCursor *cursor, char **title, const char **other, WayReport *report)
{
  gboolean found = FALSE;

  for (guint i = 0; i < blocks->len; i++)
    {
      WayMermaidCursor block = g_array_index (blocks, WayMermaidCursor, i);
      int line = block.line;
      const char *label = read_header (&block, found ? NULL : title, found ? NULL : report);

      if (label != NULL && *label == '\0')
        {
          if (!found)
            *cursor = block;
          else
            way_report_add (report, WAY_SEVERITY_NOTE, line, 0, _ ("Another journey diagram starts here and was left out. Put it in a file of its own to import it."));
          found = TRUE;
        }
      else if (!found)
        {
          g_clear_pointer (title, g_free);
          *other = *other != NULL ? *other : label;
        }
    }
  return found;
}

gboolean
way_mermaid_find_journey (const char *text, WayMermaidCursor *cursor, char **title, WayReport *report, GError **error)
{
  WayMermaidCursor whole = { text, text + strlen (text), 1, 1, 0, 0, FALSE };
  WayMermaidCursor start = whole;
  const char *label = read_header (&start, title, NULL);

  if (label != NULL && *label == '\0')
    {
      *cursor = whole;
      g_clear_pointer (title, g_free);
      read_header (cursor, title, report);
      return TRUE;
    }
  g_clear_pointer (title, g_free);

  g_autoptr (GArray) blocks = find_fences (text);

  if (choose_block (blocks, cursor, title, &label, report))
    return TRUE;
  if (label != NULL)
    g_set_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT, _ ("This is %s. Only Mermaid diagrams that start with the word “journey” can become a map."), label);
  else if (text[strspn (text, " \t\r\n")] == '\0')
    g_set_error_literal (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT, _ ("The file is empty. A Mermaid journey starts with the word “journey”."));
  else
    {
      g_autofree char *shown = way_text_excerpt (text + strspn (text, " \t\r\n"), 40);

      g_set_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT, _ ("No Mermaid journey was found; the text starts with “%s”. A journey starts with the word “journey”."), shown);
    }
  return FALSE;
}
