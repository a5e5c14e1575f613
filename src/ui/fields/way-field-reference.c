#include "ui/fields/way-field-row-private.h"

#include <glib/gi18n-lib.h>

#include "base/way-text.h"
#include "edit/way-commands.h"
#include "ui/fields/way-target-list.h"
#include "ui/parts/way-wrap-box.h"

/* What points to other elements: one, as a button with a list to choose from; several, as chips in their order. Both make
 * what is missing ("New…") and lead to what they show. */

typedef struct
{
  WayTargetListCalls calls;
  char *new_label;
  GtkLabel *label;        /* of one reference */
  GtkWidget *jump;        /* likewise */
  GtkWidget *chips, *add; /* of several */
  char *shown;
} State;

static void
state_free (gpointer data)
{
  State *state = data;

  g_free (state->new_label);
  g_free (state->shown);
  g_free (state);
}

static GPtrArray *
list_cb (gpointer data)
{
  WayFieldRow *row = data;
  GPtrArray *targets = way_shared_list_targets (way_field_row_get_document (row), row->elements, row->info);

  /* What is a chip already cannot be chosen again. */
  if (row->info->type == WAY_TYPE_REFS && row->written != NULL)
    {
      g_auto (GStrv) ids = g_strsplit (row->written, " ", -1);

      for (guint i = targets->len; i > 0; i--)
        if (g_strv_contains ((const char *const *) ids, way_element_get_id (targets->pdata[i - 1])))
          g_ptr_array_remove_index (targets, i - 1);
    }
  return targets;
}

static void
choose_cb (const char *id, gpointer data)
{
  WayFieldRow *row = data;
  g_autofree char *value = row->info->type == WAY_TYPE_REFS && row->written != NULL ? g_strjoin (" ", row->written, id, NULL) : g_strdup (id);

  way_field_row_choose (row, value);
}

static void
make_cb (const char *name, gpointer data)
{
  WayFieldRow *row = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup (way_command_add_target (row->editor, row->elements, row->info->field, *name != '\0' ? name : NULL, &error));

  if (id == NULL)
    way_field_row_say (row, error->message);
  else
    way_field_row_jump (row, id);
}

static State *
init_state (WayFieldRow *row)
{
  State *state = g_new0 (State, 1);
  WayKind kind = way_shared_get_new_kind (row->info);

  if (kind != WAY_N_KINDS)
    state->new_label = g_strdup_printf (_ ("New %s…"), _ (way_kind_get (kind)->label));
  state->calls = (WayTargetListCalls){ list_cb, choose_cb, make_cb, !row->info->required && row->info->type == WAY_TYPE_REF, state->new_label };
  way_field_row_set_state (row, state, state_free);
  return state;
}

static void
open_list_cb (GtkMenuButton *menu, gpointer data)
{
  WayFieldRow *row = data;
  State *state = row->state;

  if (gtk_menu_button_get_popover (menu) == NULL)
    gtk_menu_button_set_popover (menu, way_target_list_new (&state->calls, row));
}

static void
remember (State *state, const char *text)
{
  g_free (state->shown);
  state->shown = g_strdup (text);
}

/* --- one --- */

static void
jump_cb (GtkButton *button, WayFieldRow *row)
{
  if (row->written != NULL)
    way_field_row_jump (row, row->written);
}

static GtkWidget *
make_jump_button (WayFieldRow *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Show it"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field-button");
  g_signal_connect (button, "clicked", G_CALLBACK (jump_cb), row);
  return button;
}

/* A menu button of GTK 4.8 has the height of one line, whatever is in it; laid out as its child is, a long name breaks into two. */
static GtkWidget *
make_menu_button (void)
{
  GtkWidget *menu = gtk_menu_button_new ();

  gtk_widget_set_layout_manager (menu, gtk_bin_layout_new ());
  return menu;
}

static void
make_one (WayFieldRow *row)
{
  State *state = init_state (row);

  row->widget = make_menu_button ();
  state->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (state->label, 0);
  gtk_label_set_wrap (state->label, TRUE);
  gtk_label_set_wrap_mode (state->label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (state->label), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (state->label), GTK_ALIGN_FILL);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (row->widget), GTK_WIDGET (state->label));
  /* The button centres what it is given. */
  gtk_widget_set_halign (gtk_widget_get_parent (GTK_WIDGET (state->label)), GTK_ALIGN_FILL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (row->widget), open_list_cb, row, NULL);
  gtk_widget_set_hexpand (row->widget, TRUE);
  gtk_widget_add_css_class (row->widget, "field");
  state->jump = make_jump_button (row);
  gtk_box_append (row->line, row->widget);
  gtk_box_append (row->line, state->jump);
}

static void
show_one (WayFieldRow *row, const char *value)
{
  State *state = row->state;
  const WayElement *target = way_document_lookup (way_field_row_get_document (row), value);
  g_autofree char *name = target != NULL ? way_text_excerpt (way_element_get_name (target), 120) : g_strdup (way_field_row_get_placeholder (row));
  g_autofree char *spoken = g_strdup_printf ("%s: %s", _ (row->info->label), name);

  gtk_label_set_text (state->label, name);
  gtk_widget_set_visible (state->jump, target != NULL);
  if (target == NULL)
    gtk_widget_add_css_class (row->widget, "empty");
  else
    gtk_widget_remove_css_class (row->widget, "empty");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  remember (state, target != NULL ? name : row->several ? _ ("Several values")
                                                        : "");
}

static void
enter (WayFieldRow *row, const char *text)
{
  g_autofree char *value = g_strdup (*text != '\0' ? text : NULL);

  way_field_row_choose (row, value);
}

static char *
dup_shown (WayFieldRow *row)
{
  const State *state = row->state;

  return g_strdup (state->shown);
}

const WayFieldWidget way_field_reference = { .make = make_one, .show = show_one, .enter = enter, .dup_shown = dup_shown, .fickle = TRUE };

/* --- several --- */

typedef enum
{
  CHIP_OPEN,
  CHIP_FORWARD,
  CHIP_BACK,
  CHIP_REMOVE,
  N_CHIP_DOINGS
} ChipDoing;

typedef struct
{
  WayFieldRow *row;
  guint index;
  ChipDoing doing;
} ChipCall;

static GtkWidget *
get_nth_chip (WayFieldRow *row, guint index)
{
  const State *state = row->state;
  GtkWidget *chip = gtk_widget_get_first_child (state->chips);

  for (guint i = 0; i < index && chip != NULL; i++)
    chip = gtk_widget_get_next_sibling (chip);
  return chip;
}

static void
do_with_chip (WayFieldRow *row, guint index, ChipDoing doing)
{
  g_auto (GStrv) ids = g_strsplit (row->written != NULL ? row->written : "", " ", -1);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  guint to = doing == CHIP_FORWARD ? index + 1 : doing == CHIP_BACK ? index - 1
                                                                    : index;
  g_autofree char *value = NULL;
  GtkWidget *chip;

  for (char **id = ids; *id != NULL; id++)
    g_ptr_array_add (list, *id);
  if (index >= list->len || to >= list->len)
    return;
  if (doing == CHIP_OPEN)
    {
      way_field_row_jump (row, list->pdata[index]);
      return;
    }

  gpointer moved = g_ptr_array_steal_index (list, index);

  if (doing != CHIP_REMOVE)
    g_ptr_array_insert (list, (int) to, moved);
  g_ptr_array_add (list, NULL);
  value = list->len > 1 ? g_strjoinv (" ", (char **) list->pdata) : NULL;
  way_field_row_choose (row, value);
  chip = get_nth_chip (row, to);
  if (chip != NULL)
    gtk_widget_child_focus (chip, GTK_DIR_TAB_FORWARD);
}

static void
chip_clicked_cb (GtkButton *button, ChipCall *call)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  ChipCall kept = *call;

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  do_with_chip (kept.row, kept.index, kept.doing);
}

/* On a chip: Delete removes it, Alt and an arrow moves it. */
static gboolean
chip_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ChipCall *call)
{
  gboolean alt = (state & GDK_ALT_MASK) != 0, rtl = gtk_widget_get_direction (GTK_WIDGET (call->row)) == GTK_TEXT_DIR_RTL;
  ChipCall kept = *call;

  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_BackSpace)
    do_with_chip (kept.row, kept.index, CHIP_REMOVE);
  else if (alt && (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right))
    do_with_chip (kept.row, kept.index, (keyval == GDK_KEY_Right) != rtl ? CHIP_FORWARD : CHIP_BACK);
  else
    return FALSE;
  return TRUE;
}

static void
connect_chip (gpointer widget, const char *signal, GCallback callback, ChipCall call)
{
  g_signal_connect_data (widget, signal, callback, g_memdup2 (&call, sizeof call), (GClosureNotify) (void (*) (void)) g_free, 0);
}

static void
fill_chip_menu_cb (GtkMenuButton *menu, gpointer data)
{
  const ChipCall *call = data;
  const char *const labels[N_CHIP_DOINGS] = { _ ("Show It"), _ ("Move Forward"), _ ("Move Back"), _ ("Remove") };
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (ChipDoing doing = CHIP_OPEN; doing < N_CHIP_DOINGS; doing++)
    {
      GtkWidget *button = gtk_button_new_with_label (labels[doing]);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
      if ((doing == CHIP_BACK && call->index == 0) || (doing == CHIP_FORWARD && get_nth_chip (call->row, call->index + 1) == NULL))
        gtk_widget_set_sensitive (button, FALSE);
      connect_chip (button, "clicked", G_CALLBACK (chip_clicked_cb), (ChipCall){ call->row, call->index, doing });
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (menu, popover);
}

static GtkWidget *
make_chip (WayFieldRow *row, guint index, const char *name)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *menu = make_menu_button (), *label = gtk_label_new (name), *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkEventController *key = gtk_event_controller_key_new ();
  ChipCall call = { row, index, CHIP_REMOVE };
  g_autofree char *tip = g_strdup_printf (_ ("Remove “%s”"), name);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (menu), label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (menu), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (menu), fill_chip_menu_cb, g_memdup2 (&call, sizeof call), g_free);
  gtk_widget_set_tooltip_text (remove, tip);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  connect_chip (remove, "clicked", G_CALLBACK (chip_clicked_cb), call);
  connect_chip (key, "key-pressed", G_CALLBACK (chip_key_cb), call);
  gtk_widget_add_controller (menu, key);
  gtk_box_append (GTK_BOX (chip), menu);
  gtk_box_append (GTK_BOX (chip), remove);
  gtk_widget_add_css_class (chip, "chip");
  return chip;
}

static void
make_several (WayFieldRow *row)
{
  State *state = init_state (row);

  state->chips = way_wrap_box_new (4);
  gtk_widget_set_hexpand (state->chips, TRUE);
  gtk_box_append (row->line, state->chips);
  state->add = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (state->add), "list-add-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (state->add), open_list_cb, row, NULL);
  gtk_widget_set_tooltip_text (state->add, _ ("Add one more"));
  gtk_widget_set_valign (state->add, GTK_ALIGN_START);
  gtk_widget_add_css_class (state->add, "flat");
  gtk_widget_add_css_class (state->add, "field-button");
  gtk_box_append (row->line, state->add);
  row->widget = state->add;
}

static void
show_several (WayFieldRow *row, const char *value)
{
  State *state = row->state;
  g_auto (GStrv) ids = g_strsplit (value != NULL ? value : "", " ", -1);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  way_wrap_box_clear (WAY_WRAP_BOX (state->chips));
  for (; ids[n] != NULL; n++)
    {
      const WayElement *target = way_document_lookup (way_field_row_get_document (row), ids[n]);
      g_autofree char *name = way_text_excerpt (way_element_get_name (target), 80);

      way_wrap_box_append (WAY_WRAP_BOX (state->chips), make_chip (row, n, name));
      g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", name);
    }
  if (n == 0)
    {
      GtkWidget *label = gtk_label_new (way_field_row_get_placeholder (row));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "field-placeholder");
      way_wrap_box_append (WAY_WRAP_BOX (state->chips), label);
    }
  remember (state, row->several ? _ ("Several values") : names->str);
}

const WayFieldWidget way_field_list = { .make = make_several, .show = show_several, .enter = enter, .dup_shown = dup_shown, .fickle = TRUE };
