/* way-value.h — numbers, times, durations and flags as strangers write them, from the bytes of a cell.
 *
 * Shape:  a cell is read in a way that was decided for its whole column (decimal sign, order of day and month); the look
 *         functions say which ways a cell allows, so that a column can be decided from all its cells.
 * Units:  times in milliseconds since 1970 UTC, what has no zone as if it were UTC; durations in seconds.
 * Errors: none; FALSE for what is no such value, and the result stays as it was.
 * Thread: any; no locale plays a part.
 * Source: ISO 8601; what Excel, Google Forms, Qualtrics, GA4 and Genesys write.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A cell without the blanks around it (no-break ones too). */
typedef struct
{
  const char *text; /* not NUL-terminated */
  gsize length;
} WayCell;

WayCell way_cell_trim (const char *text, gsize length);
gboolean way_cell_is (WayCell cell, const char *text);

/* Empty, or one of the ways to say that there is no answer: "-", "k. A.", "n/a", "NULL", "#NV" … */
gboolean way_value_is_missing (WayCell cell);

typedef enum
{
  WAY_DECIMAL_POINT,
  WAY_DECIMAL_COMMA,
} WayDecimal;

typedef enum
{
  WAY_NUMBER_NONE,      /* no number, however it is read */
  WAY_NUMBER_PLAIN,     /* the same either way: 12 */
  WAY_NUMBER_POINT,     /* only with a decimal point: 1.5, 1,234.5 */
  WAY_NUMBER_COMMA,     /* only with a decimal comma: 1,5 */
  WAY_NUMBER_AMBIGUOUS, /* either way, and not the same: 1.234 */
} WayNumberLook;

WayNumberLook way_value_look_number (WayCell cell);
/* "1.234,50 €", "85 %", "(12)", "12-", "−3", "4,9E+11". `percent`, if not NULL: whether there is a percent sign. */
gboolean way_value_parse_number (WayCell cell, WayDecimal decimal, double *value, gboolean *percent);
/* Codes of surveys for "no answer", on scales that do not reach so far. */
gboolean way_value_is_no_answer (double value);
/* "9", but also "9 - very likely", "10 = sehr zufrieden" and "8 / 10": how answers on a scale are exported. */
gboolean way_value_parse_answer (WayCell cell, double *value, gboolean *labelled);

typedef enum
{
  WAY_TIME_YMD, /* and all that needs no decision: month names, weeks, quarters, 20250719 */
  WAY_TIME_DMY,
  WAY_TIME_MDY,
  WAY_TIME_UNIX,      /* seconds since 1970 */
  WAY_TIME_UNIX_MS,   /* milliseconds */
  WAY_TIME_EXCEL,     /* days since 1899-12-30 */
  WAY_TIME_EXCEL_MAC, /* days since 1904-01-01 */
  WAY_N_TIME_FORMS
} WayTimeForm;

gboolean way_value_parse_time (WayCell cell, WayTimeForm form, gint64 *time, gboolean *zoned);
/* Bits (1 << WayTimeForm) of YMD, DMY and MDY: how the cell could be read. Numbers alone are no such look. */
guint way_value_look_time (WayCell cell);
/* Whether it is written as Americans do: with AM or PM. */
gboolean way_value_has_meridiem (WayCell cell);

/* "01:30:00", "1:30" (minutes and seconds), "2 d 4 h", "3 Tage", "90 min". */
gboolean way_value_parse_duration (WayCell cell, double *seconds);

/* Ja/Nein, yes/no, true/false, WAHR/FALSCH, x. */
gboolean way_value_parse_flag (WayCell cell, gboolean *value);

/* A day, counted from 1970. */
gint64 way_value_make_day (int year, int month, int day);

/* How far clocks in a zone are ahead at a moment, both in ms. */
gint64 way_value_find_offset (GTimeZone *zone, gint64 time);

G_END_DECLS
