#include "base/way-json.h"

#include <math.h>

struct _WayJson
{
  GString *text;
  GByteArray *open; /* the closing bracket of each level, outermost first */
  gboolean empty;   /* nothing stands in the innermost level yet */
};

static void
start_line (WayJson *self)
{
  g_string_append_c (self->text, '\n');
  for (guint i = 0; i < self->open->len; i++)
    g_string_append (self->text, "  ");
}

static void
add_text (WayJson *self, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  g_string_append_c (self->text, '"');
  for (const char *p = valid; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
      case '\\':
        g_string_append_c (self->text, '\\');
        g_string_append_c (self->text, *p);
        break;
      case '\n':
        g_string_append (self->text, "\\n");
        break;
      case '\t':
        g_string_append (self->text, "\\t");
        break;
      default:
        if ((guchar) *p < 0x20 || *p == 0x7f)
          g_string_append_printf (self->text, "\\u%04x", (guint) *p);
        else
          g_string_append_c (self->text, *p);
      }
  g_string_append_c (self->text, '"');
}

/* Comma, new line and name: everything before a value. */
static void
start_value (WayJson *self, const char *name)
{
  gboolean in_object = self->open->len > 0 && self->open->data[self->open->len - 1] == '}';

  g_return_if_fail (in_object == (name != NULL));
  g_return_if_fail (self->open->len > 0 || self->text->len == 0);

  if (!self->empty)
    g_string_append_c (self->text, ',');
  if (self->open->len > 0)
    start_line (self);
  if (name != NULL)
    {
      add_text (self, name);
      g_string_append (self->text, ": ");
    }
  self->empty = FALSE;
}

static void
begin (WayJson *self, const char *name, char opening, guint8 closing)
{
  start_value (self, name);
  g_string_append_c (self->text, opening);
  g_byte_array_append (self->open, &closing, 1);
  self->empty = TRUE;
}

WayJson *
way_json_new (void)
{
  WayJson *self = g_new0 (WayJson, 1);

  self->text = g_string_new (NULL);
  self->open = g_byte_array_new ();
  self->empty = TRUE;
  return self;
}

void
way_json_free (WayJson *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_byte_array_unref (self->open);
  g_free (self);
}

char *
way_json_finish (WayJson *self)
{
  g_return_val_if_fail (self->open->len == 0, NULL);

  char *text = g_strconcat (self->text->str, "\n", NULL);

  way_json_free (self);
  return text;
}

void
way_json_begin_object (WayJson *self, const char *name)
{
  begin (self, name, '{', '}');
}

void
way_json_begin_array (WayJson *self, const char *name)
{
  begin (self, name, '[', ']');
}

void
way_json_end (WayJson *self)
{
  g_return_if_fail (self->open->len > 0);

  char closing = (char) self->open->data[self->open->len - 1];

  g_byte_array_set_size (self->open, self->open->len - 1);
  if (!self->empty)
    start_line (self);
  g_string_append_c (self->text, closing);
  self->empty = FALSE;
}

void
way_json_add_string (WayJson *self, const char *name, const char *value)
{
  start_value (self, name);
  if (value == NULL)
    g_string_append (self->text, "null");
  else
    add_text (self, value);
}

void
way_json_add_integer (WayJson *self, const char *name, gint64 value)
{
  start_value (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
way_json_add_number (WayJson *self, const char *name, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  start_value (self, name);
  g_string_append (self->text, isfinite (value) ? g_ascii_formatd (buffer, sizeof buffer, "%.15g", value) : "null");
}

void
way_json_add_boolean (WayJson *self, const char *name, gboolean value)
{
  start_value (self, name);
  g_string_append (self->text, value ? "true" : "false");
}
