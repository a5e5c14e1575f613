#include "model/way-summary.h"

#include <math.h>

#include "base/way-date.h"

typedef struct
{
  const WayDocument *document;
  guint32 today;
  WaySummary summary;
} Counting;

static gboolean
is_claim (WayKind kind)
{
  return way_kind_find_slot (kind, WAY_KIND_EVIDENCE) >= 0;
}

static void
count_cb (WayElement *element, gpointer data)
{
  Counting *self = data;
  WayKind kind = way_element_get_kind (element);

  self->summary.counts[kind]++;
  if (is_claim (kind))
    {
      WayEvidence evidence = way_evidence_count (self->document, element, self->today);

      self->summary.claims++;
      self->summary.states[evidence.state]++;
    }
  else if (kind == WAY_KIND_FIGURE)
    {
      guint32 day = way_date_parse (way_element_get (element, WAY_FIELD_TO));

      if (day == 0)
        return;
      self->summary.newest_figure = MAX (self->summary.newest_figure, day);
      self->summary.oldest_figure = self->summary.oldest_figure == 0 ? day : MIN (self->summary.oldest_figure, day);
    }
}

WaySummary
way_summary_count (const WayDocument *document, guint32 today)
{
  Counting counting = { .document = document, .today = today };

  way_element_walk ((WayElement *) way_document_get_root (document), count_cb, &counting);
  return counting.summary;
}

double
way_summary_get_evidenced (const WaySummary *self)
{
  return self->claims > 0 ? 1 - (double) self->states[WAY_EVIDENCE_ASSUMPTION] / self->claims : 0;
}

/* By the table: which kinds are claims, and in which slots of a kind there can be one. What holds none is not walked, since the
 * map's title says the share after every change. */
typedef struct
{
  gboolean is_claim[WAY_N_KINDS];
  guint leads[WAY_N_KINDS]; /* bit set of slots */
} ClaimTable;

static const ClaimTable *
get_claim_table (void)
{
  static ClaimTable table;
  static gsize done;

  if (!g_once_init_enter (&done))
    return &table;
  for (guint kind = 0; kind < WAY_N_KINDS; kind++)
    table.is_claim[kind] = is_claim ((WayKind) kind);
  /* Once for each level of depth; claims lie at most three below a document. */
  for (guint pass = 0; pass < 3; pass++)
    for (guint kind = 0; kind < WAY_N_KINDS; kind++)
      {
        const WayKindInfo *info = way_kind_get ((WayKind) kind);

        for (guint slot = 0; slot < info->n_slots; slot++)
          for (guint i = 0; i < G_N_ELEMENTS (info->slots[slot].kinds); i++)
            {
              WayKind child = info->slots[slot].kinds[i];

              if (child != WAY_N_KINDS && (table.is_claim[child] || table.leads[child] != 0))
                table.leads[kind] |= 1u << slot;
            }
      }
  g_once_init_leave (&done, 1);
  return &table;
}

static void
measure (const ClaimTable *table, const WayDocument *document, const WayElement *element, guint64 except, WayProof *proof)
{
  WayKind kind = way_element_get_kind (element);

  if ((except & WAY_BIT (kind)) != 0)
    return;
  if (table->is_claim[kind])
    {
      proof->claims++;
      proof->evidenced += way_evidence_has_any (document, element);
    }
  for (guint slot = 0, slots = table->leads[kind]; slots != 0; slot++, slots >>= 1)
    {
      const GPtrArray *children = (slots & 1) != 0 ? way_element_get_slot (element, slot) : NULL;

      for (guint i = 0; children != NULL && i < children->len; i++)
        measure (table, document, g_ptr_array_index (children, i), except, proof);
    }
}

WayProof
way_summary_measure (const WayDocument *document, const WayElement *element, guint64 except)
{
  WayProof proof = { 0, 0 };

  measure (get_claim_table (), document, element, except, &proof);
  return proof;
}

WayProof
way_summary_measure_journey (const WayDocument *document, const WayElement *journey)
{
  return way_element_is (journey, WAY_FIELD_STATE, "future") ? (WayProof){ 0, 0 } : way_summary_measure (document, journey, 0);
}

int
way_proof_get_percent (const WayProof *proof)
{
  return proof->claims > 0 ? (int) round (100.0 * proof->evidenced / proof->claims) : -1;
}

gboolean
way_proof_is_hypothesis (const WayProof *proof)
{
  int percent = way_proof_get_percent (proof);

  return percent >= 0 && percent < WAY_HYPOTHESIS_BELOW;
}
