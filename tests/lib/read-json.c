#include "read-json.h"

#include <string.h>

GVariant *
read_json (const char **p)
{
  *p += strspn (*p, " \r\n\t,:");
  if (**p == '{' || **p == '[')
    {
      gboolean object = *(*p)++ == '{';
      GVariantBuilder builder;

      g_variant_builder_init (&builder, object ? G_VARIANT_TYPE_VARDICT : G_VARIANT_TYPE ("av"));
      while (*p += strspn (*p, " \r\n\t,"), **p != '}' && **p != ']')
        {
          g_autoptr (GVariant) key = object ? g_variant_ref_sink (read_json (p)) : NULL;

          if (object)
            g_variant_builder_add (&builder, "{sv}", g_variant_get_string (key, NULL), read_json (p));
          else
            g_variant_builder_add (&builder, "v", read_json (p));
        }
      (*p)++;
      return g_variant_builder_end (&builder);
    }
  if (**p == '"')
    {
      const char *end = *p + 1;

      while (*end != '"')
        end += *end == '\\' ? 2 : 1;

      g_autofree char *raw = g_strndup (*p + 1, (gsize) (end - *p - 1));
      g_autofree char *text = g_strcompress (raw);

      *p = end + 1;
      return g_variant_new_string (text);
    }

  if (g_str_has_prefix (*p, "true") || g_str_has_prefix (*p, "false") || g_str_has_prefix (*p, "null"))
    {
      gboolean truth = **p == 't';

      *p += strspn (*p, "abcdefghijklmnopqrstuvwxyz");
      return g_variant_new_boolean (truth);
    }

  char *end;
  double number = g_ascii_strtod (*p, &end);

  g_assert_true (end > *p);
  *p = end;
  return g_variant_new_double (number);
}
