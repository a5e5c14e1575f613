#include "ui/fields/way-choice-row.h"

#include <glib/gi18n-lib.h>

struct _WayChoiceRow
{
  AdwExpanderRow parent_instance;
  GPtrArray *checks; /* (element-type GtkCheckButton), not owned */
  GPtrArray *keys;   /* (element-type utf8) */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayChoiceRow, way_choice_row, ADW_TYPE_EXPANDER_ROW)

static void
update_subtitle (WayChoiceRow *self)
{
  guint n = 0;
  const char *only = NULL;
  g_autofree char *text = NULL, *escaped = NULL;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      {
        only = g_object_get_data (self->checks->pdata[i], "way-label");
        n++;
      }
  if (n == self->checks->len)
    text = g_strdup (_ ("All"));
  else if (n == 0)
    text = g_strdup (_ ("None"));
  else
    text = n == 1 ? g_strdup (only) : g_strdup_printf (_ ("%u of %u"), n, self->checks->len);
  /* Subtitles are markup in this version, and names are not. */
  escaped = g_markup_escape_text (text, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
}

static void
toggled_cb (WayChoiceRow *self)
{
  update_subtitle (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
way_choice_row_finalize (GObject *object)
{
  WayChoiceRow *self = WAY_CHOICE_ROW (object);

  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->keys);
  G_OBJECT_CLASS (way_choice_row_parent_class)->finalize (object);
}

static void
way_choice_row_class_init (WayChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = way_choice_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_choice_row_init (WayChoiceRow *self)
{
  self->checks = g_ptr_array_new ();
  self->keys = g_ptr_array_new_with_free_func (g_free);
}

void
way_choice_row_add (WayChoiceRow *self, const char *key, const char *label, gboolean chosen)
{
  GtkWidget *row, *check;

  if (g_ptr_array_find_with_equal_func (self->keys, key, g_str_equal, NULL))
    return;
  row = adw_action_row_new ();
  check = gtk_check_button_new ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (check), "way-label", g_strdup (label), g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->keys, g_strdup (key));
  update_subtitle (self);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
}

guint
way_choice_row_get_size (WayChoiceRow *self)
{
  return self->checks->len;
}

char **
way_choice_row_dup_chosen (WayChoiceRow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean all = TRUE;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      g_strv_builder_add (builder, self->keys->pdata[i]);
    else
      all = FALSE;
  return all ? NULL : g_strv_builder_end (builder);
}

void
way_choice_row_choose (WayChoiceRow *self, const char *key, gboolean chosen)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (g_str_equal (self->keys->pdata[i], key))
      gtk_check_button_set_active (self->checks->pdata[i], chosen);
}
