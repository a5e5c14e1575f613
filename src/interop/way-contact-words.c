#include "interop/way-contacts-private.h"

#include <string.h>

/* The words of other systems, folded: lower case, letters and digits only. */

typedef struct
{
  const char *words;
  WayContactColumn column;
} Heading;

static const Heading headings[] = {
  { "firstname", WAY_CONTACT_COLUMN_FIRST },
  { "givenname", WAY_CONTACT_COLUMN_FIRST },
  { "vorname", WAY_CONTACT_COLUMN_FIRST },
  { "contactfirstname", WAY_CONTACT_COLUMN_FIRST },
  { "lastname", WAY_CONTACT_COLUMN_LAST },
  { "familyname", WAY_CONTACT_COLUMN_LAST },
  { "surname", WAY_CONTACT_COLUMN_LAST },
  { "nachname", WAY_CONTACT_COLUMN_LAST },
  { "contactlastname", WAY_CONTACT_COLUMN_LAST },
  { "name", WAY_CONTACT_COLUMN_NAME },
  { "fullname", WAY_CONTACT_COLUMN_NAME },
  { "contact", WAY_CONTACT_COLUMN_NAME },
  { "contactname", WAY_CONTACT_COLUMN_NAME },
  { "contactfullname", WAY_CONTACT_COLUMN_NAME },
  { "personname", WAY_CONTACT_COLUMN_NAME },
  { "kontakt", WAY_CONTACT_COLUMN_NAME },
  { "kontaktname", WAY_CONTACT_COLUMN_NAME },
  { "vollständigername", WAY_CONTACT_COLUMN_NAME },
  { "ansprechpartner", WAY_CONTACT_COLUMN_NAME },
  { "email", WAY_CONTACT_COLUMN_MAIL },
  { "emailaddress", WAY_CONTACT_COLUMN_MAIL },
  { "contactemail", WAY_CONTACT_COLUMN_MAIL },
  { "personemailwork", WAY_CONTACT_COLUMN_MAIL },
  { "emailadresse", WAY_CONTACT_COLUMN_MAIL },
  { "mail", WAY_CONTACT_COLUMN_MAIL },
  { "account", WAY_CONTACT_COLUMN_ORGANISATION },
  { "accountname", WAY_CONTACT_COLUMN_ORGANISATION },
  { "company", WAY_CONTACT_COLUMN_ORGANISATION },
  { "companyname", WAY_CONTACT_COLUMN_ORGANISATION },
  { "associatedcompany", WAY_CONTACT_COLUMN_ORGANISATION },
  { "primarycompany", WAY_CONTACT_COLUMN_ORGANISATION },
  { "personorganization", WAY_CONTACT_COLUMN_ORGANISATION },
  { "organization", WAY_CONTACT_COLUMN_ORGANISATION },
  { "organisation", WAY_CONTACT_COLUMN_ORGANISATION },
  { "firma", WAY_CONTACT_COLUMN_ORGANISATION },
  { "firmenname", WAY_CONTACT_COLUMN_ORGANISATION },
  { "unternehmen", WAY_CONTACT_COLUMN_ORGANISATION },
  { "unternehmensname", WAY_CONTACT_COLUMN_ORGANISATION },
  { "department", WAY_CONTACT_COLUMN_DEPARTMENT },
  { "abteilung", WAY_CONTACT_COLUMN_DEPARTMENT },
  { "unit", WAY_CONTACT_COLUMN_DEPARTMENT },
  { "role", WAY_CONTACT_COLUMN_ROLE },
  { "contactrole", WAY_CONTACT_COLUMN_ROLE },
  { "buyingrole", WAY_CONTACT_COLUMN_ROLE },
  { "stakeholderrole", WAY_CONTACT_COLUMN_ROLE },
  { "opportunityrole", WAY_CONTACT_COLUMN_ROLE },
  { "involvedpartyrole", WAY_CONTACT_COLUMN_ROLE },
  { "rolle", WAY_CONTACT_COLUMN_ROLE },
  { "kaufrolle", WAY_CONTACT_COLUMN_ROLE },
  { "kontaktrolle", WAY_CONTACT_COLUMN_ROLE },
  { "einkaufsrolle", WAY_CONTACT_COLUMN_ROLE },
  { "title", WAY_CONTACT_COLUMN_TITLE },
  { "jobtitle", WAY_CONTACT_COLUMN_TITLE },
  { "personjobtitle", WAY_CONTACT_COLUMN_TITLE },
  { "function", WAY_CONTACT_COLUMN_TITLE },
  { "position", WAY_CONTACT_COLUMN_TITLE },
  { "funktion", WAY_CONTACT_COLUMN_TITLE },
  { "jobbezeichnung", WAY_CONTACT_COLUMN_TITLE },
  { "stellenbezeichnung", WAY_CONTACT_COLUMN_TITLE },
  { "support", WAY_CONTACT_COLUMN_ATTITUDE },
  { "attitude", WAY_CONTACT_COLUMN_ATTITUDE },
  { "sentiment", WAY_CONTACT_COLUMN_ATTITUDE },
  { "haltung", WAY_CONTACT_COLUMN_ATTITUDE },
  { "einstellung", WAY_CONTACT_COLUMN_ATTITUDE },
};

/* Headings that only one system has; the first fits. */
static const struct
{
  const char *recipe;
  const char *headings[3]; /* all of them */
} recipes[] = {
  { "Altify", { "buyingrole", "politicalstatus" } },
  { "Altify", { "decisionorientation", "support" } },
  { "HubSpot", { "recordid", "firstname" } },
  { "HubSpot", { "recordid", "buyingrole" } },
  { "HubSpot", { "datensatzid", "vorname" } },
  { "Dynamics", { "donotmodifycontact" } },
  { "Pipedrive", { "personname" } },
  { "SAP", { "involvedpartyrole" } },
  { "SAP", { "accountid", "contactid", "function" } },
  { "Salesforce", { "opportunityname", "role" } },
  { "Salesforce", { "accountname", "lastname" } },
  { "Salesforce", { "contactid", "accountname" } },
  { "Salesforce", { "contactid", "accountid" } },
  { "Outlook", { "firstname", "emailaddress", "businessphone" } },
};

/* In the order of how much they decide: of several the first counts. */
static const struct
{
  const char *words, *role, *attitude;
} roles[] = {
  { "decisionmaker", "decider", NULL }, /* Salesforce, HubSpot, Dynamics, SAP, Altify */
  { "decider", "decider", NULL },
  { "economicdecisionmaker", "decider", NULL }, /* Salesforce */
  { "economicbuyer", "decider", NULL },         /* Salesforce, Dynamics: who has the money, not who orders */
  { "entscheider", "decider", NULL },
  { "entscheiderin", "decider", NULL },
  { "entscheidungsträger", "decider", NULL },
  { "approver", "approver", NULL },         /* Altify, SAP */
  { "budgetholder", "approver", NULL },     /* HubSpot */
  { "executivesponsor", "approver", NULL }, /* Salesforce, HubSpot */
  { "sponsor", "approver", NULL },
  { "genehmiger", "approver", NULL },
  { "budgetverantwortlicher", "approver", NULL },
  { "buyer", "buyer", NULL },
  { "purchaser", "buyer", NULL }, /* SAP */
  { "procurement", "buyer", NULL },
  { "einkäufer", "buyer", NULL },
  { "einkäuferin", "buyer", NULL },
  { "einkauf", "buyer", NULL },
  { "gatekeeper", "gatekeeper", NULL },
  { "blocker", "gatekeeper", "opponent" }, /* HubSpot */
  { "legalcompliance", "gatekeeper", NULL },
  { "legalandcompliance", "gatekeeper", NULL },
  { "legal", "gatekeeper", NULL },
  { "blockierer", "gatekeeper", "opponent" },
  { "torwächter", "gatekeeper", NULL },
  { "rechtundcompliance", "gatekeeper", NULL },
  { "initiator", "initiator", NULL },
  { "partner", "partner", NULL },
  { "reseller", "partner", NULL },
  { "influencer", "influencer", NULL },
  { "evaluator", "influencer", NULL },      /* Salesforce, Altify */
  { "technicalbuyer", "influencer", NULL }, /* Salesforce, Dynamics: who says whether it fits */
  { "technicalevaluator", "influencer", NULL },
  { "champion", "influencer", "supporter" }, /* HubSpot, Dynamics */
  { "coach", "influencer", "mentor" },
  { "stakeholder", "influencer", NULL }, /* Dynamics */
  { "beeinflusser", "influencer", NULL },
  { "einflussnehmer", "influencer", NULL },
  { "bewerter", "influencer", NULL },
  { "fürsprecher", "influencer", "supporter" },
  { "user", "user", NULL },
  { "enduser", "user", NULL },      /* HubSpot, SAP */
  { "businessuser", "user", NULL }, /* Salesforce */
  { "anwender", "user", NULL },
  { "nutzer", "user", NULL },
  { "benutzer", "user", NULL },
};

static const struct
{
  const char *words, *attitude;
} attitudes[] = {
  { "mentor", "mentor" },
  { "supporter", "supporter" },
  { "neutral", "neutral" },
  { "nonsupporter", "sceptic" }, /* Altify */
  { "sceptic", "sceptic" },
  { "skeptic", "sceptic" },
  { "opponent", "opponent" },
  { "enemy", "opponent" }, /* Altify */
  { "promoter", "supporter" },
  { "detractor", "opponent" },
  { "unterstützer", "supporter" },
  { "befürworter", "supporter" },
  { "skeptiker", "sceptic" },
  { "gegner", "opponent" },
};

/* Only what a title says without much doubt; who decides it does not say. */
static const struct
{
  const char *word, *role;
} titles[] = {
  { "purchas", "buyer" },
  { "procure", "buyer" },
  { "einkauf", "buyer" },
  { "einkäuf", "buyer" },
  { "beschaffung", "buyer" },
  { "workscouncil", "gatekeeper" },
  { "betriebsrat", "gatekeeper" },
  { "dataprotection", "gatekeeper" },
  { "datenschutz", "gatekeeper" },
  { "legalcounsel", "gatekeeper" },
  { "justiziar", "gatekeeper" },
};

char *
way_contacts_fold (const char *words)
{
  g_autofree char *lower = g_utf8_strdown (words, -1), *composed = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  GString *s = g_string_new (NULL);

  for (const char *p = composed != NULL ? composed : lower; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (s, g_utf8_get_char (p));
  return g_string_free (s, FALSE);
}

WayContactColumn
way_contacts_find_column (const char *heading)
{
  g_autofree char *folded = way_contacts_fold (heading);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    if (strcmp (headings[i].words, folded) == 0)
      return headings[i].column;
  return WAY_CONTACT_COLUMN_NONE;
}

static gboolean
has_heading (const GPtrArray *given, const char *wanted)
{
  for (guint i = 0; i < given->len; i++)
    {
      g_autofree char *folded = way_contacts_fold (g_ptr_array_index (given, i));

      if (strcmp (folded, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

const char *
way_contacts_find_recipe (const GPtrArray *given)
{
  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      gboolean all = TRUE;

      for (guint j = 0; j < G_N_ELEMENTS (recipes[i].headings) && recipes[i].headings[j] != NULL; j++)
        all = all && has_heading (given, recipes[i].headings[j]);
      if (all)
        return recipes[i].recipe;
    }
  return NULL;
}

const char *
way_contacts_map_attitude (const char *words)
{
  g_autofree char *folded = way_contacts_fold (words);

  for (guint i = 0; i < G_N_ELEMENTS (attitudes); i++)
    if (strcmp (attitudes[i].words, folded) == 0)
      return attitudes[i].attitude;
  return NULL;
}

const char *
way_contacts_guess_role (const char *title)
{
  g_autofree char *folded = way_contacts_fold (title);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strstr (folded, titles[i].word) != NULL)
      return titles[i].role;
  return NULL;
}

const char *
way_contacts_map_role (const char *words, const char **attitude)
{
  g_auto (GStrv) parts = g_strsplit_set (words, ";,/|", -1);
  gsize best = G_MAXSIZE;

  if (attitude != NULL)
    *attitude = NULL;
  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *folded = way_contacts_fold (*part);

      for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
        if (strcmp (roles[i].words, folded) == 0)
          {
            best = MIN (best, i);
            if (attitude != NULL && *attitude == NULL)
              *attitude = roles[i].attitude;
          }
    }
  return best < G_N_ELEMENTS (roles) ? roles[best].role : NULL;
}
