/* The pointer on the canvas, as the gestures call it: press, drag, release. */
#include <adwaita.h>

#include "base/way-place.h"
#include "edit/way-commands.h"
#include "edit/way-connect.h"
#include "edit/way-drag.h"
#include "format/way-reader.h"
#include "ui/canvas/way-canvas-drag.h"
#include "window-fixture.h"

typedef struct
{
  WayDocument *document;
  WayEditor *editor;
  GtkWidget *window;
  WayCanvas *canvas;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = way_place_build_data (data);
  g_autoptr (GError) error = NULL;
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->document = way_reader_read_file (path, NULL, NULL, &error);
  g_assert_no_error (error);
  self->editor = way_editor_new (self->document);
  self->window = gtk_window_new ();
  self->canvas = WAY_CANVAS (way_canvas_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->canvas));
  gtk_window_set_child (GTK_WINDOW (self->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 780);
  way_canvas_set_editor (self->canvas, self->editor);
  gtk_window_present (GTK_WINDOW (self->window));
  window_fixture_settle (100);
  way_canvas_set_zoom (self->canvas, 1);
  window_fixture_settle (100);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  window_fixture_settle (100);
  g_object_unref (self->editor);
  g_object_unref (self->document);
}

/* Where the element stands in the widget; a lane is as wide as the map. */
static WayRect
get_rect (Fixture *self, const char *id)
{
  guint band;
  const WayItem *item;
  WayRect rect;

  item = way_scene_find (way_canvas_get_scene (self->canvas), id, &band);
  g_assert_nonnull (item);
  rect = way_scene_get_item_rect (way_canvas_get_scene (self->canvas), band, item);
  way_canvas_scene_to_widget (self->canvas, &rect.x, &rect.y);
  return rect;
}

static WayRect
find_rect (Fixture *self, const char *id)
{
  way_canvas_scroll_to (self->canvas, id);
  return get_rect (self, id);
}

static double
find_middle (Fixture *self, const char *step)
{
  const WayScene *scene = way_canvas_get_scene (self->canvas);

  for (guint i = 0; i < way_scene_get_n_columns (scene); i++)
    {
      const WayStepColumn *column = way_scene_get_column (scene, i);
      double x = column->x + column->width / 2, y = 0;

      if (g_strcmp0 (column->step, step) != 0)
        continue;
      way_canvas_scene_to_widget (self->canvas, &x, &y);
      return x;
    }
  g_assert_not_reached ();
}

static const char *
get_value (Fixture *self, const char *id, WayField field)
{
  return way_element_get (way_document_lookup (self->document, id), field);
}

static void
test_span (Fixture *self, gconstpointer data)
{
  WayRect rect = find_rect (self, "tp-budget");
  double y = rect.y + 14, right = rect.x + rect.width;

  g_assert_cmpint (way_canvas_find_spot (self->canvas, rect.x + 2, y).grip, ==, WAY_GRIP_START);
  g_assert_cmpint (way_canvas_find_spot (self->canvas, right - 2, y).grip, ==, WAY_GRIP_END);
  g_assert_cmpint (way_canvas_find_spot (self->canvas, rect.x + rect.width / 2, y).grip, ==, WAY_GRIP_CARD);

  /* Past the middle of the next step, seen at once, and taken back. */
  way_canvas_press (self->canvas, right - 2, y, GDK_BUTTON_PRIMARY, 0);
  g_assert_true (way_canvas_drag (self->canvas, find_middle (self, "st-vorf") + 10, y, 0));
  g_assert_cmpstr (get_value (self, "tp-budget", WAY_FIELD_UNTIL), ==, "st-vorf");
  way_canvas_release (self->canvas, FALSE);
  g_assert_null (get_value (self, "tp-budget", WAY_FIELD_UNTIL));
  g_assert_false (way_document_is_modified (self->document));

  /* And kept. */
  way_canvas_press (self->canvas, right - 2, y, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, find_middle (self, "st-vorf") + 10, y, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_cmpstr (get_value (self, "tp-budget", WAY_FIELD_UNTIL), ==, "st-vorf");
  g_assert_cmpstr (get_value (self, "tp-budget", WAY_FIELD_STEP), ==, "st-budget");
  g_assert_cmpstr (way_document_get_undo_label (self->document), ==, "Change Span");

  /* By its other edge. */
  rect = find_rect (self, "tp-budget");
  y = rect.y + 14;
  way_canvas_press (self->canvas, rect.x + 2, y, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, find_middle (self, "st-vorf") - 10, y, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_cmpstr (get_value (self, "tp-budget", WAY_FIELD_STEP), ==, "st-vorf");
  g_assert_null (get_value (self, "tp-budget", WAY_FIELD_UNTIL));
  way_editor_undo (self->editor);
  way_editor_undo (self->editor);
  g_assert_false (way_document_is_modified (self->document));
}

/* Where the point of a feeling stands in the widget. */
static void
find_point (Fixture *self, const char *touchpoint, const char *persona, double *x, double *y)
{
  const WayScene *scene = way_canvas_get_scene (self->canvas);

  for (guint b = 0; b < way_scene_get_n_bands (scene); b++)
    {
      const WayBand *band = way_scene_get_band (scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayRect rect = way_scene_get_item_rect (scene, b, item);

          if (g_strcmp0 (item->persona, persona) != 0 || g_strcmp0 (item->id, touchpoint) != 0)
            continue;
          *x = rect.x + rect.width / 2;
          *y = rect.y + rect.height / 2;
          way_canvas_scene_to_widget (self->canvas, x, y);
          return;
        }
    }
  g_assert_not_reached ();
}

static int
get_score (Fixture *self, const char *touchpoint, const char *persona)
{
  const WayElement *feeling = way_command_find_feeling (way_document_lookup (self->document, touchpoint), persona);

  return feeling != NULL ? way_element_get_integer (feeling, WAY_FIELD_SCORE, 99) : 99;
}

static void
test_feeling (Fixture *self, gconstpointer data)
{
  double x, y, again_x, again_y;

  way_canvas_scroll_to (self->canvas, "ln-emo");
  find_point (self, "tp-suche", "ps-vera", &x, &y);
  g_assert_cmpint (way_canvas_find_spot (self->canvas, x, y).grip, ==, WAY_GRIP_FEELING);
  for (int score = -5; score <= 5; score++)
    {
      /* Its own scale says where the point then stands. */
      way_canvas_press (self->canvas, x, y, GDK_BUTTON_PRIMARY, 0);
      way_canvas_drag (self->canvas, x, y + 30, 0);
      for (double at = y - 300; at < y + 300 && get_score (self, "tp-suche", "ps-vera") != score; at += 2)
        way_canvas_drag (self->canvas, x, at, 0);
      g_assert_cmpint (get_score (self, "tp-suche", "ps-vera"), ==, score);
      way_canvas_release (self->canvas, FALSE);
    }
  g_assert_false (way_document_is_modified (self->document));
  way_canvas_press (self->canvas, x, y + 3, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, x, y + 1000, 0);
  g_assert_cmpint (get_score (self, "tp-suche", "ps-vera"), ==, -5);
  way_canvas_drag (self->canvas, x, y - 25, 0);
  way_canvas_release (self->canvas, TRUE);
  find_point (self, "tp-suche", "ps-vera", &again_x, &again_y);
  /* A step of the scale is 12 points high. */
  g_assert_cmpfloat_with_epsilon (again_y, y - 28, 7);
  g_assert_cmpstr (way_document_get_undo_label (self->document), ==, "Change Feeling");
  way_editor_undo (self->editor);
  g_assert_false (way_document_is_modified (self->document));
}

static void
make_action (Fixture *self, const char *name, const GVariantType *type, GCallback callback)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, type);

  g_signal_connect (action, "activate", callback, self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (self->window, "map", G_ACTION_GROUP (group));
}

static void
feel_cb (GSimpleAction *action, GVariant *parameter, Fixture *self)
{
  const char *touchpoint, *persona;
  int score;

  g_variant_get (parameter, "(&s&si)", &touchpoint, &persona, &score);
  g_assert_true (way_command_set_feeling (self->editor, touchpoint, persona, score, NULL));
}

/* A point opens; on the curve a feeling is made where the pointer is; elsewhere it must be said whose it is. */
static void
test_open_feeling (Fixture *self, gconstpointer data)
{
  double x, y;
  const WayElement *lonely = way_document_lookup (self->document, "tp-suche");

  way_canvas_scroll_to (self->canvas, "ln-emo");
  make_action (self, "feel", G_VARIANT_TYPE ("(ssi)"), G_CALLBACK (feel_cb));
  find_point (self, "tp-suche", "ps-vera", &x, &y);
  g_assert_true (way_canvas_open_at (self->canvas, x, y));
  g_assert_false (way_document_is_modified (self->document));

  /* To be seen whole, the card may have been scrolled to. */
  find_point (self, "tp-suche", "ps-vera", &x, &y);
  /* Marek's curve passes here, but he has said nothing about this step. */
  g_assert_null (way_command_find_feeling (lonely, "ps-marek"));
  for (double at = y - 80; at < y + 80 && !way_document_is_modified (self->document); at += 4)
    way_canvas_open_at (self->canvas, x + 16, at);
  g_assert_true (way_document_is_modified (self->document));
  g_assert_nonnull (way_command_find_feeling (lonely, "ps-marek"));
  way_editor_undo (self->editor);
  g_assert_false (way_document_is_modified (self->document));

  /* No curves, nothing to open. */
  WayRect rect = find_rect (self, "tp-suche");

  g_assert_false (way_canvas_open_at (self->canvas, rect.x + 60, rect.y + 20));
}

static const WayElement *
find_connection (Fixture *self, const char *from, const char *to)
{
  WayElement *connection;

  way_each (connection, way_editor_get_journey (self->editor), WAY_KIND_CONNECTION)
    if (g_strcmp0 (way_element_get (connection, WAY_FIELD_FROM), from) == 0 && g_strcmp0 (way_element_get (connection, WAY_FIELD_TO), to) == 0)
      return connection;
  return NULL;
}

static void
test_connect (Fixture *self, gconstpointer data)
{
  WayRect from, to;

  g_assert_null (find_connection (self, "tp-logger", "tp-artikel"));
  from = find_rect (self, "tp-logger");
  to = find_rect (self, "tp-artikel");
  from = find_rect (self, "tp-logger");

  /* Handles are there once the card is chosen: above, below, and where time goes on. */
  g_assert_cmpint (way_canvas_find_spot (self->canvas, from.x + from.width / 2, from.y + from.height).grip, !=, WAY_GRIP_LINK);
  way_editor_select (self->editor, "tp-logger");
  g_assert_cmpint (way_canvas_find_spot (self->canvas, from.x + from.width / 2, from.y + from.height + 3).grip, ==, WAY_GRIP_LINK);
  g_assert_cmpint (way_canvas_find_spot (self->canvas, from.x + from.width / 2, from.y).grip, ==, WAY_GRIP_LINK);
  g_assert_cmpint (way_canvas_find_spot (self->canvas, from.x + from.width, from.y + from.height / 2).grip, ==, WAY_GRIP_LINK);

  for (int end = 0; end < 3; end++)
    {
      /* Over the ground, taken back, onto the card. */
      way_canvas_press (self->canvas, from.x + from.width / 2, from.y + from.height, GDK_BUTTON_PRIMARY, 0);
      way_canvas_drag (self->canvas, to.x + 50, to.y + 20, 0);
      if (end == 0)
        way_canvas_drag (self->canvas, from.x + from.width / 2, from.y + from.height + 8, 0);
      way_canvas_release (self->canvas, end != 1);
      g_assert_true ((find_connection (self, "tp-logger", "tp-artikel") != NULL) == (end == 2));
    }
  g_assert_cmpstr (way_document_get_undo_label (self->document), ==, "Connect");
  g_assert_true (way_editor_get_single (self->editor) == find_connection (self, "tp-logger", "tp-artikel"));
  /* What is chosen goes with Delete. */
  g_assert_true (way_command_delete (self->editor, NULL));
  g_assert_null (find_connection (self, "tp-logger", "tp-artikel"));
  way_editor_undo (self->editor);
  way_editor_undo (self->editor);
  g_assert_false (way_document_is_modified (self->document));
}

/* A handle that is only clicked asks for the other end. */
static void
test_click_handle (Fixture *self, gconstpointer data)
{
  WayRect from = find_rect (self, "tp-logger");

  way_editor_select (self->editor, "tp-logger");
  way_canvas_press (self->canvas, from.x + from.width / 2, from.y + from.height, GDK_BUTTON_PRIMARY, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_cmpstr (way_connect_get_from (self->editor), ==, "tp-logger");
  /* A press while it is being looked for drags no card. */
  from = find_rect (self, "tp-artikel");
  way_canvas_press (self->canvas, from.x + 60, from.y + 20, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, from.x + 90, from.y + 200, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_false (way_document_is_modified (self->document));
  way_connect_cancel (self->editor);
}

static const WayStepColumn *
find_column (Fixture *self, const char *step)
{
  const WayScene *scene = way_canvas_get_scene (self->canvas);

  for (guint i = 0; i < way_scene_get_n_columns (scene); i++)
    if (g_strcmp0 (way_scene_get_column (scene, i)->step, step) == 0)
      return way_scene_get_column (scene, i);
  g_assert_not_reached ();
}

static void
test_width (Fixture *self, gconstpointer data)
{
  const WayStepColumn *column = find_column (self, "st-anlass");
  double x = column->x + column->width, y = 0, natural = column->width;
  WayRect step = find_rect (self, "st-anlass");

  way_canvas_scene_to_widget (self->canvas, &x, &y);
  y = step.y + step.height / 2;
  g_assert_cmpint (way_canvas_find_spot (self->canvas, x - 1, y).grip, ==, WAY_GRIP_WIDTH);
  g_assert_cmpstr (way_canvas_find_spot (self->canvas, x - 1, y).id, ==, "st-anlass");
  for (int keep = 0; keep < 2; keep++)
    {
      way_canvas_press (self->canvas, x, y, GDK_BUTTON_PRIMARY, 0);
      way_canvas_drag (self->canvas, x + 40, y, 0);
      g_assert_cmpfloat (find_column (self, "st-anlass")->width, ==, natural + 40);
      /* No narrower than its content. */
      way_canvas_drag (self->canvas, x - 90, y, 0);
      g_assert_cmpfloat (find_column (self, "st-anlass")->width, ==, natural);
      g_assert_null (get_value (self, "st-anlass", WAY_FIELD_WIDTH));
      way_canvas_drag (self->canvas, x + 60, y, 0);
      way_canvas_release (self->canvas, keep);
      g_assert_true (way_document_is_modified (self->document) == keep);
    }
  g_assert_cmpfloat (find_column (self, "st-anlass")->width, ==, natural + 60);
  g_assert_cmpstr (way_document_get_undo_label (self->document), ==, "Change Width");
  /* A double click on the border. */
  g_assert_true (way_canvas_open_at (self->canvas, x + 60, y));
  g_assert_cmpfloat (find_column (self, "st-anlass")->width, ==, natural);
  way_editor_undo (self->editor);
  way_editor_undo (self->editor);
  g_assert_false (way_document_is_modified (self->document));
}

static void
test_height (Fixture *self, gconstpointer data)
{
  WayRect lane = find_rect (self, "ln-emo");
  double x = lane.x + 30, y = lane.y + lane.height, size, natural, best_x, before, after;

  find_point (self, "tp-suche", "ps-vera", &best_x, &before);
  g_assert_cmpint (way_canvas_find_spot (self->canvas, x, y).grip, ==, WAY_GRIP_HEIGHT);
  g_assert_cmpstr (way_canvas_find_spot (self->canvas, x, y).id, ==, "ln-emo");
  way_canvas_press (self->canvas, x, y, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, x, y + 50, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_true (way_canvas_get_size (self->canvas, "ln-emo", &size, &natural));
  g_assert_cmpfloat (natural, ==, lane.height);
  g_assert_cmpfloat (size, ==, natural + 50);
  /* The curve takes the room: its middle goes down with the lane's. */
  find_point (self, "tp-suche", "ps-vera", &best_x, &after);
  g_assert_cmpfloat_with_epsilon (after, before + 25, 1);
  g_assert_cmpstr (way_document_get_undo_label (self->document), ==, "Change Height");
  way_editor_undo (self->editor);
  g_assert_false (way_document_is_modified (self->document));
}

/* The ids of the cards of a cell, in the order of the file. */
static char *
show_cell (Fixture *self, const char *lane, const char *step)
{
  GString *s = g_string_new (NULL);
  WayElement *card;

  way_each (card, way_editor_get_journey (self->editor), WAY_KIND_TOUCHPOINT)
    if (way_element_is (card, WAY_FIELD_LANE, lane) && way_element_is (card, WAY_FIELD_STEP, step))
      g_string_append_printf (s, "%s%s", s->len > 0 ? " " : "", way_element_get_id (card));
  return g_string_free (s, FALSE);
}

/* Onto a point of another element. */
static void
pull (Fixture *self, const char *id, const char *to, double x, double y, GdkModifierType state)
{
  WayRect rect = find_rect (self, id), target = get_rect (self, to);

  x += target.x;
  y += target.y;
  way_canvas_press (self->canvas, rect.x + rect.width / 2, rect.y + 25, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, rect.x + rect.width / 2 + 9, rect.y + 25, state);
  way_canvas_drag (self->canvas, x, y, state);
}

/* Between two cards of another cell, and between those of its own; the place is seen before the button is let go. */
static void
test_cards (Fixture *self, gconstpointer data)
{
  g_autofree char *before = show_cell (self, "ln-touch", "st-fragen"), *during = NULL, *after = NULL, *left = NULL;
  WayRect third;

  g_assert_cmpstr (before, ==, "tp-logger tp-kolleg tp-messe");
  pull (self, "tp-suche", "tp-kolleg", 60, -5, 0);
  during = show_cell (self, "ln-touch", "st-fragen");
  g_assert_cmpstr (during, ==, "tp-logger tp-suche tp-kolleg tp-messe");
  way_canvas_release (self->canvas, TRUE);
  left = show_cell (self, "ln-touch", "st-lesen");
  g_assert_cmpstr (left, ==, "tp-artikel tp-rechner");
  g_assert_cmpstr (way_document_get_undo_label (self->document), ==, "Move Card");
  way_editor_undo (self->editor);

  third = find_rect (self, "tp-messe");
  pull (self, "tp-logger", "tp-messe", 60, third.height - 4, 0);
  way_canvas_release (self->canvas, TRUE);
  after = show_cell (self, "ln-touch", "st-fragen");
  g_assert_cmpstr (after, ==, "tp-kolleg tp-messe tp-logger");
  way_editor_undo (self->editor);
  g_assert_false (way_document_is_modified (self->document));
}

/* Ctrl or Alt while letting go leaves a copy; letting the key go in between takes it back. */
static void
test_copy (Fixture *self, gconstpointer data)
{
  const WayElement *journey = way_editor_get_journey (self->editor);
  guint n = way_element_count (journey, WAY_KIND_TOUCHPOINT);
  WayRect target;

  pull (self, "tp-suche", "tp-kolleg", 60, -5, GDK_CONTROL_MASK);
  target = get_rect (self, "tp-kolleg");
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_TOUCHPOINT), ==, n + 1);
  way_canvas_drag (self->canvas, target.x + 61, target.y - 5, 0);
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_TOUCHPOINT), ==, n);
  g_assert_cmpstr (get_value (self, "tp-suche", WAY_FIELD_STEP), ==, "st-fragen");
  way_canvas_drag (self->canvas, target.x + 61, target.y - 5, GDK_ALT_MASK);
  way_canvas_release (self->canvas, TRUE);
  g_assert_cmpuint (way_element_count (journey, WAY_KIND_TOUCHPOINT), ==, n + 1);
  g_assert_cmpstr (get_value (self, "tp-suche", WAY_FIELD_STEP), ==, "st-lesen");
  g_assert_cmpstr (way_document_get_undo_label (self->document), ==, "Copy Card");
  g_assert_cmpstr (way_element_get_name (way_editor_get_single (self->editor)), ==, way_element_get_name (way_document_lookup (self->document, "tp-suche")));
  g_assert_cmpstr (way_editor_get_selected (self->editor, 0), !=, "tp-suche");
  way_editor_undo (self->editor);
  g_assert_false (way_document_is_modified (self->document));
}

/* Steps within and between phases, phases, lanes. */
static void
test_places (Fixture *self, gconstpointer data)
{
  const WayElement *first = way_element_get_first (way_editor_get_journey (self->editor), WAY_KIND_PHASE), *step;
  const char *last;
  WayRect rect = find_rect (self, "st-fragen");

  /* Behind the last step of its phase, not into the next one. */
  pull (self, "st-anlass", "st-fragen", rect.width - 10, 10, 0);
  way_canvas_release (self->canvas, TRUE);
  step = way_document_lookup (self->document, "st-anlass");
  g_assert_true (way_element_get_parent (step) == first);
  g_assert_cmpuint (way_element_get_index (step), ==, 2);
  g_assert_cmpstr (way_document_get_undo_label (self->document), ==, "Move Step");
  way_editor_undo (self->editor);

  /* Into the next phase. */
  pull (self, "st-fragen", "st-bedarf", 10, 10, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_true (way_element_get_parent (way_document_lookup (self->document, "st-fragen")) == way_element_get_parent (way_document_lookup (self->document, "st-bedarf")));
  g_assert_cmpuint (way_element_get_index (way_document_lookup (self->document, "st-fragen")), ==, 0);
  way_editor_undo (self->editor);

  /* A lane by its name. */
  last = "ln-emo";
  rect = find_rect (self, last);
  way_canvas_press (self->canvas, rect.x + 30, rect.y + 20, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, rect.x + 30, rect.y - 20, 0);
  rect = find_rect (self, "ln-touch");
  way_canvas_drag (self->canvas, rect.x + 30, rect.y + 10, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_cmpuint (way_element_get_index (way_document_lookup (self->document, last)), ==, 0);
  g_assert_cmpstr (way_document_get_undo_label (self->document), ==, "Move Lane");
  way_editor_undo (self->editor);
  g_assert_false (way_document_is_modified (self->document));
}

static GtkAdjustment *
get_adjustment (Fixture *self, gboolean across)
{
  return across ? gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->canvas)) : gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->canvas));
}

/* A drag at the rim goes on into what was out of sight; elsewhere, and without a drag, the map stays. */
static void
test_rim (Fixture *self, gconstpointer data)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->canvas)), y;
  WayRect rect = find_rect (self, "tp-suche");

  y = rect.y + 25;
  gtk_adjustment_set_value (get_adjustment (self, TRUE), 0);
  g_assert_false (way_canvas_follow_rim (self->canvas, 1));
  pull (self, "tp-suche", "tp-suche", 90, 25, 0);
  g_assert_false (way_canvas_follow_rim (self->canvas, 1));
  way_canvas_drag (self->canvas, width - 2, y, 0);
  for (guint i = 0; i < 100 && g_strcmp0 (get_value (self, "tp-suche", WAY_FIELD_STEP), "st-vergl") != 0; i++)
    way_canvas_follow_rim (self->canvas, 0.05);
  g_assert_cmpstr (get_value (self, "tp-suche", WAY_FIELD_STEP), ==, "st-vergl");
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (self, TRUE)), >, 100);
  way_canvas_release (self->canvas, FALSE);
  g_assert_false (way_canvas_follow_rim (self->canvas, 1));
  g_assert_false (way_document_is_modified (self->document));
}

/* With the middle button, on the ground, and with nothing chosen on the way. */
static void
test_pan (Fixture *self, gconstpointer data)
{
  WayRect rect = find_rect (self, "tp-suche");
  const guint buttons[] = { GDK_BUTTON_MIDDLE, GDK_BUTTON_PRIMARY };

  gtk_adjustment_set_value (get_adjustment (self, TRUE), 300);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      double x = rect.x + 30, y = i == 0 ? rect.y + 20 : rect.y - 8, before = gtk_adjustment_get_value (get_adjustment (self, TRUE));

      way_canvas_press (self->canvas, x, y, buttons[i], 0);
      way_canvas_drag (self->canvas, x - 120, y, 0);
      way_canvas_release (self->canvas, TRUE);
      g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (self, TRUE)), ==, before + 120);
    }
  g_assert_cmpuint (way_editor_get_n_selected (self->editor), ==, 0);
  g_assert_false (way_document_is_modified (self->document));
}

/* A pan in full swing goes on, ever slower, and not beyond the map. */
static void
test_fling (Fixture *self, gconstpointer data)
{
  GtkAdjustment *across = get_adjustment (self, TRUE);
  WayRect rect = find_rect (self, "tp-suche");
  double last, steps[2];
  guint n = 0;

  gtk_adjustment_set_value (across, 100);
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (self->canvas)), "gtk-enable-animations", TRUE, NULL);
  way_canvas_press (self->canvas, rect.x + 30, rect.y - 8, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, rect.x + 10, rect.y - 8, 0);
  way_canvas_release (self->canvas, TRUE);
  way_canvas_fling (self->canvas, -1000, 0);
  for (guint i = 0; i < 2; i++)
    {
      last = gtk_adjustment_get_value (across);
      way_canvas_glide (self->canvas, 0.05);
      steps[i] = gtk_adjustment_get_value (across) - last;
    }
  g_assert_cmpfloat (steps[0], >, 30);
  g_assert_cmpfloat (steps[1], >, 20);
  g_assert_cmpfloat (steps[1], <, steps[0]);
  while (way_canvas_glide (self->canvas, 0.05))
    g_assert_cmpuint (++n, <, 60);
  /* Against the end it rests at once. */
  gtk_adjustment_set_value (across, 0);
  way_canvas_fling (self->canvas, 1000, 0);
  g_assert_false (way_canvas_glide (self->canvas, 0.05));
  /* What was no pan does not fly. */
  way_canvas_press (self->canvas, rect.x + 30, rect.y + 20, GDK_BUTTON_PRIMARY, 0);
  way_canvas_release (self->canvas, TRUE);
  way_canvas_fling (self->canvas, -1000, 0);
  last = gtk_adjustment_get_value (across);
  way_canvas_glide (self->canvas, 0.05);
  g_assert_cmpfloat (gtk_adjustment_get_value (across), ==, last);
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (self->canvas)), "gtk-enable-animations", FALSE, NULL);
}

/* From the ground over two cards: Shift adds, Ctrl changes over, Esc gives back. */
static void
test_band (Fixture *self, gconstpointer data)
{
  WayRect from = find_rect (self, "tp-logger"), to = find_rect (self, "tp-kolleg");
  const struct
  {
    GdkModifierType state;
    gboolean keep;
    guint n;
  } rows[] = {
    { GDK_SHIFT_MASK, TRUE, 2 },
    { GDK_CONTROL_MASK, TRUE, 1 },
    { GDK_SHIFT_MASK, FALSE, 1 },
    { GDK_CONTROL_MASK, FALSE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      way_editor_select (self->editor, "tp-logger");
      way_canvas_press (self->canvas, from.x + 10, from.y - 8, GDK_BUTTON_PRIMARY, rows[i].state);
      way_canvas_drag (self->canvas, to.x + 80, to.y + 20, rows[i].state);
      way_canvas_release (self->canvas, rows[i].keep);
      g_assert_cmpuint (way_editor_get_n_selected (self->editor), ==, rows[i].n);
      g_assert_true (way_editor_is_selected (self->editor, "tp-logger") == (i != 1));
    }
}

/* Of whatever is in the hand. Moving on and letting go after that means nothing. */
static void
test_escape (Fixture *self, gconstpointer data)
{
  static const struct
  {
    WayGrip grip;
    const char *id;
    double x, y, dx, dy; /* where on it, and how far; below 0: from its end */
    gboolean selected;
  } rows[] = {
    { WAY_GRIP_BAND, "tp-logger", 10, -8, 90, 60 },
    { WAY_GRIP_CARD, "tp-suche", 60, 25, 190, 0 },
    { WAY_GRIP_CARD, "ph-info", 60, 25, 700, 0 },
    { WAY_GRIP_CARD, "st-lesen", 30, 10, 400, 0 },
    { WAY_GRIP_CARD, "ln-touch", 30, 30, 0, 300 },
    { WAY_GRIP_START, "tp-budget", 2, 14, -190, 0 },
    { WAY_GRIP_END, "tp-budget", -2, 14, 190, 0 },
    { WAY_GRIP_FEELING, "tp-suche", 0, 0, 0, 50 },
    { WAY_GRIP_LINK, "tp-suche", 0, 0, 190, 30, TRUE },
    { WAY_GRIP_WIDTH, "st-anlass", 0, 10, 60, 0 },
    { WAY_GRIP_HEIGHT, "ln-emo", 30, 0, 0, 50 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WayRect rect = find_rect (self, rows[i].id);
      double x = rows[i].x < 0 ? rect.x + rect.width + rows[i].x : rect.x + rows[i].x, y = rect.y + rows[i].y, across = 0;
      GdkModifierType state = rows[i].grip == WAY_GRIP_BAND ? GDK_SHIFT_MASK : 0;

      way_editor_select (self->editor, rows[i].selected ? rows[i].id : "tp-kolleg");
      if (rows[i].grip == WAY_GRIP_FEELING)
        {
          way_canvas_scroll_to (self->canvas, "ln-emo");
          find_point (self, rows[i].id, "ps-vera", &x, &y);
        }
      else if (rows[i].grip == WAY_GRIP_LINK)
        x = rect.x + rect.width, y = rect.y + rect.height / 2;
      else if (rows[i].grip == WAY_GRIP_HEIGHT)
        y = rect.y + rect.height;
      else if (rows[i].grip == WAY_GRIP_WIDTH)
        {
          x = find_column (self, rows[i].id)->x + find_column (self, rows[i].id)->width;
          way_canvas_scene_to_widget (self->canvas, &x, &across);
        }
      g_test_message ("%d: %s", rows[i].grip, rows[i].id);
      if (rows[i].grip != WAY_GRIP_BAND)
        g_assert_cmpint (way_canvas_find_spot (self->canvas, x, y).grip, ==, rows[i].grip);

      g_autofree char *chosen = g_strdup (way_editor_get_selected (self->editor, 0));

      way_canvas_press (self->canvas, x, y, GDK_BUTTON_PRIMARY, state);
      way_canvas_drag (self->canvas, x + rows[i].dx / 2, y + rows[i].dy / 2, state);
      g_assert_true (way_canvas_drag (self->canvas, x + rows[i].dx, y + rows[i].dy, state));
      g_assert_true (window_fixture_press (GTK_WIDGET (self->canvas), GDK_KEY_Escape, 0));
      g_assert_false (way_canvas_is_dragging (self->canvas));
      way_canvas_drag (self->canvas, x + rows[i].dx + 20, y + rows[i].dy, state);
      way_canvas_release (self->canvas, TRUE);
      g_assert_false (way_document_is_modified (self->document));
      g_assert_null (way_document_get_undo_label (self->document));
      g_assert_cmpuint (way_editor_get_n_selected (self->editor), ==, 1);
      g_assert_cmpstr (way_editor_get_selected (self->editor, 0), ==, chosen);
    }
}

/* Where time runs to the left, so do edges, borders, handles and steps. */
static void
test_rtl (Fixture *self, gconstpointer data)
{
  WayElement *root = (WayElement *) way_document_get_root (self->document);
  const WayStepColumn *column;
  WayRect rect;
  double x, y = 0, natural;

  way_document_begin (self->document, "Language");
  g_assert_true (way_document_set (self->document, root, WAY_FIELD_LANG, "ar", NULL));
  way_document_commit (self->document);
  window_fixture_settle (100);
  g_assert_true (way_scene_is_rtl (way_canvas_get_scene (self->canvas)));
  rect = find_rect (self, "tp-budget");
  g_assert_cmpint (way_canvas_find_spot (self->canvas, rect.x + 2, rect.y + 14).grip, ==, WAY_GRIP_END);
  g_assert_cmpint (way_canvas_find_spot (self->canvas, rect.x + rect.width - 2, rect.y + 14).grip, ==, WAY_GRIP_START);
  way_canvas_press (self->canvas, rect.x + 2, rect.y + 14, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, find_middle (self, "st-vorf") - 10, rect.y + 14, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_cmpstr (get_value (self, "tp-budget", WAY_FIELD_UNTIL), ==, "st-vorf");
  way_editor_undo (self->editor);

  way_editor_select (self->editor, "tp-budget");
  rect = find_rect (self, "tp-budget");
  g_assert_cmpint (way_canvas_find_spot (self->canvas, rect.x, rect.y + rect.height / 2).grip, ==, WAY_GRIP_LINK);

  find_rect (self, "st-anlass");
  column = find_column (self, "st-anlass");
  natural = column->width;
  x = column->x;
  way_canvas_scene_to_widget (self->canvas, &x, &y);
  rect = get_rect (self, "st-anlass");
  g_assert_cmpint (way_canvas_find_spot (self->canvas, x, rect.y + 10).grip, ==, WAY_GRIP_WIDTH);
  way_canvas_press (self->canvas, x, rect.y + 10, GDK_BUTTON_PRIMARY, 0);
  way_canvas_drag (self->canvas, x - 40, rect.y + 10, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_cmpfloat (find_column (self, "st-anlass")->width, ==, natural + 40);
  way_editor_undo (self->editor);

  /* The first step behind the second, to the left. */
  rect = find_rect (self, "st-anlass");
  pull (self, "st-anlass", "st-lesen", 5, 10, 0);
  way_canvas_release (self->canvas, TRUE);
  g_assert_cmpuint (way_element_get_index (way_document_lookup (self->document, "st-anlass")), ==, 1);
}

/* Too small to be taken by an edge: the whole card moves. */
static void
test_far_off (Fixture *self, gconstpointer data)
{
  way_canvas_set_zoom (self->canvas, 0.3);
  window_fixture_settle (100);

  WayRect rect = find_rect (self, "tp-budget");

  g_assert_cmpint (way_canvas_find_spot (self->canvas, rect.x + 1, rect.y + 4).grip, ==, WAY_GRIP_CARD);
}

/* A press that trembles is a click. */
static void
test_tremble (Fixture *self, gconstpointer data)
{
  WayRect rect = find_rect (self, "tp-budget");

  way_canvas_press (self->canvas, rect.x + 60, rect.y + 14, GDK_BUTTON_PRIMARY, 0);
  g_assert_false (way_canvas_drag (self->canvas, rect.x + 63, rect.y + 15, 0));
  way_canvas_release (self->canvas, TRUE);
  g_assert_false (way_drag_is_active (self->editor));
  g_assert_null (way_document_get_undo_label (self->document));
}

int
main (int argc, char **argv)
{
  const char *sample = "samples/b2b-solution.en.waymark";

  way_place_init_language ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/drag/" name, Fixture, sample, set_up, func, tear_down)
  ADD ("span", test_span);
  ADD ("feeling", test_feeling);
  ADD ("open-feeling", test_open_feeling);
  ADD ("connect", test_connect);
  ADD ("click-handle", test_click_handle);
  ADD ("width", test_width);
  ADD ("height", test_height);
  ADD ("cards", test_cards);
  ADD ("copy", test_copy);
  ADD ("places", test_places);
  ADD ("rim", test_rim);
  ADD ("pan", test_pan);
  ADD ("fling", test_fling);
  ADD ("band", test_band);
  ADD ("escape", test_escape);
  ADD ("rtl", test_rtl);
  ADD ("far-off", test_far_off);
  ADD ("tremble", test_tremble);
  return g_test_run ();
}
