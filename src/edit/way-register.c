#include "edit/way-register.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "model/way-field-text.h"
#include "model/way-integrity.h"

static const WayKind kinds[] = { WAY_KIND_PERSONA, WAY_KIND_STAKEHOLDER, WAY_KIND_CHANNEL, WAY_KIND_ORGANISATION, WAY_KIND_DEPARTMENT, WAY_KIND_SOURCE, WAY_KIND_METRIC };

const WayKind *
way_register_list_kinds (guint *n)
{
  *n = G_N_ELEMENTS (kinds);
  return kinds;
}

const char *
way_register_get_title (WayKind kind)
{
  switch (kind)
    {
    case WAY_KIND_PERSONA:
      return _ ("Personas");
    case WAY_KIND_STAKEHOLDER:
      return _ ("Stakeholders");
    case WAY_KIND_CHANNEL:
      return _ ("Channels");
    case WAY_KIND_ORGANISATION:
      return _ ("Organisations");
    case WAY_KIND_DEPARTMENT:
      return _ ("Departments");
    case WAY_KIND_SOURCE:
      return _ ("Sources");
    case WAY_KIND_METRIC:
      return _ ("Metrics");
    default:
      return _ (way_kind_get (kind)->label);
    }
}

typedef struct
{
  WayKind kind;
  GPtrArray *found;
} Search;

static void
collect_cb (WayElement *element, gpointer data)
{
  Search *search = data;

  if (way_element_get_kind (element) == search->kind)
    g_ptr_array_add (search->found, element);
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  g_autofree char *x = g_utf8_casefold (way_element_get_name (*(WayElement *const *) a), -1);
  g_autofree char *y = g_utf8_casefold (way_element_get_name (*(WayElement *const *) b), -1);

  return g_utf8_collate (x, y);
}

static int
compare_uses_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  guint x = way_register_count_uses (data, *(WayElement *const *) a), y = way_register_count_uses (data, *(WayElement *const *) b);

  return x != y ? (x < y) - (x > y) : compare_names_cb (a, b);
}

GPtrArray *
way_register_list (WayDocument *document, WayKind kind, WayRegisterOrder order)
{
  Search search = { kind, g_ptr_array_new () };

  way_element_walk ((WayElement *) way_document_get_root (document), collect_cb, &search);
  if (order == WAY_REGISTER_BY_NAME)
    g_ptr_array_sort (search.found, compare_names_cb);
  else if (order == WAY_REGISTER_BY_USES)
    g_ptr_array_sort_with_data (search.found, compare_uses_cb, document);
  return search.found;
}

static void
append (GString *s, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", text);
}

static void
append_field (WayDocument *document, GString *s, const WayElement *element, WayField field)
{
  const WayFieldInfo *info = way_kind_get_field (way_element_get_kind (element), field);
  const char *value = way_element_get (element, field);
  g_autofree char *text = NULL;

  if (info == NULL || value == NULL)
    return;
  text = info->type == WAY_TYPE_REF ? g_strdup (way_element_get_name (way_document_lookup (document, value))) : way_field_to_text (info, value);
  append (s, text);
}

char *
way_register_get_detail (WayDocument *document, const WayElement *element)
{
  static const WayField told[] = { WAY_FIELD_KIND, WAY_FIELD_ROLE, WAY_FIELD_ORGANISATION, WAY_FIELD_DEPARTMENT, WAY_FIELD_DATE, WAY_FIELD_UNIT };
  g_autoptr (GString) s = g_string_new (NULL);
  const WayElement *parent = way_element_get_parent (element);

  if (way_element_get_kind (element) == WAY_KIND_DEPARTMENT)
    append (s, way_element_get_name (parent));
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    append_field (document, s, element, told[i]);
  return g_strdup (s->str);
}

/* --- where it is used --- */

/* Each as often as it refers. */
guint
way_register_count_uses (WayDocument *document, const WayElement *element)
{
  g_autoptr (GPtrArray) referrers = way_document_dup_referrers (document, way_element_get_id (element));

  return referrers->len;
}

static gboolean
names (const WayElement *element, const WayFieldInfo *info, const char *id)
{
  if (info->type != WAY_TYPE_REF && info->type != WAY_TYPE_REFS)
    return FALSE;

  g_auto (GStrv) ids = way_element_get_list (element, info->field);

  return g_strv_contains ((const char *const *) ids, id);
}

static void
add_use (GPtrArray *uses, WayElement *element, const WayFieldInfo *info)
{
  WayUse *use = g_new0 (WayUse, 1);

  use->element = use->place = element;
  while (way_element_get_id (use->place) == NULL && way_element_get_parent (use->place) != NULL)
    use->place = way_element_get_parent (use->place);
  use->field = info->field;
  use->name = way_text_excerpt (way_element_get_name (use->place), 100);
  use->detail = g_strdup_printf ("%s · %s", _ (way_kind_get (way_element_get_kind (element))->label), _ (info->label));
  g_ptr_array_add (uses, use);
}

typedef struct
{
  const char *id;
  GPtrArray *uses;
} UseSearch;

static void
find_uses_cb (WayElement *element, gpointer data)
{
  UseSearch *search = data;
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    if (names (element, &info->fields[i], search->id))
      add_use (search->uses, element, &info->fields[i]);
}

GPtrArray *
way_register_list_uses (WayDocument *document, const WayElement *element)
{
  UseSearch search = { way_element_get_id (element), g_ptr_array_new_with_free_func ((GDestroyNotify) way_use_free) };

  if (search.id != NULL)
    way_element_walk ((WayElement *) way_document_get_root (document), find_uses_cb, &search);
  return search.uses;
}

void
way_use_free (WayUse *self)
{
  g_free (self->name);
  g_free (self->detail);
  g_free (self);
}

/* --- what deleting does --- */

/* "Touchpoint: 3 · Feeling: 1". */
static char *
count_kinds (const GPtrArray *elements)
{
  guint counts[WAY_N_KINDS] = { 0 };
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < elements->len; i++)
    counts[way_element_get_kind (elements->pdata[i])]++;
  for (WayKind kind = 0; kind < WAY_N_KINDS; kind++)
    if (counts[kind] > 0)
      {
        g_autofree char *text = g_strdup_printf ("%s: %u", _ (way_kind_get (kind)->label), counts[kind]);

        append (s, text);
      }
  return g_string_free (s, FALSE);
}

char *
way_register_explain_delete (WayDocument *document, WayElement *element, gboolean *harmless, GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new (), cleared = g_ptr_array_new ();
  g_autoptr (GString) s = g_string_new (NULL);

  if (!way_integrity_foresee (document, element, gone, cleared, error))
    return NULL;
  *harmless = gone->len + cleared->len == 0;
  if (*harmless)
    return g_strdup (_ ("Nothing refers to it."));
  if (cleared->len > 0)
    {
      g_autofree char *text = count_kinds (cleared);

      g_string_append_printf (s, ngettext ("In %u place the reference is cleared (%s).", "In %u places the reference is cleared (%s).", cleared->len), cleared->len, text);
    }
  if (gone->len > 0)
    {
      g_autofree char *text = count_kinds (gone);

      g_string_append_printf (s, "%s", s->len > 0 ? "\n\n" : "");
      /* Translators: %s is a list such as "Touchpoint: 3 · Feeling: 1". */
      g_string_append_printf (s, _ ("What cannot do without it is deleted as well (%s)."), text);
    }
  g_string_append_printf (s, "\n\n%s", _ ("One step of undo brings all of it back."));
  return g_strdup (s->str);
}
