/* way-contacts-dialog.h — what would become of imported contacts: shown, chosen from, taken over in one step of undo.
 *
 * Shape:  a row a person with a mark to take it off; the columns that are not read are named.
 * Owns:   the contacts; a reference to the session's document.
 * Thread: main.
 */
#pragma once

#include <adwaita.h>

#include "edit/way-editor.h"
#include "interop/way-contacts.h"

G_BEGIN_DECLS

#define WAY_TYPE_CONTACTS_DIALOG (way_contacts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WayContactsDialog, way_contacts_dialog, WAY, CONTACTS_DIALOG, AdwWindow)

/* Takes `contacts`; `report` is what was found while reading. */
WayContactsDialog *way_contacts_dialog_new (GtkWindow *parent, WayEditor *editor, WayContacts *contacts, const WayReport *report);
/* As the button does. */
void way_contacts_dialog_apply (WayContactsDialog *self);
/* For tests. */
void way_contacts_dialog_set_wanted (WayContactsDialog *self, guint i, gboolean wanted);

G_END_DECLS
