#include "format/way-recovery.h"

#include "format/way-reader.h"
#include "model/way-merge.h"

static char *
find_path (const char *folder, const char *draft_id)
{
  g_autoptr (GPtrArray) drafts = way_drafts_list (folder);

  for (guint i = 0; i < drafts->len; i++)
    {
      const WayDraftInfo *info = g_ptr_array_index (drafts, i);

      if (g_strcmp0 (info->id, draft_id) == 0)
        return g_strdup (info->path);
    }
  return NULL;
}

/* What was on the disk when the draft was begun: saving then finds out by itself that the file is another one now. */
static void
stand_on (WayRecovery *self, GBytes *bytes, const WayFileStamp *stamp)
{
  g_clear_pointer (&self->base, g_bytes_unref);
  self->base = g_bytes_ref (bytes);
  self->stamp = *stamp;
}

static WayRecoveryOutcome
merge_with (WayRecovery *self, GBytes *base, GBytes *disk, const WayFileStamp *stamp)
{
  g_autoptr (WayDocument) theirs = way_reader_read (disk, NULL, NULL), past = way_reader_read (base, NULL, NULL), merged = NULL;
  g_autoptr (WayMerge) merge = NULL;

  if (theirs == NULL || past == NULL)
    {
      g_clear_pointer (&self->path, g_free);
      return WAY_RECOVERY_NEW;
    }
  merge = way_merge_new (way_document_get_root (past), way_document_get_root (self->document), way_document_get_root (theirs));
  if (way_merge_count_conflicts (merge) == 0)
    merged = way_merge_build (merge, NULL);
  if (merged == NULL)
    {
      WayFileStamp old = { .size = g_bytes_get_size (base) };
      g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, base);

      g_strlcpy (old.sha256, sum, sizeof old.sha256);
      stand_on (self, base, &old);
      return WAY_RECOVERY_CONFLICTS;
    }
  g_set_object (&self->document, merged);
  stand_on (self, disk, stamp);
  return WAY_RECOVERY_MERGED;
}

static WayRecoveryOutcome
compare_with_disk (WayRecovery *self, GBytes *draft, GBytes *base)
{
  WayFileStamp stamp = { 0 };
  g_autoptr (GBytes) disk = self->path != NULL && base != NULL ? way_file_read (self->path, &stamp, NULL) : NULL;

  if (disk == NULL)
    {
      g_clear_pointer (&self->path, g_free);
      return WAY_RECOVERY_NEW;
    }
  if (!g_bytes_equal (disk, base) && !g_bytes_equal (disk, draft))
    return merge_with (self, base, disk, &stamp);
  stand_on (self, disk, &stamp);
  return g_bytes_equal (disk, draft) ? WAY_RECOVERY_SAVED : WAY_RECOVERY_UNCHANGED;
}

WayRecovery *
way_recovery_new (const char *folder, const char *draft_id, GError **error)
{
  g_autoptr (WayRecovery) self = g_new0 (WayRecovery, 1);
  g_autoptr (GBytes) draft = NULL, base = NULL;

  self->path = find_path (folder, draft_id);
  self->draft = way_draft_claim (folder, draft_id, error);
  if (self->draft == NULL || !way_draft_read (self->draft, &draft, &base, error))
    return NULL;
  self->document = way_reader_read (draft, NULL, error);
  if (self->document == NULL)
    return NULL;
  self->outcome = compare_with_disk (self, draft, base);
  return g_steal_pointer (&self);
}

void
way_recovery_free (WayRecovery *self)
{
  if (self == NULL)
    return;
  way_draft_free (self->draft);
  g_clear_object (&self->document);
  g_clear_pointer (&self->base, g_bytes_unref);
  g_free (self->path);
  g_free (self);
}
