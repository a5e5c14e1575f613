#include <locale.h>

#include "edit/way-commands.h"
#include "edit/way-quick-entry.h"
#include "fixture.h"

static const struct
{
  const char *line, *understood;
} rows[] = {
  { "Besuch vor Ort: Erstgespräch @IT +2 !", "Erstgespräch · Besuch vor Ort · IT · +2 · pain point (severity 3 of 5)" },
  { "Erstgespräch", "Erstgespräch" },
  { "", "New touchpoint" },
  { "   ", "New touchpoint" },
  { "  two   words  ", "two words" },
  /* channels */
  { "Telefon: Rückfrage", "Rückfrage · Telefon" },
  { "telefon: Rückfrage", "Rückfrage · Telefon" },
  { "tel: Rückfrage", "Rückfrage · Telefon" },
  { "Besuch: Erstgespräch", "Erstgespräch · Besuch vor Ort" },
  { "web: Datenblatt", "Datenblatt · Webseite" },
  { "email: Angebot", "Angebot · E-Mail" },
  { "E-MAIL: Angebot", "Angebot · E-Mail" },
  { "video: demo", "demo · Video call" },
  { "call: demo", "demo · Video call" },
  { "bvo: Gespräch", "Gespräch · Besuch vor Ort" },
  { "Messe: Gespräch am Stand", "Gespräch am Stand · Messe (new)" },
  { "Telefon:Rückfrage", "Telefon:Rückfrage" },
  { "Termin um 10:30 @IT", "Termin um 10:30 · IT" },
  { "https://example.org lesen", "https://example.org lesen" },
  { ": ohne Kanal", ": ohne Kanal" },
  { "Hilfe @IT: sofort", "Hilfe sofort · IT" },
  /* departments */
  { "Angebot @vertrieb", "Angebot · Vertrieb" },
  { "Angebot @Vert", "Angebot · Vertrieb" },
  { "Angebot @IT @Vertrieb", "Angebot · IT · Vertrieb" },
  { "Vertrag @\"Recht und Datenschutz\"", "Vertrag · Recht und Datenschutz" },
  { "Vertrag @„Recht und Datenschutz“", "Vertrag · Recht und Datenschutz" },
  { "Vertrag @Datenschutz", "Vertrag · Recht und Datenschutz" },
  { "Freigabe @geschaeftsfuehrung", "Freigabe · Geschäftsführung" },
  { "Freigabe @Geschaftsfuhrung", "Freigabe · Geschäftsführung" },
  { "complaint @service", "complaint · Customer Service" },
  { "complaint @cs", "complaint · Customer Service" },
  { "Lager @Logistik", "Lager · Logistik (new)" },
  { "Lager @Logistik, dann weiter", "Lager dann weiter · Logistik (new)" },
  { "a@b.example schreiben", "a@b.example schreiben" },
  { "@", "@" },
  { "@\"offen", "New touchpoint · \"offen (new)" },
  /* feelings */
  { "Angebot +5", "Angebot · +5" },
  { "Angebot -3", "Angebot · −3" },
  { "Angebot −3", "Angebot · −3" },
  { "Angebot –3", "Angebot · −3" },
  { "Angebot +0", "Angebot · 0" },
  { "Angebot ±0", "Angebot · 0" },
  { "Rabatt +10", "Rabatt +10" },
  { "Rabatt -6", "Rabatt -6" },
  { "A-2 Formular", "A-2 Formular" },
  { "help 🙂", "help · +2" },
  { "help 😡", "help · −5" },
  { "help ☹️", "help · −3" },
  { "help :-(", "help · −2" },
  { "help :D", "help · +4" },
  { "help :Dx", "help :Dx" },
  /* personas */
  { "demo #Ilka +2", "demo · Ilka Brandt +2" },
  { "demo +2 #Ilka", "demo · Ilka Brandt +2" },
  { "demo #ilka +2 #joh -3", "demo · Ilka Brandt +2 · Johannes Petersen −3" },
  { "demo #Juergen +1", "demo · Jürgen Groß +1" },
  { "demo #gross +1", "demo · Jürgen Groß +1" },
  { "demo #JP -1", "demo · Johannes Petersen −1" },
  { "demo #Neu +1", "demo · Neu (new) +1" },
  { "demo #Ilka !", "demo · Ilka Brandt · pain point (severity 3 of 5)" },
  { "Ticket #42", "Ticket #42" },
  /* pains and marks */
  { "Formular !!", "Formular · pain point (severity 4 of 5)" },
  { "Formular !!!", "Formular · pain point (severity 5 of 5)" },
  { "Formular !!!!", "Formular · pain point (severity 5 of 5)" },
  { "Hilfe!", "Hilfe!" },
  { "Formular ! fragt alles ab @IT", "Formular · IT · pain point (severity 3 of 5): fragt alles ab" },
  { "Entscheidung *", "Entscheidung · moment of truth" },
  { "Entscheidung ★ ?", "Entscheidung · moment of truth · assumption" },
  { "Wer?", "Wer?" },
  { "web: Formular @IT #Ilka -4 !! zu lang * ?", "Formular · Webseite · IT · Ilka Brandt −4 · pain point (severity 4 of 5): zu lang · moment of truth · assumption" },
  { "Sonderpreis \\+2 \\@IT \\!", "Sonderpreis +2 @IT !" },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (WayQuickEntry) entry = way_quick_entry_parse (fixture->document, rows[i].line);
  g_autofree char *text = way_quick_entry_to_text (entry, fixture->document);
  g_autoptr (GError) error = NULL;
  const char *id;

  g_assert_cmpstr (text, ==, rows[i].understood);

  /* One step forth, one back. */
  g_autofree char *before = fixture_show (fixture);

  id = way_quick_entry_apply (entry, fixture->editor, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (way_editor_is_selected (fixture->editor, id));
  g_assert_cmpstr (way_document_get_undo_label (fixture->document), ==, "Add Touchpoint");
  way_editor_undo (fixture->editor);

  g_autofree char *after = fixture_show (fixture);

  g_assert_cmpstr (after, ==, before);
}

static void
test_apply (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (WayQuickEntry) entry = way_quick_entry_parse (fixture->document, "Messe: Stand @Logistik @logistik #Neu -4 +2 !! zu laut *");
  const char *id = way_quick_entry_apply (entry, fixture->editor, fixture_find (fixture, "ideas"), fixture_find (fixture, "s2"), NULL);
  const WayElement *card = way_document_lookup (fixture->document, id);
  const WayElement *feeling = way_element_get_first (card, WAY_KIND_FEELING);
  const WayElement *pain = way_element_get_first (way_editor_get_journey (fixture->editor), WAY_KIND_PAIN);
  g_autofree char *shown = fixture_show (fixture);

  g_assert_cmpstr (shown, ==, "contact: s2(Stand)");
  g_assert_cmpstr (way_element_get (way_document_follow (fixture->document, card, WAY_FIELD_CHANNEL), WAY_FIELD_KIND), ==, "event");
  g_assert_cmpstr (way_element_get (card, WAY_FIELD_DEPARTMENTS), ==, fixture_find (fixture, "Logistik"));
  g_assert_cmpint (way_element_count (card, WAY_KIND_FEELING), ==, 2);
  g_assert_cmpstr (way_element_get (feeling, WAY_FIELD_PERSONA), ==, fixture_find (fixture, "Neu"));
  g_assert_cmpint (way_element_get_integer (feeling, WAY_FIELD_SCORE, 0), ==, -4);
  g_assert_cmpstr (way_element_get (pain, WAY_FIELD_TEXT), ==, "zu laut");
  g_assert_cmpstr (way_element_get (pain, WAY_FIELD_AT), ==, id);
  g_assert_cmpint (way_element_get_integer (pain, WAY_FIELD_SEVERITY, 0), ==, 4);
  g_assert_true (way_element_get_boolean (card, WAY_FIELD_MOMENT_OF_TRUTH));
  /* The next card goes the same way. */
  g_assert_cmpstr (way_editor_get_last_channel (fixture->editor), ==, fixture_find (fixture, "Messe"));
}

static void
test_marks (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const char *line = "web: Größe @IT 🙂 !";
  g_autoptr (WayQuickEntry) entry = way_quick_entry_parse (fixture->document, line);
  static const char *const expected[] = { "web:", "Größe", "@IT", "🙂", "!" };

  g_assert_cmpuint (entry->marks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < entry->marks->len; i++)
    {
      const WayQuickMark *mark = &g_array_index (entry->marks, WayQuickMark, i);
      g_autofree char *text = g_strndup (line + mark->start, mark->end - mark->start);

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/edit/quick-entry/row/%02u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/edit/quick-entry/apply", test_apply);
  g_test_add_func ("/edit/quick-entry/marks", test_marks);
  return g_test_run ();
}
