#include "metrics/tables/way-xml-guard.h"

#include <string.h>

/* With fewer bytes a tag cannot hold too many attributes: a blank, a letter, "=" and two quotes each. */
#define SHORT (WAY_XML_MAX_ATTRIBUTES * 4)

/* What stands between two "<", or a part of it. */
static gboolean
look (WayXmlGuard *self, const char *p, const char *end)
{
  if (self->is_fresh && p < end)
    {
      /* Comments and the like have no attributes. */
      self->is_inside = *p != '!' && *p != '?';
      self->is_fresh = FALSE;
    }
  while (p < end && self->is_inside)
    if (self->quote != 0)
      {
        p = memchr (p, self->quote, (gsize) (end - p));
        if (p == NULL)
          return TRUE;
        p++;
        self->quote = 0;
        if (++self->n > WAY_XML_MAX_ATTRIBUTES)
          return FALSE;
      }
    else
      {
        char c = *p++;

        if (c == '"' || c == '\'')
          self->quote = c;
        self->is_inside = c != '>';
      }
  return TRUE;
}

gboolean
way_xml_guard_feed (WayXmlGuard *self, const char *data, gsize size)
{
  const char *p = data, *end = data + size, *next = memchr (p, '<', size);

  if (!look (self, p, next != NULL ? next : end))
    return FALSE;
  while (next != NULL)
    {
      p = next + 1;
      next = memchr (p, '<', (gsize) (end - p));
      *self = (WayXmlGuard){ .is_fresh = TRUE };
      /* The last one may go on in the next piece. */
      if ((next == NULL || next - p > SHORT) && !look (self, p, next != NULL ? next : end))
        return FALSE;
    }
  return TRUE;
}
