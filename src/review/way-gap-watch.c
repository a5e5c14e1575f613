#include "review/way-gap-watch.h"

#include "base/way-date.h"

/* Milliseconds without a change: long enough not to begin between two words. */
#define REST 300

/* A gap in a part of these is one of theirs; one of theirs is none of the step around them, which would only add up. */
#define WHOLE (WAY_BIT (WAY_KIND_TOUCHPOINT) | WAY_BIT (WAY_KIND_STEP) | WAY_BIT (WAY_KIND_PHASE) | WAY_BIT (WAY_KIND_JOURNEY) | WAY_BIT (WAY_KIND_PERSONA) | WAY_BIT (WAY_KIND_STAKEHOLDER))

typedef struct
{
  guint n;
  WayGapWeight weight;
} Share;

struct _WayGapWatch
{
  GObject parent_instance;
  WayDocument *document;
  GPtrArray *gaps;     /* (element-type WayGap) */
  GHashTable *shares;  /* id → Share */
  WayTraffic *traffic; /* or NULL */
  guint source;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayGapWatch, way_gap_watch, G_TYPE_OBJECT)

char *
way_gap_dup_name (const WayGap *gap)
{
  return g_strjoin (" ", gap->rule->id, gap->at, gap->other, NULL);
}

static void
add_share (WayGapWatch *self, const WayElement *element, WayGapWeight weight)
{
  const char *id = way_element_get_id (element);
  Share *share = id != NULL ? g_hash_table_lookup (self->shares, id) : NULL;

  if (id == NULL)
    return;
  if (share == NULL)
    {
      share = g_new0 (Share, 1);
      g_hash_table_insert (self->shares, g_strdup (id), share);
    }
  share->n++;
  share->weight = MAX (share->weight, weight);
}

static void
count_shares (WayGapWatch *self)
{
  g_hash_table_remove_all (self->shares);
  for (guint i = 0; i < self->gaps->len; i++)
    {
      const WayGap *gap = self->gaps->pdata[i];
      const WayElement *element = gap->because == NULL ? way_document_lookup (self->document, way_gap_get_place (gap)) : NULL;

      /* What hurts is read at the touchpoint where it hurts. */
      if (element != NULL && way_document_follow (self->document, element, WAY_FIELD_AT) != NULL)
        add_share (self, way_document_follow (self->document, element, WAY_FIELD_AT), gap->rule->weight);
      for (gboolean whole = FALSE; element != NULL && !whole; element = way_element_get_parent (element))
        {
          add_share (self, element, gap->rule->weight);
          whole = (WHOLE & WAY_BIT (way_element_get_kind (element))) != 0;
        }
    }
}

static gboolean
is_same (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const WayGap *one = a->pdata[i], *two = b->pdata[i];

      if (one->rule != two->rule || g_strcmp0 (one->at, two->at) != 0 || g_strcmp0 (one->other, two->other) != 0 || g_strcmp0 (one->place, two->place) != 0 || g_strcmp0 (one->text, two->text) != 0 || g_strcmp0 (one->because, two->because) != 0)
        return FALSE;
    }
  return TRUE;
}

void
way_gap_watch_update (WayGapWatch *self)
{
  GPtrArray *gaps = way_gaps_find_with_traffic (self->document, self->traffic, way_date_today ());
  gboolean same = is_same (self->gaps, gaps);

  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->gaps);
  self->gaps = gaps;
  count_shares (self);
  if (!same)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
update_cb (gpointer data)
{
  WayGapWatch *self = data;

  self->source = 0;
  way_gap_watch_update (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (WayGapWatch *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add_full (G_PRIORITY_LOW, REST, update_cb, self, NULL);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayGapWatch *self)
{
  if (change == NULL)
    schedule (self);
}

static void
way_gap_watch_dispose (GObject *object)
{
  WayGapWatch *self = WAY_GAP_WATCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (way_gap_watch_parent_class)->dispose (object);
}

static void
way_gap_watch_finalize (GObject *object)
{
  WayGapWatch *self = WAY_GAP_WATCH (object);

  g_ptr_array_unref (self->gaps);
  g_hash_table_unref (self->shares);
  way_traffic_unref (self->traffic);
  G_OBJECT_CLASS (way_gap_watch_parent_class)->finalize (object);
}

static void
way_gap_watch_class_init (WayGapWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_gap_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_gap_watch_finalize;
  signals[CHANGED] = g_signal_new ("changed", WAY_TYPE_GAP_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_gap_watch_init (WayGapWatch *self)
{
  self->gaps = g_ptr_array_new ();
  self->shares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

WayGapWatch *
way_gap_watch_new (WayDocument *document)
{
  WayGapWatch *self = g_object_new (WAY_TYPE_GAP_WATCH, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "changed", G_CALLBACK (changed_cb), self, 0);
  self->source = g_timeout_add_full (G_PRIORITY_LOW, REST, update_cb, self, NULL);
  return self;
}

void
way_gap_watch_set_traffic (WayGapWatch *self, const WayTraffic *traffic)
{
  if (self->traffic == traffic)
    return;
  way_traffic_unref (self->traffic);
  self->traffic = traffic != NULL ? way_traffic_ref ((WayTraffic *) traffic) : NULL;
  schedule (self);
}

WayTraffic *
way_gap_watch_ref_traffic (WayGapWatch *self)
{
  return self->traffic != NULL ? way_traffic_ref (self->traffic) : NULL;
}

WayDocument *
way_gap_watch_get_document (WayGapWatch *self)
{
  return self->document;
}

const GPtrArray *
way_gap_watch_get_gaps (WayGapWatch *self)
{
  return self->gaps;
}

const WayGap *
way_gap_watch_find (WayGapWatch *self, const char *name)
{
  for (guint i = 0; i < self->gaps->len; i++)
    {
      g_autofree char *other = way_gap_dup_name (self->gaps->pdata[i]);

      if (g_str_equal (other, name))
        return self->gaps->pdata[i];
    }
  return NULL;
}

guint
way_gap_watch_count (WayGapWatch *self, const char *id, WayGapWeight *weight)
{
  const Share *share = g_hash_table_lookup (self->shares, id);

  if (weight != NULL)
    *weight = share != NULL ? share->weight : WAY_GAP_HINT;
  return share != NULL ? share->n : 0;
}
