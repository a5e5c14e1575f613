#include <locale.h>

#include "random-map.h"
#include "model/way-integrity.h"
#include "random-command.h"

/* Whatever is done: the map stays sound, undo takes all of it back, and the editor names nothing that is not there. */

#define MAPS 60
#define COMMANDS 40

static void
check_id (const WayEditor *editor, const char *id)
{
  g_assert_true (id == NULL || way_document_lookup (way_editor_get_document (editor), id) != NULL);
}

static void
check_editor (const WayEditor *editor)
{
  for (guint i = 0; i < way_editor_get_n_selected (editor); i++)
    {
      check_id (editor, way_editor_get_selected (editor, i));
      g_assert_true (way_editor_is_selected (editor, way_editor_get_selected (editor, i)));
    }
  check_id (editor, way_editor_get_journey_id (editor));
  check_id (editor, way_editor_get_anchor (editor));
  check_id (editor, way_editor_get_lane (editor));
  check_id (editor, way_editor_get_step (editor));
  check_id (editor, way_editor_get_hover (editor));
  check_id (editor, way_editor_get_last_channel (editor));
  check_id (editor, way_editor_get_persona (editor));
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayEditor *editor)
{
  check_editor (editor);
}

static void
check_sound (WayDocument *document, const char *name, guint32 seed)
{
  g_autoptr (WayReport) report = way_report_new ();

  if (way_integrity_check (document, report) == 0)
    return;

  g_autofree char *text = way_finding_to_string (way_report_get (report, 0));

  g_error ("seed %u, after “%s”: %s", seed, name, text);
}

static void
test_undo (void)
{
  for (guint32 seed = 0; seed < MAPS; seed++)
    {
      RandomMapSize size = random_map_choose_size (seed);
      g_autoptr (WayDocument) document = random_map_new (seed, &size);
      g_autoptr (WayEditor) editor = way_editor_new (document);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *start = random_map_dump (document);

      way_document_seed_ids (document, seed);
      check_sound (document, "start", seed);
      g_signal_connect_after (document, "changed", G_CALLBACK (changed_cb), editor);
      for (guint i = 0; i < COMMANDS; i++)
        {
          g_autofree char *before = NULL, *done = NULL, *undone = NULL;
          guint64 revision;
          const char *name, *label;

          random_command_select (editor, rand);
          way_editor_set_hover (editor, way_editor_get_selected (editor, 0));
          check_editor (editor);
          before = random_map_dump (document);
          revision = way_document_get_revision (document);
          label = way_document_get_undo_label (document);
          name = random_command_run (editor, rand);
          check_editor (editor);
          check_sound (document, name, seed);
          if (revision == way_document_get_revision (document))
            continue;
          done = random_map_dump (document);
          if (way_document_get_undo_label (document) == label)
            {
              /* Failed, or a drag that was taken back: nothing may be left. */
              g_assert_cmpstr (done, ==, before);
              continue;
            }
          g_assert_nonnull (way_document_get_undo_label (document));
          way_editor_undo (editor);
          undone = random_map_dump (document);
          if (g_strcmp0 (name, "nudge") != 0 && g_strcmp0 (name, "drag ended by a command") != 0)
            g_assert_cmpstr (undone, ==, before);
          way_editor_redo (editor);
          g_clear_pointer (&undone, g_free);
          undone = random_map_dump (document);
          g_assert_cmpstr (undone, ==, done);
        }
      while (way_editor_undo (editor))
        check_editor (editor);

      g_autofree char *end = random_map_dump (document);

      g_assert_cmpstr (end, ==, start);
    }
}

/* A read-only map takes no command. */
static void
test_read_only (void)
{
  RandomMapSize size = random_map_choose_size (3);
  g_autoptr (WayDocument) document = random_map_new (3, &size);
  g_autoptr (WayEditor) editor = way_editor_new (document);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree char *before = random_map_dump (document);

  way_document_set_read_only (document, TRUE);
  for (guint i = 0; i < 300; i++)
    {
      random_command_select (editor, rand);
      random_command_run (editor, rand);
    }

  g_autofree char *after = random_map_dump (document);

  g_assert_cmpstr (after, ==, before);
  g_assert_null (way_document_get_undo_label (document));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/laws/undo", test_undo);
  g_test_add_func ("/edit/laws/read-only", test_read_only);
  return g_test_run ();
}
