#include "scene/way-frame-private.h"
#include "scene/way-grid-private.h"

#include <math.h>
#include <string.h>

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
  const WayFigures *figures; /* not owned, only compared */
  WaySceneOptions options;   /* lists not owned, only compared */
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
  double width, height;
  GArray *bands;   /* (element-type Placed), bands owned */
  GArray *columns; /* (element-type WayColumn), ids (GRefString) owned */
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
  return a->lanes == b->lanes && a->phases == b->phases && a->safe == b->safe && a->no_legend == b->no_legend && a->expand == b->expand && a->today == b->today;
}

/* Forgets what may look different now. */
static void
cache_renew (Cache *self, WayDocument *document, const WayTheme *theme, const WayFigures *figures, const WaySceneOptions *options)
{
  guint64 revision = way_document_get_shared_revision (document);

  way_measure_begin (self->measure);
  if (self->shared_revision != revision || self->theme != theme || self->figures != figures || !options_equal (&self->options, options))
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
  self->figures = figures;
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

  add_sealed (self, share_band (previous, way_flow_build (layout, top, y, self->rtl ? layout->width : 0)), 0);
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
  WayColumn *column = data;

  g_ref_string_release ((char *) column->step);
  g_ref_string_release ((char *) column->phase);
}

static void
copy_columns (WayScene *self, const WayLayout *layout)
{
  for (guint i = 0; i < way_layout_get_n_columns (layout); i++)
    {
      const WayGridColumn *from = way_layout_get_column (layout, i);
      WayColumn column = {
        .step = g_ref_string_new (way_element_get_id (from->step)),
        .phase = g_ref_string_new (way_element_get_id (way_layout_get_phase (layout, from->phase)->phase)),
        .x = self->rtl ? layout->width - from->x - from->width : from->x,
        .width = from->width,
        .natural = from->natural,
      };

      g_array_append_val (self->columns, column);
    }
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

  g_atomic_ref_count_init (&self->ref_count);
  self->cache = previous != NULL ? previous->cache : cache_new ();
  if (previous != NULL)
    g_atomic_int_inc (&self->cache->ref_count);
  cache_renew (self->cache, document, theme, figures, &layout.options);
  layout.measure = self->cache->measure;
  layout.known_cards = self->cache->known_cards;
  layout.known_order = self->cache->known_order;
  layout.drawings = self->cache->drawings;
  layout.round = self->cache->round;
  layout.flow = &self->cache->flow;
  layout.room = &self->cache->room;
  self->theme = theme;
  self->journey = g_strdup (way_element_get_id (journey));
  self->rtl = is_rtl_language (way_element_get (way_document_get_root (document), WAY_FIELD_LANG));
  self->bands = g_array_new (FALSE, FALSE, sizeof (Placed));
  g_array_set_clear_func (self->bands, placed_clear);
  self->columns = g_array_new (FALSE, FALSE, sizeof (WayColumn));
  g_array_set_clear_func (self->columns, column_clear);
  way_grid_build (&layout);
  build_bands (self, &layout, previous);
  copy_columns (self, &layout);
  way_grid_clear (&layout);
  way_figures_unref (frozen);
  return self;
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

guint
way_scene_get_n_columns (const WayScene *self)
{
  return self->columns->len;
}

const WayColumn *
way_scene_get_column (const WayScene *self, guint i)
{
  return &g_array_index (self->columns, WayColumn, i);
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
  static const char *const names[WAY_N_PARTS] = { "title", "persona", "phase", "step", "lane", "separator", "card", "cell", "curve", "point", "quote", "bar", "figure", "picture", "connection", "path", "label", "legend" };

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
