/* A valid document of many touchpoints, the same for the same seed: 200 steps × 10 lanes × 5 are 10 000, about 7 MB. */

#include <stdio.h>
#include <stdlib.h>

#include "base/way-id.h"
#include "format/way-writer.h"

#define N_PERSONAS 4
#define N_CHANNELS 12
#define N_SOURCES 8
#define N_DEPARTMENTS 6
#define STEPS_OF_A_PHASE 10

static const char *const words[] = { "Angebot", "vergleichen", "Termin", "Rückfrage", "Lieferung", "prüfen", "Vertrag", "Einführung", "Gerät", "Beratung", "warten", "Antwort", "Preis", "bestätigen", "Schulung", "Störung" };

typedef struct
{
  GRand *rand;
  WayElement *root;
  char *personas[N_PERSONAS], *channels[N_CHANNELS], *sources[N_SOURCES], *departments[N_DEPARTMENTS];
  GPtrArray *steps, *lanes; /* (element-type char), borrowed from the elements */
} Generator;

static WayElement *
add (Generator *self, WayElement *parent, WayKind kind)
{
  WayElement *element = way_element_new (kind);

  if (way_kind_find_field (kind, WAY_FIELD_ID) >= 0)
    {
      g_autofree char *id = way_id_new_from (self->rand, way_kind_get (kind)->prefix);

      way_element_init_value (element, WAY_FIELD_ID, id);
    }
  return parent != NULL ? way_element_append (parent, element) : element;
}

static void
set_words (Generator *self, WayElement *element, WayField field, int n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (words))]);
  way_element_init_value (element, field, text->str);
}

static void
set_number (WayElement *element, WayField field, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  way_element_init_value (element, field, text);
}

/* `n` of a kind at the root, with a name; their ids go to `ids` (borrowed). */
static void
add_named (Generator *self, WayElement *parent, WayKind kind, WayField name, int n, char **ids)
{
  for (int i = 0; i < n; i++)
    {
      WayElement *element = add (self, parent, kind);

      set_words (self, element, name, 2);
      if (way_kind_find_field (kind, WAY_FIELD_KIND) >= 0)
        way_element_init_value (element, WAY_FIELD_KIND, way_kind_get_field (kind, WAY_FIELD_KIND)->choices[0].nick);
      if (kind == WAY_KIND_CHANNEL)
        way_element_init_value (element, WAY_FIELD_MEDIUM, "digital");
      ids[i] = (char *) way_element_get_id (element);
    }
}

static const char *
pick (Generator *self, char *const *ids, int n)
{
  return ids[g_rand_int_range (self->rand, 0, n)];
}

static void
add_evidence (Generator *self, WayElement *parent)
{
  WayElement *evidence = add (self, parent, WAY_KIND_EVIDENCE);

  way_element_init_value (evidence, WAY_FIELD_STANCE, g_rand_boolean (self->rand) ? "for" : "against");
  set_number (evidence, WAY_FIELD_CUSTOMERS, g_rand_int_range (self->rand, 1, 9));
  way_element_init_value (evidence, WAY_FIELD_SOURCE, pick (self, self->sources, N_SOURCES));
  way_element_init_value (evidence, WAY_FIELD_DATE, "2025-10-10");
}

static void
add_touchpoint (Generator *self, WayElement *journey, guint lane, guint step, const char **previous)
{
  WayElement *card = add (self, journey, WAY_KIND_TOUCHPOINT);

  way_element_init_value (card, WAY_FIELD_LANE, g_ptr_array_index (self->lanes, lane));
  way_element_init_value (card, WAY_FIELD_STEP, g_ptr_array_index (self->steps, step));
  set_words (self, card, WAY_FIELD_NAME, 4);
  way_element_init_value (card, WAY_FIELD_CHANNEL, pick (self, self->channels, N_CHANNELS));
  way_element_init_value (card, WAY_FIELD_DEPARTMENTS, pick (self, self->departments, N_DEPARTMENTS));
  way_element_init_value (card, WAY_FIELD_INITIATOR, "customer");
  set_words (self, card, WAY_FIELD_INFORMATION_SOUGHT, 5);
  if (g_rand_int_range (self->rand, 0, 4) == 0)
    set_words (self, card, WAY_FIELD_DESCRIPTION, 20);

  WayElement *feeling = add (self, card, WAY_KIND_FEELING);

  way_element_init_value (feeling, WAY_FIELD_PERSONA, pick (self, self->personas, N_PERSONAS));
  set_number (feeling, WAY_FIELD_SCORE, g_rand_int_range (self->rand, -5, 6));
  set_words (self, feeling, WAY_FIELD_THOUGHT, 6);
  add_evidence (self, card);
  if (*previous != NULL && g_rand_int_range (self->rand, 0, 2) == 0)
    {
      WayElement *connection = add (self, journey, WAY_KIND_CONNECTION);

      way_element_init_value (connection, WAY_FIELD_FROM, *previous);
      way_element_init_value (connection, WAY_FIELD_TO, way_element_get_id (card));
      way_element_init_value (connection, WAY_FIELD_KIND, "next");
    }
  if (g_rand_int_range (self->rand, 0, 10) == 0)
    {
      WayElement *pain = add (self, journey, WAY_KIND_PAIN);

      way_element_init_value (pain, WAY_FIELD_AT, way_element_get_id (card));
      set_number (pain, WAY_FIELD_SEVERITY, g_rand_int_range (self->rand, 1, 6));
      set_words (self, pain, WAY_FIELD_TEXT, 12);
    }
  *previous = way_element_get_id (card);
}

static void
add_journey (Generator *self, guint n_steps, guint n_lanes, guint n_cards)
{
  WayElement *journey = add (self, self->root, WAY_KIND_JOURNEY), *phase = NULL;
  const char *previous = NULL;

  set_words (self, journey, WAY_FIELD_NAME, 3);
  way_element_init_value (journey, WAY_FIELD_STATE, "current");
  for (guint i = 0; i < n_steps; i++)
    {
      if (i % STEPS_OF_A_PHASE == 0)
        {
          phase = add (self, journey, WAY_KIND_PHASE);
          set_words (self, phase, WAY_FIELD_NAME, 2);
        }
      WayElement *step = add (self, phase, WAY_KIND_STEP);

      set_words (self, step, WAY_FIELD_NAME, 2);
      g_ptr_array_add (self->steps, (char *) way_element_get_id (step));
    }
  for (guint i = 0; i < n_lanes; i++)
    {
      WayElement *lane = add (self, journey, WAY_KIND_LANE);

      way_element_init_value (lane, WAY_FIELD_KIND, "touchpoints");
      set_words (self, lane, WAY_FIELD_NAME, 2);
      g_ptr_array_add (self->lanes, (char *) way_element_get_id (lane));
    }
  for (guint step = 0; step < n_steps; step++)
    for (guint lane = 0; lane < n_lanes; lane++)
      for (guint i = 0; i < n_cards; i++)
        add_touchpoint (self, journey, lane, step, &previous);
}

static WayElement *
generate (guint32 seed, guint n_steps, guint n_lanes, guint n_cards)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  g_autoptr (GPtrArray) lanes = g_ptr_array_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Generator self = { .rand = rand, .steps = steps, .lanes = lanes };

  self.root = add (&self, NULL, WAY_KIND_DOCUMENT);
  way_element_init_value (self.root, WAY_FIELD_VERSION, WAY_FORMAT_VERSION);
  way_element_init_value (self.root, WAY_FIELD_MIN_READER, WAY_FORMAT_VERSION);
  way_element_init_value (self.root, WAY_FIELD_LANG, "de");
  way_element_init_value (add (&self, self.root, WAY_KIND_META), WAY_FIELD_TITLE, "Große Karte");

  WayElement *organisation = add (&self, self.root, WAY_KIND_ORGANISATION);

  way_element_init_value (organisation, WAY_FIELD_KIND, "customer");
  way_element_init_value (organisation, WAY_FIELD_NAME, "Bergmann");
  add_named (&self, organisation, WAY_KIND_DEPARTMENT, WAY_FIELD_NAME, N_DEPARTMENTS, self.departments);
  add_named (&self, self.root, WAY_KIND_PERSONA, WAY_FIELD_NAME, N_PERSONAS, self.personas);
  add_named (&self, self.root, WAY_KIND_SOURCE, WAY_FIELD_TITLE, N_SOURCES, self.sources);
  add_named (&self, self.root, WAY_KIND_CHANNEL, WAY_FIELD_NAME, N_CHANNELS, self.channels);
  add_journey (&self, n_steps, n_lanes, n_cards);
  return self.root;
}

int
main (int argc, char **argv)
{
  if (argc != 5)
    {
      g_printerr ("usage: generate SEED STEPS LANES CARDS-PER-CELL > FILE\n");
      return 2;
    }

  g_autoptr (GError) error = NULL;
  WayElement *root = generate ((guint32) atoi (argv[1]), (guint) atoi (argv[2]), (guint) atoi (argv[3]), (guint) atoi (argv[4]));
  g_autoptr (WayDocument) document = way_document_new_for_root (root, &error);

  if (document == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  gsize size;
  g_autoptr (GBytes) bytes = way_writer_write (document);
  const char *data = g_bytes_get_data (bytes, &size);

  return fwrite (data, 1, size, stdout) == size ? 0 : 1;
}
