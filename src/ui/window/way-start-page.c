#include "ui/window/way-start-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/way-drafts.h"
#include "format/way-template.h"
#include "ui/window/way-thumbnail.h"

#define RECENT_SHOWN 6

struct _WayStartPage
{
  GtkWidget parent_instance;
  GtkBox *drafts;
  GtkFlowBox *templates, *recent;
  GtkWidget *recent_heading;
};

G_DEFINE_FINAL_TYPE (WayStartPage, way_start_page, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *text, const char *style, int lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* The name may have been another when the file was last opened. */
static void
read_cb (WayThumbnail *picture, const char *title, const char *standing, GtkLabel *line)
{
  GtkWidget *column = gtk_widget_get_parent (GTK_WIDGET (line)), *name = gtk_widget_get_next_sibling (gtk_widget_get_first_child (column));

  gtk_label_set_text (line, standing);
  if (title != NULL)
    gtk_label_set_text (GTK_LABEL (name), title);
}

/* A picture to press, and below it what it is; gives the column. */
static GtkWidget *
add_card (GtkFlowBox *box, const char *path, int width, int height, const char *name, const char *sentence, const char *action, const char *target)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *button = gtk_button_new (), *title = make_label (name, "heading", 1);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_button_set_child (GTK_BUTTON (button), way_thumbnail_new (path, width, height));
  gtk_widget_add_css_class (button, "start-card");
  gtk_widget_set_margin_bottom (button, 4);
  gtk_widget_set_tooltip_text (button, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_box_append (GTK_BOX (column), button);
  gtk_box_append (GTK_BOX (column), title);
  if (sentence != NULL && *sentence != '\0')
    {
      GtkWidget *line = make_label (sentence, "caption", 2);

      gtk_widget_add_css_class (line, "dim-label");
      gtk_widget_set_valign (line, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (column), line);
    }
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), column);
  gtk_flow_box_append (box, child);
  return column;
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    if (GTK_IS_FLOW_BOX (box))
      gtk_flow_box_remove (GTK_FLOW_BOX (box), child);
    else
      gtk_box_remove (GTK_BOX (box), child);
}

static void
show_templates (WayStartPage *self)
{
  g_autoptr (GPtrArray) templates = way_templates_list (NULL);

  clear (GTK_WIDGET (self->templates));
  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = g_ptr_array_index (templates, i);

      add_card (self->templates, strcmp (template->name, "blank") == 0 ? NULL : template->path, 168, 112, template->title, template->sentence, "win.from-template", template->name);
    }
}

static gboolean
is_map (GtkRecentInfo *info)
{
  return gtk_recent_info_is_local (info) && g_str_has_suffix (gtk_recent_info_get_uri (info), ".waymark") && gtk_recent_info_exists (info);
}

static int
compare_recent (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b), gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
show_recent (WayStartPage *self)
{
  GList *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_recent);
  guint shown = 0;

  clear (GTK_WIDGET (self->recent));
  for (GList *l = items; l != NULL && shown < RECENT_SHOWN; l = l->next)
    {
      GtkRecentInfo *info = l->data;

      if (!is_map (info))
        continue;

      g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
      g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
      g_autofree char *shown_folder = folder != NULL ? g_filename_display_name (folder) : NULL;

      if (path == NULL)
        continue;

      GtkWidget *column = add_card (self->recent, path, 260, 150, gtk_recent_info_get_display_name (info), shown_folder, "win.open-path", path);
      GtkWidget *line = make_label ("", "caption-heading", 1), *picture = gtk_button_get_child (GTK_BUTTON (gtk_widget_get_first_child (column)));

      gtk_box_append (GTK_BOX (column), line);
      g_signal_connect_object (picture, "read", G_CALLBACK (read_cb), line, 0);
      shown++;
    }
  gtk_widget_set_visible (self->recent_heading, shown > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->recent), shown > 0);
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

static GtkWidget *
make_draft_button (const char *label, const char *action, const char *id, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

static GtkWidget *
make_draft_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_draft (const WayDraftInfo *info)
{
  g_autoptr (GDateTime) written = g_date_time_new_from_unix_local (info->written / G_USEC_PER_SEC);
  g_autofree char *when = written != NULL ? g_date_time_format (written, _ ("%x, %H:%M")) : NULL;
  g_autofree char *text = g_strdup_printf (_ ("Waymark was ended while “%s” had unsaved work from %s."), info->title, when != NULL ? when : "");
  g_autofree char *place = info->path != NULL ? g_filename_display_name (info->path) : g_strdup (_ ("This map was never saved."));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *picture = way_thumbnail_new (info->file, 112, 70), *where;

  gtk_widget_add_css_class (row, "recovery");
  gtk_widget_add_css_class (picture, "state-picture");
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  where = make_draft_label (place, "caption");
  gtk_widget_add_css_class (where, "dim-label");
  gtk_box_append (GTK_BOX (words), make_draft_label (text, "heading"));
  gtk_box_append (GTK_BOX (words), where);
  gtk_box_append (GTK_BOX (row), picture);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), make_draft_button (_ ("_Recover"), "win.recover", info->id, TRUE));
  gtk_box_append (GTK_BOX (row), make_draft_button (_ ("_Discard"), "win.discard-draft", info->id, FALSE));
  return row;
}

static void
show_drafts (WayStartPage *self)
{
  g_autoptr (GPtrArray) drafts = way_drafts_list (NULL);

  clear (GTK_WIDGET (self->drafts));
  for (guint i = 0; i < drafts->len; i++)
    gtk_box_append (self->drafts, make_draft (g_ptr_array_index (drafts, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->drafts), drafts->len > 0);
}

/* The keyboard begins where most begin: at what was lost, else at the first card, and not at the header bar. */
static void
way_start_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (way_start_page_parent_class)->map (widget);
  gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
way_start_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_start_page_parent_class)->dispose (object);
}

static void
way_start_page_class_init (WayStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_start_page_dispose;
  widget_class->map = way_start_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WayStartPage, drafts);
  gtk_widget_class_bind_template_child (widget_class, WayStartPage, templates);
  gtk_widget_class_bind_template_child (widget_class, WayStartPage, recent);
  gtk_widget_class_bind_template_child (widget_class, WayStartPage, recent_heading);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_start_page_init (WayStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
way_start_page_refresh (WayStartPage *self)
{
  show_drafts (self);
  show_templates (self);
  show_recent (self);
}
