#include "metrics/log/way-log-blob.h"

#include <string.h>

#define FORM 1
#define HAS_CHANNELS 0x10
#define HAS_DEPARTMENTS 0x20
#define MAX_VARINT 10
/* In the byte of the unit: HAS_VALUE << WayLogValue. */
#define HAS_VALUE 0x10
#define UNIT_BITS 0x0f
/* How values lie in their column: as whole numbers of 10 to the minus so much, or eight bytes each. */
#define MIN_DECIMALS -3
#define MAX_DECIMALS 6
#define AS_IS 0x7f
/* Up to here a double counts whole numbers one by one. */
#define MAX_WHOLE 9007199254740991.0

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

/* As many bytes as it takes, without asking each whether it is the last: nobody can guess how long a step is. Of `p` eight bytes can be
   read, all of them before `end`. */
static inline const guint8 *
get_step_fast (const guint8 *p, const guint8 *end, guint64 *value)
{
  const guint64 marks = G_GUINT64_CONSTANT (0x8080808080808080);
  guint64 word, last;

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

static inline const guint8 *
get_step (const guint8 *p, const guint8 *end, guint64 *value)
{
  return end - p < 8 ? get (p, end, value) : get_step_fast (p, end, value);
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

/* --- values --- */

static const double powers[] = { 1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6 };

/* What comes out of `unscale` again is the same number, to the last bit. */
static inline double
scale (double value, int decimals)
{
  return decimals < 0 ? value / powers[-decimals - MIN_DECIMALS] : value * powers[decimals - MIN_DECIMALS];
}

static inline double
unscale (double whole, int decimals)
{
  return decimals < 0 ? whole * powers[-decimals - MIN_DECIMALS] : whole / powers[decimals - MIN_DECIMALS];
}

static gboolean
is_told_by (double value, int decimals)
{
  double whole = rint (scale (value, decimals));

  return fabs (whole) < MAX_WHOLE && unscale (whole, decimals) == value && !(value == 0 && signbit (value));
}

static int
choose_decimals (const double *values, guint32 n)
{
  int decimals = MIN_DECIMALS;

  for (guint32 i = 0; i < n; i++)
    while (!isnan (values[i]) && decimals < AS_IS && !is_told_by (values[i], decimals))
      decimals = decimals < MAX_DECIMALS ? decimals + 1 : AS_IS;
  /* What is large may not bear the decimals that another one needs. */
  for (guint32 i = 0; i < n && decimals < AS_IS; i++)
    if (!isnan (values[i]) && !is_told_by (values[i], decimals))
      decimals = AS_IS;
  return decimals;
}

static gboolean
has_value (const double *values, guint32 n)
{
  for (guint32 i = 0; values != NULL && i < n; i++)
    if (!isnan (values[i]))
      return TRUE;
  return FALSE;
}

static guint8 *
put_values (guint8 *p, const double *values, guint32 n)
{
  int decimals = choose_decimals (values, n);

  *p++ = (guint8) decimals;
  for (guint32 i = 0; i < n; i++)
    {
      if (decimals == AS_IS)
        {
          guint64 bits;

          memcpy (&bits, &values[i], sizeof bits);
          bits = GUINT64_TO_LE (bits);
          memcpy (p, &bits, sizeof bits);
          p += sizeof bits;
          continue;
        }

      gint64 whole = isnan (values[i]) ? 0 : (gint64) rint (scale (values[i], decimals));

      /* Below nothing is odd, and 0 is none. */
      p = put (p, isnan (values[i]) ? 0 : (((guint64) whole << 1) ^ (guint64) (whole >> 63)) + 1);
    }
  return p;
}

static const guint8 *
get_values (const guint8 *p, const guint8 *end, double *values, guint32 n)
{
  int decimals;

  if (p == end)
    return NULL;
  decimals = (gint8) *p++;
  if (decimals != AS_IS && (decimals < MIN_DECIMALS || decimals > MAX_DECIMALS))
    return NULL;
  for (guint32 i = 0; i < n; i++)
    {
      guint64 value;
      double number = NAN;

      if (decimals == AS_IS)
        {
          if ((gsize) (end - p) < sizeof value)
            return NULL;
          memcpy (&value, p, sizeof value);
          value = GUINT64_FROM_LE (value);
          memcpy (&number, &value, sizeof value);
          p += sizeof value;
        }
      else if ((p = get (p, end, &value)) == NULL)
        return NULL;
      else if (value > 0)
        number = unscale ((double) ((gint64) ((value - 1) >> 1) ^ -(gint64) ((value - 1) & 1)), decimals);
      if (isinf (number))
        return NULL;
      if (values != NULL)
        values[i] = number;
    }
  return p;
}

static gboolean
unpack_values (const guint8 *p, const guint8 *end, guint flags, WayLogEvents *events)
{
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if ((flags & HAS_VALUE << k) != 0)
      {
        if ((p = get_values (p, end, events->values[k], events->n)) == NULL)
          return FALSE;
        for (guint32 i = 0; k == WAY_LOG_SERVICE && events->values[k] != NULL && i < events->n; i++)
          if (events->values[k][i] < 0 || events->values[k][i] > WAY_LOG_MAX_SERVICE)
            return FALSE;
      }
    else
      for (guint32 i = 0; events->values[k] != NULL && i < events->n; i++)
        events->values[k][i] = NAN;
  return p == end;
}

/* --- events --- */

void
way_log_blob_pack (const WayLogEvents *events, GByteArray *blob)
{
  gboolean channels = has_any (events->channels, events->n), departments = has_any (events->departments, events->n);
  guint32 untimed = count_untimed (events);
  guint8 unit = choose_unit (events, untimed), flags = 0, *p;
  guint n_values = 0;

  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if (has_value (events->values[k], events->n))
      {
        flags |= (guint8) (HAS_VALUE << k);
        n_values++;
      }
  g_byte_array_set_size (blob, 16 + WAY_N_LOG_VALUES + events->n * ((2 + n_values) * MAX_VARINT + 6));
  p = blob->data;
  *p++ = (guint8) (FORM | (channels ? HAS_CHANNELS : 0) | (departments ? HAS_DEPARTMENTS : 0));
  *p++ = unit | flags;
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
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if ((flags & HAS_VALUE << k) != 0)
      p = put_values (p, events->values[k], events->n);
  g_byte_array_set_size (blob, (guint) (p - blob->data));
}

/* `limit`: how many names there are. What the blob has and the columns do not is passed over. */
static inline const guint8 *
get_code (const guint8 *p, const guint8 *end, guint limit, guint16 *codes, guint32 i)
{
  guint64 value;

  if ((p = get (p, end, &value)) == NULL || value > limit)
    return NULL;
  /* 0 is none of them. */
  if (codes != NULL)
    codes[i] = (guint16) (value - 1);
  return p;
}

/* Behind the end of a blob, as much as one event reads at most. */
#define PADDING 48

/* Up to `untimed`, then the others; the end of what they were read from, NULL for what is no blob. `padded`: behind `end` lie so many zeros
   that a whole event can be read before anybody asks whether it was still there. */
static G_ALWAYS_INLINE inline const guint8 *
unpack_events (const guint8 *p, const guint8 *end, guint8 form, gint64 unit, guint64 untimed, gint64 time, const WayLogEvents *events, gboolean padded)
{
  gboolean has_channels = (form & HAS_CHANNELS) != 0, has_departments = (form & HAS_DEPARTMENTS) != 0;
  const WayLog *names = events->names;
  guint n_channels = names != NULL && events->channels != NULL ? names->n_channels : G_MAXUINT16;
  guint n_departments = names != NULL && events->departments != NULL ? names->n_departments : G_MAXUINT16;
  guint64 n_activities = names != NULL ? names->n_activities : (guint64) G_MAXUINT32 + 1;
  guint32 n = events->n;
  const guint8 *most = padded ? end + PADDING : end;
  guint32 *activities = events->activities;
  gint64 *times = events->times;
  guint64 value, most_steps = G_MAXINT64 / (guint64) unit;

  for (guint32 i = 0; i < n; i++)
    {
      if ((p = get (p, most, &value)) == NULL || value >= n_activities)
        return NULL;
      activities[i] = (guint32) value;
      if (i > untimed)
        {
          if ((p = padded ? get_step_fast (p, most, &value) : get_step (p, most, &value)) == NULL || value > most_steps || __builtin_add_overflow (time, (gint64) value * unit, &time))
            return NULL;
        }
      times[i] = i < untimed ? WAY_LOG_NO_TIME : time;
      if (has_channels && (p = get_code (p, most, n_channels, events->channels, i)) == NULL)
        return NULL;
      if (has_departments && (p = get_code (p, most, n_departments, events->departments, i)) == NULL)
        return NULL;
      if (padded && p > end)
        return NULL;
    }
  return p;
}

static void
clear_codes (guint16 *codes, guint32 n)
{
  for (guint32 i = 0; codes != NULL && i < n; i++)
    codes[i] = WAY_LOG_NO_CHANNEL;
}

gboolean
way_log_blob_unpack (const guint8 *blob, gsize size, gint64 start, WayLogEvents *events)
{
  guint8 copy[256 + PADDING];
  const guint8 *p, *end;
  guint64 untimed;
  gint64 unit;

  if (size < 3)
    return FALSE;
  p = blob + 2;
  end = blob + size;
  if ((blob[0] & 0x0f) != FORM || (blob[1] & UNIT_BITS) >= G_N_ELEMENTS (units) || blob[1] >= HAS_VALUE << WAY_N_LOG_VALUES || (p = get (p, end, &untimed)) == NULL || untimed > events->n)
    return FALSE;
  unit = units[blob[1] & UNIT_BITS];
  if ((blob[0] & HAS_CHANNELS) == 0)
    clear_codes (events->channels, events->n);
  if ((blob[0] & HAS_DEPARTMENTS) == 0)
    clear_codes (events->departments, events->n);
  /* Most journeys are short: read where there is room behind them. */
  if (size <= sizeof copy - PADDING)
    {
      memcpy (copy, blob, size);
      memset (copy + size, 0, PADDING);
      p = unpack_events (copy + (p - blob), copy + size, blob[0], unit, untimed, start, events, TRUE);
      p = p != NULL ? blob + (p - copy) : NULL;
    }
  else
    p = unpack_events (p, end, blob[0], unit, untimed, start, events, FALSE);
  if (p == NULL)
    return FALSE;
  /* Nearly all logs have none, and most journeys are short. */
  if (blob[1] < HAS_VALUE && events->values[WAY_LOG_SCORE] == NULL && events->values[WAY_LOG_COST] == NULL && events->values[WAY_LOG_SERVICE] == NULL)
    return p == end;
  return unpack_values (p, end, blob[1], events);
}
