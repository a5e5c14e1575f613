/* How typed words find names. */
#include "base/way-match.h"

static guint
score (const char *text, const char *typed)
{
  g_auto (GStrv) words = way_match_split (typed);
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);
  const char *folded[8] = { NULL };
  guint result;

  for (guint i = 0; parts[i] != NULL; i++)
    folded[i] = way_match_fold (parts[i]);
  result = way_match_score (folded, (const char *const *) words);
  for (guint i = 0; folded[i] != NULL; i++)
    g_free ((char *) folded[i]);
  return result;
}

static void
test_found (void)
{
  static const struct
  {
    const char *text, *typed;
    gboolean found;
  } rows[] = {
    { "Zoom In", "zoom", TRUE },
    { "Zoom In", "in zoom", TRUE },
    { "Zoom In", "  ZOOM  in ", TRUE },
    { "Zoom In", "zoom out", FALSE },
    { "Zoom In|bigger larger", "larger", TRUE },
    { "Zoom In|bigger larger", "larger zoom", TRUE },
    { "Straße öffnen", "strasse", TRUE },
    { "Straße öffnen", "offnen", TRUE },
    { "Touchpoint", "tchpnt", TRUE },
    { "Touchpoint", "point", TRUE },
    { "Touchpoint", "tp", FALSE },
    { "Add phase", "hpa", FALSE },
    { "", "a", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s in %s", rows[i].typed, rows[i].text);
      g_assert_cmpint (score (rows[i].text, rows[i].typed) > 0, ==, rows[i].found);
    }
}

/* What is no UTF-8 ends where it ends. */
static void
test_broken (void)
{
  static const char *const rows[] = { "Shop\xf0", "Shop\xc3", "\xff"
                                                              "Sh\xe4"
                                                              "op" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      /* A sanitizer sees each step beyond. */
      g_autofree char *exact = g_strdup (rows[i]), *squeezed = way_match_squeeze (exact);

      g_assert_cmpstr (squeezed, ==, "shop");
    }
}

/* The first of each row is meant more than the second. */
static void
test_better (void)
{
  static const struct
  {
    const char *typed, *better, *worse;
  } rows[] = {
    { "save", "Save", "Autosaves" },
    { "save", "Save|write", "Write|save" },
    { "add", "Add step", "Step|add" },
    { "pain", "Pain point", "Painting" },
    { "go", "Go to Rome", "Rome, go" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (score (rows[i].better, rows[i].typed), >, score (rows[i].worse, rows[i].typed));
}

/* The order of the words does not decide whether something is found. */
static void
test_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL), typed = g_string_new (NULL), turned = g_string_new (NULL);

      for (guint w = 0; w < 3; w++)
        {
          const char a = (char) ('a' + g_rand_int_range (rand, 0, 4)), b = (char) ('a' + g_rand_int_range (rand, 0, 4));

          g_string_append_printf (text, "%c%c%c ", a, b, (char) ('a' + g_rand_int_range (rand, 0, 4)));
          g_string_append_printf (typed, "%c%c ", a, g_rand_boolean (rand) ? b : 'x');
        }
      g_auto (GStrv) words = g_strsplit (g_strchomp (typed->str), " ", -1);

      for (guint w = 3; w > 0; w--)
        g_string_append_printf (turned, "%s ", words[w - 1]);
      g_assert_cmpint (score (text->str, typed->str) > 0, ==, score (text->str, turned->str) > 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/found", test_found);
  g_test_add_func ("/match/broken", test_broken);
  g_test_add_func ("/match/better", test_better);
  g_test_add_func ("/match/order", test_order);
  return g_test_run ();
}
