#include "model/way-summary.h"

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

typedef struct
{
  gboolean is_claim[WAY_N_KINDS];
  guint claims, evidenced;
} Measuring;

static void
measure_cb (WayElement *element, gpointer data)
{
  Measuring *self = data;

  if (!self->is_claim[way_element_get_kind (element)])
    return;
  self->claims++;
  self->evidenced += way_element_get_first (element, WAY_KIND_EVIDENCE) != NULL;
}

double
way_summary_measure_evidenced (const WayElement *element)
{
  Measuring measuring = { .claims = 0 };

  for (guint kind = 0; kind < WAY_N_KINDS; kind++)
    measuring.is_claim[kind] = is_claim ((WayKind) kind);
  way_element_walk ((WayElement *) element, measure_cb, &measuring);
  return measuring.claims > 0 ? (double) measuring.evidenced / measuring.claims : -1;
}
