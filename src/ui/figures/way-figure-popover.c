#include "ui/figures/way-figure-popover.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "base/way-number.h"
#include "metrics/way-source.h"
#include "model/way-metric-text.h"
#include "paint/way-paint.h"
#include "scene/way-spark.h"
#include "ui/dialogs/way-answers-dialog.h"

#define MAX_ROWS 50

struct _WayFigurePopover
{
  GtkPopover parent_instance;
  GtkLabel *place, *value, *sample, *change, *span, *definition, *files;
  GtkDropDown *choice;
  GtkDrawingArea *history;
  GtkWidget *rows_title, *voices, *scroller;
  GtkListBox *rows;

  WayEditor *editor;
  WayFigureStore *store;
  WayFigures *figures;
  char *binding;        /* of the figure shown */
  GPtrArray *bindings;  /* (element-type utf8) in the list of figures, owned */
  GCancellable *asking; /* for rows */
  guint n_rows;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (WayFigurePopover, way_figure_popover, GTK_TYPE_POPOVER)

static const WayFigure *
get_figure (WayFigurePopover *self)
{
  return self->figures != NULL && self->binding != NULL ? way_figures_find (self->figures, self->binding) : NULL;
}

/* --- history --- */

static gboolean
has_history (const WayFigure *figure)
{
  return figure != NULL && figure->sample != WAY_SAMPLE_HIDDEN && figure->series != NULL && figure->series->len > 1;
}

static const WayHue *
choose_hue (const WayTheme *theme, const WayFigure *figure)
{
  if (figure->sample != WAY_SAMPLE_FULL)
    return &theme->neutral;
  return figure->verdict == WAY_VERDICT_BETTER ? &theme->good : figure->verdict == WAY_VERDICT_WORSE ? &theme->bad
                                                                                                     : &theme->blue;
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  WayFigurePopover *self = data;
  const WayFigure *figure = get_figure (self);
  AdwStyleManager *style = adw_style_manager_get_default ();
  const WayTheme *theme = way_theme_get (adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style));
  g_autoptr (WayDrawing) drawing = NULL;

  if (!has_history (figure))
    return;

  const WayHue *hue = choose_hue (theme, figure);
  const WaySpark spark = { figure->series, figure->has_target, figure->target };

  drawing = way_drawing_new (width, height);
  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, height }, 6, hue->tint, WAY_COLOUR_NONE, 0);
  way_spark_add (drawing, theme, hue, &spark, (WayRect){ 6, 6, width - 12, height - 12 });
  way_paint_drawing (cr, drawing, NULL);
}

static char *
dup_day (guint32 day)
{
  g_autofree char *xml = way_date_to_xml (day);

  return way_date_to_text (xml);
}

/* "2025-02-01 to 2026-10-01 · light: its usual range · dotted: the target". */
static char *
dup_span (const WayFigure *figure)
{
  const WayFigurePoint *first = &g_array_index (figure->series, WayFigurePoint, 0), *last = &g_array_index (figure->series, WayFigurePoint, figure->series->len - 1);
  g_autofree char *from = dup_day (first->day), *to = dup_day (last->day);
  GString *s = g_string_new (NULL);

  g_string_append_printf (s, _ ("%s to %s"), from, to);
  if (last->has_limits)
    g_string_append_printf (s, " · %s", last->signal ? _ ("outside its usual range (light)") : _ ("within its usual range (light)"));
  if (figure->has_target)
    {
      g_autofree char *target = way_figure_value_to_text (figure, figure->target);

      g_string_append_printf (s, _ (" · dotted: the target %s"), target);
    }
  return g_string_free (s, FALSE);
}

/* --- rows --- */

static void
clear_rows (WayFigurePopover *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)))
    gtk_list_box_remove (self->rows, row);
  self->n_rows = 0;
  gtk_widget_set_visible (self->voices, FALSE);
}

static void
add_row (WayFigurePopover *self, const WayOrigin *origin)
{
  GtkWidget *row = adw_action_row_new (), *label;
  g_autofree char *value = way_number_to_text (origin->value, 2), *day = origin->day != WAY_NO_DAY ? dup_day ((guint32) (origin->day + WAY_EPOCH_DAY)) : NULL;
  g_autofree char *where = g_strdup_printf (_ ("%s, line %d"), origin->file != NULL ? origin->file : "?", origin->line);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), origin->comment != NULL ? origin->comment : where);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), origin->comment != NULL ? where : NULL);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  label = gtk_label_new (day != NULL ? day : "");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  label = gtk_label_new (value);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "heading");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->rows, row);
  self->n_rows++;
}

/* Each file once, with the sum that tells it from another of its name. */
static char *
dup_files (const GPtrArray *origins)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < origins->len; i++)
    {
      const WayOrigin *origin = g_ptr_array_index (origins, i);

      if (origin->sha256 == NULL || !g_hash_table_add (seen, origin->sha256))
        continue;
      g_string_append_printf (s, "%s%s · SHA-256 %s", s->len > 0 ? "\n" : "", origin->file != NULL ? origin->file : "?", origin->sha256);
    }
  return g_string_free (s, FALSE);
}

/* It may have grown, and is not to leave the screen. */
static void
place_anew (WayFigurePopover *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_popover_present (GTK_POPOVER (self));
}

static void
say_instead (WayFigurePopover *self, const char *text)
{
  clear_rows (self);
  gtk_widget_hide (self->scroller);
  gtk_label_set_text (self->files, text);
  place_anew (self);
}

static void
origins_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayFigurePopover) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) origins = way_figure_store_list_origins_finish (NULL, result, &error);
  g_autofree char *files = NULL;

  /* Another one was chosen meanwhile. */
  if (g_task_get_cancellable (G_TASK (result)) != self->asking || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  clear_rows (self);
  if (origins == NULL || origins->len == 0)
    {
      say_instead (self, _ ("The rows are not on this computer: this is the figure as it was frozen in the map."));
      return;
    }
  for (guint i = 0; i < origins->len; i++)
    add_row (self, g_ptr_array_index (origins, i));
  way_answers_dialog_aim (self->voices, way_editor_get_document (self->editor), self->binding);
  files = dup_files (origins);
  gtk_label_set_text (self->files, files);
  place_anew (self);
}

static void
ask_rows (WayFigurePopover *self, const WayFigure *figure)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  clear_rows (self);
  gtk_widget_show (self->scroller);
  gtk_label_set_text (self->files, _ ("Reading the rows…"));
  if (figure->sample == WAY_SAMPLE_HIDDEN)
    say_instead (self, _ ("Of so few answers none is shown, to protect the people who gave them."));
  else if (!figure->is_measured)
    say_instead (self, _ ("The rows are not on this computer: this is the figure as it was frozen in the map."));
  else
    {
      self->asking = g_cancellable_new ();
      way_figure_store_list_origins_async (self->store, self->binding, MAX_ROWS, self->asking, origins_cb, g_object_ref (self));
    }
}

/* --- the figure --- */

static void
show_verdict (WayFigurePopover *self, const WayFigure *figure)
{
  g_autofree char *change = way_figure_to_change_text (figure);
  gboolean full = figure->sample == WAY_SAMPLE_FULL;
  gboolean better = full && figure->verdict == WAY_VERDICT_BETTER, worse = full && figure->verdict == WAY_VERDICT_WORSE;
  g_autofree char *text = change != NULL ? g_strdup_printf ("%s%s", change, better ? _ (" · better") : worse ? _ (" · worse")
                                                                                                             : "")
                                         : g_strdup (_ ("nothing to compare it with yet"));

  gtk_label_set_text (self->change, text);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = GTK_WIDGET (i == 0 ? self->value : self->change);

      (better ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (label, "success");
      (worse ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (label, "error");
    }
}

static void
fill (WayFigurePopover *self)
{
  const WayFigure *figure = get_figure (self);
  const WayDocument *document = way_editor_get_document (self->editor);
  const WayElement *binding = way_document_lookup (document, self->binding), *metric = binding != NULL ? way_element_get_parent (binding) : NULL;

  if (figure == NULL || metric == NULL)
    return;

  g_autofree char *value = way_figure_to_text (figure), *sample = way_figure_to_sample_text (figure), *span = has_history (figure) ? dup_span (figure) : NULL;
  g_autofree char *definition = way_metric_to_definition (metric), *source = way_metric_to_source (metric, binding);
  g_autofree char *words = g_strdup_printf ("%s: %s%s%s", figure->name, definition, source != NULL ? "\n" : "", source != NULL ? source : "");

  gtk_label_set_text (self->value, value);
  gtk_label_set_text (self->sample, sample);
  show_verdict (self, figure);
  gtk_widget_set_visible (GTK_WIDGET (self->history), span != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->span), span != NULL);
  gtk_label_set_text (self->span, span != NULL ? span : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->history), GTK_ACCESSIBLE_PROPERTY_LABEL, span != NULL ? span : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->history));
  gtk_label_set_text (self->definition, words);
  ask_rows (self, figure);
}

static void
chosen_cb (WayFigurePopover *self)
{
  guint i = gtk_drop_down_get_selected (self->choice);

  if (self->filling || self->bindings == NULL || i >= self->bindings->len)
    return;
  g_free (self->binding);
  self->binding = g_strdup (self->bindings->pdata[i]);
  fill (self);
}

static void
fill_choice (WayFigurePopover *self, const WayFigure *figure)
{
  const GPtrArray *here = way_figures_get_at (self->figures, figure->place);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_clear_pointer (&self->bindings, g_ptr_array_unref);
  self->bindings = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < here->len; i++)
    {
      const WayFigure *each = g_ptr_array_index (here, i);
      const WayElement *persona = way_document_lookup (way_editor_get_document (self->editor), each->persona);
      g_autofree char *value = way_figure_to_text (each);
      g_autofree char *name = g_strdup_printf ("%s: %s%s%s", each->name, value, persona != NULL ? " · " : "", persona != NULL ? way_element_get_name (persona) : "");

      if (g_strcmp0 (each->binding, figure->binding) == 0)
        selected = i;
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->bindings, g_strdup (each->binding));
    }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->choice, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->choice), here->len > 1);
}

/* New figures while it is open. */
static void
store_changed_cb (WayFigurePopover *self)
{
  g_autofree char *binding = g_strdup (self->binding);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || !way_figure_popover_show (self, self->editor, self->store, binding))
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
let_go (WayFigurePopover *self)
{
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->store);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->figures, way_figures_unref);
}

/* --- the widget --- */

static void
way_figure_popover_closed (GtkPopover *popover)
{
  let_go (WAY_FIGURE_POPOVER (popover));
}

static void
way_figure_popover_dispose (GObject *object)
{
  WayFigurePopover *self = WAY_FIGURE_POPOVER (object);

  let_go (self);
  g_clear_pointer (&self->binding, g_free);
  g_clear_pointer (&self->bindings, g_ptr_array_unref);
  G_OBJECT_CLASS (way_figure_popover_parent_class)->dispose (object);
}

static void
way_figure_popover_class_init (WayFigurePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_figure_popover_dispose;
  GTK_POPOVER_CLASS (klass)->closed = way_figure_popover_closed;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-figure-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, place);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, choice);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, value);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, sample);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, change);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, history);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, span);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, definition);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, rows_title);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, voices);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, rows);
  gtk_widget_class_bind_template_child (widget_class, WayFigurePopover, files);
}

static void
way_figure_popover_init (WayFigurePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->history, draw_cb, self, NULL);
  g_signal_connect_swapped (self->voices, "clicked", G_CALLBACK (gtk_popover_popdown), self);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
way_figure_popover_new (void)
{
  return g_object_new (WAY_TYPE_FIGURE_POPOVER, NULL);
}

gboolean
way_figure_popover_show (WayFigurePopover *self, WayEditor *editor, WayFigureStore *store, const char *binding)
{
  const WayFigure *figure = way_figure_store_find_binding (store, binding);
  const WayElement *place = figure != NULL ? way_document_lookup (way_editor_get_document (editor), figure->place) : NULL;
  g_autofree char *kept = g_strdup (binding);

  if (place == NULL)
    return FALSE;
  g_object_ref (editor);
  g_object_ref (store);
  let_go (self);
  self->editor = editor;
  self->store = store;
  self->figures = way_figures_ref (way_figure_store_get_figures (store));
  g_free (self->binding);
  self->binding = g_steal_pointer (&kept);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_text (self->place, way_element_get_name (place));
  self->filling = TRUE;
  fill_choice (self, figure);
  self->filling = FALSE;
  fill (self);
  return TRUE;
}

const char *
way_figure_popover_get_binding (WayFigurePopover *self)
{
  return self->binding;
}

guint
way_figure_popover_get_n_rows (WayFigurePopover *self)
{
  return self->n_rows;
}

char *
way_figure_popover_dup_text (WayFigurePopover *self)
{
  GtkLabel *const labels[] = { self->place, self->value, self->sample, self->change, self->span, self->definition, self->files };
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_string_append_printf (s, "%s\n", gtk_label_get_text (labels[i]));
  return g_string_free (s, FALSE);
}
