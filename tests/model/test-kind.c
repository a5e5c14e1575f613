/* A contract over every row of the field table. */
#include "model/way-element.h"

#include <string.h>

static void
check_field (const WayKindInfo *kind, const WayFieldInfo *field)
{
  g_test_message ("%s/%s", kind->name, field->name != NULL ? field->name : "text");
  g_assert_true (field->label != NULL && *field->label != '\0');
  g_assert_true (field->name != NULL || field->place == WAY_PLACE_CONTENT);
  g_assert_true ((field->type == WAY_TYPE_ENUM) == (field->choices != NULL));
  g_assert_true ((field->type == WAY_TYPE_REF || field->type == WAY_TYPE_REFS) == (field->targets != 0));
  /* Only text can be a list or paragraphs, and neither fits into an attribute. */
  if (field->type == WAY_TYPE_LINES || field->type == WAY_TYPE_PROSE)
    g_assert_cmpint (field->place, !=, WAY_PLACE_ATTRIBUTE);
  if (field->fallback != NULL)
    g_assert_true (way_field_accepts (field, field->fallback, NULL));
  if (field->required && field->type == WAY_TYPE_ENUM)
    g_assert_nonnull (field->fallback);
  g_assert_false (field->required && way_field_accepts (field, NULL, NULL));
}

static void
test_rows (void)
{
  for (guint k = 0; k < WAY_N_KINDS; k++)
    {
      const WayKindInfo *kind = way_kind_get ((WayKind) k);

      g_assert_cmpint (kind->kind, ==, k);
      g_assert_true (kind->label != NULL && *kind->label != '\0');
      g_assert_cmpint (kind->prefix != NULL, ==, way_kind_find_field ((WayKind) k, WAY_FIELD_ID) >= 0);
      for (guint f = 0; f < kind->n_fields; f++)
        {
          check_field (kind, &kind->fields[f]);
          g_assert_cmpint (way_kind_find_field ((WayKind) k, kind->fields[f].field), ==, f);
        }
      for (guint s = 0; s < kind->n_slots; s++)
        g_assert_cmpint (way_kind_find_slot ((WayKind) k, kind->slots[s].kinds[0]), ==, s);
    }
}

/* Every field survives a copy, and a copy is equal until one of its fields differs. */
static void
test_copy (void)
{
  for (guint k = 0; k < WAY_N_KINDS; k++)
    {
      const WayKindInfo *kind = way_kind_get ((WayKind) k);
      g_autoptr (WayElement) element = way_element_new ((WayKind) k);

      for (guint f = 0; f < kind->n_fields; f++)
        way_element_init_row (element, f, g_strdup_printf ("value %u", f));

      g_autoptr (WayElement) copy = way_element_copy (element);

      g_assert_true (way_element_equal (element, copy));
      for (guint f = 0; f < kind->n_fields; f++)
        {
          g_assert_cmpstr (way_element_get_row (copy, f), ==, way_element_get_row (element, f));
          way_element_init_row (copy, f, NULL);
          g_assert_false (way_element_equal (element, copy));
          way_element_init_row (copy, f, g_strdup (way_element_get_row (element, f)));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kind/rows", test_rows);
  g_test_add_func ("/kind/copy", test_copy);
  return g_test_run ();
}
