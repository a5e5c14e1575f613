#include "ui/fields/way-field-row-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/way-field-text.h"

/* One of the table's choices from a drop-down, and yes or no as a switch. */

typedef struct
{
  guint lead; /* rows in front of the choices: "Several values", and nothing at all */
  gboolean filled, several;
} State;

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* Which row shows the value as it is. */
static guint
find_row (WayFieldRow *row)
{
  const State *state = row->state;

  if (row->written == NULL)
    return row->several || state->lead == 0 ? 0 : state->lead - 1;
  for (guint i = 0; row->info->choices[i].nick != NULL; i++)
    if (strcmp (row->info->choices[i].nick, row->written) == 0)
      return state->lead + i;
  return 0;
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, WayFieldRow *row)
{
  const State *state = row->state;
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (row->filling || selected == GTK_INVALID_LIST_POSITION || selected == find_row (row))
    return;
  if (selected >= state->lead)
    way_field_row_choose (row, row->info->choices[selected - state->lead].nick);
  else if (!row->info->required && selected + 1 == state->lead)
    way_field_row_choose (row, NULL);
  else
    {
      row->filling = TRUE;
      gtk_drop_down_set_selected (drop_down, find_row (row));
      row->filling = FALSE;
    }
}

static void
make_choice (WayFieldRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  way_field_row_set_state (row, g_new0 (State, 1), g_free);
  row->widget = gtk_drop_down_new (NULL, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (row->widget), factory);
  gtk_widget_set_hexpand (row->widget, TRUE);
  gtk_widget_add_css_class (row->widget, "field");
  gtk_box_append (row->line, row->widget);
  g_signal_connect (row->widget, "notify::selected", G_CALLBACK (selected_cb), row);
}

/* The list stays as it is while one chooses from it: another one would be chosen from at once. */
static void
fill_list (WayFieldRow *row)
{
  State *state = row->state;
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (row->several)
    gtk_string_list_append (list, _ ("Several values"));
  if (!row->info->required && row->info->fallback != NULL)
    /* Translators: a field that says nothing, and what counts then: "Not said (Frontstage)". */
    gtk_string_list_take (list, g_strdup_printf (_ ("Not said (%s)"), way_field_get_choice_label (row->info, row->info->fallback)));
  else if (!row->info->required)
    /* Translators: a field with choices that says nothing. */
    gtk_string_list_append (list, C_ ("choice", "Not said"));
  state->lead = g_list_model_get_n_items (G_LIST_MODEL (list));
  for (guint i = 0; row->info->choices[i].nick != NULL; i++)
    gtk_string_list_append (list, _ (row->info->choices[i].label));
  state->filled = TRUE;
  state->several = row->several;
  gtk_drop_down_set_model (GTK_DROP_DOWN (row->widget), G_LIST_MODEL (list));
}

static void
show_choice (WayFieldRow *row, const char *value)
{
  const State *state = row->state;

  if (!state->filled || (row->several && !state->several))
    fill_list (row);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (row->widget), find_row (row));
  if (value == NULL)
    gtk_widget_add_css_class (row->widget, "empty");
  else
    gtk_widget_remove_css_class (row->widget, "empty");
}

static void
enter_choice (WayFieldRow *row, const char *text)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (row->widget));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (strcmp (gtk_string_object_get_string (item), text) == 0)
        {
          gtk_drop_down_set_selected (GTK_DROP_DOWN (row->widget), i);
          return;
        }
    }
}

static char *
dup_shown_choice (WayFieldRow *row)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (row->widget));

  return g_strdup (item != NULL ? gtk_string_object_get_string (item) : "");
}

const WayFieldWidget way_field_choice = { .make = make_choice, .show = show_choice, .enter = enter_choice, .dup_shown = dup_shown_choice };

/* What is the same as leaving it out is left out. */
static void
active_cb (GtkSwitch *widget, GParamSpec *pspec, WayFieldRow *row)
{
  const char *value = gtk_switch_get_active (widget) ? "true" : "false";

  if (!row->filling)
    way_field_row_choose (row, !row->info->required && g_strcmp0 (value, row->info->fallback) == 0 ? NULL : value);
}

static void
make_truth (WayFieldRow *row)
{
  row->widget = gtk_switch_new ();
  gtk_widget_set_valign (row->widget, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (row->widget, 4);
  gtk_widget_set_margin_bottom (row->widget, 4);
  gtk_box_append (row->line, row->widget);
  g_signal_connect (row->widget, "notify::active", G_CALLBACK (active_cb), row);
}

static void
show_truth (WayFieldRow *row, const char *value)
{
  g_autofree char *caption = row->several ? g_strdup_printf ("%s\n%s", _ (row->info->label), _ ("Several values")) : g_strdup (_ (row->info->label));

  gtk_label_set_text (row->caption, caption);
  gtk_switch_set_active (GTK_SWITCH (row->widget), g_strcmp0 (value != NULL ? value : row->info->fallback, "true") == 0);
}

static void
enter_truth (WayFieldRow *row, const char *text)
{
  gtk_switch_set_active (GTK_SWITCH (row->widget), strcmp (text, _ ("Yes")) == 0);
}

static char *
dup_shown_truth (WayFieldRow *row)
{
  return row->several ? g_strdup (_ ("Several values")) : way_field_to_text (row->info, gtk_switch_get_active (GTK_SWITCH (row->widget)) ? "true" : "false");
}

const WayFieldWidget way_field_truth = { .make = make_truth, .show = show_truth, .enter = enter_truth, .dup_shown = dup_shown_truth, .beside = TRUE };
