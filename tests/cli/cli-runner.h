/* cli-runner.h — runs waymark-cli as a user would, in a folder of its own.
 *
 * Shape:  CliFolder is a temporary folder with the files of tests/cli/data; cli_run () runs a command line there and keeps
 *         what it printed. The program is argv[1] of the test.
 */
#pragma once

#include <gio/gio.h>

typedef struct
{
  char *path;
} CliFolder;

typedef struct
{
  int status;
  char *out, *err;
} CliResult;

void cli_init (const char *program);
const char *cli_get_program (void);
void cli_folder_init (CliFolder *self);
void cli_folder_clear (CliFolder *self);
char *cli_folder_build (const CliFolder *self, const char *name);
gboolean cli_folder_has (const CliFolder *self, const char *name);
char *cli_folder_read (const CliFolder *self, const char *name, gsize *size);
void cli_folder_write (const CliFolder *self, const char *name, const char *text);
/* How many files lie in it. */
guint cli_folder_count (const CliFolder *self);

/* `command` is what stands behind "waymark-cli", as a shell has it. `input` (nullable) is its standard input; `language`
 * (nullable) is "de". Ends the test if the program was ended by a signal. */
CliResult cli_run (const CliFolder *folder, const char *command, const char *input, const char *language);
void cli_result_clear (CliResult *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliFolder, cli_folder_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliResult, cli_result_clear)
