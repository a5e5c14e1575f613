/* way-cli.h — what the verbs of waymark-cli share: options, reading, writing, messages.
 *
 * Shape:  one file a verb; way-cli.c has the table of them. A verb parses its options, calls the libraries for each file
 *         and returns an exit code. No rule of the domain lives here.
 * Output: results to stdout; errors and findings to stderr as "file:line:column: text"; both always UTF-8.
 * Errors: an exit code. After a file that fails the verb goes on with the next, and ends with WAY_CLI_FAILED.
 * Thread: the main one; a second waits for Ctrl+C, a third shows progress.
 */
#pragma once

#include <gio/gio.h>

#include "format/way-file.h"
#include "model/way-document.h"

G_BEGIN_DECLS

enum
{
  WAY_CLI_DONE = 0,
  WAY_CLI_FAILED = 1,
  WAY_CLI_WRONG_USE = 2,
};

/* What --help says of a verb, and the man page too. */
typedef struct
{
  const char *verb;
  const char *summary;   /* N_(), half a sentence without a full stop */
  const char *arguments; /* N_(), "FILE…" */
  const char *about;     /* N_(), a paragraph */
  const char *examples;  /* command lines, one a line; not translated */
  guint min_files, max_files;
} WayCliUse;

/* Everything after the options; ends with NULL. */
typedef char **WayCliFiles;

/* Parses the options of a verb. FALSE: leave with `*status`, everything is said already (--help too). `entries` ends with
 * a NULL row; long names only where a letter is not worth it. Use G_OPTION_ARG_FILENAME for texts: they arrive as typed. */
gboolean way_cli_parse (const WayCliUse *use, const GOptionEntry *entries, int argc, char *argv[], WayCliFiles *files, int *status);
/* Says on stderr that the command line is wrong, and where to read more. Returns WAY_CLI_WRONG_USE. */
int way_cli_wrong_use (const char *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The one of `names` (NULL-terminated) that `word` was probably meant to be, or NULL. */
const char *way_cli_find_nearest (const char *word, const char *const *names);

/* To stderr: "path: text". NULL path: only the text. */
void way_cli_say_error (const char *path, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Takes what is left of `error` after the findings of `report` have been printed to stderr; both nullable. */
void way_cli_say_findings (const char *path, const WayReport *report, const GError *error);
/* "file:3:5: warning: text". g_free. */
char *way_cli_format_finding (const WayFinding *finding);

/* "-" is stdin. What `path` is called in messages. */
const char *way_cli_get_name (const char *path);
/* `stamp` is nullable; for stdin it stays as it is. */
GBytes *way_cli_read_bytes (const char *path, WayFileStamp *stamp, GError **error);
/* The same for tables and event logs, which may be larger than any map. */
GBytes *way_cli_read_table (const char *path, GError **error);
/* A map; says why if it is none: NULL then. `import_too`: other people's formats as well. */
WayDocument *way_cli_read_map (const char *path, gboolean import_too);

/* "-" is stdout. Anything else is written whole or not at all. Says why it failed. */
gboolean way_cli_write_bytes (const char *path, GBytes *bytes);
/* The same for a map that came from `stamp` (nullable): refuses if somebody else saved meanwhile. */
gboolean way_cli_save_bytes (const char *path, GBytes *bytes, const WayFileStamp *stamp);
gboolean way_cli_print (const char *text);
/* Whether both name the same file on the disk. */
gboolean way_cli_is_same_file (const char *a, const char *b);
/* "maps/Kauf.waymark" → "Kauf": what files made from it are called. g_free. */
char *way_cli_make_stem (const char *path);
/* The same for people to read and for a map to hold: always UTF-8, which the name of a file need not be. g_free. */
char *way_cli_make_title (const char *path);
/* Now, or SOURCE_DATE_EPOCH; in seconds since 1970. */
gint64 way_cli_get_time (void);

/* A line on stderr once the work takes more than a second, if that is a terminal. NULL text: done, the line goes. */
void way_cli_progress (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* As WayExportProgress. */
void way_cli_progress_cb (double done, gpointer unused);
/* From here on Ctrl+C ends the program between two files, never within one. Call first, before any thread. */
void way_cli_watch_signals (void);
/* Around what must not be cut in two. Whoever can give up halfway and leave nothing behind asks the cancellable, or hands it on. */
void way_cli_hold_signals (void);
void way_cli_release_signals (void);
/* Cancelled by Ctrl+C; borrowed. */
GCancellable *way_cli_get_cancellable (void);

int way_cli_run_new (int argc, char *argv[]);
int way_cli_run_templates (int argc, char *argv[]);
int way_cli_run_import (int argc, char *argv[]);
int way_cli_run_export (int argc, char *argv[]);
int way_cli_run_outline (int argc, char *argv[]);
int way_cli_run_check (int argc, char *argv[]);
int way_cli_run_gaps (int argc, char *argv[]);
int way_cli_run_people (int argc, char *argv[]);
int way_cli_run_list (int argc, char *argv[]);
int way_cli_run_flow (int argc, char *argv[]);
int way_cli_run_variants (int argc, char *argv[]);
int way_cli_run_conformance (int argc, char *argv[]);
int way_cli_run_log (int argc, char *argv[]);
int way_cli_run_funnel (int argc, char *argv[]);
int way_cli_run_handovers (int argc, char *argv[]);
int way_cli_run_compare (int argc, char *argv[]);
int way_cli_run_rules (int argc, char *argv[]);
int way_cli_run_format (int argc, char *argv[]);
int way_cli_run_info (int argc, char *argv[]);
int way_cli_run_drafts (int argc, char *argv[]);
int way_cli_run_data (int argc, char *argv[]);
int way_cli_run_figures (int argc, char *argv[]);
int way_cli_run_changes (int argc, char *argv[]);
int way_cli_run_evidence (int argc, char *argv[]);
int way_cli_run_refresh (int argc, char *argv[]);

extern const WayCliUse way_cli_use_new, way_cli_use_templates, way_cli_use_import, way_cli_use_export, way_cli_use_outline,
    way_cli_use_check, way_cli_use_gaps, way_cli_use_people, way_cli_use_list, way_cli_use_flow, way_cli_use_variants, way_cli_use_conformance, way_cli_use_format, way_cli_use_info, way_cli_use_data, way_cli_use_figures, way_cli_use_changes,
    way_cli_use_refresh, way_cli_use_drafts, way_cli_use_log, way_cli_use_funnel, way_cli_use_handovers, way_cli_use_compare, way_cli_use_rules,
    way_cli_use_evidence;

G_END_DECLS
