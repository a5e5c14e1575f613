#include "random-document.h"

#include <string.h>

#include "base/way-id.h"

typedef struct
{
  GRand *rand;
  GPtrArray *elements[WAY_N_KINDS]; /* (element-type WayElement), borrowed */
} Dice;

static int
roll (Dice *self, int n)
{
  return g_rand_int_range (self->rand, 0, n);
}

static void
add_words (Dice *self, GString *text, gsize max)
{
  static const char *const words[] = { "a", "Angebot", "prüfen", "<b>", "&amp;", "\"so\"", "it's", "]]>", "客户旅程", "🙂", "100 %", "x  y", "]]&gt;", "&#38;" };
  gsize start = text->len;

  for (int n = 1 + roll (self, 5); n > 0; n--)
    {
      const char *word = words[roll (self, G_N_ELEMENTS (words))];

      if (text->len - start + strlen (word) + 1 <= max)
        g_string_append_printf (text, "%s%s", text->len > start ? " " : "", word);
    }
  if (text->len == start)
    g_string_append_c (text, 'a');
}

static const WayElement *
pick_target (Dice *self, guint64 targets)
{
  for (;;)
    {
      int kind = roll (self, WAY_N_KINDS);
      const GPtrArray *all = self->elements[kind];

      if ((targets & WAY_BIT (kind)) != 0 && way_kind_get (kind)->prefix != NULL && all->len > 0)
        return g_ptr_array_index (all, roll (self, (int) all->len));
    }
}

static char *
make_number (Dice *self, const WayFieldInfo *info)
{
  gboolean ranged = info->min < info->max;
  double low = ranged ? info->min : -1000, high = ranged ? MIN (info->max, 1000) : 1000;

  if (info->type == WAY_TYPE_INTEGER)
    return g_strdup_printf ("%d", (int) low + roll (self, (int) (high - low) + 1));

  int hundredths = (int) (100 * low) + roll (self, (int) (100 * (high - low)) + 1);

  return g_strdup_printf ("%s%d.%02d", hundredths < 0 ? "-" : "", ABS (hundredths) / 100, ABS (hundredths) % 100);
}

static char *
make_text (Dice *self, const WayFieldInfo *info)
{
  GString *text = g_string_new (NULL);
  int n = info->type == WAY_TYPE_LINE ? 1 : 1 + roll (self, 3);

  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      /* Paragraphs may be empty, lines may not. */
      if (info->type != WAY_TYPE_PROSE || roll (self, 8) > 0)
        add_words (self, text, info->max > 0 ? (gsize) info->max : 200);
    }
  return g_string_free (text, FALSE);
}

static char *
make_references (Dice *self, const WayFieldInfo *info)
{
  GString *text = g_string_new (way_element_get_id (pick_target (self, info->targets)));

  while (info->type == WAY_TYPE_REFS && roll (self, 2) == 0)
    g_string_append_printf (text, " %s", way_element_get_id (pick_target (self, info->targets)));
  return g_string_free (text, FALSE);
}

static char *
make_value (Dice *self, const WayFieldInfo *info)
{
  static const char *const languages[] = { "de", "en-GB", "zh-Hans-CN" };
  static const char *const links[] = { "https://example.com/?a=1&b=2", "mailto:a@example.com" };
  static const char *const zones[] = { "Z", "+02:00", "" };
  int n = 0;

  switch (info->type)
    {
    case WAY_TYPE_ID:
      return way_id_new_from (self->rand, "map");
    case WAY_TYPE_LINE:
    case WAY_TYPE_LINES:
    case WAY_TYPE_PROSE:
      return make_text (self, info);
    case WAY_TYPE_INTEGER:
    case WAY_TYPE_NUMBER:
      return make_number (self, info);
    case WAY_TYPE_DATE:
      return g_strdup_printf ("%04d-%02d-%02d", 1990 + roll (self, 60), 1 + roll (self, 12), 1 + roll (self, 28));
    case WAY_TYPE_TIMESTAMP:
      return g_strdup_printf ("2025-%02d-%02dT%02d:%02d:00%s", 1 + roll (self, 12), 1 + roll (self, 28), roll (self, 24), roll (self, 60), zones[roll (self, 3)]);
    case WAY_TYPE_BOOLEAN:
      return g_strdup (roll (self, 2) == 0 ? "true" : "false");
    case WAY_TYPE_ENUM:
      while (info->choices[n].nick != NULL)
        n++;
      return g_strdup (info->choices[roll (self, n)].nick);
    case WAY_TYPE_COLOUR:
      return g_strdup_printf ("#%06x", (guint) roll (self, 1 << 24));
    case WAY_TYPE_REF:
    case WAY_TYPE_REFS:
      return make_references (self, info);
    case WAY_TYPE_URI:
      return g_strdup (links[roll (self, G_N_ELEMENTS (links))]);
    case WAY_TYPE_LANGUAGE:
      return g_strdup (languages[roll (self, G_N_ELEMENTS (languages))]);
    case WAY_TYPE_VERSION:
      return g_strdup (WAY_FORMAT_VERSION);
    case WAY_TYPE_SHA256:
      return g_strdup_printf ("%064x", (guint) roll (self, G_MAXINT));
    case WAY_TYPE_BASE64:
      return g_strdup ("iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAAAAACcgYFdAAAAC0lEQVR4nGNggAIAAAkAAftSuKkAAAAASUVORK5CYII=");
    default:
      g_assert_not_reached ();
    }
}

static WayElement *
make_tree (Dice *self, WayKind kind)
{
  const WayKindInfo *info = way_kind_get (kind);
  WayElement *element = way_element_new (kind);

  if (info->prefix != NULL)
    way_element_init_row (element, (guint) way_kind_find_field (kind, WAY_FIELD_ID), way_id_new_from (self->rand, info->prefix));
  g_ptr_array_add (self->elements[kind], element);
  for (guint slot = 0; slot < info->n_slots; slot++)
    for (int n = info->slots[slot].single ? 1 : 1 + roll (self, 3); n > 0; n--)
      {
        const WayKind *kinds = info->slots[slot].kinds;
        /* Each kind at least once. */
        WayKind child = kinds[1] != WAY_N_KINDS && (n == 1 || roll (self, 2) == 0) ? kinds[1] : kinds[0];

        way_element_append (element, make_tree (self, child));
        if (n == 1 && kinds[1] != WAY_N_KINDS)
          way_element_append (element, make_tree (self, kinds[0]));
      }
  return element;
}

static void
fill_cb (WayElement *element, gpointer data)
{
  Dice *self = data;
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    if (way_element_get_row (element, i) == NULL && (info->fields[i].required || roll (self, 2) == 0))
      way_element_init_row (element, i, make_value (self, &info->fields[i]));
  /* The data is always the same. */
  if (info->kind == WAY_KIND_IMAGE)
    way_element_init_value (element, WAY_FIELD_TYPE, "image/png");
}

WayDocument *
random_document_new (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  Dice self = { .rand = rand };

  for (guint k = 0; k < WAY_N_KINDS; k++)
    self.elements[k] = g_ptr_array_new ();

  WayElement *root = make_tree (&self, WAY_KIND_DOCUMENT);

  way_element_walk (root, fill_cb, &self);
  for (guint k = 0; k < WAY_N_KINDS; k++)
    g_ptr_array_unref (self.elements[k]);

  WayDocument *document = way_document_new_for_root (root, &error);

  g_assert_no_error (error);
  return document;
}
