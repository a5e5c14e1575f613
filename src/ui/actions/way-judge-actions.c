/* How pain points and opportunities are judged, for keys, menus and buttons; dragging them does the same. */
#include <string.h>

#include "edit/way-idea-commands.h"
#include "ui/window/way-window-private.h"

static void
judge_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const struct
  {
    const char *nick;
    int impact, effort;
  } ways[] = {
    { "more-impact", 1, 0 },
    { "less-impact", -1, 0 },
    { "more-effort", 0, 1 },
    { "less-effort", 0, -1 },
  };
  WayWindow *window = data;
  WayEditor *editor = way_window_get_editor (window);
  const WayElement *single = way_editor_get_single (editor);
  const char *nick = g_variant_get_string (parameter, NULL), *id = single != NULL ? way_element_get_id (single) : NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (strcmp (ways[i].nick, nick) == 0)
      way_command_shift_idea (editor, id, ways[i].impact, ways[i].effort, &error);
  if (strcmp (nick, "unknown") == 0)
    way_command_judge_idea (editor, id, -1, -1, NULL, &error);
  if (error != NULL)
    way_window_say (window, error->message);
}

void
way_judge_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = { { .name = "judge", .activate = judge_cb, .parameter_type = "s" } };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
