#include "metrics/log/way-log-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-match.h"

static const struct
{
  const char *code, *signs[3];
} currencies[] = {
  { "EUR", { "€" } },
  { "USD", { "US$", "$" } },
  { "GBP", { "£" } },
  { "CHF", { "Fr.", "SFr." } },
  { "JPY", { "¥" } },
  { "PLN", { "zł" } },
  { "CZK", { "Kč" } },
  { "INR", { "₹" } },
  { "SEK" },
  { "NOK" },
  { "DKK" },
  { "HUF" },
  { "RON" },
  { "CNY" },
  { "AUD" },
  { "CAD" },
  { "BRL" },
  { "TRY" },
};

/* A code is a word of its own. */
static gboolean
has_code (const char *text, gsize length, const char *code)
{
  for (gsize i = 0; i + 3 <= length; i++)
    if (g_ascii_strncasecmp (text + i, code, 3) == 0 && (i == 0 || !g_ascii_isalpha (text[i - 1])) && (i + 3 == length || !g_ascii_isalpha (text[i + 3])))
      return TRUE;
  return FALSE;
}

static gboolean
has_sign (const char *text, gsize length, const char *sign)
{
  return g_strstr_len (text, (gssize) length, sign) != NULL;
}

const char *
way_currency_find (const char *text, gsize length)
{
  /* Nearly all cells are nothing but a number. */
  if (length == 0 || (g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[length - 1])))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      if (has_code (text, length, currencies[i].code))
        return currencies[i].code;
      for (guint k = 0; k < G_N_ELEMENTS (currencies[i].signs) && currencies[i].signs[k] != NULL; k++)
        if (has_sign (text, length, currencies[i].signs[k]))
          return currencies[i].code;
    }
  return NULL;
}

/* --- names --- */

static gboolean
is_named (const char *name, const char *const *names, gboolean money)
{
  g_autofree char *squeezed = way_match_squeeze (name);

  for (; *names != NULL; names++)
    {
      g_autofree char *wanted = way_match_squeeze (*names);
      const char *rest = squeezed + strlen (wanted);

      if (!g_str_has_prefix (squeezed, wanted))
        continue;
      if (*rest == '\0')
        return TRUE;
      if (money && g_str_has_prefix (rest, "in") && rest[2] != '\0')
        rest += 2;
      for (guint i = 0; money && i < G_N_ELEMENTS (currencies); i++)
        if (g_ascii_strcasecmp (rest, currencies[i].code) == 0 || g_ascii_strcasecmp (rest, "euro") == 0)
          return TRUE;
    }
  return FALSE;
}

gboolean
way_log_is_cost_name (const char *name)
{
  static const char *const names[] = { "cost:total", "total cost", "cost", "costs", "kosten", "gesamtkosten", "handling cost", "processing cost", "expense", "expenses", NULL };

  return is_named (name, names, TRUE);
}

gboolean
way_log_is_score_name (const char *name)
{
  static const char *const names[] = { "score", "rating", "bewertung", "nps", "nps score", "csat", "csat score", "ces", "satisfaction", "zufriedenheit", "stars", "sterne", NULL };

  return is_named (name, names, FALSE);
}

/* --- cells --- */

/* A cell that can be read in one way only is, whatever the others of its column are like. */
static gboolean
parse_number (WayCell cell, WayDecimal decimal, double *value)
{
  WayNumberLook look = way_value_look_number (cell);

  if (look == WAY_NUMBER_POINT || look == WAY_NUMBER_COMMA)
    decimal = look == WAY_NUMBER_COMMA ? WAY_DECIMAL_COMMA : WAY_DECIMAL_POINT;
  return way_value_parse_number (cell, decimal, value, NULL) && isfinite (*value);
}

/* `told`: the currency in the cell itself, or NULL. */
static void
take_cost (WayLogBuilder *builder, WayLogFacts *facts, WayReport *report, int line, double value, const char *told, WayCell currency, WayCell cell)
{
  /* What is cut off in the midst of a letter is the same in every row once it is mended. */
  g_autofree char *head = told == NULL && currency.length > 0 ? g_strndup (currency.text, MIN (currency.length, 16)) : NULL, *word = head != NULL ? g_utf8_make_valid (head, -1) : NULL;
  const char *known = word != NULL ? way_currency_find (word, strlen (word)) : told;

  if (known == NULL)
    known = word;
  if (known != NULL && facts->currency == NULL)
    facts->currency = g_strdup (known);
  if (known != NULL && strcmp (known, facts->currency) != 0)
    {
      g_autofree char *reason = g_strdup_printf (_ ("The cost is not in %s as the others are; the event was kept without it."), facts->currency);

      way_log_facts_doubt (facts, report, line, reason, cell.text, cell.length);
      return;
    }
  way_log_builder_set_value (builder, WAY_LOG_COST, value);
}

void
way_log_take_cost (WayLogBuilder *builder, WayLogFacts *facts, WayReport *report, int line, WayCell cell, WayDecimal decimal, WayCell currency)
{
  double value = 0;

  if (cell.length == 0 || way_value_is_missing (cell))
    return;
  if (parse_number (cell, decimal, &value))
    take_cost (builder, facts, report, line, value, way_currency_find (cell.text, cell.length), currency, cell);
  else
    way_log_facts_doubt (facts, report, line, _ ("The cost cannot be read; the event was kept without it."), cell.text, cell.length);
}

void
way_log_take_cost_value (WayLogBuilder *builder, WayLogFacts *facts, WayReport *report, int line, double value, WayCell currency)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const char *text = g_ascii_dtostr (buffer, sizeof buffer, value);

  take_cost (builder, facts, report, line, value, NULL, currency, (WayCell){ text, strlen (text) });
}

void
way_log_take_score (WayLogBuilder *builder, WayLogFacts *facts, WayReport *report, int line, WayCell cell, WayDecimal decimal, double low, double high)
{
  gboolean labelled;
  double value = 0;

  if (cell.length == 0 || way_value_is_missing (cell))
    return;
  if (!parse_number (cell, decimal, &value) && !way_value_parse_answer (cell, &value, &labelled))
    way_log_facts_doubt (facts, report, line, _ ("The score is no number; the event was kept without it."), cell.text, cell.length);
  else if (!isnan (low) && (value < low || value > high))
    {
      g_autofree char *reason = g_strdup_printf (_ ("The score lies outside the scale from %.0f to %.0f; the event was kept without it."), low, high);

      way_log_facts_doubt (facts, report, line, reason, cell.text, cell.length);
    }
  else
    way_log_builder_set_value (builder, WAY_LOG_SCORE, value);
}
