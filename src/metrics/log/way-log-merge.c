#include "metrics/log/way-log-merge.h"

#include <math.h>
#include <string.h>

/* An event that tells more than one that is there is looked for among so many of the same time and name. */
#define MAX_LOOKS 1000

/* --- columns --- */

void
way_log_columns_reserve (WayLogColumns *self, guint32 n)
{
  if (n <= self->room)
    return;
  self->room = MAX (n, self->room * 2);
  self->events.times = g_renew (gint64, self->events.times, self->room);
  self->events.activities = g_renew (guint32, self->events.activities, self->room);
  self->events.channels = g_renew (guint16, self->events.channels, self->room);
  self->events.departments = g_renew (guint16, self->events.departments, self->room);
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if ((self->values & 1u << k) != 0)
      self->events.values[k] = g_renew (double, self->events.values[k], self->room);
}

void
way_log_columns_clear (WayLogColumns *self)
{
  g_free (self->events.times);
  g_free (self->events.activities);
  g_free (self->events.channels);
  g_free (self->events.departments);
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    g_free (self->events.values[k]);
  *self = (WayLogColumns){ 0 };
}

static void
append (WayLogColumns *self, const WayLogEvents *from, guint32 i)
{
  guint32 n = self->events.n;

  way_log_columns_reserve (self, n + 1);
  self->events.times[n] = from->times[i];
  self->events.activities[n] = from->activities[i];
  self->events.channels[n] = from->channels[i];
  self->events.departments[n] = from->departments[i];
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if (self->events.values[k] != NULL)
      self->events.values[k][n] = from->values[k][i];
  self->events.n++;
}

void
way_log_merge_clear (WayLogMerge *self)
{
  way_log_columns_clear (&self->read);
  way_log_columns_clear (&self->known);
  way_log_columns_clear (&self->merged);
  g_clear_pointer (&self->slots, g_array_unref);
}

void
way_log_merge_begin (WayLogMerge *self, guint values)
{
  self->slots = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->read.values = self->known.values = self->merged.values = values;
}

/* --- the same event --- */

static guint64
hash_but_values (const WayLogEvents *events, guint32 i)
{
  guint64 hash = (guint64) events->times[i] * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ (guint64) events->activities[i] * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);

  hash = (hash ^ ((guint64) events->channels[i] << 16 | events->departments[i])) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return hash ^ (hash >> 31);
}

static guint64
hash_event (const WayLogEvents *events, guint32 i)
{
  guint64 hash = hash_but_values (events, i), bits = 0;

  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if (events->values[k] != NULL && !isnan (events->values[k][i]))
      {
        /* A zero is one, whatever its sign. */
        const double value = events->values[k][i] + 0.0;

        memcpy (&bits, &value, sizeof bits);
        hash = (hash ^ bits) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
      }
  return hash;
}

static gboolean
is_same_but_values (const WayLogEvents *a, guint32 i, const WayLogEvents *b, guint32 k)
{
  return a->times[i] == b->times[k] && a->activities[i] == b->activities[k] && a->channels[i] == b->channels[k] && a->departments[i] == b->departments[k];
}

static gboolean
is_same_event (const WayLogEvents *a, guint32 i, const WayLogEvents *b, guint32 k)
{
  if (!is_same_but_values (a, i, b, k))
    return FALSE;
  for (guint v = 0; v < WAY_N_LOG_VALUES; v++)
    if (a->values[v] != NULL && a->values[v][i] != b->values[v][k] && !(isnan (a->values[v][i]) && isnan (b->values[v][k])))
      return FALSE;
  return TRUE;
}

/* Whether they may be one event, of which each tells something. */
static gboolean
may_be_same_event (const WayLogEvents *a, guint32 i, const WayLogEvents *b, guint32 k)
{
  if (!is_same_but_values (a, i, b, k))
    return FALSE;
  for (guint v = 0; v < WAY_N_LOG_VALUES; v++)
    if (a->values[v] != NULL && a->values[v][i] != b->values[v][k] && !isnan (a->values[v][i]) && !isnan (b->values[v][k]))
      return FALSE;
  return TRUE;
}

/* Slots come in pairs: an event of `known` plus one, and how many like it are not matched yet. */
static guint32 *
find_slot (guint32 *slots, guint64 mask, const WayLogEvents *known, const WayLogEvents *events, guint32 i)
{
  guint64 at = hash_event (events, i) & mask;

  while (slots[2 * at] != 0 && !is_same_event (known, slots[2 * at] - 1, events, i))
    at = (at + 1) & mask;
  return slots + 2 * at;
}

static void
move_event (WayLogEvents *events, guint32 to, guint32 from)
{
  events->times[to] = events->times[from];
  events->activities[to] = events->activities[from];
  events->channels[to] = events->channels[from];
  events->departments[to] = events->departments[from];
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if (events->values[k] != NULL)
      events->values[k][to] = events->values[k][from];
}

/* Takes over what only `read` tells; TRUE if that is anything. */
static gboolean
complete_event (WayLogEvents *known, guint32 i, const WayLogEvents *read, guint32 k)
{
  gboolean completed = FALSE;

  for (guint v = 0; v < WAY_N_LOG_VALUES; v++)
    if (known->values[v] != NULL && isnan (known->values[v][i]) && !isnan (read->values[v][k]))
      {
        known->values[v][i] = read->values[v][k];
        completed = TRUE;
      }
  return completed;
}

/* Events of `known` that nobody was matched with yet: `first` by hash and `next` by event, each plus one. `slots` are those below. */
static void
list_open (const WayLogEvents *known, guint32 *slots, guint64 mask, guint32 *first, guint32 *next)
{
  for (guint32 i = known->n; i-- > 0;)
    {
      guint32 *slot = find_slot (slots, mask, known, known, i);
      guint64 at = hash_but_values (known, i) & mask;

      if (slot[1] == 0)
        continue;
      slot[1]--;
      next[i] = first[at];
      first[at] = i + 1;
    }
}

/* Of those left in `read`, and of `known`: pairs that differ in nothing but what one of them does not tell. */
static void
complete_known (WayLogMerge *self, guint32 *slots, guint64 mask, gint64 *n_known, gint64 *n_completed)
{
  WayLogEvents *known = &self->known.events, *read = &self->read.events;
  g_autofree guint32 *first = g_new0 (guint32, mask + 1), *next = g_new0 (guint32, (gsize) known->n + 1);
  guint32 n = 0;

  list_open (known, slots, mask, first, next);
  for (guint32 k = 0; k < read->n; k++)
    {
      guint32 *at = &first[hash_but_values (read, k) & mask], looks = 0;

      while (*at != 0 && looks++ < MAX_LOOKS && !may_be_same_event (known, *at - 1, read, k))
        at = &next[*at - 1];
      if (*at == 0 || looks > MAX_LOOKS)
        {
          move_event (read, n++, k);
          continue;
        }
      *n_completed += complete_event (known, *at - 1, read, k);
      (*n_known)++;
      *at = next[*at - 1];
    }
  read->n = n;
}

void
way_log_merge_keep_new (WayLogMerge *self, gint64 *n_known, gint64 *n_completed)
{
  WayLogEvents *known = &self->known.events, *read = &self->read.events;
  guint64 mask = 15;
  guint32 *slots, n = 0;

  while (mask < (guint64) known->n * 2)
    mask = mask * 2 + 1;
  g_array_set_size (self->slots, 0);
  g_array_set_size (self->slots, (guint) (2 * (mask + 1)));
  slots = (guint32 *) (void *) self->slots->data;
  for (guint32 i = 0; i < known->n; i++)
    {
      guint32 *slot = find_slot (slots, mask, known, known, i);

      slot[0] = slot[0] != 0 ? slot[0] : i + 1;
      slot[1]++;
    }
  for (guint32 i = 0; i < read->n; i++)
    {
      guint32 *slot = find_slot (slots, mask, known, read, i);

      if (slot[1] > 0)
        {
          slot[1]--;
          continue;
        }
      move_event (read, n++, i);
    }
  *n_known += read->n - n;
  read->n = n;
  if (n > 0 && self->read.values != 0)
    complete_known (self, slots, mask, n_known, n_completed);
}

void
way_log_merge_join (WayLogMerge *self)
{
  const WayLogEvents *known = &self->known.events, *read = &self->read.events;
  guint32 i = 0, k = 0;

  self->merged.events.n = 0;
  while (i < known->n || k < read->n)
    if (k >= read->n || (i < known->n && known->times[i] <= read->times[k]))
      append (&self->merged, known, i++);
    else
      append (&self->merged, read, k++);
}
