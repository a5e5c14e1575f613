#include "metrics/figures/way-news.h"

#include "metrics/figures/way-measure.h"

guint32
way_news_find_signal (const WayFigure *figure)
{
  for (guint i = figure->series != NULL ? figure->series->len : 0; i-- > 0;)
    {
      const WayFigurePoint *point = &g_array_index (figure->series, WayFigurePoint, i);

      if (point->signal)
        return point->day;
    }
  return 0;
}

static gboolean
is_alert (const GArray *alerts, const WayFigure *figure)
{
  for (guint i = 0; i < alerts->len; i++)
    if (g_array_index (alerts, WayAlert, i).figure == figure)
      return TRUE;
  return FALSE;
}

static const WayFigure *
find_binding (const WayFigures *figures, const WayFigure *like)
{
  const GPtrArray *here = way_figures_get_at (figures, like->place);

  for (guint i = 0; here != NULL && i < here->len; i++)
    {
      const WayFigure *figure = g_ptr_array_index (here, i);

      if (g_strcmp0 (figure->binding, like->binding) == 0)
        return figure;
    }
  return NULL;
}

static int
compare_news (gconstpointer a, gconstpointer b)
{
  const WayNews *x = *(WayNews *const *) a, *y = *(WayNews *const *) b;

  return x->kind != y->kind ? (int) x->kind - (int) y->kind : (x->figure->p > y->figure->p) - (x->figure->p < y->figure->p);
}

GPtrArray *
way_news_find (const WayFigures *before, const WayFigures *now)
{
  GPtrArray *news = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) alerts = way_measure_list_alerts (now);

  for (guint i = 0; i < way_figures_get_size (now); i++)
    {
      const WayFigure *figure = way_figures_get (now, i), *old = find_binding (before, figure);
      WayNews found = { .figure = figure };

      if (!figure->is_measured || figure->sample == WAY_SAMPLE_HIDDEN)
        continue;
      if (figure->verdict == WAY_VERDICT_WORSE && (old == NULL || old->verdict != WAY_VERDICT_WORSE))
        found.kind = WAY_NEWS_WORSE;
      else if (figure->verdict == WAY_VERDICT_BETTER && (old == NULL || old->verdict != WAY_VERDICT_BETTER))
        found.kind = WAY_NEWS_BETTER;
      else if (is_alert (alerts, figure) && (old == NULL || way_news_find_signal (old) < way_news_find_signal (figure)))
        found.kind = WAY_NEWS_OUTSIDE;
      else
        continue;
      g_ptr_array_add (news, g_memdup2 (&found, sizeof found));
    }
  g_ptr_array_sort (news, compare_news);
  return news;
}
