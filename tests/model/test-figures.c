#include <locale.h>
#include <math.h>
#include <string.h>

#include "model/way-figures.h"
#include "model/way-statistics.h"

/* Newcombe 1998 (Statistics in Medicine 17, table II) and the same formula worked by hand. */
static const struct
{
  double k, n, low, high;
} wilson_rows[] = {
  { 0, 5, 0.0000, 0.4345 },
  { 3, 3, 0.4385, 1.0000 },
  { 5, 5, 0.5655, 1.0000 },
  { 8, 10, 0.4902, 0.9433 },
  { 80, 100, 0.7112, 0.8666 },
  { 45, 120, 0.2935, 0.4642 },
  { 800, 1000, 0.7741, 0.8236 },
  { 81, 263, 0.2553, 0.3662 },
  { 15, 148, 0.0624, 0.1605 },
  { 0, 20, 0.0000, 0.1611 },
  { 1, 29, 0.0061, 0.1718 },
};

static void
test_wilson (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wilson_rows); i++)
    {
      WayInterval interval = way_statistics_wilson (wilson_rows[i].k / wilson_rows[i].n, wilson_rows[i].n);

      g_assert_cmpfloat_with_epsilon (interval.low, wilson_rows[i].low, 0.00006);
      g_assert_cmpfloat_with_epsilon (interval.high, wilson_rows[i].high, 0.00006);
    }
}

/* Newcombe 1998 (17, 873–890, table II, method 10). */
static const struct
{
  double k1, n1, k0, n0, low, high;
} newcombe_rows[] = {
  { 56, 70, 48, 80, 0.0524, 0.3339 },
  { 9, 10, 3, 10, 0.1705, 0.8090 },
  { 6, 7, 2, 7, 0.0582, 0.8062 },
  { 5, 56, 0, 29, -0.0381, 0.1926 },
  { 0, 10, 0, 20, -0.1611, 0.2775 },
  { 10, 10, 0, 20, 0.6791, 1.0000 },
};

static void
test_newcombe (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (newcombe_rows); i++)
    {
      WayInterval interval = way_statistics_newcombe (newcombe_rows[i].k1 / newcombe_rows[i].n1, newcombe_rows[i].n1, newcombe_rows[i].k0 / newcombe_rows[i].n0, newcombe_rows[i].n0);

      g_assert_cmpfloat_with_epsilon (interval.low, newcombe_rows[i].low, 0.00006);
      g_assert_cmpfloat_with_epsilon (interval.high, newcombe_rows[i].high, 0.00006);
    }
}

/* Promoters, passives, detractors, and the adjusted Wald interval of that very mix. */
static const struct
{
  double promoters, passives, detractors, low, high;
} nps_rows[] = {
  { 50, 30, 20, 14.05, 44.20 },
  { 5, 3, 2, -19.05, 65.20 },
  { 10, 0, 0, 47.50, 100 },
  { 250, 150, 100, 23.00, 36.65 },
  { 30, 40, 30, -14.92, 14.92 },
  { 60, 0, 40, 0, 0 },
  { 0, 0, 12, 0, 0 },
};

static void
test_nps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (nps_rows); i++)
    {
      double n = nps_rows[i].promoters + nps_rows[i].passives + nps_rows[i].detractors, m = n + 3;
      double p = (nps_rows[i].promoters + 0.75) / m, d = (nps_rows[i].detractors + 0.75) / m;
      double half = WAY_STATISTICS_Z * sqrt ((p + d - (p - d) * (p - d)) / m);
      WayInterval cautious = way_statistics_nps ((nps_rows[i].promoters - nps_rows[i].detractors) / n, n);

      if (nps_rows[i].low != nps_rows[i].high)
        {
          g_assert_cmpfloat_with_epsilon (MAX (p - d - half, -1) * 100, nps_rows[i].low, 0.01);
          g_assert_cmpfloat_with_epsilon (MIN (p - d + half, 1) * 100, nps_rows[i].high, 0.01);
        }
      /* Without the mix: never narrower, and the same where nobody was passive. */
      g_assert_cmpfloat (cautious.low, <=, MAX (p - d - half, -1) + 1e-9);
      g_assert_cmpfloat (cautious.high, >=, MIN (p - d + half, 1) - 1e-9);
      if (nps_rows[i].passives == 0)
        g_assert_cmpfloat_with_epsilon (cautious.low, MAX (p - d - half, -1), 1e-9);
      g_assert_cmpfloat (cautious.low, >=, -1);
      g_assert_cmpfloat (cautious.high, <=, 1);
    }
}

static WayElement *
add (WayElement *parent, WayKind kind, WayField field, const char *value, ...)
{
  WayElement *element = way_element_new (kind);
  va_list arguments;

  va_start (arguments, value);
  for (;;)
    {
      if (value != NULL)
        way_element_init_value (element, field, value);
      field = (WayField) va_arg (arguments, int);
      if (field == WAY_N_FIELDS)
        break;
      value = va_arg (arguments, const char *);
    }
  va_end (arguments);
  return way_element_append (parent, element);
}

typedef struct
{
  const char *kind, *unit, *better;
  const char *baseline, *baseline_n, *current, *n; /* NULL = left out */
  WaySample sample;
  gboolean interval;
  WayVerdict verdict;
  const char *text, *sample_text, *change;
} FigureRow;

static const FigureRow figure_rows[] = {
  { "nps", NULL, "higher", "12", "400", "48", "400", WAY_SAMPLE_FULL, TRUE, WAY_VERDICT_BETTER, "48", "n\u00a0400 · ±9", "▲\u00a036 since 2025-09-30" },
  { "nps", NULL, "higher", "2", "96", "-12", "96", WAY_SAMPLE_FULL, TRUE, WAY_VERDICT_NOISE, "−12", "n\u00a096 · ±19", "≈\u00a0noise since 2025-09-30" },
  { "nps", NULL, "higher", "31", "87", "32.3", "22", WAY_SAMPLE_SMALL, TRUE, WAY_VERDICT_NONE, "32", "n\u00a022 · ±36 · small sample", "▲\u00a01 since 2025-09-30 · no verdict" },
  { "nps", NULL, "higher", NULL, NULL, "100", "10", WAY_SAMPLE_SMALL, TRUE, WAY_VERDICT_NONE, "100", "n\u00a010 · 48–100 · small sample", NULL },
  { "nps", NULL, "higher", "31", "87", "-100", "4", WAY_SAMPLE_HIDDEN, FALSE, WAY_VERDICT_NONE, "n\u00a0<\u00a05", "hidden to protect people", NULL },
  { "nps", NULL, "higher", "31", "3", "40", "87", WAY_SAMPLE_FULL, TRUE, WAY_VERDICT_NONE, "40", "n\u00a087 · ±19", NULL },
  { "drop-off", "%", "lower", "71.4", "1308", "41", "1250", WAY_SAMPLE_FULL, TRUE, WAY_VERDICT_BETTER, "41\u00a0%", "n\u00a01250 · 38–44\u00a0%", "▼\u00a030.4\u00a0pts since 2025-09-30" },
  { "conversion", "%", "higher", "47", "900", "41", "880", WAY_SAMPLE_FULL, TRUE, WAY_VERDICT_WORSE, "41\u00a0%", "n\u00a0880 · 38–44\u00a0%", "▼\u00a06\u00a0pts since 2025-09-30" },
  { "share", "%", "none", "47", "900", "41", "880", WAY_SAMPLE_FULL, TRUE, WAY_VERDICT_CHANGED, "41\u00a0%", "n\u00a0880 · 38–44\u00a0%", "▼\u00a06\u00a0pts since 2025-09-30" },
  { "csat", "%", "higher", "80", "100", "81", "640", WAY_SAMPLE_FULL, TRUE, WAY_VERDICT_NOISE, "81\u00a0%", "n\u00a0640 · 78–84\u00a0%", "≈\u00a0noise since 2025-09-30" },
  { "csat", NULL, "higher", "4.1", "100", "4.3", "640", WAY_SAMPLE_FULL, FALSE, WAY_VERDICT_NONE, "4.3", "n\u00a0640", "▲\u00a00.2 since 2025-09-30" },
  { "ces", "1–7", "lower", "5.6", "100", "5.2", "140", WAY_SAMPLE_FULL, FALSE, WAY_VERDICT_NONE, "5.2", "n\u00a0140", "▼\u00a00.4 since 2025-09-30" },
  { "duration", "d", "lower", "4.1", "100", "6.2", "640", WAY_SAMPLE_FULL, FALSE, WAY_VERDICT_NONE, "6.2\u00a0d", "n\u00a0640", "▲\u00a02.1\u00a0d since 2025-09-30" },
  { "count", NULL, "higher", "1240", NULL, "1240", NULL, WAY_SAMPLE_UNKNOWN, FALSE, WAY_VERDICT_NONE, "1240", "n not known", "=\u00a0unchanged since 2025-09-30" },
  { "conversion", "%", "higher", "47", NULL, "41", "880", WAY_SAMPLE_FULL, TRUE, WAY_VERDICT_NONE, "41\u00a0%", "n\u00a0880 · 38–44\u00a0%", "▼\u00a06\u00a0pts since 2025-09-30" },
  /* No percentage, whatever its unit says. */
  { "conversion", "%", "higher", NULL, NULL, "141", "880", WAY_SAMPLE_FULL, FALSE, WAY_VERDICT_NONE, "141\u00a0%", "n\u00a0880", NULL },
  { "duration", "Tage", "lower", "78", "46", NULL, NULL, WAY_SAMPLE_FULL, FALSE, WAY_VERDICT_NONE, "78\u00a0Tage", "n\u00a046", NULL },
  { "conversion", "%", "higher", NULL, NULL, "0", "20", WAY_SAMPLE_SMALL, TRUE, WAY_VERDICT_NONE, "0\u00a0%", "n\u00a020 · 0–16\u00a0% · small sample", NULL },
};

static WayDocument *
make_document (const FigureRow *row)
{
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT), *binding;
  WayElement *metric = add (root, WAY_KIND_METRIC, WAY_FIELD_ID, "mt-1a2b", WAY_FIELD_KIND, row->kind, WAY_FIELD_NAME, "Name", WAY_FIELD_UNIT, row->unit, WAY_FIELD_BETTER, row->better, WAY_FIELD_TARGET, "40", WAY_N_FIELDS);

  add (metric, WAY_KIND_BINDING, WAY_FIELD_ID, "bd-none", WAY_FIELD_AT, "tp-4hq2", WAY_N_FIELDS);
  binding = add (metric, WAY_KIND_BINDING, WAY_FIELD_ID, "bd-1a2b", WAY_FIELD_AT, "tp-4hq2", WAY_FIELD_PERSONA, "ps-ilka", WAY_N_FIELDS);
  if (row->baseline != NULL)
    add (binding, WAY_KIND_FIGURE, WAY_FIELD_ROLE, "baseline", WAY_FIELD_VALUE, row->baseline, WAY_FIELD_N, row->baseline_n, WAY_FIELD_FROM, "2025-01-01", WAY_FIELD_TO, "2025-09-30", WAY_N_FIELDS);
  if (row->current != NULL)
    {
      add (binding, WAY_KIND_FIGURE, WAY_FIELD_ROLE, "current", WAY_FIELD_VALUE, "-77", WAY_FIELD_N, "9", WAY_FIELD_FROM, "2025-01-01", WAY_FIELD_TO, "2025-10-30", WAY_N_FIELDS);
      add (binding, WAY_KIND_FIGURE, WAY_FIELD_ROLE, "current", WAY_FIELD_VALUE, row->current, WAY_FIELD_N, row->n, WAY_FIELD_FROM, "2025-10-01", WAY_FIELD_TO, "2025-12-31", WAY_N_FIELDS);
    }
  return way_document_new_for_root (root, NULL);
}

static void
test_frozen (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (figure_rows); i++)
    {
      const FigureRow *row = &figure_rows[i];
      g_autoptr (WayDocument) document = make_document (row);
      g_autoptr (WayFigures) figures = way_figures_new_frozen (document);

      g_assert_cmpuint (way_figures_get_size (figures), ==, 1);

      const WayFigure *figure = way_figures_get (figures, 0);
      g_autofree char *text = way_figure_to_text (figure);
      g_autofree char *sample = way_figure_to_sample_text (figure);
      g_autofree char *change = way_figure_to_change_text (figure);

      g_test_message ("%s %s: %s | %s | %s", row->kind, row->current, text, sample, change);
      g_assert_true (g_ptr_array_index (way_figures_get_at (figures, "tp-4hq2"), 0) == figure);
      g_assert_null (way_figures_get_at (figures, "tp-none"));
      g_assert_cmpint (figure->sample, ==, row->sample);
      g_assert_cmpint (figure->has_interval, ==, row->interval);
      g_assert_cmpint (figure->verdict, ==, row->verdict);
      g_assert_cmpint (figure->is_baseline, ==, row->current == NULL);
      g_assert_cmpstr (text, ==, row->text);
      g_assert_cmpstr (sample, ==, row->sample_text);
      g_assert_cmpstr (change, ==, row->change);
      g_assert_cmpstr (figure->persona, ==, "ps-ilka");
      g_assert_true (figure->has_target && figure->target == 40);
      /* What must stay hidden is in no text. */
      if (figure->sample == WAY_SAMPLE_HIDDEN)
        g_assert_null (strstr (text, "100"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_add_func ("/figures/wilson", test_wilson);
  g_test_add_func ("/figures/newcombe", test_newcombe);
  g_test_add_func ("/figures/nps", test_nps);
  g_test_add_func ("/figures/frozen", test_frozen);
  return g_test_run ();
}
