/* Holds every #include under src/ against tests/layers.txt, and shows on invented sources that the check refuses what it must.
 *
 * The folder of the project comes from WAYMARK_SOURCE_ROOT, which meson sets.
 */
#include <gio/gio.h>
#include <glib.h>
#include <string.h>

typedef struct
{
  GHashTable *sees; /* (element-type utf8 GPtrArray): layer → names of layers */
  GHashTable *uses; /* (element-type utf8 GPtrArray): layer or "all" → patterns of headers */
} Table;

static void
table_free (Table *self)
{
  g_hash_table_unref (self->sees);
  g_hash_table_unref (self->uses);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Table, table_free)

static GPtrArray *
list_of (GHashTable *lists, const char *layer)
{
  GPtrArray *list = g_hash_table_lookup (lists, layer);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (lists, g_strdup (layer), list);
    }
  return list;
}

static void
read_row (Table *self, const char *line, int number, GString *complaints)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
  GPtrArray *list = NULL;
  const char *layer = NULL;
  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      if (layer == NULL)
        layer = *word;
      else if (list != NULL)
        g_ptr_array_add (list, g_strdup (*word));
      else if (g_str_equal (*word, "sees"))
        list = list_of (self->sees, layer);
      else if (g_str_equal (*word, "uses"))
        list = list_of (self->uses, layer);
      else
        break;
    }
  if (layer != NULL && list == NULL)
    g_string_append_printf (complaints, "layers.txt:%d: neither “sees” nor “uses”\n", number);
}

static Table *
read_table (const char *text, GString *complaints)
{
  Table *self = g_new0 (Table, 1);
  self->sees = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#')
      read_row (self, lines[i], i + 1, complaints);
  return self;
}

/* Whether TARGET is among what LAYER sees, directly or further down. VISITED keeps a circle from going round for ever. */
static gboolean
reaches_layer (const Table *table, const char *layer, const char *target, GHashTable *visited)
{
  if (!g_hash_table_add (visited, (char *) layer))
    return FALSE;
  GPtrArray *below = g_hash_table_lookup (table->sees, layer);
  for (guint i = 0; below != NULL && i < below->len; i++)
    if (g_str_equal (below->pdata[i], target) || reaches_layer (table, below->pdata[i], target, visited))
      return TRUE;
  return FALSE;
}

static void
check_table (const Table *table, GString *complaints)
{
  GHashTableIter layers;
  char *layer;
  GPtrArray *below;
  g_hash_table_iter_init (&layers, table->sees);
  while (g_hash_table_iter_next (&layers, (gpointer *) &layer, (gpointer *) &below))
    {
      for (guint i = 0; i < below->len; i++)
        if (!g_hash_table_contains (table->sees, below->pdata[i]))
          g_string_append_printf (complaints, "layers.txt: %s sees %s, which has no row\n", layer, (char *) below->pdata[i]);
      g_autoptr (GHashTable) visited = g_hash_table_new (g_str_hash, g_str_equal);
      if (reaches_layer (table, layer, layer, visited))
        g_string_append_printf (complaints, "layers.txt: %s sees itself in the end\n", layer);
    }
  g_hash_table_iter_init (&layers, table->uses);
  while (g_hash_table_iter_next (&layers, (gpointer *) &layer, NULL))
    if (!g_str_equal (layer, "all") && !g_hash_table_contains (table->sees, layer))
      g_string_append_printf (complaints, "layers.txt: %s uses headers, but has no row that says what it sees\n", layer);
}

static gboolean
uses_header (const Table *table, const char *layer, const char *header)
{
  GPtrArray *patterns = g_hash_table_lookup (table->uses, layer);
  for (guint i = 0; patterns != NULL && i < patterns->len; i++)
    if (g_pattern_match_simple (patterns->pdata[i], header))
      return TRUE;
  return FALSE;
}

/* Why LAYER may not include the header as written, or NULL when it may. */
static const char *
judge_include (const Table *table, const char *layer, char quote, const char *header)
{
  if (quote == '<')
    return uses_header (table, "all", header) || uses_header (table, layer, header) ? NULL : "this layer does not use that header";

  const char *slash = strchr (header, '/');
  if (slash == NULL || g_str_has_prefix (header, "."))
    return "the include does not name its layer";
  g_autofree char *target = g_strndup (header, slash - header);
  if (g_str_equal (target, layer))
    return NULL;
  if (g_str_has_suffix (header, "-private.h"))
    return "a private header stays inside its folder";
  GPtrArray *below = g_hash_table_lookup (table->sees, layer);
  if (below == NULL || !g_ptr_array_find_with_equal_func (below, target, g_str_equal, NULL))
    return "this layer does not see that one";
  return NULL;
}

/* PATH is below src/, such as "model/way-thing.c"; TEXT is what stands in it. */
static void
check_source (const Table *table, const char *path, const char *text, GString *complaints)
{
  g_autofree char *layer = g_strndup (path, strcspn (path, "/"));
  if (!g_hash_table_contains (table->sees, layer))
    {
      g_string_append_printf (complaints, "src/%s: %s has no row in layers.txt\n", path, layer);
      return;
    }
  g_autoptr (GRegex) regex = g_regex_new ("^[ \\t]*#[ \\t]*include[ \\t]*([<\"]?)([^>\"\\n]*)", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *quote = g_match_info_fetch (match, 1);
      g_autofree char *header = g_match_info_fetch (match, 2);
      const char *why = *quote == '\0' ? "the include hides its name in a macro" : judge_include (table, layer, *quote, header);
      if (why == NULL)
        continue;
      int start = 0, line = 1;
      g_match_info_fetch_pos (match, 2, &start, NULL);
      for (int i = 0; i < start; i++)
        line += text[i] == '\n';
      g_string_append_printf (complaints, "src/%s:%d: %s: %s\n", path, line, header, why);
    }
}

static char *
read_file (const char *root, const char *path)
{
  g_autofree char *name = g_build_filename (root, path, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  g_file_get_contents (name, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Returns how many sources were looked at. */
static int
check_folder (const Table *table, const char *src, const char *path, GString *complaints)
{
  g_autofree char *name = g_build_filename (src, path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (name, 0, &error);
  g_assert_no_error (error);
  int count = 0;
  for (const char *entry = g_dir_read_name (folder); entry != NULL; entry = g_dir_read_name (folder))
    {
      g_autofree char *below = *path == '\0' ? g_strdup (entry) : g_build_filename (path, entry, NULL);
      g_autofree char *full = g_build_filename (src, below, NULL);
      if (g_file_test (full, G_FILE_TEST_IS_DIR))
        count += check_folder (table, src, below, complaints);
      else if (g_str_has_suffix (entry, ".c") || g_str_has_suffix (entry, ".h"))
        {
          g_autofree char *text = read_file (src, below);
          check_source (table, below, text, complaints);
          count++;
        }
    }
  return count;
}

static void
test_project (void)
{
  const char *root = g_getenv ("WAYMARK_SOURCE_ROOT");
  g_assert_nonnull (root);
  g_autofree char *src = g_build_filename (root, "src", NULL);
  g_autofree char *text = read_file (root, "tests/layers.txt");
  g_autoptr (GString) complaints = g_string_new (NULL);
  g_autoptr (Table) table = read_table (text, complaints);
  check_table (table, complaints);
  g_assert_cmpint (check_folder (table, src, "", complaints), >, 10);
  g_assert_cmpstr (complaints->str, ==, "");
}

static const struct
{
  const char *name;
  const char *table;
  const char *complaint; /* NULL: none */
} table_cases[] = {
  { "sound", "a sees\nb sees a\nc sees a b\nall uses x.h\nb uses y/*\n", NULL },
  { "comment-and-blank", "# a sees b\n\na sees\n", NULL },
  { "circle-of-two", "a sees b\nb sees a\n", "sees itself" },
  { "circle-of-three", "a sees c\nb sees a\nc sees b\n", "sees itself" },
  { "circle-below", "a sees b\nb sees a\nc sees b\n", "sees itself" },
  { "sees-own-name", "a sees a\n", "sees itself" },
  { "sees-stranger", "a sees b\n", "a sees b, which has no row" },
  { "uses-without-row", "a sees\nb uses x.h\n", "b uses headers, but has no row" },
  { "other-verb", "a sees\na likes b\n", "layers.txt:2: neither" },
  { "no-verb", "a\n", "layers.txt:1: neither" },
};

static void
test_table (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GString) complaints = g_string_new (NULL);
  g_autoptr (Table) table = read_table (table_cases[i].table, complaints);
  check_table (table, complaints);
  if (table_cases[i].complaint == NULL)
    g_assert_cmpstr (complaints->str, ==, "");
  else if (strstr (complaints->str, table_cases[i].complaint) == NULL)
    g_test_fail_printf ("“%s” is not among: %s", table_cases[i].complaint, complaints->str);
}

static const struct
{
  const char *name;
  const char *path;
  const char *text;
  const char *complaint; /* NULL: none */
} source_cases[] = {
  { "own-layer", "mid/a.c", "#include \"mid/b.h\"\n", NULL },
  { "layer-below", "mid/a.c", "#include \"low/b.h\"\n", NULL },
  { "layer-above", "low/a.c", "#include \"mid/b.h\"\n", "src/low/a.c:1: mid/b.h: this layer does not see that one" },
  { "not-handed-on", "top/a.c", "#include \"low/b.h\"\n", "does not see" },
  { "unknown-layer", "mid/a.c", "#include \"attic/b.h\"\n", "does not see" },
  { "unknown-folder", "attic/a.c", "", "attic has no row" },
  { "line-number", "low/a.c", "\n/* x */\n#include \"mid/b.h\"\n", "src/low/a.c:3: " },
  { "several", "low/a.c", "#include \"low/a.h\"\n#include <x.h>\n#include \"mid/b.h\"\n", "src/low/a.c:3: " },
  { "spaces", "low/a.c", "  #  include  \"mid/b.h\"\n", "does not see" },
  { "not-first-column-text", "low/a.c", "puts (\"#include\");\n", NULL },
  { "without-layer", "mid/a.c", "#include \"b.h\"\n", "does not name its layer" },
  { "upwards-path", "mid/a.c", "#include \"../low/b.h\"\n", "does not name its layer" },
  { "macro", "mid/a.c", "#include HEADER\n", "hides its name" },
  { "private-inside", "mid/a.c", "#include \"mid/b-private.h\"\n", NULL },
  { "private-outside", "mid/a.c", "#include \"low/b-private.h\"\n", "a private header stays" },
  { "header-for-all", "low/a.h", "#include <x.h>\n", NULL },
  { "header-of-layer", "mid/a.h", "#include <y/z.h>\n", NULL },
  { "header-of-other-layer", "low/a.h", "#include <y/z.h>\n", "low/a.h:1: y/z.h: this layer does not use" },
  { "header-not-named", "mid/a.h", "#include <yy/z.h>\n", "does not use" },
};

static void
test_source (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GString) complaints = g_string_new (NULL);
  g_autoptr (Table) table = read_table ("low sees\nmid sees low\ntop sees mid\nall uses x.h\nmid uses y/*\n", complaints);
  check_source (table, source_cases[i].path, source_cases[i].text, complaints);
  if (source_cases[i].complaint == NULL)
    g_assert_cmpstr (complaints->str, ==, "");
  else if (strstr (complaints->str, source_cases[i].complaint) == NULL)
    g_test_fail_printf ("“%s” is not among: %s", source_cases[i].complaint, complaints->str);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (table_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layers/table/%s", table_cases[i].name);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_table);
    }
  for (guint i = 0; i < G_N_ELEMENTS (source_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/layers/source/%s", source_cases[i].name);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_source);
    }
  g_test_add_func ("/layers/project", test_project);
  return g_test_run ();
}
