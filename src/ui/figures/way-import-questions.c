#include "ui/figures/way-import-questions.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-number.h"

typedef struct
{
  GPtrArray *columns; /* (element-type WayColumn), borrowed: all of one question */
  WayColumnQuestion question;
  int answer; /* WayDecimal, WayTimeForm, or the index of a metric */
  void (*changed) (gpointer data);
  gpointer data;
} Answer;

/* What a score on a strange scale may be. */
static const struct
{
  const char *metric, *label;
} scores[] = {
  { "nps", N_ ("A willingness to recommend, counted as an NPS all the same") },
  { "csat", N_ ("A satisfaction (CSAT)") },
  { "ces", N_ ("An effort (CES)") },
  { "custom", N_ ("Another number; its mean is shown") },
};

static void
answer_free (gpointer data, GClosure *closure)
{
  g_ptr_array_unref (((Answer *) data)->columns);
  g_free (data);
}

static void
answered_cb (GtkCheckButton *button, GParamSpec *pspec, gpointer data)
{
  const Answer *answer = data;

  if (!gtk_check_button_get_active (button))
    return;
  for (guint i = 0; i < answer->columns->len; i++)
    {
      WayColumn *column = answer->columns->pdata[i];

      if (answer->question == WAY_QUESTION_DECIMAL)
        column->decimal = (WayDecimal) answer->answer;
      else if (answer->question == WAY_QUESTION_DATE_ORDER)
        column->form = (WayTimeForm) answer->answer;
      else
        column->metric = scores[answer->answer].metric;
      column->question = WAY_QUESTION_NONE;
    }
  answer->changed (answer->data);
}

static char *
make_text (const WayColumn *column, WayColumnQuestion question, int answer)
{
  const char *example = column->examples[0] != NULL ? column->examples[0] : "";
  WayCell cell = way_cell_trim (example, strlen (example));
  gint64 time = 0;
  gboolean flag;
  double value = 0;

  if (question == WAY_QUESTION_SCALE)
    return g_strdup (_ (scores[answer].label));
  if (question == WAY_QUESTION_DECIMAL)
    {
      g_autofree char *text = NULL;

      way_value_parse_number (cell, (WayDecimal) answer, &value, &flag);
      text = way_number_to_text (value, 4);
      return answer == WAY_DECIMAL_COMMA ? g_strdup_printf (_ ("“%s” is %s: the decimal sign is a comma"), example, text) : g_strdup_printf (_ ("“%s” is %s: the decimal sign is a point"), example, text);
    }
  way_value_parse_time (cell, (WayTimeForm) answer, &time, &flag);

  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (time / 1000);
  g_autofree char *month = day != NULL ? g_date_time_format (day, "%B") : g_strdup ("?");

  return answer == WAY_TIME_DMY ? g_strdup_printf (_ ("“%s” is in %s: the day stands first"), example, month) : g_strdup_printf (_ ("“%s” is in %s: the month stands first"), example, month);
}

static void
add_answer (AdwPreferencesGroup *group, GtkWidget **first, const Answer *like, int choice)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_check_button_new ();
  g_autofree char *text = make_text (like->columns->pdata[0], like->question, choice), *safe = g_markup_escape_text (text, -1);
  Answer *answer = g_memdup2 (like, sizeof *like);

  answer->answer = choice;
  g_ptr_array_ref (answer->columns);
  if (*first == NULL)
    *first = button;
  else
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (*first));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect_data (button, "notify::active", G_CALLBACK (answered_cb), answer, answer_free, 0);
  adw_preferences_group_add (group, row);
}

static char *
name_columns (const GPtrArray *columns)
{
  g_autoptr (GString) s = g_string_new (NULL);

  for (guint i = 0; i < columns->len && i < 4; i++)
    g_string_append_printf (s, "%s%s", i > 0 ? ", " : "", ((const WayColumn *) columns->pdata[i])->name);
  if (columns->len > 4)
    g_string_append (s, ", …");
  return g_strdup (s->str);
}

static void
add_card (GtkBox *box, const Answer *like)
{
  static const char *const asked[] = { NULL, N_ ("Is it a decimal sign, or does it part thousands?"), N_ ("Day or month first?"), N_ ("What do these scores mean?") };
  GtkWidget *group = adw_preferences_group_new (), *first = NULL;
  const WayColumn *column = like->columns->pdata[0];
  g_autofree char *names = name_columns (like->columns), *safe = g_markup_escape_text (names, -1), *reason = g_markup_escape_text (column->reason != NULL ? column->reason : "", -1);
  g_autofree char *description = g_strdup_printf ("%s — %s", safe, reason);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (asked[like->question]));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_widget_add_css_class (group, "question");
  if (like->question == WAY_QUESTION_DECIMAL)
    {
      add_answer (ADW_PREFERENCES_GROUP (group), &first, like, WAY_DECIMAL_COMMA);
      add_answer (ADW_PREFERENCES_GROUP (group), &first, like, WAY_DECIMAL_POINT);
    }
  else if (like->question == WAY_QUESTION_DATE_ORDER)
    {
      add_answer (ADW_PREFERENCES_GROUP (group), &first, like, WAY_TIME_DMY);
      add_answer (ADW_PREFERENCES_GROUP (group), &first, like, WAY_TIME_MDY);
    }
  else
    for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
      add_answer (ADW_PREFERENCES_GROUP (group), &first, like, (int) i);
  gtk_box_append (box, group);
}

static void
collect (const GPtrArray *columns, WayColumnQuestion question, GPtrArray *open)
{
  for (guint i = 0; i < columns->len; i++)
    if (((const WayColumn *) columns->pdata[i])->question == question)
      g_ptr_array_add (open, columns->pdata[i]);
}

void
way_import_questions_add (GtkBox *box, WayImport *import, void (*changed) (gpointer data), gpointer data)
{
  const GPtrArray *columns = way_table_get_columns (way_import_get_table (import)), *more = way_import_get_questions (import);

  for (WayColumnQuestion question = WAY_QUESTION_DECIMAL; question <= WAY_QUESTION_SCALE; question++)
    {
      g_autoptr (GPtrArray) open = g_ptr_array_new ();

      collect (columns, question, open);
      collect (more, question, open);
      for (guint i = 0; i < open->len; i++)
        {
          g_autoptr (GPtrArray) asked = question == WAY_QUESTION_SCALE ? g_ptr_array_new () : g_ptr_array_ref (open);
          const Answer like = { asked, question, 0, changed, data };

          /* A scale is each column's own. */
          if (question == WAY_QUESTION_SCALE)
            g_ptr_array_add (asked, open->pdata[i]);
          add_card (box, &like);
          if (question != WAY_QUESTION_SCALE)
            break;
        }
    }
}
