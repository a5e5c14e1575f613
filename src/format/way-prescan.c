#include "format/way-prescan.h"

#include "base/way-text.h"
#include "format/way-format-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *start; /* of the file, for line numbers */
  const char *end;
  guint depth;
  guint elements;
  guint asides;
  guint namespaces;                    /* in scope */
  guint8 scope[WAY_PRESCAN_MAX_DEPTH]; /* how many of them each open element declares */
  gsize text;                          /* bytes of text since the last tag */
  int *line;
  GError **error;
} Scan;

/* What a step of the walk came to. */
typedef enum
{
  STEP_ON,      /* go on at the returned place */
  STEP_STUMBLE, /* markup that is none: libxml2 will say so */
  STEP_REFUSE,  /* the error is set */
} Step;

static Step refuse_at (Scan *scan, const char *at, WayFormatError code, const char *format, ...) G_GNUC_PRINTF (4, 5);

static Step
refuse_at (Scan *scan, const char *at, WayFormatError code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (scan->error != NULL)
    *scan->error = g_error_new_valist (WAY_FORMAT_ERROR, code, format, args);
  va_end (args);

  if (scan->line != NULL)
    {
      *scan->line = at != NULL ? 1 : 0;
      for (const char *p = scan->start; p < at && (p = memchr (p, '\n', at - p)) != NULL; p++)
        *scan->line += 1;
    }
  return STEP_REFUSE;
}

static gboolean
starts_with (const char *p, const char *end, const char *prefix)
{
  gsize length = strlen (prefix);

  return (gsize) (end - p) >= length && memcmp (p, prefix, length) == 0;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* "UTF-16", "UTF-32" or NULL. Without a byte order mark it shows in the NULs around the first character, which in XML is
   always ASCII. */
static const char *
guess_wide_encoding (const char *data, gsize size)
{
  const guint8 *b = (const guint8 *) data;

  if (size >= 4 && ((b[0] == 0xff && b[1] == 0xfe && b[2] == 0 && b[3] == 0) || (b[0] == 0 && b[1] == 0 && b[2] == 0xfe && b[3] == 0xff)))
    return "UTF-32";
  if (size >= 4 && ((b[0] != 0 && b[1] == 0 && b[2] == 0 && b[3] == 0) || (b[0] == 0 && b[1] == 0 && b[2] == 0 && b[3] != 0)))
    return "UTF-32";
  if (size >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff)))
    return "UTF-16";
  if (size >= 2 && (b[0] == 0) != (b[1] == 0))
    return "UTF-16";
  return NULL;
}

/* The value of `encoding="…"` in the XML declaration at `p`, or NULL if it declares none. */
static const char *
find_declared_encoding (const char *p, const char *end, gsize *length)
{
  if (!starts_with (p, end, "<?xml") || end - p < 6 || !is_blank (p[5]))
    return NULL;

  p += 6;

  const char *close = memmem (p, end - p, "?>", 2);
  const char *name = memmem (p, (close != NULL ? close : end) - p, "encoding", strlen ("encoding"));

  if (close == NULL || name == NULL)
    return NULL;

  const char *value = name + strlen ("encoding");

  while (value < close && (is_blank (*value) || *value == '='))
    value++;
  if (*value != '"' && *value != '\'')
    return NULL;

  const char *quote = memchr (value + 1, *value, close - value - 1);

  if (quote == NULL)
    return NULL;
  *length = quote - value - 1;
  return value + 1;
}

/* What people open by mistake, told from its first bytes, before these are called a damaged text. */
static Step
check_magic (Scan *scan)
{
  static const struct
  {
    const char *magic;
    const char *text;
  } others[] = {
    { "\x1f\x8b", N_ ("This is a file compressed with gzip, not a Waymark map. Unpack it, and open what was in it.") },
    { "PK\x03\x04", N_ ("This is a ZIP archive or an office document, not a Waymark map. Unpack the archive and open the map in it, or save the document’s table as CSV and import that.") },
    { "\xd0\xcf\x11\xe0", N_ ("This is an office document, not a Waymark map. Save its table as CSV and import that.") },
    { "%PDF-", N_ ("This is a PDF file, not a Waymark map. Ask for the map it was exported from.") },
    { "\x89PNG", N_ ("This is a picture, not a Waymark map. Ask for the map it was exported from.") },
    { "\xff\xd8\xff", N_ ("This is a picture, not a Waymark map. Ask for the map it was exported from.") },
    { "GIF8", N_ ("This is a picture, not a Waymark map. Ask for the map it was exported from.") },
    { "SQLite format 3", N_ ("This is a database, not a Waymark map. Choose another file.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (starts_with (scan->start, scan->end, others[i].magic))
      return refuse_at (scan, NULL, WAY_FORMAT_ERROR_NOT_WAYMARK, "%s", _ (others[i].text));
  return STEP_ON;
}

static Step
check_encoding (Scan *scan, const char **start)
{
  const char *p = scan->start, *end = scan->end;
  const char *wide = guess_wide_encoding (p, end - p);

  if (wide != NULL)
    return refuse_at (scan, NULL, WAY_FORMAT_ERROR_MALFORMED, _ ("The file is written in %s, and maps are written in UTF-8. Open it in a text editor and save it with the encoding UTF-8, or ask the sender for a file saved by Waymark."), wide);
  if (starts_with (p, end, "\xef\xbb\xbf"))
    p += 3;

  gsize length = 0;
  const char *name = find_declared_encoding (p, end, &length);

  if (name != NULL && !(length == 5 && g_ascii_strncasecmp (name, "UTF-8", 5) == 0))
    {
      g_autofree char *readable = g_utf8_make_valid (name, MIN (length, 40));

      return refuse_at (scan, name, WAY_FORMAT_ERROR_MALFORMED, _ ("The file says that it is written in “%s”, and maps are written in UTF-8. Save it with the encoding UTF-8 in a text editor and change this line, or ask the sender for a file saved by Waymark."), readable);
    }

  gssize invalid = way_text_find_invalid (p, end - p);

  if (invalid >= 0 && p[invalid] == '\0')
    return refuse_at (scan, p + invalid, WAY_FORMAT_ERROR_MALFORMED, _ ("There is a NUL byte here, so this is no text file, or a damaged one. Ask the sender for the file again, or open an earlier copy."));
  if (invalid >= 0)
    return refuse_at (scan, p + invalid, WAY_FORMAT_ERROR_MALFORMED, _ ("Some bytes here are not UTF-8 text. Save the file with the encoding UTF-8 in a text editor, or ask the sender for a file saved by Waymark."));

  *start = p;
  return STEP_ON;
}

static Step
refuse_declaration (Scan *scan, const char *at)
{
  /* "<!doctype html>" is no XML, but it is the sender's same mistake. */
  gboolean doctype = scan->end - at >= 9 && g_ascii_strncasecmp (at, "<!DOCTYPE", 9) == 0;

  if (doctype)
    return refuse_at (scan, at, WAY_FORMAT_ERROR_REFUSED, _ ("The document declares a DOCTYPE. Waymark files have none; remove it, or ask the sender for a file saved by Waymark."));
  if (starts_with (at, scan->end, "<!ENTITY"))
    return refuse_at (scan, at, WAY_FORMAT_ERROR_REFUSED, _ ("The document declares an entity. Waymark files have none; remove it, or ask the sender for a file saved by Waymark."));
  return refuse_at (scan, at, WAY_FORMAT_ERROR_REFUSED, _ ("There is a declaration (“<!”) here. Waymark files have none; remove it, or ask the sender for a file saved by Waymark."));
}

static Step
add_text (Scan *scan, const char *at, gsize length)
{
  scan->text += length;
  if (scan->text > WAY_PRESCAN_MAX_TEXT)
    return refuse_at (scan, at, WAY_FORMAT_ERROR_REFUSED, _ ("More than %d KiB of text stand here in one piece. No map needs that; shorten the text, or make the picture smaller."), WAY_PRESCAN_MAX_TEXT / 1024);
  return STEP_ON;
}

/* From `*p` behind the opening mark to behind `close`. */
static Step
skip_aside (Scan *scan, const char **p, const char *close)
{
  gsize length = strlen (close);
  const char *found = memmem (*p, scan->end - *p, close, length);

  if (found == NULL)
    return STEP_STUMBLE;
  if (++scan->asides > WAY_PRESCAN_MAX_ASIDES)
    return refuse_at (scan, *p, WAY_FORMAT_ERROR_REFUSED, _ ("The document holds more than %d comments and the like. No map needs that; remove them, or ask the sender for a file saved by Waymark."), WAY_PRESCAN_MAX_ASIDES);
  *p = found + length;
  return STEP_ON;
}

/* `*p` stands on "<!" or "<?". */
static Step
skip_special (Scan *scan, const char **p)
{
  const char *open = *p;

  if (open[1] == '?')
    {
      *p += 2;
      return skip_aside (scan, p, "?>");
    }
  if (starts_with (open, scan->end, "<!--"))
    {
      *p += 4;
      return skip_aside (scan, p, "-->");
    }
  if (starts_with (open, scan->end, "<![CDATA["))
    {
      /* Outside of the root it is none, and its end must not hide what follows. */
      if (scan->depth == 0)
        return STEP_STUMBLE;
      *p += 9;
      Step step = skip_aside (scan, p, "]]>");
      return step == STEP_ON ? add_text (scan, open, *p - open - 12) : step;
    }
  return refuse_declaration (scan, open);
}

/* Behind the name of a start tag or behind a value: whether the next attribute declares a namespace. */
static gboolean
is_namespace (const char *p, const char *end)
{
  while (p < end && is_blank (*p))
    p++;
  return starts_with (p, end, "xmlns");
}

/* `*p` stands on the "<" of a start tag. Quotes are taken in pairs wherever they stand: in a well-formed tag they stand
   around values only, and libxml2 gives up at any other. */
static Step
skip_start_tag (Scan *scan, const char **p)
{
  const char *open = *p, *q = open + 1;
  const char *end = MIN (scan->end, open + WAY_PRESCAN_MAX_TAG);
  guint attributes = 0, namespaces = 0;
  /* A value with a "<" in it: most likely a quote is missing before. libxml2 gives up there and names that line, which helps
     more than any bound that the wrong pairs behind it run into. */
  gboolean broken = FALSE;

  while (q < end && !is_blank (*q) && *q != '>' && *q != '"' && *q != '\'' && *q != '<')
    q++;
  for (;;)
    {
      const char *before = q;

      while (q < end && *q != '>' && *q != '"' && *q != '\'' && *q != '<')
        q++;
      if (q == end || *q == '<' || *q == '>')
        break;

      const char *close = memchr (q + 1, *q, end - q - 1);

      attributes++;
      if (attributes > WAY_PRESCAN_MAX_ATTRIBUTES && !broken)
        return refuse_at (scan, q, WAY_FORMAT_ERROR_REFUSED, _ ("An element has more than %d attributes. No map needs that; ask the sender for a file saved by Waymark."), WAY_PRESCAN_MAX_ATTRIBUTES);
      if (close == NULL || attributes > WAY_PRESCAN_MAX_ATTRIBUTES)
        {
          q = end;
          break;
        }
      broken = broken || memchr (q, '<', close - q) != NULL;
      namespaces += is_namespace (before, q);
      q = close + 1;
    }
  if (q == end && end < scan->end && !broken)
    return refuse_at (scan, open, WAY_FORMAT_ERROR_REFUSED, _ ("One tag is longer than %d KiB. No map needs that; ask the sender for a file saved by Waymark."), WAY_PRESCAN_MAX_TAG / 1024);
  if (++scan->elements > WAY_PRESCAN_MAX_ELEMENTS)
    return refuse_at (scan, open, WAY_FORMAT_ERROR_REFUSED, _ ("The document holds more than %d elements. Split it into several maps, or ask the sender for a smaller one."), WAY_PRESCAN_MAX_ELEMENTS);
  if (scan->depth == WAY_PRESCAN_MAX_DEPTH)
    return refuse_at (scan, open, WAY_FORMAT_ERROR_REFUSED, _ ("Elements lie more than %d deep inside each other here. No map needs that; ask the sender for a file saved by Waymark."), WAY_PRESCAN_MAX_DEPTH);
  if (scan->namespaces + namespaces > WAY_PRESCAN_MAX_NAMESPACES)
    return refuse_at (scan, open, WAY_FORMAT_ERROR_REFUSED, _ ("More than %d namespaces are declared around this place. No map needs that; ask the sender for a file saved by Waymark."), WAY_PRESCAN_MAX_NAMESPACES);
  /* Only now, because libxml2 announces an element before it gives up in the middle of its tag. */
  if (q == end || *q == '<')
    return STEP_STUMBLE;
  if (q[-1] != '/')
    {
      scan->scope[scan->depth++] = namespaces;
      scan->namespaces += namespaces;
    }
  scan->text = 0;
  *p = q + 1;
  return STEP_ON;
}

static Step
skip_end_tag (Scan *scan, const char **p)
{
  const char *close = memchr (*p, '>', scan->end - *p);

  if (close == NULL || scan->depth == 0 || memchr (*p + 1, '<', close - *p - 1) != NULL)
    return STEP_STUMBLE;
  scan->depth--;
  scan->namespaces -= scan->scope[scan->depth];
  scan->text = 0;
  *p = close + 1;
  return STEP_ON;
}

static Step
walk (Scan *scan, const char **p)
{
  Step step = STEP_ON;

  while (step == STEP_ON && *p < scan->end)
    {
      const char *open = memchr (*p, '<', scan->end - *p);

      step = add_text (scan, *p, (open != NULL ? open : scan->end) - *p);
      if (step != STEP_ON || open == NULL)
        return step;

      *p = open;
      if (open + 1 == scan->end)
        return STEP_STUMBLE;
      if (open[1] == '!' || open[1] == '?')
        step = skip_special (scan, p);
      else if (open[1] == '/')
        step = skip_end_tag (scan, p);
      else
        step = skip_start_tag (scan, p);
    }
  return step;
}

gboolean
way_prescan (const char *data, gsize size, int *line, GError **error)
{
  Scan scan = { .start = data, .end = size > 0 ? data + size : data, .line = line, .error = error };

  if (size == 0)
    {
      refuse_at (&scan, NULL, WAY_FORMAT_ERROR_MALFORMED, _ ("The file is empty. Open an earlier copy of it, or ask the sender for the file again."));
      return FALSE;
    }
  if (size > WAY_PRESCAN_MAX_SIZE)
    {
      refuse_at (&scan, NULL, WAY_FORMAT_ERROR_REFUSED, _ ("The file is larger than %d MiB, and no map is. Check that it is the right file, or ask the sender for a smaller one."), (int) (WAY_PRESCAN_MAX_SIZE / (1024 * 1024)));
      return FALSE;
    }

  const char *p = data;

  if (check_magic (&scan) == STEP_REFUSE || check_encoding (&scan, &p) == STEP_REFUSE)
    return FALSE;

  Step step = walk (&scan, &p);

  /* Behind broken markup we no longer know what is text and what is not; then the mere sight of a declaration is enough. */
  if (step == STEP_STUMBLE)
    for (; p < scan.end && (p = memmem (p, scan.end - p, "<!", 2)) != NULL; p += 2)
      if (starts_with (p, scan.end, "<!DOCTYPE") || starts_with (p, scan.end, "<!ENTITY"))
        {
          step = refuse_declaration (&scan, p);
          break;
        }
  return step != STEP_REFUSE;
}
