#include "base/way-text.h"

/* What a text looks like in the quotation marks of a language. */
static const struct
{
  const char *text, *language, *quoted;
} quotes[] = {
  { "Na endlich.", "de", "„Na endlich.“" },
  { "Na endlich.", "de-AT", "„Na endlich.“" },
  { "Na endlich.", "de-CH", "«Na endlich.»" },
  { "At last.", "en", "“At last.”" },
  { "At last.", "en-GB", "“At last.”" },
  { "At last.", NULL, "“At last.”" },
  { "At last.", "", "“At last.”" },
  { "At last.", "tlh", "“At last.”" },
  { "Enfin.", "fr", "«\u202fEnfin.\u202f»" },
  { "Enfin.", "FR-ch", "«Enfin.»" },
  { "Nareszcie.", "pl", "„Nareszcie.”" },
  { "Till slut.", "sv", "”Till slut.”" },
  { "やっと", "ja", "「やっと」" },
  { "“At last.”", "de", "“At last.”" },
  { "\"At last.\"", "en", "\"At last.\"" },
  { "«Por fin»", "es", "«Por fin»" },
  { "“At last”, she said.", "en", "“‘At last’, she said.”" },
  { "„Endlich“, sagte sie.", "de", "„‚Endlich‘, sagte sie.“" },
  { "", "de", "„“" },
  { "”", "de", "„’“" },
};

static void
test_quotes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *quoted = way_text_quote (quotes[i].text, quotes[i].language);

      g_test_message ("%s in %s", quotes[i].text, quotes[i].language);
      g_assert_cmpstr (quoted, ==, quotes[i].quoted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/quotes", test_quotes);
  return g_test_run ();
}
