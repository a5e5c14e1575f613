/* way-intern.h — texts as small numbers: the first one seen is 0, the next new one 1, and so on.
 *
 * Shape:  open addressing over 24-byte slots; the texts lie in one arena. About 30 ns a look-up in a million.
 * Errors: none.
 * Owns:   its texts.
 * Thread: one thread at a time.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WayIntern WayIntern;

WayIntern *way_intern_new (void);
void way_intern_free (WayIntern *self);
guint32 way_intern_add (WayIntern *self, const char *text, gsize length);
/* In two steps, for those who have something to do between them: the first sends for the place in memory where the text may be. */
guint64 way_intern_expect (const WayIntern *self, const char *text, gsize length);
guint32 way_intern_add_expected (WayIntern *self, const char *text, gsize length, guint64 hash);
/* FALSE: it was never added. */
gboolean way_intern_find (const WayIntern *self, const char *text, gsize length, guint32 *index);
guint way_intern_get_size (const WayIntern *self);
const char *way_intern_get (const WayIntern *self, guint32 index);
/* Copies of all texts, NULL-terminated, by number; g_strfreev. */
char **way_intern_dup_all (const WayIntern *self);
/* All texts without a copy, NULL-terminated: g_free, and g_string_chunk_free what they lie in. */
char **way_intern_free_to_texts (WayIntern *self, GStringChunk **arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayIntern, way_intern_free)

G_END_DECLS
