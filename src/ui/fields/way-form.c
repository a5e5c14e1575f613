#include "ui/fields/way-form.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "edit/way-commands.h"
#include "edit/way-shared.h"
#include "model/way-evidence.h"
#include "ui/fields/way-part-row.h"

/* So many answers stand as rows of their own. */
#define FEW_ANSWERS 3

struct _WayForm
{
  GtkWidget parent_instance;
  GtkBox *groups;
  WayEditor *editor;
  GPtrArray *elements; /* (element-type WayElement), owned */
  char *made_for;      /* what the rows were made for; see sign () */
  GPtrArray *rows;     /* (element-type WayFieldRow), borrowed */
  GPtrArray *parts;    /* (element-type WayPartRow), borrowed */
  GHashTable *open;    /* parts (addresses) that are open */
  gpointer focus;      /* the part (an address) that gets the focus when the rows are made anew, or NULL */
  GtkLabel *proof;     /* the state of the evidence, or NULL */
  GtkWidget *voices;   /* the row in which many answers are folded, or NULL */
  gboolean voices_open;
  guint source;
};

G_DEFINE_FINAL_TYPE (WayForm, way_form, GTK_TYPE_WIDGET)

static const char *const group_titles[] = { N_ ("General"), N_ ("Hard facts"), N_ ("Soft facts"), N_ ("Evidence"), N_ ("Measured"), N_ ("Follow-up") };

/* --- what the rows are made for --- */

static void
sign_parts (const WayDocument *document, const WayElement *element, gboolean top, GString *s)
{
  g_autoptr (GArray) lists = way_parts_list (way_element_get_kind (element));

  for (guint i = 0; i < lists->len; i++)
    {
      const WayPartList *list = &g_array_index (lists, WayPartList, i);
      g_autoptr (GPtrArray) parts = NULL;

      if (!top && list->by != WAY_N_FIELDS)
        continue;
      parts = way_parts_get (document, element, list);
      g_string_append_c (s, '|');
      for (guint p = 0; p < parts->len; p++)
        {
          g_string_append_printf (s, " %p", parts->pdata[p]);
          sign_parts (document, parts->pdata[p], FALSE, s);
        }
    }
}

/* Some fields have a meaning in some kinds only; what one of them says all the same is shown. */
static gboolean
is_asked (WayForm *self, const WayFieldInfo *field)
{
  for (guint i = 0; field->when != NULL && i < self->elements->len; i++)
    if (way_element_get (self->elements->pdata[i], field->field) != NULL || way_field_is_asked (field, way_element_get (self->elements->pdata[i], WAY_FIELD_KIND)))
      return TRUE;
  return field->when == NULL;
}

/* Elements, which of their fields are asked for, and all their parts: as long as these are the same, so are the rows. */
static char *
sign (WayForm *self)
{
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < self->elements->len; i++)
    g_string_append_printf (s, "%p ", self->elements->pdata[i]);
  if (self->elements->len > 0)
    {
      const WayKindInfo *kind = way_kind_get (way_element_get_kind (self->elements->pdata[0]));

      for (guint i = 0; i < kind->n_fields; i++)
        if (kind->fields[i].when != NULL)
          g_string_append_c (s, is_asked (self, &kind->fields[i]) ? '+' : '-');
    }
  if (self->elements->len == 1)
    g_string_append_printf (s, "%p", (gpointer) way_document_follow (way_editor_get_document (self->editor), self->elements->pdata[0], WAY_FIELD_IMAGE));
  if (self->elements->len == 1)
    sign_parts (way_editor_get_document (self->editor), self->elements->pdata[0], TRUE, s);
  return g_string_free (s, FALSE);
}

/* --- making --- */

static GtkListBox *
add_group (WayForm *self, WayFieldGroup group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new (_ (group_titles[group])), *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group-title");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (group_titles[group]), -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (self->groups, box);
  return GTK_LIST_BOX (list);
}

static void
add_row (WayForm *self, GtkListBox **list, WayFieldGroup group, GtkWidget *row)
{
  if (*list == NULL)
    *list = add_group (self, group);
  gtk_list_box_append (*list, row);
}

static void
add_field (WayForm *self, GtkListBox **list, const WayFieldInfo *field)
{
  const WayFieldInfo *info = way_shared_get_field (self->elements, field->field);
  WayFieldRow *row;

  if (info == NULL || !way_field_row_is_for (info) || !is_asked (self, field))
    return;
  row = way_field_row_new (self->editor, self->elements, info);
  g_ptr_array_add (self->rows, row);
  add_row (self, list, field->group, GTK_WIDGET (row));
}

/* What a picture shows, in words, and whose it is: where the picture is. */
static void
add_words (WayForm *self, GtkListBox **list, const WayFieldInfo *field)
{
  static const WayField words[] = { WAY_FIELD_ALT, WAY_FIELD_CREDIT };
  WayElement *image = field->field == WAY_FIELD_IMAGE && self->elements->len == 1 ? way_document_follow (way_editor_get_document (self->editor), self->elements->pdata[0], WAY_FIELD_IMAGE) : NULL;
  g_autoptr (GPtrArray) images = g_ptr_array_new ();

  if (image == NULL)
    return;
  g_ptr_array_add (images, image);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      WayFieldRow *row = way_field_row_new (self->editor, images, way_kind_get_field (WAY_KIND_IMAGE, words[i]));

      g_ptr_array_add (self->rows, row);
      add_row (self, list, field->group, GTK_WIDGET (row));
    }
}

/* What is known of a map stands in its "meta", but for its language. */
static void
add_language (WayForm *self, GtkListBox **list)
{
  WayElement *element = self->elements->pdata[0];
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();
  WayFieldRow *row;

  if (self->elements->len != 1 || way_element_get_kind (element) != WAY_KIND_META)
    return;
  g_ptr_array_add (roots, way_element_get_parent (element));
  row = way_field_row_new (self->editor, roots, way_kind_get_field (WAY_KIND_DOCUMENT, WAY_FIELD_LANG));
  g_ptr_array_add (self->rows, row);
  add_row (self, list, WAY_GROUP_GENERAL, GTK_WIDGET (row));
}

/* In the order of the table, but the name comes first. */
static void
add_fields (WayForm *self, GtkListBox **list, WayFieldGroup group)
{
  const WayKindInfo *kind = way_kind_get (way_element_get_kind (self->elements->pdata[0]));
  WayField name = way_command_get_name_field (kind->kind);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < kind->n_fields; i++)
      if (kind->fields[i].group == group && (kind->fields[i].field == name) == (pass == 0))
        {
          add_field (self, list, &kind->fields[i]);
          add_words (self, list, &kind->fields[i]);
        }
}

/* How far it is proved: nothing to be filled in, but what follows from it. */
static void
add_proof (WayForm *self, GtkListBox **list)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, NULL), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1), *caption = gtk_label_new (_ ("State"));

  self->proof = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_xalign (self->proof, 0);
  gtk_label_set_wrap (self->proof, TRUE);
  gtk_widget_add_css_class (caption, "field-caption");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->proof));
  gtk_widget_add_css_class (row, "field-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  add_row (self, list, WAY_GROUP_EVIDENCE, row);
}

static void
voices_cb (WayForm *self)
{
  self->voices_open = self->voices != NULL && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self->voices));
}

/* Where customers' own words are looked for; feelings have no id and are offered at their card. */
static void
add_voices_button (WayForm *self, GtkListBox **list, const WayElement *element)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, NULL), *button = gtk_button_new_with_mnemonic (_ ("Find Customer _Voices…"));
  const char *id = way_element_get_id (element);

  if (id == NULL)
    {
      g_object_unref (g_object_ref_sink (row));
      g_object_unref (g_object_ref_sink (button));
      return;
    }
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "map.find-voices-for");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", id, "", "");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (row, "field-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), button);
  add_row (self, list, WAY_GROUP_EVIDENCE, row);
}

/* Answers come in dozens: more than a few stand folded in one row. NULL for few. */
static GtkWidget *
add_voices (WayForm *self, GtkListBox **list, const GPtrArray *evidence)
{
  gulong n = 0;

  for (guint i = 0; i < evidence->len; i++)
    n += way_evidence_is_answer (evidence->pdata[i]);
  if (n <= FEW_ANSWERS)
    return NULL;

  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *text = g_strdup_printf (ngettext ("%lu answer", "%lu answers", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Customer voices"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), text);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), self->voices_open);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (voices_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (row, "part-row");
  self->voices = row;
  add_row (self, list, WAY_GROUP_EVIDENCE, row);
  return row;
}

static void
add_lists (WayForm *self, GtkListBox **list, WayFieldGroup group)
{
  WayElement *element = self->elements->pdata[0];
  g_autoptr (GArray) lists = way_parts_list (way_element_get_kind (element));

  for (guint i = 0; i < lists->len; i++)
    {
      const WayPartList *parts = &g_array_index (lists, WayPartList, i);
      g_autoptr (GPtrArray) children = NULL;
      GtkWidget *voices;

      if (parts->group != group)
        continue;
      if (parts->kind == WAY_KIND_EVIDENCE)
        add_proof (self, list);
      children = way_parts_get (way_editor_get_document (self->editor), element, parts);
      voices = parts->kind == WAY_KIND_EVIDENCE ? add_voices (self, list, children) : NULL;
      for (guint c = 0; c < children->len; c++)
        {
          GtkWidget *row = GTK_WIDGET (way_part_row_new (self->editor, children->pdata[c], parts, self->rows, self->parts, self->open));

          if (voices != NULL && way_evidence_is_answer (children->pdata[c]))
            adw_expander_row_add_row (ADW_EXPANDER_ROW (voices), row);
          else
            add_row (self, list, group, row);
        }
      if (parts->kind == WAY_KIND_EVIDENCE)
        add_voices_button (self, list, element);
      if (parts->can_add && (!parts->single || children->len == 0))
        add_row (self, list, group, way_part_row_new_adder (self->editor, element, parts, children->len == 0));
    }
}

static void
clear (WayForm *self)
{
  GtkWidget *child;

  /* The elements may be gone when the rows look for them again. */
  g_hash_table_remove_all (self->open);
  for (guint i = 0; i < self->parts->len; i++)
    if (adw_expander_row_get_expanded (self->parts->pdata[i]))
      g_hash_table_add (self->open, way_part_row_get_part (self->parts->pdata[i]));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->parts, 0);
  self->proof = NULL;
  self->voices = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
}

static void
focus_part (WayForm *self)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = self->focus != NULL && scrolled != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)) : NULL;
  double value = adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;

  for (guint i = 0; i < self->parts->len && self->focus != NULL; i++)
    if (way_part_row_get_part (self->parts->pdata[i]) == self->focus)
      gtk_widget_child_focus (self->parts->pdata[i], GTK_DIR_TAB_FORWARD);
  self->focus = NULL;
  /* New rows have no place yet, and the focus scrolls to where they seem to be: to the top. They will be where one clicked. */
  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, value);
}

static void
rebuild (WayForm *self)
{
  clear (self);
  if (self->focus != NULL)
    g_hash_table_add (self->open, self->focus);
  if (self->elements->len == 0)
    return;
  for (WayFieldGroup group = WAY_GROUP_GENERAL; group < WAY_GROUP_TECHNICAL; group++)
    {
      GtkListBox *list = NULL;

      add_fields (self, &list, group);
      if (group == WAY_GROUP_GENERAL)
        add_language (self, &list);
      if (self->elements->len == 1)
        add_lists (self, &list, group);
    }
  focus_part (self);
}

static void
show_proof (WayForm *self)
{
  WayEvidence evidence;
  g_autofree char *text = NULL, *line = NULL, *note = NULL, *all = NULL;

  if (self->proof == NULL)
    return;
  evidence = way_evidence_count (way_editor_get_document (self->editor), self->elements->pdata[0], way_date_today ());
  text = way_evidence_to_text (&evidence);
  note = way_evidence_to_note (&evidence);
  line = g_str_has_prefix (text, way_evidence_get_label (evidence.state)) ? g_strdup (text) : g_strdup_printf ("%s · %s", way_evidence_get_label (evidence.state), text);
  all = note != NULL ? g_strdup_printf ("%s\n%s", line, note) : NULL;
  gtk_label_set_text (self->proof, all != NULL ? all : line);
}

/* --- keeping up --- */

void
way_form_update (WayForm *self)
{
  g_autofree char *now = NULL;

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->editor == NULL)
    return;
  for (guint i = self->elements->len; i > 0; i--)
    if (way_element_get_root (self->elements->pdata[i - 1]) != way_document_get_root (way_editor_get_document (self->editor)))
      g_ptr_array_remove_index (self->elements, i - 1);
  now = sign (self);
  if (g_strcmp0 (now, self->made_for) != 0)
    {
      g_free (self->made_for);
      self->made_for = g_steal_pointer (&now);
      rebuild (self);
    }
  for (guint i = 0; i < self->rows->len; i++)
    way_field_row_refresh (self->rows->pdata[i]);
  for (guint i = 0; i < self->parts->len; i++)
    way_part_row_refresh (self->parts->pdata[i]);
  show_proof (self);
}

static gboolean
update_cb (gpointer data)
{
  WayForm *self = data;

  self->source = 0;
  way_form_update (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (WayForm *self)
{
  if (self->source == 0 && self->editor != NULL)
    self->source = g_idle_add (update_cb, self);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayForm *self)
{
  schedule (self);
}

/* A part was made, or is about to be moved: it keeps the focus. */
static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayForm *self = WAY_FORM (widget);

  self->focus = (gpointer) (guintptr) g_ascii_strtoull (g_variant_get_string (parameter, NULL), NULL, 16);
  schedule (self);
}

static void
keep_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WayForm *self = WAY_FORM (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, WAY_TYPE_PART_ROW) : NULL;

  if (row != NULL)
    self->focus = way_part_row_get_part (WAY_PART_ROW (row));
}

static void
way_form_dispose (GObject *object)
{
  WayForm *self = WAY_FORM (object);
  GtkWidget *child;

  way_form_set_editor (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_form_parent_class)->dispose (object);
}

static void
way_form_finalize (GObject *object)
{
  WayForm *self = WAY_FORM (object);

  g_ptr_array_unref (self->elements);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->parts);
  g_hash_table_unref (self->open);
  g_free (self->made_for);
  G_OBJECT_CLASS (way_form_parent_class)->finalize (object);
}

static void
way_form_class_init (WayFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_form_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "form.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "form.keep", NULL, keep_cb);
}

static void
way_form_init (WayForm *self)
{
  self->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);
  self->rows = g_ptr_array_new ();
  self->parts = g_ptr_array_new ();
  self->open = g_hash_table_new (NULL, NULL);
  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_set_parent (GTK_WIDGET (self->groups), GTK_WIDGET (self));
}

void
way_form_set_editor (WayForm *self, WayEditor *editor)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
  clear (self);
  g_ptr_array_set_size (self->elements, 0);
  g_clear_pointer (&self->made_for, g_free);
  g_set_object (&self->editor, editor);
  if (editor != NULL)
    g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (changed_cb), self, 0);
}

void
way_form_show (WayForm *self, const GPtrArray *elements)
{
  g_ptr_array_set_size (self->elements, 0);
  for (guint i = 0; elements != NULL && i < elements->len; i++)
    g_ptr_array_add (self->elements, way_element_ref (elements->pdata[i]));
  way_form_update (self);
}

static WayFieldRow *
find_row (WayForm *self, const WayElement *element, WayField field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (way_field_row_get_field (self->rows->pdata[i]) == field && way_field_row_is_about (self->rows->pdata[i], element))
      return self->rows->pdata[i];
  return NULL;
}

WayFieldRow *
way_form_find_row (WayForm *self, WayField field)
{
  return self->elements->len > 0 ? find_row (self, self->elements->pdata[0], field) : NULL;
}

WayFieldRow *
way_form_find_part_row (WayForm *self, const WayElement *part, WayField field)
{
  return find_row (self, part, field);
}
