#include "ui/panes/way-outline-item.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "edit/way-outline.h"

struct _WayOutlineItem
{
  GObject parent_instance;
  WayDocument *document; /* not owned: the pane has it */
  WayElement *element;
  char *text, *detail;
  GListStore *children; /* NULL: not open, or nothing there */
  gboolean opened;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayOutlineItem, way_outline_item, G_TYPE_OBJECT)

static WayOutlineItem *
item_new (WayDocument *document, WayElement *element)
{
  WayOutlineItem *self = g_object_new (WAY_TYPE_OUTLINE_ITEM, NULL);

  self->document = document;
  self->element = way_element_ref (element);
  return self;
}

/* Texts are written when somebody reads them: of ten thousand lines a few are in sight. */
static void
describe (WayOutlineItem *self)
{
  g_autofree char *known = NULL;
  const char *kind = _ (way_kind_get (way_element_get_kind (self->element))->label);

  if (self->text != NULL)
    return;
  known = way_outline_get_detail (self->document, self->element, way_date_today ());
  self->text = way_outline_get_text (self->element);
  self->detail = *known != '\0' ? g_strdup_printf ("%s · %s", kind, known) : g_strdup (kind);
}

static GPtrArray *
list_elements (WayOutlineItem *self)
{
  return way_outline_list_children (self->document, self->element);
}

/* --- following the map --- */

static WayOutlineItem *
find_item (GListModel *list, WayElement *element)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WayOutlineItem) item = g_list_model_get_item (list, i);

      if (item->element == element)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static gboolean
is_at (GListModel *list, guint i, WayElement *element)
{
  g_autoptr (WayOutlineItem) item = g_list_model_get_item (list, i);

  return item != NULL && item->element == element;
}

/* Touches only what is between the first and the last difference, so that the rest stays as it is opened. */
static void
arrange (WayOutlineItem *self, GPtrArray *wanted)
{
  GListModel *list = G_LIST_MODEL (self->children);
  guint n = g_list_model_get_n_items (list), first = 0, last = 0;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  while (first < n && first < wanted->len && is_at (list, first, wanted->pdata[first]))
    first++;
  while (last < n - first && last < wanted->len - first && is_at (list, n - 1 - last, wanted->pdata[wanted->len - 1 - last]))
    last++;
  if (first == n && n == wanted->len)
    return;
  for (guint i = first; i < wanted->len - last; i++)
    {
      WayOutlineItem *item = find_item (list, wanted->pdata[i]);

      g_ptr_array_add (items, item != NULL ? item : item_new (self->document, wanted->pdata[i]));
    }
  g_list_store_splice (self->children, first, n - first - last, items->pdata, items->len);
}

/* A line that gets its first child or loses its last is put in anew: whether a row can be opened is asked once. */
static gboolean
turns (WayOutlineItem *self)
{
  g_autoptr (GPtrArray) elements = list_elements (self);

  return self->opened && (self->children != NULL) != (elements->len > 0);
}

static void
update_text (WayOutlineItem *self)
{
  g_autofree char *text = g_steal_pointer (&self->text), *detail = g_steal_pointer (&self->detail);

  if (text == NULL)
    return;
  describe (self);
  if (g_strcmp0 (text, self->text) != 0 || g_strcmp0 (detail, self->detail) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
}

void
way_outline_item_update (WayOutlineItem *self)
{
  g_autoptr (GPtrArray) wanted = list_elements (self);

  update_text (self);
  if (self->children == NULL)
    return;
  arrange (self, wanted);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->children)); i++)
    {
      g_autoptr (WayOutlineItem) item = g_list_model_get_item (G_LIST_MODEL (self->children), i);

      if (turns (item))
        {
          g_clear_object (&item->children);
          item->opened = FALSE;
          g_list_store_splice (self->children, i, 1, (gpointer *) &item, 1);
        }
      way_outline_item_update (item);
    }
}

static void
way_outline_item_finalize (GObject *object)
{
  WayOutlineItem *self = WAY_OUTLINE_ITEM (object);

  way_element_unref (self->element);
  g_clear_object (&self->children);
  g_free (self->text);
  g_free (self->detail);
  G_OBJECT_CLASS (way_outline_item_parent_class)->finalize (object);
}

static void
way_outline_item_class_init (WayOutlineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = way_outline_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_outline_item_init (WayOutlineItem *self)
{
}

WayOutlineItem *
way_outline_item_new_root (WayDocument *document)
{
  return item_new (document, (WayElement *) way_document_get_root (document));
}

WayElement *
way_outline_item_get_element (WayOutlineItem *self)
{
  return self->element;
}

const char *
way_outline_item_get_text (WayOutlineItem *self)
{
  describe (self);
  return self->text;
}

const char *
way_outline_item_get_detail (WayOutlineItem *self)
{
  describe (self);
  return self->detail;
}

GListModel *
way_outline_item_open (WayOutlineItem *self)
{
  g_autoptr (GPtrArray) elements = list_elements (self);

  self->opened = TRUE;
  if (self->children == NULL && elements->len > 0)
    {
      self->children = g_list_store_new (WAY_TYPE_OUTLINE_ITEM);
      arrange (self, elements);
    }
  return self->children != NULL ? G_LIST_MODEL (g_object_ref (self->children)) : NULL;
}
