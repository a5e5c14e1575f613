/* Diagrams of Mermaid's own users against what Mermaid's own parser makes of them. The folder is not part of the
 * project; without it there is nothing to test, and the suite says so. */

#include "interop/way-mermaid.h"

#include <locale.h>
#include <string.h>

#include "base/way-text.h"
#include "interop-dump.h"
#include "read-json.h"
#include "interop/way-mermaid-text.h"

static char *folder;

static const char *
get_string (GVariant *object, const char *key)
{
  const char *value = NULL;

  g_variant_lookup (object, key, "&s", &value);
  return value;
}

static char *
normalise (const char *text)
{
  return way_mermaid_decode (text, strlen (text));
}

/* The tasks of the section with this number; sections of one name follow each other in the order of the tasks. */
static void
dump_tasks (GString *s, GVariant *tasks, const char *section, gsize *next)
{
  for (; *next < g_variant_n_children (tasks); (*next)++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (tasks, *next);
      g_autoptr (GVariant) task = g_variant_get_variant (boxed);
      g_autoptr (GVariant) people = g_variant_lookup_value (task, "people", G_VARIANT_TYPE ("av"));
      g_autofree char *name = normalise (get_string (task, "task"));
      double score = 0;
      guint n = 0;

      if (strcmp (get_string (task, "section"), section) != 0)
        return;
      g_variant_lookup (task, "score", "d", &score);
      g_string_append_printf (s, " %s=%g(", name, score);
      for (gsize i = 0; i < g_variant_n_children (people); i++)
        {
          g_autoptr (GVariant) box = g_variant_get_child_value (people, i);
          g_autoptr (GVariant) person = g_variant_get_variant (box);
          g_autofree char *who = normalise (g_variant_get_string (person, NULL));

          if (*who != '\0')
            g_string_append_printf (s, "%s%s", n++ > 0 ? "," : "", who);
        }
      g_string_append_printf (s, "%s)", n == 0 ? "Customer" : "");
    }
}

/* Mermaid's parser alone does not see the front matter, so a title found there is not expected. */
static char *
dump_expected (GVariant *diagram, const char *front_title)
{
  g_autoptr (GVariant) sections = g_variant_lookup_value (diagram, "sections", G_VARIANT_TYPE ("av"));
  g_autoptr (GVariant) tasks = g_variant_lookup_value (diagram, "tasks", G_VARIANT_TYPE ("av"));
  g_autofree char *title = normalise (get_string (diagram, "title"));
  GString *s = g_string_new (*title != '\0' ? title : front_title);
  gsize next = 0;

  for (gsize i = 0; i < g_variant_n_children (sections); i++)
    {
      g_autoptr (GVariant) boxed = g_variant_get_child_value (sections, i);
      g_autoptr (GVariant) section = g_variant_get_variant (boxed);
      g_autofree char *name = normalise (g_variant_get_string (section, NULL));

      g_string_append_printf (s, " [%s]", name);
      dump_tasks (s, tasks, g_variant_get_string (section, NULL), &next);
    }
  return g_string_free (s, FALSE);
}

static void
check_file (const char *name, GVariant *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));

  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_mermaid_import (text, (gssize) size, "hint", NULL, &error);

  g_test_message ("%s", name);
  g_assert_no_error (error);
  interop_assert_valid (document);

  const WayElement *meta = way_document_get_meta (document);
  g_autofree char *dump = interop_dump (document);
  g_autofree char *wanted = dump_expected (expected, way_element_get (meta, WAY_FIELD_TITLE));
  const char *subtitle = way_element_get (meta, WAY_FIELD_SUBTITLE), *scope = way_element_get (meta, WAY_FIELD_SCOPE);

  g_assert_cmpstr (dump, ==, wanted);
  g_assert_cmpstr (subtitle != NULL ? subtitle : "", ==, get_string (expected, "accTitle"));
  g_assert_cmpstr (scope != NULL ? scope : "", ==, get_string (expected, "accDescr"));
}

static void
test_real (void)
{
  g_autofree char *path = g_build_filename (folder, "expected.json", NULL);
  g_autofree char *json = NULL;

  if (!g_file_get_contents (path, &json, NULL, NULL))
    {
      g_test_skip ("no folder shared/data/mermaid beside the project");
      return;
    }

  const char *p = json;
  g_autoptr (GVariant) all = g_variant_ref_sink (read_json (&p));
  GVariantIter iter;
  const char *name;
  GVariant *diagram;
  guint n = 0;

  g_variant_iter_init (&iter, all);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &diagram))
    {
      check_file (name, diagram);
      n++;
    }
  g_assert_cmpuint (n, >=, 7);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  folder = argc > 1 ? argv[1] : g_strdup (".");
  g_test_add_func ("/mermaid/real", test_real);
  return g_test_run ();
}
