#include "ui/window/way-palette-item.h"

#include <glib/gi18n-lib.h>

#include "base/way-match.h"
#include "edit/way-finder.h"
#include "edit/way-outline.h"
#include "format/way-template.h"
#include "ui/actions/way-action-list.h"

struct _WayPaletteItem
{
  GObject parent_instance;
  char *title, *detail, *key, *action;
  char *folded[4];    /* title, other words, detail, NULL */
  gboolean is_listed; /* also where nothing is typed */
};

G_DEFINE_FINAL_TYPE (WayPaletteItem, way_palette_item, G_TYPE_OBJECT)

static void
way_palette_item_finalize (GObject *object)
{
  WayPaletteItem *self = WAY_PALETTE_ITEM (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->key);
  g_free (self->action);
  for (guint i = 0; i < G_N_ELEMENTS (self->folded); i++)
    g_free (self->folded[i]);
  G_OBJECT_CLASS (way_palette_item_parent_class)->finalize (object);
}

static void
way_palette_item_class_init (WayPaletteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = way_palette_item_finalize;
}

static void
way_palette_item_init (WayPaletteItem *self)
{
}

/* Takes `action`. */
static WayPaletteItem *
add (GPtrArray *items, const char *title, const char *words, const char *detail, char *action)
{
  WayPaletteItem *self = g_object_new (WAY_TYPE_PALETTE_ITEM, NULL);

  self->title = g_strdup (title);
  self->detail = g_strdup (detail != NULL ? detail : "");
  self->action = action;
  self->folded[0] = way_match_fold (title);
  self->folded[1] = way_match_fold (words != NULL ? words : "");
  self->folded[2] = way_match_fold (self->detail);
  g_ptr_array_add (items, self);
  return self;
}

/* g_variant_print () quotes what it must. */
static char *
name_action (const char *family, const char *target)
{
  return g_action_print_detailed_name (family, g_variant_new_string (target));
}

static void
add_lane_kinds (GPtrArray *items, const WayActionRow *row)
{
  const WayFieldInfo *info = way_kind_get_field (WAY_KIND_LANE, WAY_FIELD_KIND);
  g_autofree char *label = way_action_row_dup_label (row);

  for (const WayChoice *choice = info->choices; choice->nick != NULL; choice++)
    {
      g_autofree char *title = g_strdup_printf (_ ("%s: %s"), label, _ (choice->label));

      add (items, title, _ (row->words), NULL, name_action (row->action, choice->nick));
    }
}

static void
add_templates (GPtrArray *items, const WayActionRow *row)
{
  g_autoptr (GPtrArray) templates = way_templates_list (NULL);
  g_autofree char *label = way_action_row_dup_label (row);

  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = templates->pdata[i];
      g_autofree char *title = g_strdup_printf (_ ("%s: %s"), label, template->title);

      add (items, title, _ (row->words), template->sentence, name_action (row->action, template->name));
    }
}

typedef struct
{
  GPtrArray *items;
  WayEditor *editor;
} Filters;

static void
add_target (GPtrArray *items, const char *family, const WayElement *element)
{
  const WayActionRow *row = way_action_list_find (family);
  g_autofree char *label = way_action_row_dup_label (row), *title = g_strdup_printf (_ ("%s: %s"), label, way_element_get_name (element));

  add (items, title, _ (row->words), NULL, name_action (family, way_element_get_id (element)));
}

static void
add_lanes (GPtrArray *items, WayEditor *editor)
{
  WayElement *lane;

  way_each (lane, way_editor_get_journey (editor), WAY_KIND_LANE)
    add_target (items, "map.toggle-lane", lane);
}

/* Of the phases, those of the journey in sight. */
static void
add_filter_cb (WayElement *element, gpointer data)
{
  const Filters *filters = data;

  if (way_element_get_kind (element) == WAY_KIND_PERSONA)
    add_target (filters->items, "map.feel-as", element);
  if (way_element_get_kind (element) == WAY_KIND_PHASE && way_element_get_parent (element) != way_editor_get_journey (filters->editor))
    return;
  for (WayFilterPart part = 0; part < WAY_N_FILTERS; part++)
    if (way_element_get_kind (element) == way_filter_part_get_kind (part))
      {
        g_autofree char *family = g_strdup_printf ("map.filter-%s", way_filter_part_get_nick (part));

        add_target (filters->items, family, element);
      }
}

static void
add_row (GPtrArray *items, const WayActionRow *row)
{
  if (row->offer == WAY_OFFER_ALWAYS)
    {
      g_autofree char *title = way_action_row_dup_label (row);

      WayPaletteItem *item = add (items, title, _ (row->words), _ (row->hint), g_strdup (row->action));

      item->key = way_action_row_dup_key (row);
      item->is_listed = TRUE;
    }
  else if (g_strcmp0 (row->action, "map.add-lane") == 0)
    add_lane_kinds (items, row);
  else if (g_strcmp0 (row->action, "win.from-template") == 0)
    add_templates (items, row);
}

static void
add_element (GPtrArray *items, const WayElement *element)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));
  const WayElement *journey = way_element_get_ancestor (element, WAY_KIND_JOURNEY);
  const char *name = way_element_get_name (element);

  if (way_element_get_id (element) == NULL || *name == '\0' || info->kind == WAY_KIND_DOCUMENT || info->kind == WAY_KIND_IMAGE || info->kind == WAY_KIND_CONNECTION)
    return;

  g_autofree char *line = way_outline_get_text (element), *title = g_strdup_printf (_ ("Go to “%s”"), line);
  g_autofree char *detail = journey != NULL && journey != element ? g_strdup_printf ("%s · %s", _ (info->label), way_element_get_name (journey)) : g_strdup (_ (info->label));

  add (items, title, line, detail, name_action ("map.show", way_element_get_id (element)));
}

/* What stands on a map comes before the registers: a card before the channel of the same name. */
static void
add_placed_cb (WayElement *element, gpointer data)
{
  if (way_element_get_ancestor (element, WAY_KIND_JOURNEY) != NULL)
    add_element (data, element);
}

static void
add_other_cb (WayElement *element, gpointer data)
{
  if (way_element_get_ancestor (element, WAY_KIND_JOURNEY) == NULL)
    add_element (data, element);
}

const char *
way_palette_item_get_title (WayPaletteItem *self)
{
  return self->title;
}

const char *
way_palette_item_get_detail (WayPaletteItem *self)
{
  return self->detail;
}

const char *
way_palette_item_get_key (WayPaletteItem *self)
{
  return self->key;
}

const char *
way_palette_item_get_action (WayPaletteItem *self)
{
  return self->action;
}

guint
way_palette_item_score (WayPaletteItem *self, const char *const *words)
{
  if (words[0] == NULL)
    return self->is_listed ? 1 : 0;
  return way_match_score ((const char *const *) self->folded, words);
}

GPtrArray *
way_palette_items_list (WayEditor *editor)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n;
  const WayActionRow *rows = way_action_list_get (&n);

  for (guint i = 0; i < n; i++)
    add_row (items, &rows[i]);
  if (editor == NULL)
    return items;

  WayElement *root = (WayElement *) way_document_get_root (way_editor_get_document (editor));

  way_element_walk (root, add_placed_cb, items);
  way_element_walk (root, add_other_cb, items);
  add_lanes (items, editor);
  way_element_walk (root, add_filter_cb, &(Filters){ items, editor });
  return items;
}
