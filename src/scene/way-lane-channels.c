#include <glib/gi18n-lib.h>
#include <math.h>

#include "scene/way-layout-private.h"

/* What the touchpoints of a column go through, and how far what is said of them is proved. */

#define CHIP 18.0 /* as way_part_add_badge () makes them */
#define CHIP_GAP 5.0
#define ROW_GAP 7.0
#define RING 18.0 /* room for an evidence ring left of its words */

/* --- channels ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  WayLayout *layout;
  WayBand *band;
  double x, y, left, width; /* of one column */
  gboolean any;
} Flow;

static void
add_channel (Flow *self, const WayElement *channel, const WayHue *hue)
{
  const char *name = way_element_get_name (channel);
  WayDrawing *drawing = way_drawing_new (self->width, CHIP);
  double width = way_part_add_badge (self->layout, drawing, 0, 0, self->width, name, hue, (int) way_icon_for_channel (way_element_get (channel, WAY_FIELD_KIND)));

  way_drawing_set_size (drawing, width, CHIP);
  way_drawing_set_title (drawing, name);
  way_drawing_set_description (drawing, way_element_get_label (channel, WAY_FIELD_MEDIUM));
  if (self->x > self->left && self->x + width > self->left + self->width)
    {
      self->x = self->left;
      self->y += CHIP + CHIP_GAP;
    }
  way_band_add (self->band, way_element_get_id (channel), WAY_PART_CELL, WAY_LAYER_CARDS, self->x, self->y, drawing);
  self->x += width + CHIP_GAP;
  self->any = TRUE;
}

double
way_lane_build_channels (WayLayout *self, const WayElement *lane, WayBand *band)
{
  guint n = way_layout_get_n_columns (self);
  g_autofree Flow *flows = g_new0 (Flow, n + 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  double height = 0;

  for (guint c = 0; c < n; c++)
    {
      flows[c] = (Flow){ .layout = self, .band = band };
      way_layout_get_span (self, c, c, &flows[c].left, &flows[c].width);
      flows[c].x = flows[c].left;
    }
  for (guint i = 0; i < self->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->cards, WayGridCard, i);
      const WayElement *channel = way_document_follow (self->document, card->element, WAY_FIELD_CHANNEL);

      for (guint c = card->first; channel != NULL && c <= card->last; c++)
        {
          /* Channels are few, so their place in the register and the column make one number. */
          gint64 key = (gint64) c << 32 | way_element_get_index (channel);

          if (g_hash_table_add (seen, g_memdup2 (&key, sizeof key)))
            add_channel (&flows[c], channel, way_layout_get_hue (self, c));
        }
    }
  for (guint c = 0; c < n; c++)
    if (flows[c].any)
      height = MAX (height, flows[c].y + CHIP);
  return height;
}

/* --- evidence ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  WayLayout *layout;
  WayBand *band;
  double *bottoms;        /* one a column */
  guint *claims, *proved; /* one a phase */
} Proof;

static void
add_claim (Proof *self, const WayElement *claim, guint first, guint last)
{
  WayLayout *layout = self->layout;
  WayEvidence evidence = way_evidence_count (layout->document, claim, layout->options.today);
  g_autofree char *words = way_evidence_to_text (&evidence);
  guint phase = way_layout_get_column (layout, first)->phase;
  double x, width, y = 0;

  way_layout_get_span (layout, first, last, &x, &width);
  for (guint c = first; c <= last; c++)
    y = MAX (y, self->bottoms[c]);

  WayDrawing *drawing = way_drawing_new (width, 0);
  WayText *name = way_layout_text (layout, way_element_get_name (claim), WAY_STYLE_SMALL_BOLD, MAX (width - RING, 20), 1);
  double top = way_text_get_height (name);

  way_part_add_evidence (drawing, layout->theme, 7, top / 2 + 1, evidence.state);
  way_drawing_add_text (drawing, name, RING, 0, layout->theme->text);

  WayText *text = way_layout_text (layout, words, WAY_STYLE_HINT, MAX (width - RING, 20), 2);
  double height = top + way_text_get_height (text);

  way_drawing_add_text (drawing, text, RING, top, layout->theme->text_2);
  way_drawing_set_size (drawing, width, ceil (height));
  way_drawing_set_title (drawing, way_element_get_name (claim));

  g_autofree char *description = g_strdup_printf ("%s: %s", way_evidence_get_label (evidence.state), words);

  way_drawing_set_description (drawing, description);
  way_band_add (self->band, way_element_get_id (claim), WAY_PART_CELL, WAY_LAYER_CARDS, x, y, drawing);
  for (guint c = first; c <= last; c++)
    self->bottoms[c] = y + ceil (height) + ROW_GAP;
  self->claims[phase]++;
  self->proved[phase] += evidence.state == WAY_EVIDENCE_CONFIRMED;
}

/* How much of what a phase claims is confirmed, as a bar and in words; returns how high it is. */
static double
add_share (Proof *self, guint phase, double y)
{
  WayLayout *layout = self->layout;
  const WayGridPhase *grid = way_layout_get_phase (layout, phase);
  guint claims = self->claims[phase], proved = self->proved[phase];

  if (claims == 0)
    return 0;

  double x, width;
  g_autofree char *words = g_strdup_printf (ngettext ("%u of %u claim confirmed", "%u of %u claims confirmed", claims), proved, claims);

  way_layout_get_span (layout, grid->first, grid->first + grid->count - 1, &x, &width);

  WayDrawing *drawing = way_drawing_new (width, 0);
  WayText *text = way_layout_text (layout, words, WAY_STYLE_SMALL_BOLD, width, 2);
  double height = 9 + way_text_get_height (text);

  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, 5 }, 2.5, layout->theme->chip, WAY_COLOUR_NONE, 0);
  if (proved > 0)
    way_drawing_add_box (drawing, (WayRect){ 0, 0, MAX (width * proved / claims, 5), 5 }, 2.5, layout->theme->accent, WAY_COLOUR_NONE, 0);
  way_drawing_add_text (drawing, text, 0, 9, layout->theme->text_2);
  way_drawing_set_size (drawing, width, ceil (height));
  way_drawing_set_title (drawing, words);
  way_band_add (self->band, way_element_get_id (grid->phase), WAY_PART_BAR, WAY_LAYER_CARDS, x, y, drawing);
  return ceil (height);
}

double
way_lane_build_evidence (WayLayout *self, const WayElement *lane, WayBand *band)
{
  guint n = way_layout_get_n_columns (self);
  g_autofree double *bottoms = g_new0 (double, n + 1);
  g_autofree guint *claims = g_new0 (guint, self->phases->len + 1);
  g_autofree guint *proved = g_new0 (guint, self->phases->len + 1);
  Proof proof = { .layout = self, .band = band, .bottoms = bottoms, .claims = claims, .proved = proved };
  double height = 0, shares = 0;
  WayElement *pain;

  for (guint i = 0; i < self->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (self->cards, WayGridCard, i);

      if (way_element_get_kind (card->element) == WAY_KIND_TOUCHPOINT)
        add_claim (&proof, card->element, card->first, card->last);
    }
  way_each (pain, self->journey, WAY_KIND_PAIN)
    {
      guint first, last;

      if (way_layout_find_columns (self, way_document_follow (self->document, pain, WAY_FIELD_AT), &first, &last))
        add_claim (&proof, pain, first, last);
    }
  for (guint c = 0; c < n; c++)
    height = MAX (height, bottoms[c]);
  for (guint p = 0; p < self->phases->len; p++)
    {
      double share = add_share (&proof, p, height + 2);

      shares = MAX (shares, share);
    }
  return shares > 0 ? height + 2 + shares : 0;
}
