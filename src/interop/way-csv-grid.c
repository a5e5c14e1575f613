#include "interop/way-csv-grid.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "base/way-text.h"
#include "interop/way-builder.h"
#include "interop/way-grid-names.h"
#include "interop/way-interop-error.h"

typedef struct
{
  GStrv cells;
  guint n;
  int line;
  const char *kind; /* of a lane's row */
  WayElement *lane; /* borrowed */
  char *persona;    /* in the lane's name, or NULL */
} GridRow;

typedef struct
{
  WayElement *step;       /* borrowed; NULL: an empty column */
  GPtrArray *touchpoints; /* (element-type WayElement), borrowed */
} GridColumn;

typedef struct
{
  WayBuilder *builder;
  GPtrArray *rows;     /* (element-type GridRow), owned; without blank ones */
  GridColumn *columns; /* n_columns; the first is the lanes' */
  guint n_columns;
  guint first_lane; /* the row */
  WayElement *touchpoint_lane;
  WayElement *organisation;
  GHashTable *departments; /* name → WayElement */
} Grid;

static void
row_free (gpointer data)
{
  GridRow *row = data;

  g_strfreev (row->cells);
  g_free (row->persona);
  g_free (row);
}

static gboolean
read_rows (Grid *self, const char *data, gsize size, WayReport *report, GError **error)
{
  g_autoptr (WayCsv) csv = way_csv_new (data, size, NULL, report, error);
  g_autoptr (GError) failure = NULL;

  if (csv == NULL)
    return FALSE;
  while (way_csv_next (csv, &failure))
    {
      if (way_csv_is_blank (csv))
        continue;

      GridRow *row = g_new0 (GridRow, 1);

      row->n = way_csv_get_size (csv);
      row->line = way_csv_get_line (csv);
      row->cells = g_new0 (char *, row->n + 1);
      for (guint i = 0; i < row->n; i++)
        row->cells[i] = g_strstrip (g_strdup (way_csv_undefuse (way_csv_get_cell (csv, i, NULL))));
      while (row->n > 1 && *row->cells[row->n - 1] == '\0')
        g_clear_pointer (&row->cells[--row->n], g_free);
      self->n_columns = MAX (self->n_columns, row->n);
      g_ptr_array_add (self->rows, row);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static const char *
get_cell (const GridRow *row, guint column)
{
  return row != NULL && column < row->n ? row->cells[column] : "";
}

static gboolean
column_is_empty (const Grid *self, guint column)
{
  for (guint r = 0; r < self->rows->len; r++)
    if (*get_cell (g_ptr_array_index (self->rows, r), column) != '\0')
      return FALSE;
  return TRUE;
}

static void
build_phases (Grid *self, const GridRow *phases, const GridRow *steps)
{
  WayBuilder *builder = self->builder;
  WayElement *phase = NULL;
  guint n_phases = 0;

  self->columns = g_new0 (GridColumn, self->n_columns);
  for (guint c = 1; c < self->n_columns && !way_builder_is_full (builder); c++)
    {
      const char *name = get_cell (phases, c), *step = get_cell (steps, c);
      g_autofree char *made = NULL;

      self->columns[c].touchpoints = g_ptr_array_new ();
      if (column_is_empty (self, c))
        continue;
      if (phase == NULL || (*name != '\0' && strcmp (name, way_element_get_name (phase)) != 0))
        {
          n_phases++;
          made = *name == '\0' ? g_strdup_printf (_ ("Phase %u"), n_phases) : NULL;
          phase = way_builder_add (builder, builder->journey, WAY_KIND_PHASE, made != NULL ? made : name, phases->line);
        }
      if (*step == '\0' && steps != NULL)
        way_report_add (builder->report, WAY_SEVERITY_NOTE, steps->line, 0, _ ("Column %u has no step; it is named after its phase."), c + 1);
      self->columns[c].step = way_builder_add (builder, phase, WAY_KIND_STEP, *step != '\0' ? step : way_element_get_name (phase), steps != NULL ? steps->line : phases->line);
    }
}

static WayElement *
add_lane (Grid *self, const char *name, const char *kind, int line)
{
  WayElement *lane = way_builder_add (self->builder, self->builder->journey, WAY_KIND_LANE, name, line);

  way_element_init_value (lane, WAY_FIELD_KIND, kind);
  if (strcmp (kind, "touchpoints") == 0 && self->touchpoint_lane == NULL)
    self->touchpoint_lane = lane;
  return lane;
}

static void
build_lanes (Grid *self)
{
  WayBuilder *builder = self->builder;

  for (guint r = self->first_lane; r < self->rows->len && !way_builder_is_full (builder); r++)
    {
      GridRow *row = g_ptr_array_index (self->rows, r);
      g_autofree char *name = NULL;

      row->kind = way_grid_guess_lane (row->cells[0], &name, &row->persona);
      if (*name == '\0')
        way_report_add (builder->report, WAY_SEVERITY_WARNING, row->line, 1, _ ("This row has no name in its first column; it became a lane of text."));
      else if (row->kind == NULL)
        way_report_add (builder->report, WAY_SEVERITY_NOTE, row->line, 1, _ ("“%s” is not known as a kind of lane; it became a lane of text."), name);
      row->kind = row->kind != NULL ? row->kind : "text";
      row->lane = add_lane (self, name, row->kind, row->line);
      if (row->persona != NULL)
        way_element_init_value (row->lane, WAY_FIELD_PERSONA, way_element_get_id (way_builder_get_persona (builder, row->persona, row->line)));
    }
  if (self->first_lane >= self->rows->len)
    add_lane (self, _ ("Touchpoints"), "touchpoints", 0);
}

/* The lines of a cell that hold something. */
static GStrv
split_cell (const char *cell)
{
  g_auto (GStrv) lines = g_strsplit (cell, "\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0')
      g_strv_builder_add (builder, *line);
  return g_strv_builder_end (builder);
}

static void
add_note (Grid *self, const GridRow *row, const GridColumn *column, const char *text)
{
  WayElement *note = way_builder_add (self->builder, self->builder->journey, WAY_KIND_NOTE, NULL, row->line);

  way_element_init_value (note, WAY_FIELD_LANE, way_element_get_id (row->lane));
  way_element_init_value (note, WAY_FIELD_STEP, way_element_get_id (column->step));
  way_builder_set_text (self->builder, note, WAY_FIELD_TEXT, text, row->line);
  if (way_element_get (note, WAY_FIELD_TEXT) == NULL)
    way_element_init_value (note, WAY_FIELD_TEXT, "?");
}

static void
add_touchpoint (Grid *self, const WayElement *lane, GridColumn *column, const char *name, int line)
{
  WayElement *touchpoint = way_builder_add (self->builder, self->builder->journey, WAY_KIND_TOUCHPOINT, name, line);

  way_element_init_value (touchpoint, WAY_FIELD_LANE, way_element_get_id (lane));
  way_element_init_value (touchpoint, WAY_FIELD_STEP, way_element_get_id (column->step));
  g_ptr_array_add (column->touchpoints, touchpoint);
}

/* One channel for all touchpoints of the step, or one each. */
static void
take_channels (Grid *self, const GridRow *row, GridColumn *column, GStrv lines)
{
  guint n = g_strv_length (lines), n_touchpoints = column->touchpoints->len;

  for (guint i = 0; i < n_touchpoints; i++)
    way_element_init_value (g_ptr_array_index (column->touchpoints, i),
                            WAY_FIELD_CHANNEL,
                            way_element_get_id (way_builder_get_channel (self->builder, lines[n == n_touchpoints ? i : 0], row->line)));
  for (guint i = n_touchpoints == 0 || n == n_touchpoints ? 0 : 1; i < n && n != n_touchpoints; i++)
    add_note (self, row, column, lines[i]);
}

static void
take_feeling (Grid *self, const GridRow *row, WayElement *touchpoint, double value)
{
  const char *who = row->persona != NULL ? row->persona : way_builder_get_nobody ();
  g_autofree char *number = way_number_to_text (value, 3), *nearest = way_number_to_text (CLAMP (value, -5, 5), 3);

  if (value < -5 || value > 5)
    way_report_add (self->builder->report, WAY_SEVERITY_WARNING, row->line, 0, _ ("The feeling %s at “%s” lies outside −5 to 5; it counts as %s."), number, way_element_get_name (touchpoint), nearest);
  else if (value != floor (value))
    way_report_add (self->builder->report, WAY_SEVERITY_NOTE, row->line, 0, _ ("The feeling %s at “%s” is rounded to a whole number."), number, way_element_get_name (touchpoint));

  const WayElement *persona = way_builder_get_persona (self->builder, who, row->line);
  WayElement *feeling;

  /* Two rows for one person say the same thing, or the first one counts. */
  way_each (feeling, touchpoint, WAY_KIND_FEELING)
    if (strcmp (way_element_get (feeling, WAY_FIELD_PERSONA), way_element_get_id (persona)) == 0)
      return;
  way_builder_add_feeling (self->builder, touchpoint, persona, (int) lround (CLAMP (value, -5, 5)));
}

static void
take_feelings (Grid *self, const GridRow *row, GridColumn *column, GStrv lines)
{
  guint n = g_strv_length (lines), next = 0;

  if (column->touchpoints->len == 0)
    {
      double value;

      if (!way_grid_parse_feeling (lines[0], &value))
        {
          for (guint i = 0; i < n; i++)
            add_note (self, row, column, lines[i]);
          return;
        }
      if (self->touchpoint_lane == NULL)
        add_lane (self, _ ("Touchpoints"), "touchpoints", 0);
      add_touchpoint (self, self->touchpoint_lane, column, way_element_get_name (column->step), row->line);
      way_report_add (self->builder->report, WAY_SEVERITY_NOTE, row->line, 0, _ ("There is a feeling at “%s” but no touchpoint; one of that name was added."), way_element_get_name (column->step));
    }
  for (guint i = 0; i < n; i++)
    {
      double value;

      if (way_grid_is_no_feeling (lines[i]))
        next++;
      else if (!way_grid_parse_feeling (lines[i], &value))
        {
          way_report_add (self->builder->report, WAY_SEVERITY_WARNING, row->line, 0, _ ("“%s” is no feeling from −5 to 5; it was kept as a note."), lines[i]);
          add_note (self, row, column, lines[i]);
        }
      else if (n == 1)
        for (guint t = 0; t < column->touchpoints->len; t++)
          take_feeling (self, row, g_ptr_array_index (column->touchpoints, t), value);
      else if (next < column->touchpoints->len)
        take_feeling (self, row, g_ptr_array_index (column->touchpoints, next++), value);
      else
        {
          g_autofree char *number = way_number_to_text (value, 3);

          way_report_add (self->builder->report, WAY_SEVERITY_WARNING, row->line, 0, _ ("“%s” has more feelings than touchpoints; %s was left out."), way_element_get_name (column->step), number);
        }
    }
}

static const char *
get_place (const GridColumn *column)
{
  return way_element_get_id (column->touchpoints->len == 1 ? g_ptr_array_index (column->touchpoints, 0) : column->step);
}

static void
take_insight (Grid *self, const GridRow *row, const GridColumn *column, const char *text, WayKind kind)
{
  gboolean action = kind == WAY_KIND_ACTION;
  WayBuilder *builder = self->builder;

  if (action && column->touchpoints->len == 0)
    {
      way_report_add (builder->report, WAY_SEVERITY_NOTE, row->line, 0, _ ("The action “%s” has no touchpoint to belong to; it was kept as a note."), text);
      add_note (self, row, column, text);
      return;
    }

  WayElement *element = way_builder_add (builder, action ? builder->root : builder->journey, kind, NULL, row->line);

  if (action)
    way_element_init_value (element, WAY_FIELD_FOR, way_element_get_id (g_ptr_array_index (column->touchpoints, 0)));
  else
    way_element_init_value (element, WAY_FIELD_AT, get_place (column));
  if (kind == WAY_KIND_PAIN)
    way_element_init_value (element, WAY_FIELD_SEVERITY, "3");
  if (action)
    way_element_init_value (element, WAY_FIELD_STATUS, "idea");
  way_builder_set_text (builder, element, WAY_FIELD_TEXT, text, row->line);
  if (way_element_get (element, WAY_FIELD_TEXT) == NULL)
    way_element_init_value (element, WAY_FIELD_TEXT, "?");
}

static void
take_departments (Grid *self, const GridRow *row, const GridColumn *column, GStrv lines)
{
  WayBuilder *builder = self->builder;
  g_autoptr (GString) ids = g_string_new (NULL);

  if (self->organisation == NULL)
    {
      self->organisation = way_builder_add (builder, builder->root, WAY_KIND_ORGANISATION, _ ("Our company"), 0);
      way_element_init_value (self->organisation, WAY_FIELD_KIND, "provider");
    }
  for (char **name = lines; *name != NULL; name++)
    {
      WayElement *department = g_hash_table_lookup (self->departments, *name);

      if (department == NULL)
        {
          department = way_builder_add (builder, self->organisation, WAY_KIND_DEPARTMENT, *name, row->line);
          g_hash_table_insert (self->departments, g_strdup (*name), department);
        }
      if (strstr (ids->str, way_element_get_id (department)) == NULL)
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", way_element_get_id (department));
    }
  for (guint i = 0; i < column->touchpoints->len; i++)
    way_element_init_value (g_ptr_array_index (column->touchpoints, i), WAY_FIELD_DEPARTMENTS, ids->str);
}

/* The field of a touchpoint that a lane of this kind shows, or WAY_N_FIELDS. */
static WayField
get_shown_field (const char *kind)
{
  if (strcmp (kind, "information") == 0)
    return WAY_FIELD_INFORMATION_SOUGHT;
  if (strcmp (kind, "action-expected") == 0)
    return WAY_FIELD_ACTION_EXPECTED;
  return strcmp (kind, "motivation") == 0 ? WAY_FIELD_MOTIVATION : WAY_N_FIELDS;
}

static void
take_other (Grid *self, const GridRow *row, GridColumn *column, GStrv lines)
{
  static const struct
  {
    const char *kind;
    WayKind element;
  } insights[] = { { "pains", WAY_KIND_PAIN }, { "opportunities", WAY_KIND_OPPORTUNITY }, { "actions", WAY_KIND_ACTION } };
  WayField field = get_shown_field (row->kind);
  WayKind insight = WAY_N_KINDS;

  for (guint i = 0; i < G_N_ELEMENTS (insights); i++)
    if (strcmp (insights[i].kind, row->kind) == 0)
      insight = insights[i].element;
  if (strcmp (row->kind, "departments") == 0 && column->touchpoints->len > 0)
    take_departments (self, row, column, lines);
  else if (field != WAY_N_FIELDS && column->touchpoints->len == 1)
    {
      WayElement *touchpoint = g_ptr_array_index (column->touchpoints, 0);
      g_autoptr (GString) text = g_string_new (way_element_get (touchpoint, field));

      /* A line at a time, because each has its own limit. */
      for (char **line = lines; *line != NULL && text->len < WAY_BUILDER_MAX_TEXT; line++)
        {
          way_element_init_value (touchpoint, field, NULL);
          way_builder_set_text (self->builder, touchpoint, field, *line, row->line);

          const char *fit = way_element_get (touchpoint, field);

          if (fit != NULL)
            g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", fit);
        }
      way_element_init_value (touchpoint, field, text->len > 0 ? text->str : NULL);
      if (text->len >= WAY_BUILDER_MAX_TEXT)
        way_report_add (self->builder->report, WAY_SEVERITY_WARNING, row->line, 0, _ ("“%s” is longer than %ld characters; the rest was cut off."), lines[0], (long) WAY_BUILDER_MAX_TEXT);
    }
  else
    for (char **line = lines; *line != NULL; line++)
      if (insight != WAY_N_KINDS)
        take_insight (self, row, column, *line, insight);
      else
        add_note (self, row, column, *line);
}

typedef enum
{
  PASS_TOUCHPOINTS,
  PASS_CHANNELS,
  PASS_FEELINGS, /* may add touchpoints */
  PASS_REST,
  N_PASSES
} Pass;

static Pass
get_pass (const char *kind)
{
  static const char *const kinds[] = { "touchpoints", "channels", "emotion" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kind, kinds[i]) == 0)
      return i;
  return PASS_REST;
}

static void
take_cell (Grid *self, const GridRow *row, GridColumn *column, GStrv lines)
{
  switch (get_pass (row->kind))
    {
    case PASS_TOUCHPOINTS:
      for (char **line = lines; *line != NULL; line++)
        add_touchpoint (self, row->lane, column, *line, row->line);
      break;
    case PASS_CHANNELS:
      take_channels (self, row, column, lines);
      break;
    case PASS_FEELINGS:
      take_feelings (self, row, column, lines);
      break;
    default:
      take_other (self, row, column, lines);
    }
}

static void
fill_channels (Grid *self)
{
  WayElement *touchpoint;

  way_each (touchpoint, self->builder->journey, WAY_KIND_TOUCHPOINT)
    if (way_element_get (touchpoint, WAY_FIELD_CHANNEL) == NULL)
      way_element_init_value (touchpoint, WAY_FIELD_CHANNEL, way_element_get_id (way_builder_get_channel (self->builder, _ ("Other"), 0)));
}

static void
build_cards (Grid *self)
{
  for (Pass pass = 0; pass < N_PASSES; pass++)
    for (guint r = self->first_lane; r < self->rows->len; r++)
      {
        GridRow *row = g_ptr_array_index (self->rows, r);

        for (guint c = 1; c < row->n && get_pass (row->kind) == pass && !way_builder_is_full (self->builder); c++)
          {
            g_auto (GStrv) lines = split_cell (row->cells[c]);

            if (lines[0] != NULL && self->columns[c].step != NULL)
              take_cell (self, row, &self->columns[c], lines);
          }
      }
  fill_channels (self);
}

/* The title, if the first row is nothing else, or if the first cell names no lane and no phases. */
static char *
take_title (Grid *self)
{
  GridRow *first = g_ptr_array_index (self->rows, 0);
  g_autofree char *title = way_text_collapse (first->cells[0]);

  if (first->n == 1 && self->rows->len > 1 && way_grid_guess_lane (title, NULL, NULL) == NULL)
    g_ptr_array_remove_index (self->rows, 0);
  return *title == '\0' || way_grid_is_phase_word (title) ? NULL : g_steal_pointer (&title);
}

static gboolean
build (Grid *self, char **title, GError **error)
{
  if (self->rows->len == 0 || self->n_columns < 2)
    {
      g_set_error_literal (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT, _ ("This is no table of a map: it needs phases in the first row and lanes in the first column."));
      return FALSE;
    }
  *title = take_title (self);

  GridRow *phases = g_ptr_array_index (self->rows, 0), *steps = self->rows->len > 1 ? g_ptr_array_index (self->rows, 1) : NULL;

  if (steps != NULL && *steps->cells[0] != '\0' && !way_grid_is_step_word (steps->cells[0]))
    steps = NULL;
  self->first_lane = steps != NULL ? 2 : 1;
  build_phases (self, phases, steps);
  build_lanes (self);
  /* What is full is refused in the end; its last rows have no lanes. */
  if (!way_builder_is_full (self->builder))
    build_cards (self);
  return TRUE;
}

WayDocument *
way_csv_grid_import (const char *data, gsize size, const char *name_hint, WayReport *report, GError **error)
{
  g_auto (WayBuilder) builder = { NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GHashTable) departments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Grid self = { .builder = &builder, .rows = rows, .departments = departments };
  g_autofree char *title = NULL;

  if (!read_rows (&self, data, size, report, error))
    return NULL;
  way_builder_init (&builder, data, size, report);

  gboolean done = build (&self, &title, error);

  for (guint c = 0; self.columns != NULL && c < self.n_columns; c++)
    g_clear_pointer (&self.columns[c].touchpoints, g_ptr_array_unref);
  g_free (self.columns);
  return done ? way_builder_finish (&builder, title != NULL ? title : name_hint, "csv-grid", error) : NULL;
}
