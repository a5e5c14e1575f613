#include <glib/gi18n-lib.h>

#include "ui/dialogs/way-answers-dialog.h"
#include "ui/window/way-window-private.h"

/* Customer voices: what customers wrote becomes evidence of what is selected. */

static void
present (WayWindow *window, const char *id, const char *dataset, const char *place)
{
  WayEditor *editor = way_window_get_editor (window);
  WayElement *element = way_document_lookup (way_editor_get_document (editor), id);
  WayAnswersDialog *dialog = element != NULL ? way_answers_dialog_new (GTK_WINDOW (window), editor, element, dataset, place) : NULL;

  if (dialog != NULL)
    gtk_window_present (GTK_WINDOW (dialog));
  else
    way_window_say (window, _ ("Nothing is claimed there that customers could confirm. Select a card, a pain point, a connection or a person."));
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const WayElement *single = way_editor_get_single (way_window_get_editor (window));

  way_canvas_finish_edit (window->canvas, TRUE);
  if (single != NULL)
    present (window, way_element_get_id (single), NULL, NULL);
  else
    way_window_say (window, _ ("Select the card, the pain point or the person that customers have said something about."));
}

/* Element, dataset and place; "" for none. */
static void
find_for_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *id, *dataset, *place;

  g_variant_get (parameter, "(&s&s&s)", &id, &dataset, &place);
  present (data, id, *dataset != '\0' ? dataset : NULL, *place != '\0' ? place : NULL);
}

void
way_answer_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "find-voices", .activate = find_cb },
    { .name = "find-voices-for", .activate = find_for_cb, .parameter_type = "(sss)" },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
