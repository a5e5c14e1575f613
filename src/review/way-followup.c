#include "review/way-followup.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"

gboolean
way_followup_is_open (const WayElement *action)
{
  return !way_element_is (action, WAY_FIELD_STATUS, "done") && !way_element_is (action, WAY_FIELD_STATUS, "dropped");
}

gboolean
way_followup_is_overdue (const WayElement *action, guint32 today)
{
  const char *due = way_element_get (action, WAY_FIELD_DUE);
  guint32 day = due != NULL ? way_date_parse (due) : 0;

  return way_followup_is_open (action) && day > 0 && day < today;
}

guint
way_followup_count_open (const WayDocument *document)
{
  WayElement *action;
  guint n = 0;

  way_each (action, way_document_get_root (document), WAY_KIND_ACTION)
    n += way_followup_is_open (action) ? 1 : 0;
  return n;
}

char *
way_followup_name_targets (const WayDocument *document, const WayElement *action)
{
  g_auto (GStrv) ids = way_element_get_list (action, WAY_FIELD_FOR);
  GString *s = g_string_new (NULL);

  for (char **id = ids; *id != NULL; id++)
    {
      const WayElement *target = way_document_lookup (document, *id);

      if (target != NULL)
        {
          g_string_append (s, s->len > 0 ? ", " : "");
          g_string_append_printf (s, _ ("“%s”"), way_element_get_name (target));
        }
    }
  return g_strdelimit (g_string_free (s, FALSE), "\n", ' ');
}
