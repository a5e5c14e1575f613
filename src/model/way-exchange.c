#include "model/way-exchange.h"

#include <string.h>

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

gboolean
way_exchange_is_asked_for (const char *data)
{
  g_autofree char *folded = g_utf8_casefold (data != NULL ? data : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (asked_words); i++)
    if (strstr (folded, asked_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static guint
count_lines (const WayElement *touchpoint, WayField field)
{
  WayElement *exchange;
  guint n = 0;

  way_each (exchange, touchpoint, WAY_KIND_EXCHANGE)
    {
      g_auto (GStrv) lines = way_element_get_list (exchange, field);

      for (char **line = lines; *line != NULL; line++)
        n += **line != '\0';
    }
  return n;
}

static int
compare_columns (gconstpointer a, gconstpointer b)
{
  const WayExchange *x = a, *y = b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

static GHashTable *
number_steps (const WayElement *journey)
{
  GHashTable *columns = g_hash_table_new (NULL, NULL);
  WayElement *phase, *step;
  guint column = 0;

  way_each (phase, journey, WAY_KIND_PHASE)
    way_each (step, phase, WAY_KIND_STEP)
      g_hash_table_insert (columns, step, GUINT_TO_POINTER (++column));
  return columns;
}

GArray *
way_exchange_list (const WayDocument *document, const WayElement *journey)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (WayExchange));
  g_autoptr (GHashTable) columns = number_steps (journey);
  gboolean got_something = FALSE;
  WayElement *touchpoint, *data;

  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    {
      guint column = GPOINTER_TO_UINT (g_hash_table_lookup (columns, way_document_follow (document, touchpoint, WAY_FIELD_STEP)));
      guint gives = count_lines (touchpoint, WAY_FIELD_CUSTOMER_GIVES), asked = 0;
      WayExchange exchange = { .touchpoint = touchpoint, .column = column > 0 ? column - 1 : G_MAXUINT, .index = list->len, .gets = count_lines (touchpoint, WAY_FIELD_CUSTOMER_GETS) };

      way_each (data, touchpoint, WAY_KIND_DATA)
        asked += way_exchange_is_asked_for (way_element_get (data, WAY_FIELD_TEXT));
      exchange.one_sided = gives > 0 && exchange.gets == 0;
      exchange.gives = gives > 0 ? gives : asked;
      exchange.asks = asked > 0;
      g_array_append_val (list, exchange);
    }
  g_array_sort (list, compare_columns);
  for (guint i = 0; i < list->len; i++)
    {
      WayExchange *exchange = &g_array_index (list, WayExchange, i);

      got_something = got_something || exchange->gets > 0;
      exchange->asks_early = exchange->asks && !got_something;
    }
  return list;
}

char *
way_exchange_balance_to_text (int balance)
{
  return balance == 0 ? g_strdup ("±0") : g_strdup_printf ("%s%d", balance > 0 ? "+" : "−", ABS (balance));
}
