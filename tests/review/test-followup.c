/* Which actions are open or late, and what they are for. */
#include <string.h>

#include "base/way-date.h"
#include "format/way-reader.h"
#include "review/way-followup.h"

static WayDocument *
read_actions (const char *actions)
{
  g_autofree char *xml = g_strdup_printf ("<waymark xmlns='urn:waymark:journey:1' version='1.0' min-reader='1.0' id='map-test' xml:lang='en'><meta><title>T</title></meta>"
                                          "<journeys><journey id='jn-one' name='J'><phases><phase id='ph-one' name='P'><step id='st-one' name='S'/></phase></phases>"
                                          "<lanes><lane id='ln-one' kind='touchpoints' name='L'/></lanes><cards><touchpoint id='tp-one' lane='ln-one' step='st-one' name='Call'/></cards>"
                                          "<pains><pain id='pn-one' at='tp-one'><p>It\nhurts</p></pain></pains></journey></journeys><actions>%s</actions></waymark>",
                                          actions);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  WayDocument *document = way_reader_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return document;
}

static void
test_states (void)
{
  static const struct
  {
    const char *attributes;
    gboolean open, overdue;
  } rows[] = {
    { "status='idea'", TRUE, FALSE },
    { "status='planned' due='2026-11-21'", TRUE, TRUE },
    { "status='planned' due='2026-11-22'", TRUE, FALSE },
    { "status='in-progress' due='2026-11-21'", TRUE, TRUE },
    { "status='blocked' due='2027-01-01'", TRUE, FALSE },
    { "status='done' due='2026-11-21'", FALSE, FALSE },
    { "status='dropped' due='2026-11-21'", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *xml = g_strdup_printf ("<action id='ac-one' %s><p>Do it</p></action>", rows[i].attributes);
      g_autoptr (WayDocument) document = read_actions (xml);
      const WayElement *action = way_document_lookup (document, "ac-one");

      g_assert_cmpint (way_followup_is_open (action), ==, rows[i].open);
      g_assert_cmpint (way_followup_is_overdue (action, way_date_parse ("2026-11-22")), ==, rows[i].overdue);
      g_assert_cmpuint (way_followup_count_open (document), ==, rows[i].open ? 1 : 0);
    }
}

static void
test_targets (void)
{
  g_autoptr (WayDocument) document = read_actions ("<action id='ac-none'><p>Do it</p></action><action id='ac-two' for='tp-one pn-one'><p>Do it</p></action>");
  g_autofree char *none = way_followup_name_targets (document, way_document_lookup (document, "ac-none"));
  g_autofree char *two = way_followup_name_targets (document, way_document_lookup (document, "ac-two"));

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (two, ==, "“Call”, “It hurts”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/followup/states", test_states);
  g_test_add_func ("/followup/targets", test_targets);
  return g_test_run ();
}
