#include "ui/canvas/way-canvas-private.h"

#include <adwaita.h>
#include <math.h>

/* Of the white around the map, in points: what of it stays beside held lane names. */
#define MARGIN 28.0
/* Steps of zooming that follow each other faster are one gesture. */
#define PAUSE_MS 150

enum
{
  PROP_0,
  PROP_ZOOM,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SCENE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (WayCanvas, way_canvas, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
ensure_scene (WayCanvas *self)
{
  if (self->editor == NULL || !self->stale)
    return;

  AdwStyleManager *style = adw_style_manager_get_default ();
  const WaySceneOptions options = way_canvas_make_options (self);
  WayScene *scene = way_scene_new (way_editor_get_document (self->editor), way_editor_get_journey (self->editor), way_theme_get (adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style)), self->figures, &options, self->scene);

  way_canvas_take_scene (self, scene, NULL);
}

void
way_canvas_take_scene (WayCanvas *self, WayScene *scene, WayTiles *tiles)
{
  g_clear_pointer (&self->scene, way_scene_unref);
  self->found_scene = NULL;
  self->scene = scene;
  if (tiles != NULL)
    {
      way_tiles_free (self->tiles);
      self->tiles = tiles;
    }
  self->stale = FALSE;
  g_signal_emit (self, signals[SCENE_CHANGED], 0);
}

static gboolean
proxies_cb (gpointer data)
{
  WayCanvas *self = data;

  self->proxies_source = 0;
  way_canvas_update_proxies (self);
  way_canvas_allocate_anew (self);
  return G_SOURCE_REMOVE;
}

/* Screen readers need not follow each frame of a scroll. */
static void
schedule_proxies (WayCanvas *self)
{
  if (self->proxies_source == 0)
    self->proxies_source = g_timeout_add (150, proxies_cb, self);
}

/* What is being written may ask for another size when it is given its place, if nobody had the time to lay out its lines before; where
 * only we are laid out, GTK loses track of that, and complains when it draws. */
void
way_canvas_allocate_anew (WayCanvas *self)
{
  if (self->entry != NULL)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  else
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
way_canvas_make_stale (WayCanvas *self)
{
  way_canvas_hurry_figures (self);
  self->stale = TRUE;
  way_canvas_show_anew (self);
}

void
way_canvas_show_anew (WayCanvas *self)
{
  schedule_proxies (self);
  /* Another map size moves the scroll bars, so the scrolled window has to be laid out with us: where only we are, GTK loses
   * track of what they ask for, and the canvas stays blank. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static double
get_content (WayCanvas *self, int axis)
{
  double size = self->scene == NULL ? 0 : axis == 0 ? way_scene_get_width (self->scene)
                                                    : way_scene_get_height (self->scene);

  return size * self->zoom + 2 * WAY_CANVAS_PAD;
}

static int
get_view (WayCanvas *self, int axis)
{
  return axis == 0 ? gtk_widget_get_width (GTK_WIDGET (self)) : gtk_widget_get_height (GTK_WIDGET (self));
}

static double
compute_fit (WayCanvas *self)
{
  double x = (get_view (self, 0) - 2 * WAY_CANVAS_PAD) / MAX (way_scene_get_width (self->scene), 1);
  double y = (get_view (self, 1) - 2 * WAY_CANVAS_PAD) / MAX (way_scene_get_height (self->scene), 1);

  return CLAMP (MIN (MIN (x, y), 1), WAY_ZOOM_MIN, WAY_ZOOM_MAX);
}

/* A map is opened as wide as the window, but never so small that cards lose their words. */
static double
compute_first (WayCanvas *self)
{
  double x = (get_view (self, 0) - 2 * WAY_CANVAS_PAD) / MAX (way_scene_get_width (self->scene), 1);

  return CLAMP (x, 0.6, 1);
}

/* What is in sight stays there while the map grows at its end: at the left where time runs to the left. */
static void
configure (WayCanvas *self)
{
  gboolean rtl = self->scene != NULL && way_scene_is_rtl (self->scene);

  for (int axis = 0; axis < 2; axis++)
    {
      GtkAdjustment *adjustment = self->adjustments[axis];
      double view = get_view (self, axis), upper = MAX (get_content (self, axis), view), value;

      if (adjustment == NULL)
        continue;
      value = gtk_adjustment_get_value (adjustment);
      if (axis == 0 && rtl)
        value = upper - view - (gtk_adjustment_get_page_size (adjustment) > 0 ? gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) - value : 0);
      gtk_adjustment_configure (adjustment, CLAMP (value, 0, upper - view), 0, upper, view * 0.1, view * 0.9, view);
    }
}

static gboolean
notify_zoom_cb (gpointer data)
{
  WayCanvas *self = data;

  self->zoom_source = 0;
  g_object_notify (G_OBJECT (self), "zoom");
  return G_SOURCE_REMOVE;
}

static void
apply_zoom (WayCanvas *self, double zoom)
{
  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  /* Who hears of it may ask for another size, which GTK loses track of in the middle of an allocation. */
  if (!self->allocating)
    g_object_notify (G_OBJECT (self), "zoom");
  else if (self->zoom_source == 0)
    self->zoom_source = g_idle_add (notify_zoom_cb, self);
}

static void
value_changed_cb (GtkAdjustment *adjustment, WayCanvas *self)
{
  if (self->entry != NULL && !self->allocating)
    way_canvas_allocate_anew (self);
  schedule_proxies (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (WayCanvas *self, int axis, GtkAdjustment *adjustment)
{
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (self->adjustments[axis] == adjustment)
    return;
  if (self->adjustments[axis] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[axis], value_changed_cb, self);
  g_set_object (&self->adjustments[axis], adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self, 0);
  configure (self);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayCanvas *self)
{
  way_canvas_make_stale (self);
}

static void
journey_changed_cb (WayEditor *editor, WayCanvas *self)
{
  way_canvas_finish_edit (self, TRUE);
  way_canvas_make_stale (self);
}

static void
selection_changed_cb (WayEditor *editor, WayCanvas *self)
{
  schedule_proxies (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
hover_changed_cb (WayEditor *editor, WayCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
way_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WayCanvas *self = WAY_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WayCanvas *self = WAY_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      way_canvas_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      set_adjustment (self, (int) id - PROP_HADJUSTMENT, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 900 : 600;
  *minimum_baseline = *natural_baseline = -1;
}

static void
way_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WayCanvas *self = WAY_CANVAS (widget);
  GtkWidget *popovers[] = { self->popover, self->feeling, self->chooser, self->behind, self->told, self->rules };

  self->allocating = TRUE;
  ensure_scene (self);
  /* Nothing changes its size in the hand. */
  if (self->fit && self->scene != NULL && !way_canvas_is_dragging (self))
    apply_zoom (self, compute_fit (self));
  else if (self->first && !self->fit && self->scene != NULL)
    apply_zoom (self, compute_first (self));
  configure (self);
  way_canvas_allocate_entry (self);
  way_canvas_allocate_proxies (self);
  if (self->scene != NULL && way_canvas_proxies_are_old (self))
    schedule_proxies (self);
  for (guint i = 0; i < G_N_ELEMENTS (popovers); i++)
    if (popovers[i] != NULL)
      way_canvas_present_popover (self, popovers[i]);
  self->allocating = FALSE;
}

static void
way_canvas_dispose (GObject *object)
{
  WayCanvas *self = WAY_CANVAS (object);

  way_canvas_set_editor (self, NULL);
  way_canvas_set_finder (self, NULL);
  way_canvas_set_figures (self, NULL);
  way_canvas_set_gaps (self, NULL);
  way_canvas_set_flow (self, NULL);
  g_clear_handle_id (&self->proxies_source, g_source_remove);
  g_clear_handle_id (&self->zoom_source, g_source_remove);
  g_clear_handle_id (&self->menu_source, g_source_remove);
  g_clear_object (&self->menu);
  g_clear_handle_id (&self->prepare_source, g_source_remove);
  g_clear_handle_id (&self->crisp_source, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->feeling, gtk_widget_unparent);
  g_clear_pointer (&self->behind, gtk_widget_unparent);
  way_canvas_clear_bands (self);
  g_clear_pointer (&self->rules, gtk_widget_unparent);
  g_clear_pointer (&self->chooser, gtk_widget_unparent);
  g_clear_pointer (&self->proxies, g_array_unref);
  for (int axis = 0; axis < 2; axis++)
    g_clear_object (&self->adjustments[axis]);
  G_OBJECT_CLASS (way_canvas_parent_class)->dispose (object);
}

static void
way_canvas_finalize (GObject *object)
{
  WayCanvas *self = WAY_CANVAS (object);

  way_tiles_free (self->tiles);
  g_free (self->pressed);
  g_free (self->pressed_persona);
  g_free (self->pressed_lane);
  g_free (self->drop_lane);
  g_free (self->drop_step);
  g_free (self->drop_before);
  g_free (self->drop_card);
  G_OBJECT_CLASS (way_canvas_parent_class)->finalize (object);
}

static void
way_canvas_class_init (WayCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = way_canvas_get_property;
  object_class->set_property = way_canvas_set_property;
  object_class->dispose = way_canvas_dispose;
  object_class->finalize = way_canvas_finalize;
  widget_class->measure = way_canvas_measure;
  widget_class->size_allocate = way_canvas_size_allocate;
  widget_class->snapshot = way_canvas_snapshot;
  g_object_class_install_property (object_class, PROP_ZOOM, g_param_spec_double ("zoom", NULL, NULL, WAY_ZOOM_MIN, WAY_ZOOM_MAX, 1, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[SCENE_CHANGED] = g_signal_new ("scene-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  way_canvas_class_init_input (widget_class);
}

static void
way_canvas_init (WayCanvas *self)
{
  self->zoom = 1;
  self->first = TRUE;
  self->tiles = way_tiles_new ();
  self->proxies = way_canvas_proxies_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (way_canvas_make_stale), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (way_canvas_make_stale), self, G_CONNECT_SWAPPED);
  way_canvas_init_input (self);
}

void
way_canvas_get_origin (WayCanvas *self, double *x, double *y)
{
  double origin[2];

  for (int axis = 0; axis < 2; axis++)
    {
      double spare = get_view (self, axis) - get_content (self, axis);

      origin[axis] = WAY_CANVAS_PAD + (spare > 0 ? floor (axis == 0 ? spare / 2 : 0) : 0);
      if (self->adjustments[axis] != NULL)
        origin[axis] -= floor (gtk_adjustment_get_value (self->adjustments[axis]));
    }
  *x = origin[0];
  *y = origin[1];
}

WaySticky
way_canvas_get_sticky (WayCanvas *self)
{
  WaySticky sticky = { 0 };
  double x, y;

  way_canvas_get_origin (self, &x, &y);
  for (guint i = 0; i < way_scene_get_n_bands (self->scene); i++)
    {
      double band_y;
      const WayBand *band = way_scene_get_band (self->scene, i, &band_y);
      WayBandType type = way_band_get_type (band);

      if (type == WAY_BAND_PHASES)
        sticky.from = band_y;
      if (type == WAY_BAND_PHASES || type == WAY_BAND_STEPS)
        sticky.to = band_y + way_band_get_height (band);
    }
  if (sticky.to > sticky.from && y + sticky.from * self->zoom < 0 && (sticky.to - sticky.from) * self->zoom < get_view (self, 1) * 0.4)
    {
      sticky.held = TRUE;
      sticky.top = rint (sticky.to * self->zoom) - rint (sticky.from * self->zoom);
    }
  if (way_scene_get_n_columns (self->scene) > 0)
    {
      double start = way_scene_get_grid_start (self->scene);
      gboolean rtl = way_scene_is_rtl (self->scene);
      double view = get_view (self, 0);

      sticky.label_x = rtl ? way_scene_get_width (self->scene) - start : MARGIN;
      sticky.label_width = start - MARGIN;
      sticky.side = rint (sticky.label_width * self->zoom);
      sticky.held_side = sticky.side < view * 0.4 && (rtl ? x + (sticky.label_x + sticky.label_width) * self->zoom > view : x + sticky.label_x * self->zoom < 0);
      if (!sticky.held_side)
        sticky.side = 0;
    }
  return sticky;
}

void
way_canvas_widget_to_drawn (WayCanvas *self, double *x, double *y)
{
  WaySticky sticky = way_canvas_get_sticky (self);
  double at_x = *x, at_y = *y;

  way_canvas_widget_to_scene (self, x, y);
  if (sticky.held && at_y < sticky.top)
    *y = sticky.from + at_y / self->zoom;
  if (*y < sticky.from)
    return; /* the title is not held */
  if (sticky.held_side && !way_scene_is_rtl (self->scene) && at_x < sticky.side)
    *x = sticky.label_x + at_x / self->zoom;
  else if (sticky.held_side && way_scene_is_rtl (self->scene) && at_x > get_view (self, 0) - sticky.side)
    *x = sticky.label_x + (at_x - get_view (self, 0) + sticky.side) / self->zoom;
}

const WayItem *
way_canvas_find_pressed (WayCanvas *self, guint *band)
{
  if (self->pressed == NULL)
    return NULL;
  if (self->found_scene != self->scene)
    self->found = way_scene_find (self->scene, self->pressed, &self->found_band);
  self->found_scene = self->scene;
  if (band != NULL)
    *band = self->found_band;
  return self->found;
}

const WayItem *
way_canvas_hit (WayCanvas *self, double x, double y, guint *band)
{
  if (way_canvas_get_scene (self) == NULL)
    return NULL;
  way_canvas_widget_to_drawn (self, &x, &y);
  return way_scene_hit (self->scene, x, y, 3 / self->zoom, band);
}

gboolean
way_canvas_find_cell (WayCanvas *self, double x, double y, const char **lane, const char **step)
{
  *lane = *step = NULL;
  if (way_canvas_get_scene (self) == NULL)
    return FALSE;
  way_canvas_widget_to_scene (self, &x, &y);

  double low = G_MAXDOUBLE, high = -G_MAXDOUBLE, nearest = G_MAXDOUBLE;

  /* The gaps between columns belong to the nearer one. */
  for (guint i = 0; i < way_scene_get_n_columns (self->scene); i++)
    {
      const WayStepColumn *column = way_scene_get_column (self->scene, i);
      double distance = MAX (MAX (column->x - x, x - column->x - column->width), 0);

      if (distance < nearest)
        *step = column->step;
      nearest = MIN (nearest, distance);
      low = MIN (low, column->x);
      high = MAX (high, column->x + column->width);
    }
  if (x < low || x >= high)
    *step = NULL;
  for (guint i = 0; i < way_scene_get_n_bands (self->scene); i++)
    {
      double band_y;
      const WayBand *band = way_scene_get_band (self->scene, i, &band_y);

      if (way_band_get_type (band) == WAY_BAND_LANE && y >= band_y && y < band_y + way_band_get_height (band))
        *lane = way_band_get_id (band);
    }
  return *lane != NULL && *step != NULL;
}

GtkWidget *
way_canvas_new (void)
{
  return g_object_new (WAY_TYPE_CANVAS, NULL);
}

void
way_canvas_set_editor (WayCanvas *self, WayEditor *editor)
{
  if (self->editor == editor)
    return;
  way_canvas_hurry_figures (self);
  if (self->editor != NULL)
    {
      way_canvas_finish_edit (self, FALSE);
      g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
      g_signal_handlers_disconnect_by_data (self->editor, self);
      g_clear_pointer (&self->scene, way_scene_unref);
      self->found_scene = NULL;
    }
  g_set_object (&self->editor, editor);
  self->fit = FALSE;
  self->first = TRUE;
  if (editor == NULL)
    return;
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (editor, "journey-changed", G_CALLBACK (journey_changed_cb), self, 0);
  g_signal_connect_object (editor, "selection-changed", G_CALLBACK (selection_changed_cb), self, 0);
  g_signal_connect_object (editor, "hover-changed", G_CALLBACK (hover_changed_cb), self, 0);
  g_signal_connect_object (editor, "tool-changed", G_CALLBACK (hover_changed_cb), self, 0);
  way_canvas_make_stale (self);
}

WayScene *
way_canvas_get_scene (WayCanvas *self)
{
  ensure_scene (self);
  return self->scene;
}

void
way_canvas_ensure_menu (WayCanvas *self)
{
  g_clear_handle_id (&self->menu_source, g_source_remove);
  if (self->popover != NULL || self->menu == NULL)
    return;
  self->popover = gtk_popover_menu_new_from_model (self->menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static gboolean
menu_cb (gpointer data)
{
  ((WayCanvas *) data)->menu_source = 0;
  way_canvas_ensure_menu (data);
  return G_SOURCE_REMOVE;
}

void
way_canvas_set_menu (WayCanvas *self, GMenuModel *menu)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_set_object (&self->menu, menu);
  if (self->menu_source == 0)
    self->menu_source = g_idle_add_full (G_PRIORITY_LOW, menu_cb, self, NULL);
}

double
way_canvas_get_zoom (WayCanvas *self)
{
  return self->zoom;
}

void
way_canvas_set_zoom (WayCanvas *self, double zoom)
{
  way_canvas_zoom_at (self, zoom, get_view (self, 0) / 2.0, get_view (self, 1) / 2.0);
}

static gboolean
crisp_cb (gpointer data)
{
  WayCanvas *self = data;

  self->crisp_source = 0;
  self->zooming = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* One step is shown as it is; a wheel that goes on turning is a gesture, and leaves no time for words. */
static void
hurry (WayCanvas *self)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->zoomed_at < PAUSE_MS * 1000)
    {
      self->zooming = TRUE;
      g_clear_handle_id (&self->crisp_source, g_source_remove);
      self->crisp_source = g_timeout_add (PAUSE_MS, crisp_cb, self);
    }
  self->zoomed_at = now;
}

void
way_canvas_zoom_at (WayCanvas *self, double zoom, double x, double y)
{
  double at[2] = { x, y }, point[2] = { x, y };

  way_canvas_widget_to_scene (self, &point[0], &point[1]);
  self->fit = self->first = FALSE;
  hurry (self);
  apply_zoom (self, CLAMP (zoom, WAY_ZOOM_MIN, WAY_ZOOM_MAX));
  configure (self);
  for (int axis = 0; axis < 2; axis++)
    if (self->adjustments[axis] != NULL)
      gtk_adjustment_set_value (self->adjustments[axis], WAY_CANVAS_PAD + point[axis] * self->zoom - at[axis]);
  way_canvas_allocate_anew (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_canvas_zoom_to_fit (WayCanvas *self)
{
  self->fit = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_canvas_scroll_to_rect (WayCanvas *self, WayRect rect)
{
  WaySticky sticky = way_canvas_get_sticky (self);
  double low[2] = { rect.x, rect.y }, size[2] = { rect.width, rect.height }, covered[2] = { sticky.side, sticky.top };

  configure (self);
  for (int axis = 0; axis < 2; axis++)
    if (self->adjustments[axis] != NULL)
      {
        double from = WAY_CANVAS_PAD + low[axis] * self->zoom, to = from + size[axis] * self->zoom;

        /* Lane names stand where time begins. */
        if (axis == 0 && way_scene_is_rtl (self->scene))
          gtk_adjustment_clamp_page (self->adjustments[axis], from - 12, to + covered[axis] + 12);
        else
          gtk_adjustment_clamp_page (self->adjustments[axis], from - covered[axis] - 12, to + 12);
      }
}

void
way_canvas_scroll_to (WayCanvas *self, const char *id)
{
  guint band;
  const WayItem *item = way_canvas_get_scene (self) != NULL ? way_scene_find (self->scene, id, &band) : NULL;

  if (item == NULL)
    return;

  WayRect rect = way_scene_get_item_rect (self->scene, band, item);

  if (item->part == WAY_PART_LANE)
    {
      WaySticky sticky = way_canvas_get_sticky (self);

      rect.x = way_scene_is_rtl (self->scene) ? sticky.label_x : 0;
      rect.width = sticky.label_width;
    }
  way_canvas_scroll_to_rect (self, rect);
}

void
way_canvas_scroll_to_cell (WayCanvas *self)
{
  WayRect rect;

  if (way_canvas_get_scene (self) != NULL && way_canvas_get_cell_rect (self, way_editor_get_lane (self->editor), way_editor_get_step (self->editor), &rect))
    way_canvas_scroll_to_rect (self, rect);
}

void
way_canvas_scene_to_widget (WayCanvas *self, double *x, double *y)
{
  double ox, oy;

  way_canvas_get_origin (self, &ox, &oy);
  *x = ox + *x * self->zoom;
  *y = oy + *y * self->zoom;
}

void
way_canvas_widget_to_scene (WayCanvas *self, double *x, double *y)
{
  double ox, oy;

  way_canvas_get_origin (self, &ox, &oy);
  *x = (*x - ox) / self->zoom;
  *y = (*y - oy) / self->zoom;
}
