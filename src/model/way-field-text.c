#include "model/way-field-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-number.h"
#include "base/way-text.h"

char *
way_field_to_text (const WayFieldInfo *info, const char *value)
{
  double number;

  if (value == NULL)
    return g_strdup ("");
  switch (info->type)
    {
    case WAY_TYPE_INTEGER:
    case WAY_TYPE_NUMBER:
      return way_number_parse (value, &number) ? way_number_to_text (number, 10) : g_strdup (value);
    case WAY_TYPE_DATE:
      return way_date_to_text (value);
    case WAY_TYPE_BOOLEAN:
      return g_strdup (strcmp (value, "true") == 0 ? _ ("Yes") : _ ("No"));
    case WAY_TYPE_ENUM:
      return g_strdup (way_field_get_choice_label (info, value));
    default:
      return g_strdup (value);
    }
}

static char *
take_number (const WayFieldInfo *info, const char *text)
{
  double number;

  if (!way_number_from_text (text, &number))
    return g_strdup (text);
  return way_number_to_xml (number, 10);
}

/* Each line trimmed; those with nothing in them are gone, but for those between paragraphs. */
static char *
take_lines (const char *text, gboolean prose)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) s = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    if (*g_strstrip (*line) != '\0' || prose)
      g_string_append_printf (s, "%s%s", s->len > 0 ? "\n" : "", *line);
  return g_strdup (s->str);
}

static char *
take_choice (const WayFieldInfo *info, const char *text)
{
  for (const WayChoice *choice = info->choices; choice->nick != NULL; choice++)
    if (strcmp (_ (choice->label), text) == 0)
      return g_strdup (choice->nick);
  return g_strdup (text);
}

static char *
take (const WayFieldInfo *info, const char *text)
{
  char *day;

  switch (info->type)
    {
    case WAY_TYPE_INTEGER:
    case WAY_TYPE_NUMBER:
      return take_number (info, text);
    case WAY_TYPE_DATE:
      day = way_date_from_text (text);
      return day != NULL ? day : g_strdup (text);
    case WAY_TYPE_BOOLEAN:
      return g_strdup (strcmp (text, _ ("Yes")) == 0 ? "true" : strcmp (text, _ ("No")) == 0 ? "false"
                                                                                             : text);
    case WAY_TYPE_ENUM:
      return take_choice (info, text);
    case WAY_TYPE_LINES:
    case WAY_TYPE_PROSE:
      return take_lines (text, info->type == WAY_TYPE_PROSE);
    case WAY_TYPE_LINE:
      return way_text_collapse (text);
    default:
      return g_strdup (text);
    }
}

char *
way_field_from_text (const WayFieldInfo *info, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *value = *stripped != '\0' ? take (info, stripped) : NULL;

  return value != NULL && *value != '\0' ? g_steal_pointer (&value) : NULL;
}

char *
way_field_refuse (const WayFieldInfo *info, const char *text)
{
  g_autofree char *value = way_field_from_text (info, text);
  g_autofree char *why = NULL, *example = NULL, *shown = NULL;
  double number;

  if (way_field_accepts (info, value, &why))
    return NULL;
  if (value == NULL)
    return g_strdup_printf (_ ("“%s” cannot be empty."), _ (info->label));
  shown = way_text_excerpt (text, 60);
  /* The table speaks of the file; people type days and numbers the way their language does. */
  if (info->type == WAY_TYPE_DATE)
    {
      example = way_date_to_text ("2025-10-14");
      return g_strdup_printf (_ ("“%s” is no day such as %s."), shown, example);
    }
  if (info->type == WAY_TYPE_NUMBER && !way_number_parse (value, &number))
    {
      example = way_number_to_text (0.5, 1);
      return g_strdup_printf (_ ("“%s” is no number such as %s."), shown, example);
    }
  return g_strdup_printf (_ ("“%s” %s."), shown, why);
}
