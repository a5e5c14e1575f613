#include "ui/figures/way-figure-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "paint/way-paint.h"
#include "scene/way-drawing.h"
#include "scene/way-icon.h"
#include "ui/figures/way-figure-plot.h"
#include "ui/parts/way-text-width.h"

#define DISC 26

struct _WayFigureList
{
  GtkWidget parent_instance;
  GtkListView *list;
  GtkWidget *heading;
  WayFigureStore *store;
  WayDocument *document;
  GtkStringList *bindings;
  GtkSingleSelection *selection;
  GHashTable *extents; /* kind and unit → largest change, a double */
  char *picked;        /* the binding somebody chose, or NULL: the first one shows */
  gboolean filling;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayFigureList, way_figure_list, GTK_TYPE_WIDGET)

/* The parts of a row. */
typedef struct
{
  GtkWidget *box, *icon, *place, *metric, *baseline, *now, *change, *spark, *verdict;
  int channel; /* a WayIcon */
} Row;

static const struct
{
  int width;
  gboolean expand;
  const char *title;
} columns[] = {
  { 150, TRUE, N_ ("Touchpoint") },
  { 128, FALSE, N_ ("Metric") },
  { 92, FALSE, N_ ("Baseline") },
  { 68, FALSE, N_ ("Now") },
  { 150, FALSE, N_ ("Change, with its interval") },
  { 110, FALSE, N_ ("History") },
  { 118, FALSE, N_ ("Verdict") },
};

const char *
way_figure_list_name_verdict (const WayFigure *figure, const char **style)
{
  static const struct
  {
    const char *label, *style;
  } verdicts[] = {
    [WAY_VERDICT_NONE] = { N_ ("too little data"), "unknown" },
    [WAY_VERDICT_BETTER] = { N_ ("▲ better"), "better" },
    [WAY_VERDICT_WORSE] = { N_ ("▼ worse"), "worse" },
    [WAY_VERDICT_NOISE] = { N_ ("noise"), "noise" },
    [WAY_VERDICT_CHANGED] = { N_ ("◆ changed"), "changed" },
  };
  gboolean alone = !figure->has_baseline && figure->sample != WAY_SAMPLE_HIDDEN && figure->verdict == WAY_VERDICT_NONE;

  *style = verdicts[figure->verdict].style;
  if (figure->verdict == WAY_VERDICT_NONE && way_figure_is_untested (figure))
    return _ ("not tested");
  return alone ? _ ("no baseline") : _ (verdicts[figure->verdict].label);
}

/* --- a row --- */

static void
draw_icon_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Row *row = data;
  g_autoptr (WayDrawing) drawing = way_drawing_new (DISC, DISC);
  GdkRGBA ink = { 0 }, ground = { 0 };
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (area));

  gtk_style_context_lookup_color (context, "accent_color", &ink);
  gtk_style_context_lookup_color (context, "accent_bg_color", &ground);
  way_drawing_add_circle (drawing, DISC / 2.0, DISC / 2.0, DISC / 2.0, (WayColour){ ground.red, ground.green, ground.blue, 0.13 }, (WayColour){ 0 }, 0);
  way_drawing_add_icon (drawing, (WayIcon) row->channel, 6, 6, DISC - 12, (WayColour){ ink.red, ink.green, ink.blue, ink.alpha }, 1.4);
  way_paint_drawing (cr, drawing, NULL);
}

static GtkWidget *
add_label (GtkWidget *box, guint column, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_size_request (label, way_text_width (label, columns[column].width), -1);
  gtk_widget_set_hexpand (label, columns[column].expand);
  /* Columns stay below their headings, however long a name is. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
add_plot (GtkWidget *box, guint column, WayPlotKind kind)
{
  GtkWidget *plot = way_figure_plot_new (kind);

  gtk_widget_set_size_request (plot, way_text_width (plot, columns[column].width), -1);
  gtk_widget_set_valign (plot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), plot);
  return plot;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  gtk_widget_add_css_class (row->box, "figure-row");
  row->icon = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (row->icon), DISC);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (row->icon), DISC);
  gtk_widget_set_valign (row->icon, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (row->icon), draw_icon_cb, row, NULL);
  gtk_box_append (GTK_BOX (first), row->icon);
  gtk_box_append (GTK_BOX (row->box), first);
  row->place = add_label (first, 0, "figure-place");
  gtk_widget_set_size_request (row->place, way_text_width (row->place, columns[0].width) - DISC - 10, -1);
  row->metric = add_label (row->box, 1, "dim-label");
  row->baseline = add_label (row->box, 2, "numeric");
  row->now = add_label (row->box, 3, "figure-now");
  row->change = add_plot (row->box, 4, WAY_PLOT_CHANGE);
  row->spark = add_plot (row->box, 5, WAY_PLOT_SPARK);

  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (last, way_text_width (last, columns[6].width), -1);
  row->verdict = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (row->verdict), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (row->verdict, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (last), row->verdict);
  gtk_box_append (GTK_BOX (row->box), last);
  g_object_set_data_full (G_OBJECT (item), "way-row", row, g_free);
  gtk_list_item_set_child (item, row->box);
}

static WayIcon
find_icon (WayFigureList *self, const WayElement *place)
{
  const WayElement *channel = place != NULL && way_element_get_kind (place) == WAY_KIND_TOUCHPOINT ? way_document_follow (self->document, place, WAY_FIELD_CHANNEL) : NULL;

  if (channel != NULL)
    return way_icon_for_channel (way_element_get (channel, WAY_FIELD_KIND));
  return place != NULL && way_element_get_kind (place) == WAY_KIND_PERSONA ? WAY_ICON_PERSON : place != NULL && way_element_get_kind (place) == WAY_KIND_TOUCHPOINT ? WAY_ICON_OTHER
                                                                                                                                                                    : WAY_ICON_CHEVRON;
}

static char *
make_key (const WayFigure *figure)
{
  return g_strdup_printf ("%s %s", figure->kind, figure->unit != NULL ? figure->unit : "");
}

static void
show_row (WayFigureList *self, Row *row, const WayFigure *figure)
{
  const WayElement *place = way_document_lookup (self->document, figure->place);
  const char *name = place != NULL ? way_element_get_name (place) : figure->place, *style;
  g_autofree char *now = way_figure_to_text (figure), *sample = way_figure_to_sample_text (figure), *change = way_figure_to_change_text (figure), *key = make_key (figure);
  g_autofree char *baseline = figure->has_baseline && figure->sample != WAY_SAMPLE_HIDDEN ? way_figure_value_to_text (figure, figure->baseline) : g_strdup ("—");
  const char *verdict = way_figure_list_name_verdict (figure, &style), *classes[] = { "verdict", style, NULL };
  const double *extent = g_hash_table_lookup (self->extents, key);
  WayFigures *figures = way_figure_store_get_figures (self->store);
  g_autofree char *words = g_strjoin (", ", name, figure->name, now, verdict, change, NULL);

  row->channel = (int) find_icon (self, place);
  gtk_widget_queue_draw (row->icon);
  gtk_label_set_text (GTK_LABEL (row->place), name);
  gtk_widget_set_tooltip_text (row->place, name);
  gtk_label_set_text (GTK_LABEL (row->metric), figure->name);
  gtk_widget_set_tooltip_text (row->metric, figure->name);
  gtk_label_set_text (GTK_LABEL (row->baseline), baseline);
  gtk_label_set_text (GTK_LABEL (row->now), now);
  gtk_widget_set_tooltip_text (row->now, sample);
  (figure->sample == WAY_SAMPLE_FULL ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (row->now, "dim-label");
  way_figure_plot_set_figure (WAY_FIGURE_PLOT (row->change), figures, figure, extent != NULL ? *extent : 1);
  gtk_widget_set_tooltip_text (row->change, change);
  way_figure_plot_set_figure (WAY_FIGURE_PLOT (row->spark), figures, figure, 0);
  gtk_label_set_text (GTK_LABEL (row->verdict), verdict);
  gtk_widget_set_css_classes (row->verdict, classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->box), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, WayFigureList *self)
{
  const char *binding = gtk_string_object_get_string (gtk_list_item_get_item (item));
  const WayFigure *figure = self->store != NULL ? way_figure_store_find_binding (self->store, binding) : NULL;

  if (figure != NULL)
    show_row (self, g_object_get_data (G_OBJECT (item), "way-row"), figure);
}

/* Rows out of sight hold no figures. */
static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, WayFigureList *self)
{
  Row *row = g_object_get_data (G_OBJECT (item), "way-row");

  way_figure_plot_set_figure (WAY_FIGURE_PLOT (row->change), NULL, NULL, 0);
  way_figure_plot_set_figure (WAY_FIGURE_PLOT (row->spark), NULL, NULL, 0);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, WayFigureList *self)
{
  if (self->filling)
    return;
  g_free (self->picked);
  self->picked = g_strdup (way_figure_list_get_chosen (self));
  g_signal_emit (self, signals[CHOSEN], 0, way_figure_list_get_chosen (self));
}

/* --- the widget --- */

static void
add_headings (WayFigureList *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *label = add_label (self->heading, i, "figure-heading");

      gtk_label_set_text (GTK_LABEL (label), _ (columns[i].title));
    }
}

static void
way_figure_list_dispose (GObject *object)
{
  WayFigureList *self = WAY_FIGURE_LIST (object);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_first_child (GTK_WIDGET (self)))
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_object (&self->document);
  g_clear_pointer (&self->extents, g_hash_table_unref);
  g_clear_pointer (&self->picked, g_free);
  G_OBJECT_CLASS (way_figure_list_parent_class)->dispose (object);
}

static void
way_figure_list_class_init (WayFigureListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_figure_list_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-figure-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WayFigureList, list);
  gtk_widget_class_bind_template_child (widget_class, WayFigureList, heading);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_figure_list_init (WayFigureList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->extents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->bindings = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->bindings));
  add_headings (self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
}

static void
note_extent (WayFigureList *self, const WayFigure *figure)
{
  char *key = make_key (figure);
  const double *old = g_hash_table_lookup (self->extents, key);
  double size = figure->has_change_interval ? MAX (fabs (figure->change_low), fabs (figure->change_high)) : fabs (figure->change);

  if (!isfinite (size) || (old != NULL && *old >= size))
    g_free (key);
  else
    g_hash_table_insert (self->extents, key, g_memdup2 (&size, sizeof size));
}

/* What is compared, and then the rest as the file has it. */
static GPtrArray *
list_bindings (WayFigureList *self)
{
  GPtrArray *bindings = g_ptr_array_new ();
  WayFigures *figures = way_figure_store_get_figures (self->store);
  const GArray *changes = way_figure_store_get_comparisons (self->store, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const WayFigure *figure = g_array_index (changes, WayFigureChange, i).figure;

      note_extent (self, figure);
      g_ptr_array_add (bindings, figure->binding);
    }
  for (guint i = 0; i < way_figures_get_size (figures); i++)
    if (!way_figures_get (figures, i)->has_baseline)
      g_ptr_array_add (bindings, way_figures_get (figures, i)->binding);
  g_ptr_array_add (bindings, NULL);
  return bindings;
}

void
way_figure_list_update (WayFigureList *self, WayFigureStore *store, WayDocument *document)
{
  g_autoptr (GPtrArray) bindings = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->bindings));

  self->filling = TRUE;
  g_set_object (&self->store, store);
  g_set_object (&self->document, document);
  g_hash_table_remove_all (self->extents);
  bindings = store != NULL ? list_bindings (self) : NULL;
  gtk_string_list_splice (self->bindings, 0, n, bindings != NULL ? (const char *const *) bindings->pdata : NULL);
  for (guint i = 0; bindings != NULL && i + 1 < bindings->len; i++)
    if (g_strcmp0 (bindings->pdata[i], self->picked) == 0)
      gtk_single_selection_set_selected (self->selection, i);
  self->filling = FALSE;
  g_signal_emit (self, signals[CHOSEN], 0, way_figure_list_get_chosen (self));
}

guint
way_figure_list_get_size (WayFigureList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->bindings));
}

const char *
way_figure_list_get_binding (WayFigureList *self, guint i)
{
  return i < way_figure_list_get_size (self) ? gtk_string_list_get_string (self->bindings, i) : NULL;
}

const char *
way_figure_list_get_chosen (WayFigureList *self)
{
  return way_figure_list_get_binding (self, gtk_single_selection_get_selected (self->selection));
}
