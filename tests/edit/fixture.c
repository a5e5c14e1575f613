#include "fixture.h"

#include "edit/way-cells.h"
#include "edit/way-commands.h"

static void
add (Fixture *self, WayKind kind, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      g_autoptr (GError) error = NULL;

      way_command_add (self->editor, kind, *names, &error);
      g_assert_no_error (error);
    }
}

Fixture *
fixture_new (void)
{
  static const char *const departments[] = { "IT", "Vertrieb", "Recht und Datenschutz", "Geschäftsführung", "Customer Service", NULL };
  static const char *const channels[] = { "Webseite", "Besuch vor Ort", "E-Mail", "Telefon", "Suchmaschine", "Video call", NULL };
  static const char *const personas[] = { "Ilka Brandt", "Johannes Petersen", "Jürgen Groß", NULL };
  Fixture *self = g_new0 (Fixture, 1);
  WayElement *journey;

  self->document = way_document_new ("Map", "en");
  way_document_seed_ids (self->document, 1);
  self->editor = way_editor_new (self->document);
  add (self, WAY_KIND_DEPARTMENT, departments);
  add (self, WAY_KIND_CHANNEL, channels);
  add (self, WAY_KIND_PERSONA, personas);
  journey = way_editor_get_journey (self->editor);
  way_command_rename (self->editor, way_element_get_id (way_element_get_first (journey, WAY_KIND_LANE)), "contact", NULL);
  way_command_rename (self->editor, way_element_get_id (way_element_get_first (way_element_get_first (journey, WAY_KIND_PHASE), WAY_KIND_STEP)), "s1", NULL);
  way_command_rename (self->editor, way_element_get_id (way_element_get_first (journey, WAY_KIND_PHASE)), "p1", NULL);
  way_editor_select (self->editor, fixture_find (self, "s1"));
  way_command_add (self->editor, WAY_KIND_STEP, "s2", NULL);
  way_command_add (self->editor, WAY_KIND_PHASE, "p2", NULL);
  way_command_rename (self->editor, fixture_find (self, "Step 3"), "s3", NULL);
  way_command_add (self->editor, WAY_KIND_STEP, "s4", NULL);
  way_command_add_lane (self->editor, "emotion", "feelings", fixture_find (self, "Ilka Brandt"), NULL);
  way_command_add_lane (self->editor, "text", "ideas", NULL, NULL);
  way_command_set_collapsed (self->editor, way_command_add_lane (self->editor, "text", "old", NULL, NULL), TRUE, NULL);
  way_command_add_lane (self->editor, "pains", "pains", NULL, NULL);
  way_editor_clear_selection (self->editor);
  way_editor_set_cell (self->editor, fixture_find (self, "contact"), fixture_find (self, "s1"));
  return self;
}

void
fixture_free (Fixture *self)
{
  g_clear_object (&self->editor);
  g_clear_object (&self->document);
  g_free (self);
}

typedef struct
{
  const char *name, *id;
} Search;

static void
find_cb (WayElement *element, gpointer data)
{
  Search *search = data;

  if (way_element_get_id (element) != NULL && g_strcmp0 (way_element_get_name (element), search->name) == 0)
    search->id = way_element_get_id (element);
}

const char *
fixture_find (Fixture *self, const char *name)
{
  Search search = { name, NULL };

  way_element_walk ((WayElement *) way_document_get_root (self->document), find_cb, &search);
  if (search.id == NULL)
    g_error ("There is no “%s”.", name);
  return search.id;
}

const char *
fixture_add_card (Fixture *self, const char *lane, const char *step, const char *name)
{
  g_autoptr (GError) error = NULL;
  const char *id = way_command_add_in_cell (self->editor, fixture_find (self, lane), fixture_find (self, step), name, &error);

  g_assert_no_error (error);
  return id;
}

static void
show_cell (GString *s, const WayCells *cells, guint lane, guint step)
{
  const GPtrArray *cards = way_cells_get_cards (cells, lane, step);

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      guint row, first, last;

      way_cells_get_place (cells, cards->pdata[i], &row, &first, &last);
      g_string_append_printf (s, " %s", way_element_get_name (cells->steps->pdata[first]));
      if (last > first)
        g_string_append_printf (s, "-%s", way_element_get_name (cells->steps->pdata[last]));
      g_string_append_printf (s, "(%s)", way_element_get_name (cards->pdata[i]));
    }
}

char *
fixture_show (Fixture *self)
{
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (self->editor));
  GString *s = g_string_new (NULL);

  for (guint lane = 0; lane < cells->lanes->len; lane++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint step = 0; step < cells->steps->len; step++)
        show_cell (line, cells, lane, step);
      if (line->len > 0)
        g_string_append_printf (s, "%s%s:%s", s->len > 0 ? "; " : "", way_element_get_name (cells->lanes->pdata[lane]), line->str);
    }
  return g_string_free (s, FALSE);
}

char *
fixture_show_selection (Fixture *self)
{
  g_autoptr (GPtrArray) selected = way_editor_list_selected (self->editor);
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < selected->len; i++)
    g_string_append_printf (s, "%s%s", i > 0 ? " " : "", way_element_get_name (selected->pdata[i]));
  if (selected->len == 0)
    g_string_append_printf (s, "%s/%s", way_element_get_name (way_document_lookup (self->document, way_editor_get_lane (self->editor))), way_element_get_name (way_document_lookup (self->document, way_editor_get_step (self->editor))));
  return g_string_free (s, FALSE);
}
