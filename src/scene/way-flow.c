#include "scene/way-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/way-number.h"
#include "scene/way-flow-route.h"

/* Past the outermost cards, where lines may run too. */
#define OUTSIDE 10.0
#define LABEL_HEIGHT 13.5
#define LABEL_PAD 4.0
#define LABEL_MAX 180.0
#define LABEL_LEAST 44.0
#define GLYPH 13.0
#define RING 12.0
#define RADIUS 8.0
#define LINE 1.8
#define RIBBON 6.0

/* Everything of one line that does not depend on where it runs. */
typedef struct
{
  const WayElement *element; /* connection or path */
  const WayElement *from, *to;
  guint64 revisions[2];         /* of both ends, when it was drawn */
  WayDrawing *drawing, *label;  /* in the band; not owned, the latter NULL for none */
  gboolean first_leg, last_leg; /* of a path */
  char *words;                  /* on the line, owned; NULL = none */
  gboolean glyph, proved;
  WayHue hue;
} Line;

static void
line_clear (gpointer data)
{
  g_free (((Line *) data)->words);
}

/* --- what there is to draw --- */

static char *
share_to_text (const WayElement *connection)
{
  double share;

  if (!way_element_get_number (connection, WAY_FIELD_SHARE, &share))
    return NULL;

  g_autofree char *number = way_number_to_text (share * 100, share < 0.1 ? 1 : 0);

  return g_strdup_printf ("%s\302\240%%", number);
}

/* "71 % look elsewhere". */
static char *
make_words (const WayFlowWishes *self, const WayElement *connection)
{
  const char *label = way_element_get (connection, WAY_FIELD_LABEL);
  g_autofree char *share = self->layout->options.safe ? NULL : share_to_text (connection);

  if (label != NULL && share != NULL)
    return g_strdup_printf ("%s %s", share, label);
  return label != NULL ? g_strdup (label) : g_steal_pointer (&share);
}

static double
get_signs (const Line *line)
{
  return (line->glyph ? GLYPH : 0) + (line->proved ? RING : 0);
}

static double
measure_label (const WayFlowWishes *self, const Line *line)
{
  double width = get_signs (line);

  if (line->words == NULL)
    return width > 0 ? width + 2 : 0;

  double words = way_layout_get_text_width (self->layout, line->words, WAY_STYLE_HINT);

  return MIN (ceil (words) + 1, LABEL_MAX) + 2 * LABEL_PAD + width;
}

static void
add_line (WayFlowWishes *self, Line line, const WayGridCard *from, const WayGridCard *to, guint flags)
{
  const WayGridCard *cards = (const WayGridCard *) (const void *) self->layout->cards->data;
  double width = measure_label (self, &line);
  WayFlowRequest request = {
    .from = self->index[from - cards],
    .to = self->index[to - cards],
    .flags = flags,
    .label_width = width,
    .label_height = LABEL_HEIGHT,
    .label_least = line.words != NULL ? LABEL_LEAST + (line.glyph ? GLYPH : 0) + (line.proved ? RING : 0) : width,
  };

  line.from = from->element;
  line.to = to->element;
  g_array_append_val (self->lines, line);
  g_array_append_val (self->requests, request);
}

static const WayGridCard *
find_end (const WayFlowWishes *self, const WayElement *element, WayField field)
{
  const WayElement *end = way_document_follow (self->layout->document, element, field);
  const WayGridCard *card = end != NULL ? way_layout_find_card (self->layout, end) : NULL;

  return card != NULL && card->placed ? card : NULL;
}

static void
add_connections (WayFlowWishes *self)
{
  const WayTheme *theme = self->layout->theme;
  WayElement *connection;

  way_each (connection, self->layout->journey, WAY_KIND_CONNECTION)
    {
      Line line = { .element = connection, .hue = theme->neutral };
      const WayGridCard *from = find_end (self, connection, WAY_FIELD_FROM), *to = find_end (self, connection, WAY_FIELD_TO);
      guint flags = 0;

      if (from == NULL || to == NULL)
        continue;
      if (way_element_is (connection, WAY_FIELD_KIND, "loop"))
        flags = WAY_FLOW_BOW;
      /* What gets lost between our departments is ours to know. */
      if (way_element_is (connection, WAY_FIELD_KIND, "handover") && !self->layout->options.safe)
        {
          line.glyph = TRUE;
          if (way_element_is (connection, WAY_FIELD_CONTEXT, "none"))
            line.hue = theme->bad;
        }
      if (way_element_is (connection, WAY_FIELD_KIND, "drop-out"))
        {
          flags = WAY_FLOW_FALL;
          line.hue = theme->bad;
        }
      line.words = make_words (self, connection);
      line.proved = !self->layout->options.safe && way_element_count (connection, WAY_KIND_EVIDENCE) > 0;
      add_line (self, line, from, to, flags);
    }
}

static void
add_paths (WayFlowWishes *self)
{
  WayLayout *layout = self->layout;
  WayElement *path;

  way_each (path, layout->journey, WAY_KIND_PATH)
    {
      const WayElement *persona = way_document_follow (layout->document, path, WAY_FIELD_PERSONA);
      const char *colour = way_element_get (path, WAY_FIELD_COLOUR);
      WayHue hue = colour == NULL && persona != NULL ? way_layout_get_persona_hue (layout, persona) : way_theme_make_hue (layout->theme, colour, way_element_get_index (path));
      const WayGridCard *from = NULL;
      guint start = self->lines->len;
      WayElement *via;

      way_each (via, path, WAY_KIND_VIA)
        {
          const WayGridCard *to = find_end (self, via, WAY_FIELD_REF);

          if (to == NULL)
            continue;
          if (from != NULL && from != to)
            {
              gboolean first = self->lines->len == start;

              add_line (self, (Line){ .element = path, .first_leg = first, .words = first ? g_strdup (way_element_get_name (path)) : NULL, .hue = hue }, from, to, WAY_FLOW_WIDE);
            }
          from = to;
        }
      if (self->lines->len > start)
        g_array_index (self->lines, Line, self->lines->len - 1).last_leg = TRUE;
    }
}

/* --- drawing --- */

static void
describe_path (const Line *line, WayDrawing *drawing)
{
  g_autofree char *title = g_strdup_printf (_ ("Path “%s”: from “%s” to “%s”"), way_element_get_name (line->element), way_element_get_name (line->from), way_element_get_name (line->to));

  way_drawing_set_title (drawing, title);
}

static void
add_sentence (GString *s, const char *sentence)
{
  if (sentence != NULL)
    g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", sentence);
}

static void
describe (const WayLayout *layout, const Line *line, WayDrawing *drawing)
{
  static const struct
  {
    const char *nick, *title;
  } titles[] = {
    { "next", N_ ("Next: from “%s” to “%s”") },
    { "alternative", N_ ("Alternative: from “%s” to “%s”") },
    { "loop", N_ ("Loop: from “%s” to “%s”") },
    { "handover", N_ ("Handover: from “%s” to “%s”") },
    { "drop-out", N_ ("Drop-out: from “%s” to “%s”") },
  };
  const char *kind = way_element_get_or_default (line->element, WAY_FIELD_KIND);
  const char *format = titles[0].title;
  g_autoptr (GString) s = g_string_new (NULL);
  g_autofree char *share = layout->options.safe ? NULL : share_to_text (line->element);

  if (way_element_get_kind (line->element) == WAY_KIND_PATH)
    {
      describe_path (line, drawing);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].nick, kind) == 0)
      format = titles[i].title;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *title = g_strdup_printf (_ (format), way_element_get_name (line->from), way_element_get_name (line->to));
#pragma GCC diagnostic pop

  way_drawing_set_title (drawing, title);
  add_sentence (s, way_element_get (line->element, WAY_FIELD_LABEL));
  if (share != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("%s of the customers"), share);

      add_sentence (s, sentence);
    }
  if (way_element_get (line->element, WAY_FIELD_CONTEXT) != NULL && !layout->options.safe)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("What is known is: %s"), way_element_get_label (line->element, WAY_FIELD_CONTEXT));

      add_sentence (s, sentence);
    }
  if (line->proved)
    {
      WayEvidence evidence = way_evidence_count (layout->document, line->element, layout->options.today);

      add_sentence (s, way_evidence_get_label (evidence.state));
    }
  if (s->len > 0)
    way_drawing_set_description (drawing, s->str);
}

/* What a drawing looks like follows from these; 64 bits of them are as good as all. */
static guint64
make_key (const Line *line, const WayFlowRoute *route, guint64 part)
{
  guint64 about[] = {
    way_element_get_revision (line->element),
    way_element_get_revision (line->from),
    way_element_get_revision (line->to),
    GPOINTER_TO_SIZE (line->element),
    GPOINTER_TO_SIZE (line->from),
    part << 2 | (line->first_leg ? 2 : 0) | (line->last_leg ? 1 : 0),
  };
  double label[] = { route->label.x, route->label.y, route->label.width };
  guint64 hash = way_layout_digest (WAY_DIGEST, about, sizeof about);

  hash = way_layout_digest (hash, route->x, route->n * sizeof (double));
  hash = way_layout_digest (hash, route->y, route->n * sizeof (double));
  return route->labelled ? way_layout_digest (hash, label, sizeof label) : hash;
}

static WayRect
get_bounds (const WayPath *path, double margin)
{
  WayRect rect = way_path_get_bounds (path);

  return (WayRect){ rect.x - margin, rect.y - margin, rect.width + 2 * margin, rect.height + 2 * margin };
}

static WayDrawing *
draw_line (const WayLayout *layout, const Line *line, const WayFlowRoute *route, WayPath *path, WayRect bounds)
{
  gboolean ribbon = way_element_get_kind (line->element) == WAY_KIND_PATH;
  WayDrawing *drawing = way_drawing_new (bounds.width, bounds.height);
  WayColour colour = line->hue.solid;
  double dx, dy, x = route->x[route->n - 1] - bounds.x, y = route->y[route->n - 1] - bounds.y;

  way_path_transform (path, 1, 1, -bounds.x, -bounds.y);
  way_flow_route_get_end (route, &dx, &dy);
  if (ribbon)
    way_drawing_add_path (drawing, path, WAY_COLOUR_NONE, way_colour_with_alpha (colour, 0.35), RIBBON);
  else
    way_drawing_add_path (drawing, path, WAY_COLOUR_NONE, colour, LINE)->dash = way_element_is (line->element, WAY_FIELD_KIND, "alternative") ? WAY_DASH_DASHED : WAY_DASH_NONE;
  if (!ribbon || line->last_leg)
    way_part_add_arrow (drawing, x, y, dx, dy, colour, LINE);
  describe (layout, line, drawing);
  return drawing;
}

/* Whether what is known of the customer's case goes along: a sign, so that it does not hang on the colour. */
static void
draw_glyph (const WayTheme *theme, const Line *line, WayDrawing *drawing, double x, double y)
{
  const char *context = way_element_get (line->element, WAY_FIELD_CONTEXT);
  double cx = x + GLYPH / 2, cy = y + GLYPH / 2;
  WayColour colour = line->hue.solid;
  WayPath *path = way_path_new ();

  way_drawing_add_box (drawing, (WayRect){ x + 0.6, y + 0.6, GLYPH - 1.2, GLYPH - 1.2 }, 3.5, theme->page, colour, 1.3);
  if (g_strcmp0 (context, "none") == 0)
    way_path_add_svg (path, "M-2.6-2.6L2.6 2.6M-2.6 2.6L2.6-2.6");
  else if (g_strcmp0 (context, "full") == 0)
    way_path_add_svg (path, "M-3 .2L-.9 2.3L3-2.3");
  else if (g_strcmp0 (context, "partial") == 0)
    way_path_add_svg (path, "M0-3A3 3 0 0 0 0 3z");
  else
    way_path_add_svg (path, "M-1.8-1.6A1.8 1.8 0 1 1 0 .4V1M0 2.9v.1");
  way_path_transform (path, 1, 1, cx, cy);
  if (g_strcmp0 (context, "partial") == 0)
    {
      way_drawing_add_path (drawing, path, colour, WAY_COLOUR_NONE, 0);
      way_drawing_add_circle (drawing, cx, cy, 3, WAY_COLOUR_NONE, colour, 1.2);
    }
  else
    way_drawing_add_path (drawing, path, WAY_COLOUR_NONE, colour, 1.4);
}

static void
draw_signs (const WayLayout *layout, const Line *line, WayDrawing *drawing, double x, double middle)
{
  if (line->glyph)
    {
      draw_glyph (layout->theme, line, drawing, x, middle - GLYPH / 2);
      x += GLYPH;
    }
  if (line->proved)
    way_part_add_evidence (drawing, layout->theme, x + RING / 2 + 1, middle, way_evidence_count (layout->document, line->element, layout->options.today).state);
}

static WayDrawing *
draw_label (WayLayout *layout, const Line *line, const WayFlowRoute *route)
{
  const WayTheme *theme = layout->theme;
  gboolean ribbon = way_element_get_kind (line->element) == WAY_KIND_PATH;
  WayDrawing *drawing = way_drawing_new (route->label.width, route->label.height);
  WayRect box = { 0, 0, route->label.width, route->label.height };
  double x = 0, middle = route->label.height / 2;

  /* The line goes on behind a sign, but not behind words. */
  if (ribbon)
    way_drawing_add_box (drawing, box, route->label.height / 2, line->hue.tint, WAY_COLOUR_NONE, 0);
  else if (line->words != NULL || line->proved)
    way_drawing_add_box (drawing, box, 4, way_colour_with_alpha (theme->page, 0.94), WAY_COLOUR_NONE, 0);
  draw_signs (layout, line, drawing, x + (line->words == NULL && !line->proved ? 1 : 0), middle);
  x += get_signs (line);
  if (line->words != NULL)
    {
      double room = route->label.width - x - 2 * LABEL_PAD;
      WayText *text = way_layout_text (layout, line->words, WAY_STYLE_HINT, room, 1);
      WayColour colour = ribbon || line->hue.solid.red != theme->neutral.solid.red ? line->hue.ink : theme->text_2;

      way_drawing_add_text_centred (drawing, text, x + LABEL_PAD, room, middle - way_text_get_height (text) / 2, colour);
    }
  describe (layout, line, drawing);
  return drawing;
}

/* Ribbons have round ends, which would lie on the cards. */
static void
shorten (WayFlowRoute *route)
{
  guint ends[2][2] = { { 0, 1 }, { route->n - 1, route->n - 2 } };

  for (guint i = 0; i < 2; i++)
    {
      double *x = &route->x[ends[i][0]], *y = &route->y[ends[i][0]];
      double dx = route->x[ends[i][1]] - *x, dy = route->y[ends[i][1]] - *y, length = hypot (dx, dy);
      double by = length > 0 ? MIN (RIBBON / 2, length * 0.45) / length : 0;

      *x += dx * by;
      *y += dy * by;
    }
}

/* Of the drawing and of its label, where there is one: `x` and `y`, for both. */
static void
draw (WayLayout *layout, Line *line, WayFlowRoute route, double x[2], double y[2])
{
  if (way_element_get_kind (line->element) == WAY_KIND_PATH)
    shorten (&route);

  WayPath *path = way_flow_route_make_path (&route, RADIUS);
  WayRect bounds = get_bounds (path, 6);
  guint64 key = make_key (line, &route, 0), label_key = make_key (line, &route, 1);

  line->revisions[0] = way_element_get_revision (line->from);
  line->revisions[1] = way_element_get_revision (line->to);
  line->drawing = way_layout_reuse (layout, key);
  if (line->drawing == NULL)
    line->drawing = way_layout_keep (layout, key, draw_line (layout, line, &route, path, bounds));
  else
    way_path_free (path);
  line->label = route.labelled ? way_layout_reuse (layout, label_key) : NULL;
  if (route.labelled && line->label == NULL)
    line->label = way_layout_keep (layout, label_key, draw_label (layout, line, &route));
  x[0] = bounds.x;
  y[0] = bounds.y;
  x[1] = route.label.x;
  y[1] = route.label.y;
}

static void
add_drawings (WayLayout *layout, WayBand *band, Line *line, const WayFlowRoute *route)
{
  const char *id = way_element_get_id (line->element);
  gboolean ribbon = way_element_get_kind (line->element) == WAY_KIND_PATH;
  double x[2], y[2];

  draw (layout, line, *route, x, y);
  /* Ribbons lie below all lines. */
  way_band_add (band, id, ribbon ? WAY_PART_PATH : WAY_PART_CONNECTION, ribbon ? WAY_LAYER_BACKGROUND : WAY_LAYER_LINES, x[0], y[0], line->drawing);
  if (line->label != NULL)
    way_band_add (band, id, WAY_PART_LABEL, WAY_LAYER_MARKS, x[1], y[1], line->label);
}

/* --- public --- */

static GArray *
make_gutters (const WayLayout *layout)
{
  guint n = way_layout_get_n_columns (layout);
  GArray *gutters = g_array_new (FALSE, FALSE, sizeof (WayFlowGutter));

  for (guint i = 0; i <= n; i++)
    {
      const WayGridColumn *left = i > 0 ? way_layout_get_column (layout, i - 1) : NULL;
      const WayGridColumn *right = i < n ? way_layout_get_column (layout, i) : NULL;
      WayFlowGutter gutter = {
        left != NULL ? left->x + left->width - WAY_CELL_PAD : layout->grid_x - OUTSIDE,
        right != NULL ? right->x + WAY_CELL_PAD : layout->grid_end + OUTSIDE,
      };

      g_array_append_val (gutters, gutter);
    }
  return gutters;
}

static void
collect_cards (WayFlowWishes *self)
{
  const GArray *cards = self->layout->cards;

  self->index = g_new0 (guint, cards->len);
  for (guint i = 0; i < cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (cards, WayGridCard, i);
      WayFlowGutter room = { card->rect.y - card->above, card->rect.y + card->rect.height + card->below };

      self->index[i] = self->rects->len;
      if (!card->placed)
        continue;
      g_array_append_val (self->rects, card->rect);
      g_array_append_val (self->rooms, room);
    }
}

WayFlowWishes *
way_flow_wishes_new (WayLayout *layout)
{
  WayFlowWishes *self = g_new0 (WayFlowWishes, 1);

  self->layout = layout;
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, line_clear);
  self->requests = g_array_new (FALSE, FALSE, sizeof (WayFlowRequest));
  self->rects = g_array_new (FALSE, FALSE, sizeof (WayRect));
  self->rooms = g_array_new (FALSE, FALSE, sizeof (WayFlowGutter));
  self->gutters = make_gutters (layout);
  collect_cards (self);
  add_connections (self);
  add_paths (self);
  return self;
}

void
way_flow_wishes_free (WayFlowWishes *self)
{
  g_clear_pointer (&self->lines, g_array_unref);
  g_array_unref (self->requests);
  g_array_unref (self->rects);
  g_array_unref (self->rooms);
  g_array_unref (self->gutters);
  g_free (self->index);
  g_free (self);
}

WayFlowGround
way_flow_wishes_get_ground (const WayFlowWishes *self, double top, double bottom)
{
  return (WayFlowGround){ (WayRect *) (void *) self->rects->data, self->rects->len, (WayFlowGutter *) (void *) self->gutters->data, self->gutters->len, top, bottom, (WayFlowGutter *) (void *) self->rooms->data };
}

double
way_flow_wishes_get_signs (const WayFlowWishes *self, guint line)
{
  return get_signs (&g_array_index (self->lines, Line, line));
}

void
way_flow_wishes_draw_signs (const WayFlowWishes *self, guint line, WayDrawing *drawing, double x, double middle)
{
  draw_signs (self->layout, &g_array_index (self->lines, Line, line), drawing, x, middle);
}

/* The routes of the layout before, where nothing stands elsewhere and no line or label is another. */
static void
route_all (WayFlowWishes *self, const WayFlowGround *ground)
{
  WayKnownFlow *known = self->layout->flow;
  const WayFlowRequest *requests = (const WayFlowRequest *) (void *) self->requests->data;
  const GArray *plans = self->layout->room->plans;
  guint n = self->requests->len;
  double sides[] = { ground->top, ground->bottom };
  guint64 hash = way_layout_digest (WAY_DIGEST, sides, sizeof sides);

  hash = way_layout_digest (hash, ground->cards, ground->n_cards * sizeof *ground->cards);
  if (plans->len > 0)
    hash = way_layout_digest (hash, plans->data, plans->len * sizeof (WayFlowPlan));
  hash = way_layout_digest (hash, ground->rooms, ground->n_cards * sizeof *ground->rooms);
  hash = way_layout_digest (hash, ground->gutters, ground->n_gutters * sizeof *ground->gutters);
  for (guint i = 0; i < n; i++)
    {
      guint64 ends = (guint64) requests[i].from << 32 | requests[i].to;
      double label[] = { requests[i].label_width, requests[i].label_height, requests[i].label_least, requests[i].flags };

      hash = way_layout_digest (way_layout_digest (hash, &ends, sizeof ends), label, sizeof label);
    }
  if (known->routes == NULL)
    known->routes = g_array_new (FALSE, TRUE, sizeof (WayFlowRoute));
  else if (hash == known->routes_digest && known->routes->len == n)
    return;
  g_array_set_size (known->routes, 0);
  g_array_set_size (known->routes, n);
  if (n > 0)
    way_flow_route (ground, requests, n, plans->len == n ? (const WayFlowPlan *) (const void *) plans->data : NULL, (WayFlowRoute *) (void *) known->routes->data);
  known->routes_digest = hash;
}

/* Of where everything stands. */
static guint64
digest_places (WayLayout *self, double top, double bottom)
{
  double ground[] = { top, bottom, self->grid_x, self->grid_end };
  guint64 hash = way_layout_digest (WAY_DIGEST, ground, sizeof ground);

  hash = way_layout_digest (hash, &self->journey, sizeof self->journey);
  for (guint i = 0; i < self->columns->len; i++)
    hash = way_layout_digest (hash, &way_layout_get_column (self, i)->x, sizeof (double));
  for (guint i = 0; i < self->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->cards, WayGridCard, i);

      hash = way_layout_digest (hash, &card->element, sizeof card->element);
      hash = way_layout_digest (hash, &card->rect, sizeof card->rect);
    }
  return hash;
}

static WayBand *
build_band (WayLayout *self, double top, double bottom, double mirror_width)
{
  g_autoptr (WayFlowWishes) wishes = way_flow_wishes_new (self);
  WayFlowGround ground = way_flow_wishes_get_ground (wishes, top, bottom);
  WayKnownFlow *known = self->flow;
  WayBand *band = way_band_new (WAY_BAND_FLOW, NULL);

  route_all (wishes, &ground);
  way_known_flow_forget (known);
  known->lines = g_steal_pointer (&wishes->lines);
  for (guint i = 0; i < known->lines->len; i++)
    add_drawings (self, band, &g_array_index (known->lines, Line, i), &g_array_index (known->routes, WayFlowRoute, i));
  way_band_set_height (band, bottom);
  way_band_seal (band, mirror_width);
  return band;
}

/* The words of a line name both its cards: what else is said of it belongs to the shared parts of the document. */
static WayBand *
redraw_band (WayLayout *self)
{
  WayKnownFlow *known = self->flow;
  g_autoptr (GHashTable) redrawn = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) way_drawing_unref, (GDestroyNotify) way_drawing_unref);

  for (guint i = 0; i < known->lines->len; i++)
    {
      Line *line = &g_array_index (known->lines, Line, i);
      WayDrawing *drawing = line->drawing, *label = line->label;
      double x[2], y[2];

      if (line->revisions[0] == way_element_get_revision (line->from) && line->revisions[1] == way_element_get_revision (line->to))
        continue;
      draw (self, line, g_array_index (known->routes, WayFlowRoute, i), x, y);
      g_hash_table_insert (redrawn, way_drawing_ref (drawing), line->drawing);
      if (label != NULL)
        g_hash_table_insert (redrawn, way_drawing_ref (label), line->label);
    }
  return g_hash_table_size (redrawn) > 0 ? way_band_dup_redrawn (known->band, redrawn) : way_band_ref (known->band);
}

WayBand *
way_flow_build (WayLayout *self, double top, double bottom, double mirror_width)
{
  WayKnownFlow *known = self->flow;
  guint64 digest = digest_places (self, top, bottom);
  /* A mirrored band has drawings of its own. */
  WayBand *band = known->band != NULL && known->digest == digest && mirror_width <= 0 ? redraw_band (self) : build_band (self, top, bottom, mirror_width);

  g_clear_pointer (&known->band, way_band_unref);
  known->band = way_band_ref (band);
  known->digest = digest;
  return band;
}

void
way_known_flow_forget (WayKnownFlow *self)
{
  g_clear_pointer (&self->band, way_band_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  self->digest = 0;
}

void
way_known_flow_clear (WayKnownFlow *self)
{
  way_known_flow_forget (self);
  g_clear_pointer (&self->routes, g_array_unref);
}
