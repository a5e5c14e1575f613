#include "ui/figures/way-figure-detail.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "base/way-number.h"
#include "metrics/way-source.h"
#include "model/way-metric-text.h"
#include "ui/dialogs/way-answers-dialog.h"
#include "ui/figures/way-figure-plot.h"

#define ROWS 40
/* ms; whoever walks down the list wants the last one. */
#define PATIENCE 150

struct _WayFigureDetail
{
  GtkWidget parent_instance;
  GtkLabel *title, *subtitle, *file;
  GtkBox *chart_box;
  GtkListBox *rows;
  GtkStack *row_stack;
  GtkLabel *row_hint;
  GtkWidget *voices;
  gboolean claimed; /* something at the figure's place that answers could prove */
  WayFigurePlot *chart;
  char *binding;
  WayFigureStore *store; /* while rows are to be fetched */
  guint n_rows, source;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (WayFigureDetail, way_figure_detail, GTK_TYPE_WIDGET)

/* --- the rows behind it --- */

static GtkWidget *
make_row (const WayOrigin *origin)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *xml = origin->day != WAY_NO_DAY ? way_date_to_xml ((guint32) (origin->day + WAY_EPOCH_DAY)) : NULL;
  g_autofree char *day = xml != NULL ? way_date_to_text (xml) : g_strdup ("—"), *value = way_number_to_text (origin->value, 2);
  g_autofree char *comment = origin->comment != NULL ? g_strdup_printf (_ ("“%s”"), origin->comment) : NULL;
  g_autofree char *where = g_strdup_printf (_ ("%s, line %d"), origin->file != NULL ? origin->file : "?", origin->line);
  const char *texts[] = { day, value, comment != NULL ? comment : "" }, *styles[] = { "dim-label", "figure-now", "figure-comment" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_width_chars (GTK_LABEL (label), i == 0 ? 10 : -1);
      gtk_label_set_ellipsize (GTK_LABEL (label), i == 2 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
      gtk_widget_set_hexpand (label, i == 2);
      gtk_widget_set_size_request (label, i == 1 ? 36 : -1, -1);
      gtk_widget_add_css_class (label, styles[i]);
      if (i < 2)
        gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_tooltip_text (box, comment != NULL ? comment : where);
  return box;
}

static void
clear_rows (WayFigureDetail *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)))
    gtk_list_box_remove (self->rows, row);
  self->n_rows = 0;
  gtk_widget_set_visible (self->voices, FALSE);
  gtk_label_set_text (self->file, "");
}

static void
say_instead (WayFigureDetail *self, const char *text)
{
  gtk_label_set_text (self->row_hint, text);
  gtk_stack_set_visible_child_name (self->row_stack, "hint");
}

/* "2026-11 onboarding.csv, lines 14–118", of the newest file. */
static void
show_file (WayFigureDetail *self, const GPtrArray *origins)
{
  const WayOrigin *first = g_ptr_array_index (origins, 0);
  int low = first->line, high = first->line;
  g_autofree char *text = NULL, *sum = NULL;

  for (guint i = 0; i < origins->len; i++)
    {
      const WayOrigin *origin = g_ptr_array_index (origins, i);

      if (g_strcmp0 (origin->sha256, first->sha256) != 0)
        continue;
      low = MIN (low, origin->line);
      high = MAX (high, origin->line);
    }
  /* Events of a log are known by no line. */
  if (first->file == NULL && high == 0)
    {
      gtk_label_set_text (self->file, "");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->file), NULL);
      return;
    }
  text = g_strdup_printf (_ ("%s, lines %d–%d"), first->file != NULL ? first->file : "?", low, high);
  sum = g_strdup_printf ("SHA-256 %s", first->sha256 != NULL ? first->sha256 : "?");
  gtk_label_set_text (self->file, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file), sum);
}

static void
origins_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayFigureDetail) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) origins = way_figure_store_list_origins_finish (NULL, result, &error);

  /* Another one was chosen meanwhile. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  clear_rows (self);
  if (origins == NULL || origins->len == 0)
    {
      say_instead (self, origins == NULL ? _ ("What stands behind it is not on this computer; this is the figure that was frozen into the map.") : _ ("Of so few answers none is shown."));
      return;
    }
  for (guint i = 0; i < origins->len; i++)
    gtk_list_box_append (self->rows, make_row (g_ptr_array_index (origins, i)));
  self->n_rows = origins->len;
  gtk_widget_set_visible (self->voices, self->claimed);
  show_file (self, origins);
  gtk_stack_set_visible_child_name (self->row_stack, "rows");
}

static gboolean
fetch_cb (gpointer data)
{
  WayFigureDetail *self = data;

  self->source = 0;
  self->cancellable = g_cancellable_new ();
  way_figure_store_list_origins_async (self->store, self->binding, ROWS, self->cancellable, origins_cb, g_object_ref (self));
  g_clear_object (&self->store);
  return G_SOURCE_REMOVE;
}

static void
stop_fetching (WayFigureDetail *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->store);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* --- what it is --- */

static char *
describe (const WayFigure *figure, const WayElement *binding)
{
  const WayElement *metric = way_element_get_parent (binding), *feed = way_element_get_first (metric, WAY_KIND_FEED);
  const char *match = way_element_get (binding, WAY_FIELD_MATCH), *key = way_element_get (feed, WAY_FIELD_KEY);
  g_autofree char *value = way_figure_to_text (figure), *sample = way_figure_to_sample_text (figure), *change = way_figure_to_change_text (figure);
  g_autofree char *definition = way_metric_to_definition (metric);
  g_autofree char *column = feed != NULL ? g_strdup_printf (_ ("“%s” in “%s”"), way_element_get (feed, WAY_FIELD_VALUE), way_element_get (feed, WAY_FIELD_DATASET)) : g_strdup (_ ("written by hand"));
  g_autofree char *where = match != NULL && key != NULL ? g_strdup_printf (_ ("where “%s” is “%s”"), key, match) : NULL;
  g_autoptr (GString) s = g_string_new (definition);

  g_string_append_printf (s, "%s%s", s->len > 0 ? "\n" : "", column);
  if (where != NULL)
    g_string_append_printf (s, " %s", where);
  g_string_append_printf (s, "\n%s", value);
  if (sample != NULL)
    g_string_append_printf (s, " · %s", sample);
  if (change != NULL)
    g_string_append_printf (s, " · %s", change);
  if (!figure->is_measured)
    g_string_append_printf (s, " · %s", _ ("as frozen in the map"));
  return g_strdup (s->str);
}

/* --- the widget --- */

static void
way_figure_detail_dispose (GObject *object)
{
  WayFigureDetail *self = WAY_FIGURE_DETAIL (object);

  stop_fetching (self);
  g_clear_pointer (&self->binding, g_free);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_first_child (GTK_WIDGET (self)))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_figure_detail_parent_class)->dispose (object);
}

static void
way_figure_detail_class_init (WayFigureDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_figure_detail_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-figure-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, WayFigureDetail, title);
  gtk_widget_class_bind_template_child (widget_class, WayFigureDetail, subtitle);
  gtk_widget_class_bind_template_child (widget_class, WayFigureDetail, file);
  gtk_widget_class_bind_template_child (widget_class, WayFigureDetail, chart_box);
  gtk_widget_class_bind_template_child (widget_class, WayFigureDetail, rows);
  gtk_widget_class_bind_template_child (widget_class, WayFigureDetail, row_stack);
  gtk_widget_class_bind_template_child (widget_class, WayFigureDetail, row_hint);
  gtk_widget_class_bind_template_child (widget_class, WayFigureDetail, voices);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_figure_detail_init (WayFigureDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chart = WAY_FIGURE_PLOT (way_figure_plot_new (WAY_PLOT_CHART));
  gtk_widget_set_hexpand (GTK_WIDGET (self->chart), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->chart), TRUE);
  gtk_box_append (self->chart_box, GTK_WIDGET (self->chart));
}

void
way_figure_detail_show (WayFigureDetail *self, WayFigureStore *store, WayDocument *document, const char *binding)
{
  const WayFigure *figure = binding != NULL ? way_figure_store_find_binding (store, binding) : NULL;
  const WayElement *element = binding != NULL ? way_document_lookup (document, binding) : NULL, *place;
  g_autofree char *title = NULL, *subtitle = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), figure != NULL && element != NULL);
  stop_fetching (self);
  if (figure == NULL || element == NULL)
    {
      way_figure_plot_set_figure (self->chart, NULL, NULL, 0);
      clear_rows (self);
      return;
    }
  way_answers_dialog_aim (self->voices, document, binding);
  self->claimed = gtk_widget_get_visible (self->voices);
  gtk_widget_set_visible (self->voices, self->claimed && self->n_rows > 0 && g_strcmp0 (self->binding, binding) == 0);
  place = way_document_lookup (document, figure->place);
  title = g_strdup_printf ("%s · %s", place != NULL ? way_element_get_name (place) : "?", figure->name);
  subtitle = describe (figure, element);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  way_figure_plot_set_figure (self->chart, way_figure_store_get_figures (store), figure, 0);
  if (g_strcmp0 (self->binding, binding) != 0)
    {
      clear_rows (self);
      /* Millions of rows take a moment. */
      say_instead (self, _ ("Looking them up…"));
    }
  g_free (self->binding);
  self->binding = g_strdup (binding);
  if (figure->sample == WAY_SAMPLE_HIDDEN)
    {
      clear_rows (self);
      say_instead (self, _ ("Of so few answers none is shown."));
      return;
    }
  self->store = g_object_ref (store);
  self->source = g_timeout_add (PATIENCE, fetch_cb, self);
}

guint
way_figure_detail_get_n_rows (WayFigureDetail *self)
{
  return self->n_rows;
}
