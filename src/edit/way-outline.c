#include "edit/way-outline.h"

#include <glib/gi18n-lib.h>

#include "base/way-number.h"
#include "edit/way-cells.h"
#include "model/way-evidence.h"

static gboolean
stands_at (const WayElement *element, WayField field, const WayElement *place)
{
  return g_strcmp0 (way_element_get (element, field), way_element_get_id (place)) == 0;
}

static void
add_insights (GPtrArray *children, const WayElement *journey, const WayElement *place)
{
  static const WayKind kinds[] = { WAY_KIND_PAIN, WAY_KIND_OPPORTUNITY };
  WayElement *insight;

  /* What was just removed may still be shown; it stands in no journey any more. */
  if (journey == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    way_each (insight, journey, kinds[i])
      if (stands_at (insight, WAY_FIELD_AT, place))
        g_ptr_array_add (children, insight);
}

GPtrArray *
way_outline_list_children (WayDocument *document, const WayElement *element)
{
  GPtrArray *children = g_ptr_array_new ();
  const WayElement *journey = way_element_get_ancestor (element, WAY_KIND_JOURNEY);
  const GPtrArray *cards = journey != NULL ? way_cells_get_all_cards (journey) : NULL;
  WayElement *child;

  switch (way_element_get_kind (element))
    {
    case WAY_KIND_DOCUMENT:
      way_each (child, element, WAY_KIND_JOURNEY)
        g_ptr_array_add (children, child);
      break;
    case WAY_KIND_JOURNEY:
      way_each (child, element, WAY_KIND_PHASE)
        g_ptr_array_add (children, child);
      /* Opportunities may stand nowhere. */
      way_each (child, element, WAY_KIND_OPPORTUNITY)
        if (way_document_follow (document, child, WAY_FIELD_AT) == NULL)
          g_ptr_array_add (children, child);
      break;
    case WAY_KIND_PHASE:
      add_insights (children, journey, element);
      way_each (child, element, WAY_KIND_STEP)
        g_ptr_array_add (children, child);
      break;
    case WAY_KIND_STEP:
      add_insights (children, journey, element);
      for (guint i = 0; cards != NULL && i < cards->len; i++)
        if (stands_at (cards->pdata[i], WAY_FIELD_STEP, element))
          g_ptr_array_add (children, cards->pdata[i]);
      break;
    case WAY_KIND_TOUCHPOINT:
    case WAY_KIND_NOTE:
      add_insights (children, journey, element);
      break;
    default:
      break;
    }
  return children;
}

/* What is called by its text has paragraphs; all in one line. */
char *
way_outline_get_text (const WayElement *element)
{
  return g_strdelimit (g_strdup (way_element_get_name (element)), "\n", ' ');
}

static void
append (GString *s, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (s, "%s%s", s->len > 0 ? " · " : "", text);
}

static const char *
get_target_name (WayDocument *document, const WayElement *element, WayField field)
{
  const WayElement *target = way_document_follow (document, element, field);

  return target != NULL ? way_element_get_name (target) : NULL;
}

static void
append_card (GString *s, WayDocument *document, const WayElement *card, guint32 today)
{
  WayEvidence evidence = way_evidence_count (document, card, today);
  g_autofree char *proof = way_evidence_to_text (&evidence);
  const char *until = get_target_name (document, card, WAY_FIELD_UNTIL);

  append (s, get_target_name (document, card, WAY_FIELD_LANE));
  append (s, get_target_name (document, card, WAY_FIELD_CHANNEL));
  if (until != NULL)
    g_string_append_printf (s, _ (" · until %s"), until);
  if (way_element_get_boolean (card, WAY_FIELD_MOMENT_OF_TRUTH))
    append (s, _ ("moment of truth"));
  if (way_element_get_kind (card) == WAY_KIND_TOUCHPOINT || way_element_count (card, WAY_KIND_EVIDENCE) > 0)
    g_string_append_printf (s, "%s%s (%s)", s->len > 0 ? " · " : "", way_evidence_get_label (evidence.state), proof);
}

char *
way_outline_get_detail (WayDocument *document, const WayElement *element, guint32 today)
{
  GString *s = g_string_new (NULL);

  switch (way_element_get_kind (element))
    {
    case WAY_KIND_JOURNEY:
      append (s, way_element_get_label (element, WAY_FIELD_STATE));
      break;
    case WAY_KIND_PHASE:
      append (s, way_element_get (element, WAY_FIELD_DURATION));
      append (s, way_element_get (element, WAY_FIELD_GOAL));
      break;
    case WAY_KIND_TOUCHPOINT:
    case WAY_KIND_NOTE:
      append_card (s, document, element, today);
      break;
    case WAY_KIND_PAIN:
      g_string_append_printf (s, _ ("severity %d of 5"), way_element_get_integer (element, WAY_FIELD_SEVERITY, 3));
      break;
    default:
      break;
    }
  return g_string_free (s, FALSE);
}

static void
free_row (gpointer data)
{
  WayOutlineRow *row = data;

  g_free (row->text);
  g_free (row->detail);
  g_free (row);
}

static void
add_rows (GPtrArray *rows, WayDocument *document, WayElement *element, guint depth, guint32 today)
{
  WayOutlineRow *row = g_new0 (WayOutlineRow, 1);
  g_autoptr (GPtrArray) children = way_outline_list_children (document, element);

  *row = (WayOutlineRow){ element, depth, way_outline_get_text (element), way_outline_get_detail (document, element, today) };
  g_ptr_array_add (rows, row);
  for (guint i = 0; i < children->len; i++)
    add_rows (rows, document, children->pdata[i], depth + 1, today);
}

GPtrArray *
way_outline_list_rows (WayDocument *document, WayElement *top, guint32 today)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);

  add_rows (rows, document, top, 0, today);
  return rows;
}

static void
write_feelings (WayDocument *document, const WayElement *card, GString *text)
{
  WayElement *feeling;

  way_each (feeling, card, WAY_KIND_FEELING)
    {
      const char *who = get_target_name (document, feeling, WAY_FIELD_PERSONA), *emotion = way_element_get (feeling, WAY_FIELD_EMOTION);
      const char *thought = way_element_get (feeling, WAY_FIELD_THOUGHT);
      int score = way_element_get_integer (feeling, WAY_FIELD_SCORE, 0);
      g_autofree char *number = way_number_to_text (score, 0);

      g_string_append_printf (text, "%*s%s%s %s%s%s%s%s%s\n", 8, "", score > 0 ? "+" : "", number, who != NULL ? who : "?", emotion != NULL ? ": " : "", emotion != NULL ? emotion : "", thought != NULL ? " “" : "", thought != NULL ? thought : "", thought != NULL ? "”" : "");
    }
}

void
way_outline_write (WayDocument *document, WayElement *journey, guint32 today, GString *text)
{
  g_autoptr (GPtrArray) rows = way_outline_list_rows (document, journey, today);

  for (guint i = 0; i < rows->len; i++)
    {
      const WayOutlineRow *row = rows->pdata[i];

      switch (way_element_get_kind (row->element))
        {
        case WAY_KIND_JOURNEY:
          g_string_append_printf (text, "%s (%s)\n", row->text, row->detail);
          break;
        case WAY_KIND_TOUCHPOINT:
        case WAY_KIND_NOTE:
          g_string_append_printf (text, "%*s- %s [%s]\n", (int) row->depth * 2, "", row->text, row->detail);
          write_feelings (document, row->element, text);
          break;
        case WAY_KIND_PAIN:
          g_string_append_printf (text, "%*s! %s (%s)\n", (int) row->depth * 2, "", row->text, row->detail);
          break;
        case WAY_KIND_OPPORTUNITY:
          g_string_append_printf (text, "%*s> %s\n", (int) row->depth * 2, "", row->text);
          break;
        default:
          g_string_append_printf (text, "%*s%s\n", (int) row->depth * 2, "", row->text);
        }
    }
}
