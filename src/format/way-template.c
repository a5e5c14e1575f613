#include "format/way-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-id.h"
#include "base/way-place.h"
#include "format/way-format-error.h"
#include "format/way-reader.h"

#define SUFFIX ".waymark"

void
way_template_free (WayTemplate *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->language);
  g_free (self->title);
  g_free (self->sentence);
  g_free (self->path);
  g_free (self);
}

/* From "b2b-solution.de.waymark", nothing read yet; NULL for other files. */
static WayTemplate *
template_new (const char *folder, const char *file)
{
  g_autofree char *stem = g_str_has_suffix (file, SUFFIX) ? g_strndup (file, strlen (file) - strlen (SUFFIX)) : NULL;
  char *dot = stem != NULL ? strrchr (stem, '.') : NULL;

  if (dot == NULL || dot == stem || dot[1] == '\0')
    return NULL;

  WayTemplate *self = g_new0 (WayTemplate, 1);

  self->name = g_strndup (stem, (gsize) (dot - stem));
  self->language = g_strdup (dot + 1);
  self->path = g_build_filename (folder, file, NULL);
  return self;
}

/* The smaller the better: the language asked for ("de" for "de-AT" too), English, any. */
static guint
rate_language (const char *language, const char *wanted)
{
  gsize base = strcspn (wanted, "-_.@");

  if (g_ascii_strncasecmp (language, wanted, base) == 0 && strlen (language) == base)
    return 0;
  return strcmp (language, "en") == 0 ? 1 : 2;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  const WayTemplate *one = *(WayTemplate *const *) a, *two = *(WayTemplate *const *) b;
  gboolean blank = strcmp (one->name, "blank") == 0;

  if (blank != (strcmp (two->name, "blank") == 0))
    return blank ? -1 : 1;
  return strcmp (one->name, two->name);
}

/* One of each name, in the language that fits best. */
static GPtrArray *
find_templates (const char *wanted)
{
  g_autofree char *folder = way_place_build_data ("templates");
  g_autoptr (GHashTable) best = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *templates = g_ptr_array_new_with_free_func ((GDestroyNotify) way_template_free);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (WayTemplate) candidate = template_new (folder, file);
      WayTemplate *other = candidate != NULL ? g_hash_table_lookup (best, candidate->name) : NULL;

      if (candidate == NULL || (other != NULL && rate_language (other->language, wanted) <= rate_language (candidate->language, wanted)))
        continue;
      if (other != NULL)
        {
          g_hash_table_remove (best, other->name);
          g_ptr_array_remove (templates, other);
        }
      g_hash_table_insert (best, candidate->name, candidate);
      g_ptr_array_add (templates, g_steal_pointer (&candidate));
    }
  g_ptr_array_sort (templates, compare_names_cb);
  return templates;
}

static const char *
get_user_language (void)
{
  const char *const *languages = g_get_language_names ();

  return languages[0] != NULL && strcmp (languages[0], "C") != 0 && !g_str_has_prefix (languages[0], "C.") ? languages[0] : "en";
}

GPtrArray *
way_templates_list (const char *language)
{
  GPtrArray *templates = find_templates (language != NULL ? language : get_user_language ());

  for (guint i = 0; i < templates->len;)
    {
      WayTemplate *template = g_ptr_array_index (templates, i);
      g_autoptr (WayDocument) document = way_reader_read_file (template->path, NULL, NULL, NULL);
      const WayElement *meta = document != NULL ? way_document_get_meta (document) : NULL;
      const char *sentence = meta != NULL ? way_element_get (meta, WAY_FIELD_SUBTITLE) : NULL;

      if (meta == NULL)
        {
          g_ptr_array_remove_index (templates, i);
          continue;
        }
      template->title = g_strdup (way_element_get_name (meta));
      template->sentence = g_strdup (sentence != NULL ? sentence : "");
      i++;
    }
  return templates;
}

static const WayTemplate *
find_template (const GPtrArray *templates, const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = g_ptr_array_index (templates, i);

      if (strcmp (template->name, name) == 0)
        return template;
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", template->name);
    }
  if (templates->len == 0)
    {
      g_autofree char *folder = way_place_build_data ("templates");

      g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND, _ ("There are no templates in “%s”. Install Waymark again, or set WAYMARK_DATADIR to the folder that holds them."), folder);
    }
  else
    g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND, _ ("There is no template “%s”. Choose one of %s."), name, names->str);
  return NULL;
}

static int
compare_languages_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "de, en"; g_free. */
static char *
list_languages (const char *name)
{
  g_autofree char *folder = way_place_build_data ("templates");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) languages = g_ptr_array_new_with_free_func (g_free);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (WayTemplate) template = template_new (folder, file);

      if (template != NULL && strcmp (template->name, name) == 0)
        g_ptr_array_add (languages, g_strdup (template->language));
    }
  g_ptr_array_sort (languages, compare_languages_cb);
  g_ptr_array_add (languages, NULL);
  return g_strjoinv (", ", (char **) languages->pdata);
}

static void
set_origin (WayElement *meta, const char *name, gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("1970-01-01T00:00:00Z");
  g_autofree char *format = g_strconcat ("template:", name, NULL);
  WayElement *origin = way_element_get_first (meta, WAY_KIND_ORIGIN);

  if (origin == NULL)
    origin = way_element_append (meta, way_element_new (WAY_KIND_ORIGIN));
  way_element_init_value (origin, WAY_FIELD_KIND, "template");
  way_element_init_value (origin, WAY_FIELD_AT, when);
  way_element_init_value (origin, WAY_FIELD_BY, NULL);
  way_element_init_value (origin, WAY_FIELD_TOOL, "Waymark " WAY_VERSION);
  way_element_init_value (origin, WAY_FIELD_FORMAT, format);
}

WayDocument *
way_template_instantiate (const char *name, const char *language, const char *title, gint64 at, GError **error)
{
  g_autoptr (GPtrArray) templates = find_templates (language != NULL ? language : get_user_language ());
  const WayTemplate *template = find_template (templates, name, error);

  /* Who asks for a language by name is not given another without a word. */
  if (template != NULL && language != NULL && rate_language (template->language, language) > 0)
    {
      g_autofree char *languages = list_languages (name);

      g_set_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND, _ ("The template “%s” is not there in the language “%s”. Choose one of %s."), name, language, languages);
      return NULL;
    }

  g_autoptr (WayDocument) document = template != NULL ? way_reader_read_file (template->path, NULL, NULL, error) : NULL;

  if (document == NULL)
    return NULL;

  g_autoptr (WayElement) root = way_element_copy (way_document_get_root (document));
  WayElement *meta = way_element_get_first (root, WAY_KIND_META);
  g_autofree char *id = way_id_new (way_kind_get (WAY_KIND_DOCUMENT)->prefix);

  way_element_init_value (root, WAY_FIELD_ID, id);
  if (meta != NULL)
    {
      way_element_init_value (meta, WAY_FIELD_SUBTITLE, NULL);
      if (title != NULL)
        way_element_init_value (meta, WAY_FIELD_TITLE, title);
      set_origin (meta, template->name, at);
    }
  return way_document_new_for_root (g_steal_pointer (&root), error);
}
