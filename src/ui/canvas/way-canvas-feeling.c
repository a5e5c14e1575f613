#include "ui/canvas/way-canvas-private.h"

#include <glib/gi18n-lib.h>

#include "edit/way-commands.h"
#include "ui/canvas/way-feeling-popover.h"

/* What a double click opens: curves of feelings, mostly. */

/* A curve is meant when it is no further than this many pixels. */
#define NEAR 14.0

/* The point of a persona's curve, or the card where there is none. */
static gboolean
find_point (WayCanvas *self, const char *touchpoint, const char *persona, WayRect *rect, const char **lane)
{
  gboolean found = FALSE;

  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, NULL);

      for (guint i = 0; i < way_band_get_n_items (band); i++)
        {
          const WayItem *item = way_band_get_item (band, i);
          gboolean is_point = item->persona != NULL && g_strcmp0 (item->persona, persona) == 0;

          if ((item->part != WAY_PART_CARD && !is_point) || g_strcmp0 (item->id, touchpoint) != 0)
            continue;
          *rect = way_scene_get_item_rect (self->scene, b, item);
          *lane = is_point ? way_band_get_id (band) : NULL;
          found = TRUE;
          if (is_point)
            return TRUE;
        }
    }
  return found;
}

/* Never at nothing, nor at what is out of sight: GDK would look for the screen there, find none and place it anywhere. */
static void
point_to (WayCanvas *self, GtkWidget *popover, double x, double y, double width, double height)
{
  int left = (int) CLAMP (x, 0, gtk_widget_get_width (GTK_WIDGET (self)) - 1), top = (int) CLAMP (y, 0, gtk_widget_get_height (GTK_WIDGET (self)) - 1);
  int right = (int) CLAMP (x + width, left + 1, MAX (gtk_widget_get_width (GTK_WIDGET (self)), left + 1)), bottom = (int) CLAMP (y + height, top + 1, MAX (gtk_widget_get_height (GTK_WIDGET (self)), top + 1));

  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ left, top, right - left, bottom - top });
}

void
way_canvas_open_popover (WayCanvas *self, GtkWidget *popover, double x, double y, double width, double height)
{
  point_to (self, popover, x, y, width, height);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
way_canvas_present_popover (WayCanvas *self, GtkWidget *popover)
{
  GdkRectangle at;

  /* What it points to was in sight before the canvas became smaller. */
  if (gtk_popover_get_pointing_to (GTK_POPOVER (popover), &at) && (at.x + at.width > gtk_widget_get_width (GTK_WIDGET (self)) || at.y + at.height > gtk_widget_get_height (GTK_WIDGET (self))))
    point_to (self, popover, at.x, at.y, at.width, at.height);
  gtk_popover_present (GTK_POPOVER (popover));
}

gboolean
way_canvas_open_feeling (WayCanvas *self, const char *touchpoint, const char *persona)
{
  const WayElement *element = self->editor != NULL ? way_document_lookup (way_editor_get_document (self->editor), touchpoint) : NULL;
  WayRect rect;
  const char *lane;

  if (element == NULL || way_element_get_kind (element) != WAY_KIND_TOUCHPOINT || way_canvas_get_scene (self) == NULL || !find_point (self, touchpoint, persona, &rect, &lane))
    return FALSE;
  if (self->feeling == NULL)
    {
      self->feeling = way_feeling_popover_new ();
      gtk_widget_set_parent (self->feeling, GTK_WIDGET (self));
    }
  way_canvas_scroll_to_rect (self, rect);
  way_canvas_scene_to_widget (self, &rect.x, &rect.y);
  way_feeling_popover_show (WAY_FEELING_POPOVER (self->feeling), self->editor, lane, touchpoint, persona);
  way_canvas_open_popover (self, self->feeling, rect.x, rect.y, rect.width * self->zoom, rect.height * self->zoom);
  return TRUE;
}

/* Whose curve runs by the point of the scene, or NULL. */
static const char *
find_curve (WayCanvas *self, guint b, double x, double y)
{
  double band_y, nearest = NEAR / self->zoom;
  const WayBand *band = way_scene_get_band (self->scene, b, &band_y);
  const char *persona = NULL;

  for (guint i = 0; i < way_band_get_n_items (band); i++)
    {
      const WayItem *item = way_band_get_item (band, i);
      const WayElement *element = item->part == WAY_PART_CURVE ? way_document_lookup (way_editor_get_document (self->editor), item->id) : NULL;

      if (element == NULL || way_element_get_kind (element) != WAY_KIND_PERSONA)
        continue;
      for (guint s = 0; s < way_drawing_get_n_shapes (item->drawing); s++)
        {
          const WayShape *shape = way_drawing_get_shape (item->drawing, s);
          double distance = shape->type == WAY_SHAPE_PATH ? way_path_get_distance (shape->path, x - item->x, y - band_y - item->y) : G_MAXDOUBLE;

          if (distance >= nearest)
            continue;
          nearest = distance;
          persona = item->id;
        }
    }
  return persona;
}

/* In a menu “_” would mark a letter. */
static char *
escape_label (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

/* Several people are shown, and none of their curves is near: whose feeling is it? */
static void
ask_persona (WayCanvas *self, const GPtrArray *personas, const char *step, int score, double x, double y)
{
  g_autoptr (GMenu) menu = g_menu_new (), section = g_menu_new ();

  for (guint i = 0; i < personas->len; i++)
    {
      const char *persona = way_element_get_id (personas->pdata[i]);
      g_autofree char *label = escape_label (way_element_get_name (personas->pdata[i]));
      const WayElement *touchpoint = way_command_find_unfelt (self->editor, step, persona);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      if (touchpoint == NULL)
        continue;
      g_menu_item_set_action_and_target (item, "map.feel", "(ssi)", way_element_get_id (touchpoint), persona, score);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, _ ("Whose Feeling?"), G_MENU_MODEL (section));
  g_clear_pointer (&self->chooser, gtk_widget_unparent);
  self->chooser = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (self->chooser, GTK_WIDGET (self));
  way_canvas_open_popover (self, self->chooser, x, y, 1, 1);
}

static void
feel (WayCanvas *self, const char *lane, const char *step, const char *near, int score, double x, double y)
{
  g_autoptr (GPtrArray) personas = way_command_list_personas (self->editor, lane);
  const char *persona = near != NULL ? near : personas->len == 1 ? way_element_get_id (personas->pdata[0])
                                                                 : NULL;
  const WayElement *touchpoint = NULL;

  for (guint i = 0; i < personas->len && touchpoint == NULL; i++)
    if (persona == NULL || g_strcmp0 (persona, way_element_get_id (personas->pdata[i])) == 0)
      touchpoint = way_command_find_unfelt (self->editor, step, way_element_get_id (personas->pdata[i]));
  if (personas->len == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", _ ("Nobody is there yet to feel anything. Add a persona first."));
  else if (touchpoint == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", _ ("No touchpoint of this step waits for a feeling. Add one, or drag the points that are there."));
  else if (persona == NULL)
    ask_persona (self, personas, step, score, x, y);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "map.feel", "(ssi)", way_element_get_id (touchpoint), persona, score);
}

/* A border goes back to where the content wants it. */
static void
reset_size (WayCanvas *self, const char *id)
{
  g_autofree char *kept = g_strdup (id);
  g_autoptr (GError) error = NULL;

  if (!way_command_resize (self->editor, (const char *[]){ kept, NULL }, 0, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "map.say", "s", error->message);
}

gboolean
way_canvas_open_at (WayCanvas *self, double x, double y)
{
  WaySpot spot = way_canvas_find_spot (self, x, y);
  double scene_x = x, scene_y = y, band_y;
  const char *lane, *step;
  int score;

  if (spot.grip == WAY_GRIP_WIDTH || spot.grip == WAY_GRIP_HEIGHT)
    {
      reset_size (self, spot.id);
      return TRUE;
    }
  if (spot.grip == WAY_GRIP_LINK)
    return TRUE;
  if (spot.persona != NULL)
    return way_canvas_open_feeling (self, spot.id, spot.persona);
  if (spot.id != NULL || way_document_is_read_only (way_editor_get_document (self->editor)) || !way_canvas_find_cell (self, x, y, &lane, &step))
    return FALSE;
  way_canvas_widget_to_scene (self, &scene_x, &scene_y);
  for (guint b = 0; b < way_scene_get_n_bands (self->scene); b++)
    {
      const WayBand *band = way_scene_get_band (self->scene, b, &band_y);

      if (g_strcmp0 (way_band_get_id (band), lane) != 0 || !way_band_get_score (band, scene_y - band_y, &score))
        continue;
      feel (self, lane, step, find_curve (self, b, scene_x, scene_y), score, x, y);
      return TRUE;
    }
  return FALSE;
}
