/* way-report.h — a list of findings: what was noticed while reading, importing or checking.
 *
 * Shape:  WayReport → findings in the order they were added; each has a severity, a place and a sentence.
 * Errors: none; findings are not errors. A call that fails sets a GError and may fill a report as well.
 * Owns:   its texts.
 * Thread: one thread at a time.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  WAY_SEVERITY_NOTE,
  WAY_SEVERITY_WARNING,
  WAY_SEVERITY_ERROR,
} WaySeverity;

typedef struct
{
  WaySeverity severity;
  char *file; /* as the user named it, or NULL */
  int line;   /* from 1; 0 = not known */
  int column; /* from 1; 0 = not known */
  char *text; /* a translated sentence */
} WayFinding;

typedef struct _WayReport WayReport;

WayReport *way_report_new (void);
void way_report_free (WayReport *self);

/* The file that findings added from now on belong to; NULL for none. */
void way_report_set_file (WayReport *self, const char *file);

/* A NULL report swallows the finding, so callers need not ask. */
void way_report_add (WayReport *self, WaySeverity severity, int line, int column, const char *format, ...) G_GNUC_PRINTF (5, 6);

/* For who knows the column only later. */
void way_report_set_column (WayReport *self, guint i, int column);

guint way_report_get_size (const WayReport *self);
const WayFinding *way_report_get (const WayReport *self, guint i);
guint way_report_count (const WayReport *self, WaySeverity severity);

/* "file:line:column: text", leaving out what is not known. */
char *way_finding_to_string (const WayFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayReport, way_report_free)

G_END_DECLS
