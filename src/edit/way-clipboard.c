#include "edit/way-clipboard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-command-private.h"
#include "edit/way-copy-private.h"
#include "base/way-match.h"
#include "edit/way-outline.h"

/* What a card may refer to and cannot do without; it comes along. */
#define REGISTERS (WAY_BIT (WAY_KIND_AUTHOR) | WAY_BIT (WAY_KIND_ORGANISATION) | WAY_BIT (WAY_KIND_DEPARTMENT) | WAY_BIT (WAY_KIND_PERSONA) | WAY_BIT (WAY_KIND_STAKEHOLDER) | WAY_BIT (WAY_KIND_SOURCE) | WAY_BIT (WAY_KIND_CHANNEL) | WAY_BIT (WAY_KIND_METRIC) | WAY_BIT (WAY_KIND_IMAGE))

static gboolean
is_register (const WayElement *element)
{
  return element != NULL && (REGISTERS & WAY_BIT (way_element_get_kind (element))) != 0;
}

/* Copying. */

typedef struct
{
  WayDocument *document;
  GHashTable *wanted; /* set of WayElement: goes along with everything in it */
  GHashTable *frame;  /* set of WayElement: what stands around it */
  GQueue queue;       /* of what is wanted and not yet looked through */
} Gathering;

static gboolean
is_inside (GHashTable *set, const WayElement *element)
{
  for (; element != NULL; element = way_element_get_parent (element))
    if (g_hash_table_contains (set, element))
      return TRUE;
  return FALSE;
}

static void
want (Gathering *self, WayElement *element)
{
  if (is_inside (self->wanted, element))
    return;
  g_hash_table_add (self->wanted, element);
  g_queue_push_tail (&self->queue, element);
}

static void
want_references_cb (WayElement *element, gpointer data)
{
  Gathering *self = data;
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = way_element_get_row (element, i);

      if (value == NULL || (info->fields[i].type != WAY_TYPE_REF && info->fields[i].type != WAY_TYPE_REFS))
        continue;

      g_auto (GStrv) ids = g_strsplit (value, " ", -1);

      for (char **id = ids; *id != NULL; id++)
        {
          WayElement *target = way_document_lookup (self->document, *id);

          if (is_register (target))
            want (self, target);
          else if (target != NULL && (way_element_get_kind (target) == WAY_KIND_STEP || way_element_get_kind (target) == WAY_KIND_LANE))
            g_hash_table_add (self->frame, target);
        }
    }
}

/* The cards of wanted steps and lanes, and the connections among wanted cards. */
static void
want_dependants (Gathering *self, const WayElement *journey)
{
  const GPtrArray *cards = way_cells_get_all_cards (journey);
  WayElement *connection;

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    if (is_inside (self->wanted, way_document_follow (self->document, cards->pdata[i], WAY_FIELD_STEP)) || is_inside (self->wanted, way_document_follow (self->document, cards->pdata[i], WAY_FIELD_LANE)))
      want (self, cards->pdata[i]);
  way_each (connection, journey, WAY_KIND_CONNECTION)
    {
      const WayElement *from = way_document_follow (self->document, connection, WAY_FIELD_FROM), *to = way_document_follow (self->document, connection, WAY_FIELD_TO);

      if (from != NULL && to != NULL && is_inside (self->wanted, from) && is_inside (self->wanted, to))
        want (self, connection);
    }
}

/* From the first to the last step and lane, or the cards would move together when pasted. */
static void
close_frame (Gathering *self, const WayElement *journey)
{
  g_autoptr (WayCells) cells = way_cells_new (journey);
  GPtrArray *lists[] = { cells->steps, cells->lanes };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    {
      int first = -1, last = -1;

      for (guint i = 0; i < lists[l]->len; i++)
        if (g_hash_table_contains (self->frame, lists[l]->pdata[i]))
          {
            first = first < 0 ? (int) i : first;
            last = (int) i;
          }
      for (int i = MAX (first, 0); i <= MAX (last, 0) && i < (int) lists[l]->len; i++)
        g_hash_table_add (self->frame, lists[l]->pdata[i]);
    }
  for (guint i = 0; i < cells->steps->len; i++)
    if (g_hash_table_contains (self->frame, cells->steps->pdata[i]) || is_inside (self->wanted, cells->steps->pdata[i]))
      g_hash_table_add (self->frame, way_element_get_parent (cells->steps->pdata[i]));

  /* No phase is without a step. */
  WayElement *phase;

  way_each (phase, journey, WAY_KIND_PHASE)
    {
      WayElement *step;
      gboolean any = FALSE;

      way_each (step, phase, WAY_KIND_STEP)
        any |= g_hash_table_contains (self->frame, step) || is_inside (self->wanted, step);
      if (!any && g_hash_table_contains (self->frame, phase))
        g_hash_table_add (self->frame, way_element_get_first (phase, WAY_KIND_STEP));
    }
}

/* A copy of `element` with what is wanted or stands around it, or NULL. */
static WayElement *
copy_part (const Gathering *self, const WayElement *element)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));
  WayElement *copy;

  if (g_hash_table_contains (self->wanted, element))
    return way_element_copy (element);
  copy = way_element_new (info->kind);
  for (guint i = 0; i < info->n_fields; i++)
    way_element_init_row (copy, i, g_strdup (way_element_get_row (element, i)));

  gboolean any = g_hash_table_contains (self->frame, element);

  for (guint s = 0; s < info->n_slots; s++)
    {
      const GPtrArray *children = way_element_get_slot (element, s);

      for (guint i = 0; children != NULL && i < children->len; i++)
        {
          WayElement *child = copy_part (self, children->pdata[i]);

          if (child == NULL)
            continue;
          way_element_append (copy, child);
          any = TRUE;
        }
    }
  if (any)
    return copy;
  way_element_unref (copy);
  return NULL;
}

typedef struct
{
  GHashTable *ids;
  GPtrArray *loose; /* (element-type WayElement), parts and connections that cannot stay */
} Trimming;

static void
note_id_cb (WayElement *element, gpointer data)
{
  if (way_element_get_id (element) != NULL)
    g_hash_table_insert (data, (char *) way_element_get_id (element), element);
}

/* References out of the fragment are dropped; what cannot do without is listed. */
static void
trim_cb (WayElement *element, gpointer data)
{
  Trimming *self = data;
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = way_element_get_row (element, i);
      g_autoptr (GString) kept = g_string_new (NULL);

      if (value == NULL || (info->fields[i].type != WAY_TYPE_REF && info->fields[i].type != WAY_TYPE_REFS))
        continue;

      g_auto (GStrv) ids = g_strsplit (value, " ", -1);

      for (char **id = ids; *id != NULL; id++)
        if (g_hash_table_contains (self->ids, *id))
          g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", *id);
      if (kept->len == 0 && info->fields[i].required)
        g_ptr_array_add (self->loose, element);
      way_element_init_row (element, i, kept->len > 0 ? g_strdup (kept->str) : NULL);
    }
}

/* A free copy of `element` and of what is below it, but for what is in `left_out`; NULL if it is itself. */
static WayElement *
copy_without (const WayElement *element, const GPtrArray *left_out)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));
  WayElement *copy = way_element_new (info->kind);

  for (guint i = 0; i < info->n_fields; i++)
    way_element_init_row (copy, i, g_strdup (way_element_get_row (element, i)));
  for (guint s = 0; s < info->n_slots; s++)
    {
      const GPtrArray *children = way_element_get_slot (element, s);
      guint kept = 0;

      for (guint i = 0; children != NULL && i < children->len; i++)
        if (!g_ptr_array_find ((GPtrArray *) left_out, children->pdata[i], NULL))
          {
            WayElement *child = copy_without (children->pdata[i], left_out);

            kept += child != NULL;
            if (child != NULL)
              way_element_append (copy, child);
          }
      if (kept == 0 && info->slots[s].required && children != NULL && children->len > 0)
        {
          way_element_unref (copy);
          return NULL;
        }
    }
  return copy;
}

/* Until nothing in the tree points out of it. */
static WayElement *
trim (WayElement *tree)
{
  while (TRUE)
    {
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) loose = g_ptr_array_new ();
      Trimming trimming = { ids, loose };
      WayElement *next;

      way_element_walk (tree, note_id_cb, ids);
      way_element_walk (tree, trim_cb, &trimming);
      if (loose->len == 0)
        return tree;
      next = copy_without (tree, loose);
      way_element_unref (tree);
      tree = next;
    }
}

static void
init_head (WayElement *root, WayEditor *editor)
{
  const WayDocument *document = way_editor_get_document (editor);
  WayElement *meta = way_element_get_first (root, WAY_KIND_META);
  g_autoptr (GString) ids = g_string_new (NULL);
  WayElement *head = way_element_new (WAY_KIND_META);

  for (guint i = 0; i < way_editor_get_n_selected (editor); i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? "\n" : "", way_editor_get_selected (editor, i));
  if (meta == NULL)
    meta = way_element_append (root, head);
  else
    way_element_unref (head);
  way_element_init_value (meta, WAY_FIELD_TITLE, way_element_get_name (way_document_get_meta (document)));
  way_element_init_value (meta, WAY_FIELD_KEYWORD, ids->str);
}

WayDocument *
way_clipboard_copy (WayEditor *editor)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) frame = g_hash_table_new (NULL, NULL);
  Gathering self = { document, wanted, frame, G_QUEUE_INIT };
  const WayElement *journey = way_editor_get_journey (editor);
  WayElement *element, *root;

  if (selected->len == 0)
    return NULL;
  for (guint i = 0; i < selected->len; i++)
    {
      const WayElement *place = way_kind_find_field (way_element_get_kind (selected->pdata[i]), WAY_FIELD_AT) >= 0 ? way_document_follow (document, selected->pdata[i], WAY_FIELD_AT) : NULL;

      want (&self, selected->pdata[i]);
      if (place != NULL && (way_element_get_kind (place) == WAY_KIND_STEP || way_element_get_kind (place) == WAY_KIND_PHASE))
        g_hash_table_add (frame, (gpointer) place);
    }
  want_dependants (&self, journey);
  while ((element = g_queue_pop_head (&self.queue)) != NULL)
    way_element_walk (element, want_references_cb, &self);
  g_hash_table_add (frame, (gpointer) journey);
  close_frame (&self, journey);
  root = copy_part (&self, way_document_get_root (document));
  init_head (root, editor);
  return way_document_new_for_root (trim (root), NULL);
}

char *
way_clipboard_to_text (WayEditor *editor)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autoptr (GPtrArray) rows = way_outline_list_rows (document, way_editor_get_journey (editor), 0);
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GString *s;
  guint base = G_MAXUINT, inside = G_MAXUINT;

  if (selected->len == 0)
    return NULL;
  s = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const WayOutlineRow *row = rows->pdata[i];

      if (way_editor_is_selected (editor, way_element_get_id (row->element)))
        base = MIN (base, row->depth);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const WayOutlineRow *row = rows->pdata[i];

      /* Below a phase or step everything is meant; a card alone is its name alone. */
      if (inside != G_MAXUINT && row->depth <= inside)
        inside = G_MAXUINT;
      if (inside == G_MAXUINT && !way_editor_is_selected (editor, way_element_get_id (row->element)))
        continue;
      if (inside == G_MAXUINT && !way_cells_is_card (row->element))
        inside = row->depth;
      g_string_append_printf (s, "%*s%s\n", (int) (row->depth - base) * 2, "", row->text);
      g_hash_table_add (seen, row->element);
    }
  /* People, channels and the like are in no outline. */
  for (guint i = 0; i < selected->len; i++)
    if (!g_hash_table_contains (seen, selected->pdata[i]))
      {
        g_autofree char *text = way_outline_get_text (selected->pdata[i]);

        g_string_append_printf (s, "%s\n", text);
      }
  return g_string_free (s, FALSE);
}

/* Pasting. */

typedef struct
{
  WayEditor *editor;
  WayDocument *document;
  const WayDocument *fragment;
  WayReport *report;
  GHashTable *names;   /* id in the fragment → id here, both owned */
  WayCells *from, *to; /* the grids */
  guint lane, step;    /* the fragment's corner */
  GPtrArray *made;     /* (element-type WayElement), borrowed, in the order they were inserted */
} Paste;

static WayElement *
find_same (const Paste *self, const WayElement *wanted)
{
  WayElement *same = way_document_lookup (self->document, way_element_get_id (wanted)), *child, *parent;
  WayKind kind = way_element_get_kind (wanted);
  const WayElement *root = way_document_get_root (self->document);
  g_autofree char *name = NULL;

  if (same != NULL && way_element_get_kind (same) == kind)
    return same;
  if (kind == WAY_KIND_IMAGE)
    {
      way_each (child, root, kind)
        if (g_strcmp0 (way_element_get (child, WAY_FIELD_SHA256), way_element_get (wanted, WAY_FIELD_SHA256)) == 0)
          return child;
      return NULL;
    }
  name = way_match_fold (way_element_get_name (wanted));
  for (WayIter outer = kind == WAY_KIND_DEPARTMENT ? way_iter (root, WAY_KIND_ORGANISATION) : way_iter (root, WAY_KIND_META); (parent = way_iter_next (&outer)) != NULL;)
    for (WayIter inner = way_iter (kind == WAY_KIND_DEPARTMENT || kind == WAY_KIND_AUTHOR ? parent : root, kind); (child = way_iter_next (&inner)) != NULL;)
      {
        g_autofree char *other = way_match_fold (way_element_get_name (child));

        if (g_str_equal (name, other))
          return child;
      }
  return NULL;
}

static gboolean resolve (Paste *self, WayElement *copy, gboolean *kept, GError **error);

static WayElement *
find_home (const Paste *self, const WayElement *original)
{
  const WayElement *parent = way_element_get_parent (original);

  if (way_element_get_kind (original) == WAY_KIND_AUTHOR)
    return (WayElement *) way_document_get_meta (self->document);
  if (way_element_get_kind (original) == WAY_KIND_DEPARTMENT)
    return way_document_lookup (self->document, g_hash_table_lookup (self->names, way_element_get_id (parent)));
  return (WayElement *) way_document_get_root (self->document);
}

/* Gives what the map does not have; afterwards `names` knows where references lead. */
static gboolean
bring_along (Paste *self, const WayElement *original, GError **error)
{
  const char *id = way_element_get_id (original);
  WayElement *same = find_same (self, original), *copy;
  gboolean kept = TRUE;

  if (g_hash_table_contains (self->names, id))
    return TRUE;
  if (same != NULL)
    {
      g_hash_table_insert (self->names, g_strdup (id), g_strdup (way_element_get_id (same)));
      return TRUE;
    }
  if (way_element_get_kind (original) == WAY_KIND_DEPARTMENT && !bring_along (self, way_element_get_parent (original), error))
    return FALSE;
  /* It may have come along with its organisation. */
  if (g_hash_table_contains (self->names, id))
    return TRUE;
  copy = way_copy_new (self->document, original, self->names);
  if (!resolve (self, copy, &kept, error))
    {
      way_element_unref (copy);
      return FALSE;
    }
  if (kept)
    return way_command_append (self->document, copy, find_home (self, original), error) != NULL;
  way_element_unref (copy);
  return TRUE;
}

/* The step or lane here that one of the fragment's becomes: counted from the current cell; a lane of several goes to its like. */
static WayElement *
find_cell_part (const Paste *self, const WayElement *original)
{
  gboolean lane = way_element_get_kind (original) == WAY_KIND_LANE;
  const GPtrArray *list = lane ? self->to->lanes : self->to->steps;
  int here = way_cells_find (self->to, lane ? way_editor_get_lane (self->editor) : way_editor_get_step (self->editor));
  int by = way_cells_find (self->from, way_element_get_id (original)) - (int) (lane ? self->lane : self->step);

  if (lane && self->from->lanes->len > 1)
    {
      WayElement *same = way_document_lookup (self->document, way_element_get_id (original));

      if (same != NULL && g_ptr_array_find ((GPtrArray *) list, same, NULL))
        return same;
      for (guint i = 0; i < list->len; i++)
        if (way_element_is (list->pdata[i], WAY_FIELD_KIND, way_element_get (original, WAY_FIELD_KIND)))
          return list->pdata[i];
    }
  return list->len > 0 ? list->pdata[CLAMP (MAX (here, 0) + by, 0, (int) list->len - 1)] : NULL;
}

/* Where a reference of the fragment leads here; NULL: nowhere. The text is the map's or `names`'. */
static const char *
find_reference (Paste *self, const char *id, GError **error)
{
  const char *known = g_hash_table_lookup (self->names, id);
  const WayElement *original = known == NULL ? way_document_lookup (self->fragment, id) : NULL;
  const WayElement *place = NULL;

  if (known != NULL || original == NULL)
    return known;
  if (is_register (original))
    return bring_along (self, original, error) ? g_hash_table_lookup (self->names, id) : NULL;
  if (way_element_get_kind (original) == WAY_KIND_STEP || way_element_get_kind (original) == WAY_KIND_LANE)
    place = find_cell_part (self, original);
  else if (way_element_get_kind (original) == WAY_KIND_PHASE && way_editor_get_step (self->editor) != NULL)
    place = way_element_get_parent (way_document_lookup (self->document, way_editor_get_step (self->editor)));
  else
    place = way_document_lookup (self->document, id);
  return place != NULL ? way_element_get_id (place) : NULL;
}

/* References of one element; FALSE in `*kept` if it cannot stay. */
static gboolean
resolve_fields (Paste *self, WayElement *copy, gboolean *kept, GError **error)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (copy));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const WayFieldInfo *field = &info->fields[i];
      const char *value = way_element_get_row (copy, i);
      g_autoptr (GString) found = g_string_new (NULL);

      if (value == NULL || (field->type != WAY_TYPE_REF && field->type != WAY_TYPE_REFS))
        continue;

      g_auto (GStrv) ids = g_strsplit (value, " ", -1);

      for (char **id = ids; *id != NULL; id++)
        {
          g_autoptr (GError) problem = NULL;
          const char *target = find_reference (self, *id, &problem);

          if (problem != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&problem));
              return FALSE;
            }
          if (target != NULL)
            g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", target);
          else
            way_report_add (self->report, WAY_SEVERITY_WARNING, 0, 0, _ ("%s of “%s” was not copied along and is left out."), _ (field->label), way_element_get_name (copy));
        }
      *kept &= found->len > 0 || !field->required;
      way_element_init_row (copy, i, found->len > 0 ? g_strdup (found->str) : NULL);
    }
  return TRUE;
}

static gboolean
resolve (Paste *self, WayElement *copy, gboolean *kept, GError **error)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (copy));

  if (!resolve_fields (self, copy, kept, error))
    return FALSE;
  for (guint s = 0; s < info->n_slots; s++)
    {
      const GPtrArray *children = way_element_get_slot (copy, s);

      for (guint i = children != NULL ? children->len : 0; i > 0; i--)
        if (!resolve (self, children->pdata[i - 1], kept, error))
          return FALSE;
    }
  return TRUE;
}

/* Where a pasted element stands: its list here, and behind what. */
static WayElement *
find_parent (const Paste *self, const WayElement *original, guint *index)
{
  WayKind kind = way_element_get_kind (original);
  WayElement *journey = way_editor_get_journey (self->editor);
  const WayElement *step = way_document_lookup (self->document, way_editor_get_step (self->editor));
  const WayElement *lane = way_document_lookup (self->document, way_editor_get_lane (self->editor));
  const WayElement *last = NULL;

  *index = G_MAXUINT;
  /* Of the parts of the grid there are few; cards and what follows them in the order of kinds may be thousands. */
  for (guint i = 0; i < self->made->len && kind <= WAY_KIND_SEPARATOR; i++)
    if (way_element_get_kind (self->made->pdata[i]) == kind)
      last = self->made->pdata[i];
  switch (kind)
    {
    case WAY_KIND_JOURNEY:
      *index = way_element_get_index (last != NULL ? last : journey) + 1;
      return (WayElement *) way_document_get_root (self->document);
    case WAY_KIND_PHASE:
      if (last != NULL || step != NULL)
        *index = way_element_get_index (last != NULL ? last : way_element_get_parent (step)) + 1;
      return journey;
    case WAY_KIND_STEP:
      if (last != NULL || step != NULL)
        *index = way_element_get_index (last != NULL ? last : step) + 1;
      return last != NULL ? way_element_get_parent (last) : step != NULL ? way_element_get_parent (step)
                                                                         : NULL;
    case WAY_KIND_LANE:
    case WAY_KIND_SEPARATOR:
      if (last != NULL || lane != NULL)
        *index = way_element_get_index (last != NULL ? last : lane) + 1;
      return journey;
    default:
      if (is_register (original))
        return find_home (self, original);
      if (way_kind_find_slot (WAY_KIND_JOURNEY, kind) >= 0)
        return journey;
      if (way_kind_find_slot (WAY_KIND_DOCUMENT, kind) >= 0)
        return (WayElement *) way_document_get_root (self->document);
      if (way_kind_find_slot (WAY_KIND_META, kind) >= 0)
        return (WayElement *) way_document_get_meta (self->document);
      return find_same (self, way_element_get_parent (original));
    }
}

/* What was selected when the fragment was made, with what belongs to it; container only. */
static GPtrArray *
list_payload (const Paste *self)
{
  GPtrArray *payload = g_ptr_array_new ();
  g_auto (GStrv) ids = way_element_get_list (way_document_get_meta (self->fragment), WAY_FIELD_KEYWORD);
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  Gathering gathering = { (WayDocument *) self->fragment, wanted, NULL, G_QUEUE_INIT };
  const GPtrArray *cards = way_cells_get_all_cards (self->from->journey);
  GHashTableIter iter;
  gpointer element;

  for (char **id = ids; *id != NULL; id++)
    if (way_document_lookup (self->fragment, *id) != NULL && way_element_get_parent (way_document_lookup (self->fragment, *id)) != NULL)
      want (&gathering, way_document_lookup (self->fragment, *id));
  for (guint i = 0; g_hash_table_size (wanted) == 0 && cards != NULL && i < cards->len; i++)
    want (&gathering, cards->pdata[i]);
  want_dependants (&gathering, self->from->journey);
  g_queue_clear (&gathering.queue);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    {
      WayElement *parent = way_element_get_parent (element);

      if (parent == NULL || !is_inside (wanted, parent))
        g_ptr_array_add (payload, element);
    }
  way_copy_sort (payload);
  return payload;
}

/* The upper left corner of the cards that are pasted, in the fragment's own grid. */
static void
find_corner (Paste *self, const GPtrArray *payload)
{
  guint lane, first, last;

  self->lane = self->step = G_MAXUINT;
  for (guint i = 0; i < payload->len; i++)
    if (way_cells_get_place (self->from, payload->pdata[i], &lane, &first, &last))
      {
        self->lane = MIN (self->lane, lane);
        self->step = MIN (self->step, first);
      }
  if (self->lane == G_MAXUINT)
    self->lane = self->step = 0;
}

static void
end_where_it_begins (WayElement *copy, const Paste *self)
{
  int from = way_cells_find (self->to, way_element_get (copy, WAY_FIELD_STEP)), to = way_cells_find (self->to, way_element_get (copy, WAY_FIELD_UNTIL));

  if (way_cells_is_card (copy) && from >= 0 && to >= 0 && to <= from)
    way_element_init_value (copy, WAY_FIELD_UNTIL, NULL);
}

static gboolean
paste_all (Paste *self, const GPtrArray *payload, GError **error)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);

  g_autoptr (GHashTable) coming = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < payload->len; i++)
    {
      g_ptr_array_add (copies, way_copy_new (self->document, payload->pdata[i], self->names));
      way_command_note_ids (copies->pdata[i], coming);
    }
  for (guint i = 0; i < payload->len; i++)
    {
      WayElement *copy = copies->pdata[i], *parent;
      gboolean kept = TRUE;
      guint index;

      if (!resolve (self, copy, &kept, error))
        return FALSE;
      end_where_it_begins (copy, self);
      parent = find_parent (self, payload->pdata[i], &index);
      if (!kept || parent == NULL)
        {
          way_report_add (self->report, WAY_SEVERITY_WARNING, 0, 0, _ ("“%s” was not pasted: what it belongs to was not copied along."), way_element_get_name (copy));
          g_hash_table_remove (self->names, way_element_get_id (payload->pdata[i]));
          g_hash_table_remove (coming, way_element_get_id (copy));
          continue;
        }
      if (way_command_insert_among (self->document, way_element_ref (copy), parent, index, coming, error) == NULL)
        return FALSE;
      g_ptr_array_add (self->made, copy);
    }
  return TRUE;
}

static void
select_made (WayEditor *editor, const GPtrArray *made)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; i < made->len; i++)
    if (way_element_get_kind (made->pdata[i]) != WAY_KIND_CONNECTION || made->len == 1)
      {
        g_strv_builder_add (builder, way_element_get_id (made->pdata[i]));
        n++;
      }
  if (n == 0)
    return;

  g_auto (GStrv) ids = g_strv_builder_end (builder);

  way_editor_select_many (editor, (const char *const *) ids, WAY_SELECT_REPLACE);
}

gboolean
way_clipboard_paste (WayEditor *editor, const WayDocument *fragment, WayReport *report, GError **error)
{
  g_autoptr (GHashTable) names = way_copy_names_new ();
  g_autoptr (WayCells) from = way_cells_new (way_element_get_first (way_document_get_root (fragment), WAY_KIND_JOURNEY));
  g_autoptr (WayCells) to = way_cells_new (way_editor_get_journey (editor));
  g_autoptr (GPtrArray) made = g_ptr_array_new ();
  Paste self = { editor, way_editor_get_document (editor), fragment, report, names, from, to, 0, 0, made };
  g_autoptr (GPtrArray) payload = list_payload (&self);

  if (payload->len == 0)
    return TRUE;
  find_corner (&self, payload);
  way_command_begin (editor, _ ("Paste"));
  if (!way_command_finish (editor, paste_all (&self, payload, error)))
    return FALSE;
  select_made (editor, made);
  return TRUE;
}
