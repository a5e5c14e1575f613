/* Contact rules to start from: they name the events that there are, are one step of undo, and say in a sentence what they mean. */
#include <string.h>

#include "edit/way-commands.h"
#include "edit/way-rule-commands.h"
#include "fixture.h"
#include "random-map.h"

static const WayElement *
add (Fixture *fixture, guint example, const char *events)
{
  g_auto (GStrv) names = events != NULL ? g_strsplit (events, ",", -1) : NULL;
  g_autoptr (GError) error = NULL;
  const char *id = way_command_add_rule (fixture->editor, example, (const char *const *) names, &error);

  g_assert_no_error (error);
  return way_document_lookup (fixture->document, id);
}

/* Every example is whole, and gone again with one step of undo. */
static void
test_examples (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *before = random_map_dump (fixture->document);
  guint n;
  const WayRuleExample *examples = way_rule_list_examples (&n);

  g_assert_cmpuint (n, >=, 3);
  for (guint i = 0; i < n; i++)
    {
      const WayElement *rule = add (fixture, i, NULL);
      g_autofree char *text = way_rule_to_text (rule), *after = NULL;

      g_assert_cmpstr (way_element_get_name (rule), ==, examples[i].name);
      g_assert_null (strstr (text, "still to be said"));
      g_assert_true (g_str_has_suffix (text, "."));
      g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, "Add Contact Rule");
      way_editor_undo (fixture->editor);
      after = random_map_dump (fixture->document);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
test_events (void)
{
  static const struct
  {
    guint example;
    const char *events, *text;
  } rows[] = {
    { 0, "Offer,Newsletter March,Complaint,Reply sent,Case closed", "No “Newsletter March” between “Complaint” and “Case closed”." },
    { 0, "Newsletter A,Newsletter B,Beschwerde eingegangen,Beschwerde erledigt", "No “*newsletter*” between “Beschwerde eingegangen” and “Beschwerde erledigt”." },
    { 0, "Mail with news in it,Werbung by mail,Reklamation,Lösung", "No “\"Werbung by mail\"” between “Reklamation” and “Lösung”." },
    { 0, "a,b", "No “*newsletter*” between “*complaint*” and “*answer*”." },
    { 1, "a", "No more than 3 contacts within 7 days, if they come from more than 1 department." },
    { 3, "Kündigung,Kampagne", "This should not happen: Kündigung > Kampagne within 30 d." },
    { 4, "Complaint > open,Answered", "This should not happen: \"Complaint > open\" > not Answered within 2 d." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autofree char *text = way_rule_to_text (add (fixture, rows[i].example, rows[i].events));

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* Switched off and changed like any other field. */
static void
test_changes (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const WayElement *rule = add (fixture, 0, NULL);
  g_autofree char *id = g_strdup (way_element_get_id (rule));
  const char *const ids[] = { id, NULL };

  g_assert_true (way_command_set (fixture->editor, ids, WAY_FIELD_OFF, "true", NULL));
  g_assert_true (way_element_get_boolean (way_document_lookup (fixture->document, id), WAY_FIELD_OFF));
  way_editor_undo (fixture->editor);
  g_assert_false (way_element_get_boolean (way_document_lookup (fixture->document, id), WAY_FIELD_OFF));
  g_assert_true (way_command_delete_ids (fixture->editor, ids, NULL));
  g_assert_null (way_document_lookup (fixture->document, id));
  way_editor_undo (fixture->editor);
  g_assert_nonnull (way_document_lookup (fixture->document, id));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule-commands/examples", test_examples);
  g_test_add_func ("/rule-commands/events", test_events);
  g_test_add_func ("/rule-commands/changes", test_changes);
  return g_test_run ();
}
