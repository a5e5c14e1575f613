/* way-search.h — finding and replacing text anywhere in a map, and telling what a filter dims.
 *
 * Shape:  a hit is an element, one of its text fields and a range of bytes in it. Case and accents do not count ("muller"
 *         finds “Müller”, "strasse" finds “Straße”).
 * Errors: replacing fails as commands do, and then changes nothing.
 * Owns:   a hit holds its element, so it is safe to keep; once the map has changed it may no longer fit.
 * Thread: as the document.
 */
#pragma once

#include "edit/way-editor.h"

G_BEGIN_DECLS

typedef struct
{
  WayElement *element; /* a reference */
  const char *id;      /* of the element or the nearest one above that has one */
  WayField field;
  guint start, length; /* bytes of the value */
} WayHit;

/* In `within` and below, in the order of the file; (element-type WayHit), owned. Nothing for a text without letters. */
GPtrArray *way_search_find (WayElement *within, const char *text);
void way_hit_free (WayHit *self);
/* The value around the hit in one line, with "…" where it was cut; `*start` and `*length` (bytes) say where the hit is in it. */
char *way_hit_to_text (const WayHit *self, guint *start, guint *length);

/* "Touchpoint · “Visit” · Motivation · Today": what it is in, whose field it is, and in which journey; g_free. */
char *way_hit_get_place (const WayHit *self, WayDocument *document);

/* FALSE and an error also if the map has changed and the hit is no longer there. */
gboolean way_search_replace (WayEditor *editor, const WayHit *hit, const char *replacement, GError **error);
/* `*n` is how many places there were. */
gboolean way_search_replace_all (WayEditor *editor, WayElement *within, const char *text, const char *replacement, guint *n, GError **error);

/* Filters. What is set must all be met. */
typedef struct
{
  gboolean assumptions; /* claims without any evidence */
  gboolean moments;     /* moments of truth */
  gboolean pains;       /* where a pain point stands */
  const char *persona;  /* who feels something there */
  const char *phase;    /* covers one of its steps */
  const char *channel, *department, *stakeholder;
  const char *text; /* is found in it */
} WayFilter;

gboolean way_filter_is_empty (const WayFilter *self);
/* Whether the touchpoint, note, pain, opportunity, connection or path stays lit. */
gboolean way_filter_accepts (const WayFilter *self, WayDocument *document, WayElement *element);
/* The ids of the journey's elements that are dimmed; a set. */
GHashTable *way_filter_list_dimmed (const WayFilter *self, WayDocument *document, const WayElement *journey);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayHit, way_hit_free)

G_END_DECLS
