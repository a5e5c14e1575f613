#include "ui/figures/way-import-columns.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "model/way-kind.h"

/* More rows are no help to anybody. */
#define ROWS_MAX 300

typedef struct
{
  void (*changed) (gpointer data);
  gpointer data;
} Calls;

/* A column's row. */
typedef struct
{
  WayColumn *column; /* the import's */
  GtkWidget *metric; /* shows for values only */
  Calls calls;
} Choice;

/* Those a table's column can be; the other two are a long form's. */
static const WayColumnUse uses[] = { WAY_USE_SKIP, WAY_USE_PERSONAL, WAY_USE_ID, WAY_USE_TIME, WAY_USE_KEY, WAY_USE_VALUE, WAY_USE_COMMENT, WAY_USE_QUESTION, WAY_USE_ANSWER };

static gboolean
is_left_out (const WayColumn *column)
{
  return column->use == WAY_USE_SKIP || column->use == WAY_USE_PERSONAL;
}

static const WayChoice *
get_metrics (void)
{
  return way_kind_get_field (WAY_KIND_METRIC, WAY_FIELD_KIND)->choices;
}

static void
choice_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
use_cb (GtkDropDown *list, GParamSpec *pspec, gpointer data)
{
  Choice *choice = data;
  guint i = gtk_drop_down_get_selected (list);

  if (i >= G_N_ELEMENTS (uses) || choice->column->use == uses[i])
    return;
  choice->column->use = uses[i];
  /* Nobody need answer what nobody will use. */
  if (is_left_out (choice->column) || uses[i] == WAY_USE_ID)
    choice->column->question = WAY_QUESTION_NONE;
  gtk_widget_set_visible (choice->metric, uses[i] == WAY_USE_VALUE);
  choice->calls.changed (choice->calls.data);
}

static void
metric_cb (GtkDropDown *list, GParamSpec *pspec, gpointer data)
{
  Choice *choice = data;
  guint i = gtk_drop_down_get_selected (list);

  if (i == GTK_INVALID_LIST_POSITION)
    return;
  choice->column->metric = get_metrics ()[i].nick;
  choice->calls.changed (choice->calls.data);
}

static GtkWidget *
make_uses (const WayColumn *column)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GtkWidget *list;
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      g_ptr_array_add (names, (char *) way_column_use_get_label (uses[i]));
      if (uses[i] == column->use)
        selected = i;
    }
  g_ptr_array_add (names, NULL);
  list = gtk_drop_down_new_from_strings ((const char *const *) names->pdata);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), selected);
  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  return list;
}

static GtkWidget *
make_metrics (const WayColumn *column)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GtkWidget *list;
  guint selected = 0;

  for (guint i = 0; get_metrics ()[i].nick != NULL; i++)
    {
      g_ptr_array_add (names, (char *) _ (get_metrics ()[i].label));
      if (g_strcmp0 (get_metrics ()[i].nick, column->metric) == 0 || (column->metric == NULL && g_str_equal (get_metrics ()[i].nick, "custom")) || (g_strcmp0 (column->metric, "grade") == 0 && g_str_equal (get_metrics ()[i].nick, "csat")))
        selected = i;
    }
  g_ptr_array_add (names, NULL);
  list = gtk_drop_down_new_from_strings ((const char *const *) names->pdata);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), selected);
  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (list, column->use == WAY_USE_VALUE);
  return list;
}

static GtkWidget *
make_row (WayColumn *column, const Calls *calls)
{
  GtkWidget *row = adw_action_row_new (), *use = make_uses (column), *metric = make_metrics (column);
  g_autofree char *name = g_markup_escape_text (column->label != NULL ? column->label : column->name, -1), *reason = g_markup_escape_text (column->reason != NULL ? column->reason : "", -1);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", way_column_type_get_label (column->type), reason);
  g_autofree char *use_label = g_strdup_printf (_ ("What “%s” is for"), column->name), *metric_label = g_strdup_printf (_ ("What “%s” measures"), column->name);
  Choice *choice = g_new0 (Choice, 1);

  choice->column = column;
  choice->metric = metric;
  choice->calls = *calls;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), metric);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), use);
  gtk_accessible_update_property (GTK_ACCESSIBLE (use), GTK_ACCESSIBLE_PROPERTY_LABEL, use_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (metric), GTK_ACCESSIBLE_PROPERTY_LABEL, metric_label, -1);
  g_signal_connect_data (use, "notify::selected", G_CALLBACK (use_cb), choice, choice_free, 0);
  g_signal_connect_data (metric, "notify::selected", G_CALLBACK (metric_cb), g_memdup2 (choice, sizeof *choice), choice_free, 0);
  return row;
}

/* --- those that stay out --- */

typedef struct
{
  GPtrArray *columns; /* (element-type WayColumn), borrowed */
  Calls calls;
  gboolean filled;
} Rest;

static void
rest_free (gpointer data, GClosure *closure)
{
  g_ptr_array_unref (((Rest *) data)->columns);
  g_free (data);
}

static void
expanded_cb (AdwExpanderRow *expander, GParamSpec *pspec, gpointer data)
{
  Rest *rest = data;

  if (rest->filled || !adw_expander_row_get_expanded (expander))
    return;
  rest->filled = TRUE;
  for (guint i = 0; i < rest->columns->len && i < ROWS_MAX; i++)
    adw_expander_row_add_row (expander, make_row (rest->columns->pdata[i], &rest->calls));
}

static void
add_rest (AdwPreferencesGroup *group, GPtrArray *columns, const Calls *calls)
{
  GtkWidget *expander = adw_expander_row_new ();
  g_autofree char *title = g_strdup_printf (ngettext ("%u column stays out", "%u columns stay out", columns->len), columns->len);
  Rest *rest = g_new0 (Rest, 1);

  rest->columns = g_ptr_array_ref (columns);
  rest->calls = *calls;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), _ ("Names and addresses, what describes the export only, and what is empty"));
  g_signal_connect_data (expander, "notify::expanded", G_CALLBACK (expanded_cb), rest, rest_free, 0);
  adw_preferences_group_add (group, expander);
}

void
way_import_columns_add (GtkBox *box, WayImport *import, void (*changed) (gpointer data), gpointer data)
{
  const GPtrArray *columns = way_table_get_columns (way_import_get_table (import)), *questions = way_import_get_questions (import);
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();
  GtkWidget *group = adw_preferences_group_new ();
  const Calls calls = { changed, data };
  guint n = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What the Columns Are"));
  for (guint i = 0; i < columns->len; i++)
    if (is_left_out (columns->pdata[i]) || n >= ROWS_MAX)
      g_ptr_array_add (rest, columns->pdata[i]);
    else
      {
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (columns->pdata[i], &calls));
        n++;
      }
  for (guint i = 0; i < questions->len && n < ROWS_MAX; i++, n++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (questions->pdata[i], &calls));
  if (rest->len > 0)
    add_rest (ADW_PREFERENCES_GROUP (group), rest, &calls);
  gtk_box_append (box, group);
}
