#include "edit/way-command-private.h"

#include <glib/gi18n-lib.h>

/* What customers really do comes onto the map: events as touchpoints, ways as connections. */

static const WayElement *
find_lane (WayEditor *editor, const char *id)
{
  const WayElement *wanted = way_document_lookup (way_editor_get_document (editor), id), *first = NULL;
  WayElement *lane;

  way_each (lane, way_editor_get_journey (editor), WAY_KIND_LANE)
    if (way_element_is (lane, WAY_FIELD_KIND, "touchpoints"))
      {
        if (lane == wanted)
          return lane;
        if (first == NULL)
          first = lane;
      }
  return first;
}

static const char *
find_step (WayEditor *editor, const char *step, const char *after)
{
  WayDocument *document = way_editor_get_document (editor);
  const WayElement *before = way_document_lookup (document, after), *phase;
  const char *until = before != NULL ? way_element_get (before, WAY_FIELD_UNTIL) : NULL;

  if (step != NULL)
    return step;
  if (before != NULL)
    return until != NULL ? until : way_element_get (before, WAY_FIELD_STEP);
  phase = way_element_get_first (way_editor_get_journey (editor), WAY_KIND_PHASE);
  return phase != NULL && way_element_get_first (phase, WAY_KIND_STEP) != NULL ? way_element_get_id (way_element_get_first (phase, WAY_KIND_STEP)) : NULL;
}

const char *
way_command_add_for_event (WayEditor *editor, const char *event, const char *lane, const char *step, const char *after, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  const WayElement *place = find_lane (editor, lane);
  WayElement *touchpoint = NULL, *binding;
  gboolean ok = FALSE;

  step = find_step (editor, step, after);
  if (place == NULL || step == NULL)
    {
      way_command_fail (error, _ ("There is no lane for touchpoints on this map. Add one first."));
      return NULL;
    }

  g_autofree char *match = way_command_fit (way_kind_get_field (WAY_KIND_EVENT, WAY_FIELD_MATCH), event);
  g_autofree char *label = g_strdup_printf (_ ("Add Touchpoint for “%s”"), event);

  way_command_begin (editor, label);
  touchpoint = way_command_make_touchpoint (editor, way_element_get_id (place), step, event, NULL, error);
  if (touchpoint != NULL)
    {
      binding = way_command_make (document, WAY_KIND_EVENT);
      way_element_init_value (binding, WAY_FIELD_MATCH, match);
      ok = way_command_append (document, binding, touchpoint, error) != NULL;
    }
  if (!way_command_finish (editor, ok))
    return NULL;
  way_editor_reveal (editor, way_element_get_id (touchpoint));
  return way_element_get_id (touchpoint);
}

static gboolean
is_connected (const WayElement *journey, const char *from, const char *to)
{
  WayElement *connection;

  way_each (connection, journey, WAY_KIND_CONNECTION)
    if (way_element_is (connection, WAY_FIELD_FROM, from) && way_element_is (connection, WAY_FIELD_TO, to))
      return TRUE;
  return FALSE;
}

gboolean
way_command_connect_along (WayEditor *editor, const char *const *ids, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *journey = way_editor_get_journey (editor);
  gboolean ok = TRUE;

  way_command_begin (editor, _ ("Draw This Way"));
  for (; ok && ids[0] != NULL && ids[1] != NULL; ids++)
    {
      WayElement *connection;

      if (is_connected (journey, ids[0], ids[1]))
        continue;
      connection = way_command_make (document, WAY_KIND_CONNECTION);
      way_element_init_value (connection, WAY_FIELD_FROM, ids[0]);
      way_element_init_value (connection, WAY_FIELD_TO, ids[1]);
      way_element_init_value (connection, WAY_FIELD_KIND, g_str_equal (ids[0], ids[1]) ? "loop" : "next");
      ok = way_command_append (document, connection, journey, error) != NULL;
    }
  return way_command_finish (editor, ok);
}
