/* way-contacts.h — contacts and contact roles of customer systems as stakeholders: read, shown beforehand, taken over.
 *
 * Shape:  a CSV table with a row a contact → WayContacts: for each person what is known of them and what would become of it: a new
 *         stakeholder, something more about one that is there, or nothing. Rows of one person are one. Applying is one transaction.
 * Knows:  the exports of Salesforce (contacts, opportunity contact roles), HubSpot, Dynamics, Pipedrive, SAP, Altify and Outlook by their
 *         headings, English and German; any other table that has a name or a mail address.
 * Never:  keeps what a map does not need: mail addresses, telephone numbers, postal addresses, owners. A mail address is only known again by a
 *         hash with the map's id as key. What somebody judged by hand is not overwritten.
 * Errors: WAY_INTEROP_ERROR_FORMAT for a table without people, WAY_TEXT_ERROR, WAY_MODEL_ERROR.
 * Owns:   its texts; nothing of the document.
 * Thread: as the document.
 */
#pragma once

#include "base/way-csv.h"
#include "model/way-document.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_CONTACT_NEW,
  WAY_CONTACT_MORE, /* about a stakeholder that is there */
  WAY_CONTACT_SAME, /* nothing that is not known already */
} WayContactFate;

typedef struct
{
  int line; /* of the first row about them */
  char *name;
  char *organisation, *department; /* NULL: the file does not say */
  char *role;                      /* a nick of the field table, or NULL */
  char *role_words;                /* as the file has it, or NULL */
  char *attitude;                  /* a nick, only where the file says one, or NULL */
  char *mark;                      /* of the mail address, or NULL */
  char *stakeholder;               /* the id of the one they are, NULL for a new one */
  WayContactFate fate;
  gboolean wanted; /* to be taken over; may be changed */
} WayContact;

typedef struct
{
  const char *recipe;  /* "Salesforce", or NULL for a table of nobody we know */
  GPtrArray *contacts; /* (element-type WayContact), in the order of the file */
  GPtrArray *unread;   /* (element-type utf8) headings of columns that are left out */
} WayContacts;

/* Whether the headings are those of a list of people. */
gboolean way_contacts_sniff (const char *data, gsize size);
/* What the file says, held against the document. Rows without a name are findings. */
WayContacts *way_contacts_read (const WayDocument *document, const char *data, gsize size, WayReport *report, GError **error);
void way_contacts_free (WayContacts *self);
guint way_contacts_count (const WayContacts *self, WayContactFate fate);

/* Takes over those who are wanted, in one transaction. FALSE: nothing has changed. */
gboolean way_contacts_apply (const WayContacts *self, WayDocument *document, GError **error);

/* “New”, “Known, adds to it”, “Known already”; translated. */
const char *way_contact_fate_get_label (WayContactFate fate);
/* The nick that a role of Salesforce, HubSpot, Dynamics, SAP or Altify stands for, the most decisive one where several are listed; NULL for
 * what is none. `attitude` (nullable) is the nick that it says besides, or NULL. */
const char *way_contacts_map_role (const char *words, const char **attitude);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayContacts, way_contacts_free)

G_END_DECLS
