/* fixture.h — a small map everybody can keep in mind, for tests by example.
 *
 * Two phases of two steps: s1 s2 | s3 s4. Lanes: contact (touchpoints), feelings (emotion, Ilka), ideas (text), old (text,
 * collapsed), pains. Cards are added by the test.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

typedef struct
{
  WayDocument *document;
  WayEditor *editor;
} Fixture;

Fixture *fixture_new (void);
void fixture_free (Fixture *self);
/* The id of what has this name; fails if there is none. */
const char *fixture_find (Fixture *self, const char *name);
/* A touchpoint or, in a lane of texts, a note. */
const char *fixture_add_card (Fixture *self, const char *lane, const char *step, const char *name);
/* One line a lane with cards: "contact: s1(a b) s2-s4(c)". g_free. */
char *fixture_show (Fixture *self);
/* "a b" in the order chosen, or "contact/s1" for a cell. g_free. */
char *fixture_show_selection (Fixture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

G_END_DECLS
