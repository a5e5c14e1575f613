/* plane-page.h — a window whose view is a plane, and hands on its discs. */
#pragma once

#include "window-fixture.h"

typedef struct
{
  WayWindow *window;
  WayDocument *document;
  WayEditor *editor;
  WayPlane *plane;
} PlanePage;

/* `view` as in win.view: "stakeholders" or "actions". */
PlanePage plane_page_open (const char *sample, const char *view);
/* Of the drawing. */
WayRect plane_page_get_plane (const PlanePage *self);
void plane_page_find (const PlanePage *self, const char *id, double *x, double *y);
/* −1 where it is not given. */
int plane_page_get (const PlanePage *self, const char *id, WayField field);
void plane_page_press (const PlanePage *self, const char *id, gboolean connect);
/* By the disc to there; `keep` FALSE: Esc before it is let go. */
void plane_page_drag (const PlanePage *self, const char *id, double x, double y, gboolean connect, gboolean keep);
/* Whether it was used. */
gboolean plane_page_press_key (const PlanePage *self, guint key, GdkModifierType state);
