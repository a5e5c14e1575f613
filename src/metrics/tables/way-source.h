/* way-source.h — where a metric's values lie: the columns its feed names, and tallies of them.
 *
 * Shape:  rows → group (by the key column) × slot (by the day) → how often each value stands there. One pass over the columns.
 * Units:  days since 1970-01-01.
 * Errors: WAY_METRICS_ERROR_NOT_FOUND: no such dataset or column. WAY_METRICS_ERROR_QUESTION: a column on another scale than the metric's;
 *         what is defined otherwise never stands in one series.
 * Owns:   nothing of the columns; tallies are the caller's.
 * Thread: one thread at a time.
 */
#pragma once

#include "metrics/figures/way-data.h"
#include "metrics/figures/way-estimate.h"
#include "model/way-document.h"

G_BEGIN_DECLS

/* The day of 1970-01-01 as way_date_parse () counts. */
#define WAY_EPOCH_DAY 719163

typedef struct
{
  const WayElement *metric, *feed;
  WayData *data;
  const WayNumbers *numbers; /* NULL: rows are counted, or each binding has a column of its own */
  const WayKeys *keys;       /* or NULL */
  const gint32 *days;        /* or NULL */
  gint32 first, last;        /* of them; first > last: there is none */
  WayAggregate aggregate;
  gboolean has_scale; /* that all its answers are on: the metric's own, else what the first column has */
  double low, high;
  gboolean has_top;
  WayTopBox top;
} WaySource;

/* `datasets`: WayData by name, filled as needed; each is loaded once for all metrics. FALSE without an error: the metric has no feed. */
gboolean way_source_init (WaySource *self, const WayElement *metric, WayCache *cache, GHashTable *datasets, GError **error);
/* A table for the above. */
GHashTable *way_source_new_datasets (void);
/* The values for one binding: its own column where it names one, else the feed's. NULL where rows are counted; `error` tells them apart. */
const WayNumbers *way_source_find_numbers (const WaySource *self, const WayElement *binding, GError **error);

/* Slots of days; what lies beyond is in none. */
typedef struct
{
  gint32 first; /* day of the first entry */
  guint n_days;
  guint16 *slots;  /* of each day; 0: none */
  guint n_slots;   /* one more than the largest */
  guint16 undated; /* of rows without a day */
} WaySlots;

void way_slots_clear (WaySlots *self);

typedef struct _WayTallies WayTallies;

/* `groups`: of each key's code (0 is a missing key), 0 meaning none; NULL: all rows are in group 1. */
WayTallies *way_source_tally (const WaySource *self, const WayNumbers *numbers, const guint32 *groups, guint n_groups, const WaySlots *slots);
void way_tallies_free (WayTallies *self);
/* The values of a group in all slots whose bit is set; (element-type WayTally), rising. */
GArray *way_tallies_get (const WayTallies *self, guint group, guint64 slot_bits);
/* … and in one slot, for as many as there are. */
GArray *way_tallies_get_slot (const WayTallies *self, guint group, guint slot);

WayEstimate way_source_estimate (const WaySource *self, const GArray *tallies);
/* The newest value of a group in a slot; for the aggregate "last". FALSE if there is none. */
gboolean way_source_find_last (const WaySource *self, const WayNumbers *numbers, const guint32 *groups, guint group, const WaySlots *slots, guint slot_bits, double *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayTallies, way_tallies_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WaySlots, way_slots_clear)

G_END_DECLS
