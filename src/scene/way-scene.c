#include "scene/way-frame-private.h"
#include "scene/way-grid-private.h"
#include "scene/way-scene-private.h"
#include "scene/way-traffic-private.h"

#include <math.h>
#include <string.h>

/* Lines no further apart than this lie on one another. */
#define ON_ONE_ANOTHER 0.6

/* What lasts from scene to scene of one document: measured texts, drawn cards. A scene is made anew from top to bottom
 * each time, which is cheap once these are known; then bands that came out the same are shared with the scene before. */
typedef struct
{
  int ref_count;
  WayMeasure *measure;
  GHashTable *known_cards; /* touchpoint or note → WayKnownCard, owned */
  GPtrArray *known_order;  /* the same, as they came last */
  GHashTable *known_lanes; /* lane → WayKnownLane, owned */
  GHashTable *drawings;    /* digest → WayDrawing, owned */
  guint round;             /* counts layouts */
  WayKnownFlow flow;
  WayFlowRoom room;
  guint64 shared_revision;
  const WayTheme *theme;
  WaySceneOptions options; /* lists not owned, only compared */
} Cache;

typedef struct
{
  WayBand *band;
  double y;
} Placed;

struct _WayScene
{
  gatomicrefcount ref_count;
  Cache *cache;
  const WayTheme *theme;
  char *journey;
  gboolean rtl;
  double width, height, grid_start;
  GArray *bands;   /* (element-type Placed), bands owned */
  GArray *columns; /* (element-type WayStepColumn), ids (GRefString) owned */
  guint clipped;
};

static Cache *
cache_new (void)
{
  Cache *self = g_new0 (Cache, 1);

  self->ref_count = 1;
  self->measure = way_measure_new ();
  self->known_order = g_ptr_array_new ();
  self->known_lanes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) way_known_lane_free);
  self->known_cards = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) way_known_card_free);
  self->drawings = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) way_drawing_unref);
  return self;
}

static void
cache_unref (Cache *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  way_measure_unref (self->measure);
  g_hash_table_unref (self->known_cards);
  g_hash_table_unref (self->drawings);
  g_ptr_array_unref (self->known_order);
  g_hash_table_unref (self->known_lanes);
  way_known_flow_clear (&self->flow);
  way_flow_room_clear (&self->room);
  g_free (self);
}

static gboolean
options_equal (const WaySceneOptions *a, const WaySceneOptions *b)
{
  return a->lanes == b->lanes && a->phases == b->phases && a->safe == b->safe && a->no_legend == b->no_legend && a->expand == b->expand && a->today == b->today && a->full_figures == b->full_figures;
}

/* Forgets what may look different now. */
static void
cache_renew (Cache *self, WayDocument *document, const WayTheme *theme, const WaySceneOptions *options)
{
  guint64 revision = way_document_get_shared_revision (document);

  way_measure_begin (self->measure);
  /* Cards know by themselves whether their figures are others. */
  if (self->shared_revision != revision || self->theme != theme || !options_equal (&self->options, options))
    {
      g_ptr_array_set_size (self->known_order, 0);
      g_hash_table_remove_all (self->known_cards);
      g_hash_table_remove_all (self->known_lanes);
      g_hash_table_remove_all (self->drawings);
      way_known_flow_forget (&self->flow);
      self->room.digest = 0;
    }
  self->round++;
  self->shared_revision = revision;
  self->theme = theme;
  self->options = *options;
}

static void
placed_clear (gpointer data)
{
  way_band_unref (((Placed *) data)->band);
}

/* Right-to-left languages, by their first subtag (CLDR's characterOrder). */
static gboolean
is_rtl_language (const char *language)
{
  static const char *const rtl[] = { "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi", NULL };
  g_auto (GStrv) parts = g_strsplit (language != NULL ? language : "", "-", 2);

  return parts[0] != NULL && g_strv_contains (rtl, parts[0]);
}

/* The band of the scene before that is the same, so that its pointer says so. */
static WayBand *
share_band (const WayScene *previous, WayBand *band)
{
  for (guint i = 0; previous != NULL && i < previous->bands->len; i++)
    if (g_array_index (previous->bands, Placed, i).band == band)
      return band;
  for (guint i = 0; previous != NULL && i < previous->bands->len; i++)
    {
      WayBand *old = g_array_index (previous->bands, Placed, i).band;

      if (way_band_equal (old, band))
        {
          way_band_unref (band);
          return way_band_ref (old);
        }
    }
  return band;
}

/* Takes `band`, which is sealed. */
static double
add_sealed (WayScene *self, WayBand *band, double y)
{
  Placed placed = { band, y };

  self->clipped += way_band_get_clipped (band);
  g_array_append_val (self->bands, placed);
  return y + way_band_get_height (band);
}

static double
add_band (WayScene *self, const WayLayout *layout, const WayScene *previous, WayBand *band, double y)
{
  way_band_seal (band, self->rtl ? layout->width : 0);
  return add_sealed (self, share_band (previous, band), y);
}

static void
move_cards (WayLayout *layout, const WayElement *lane, double y)
{
  const GArray *indices = g_hash_table_lookup (layout->cards_of, lane);

  for (guint i = 0; indices != NULL && i < indices->len; i++)
    g_array_index (layout->cards, WayGridCard, g_array_index (indices, guint, i)).rect.y += y;
}

/* Most lanes have nothing to do with what has just been changed. */
static WayBand *
make_lane (WayScene *self, WayLayout *layout, const WayElement *lane, gboolean stripe, gboolean ruled)
{
  guint64 key = way_frame_is_plain (layout, lane) ? way_layout_digest_lane (layout, lane) : 0;
  WayKnownLane *known = g_hash_table_lookup (self->cache->known_lanes, lane);

  if (known != NULL && key == known->key)
    {
      way_layout_take_places (layout, lane);
      return way_band_ref (known->band);
    }

  WayBand *band = way_frame_build_lane (layout, lane, stripe, ruled);

  way_band_seal (band, self->rtl ? layout->width : 0);
  if (key == 0)
    return band;
  known = g_new (WayKnownLane, 1);
  *known = (WayKnownLane){ key, way_band_ref (band) };
  g_hash_table_insert (self->cache->known_lanes, (gpointer) lane, known);
  way_layout_keep_places (layout, lane);
  return band;
}

static void
add_flow (WayScene *self, WayLayout *layout, const WayScene *previous, double top, double bottom)
{
  if (!way_layout_shows_traffic (layout))
    {
      add_sealed (self, share_band (previous, way_flow_build (layout, top, bottom, self->rtl ? layout->width : 0)), 0);
      return;
    }

  WayBand *flow = way_band_new (WAY_BAND_FLOW, NULL);

  way_flow_build_traffic (layout, flow, top, bottom);
  way_rule_marks_build (layout, flow);
  way_band_set_height (flow, bottom);
  add_band (self, layout, previous, flow, 0);
}

static void
build_bands (WayScene *self, WayLayout *layout, const WayScene *previous)
{
  double y = add_band (self, layout, previous, way_frame_build_title (layout), 0);
  gboolean stripe = FALSE, ruled = TRUE;

  y = add_band (self, layout, previous, way_frame_build_phases (layout), y);

  double top = y;

  y = add_band (self, layout, previous, way_frame_build_steps (layout), y);
  for (guint i = 0; i < layout->lanes->len; i++)
    {
      const WayElement *lane = g_ptr_array_index (layout->lanes, i);

      if (way_element_get_kind (lane) == WAY_KIND_SEPARATOR)
        {
          y = add_band (self, layout, previous, way_frame_build_separator (layout, lane), y);
          ruled = FALSE;
          continue;
        }

      WayBand *band = make_lane (self, layout, lane, stripe, ruled);

      move_cards (layout, lane, y);
      y = add_sealed (self, share_band (previous, band), y);
      stripe = !stripe;
      ruled = TRUE;
    }

  add_flow (self, layout, previous, top, y);

  WayBand *rim = way_layout_shows_traffic (layout) ? way_traffic_build_rim (layout) : NULL;

  if (rim != NULL)
    y = add_band (self, layout, previous, rim, y);
  if (!layout->options.no_legend)
    y = add_band (self, layout, previous, way_frame_build_legend (layout), y);
  else
    y += WAY_MARGIN;
  self->width = layout->width;
  self->height = ceil (y);
}

static void
column_clear (gpointer data)
{
  WayStepColumn *column = data;

  g_ref_string_release ((char *) column->step);
  g_ref_string_release ((char *) column->phase);
}

static void
copy_columns (WayScene *self, const WayLayout *layout)
{
  for (guint i = 0; i < way_layout_get_n_columns (layout); i++)
    {
      const WayGridColumn *from = way_layout_get_column (layout, i);
      WayStepColumn column = {
        .step = g_ref_string_new (way_element_get_id (from->step)),
        .phase = g_ref_string_new (way_element_get_id (way_layout_get_phase (layout, from->phase)->phase)),
        .x = self->rtl ? layout->width - from->x - from->width : from->x,
        .width = from->width,
        .natural = from->natural,
      };

      g_array_append_val (self->columns, column);
    }
}

/* What a layout shares with those before it and after it. */
static void
init_layout (WayLayout *layout, Cache *cache)
{
  layout->measure = cache->measure;
  layout->known_cards = cache->known_cards;
  layout->known_order = cache->known_order;
  layout->drawings = cache->drawings;
  layout->round = cache->round;
  layout->flow = &cache->flow;
  layout->room = &cache->room;
  if (layout->options.full_figures && !layout->options.safe && way_figures_get_size (layout->figures) > 0)
    layout->standing = way_standing_find (layout->document, layout->journey, layout->figures);
}

WayScene *
way_scene_new (WayDocument *document, const WayElement *journey, const WayTheme *theme, const WayFigures *figures, const WaySceneOptions *options, WayScene *previous)
{
  static const WaySceneOptions everything;
  WayScene *self = g_new0 (WayScene, 1);
  WayFigures *frozen = figures == NULL ? way_figures_new_frozen (document) : NULL;
  WayLayout layout = {
    .document = document,
    .journey = journey,
    .theme = theme,
    .figures = figures != NULL ? figures : frozen,
    .options = options != NULL ? *options : everything,
  };

  /* How many come and go is for nobody outside to know. */
  if (layout.options.safe)
    layout.options.traffic = NULL;
  g_atomic_ref_count_init (&self->ref_count);
  self->cache = previous != NULL ? previous->cache : cache_new ();
  if (previous != NULL)
    g_atomic_int_inc (&self->cache->ref_count);
  cache_renew (self->cache, document, theme, &layout.options);
  init_layout (&layout, self->cache);
  self->theme = theme;
  self->journey = g_strdup (way_element_get_id (journey));
  self->rtl = is_rtl_language (way_element_get (way_document_get_root (document), WAY_FIELD_LANG));
  self->bands = g_array_new (FALSE, FALSE, sizeof (Placed));
  g_array_set_clear_func (self->bands, placed_clear);
  self->columns = g_array_new (FALSE, FALSE, sizeof (WayStepColumn));
  g_array_set_clear_func (self->columns, column_clear);
  way_grid_build (&layout);
  build_bands (self, &layout, previous);
  copy_columns (self, &layout);
  self->grid_start = layout.grid_x;
  way_grid_clear (&layout);
  way_figures_unref (frozen);
  return self;
}

/* The feet of cards from number `*next` on, which moves past those that are done. */
static void
prepare_cards (WayLayout *layout, guint *next)
{
  for (; *next < layout->cards->len && !way_layout_is_late (layout); (*next)++)
    {
      const WayGridCard *card = &g_array_index (layout->cards, WayGridCard, *next);
      double x, width;

      if (way_element_get_kind (card->element) != WAY_KIND_TOUCHPOINT || card->known->figures == way_card_digest_figures (layout, card->element))
        continue;
      way_layout_get_span (layout, card->first, card->last, &x, &width);
      way_card_lay_figures (layout, NULL, card->element, 0, 0, width - 2 * WAY_CARD_EDGE);
    }
}

/* The boxes of metrics lanes, which are kept for the layout to come. */
static void
prepare_lanes (WayLayout *layout)
{
  for (guint i = 0; i < layout->lanes->len && !layout->late; i++)
    {
      const WayElement *lane = g_ptr_array_index (layout->lanes, i);

      if (way_element_get_kind (lane) != WAY_KIND_LANE || !way_element_is (lane, WAY_FIELD_KIND, "metrics") || (way_element_get_boolean (lane, WAY_FIELD_COLLAPSED) && !layout->options.expand))
        continue;

      g_autoptr (WayBand) unused = way_band_new (WAY_BAND_LANE, NULL);

      way_lane_build_metrics (layout, lane, unused);
    }
}

gboolean
way_scene_prepare_figures (WayScene *self, WayDocument *document, const WayFigures *figures, const WaySceneOptions *options, gint64 budget, guint *next)
{
  Cache *cache = self->cache;
  WayLayout layout = { .document = document, .journey = way_document_lookup (document, self->journey), .theme = self->theme, .figures = figures, .options = *options };
  gboolean more;

  /* Everything will be laid out anew in any case. */
  if (layout.journey == NULL || cache->shared_revision != way_document_get_shared_revision (document) || !options_equal (&cache->options, options))
    return FALSE;
  cache->round++;
  init_layout (&layout, cache);
  way_grid_build (&layout);
  /* What is the same for each slice does not count, or on a large map there would be no time left. */
  layout.until = g_get_monotonic_time () + budget;
  prepare_cards (&layout, next);
  more = *next < layout.cards->len;
  if (!more)
    {
      prepare_lanes (&layout);
      more = layout.late;
    }
  way_grid_clear (&layout);
  return more;
}

WayScene *
way_scene_begin (WayDocument *document, const WayElement *journey, const WayTheme *theme, WayScene *previous)
{
  WayScene *self = g_new0 (WayScene, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->cache = previous != NULL ? previous->cache : cache_new ();
  if (previous != NULL)
    g_atomic_int_inc (&self->cache->ref_count);
  way_measure_begin (self->cache->measure);
  self->theme = theme;
  self->journey = g_strdup (way_element_get_id (journey));
  self->rtl = is_rtl_language (way_element_get (way_document_get_root (document), WAY_FIELD_LANG));
  self->bands = g_array_new (FALSE, FALSE, sizeof (Placed));
  g_array_set_clear_func (self->bands, placed_clear);
  self->columns = g_array_new (FALSE, FALSE, sizeof (WayStepColumn));
  return self;
}

WayMeasure *
way_scene_get_measure (WayScene *self)
{
  return self->cache->measure;
}

double
way_scene_add_band (WayScene *self, WayBand *band, double width)
{
  WayLayout layout = { .width = width };

  self->height = add_band (self, &layout, NULL, band, self->height);
  self->width = width;
  return self->height;
}

WayScene *
way_scene_ref (WayScene *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
way_scene_unref (WayScene *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->bands);
  g_array_unref (self->columns);
  cache_unref (self->cache);
  g_free (self->journey);
  g_free (self);
}

double
way_scene_get_width (const WayScene *self)
{
  return self->width;
}

double
way_scene_get_height (const WayScene *self)
{
  return self->height;
}

const WayTheme *
way_scene_get_theme (const WayScene *self)
{
  return self->theme;
}

const char *
way_scene_get_journey_id (const WayScene *self)
{
  return self->journey;
}

gboolean
way_scene_is_rtl (const WayScene *self)
{
  return self->rtl;
}

guint
way_scene_get_clipped (const WayScene *self)
{
  return self->clipped;
}

guint
way_scene_get_n_bands (const WayScene *self)
{
  return self->bands->len;
}

const WayBand *
way_scene_get_band (const WayScene *self, guint i, double *y)
{
  const Placed *placed = &g_array_index (self->bands, Placed, i);

  if (y != NULL)
    *y = placed->y;
  return placed->band;
}

double
way_scene_get_grid_start (const WayScene *self)
{
  return self->grid_start;
}

guint
way_scene_get_n_columns (const WayScene *self)
{
  return self->columns->len;
}

const WayStepColumn *
way_scene_get_column (const WayScene *self, guint i)
{
  return &g_array_index (self->columns, WayStepColumn, i);
}

WayRect
way_scene_get_item_rect (const WayScene *self, guint band, const WayItem *item)
{
  return (WayRect){ item->x, item->y + g_array_index (self->bands, Placed, band).y, item->width, item->height };
}

/* A line's rectangle spans the cards between its ends: only the line itself is hit. (x, y) in the item. */
static gboolean
is_on_line (const WayItem *item, double x, double y, double slop)
{
  for (guint i = 0; i < way_drawing_get_n_shapes (item->drawing); i++)
    {
      const WayShape *shape = way_drawing_get_shape (item->drawing, i);

      if (shape->type == WAY_SHAPE_PATH && way_path_get_distance (shape->path, x, y) <= slop + shape->stroke_width / 2)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_at (const WayItem *item, WayRect rect, double x, double y, double slop)
{
  if (!way_rect_contains (rect, (WayRect){ x, y, 0, 0 }, slop))
    return FALSE;
  return (item->part != WAY_PART_CONNECTION && item->part != WAY_PART_PATH) || is_on_line (item, x - rect.x, y - rect.y, slop);
}

const WayItem *
way_scene_hit (const WayScene *self, double x, double y, double slop, guint *band)
{
  for (guint b = self->bands->len; b > 0; b--)
    {
      const Placed *placed = &g_array_index (self->bands, Placed, b - 1);

      if (y < placed->y - slop || y > placed->y + way_band_get_height (placed->band) + slop)
        continue;
      for (guint i = way_band_get_n_items (placed->band); i > 0; i--)
        {
          const WayItem *item = way_band_get_item (placed->band, i - 1);
          WayRect rect = way_scene_get_item_rect (self, b - 1, item);

          if (item->id != NULL && is_at (item, rect, x, y, slop))
            {
              if (band != NULL)
                *band = b - 1;
              return item;
            }
        }
    }
  return NULL;
}

/* How far a point is from an item's line, or G_MAXDOUBLE. */
static double
measure_distance (const WayItem *item, WayRect rect, double x, double y, double slop)
{
  double least = G_MAXDOUBLE;

  if (!way_rect_contains (rect, (WayRect){ x, y, 0, 0 }, slop))
    return G_MAXDOUBLE;
  for (guint i = 0; i < way_drawing_get_n_shapes (item->drawing); i++)
    {
      const WayShape *shape = way_drawing_get_shape (item->drawing, i);

      if (shape->type == WAY_SHAPE_PATH)
        least = MIN (least, MAX (way_path_get_distance (shape->path, x - rect.x, y - rect.y) - shape->stroke_width / 2, 0));
    }
  return least;
}

GPtrArray *
way_scene_hit_flow (const WayScene *self, double x, double y, double slop)
{
  GPtrArray *hits = g_ptr_array_new ();
  double nearest = slop;

  for (guint b = self->bands->len; b > 0; b--)
    {
      const Placed *placed = &g_array_index (self->bands, Placed, b - 1);

      if (way_band_get_type (placed->band) != WAY_BAND_FLOW)
        continue;
      for (guint i = way_band_get_n_items (placed->band); i > 0; i--)
        {
          const WayItem *item = way_band_get_item (placed->band, i - 1);
          WayRect rect = way_scene_get_item_rect (self, b - 1, item);
          double distance;

          if (item->id == NULL)
            continue;
          /* Words are of one only. */
          if (item->part == WAY_PART_LABEL && way_rect_contains (rect, (WayRect){ x, y, 0, 0 }, 0))
            {
              g_ptr_array_set_size (hits, 0);
              g_ptr_array_add (hits, (gpointer) item);
              return hits;
            }
          if (item->part != WAY_PART_CONNECTION && item->part != WAY_PART_PATH)
            continue;
          distance = measure_distance (item, rect, x, y, slop);
          if (distance > nearest + ON_ONE_ANOTHER)
            continue;
          if (distance < nearest - ON_ONE_ANOTHER)
            g_ptr_array_set_size (hits, 0);
          nearest = MIN (nearest, distance);
          g_ptr_array_add (hits, (gpointer) item);
        }
    }
  return hits;
}

const WayItem *
way_scene_find (const WayScene *self, const char *id, guint *band)
{
  for (guint b = 0; b < self->bands->len; b++)
    {
      const WayBand *candidate = g_array_index (self->bands, Placed, b).band;

      for (guint i = 0; i < way_band_get_n_items (candidate); i++)
        if (g_strcmp0 (way_band_get_item (candidate, i)->id, id) == 0)
          {
            if (band != NULL)
              *band = b;
            return way_band_get_item (candidate, i);
          }
    }
  return NULL;
}

const char *
way_part_get_name (WayPart part)
{
  static const char *const names[WAY_N_PARTS] = { "title", "persona", "phase", "step", "lane", "separator", "card", "cell", "curve", "point", "quote", "bar", "figure", "picture", "connection", "path", "label", "legend", "event", "mark" };

  return names[part];
}

static void
dump_shape (GString *s, const WayShape *shape)
{
  static const char *const types[] = { "box", "path", "text", "icon", "picture" };

  g_string_append_printf (s, "    %s %.1f %.1f %.1f %.1f", types[shape->type], shape->rect.x, shape->rect.y, shape->rect.width, shape->rect.height);
  if (shape->fill.alpha > 0)
    {
      g_autofree char *fill = way_colour_to_string (shape->fill);

      g_string_append_printf (s, " fill %s", fill);
    }
  if (shape->fade != NULL)
    {
      g_autofree char *fade = way_colour_to_string (shape->fade->colour);

      g_string_append_printf (s, " fade %s/%.2f %.1f→%.1f", fade, shape->fade->colour.alpha, shape->fade->from, shape->fade->to);
    }
  if (shape->stroke.alpha > 0)
    {
      g_autofree char *stroke = way_colour_to_string (shape->stroke);

      g_string_append_printf (s, " stroke %s %.1f", stroke, shape->stroke_width);
    }
  if (shape->text != NULL)
    g_string_append_printf (s, " “%s”%s", way_text_get (shape->text), way_text_is_clipped (shape->text) ? " clipped" : "");
  if (shape->type == WAY_SHAPE_ICON)
    g_string_append_printf (s, " %s", way_icon_get_name (shape->icon));
  g_string_append_c (s, '\n');
}

char *
way_scene_dump (const WayScene *self)
{
  GString *s = g_string_new (NULL);

  g_string_append_printf (s, "scene %s %.1f × %.1f%s\n", self->journey, self->width, self->height, self->rtl ? " rtl" : "");
  for (guint b = 0; b < self->bands->len; b++)
    {
      const Placed *placed = &g_array_index (self->bands, Placed, b);

      g_string_append_printf (s, "band %d %s y %.1f height %.1f\n", way_band_get_type (placed->band), way_band_get_id (placed->band) != NULL ? way_band_get_id (placed->band) : "-", placed->y, way_band_get_height (placed->band));
      for (guint i = 0; i < way_band_get_n_items (placed->band); i++)
        {
          const WayItem *item = way_band_get_item (placed->band, i);

          g_string_append_printf (s, "  %s %s layer %d at %.1f %.1f size %.1f × %.1f\n", way_part_get_name (item->part), item->id != NULL ? item->id : "-", item->layer, item->x, item->y, item->width, item->height);
          for (guint p = 0; p < way_drawing_get_n_shapes (item->drawing); p++)
            dump_shape (s, way_drawing_get_shape (item->drawing, p));
        }
    }
  return g_string_free (s, FALSE);
}
