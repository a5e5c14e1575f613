/* What came of reading a log: what was taken for what, and which rows were left out. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "metrics/way-log-import.h"

/* Rows that cannot be read: so many are named in the report, and so many kept with the import. All are counted. */
#define MAX_NAMED 20
#define MAX_KEPT 10000

void
way_log_facts_clear (WayLogFacts *self)
{
  g_free (self->case_column);
  g_free (self->activity_column);
  g_free (self->time_column);
  g_free (self->channel_column);
  g_free (self->department_column);
  g_free (self->segment_column);
  g_free (self->score_column);
  g_free (self->cost_column);
  g_free (self->lifecycle_column);
  g_free (self->start_column);
  g_strfreev (self->number_columns);
  g_free (self->currency);
  g_free (self->reason);
  g_clear_pointer (&self->bad, g_ptr_array_unref);
}

/* Named in the report and kept, the first ones of their kind. */
static void
note_bad (WayLogFacts *self, WayReport *report, guint n, int line, const char *reason, const char *text, gsize length)
{
  g_autofree char *head = NULL, *valid = NULL;
  WayBadRow *bad;

  if (report != NULL && n <= MAX_NAMED)
    way_report_add (report, WAY_SEVERITY_WARNING, line, 0, "%s", reason);
  if (report != NULL && n == MAX_NAMED + 1)
    way_report_add (report, WAY_SEVERITY_WARNING, 0, 0, "%s", _ ("There are more such rows."));
  if (n > MAX_KEPT)
    return;
  if (self->bad == NULL)
    self->bad = g_ptr_array_new_with_free_func ((GDestroyNotify) way_bad_row_free);
  head = g_strndup (text, MIN (length, 200));
  valid = g_utf8_make_valid (head, -1);
  bad = g_new0 (WayBadRow, 1);
  bad->line = line;
  bad->reason = g_strdup (reason);
  bad->text = way_text_excerpt (valid, 60);
  g_ptr_array_add (self->bad, bad);
}

void
way_log_facts_refuse (WayLogFacts *self, WayReport *report, int line, const char *reason, const char *text, gsize length)
{
  note_bad (self, report, ++self->n_bad, line, reason, text, length);
}

void
way_log_facts_doubt (WayLogFacts *self, WayReport *report, int line, const char *reason, const char *text, gsize length)
{
  note_bad (self, report, ++self->n_cells, line, reason, text, length);
}

gboolean
way_log_facts_has_both (const WayLogFacts *self)
{
  return (self->n_steps[WAY_LOG_STEP_START] > 0 && self->n_steps[WAY_LOG_STEP_COMPLETE] > 0) || self->start_column != NULL;
}

gboolean
way_log_facts_begin_again (WayLogFacts *self, const WayLogOptions *options)
{
  if (options->has_lifecycle || options->lifecycle != WAY_LIFECYCLE_COMPLETE || self->n_skipped == 0 || self->n_steps[WAY_LOG_STEP_COMPLETE] > 0)
    return FALSE;
  self->n_rows = self->n_bad = self->n_cells = self->n_skipped = 0;
  memset (self->n_steps, 0, sizeof self->n_steps);
  g_clear_pointer (&self->bad, g_ptr_array_unref);
  return TRUE;
}
