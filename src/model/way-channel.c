#include "model/way-channel.h"

#include <string.h>

/* Words in a channel's name that tell its kind. The first that is found counts. */
static const struct
{
  const char *word, *kind, *medium;
} words[] = {
  { "e-mail", "email", "digital" },
  { "email", "email", "digital" },
  { "newsletter", "email", "digital" },
  { "mailing", "email", "digital" },
  { "shop", "shop", "digital" },
  { "whatsapp", "messenger", "digital" },
  { "messenger", "messenger", "digital" },
  { "chat", "chat", "digital" },
  { "sms", "sms", "digital" },
  { "such", "search", "digital" },
  { "search", "search", "digital" },
  { "google", "search", "digital" },
  { "portal", "portal", "digital" },
  { "web", "web", "digital" },
  { "site", "web", "digital" },
  { "online", "web", "digital" },
  { "internet", "web", "digital" },
  { "video", "video-call", "digital" },
  { "social", "social", "digital" },
  { "forum", "social", "digital" },
  { "linkedin", "social", "digital" },
  { "facebook", "social", "digital" },
  { "instagram", "social", "digital" },
  { "telefon", "phone", "analogue" },
  { "phone", "phone", "analogue" },
  { "hotline", "phone", "analogue" },
  { "anruf", "phone", "analogue" },
  { "call", "phone", "analogue" },
  { "app", "app", "digital" },
  { "besuch", "visit", "analogue" },
  { "visit", "visit", "analogue" },
  { "vor ort", "visit", "analogue" },
  { "filiale", "store", "analogue" },
  { "laden", "store", "analogue" },
  { "store", "store", "analogue" },
  { "branch", "store", "analogue" },
  { "messe", "event", "analogue" },
  { "event", "event", "analogue" },
  { "fair", "event", "analogue" },
  { "brief", "letter", "analogue" },
  { "letter", "letter", "analogue" },
  { "post", "letter", "analogue" },
  { "katalog", "print", "analogue" },
  { "print", "print", "analogue" },
  { "flyer", "print", "analogue" },
  { "partner", "partner", "hybrid" },
  { "liefer", "delivery", "analogue" },
  { "deliver", "delivery", "analogue" },
  { "rechnung", "invoice", "hybrid" },
  { "invoice", "invoice", "hybrid" },
  { "automat", "machine", "analogue" },
  { "machine", "machine", "analogue" },
  { "presse", "media", "hybrid" },
  { "radio", "media", "analogue" },
  { "tv", "media", "analogue" },
};

void
way_channel_guess (const char *name, const char **kind, const char **medium)
{
  g_autofree char *folded = g_utf8_strdown (name, -1);
  guint i = 0;

  while (i < G_N_ELEMENTS (words) && strstr (folded, words[i].word) == NULL)
    i++;
  *kind = i < G_N_ELEMENTS (words) ? words[i].kind : "other";
  *medium = i < G_N_ELEMENTS (words) ? words[i].medium : "hybrid";
}
