/* The lists people take to a meeting: asked where to, then made in a thread from the map as it was when they were asked for. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "base/way-text.h"
#include "export/way-export-listing.h"
#include "format/way-reader.h"
#include "format/way-save.h"
#include "format/way-writer.h"
#include "interop/way-ics.h"
#include "review/way-listings.h"
#include "ui/parts/way-chooser.h"
#include "ui/window/way-window-private.h"

typedef struct
{
  GBytes *map;
  WayFigures *figures; /* as they were measured for it */
  WayTraffic *traffic; /* what customers do, or NULL */
  char *path;
  WayListingKind kind; /* WAY_N_LISTINGS = all, each on pages of its own */
  GWeakRef window;
} Order;

static void
order_free (gpointer data)
{
  Order *self = data;

  g_bytes_unref (self->map);
  g_clear_pointer (&self->figures, way_figures_unref);
  way_traffic_unref (self->traffic);
  g_free (self->path);
  g_weak_ref_clear (&self->window);
  g_free (self);
}

static GBytes *
make_file (const Order *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (WayDocument) document = way_reader_read (self->map, NULL, error);
  g_autoptr (GPtrArray) listings = document != NULL ? way_listing_make_all (self->kind, document, self->figures, self->traffic, way_date_today ()) : NULL;

  if (listings == NULL)
    return NULL;

  WayListOrder order = { document, (const WayListing *const *) listings->pdata, listings->len, self->kind == WAY_LISTING_ACTIONS ? way_ics_export : NULL };

  return way_export_listing (&order, self->path, cancellable, error);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = make_file (order, cancellable, &error);

  if (bytes != NULL && way_save_bytes (order->path, bytes, NULL, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The window may have closed meanwhile: the file is there all the same. */
static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (WayWindow) window = g_weak_ref_get (&order->window);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (order->path), *text = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (window == NULL)
    return;
  text = g_strdup_printf (_ ("The list is in “%s”"), name);
  if (error != NULL)
    way_window_say_error (window, _ ("The list was not written"), error->message);
  else
    way_window_say (window, text);
}

/* Takes `order`. */
static void
write_order (Order *order, WayFigureStore *store)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, done_cb, NULL);

  order->figures = way_figures_ref (way_figure_store_get_figures (store));
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, work);
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  /* Where nothing can be measured, the figures are those frozen in the map, and the view of the metrics says why. */
  way_figure_store_refresh_finish (WAY_FIGURE_STORE (source), result, NULL);
  write_order (data, WAY_FIGURE_STORE (source));
}

void
way_list_export_write (WayWindow *window, WayListingKind kind, const char *path)
{
  WayFigureStore *store = way_session_get_figures (window->session);
  g_autofree char *name = g_path_get_basename (path);
  Order *order = g_new0 (Order, 1);

  g_weak_ref_init (&order->window, window);
  order->map = way_writer_write (way_session_get_document (window->session));
  order->path = strchr (name, '.') != NULL ? g_strdup (path) : g_strconcat (path, ".pdf", NULL);
  order->kind = kind;
  order->traffic = way_gap_watch_ref_traffic (window->gaps);
  way_figure_store_refresh_async (store, NULL, measured_cb, order);
}

/* --- where to --- */

static void
chosen_cb (GtkNativeDialog *dialog, int response, WayWindow *window)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  WayListingKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "list"));

  g_clear_object (&window->chooser);
  if (path != NULL && window->session != NULL)
    way_list_export_write (window, kind, path);
  else if (file != NULL)
    way_window_say_error (window, _ ("This place cannot be reached"), _ ("Waymark saves files on this computer and in folders that are mounted here. Choose another place."));
}

static void
list_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (way_chooser_is_open ())
    return;

  WayWindow *window = data;
  const char *nick = g_variant_get_string (parameter, NULL);
  WayListingKind kind = WAY_N_LISTINGS;
  GtkFileChooserNative *chooser;

  if (!way_listing_kind_find (nick, &kind) && !g_str_equal (nick, "all"))
    return;
  way_canvas_finish_edit (window->canvas, TRUE);
  chooser = gtk_file_chooser_native_new (_ ("Write a List"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Write"), NULL);

  g_autofree char *title = way_session_dup_title (window->session), *slug = way_text_slug (title);
  g_autofree char *name = g_strdup_printf ("%s-%s.pdf", slug, nick);
  const char *map = way_session_get_path (window->session);
  g_autofree char *folder = map != NULL ? g_path_get_dirname (map) : NULL;
  g_autoptr (GFile) place = folder != NULL ? g_file_new_for_path (folder) : NULL;

  way_chooser_add_filter (GTK_FILE_CHOOSER (chooser), _ ("PDF, to read and to print"), "*.pdf");
  if (kind != WAY_N_LISTINGS)
    way_chooser_add_filter (GTK_FILE_CHOOSER (chooser), _ ("CSV, for a spreadsheet (name it .csv)"), "*.csv");
  if (kind == WAY_LISTING_ACTIONS)
    way_chooser_add_filter (GTK_FILE_CHOOSER (chooser), _ ("iCalendar, for a calendar (name it .ics)"), "*.ics");
  if (place != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), place, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data (G_OBJECT (chooser), "list", GUINT_TO_POINTER (kind));
  /* Nobody else keeps it alive while it is open. */
  g_set_object (&window->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), window, 0);
  way_chooser_show (GTK_NATIVE_DIALOG (chooser));
}

void
way_list_export_add (WayWindow *window)
{
  static const GActionEntry entries[] = { { .name = "list", .activate = list_cb, .parameter_type = "s" } };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
