#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "review/way-review-private.h"

/* From what hurts to what helped (R002-7, R004-6, R004-12): pains, opportunities, actions and the metrics they move. */

#define DAYS_TO_EFFECT 60  /* after which somebody should have looked */
#define DAYS_OF_FIGURE 190 /* half a year and a week: who reports twice a year is not late */

void
way_review_pains (WayReview *self)
{
  WayElement *element;

  way_each (element, self->journey, WAY_KIND_PAIN)
    if (way_element_get_integer (element, WAY_FIELD_SEVERITY, 3) >= 3 && way_review_get_mentions (self, element)->answers == 0)
      way_review_add (self, WAY_RULE_PAIN_WITHOUT_ACTION, element, NULL, _ ("Nothing is planned against “%s”."), way_element_get_name (element));
  way_each (element, self->journey, WAY_KIND_OPPORTUNITY)
    if (way_element_get_integer (element, WAY_FIELD_IMPACT, 0) >= 4 && way_element_get_integer (element, WAY_FIELD_EFFORT, 3) <= 3 && way_review_get_mentions (self, element)->actions == 0)
      way_review_add (self, WAY_RULE_OPPORTUNITY_WITHOUT_ACTION, element, NULL, _ ("“%s” promises much for little effort, and nobody takes it up."), way_element_get_name (element));
}

static guint32
get_day (const WayElement *element, WayField field)
{
  const char *date = way_element_get (element, field);

  return date != NULL ? way_date_parse (date) : 0;
}

static const WayElement *
find_figure (const WayElement *metric, const char *role, guint32 *last)
{
  const WayElement *found = NULL;
  WayElement *binding, *figure;

  *last = 0;
  way_each (binding, metric, WAY_KIND_BINDING)
    way_each (figure, binding, WAY_KIND_FIGURE)
      if (way_element_is (figure, WAY_FIELD_ROLE, role) && get_day (figure, WAY_FIELD_TO) >= *last)
        {
          found = figure;
          *last = get_day (figure, WAY_FIELD_TO);
        }
  return found;
}

/* Who complained somewhere should hear what became of it. */
static gboolean
answers_a_pain (const WayReview *self, const WayElement *action)
{
  g_auto (GStrv) ids = way_element_get_list (action, WAY_FIELD_FOR);

  for (char **id = ids; *id != NULL; id++)
    {
      const WayElement *target = way_document_lookup (self->document, *id);

      if (target != NULL && (way_element_get_kind (target) == WAY_KIND_PAIN || way_review_has_line (target, WAY_FIELD_ADDRESSES)))
        return TRUE;
    }
  return FALSE;
}

static void
check_done (WayReview *self, const WayElement *action, const WayElement *metric)
{
  const char *name = way_element_get_name (action);
  guint32 done = get_day (action, WAY_FIELD_DONE_ON), last;

  if (metric != NULL && done > 0 && self->today > done + DAYS_TO_EFFECT)
    {
      find_figure (metric, "current", &last);
      if (last <= done)
        way_review_add (self, WAY_RULE_ACTION_WITHOUT_EFFECT, action, metric, _ ("“%s” is done, and “%s” was not measured since."), name, way_element_get_name (metric));
    }
  if (way_element_get (action, WAY_FIELD_TOLD_ON) == NULL && answers_a_pain (self, action))
    way_review_add (self, WAY_RULE_CUSTOMER_NOT_TOLD, action, NULL, _ ("“%s” is done, and nothing says that customers heard of it."), name);
}

static void
check_open (WayReview *self, const WayElement *action, const WayElement *metric)
{
  const char *name = way_element_get_name (action);
  guint32 due = get_day (action, WAY_FIELD_DUE), last;

  if (!way_review_has_line (action, WAY_FIELD_OWNER))
    way_review_add (self, WAY_RULE_ACTION_WITHOUT_OWNER, action, NULL, _ ("Nobody answers for “%s”."), name);
  if (due == 0)
    way_review_add (self, WAY_RULE_ACTION_WITHOUT_DUE, action, NULL, _ ("“%s” has no date by which it shall be done."), name);
  else if (self->today > due)
    {
      g_autofree char *day = way_date_to_text (way_element_get (action, WAY_FIELD_DUE));

      way_review_add (self, WAY_RULE_ACTION_OVERDUE, action, NULL, _ ("“%s” should have been done by %s."), name, day);
    }
  if (metric == NULL)
    way_review_add (self, WAY_RULE_ACTION_WITHOUT_METRIC, action, NULL, _ ("It is not said which metric “%s” shall move."), name);
  else if (find_figure (metric, "baseline", &last) == NULL)
    way_review_add (self, WAY_RULE_ACTION_WITHOUT_BASELINE, action, metric, _ ("“%s” has no baseline yet, so nobody will see what “%s” changed."), way_element_get_name (metric), name);
}

void
way_review_actions (WayReview *self)
{
  WayElement *action;

  way_each (action, self->root, WAY_KIND_ACTION)
    {
      const char *status = way_element_get_or_default (action, WAY_FIELD_STATUS);
      const WayElement *metric = way_document_follow (self->document, action, WAY_FIELD_METRIC);

      if (g_strcmp0 (status, "done") == 0)
        check_done (self, action, metric);
      else if (g_strcmp0 (status, "dropped") != 0 && g_strcmp0 (status, "idea") != 0)
        check_open (self, action, metric);
    }
}

void
way_review_metrics (WayReview *self)
{
  WayElement *metric;

  way_each (metric, self->root, WAY_KIND_METRIC)
    {
      const char *name = way_element_get_name (metric);
      guint32 last;

      if (way_element_count (metric, WAY_KIND_BINDING) == 0)
        {
          way_review_add (self, WAY_RULE_METRIC_NOWHERE, metric, NULL, _ ("The metric “%s” is bound to nothing on the map."), name);
          continue;
        }
      if (!way_element_is (metric, WAY_FIELD_BETTER, "none") && way_element_get (metric, WAY_FIELD_TARGET) == NULL)
        way_review_add (self, WAY_RULE_METRIC_WITHOUT_TARGET, metric, NULL, _ ("“%s” has no target."), name);
      if (self->today > 0 && find_figure (metric, "current", &last) != NULL && last + DAYS_OF_FIGURE < self->today)
        way_review_add (self, WAY_RULE_FIGURES_OLD, metric, NULL, _ ("The newest figure of “%s” is more than half a year old."), name);
    }
}
