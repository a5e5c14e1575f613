/* log-cache.h — a cache in a folder of its own, with event logs in it, as the fixture of a test.
 *
 * Errors: end the test.
 */
#pragma once

#include "metrics/log/way-log-store.h"

typedef struct
{
  char *folder, *path;
  WayCache *cache;
} LogCache;

void log_cache_set_up (LogCache *self, gconstpointer unused);
void log_cache_tear_down (LogCache *self, gconstpointer unused);

/* As from the file "events.csv". */
WayLogImportResult log_cache_import (LogCache *self, const char *name, const char *text, const WayLogOptions *options);
WayLog *log_cache_open_log (LogCache *self, const char *name);
