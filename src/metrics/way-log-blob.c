#include "metrics/way-log-blob.h"

#include <string.h>

#include "metrics/way-log.h"

#define FORM 1
#define HAS_CHANNELS 0x10
#define HAS_DEPARTMENTS 0x20
#define MAX_VARINT 10

static const gint64 units[] = { 1, 1000, 60 * 1000, 24 * 60 * 60 * 1000 };

static guint8 *
put (guint8 *p, guint64 value)
{
  for (; value >= 0x80; value >>= 7)
    *p++ = (guint8) (value | 0x80);
  *p++ = (guint8) value;
  return p;
}

static const guint8 *
get_long (const guint8 *p, const guint8 *end, guint64 *value)
{
  guint shift = 0;

  *value = 0;
  for (; p < end && shift < 64; shift += 7)
    {
      *value |= (guint64) (*p & 0x7f) << shift;
      if ((*p++ & 0x80) == 0)
        return p;
    }
  return NULL;
}

/* Most take one byte. */
static inline const guint8 *
get (const guint8 *p, const guint8 *end, guint64 *value)
{
  if (G_UNLIKELY (p >= end || (*p & 0x80) != 0))
    return get_long (p, end, value);
  *value = *p;
  return p + 1;
}

/* As many bytes as it takes, without asking each whether it is the last: nobody can guess how long a step is. */
static inline const guint8 *
get_step (const guint8 *p, const guint8 *end, guint64 *value)
{
  const guint64 marks = G_GUINT64_CONSTANT (0x8080808080808080);
  guint64 word, last;

  if (end - p < 8)
    return get (p, end, value);
  memcpy (&word, p, 8);
  word = GUINT64_FROM_LE (word);
  last = ~word & marks;
  if (G_UNLIKELY (last == 0))
    return get_long (p, end, value);
  /* All bits up to the first byte without a mark; then seven of each byte, side by side. */
  word &= (last ^ (last - 1)) & ~marks;
  word = (word & 0x007f007f007f007f) | (word & 0x7f007f007f007f00) >> 1;
  word = (word & 0x00003fff00003fff) | (word & 0x3fff00003fff0000) >> 2;
  *value = (word & 0x000000000fffffff) | (word & 0x0fffffff00000000) >> 4;
  return p + __builtin_ctzll (last) / 8 + 1;
}

static gboolean
has_any (const guint16 *codes, guint32 n)
{
  for (guint32 i = 0; codes != NULL && i < n; i++)
    if (codes[i] != WAY_LOG_NO_CHANNEL)
      return TRUE;
  return FALSE;
}

static guint32
count_untimed (const WayLogEvents *events)
{
  guint32 n = 0;

  while (n < events->n && events->times[n] == WAY_LOG_NO_TIME)
    n++;
  return n;
}

gint64
way_log_events_get_start (const WayLogEvents *self)
{
  guint32 n = count_untimed (self);

  return n < self->n ? self->times[n] : WAY_LOG_NO_TIME;
}

/* By constants, which the compiler multiplies with. */
static inline guint64
divide (guint64 value, guint8 unit)
{
  switch (unit)
    {
    case 0:
      return value;
    case 1:
      return value / 1000;
    case 2:
      return value / (60 * 1000);
    default:
      return value / (24 * 60 * 60 * 1000);
    }
}

static guint8
choose_unit (const WayLogEvents *events, guint32 untimed)
{
  guint8 unit = G_N_ELEMENTS (units) - 1;

  for (guint32 i = untimed + 1; i < events->n; i++)
    {
      guint64 step = (guint64) events->times[i] - (guint64) events->times[i - 1];

      while (divide (step, unit) * (guint64) units[unit] != step)
        unit--;
    }
  return unit;
}

void
way_log_blob_pack (const WayLogEvents *events, GByteArray *blob)
{
  gboolean channels = has_any (events->channels, events->n), departments = has_any (events->departments, events->n);
  guint32 untimed = count_untimed (events);
  guint8 unit = choose_unit (events, untimed), *p;

  g_byte_array_set_size (blob, 16 + events->n * (2 * MAX_VARINT + 6));
  p = blob->data;
  *p++ = (guint8) (FORM | (channels ? HAS_CHANNELS : 0) | (departments ? HAS_DEPARTMENTS : 0));
  *p++ = unit;
  p = put (p, untimed);
  for (guint32 i = 0; i < events->n; i++)
    {
      p = put (p, events->activities[i]);
      if (i > untimed)
        p = put (p, divide ((guint64) events->times[i] - (guint64) events->times[i - 1], unit));
      if (channels)
        p = put (p, (guint64) (guint16) (events->channels[i] + 1));
      if (departments)
        p = put (p, (guint64) (guint16) (events->departments[i] + 1));
    }
  g_byte_array_set_size (blob, (guint) (p - blob->data));
}

static inline const guint8 *
get_code (const guint8 *p, const guint8 *end, gboolean there, guint16 *codes, guint32 i)
{
  guint64 value = 0;

  if (there && (p = get (p, end, &value)) == NULL)
    return NULL;
  if (value > G_MAXUINT16)
    return NULL;
  if (codes != NULL)
    codes[i] = (guint16) (value - 1);
  return p;
}

gboolean
way_log_blob_unpack (const guint8 *blob, gsize size, gint64 start, WayLogEvents *events)
{
  const guint8 *p, *end;
  guint64 untimed, value, most;
  gint64 unit, time = start;

  if (size < 3)
    return FALSE;
  p = blob + 2;
  end = blob + size;
  if ((blob[0] & 0x0f) != FORM || blob[1] >= G_N_ELEMENTS (units) || (p = get (p, end, &untimed)) == NULL || untimed > events->n)
    return FALSE;
  unit = units[blob[1]];
  most = G_MAXINT64 / (guint64) unit;
  for (guint32 i = 0; i < events->n; i++)
    {
      if ((p = get (p, end, &value)) == NULL || value > G_MAXUINT32)
        return FALSE;
      events->activities[i] = (guint32) value;
      if (i > untimed)
        {
          if ((p = get_step (p, end, &value)) == NULL || value > most || __builtin_add_overflow (time, (gint64) value * unit, &time))
            return FALSE;
        }
      events->times[i] = i < untimed ? WAY_LOG_NO_TIME : time;
      if ((p = get_code (p, end, blob[0] & HAS_CHANNELS, events->channels, i)) == NULL || (p = get_code (p, end, blob[0] & HAS_DEPARTMENTS, events->departments, i)) == NULL)
        return FALSE;
    }
  return p == end;
}
