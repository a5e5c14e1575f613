#include "ui/dialogs/way-compare-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/parts/way-label.h"

/* A list that nobody reads to the end says how much more there is instead. */
#define SHOWN 200

struct _WayCompareDialog
{
  AdwWindow parent_instance;
  AdwWindowTitle *heading;
  GtkWidget *cancel, *merge;
  GtkBox *page;
  GtkLabel *intro;
  WaySession *session;
  WayComparison *comparison;
  GPtrArray *choices; /* (element-type GtkCheckButton), borrowed: mine and theirs of each conflict by turns */
  gboolean from_disk;
};

G_DEFINE_FINAL_TYPE (WayCompareDialog, way_compare_dialog, ADW_TYPE_WINDOW)

static GtkListBox *
make_list_box (void)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  return list;
}

static void
add_row (GtkListBox *list, GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_margin_top (child, 10);
  gtk_widget_set_margin_bottom (child, 10);
  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (list, row);
}

/* --- what must be decided --- */

static void
chosen_cb (GtkCheckButton *button, WayCompareDialog *self)
{
  guint i;

  if (gtk_check_button_get_active (button) && g_ptr_array_find (self->choices, button, &i))
    way_merge_choose (self->comparison->merge, i / 2, i % 2 == 0 ? WAY_MERGE_MINE : WAY_MERGE_THEIRS);
}

static GtkWidget *
make_choice (WayCompareDialog *self, guint i, WayMergeSide side, const char *subject)
{
  g_autofree char *version = way_merge_dup_version (self->comparison->merge, i, side);
  g_autofree char *text = g_strdup_printf (side == WAY_MERGE_MINE ? _ ("Here: %s") : _ ("There: %s"), version);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", subject, text);
  GtkWidget *button = gtk_check_button_new (), *label = way_label_new_wrapping (text, NULL);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), way_merge_get_item (self->comparison->merge, i)->choice == side);
  g_ptr_array_add (self->choices, button);
  return button;
}

static GtkWidget *
make_conflict (WayCompareDialog *self, guint i)
{
  g_autofree char *subject = way_merge_dup_subject (self->comparison->merge, i);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *mine = make_choice (self, i, WAY_MERGE_MINE, subject), *theirs = make_choice (self, i, WAY_MERGE_THEIRS, subject);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (theirs), GTK_CHECK_BUTTON (mine));
  g_signal_connect_object (mine, "toggled", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (theirs, "toggled", G_CALLBACK (chosen_cb), self, 0);
  gtk_box_append (GTK_BOX (box), way_label_new_wrapping (subject, "heading"));
  gtk_box_append (GTK_BOX (box), mine);
  gtk_box_append (GTK_BOX (box), theirs);
  return box;
}

static void
choose_all (WayCompareDialog *self, WayMergeSide side)
{
  for (guint i = side == WAY_MERGE_MINE ? 0 : 1; i < self->choices->len; i += 2)
    gtk_check_button_set_active (self->choices->pdata[i], TRUE);
}

static void
all_mine_cb (GtkButton *button, WayCompareDialog *self)
{
  choose_all (self, WAY_MERGE_MINE);
}

static void
all_theirs_cb (GtkButton *button, WayCompareDialog *self)
{
  choose_all (self, WAY_MERGE_THEIRS);
}

static GtkWidget *
make_section (const char *title)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = way_label_new_wrapping (title, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (section), line);
  return section;
}

static void
add_conflicts (WayCompareDialog *self)
{
  guint n = way_merge_count_conflicts (self->comparison->merge);
  GtkListBox *list;
  GtkWidget *section, *line;

  if (n == 0)
    return;
  section = make_section (_ ("To decide"));
  line = gtk_widget_get_first_child (section);
  list = make_list_box ();
  /* Every one of them: what is not shown cannot be decided. */
  for (guint i = 0; i < n; i++)
    add_row (list, make_conflict (self, i));
  if (n > 1)
    {
      GtkWidget *mine = gtk_button_new_with_mnemonic (_ ("All from _Here")), *theirs = gtk_button_new_with_mnemonic (_ ("All from _There"));

      g_signal_connect_object (mine, "clicked", G_CALLBACK (all_mine_cb), self, 0);
      g_signal_connect_object (theirs, "clicked", G_CALLBACK (all_theirs_cb), self, 0);
      gtk_box_append (GTK_BOX (line), mine);
      gtk_box_append (GTK_BOX (line), theirs);
    }
  gtk_box_append (GTK_BOX (section), GTK_WIDGET (list));
  gtk_box_append (self->page, section);
}

/* --- what is done already --- */

static void
add_changes (WayCompareDialog *self, WayMergeSide side, const char *title)
{
  GtkWidget *list = way_compare_make_list (self->comparison->merge, side), *section;

  if (list == NULL)
    return;
  section = make_section (title);
  gtk_box_append (GTK_BOX (section), list);
  gtk_box_append (self->page, section);
}

static void
fill (WayCompareDialog *self)
{
  const WayMerge *merge = self->comparison->merge;
  guint n = way_merge_count_conflicts (merge);
  g_autofree char *title = way_session_dup_title (self->session), *intro = NULL;

  adw_window_title_set_title (self->heading, self->from_disk ? _ ("Compare with the File") : _ ("Merge with Another Map"));
  adw_window_title_set_subtitle (self->heading, title);
  if (way_merge_get_n_items (merge) == 0)
    intro = g_strdup (_ ("Both are the same. There is nothing to merge."));
  else if (n == 0)
    intro = g_strdup (_ ("What was changed here and what was changed there go together. Merging makes them one map; you can undo it."));
  else
    intro = g_strdup_printf (ngettext ("In %u place both were changed. Choose which one counts; everything else goes together by itself. You can undo the merge.", "In %u places both were changed. Choose which one counts; everything else goes together by itself. You can undo the merge.", n), n);
  gtk_label_set_text (self->intro, intro);
  add_conflicts (self);
  add_changes (self, WAY_MERGE_THEIRS, self->from_disk ? _ ("Changed in the file") : _ ("Only in the other map"));
  add_changes (self, WAY_MERGE_MINE, self->from_disk ? _ ("Changed here") : _ ("Only in this map"));
  gtk_widget_set_sensitive (self->merge, self->from_disk || way_merge_get_n_items (merge) > 0);
}

static void
way_compare_dialog_dispose (GObject *object)
{
  WayCompareDialog *self = WAY_COMPARE_DIALOG (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (way_compare_dialog_parent_class)->dispose (object);
}

static void
way_compare_dialog_finalize (GObject *object)
{
  WayCompareDialog *self = WAY_COMPARE_DIALOG (object);

  g_clear_pointer (&self->comparison, way_comparison_free);
  g_ptr_array_unref (self->choices);
  G_OBJECT_CLASS (way_compare_dialog_parent_class)->finalize (object);
}

static void
way_compare_dialog_class_init (WayCompareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_compare_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_compare_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-compare-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WayCompareDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, WayCompareDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, WayCompareDialog, merge);
  gtk_widget_class_bind_template_child (widget_class, WayCompareDialog, page);
  gtk_widget_class_bind_template_child (widget_class, WayCompareDialog, intro);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_compare_dialog_init (WayCompareDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = g_ptr_array_new ();
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->merge, "clicked", G_CALLBACK (way_compare_dialog_merge), self, G_CONNECT_SWAPPED);
}

WayCompareDialog *
way_compare_dialog_new (GtkWindow *parent, WaySession *session, WayComparison *comparison, gboolean from_disk)
{
  WayCompareDialog *self = g_object_new (WAY_TYPE_COMPARE_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->comparison = comparison;
  self->from_disk = from_disk;
  fill (self);
  return self;
}

void
way_compare_dialog_choose (WayCompareDialog *self, guint i, WayMergeSide side)
{
  gtk_check_button_set_active (self->choices->pdata[2 * i + (side == WAY_MERGE_THEIRS)], TRUE);
}

void
way_compare_dialog_merge (WayCompareDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (way_session_merge (self->session, self->comparison, self->from_disk, &error))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    gtk_label_set_text (self->intro, error->message);
}

GtkWidget *
way_compare_make_list (const WayMerge *merge, WayMergeSide side)
{
  GtkListBox *list = NULL;
  guint n = 0;

  for (guint i = 0; i < way_merge_get_n_items (merge); i++)
    {
      const WayMergeItem *item = way_merge_get_item (merge, i);
      g_autofree char *text = NULL;

      if (item->conflict || (item->side != side && item->side != WAY_MERGE_BOTH))
        continue;
      if (list == NULL)
        list = make_list_box ();
      if (n++ >= SHOWN)
        continue;
      text = way_merge_dup_text (merge, i, side);
      add_row (list, way_label_new_wrapping (text, NULL));
    }
  if (n > SHOWN)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n - SHOWN), n - SHOWN);

      add_row (list, way_label_new_wrapping (more, "dim-label"));
    }
  return GTK_WIDGET (list);
}
