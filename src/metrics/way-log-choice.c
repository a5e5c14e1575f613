#include "metrics/way-log-choice.h"

#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "metrics/way-log-query.h"

#define DAY_MS (24 * 3600 * G_GINT64_CONSTANT (1000))
/* 1970-01-01 as way_date_parse () counts days. */
#define EPOCH 719163

gboolean
way_log_choice_read_day (const char *text, gboolean is_last, gint64 *time, GError **error)
{
  g_autofree char *date = NULL;

  *time = WAY_LOG_NO_TIME;
  if (text == NULL || *text == '\0')
    return TRUE;
  date = way_date_from_text (text);
  if (date == NULL)
    {
      g_autofree char *example = way_date_to_text ("2026-03-31");

      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, _ ("“%s” is no day. Write it like this: %s."), text, example);
      return FALSE;
    }
  *time = ((gint64) way_date_parse (date) - EPOCH + (is_last ? 1 : 0)) * DAY_MS;
  return TRUE;
}

gboolean
way_log_choice_read_query (WayLogChoice *self, const char *query, GError **error)
{
  gboolean is_all = query == NULL || *query == '\0';
  g_autoptr (WayLogQuery) parsed = is_all ? NULL : way_log_query_new (query, error);

  if (!is_all && parsed == NULL)
    return FALSE;

  g_autofree char *before = g_steal_pointer (&self->query);

  self->query = is_all ? NULL : g_strdup (query);
  return TRUE;
}

gboolean
way_log_choice_read (WayLogChoice *self, const char *channel, const char *segment, const char *from, const char *to, const char *query, GError **error)
{
  g_auto (WayLogChoice) read = WAY_LOG_CHOICE_INIT;

  if (!way_log_choice_read_query (&read, query, error) || !way_log_choice_read_day (from, FALSE, &read.from, error) || !way_log_choice_read_day (to, TRUE, &read.to, error))
    return FALSE;
  read.channel = g_strdup (channel);
  read.segment = g_strdup (segment);

  WayLogChoice before = *self;

  *self = read;
  read = before;
  return TRUE;
}

void
way_log_choice_clear (WayLogChoice *self)
{
  g_free (self->channel);
  g_free (self->segment);
  g_free (self->query);
  *self = (WayLogChoice) WAY_LOG_CHOICE_INIT;
}

WayLogChoice
way_log_choice_copy (const WayLogChoice *self)
{
  return (WayLogChoice){ g_strdup (self->channel), g_strdup (self->segment), g_strdup (self->query), self->from, self->to };
}

gboolean
way_log_choice_is_all (const WayLogChoice *self)
{
  const WayLogChoice all = WAY_LOG_CHOICE_INIT;

  return way_log_choice_equal (self, &all);
}

gboolean
way_log_choice_equal (const WayLogChoice *a, const WayLogChoice *b)
{
  return a->from == b->from && a->to == b->to && g_strcmp0 (a->channel, b->channel) == 0 && g_strcmp0 (a->segment, b->segment) == 0 && g_strcmp0 (a->query, b->query) == 0;
}

WayLogView *
way_log_choice_make_view (const WayLogChoice *self, WayLog *log, const WayElement *journey, gboolean whole)
{
  WayLogView *view = way_log_view_new_for_journey (log, journey, NULL, whole);
  g_autoptr (WayLogQuery) query = self->query != NULL ? way_log_query_new (self->query, NULL) : NULL;
  WayLogFilter filter = WAY_LOG_FILTER_INIT;

  filter.from = self->from;
  filter.to = self->to;
  filter.channel = self->channel != NULL ? way_log_find_channel (log, self->channel) : -1;
  filter.segment = self->segment;
  filter.query = query;
  way_log_view_select (view, &filter);
  return view;
}
