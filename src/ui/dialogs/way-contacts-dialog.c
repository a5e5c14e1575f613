#include "ui/dialogs/way-contacts-dialog.h"

#include <glib/gi18n-lib.h>

struct _WayContactsDialog
{
  AdwWindow parent_instance;
  GtkLabel *summary, *unread, *findings;
  GtkListBox *list;
  GtkWidget *import;
  WayEditor *editor;
  WayContacts *contacts;
  GPtrArray *checks; /* (element-type GtkCheckButton), one a contact */
};

G_DEFINE_FINAL_TYPE (WayContactsDialog, way_contacts_dialog, ADW_TYPE_WINDOW)

static WayContact *
get_contact (WayContactsDialog *self, guint i)
{
  return g_ptr_array_index (self->contacts->contacts, i);
}

static void
update (WayContactsDialog *self)
{
  guint wanted = 0;

  for (guint i = 0; i < self->contacts->contacts->len; i++)
    wanted += get_contact (self, i)->wanted && get_contact (self, i)->fate != WAY_CONTACT_SAME;

  g_autofree char *label = wanted > 0 ? g_strdup_printf (ngettext ("_Import %u Person", "_Import %u People", wanted), wanted) : g_strdup (_ ("Nothing to _Import"));

  gtk_button_set_label (GTK_BUTTON (self->import), label);
  gtk_widget_set_sensitive (self->import, wanted > 0);
}

static void
toggled_cb (GtkCheckButton *check, WayContactsDialog *self)
{
  guint i;

  if (!g_ptr_array_find (self->checks, check, &i))
    return;
  get_contact (self, i)->wanted = gtk_check_button_get_active (check);
  update (self);
}

/* “Roth AG · IT · Decider (Economic Buyer)” */
static char *
dup_subtitle (const WayContact *contact)
{
  const char *role = contact->role != NULL ? way_field_get_choice_label (way_kind_get_field (WAY_KIND_STAKEHOLDER, WAY_FIELD_ROLE), contact->role) : NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *said = NULL;

  if (role != NULL && contact->role_words != NULL)
    said = g_strdup_printf ("%s (%s)", role, contact->role_words);
  else if (role != NULL)
    said = g_strdup_printf (_ ("%s (guessed from the job title)"), role);
  else
    said = g_strdup (contact->role_words != NULL ? contact->role_words : _ ("role not given"));
  if (contact->organisation != NULL)
    g_ptr_array_add (parts, contact->organisation);
  if (contact->department != NULL)
    g_ptr_array_add (parts, contact->department);
  g_ptr_array_add (parts, said);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
add_row (WayContactsDialog *self, const WayContact *contact)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new (), *fate = gtk_label_new (way_contact_fate_get_label (contact->fate));
  g_autofree char *subtitle = dup_subtitle (contact);

  /* Names from a file are no markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), contact->name);

  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), contact->wanted && contact->fate != WAY_CONTACT_SAME);
  gtk_widget_set_sensitive (check, contact->fate != WAY_CONTACT_SAME);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, contact->name, -1);
  gtk_widget_add_css_class (fate, "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), fate);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_ptr_array_add (self->checks, check);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_list_box_append (self->list, row);
}

static void
show_words (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), *words != '\0');
}

static void
show (WayContactsDialog *self, const WayReport *report)
{
  guint n = self->contacts->contacts->len;
  const char *recipe = self->contacts->recipe != NULL ? self->contacts->recipe : _ ("A table of contacts");
  g_autofree char *people = g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  g_autofree char *summary = g_strdup_printf (_ ("%s: %s, %u of them new, %u known with something to add."), recipe, people, way_contacts_count (self->contacts, WAY_CONTACT_NEW), way_contacts_count (self->contacts, WAY_CONTACT_MORE));
  g_autoptr (GString) found = g_string_new (NULL), unread = g_string_new (NULL);

  for (guint i = 0; i < self->contacts->unread->len; i++)
    g_string_append_printf (unread, "%s%s", i > 0 ? ", " : _ ("Mail addresses stay out; only a mark is kept. Not read: "), (const char *) g_ptr_array_index (self->contacts->unread, i));
  for (guint i = 0; i < MIN (way_report_get_size (report), 5); i++)
    g_string_append_printf (found, "%s%s", i > 0 ? "\n" : "", way_report_get (report, i)->text);
  show_words (self->summary, summary);
  show_words (self->unread, unread->str);
  show_words (self->findings, found->str);
  for (guint i = 0; i < n; i++)
    add_row (self, get_contact (self, i));
  update (self);
}

void
way_contacts_dialog_apply (WayContactsDialog *self)
{
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (!way_contacts_apply (self->contacts, way_editor_get_document (self->editor), &error) && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "map.say", "s", error->message);
  gtk_window_close (GTK_WINDOW (self));
}

void
way_contacts_dialog_set_wanted (WayContactsDialog *self, guint i, gboolean wanted)
{
  gtk_check_button_set_active (g_ptr_array_index (self->checks, i), wanted);
}

static void
way_contacts_dialog_finalize (GObject *object)
{
  WayContactsDialog *self = WAY_CONTACTS_DIALOG (object);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->contacts, way_contacts_free);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (way_contacts_dialog_parent_class)->finalize (object);
}

static void
way_contacts_dialog_class_init (WayContactsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = way_contacts_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-contacts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WayContactsDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, WayContactsDialog, unread);
  gtk_widget_class_bind_template_child (widget_class, WayContactsDialog, findings);
  gtk_widget_class_bind_template_child (widget_class, WayContactsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, WayContactsDialog, import);
  gtk_widget_class_bind_template_callback (widget_class, way_contacts_dialog_apply);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_contacts_dialog_init (WayContactsDialog *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

WayContactsDialog *
way_contacts_dialog_new (GtkWindow *parent, WayEditor *editor, WayContacts *contacts, const WayReport *report)
{
  WayContactsDialog *self = g_object_new (WAY_TYPE_CONTACTS_DIALOG, "transient-for", parent, NULL);

  self->editor = g_object_ref (editor);
  self->contacts = contacts;
  show (self, report);
  gtk_widget_grab_focus (self->import);
  return self;
}
