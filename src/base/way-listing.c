#include "base/way-listing.h"

typedef struct
{
  char *label;
  double share;
} Column;

typedef struct
{
  char *id;
  WayListingTone tone;
  const char *group; /* borrowed from `groups` */
} Row;

struct _WayListing
{
  char *title, *subtitle, *empty, *note;
  guint room;
  GArray *columns;   /* Column */
  GArray *rows;      /* Row */
  GPtrArray *groups; /* char * */
  GPtrArray *cells;  /* char *, row by row */
};

static void
clear_column (gpointer column)
{
  g_free (((Column *) column)->label);
}

static void
clear_row (gpointer row)
{
  g_free (((Row *) row)->id);
}

WayListing *
way_listing_new (const char *title, const char *subtitle, const char *empty)
{
  WayListing *self = g_new0 (WayListing, 1);

  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle != NULL ? subtitle : "");
  self->empty = g_strdup (empty);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
way_listing_free (WayListing *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->empty);
  g_free (self->note);
  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
way_listing_add_column (WayListing *self, const char *label, double share)
{
  Column column = { g_strdup (label), share };

  g_return_if_fail (self->rows->len == 0);
  g_array_append_val (self->columns, column);
}

void
way_listing_set_note (WayListing *self, const char *note)
{
  g_free (self->note);
  self->note = g_strdup (note);
}

void
way_listing_set_room (WayListing *self, guint lines)
{
  self->room = lines;
}

const char *
way_listing_get_note (const WayListing *self)
{
  return self->note;
}

guint
way_listing_get_room (const WayListing *self)
{
  return self->room;
}

void
way_listing_add_group (WayListing *self, const char *name)
{
  g_ptr_array_add (self->groups, g_strdup (name));
}

void
way_listing_add_row (WayListing *self, const char *id, WayListingTone tone)
{
  Row row = { g_strdup (id), tone, self->groups->len > 0 ? self->groups->pdata[self->groups->len - 1] : NULL };

  g_return_if_fail (self->cells->len == self->rows->len * self->columns->len);
  g_array_append_val (self->rows, row);
}

void
way_listing_take_cell (WayListing *self, char *text)
{
  g_ptr_array_add (self->cells, text != NULL ? text : g_strdup (""));
}

void
way_listing_add_cell (WayListing *self, const char *text)
{
  way_listing_take_cell (self, g_strdup (text));
}

const char *
way_listing_get_title (const WayListing *self)
{
  return self->title;
}

const char *
way_listing_get_subtitle (const WayListing *self)
{
  return self->subtitle;
}

const char *
way_listing_get_empty (const WayListing *self)
{
  return self->empty;
}

guint
way_listing_get_n_columns (const WayListing *self)
{
  return self->columns->len;
}

const char *
way_listing_get_label (const WayListing *self, guint column)
{
  return g_array_index (self->columns, Column, column).label;
}

double
way_listing_get_share (const WayListing *self, guint column)
{
  return g_array_index (self->columns, Column, column).share;
}

guint
way_listing_get_n_rows (const WayListing *self)
{
  return self->rows->len;
}

const char *
way_listing_get_id (const WayListing *self, guint row)
{
  return g_array_index (self->rows, Row, row).id;
}

WayListingTone
way_listing_get_tone (const WayListing *self, guint row)
{
  return g_array_index (self->rows, Row, row).tone;
}

const char *
way_listing_get_group (const WayListing *self, guint row)
{
  return g_array_index (self->rows, Row, row).group;
}

const char *
way_listing_get_cell (const WayListing *self, guint row, guint column)
{
  guint i = row * self->columns->len + column;

  return i < self->cells->len ? self->cells->pdata[i] : "";
}
