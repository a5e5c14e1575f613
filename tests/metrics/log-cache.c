#include "log-cache.h"

#include <string.h>

#include "remove-folder.h"

void
log_cache_set_up (LogCache *self, gconstpointer unused)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("waymark-log-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "metrics.db", NULL);
  self->cache = way_cache_open (self->path, report, &error);
  g_assert_no_error (error);
}

void
log_cache_tear_down (LogCache *self, gconstpointer unused)
{
  way_cache_close (self->cache);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

WayLogImportResult
log_cache_import (LogCache *self, const char *name, const char *text, const WayLogOptions *options)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  WayLogTarget target = { .name = name, .path = "events.csv" };
  WayLogImportResult result = { 0 };

  way_log_import (self->cache, &target, text, strlen (text), options, NULL, &result, report, &error);
  g_assert_no_error (error);
  return result;
}

WayLog *
log_cache_open_log (LogCache *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  WayLog *log = way_log_open (self->cache, name, -1, &error);

  g_assert_no_error (error);
  return log;
}
