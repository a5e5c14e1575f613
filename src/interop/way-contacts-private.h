/* way-contacts-private.h — what the columns and words of customer systems mean; inside interop/ only. */
#pragma once

#include "interop/way-contacts.h"

typedef enum
{
  WAY_CONTACT_COLUMN_NONE,
  WAY_CONTACT_COLUMN_FIRST,
  WAY_CONTACT_COLUMN_LAST,
  WAY_CONTACT_COLUMN_NAME,
  WAY_CONTACT_COLUMN_MAIL,
  WAY_CONTACT_COLUMN_ORGANISATION,
  WAY_CONTACT_COLUMN_DEPARTMENT,
  WAY_CONTACT_COLUMN_ROLE,
  WAY_CONTACT_COLUMN_TITLE, /* of the job: tells a role where there is no column for it, and is not kept */
  WAY_CONTACT_COLUMN_ATTITUDE,
  WAY_CONTACT_N_COLUMNS
} WayContactColumn;

/* Lower case, letters and digits only; g_free. */
char *way_contacts_fold (const char *words);
WayContactColumn way_contacts_find_column (const char *heading);
/* Whose export has these headings; NULL for nobody we know. (element-type utf8) */
const char *way_contacts_find_recipe (const GPtrArray *headings);
/* A nick for “Mentor”, “Non-Supporter”, “Gegner” …; NULL for none. */
const char *way_contacts_map_attitude (const char *words);
/* What a job title says of the role, cautiously; NULL for nothing. */
const char *way_contacts_guess_role (const char *title);
