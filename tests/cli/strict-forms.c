#include "strict-forms.h"

#include <string.h>

void
strict_table_clear (StrictTable *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
}

static void
strict_table_init (StrictTable *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->n_rows = 0;
}

static char *
complain (const char *text, const char *at, const char *what)
{
  return g_strdup_printf ("at byte %u: %s, before “%.40s”", (guint) (at - text), what, at);
}

/* --- CSV --- */

/* Behind the cell, or NULL. */
static const char *
read_cell (const char *p, GString *cell)
{
  g_string_truncate (cell, 0);
  if (*p != '"')
    {
      for (; *p != '\0' && *p != ',' && *p != '\r' && *p != '\n'; p++)
        if (*p == '"')
          return NULL;
        else
          g_string_append_c (cell, *p);
      return p;
    }
  for (p++; *p != '\0'; p++)
    {
      if (*p == '"' && p[1] != '"')
        return p + 1;
      p += *p == '"';
      g_string_append_c (cell, *p);
    }
  return NULL;
}

char *
strict_parse_csv (const char *text, StrictTable *table)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *p = text;

  strict_table_init (table);
  if (!g_utf8_validate (text, -1, NULL) || g_str_has_prefix (text, "\xef\xbb\xbf"))
    return g_strdup ("no UTF-8, or a mark before it");
  for (guint record = 0; *p != '\0' || record == 0; record++)
    {
      guint n = 0;

      for (;; p++)
        {
          const char *after = read_cell (p, cell);

          if (after == NULL)
            return complain (text, p, "a quote in the wrong place");
          p = after;
          n++;
          if (record == 0 && (cell->len == 0 || g_ptr_array_find_with_equal_func (table->names, cell->str, g_str_equal, NULL)))
            return complain (text, p, "a column without a name, or with that of another");
          if (record == 0)
            g_ptr_array_add (table->names, g_strdup (cell->str));
          if (*p != ',')
            break;
        }
      if (!g_str_has_prefix (p, "\r\n"))
        return complain (text, p, "no end of the record");
      if (n != table->names->len)
        return complain (text, p, "another number of cells than of columns");
      p += 2;
      table->n_rows += record > 0;
    }
  return NULL;
}

/* --- JSON --- */

typedef struct
{
  const char *p;
  const char *what; /* that is wrong */
  StrictTable *table;
} Json;

static gboolean read_value (Json *self, guint depth);

static void
skip_blanks (Json *self)
{
  self->p += strspn (self->p, " \t\r\n");
}

static gboolean
fail (Json *self, const char *what)
{
  self->what = what;
  return FALSE;
}

static gboolean
read_string (Json *self, GString *string)
{
  if (*self->p != '"')
    return fail (self, "no string");
  for (self->p++; *self->p != '"'; self->p++)
    {
      if ((guchar) *self->p < 0x20)
        return fail (self, "a control character in a string, or no end of it");
      if (*self->p == '\\' && strchr ("\"\\/bfnrtu", *++self->p) == NULL)
        return fail (self, "an escape that there is not");
      if (self->p[-1] == '\\' && *self->p == 'u')
        for (guint i = 0; i < 4; i++)
          if (!g_ascii_isxdigit (*++self->p))
            return fail (self, "an escape that is no number");
      if (string != NULL)
        g_string_append_c (string, *self->p);
    }
  self->p++;
  return TRUE;
}

static gboolean
read_digits (Json *self)
{
  if (!g_ascii_isdigit (*self->p))
    return fail (self, "no digit where one must be");
  self->p += strspn (self->p, "0123456789");
  return TRUE;
}

static gboolean
read_number (Json *self)
{
  self->p += *self->p == '-';
  if (*self->p == '0' && g_ascii_isdigit (self->p[1]))
    return fail (self, "a nought before a number");
  if (!read_digits (self))
    return FALSE;
  if (*self->p == '.' && (self->p++, !read_digits (self)))
    return FALSE;
  if (*self->p != 'e' && *self->p != 'E')
    return TRUE;
  self->p++;
  self->p += *self->p == '-' || *self->p == '+';
  return read_digits (self);
}

/* Objects at depth 1 are rows of an array. */
static gboolean
read_object (Json *self, guint depth)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gboolean is_row = depth == 1;

  for (self->p++, skip_blanks (self); *self->p != '}'; skip_blanks (self))
    {
      g_autoptr (GString) key = g_string_new (NULL);

      if (keys->len > 0 && *self->p++ != ',')
        return fail (self, "no comma between two members");
      skip_blanks (self);
      if (!read_string (self, key))
        return FALSE;
      if (g_ptr_array_find_with_equal_func (keys, key->str, g_str_equal, NULL))
        return fail (self, "a key twice");
      g_ptr_array_add (keys, g_strdup (key->str));
      skip_blanks (self);
      if (*self->p++ != ':')
        return fail (self, "no colon behind a key");
      if (!read_value (self, depth + 1))
        return FALSE;
    }
  self->p++;
  if (!is_row)
    return TRUE;
  if (self->table->n_rows++ == 0)
    {
      g_ptr_array_unref (self->table->names);
      self->table->names = g_steal_pointer (&keys);
    }
  else if (keys->len != self->table->names->len)
    return fail (self, "a row with other keys than the first");
  return TRUE;
}

static gboolean
read_array (Json *self, guint depth)
{
  guint n = 0;

  for (self->p++, skip_blanks (self); *self->p != ']'; skip_blanks (self))
    {
      if (n++ > 0 && *self->p++ != ',')
        return fail (self, "no comma between two values");
      if (!read_value (self, depth + 1))
        return FALSE;
    }
  self->p++;
  return TRUE;
}

static gboolean
read_value (Json *self, guint depth)
{
  static const char *const words[] = { "true", "false", "null" };

  skip_blanks (self);
  if (depth > 100)
    return fail (self, "too deep");
  if (*self->p == '{')
    return read_object (self, depth);
  if (*self->p == '[')
    return read_array (self, depth);
  if (*self->p == '"')
    return read_string (self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (self->p, words[i]))
      {
        self->p += strlen (words[i]);
        return TRUE;
      }
  return read_number (self);
}

char *
strict_parse_json (const char *text, StrictTable *table)
{
  Json json = { text, NULL, table };

  strict_table_init (table);
  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup ("no UTF-8");
  if (!read_value (&json, 0))
    return complain (text, json.p, json.what);
  /* A line feed, and nothing else. */
  return strcmp (json.p, "\n") == 0 ? NULL : complain (text, json.p, "more than one value, or no end of the line");
}
