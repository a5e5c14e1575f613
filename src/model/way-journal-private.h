/* way-journal-private.h — what was done to a document, to be taken back and done again; inside model/ only.
 *
 * Shape:  WayTransaction { label, changes } and a WayJournal of them: the first `done` are in force, the rest can be redone. It also
 *         knows which state is the saved one. It applies nothing: that is the document's.
 * Owns:   its transactions with the texts and elements of their changes.
 * Thread: the document's.
 */
#pragma once

#include "model/way-document.h"

typedef struct
{
  char *label;
  char *key;       /* for amending; NULL = sealed */
  GArray *changes; /* (element-type WayChange), texts and elements owned */
} WayTransaction;

typedef struct
{
  GPtrArray *transactions; /* (element-type WayTransaction), owned */
  guint done;              /* the first `done` are in force, the rest can be redone */
  int saved;               /* `done` when the document was saved; -1: that state cannot be reached any more */
  int same;                /* another `done` at which it was found to be as saved, or -1 */
} WayJournal;

/* `key` may be NULL. */
WayTransaction *way_transaction_new (const char *label, const char *key);
void way_transaction_free (WayTransaction *self);
/* Takes the texts of `change`; references its elements. */
void way_transaction_add (WayTransaction *self, const WayChange *change);
/* What takes it back; borrows from it. */
WayChange way_change_invert (const WayChange *change);

void way_journal_init (WayJournal *self);
void way_journal_clear (WayJournal *self);

/* The one at `i`, or NULL behind the last one. */
WayTransaction *way_journal_get (const WayJournal *self, guint i);
/* The last one that is in force, or NULL. */
WayTransaction *way_journal_get_last (const WayJournal *self);
/* The last one, if it was made with this key and may go on: nothing was taken back or saved since. */
WayTransaction *way_journal_get_amendable (const WayJournal *self, const char *key);
/* The last one is taken out. */
WayTransaction *way_journal_steal_last (WayJournal *self);
/* Takes it; what could be redone cannot any more. */
void way_journal_add (WayJournal *self, WayTransaction *transaction);
gboolean way_journal_is_as_saved (const WayJournal *self);
