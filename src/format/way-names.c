#include "format/way-names.h"

#include <string.h>

static const char *names[WAY_NAMES_MAX + 1];
static guint n_names;

/* Rows plus one, so that the zeroed tables mean "none". */
static guint8 attributes[WAY_N_KINDS][WAY_NAMES_MAX + 1];
static guint8 xml_attributes[WAY_N_KINDS][WAY_NAMES_MAX + 1];
static guint8 fields[WAY_N_KINDS][WAY_NAMES_MAX + 1];
static guint8 containers[WAY_N_KINDS][WAY_NAMES_MAX + 1];
static guint8 kinds[WAY_NAMES_MAX + 1];
static guint8 text_rows[WAY_N_KINDS];

static guint
intern (const char *name)
{
  for (guint i = 1; i <= n_names; i++)
    if (strcmp (names[i], name) == 0)
      return i;
  g_assert (n_names < WAY_NAMES_MAX);
  names[++n_names] = name;
  return n_names;
}

static void
index_fields (const WayKindInfo *info)
{
  g_assert (info->n_fields <= WAY_NAMES_MAX_FIELDS);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const WayFieldInfo *field = &info->fields[i];
      guint8 row = (guint8) (i + 1);

      if (field->name == NULL)
        text_rows[info->kind] = row;
      else if (field->place != WAY_PLACE_ATTRIBUTE)
        fields[info->kind][intern (field->name)] = row;
      else if (g_str_has_prefix (field->name, "xml:"))
        xml_attributes[info->kind][intern (field->name + strlen ("xml:"))] = row;
      else
        attributes[info->kind][intern (field->name)] = row;
    }
}

static void
ensure_tables (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  /* The table's paragraphs are called "p" where they are a field's own content; inside of a field they are, too. */
  intern ("p");
  for (guint k = 0; k < WAY_N_KINDS; k++)
    {
      const WayKindInfo *info = way_kind_get (k);

      kinds[intern (info->name)] = (guint8) (k + 1);
      index_fields (info);
      for (guint s = info->n_slots; s > 0; s--)
        if (info->slots[s - 1].container != NULL)
          containers[k][intern (info->slots[s - 1].container)] = (guint8) s;
    }
  g_once_init_leave (&done, 1);
}

guint
way_names_get_size (void)
{
  ensure_tables ();
  return n_names;
}

const char *
way_names_get (guint atom)
{
  ensure_tables ();
  return names[atom];
}

int
way_names_find_attribute (WayKind kind, guint atom, gboolean is_xml)
{
  ensure_tables ();
  return (is_xml ? xml_attributes : attributes)[kind][atom] - 1;
}

static gboolean
shares_container (const WayKindInfo *info, guint a, guint b)
{
  return a == b || (info->slots[a].container != NULL && g_strcmp0 (info->slots[a].container, info->slots[b].container) == 0);
}

WayChild
way_names_find_child (WayKind kind, int container, guint atom)
{
  const WayKindInfo *info = way_kind_get (kind);

  ensure_tables ();
  if (container < 0 && fields[kind][atom] != 0)
    return (WayChild){ WAY_CHILD_FIELD, fields[kind][atom] - 1u, WAY_N_KINDS };
  if (container < 0 && containers[kind][atom] != 0)
    return (WayChild){ WAY_CHILD_CONTAINER, containers[kind][atom] - 1u, WAY_N_KINDS };

  int slot = kinds[atom] != 0 ? way_kind_find_slot (kind, kinds[atom] - 1u) : -1;

  if (slot < 0 || (container < 0 ? info->slots[slot].container != NULL : !shares_container (info, (guint) slot, (guint) container)))
    return (WayChild){ WAY_CHILD_UNKNOWN, 0, WAY_N_KINDS };
  return (WayChild){ WAY_CHILD_ELEMENT, (guint) slot, kinds[atom] - 1u };
}

guint
way_names_get_last_slot (WayKind kind, guint row)
{
  while (row + 1 < way_kind_get (kind)->n_slots && shares_container (way_kind_get (kind), row, row + 1))
    row++;
  return row;
}

int
way_names_get_text_row (WayKind kind)
{
  ensure_tables ();
  return text_rows[kind] - 1;
}
