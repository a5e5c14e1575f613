#include "model/way-answers.h"

#include <string.h>

struct _WayAnswers
{
  int ref_count;
  GHashTable *datasets; /* name → GHashTable of row → WayAnswerState */
  guint n;
};

void
way_answer_ref_clear (WayAnswerRef *self)
{
  g_clear_pointer (&self->dataset, g_free);
  g_clear_pointer (&self->row, g_free);
  g_clear_pointer (&self->respondent, g_free);
}

WayAnswers *
way_answers_new (void)
{
  WayAnswers *self = g_new0 (WayAnswers, 1);

  self->ref_count = 1;
  self->datasets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

WayAnswers *
way_answers_ref (WayAnswers *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
way_answers_unref (WayAnswers *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_hash_table_unref (self->datasets);
  g_free (self);
}

void
way_answers_set (WayAnswers *self, const char *dataset, const char *row, WayAnswerState state)
{
  GHashTable *rows = g_hash_table_lookup (self->datasets, dataset);

  if (rows == NULL)
    {
      rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->datasets, g_strdup (dataset), rows);
    }
  self->n += !g_hash_table_contains (rows, row);
  g_hash_table_insert (rows, g_strdup (row), GINT_TO_POINTER (state));
}

WayAnswerState
way_answers_get (const WayAnswers *self, const char *dataset, const char *row)
{
  GHashTable *rows = self != NULL && dataset != NULL ? g_hash_table_lookup (self->datasets, dataset) : NULL;

  return rows != NULL ? (WayAnswerState) GPOINTER_TO_INT (g_hash_table_lookup (rows, row)) : WAY_ANSWER_UNCHECKED;
}

WayAnswers *
way_answers_copy (const WayAnswers *self)
{
  WayAnswers *copy = way_answers_new ();
  GHashTableIter datasets, rows;
  gpointer name, table, row, state;

  if (self == NULL)
    return copy;
  g_hash_table_iter_init (&datasets, self->datasets);
  while (g_hash_table_iter_next (&datasets, &name, &table))
    {
      g_hash_table_iter_init (&rows, table);
      while (g_hash_table_iter_next (&rows, &row, &state))
        way_answers_set (copy, name, row, (WayAnswerState) GPOINTER_TO_INT (state));
    }
  return copy;
}

guint
way_answers_get_size (const WayAnswers *self)
{
  return self != NULL ? self->n : 0;
}

guint
way_answers_count (const WayAnswers *self, WayAnswerState state)
{
  GHashTableIter datasets, rows;
  gpointer table, value;
  guint n = 0;

  if (self == NULL)
    return 0;
  g_hash_table_iter_init (&datasets, self->datasets);
  while (g_hash_table_iter_next (&datasets, NULL, &table))
    {
      g_hash_table_iter_init (&rows, table);
      while (g_hash_table_iter_next (&rows, NULL, &value))
        n += GPOINTER_TO_INT (value) == (int) state;
    }
  return n;
}

GPtrArray *
way_answers_list_datasets (const WayAnswers *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->datasets);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

void
way_answers_update (WayAnswers *self, const char *dataset, WayAnswerVisit visit, gpointer data)
{
  GHashTable *rows = g_hash_table_lookup (self->datasets, dataset);
  GHashTableIter iter;
  gpointer row, state;

  if (rows == NULL)
    return;
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &row, &state))
    g_hash_table_iter_replace (&iter, GINT_TO_POINTER (visit (row, (WayAnswerState) GPOINTER_TO_INT (state), data)));
}

gboolean
way_answers_equal (const WayAnswers *a, const WayAnswers *b)
{
  GHashTableIter datasets, rows;
  gpointer name, table, row, state;

  if (a == b)
    return TRUE;
  if (way_answers_get_size (a) != way_answers_get_size (b))
    return FALSE;
  if (way_answers_get_size (a) == 0)
    return TRUE;
  g_hash_table_iter_init (&datasets, a->datasets);
  while (g_hash_table_iter_next (&datasets, &name, &table))
    {
      GHashTable *other = g_hash_table_lookup (b->datasets, name);

      g_hash_table_iter_init (&rows, table);
      while (g_hash_table_iter_next (&rows, &row, &state))
        if (other == NULL || !g_hash_table_contains (other, row) || g_hash_table_lookup (other, row) != state)
          return FALSE;
    }
  return TRUE;
}
