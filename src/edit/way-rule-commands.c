#include "edit/way-rule-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-match.h"
#include "edit/way-command-private.h"

/* What events are called, in the languages people keep logs in: parts of words as way_match_fold () leaves them. The first is not one of
 * them but stands there until the user says better. */
typedef enum
{
  WORD_NONE,
  WORD_ALL,
  WORD_ADVERTISING,
  WORD_COMPLAINT,
  WORD_ANSWER,
  WORD_CANCEL,
  N_WORDS
} Word;

static const struct
{
  const char *fallback; /* N_() */
  const char *stems[16];
} words[N_WORDS] = {
  [WORD_ALL] = { "*", { NULL } },
  [WORD_ADVERTISING] = { N_ ("*newsletter*"), { "newsletter", "marketing", "campaign", "kampagne", "advert", "werb", "promo", "mailing", NULL } },
  [WORD_COMPLAINT] = { N_ ("*complaint*"), { "complain", "beschwer", "reklam", "claim", "appeal", "ticket", "incident", "problem", "fault", "storung", NULL } },
  [WORD_ANSWER] = { N_ ("*answer*"), { "answer", "antwort", "resolv", "solved", "solution", "gelost", "losung", "erledig", "closed", "abgeschlossen", NULL } },
  [WORD_CANCEL] = { N_ ("*cancel*"), { "cancel", "kundig", "terminat", "churn", "storn", NULL } },
};

static const struct
{
  WayRuleExample shown;
  const char *kind;
  Word match, opens, closes;
  const char *n, *spread, *within;
  const char *format; /* of a pattern of several steps, with the first and the second word in it; NULL: the first alone */
} examples[] = {
  { { N_ ("No advertising while a complaint is open"), N_ ("Who is angry with us and gets a cheerful mail is lost.") }, "during", WORD_ADVERTISING, WORD_COMPLAINT, WORD_ANSWER, NULL, NULL, NULL, NULL },
  { { N_ ("Not too many contacts from too many departments"), N_ ("Uncoordinated mails and calls from several departments feel like a siege.") }, "too-many", WORD_ALL, WORD_NONE, WORD_NONE, "3", "1", "7", NULL },
  { { N_ ("Never ask for the same data twice"), N_ ("Customers who have to say the same again conclude that nobody listened.") }, "asked-twice", WORD_NONE, WORD_NONE, WORD_NONE, NULL, NULL, NULL, NULL },
  { { N_ ("No advertising after a cancellation"), N_ ("Who has just left does not want to hear what is new.") }, "sequence", WORD_CANCEL, WORD_ADVERTISING, WORD_NONE, NULL, NULL, NULL, "%s > %s within 30 d" },
  { { N_ ("An answer to every complaint within two days"), N_ ("Silence makes a small complaint a large one.") }, "sequence", WORD_COMPLAINT, WORD_ANSWER, WORD_NONE, NULL, NULL, NULL, "%s > not %s within 2 d" },
};

const WayRuleExample *
way_rule_list_examples (guint *n)
{
  static WayRuleExample shown[G_N_ELEMENTS (examples)];

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    shown[i] = examples[i].shown;
  *n = G_N_ELEMENTS (examples);
  return shown;
}

/* --- which events are meant --- */

/* As a pattern that means this name alone; words that patterns are made of stand in “…”. */
static char *
quote (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, " ", -1);
  gboolean plain = strpbrk (name, "\"“”>*?") == NULL;

  for (char **part = parts; *part != NULL; part++)
    plain = plain && g_ascii_strcasecmp (*part, "in") != 0 && g_ascii_strcasecmp (*part, "by") != 0 && g_ascii_strcasecmp (*part, "within") != 0 && g_ascii_strcasecmp (*part, "not") != 0;
  return plain ? g_strdup (name) : strpbrk (name, "\"“”") == NULL ? g_strconcat ("\"", name, "\"", NULL)
                                                                  : NULL;
}

static gboolean
has_stem (const char *folded, Word word)
{
  for (const char *const *stem = words[word].stems; *stem != NULL; stem++)
    if (strstr (folded, *stem) != NULL)
      return TRUE;
  return FALSE;
}

/* The name that has the stem, or "*stem*" where several have it; NULL if none has. What ends a complaint is no complaint. */
static char *
find_stem (const char *stem, Word word, const char *const *names)
{
  const char *found = NULL;
  gboolean several = FALSE, others = FALSE;

  for (; *names != NULL; names++)
    {
      g_autofree char *folded = way_match_fold (*names);

      if (strstr (folded, stem) == NULL)
        continue;
      if (word == WORD_COMPLAINT && has_stem (folded, WORD_ANSWER))
        {
          others = TRUE;
          continue;
        }
      several = several || found != NULL;
      found = found != NULL ? found : *names;
    }
  if (found == NULL)
    return NULL;
  return several && !others ? g_strconcat ("*", stem, "*", NULL) : quote (found);
}

static char *
find_events (Word word, const char *const *events, const char *const *touchpoints)
{
  const char *const *const lists[] = { events, touchpoints };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const char *const *stem = words[word].stems; lists[i] != NULL && *stem != NULL; stem++)
      {
        char *pattern = find_stem (*stem, word, lists[i]);

        if (pattern != NULL)
          return pattern;
      }
  return g_strdup (word == WORD_ALL ? words[word].fallback : _ (words[word].fallback));
}

/* What several touchpoints ask for, or else one does. */
static char *
find_data (const WayElement *journey)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *once = NULL;
  WayElement *touchpoint, *data;

  way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
    way_each (data, touchpoint, WAY_KIND_DATA)
      {
        const char *name = way_element_get_name (data);

        if (!g_hash_table_add (seen, way_match_squeeze (name)))
          return g_strdup (name);
        once = once != NULL ? once : name;
      }
  return g_strdup (once != NULL ? once : _ ("Address"));
}

const char *
way_command_add_rule (WayEditor *editor, guint example, const char *const *events, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  const WayElement *journey = way_editor_get_journey (editor);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  WayElement *rule = way_element_new (WAY_KIND_RULE), *touchpoint;
  g_autofree char *id = way_document_make_id (document, WAY_KIND_RULE), *match = NULL, *opens = NULL, *closes = NULL;

  g_return_val_if_fail (example < G_N_ELEMENTS (examples), NULL);
  if (journey != NULL)
    way_each (touchpoint, journey, WAY_KIND_TOUCHPOINT)
      g_strv_builder_add (names, way_element_get_name (touchpoint));

  g_auto (GStrv) touchpoints = g_strv_builder_end (names);
  const Word first = examples[example].match, second = examples[example].opens;

  match = first != WORD_NONE ? find_events (first, events, (const char *const *) touchpoints) : find_data (journey);
  opens = second != WORD_NONE ? find_events (second, events, (const char *const *) touchpoints) : NULL;
  closes = examples[example].closes != WORD_NONE ? find_events (examples[example].closes, events, (const char *const *) touchpoints) : NULL;
  if (examples[example].format != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (examples[example].format, "%s", 3);
      char *pattern = g_strconcat (parts[0], match, parts[1], opens, parts[2], NULL);

      g_free (match);
      match = pattern;
      g_clear_pointer (&opens, g_free);
    }
  way_element_init_value (rule, WAY_FIELD_ID, id);
  way_element_init_value (rule, WAY_FIELD_NAME, _ (examples[example].shown.name));
  way_element_init_value (rule, WAY_FIELD_KIND, examples[example].kind);
  way_element_init_value (rule, WAY_FIELD_MATCH, match);
  way_element_init_value (rule, WAY_FIELD_OPENS, opens);
  way_element_init_value (rule, WAY_FIELD_CLOSES, closes);
  way_element_init_value (rule, WAY_FIELD_N, examples[example].n);
  way_element_init_value (rule, WAY_FIELD_SPREAD, examples[example].spread);
  way_element_init_value (rule, WAY_FIELD_WITHIN, examples[example].within);
  way_element_init_value (rule, WAY_FIELD_BECAUSE, _ (examples[example].shown.why));
  way_command_begin (editor, _ ("Add Contact Rule"));
  rule = way_command_insert (document, rule, (WayElement *) way_document_get_root (document), G_MAXUINT, error);
  return way_command_finish (editor, rule != NULL) ? way_element_get_id (rule) : NULL;
}

/* --- in a sentence --- */

static char *
say_during (const char *match, const char *opens, const char *closes, const char *days)
{
  if (opens == NULL)
    return g_strdup_printf (_ ("No “%s” while something is open; what opens it is still to be said."), match);
  if (closes != NULL && days != NULL)
    return g_strdup_printf (_ ("No “%s” between “%s” and “%s”, for %s days at most."), match, opens, closes, days);
  if (closes != NULL)
    return g_strdup_printf (_ ("No “%s” between “%s” and “%s”."), match, opens, closes);
  return days != NULL ? g_strdup_printf (_ ("No “%s” for %s days after “%s”."), match, days, opens) : g_strdup_printf (_ ("No “%s” ever after “%s”."), match, opens);
}

static char *
say_too_many (const WayElement *rule, const char *match, const char *days)
{
  int n = way_element_get_integer (rule, WAY_FIELD_N, 0), spread = way_element_get_integer (rule, WAY_FIELD_SPREAD, -1);
  g_autofree char *what = strcmp (match, "*") == 0 ? g_strdup_printf (ngettext ("No more than %d contact", "No more than %d contacts", (gulong) n), n) : g_strdup_printf (_ ("No more than %d times “%s”"), n, match);
  g_autofree char *when = days != NULL ? g_strdup_printf (_ (" within %s days"), days) : g_strdup ("");
  g_autofree char *who = spread >= 0 ? g_strdup_printf (ngettext (", if they come from more than %d department", ", if they come from more than %d departments", (gulong) spread), spread) : g_strdup ("");

  return g_strconcat (what, when, who, ".", NULL);
}

char *
way_rule_to_text (const WayElement *rule)
{
  const char *match = way_element_get (rule, WAY_FIELD_MATCH), *days = way_element_get (rule, WAY_FIELD_WITHIN);

  if (match == NULL)
    return g_strdup (_ ("Which events it is about is still to be said."));
  if (way_element_is (rule, WAY_FIELD_KIND, "during"))
    return say_during (match, way_element_get (rule, WAY_FIELD_OPENS), way_element_get (rule, WAY_FIELD_CLOSES), days);
  if (way_element_is (rule, WAY_FIELD_KIND, "too-many"))
    return say_too_many (rule, match, days);
  if (way_element_is (rule, WAY_FIELD_KIND, "asked-twice"))
    return days != NULL ? g_strdup_printf (_ ("“%s” is asked for only once in %s days."), match, days) : g_strdup_printf (_ ("“%s” is asked for only once."), match);
  return g_strdup_printf (_ ("This should not happen: %s."), match);
}
