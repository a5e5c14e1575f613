#include "ui/canvas/way-canvas-private.h"

#include <math.h>
#include <string.h>

#include "edit/way-commands.h"

/* Writing in place: a text view with the scene's own letters lies exactly where the name is drawn. */

#define LEAST_WIDTH 120.0

/* What is named there: the title is the map's, though it stands for the journey. */
static WayElement *
find_named (WayCanvas *self, const char *id)
{
  WayDocument *document = way_editor_get_document (self->editor);
  WayElement *element = way_document_lookup (document, id);

  return element != NULL && way_element_get_kind (element) == WAY_KIND_JOURNEY && way_document_get_meta (document) != NULL ? (WayElement *) way_document_get_meta (document) : element;
}

/* Where the name stands and in which letters. */
static gboolean
find_name (WayCanvas *self, WayRect *rect, WayTextStyle *style)
{
  guint band;
  const WayItem *item = way_scene_find (self->scene, self->entry_id, &band);
  const WayElement *element = find_named (self, self->entry_id);
  const WayShape *found = NULL;

  if (item == NULL || element == NULL)
    return FALSE;
  *rect = way_scene_get_item_rect (self->scene, band, item);
  for (guint i = 0; i < way_drawing_get_n_shapes (item->drawing); i++)
    {
      const WayShape *shape = way_drawing_get_shape (item->drawing, i);

      if (shape->type != WAY_SHAPE_TEXT)
        continue;
      if (found == NULL)
        found = shape;
      if (strcmp (way_text_get (shape->text), way_element_get_name (element)) == 0)
        {
          found = shape;
          break;
        }
    }
  if (found == NULL)
    return FALSE;
  *style = way_text_get_style (found->text);

  double x = found->rect.x, room = rect->width - x - 8;

  /* Centred texts take the whole width. */
  if (item->part == WAY_PART_STEP)
    {
      x = 6;
      room = rect->width - 12;
    }
  /* Lines break where the card will break them, but there is always room to write, short of the edge. */
  else if (item->part == WAY_PART_CARD && *style == WAY_STYLE_CARD)
    room = MAX (rect->width - x - 26, MIN (LEAST_WIDTH, rect->width - x - 5));
  else if (item->part == WAY_PART_LANE)
    room = way_canvas_get_sticky (self).label_width - x - 20;
  *rect = (WayRect){ rect->x + x, rect->y + found->rect.y, MAX (room, way_text_get_width (found->text)), way_text_get_height (found->text) };
  return TRUE;
}

/* Below the cards that stand there already. */
static gboolean
find_place (WayCanvas *self, WayRect *rect, WayTextStyle *style)
{
  double bottom;

  if (!way_canvas_get_cell_rect (self, self->entry_lane, self->entry_step, rect))
    return FALSE;
  bottom = rect->y + 4;
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band) && g_strcmp0 (way_band_get_id (band), self->entry_lane) == 0; i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          WayRect card = way_scene_get_item_rect (self->scene, b, item);

          if (item->part == WAY_PART_CARD && card.x < rect->x + rect->width && card.x + card.width > rect->x)
            bottom = MAX (bottom, card.y + card.height + 4);
        }
    }
  bottom = MIN (bottom, rect->y + rect->height - 22);
  *rect = (WayRect){ rect->x + 6, bottom + 4, MAX (rect->width - 12, LEAST_WIDTH), 20 };
  *style = WAY_STYLE_CARD;
  return TRUE;
}

static void
style_entry (WayCanvas *self)
{
  const WayTextStyleInfo *info = way_text_style_get (self->entry_text_style);
  char size[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  g_ascii_formatd (size, sizeof size, "%.2f", info->size * self->zoom);
  css = g_strdup_printf ("textview { font-family: %s; font-size: %spx; font-weight: %d; font-style: %s; }", way_text_get_family (), size, info->weight, info->italic ? "italic" : "normal");
  gtk_css_provider_load_from_data (self->entry_style, css, -1);
}

void
way_canvas_allocate_entry (WayCanvas *self)
{
  WayRect rect;
  WayTextStyle style = self->entry_text_style;
  int natural;
  gboolean found;

  if (self->entry == NULL || way_canvas_get_scene (self) == NULL)
    return;
  found = self->entry_id != NULL ? find_name (self, &rect, &style) : find_place (self, &rect, &style);
  /* What is written may have lost its place: its lane was folded, or the element went with another. */
  gtk_widget_set_child_visible (self->entry, found);
  if (!found)
    return;

  double x = rect.x, y = rect.y;
  int width = (int) ceil (rect.width * self->zoom);

  way_canvas_scene_to_widget (self, &x, &y);
  gtk_widget_measure (self->entry, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  gtk_widget_size_allocate (self->entry, &(GtkAllocation){ (int) floor (x), (int) floor (y), width, MAX (natural, (int) (rect.height * self->zoom)) }, -1);
}

static void
go_on (WayCanvas *self, const char *where)
{
  way_canvas_finish_edit (self, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self), "map.go-on", "s", where);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayCanvas *self)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0, shift = (state & GDK_SHIFT_MASK) != 0;

  switch (keyval)
    {
    case GDK_KEY_Escape:
      way_canvas_finish_edit (self, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (shift)
        return FALSE;
      if (control)
        go_on (self, "down");
      else
        {
          way_canvas_finish_edit (self, TRUE);
          gtk_widget_grab_focus (GTK_WIDGET (self));
        }
      return TRUE;
    case GDK_KEY_Tab:
      go_on (self, "right");
      return TRUE;
    case GDK_KEY_ISO_Left_Tab:
      go_on (self, "left");
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
left_cb (gpointer data)
{
  WayCanvas *self = data;

  self->entry_source = 0;
  way_canvas_finish_edit (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* Not at once: the focus is on its way to somewhere else, and taking the entry away would call it back. */
static void
entry_left_cb (GtkEventControllerFocus *controller, WayCanvas *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* The focus of one that is done with, and goes: the next one may be open already. */
  if (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)) != self->entry)
    return;
  /* Another window in front is no reason to stop writing. */
  if ((root == NULL || gtk_window_is_active (GTK_WINDOW (root))) && self->entry_source == 0)
    self->entry_source = g_idle_add (left_cb, self);
}

static void
entry_changed_cb (GtkTextBuffer *buffer, WayCanvas *self)
{
  way_canvas_allocate_anew (self);
}

static void
open_entry (WayCanvas *self, const char *text, gboolean select)
{
  GtkEventController *key = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  self->entry = gtk_text_view_new ();
  self->entry_style = gtk_css_provider_new ();
  gtk_style_context_add_provider (gtk_widget_get_style_context (self->entry), GTK_STYLE_PROVIDER (self->entry_style), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  gtk_widget_add_css_class (self->entry, "in-place");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->entry), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->entry), FALSE);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->entry));
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  if (select)
    gtk_text_buffer_select_range (buffer, &start, &end);
  else
    gtk_text_buffer_place_cursor (buffer, &end);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (entry_changed_cb), self, 0);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (entry_key_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (entry_left_cb), self);
  gtk_widget_add_controller (self->entry, key);
  gtk_widget_add_controller (self->entry, focus);
  style_entry (self);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  gtk_widget_grab_focus (self->entry);
}

gboolean
way_canvas_edit (WayCanvas *self, const char *id, const char *text)
{
  /* It may be the selection's own, and taking over what is being written changes that. */
  g_autofree char *named = g_strdup (id);
  WayRect rect;
  WayDocument *document;
  const WayElement *element;

  if (self->editor == NULL || way_canvas_get_scene (self) == NULL)
    return FALSE;
  way_canvas_finish_edit (self, TRUE);
  document = way_editor_get_document (self->editor);
  if (way_document_is_read_only (document))
    return FALSE;
  if (named != NULL)
    {
      element = find_named (self, named);
      self->entry_id = g_strdup (named);
      if (element == NULL || way_command_get_name_field (way_element_get_kind (element)) == WAY_N_FIELDS || !find_name (self, &rect, &self->entry_text_style))
        {
          g_clear_pointer (&self->entry_id, g_free);
          return FALSE;
        }
      way_canvas_scroll_to (self, named);
      open_entry (self, text != NULL ? text : way_element_get (element, way_command_get_name_field (way_element_get_kind (element))) != NULL ? way_element_get (element, way_command_get_name_field (way_element_get_kind (element)))
                                                                                                                                             : "",
                  text == NULL);
    }
  else
    {
      self->entry_lane = g_strdup (way_editor_get_lane (self->editor));
      self->entry_step = g_strdup (way_editor_get_step (self->editor));
      if (self->entry_lane == NULL || self->entry_step == NULL || !find_place (self, &rect, &self->entry_text_style))
        {
          g_clear_pointer (&self->entry_lane, g_free);
          g_clear_pointer (&self->entry_step, g_free);
          return FALSE;
        }
      open_entry (self, text != NULL ? text : "", FALSE);
    }
  way_canvas_allocate_anew (self);
  return TRUE;
}

void
way_canvas_finish_edit (WayCanvas *self, gboolean keep)
{
  GtkWidget *entry = g_steal_pointer (&self->entry);
  g_autofree char *id = g_steal_pointer (&self->entry_id), *lane = g_steal_pointer (&self->entry_lane), *step = g_steal_pointer (&self->entry_step);
  g_autoptr (GError) error = NULL;
  GtkTextIter start, end;

  if (entry == NULL)
    return;
  g_clear_handle_id (&self->entry_source, g_source_remove);

  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry));
  gboolean had_focus = gtk_widget_has_focus (entry);

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  g_strstrip (text);
  if (keep && *text != '\0')
    {
      WayElement *named = id != NULL ? find_named (self, id) : NULL;

      if (named != NULL && way_element_get_id (named) == NULL)
        {
          way_command_type (self->editor, named, way_command_get_name_field (way_element_get_kind (named)), text, &error);
          way_command_end_typing (self->editor);
        }
      else if (id != NULL)
        way_command_rename (self->editor, id, text, &error);
      else
        way_command_add_in_cell (self->editor, lane, step, text, &error);
    }
  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_unparent (entry);
  g_clear_object (&self->entry_style);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
