#include "edit/way-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-command-private.h"
#include "base/way-match.h"
#include "model/way-evidence.h"

/* Finding. */

typedef struct
{
  GPtrArray *hits;
  const char *wanted; /* folded */
} Search;

static gboolean
is_text (const WayFieldInfo *info)
{
  return (info->type == WAY_TYPE_LINE || info->type == WAY_TYPE_LINES || info->type == WAY_TYPE_PROSE) && info->group != WAY_GROUP_TECHNICAL;
}

static const char *
find_id (const WayElement *element)
{
  while (element != NULL && way_element_get_id (element) == NULL)
    element = way_element_get_parent (element);
  return element != NULL ? way_element_get_id (element) : NULL;
}

/* The next place from byte `from` of the folded text on; its range is in bytes of the original. */
static gboolean
find_next (const WayFolded *folded, const char *wanted, gsize *from, guint *start, guint *length)
{
  const char *found = strstr (folded->text + *from, wanted);
  gsize at, end;

  if (found == NULL)
    return FALSE;
  at = (gsize) (found - folded->text);
  end = at + strlen (wanted);
  *start = g_array_index (folded->offsets, guint, at);
  /* A character that folds into two is taken whole. */
  while (g_array_index (folded->offsets, guint, end) == g_array_index (folded->offsets, guint, end - 1))
    end++;
  *length = g_array_index (folded->offsets, guint, end) - *start;
  *from = end;
  return TRUE;
}

static void
search_element_cb (WayElement *element, gpointer data)
{
  Search *search = data;
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = way_element_get_row (element, i);
      g_auto (WayFolded) folded = { NULL };
      gsize from = 0;
      guint start, length;

      if (value == NULL || !is_text (&info->fields[i]))
        continue;
      way_folded_init (&folded, value);
      while (find_next (&folded, search->wanted, &from, &start, &length))
        {
          WayHit *hit = g_new0 (WayHit, 1);

          *hit = (WayHit){ way_element_ref (element), find_id (element), info->fields[i].field, start, length };
          g_ptr_array_add (search->hits, hit);
        }
    }
}

GPtrArray *
way_search_find (WayElement *within, const char *text)
{
  g_autofree char *wanted = way_match_fold (text);
  Search search = { g_ptr_array_new_with_free_func ((GDestroyNotify) way_hit_free), wanted };

  if (*wanted != '\0')
    way_element_walk (within, search_element_cb, &search);
  return search.hits;
}

void
way_hit_free (WayHit *self)
{
  if (self == NULL)
    return;
  way_element_unref (self->element);
  g_free (self);
}

char *
way_hit_to_text (const WayHit *self, guint *start, guint *length)
{
  const char *value = way_element_get (self->element, self->field);
  const char *from, *to, *hit;
  GString *s;

  if (value == NULL || self->start + self->length > strlen (value))
    {
      *start = *length = 0;
      return g_strdup ("");
    }
  from = hit = value + self->start;
  to = hit + self->length;
  for (guint i = 0; i < 24 && from > value; i++)
    from = g_utf8_prev_char (from);
  for (guint i = 0; i < 60 && *to != '\0'; i++)
    to = g_utf8_next_char (to);
  s = g_string_new (from > value ? "…" : "");
  *start = (guint) s->len + (guint) (hit - from);
  *length = self->length;
  g_string_append_len (s, from, to - from);
  if (*to != '\0')
    g_string_append (s, "…");
  g_strdelimit (s->str, "\n", ' ');
  return g_string_free (s, FALSE);
}

char *
way_hit_get_place (const WayHit *self, WayDocument *document)
{
  const WayKind kind = way_element_get_kind (self->element);
  const WayElement *owner = way_document_lookup (document, self->id), *journey = way_element_get_ancestor (self->element, WAY_KIND_JOURNEY);
  gboolean is_name = self->field == way_command_get_name_field (kind);
  GString *s = g_string_new (_ (way_kind_get (kind)->label));

  if (owner != NULL && (!is_name || owner != self->element) && way_element_get_kind (owner) != WAY_KIND_DOCUMENT)
    g_string_append_printf (s, " · “%s”", way_element_get_name (owner));
  if (!is_name)
    g_string_append_printf (s, " · %s", _ (way_kind_get_field (kind, self->field)->label));
  if (journey != NULL && journey != self->element)
    g_string_append_printf (s, " · %s", way_element_get_name (journey));
  g_strdelimit (s->str, "\n", ' ');
  return g_string_free (s, FALSE);
}

/* Replacing. */

static gboolean
put_replaced (WayDocument *document, WayElement *element, WayField field, const char *value, GError **error)
{
  g_autofree char *fitted = way_command_fit (way_kind_get_field (way_element_get_kind (element), field), value);

  return way_document_set (document, element, field, fitted, error);
}

gboolean
way_search_replace (WayEditor *editor, const WayHit *hit, const char *replacement, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  const char *value = way_element_get (hit->element, hit->field);
  gboolean there = way_element_get_root (hit->element) == way_document_get_root (document) && value != NULL && hit->start + hit->length <= strlen (value) &&
                   g_utf8_validate (value + hit->start, hit->length, NULL);

  if (!there)
    return way_command_fail (error, _ ("The text has changed since it was found. Search again."));

  g_autofree char *replaced = g_strdup_printf ("%.*s%s%s", (int) hit->start, value, replacement, value + hit->start + hit->length);

  way_command_begin (editor, _ ("Replace"));
  return way_command_finish (editor, put_replaced (document, hit->element, hit->field, replaced, error));
}

gboolean
way_search_replace_all (WayEditor *editor, WayElement *within, const char *text, const char *replacement, guint *n, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autoptr (GPtrArray) hits = way_search_find (within, text);
  gboolean ok = TRUE;

  way_command_begin (editor, _ ("Replace All"));
  for (guint i = 0; i < hits->len && ok;)
    {
      const WayHit *first = hits->pdata[i];
      const char *value = way_element_get (first->element, first->field);
      g_autoptr (GString) s = g_string_new (NULL);
      guint at = 0;

      for (; i < hits->len; i++)
        {
          const WayHit *hit = hits->pdata[i];

          if (hit->element != first->element || hit->field != first->field)
            break;
          g_string_append_len (s, value + at, hit->start - at);
          g_string_append (s, replacement);
          at = hit->start + hit->length;
        }
      g_string_append (s, value + at);
      ok = put_replaced (document, first->element, first->field, s->str, error);
    }
  if (!way_command_finish (editor, ok))
    return FALSE;
  if (n != NULL)
    *n = hits->len;
  return TRUE;
}

/* Filters. */

gboolean
way_filter_is_empty (const WayFilter *self)
{
  return !self->assumptions && !self->moments && !self->pains && self->persona == NULL && self->phase == NULL && self->channel == NULL && self->department == NULL && self->stakeholder == NULL && (self->text == NULL || *self->text == '\0');
}

typedef struct
{
  const char *id;
  gboolean found;
} Mention;

static void
find_mention_cb (WayElement *element, gpointer data)
{
  Mention *mention = data;
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields && !mention->found; i++)
    if (way_element_get_row (element, i) != NULL && (info->fields[i].type == WAY_TYPE_REF || info->fields[i].type == WAY_TYPE_REFS))
      {
        g_auto (GStrv) ids = g_strsplit (way_element_get_row (element, i), " ", -1);

        mention->found = g_strv_contains ((const char *const *) ids, mention->id);
      }
}

/* Whether the element or anything in it points there. */
static gboolean
mentions (WayElement *element, const char *id)
{
  Mention mention = { id, FALSE };

  way_element_walk (element, find_mention_cb, &mention);
  return mention.found;
}

/* The element's own place: a card, or the card, step or phase it stands at. */
static WayElement *
follow_place (WayDocument *document, WayElement *element)
{
  WayElement *place = way_kind_find_field (way_element_get_kind (element), WAY_FIELD_AT) >= 0 ? way_document_follow (document, element, WAY_FIELD_AT) : NULL;

  return place != NULL ? place : element;
}

static gboolean
is_in_phase (WayDocument *document, WayElement *element, const char *phase)
{
  WayElement *place = follow_place (document, element), *step;
  const WayElement *wanted = way_document_lookup (document, phase);
  gboolean inside = FALSE;

  if (!way_cells_is_card (place))
    return wanted != NULL && way_element_get_ancestor (place, WAY_KIND_PHASE) == wanted;

  const WayElement *last = way_document_follow (document, place, WAY_FIELD_UNTIL);
  WayElement *first = way_document_follow (document, place, WAY_FIELD_STEP), *other;

  if (first == NULL || wanted == NULL || way_element_get_parent (wanted) == NULL)
    return FALSE;
  way_each (other, way_element_get_parent (wanted), WAY_KIND_PHASE)
    way_each (step, other, WAY_KIND_STEP)
      {
        inside |= step == first;
        if (inside && other == wanted)
          return TRUE;
        if (inside && (last == NULL || step == last))
          return FALSE;
      }
  return FALSE;
}

static gboolean
has_pain (WayDocument *document, const WayElement *element)
{
  g_autoptr (GPtrArray) referrers = way_document_dup_referrers (document, way_element_get_id (element));

  if (way_element_get_kind (element) == WAY_KIND_PAIN)
    return TRUE;
  for (guint i = 0; i < referrers->len; i++)
    if (way_element_get_kind (referrers->pdata[i]) == WAY_KIND_PAIN)
      return TRUE;
  return FALSE;
}

static gboolean
holds_text (WayElement *element, const char *text)
{
  g_autoptr (GPtrArray) hits = way_search_find (element, text);

  return hits->len > 0;
}

gboolean
way_filter_accepts (const WayFilter *self, WayDocument *document, WayElement *element)
{
  WayElement *place = follow_place (document, element);

  if (way_element_get_kind (element) == WAY_KIND_CONNECTION)
    {
      WayElement *from = way_document_follow (document, element, WAY_FIELD_FROM), *to = way_document_follow (document, element, WAY_FIELD_TO);

      return from != NULL && to != NULL && way_filter_accepts (self, document, from) && way_filter_accepts (self, document, to);
    }
  /* A path stays lit with the last of its stops. */
  if (way_element_get_kind (element) == WAY_KIND_PATH)
    {
      WayElement *via;

      way_each (via, element, WAY_KIND_VIA)
        {
          WayElement *stop = way_document_follow (document, via, WAY_FIELD_REF);

          if (stop != NULL && way_filter_accepts (self, document, stop))
            return TRUE;
        }
      return FALSE;
    }
  return (!self->assumptions || way_evidence_count (document, element, 0).state == WAY_EVIDENCE_ASSUMPTION) &&
         (!self->moments || way_element_get_boolean (place, WAY_FIELD_MOMENT_OF_TRUTH)) &&
         (!self->pains || has_pain (document, element)) &&
         (self->persona == NULL || mentions (element, self->persona)) &&
         (self->phase == NULL || is_in_phase (document, element, self->phase)) &&
         (self->channel == NULL || g_strcmp0 (way_element_get (place, WAY_FIELD_CHANNEL), self->channel) == 0) &&
         (self->department == NULL || mentions (place, self->department)) &&
         (self->stakeholder == NULL || mentions (place, self->stakeholder)) &&
         (self->text == NULL || *self->text == '\0' || holds_text (element, self->text));
}

GHashTable *
way_filter_list_dimmed (const WayFilter *self, WayDocument *document, const WayElement *journey)
{
  static const WayKind kinds[] = { WAY_KIND_TOUCHPOINT, WAY_KIND_NOTE, WAY_KIND_PAIN, WAY_KIND_OPPORTUNITY, WAY_KIND_CONNECTION, WAY_KIND_PATH };
  GHashTable *dimmed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  WayElement *element;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && !way_filter_is_empty (self); i++)
    way_each (element, journey, kinds[i])
      if (!way_filter_accepts (self, document, element))
        g_hash_table_add (dimmed, g_strdup (way_element_get_id (element)));
  return dimmed;
}
