#include "ui/figures/way-metrics-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/way-date.h"

struct _WayMetricsView
{
  GtkWidget parent_instance;
  GtkRevealer *pane_revealer, *findings_revealer;
  WayDataPane *pane;
  GtkLabel *title, *subtitle, *score, *findings;
  GtkStack *pages, *figures_stack;
  WayFigureList *list;
  WayFigureDetail *detail;
  WayMetricList *metrics;
  GtkWidget *spinner;
  WaySession *session; /* borrowed: the window takes it away before it goes */
  WayFigureStore *store;
  guint source;
};

enum
{
  IMPORT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayMetricsView, way_metrics_view, GTK_TYPE_WIDGET)

static WayDocument *
get_document (WayMetricsView *self)
{
  return way_session_get_document (self->session);
}

/* --- the heading --- */

static void
show_title (WayMetricsView *self)
{
  guint n_tests;
  const GArray *changes = way_figure_store_get_comparisons (self->store, &n_tests);
  WayCoverage coverage = way_figure_store_get_coverage (self->store);
  const WayFigure *first = changes->len > 0 ? g_array_index (changes, WayFigureChange, 0).figure : NULL;
  g_autofree char *since = first != NULL && first->since != NULL ? way_date_to_text (first->since) : NULL;
  g_autofree char *title = changes->len == 0 ? g_strdup (_ ("The figures of this map")) : since != NULL ? g_strdup_printf (_ ("What changed since the baseline (%s)"), since)
                                                                                                        : g_strdup (_ ("What changed since the baseline"));
  g_autofree char *xml = coverage.newest != 0 ? way_date_to_xml (coverage.newest) : NULL, *newest = xml != NULL ? way_date_to_text (xml) : NULL;
  g_autofree char *tests = g_strdup_printf (ngettext ("%u comparison", "%u comparisons", n_tests), n_tests);
  g_autofree char *as_of = newest != NULL ? g_strdup_printf (_ ("figures as of %s"), newest) : NULL;
  g_autofree char *covered = g_strdup_printf (ngettext ("%u of %u touchpoint measured", "%u of %u touchpoints measured", coverage.n_touchpoints), coverage.n_measured, coverage.n_touchpoints);
  g_autoptr (GString) s = g_string_new (NULL);

  if (n_tests > 0)
    g_string_append (s, tests);
  else
    g_string_append (s, changes->len > 0 ? _ ("too little data to compare") : _ ("nothing to compare with until you freeze a baseline"));
  if (n_tests > 0)
    g_string_append_printf (s, " · %s", _ ("differences that could be chance are called noise"));
  if (as_of != NULL)
    g_string_append_printf (s, " · %s", as_of);
  g_string_append_printf (s, " · %s", covered);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, s->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), s->str);
}

static void
show_findings (WayMetricsView *self)
{
  const WayReport *report = way_figure_store_get_report (self->store);
  guint n = way_report_get_size (report);
  g_autoptr (GString) s = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (s, "%s%s", i > 0 ? "\n" : "", way_report_get (report, i)->text);
  if (n > 0)
    {
      const char *first = way_report_get (report, 0)->text;
      g_autofree char *text = n == 1 ? g_strdup (first) : g_strdup_printf (ngettext ("%s (and %u more finding)", "%s (and %u more findings)", n - 1), first, n - 1);

      gtk_label_set_text (self->findings, text);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->findings), s->str);
      /* That a dataset is on another computer is worth a line, and no alarm. */
      gtk_widget_set_css_classes (GTK_WIDGET (self->findings), (const char *[]){ way_report_count (report, WAY_SEVERITY_NOTE) == n ? "quiet-findings" : "findings", NULL });
    }
  gtk_revealer_set_reveal_child (self->findings_revealer, n > 0);
}

/* Of the journey that was last in sight on the map. */
static void
show_score (WayMetricsView *self)
{
  WayEditor *editor = way_session_get_editor (self->session);
  WayJourneyScore score;
  g_autofree char *text = NULL, *label = NULL;

  way_figure_store_get_score (self->store, way_editor_get_journey_id (editor), &score);
  text = way_journey_score_to_text (&score);
  gtk_widget_set_visible (GTK_WIDGET (self->score), text != NULL);
  if (text == NULL)
    return;
  label = g_strdup_printf (_ ("Score of “%s”: %s"), way_element_get_name (way_editor_get_journey (editor)), text);
  gtk_label_set_text (self->score, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->score), label);
}

/* --- following the figures --- */

static gboolean
update_cb (gpointer data)
{
  WayMetricsView *self = data;
  gboolean nothing;

  self->source = 0;
  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  nothing = way_figures_get_size (way_figure_store_get_figures (self->store)) == 0;
  show_title (self);
  show_score (self);
  show_findings (self);
  gtk_stack_set_visible_child_name (self->figures_stack, nothing ? "empty" : "figures");
  way_figure_list_update (self->list, self->store, get_document (self));
  way_metric_list_update (self->metrics, self->store, way_session_get_editor (self->session));
  return G_SOURCE_REMOVE;
}

static void
schedule (WayMetricsView *self)
{
  if (self->source == 0 && self->session != NULL)
    self->source = g_idle_add (update_cb, self);
}

static void
figures_changed_cb (WayMetricsView *self)
{
  schedule (self);
  way_data_pane_update (self->pane);
}

static void
busy_cb (WayMetricsView *self)
{
  gboolean busy = self->store != NULL && way_figure_store_is_busy (self->store);

  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_opacity (self->spinner, busy ? 1 : 0);
}

static void
chosen_cb (WayFigureList *list, const char *binding, WayMetricsView *self)
{
  if (self->store != NULL)
    way_figure_detail_show (self->detail, self->store, get_document (self), binding);
}

static void
import_cb (WayDataPane *pane, WayImportJob *job, const char *dataset, gint64 replaces, WayMetricsView *self)
{
  g_signal_emit (self, signals[IMPORT], 0, job, dataset, replaces);
}

/* --- the widget --- */

static void
way_metrics_view_map (GtkWidget *widget)
{
  WayMetricsView *self = WAY_METRICS_VIEW (widget);

  GTK_WIDGET_CLASS (way_metrics_view_parent_class)->map (widget);
  schedule (self);
}

static gboolean
way_metrics_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (WAY_METRICS_VIEW (widget)->pages), GTK_DIR_TAB_FORWARD);
}

static void
way_metrics_view_dispose (GObject *object)
{
  WayMetricsView *self = WAY_METRICS_VIEW (object);

  if (self->pages != NULL)
    way_metrics_view_set_session (self, NULL);
  g_clear_handle_id (&self->source, g_source_remove);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_first_child (GTK_WIDGET (self)))
    gtk_widget_unparent (child);
  self->pages = NULL;
  G_OBJECT_CLASS (way_metrics_view_parent_class)->dispose (object);
}

static void
way_metrics_view_class_init (WayMetricsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (WAY_TYPE_DATA_PANE);
  g_type_ensure (WAY_TYPE_FIGURE_LIST);
  g_type_ensure (WAY_TYPE_FIGURE_DETAIL);
  g_type_ensure (WAY_TYPE_METRIC_LIST);
  G_OBJECT_CLASS (klass)->dispose = way_metrics_view_dispose;
  widget_class->map = way_metrics_view_map;
  widget_class->grab_focus = way_metrics_view_grab_focus;
  signals[IMPORT] = g_signal_new ("import", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-metrics-view.ui");
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, pane_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, findings_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, findings);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, pane);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, title);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, score);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, pages);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, figures_stack);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, list);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, detail);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, metrics);
  gtk_widget_class_bind_template_child (widget_class, WayMetricsView, spinner);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  /* Cells from a spreadsheet; the table of actions has the key for the map. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste-figures", NULL);
}

static void
way_metrics_view_init (WayMetricsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (self->pane, "import", G_CALLBACK (import_cb), self, 0);
  busy_cb (self);
}

void
way_metrics_view_set_session (WayMetricsView *self, WaySession *session)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->store != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->store, self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_clear_object (&self->store);
  self->session = session;
  way_figure_detail_show (self->detail, NULL, NULL, NULL);
  way_figure_list_update (self->list, NULL, NULL);
  way_metric_list_update (self->metrics, NULL, NULL);
  if (session == NULL)
    return;
  self->store = g_object_ref (way_session_get_figures (session));
  g_signal_connect_object (self->store, "changed", G_CALLBACK (figures_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  /* Names of places, and what is bound, are the map's. */
  g_signal_connect_object (session, "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  schedule (self);
}

void
way_metrics_view_bind_pane (WayMetricsView *self, GtkRevealer *revealer)
{
  g_object_bind_property (revealer, "reveal-child", self->pane_revealer, "reveal-child", G_BINDING_SYNC_CREATE);
}

void
way_metrics_view_show_metrics (WayMetricsView *self, const char *metric)
{
  gtk_stack_set_visible_child_name (self->pages, "metrics");
  way_metric_list_open (self->metrics, metric);
}

WayDataPane *
way_metrics_view_get_pane (WayMetricsView *self)
{
  return self->pane;
}

WayFigureList *
way_metrics_view_get_list (WayMetricsView *self)
{
  return self->list;
}

WayFigureDetail *
way_metrics_view_get_detail (WayMetricsView *self)
{
  return self->detail;
}

WayMetricList *
way_metrics_view_get_metrics (WayMetricsView *self)
{
  return self->metrics;
}
