#include <locale.h>

#include "model/way-exchange.h"

/* Touchpoints as "step gives gets data": numbers of lines, and data or "-". */
typedef struct
{
  const char *name;
  const char *stops[5];
  const char *expected; /* "gives gets, with ! asks early and 1 one-sided, in the order of the way" */
} Row;

static const Row rows[] = {
  { "nothing", { "0 0 0 -" }, "0:0" },
  { "even", { "0 1 1 -" }, "1:1" },
  { "asked first", { "0 0 0 E-mail", "1 0 2 -" }, "1:0! 0:2" },
  { "given first", { "0 0 1 -", "1 0 0 Name, phone" }, "0:1 1:0" },
  { "given at the same place", { "0 0 1 Name" }, "1:1" },
  { "what a system writes down is not asked for", { "0 0 0 Clicks" }, "0:0" },
  { "said twice is counted once", { "0 2 1 Address" }, "2:1" },
  { "one-sided", { "0 1 1 -", "1 2 0 -" }, "1:1 2:01" },
  { "asked, and nothing for it", { "0 1 0 IBAN" }, "1:0!1" },
  { "in the order of the way, not of the file", { "2 0 0 E-mail", "0 0 1 -", "1 1 0 -" }, "0:1 1:01 1:0" },
  { "within a step in the order of the file", { "1 0 0 E-mail", "1 0 1 -" }, "1:0! 0:1" },
};

static void
set_lines (WayElement *element, WayField field, guint n)
{
  g_autoptr (GString) s = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (s, "%sLine %u", i > 0 ? "\n" : "", i);
  if (n > 0)
    way_element_init_value (element, field, s->str);
}

static void
add_stop (WayElement *journey, guint i, const char *text)
{
  WayElement *touchpoint = way_element_append (journey, way_element_new (WAY_KIND_TOUCHPOINT));
  g_auto (GStrv) words = g_strsplit (text, " ", 4);
  g_autofree char *id = g_strdup_printf ("tp-%u00", i), *step = g_strdup_printf ("st-%s00", words[0]);
  guint gives = (guint) g_ascii_strtoull (words[1], NULL, 10), gets = (guint) g_ascii_strtoull (words[2], NULL, 10);

  way_element_init_value (touchpoint, WAY_FIELD_ID, id);
  way_element_init_value (touchpoint, WAY_FIELD_STEP, step);
  if (gives + gets > 0)
    {
      WayElement *exchange = way_element_append (touchpoint, way_element_new (WAY_KIND_EXCHANGE));

      set_lines (exchange, WAY_FIELD_CUSTOMER_GIVES, gives);
      set_lines (exchange, WAY_FIELD_CUSTOMER_GETS, gets);
    }
  if (*words[3] != '-')
    way_element_init_value (way_element_append (touchpoint, way_element_new (WAY_KIND_DATA)), WAY_FIELD_TEXT, words[3]);
}

static WayDocument *
make_document (const Row *row)
{
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT), *journey = way_element_append (root, way_element_new (WAY_KIND_JOURNEY));
  WayElement *phase = way_element_append (journey, way_element_new (WAY_KIND_PHASE));

  way_element_init_value (journey, WAY_FIELD_ID, "jn-100");
  way_element_init_value (phase, WAY_FIELD_ID, "ph-100");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("st-%u00", i);

      way_element_init_value (way_element_append (phase, way_element_new (WAY_KIND_STEP)), WAY_FIELD_ID, id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (row->stops) && row->stops[i] != NULL; i++)
    add_stop (journey, i, row->stops[i]);
  return way_document_new_for_root (root, NULL);
}

static void
test_rows (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      g_autoptr (WayDocument) document = make_document (&rows[r]);
      g_autoptr (GArray) list = way_exchange_list (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY));
      g_autoptr (GString) s = g_string_new (NULL);

      for (guint i = 0; i < list->len; i++)
        {
          const WayExchange *exchange = &g_array_index (list, WayExchange, i);

          g_string_append_printf (s, "%s%u:%u%s%s", i > 0 ? " " : "", exchange->gives, exchange->gets, exchange->asks_early ? "!" : "", exchange->one_sided ? "1" : "");
        }
      g_test_message ("%s", rows[r].name);
      g_assert_cmpstr (s->str, ==, rows[r].expected);
    }
}

static void
test_balance (void)
{
  static const struct
  {
    int balance;
    const char *text;
  } balances[] = { { 0, "±0" }, { 2, "+2" }, { -3, "−3" } };

  for (guint i = 0; i < G_N_ELEMENTS (balances); i++)
    {
      g_autofree char *text = way_exchange_balance_to_text (balances[i].balance);

      g_assert_cmpstr (text, ==, balances[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_add_func ("/exchange/rows", test_rows);
  g_test_add_func ("/exchange/balance", test_balance);
  return g_test_run ();
}
