#include "model/way-merge-private.h"

#include <string.h>

#include "model/way-element-private.h"

/* Two parts: what differs (items), and what the merged map holds (kept, parents, values, orders). way-merge-build.c makes it. */

/* --- values --- */

static gboolean
is_place_row (WayKind kind, guint row)
{
  WayField field = way_kind_get (kind)->fields[row].field;

  return (kind == WAY_KIND_TOUCHPOINT || kind == WAY_KIND_NOTE) && (field == WAY_FIELD_LANE || field == WAY_FIELD_STEP || field == WAY_FIELD_UNTIL);
}

static const char *
get_value (const WayMergeNode *node, WayMergeSide side, guint row)
{
  return node->of[side] != NULL ? node->of[side]->values[row] : NULL;
}

static gboolean
is_changed (const WayMergeNode *node, WayMergeSide side, guint row)
{
  return node->of[side] != NULL && g_strcmp0 (get_value (node, side, row), get_value (node, WAY_MERGE_BASE, row)) != 0;
}

static gboolean
is_list (const WayFieldInfo *info)
{
  return info->type == WAY_TYPE_REFS || info->type == WAY_TYPE_LINES;
}

static char **
split (const WayFieldInfo *info, const char *value)
{
  return g_strsplit (value != NULL ? value : "", info->type == WAY_TYPE_REFS ? " " : "\n", -1);
}

/* Mine without what theirs took away, and with what it added. NULL, and `possible` FALSE, where both changed the same line. */
static char *
merge_lists (const WayFieldInfo *info, const char *base, const char *mine, const char *theirs, gboolean *possible)
{
  g_auto (GStrv) b = split (info, base), m = split (info, mine), t = split (info, theirs);
  g_autoptr (GPtrArray) result = g_ptr_array_new ();

  *possible = TRUE;
  for (char **s = b; *s != NULL && info->type == WAY_TYPE_LINES; s++)
    if (!g_strv_contains ((const char *const *) m, *s) && !g_strv_contains ((const char *const *) t, *s))
      {
        *possible = FALSE;
        return NULL;
      }
  for (char **s = m; *s != NULL; s++)
    if (g_strv_contains ((const char *const *) t, *s) || !g_strv_contains ((const char *const *) b, *s))
      g_ptr_array_add (result, *s);
  for (char **s = t; *s != NULL; s++)
    if (!g_strv_contains ((const char *const *) b, *s) && !g_strv_contains ((const char *const *) m, *s))
      g_ptr_array_add (result, *s);
  if (result->len == 0)
    return NULL;
  g_ptr_array_add (result, NULL);
  return g_strjoinv (info->type == WAY_TYPE_REFS ? " " : "\n", (char **) result->pdata);
}

/* The newer of two format versions, which another program's file need not name: no choice for a person. */
static const char *
choose_version (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return a != NULL ? a : b;

  guint64 major_a = g_ascii_strtoull (a, NULL, 10), major_b = g_ascii_strtoull (b, NULL, 10);
  const char *dot_a = strchr (a, '.'), *dot_b = strchr (b, '.');

  if (major_a != major_b)
    return major_a > major_b ? a : b;
  return dot_a != NULL && dot_b != NULL && g_ascii_strtoull (dot_a + 1, NULL, 10) < g_ascii_strtoull (dot_b + 1, NULL, 10) ? b : a;
}

static gboolean
is_cell_changed (const WayMergeNode *node, WayMergeSide side)
{
  for (guint i = 0; i < way_kind_get (node->kind)->n_fields; i++)
    if (is_place_row (node->kind, i) && is_changed (node, side, i))
      return TRUE;
  return FALSE;
}

/* Whose cell a card has. */
static WayMergeSide
get_cell_side (const WayMergeNode *node)
{
  if (node->place_item != NULL && node->place_item->conflict)
    return node->place_item->choice;
  return is_cell_changed (node, WAY_MERGE_MINE) || node->of[WAY_MERGE_THEIRS] == NULL ? WAY_MERGE_MINE : WAY_MERGE_THEIRS;
}

/* The merged value of a field; `conflict` where it takes a choice. g_free. */
static char *
merge_value (const WayMergeNode *node, guint row, WayMergeSide choice, gboolean *conflict)
{
  const WayFieldInfo *info = &way_kind_get (node->kind)->fields[row];
  const char *base = get_value (node, WAY_MERGE_BASE, row), *mine = get_value (node, WAY_MERGE_MINE, row), *theirs = get_value (node, WAY_MERGE_THEIRS, row);

  *conflict = FALSE;
  if (node->of[WAY_MERGE_MINE] == NULL || node->of[WAY_MERGE_THEIRS] == NULL)
    return g_strdup (node->of[WAY_MERGE_MINE] != NULL ? mine : node->of[WAY_MERGE_THEIRS] != NULL ? theirs
                                                                                                  : base);
  if (info->type == WAY_TYPE_ID && info->field == WAY_FIELD_ID)
    return g_strdup (mine);
  if (is_place_row (node->kind, row))
    return g_strdup (get_value (node, get_cell_side (node), row));
  if (g_strcmp0 (mine, theirs) == 0 || g_strcmp0 (theirs, base) == 0)
    return g_strdup (mine);
  if (g_strcmp0 (mine, base) == 0)
    return g_strdup (theirs);
  if (info->type == WAY_TYPE_VERSION)
    return g_strdup (choose_version (mine, theirs));
  if (is_list (info))
    {
      gboolean possible;
      char *list = merge_lists (info, base, mine, theirs, &possible);

      if (possible)
        return list;
    }
  *conflict = TRUE;
  return g_strdup (choice == WAY_MERGE_THEIRS ? theirs : mine);
}

static WayMergeItem *
find_field_item (const WayMerge *self, const WayMergeNode *node, guint row)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      WayMergeItem *item = g_ptr_array_index (self->items, i);

      if (item->node == node && item->type == WAY_MERGE_CHANGED && item->row == row)
        return item;
    }
  return NULL;
}

char *
way_merge_dup_value (const WayMerge *self, const WayMergeNode *node, guint row)
{
  gboolean conflict;
  char *value = merge_value (node, row, WAY_MERGE_MINE, &conflict);
  const WayMergeItem *item = conflict ? find_field_item (self, node, row) : NULL;

  if (item == NULL || item->choice == WAY_MERGE_MINE)
    return value;
  g_free (value);
  return merge_value (node, row, item->choice, &conflict);
}

/* --- items --- */

static WayMergeItem *
add_item (WayMerge *self, WayMergeType type, WayMergeNode *node, WayMergeSide side, guint row, gboolean conflict, WayMergeSide choice)
{
  WayMergeItem *item = g_new0 (WayMergeItem, 1);

  *item = (WayMergeItem){ .type = type, .side = side, .conflict = conflict, .choice = choice, .row = row, .node = node };
  for (guint i = 0; i < WAY_MERGE_TREES && item->of == NULL; i++)
    item->of = node->of[(i + 1) % WAY_MERGE_TREES];
  g_ptr_array_add (self->items, item);
  return item;
}

static WayMergeSide
get_sides (gboolean mine, gboolean theirs)
{
  return mine && theirs ? WAY_MERGE_BOTH : mine ? WAY_MERGE_MINE
                                                : WAY_MERGE_THEIRS;
}

static gboolean
is_added (const WayMerge *self, const WayMergeNode *node, WayMergeSide side)
{
  if (node == NULL || node->of[side] == NULL || node->of[WAY_MERGE_BASE] != NULL)
    return FALSE;
  /* Where nothing is known of the past, what both have was there. */
  return self->has_base || node->of[side == WAY_MERGE_MINE ? WAY_MERGE_THEIRS : WAY_MERGE_MINE] == NULL;
}

/* Only the topmost: what is in it comes with it. */
static void
note_added (WayMerge *self, WayMergeNode *node)
{
  gboolean mine = is_added (self, node, WAY_MERGE_MINE), theirs = is_added (self, node, WAY_MERGE_THEIRS);

  if (node->clash)
    add_item (self, WAY_MERGE_ADDED, node, WAY_MERGE_THEIRS, 0, TRUE, WAY_MERGE_MINE);
  else if ((mine && !is_added (self, node->parents[WAY_MERGE_MINE], WAY_MERGE_MINE)) || (theirs && !is_added (self, node->parents[WAY_MERGE_THEIRS], WAY_MERGE_THEIRS)))
    add_item (self, WAY_MERGE_ADDED, node, get_sides (mine, theirs), 0, FALSE, mine ? WAY_MERGE_MINE : WAY_MERGE_THEIRS);
}

static void
note_fields (WayMerge *self, WayMergeNode *node)
{
  for (guint row = 0; row < way_kind_get (node->kind)->n_fields; row++)
    {
      gboolean conflict, mine = is_changed (node, WAY_MERGE_MINE, row), theirs = is_changed (node, WAY_MERGE_THEIRS, row);

      if (is_place_row (node->kind, row) || way_kind_get (node->kind)->fields[row].field == WAY_FIELD_ID)
        continue;
      g_free (merge_value (node, row, WAY_MERGE_MINE, &conflict));
      /* What both added is not listed field by field, but for where they disagree. */
      if (conflict || ((mine || theirs) && node->of[WAY_MERGE_BASE] != NULL))
        add_item (self, WAY_MERGE_CHANGED, node, get_sides (mine, theirs), row, conflict, mine ? WAY_MERGE_MINE : WAY_MERGE_THEIRS);
    }
}

static gboolean
have_same_cell (const WayMergeNode *node)
{
  for (guint i = 0; i < way_kind_get (node->kind)->n_fields; i++)
    if (is_place_row (node->kind, i) && g_strcmp0 (get_value (node, WAY_MERGE_MINE, i), get_value (node, WAY_MERGE_THEIRS, i)) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_moved (const WayMergeNode *node, WayMergeSide side)
{
  return node->of[side] != NULL && node->of[WAY_MERGE_BASE] != NULL && (node->parents[side] != node->parents[WAY_MERGE_BASE] || is_cell_changed (node, side));
}

static void
note_place (WayMerge *self, WayMergeNode *node)
{
  gboolean both = node->of[WAY_MERGE_MINE] != NULL && node->of[WAY_MERGE_THEIRS] != NULL, same = both && node->parents[WAY_MERGE_MINE] == node->parents[WAY_MERGE_THEIRS] && have_same_cell (node);
  gboolean mine = is_moved (node, WAY_MERGE_MINE), theirs = is_moved (node, WAY_MERGE_THEIRS);

  if (node->of[WAY_MERGE_BASE] == NULL)
    mine = theirs = both && !same;
  if (!mine && !theirs)
    return;
  node->place_item = add_item (self, WAY_MERGE_MOVED, node, get_sides (mine, theirs), 0, mine && theirs && !same, mine ? WAY_MERGE_MINE : WAY_MERGE_THEIRS);
}

/* --- who stays --- */

static WayMergeSide
get_remover (const WayMergeNode *node)
{
  return node->of[WAY_MERGE_MINE] == NULL ? WAY_MERGE_MINE : WAY_MERGE_THEIRS;
}

WayMergeSide
way_merge_get_holder (const WayMergeNode *node)
{
  return node->of[WAY_MERGE_MINE] != NULL ? WAY_MERGE_MINE : node->of[WAY_MERGE_THEIRS] != NULL ? WAY_MERGE_THEIRS
                                                                                                : WAY_MERGE_BASE;
}

/* Whether `side` did anything to the element or below that would be lost with it. */
static gboolean
has_work (const WayMerge *self, WayMergeSide side, const WayElement *element)
{
  const WayMergeNode *node = way_merge_match_find (&self->match, side, element);
  const WayKindInfo *info = way_kind_get (element->kind);
  const WayElement *base = node->of[WAY_MERGE_BASE];

  if (base == NULL || node->parents[side] != node->parents[WAY_MERGE_BASE] || !way_merge_extras_equal (base, element))
    return TRUE;
  for (guint i = 0; i < info->n_fields; i++)
    if (is_changed (node, side, i))
      return TRUE;
  for (guint s = 0; s < info->n_slots; s++)
    for (guint i = 0; element->slots[s] != NULL && i < element->slots[s]->len; i++)
      if (has_work (self, side, g_ptr_array_index (element->slots[s], i)))
        return TRUE;
  return FALSE;
}

static void
keep_tree (WayMerge *self, WayMergeSide side, const WayElement *element)
{
  const WayKindInfo *info = way_kind_get (element->kind);

  WayMergeNode *node = way_merge_match_find (&self->match, side, element);

  node->kept = !node->clash;
  for (guint s = 0; s < info->n_slots; s++)
    for (guint i = 0; element->slots[s] != NULL && i < element->slots[s]->len; i++)
      keep_tree (self, side, g_ptr_array_index (element->slots[s], i));
}

static gboolean
is_removed_with (const WayMergeNode *node, WayMergeSide remover, WayMergeSide holder)
{
  const WayMergeNode *parent = node->parents[holder];

  return parent != NULL && parent->of[WAY_MERGE_BASE] != NULL && parent->of[remover] == NULL;
}

static void
decide_removed (WayMerge *self, WayMergeNode *node)
{
  WayMergeSide remover = get_remover (node), holder = way_merge_get_holder (node);
  gboolean work;

  if (holder == WAY_MERGE_BASE)
    {
      if (!is_removed_with (node, WAY_MERGE_MINE, WAY_MERGE_BASE))
        node->removed_item = add_item (self, WAY_MERGE_REMOVED, node, WAY_MERGE_BOTH, 0, FALSE, WAY_MERGE_MINE);
      return;
    }
  /* It goes or stays with what it stands in. */
  if (is_removed_with (node, remover, holder))
    return;
  work = has_work (self, holder, node->of[holder]);
  node->removed_item = add_item (self, WAY_MERGE_REMOVED, node, work ? WAY_MERGE_BOTH : remover, 0, work, work ? holder : remover);
  if (work)
    keep_tree (self, holder, node->of[holder]);
}

static void
decide_presence (WayMerge *self, WayMergeNode *node)
{
  gboolean mine = node->of[WAY_MERGE_MINE] != NULL, theirs = node->of[WAY_MERGE_THEIRS] != NULL;

  if (node->clash)
    return;
  if ((mine && theirs) || node->of[WAY_MERGE_BASE] == NULL)
    node->kept = TRUE;
  else
    decide_removed (self, node);
}

static void
choose_parent (WayMergeNode *node)
{
  WayMergeNode *const *parents = node->parents;
  WayMergeSide side = way_merge_get_holder (node);

  if (node->of[WAY_MERGE_MINE] != NULL && node->of[WAY_MERGE_THEIRS] != NULL && parents[WAY_MERGE_MINE] != parents[WAY_MERGE_THEIRS])
    {
      if (node->place_item != NULL && node->place_item->conflict)
        side = node->place_item->choice;
      else if (parents[WAY_MERGE_MINE] == parents[WAY_MERGE_BASE])
        side = WAY_MERGE_THEIRS;
    }
  node->parent = parents[side];
}

/* Something needs what one side has removed. */
static void
revive (WayMerge *self, WayMergeNode *node)
{
  WayMergeSide holder = way_merge_get_holder (node);

  if (node->clash)
    return;
  node->forced = TRUE;
  keep_tree (self, holder, node->of[holder]);
  if (self->building)
    return;
  if (node->removed_item == NULL)
    node->removed_item = add_item (self, WAY_MERGE_REMOVED, node, WAY_MERGE_BOTH, 0, FALSE, WAY_MERGE_MINE);
  node->removed_item->side = WAY_MERGE_BOTH;
  if (holder == WAY_MERGE_BASE)
    return;
  node->removed_item->conflict = TRUE;
  node->removed_item->choice = holder;
}

static gboolean
revive_targets (WayMerge *self, const WayMergeNode *node)
{
  const WayKindInfo *info = way_kind_get (node->kind);
  gboolean revived = FALSE;

  for (guint row = 0; row < info->n_fields; row++)
    {
      g_autofree char *value = info->fields[row].type == WAY_TYPE_REF || info->fields[row].type == WAY_TYPE_REFS ? way_merge_dup_value (self, node, row) : NULL;
      g_auto (GStrv) ids = g_strsplit (value != NULL ? value : "", " ", -1);

      for (char **id = ids; *id != NULL; id++)
        {
          WayMergeNode *target = g_hash_table_lookup (self->match.ids, *id);

          if (target == NULL || target->kept)
            continue;
          revive (self, target);
          revived |= target->kept;
        }
    }
  return revived;
}

/* The first child that any tree had there, if none stays though one must. */
static WayMergeNode *
find_missing_child (WayMerge *self, const WayMergeNode *node, guint slot)
{
  WayMergeNode *candidate = NULL;

  for (guint side = 0; side < WAY_MERGE_TREES; side++)
    {
      const GPtrArray *children = node->of[side] != NULL ? node->of[side]->slots[slot] : NULL;

      for (guint i = 0; children != NULL && i < children->len; i++)
        {
          WayMergeNode *child = way_merge_match_find (&self->match, side, g_ptr_array_index (children, i));

          if (child->kept && child->parent == node)
            return NULL;
          if (candidate == NULL && !child->kept && !child->clash)
            candidate = child;
        }
    }
  return candidate;
}

void
way_merge_complete (WayMerge *self)
{
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < self->match.nodes->len; i++)
        choose_parent (g_ptr_array_index (self->match.nodes, i));
      for (guint i = 0; i < self->match.nodes->len; i++)
        {
          WayMergeNode *node = g_ptr_array_index (self->match.nodes, i);
          const WayKindInfo *info = way_kind_get (node->kind);

          if (!node->kept)
            continue;
          if (node->parent != NULL && !node->parent->kept)
            {
              revive (self, node->parent);
              again |= node->parent->kept;
            }
          again |= revive_targets (self, node);
          for (guint s = 0; s < info->n_slots; s++)
            {
              WayMergeNode *child = info->slots[s].required ? find_missing_child (self, node, s) : NULL;

              if (child == NULL)
                continue;
              revive (self, child);
              again = TRUE;
            }
        }
    }
}

/* --- orders --- */

static gboolean
belongs (const WayMergeNode *child, const WayMergeNode *parent)
{
  return child != NULL && child->kept && child->parent == parent;
}

/* The children of a slot on one side that stay there; with `common`, only those that stand there in all three trees. */
static GPtrArray *
list_children (const WayMerge *self, const WayMergeNode *node, guint slot, WayMergeSide side, gboolean common)
{
  GPtrArray *list = g_ptr_array_new ();
  const GPtrArray *children = node->of[side] != NULL ? node->of[side]->slots[slot] : NULL;

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      WayMergeNode *child = way_merge_match_find (&self->match, side, g_ptr_array_index (children, i));

      if (!belongs (child, node))
        continue;
      if (common && (child->parents[WAY_MERGE_MINE] != node || child->parents[WAY_MERGE_THEIRS] != node || (self->has_base && child->parents[WAY_MERGE_BASE] != node)))
        continue;
      g_ptr_array_add (list, child);
    }
  return list;
}

static gboolean
lists_equal (const GPtrArray *a, const GPtrArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->pdata, b->pdata, a->len * sizeof (gpointer)) == 0);
}

/* Who changed the order of a slot: by what all three have in common. */
static void
compare_orders (const WayMerge *self, const WayMergeNode *node, guint slot, gboolean *mine, gboolean *theirs, gboolean *same)
{
  g_autoptr (GPtrArray) b = list_children (self, node, slot, WAY_MERGE_BASE, TRUE);
  g_autoptr (GPtrArray) m = list_children (self, node, slot, WAY_MERGE_MINE, TRUE);
  g_autoptr (GPtrArray) t = list_children (self, node, slot, WAY_MERGE_THEIRS, TRUE);

  *same = lists_equal (m, t);
  *mine = self->has_base && node->of[WAY_MERGE_BASE] != NULL ? !lists_equal (b, m) : !*same;
  *theirs = self->has_base && node->of[WAY_MERGE_BASE] != NULL ? !lists_equal (b, t) : !*same;
}

static WayMergeItem *
find_order_item (const WayMerge *self, const WayMergeNode *node, guint slot)
{
  for (guint i = 0; (node->ordered >> slot & 1) != 0 && i < self->items->len; i++)
    {
      WayMergeItem *item = g_ptr_array_index (self->items, i);

      if (item->node == node && item->type == WAY_MERGE_ORDERED && item->row == slot)
        return item;
    }
  return NULL;
}

static void
note_orders (WayMerge *self, WayMergeNode *node)
{
  for (guint slot = 0; slot < way_kind_get (node->kind)->n_slots; slot++)
    {
      gboolean mine, theirs, same;

      if (node->of[WAY_MERGE_MINE] == NULL || node->of[WAY_MERGE_THEIRS] == NULL)
        continue;
      compare_orders (self, node, slot, &mine, &theirs, &same);
      if (!mine && !theirs)
        continue;
      node->ordered |= 1u << slot;
      add_item (self, WAY_MERGE_ORDERED, node, get_sides (mine, theirs), slot, mine && theirs && !same, mine ? WAY_MERGE_MINE : WAY_MERGE_THEIRS);
    }
}

/* Behind what comes before it on its own side, and behind what the other side put there. */
static void
insert_after_predecessor (GPtrArray *result, const GPtrArray *list, guint i, WayMergeSide side)
{
  guint at = 0, found;

  for (guint before = i; before > 0; before--)
    if (g_ptr_array_find (result, list->pdata[before - 1], &found))
      {
        at = found + 1;
        break;
      }
  while (at < result->len && ((WayMergeNode *) result->pdata[at])->of[side] == NULL)
    at++;
  g_ptr_array_insert (result, (int) at, list->pdata[i]);
}

GPtrArray *
way_merge_make_order (const WayMerge *self, const WayMergeNode *node, guint slot)
{
  WayMergeSide first = way_merge_get_holder (node), rest[] = { WAY_MERGE_MINE, WAY_MERGE_THEIRS, WAY_MERGE_BASE };
  const WayMergeItem *item = find_order_item (self, node, slot);
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);
  GPtrArray *result;

  if (node->of[WAY_MERGE_MINE] != NULL && node->of[WAY_MERGE_THEIRS] != NULL && item != NULL)
    first = item->choice;
  result = list_children (self, node, slot, first, FALSE);
  for (guint i = 0; i < result->len; i++)
    g_hash_table_add (placed, result->pdata[i]);
  for (guint s = 0; s < G_N_ELEMENTS (rest); s++)
    {
      g_autoptr (GPtrArray) list = list_children (self, node, slot, rest[s], FALSE);

      for (guint i = 0; rest[s] != first && i < list->len; i++)
        if (g_hash_table_add (placed, list->pdata[i]))
          insert_after_predecessor (result, list, i, rest[s]);
    }
  return result;
}

/* Conflicts first; within both, the order of the map stays. */
static void
sort_items (GPtrArray *items)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < items->len; i++)
      if (((WayMergeItem *) items->pdata[i])->conflict == (pass == 0))
        g_ptr_array_add (sorted, items->pdata[i]);
  for (guint i = 0; i < sorted->len; i++)
    items->pdata[i] = sorted->pdata[i];
}

WayMerge *
way_merge_new (const WayElement *base, const WayElement *mine, const WayElement *theirs)
{
  WayMerge *self = g_new0 (WayMerge, 1);
  const WayElement *const roots[WAY_MERGE_TREES] = { base, mine, theirs };

  self->items = g_ptr_array_new_with_free_func (g_free);
  self->has_base = base != NULL;
  way_merge_match_init (&self->match, roots);
  for (guint i = 0; i < self->match.nodes->len; i++)
    {
      WayMergeNode *node = g_ptr_array_index (self->match.nodes, i);

      decide_presence (self, node);
      note_added (self, node);
      if (!node->clash)
        {
          note_place (self, node);
          note_fields (self, node);
        }
    }
  way_merge_complete (self);
  for (guint i = 0; i < self->match.nodes->len; i++)
    note_orders (self, g_ptr_array_index (self->match.nodes, i));
  sort_items (self->items);
  return self;
}

void
way_merge_free (WayMerge *self)
{
  if (self == NULL)
    return;
  way_merge_match_clear (&self->match);
  g_ptr_array_unref (self->items);
  g_free (self);
}

const WayMergeMatch *
way_merge_get_match (const WayMerge *self)
{
  return &self->match;
}

guint
way_merge_get_n_items (const WayMerge *self)
{
  return self->items->len;
}

const WayMergeItem *
way_merge_get_item (const WayMerge *self, guint i)
{
  return g_ptr_array_index (self->items, i);
}

guint
way_merge_count_conflicts (const WayMerge *self)
{
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += way_merge_get_item (self, i)->conflict;
  return n;
}

void
way_merge_choose (WayMerge *self, guint i, WayMergeSide side)
{
  WayMergeItem *item = g_ptr_array_index (self->items, i);

  g_return_if_fail (item->conflict && (side == WAY_MERGE_MINE || side == WAY_MERGE_THEIRS));
  if (!((WayMergeNode *) item->node)->clash)
    item->choice = side;
}

void
way_merge_choose_all (WayMerge *self, WayMergeSide side)
{
  for (guint i = 0; i < self->items->len; i++)
    if (way_merge_get_item (self, i)->conflict)
      way_merge_choose (self, i, side);
}
