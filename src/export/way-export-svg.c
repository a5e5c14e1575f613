#include "export/way-export-svg.h"

#include <math.h>
#include <string.h>

#include "export/way-export-private.h"
#include "export/way-svg-out-private.h"
#include "paint/way-paint.h"

typedef struct
{
  GString *defs, *body;
  GHashTable *ids;      /* (element-type utf8): those that stand in the file already; an id must be one thing's alone */
  GHashTable *pictures; /* cairo_surface_t → number + 1 */
  gboolean icons[WAY_N_ICONS];
  GHashTable *fades; /* a gradient's attributes → number + 1 */
  guint n_clips;
  const WayExportOptions *options;
  GCancellable *cancellable;
  gboolean cancelled;
} Writer;

static const char *const style_names[WAY_N_STYLES] = {
  [WAY_STYLE_TITLE] = "t-title",
  [WAY_STYLE_SUBTITLE] = "t-subtitle",
  [WAY_STYLE_PHASE] = "t-phase",
  [WAY_STYLE_PHASE_SMALL] = "t-phase-small",
  [WAY_STYLE_LANE] = "t-lane",
  [WAY_STYLE_STEP] = "t-step",
  [WAY_STYLE_CARD] = "t-card",
  [WAY_STYLE_SMALL] = "t-small",
  [WAY_STYLE_SMALL_BOLD] = "t-badge",
  [WAY_STYLE_HINT] = "t-hint",
  [WAY_STYLE_BODY] = "t-body",
  [WAY_STYLE_BODY_BOLD] = "t-strong",
  [WAY_STYLE_QUOTE] = "t-quote",
  [WAY_STYLE_FIGURE] = "t-figure",
  [WAY_STYLE_INITIALS] = "t-initials",
};

static void
add_attribute (GString *s, const char *name, double value)
{
  g_string_append_printf (s, " %s=\"", name);
  way_svg_append_number (s, value);
  g_string_append_c (s, '"');
}

static void
add_colour (GString *s, const char *name, WayColour colour)
{
  if (colour.alpha <= 0)
    {
      g_string_append_printf (s, " %s=\"none\"", name);
      return;
    }

  g_autofree char *text = way_colour_to_string (colour);

  g_string_append_printf (s, " %s=\"%s\"", name, text);
  if (colour.alpha < 1)
    {
      g_string_append_printf (s, " %s-opacity=\"", name);
      way_svg_append_number (s, colour.alpha);
      g_string_append_c (s, '"');
    }
}

static void
add_stop (GString *s, int offset, WayColour colour)
{
  /* A stop that cannot be seen still has the colour that the other fades into. */
  g_autofree char *text = way_colour_to_string (colour);

  g_string_append_printf (s, "<stop offset=\"%d\" stop-color=\"%s\"", offset, text);
  if (colour.alpha < 1)
    add_attribute (s, "stop-opacity", colour.alpha);
  g_string_append (s, "/>");
}

/* The gradient's number, written into <defs> when it is first asked for: numbered in the order of the drawing, so that
 * the same map gives the same bytes. */
static guint
define_fade (Writer *self, const WayShape *shape)
{
  g_autoptr (GString) s = g_string_new (" gradientUnits=\"userSpaceOnUse\" x1=\"0\" x2=\"0\"");

  add_attribute (s, "y1", shape->fade->from);
  add_attribute (s, "y2", shape->fade->to);
  g_string_append_c (s, '>');
  add_stop (s, 0, shape->fill);
  add_stop (s, 1, shape->fade->colour);

  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->fades, s->str));

  if (number == 0)
    {
      number = g_hash_table_size (self->fades) + 1;
      g_hash_table_insert (self->fades, g_strdup (s->str), GUINT_TO_POINTER (number));
      g_string_append_printf (self->defs, "<linearGradient id=\"fade-%u\"%s</linearGradient>\n", number, s->str);
    }
  return number;
}

static void
add_paint (Writer *self, const WayShape *shape)
{
  GString *s = self->body;

  if (shape->fade != NULL)
    g_string_append_printf (s, " fill=\"url(#fade-%u)\"", define_fade (self, shape));
  else
    add_colour (s, "fill", shape->fill);
  if (shape->stroke.alpha <= 0 || shape->stroke_width <= 0)
    return;

  const double *dash;
  int n = way_dash_get (shape->dash, &dash);

  add_colour (s, "stroke", shape->stroke);
  if (shape->stroke_width != 1)
    add_attribute (s, "stroke-width", shape->stroke_width);
  if (n > 0)
    {
      g_string_append (s, " stroke-dasharray=\"");
      for (int i = 0; i < n; i++)
        {
          if (i > 0)
            g_string_append_c (s, ' ');
          way_svg_append_number (s, dash[i]);
        }
      g_string_append_c (s, '"');
    }
}

static void
add_rect (GString *s, WayRect rect, double radius)
{
  double r = MIN (radius, MIN (rect.width, rect.height) / 2);

  g_string_append (s, "<rect");
  add_attribute (s, "x", rect.x);
  add_attribute (s, "y", rect.y);
  add_attribute (s, "width", rect.width);
  add_attribute (s, "height", rect.height);
  if (r > 0)
    add_attribute (s, "rx", r);
}

static void
write_box (Writer *self, const WayShape *shape)
{
  gboolean circle = shape->rect.width == shape->rect.height && shape->radius >= shape->rect.width / 2 && shape->rect.width > 0;

  if (circle)
    {
      g_string_append (self->body, "<circle");
      add_attribute (self->body, "cx", shape->rect.x + shape->rect.width / 2);
      add_attribute (self->body, "cy", shape->rect.y + shape->rect.height / 2);
      add_attribute (self->body, "r", shape->rect.width / 2);
    }
  else
    add_rect (self->body, shape->rect, shape->radius);
  add_paint (self, shape);
  g_string_append (self->body, "/>");
}

static void
write_path (Writer *self, const WayShape *shape)
{
  g_autofree char *data = way_path_to_svg (shape->path);

  g_string_append_printf (self->body, "<path d=\"%s\"", data);
  add_paint (self, shape);
  g_string_append (self->body, "/>");
}

/* Text that runs from the right begins at its right edge. */
static void
write_text (Writer *self, const WayShape *shape)
{
  GString *s = self->body;
  gboolean rtl = way_text_is_rtl (shape->text);
  int n = way_text_get_n_lines (shape->text);

  g_string_append_printf (s, "<text class=\"%s\"", style_names[way_text_get_style (shape->text)]);
  if (rtl)
    g_string_append (s, " direction=\"rtl\"");
  add_colour (s, "fill", shape->fill);
  for (int i = 0; i < n; i++)
    {
      double x, baseline, width = way_text_get_line (shape->text, i, &x, &baseline);
      g_autofree char *line = way_text_dup_line (shape->text, i);

      if (n > 1)
        g_string_append (s, i == 0 ? "><tspan" : "<tspan");
      add_attribute (s, "x", shape->rect.x + x + (rtl ? width : 0));
      add_attribute (s, "y", shape->rect.y + baseline);
      g_string_append_c (s, '>');
      way_svg_append_text (s, line);
      if (n > 1)
        g_string_append (s, "</tspan>");
    }
  g_string_append (s, "</text>");
}

static void
write_icon (Writer *self, const WayShape *shape)
{
  const char *name = way_icon_get_name (shape->icon);

  if (!self->icons[shape->icon])
    {
      g_autofree char *data = way_path_to_svg (way_icon_get_path (shape->icon));

      self->icons[shape->icon] = TRUE;
      g_string_append_printf (self->defs, "<symbol id=\"icon-%s\" viewBox=\"0 0 16 16\" overflow=\"visible\"><path d=\"%s\"/></symbol>\n", name, data);
    }
  g_string_append_printf (self->body, "<use xlink:href=\"#icon-%s\"", name);
  add_attribute (self->body, "x", shape->rect.x);
  add_attribute (self->body, "y", shape->rect.y);
  add_attribute (self->body, "width", shape->rect.width);
  add_attribute (self->body, "height", shape->rect.height);
  g_string_append (self->body, " fill=\"none\"");
  add_colour (self->body, "stroke", shape->stroke);
  add_attribute (self->body, "stroke-width", shape->stroke_width);
  g_string_append (self->body, "/>");
}

/* The picture's number, written into <defs> when it is first asked for. */
static guint
define_picture (Writer *self, cairo_surface_t *picture)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->pictures, picture));

  if (number > 0)
    return number;
  number = g_hash_table_size (self->pictures) + 1;
  g_hash_table_insert (self->pictures, picture, GUINT_TO_POINTER (number));

  g_autoptr (GByteArray) png = g_byte_array_new ();

  if (cairo_surface_write_to_png_stream (picture, way_export_append_cb, png) != CAIRO_STATUS_SUCCESS)
    g_byte_array_set_size (png, 0);

  g_autofree char *base64 = g_base64_encode (png->data, png->len);

  g_string_append_printf (self->defs, "<image id=\"picture-%u\" width=\"%d\" height=\"%d\" xlink:href=\"data:image/png;base64,%s\"/>\n",
                          number,
                          cairo_image_surface_get_width (picture),
                          cairo_image_surface_get_height (picture),
                          base64);
  return number;
}

static void
write_picture (Writer *self, const WayShape *shape)
{
  int width = cairo_image_surface_get_width (shape->picture), height = cairo_image_surface_get_height (shape->picture);
  double x, y;

  if (width <= 0 || height <= 0)
    return;

  double scale = way_paint_cover (width, height, shape->rect, &x, &y);
  guint number = define_picture (self, shape->picture);
  GString *s = self->body;

  self->n_clips++;
  g_string_append_printf (s, "<clipPath id=\"clip-%u\">", self->n_clips);
  add_rect (s, shape->rect, shape->radius);
  g_string_append_printf (s, "/></clipPath><g clip-path=\"url(#clip-%u)\"><use xlink:href=\"#picture-%u\" transform=\"translate(", self->n_clips, number);
  way_svg_append_number (s, x);
  g_string_append_c (s, ' ');
  way_svg_append_number (s, y);
  /* Two decimals are too coarse for a factor. */
  char factor[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (s, ") scale(%s)\"/></g>", g_ascii_formatd (factor, sizeof factor, "%.6f", scale));
}

static void
write_shape (Writer *self, const WayShape *shape)
{
  switch (shape->type)
    {
    case WAY_SHAPE_BOX:
      write_box (self, shape);
      break;
    case WAY_SHAPE_PATH:
      write_path (self, shape);
      break;
    case WAY_SHAPE_TEXT:
      write_text (self, shape);
      break;
    case WAY_SHAPE_ICON:
      write_icon (self, shape);
      break;
    case WAY_SHAPE_PICTURE:
      write_picture (self, shape);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
write_element (GString *s, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (s, "<%s>", name);
  way_svg_append_text (s, text);
  g_string_append_printf (s, "</%s>", name);
}

static void
write_item_cb (const WayItem *item, double y, gpointer data)
{
  Writer *self = data;
  GString *s = self->body;
  const char *uri = way_drawing_get_uri (item->drawing), *title = way_drawing_get_title (item->drawing);
  gboolean linked = way_export_is_safe_uri (uri);

  if (self->cancelled || g_cancellable_is_cancelled (self->cancellable))
    {
      self->cancelled = TRUE;
      return;
    }
  g_string_append_printf (s, "<g class=\"%s\"", way_part_get_name (item->part));
  if (item->id != NULL && g_hash_table_add (self->ids, g_strdup (item->id)))
    {
      g_string_append (s, " id=\"");
      way_svg_append_text (s, item->id);
      g_string_append_c (s, '"');
    }
  if (title != NULL)
    g_string_append (s, linked ? " role=\"group\"" : " role=\"img\"");
  g_string_append (s, " transform=\"translate(");
  way_svg_append_number (s, item->x);
  g_string_append_c (s, ' ');
  way_svg_append_number (s, y + item->y);
  g_string_append (s, ")\">");
  write_element (s, "title", title);
  write_element (s, "desc", way_drawing_get_description (item->drawing));
  if (linked)
    {
      g_string_append (s, "<a xlink:href=\"");
      way_svg_append_text (s, uri);
      g_string_append (s, "\">");
    }
  for (guint i = 0; i < way_drawing_get_n_shapes (item->drawing); i++)
    write_shape (self, way_drawing_get_shape (item->drawing, i));
  g_string_append (s, linked ? "</a></g>\n" : "</g>\n");
}

static void
write_style (GString *s)
{
  g_string_append_printf (s, "<style>\ntext{font-family:%s;white-space:pre}\npath,rect,circle{stroke-linecap:round;stroke-linejoin:round}\n", way_text_get_family ());
  for (int i = 0; i < WAY_N_STYLES; i++)
    {
      const WayTextStyleInfo *info = way_text_style_get ((WayTextStyle) i);

      g_string_append_printf (s, ".%s{font-size:", style_names[i]);
      way_svg_append_number (s, info->size);
      g_string_append_printf (s, "px;font-weight:%d%s}\n", info->weight, info->italic ? ";font-style:italic" : "");
    }
  g_string_append (s, "</style>\n");
}

static void
write_head (GString *s, WayDocument *document, const WayScene *scene, WayRect frame)
{
  const WayElement *meta = way_document_get_meta (document);
  const WayElement *journey = way_document_lookup (document, way_scene_get_journey_id (scene));
  const char *language = way_element_get (way_document_get_root (document), WAY_FIELD_LANG);

  g_string_append (s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
  add_attribute (s, "width", frame.width);
  add_attribute (s, "height", frame.height);
  g_string_append (s, " viewBox=\"");
  for (guint i = 0; i < 4; i++)
    {
      if (i > 0)
        g_string_append_c (s, ' ');
      way_svg_append_number (s, (const double[]){ frame.x, frame.y, frame.width, frame.height }[i]);
    }
  g_string_append (s, "\" role=\"graphics-document document\"");
  if (language != NULL)
    {
      g_string_append (s, " xml:lang=\"");
      way_svg_append_text (s, language);
      g_string_append_c (s, '"');
    }
  g_string_append (s, ">\n");
  write_element (s, "title", journey != NULL ? way_element_get_name (journey) : meta != NULL ? way_element_get (meta, WAY_FIELD_TITLE)
                                                                                             : NULL);
  write_element (s, "desc", meta != NULL ? way_element_get (meta, WAY_FIELD_SUBTITLE) : NULL);
  g_string_append_c (s, '\n');
  write_style (s);
}

GBytes *
way_export_svg (WayDocument *document, const WayScene *scene, const WayExportOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) defs = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) pictures = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) fades = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) file = g_string_new (NULL);
  Writer self = { .defs = defs, .body = body, .ids = ids, .pictures = pictures, .fades = fades, .options = options, .cancellable = cancellable };

  WayRect frame = way_export_get_frame (scene, options);

  way_paint_visit (scene, options->crop.width > 0 ? &frame : NULL, write_item_cb, &self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  write_head (file, document, scene, frame);
  if (defs->len > 0)
    g_string_append_printf (file, "<defs>\n%s</defs>\n", defs->str);
  if (!options->transparent)
    {
      add_rect (file, frame, 0);
      add_colour (file, "fill", way_scene_get_theme (scene)->page);
      g_string_append (file, "/>\n");
    }
  g_string_append_len (file, body->str, (gssize) body->len);
  g_string_append (file, "</svg>\n");
  way_export_report_progress (options, 1);
  return g_string_free_to_bytes (g_steal_pointer (&file));
}
