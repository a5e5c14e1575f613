/* Runs every file of a corpus through a fuzz target, without a fuzzer: what was once found is never lost again. TAP on stdout. */
#include "fuzz.h"

#include <glib.h>
#include <stdio.h>

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = argc == 2 ? g_dir_open (argv[1], 0, &error) : NULL;
  GList *names = NULL;

  if (dir == NULL)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "Usage: replay-TARGET FOLDER");
      return 2;
    }
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    names = g_list_insert_sorted (names, g_strdup (name), (GCompareFunc) g_strcmp0);

  /* An empty corpus is a mistake, not a success. */
  printf ("1..%u\n", MAX (g_list_length (names), 1));

  int i = 0;

  for (const GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *path = g_build_filename (argv[1], l->data, NULL);
      g_autofree char *data = NULL;
      gsize size;

      if (!g_file_get_contents (path, &data, &size, &error))
        g_error ("%s", error->message);

      /* A copy as long as the file and no longer, so that a sanitizer sees each step beyond its end. */
      g_autofree char *exact = g_memdup2 (data, size);

      /* Named before, so that a crash says in which file. */
      printf ("# %s\n", (const char *) l->data);
      fflush (stdout);
      LLVMFuzzerTestOneInput ((const uint8_t *) exact, size);
      printf ("ok %d - %s\n", ++i, (const char *) l->data);
    }
  g_list_free_full (names, g_free);
  return i > 0 ? 0 : 1;
}
