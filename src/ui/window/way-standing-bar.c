#include "ui/window/way-standing-bar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/way-date.h"
#include "base/way-number.h"
#include "model/way-standing.h"

struct _WayStandingBar
{
  GtkWidget parent_instance;
  GtkMenuButton *score_button;
  GtkPopover *popover;
  GtkLabel *score, *age, *heading, *summary, *standing;
  GtkListBox *parts;
  GtkWidget *weakest_button;

  WayEditor *editor;
  WayFigureStore *store;
  char *weakest; /* id of the touchpoint, or NULL */
  guint source;
};

G_DEFINE_FINAL_TYPE (WayStandingBar, way_standing_bar, GTK_TYPE_WIDGET)

static char *
dup_round (double value)
{
  return way_number_to_text (value, 0);
}

/* --- the parts --- */

static void
clear_parts (WayStandingBar *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); row != NULL; row = gtk_widget_get_first_child (GTK_WIDGET (self->parts)))
    gtk_list_box_remove (self->parts, row);
}

static void
add_row (WayStandingBar *self, const char *title, const char *subtitle, const char *value)
{
  GtkWidget *row = adw_action_row_new (), *label = gtk_label_new (value);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->parts, row);
}

/* What has to be bound to the journey for the part to be known. */
static const char *
get_advice (WayScorePartKind part)
{
  static const char *const advice[WAY_N_SCORE_PARTS] = {
    [WAY_SCORE_SATISFACTION] = N_ ("Bind an NPS or CSAT to the whole journey."),
    [WAY_SCORE_COMPLETION] = N_ ("Bind a conversion or drop-off to the whole journey."),
    [WAY_SCORE_EFFORT] = N_ ("Bind a CES to the whole journey."),
    [WAY_SCORE_COST] = N_ ("Bind a cost with a target to the whole journey."),
    [WAY_SCORE_TIME] = N_ ("Bind a duration with a target to the whole journey."),
  };

  return _ (advice[part]);
}

static void
add_part (WayStandingBar *self, const WayJourneyScore *score, WayScorePartKind kind)
{
  const WayScorePart *part = &score->parts[kind];
  g_autofree char *value = dup_round (part->score), *weight = dup_round (100 * part->share);
  gboolean lowest = score->weakest == kind && part->share < 1;

  if (part->known && part->share > 0)
    {
      g_autofree char *half = dup_round (WAY_STATISTICS_Z * part->error);
      /* Translators: how much a part counts for in a score. */
      g_autofree char *counts = g_strdup_printf (_ ("counts for %s %%"), weight);
      g_autofree char *subtitle = lowest ? g_strdup_printf (_ ("%s · the lowest part"), counts) : g_strdup (counts);
      g_autofree char *text = part->error > 0 ? g_strdup_printf ("%s ± %s", value, half) : g_strdup (value);

      add_row (self, way_score_part_get_label (kind), subtitle, text);
    }
  else if (!part->known && part->weight > 0)
    add_row (self, way_score_part_get_label (kind), get_advice (kind), _ ("not known"));
}

static char *
dup_summary (const WayJourneyScore *score, const WayJourneyScore *before)
{
  g_autofree char *low = dup_round (score->interval.low), *high = dup_round (score->interval.high), *was = dup_round (before->score);
  GString *s = g_string_new (NULL);

  if (!score->known)
    return g_strdup (_ ("No part of it is known yet."));
  if (score->error > 0)
    g_string_append_printf (s, _ ("Between %s and %s with 95 %% certainty, of 100."), low, high);
  else
    g_string_append (s, _ ("Of 100."));
  if (score->n_missing > 0)
    g_string_append_printf (s, " %s", _ ("What is not known is left out, and the rest counts for more."));
  if (way_journey_score_is_alike (score, before))
    {
      gboolean chance = score->error > 0 && before->score >= score->interval.low && before->score <= score->interval.high;

      g_string_append_c (s, ' ');
      g_string_append_printf (s, chance ? _ ("The baseline’s was %s, which may be chance.") : _ ("The baseline’s was %s."), was);
    }
  return g_string_free (s, FALSE);
}

static char *
dup_standing (WayStandingBar *self, const WayStanding *standing)
{
  const WayElement *place = standing->weakest != NULL ? way_document_lookup (way_editor_get_document (self->editor), standing->weakest->place) : NULL;
  GString *s = g_string_new (NULL);

  g_string_append_printf (s, ngettext ("%u of %u touchpoint has figures.", "%u of %u touchpoints have figures.", standing->n_touchpoints), standing->n_measured, standing->n_touchpoints);
  if (standing->newest > 0)
    {
      g_autofree char *xml = way_date_to_xml (standing->newest), *oldest_xml = way_date_to_xml (standing->oldest);
      g_autofree char *date = way_date_to_text (xml), *oldest = way_date_to_text (oldest_xml);

      g_string_append_c (s, ' ');
      if (standing->oldest < standing->newest)
        g_string_append_printf (s, _ ("The newest are as of %s, the oldest as of %s."), date, oldest);
      else
        g_string_append_printf (s, _ ("They are as of %s."), date);
    }
  if (place != NULL)
    {
      g_autofree char *value = way_figure_to_text (standing->weakest), *sample = way_figure_to_sample_text (standing->weakest);

      g_string_append_c (s, '\n');
      g_string_append_printf (s, standing->clear ? _ ("The weakest link is “%s”: %s %s, %s.") : _ ("The weakest link may be “%s”: %s %s, %s. Others may be as low."), way_element_get_name (place), standing->weakest->name, value, sample);
    }
  return g_string_free (s, FALSE);
}

static void
fill (WayStandingBar *self, const WayJourneyScore *score, const WayStanding *standing)
{
  WayJourneyScore before;
  g_autofree char *value = dup_round (score->score), *words = dup_standing (self, standing), *summary = NULL;
  g_autofree char *heading = score->known ? g_strdup_printf (_ ("Journey Score %s"), value) : g_strdup (_ ("No Journey Score Yet"));

  way_journey_score_init (&before);
  way_journey_score_measure_before (&before, way_editor_get_document (self->editor), way_figure_store_get_figures (self->store), way_element_get_id (way_editor_get_journey (self->editor)));
  summary = dup_summary (score, &before);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->summary, summary);
  gtk_label_set_text (self->standing, words);
  clear_parts (self);
  for (int i = 0; i < WAY_N_SCORE_PARTS; i++)
    add_part (self, score, (WayScorePartKind) i);
  g_free (self->weakest);
  self->weakest = g_strdup (standing->weakest != NULL ? standing->weakest->place : NULL);
  gtk_widget_set_visible (self->weakest_button, self->weakest != NULL);
}

/* --- the line --- */

static void
show_age (WayStandingBar *self, const WayStanding *standing)
{
  int days = standing->newest > 0 ? (int) way_date_today () - (int) standing->newest : 0;
  g_autofree char *xml = standing->newest > 0 ? way_date_to_xml (standing->newest) : NULL;
  g_autofree char *date = xml != NULL ? way_date_to_text (xml) : NULL;
  g_autofree char *tip = date != NULL ? g_strdup_printf (_ ("The newest figures are as of %s"), date) : NULL;
  g_autofree char *text = days > 0 ? g_strdup_printf (ngettext ("figures %d day old", "figures %d days old", (gulong) days), days) : g_strdup (date != NULL ? _ ("figures of today") : "");

  gtk_label_set_text (self->age, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->age), tip);
  gtk_widget_set_visible (GTK_WIDGET (self->age), date != NULL);
}

static gboolean
update_cb (gpointer data)
{
  WayStandingBar *self = data;
  const WayElement *journey = way_editor_get_journey (self->editor);
  WayFigures *figures = way_figure_store_get_figures (self->store);
  WayStanding standing = { 0 };
  WayJourneyScore score;

  self->source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), journey != NULL && way_figures_get_size (figures) > 0);
  if (journey == NULL || way_figures_get_size (figures) == 0)
    return G_SOURCE_REMOVE;
  way_journey_score_init (&score);
  way_figure_store_get_score (self->store, way_element_get_id (journey), &score);
  standing = way_standing_find (way_editor_get_document (self->editor), journey, figures);

  g_autofree char *value = dup_round (score.score), *low = dup_round (score.interval.low), *high = dup_round (score.interval.high);
  g_autofree char *text = !score.known ? g_strdup_printf (_ ("%u of %u measured"), standing.n_measured, standing.n_touchpoints) : score.error > 0 ? g_strdup_printf (_ ("journey score %s (%s–%s)"), value, low, high)
                                                                                                                                                  : g_strdup_printf (_ ("journey score %s"), value);

  gtk_label_set_text (self->score, text);
  show_age (self, &standing);
  fill (self, &score, &standing);
  return G_SOURCE_REMOVE;
}

/* Not at each letter that is typed. */
static void
schedule (WayStandingBar *self)
{
  if (self->source == 0 && self->editor != NULL)
    self->source = g_timeout_add (120, update_cb, self);
}

static void
changed_cb (WayDocument *document, const WayChange *change, WayStandingBar *self)
{
  schedule (self);
}

static void
weakest_cb (WayStandingBar *self)
{
  gtk_popover_popdown (self->popover);
  if (self->weakest != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "map.show", "s", self->weakest);
}

/* --- the widget --- */

static void
way_standing_bar_dispose (GObject *object)
{
  WayStandingBar *self = WAY_STANDING_BAR (object);

  way_standing_bar_set_map (self, NULL, NULL);
  g_clear_pointer (&self->weakest, g_free);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_first_child (GTK_WIDGET (self)))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_standing_bar_parent_class)->dispose (object);
}

static void
way_standing_bar_class_init (WayStandingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_standing_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-standing-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WayStandingBar, score_button);
  gtk_widget_class_bind_template_child (widget_class, WayStandingBar, popover);
  gtk_widget_class_bind_template_child (widget_class, WayStandingBar, score);
  gtk_widget_class_bind_template_child (widget_class, WayStandingBar, age);
  gtk_widget_class_bind_template_child (widget_class, WayStandingBar, heading);
  gtk_widget_class_bind_template_child (widget_class, WayStandingBar, summary);
  gtk_widget_class_bind_template_child (widget_class, WayStandingBar, standing);
  gtk_widget_class_bind_template_child (widget_class, WayStandingBar, parts);
  gtk_widget_class_bind_template_child (widget_class, WayStandingBar, weakest_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
way_standing_bar_init (WayStandingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->weakest_button, "clicked", G_CALLBACK (weakest_cb), self, G_CONNECT_SWAPPED);
}

void
way_standing_bar_set_map (WayStandingBar *self, WayEditor *editor, WayFigureStore *store)
{
  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (way_editor_get_document (self->editor), self);
      g_signal_handlers_disconnect_by_data (self->editor, self);
      g_signal_handlers_disconnect_by_data (self->store, self);
    }
  g_clear_handle_id (&self->source, g_source_remove);
  g_set_object (&self->editor, editor);
  g_set_object (&self->store, store);
  if (editor == NULL)
    return;
  g_signal_connect_object (way_editor_get_document (editor), "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (editor, "journey-changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  update_cb (self);
}

gboolean
way_standing_bar_popup (WayStandingBar *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  gtk_menu_button_popup (self->score_button);
  return TRUE;
}

const char *
way_standing_bar_get_score_text (WayStandingBar *self)
{
  return gtk_label_get_text (self->score);
}

const char *
way_standing_bar_get_age_text (WayStandingBar *self)
{
  return gtk_label_get_text (self->age);
}

char *
way_standing_bar_dup_parts (WayStandingBar *self)
{
  GString *s = g_string_new (gtk_label_get_text (self->summary));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); row != NULL; row = gtk_widget_get_next_sibling (row))
    g_string_append_printf (s, "\n%s: %s", adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
  g_string_append_printf (s, "\n%s", gtk_label_get_text (self->standing));
  return g_string_free (s, FALSE);
}
