#include "interop/way-contacts-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-text.h"
#include "interop/way-interop-error.h"

#define CONTACTS_MAX 2000 /* nobody sees through more, and nobody needs them on a map */
#define MARK_LENGTH 16

/* --- what a row says --- */

typedef struct
{
  char *cells[WAY_CONTACT_N_COLUMNS]; /* NULL: empty, or no such column */
} Row;

static void
row_clear (Row *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (row->cells); i++)
    g_free (row->cells[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static void
contact_free (gpointer data)
{
  WayContact *self = data;

  g_free (self->name);
  g_free (self->organisation);
  g_free (self->department);
  g_free (self->role);
  g_free (self->role_words);
  g_free (self->attitude);
  g_free (self->mark);
  g_free (self->stakeholder);
  g_free (self);
}

static GArray *
read_columns (WayCsv *csv, GPtrArray *headings, GPtrArray *unread)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (WayContactColumn));
  gboolean seen[WAY_CONTACT_N_COLUMNS] = { FALSE };

  for (guint i = 0; i < way_csv_get_size (csv); i++)
    {
      const char *heading = way_csv_undefuse (way_csv_get_cell (csv, i, NULL));
      WayContactColumn column = way_contacts_find_column (heading);

      /* The first column of a kind counts. */
      if (seen[column])
        column = WAY_CONTACT_COLUMN_NONE;
      seen[column] = column != WAY_CONTACT_COLUMN_NONE;
      g_array_append_val (columns, column);
      g_ptr_array_add (headings, g_strdup (heading));
      if (*heading != '\0' && (column == WAY_CONTACT_COLUMN_NONE))
        g_ptr_array_add (unread, g_strdup (heading));
    }
  return columns;
}

static gboolean
has_column (const GArray *columns, WayContactColumn wanted)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, WayContactColumn, i) == wanted)
      return TRUE;
  return FALSE;
}

/* Names, and something that tells a list of people from any other table. */
static gboolean
is_people (const GArray *columns)
{
  gboolean named = has_column (columns, WAY_CONTACT_COLUMN_NAME) || has_column (columns, WAY_CONTACT_COLUMN_LAST);

  return named && (has_column (columns, WAY_CONTACT_COLUMN_MAIL) || has_column (columns, WAY_CONTACT_COLUMN_ROLE) || has_column (columns, WAY_CONTACT_COLUMN_FIRST) || has_column (columns, WAY_CONTACT_COLUMN_ORGANISATION) || has_column (columns, WAY_CONTACT_COLUMN_TITLE));
}

static void
read_row (Row *row, WayCsv *csv, const GArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      WayContactColumn column = g_array_index (columns, WayContactColumn, i);
      g_autofree char *text = way_text_collapse (way_csv_undefuse (way_csv_get_cell (csv, i, NULL)));

      if (column != WAY_CONTACT_COLUMN_NONE && *text != '\0')
        row->cells[column] = g_steal_pointer (&text);
    }
}

/* As long as a field takes; NULL for nothing. */
static char *
fit (WayKind kind, WayField field, const char *text)
{
  const WayFieldInfo *info = way_kind_get_field (kind, field);
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autofree char *cut = valid != NULL ? way_text_excerpt (valid, 200) : NULL;

  return cut != NULL && *cut != '\0' && way_field_accepts (info, cut, NULL) ? g_steal_pointer (&cut) : NULL;
}

/* “Lenz, Dr. Paul” as well; first and last name count more than a name in one. */
static char *
make_name (const Row *row)
{
  const char *first = row->cells[WAY_CONTACT_COLUMN_FIRST], *last = row->cells[WAY_CONTACT_COLUMN_LAST], *name = row->cells[WAY_CONTACT_COLUMN_NAME];
  g_auto (GStrv) parts = name != NULL ? g_strsplit (name, ",", 2) : NULL;
  g_autofree char *whole = NULL;

  if (last != NULL)
    whole = first != NULL ? g_strdup_printf ("%s %s", first, last) : g_strdup (last);
  else if (parts != NULL && parts[1] != NULL)
    whole = g_strdup_printf ("%s %s", g_strstrip (parts[1]), g_strstrip (parts[0]));
  else
    whole = g_strdup (name != NULL ? name : first);
  return fit (WAY_KIND_STAKEHOLDER, WAY_FIELD_NAME, whole);
}

/* Known again in this map, and nowhere else. */
static char *
make_mark (const WayDocument *document, const char *mail)
{
  const char *key = way_element_get_id (way_document_get_root (document));
  g_autofree char *lower = mail != NULL ? g_utf8_strdown (mail, -1) : NULL, *hash = NULL;

  if (lower == NULL || strchr (lower, '@') == NULL || key == NULL)
    return NULL;
  hash = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key), lower, -1);
  return g_strndup (hash, MARK_LENGTH);
}

/* --- who is who --- */

static gboolean
is_same_word (const char *a, const char *b)
{
  g_autofree char *x = a != NULL ? way_contacts_fold (a) : NULL, *y = b != NULL ? way_contacts_fold (b) : NULL;

  return g_strcmp0 (x, y) == 0;
}

/* One of the two may not say. */
static gboolean
can_be_same_word (const char *a, const char *b)
{
  return a == NULL || b == NULL || is_same_word (a, b);
}

static const char *
name_of (const WayDocument *document, const WayElement *stakeholder, WayField field)
{
  const WayElement *unit = way_document_follow (document, stakeholder, field);

  return unit != NULL ? way_element_get_name (unit) : NULL;
}

/* By mail, else by name and unit. Two marks that differ are two people, whatever they are called. */
static const WayElement *
find_stakeholder (const WayDocument *document, const WayContact *contact)
{
  const WayElement *found = NULL;
  WayElement *stakeholder;
  guint n = 0;

  way_each (stakeholder, way_document_get_root (document), WAY_KIND_STAKEHOLDER)
    if (contact->mark != NULL && g_strcmp0 (way_element_get (stakeholder, WAY_FIELD_CONTACT), contact->mark) == 0)
      return stakeholder;
  way_each (stakeholder, way_document_get_root (document), WAY_KIND_STAKEHOLDER)
    {
      const char *mark = way_element_get (stakeholder, WAY_FIELD_CONTACT);

      if (!is_same_word (way_element_get_name (stakeholder), contact->name) || (mark != NULL && contact->mark != NULL))
        continue;
      if (!can_be_same_word (name_of (document, stakeholder, WAY_FIELD_ORGANISATION), contact->organisation) || !can_be_same_word (name_of (document, stakeholder, WAY_FIELD_DEPARTMENT), contact->department))
        continue;
      found = stakeholder;
      n++;
    }
  /* Two of that name and nothing that tells them apart: better one too many than two in one. */
  return n == 1 ? found : NULL;
}

static WayContact *
find_contact (const WayContacts *self, const WayContact *other)
{
  for (guint i = 0; i < self->contacts->len; i++)
    {
      WayContact *contact = g_ptr_array_index (self->contacts, i);

      if (contact->mark != NULL && other->mark != NULL)
        {
          if (strcmp (contact->mark, other->mark) == 0)
            return contact;
          continue;
        }
      if (is_same_word (contact->name, other->name) && can_be_same_word (contact->organisation, other->organisation) && can_be_same_word (contact->department, other->department))
        return contact;
    }
  return NULL;
}

static void
fill (char **into, char **from)
{
  if (*into == NULL)
    *into = g_steal_pointer (from);
}

static WayContact *
make_contact (const WayDocument *document, const Row *row, int line)
{
  WayContact *contact = g_new0 (WayContact, 1);
  const char *role = NULL, *attitude = NULL;

  contact->line = line;
  contact->wanted = TRUE;
  contact->name = make_name (row);
  contact->organisation = fit (WAY_KIND_ORGANISATION, WAY_FIELD_NAME, row->cells[WAY_CONTACT_COLUMN_ORGANISATION]);
  contact->department = fit (WAY_KIND_DEPARTMENT, WAY_FIELD_NAME, row->cells[WAY_CONTACT_COLUMN_DEPARTMENT]);
  contact->mark = make_mark (document, row->cells[WAY_CONTACT_COLUMN_MAIL]);
  contact->role_words = g_strdup (row->cells[WAY_CONTACT_COLUMN_ROLE]);
  if (contact->role_words != NULL)
    role = way_contacts_map_role (contact->role_words, &attitude);
  else if (row->cells[WAY_CONTACT_COLUMN_TITLE] != NULL)
    role = way_contacts_guess_role (row->cells[WAY_CONTACT_COLUMN_TITLE]);
  if (row->cells[WAY_CONTACT_COLUMN_ATTITUDE] != NULL)
    attitude = way_contacts_map_attitude (row->cells[WAY_CONTACT_COLUMN_ATTITUDE]);
  contact->role = g_strdup (role);
  contact->attitude = g_strdup (attitude);
  return contact;
}

static void
add_contact (WayContacts *self, WayContact *contact)
{
  WayContact *same = find_contact (self, contact);

  if (same == NULL)
    {
      g_ptr_array_add (self->contacts, contact);
      return;
    }
  fill (&same->mark, &contact->mark);
  fill (&same->organisation, &contact->organisation);
  fill (&same->department, &contact->department);
  fill (&same->role_words, &contact->role_words);
  fill (&same->role, &contact->role);
  fill (&same->attitude, &contact->attitude);
  contact_free (contact);
}

/* --- what becomes of it --- */

/* A role that was only the table's default may be said better; any other stands, unless the file says one. */
static gboolean
adds_role (const WayElement *stakeholder, const WayContact *contact)
{
  return contact->role != NULL && contact->role_words != NULL && !way_element_is (stakeholder, WAY_FIELD_ROLE, contact->role);
}

static gboolean
adds_anything (const WayElement *stakeholder, const WayContact *contact)
{
  return adds_role (stakeholder, contact) ||
         (contact->mark != NULL && way_element_get (stakeholder, WAY_FIELD_CONTACT) == NULL) ||
         (contact->attitude != NULL && way_element_get (stakeholder, WAY_FIELD_ATTITUDE) == NULL) ||
         (contact->organisation != NULL && way_element_get (stakeholder, WAY_FIELD_ORGANISATION) == NULL) ||
         (contact->department != NULL && way_element_get (stakeholder, WAY_FIELD_DEPARTMENT) == NULL);
}

static void
decide_fates (WayContacts *self, const WayDocument *document)
{
  for (guint i = 0; i < self->contacts->len; i++)
    {
      WayContact *contact = g_ptr_array_index (self->contacts, i);
      const WayElement *stakeholder = find_stakeholder (document, contact);

      contact->stakeholder = stakeholder != NULL ? g_strdup (way_element_get_id (stakeholder)) : NULL;
      contact->fate = stakeholder == NULL ? WAY_CONTACT_NEW : adds_anything (stakeholder, contact) ? WAY_CONTACT_MORE
                                                                                                   : WAY_CONTACT_SAME;
    }
}

gboolean
way_contacts_sniff (const char *data, gsize size)
{
  g_autoptr (WayCsv) csv = way_csv_new (data, size, NULL, NULL, NULL);
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free), unread = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) columns = csv != NULL && way_csv_next (csv, NULL) ? read_columns (csv, headings, unread) : NULL;

  return columns != NULL && is_people (columns);
}

static gboolean
read_rows (WayContacts *self, WayCsv *csv, const WayDocument *document, const GArray *columns, WayReport *report, GError **error)
{
  g_autoptr (GError) failed = NULL;

  while (way_csv_next (csv, &failed))
    {
      g_auto (Row) row = { { NULL } };
      WayContact *contact;

      if (way_csv_is_blank (csv))
        continue;
      if (self->contacts->len >= CONTACTS_MAX)
        {
          g_set_error (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_LIMIT, _ ("There are more than %d people in this file. Export only those of one deal."), CONTACTS_MAX);
          return FALSE;
        }
      read_row (&row, csv, columns);
      contact = make_contact (document, &row, way_csv_get_line (csv));
      if (contact->name == NULL)
        {
          way_report_add (report, WAY_SEVERITY_WARNING, contact->line, 0, _ ("Nobody is named here; the row is left out."));
          contact_free (contact);
          continue;
        }
      if (contact->role_words != NULL && contact->role == NULL)
        way_report_add (report, WAY_SEVERITY_NOTE, contact->line, 0, _ ("“%s” is no role that a buying center knows; choose one on the map."), contact->role_words);
      add_contact (self, contact);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

WayContacts *
way_contacts_read (const WayDocument *document, const char *data, gsize size, WayReport *report, GError **error)
{
  g_autoptr (WayCsv) csv = way_csv_new (data, size, NULL, report, error);
  g_autoptr (WayContacts) self = NULL;
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) columns = NULL;

  if (csv == NULL)
    return NULL;
  self = g_new0 (WayContacts, 1);
  self->contacts = g_ptr_array_new_with_free_func (contact_free);
  self->unread = g_ptr_array_new_with_free_func (g_free);
  if (way_csv_next (csv, NULL))
    columns = read_columns (csv, headings, self->unread);
  if (columns == NULL || !is_people (columns))
    {
      g_set_error_literal (error, WAY_INTEROP_ERROR, WAY_INTEROP_ERROR_FORMAT, _ ("This is no list of contacts. Its first line must name columns such as “First Name”, “Last Name”, “Email”, “Account Name” and “Role”."));
      return NULL;
    }
  self->recipe = way_contacts_find_recipe (headings);
  if (!read_rows (self, csv, document, columns, report, error))
    return NULL;
  decide_fates (self, document);
  return g_steal_pointer (&self);
}

void
way_contacts_free (WayContacts *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->contacts);
  g_ptr_array_unref (self->unread);
  g_free (self);
}

guint
way_contacts_count (const WayContacts *self, WayContactFate fate)
{
  guint n = 0;

  for (guint i = 0; i < self->contacts->len; i++)
    n += ((WayContact *) g_ptr_array_index (self->contacts, i))->fate == fate;
  return n;
}

const char *
way_contact_fate_get_label (WayContactFate fate)
{
  static const char *const labels[] = { N_ ("New"), N_ ("Known, adds to it"), N_ ("Known already") };

  return _ (labels[fate]);
}

/* --- taking over --- */

static WayElement *
find_named (const WayElement *parent, WayKind kind, const char *name)
{
  WayElement *element;

  way_each (element, parent, kind)
    if (is_same_word (way_element_get_name (element), name))
      return element;
  return NULL;
}

/* The one of this name, made where there is none. */
static WayElement *
need_named (WayDocument *document, WayElement *parent, WayKind kind, const char *name, GError **error)
{
  WayElement *found = find_named (parent, kind, name);

  if (found != NULL)
    return found;

  g_autofree char *id = way_document_make_id (document, kind);
  g_autoptr (WayElement) element = way_element_new (kind);

  way_element_init_value (element, WAY_FIELD_ID, id);
  way_element_init_value (element, WAY_FIELD_NAME, name);
  if (kind == WAY_KIND_ORGANISATION)
    way_element_init_value (element, WAY_FIELD_KIND, "customer");
  return way_document_insert (document, element, parent, G_MAXUINT, error) ? way_document_lookup (document, id) : NULL;
}

static WayElement *
need_stakeholder (WayDocument *document, const WayContact *contact, const WayElement *organisation, GError **error)
{
  WayElement *there = way_document_lookup (document, contact->stakeholder);
  const char *role = contact->role;

  if (there != NULL)
    return there;
  if (role == NULL)
    role = organisation != NULL && way_element_is (organisation, WAY_FIELD_KIND, "partner") ? "partner" : "user";

  g_autofree char *id = way_document_make_id (document, WAY_KIND_STAKEHOLDER);
  g_autoptr (WayElement) element = way_element_new (WAY_KIND_STAKEHOLDER);

  way_element_init_value (element, WAY_FIELD_ID, id);
  way_element_init_value (element, WAY_FIELD_NAME, contact->name);
  way_element_init_value (element, WAY_FIELD_ROLE, role);
  return way_document_insert (document, element, (WayElement *) way_document_get_root (document), G_MAXUINT, error) ? way_document_lookup (document, id) : NULL;
}

static gboolean
set_missing (WayDocument *document, WayElement *element, WayField field, const char *value, GError **error)
{
  return value == NULL || way_element_get (element, field) != NULL || way_document_set (document, element, field, value, error);
}

static gboolean
take_over (WayDocument *document, const WayContact *contact, GError **error)
{
  WayElement *root = (WayElement *) way_document_get_root (document), *organisation = NULL, *department = NULL, *stakeholder;

  if (contact->organisation != NULL && (organisation = need_named (document, root, WAY_KIND_ORGANISATION, contact->organisation, error)) == NULL)
    return FALSE;
  stakeholder = need_stakeholder (document, contact, organisation, error);
  if (stakeholder == NULL)
    return FALSE;
  if (organisation == NULL)
    organisation = way_document_follow (document, stakeholder, WAY_FIELD_ORGANISATION);
  if (contact->department != NULL && organisation != NULL && (department = need_named (document, organisation, WAY_KIND_DEPARTMENT, contact->department, error)) == NULL)
    return FALSE;
  if (adds_role (stakeholder, contact) && !way_document_set (document, stakeholder, WAY_FIELD_ROLE, contact->role, error))
    return FALSE;
  return set_missing (document, stakeholder, WAY_FIELD_ORGANISATION, organisation != NULL ? way_element_get_id (organisation) : NULL, error) &&
         set_missing (document, stakeholder, WAY_FIELD_DEPARTMENT, department != NULL ? way_element_get_id (department) : NULL, error) &&
         set_missing (document, stakeholder, WAY_FIELD_ATTITUDE, contact->attitude, error) &&
         set_missing (document, stakeholder, WAY_FIELD_CONTACT, contact->mark, error);
}

gboolean
way_contacts_apply (const WayContacts *self, WayDocument *document, GError **error)
{
  if (way_document_is_read_only (document))
    {
      g_set_error_literal (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_READ_ONLY, _ ("This map is read-only. Save a copy to change it."));
      return FALSE;
    }
  way_document_begin (document, _ ("Import Contacts"));
  for (guint i = 0; i < self->contacts->len; i++)
    {
      const WayContact *contact = g_ptr_array_index (self->contacts, i);

      if (!contact->wanted || contact->fate == WAY_CONTACT_SAME)
        continue;
      if (!take_over (document, contact, error))
        {
          way_document_rollback (document);
          return FALSE;
        }
    }
  way_document_commit (document);
  return TRUE;
}
