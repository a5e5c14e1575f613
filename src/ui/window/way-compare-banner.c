#include "ui/window/way-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/way-compare-dialog.h"
#include "ui/dialogs/way-history-window.h"

/* The line above the map that says what is the matter with its file and what can be done, and the actions of its buttons. */

typedef enum
{
  CAN_COMPARE = 1 << 0,
  CAN_RELOAD = 1 << 1,
  CAN_KEEP = 1 << 2,
  CAN_SAVE_AS = 1 << 3,
  CAN_HIDE = 1 << 4,
} Remedy;

static void
show_banner (WayWindow *self, const char *text, Remedy remedies)
{
  gtk_label_set_text (self->banner_label, text);
  gtk_widget_set_visible (self->banner_compare, (remedies & CAN_COMPARE) != 0);
  gtk_widget_set_visible (self->banner_reload, (remedies & CAN_RELOAD) != 0);
  gtk_widget_set_visible (self->banner_keep, (remedies & CAN_KEEP) != 0);
  gtk_widget_set_visible (self->banner_save_as, (remedies & CAN_SAVE_AS) != 0);
  gtk_widget_set_visible (self->banner_close, (remedies & CAN_HIDE) != 0);
  gtk_revealer_set_reveal_child (self->banner, TRUE);
}

void
way_window_show_banner (WayWindow *self)
{
  gtk_revealer_set_reveal_child (self->banner, FALSE);
  if (self->session == NULL)
    return;
  if (way_document_is_read_only (way_session_get_document (self->session)))
    show_banner (self, _ ("A newer Waymark wrote this map. You can look at it here, export and print it; to change it, install the newer version."), CAN_HIDE);
  else if (!way_session_can_write (self->session))
    show_banner (self, _ ("This file is write-protected. You can change the map all the same; to keep your changes, save it under another name."), CAN_SAVE_AS | CAN_HIDE);
  else
    way_window_check_disk (self);
}

void
way_window_show_full_disk (WayWindow *self, const char *text)
{
  g_autofree char *whole = g_strdup_printf (_ ("Not saved: %s Your work stays open here and counts as not saved."), text);

  show_banner (self, whole, CAN_SAVE_AS | CAN_HIDE);
}

void
way_window_check_disk (WayWindow *self)
{
  if (self->session == NULL || !way_session_is_outdated (self->session))
    return;
  if (way_session_is_modified (self->session))
    show_banner (self, _ ("Somebody else saved this map while you were changing it. Compare to keep both; reloading can be undone."), CAN_COMPARE | CAN_RELOAD | CAN_KEEP);
  else
    show_banner (self, _ ("Somebody else saved this map meanwhile. Reload it to go on from there."), CAN_COMPARE | CAN_RELOAD | CAN_KEEP);
}

static void
hide_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_revealer_set_reveal_child (WAY_WINDOW (data)->banner, FALSE);
}

static void
reload_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WaySession) session = self->session != NULL ? g_object_ref (self->session) : NULL;

  hide_cb (NULL, NULL, self);
  if (session == NULL || way_session_get_path (session) == NULL)
    return;
  way_canvas_finish_edit (self->canvas, TRUE);
  if (!way_session_reload (session, &error))
    way_window_say_error (self, _ ("The map was not read again"), error->message);
  else
    way_window_set_session (self, g_steal_pointer (&session));
}

static void
keep_mine_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;

  hide_cb (NULL, NULL, self);
  if (self->session != NULL)
    way_session_accept_disk (self->session);
}

/* --- comparing --- */

static void
compared_cb (WayWindow *self)
{
  way_window_show_banner (self);
}

static void
present (WayWindow *self, WayComparison *comparison, gboolean from_disk, const GError *error)
{
  GtkWindow *dialog;

  if (comparison == NULL)
    {
      way_window_say_error (self, _ ("The two maps were not compared"), error->message);
      return;
    }
  dialog = GTK_WINDOW (way_compare_dialog_new (GTK_WINDOW (self), self->session, comparison, from_disk));
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (compared_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;
  g_autoptr (GError) error = NULL;

  if (self->session == NULL || way_session_get_path (self->session) == NULL)
    return;
  way_canvas_finish_edit (self->canvas, TRUE);
  present (self, way_session_compare_disk (self->session, &error), TRUE, error);
}

static void
merge_chosen (WayWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (self->session != NULL)
    present (self, way_session_compare_copy (self->session, path, &error), FALSE, error);
}

static void
merge_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  way_canvas_finish_edit (WAY_WINDOW (data)->canvas, TRUE);
  way_window_choose_map (data, _ ("Merge with Another Map"), _ ("_Compare"), merge_chosen);
}

static void
history_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  WayWindow *self = data;

  way_canvas_finish_edit (self->canvas, TRUE);
  gtk_window_present (GTK_WINDOW (way_history_window_new (GTK_WINDOW (self), self->session, self->toasts)));
}

void
way_window_init_keeping (WayWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "reload", .activate = reload_cb },
    { .name = "keep-mine", .activate = keep_mine_cb },
    { .name = "compare", .activate = compare_cb },
    { .name = "hide-banner", .activate = hide_cb },
    { .name = "merge", .activate = merge_cb },
    { .name = "history", .activate = history_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
