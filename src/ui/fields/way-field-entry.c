#include "ui/fields/way-field-row-private.h"

#include <glib/gi18n-lib.h>

#include "model/way-field-text.h"

/* Numbers, days and languages: short, so an entry; read and written as the language of the texts has them. */

static void
changed_cb (GtkEditable *editable, WayFieldRow *row)
{
  const char *text = gtk_editable_get_text (editable);
  g_autofree char *value = NULL;

  if (row->filling)
    return;
  value = way_field_from_text (row->info, text);
  /* On the way to a number or a day nearly every text is none: that is said when it stays so. */
  if (way_field_accepts (row->info, value, NULL))
    way_field_row_type (row, value);
  else
    way_field_row_hold (row, text, FALSE);
}

static void
activate_cb (GtkEntry *entry, WayFieldRow *row)
{
  gboolean refused = row->pending != NULL;

  way_field_row_settle (row);
  if (refused)
    gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
  else
    g_signal_emit_by_name (row->widget, "move-focus", GTK_DIR_TAB_FORWARD);
}

static void
day_cb (GtkCalendar *calendar, WayFieldRow *row)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *value = g_date_time_format (date, "%Y-%m-%d");

  if (!row->filling)
    way_field_row_choose (row, value);
}

static void
today_cb (GtkButton *button, WayFieldRow *row)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *value = g_date_time_format (now, "%Y-%m-%d");

  way_field_row_choose (row, value);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
}

static void
clear_cb (GtkButton *button, WayFieldRow *row)
{
  way_field_row_choose (row, NULL);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
}

static void
append_button (GtkWidget *box, const char *label, GCallback callback, WayFieldRow *row)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect (button, "clicked", callback, row);
  gtk_box_append (GTK_BOX (box), button);
}

static void
make_calendar_cb (GtkMenuButton *menu, gpointer data)
{
  WayFieldRow *row = data;
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *calendar = gtk_calendar_new (), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *time = row->written != NULL ? g_strdup_printf ("%sT12:00:00", row->written) : NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) day = time != NULL ? g_date_time_new_from_iso8601 (time, zone) : NULL;

  if (day != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (calendar), day);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (day_cb), row);
  append_button (buttons, _ ("Today"), G_CALLBACK (today_cb), row);
  if (!row->info->required)
    append_button (buttons, _ ("Clear"), G_CALLBACK (clear_cb), row);
  gtk_box_append (GTK_BOX (box), calendar);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (menu, popover);
}

static GtkWidget *
make_calendar_button (WayFieldRow *row)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field-button");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_calendar_cb, row, NULL);
  return button;
}

static void
make (WayFieldRow *row)
{
  gboolean number = row->info->type == WAY_TYPE_INTEGER || row->info->type == WAY_TYPE_NUMBER;
  const char *unit = way_shared_get_unit (row->elements, row->info);

  row->widget = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (row->widget), number ? GTK_INPUT_PURPOSE_NUMBER : GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_editable_set_width_chars (GTK_EDITABLE (row->widget), 5);
  gtk_widget_set_hexpand (row->widget, TRUE);
  gtk_widget_add_css_class (row->widget, "field");
  gtk_box_append (row->line, row->widget);
  if (unit != NULL)
    {
      GtkWidget *label = gtk_label_new (unit);

      gtk_widget_add_css_class (label, "field-caption");
      gtk_box_append (row->line, label);
    }
  if (row->info->type == WAY_TYPE_DATE)
    gtk_box_append (row->line, make_calendar_button (row));
  g_signal_connect (row->widget, "changed", G_CALLBACK (changed_cb), row);
  g_signal_connect (row->widget, "activate", G_CALLBACK (activate_cb), row);
}

static void
show (WayFieldRow *row, const char *value)
{
  g_autofree char *text = way_field_to_text (row->info, value);

  gtk_entry_set_placeholder_text (GTK_ENTRY (row->widget), way_field_row_get_placeholder (row));
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row->widget)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row->widget), text);
}

static void
enter (WayFieldRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row->widget), text);
}

static char *
dup_shown (WayFieldRow *row)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->widget)));
}

const WayFieldWidget way_field_entry = { .make = make, .show = show, .enter = enter, .dup_shown = dup_shown };
