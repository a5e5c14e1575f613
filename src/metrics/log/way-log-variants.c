#include "metrics/log/way-log-variants.h"

#include <math.h>
#include <string.h>

#include "metrics/log/way-log-private.h"

/* A variant while they are being collected: its nodes by their place in the arena, which may still move. */
typedef struct
{
  gsize from;
  guint length, count, first_case;
} Found;

typedef struct
{
  const WayLogView *view;
  GArray *arena;   /* (element-type guint32) */
  GArray *found;   /* (element-type Found) */
  guint32 *slots;  /* hash → number + 1 */
  guint64 *hashes; /* by slot */
  gsize mask;
} Collection;

static guint64
hash_nodes (const guint32 *nodes, guint length)
{
  guint64 hash = length;

  for (guint i = 0; i < length; i++)
    {
      hash = (hash ^ nodes[i]) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      hash ^= hash >> 29;
    }
  return hash;
}

static void
grow (Collection *self)
{
  gsize mask = self->mask * 2 + 1;
  guint32 *slots = g_new0 (guint32, mask + 1);
  guint64 *hashes = g_new (guint64, mask + 1);

  for (gsize i = 0; i <= self->mask; i++)
    {
      gsize at = self->hashes[i] & mask;

      if (self->slots[i] == 0)
        continue;
      while (slots[at] != 0)
        at = (at + 1) & mask;
      slots[at] = self->slots[i];
      hashes[at] = self->hashes[i];
    }
  g_free (self->slots);
  g_free (self->hashes);
  self->slots = slots;
  self->hashes = hashes;
  self->mask = mask;
}

/* The sequence at the end of the arena, from `from` on; it stays there only if it is new. */
static guint32
add_sequence (Collection *self, gsize from, guint c)
{
  guint length = self->arena->len - (guint) from;
  const guint32 *arena = (const guint32 *) (void *) self->arena->data;
  guint64 hash = hash_nodes (arena + from, length);
  gsize at = hash & self->mask;

  for (; self->slots[at] != 0; at = (at + 1) & self->mask)
    {
      Found *known = &g_array_index (self->found, Found, self->slots[at] - 1);

      if (self->hashes[at] == hash && known->length == length && memcmp (arena + known->from, arena + from, length * sizeof *arena) == 0)
        {
          known->count++;
          g_array_set_size (self->arena, (guint) from);
          return self->slots[at] - 1;
        }
    }

  Found found = { from, length, 1, c };
  guint32 number = self->found->len;

  g_array_append_val (self->found, found);
  self->slots[at] = number + 1;
  self->hashes[at] = hash;
  if (self->found->len * 2 > self->mask)
    grow (self);
  return number;
}

static int
compare_variants_cb (gconstpointer a, gconstpointer b)
{
  const WayVariant *x = a, *y = b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  if (x->length != y->length)
    return x->length < y->length ? -1 : 1;
  for (guint i = 0; i < x->length; i++)
    if (x->nodes[i] != y->nodes[i])
      return x->nodes[i] < y->nodes[i] ? -1 : 1;
  return 0;
}

void
way_log_variants_sort (WayVariants *self)
{
  g_array_sort (self->variants, compare_variants_cb);
}

/* Sorts, and tells the cases where theirs went. */
static void
settle (WayVariants *self, const GArray *found, guint n_cases)
{
  g_autofree guint32 *moved = g_new (guint32, found->len + 1);

  for (guint i = 0; i < found->len; i++)
    {
      const Found *from = &g_array_index (found, Found, i);
      WayVariant variant = { &g_array_index (self->arena, guint32, from->from), from->length, from->count, from->first_case };

      g_array_append_val (self->variants, variant);
    }
  way_log_variants_sort (self);
  for (guint i = 0; i < self->variants->len; i++)
    moved[self->of_case[g_array_index (self->variants, WayVariant, i).first_case]] = i;
  for (guint c = 0; c < n_cases; c++)
    if (self->of_case[c] != G_MAXUINT32)
      self->of_case[c] = moved[self->of_case[c]];
}

WayVariants *
way_log_variants_new (const WayLogView *view)
{
  const WayLog *log = view->log;
  WayVariants *self = g_new0 (WayVariants, 1);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  Collection collection = { .view = view, .found = found, .mask = 255 };

  self->arena = collection.arena = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->variants = g_array_new (FALSE, FALSE, sizeof (WayVariant));
  self->of_case = g_new (guint32, (gsize) log->n_cases + 1);
  collection.slots = g_new0 (guint32, collection.mask + 1);
  collection.hashes = g_new (guint64, collection.mask + 1);
  for (guint c = 0; c < log->n_cases; c++)
    {
      gsize from = self->arena->len;

      self->of_case[c] = G_MAXUINT32;
      if (!way_log_view_has_case (view, c))
        continue;
      for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
        {
          guint32 node = view->node_of[log->activities[i]];

          if (node < WAY_LOG_IGNORED)
            g_array_append_val (self->arena, node);
        }
      if (self->arena->len == from)
        continue;
      self->of_case[c] = add_sequence (&collection, from, c);
      self->n_cases++;
    }
  settle (self, found, log->n_cases);
  g_free (collection.slots);
  g_free (collection.hashes);
  return self;
}

WayVariants *
way_log_variants_new_blank (void)
{
  WayVariants *self = g_new0 (WayVariants, 1);

  self->variants = g_array_new (FALSE, FALSE, sizeof (WayVariant));
  self->arena = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
way_log_variants_free (WayVariants *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->variants);
  g_array_unref (self->arena);
  g_free (self->of_case);
  g_free (self);
}

/* FALSE if one of its events has no time: these come first. */
static gboolean
get_span (const WayLogView *view, guint c, double *span)
{
  const WayLog *log = view->log;
  gint64 begin = WAY_LOG_NO_TIME, end = WAY_LOG_NO_TIME;
  gboolean any = FALSE;

  for (guint32 i = log->first[c]; i < log->first[c + 1]; i++)
    {
      if (view->node_of[log->activities[i]] >= WAY_LOG_IGNORED)
        continue;
      begin = any ? begin : log->times[i];
      end = log->times[i];
      any = TRUE;
    }
  *span = (double) end - (double) begin;
  return begin != WAY_LOG_NO_TIME;
}

WayVariantTime *
way_log_variants_measure (const WayLogView *view, const WayVariants *variants)
{
  guint n = variants->variants->len;
  WayVariantTime *times = g_new (WayVariantTime, (gsize) n + 1);
  g_autofree double *spans = g_new (double, (gsize) variants->n_cases + 1);
  g_autofree guint *first = g_new0 (guint, (gsize) n + 1), *next = g_new0 (guint, (gsize) n + 1);

  for (guint i = 0; i < n; i++)
    {
      first[i + 1] = first[i] + g_array_index (variants->variants, WayVariant, i).count;
      next[i] = first[i];
    }
  for (guint c = 0; c < view->log->n_cases; c++)
    {
      guint32 variant = variants->of_case[c];

      if (variant != G_MAXUINT32 && get_span (view, c, &spans[next[variant]]))
        next[variant]++;
    }
  for (guint i = 0; i < n; i++)
    {
      gsize known = next[i] - first[i];

      times[i].median = known > 0 ? way_log_select_quantile (spans + first[i], known, 0.5) : NAN;
      times[i].p90 = known > 0 ? way_log_select_quantile (spans + first[i], known, 0.9) : NAN;
    }
  return times;
}

char *
way_log_variant_dup_path (const WayLogView *view, const WayVariant *variant)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < variant->length; i++)
    g_string_append_printf (path, "%s%s", i > 0 ? " > " : "", view->node_names[variant->nodes[i]]);
  return g_string_free (path, FALSE);
}
