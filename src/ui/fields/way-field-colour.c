#include "ui/fields/way-field-row-private.h"

#include <glib/gi18n-lib.h>

#include "base/way-colour.h"
#include "scene/way-theme.h"
#include "ui/parts/way-wrap-box.h"

/* A colour: the hues maps are drawn in, any other, or none. The only place that knows GTK's colour button. */

typedef struct
{
  GPtrArray *swatches; /* (element-type GtkToggleButton), one for each of the palette */
  GtkWidget *custom, *clear;
  char *shown; /* owned */
} State;

static void
state_free (gpointer data)
{
  State *state = data;

  g_ptr_array_unref (state->swatches);
  g_free (state->shown);
  g_free (state);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const WaySwatch *swatch = data;
  WayColour colour = { 0.5, 0.5, 0.5, 1 };

  way_colour_parse (swatch->value, &colour);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
  cairo_fill (cr);
}

static void
swatch_cb (GtkToggleButton *button, WayFieldRow *row)
{
  const WaySwatch *swatch = g_object_get_data (G_OBJECT (button), "way-swatch");

  if (!row->filling)
    way_field_row_choose (row, swatch->value);
}

static void
custom_cb (GtkColorButton *button, WayFieldRow *row)
{
  GdkRGBA rgba;
  g_autofree char *text = NULL;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (button), &rgba);
  text = way_colour_to_string ((WayColour){ rgba.red, rgba.green, rgba.blue, 1 });
  way_field_row_choose (row, text);
}

static void
clear_cb (GtkButton *button, WayFieldRow *row)
{
  way_field_row_choose (row, NULL);
}

static GtkWidget *
make_swatch (WayFieldRow *row, const WaySwatch *swatch)
{
  GtkWidget *button = gtk_toggle_button_new (), *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 18);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 18);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, (gpointer) swatch, NULL);
  gtk_button_set_child (GTK_BUTTON (button), area);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "swatch");
  gtk_widget_set_tooltip_text (button, _ (swatch->name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (swatch->name), -1);
  g_object_set_data (G_OBJECT (button), "way-swatch", (gpointer) swatch);
  g_signal_connect (button, "toggled", G_CALLBACK (swatch_cb), row);
  return button;
}

static void
make (WayFieldRow *row)
{
  State *state = g_new0 (State, 1);
  GtkWidget *box = way_wrap_box_new (2);
  guint n;
  const WaySwatch *palette = way_theme_get_palette (&n);

  way_field_row_set_state (row, state, state_free);
  state->swatches = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *swatch = make_swatch (row, &palette[i]);

      g_ptr_array_add (state->swatches, swatch);
      way_wrap_box_append (WAY_WRAP_BOX (box), swatch);
    }
  state->custom = gtk_color_button_new ();
  gtk_color_button_set_title (GTK_COLOR_BUTTON (state->custom), _ ("Another Colour"));
  gtk_widget_set_tooltip_text (state->custom, _ ("Another colour…"));
  gtk_widget_set_valign (state->custom, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (state->custom, "custom-colour");
  g_signal_connect (state->custom, "color-set", G_CALLBACK (custom_cb), row);
  way_wrap_box_append (WAY_WRAP_BOX (box), state->custom);
  state->clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_set_tooltip_text (state->clear, _ ("No colour of its own"));
  gtk_widget_add_css_class (state->clear, "flat");
  gtk_widget_add_css_class (state->clear, "field-button");
  gtk_widget_set_valign (state->clear, GTK_ALIGN_CENTER);
  g_signal_connect (state->clear, "clicked", G_CALLBACK (clear_cb), row);
  way_wrap_box_append (WAY_WRAP_BOX (box), state->clear);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (row->line, box);
  row->widget = state->swatches->pdata[0];
}

static void
show (WayFieldRow *row, const char *value)
{
  State *state = row->state;
  WayColour colour = { 0.6, 0.6, 0.6, 1 };
  g_autofree char *caption = row->several ? g_strdup_printf ("%s · %s", _ (row->info->label), _ ("Several values")) : g_strdup (_ (row->info->label));

  gtk_label_set_text (row->caption, caption);
  g_free (state->shown);
  state->shown = g_strdup (value);
  for (guint i = 0; i < state->swatches->len; i++)
    {
      const WaySwatch *swatch = g_object_get_data (state->swatches->pdata[i], "way-swatch");

      gtk_toggle_button_set_active (state->swatches->pdata[i], g_strcmp0 (swatch->value, value) == 0);
    }
  way_colour_parse (value, &colour);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (state->custom), &(GdkRGBA){ (float) colour.red, (float) colour.green, (float) colour.blue, 1 });
  gtk_widget_set_visible (state->clear, !row->info->required && (value != NULL || row->several));
}

static void
enter (WayFieldRow *row, const char *text)
{
  State *state = row->state;
  WayColour colour;

  for (guint i = 0; i < state->swatches->len; i++)
    {
      const WaySwatch *swatch = g_object_get_data (state->swatches->pdata[i], "way-swatch");

      if (g_strcmp0 (swatch->value, text) == 0)
        {
          gtk_toggle_button_set_active (state->swatches->pdata[i], TRUE);
          return;
        }
    }
  if (way_colour_parse (text, &colour))
    {
      gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (state->custom), &(GdkRGBA){ (float) colour.red, (float) colour.green, (float) colour.blue, 1 });
      g_signal_emit_by_name (state->custom, "color-set");
    }
  else
    g_signal_emit_by_name (state->clear, "clicked");
}

static char *
dup_shown (WayFieldRow *row)
{
  State *state = row->state;

  return g_strdup (state->shown != NULL ? state->shown : "");
}

const WayFieldWidget way_field_colour = { .make = make, .show = show, .enter = enter, .dup_shown = dup_shown };
