#include "edit/way-copy-private.h"

#include <glib/gi18n-lib.h>

#include "edit/way-command-private.h"

typedef struct
{
  WayDocument *document;
  GHashTable *names;
} Naming;

static void
name_cb (WayElement *element, gpointer data)
{
  Naming *naming = data;
  const char *old = way_element_get_id (element);

  /* Lines are those of the file that was read; a copy never stood there. */
  way_element_set_line (element, 0);
  if (old == NULL)
    return;

  g_autofree char *id = way_document_make_id (naming->document, way_element_get_kind (element));

  g_hash_table_insert (naming->names, g_strdup (old), g_strdup (id));
  way_element_init_value (element, WAY_FIELD_ID, id);
}

WayElement *
way_copy_new (WayDocument *document, const WayElement *element, GHashTable *names)
{
  WayElement *copy = way_element_copy (element);
  Naming naming = { document, names };

  way_element_walk (copy, name_cb, &naming);
  return copy;
}

static void
redirect_cb (WayElement *element, gpointer data)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = way_element_get_row (element, i);

      if (value == NULL || (info->fields[i].type != WAY_TYPE_REF && info->fields[i].type != WAY_TYPE_REFS))
        continue;

      g_auto (GStrv) ids = g_strsplit (value, " ", -1);

      for (char **id = ids; *id != NULL; id++)
        {
          const char *other = g_hash_table_lookup (data, *id);

          if (other == NULL)
            continue;
          g_free (*id);
          *id = g_strdup (other);
        }
      way_element_init_row (element, i, g_strjoinv (" ", ids));
    }
}

void
way_copy_redirect (WayElement *copy, GHashTable *names)
{
  way_element_walk (copy, redirect_cb, names);
}

GHashTable *
way_copy_names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static const GPtrArray *
get_siblings (const WayElement *element)
{
  const WayElement *parent = way_element_get_parent (element);

  return way_element_get_slot (parent, (guint) way_kind_find_slot (way_element_get_kind (parent), way_element_get_kind (element)));
}

/* Kinds that share a list count as one. */
static int
get_rank (const WayElement *element)
{
  WayKind kind = way_element_get_kind (element);

  return kind == WAY_KIND_NOTE ? WAY_KIND_TOUCHPOINT : kind == WAY_KIND_SEPARATOR ? WAY_KIND_LANE
                                                                                  : (int) kind;
}

static int
compare_order_cb (gconstpointer a, gconstpointer b, gpointer places)
{
  const WayElement *first = *(WayElement *const *) a, *second = *(WayElement *const *) b;
  const WayElement *home = way_element_get_parent (first), *other_home = way_element_get_parent (second);
  int ranks = get_rank (first) - get_rank (second);

  /* Steps of different phases. */
  if (ranks == 0 && home != other_home)
    return GPOINTER_TO_INT (g_hash_table_lookup (places, home)) - GPOINTER_TO_INT (g_hash_table_lookup (places, other_home));
  return ranks != 0 ? ranks : GPOINTER_TO_INT (g_hash_table_lookup (places, first)) - GPOINTER_TO_INT (g_hash_table_lookup (places, second));
}

/* Each list once: asking every element for its place would go through the list for each of them. */
static void
number_list (GHashTable *places, const WayElement *element)
{
  const GPtrArray *list = way_element_get_parent (element) != NULL ? get_siblings (element) : NULL;

  if (list == NULL || g_hash_table_contains (places, element))
    return;
  for (guint n = 0; n < list->len; n++)
    g_hash_table_insert (places, list->pdata[n], GUINT_TO_POINTER (n));
}

void
way_copy_sort (GPtrArray *elements)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < elements->len; i++)
    for (const WayElement *element = elements->pdata[i]; element != NULL; element = way_element_get_parent (element))
      number_list (places, element);
  g_ptr_array_sort_with_data (elements, compare_order_cb, places);
}

/* Duplicating. */

typedef struct
{
  WayDocument *document;
  GHashTable *wanted;   /* set of WayElement: what is copied as a whole */
  GPtrArray *originals; /* (element-type WayElement), in the order they are inserted */
  GHashTable *names;
} Duplication;

static void
want (Duplication *self, WayElement *element)
{
  /* What stands in something that is copied comes along with it. */
  for (WayElement *above = element; above != NULL; above = way_element_get_parent (above))
    if (g_hash_table_contains (self->wanted, above))
      return;
  g_hash_table_add (self->wanted, element);
  g_ptr_array_add (self->originals, element);
}

/* NULL is not. */
static gboolean
is_copied (const Duplication *self, const WayElement *element)
{
  for (; element != NULL; element = way_element_get_parent (element))
    if (g_hash_table_contains (self->wanted, element))
      return TRUE;
  return FALSE;
}

/* Steps and lanes take their cards along; cards take the connections among them. */
static void
want_dependants (Duplication *self, WayElement *journey)
{
  const GPtrArray *cards = way_cells_get_all_cards (journey);
  WayElement *connection;

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    if (is_copied (self, way_document_follow (self->document, cards->pdata[i], WAY_FIELD_STEP)) || is_copied (self, way_document_follow (self->document, cards->pdata[i], WAY_FIELD_LANE)))
      want (self, cards->pdata[i]);
  way_each (connection, journey, WAY_KIND_CONNECTION)
    if (is_copied (self, way_document_follow (self->document, connection, WAY_FIELD_FROM)) && is_copied (self, way_document_follow (self->document, connection, WAY_FIELD_TO)))
      want (self, connection);
}

/* A card whose last step is not copied along with its first ends where it begins. */
static void
mend_span (const Duplication *self, WayElement *copy, const WayElement *original)
{
  const char *step = way_element_get (original, WAY_FIELD_STEP), *until = way_element_get (original, WAY_FIELD_UNTIL);

  if (way_cells_is_card (original) && until != NULL && g_hash_table_contains (self->names, step) != g_hash_table_contains (self->names, until))
    way_element_init_value (copy, WAY_FIELD_UNTIL, NULL);
}

static void
name_copy (WayElement *copy)
{
  WayKind kind = way_element_get_kind (copy);

  /* Where a name is all there is to tell two apart. */
  if (kind != WAY_KIND_JOURNEY && kind != WAY_KIND_PERSONA)
    return;

  g_autofree char *name = g_strdup_printf (_ ("%s (copy)"), way_element_get_name (copy));
  g_autofree char *fitted = way_command_fit (way_kind_get_field (kind, WAY_FIELD_NAME), name);

  way_element_init_value (copy, WAY_FIELD_NAME, fitted);
}

/* The copies of a list stand behind the last of their originals, so that a row of them stays together. */
static gboolean
insert_copies (Duplication *self, GPtrArray *copies, GError **error)
{
  g_autoptr (GHashTable) next = g_hash_table_new (NULL, NULL); /* list → the place behind the last one */
  g_autoptr (GHashTable) coming = g_hash_table_new (g_str_hash, g_str_equal);

  /* They are sorted, so the last of each list is met first. */
  for (guint i = self->originals->len; i > 0; i--)
    {
      gpointer list = (gpointer) get_siblings (self->originals->pdata[i - 1]);

      if (!g_hash_table_contains (next, list))
        g_hash_table_insert (next, list, GUINT_TO_POINTER (way_element_get_index (self->originals->pdata[i - 1]) + 1));
      way_command_note_ids (copies->pdata[i - 1], coming);
    }
  for (guint i = 0; i < copies->len; i++)
    {
      gpointer list = (gpointer) get_siblings (self->originals->pdata[i]);
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (next, list));

      if (way_command_insert_among (self->document, way_element_ref (copies->pdata[i]), way_element_get_parent (self->originals->pdata[i]), index, coming, error) == NULL)
        return FALSE;
      g_hash_table_insert (next, list, GUINT_TO_POINTER (index + 1));
    }
  return TRUE;
}

static gboolean
duplicate (Duplication *self, GPtrArray *made, GError **error)
{
  for (guint i = 0; i < self->originals->len; i++)
    g_ptr_array_add (made, way_copy_new (self->document, self->originals->pdata[i], self->names));
  for (guint i = 0; i < made->len; i++)
    {
      way_copy_redirect (made->pdata[i], self->names);
      mend_span (self, made->pdata[i], self->originals->pdata[i]);
      name_copy (made->pdata[i]);
    }
  return insert_copies (self, made, error);
}

static gboolean
may_copy (const WayElement *element)
{
  return way_element_get_id (element) != NULL && way_element_get_kind (element) != WAY_KIND_DOCUMENT;
}

static Duplication *
duplication_new (WayEditor *editor, const char *const *ids)
{
  Duplication *self = g_new0 (Duplication, 1);
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  self->document = way_editor_get_document (editor);
  self->wanted = g_hash_table_new (NULL, NULL);
  self->originals = g_ptr_array_new ();
  self->names = way_copy_names_new ();
  for (; *ids != NULL; ids++)
    {
      WayElement *element = way_document_lookup (self->document, *ids);

      if (element != NULL && may_copy (element))
        g_ptr_array_add (elements, element);
    }
  way_copy_sort (elements);
  for (guint i = 0; i < elements->len; i++)
    want (self, elements->pdata[i]);
  if (self->originals->len == 0)
    return self;
  want_dependants (self, way_editor_get_journey (editor));
  way_copy_sort (self->originals);
  return self;
}

static void
duplication_free (Duplication *self)
{
  g_hash_table_unref (self->wanted);
  g_ptr_array_unref (self->originals);
  g_hash_table_unref (self->names);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Duplication, duplication_free)

/* The copies of `ids` themselves, in the order of the map. */
static char **
list_copies (const Duplication *self, const char *const *ids)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->originals->len; i++)
    {
      const char *id = way_element_get_id (self->originals->pdata[i]);

      if (g_strv_contains (ids, id))
        g_strv_builder_add (builder, g_hash_table_lookup (self->names, id));
    }
  return g_strv_builder_end (builder);
}

char **
way_command_put_copies (WayEditor *editor, const char *const *ids, GError **error)
{
  g_autoptr (Duplication) self = duplication_new (editor, ids);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);

  return duplicate (self, made, error) ? list_copies (self, ids) : NULL;
}

gboolean
way_command_duplicate (WayEditor *editor, GError **error)
{
  g_auto (GStrv) selected = way_editor_dup_selection (editor);
  g_autoptr (Duplication) self = duplication_new (editor, (const char *const *) selected);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);
  g_autofree char *label = NULL;

  if (self->originals->len == 0)
    return TRUE;
  label = self->originals->len == 1 ? g_strdup_printf (_ ("Duplicate %s"), _ (way_kind_get (way_element_get_kind (self->originals->pdata[0]))->label)) : g_strdup (_ ("Duplicate"));
  way_command_begin (editor, label);
  if (!way_command_finish (editor, duplicate (self, made, error)))
    return FALSE;

  g_auto (GStrv) copies = list_copies (self, (const char *const *) selected);

  way_editor_select_many (editor, (const char *const *) copies, WAY_SELECT_REPLACE);
  return TRUE;
}
