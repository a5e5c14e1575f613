#include "ui/figures/way-data-watch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/figures/way-figure-store.h"
#include "ui/figures/way-import-job.h"

/* Programs write a file in several pieces, or write another and put it in its place. */
#define PATIENCE 700

/* One path that is watched. */
typedef struct
{
  WayDataWatch *watch;
  char *path, *dataset;
  gboolean folder;
  GFileMonitor *monitor;
} Watched;

struct _WayDataWatch
{
  GObject parent_instance;
  GPtrArray *list;     /* (element-type Watched) */
  GHashTable *sources; /* path that changed → id of its timeout */
  GHashTable *running; /* paths that are being read */
};

enum
{
  IMPORTED,
  FAILED,
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayDataWatch, way_data_watch, G_TYPE_OBJECT)

static void
watched_free (gpointer data)
{
  Watched *self = data;

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_free (self->path);
  g_free (self->dataset);
  g_free (self);
}

gboolean
way_data_watch_is_table (const char *path)
{
  static const char *const endings[] = { ".csv", ".tsv", ".tab", ".txt", ".xlsx" };
  g_autofree char *name = g_path_get_basename (path), *lower = g_ascii_strdown (name, -1);

  /* Hidden files and those that Office leaves beside open ones are nobody's export. */
  if (*lower == '.' || g_str_has_prefix (lower, "~$"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* --- the list on the disk --- */

static char *
build_list_path (void)
{
  const char *cache = way_figure_store_get_cache_path ();
  g_autofree char *own = cache != NULL ? g_strdup (cache) : way_cache_build_path ();

  return g_strconcat (own, ".watch", NULL);
}

static void
save_list (WayDataWatch *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = build_list_path (), *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->list->len; i++)
    {
      const Watched *watched = self->list->pdata[i];
      g_autofree char *group = g_strdup_printf ("watch %u", i);

      g_key_file_set_string (file, group, "path", watched->path);
      g_key_file_set_string (file, group, "dataset", watched->dataset);
    }
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_message ("The list of watched files could not be written: %s", error->message);
}

/* --- reading what has changed --- */

typedef struct
{
  WayDataWatch *watch;
  WayImportJob *job;
  char *path, *dataset;
} Reading;

static void
reading_free (Reading *self)
{
  g_hash_table_remove (self->watch->running, self->path);
  g_object_unref (self->watch);
  way_import_job_unref (self->job);
  g_free (self->path);
  g_free (self->dataset);
  g_free (self);
}

static void
fail (Reading *reading, const GError *error)
{
  g_signal_emit (reading->watch, signals[FAILED], 0, reading->path, reading->dataset, error->message);
  reading_free (reading);
}

static void
run_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  WayImportResult imported = { 0 };
  g_autoptr (GError) error = NULL;

  if (!way_import_job_run_finish (reading->job, result, &imported, &error))
    {
      fail (reading, error);
      return;
    }
  /* The same rows once more are nothing to talk about. */
  if (imported.import != 0)
    {
      way_figure_store_refresh_all ();
      g_signal_emit (reading->watch, signals[IMPORTED], 0, reading->path, reading->dataset, imported.n_rows);
    }
  reading_free (reading);
}

static void
look_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const WayImportOptions options = { .zone = zone };
  g_autoptr (GError) error = NULL;

  if (!way_import_job_look_finish (reading->job, result, &error))
    fail (reading, error);
  else
    way_import_job_run_async (reading->job, &options, NULL, run_cb, reading);
}

static void
read_path (WayDataWatch *self, const char *path, const char *dataset)
{
  Reading *reading;

  /* What changes while it is read is read again afterwards: its monitor will tell. */
  if (!g_hash_table_add (self->running, g_strdup (path)))
    return;
  reading = g_new0 (Reading, 1);
  reading->watch = g_object_ref (self);
  reading->job = way_import_job_new_for_path (path);
  reading->path = g_strdup (path);
  reading->dataset = g_strdup (dataset);
  way_import_job_look_async (reading->job, dataset, NULL, NULL, look_cb, reading);
}

/* --- changes --- */

typedef struct
{
  WayDataWatch *watch;
  char *path, *dataset;
} Due;

static void
due_free (gpointer data)
{
  Due *self = data;

  g_free (self->path);
  g_free (self->dataset);
  g_free (self);
}

static void schedule (WayDataWatch *self, const char *path, const char *dataset);

static gboolean
due_cb (gpointer data)
{
  Due *due = data;

  g_hash_table_remove (due->watch->sources, due->path);
  if (g_hash_table_contains (due->watch->running, due->path))
    schedule (due->watch, due->path, due->dataset);
  else if (g_file_test (due->path, G_FILE_TEST_IS_REGULAR))
    read_path (due->watch, due->path, due->dataset);
  return G_SOURCE_REMOVE;
}

static void
schedule (WayDataWatch *self, const char *path, const char *dataset)
{
  guint old = GPOINTER_TO_UINT (g_hash_table_lookup (self->sources, path)), id;
  const Due due = { self, g_strdup (path), g_strdup (dataset) };

  if (old != 0)
    g_source_remove (old);
  id = g_timeout_add_full (G_PRIORITY_DEFAULT, PATIENCE, due_cb, g_memdup2 (&due, sizeof due), due_free);
  g_hash_table_insert (self->sources, g_strdup (path), GUINT_TO_POINTER (id));
}

static void
monitor_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, Watched *watched)
{
  GFile *now = event == G_FILE_MONITOR_EVENT_RENAMED && other != NULL ? other : file;
  g_autofree char *path = g_file_get_path (now);

  if (event == G_FILE_MONITOR_EVENT_DELETED || event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED || event == G_FILE_MONITOR_EVENT_MOVED_OUT || path == NULL)
    return;
  if (!watched->folder && strcmp (path, watched->path) != 0)
    return;
  if (watched->folder && !way_data_watch_is_table (path))
    return;
  schedule (watched->watch, path, watched->dataset);
}

static void
begin (WayDataWatch *self, const char *path, const char *dataset)
{
  Watched *watched = g_new0 (Watched, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  watched->watch = self;
  watched->path = g_strdup (path);
  watched->dataset = g_strdup (dataset);
  watched->folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  watched->monitor = g_file_monitor (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (watched->monitor != NULL)
    g_signal_connect (watched->monitor, "changed", G_CALLBACK (monitor_cb), watched);
  g_ptr_array_add (self->list, watched);
}

static void
load_list (WayDataWatch *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = build_list_path ();
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group != NULL; group++)
    {
      g_autofree char *watched = g_key_file_get_string (file, *group, "path", NULL), *dataset = g_key_file_get_string (file, *group, "dataset", NULL);

      if (watched != NULL && dataset != NULL)
        begin (self, watched, dataset);
    }
}

/* --- the object --- */

static void
way_data_watch_class_init (WayDataWatchClass *klass)
{
  signals[IMPORTED] = g_signal_new ("imported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_data_watch_init (WayDataWatch *self)
{
  self->list = g_ptr_array_new_with_free_func (watched_free);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

WayDataWatch *
way_data_watch_get_default (void)
{
  static WayDataWatch *watch;

  if (watch == NULL)
    {
      watch = g_object_new (WAY_TYPE_DATA_WATCH, NULL);
      load_list (watch);
    }
  return watch;
}

void
way_data_watch_add (WayDataWatch *self, const char *path, const char *dataset)
{
  for (guint i = self->list->len; i-- > 0;)
    if (strcmp (((Watched *) self->list->pdata[i])->path, path) == 0)
      g_ptr_array_remove_index (self->list, i);
  begin (self, path, dataset);
  save_list (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
way_data_watch_remove (WayDataWatch *self, const char *dataset)
{
  for (guint i = self->list->len; i-- > 0;)
    if (strcmp (((Watched *) self->list->pdata[i])->dataset, dataset) == 0)
      g_ptr_array_remove_index (self->list, i);
  save_list (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

char **
way_data_watch_list (WayDataWatch *self, const char *dataset)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->list->len; i++)
    {
      const Watched *watched = self->list->pdata[i];

      if (g_strcmp0 (watched->dataset, dataset) == 0)
        g_strv_builder_add (builder, watched->path);
    }
  return g_strv_builder_end (builder);
}
