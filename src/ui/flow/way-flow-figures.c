#include "ui/flow/way-flow-figures.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/way-text.h"
#include "export/way-export-listing.h"
#include "format/way-save.h"
#include "metrics/log/way-log-listing.h"
#include "ui/parts/way-chooser.h"

#define COMPARISON WAY_LOG_N_LISTINGS
#define N_PAGES (WAY_LOG_N_LISTINGS + 1)

typedef struct
{
  GtkStackPage *page;
  GtkLabel *note;
  GtkScrolledWindow *room;
  WayListing *listing; /* NULL: not made yet */
  guint64 serial;      /* of the flow that it was made of */
} Page;

struct _WayFlowFigures
{
  AdwWindow parent_instance;
  GtkStack *pages;
  GtkWidget *copy, *save;
  GtkNativeDialog *chooser;
  WayFlowParts *parts;
  WayFlowWatch *watch;
  Page page[N_PAGES];
  gboolean making, again;
  gboolean chosen; /* other parts, since the comparison was begun */
};

G_DEFINE_FINAL_TYPE (WayFlowFigures, way_flow_figures, ADW_TYPE_WINDOW)

/* What a thread makes a list of. */
typedef struct
{
  guint kind;
  guint64 serial;
  WayLogView *view, *other; /* the whole one, or the second part */
  WayElement *journey;
  char *first, *second;
  gboolean everybody;
  WayListing *listing;
} Work;

static const char *const names[N_PAGES] = { "touchpoints", "funnel", "handovers", "fit", "comparison" };

static void make_list (WayFlowFigures *self);

static void
work_free (gpointer data)
{
  Work *work = data;

  way_log_view_free (work->view);
  way_log_view_free (work->other);
  way_element_unref (work->journey);
  g_free (work->first);
  g_free (work->second);
  g_clear_pointer (&work->listing, way_listing_free);
  g_free (work);
}

/* --- a list as widgets --- */

static GtkWidget *
make_cell (const char *text, gboolean is_number, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  if (!is_number)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_width_chars (GTK_LABEL (label), 10);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_tooltip_text (label, text);
    }
  else
    gtk_widget_add_css_class (label, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* Over numbers a long heading takes two lines rather than a wide column. */
static GtkWidget *
make_heading (const char *text, gboolean is_number)
{
  GtkWidget *label = make_cell (text, is_number, "heading");

  gtk_widget_set_valign (label, GTK_ALIGN_END);
  if (!is_number)
    return label;
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  return label;
}

/* Whatever begins like a number or says nothing, in all its rows. */
static gboolean
is_numeric (const WayListing *listing, guint column)
{
  for (guint i = 0; i < way_listing_get_n_rows (listing); i++)
    {
      const char *cell = way_listing_get_cell (listing, i, column);

      if (*cell != '\0' && !g_ascii_isdigit (*cell) && *cell != '+' && !g_str_has_prefix (cell, "−"))
        return FALSE;
    }
  return column > 0;
}

/* The last cell of a row says in words what the row asks for. */
static const char *
get_style (const WayListing *listing, guint row, guint column)
{
  static const char *const styles[] = { NULL, "success", "accent", "error" };

  return column + 1 == way_listing_get_n_columns (listing) ? styles[way_listing_get_tone (listing, row)] : NULL;
}

static GtkWidget *
make_grid (const WayListing *listing)
{
  GtkWidget *grid = gtk_grid_new ();
  guint n = way_listing_get_n_columns (listing);
  g_autofree gboolean *numeric = g_new (gboolean, n + 1);
  const char *group = NULL;
  int line = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_set_valign (grid, GTK_ALIGN_START);
  for (guint k = 0; k < n; k++)
    {
      numeric[k] = is_numeric (listing, k);
      gtk_grid_attach (GTK_GRID (grid), make_heading (way_listing_get_label (listing, k), numeric[k]), (int) k, line, 1, 1);
    }
  line++;
  for (guint i = 0; i < way_listing_get_n_rows (listing); i++, line++)
    {
      const char *heading = way_listing_get_group (listing, i);

      if (heading != group)
        {
          GtkWidget *label = make_cell (heading, FALSE, "heading");

          gtk_widget_set_margin_top (label, 12);
          gtk_label_set_max_width_chars (GTK_LABEL (label), -1);
          gtk_grid_attach (GTK_GRID (grid), label, 0, line++, (int) n, 1);
          group = heading;
        }
      for (guint k = 0; k < n; k++)
        gtk_grid_attach (GTK_GRID (grid), make_cell (way_listing_get_cell (listing, i, k), numeric[k], get_style (listing, i, k)), (int) k, line, 1, 1);
    }
  return grid;
}

static void
show_listing (WayFlowFigures *self, guint kind)
{
  Page *page = &self->page[kind];
  const WayListing *listing = page->listing;
  gboolean is_empty = way_listing_get_n_rows (listing) == 0;
  const char *note = is_empty ? way_listing_get_empty (listing) : way_listing_get_note (listing);
  GtkWidget *grid = is_empty ? NULL : make_grid (listing);

  gtk_label_set_text (page->note, note != NULL ? note : "");
  if (grid != NULL)
    {
      gtk_widget_set_margin_start (grid, 18);
      gtk_widget_set_margin_end (grid, 18);
      gtk_widget_set_margin_bottom (grid, 18);
    }
  gtk_scrolled_window_set_child (page->room, grid);
}

/* --- making it --- */

static guint
find_visible (WayFlowFigures *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->pages);

  for (guint i = 0; i < N_PAGES; i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return i;
  return 0;
}

static guint64
get_serial (WayFlowFigures *self)
{
  const WayTraffic *traffic = way_flow_watch_get_traffic (self->watch);

  return traffic != NULL ? traffic->serial : 0;
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;

  if (work->kind == COMPARISON)
    work->listing = way_log_listing_new_comparison (work->view, work->other, work->first, work->second, work->journey, work->everybody);
  else
    work->listing = way_log_listing_new (work->kind, work->view, work->other, work->journey);
  g_task_return_boolean (task, TRUE);
}

/* For whoever wants to take the list away. */
static void
set_ready (WayFlowFigures *self, gboolean ready)
{
  gtk_widget_set_sensitive (self->copy, ready);
  gtk_widget_set_sensitive (self->save, ready);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  WayFlowFigures *self = WAY_FLOW_FIGURES (object);
  Work *work = g_task_get_task_data (G_TASK (result));
  Page *page = &self->page[work->kind];

  self->making = FALSE;
  if (self->watch == NULL) /* closed meanwhile */
    return;
  if (work->kind != COMPARISON || !self->chosen)
    {
      g_clear_pointer (&page->listing, way_listing_free);
      page->listing = g_steal_pointer (&work->listing);
      page->serial = work->serial;
      show_listing (self, work->kind);
    }
  set_ready (self, way_flow_figures_get_listing (self) != NULL);
  if (self->again)
    make_list (self);
}

/* FALSE if there is nothing to compare. */
static gboolean
choose_parts (WayFlowFigures *self, Work *work)
{
  const WayLogFilter *first = way_flow_parts_get (self->parts, 0), *second = way_flow_parts_get (self->parts, 1);

  if (!way_flow_parts_can_choose (self->parts))
    return FALSE;
  way_log_view_narrow (work->view, first);
  way_log_view_narrow (work->other, second);
  work->first = way_log_part_to_text (work->view->log, first);
  work->second = way_log_part_to_text (work->view->log, second);
  work->everybody = way_flow_parts_get_everybody (self->parts);
  return TRUE;
}

static void
make_list (WayFlowFigures *self)
{
  guint kind;
  g_autoptr (GTask) task = NULL;
  Work *work;

  if (self->watch == NULL) /* still being built, or closed */
    return;
  kind = find_visible (self);
  set_ready (self, self->page[kind].listing != NULL);
  if (self->making)
    {
      self->again = TRUE;
      return;
    }
  self->again = FALSE;
  if (way_flow_watch_is_busy (self->watch) || way_flow_watch_get_log (self->watch) == NULL || get_serial (self) == 0)
    return;
  if (self->page[kind].listing != NULL && self->page[kind].serial == get_serial (self))
    return;
  work = g_new0 (Work, 1);
  work->kind = kind;
  work->serial = get_serial (self);
  work->view = way_flow_watch_make_view (self->watch, FALSE);
  work->other = way_flow_watch_make_view (self->watch, kind == WAY_LOG_LISTING_FIT);
  work->journey = way_element_copy (way_editor_get_journey (way_flow_watch_get_editor (self->watch)));
  if (kind == COMPARISON && !choose_parts (self, work))
    {
      work_free (work);
      gtk_label_set_text (self->page[kind].note, _ ("This log has no times, channels or segments to part it by."));
      return;
    }
  self->making = TRUE;
  self->chosen = self->chosen && kind != COMPARISON;
  task = g_task_new (self, NULL, made_cb, NULL);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, work_thread);
}

/* --- the window --- */

/* NAN while nothing is counted yet. */
static double
get_window (WayFlowFigures *self)
{
  const WayJourneyFlow *flow = way_flow_watch_get_flow (self->watch);

  return flow != NULL ? flow->window : NAN;
}

static void
list_parts (WayFlowFigures *self)
{
  WayLog *log = way_flow_watch_get_log (self->watch);

  if (log != NULL)
    way_flow_parts_set_log (self->parts, log, way_document_get_root (way_editor_get_document (way_flow_watch_get_editor (self->watch))), get_window (self));
}

static void
changed_cb (WayFlowFigures *self)
{
  if (way_flow_watch_get_flow (self->watch) != NULL)
    list_parts (self);
  make_list (self);
}

static void
parts_cb (WayFlowFigures *self)
{
  g_clear_pointer (&self->page[COMPARISON].listing, way_listing_free);
  self->chosen = TRUE;
  make_list (self);
}

static void
copy_cb (WayFlowFigures *self)
{
  const WayListing *listing = way_flow_figures_get_listing (self);
  g_autofree char *csv = listing != NULL ? way_listing_to_csv (listing, NULL) : NULL;

  if (csv != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), csv);
}

static void
say (WayFlowFigures *self, const char *text)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "map.say", "s", text);
}

static void
save_chosen_cb (GtkNativeDialog *dialog, int response, WayFlowFigures *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->chooser);
  if (path != NULL && !way_flow_figures_save (self, path, &error))
    say (self, error->message);
  else if (path == NULL && file != NULL)
    say (self, _ ("Waymark saves files on this computer and in folders that are mounted here. Choose another place."));
}

static void
save_cb (WayFlowFigures *self)
{
  const WayListing *listing = way_flow_figures_get_listing (self);
  GtkFileChooserNative *chooser;

  if (listing == NULL || way_chooser_is_open ())
    return;

  g_autofree char *slug = way_text_slug (way_listing_get_title (listing)), *name = g_strconcat (slug, ".pdf", NULL);

  chooser = gtk_file_chooser_native_new (_ ("Write a List"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Write"), NULL);
  way_chooser_add_filter (GTK_FILE_CHOOSER (chooser), _ ("PDF, to read and to print"), "*.pdf");
  way_chooser_add_filter (GTK_FILE_CHOOSER (chooser), _ ("CSV, for a spreadsheet (name it .csv)"), "*.csv");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_set_object (&self->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (save_chosen_cb), self, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
}

static void
add_page (WayFlowFigures *self, guint kind, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *note = gtk_label_new (_ ("Counting…")), *room = gtk_scrolled_window_new ();

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_set_margin_top (note, 12);
  gtk_widget_set_margin_start (note, 18);
  gtk_widget_set_margin_end (note, 18);
  gtk_widget_set_vexpand (room, TRUE);
  if (kind == COMPARISON)
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->parts));
  gtk_box_append (GTK_BOX (box), note);
  gtk_box_append (GTK_BOX (box), room);
  self->page[kind].note = GTK_LABEL (note);
  self->page[kind].room = GTK_SCROLLED_WINDOW (room);
  self->page[kind].page = gtk_stack_add_titled (self->pages, box, names[kind], title);
}

static void
way_flow_figures_dispose (GObject *object)
{
  WayFlowFigures *self = WAY_FLOW_FIGURES (object);

  for (guint i = 0; i < N_PAGES; i++)
    g_clear_pointer (&self->page[i].listing, way_listing_free);
  g_clear_object (&self->watch);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), WAY_TYPE_FLOW_FIGURES);
  G_OBJECT_CLASS (way_flow_figures_parent_class)->dispose (object);
}

static void
way_flow_figures_class_init (WayFlowFiguresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_flow_figures_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-flow-figures.ui");
  gtk_widget_class_bind_template_child (widget_class, WayFlowFigures, pages);
  gtk_widget_class_bind_template_child (widget_class, WayFlowFigures, copy);
  gtk_widget_class_bind_template_child (widget_class, WayFlowFigures, save);
  gtk_widget_class_bind_template_child (widget_class, WayFlowFigures, parts);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, parts_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_flow_figures_init (WayFlowFigures *self)
{
  g_type_ensure (WAY_TYPE_FLOW_PARTS);
  gtk_widget_init_template (GTK_WIDGET (self));
}

WayFlowFigures *
way_flow_figures_new (GtkWindow *parent, WayFlowWatch *watch)
{
  static const char *const titles[N_PAGES] = { N_ ("Touchpoints"), N_ ("Funnel"), N_ ("Handovers"), N_ ("Conformance"), N_ ("Comparison") };
  WayFlowFigures *self = g_object_new (WAY_TYPE_FLOW_FIGURES, "transient-for", parent, NULL);
  g_autofree char *title = g_strdup_printf (_ ("Figures of “%s”"), way_flow_watch_get_name (watch));

  gtk_window_set_title (GTK_WINDOW (self), title);
  self->watch = g_object_ref (watch);
  for (guint i = 0; i < N_PAGES; i++)
    add_page (self, i, _ (titles[i]));
  g_signal_connect_object (watch, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return self;
}

void
way_flow_figures_show (WayFlowFigures *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->pages, page);
}

gboolean
way_flow_figures_save (WayFlowFigures *self, const char *path, GError **error)
{
  /* Also while it is made anew: what was seen is written. */
  const WayListing *listing = self->page[find_visible (self)].listing;
  g_autofree char *name = g_path_get_basename (path), *full = strchr (name, '.') != NULL ? g_strdup (path) : g_strconcat (path, ".pdf", NULL);
  const WayListOrder order = { .document = way_editor_get_document (way_flow_watch_get_editor (self->watch)), .listings = &listing, .n = 1 };
  g_autoptr (GBytes) bytes = NULL;

  if (listing == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("The list is still being counted. Try again in a moment."));
      return FALSE;
    }
  bytes = way_export_listing (&order, full, NULL, error);
  return bytes != NULL && way_save_bytes (full, bytes, NULL, NULL, NULL, error);
}

const WayListing *
way_flow_figures_get_listing (WayFlowFigures *self)
{
  return self->making ? NULL : self->page[find_visible (self)].listing;
}

WayFlowParts *
way_flow_figures_get_parts (WayFlowFigures *self)
{
  return self->parts;
}

gboolean
way_flow_figures_compare_action (WayFlowFigures *self, const char *id)
{
  WayLog *log = way_flow_watch_get_log (self->watch);
  const WayElement *action = way_document_lookup (way_editor_get_document (way_flow_watch_get_editor (self->watch)), id);
  g_autoptr (WayLogPair) pair = log != NULL && action != NULL ? way_log_pair_new_for_action (log, action, get_window (self)) : NULL;

  if (pair == NULL)
    return FALSE;
  list_parts (self);
  way_flow_figures_show (self, "comparison");
  way_flow_parts_choose_pair (self->parts, pair);
  return TRUE;
}
