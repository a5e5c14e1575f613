#include <locale.h>
#include <math.h>

#include "base/way-date.h"
#include "model/way-standing.h"

static void
set (WayElement *element, WayField field, const char *value)
{
  way_element_init_value (element, field, value);
}

static WayElement *
add (WayElement *parent, WayKind kind, const char *id)
{
  WayElement *element = way_element_append (parent, way_element_new (kind));

  set (element, WAY_FIELD_ID, id);
  return element;
}

/* A journey of `n` touchpoints "tp-0000" … */
static WayDocument *
make_document (guint n)
{
  WayElement *root = way_element_new (WAY_KIND_DOCUMENT), *journey;
  g_autoptr (GError) error = NULL;
  WayDocument *document;

  set (root, WAY_FIELD_ID, "map-a1b2c3d4");
  way_element_append (root, way_element_new (WAY_KIND_META));
  journey = add (root, WAY_KIND_JOURNEY, "jn-a1b2");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("tp-%04u", i);

      add (journey, WAY_KIND_TOUCHPOINT, id);
    }
  document = way_document_new_for_root (root, &error);
  g_assert_no_error (error);
  return document;
}

static WayFigure *
make_figure (guint place, const char *metric, const char *kind, const char *better, double value, double half, gint64 n)
{
  WayFigure *figure = g_new0 (WayFigure, 1);

  figure->metric = g_strdup (metric);
  figure->binding = g_strdup_printf ("bd-%s%u", metric, place);
  figure->place = g_strdup_printf ("tp-%04u", place);
  figure->name = g_strdup (metric);
  figure->kind = g_strdup (kind);
  figure->better = g_strdup (better);
  figure->value = value;
  figure->n = n;
  figure->sample = n < 5 ? WAY_SAMPLE_HIDDEN : n < 30 ? WAY_SAMPLE_SMALL
                                                      : WAY_SAMPLE_FULL;
  figure->has_interval = half > 0;
  figure->low = value - half;
  figure->high = value + half;
  figure->to = g_strdup_printf ("2026-0%u-28", place + 1);
  figure->p = -1;
  return figure;
}

#define MAX_FIGURES 5

/* What is bound to the touchpoints in turn, and which of them is the weakest. */
static void
test_weakest (void)
{
  static const struct
  {
    const char *what;
    struct
    {
      const char *metric, *kind, *better;
      double value, half;
      gint64 n;
    } figures[MAX_FIGURES];
    int weakest; /* -1: none */
    gboolean clear;
  } rows[] = {
    { "three of one metric", { { "a", "nps", "higher", 40, 10, 200 }, { "a", "nps", "higher", -20, 10, 200 }, { "a", "nps", "higher", 10, 10, 200 } }, 1, TRUE },
    { "the lowest may be chance", { { "a", "nps", "higher", 40, 10, 200 }, { "a", "nps", "higher", 2, 10, 200 }, { "a", "nps", "higher", 10, 10, 200 } }, 1, FALSE },
    { "grades: the higher the worse", { { "a", "csat", "lower", 1.2, .2, 200 }, { "a", "csat", "lower", 4, .2, 200 }, { "a", "csat", "lower", 2, .2, 200 } }, 1, TRUE },
    { "two are no chain", { { "a", "nps", "higher", 40, 10, 200 }, { "a", "nps", "higher", -20, 10, 200 } }, -1, FALSE },
    { "few answers are no verdict", { { "a", "nps", "higher", 40, 10, 200 }, { "a", "nps", "higher", -90, 30, 29 }, { "a", "nps", "higher", 10, 10, 200 }, { "a", "nps", "higher", 20, 10, 200 } }, 2, FALSE },
    { "hidden ones are not there", { { "a", "nps", "higher", 40, 10, 200 }, { "a", "nps", "higher", -90, 0, 4 }, { "a", "nps", "higher", 10, 10, 200 } }, -1, FALSE },
    { "different metrics are not compared", { { "a", "nps", "higher", 40, 10, 200 }, { "b", "csat", "higher", 2, .2, 200 }, { "c", "ces", "higher", 3, .2, 200 } }, -1, FALSE },
    { "no direction, no weakest", { { "a", "nps", "none", 40, 10, 200 }, { "a", "nps", "none", -20, 10, 200 }, { "a", "nps", "none", 10, 10, 200 } }, -1, FALSE },
    { "without an interval nothing is clear", { { "a", "ces", "higher", 5, 0, 200 }, { "a", "ces", "higher", 2, 0, 200 }, { "a", "ces", "higher", 4, 0, 200 } }, 1, FALSE },
    { "costs are no link", { { "a", "cost", "lower", 5, 1, 200 }, { "a", "cost", "lower", 20, 1, 200 }, { "a", "cost", "lower", 4, 1, 200 } }, -1, FALSE },
    { "what is done, where nobody was asked", { { "a", "drop-off", "lower", 5, 1, 200 }, { "a", "drop-off", "lower", 20, 1, 200 }, { "a", "drop-off", "lower", 4, 1, 200 } }, 1, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayDocument) document = make_document (MAX_FIGURES);
      GPtrArray *list = g_ptr_array_new ();
      guint n = 0;

      for (; n < MAX_FIGURES && rows[i].figures[n].metric != NULL; n++)
        g_ptr_array_add (list, make_figure (n, rows[i].figures[n].metric, rows[i].figures[n].kind, rows[i].figures[n].better, rows[i].figures[n].value, rows[i].figures[n].half, rows[i].figures[n].n));

      g_autoptr (WayFigures) figures = way_figures_new_taking (list);
      g_autofree char *place = g_strdup_printf ("tp-%04d", rows[i].weakest);
      WayStanding standing = way_standing_find (document, way_element_get_first (way_document_get_root (document), WAY_KIND_JOURNEY), figures);

      g_test_message ("%s", rows[i].what);
      g_assert_cmpuint (standing.n_touchpoints, ==, MAX_FIGURES);
      g_assert_cmpuint (standing.n_measured + standing.n_hidden, ==, n);
      g_assert_true ((standing.weakest != NULL) == (rows[i].weakest >= 0));
      if (standing.weakest != NULL)
        g_assert_cmpstr (standing.weakest->place, ==, place);
      g_assert_cmpint (standing.clear, ==, rows[i].clear);
      g_assert_cmpuint (standing.oldest, ==, way_date_parse ("2026-01-28"));
      g_assert_cmpuint (standing.newest, ==, way_date_parse (way_figures_get (figures, n - 1)->to));
    }
}

/* On the scale of feelings: the ends and the middle of every scale. */
static void
test_feeling (void)
{
  static const struct
  {
    const char *kind, *unit, *better;
    double value, feeling;
  } rows[] = {
    { "nps", NULL, "higher", 100, 5 },
    { "nps", NULL, "higher", -100, -5 },
    { "nps", NULL, "lower", 50, 2.5 },
    { "csat", "%", "higher", 100, 5 },
    { "csat", "%", "higher", 0, -5 },
    { "csat", "1–5", "higher", 3, 0 },
    { "csat", "1-7", "higher", 7, 5 },
    { "csat", "1–7", "higher", 4, 0 },
    { "csat", NULL, "lower", 1, 5 },
    { "ces", "1–7", "higher", 1, -5 },
    { "ces", NULL, "higher", 7, 5 },
    { "ces", "1–5", "lower", 5, -5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (WayFigure) figure = make_figure (0, "a", rows[i].kind, rows[i].better, rows[i].value, 0, 100);
      double feeling;

      figure->unit = g_strdup (rows[i].unit);
      g_test_message ("row %u", i);
      g_assert_true (way_standing_get_feeling (figure, &feeling));
      g_assert_cmpfloat_with_epsilon (feeling, rows[i].feeling, 1e-9);
      figure->sample = WAY_SAMPLE_HIDDEN;
      g_assert_false (way_standing_get_feeling (figure, &feeling));
    }
}

/* Whatever can be seen of figures changes what they are known by. */
static void
test_digest (void)
{
  g_autoptr (WayFigure) figure = make_figure (0, "a", "nps", "higher", 40, 10, 200);
  guint64 before = way_figure_get_digest (figure);
  WayFigurePoint point = { .day = 740000, .value = 3, .n = 9 };

#define CHANGES(assignment, back)                                  \
  G_STMT_START                                                     \
  {                                                                \
    assignment;                                                    \
    g_assert_cmpuint (way_figure_get_digest (figure), !=, before); \
    back;                                                          \
    g_assert_cmpuint (way_figure_get_digest (figure), ==, before); \
  }                                                                \
  G_STMT_END
  CHANGES (figure->value = 41, figure->value = 40);
  CHANGES (figure->n = 201, figure->n = 200);
  CHANGES (figure->verdict = WAY_VERDICT_WORSE, figure->verdict = WAY_VERDICT_NONE);
  CHANGES (figure->has_baseline = TRUE, figure->has_baseline = FALSE);
  CHANGES (figure->unit = g_strdup ("%"), g_clear_pointer (&figure->unit, g_free));
  CHANGES (figure->unit = g_strdup (""), g_clear_pointer (&figure->unit, g_free));
  figure->series = g_array_new (FALSE, TRUE, sizeof (WayFigurePoint));
  CHANGES (g_array_append_val (figure->series, point), g_array_set_size (figure->series, 0));
#undef CHANGES
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/standing/weakest", test_weakest);
  g_test_add_func ("/standing/feeling", test_feeling);
  g_test_add_func ("/standing/digest", test_digest);
  return g_test_run ();
}
