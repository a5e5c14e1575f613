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

/* Words of eight bytes must find what bytes alone would: any place, any length, any byte out of line. */
static void
test_invalid (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  static const char *const pieces[] = { "plain text of ASCII, ", "ü", "€", "😀", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xed\xa0\x80", "\xc0\x80", "\x80", "\xff", "x" };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) s = g_string_new (NULL);
      const char *end;
      int n = g_rand_int_range (rand, 0, 30), last = g_rand_int_range (rand, 1, G_N_ELEMENTS (pieces));
      gboolean good;

      for (int i = 0; i < n; i++)
        g_string_append (s, pieces[g_rand_int_range (rand, 0, 10) > 0 ? g_rand_int_range (rand, 0, 4) : g_rand_int_range (rand, 0, last)]);
      if (s->len > 0 && round % 10 == 0)
        s->str[g_rand_int_range (rand, 0, (int) s->len)] = '\0';
      good = g_utf8_validate_len (s->str, s->len, &end);
      g_assert_cmpint (way_text_find_invalid (s->str, s->len), ==, good ? -1 : end - s->str);
    }
}

/* No line ends in it: not at a blank, and not after a hyphen. */
static void
test_together (void)
{
  g_autofree char *points = way_text_keep_together (g_strdup ("−8,5 %-Pkt.")), *plain = way_text_keep_together (g_strdup ("n 96"));

  g_assert_cmpstr (points, ==, "−8,5\u00a0%-\u2060Pkt.");
  g_assert_cmpstr (plain, ==, "n\u00a096");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/quotes", test_quotes);
  g_test_add_func ("/text/together", test_together);
  g_test_add_func ("/text/invalid", test_invalid);
  return g_test_run ();
}
