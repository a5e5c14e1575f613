#include "ui/actions/way-print.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/way-export-job.h"

typedef struct
{
  WayExportJob *job;
  WayExportRequest *request; /* its paper is the printer's: `paper` */
  WayPaper paper;
  WaySheets *sheets;
  GtkPageOrientation offered; /* what GTK's dialog was opened with */
  GError *error;
  WayPrintFunc func;
  gpointer data;
} Print;

/* The printer chosen last, for as long as the program runs. */
static GtkPrintSettings *last_settings;

static void
print_free (Print *self)
{
  g_clear_pointer (&self->sheets, way_sheets_free);
  way_export_request_free (self->request);
  way_export_job_unref (self->job);
  g_clear_error (&self->error);
  g_free (self);
}

/* PWG 5101.1 names, as GTK has them. */
static GtkPaperSize *
make_paper_size (const WayPaper *paper)
{
  g_autofree char *iso = g_strconcat ("iso_", paper->name, NULL);

  if (g_str_equal (paper->name, "letter"))
    return gtk_paper_size_new (GTK_PAPER_NAME_LETTER);
  if (g_str_equal (paper->name, "tabloid"))
    return gtk_paper_size_new ("na_ledger");
  return gtk_paper_size_new (iso);
}

/* What the dialog of the printer begins with: our paper, the way the first page lies. */
static GtkPageSetup *
make_setup (Print *self)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = make_paper_size (self->request->options.paper);
  const WayPage *first = way_sheets_get_page (self->sheets, 0);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_paper_size_free (size);
  self->offered = first->width > first->height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT;
  gtk_page_setup_set_orientation (setup, self->offered);
  return setup;
}

/* No printer reaches the edge; the margins are at least what it leaves free. */
static double
find_margin (Print *self, GtkPageSetup *setup)
{
  const WayExportOptions *options = &self->request->options;
  double margin = options->margin >= 0 ? options->margin : options->tiled ? WAY_MM (10)
                                                                          : WAY_MM (5);

  margin = MAX (margin, gtk_page_setup_get_top_margin (setup, GTK_UNIT_POINTS));
  margin = MAX (margin, gtk_page_setup_get_bottom_margin (setup, GTK_UNIT_POINTS));
  margin = MAX (margin, gtk_page_setup_get_left_margin (setup, GTK_UNIT_POINTS));
  return MAX (margin, gtk_page_setup_get_right_margin (setup, GTK_UNIT_POINTS));
}

/* Printer and paper are known now. */
static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Print *self)
{
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);
  GtkPaperSize *size = gtk_page_setup_get_paper_size (setup);
  GtkPageOrientation turned = gtk_page_setup_get_orientation (setup);

  self->paper = (WayPaper){ .name = gtk_paper_size_get_display_name (size), .width = gtk_paper_size_get_width (size, GTK_UNIT_POINTS), .height = gtk_paper_size_get_height (size, GTK_UNIT_POINTS) };
  self->request->options.margin = find_margin (self, setup);
  self->request->options.paper = &self->paper;
  if (turned != self->offered)
    self->request->options.orientation = turned == GTK_PAGE_ORIENTATION_LANDSCAPE || turned == GTK_PAGE_ORIENTATION_REVERSE_LANDSCAPE ? WAY_ORIENTATION_LANDSCAPE : WAY_ORIENTATION_PORTRAIT;
  g_clear_pointer (&self->sheets, way_sheets_free);
  self->sheets = way_export_job_make_sheets (self->job, self->request, &self->error);
  if (self->sheets == NULL)
    gtk_print_operation_cancel (operation);
  gtk_print_operation_set_n_pages (operation, self->sheets != NULL ? (int) way_sheets_get_n_pages (self->sheets) : 1);
}

/* Each journey may lie differently. */
static void
request_page_setup_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, GtkPageSetup *setup, Print *self)
{
  const WayPage *page;

  if (self->sheets == NULL)
    return;
  page = way_sheets_get_page (self->sheets, (guint) number);
  gtk_page_setup_set_orientation (setup, page->width > page->height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, Print *self)
{
  if (self->sheets != NULL)
    way_sheets_draw (self->sheets, (guint) number, gtk_print_context_get_cairo_context (context), NULL);
}

static GtkPrintOperation *
make_operation (Print *self, const char *name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_setup (self);

  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  if (name != NULL)
    gtk_print_operation_set_job_name (operation, name);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), self);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (request_page_setup_cb), self);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  return operation;
}

/* NULL and `*error` if there is nothing to print. */
static Print *
print_new (GBytes *map, const WayExportRequest *request, GError **error)
{
  Print *self = g_new0 (Print, 1);

  self->job = way_export_job_new (map);
  self->request = way_export_request_copy (request);
  self->request->output = WAY_OUTPUT_PDF;
  self->sheets = way_export_job_make_sheets (self->job, self->request, error);
  if (self->sheets != NULL)
    return self;
  print_free (self);
  return NULL;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Print *self)
{
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    g_set_object (&last_settings, gtk_print_operation_get_print_settings (operation));
  else if (self->error == NULL && result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &self->error);
  else if (self->error == NULL && result == GTK_PRINT_OPERATION_RESULT_CANCEL)
    g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Nothing was printed."));
  self->func (self->error, self->data);
  print_free (self);
}

void
way_print (GBytes *map, const WayExportRequest *request, const char *name, GtkWindow *parent, WayPrintFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  Print *self = print_new (map, request, &error);

  if (self == NULL)
    {
      func (error, data);
      return;
    }
  self->func = func;
  self->data = data;
  operation = make_operation (self, name);
  if (last_settings != NULL)
    gtk_print_operation_set_print_settings (operation, last_settings);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), self);
  /* Every end, also that of an error, comes by "done". */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

gboolean
way_print_to_file (GBytes *map, const WayExportRequest *request, const char *path, GError **error)
{
  Print *self = print_new (map, request, error);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) theirs = NULL;
  gboolean done;

  if (self == NULL)
    return FALSE;
  operation = make_operation (self, NULL);
  gtk_print_operation_set_export_filename (operation, path);
  done = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &theirs) == GTK_PRINT_OPERATION_RESULT_APPLY;
  if (!done)
    g_propagate_error (error, self->error != NULL ? g_steal_pointer (&self->error) : g_steal_pointer (&theirs));
  print_free (self);
  return done;
}
