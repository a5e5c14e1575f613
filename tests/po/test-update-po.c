/* build-aux/update-po --check on small invented trees: what it lets pass and what it refuses. */
#include <gio/gio.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#define HEADER "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: de\\n\"\n" \
               "\"Project-Id-Version: x\\n\"\n\"PO-Revision-Date: 2026-01-01 00:00+0000\\n\"\n"                 \
               "\"Last-Translator: x\\n\"\n\"Language-Team: x\\n\"\n\"MIME-Version: 1.0\\n\"\n"                 \
               "\"Content-Transfer-Encoding: 8bit\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n"

static const struct
{
  const char *name;
  const char *source;
  const char *catalogue; /* without its header */
  const char *listed;    /* po/POTFILES.in */
  gboolean good;
} cases[] = {
  { "complete", "_(\"Save\");\n", "msgid \"Save\"\nmsgstr \"Sichern\"\n", "src/a.c\n", TRUE },
  { "no-text-at-all", "puts (\"save\");\n", "", "", TRUE },
  { "text-no-longer-used", "_(\"Save\");\n", "msgid \"Save\"\nmsgstr \"Sichern\"\n\nmsgid \"Old\"\nmsgstr \"Alt\"\n", "src/a.c\n", TRUE },
  { "untranslated", "_(\"Save\");\n", "msgid \"Save\"\nmsgstr \"\"\n", "src/a.c\n", FALSE },
  { "fuzzy", "_(\"Save\");\n", "#, fuzzy\nmsgid \"Save\"\nmsgstr \"Sichern\"\n", "src/a.c\n", FALSE },
  { "missing", "_(\"Save\");\n_(\"Load\");\n", "msgid \"Save\"\nmsgstr \"Sichern\"\n", "src/a.c\n", FALSE },
  { "missing-marked-for-later", "N_(\"Save\");\n", "", "src/a.c\n", FALSE },
  { "missing-with-context", "C_(\"verb\", \"Save\");\n", "msgid \"Save\"\nmsgstr \"Sichern\"\n", "src/a.c\n", FALSE },
  { "plural", "ngettext (\"%d map\", \"%d maps\", n);\n", "#, c-format\nmsgid \"%d map\"\nmsgid_plural \"%d maps\"\nmsgstr[0] \"%d Karte\"\nmsgstr[1] \"%d Karten\"\n", "src/a.c\n", TRUE },
  { "plural-half", "ngettext (\"%d map\", \"%d maps\", n);\n", "#, c-format\nmsgid \"%d map\"\nmsgid_plural \"%d maps\"\nmsgstr[0] \"%d Karte\"\nmsgstr[1] \"\"\n", "src/a.c\n", FALSE },
  { "format-of-other-type", "_(\"%s is late\");\n", "#, c-format\nmsgid \"%s is late\"\nmsgstr \"%d ist spät\"\n", "src/a.c\n", FALSE },
  { "format-dropped", "_(\"%s is late\");\n", "#, c-format\nmsgid \"%s is late\"\nmsgstr \"Zu spät\"\n", "src/a.c\n", FALSE },
  { "format-not-marked-in-catalogue", "_(\"%s is late\");\n", "msgid \"%s is late\"\nmsgstr \"%d ist spät\"\n", "src/a.c\n", FALSE },
  { "file-not-listed", "_(\"Save\");\n", "msgid \"Save\"\nmsgstr \"Sichern\"\n", "", FALSE },
  { "desktop-file", "puts (\"save\");\n", "msgid \"Save\"\nmsgstr \"Sichern\"\n", "data/a.desktop.in\n", TRUE },
  { "desktop-file-untranslated", "puts (\"save\");\n", "", "data/a.desktop.in\n", FALSE },
  { "broken-catalogue", "_(\"Save\");\n", "msgid \"Save\nmsgstr \"Sichern\"\n", "src/a.c\n", FALSE },
};

static void
write_file (const char *root, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
remove_files (const char *root)
{
  const char *names[] = { "data/a.desktop.in", "data", "src/a.c", "src", "po/de.po", "po/LINGUAS", "po/POTFILES.in", "po", "stamp", "stamp.d", "" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (root, names[i], NULL);
      g_remove (path);
    }
}

static void
test_check (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *root = g_dir_make_tmp ("waymark po XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *catalogue = g_strconcat (HEADER, cases[i].catalogue, NULL);
  write_file (root, "src/a.c", cases[i].source);
  write_file (root, "po/de.po", catalogue);
  if (g_str_has_prefix (cases[i].name, "desktop-file"))
    write_file (root, "data/a.desktop.in", "[Desktop Entry]\nName=Save\nIcon=save\n");
  write_file (root, "po/LINGUAS", "de\n");
  write_file (root, "po/POTFILES.in", cases[i].listed);

  g_autofree char *script = g_build_filename (g_getenv ("WAYMARK_SOURCE_ROOT"), "build-aux", "update-po", NULL);
  g_autofree char *stamp = g_build_filename (root, "stamp", NULL);
  g_autofree char *depfile = g_build_filename (root, "stamp.d", NULL);
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                                      &error, script, "--check", "--root", root, "--stamp", stamp, "--depfile", depfile, NULL);
  g_assert_no_error (error);
  g_autofree char *complaint = NULL;
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaint, &error);
  g_assert_no_error (error);
  g_test_message ("%s", complaint);
  g_assert_cmpint (g_subprocess_get_successful (process), ==, cases[i].good);
  g_assert_cmpint (g_file_test (stamp, G_FILE_TEST_EXISTS), ==, cases[i].good);
  g_assert_cmpint (strstr (complaint, "build-aux/update-po") == NULL, ==, cases[i].good);
  remove_files (root);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/po/check/%s", cases[i].name);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_check);
    }
  return g_test_run ();
}
