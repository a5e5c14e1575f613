/* way-outline.h — a map as a tree of lines: journey → phase → step → card, with pains and opportunities where they stand.
 *
 * Shape:  for a tree that opens by and by: the children of each element; for reading at once: rows or text.
 * Errors: none.
 * Owns:   rows own their texts and borrow their elements.
 * Thread: as the document.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef struct
{
  WayElement *element;
  guint depth;
  char *text;   /* the name, paragraphs in one line */
  char *detail; /* lane, channel, feelings, evidence; "" where there is nothing to say */
} WayOutlineRow;

/* What stands below: journeys of the document, phases, steps, cards, pains and opportunities at any of them; container only. */
GPtrArray *way_outline_list_children (WayDocument *document, const WayElement *element);
/* g_free. */
char *way_outline_get_text (const WayElement *element);
/* `today` as in way_evidence_count (). g_free. */
char *way_outline_get_detail (WayDocument *document, const WayElement *element, guint32 today);

/* `top` and everything below it, in the order of reading; (element-type WayOutlineRow), owned. */
GPtrArray *way_outline_list_rows (WayDocument *document, WayElement *top, guint32 today);
/* A journey as indented text, the way the command line prints it. */
void way_outline_write (WayDocument *document, WayElement *journey, guint32 today, GString *text);

G_END_DECLS
