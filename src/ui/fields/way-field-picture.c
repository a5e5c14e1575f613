#include "ui/fields/way-field-row-private.h"

#include <glib/gi18n-lib.h>

#include "edit/way-commands.h"
#include "ui/fields/way-picture-load.h"
#include "ui/parts/way-chooser.h"
#include "ui/parts/way-wrap-box.h"

/* A picture: chosen, pasted or dropped; made small and stripped on its way in. What it shows in words is a row of its own,
 * which the form adds below this one. */

typedef struct
{
  GtkWidget *picture, *remove;
  GtkLabel *hint;
  GtkNativeDialog *chooser;
  char *shown;  /* the id whose picture is shown or being decoded */
  char *words;  /* what it shows */
  guint64 turn; /* of decoding: late answers are not shown */
} State;

static void
state_free (gpointer data)
{
  State *state = data;

  g_clear_object (&state->chooser);
  g_free (state->shown);
  g_free (state->words);
  g_free (state);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayFieldRow) row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = way_picture_load_finish (result, &error);

  /* The row may have gone while the picture was made small. */
  if (row->editor == NULL)
    return;
  if (bytes != NULL)
    way_picture_put (row->editor, row->elements, bytes, &error);
  way_field_row_refresh (row);
  way_field_row_say (row, error != NULL ? error->message : NULL);
}

static void
take_file (WayFieldRow *row, GFile *file)
{
  const State *state = row->state;

  way_field_row_say (row, NULL);
  gtk_label_set_text (state->hint, _ ("Reading the picture…"));
  way_picture_load_file_async (file, loaded_cb, g_object_ref (row));
}

static void
paste (WayFieldRow *row)
{
  way_field_row_say (row, NULL);
  way_picture_load_clipboard_async (gtk_widget_get_clipboard (GTK_WIDGET (row)), loaded_cb, g_object_ref (row));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, WayFieldRow *row)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL)
    take_file (row, file);
}

static void
choose_cb (GtkButton *button, WayFieldRow *row)
{
  if (way_chooser_is_open ())
    return;

  State *state = row->state;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pictures (PNG, JPEG)"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  g_clear_object (&state->chooser);
  state->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (_ ("Choose a Picture"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (row))), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (state->chooser), filter);
  g_signal_connect_object (state->chooser, "response", G_CALLBACK (chosen_cb), row, 0);
  way_chooser_show (state->chooser);
}

static void
paste_cb (GtkButton *button, WayFieldRow *row)
{
  paste (row);
}

static void
remove_cb (GtkButton *button, WayFieldRow *row)
{
  g_autoptr (GError) error = NULL;

  way_command_set_picture (row->editor, row->elements, NULL, &error);
  way_field_row_refresh (row);
  way_field_row_say (row, error != NULL ? error->message : NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, WayFieldRow *row)
{
  GSList *files = G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) ? g_value_get_boxed (value) : NULL;

  if (files == NULL)
    return FALSE;
  take_file (row, files->data);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, WayFieldRow *row)
{
  if ((state & GDK_CONTROL_MASK) == 0 || keyval != GDK_KEY_v)
    return FALSE;
  paste (row);
  return TRUE;
}

static GtkWidget *
append_button (GtkWidget *box, const char *label, GCallback callback, WayFieldRow *row)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "picture-button");
  g_signal_connect (button, "clicked", callback, row);
  way_wrap_box_append (WAY_WRAP_BOX (box), button);
  return button;
}

static void
make (WayFieldRow *row)
{
  State *state = g_new0 (State, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *buttons = way_wrap_box_new (6);
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkEventController *key = gtk_event_controller_key_new ();

  way_field_row_set_state (row, state, state_free);
  state->picture = gtk_picture_new ();
  gtk_widget_set_size_request (state->picture, -1, 120);
  gtk_picture_set_content_fit (GTK_PICTURE (state->picture), GTK_CONTENT_FIT_CONTAIN);
  gtk_widget_add_css_class (state->picture, "picture");
  state->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (state->hint, TRUE);
  gtk_label_set_justify (state->hint, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (state->hint), "picture-hint");
  row->widget = append_button (buttons, _ ("Choose…"), G_CALLBACK (choose_cb), row);
  append_button (buttons, _ ("Paste"), G_CALLBACK (paste_cb), row);
  state->remove = append_button (buttons, _ ("Remove"), G_CALLBACK (remove_cb), row);
  gtk_box_append (GTK_BOX (box), state->picture);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (state->hint));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (row->line, box);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), row);
  gtk_widget_add_controller (box, key);
}

typedef struct
{
  WayFieldRow *row;
  guint64 turn;
} Decoding;

static void
decoded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Decoding *decoding = data;
  g_autoptr (WayFieldRow) row = decoding->row;
  g_autoptr (GdkTexture) texture = way_picture_decode_finish (result);
  const State *state = row->state;

  if (row->editor != NULL && state != NULL && state->turn == decoding->turn)
    gtk_picture_set_paintable (GTK_PICTURE (state->picture), GDK_PAINTABLE (texture));
}

static void
show_picture (WayFieldRow *row, const WayElement *image)
{
  State *state = row->state;
  g_autoptr (GBytes) bytes = image != NULL ? way_picture_dup_bytes (image) : NULL;
  Decoding *decoding;

  state->turn++;
  gtk_picture_set_paintable (GTK_PICTURE (state->picture), NULL);
  if (bytes == NULL)
    return;
  decoding = g_new0 (Decoding, 1);
  *decoding = (Decoding){ g_object_ref (row), state->turn };
  way_picture_decode_async (bytes, decoded_cb, decoding);
}

static void
show (WayFieldRow *row, const char *value)
{
  State *state = row->state;
  const WayElement *image = way_document_lookup (way_field_row_get_document (row), value);

  if (g_strcmp0 (value, state->shown) != 0)
    {
      g_free (state->shown);
      state->shown = g_strdup (value);
      show_picture (row, image);
    }
  g_free (state->words);
  state->words = g_strdup (image != NULL ? way_element_get_name (image) : row->several ? _ ("Several values")
                                                                                       : "");
  gtk_label_set_text (state->hint, row->several ? _ ("Several pictures. Choose one for all of them.") : _ ("Drop a picture here, paste it, or choose a file."));
  gtk_widget_set_visible (GTK_WIDGET (state->hint), image == NULL);
  gtk_widget_set_visible (state->picture, image != NULL);
  gtk_widget_set_visible (state->remove, image != NULL || row->several);
  gtk_picture_set_alternative_text (GTK_PICTURE (state->picture), state->words);
}

static void
enter (WayFieldRow *row, const char *text)
{
  g_autoptr (GFile) file = g_path_is_absolute (text) ? g_file_new_for_path (text) : NULL;

  if (file != NULL)
    take_file (row, file);
  else
    way_field_row_choose (row, *text != '\0' ? text : NULL);
}

static char *
dup_shown (WayFieldRow *row)
{
  const State *state = row->state;

  return g_strdup (state->words);
}

const WayFieldWidget way_field_picture = { .make = make, .show = show, .enter = enter, .dup_shown = dup_shown, .fickle = TRUE };
