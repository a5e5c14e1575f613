/* way-upgrade.h — older versions of the format: names and values are brought up step by step before the model sees them.
 *
 * Shape:  a table of steps, each from one version to the next; a step is a list of rows that rename an element or an
 *         attribute, convert an attribute's value, or drop it. Rows use the names of the version they start from.
 * Errors: none; what no row mentions stays as it is, so the reader keeps or reports it as in any other file.
 * Thread: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *element;                  /* NULL = any */
  const char *attribute;                /* NULL = the row is about the element's own name */
  const char *name;                     /* the new name, NULL = stays */
  char *(*convert) (const char *value); /* the attribute's new value, g_free; NULL result = drop it */
} WayUpgradeRow;

typedef struct
{
  const char *from, *to;
  const WayUpgradeRow *rows;
  guint n_rows;
} WayUpgradeStep;

typedef struct
{
  const WayUpgradeStep *steps; /* NULL for none */
  guint n_steps;
} WayUpgrade;

/* All that there are: none yet, 1.0 is the first version. */
extern const WayUpgrade way_upgrade_known;

/* The steps of `self` that lead on from `version`, which end with what they lead to; n_steps = 0 where none does. */
WayUpgrade way_upgrade_from (const WayUpgrade *self, const char *version);
/* The version after the last step. */
const char *way_upgrade_get_target (const WayUpgrade *self);
/* The name that an element of this name has now. */
const char *way_upgrade_element (const WayUpgrade *self, const char *element);
/* The name and value that an attribute has now. `element` is the old name. `*value` (owned by the caller) is replaced;
 * NULL as the result means that the attribute goes. */
const char *way_upgrade_attribute (const WayUpgrade *self, const char *element, const char *attribute, char **value);

/* -1, 0 or 1 as version `a` is older than, the same as or newer than `b`; 0 where one is no version. */
int way_upgrade_compare_versions (const char *a, const char *b);

G_END_DECLS
