#include <glib/gi18n-lib.h>

#include "edit/way-commands.h"
#include "edit/way-people-commands.h"
#include "ui/dialogs/way-contacts-dialog.h"
#include "ui/parts/way-chooser.h"
#include "ui/window/way-window-private.h"

/* What can be done with the people of a buying center, for keys, menus and buttons. */

static void
say (WayWindow *window, const GError *error)
{
  if (error != NULL)
    way_window_say (window, error->message);
}

/* The stakeholder that is chosen; NULL, and a word about it, where none is. */
const char *
way_people_get_chosen (WayWindow *window)
{
  const WayElement *single = way_editor_get_single (way_window_get_editor (window));

  if (single != NULL && way_element_get_kind (single) == WAY_KIND_STAKEHOLDER)
    return way_element_get_id (single);
  way_window_say (window, _ ("Choose a stakeholder first."));
  return NULL;
}

static void
add_stakeholder_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autoptr (GError) error = NULL;
  const char *id = way_command_add (way_window_get_editor (window), WAY_KIND_STAKEHOLDER, NULL, &error);

  say (window, error);
  if (id != NULL)
    gtk_stack_set_visible_child_name (window->views, "stakeholders");
}

static void
attitude_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const char *id = way_people_get_chosen (window);
  g_autoptr (GError) error = NULL;

  if (id != NULL)
    way_command_shift_attitude (way_window_get_editor (window), id, g_variant_get_int32 (parameter), &error);
  say (window, error);
}

static void
unjudge_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const char *id = way_people_get_chosen (window);
  g_autoptr (GError) error = NULL;

  if (id != NULL)
    way_command_judge (way_window_get_editor (window), id, -1, -1, NULL, &error);
  say (window, error);
}

/* The one that was chosen first influences the other. */
static void
add_influence_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  WayEditor *editor = way_window_get_editor (window);
  g_auto (GStrv) ids = way_editor_dup_selection (editor);
  g_autoptr (GError) error = NULL;
  const char *id;

  if (g_strv_length (ids) != 2)
    {
      way_window_say (window, _ ("Choose two stakeholders: first who influences, then with Ctrl who is influenced."));
      return;
    }
  id = way_command_add_influence (editor, ids[0], ids[1], &error);
  if (id != NULL)
    way_editor_select (editor, id);
  say (window, error);
}

static void
open_journey_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const char *id = way_people_get_chosen (window);
  g_autoptr (GError) error = NULL;

  if (id != NULL && way_command_open_journey (way_window_get_editor (window), id, &error) != NULL)
    gtk_stack_set_visible_child_name (window->views, "map");
  say (window, error);
}

/* --- from other systems --- */

void
way_people_import (WayWindow *window, const char *path)
{
  WayEditor *editor = way_window_get_editor (window);
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  WayContacts *contacts = NULL;
  gsize size;

  if (g_file_get_contents (path, &data, &size, &error))
    contacts = way_contacts_read (way_editor_get_document (editor), data, size, report, &error);
  if (contacts == NULL)
    {
      way_window_say_error (window, _ ("These Contacts Could Not Be Read"), error->message);
      return;
    }
  gtk_stack_set_visible_child_name (window->views, "stakeholders");
  gtk_window_present (GTK_WINDOW (way_contacts_dialog_new (GTK_WINDOW (window), editor, contacts, report)));
}

static void
contacts_chosen_cb (GtkNativeDialog *dialog, int response, WayWindow *window)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&window->chooser);
  if (path != NULL && window->session != NULL)
    way_people_import (window, path);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
  g_object_unref (filter);
}

static void
import_contacts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (way_chooser_is_open ())
    return;

  WayWindow *window = data;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_ ("Choose Contacts"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);

  way_canvas_finish_edit (window->canvas, TRUE);
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("CSV tables"), "*.[cC][sS][vV]");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("All files"), "*");
  g_set_object (&window->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (contacts_chosen_cb), window, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
}

void
way_people_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "add-stakeholder", .activate = add_stakeholder_cb },
    { .name = "import-contacts", .activate = import_contacts_cb },
    { .name = "attitude", .activate = attitude_cb, .parameter_type = "i" },
    { .name = "unjudge", .activate = unjudge_cb },
    { .name = "add-influence", .activate = add_influence_cb },
    { .name = "open-journey", .activate = open_journey_cb },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
