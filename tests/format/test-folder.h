/* test-folder.h — a temporary folder for one test, gone with all that is in it at the end of the scope. */
#pragma once

#include <ftw.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef char TestFolder;

static inline TestFolder *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("waymark-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

static inline int
test_folder_remove_cb (const char *path, const struct stat *st, int type, struct FTW *ftw)
{
  if (type == FTW_DP)
    g_chmod (path, 0700);
  return g_remove (path);
}

static inline void
test_folder_free (TestFolder *self)
{
  nftw (self, test_folder_remove_cb, 16, FTW_DEPTH | FTW_PHYS);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFolder, test_folder_free)

static inline char *
test_folder_get (const TestFolder *self, const char *name)
{
  return g_build_filename (self, name, NULL);
}

/* Writes in place, as another program would. */
static inline void
test_folder_write (const TestFolder *self, const char *name, const char *text)
{
  g_autofree char *path = test_folder_get (self, name);
  FILE *file = fopen (path, "w");

  g_assert_nonnull (file);
  g_assert_cmpint (fputs (text, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* NULL for a file that is not there. */
static inline char *
test_folder_read (const TestFolder *self, const char *name)
{
  g_autofree char *path = test_folder_get (self, name);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static inline struct stat
test_folder_stat (const TestFolder *self, const char *name)
{
  g_autofree char *path = test_folder_get (self, name);
  struct stat st = { 0 };

  g_assert_cmpint (lstat (path, &st), ==, 0);
  return st;
}

/* The names in it, sorted, with a blank between them. */
static inline char *
test_folder_list (const TestFolder *self)
{
  g_autoptr (GDir) dir = g_dir_open (self, 0, NULL);
  GList *names = NULL;

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    names = g_list_insert_sorted (names, g_strdup (name), (GCompareFunc) g_strcmp0);

  GString *text = g_string_new (NULL);

  for (const GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (const char *) l->data);
  g_list_free_full (names, g_free);
  return g_string_free (text, FALSE);
}
