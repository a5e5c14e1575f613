/* Every action of the table is fired where it fits, and does what it is there for: what people see has changed in the ways that its row
 * names, in no case the map if it only reads, and where the map has changed, one undo with a name leads back to the same bytes. */
#include <adwaita.h>

#include "base/way-place.h"
#include "edit/way-commands.h"
#include "format/way-writer.h"
#include "ui/actions/way-action-list.h"
#include "ui/canvas/way-canvas-private.h"
#include "window-fixture.h"

/* What can change, each as a text. */
enum
{
  MAP,       /* the document's bytes */
  SELECTION, /* what is selected, of which journey, and the cell of the keyboard */
  ZOOM,
  PANES,   /* what of the window is shown */
  WINDOWS, /* other windows and what is popped up */
  WRITING, /* in place */
  CLIPBOARD,
  SEARCH, /* the text, the place and the filter */
  THEME,
  FOCUS,
  SAID,    /* toasts */
  PERSONA, /* whose feelings */
  N_ASPECTS
};

#define BIT(aspect) (1u << (aspect))

typedef struct
{
  char *aspects[N_ASPECTS];
} Look;

typedef struct
{
  const char *action; /* detailed */
  guint changes;      /* these aspects */
  const char *selected;
  const char *before; /* a detailed action to make it fit, or a text to be looked for after "?" */
  gboolean goes;      /* the window goes with it */
} Row;

static const Row rows[] = {
  { "app.new", BIT (WINDOWS) },
  { "win.from-template::blank", BIT (WINDOWS) },
  { "win.open", BIT (WINDOWS) },
  { "win.save", BIT (SAID), NULL, "map.add-step" },
  { "win.save-as", BIT (WINDOWS) },
  { "win.export", BIT (WINDOWS) },
  { "win.print", BIT (WINDOWS) },
  { "win.history", BIT (WINDOWS) },
  { "win.merge", BIT (WINDOWS) },
  { "win.list::actions", BIT (WINDOWS) },
  { "win.list::ideas", BIT (WINDOWS) },
  { "win.list::gaps", BIT (WINDOWS) },
  { "win.list::evidence", BIT (WINDOWS) },
  { "win.list::data", BIT (WINDOWS) },
  { "win.list::all", BIT (WINDOWS) },
  { "map.import-contacts", BIT (WINDOWS) },
  { "map.actions-sheet", BIT (WINDOWS) },
  { "map.judge::more-impact", BIT (MAP), "op-plan" },
  { "map.judge::less-impact", BIT (MAP), "op-plan" },
  { "map.judge::more-effort", BIT (MAP), "op-plan" },
  { "map.judge::less-effort", BIT (MAP), "op-plan" },
  { "map.judge::unknown", BIT (MAP), "op-plan" },
  { "map.people-sheet", BIT (WINDOWS), "sk-qual" },
  { "map.interview-guide", BIT (WINDOWS), "sk-qual" },
  { "win.undo", BIT (MAP), NULL, "map.add-step" },
  { "win.redo", BIT (MAP), NULL, "win.undo" },
  { "map.cut", BIT (MAP) | BIT (CLIPBOARD), "tp-suche" },
  { "map.copy", BIT (CLIPBOARD), "tp-suche" },
  { "map.copy-picture", BIT (CLIPBOARD), "tp-suche" },
  { "map.paste", BIT (MAP), "tp-suche", "map.copy" },
  { "map.duplicate", BIT (MAP) | BIT (SELECTION), "tp-suche" },
  { "map.delete", BIT (MAP), "tp-suche" },
  { "map.rename", BIT (WRITING), "tp-suche" },
  { "map.select-all", BIT (SELECTION) },
  { "map.select-in::lane", BIT (SELECTION), "tp-suche" },
  { "map.select-in::step", BIT (SELECTION), "tp-suche" },
  { "map.select-in::phase", BIT (SELECTION), "tp-suche" },
  { "map.moment-of-truth", BIT (MAP), "tp-suche" },
  { "map.feeling(1)", BIT (MAP), "tp-suche" },
  { "map.feeling(-1)", BIT (MAP), "tp-suche" },
  { "map.feel-as::ps-marek", BIT (PERSONA) | BIT (SAID), "tp-suche" },
  { "map.open-feeling", BIT (WINDOWS), "tp-suche" },
  { "map.feel", BIT (MAP) | BIT (WINDOWS), "tp-suche" },
  { "win.add-menu", BIT (WINDOWS) },
  { "map.add-another", BIT (MAP) | BIT (WRITING), "ph-info" },
  { "map.add-touchpoint", BIT (MAP) | BIT (WRITING), "tp-suche" },
  { "map.quick", BIT (PANES) | BIT (FOCUS) },
  { "map.add-step", BIT (MAP) | BIT (WRITING), "tp-suche" },
  { "map.add-phase", BIT (MAP) | BIT (WRITING), "tp-suche" },
  { "map.add-lane::emotion", BIT (MAP) | BIT (WRITING) },
  { "map.toggle-lane", BIT (MAP) },
  { "map.add-pain", BIT (MAP), "tp-suche" },
  { "map.add-opportunity", BIT (MAP), "tp-suche" },
  { "map.add-action", BIT (MAP), "tp-suche" },
  { "map.connect", BIT (MAP), "tp-suche tp-alarm" },
  { "map.connect-to", BIT (SAID), "tp-suche" },
  { "map.add-persona", BIT (MAP) },
  { "map.add-journey", BIT (MAP) | BIT (SELECTION) },
  { "map.add-stakeholder", BIT (MAP) },
  { "map.walk::right", BIT (SELECTION), "tp-suche" },
  { "map.extend::right", BIT (SELECTION), "tp-suche" },
  { "map.nudge::right", BIT (MAP), "tp-suche" },
  { "map.span::more", BIT (MAP), "tp-suche" },
  { "map.span::less", BIT (MAP), "tp-suche", "map.span::more" },
  { "map.resize(24)", BIT (MAP), "ph-info/step" },
  { "map.resize(-24)", BIT (MAP), "ph-info/step", "map.resize(24)" },
  { "map.resize(0)", BIT (MAP), "ph-info/step", "map.resize(24)" },
  { "map.go-on::right", BIT (SELECTION) | BIT (WRITING), "tp-suche" },
  { "map.show::tp-alarm", BIT (SELECTION) },
  { "map.inspect::ps-vera", BIT (PANES) },
  { "map.say::Qwertz & <b>", BIT (SAID) },
  { "map.focus", BIT (FOCUS), NULL, "map.find" },
  { "win.palette", BIT (WINDOWS) },
  { "map.find", BIT (FOCUS) },
  { "map.find-next", BIT (SEARCH) | BIT (SELECTION), NULL, "?sensor" },
  { "map.find-previous", BIT (SEARCH) | BIT (SELECTION), NULL, "?sensor" },
  { "map.replace", BIT (FOCUS) },
  { "map.replace-one", BIT (MAP), NULL, "?sensor" },
  { "map.replace-all", BIT (MAP), NULL, "?sensor" },
  { "map.filter-assumptions", BIT (SEARCH) },
  { "map.filter-moments", BIT (SEARCH) },
  { "map.filter-pains", BIT (SEARCH) },
  { "map.filter-persona::ps-vera", BIT (SEARCH) },
  { "map.filter-phase::ph-info", BIT (SEARCH) },
  { "map.filter-channel::ch-suche", BIT (SEARCH) },
  { "map.filter-department::dp-tgqm", BIT (SEARCH) },
  { "map.clear-filter", BIT (SEARCH), NULL, "map.filter-moments" },
  { "win.zoom-in", BIT (ZOOM) },
  { "win.zoom-out", BIT (ZOOM), NULL, "win.zoom-normal" },
  { "win.zoom-normal", BIT (ZOOM), NULL, "win.zoom-fit" },
  { "win.zoom-fit", BIT (ZOOM), NULL, "win.zoom-normal" },
  { "win.present", BIT (PANES) | BIT (SAID) },
  { "win.sidebar", BIT (PANES) },
  { "win.view::map", BIT (PANES), NULL, "win.view::actions" },
  { "win.view::stakeholders", BIT (PANES) },
  { "win.view::actions", BIT (PANES) },
  { "map.outline", BIT (PANES) },
  { "map.gaps", BIT (PANES) },
  { "map.warehouse", BIT (WINDOWS) },
  { "map.rules", BIT (WINDOWS) | BIT (PANES) },
  { "win.inspector", BIT (PANES) },
  { "app.theme::system", BIT (THEME), NULL, "app.theme::dark" },
  { "app.theme::light", BIT (THEME) },
  { "app.theme::dark", BIT (THEME) },
  { "win.next-pane", BIT (FOCUS) },
  { "map.register::persona", BIT (WINDOWS) },
  { "map.about", BIT (PANES) },
  { "win.show-help-overlay", BIT (WINDOWS) },
  { "app.about", BIT (WINDOWS) },
  { "map.filter-stakeholder::sk-qual", BIT (SEARCH) },
  { "map.journeys-sheet", BIT (WINDOWS) },
  { "win.import-figures", BIT (WINDOWS) },
  { "map.find-voices", BIT (WINDOWS), "tp-suche" },
  { "map.find-voices-for(('tp-suche','',''))", BIT (WINDOWS) },
  { "win.refresh-figures", 0 },
  { "win.freeze-figures", 0 },
  { "win.bind-figures::none", 0 },
  { "win.view::metrics", BIT (PANES) },
  { "map.attitude(1)", BIT (MAP), "sk-fin" },
  { "map.attitude(-1)", BIT (MAP), "sk-fin" },
  { "app.quit", BIT (WINDOWS), .goes = TRUE },
  { "window.close", BIT (WINDOWS), .goes = TRUE },
};

/* --- what can be seen --- */

static void
append_popped (GtkWidget *widget, GString *text)
{
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (text, "%s ", G_OBJECT_TYPE_NAME (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    append_popped (child, text);
}

static char *
describe_windows (WayWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GString *text = g_string_new (NULL);

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_widget_get_visible (l->data))
      g_string_append_printf (text, "%s ", G_OBJECT_TYPE_NAME (l->data));
  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data == window)
      append_popped (l->data, text);
  return g_string_free (text, FALSE);
}

static guint
count_type (GtkWidget *widget, const char *type)
{
  guint n = strcmp (G_OBJECT_TYPE_NAME (widget), type) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_type (child, type);
  return n;
}

static void
append_shown (GtkWidget *widget, GString *text)
{
  if (GTK_IS_STACK (widget) && gtk_stack_get_visible_child_name (GTK_STACK (widget)) != NULL)
    g_string_append_printf (text, "%s ", gtk_stack_get_visible_child_name (GTK_STACK (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    append_shown (child, text);
}

static char *
describe_panes (WayWindow *window)
{
  GString *text = g_string_new (NULL);
  WayForm *form = way_inspector_get_form (window->inspector);

  g_string_append_printf (text, "%d %d %d %d %d ", gtk_widget_get_visible (window->header), gtk_revealer_get_reveal_child (window->sidebar_revealer), gtk_revealer_get_reveal_child (window->inspector_revealer), gtk_revealer_get_reveal_child (window->quick_revealer), window->flow != NULL && way_flow_watch_is_shown (window->flow));
  append_shown (GTK_WIDGET (window), text);
  g_string_append_printf (text, "%u", form != NULL ? count_type (GTK_WIDGET (form), "WayFieldRow") : 0);
  return g_string_free (text, FALSE);
}

static char *
describe_selection (WayEditor *editor)
{
  GString *text = g_string_new (way_element_get_id (way_editor_get_journey (editor)));

  g_string_append_printf (text, " %s %s:", way_editor_get_lane (editor), way_editor_get_step (editor));
  for (guint i = 0; i < way_editor_get_n_selected (editor); i++)
    g_string_append_printf (text, " %s", way_editor_get_selected (editor, i));
  return g_string_free (text, FALSE);
}

static char *
describe_search (WayFinder *finder)
{
  GString *text = g_string_new (way_finder_get_text (finder));
  guint current;

  way_finder_get_current (finder, &current);
  g_string_append_printf (text, " %u", current);
  for (WayFilterPart part = 0; part < WAY_N_FILTERS; part++)
    g_string_append_printf (text, " %s", way_finder_get_filter (finder, part));
  return g_string_free (text, FALSE);
}

static char *
describe_map (WayWindow *window)
{
  g_autoptr (GBytes) bytes = way_writer_write (way_session_get_document (window->session));

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static void
look_at (WayWindow *window, Look *look)
{
  WayEditor *editor = way_window_get_editor (window);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));

  look->aspects[MAP] = describe_map (window);
  look->aspects[SELECTION] = describe_selection (editor);
  look->aspects[ZOOM] = g_strdup_printf ("%.4f", way_canvas_get_zoom (window->canvas));
  look->aspects[PANES] = describe_panes (window);
  look->aspects[WINDOWS] = describe_windows (window);
  look->aspects[WRITING] = g_strdup_printf ("%d %s", window->canvas->entry != NULL, window->canvas->entry_id);
  look->aspects[CLIPBOARD] = g_strdup_printf ("%p", (void *) gdk_clipboard_get_content (clipboard));
  look->aspects[SEARCH] = describe_search (window->finder);
  look->aspects[THEME] = g_strdup_printf ("%d", adw_style_manager_get_color_scheme (adw_style_manager_get_default ()));
  look->aspects[FOCUS] = g_strdup_printf ("%p", (void *) gtk_root_get_focus (GTK_ROOT (window)));
  look->aspects[SAID] = g_strdup_printf ("%u", count_type (GTK_WIDGET (window->toasts), "AdwToastWidget"));
  look->aspects[PERSONA] = g_strdup (way_element_get_id (way_command_find_persona (editor)));
}

static void
look_clear (Look *look)
{
  for (guint i = 0; i < N_ASPECTS; i++)
    g_free (look->aspects[i]);
}

/* --- doing --- */

static void
fire (WayWindow *window, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (g_str_equal (detailed, "map.feel"))
    {
      name = g_strdup (detailed);
      target = g_variant_ref_sink (g_variant_new ("(ssi)", "tp-suche", "ps-marek", 2));
    }
  else if (g_str_equal (detailed, "map.toggle-lane"))
    {
      name = g_strdup (detailed);
      target = g_variant_ref_sink (g_variant_new_string (way_editor_get_lane (way_window_get_editor (window))));
    }
  else if (strstr (detailed, "::") != NULL) /* whatever words the target has */
    {
      name = g_strndup (detailed, (gsize) (strstr (detailed, "::") - detailed));
      target = g_variant_ref_sink (g_variant_new_string (strstr (detailed, "::") + 2));
    }
  else
    g_assert_true (g_action_parse_detailed_name (detailed, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (window->canvas), name, target));
}

static void
prepare (WayWindow *window, const Row *row)
{
  WayEditor *editor = way_window_get_editor (window);

  gtk_widget_grab_focus (GTK_WIDGET (window->canvas));
  if (row->selected != NULL)
    {
      g_auto (GStrv) ids = g_strsplit (row->selected, " ", -1);

      if (g_str_has_suffix (row->selected, "/step"))
        {
          char *phase = g_strndup (row->selected, strcspn (row->selected, "/"));

          g_free (ids[0]);
          ids[0] = g_strdup (way_element_get_id (way_element_get_first (way_document_lookup (way_editor_get_document (editor), phase), WAY_KIND_STEP)));
          g_free (phase);
        }
      way_editor_select_many (editor, (const char *const *) ids, WAY_SELECT_REPLACE);
    }
  if (row->before != NULL && *row->before == '?')
    {
      way_finder_set_text (window->finder, row->before + 1);
      if (g_str_has_prefix (row->action, "map.replace-one"))
        way_finder_step (window->finder, 1);
    }
  else if (g_strcmp0 (row->before, "win.undo") == 0)
    {
      fire (window, "map.add-step");
      way_canvas_finish_edit (window->canvas, FALSE);
      fire (window, "win.undo");
    }
  else if (row->before != NULL)
    fire (window, row->before);
  if (row->before != NULL && strstr (row->before, "add") != NULL)
    way_canvas_finish_edit (window->canvas, FALSE);
  window_fixture_settle (30);
}

static void
close_others (WayWindow *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != window && WAY_IS_WINDOW (l->data))
      window_fixture_close (l->data);
  if (window->chooser != NULL)
    gtk_native_dialog_hide (window->chooser);
  g_clear_object (&window->chooser);
  g_clear_list (&windows, NULL);
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != window)
      gtk_window_destroy (l->data);
}

static char *
copy_sample (void)
{
  g_autofree char *from = way_place_build_data ("samples/b2b-solution.en.waymark"), *data = NULL;
  char *path = g_build_filename (g_get_user_state_dir (), "effects.waymark", NULL);
  gsize size;

  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  g_assert_true (g_file_get_contents (from, &data, &size, NULL));
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  return path;
}

static void
test_effect (gconstpointer data)
{
  static const char *const names[N_ASPECTS] = { "map", "selection", "zoom", "panes", "windows", "writing", "clipboard", "search", "theme", "focus", "said", "persona" };
  const Row *row = data;
  g_autofree char *path = copy_sample (), *name = g_strndup (row->action, strcspn (row->action, ":("));
  WayWindow *window = window_fixture_open (NULL);
  WayDocument *document;
  Look before, after;
  guint changed = 0;

  g_assert_true (way_window_open_path (window, path));
  document = way_session_get_document (window->session);
  window_fixture_settle (20);
  prepare (window, row);
  look_at (window, &before);
  fire (window, row->action);
  window_fixture_settle (100);
  if (row->goes)
    {
      g_autoptr (GList) windows = gtk_window_list_toplevels ();

      g_assert_null (g_list_find (windows, window));
      look_clear (&before);
      return;
    }
  look_at (window, &after);
  for (guint i = 0; i < N_ASPECTS; i++)
    if (g_strcmp0 (before.aspects[i], after.aspects[i]) != 0)
      {
        g_test_message ("%s: %s → %s", names[i], before.aspects[i], after.aspects[i]);
        changed |= BIT (i);
      }
  for (guint i = 0; i < N_ASPECTS; i++)
    if ((row->changes & BIT (i)) != 0 && (changed & BIT (i)) == 0)
      g_error ("%s leaves %s as it was", row->action, names[i]);
  if ((changed & BIT (MAP)) != 0)
    {
      g_autofree char *map = NULL;

      g_assert_false (way_action_list_reads (name));
      g_assert_true ((row->changes & BIT (MAP)) != 0);
      if (!g_str_equal (row->action, "win.undo"))
        {
          way_canvas_finish_edit (window->canvas, FALSE);
          way_command_end_typing (way_window_get_editor (window));
          g_assert_nonnull (way_document_get_undo_label (document));
          g_assert_true (way_editor_undo (way_window_get_editor (window)));
          map = describe_map (window);
          g_assert_cmpstr (map, ==, before.aspects[MAP]);
        }
    }
  look_clear (&before);
  look_clear (&after);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  close_others (window);
  window_fixture_close (window);
}

/* --- none is forgotten --- */

/* What needs more than a map (another file, a draft, numbers, a log) is fired by a test of its own, which names it. */
static gboolean
is_named_elsewhere (const char *action)
{
  static const char *const others[] = { "test-ui-actions.c", "test-ui-effects.c", "test-ui-monkey.c", NULL };
  g_autofree char *folder = g_build_filename (g_getenv ("WAYMARK_SOURCE_ROOT"), "tests", "ui", NULL), *quoted = g_strdup_printf ("\"%.*s\"", (int) strcspn (action, ":("), action);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;
  gboolean found = FALSE;

  g_assert_nonnull (dir);
  while (!found && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".c") && !g_strv_contains (others, file))
      {
        g_autofree char *path = g_build_filename (folder, file, NULL), *text = NULL;

        found = g_file_get_contents (path, &text, NULL, NULL) && strstr (text, quoted) != NULL;
      }
  return found;
}

static gboolean
is_fired (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (way_action_list_find (rows[i].action) == way_action_list_find (action))
      return TRUE;
  return is_named_elsewhere (action);
}

static void
test_all (void)
{
  guint n, missing = 0;
  const WayActionRow *list = way_action_list_get (&n);

  for (guint i = 0; i < n; i++)
    if (list[i].action != NULL && !is_fired (list[i].action))
      {
        g_test_message ("no test fires %s", list[i].action);
        missing++;
      }
    else if (list[i].action != NULL)
      g_test_message ("%s", list[i].action);
  g_assert_cmpuint (missing, ==, 0);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/effects/all", test_all);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/effects/%s", rows[i].action);

      g_test_add_data_func (path, &rows[i], test_effect);
    }

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
