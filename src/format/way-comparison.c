#include "format/way-comparison.h"

#include <glib/gi18n-lib.h>

#include "format/way-format-error.h"
#include "format/way-history.h"
#include "format/way-reader.h"

static WayComparison *
read_theirs (const WayDocument *mine, const char *path, GError **error)
{
  g_autoptr (WayComparison) self = g_new0 (WayComparison, 1);

  self->bytes = way_file_read (path, &self->stamp, error);
  self->theirs = self->bytes != NULL ? way_reader_read (self->bytes, NULL, error) : NULL;
  if (self->theirs == NULL)
    return NULL;
  /* A copy, because the window goes on while somebody chooses. */
  self->mine = way_document_new_for_root (way_element_copy (way_document_get_root (mine)), error);
  return self->mine != NULL ? g_steal_pointer (&self) : NULL;
}

static void
compare (WayComparison *self)
{
  self->merge = way_merge_new (self->base != NULL ? way_document_get_root (self->base) : NULL, way_document_get_root (self->mine), way_document_get_root (self->theirs));
}

WayComparison *
way_comparison_new (GBytes *base, const WayDocument *mine, const char *theirs_path, GError **error)
{
  WayComparison *self = read_theirs (mine, theirs_path, error);

  if (self == NULL)
    return NULL;
  self->base = base != NULL ? way_reader_read (base, NULL, NULL) : NULL;
  compare (self);
  return self;
}

static guint
count_differences (const WayDocument *a, const WayDocument *b)
{
  g_autoptr (WayMerge) merge = way_merge_new (way_document_get_root (a), way_document_get_root (a), way_document_get_root (b));

  return way_merge_get_n_items (merge);
}

WayComparison *
way_comparison_new_with_copy (const WayDocument *mine, const char *mine_path, const char *theirs_path, const char *folder, GError **error)
{
  WayComparison *self = read_theirs (mine, theirs_path, error);
  const char *id = way_element_get_id (way_document_get_root (mine));
  g_autoptr (GPtrArray) states = NULL;
  guint least = G_MAXUINT;

  if (self == NULL)
    return NULL;
  if (g_strcmp0 (id, way_element_get_id (way_document_get_root (self->theirs))) == 0)
    states = way_history_list (folder, id);
  for (guint i = states != NULL ? states->len : 0; i > 0 && least > 0; i--)
    {
      const WayHistoryState *state = g_ptr_array_index (states, i - 1);
      gboolean ours = mine_path != NULL && g_strcmp0 (state->origin, mine_path) == 0;
      g_autoptr (GBytes) bytes = ours ? way_history_read (folder, id, state->name, NULL) : NULL;
      g_autoptr (WayDocument) document = bytes != NULL ? way_reader_read (bytes, NULL, NULL) : NULL;
      guint n = document != NULL ? count_differences (document, self->theirs) : G_MAXUINT;

      if (n < least)
        {
          least = n;
          g_set_object (&self->base, document);
        }
    }
  compare (self);
  return self;
}

void
way_comparison_free (WayComparison *self)
{
  if (self == NULL)
    return;
  way_merge_free (self->merge);
  g_clear_object (&self->base);
  g_clear_object (&self->mine);
  g_clear_object (&self->theirs);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}
