#include "ui/flow/way-flow-pane.h"

#include <glib/gi18n.h>

#include "base/way-number.h"
#include "edit/way-commands.h"
#include "scene/way-scene.h"
#include "ui/flow/way-flow-measures.h"
#include "ui/flow/way-flow-words.h"

/* More are in no one's eye at once. */
#define MOST_WAYS 60u
#define MOST_GHOSTS 100u
#define MOST_PIECES 120u

struct _WayFlowPane
{
  GtkWidget parent_instance;
  GtkRevealer *revealer;
  GtkLabel *facts, *kept, *refusal, *nothing, *remark, *ghosts_title;
  GtkWidget *content, *keep_box, *ghost_box, *ways_box, *filters, *remark_box, *draw_way, *cancel, *clear_filter;
  GtkRange *keep;
  GtkStack *pages, *lists;
  GtkStackPage *ways_page, *pieces_page, *measures_page;
  GtkProgressBar *progress;
  GtkEditable *query, *from, *to;
  GtkDropDown *channel, *segment;
  GtkListBox *ways, *pieces, *ghosts, *measures;
  GtkWidget *bind;
  WayFlowWatch *watch;
  const WayLog *log; /* whose names are in the lists; only compared */
  guint64 serial;    /* of the traffic that is listed */
  gboolean filling;  /* not the user */
  gboolean pieces_stale;
  char *query_tip;   /* as the template has it */
  char *query_shown; /* as the watch had it last, or NULL */
};

G_DEFINE_FINAL_TYPE (WayFlowPane, way_flow_pane, GTK_TYPE_WIDGET)

/* --- facts --- */

static void
show_facts (WayFlowPane *self)
{
  const WayTraffic *traffic = way_flow_watch_get_traffic (self->watch);
  const WayJourneyFlow *flow = way_flow_watch_get_flow (self->watch);
  g_autofree char *kept = g_strdup_printf (_ ("%.0f\302\240%%"), way_flow_watch_get_keep (self->watch) * 100);

  gtk_label_set_text (self->kept, kept);
  if (traffic == NULL || flow == NULL)
    {
      gtk_label_set_text (self->facts, way_flow_watch_is_busy (self->watch) ? _ ("Counting…") : "");
      return;
    }

  guint shown = way_traffic_count_edges (traffic, way_traffic_get_least (traffic, way_flow_watch_get_keep (self->watch)));
  g_autofree char *cases = way_number_to_text (flow->n_cases, 0);
  const WayLog *log = way_flow_watch_get_log (self->watch);
  g_autofree char *all = log != NULL && way_flow_watch_is_filtered (self->watch) ? way_number_to_text (log->n_cases, 0) : NULL;
  g_autofree char *journeys = all != NULL ? g_strdup_printf (_ ("%s of %s journeys"), cases, all) : g_strdup_printf (ngettext ("%s journey", "%s journeys", flow->n_cases), cases);
  g_autofree char *ways = g_strdup_printf (_ ("%u of %u ways"), shown, traffic->n_edges);
  g_autofree char *facts = g_strjoin (" · ", way_flow_watch_get_name (self->watch), journeys, ways, NULL);

  gtk_label_set_text (self->facts, facts);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->facts), facts);
}

/* --- the lists --- */

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static void
add_way (WayFlowPane *self, const WayJourneyFlow *flow, guint i)
{
  const WayVariant *variant = &g_array_index (flow->variants->variants, WayVariant, i);
  double share = flow->n_cases > 0 ? (double) variant->count / flow->n_cases : 0;
  guint most = MAX (g_array_index (flow->variants->variants, WayVariant, 0).count, 1u);
  g_autofree char *way = way_journey_flow_dup_way (way_flow_watch_get_flow (self->watch), i), *words = way_traffic_share_to_text (share), *number = way_number_to_text (variant->count, 0);
  g_autofree char *tip = g_strdup_printf (ngettext ("%s journey (%s): %s", "%s journeys (%s): %s", variant->count), number, words, way);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *count = make_label (words, "numeric"), *bar = gtk_level_bar_new_for_interval (0, 1), *name = make_label (way, NULL), *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (count), 1);
  gtk_label_set_width_chars (GTK_LABEL (count), 7);
  /* Of many variants each has a small share, so bars compare them with the first. */
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), (double) variant->count / most);
  gtk_widget_set_size_request (bar, 70, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_list_box_append (self->ways, row);
}

static gboolean
shows_pieces (WayFlowPane *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->lists), "pieces") == 0;
}

static void
add_piece (WayFlowPane *self, WayTrafficMark mark, const char *from, const char *to)
{
  g_autofree char *id = way_traffic_mark_to_id (mark, from, to);
  g_autoptr (WayFlowPiece) piece = way_flow_piece_new (self->watch, id);
  g_autofree char *title = way_flow_piece_dup_title (piece, self->watch), *facts = way_flow_piece_dup_facts (piece, self->watch), *brief = way_flow_piece_dup_brief (piece, self->watch);
  g_autofree char *tip = g_strdup_printf ("%s\n%s", title, facts);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *figures = make_label (brief, "numeric"), *name = make_label (title, NULL), *row = gtk_list_box_row_new ();

  gtk_label_set_width_chars (GTK_LABEL (figures), 14);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), figures);
  gtk_box_append (GTK_BOX (box), name);
  if (mark == WAY_TRAFFIC_MARK_WAY && !piece->drawn)
    gtk_box_append (GTK_BOX (box), make_label (_ ("not drawn"), "error"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, facts, -1);
  g_object_set_data_full (G_OBJECT (row), "way-piece", way_flow_piece_dup_id (piece, self->watch), g_free);
  gtk_list_box_append (self->pieces, row);
}

static int
compare_ends_cb (gconstpointer a, gconstpointer b)
{
  const WayTrafficPlace *x = *(const WayTrafficPlace *const *) a, *y = *(const WayTrafficPlace *const *) b;

  return x->ends != y->ends ? (x->ends > y->ends ? -1 : 1) : g_strcmp0 (x->id, y->id);
}

/* From one touchpoint to the next, then where journeys end and where they start. Many rows, so only where they are in sight. */
static void
fill_pieces (WayFlowPane *self)
{
  const WayTraffic *traffic = self->watch != NULL ? way_flow_watch_get_traffic (self->watch) : NULL;
  g_autoptr (GPtrArray) places = g_ptr_array_new ();

  if (traffic == NULL || !self->pieces_stale || !shows_pieces (self))
    return;
  self->pieces_stale = FALSE;
  clear (self->pieces);
  for (guint i = 0; i < MIN (traffic->n_edges, MOST_PIECES); i++)
    add_piece (self, WAY_TRAFFIC_MARK_WAY, traffic->places[traffic->edges[i].from].id, traffic->places[traffic->edges[i].to].id);
  for (guint i = 0; i < traffic->n_places; i++)
    g_ptr_array_add (places, &traffic->places[i]);
  g_ptr_array_sort (places, compare_ends_cb);
  for (guint i = 0; i < places->len; i++)
    if (((const WayTrafficPlace *) places->pdata[i])->ends > 0)
      add_piece (self, WAY_TRAFFIC_MARK_END, ((const WayTrafficPlace *) places->pdata[i])->id, NULL);
  for (guint i = 0; i < places->len; i++)
    if (((const WayTrafficPlace *) places->pdata[i])->starts > 0)
      add_piece (self, WAY_TRAFFIC_MARK_START, ((const WayTrafficPlace *) places->pdata[i])->id, NULL);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, GtkListBoxRow *row)
{
  return gdk_content_provider_new_typed (G_TYPE_STRING, g_object_get_data (G_OBJECT (row), "way-ghost"));
}

static void
add_ghost (WayFlowPane *self, const WayTraffic *traffic, guint i)
{
  const WayTrafficGhost *ghost = &traffic->ghosts[i];
  const char *after = ghost->after != WAY_TRAFFIC_NOWHERE ? traffic->places[ghost->after].name : NULL;
  g_autofree char *number = way_number_to_text (ghost->events, 0);
  g_autofree char *tip = after != NULL ? g_strdup_printf (_ ("“%s”, mostly after “%s”. Drag it onto the map, or press Enter to put it there."), ghost->name, after) : g_strdup_printf (_ ("“%s”. Drag it onto the map, or press Enter to put it there."), ghost->name);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *name = make_label (ghost->name, NULL), *row = gtk_list_box_row_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), make_label (number, "dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  g_object_set_data_full (G_OBJECT (row), "way-ghost", g_strconcat (WAY_GHOST_PREFIX, ghost->name, NULL), g_free);
  g_object_set_data_full (G_OBJECT (row), "way-after", after != NULL ? g_strdup (traffic->places[ghost->after].id) : NULL, g_free);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (drag_prepare_cb), row, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  gtk_list_box_append (self->ghosts, row);
}

/* What can be done with the list in sight. */
static void
show_verbs (WayFlowPane *self)
{
  const char *list = gtk_stack_get_visible_child_name (self->lists);
  /* What is only looked at is no dataset that a map could be fed from. */
  gboolean is_kept = self->watch != NULL && way_flow_watch_get_log (self->watch) != NULL && way_flow_watch_get_facts (self->watch) == NULL;

  gtk_widget_set_visible (self->draw_way, g_strcmp0 (list, "ways") == 0);
  gtk_widget_set_visible (self->bind, g_strcmp0 (list, "measures") == 0 && is_kept);
}

static void
fill_lists (WayFlowPane *self, const WayTraffic *traffic, const WayJourneyFlow *flow)
{
  guint n_ways = flow->variants->variants->len, n_ghosts = traffic->n_ghosts, lit = way_flow_watch_get_lit (self->watch);
  g_autofree char *number = way_number_to_text (n_ways, 0);
  g_autofree char *ways_title = g_strdup_printf (ngettext ("%s variant", "%s variants", n_ways), number);
  g_autofree char *edges = way_number_to_text (traffic->n_edges, 0);
  g_autofree char *pieces_title = g_strdup_printf (ngettext ("%s connection", "%s connections", traffic->n_edges), edges);
  g_autofree char *ghosts_title = g_strdup_printf (ngettext ("%u EVENT NOT ON THE MAP", "%u EVENTS NOT ON THE MAP", n_ghosts), n_ghosts);

  self->filling = TRUE;
  gtk_stack_page_set_title (self->ways_page, ways_title);
  gtk_stack_page_set_title (self->pieces_page, pieces_title);
  gtk_label_set_text (self->ghosts_title, ghosts_title);
  clear (self->ways);
  clear (self->ghosts);
  for (guint i = 0; i < MIN (n_ways, MOST_WAYS); i++)
    add_way (self, flow, i);
  for (guint i = 0; i < MIN (n_ghosts, MOST_GHOSTS); i++)
    add_ghost (self, traffic, i);
  self->pieces_stale = TRUE;
  fill_pieces (self);
  way_flow_watch_set_pointed (self->watch, NULL);
  gtk_widget_set_visible (self->ghost_box, n_ghosts > 0);
  way_flow_measures_fill (self->measures, self->measures_page, flow);
  /* A stack would show nothing at all. */
  if (flow->measures == NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->lists), "measures") == 0)
    gtk_stack_set_visible_child_name (self->lists, gtk_stack_page_get_visible (self->ways_page) ? "ways" : "pieces");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->bind), "s", way_flow_watch_get_name (self->watch));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->bind), "win.bind-figures");
  show_verbs (self);
  gtk_list_box_select_row (self->ways, lit < MOST_WAYS ? gtk_list_box_get_row_at_index (self->ways, (int) lit) : NULL);
  self->filling = FALSE;
}

/* "All", then the names. */
static void
fill_choice (GtkDropDown *choice, const char *all, char *const *names, guint n)
{
  GtkStringList *list = gtk_string_list_new ((const char *[]){ all, NULL });

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (list, names[i]);
  gtk_drop_down_set_model (choice, G_LIST_MODEL (list));
  g_object_unref (list);
  gtk_widget_set_visible (GTK_WIDGET (choice), n > 0);
}

static void
show_log (WayFlowPane *self)
{
  WayLog *log = way_flow_watch_get_log (self->watch);

  if (log == self->log)
    return;
  self->log = log;
  self->filling = TRUE;
  fill_choice (self->channel, _ ("All channels"), log != NULL ? log->channel_names : NULL, log != NULL ? log->n_channels : 0);
  fill_choice (self->segment, _ ("All segments"), log != NULL ? log->segment_names : NULL, log != NULL ? log->n_segments : 0);
  gtk_widget_set_visible (GTK_WIDGET (self->from), log != NULL && log->has_times);
  gtk_widget_set_visible (GTK_WIDGET (self->to), log != NULL && log->has_times);
  gtk_editable_set_text (self->query, "");
  g_clear_pointer (&self->query_shown, g_free);
  gtk_editable_set_text (self->from, "");
  gtk_editable_set_text (self->to, "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  self->filling = FALSE;
}

/* A name nobody has is told apart from journeys nobody made. */
static void
say_why_nothing (WayFlowPane *self)
{
  const char *text = way_flow_watch_get_query (self->watch), *unknown = NULL;
  WayLog *log = way_flow_watch_get_log (self->watch);
  g_autoptr (WayLogQuery) query = text != NULL ? way_log_query_new (text, NULL) : NULL;
  g_autofree char *words = NULL;

  if (query != NULL && log != NULL)
    unknown = way_log_query_find_unknown (query, log, way_editor_get_journey (way_flow_watch_get_editor (self->watch)));
  if (unknown != NULL)
    words = g_strdup_printf (_ ("No event of the log is called “%s”. Write it as the lists and the map do, or “*” for letters you are not sure of."), unknown);
  gtk_label_set_text (self->nothing, words != NULL ? words : _ ("No journey is left. Take something out of the filter, or show all journeys again."));
}

/* What a warehouse counted has no single journeys, so there is nothing to filter; ways as a whole only where its database tells them. */
static void
show_origin (WayFlowPane *self)
{
  const char *remark = way_flow_watch_get_remark (self->watch);
  const WayJourneyFlow *flow = way_flow_watch_get_flow (self->watch);
  gboolean counted = way_flow_watch_is_counted (self->watch), lacks_ways = counted && flow != NULL && flow->variants->variants->len == 0;

  gtk_label_set_text (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (self->remark_box, remark != NULL);
  /* Why, and the way out, stand where one would try. */
  gtk_widget_set_sensitive (self->filters, !counted);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->query), counted ? _ ("What a warehouse counts has no single journeys, so they cannot be filtered here. Copy the events: From a Data Warehouse…, “Copy the events”.") : self->query_tip);
  gtk_stack_page_set_visible (self->ways_page, !lacks_ways);
  if (lacks_ways)
    gtk_stack_set_visible_child_name (self->lists, "pieces");
}

static void
changed_cb (WayFlowWatch *watch, WayFlowPane *self)
{
  const WayTraffic *traffic = way_flow_watch_get_traffic (watch);
  const WayJourneyFlow *flow = way_flow_watch_get_flow (watch);
  double progress = way_flow_watch_get_progress (watch);

  gtk_revealer_set_reveal_child (self->revealer, way_flow_watch_is_shown (watch));
  gboolean has_log = way_flow_watch_get_log (watch) != NULL || way_flow_watch_is_counted (watch);

  gtk_stack_set_visible_child_name (self->pages, progress >= 0 ? "reading" : has_log ? "log"
                                                                                     : "empty");
  gtk_progress_bar_set_fraction (self->progress, CLAMP (progress, 0, 1));
  gtk_widget_set_visible (self->keep_box, has_log);
  gtk_widget_set_visible (self->clear_filter, way_flow_watch_is_filtered (watch));
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), flow != NULL && flow->n_cases == 0 && way_flow_watch_is_filtered (watch));
  if (gtk_widget_get_visible (GTK_WIDGET (self->nothing)))
    say_why_nothing (self);
  show_origin (self);
  show_log (self);
  show_facts (self);
  if (traffic == NULL || flow == NULL)
    return;
  if (traffic->serial != self->serial)
    {
      self->serial = traffic->serial;
      fill_lists (self, traffic, flow);
    }
  self->filling = TRUE;
  if (g_strcmp0 (way_flow_watch_get_query (watch), self->query_shown) != 0)
    {
      g_free (self->query_shown);
      self->query_shown = g_strdup (way_flow_watch_get_query (watch));
      /* What is being typed keeps its cursor. */
      if (g_strcmp0 (gtk_editable_get_text (self->query), self->query_shown != NULL ? self->query_shown : "") != 0)
        gtk_editable_set_text (self->query, self->query_shown != NULL ? self->query_shown : "");
    }
  gtk_range_set_value (self->keep, way_flow_watch_get_keep (watch) * 100);
  if (way_flow_watch_get_lit (watch) == G_MAXUINT)
    gtk_list_box_unselect_all (self->ways);
  self->filling = FALSE;
}

/* --- what the user does --- */

static void
keep_changed_cb (GtkRange *range, WayFlowPane *self)
{
  if (!self->filling && self->watch != NULL)
    way_flow_watch_set_keep (self->watch, gtk_range_get_value (range) / 100);
}

static const char *
get_choice (GtkDropDown *choice)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected (choice) > 0 ? gtk_drop_down_get_selected_item (choice) : NULL;

  return chosen != NULL ? gtk_string_object_get_string (chosen) : NULL;
}

static void
filter_cb (WayFlowPane *self)
{
  g_autoptr (GError) error = NULL;

  if (self->filling || self->watch == NULL)
    return;
  if (!way_flow_watch_set_filter (self->watch, get_choice (self->channel), get_choice (self->segment), gtk_editable_get_text (self->from), gtk_editable_get_text (self->to), gtk_editable_get_text (self->query), &error))
    gtk_label_set_text (self->refusal, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), error != NULL);
}

/* What cannot be read is taken out, too. */
static void
clear_filter_cb (WayFlowPane *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->query, "");
  gtk_editable_set_text (self->from, "");
  gtk_editable_set_text (self->to, "");
  gtk_drop_down_set_selected (self->channel, 0);
  gtk_drop_down_set_selected (self->segment, 0);
  self->filling = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->query));
  filter_cb (self);
}

/* Escape takes the filter back first. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WayFlowPane *self)
{
  if (key != GDK_KEY_Escape || self->watch == NULL || !way_flow_watch_is_filtered (self->watch))
    return FALSE;
  clear_filter_cb (self);
  return TRUE;
}

static void
focus_left_cb (GtkEventControllerFocus *controller, WayFlowPane *self)
{
  filter_cb (self);
}

static void
way_selected_cb (GtkListBox *list, GtkListBoxRow *row, WayFlowPane *self)
{
  if (!self->filling && self->watch != NULL)
    way_flow_watch_set_lit (self->watch, row != NULL ? (guint) gtk_list_box_row_get_index (row) : G_MAXUINT);
}

/* A second click puts the light out. */
static void
way_activated_cb (GtkListBox *list, GtkListBoxRow *row, WayFlowPane *self)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "way-was-lit")) != 0)
    gtk_list_box_unselect_row (list, row);
  else
    way_flow_watch_set_lit (self->watch, index);
  for (guint i = 0; i < MOST_WAYS; i++)
    {
      GtkListBoxRow *other = gtk_list_box_get_row_at_index (list, (int) i);

      if (other != NULL)
        g_object_set_data (G_OBJECT (other), "way-was-lit", GUINT_TO_POINTER (gtk_list_box_row_is_selected (other)));
    }
}

static const char *
get_piece (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "way-piece") : NULL;
}

static void
piece_selected_cb (GtkListBox *list, GtkListBoxRow *row, WayFlowPane *self)
{
  if (!self->filling && self->watch != NULL)
    way_flow_watch_set_pointed (self->watch, get_piece (row));
}

static void
piece_activated_cb (GtkListBox *list, GtkListBoxRow *row, WayFlowPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "map.tell-band", "s", get_piece (row));
}

/* The map shows what is chosen only as long as the list is in sight. */
static void
list_changed_cb (WayFlowPane *self)
{
  gboolean pieces = shows_pieces (self);

  self->filling = TRUE;
  fill_pieces (self);
  self->filling = FALSE;
  show_verbs (self);
  if (self->watch != NULL)
    way_flow_watch_set_pointed (self->watch, pieces ? get_piece (gtk_list_box_get_selected_row (self->pieces)) : NULL);
}

static void
ghost_activated_cb (GtkListBox *list, GtkListBoxRow *row, WayFlowPane *self)
{
  const char *id = g_object_get_data (G_OBJECT (row), "way-ghost"), *after = g_object_get_data (G_OBJECT (row), "way-after");

  gtk_widget_activate_action (GTK_WIDGET (self), "map.add-event", "(ssss)", id + strlen (WAY_GHOST_PREFIX), "", "", after != NULL ? after : "");
}

static void
cancel_cb (GtkButton *button, WayFlowPane *self)
{
  way_flow_watch_cancel (self->watch);
}

/* --- the widget --- */

static void
way_flow_pane_dispose (GObject *object)
{
  WayFlowPane *self = WAY_FLOW_PANE (object);
  GtkWidget *child;

  way_flow_pane_set_watch (self, NULL);
  g_clear_pointer (&self->query_shown, g_free);
  g_clear_pointer (&self->query_tip, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (way_flow_pane_parent_class)->dispose (object);
}

static void
way_flow_pane_class_init (WayFlowPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_flow_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/waymark/Waymark/way-flow-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, revealer);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, content);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, facts);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, kept);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, refusal);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, nothing);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, clear_filter);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, lists);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, ways_page);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, pieces_page);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, pieces);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, draw_way);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, ghosts_title);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, keep_box);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, ghost_box);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, ways_box);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, filters);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, remark_box);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, remark);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, cancel);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, keep);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, pages);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, progress);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, query);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, from);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, to);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, channel);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, segment);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, ways);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, ghosts);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, measures);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, measures_page);
  gtk_widget_class_bind_template_child (widget_class, WayFlowPane, bind);
}

static void
watch_entry (WayFlowPane *self, GtkEditable *entry)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (entry, "activate", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
}

static void
way_flow_pane_init (WayFlowPane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->query_tip = g_strdup (gtk_widget_get_tooltip_text (GTK_WIDGET (self->query)));
  watch_entry (self, self->query);
  watch_entry (self, self->from);
  watch_entry (self, self->to);
  g_signal_connect_object (self->channel, "notify::selected", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->segment, "notify::selected", G_CALLBACK (filter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keep, "value-changed", G_CALLBACK (keep_changed_cb), self, 0);
  g_signal_connect_object (self->ways, "row-selected", G_CALLBACK (way_selected_cb), self, 0);
  g_signal_connect_object (self->ways, "row-activated", G_CALLBACK (way_activated_cb), self, 0);
  g_signal_connect_object (self->pieces, "row-selected", G_CALLBACK (piece_selected_cb), self, 0);
  g_signal_connect_object (self->pieces, "row-activated", G_CALLBACK (piece_activated_cb), self, 0);
  g_signal_connect_object (self->lists, "notify::visible-child-name", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ghosts, "row-activated", G_CALLBACK (ghost_activated_cb), self, 0);
  g_signal_connect_object (self->clear_filter, "clicked", G_CALLBACK (clear_filter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_cb), self, 0);
}

void
way_flow_pane_set_watch (WayFlowPane *self, WayFlowWatch *watch)
{
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_set_object (&self->watch, watch);
  self->log = NULL;
  self->serial = 0;
  if (watch == NULL)
    {
      if (self->revealer != NULL)
        gtk_revealer_set_reveal_child (self->revealer, FALSE);
      return;
    }
  g_signal_connect_object (watch, "changed", G_CALLBACK (changed_cb), self, 0);
  changed_cb (watch, self);
}

int
way_flow_pane_get_least_width (WayFlowPane *self)
{
  int least = 0;

  if (gtk_revealer_get_reveal_child (self->revealer))
    gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}
