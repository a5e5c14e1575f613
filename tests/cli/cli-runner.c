#include "cli-runner.h"

#include <string.h>

#include "remove-folder.h"

static const char *cli_program;

void
cli_init (const char *program)
{
  cli_program = program;
}

const char *
cli_get_program (void)
{
  return cli_program;
}

void
cli_folder_init (CliFolder *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", NULL);
  g_autoptr (GDir) dir = g_dir_open (source, 0, &error);
  const char *name;

  g_assert_no_error (error);
  self->path = g_dir_make_tmp ("waymark-cli-XXXXXX", &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (source, name, NULL), *to = cli_folder_build (self, name);
      g_autofree char *text = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (from, &text, &size, NULL));
      g_assert_true (g_file_set_contents (to, text, (gssize) size, NULL));
    }
}

void
cli_folder_clear (CliFolder *self)
{
  if (self->path != NULL)
    remove_folder (self->path);
  g_clear_pointer (&self->path, g_free);
}

char *
cli_folder_build (const CliFolder *self, const char *name)
{
  return g_build_filename (self->path, name, NULL);
}

gboolean
cli_folder_has (const CliFolder *self, const char *name)
{
  g_autofree char *path = cli_folder_build (self, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

char *
cli_folder_read (const CliFolder *self, const char *name, gsize *size)
{
  g_autofree char *path = cli_folder_build (self, name);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, size, &error);
  g_assert_no_error (error);
  return text;
}

void
cli_folder_write (const CliFolder *self, const char *name, const char *text)
{
  g_autofree char *path = cli_folder_build (self, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

guint
cli_folder_count (const CliFolder *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static char *
dup_text (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data != NULL ? data : "", size);
}

CliResult
cli_run (const CliFolder *folder, const char *command, const char *input, const char *language)
{
  g_autofree char *line = g_strdup_printf ("%s %s", cli_program, command);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) in = g_bytes_new (input != NULL ? input : "", input != NULL ? strlen (input) : 0), out = NULL, err = NULL;
  g_auto (GStrv) argv = NULL;
  CliResult result = { 0 };

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, &error));
  g_subprocess_launcher_set_cwd (launcher, folder->path);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", language != NULL ? language : "", TRUE);
  g_subprocess_launcher_setenv (launcher, "SOURCE_DATE_EPOCH", "1780000000", TRUE);

  g_autoptr (GSubprocess) process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);

  g_assert_no_error (error);
  g_subprocess_communicate (process, in, NULL, &out, &err, &error);
  g_assert_no_error (error);
  result.out = dup_text (out);
  result.err = dup_text (err);
  if (!g_subprocess_get_if_exited (process))
    g_error ("waymark-cli %s: ended by signal %d\n%s", command, g_subprocess_get_term_sig (process), result.err);
  result.status = g_subprocess_get_exit_status (process);
  return result;
}

void
cli_result_clear (CliResult *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}
