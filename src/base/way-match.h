/* way-match.h — comparing words as people type them: no case, no accents, ä = ae = a, ß = ss, hyphens and blanks alike.
 *
 * Errors: none.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Folded text, and for each of its bytes where it comes from in the original. */
typedef struct
{
  char *text;
  GArray *offsets; /* (element-type guint), one a byte and one for the end */
} WayFolded;

/* Umlauts lose their dots ("ä" → "a"); of "ae" the e stays. */
void way_folded_init (WayFolded *self, const char *text);
void way_folded_clear (WayFolded *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayFolded, way_folded_clear)

/* The folded text alone; g_free. */
char *way_match_fold (const char *text);
/* Letters and digits only, and ae, oe, ue as if they were umlauts: "Geschäfts-Kunde" and "GESCHAEFTSKUNDE" are the same. g_free. */
char *way_match_squeeze (const char *text);
/* How well `typed` names `name`: 3 the same, 2 its beginning, 1 the beginning of a word in it or its initials, 0 not at all. */
int way_match_rank (const char *name, const char *typed);
/* How well words in any order find something that is called by several texts, the most telling one first: 0 not at all, else
 * the higher the better. Each word must be somewhere in them: as a word, its beginning, in the middle of one, or with letters
 * left out ("tchpnt"). All are folded; both lists end with NULL. */
guint way_match_score (const char *const *texts, const char *const *words);
/* What was typed as such words; g_strfreev. */
char **way_match_split (const char *typed);

G_END_DECLS
