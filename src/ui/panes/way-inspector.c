#include "ui/panes/way-inspector.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "base/way-text.h"
#include "model/way-evidence.h"

struct _WayInspector
{
  GtkWidget parent_instance;
  GtkLabel *title, *subtitle;
  GtkWidget *back;
  WayForm *form;
  WayEditor *editor;
  GPtrArray *shown;    /* (element-type WayElement), owned */
  WayElement *special; /* owned: asked for by way_inspector_show () */
  GPtrArray *trail;    /* (element-type utf8) ids of where one came from, the last first to go back to */
  char *expected;      /* the id that was jumped to */
  guint source;
  gboolean naming; /* what is shown next is new: its first field waits to be written over */
};

G_DEFINE_FINAL_TYPE (WayInspector, way_inspector, GTK_TYPE_WIDGET)

static GPtrArray *
list_elements (WayInspector *self)
{
  GPtrArray *elements = way_editor_list_selected (self->editor);

  if (elements->len == 0)
    g_ptr_array_add (elements, self->special != NULL ? self->special : way_editor_get_journey (self->editor));
  return elements;
}

static gboolean
is_shown (WayInspector *self, const GPtrArray *elements)
{
  if (elements->len != self->shown->len)
    return FALSE;
  for (guint i = 0; i < elements->len; i++)
    if (elements->pdata[i] != self->shown->pdata[i])
      return FALSE;
  return TRUE;
}

/* --- the heading --- */

/* "Touchpoint · Decision · during purchase". */
static char *
make_subtitle (const WayDocument *document, const WayElement *element)
{
  const WayElement *step = way_document_follow (document, element, WAY_FIELD_STEP), *phase = step != NULL ? way_element_get_parent (step) : NULL;
  GString *s = g_string_new (_ (way_kind_get (way_element_get_kind (element))->label));
  const char *band = phase != NULL ? way_element_get_label (phase, WAY_FIELD_BAND) : NULL;

  if (phase != NULL)
    g_string_append_printf (s, " · %s · %s", way_element_get_name (phase), way_element_get_name (step));
  if (band != NULL)
    g_string_append_printf (s, " · %s", band);
  return g_string_free (s, FALSE);
}

/* "3 touchpoints, 1 note". */
static char *
count_kinds (const GPtrArray *elements)
{
  guint counts[WAY_N_KINDS] = { 0 };
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < elements->len; i++)
    counts[way_element_get_kind (elements->pdata[i])]++;
  for (WayKind kind = 0; kind < WAY_N_KINDS; kind++)
    if (counts[kind] > 0)
      g_string_append_printf (s, "%s%s: %u", s->len > 0 ? " · " : "", _ (way_kind_get (kind)->label), counts[kind]);
  return g_string_free (s, FALSE);
}

static void
show_heading (WayInspector *self)
{
  g_autofree char *title = NULL, *subtitle = NULL;

  if (self->shown->len == 1)
    {
      title = way_text_excerpt (way_element_get_name (self->shown->pdata[0]), 200);
      subtitle = make_subtitle (way_editor_get_document (self->editor), self->shown->pdata[0]);
    }
  else
    {
      g_autofree char *kinds = count_kinds (self->shown);

      title = g_strdup_printf (ngettext ("%u selected", "%u selected", self->shown->len), self->shown->len);
      subtitle = g_strdup_printf (_ ("%s\nWhat you change here changes in all of them."), kinds);
    }
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_visible (self->back, self->trail->len > 0);
}

/* --- going there and back --- */

static const char *
get_address (WayInspector *self)
{
  const char *id = self->shown->len == 1 ? way_element_get_id (self->shown->pdata[0]) : NULL;

  /* What has no id is about the map, and shown for it. */
  return id != NULL ? id : way_element_get_id (way_document_get_root (way_editor_get_document (self->editor)));
}

static void
go (WayInspector *self, const char *id)
{
  g_free (self->expected);
  self->expected = g_strdup (id);
  gtk_widget_activate_action (GTK_WIDGET (self), "map.show", "s", id);
}

static void
jump_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayInspector *self = WAY_INSPECTOR (widget);

  if (self->shown->len == 1)
    g_ptr_array_add (self->trail, g_strdup (get_address (self)));
  go (self, g_variant_get_string (parameter, NULL));
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayInspector *self = WAY_INSPECTOR (widget);

  while (self->trail->len > 0)
    {
      g_autofree char *id = g_ptr_array_steal_index (self->trail, self->trail->len - 1);

      if (way_document_lookup (way_editor_get_document (self->editor), id) == NULL)
        continue;
      go (self, id);
      return;
    }
}

/* --- keeping up --- */

static void
focus_name (WayInspector *self)
{
  GtkWidget *focus;

  self->naming = FALSE;
  if (!gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD))
    return;
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (GTK_IS_EDITABLE (focus))
    gtk_editable_select_region (GTK_EDITABLE (focus), 0, -1);
  else if (GTK_IS_TEXT_VIEW (focus))
    g_signal_emit_by_name (focus, "select-all", TRUE);
}

static gboolean
update_cb (gpointer data)
{
  WayInspector *self = data;
  g_autoptr (GPtrArray) elements = list_elements (self);

  self->source = 0;
  if (!is_shown (self, elements))
    {
      g_ptr_array_set_size (self->shown, 0);
      for (guint i = 0; i < elements->len; i++)
        g_ptr_array_add (self->shown, way_element_ref (elements->pdata[i]));
      /* Who came here by another way does not go back by this one. */
      if (g_strcmp0 (self->expected, get_address (self)) != 0)
        g_ptr_array_set_size (self->trail, 0);
      way_form_show (self->form, elements);
    }
  show_heading (self);
  if (self->naming)
    focus_name (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (WayInspector *self)
{
  if (self->source == 0 && self->editor != NULL)
    self->source = g_idle_add (update_cb, self);
}

/* Something else is to be shown: that takes a moment, so whoever walks over the map with the arrow keys is let walk. */
static void
schedule_later (WayInspector *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->editor != NULL)
    self->source = g_timeout_add (40, update_cb, self);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayInspector *self)
{
  /* Gone: list_elements () must not meet it. */
  if (change != NULL && change->type == WAY_CHANGE_REMOVE && self->special != NULL && way_element_get_root (self->special) != way_document_get_root (document))
    g_clear_pointer (&self->special, way_element_unref);
  schedule (self);
}

static void
selection_changed_cb (WayEditor *editor, WayInspector *self)
{
  if (way_editor_get_n_selected (editor) > 0)
    g_clear_pointer (&self->special, way_element_unref);
  schedule_later (self);
}

static void
way_inspector_dispose (GObject *object)
{
  WayInspector *self = WAY_INSPECTOR (object);
  GtkWidget *child;

  if (self->form != NULL)
    way_inspector_set_editor (self, NULL);
  self->form = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_inspector_parent_class)->dispose (object);
}

static void
way_inspector_finalize (GObject *object)
{
  WayInspector *self = WAY_INSPECTOR (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->trail);
  g_free (self->expected);
  G_OBJECT_CLASS (way_inspector_parent_class)->finalize (object);
}

static void
way_inspector_class_init (WayInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WAY_TYPE_FORM);
  G_OBJECT_CLASS (klass)->dispose = way_inspector_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_inspector_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, WayInspector, title);
  gtk_widget_class_bind_template_child (widget_class, WayInspector, subtitle);
  gtk_widget_class_bind_template_child (widget_class, WayInspector, back);
  gtk_widget_class_bind_template_child (widget_class, WayInspector, form);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "inspector.jump", "s", jump_cb);
  gtk_widget_class_install_action (widget_class, "inspector.back", NULL, back_cb);
}

static void
way_inspector_init (WayInspector *self)
{
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);
  self->trail = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
way_inspector_set_editor (WayInspector *self, WayEditor *editor)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
      g_signal_handlers_disconnect_by_data (self->editor, self);
    }
  g_ptr_array_set_size (self->shown, 0);
  g_ptr_array_set_size (self->trail, 0);
  g_clear_pointer (&self->special, way_element_unref);
  g_set_object (&self->editor, editor);
  way_form_set_editor (self->form, editor);
  if (editor == NULL)
    return;
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (editor, "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  g_signal_connect_object (editor, "journey-changed", G_CALLBACK (selection_changed_cb), self, 0);
  schedule (self);
}

void
way_inspector_show (WayInspector *self, WayElement *element)
{
  WayElement *special = element != NULL ? way_element_ref (element) : NULL;

  g_clear_pointer (&self->special, way_element_unref);
  if (self->editor != NULL)
    way_editor_clear_selection (self->editor);
  self->special = special;
  schedule (self);
}

void
way_inspector_show_new (WayInspector *self, WayElement *element)
{
  way_inspector_show (self, element);
  self->naming = TRUE;
}

WayElement *
way_inspector_get_single (WayInspector *self)
{
  g_autoptr (GPtrArray) elements = self->editor != NULL ? list_elements (self) : NULL;

  return elements != NULL && elements->len == 1 ? g_ptr_array_index (elements, 0) : NULL;
}

WayForm *
way_inspector_get_form (WayInspector *self)
{
  return self->form;
}
