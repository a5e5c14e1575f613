/* way-exchange.h — what customers give and get along a journey, and where more is asked of them than they got (R000-11).
 *
 * Shape:  journey → one entry a touchpoint, in the order of the way: what is given and got, as the map lists it, and what has come
 *         together until then. Lines are counted, not weighed: nobody knows what a minute is worth to somebody else.
 * Errors: none.
 * Owns:   the array is the caller's; touchpoints are borrowed.
 * Thread: as the document.
 */
#pragma once

#include "model/way-document.h"

G_BEGIN_DECLS

typedef struct
{
  const WayElement *touchpoint;
  guint column;        /* of its step; G_MAXUINT if that is not in the journey */
  guint index;         /* in the order of the file */
  guint gives, gets;   /* lines; data that is asked for counts as given where nothing else is said to be */
  gboolean asks;       /* for data that somebody types in or hands over */
  gboolean asks_early; /* and up to here the customer has got nothing */
  gboolean one_sided;  /* gives, and gets nothing for it */
} WayExchange;

/* (element-type WayExchange), also of touchpoints where nothing is exchanged. */
GArray *way_exchange_list (const WayDocument *document, const WayElement *journey);
/* Whether the words are of data that customers hand over, rather than of what a system writes down in passing. */
gboolean way_exchange_is_asked_for (const char *data);
/* "+2", "−1", "±0"; g_free. */
char *way_exchange_balance_to_text (int balance);

G_END_DECLS
