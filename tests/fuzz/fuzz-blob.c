/* One journey as the cache packs it: damaged bytes are refused or read in bounds, and what is packed comes back. The first bytes tell how
 * many events there are, and which columns. */
#include "fuzz.h"

#include <string.h>

#include "metrics/log/way-log-blob.h"

/* Exactly as large as they may be, so that a sanitizer sees each step beyond. */
static void
allot (WayLogEvents *events, guint32 n, guint columns)
{
  *events = (WayLogEvents){ n, g_new0 (gint64, n), g_new0 (guint32, n) };
  if ((columns & 1) != 0)
    events->channels = g_new0 (guint16, n);
  if ((columns & 2) != 0)
    events->departments = g_new0 (guint16, n);
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    if ((columns & 4u << k) != 0)
      events->values[k] = g_new0 (double, n);
}

static void
clear (WayLogEvents *events)
{
  g_free (events->times);
  g_free (events->activities);
  g_free (events->channels);
  g_free (events->departments);
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    g_free (events->values[k]);
}

static void
check_same (const WayLogEvents *a, const WayLogEvents *b)
{
  g_assert_cmpmem (a->times, a->n * sizeof (gint64), b->times, b->n * sizeof (gint64));
  g_assert_cmpmem (a->activities, a->n * sizeof (guint32), b->activities, b->n * sizeof (guint32));
  if (a->channels != NULL)
    g_assert_cmpmem (a->channels, a->n * sizeof (guint16), b->channels, b->n * sizeof (guint16));
  if (a->departments != NULL)
    g_assert_cmpmem (a->departments, a->n * sizeof (guint16), b->departments, b->n * sizeof (guint16));
  for (guint k = 0; k < WAY_N_LOG_VALUES; k++)
    for (guint32 i = 0; a->values[k] != NULL && i < a->n; i++)
      g_assert_true (a->values[k][i] == b->values[k][i] || (isnan (a->values[k][i]) && isnan (b->values[k][i])));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const gint64 starts[] = { 0, 1700000000000, G_MAXINT64, G_MININT64 + 1 };
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  WayLogEvents events, again;

  if (size < 3)
    return 0;
  allot (&events, data[0], data[1]);
  if (way_log_blob_unpack (data + 3, size - 3, starts[data[2] % G_N_ELEMENTS (starts)], &events))
    {
      for (guint32 i = 1; i < events.n; i++)
        g_assert_cmpint (events.times[i - 1], <=, events.times[i]);
      for (guint32 i = 0; i < events.n && events.values[WAY_LOG_SERVICE] != NULL; i++)
        g_assert_false (events.values[WAY_LOG_SERVICE][i] < 0);
      way_log_blob_pack (&events, blob);
      allot (&again, data[0], data[1]);
      g_assert_true (way_log_blob_unpack (blob->data, blob->len, way_log_events_get_start (&events), &again));
      check_same (&events, &again);
      clear (&again);
    }
  clear (&events);
  return 0;
}
