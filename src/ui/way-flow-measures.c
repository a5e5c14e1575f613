#include "ui/way-flow-measures.h"

#include <glib/gi18n.h>

#include "base/way-number.h"
#include "model/way-traffic.h"

/* Of fewer answers a mean says nothing; see statistics of surveys. */
#define FEW 5

static void
append (GString *s, const char *text)
{
  g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", text);
}

static void
append_score (GString *s, const WayLogMeasure *score)
{
  g_autofree char *n = way_number_to_text (score->n, 0), *text = NULL;

  if (score->n == 0)
    return;
  if (score->n < FEW)
    text = g_strdup_printf (_ ("Score: fewer than %d"), FEW);
  else
    {
      g_autofree char *mean = way_number_to_text (score->mean, 1), *low = way_number_to_text (score->interval.low, 1), *high = way_number_to_text (score->interval.high, 1);

      /* Translators: a mean, its interval, and of how many. */
      text = score->has_interval ? g_strdup_printf (_ ("Score %s (%s to %s, n %s)"), mean, low, high, n) : g_strdup_printf (_ ("Score %s (n %s)"), mean, n);
    }
  append (s, text);
}

static void
append_cost (GString *s, const WayLogMeasure *cost, const char *currency, gboolean whole)
{
  g_autofree char *median = way_number_to_text (cost->median, 2), *sum = way_number_to_text (cost->sum, 0), *text = NULL;
  const char *unit = currency != NULL ? currency : "";

  if (cost->n == 0)
    return;
  /* Translators: an amount of money, the currency, another amount, the currency. */
  text = g_strdup_printf (whole ? _ ("A journey costs %s %s, all of them %s %s") : _ ("Costs %s %s, in all %s %s"), median, unit, sum, unit);
  append (s, text);
}

static void
append_times (GString *s, const WayLogMeasure *service, const WayLogMeasure *waiting)
{
  if (service->n > 0)
    {
      g_autofree char *median = way_traffic_wait_to_text (service->median), *p90 = way_traffic_wait_to_text (service->p90), *text = g_strdup_printf (_ ("Takes %s, 9 of 10 within %s"), median, p90);

      append (s, text);
    }
  if (waiting->n > 0)
    {
      g_autofree char *median = way_traffic_wait_to_text (waiting->median), *p90 = way_traffic_wait_to_text (waiting->p90), *text = g_strdup_printf (_ ("Waited for %s, 9 of 10 within %s"), median, p90);

      append (s, text);
    }
}

char *
way_flow_measures_to_text (const WayLogMeasure measures[WAY_N_LOG_MEASURES], const char *currency, gboolean whole)
{
  GString *s = g_string_new (NULL);

  append_score (s, &measures[WAY_MEASURE_SCORE]);
  append_cost (s, &measures[WAY_MEASURE_COST], currency, whole);
  append_times (s, &measures[WAY_MEASURE_SERVICE], &measures[WAY_MEASURE_WAITING]);
  return g_string_free (s, FALSE);
}

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css == NULL)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css != NULL)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, css);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static void
add_row (GtkListBox *list, const char *name, const char *text)
{
  g_autofree char *tip = g_strdup_printf ("%s: %s", name, text);
  GtkWidget *row, *box;

  if (*text == '\0')
    return;
  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), make_label (name, NULL));
  gtk_box_append (GTK_BOX (box), make_label (text, "caption"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_list_box_append (list, row);
}

void
way_flow_measures_fill (GtkListBox *list, GtkLabel *title, const WayJourneyFlow *flow)
{
  const WayLogMeasures *measures = flow->measures;
  static const char *const names[] = { N_ ("SCORES"), N_ ("COSTS"), N_ ("TIMES") };
  g_autoptr (GString) words = g_string_new (NULL);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  if (measures == NULL)
    return;
  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    if (measures->has[k])
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", _ (names[k]));
  gtk_label_set_text (title, words->str);

  g_autofree char *whole = way_flow_measures_to_text (measures->whole, measures->currency, TRUE);

  add_row (list, _ ("All journeys"), whole);
  for (guint i = 0; i < flow->places->len; i++)
    {
      g_autofree char *text = way_flow_measures_to_text (measures->places[i], measures->currency, FALSE);

      add_row (list, g_array_index (flow->places, WayJourneyPlace, i).name, text);
    }
}
