#include "format/way-document-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "format/way-format-error.h"
#include "format/way-reader.h"
#include "format/way-writer.h"

/* An element's own text is the same bytes whether it is empty or left out; and a field that is left out is written empty
   where an element kept behind it would pass for it. */
static gboolean
is_same_value (const WayFieldInfo *info, const char *a, const char *b)
{
  if (info->place != WAY_PLACE_ATTRIBUTE)
    return strcmp (a != NULL ? a : "", b != NULL ? b : "") == 0;
  return g_strcmp0 (a, b) == 0;
}

/* Values and children, without extras: where those stand may be told in other words after an edit, and that they are all
   there shows in the bytes. */
static gboolean
has_same_content (const WayElement *a, const WayElement *b)
{
  const WayKindInfo *info = way_kind_get (way_element_get_kind (a));

  if (way_element_get_kind (b) != info->kind)
    return FALSE;
  for (guint i = 0; i < info->n_fields; i++)
    if (!is_same_value (&info->fields[i], way_element_get_row (a, i), way_element_get_row (b, i)))
      return FALSE;
  for (guint slot = 0; slot < info->n_slots; slot++)
    {
      const GPtrArray *x = way_element_get_slot (a, slot), *y = way_element_get_slot (b, slot);
      guint n = x != NULL ? x->len : 0;

      if (n != (y != NULL ? y->len : 0))
        return FALSE;
      for (guint i = 0; i < n; i++)
        if (!has_same_content (g_ptr_array_index (x, i), g_ptr_array_index (y, i)))
          return FALSE;
    }
  return TRUE;
}

gboolean
way_document_verify_bytes (GBytes *bytes, gpointer document, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (WayDocument) again = way_reader_read (bytes, NULL, &own);

  if (again == NULL)
    {
      g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED, _ ("The map was not saved, because it could not be read back: %s The file on the disk is as it was. Undo the last change and try again."), own->message);
      return FALSE;
    }

  g_autoptr (GBytes) bytes_again = way_writer_write (again);

  if (has_same_content (way_document_get_root (document), way_document_get_root (again)) && g_bytes_equal (bytes, bytes_again))
    return TRUE;
  g_set_error_literal (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_WRITE_FAILED, _ ("The map was not saved, because what would be written reads back as something else. The file on the disk is as it was. Undo the last change and try again, and please report this."));
  return FALSE;
}

gboolean
way_document_save_file (WayDocument *document, const char *path, WayFileStamp *stamp, gboolean keep_backup, GError **error)
{
  g_autoptr (GBytes) bytes = way_writer_write (document);
  const WaySaveOptions options = { .verify = way_document_verify_bytes, .verify_data = document, .keep_backup = keep_backup };
  gboolean known = stamp != NULL && stamp->sha256[0] != '\0';

  if (!way_save_bytes (path, bytes, known ? stamp : NULL, &options, stamp, error))
    return FALSE;
  way_document_mark_saved (document);
  return TRUE;
}
