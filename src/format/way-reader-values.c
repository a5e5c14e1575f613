#include "format/way-reader-private.h"

#include <string.h>

gboolean
way_reader_is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != ' ' && text[i] != '\n' && text[i] != '\t' && text[i] != '\r')
      return FALSE;
  return TRUE;
}

/* An attribute's value without libxml2's half-way escape: it leaves "&" as "&#38;" for the tree it thinks we build. */
char *
way_reader_dup_value (const Attribute *attribute)
{
  const char *p = (const char *) attribute->value, *end = (const char *) attribute->end;
  const char *amp = memchr (p, '&', end - p);

  if (amp == NULL)
    return g_strndup (p, end - p);

  char *value = g_malloc (end - p + 1), *to = value;

  for (; amp != NULL; amp = memchr (p, '&', end - p))
    {
      to = mempcpy (to, p, amp + 1 - p);
      p = amp + 1;
      if (end - p >= 4 && memcmp (p, "#38;", 4) == 0)
        p += 4;
    }
  to = mempcpy (to, p, end - p);
  *to = '\0';
  return value;
}

static char *
collapse_blanks (char *value)
{
  char *to = value;

  for (const char *p = value; *p != '\0'; p++)
    if (*p != ' ' || (to > value && to[-1] != ' '))
      *to++ = *p;
  if (to > value && to[-1] == ' ')
    to--;
  *to = '\0';
  return value;
}

/* `value` is taken. */
char *
way_reader_normalise_attribute (const WayFieldInfo *info, char *value)
{
  if (info->type == WAY_TYPE_REFS)
    return collapse_blanks (value);
  if (info->type == WAY_TYPE_BOOLEAN && (strcmp (value, "1") == 0 || strcmp (value, "0") == 0))
    {
      gboolean yes = *value == '1';

      g_free (value);
      return g_strdup (yes ? "true" : "false");
    }
  return value;
}

/* Each run of white space with a line break or tab in it becomes one blank, at the ends nothing. */
void
way_reader_fold_text (GString *text, gsize from)
{
  char *start = text->str + from;

  if (start[strcspn (start, "\n\t\r")] == '\0')
    return;

  char *to = start;

  for (const char *p = start; *p != '\0';)
    {
      gsize n = strspn (p, " \n\t\r");

      if (n == 0)
        *to++ = *p++;
      else if (strcspn (p, "\n\t\r") >= n)
        {
          memmove (to, p, n);
          to += n;
        }
      else if (to > start && p[n] != '\0')
        *to++ = ' ';
      p += n;
    }
  g_string_truncate (text, to - text->str);
}

void
way_reader_drop_white_space (GString *text, gsize from)
{
  char *to = text->str + from;

  for (const char *p = to; *p != '\0'; p++)
    if (*p != ' ' && *p != '\n' && *p != '\t' && *p != '\r')
      *to++ = *p;
  g_string_truncate (text, to - text->str);
}
