#include "format/way-format-error.h"
#include "format/way-prescan.h"

#include <string.h>

/* One row a case: a refusal, or the near miss that must pass. The text is `head`, then `unit` `times` over, then `tail`. */
typedef struct
{
  const char *name;
  const char *head;
  const char *unit;
  gsize times;
  const char *tail;
  int code; /* 0 = passes */
  int line;
  const char *says; /* a part of the message */
} Case;

#define REFUSED WAY_FORMAT_ERROR_REFUSED
#define MALFORMED WAY_FORMAT_ERROR_MALFORMED
#define DEEP "<a><a><a><a><a><a><a><a>"
#define DEEP63 DEEP DEEP DEEP DEEP DEEP DEEP DEEP "<a><a><a><a><a><a><a>"

static const Case cases[] = {
  { "plain", "<waymark><a b='c'/>text</waymark>" },
  { "declaration", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>" },
  { "byte-order-mark", "\xef\xbb\xbf<a/>" },
  { "byte-order-mark-and-declaration", "\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?><a/>" },
  { "umlauts", "<a>Grüße, 客户旅程 🙂</a>" },
  { "no-markup", "hello" },
  { "empty", "", .code = MALFORMED, .says = "empty" },

  { "encoding-latin", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a/>", .code = MALFORMED, .line = 1, .says = "“ISO-8859-1”" },
  { "encoding-in-second-line", "<?xml version=\"1.0\"\n  encoding = 'UTF-7' ?>\n<a/>", .code = MALFORMED, .line = 2, .says = "“UTF-7”" },
  { "encoding-prefix", "<?xml version='1.0' encoding='UTF-80'?><a/>", .code = MALFORMED, .line = 1, .says = "“UTF-80”" },
  { "encoding-behind-byte-order-mark", "\xef\xbb\xbf<?xml version='1.0' encoding='cp1252'?><a/>", .code = MALFORMED, .line = 1, .says = "cp1252" },
  { "encoding-not-valid-itself", "<?xml version='1.0' encoding='\xff\xfe'?><a/>", .code = MALFORMED, .line = 1, .says = "UTF-8" },
  { "encoding-elsewhere", "<a encoding='UTF-16'>encoding='UTF-7'</a>" },
  { "encoding-of-a-style-sheet", "<?xml-stylesheet encoding='UTF-16'?><a/>" },

  { "latin-1-byte", "<a>\n<b>\nGr\xfc\xdf"
                    "e</b></a>",
    .code = MALFORMED, .line = 3, .says = "not UTF-8" },
  { "overlong", "<a>\xc0\xbc!DOCTYPE x></a>", .code = MALFORMED, .line = 1, .says = "not UTF-8" },
  { "surrogate", "<a>\xed\xa0\x80</a>", .code = MALFORMED, .line = 1, .says = "not UTF-8" },
  { "cut-character", "<a>\n\xe2\x82", .code = MALFORMED, .line = 2, .says = "not UTF-8" },

  { "doctype", "<?xml version=\"1.0\"?>\n\n<!DOCTYPE waymark>\n<a/>", .code = REFUSED, .line = 3, .says = "DOCTYPE" },
  { "doctype-of-html", "<!doctype html><html/>", .code = REFUSED, .line = 1, .says = "DOCTYPE" },
  { "doctype-after-comment", "<!-- > ' \" -- - ->\n--><!DOCTYPE a [<!ENTITY b 'c'>]><a/>", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-after-shortest-comment", "<!---->\n<!DOCTYPE a><!-- -->", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-after-instruction", "<?a <!-- ?>\n<!DOCTYPE a><!-- -->", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-in-root", "<a>\n<!DOCTYPE a>\n</a>", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-behind-root", "<a/>\n<!DOCTYPE a>", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-behind-quote-in-text", "<a>it's <b/>\n<!DOCTYPE a> it's</a>", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-behind-open-tag", "<a <b>\n<!DOCTYPE a>", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-behind-open-quote", "<a b='>\n<!DOCTYPE a>", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-behind-open-comment", "<!-- \n<!DOCTYPE a>", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-behind-open-instruction", "<?a \n<!DOCTYPE a>", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-behind-stray-end-tag", "</a>\n<!DOCTYPE a>", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "doctype-in-stray-section", "<![CDATA[\n<!DOCTYPE a>]]><a/>", .code = REFUSED, .line = 2, .says = "DOCTYPE" },
  { "entity", "<a/>\n<!ENTITY b 'c'>", .code = REFUSED, .line = 2, .says = "entity" },
  { "entity-behind-open-tag", "<a \n<!ENTITY b", .code = REFUSED, .line = 2, .says = "entity" },
  { "other-declaration", "<a>\n\n<!ELEMENT a ANY></a>", .code = REFUSED, .line = 3, .says = "declaration" },
  { "doctype-in-comment", "<!-- <!DOCTYPE a> --><a/>" },
  { "doctype-in-section", "<a><![CDATA[<!DOCTYPE a>]]></a>" },
  { "doctype-in-value", "<a b='<!DOCTYPE a>' c=\"'<!ENTITY\"/>" },
  { "doctype-in-instruction", "<?note <!DOCTYPE a> ?><a/>" },
  { "doctype-escaped", "<a>&lt;!DOCTYPE a></a>" },
  { "quote-missing", "<a b='c>", "<b c='d' e='f'/>\n", 400, "</a>" },
  { "quotes-in-value", "<a b='\"' c=\"'\" d='>'><b>'</b></a>" },
  { "brackets-in-section", "<a><![CDATA[]]]]><![CDATA[>]]></a>" },
  { "malformed-is-left-to-libxml2", "<a><b" },
  { "cut-behind-bracket", "<a><" },
  { "cut-in-section", "<a><![CDATA[ ]]" },
  { "cut-in-comment", "<!-- --" },
  { "cut-in-mark", "<a><!-", .code = REFUSED, .line = 1, .says = "declaration" },

  { "depth-64", DEEP63 "<a/><a></a><a/>" },
  { "depth-65", DEEP63 "\n<a><a/>", .code = REFUSED, .line = 2, .says = "64 deep" },
  { "depth-65-malformed", DEEP63 "<a>\n<a <b/>", .code = REFUSED, .line = 2, .says = "64 deep" },
  { "depth-is-left-again", "<a>", "<a></a><a/>", 1000, "</a>" },

  { "attributes-64", "<a ", "b='c' ", 64, "/>" },
  { "attributes-65", "<z>\n<a ", "b='c' ", 65, "/></z>", REFUSED, 2, "64 attributes" },
  { "attributes-100000", "<a ", "b='' ", 100000, "/>", REFUSED, 1, "64 attributes" },
  { "attributes-apart", "<z>", "<a b='' c='' d='' e=''/>", 100, "</z>" },

  { "namespaces-64", "<a ", "xmlns:b='c' ", 64, "><b/></a>" },
  { "namespaces-65", "<a\n ", "xmlns:b='c' ", 63, "><b\txmlns=''><c\nd='' xmlns:e = 'f'/></b></a>", REFUSED, 2, "64 namespaces" },
  { "namespaces-over-levels", "", "<a xmlns:b='' xmlns:c=''>", 33, "", REFUSED, 1, "64 namespaces" },
  { "namespaces-left-again", "<a>", "<b xmlns:x='' xmlns:y=''><c xmlns=''/></b>", 1000, "</a>" },
  { "namespace-in-value", "<a>", "<b c='xmlns' d=' xmlns:e=1'>", 40, "" },

  { "tag-128-kib", "<a b='", "x", 128 * 1024 - 9, "'/>" },
  { "tag-over-128-kib", "<z>\n<a b='", "x", 128 * 1024 - 8, "'/></z>", REFUSED, 2, "128 KiB" },
  { "tag-name-over-128-kib", "<", "a", 128 * 1024, "/>", REFUSED, 1, "128 KiB" },
  { "tag-of-blanks", "<a", "\n", 128 * 1024, "/>", REFUSED, 1, "128 KiB" },

  { "elements-200000", "<a>", "<b/>", 199999, "</a>" },
  { "elements-200001", "<a>\n", "<b/>", 200000, "</a>", REFUSED, 2, "200000 elements" },
  { "asides-200000", "<a>", "<?b?>", 200000, "</a>" },
  { "asides-200001", "<a>", "<!---->", 200001, "</a>", REFUSED, 1, "200000 comments" },

  { "text-1-mib", "<a>", "x", 1024 * 1024, "</a>" },
  { "text-over-1-mib", "<a>\n<b>", "x", 1024 * 1024 + 1, "</b></a>", REFUSED, 2, "1024 KiB" },
  { "text-10-mib", "<a>", "x", 10 * 1024 * 1024, "</a>", REFUSED, 1, "1024 KiB" },
  { "text-apart", "<a>", "<b>0123456789</b>0123456789", 100000, "</a>" },
  { "text-between-empty-elements", "<a>", "<b/>0123456789", 110000, "</a>" },
  { "section-over-1-mib", "<a><![CDATA[", "x", 1024 * 1024 + 1, "]]></a>", REFUSED, 1, "1024 KiB" },
  { "section-1-mib", "<a><![CDATA[", "x", 1024 * 1024, "]]></a>" },
  { "sections-in-a-row", "<a>", "<![CDATA[0123456789abcdef]]>", 65537, "</a>", REFUSED, 1, "1024 KiB" },
  { "text-parted-by-comments", "<a>", "<!-- -->0123456789abcdef", 65537, "</a>", REFUSED, 1, "1024 KiB" },
  { "long-comment", "<!--", "x", 2 * 1024 * 1024, "--><a/>" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GString) text = g_string_new (c->head);
  g_autoptr (GError) error = NULL;
  int line = -1;

  for (gsize i = 0; i < c->times; i++)
    g_string_append (text, c->unit);
  if (c->tail != NULL)
    g_string_append (text, c->tail);

  gboolean passed = way_prescan (text->str, text->len, &line, &error);

  if (c->code == 0)
    {
      g_assert_no_error (error);
      g_assert_true (passed);
      g_assert_cmpint (line, ==, -1);
      return;
    }
  g_assert_false (passed);
  g_assert_error (error, WAY_FORMAT_ERROR, c->code);
  g_assert_cmpint (line, ==, c->line);
  if (strstr (error->message, c->says) == NULL)
    g_error ("“%s” is not in “%s”", c->says, error->message);
  g_assert_true (g_str_has_suffix (error->message, "."));
  /* Whoever wants neither line nor error gets the same answer. */
  g_assert_false (way_prescan (text->str, text->len, NULL, NULL));
}

/* What cannot stand in a C string. */
typedef struct
{
  const char *name;
  const char *bytes;
  gsize size;
  int line;
  const char *says;
} Binary;

#define BYTES(s) s, sizeof (s) - 1

static const Binary binaries[] = {
  { "utf-16-le-with-mark", BYTES ("\xff\xfe<\0a\0/\0>\0"), 0, "UTF-16" },
  { "utf-16-be-with-mark", BYTES ("\xfe\xff\0<\0a\0/\0>"), 0, "UTF-16" },
  { "utf-16-le", BYTES ("<\0a\0/\0>\0"), 0, "UTF-16" },
  { "utf-16-be", BYTES ("\0<\0a\0/\0>"), 0, "UTF-16" },
  { "utf-32-le-with-mark", BYTES ("\xff\xfe\0\0<\0\0\0"), 0, "UTF-32" },
  { "utf-32-be-with-mark", BYTES ("\0\0\xfe\xff\0\0\0<"), 0, "UTF-32" },
  { "utf-32-le", BYTES ("<\0\0\0a\0\0\0"), 0, "UTF-32" },
  { "utf-32-be", BYTES ("\0\0\0<\0\0\0a"), 0, "UTF-32" },
  { "nul", BYTES ("<a>\n\0</a>"), 2, "NUL" },
  { "nul-at-the-end", BYTES ("<a/>\n\0"), 2, "NUL" },
  { "nothing-but-nul", BYTES ("\0\0\0\0"), 1, "NUL" },
};

static void
test_binary (gconstpointer data)
{
  const Binary *b = data;
  g_autoptr (GError) error = NULL;
  int line = -1;

  g_assert_false (way_prescan (b->bytes, b->size, &line, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_MALFORMED);
  g_assert_cmpint (line, ==, b->line);
  g_assert_nonnull (strstr (error->message, b->says));
}

static void
test_size (void)
{
  g_autofree char *data = g_malloc (WAY_PRESCAN_MAX_SIZE + 1);
  g_autoptr (GError) error = NULL;
  int line = -1;

  memset (data, ' ', WAY_PRESCAN_MAX_SIZE + 1);
  memcpy (data, "<!--", 4);
  memcpy (data + WAY_PRESCAN_MAX_SIZE - 7, "--><a/>", 7);
  g_assert_true (way_prescan (data, WAY_PRESCAN_MAX_SIZE, &line, &error));
  g_assert_false (way_prescan (data, WAY_PRESCAN_MAX_SIZE + 1, &line, &error));
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_REFUSED);
  g_assert_cmpint (line, ==, 0);
}

/* The law: no cut and no single changed byte makes the walk read beyond the end or pass a document that it refused for its
   declaration. (ASan sees the first, each copy being as long as the text.) */
static void
test_cuts (void)
{
  const char *text = "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- a --><?b c?><w a=\"1\" b='2'><![CDATA[x]]>ü</w>";
  gsize size = strlen (text);

  for (gsize cut = 0; cut <= size; cut++)
    {
      g_autofree char *part = g_memdup2 (text, cut);

      way_prescan (part, cut, NULL, NULL);
    }
  for (gsize at = 0; at < size; at++)
    for (const char *c = "<>!-?'\"[]/ "; *c != '\0'; c++)
      {
        g_autofree char *changed = g_strconcat (text, "<!DOCTYPE a>", NULL);

        changed[at] = *c;
        /* Nothing in this text is quoted or commented to its very end unless the changed byte made it so, and then the markup
           is broken; either way the declaration is seen. */
        if (way_prescan (changed, strlen (changed), NULL, NULL))
          g_error ("passed: %s", changed);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/format/prescan/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (binaries); i++)
    {
      g_autofree char *path = g_strconcat ("/format/prescan/binary/", binaries[i].name, NULL);

      g_test_add_data_func (path, &binaries[i], test_binary);
    }
  g_test_add_func ("/format/prescan/size", test_size);
  g_test_add_func ("/format/prescan/cuts", test_cuts);
  return g_test_run ();
}
