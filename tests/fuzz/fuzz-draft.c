/* What a crash left behind, and what somebody did to it since: info, draft, base, the checksum of a save, and the map itself, each behind a
 * line "%%". It is listed and recovered or not, and what holds the work stays where it is. */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "format/way-history.h"
#include "format/way-recovery.h"
#include "format/way-writer.h"

static void
put (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
check_drafts (const char *folder)
{
  g_autoptr (GPtrArray) drafts = way_drafts_list (folder);

  for (guint i = 0; i < drafts->len; i++)
    {
      const WayDraftInfo *info = drafts->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (WayRecovery) recovery = NULL;

      g_assert_true (g_utf8_validate (info->title, -1, NULL));
      g_assert_true (g_utf8_validate (info->host, -1, NULL));
      recovery = way_recovery_new (folder, info->id, &error);
      g_assert_true ((recovery == NULL) == (error != NULL));
      g_assert_true (recovery == NULL || recovery->document != NULL);
      g_assert_true (g_file_test (info->file, G_FILE_TEST_EXISTS));
    }
}

static void
check_history (const char *folder, const char *name, const char *label, const char *state)
{
  g_autofree char *of = g_build_filename (folder, "map-one1", NULL), *label_name = g_strconcat (name, ".label", NULL);
  g_autoptr (GPtrArray) states = NULL;

  if (*name == '\0' || strchr (name, '/') != NULL || strcmp (name, ".") == 0 || strcmp (name, "..") == 0 || strlen (label_name) > 255)
    return;
  g_mkdir_with_parents (of, 0700);
  put (of, name, state);
  put (of, label_name, label);
  states = way_history_list (folder, "map-one1");
  for (guint i = 0; i < states->len; i++)
    {
      const WayHistoryState *saved = states->pdata[i];
      g_autoptr (GBytes) bytes = way_history_read (folder, "map-one1", saved->name, NULL);

      g_assert_true (bytes == NULL || g_bytes_get_size (bytes) == strlen (state));
      g_assert_true (g_utf8_validate (saved->label, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const names[] = { "info", "draft.waymark", "base.waymark", "saving" };
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size), *folder = g_dir_make_tmp ("waymark-fuzz-XXXXXX", NULL);
  g_autofree char *drafts = g_build_filename (folder, "drafts", NULL), *draft = g_build_filename (drafts, "6f1e3a52-8d4b-4c59-9c1d-2a7f0b8e4d10", NULL), *history = g_build_filename (folder, "history", NULL);
  g_auto (GStrv) parts = g_strsplit (text, "%%\n", 7);

  g_mkdir_with_parents (draft, 0700);
  put (draft, "lock", "");
  for (guint i = 0; i < G_N_ELEMENTS (names) && parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      put (draft, names[i], parts[i]);
  check_drafts (drafts);
  if (g_strv_length (parts) > 5)
    check_history (history, parts[4], parts[5], parts[1]);
  remove_tree (folder);
  return 0;
}
