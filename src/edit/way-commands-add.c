#include "edit/way-command-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "edit/way-shared.h"

/* Commands that make something new. */

/* Okabe & Ito 2008, the darker ones first because they carry lines; black is kept for text. */
static const char *const colours[] = { "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999999", "#f0e442" };

static WayElement *
get_root (WayEditor *editor)
{
  return (WayElement *) way_document_get_root (way_editor_get_document (editor));
}

/* The first selected element of `kind`, or whose ancestor is one. */
static WayElement *
find_selected (WayEditor *editor, WayKind kind)
{
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);
  WayElement *found = NULL;

  for (guint i = selected->len; i > 0 && found == NULL; i--)
    found = way_element_get_ancestor (selected->pdata[i - 1], kind);
  return found;
}

/* Ends the transaction and, if all went well, selects what was made. */
static const char *
finish (WayEditor *editor, WayElement *made)
{
  if (!way_command_finish (editor, made != NULL))
    return NULL;
  way_editor_reveal (editor, way_element_get_id (made));
  return way_element_get_id (made);
}

/* Registers that cards need. */

/* That of the touchpoint of the lane that stands nearest to the step: rather before it than behind, and the last one of several. */
static const char *
find_neighbour_channel (WayEditor *editor, const char *lane, const char *step)
{
  const GPtrArray *cards = way_cells_get_all_cards (way_editor_get_journey (editor));
  g_autoptr (WayCells) frame = way_cells_new_frame (way_editor_get_journey (editor));
  int at = way_cells_find (frame, step), least = G_MAXINT;
  const char *nearest = NULL;

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      const WayElement *card = cards->pdata[i];
      const char *id = way_element_get (card, WAY_FIELD_CHANNEL);

      if (g_strcmp0 (way_element_get (card, WAY_FIELD_LANE), lane) != 0 || way_document_lookup (way_editor_get_document (editor), id) == NULL)
        continue;

      int behind = way_cells_find (frame, way_element_get (card, WAY_FIELD_STEP)) - at;
      int distance = behind > 0 ? 2 * behind + 1 : -2 * behind;

      if (distance > least)
        continue;
      least = distance;
      nearest = id;
    }
  return nearest;
}

/* For where nobody knows: better than to say something that is not so. */
static WayElement *
need_open_channel (WayEditor *editor, GError **error)
{
  WayElement *channel, *made;

  way_each (channel, get_root (editor), WAY_KIND_CHANNEL)
    if (strcmp (way_element_get_name (channel), _ ("Still open")) == 0)
      return channel;
  made = way_command_make (way_editor_get_document (editor), WAY_KIND_CHANNEL);
  way_command_init_name (made, _ ("Still open"), NULL);
  return way_command_append (way_editor_get_document (editor), made, get_root (editor), error);
}

const char *
way_command_need_channel (WayEditor *editor, const char *lane, const char *step, GError **error)
{
  const char *id = find_neighbour_channel (editor, lane, step);
  const WayElement *channel;

  if (id == NULL)
    id = way_editor_get_last_channel (editor);
  if (id != NULL)
    return id;
  channel = need_open_channel (editor, error);
  return channel != NULL ? way_element_get_id (channel) : NULL;
}

WayElement *
way_command_make_persona (WayEditor *editor, const char *name, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *journey = way_editor_get_journey (editor);
  guint n = way_element_count (get_root (editor), WAY_KIND_PERSONA);
  WayElement *persona = way_command_make (document, WAY_KIND_PERSONA);
  const char *listed = way_element_get (journey, WAY_FIELD_PERSONAS);

  way_command_init_name (persona, name, n == 0 ? _ ("Customer") : NULL);
  way_element_init_value (persona, WAY_FIELD_COLOUR, colours[n % G_N_ELEMENTS (colours)]);
  persona = way_command_append (document, persona, get_root (editor), error);
  if (persona == NULL)
    return NULL;

  /* A journey that lists nobody shows everybody; one that lists some gets whoever is added while it is in sight. */
  if (listed == NULL)
    return persona;

  g_autofree char *all = g_strdup_printf ("%s %s", listed, way_element_get_id (persona));

  return way_document_set (document, journey, WAY_FIELD_PERSONAS, all, error) ? persona : NULL;
}

WayElement *
way_command_need_persona (WayEditor *editor, GError **error)
{
  WayElement *persona = way_command_find_persona (editor);

  return persona != NULL ? persona : way_command_make_persona (editor, NULL, error);
}

WayElement *
way_command_need_organisation (WayEditor *editor, GError **error)
{
  WayElement *organisation = find_selected (editor, WAY_KIND_ORGANISATION);
  WayElement *made;

  if (organisation == NULL)
    organisation = way_element_get_first (get_root (editor), WAY_KIND_ORGANISATION);
  if (organisation != NULL)
    return organisation;
  made = way_command_make (way_editor_get_document (editor), WAY_KIND_ORGANISATION);
  way_element_init_value (made, WAY_FIELD_KIND, "provider");
  way_command_init_name (made, _ ("Our organisation"), NULL);
  return way_command_append (way_editor_get_document (editor), made, get_root (editor), error);
}

/* Cards. */

static gboolean
need_cell (WayEditor *editor, const char **lane, const char **step, GError **error)
{
  if (*lane == NULL)
    *lane = way_editor_get_lane (editor);
  if (*step == NULL)
    *step = way_editor_get_step (editor);
  return (*lane != NULL && *step != NULL) || way_command_fail (error, _ ("The map needs a lane and a step before a card can stand on it. Add them first."));
}

/* Behind the current card, if that stands in the same cell; else at the end of the list. */
static guint
find_card_index (WayEditor *editor, const char *lane, const char *step)
{
  const WayElement *current = way_editor_get_single (editor);

  if (way_cells_is_card (current) && g_strcmp0 (way_element_get (current, WAY_FIELD_LANE), lane) == 0 && g_strcmp0 (way_element_get (current, WAY_FIELD_STEP), step) == 0)
    return way_element_get_index (current) + 1;
  return G_MAXUINT;
}

static WayElement *
make_card (WayEditor *editor, WayKind kind, const char *lane, const char *step, guint index, const char *text, const char *channel, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *card;

  if (kind == WAY_KIND_TOUCHPOINT && channel == NULL)
    channel = way_command_need_channel (editor, lane, step, error);
  if (kind == WAY_KIND_TOUCHPOINT && channel == NULL)
    return NULL;
  card = way_command_make (document, kind);
  way_element_init_value (card, WAY_FIELD_LANE, lane);
  way_element_init_value (card, WAY_FIELD_STEP, step);
  if (kind == WAY_KIND_TOUCHPOINT)
    way_element_init_value (card, WAY_FIELD_CHANNEL, channel);
  way_command_init_name (card, text, kind == WAY_KIND_TOUCHPOINT ? _ ("New touchpoint") : _ ("New note"));
  return way_command_insert (document, card, way_editor_get_journey (editor), index, error);
}

WayElement *
way_command_make_touchpoint (WayEditor *editor, const char *lane, const char *step, const char *name, const char *channel, GError **error)
{
  return make_card (editor, WAY_KIND_TOUCHPOINT, lane, step, find_card_index (editor, lane, step), name, channel, error);
}

static WayElement *
add_card (WayEditor *editor, WayKind kind, const char *text, GError **error)
{
  const char *lane = NULL, *step = NULL;

  if (!need_cell (editor, &lane, &step, error))
    return NULL;
  return make_card (editor, kind, lane, step, find_card_index (editor, lane, step), text, NULL, error);
}

/* Where pains and the like belong: what is selected if they may stand there, else the current step. */
static const char *
find_place (WayEditor *editor, WayKind kind, WayField field)
{
  const WayFieldInfo *info = way_kind_get_field (kind, field);
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);

  for (guint i = 0; i < selected->len; i++)
    if ((info->targets & WAY_BIT (way_element_get_kind (selected->pdata[i]))) != 0)
      return way_element_get_id (selected->pdata[i]);
  return way_editor_get_step (editor);
}

static WayElement *
add_insight (WayEditor *editor, WayKind kind, const char *step, const char *text, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *insight = way_command_make (document, kind);

  way_element_init_value (insight, WAY_FIELD_AT, step != NULL ? step : find_place (editor, kind, WAY_FIELD_AT));
  if (kind == WAY_KIND_OPPORTUNITY)
    {
      const WayElement *pain = find_selected (editor, WAY_KIND_PAIN);

      if (pain != NULL)
        {
          way_element_init_value (insight, WAY_FIELD_ADDRESSES, way_element_get_id (pain));
          way_element_init_value (insight, WAY_FIELD_AT, way_element_get (pain, WAY_FIELD_AT));
        }
    }
  way_command_init_name (insight, text, kind == WAY_KIND_PAIN ? _ ("New pain point") : _ ("New opportunity"));
  return way_command_append (document, insight, way_editor_get_journey (editor), error);
}

static WayElement *
add_action (WayEditor *editor, const char *text, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *action = way_command_make (document, WAY_KIND_ACTION);
  const WayFieldInfo *info = way_kind_get_field (WAY_KIND_ACTION, WAY_FIELD_FOR);
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < selected->len; i++)
    if ((info->targets & WAY_BIT (way_element_get_kind (selected->pdata[i]))) != 0)
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", way_element_get_id (selected->pdata[i]));
  if (ids->len > 0)
    way_element_init_value (action, WAY_FIELD_FOR, ids->str);
  way_command_init_name (action, text, _ ("New action"));
  return way_command_append (document, action, get_root (editor), error);
}

/* The grid. */

static WayElement *
make_step (WayEditor *editor, const char *text)
{
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  g_autofree char *name = g_strdup_printf (_ ("Step %u"), cells->steps->len + 1);
  WayElement *step = way_command_make (way_editor_get_document (editor), WAY_KIND_STEP);

  way_command_init_name (step, text, name);
  return step;
}

static WayElement *
add_step (WayEditor *editor, const char *text, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *phase = find_selected (editor, WAY_KIND_PHASE), *current = find_selected (editor, WAY_KIND_STEP);

  if (phase == NULL)
    {
      current = way_document_lookup (document, way_editor_get_step (editor));
      phase = current != NULL ? way_element_get_parent (current) : NULL;
    }
  if (phase == NULL)
    {
      way_command_fail (error, _ ("A step belongs to a phase. Add a phase first."));
      return NULL;
    }
  return way_command_insert (document, make_step (editor, text), phase, current != NULL ? way_element_get_index (current) + 1 : G_MAXUINT, error);
}

static WayElement *
add_phase (WayEditor *editor, const char *text, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *journey = way_editor_get_journey (editor);
  WayElement *current = find_selected (editor, WAY_KIND_PHASE);
  const WayElement *step = way_document_lookup (document, way_editor_get_step (editor));
  g_autofree char *name = g_strdup_printf (_ ("Phase %u"), way_element_count (journey, WAY_KIND_PHASE) + 1);
  WayElement *phase = way_command_make (document, WAY_KIND_PHASE);

  if (current == NULL && step != NULL)
    current = way_element_get_parent (step);
  way_command_init_name (phase, text, name);
  way_element_append (phase, make_step (editor, NULL));
  return way_command_insert (document, phase, journey, current != NULL ? way_element_get_index (current) + 1 : G_MAXUINT, error);
}

/* Lanes and separators, after the selected one or the current lane. */
static guint
find_lane_index (WayEditor *editor)
{
  const WayElement *current = find_selected (editor, WAY_KIND_SEPARATOR);

  if (current == NULL)
    current = way_document_lookup (way_editor_get_document (editor), way_editor_get_lane (editor));
  return current != NULL ? way_element_get_index (current) + 1 : G_MAXUINT;
}

static WayElement *
make_lane (WayEditor *editor, const char *kind, const char *text, const char *persona, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *lane = way_command_make (document, WAY_KIND_LANE);

  way_element_init_value (lane, WAY_FIELD_KIND, kind);
  way_element_init_value (lane, WAY_FIELD_PERSONA, persona);
  way_command_init_name (lane, text, way_field_get_choice_label (way_kind_get_field (WAY_KIND_LANE, WAY_FIELD_KIND), kind));
  return way_command_insert (document, lane, way_editor_get_journey (editor), find_lane_index (editor), error);
}

static WayElement *
add_separator (WayEditor *editor, const char *text, GError **error)
{
  WayElement *separator = way_command_make (way_editor_get_document (editor), WAY_KIND_SEPARATOR);

  way_command_init_name (separator, text, NULL);
  return way_command_insert (way_editor_get_document (editor), separator, way_editor_get_journey (editor), find_lane_index (editor), error);
}

/* With the lanes of the one in sight, and one phase and step. */
static WayElement *
add_journey (WayEditor *editor, const char *text, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  const WayElement *model = way_editor_get_journey (editor);
  WayElement *journey = way_command_make (document, WAY_KIND_JOURNEY), *phase = way_command_make (document, WAY_KIND_PHASE);
  WayElement *step = way_command_make (document, WAY_KIND_STEP), *lane;

  way_command_init_name (journey, text, _ ("New journey"));
  way_element_init_value (journey, WAY_FIELD_PERSONAS, way_element_get (model, WAY_FIELD_PERSONAS));
  way_command_init_name (phase, _ ("Phase 1"), NULL);
  way_command_init_name (step, _ ("Step 1"), NULL);
  way_element_append (way_element_append (journey, phase), step);
  way_each (lane, model, WAY_KIND_LANE)
    {
      WayElement *copy = way_element_append (journey, way_command_make (document, WAY_KIND_LANE));

      way_element_init_value (copy, WAY_FIELD_KIND, way_element_get (lane, WAY_FIELD_KIND));
      way_element_init_value (copy, WAY_FIELD_NAME, way_element_get (lane, WAY_FIELD_NAME));
      way_element_init_value (copy, WAY_FIELD_PERSONA, way_element_get (lane, WAY_FIELD_PERSONA));
      way_element_init_value (copy, WAY_FIELD_METRIC, way_element_get (lane, WAY_FIELD_METRIC));
    }
  if (way_element_get_first (journey, WAY_KIND_LANE) == NULL)
    {
      lane = way_element_append (journey, way_command_make (document, WAY_KIND_LANE));
      way_element_init_value (lane, WAY_FIELD_KIND, "touchpoints");
      way_element_init_value (lane, WAY_FIELD_NAME, _ ("Touchpoints"));
    }
  return way_command_insert (document, journey, get_root (editor), way_element_get_index (model) + 1, error);
}

/* Flow. */

static WayElement *
make_connection (WayEditor *editor, const char *from, const char *to, const char *kind, const char *label, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  const WayElement *start = way_document_lookup (document, from);
  WayElement *journey = start != NULL ? way_element_get_parent (start) : NULL, *connection;

  if (g_strcmp0 (from, to) == 0 || !way_cells_is_card (start) || !way_cells_is_card (way_document_lookup (document, to)))
    {
      way_command_fail (error, _ ("A connection leads from one card to another."));
      return NULL;
    }
  way_each (connection, journey, WAY_KIND_CONNECTION)
    if (g_strcmp0 (way_element_get (connection, WAY_FIELD_FROM), from) == 0 && g_strcmp0 (way_element_get (connection, WAY_FIELD_TO), to) == 0 && way_element_is (connection, WAY_FIELD_KIND, kind))
      return connection;
  connection = way_command_make (document, WAY_KIND_CONNECTION);
  way_element_init_value (connection, WAY_FIELD_FROM, from);
  way_element_init_value (connection, WAY_FIELD_TO, to);
  way_element_init_value (connection, WAY_FIELD_KIND, kind);
  way_command_init_name (connection, label, NULL);
  return way_command_append (document, connection, journey, error);
}

/* The selected cards in the order chosen; container only. */
static GPtrArray *
list_selected_cards (WayEditor *editor)
{
  GPtrArray *cards = way_editor_list_selected (editor);

  for (guint i = cards->len; i > 0; i--)
    if (!way_cells_is_card (cards->pdata[i - 1]))
      g_ptr_array_remove_index (cards, i - 1);
  return cards;
}

static WayElement *
add_connections (WayEditor *editor, const char *label, GError **error)
{
  g_autoptr (GPtrArray) cards = list_selected_cards (editor);
  WayElement *made = NULL;

  if (cards->len < 2)
    {
      way_command_fail (error, _ ("Select the cards to be connected, in the order of the way."));
      return NULL;
    }
  for (guint i = 1; i < cards->len; i++)
    if ((made = make_connection (editor, way_element_get_id (cards->pdata[i - 1]), way_element_get_id (cards->pdata[i]), "next", label, error)) == NULL)
      return NULL;
  return made;
}

static WayElement *
add_path (WayEditor *editor, const char *text, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  g_autoptr (GPtrArray) cards = list_selected_cards (editor);
  WayElement *path = way_command_make (document, WAY_KIND_PATH), *journey = way_editor_get_journey (editor);

  for (guint i = 0; i < cards->len; i++)
    way_element_init_value (way_element_append (path, way_element_new (WAY_KIND_VIA)), WAY_FIELD_REF, way_element_get_id (cards->pdata[i]));
  way_element_init_value (path, WAY_FIELD_COLOUR, colours[way_element_count (journey, WAY_KIND_PATH) % G_N_ELEMENTS (colours)]);
  way_command_init_name (path, text, _ ("New path"));
  if (cards->len > 0)
    return way_command_append (document, path, journey, error);
  way_element_unref (path);
  way_command_fail (error, _ ("Select the cards that the path leads along, in its order."));
  return NULL;
}

/* Everything else: at the end of its list, with the first there is where something must be pointed to. */

typedef struct
{
  guint64 targets;
  const WayElement *found;
} Search;

static void
find_target_cb (WayElement *element, gpointer data)
{
  Search *search = data;

  if (search->found == NULL && way_element_get_id (element) != NULL && (search->targets & WAY_BIT (way_element_get_kind (element))) != 0)
    search->found = element;
}

/* One more feeling is most likely about somebody else: the first whom no sibling speaks of. */
static const WayElement *
find_new_person (WayElement *root, const WayElement *place, WayKind kind, const WayFieldInfo *field)
{
  WayKind who = field->targets == WAY_BIT (WAY_KIND_PERSONA) ? WAY_KIND_PERSONA : field->targets == WAY_BIT (WAY_KIND_STAKEHOLDER) ? WAY_KIND_STAKEHOLDER
                                                                                                                                   : WAY_N_KINDS;
  WayElement *person, *sibling;

  if (who == WAY_N_KINDS)
    return NULL;
  way_each (person, root, who)
    {
      gboolean spoken_of = FALSE;

      way_each (sibling, place, kind)
        spoken_of |= g_strcmp0 (way_element_get (sibling, field->field), way_element_get_id (person)) == 0;
      if (!spoken_of)
        return person;
    }
  return NULL;
}

/* `place`: where a part will stand, or NULL. */
static gboolean
init_references (WayEditor *editor, WayElement *element, const WayElement *place, GError **error)
{
  WayKind kind = way_element_get_kind (element);
  const WayKindInfo *info = way_kind_get (kind);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const WayFieldInfo *field = &info->fields[i];
      Search search = { field->targets, NULL };
      g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);

      if (!field->required || (field->type != WAY_TYPE_REF && field->type != WAY_TYPE_REFS))
        continue;
      for (guint s = 0; s < selected->len && search.found == NULL; s++)
        find_target_cb (selected->pdata[s], &search);
      if (search.found == NULL && place != NULL)
        search.found = find_new_person (get_root (editor), place, way_element_get_kind (element), field);
      if (search.found == NULL && (field->targets & WAY_BIT (WAY_KIND_PERSONA)) != 0 && field->field == WAY_FIELD_PERSONA)
        search.found = way_command_need_persona (editor, error);
      if (search.found == NULL)
        way_element_walk (get_root (editor), find_target_cb, &search);
      if (search.found != NULL)
        way_element_init_row (element, i, g_strdup (way_element_get_id (search.found)));
    }
  return TRUE;
}

static WayElement *
find_parent (WayEditor *editor, WayKind kind, GError **error)
{
  g_autoptr (GPtrArray) selected = way_editor_list_selected (editor);

  if (kind == WAY_KIND_DEPARTMENT)
    return way_command_need_organisation (editor, error);
  if (kind == WAY_KIND_AUTHOR || kind == WAY_KIND_REVISION)
    return (WayElement *) way_document_get_meta (way_editor_get_document (editor));
  for (guint i = 0; i < selected->len; i++)
    for (WayElement *parent = selected->pdata[i]; parent != NULL; parent = way_element_get_parent (parent))
      if (way_kind_find_slot (way_element_get_kind (parent), kind) >= 0)
        return parent;
  if (way_kind_find_slot (WAY_KIND_JOURNEY, kind) >= 0)
    return way_editor_get_journey (editor);
  if (way_kind_find_slot (WAY_KIND_DOCUMENT, kind) >= 0)
    return get_root (editor);
  g_set_error (error, WAY_MODEL_ERROR, WAY_MODEL_ERROR_STRUCTURE, _ ("%s: select first what it shall belong to."), _ (way_kind_get (kind)->label));
  return NULL;
}

static WayElement *
add_other (WayEditor *editor, WayKind kind, const char *text, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *parent = find_parent (editor, kind, error), *made;
  g_autofree char *author = NULL;

  if (parent == NULL)
    return NULL;
  if (kind == WAY_KIND_COMMENT && way_element_get_first (way_document_get_meta (document), WAY_KIND_AUTHOR) == NULL)
    {
      made = way_command_make (document, WAY_KIND_AUTHOR);
      way_command_init_name (made, g_get_real_name (), NULL);
      if (way_command_append (document, made, (WayElement *) way_document_get_meta (document), error) == NULL)
        return NULL;
    }
  made = way_command_make (document, kind);
  way_command_init_name (made, text, NULL);
  init_references (editor, made, NULL, error);
  return way_command_append (document, made, parent, error);
}

static WayElement *
add (WayEditor *editor, WayKind kind, const char *text, GError **error)
{
  switch (kind)
    {
    case WAY_KIND_TOUCHPOINT:
    case WAY_KIND_NOTE:
      return add_card (editor, kind, text, error);
    case WAY_KIND_PAIN:
    case WAY_KIND_OPPORTUNITY:
      return add_insight (editor, kind, NULL, text, error);
    case WAY_KIND_ACTION:
      return add_action (editor, text, error);
    case WAY_KIND_PHASE:
      return add_phase (editor, text, error);
    case WAY_KIND_STEP:
      return add_step (editor, text, error);
    case WAY_KIND_LANE:
      return make_lane (editor, "text", text, NULL, error);
    case WAY_KIND_SEPARATOR:
      return add_separator (editor, text, error);
    case WAY_KIND_JOURNEY:
      return add_journey (editor, text, error);
    case WAY_KIND_CONNECTION:
      return add_connections (editor, text, error);
    case WAY_KIND_PATH:
      return add_path (editor, text, error);
    case WAY_KIND_PERSONA:
      return way_command_make_persona (editor, text, error);
    default:
      return add_other (editor, kind, text, error);
    }
}

const char *
way_command_add (WayEditor *editor, WayKind kind, const char *text, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), _ (way_kind_get (kind)->label));

  g_return_val_if_fail (way_kind_get (kind)->prefix != NULL && kind != WAY_KIND_DOCUMENT, NULL);
  way_command_begin (editor, label);
  return finish (editor, add (editor, kind, text, error));
}

static WayKind
find_cell_kind (WayEditor *editor, const char *lane)
{
  static const struct
  {
    const char *lane;
    WayKind kind;
  } kinds[] = {
    { "touchpoints", WAY_KIND_TOUCHPOINT },
    { "frontstage", WAY_KIND_TOUCHPOINT },
    { "pains", WAY_KIND_PAIN },
    { "opportunities", WAY_KIND_OPPORTUNITY },
  };
  const WayElement *place = way_document_lookup (way_editor_get_document (editor), lane);

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && place != NULL; i++)
    if (way_element_is (place, WAY_FIELD_KIND, kinds[i].lane))
      return kinds[i].kind;
  return WAY_KIND_NOTE;
}

gboolean
way_command_grow (WayEditor *editor, GError **error)
{
  g_autoptr (WayCells) cells = way_cells_new (way_editor_get_journey (editor));
  int row = way_cells_find (cells, way_editor_get_lane (editor)), column = way_cells_find (cells, way_editor_get_step (editor));
  const GPtrArray *cards;
  g_autofree char *lane = g_strdup (way_editor_get_lane (editor)), *step = NULL;

  if (row < 0 || column < 0 || column + 1 < (int) cells->steps->len || find_cell_kind (editor, lane) != WAY_KIND_TOUCHPOINT)
    return FALSE;
  cards = way_cells_get_cards (cells, (guint) row, (guint) column);
  if (cards == NULL || cards->len == 0)
    return FALSE;
  step = g_strdup (way_command_add (editor, WAY_KIND_STEP, NULL, error));
  if (step != NULL)
    way_editor_set_cell (editor, lane, step);
  return step != NULL;
}

WayElement *
way_command_make_in_cell (WayEditor *editor, const char *lane, const char *step, guint index, const char *text, GError **error)
{
  WayKind kind = find_cell_kind (editor, lane);

  if (kind == WAY_KIND_TOUCHPOINT || kind == WAY_KIND_NOTE)
    return make_card (editor, kind, lane, step, index, text, NULL, error);
  return add_insight (editor, kind, step, text, error);
}

const char *
way_command_add_in_cell (WayEditor *editor, const char *lane, const char *step, const char *text, GError **error)
{
  if (!need_cell (editor, &lane, &step, error))
    return NULL;

  g_autofree char *label = g_strdup_printf (_ ("Add %s"), _ (way_kind_get (find_cell_kind (editor, lane))->label));

  way_command_begin (editor, label);
  return finish (editor, way_command_make_in_cell (editor, lane, step, find_card_index (editor, lane, step), text, error));
}

const char *
way_command_add_lane (WayEditor *editor, const char *kind, const char *text, const char *persona, GError **error)
{
  way_command_begin (editor, _ ("Add Lane"));
  return finish (editor, make_lane (editor, kind, text, persona, error));
}

const char *
way_command_connect (WayEditor *editor, const char *from, const char *to, const char *kind, GError **error)
{
  way_command_begin (editor, _ ("Connect"));
  return finish (editor, make_connection (editor, from, to, kind != NULL ? kind : "next", NULL, error));
}

WayElement *
way_command_make_part (WayEditor *editor, WayElement *place, WayKind kind, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  WayElement *part = way_command_make (document, kind);

  way_command_init_name (part, NULL, NULL);
  init_references (editor, part, place, error);
  return way_command_append (document, part, place, error);
}

WayElement *
way_command_add_part (WayEditor *editor, const char *parent, WayKind kind, GError **error)
{
  WayElement *place = way_document_lookup (way_editor_get_document (editor), parent), *part;

  if (place == NULL)
    {
      way_command_fail (error, _ ("What was being edited has been deleted."));
      return NULL;
    }

  g_autofree char *label = g_strdup_printf (_ ("Add %s"), _ (way_kind_get (kind)->label));

  way_command_begin (editor, label);
  part = way_command_make_part (editor, place, kind, error);
  return way_command_finish (editor, part != NULL) ? part : NULL;
}

static gboolean
put_target (WayDocument *document, WayElement *element, const WayFieldInfo *info, const char *id, GError **error)
{
  const char *old = info->type == WAY_TYPE_REFS ? way_element_get (element, info->field) : NULL;
  g_autofree char *value = old != NULL ? g_strjoin (" ", old, id, NULL) : g_strdup (id);

  return way_document_set (document, element, info->field, value, error);
}

const char *
way_command_add_target (WayEditor *editor, const GPtrArray *elements, WayField field, const char *text, GError **error)
{
  WayDocument *document = way_editor_get_document (editor);
  const WayFieldInfo *info = way_shared_get_field (elements, field);
  WayKind kind = info != NULL ? way_shared_get_new_kind (info) : WAY_N_KINDS;
  WayElement *made;
  gboolean ok;

  g_return_val_if_fail (kind != WAY_N_KINDS, NULL);

  g_autofree char *label = g_strdup_printf (_ ("Add %s"), _ (way_kind_get (kind)->label));

  way_command_begin (editor, label);
  made = add (editor, kind, text, error);
  ok = made != NULL;
  for (guint i = 0; i < elements->len && ok; i++)
    ok = put_target (document, elements->pdata[i], info, way_element_get_id (made), error);
  return finish (editor, ok ? made : NULL);
}
