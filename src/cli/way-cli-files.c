#include "cli/way-cli-numbers.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "format/way-format-error.h"
#include "format/way-prescan.h"
#include "format/way-reader.h"
#include "format/way-save.h"
#include "interop/way-interop.h"

/* More would bury the result of an export; check prints all. */
#define FINDINGS_SHOWN 20

void
way_cli_say_error (const char *path, const char *format, ...)
{
  va_list args;

  va_start (args, format);

  g_autofree char *text = g_strdup_vprintf (format, args);

  va_end (args);
  way_cli_progress (NULL);
  if (path != NULL)
    fprintf (stderr, "%s: ", way_cli_get_name (path));
  fprintf (stderr, "%s\n", text);
}

char *
way_cli_format_finding (const WayFinding *finding)
{
  WayFinding shown = *finding;
  g_autofree char *text = NULL;

  if (finding->file != NULL)
    shown.file = (char *) way_cli_get_name (finding->file);
  if (finding->severity != WAY_SEVERITY_ERROR)
    shown.text = text = g_strdup_printf ("%s: %s", finding->severity == WAY_SEVERITY_WARNING ? _ ("warning") : _ ("note"), finding->text);
  return way_finding_to_string (&shown);
}

void
way_cli_say_findings (const char *path, const WayReport *report, const GError *error)
{
  guint n = report != NULL ? way_report_get_size (report) : 0;
  const char *last = n > 0 ? way_report_get (report, n - 1)->text : NULL;
  guint shown = 0, hidden = 0;

  for (guint i = 0; i < n; i++)
    {
      const WayFinding *finding = way_report_get (report, i);
      g_autofree char *line = way_cli_format_finding (finding);

      /* What made the file fail stands last and must be seen. */
      if (shown >= FINDINGS_SHOWN && !(error != NULL && i == n - 1))
        {
          hidden++;
          continue;
        }
      way_cli_say_error (NULL, "%s", line);
      shown++;
    }
  if (hidden > 0)
    way_cli_say_error (path, ngettext ("%u more finding; “waymark-cli check” lists all.", "%u more findings; “waymark-cli check” lists all.", hidden), hidden);
  /* Readers put the same sentence into the report, with its line. */
  if (error != NULL && g_strcmp0 (last, error->message) != 0)
    way_cli_say_error (path, "%s", error->message);
}

const char *
way_cli_get_name (const char *path)
{
  return strcmp (path, "-") == 0 ? _ ("(standard input)") : path;
}

static GBytes *
read_stdin (gsize limit, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[65536];
  ssize_t n;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_UNREADABLE, _ ("The standard input could not be read: %s."), g_strerror (errno));
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint) n);
      if (bytes->len > limit)
        {
          g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED, _ ("There is more on the standard input than %d MiB. Check that it is the right file."), (int) (limit >> 20));
          return NULL;
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
way_cli_read_bytes (const char *path, WayFileStamp *stamp, GError **error)
{
  return strcmp (path, "-") == 0 ? read_stdin (WAY_PRESCAN_MAX_SIZE, error) : way_file_read (path, stamp, error);
}

GBytes *
way_cli_read_table (const char *path, GError **error)
{
  return strcmp (path, "-") == 0 ? read_stdin (WAY_FILE_MAX_TABLE, error) : way_file_read_table (path, error);
}

WayDocument *
way_cli_read_map (const char *path, gboolean import_too)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = NULL;

  way_report_set_file (report, path);
  way_cli_progress (_ ("Reading %s"), way_cli_get_name (path));

  g_autoptr (GBytes) bytes = way_cli_read_bytes (path, NULL, &error);

  if (bytes != NULL)
    document = import_too ? way_interop_import (path, bytes, WAY_INTEROP_AUTO, report, &error) : way_reader_read (bytes, report, &error);
  way_cli_say_findings (path, report, error);
  way_cli_progress (NULL);
  if (document != NULL)
    way_cli_check_answers (document, NULL);
  return g_steal_pointer (&document);
}

static gboolean
write_stdout (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  way_cli_progress (NULL);
  if (fwrite (data, 1, size, stdout) == size && fflush (stdout) == 0)
    return TRUE;
  way_cli_say_error (NULL, _ ("The standard output could not be written: %s."), g_strerror (errno));
  return FALSE;
}

gboolean
way_cli_print (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return write_stdout (bytes);
}

gboolean
way_cli_save_bytes (const char *path, GBytes *bytes, const WayFileStamp *stamp)
{
  g_autoptr (GError) error = NULL;

  if (strcmp (path, "-") == 0)
    return write_stdout (bytes);
  way_cli_hold_signals ();

  gboolean saved = way_save_bytes (path, bytes, stamp, NULL, NULL, &error);

  way_cli_release_signals ();
  if (!saved)
    way_cli_say_error (path, "%s", error->message);
  return saved;
}

gboolean
way_cli_write_bytes (const char *path, GBytes *bytes)
{
  return way_cli_save_bytes (path, bytes, NULL);
}

gboolean
way_cli_is_same_file (const char *a, const char *b)
{
  struct stat one, two;

  return strcmp (a, "-") != 0 && strcmp (b, "-") != 0 && stat (a, &one) == 0 && stat (b, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

char *
way_cli_make_stem (const char *path)
{
  g_autofree char *base = strcmp (path, "-") == 0 ? g_strdup ("map") : g_path_get_basename (path);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  return g_steal_pointer (&base);
}

char *
way_cli_make_title (const char *path)
{
  g_autofree char *stem = way_cli_make_stem (path);

  return g_utf8_make_valid (stem, -1);
}

gint64
way_cli_get_time (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");

  return epoch != NULL ? g_ascii_strtoll (epoch, NULL, 10) : g_get_real_time () / G_USEC_PER_SEC;
}
