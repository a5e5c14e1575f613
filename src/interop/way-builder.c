#include "interop/way-builder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-id.h"
#include "base/way-text.h"
#include "interop/way-interop-error.h"
#include "model/way-channel.h"

/* Okabe & Ito 2008, the darker ones first because they carry lines; black is kept for text. */
static const char *const colours[] = { "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999999", "#f0e442" };

void
way_builder_init (WayBuilder *self, const char *text, gsize size, WayReport *report)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint32 seed[8];
  gsize n = sizeof seed;

  g_checksum_update (checksum, (const guchar *) text, (gssize) size);
  g_checksum_get_digest (checksum, (guint8 *) seed, &n);
  for (guint i = 0; i < G_N_ELEMENTS (seed); i++)
    seed[i] = GUINT32_FROM_LE (seed[i]);
  *self = (WayBuilder){
    .ids = g_hash_table_new (g_str_hash, g_str_equal),
    .personas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .channels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .rand = g_rand_new_with_seed_array (seed, G_N_ELEMENTS (seed)),
    .report = report,
  };
  self->root = way_builder_add (self, NULL, WAY_KIND_DOCUMENT, NULL, 0);
  way_element_init_value (self->root, WAY_FIELD_VERSION, WAY_FORMAT_VERSION);
  way_element_init_value (self->root, WAY_FIELD_MIN_READER, WAY_FORMAT_VERSION);

  /* Foreign files do not say their language; most are in that of who opens them. */
  g_auto (GStrv) parts = g_strsplit_set (g_get_language_names ()[0], "_.@-", 2);
  gboolean known = strlen (parts[0]) >= 2 && strlen (parts[0]) <= 3;

  way_element_init_value (self->root, WAY_FIELD_LANG, known ? parts[0] : "en");
  self->meta = way_builder_add (self, self->root, WAY_KIND_META, NULL, 0);
  self->journey = way_builder_add (self, self->root, WAY_KIND_JOURNEY, NULL, 0);
  way_element_init_value (self->journey, WAY_FIELD_STATE, "current");
}

void
way_builder_clear (WayBuilder *self)
{
  g_clear_pointer (&self->root, way_element_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->personas, g_hash_table_unref);
  g_clear_pointer (&self->channels, g_hash_table_unref);
  g_clear_pointer (&self->rand, g_rand_free);
}

gboolean
way_builder_is_full (const WayBuilder *self)
{
  return self->n_elements >= WAY_BUILDER_MAX_ELEMENTS;
}

/* What XML and the field table take: no control characters, at most `max` characters a line. */
static char *
fit (WayBuilder *self, const char *text, gboolean paragraphs, int line)
{
  long max = paragraphs ? 20000 : 500;
  GString *s = g_string_new (NULL);
  long n = 0;
  gboolean cut = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' && paragraphs)
        n = -1;
      else if (c == '\n' || c == '\r' || c == '\t')
        c = ' ';
      else if (g_unichar_iscntrl (c) || (c & 0xfffe) == 0xfffe)
        continue;
      if (s->len >= WAY_BUILDER_MAX_TEXT)
        {
          cut = TRUE;
          max = WAY_BUILDER_MAX_TEXT;
          break;
        }
      if (++n > max)
        cut = TRUE;
      else
        g_string_append_unichar (s, c);
    }
  if (cut)
    {
      g_autofree char *shown = way_text_excerpt (text, 40);

      way_report_add (self->report, WAY_SEVERITY_WARNING, line, 0, _ ("“%s” is longer than %ld characters; the rest was cut off."), shown, max);
    }
  return g_string_free (s, FALSE);
}

WayElement *
way_builder_add (WayBuilder *self, WayElement *parent, WayKind kind, const char *name, int line)
{
  WayElement *element = way_element_new (kind);
  const char *prefix = way_kind_get (kind)->prefix;

  while (prefix != NULL)
    {
      g_autofree char *id = way_id_new_from (self->rand, prefix);

      if (g_hash_table_contains (self->ids, id))
        continue;
      way_element_init_value (element, WAY_FIELD_ID, id);
      g_hash_table_add (self->ids, (char *) way_element_get_id (element));
      break;
    }
  if (name != NULL)
    way_builder_set_text (self, element, WAY_FIELD_NAME, name, line);
  if (name != NULL && way_element_get (element, WAY_FIELD_NAME) == NULL)
    way_element_init_value (element, WAY_FIELD_NAME, "?");
  self->n_elements++;
  return parent != NULL ? way_element_append (parent, element) : element;
}

void
way_builder_set_text (WayBuilder *self, WayElement *element, WayField field, const char *text, int line)
{
  WayFieldType type = way_kind_get_field (way_element_get_kind (element), field)->type;
  g_autofree char *value = fit (self, text, type == WAY_TYPE_PROSE, line);

  if (*value != '\0')
    way_element_init_value (element, field, value);
}

WayElement *
way_builder_get_persona (WayBuilder *self, const char *name, int line)
{
  WayElement *persona = g_hash_table_lookup (self->personas, name);

  if (persona != NULL)
    return persona;
  persona = way_builder_add (self, self->root, WAY_KIND_PERSONA, name, line);
  way_element_init_value (persona, WAY_FIELD_COLOUR, colours[g_hash_table_size (self->personas) % G_N_ELEMENTS (colours)]);
  /* The name as asked for, not as cut, or the next question would add another. */
  g_hash_table_insert (self->personas, g_strdup (name), persona);
  return persona;
}

WayElement *
way_builder_get_channel (WayBuilder *self, const char *name, int line)
{
  WayElement *channel = g_hash_table_lookup (self->channels, name);
  const char *kind, *medium;

  if (channel != NULL)
    return channel;
  way_channel_guess (name, &kind, &medium);
  channel = way_builder_add (self, self->root, WAY_KIND_CHANNEL, name, line);
  way_element_init_value (channel, WAY_FIELD_KIND, kind);
  way_element_init_value (channel, WAY_FIELD_MEDIUM, medium);
  g_hash_table_insert (self->channels, g_strdup (name), channel);
  return channel;
}

void
way_builder_add_feeling (WayBuilder *self, WayElement *touchpoint, const WayElement *persona, int score)
{
  WayElement *feeling = way_builder_add (self, touchpoint, WAY_KIND_FEELING, NULL, 0);
  g_autofree char *value = g_strdup_printf ("%d", CLAMP (score, -5, 5));

  way_element_init_value (feeling, WAY_FIELD_PERSONA, way_element_get_id (persona));
  way_element_init_value (feeling, WAY_FIELD_SCORE, value);
}

const char *
way_builder_get_nobody (void)
{
  return _ ("Customer");
}

static void
name_personas (WayBuilder *self)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  WayElement *persona;

  way_each (persona, self->root, WAY_KIND_PERSONA)
    g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", way_element_get_id (persona));
  if (ids->len > 0)
    way_element_init_value (self->journey, WAY_FIELD_PERSONAS, ids->str);
}

WayDocument *
way_builder_finish (WayBuilder *self, const char *title, const char *format, GError **error)
{
  g_autofree char *day = way_date_to_xml (way_date_today ());
  g_autofree char *at = g_strconcat (day, "T00:00:00Z", NULL);

  if (way_builder_is_full (self))
    {
      g_set_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_LIMIT, _ ("This would make a map of more than %d elements, which nobody can read. Import a part of it."), WAY_BUILDER_MAX_ELEMENTS);
      return NULL;
    }
  if (title == NULL || *title == '\0')
    title = _ ("Journey");
  way_builder_set_text (self, self->meta, WAY_FIELD_TITLE, title, 0);
  if (way_element_get (self->meta, WAY_FIELD_TITLE) == NULL)
    way_element_init_value (self->meta, WAY_FIELD_TITLE, _ ("Journey"));
  way_element_init_value (self->journey, WAY_FIELD_NAME, way_element_get (self->meta, WAY_FIELD_TITLE));
  name_personas (self);

  WayElement *origin = way_builder_add (self, self->meta, WAY_KIND_ORIGIN, NULL, 0);

  way_element_init_value (origin, WAY_FIELD_KIND, "import");
  way_element_init_value (origin, WAY_FIELD_AT, at);
  way_element_init_value (origin, WAY_FIELD_TOOL, "Waymark " WAY_VERSION);
  way_element_init_value (origin, WAY_FIELD_FORMAT, format);
  return way_document_new_for_root (g_steal_pointer (&self->root), error);
}
