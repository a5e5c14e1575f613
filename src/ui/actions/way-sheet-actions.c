/* Single sheets to take along, for keys, menus and buttons: asked where to, then made and written at once. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-text.h"
#include "export/way-export-listing.h"
#include "export/way-export-pdf.h"
#include "format/way-save.h"
#include "review/way-guide.h"
#include "scene/way-ideas-scene.h"
#include "scene/way-people-scene.h"
#include "scene/way-rail-scene.h"
#include "ui/parts/way-chooser.h"
#include "ui/window/way-window-private.h"

/* The end of `path` says the format, where there is a choice. */
typedef GBytes *(*MakeFunc) (WayWindow *window, const char *path, GError **error);

/* `paper`: as way_paper_find () knows it; NULL is as large as the scene. */
static GBytes *
write_sheet (WayWindow *window, WayScene *scene, const char *paper, GError **error)
{
  WayExportOptions options;

  way_export_options_init (&options);
  if (paper != NULL)
    options.paper = way_paper_find (paper, NULL);
  return way_export_pdf (way_editor_get_document (way_window_get_editor (window)), &scene, 1, &options, NULL, NULL, error);
}

static GBytes *
make_people (WayWindow *window, const char *path, GError **error)
{
  WayEditor *editor = way_window_get_editor (window);
  WayPlaneOptions options = { .sheet = TRUE, .today = way_date_today () };
  g_autoptr (WayPlaneScene) people = way_people_scene_new (way_editor_get_document (editor), way_editor_get_journey (editor), way_theme_get_light (), &options, NULL);

  return write_sheet (window, way_plane_scene_get_scene (people), "a4", error);
}

static GBytes *
make_ideas (WayWindow *window, const char *path, GError **error)
{
  WayEditor *editor = way_window_get_editor (window);
  WayPlaneOptions options = { .sheet = TRUE, .today = way_date_today () };
  g_autoptr (WayPlaneScene) ideas = way_ideas_scene_new (way_editor_get_document (editor), way_editor_get_journey (editor), way_theme_get_light (), &options, NULL);

  return write_sheet (window, way_plane_scene_get_scene (ideas), "a4", error);
}

/* All journeys like the one in sight, under each other. */
static GBytes *
make_rail (WayWindow *window, const char *path, GError **error)
{
  WayEditor *editor = way_window_get_editor (window);
  g_autoptr (WayScene) scene = way_rail_scene_new (way_editor_get_document (editor), way_editor_get_journey (editor), NULL, way_theme_get_light ());

  return write_sheet (window, scene, NULL, error);
}

static GBytes *
make_guide (WayWindow *window, const char *path, GError **error)
{
  WayEditor *editor = way_window_get_editor (window);
  WayDocument *document = way_editor_get_document (editor);
  const char *id = way_people_get_chosen (window);
  const WayElement *stakeholder = id != NULL ? way_document_lookup (document, id) : NULL;
  char *text;

  if (stakeholder == NULL)
    return g_bytes_new (NULL, 0);
  if (way_list_file_find (path) == WAY_LIST_FILE_PDF)
    {
      g_autoptr (WayListing) listing = way_guide_list (document, way_editor_get_journey (editor), stakeholder, way_date_today ());
      const WayListing *only = listing;

      return way_export_listing_pdf (document, &only, 1, NULL, error);
    }
  text = way_guide_write (document, way_editor_get_journey (editor), stakeholder, way_date_today ());
  return g_bytes_new_take (text, strlen (text));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, WayWindow *window)
{
  MakeFunc make = (MakeFunc) g_object_get_data (G_OBJECT (dialog), "way-make");
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL, *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&window->chooser);
  if (path == NULL || window->session == NULL)
    return;
  bytes = make (window, path, &error);
  if (bytes == NULL || !way_save_bytes (path, bytes, NULL, NULL, NULL, &error))
    {
      way_window_say_error (window, _ ("This Could Not Be Written"), error->message);
      return;
    }

  g_autofree char *text = g_strdup_printf (_ ("“%s” is written."), name);

  way_window_say (window, text);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* `name` without its ending. Gives the chooser, to be refined; NULL if another one is open. */
static GtkFileChooser *
choose_file (WayWindow *window, const char *title, const char *name, const char *suffix, MakeFunc make)
{
  if (way_chooser_is_open ())
    return NULL;

  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Write"), NULL);
  g_autofree char *slug = way_text_slug (name), *file = g_strconcat (slug, suffix, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  g_object_set_data (G_OBJECT (chooser), "way-make", (gpointer) make);
  g_set_object (&window->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), window, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
  return GTK_FILE_CHOOSER (chooser);
}

static void
people_sheet_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autofree char *title = way_session_dup_title (window->session), *name = g_strdup_printf (_ ("%s stakeholders"), title);

  choose_file (window, _ ("Stakeholder Sheet"), name, ".pdf", make_people);
}

static void
actions_sheet_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autofree char *title = way_session_dup_title (window->session), *name = g_strdup_printf (_ ("%s impact and effort"), title);

  choose_file (window, _ ("Impact and Effort"), name, ".pdf", make_ideas);
}

static void
journeys_sheet_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  g_autofree char *title = way_session_dup_title (window->session), *name = g_strdup_printf (_ ("%s journeys"), title);

  choose_file (window, _ ("Journeys Side by Side"), name, ".pdf", make_rail);
}

static void
interview_guide_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *window = data;
  const char *id = way_people_get_chosen (window);

  if (id == NULL)
    return;

  g_autofree char *name = g_strdup_printf (_ ("interview %s"), way_element_get_name (way_document_lookup (way_session_get_document (window->session), id)));

  GtkFileChooser *chooser = choose_file (window, _ ("Interview Guide"), name, ".pdf", make_guide);

  if (chooser == NULL)
    return;
  add_filter (chooser, _ ("PDF, to print and to write in"), "*.pdf");
  add_filter (chooser, _ ("Markdown, as a text (name it .md)"), "*.md");
}

void
way_sheet_actions_add (WayWindow *window, GActionMap *map)
{
  static const GActionEntry entries[] = {
    { .name = "people-sheet", .activate = people_sheet_cb },
    { .name = "actions-sheet", .activate = actions_sheet_cb },
    { .name = "journeys-sheet", .activate = journeys_sheet_cb },
    { .name = "interview-guide", .activate = interview_guide_cb },
  };

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), window);
}
