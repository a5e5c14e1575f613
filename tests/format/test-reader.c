#include <libxml/xmlerror.h>
#include <string.h>

#include "format/way-format-error.h"
#include "format/way-picture.h"
#include "format/way-reader.h"
#include "format/way-writer.h"

/* Every case is data/small.waymark with one thing changed: the first `find` becomes `put`. */

static char *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static GBytes *
substitute (const char *find, const char *put)
{
  g_autofree char *text = load ("small.waymark");
  const char *at = find != NULL ? strstr (text, find) : NULL;

  if (find == NULL)
    return g_bytes_new (text, strlen (text));
  if (at == NULL)
    g_error ("small.waymark holds no “%s”", find);

  GString *result = g_string_new_len (text, at - text);

  g_string_append (result, put);
  g_string_append (result, at + strlen (find));
  return g_string_free_to_bytes (result);
}

static char *
write_text (const WayDocument *document)
{
  g_autoptr (GBytes) bytes = way_writer_write (document);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
dump (const WayReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < way_report_get_size (report); i++)
    {
      g_autofree char *line = way_finding_to_string (way_report_get (report, i));

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

/* What comes back byte for byte. */

typedef struct
{
  const char *name, *find, *put;
} Kept;

#define TITLE "    <title>Buying a bicycle</title>\n"
#define MESSAGE "          <message>Every wheel can be tried</message>\n"

static const Kept kept[] = {
  { "nothing" },
  /* Attributes. */
  { "attribute-of-root", " version=\"1.0\" min", " xmlns:x=\"urn:x\" version=\"1.0\" x:a=\"1\" min" },
  { "attribute-of-later-version", " xml:lang=\"en\"", " mood=\"good\" xml:lang=\"en\"" },
  { "attribute-at-end", " xml:lang=\"en\"", " xml:lang=\"en\" mood=\"good\"" },
  { "attribute-at-start", "id=\"jn-", "colour=\"red\" id=\"jn-" },
  { "attribute-foreign", "<touchpoint id=\"tp-0a1b2c3d\"", "<touchpoint xmlns:x=\"urn:x\" id=\"tp-0a1b2c3d\" x:a=\"1\"" },
  { "attribute-of-our-namespace", "<meta>", "<meta xmlns:w=\"urn:waymark:journey:1\" w:a=\"1\">" },
  { "attribute-of-xml", "<meta>", "<meta xml:base=\"http://example.com/\">" },
  { "attribute-of-container", "<cards>", "<cards xmlns:x=\"urn:x\" x:a=\"1\" b=\"2\">" },
  { "attribute-of-shared-container", "<stakeholders>", "<stakeholders a=\"1\">" },
  { "attribute-of-empty-container", "  <channels>", "  <sources a=\"1\"/>\n  <channels>" },
  { "attribute-of-field", "<title>", "<title xmlns:x=\"urn:x\" x:a=\"1\">" },
  { "attribute-of-second-line", "<keyword>shop", "<keyword a=\"1\">shop" },
  { "attribute-of-prose", "<scope>", "<scope a=\"1\">" },
  { "attribute-of-paragraph-in-prose", "<p>Repairs", "<p a=\"1\">Repairs" },
  { "attribute-of-paragraph", "<p>the helmet", "<p a=\"1\">the helmet" },
  { "attribute-of-text", "<message>", "<message a=\"1\">" },
  { "attribute-of-data", "<data>", "<data a=\"1\">" },
  /* Nodes. */
  { "comment-first-in-root", "  <meta>\n", "  <!-- a -->\n  <meta>\n" },
  { "comment-before-first-field", TITLE, "    <!-- a -->\n" TITLE },
  { "comment-before-prose", "    <scope>\n", "    <!-- a -->\n    <scope>\n" },
  { "comment-first-in-prose", "    <scope>\n", "    <scope>\n      <!-- a -->\n" },
  { "comment-between-paragraphs-in-prose", "      <p>Repairs", "      <!-- a -->\n      <p>Repairs" },
  { "comment-last-in-prose", "    </scope>\n", "      <!-- a -->\n    </scope>\n" },
  { "comment-between-lines", "    <keyword>shop", "    <!-- a -->\n    <keyword>shop" },
  { "comment-before-child", "    <author", "    <!-- a -->\n    <author" },
  { "comment-last-in-meta", "  </meta>\n", "    <!-- a -->\n  </meta>\n" },
  { "comment-before-container", "  <personas>\n", "  <!-- a -->\n  <personas>\n" },
  { "comment-first-in-container", "  <personas>\n", "  <personas>\n    <!-- a -->\n" },
  { "comment-last-in-container", "  </personas>\n", "    <!-- a -->\n  </personas>\n" },
  { "comment-between-kinds-of-a-container", "    <influence", "    <!-- a -->\n    <influence" },
  { "comment-last-in-shared-container", "  </stakeholders>\n", "    <!-- a -->\n  </stakeholders>\n" },
  { "comment-alone-in-container", "  <channels>", "  <sources>\n    <!-- a -->\n  </sources>\n  <channels>" },
  { "comment-between-paragraphs", "          <p>the helmet", "          <!-- a -->\n          <p>the helmet" },
  { "comment-behind-paragraphs", "        </note>\n", "          <!-- a -->\n        </note>\n" },
  { "comment-alone-in-element", "name=\"Ann Lee\"/>\n", "name=\"Ann Lee\">\n      <!-- a -->\n    </author>\n" },
  { "comment-at-the-end", "</waymark>", "  <!-- a\n   b -->\n</waymark>" },
  { "instruction", TITLE, "    <?a b c?>\n" TITLE "    <?d?>\n" },
  { "element-foreign", TITLE, TITLE "    <x:a xmlns:x=\"urn:x\" b=\"1\" x:c=\"2\"/>\n" },
  { "element-of-later-version", TITLE, TITLE "    <mood>good</mood>\n" },
  { "element-between-cards", "        <note", "        <sticker id=\"sx-0a1b2c3d\">\n          <p>a</p>\n        </sticker>\n        <note" },
  { "element-of-another-place", TITLE, TITLE "    <touchpoint id=\"tp-0a1b2c3d\"/>\n" },
  { "element-without-namespace", TITLE, TITLE "    <a xmlns=\"\">\n      <b/>\n    </a>\n" },
  { "element-with-default-namespace", TITLE, TITLE "    <a xmlns=\"urn:x\">\n      <b/>\n      <c xmlns=\"urn:waymark:journey:1\"/>\n    </a>\n" },
  { "element-with-mixed-text", TITLE, TITLE "    <a>b <c/> d<!-- e --> <f> g </f>\n </a>\n" },
  { "element-with-preserved-space", TITLE, TITLE "    <a xml:space=\"preserve\"> <b/>  </a>\n" },
  { "element-with-comment", TITLE, TITLE "    <a>\n      <!-- b -->\n      <c/>\n      <?d e?>\n    </a>\n" },
  { "second-title", TITLE, TITLE "    <title>Another</title>\n" },
  { "second-container", "      </cards>\n", "      </cards>\n      <cards a=\"1\">\n        <note/>\n      </cards>\n" },
  { "empty-container", "  <channels>", "  <sources/>\n  <channels>" },
  { "space-in-container", "  <channels>", "  <sources>\n  </sources>\n  <channels>" },
  { "space-in-element", "name=\"Ann Lee\"/>", "name=\"Ann Lee\">\n    </author>" },
  /* Texts with something in them that is not text. */
  { "element-in-field", "<title>Buying a bicycle", "<title a=\"1\">Buying a <b>bicycle</b>!" },
  { "element-in-line", "<keyword>shop", "<keyword>sh<b/>op" },
  { "element-in-paragraph", "<p>the helmet.", "<p a=\"1\">the <b>helmet</b>." },
  { "element-in-paragraph-of-prose", "<p>Repairs are", "<p a=\"1\">Repairs <b>are</b>" },
  { "element-in-prose", "      <p>Repairs", "      <list/>\n      <p>Repairs" },
  { "element-in-text", "<message>Every", "<message department=\"dp-0a1b2c3d\" a=\"1\">Every <b>single</b>" },
  { "empty-prose", TITLE, TITLE "    <purpose/>\n" },
  { "empty-field", TITLE, TITLE "    <subtitle/>\n" },
  { "empty-paragraph", "<p>the helmet.</p>", "<p/>" },
  /* Values that do not fit. */
  { "bad-values", "role=\"buyer\"", "role=\"bystander\" influence=\"a lot\" attitude=\"\"" },
  { "missing-values", "id=\"sk-1a1b2c3d\" name=\"Kim\" role=\"decider\"", "id=\"sk-1a1b2c3d\"" },
  { "missing-id", "<note id=\"nt-0a1b2c3d\"", "<note" },
  { "escapes", "name=\"Test ride\"", "name=\"&lt;a&gt; &amp;amp; &amp;#38; &quot;b&quot; 'c' &#9;&#10;&#13;\"" },
  { "escapes-in-text", "Every wheel", "&lt;a&gt; &amp;lt; &amp;#38; \"b\" 'c' &gt;]]" },
  { "characters", "Every wheel", "客户旅程 🙂 \302\240\302\205" },
  { "blanks-in-text", "<title>Buying a", "<title> Buying  a" },
  { "newer-version", "version=\"1.0\" min", "version=\"1.7\" min" },
  { "newer-reader", "min-reader=\"1.0\"", "min-reader=\"2.0\"" },
};

static void
test_kept (gconstpointer data)
{
  const Kept *row = data;
  g_autoptr (GBytes) bytes = substitute (row->find, row->put);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_reader_read (bytes, NULL, &error);

  g_assert_no_error (error);

  g_autofree char *written = write_text (document);

  g_assert_cmpstr (written, ==, text);
}

/* What comes back in other words, and then stays so. */

typedef struct
{
  const char *name, *find, *put;
  const char *becomes; /* stands in the result */
} Changed;

static const Changed changed[] = {
  { "comment-above", "<waymark", "<!-- a -->\n<?b?>\n<waymark", "xml:lang=\"en\">\n  <!-- a -->\n  <?b?>\n  <meta>" },
  { "comment-below", "</waymark>\n", "</waymark>\n<!-- a -->\n", "  </media>\n  <!-- a -->\n</waymark>\n" },
  { "comment-in-text", "Every wheel", "Every<!-- a --> wheel", "          <!-- a -->\n          <message>Every wheel" },
  { "comment-in-field", "Buying a", "Buying<!-- a --> a", "    <!-- a -->\n    <title>Buying a" },
  { "comment-in-line", "<keyword>shop", "<keyword>sh<!-- a -->op", "bicycle</keyword>\n    <!-- a -->\n    <keyword>shop" },
  { "comment-in-paragraph", "<p>Repairs", "<p>Rep<!-- a -->airs", "      <!-- a -->\n      <p>Repairs" },
  { "line-break-in-paragraph", "Repairs are", "\n        Repairs\n\t\tare \r\n", "<p>Repairs are another" },
  { "line-break-in-text", "Every wheel", "Every\n  wheel", "<message>Every wheel" },
  { "line-break-alone", "Every wheel can be tried", "\n", "<message/>" },
  { "tab-in-field", "Buying a", "Buying\ta", "<title>Buying a" },
  { "number-for-true", "collapsed=\"false\"", "collapsed=\"1\"", "collapsed=\"true\"" },
  { "number-for-false", "collapsed=\"false\"", "collapsed=\"0\"", "collapsed=\"false\"" },
  { "blanks-in-references", "state=\"current\"", "state=\"current\" personas=\" ps-0a1b2c3d \n ps-0a1b2c3d\"", "personas=\"ps-0a1b2c3d ps-0a1b2c3d\"" },
  { "cdata", "Buying a", "<![CDATA[<Buying> &]]> a", "<title>&lt;Buying&gt; &amp; a" },
  { "order-of-attributes", "id=\"ph-0a1b2c3d\" name=\"Choosing\"", "name=\"Choosing\" id=\"ph-0a1b2c3d\"", "<phase id=\"ph-0a1b2c3d\" name=\"Choosing\">" },
  { "order-of-fields", TITLE, "    <keyword>a</keyword>\n" TITLE, "<title>Buying a bicycle</title>\n    <scope>" },
  { "lines-apart", "<keyword>shop</keyword>", "<subtitle>a</subtitle><keyword>shop</keyword>", "<keyword>bicycle</keyword>\n    <keyword>shop</keyword>" },
  { "stray-text", TITLE, "  stray\n  text " TITLE, "    stray\n  text\n    <title>" },
  { "second-subtitle-above", TITLE, "    <subtitle>a</subtitle><subtitle>b</subtitle>\n" TITLE, "    <subtitle>a</subtitle>\n    <subtitle>b</subtitle>\n    <scope>" },
  { "second-container-above", "  <meta>\n", "<sources/><sources a=\"1\"/><meta>\n", "  <sources/>\n  <sources a=\"1\"/>\n" },
  { "layout-of-extras", TITLE, "<a><b><c/></b></a>" TITLE, "    <a>\n      <b>\n        <c/>\n      </b>\n    </a>\n" },
  { "text-in-prose", "<p>Mostly", "Well: <p>Mostly", "<description>\n              Well: <p>Mostly on a Saturday.</p>\n            </description>" },
  { "width-of-base64", "iVBOR", "iV\n B\tOR", "<data>\niVBORw0KGgo" },
  { "declared-again", "<meta>", "<w:meta xmlns:w=\"urn:waymark:journey:1\"><w:title/><x:a xmlns:x=\"urn:x\"><w:b/></x:a></w:meta><meta>", "<meta xmlns:w=\"urn:waymark:journey:1\">\n    <title/>\n    <x:a xmlns:x=\"urn:x\">\n      <w:b/>\n" },
};

static void
test_changed (gconstpointer data)
{
  const Changed *row = data;
  g_autoptr (GBytes) bytes = substitute (row->find, row->put);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_reader_read (bytes, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (GBytes) written = way_writer_write (document);
  g_autofree char *text = write_text (document);
  g_autoptr (WayDocument) again = way_reader_read (written, NULL, &error);

  g_assert_no_error (error);

  g_autofree char *text_again = write_text (again);

  g_assert_cmpstr (text_again, ==, text);
  if (strstr (text, row->becomes) == NULL)
    g_error ("“%s” is not in\n%s", row->becomes, text);
}

/* What is noticed, though the document opens. */

typedef struct
{
  const char *name, *find, *put;
  WaySeverity severity;
  int line;
  const char *says;
} Noticed;

#define NOTE WAY_SEVERITY_NOTE
#define WARNING WAY_SEVERITY_WARNING
#define ERROR WAY_SEVERITY_ERROR

static const Noticed noticed[] = {
  { "unknown-element", TITLE, TITLE "    <mood/>\n", WARNING, 5, "“mood”" },
  { "unknown-attribute", "<meta>", "<meta mood=\"a\">", WARNING, 3, "“mood”" },
  { "second-title", TITLE, TITLE TITLE, WARNING, 5, "“title” does not belong here" },
  { "stray-text", TITLE, "\n\n  stray\n" TITLE, WARNING, 6, "“stray”" },
  { "stray-text-at-end", "</waymark>", "\nstray</waymark>", WARNING, 66, "“stray”" },
  { "element-in-text", "Every", "<b/>", WARNING, 44, "“message” holds something else" },
  { "element-in-prose", "Mostly", "<b/>", WARNING, 32, "“description” holds something else" },
  { "missing-attribute", " role=\"buyer\"", "", ERROR, 19, "(role) is missing" },
  { "missing-field", TITLE, "", ERROR, 3, "(title) is missing" },
  { "bad-number", "score=\"3\"", "score=\"6\"", ERROR, 45, "must lie between −5 and 5" },
  { "bad-choice", "role=\"buyer\"", "role=\"king\"", ERROR, 19, "is not one of" },
  { "bad-id", "\"nt-0a1b2c3d\"", "\"1\"", ERROR, 50, "is not an id" },
  { "lost-reference", "channel=\"ch-0a1b2c3d\"", "channel=\"ch-1a1b2c3d\"", ERROR, 42, "does not exist" },
  { "reference-to-another-kind", "channel=\"ch-0a1b2c3d\"", "channel=\"ps-0a1b2c3d\"", ERROR, 42, "of the kind Persona" },
  { "line-of-a-long-tag", "<stakeholder id=\"sk-0a1b2c3d\" name=\"Sam\" role=\"buyer\"/>", "<!--\n-->\n<stakeholder\n  id=\"sk-0a1b2c3d\"\n  name=\"S\na\nm\"\n\n role=\"king\"\n/>", ERROR, 21, "is not one of" },
  { "line-behind-a-long-tag", "name=\"Sam\" role=\"buyer\"/>", "\nname='\n\n'\n\n role=\"buyer\"\n\n/><stakeholder id=\"sk-2a1b2c3d\" name=\"a\" role=\"king\"/>", ERROR, 26, "is not one of" },
  { "newer-version", "version=\"1.0\" min", "version=\"1.1\" min", NOTE, 2, "newer Waymark" },
  { "newer-version-than-ten", "version=\"1.0\" min", "version=\"1.10\" min", NOTE, 2, "newer Waymark" },
  { "newer-reader", "min-reader=\"1.0\"", "min-reader=\"2.0\"", WARNING, 2, "for reading only" },
  { "unknown-older-version", "version=\"1.0\" min", "version=\"0.3\" min", WARNING, 2, "does not know" },
  { "picture-checksum", "sha256=\"5", "sha256=\"6", WARNING, 58, "checksum" },
  { "picture-width", "width=\"2\"", "width=\"3\"", WARNING, 58, "2 × 3" },
  { "picture-missing", "<data>", "<mata></mata><!-- <data>", ERROR, 58, "Picture" },
};

static void
test_noticed (gconstpointer data)
{
  const Noticed *row = data;
  gboolean cut = strcmp (row->name, "picture-missing") == 0;
  g_autoptr (GBytes) bytes = cut ? substitute ("      <data>\niVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAAAAACcgYFdAAAAC0lEQVR4nGNggAIAAAkAAftSuKkA\nAAAASUVORK5CYII=\n</data>\n", "") : substitute (row->find, row->put);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayDocument) document = way_reader_read (bytes, report, &error);
  g_autofree char *text = dump (report);

  g_assert_no_error (error);
  g_assert_cmpint (way_document_is_read_only (document), ==, strcmp (row->name, "newer-reader") == 0);
  for (guint i = 0; i < way_report_get_size (report); i++)
    {
      const WayFinding *finding = way_report_get (report, i);

      if (finding->severity == row->severity && finding->line == row->line && strstr (finding->text, row->says) != NULL)
        return;
    }
  g_error ("no “%s” in line %d among\n%s", row->says, row->line, text);
}

/* What is refused. */

typedef struct
{
  const char *name, *find, *put;
  WayFormatError code;
  int line;
  const char *says;
} Refused;

#define MALFORMED WAY_FORMAT_ERROR_MALFORMED
#define REFUSED WAY_FORMAT_ERROR_REFUSED
#define NOT_WAYMARK WAY_FORMAT_ERROR_NOT_WAYMARK
#define ROOT "<waymark xmlns=\"urn:waymark:journey:1\""

static const Refused refused[] = {
  { "mismatch", "</title>", "</titel>", MALFORMED, 4, "“title”, opened on line 4, is closed as “titel”" },
  { "mismatch-later", "    </scope>\n", "", MALFORMED, 11, "“scope”, opened on line 5, is closed as “meta”" },
  { "cut-off", "</waymark>", "", MALFORMED, 66, "“waymark”, opened on line 2, is not closed" },
  { "entity", "Buying a", "Buying &nbsp; a", MALFORMED, 4, "“&nbsp;”" },
  { "entity-in-attribute", "\"Sam\"", "\"&nbsp;\"", MALFORMED, 14, "“&nbsp;”" },
  { "lone-ampersand", "Buying a", "Buying & a", MALFORMED, 4, "lone “&”" },
  { "no-semicolon", "Buying a", "Buying &amp a", MALFORMED, 4, "semicolon" },
  { "lone-less-than", "Buying a", "Buying < a", MALFORMED, 4, "lone “<”" },
  { "less-than-in-attribute", "\"Sam\"", "\"S<m\"", MALFORMED, 14, "“&lt;”" },
  { "twice", "\"Sam\"", "\"Sam\" name=\"Sam\"", MALFORMED, 14, "“name” stands twice" },
  { "twice-by-namespace", "\"Sam\"", "\"Sam\" xmlns:a=\"u\" xmlns:b=\"u\" a:c=\"\" b:c=\"\"", MALFORMED, 14, "stands twice" },
  { "no-quotes", "name=\"Sam\"", "name=Sam", MALFORMED, 14, "quotation marks" },
  { "no-value", "name=\"Sam\"", "name", MALFORMED, 14, "“name” has no value" },
  { "no-prefix", "<meta>", "<x:meta>", MALFORMED, 3, "“x” is not declared" },
  { "no-prefix-of-attribute", "<meta>", "<meta x:a=\"\">", MALFORMED, 3, "“x” is not declared" },
  { "control-character", "Buying", "Buy\001ing", MALFORMED, 4, "control character" },
  { "control-character-by-number", "Buying", "Buy&#1;ing", MALFORMED, 4, "control character" },
  { "comment", TITLE, TITLE "<!-- a -- b -->", MALFORMED, 5, "“--”" },
  { "encoding-hidden", "version=\"1.0\" encoding", "version=\"1.0 encoding='UTF-8'\" encoding=\"UTF-16\" x", MALFORMED, 1, "not well-formed" },
  { "encoding-twice", "encoding=\"UTF-8\"", "encoding=\"UTF-8\" encoding=\"latin1\"", MALFORMED, 1, "not well-formed" },
  { "behind-the-end", "</waymark>", "</waymark>\n<a/>", MALFORMED, 66, "behind the end" },
  { "above", "<?xml", "\n<?xml", MALFORMED, 2, "very start" },
  { "same-id", "sk-1a1b2c3d", "sk-0a1b2c3d", WAY_FORMAT_ERROR_INVALID, 20, "line 19 and again on line 20" },
  { "doctype", ROOT, "<!DOCTYPE waymark>\n" ROOT, REFUSED, 2, "DOCTYPE" },
  { "entity-declared", ROOT, "<!DOCTYPE waymark [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n" ROOT, REFUSED, 2, "DOCTYPE" },
  { "no-namespace", ROOT, "<waymark", NOT_WAYMARK, 2, "xmlns=" },
  { "another-root", ROOT, "<atlas>" ROOT, NOT_WAYMARK, 2, "“atlas”" },
  { "svg", ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\">" ROOT, NOT_WAYMARK, 2, "SVG" },
  { "html", ROOT, "<html>" ROOT, NOT_WAYMARK, 2, "web page" },
  { "xes", ROOT, "<log xes.version=\"1.0\">" ROOT, NOT_WAYMARK, 2, "event log" },
  { "no-xml", "<?xml", "phase,step,touchpoint\n<?xml", NOT_WAYMARK, 1, "does not begin like one" },
  { "much-newer", ROOT, "<waymark xmlns=\"urn:waymark:journey:2\"", WAY_FORMAT_ERROR_TOO_NEW, 2, "much newer" },
  { "picture-too-wide", "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCA", "iVBORw0KGgoAAAANSUhEUgAAEAEAAAABCA", REFUSED, 58, "4096" },
  { "picture-too-high", "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCA", "iVBORw0KGgoAAAANSUhEUgAAAAEAABABCA", REFUSED, 58, "4096" },
  { "picture-huge", "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCA", "iVBORw0KGgoAAAANSUhEUn//////////CA", REFUSED, 58, "neither PNG nor JPEG" },
  { "picture-of-nothing", "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCA", "iVBORw0KGgoAAAANSUhEUgAAAAAAAAADCA", REFUSED, 58, "neither PNG nor JPEG" },
  { "picture-of-another-type", "image/png", "image/jpeg", REFUSED, 58, "another type" },
  { "picture-that-is-none", "iVBORw0KGgo", "aGVsbG8hISE", REFUSED, 58, "neither PNG nor JPEG" },
};

static void
assert_refused (GBytes *bytes, WayFormatError code, int line, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (WayDocument) document = way_reader_read (bytes, report, &error);

  g_assert_null (document);
  g_assert_error (error, WAY_FORMAT_ERROR, (int) code);
  if (strstr (error->message, says) == NULL)
    g_error ("no “%s” in “%s”", says, error->message);

  const WayFinding *last = way_report_get (report, way_report_get_size (report) - 1);

  g_assert_cmpint (last->severity, ==, WAY_SEVERITY_ERROR);
  g_assert_cmpstr (last->text, ==, error->message);
  g_assert_cmpint (last->line, ==, line);
}

static void
test_refused (gconstpointer data)
{
  const Refused *row = data;
  g_autoptr (GBytes) bytes = substitute (row->find, row->put);

  assert_refused (bytes, row->code, row->line, row->says);
}

/* Strangers' files: whatever is refused, and whatever is not, takes no time. */

typedef struct
{
  const char *name, *head, *unit, *tail;
  guint times;
  const char *says; /* NULL: it opens */
} Strange;

#define HEAD ROOT " version=\"1.0\" min-reader=\"1.0\" id=\"map-0a1b2c3d\" xml:lang=\"en\">"

static const Strange strange[] = {
  { "attributes", ROOT " ", "a%u=\"\" ", "/>", 100000, "attributes" },
  { "depth", HEAD, "<a>", "", 100000, "deep" },
  { "elements", HEAD, "<a/>", "</waymark>", 250000, "elements" },
  { "size", HEAD, "                                                                ", "</waymark>", 1100000, "MiB" },
  { "comments", HEAD, "<!---->", "</waymark>", 190000, NULL },
  { "comments-and-children", HEAD "<meta>", "<!----><author/>", "</meta></waymark>", 90000, NULL },
  { "unknown-elements", HEAD, "<a%u xmlns:x=\"a\" x:b=\"\"/>", "</waymark>", 190000, NULL },
  { "lines", HEAD "<meta>", "<keyword>abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz</keyword>", "</meta></waymark>", 190000, NULL },
  { "lines-in-turns", HEAD "<personas><persona>", "<goal>abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz</goal><!----><need/>", "</persona></personas></waymark>", 90000, NULL },
  { "paragraphs", HEAD "<meta><scope>", "<p a=\"\">abcdefghijklmnopqrstuvwxyz</p>", "</scope></meta></waymark>", 190000, NULL },
  { "mixed-paragraphs", HEAD "<meta><scope>", "<p a=\"\">a</p><!---->", "<p><b/></p></scope></meta></waymark>", 180000, NULL },
  { "containers", HEAD, "<cards a%u=\"\"/><sources a%u=\"\"/>", "</waymark>", 90000, NULL },
  { "departments", HEAD "<organisations><organisation>", "<department xmlns:a=\"b\" a:b=\"\"/>", "</organisation></organisations></waymark>", 190000, NULL },
};

static void
test_strange (gconstpointer data)
{
  const Strange *row = data;
  GString *text = g_string_new (row->head);

  for (guint i = 0; i < row->times; i++)
    for (const char *p = row->unit; *p != '\0'; p++)
      if (p[0] == '%' && p[1] == 'u')
        {
          g_string_append_printf (text, "%u", i);
          p++;
        }
      else
        g_string_append_c (text, *p);
  g_string_append (text, row->tail);

  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  /* A step that is quadratic would not end before the test's time is up. */
  if (row->says != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WayDocument) document = way_reader_read (bytes, NULL, &error);

      g_assert_null (document);
      g_assert_error (error, WAY_FORMAT_ERROR, REFUSED);
      g_assert_nonnull (strstr (error->message, row->says));
    }
  else
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WayDocument) document = way_reader_read (bytes, NULL, &error);

      g_assert_no_error (error);

      g_autoptr (GBytes) written = way_writer_write (document);

      g_assert_cmpuint (g_bytes_get_size (written), >, 0);
    }
}

/* JPEG headers. */

typedef struct
{
  const char *name, *data;
  gsize size;
  int width, height; /* 0 = no header */
} Picture;

#define BYTES(text) text, sizeof text - 1

static const Picture pictures[] = {
  { "jpeg", BYTES ("\377\330\377\340\0\4ab\377\300\0\21\10\0\20\1\0\3"), 256, 16 },
  { "jpeg-progressive-behind-fill", BYTES ("\377\330\377\377\377\302\0\21\10\0\20\1\0\3"), 256, 16 },
  { "jpeg-cut", BYTES ("\377\330\377\300\0\21\10\0\20\1"), 0, 0 },
  { "jpeg-without-frame", BYTES ("\377\330\377\332\0\4ab\377\300\0\21\10\0\20\1\0\3"), 0, 0 },
  { "jpeg-segment-too-long", BYTES ("\377\330\377\340\377\377\377\300\0\21\10\0\20\1\0\3"), 0, 0 },
  { "jpeg-segment-of-nothing", BYTES ("\377\330\377\340\0\0\377\300\0\21\10\0\20\1\0\3"), 0, 0 },
  { "jpeg-without-height", BYTES ("\377\330\377\300\0\21\10\0\0\1\0\3"), 0, 0 },
  { "png-cut", BYTES ("\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\1\0\0\0"), 0, 0 },
  { "png-other-chunk", BYTES ("\211PNG\r\n\032\n\0\0\0\rIDAT\0\0\0\1\0\0\0\1"), 0, 0 },
  { "nothing", BYTES (""), 0, 0 },
  { "gif", BYTES ("GIF89a\1\0\1\0\0\0\0"), 0, 0 },
};

static void
test_picture (gconstpointer data)
{
  const Picture *row = data;
  WayPictureHeader header = { 0 };
  /* As long as the data and no longer, so that a sanitizer sees each step beyond. */
  g_autofree guint8 *exact = g_memdup2 (row->data, row->size);

  g_assert_cmpint (way_picture_read_header (exact, row->size, &header), ==, row->width > 0);
  g_assert_cmpint (header.width, ==, row->width);
  g_assert_cmpint (header.height, ==, row->height);
}

/* `n` pictures of `size` bytes each. */
static GBytes *
make_album (guint n, gsize size)
{
  GString *text = g_string_new (HEAD "<media>");
  g_autofree guint8 *data = g_malloc0 (size);

  memcpy (data, "\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1", 24);

  g_autofree char *base64 = g_base64_encode (data, size);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "\n<image id=\"im-%03u\" type=\"image/png\"><data>%s</data></image>", i, base64);
  g_string_append (text, "</media></waymark>");
  return g_string_free_to_bytes (text);
}

static void
test_album (void)
{
  g_autoptr (GBytes) good = make_album (10, WAY_PICTURE_MAX_BYTES);
  g_autoptr (GBytes) large = make_album (1, WAY_PICTURE_MAX_BYTES + 1);
  g_autoptr (GBytes) many = make_album (11, WAY_PICTURE_MAX_BYTES);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_reader_read (good, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (document);
  assert_refused (large, REFUSED, 2, "larger than 400 KiB");
  assert_refused (many, REFUSED, 12, "larger than 4 MiB");
}

/* Older versions, with steps that only this test knows. */

static char *
convert_score (const char *value)
{
  return g_strdup_printf ("%d", (int) g_ascii_strtoll (value, NULL, 10) - 5);
}

static char *
drop (const char *value)
{
  return NULL;
}

static const WayUpgradeRow rows_08[] = {
  { "contact", "fame", "name", NULL },
  { "emotion", NULL, "feeling", NULL },
};
static const WayUpgradeRow rows_09[] = {
  { "contact", NULL, "touchpoint", NULL },
  { "contact", "key", "moment-of-truth", NULL },
  { "feeling", "points", "score", convert_score },
  { NULL, "window", NULL, drop },
};
static const WayUpgradeStep steps[] = {
  { "0.8", "0.9", rows_08, G_N_ELEMENTS (rows_08) },
  { "0.9", "1.0", rows_09, G_N_ELEMENTS (rows_09) },
};
static const WayUpgrade upgrade = { steps, G_N_ELEMENTS (steps) };

static void
test_upgrade (gconstpointer version)
{
  gboolean first = strcmp (version, "0.8") == 0;
  g_autofree char *old = load (first ? "version-0.8.xml" : "version-0.9.xml");
  g_autofree char *expected = load ("upgraded.waymark");
  g_autoptr (GBytes) bytes = g_bytes_new (old, strlen (old));
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_reader_read_upgrading (bytes, &upgrade, report, &error);

  g_assert_no_error (error);

  g_autofree char *written = write_text (document);

  g_assert_cmpstr (written, ==, expected);
  g_assert_cmpuint (way_report_get_size (report), ==, 1);
  g_assert_nonnull (strstr (way_report_get (report, 0)->text, "older Waymark"));
}

static void
test_versions (void)
{
  g_assert_cmpint (way_upgrade_compare_versions ("1.0", "1.0"), ==, 0);
  g_assert_cmpint (way_upgrade_compare_versions ("1.10", "1.9"), ==, 1);
  g_assert_cmpint (way_upgrade_compare_versions ("1.9", "2.0"), ==, -1);
  g_assert_cmpint (way_upgrade_compare_versions ("one", "2.0"), ==, 0);
  g_assert_cmpint (way_upgrade_compare_versions ("1.", "2.0"), ==, 0);
  g_assert_cmpint (way_upgrade_compare_versions (NULL, "2.0"), ==, 0);
}

/* Files. */

static void
test_file (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "small.waymark", NULL);
  g_autofree char *none = g_test_build_filename (G_TEST_DIST, "data", "none.waymark", NULL);
  g_autoptr (WayReport) report = way_report_new ();
  g_autoptr (GError) error = NULL;
  WayFileStamp stamp = { 0 };
  g_autoptr (WayDocument) document = way_reader_read_file (path, report, &stamp, &error);
  g_autofree char *text = dump (report);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "");
  g_assert_true (way_file_stamp_looks_current (&stamp, path));
  g_assert_cmpint (way_element_get_line (way_document_lookup (document, "nt-0a1b2c3d")), ==, 50);
  g_assert_false (way_document_is_modified (document));

  g_autoptr (WayDocument) missing = way_reader_read_file (none, report, &stamp, &error);

  g_assert_null (missing);
  g_assert_error (error, WAY_FORMAT_ERROR, WAY_FORMAT_ERROR_NOT_FOUND);
  g_assert_cmpstr (way_report_get (report, 0)->file, ==, none);
}

/* libxml2 has nothing to say to our users. */
static void
print_cb (void *data, const char *format, ...)
{
  g_error ("libxml2 printed: %s", format);
}

#define ADD(table, folder, function)                                                    \
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)                                      \
    {                                                                                   \
      g_autofree char *name = g_strdup_printf ("/reader/" folder "/%s", table[i].name); \
                                                                                        \
      g_test_add_data_func (name, &table[i], function);                                 \
    }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  xmlSetGenericErrorFunc (NULL, print_cb);
  ADD (kept, "kept", test_kept);
  ADD (changed, "changed", test_changed);
  ADD (noticed, "noticed", test_noticed);
  ADD (refused, "refused", test_refused);
  ADD (strange, "strange", test_strange);
  ADD (pictures, "picture", test_picture);
  g_test_add_func ("/reader/album", test_album);
  g_test_add_data_func ("/reader/upgrade/0.8", "0.8", test_upgrade);
  g_test_add_data_func ("/reader/upgrade/0.9", "0.9", test_upgrade);
  g_test_add_func ("/reader/versions", test_versions);
  g_test_add_func ("/reader/file", test_file);
  return g_test_run ();
}
