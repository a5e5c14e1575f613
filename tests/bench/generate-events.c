/* Writes an event log, the map that gathers it, or the same as a table for others: generate-events rows JOURNEYS [SEED] | map | table.

   About ten events a journey, mostly one touchpoint after the other, with leaps, returns, and events the map does not know; journeys
   interleave, as in the export of a shop. With a SEED other than 1 there are other journeys of the same kind. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TOUCHPOINTS 20
#define NAMES 24 /* the last four belong to no touchpoint */
#define PHASES 5
#define YEAR (365u * 86400)

static unsigned long long state = 88172645463325252ull;

/* Marsaglia's xorshift: the same log everywhere. */
static unsigned
draw (unsigned below)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (unsigned) (state >> 32) % below;
}

typedef struct
{
  unsigned journey, time, name, channel;
} Event;

static int
compare_cb (const void *a, const void *b)
{
  const Event *x = a, *y = b;

  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  return x->journey < y->journey ? -1 : x->journey > y->journey;
}

static unsigned
walk (Event *events, unsigned journey, unsigned from, unsigned span)
{
  unsigned n = 0, at = draw (4), time = from + draw (span);

  do
    {
      unsigned stray = draw (20) == 0;

      events[n++] = (Event){ journey, time, stray ? TOUCHPOINTS + draw (NAMES - TOUCHPOINTS) : at, draw (5) };
      time += (unsigned) (exp (draw (1000) / 1000. * 11) * 4) + 1;
      if (draw (10) < 7)
        at++;
      else
        at = draw (TOUCHPOINTS);
    }
  while (at < TOUCHPOINTS && n < 60 && draw (12) != 0);
  return n;
}

static void
write_row (const Event *event)
{
  static const char *const channels[] = { "web", "app", "phone", "mail", "store" };
  time_t when = 1704067200 + (time_t) event->time;
  struct tm parts;

  gmtime_r (&when, &parts);
  printf ("C%08u,%s %02u,%04d-%02d-%02dT%02d:%02d:%02dZ,%s\n", event->journey, event->name < TOUCHPOINTS ? "Kontakt am Punkt" : "Sonstiges", event->name, parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec, channels[event->channel]);
}

/* Journeys that begin in one span of time after the other, and of what has happened so far only what cannot be followed by anything
 * earlier: memory for a few hundred thousand journeys, however many there are. */
static void
write_rows (unsigned journeys, unsigned seed)
{
  unsigned spans = journeys / 200000 + 1, made = 0;
  size_t n = 0, room = ((size_t) journeys / spans + 1) * 60;
  Event *events = NULL;

  for (unsigned i = 1; i < seed; i++)
    draw (1);
  puts ("case_id,event,timestamp,channel");
  for (unsigned span = 0; span < spans; span++)
    {
      unsigned from = (unsigned) ((unsigned long long) YEAR * span / spans), to = (unsigned) ((unsigned long long) YEAR * (span + 1) / spans);
      unsigned end = (unsigned) ((unsigned long long) journeys * (span + 1) / spans);
      size_t written = 0;

      events = realloc (events, (n + room) * sizeof *events);
      if (events == NULL)
        exit (1);
      for (; made < end; made++)
        n += walk (events + n, made + (seed - 1) * 50000, from, to - from);
      qsort (events, n, sizeof *events, compare_cb);
      while (written < n && (events[written].time < to || span + 1 == spans))
        write_row (&events[written++]);
      n -= written;
      memmove (events, events + written, n * sizeof *events);
    }
  free (events);
}

static void
write_map (void)
{
  puts ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<waymark xmlns=\"urn:waymark:journey:1\" version=\"1.0\" min-reader=\"1.0\" id=\"map-bench002\" xml:lang=\"en\">\n"
        "  <meta>\n    <title>Events</title>\n  </meta>\n"
        "  <channels>\n    <channel id=\"ch-web1\" kind=\"web\" name=\"Website\" medium=\"digital\"/>\n  </channels>\n"
        "  <journeys>\n    <journey id=\"jn-one1\" name=\"Journey\" state=\"current\">\n      <phases>");
  for (int i = 0; i < PHASES; i++)
    printf ("        <phase id=\"ph-%03d\" name=\"Phase %d\">\n          <step id=\"st-%03d\" name=\"Step %d\"/>\n        </phase>\n", i, i, i, i);
  puts ("      </phases>\n      <lanes>\n        <lane id=\"ln-one1\" kind=\"touchpoints\" name=\"Touchpoints\"/>\n      </lanes>\n      <cards>");
  for (int i = 0; i < TOUCHPOINTS; i++)
    printf ("        <touchpoint id=\"tp-%03d\" lane=\"ln-one1\" step=\"st-%03d\" name=\"Touchpoint %02d\" channel=\"ch-web1\">\n          <event match=\"Kontakt am Punkt %02d\"/>\n        </touchpoint>\n", i, i * PHASES / TOUCHPOINTS, i, i);
  puts ("      </cards>\n      <connections>");
  for (int i = 1; i < TOUCHPOINTS; i++)
    printf ("        <connection id=\"cn-%03d\" from=\"tp-%03d\" to=\"tp-%03d\" kind=\"next\"/>\n", i, i - 1, i);
  puts ("      </connections>\n    </journey>\n  </journeys>\n</waymark>");
}

static void
write_table (void)
{
  puts ("event,tp");
  for (int i = 0; i < TOUCHPOINTS; i++)
    printf ("Kontakt am Punkt %02d,%d\n", i, i);
}

int
main (int argc, char **argv)
{
  if (argc >= 3 && strcmp (argv[1], "rows") == 0)
    write_rows ((unsigned) atoi (argv[2]), argc > 3 ? (unsigned) atoi (argv[3]) : 1);
  else if (argc == 2 && strcmp (argv[1], "map") == 0)
    write_map ();
  else if (argc == 2 && strcmp (argv[1], "table") == 0)
    write_table ();
  else
    return 2;
  return 0;
}
