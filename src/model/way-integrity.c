#include "model/way-integrity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "model/way-document-private.h"

typedef struct
{
  const WayDocument *document;
  WayReport *report;
  guint n_errors;
} Check;

/* A note is called what it says, and that may be long; g_free. */
static char *
dup_short_name (const WayElement *element)
{
  return way_text_excerpt (way_element_get_name (element), 60);
}

static void
check_target (Check *check, const WayElement *element, const WayFieldInfo *info, const char *id)
{
  const WayElement *target = way_document_lookup (check->document, id);
  int line = way_element_get_line (element);

  if (target != NULL && (info->targets & WAY_BIT (way_element_get_kind (target))) != 0)
    return;

  g_autofree char *name = dup_short_name (element);

  g_autofree char *kind = target != NULL ? g_strdup (_ (way_kind_get (way_element_get_kind (target))->label)) : NULL;
  const char *remedy = info->required ? _ ("Choose another.") : _ ("Choose another, or leave it out.");

  check->n_errors++;
  if (target == NULL)
    /* Translators: field, element, id, and a sentence that says what to do. */
    way_report_add (check->report, WAY_SEVERITY_ERROR, line, 0, _ ("%s of “%s” points to “%s”, which does not exist. %s"), _ (info->label), name, id, remedy);
  else
    /* Translators: field, element, id, the kind of that element, and a sentence that says what to do. */
    way_report_add (check->report, WAY_SEVERITY_ERROR, line, 0, _ ("%s of “%s” points to “%s”, which is of the kind %s. %s"), _ (info->label), name, id, kind, remedy);
}

static void
check_field (Check *check, const WayElement *element, const WayFieldInfo *info, const char *value)
{
  g_autofree char *why = NULL;

  if (!way_field_accepts (info, value, &why))
    {
      g_autofree char *shown = way_text_excerpt (value != NULL ? value : "", 60);
      g_autofree char *name = dup_short_name (element);

      check->n_errors++;
      if (value == NULL)
        way_report_add (check->report, WAY_SEVERITY_ERROR, way_element_get_line (element), 0, _ ("%s of “%s” (%s) is missing."), _ (info->label), name, info->name != NULL ? info->name : way_kind_get (way_element_get_kind (element))->name);
      else
        way_report_add (check->report, WAY_SEVERITY_ERROR, way_element_get_line (element), 0, _ ("%s of “%s”: “%s” %s."), _ (info->label), name, shown, why);
    }
  else if (value != NULL && info->type == WAY_TYPE_REF)
    check_target (check, element, info, value);
  else if (value != NULL && info->type == WAY_TYPE_REFS)
    {
      g_auto (GStrv) ids = g_strsplit (value, " ", -1);

      for (char **id = ids; *id != NULL; id++)
        check_target (check, element, info, *id);
    }
}

static void
check_element_cb (WayElement *element, gpointer data)
{
  Check *check = data;
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    check_field (check, element, &info->fields[i], way_element_get_row (element, i));
  for (guint s = 0; s < info->n_slots; s++)
    {
      const GPtrArray *children = way_element_get_slot (element, s);
      guint n = children != NULL ? children->len : 0;

      if (!(info->slots[s].required && n == 0) && !(info->slots[s].single && n > 1))
        continue;

      const char *child = _ (way_kind_get (info->slots[s].kinds[0])->label);
      g_autofree char *name = dup_short_name (element);

      check->n_errors++;
      if (n == 0)
        way_report_add (check->report, WAY_SEVERITY_ERROR, way_element_get_line (element), 0, _ ("“%s” has no %s (<%s>). Add at least one."), name, child, way_kind_get (info->slots[s].kinds[0])->name);
      else
        way_report_add (check->report, WAY_SEVERITY_ERROR, way_element_get_line (element), 0, _ ("“%s” has more than one %s. Keep one of them."), name, child);
    }
}

guint
way_integrity_check (const WayDocument *document, WayReport *report)
{
  Check check = { document, report, 0 };

  way_element_walk ((WayElement *) way_document_get_root (document), check_element_cb, &check);
  return check.n_errors;
}

/* Deleting: first find all that goes, then drop the references that stay, then remove. */

typedef struct
{
  WayDocument *document;
  GHashTable *doomed; /* WayElement → itself: everything that goes, children too */
  GPtrArray *roots;   /* (element-type WayElement) what is removed as a whole, owned references */
  GQueue queue;       /* of elements whose referrers are still to be looked at */
} Deletion;

static void
doom_cb (WayElement *element, gpointer data)
{
  Deletion *deletion = data;

  if (g_hash_table_add (deletion->doomed, element) && way_element_get_id (element) != NULL)
    g_queue_push_tail (&deletion->queue, element);
}

/* Whether everything in the slot that `element` stands in goes, though its parent needs one. */
static WayElement *
find_starved_parent (Deletion *deletion, WayElement *element)
{
  WayElement *parent = way_element_get_parent (element);
  guint slot = (guint) way_kind_find_slot (way_element_get_kind (parent), way_element_get_kind (element));
  const GPtrArray *siblings = way_element_get_slot (parent, slot);

  if (!way_kind_get (way_element_get_kind (parent))->slots[slot].required)
    return NULL;
  for (guint i = 0; i < siblings->len; i++)
    if (!g_hash_table_contains (deletion->doomed, g_ptr_array_index (siblings, i)))
      return NULL;
  return parent;
}

static void
doom (Deletion *deletion, WayElement *element)
{
  if (g_hash_table_contains (deletion->doomed, element))
    return;
  way_element_walk (element, doom_cb, deletion);
  g_ptr_array_add (deletion->roots, way_element_ref (element));
  /* A path without stops goes; but what the user chose itself must be refused rather than take its parent along. */
  if (deletion->roots->len > 1)
    {
      WayElement *parent = find_starved_parent (deletion, element);

      if (parent != NULL)
        doom (deletion, parent);
    }
}

static gboolean
field_names (const WayFieldInfo *info, const char *value, const char *id)
{
  if (value == NULL || (info->type != WAY_TYPE_REF && info->type != WAY_TYPE_REFS))
    return FALSE;

  g_auto (GStrv) ids = g_strsplit (value, " ", -1);

  return g_strv_contains ((const char *const *) ids, id);
}

static void
doom_dependants (Deletion *deletion, const WayElement *target)
{
  const char *id = way_element_get_id (target);
  g_autoptr (GPtrArray) referrers = way_document_dup_referrers (deletion->document, id);

  for (guint i = 0; i < referrers->len; i++)
    {
      WayElement *referrer = g_ptr_array_index (referrers, i);
      const WayKindInfo *info = way_kind_get (way_element_get_kind (referrer));

      for (guint f = 0; f < info->n_fields; f++)
        if (info->fields[f].required && field_names (&info->fields[f], way_element_get_row (referrer, f), id))
          doom (deletion, referrer);
    }
}

static gboolean
drop_reference (Deletion *deletion, WayElement *referrer, const WayFieldInfo *info, GError **error)
{
  g_auto (GStrv) ids = way_element_get_list (referrer, info->field);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint kept = 0;

  for (char **id = ids; *id != NULL && info->type == WAY_TYPE_REFS; id++)
    if (!g_hash_table_contains (deletion->doomed, way_document_lookup (deletion->document, *id)))
      {
        g_strv_builder_add (builder, *id);
        kept++;
      }
  g_auto (GStrv) rest = g_strv_builder_end (builder);
  g_autofree char *value = kept > 0 ? g_strjoinv (" ", rest) : NULL;

  return way_document_set (deletion->document, referrer, info->field, value, error);
}

static gboolean
drop_references (Deletion *deletion, const char *id, GError **error)
{
  g_autoptr (GPtrArray) referrers = way_document_dup_referrers (deletion->document, id);

  for (guint i = 0; i < referrers->len; i++)
    {
      WayElement *referrer = g_ptr_array_index (referrers, i);
      const WayKindInfo *info = way_kind_get (way_element_get_kind (referrer));

      if (g_hash_table_contains (deletion->doomed, referrer))
        continue;
      for (guint f = 0; f < info->n_fields; f++)
        if (field_names (&info->fields[f], way_element_get_row (referrer, f), id) && !drop_reference (deletion, referrer, &info->fields[f], error))
          return FALSE;
    }
  return TRUE;
}

static int
compare_ids_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
carry_out (Deletion *deletion, GError **error)
{
  GHashTableIter iter;
  gpointer element;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  g_hash_table_iter_init (&iter, deletion->doomed);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    if (way_element_get_id (element) != NULL)
      g_ptr_array_add (ids, g_strdup (way_element_get_id (element)));
  /* In one order for one document, so that the journal is the same each time. */
  g_ptr_array_sort (ids, compare_ids_cb);
  for (guint i = 0; i < ids->len; i++)
    if (!drop_references (deletion, g_ptr_array_index (ids, i), error))
      return FALSE;
  for (guint i = deletion->roots->len; i > 0; i--)
    {
      WayElement *root = g_ptr_array_index (deletion->roots, i - 1);

      /* It may have gone with a parent already. */
      if (way_element_get_root (root) == way_document_get_root (deletion->document))
        way_document_remove_unchecked (deletion->document, root);
    }
  return TRUE;
}

/* Everything that goes with `element`, or FALSE where it must stay. */
static gboolean
plan (Deletion *deletion, WayElement *element, GError **error)
{
  if (way_document_is_read_only (deletion->document))
    {
      g_set_error_literal (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_READ_ONLY, _ ("This map is read-only. Save a copy to change it."));
      return FALSE;
    }
  doom (deletion, element);
  if (way_element_get_parent (element) == NULL || find_starved_parent (deletion, element) != NULL)
    {
      g_queue_clear (&deletion->queue);
      g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE, _ ("This is the last %s, and the map needs at least one."), _ (way_kind_get (way_element_get_kind (element))->label));
      return FALSE;
    }
  while (!g_queue_is_empty (&deletion->queue))
    doom_dependants (deletion, g_queue_pop_head (&deletion->queue));
  return TRUE;
}

/* Without those that go with another root. */
static gboolean
is_below_another (Deletion *deletion, WayElement *element)
{
  for (WayElement *parent = way_element_get_parent (element); parent != NULL; parent = way_element_get_parent (parent))
    if (g_hash_table_contains (deletion->doomed, parent))
      return TRUE;
  return FALSE;
}

gboolean
way_integrity_foresee (WayDocument *document, WayElement *element, GPtrArray *gone, GPtrArray *cleared, GError **error)
{
  g_autoptr (GHashTable) doomed = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);
  Deletion deletion = { document, doomed, roots, G_QUEUE_INIT };
  GHashTableIter iter;
  gpointer key;

  if (!plan (&deletion, element, error))
    return FALSE;
  for (guint i = 1; i < roots->len; i++)
    if (!is_below_another (&deletion, roots->pdata[i]))
      g_ptr_array_add (gone, roots->pdata[i]);
  g_hash_table_iter_init (&iter, doomed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autoptr (GPtrArray) referrers = way_element_get_id (key) != NULL ? way_document_dup_referrers (document, way_element_get_id (key)) : g_ptr_array_new ();

      for (guint i = 0; i < referrers->len; i++)
        if (!g_hash_table_contains (doomed, referrers->pdata[i]) && !g_ptr_array_find (cleared, referrers->pdata[i], NULL))
          g_ptr_array_add (cleared, referrers->pdata[i]);
    }
  return TRUE;
}

gboolean
way_integrity_delete (WayDocument *document, WayElement *element, GError **error)
{
  g_autoptr (GHashTable) doomed = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);
  Deletion deletion = { document, doomed, roots, G_QUEUE_INIT };

  if (!plan (&deletion, element, error))
    return FALSE;
  way_document_begin (document, _ ("Delete"));
  if (!carry_out (&deletion, error))
    {
      way_document_rollback (document);
      return FALSE;
    }
  way_document_commit (document);
  return TRUE;
}
