/* way-builder.h — making a new map from somebody else's: its frame, ids that are the same each time, texts that fit.
 *
 * Shape:  a tree under construction with one journey, and the people and channels met so far by name.
 * Errors: WAY_INTEROP_ERROR_LIMIT from way_builder_finish () if the map grew beyond what our own format takes.
 * Owns:   the tree until way_builder_finish () has made a document of it.
 * Thread: one thread at a time.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef struct
{
  WayElement *root, *meta, *journey;
  GHashTable *ids;      /* set of ids, borrowed from the elements */
  GHashTable *personas; /* name → WayElement, borrowed */
  GHashTable *channels; /* likewise */
  GRand *rand;
  WayReport *report;
  guint n_elements;
} WayBuilder;

/* A map cannot grow beyond this; the format's own reader takes 200 000. */
#define WAY_BUILDER_MAX_ELEMENTS 150000
#define WAY_BUILDER_MAX_TEXT (100 * 1000) /* of one value, whatever its paragraphs */

/* `text` is what is imported: its hash seeds the ids. */
void way_builder_init (WayBuilder *self, const char *text, gsize size, WayReport *report);
void way_builder_clear (WayBuilder *self);
gboolean way_builder_is_full (const WayBuilder *self);

/* With an id and, if given, a name that is cut to what fits. */
WayElement *way_builder_add (WayBuilder *self, WayElement *parent, WayKind kind, const char *name, int line);
/* Sets a line or paragraphs, without what a map cannot hold; nothing if nothing is left. */
void way_builder_set_text (WayBuilder *self, WayElement *element, WayField field, const char *text, int line);
WayElement *way_builder_get_persona (WayBuilder *self, const char *name, int line);
WayElement *way_builder_get_channel (WayBuilder *self, const char *name, int line);
void way_builder_add_feeling (WayBuilder *self, WayElement *touchpoint, const WayElement *persona, int score);
/* Whom scores belong to where nobody is named. */
const char *way_builder_get_nobody (void);

/* Completes personas, origin and title. NULL hint and title: “Journey”. */
WayDocument *way_builder_finish (WayBuilder *self, const char *title, const char *format, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayBuilder, way_builder_clear)

G_END_DECLS
