#include "cli/way-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Our own help and our own sentences: GLib's are translated only where its catalogues are installed. */

#define COLUMN 30 /* where the explanations begin */
#define WIDTH 96

/* Appends `text`, broken at blanks, with `indent` blanks before each line but the first. */
static void
append_wrapped (GString *s, const char *text, guint indent, guint width)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint used = indent;

  for (char **word = words; *word != NULL; word++)
    {
      guint length = (guint) g_utf8_strlen (*word, -1);

      if (used > indent && used + 1 + length > width)
        {
          g_string_append_printf (s, "\n%*s", (int) indent, "");
          used = indent;
        }
      else if (used > indent)
        {
          g_string_append_c (s, ' ');
          used++;
        }
      g_string_append (s, *word);
      used += length;
    }
  g_string_append_c (s, '\n');
}

static void
append_option (GString *s, char letter, const char *name, const char *value, const char *text)
{
  g_autoptr (GString) left = g_string_new ("  ");

  g_string_append_printf (left, letter != 0 ? "-%c, " : "    ", letter);
  g_string_append_printf (left, "--%s%s%s", name, value != NULL ? " " : "", value != NULL ? value : "");

  int length = (int) g_utf8_strlen (left->str, -1);

  g_string_append (s, left->str);
  if (length + 2 > COLUMN)
    g_string_append_printf (s, "\n%*s", COLUMN, "");
  else
    g_string_append_printf (s, "%*s", COLUMN - length, "");
  append_wrapped (s, text, COLUMN, WIDTH);
}

static void
print_help (const WayCliUse *use, const GOptionEntry *entries)
{
  g_autoptr (GString) s = g_string_new (NULL);
  g_auto (GStrv) examples = g_strsplit (use->examples, "\n", -1);

  g_string_append_printf (s, "%s waymark-cli %s [%s]%s%s\n\n", _ ("Usage:"), use->verb, _ ("OPTIONS"), *use->arguments != '\0' ? " " : "", *use->arguments != '\0' ? _ (use->arguments) : "");
  append_wrapped (s, _ (use->about), 0, WIDTH);
  g_string_append_printf (s, "\n%s\n", _ ("Options:"));
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    append_option (s, entry->short_name, entry->long_name, entry->arg_description != NULL ? _ (entry->arg_description) : NULL, _ (entry->description));
  append_option (s, 'h', "help", NULL, _ ("Print this and end."));
  g_string_append_printf (s, "\n%s\n", _ ("Examples:"));
  for (char **example = examples; *example != NULL; example++)
    g_string_append_printf (s, "  %s\n", *example);
  way_cli_print (s->str);
}

/* Levenshtein distance over bytes, ASCII case ignored; both are short. */
static guint
count_edits (const char *a, const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = (guint) j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i + 1;
      for (gsize j = 0; j < n; j++)
        {
          guint change = diagonal + (g_ascii_tolower (a[i]) != g_ascii_tolower (b[j]));

          diagonal = row[j + 1];
          row[j + 1] = MIN (change, MIN (row[j], diagonal) + 1);
        }
    }
  return row[n];
}

const char *
way_cli_find_nearest (const char *word, const char *const *names)
{
  const char *nearest = NULL;
  guint best = (guint) MAX (1, strlen (word) / 3) + 1;

  if (strlen (word) > 100)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean begins = strlen (word) >= 3 && g_str_has_prefix (names[i], word);
      guint edits = begins ? 1 : count_edits (word, names[i]);

      if (edits < best && edits < strlen (names[i]))
        {
          best = edits;
          nearest = names[i];
        }
    }
  return nearest;
}

int
way_cli_wrong_use (const char *verb, const char *format, ...)
{
  va_list args;

  va_start (args, format);

  g_autofree char *text = g_strdup_vprintf (format, args);

  va_end (args);
  way_cli_say_error (NULL, "%s", text);
  if (verb != NULL)
    way_cli_say_error (NULL, _ ("“waymark-cli %s --help” explains the options."), verb);
  else
    way_cli_say_error (NULL, "%s", _ ("“waymark-cli --help” lists what there is."));
  return WAY_CLI_WRONG_USE;
}

static gboolean
is_known_option (const GOptionEntry *entries, const char *name)
{
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    if (strcmp (entry->long_name, name) == 0)
      return TRUE;
  return FALSE;
}

static int
say_unknown_option (const WayCliUse *use, const GOptionEntry *entries, char *const *argv, const char *message)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    g_strv_builder_add (builder, entry->long_name);
  g_strv_builder_add (builder, "help");

  g_auto (GStrv) names = g_strv_builder_end (builder);

  for (; *argv != NULL && strcmp (*argv, "--") != 0; argv++)
    {
      if (!g_str_has_prefix (*argv, "--"))
        continue;

      g_autofree char *name = g_strndup (*argv + 2, strcspn (*argv + 2, "="));
      const char *nearest;

      if (is_known_option (entries, name))
        continue;
      nearest = way_cli_find_nearest (name, (const char *const *) names);
      if (nearest != NULL)
        return way_cli_wrong_use (use->verb, _ ("There is no option “--%s”. Did you mean “--%s”?"), name, nearest);
      return way_cli_wrong_use (use->verb, _ ("There is no option “--%s”."), name);
    }
  return way_cli_wrong_use (use->verb, "%s.", message);
}

static gboolean
wants_help (char *const *argv)
{
  for (; *argv != NULL && strcmp (*argv, "--") != 0; argv++)
    if (strcmp (*argv, "--help") == 0 || strcmp (*argv, "-h") == 0)
      return TRUE;
  return FALSE;
}

/* Whether the switch of this name is on. */
static gboolean
is_given (const GOptionEntry *entries, const char *name)
{
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    if (entry->arg == G_OPTION_ARG_NONE && strcmp (entry->long_name, name) == 0)
      return *(const gboolean *) entry->arg_data;
  return FALSE;
}

static int
check_count (const WayCliUse *use, guint n)
{
  if (n < use->min_files)
    return way_cli_wrong_use (use->verb, use->max_files == 1 ? _ ("Name a file.") : _ ("Name at least one file."));
  if (use->max_files == 0 && n > 0)
    return way_cli_wrong_use (use->verb, _ ("“%s” takes no files."), use->verb);
  if (n > use->max_files)
    return way_cli_wrong_use (use->verb, _ ("“%s” takes one file, and here are %u."), use->verb, n);
  return WAY_CLI_DONE;
}

gboolean
way_cli_parse (const WayCliUse *use, const GOptionEntry *entries, int argc, char *argv[], WayCliFiles *files, int *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry remaining[] = { { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL }, G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = g_strdupv (argv);
  g_autofree char **parsed = g_memdup2 (words, sizeof (char *) * ((gsize) argc + 1));

  *status = WAY_CLI_DONE;
  if (wants_help (argv))
    {
      print_help (use, entries);
      return FALSE;
    }
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, remaining, NULL);
  if (!g_option_context_parse (context, &argc, &parsed, &error))
    *status = g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION) ? say_unknown_option (use, entries, words, error->message) : way_cli_wrong_use (use->verb, "%s.", error->message);
  else if (is_given (entries, "csv") && is_given (entries, "json"))
    *status = way_cli_wrong_use (use->verb, "%s", _ ("Give --csv or --json, not both."));
  else
    *status = check_count (use, rest != NULL ? g_strv_length (rest) : 0);
  if (*status != WAY_CLI_DONE)
    return FALSE;
  *files = rest != NULL ? g_steal_pointer (&rest) : g_new0 (char *, 1);
  return TRUE;
}
