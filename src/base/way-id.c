#include "base/way-id.h"

#include <string.h>

/* Crockford's set without look-alikes (i, l, o, u): ids are read out loud and typed by hand. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

gboolean
way_id_is_valid (const char *id)
{
  if (id == NULL)
    return FALSE;

  size_t prefix = strspn (id, "abcdefghijklmnopqrstuvwxyz");

  if (prefix < 2 || prefix > 3 || id[prefix] != '-')
    return FALSE;

  size_t rest = strspn (id + prefix + 1, "abcdefghijklmnopqrstuvwxyz0123456789");

  return rest >= 3 && rest <= 24 && id[prefix + 1 + rest] == '\0';
}

static char *
build (const char *prefix, guint64 bits)
{
  char tail[9];

  for (int i = 0; i < 8; i++, bits >>= 5)
    tail[i] = alphabet[bits & 31];
  tail[8] = '\0';
  return g_strconcat (prefix, "-", tail, NULL);
}

char *
way_id_new (const char *prefix)
{
  return build (prefix, (guint64) g_random_int () << 32 | g_random_int ());
}

char *
way_id_new_from (GRand *rand, const char *prefix)
{
  guint64 high = g_rand_int (rand);

  return build (prefix, high << 32 | g_rand_int (rand));
}
