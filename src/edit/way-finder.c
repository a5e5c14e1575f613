#include "edit/way-finder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-cells.h"

struct _WayFinder
{
  GObject parent_instance;
  WayEditor *editor;
  char *text;
  GPtrArray *hits;            /* (element-type WayHit), NULL = to be found */
  GHashTable *ids;            /* of the hits */
  guint current;              /* G_MAXUINT = none */
  char *parts[WAY_N_FILTERS]; /* NULL = not set */
  GHashTable *dimmed;         /* NULL = to be found, or no filter */
  guint64 revision;           /* of the document when hits and dimmed were found */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayFinder, way_finder, G_TYPE_OBJECT)

static const struct
{
  const char *nick;
  WayKind kind;
} parts[] = {
  [WAY_FILTER_ASSUMPTIONS] = { "assumptions", WAY_N_KINDS },
  [WAY_FILTER_MOMENTS] = { "moments", WAY_N_KINDS },
  [WAY_FILTER_PAINS] = { "pains", WAY_N_KINDS },
  [WAY_FILTER_PERSONA] = { "persona", WAY_KIND_PERSONA },
  [WAY_FILTER_PHASE] = { "phase", WAY_KIND_PHASE },
  [WAY_FILTER_CHANNEL] = { "channel", WAY_KIND_CHANNEL },
  [WAY_FILTER_DEPARTMENT] = { "department", WAY_KIND_DEPARTMENT },
  [WAY_FILTER_STAKEHOLDER] = { "stakeholder", WAY_KIND_STAKEHOLDER },
};

/* --- keeping up with the map --- */

static gboolean
has_filter (const WayFinder *self)
{
  for (guint i = 0; i < WAY_N_FILTERS; i++)
    if (self->parts[i] != NULL)
      return TRUE;
  return FALSE;
}

/* As far as is known before the map is looked at again. */
static gboolean
is_active (const WayFinder *self)
{
  return *self->text != '\0' || has_filter (self);
}

/* The hit that was the current one, wherever it is now; else the one that came after it. */
static guint
find_again (WayFinder *self, const WayHit *old)
{
  for (guint i = 0; i < self->hits->len; i++)
    {
      const WayHit *hit = self->hits->pdata[i];

      if (hit->element == old->element && hit->field == old->field && hit->start >= old->start)
        return i;
    }
  return self->hits->len > 0 ? MIN (self->current, self->hits->len - 1) : G_MAXUINT;
}

/* A channel stands on the map in its cards alone, which show its name. */
static void
light_channels (WayFinder *self)
{
  WayElement *root = (WayElement *) way_document_get_root (way_editor_get_document (self->editor)), *journey;

  way_each (journey, root, WAY_KIND_JOURNEY)
    {
      const GPtrArray *cards = way_cells_get_all_cards (journey);

      for (guint i = 0; cards != NULL && i < cards->len; i++)
        {
          const char *channel = way_element_get (cards->pdata[i], WAY_FIELD_CHANNEL);

          if (channel != NULL && g_hash_table_contains (self->ids, channel))
            g_hash_table_add (self->ids, g_strdup (way_element_get_id (cards->pdata[i])));
        }
    }
}

static void
find_hits (WayFinder *self)
{
  WayElement *root = (WayElement *) way_document_get_root (way_editor_get_document (self->editor));
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->hits);

  self->hits = way_search_find (root, self->text);
  g_hash_table_remove_all (self->ids);
  for (guint i = 0; i < self->hits->len; i++)
    g_hash_table_add (self->ids, g_strdup (((const WayHit *) self->hits->pdata[i])->id));
  light_channels (self);
  if (self->current == G_MAXUINT)
    return;
  if (old != NULL && self->current < old->len)
    self->current = find_again (self, old->pdata[self->current]);
  else
    self->current = G_MAXUINT;
}

/* What is filtered by may have gone, or stand in another journey. */
static void
drop_missing (WayFinder *self)
{
  WayDocument *document = way_editor_get_document (self->editor);

  for (guint i = 0; i < WAY_N_FILTERS; i++)
    if (parts[i].kind != WAY_N_KINDS && self->parts[i] != NULL)
      {
        const WayElement *element = way_document_lookup (document, self->parts[i]);

        if (element == NULL || (i == WAY_FILTER_PHASE && way_element_get_parent (element) != way_editor_get_journey (self->editor)))
          g_clear_pointer (&self->parts[i], g_free);
      }
}

static void
update (WayFinder *self)
{
  guint64 revision = way_document_get_revision (way_editor_get_document (self->editor));

  if (self->revision != revision)
    {
      self->revision = revision;
      g_clear_pointer (&self->dimmed, g_hash_table_unref);
      drop_missing (self);
      find_hits (self);
    }
  else if (self->hits == NULL)
    find_hits (self);
}

static void
emit (WayFinder *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayFinder *self)
{
  if (change == NULL && is_active (self))
    emit (self);
}

static void
journey_changed_cb (WayEditor *editor, WayFinder *self)
{
  gboolean active = is_active (self);

  g_clear_pointer (&self->dimmed, g_hash_table_unref);
  drop_missing (self);
  if (active)
    emit (self);
}

static void
way_finder_finalize (GObject *object)
{
  WayFinder *self = WAY_FINDER (object);

  g_clear_object (&self->editor);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->dimmed, g_hash_table_unref);
  for (guint i = 0; i < WAY_N_FILTERS; i++)
    g_free (self->parts[i]);
  g_free (self->text);
  G_OBJECT_CLASS (way_finder_parent_class)->finalize (object);
}

static void
way_finder_class_init (WayFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = way_finder_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_finder_init (WayFinder *self)
{
  self->text = g_strdup ("");
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->current = G_MAXUINT;
}

WayFinder *
way_finder_new (WayEditor *editor)
{
  WayFinder *self = g_object_new (WAY_TYPE_FINDER, NULL);

  self->editor = g_object_ref (editor);
  self->revision = way_document_get_revision (way_editor_get_document (editor));
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (editor, "journey-changed", G_CALLBACK (journey_changed_cb), self, 0);
  return self;
}

WayEditor *
way_finder_get_editor (WayFinder *self)
{
  return self->editor;
}

/* --- text --- */

void
way_finder_set_text (WayFinder *self, const char *text)
{
  if (g_strcmp0 (self->text, text != NULL ? text : "") == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text != NULL ? text : "");
  self->current = G_MAXUINT;
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  emit (self);
}

const char *
way_finder_get_text (WayFinder *self)
{
  return self->text;
}

guint
way_finder_get_n_hits (WayFinder *self)
{
  update (self);
  return self->hits->len;
}

const WayHit *
way_finder_get_hit (WayFinder *self, guint i)
{
  update (self);
  return i < self->hits->len ? self->hits->pdata[i] : NULL;
}

const WayHit *
way_finder_get_current (WayFinder *self, guint *i)
{
  update (self);
  if (i != NULL)
    *i = self->current;
  return way_finder_get_hit (self, self->current);
}

void
way_finder_set_current (WayFinder *self, guint i)
{
  update (self);
  self->current = i < self->hits->len ? i : G_MAXUINT;
  emit (self);
}

static guint
find_first (WayFinder *self)
{
  for (guint i = 0; i < self->hits->len; i++)
    if (way_editor_is_selected (self->editor, ((const WayHit *) self->hits->pdata[i])->id))
      return i;
  return 0;
}

const WayHit *
way_finder_step (WayFinder *self, int by)
{
  guint n = way_finder_get_n_hits (self);

  if (n == 0)
    return NULL;
  way_finder_set_current (self, self->current == G_MAXUINT ? find_first (self) : by > 0 ? (self->current + 1) % n
                                                                                        : (self->current + n - 1) % n);
  return way_finder_get_current (self, NULL);
}

gboolean
way_finder_is_hit (WayFinder *self, const char *id, gboolean *is_current)
{
  const WayHit *current = way_finder_get_current (self, NULL);

  *is_current = current != NULL && g_strcmp0 (current->id, id) == 0;
  return id != NULL && g_hash_table_contains (self->ids, id);
}

gboolean
way_finder_replace (WayFinder *self, const char *replacement, gboolean *done, GError **error)
{
  const WayHit *hit = way_finder_get_current (self, NULL);
  guint at = self->current;

  *done = FALSE;
  if (hit == NULL)
    {
      way_finder_step (self, 1);
      return TRUE;
    }

  g_autoptr (WayElement) element = way_element_ref (hit->element);
  const WayField field = hit->field;
  const guint end = hit->start + (guint) strlen (replacement);

  if (!way_search_replace (self->editor, hit, replacement, error))
    return FALSE;
  *done = TRUE;
  update (self);
  /* What was just written may hold the text again, and is not meant. */
  for (; at < self->hits->len; at++)
    {
      const WayHit *next = self->hits->pdata[at];

      if (next->element != element || next->field != field || next->start >= end)
        break;
    }
  way_finder_set_current (self, self->hits->len > 0 ? at % self->hits->len : G_MAXUINT);
  return TRUE;
}

gboolean
way_finder_replace_all (WayFinder *self, const char *replacement, guint *n, GError **error)
{
  WayElement *root = (WayElement *) way_document_get_root (way_editor_get_document (self->editor));

  self->current = G_MAXUINT;
  return way_search_replace_all (self->editor, root, self->text, replacement, n, error);
}

/* --- filter --- */

const char *
way_filter_part_get_nick (WayFilterPart part)
{
  return parts[part].nick;
}

WayKind
way_filter_part_get_kind (WayFilterPart part)
{
  return parts[part].kind;
}

const char *
way_finder_get_filter (WayFinder *self, WayFilterPart part)
{
  update (self);
  return self->parts[part];
}

void
way_finder_set_filter (WayFinder *self, WayFilterPart part, const char *value)
{
  if (g_strcmp0 (self->parts[part], value) == 0)
    return;
  g_free (self->parts[part]);
  self->parts[part] = g_strdup (value);
  drop_missing (self);
  g_clear_pointer (&self->dimmed, g_hash_table_unref);
  emit (self);
}

void
way_finder_clear_filter (WayFinder *self)
{
  if (!has_filter (self))
    return;
  for (guint i = 0; i < WAY_N_FILTERS; i++)
    g_clear_pointer (&self->parts[i], g_free);
  g_clear_pointer (&self->dimmed, g_hash_table_unref);
  emit (self);
}

gboolean
way_finder_is_filtering (WayFinder *self)
{
  update (self);
  return has_filter (self);
}

char *
way_finder_name_filter (WayFinder *self, WayFilterPart part)
{
  const WayElement *element = parts[part].kind != WAY_N_KINDS ? way_document_lookup (way_editor_get_document (self->editor), self->parts[part]) : NULL;

  switch (part)
    {
    case WAY_FILTER_ASSUMPTIONS:
      return g_strdup (_ ("Only assumptions"));
    case WAY_FILTER_MOMENTS:
      return g_strdup (_ ("Only moments of truth"));
    case WAY_FILTER_PAINS:
      return g_strdup (_ ("Only where a pain point is"));
    case WAY_FILTER_STAKEHOLDER:
      return g_strdup_printf (_ ("As seen by “%s”"), way_element_get_name (element));
    default:
      return g_strdup_printf (_ ("Only “%s”"), way_element_get_name (element));
    }
}

GHashTable *
way_finder_get_dimmed (WayFinder *self)
{
  update (self);
  if (!way_finder_is_filtering (self))
    return NULL;
  if (self->dimmed == NULL)
    {
      const WayFilter filter = {
        .assumptions = self->parts[WAY_FILTER_ASSUMPTIONS] != NULL,
        .moments = self->parts[WAY_FILTER_MOMENTS] != NULL,
        .pains = self->parts[WAY_FILTER_PAINS] != NULL,
        .persona = self->parts[WAY_FILTER_PERSONA],
        .phase = self->parts[WAY_FILTER_PHASE],
        .channel = self->parts[WAY_FILTER_CHANNEL],
        .department = self->parts[WAY_FILTER_DEPARTMENT],
        .stakeholder = self->parts[WAY_FILTER_STAKEHOLDER],
      };

      self->dimmed = way_filter_list_dimmed (&filter, way_editor_get_document (self->editor), way_editor_get_journey (self->editor));
    }
  return self->dimmed;
}

guint
way_finder_count_shown (WayFinder *self, guint *all)
{
  static const WayKind kinds[] = { WAY_KIND_TOUCHPOINT, WAY_KIND_NOTE, WAY_KIND_PAIN, WAY_KIND_OPPORTUNITY };
  GHashTable *dimmed = way_finder_get_dimmed (self);
  const WayElement *journey = way_editor_get_journey (self->editor);
  WayElement *element;
  guint shown = 0;

  *all = 0;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    way_each (element, journey, kinds[i])
      {
        (*all)++;
        if (dimmed == NULL || !g_hash_table_contains (dimmed, way_element_get_id (element)))
          shown++;
      }
  return shown;
}
