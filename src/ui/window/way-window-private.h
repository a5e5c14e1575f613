/* way-window-private.h — what the window's files share: the window (way-window.c), files (-files), menus (-menus), the
 * map's actions (way-map-actions.c), the line that takes touchpoints (way-quick-line.c). */
#pragma once

#include "review/way-listings.h"
#include "ui/canvas/way-canvas.h"
#include "ui/figures/way-metrics-view.h"
#include "ui/flow/way-flow-pane.h"
#include "ui/panes/way-action-view.h"
#include "ui/panes/way-inspector.h"
#include "ui/panes/way-people-view.h"
#include "ui/window/way-filter-bar.h"
#include "ui/window/way-history-steps.h"
#include "ui/window/way-sidebar.h"
#include "ui/window/way-standing-bar.h"
#include "ui/window/way-start-page.h"
#include "ui/window/way-window.h"

G_BEGIN_DECLS

struct _WayWindow
{
  AdwApplicationWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  WayStartPage *start_page;
  GtkWidget *header, *status_bar;
  GtkWidget *undo_button, *redo_button;
  WayHistorySteps *steps;
  AdwWindowTitle *map_title;
  AdwClamp *title_clamp;
  GtkWidget *view_switcher;
  GtkRevealer *banner, *sidebar_revealer, *inspector_revealer;
  GtkLabel *banner_label, *status;
  GtkWidget *banner_reload, *banner_keep, *banner_compare, *banner_save_as, *banner_close;
  WaySidebar *sidebar;
  WayFilterBar *filter_bar;
  WayFlowPane *flow_pane;
  GtkStack *views;
  GtkWidget *export_button, *export_icon; /* wide, and narrow */
  GtkStackPage *action_page;
  WayActionView *action_view;
  WayPeopleView *people_view;
  WayMetricsView *metrics_view;
  GtkWidget *scroller, *empty_hint;
  WayCanvas *canvas;
  WayStandingBar *standing;
  WayInspector *inspector;
  GtkButton *zoom_button;
  GtkWidget *zoom_box;
  GtkRevealer *quick_revealer;
  GtkWidget *quick;
  GtkLabel *quick_label;
  GtkMenuButton *start_menu_button, *menu_button, *view_button;
  AdwSplitButton *add_button;
  GMenu *persona_menu; /* owned: whose feelings */
  char *persona_names; /* in it now, a line each */

  WaySession *session;
  WayFinder *finder;     /* NULL without a session */
  WayGapWatch *gaps;     /* likewise */
  WayFlowWatch *flow;    /* NULL without a session */
  WayFlowWatch *new_log; /* of which a map is made, while it is read */
  GSimpleActionGroup *map_actions;
  GtkNativeDialog *chooser;
  guint status_source, room_source;
  guint room;                                /* for so many panes beside the map */
  int title_room;                            /* of the title in the header bar; 0 = none */
  gboolean sidebar_folded, inspector_folded; /* for want of room, not by the user */
  gboolean presenting;                       /* on the whole screen, without panes */
  int stop;                                  /* the phase in sight then, from 1; 0 = the whole map */
  gboolean closing;                          /* asked already */
};

WayEditor *way_window_get_editor (WayWindow *self);
void way_window_update (WayWindow *self);
/* Sidebar or inspector; where the view in sight has no room for them, the map shows. */
void way_window_show_pane (WayWindow *self, GtkRevealer *pane);
void way_window_say_error (WayWindow *self, const char *heading, const char *text);

/* way-window-files.c */
void way_window_init_files (WayWindow *self);
gboolean way_window_ask_before_close (WayWindow *self);
/* In this window, or in a new one if it has a map already; gives that. */
WayWindow *way_window_show_session (WayWindow *self, WaySession *session);

/* way-window-menus.c */
void way_window_init_menus (WayWindow *self);
/* way-window-present.c */
void way_window_init_present (WayWindow *self);
void way_window_present_map (WayWindow *self, gboolean presenting);
/* The bars and panes that the view in sight has. */
void way_window_arrange (WayWindow *self);

/* Opens a file chooser for maps; the chosen path goes to `chosen`. */
void way_window_choose_map (WayWindow *self, const char *title, const char *accept, void (*chosen) (WayWindow *self, const char *path));

/* way-compare-banner.c: what the window says and does so that nothing is lost. */
void way_window_init_keeping (WayWindow *self);
/* The banner of the state the map is in, if it is in one that needs words. */
void way_window_show_banner (WayWindow *self);
void way_window_check_disk (WayWindow *self);
/* The disk is full: said until a save works. */
void way_window_show_full_disk (WayWindow *self, const char *text);

/* way-metrics-actions.c */
void way_metrics_actions_init (WayWindow *window);
/* NULL: none. */
void way_metrics_actions_set_session (WayWindow *window, WaySession *session);
void way_metrics_actions_update (WayWindow *window);
/* Into this dataset and in the place of this import, or NULL and 0. */
void way_window_import_figures (WayWindow *window, WayImportJob *job, const char *dataset, gint64 replaces);
/* FALSE: the file is no table, or there is no map to bring figures to. */
gboolean way_window_drop_figures (WayWindow *window, const char *path);

/* way-map-actions.c */
GSimpleActionGroup *way_map_actions_new (WayWindow *window);
void way_map_actions_update (WayWindow *window);

/* way-map-clipboard.c */
void way_map_clipboard_add (WayWindow *window, GActionMap *map);
/* On what lies there, in coordinates of the window; FALSE: the file is no picture, or the map is not in sight there. */
gboolean way_window_drop_picture (WayWindow *window, GFile *file, double x, double y);
/* What a picture would fall on; nullable. */
const char *way_window_find_at (WayWindow *window, double x, double y);

/* way-map-shape-actions.c */
void way_map_shape_actions_add (WayWindow *window, GActionMap *map);
void way_map_shape_actions_update (WayWindow *window);
/* way-people-actions.c */
void way_people_actions_add (WayWindow *window, GActionMap *map);
/* The stakeholder that is selected; NULL, and a word about it, where none is. */
const char *way_people_get_chosen (WayWindow *window);
/* Shows what is in a file of contacts, to be taken over. */
void way_people_import (WayWindow *window, const char *path);

/* way-judge-actions.c */
void way_judge_actions_add (WayWindow *window, GActionMap *map);
/* way-sheet-actions.c */
void way_sheet_actions_add (WayWindow *window, GActionMap *map);

/* way-quick-line.c */
void way_quick_line_init (WayWindow *window, GActionMap *actions);
void way_quick_line_update (WayWindow *window);

/* way-figure-actions.c */
void way_figure_actions_add (WayWindow *window, GActionMap *map);
void way_answer_actions_add (WayWindow *window, GActionMap *map);

/* way-list-export.c */
void way_list_export_add (WayWindow *window);
/* Writes `kind` (WAY_N_LISTINGS = all of them) in a thread; the end of `path` says the format. */
void way_list_export_write (WayWindow *window, WayListingKind kind, const char *path);

/* way-find-actions.c */
void way_find_actions_add (WayWindow *window, GActionMap *map);
void way_find_actions_update (WayWindow *window);

/* way-flow-actions.c: what customers really do. */
/* Of the window; the others are the map's. */
void way_flow_actions_init (WayWindow *window);
void way_flow_actions_add (WayWindow *window, GActionMap *map);
void way_flow_actions_update (WayWindow *window);
void way_warehouse_actions_add (WayWindow *window, GActionMap *map);
void way_warehouse_actions_update (WayWindow *window);
/* NULL: there is no map. */
void way_window_set_flow (WayWindow *window, WayEditor *editor);
/* Whether the file is an event log, by what stands in it. */
gboolean way_window_is_log (const char *path);
/* Reads the log and lays it over the map, or makes a map of it where there is none. */
void way_window_open_log (WayWindow *window, const char *path);

G_END_DECLS
