/* Writes a survey and the map that shows it, to be held against sqlite3: generate-survey rows N | map. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TOUCHPOINTS 200

/* Marsaglia's xorshift: the same survey everywhere. */
static unsigned
draw (unsigned below)
{
  static unsigned long long state = 88172645463325252ull;

  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (unsigned) (state >> 32) % below;
}

static void
write_rows (long n)
{
  puts ("response_id,date,touchpoint,nps,csat (1-5),effort (1-7)");
  for (long i = 0; i < n; i++)
    {
      printf ("R_%08lx,2025-%02u-%02u %02u:%02u:%02u,Touchpoint %03u,", i, draw (12) + 1, draw (28) + 1, draw (24), draw (60), draw (60), draw (TOUCHPOINTS));
      printf ("%u,%u,%u\n", draw (11), draw (5) + 1, draw (7) + 1);
    }
}

static void
write_metric (const char *name, const char *kind, const char *column, const char *aggregate)
{
  printf ("    <metric id=\"mt-%s\" kind=\"%s\" name=\"%s\" better=\"higher\">\n", name, kind, name);
  printf ("      <feed dataset=\"survey\" value=\"%s\" time=\"date\" key=\"touchpoint\" aggregate=\"%s\"/>\n", column, aggregate);
  for (int i = 0; i < TOUCHPOINTS; i++)
    printf ("      <binding id=\"bd-%s%03d\" at=\"tp-%03d\" match=\"Touchpoint %03d\"/>\n", name, i, i, i);
  puts ("    </metric>");
}

static void
write_map (void)
{
  puts ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<waymark xmlns=\"urn:waymark:journey:1\" version=\"1.0\" min-reader=\"1.0\" id=\"map-bench001\" xml:lang=\"en\">\n"
        "  <meta>\n    <title>Survey</title>\n  </meta>\n"
        "  <channels>\n    <channel id=\"ch-web1\" kind=\"web\" name=\"Website\" medium=\"digital\"/>\n  </channels>\n"
        "  <journeys>\n    <journey id=\"jn-one1\" name=\"Journey\" state=\"current\">\n      <phases>\n        <phase id=\"ph-one1\" name=\"Phase\">\n"
        "          <step id=\"st-one1\" name=\"Step\"/>\n        </phase>\n      </phases>\n      <lanes>\n"
        "        <lane id=\"ln-one1\" kind=\"touchpoints\" name=\"Touchpoints\"/>\n      </lanes>\n      <cards>");
  for (int i = 0; i < TOUCHPOINTS; i++)
    printf ("        <touchpoint id=\"tp-%03d\" lane=\"ln-one1\" step=\"st-one1\" name=\"Touchpoint %03d\" channel=\"ch-web1\"/>\n", i, i);
  puts ("      </cards>\n    </journey>\n  </journeys>\n  <metrics>");
  write_metric ("nps", "nps", "nps", "nps");
  write_metric ("csat", "csat", "csat (1-5)", "share");
  write_metric ("ces", "ces", "effort (1-7)", "mean");
  puts ("  </metrics>\n</waymark>");
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "rows") == 0)
    write_rows (atol (argv[2]));
  else if (argc == 2 && strcmp (argv[1], "map") == 0)
    write_map ();
  else
    {
      fprintf (stderr, "usage: generate-survey rows N | map\n");
      return 2;
    }
  return 0;
}
