/* way-save.h — the safe save: at every instant the name holds the old file or the new one, whole.
 *
 * Shape:  follow symbolic links → has it changed on disk? → temporary file beside it → group, extended attributes (with them the
 *         access control lists) and mode of the old file → fsync → backup → rename → fsync of the folder.
 * Errors: WAY_FORMAT_ERROR_CHANGED_ON_DISK, _READ_ONLY, _NO_SPACE, _WRITE_FAILED, or what the verify callback sets. After an
 *         error the file is as it was and no temporary file is left. One exception, and its message says so: if the folder's
 *         fsync fails, the new file is in place but may not survive a power cut; saving again is right and is not taken for a
 *         change by somebody else.
 * Never:  writes into the old file, follows a link that appears meanwhile, changes the process's umask.
 * Note:   a file with further hard links gets a life of its own; the other names keep the old content. A file deleted since
 *         it was read is written again. The owner changes to the user who saves, unless that one may give files away.
 * Thread: any; one file in one thread at a time.
 */
#pragma once

#include "format/way-file.h"

G_BEGIN_DECLS

typedef struct
{
  /* Called before anything is touched, to see that the bytes read back; NULL for none. */
  gboolean (*verify) (GBytes *bytes, gpointer data, GError **error);
  gpointer verify_data;
  /* The old file stays as "NAME~". If that fails, so does the save: whoever asked for a backup relies on it. */
  gboolean keep_backup;
  /* A file that did not exist is for its owner only, whatever the umask says. */
  gboolean owner_only;
} WaySaveOptions;

/* Whether a save to this place stands a chance: the file, or where there is none its folder, can be written to. */
gboolean way_save_is_possible (const char *path);
/* `expected` (nullable) is the stamp of the last read or save; without it whatever is there is replaced. `options` (nullable).
   `stamp` (nullable) becomes the new file's, on success only, and may be the same as `expected`. */
gboolean way_save_bytes (const char *path,
                         GBytes *bytes,
                         const WayFileStamp *expected,
                         const WaySaveOptions *options,
                         WayFileStamp *stamp,
                         GError **error);

G_END_DECLS
