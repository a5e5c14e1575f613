#include "export/way-export-listing.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "export/way-export-private.h"
#include "export/way-pdf-info-private.h"
#include "scene/way-measure.h"
#include "scene/way-theme.h"

#define WIDTH 841.89
#define HEIGHT 595.28
#define MARGIN 42.0
#define GAP 9.0
#define PAD 4.0
#define WRITTEN_LINE 18.0 /* by hand */
/* A cell that says more than this is a mistake or an essay. */
#define MOST_LINES 24

typedef struct
{
  const WayListing *listing;
  WayMeasure *measure;
  const WayTheme *theme;
  cairo_t *cr;         /* NULL while pages are only counted */
  double y;            /* the next row's top */
  guint page, n_pages; /* of this list */
  const char *group;   /* under whose heading the page stands */
} Writer;

static void
set_colour (cairo_t *cr, WayColour colour)
{
  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
}

/* Draws unless pages are only counted; returns the height. */
static double
put_text (const Writer *self, const char *text, WayTextStyle style, WayColour colour, double x, double y, double width)
{
  WayText *measured = way_measure_text (self->measure, text, style, width, MOST_LINES);
  double height = *text != '\0' ? way_text_get_height (measured) : 0;

  if (self->cr != NULL)
    {
      set_colour (self->cr, colour);
      cairo_move_to (self->cr, x, y);
      way_text_draw (measured, self->cr);
    }
  way_text_unref (measured);
  return height;
}

static double
get_width (const Writer *self, guint column)
{
  guint n = way_listing_get_n_columns (self->listing);
  double all = 0;

  for (guint c = 0; c < n; c++)
    all += way_listing_get_share (self->listing, c);
  return way_listing_get_share (self->listing, column) / all * (WIDTH - 2 * MARGIN - GAP * (n - 1));
}

static void
draw_line (const Writer *self, double y, double width, WayColour colour)
{
  if (self->cr == NULL)
    return;
  set_colour (self->cr, colour);
  cairo_set_line_width (self->cr, width);
  cairo_move_to (self->cr, MARGIN, y);
  cairo_line_to (self->cr, WIDTH - MARGIN, y);
  cairo_stroke (self->cr);
}

/* --- a page --- */

static void
begin_page (Writer *self)
{
  double x = MARGIN;

  self->page++;
  self->y = MARGIN;
  self->y += put_text (self, way_listing_get_title (self->listing), self->page == 1 ? WAY_STYLE_TITLE : WAY_STYLE_PHASE, self->theme->text, MARGIN, self->y, WIDTH - 2 * MARGIN) + 2;
  if (self->page == 1)
    self->y += put_text (self, way_listing_get_subtitle (self->listing), WAY_STYLE_SUBTITLE, self->theme->text_2, MARGIN, self->y, WIDTH - 2 * MARGIN);
  if (self->page == 1 && way_listing_get_note (self->listing) != NULL)
    self->y += 6 + put_text (self, way_listing_get_note (self->listing), WAY_STYLE_BODY, self->theme->text, MARGIN, self->y + 6, (WIDTH - 2 * MARGIN) * 0.75);
  self->y += 14;
  if (way_listing_get_n_rows (self->listing) == 0)
    return;

  double height = 0;

  for (guint c = 0; c < way_listing_get_n_columns (self->listing); c++)
    {
      double width = get_width (self, c), own = put_text (self, way_listing_get_label (self->listing, c), WAY_STYLE_SMALL_BOLD, self->theme->text_2, x, self->y, width);

      height = MAX (height, own);
      x += width + GAP;
    }
  self->y += height + PAD;
  draw_line (self, self->y, 1, self->theme->text_2);
}

static void
end_page (const Writer *self)
{
  g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), self->page, self->n_pages);

  if (self->cr == NULL)
    return;
  put_text (self, way_listing_get_subtitle (self->listing), WAY_STYLE_HINT, self->theme->text_3, MARGIN, HEIGHT - MARGIN + 8, WIDTH / 2);

  WayText *text = way_measure_text (self->measure, number, WAY_STYLE_HINT, -1, 1);

  set_colour (self->cr, self->theme->text_3);
  cairo_move_to (self->cr, WIDTH - MARGIN - way_text_get_width (text), HEIGHT - MARGIN + 8);
  way_text_draw (text, self->cr);
  way_text_unref (text);
  cairo_show_page (self->cr);
}

/* --- rows --- */

static double
measure_row (const Writer *self, guint row)
{
  Writer counting = *self;
  double height = 0;

  counting.cr = NULL;
  for (guint c = 0; c < way_listing_get_n_columns (self->listing); c++)
    {
      double own = put_text (&counting, way_listing_get_cell (self->listing, row, c), c == 0 ? WAY_STYLE_SMALL_BOLD : WAY_STYLE_SMALL, self->theme->text, 0, 0, get_width (self, c));

      height = MAX (height, own);
    }
  return MAX (height, way_listing_get_room (self->listing) * WRITTEN_LINE) + 2 * PAD;
}

static void
draw_tone (const Writer *self, WayListingTone tone, double y, double height)
{
  const WayHue *hue = tone == WAY_LISTING_BAD ? &self->theme->bad : tone == WAY_LISTING_WARN ? &self->theme->warn
                                                                                             : &self->theme->good;

  if (tone == WAY_LISTING_PLAIN || self->cr == NULL)
    return;
  set_colour (self->cr, hue->tint);
  cairo_rectangle (self->cr, MARGIN - 6, y, WIDTH - 2 * MARGIN + 12, height);
  cairo_fill (self->cr);
  set_colour (self->cr, hue->solid);
  cairo_rectangle (self->cr, MARGIN - 6, y, 2.5, height);
  cairo_fill (self->cr);
}

static void
draw_row (Writer *self, guint row, double height)
{
  double x = MARGIN;

  draw_tone (self, way_listing_get_tone (self->listing, row), self->y, height);
  for (guint c = 0; c < way_listing_get_n_columns (self->listing); c++)
    {
      double width = get_width (self, c);

      put_text (self, way_listing_get_cell (self->listing, row, c), c == 0 ? WAY_STYLE_SMALL_BOLD : WAY_STYLE_SMALL, self->theme->text, x, self->y + PAD, width);
      x += width + GAP;
    }
  self->y += height;
  draw_line (self, self->y, 0.5, self->theme->line);
}

#define HEADING 26.0

static void
draw_listing (Writer *self)
{
  guint n = way_listing_get_n_rows (self->listing);

  self->page = 0;
  self->group = NULL;
  begin_page (self);
  if (n == 0)
    put_text (self, way_listing_get_empty (self->listing), WAY_STYLE_BODY, self->theme->text_2, MARGIN, self->y, WIDTH - 2 * MARGIN);
  for (guint row = 0; row < n; row++)
    {
      const char *group = way_listing_get_group (self->listing, row);
      double height = measure_row (self, row);
      gboolean heads = group != self->group;

      if (self->y + height + (heads ? HEADING : 0) > HEIGHT - MARGIN && self->page > 0 && row > 0)
        {
          end_page (self);
          begin_page (self);
          heads = group != NULL;
        }
      if (heads && group != NULL)
        {
          put_text (self, group, WAY_STYLE_LANE, self->theme->text, MARGIN, self->y + 8, WIDTH - 2 * MARGIN);
          self->y += HEADING;
        }
      self->group = group;
      draw_row (self, row, height);
    }
  end_page (self);
}

/* How many pages it takes is on each of them, so they are laid out twice. */
static void
count_pages (Writer *self)
{
  cairo_t *cr = self->cr;

  self->cr = NULL;
  draw_listing (self);
  self->n_pages = self->page;
  self->cr = cr;
}

GBytes *
way_export_listing_pdf (const WayDocument *document, const WayListing *const *listings, guint n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (WayMeasure) measure = way_measure_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (way_export_append_cb, bytes, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  way_pdf_info_set (surface, document);
  way_measure_begin (measure);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Writer writer = { .listing = listings[i], .measure = measure, .theme = way_theme_get_light (), .cr = cr };

      count_pages (&writer);
      draw_listing (&writer);
    }

  cairo_status_t status = cairo_status (cr);

  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !way_export_check_status (status, "PDF", error))
    return NULL;
  way_pdf_info_tidy (bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* --- as whatever the name says --- */

WayListFile
way_list_file_find (const char *path)
{
  static const struct
  {
    const char *ending;
    WayListFile file;
  } endings[] = {
    { ".pdf", WAY_LIST_FILE_PDF },
    { ".csv", WAY_LIST_FILE_CSV },
    { ".json", WAY_LIST_FILE_JSON },
    { ".txt", WAY_LIST_FILE_TEXT },
    { ".ics", WAY_LIST_FILE_CALENDAR },
  };
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (dot, endings[i].ending) == 0)
      return endings[i].file;
  return WAY_LIST_FILE_NONE;
}

GBytes *
way_export_listing (const WayListOrder *order, const char *path, GCancellable *cancellable, GError **error)
{
  WayListFile file = way_list_file_find (path);
  g_autofree char *name = g_path_get_basename (path);
  const WayListing *only = order->n == 1 ? order->listings[0] : NULL;
  char *text = NULL;
  gsize size;

  if (file == WAY_LIST_FILE_PDF)
    return way_export_listing_pdf (order->document, order->listings, order->n, cancellable, error);
  if (file == WAY_LIST_FILE_CSV && only != NULL)
    {
      text = way_listing_to_csv (only, &size);
      return g_bytes_new_take (text, size);
    }
  if (file == WAY_LIST_FILE_JSON && only != NULL)
    text = way_listing_to_json (only);
  else if (file == WAY_LIST_FILE_TEXT && only != NULL)
    text = way_listing_to_text (only);
  else if (file == WAY_LIST_FILE_CALENDAR && order->make_calendar != NULL)
    text = order->make_calendar (order->document, NULL);
  if (text != NULL)
    return g_bytes_new_take (text, strlen (text));
  g_set_error (error, WAY_EXPORT_ERROR, WAY_EXPORT_ERROR_OPTION, _ ("“%s”: a list becomes .pdf, .csv, .json or .txt, actions also .ics; all of them together .pdf."), name);
  return NULL;
}
