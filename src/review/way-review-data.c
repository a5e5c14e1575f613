#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/way-exchange.h"
#include "review/way-review-private.h"

/* What customers give and get (R000-11), and which data is asked for (R001-9). */

/* "Name, Telefon; Zahl der Räume" asks for three things. */
static void
check_again (WayReview *self, GHashTable *first_asked, const WayElement *touchpoint, const char *text)
{
  g_auto (GStrv) items = g_strsplit_set (text, ",;/", -1);

  for (char **part = items; *part != NULL; part++)
    {
      const char *item = g_strstrip (*part);
      g_autofree char *folded = g_utf8_casefold (item, -1);
      const WayElement *before = g_hash_table_lookup (first_asked, folded);

      if (*item == '\0')
        continue;
      if (before == NULL)
        g_hash_table_insert (first_asked, g_steal_pointer (&folded), (gpointer) touchpoint);
      else if (before != touchpoint)
        {
          way_review_add (self, WAY_RULE_DATA_ASKED_TWICE, touchpoint, before, _ ("“%s” is asked for at “%s” and again at “%s”."), item, way_element_get_name (before), way_element_get_name (touchpoint));
          return; /* one gap a touchpoint is enough */
        }
    }
}

static gboolean
is_explained (const WayElement *data)
{
  const char *basis = way_element_get (data, WAY_FIELD_BASIS);

  return way_review_has_line (data, WAY_FIELD_PURPOSE) && basis != NULL && strcmp (basis, "unknown") != 0;
}

void
way_review_data (WayReview *self)
{
  g_autoptr (GHashTable) first_asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) exchanges = way_exchange_list (self->document, self->journey);

  for (guint i = 0; i < exchanges->len; i++)
    {
      const WayExchange *exchange = &g_array_index (exchanges, WayExchange, i);
      const WayElement *touchpoint = exchange->touchpoint, *unexplained = NULL;
      const char *name = way_element_get_name (touchpoint);
      WayElement *data;

      way_each (data, touchpoint, WAY_KIND_DATA)
        {
          if (!is_explained (data))
            unexplained = data;
          if (way_exchange_is_asked_for (way_element_get (data, WAY_FIELD_TEXT)))
            check_again (self, first_asked, touchpoint, way_element_get (data, WAY_FIELD_TEXT));
        }
      if (exchange->asks_early)
        way_review_add (self, WAY_RULE_DATA_BEFORE_VALUE, touchpoint, NULL, _ ("“%s” asks for data, and up to here the customer has got nothing."), name);
      if (unexplained != NULL)
        way_review_add (self, WAY_RULE_DATA_WITHOUT_PURPOSE, touchpoint, NULL, _ ("At “%s” it is not said for what “%s” is needed and on which legal basis."), name, way_element_get_name (unexplained));
      if (exchange->one_sided)
        way_review_add (self, WAY_RULE_VALUE_ONE_SIDED, touchpoint, NULL, _ ("At “%s” the customer gives something and gets nothing for it."), name);
    }
}
