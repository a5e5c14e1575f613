/* way-log-export.h — an event log for other programs: XES for those of process mining, CSV for all others.
 *
 * Shape:  a log → one text. What way_log_read () makes of it is the same log; how long events took, if it is told to pair.
 * Errors: none. Characters that XML cannot hold become “�”; times outside the years 1000 to 9999 are left out.
 * Thread: any.
 * Source: IEEE 1849-2016 (XES).
 */
#pragma once

#include "metrics/log/way-log.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_LOG_FORMAT_XES,
  WAY_LOG_FORMAT_CSV,
} WayLogFormat;

/* `name` of the log. */
GBytes *way_log_export (const WayLog *log, const char *name, WayLogFormat format);

/* With gzip; the same bytes give the same. */
GBytes *way_log_pack (GBytes *bytes);

G_END_DECLS
