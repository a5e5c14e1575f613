#include "ui/figures/way-warehouse-assistant.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/way-date.h"
#include "ui/figures/way-figure-store.h"

#define PREVIEW_COLUMNS 12
#define PREVIEW_LETTERS 28
/* What was quick enough is not worth a window. */
#define PATIENCE 700

enum
{
  CASE,
  ACTIVITY,
  TIME,
  CHANNEL,
  DEPARTMENT,
  SEGMENT,
  SCORE,
  COST,
  LIFECYCLE,
  ORDER,
  N_COLUMNS
};

static const guint samples[] = { 1, 10, 100, 1000 };

struct _WayWarehouseAssistant
{
  AdwWindow parent_instance;
  GtkWidget *cancel, *run, *trouble_box, *again, *details;
  AdwWindowTitle *title;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress;
  GtkScrolledWindow *scroller;
  AdwPreferencesGroup *where, *comes, *columns;
  AdwComboRow *source, *mode, *sample, *lifecycle;
  GtkDropDown *table;
  GtkWidget *table_row;
  AdwEntryRow *connection, *password, *name, *since;
  GtkLabel *trouble;
  GtkGrid *preview;
  AdwComboRow *column_rows[N_COLUMNS];

  WayWarehouseJob *job;
  WayElement *journey;
  WayRemote *known; /* the recipe to begin with, or NULL */
  char *known_name;
  GPtrArray *sources;        /* (element-type WayOdbcSource) */
  GCancellable *cancellable; /* while it asks */
  gboolean running, again_wanted, filling, done;
  char *wanted; /* the table to be looked at when the answer at hand is there */
  guint progress_source, late;
};

enum
{
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayWarehouseAssistant, way_warehouse_assistant, ADW_TYPE_WINDOW)

static void look (WayWarehouseAssistant *self, const char *table);

/* --- choices --- */

static const char *
get_choice (AdwComboRow *row)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (row);

  return chosen != NULL ? gtk_string_object_get_string (chosen) : NULL;
}

static void
set_choices (AdwComboRow *row, GtkStringList *list, const char *chosen)
{
  guint at = GTK_INVALID_LIST_POSITION;

  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    if (strcmp (gtk_string_list_get_string (list, i), chosen) == 0)
      at = i;
  adw_combo_row_set_selected (row, at);
}

/* One among thousands, so that list has a search, which rows of this version do not. */
static const char *
get_table (WayWarehouseAssistant *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->table);

  return chosen != NULL ? gtk_string_object_get_string (chosen) : NULL;
}

static void
make_searchable (GtkDropDown *choice)
{
  g_autoptr (GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (choice, expression);
}

/* What is chosen of the columns; NULL for none. The first choice of those that may be left out is none. */
static const char *
get_column (WayWarehouseAssistant *self, guint i)
{
  if (i >= CHANNEL && adw_combo_row_get_selected (self->column_rows[i]) == 0)
    return NULL;
  return get_choice (self->column_rows[i]);
}

static gboolean
is_counting (WayWarehouseAssistant *self)
{
  return adw_combo_row_get_selected (self->mode) == WAY_REMOTE_COUNT;
}

/* "2026-01-31" → its begin; FALSE if it is no day. */
static gboolean
read_since (WayWarehouseAssistant *self, gint64 *since)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->since)))), *date = NULL;
  gboolean read = FALSE;

  *since = WAY_LOG_NO_TIME;
  if (*text == '\0')
    return TRUE;
  date = way_date_from_text (text);
  if (date != NULL)
    read = way_value_parse_time ((WayCell){ date, strlen (date) }, WAY_TIME_YMD, since, NULL);
  return read;
}

/* Rows tell when events began as well as when they ended. */
static gboolean
has_start (WayWarehouseAssistant *self)
{
  const WayRemote *guess = way_warehouse_job_get_guess (self->job);

  return guess != NULL && guess->start_column != NULL;
}

static void
update (WayWarehouseAssistant *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  gboolean has_columns = TRUE;
  gint64 since;
  gboolean has_day = read_since (self, &since);

  for (guint i = CASE; i <= TIME; i++)
    has_columns = has_columns && get_column (self, i) != NULL;
  if (has_day)
    gtk_widget_remove_css_class (GTK_WIDGET (self->since), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->since), "error");
  gtk_button_set_label (GTK_BUTTON (self->run), is_counting (self) ? _ ("_Count") : _ ("_Copy"));
  adw_preferences_group_set_description (self->comes, is_counting (self) ? _ ("For tables too large to copy. Only counts come here, medians within 1.1\302\240%, and no filters.") : _ ("Every figure works, also without the network. The next time only what is new is read."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->since), is_counting (self) ? _ ("Only journeys since this day") : _ ("Only events from this day on"));
  gtk_widget_set_visible (GTK_WIDGET (self->sample), is_counting (self));
  gtk_widget_set_visible (GTK_WIDGET (self->column_rows[CHANNEL]), !is_counting (self));
  gtk_widget_set_visible (GTK_WIDGET (self->column_rows[DEPARTMENT]), !is_counting (self));
  gtk_widget_set_visible (GTK_WIDGET (self->column_rows[SEGMENT]), !is_counting (self));
  gtk_widget_set_visible (GTK_WIDGET (self->column_rows[SCORE]), !is_counting (self));
  gtk_widget_set_visible (GTK_WIDGET (self->column_rows[COST]), !is_counting (self));
  gtk_widget_set_visible (GTK_WIDGET (self->lifecycle), get_column (self, LIFECYCLE) != NULL || has_start (self));
  gtk_widget_set_sensitive (self->run, self->cancellable == NULL && way_warehouse_job_get_columns (self->job) != NULL && has_columns && has_day && *name != '\0');
}

static void
say (WayWarehouseAssistant *self, const char *text, gboolean can_try)
{
  gtk_label_set_text (self->trouble, text != NULL ? text : "");
  gtk_widget_set_visible (self->trouble_box, text != NULL);
  gtk_widget_set_visible (self->again, can_try);
}

/* --- the first rows --- */

static void
add_cell (WayWarehouseAssistant *self, const char *text, int x, int y, const char *css)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');
  GtkWidget *label = gtk_label_new (line);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), PREVIEW_LETTERS);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_grid_attach (self->preview, label, x, y, 1, 1);
}

static void
show_preview (WayWarehouseAssistant *self)
{
  const GPtrArray *columns = way_warehouse_job_get_columns (self->job), *rows = way_warehouse_job_get_rows (self->job);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->preview)); child != NULL; child = gtk_widget_get_first_child (GTK_WIDGET (self->preview)))
    gtk_grid_remove (self->preview, child);
  for (guint i = 0; columns != NULL && i < columns->len && i < PREVIEW_COLUMNS; i++)
    {
      const char *name = ((const WayOdbcColumn *) columns->pdata[i])->name, *role = "";

      for (guint k = 0; k < N_COLUMNS; k++)
        if (g_strcmp0 (get_column (self, k), name) == 0)
          role = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->column_rows[k]));
      add_cell (self, name, (int) i, 0, "figure-place");
      add_cell (self, role, (int) i, 1, "caption");
      for (guint row = 0; row < rows->len; row++)
        add_cell (self, ((char **) rows->pdata[row])[i], (int) i, (int) row + 2, NULL);
    }
}

static void
choice_cb (WayWarehouseAssistant *self)
{
  if (self->filling)
    return;
  show_preview (self);
  update (self);
}

/* --- what was found --- */

/* Whether the recipe is about this table; it may name it without its schema. */
static gboolean
is_known_table (WayWarehouseAssistant *self, const char *table)
{
  const char *dot = table != NULL ? strrchr (table, '.') : NULL;

  return self->known != NULL && table != NULL && (g_strcmp0 (self->known->table, table) == 0 || (dot != NULL && g_strcmp0 (self->known->table, dot + 1) == 0));
}

static void
show_tables (WayWarehouseAssistant *self)
{
  const GPtrArray *tables = way_warehouse_job_get_tables (self->job);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const char *chosen = NULL;
  guint at = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const char *table = tables->pdata[i];
      const char *dot = strrchr (table, '.');
      g_autofree char *lower = g_utf8_strdown (dot != NULL ? dot + 1 : table, -1);

      gtk_string_list_append (list, table);
      if (is_known_table (self, table) && !is_known_table (self, chosen))
        chosen = table;
      else if (chosen == NULL && (strstr (lower, "event") != NULL || strstr (lower, "journey") != NULL || g_str_has_suffix (lower, "log")))
        chosen = table;
    }
  if (chosen == NULL && tables->len > 0)
    chosen = tables->pdata[0];
  while (chosen != NULL && tables->pdata[at] != chosen)
    at++;
  self->filling = TRUE;
  gtk_drop_down_set_model (self->table, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->table, chosen != NULL ? at : GTK_INVALID_LIST_POSITION);
  self->filling = FALSE;
  gtk_widget_set_visible (self->table_row, tables->len > 0);
  if (chosen == NULL)
    say (self, _ ("There is no table that this user may see. Ask who looks after the warehouse for leave to read one."), TRUE);
  else
    look (self, chosen);
}

static void
show_columns (WayWarehouseAssistant *self)
{
  const GPtrArray *columns = way_warehouse_job_get_columns (self->job);
  const WayRemote *guess = way_warehouse_job_get_guess (self->job);
  const char *chosen[N_COLUMNS] = { guess->case_column, guess->activity_column, guess->time_column, guess->channel_column, guess->department_column, guess->segment_column, guess->score_column, guess->cost_column, guess->lifecycle_column, guess->order_column };

  self->filling = TRUE;
  for (guint k = 0; k < N_COLUMNS; k++)
    {
      g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
      const char *none = _ ("None");

      if (k >= CHANNEL)
        gtk_string_list_append (list, none);
      for (guint i = 0; i < columns->len; i++)
        gtk_string_list_append (list, ((const WayOdbcColumn *) columns->pdata[i])->name);
      set_choices (self->column_rows[k], list, chosen[k] != NULL ? chosen[k] : k >= CHANNEL ? none
                                                                                            : NULL);
    }
  if (*gtk_editable_get_text (GTK_EDITABLE (self->name)) == '\0')
    {
      const char *table = get_table (self), *dot = table != NULL ? strrchr (table, '.') : NULL;

      gtk_editable_set_text (GTK_EDITABLE (self->name), self->known_name != NULL ? self->known_name : dot != NULL ? dot + 1
                                                                                                  : table != NULL ? table
                                                                                                                  : "");
    }
  self->filling = FALSE;
  gtk_widget_set_visible (self->details, TRUE);
  show_preview (self);
}

/* --- asking --- */

static gboolean
progress_cb (gpointer data)
{
  WayWarehouseAssistant *self = data;

  if (self->running)
    gtk_progress_bar_set_fraction (self->progress, way_warehouse_job_get_done (self->job));
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
begin (WayWarehouseAssistant *self)
{
  self->cancellable = g_cancellable_new ();
  say (self, NULL, FALSE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  if (self->progress_source == 0)
    self->progress_source = g_timeout_add (80, progress_cb, self);
  update (self);
}

static void
end (WayWarehouseAssistant *self)
{
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  gtk_revealer_set_reveal_child (self->progress_revealer, FALSE);
}

/* What it says; and where a password is wanted, the place for it. */
static void
show_trouble (WayWarehouseAssistant *self, const GError *error)
{
  gboolean login = g_error_matches (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LOGIN);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, _ ("Stopped; nothing was stored."), TRUE);
  else if (login && !gtk_widget_get_visible (GTK_WIDGET (self->password)))
    say (self, NULL, FALSE);
  else
    say (self, error->message, !login);
  if (!login)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->password), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWarehouseAssistant) self = data;
  g_autoptr (GError) error = NULL;
  gboolean looked = way_warehouse_job_look_finish (self->job, result, &error);
  gboolean cancelled = g_cancellable_is_cancelled (self->cancellable);

  end (self);
  if (self->done)
    return;
  if (self->again_wanted)
    {
      g_autofree char *wanted = g_steal_pointer (&self->wanted);

      look (self, wanted);
      return;
    }
  gtk_widget_set_visible (self->details, FALSE);
  if (!looked && !cancelled)
    show_trouble (self, error);
  else if (!looked)
    say (self, _ ("Stopped; nothing was stored."), TRUE);
  else if (way_warehouse_job_get_columns (self->job) != NULL)
    show_columns (self);
  else
    show_tables (self);
  update (self);
  /* Where nothing is to be answered Enter is enough. */
  if (gtk_widget_get_sensitive (self->run))
    gtk_widget_grab_focus (self->run);
  gtk_window_present (GTK_WINDOW (self));
}

/* Without a table: which ones there are. What is under way is stopped and its answer not waited for. */
static void
look (WayWarehouseAssistant *self, const char *table)
{
  if (self->cancellable != NULL)
    {
      self->again_wanted = TRUE;
      g_free (self->wanted);
      self->wanted = g_strdup (table);
      g_cancellable_cancel (self->cancellable);
      return;
    }
  self->again_wanted = FALSE;
  begin (self);
  way_warehouse_job_look_async (self->job, table, is_known_table (self, table) ? self->known : NULL, self->cancellable, looked_cb, g_object_ref (self));
}

static void
ask_source (WayWarehouseAssistant *self, const char *source)
{
  g_autoptr (GError) error = NULL;

  gtk_widget_set_visible (self->details, FALSE);
  gtk_widget_set_visible (self->table_row, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->password), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  if (!way_odbc_check_source (source, &error))
    {
      say (self, error->message, FALSE);
      return;
    }
  if (self->cancellable == NULL)
    way_warehouse_job_set_source (self->job, source);
  else
    {
      /* The thread still reads the one before. */
      way_warehouse_job_unref (g_steal_pointer (&self->job));
      self->job = way_warehouse_job_new ();
      way_warehouse_job_set_source (self->job, source);
    }
  look (self, NULL);
}

static gboolean
is_other (WayWarehouseAssistant *self)
{
  return adw_combo_row_get_selected (self->source) == self->sources->len;
}

static void
source_cb (WayWarehouseAssistant *self)
{
  if (self->filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->connection), is_other (self));
  if (get_choice (self->source) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->source));
  else if (!is_other (self))
    ask_source (self, get_choice (self->source));
  else if (*gtk_editable_get_text (GTK_EDITABLE (self->connection)) != '\0')
    ask_source (self, gtk_editable_get_text (GTK_EDITABLE (self->connection)));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->connection));
}

static void
connection_cb (WayWarehouseAssistant *self)
{
  ask_source (self, gtk_editable_get_text (GTK_EDITABLE (self->connection)));
}

static void
table_cb (WayWarehouseAssistant *self)
{
  if (!self->filling && get_table (self) != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->name), "");
      look (self, get_table (self));
    }
}

static void
again_cb (WayWarehouseAssistant *self)
{
  const char *table = gtk_widget_get_visible (self->table_row) ? get_table (self) : NULL;

  if (self->cancellable == NULL)
    look (self, table);
}

static void
password_cb (WayWarehouseAssistant *self)
{
  if (self->cancellable != NULL)
    return;
  way_warehouse_job_set_password (self->job, gtk_editable_get_text (GTK_EDITABLE (self->password)));
  again_cb (self);
}

/* --- copying and counting --- */

static void
ran_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayWarehouseAssistant) self = data;
  WayWarehouseResult out = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean ran = way_warehouse_job_run_finish (self->job, result, &out, &error);

  end (self);
  g_clear_handle_id (&self->late, g_source_remove);
  self->running = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->scroller), TRUE);
  if (ran)
    {
      g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

      g_signal_emit (self, signals[DONE], 0, name, &out);
      if (!self->done)
        gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (self->done)
    return;
  update (self);
  show_trouble (self, error);
  gtk_window_present (GTK_WINDOW (self));
  /* What was to go without a word has to be shown after all. */
  if (way_warehouse_job_get_tables (self->job) == NULL && !g_error_matches (error, WAY_METRICS_ERROR, WAY_METRICS_ERROR_LOGIN))
    gtk_widget_grab_focus (self->again);
}

static WayRemote *
make_remote (WayWarehouseAssistant *self)
{
  WayRemote *remote = way_remote_new ();
  char **columns[N_COLUMNS] = { &remote->case_column, &remote->activity_column, &remote->time_column, &remote->channel_column, &remote->department_column, &remote->segment_column, &remote->score_column, &remote->cost_column, &remote->lifecycle_column, &remote->order_column };
  const WayRemote *guess = way_warehouse_job_get_guess (self->job);

  remote->mode = is_counting (self) ? WAY_REMOTE_COUNT : WAY_REMOTE_MIRROR;
  remote->source = g_strdup (way_warehouse_job_get_source (self->job));
  remote->table = g_strdup (get_table (self));
  for (guint i = 0; i < N_COLUMNS; i++)
    *columns[i] = g_strdup (get_column (self, i));
  /* They only say more of columns above. */
  remote->instance_column = g_strdup (guess->instance_column);
  remote->start_column = g_strdup (guess->start_column);
  remote->currency_column = remote->cost_column != NULL ? g_strdup (guess->currency_column) : NULL;
  remote->lifecycle = (WayLifecycle) MIN (adw_combo_row_get_selected (self->lifecycle), WAY_N_LIFECYCLES - 1);
  /* Where nothing is ever completed all of it counts, unless that was settled before. */
  remote->has_lifecycle = remote->lifecycle != WAY_LIFECYCLE_COMPLETE || self->known != NULL;
  remote->is_settled = TRUE;
  read_since (self, &remote->from);
  remote->sample = is_counting (self) ? samples[MIN (adw_combo_row_get_selected (self->sample), G_N_ELEMENTS (samples) - 1)] : 1;
  return remote;
}

static void
run (WayWarehouseAssistant *self, const WayRemote *remote)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));

  self->running = TRUE;
  begin (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scroller), FALSE);
  way_warehouse_job_run_async (self->job, name, remote, self->journey, self->cancellable, ran_cb, g_object_ref (self));
}

static void
run_cb (WayWarehouseAssistant *self)
{
  g_autoptr (WayRemote) remote = NULL;

  if (self->cancellable != NULL)
    return;
  remote = make_remote (self);
  run (self, remote);
}

static gboolean
late_cb (gpointer data)
{
  WayWarehouseAssistant *self = data;

  self->late = 0;
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
cancel_cb (WayWarehouseAssistant *self)
{
  if (self->running)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
way_warehouse_assistant_close_request (GtkWindow *window)
{
  WayWarehouseAssistant *self = WAY_WAREHOUSE_ASSISTANT (window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  /* What is being stored is taken back first. */
  if (self->running)
    return TRUE;
  return GTK_WINDOW_CLASS (way_warehouse_assistant_parent_class)->close_request (window);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  cancel_cb (WAY_WAREHOUSE_ASSISTANT (widget));
  return TRUE;
}

/* --- the window --- */

static void
way_warehouse_assistant_dispose (GObject *object)
{
  WayWarehouseAssistant *self = WAY_WAREHOUSE_ASSISTANT (object);

  self->done = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_handle_id (&self->late, g_source_remove);
  G_OBJECT_CLASS (way_warehouse_assistant_parent_class)->dispose (object);
}

static void
way_warehouse_assistant_finalize (GObject *object)
{
  WayWarehouseAssistant *self = WAY_WAREHOUSE_ASSISTANT (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->job, way_warehouse_job_unref);
  way_element_unref (self->journey);
  way_remote_free (self->known);
  g_free (self->known_name);
  g_free (self->wanted);
  g_ptr_array_unref (self->sources);
  G_OBJECT_CLASS (way_warehouse_assistant_parent_class)->finalize (object);
}

static void
way_warehouse_assistant_class_init (WayWarehouseAssistantClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_warehouse_assistant_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_warehouse_assistant_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = way_warehouse_assistant_close_request;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-warehouse-assistant.ui");
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, cancel);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, run);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, trouble);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, again);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, details);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, title);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, progress);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, scroller);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, where);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, columns);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, comes);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, source);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, table);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, table_row);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, mode);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, sample);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, connection);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, password);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, name);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, since);
  gtk_widget_class_bind_template_child (widget_class, WayWarehouseAssistant, preview);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

/* In the order of WayLifecycle. */
static void
add_lifecycle_row (WayWarehouseAssistant *self)
{
  g_autoptr (GtkStringList) choices = gtk_string_list_new ((const char *[]){ _ ("Completions only"), _ ("Starts only"), _ ("Both"), _ ("Pair them"), NULL });

  self->lifecycle = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->lifecycle), _ ("Start and Completion"));
  adw_combo_row_set_model (self->lifecycle, G_LIST_MODEL (choices));
  adw_preferences_group_add (self->columns, GTK_WIDGET (self->lifecycle));
}

static void
add_column_rows (WayWarehouseAssistant *self)
{
  static const char *const labels[] = { NC_ ("column of a log", "Case"), NC_ ("column of a log", "Event"), NC_ ("column of a log", "Time"), NC_ ("column of a log", "Channel"), NC_ ("column of a log", "Department"), NC_ ("column of a log", "Segment"), NC_ ("column of a log", "Score"), NC_ ("column of a log", "Cost"), NC_ ("column of a log", "Lifecycle"), NC_ ("column of a log", "Order") };
  static const char *const texts[] = { N_ ("Whose event it is"), N_ ("What happened"), N_ ("When"), NULL, NULL, N_ ("Of the customer"), N_ ("What the customer gave"), N_ ("What the event cost"), N_ ("Whether a row tells of a start or a completion"), N_ ("Of events of the same time") };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_dpgettext2 (NULL, "column of a log", labels[i]));
      if (texts[i] != NULL)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (texts[i]));
      g_signal_connect_object (row, "notify::selected", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->columns, GTK_WIDGET (row));
      self->column_rows[i] = row;
      if (i == LIFECYCLE)
        add_lifecycle_row (self);
    }
}

static void
fill_choices (WayWarehouseAssistant *self)
{
  g_autoptr (GtkStringList) modes = gtk_string_list_new ((const char *[]){ _ ("Copy the events"), _ ("Let the warehouse count"), NULL });
  g_autoptr (GtkStringList) shares = gtk_string_list_new ((const char *[]){ _ ("All"), _ ("One of 10"), _ ("One of 100"), _ ("One of 1\302\240000"), NULL });

  adw_combo_row_set_model (self->mode, G_LIST_MODEL (modes));
  adw_combo_row_set_model (self->sample, G_LIST_MODEL (shares));
}

static void
way_warehouse_assistant_init (WayWarehouseAssistant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->job = way_warehouse_job_new ();
  self->sources = way_odbc_list_sources (NULL);
  self->filling = TRUE;
  add_column_rows (self);
  fill_choices (self);
  make_searchable (self->table);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "clicked", G_CALLBACK (run_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->again, "clicked", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "notify::selected", G_CALLBACK (source_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "notify::selected", G_CALLBACK (table_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mode, "notify::selected", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name, "changed", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->since, "changed", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connection, "apply", G_CALLBACK (connection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->password, "apply", G_CALLBACK (password_cb), self, G_CONNECT_SWAPPED);
  self->filling = FALSE;
}

/* What odbc.ini knows, and last a place for a connection string. */
static void
fill_sources (WayWarehouseAssistant *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const char *known = self->known != NULL ? self->known->source : NULL, *chosen = NULL, *other = _ ("By a connection string…");

  for (guint i = 0; i < self->sources->len; i++)
    {
      const char *name = ((const WayOdbcSource *) self->sources->pdata[i])->name;

      gtk_string_list_append (list, name);
      if (g_strcmp0 (known, name) == 0)
        chosen = name;
    }
  gtk_string_list_append (list, other);
  if (chosen == NULL && known != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->connection), known);
  /* Of several the user chooses before one of them is called. */
  if (chosen == NULL && (known != NULL || self->sources->len == 0))
    chosen = other;
  else if (chosen == NULL && self->sources->len == 1)
    chosen = ((const WayOdbcSource *) self->sources->pdata[0])->name;
  self->filling = TRUE;
  set_choices (self->source, list, chosen);
  self->filling = FALSE;
  if (self->sources->len == 0 && known == NULL)
    adw_preferences_group_set_description (self->where, _ ("The file .odbc.ini in your home folder knows no data source yet: a name in brackets, and below it Driver, Servername, Database and Username. Or give a connection string here. Waymark only reads."));
}

static void
load_known (WayWarehouseAssistant *self, const char *name)
{
  g_autoptr (WayCache) cache = name != NULL ? way_cache_open (way_figure_store_get_cache_path (), NULL, NULL) : NULL;
  gint64 since;

  self->known = cache != NULL ? way_remote_load (cache, name) : NULL;
  if (self->known == NULL)
    return;
  self->known_name = g_strdup (name);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  adw_combo_row_set_selected (self->mode, self->known->mode);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    if (samples[i] == self->known->sample)
      adw_combo_row_set_selected (self->sample, i);
  adw_combo_row_set_selected (self->lifecycle, self->known->lifecycle);
  since = self->known->from;
  if (since != WAY_LOG_NO_TIME)
    {
      g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (since / 1000);
      g_autofree char *text = day != NULL ? g_date_time_format (day, "%Y-%m-%d") : g_strdup ("");

      gtk_editable_set_text (GTK_EDITABLE (self->since), text);
    }
  self->filling = FALSE;
}

GtkWidget *
way_warehouse_assistant_new (GtkWindow *parent, const char *name, const WayElement *journey, gboolean quick)
{
  WayWarehouseAssistant *self = g_object_new (WAY_TYPE_WAREHOUSE_ASSISTANT, "transient-for", parent, NULL);

  self->journey = journey != NULL ? way_element_copy (journey) : NULL;
  load_known (self, name);
  fill_sources (self);
  update (self);
  if (quick && self->known != NULL)
    {
      way_warehouse_job_set_source (self->job, self->known->source);
      self->late = g_timeout_add (PATIENCE, late_cb, self);
      run (self, NULL);
      return GTK_WIDGET (self);
    }
  source_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}

gboolean
way_warehouse_assistant_is_ready (WayWarehouseAssistant *self)
{
  return self->cancellable == NULL;
}
