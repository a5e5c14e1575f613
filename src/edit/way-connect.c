#include "edit/way-connect.h"

#include <glib/gi18n-lib.h>

#include "edit/way-command-private.h"
#include "edit/way-editor-private.h"

gboolean
way_connect_begin (WayEditor *editor, const char *from)
{
  const WayDocument *document = way_editor_get_document (editor);
  const WayElement *card = way_document_lookup (document, from);

  if (way_document_is_read_only (document) || !way_cells_is_card (card))
    return FALSE;
  /* The selection may own the text we were given, and lets go of it. */
  from = way_element_get_id (card);
  way_editor_select (editor, from);
  way_editor_set_link (editor, from);
  way_editor_set_tool (editor, WAY_TOOL_CONNECT);
  return TRUE;
}

const char *
way_connect_get_from (const WayEditor *editor)
{
  return way_editor_get_link (editor);
}

gboolean
way_connect_can_lead (const WayEditor *editor, const char *from, const char *to)
{
  const WayDocument *document = way_editor_get_document (editor);

  return from != NULL && to != NULL && g_strcmp0 (from, to) != 0 && way_cells_is_card (way_document_lookup (document, from)) && way_cells_is_card (way_document_lookup (document, to));
}

const char *
way_connect_get_to (const WayEditor *editor)
{
  const WayElement *single = way_editor_get_single (editor);
  const char *to = single != NULL ? way_element_get_id (single) : NULL;

  return way_connect_can_lead (editor, way_editor_get_link (editor), to) ? to : NULL;
}

const char *
way_connect_end (WayEditor *editor, GError **error)
{
  g_autofree char *from = g_strdup (way_editor_get_link (editor)), *to = g_strdup (way_connect_get_to (editor));

  if (to == NULL)
    {
      way_command_fail (error, _ ("Choose the card that the connection leads to, with the arrows or the pointer."));
      return NULL;
    }
  way_editor_set_tool (editor, WAY_TOOL_SELECT);
  return way_command_connect (editor, from, to, NULL, error);
}

void
way_connect_cancel (WayEditor *editor)
{
  g_autofree char *from = g_strdup (way_editor_get_link (editor));

  if (from == NULL)
    return;
  way_editor_set_tool (editor, WAY_TOOL_SELECT);
  way_editor_select (editor, from);
}
