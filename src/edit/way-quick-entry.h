/* way-quick-entry.h — a touchpoint in one line, as fast as it is said.
 *
 *     Besuch vor Ort: Erstgespräch @IT +2 !
 *
 * Shape:  channel: name, then marks in any order, each a word of its own:
 *           @IT @"Recht und Datenschutz"   departments
 *           #Ilka +2 -3 🙂 :-(             a persona's feeling; without a name, that of the current lane or journey
 *           ! !! !!!                       a pain point of severity 3, 4, 5; what follows is its text
 *           *                              moment of truth
 *           ?                              an assumption, which is what a card without evidence is anyway
 *         A backslash before a word makes it text. Names are matched as people type them (way-match.h).
 * Errors: parsing takes everything; applying fails as commands do.
 * Owns:   its texts.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_QUICK_CHANNEL,
  WAY_QUICK_NAME,
  WAY_QUICK_DEPARTMENT,
  WAY_QUICK_PERSONA,
  WAY_QUICK_FEELING,
  WAY_QUICK_PAIN,
  WAY_QUICK_MOMENT_OF_TRUTH,
  WAY_QUICK_ASSUMPTION,
} WayQuickKind;

/* One word or name that was understood, for showing it in its colour while it is typed. */
typedef struct
{
  WayQuickKind kind;
  guint start, end; /* bytes of the line */
} WayQuickMark;

/* Someone or something named: `id` is NULL if the document does not know it yet. */
typedef struct
{
  char *text, *id;
} WayQuickName;

typedef struct
{
  WayQuickName persona; /* both NULL: its neighbour's */
  gboolean has_score;
  int score;
} WayQuickFeeling;

typedef struct
{
  char *name;
  WayQuickName channel; /* both NULL: its neighbour's */
  GArray *departments;  /* (element-type WayQuickName) */
  GArray *feelings;     /* (element-type WayQuickFeeling) */
  int severity;         /* of the pain, 0 = none */
  char *pain;           /* NULL: the name */
  gboolean moment_of_truth, assumption;
  GArray *marks; /* (element-type WayQuickMark), left to right */
} WayQuickEntry;

WayQuickEntry *way_quick_entry_parse (const WayDocument *document, const char *line);
void way_quick_entry_free (WayQuickEntry *self);
/* What was understood, for the line below the entry: “Erstgespräch · Besuch vor Ort · IT · +2 · pain point”; new names are
 * marked so. Translated; g_free. */
char *way_quick_entry_to_text (const WayQuickEntry *self, const WayDocument *document);
/* The lane that touchpoints go to: the current one, or the first that takes them; NULL without one. */
const char *way_quick_entry_find_lane (WayEditor *editor);
/* In the lane and step, NULL = the current ones; a lane that holds no touchpoints gives way to the first that does. Gives the
 * touchpoint's id and selects it. */
const char *way_quick_entry_apply (const WayQuickEntry *self, WayEditor *editor, const char *lane, const char *step, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayQuickEntry, way_quick_entry_free)

G_END_DECLS
