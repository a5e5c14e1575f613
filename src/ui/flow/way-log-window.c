#include "ui/flow/way-log-window.h"

#include <glib/gi18n.h>

#include "base/way-number.h"

struct _WayLogWindow
{
  AdwWindow parent_instance;
  AdwWindowTitle *title;
  GtkWidget *cancel, *read, *values_group;
  AdwPreferencesGroup *lifecycle_group, *columns_group;
  GtkCheckButton *complete, *pair, *both;
  AdwComboRow *score, *cost;
  WayFlowWatch *watch;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (WayLogWindow, way_log_window, ADW_TYPE_WINDOW)

/* --- what is chosen --- */

static WayLifecycle
get_lifecycle (WayLogWindow *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->lifecycle_group)))
    return way_flow_watch_get_facts (self->watch)->lifecycle;
  return gtk_check_button_get_active (self->pair) ? WAY_LIFECYCLE_PAIR : gtk_check_button_get_active (self->both) ? WAY_LIFECYCLE_ALL
                                                                                                                  : WAY_LIFECYCLE_COMPLETE;
}

/* "": none. */
static const char *
get_column (AdwComboRow *row)
{
  GtkStringObject *chosen = adw_combo_row_get_selected (row) > 0 ? adw_combo_row_get_selected_item (row) : NULL;

  return chosen != NULL ? gtk_string_object_get_string (chosen) : "";
}

static gboolean
is_as_read (AdwComboRow *row, const char *column)
{
  return g_str_equal (get_column (row), column != NULL ? column : "");
}

static gboolean
is_changed (WayLogWindow *self)
{
  const WayLogFacts *facts = way_flow_watch_get_facts (self->watch);

  return facts != NULL && (get_lifecycle (self) != facts->lifecycle || !is_as_read (self->score, facts->score_column) || !is_as_read (self->cost, facts->cost_column));
}

static void
changed_cb (WayLogWindow *self)
{
  if (!self->filling)
    gtk_widget_set_sensitive (self->read, is_changed (self));
}

static void
read_cb (WayLogWindow *self)
{
  if (is_changed (self))
    way_flow_watch_read_again (self->watch, get_lifecycle (self), get_column (self->score), get_column (self->cost));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- what is shown --- */

static void
add_line (WayLogWindow *self, const char *title, const char *subtitle)
{
  g_autofree char *safe = g_markup_escape_text (title, -1), *below = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below != NULL ? below : "");
  adw_preferences_group_add (self->columns_group, row);
}

static void
add_count (WayLogWindow *self, guint n, const char *words)
{
  g_autofree char *number = way_number_to_text (n, 0);

  if (n > 0)
    add_line (self, words, number);
}

static void
show_columns (WayLogWindow *self, const WayLogFacts *facts)
{
  g_auto (GStrv) lines = g_strsplit (facts->reason != NULL ? facts->reason : "", "\n", -1);

  /* “case: “Case ID”, as its name says.” */
  for (char **line = lines; *line != NULL; line++)
    {
      const char *name = strstr (*line, ": “"), *end = name != NULL ? strstr (name, "”, ") : NULL;

      if (end == NULL)
        continue;

      g_autofree char *role = g_strndup (*line, (gsize) (name - *line)), *column = g_strndup (name + strlen (": “"), (gsize) (end - name) - strlen (": “")), *why = g_strdup_printf ("%s, %s", role, end + strlen ("”, "));

      add_line (self, column, why);
    }
  add_count (self, facts->n_bad, _ ("Rows that cannot be read; they were left out"));
  add_count (self, facts->n_skipped, _ ("Rows that tell of other steps of an event; they were passed over"));
  add_count (self, facts->n_unpaired, _ ("Starts without a completion; they are no events"));
  add_count (self, facts->n_cells, _ ("Scores, costs or starts that cannot be read; their events are there"));
  gtk_widget_set_visible (GTK_WIDGET (self->columns_group), facts->reason != NULL || facts->n_bad + facts->n_skipped + facts->n_unpaired + facts->n_cells > 0);
}

static void
show_lifecycle (WayLogWindow *self, const WayLogFacts *facts)
{
  guint n_starts = facts->n_steps[WAY_LOG_STEP_START], n_completions = facts->n_steps[WAY_LOG_STEP_COMPLETE];
  g_autofree char *starts = way_number_to_text (n_starts, 0), *completions = way_number_to_text (n_completions, 0);
  /* Translators: numbers of rows. */
  g_autofree char *counted = g_strdup_printf (_ ("The log tells when events began (%s rows) and when they were completed (%s rows). Which of them shall count?"), starts, completions);

  gtk_widget_set_visible (GTK_WIDGET (self->lifecycle_group), way_log_facts_has_both (facts));
  adw_preferences_group_set_description (self->lifecycle_group, n_starts > 0 ? counted : _ ("Beside its time each event tells when it began. Shall that count?"));
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->both), ADW_TYPE_ACTION_ROW), n_starts > 0);
  gtk_check_button_set_active (facts->lifecycle == WAY_LIFECYCLE_PAIR ? self->pair : facts->lifecycle == WAY_LIFECYCLE_ALL ? self->both
                                                                                                                           : self->complete,
                               TRUE);
}

static void
show_choice (AdwComboRow *row, char *const *names, const char *chosen)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *[]){ _ ("None"), NULL });
  guint selected = 0;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      gtk_string_list_append (list, names[i]);
      if (g_strcmp0 (names[i], chosen) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, selected);
}

/* --- the window --- */

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
way_log_window_dispose (GObject *object)
{
  WayLogWindow *self = WAY_LOG_WINDOW (object);

  g_clear_object (&self->watch);
  G_OBJECT_CLASS (way_log_window_parent_class)->dispose (object);
}

static void
way_log_window_class_init (WayLogWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_log_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-log-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, read);
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, lifecycle_group);
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, values_group);
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, columns_group);
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, complete);
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, pair);
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, both);
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, score);
  gtk_widget_class_bind_template_child (widget_class, WayLogWindow, cost);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
way_log_window_init (WayLogWindow *self)
{
  GtkCheckButton *checks[3];

  gtk_widget_init_template (GTK_WIDGET (self));
  checks[0] = self->complete;
  checks[1] = self->pair;
  checks[2] = self->both;
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    g_signal_connect_object (checks[i], "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->score, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cost, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->read, "clicked", G_CALLBACK (read_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
way_log_window_new (GtkWindow *parent, WayFlowWatch *watch)
{
  WayLogWindow *self = g_object_new (WAY_TYPE_LOG_WINDOW, "transient-for", parent, NULL);
  const WayLogFacts *facts = way_flow_watch_get_facts (watch);

  self->watch = g_object_ref (watch);
  self->filling = TRUE;
  adw_window_title_set_subtitle (self->title, way_flow_watch_get_name (watch));
  show_lifecycle (self, facts);
  show_choice (self->score, facts->number_columns, facts->score_column);
  show_choice (self->cost, facts->number_columns, facts->cost_column);
  gtk_widget_set_visible (self->values_group, facts->number_columns != NULL && facts->number_columns[0] != NULL);
  show_columns (self, facts);
  self->filling = FALSE;
  changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}

void
way_log_window_choose (WayLogWindow *self, WayLifecycle lifecycle)
{
  gtk_check_button_set_active (lifecycle == WAY_LIFECYCLE_PAIR ? self->pair : lifecycle == WAY_LIFECYCLE_ALL ? self->both
                                                                                                             : self->complete,
                               TRUE);
}

GtkWidget *
way_log_window_get_button (WayLogWindow *self)
{
  return self->read;
}
