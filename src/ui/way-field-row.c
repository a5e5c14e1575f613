#include "ui/way-field-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-colour.h"
#include "edit/way-commands.h"
#include "ui/way-accessible.h"

/* A row is a box: the field's name, a widget, and below it what is wrong, if anything is. */
typedef struct
{
  WayEditor *editor;
  WayElement *element;
  const WayFieldInfo *info;
  GtkWidget *widget; /* entry, text view, drop-down, switch, spin button, colour button or menu of checks */
  GtkWidget *error;
  GPtrArray *ids; /* (element-type utf8) of a reference's drop-down, "" = none; owned */
  char *written;  /* the value this row knows of: what it showed or wrote last; owned */
  gboolean filling;
} Field;

#define FIELD_KEY "way-field"

static void
field_free (gpointer data)
{
  Field *self = data;

  g_object_unref (self->editor);
  way_element_unref (self->element);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_free (self->written);
  g_free (self);
}

static gboolean
is_text_view (const WayFieldInfo *info)
{
  return info->type == WAY_TYPE_PROSE || info->type == WAY_TYPE_LINES;
}

/* Numbers that must be there and have a small range; others are entries, which can be empty. */
static gboolean
is_spin (const WayFieldInfo *info)
{
  return (info->type == WAY_TYPE_INTEGER || info->type == WAY_TYPE_NUMBER) && info->required && info->min < info->max && info->max <= 1e6;
}

static void
say (Field *self, const char *message)
{
  gtk_label_set_text (GTK_LABEL (self->error), message != NULL ? message : "");
  gtk_widget_set_visible (self->error, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (self->widget, "error");
  else
    gtk_widget_remove_css_class (self->widget, "error");
}

static void
write_value (Field *self, const char *value)
{
  g_autofree char *why = NULL, *sentence = NULL;
  g_autoptr (GError) error = NULL;

  if (self->filling)
    return;
  if (value != NULL && *value == '\0')
    value = NULL;
  if (!way_field_accepts (self->info, value, &why))
    {
      sentence = value == NULL ? g_strdup_printf (_ ("“%s” cannot be empty."), _ (self->info->label)) : g_strdup_printf (_ ("“%s” %s."), value, why);
      say (self, sentence);
      return;
    }
  self->filling = TRUE;
  if (way_command_type (self->editor, self->element, self->info->field, value, &error))
    {
      say (self, NULL);
      g_free (self->written);
      self->written = g_strdup (way_element_get (self->element, self->info->field));
    }
  else
    say (self, error->message);
  self->filling = FALSE;
}

/* --- callbacks --- */

static void
entry_cb (GtkEditable *editable, Field *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (editable));

  g_strstrip (text);
  /* The comma of many languages is the file's point. */
  if (self->info->type == WAY_TYPE_NUMBER || self->info->type == WAY_TYPE_INTEGER)
    g_strdelimit (text, ",", '.');
  write_value (self, text);
}

static void
buffer_cb (GtkTextBuffer *buffer, Field *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_strv_builder_add (builder, lines[i]);

  g_auto (GStrv) kept = g_strv_builder_end (builder);
  g_autofree char *value = g_strjoinv ("\n", kept);

  write_value (self, value);
}

static void
enum_cb (GtkDropDown *drop_down, GParamSpec *pspec, Field *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  guint lead = self->info->required ? 0 : 1;

  if (selected != GTK_INVALID_LIST_POSITION)
    write_value (self, selected < lead ? NULL : self->info->choices[selected - lead].nick);
}

static void
ref_cb (GtkDropDown *drop_down, GParamSpec *pspec, Field *self)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (self->ids != NULL && selected < self->ids->len)
    write_value (self, g_ptr_array_index (self->ids, selected));
}

static void
switch_cb (GtkSwitch *widget, GParamSpec *pspec, Field *self)
{
  const char *value = gtk_switch_get_active (widget) ? "true" : "false";

  write_value (self, !self->info->required && g_strcmp0 (value, self->info->fallback) == 0 ? NULL : value);
}

static void
spin_cb (GtkSpinButton *spin, Field *self)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  write_value (self, g_ascii_formatd (text, sizeof text, self->info->type == WAY_TYPE_INTEGER ? "%.0f" : "%.2f", gtk_spin_button_get_value (spin)));
}

static void
colour_cb (GtkColorButton *button, Field *self)
{
  GdkRGBA rgba;
  g_autofree char *text = NULL;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (button), &rgba);
  text = way_colour_to_string ((WayColour){ rgba.red, rgba.green, rgba.blue, 1 });
  write_value (self, text);
}

static void
calendar_cb (GtkCalendar *calendar, Field *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

  if (!self->filling)
    gtk_editable_set_text (GTK_EDITABLE (self->widget), text);
}

static void
check_cb (GtkCheckButton *check, Field *self)
{
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (check));
  GString *s = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_string_append_printf (s, "%s%s", s->len > 0 ? " " : "", (const char *) g_object_get_data (G_OBJECT (child), "way-id"));

  write_value (self, s->str);
  g_string_free (s, TRUE);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, Field *self)
{
  way_command_end_typing (self->editor);
}

/* --- what a reference can point to --- */

typedef struct
{
  guint64 targets;
  GPtrArray *found; /* (element-type WayElement) */
} Search;

static void
collect_cb (WayElement *element, gpointer data)
{
  Search *search = data;

  if ((search->targets & WAY_BIT (way_element_get_kind (element))) != 0 && way_element_get_id (element) != NULL)
    g_ptr_array_add (search->found, element);
}

/* Of the same journey, where the element stands in one: other journeys' steps mean nothing here. */
static GPtrArray *
list_targets (const Field *self)
{
  Search search = { self->info->targets, g_ptr_array_new () };
  WayElement *journey = way_element_get_ancestor (self->element, WAY_KIND_JOURNEY);
  WayElement *root = way_element_get_root (self->element);
  guint64 shared = WAY_BIT (WAY_KIND_PERSONA) | WAY_BIT (WAY_KIND_CHANNEL) | WAY_BIT (WAY_KIND_DEPARTMENT) | WAY_BIT (WAY_KIND_STAKEHOLDER) | WAY_BIT (WAY_KIND_SOURCE) | WAY_BIT (WAY_KIND_METRIC) | WAY_BIT (WAY_KIND_JOURNEY) | WAY_BIT (WAY_KIND_ORGANISATION) | WAY_BIT (WAY_KIND_AUTHOR) | WAY_BIT (WAY_KIND_IMAGE);

  way_element_walk (journey != NULL && way_element_get_kind (self->element) != WAY_KIND_JOURNEY && (self->info->targets & shared) == 0 ? journey : root, collect_cb, &search);
  return search.found;
}

/* --- making --- */

static GtkWidget *
make_entry (Field *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), self->info->type == WAY_TYPE_INTEGER || self->info->type == WAY_TYPE_NUMBER ? GTK_INPUT_PURPOSE_NUMBER : GTK_INPUT_PURPOSE_FREE_FORM);
  if (self->info->type == WAY_TYPE_DATE)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "2026-12-31");
  else if (self->info->fallback != NULL && !self->info->required)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), self->info->fallback);
  g_signal_connect (entry, "changed", G_CALLBACK (entry_cb), self);
  return entry;
}

static GtkWidget *
make_text_view (Field *self)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_widget_add_css_class (view, "field");
  if (self->info->type == WAY_TYPE_LINES)
    gtk_widget_set_tooltip_text (view, _ ("One a line"));
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", G_CALLBACK (buffer_cb), self);
  return view;
}

static void
set_up_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer ellipsized)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (ellipsized != NULL)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 5);
    }
  gtk_list_item_set_child (item, label);
}

static void
bind_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* Cut in the button, so that a long name does not widen the pane, and whole in the list. */
static GtkListItemFactory *
make_factory (gboolean ellipsized)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_item_cb), GINT_TO_POINTER (ellipsized));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item_cb), NULL);
  return factory;
}

static GtkWidget *
make_drop_down (Field *self, GStrv labels, GCallback callback)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings ((const char *const *) labels);
  g_autoptr (GtkListItemFactory) cut = make_factory (TRUE), whole = make_factory (FALSE);

  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), cut);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), whole);

  g_signal_connect (drop_down, "notify::selected", callback, self);
  return drop_down;
}

static GtkWidget *
make_enum (Field *self)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  if (!self->info->required)
    g_strv_builder_add (labels, "—");
  for (const WayChoice *choice = self->info->choices; choice->nick != NULL; choice++)
    g_strv_builder_add (labels, _ (choice->label));

  g_auto (GStrv) strings = g_strv_builder_end (labels);

  return make_drop_down (self, strings, G_CALLBACK (enum_cb));
}

static GtkWidget *
make_ref (Field *self)
{
  g_autoptr (GPtrArray) targets = list_targets (self);
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  self->ids = g_ptr_array_new_with_free_func (g_free);
  if (!self->info->required)
    {
      g_strv_builder_add (labels, "—");
      g_ptr_array_add (self->ids, g_strdup (""));
    }
  for (guint i = 0; i < targets->len; i++)
    {
      g_strv_builder_add (labels, way_element_get_name (g_ptr_array_index (targets, i)));
      g_ptr_array_add (self->ids, g_strdup (way_element_get_id (g_ptr_array_index (targets, i))));
    }

  g_auto (GStrv) strings = g_strv_builder_end (labels);
  GtkWidget *widget = make_drop_down (self, strings, G_CALLBACK (ref_cb));

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (widget), FALSE);
  return widget;
}

static GtkWidget *
make_refs (Field *self)
{
  g_autoptr (GPtrArray) targets = list_targets (self);
  GtkWidget *button = gtk_menu_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();

  for (guint i = 0; i < targets->len; i++)
    {
      const WayElement *target = g_ptr_array_index (targets, i);
      GtkWidget *check = gtk_check_button_new_with_label (way_element_get_name (target));

      g_object_set_data_full (G_OBJECT (check), "way-id", g_strdup (way_element_get_id (target)), g_free);
      g_signal_connect (check, "toggled", G_CALLBACK (check_cb), self);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_sensitive (button, targets->len > 0);
  g_object_set_data (G_OBJECT (button), "way-box", box);
  return button;
}

static GtkWidget *
make_widget (Field *self)
{
  const WayFieldInfo *info = self->info;
  GtkWidget *widget;

  if (is_text_view (info))
    return make_text_view (self);
  if (is_spin (info))
    {
      widget = gtk_spin_button_new_with_range (info->min, info->max, 1);
      gtk_spin_button_set_digits (GTK_SPIN_BUTTON (widget), info->type == WAY_TYPE_INTEGER ? 0 : 2);
      g_signal_connect (widget, "value-changed", G_CALLBACK (spin_cb), self);
      return widget;
    }
  switch (info->type)
    {
    case WAY_TYPE_ENUM:
      return make_enum (self);
    case WAY_TYPE_REF:
      return make_ref (self);
    case WAY_TYPE_REFS:
      return make_refs (self);
    case WAY_TYPE_BOOLEAN:
      widget = gtk_switch_new ();
      gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
      g_signal_connect (widget, "notify::active", G_CALLBACK (switch_cb), self);
      return widget;
    case WAY_TYPE_COLOUR:
      widget = gtk_color_button_new ();
      g_signal_connect (widget, "color-set", G_CALLBACK (colour_cb), self);
      return widget;
    default:
      return make_entry (self);
    }
}

/* The calendar beside a date's entry. */
static GtkWidget *
make_calendar_button (Field *self)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *calendar = gtk_calendar_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (calendar_cb), self);
  return button;
}

static void
lay_out (Field *self, GtkWidget *row)
{
  gboolean beside = self->info->type == WAY_TYPE_BOOLEAN || self->info->type == WAY_TYPE_COLOUR || is_spin (self->info);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = self->info->unit != NULL ? g_strdup_printf ("%s (%s)", _ (self->info->label), _ (self->info->unit)) : g_strdup (_ (self->info->label));
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (beside ? label : self->widget, TRUE);
  if (beside)
    gtk_box_append (GTK_BOX (line), label);
  else
    gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (line), self->widget);
  if (self->info->type == WAY_TYPE_DATE)
    gtk_box_append (GTK_BOX (line), make_calendar_button (self));
  gtk_box_append (GTK_BOX (box), line);
  self->error = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->error), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->error, "caption");
  gtk_widget_add_css_class (self->error, "error");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_box_append (GTK_BOX (box), self->error);
  gtk_widget_set_margin_top (box, 7);
  gtk_widget_set_margin_bottom (box, 7);
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 10);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  way_accessible_set_name (self->widget, name);
}

/* --- showing --- */

static void
show_refs (Field *self, const char *value)
{
  g_auto (GStrv) ids = way_element_get_list (self->element, self->info->field);
  GtkWidget *box = g_object_get_data (G_OBJECT (self->widget), "way-box");
  GString *names = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gboolean is_in = g_strv_contains ((const char *const *) ids, g_object_get_data (G_OBJECT (child), "way-id"));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (child), is_in);
      if (is_in)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", gtk_check_button_get_label (GTK_CHECK_BUTTON (child)));
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->widget), names->len > 0 ? names->str : "—");
  g_string_free (names, TRUE);
}

static void
show_enum (Field *self, const char *value)
{
  guint lead = self->info->required ? 0 : 1, selected = 0;

  for (guint i = 0; value != NULL && self->info->choices[i].nick != NULL; i++)
    if (strcmp (self->info->choices[i].nick, value) == 0)
      selected = i + lead;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->widget), selected);
}

static void
show_ref (Field *self, const char *value)
{
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->ids->len; i++)
    if (strcmp (g_ptr_array_index (self->ids, i), value != NULL ? value : "") == 0)
      selected = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->widget), selected);
}

static void
show_text (Field *self, const char *value)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->widget));

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_buffer_set_text (buffer, value != NULL ? value : "", -1);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
}

static void
show_value (Field *self)
{
  const WayFieldInfo *info = self->info;
  const char *value = way_element_get (self->element, info->field);
  double number = 0;
  WayColour colour = { 0.5, 0.5, 0.5, 1 };

  g_free (self->written);
  self->written = g_strdup (value);
  if (is_text_view (info))
    show_text (self, value);
  else if (is_spin (info))
    {
      way_element_get_number (self->element, info->field, &number);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->widget), number);
    }
  else if (info->type == WAY_TYPE_ENUM)
    show_enum (self, value);
  else if (info->type == WAY_TYPE_REF)
    show_ref (self, value);
  else if (info->type == WAY_TYPE_REFS)
    show_refs (self, value);
  else if (info->type == WAY_TYPE_BOOLEAN)
    gtk_switch_set_active (GTK_SWITCH (self->widget), way_element_get_boolean (self->element, info->field));
  else if (info->type == WAY_TYPE_COLOUR)
    {
      if (value != NULL)
        way_colour_parse (value, &colour);
      gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (self->widget), &(GdkRGBA){ (float) colour.red, (float) colour.green, (float) colour.blue, 1 });
    }
  else if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->widget)), value != NULL ? value : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->widget), value != NULL ? value : "");
}

gboolean
way_field_row_is_for (const WayFieldInfo *info)
{
  if (info->group == WAY_GROUP_TECHNICAL)
    return FALSE;
  return info->type != WAY_TYPE_ID && info->type != WAY_TYPE_VERSION && info->type != WAY_TYPE_SHA256 && info->type != WAY_TYPE_BASE64 && info->type != WAY_TYPE_TIMESTAMP;
}

GtkWidget *
way_field_row_new (WayEditor *editor, WayElement *element, const WayFieldInfo *info)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, NULL);
  Field *self = g_new0 (Field, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->editor = g_object_ref (editor);
  self->element = way_element_ref (element);
  self->info = info;
  self->filling = TRUE;
  self->widget = make_widget (self);
  lay_out (self, row);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (row, focus);
  gtk_widget_set_sensitive (row, !way_document_is_read_only (way_editor_get_document (editor)));
  g_object_set_data_full (G_OBJECT (row), FIELD_KEY, self, field_free);
  show_value (self);
  self->filling = FALSE;
  return row;
}

void
way_field_row_refresh (GtkWidget *row)
{
  Field *self = g_object_get_data (G_OBJECT (row), FIELD_KEY);

  /* What came from here is shown already, as it is being typed. */
  if (self == NULL || self->filling || g_strcmp0 (self->written, way_element_get (self->element, self->info->field)) == 0)
    return;
  self->filling = TRUE;
  show_value (self);
  say (self, NULL);
  self->filling = FALSE;
}

const char *
way_field_row_get_error (GtkWidget *row)
{
  const Field *self = g_object_get_data (G_OBJECT (row), FIELD_KEY);

  return self != NULL && gtk_widget_get_visible (self->error) ? gtk_label_get_text (GTK_LABEL (self->error)) : NULL;
}
