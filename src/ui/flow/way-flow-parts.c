#include "ui/flow/way-flow-parts.h"

#include <glib/gi18n.h>

/* The rows of the grid; the first one is that of the pairs. */
#define N_PARTS 2

typedef struct
{
  WayLogFilter filter;
  GtkEditable *from, *to;
  GtkDropDown *channel, *segment;
} Part;

struct _WayFlowParts
{
  GtkWidget parent_instance;
  GtkGrid *grid;
  GtkDropDown *pair;
  GtkCheckButton *everybody;
  GtkLabel *refusal;
  Part parts[N_PARTS];
  WayLog *log;
  GPtrArray *pairs; /* (element-type WayLogPair) */
  gboolean filling; /* not the user */
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WayFlowParts, way_flow_parts, GTK_TYPE_WIDGET)

/* --- what is shown --- */

static void
show_part (WayFlowParts *self, Part *part)
{
  g_autofree char *from = way_log_part_dup_from (&part->filter), *to = way_log_part_dup_to (&part->filter);
  int segment = part->filter.segment != NULL ? way_log_find_segment (self->log, part->filter.segment) : -1;

  gtk_editable_set_text (part->from, from);
  gtk_editable_set_text (part->to, to);
  gtk_drop_down_set_selected (part->channel, (guint) (part->filter.channel + 1));
  gtk_drop_down_set_selected (part->segment, (guint) (segment + 1));
}

static void
show_parts (WayFlowParts *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < N_PARTS; i++)
    show_part (self, &self->parts[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  self->filling = FALSE;
}

static gboolean
is_same (const WayLogFilter *a, const WayLogFilter *b)
{
  return a->from == b->from && a->to == b->to && a->channel == b->channel && g_strcmp0 (a->segment, b->segment) == 0;
}

/* The pair that both parts make, or the line behind the last: chosen by hand. */
static guint
find_pair (WayFlowParts *self)
{
  guint i = 0;

  while (i < self->pairs->len)
    {
      const WayLogPair *pair = g_ptr_array_index (self->pairs, i);

      if (is_same (&pair->a, &self->parts[0].filter) && is_same (&pair->b, &self->parts[1].filter))
        break;
      i++;
    }
  return i;
}

static void
show_pair (WayFlowParts *self)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->pair, find_pair (self));
  self->filling = FALSE;
}

/* --- what the user does --- */

static void
chosen_cb (WayFlowParts *self)
{
  if (!self->filling && self->log != NULL)
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
pair_cb (WayFlowParts *self)
{
  guint i = gtk_drop_down_get_selected (self->pair);

  if (!self->filling && self->pairs != NULL && i < self->pairs->len)
    way_flow_parts_choose_pair (self, g_ptr_array_index (self->pairs, i));
}

static void
take_choices (WayFlowParts *self, Part *part)
{
  guint channel = gtk_drop_down_get_selected (part->channel), segment = gtk_drop_down_get_selected (part->segment);

  part->filter.channel = channel > 0 && channel <= self->log->n_channels ? (int) channel - 1 : -1;
  part->filter.segment = segment > 0 && segment <= self->log->n_segments ? self->log->segment_names[segment - 1] : NULL;
}

/* Enter, or the focus has left: nothing is counted while a day is half written. */
static void
edited_cb (WayFlowParts *self)
{
  WayLogFilter before[N_PARTS];
  g_autoptr (GError) error = NULL;

  if (self->filling || self->log == NULL)
    return;
  for (guint i = 0; i < N_PARTS; i++)
    {
      Part *part = &self->parts[i];

      before[i] = part->filter;
      take_choices (self, part);
      if (error == NULL)
        way_log_part_set_days (&part->filter, gtk_editable_get_text (part->from), gtk_editable_get_text (part->to), &error);
    }
  if (error != NULL)
    gtk_label_set_text (self->refusal, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), error != NULL);
  if (is_same (&before[0], &self->parts[0].filter) && is_same (&before[1], &self->parts[1].filter))
    return;
  show_pair (self);
  chosen_cb (self);
}

static void
focus_left_cb (GtkEventControllerFocus *controller, WayFlowParts *self)
{
  edited_cb (self);
}

/* --- the widget --- */

static GtkEditable *
add_day (WayFlowParts *self, int column, int row, const char *placeholder, const char *label)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 11);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, 0);
  gtk_widget_add_controller (entry, focus);
  gtk_grid_attach (self->grid, entry, column, row, 1, 1);
  return GTK_EDITABLE (entry);
}

static GtkDropDown *
add_choice (WayFlowParts *self, int column, int row, const char *label)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_grid_attach (self->grid, choice, column, row, 1, 1);
  return GTK_DROP_DOWN (choice);
}

static void
add_part (WayFlowParts *self, guint i, const char *title, const char *const labels[4])
{
  Part *part = &self->parts[i];
  GtkWidget *label = gtk_label_new (title);
  int row = (int) i + 1;

  part->filter = (WayLogFilter) WAY_LOG_FILTER_INIT;
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  part->from = add_day (self, 1, row, _ ("From day"), labels[0]);
  part->to = add_day (self, 2, row, _ ("To day"), labels[1]);
  part->channel = add_choice (self, 3, row, labels[2]);
  part->segment = add_choice (self, 4, row, labels[3]);
}

static void
way_flow_parts_dispose (GObject *object)
{
  WayFlowParts *self = WAY_FLOW_PARTS (object);
  GtkWidget *child;

  self->filling = TRUE;
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  g_clear_pointer (&self->log, way_log_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_flow_parts_parent_class)->dispose (object);
}

static void
way_flow_parts_class_init (WayFlowPartsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_flow_parts_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-flow-parts.ui");
  gtk_widget_class_bind_template_child (widget_class, WayFlowParts, grid);
  gtk_widget_class_bind_template_child (widget_class, WayFlowParts, pair);
  gtk_widget_class_bind_template_child (widget_class, WayFlowParts, everybody);
  gtk_widget_class_bind_template_child (widget_class, WayFlowParts, refusal);
  gtk_widget_class_bind_template_callback (widget_class, pair_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  signals[CHOSEN] = g_signal_new ("chosen", WAY_TYPE_FLOW_PARTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_flow_parts_init (WayFlowParts *self)
{
  const char *const first[] = { _ ("First part: from day"), _ ("First part: to day"), _ ("First part: channel"), _ ("First part: segment") };
  const char *const second[] = { _ ("Second part: from day"), _ ("Second part: to day"), _ ("Second part: channel"), _ ("Second part: segment") };

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_part (self, 0, _ ("First part"), first);
  add_part (self, 1, _ ("Second part"), second);
  self->filling = FALSE;
}

/* --- filling it --- */

static void
fill_choice (GtkDropDown *choice, const char *all, char *const *names, guint n)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, all);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (words, names[i]);
  gtk_drop_down_set_model (choice, G_LIST_MODEL (words));
  gtk_widget_set_visible (GTK_WIDGET (choice), n > 0);
}

static void
fill_log (WayFlowParts *self, WayLog *log)
{
  g_clear_pointer (&self->log, way_log_unref);
  self->log = way_log_ref (log);
  self->filling = TRUE;
  for (guint i = 0; i < N_PARTS; i++)
    {
      Part *part = &self->parts[i];

      gtk_widget_set_visible (GTK_WIDGET (part->from), log->has_times);
      gtk_widget_set_visible (GTK_WIDGET (part->to), log->has_times);
      fill_choice (part->channel, _ ("All channels"), log->channel_names, log->n_channels);
      fill_choice (part->segment, _ ("All segments"), log->segment_names, log->n_segments);
    }
  self->filling = FALSE;
}

static gboolean
has_names (const GPtrArray *one, const GPtrArray *other)
{
  gboolean same = one != NULL && one->len == other->len;

  for (guint i = 0; same && i < one->len; i++)
    same = g_str_equal (((const WayLogPair *) g_ptr_array_index (one, i))->name, ((const WayLogPair *) g_ptr_array_index (other, i))->name);
  return same;
}

static void
fill_pairs (WayFlowParts *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->pairs->len; i++)
    gtk_string_list_append (words, ((const WayLogPair *) g_ptr_array_index (self->pairs, i))->name);
  gtk_string_list_append (words, _ ("Chosen by hand"));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->pair, G_LIST_MODEL (words));
  self->filling = FALSE;
}

void
way_flow_parts_set_log (WayFlowParts *self, WayLog *log, const WayElement *root, double window)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->pairs);
  gboolean is_new = log != self->log;

  self->pairs = way_log_list_pairs (log, root, window);
  if (is_new)
    fill_log (self, log);
  if (is_new || !has_names (before, self->pairs))
    fill_pairs (self);
  if (is_new)
    {
      const WayLogFilter all = WAY_LOG_FILTER_INIT;

      for (guint i = 0; i < N_PARTS; i++)
        self->parts[i].filter = all;
      if (self->pairs->len > 0)
        {
          self->parts[0].filter = ((const WayLogPair *) g_ptr_array_index (self->pairs, 0))->a;
          self->parts[1].filter = ((const WayLogPair *) g_ptr_array_index (self->pairs, 0))->b;
        }
      show_parts (self);
    }
  show_pair (self);
}

gboolean
way_flow_parts_can_choose (WayFlowParts *self)
{
  return self->log != NULL && (self->pairs->len > 0 || (self->log->has_times && self->log->newest > self->log->oldest));
}

const WayLogFilter *
way_flow_parts_get (WayFlowParts *self, guint which)
{
  return &self->parts[which].filter;
}

gboolean
way_flow_parts_get_everybody (WayFlowParts *self)
{
  return gtk_check_button_get_active (self->everybody);
}

void
way_flow_parts_set_everybody (WayFlowParts *self, gboolean everybody)
{
  gtk_check_button_set_active (self->everybody, everybody);
}

void
way_flow_parts_choose (WayFlowParts *self, guint i)
{
  gtk_drop_down_set_selected (self->pair, i);
}

void
way_flow_parts_choose_pair (WayFlowParts *self, const WayLogPair *pair)
{
  self->parts[0].filter = pair->a;
  self->parts[1].filter = pair->b;
  show_parts (self);
  show_pair (self);
  chosen_cb (self);
}

void
way_flow_parts_write (WayFlowParts *self, guint which, const char *from, const char *to)
{
  gtk_editable_set_text (self->parts[which].from, from);
  gtk_editable_set_text (self->parts[which].to, to);
  edited_cb (self);
}

const char *
way_flow_parts_get_refusal (WayFlowParts *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->refusal)) ? gtk_label_get_text (self->refusal) : NULL;
}
