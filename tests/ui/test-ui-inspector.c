/* The inspector and the registers in the process: every field of every kind is set through its widget and read back, what
 * cannot be is refused, several are edited together, parts and registers work. */
#include "base/way-place.h"
#include "edit/way-commands.h"
#include "edit/way-parts.h"
#include "edit/way-shared.h"
#include "model/way-field-text.h"
#include "model/way-integrity.h"
#include "ui/dialogs/way-register-window.h"
#include "ui/parts/way-link.h"
#include "ui/window/way-window-private.h"
#include "window-fixture.h"

/* --- every field --- */

typedef struct
{
  WayEditor *editor;
  GtkListBox *list;
  guint fields;
  guint64 seen; /* kinds */
} Run;

static GPtrArray *
wrap (WayElement *element)
{
  GPtrArray *elements = g_ptr_array_new ();

  g_ptr_array_add (elements, element);
  return elements;
}

static WayFieldRow *
make_row (Run *run, WayElement *element, const WayFieldInfo *info)
{
  g_autoptr (GPtrArray) elements = wrap (element);
  WayFieldRow *row = way_field_row_new (run->editor, elements, info);

  gtk_list_box_append (run->list, GTK_WIDGET (row));
  return row;
}

/* Enters `text` and wants `value` in the map; a row made anew shows what this one does. */
static void
expect (Run *run, WayElement *element, const WayFieldInfo *info, const char *text, const char *value)
{
  WayFieldRow *row = make_row (run, element, info), *again;
  g_autofree char *shown = NULL, *shown_again = NULL;
  const char *now;

  way_field_row_enter (row, text);
  now = way_element_get (element, info->field);
  if (g_strcmp0 (now, value) != 0)
    g_error ("%s of %s: entered “%s”, the map has “%s”, wanted “%s”; %s", info->name, way_kind_get (way_element_get_kind (element))->name, text, now, value, way_field_row_get_error (row));
  g_assert_null (way_field_row_get_error (row));
  again = make_row (run, element, info);
  shown = way_field_row_dup_shown (row);
  shown_again = way_field_row_dup_shown (again);
  g_assert_cmpstr (shown, ==, shown_again);
  g_assert_true (value == NULL || *shown != '\0');
  gtk_list_box_remove (run->list, GTK_WIDGET (row));
  gtk_list_box_remove (run->list, GTK_WIDGET (again));
}

/* Enters what cannot be: it is said, and both map and widget keep the old value. */
static void
expect_refusal (Run *run, WayElement *element, const WayFieldInfo *info, const char *text)
{
  WayFieldRow *row = make_row (run, element, info);
  g_autofree char *before = g_strdup (way_element_get (element, info->field)), *shown = way_field_row_dup_shown (row), *after = NULL;

  way_field_row_enter (row, text);
  g_assert_cmpstr (way_element_get (element, info->field), ==, before);
  if (way_field_row_get_error (row) == NULL)
    g_error ("%s of %s took “%s”", info->name, way_kind_get (way_element_get_kind (element))->name, text);
  after = way_field_row_dup_shown (row);
  g_assert_cmpstr (after, ==, shown);
  gtk_list_box_remove (run->list, GTK_WIDGET (row));
}

static void
check_choices (Run *run, WayElement *element, const WayFieldInfo *info)
{
  for (const WayChoice *choice = info->choices; choice->nick != NULL; choice++)
    expect (run, element, info, choice->label, choice->nick);
}

static void
check_number (Run *run, WayElement *element, const WayFieldInfo *info)
{
  g_autofree char *min = g_strdup_printf ("%.0f", info->min < info->max ? info->min : 7);

  expect (run, element, info, min, min);
  expect_refusal (run, element, info, "many");
  if (info->type == WAY_TYPE_NUMBER)
    expect (run, element, info, "0,5", "0.5");
  else
    expect_refusal (run, element, info, "1.5");
  if (info->min < info->max)
    {
      g_autofree char *less = g_strdup_printf ("%.0f", info->min - 1);

      expect_refusal (run, element, info, less);
    }
}

static void
check_reference (Run *run, WayElement *element, const WayFieldInfo *info)
{
  g_autoptr (GPtrArray) elements = wrap (element), targets = way_shared_list_targets (way_editor_get_document (run->editor), elements, info);
  /* A card that ends where it begins says nothing of its end. */
  guint which = info->field == WAY_FIELD_UNTIL ? targets->len - 1 : 0;
  const char *first = targets->len > 0 ? way_element_get_id (targets->pdata[which]) : NULL;

  if (first == NULL)
    return;
  expect (run, element, info, first, first);
  if (info->type == WAY_TYPE_REFS && targets->len > 1)
    {
      g_autofree char *both = g_strjoin (" ", way_element_get_id (targets->pdata[1]), first, NULL);

      expect (run, element, info, both, both);
    }
  expect_refusal (run, element, info, "xx-gone0000");
}

static void
check_field (Run *run, WayElement *element, const WayFieldInfo *info)
{
  switch (info->type)
    {
    case WAY_TYPE_LINE:
      expect (run, element, info, "Gr\n7", "Gr 7");
      break;
    case WAY_TYPE_LINES:
    case WAY_TYPE_PROSE:
      expect (run, element, info, "one\n two ", "one\ntwo");
      break;
    case WAY_TYPE_INTEGER:
    case WAY_TYPE_NUMBER:
      check_number (run, element, info);
      break;
    case WAY_TYPE_DATE:
      expect (run, element, info, "4.3.2026", "2026-03-04");
      expect_refusal (run, element, info, "30.2.2026");
      break;
    case WAY_TYPE_BOOLEAN:
      expect (run, element, info, "Yes", "true");
      expect (run, element, info, "No", info->required ? "false" : NULL);
      break;
    case WAY_TYPE_ENUM:
      check_choices (run, element, info);
      break;
    case WAY_TYPE_COLOUR:
      expect (run, element, info, "#0072b2", "#0072b2");
      expect (run, element, info, "#123456", "#123456");
      break;
    case WAY_TYPE_REF:
    case WAY_TYPE_REFS:
      check_reference (run, element, info);
      break;
    case WAY_TYPE_URI:
      expect (run, element, info, "https://example.org/a", "https://example.org/a");
      break;
    case WAY_TYPE_LANGUAGE:
      expect (run, element, info, "en-GB", "en-GB");
      expect_refusal (run, element, info, "4");
      break;
    default:
      g_assert_not_reached ();
    }
  /* And nothing at all. */
  if (info->type == WAY_TYPE_BOOLEAN || info->type == WAY_TYPE_ENUM)
    return;
  if (info->required)
    expect_refusal (run, element, info, "");
  else
    expect (run, element, info, "", NULL);
  run->fields++;
}

static void
check_kind_cb (WayElement *element, gpointer data)
{
  Run *run = data;
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  if ((run->seen & WAY_BIT (info->kind)) != 0)
    return;
  run->seen |= WAY_BIT (info->kind);
  for (guint i = 0; i < info->n_fields; i++)
    if (way_field_row_is_for (&info->fields[i]))
      check_field (run, element, &info->fields[i]);
}

static void
test_every_field (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  WayDocument *document = way_editor_get_document (editor);
  GtkWindow *bench = GTK_WINDOW (gtk_window_new ());
  Run run = { editor, GTK_LIST_BOX (gtk_list_box_new ()), 0, 0 };
  g_autoptr (WayReport) report = way_report_new ();

  gtk_window_set_child (bench, GTK_WIDGET (run.list));
  gtk_window_present (bench);
  way_element_walk ((WayElement *) way_document_get_root (document), check_kind_cb, &run);
  /* All kinds but those that the sample cannot have. */
  for (WayKind kind = 0; kind < WAY_N_KINDS; kind++)
    if ((run.seen & WAY_BIT (kind)) == 0)
      g_test_message ("no %s in the sample", way_kind_get (kind)->name);
  g_assert_cmpuint (run.fields, >, 100);
  way_integrity_check (document, report);
  g_assert_cmpuint (way_report_count (report, WAY_SEVERITY_ERROR), ==, 0);
  gtk_window_destroy (bench);
  window_fixture_close (window);
}

/* --- several, and Esc --- */

static WayElement *
get_card (WayEditor *editor, guint n)
{
  return way_element_get_slot (way_editor_get_journey (editor), (guint) way_kind_find_slot (WAY_KIND_JOURNEY, WAY_KIND_TOUCHPOINT))->pdata[n];
}

static void
test_several (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  WayForm *form = way_inspector_get_form (window->inspector);
  WayElement *a = get_card (editor, 0), *b = get_card (editor, 1);
  const char *ids[] = { way_element_get_id (a), way_element_get_id (b), NULL };
  g_autofree char *old_a = g_strdup (way_element_get_name (a)), *old_b = g_strdup (way_element_get_name (b)), *shown = NULL;
  WayFieldRow *row;

  way_editor_select_many (editor, ids, WAY_SELECT_REPLACE);
  window_fixture_settle (60);
  row = way_form_find_row (form, WAY_FIELD_NAME);
  shown = way_field_row_dup_shown (row);
  g_assert_cmpstr (shown, ==, "");
  way_field_row_enter (row, "The same");
  g_assert_cmpstr (way_element_get_name (a), ==, "The same");
  g_assert_cmpstr (way_element_get_name (b), ==, "The same");
  way_field_row_enter (row, "");
  g_assert_nonnull (way_field_row_get_error (row));
  g_assert_cmpstr (way_element_get_name (b), ==, "The same");
  g_assert_true (way_editor_undo (editor));
  g_assert_cmpstr (way_element_get_name (a), ==, old_a);
  g_assert_cmpstr (way_element_get_name (b), ==, old_b);
  g_assert_false (way_session_is_modified (window->session));

  /* Of a card and a step only what both have. */
  way_editor_select_many (editor, (const char *const[]){ ids[0], way_editor_get_step (editor), NULL }, WAY_SELECT_REPLACE);
  window_fixture_settle (60);
  g_assert_nonnull (way_form_find_row (form, WAY_FIELD_NAME));
  g_assert_nonnull (way_form_find_row (form, WAY_FIELD_DESCRIPTION));
  g_assert_null (way_form_find_row (form, WAY_FIELD_CHANNEL));
  window_fixture_close (window);
}

/* A part is added where it belongs, opens, is edited, moves and goes; the card stays selected. */
static void
test_parts (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  WayForm *form = way_inspector_get_form (window->inspector);
  WayElement *card = get_card (editor, 0), *part;
  WayPartList list = { WAY_KIND_MESSAGE, WAY_GROUP_HARD, WAY_N_FIELDS, FALSE, FALSE, TRUE };
  WayFieldRow *row;

  way_editor_select (editor, way_element_get_id (card));
  window_fixture_settle (60);
  part = way_command_add_to_list (editor, card, &list, NULL);
  g_assert_nonnull (part);
  window_fixture_settle (60);
  row = way_form_find_part_row (form, part, WAY_FIELD_TEXT);
  g_assert_nonnull (row);
  way_field_row_enter (row, "We call back");
  g_assert_cmpstr (way_element_get (part, WAY_FIELD_TEXT), ==, "We call back");
  g_assert_true (way_command_remove_part (editor, part, NULL));
  window_fixture_settle (60);
  g_assert_null (way_form_find_part_row (form, part, WAY_FIELD_TEXT));
  g_assert_true (way_editor_is_selected (editor, way_element_get_id (card)));
  window_fixture_close (window);
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

/* What was added opens where one clicked: the pane does not run to its top. */
static void
test_stays (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  WayForm *form = way_inspector_get_form (window->inspector);
  WayElement *card = get_card (editor, 0), *part;
  WayPartList list = { WAY_KIND_EVIDENCE, WAY_GROUP_EVIDENCE, WAY_N_FIELDS, FALSE, FALSE, TRUE };
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (form), GTK_TYPE_SCROLLED_WINDOW)));
  g_autofree char *address = NULL;
  double value;

  way_editor_select (editor, way_element_get_id (card));
  window_fixture_wait_until (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) + 200);
  gtk_adjustment_set_value (adjustment, 200);
  window_fixture_settle (60);
  value = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (value, >, 0);
  part = way_command_add_to_list (editor, card, &list, NULL);
  address = g_strdup_printf ("%" G_GINTPTR_MODIFIER "x", (guintptr) part);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (form), "form.open", "s", address));
  window_fixture_wait_until (way_form_find_part_row (form, part, WAY_FIELD_SOURCE) != NULL);
  window_fixture_settle (60);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, value);
  window_fixture_close (window);
}

/* Typing letter by letter is one step of undo; Esc takes all of it back and leaves none. */
static void
test_escape (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  WayElement *card = get_card (editor, 0);
  g_autofree char *before = g_strdup (way_element_get_name (card)), *shown = NULL;
  WayFieldRow *row;
  GtkTextBuffer *buffer;

  way_editor_select (editor, way_element_get_id (card));
  window_fixture_settle (60);
  row = way_form_find_row (way_inspector_get_form (window->inspector), WAY_FIELD_NAME);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_widget (GTK_WIDGET (row), GTK_TYPE_TEXT_VIEW)));
  g_assert_false (window_fixture_press (GTK_WIDGET (row), GDK_KEY_Escape, 0));
  gtk_text_buffer_set_text (buffer, "", -1);
  gtk_text_buffer_insert_at_cursor (buffer, "B", -1);
  gtk_text_buffer_insert_at_cursor (buffer, "e", -1);
  g_assert_cmpstr (way_element_get_name (card), ==, "Be");
  g_assert_true (window_fixture_press (GTK_WIDGET (row), GDK_KEY_Escape, 0));
  g_assert_cmpstr (way_element_get_name (card), ==, before);
  shown = way_field_row_dup_shown (row);
  g_assert_cmpstr (shown, ==, before);
  g_assert_null (way_document_get_undo_label (way_editor_get_document (editor)));
  g_assert_false (way_session_is_modified (window->session));

  gtk_text_buffer_insert_at_cursor (buffer, "C", -1);
  gtk_text_buffer_insert_at_cursor (buffer, "D", -1);
  g_assert_true (way_editor_undo (editor));
  g_assert_cmpstr (way_element_get_name (card), ==, before);
  window_fixture_close (window);
}

/* A link is shown before it opens, and one that leads elsewhere is not offered to be opened. */
static void
test_link (void)
{
  static const struct
  {
    const char *uri;
    gboolean opens;
  } rows[] = { { "https://example.org/a", TRUE }, { "file:///etc/passwd", FALSE } };
  WayWindow *window = window_fixture_open ("five-phases.en");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GListModel *windows = gtk_window_get_toplevels ();
      AdwMessageDialog *dialog = NULL;

      way_link_ask (GTK_WIDGET (window->inspector), rows[i].uri);
      for (guint w = 0; w < g_list_model_get_n_items (windows); w++)
        {
          g_autoptr (GtkWidget) top = g_list_model_get_item (windows, w);

          if (ADW_IS_MESSAGE_DIALOG (top))
            dialog = ADW_MESSAGE_DIALOG (top);
        }
      g_assert_nonnull (dialog);
      g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), rows[i].uri));
      g_assert_true (adw_message_dialog_has_response (dialog, "open") == rows[i].opens);
      g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, "cancel");
      adw_message_dialog_response (dialog, "cancel");
      window_fixture_settle (60);
    }
  window_fixture_close (window);
}

/* --- going there and back --- */

static void
test_jump (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  WayForm *form = way_inspector_get_form (window->inspector);
  WayElement *card = get_card (editor, 0);
  const char *channel = way_element_get (card, WAY_FIELD_CHANNEL);

  way_editor_select (editor, way_element_get_id (card));
  window_fixture_settle (60);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (form), "inspector.jump", "s", channel));
  window_fixture_settle (60);
  g_assert_nonnull (way_form_find_row (form, WAY_FIELD_MEDIUM));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (form), "inspector.back", NULL));
  window_fixture_settle (60);
  g_assert_nonnull (way_form_find_row (form, WAY_FIELD_CHANNEL));
  g_assert_true (way_editor_is_selected (editor, way_element_get_id (card)));

  /* About the map: what its "meta" holds, and its language. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (form), "map.about", NULL));
  window_fixture_settle (60);
  g_assert_nonnull (way_form_find_row (form, WAY_FIELD_TITLE));
  g_assert_nonnull (way_form_find_part_row (form, way_document_get_root (way_editor_get_document (editor)), WAY_FIELD_LANG));
  window_fixture_close (window);
}

/* --- pictures --- */

/* From a file into the map and its words into a row; what is none is refused beside the field. */
static void
test_picture (void)
{
  WayWindow *window = window_fixture_open ("five-phases.en");
  WayEditor *editor = way_window_get_editor (window);
  WayDocument *document = way_editor_get_document (editor);
  WayForm *form = way_inspector_get_form (window->inspector);
  WayElement *card = get_card (editor, 0);
  g_autofree char *good = g_build_filename (g_get_user_state_dir (), "good.png", NULL), *bad = g_build_filename (g_get_user_state_dir (), "bad.png", NULL);
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guchar *pixels = g_malloc0 (1300 * 700 * 4);
  g_autoptr (GBytes) bytes = g_bytes_new (pixels, 1300 * 700 * 4);
  WayFieldRow *row;
  const WayElement *image;

  g_mkdir_with_parents (g_get_user_state_dir (), 0700);
  texture = gdk_memory_texture_new (1300, 700, GDK_MEMORY_R8G8B8A8, bytes, 1300 * 4);
  g_assert_true (gdk_texture_save_to_png (texture, good));
  g_assert_true (g_file_set_contents (bad, "no picture", -1, NULL));
  way_editor_select (editor, way_element_get_id (card));
  window_fixture_settle (60);
  row = way_form_find_row (form, WAY_FIELD_IMAGE);
  way_field_row_enter (row, bad);
  window_fixture_wait_until (way_field_row_get_error (row) != NULL);
  g_assert_false (way_session_is_modified (window->session));

  way_field_row_enter (row, good);
  window_fixture_wait_until (way_document_follow (document, card, WAY_FIELD_IMAGE) != NULL);
  window_fixture_settle (60);
  image = way_document_follow (document, card, WAY_FIELD_IMAGE);
  g_assert_cmpint (way_element_get_integer (image, WAY_FIELD_WIDTH, 0), ==, 1024);
  g_assert_cmpint (way_element_get_integer (image, WAY_FIELD_HEIGHT, 0), ==, 551);
  row = way_form_find_part_row (form, image, WAY_FIELD_ALT);
  g_assert_nonnull (row);
  way_field_row_enter (row, "A dark room");
  g_assert_cmpstr (way_element_get (image, WAY_FIELD_ALT), ==, "A dark room");
  while (way_editor_undo (editor))
    continue;
  window_fixture_settle (60);
  g_assert_null (way_document_follow (document, card, WAY_FIELD_IMAGE));
  g_assert_null (way_form_find_part_row (form, image, WAY_FIELD_ALT));
  window_fixture_close (window);
}

/* --- registers --- */

static void
test_register (void)
{
  WayWindow *window = window_fixture_open ("b2b-solution.en");
  WayEditor *editor = way_window_get_editor (window);
  WayDocument *document = way_editor_get_document (editor);
  WayRegisterWindow *registers;
  guint n;
  const WayKind *kinds = way_register_list_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) elements = way_register_list (document, kinds[i], WAY_REGISTER_AS_IS), uses = NULL;

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->canvas), "map.register", "s", way_kind_get (kinds[i])->name));
      window_fixture_settle (60);
      registers = way_register_window_open (GTK_WINDOW (window), editor, kinds[i]);
      g_assert_cmpuint (way_register_window_count_elements (registers), ==, elements->len);
      g_assert_cmpstr (way_register_window_get_selected (registers), ==, way_element_get_id (elements->pdata[0]));
      uses = way_register_list_uses (document, elements->pdata[0]);
      g_assert_cmpuint (way_register_window_count_uses (registers), ==, uses->len);

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (registers), "register.add", NULL));
      window_fixture_settle (60);
      g_assert_cmpuint (way_register_window_count_elements (registers), ==, elements->len + 1);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (registers), "register.duplicate", NULL));
      window_fixture_settle (60);
      g_assert_cmpuint (way_register_window_count_elements (registers), ==, elements->len + 2);
      /* A copy nobody uses goes without a question. */
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (registers), "register.delete", NULL));
      window_fixture_settle (60);
      g_assert_cmpuint (way_register_window_count_elements (registers), ==, elements->len + 1);
      for (const char *const *order = (const char *const[]){ "name", "uses", "map", NULL }; *order != NULL; order++)
        g_assert_true (gtk_widget_activate_action (GTK_WIDGET (registers), "sort.order", "s", *order));
      while (way_editor_undo (editor))
        continue;
      window_fixture_settle (60);
      g_assert_cmpuint (way_register_window_count_elements (registers), ==, elements->len);
    }
  g_assert_false (way_session_is_modified (window->session));
  /* It closes with its map. */
  registers = way_register_window_open (GTK_WINDOW (window), editor, WAY_KIND_PERSONA);
  g_object_add_weak_pointer (G_OBJECT (registers), (gpointer *) &registers);
  window_fixture_close (window);
  g_assert_null (registers);
}

int
main (int argc, char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/inspector/every-field", test_every_field);
  g_test_add_func ("/inspector/several", test_several);
  g_test_add_func ("/inspector/parts", test_parts);
  g_test_add_func ("/inspector/stays", test_stays);
  g_test_add_func ("/inspector/escape", test_escape);
  g_test_add_func ("/inspector/link", test_link);
  g_test_add_func ("/inspector/jump", test_jump);
  g_test_add_func ("/inspector/picture", test_picture);
  g_test_add_func ("/inspector/register", test_register);

  int status = g_test_run ();

  window_fixture_quit ();
  return status;
}
