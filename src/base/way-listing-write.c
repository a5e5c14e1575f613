#include <string.h>

#include "base/way-csv.h"
#include "base/way-json.h"
#include "base/way-listing.h"

static gboolean
has_groups (const WayListing *self)
{
  guint n = way_listing_get_n_rows (self);

  return n > 0 && way_listing_get_group (self, n - 1) != NULL;
}

static char *
write_csv (const WayListing *self, WayCsvStyle style, gsize *size)
{
  WayCsvWriter *writer = way_csv_writer_new (style);
  gboolean grouped = has_groups (self);

  if (grouped)
    way_csv_writer_add (writer, way_listing_get_title (self));
  for (guint c = 0; c < way_listing_get_n_columns (self); c++)
    way_csv_writer_add (writer, way_listing_get_label (self, c));
  way_csv_writer_end_record (writer);
  for (guint r = 0; r < way_listing_get_n_rows (self); r++)
    {
      if (grouped)
        way_csv_writer_add (writer, way_listing_get_group (self, r));
      for (guint c = 0; c < way_listing_get_n_columns (self); c++)
        way_csv_writer_add (writer, way_listing_get_cell (self, r, c));
      way_csv_writer_end_record (writer);
    }
  return way_csv_writer_finish (writer, size);
}

char *
way_listing_to_csv (const WayListing *self, gsize *size)
{
  return write_csv (self, WAY_CSV_EXCEL, size);
}

char *
way_listing_to_plain_csv (const WayListing *self)
{
  return write_csv (self, WAY_CSV_COMMA, NULL);
}

void
way_listing_add_json (const WayListing *self, WayJson *json)
{
  way_json_begin_object (json, NULL);
  way_json_add_string (json, "title", way_listing_get_title (self));
  way_json_begin_array (json, "rows");
  for (guint r = 0; r < way_listing_get_n_rows (self); r++)
    {
      way_json_begin_object (json, NULL);
      way_json_add_string (json, "id", way_listing_get_id (self, r));
      way_json_add_string (json, "group", way_listing_get_group (self, r));
      way_json_begin_object (json, "cells");
      for (guint c = 0; c < way_listing_get_n_columns (self); c++)
        way_json_add_string (json, way_listing_get_label (self, c), way_listing_get_cell (self, r, c));
      way_json_end (json);
      way_json_end (json);
    }
  way_json_end (json);
  way_json_end (json);
}

char *
way_listing_to_json (const WayListing *self)
{
  WayJson *json = way_json_new ();

  way_listing_add_json (self, json);
  return way_json_finish (json);
}

char *
way_listing_to_text (const WayListing *self)
{
  GString *s = g_string_new (NULL);
  const char *group = NULL;

  g_string_append_printf (s, "%s\n%s\n", way_listing_get_title (self), way_listing_get_subtitle (self));
  if (way_listing_get_n_rows (self) == 0)
    g_string_append_printf (s, "\n%s\n", way_listing_get_empty (self));
  for (guint r = 0; r < way_listing_get_n_rows (self); r++)
    {
      if (way_listing_get_group (self, r) != group)
        g_string_append_printf (s, "\n== %s\n", group = way_listing_get_group (self, r));
      g_string_append_printf (s, "\n%s\n", way_listing_get_cell (self, r, 0));
      for (guint c = 1; c < way_listing_get_n_columns (self); c++)
        {
          g_auto (GStrv) lines = g_strsplit (way_listing_get_cell (self, r, c), "\n", -1);
          g_autofree char *text = g_strjoinv ("\n    ", lines);

          if (*text != '\0')
            g_string_append_printf (s, "  %s: %s\n", way_listing_get_label (self, c), text);
        }
    }
  return g_string_free (s, FALSE);
}
