#include "review/way-listings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "model/way-evidence.h"
#include "model/way-ideas.h"
#include "review/way-followup.h"
#include "review/way-gaps.h"

typedef struct
{
  WayListing *listing;
  const WayDocument *document;
  const WayFigures *figures;
  const WayTraffic *traffic; /* or NULL */
  guint32 today;
} Maker;

static const char *const nicks[] = { "actions", "ideas", "gaps", "evidence", "data" };
G_STATIC_ASSERT (G_N_ELEMENTS (nicks) == WAY_N_LISTINGS);

const char *
way_listing_kind_get_nick (WayListingKind kind)
{
  return nicks[kind];
}

gboolean
way_listing_kind_find (const char *nick, WayListingKind *kind)
{
  for (guint i = 0; i < WAY_N_LISTINGS; i++)
    if (strcmp (nicks[i], nick) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/* --- words --- */

static const char *
get_root_text (const Maker *self, WayField field)
{
  return way_element_get (way_document_get_meta (self->document), field);
}

/* Of prose, one line. */
static char *
flatten (const char *text)
{
  return g_strdelimit (g_strdup (text), "\n", ' ');
}

static char *
name_day (const WayElement *element, WayField field)
{
  const char *day = way_element_get (element, field);

  return day != NULL ? way_date_to_text (day) : NULL;
}

/* "Visit · Decision making", as precisely as the map shows it. */
static char *
name_place (const Maker *self, const WayElement *element)
{
  const WayElement *at = way_document_follow (self->document, element, WAY_FIELD_AT);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  at = at != NULL ? at : way_element_get_parent (element);
  for (; at != NULL && parts->len < 2; at = way_element_get_parent (at))
    {
      const WayElement *step = way_document_follow (self->document, at, WAY_FIELD_STEP);

      if (way_element_get_kind (at) == WAY_KIND_DOCUMENT)
        break;
      g_ptr_array_add (parts, (gpointer) way_element_get_name (at));
      at = step != NULL ? step : at;
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* "“The form asks too much”, “Visit”" for a list of ids. */
static void
append_name (GString *s, const char *name)
{
  g_string_append_printf (s, "%s%s", s->len > 0 ? ", " : "", name);
}

static WayListing *
begin (Maker *self, const char *title, const char *empty)
{
  const char *map = get_root_text (self, WAY_FIELD_TITLE);
  g_autofree char *xml = way_date_to_xml (self->today), *day = self->today > 0 ? way_date_to_text (xml) : NULL;
  g_autofree char *subtitle = day != NULL ? g_strdup_printf ("%s · %s", map != NULL ? map : "", day) : g_strdup (map);

  self->listing = way_listing_new (title, subtitle, empty);
  return self->listing;
}

/* --- actions --- */

static WayListingTone
judge_action (const Maker *self, const WayElement *action, const WayEffect *effect)
{
  if (way_followup_is_overdue (action, self->today))
    return WAY_LISTING_BAD;
  switch (effect->outcome)
    {
    case WAY_OUTCOME_PENDING:
      return WAY_LISTING_PLAIN;
    case WAY_OUTCOME_WORKED:
      return WAY_LISTING_GOOD;
    case WAY_OUTCOME_WORSE:
      return WAY_LISTING_BAD;
    default:
      return WAY_LISTING_WARN;
    }
}

/* What it did: the change in a line, what it is made from, since when. */
static char *
name_effect (const WayEffect *effect)
{
  g_autofree char *words = way_effect_dup_words (effect);

  if (effect->figure == NULL)
    return g_steal_pointer (&words);

  g_autofree char *change = way_figure_to_change_text (effect->figure), *sample = way_figure_to_sample_text (effect->figure);

  return g_strdup_printf ("%s: %s%s%s%s%s", effect->figure->name, words, change != NULL ? "\n" : "", change != NULL ? change : "", sample != NULL ? "\n" : "", sample != NULL ? sample : "");
}

static void
add_action (Maker *self, const WayElement *action)
{
  WayEffect effect = way_followup_find_effect (self->document, action, self->figures);
  const char *judged = way_followup_is_overdue (action, self->today) ? _ ("overdue") : way_outcome_get_label (effect.outcome), *owner = way_element_get (action, WAY_FIELD_OWNER);
  const WayElement *department = way_document_follow (self->document, action, WAY_FIELD_DEPARTMENT);
  WayListing *l = self->listing;

  way_listing_add_row (l, way_element_get_id (action), judge_action (self, action, &effect));
  way_listing_take_cell (l, flatten (way_element_get_name (action)));
  way_listing_take_cell (l, way_followup_name_targets (self->document, action));
  way_listing_take_cell (l, owner != NULL && department != NULL ? g_strdup_printf ("%s, %s", owner, way_element_get_name (department)) : g_strdup (owner != NULL ? owner : department != NULL ? way_element_get_name (department)
                                                                                                                                                                                              : NULL));
  way_listing_take_cell (l, name_day (action, WAY_FIELD_DUE));
  way_listing_take_cell (l, judged != NULL ? g_strdup_printf ("%s\n%s", way_element_get_label (action, WAY_FIELD_STATUS), judged) : g_strdup (way_element_get_label (action, WAY_FIELD_STATUS)));
  way_listing_take_cell (l, name_effect (&effect));
  way_listing_take_cell (l, name_day (action, WAY_FIELD_TOLD_ON));
}

static void
make_actions (Maker *self)
{
  g_autoptr (GPtrArray) actions = way_followup_list (self->document, self->today);
  const char *group = NULL;

  begin (self, _ ("Actions"), _ ("No actions yet. They answer pain points and opportunities."));
  way_listing_add_column (self->listing, _ ("Action"), 5);
  way_listing_add_column (self->listing, _ ("For"), 4);
  way_listing_add_column (self->listing, _ ("Owner"), 2.5);
  way_listing_add_column (self->listing, _ ("Due"), 1.8);
  way_listing_add_column (self->listing, _ ("Status"), 2);
  way_listing_add_column (self->listing, _ ("What it did"), 4);
  way_listing_add_column (self->listing, _ ("Customers told on"), 1.8);
  for (guint i = 0; i < actions->len; i++)
    {
      const WayElement *action = actions->pdata[i];
      const char *name = way_followup_is_overdue (action, self->today) ? _ ("Overdue") : way_followup_is_open (action) ? _ ("Open")
                                                                                                                       : _ ("Done or dropped");

      if (g_strcmp0 (name, group) != 0)
        way_listing_add_group (self->listing, group = name);
      add_action (self, action);
    }
}

/* --- pain points and opportunities --- */

typedef struct
{
  const WayElement *element;
  double rank;
  guint index;
} Idea;

static int
compare_ideas (gconstpointer a, gconstpointer b)
{
  const Idea *one = a, *two = b;

  if (one->rank != two->rank)
    return one->rank < two->rank ? 1 : -1;
  return (one->index > two->index) - (one->index < two->index);
}

static char *
name_answers (const Maker *self, const WayElement *idea)
{
  g_autoptr (GPtrArray) referrers = way_document_dup_referrers ((WayDocument *) self->document, way_element_get_id (idea));
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < referrers->len; i++)
    {
      WayKind kind = way_element_get_kind (referrers->pdata[i]);
      g_autofree char *name = flatten (way_element_get_name (referrers->pdata[i]));

      if (kind == WAY_KIND_ACTION || kind == WAY_KIND_OPPORTUNITY)
        append_name (s, name);
    }
  return g_string_free (s, FALSE);
}

static void
add_idea (Maker *self, const Idea *idea)
{
  gboolean is_pain = way_element_get_kind (idea->element) == WAY_KIND_PAIN;
  WayEvidence evidence = way_evidence_count (self->document, idea->element, self->today);
  g_autofree char *answers = name_answers (self, idea->element);
  WayField first = is_pain ? WAY_FIELD_SEVERITY : WAY_FIELD_IMPACT, second = is_pain ? WAY_FIELD_FREQUENCY : WAY_FIELD_EFFORT;
  const char *one = way_element_get (idea->element, first), *two = way_element_get (idea->element, second);
  WayListing *l = self->listing;

  way_listing_add_row (l, way_element_get_id (idea->element), *answers == '\0' && idea->rank >= 12 ? WAY_LISTING_WARN : WAY_LISTING_PLAIN);
  way_listing_take_cell (l, g_strdup_printf ("%.0f", idea->rank));
  way_listing_take_cell (l, flatten (way_element_get_name (idea->element)));
  way_listing_take_cell (l, name_place (self, idea->element));
  way_listing_take_cell (l, g_strdup_printf ("%s / %s", one != NULL ? one : "?", two != NULL ? two : "?"));
  way_listing_take_cell (l, way_evidence_to_text (&evidence));
  way_listing_add_cell (l, way_element_get (idea->element, WAY_FIELD_VOTES));
  way_listing_take_cell (l, *answers != '\0' ? g_steal_pointer (&answers) : g_strdup (_ ("nothing yet")));
}

static void
make_ideas (Maker *self)
{
  static const WayKind kinds[] = { WAY_KIND_OPPORTUNITY, WAY_KIND_PAIN };
  const char *const names[] = { _ ("Opportunities, impact / effort"), _ ("Pain points, severity / frequency") };

  begin (self, _ ("Pain Points and Opportunities"), _ ("No pain points and no opportunities yet."));
  way_listing_add_column (self->listing, _ ("Rank"), 1);
  way_listing_add_column (self->listing, _ ("What"), 6);
  way_listing_add_column (self->listing, _ ("Where"), 4);
  way_listing_add_column (self->listing, _ ("Judged"), 1.4);
  way_listing_add_column (self->listing, _ ("Proof"), 3);
  way_listing_add_column (self->listing, _ ("Votes"), 1);
  way_listing_add_column (self->listing, _ ("What is done about it"), 4);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GArray) ideas = g_array_new (FALSE, FALSE, sizeof (Idea));
      WayElement *journey, *element;

      way_each (journey, way_document_get_root (self->document), WAY_KIND_JOURNEY)
        way_each (element, journey, kinds[k])
          {
            Idea idea = { element, way_idea_rank (self->document, element), ideas->len };

            g_array_append_val (ideas, idea);
          }
      g_array_sort (ideas, compare_ideas);
      if (ideas->len > 0)
        way_listing_add_group (self->listing, names[k]);
      for (guint i = 0; i < ideas->len; i++)
        add_idea (self, &g_array_index (ideas, Idea, i));
    }
}

/* --- gaps --- */

static void
make_gaps (Maker *self)
{
  g_autoptr (GPtrArray) gaps = way_gaps_find_with_traffic (self->document, self->traffic, self->today);
  static const WayListingTone tones[] = { WAY_LISTING_PLAIN, WAY_LISTING_WARN, WAY_LISTING_BAD };

  begin (self, _ ("Gaps"), _ ("Nothing is left open, said twice or said against itself."));
  way_listing_add_column (self->listing, _ ("Gap"), 6);
  way_listing_add_column (self->listing, _ ("What it is"), 4);
  way_listing_add_column (self->listing, _ ("Why it matters"), 6);
  /* From the weightiest on; what is left on purpose last. */
  for (int group = WAY_GAP_SERIOUS; group >= WAY_GAP_HINT - 1; group--)
    {
      gboolean begun = FALSE;

      for (guint i = 0; i < gaps->len; i++)
        {
          const WayGap *gap = gaps->pdata[i];

          if (group != (gap->because != NULL ? WAY_GAP_HINT - 1 : (int) gap->rule->weight))
            continue;
          if (!begun)
            way_listing_add_group (self->listing, gap->because != NULL ? _ ("Left on purpose") : way_gap_get_weight_label (gap->rule->weight));
          begun = TRUE;
          way_listing_add_row (self->listing, gap->at, gap->because != NULL ? WAY_LISTING_PLAIN : tones[gap->rule->weight]);
          way_listing_add_cell (self->listing, gap->text);
          way_listing_add_cell (self->listing, _ (gap->rule->title));
          way_listing_take_cell (self->listing, gap->because != NULL ? g_strdup_printf (_ ("Left, because: %s"), gap->because) : g_strdup (_ (gap->rule->why)));
        }
    }
}

/* --- proof --- */

/* Answers of one source, side and state as one line: "+ 6 answers: Survey 2026". `evidence` is the first of them, or nothing is added. */
static void
append_answers (const Maker *self, GString *s, const WayElement *claim, const WayElement *evidence)
{
  const WayElement *source = way_document_follow (self->document, evidence, WAY_FIELD_SOURCE);
  gboolean against = way_element_is (evidence, WAY_FIELD_STANCE, "against");
  WayAnswerState state = way_evidence_get_answer_state (self->document, evidence);
  const char *label = way_evidence_get_answer_label (state);
  WayElement *other;
  gulong n = 0;

  way_each (other, claim, WAY_KIND_EVIDENCE)
    {
      if (!way_evidence_is_answer (other) || way_document_follow (self->document, other, WAY_FIELD_SOURCE) != source || way_element_is (other, WAY_FIELD_STANCE, "against") != against || way_evidence_get_answer_state (self->document, other) != state)
        continue;
      if (n == 0 && other != evidence)
        return;
      n++;
    }

  g_autofree char *answers = g_strdup_printf (ngettext ("%lu answer", "%lu answers", n), n);

  g_string_append_printf (s, "%s%s %s: %s%s%s", s->len > 0 ? "\n" : "", against ? "−" : "+", answers, source != NULL ? way_element_get_name (source) : _ ("no source"), label != NULL ? ", " : "", label != NULL ? label : "");
}

static char *
name_sources (const Maker *self, const WayElement *claim)
{
  g_autoptr (GString) s = g_string_new (NULL);
  WayElement *evidence;

  way_each (evidence, claim, WAY_KIND_EVIDENCE)
    {
      if (way_evidence_is_answer (evidence))
        {
          append_answers (self, s, claim, evidence);
          continue;
        }

      const WayElement *source = way_document_follow (self->document, evidence, WAY_FIELD_SOURCE);
      g_autofree char *day = name_day (evidence, WAY_FIELD_DATE);
      gboolean against = way_element_is (evidence, WAY_FIELD_STANCE, "against");
      int n = way_element_get_integer (evidence, WAY_FIELD_CUSTOMERS, 1);

      g_string_append_printf (s, "%s%s %d: %s%s%s", s->len > 0 ? "\n" : "", against ? "−" : "+", n, source != NULL ? way_element_get_name (source) : _ ("no source"), day != NULL ? ", " : "", day != NULL ? day : "");
    }
  return g_strdup (s->str);
}

typedef struct
{
  const Maker *maker;
  GPtrArray *states[WAY_EVIDENCE_STALE + 1]; /* (element-type WayElement), container */
} Ledger;

static gboolean
is_claim (WayKind kind)
{
  return way_kind_find_slot (kind, WAY_KIND_EVIDENCE) >= 0;
}

static void
collect_claim (WayElement *element, gpointer data)
{
  Ledger *self = data;

  if (!is_claim (way_element_get_kind (element)))
    return;

  WayEvidence evidence = way_evidence_count (self->maker->document, element, self->maker->today);

  g_ptr_array_add (self->states[evidence.state], element);
}

/* Feelings have no name, but somebody feels them. */
static const char *
name_claim (const Maker *self, const WayElement *claim)
{
  const WayElement *persona = way_element_get_kind (claim) == WAY_KIND_FEELING ? way_document_follow (self->document, claim, WAY_FIELD_PERSONA) : NULL;

  return way_element_get_name (persona != NULL ? persona : claim);
}

static void
add_claim (Maker *self, const WayElement *claim, WayListingTone tone)
{
  WayEvidence evidence = way_evidence_count (self->document, claim, self->today);
  g_autofree char *newest = evidence.newest > 0 ? way_date_to_xml (evidence.newest) : NULL, *name = flatten (name_claim (self, claim));
  WayListing *l = self->listing;

  way_listing_add_row (l, way_element_get_id (claim), tone);
  way_listing_take_cell (l, g_strdup_printf ("%s: %s", _ (way_kind_get (way_element_get_kind (claim))->label), name));
  way_listing_take_cell (l, name_place (self, claim));
  way_listing_take_cell (l, g_strdup_printf ("%d", evidence.customers_for));
  way_listing_take_cell (l, g_strdup_printf ("%d", evidence.customers_against));
  way_listing_take_cell (l, g_strdup_printf ("%d", evidence.required));
  way_listing_take_cell (l, newest != NULL ? way_date_to_text (newest) : NULL);
  way_listing_take_cell (l, name_sources (self, claim));
}

static void
make_evidence (Maker *self)
{
  /* What contradicts stands first: it has the same weight as what confirms, and is read less gladly. */
  static const WayEvidenceState order[] = { WAY_EVIDENCE_CONTRADICTED, WAY_EVIDENCE_STALE, WAY_EVIDENCE_INDICATED, WAY_EVIDENCE_CONFIRMED, WAY_EVIDENCE_ASSUMPTION };
  static const WayListingTone tones[] = {
    [WAY_EVIDENCE_CONTRADICTED] = WAY_LISTING_BAD,
    [WAY_EVIDENCE_STALE] = WAY_LISTING_WARN,
    [WAY_EVIDENCE_CONFIRMED] = WAY_LISTING_GOOD,
  };
  Ledger ledger = { .maker = self };

  begin (self, _ ("Evidence"), _ ("Nothing is claimed yet."));
  way_listing_add_column (self->listing, _ ("Claim"), 6);
  way_listing_add_column (self->listing, _ ("Where"), 4);
  way_listing_add_column (self->listing, _ ("For"), 1);
  way_listing_add_column (self->listing, _ ("Against"), 1.2);
  way_listing_add_column (self->listing, _ ("Needed"), 1.2);
  way_listing_add_column (self->listing, _ ("Last heard"), 1.8);
  way_listing_add_column (self->listing, _ ("Who said so"), 5);
  for (guint i = 0; i < G_N_ELEMENTS (ledger.states); i++)
    ledger.states[i] = g_ptr_array_new ();
  way_element_walk ((WayElement *) way_document_get_root (self->document), collect_claim, &ledger);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const GPtrArray *claims = ledger.states[order[i]];

      if (claims->len > 0)
        way_listing_add_group (self->listing, way_evidence_get_label (order[i]));
      for (guint n = 0; n < claims->len; n++)
        add_claim (self, claims->pdata[n], order[i] < G_N_ELEMENTS (tones) ? tones[order[i]] : WAY_LISTING_PLAIN);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ledger.states); i++)
    g_ptr_array_unref (ledger.states[i]);
}

/* --- data --- */

/* "yes, “Phone” at “Visit”" for what was asked for before, NULL for what is new; "Name, phone; budget" asks for three things. */
static char *
name_earlier (GHashTable *asked, const WayElement *touchpoint, const char *name)
{
  g_auto (GStrv) items = g_strsplit_set (name, ",;/", -1);
  GString *s = NULL;

  for (char **part = items; *part != NULL; part++)
    {
      const char *item = g_strstrip (*part);
      g_autofree char *folded = g_utf8_casefold (item, -1);
      const WayElement *before = g_hash_table_lookup (asked, folded);

      if (*item == '\0')
        continue;
      if (before == NULL)
        g_hash_table_insert (asked, g_steal_pointer (&folded), (gpointer) touchpoint);
      else if (before != touchpoint)
        {
          if (s == NULL)
            s = g_string_new (NULL);
          else
            g_string_append_c (s, '\n');
          /* Translators: what is asked for, and where it was asked for before. */
          g_string_append_printf (s, _ ("yes, “%s” at “%s”"), item, way_element_get_name (before));
        }
    }
  return s != NULL ? g_string_free (s, FALSE) : NULL;
}

static void
add_data (Maker *self, const WayElement *touchpoint, const WayElement *data, GHashTable *asked)
{
  const char *name = way_element_get_name (data), *purpose = way_element_get (data, WAY_FIELD_PURPOSE);
  const WayElement *channel = way_document_follow (self->document, touchpoint, WAY_FIELD_CHANNEL);
  g_autofree char *before = name_earlier (asked, touchpoint, name);
  gboolean explained = purpose != NULL && way_element_get (data, WAY_FIELD_BASIS) != NULL && !way_element_is (data, WAY_FIELD_BASIS, "unknown");
  WayListing *l = self->listing;

  way_listing_add_row (l, way_element_get_id (touchpoint), !explained ? WAY_LISTING_BAD : before != NULL ? WAY_LISTING_WARN
                                                                                                         : WAY_LISTING_PLAIN);
  way_listing_add_cell (l, name);
  way_listing_take_cell (l, channel != NULL ? g_strdup_printf ("%s · %s", way_element_get_name (touchpoint), way_element_get_name (channel)) : g_strdup (way_element_get_name (touchpoint)));
  way_listing_add_cell (l, purpose != NULL ? purpose : _ ("not said"));
  way_listing_add_cell (l, way_element_get (data, WAY_FIELD_BASIS) != NULL ? way_element_get_label (data, WAY_FIELD_BASIS) : _ ("not said"));
  way_listing_add_cell (l, way_element_get (data, WAY_FIELD_SYSTEM));
  way_listing_take_cell (l, before != NULL ? g_steal_pointer (&before) : g_strdup (_ ("no")));
}

static void
make_data (Maker *self)
{
  WayElement *journey, *phase, *step, *card, *data;

  begin (self, _ ("Data Customers Are Asked For"), _ ("No touchpoint says yet which data it asks for."));
  way_listing_add_column (self->listing, _ ("Data"), 3);
  way_listing_add_column (self->listing, _ ("Where"), 4);
  way_listing_add_column (self->listing, _ ("Purpose"), 4);
  way_listing_add_column (self->listing, _ ("Legal basis"), 2);
  way_listing_add_column (self->listing, _ ("System"), 2);
  way_listing_add_column (self->listing, _ ("Asked before"), 3);
  way_each (journey, way_document_get_root (self->document), WAY_KIND_JOURNEY)
    {
      g_autoptr (GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      way_each (phase, journey, WAY_KIND_PHASE)
        {
          g_autofree char *heading = g_strdup_printf ("%s · %s", way_element_get_name (journey), way_element_get_name (phase));
          gboolean begun = FALSE;

          way_each (step, phase, WAY_KIND_STEP)
            way_each (card, journey, WAY_KIND_TOUCHPOINT)
              {
                if (g_strcmp0 (way_element_get (card, WAY_FIELD_STEP), way_element_get_id (step)) != 0)
                  continue;
                way_each (data, card, WAY_KIND_DATA)
                  {
                    if (!begun)
                      way_listing_add_group (self->listing, heading);
                    begun = TRUE;
                    add_data (self, card, data, asked);
                  }
              }
        }
    }
}

WayListing *
way_listing_make (WayListingKind kind, const WayDocument *document, const WayFigures *figures, const WayTraffic *traffic, guint32 today)
{
  static void (*const makers[]) (Maker * self) = { make_actions, make_ideas, make_gaps, make_evidence, make_data };
  Maker maker = { .document = document, .figures = figures, .traffic = traffic, .today = today };

  G_STATIC_ASSERT (G_N_ELEMENTS (makers) == WAY_N_LISTINGS);
  makers[kind](&maker);
  return maker.listing;
}

GPtrArray *
way_listing_make_all (WayListingKind kind, const WayDocument *document, const WayFigures *figures, const WayTraffic *traffic, guint32 today)
{
  GPtrArray *listings = g_ptr_array_new_with_free_func ((GDestroyNotify) way_listing_free);

  for (guint i = 0; i < WAY_N_LISTINGS; i++)
    if (kind == i || kind == WAY_N_LISTINGS)
      g_ptr_array_add (listings, way_listing_make (i, document, figures, traffic, today));
  return listings;
}
