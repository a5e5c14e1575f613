/* Values as people read and write them; laws over the whole table. */
#include "model/way-field-text.h"

#include <string.h>

static const struct
{
  WayKind kind;
  WayField field;
  const char *text;
  const char *value;
} rows[] = {
  { WAY_KIND_STAKEHOLDER, WAY_FIELD_INFLUENCE, "40", "40" },
  { WAY_KIND_SOURCE, WAY_FIELD_CUSTOMERS, "1,234", "1234" },
  { WAY_KIND_CONNECTION, WAY_FIELD_SHARE, " 0,5 ", "0.5" },
  { WAY_KIND_ACTION, WAY_FIELD_DUE, "14.10.2025", "2025-10-14" },
  { WAY_KIND_STAKEHOLDER, WAY_FIELD_ATTITUDE, "Sceptic", "sceptic" },
  { WAY_KIND_LANE, WAY_FIELD_COLLAPSED, "Yes", "true" },
  { WAY_KIND_PERSONA, WAY_FIELD_NAME, "  Ilka \t Brandt\n", "Ilka Brandt" },
  { WAY_KIND_PERSONA, WAY_FIELD_GOAL, " one \n\n two\n", "one\ntwo" },
  { WAY_KIND_PERSONA, WAY_FIELD_CONTEXT, "one\n\ntwo\n", "one\n\ntwo" },
  { WAY_KIND_PERSONA, WAY_FIELD_NAME, " \n ", NULL },
};

static const struct
{
  WayKind kind;
  WayField field;
  const char *text;
  const char *sentence; /* NULL: accepted */
} refusals[] = {
  { WAY_KIND_PERSONA, WAY_FIELD_NAME, "Ilka", NULL },
  { WAY_KIND_PERSONA, WAY_FIELD_NAME, " ", "“Name” cannot be empty." },
  { WAY_KIND_PAIN, WAY_FIELD_SEVERITY, "7", "“7” must lie between 1 and 5." },
  { WAY_KIND_PAIN, WAY_FIELD_SEVERITY, "1.5", "“1.5” is not a whole number." },
  { WAY_KIND_CONNECTION, WAY_FIELD_SHARE, "half", "“half” is no number such as 0.5." },
  { WAY_KIND_CONNECTION, WAY_FIELD_SHARE, "2", "“2” must lie between 0 and 1." },
  { WAY_KIND_ACTION, WAY_FIELD_DUE, "soon", "“soon” is no day such as 2025-10-14." },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = way_field_from_text (way_kind_get_field (rows[i].kind, rows[i].field), rows[i].text);

      g_assert_cmpstr (value, ==, rows[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *sentence = way_field_refuse (way_kind_get_field (refusals[i].kind, refusals[i].field), refusals[i].text);

      g_assert_cmpstr (sentence, ==, refusals[i].sentence);
    }
}

/* Each choice, both truths, the ends of each range: what is shown is read as what was meant. */
static void
check_again (const WayFieldInfo *info, const char *value)
{
  g_autofree char *text = way_field_to_text (info, value), *again = way_field_from_text (info, text);

  g_assert_cmpstr (again, ==, value);
  g_assert_true (way_field_accepts (info, again, NULL));
}

static void
test_table (void)
{
  for (WayKind kind = 0; kind < WAY_N_KINDS; kind++)
    for (guint i = 0; i < way_kind_get (kind)->n_fields; i++)
      {
        const WayFieldInfo *info = &way_kind_get (kind)->fields[i];

        for (guint c = 0; info->choices != NULL && info->choices[c].nick != NULL; c++)
          check_again (info, info->choices[c].nick);
        if (info->type == WAY_TYPE_BOOLEAN)
          {
            check_again (info, "true");
            check_again (info, "false");
          }
        if (info->type == WAY_TYPE_DATE)
          check_again (info, "2024-02-29");
        if (info->type == WAY_TYPE_INTEGER && info->min < info->max)
          {
            g_autofree char *min = g_strdup_printf ("%.0f", info->min), *max = g_strdup_printf ("%.0f", MIN (info->max, 1e9));

            check_again (info, min);
            check_again (info, max);
          }
        g_assert_null (way_field_from_text (info, ""));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field-text/rows", test_rows);
  g_test_add_func ("/field-text/table", test_table);
  return g_test_run ();
}
