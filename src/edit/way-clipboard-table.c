#include "edit/way-clipboard.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "edit/way-command-private.h"
#include "base/way-match.h"

/* Tables and lines of text. Spreadsheets put cells with line breaks, tabs or quotes in quotes and double those within. */

#define MAX_CELLS 20000
#define MAX_STEPS 200
/* Cards in one cell; nobody would find anything among more. */
#define MAX_LINES 2000

/* Writing. */

static void
append_cell (GString *s, const char *text)
{
  if (strpbrk (text, "\t\n\"") == NULL)
    {
      g_string_append (s, text);
      return;
    }

  g_autoptr (GString) quoted = g_string_new (text);

  g_string_replace (quoted, "\"", "\"\"", 0);
  g_string_append_printf (s, "\"%s\"", quoted->str);
}

static void
append_cards (GString *s, WayEditor *editor, const WayCells *cells, guint lane, guint step)
{
  const GPtrArray *cards = way_cells_get_cards (cells, lane, step);
  g_autoptr (GString) cell = g_string_new (NULL);

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    if (way_editor_is_selected (editor, way_element_get_id (cards->pdata[i])))
      {
        g_autofree char *name = g_strdelimit (g_strdup (way_element_get_name (cards->pdata[i])), "\n", ' ');

        g_string_append_printf (cell, "%s%s", cell->len > 0 ? "\n" : "", name);
      }
  append_cell (s, cell->str);
}

char *
way_clipboard_to_table (WayEditor *editor)
{
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);
  guint top = G_MAXUINT, left = G_MAXUINT, bottom = 0, right = 0, lane, first, last;
  GString *s;

  for (guint i = 0; i < selected->len; i++)
    if (way_cells_get_place (cells, selected->pdata[i], &lane, &first, &last))
      {
        top = MIN (top, lane);
        bottom = MAX (bottom, lane);
        left = MIN (left, first);
        right = MAX (right, first);
      }
  if (top == G_MAXUINT)
    return NULL;
  s = g_string_new (NULL);
  for (guint step = left; step <= right; step++)
    {
      g_string_append_c (s, '\t');
      append_cell (s, way_element_get_name (cells->steps->pdata[step]));
    }
  g_string_append_c (s, '\n');
  for (lane = top; lane <= bottom; lane++)
    {
      append_cell (s, way_element_get_name (cells->lanes->pdata[lane]));
      for (guint step = left; step <= right; step++)
        {
          g_string_append_c (s, '\t');
          append_cards (s, editor, cells, lane, step);
        }
      g_string_append_c (s, '\n');
    }
  return g_string_free (s, FALSE);
}

/* Reading. */

/* One cell; `p` comes to the tab, line break or end behind it. A quote that is never closed is a character like any other. */
static char *
read_cell (const char **p)
{
  GString *s = g_string_new (NULL);
  const char *start = *p;

  if (*start == '"')
    {
      const char *q = start + 1;

      for (; *q != '\0'; q++)
        if (*q == '"' && *++q != '"')
          break;
        else
          g_string_append_c (s, *q);
      if (q > start + 1 && q[-1] == '"' && (*q == '\0' || *q == '\t' || *q == '\n' || *q == '\r'))
        {
          *p = q;
          return g_string_free (s, FALSE);
        }
      g_string_truncate (s, 0);
    }
  *p = start + strcspn (start, "\t\r\n");
  g_string_append_len (s, start, *p - start);
  return g_string_free (s, FALSE);
}

/* (element-type GPtrArray of char *). */
static GPtrArray *
read_table (const char *text, guint *n_cells)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  const char *p = text;

  *n_cells = 0;
  while (*p != '\0')
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (rows, row);
      while (TRUE)
        {
          g_ptr_array_add (row, read_cell (&p));
          (*n_cells)++;
          if (*p != '\t')
            break;
          p++;
        }
      if (*p == '\r')
        p++;
      if (*p == '\n')
        p++;
    }
  return rows;
}

static const char *
get_cell (const GPtrArray *rows, guint row, guint column)
{
  const GPtrArray *cells = rows->pdata[row];

  return column < cells->len ? cells->pdata[column] : "";
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static guint
count_columns (const GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n = MAX (n, ((GPtrArray *) rows->pdata[i])->len);
  return n;
}

/* An empty corner, and names along both edges. */
static gboolean
has_headings (const GPtrArray *rows, guint n_columns)
{
  if (rows->len < 2 || n_columns < 2 || !is_blank (get_cell (rows, 0, 0)))
    return FALSE;
  for (guint column = 1; column < n_columns; column++)
    if (is_blank (get_cell (rows, 0, column)))
      return FALSE;
  for (guint row = 1; row < rows->len; row++)
    if (is_blank (get_cell (rows, row, 0)))
      return FALSE;
  return TRUE;
}

/* Putting it on the map. */

typedef struct
{
  WayEditor *editor;
  WayDocument *document;
  const GPtrArray *rows;
  guint n_columns, head;    /* head: 1 with headings, else 0 */
  GPtrArray *steps, *lanes; /* (element-type WayElement), of each column and row */
  GPtrArray *made;
} Table;

static WayElement *
find_named (const GPtrArray *list, const GPtrArray *taken, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (way_match_rank (way_element_get_name (list->pdata[i]), name) == 3 && !g_ptr_array_find ((GPtrArray *) taken, list->pdata[i], NULL))
      return list->pdata[i];
  return NULL;
}

static WayElement *
add_step (Table *self, const char *name, GError **error)
{
  const WayElement *journey = way_editor_get_journey (self->editor);
  const GPtrArray *phases = way_element_get_slot (journey, (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_PHASE));
  g_autoptr (WayCells) cells = way_cells_new (journey);
  g_autofree char *fallback = g_strdup_printf (_ ("Step %u"), cells->steps->len + 1);
  WayElement *step = way_command_make (self->document, WAY_KIND_STEP);

  way_command_init_name (step, name, fallback);
  return way_command_append (self->document, step, phases->pdata[phases->len - 1], error);
}

static WayElement *
add_lane (Table *self, const char *name, GError **error)
{
  WayElement *lane = way_command_make (self->document, WAY_KIND_LANE);

  way_element_init_value (lane, WAY_FIELD_KIND, "text");
  way_command_init_name (lane, name, NULL);
  return way_command_append (self->document, lane, way_editor_get_journey (self->editor), error);
}

/* The step of each column and the lane of each row: by name with headings, else from the current cell on. */
static gboolean
find_places (Table *self, GError **error)
{
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (self->editor));
  guint step = (guint) MAX (way_cells_find (cells, way_editor_get_step (self->editor)), 0), lane = (guint) MAX (way_cells_find (cells, way_editor_get_lane (self->editor)), 0);

  for (guint column = self->head; column < self->n_columns; column++)
    {
      const char *name = self->head > 0 ? get_cell (self->rows, 0, column) : NULL;
      guint at = step + column - self->head;
      WayElement *found = name != NULL ? find_named (cells->steps, self->steps, name) : at < cells->steps->len ? cells->steps->pdata[at]
                                                                                                               : NULL;

      if (found == NULL && (found = add_step (self, name, error)) == NULL)
        return FALSE;
      g_ptr_array_add (self->steps, found);
    }
  for (guint row = self->head; row < self->rows->len; row++)
    {
      const char *name = self->head > 0 ? get_cell (self->rows, row, 0) : NULL;
      guint at = lane + row - self->head;
      WayElement *found = name != NULL ? find_named (cells->lanes, self->lanes, name) : at < cells->lanes->len ? cells->lanes->pdata[at]
                                                                                                               : NULL;

      if (found == NULL && (found = add_lane (self, name, error)) == NULL)
        return FALSE;
      g_ptr_array_add (self->lanes, found);
    }
  return TRUE;
}

/* A number in an emotion lane is what the touchpoints of the step feel like; FALSE in `*done` if it is something else. */
static gboolean
put_feelings (Table *self, const WayElement *lane, const WayElement *step, const char *text, gboolean *done, GError **error)
{
  g_autofree char *ascii = g_strdup (*text == '+' ? text + 1 : text);
  const WayElement *persona = way_document_follow (self->document, lane, WAY_FIELD_PERSONA);
  const GPtrArray *cards = way_cells_get_all_cards (way_editor_get_journey (self->editor));
  double score;

  *done = FALSE;
  if (!way_element_is (lane, WAY_FIELD_KIND, "emotion") || !way_number_parse (g_strdelimit (ascii, ",", '.'), &score) || fabs (score) > 5)
    return TRUE;
  *done = TRUE;
  if (persona == NULL && (persona = way_command_need_persona (self->editor, error)) == NULL)
    return FALSE;
  for (guint i = 0; cards != NULL && i < cards->len; i++)
    if (way_element_get_kind (cards->pdata[i]) == WAY_KIND_TOUCHPOINT && way_document_follow (self->document, cards->pdata[i], WAY_FIELD_STEP) == step &&
        !way_command_put_feeling (self->document, cards->pdata[i], way_element_get_id (persona), (int) lround (score), error))
      return FALSE;
  return TRUE;
}

/* Adds what suits the lane for each line; the current cell and selection stay as they are. */
static gboolean
put_lines (Table *self, const WayElement *lane, const WayElement *step, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      const char *plain = *line + strspn (*line, " \t");
      WayElement *made;

      /* Lists from other programs come with their marks. */
      if (g_str_has_prefix (plain, "- ") || g_str_has_prefix (plain, "* "))
        plain += 2;
      else if (g_str_has_prefix (plain, "• "))
        plain += strlen ("• ");
      if (is_blank (plain))
        continue;
      made = way_command_make_in_cell (self->editor, way_element_get_id (lane), way_element_get_id (step), G_MAXUINT, plain, error);
      if (made == NULL)
        return FALSE;
      g_ptr_array_add (self->made, made);
    }
  return TRUE;
}

static gboolean
put_table (Table *self, GError **error)
{
  if (!find_places (self, error))
    return FALSE;
  for (guint row = 0; row < self->lanes->len; row++)
    for (guint column = 0; column < self->steps->len; column++)
      {
        const char *text = get_cell (self->rows, row + self->head, column + self->head);
        gboolean done;

        if (is_blank (text))
          continue;
        if (!put_feelings (self, self->lanes->pdata[row], self->steps->pdata[column], text, &done, error) ||
            (!done && !put_lines (self, self->lanes->pdata[row], self->steps->pdata[column], text, error)))
          return FALSE;
      }
  return TRUE;
}

static gboolean
finish (Table *self, gboolean ok)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!way_command_finish (self->editor, ok))
    return FALSE;
  for (guint i = 0; i < self->made->len; i++)
    g_strv_builder_add (builder, way_element_get_id (self->made->pdata[i]));

  g_auto (GStrv) ids = g_strv_builder_end (builder);

  if (self->made->len > 0)
    way_editor_select_many (self->editor, (const char *const *) ids, WAY_SELECT_REPLACE);
  return TRUE;
}

gboolean
way_clipboard_paste_table (WayEditor *editor, const char *text, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  guint n_cells;
  g_autoptr (GPtrArray) rows = read_table (valid, &n_cells);
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  g_autoptr (GPtrArray) lanes = g_ptr_array_new ();
  g_autoptr (GPtrArray) made = g_ptr_array_new ();
  Table self = { editor, way_editor_get_document (editor), rows, count_columns (rows), 0, steps, lanes, made };

  if (n_cells > MAX_CELLS || self.n_columns > MAX_STEPS || rows->len > MAX_STEPS)
    return way_command_fail (error, _ ("This table is too big to be a map. Copy a part of it."));
  self.head = has_headings (rows, self.n_columns) ? 1 : 0;
  way_command_begin (editor, _ ("Paste Table"));
  return finish (&self, put_table (&self, error));
}

static guint
count_line_ends (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n' || (*text == '\r' && text[1] != '\n');
  return n;
}

gboolean
way_clipboard_paste_lines (WayEditor *editor, const char *text, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GPtrArray) made = g_ptr_array_new ();
  const WayElement *lane = way_document_lookup (document, way_editor_get_lane (editor)), *step = way_document_lookup (document, way_editor_get_step (editor));
  Table self = { .editor = editor, .document = document, .made = made };

  if (lane == NULL || step == NULL)
    return way_command_fail (error, _ ("The map needs a lane and a step before a card can stand on it. Add them first."));
  if (count_line_ends (valid) > MAX_LINES)
    return way_command_fail (error, _ ("This text has more lines than a cell can hold as cards. Copy a part of it."));
  way_command_begin (editor, _ ("Paste Lines"));
  return finish (&self, put_lines (&self, lane, step, valid, error));
}

gboolean
way_clipboard_paste_text (WayEditor *editor, const char *text, GError **error)
{
  return strchr (text, '\t') != NULL ? way_clipboard_paste_table (editor, text, error) : way_clipboard_paste_lines (editor, text, error);
}
