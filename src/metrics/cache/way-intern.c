#include "metrics/cache/way-intern.h"

#include <string.h>

#include "base/way-memory.h"

/* All that a look-up needs lies in one place: with a million names each further one would be a wait for memory. */
typedef struct
{
  guint64 hash;
  const char *text; /* in the arena */
  guint32 length;
  guint32 number; /* plus one; 0 = free */
} Slot;

struct _WayIntern
{
  Slot *slots;
  gsize mask;
  GPtrArray *texts; /* (element-type utf8), in `arena` */
  GStringChunk *arena;
};

/* The last bytes of a text, at most eight, in an order of their own. */
static inline guint64
load_rest (const char *text, gsize length)
{
  guint32 low, high;

  if (length < 4)
    return length == 0 ? 0 : (guint64) (guchar) text[0] << 16 | (guint64) (guchar) text[length / 2] << 8 | (guchar) text[length - 1];
  memcpy (&low, text, 4);
  memcpy (&high, text + length - 4, 4);
  return (guint64) high << 32 | low;
}

/* Eight bytes at a time; the constants are those of splitmix64 (Steele, Lea and Flood 2014). */
static inline guint64
hash_text (const char *text, gsize length)
{
  guint64 hash = length * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15), word;

  for (; length > 8; text += 8, length -= 8)
    {
      memcpy (&word, text, 8);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      hash ^= hash >> 29;
    }
  hash = (hash ^ load_rest (text, length)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  hash ^= hash >> 29;
  hash *= G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return hash ^ (hash >> 32);
}

WayIntern *
way_intern_new (void)
{
  WayIntern *self = g_new0 (WayIntern, 1);

  self->mask = 255;
  self->slots = g_new0 (Slot, self->mask + 1);
  self->texts = g_ptr_array_new ();
  self->arena = g_string_chunk_new (64 * 1024);
  return self;
}

void
way_intern_free (WayIntern *self)
{
  if (self == NULL)
    return;
  g_free (self->slots);
  g_ptr_array_unref (self->texts);
  g_string_chunk_free (self->arena);
  g_free (self);
}

static void
grow (WayIntern *self)
{
  gsize mask = self->mask * 2 + 1;
  Slot *slots = g_new0 (Slot, mask + 1);

  way_memory_prefer_large_pages (slots, (mask + 1) * sizeof *slots);
  for (gsize i = 0; i <= self->mask; i++)
    {
      gsize at = self->slots[i].hash & mask;

      if (self->slots[i].number == 0)
        continue;
      while (slots[at].number != 0)
        at = (at + 1) & mask;
      slots[at] = self->slots[i];
    }
  g_free (self->slots);
  self->slots = slots;
  self->mask = mask;
}

static inline gboolean
is_text (const Slot *slot, guint64 hash, const char *text, gsize length)
{
  return slot->hash == hash && slot->length == length && memcmp (slot->text, text, length) == 0;
}

guint64
way_intern_expect (const WayIntern *self, const char *text, gsize length)
{
  guint64 hash = hash_text (text, length);

  __builtin_prefetch (&self->slots[hash & self->mask]);
  return hash;
}

guint32
way_intern_add_expected (WayIntern *self, const char *text, gsize length, guint64 hash)
{
  gsize at = hash & self->mask;

  for (; self->slots[at].number != 0; at = (at + 1) & self->mask)
    if (is_text (&self->slots[at], hash, text, length))
      return self->slots[at].number - 1;

  guint32 number = self->texts->len;

  g_ptr_array_add (self->texts, g_string_chunk_insert_len (self->arena, text, (gssize) length));
  self->slots[at] = (Slot){ hash, g_ptr_array_index (self->texts, number), (guint32) length, number + 1 };
  if (self->texts->len * 2 > self->mask)
    grow (self);
  return number;
}

guint32
way_intern_add (WayIntern *self, const char *text, gsize length)
{
  return way_intern_add_expected (self, text, length, hash_text (text, length));
}

gboolean
way_intern_find (const WayIntern *self, const char *text, gsize length, guint32 *index)
{
  guint64 hash = hash_text (text, length);

  for (gsize at = hash & self->mask; self->slots[at].number != 0; at = (at + 1) & self->mask)
    if (is_text (&self->slots[at], hash, text, length))
      {
        *index = self->slots[at].number - 1;
        return TRUE;
      }
  return FALSE;
}

guint
way_intern_get_size (const WayIntern *self)
{
  return self->texts->len;
}

const char *
way_intern_get (const WayIntern *self, guint32 index)
{
  return g_ptr_array_index (self->texts, index);
}

char **
way_intern_dup_all (const WayIntern *self)
{
  char **all = g_new (char *, self->texts->len + 1);

  for (guint i = 0; i < self->texts->len; i++)
    all[i] = g_strdup (g_ptr_array_index (self->texts, i));
  all[self->texts->len] = NULL;
  return all;
}

char **
way_intern_free_to_texts (WayIntern *self, GStringChunk **arena)
{
  char **texts;

  g_ptr_array_add (self->texts, NULL);
  texts = (char **) g_ptr_array_free (self->texts, FALSE);
  *arena = self->arena;
  g_free (self->slots);
  g_free (self);
  return texts;
}
