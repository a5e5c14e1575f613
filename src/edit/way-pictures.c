#include "edit/way-command-private.h"

#include <glib/gi18n-lib.h>

#include "model/way-integrity.h"

/* Pictures of personas and cards: held once among the media, however many show them. */

static WayElement *
find_picture (WayDocument *document, const char *sha256)
{
  WayElement *image;

  way_each (image, way_document_get_root (document), WAY_KIND_IMAGE)
    if (g_strcmp0 (way_element_get (image, WAY_FIELD_SHA256), sha256) == 0)
      return image;
  return NULL;
}

static WayElement *
need_picture (WayDocument *document, const WayPicture *picture, const WayElement *shown_by, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, picture->data, picture->size), *text = g_base64_encode (picture->data, picture->size);
  g_autofree char *width = g_strdup_printf ("%d", picture->width), *height = g_strdup_printf ("%d", picture->height);
  WayElement *image = find_picture (document, sha256);

  if (image != NULL)
    return image;
  image = way_command_make (document, WAY_KIND_IMAGE);
  way_element_init_value (image, WAY_FIELD_TYPE, picture->type);
  way_element_init_value (image, WAY_FIELD_WIDTH, width);
  way_element_init_value (image, WAY_FIELD_HEIGHT, height);
  way_element_init_value (image, WAY_FIELD_SHA256, sha256);
  way_element_init_value (image, WAY_FIELD_TEXT, text);
  /* Until somebody says what it shows, whose picture it is. */
  way_command_init_name (image, way_element_get_name (shown_by), NULL);
  return way_command_append (document, image, (WayElement *) way_document_get_root (document), error);
}

static gboolean
drop_unseen (WayDocument *document, WayElement *image, GError **error)
{
  g_autoptr (GPtrArray) referrers = way_document_dup_referrers (document, way_element_get_id (image));

  return referrers->len > 0 || way_integrity_delete (document, image, error);
}

static gboolean
put_picture (WayDocument *document, const GPtrArray *elements, const WayPicture *picture, GError **error)
{
  WayElement *image = picture != NULL ? need_picture (document, picture, elements->pdata[0], error) : NULL;

  if (picture != NULL && image == NULL)
    return FALSE;
  for (guint i = 0; i < elements->len; i++)
    {
      WayElement *old = way_document_follow (document, elements->pdata[i], WAY_FIELD_IMAGE);

      if (!way_document_set (document, elements->pdata[i], WAY_FIELD_IMAGE, image != NULL ? way_element_get_id (image) : NULL, error))
        return FALSE;
      if (old != NULL && old != image && !drop_unseen (document, old, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
way_command_set_picture (WayEditor *editor, const GPtrArray *elements, const WayPicture *picture, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);

  for (guint i = 0; i < elements->len; i++)
    if (way_element_get_root (elements->pdata[i]) != way_document_get_root (document) || way_kind_find_field (way_element_get_kind (elements->pdata[i]), WAY_FIELD_IMAGE) < 0)
      return way_command_fail (error, _ ("Only personas and touchpoints have a picture. Select one of them."));
  if (elements->len == 0)
    return way_command_fail (error, _ ("Only personas and touchpoints have a picture. Select one of them."));
  way_command_begin (editor, picture != NULL ? _ ("Change Picture") : _ ("Remove Picture"));
  return way_command_finish (editor, put_picture (document, elements, picture, error));
}
