#include <glib/gi18n-lib.h>
#include <string.h>

#include "review/way-review-private.h"

/* What customers give and get (R000-11), and which data is asked for (R001-9). */

/* Words for data that somebody types in or hands over, rather than what a system writes down in passing. */
static const char *const asked_words[] = {
  "name",
  "mail",
  "phone",
  "telef",
  "address",
  "adress",
  "anschrift",
  "birth",
  "geburt",
  "contact",
  "kontakt",
  "visitenkarte",
  "business card",
  "company",
  "firma",
  "unternehmen",
  "budget",
  "income",
  "einkommen",
  "iban",
  "bank",
  "passport",
  "ausweis",
  "number of",
  "anzahl",
  "zahl der",
  "form",
  "field",
  "feld",
  "questionnaire",
  "fragebogen",
};

static gboolean
is_asked_for (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (asked_words); i++)
    if (strstr (folded, asked_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
gives (const WayElement *touchpoint, WayField field)
{
  WayElement *exchange = way_element_get_first (touchpoint, WAY_KIND_EXCHANGE);

  return exchange != NULL && way_review_has_line (exchange, field);
}

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
  gboolean got_something = FALSE;

  for (guint i = 0; i < self->stops->len; i++)
    {
      const WayElement *touchpoint = way_review_get_stop (self, i)->element;
      const char *name = way_element_get_name (touchpoint);
      const WayElement *unexplained = NULL;
      WayElement *data;
      gboolean asked = FALSE;

      got_something = got_something || gives (touchpoint, WAY_FIELD_CUSTOMER_GETS);
      way_each (data, touchpoint, WAY_KIND_DATA)
        {
          const char *text = way_element_get (data, WAY_FIELD_TEXT);
          g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);

          if (!is_explained (data))
            unexplained = data;
          if (is_asked_for (folded))
            {
              asked = TRUE;
              check_again (self, first_asked, touchpoint, text);
            }
        }
      if (asked && !got_something)
        way_review_add (self, WAY_RULE_DATA_BEFORE_VALUE, touchpoint, NULL, _ ("“%s” asks for data, and up to here the customer has got nothing."), name);
      if (unexplained != NULL)
        way_review_add (self, WAY_RULE_DATA_WITHOUT_PURPOSE, touchpoint, NULL, _ ("At “%s” it is not said for what “%s” is needed and on which legal basis."), name, way_element_get_name (unexplained));
      if (gives (touchpoint, WAY_FIELD_CUSTOMER_GIVES) && !gives (touchpoint, WAY_FIELD_CUSTOMER_GETS))
        way_review_add (self, WAY_RULE_VALUE_ONE_SIDED, touchpoint, NULL, _ ("At “%s” the customer gives something and gets nothing for it."), name);
    }
}
