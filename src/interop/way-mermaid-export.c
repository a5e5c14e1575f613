#include "interop/way-mermaid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "interop/way-mermaid-private.h"
#include "interop/way-mermaid-text.h"

typedef struct
{
  const WayDocument *document;
  WayReport *report;
  GHashTable *cards; /* step id → GPtrArray of touchpoints, in the order of lanes, then of the file */
  GString *out;
  guint n_unscored, n_empty_steps, n_mixed;
} Export;

static GHashTable *
sort_cards (const WayElement *journey)
{
  GHashTable *cards = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  WayElement *lane, *card;

  way_each (lane, journey, WAY_KIND_LANE)
    way_each (card, journey, WAY_KIND_TOUCHPOINT)
      {
        const char *step = way_element_get (card, WAY_FIELD_STEP);

        if (step == NULL || g_strcmp0 (way_element_get (card, WAY_FIELD_LANE), way_element_get_id (lane)) != 0)
          continue;

        GPtrArray *list = g_hash_table_lookup (cards, step);

        if (list == NULL)
          g_hash_table_insert (cards, (char *) step, list = g_ptr_array_new ());
        g_ptr_array_add (list, card);
      }
  return cards;
}

/* Mermaid has one score a task. */
static int
find_score (Export *self, const WayElement *touchpoint)
{
  WayElement *feeling;
  int sum = 0, n = 0, first = 0;
  gboolean mixed = FALSE;

  way_each (feeling, touchpoint, WAY_KIND_FEELING)
    {
      int score = way_element_get_integer (feeling, WAY_FIELD_SCORE, 0);

      if (n++ == 0)
        first = score;
      mixed = mixed || score != first;
      sum += score;
    }
  self->n_mixed += mixed;
  self->n_unscored += n == 0;
  return way_mermaid_feeling_to_score (n > 0 ? (double) sum / n : 0);
}

static void
write_task (Export *self, const WayElement *touchpoint)
{
  WayElement *feeling;
  guint n = 0;

  g_string_append (self->out, "    ");
  way_mermaid_encode_start (self->out, way_element_get_name (touchpoint), NULL);
  g_string_append_printf (self->out, ": %d", find_score (self, touchpoint));
  way_each (feeling, touchpoint, WAY_KIND_FEELING)
    {
      const WayElement *persona = way_document_follow (self->document, feeling, WAY_FIELD_PERSONA);

      if (persona == NULL)
        continue;
      g_string_append (self->out, n++ == 0 ? ": " : ", ");
      way_mermaid_encode (self->out, way_element_get_name (persona), ",");
    }
  g_string_append_c (self->out, '\n');
}

static void
write_phase (Export *self, const WayElement *phase)
{
  WayElement *step;

  g_string_append (self->out, "  section ");
  way_mermaid_encode (self->out, way_element_get_name (phase), NULL);
  g_string_append_c (self->out, '\n');
  way_each (step, phase, WAY_KIND_STEP)
    {
      const GPtrArray *cards = g_hash_table_lookup (self->cards, way_element_get_id (step));

      for (guint i = 0; cards != NULL && i < cards->len; i++)
        write_task (self, g_ptr_array_index (cards, i));
      self->n_empty_steps += cards == NULL && g_strcmp0 (way_element_get_name (step), way_element_get_name (phase)) != 0;
    }
}

static void
write_about (Export *self, const WayElement *meta)
{
  const char *subtitle = way_element_get (meta, WAY_FIELD_SUBTITLE);
  g_auto (GStrv) scope = way_element_get_list (meta, WAY_FIELD_SCOPE);

  if (subtitle != NULL)
    {
      g_string_append (self->out, "  accTitle: ");
      way_mermaid_encode (self->out, subtitle, NULL);
      g_string_append_c (self->out, '\n');
    }
  if (way_element_get (meta, WAY_FIELD_SCOPE) == NULL)
    return;
  g_string_append (self->out, "  accDescr {\n");
  for (char **line = scope; *line != NULL; line++)
    {
      g_string_append (self->out, "    ");
      way_mermaid_encode (self->out, *line, NULL);
      g_string_append_c (self->out, '\n');
    }
  g_string_append (self->out, "  }\n");
}

static void
report_losses (const Export *self, const WayElement *journey)
{
  guint n_other = way_element_count (journey, WAY_KIND_NOTE) + way_element_count (journey, WAY_KIND_PAIN) + way_element_count (journey, WAY_KIND_OPPORTUNITY);

  if (self->n_unscored > 0)
    way_report_add (self->report, WAY_SEVERITY_NOTE, 0, 0, ngettext ("%u touchpoint has no feeling yet; Mermaid needs a score, so it has a 3.", "%u touchpoints have no feeling yet; Mermaid needs a score, so they have a 3.", self->n_unscored), self->n_unscored);
  if (self->n_mixed > 0)
    way_report_add (self->report, WAY_SEVERITY_WARNING, 0, 0, ngettext ("At %u touchpoint people feel differently; Mermaid has one score for all, so it is their mean.", "At %u touchpoints people feel differently; Mermaid has one score for all, so it is their mean.", self->n_mixed), self->n_mixed);
  if (self->n_empty_steps > 0)
    way_report_add (self->report, WAY_SEVERITY_NOTE, 0, 0, ngettext ("%u step without a touchpoint was left out.", "%u steps without a touchpoint were left out.", self->n_empty_steps), self->n_empty_steps);
  if (n_other > 0)
    way_report_add (self->report, WAY_SEVERITY_NOTE, 0, 0, ngettext ("Mermaid has no place for %u note, pain point or opportunity.", "Mermaid has no place for %u notes, pain points and opportunities.", n_other), n_other);
}

char *
way_mermaid_export (const WayDocument *document, const WayElement *journey, WayReport *report)
{
  const WayElement *root = way_document_get_root (document);
  WayElement *phase;

  if (journey == NULL)
    journey = way_element_get_first (root, WAY_KIND_JOURNEY);

  g_autoptr (GHashTable) cards = sort_cards (journey);
  Export self = { document, report, cards, g_string_new ("journey\n  title "), 0, 0, 0 };

  /* One journey of several goes by its own name. */
  way_mermaid_encode (self.out, way_element_get_name (way_element_count (root, WAY_KIND_JOURNEY) > 1 ? journey : root), NULL);
  g_string_append_c (self.out, '\n');
  write_about (&self, way_document_get_meta (document));
  way_each (phase, journey, WAY_KIND_PHASE)
    write_phase (&self, phase);
  report_losses (&self, journey);
  return g_string_free (self.out, FALSE);
}
