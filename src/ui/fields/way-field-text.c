#include "ui/fields/way-field-row-private.h"

#include <glib/gi18n-lib.h>

#include "model/way-field-text.h"
#include "ui/parts/way-link.h"

/* Words: a text that grows with what is written in it, so that none of it is ever cut; one line is one that ends at Enter.
 *
 * A GtkTextView does not know its height for a width. So it lies over a label with the same text, which does; where there is
 * nothing to read the label says what can be done. */

typedef struct
{
  GtkLabel *ground;
  GtkWidget *open; /* of a link */
} State;

static GtkTextBuffer *
get_buffer (WayFieldRow *row)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (row->widget));
}

static char *
dup_text (WayFieldRow *row)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (row), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (row), &start, &end, FALSE);
}

static void
update_ground (WayFieldRow *row)
{
  State *state = row->state;
  g_autofree char *text = dup_text (row);
  gboolean empty = *text == '\0';

  if (g_str_has_suffix (text, "\n"))
    {
      /* The line that is about to be written. */
      g_autofree char *more = g_strconcat (text, " ", NULL);

      gtk_label_set_text (state->ground, more);
    }
  else
    gtk_label_set_text (state->ground, empty ? way_field_row_get_placeholder (row) : text);
  gtk_widget_set_opacity (GTK_WIDGET (state->ground), empty ? 1 : 0);
  if (state->open != NULL)
    gtk_widget_set_visible (state->open, !empty);
}

static void
changed_cb (GtkTextBuffer *buffer, WayFieldRow *row)
{
  g_autofree char *text = dup_text (row), *value = NULL;

  update_ground (row);
  if (row->filling)
    return;
  value = way_field_from_text (row->info, text);
  if (way_field_accepts (row->info, value, NULL))
    way_field_row_type (row, value);
  else
    way_field_row_hold (row, text, TRUE);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayFieldRow *row)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return FALSE;
  way_field_row_settle (row);
  g_signal_emit_by_name (row->widget, "move-focus", GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static void
open_cb (GtkButton *button, WayFieldRow *row)
{
  if (row->written != NULL)
    way_link_ask (GTK_WIDGET (row), row->written);
}

static GtkWidget *
make_open_button (WayFieldRow *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("adw-external-link-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Open the link…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field-button");
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), row);
  return button;
}

static void
make (WayFieldRow *row)
{
  State *state = g_new0 (State, 1);
  GtkWidget *overlay = gtk_overlay_new (), *view = gtk_text_view_new ();
  gboolean one_line = row->info->type != WAY_TYPE_PROSE && row->info->type != WAY_TYPE_LINES;

  way_field_row_set_state (row, state, g_free);
  row->widget = view;
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "field");
  state->ground = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "can-target", FALSE, NULL);
  /* A little narrower than the text, so that it never has fewer lines. */
  gtk_widget_set_margin_end (GTK_WIDGET (state->ground), 3);
  gtk_widget_set_valign (GTK_WIDGET (state->ground), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (state->ground), "field-placeholder");
  gtk_widget_add_css_class (GTK_WIDGET (state->ground), "ground");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (state->ground));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), view);
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_box_append (row->line, overlay);
  if (row->info->type == WAY_TYPE_URI)
    gtk_box_append (row->line, state->open = make_open_button (row));
  if (one_line)
    {
      GtkEventController *key = gtk_event_controller_key_new ();

      gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
      g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), row);
      gtk_widget_add_controller (view, key);
    }
  g_signal_connect (get_buffer (row), "changed", G_CALLBACK (changed_cb), row);
}

static void
show (WayFieldRow *row, const char *value)
{
  g_autofree char *text = dup_text (row);

  if (g_strcmp0 (text, value != NULL ? value : "") != 0)
    {
      /* Undo within the text must not lead to what another element says. */
      gtk_text_buffer_set_enable_undo (get_buffer (row), FALSE);
      gtk_text_buffer_set_text (get_buffer (row), value != NULL ? value : "", -1);
      gtk_text_buffer_set_enable_undo (get_buffer (row), TRUE);
    }
  update_ground (row);
}

static void
enter (WayFieldRow *row, const char *text)
{
  gtk_text_buffer_set_text (get_buffer (row), text, -1);
}

const WayFieldWidget way_field_text = { .make = make, .show = show, .enter = enter, .dup_shown = dup_text };
