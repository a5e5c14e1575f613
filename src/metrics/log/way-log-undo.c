/* The newest import of a log can be taken back: what it changes is set aside first. One import deep, so that what is set aside is never
   more than the log itself. */
#include <glib/gi18n-lib.h>

#include "metrics/log/way-log-store-private.h"

/* In this order; ?1 is the log, ?2 the import. New names go, old journeys come back, and a warehouse is asked for everything again. */
static const char *const back[] = {
  "DELETE FROM trace WHERE dataset=?1 AND cs IN(SELECT cs FROM log_before WHERE dataset=?1)",
  "INSERT INTO trace(dataset,cs,piece,n,t0,t1,seg,ev) SELECT dataset,cs,piece,n,t0,t1,seg,ev FROM log_before WHERE dataset=?1 AND piece>=0",
  "DELETE FROM log_case WHERE dataset=?1 AND cs IN(SELECT cs FROM log_before WHERE dataset=?1 AND piece<0)",
  "DELETE FROM log_name WHERE dataset=?1 AND id>=(SELECT CASE log_name.kind WHEN 0 THEN names0 WHEN 1 THEN names1 WHEN 2 THEN names2 ELSE names3 END FROM log_undo u WHERE u.dataset=?1)",
  "UPDATE log SET (n_events,n_cases,has_values,currency)=(SELECT u.n_events,u.n_cases,u.has_values,u.currency FROM log_undo u WHERE u.dataset=?1) WHERE dataset=?1",
  "UPDATE remote SET watermark=NULL WHERE dataset=?1",
  "DELETE FROM log_before WHERE dataset=?1",
  "DELETE FROM log_undo WHERE dataset=?1",
  "DELETE FROM import WHERE id=?2 AND dataset=?1",
};

static gboolean
run (WayCache *cache, const char *sql, gint64 dataset, gint64 import, GError **error)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, dataset);
  if (sqlite3_bind_parameter_count (statement) > 1)
    sqlite3_bind_int64 (statement, 2, import);
  return way_cache_run (cache, statement, error);
}

/* The only column of the only row; 0 where there is none. */
static gint64
ask (WayCache *cache, const char *sql, gint64 id)
{
  g_autoptr (WayStatement) statement = way_cache_prepare (cache, sql, NULL);

  if (statement == NULL)
    return 0;
  sqlite3_bind_int64 (statement, 1, id);
  return sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
}

gboolean
way_log_undo_begin (WayCache *cache, gint64 dataset, const guint n_names[WAY_N_LOG_NAMES], GError **error)
{
  g_autoptr (WayStatement) statement = NULL;

  if (!run (cache, "DELETE FROM log_before WHERE dataset=?1", dataset, 0, error) || !run (cache, "DELETE FROM log_undo WHERE dataset=?1", dataset, 0, error))
    return FALSE;
  statement = way_cache_prepare (cache, "INSERT INTO log_undo(dataset,import,n_events,n_cases,names0,names1,names2,names3,has_values,currency) SELECT dataset,0,n_events,n_cases,?2,?3,?4,?5,has_values,currency FROM log WHERE dataset=?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, dataset);
  for (int i = 0; i < WAY_N_LOG_NAMES; i++)
    sqlite3_bind_int64 (statement, i + 2, n_names[i]);
  return way_cache_run (cache, statement, error);
}

gboolean
way_log_undo_end (WayCache *cache, gint64 dataset, gint64 import, GError **error)
{
  return run (cache, "UPDATE log_undo SET import=?2 WHERE dataset=?1", dataset, import, error);
}

static gboolean
take_back (WayCache *cache, gint64 import, GError **error)
{
  gint64 dataset = ask (cache, "SELECT dataset FROM import WHERE id=?1", import);

  /* What the first file brought is all there is. */
  if (ask (cache, "SELECT count(*) FROM import WHERE dataset=?1", dataset) == 1)
    return run (cache, "DELETE FROM dataset WHERE id=?1", dataset, 0, error);
  if (ask (cache, "SELECT import FROM log_undo WHERE dataset=?1", dataset) != import)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_QUESTION, "%s", _ ("Only the newest import of an event log can be taken back, and that once. Forget the log, and import the other files again."));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (back); i++)
    if (!run (cache, back[i], dataset, import, error))
      return FALSE;
  return TRUE;
}

gboolean
way_log_take_back (WayCache *cache, gint64 import, GError **error)
{
  /* What is forgotten is gone from the file, not just from its lists. */
  if (!way_cache_execute (cache, "PRAGMA secure_delete=ON", error) || !way_cache_begin (cache, error))
    return FALSE;
  if (!take_back (cache, import, error))
    {
      way_cache_rollback (cache);
      return FALSE;
    }
  if (!way_cache_commit (cache, error))
    return FALSE;
  way_cache_execute (cache, "PRAGMA secure_delete=FAST; PRAGMA wal_checkpoint(TRUNCATE)", NULL);
  return TRUE;
}
