/* way-action-list.h — every action of a window in one table: what it is called, what it does, its keys.
 *
 * Shape:  a row an action, or an action with one target ("map.feeling(1)"), in the order in which they are offered. Menus,
 *         keys, the shortcuts window and the palette are made from it, so nothing of that is written down twice.
 *         tests/ui/test-ui-actions.c holds it against the actions that there are, and against menus and buttons.
 * Errors: none; the table is constant.
 * Thread: main.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  WAY_SECTION_FILE,
  WAY_SECTION_EDIT,
  WAY_SECTION_ADD,
  WAY_SECTION_MOVE,
  WAY_SECTION_FIND,
  WAY_SECTION_VIEW,
  WAY_SECTION_HELP,
  WAY_N_SECTIONS
} WayActionSection;

/* Who listens to the keys. */
typedef enum
{
  WAY_KEYS_APPLICATION, /* the application, before whatever has the focus */
  WAY_KEYS_WINDOW,      /* the window, after whatever has the focus: an entry undoes its own words first */
  WAY_KEYS_MAP,         /* the map, while it has the focus */
  WAY_KEYS_ELSEWHERE,   /* bound by a widget; here only to be shown */
} WayKeysPlace;

typedef enum
{
  WAY_OFFER_ALWAYS, /* in a menu or a button, and in the palette */
  WAY_OFFER_FAMILY, /* the same, once for each target; the row has none */
  WAY_OFFER_NEVER,  /* used by widgets; with a label its keys are shown */
} WayOffer;

typedef struct
{
  const char *action; /* detailed; NULL: only keys to be shown */
  WayOffer offer;
  WayActionSection section;
  const char *label; /* N_(), with its mnemonic */
  const char *brief; /* N_(): the label in a menu whose name says the verb; NULL = label */
  const char *hint;  /* N_(): a sentence about what it does */
  const char *words; /* N_(): what people may call it as well */
  const char *keys;  /* accelerators with blanks between; the first is the one that is shown in menus */
  WayKeysPlace place;
  gboolean reads; /* an action of the map that changes nothing: it works on a read-only one, too */
} WayActionRow;

const WayActionRow *way_action_list_get (guint *n);
/* The row of this detailed name, else the family of its action, else NULL. */
const WayActionRow *way_action_list_find (const char *action);
/* Whether the action of this name, without a target, changes nothing of the map. */
gboolean way_action_list_reads (const char *action);
/* "File"; translated. */
const char *way_action_section_get_label (WayActionSection section);
/* The label without its mnemonic, translated; g_free. */
char *way_action_row_dup_label (const WayActionRow *row);
/* The first of the keys, as in "<Control>f"; NULL if there is none; g_free. */
char *way_action_row_dup_key (const WayActionRow *row);

/* Gives the application its keys. */
void way_action_list_add_keys (GtkApplication *application);
/* Gives a class the keys of its place. */
void way_action_list_bind_keys (GtkWidgetClass *widget_class, WayKeysPlace place);

/* Menus. `layout` ends with NULL: detailed names, "" between sections, ">" and N_ ("_Label") begin a submenu, "<" ends it. A family
 * becomes a submenu of its own. `brief`: the menu's own name says the verb, as that of every submenu does. */
GMenuModel *way_action_list_make_menu (const char *const *layout, gboolean brief);
/* The window of "win.show-help-overlay". */
GtkWidget *way_action_list_make_shortcuts (void);

G_END_DECLS
