#include "base/way-uri.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* White space, controls, and the signs that turn the direction of reading around. */
static gboolean
is_disguised (const char *uri)
{
  if (!g_utf8_validate (uri, -1, NULL))
    return TRUE;
  for (const char *p = uri; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        return TRUE;
    }
  return FALSE;
}

static gboolean
refuse (char **why, char *sentence)
{
  if (why != NULL)
    *why = sentence;
  else
    g_free (sentence);
  return FALSE;
}

gboolean
way_uri_may_open (const char *uri, char **why)
{
  g_autoptr (GUri) parsed = NULL;
  const char *scheme;

  if (is_disguised (uri))
    return refuse (why, g_strdup (_ ("It holds blanks or signs that cannot be seen, so what is shown may not be where it leads.")));
  parsed = g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_NON_DNS, NULL);
  if (parsed == NULL)
    return refuse (why, g_strdup (_ ("It is no complete address such as https://example.org.")));
  scheme = g_uri_get_scheme (parsed);
  if (g_ascii_strcasecmp (scheme, "mailto") == 0)
    return *g_uri_get_path (parsed) != '\0' || refuse (why, g_strdup (_ ("It names nobody to write to.")));
  if (g_ascii_strcasecmp (scheme, "http") != 0 && g_ascii_strcasecmp (scheme, "https") != 0)
    return refuse (why, g_strdup_printf (_ ("Only links to pages (http, https) and to mail (mailto) are opened from a map, and this one begins with “%s:”."), scheme));
  if (g_uri_get_host (parsed) == NULL || *g_uri_get_host (parsed) == '\0')
    return refuse (why, g_strdup (_ ("It is no complete address such as https://example.org.")));
  return TRUE;
}

char *
way_uri_describe (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_NON_DNS, NULL);

  if (parsed == NULL)
    return g_strdup (uri);
  if (g_uri_get_host (parsed) != NULL && *g_uri_get_host (parsed) != '\0')
    return g_strdup_printf (_ ("It leads to %s."), g_uri_get_host (parsed));
  return g_strdup_printf (_ ("It writes to %s."), g_uri_get_path (parsed));
}
