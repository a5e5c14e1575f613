/* What may lie on the clipboard, pasted into a map: text, cells, a line of quick entry, a map in XML. The map stays valid, and steps back
 * lead to the first byte. */
#include "fuzz.h"

#include <string.h>

#include "edit/way-clipboard.h"
#include "edit/way-commands.h"
#include "edit/way-quick-entry.h"
#include "edit/way-search.h"
#include "format/way-reader.h"
#include "format/way-writer.h"
#include "model/way-integrity.h"

static void
check_valid (const WayDocument *document)
{
  g_autoptr (WayReport) report = way_report_new ();

  if (way_integrity_check (document, report) > 0)
    g_error ("not valid: %s", way_report_get (report, 0)->text);
}

static void
paste_map (WayEditor *editor, const char *text, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayDocument) fragment = way_reader_read (bytes, NULL, NULL);

  if (fragment == NULL)
    return;
  way_clipboard_paste (editor, fragment, report, NULL);
}

static void
enter_quickly (WayEditor *editor, WayDocument *document, const char *text)
{
  g_autoptr (WayQuickEntry) entry = way_quick_entry_parse (document, text);
  g_autofree char *told = way_quick_entry_to_text (entry, document);

  for (guint i = 0; i < entry->marks->len; i++)
    {
      const WayQuickMark *mark = &g_array_index (entry->marks, WayQuickMark, i);

      g_assert_cmpuint (mark->start, <=, mark->end);
      g_assert_cmpuint (mark->end, <=, strlen (text));
    }
  g_assert_true (g_utf8_validate (told, -1, NULL));
  way_quick_entry_apply (entry, editor, NULL, NULL, NULL);
}

static void
search (WayDocument *document, const char *text)
{
  g_autoptr (GPtrArray) hits = way_search_find ((WayElement *) way_document_get_root (document), text);

  for (guint i = 0; i < hits->len; i++)
    {
      guint start, length;
      g_autofree char *line = way_hit_to_text (hits->pdata[i], &start, &length);

      g_assert_cmpuint (start + length, <=, strlen (line));
      g_assert_true (g_utf8_validate (line, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autoptr (WayDocument) document = way_document_new ("Map", "en");
  g_autoptr (WayEditor) editor = NULL;

  /* GTK hands out nothing else. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  way_document_seed_ids (document, 1);
  editor = way_editor_new (document);

  g_autoptr (GBytes) before = way_writer_write (document);

  if (size > 0 && text[0] == '<')
    paste_map (editor, text, size);
  else
    way_clipboard_paste_text (editor, text, NULL);
  check_valid (document);

  g_free (way_clipboard_to_text (editor));
  g_free (way_clipboard_to_table (editor));
  enter_quickly (editor, document, text);
  check_valid (document);
  search (document, text);

  /* It can be read again. */
  g_autoptr (GBytes) between = way_writer_write (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) again = way_reader_read (between, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (again);
  while (way_editor_undo (editor))
    continue;

  g_autoptr (GBytes) after = way_writer_write (document);

  g_assert_true (g_bytes_equal (before, after));
  return 0;
}
