/* way-field-row-private.h — what the row (way-field-row.c) and the widgets it can hold share.
 *
 * Shape:  a WayFieldWidget is one way to show and change a value: text, entry (numbers, days), choice, truth value, colour,
 *         reference, list of references. It fills row->line, sets row->widget, and tells the row what was typed or chosen.
 */
#pragma once

#include "edit/way-shared.h"
#include "ui/fields/way-field-row.h"

G_BEGIN_DECLS

typedef struct
{
  /* Fills row->line and sets row->widget, what takes the focus. */
  void (*make) (WayFieldRow *row);
  /* NULL where it is left out, and where several elements differ (row->several). */
  void (*show) (WayFieldRow *row, const char *value);
  void (*enter) (WayFieldRow *row, const char *text);
  char *(*dup_shown) (WayFieldRow *row);
  gboolean beside; /* the widget stands beside the caption, not below it */
  gboolean fickle; /* what it shows can change though the value does not: the name of what is pointed to */
} WayFieldWidget;

struct _WayFieldRow
{
  AdwPreferencesRow parent_instance;
  const WayFieldWidget *class;
  WayEditor *editor;
  GPtrArray *elements; /* (element-type WayElement), owned */
  const WayFieldInfo *info;
  GtkBox *line;
  GtkWidget *widget;
  GtkLabel *caption, *error;
  gpointer state;   /* the widget's own; freed by it with the row's "destroy" */
  char *written;    /* the value this row knows of: what it showed or wrote last */
  char *before;     /* the value when the focus came */
  char *pending;    /* what stands in the widget and cannot be, or NULL */
  gboolean typed;   /* since the focus came */
  gboolean several; /* the elements differ */
  gboolean filling; /* the widget changes because of us */
};

extern const WayFieldWidget way_field_text, way_field_entry, way_field_choice, way_field_truth, way_field_colour, way_field_reference, way_field_list, way_field_picture;

/* The document the elements stand in. */
WayDocument *way_field_row_get_document (WayFieldRow *self);
/* What is being typed: goes on with one step of undo. FALSE if it was refused, which is then said. */
gboolean way_field_row_type (WayFieldRow *self, const char *value);
/* What was chosen at once: a step of undo of its own. */
gboolean way_field_row_choose (WayFieldRow *self, const char *value);
/* What stands in the widget and cannot be (yet); `say` = at once, or only when the focus leaves. NULL: all is well. */
void way_field_row_hold (WayFieldRow *self, const char *text, gboolean say);
/* Enter was pressed or the focus left: what cannot be is refused, the rest stands. */
void way_field_row_settle (WayFieldRow *self);
void way_field_row_say (WayFieldRow *self, const char *message);
/* Shows an element in the inspector, from where one can go back. */
void way_field_row_jump (WayFieldRow *self, const char *id);
/* The dim text where nothing stands: "Several values", or what can be done. */
const char *way_field_row_get_placeholder (WayFieldRow *self);
void way_field_row_set_state (WayFieldRow *self, gpointer state, GDestroyNotify free_state);

G_END_DECLS
