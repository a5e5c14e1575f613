#include "edit/way-idea-commands.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "edit/way-command-private.h"
#include "model/way-ideas.h"

static WayElement *
find_idea (WayEditor *editor, const char *id, GError **error)
{
  WayElement *element = way_document_lookup (way_editor_get_document (editor), id);

  if (element != NULL && (way_element_get_kind (element) == WAY_KIND_PAIN || way_element_get_kind (element) == WAY_KIND_OPPORTUNITY))
    return element;
  way_command_fail (error, _ ("Choose a pain point or an opportunity first."));
  return NULL;
}

static WayField
get_impact_field (const WayElement *idea)
{
  return way_element_get_kind (idea) == WAY_KIND_PAIN ? WAY_FIELD_SEVERITY : WAY_FIELD_IMPACT;
}

static gboolean
put (WayDocument *document, WayElement *idea, WayField field, int value, GError **error)
{
  g_autofree char *text = value > 0 ? g_strdup_printf ("%d", MIN (value, WAY_IDEA_MOST)) : NULL;

  if (text == NULL && field == WAY_FIELD_SEVERITY)
    return TRUE;
  return way_document_set (document, idea, field, text, error);
}

gboolean
way_command_judge_idea (WayEditor *editor, const char *id, int impact, int effort, const char *key, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *idea = find_idea (editor, id, error);

  if (idea == NULL)
    return FALSE;
  if (key != NULL)
    way_document_begin_amending (document, _ ("Judge Impact and Effort"), key);
  else
    way_command_begin (editor, _ ("Judge Impact and Effort"));
  return way_command_finish (editor, put (document, idea, get_impact_field (idea), impact, error) && put (document, idea, WAY_FIELD_EFFORT, effort, error));
}

static int
shift (const WayElement *idea, WayField field, int by)
{
  int value = way_element_get_integer (idea, field, -1);

  if (by == 0)
    return value;
  return value < 0 ? (1 + WAY_IDEA_MOST) / 2 : CLAMP (value + by, 1, WAY_IDEA_MOST);
}

gboolean
way_command_shift_idea (WayEditor *editor, const char *id, int impact_by, int effort_by, GError **error)
{
  const WayElement *idea = find_idea (editor, id, error);
  g_autofree char *key = g_strdup_printf ("judge %s", id);

  if (idea == NULL)
    return FALSE;
  return way_command_judge_idea (editor, id, shift (idea, get_impact_field (idea), impact_by), shift (idea, WAY_FIELD_EFFORT, effort_by), key, error);
}

gboolean
way_command_set_status (WayEditor *editor, const char *id, const char *status, guint32 today, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *action = way_document_lookup (document, id);
  gboolean done = g_strcmp0 (status, "done") == 0;
  g_autofree char *day = NULL;

  if (action == NULL || way_element_get_kind (action) != WAY_KIND_ACTION)
    return way_command_fail (error, _ ("Choose an action first."));
  day = !done ? NULL : way_element_get (action, WAY_FIELD_DONE_ON) != NULL ? g_strdup (way_element_get (action, WAY_FIELD_DONE_ON))
                                                                           : way_date_to_xml (today);
  way_command_begin (editor, _ ("Change Status"));
  return way_command_finish (editor, way_document_set (document, action, WAY_FIELD_STATUS, status, error) && way_document_set (document, action, WAY_FIELD_DONE_ON, day, error));
}
