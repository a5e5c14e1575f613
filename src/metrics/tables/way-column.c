#include "metrics/tables/way-column.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_DISTINCT 200
/* So much of a column must fit a type; the rest is reported row by row. */
#define MOST 0.9
/* The same for a scale that the name of the column has spoken for. */
#define MOST_NAMED 0.75

struct _WayColumnLook
{
  guint numbers[WAY_NUMBER_AMBIGUOUS + 1]; /* how many look so */
  guint n_integers, n_percent, n_exponent, n_euro;
  double least, most; /* of those that read the same either way */
  guint scores[12];   /* how often 0 to 10 stand there; and 11 */
  guint n_no_answer;  /* 99 and the like */
  guint n_answers, n_labelled, n_durations, n_flags;
  guint n_times, n_forms[WAY_TIME_MDY + 1], n_meridiem;
  guint n_unix, n_unix_ms, n_excel;
  gint64 last[2];       /* time in DMY and MDY */
  guint up[2], down[2]; /* how often it rose and fell */
  guint n_mail, n_ip, n_phone;
  guint64 n_bytes;
  GHashTable *distinct; /* set of texts, up to MAX_DISTINCT */
};

WayColumn *
way_column_new (const char *name, guint index)
{
  WayColumn *self = g_new0 (WayColumn, 1);

  self->name = g_strdup (name);
  self->index = index;
  self->look = g_new0 (WayColumnLook, 1);
  self->look->distinct = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->look->least = INFINITY;
  self->look->most = -INFINITY;
  return self;
}

void
way_column_free (WayColumn *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->label);
  g_free (self->reason);
  g_free (self->unit);
  g_free (self->zone);
  for (guint i = 0; i < G_N_ELEMENTS (self->examples); i++)
    g_free (self->examples[i]);
  g_hash_table_unref (self->look->distinct);
  g_free (self->look);
  g_free (self);
}

static void
note_score (WayColumnLook *self, double value)
{
  self->n_no_answer += way_value_is_no_answer (value);
  if (value >= 0 && value < G_N_ELEMENTS (self->scores) && value == floor (value))
    self->scores[(guint) value]++;
}

static void
look_number (WayColumnLook *self, WayCell cell)
{
  WayNumberLook look = way_value_look_number (cell);
  gboolean percent = FALSE;
  double value = 0;

  self->numbers[look]++;
  if (look == WAY_NUMBER_NONE)
    return;
  self->n_exponent += memchr (cell.text, 'E', cell.length) != NULL && memchr (cell.text, '+', cell.length) != NULL;
  self->n_euro += memmem (cell.text, cell.length, "€", 3) != NULL || memmem (cell.text, cell.length, "EUR", 3) != NULL;
  way_value_parse_number (cell, look == WAY_NUMBER_COMMA ? WAY_DECIMAL_COMMA : WAY_DECIMAL_POINT, &value, &percent);
  self->n_percent += percent;
  if (look == WAY_NUMBER_AMBIGUOUS)
    return;
  self->n_integers += value == floor (value);
  self->least = MIN (self->least, value);
  self->most = MAX (self->most, value);
  note_score (self, value);
  self->n_excel += value >= 20000 && value < 80000;
  if (look != WAY_NUMBER_PLAIN || value < 0)
    return;
  self->n_unix += cell.length == 10 && value > 5e8 && value < 4.2e9;
  self->n_unix_ms += cell.length == 13 && value > 5e11 && value < 4.2e12;
}

static void
look_time (WayColumnLook *self, WayCell cell)
{
  guint forms = way_value_look_time (cell);

  if (forms == 0)
    return;
  self->n_times++;
  self->n_meridiem += way_value_has_meridiem (cell);
  for (guint form = 0; form <= WAY_TIME_MDY; form++)
    self->n_forms[form] += (forms & 1u << form) != 0;
  for (guint i = 0; i < 2; i++)
    {
      gint64 time;

      if (!way_value_parse_time (cell, i == 0 ? WAY_TIME_DMY : WAY_TIME_MDY, &time, NULL))
        continue;
      if (self->n_times > 1)
        {
          self->up[i] += time > self->last[i];
          self->down[i] += time < self->last[i];
        }
      self->last[i] = time;
    }
}

/* Four numbers with points between them. */
static gboolean
is_ip (WayCell cell)
{
  guint points = 0;

  if (cell.length < 7 || cell.length > 15)
    return FALSE;
  for (gsize i = 0; i < cell.length; i++)
    if (cell.text[i] == '.')
      points++;
    else if (!g_ascii_isdigit (cell.text[i]))
      return FALSE;
  return points == 3;
}

/* "tel:+49301", "sip:a@example.org", "+49 30 123-45". */
static gboolean
is_phone (WayCell cell)
{
  guint digits = 0;

  if (cell.length > 4 && (g_ascii_strncasecmp (cell.text, "tel:", 4) == 0 || g_ascii_strncasecmp (cell.text, "sip:", 4) == 0))
    return TRUE;
  if (cell.length < 9 || cell.length > 24 || *cell.text != '+')
    return FALSE;
  for (gsize i = 1; i < cell.length; i++)
    if (g_ascii_isdigit (cell.text[i]))
      digits++;
    else if (strchr (" ()-/", cell.text[i]) == NULL || cell.text[i] == '\0')
      return FALSE;
  return digits >= 8;
}

static gboolean
is_mail (WayCell cell)
{
  const char *at = memchr (cell.text, '@', cell.length);

  return at != NULL && at > cell.text && memchr (at, '.', (gsize) (cell.text + cell.length - at)) != NULL && memchr (cell.text, ' ', cell.length) == NULL;
}

static void
note_text (WayColumn *self, WayCell cell)
{
  WayColumnLook *look = self->look;

  if (g_hash_table_size (look->distinct) >= MAX_DISTINCT)
    return;

  g_autofree char *text = g_strndup (cell.text, MIN (cell.length, 200));

  if (g_hash_table_contains (look->distinct, text))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->examples); i++)
    if (self->examples[i] == NULL)
      {
        self->examples[i] = g_utf8_make_valid (text, -1);
        break;
      }
  g_hash_table_add (look->distinct, g_steal_pointer (&text));
}

void
way_column_look (WayColumn *self, WayCell cell)
{
  WayColumnLook *look = self->look;
  gboolean labelled, flag;
  double value;

  if (way_value_is_missing (cell))
    return;
  self->n_filled++;
  look->n_bytes += cell.length;
  look_number (look, cell);
  look_time (look, cell);
  if (way_value_parse_answer (cell, &value, &labelled))
    {
      look->n_answers++;
      look->n_labelled += labelled;
      if (labelled)
        {
          look->least = MIN (look->least, value);
          look->most = MAX (look->most, value);
          note_score (look, value);
        }
    }
  look->n_durations += way_value_parse_duration (cell, &value);
  look->n_flags += way_value_parse_flag (cell, &flag);
  look->n_mail += is_mail (cell);
  look->n_ip += is_ip (cell);
  look->n_phone += is_phone (cell);
  note_text (self, cell);
}

/* How many of the cells are so. */
static gboolean
is_most (const WayColumn *self, guint n)
{
  return self->n_filled > 0 && n >= MOST * self->n_filled;
}

static guint
count_numbers (const WayColumnLook *self)
{
  return self->numbers[WAY_NUMBER_PLAIN] + self->numbers[WAY_NUMBER_POINT] + self->numbers[WAY_NUMBER_COMMA] + self->numbers[WAY_NUMBER_AMBIGUOUS];
}

static gboolean
has_open_order (const WayColumn *self)
{
  const WayColumnLook *look = self->look;

  return is_most (self, look->n_times) && look->n_forms[WAY_TIME_YMD] == 0 && look->n_forms[WAY_TIME_DMY] == look->n_times && look->n_forms[WAY_TIME_MDY] == look->n_times;
}

static gboolean
has_open_decimal (const WayColumn *self)
{
  const WayColumnLook *look = self->look;

  return is_most (self, count_numbers (look)) && look->numbers[WAY_NUMBER_AMBIGUOUS] > 0 && look->numbers[WAY_NUMBER_POINT] == 0 && look->numbers[WAY_NUMBER_COMMA] == 0;
}

gboolean
way_column_is_open (const WayColumn *self)
{
  return has_open_order (self) || has_open_decimal (self);
}

int
way_column_get_decimal_hint (const WayColumn *self)
{
  const WayColumnLook *look = self->look;

  if (!is_most (self, count_numbers (look)))
    return 0;
  return (look->numbers[WAY_NUMBER_COMMA] > look->numbers[WAY_NUMBER_POINT]) - (look->numbers[WAY_NUMBER_POINT] > look->numbers[WAY_NUMBER_COMMA]);
}

G_GNUC_PRINTF (2, 3)
static void
say (WayColumn *self, const char *format, ...)
{
  va_list args;

  g_free (self->reason);
  va_start (args, format);
  self->reason = g_strdup_vprintf (format, args);
  va_end (args);
}

static void
decide_decimal (WayColumn *self, int comma)
{
  const WayColumnLook *look = self->look;
  guint by_point = look->numbers[WAY_NUMBER_POINT], by_comma = look->numbers[WAY_NUMBER_COMMA];

  self->decimal = by_comma > by_point || (by_comma == by_point && comma > 0) ? WAY_DECIMAL_COMMA : WAY_DECIMAL_POINT;
  if (comma == WAY_DECIMAL_CERTAIN && by_comma == 0)
    say (self, "%s", _ ("Numbers, as the spreadsheet has them."));
  else if (by_point != by_comma)
    say (self, self->decimal == WAY_DECIMAL_COMMA ? _ ("Numbers with a decimal comma.") : _ ("Numbers with a decimal point."));
  else if (look->numbers[WAY_NUMBER_AMBIGUOUS] == 0)
    say (self, "%s", _ ("Numbers."));
  else if (comma != 0)
    say (self, comma > 0 ? _ ("Numbers; other columns of the file have a decimal comma.") : _ ("Numbers; other columns of the file have a decimal point."));
  else
    {
      self->question = WAY_QUESTION_DECIMAL;
      say (self, "%s", _ ("Each number could have a decimal sign or parted thousands. Please say which."));
    }
}

static void
decide_order (WayColumn *self)
{
  const WayColumnLook *look = self->look;
  guint dmy = look->n_forms[WAY_TIME_DMY], mdy = look->n_forms[WAY_TIME_MDY];
  gboolean dmy_sorted = look->up[0] == 0 || look->down[0] == 0, mdy_sorted = look->up[1] == 0 || look->down[1] == 0;
  guint moves = look->up[0] + look->down[0];

  if (look->n_forms[WAY_TIME_YMD] >= MAX (dmy, mdy))
    {
      self->form = WAY_TIME_YMD;
      say (self, "%s", _ ("Dates that can only be read in one way."));
    }
  else if (dmy != mdy)
    {
      self->form = dmy > mdy ? WAY_TIME_DMY : WAY_TIME_MDY;
      say (self, self->form == WAY_TIME_DMY ? _ ("Dates with the day first; some could not be read the other way round.") : _ ("Dates with the month first; some could not be read the other way round."));
    }
  else if (look->n_meridiem > 0)
    {
      self->form = WAY_TIME_MDY;
      say (self, "%s", _ ("Dates with the month first, as is usual where times have AM and PM."));
    }
  else if (moves >= 4 && dmy_sorted != mdy_sorted)
    {
      self->form = dmy_sorted ? WAY_TIME_DMY : WAY_TIME_MDY;
      say (self, dmy_sorted ? _ ("Dates with the day first: read so, the rows are in order.") : _ ("Dates with the month first: read so, the rows are in order."));
    }
  else
    {
      self->form = WAY_TIME_DMY;
      self->question = WAY_QUESTION_DATE_ORDER;
      say (self, "%s", _ ("No date says whether the day or the month stands first. Please say which."));
    }
}

/* Numbers that are times, where the name says that they are. */
static gboolean
decide_counted_time (WayColumn *self, const WayColumnHint *hint)
{
  const WayColumnLook *look = self->look;

  if (hint->use != WAY_USE_TIME)
    return FALSE;
  if (is_most (self, look->n_unix_ms) || is_most (self, look->n_unix))
    {
      self->form = is_most (self, look->n_unix_ms) ? WAY_TIME_UNIX_MS : WAY_TIME_UNIX;
      say (self, self->form == WAY_TIME_UNIX ? _ ("Seconds since 1970, as the name says that it is a time.") : _ ("Milliseconds since 1970, as the name says that it is a time."));
    }
  else if (is_most (self, look->n_excel))
    {
      self->form = WAY_TIME_EXCEL;
      say (self, "%s", _ ("Excel’s count of days, as the name says that it is a date."));
    }
  else
    return FALSE;
  return TRUE;
}

static void
decide_type (WayColumn *self, const WayColumnHint *hint, int comma)
{
  const WayColumnLook *look = self->look;

  if (self->n_filled == 0)
    {
      self->type = WAY_COLUMN_EMPTY;
      say (self, "%s", _ ("Nothing stands in it."));
    }
  else if (decide_counted_time (self, hint))
    self->type = WAY_COLUMN_TIME;
  /* "20250719" is a number, too: then all cells must be dates. */
  else if (is_most (self, look->n_times) && (look->n_times > count_numbers (look) || look->n_times == self->n_filled))
    {
      self->type = WAY_COLUMN_TIME;
      decide_order (self);
    }
  else if (is_most (self, count_numbers (look)))
    {
      self->type = WAY_COLUMN_NUMBER;
      decide_decimal (self, comma);
    }
  else if (is_most (self, look->n_answers))
    {
      self->type = WAY_COLUMN_ANSWER;
      say (self, "%s", _ ("Numbers with a label behind them."));
    }
  else if (is_most (self, look->n_durations))
    {
      self->type = WAY_COLUMN_DURATION;
      self->unit = g_strdup ("s");
      say (self, "%s", _ ("Durations in hours, minutes and seconds."));
    }
  else if (is_most (self, look->n_flags) && self->n_distinct <= 3)
    {
      self->type = WAY_COLUMN_FLAG;
      say (self, "%s", _ ("Yes or no."));
    }
  else
    {
      self->type = WAY_COLUMN_TEXT;
      say (self, self->n_distinct >= MAX_DISTINCT ? _ ("Text with more than %u different values.") : _ ("Text; different values: %u."), self->n_distinct);
    }
}

/* Appends to the reason. */
static void
add_reason (WayColumn *self, const char *text)
{
  g_autofree char *both = g_strconcat (self->reason, " ", text, NULL);

  say (self, "%s", both);
}

static void
add_scale_reason (WayColumn *self, gboolean named)
{
  gboolean all = self->least >= self->low && self->most <= self->high;
  g_autofree char *text = named ? g_strdup_printf (_ ("The question names the scale %.0f to %.0f."), self->low, self->high)
                          : all ? g_strdup_printf (_ ("All answers lie from %.0f to %.0f."), self->low, self->high)
                                : g_strdup_printf (_ ("Nearly all answers lie from %.0f to %.0f; the others count as none."), self->low, self->high);

  add_reason (self, text);
}

static gboolean
is_score (const WayColumn *self)
{
  const WayColumnLook *look = self->look;

  return (self->type == WAY_COLUMN_NUMBER && look->n_integers == count_numbers (look) && look->n_percent == 0) || self->type == WAY_COLUMN_ANSWER;
}

/* Whether so many answers lie on the scale. The others are mistakes, which are refused one by one, or stand for no answer. */
static gboolean
holds_scale (const WayColumn *self, double low, double high, double most)
{
  const WayColumnLook *look = self->look;
  guint n = 0;

  if (look->least >= low && look->most <= high)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (look->scores); i++)
    n += i >= low && i <= high ? look->scores[i] : 0;
  return n > 0 && n >= most * (count_numbers (look) + look->n_labelled - look->n_no_answer);
}

gboolean
way_column_fits_scale (const WayColumn *self, double low, double high)
{
  return holds_scale (self, low, high, MOST);
}

/* The largest answer that is not beyond every scale, and the smallest. */
static void
find_range (const WayColumn *self, guint *least, guint *most)
{
  *least = *most = 0;
  while (*least < 10 && self->look->scores[*least] == 0)
    (*least)++;
  for (guint i = 0; i <= 10; i++)
    if (self->look->scores[i] > 0)
      *most = i;
}

/* From the question, else what is usual for the metric and holds the answers. */
static void
decide_scale (WayColumn *self)
{
  const char *text = self->label != NULL ? self->label : self->name;
  guint least, most;

  if (!is_score (self))
    return;
  if (way_column_find_scale (text, &self->low, &self->high) || way_column_find_scale (self->name, &self->low, &self->high))
    {
      self->has_scale = holds_scale (self, self->low, self->high, MOST_NAMED);
      if (self->has_scale)
        add_scale_reason (self, TRUE);
      return;
    }
  find_range (self, &least, &most);
  self->low = g_strcmp0 (self->metric, "nps") == 0 ? 0 : 1;
  if (g_strcmp0 (self->metric, "nps") == 0)
    self->high = 10;
  else if (g_strcmp0 (self->metric, "grade") == 0)
    self->high = 6;
  else if (g_strcmp0 (self->metric, "ces") == 0)
    self->high = most <= 5 && least >= 1 && self->n_filled >= 30 ? 5 : 7;
  else if (g_strcmp0 (self->metric, "csat") == 0)
    self->high = most <= 5 ? 5 : most <= 7 ? 7
                                           : 10;
  else if (self->metric == NULL && self->least >= 0 && self->most <= 10 && self->n_distinct >= 3)
    {
      /* A score that nothing names: only the range tells. */
      self->low = self->least < 1 || self->most > 7 ? 0 : 1;
      self->high = self->most <= 5 && self->low > 0 ? 5 : self->most <= 7 && self->low > 0 ? 7
                                                                                           : 10;
    }
  else
    return;
  self->has_scale = holds_scale (self, self->low, self->high, self->metric != NULL ? MOST_NAMED : MOST);
  if (self->has_scale)
    add_scale_reason (self, FALSE);
}

static void
decide_metric (WayColumn *self)
{
  static const struct
  {
    const char *metric, *better;
  } betters[] = {
    { "nps", "higher" }, { "csat", "higher" }, { "ces", "higher" }, { "first-contact-resolution", "higher" }, { "conversion", "higher" }, { "revenue", "higher" }, { "drop-off", "lower" }, { "churn", "lower" }, { "duration", "lower" }, { "cost", "lower" }
  };

  if (is_score (self) && (self->metric == NULL || strcmp (self->metric, "csat") == 0) && self->has_scale && self->low == 0 && self->high == 10)
    {
      self->metric = self->metric == NULL ? "nps" : self->metric;
      if (strcmp (self->metric, "nps") == 0)
        add_reason (self, _ ("0 to 10 is the scale of an NPS."));
    }
  if (g_strcmp0 (self->metric, "nps") == 0 && self->has_scale && (self->low != 0 || self->high != 10))
    {
      self->question = WAY_QUESTION_SCALE;
      add_reason (self, _ ("An NPS is asked from 0 to 10. Please say what this is."));
    }
  self->better = "none";
  if (g_strcmp0 (self->metric, "grade") == 0)
    {
      /* School grades: 1 is the best. */
      self->metric = "csat";
      self->better = "lower";
    }
  else
    for (guint i = 0; i < G_N_ELEMENTS (betters); i++)
      if (g_strcmp0 (self->metric, betters[i].metric) == 0)
        self->better = betters[i].better;
  if (self->unit == NULL && (self->look->n_percent > 0 || strchr (self->name, '%') != NULL))
    self->unit = g_strdup ("%");
  if (self->unit == NULL && self->look->n_euro > 0)
    self->unit = g_strdup ("€");
}

static gboolean
is_token (const WayColumn *self)
{
  return self->n_filled >= 5 && self->n_distinct == MIN (self->n_filled, MAX_DISTINCT) && self->look->n_bytes >= 6 * (guint64) self->n_filled;
}

static void
decide_text (WayColumn *self, const WayColumnHint *hint)
{
  double length = (double) self->look->n_bytes / self->n_filled;

  if (hint->rank > 0 && hint->use != WAY_USE_VALUE && hint->use != WAY_USE_TIME)
    self->use = hint->use;
  else if (length > 60 || (self->n_distinct >= MAX_DISTINCT ? length > 30 : self->n_distinct > 20 && self->n_distinct * 2 > self->n_filled))
    {
      self->use = WAY_USE_COMMENT;
      add_reason (self, _ ("Nearly every row says something else, as comments do."));
    }
  else
    self->use = WAY_USE_KEY;
}

static void
decide_use (WayColumn *self, const WayColumnHint *hint)
{
  const WayColumnLook *look = self->look;

  if (self->type == WAY_COLUMN_EMPTY)
    self->use = WAY_USE_SKIP;
  else if ((hint->use == WAY_USE_PERSONAL && (hint->metric == NULL || self->type != WAY_COLUMN_NUMBER)) || look->n_mail * 3 >= self->n_filled || look->n_ip * 2 >= self->n_filled || look->n_phone * 3 >= self->n_filled)
    {
      self->use = WAY_USE_PERSONAL;
      say (self, "%s", _ ("It seems to tell who people are, and is left out."));
    }
  else if (hint->rank > 0 && hint->use == WAY_USE_SKIP)
    {
      self->use = WAY_USE_SKIP;
      say (self, "%s", _ ("It describes the export, not the answers."));
    }
  else if (hint->use == WAY_USE_ID)
    {
      self->use = WAY_USE_ID;
      say (self, look->n_exponent > 0 ? _ ("The name says that it is an id, but Excel has shortened the numbers: rows cannot be told apart by it.") : _ ("The name says that it is an id."));
      if (look->n_exponent > 0)
        self->use = WAY_USE_SKIP;
    }
  else if (hint->use == WAY_USE_ANSWER || hint->use == WAY_USE_QUESTION)
    self->use = hint->use;
  else if (self->type == WAY_COLUMN_TIME)
    self->use = WAY_USE_TIME;
  else if (self->type == WAY_COLUMN_TEXT && hint->rank == 0 && is_token (self) && look->n_bytes < 50 * (guint64) self->n_filled && g_str_has_prefix (self->examples[0], "R_"))
    self->use = WAY_USE_ID;
  else if (self->type == WAY_COLUMN_TEXT)
    decide_text (self, hint);
  else if (hint->use == WAY_USE_KEY || hint->use == WAY_USE_COMMENT)
    self->use = hint->use;
  else
    self->use = WAY_USE_VALUE;
}

void
way_column_decide (WayColumn *self, int comma)
{
  WayColumnHint hint = way_column_name_hint (self->name, self->label);

  self->question = WAY_QUESTION_NONE;
  self->metric = NULL;
  self->better = "none";
  self->has_scale = FALSE;
  g_clear_pointer (&self->unit, g_free);
  self->n_distinct = g_hash_table_size (self->look->distinct);
  self->least = self->look->least;
  self->most = self->look->most;
  decide_type (self, &hint, comma);
  decide_use (self, &hint);
  if (self->use == WAY_USE_VALUE)
    {
      self->metric = hint.metric;
      if (self->metric == NULL && self->type == WAY_COLUMN_DURATION)
        self->metric = "duration";
      if (self->metric == NULL && (self->type == WAY_COLUMN_FLAG || self->look->n_percent > 0))
        self->metric = "share";
      decide_scale (self);
      decide_metric (self);
    }
  if (self->use == WAY_USE_TIME && self->zone != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("The file says that its times are those of %s."), self->zone);

      add_reason (self, text);
    }
  /* Nobody need answer what nobody will use. */
  if (self->use == WAY_USE_SKIP || self->use == WAY_USE_PERSONAL || self->use == WAY_USE_ID)
    self->question = WAY_QUESTION_NONE;
}
