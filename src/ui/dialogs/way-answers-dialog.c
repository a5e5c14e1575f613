#include "ui/dialogs/way-answers-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/way-date.h"
#include "edit/way-answer-commands.h"
#include "edit/way-parts.h"
#include "metrics/way-answer-search.h"
#include "model/way-evidence.h"
#include "ui/figures/way-figure-store.h"

/* More would not be read; words narrow it. */
#define MAX_ROWS 200
#define PATIENCE 180

struct _WayAnswersDialog
{
  AdwWindow parent_instance;
  GtkDropDown *claim, *dataset, *place;
  GtkLabel *n_for, *n_against, *say_for, *say_against, *needed, *standing, *note, *count, *hint, *few;
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *tick, *supports, *contradicts, *release;

  WayEditor *editor;
  GPtrArray *claims;         /* (element-type WayElement), owned */
  GPtrArray *answers;        /* (element-type WayAnswer) of the rows; NULL: none yet */
  GPtrArray *checks, *marks; /* (element-type GtkCheckButton) and (element-type GtkLabel), one an answer */
  char *wanted_dataset, *wanted_place;
  GCancellable *cancellable; /* of the search under way */
  guint source;
  gboolean filling; /* the lists of datasets and places */
};

G_DEFINE_FINAL_TYPE (WayAnswersDialog, way_answers_dialog, ADW_TYPE_WINDOW)

static WayDocument *
get_document (WayAnswersDialog *self)
{
  return way_editor_get_document (self->editor);
}

static WayElement *
get_claim (WayAnswersDialog *self)
{
  guint i = gtk_drop_down_get_selected (self->claim);

  return i < self->claims->len ? g_ptr_array_index (self->claims, i) : NULL;
}

/* --- what is known of the claim --- */

static void
set_number (GtkLabel *label, int n)
{
  g_autofree char *text = g_strdup_printf ("%d", n);

  gtk_label_set_text (label, text);
}

static void
show_standing (WayAnswersDialog *self)
{
  static const char *const classes[] = { "evidence-assumption", "evidence-indicated", "evidence-confirmed", "evidence-contradicted", "evidence-stale" };
  WayElement *claim = get_claim (self);
  WayEvidence evidence;
  g_autofree char *note = NULL, *needed = NULL;

  if (claim == NULL)
    return;
  evidence = way_evidence_count (get_document (self), claim, way_date_today ());
  note = way_evidence_to_note (&evidence);
  /* Translators: how many customers said so, and how many must. */
  needed = evidence.customers_for <= evidence.required ? g_strdup_printf (ngettext ("%d of %d independent customer", "%d of %d independent customers", (gulong) evidence.required), evidence.customers_for, evidence.required) : g_strdup_printf (_ ("%d independent customers, %d needed"), evidence.customers_for, evidence.required);
  set_number (self->n_for, evidence.customers_for);
  set_number (self->n_against, evidence.customers_against);
  /* Translators: a large number stands above it. */
  gtk_label_set_text (self->say_for, ngettext ("customer supports it", "customers support it", (gulong) evidence.customers_for));
  gtk_label_set_text (self->say_against, ngettext ("customer contradicts it", "customers contradict it", (gulong) evidence.customers_against));
  gtk_label_set_text (self->needed, needed);
  gtk_label_set_text (self->standing, way_evidence_get_label (evidence.state));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (i == evidence.state)
      gtk_widget_add_css_class (GTK_WIDGET (self->standing), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->standing), classes[i]);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

static guint
count_ticked (WayAnswersDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->checks->len; i++)
    n += gtk_check_button_get_active (g_ptr_array_index (self->checks, i));
  return n;
}

static void
update_buttons (WayAnswersDialog *self)
{
  guint n = count_ticked (self), attached = 0;
  gboolean can_edit = !way_document_is_read_only (get_document (self));
  g_autofree char *text = g_strdup_printf (ngettext ("%u ticked", "%u ticked", n), n);

  for (guint i = 0; i < self->checks->len; i++)
    attached += gtk_check_button_get_active (g_ptr_array_index (self->checks, i)) && *gtk_label_get_text (g_ptr_array_index (self->marks, i)) != '\0';
  gtk_label_set_text (self->count, text);
  gtk_widget_set_sensitive (self->supports, n > 0 && can_edit);
  gtk_widget_set_sensitive (self->contradicts, n > 0 && can_edit);
  gtk_widget_set_sensitive (self->release, attached > 0 && can_edit);
  gtk_widget_set_sensitive (self->tick, self->checks->len > 0);
  gtk_button_set_label (GTK_BUTTON (self->tick), n > 0 && n == self->checks->len ? _ ("Tick _None") : _ ("Tick _All"));
}

/* Which answers stand at the claim already, and on which side. */
static void
show_marks (WayAnswersDialog *self)
{
  WayElement *claim = get_claim (self);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const WayAnswer *answer = g_ptr_array_index (self->answers, i);
      const WayElement *evidence = claim != NULL ? way_answer_find_evidence (get_document (self), claim, &answer->ref) : NULL;
      gboolean against = evidence != NULL && way_element_is (evidence, WAY_FIELD_STANCE, "against");
      GtkWidget *mark = g_ptr_array_index (self->marks, i);

      gtk_label_set_text (GTK_LABEL (mark), evidence == NULL ? "" : against ? _ ("contradicts")
                                                                            : _ ("supports"));
      gtk_widget_remove_css_class (mark, against ? "stance-for" : "stance-against");
      gtk_widget_add_css_class (mark, against ? "stance-against" : "stance-for");
      gtk_widget_set_visible (mark, evidence != NULL);
    }
  update_buttons (self);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayAnswersDialog *self)
{
  if (change != NULL)
    return;
  /* A claim that is gone can be proved no more. */
  if (get_claim (self) != NULL && way_element_get_root (get_claim (self)) != way_document_get_root (document))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  show_standing (self);
  show_marks (self);
}

/* --- the answers --- */

static char *
describe (const WayAnswer *answer, gboolean all_datasets)
{
  g_autofree char *xml = answer->ref.day > 0 ? way_date_to_xml (answer->ref.day) : NULL, *day = xml != NULL ? way_date_to_text (xml) : NULL;
  const char *parts[] = { day, answer->place, answer->text != NULL ? answer->value : NULL, all_datasets ? answer->ref.dataset : NULL };
  GString *s = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", parts[i]);
  if (answer->ref.respondent == NULL)
    g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", _ ("nobody is named: counts as a customer of its own"));
  return g_string_free (s, FALSE);
}

static void
add_row (WayAnswersDialog *self, const WayAnswer *answer)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new (), *mark = gtk_label_new (NULL);
  g_autofree char *title = answer->text != NULL ? g_strdup_printf (_ ("“%s”"), answer->text) : g_strdup (answer->value), *subtitle = describe (answer, self->wanted_dataset == NULL), *escaped = g_markup_escape_text (subtitle, -1);
  g_autofree char *where = g_strdup_printf (_ ("%s, line %d"), answer->file != NULL ? answer->file : "?", answer->line);

  /* What customers wrote is no markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_widget_set_tooltip_text (row, where);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (mark, "stance");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_ptr_array_add (self->checks, check);
  g_ptr_array_add (self->marks, mark);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (update_buttons), self);
  gtk_list_box_append (self->list, row);
}

static void
clear_rows (WayAnswersDialog *self)
{
  g_ptr_array_set_size (self->checks, 0);
  g_ptr_array_set_size (self->marks, 0);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL; row = gtk_widget_get_first_child (GTK_WIDGET (self->list)))
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
}

/* --- searching --- */

typedef struct
{
  char *words, *dataset, *place;
  gboolean with_lists; /* of datasets and places, too */
  GPtrArray *answers, *datasets, *places;
  guint n_found;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->words);
  g_free (self->dataset);
  g_free (self->place);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->datasets, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_free (self);
}

static void
search_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autofree char *own = way_cache_build_path ();
  const char *path = way_figure_store_get_cache_path ();
  g_autoptr (WayCache) cache = NULL;

  /* Looking makes no store where there is none. */
  if (!g_file_test (path != NULL ? path : own, G_FILE_TEST_EXISTS))
    {
      job->datasets = g_ptr_array_new ();
      job->answers = g_ptr_array_new ();
      g_task_return_boolean (task, TRUE);
      return;
    }
  cache = way_cache_open (path, NULL, &error);
  if (cache != NULL && job->with_lists)
    {
      job->datasets = way_answer_list_datasets (cache, &error);
      job->places = job->datasets != NULL && job->dataset != NULL ? way_answer_list_places (cache, job->dataset, NULL) : NULL;
    }
  if (cache != NULL && error == NULL)
    {
      const WayAnswerQuery query = { job->words, job->dataset, job->place };

      job->answers = way_answer_search (cache, &query, MAX_ROWS, &job->n_found, cancellable, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* `first` stands for all of them. */
static void
fill_choice (WayAnswersDialog *self, GtkDropDown *choice, const char *first, const GPtrArray *names, const char *wanted)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (list, first);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      gtk_string_list_append (list, g_ptr_array_index (names, i));
      if (g_strcmp0 (g_ptr_array_index (names, i), wanted) == 0)
        selected = i + 1;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (choice, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (choice, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (choice), names != NULL && names->len > 0);
  self->filling = FALSE;
}

static void
say_instead (WayAnswersDialog *self, const char *text)
{
  gtk_label_set_text (self->hint, text);
  gtk_stack_set_visible_child_name (self->stack, "hint");
}

static void
show_answers (WayAnswersDialog *self, Job *job)
{
  g_autofree char *few = NULL;

  if (job->with_lists)
    {
      fill_choice (self, self->dataset, _ ("All datasets"), job->datasets, self->wanted_dataset);
      fill_choice (self, self->place, _ ("Everywhere"), job->places, self->wanted_place);
    }
  clear_rows (self);
  self->answers = g_steal_pointer (&job->answers);
  for (guint i = 0; i < self->answers->len; i++)
    add_row (self, g_ptr_array_index (self->answers, i));
  if (self->answers->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (job->datasets != NULL && job->datasets->len == 0)
    say_instead (self, _ ("No answers of customers are imported yet. “Import Figures…” in the menu reads a survey with its comments."));
  else
    say_instead (self, _ ("No answer says so. Try other words; of fewer than five answers none is shown."));
  if (job->n_found > self->answers->len)
    few = g_strdup_printf (_ ("The newest %u of %u answers; more words find fewer."), self->answers->len, job->n_found);
  gtk_label_set_text (self->few, few != NULL ? few : "");
  gtk_widget_set_visible (GTK_WIDGET (self->few), few != NULL);
  show_marks (self);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (WayAnswersDialog) self = data;
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  /* Other words were asked for meanwhile, or nobody asks any more. */
  if (self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (error == NULL)
    {
      show_answers (self, g_task_get_task_data (G_TASK (result)));
      return;
    }
  clear_rows (self);
  say_instead (self, error->message);
  update_buttons (self);
}

static void
search (WayAnswersDialog *self, gboolean with_lists)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  job->words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  job->dataset = g_strdup (self->wanted_dataset);
  job->place = g_strdup (self->wanted_place);
  job->with_lists = with_lists;
  task = g_task_new (NULL, self->cancellable, found_cb, g_object_ref (self));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, search_thread);
}

static gboolean
search_cb (gpointer data)
{
  WayAnswersDialog *self = data;

  self->source = 0;
  search (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
words_cb (WayAnswersDialog *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (PATIENCE, search_cb, self);
}

static char *
dup_chosen (GtkDropDown *choice)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected (choice) > 0 ? gtk_drop_down_get_selected_item (choice) : NULL;

  return chosen != NULL ? g_strdup (gtk_string_object_get_string (chosen)) : NULL;
}

static void
dataset_cb (WayAnswersDialog *self)
{
  if (self->filling)
    return;
  g_free (self->wanted_dataset);
  self->wanted_dataset = dup_chosen (self->dataset);
  g_clear_pointer (&self->wanted_place, g_free);
  search (self, TRUE);
}

static void
place_cb (WayAnswersDialog *self)
{
  if (self->filling)
    return;
  g_free (self->wanted_place);
  self->wanted_place = dup_chosen (self->place);
  search (self, FALSE);
}

static void
claim_cb (WayAnswersDialog *self)
{
  show_standing (self);
  show_marks (self);
}

/* --- attaching --- */

static WayAnswerRef *
collect_ticked (WayAnswersDialog *self, guint *n)
{
  WayAnswerRef *refs = g_new0 (WayAnswerRef, MAX (self->checks->len, 1));

  *n = 0;
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      refs[(*n)++] = ((const WayAnswer *) g_ptr_array_index (self->answers, i))->ref;
  return refs;
}

static void
finish (WayAnswersDialog *self, const GError *error)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (error != NULL && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "map.say", "s", error->message);
  for (guint i = 0; error == NULL && i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i), FALSE);
}

void
way_answers_dialog_attach (WayAnswersDialog *self, gboolean against)
{
  guint n;
  g_autofree WayAnswerRef *refs = collect_ticked (self, &n);
  g_autoptr (GError) error = NULL;

  if (n == 0 || get_claim (self) == NULL)
    return;
  way_command_attach_answers (get_document (self), get_claim (self), refs, n, against, way_date_today (), NULL, &error);
  finish (self, error);
}

static void
supports_cb (WayAnswersDialog *self)
{
  way_answers_dialog_attach (self, FALSE);
}

static void
contradicts_cb (WayAnswersDialog *self)
{
  way_answers_dialog_attach (self, TRUE);
}

static void
release_cb (WayAnswersDialog *self)
{
  guint n;
  g_autofree WayAnswerRef *refs = collect_ticked (self, &n);
  g_autoptr (GError) error = NULL;

  if (n == 0 || get_claim (self) == NULL)
    return;
  way_command_release_answers (get_document (self), get_claim (self), refs, n, NULL, &error);
  finish (self, error);
}

void
way_answers_dialog_tick_all (WayAnswersDialog *self)
{
  gboolean all = count_ticked (self) < self->checks->len;

  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i), all);
}

/* --- the window --- */

static void
way_answers_dialog_dispose (GObject *object)
{
  WayAnswersDialog *self = WAY_ANSWERS_DIALOG (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (way_answers_dialog_parent_class)->dispose (object);
}

static void
way_answers_dialog_finalize (GObject *object)
{
  WayAnswersDialog *self = WAY_ANSWERS_DIALOG (object);

  g_clear_object (&self->editor);
  g_ptr_array_unref (self->claims);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->marks);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_free (self->wanted_dataset);
  g_free (self->wanted_place);
  G_OBJECT_CLASS (way_answers_dialog_parent_class)->finalize (object);
}

static void
way_answers_dialog_class_init (WayAnswersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_answers_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_answers_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-answers-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, claim);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, dataset);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, place);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, n_for);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, n_against);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, say_for);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, say_against);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, needed);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, standing);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, note);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, count);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, few);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, list);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, tick);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, supports);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, contradicts);
  gtk_widget_class_bind_template_child (widget_class, WayAnswersDialog, release);
  gtk_widget_class_bind_template_callback (widget_class, words_cb);
  gtk_widget_class_bind_template_callback (widget_class, dataset_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
  gtk_widget_class_bind_template_callback (widget_class, claim_cb);
  gtk_widget_class_bind_template_callback (widget_class, supports_cb);
  gtk_widget_class_bind_template_callback (widget_class, contradicts_cb);
  gtk_widget_class_bind_template_callback (widget_class, release_cb);
  gtk_widget_class_bind_template_callback (widget_class, way_answers_dialog_tick_all);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_answers_dialog_init (WayAnswersDialog *self)
{
  self->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) way_element_unref);
  self->checks = g_ptr_array_new ();
  self->marks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
name_claim (const WayDocument *document, const WayElement *claim)
{
  g_autofree char *caption = way_part_get_caption (document, claim), *text = way_part_get_text (document, claim);
  const char *name = way_element_get_kind (claim) == WAY_KIND_FEELING || way_element_get_kind (claim) == WAY_KIND_CONNECTION || way_element_get_kind (claim) == WAY_KIND_INFLUENCE ? text : way_element_get_name (claim);

  return name != NULL && *name != '\0' ? g_strdup_printf ("%s: %s", caption, name) : g_strdup (caption);
}

WayAnswersDialog *
way_answers_dialog_new (GtkWindow *parent, WayEditor *editor, WayElement *element, const char *dataset, const char *place)
{
  g_autoptr (GPtrArray) claims = way_answer_list_claims (way_editor_get_document (editor), element);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  WayAnswersDialog *self;

  if (claims->len == 0)
    return NULL;
  self = g_object_new (WAY_TYPE_ANSWERS_DIALOG, "transient-for", parent, NULL);
  self->editor = g_object_ref (editor);
  self->wanted_dataset = g_strdup (dataset);
  self->wanted_place = g_strdup (place);
  for (guint i = 0; i < claims->len; i++)
    {
      g_autofree char *name = name_claim (get_document (self), claims->pdata[i]);

      g_strdelimit (name, "\n", ' ');
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->claims, way_element_ref (claims->pdata[i]));
    }
  gtk_drop_down_set_model (self->claim, G_LIST_MODEL (names));
  g_signal_connect_object (get_document (self), "changed", G_CALLBACK (changed_cb), self, 0);
  fill_choice (self, self->dataset, _ ("All datasets"), NULL, NULL);
  fill_choice (self, self->place, _ ("Everywhere"), NULL, NULL);
  say_instead (self, _ ("Looking them up…"));
  show_standing (self);
  update_buttons (self);
  search (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return self;
}

void
way_answers_dialog_aim (GtkWidget *button, const WayDocument *document, const char *binding)
{
  const WayElement *element = way_document_lookup (document, binding);
  WayElement *place = element != NULL ? way_document_follow (document, element, WAY_FIELD_AT) : NULL;
  const WayElement *feed = element != NULL ? way_element_get_first (way_element_get_parent (element), WAY_KIND_FEED) : NULL;
  const char *dataset = way_element_get (feed, WAY_FIELD_DATASET), *match = way_element_get (element, WAY_FIELD_MATCH);
  g_autoptr (GPtrArray) claims = place != NULL ? way_answer_list_claims (document, place) : NULL;

  gtk_widget_set_visible (button, claims != NULL && claims->len > 0 && dataset != NULL);
  if (place == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", way_element_get_id (place), dataset != NULL ? dataset : "", match != NULL ? match : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "map.find-voices-for");
}

void
way_answers_dialog_search (WayAnswersDialog *self, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  search (self, FALSE);
}

gboolean
way_answers_dialog_is_busy (WayAnswersDialog *self)
{
  return self->cancellable != NULL || self->source != 0;
}

guint
way_answers_dialog_get_n_rows (WayAnswersDialog *self)
{
  return self->checks->len;
}

const char *
way_answers_dialog_get_standing (WayAnswersDialog *self)
{
  return gtk_label_get_text (self->standing);
}
