#include "scene/way-drawing-private.h"

#include <string.h>

struct _WayDrawing
{
  gatomicrefcount ref_count;
  double width, height;
  WayShape *shapes; /* contents owned */
  guint n_shapes, room;
  GArray *hotspots; /* (element-type WayHotspot), NULL without any */
  char *title, *description, *uri, *target;
  guint clipped;
  char *id; /* GRefString, see way_drawing_dup_id () */
};

static void
shape_clear (WayShape *shape)
{
  way_text_unref (shape->text);
  way_path_free (shape->path);
  g_free (shape->fade);
  g_clear_pointer (&shape->picture, cairo_surface_destroy);
}

static void
hotspot_clear (gpointer data)
{
  g_free (((WayHotspot *) data)->id);
}

WayDrawing *
way_drawing_new (double width, double height)
{
  WayDrawing *self = g_new0 (WayDrawing, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->width = width;
  self->height = height;
  return self;
}

WayDrawing *
way_drawing_ref (WayDrawing *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
way_drawing_unref (WayDrawing *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_shapes; i++)
    shape_clear (&self->shapes[i]);
  g_free (self->shapes);
  g_clear_pointer (&self->hotspots, g_array_unref);
  g_free (self->title);
  g_free (self->description);
  g_free (self->uri);
  g_free (self->target);
  g_clear_pointer (&self->id, g_ref_string_release);
  g_free (self);
}

double
way_drawing_get_width (const WayDrawing *self)
{
  return self->width;
}

double
way_drawing_get_height (const WayDrawing *self)
{
  return self->height;
}

guint
way_drawing_get_n_shapes (const WayDrawing *self)
{
  return self->n_shapes;
}

const WayShape *
way_drawing_get_shape (const WayDrawing *self, guint i)
{
  return &self->shapes[i];
}

const char *
way_drawing_get_title (const WayDrawing *self)
{
  return self->title;
}

const char *
way_drawing_get_description (const WayDrawing *self)
{
  return self->description;
}

const char *
way_drawing_get_uri (const WayDrawing *self)
{
  return self->uri;
}

const char *
way_drawing_get_target (const WayDrawing *self)
{
  return self->target;
}

guint
way_drawing_get_clipped (const WayDrawing *self)
{
  return self->clipped;
}

guint
way_drawing_get_n_hotspots (const WayDrawing *self)
{
  return self->hotspots != NULL ? self->hotspots->len : 0;
}

const WayHotspot *
way_drawing_get_hotspot (const WayDrawing *self, guint i)
{
  return &g_array_index (self->hotspots, WayHotspot, i);
}

void
way_drawing_add_hotspot (WayDrawing *self, WayRect rect, const char *id)
{
  WayHotspot hotspot = { rect, g_strdup (id) };

  if (self->hotspots == NULL)
    {
      self->hotspots = g_array_new (FALSE, FALSE, sizeof (WayHotspot));
      g_array_set_clear_func (self->hotspots, hotspot_clear);
    }
  g_array_append_val (self->hotspots, hotspot);
}

void
way_drawing_set_size (WayDrawing *self, double width, double height)
{
  self->width = width;
  self->height = height;
}

void
way_drawing_set_title (WayDrawing *self, const char *title)
{
  g_free (self->title);
  self->title = g_strdup (title);
}

void
way_drawing_set_description (WayDrawing *self, const char *description)
{
  g_free (self->description);
  self->description = g_strdup (description);
}

void
way_drawing_set_uri (WayDrawing *self, const char *uri)
{
  g_free (self->uri);
  self->uri = g_strdup (uri);
}

void
way_drawing_set_target (WayDrawing *self, const char *journey_id)
{
  g_free (self->target);
  self->target = g_strdup (journey_id);
}

static WayShape *
append (WayDrawing *self, WayShape shape)
{
  if (self->n_shapes == self->room)
    {
      self->room = MAX (self->room * 2, 4);
      self->shapes = g_renew (WayShape, self->shapes, self->room);
    }
  self->shapes[self->n_shapes] = shape;
  return &self->shapes[self->n_shapes++];
}

WayShape *
way_drawing_add_box (WayDrawing *self, WayRect rect, double radius, WayColour fill, WayColour stroke, double stroke_width)
{
  return append (self, (WayShape){ .type = WAY_SHAPE_BOX, .rect = rect, .radius = radius, .fill = fill, .stroke = stroke, .stroke_width = stroke_width });
}

WayShape *
way_drawing_add_path (WayDrawing *self, WayPath *path, WayColour fill, WayColour stroke, double stroke_width)
{
  return append (self, (WayShape){ .type = WAY_SHAPE_PATH, .rect = way_path_get_bounds (path), .path = path, .fill = fill, .stroke = stroke, .stroke_width = stroke_width });
}

WayShape *
way_drawing_add_line (WayDrawing *self, double x0, double y0, double x1, double y1, WayColour stroke, double stroke_width)
{
  WayPath *path = way_path_new ();

  way_path_move_to (path, x0, y0);
  way_path_line_to (path, x1, y1);
  return way_drawing_add_path (self, path, WAY_COLOUR_NONE, stroke, stroke_width);
}

WayShape *
way_drawing_add_circle (WayDrawing *self, double x, double y, double radius, WayColour fill, WayColour stroke, double stroke_width)
{
  return way_drawing_add_box (self, (WayRect){ x - radius, y - radius, 2 * radius, 2 * radius }, radius, fill, stroke, stroke_width);
}

WayShape *
way_drawing_add_text (WayDrawing *self, WayText *text, double x, double y, WayColour colour)
{
  if (way_text_is_clipped (text))
    self->clipped++;
  return append (self, (WayShape){ .type = WAY_SHAPE_TEXT, .rect = { x, y, way_text_get_width (text), way_text_get_height (text) }, .text = text, .fill = colour });
}

WayShape *
way_drawing_add_text_centred (WayDrawing *self, WayText *text, double x, double width, double y, WayColour colour)
{
  return way_drawing_add_text (self, text, x + (width - way_text_get_width (text)) / 2, y, colour);
}

WayShape *
way_drawing_add_icon (WayDrawing *self, WayIcon icon, double x, double y, double size, WayColour colour, double stroke_width)
{
  return append (self, (WayShape){ .type = WAY_SHAPE_ICON, .rect = { x, y, size, size }, .icon = icon, .stroke = colour, .stroke_width = stroke_width });
}

WayShape *
way_drawing_add_picture (WayDrawing *self, cairo_surface_t *picture, WayRect rect, double radius)
{
  return append (self, (WayShape){ .type = WAY_SHAPE_PICTURE, .rect = rect, .radius = radius, .picture = cairo_surface_reference (picture) });
}

void
way_shape_set_fade (WayShape *shape, double from, double to, WayColour fade)
{
  g_clear_pointer (&shape->fade, g_free);
  if (from != to)
    shape->fade = g_memdup2 (&(WayFade){ fade, from, to }, sizeof *shape->fade);
}

WayColour
way_colour_with_alpha (WayColour colour, double alpha)
{
  colour.alpha = alpha;
  return colour;
}

int
way_dash_get (WayDash dash, const double **pattern)
{
  static const double patterns[WAY_N_DASHES][2] = { { 0, 0 }, { 6, 4 }, { 2, 5 }, { 2.4, 2 }, { 9, 4 } };

  *pattern = patterns[dash];
  return dash == WAY_DASH_NONE ? 0 : 2;
}

WayDrawing *
way_drawing_dup_mirrored (const WayDrawing *self)
{
  WayDrawing *copy = way_drawing_new (self->width, self->height);

  way_drawing_set_title (copy, self->title);
  way_drawing_set_description (copy, self->description);
  way_drawing_set_uri (copy, self->uri);
  way_drawing_set_target (copy, self->target);
  copy->clipped = self->clipped;
  for (guint i = 0; i < self->n_shapes; i++)
    {
      WayShape shape = self->shapes[i];

      shape.rect.x = self->width - shape.rect.x - shape.rect.width;
      if (shape.text != NULL)
        way_text_ref (shape.text);
      if (shape.picture != NULL)
        cairo_surface_reference (shape.picture);
      if (shape.fade != NULL)
        shape.fade = g_memdup2 (shape.fade, sizeof *shape.fade);
      if (shape.path != NULL)
        {
          shape.path = way_path_copy (shape.path);
          way_path_transform (shape.path, -1, 1, self->width, 0);
        }
      append (copy, shape);
    }
  for (guint i = 0; i < way_drawing_get_n_hotspots (self); i++)
    {
      const WayHotspot *hotspot = way_drawing_get_hotspot (self, i);
      WayRect rect = hotspot->rect;

      rect.x = self->width - rect.x - rect.width;
      way_drawing_add_hotspot (copy, rect, hotspot->id);
    }
  return copy;
}

void
way_drawing_trim (WayDrawing *self)
{
  if (self->room > self->n_shapes)
    self->shapes = g_renew (WayShape, self->shapes, self->n_shapes);
  self->room = self->n_shapes;
}

char *
way_drawing_dup_id (WayDrawing *self, const char *id)
{
  if (self->id == NULL || strcmp (self->id, id) != 0)
    {
      g_clear_pointer (&self->id, g_ref_string_release);
      self->id = g_ref_string_new (id);
    }
  return g_ref_string_acquire (self->id);
}

static gboolean
rect_equal (WayRect a, WayRect b)
{
  return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

static gboolean
fade_equal (const WayFade *a, const WayFade *b)
{
  return a == b || (a != NULL && b != NULL && a->from == b->from && a->to == b->to && way_colour_equal (a->colour, b->colour));
}

static gboolean
shape_equal (const WayShape *a, const WayShape *b)
{
  /* Texts come from one cache, so the same text is the same pointer. */
  if (a->type != b->type || a->text != b->text || a->picture != b->picture || !rect_equal (a->rect, b->rect))
    return FALSE;
  if (!way_colour_equal (a->fill, b->fill) || !way_colour_equal (a->stroke, b->stroke) || a->stroke_width != b->stroke_width)
    return FALSE;
  if (!fade_equal (a->fade, b->fade))
    return FALSE;
  if (a->radius != b->radius || a->dash != b->dash || a->shadow != b->shadow || a->icon != b->icon)
    return FALSE;
  return a->path == b->path || (a->path != NULL && b->path != NULL && way_path_equal (a->path, b->path));
}

gboolean
way_drawing_looks_like (const WayDrawing *a, const WayDrawing *b)
{
  if (a->width != b->width || a->height != b->height || a->n_shapes != b->n_shapes)
    return FALSE;
  for (guint i = 0; i < a->n_shapes; i++)
    if (!shape_equal (&a->shapes[i], &b->shapes[i]))
      return FALSE;
  return TRUE;
}

static gboolean
hotspots_equal (const WayDrawing *a, const WayDrawing *b)
{
  guint n = way_drawing_get_n_hotspots (a);

  if (n != way_drawing_get_n_hotspots (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!rect_equal (way_drawing_get_hotspot (a, i)->rect, way_drawing_get_hotspot (b, i)->rect) || strcmp (way_drawing_get_hotspot (a, i)->id, way_drawing_get_hotspot (b, i)->id) != 0)
      return FALSE;
  return TRUE;
}

gboolean
way_drawing_equal (const WayDrawing *a, const WayDrawing *b)
{
  return hotspots_equal (a, b) && way_drawing_looks_like (a, b) && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->description, b->description) == 0 && g_strcmp0 (a->uri, b->uri) == 0 && g_strcmp0 (a->target, b->target) == 0;
}
