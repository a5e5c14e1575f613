#include "ui/way-inspector.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "edit/way-commands.h"
#include "model/way-evidence.h"
#include "ui/way-field-row.h"

struct _WayInspector
{
  GtkWidget parent_instance;
  GtkLabel *title, *subtitle;
  GtkBox *groups;
  WayEditor *editor;
  WayElement *shown;   /* owned, or NULL */
  WayElement *special; /* owned: asked for by way_inspector_show () */
  guint parts;         /* how many parts it had when the rows were made */
  GPtrArray *rows;     /* (element-type GtkWidget), field rows, not owned */
  guint source;
};

G_DEFINE_FINAL_TYPE (WayInspector, way_inspector, GTK_TYPE_WIDGET)

static const char *const group_titles[] = { N_ ("General"), N_ ("Hard facts"), N_ ("Soft facts"), N_ ("Evidence"), N_ ("Measured"), N_ ("Follow-up") };

static WayElement *
choose_element (WayInspector *self)
{
  WayElement *single = way_editor_get_single (self->editor);

  if (way_editor_get_n_selected (self->editor) > 1)
    return NULL;
  if (single != NULL)
    return single;
  return self->special != NULL ? self->special : way_editor_get_journey (self->editor);
}

/* Parts without an id of their own live and are edited inside their element. */
static gboolean
is_part (WayKind kind)
{
  return kind != WAY_N_KINDS && way_kind_get (kind)->prefix == NULL && kind != WAY_KIND_META && kind != WAY_KIND_ORIGIN;
}

static guint
count_parts (const WayElement *element)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));
  guint n = 0;

  for (guint slot = 0; slot < info->n_slots; slot++)
    {
      const GPtrArray *children = way_element_get_slot (element, slot);

      if (is_part (info->slots[slot].kinds[0]) && children != NULL)
        for (guint i = 0; i < children->len; i++)
          n += 1 + count_parts (g_ptr_array_index (children, i));
    }
  return n;
}

static void
clear (WayInspector *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
}

static void
say (WayInspector *self, const GError *error)
{
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

static void
remove_part_cb (GtkButton *button, WayInspector *self)
{
  WayElement *part = g_object_get_data (G_OBJECT (button), "way-part");
  g_autoptr (GError) error = NULL;

  way_command_remove_part (self->editor, part, &error);
  say (self, error);
}

static void
add_part_cb (GtkButton *button, WayInspector *self)
{
  WayKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "way-kind"));
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  g_autoptr (GError) error = NULL;

  gtk_popover_popdown (GTK_POPOVER (popover));
  way_command_add_part (self->editor, way_element_get_id (self->shown), kind, &error);
  say (self, error);
}

static GtkWidget *
add_field (WayInspector *self, WayElement *element, const WayFieldInfo *info)
{
  GtkWidget *row = way_field_row_new (self->editor, element, info);

  g_ptr_array_add (self->rows, row);
  return row;
}

static void
add_group (WayInspector *self, WayElement *element, WayFieldGroup group)
{
  const WayKindInfo *kind = way_kind_get (way_element_get_kind (element));
  GtkWidget *box = NULL;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const WayFieldInfo *info = &kind->fields[i];

      if (info->group != group || !way_field_row_is_for (info))
        continue;
      if (box == NULL)
        {
          box = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (box), _ (group_titles[group]));
          gtk_box_append (self->groups, box);
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (box), add_field (self, element, info));
    }
}

/* "Feeling: Ilka Brandt +2". */
static char *
name_part (const WayDocument *document, const WayElement *part)
{
  const WayKindInfo *kind = way_kind_get (way_element_get_kind (part));
  GString *s = g_string_new (_ (kind->label));

  for (guint i = 0, n = 0; i < kind->n_fields && n < 2; i++)
    {
      const WayFieldInfo *info = &kind->fields[i];
      const char *value = way_element_get (part, info->field);
      WayElement *target = info->type == WAY_TYPE_REF ? way_document_follow (document, part, info->field) : NULL;

      if (value == NULL || !way_field_row_is_for (info))
        continue;
      if (target != NULL)
        value = way_element_get_name (target);
      else if (info->type == WAY_TYPE_ENUM)
        value = way_field_get_choice_label (info, value);
      g_string_append_printf (s, "%s%s", n++ == 0 ? ": " : " · ", value);
    }
  return g_string_free (s, FALSE);
}

static GtkWidget *
make_part (WayInspector *self, WayElement *part)
{
  const WayKindInfo *kind = way_kind_get (way_element_get_kind (part));
  GtkWidget *row = adw_expander_row_new (), *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = name_part (way_editor_get_document (self->editor), part), *escaped = g_markup_escape_text (name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _ ("Remove"));
  g_object_set_data_full (G_OBJECT (remove), "way-part", way_element_ref (part), (GDestroyNotify) way_element_unref);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_part_cb), self, 0);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), remove);
  for (guint i = 0; i < kind->n_fields; i++)
    if (way_field_row_is_for (&kind->fields[i]))
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), add_field (self, part, &kind->fields[i]));
  return row;
}

static GtkWidget *
make_add_button (WayInspector *self, const WayKindInfo *kind)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Add a feeling, evidence or another part"));
  gtk_widget_add_css_class (button, "flat");
  for (guint slot = 0; slot < kind->n_slots; slot++)
    {
      WayKind child = kind->slots[slot].kinds[0];
      const GPtrArray *children = way_element_get_slot (self->shown, slot);
      GtkWidget *item;

      if (!is_part (child) || (kind->slots[slot].single && children != NULL && children->len > 0))
        continue;
      item = gtk_button_new_with_label (_ (way_kind_get (child)->label));
      gtk_widget_add_css_class (item, "flat");
      gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (item)), GTK_ALIGN_START);
      g_object_set_data (G_OBJECT (item), "way-kind", GUINT_TO_POINTER (child));
      g_signal_connect_object (item, "clicked", G_CALLBACK (add_part_cb), self, 0);
      gtk_box_append (GTK_BOX (box), item);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  return button;
}

static void
add_parts (WayInspector *self)
{
  const WayKindInfo *kind = way_kind_get (way_element_get_kind (self->shown));
  GtkWidget *group = NULL;

  for (guint slot = 0; slot < kind->n_slots; slot++)
    {
      const GPtrArray *children = way_element_get_slot (self->shown, slot);

      if (!is_part (kind->slots[slot].kinds[0]))
        continue;
      if (group == NULL)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Feelings, evidence and more"));
          if (way_element_get_id (self->shown) != NULL && !way_document_is_read_only (way_editor_get_document (self->editor)))
            adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), make_add_button (self, kind));
          gtk_box_append (self->groups, group);
        }
      for (guint i = 0; children != NULL && i < children->len; i++)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_part (self, g_ptr_array_index (children, i)));
    }
}

static void
show_heading (WayInspector *self)
{
  guint n = way_editor_get_n_selected (self->editor);
  g_autofree char *subtitle = NULL;

  if (self->shown == NULL)
    {
      g_autofree char *title = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

      gtk_label_set_text (self->title, title);
      gtk_label_set_text (self->subtitle, _ ("Move, duplicate or delete them together. Select one to see what is known of it."));
      return;
    }
  gtk_label_set_text (self->title, way_element_get_name (self->shown));

  WayKind kind = way_element_get_kind (self->shown);
  WayElement *step = way_document_follow (way_editor_get_document (self->editor), self->shown, WAY_FIELD_STEP);

  if (kind == WAY_KIND_TOUCHPOINT)
    {
      WayEvidence evidence = way_evidence_count (way_editor_get_document (self->editor), self->shown, way_date_today ());

      subtitle = g_strdup_printf ("%s · %s · %s", _ (way_kind_get (kind)->label), step != NULL ? way_element_get_name (step) : "—", way_evidence_get_label (evidence.state));
    }
  else
    subtitle = step != NULL ? g_strdup_printf ("%s · %s", _ (way_kind_get (kind)->label), way_element_get_name (step)) : g_strdup (_ (way_kind_get (kind)->label));
  gtk_label_set_text (self->subtitle, subtitle);
}

static void
rebuild (WayInspector *self)
{
  WayElement *element = choose_element (self);

  g_clear_pointer (&self->shown, way_element_unref);
  clear (self);
  self->shown = element != NULL ? way_element_ref (element) : NULL;
  show_heading (self);
  if (element == NULL)
    return;
  for (WayFieldGroup group = WAY_GROUP_GENERAL; group < WAY_GROUP_TECHNICAL; group++)
    add_group (self, element, group);
  add_parts (self);
  self->parts = count_parts (element);
}

/* The same element: its rows stay, so that typing goes on. */
static gboolean
update_cb (gpointer data)
{
  WayInspector *self = data;
  WayElement *element = choose_element (self);

  self->source = 0;
  if (element != self->shown || (element != NULL && count_parts (element) != self->parts))
    {
      rebuild (self);
      return G_SOURCE_REMOVE;
    }
  show_heading (self);

  for (guint i = 0; i < self->rows->len; i++)
    way_field_row_refresh (g_ptr_array_index (self->rows, i));
  return G_SOURCE_REMOVE;
}

static void
schedule (WayInspector *self)
{
  if (self->source == 0 && self->editor != NULL)
    self->source = g_idle_add (update_cb, self);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayInspector *self)
{
  /* Gone: choose_element () must not meet it. */
  if (change != NULL && change->type == WAY_CHANGE_REMOVE && change->element == self->special)
    g_clear_pointer (&self->special, way_element_unref);
  schedule (self);
}

static void
selection_changed_cb (WayEditor *editor, WayInspector *self)
{
  if (way_editor_get_n_selected (editor) > 0)
    g_clear_pointer (&self->special, way_element_unref);
  schedule (self);
}

static void
way_inspector_dispose (GObject *object)
{
  WayInspector *self = WAY_INSPECTOR (object);
  GtkWidget *child;

  way_inspector_set_editor (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (way_inspector_parent_class)->dispose (object);
}

static void
way_inspector_class_init (WayInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_inspector_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, WayInspector, title);
  gtk_widget_class_bind_template_child (widget_class, WayInspector, subtitle);
  gtk_widget_class_bind_template_child (widget_class, WayInspector, groups);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_inspector_init (WayInspector *self)
{
  self->rows = g_ptr_array_new ();
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
      clear (self);
    }
  g_clear_pointer (&self->shown, way_element_unref);
  g_clear_pointer (&self->special, way_element_unref);
  g_set_object (&self->editor, editor);
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
  g_clear_pointer (&self->special, way_element_unref);
  self->special = element != NULL ? way_element_ref (element) : NULL;
  if (self->editor != NULL)
    way_editor_clear_selection (self->editor);
  schedule (self);
}

/* The rows stand in the order of the groups, and within each in that of the table. */
GtkWidget *
way_inspector_find_row (WayInspector *self, WayField field)
{
  const WayKindInfo *kind = self->shown != NULL ? way_kind_get (way_element_get_kind (self->shown)) : NULL;
  guint n = 0;

  for (WayFieldGroup group = WAY_GROUP_GENERAL; kind != NULL && group < WAY_GROUP_TECHNICAL; group++)
    for (guint i = 0; i < kind->n_fields; i++)
      {
        if (kind->fields[i].group != group || !way_field_row_is_for (&kind->fields[i]))
          continue;
        if (kind->fields[i].field == field)
          return g_ptr_array_index (self->rows, n);
        n++;
      }
  return NULL;
}
