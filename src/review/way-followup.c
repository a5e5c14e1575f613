#include "review/way-followup.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"

gboolean
way_followup_is_open (const WayElement *action)
{
  return !way_element_is (action, WAY_FIELD_STATUS, "done") && !way_element_is (action, WAY_FIELD_STATUS, "dropped");
}

gboolean
way_followup_is_overdue (const WayElement *action, guint32 today)
{
  const char *due = way_element_get (action, WAY_FIELD_DUE);
  guint32 day = due != NULL ? way_date_parse (due) : 0;

  return way_followup_is_open (action) && day > 0 && day < today;
}

guint
way_followup_get_days_late (const WayElement *action, guint32 today)
{
  return way_followup_is_overdue (action, today) ? today - way_date_parse (way_element_get (action, WAY_FIELD_DUE)) : 0;
}

guint
way_followup_count_open (const WayDocument *document)
{
  WayElement *action;
  guint n = 0;

  way_each (action, way_document_get_root (document), WAY_KIND_ACTION)
    n += way_followup_is_open (action) ? 1 : 0;
  return n;
}

typedef struct
{
  const WayElement *action;
  guint group; /* of way_followup_list () */
  guint32 due;
  guint index;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *two = b;

  if (one->group != two->group)
    return one->group < two->group ? -1 : 1;
  if (one->due != two->due)
    return one->due < two->due ? -1 : 1;
  return (one->index > two->index) - (one->index < two->index);
}

GPtrArray *
way_followup_list (const WayDocument *document, guint32 today)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GPtrArray *actions = g_ptr_array_new ();
  WayElement *action;

  way_each (action, way_document_get_root (document), WAY_KIND_ACTION)
    {
      const char *due = way_element_get (action, WAY_FIELD_DUE);
      guint group = way_followup_is_overdue (action, today) ? 0 : way_followup_is_open (action) ? 1
                                                                                                : 2;
      Entry entry = { action, group, due != NULL ? way_date_parse (due) : G_MAXUINT32, entries->len };

      g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (actions, (gpointer) g_array_index (entries, Entry, i).action);
  return actions;
}

char *
way_followup_name_targets (const WayDocument *document, const WayElement *action)
{
  g_auto (GStrv) ids = way_element_get_list (action, WAY_FIELD_FOR);
  GString *s = g_string_new (NULL);

  for (char **id = ids; *id != NULL; id++)
    {
      const WayElement *target = way_document_lookup (document, *id);

      if (target != NULL)
        {
          g_string_append (s, s->len > 0 ? ", " : "");
          g_string_append_printf (s, _ ("“%s”"), way_element_get_name (target));
        }
    }
  return g_strdelimit (g_string_free (s, FALSE), "\n", ' ');
}

/* --- what came of it --- */

/* Of the figures of its metric, the one with most to say: where the action is for something, what is measured there. */
static const WayFigure *
find_figure (const WayElement *action, const WayFigures *figures)
{
  const char *metric = way_element_get (action, WAY_FIELD_METRIC);
  g_auto (GStrv) targets = way_element_get_list (action, WAY_FIELD_FOR);
  const WayFigure *found = NULL;

  for (guint i = 0; metric != NULL && figures != NULL && i < way_figures_get_size (figures); i++)
    {
      const WayFigure *figure = way_figures_get (figures, i);

      if (g_strcmp0 (figure->metric, metric) != 0)
        continue;
      if (found == NULL || (figure->has_baseline && !found->has_baseline) || g_strv_contains ((const char *const *) targets, figure->place))
        found = figure;
    }
  return found;
}

static WayOutcome
judge (const WayElement *action, const WayFigure *figure)
{
  if (!way_element_is (action, WAY_FIELD_STATUS, "done"))
    return WAY_OUTCOME_PENDING;
  switch (figure != NULL ? figure->verdict : WAY_VERDICT_NONE)
    {
    case WAY_VERDICT_BETTER:
      return WAY_OUTCOME_WORKED;
    case WAY_VERDICT_WORSE:
      return WAY_OUTCOME_WORSE;
    case WAY_VERDICT_NOISE:
      return WAY_OUTCOME_NOTHING;
    default:
      return WAY_OUTCOME_UNKNOWN;
    }
}

WayEffect
way_followup_find_effect (const WayDocument *document, const WayElement *action, const WayFigures *figures)
{
  const WayFigure *figure = find_figure (action, figures);

  return (WayEffect){ way_document_follow (document, action, WAY_FIELD_METRIC), figure, judge (action, figure) };
}

gboolean
way_followup_is_ineffective (const WayEffect *effect)
{
  return effect->outcome == WAY_OUTCOME_NOTHING || effect->outcome == WAY_OUTCOME_WORSE;
}

const char *
way_outcome_get_label (WayOutcome outcome)
{
  static const char *const labels[] = { NULL, N_ ("effect unknown"), N_ ("it worked"), N_ ("no effect seen"), N_ ("it got worse") };

  return outcome != WAY_OUTCOME_PENDING ? _ (labels[outcome]) : NULL;
}

char *
way_effect_dup_baseline (const WayEffect *effect)
{
  const WayFigure *figure = effect->figure;

  if (figure == NULL || (!figure->has_baseline && !figure->is_baseline))
    return NULL;
  return figure->is_baseline ? way_figure_to_text (figure) : way_figure_value_to_text (figure, figure->baseline);
}

char *
way_effect_dup_words (const WayEffect *effect)
{
  if (effect->metric == NULL)
    return g_strdup (_ ("no metric yet"));
  if (effect->figure == NULL)
    return g_strdup (_ ("no data yet"));

  g_autofree char *now = way_figure_to_text (effect->figure), *difference = way_figure_to_difference_text (effect->figure), *before = way_effect_dup_baseline (effect);

  if (effect->figure->is_baseline)
    return g_strdup_printf (_ ("%s, no data since then"), now);
  if (difference == NULL || before == NULL)
    return g_strdup_printf (_ ("%s, no baseline"), now);
  return g_strdup_printf ("%s → %s, %s", before, now, difference);
}
