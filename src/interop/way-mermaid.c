#include "interop/way-mermaid.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "interop/way-builder.h"
#include "base/way-decode.h"
#include "interop/way-interop-error.h"
#include "interop/way-mermaid-blocks.h"
#include "interop/way-mermaid-parse.h"
#include "interop/way-mermaid-private.h"

#define MAX_SIZE (16 * 1024 * 1024)

/* More curves than this in one lane cannot be told apart. */
#define MAX_OVERLAID 3
/* And more lanes than this hide the rest of the map. */
#define MAX_OPEN_LANES 6

int
way_mermaid_score_to_feeling (double score)
{
  return (int) lround ((score - 3) * 2.5);
}

int
way_mermaid_feeling_to_score (double feeling)
{
  return (int) CLAMP (lround (3 + 0.4 * feeling), 1, 5);
}

typedef struct
{
  WayBuilder *builder;
  const WayElement *lane;
  gboolean nobody_noted;
} Import;

static int
take_score (Import *self, const WayMermaidTask *task)
{
  double score = CLAMP (task->score, 1, 5);
  WayReport *report = self->builder->report;
  g_autofree char *number = way_number_to_text (task->score, 3), *nearest = way_number_to_text (score, 3);

  if (score != task->score)
    way_report_add (report, WAY_SEVERITY_WARNING, task->line, task->column, _ ("The score %s of “%s” lies outside 1 to 5; it counts as %s."), number, task->name, nearest);
  else if (score != floor (score))
    way_report_add (report, WAY_SEVERITY_NOTE, task->line, task->column, _ ("The score %s of “%s” is not a whole number; the feeling is rounded."), number, task->name);
  return way_mermaid_score_to_feeling (score);
}

static void
build_task (Import *self, WayElement *phase, const WayMermaidTask *task)
{
  WayBuilder *builder = self->builder;
  const WayElement *step = way_builder_add (builder, phase, WAY_KIND_STEP, task->name, task->line);
  WayElement *touchpoint = way_builder_add (builder, builder->journey, WAY_KIND_TOUCHPOINT, way_element_get_name (step), task->line);
  int feeling = task->has_score ? take_score (self, task) : 0;

  way_element_init_value (touchpoint, WAY_FIELD_LANE, way_element_get_id (self->lane));
  way_element_init_value (touchpoint, WAY_FIELD_STEP, way_element_get_id (step));
  way_element_init_value (touchpoint, WAY_FIELD_CHANNEL, way_element_get_id (way_builder_get_channel (builder, _ ("Other"), 0)));
  way_element_set_line (touchpoint, task->line);
  /* People without a score still take part; a neutral feeling says so. */
  for (char **name = task->people; *name != NULL && !way_builder_is_full (builder); name++)
    way_builder_add_feeling (builder, touchpoint, way_builder_get_persona (builder, *name, task->line), feeling);
  if (task->has_score && task->people[0] == NULL)
    {
      if (!self->nobody_noted)
        way_report_add (builder->report, WAY_SEVERITY_NOTE, task->line, task->column, _ ("“%s” names nobody. Its score belongs to “%s” now, as with all tasks of this kind."), task->name, way_builder_get_nobody ());
      self->nobody_noted = TRUE;
      way_builder_add_feeling (builder, touchpoint, way_builder_get_persona (builder, way_builder_get_nobody (), task->line), feeling);
    }
}

static void
build_section (Import *self, const WayMermaidSection *section, guint n_sections)
{
  WayBuilder *builder = self->builder;
  const char *name = section->name;

  if (name == NULL)
    {
      name = _ ("Start");
      way_report_add (builder->report, WAY_SEVERITY_NOTE, section->line, 0, _ ("These tasks stand in no section; their phase is called “%s”."), name);
    }
  else if (*name == '\0')
    name = "?";

  WayElement *phase = way_builder_add (builder, builder->journey, WAY_KIND_PHASE, name, section->line);

  for (guint i = 0; i < section->tasks->len && !way_builder_is_full (builder); i++)
    build_task (self, phase, g_ptr_array_index (section->tasks, i));
  if (section->tasks->len == 0)
    {
      way_builder_add (builder, phase, WAY_KIND_STEP, name, section->line);
      way_report_add (builder->report, WAY_SEVERITY_NOTE, section->line, 0, _ ("The section “%s” has no tasks; its phase has one empty step."), name);
    }
}

static void
build_emotion_lanes (WayBuilder *builder)
{
  guint n = g_hash_table_size (builder->personas), i = 0;
  WayElement *persona;

  if (n == 0)
    return;
  if (n <= MAX_OVERLAID)
    {
      way_element_init_value (way_builder_add (builder, builder->journey, WAY_KIND_LANE, _ ("Emotion"), 0), WAY_FIELD_KIND, "emotion");
      return;
    }
  way_each (persona, builder->root, WAY_KIND_PERSONA)
    {
      g_autofree char *name = g_strdup_printf (_ ("Emotion: %s"), way_element_get_name (persona));
      WayElement *lane = way_builder_add (builder, builder->journey, WAY_KIND_LANE, name, 0);

      way_element_init_value (lane, WAY_FIELD_KIND, "emotion");
      way_element_init_value (lane, WAY_FIELD_PERSONA, way_element_get_id (persona));
      if (i++ >= MAX_OPEN_LANES)
        way_element_init_value (lane, WAY_FIELD_COLLAPSED, "true");
    }
}

static void
build_journey (WayBuilder *builder, const WayMermaidJourney *journey)
{
  WayElement *lane = way_builder_add (builder, builder->journey, WAY_KIND_LANE, _ ("Touchpoints"), 0);
  Import self = { builder, lane, FALSE };

  way_element_init_value (lane, WAY_FIELD_KIND, "touchpoints");
  for (guint i = 0; i < journey->sections->len && !way_builder_is_full (builder); i++)
    build_section (&self, g_ptr_array_index (journey->sections, i), journey->sections->len);
  if (journey->sections->len == 0)
    {
      way_builder_add (builder, way_builder_add (builder, builder->journey, WAY_KIND_PHASE, _ ("Phase 1"), 0), WAY_KIND_STEP, _ ("Step 1"), 0);
      way_report_add (builder->report, WAY_SEVERITY_WARNING, 0, 0, _ ("The diagram has neither sections nor tasks; the map is empty."));
    }
  build_emotion_lanes (builder);
  if (journey->subtitle != NULL)
    way_builder_set_text (builder, builder->meta, WAY_FIELD_SUBTITLE, journey->subtitle, 0);
  if (journey->description != NULL)
    way_builder_set_text (builder, builder->meta, WAY_FIELD_SCOPE, journey->description, 0);
}

WayDocument *
way_mermaid_import (const char *text, gssize size, const char *name_hint, WayReport *report, GError **error)
{
  gsize length = size < 0 ? strlen (text) : (gsize) size;
  g_auto (WayDecoded) decoded = { NULL };

  if (length > MAX_SIZE)
    {
      g_set_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_LIMIT, _ ("The file is larger than %d MB, which no diagram is. Import the part with the journey."), MAX_SIZE / 1024 / 1024);
      return NULL;
    }
  if (!way_decode (&decoded, text, length, report, error))
    return NULL;

  g_autofree char *copy = g_strndup (decoded.data, decoded.size);
  g_autoptr (WayMermaidJourney) journey = way_mermaid_parse (copy, report, error);

  if (journey == NULL)
    return NULL;

  g_auto (WayBuilder) builder = { NULL };

  way_builder_init (&builder, decoded.data, decoded.size, report);
  build_journey (&builder, journey);
  return way_builder_finish (&builder, journey->title != NULL ? journey->title : name_hint, "mermaid", error);
}

gboolean
way_mermaid_is_journey (const char *text)
{
  WayMermaidCursor cursor;
  g_autofree char *title = NULL;

  return way_mermaid_find_journey (text, &cursor, &title, NULL, NULL);
}
