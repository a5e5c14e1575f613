#include "interop/way-csv-grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "interop/way-grid-names.h"

typedef struct
{
  const WayDocument *document;
  const WayElement *journey;
  WayCsvWriter *writer;
  WayReport *report;
  GPtrArray *steps;        /* (element-type WayElement), borrowed */
  GHashTable *touchpoints; /* step id → GPtrArray of WayElement, borrowed: in the order of their lanes */
  guint n_long;            /* cards over several steps */
} Export;

/* One line for a text of several. */
static void
append_line (GString *cell, const char *text)
{
  g_autofree char *copy = g_strdup (text);

  if (cell->len > 0)
    g_string_append_c (cell, '\n');
  for (char *p = copy; *p != '\0'; p++)
    if (*p == '\n')
      *p = ' ';
  g_string_append (cell, g_strstrip (copy));
}

static gboolean
stands_in (const WayElement *card, const WayElement *step)
{
  return g_strcmp0 (way_element_get (card, WAY_FIELD_STEP), way_element_get_id (step)) == 0;
}

/* In an emotion lane a note such as “3” or “–” would be read as a feeling. */
static void
append_note (GString *cell, const char *text, gboolean among_feelings)
{
  g_autofree char *quoted = NULL;
  double value;

  if (among_feelings && (way_grid_parse_feeling (text, &value) || way_grid_is_no_feeling (text)))
    quoted = g_strdup_printf ("“%s”", text);
  append_line (cell, quoted != NULL ? quoted : text);
}

static GHashTable *
sort_touchpoints (const WayElement *journey)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  WayElement *phase, *step, *lane, *card;

  way_each (phase, journey, WAY_KIND_PHASE)
    way_each (step, phase, WAY_KIND_STEP)
      g_hash_table_insert (table, (char *) way_element_get_id (step), g_ptr_array_new ());
  way_each (lane, journey, WAY_KIND_LANE)
    way_each (card, journey, WAY_KIND_TOUCHPOINT)
      {
        const char *id = way_element_get (card, WAY_FIELD_STEP);
        GPtrArray *list = id != NULL ? g_hash_table_lookup (table, id) : NULL;

        if (list != NULL && g_strcmp0 (way_element_get (card, WAY_FIELD_LANE), way_element_get_id (lane)) == 0)
          g_ptr_array_add (list, card);
      }
  return table;
}

static void
append_cards (Export *self, GString *cell, const WayElement *lane, const WayElement *step, WayKind kind)
{
  WayElement *card;

  way_each (card, self->journey, kind)
    if (stands_in (card, step) && g_strcmp0 (way_element_get (card, WAY_FIELD_LANE), way_element_get_id (lane)) == 0)
      {
        if (kind == WAY_KIND_NOTE)
          append_note (cell, way_element_get (card, WAY_FIELD_TEXT), way_element_is (lane, WAY_FIELD_KIND, "emotion"));
        else
          append_line (cell, way_element_get_name (card));
        self->n_long += way_element_get (card, WAY_FIELD_UNTIL) != NULL;
      }
}

static const char *
get_score (const WayElement *touchpoint, const char *persona)
{
  WayElement *feeling;

  way_each (feeling, touchpoint, WAY_KIND_FEELING)
    if (g_strcmp0 (way_element_get (feeling, WAY_FIELD_PERSONA), persona) == 0)
      return way_element_get (feeling, WAY_FIELD_SCORE);
  return NULL;
}

static void
append_feelings (const Export *self, GString *cell, const GPtrArray *touchpoints, const char *persona)
{
  guint n = 0, same = 0;
  const char *first = touchpoints->len > 0 ? get_score (g_ptr_array_index (touchpoints, 0), persona) : NULL;

  for (guint i = 0; i < touchpoints->len; i++)
    {
      const char *score = get_score (g_ptr_array_index (touchpoints, i), persona);

      n += score != NULL;
      same += g_strcmp0 (score, first) == 0;
    }
  if (n == 0)
    return;
  if (same == touchpoints->len)
    {
      append_line (cell, first);
      return;
    }
  for (guint i = 0; i < touchpoints->len; i++)
    {
      const char *score = get_score (g_ptr_array_index (touchpoints, i), persona);

      append_line (cell, score != NULL ? score : "–");
    }
}

static void
append_channels (const Export *self, GString *cell, const GPtrArray *touchpoints)
{
  gboolean same = TRUE;

  for (guint i = 1; i < touchpoints->len; i++)
    same = same && g_strcmp0 (way_element_get (g_ptr_array_index (touchpoints, i), WAY_FIELD_CHANNEL), way_element_get (g_ptr_array_index (touchpoints, 0), WAY_FIELD_CHANNEL)) == 0;
  for (guint i = 0; i < (same ? MIN (1, touchpoints->len) : touchpoints->len); i++)
    {
      const WayElement *channel = way_document_follow (self->document, g_ptr_array_index (touchpoints, i), WAY_FIELD_CHANNEL);

      append_line (cell, channel != NULL ? way_element_get_name (channel) : "?");
    }
}

/* The names that a field of references or of lines holds, each once. */
static void
append_field (const Export *self, GString *cell, const GPtrArray *touchpoints, WayField field)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < touchpoints->len; i++)
    {
      g_auto (GStrv) values = way_element_get_list (g_ptr_array_index (touchpoints, i), field);

      for (char **value = values; *value != NULL; value++)
        {
          const WayElement *target = field == WAY_FIELD_DEPARTMENTS ? way_document_lookup (self->document, *value) : NULL;

          if (**value != '\0' && g_hash_table_add (seen, g_strdup (*value)))
            append_line (cell, target != NULL ? way_element_get_name (target) : *value);
        }
    }
}

/* The step where a pain, an opportunity or an action belongs, or NULL. */
static const WayElement *
find_step (const Export *self, const WayElement *element, guint depth)
{
  const WayElement *target = element;

  if (element == NULL || depth > 8)
    return NULL;
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_STEP:
      return element;
    case WAY_KIND_PHASE:
      return way_element_get_first (element, WAY_KIND_STEP);
    case WAY_KIND_TOUCHPOINT:
    case WAY_KIND_NOTE:
      return way_document_follow (self->document, element, WAY_FIELD_STEP);
    default:
      break;
    }

  static const WayField fields[] = { WAY_FIELD_AT, WAY_FIELD_ADDRESSES, WAY_FIELD_FOR };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_auto (GStrv) ids = way_element_get_list (element, fields[i]);

      target = ids[0] != NULL ? way_document_lookup (self->document, ids[0]) : NULL;
      if (target != NULL)
        return find_step (self, target, depth + 1);
    }
  return NULL;
}

static void
append_insights (const Export *self, GString *cell, const WayElement *step, WayKind kind)
{
  const WayElement *parent = kind == WAY_KIND_ACTION ? way_document_get_root (self->document) : self->journey;
  WayElement *element;

  way_each (element, parent, kind)
    if (find_step (self, element, 0) == step)
      append_line (cell, way_element_get (element, WAY_FIELD_TEXT));
}

static const struct
{
  const char *kind;
  WayKind element;
  const char *label;
} insights[] = {
  { "pains", WAY_KIND_PAIN, N_ ("Pain points") },
  { "opportunities", WAY_KIND_OPPORTUNITY, N_ ("Opportunities") },
  { "actions", WAY_KIND_ACTION, N_ ("Actions") },
};

/* Only one of several lanes of a kind shows what belongs to no lane. */
static gboolean
is_first_of_kind (const Export *self, const WayElement *lane)
{
  WayElement *other;

  way_each (other, self->journey, WAY_KIND_LANE)
    if (g_strcmp0 (way_element_get (other, WAY_FIELD_KIND), way_element_get (lane, WAY_FIELD_KIND)) == 0)
      return other == lane;
  return TRUE;
}

static void
append_shown (Export *self, GString *cell, const WayElement *lane, const WayElement *step, const char *persona)
{
  static const struct
  {
    const char *kind;
    WayField field;
  } fields[] = {
    { "departments", WAY_FIELD_DEPARTMENTS },
    { "information", WAY_FIELD_INFORMATION_SOUGHT },
    { "action-expected", WAY_FIELD_ACTION_EXPECTED },
    { "motivation", WAY_FIELD_MOTIVATION },
  };
  const char *kind = way_element_get_or_default (lane, WAY_FIELD_KIND);
  const GPtrArray *touchpoints = g_hash_table_lookup (self->touchpoints, way_element_get_id (step));

  if (strcmp (kind, "emotion") == 0)
    append_feelings (self, cell, touchpoints, persona);
  if (!is_first_of_kind (self, lane))
    return;
  if (strcmp (kind, "channels") == 0)
    append_channels (self, cell, touchpoints);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (kind, fields[i].kind) == 0)
      append_field (self, cell, touchpoints, fields[i].field);
  for (guint i = 0; i < G_N_ELEMENTS (insights); i++)
    if (strcmp (kind, insights[i].kind) == 0)
      append_insights (self, cell, step, insights[i].element);
}

/* So that the import finds kind and person again. */
static char *
name_lane (const WayElement *lane, const WayElement *persona)
{
  const char *kind = way_element_get_or_default (lane, WAY_FIELD_KIND);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *found = NULL;

  append_line (name, way_element_get_name (lane));

  gboolean plain = g_strcmp0 (way_grid_guess_lane (name->str, NULL, NULL), kind) == 0;
  g_autofree char *marked = g_strdup_printf ("%s [%s]", name->str, kind);

  way_grid_guess_lane (marked, NULL, &found);
  if (persona != NULL && g_strcmp0 (found, way_element_get_name (persona)) != 0)
    g_string_append_printf (name, ": %s", way_element_get_name (persona));
  if (!plain)
    g_string_append_printf (name, " [%s]", kind);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
write_lane (Export *self, const WayElement *lane, const WayElement *persona)
{
  g_autofree char *name = name_lane (lane, persona);

  way_csv_writer_add (self->writer, name);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const WayElement *step = g_ptr_array_index (self->steps, i);
      g_autoptr (GString) cell = g_string_new (NULL);

      append_cards (self, cell, lane, step, WAY_KIND_TOUCHPOINT);
      append_shown (self, cell, lane, step, persona != NULL ? way_element_get_id (persona) : NULL);
      append_cards (self, cell, lane, step, WAY_KIND_NOTE);
      way_csv_writer_add (self->writer, cell->str);
    }
  way_csv_writer_end_record (self->writer);
}

/* A lane that shows everybody's feelings becomes one row a person. */
static void
write_emotion_lane (Export *self, const WayElement *lane)
{
  const WayElement *root = way_document_get_root (self->document);
  WayElement *persona;
  guint n = 0;

  if (way_element_get (lane, WAY_FIELD_PERSONA) != NULL)
    {
      write_lane (self, lane, way_document_follow (self->document, lane, WAY_FIELD_PERSONA));
      return;
    }
  way_each (persona, root, WAY_KIND_PERSONA)
    {
      WayElement *card;
      gboolean feels = FALSE;

      way_each (card, self->journey, WAY_KIND_TOUCHPOINT)
        feels = feels || get_score (card, way_element_get_id (persona)) != NULL;
      if (!feels)
        continue;
      write_lane (self, lane, persona);
      n++;
    }
  if (n == 0)
    write_lane (self, lane, NULL);
}

/* What the journey holds and no lane shows. */
static void
write_insights (Export *self)
{
  for (guint k = 0; k < G_N_ELEMENTS (insights); k++)
    {
      WayElement *lane;
      gboolean shown = FALSE, any = FALSE;
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      way_each (lane, self->journey, WAY_KIND_LANE)
        shown = shown || way_element_is (lane, WAY_FIELD_KIND, insights[k].kind);
      for (guint i = 0; i < self->steps->len && !shown; i++)
        {
          GString *cell = g_string_new (NULL);

          append_insights (self, cell, g_ptr_array_index (self->steps, i), insights[k].element);
          any = any || cell->len > 0;
          g_ptr_array_add (cells, g_string_free (cell, FALSE));
        }
      if (!any)
        continue;
      way_csv_writer_add (self->writer, _ (insights[k].label));
      for (guint i = 0; i < cells->len; i++)
        way_csv_writer_add (self->writer, g_ptr_array_index (cells, i));
      way_csv_writer_end_record (self->writer);
    }
}

static void
write_head (Export *self, const char *title)
{
  WayElement *phase, *step;

  way_csv_writer_add (self->writer, title);
  way_each (phase, self->journey, WAY_KIND_PHASE)
    way_each (step, phase, WAY_KIND_STEP)
      {
        way_csv_writer_add (self->writer, way_element_get_index (step) == 0 ? way_element_get_name (phase) : "");
        g_ptr_array_add (self->steps, step);
      }
  way_csv_writer_end_record (self->writer);
  way_csv_writer_add (self->writer, "");
  for (guint i = 0; i < self->steps->len; i++)
    way_csv_writer_add (self->writer, way_element_get_name (g_ptr_array_index (self->steps, i)));
  way_csv_writer_end_record (self->writer);
}

char *
way_csv_grid_export (const WayDocument *document, const WayElement *journey, WayCsvStyle style, WayReport *report)
{
  const WayElement *root = way_document_get_root (document);
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  WayElement *lane;

  if (journey == NULL)
    journey = way_element_get_first (root, WAY_KIND_JOURNEY);

  g_autoptr (GHashTable) touchpoints = sort_touchpoints (journey);
  Export self = { document, journey, way_csv_writer_new (style), report, steps, touchpoints, 0 };

  write_head (&self, way_element_get_name (way_element_count (root, WAY_KIND_JOURNEY) > 1 ? journey : root));
  way_each (lane, journey, WAY_KIND_LANE)
    {
      if (way_element_is (lane, WAY_FIELD_KIND, "emotion"))
        write_emotion_lane (&self, lane);
      else
        write_lane (&self, lane, NULL);
    }
  write_insights (&self);
  if (self.n_long > 0)
    way_report_add (report, WAY_SEVERITY_NOTE, 0, 0, ngettext ("%u card reaches over several steps; in the table it stands in the first of them.", "%u cards reach over several steps; in the table they stand in the first of them.", self.n_long), self.n_long);
  return way_csv_writer_finish (self.writer, NULL);
}
