/* way-column.h — one column of a strange table: what it holds, what it is for, and why we think so.
 *
 * Shape:  cells are looked at one after the other (way_column_look), then the column is decided. Every decision has its
 *         reason as a sentence; what cannot be decided from the cells has a question, and a guess that holds until somebody answers.
 * Errors: none.
 * Owns:   its texts.
 * Thread: one thread at a time.
 */
#pragma once

#include "metrics/tables/way-value.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_COLUMN_EMPTY,
  WAY_COLUMN_TEXT,
  WAY_COLUMN_NUMBER,
  WAY_COLUMN_ANSWER, /* a number with its label, "9 - very likely" */
  WAY_COLUMN_TIME,
  WAY_COLUMN_DURATION,
  WAY_COLUMN_FLAG,
  WAY_N_COLUMN_TYPES
} WayColumnType;

typedef enum
{
  WAY_USE_SKIP,
  WAY_USE_PERSONAL, /* names, addresses: stays out unless somebody asks for it */
  WAY_USE_ID,       /* who answered, or which case it was; only ever kept as a pseudonym */
  WAY_USE_TIME,
  WAY_USE_KEY,   /* where: touchpoint, channel, segment */
  WAY_USE_VALUE, /* what a metric is made of */
  WAY_USE_COMMENT,
  WAY_USE_QUESTION, /* long form: which question the row answers … */
  WAY_USE_ANSWER,   /* … and the answer */
  WAY_N_COLUMN_USES
} WayColumnUse;

/* What the cells alone cannot tell. */
typedef enum
{
  WAY_QUESTION_NONE,
  WAY_QUESTION_DECIMAL,    /* 1.234: one or one thousand? */
  WAY_QUESTION_DATE_ORDER, /* 03/04: March or April? */
  WAY_QUESTION_SCALE,      /* 1 to 10 is no scale of an NPS; or what is measured is not what it was before */
} WayColumnQuestion;

typedef struct _WayColumnLook WayColumnLook;

typedef struct
{
  char *name;  /* in the header, unique in the table; "Column 3" where there is none */
  char *label; /* what a further header row says, or NULL */
  guint index; /* in the file, from 0 */
  WayColumnType type;
  WayColumnUse use;
  WayColumnQuestion question;
  char *reason; /* a translated sentence */
  WayDecimal decimal;
  WayTimeForm form;
  const char *metric; /* nick of the metric it could be, static, or NULL */
  const char *better; /* nick, static */
  char *unit;         /* "%", "€", "s", or NULL */
  char *zone;         /* that the file says its times are in, "America/Denver"; or NULL */
  gboolean has_scale;
  double low, high; /* of the scale */

  /* Of the cells that were looked at. */
  guint n_filled, n_distinct; /* distinct ones are counted up to 200 */
  double least, most;         /* numbers */
  char *examples[3];          /* NULL where there are fewer */
  WayColumnLook *look;        /* private */
} WayColumn;

WayColumn *way_column_new (const char *name, guint index);
void way_column_free (WayColumn *self);

/* One cell more. */
void way_column_look (WayColumn *self, WayCell cell);
/* Whether more cells could still decide what those seen so far do not. */
gboolean way_column_is_open (const WayColumn *self);
/* In a spreadsheet a number is one, and is written here with a point. */
#define WAY_DECIMAL_CERTAIN (-2)

/* Sets type, use, reason and so on from what was seen; `comma`: other columns of the file have decimal commas (+1) or points (−1); 0:
 * not known; or WAY_DECIMAL_CERTAIN. */
void way_column_decide (WayColumn *self, int comma);
/* +1: its numbers need a decimal comma, −1: a point, 0: neither. */
int way_column_get_decimal_hint (const WayColumn *self);

/* Whether nearly all of its numbers lie on this scale. */
gboolean way_column_fits_scale (const WayColumn *self, double low, double high);

/* What name and label say alone; NULL metric and _SKIP where they say nothing. For way-column.c and tests. */
typedef struct
{
  WayColumnUse use;
  const char *metric;
  guint rank; /* among columns of the same use the lower one is better; 0: nothing was recognised */
} WayColumnHint;

WayColumnHint way_column_name_hint (const char *name, const char *label);
/* "0-10", "1 bis 5", "(1–7)" in a question. */
gboolean way_column_find_scale (const char *text, double *low, double *high);

const char *way_column_type_get_nick (WayColumnType type);
const char *way_column_use_get_nick (WayColumnUse use);
/* Translated. */
const char *way_column_type_get_label (WayColumnType type);
const char *way_column_use_get_label (WayColumnUse use);
/* _N_ of the enum for a nick that is none. */
WayColumnType way_column_type_from_nick (const char *nick);
WayColumnUse way_column_use_from_nick (const char *nick);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayColumn, way_column_free)

G_END_DECLS
