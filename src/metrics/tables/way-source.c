#include "metrics/tables/way-source.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/way-metric-text.h"

#define MISSING 255

struct _WayTallies
{
  guint n_groups, n_slots;
  /* Few values: how often each stands, by group, slot and code. */
  guint n_values;
  double values[255];
  guint8 order[255]; /* codes, their values rising */
  guint stride;
  guint8 places[256]; /* of each code among the counts; missing values have the last, so that the pass need not ask */
  guint32 *counts;
  /* Many: all of them, by group and slot. */
  GArray **lists; /* (element-type double) */
};

/* The feed. */

GHashTable *
way_source_new_datasets (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) way_data_free);
}

static WayData *
find_data (WayCache *cache, GHashTable *datasets, const char *name, GError **error)
{
  WayData *data = g_hash_table_lookup (datasets, name);

  if (data == NULL && (data = way_data_new (cache, name, error)) != NULL)
    g_hash_table_insert (datasets, g_strdup (name), data);
  return data;
}

static gboolean
is_on_scale (const WaySource *self, const WayColumn *field, GError **error)
{
  if (!self->has_scale || !field->has_scale || (field->low == self->low && field->high == self->high))
    return TRUE;
  g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("“%s” is measured on a scale from %.0f to %.0f, but “%s” has answers from %.0f to %.0f. Two scales are two metrics: give this one its own."), way_element_get_name (self->metric), self->low, self->high, field->name, field->low, field->high);
  return FALSE;
}

/* What the metric says counts; a map that was opened elsewhere must not take another scale for the same. */
static void
find_scale (WaySource *self)
{
  WayElement *binding;

  self->has_scale = way_metric_get_scale (self->metric, &self->low, &self->high);
  if (!self->has_scale && self->numbers != NULL && self->numbers->field->has_scale)
    {
      self->has_scale = TRUE;
      self->low = self->numbers->field->low;
      self->high = self->numbers->field->high;
    }
  /* A column a place: the first that has a scale speaks for all. */
  if (self->keys == NULL)
    way_each (binding, self->metric, WAY_KIND_BINDING)
      {
        const char *match = way_element_get (binding, WAY_FIELD_MATCH);
        const WayColumn *field = match != NULL && !self->has_scale ? way_data_find_field (self->data, match) : NULL;

        if (field == NULL || !field->has_scale)
          continue;
        self->has_scale = TRUE;
        self->low = field->low;
        self->high = field->high;
      }
  self->has_top = self->has_scale && way_metric_find_top (self->metric, self->low, self->high, &self->top.from, &self->top.to);
}

gboolean
way_source_init (WaySource *self, const WayElement *metric, WayCache *cache, GHashTable *datasets, GError **error)
{
  const WayElement *feed = way_element_get_first (metric, WAY_KIND_FEED);
  const char *value = way_element_get (feed, WAY_FIELD_VALUE), *key = way_element_get (feed, WAY_FIELD_KEY), *time = way_element_get (feed, WAY_FIELD_TIME);
  g_autoptr (GError) reason = NULL;

  *self = (WaySource){ .metric = metric, .feed = feed, .first = 0, .last = -1 };
  if (feed == NULL || way_element_get (feed, WAY_FIELD_DATASET) == NULL)
    return FALSE;
  self->aggregate = way_aggregate_from_nick (way_element_get_or_default (feed, WAY_FIELD_AGGREGATE));
  self->data = find_data (cache, datasets, way_element_get (feed, WAY_FIELD_DATASET), error);
  if (self->data == NULL)
    return FALSE;
  if (value != NULL && (self->numbers = way_data_get_numbers (self->data, value, &reason)) == NULL)
    {
      /* Whatever stands in the column can be counted. */
      if (self->aggregate != WAY_AGGREGATE_COUNT && key != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      g_clear_error (&reason);
    }
  if (key != NULL && (self->keys = way_data_get_keys (self->data, key, error)) == NULL)
    return FALSE;
  self->days = way_data_get_days (self->data, time, &self->first, &self->last, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  find_scale (self);
  return self->numbers == NULL || is_on_scale (self, self->numbers->field, error);
}

const WayNumbers *
way_source_find_numbers (const WaySource *self, const WayElement *binding, GError **error)
{
  const char *match = way_element_get (binding, WAY_FIELD_MATCH);
  const WayNumbers *numbers = self->numbers;

  /* Without a key column the match is a column itself: surveys with one question a touchpoint. */
  if (self->keys == NULL && match != NULL)
    numbers = way_data_get_numbers (self->data, match, error);
  else if (numbers == NULL && self->aggregate != WAY_AGGREGATE_COUNT)
    numbers = way_data_get_numbers (self->data, way_element_get (self->feed, WAY_FIELD_VALUE), error);
  return numbers != NULL && is_on_scale (self, numbers->field, error) ? numbers : NULL;
}

void
way_slots_clear (WaySlots *self)
{
  g_clear_pointer (&self->slots, g_free);
}

/* Tallies. */

static WayTallies *
tallies_new (const WayNumbers *numbers, guint n_groups, guint n_slots)
{
  WayTallies *self = g_new0 (WayTallies, 1);

  self->n_groups = n_groups;
  self->n_slots = n_slots;
  if (numbers != NULL && numbers->codes == NULL)
    {
      self->lists = g_new0 (GArray *, (gsize) n_groups * n_slots);
      return self;
    }
  self->n_values = numbers != NULL ? numbers->n_values : 1;
  if (numbers != NULL)
    memcpy (self->values, numbers->values, sizeof self->values);
  else
    self->values[0] = 1;
  for (guint i = 0; i < self->n_values; i++)
    {
      guint j = i;

      for (; j > 0 && self->values[self->order[j - 1]] > self->values[i]; j--)
        self->order[j] = self->order[j - 1];
      self->order[j] = (guint8) i;
    }
  self->stride = self->n_values + 1;
  for (guint i = 0; i < 256; i++)
    self->places[i] = (guint8) MIN (i, self->n_values);
  self->counts = g_new0 (guint32, (gsize) n_groups * n_slots * self->stride);
  return self;
}

void
way_tallies_free (WayTallies *self)
{
  if (self == NULL)
    return;
  g_free (self->counts);
  for (gsize i = 0; self->lists != NULL && i < (gsize) self->n_groups * self->n_slots; i++)
    if (self->lists[i] != NULL)
      g_array_unref (self->lists[i]);
  g_free (self->lists);
  g_free (self);
}

/* The slot of a row's day. Inlined into the passes, which are as fast as memory only without calls. */
static inline guint
find_slot (const WaySlots *slots, const gint32 *days, gsize row)
{
  if (days == NULL || days[row] == WAY_NO_DAY)
    return slots->undated;

  guint32 at = (guint32) days[row] - (guint32) slots->first;

  return at < slots->n_days ? slots->slots[at] : 0;
}

static inline guint
find_group (const WaySource *self, const guint32 *groups, gsize row)
{
  return groups == NULL ? 1 : groups[self->keys->codes[row]];
}

/* The one slot of all days and of none, or −1: without a baseline nobody need ask when a row was. */
static int
find_only_slot (const WaySlots *slots, const gint32 *days)
{
  if (days == NULL)
    return slots->undated;
  for (guint i = 0; i < slots->n_days; i++)
    if (slots->slots[i] != slots->undated)
      return -1;
  return slots->undated;
}

/* What is in no group or slot is counted there, too: group 0 and slot 0 are nobody's. Inlined for each kind of pass, so that nothing is
 * asked a million times. */
static inline void
count_rows (const WaySource *self, const guint8 *codes, const guint32 *groups, const WaySlots *slots, int only, const guint8 *alive, WayTallies *tallies)
{
  gsize n = way_data_get_size (self->data);
  const gint32 *days = self->days;
  const guint32 *keys = groups != NULL ? self->keys->codes : NULL;
  guint32 *counts = tallies->counts;
  gsize stride = tallies->stride, n_slots = slots->n_slots;

  for (gsize row = 0; row < n; row++)
    {
      gsize group = groups != NULL ? groups[keys[row]] : 1;
      gsize slot = only >= 0 ? (gsize) only : find_slot (slots, days, row);

      counts[(group * n_slots + slot) * stride + (codes != NULL ? tallies->places[codes[row]] : 0)] += alive == NULL || alive[row];
    }
}

static void
count_codes (const WaySource *self, const WayNumbers *numbers, const guint32 *groups, const WaySlots *slots, WayTallies *tallies)
{
  const guint8 *alive = way_data_get_alive (self->data), *codes = numbers != NULL ? numbers->codes : NULL;
  int only = find_only_slot (slots, self->days);

  if (alive != NULL || codes == NULL || groups == NULL)
    count_rows (self, codes, groups, slots, only, alive, tallies);
  else if (only >= 0)
    count_rows (self, codes, groups, slots, only, NULL, tallies);
  else
    count_rows (self, codes, groups, slots, -1, NULL, tallies);
}

static void
list_numbers (const WaySource *self, const WayNumbers *numbers, const guint32 *groups, const WaySlots *slots, GArray **lists)
{
  gsize n = way_data_get_size (self->data);
  const guint8 *alive = way_data_get_alive (self->data);

  for (gsize row = 0; row < n; row++)
    {
      guint group = find_group (self, groups, row), slot = find_slot (slots, self->days, row);
      GArray **list = &lists[(gsize) group * slots->n_slots + slot];

      if (group == 0 || slot == 0 || isnan (numbers->numbers[row]) || (alive != NULL && !alive[row]))
        continue;
      if (*list == NULL)
        *list = g_array_new (FALSE, FALSE, sizeof (double));
      g_array_append_val (*list, numbers->numbers[row]);
    }
}

WayTallies *
way_source_tally (const WaySource *self, const WayNumbers *numbers, const guint32 *groups, guint n_groups, const WaySlots *slots)
{
  WayTallies *tallies = tallies_new (numbers, n_groups, slots->n_slots);

  if (tallies->lists != NULL)
    list_numbers (self, numbers, groups, slots, tallies->lists);
  else
    count_codes (self, numbers, groups, slots, tallies);
  return tallies;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
append_list (const WayTallies *self, guint group, guint64 slot_bits, GArray *out)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint slot = 1; slot < self->n_slots; slot++)
    {
      const GArray *list = self->lists[(gsize) group * self->n_slots + slot];

      if ((slot_bits >> slot & 1) != 0 && list != NULL)
        g_array_append_vals (all, list->data, list->len);
    }
  if (all->len > 1)
    qsort (all->data, all->len, sizeof (double), compare_doubles);
  for (guint i = 0; i < all->len; i++)
    {
      const WayTally tally = { g_array_index (all, double, i), 1 };
      WayTally *last = out->len > 0 ? &g_array_index (out, WayTally, out->len - 1) : NULL;

      if (last != NULL && last->value == tally.value)
        last->count++;
      else
        g_array_append_val (out, tally);
    }
}

GArray *
way_tallies_get (const WayTallies *self, guint group, guint64 slot_bits)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (WayTally));

  if (self->lists != NULL)
    {
      append_list (self, group, slot_bits, out);
      return out;
    }
  for (guint i = 0; i < self->n_values; i++)
    {
      WayTally tally = { self->values[self->order[i]], 0 };

      for (guint slot = 1; slot < MIN (self->n_slots, 64); slot++)
        if ((slot_bits >> slot & 1) != 0)
          tally.count += self->counts[((gsize) group * self->n_slots + slot) * self->stride + self->order[i]];
      if (tally.count > 0)
        g_array_append_val (out, tally);
    }
  return out;
}

GArray *
way_tallies_get_slot (const WayTallies *self, guint group, guint slot)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (WayTally));

  if (self->lists != NULL)
    {
      WayTallies one = { .n_groups = 1, .n_slots = 2 };
      GArray *lists[2] = { NULL, self->lists[(gsize) group * self->n_slots + slot] };

      one.lists = lists;
      append_list (&one, 0, 1 << 1, out);
      return out;
    }
  for (guint i = 0; i < self->n_values; i++)
    {
      const WayTally tally = { self->values[self->order[i]], self->counts[((gsize) group * self->n_slots + slot) * self->stride + self->order[i]] };

      if (tally.count > 0)
        g_array_append_val (out, tally);
    }
  return out;
}

WayEstimate
way_source_estimate (const WaySource *self, const GArray *tallies)
{
  return way_estimate ((const WayTally *) (void *) tallies->data, tallies->len, self->aggregate, self->has_top ? &self->top : NULL);
}

gboolean
way_source_find_last (const WaySource *self, const WayNumbers *numbers, const guint32 *groups, guint group, const WaySlots *slots, guint slot_bits, double *value)
{
  gsize n = way_data_get_size (self->data);
  const guint8 *alive = way_data_get_alive (self->data);
  gint32 newest = G_MININT32;
  gboolean found = FALSE;

  for (gsize row = 0; row < n; row++)
    {
      guint slot = find_slot (slots, self->days, row);
      gint32 day = self->days != NULL ? self->days[row] : 0;

      if (find_group (self, groups, row) != group || (slot_bits >> slot & 1) == 0 || slot == 0 || (alive != NULL && !alive[row]) || day < newest)
        continue;
      if (numbers->codes != NULL ? numbers->codes[row] == MISSING : isnan (numbers->numbers[row]))
        continue;
      *value = numbers->codes != NULL ? numbers->values[numbers->codes[row]] : numbers->numbers[row];
      newest = day;
      found = TRUE;
    }
  return found;
}
