#include "base/way-report.h"

struct _WayReport
{
  GPtrArray *findings; /* (element-type WayFinding), owned */
  char *file;
};

static void
finding_free (gpointer data)
{
  WayFinding *finding = data;

  g_free (finding->file);
  g_free (finding->text);
  g_free (finding);
}

WayReport *
way_report_new (void)
{
  WayReport *self = g_new0 (WayReport, 1);

  self->findings = g_ptr_array_new_with_free_func (finding_free);
  return self;
}

void
way_report_free (WayReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->findings);
  g_free (self->file);
  g_free (self);
}

void
way_report_set_file (WayReport *self, const char *file)
{
  if (self == NULL)
    return;
  g_free (self->file);
  self->file = g_strdup (file);
}

void
way_report_add (WayReport *self, WaySeverity severity, int line, int column, const char *format, ...)
{
  if (self == NULL)
    return;

  WayFinding *finding = g_new0 (WayFinding, 1);
  va_list args;

  finding->severity = severity;
  finding->file = g_strdup (self->file);
  finding->line = line;
  finding->column = column;
  va_start (args, format);
  finding->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->findings, finding);
}

void
way_report_set_column (WayReport *self, guint i, int column)
{
  g_return_if_fail (i < self->findings->len);
  ((WayFinding *) g_ptr_array_index (self->findings, i))->column = column;
}

guint
way_report_get_size (const WayReport *self)
{
  return self->findings->len;
}

const WayFinding *
way_report_get (const WayReport *self, guint i)
{
  g_return_val_if_fail (i < self->findings->len, NULL);
  return g_ptr_array_index (self->findings, i);
}

guint
way_report_count (const WayReport *self, WaySeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < self->findings->len; i++)
    if (((WayFinding *) g_ptr_array_index (self->findings, i))->severity == severity)
      n++;
  return n;
}

char *
way_finding_to_string (const WayFinding *finding)
{
  GString *s = g_string_new (finding->file);

  if (finding->line > 0)
    {
      g_string_append_printf (s, "%s%d", s->len > 0 ? ":" : "", finding->line);
      if (finding->column > 0)
        g_string_append_printf (s, ":%d", finding->column);
    }
  if (s->len > 0)
    g_string_append (s, ": ");
  g_string_append (s, finding->text);
  return g_string_free (s, FALSE);
}
