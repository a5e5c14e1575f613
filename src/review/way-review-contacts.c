#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/way-channel.h"
#include "review/way-review-private.h"

/* Who speaks with the customer, over what, and what is known then (R000-10, R001-8, R001-9, R004-1). */

/* --- our departments --- */

static gboolean
is_ours (const WayElement *department)
{
  const WayElement *organisation = department != NULL ? way_element_get_parent (department) : NULL;

  return organisation != NULL && way_element_is (organisation, WAY_FIELD_KIND, "provider");
}

/* (element-type WayElement): those of the provider that take part. */
static GPtrArray *
list_departments (const WayReview *self, const WayElement *touchpoint)
{
  GPtrArray *ours = g_ptr_array_new ();
  g_auto (GStrv) ids = way_element_get_list (touchpoint, WAY_FIELD_DEPARTMENTS);

  for (char **id = ids; *id != NULL; id++)
    {
      WayElement *department = way_document_lookup (self->document, *id);

      if (is_ours (department))
        g_ptr_array_add (ours, department);
    }
  return ours;
}

/* Both have departments of ours, and none is the same. */
static gboolean
are_strangers (const WayReview *self, const WayElement *a, const WayElement *b, const WayElement **of_a, const WayElement **of_b)
{
  g_autoptr (GPtrArray) x = list_departments (self, a);
  g_autoptr (GPtrArray) y = list_departments (self, b);

  if (x->len == 0 || y->len == 0)
    return FALSE;
  for (guint i = 0; i < x->len; i++)
    if (g_ptr_array_find (y, g_ptr_array_index (x, i), NULL))
      return FALSE;
  *of_a = g_ptr_array_index (x, 0);
  *of_b = g_ptr_array_index (y, 0);
  return TRUE;
}

/* Stops of one step and one channel that we start, by departments that have nothing to do with each other. */
static void
find_collisions (WayReview *self)
{
  for (guint i = 0; i < self->stops->len; i++)
    {
      const WayStop *a = way_review_get_stop (self, i);

      if (a->column == G_MAXUINT || a->channel == NULL || !way_element_is (a->element, WAY_FIELD_INITIATOR, "provider"))
        continue;
      for (guint k = i + 1; k < self->stops->len && way_review_get_stop (self, k)->column == a->column; k++)
        {
          const WayStop *b = way_review_get_stop (self, k);
          const WayElement *of_a, *of_b;

          if (b->channel != a->channel || !way_element_is (b->element, WAY_FIELD_INITIATOR, "provider") || !are_strangers (self, a->element, b->element, &of_a, &of_b))
            continue;
          way_review_add (self, WAY_RULE_DEPARTMENTS_COLLIDE, b->element, a->element, _ ("%s (“%s”) and %s (“%s”) reach out in the same step, both by %s."), way_element_get_name (of_a), way_element_get_name (a->element), way_element_get_name (of_b), way_element_get_name (b->element), way_element_get_name (a->channel));
          break;
        }
    }
}

/* --- what they say --- */

/* Two messages that only differ in their numbers ("in 2 weeks", "in 6 weeks") share what is left without them. */
static char *
strip_numbers (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GString *words = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      g_string_append_unichar (words, g_utf8_get_char (p));
  return g_string_free (words, FALSE);
}

static gboolean
is_of_another (const WayElement *a, const WayElement *b)
{
  return g_strcmp0 (way_element_get (a, WAY_FIELD_DEPARTMENT), way_element_get (b, WAY_FIELD_DEPARTMENT)) != 0;
}

/* At one touchpoint several departments must say the same; elsewhere only what differs in numbers alone stands out. */
static void
check_messages (WayReview *self, GHashTable *said, const WayElement *touchpoint)
{
  const WayElement *first = way_element_get_first (touchpoint, WAY_KIND_MESSAGE);
  WayElement *message;

  way_each (message, touchpoint, WAY_KIND_MESSAGE)
    {
      g_autofree char *words = strip_numbers (way_element_get_name (message));
      const WayElement *before = g_hash_table_lookup (said, words);
      const WayElement *rival = NULL;

      if (message != first && is_of_another (message, first))
        rival = first;
      else if (before != NULL && *words != '\0' && is_of_another (message, before))
        rival = before;
      if (rival != NULL && g_strcmp0 (way_element_get (message, WAY_FIELD_TEXT), way_element_get (rival, WAY_FIELD_TEXT)) != 0)
        {
          const WayElement *there = way_element_get_parent (rival);

          way_review_add (self, WAY_RULE_MESSAGES_DIFFER, touchpoint, there != touchpoint ? there : NULL, _ ("At “%s” two departments say “%s” and “%s”; check that both hold."), way_element_get_name (touchpoint), way_element_get_name (rival), way_element_get_name (message));
          return;
        }
      if (before == NULL)
        g_hash_table_insert (said, g_steal_pointer (&words), message);
    }
}

/* --- handovers, drop-outs, others --- */

static void
find_in_connections (WayReview *self)
{
  WayElement *connection;

  way_each (connection, self->journey, WAY_KIND_CONNECTION)
    {
      const WayElement *from = way_document_follow (self->document, connection, WAY_FIELD_FROM);
      const WayElement *to = way_document_follow (self->document, connection, WAY_FIELD_TO);
      const char *context = way_element_get (connection, WAY_FIELD_CONTEXT);

      if (from == NULL || to == NULL)
        continue;
      if (way_element_is (connection, WAY_FIELD_KIND, "handover") && (context == NULL || strcmp (context, "none") == 0 || strcmp (context, "unknown") == 0))
        way_review_add (self, WAY_RULE_HANDOVER_WITHOUT_CONTEXT, connection, to,
                        context != NULL && strcmp (context, "none") == 0 ? _ ("From “%s” to “%s” nothing of what is known is passed on.") : _ ("From “%s” to “%s” nobody knows whether what is known is passed on."),
                        way_element_get_name (from), way_element_get_name (to));
      if (way_element_is (connection, WAY_FIELD_KIND, "drop-out") && !way_review_hurts (self, from))
        way_review_add (self, WAY_RULE_DROP_OUT_WITHOUT_REASON, from, connection, _ ("Customers leave at “%s”, and no pain point there says why."), way_element_get_name (from));
    }
}

static void
check_third_party (WayReview *self, const WayStop *stop)
{
  const WayElement *touchpoint = stop->element;
  const WayMentions *mentions = way_review_get_mentions (self, touchpoint);

  if (stop->channel == NULL || !way_element_is (stop->channel, WAY_FIELD_CONTROL, "third-party"))
    return;
  if (mentions->answers > 0 || mentions->pains > 0 || way_element_count (touchpoint, WAY_KIND_MESSAGE) > 0 || way_review_has_line (touchpoint, WAY_FIELD_ACTION_EXPECTED))
    return;

  g_autoptr (GPtrArray) ours = list_departments (self, touchpoint);

  if (ours->len == 0)
    way_review_add (self, WAY_RULE_THIRD_PARTY_UNANSWERED, touchpoint, NULL, _ ("“%s” is not ours to control, and nothing says how we answer it."), way_element_get_name (touchpoint));
}

/* --- preferences --- */

/* What stands behind a word of preference, up to what it is preferred to; NULL if there is none. */
static char *
find_preference (const char *text)
{
  static const char *const words[] = { "prefers", "prefer", "would rather", "lieber", "bevorzugt", "am liebsten" };
  static const char *const ends[] = { " than ", " to ", " instead", " als ", " statt ", ".", ";" };
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *found = strstr (folded, words[i]);

      if (found == NULL)
        continue;

      char *wish = g_strdup (found + strlen (words[i]));

      for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
        {
          char *end = strstr (wish, ends[k]);

          if (end != NULL)
            *end = '\0';
        }
      return wish;
    }
  return NULL;
}

static gboolean
is_offered (const WayReview *self, const char *kind)
{
  for (guint i = 0; i < self->stops->len; i++)
    if (way_review_get_stop (self, i)->channel != NULL && way_element_is (way_review_get_stop (self, i)->channel, WAY_FIELD_KIND, kind))
      return TRUE;
  return FALSE;
}

static void
check_preference (WayReview *self, const WayElement *persona, const char *text)
{
  g_autofree char *wish = find_preference (text);
  const char *kind, *medium;

  if (wish == NULL)
    return;
  way_channel_guess (wish, &kind, &medium);
  if (strcmp (kind, "other") != 0 && !is_offered (self, kind))
    way_review_add (self, WAY_RULE_PREFERENCE_NOT_OFFERED, persona, self->journey, _ ("%s says “%s”, and “%s” offers no such channel."), way_element_get_name (persona), text, way_element_get_name (self->journey));
}

static void
find_preferences (WayReview *self)
{
  static const WayField fields[] = { WAY_FIELD_NEED, WAY_FIELD_FRUSTRATION, WAY_FIELD_CONTEXT };
  g_auto (GStrv) ids = way_element_get_list (self->journey, WAY_FIELD_PERSONAS);

  for (char **id = ids; *id != NULL; id++)
    {
      const WayElement *persona = way_document_lookup (self->document, *id);

      for (guint i = 0; persona != NULL && i < G_N_ELEMENTS (fields); i++)
        {
          g_auto (GStrv) lines = way_element_get_list (persona, fields[i]);

          for (char **line = lines; *line != NULL; line++)
            check_preference (self, persona, *line);
        }
    }
}

void
way_review_contacts (WayReview *self)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  find_collisions (self);
  find_in_connections (self);
  find_preferences (self);
  for (guint i = 0; i < self->stops->len; i++)
    {
      const WayStop *stop = way_review_get_stop (self, i);

      check_messages (self, said, stop->element);
      check_third_party (self, stop);
    }
}
