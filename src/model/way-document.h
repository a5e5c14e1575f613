/* way-document.h — a map in memory: the tree of elements, the only way to change it, and its journal.
 *
 * Shape:  a root WayElement of kind document; an index of ids; a journal of transactions.
 *         Everything that changes the tree is one of four primitives (insert, remove, move, set) inside a transaction;
 *         undo replays inverses, so no command holds undo code. Views read the tree through const.
 * Errors: WAY_MODEL_ERROR; the document is then as it was before the call.
 * Owns:   the tree and the journal, which keeps removed elements alive.
 * Thread: one thread at a time, and signals come in that thread.
 * Signal: "changed" (const WayChange *change): after each primitive, also while undoing; NULL when a transaction,
 *         an undo or a redo has ended.
 */
#pragma once

#include <glib-object.h>

#include "base/way-report.h"
#include "model/way-answers.h"
#include "model/way-element.h"

G_BEGIN_DECLS

#define WAY_MODEL_ERROR (way_model_error_quark ())
GQuark way_model_error_quark (void);

typedef enum
{
  WAY_MODEL_ERROR_READ_ONLY,
  WAY_MODEL_ERROR_VALUE,     /* the text does not fit the field */
  WAY_MODEL_ERROR_REFERENCE, /* it points to nothing, to the wrong kind, or something points to it */
  WAY_MODEL_ERROR_STRUCTURE, /* it cannot stand there, or must stay */
  WAY_MODEL_ERROR_DUPLICATE, /* the id is taken */
} WayModelError;

typedef enum
{
  WAY_CHANGE_INSERT,
  WAY_CHANGE_REMOVE,
  WAY_CHANGE_MOVE,
  WAY_CHANGE_SET,
} WayChangeType;

typedef struct
{
  WayChangeType type;
  WayElement *element;
  WayElement *parent, *old_parent; /* insert and move: parent; remove and move: old_parent */
  guint index, old_index;          /* among the children of the same slot */
  WayField field;                  /* set */
  const char *value, *old_value;   /* set; NULL = left out */
} WayChange;

#define WAY_TYPE_DOCUMENT (way_document_get_type ())
G_DECLARE_FINAL_TYPE (WayDocument, way_document, WAY, DOCUMENT, GObject)

/* Takes a free tree whose root is a document. A tree with an id twice is refused: NULL, and `error` is set. */
WayDocument *way_document_new_for_root (WayElement *root, GError **error);
/* The smallest valid map: one journey with one phase, step and touchpoint lane. */
WayDocument *way_document_new (const char *title, const char *language);

const WayElement *way_document_get_root (const WayDocument *self);
/* NULL in a damaged file that was opened all the same. */
const WayElement *way_document_get_meta (const WayDocument *self);
/* NULL if there is none; also for a NULL id. */
WayElement *way_document_lookup (const WayDocument *self, const char *id);
/* The element that a WAY_TYPE_REF field points to, or NULL. */
WayElement *way_document_follow (const WayDocument *self, const WayElement *element, WayField field);
/* An id of this kind that the document does not have; g_free. */
char *way_document_make_id (WayDocument *self, WayKind kind);
/* Ids come from a generator with this seed from now on: for tests, and for imports that give the same ids each time. */
void way_document_seed_ids (WayDocument *self, guint32 seed);
/* Elements with a field that points to `id`, each as often as it does; (element-type WayElement), container only. */
GPtrArray *way_document_dup_referrers (WayDocument *self, const char *id);

/* A document from a newer format version: every change is refused. */
gboolean way_document_is_read_only (const WayDocument *self);
void way_document_set_read_only (WayDocument *self, gboolean read_only);

/* Changes with every change of the document, undo too. */
guint64 way_document_get_revision (const WayDocument *self);
/* The same, but not for changes within a touchpoint or note, nor for where these stand: what one card's look may depend
 * on besides itself has not changed while this has not. */
guint64 way_document_get_shared_revision (const WayDocument *self);

/* What this computer knows of the imported answers that stand as evidence; NULL at first: nothing. It is neither saved nor
 * undone, and no modification. Others than before come with "changed", and what was counted with the old ones is old. */
void way_document_set_answers (WayDocument *self, WayAnswers *answers);
const WayAnswers *way_document_get_answers (const WayDocument *self);

/* Transactions. They nest; only the outermost is recorded, under its label (translated: "Move Touchpoint").
 * Rolling back takes back what was changed since the matching begin. */
void way_document_begin (WayDocument *self, const char *label);
/* As begin, but goes on with the last transaction if that was begun with the same key and not sealed:
 * typing in one field is one undo step. */
void way_document_begin_amending (WayDocument *self, const char *label, const char *key);
void way_document_seal (WayDocument *self);
/* Takes the last transaction back as if it had never been, if it was begun with this key and neither sealed nor saved:
 * Esc while typing. FALSE if it was not. */
gboolean way_document_retract (WayDocument *self, const char *key);
void way_document_commit (WayDocument *self);
void way_document_rollback (WayDocument *self);

/* The four primitives; only inside a transaction. `index` is the place among the children of the same slot;
 * larger ones mean the end. insert takes a reference of its own. */
gboolean way_document_insert (WayDocument *self, WayElement *element, WayElement *parent, guint index, GError **error);
gboolean way_document_remove (WayDocument *self, WayElement *element, GError **error);
gboolean way_document_move (WayDocument *self, WayElement *element, WayElement *parent, guint index, GError **error);
/* NULL leaves the field out. The same value again is no change. Ids cannot be set. */
gboolean way_document_set (WayDocument *self, WayElement *element, WayField field, const char *value, GError **error);

/* The journal. Labels are those of the transactions, NULL where there is none. */
gboolean way_document_undo (WayDocument *self);
gboolean way_document_redo (WayDocument *self);
const char *way_document_get_undo_label (const WayDocument *self);
const char *way_document_get_redo_label (const WayDocument *self);
/* The journal as a list: its steps from the oldest on, how many of them are in force, and how many were when the document was
 * marked as saved (-1: that state cannot be reached any more). */
guint way_document_get_n_steps (const WayDocument *self);
guint way_document_get_n_done (const WayDocument *self);
int way_document_get_n_saved (const WayDocument *self);
const char *way_document_get_step_label (const WayDocument *self, guint i);
/* Modified means: differs from what was last marked as saved. */
gboolean way_document_is_modified (const WayDocument *self);
void way_document_mark_saved (WayDocument *self);
/* What it holds now was found to be what was saved, as after adding something and deleting it again. */
void way_document_mark_same (WayDocument *self);

G_END_DECLS
