#include "model/way-evidence.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/way-date.h"

double
way_evidence_wilson_lower (int k, int n)
{
  const double z = 1.959964;

  if (n <= 0)
    return 0;

  double p = (double) k / n, zz = z * z / n;

  return MAX (0, (p + zz / 2 - z * sqrt (p * (1 - p) / n + zz / (4 * n))) / (1 + zz));
}

/* Customers per stance and source, so that one source is not counted beyond those it heard. `by_source` is made when a source
 * with a number comes, since every claim of a map is counted after every change. */
static void
add_customers (GHashTable **by_source, int *total, const WayElement *source, int customers)
{
  int heard = source != NULL ? way_element_get_integer (source, WAY_FIELD_CUSTOMERS, 0) : 0;

  if (heard > 0)
    {
      int before = *by_source != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (*by_source, source)) : 0;

      if (*by_source == NULL)
        *by_source = g_hash_table_new (NULL, NULL);
      customers = MIN (customers, MAX (heard - before, 0));
      g_hash_table_insert (*by_source, (gpointer) source, GINT_TO_POINTER (before + customers));
    }
  *total += customers;
}

static WayEvidenceState
judge (const WayEvidence *evidence, guint32 today)
{
  int n = evidence->customers_for + evidence->customers_against;

  if (n == 0)
    return WAY_EVIDENCE_ASSUMPTION;
  if (evidence->customers_against >= evidence->customers_for)
    return WAY_EVIDENCE_CONTRADICTED;
  if (today > 0 && evidence->newest > 0)
    {
      GDate limit;

      g_date_clear (&limit, 1);
      g_date_set_julian (&limit, evidence->newest);
      g_date_add_months (&limit, WAY_EVIDENCE_MONTHS);
      if (g_date_get_julian (&limit) < today)
        return WAY_EVIDENCE_STALE;
    }
  if (evidence->customers_for >= evidence->required && (evidence->customers_against == 0 || way_evidence_wilson_lower (evidence->customers_for, n) > 0.5))
    return WAY_EVIDENCE_CONFIRMED;
  return WAY_EVIDENCE_INDICATED;
}

WayEvidence
way_evidence_count (const WayDocument *document, const WayElement *claim, guint32 today)
{
  const WayElement *journey = way_element_get_ancestor (claim, WAY_KIND_JOURNEY);
  WayEvidence result = { .required = journey != NULL ? way_element_get_integer (journey, WAY_FIELD_CONFIRMATIONS, 5) : 5 };
  g_autoptr (GHashTable) heard_for = NULL;
  g_autoptr (GHashTable) heard_against = NULL;
  WayElement *evidence;

  way_each (evidence, claim, WAY_KIND_EVIDENCE)
    {
      const WayElement *source = way_document_follow (document, evidence, WAY_FIELD_SOURCE);
      const char *date = way_element_get (evidence, WAY_FIELD_DATE);
      int customers = MAX (way_element_get_integer (evidence, WAY_FIELD_CUSTOMERS, 1), 1);

      if (date == NULL && source != NULL)
        date = way_element_get (source, WAY_FIELD_DATE);

      guint32 day = way_date_parse (date);

      result.newest = MAX (result.newest, day);
      if (way_element_is (evidence, WAY_FIELD_STANCE, "against"))
        add_customers (&heard_against, &result.customers_against, source, customers);
      else
        add_customers (&heard_for, &result.customers_for, source, customers);
    }
  result.state = judge (&result, today);
  return result;
}

char *
way_evidence_to_text (const WayEvidence *evidence)
{
  gulong n_for = (gulong) evidence->customers_for, n_against = (gulong) evidence->customers_against;

  if (evidence->state == WAY_EVIDENCE_ASSUMPTION)
    return g_strdup (_ ("nobody confirmed it yet"));
  if (n_for == 0)
    return g_strdup_printf (ngettext ("%lu customer says no", "%lu customers say no", n_against), n_against);
  if (evidence->state == WAY_EVIDENCE_STALE)
    {
      g_autofree char *day = way_date_to_xml (evidence->newest);
      g_autofree char *date = way_date_to_text (day);

      return g_strdup_printf (ngettext ("%lu customer, the last on %s", "%lu customers, the last on %s", n_for), n_for, date);
    }
  if (n_against > 0)
    /* Translators: so many customers said yes, so many said no. */
    return g_strdup_printf (_ ("%lu for, %lu against"), n_for, n_against);
  if (evidence->customers_for < evidence->required)
    /* Translators: so many of the customers who must say so before it counts as confirmed. */
    return g_strdup_printf (ngettext ("%lu of %d customer", "%lu of %d customers", (gulong) evidence->required), n_for, evidence->required);
  return g_strdup_printf (ngettext ("confirmed by %lu customer", "confirmed by %lu customers", n_for), n_for);
}

const char *
way_evidence_get_label (WayEvidenceState state)
{
  static const char *const labels[] = { N_ ("assumption"), N_ ("indicated"), N_ ("confirmed"), N_ ("contradicted"), N_ ("stale") };

  return _ (labels[state]);
}
