#include "ui/way-settings.h"

/* As in data/io.github.waymark.Waymark.gschema.xml; a test holds the two against each other. */
static const struct
{
  const char *key, *text;
} defaults[] = {
  { "theme", "'system'" },
  { "window-width", "1280" },
  { "window-height", "800" },
  { "window-maximized", "false" },
  { "sidebar", "true" },
  { "inspector", "true" },
  { "open-filter", "'maps'" },
  { "export-options", "@a{sv} {}" },
  { "print-options", "@a{sv} {}" },
};

static struct
{
  gboolean ready;
  GSettings *settings; /* NULL: not installed */
  GHashTable *values;  /* (element-type utf8 GVariant): then this */
} store;

static void
ensure_store (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (store.ready)
    return;
  store.ready = TRUE;
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, WAY_SETTINGS_SCHEMA, TRUE);
  if (schema != NULL)
    {
      store.settings = g_settings_new_full (schema, NULL, NULL);
      return;
    }
  store.values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_variant_unref);
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    g_hash_table_insert (store.values, (char *) defaults[i].key, g_variant_parse (NULL, defaults[i].text, NULL, NULL, NULL));
}

GVariant *
way_settings_get (const char *key)
{
  ensure_store ();
  return store.settings != NULL ? g_settings_get_value (store.settings, key) : g_variant_ref (g_hash_table_lookup (store.values, key));
}

gboolean
way_settings_get_boolean (const char *key)
{
  g_autoptr (GVariant) value = way_settings_get (key);

  return g_variant_get_boolean (value);
}

int
way_settings_get_int (const char *key)
{
  g_autoptr (GVariant) value = way_settings_get (key);

  return g_variant_get_int32 (value);
}

char *
way_settings_dup_string (const char *key)
{
  g_autoptr (GVariant) value = way_settings_get (key);

  return g_variant_dup_string (value, NULL);
}

void
way_settings_set (const char *key, GVariant *value)
{
  ensure_store ();
  if (store.settings != NULL)
    {
      g_settings_set_value (store.settings, key, value);
      return;
    }

  gpointer known;

  g_return_if_fail (g_hash_table_lookup_extended (store.values, key, &known, NULL));
  g_hash_table_insert (store.values, known, g_variant_ref_sink (value));
}

const char *
way_settings_get_key (guint i, const char **text)
{
  if (i >= G_N_ELEMENTS (defaults))
    return NULL;
  *text = defaults[i].text;
  return defaults[i].key;
}
