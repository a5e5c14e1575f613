#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/way-people.h"
#include "scene/way-layout-private.h"

/* Who at the customer has a say where, and which departments take part. */

#define BAR 22.0
#define ROW 28.0
#define GLYPH WAY_INVOLVEMENT_HALF
#define CHIP 19.0
#define CHIP_GAP 4.0

/* --- stakeholders ------------------------------------------------------------------------------------------------ */

typedef struct
{
  guint first, last; /* columns */
  const char *as;    /* nick, or NULL */
  const WayElement *touchpoint;
} Stay;

typedef struct
{
  const WayElement *element;
  WayHue hue;
  GArray *stays; /* (element-type Stay), by first column */
} Stakeholder;

static void
stakeholder_free (gpointer data)
{
  Stakeholder *self = data;

  g_array_unref (self->stays);
  g_free (self);
}

static int
compare_stays_cb (gconstpointer a, gconstpointer b)
{
  const Stay *x = a, *y = b;

  return x->first != y->first ? (x->first < y->first ? -1 : 1) : (x->last > y->last) - (x->last < y->last);
}

/* Those involved anywhere on the map, and strong voices that are not, in the order of the register. */
static GPtrArray *
collect_stakeholders (WayLayout *layout, const WayPeople *people)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *all = g_ptr_array_new_with_free_func (stakeholder_free);
  WayElement *element;
  guint index = 0;

  way_each (element, way_document_get_root (layout->document), WAY_KIND_STAKEHOLDER)
    {
      const WayElement *persona = way_document_follow (layout->document, element, WAY_FIELD_PERSONA);
      Stakeholder *stakeholder = g_new (Stakeholder, 1);

      stakeholder->element = element;
      stakeholder->hue = persona != NULL ? way_layout_get_persona_hue (layout, persona) : way_theme_make_hue (layout->theme, NULL, index);
      stakeholder->stays = g_array_new (FALSE, FALSE, sizeof (Stay));
      g_hash_table_insert (by_id, (gpointer) way_element_get_id (element), stakeholder);
      g_ptr_array_add (all, stakeholder);
      index++;
    }
  for (guint i = 0; i < layout->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (layout->cards, WayGridCard, i);

      if (way_element_get_kind (card->element) != WAY_KIND_TOUCHPOINT)
        continue;
      way_each (element, card->element, WAY_KIND_INVOLVES)
        {
          const char *id = way_element_get (element, WAY_FIELD_STAKEHOLDER);
          Stakeholder *stakeholder = id != NULL ? g_hash_table_lookup (by_id, id) : NULL;
          Stay stay = { card->first, card->last, way_element_get (element, WAY_FIELD_AS), card->element };

          if (stakeholder != NULL)
            g_array_append_val (stakeholder->stays, stay);
        }
    }
  for (guint i = all->len; i-- > 0;)
    {
      Stakeholder *stakeholder = g_ptr_array_index (all, i);

      if (stakeholder->stays->len == 0 && way_people_find (people, way_element_get_id (stakeholder->element))->reach == WAY_REACH_FINE)
        g_ptr_array_remove_index (all, i);
      else
        g_array_sort (stakeholder->stays, compare_stays_cb);
    }
  return all;
}

/* How much weight the voice has here, 0..1; FALSE where a part of it is not known. */
static gboolean
get_weight (const WayElement *stakeholder, double *weight)
{
  double influence = 0, use = 0;
  gboolean has_influence = way_element_get_number (stakeholder, WAY_FIELD_INFLUENCE, &influence);
  gboolean has_use = way_element_get_number (stakeholder, WAY_FIELD_INFLUENCE_USE, &use);

  *weight = has_influence && has_use ? influence * use / 10000 : has_influence ? influence / 100
                                                                               : 0;
  return has_influence && has_use;
}

static double
get_attitude (const WayElement *stakeholder)
{
  static const struct
  {
    const char *nick;
    double score;
  } rows[] = { { "mentor", 5 }, { "supporter", 3 }, { "neutral", 0 }, { "sceptic", -3 }, { "opponent", -5 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (way_element_is (stakeholder, WAY_FIELD_ATTITUDE, rows[i].nick))
      return rows[i].score;
  return NAN;
}

/* "Ilka Brandt · IT" */
static char *
dup_label (WayLayout *layout, const WayElement *stakeholder)
{
  const WayElement *department = way_document_follow (layout->document, stakeholder, WAY_FIELD_DEPARTMENT);

  if (department == NULL)
    department = way_document_follow (layout->document, stakeholder, WAY_FIELD_ORGANISATION);
  /* A partner is often both, somebody and their firm. */
  return department != NULL && strcmp (way_element_get_name (department), way_element_get_name (stakeholder)) != 0 ? g_strdup_printf ("%s · %s", way_element_get_name (stakeholder), way_element_get_name (department)) : g_strdup (way_element_get_name (stakeholder));
}

static void
describe_bar (WayLayout *layout, WayDrawing *drawing, const Stakeholder *stakeholder, guint from, guint to)
{
  g_autofree char *label = dup_label (layout, stakeholder->element);
  const WayFieldInfo *info = way_kind_get_field (WAY_KIND_INVOLVES, WAY_FIELD_AS);
  GString *s = g_string_new (way_element_get_label (stakeholder->element, WAY_FIELD_ROLE));

  if (!layout->options.safe && way_element_get (stakeholder->element, WAY_FIELD_ATTITUDE) != NULL)
    g_string_append_printf (s, " · %s", way_element_get_label (stakeholder->element, WAY_FIELD_ATTITUDE));
  for (guint i = from; i < to; i++)
    {
      const Stay *stay = &g_array_index (stakeholder->stays, Stay, i);

      g_string_append_printf (s, "%s%s", s->len > 0 ? "\n" : "", way_element_get_name (stay->touchpoint));
      if (stay->as != NULL)
        g_string_append_printf (s, ": %s", way_field_get_choice_label (info, stay->as));
    }
  way_drawing_set_title (drawing, label);
  way_drawing_set_description (drawing, s->str);
  g_string_free (s, TRUE);
}

/* Signs at the right end of each column, several at one column side by side; returns how wide they are in the first. */
static double
add_parts (WayLayout *layout, WayDrawing *drawing, const Stakeholder *stakeholder, guint from, guint to, double x, WayColour ink, WayColour ground)
{
  double in_first = 0;
  guint same = 0;
  guint column = G_MAXUINT, first = g_array_index (stakeholder->stays, Stay, from).first;

  for (guint i = from; i < to; i++)
    {
      const Stay *stay = &g_array_index (stakeholder->stays, Stay, i);
      const WayGridColumn *grid = way_layout_get_column (layout, stay->first);

      if (stay->as == NULL)
        continue;
      same = stay->first == column ? same + 1 : 0;
      column = stay->first;

      double right = grid->x + grid->width - WAY_CELL_PAD - x - 3 - 2 * GLYPH * same;

      if (right < 3 * GLYPH || (same > 0 && 2 * GLYPH * same > grid->width / 2))
        continue;
      way_part_add_involvement (drawing, stay->as, right - GLYPH, BAR / 2, ink, ground);
      if (column == first)
        in_first = 2 * GLYPH * (same + 1);
    }
  return in_first;
}

/* One bar over columns without a gap between them. `label` is NULL where the name stands beside it; an `again` one is
 * left out rather than cut. */
static WayDrawing *
draw_bar (WayLayout *layout, const Stakeholder *stakeholder, guint from, guint to, double x, double width, const char *label, gboolean again)
{
  const WayTheme *theme = layout->theme;
  double weight, attitude = get_attitude (stakeholder->element), left = 10;
  gboolean known = get_weight (stakeholder->element, &weight);
  WayColour fill = way_colour_mix (theme->page, stakeholder->hue.solid, weight > 0 ? 0.16 + 0.84 * weight : 0);
  WayColour ink = way_colour_contrast (theme->text, fill) >= 4.5 ? theme->text : theme->page;
  WayDrawing *drawing = way_drawing_new (width, BAR);
  WayShape *box = way_drawing_add_box (drawing, (WayRect){ 0.75, 0.75, width - 1.5, BAR - 1.5 }, (BAR - 1.5) / 2, fill, stakeholder->hue.solid, 1.5);
  const WayGridColumn *column = way_layout_get_column (layout, g_array_index (stakeholder->stays, Stay, from).first);

  box->dash = known ? WAY_DASH_NONE : WAY_DASH_DASHED;
  if (way_colour_contrast (ink, fill) < 4.5)
    ink = theme->dark ? (WayColour){ 0, 0, 0, 1 } : (WayColour){ 1, 1, 1, 1 };

  double signs = add_parts (layout, drawing, stakeholder, from, to, x, ink, fill);

  if (!layout->options.safe && !isnan (attitude))
    {
      way_part_add_face (drawing, theme, 13, BAR / 2, 7, attitude, theme->dark ? theme->text : stakeholder->hue.ink);
      left = 25;
    }
  describe_bar (layout, drawing, stakeholder, from, to);

  double room = MIN (column->x + column->width - x, width) - signs - left - 8;

  if (label != NULL && room > 20)
    {
      g_autoptr (WayText) text = way_layout_text (layout, label, WAY_STYLE_SMALL_BOLD, room, 1);
      double height = way_text_get_height (text);

      if (way_text_is_clipped (text))
        {
          way_text_unref (text);
          text = way_layout_text (layout, way_element_get_name (stakeholder->element), WAY_STYLE_SMALL_BOLD, room, 1);
        }
      if (!again || !way_text_is_clipped (text))
        way_drawing_add_text (drawing, g_steal_pointer (&text), left, (BAR - height) / 2, ink);
    }
  return drawing;
}

/* What is too long for a bar stands beside it, if nothing of the row is there. */
static gboolean
add_beside (WayLayout *layout, WayBand *band, const Stakeholder *stakeholder, const char *label, double x, double end, double y)
{
  g_autoptr (WayText) text = way_layout_text (layout, label, WAY_STYLE_SMALL_BOLD, MAX (end - x, 1), 1);
  double width = way_text_get_width (text), height = way_text_get_height (text);

  if (way_text_is_clipped (text) || x + width > end)
    return FALSE;

  WayDrawing *drawing = way_drawing_new (width, height);

  way_drawing_set_title (drawing, label);
  way_drawing_add_text (drawing, g_steal_pointer (&text), 0, 0, stakeholder->hue.ink);
  way_band_add (band, way_element_get_id (stakeholder->element), WAY_PART_LABEL, WAY_LAYER_CARDS, x, y + (BAR - height) / 2, drawing);
  return TRUE;
}

static void
add_row (WayLayout *layout, WayBand *band, const Stakeholder *stakeholder, double y)
{
  g_autofree char *label = dup_label (layout, stakeholder->element);
  g_autoptr (WayText) name = way_layout_text (layout, way_element_get_name (stakeholder->element), WAY_STYLE_SMALL_BOLD, -1, 1);
  const GArray *stays = stakeholder->stays;
  gboolean named = FALSE;

  for (guint from = 0, to; from < stays->len; from = to)
    {
      guint first = g_array_index (stays, Stay, from).first, last = g_array_index (stays, Stay, from).last;
      double x, width, end = layout->grid_end;

      for (to = from + 1; to < stays->len && g_array_index (stays, Stay, to).first <= last + 1; to++)
        last = MAX (last, g_array_index (stays, Stay, to).last);
      if (to < stays->len)
        end = way_layout_get_column (layout, g_array_index (stays, Stay, to).first)->x;
      way_layout_get_span (layout, first, last, &x, &width);

      const WayGridColumn *column = way_layout_get_column (layout, first);
      /* The name alone is enough; where even that has no room the bar's end may have some. */
      gboolean fits = way_text_get_width (name) <= MIN (column->x + column->width - x, width) - 25 - 8 - 2 * GLYPH;
      gboolean beside = !named && !fits && add_beside (layout, band, stakeholder, label, x + width + 6, end - 6, y);
      /* Further along the row the name alone will do. */
      const char *words = beside ? NULL : named ? way_element_get_name (stakeholder->element)
                                                : label;

      way_band_add (band, way_element_get_id (stakeholder->element), WAY_PART_BAR, WAY_LAYER_CARDS, x, y, draw_bar (layout, stakeholder, from, to, x, width, words, named));
      named = TRUE;
    }
}

/* --- who is missed: an empty bar where a strong voice ought to be met --- */

static guint
find_phase (const WayPeople *people, const WayElement *phase)
{
  guint i = 0;

  return g_ptr_array_find (people->phases, phase, &i) ? i : G_MAXUINT;
}

static void
add_missed_bar (WayLayout *layout, WayBand *band, const WayPeople *people, const WayVoice *voice, const WayGridPhase *phase, gboolean named, double y)
{
  const WayHue *bad = &layout->theme->bad;
  g_autofree char *words = named ? g_strdup_printf (_ ("%s: not met"), way_element_get_name (voice->stakeholder)) : g_strdup (_ ("not met"));
  g_autofree char *why = way_people_say_reach (people, voice);
  double x, width;

  way_layout_get_span (layout, phase->first, phase->first + phase->count - 1, &x, &width);

  WayDrawing *drawing = way_drawing_new (width, BAR);
  WayText *text = way_layout_text (layout, words, WAY_STYLE_SMALL_BOLD, MAX (width - 34, 8), 1);

  way_drawing_add_box (drawing, (WayRect){ 0.75, 0.75, width - 1.5, BAR - 1.5 }, (BAR - 1.5) / 2, WAY_COLOUR_NONE, bad->solid, 1.2)->dash = WAY_DASH_FINE;
  way_drawing_add_icon (drawing, WAY_ICON_PAIN, 8, (BAR - 11) / 2, 11, bad->ink, 1.6);
  way_drawing_add_text (drawing, text, 24, (BAR - way_text_get_height (text)) / 2, bad->ink);
  way_drawing_set_title (drawing, words);
  way_drawing_set_description (drawing, why);
  way_band_add (band, way_element_get_id (voice->stakeholder), WAY_PART_BAR, WAY_LAYER_CARDS, x, y, drawing);
}

/* The name stands in the first one, for the row may have its own far away or nowhere. */
static void
add_missed (WayLayout *layout, WayBand *band, const WayPeople *people, const Stakeholder *stakeholder, double y)
{
  const WayVoice *voice = way_people_find (people, way_element_get_id (stakeholder->element));
  gboolean named = FALSE;

  for (guint i = 0; i < layout->phases->len; i++)
    {
      const WayGridPhase *phase = way_layout_get_phase (layout, i);
      guint index = find_phase (people, phase->phase);

      if (index == G_MAXUINT || phase->count == 0 || !way_people_misses (people, voice, index))
        continue;
      add_missed_bar (layout, band, people, voice, phase, !named, y);
      named = TRUE;
    }
}

double
way_lane_build_stakeholders (WayLayout *self, const WayElement *lane, WayBand *band)
{
  g_autoptr (WayPeople) people = way_people_new (self->document, self->journey);
  g_autoptr (GPtrArray) stakeholders = collect_stakeholders (self, people);

  for (guint i = 0; i < stakeholders->len; i++)
    {
      add_row (self, band, g_ptr_array_index (stakeholders, i), i * ROW);
      add_missed (self, band, people, g_ptr_array_index (stakeholders, i), i * ROW);
    }
  return stakeholders->len > 0 ? stakeholders->len * ROW - (ROW - BAR) : 0;
}

/* --- departments ------------------------------------------------------------------------------------------------- */

typedef struct
{
  const WayElement *department, *organisation;
  guint order; /* in the register */
} Taking;

static int
compare_takings_cb (gconstpointer a, gconstpointer b)
{
  const Taking *x = a, *y = b;

  return (x->order > y->order) - (x->order < y->order);
}

/* Departments in the order of the register: department → place + 1. */
static GHashTable *
index_departments (const WayLayout *layout)
{
  GHashTable *orders = g_hash_table_new (NULL, NULL);
  WayElement *organisation, *department;
  guint n = 0;

  way_each (organisation, way_document_get_root (layout->document), WAY_KIND_ORGANISATION)
    way_each (department, organisation, WAY_KIND_DEPARTMENT)
      g_hash_table_insert (orders, department, GUINT_TO_POINTER (++n));
  return orders;
}

/* Each column's departments, each once: an array of GArray of Taking. */
static GPtrArray *
collect_departments (WayLayout *layout)
{
  g_autoptr (GHashTable) orders = index_departments (layout);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint c = 0; c < way_layout_get_n_columns (layout); c++)
    g_ptr_array_add (columns, g_array_new (FALSE, FALSE, sizeof (Taking)));
  for (guint i = 0; i < layout->cards->len; i++)
    {
      const WayGridCard *card = &g_array_index (layout->cards, WayGridCard, i);

      if (way_element_get_kind (card->element) != WAY_KIND_TOUCHPOINT || way_element_get (card->element, WAY_FIELD_DEPARTMENTS) == NULL)
        continue;

      g_auto (GStrv) ids = way_element_get_list (card->element, WAY_FIELD_DEPARTMENTS);

      for (char **id = ids; *id != NULL; id++)
        {
          const WayElement *department = way_document_lookup (layout->document, *id);
          guint order = GPOINTER_TO_UINT (g_hash_table_lookup (orders, department));
          Taking taking = { department, order > 0 ? way_element_get_parent (department) : NULL, order };

          for (guint c = card->first; order > 0 && c <= card->last; c++)
            {
              gint64 key = (gint64) c << 32 | order;

              if (g_hash_table_add (seen, g_memdup2 (&key, sizeof key)))
                g_array_append_val (g_ptr_array_index (columns, c), taking);
            }
        }
    }
  for (guint c = 0; c < columns->len; c++)
    g_array_sort (g_ptr_array_index (columns, c), compare_takings_cb);
  return columns;
}

static WayDrawing *
draw_chip (WayLayout *layout, const Taking *taking, const WayHue *hue, double max_width)
{
  g_autoptr (WayText) text = way_layout_text (layout, way_element_get_name (taking->department), WAY_STYLE_SMALL, MAX (max_width - 16, 10), 1);
  double width = MIN (ceil (way_text_get_width (text)) + 16, max_width), height = way_text_get_height (text);
  WayDrawing *drawing = way_drawing_new (width, CHIP);

  way_drawing_add_box (drawing, (WayRect){ 0, 0, width, CHIP }, CHIP / 2, hue->tint, WAY_COLOUR_NONE, 0);
  way_drawing_add_text (drawing, g_steal_pointer (&text), 8, (CHIP - height) / 2, hue->ink);
  way_drawing_set_title (drawing, way_element_get_name (taking->department));
  way_drawing_set_description (drawing, way_element_get_name (taking->organisation));
  return drawing;
}

/* The organisation's name over its row: once, for the chips have its hue. */
static double
add_heading (WayLayout *layout, WayBand *band, const WayElement *organisation, double y)
{
  const char *name = way_element_get_name (organisation);
  WayText *text = way_layout_text (layout, name, WAY_STYLE_SMALL, layout->grid_end - layout->grid_x - 2 * WAY_CELL_PAD, 1);
  WayDrawing *drawing = way_drawing_new (way_text_get_width (text), way_text_get_height (text));
  WayHue hue = way_theme_make_hue (layout->theme, NULL, way_element_get_index (organisation));

  way_drawing_set_title (drawing, name);
  way_drawing_add_text (drawing, text, 0, 0, hue.ink);
  way_band_add (band, way_element_get_id (organisation), WAY_PART_LABEL, WAY_LAYER_CARDS, layout->grid_x + WAY_CELL_PAD, y, drawing);
  return ceil (way_drawing_get_height (drawing)) + 3;
}

/* One organisation's chips of one column; returns how high they are. */
static double
add_chips (WayLayout *layout, WayBand *band, const GArray *takings, const WayElement *organisation, guint column, double top)
{
  double left, width, x, y = 0;
  WayHue hue = way_theme_make_hue (layout->theme, NULL, way_element_get_index (organisation));
  gboolean any = FALSE;

  way_layout_get_span (layout, column, column, &left, &width);
  x = left;
  for (guint i = 0; i < takings->len; i++)
    {
      const Taking *taking = &g_array_index (takings, Taking, i);

      if (taking->organisation != organisation)
        continue;

      WayDrawing *chip = draw_chip (layout, taking, &hue, width);

      if (x > left && x + way_drawing_get_width (chip) > left + width)
        {
          x = left;
          y += CHIP + CHIP_GAP;
        }
      way_band_add (band, way_element_get_id (taking->department), WAY_PART_BAR, WAY_LAYER_CARDS, x, top + y, chip);
      x += way_drawing_get_width (chip) + CHIP_GAP;
      any = TRUE;
    }
  return any ? y + CHIP : 0;
}

/* Organisations that take part anywhere, in the order of the register. */
static GPtrArray *
list_organisations (const WayLayout *layout, const GPtrArray *columns)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GPtrArray *organisations = g_ptr_array_new ();
  WayElement *organisation;

  for (guint c = 0; c < columns->len; c++)
    {
      const GArray *takings = g_ptr_array_index (columns, c);

      for (guint i = 0; i < takings->len; i++)
        g_hash_table_add (seen, (gpointer) g_array_index (takings, Taking, i).organisation);
    }
  way_each (organisation, way_document_get_root (layout->document), WAY_KIND_ORGANISATION)
    if (g_hash_table_contains (seen, organisation))
      g_ptr_array_add (organisations, organisation);
  return organisations;
}

double
way_lane_build_departments (WayLayout *self, const WayElement *lane, WayBand *band)
{
  g_autoptr (GPtrArray) columns = collect_departments (self);
  g_autoptr (GPtrArray) organisations = list_organisations (self, columns);
  gboolean headed = way_element_count (way_document_get_root (self->document), WAY_KIND_ORGANISATION) > 1;
  double bottom = 0;

  for (guint o = 0; o < organisations->len; o++)
    {
      const WayElement *organisation = g_ptr_array_index (organisations, o);
      double y = o > 0 ? bottom + 10 : 0;

      if (headed)
        y += add_heading (self, band, organisation, y);
      for (guint c = 0; c < columns->len; c++)
        {
          double height = add_chips (self, band, g_ptr_array_index (columns, c), organisation, c, y);

          bottom = MAX (bottom, y + height);
        }
    }
  return bottom;
}
