#include "format/way-history.h"

#include "base/way-id.h"
#include "format/way-file.h"
#include "format/way-format-error.h"
#include "format/way-save.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define HASH_LENGTH 16

static const char pattern[] = "^[0-9]{6,12}-[0-9]{8}T[0-9]{6}Z-[0-9a-f]{16}\\.waymark$";

/* NULL for an id that is none: it comes from a stranger's file and must not name another folder. */
static char *
get_folder (const char *folder, const char *document_id)
{
  if (!way_id_is_valid (document_id))
    return NULL;
  if (folder != NULL)
    return g_build_filename (folder, document_id, NULL);
  return g_build_filename (g_get_user_state_dir (), "waymark", "history", document_id, NULL);
}

static char *
get_label_path (const char *path)
{
  return g_strdup_printf ("%.*slabel", (int) (strlen (path) - strlen ("waymark")), path);
}

static const char *
get_hash (const char *name)
{
  return name + strlen (name) - strlen (".waymark") - HASH_LENGTH;
}

static void
read_label (WayHistoryState *self, const char *path)
{
  g_autofree char *label_path = get_label_path (path);
  g_autoptr (GBytes) bytes = way_file_read (label_path, NULL, NULL);
  g_autofree char *text = bytes != NULL ? g_utf8_make_valid (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : g_strdup ("");
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  g_autofree char *origin = lines[0] != NULL && lines[1] != NULL ? g_filename_from_uri (lines[1], NULL, NULL) : NULL;

  self->label = g_strdup (lines[0] != NULL ? lines[0] : "");
  self->origin = g_strdup (origin != NULL ? origin : "");
}

/* As URI, because the name of a file need not be UTF-8. */
static GBytes *
make_label (const char *label, const char *origin)
{
  g_autofree char *uri = origin != NULL ? g_filename_to_uri (origin, NULL, NULL) : NULL;
  g_autofree char *line = g_strdup (label != NULL ? label : "");
  char *text = uri != NULL ? g_strconcat (g_strdelimit (line, "\n", ' '), "\n", uri, NULL) : g_strdup (g_strdelimit (line, "\n", ' '));

  return g_bytes_new_take (text, strlen (text));
}

static WayHistoryState *
read_state (const char *path, const char *name)
{
  GStatBuf st;
  guint64 order;
  int year, month, day, hour, minute, second;

  if (!g_regex_match_simple (pattern, name, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT) || g_lstat (path, &st) < 0 || !S_ISREG (st.st_mode))
    return NULL;
  if (sscanf (name, "%" G_GUINT64_FORMAT "-%4d%2d%2dT%2d%2d%2dZ", &order, &year, &month, &day, &hour, &minute, &second) != 7)
    return NULL;

  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, day, hour, minute, second);

  if (time == NULL)
    return NULL;

  WayHistoryState *self = g_new0 (WayHistoryState, 1);

  self->name = g_strdup (name);
  self->order = order;
  self->time = g_date_time_to_unix (time);
  self->size = st.st_size;
  read_label (self, path);
  return self;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const WayHistoryState *x = *(const WayHistoryState *const *) a, *y = *(const WayHistoryState *const *) b;

  return x->order != y->order ? (y->order > x->order) - (y->order < x->order) : strcmp (y->name, x->name);
}

static GPtrArray *
list_folder (const char *folder)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) way_history_state_free);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      WayHistoryState *state = read_state (path, name);

      if (state != NULL)
        g_ptr_array_add (list, state);
    }
  g_ptr_array_sort (list, compare_newest_first);
  return list;
}

static void
prune (const char *folder)
{
  g_autoptr (GPtrArray) list = list_folder (folder);

  for (guint i = WAY_HISTORY_KEPT; i < list->len; i++)
    {
      const WayHistoryState *state = list->pdata[i];
      g_autofree char *path = g_build_filename (folder, state->name, NULL);
      g_autofree char *label_path = get_label_path (path);

      g_unlink (path);
      g_unlink (label_path);
    }
}

static gboolean
fail_with_errno (GError **error, int code)
{
  g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED, _ ("The history of this map cannot be kept (%s). Check your home folder; the map itself is not concerned."), g_strerror (code));
  return FALSE;
}

void
way_history_state_free (WayHistoryState *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->label);
  g_free (self->origin);
  g_free (self);
}

gboolean
way_history_add (const char *folder, const char *document_id, GBytes *bytes, gint64 time, const char *label, const char *origin, GError **error)
{
  static const WaySaveOptions options = { .owner_only = TRUE };
  g_autofree char *path = get_folder (folder, document_id);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  if (path == NULL || date == NULL)
    return fail_with_errno (error, EINVAL);
  if (g_mkdir_with_parents (path, 0700) < 0)
    return fail_with_errno (error, errno);

  g_autoptr (GPtrArray) list = list_folder (path);
  const WayHistoryState *newest = list->len > 0 ? list->pdata[0] : NULL;
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  hash[HASH_LENGTH] = '\0';
  if (newest != NULL && newest->size == g_bytes_get_size (bytes) && g_str_has_prefix (get_hash (newest->name), hash))
    return TRUE;

  g_autofree char *when = g_date_time_format (date, "%Y%m%dT%H%M%SZ");
  g_autofree char *name = g_strdup_printf ("%06" G_GUINT64_FORMAT "-%s-%s.waymark", newest != NULL ? newest->order + 1 : 1, when, hash);
  g_autofree char *state_path = g_build_filename (path, name, NULL);

  /* The label first: a state that shows up has its label. */
  if ((label != NULL && *label != '\0') || origin != NULL)
    {
      g_autofree char *label_path = get_label_path (state_path);
      g_autoptr (GBytes) text = make_label (label, origin);

      if (!way_save_bytes (label_path, text, NULL, &options, NULL, error))
        return FALSE;
    }
  if (!way_save_bytes (state_path, bytes, NULL, &options, NULL, error))
    {
      g_autofree char *label_path = get_label_path (state_path);

      g_unlink (label_path);
      return FALSE;
    }
  prune (path);
  return TRUE;
}

GPtrArray *
way_history_list (const char *folder, const char *document_id)
{
  g_autofree char *path = get_folder (folder, document_id);

  return list_folder (path);
}

char *
way_history_dup_path (const char *folder, const char *document_id, const char *name)
{
  g_autofree char *path = get_folder (folder, document_id);

  return path != NULL ? g_build_filename (path, name, NULL) : NULL;
}

GBytes *
way_history_read (const char *folder, const char *document_id, const char *name, GError **error)
{
  g_autofree char *path = get_folder (folder, document_id);

  if (path == NULL || !g_regex_match_simple (pattern, name, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
    {
      g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND, _ ("There is no such state in the history. Choose one from the list."));
      return NULL;
    }

  g_autofree char *state_path = g_build_filename (path, name, NULL);
  WayFileStamp stamp;
  g_autoptr (GBytes) bytes = way_file_read (state_path, &stamp, error);

  if (bytes == NULL)
    return NULL;
  if (strncmp (stamp.sha256, get_hash (name), HASH_LENGTH) != 0)
    {
      g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_MALFORMED, _ ("This state is damaged on the disk. Choose another one."));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}
