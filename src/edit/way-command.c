#include "edit/way-command-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-text.h"
#include "edit/way-drag.h"

/* What all commands share: a transaction around them, new elements that are whole, texts that fit. */

void
way_command_begin (WayEditor *editor, const char *label)
{
  if (way_drag_is_active (editor))
    way_drag_end (editor);
  way_document_begin (way_editor_get_document (editor), label);
}

gboolean
way_command_finish (WayEditor *editor, gboolean ok)
{
  if (ok)
    way_document_commit (way_editor_get_document (editor));
  else
    way_document_rollback (way_editor_get_document (editor));
  return ok;
}

gboolean
way_command_fail (GError **error, const char *message)
{
  g_set_error_literal (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE, message);
  return FALSE;
}

/* At most `max` characters; bytes of half a character and what XML cannot hold are gone. */
static char *
cut (const char *text, glong max, gboolean line)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *s = g_string_new (NULL);
  glong n = 0;

  for (const char *p = valid; *p != '\0' && n < max; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' || (c & 0xfffe) == 0xfffe || (g_unichar_iscntrl (c) && c != '\n' && c != '\t'))
        continue;
      g_string_append_unichar (s, c == '\t' || (line && c == '\n') ? ' ' : c);
      n = c == '\n' && !line ? 0 : n + 1;
    }
  return g_string_free (s, FALSE);
}

static char *
fit_lines (const char *text, glong max, gboolean prose)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) s = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *short_line = cut (*line, max, TRUE);
      g_autofree char *fitted = way_text_collapse (short_line);

      if (*fitted != '\0')
        g_string_append_printf (s, "%s%s", s->len > 0 ? "\n" : "", fitted);
      else if (prose && s->len > 0 && line[1] != NULL)
        g_string_append_c (s, '\n');
    }
  while (s->len > 0 && s->str[s->len - 1] == '\n')
    g_string_truncate (s, s->len - 1);
  return g_strdup (s->str);
}

char *
way_command_fit (const WayFieldInfo *info, const char *text)
{
  g_autofree char *fitted = NULL;

  if (text == NULL)
    return NULL;
  if (info->type == WAY_TYPE_LINE)
    {
      g_autofree char *collapsed = way_text_collapse (text);
      g_autofree char *short_text = cut (collapsed, info->max > 0 ? (glong) info->max : 500, TRUE);

      /* The cut may have left a blank at the end. */
      fitted = way_text_collapse (short_text);
    }
  else if (info->type == WAY_TYPE_LINES || info->type == WAY_TYPE_PROSE)
    fitted = fit_lines (text, info->type == WAY_TYPE_LINES ? 500 : 20000, info->type == WAY_TYPE_PROSE);
  else
    fitted = g_strstrip (g_strdup (text));
  return *fitted != '\0' ? g_steal_pointer (&fitted) : NULL;
}

static char *
make_value (const WayFieldInfo *info)
{
  g_autoptr (GDateTime) now = NULL;

  if (info->fallback != NULL)
    return g_strdup (info->fallback);
  switch (info->type)
    {
    case WAY_TYPE_DATE:
      return way_date_to_xml (way_date_today ());
    case WAY_TYPE_TIMESTAMP:
      now = g_date_time_new_now_local ();
      return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
    default:
      return NULL;
    }
}

WayElement *
way_command_make (WayDocument *document, WayKind kind)
{
  const WayKindInfo *info = way_kind_get (kind);
  WayElement *element = way_element_new (kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].field == WAY_FIELD_ID)
      way_element_init_row (element, i, way_document_make_id (document, kind));
    else if (info->fields[i].required)
      way_element_init_row (element, i, make_value (&info->fields[i]));
  return element;
}

WayField
way_command_get_name_field (WayKind kind)
{
  static const WayField names[] = { WAY_FIELD_NAME, WAY_FIELD_TITLE, WAY_FIELD_LABEL, WAY_FIELD_ALT, WAY_FIELD_TEXT };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const WayFieldInfo *info = way_kind_get_field (kind, names[i]);

      if (info != NULL && info->type != WAY_TYPE_BASE64)
        return names[i];
    }
  return WAY_N_FIELDS;
}

void
way_command_init_name (WayElement *element, const char *text, const char *fallback)
{
  WayKind kind = way_element_get_kind (element);
  WayField field = way_command_get_name_field (kind);
  const WayFieldInfo *info = field != WAY_N_FIELDS ? way_kind_get_field (kind, field) : NULL;
  g_autofree char *fitted = info != NULL ? way_command_fit (info, text) : NULL;

  if (fitted != NULL)
    way_element_init_value (element, field, fitted);
  else if (info != NULL && info->required)
    way_element_init_value (element, field, fallback != NULL ? fallback : _ (way_kind_get (kind)->label));
}

typedef struct
{
  WayDocument *document;
  WayElement *tree;
  GHashTable *ids;    /* id → WayElement within the tree */
  GHashTable *coming; /* likewise of what is inserted next, or NULL */
  GError **error;
  gboolean bad;
} Check;

static gboolean
check_id (Check *check, const WayFieldInfo *info, const char *id)
{
  const WayElement *target = g_hash_table_lookup (check->ids, id);

  if (target == NULL && check->coming != NULL)
    target = g_hash_table_lookup (check->coming, id);
  if (target == NULL)
    target = way_document_lookup (check->document, id);
  if (target != NULL && (info->targets & WAY_BIT (way_element_get_kind (target))) != 0)
    return TRUE;
  g_set_error (check->error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_REFERENCE, _ ("%s: there is nothing to choose yet. Add it first."), _ (info->label));
  check->bad = TRUE;
  return FALSE;
}

static void
check_element_cb (WayElement *element, gpointer data)
{
  Check *check = data;
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields && !check->bad; i++)
    {
      const WayFieldInfo *field = &info->fields[i];
      const char *value = way_element_get_row (element, i);
      g_autofree char *why = NULL;

      if (value == NULL && field->required && (field->type == WAY_TYPE_REF || field->type == WAY_TYPE_REFS))
        check_id (check, field, "");
      else if (!way_field_accepts (field, value, &why))
        {
          g_autofree char *shown = way_text_excerpt (value != NULL ? value : "", 60);

          g_set_error (check->error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_VALUE, _ ("%s: “%s” %s."), _ (field->label), shown, why);
          check->bad = TRUE;
        }
      else if (value != NULL && (field->type == WAY_TYPE_REF || field->type == WAY_TYPE_REFS))
        {
          g_auto (GStrv) ids = g_strsplit (value, " ", -1);

          for (char **id = ids; *id != NULL && check_id (check, field, *id);)
            id++;
        }
    }
}

static void
note_id_cb (WayElement *element, gpointer data)
{
  if (way_element_get_id (element) != NULL)
    g_hash_table_insert (data, (char *) way_element_get_id (element), element);
}

void
way_command_note_ids (WayElement *element, GHashTable *ids)
{
  way_element_walk (element, note_id_cb, ids);
}

WayElement *
way_command_insert_among (WayDocument *document, WayElement *element, WayElement *parent, guint index, GHashTable *coming, GError **error)
{
  g_autoptr (WayElement) taken = element;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Check check = { document, element, ids, coming, error, FALSE };

  way_element_walk (element, note_id_cb, ids);
  way_element_walk (element, check_element_cb, &check);
  if (check.bad || !way_document_insert (document, element, parent, index, error))
    return NULL;
  return element;
}

WayElement *
way_command_insert (WayDocument *document, WayElement *element, WayElement *parent, guint index, GError **error)
{
  return way_command_insert_among (document, element, parent, index, NULL, error);
}

WayElement *
way_command_append (WayDocument *document, WayElement *element, WayElement *parent, GError **error)
{
  return way_command_insert (document, element, parent, G_MAXUINT, error);
}
