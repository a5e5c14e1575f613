/* Which links of a map may be opened, and what is said of the others. */
#include "base/way-uri.h"

#include <glib.h>
#include <string.h>

static const struct
{
  const char *uri;
  const char *where;   /* NULL: refused */
  const char *because; /* part of the sentence */
} rows[] = {
  { "https://example.org/a?b=c#d", "It leads to example.org." },
  { "HTTP://example.org", "It leads to example.org." },
  { "https://bank.example@evil.example/", "It leads to evil.example." },
  { "mailto:eva@example.org", "It writes to eva@example.org." },
  { "mailto:", NULL, "nobody" },
  { "file:///etc/passwd", NULL, "“file:”" },
  { "javascript:alert(1)", NULL, "“javascript:”" },
  { "data:text/html,hi", NULL, "“data:”" },
  { "ssh://example.org", NULL, "“ssh:”" },
  { "example.org", NULL, "complete address" },
  { "https:", NULL, "complete address" },
  { "https:///path", NULL, "complete address" },
  { "https://example.org/ two", NULL, "cannot be seen" },
  { "https://example.org/\u202egpj.exe", NULL, "cannot be seen" },
  { "https://example.org/\u200b", NULL, "cannot be seen" },
  { "", NULL, "complete address" },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *why = NULL;
      gboolean ok = way_uri_may_open (rows[i].uri, &why);
      g_autofree char *where = ok ? way_uri_describe (rows[i].uri) : NULL;

      g_assert_cmpstr (where, ==, rows[i].where);
      g_assert_true (ok == (why == NULL));
      g_assert_true (ok || strstr (why, rows[i].because) != NULL);
      g_assert_true (way_uri_may_open (rows[i].uri, NULL) == ok);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uri/rows", test_rows);
  return g_test_run ();
}
