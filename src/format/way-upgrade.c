#include "format/way-upgrade.h"

#include <string.h>

const WayUpgrade way_upgrade_known = { NULL, 0 };

WayUpgrade
way_upgrade_from (const WayUpgrade *self, const char *version)
{
  for (guint i = 0; i < self->n_steps; i++)
    if (g_strcmp0 (self->steps[i].from, version) == 0)
      return (WayUpgrade){ self->steps + i, self->n_steps - i };
  return (WayUpgrade){ NULL, 0 };
}

const char *
way_upgrade_get_target (const WayUpgrade *self)
{
  return self->steps[self->n_steps - 1].to;
}

static const char *
rename_element (const WayUpgradeStep *step, const char *element)
{
  for (guint i = 0; i < step->n_rows; i++)
    if (step->rows[i].attribute == NULL && strcmp (step->rows[i].element, element) == 0)
      return step->rows[i].name;
  return element;
}

const char *
way_upgrade_element (const WayUpgrade *self, const char *element)
{
  for (guint i = 0; i < self->n_steps; i++)
    element = rename_element (&self->steps[i], element);
  return element;
}

static const WayUpgradeRow *
find_row (const WayUpgradeStep *step, const char *element, const char *attribute)
{
  for (guint i = 0; i < step->n_rows; i++)
    {
      const WayUpgradeRow *row = &step->rows[i];

      if (row->attribute != NULL && strcmp (row->attribute, attribute) == 0 && (row->element == NULL || strcmp (row->element, element) == 0))
        return row;
    }
  return NULL;
}

const char *
way_upgrade_attribute (const WayUpgrade *self, const char *element, const char *attribute, char **value)
{
  for (guint i = 0; i < self->n_steps; i++)
    {
      const WayUpgradeRow *row = find_row (&self->steps[i], element, attribute);

      if (row != NULL && row->convert != NULL)
        {
          char *converted = row->convert (*value);

          g_free (*value);
          *value = converted;
          if (converted == NULL)
            return NULL;
        }
      if (row != NULL && row->name != NULL)
        attribute = row->name;
      element = rename_element (&self->steps[i], element);
    }
  return attribute;
}

static gboolean
parse_version (const char *text, guint64 parts[2])
{
  char *end = NULL;

  if (text == NULL || !g_ascii_isdigit (*text))
    return FALSE;
  parts[0] = g_ascii_strtoull (text, &end, 10);
  if (*end != '.' || !g_ascii_isdigit (end[1]))
    return FALSE;
  parts[1] = g_ascii_strtoull (end + 1, &end, 10);
  return *end == '\0';
}

int
way_upgrade_compare_versions (const char *a, const char *b)
{
  guint64 x[2], y[2];

  if (!parse_version (a, x) || !parse_version (b, y))
    return 0;
  if (x[0] != y[0])
    return x[0] < y[0] ? -1 : 1;
  return x[1] == y[1] ? 0 : x[1] < y[1] ? -1
                                        : 1;
}
