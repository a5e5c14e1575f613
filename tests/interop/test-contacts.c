/* Contacts of customer systems: their headings and roles, who is who, and what a map keeps of them. */
#include <string.h>

#include "interop/way-contacts.h"
#include "random-map.h"

/* --- headings --- */

typedef struct
{
  const char *recipe; /* NULL: nobody's */
  const char *text;
  const char *people; /* "name|organisation|department|role|attitude" a person, ";" between; "" where the file does not say */
  guint unread;
} Export;

static const Export exports[] = {
  { "Salesforce", "Contact ID,Salutation,First Name,Last Name,Title,Account Name,Department,Email,Phone\n003,Ms,Ada,Roth,CIO,Roth AG,IT,ada@roth.example,1\n", "Ada Roth|Roth AG|IT||", 3 },
  { "Salesforce", "Opportunity Name,Contact Name,Account Name,Email,Role,Primary\nFleet,Ada Roth,Roth AG,ada@roth.example,Economic Decision Maker,1\n", "Ada Roth|Roth AG||decider|", 2 },
  { "HubSpot", "Record ID,First Name,Last Name,Email,Phone Number,Associated Company,Job Title,Buying Role\n7,Ada,Roth,ada@roth.example,1,Roth AG,CIO,Champion;Budget Holder\n", "Ada Roth|Roth AG||approver|supporter", 2 },
  { "HubSpot", "Datensatz-ID;Vorname;Nachname;E-Mail;Unternehmensname;Jobbezeichnung;Kaufrolle\n7;Ada;Roth;ada@roth.example;Roth AG;Betriebsrat;\n", "Ada Roth|Roth AG||gatekeeper|", 1 },
  { "Dynamics", "(Do Not Modify) Contact,Full Name,Email,Company Name,Business Phone,Job Title\nx,Ada Roth,ada@roth.example,Roth AG,1,Head of Procurement\n", "Ada Roth|Roth AG||buyer|", 2 },
  { "Pipedrive", "Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Work\nAda Roth,Roth AG,ada@roth.example,1\n", "Ada Roth|Roth AG|||", 1 },
  { "SAP", "Account,Contact,Involved Party Role,E-Mail\nRoth AG,\"Roth, Dr. Ada\",Gatekeeper,ada@roth.example\n", "Dr. Ada Roth|Roth AG||gatekeeper|", 0 },
  { "Altify", "Name,Title,Buying Role,Support,Political Status,Coverage\nAda Roth,CIO,Evaluator,Enemy,Inner Circle,None\n", "Ada Roth|||influencer|opponent", 2 },
  { "Outlook", "First Name,Last Name,Company,Department,Job Title,E-mail Address,Business Phone,Birthday\nAda,Roth,Roth AG,IT,CIO,ada@roth.example,1,1980-01-01\n", "Ada Roth|Roth AG|IT||", 2 },
  { NULL, "Name;Firma;Abteilung;Rolle\nAda Roth;Roth AG;IT;Anwender\nPaul Lenz;;;Torwächter\n", "Ada Roth|Roth AG|IT|user|;Paul Lenz|||gatekeeper|", 0 },
  /* Rows of one person are one person: by mail, or by name and unit. */
  { NULL, "Name,Email,Role\nAda Roth,ADA@roth.example,\nA. Roth,ada@roth.example,User\n", "Ada Roth|||user|", 0 },
  { NULL, "Name,Company,Role\nAda Roth,Roth AG,User\nada roth,ROTH AG,Decision Maker\n", "Ada Roth|Roth AG||user|", 0 },
  { NULL, "Name,Email,Company\nAda Roth,ada@roth.example,Roth AG\nAda Roth,ada@lenz.example,Lenz AG\n", "Ada Roth|Roth AG|||;Ada Roth|Lenz AG|||", 0 },
};

static WayContacts *
read_contacts (const WayDocument *document, const char *text, WayReport *report)
{
  g_autoptr (GError) error = NULL;
  WayContacts *contacts = way_contacts_read (document, text, strlen (text), report, &error);

  g_assert_no_error (error);
  return contacts;
}

static char *
show (const WayContacts *contacts)
{
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < contacts->contacts->len; i++)
    {
      const WayContact *contact = g_ptr_array_index (contacts->contacts, i);
      const char *parts[] = { contact->name, contact->organisation, contact->department, contact->role, contact->attitude };

      for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
        g_string_append_printf (s, "%s%s", p > 0 ? "|" : i > 0 ? ";"
                                                               : "",
                                parts[p] != NULL ? parts[p] : "");
    }
  return g_string_free (s, FALSE);
}

static void
test_export (gconstpointer data)
{
  const Export *row = data;
  g_autoptr (WayDocument) document = way_document_new ("Map", "en");
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayContacts) contacts = NULL;
  g_autofree char *people = NULL;

  g_assert_true (way_contacts_sniff (row->text, strlen (row->text)));
  contacts = read_contacts (document, row->text, report);
  people = show (contacts);
  g_assert_cmpstr (contacts->recipe, ==, row->recipe);
  g_assert_cmpstr (people, ==, row->people);
  g_assert_cmpuint (contacts->unread->len, ==, row->unread);
}

/* --- roles --- */

static const struct
{
  const char *words, *role, *attitude;
} roles[] = {
  { "Decision Maker", "decider", NULL },
  { "decision-maker", "decider", NULL },
  { "Economic Buyer", "decider", NULL },
  { "Executive Sponsor", "approver", NULL },
  { "Budget Holder", "approver", NULL },
  { "Technical Buyer", "influencer", NULL },
  { "Evaluator", "influencer", NULL },
  { "Business User", "user", NULL },
  { "End User", "user", NULL },
  { "Legal & Compliance", "gatekeeper", NULL },
  { "Blocker", "gatekeeper", "opponent" },
  { "Champion", "influencer", "supporter" },
  { "Champion; Decision Maker", "decider", "supporter" },
  { "Einkäufer", "buyer", NULL },
  { "Other", NULL, NULL },
  { "", NULL, NULL },
};

static void
test_roles (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const char *attitude, *role = way_contacts_map_role (roles[i].words, &attitude);

      g_test_message ("%s", roles[i].words);
      g_assert_cmpstr (role, ==, roles[i].role);
      g_assert_cmpstr (attitude, ==, roles[i].attitude);
      /* What it maps to is in the field table. */
      g_assert_true (role == NULL || way_field_accepts (way_kind_get_field (WAY_KIND_STAKEHOLDER, WAY_FIELD_ROLE), role, NULL));
    }
}

/* --- merging --- */

static const char contacts_file[] = "First Name,Last Name,Email,Account Name,Department,Phone\n"
                                    "Ada,Roth,ada@roth.example,Roth AG,IT,0123\n"
                                    "Paul,Lenz,lenz@roth.example,Roth AG,Finance,0124\n"
                                    ",,,,,\n"
                                    ",,nobody@roth.example,Roth AG,,\n";
static const char roles_file[] = "Opportunity Name,Contact Name,Email,Role\n"
                                 "Fleet,A. Roth,ada@roth.example,Decision Maker\n"
                                 "Fleet,Paul Lenz,,Approver\n"
                                 "Fleet,Mara Ng,mara@roth.example,Wizard\n";

static WayElement *
find (const WayDocument *document, const char *name)
{
  WayElement *stakeholder;

  way_each (stakeholder, way_document_get_root (document), WAY_KIND_STAKEHOLDER)
    if (strcmp (way_element_get_name (stakeholder), name) == 0)
      return stakeholder;
  return NULL;
}

static void
take_over (WayDocument *document, const char *text, guint n_new, guint n_more, guint n_same, guint n_findings)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayContacts) contacts = read_contacts (document, text, report);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (way_contacts_count (contacts, WAY_CONTACT_NEW), ==, n_new);
  g_assert_cmpuint (way_contacts_count (contacts, WAY_CONTACT_MORE), ==, n_more);
  g_assert_cmpuint (way_contacts_count (contacts, WAY_CONTACT_SAME), ==, n_same);
  g_assert_cmpuint (way_report_get_size (report), ==, n_findings);
  way_contacts_apply (contacts, document, &error);
  g_assert_no_error (error);
}

static void
test_merge (void)
{
  g_autoptr (WayDocument) document = way_document_new ("Map", "en");
  g_autofree char *before = random_map_dump (document), *after = NULL;
  const WayElement *ada, *paul;
  guint steps;

  take_over (document, contacts_file, 2, 0, 0, 1);
  ada = find (document, "Ada Roth");
  g_assert_cmpstr (way_element_get (ada, WAY_FIELD_ROLE), ==, "user");
  g_assert_cmpstr (way_element_get_name (way_document_follow (document, ada, WAY_FIELD_DEPARTMENT)), ==, "IT");
  g_assert_null (way_element_get (ada, WAY_FIELD_INFLUENCE));
  /* One organisation with two departments. */
  g_assert_cmpuint (way_element_count (way_document_get_root (document), WAY_KIND_ORGANISATION), ==, 1);
  g_assert_cmpuint (way_element_count (way_element_get_first (way_document_get_root (document), WAY_KIND_ORGANISATION), WAY_KIND_DEPARTMENT), ==, 2);

  /* The roles come later, under another name and the same address; a role nobody knows is said. */
  take_over (document, roles_file, 1, 2, 0, 1);
  ada = find (document, "Ada Roth");
  paul = find (document, "Paul Lenz");
  g_assert_cmpstr (way_element_get (ada, WAY_FIELD_ROLE), ==, "decider");
  g_assert_cmpstr (way_element_get (paul, WAY_FIELD_ROLE), ==, "approver");
  g_assert_cmpuint (way_element_count (way_document_get_root (document), WAY_KIND_STAKEHOLDER), ==, 3);

  /* The same once more changes nothing. */
  steps = way_document_get_n_steps (document);
  take_over (document, contacts_file, 0, 0, 2, 1);
  take_over (document, roles_file, 0, 0, 3, 1);
  g_assert_cmpuint (way_document_get_n_steps (document), ==, steps);
  g_assert_cmpuint (steps, ==, 2);

  /* Nothing of the addresses and numbers is there; and each import is one step. */
  after = random_map_dump (document);
  g_assert_null (strstr (after, "example"));
  g_assert_null (strstr (after, "012"));
  g_assert_true (way_document_undo (document));
  g_assert_true (way_document_undo (document));
  g_assert_false (way_document_undo (document));
  g_clear_pointer (&after, g_free);
  after = random_map_dump (document);
  g_assert_cmpstr (after, ==, before);
}

/* What somebody judged by hand stands, and who is not wanted stays out. */
static void
test_by_hand (void)
{
  static const char text[] = "Name,Email,Support,Role\nAda Roth,ada@roth.example,Enemy,\nMara Ng,m@roth.example,Mentor,User\n";
  g_autoptr (WayDocument) document = way_document_new ("Map", "en");
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayContacts) contacts = NULL;
  WayElement *ada;

  take_over (document, contacts_file, 2, 0, 0, 1);
  ada = find (document, "Ada Roth");
  way_document_begin (document, "Judge");
  g_assert_true (way_document_set (document, ada, WAY_FIELD_ATTITUDE, "mentor", NULL));
  g_assert_true (way_document_set (document, ada, WAY_FIELD_ROLE, "initiator", NULL));
  way_document_commit (document);
  contacts = read_contacts (document, text, report);
  g_assert_cmpuint (way_contacts_count (contacts, WAY_CONTACT_SAME), ==, 1);
  ((WayContact *) g_ptr_array_index (contacts->contacts, 1))->wanted = FALSE;
  g_assert_true (way_contacts_apply (contacts, document, NULL));
  g_assert_cmpstr (way_element_get (ada, WAY_FIELD_ATTITUDE), ==, "mentor");
  g_assert_cmpstr (way_element_get (ada, WAY_FIELD_ROLE), ==, "initiator");
  g_assert_null (find (document, "Mara Ng"));
}

/* The mark of an address is this map's alone. */
static void
test_marks (void)
{
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayDocument) one = way_document_new ("Map", "en"), two = way_document_new ("Map", "en");
  g_autoptr (WayContacts) a = read_contacts (one, contacts_file, report), b = read_contacts (two, contacts_file, report);
  const WayContact *x = g_ptr_array_index (a->contacts, 0), *y = g_ptr_array_index (b->contacts, 0);

  g_assert_cmpuint (strlen (x->mark), ==, 16);
  g_assert_cmpstr (x->mark, !=, y->mark);
}

static void
test_refused (void)
{
  static const char *const texts[] = { "", "\n", "a,b\n1,2\n", "Phase,Step,Name\nx,y,z\n", "element,id,name\ntouchpoint,,x\n", "Name\nAda\n" };
  g_autoptr (WayDocument) document = way_document_new ("Map", "en");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WayReport) report = way_report_new ();

      g_test_message ("%s", texts[i]);
      g_assert_false (way_contacts_sniff (texts[i], strlen (texts[i])));
      g_assert_null (way_contacts_read (document, texts[i], strlen (texts[i]), report, &error));
      g_assert_nonnull (error);
    }
}

/* Whatever the cells hold, the map stays valid and the import is one step that can be taken back. */
static void
test_odd_cells (void)
{
  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (WayDocument) document = way_document_new ("Map", "en");
      g_autofree char *before = random_map_dump (document), *after = NULL;
      g_autoptr (WayReport) report = way_report_new ();
      g_autoptr (WayContacts) contacts = NULL;
      WayCsvWriter *writer = way_csv_writer_new (WAY_CSV_COMMA);
      g_autofree char *text = NULL;
      gsize size;

      for (const char *const *heading = (const char *const[]){ "First Name", "Last Name", "Email", "Company", "Department", "Role", NULL }; *heading != NULL; heading++)
        way_csv_writer_add (writer, *heading);
      way_csv_writer_end_record (writer);
      for (guint i = 0; i < 12; i++)
        {
          for (guint c = 0; c < 6; c++)
            {
              g_autofree char *cell = random_map_make_text (rand);

              way_csv_writer_add (writer, g_rand_boolean (rand) ? cell : "");
            }
          way_csv_writer_end_record (writer);
        }
      text = way_csv_writer_finish (writer, &size);
      contacts = way_contacts_read (document, text, size, report, NULL);
      g_assert_nonnull (contacts);
      g_assert_true (way_contacts_apply (contacts, document, NULL));
      g_assert_cmpuint (way_document_get_n_steps (document), <=, 1);
      way_document_undo (document);
      after = random_map_dump (document);
      g_assert_cmpstr (after, ==, before);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      g_autofree char *path = g_strdup_printf ("/contacts/export/%u-%s", i, exports[i].recipe != NULL ? exports[i].recipe : "any");

      g_test_add_data_func (path, &exports[i], test_export);
    }
  g_test_add_func ("/contacts/roles", test_roles);
  g_test_add_func ("/contacts/merge", test_merge);
  g_test_add_func ("/contacts/by-hand", test_by_hand);
  g_test_add_func ("/contacts/marks", test_marks);
  g_test_add_func ("/contacts/refused", test_refused);
  g_test_add_func ("/contacts/odd-cells", test_odd_cells);
  return g_test_run ();
}
