/* The page of the stakeholders: a disc that is dragged judges, keys do the same, and all of it can be taken back. */
#include <glib/gstdio.h>

#include "plane-page.h"
#include "ui/dialogs/way-contacts-dialog.h"

static void
test_drag (void)
{
  PlanePage page = plane_page_open ("b2b-solution.en", "stakeholders");
  WayRect plane = plane_page_get_plane (&page);
  double x, y;

  plane_page_drag (&page, "sk-lager", plane.x + plane.width * 0.8, plane.y + plane.height * 0.4, FALSE, TRUE);
  g_assert_cmpint (plane_page_get (&page, "sk-lager", WAY_FIELD_INFLUENCE), ==, 60);
  g_assert_cmpint (plane_page_get (&page, "sk-lager", WAY_FIELD_INFLUENCE_USE), ==, 80);
  g_assert_true (way_editor_is_selected (page.editor, "sk-lager"));
  g_assert_cmpstr (way_document_get_undo_label (page.document), ==, "Judge Influence");
  /* Both in one step. */
  g_assert_true (way_editor_undo (page.editor));
  g_assert_cmpint (plane_page_get (&page, "sk-lager", WAY_FIELD_INFLUENCE), ==, 25);
  g_assert_cmpint (plane_page_get (&page, "sk-lager", WAY_FIELD_INFLUENCE_USE), ==, 30);
  g_assert_false (way_session_is_modified (page.window->session));
  window_fixture_settle (50);
  /* Esc, and a hand that only clicks, change nothing. */
  plane_page_drag (&page, "sk-lager", plane.x + 10, plane.y + 10, FALSE, FALSE);
  plane_page_find (&page, "sk-lager", &x, &y);
  plane_page_drag (&page, "sk-lager", x + 2, y + 2, FALSE, TRUE);
  g_assert_false (way_session_is_modified (page.window->session));
  /* To the left of the plane stands what is not known. */
  plane = plane_page_get_plane (&page);
  plane_page_drag (&page, "sk-lager", plane.x - 40, plane.y + plane.height * 0.5, FALSE, TRUE);
  g_assert_cmpint (plane_page_get (&page, "sk-lager", WAY_FIELD_INFLUENCE), ==, 50);
  g_assert_cmpint (plane_page_get (&page, "sk-lager", WAY_FIELD_INFLUENCE_USE), ==, -1);
  window_fixture_close (page.window);
}

static void
test_connect (void)
{
  PlanePage page = plane_page_open ("b2b-solution.en", "stakeholders");
  guint n = way_element_count (way_document_get_root (page.document), WAY_KIND_INFLUENCE);
  const WayElement *made;
  double x, y;

  plane_page_find (&page, "sk-eink", &x, &y);
  plane_page_drag (&page, "sk-lager", x, y, TRUE, TRUE);
  g_assert_cmpuint (way_element_count (way_document_get_root (page.document), WAY_KIND_INFLUENCE), ==, n + 1);
  made = way_editor_get_single (page.editor);
  g_assert_cmpint (way_element_get_kind (made), ==, WAY_KIND_INFLUENCE);
  g_assert_cmpstr (way_element_get (made, WAY_FIELD_FROM), ==, "sk-lager");
  g_assert_cmpstr (way_element_get (made, WAY_FIELD_TO), ==, "sk-eink");
  /* The same once more is the one there is. */
  plane_page_drag (&page, "sk-lager", x, y, TRUE, TRUE);
  g_assert_cmpuint (way_element_count (way_document_get_root (page.document), WAY_KIND_INFLUENCE), ==, n + 1);
  /* By the menu: the first that is chosen influences the second. */
  way_editor_select_many (page.editor, (const char *const[]){ "sk-eink", "sk-amt", NULL }, WAY_SELECT_REPLACE);
  window_fixture_act (page.window, "map.add-influence", NULL);
  made = way_editor_get_single (page.editor);
  g_assert_cmpstr (way_element_get (made, WAY_FIELD_FROM), ==, "sk-eink");
  window_fixture_close (page.window);
}

static void
test_keys (void)
{
  PlanePage page = plane_page_open ("b2b-solution.en", "stakeholders");

  way_editor_select (page.editor, "sk-chef");
  plane_page_press_key (&page, GDK_KEY_Down, GDK_ALT_MASK);
  plane_page_press_key (&page, GDK_KEY_Down, GDK_ALT_MASK);
  plane_page_press_key (&page, GDK_KEY_Left, GDK_ALT_MASK | GDK_SHIFT_MASK);
  g_assert_cmpint (plane_page_get (&page, "sk-chef", WAY_FIELD_INFLUENCE), ==, 85);
  g_assert_cmpint (plane_page_get (&page, "sk-chef", WAY_FIELD_INFLUENCE_USE), ==, 69);
  plane_page_press_key (&page, GDK_KEY_plus, 0);
  g_assert_cmpstr (way_element_get (way_document_lookup (page.document, "sk-chef"), WAY_FIELD_ATTITUDE), ==, "supporter");
  plane_page_press_key (&page, GDK_KEY_minus, 0);
  plane_page_press_key (&page, GDK_KEY_minus, 0);
  g_assert_cmpstr (way_element_get (way_document_lookup (page.document, "sk-chef"), WAY_FIELD_ATTITUDE), ==, "sceptic");
  plane_page_press_key (&page, GDK_KEY_question, 0);
  g_assert_cmpint (plane_page_get (&page, "sk-chef", WAY_FIELD_INFLUENCE), ==, -1);
  /* Who is not judged begins in the middle. */
  plane_page_press_key (&page, GDK_KEY_Up, GDK_ALT_MASK);
  g_assert_cmpint (plane_page_get (&page, "sk-chef", WAY_FIELD_INFLUENCE), ==, 50);
  g_assert_cmpint (plane_page_get (&page, "sk-chef", WAY_FIELD_INFLUENCE_USE), ==, -1);
  while (way_document_get_undo_label (page.document) != NULL)
    way_editor_undo (page.editor);
  g_assert_cmpint (plane_page_get (&page, "sk-chef", WAY_FIELD_INFLUENCE), ==, 95);
  window_fixture_settle (50);
  /* From disc to disc. */
  way_editor_select (page.editor, "sk-lager");
  plane_page_press_key (&page, GDK_KEY_Right, 0);
  g_assert_cmpstr (way_editor_get_selected (page.editor, 0), ==, "sk-reim");
  plane_page_press_key (&page, GDK_KEY_Delete, 0);
  g_assert_null (way_document_lookup (page.document, "sk-reim"));
  window_fixture_close (page.window);
}

static void
test_partner (void)
{
  PlanePage page = plane_page_open ("b2b-solution.en", "stakeholders");
  const WayElement *model = way_editor_get_journey (page.editor), *journey;
  guint n = way_element_count (model, WAY_KIND_PHASE);
  g_autofree char *first = g_strdup (way_element_get_id (model));

  way_editor_select (page.editor, "sk-leit");
  window_fixture_act (page.window, "map.open-journey", NULL);
  journey = way_editor_get_journey (page.editor);
  g_assert_cmpstr (way_element_get_name (journey), ==, "Leitner Hygiene Consulting");
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_PHASE), ==, n);
  /* The one there is comes into sight, and no second is made. */
  way_editor_set_journey (page.editor, first);
  way_editor_select (page.editor, "sk-leit");
  n = way_document_get_n_steps (page.document);
  window_fixture_act (page.window, "map.open-journey", NULL);
  g_assert_true (way_editor_get_journey (page.editor) == journey);
  g_assert_cmpuint (way_document_get_n_steps (page.document), ==, n);
  g_assert_true (way_editor_undo (page.editor));
  g_assert_false (way_session_is_modified (page.window->session));
  window_fixture_close (page.window);
}

/* Who comes and goes shows, also in a map without anybody. */
static void
test_follows (void)
{
  PlanePage page = plane_page_open ("newsletter.en", "stakeholders");
  const char *id;
  double x, y, radius;

  window_fixture_act (page.window, "map.add-stakeholder", NULL);
  window_fixture_settle (50);
  id = way_editor_get_selected (page.editor, 0);
  g_assert_true (way_plane_scene_find_disc (way_plane_get_drawing (page.plane), id, &x, &y, &radius));
  g_assert_true (way_editor_undo (page.editor));
  window_fixture_settle (50);
  window_fixture_act (page.window, "map.unjudge", NULL);
  g_assert_false (way_session_is_modified (page.window->session));
  window_fixture_close (page.window);
}

static WayContactsDialog *
open_contacts (const PlanePage *page, const char *text)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "waymark-contacts.csv", NULL);
  g_autoptr (GListModel) windows = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  way_people_import (page->window, path);
  g_unlink (path);
  window_fixture_settle (100);
  windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (WAY_IS_CONTACTS_DIALOG (window))
        return WAY_CONTACTS_DIALOG (window);
    }
  return NULL;
}

/* Shown first, with names that are no markup; who is taken off stays out; one step of undo. */
static void
test_import (void)
{
  static const char text[] = "Name,Email,Account Name,Department,Role,Phone\nAda <Roth> & Co,ada@roth.example,Talgrund Fine Foods,IT,Champion,1\nJonas Feld,feld@x.example,Talgrund Fine Foods,IT,,2\nMara Ng,,,,Other,3\n";
  PlanePage page = plane_page_open ("b2b-solution.en", "stakeholders");
  const WayElement *root = way_document_get_root (page.document);
  guint n = way_element_count (root, WAY_KIND_STAKEHOLDER);
  WayContactsDialog *dialog = open_contacts (&page, text);

  g_assert_nonnull (dialog);
  g_assert_cmpuint (way_element_count (root, WAY_KIND_STAKEHOLDER), ==, n);
  way_contacts_dialog_set_wanted (dialog, 2, FALSE);
  way_contacts_dialog_apply (dialog);
  window_fixture_settle (100);
  g_assert_cmpuint (way_element_count (root, WAY_KIND_STAKEHOLDER), ==, n + 1);
  g_assert_cmpstr (way_document_get_undo_label (page.document), ==, "Import Contacts");
  /* The one that was there is known by its mark from now on. */
  g_assert_nonnull (way_element_get (way_document_lookup (page.document, "sk-itse"), WAY_FIELD_CONTACT));
  g_assert_true (way_editor_undo (page.editor));
  g_assert_false (way_session_is_modified (page.window->session));
  g_assert_null (open_contacts (&page, "a,b\n1,2\n"));
  window_fixture_close (page.window);
}

int
main (int argc, char *argv[])
{
  int status;

  window_fixture_init (&argc, &argv);
  g_test_add_func ("/people/drag", test_drag);
  g_test_add_func ("/people/connect", test_connect);
  g_test_add_func ("/people/keys", test_keys);
  g_test_add_func ("/people/partner", test_partner);
  g_test_add_func ("/people/follows", test_follows);
  g_test_add_func ("/people/import", test_import);
  status = g_test_run ();
  window_fixture_quit ();
  return status;
}
