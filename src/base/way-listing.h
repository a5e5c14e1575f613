/* way-listing.h — a list for people as plain words: columns, rows in groups. Shown, printed and written alike.
 *
 * Shape:  columns are added first; then groups and rows, in the order in which they are read. A cell may have several lines.
 * Errors: none.
 * Owns:   its texts.
 * Thread: does not change once made; may then be read in any thread.
 */
#pragma once

#include <glib.h>

#include "base/way-json.h"

G_BEGIN_DECLS

/* What a row asks for. Never by colour alone: a cell says it, too. */
typedef enum
{
  WAY_LISTING_PLAIN,
  WAY_LISTING_GOOD,
  WAY_LISTING_WARN,
  WAY_LISTING_BAD,
} WayListingTone;

typedef struct _WayListing WayListing;

/* All translated. `empty` is said where there is no row. */
WayListing *way_listing_new (const char *title, const char *subtitle, const char *empty);
void way_listing_free (WayListing *self);

/* `share`: of the width, against the other columns. */
void way_listing_add_column (WayListing *self, const char *label, double share);
/* A sentence about the whole list, above it on paper; NULL = none. */
void way_listing_set_note (WayListing *self, const char *note);
/* On paper a row is at least so many lines high: there is something to be written by hand. 0 = no more than its words need. */
void way_listing_set_room (WayListing *self, guint lines);
/* The rows from here on stand under this heading. */
void way_listing_add_group (WayListing *self, const char *name);
/* `id` names what the row is about, or NULL. Cells follow, one a column. */
void way_listing_add_row (WayListing *self, const char *id, WayListingTone tone);
/* NULL counts as empty. */
void way_listing_add_cell (WayListing *self, const char *text);
void way_listing_take_cell (WayListing *self, char *text);

const char *way_listing_get_title (const WayListing *self);
const char *way_listing_get_subtitle (const WayListing *self);
const char *way_listing_get_empty (const WayListing *self);
const char *way_listing_get_note (const WayListing *self);
guint way_listing_get_room (const WayListing *self);
guint way_listing_get_n_columns (const WayListing *self);
const char *way_listing_get_label (const WayListing *self, guint column);
double way_listing_get_share (const WayListing *self, guint column);
guint way_listing_get_n_rows (const WayListing *self);
const char *way_listing_get_id (const WayListing *self, guint row);
WayListingTone way_listing_get_tone (const WayListing *self, guint row);
/* NULL before the first heading. The same pointer for all rows of a group. */
const char *way_listing_get_group (const WayListing *self, guint row);
/* Never NULL. */
const char *way_listing_get_cell (const WayListing *self, guint row, guint column);

/* For spreadsheets; a column for the groups comes first where there are any. g_free. */
char *way_listing_to_csv (const WayListing *self, gsize *size);
/* For programs: with commas, and no mark at the beginning; g_free. */
char *way_listing_to_plain_csv (const WayListing *self);
/* For programs: {"title": …, "rows": [{"id": …, "group": …, "cells": {"Action": …}}]}; g_free. */
char *way_listing_to_json (const WayListing *self);
/* The same into an array. */
void way_listing_add_json (const WayListing *self, WayJson *json);
/* For a terminal: a line a row and cell, g_free. */
char *way_listing_to_text (const WayListing *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayListing, way_listing_free)

G_END_DECLS
