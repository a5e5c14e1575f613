/* Ways as a whole that a warehouse has counted, as the passes over a log would have found them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "metrics/log/way-log-private.h"
#include "metrics/warehouse/way-remote-flow-private.h"

/* What makes a variant: its nodes as a key. */
typedef struct
{
  GHashTable *counts; /* GBytes → gint64 */
  GArray *nodes;      /* (element-type guint32), of the way being read */
} Sum;

static void
add (Sum *self, gint64 count)
{
  g_autoptr (GBytes) key = NULL;
  gint64 *sum;

  if (self->nodes->len == 0)
    return;
  key = g_bytes_new (self->nodes->data, self->nodes->len * sizeof (guint32));
  sum = g_hash_table_lookup (self->counts, key);
  if (sum != NULL)
    *sum += count;
  else
    g_hash_table_insert (self->counts, g_bytes_ref (key), g_memdup2 (&count, sizeof count));
}

static void
settle (Sum *self, WayVariants *variants)
{
  GHashTableIter iter;
  gpointer key, value;
  gsize at = 0;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gsize size;
      const guint32 *nodes = g_bytes_get_data (key, &size);
      WayVariant variant = { NULL, (guint) (size / sizeof (guint32)), (guint) MIN (*(gint64 *) value, G_MAXUINT32), 0 };

      g_array_append_vals (variants->arena, nodes, variant.length);
      g_array_append_val (variants->variants, variant);
      variants->n_cases += variant.count;
    }
  /* The arena stands where it stays. */
  for (guint i = 0; i < variants->variants->len; i++)
    {
      WayVariant *variant = &g_array_index (variants->variants, WayVariant, i);

      variant->nodes = &g_array_index (variants->arena, guint32, at);
      at += variant->length;
    }
  way_log_variants_sort (variants);
}

/* `node_of` by number; WAY_LOG_UNBOUND and WAY_LOG_IGNORED are left out. */
static void
fill (const WayRemoteFlow *self, const guint32 *node_of, guint n, WayVariants *variants)
{
  Sum sum = { g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free), g_array_new (FALSE, FALSE, sizeof (guint32)) };

  for (guint i = 0; i < self->ways->len; i++)
    {
      const WayRemoteWay *way = &g_array_index (self->ways, WayRemoteWay, i);

      g_array_set_size (sum.nodes, 0);
      for (const char *text = way->path; *text != '\0';)
        {
          char *after;
          guint64 number = g_ascii_strtoull (text, &after, 10);

          if (number < n && after > text && node_of[number] < WAY_LOG_IGNORED)
            g_array_append_val (sum.nodes, node_of[number]);
          text = *after == ' ' ? after + 1 : after > text ? after
                                                          : text + 1;
        }
      add (&sum, way->count);
    }
  settle (&sum, variants);
  g_hash_table_unref (sum.counts);
  g_array_unref (sum.nodes);
}

void
way_remote_flow_add_variants (const WayRemoteFlow *self, WayVariants *variants)
{
  g_autofree guint32 *node_of = g_new (guint32, self->places->len + 1);

  for (guint i = 0; i < self->places->len; i++)
    node_of[i] = i;
  fill (self, node_of, self->places->len, variants);
}

gint64
way_remote_flow_count_rest (const WayRemoteFlow *self)
{
  g_autoptr (WayVariants) variants = way_log_variants_new_blank ();

  way_remote_flow_add_variants (self, variants);
  return self->n_cases - variants->n_cases;
}

/* Places by who they are, for they may have moved since; names by where they belong now. */
static guint32 *
map_numbers (const WayRemoteFlow *self, const WayLogView *view, guint *n)
{
  guint32 *node_of;

  *n = self->places->len + self->names->len;
  node_of = g_new (guint32, *n + 1);
  for (guint i = 0; i < self->places->len; i++)
    {
      const WayRemotePlace *place = &g_array_index (self->places, WayRemotePlace, i);
      guint k = 0;

      while (k < view->n_nodes && !(place->id == NULL ? strcmp (view->node_names[k], place->name) == 0 : k < view->n_drawn && view->node_ids != NULL && g_strcmp0 (view->node_ids[k], place->id) == 0))
        k++;
      node_of[i] = k < view->n_nodes ? k : WAY_LOG_UNBOUND;
    }
  for (guint i = 0; i < self->names->len; i++)
    node_of[self->places->len + i] = view->node_of[view->log->activities[i]];
  return node_of;
}

WayVariants *
way_remote_flow_make_variants (const WayRemoteFlow *self, const WayElement *journey, const char *dataset, gboolean whole, WayLogView **view, GError **error)
{
  g_autoptr (WayLogView) names = NULL;
  g_autofree guint32 *node_of = NULL;
  WayVariants *variants;
  guint n;

  if (self->ways->len == 0)
    {
      g_set_error (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_NOT_FOUND, _ ("The warehouse has not told which ways journeys take as a whole: it was counted by an older version, has too many different events, or its database cannot. Count again, or copy the log under another name."));
      return NULL;
    }
  names = way_remote_flow_make_view (self, journey, dataset, whole);
  node_of = map_numbers (self, names, &n);
  variants = way_log_variants_new_blank ();
  fill (self, node_of, n, variants);
  *view = g_steal_pointer (&names);
  return variants;
}
