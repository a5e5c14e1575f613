/* What names of columns mean, in English and German, as survey tools, CRM and contact centres write them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-match.h"
#include "metrics/tables/way-column.h"

typedef enum
{
  WHOLE, /* the name is this */
  START, /* it begins so */
  PART,  /* it holds this; also looked for in the question */
} How;

/* Without case, blanks and the dots of umlauts. The first row that fits counts. A metric beside people: that is what it is where numbers
 * stand in it. */
static const struct
{
  const char *word;
  How how;
  WayColumnUse use;
  const char *metric;
} words[] = {
  /* Export metadata that nobody wants. */
  { "progress", WHOLE, WAY_USE_SKIP, NULL },
  { "status", WHOLE, WAY_USE_SKIP, NULL },
  { "finished", WHOLE, WAY_USE_SKIP, NULL },
  { "durationinseconds", WHOLE, WAY_USE_SKIP, NULL },
  { "collectorid", WHOLE, WAY_USE_SKIP, NULL },
  { "networkid", WHOLE, WAY_USE_SKIP, NULL },
  { "responseset", WHOLE, WAY_USE_SKIP, NULL },
  { "userlanguage", WHOLE, WAY_USE_SKIP, NULL },
  { "locationaccuracy", WHOLE, WAY_USE_SKIP, NULL },
  { "fullexportcompleted", WHOLE, WAY_USE_SKIP, NULL },
  { "partialresulttimestamp", WHOLE, WAY_USE_SKIP, NULL },
  { "filters", WHOLE, WAY_USE_SKIP, NULL },
  { "intervalcomplete", WHOLE, WAY_USE_SKIP, NULL },
  { "npsgroup", PART, WAY_USE_SKIP, NULL },

  /* People. */
  { "email", PART, WAY_USE_PERSONAL, NULL },
  { "mailadresse", PART, WAY_USE_PERSONAL, NULL },
  { "recipient", START, WAY_USE_PERSONAL, NULL },
  { "empfanger", PART, WAY_USE_PERSONAL, NULL },
  { "ipaddress", PART, WAY_USE_PERSONAL, NULL },
  { "ipadresse", PART, WAY_USE_PERSONAL, NULL },
  { "ip", WHOLE, WAY_USE_PERSONAL, NULL },
  { "firstname", PART, WAY_USE_PERSONAL, NULL },
  { "lastname", PART, WAY_USE_PERSONAL, NULL },
  { "fullname", PART, WAY_USE_PERSONAL, NULL },
  { "customername", PART, WAY_USE_PERSONAL, NULL },
  { "kundenname", PART, WAY_USE_PERSONAL, NULL },
  { "agentname", PART, WAY_USE_PERSONAL, NULL },
  { "agentid", WHOLE, WAY_USE_PERSONAL, NULL },
  { "vorname", PART, WAY_USE_PERSONAL, NULL },
  { "nachname", PART, WAY_USE_PERSONAL, NULL },
  { "ansprechpartner", PART, WAY_USE_PERSONAL, NULL },
  { "contactname", PART, WAY_USE_PERSONAL, NULL },
  { "telefon", START, WAY_USE_PERSONAL, NULL },
  { "phone", WHOLE, WAY_USE_PERSONAL, NULL },
  { "phonenumber", PART, WAY_USE_PERSONAL, NULL },
  { "mobil", WHOLE, WAY_USE_PERSONAL, NULL },
  { "anschrift", PART, WAY_USE_PERSONAL, NULL },
  { "adresse", WHOLE, WAY_USE_PERSONAL, NULL },
  { "address", WHOLE, WAY_USE_PERSONAL, NULL },
  { "name", WHOLE, WAY_USE_PERSONAL, NULL },
  { "users", WHOLE, WAY_USE_PERSONAL, "count" },
  { "nutzer", WHOLE, WAY_USE_PERSONAL, "count" },
  { "benutzer", WHOLE, WAY_USE_PERSONAL, "count" },
  { "remote", WHOLE, WAY_USE_PERSONAL, NULL },
  { "resource", WHOLE, WAY_USE_PERSONAL, NULL },
  { "orgresource", WHOLE, WAY_USE_PERSONAL, NULL },
  { "ani", WHOLE, WAY_USE_PERSONAL, NULL },
  { "dnis", WHOLE, WAY_USE_PERSONAL, NULL },
  { "dealowner", PART, WAY_USE_PERSONAL, NULL },
  { "contactowner", PART, WAY_USE_PERSONAL, NULL },
  { "opportunityinhaber", PART, WAY_USE_PERSONAL, NULL },
  { "ownerid", WHOLE, WAY_USE_PERSONAL, NULL },
  { "latitude", PART, WAY_USE_PERSONAL, NULL },
  { "longitude", PART, WAY_USE_PERSONAL, NULL },
  { "breitengrad", PART, WAY_USE_PERSONAL, NULL },
  { "langengrad", PART, WAY_USE_PERSONAL, NULL },
  { "geburts", PART, WAY_USE_PERSONAL, NULL },
  { "birth", PART, WAY_USE_PERSONAL, NULL },
  { "requestsentto", WHOLE, WAY_USE_PERSONAL, NULL },
  /* Contact centres translate their headers. */
  { "usuarios", WHOLE, WAY_USE_PERSONAL, "count" },
  { "utilisateurs", WHOLE, WAY_USE_PERSONAL, "count" },
  { "utenti", WHOLE, WAY_USE_PERSONAL, "count" },
  { "apellido", PART, WAY_USE_PERSONAL, NULL },
  { "prenom", PART, WAY_USE_PERSONAL, NULL },
  { "cognome", PART, WAY_USE_PERSONAL, NULL },
  { "correo", PART, WAY_USE_PERSONAL, NULL },
  { "courriel", PART, WAY_USE_PERSONAL, NULL },

  /* Who answered. */
  { "responseid", WHOLE, WAY_USE_ID, NULL },
  { "respondentid", WHOLE, WAY_USE_ID, NULL },
  { "antwortid", WHOLE, WAY_USE_ID, NULL },
  { "teilnehmerid", PART, WAY_USE_ID, NULL },
  { "requestid", WHOLE, WAY_USE_ID, NULL },
  { "conversationid", WHOLE, WAY_USE_ID, NULL },
  { "recordid", WHOLE, WAY_USE_ID, NULL },
  { "opportunityid", WHOLE, WAY_USE_ID, NULL },
  { "accountid", WHOLE, WAY_USE_ID, NULL },
  { "caseid", WHOLE, WAY_USE_ID, NULL },
  { "caseconceptname", WHOLE, WAY_USE_ID, NULL },
  { "casekey", PART, WAY_USE_ID, NULL },
  { "customerid", WHOLE, WAY_USE_ID, NULL },
  { "kundennr", WHOLE, WAY_USE_ID, NULL },
  { "kundennummer", WHOLE, WAY_USE_ID, NULL },
  { "kundenid", WHOLE, WAY_USE_ID, NULL },
  { "sessionid", WHOLE, WAY_USE_ID, NULL },
  /* Several of them are a number. */
  { "tickets", WHOLE, WAY_USE_VALUE, "count" },
  { "vorgange", WHOLE, WAY_USE_VALUE, "count" },
  { "ticket", START, WAY_USE_ID, NULL },
  { "vorgang", START, WAY_USE_ID, NULL },
  { "account", WHOLE, WAY_USE_ID, NULL },
  { "id", WHOLE, WAY_USE_ID, NULL },

  /* When; what was handed in last is what counts. */
  { "recordeddate", WHOLE, WAY_USE_TIME, NULL },
  { "submitdateutc", WHOLE, WAY_USE_TIME, NULL },
  { "responsereceivedat", WHOLE, WAY_USE_TIME, NULL },
  { "zeitstempel", PART, WAY_USE_TIME, NULL },
  { "timestamp", PART, WAY_USE_TIME, NULL },
  { "enddate", PART, WAY_USE_TIME, NULL },
  { "eventtime", PART, WAY_USE_TIME, NULL },
  { "beantwortetam", PART, WAY_USE_TIME, NULL },
  { "datum", PART, WAY_USE_TIME, NULL },
  { "closedate", PART, WAY_USE_TIME, NULL },
  { "schlusstermin", PART, WAY_USE_TIME, NULL },
  { "date", PART, WAY_USE_TIME, NULL },
  { "created", PART, WAY_USE_TIME, NULL },
  { "erstellt", PART, WAY_USE_TIME, NULL },
  { "intervalstart", WHOLE, WAY_USE_TIME, NULL },
  { "woche", PART, WAY_USE_TIME, NULL },
  { "kw", WHOLE, WAY_USE_TIME, NULL },
  { "week", WHOLE, WAY_USE_TIME, NULL },
  { "month", WHOLE, WAY_USE_TIME, NULL },
  { "monat", WHOLE, WAY_USE_TIME, NULL },
  { "quartal", WHOLE, WAY_USE_TIME, NULL },
  { "quarter", WHOLE, WAY_USE_TIME, NULL },

  /* Long forms. */
  { "question", WHOLE, WAY_USE_QUESTION, NULL },
  { "questiontext", WHOLE, WAY_USE_QUESTION, NULL },
  { "frage", WHOLE, WAY_USE_QUESTION, NULL },
  { "fragetext", WHOLE, WAY_USE_QUESTION, NULL },
  { "kennzahl", WHOLE, WAY_USE_QUESTION, NULL },
  { "metric", WHOLE, WAY_USE_QUESTION, NULL },
  { "answer", WHOLE, WAY_USE_ANSWER, NULL },
  { "response", WHOLE, WAY_USE_ANSWER, NULL },
  { "antwort", WHOLE, WAY_USE_ANSWER, NULL },
  { "wert", WHOLE, WAY_USE_ANSWER, NULL },
  { "value", WHOLE, WAY_USE_ANSWER, NULL },

  /* Words. */
  { "comment", PART, WAY_USE_COMMENT, NULL },
  { "kommentar", PART, WAY_USE_COMMENT, NULL },
  { "begrundung", PART, WAY_USE_COMMENT, NULL },
  { "anmerkung", PART, WAY_USE_COMMENT, NULL },
  { "verbatim", PART, WAY_USE_COMMENT, NULL },
  { "openendedresponse", PART, WAY_USE_COMMENT, NULL },
  { "offeneantwort", PART, WAY_USE_COMMENT, NULL },
  { "mitoffenemende", PART, WAY_USE_COMMENT, NULL },
  { "freitext", PART, WAY_USE_COMMENT, NULL },
  { "why", START, WAY_USE_COMMENT, NULL },
  { "warum", START, WAY_USE_COMMENT, NULL },
  { "weshalb", START, WAY_USE_COMMENT, NULL },
  { "whatshouldwe", START, WAY_USE_COMMENT, NULL },
  { "whatcouldwe", START, WAY_USE_COMMENT, NULL },
  { "wassollenwir", START, WAY_USE_COMMENT, NULL },
  { "waskonnenwir", START, WAY_USE_COMMENT, NULL },
  { "anythingelse", PART, WAY_USE_COMMENT, NULL },

  /* Where. */
  { "touchpoint", PART, WAY_USE_KEY, NULL },
  { "kontaktpunkt", PART, WAY_USE_KEY, NULL },
  { "anlass", PART, WAY_USE_KEY, NULL },
  { "pagepath", START, WAY_USE_KEY, NULL },
  { "seite", WHOLE, WAY_USE_KEY, NULL },
  { "page", WHOLE, WAY_USE_KEY, NULL },
  { "phase", WHOLE, WAY_USE_KEY, NULL },
  { "stagename", WHOLE, WAY_USE_KEY, NULL },
  { "dealstage", WHOLE, WAY_USE_KEY, NULL },
  { "stage", WHOLE, WAY_USE_KEY, NULL },
  { "step", WHOLE, WAY_USE_KEY, NULL },
  { "schritt", WHOLE, WAY_USE_KEY, NULL },
  { "queue", WHOLE, WAY_USE_KEY, NULL },
  { "kanal", PART, WAY_USE_KEY, NULL },
  { "channel", PART, WAY_USE_KEY, NULL },
  { "mediatype", WHOLE, WAY_USE_KEY, NULL },
  { "segment", PART, WAY_USE_KEY, NULL },
  { "leadsource", WHOLE, WAY_USE_KEY, NULL },
  { "quelle", WHOLE, WAY_USE_KEY, NULL },
  { "source", WHOLE, WAY_USE_KEY, NULL },
  { "persona", WHOLE, WAY_USE_KEY, NULL },
  { "kundengruppe", WHOLE, WAY_USE_KEY, NULL },
  { "region", PART, WAY_USE_KEY, NULL },

  /* What is measured. */
  { "nps", PART, WAY_USE_VALUE, "nps" },
  { "weiterempfehl", PART, WAY_USE_VALUE, "nps" },
  { "wahrscheinlichistes", PART, WAY_USE_VALUE, "nps" },
  { "recommend", PART, WAY_USE_VALUE, "nps" },
  { "empfehlung", PART, WAY_USE_VALUE, "nps" },
  { "howlikely", PART, WAY_USE_VALUE, "nps" },
  { "schulnote", PART, WAY_USE_VALUE, "grade" },
  { "note", WHOLE, WAY_USE_VALUE, "grade" },
  { "csat", PART, WAY_USE_VALUE, "csat" },
  { "zufrieden", PART, WAY_USE_VALUE, "csat" },
  { "satisf", PART, WAY_USE_VALUE, "csat" },
  { "starrating", PART, WAY_USE_VALUE, "csat" },
  { "sterne", PART, WAY_USE_VALUE, "csat" },
  { "ces", WHOLE, WAY_USE_VALUE, "ces" },
  { "effort", PART, WAY_USE_VALUE, "ces" },
  { "aufwand", PART, WAY_USE_VALUE, "ces" },
  { "easy", PART, WAY_USE_VALUE, "ces" },
  { "einfach", PART, WAY_USE_VALUE, "ces" },
  { "muhelos", PART, WAY_USE_VALUE, "ces" },
  { "leichtgemacht", PART, WAY_USE_VALUE, "ces" },
  { "fcr", WHOLE, WAY_USE_VALUE, "first-contact-resolution" },
  { "firstcontact", PART, WAY_USE_VALUE, "first-contact-resolution" },
  { "erstlosung", PART, WAY_USE_VALUE, "first-contact-resolution" },
  { "erstkontakt", PART, WAY_USE_VALUE, "first-contact-resolution" },
  { "abandontime", WHOLE, WAY_USE_VALUE, "duration" },
  { "abgebrochen", PART, WAY_USE_VALUE, "drop-off" },
  { "abbruch", PART, WAY_USE_VALUE, "drop-off" },
  { "abandon", PART, WAY_USE_VALUE, "drop-off" },
  { "bounce", PART, WAY_USE_VALUE, "drop-off" },
  { "absprung", PART, WAY_USE_VALUE, "drop-off" },
  { "churn", PART, WAY_USE_VALUE, "churn" },
  { "gekundigt", PART, WAY_USE_VALUE, "churn" },
  { "kundigung", PART, WAY_USE_VALUE, "churn" },
  { "conversion", PART, WAY_USE_VALUE, "conversion" },
  { "converted", PART, WAY_USE_VALUE, "conversion" },
  { "gekauft", PART, WAY_USE_VALUE, "conversion" },
  { "abgeschlossen", PART, WAY_USE_VALUE, "conversion" },
  { "probability", WHOLE, WAY_USE_VALUE, "share" },
  { "wahrscheinlichkeit", WHOLE, WAY_USE_VALUE, "share" },
  { "duration", PART, WAY_USE_VALUE, "duration" },
  { "dauer", PART, WAY_USE_VALUE, "duration" },
  { "totalhandle", WHOLE, WAY_USE_VALUE, "duration" },
  { "avghandle", WHOLE, WAY_USE_VALUE, "duration" },
  { "wartezeit", PART, WAY_USE_VALUE, "duration" },
  { "waitingtime", PART, WAY_USE_VALUE, "duration" },
  { "tagebis", PART, WAY_USE_VALUE, "duration" },
  { "kosten", PART, WAY_USE_VALUE, "cost" },
  { "cost", PART, WAY_USE_VALUE, "cost" },
  { "umsatz", PART, WAY_USE_VALUE, "revenue" },
  { "revenue", PART, WAY_USE_VALUE, "revenue" },
  { "betrag", WHOLE, WAY_USE_VALUE, "revenue" },
  { "amount", WHOLE, WAY_USE_VALUE, "revenue" },
  { "views", PART, WAY_USE_VALUE, "count" },
  { "aufrufe", PART, WAY_USE_VALUE, "count" },
  { "sessions", WHOLE, WAY_USE_VALUE, "count" },
  { "sitzungen", WHOLE, WAY_USE_VALUE, "count" },
  { "activeusers", WHOLE, WAY_USE_VALUE, "count" },
  { "aktivenutzer", WHOLE, WAY_USE_VALUE, "count" },
  { "handle", WHOLE, WAY_USE_VALUE, "count" },
  { "punkte", WHOLE, WAY_USE_VALUE, "custom" },
  { "points", WHOLE, WAY_USE_VALUE, "custom" },
  { "anzahl", PART, WAY_USE_VALUE, "count" },
  { "transfers", WHOLE, WAY_USE_VALUE, "count" },
  { "bewertung", PART, WAY_USE_VALUE, "csat" },
  { "score", PART, WAY_USE_VALUE, NULL },
  { "rating", PART, WAY_USE_VALUE, "csat" },
};

static gboolean
fits (const char *text, const char *word, How how)
{
  switch (how)
    {
    case WHOLE:
      return strcmp (text, word) == 0;
    case START:
      return g_str_has_prefix (text, word);
    case PART:
    default:
      return strstr (text, word) != NULL;
    }
}

/* The words squeezed as names are; made once, for squeezing costs more than comparing. */
static char *const *
get_squeezed (void)
{
  static char *squeezed[G_N_ELEMENTS (words)];
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        squeezed[i] = way_match_squeeze (words[i].word);
      g_once_init_leave (&made, 1);
    }
  return squeezed;
}

/* "ContactId", "Agent ID", "case_id" and "ID de conversación", but neither "paid" nor "Grid". */
static gboolean
is_id (const char *name)
{
  gsize n = strlen (name);
  const char *end = n > 2 ? name + n - 2 : NULL;

  if (g_str_has_prefix (name, "ID ") || g_str_has_prefix (name, "Id "))
    return TRUE;
  if (end == NULL || g_ascii_strcasecmp (end, "id") != 0)
    return FALSE;
  return strchr (" _-.:", end[-1]) != NULL || (*end == 'I' && g_ascii_islower (end[-1]));
}

WayColumnHint
way_column_name_hint (const char *name, const char *label)
{
  g_autofree char *squeezed = way_match_squeeze (name);
  g_autofree char *question = label != NULL ? way_match_squeeze (label) : NULL;
  char *const *wanted = get_squeezed ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (fits (squeezed, wanted[i], words[i].how) || (question != NULL && fits (question, wanted[i], words[i].how)))
      return (WayColumnHint){ words[i].use, words[i].metric, i + 1 };
  /* What somebody wrote beside a choice, as Qualtrics names it. */
  if (g_str_has_suffix (name, "_TEXT"))
    return (WayColumnHint){ WAY_USE_COMMENT, NULL, G_N_ELEMENTS (words) + 1 };
  /* Typeform has its tokens under a hash. */
  if (strcmp (name, "#") == 0 || is_id (name))
    return (WayColumnHint){ WAY_USE_ID, NULL, G_N_ELEMENTS (words) + 1 };
  return (WayColumnHint){ WAY_USE_SKIP, NULL, 0 };
}

gboolean
way_column_find_scale (const char *text, double *low, double *high)
{
  static const char *const between[] = { "-", "–", "—", " - ", " – ", " bis ", " to ", "..", "…", "_" };

  for (const char *p = text; *p != '\0'; p++)
    {
      const char *q = p;

      if ((*p != '0' && *p != '1') || (p > text && (g_ascii_isalnum (p[-1]) || strchr (".,:/-", p[-1]) != NULL)))
        continue;
      q++;
      for (guint i = 0; i < G_N_ELEMENTS (between); i++)
        {
          const char *r = q + strlen (between[i]);
          int top;

          if (strncmp (q, between[i], strlen (between[i])) != 0 || !g_ascii_isdigit (*r))
            continue;
          top = (int) strtol (r, NULL, 10);
          r += strspn (r, "0123456789");
          if ((top >= 3 && top <= 11 && !g_ascii_isalnum (*r) && *r != '/' && !(*r == '.' && g_ascii_isdigit (r[1])) && !(*r == '-' && g_ascii_isdigit (r[1]))) || top == 100)
            {
              *low = *p - '0';
              *high = top;
              return TRUE;
            }
        }
    }
  return FALSE;
}

static const struct
{
  const char *nick, *label;
} types[WAY_N_COLUMN_TYPES] = {
  [WAY_COLUMN_EMPTY] = { "empty", N_ ("Empty") },
  [WAY_COLUMN_TEXT] = { "text", N_ ("Text") },
  [WAY_COLUMN_NUMBER] = { "number", N_ ("Number") },
  [WAY_COLUMN_ANSWER] = { "answer", N_ ("Number with a label") },
  [WAY_COLUMN_TIME] = { "time", N_ ("Date and time") },
  [WAY_COLUMN_DURATION] = { "duration", N_ ("Duration") },
  [WAY_COLUMN_FLAG] = { "flag", N_ ("Yes or no") },
};
static const struct
{
  const char *nick, *label;
} uses[WAY_N_COLUMN_USES] = {
  [WAY_USE_SKIP] = { "skip", N_ ("Leave out") },
  [WAY_USE_PERSONAL] = { "personal", N_ ("Leave out, personal") },
  [WAY_USE_ID] = { "id", N_ ("Who answered") },
  [WAY_USE_TIME] = { "time", N_ ("When") },
  [WAY_USE_KEY] = { "key", N_ ("Where") },
  [WAY_USE_VALUE] = { "value", N_ ("Value") },
  [WAY_USE_COMMENT] = { "comment", N_ ("Comment") },
  [WAY_USE_QUESTION] = { "question", N_ ("Which question") },
  [WAY_USE_ANSWER] = { "answer", N_ ("Its answer") },
};

const char *
way_column_type_get_nick (WayColumnType type)
{
  return types[type].nick;
}

const char *
way_column_use_get_nick (WayColumnUse use)
{
  return uses[use].nick;
}

const char *
way_column_type_get_label (WayColumnType type)
{
  return _ (types[type].label);
}

const char *
way_column_use_get_label (WayColumnUse use)
{
  return _ (uses[use].label);
}

WayColumnType
way_column_type_from_nick (const char *nick)
{
  WayColumnType type = 0;

  while (type < WAY_N_COLUMN_TYPES && g_strcmp0 (types[type].nick, nick) != 0)
    type++;
  return type;
}

WayColumnUse
way_column_use_from_nick (const char *nick)
{
  WayColumnUse use = 0;

  while (use < WAY_N_COLUMN_USES && g_strcmp0 (uses[use].nick, nick) != 0)
    use++;
  return use;
}
