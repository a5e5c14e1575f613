/* way-cache-private.h — SQLite for the rest of this folder: statements, transactions, pseudonyms.
 *
 * Errors: way_cache_fail () turns the connection's last error into ours.
 * Owns:   statements are the caller's (way_statement_free).
 */
#pragma once

#include <sqlite3.h>

#include "metrics/cache/way-cache.h"

G_BEGIN_DECLS

typedef sqlite3_stmt WayStatement;

sqlite3 *way_cache_get_database (WayCache *self);
/* Another connection to the same file for another thread, which only reads and knows no key; NULL where there can be none. */
WayCache *way_cache_open_reader (const WayCache *of);
/* Always FALSE. */
gboolean way_cache_fail (WayCache *self, GError **error);
/* NULL on error. The text is a literal, or made of literals. */
WayStatement *way_cache_prepare (WayCache *self, const char *sql, GError **error);
/* Runs it to its end, and forgets its rows. */
gboolean way_cache_run (WayCache *self, WayStatement *statement, GError **error);
gboolean way_cache_execute (WayCache *self, const char *sql, GError **error);
/* A writer's transaction. */
gboolean way_cache_begin (WayCache *self, GError **error);
gboolean way_cache_commit (WayCache *self, GError **error);
void way_cache_rollback (WayCache *self);

/* FALSE: the file is too small for so many things, each of which takes a byte or more; a number in it that says so is damaged. */
gboolean way_cache_has_room_for (WayCache *self, gint64 n);

void way_statement_free (WayStatement *statement);
void way_statement_bind_text (WayStatement *statement, int at, const char *text);
/* Always UTF-8, whatever lies there; NULL where there is nothing. The same for what must be there: never NULL. g_free. */
char *way_statement_dup_text (WayStatement *statement, int column);
char *way_statement_dup_name (WayStatement *statement, int column);
gboolean way_statement_is_null (WayStatement *statement, int column);

/* A keyed hash of sixty-four bits (SipHash-2-4): the same id gives the same number in every dataset of this user, and nobody
 * without the key can tell the id, not even by trying all. */
guint64 way_cache_make_pseudonym (const WayCache *self, const char *text, gsize length);
/* Whose numbers these are, without telling anything of the key: eight hexadecimal digits. */
const char *way_cache_get_mark (const WayCache *self);
/* The same with other words before it, for what is no id. */
guint64 way_cache_hash (const WayCache *self, const char *bytes, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayStatement, way_statement_free)

G_END_DECLS
