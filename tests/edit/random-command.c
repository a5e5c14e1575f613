#include "random-command.h"

#include "edit/way-clipboard.h"
#include "edit/way-commands.h"
#include "edit/way-drag.h"
#include "edit/way-navigate.h"
#include "edit/way-quick-entry.h"
#include "edit/way-search.h"
#include "random-map.h"

#define CARDS (WAY_BIT (WAY_KIND_TOUCHPOINT) | WAY_BIT (WAY_KIND_NOTE))

typedef struct
{
  GPtrArray *found;
  guint64 kinds;
} Pick;

static void
pick_cb (WayElement *element, gpointer data)
{
  Pick *pick = data;

  if (way_element_get_id (element) != NULL && (pick->kinds & WAY_BIT (way_element_get_kind (element))) != 0)
    g_ptr_array_add (pick->found, element);
}

WayElement *
random_command_pick (WayEditor *editor, GRand *rand, guint64 kinds)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  Pick pick = { found, kinds };

  way_element_walk ((WayElement *) way_document_get_root (way_editor_get_document (editor)), pick_cb, &pick);
  return found->len > 0 ? found->pdata[g_rand_int_range (rand, 0, (int) found->len)] : NULL;
}

static const char *
pick_id (WayEditor *editor, GRand *rand, guint64 kinds)
{
  const WayElement *element = random_command_pick (editor, rand, kinds);

  return element != NULL ? way_element_get_id (element) : NULL;
}

void
random_command_select (WayEditor *editor, GRand *rand)
{
  const char *id = pick_id (editor, rand, g_rand_boolean (rand) ? CARDS : WAY_ANY_KIND & ~WAY_BIT (WAY_KIND_DOCUMENT));
  const char *band[] = { id, pick_id (editor, rand, CARDS), NULL };

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
      way_editor_toggle (editor, id);
      break;
    case 1:
      way_editor_extend (editor, id);
      break;
    case 2:
      way_editor_select_in (editor, pick_id (editor, rand, WAY_BIT (WAY_KIND_LANE) | WAY_BIT (WAY_KIND_STEP) | WAY_BIT (WAY_KIND_PHASE)), (WaySelectMode) g_rand_int_range (rand, 0, 3));
      break;
    case 3:
      way_navigate (editor, (WayMove) g_rand_int_range (rand, 0, WAY_MOVE_PREVIOUS_LANE + 1), g_rand_boolean (rand));
      break;
    case 4:
      way_editor_begin_band (editor, (WaySelectMode) g_rand_int_range (rand, 0, 3));
      way_editor_update_band (editor, band);
      way_editor_end_band (editor, g_rand_boolean (rand));
      break;
    case 5:
      way_editor_set_cell (editor, pick_id (editor, rand, WAY_BIT (WAY_KIND_LANE)), pick_id (editor, rand, WAY_BIT (WAY_KIND_STEP)));
      break;
    case 6:
      way_editor_set_journey (editor, pick_id (editor, rand, WAY_BIT (WAY_KIND_JOURNEY)));
      break;
    default:
      way_editor_select (editor, id);
    }
}

static const char *
run_add (WayEditor *editor, GRand *rand)
{
  g_autofree char *text = g_rand_boolean (rand) ? random_map_make_text (rand) : NULL;
  const WayChoice *lanes = way_kind_get_field (WAY_KIND_LANE, WAY_FIELD_KIND)->choices;
  WayKind kind;

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      way_command_add_in_cell (editor, pick_id (editor, rand, WAY_BIT (WAY_KIND_LANE)), pick_id (editor, rand, WAY_BIT (WAY_KIND_STEP)), text, NULL);
      return "add in cell";
    case 1:
      way_command_add_lane (editor, lanes[g_rand_int_range (rand, 0, 20)].nick, text, pick_id (editor, rand, WAY_BIT (WAY_KIND_PERSONA)), NULL);
      return "add lane";
    case 2:
      way_command_connect (editor, pick_id (editor, rand, CARDS), pick_id (editor, rand, CARDS), "loop", NULL);
      return "connect";
    case 3:
      way_command_add_part (editor, pick_id (editor, rand, WAY_BIT (WAY_KIND_TOUCHPOINT)), (WayKind) g_rand_int_range (rand, WAY_KIND_DATA, WAY_KIND_FEELING + 1), NULL);
      return "add part";
    default:
      do
        kind = (WayKind) g_rand_int_range (rand, WAY_KIND_META, WAY_N_KINDS);
      while (way_kind_get (kind)->prefix == NULL);
      way_command_add (editor, kind, text, NULL);
      return way_kind_get (kind)->name;
    }
}

static const char *
run_move (WayEditor *editor, GRand *rand)
{
  g_auto (GStrv) ids = way_editor_dup_selection (editor);
  const char *lane = pick_id (editor, rand, WAY_BIT (WAY_KIND_LANE)), *step = pick_id (editor, rand, WAY_BIT (WAY_KIND_STEP));
  const WayElement *element = random_command_pick (editor, rand, WAY_ANY_KIND), *other = random_command_pick (editor, rand, WAY_BIT (way_element_get_kind (element)));

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      way_command_move_cards (editor, (const char *const *) ids, g_rand_boolean (rand) ? lane : NULL, step, (guint) g_rand_int_range (rand, 0, 4), NULL);
      return "move cards";
    case 1:
      way_command_shift_cards (editor, (const char *const *) ids, g_rand_int_range (rand, -2, 3), g_rand_int_range (rand, -2, 3), NULL);
      return "shift cards";
    case 2:
      way_command_nudge (editor, g_rand_boolean (rand) ? 1 : -1, 0, NULL);
      way_command_nudge (editor, 0, g_rand_boolean (rand) ? 1 : -1, NULL);
      return "nudge";
    case 3:
      way_command_set_span (editor, pick_id (editor, rand, CARDS), g_rand_boolean (rand) ? step : NULL, pick_id (editor, rand, WAY_BIT (WAY_KIND_STEP)), NULL);
      return "span";
    default:
      way_command_place (editor, way_element_get_id (element), g_rand_boolean (rand) ? pick_id (editor, rand, WAY_BIT (WAY_KIND_PHASE)) : NULL, g_rand_boolean (rand) ? way_element_get_id (other) : NULL, NULL);
      return "place";
    }
}

static const char *
run_drag (WayEditor *editor, GRand *rand)
{
  WayDragKind kind = (WayDragKind) g_rand_int_range (rand, 0, WAY_DRAG_PLACE + 1);
  WayElement *element = random_command_pick (editor, rand, kind == WAY_DRAG_PLACE || kind == WAY_DRAG_SIZE ? WAY_BIT (WAY_KIND_STEP) | WAY_BIT (WAY_KIND_PHASE) | WAY_BIT (WAY_KIND_LANE) : kind == WAY_DRAG_FEELING ? WAY_BIT (WAY_KIND_TOUCHPOINT)
                                                                                                                                                                                                                     : CARDS);

  if (element == NULL || !way_drag_begin (editor, kind, way_element_get_id (element), pick_id (editor, rand, WAY_BIT (WAY_KIND_PERSONA))))
    return "no drag";
  for (guint i = 0; i < 3; i++)
    {
      WayDragTarget target = {
        .lane = pick_id (editor, rand, WAY_BIT (WAY_KIND_LANE)),
        .step = pick_id (editor, rand, WAY_BIT (WAY_KIND_STEP)),
        .index = (guint) g_rand_int_range (rand, 0, 3),
        .score = g_rand_int_range (rand, -7, 8),
        .before = pick_id (editor, rand, WAY_BIT (way_element_get_kind (element))),
      };

      target.from = pick_id (editor, rand, WAY_BIT (WAY_KIND_STEP));
      target.copy = g_rand_boolean (rand);
      target.size = g_rand_int_range (rand, -100, 9000);
      way_drag_update (editor, &target, NULL);
    }
  /* A third is let go by the next command. */
  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      way_drag_end (editor);
      return "drag";
    case 1:
      way_drag_cancel (editor);
      return "cancelled drag";
    default:
      way_command_toggle_moment_of_truth (editor, NULL);
      way_drag_end (editor);
      return "drag ended by a command";
    }
}

static const char *
run_change (WayEditor *editor, GRand *rand)
{
  g_auto (GStrv) ids = way_editor_dup_selection (editor);
  g_autofree char *text = random_map_make_text (rand);
  WayElement *element = random_command_pick (editor, rand, WAY_ANY_KIND);
  const WayKindInfo *info = way_kind_get (way_element_get_kind (element));
  guint n;

  switch (g_rand_int_range (rand, 0, 9))
    {
    case 0:
      way_command_set (editor, (const char *const *) ids, (WayField) g_rand_int_range (rand, 0, WAY_N_FIELDS), text, NULL);
      return "set";
    case 1:
      way_command_type (editor, element, info->fields[g_rand_int_range (rand, 0, (int) info->n_fields)].field, text, NULL);
      way_command_end_typing (editor);
      return "type";
    case 2:
      way_command_rename (editor, way_element_get_id (element), text, NULL);
      return "rename";
    case 3:
      way_command_toggle_moment_of_truth (editor, NULL);
      return "moment of truth";
    case 4:
      way_command_change_feeling (editor, g_rand_boolean (rand) ? pick_id (editor, rand, WAY_BIT (WAY_KIND_PERSONA)) : NULL, g_rand_boolean (rand) ? 1 : -1, NULL);
      return "feeling";
    case 5:
      way_command_set_collapsed (editor, pick_id (editor, rand, WAY_BIT (WAY_KIND_LANE)), g_rand_boolean (rand), NULL);
      return "collapse";
    case 6:
      way_search_replace_all (editor, way_editor_get_journey (editor), "a", g_rand_boolean (rand) ? "äöü" : "", &n, NULL);
      return "replace all";
    default:
      way_command_delete (editor, NULL);
      return "delete";
    }
}

static const char *
run_paste (WayEditor *editor, GRand *rand)
{
  static const char *const texts[] = { "one\ntwo\n\n- three", "a\tb\tc\nd\t\"e\nf\"\tg", "\tStep A\tStep B\nIdeas\tx\ty\nFeeling\t+2\t-3\n", "\"open\tquote", "\t\t\t\n" };
  static const char *const lines[] = { "Besuch vor Ort: Erstgespräch @IT +2 !", "#Neu 🙂 * ?", "Brand new channel: x @\"New department\" !!! too late", ": ", "" };
  g_autoptr (WayDocument) fragment = NULL;
  g_autoptr (WayQuickEntry) entry = NULL;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      way_clipboard_paste_text (editor, texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))], NULL);
      return "paste text";
    case 1:
      fragment = way_clipboard_copy (editor);
      random_command_select (editor, rand);
      if (fragment != NULL)
        way_clipboard_paste (editor, fragment, NULL, NULL);
      return "paste";
    case 2:
      entry = way_quick_entry_parse (way_editor_get_document (editor), lines[g_rand_int_range (rand, 0, G_N_ELEMENTS (lines))]);
      way_quick_entry_apply (entry, editor, NULL, NULL, NULL);
      return "quick entry";
    default:
      way_command_duplicate (editor, NULL);
      return "duplicate";
    }
}

const char *
random_command_run (WayEditor *editor, GRand *rand)
{
  static const char *(*const runs[]) (WayEditor * editor, GRand * rand) = { run_add, run_move, run_drag, run_change, run_paste };

  return runs[g_rand_int_range (rand, 0, G_N_ELEMENTS (runs))](editor, rand);
}
