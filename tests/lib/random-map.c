#include "random-map.h"

#include <string.h>

#include "base/way-id.h"
#include "model/way-integrity.h"

static const char *const words[] = {
  "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente",
  "Betriebsvereinbarung",
  "Datenschutzfolgenabschätzung",
  "x",
  "Ö",
  "Angebot einholen",
  "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
  "wait",
  "Erstgespräch mit dem Vertrieb",
  "☎️ anrufen 😀",
  "مرحبا بالعالم",
  "رحلة العميل الطويلة جدا عبر القنوات",
  "“Now what?”",
  "a & b < c > d",
  "Über-uns-Seite",
  "A/B",
  "Was muss mit dem Betriebsrat geregelt sein?",
  "日本語のテキスト",
  "Sammelrechnung",
  "I",
  "The quick brown fox jumps over the lazy dog and keeps running until nobody can follow it any more",
  "e-mail@example.org",
  "1.234,50 €",
  "–",
};

char *
random_map_make_text (GRand *rand)
{
  guint n = g_rand_boolean (rand) ? 1 : (guint) g_rand_int_range (rand, 1, 5);
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (s, "%s%s", i > 0 ? " " : "", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  return g_string_free (s, FALSE);
}

typedef struct
{
  GRand *rand;
  GHashTable *ids; /* kind → GPtrArray of char*, what references may point to */
} Builder;

static const char *
pick_id (Builder *self, guint64 targets)
{
  GPtrArray *candidates[WAY_N_KINDS];
  guint n = 0;

  for (guint k = 0; k < WAY_N_KINDS; k++)
    if (targets & WAY_BIT (k))
      {
        GPtrArray *list = g_hash_table_lookup (self->ids, GUINT_TO_POINTER (k));

        if (list != NULL && list->len > 0)
          candidates[n++] = list;
      }
  if (n == 0)
    return NULL;

  GPtrArray *list = candidates[g_rand_int_range (self->rand, 0, (int) n)];

  return g_ptr_array_index (list, g_rand_int_range (self->rand, 0, (int) list->len));
}

static char *
make_number (GRand *rand, const WayFieldInfo *info)
{
  double min = info->min < info->max ? info->min : 0, max = info->min < info->max ? MIN (info->max, 5000) : 100;

  if (info->type == WAY_TYPE_INTEGER)
    return g_strdup_printf ("%d", g_rand_int_range (rand, (int) min, (int) max + 1));
  return g_strdup_printf ("%d.%d", (int) min, g_rand_int_range (rand, 0, max > 1 ? 100 : 10));
}

static char *
make_refs (Builder *self, const WayFieldInfo *info)
{
  const char *first = pick_id (self, info->targets), *second = pick_id (self, info->targets);

  if (first == NULL)
    return NULL;
  return g_strcmp0 (first, second) != 0 && g_rand_boolean (self->rand) ? g_strdup_printf ("%s %s", first, second) : g_strdup (first);
}

static char *
make_lines (GRand *rand, guint n)
{
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = random_map_make_text (rand);

      g_string_append_printf (s, "%s%s", i > 0 ? "\n" : "", text);
    }
  return g_string_free (s, FALSE);
}

/* A value that the field accepts; NULL where there is none to be had. */
static char *
make_value (Builder *self, const WayFieldInfo *info)
{
  GRand *rand = self->rand;
  guint n = 0;

  switch (info->type)
    {
    case WAY_TYPE_LINE:
      return info->max > 0 ? g_strdup ("AB") : random_map_make_text (rand);
    case WAY_TYPE_LINES:
    case WAY_TYPE_PROSE:
      return make_lines (rand, (guint) g_rand_int_range (rand, 1, 4));
    case WAY_TYPE_INTEGER:
    case WAY_TYPE_NUMBER:
      return make_number (rand, info);
    case WAY_TYPE_DATE:
      return g_strdup_printf ("20%02d-%02d-%02d", g_rand_int_range (rand, 20, 27), g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29));
    case WAY_TYPE_TIMESTAMP:
      return g_strdup_printf ("2025-%02d-%02dT10:20:30+02:00", g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29));
    case WAY_TYPE_BOOLEAN:
      return g_strdup (g_rand_boolean (rand) ? "true" : "false");
    case WAY_TYPE_ENUM:
      while (info->choices[n].nick != NULL)
        n++;
      return g_strdup (info->choices[g_rand_int_range (rand, 0, (int) n)].nick);
    case WAY_TYPE_COLOUR:
      return g_strdup_printf ("#%06x", g_rand_int (rand) & 0xffffff);
    case WAY_TYPE_REF:
      return g_strdup (pick_id (self, info->targets));
    case WAY_TYPE_REFS:
      return make_refs (self, info);
    case WAY_TYPE_URI:
      return g_strdup ("https://example.org/a?b=c");
    case WAY_TYPE_LANGUAGE:
      return g_strdup ("de");
    case WAY_TYPE_VERSION:
      return g_strdup ("1.0");
    case WAY_TYPE_SHA256:
      return g_strnfill (64, '0');
    case WAY_TYPE_BASE64:
      return g_strdup ("iVBORw0KGgo=");
    case WAY_TYPE_ID:
    default:
      return NULL;
    }
}

/* An element with all it must have and some of what it may; NULL if something it must point to is missing. */
static WayElement *
make_element (Builder *self, WayKind kind)
{
  const WayKindInfo *info = way_kind_get (kind);
  g_autoptr (WayElement) element = way_element_new (kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const WayFieldInfo *field = &info->fields[i];

      if (field->field == WAY_FIELD_ID)
        way_element_init_row (element, i, way_id_new_from (self->rand, info->prefix));
      else if (field->required || g_rand_boolean (self->rand))
        {
          char *value = make_value (self, field);

          if (value == NULL && field->required)
            return NULL;
          way_element_init_row (element, i, value);
        }
    }
  for (guint s = 0; s < info->n_slots; s++)
    if (info->slots[s].required)
      {
        WayElement *child = make_element (self, info->slots[s].kinds[0]);

        if (child == NULL)
          return NULL;
        way_element_append (element, child);
      }
  return g_steal_pointer (&element);
}

static void
note_id (Builder *self, const WayElement *element)
{
  gpointer kind = GUINT_TO_POINTER (way_element_get_kind (element));
  GPtrArray *list = g_hash_table_lookup (self->ids, kind);

  if (way_element_get_id (element) == NULL)
    return;
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->ids, kind, list);
    }
  g_ptr_array_add (list, g_strdup (way_element_get_id (element)));
}

static void
note_id_cb (WayElement *element, gpointer self)
{
  note_id (self, element);
}

static WayElement *
add (Builder *self, WayElement *parent, WayKind kind)
{
  WayElement *element = make_element (self, kind);

  if (element == NULL)
    return NULL;
  way_element_append (parent, element);
  way_element_walk (element, note_id_cb, self);
  return element;
}

static void
add_many (Builder *self, WayElement *parent, WayKind kind, guint n)
{
  for (guint i = 0; i < n; i++)
    add (self, parent, kind);
}

static void
add_grid (Builder *self, WayElement *journey, const RandomMapSize *size)
{
  const WayChoice *kinds = way_kind_get_field (WAY_KIND_LANE, WAY_FIELD_KIND)->choices;
  guint n_kinds = 0;

  while (kinds[n_kinds].nick != NULL)
    n_kinds++;
  for (guint i = 0; i < size->phases; i++)
    {
      WayElement *phase = way_element_append (journey, way_element_new (WAY_KIND_PHASE));
      g_autofree char *id = way_id_new_from (self->rand, "ph");
      g_autofree char *name = random_map_make_text (self->rand);

      way_element_init_value (phase, WAY_FIELD_ID, id);
      way_element_init_value (phase, WAY_FIELD_NAME, name);
      note_id (self, phase);
      add_many (self, phase, WAY_KIND_STEP, MAX (1, size->steps / size->phases));
    }
  for (guint i = 0; i < size->lanes; i++)
    {
      WayElement *lane = add (self, journey, WAY_KIND_LANE);

      way_element_init_value (lane, WAY_FIELD_KIND, kinds[i % n_kinds].nick);
      if (i == 0)
        way_element_init_value (lane, WAY_FIELD_COLLAPSED, NULL);
      if (i % 5 == 4)
        add (self, journey, WAY_KIND_SEPARATOR);
    }
}

static void
add_touchpoint (Builder *self, WayElement *journey)
{
  static const WayKind parts[] = { WAY_KIND_FEELING, WAY_KIND_EVIDENCE, WAY_KIND_DATA, WAY_KIND_INVOLVES, WAY_KIND_EXCHANGE, WAY_KIND_FEELING };
  WayElement *touchpoint = add (self, journey, WAY_KIND_TOUCHPOINT);

  for (guint i = 0; touchpoint != NULL && i < G_N_ELEMENTS (parts); i++)
    if (g_rand_boolean (self->rand))
      add (self, touchpoint, parts[i]);
}

static void
add_registers (Builder *self, WayElement *root, const RandomMapSize *size)
{
  WayElement *organisation = add (self, root, WAY_KIND_ORGANISATION);

  add_many (self, organisation, WAY_KIND_DEPARTMENT, 4);
  add_many (self, root, WAY_KIND_PERSONA, size->personas);
  add_many (self, root, WAY_KIND_STAKEHOLDER, 5);
  add_many (self, root, WAY_KIND_INFLUENCE, 3);
  add_many (self, root, WAY_KIND_SOURCE, 3);
  add_many (self, root, WAY_KIND_CHANNEL, 5);
}

static void
add_metrics (Builder *self, WayElement *root)
{
  for (guint i = 0; i < 4; i++)
    {
      WayElement *metric = add (self, root, WAY_KIND_METRIC);

      for (guint b = 0; b < 4; b++)
        {
          WayElement *binding = add (self, metric, WAY_KIND_BINDING);

          add_many (self, binding, WAY_KIND_FIGURE, b % 3);
        }
    }
}

WayDocument *
random_map_new (guint32 seed, const RandomMapSize *size)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  Builder builder = { rand, ids };
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT);
  g_autofree char *id = way_id_new_from (rand, "map");

  way_element_init_value (root, WAY_FIELD_VERSION, "1.0");
  way_element_init_value (root, WAY_FIELD_MIN_READER, "1.0");
  way_element_init_value (root, WAY_FIELD_ID, id);
  way_element_init_value (root, WAY_FIELD_LANG, "de");
  note_id (&builder, root);
  add_many (&builder, add (&builder, root, WAY_KIND_META), WAY_KIND_AUTHOR, 2);
  add_registers (&builder, root, size);

  WayElement *journey = way_element_append (root, way_element_new (WAY_KIND_JOURNEY));
  g_autofree char *journey_id = way_id_new_from (rand, "jn");
  g_autofree char *name = random_map_make_text (rand);

  way_element_init_value (journey, WAY_FIELD_ID, journey_id);
  way_element_init_value (journey, WAY_FIELD_NAME, name);
  way_element_init_value (journey, WAY_FIELD_STATE, "current");
  note_id (&builder, journey);
  add_grid (&builder, journey, size);
  for (guint i = 0; i < size->touchpoints; i++)
    add_touchpoint (&builder, journey);
  add_many (&builder, journey, WAY_KIND_NOTE, size->touchpoints / 4);
  add_many (&builder, journey, WAY_KIND_PAIN, size->touchpoints / 5 + 1);
  add_many (&builder, journey, WAY_KIND_OPPORTUNITY, size->touchpoints / 5 + 1);
  add_many (&builder, journey, WAY_KIND_CONNECTION, size->touchpoints * 2 / 3);
  add_many (&builder, journey, WAY_KIND_PATH, size->touchpoints > 3 ? 1 : 0);
  add_many (&builder, root, WAY_KIND_ACTION, size->touchpoints / 6);
  add_metrics (&builder, root);
  add_many (&builder, root, WAY_KIND_COMMENT, size->touchpoints / 6);
  return way_document_new_for_root (root, NULL);
}

RandomMapSize
random_map_choose_size (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed ^ 0x5eed);
  guint phases = (guint) g_rand_int_range (rand, 1, 8);

  return (RandomMapSize){
    .phases = phases,
    .steps = phases * (guint) g_rand_int_range (rand, 1, 5),
    .lanes = (guint) g_rand_int_range (rand, 1, 24),
    .touchpoints = seed % 9 == 0 ? 0 : (guint) g_rand_int_range (rand, 0, 50),
    .personas = seed % 7 == 0 ? 12 : (guint) g_rand_int_range (rand, 1, 5),
  };
}

/* Changes. */

static void
collect_cb (WayElement *element, gpointer data)
{
  g_ptr_array_add (data, element);
}

static gboolean
change_once (WayDocument *document, GRand *rand, Builder *builder, const GPtrArray *all)
{
  WayElement *element = g_ptr_array_index (all, g_rand_int_range (rand, 0, (int) all->len));
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));
  const WayFieldInfo *field = &info->fields[g_rand_int_range (rand, 0, (int) info->n_fields)];
  WayElement *other = g_ptr_array_index (all, g_rand_int_range (rand, 0, (int) all->len));
  guint slot = info->n_slots > 0 ? (guint) g_rand_int_range (rand, 0, (int) info->n_slots) : 0;

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
    case 1:
      {
        g_autofree char *value = field->required || g_rand_int_range (rand, 0, 4) > 0 ? make_value (builder, field) : NULL;

        return way_document_set (document, element, field->field, value, NULL);
      }
    case 2:
      {
        g_autoptr (WayElement) child = info->n_slots > 0 ? make_element (builder, info->slots[slot].kinds[0]) : NULL;

        return child != NULL && way_document_insert (document, child, element, (guint) g_rand_int_range (rand, 0, 9), NULL);
      }
    case 3:
      return way_document_move (document, element, way_element_get_parent (element) != NULL && g_rand_boolean (rand) ? way_element_get_parent (element) : other, (guint) g_rand_int_range (rand, 0, 9), NULL);
    default:
      return way_element_get_parent (element) != NULL && way_integrity_delete (document, element, NULL);
    }
}

gboolean
random_map_change (WayDocument *document, GRand *rand)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  Builder builder = { rand, ids };
  guint n = (guint) g_rand_int_range (rand, 1, 4);
  gboolean done = FALSE;

  way_document_begin (document, "Random Change");
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_set_size (all, 0);
      g_hash_table_remove_all (ids);
      way_element_walk ((WayElement *) way_document_get_root (document), collect_cb, all);
      way_element_walk ((WayElement *) way_document_get_root (document), note_id_cb, &builder);
      done |= change_once (document, rand, &builder, all);
    }
  if (g_rand_int_range (rand, 0, 10) == 0)
    {
      way_document_rollback (document);
      return FALSE;
    }
  way_document_commit (document);
  return done;
}

static void
dump_element (GString *s, const WayElement *element, guint depth)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  g_string_append_printf (s, "%*s%s", (int) depth * 2, "", info->name);
  for (guint i = 0; i < info->n_fields; i++)
    if (way_element_get_row (element, i) != NULL)
      g_string_append_printf (s, " %s=“%s”", info->fields[i].name != NULL ? info->fields[i].name : "text", way_element_get_row (element, i));
  g_string_append_c (s, '\n');
  for (guint slot = 0; slot < info->n_slots; slot++)
    {
      const GPtrArray *children = way_element_get_slot (element, slot);

      for (guint i = 0; children != NULL && i < children->len; i++)
        dump_element (s, g_ptr_array_index (children, i), depth + 1);
    }
}

char *
random_map_dump (const WayDocument *document)
{
  GString *s = g_string_new (NULL);

  dump_element (s, way_document_get_root (document), 0);
  return g_string_free (s, FALSE);
}
