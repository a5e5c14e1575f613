#include "ui/parts/way-list-guard.h"

struct _WayListGuard
{
  GObject parent_instance;
  GListModel *model; /* owned */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WayListGuard, way_list_guard, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, GListModel *self)
{
  if (removed > 1)
    g_list_model_items_changed (self, 0, position + removed, position + added);
  else
    g_list_model_items_changed (self, position, removed, added);
}

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (WAY_LIST_GUARD (list)->model);
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (WAY_LIST_GUARD (list)->model);
}

static gpointer
get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (WAY_LIST_GUARD (list)->model, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
way_list_guard_dispose (GObject *object)
{
  g_clear_object (&WAY_LIST_GUARD (object)->model);
  G_OBJECT_CLASS (way_list_guard_parent_class)->dispose (object);
}

static void
way_list_guard_class_init (WayListGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_list_guard_dispose;
}

static void
way_list_guard_init (WayListGuard *self)
{
}

GListModel *
way_list_guard_new (GListModel *model)
{
  WayListGuard *self = g_object_new (WAY_TYPE_LIST_GUARD, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (changed_cb), self, 0);
  return G_LIST_MODEL (self);
}
