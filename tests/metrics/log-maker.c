#include "log-maker.h"

#include <string.h>

WayLog *
make_log (const char *text)
{
  WayLogBuilder *builder = way_log_builder_new ();
  g_auto (GStrv) cases = g_strsplit (text, "|", -1);

  for (char **c = cases; *c != NULL; c++)
    {
      g_auto (GStrv) parts = g_strsplit (*c, ":", 2);
      g_auto (GStrv) events = g_strsplit (parts[1], ",", -1);

      for (char **event = events; *event != NULL; event++)
        {
          g_auto (GStrv) by = g_strsplit (*event, "!", 2);
          g_auto (GStrv) ends = g_strsplit (by[0], "/", 2);
          g_auto (GStrv) what = g_strsplit (ends[0], "@", 2);
          const char *channel = ends[1] != NULL ? ends[1] : "";
          gint64 time = what[1] != NULL ? g_ascii_strtoll (what[1], NULL, 10) * 1000 : WAY_LOG_NO_TIME;

          way_log_builder_add (builder, parts[0], strlen (parts[0]), what[0], strlen (what[0]), time, channel, strlen (channel));
          if (by[1] != NULL)
            way_log_builder_set_department (builder, by[1], strlen (by[1]));
          if (parts[0][0] == 'S')
            way_log_builder_set_segment (builder, "small", strlen ("small"));
        }
    }
  return way_log_builder_finish (builder, 0);
}

/* With one step; gives that. */
static WayElement *
add_phase (WayElement *journey, const char *name)
{
  WayElement *phase = way_element_append (journey, way_element_new (WAY_KIND_PHASE)), *step = way_element_append (phase, way_element_new (WAY_KIND_STEP));
  g_autofree char *id = g_strconcat ("ph-", name, NULL), *step_id = g_strconcat ("st-", name, NULL);

  way_element_init_value (phase, WAY_FIELD_ID, id);
  way_element_init_value (phase, WAY_FIELD_NAME, name);
  way_element_init_value (step, WAY_FIELD_ID, step_id);
  return step;
}

/* "name=event;event+data" */
static void
add_touchpoint (WayElement *journey, const char *text, const WayElement *step)
{
  g_auto (GStrv) asked = g_strsplit (text, "+", 2);
  g_auto (GStrv) parts = g_strsplit (asked[0], "=", 2);
  g_auto (GStrv) events = g_strsplit (parts[1] != NULL ? parts[1] : "", ";", -1);
  g_autofree char *id = g_strconcat ("tp-", parts[0], NULL);
  WayElement *touchpoint = way_element_append (journey, way_element_new (WAY_KIND_TOUCHPOINT));

  way_element_init_value (touchpoint, WAY_FIELD_ID, id);
  way_element_init_value (touchpoint, WAY_FIELD_NAME, parts[0]);
  if (step != NULL)
    way_element_init_value (touchpoint, WAY_FIELD_STEP, way_element_get_id (step));
  if (asked[1] != NULL)
    way_element_init_value (way_element_append (touchpoint, way_element_new (WAY_KIND_DATA)), WAY_FIELD_TEXT, asked[1]);
  for (char **event = events; *event != NULL; event++)
    way_element_init_value (way_element_append (touchpoint, way_element_new (WAY_KIND_EVENT)), WAY_FIELD_MATCH, *event);
}

static void
add_connection (WayElement *journey, const char *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  g_autofree char *id = g_strconcat ("cn-", text, NULL), *from = g_strconcat ("tp-", ends[0], NULL), *to = g_strconcat ("tp-", ends[1], NULL);
  WayElement *connection = way_element_append (journey, way_element_new (WAY_KIND_CONNECTION));

  way_element_init_value (connection, WAY_FIELD_ID, id);
  way_element_init_value (connection, WAY_FIELD_FROM, from);
  way_element_init_value (connection, WAY_FIELD_TO, to);
  way_element_init_value (connection, WAY_FIELD_KIND, strcmp (from, to) == 0 ? "loop" : "next");
}

WayElement *
make_journey (const char *text)
{
  WayElement *journey = way_element_new (WAY_KIND_JOURNEY);
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  WayElement *step = NULL;
  gboolean connections = FALSE;

  way_element_init_value (journey, WAY_FIELD_ID, "jn-1");
  for (char **part = parts; *part != NULL; part++)
    {
      if (strcmp (*part, ">") == 0)
        connections = TRUE;
      else if (**part == '[')
        step = add_phase (journey, *part + 1);
      else if (**part == '-')
        way_element_init_value (way_element_append (journey, way_element_new (WAY_KIND_EVENT)), WAY_FIELD_MATCH, *part + 1);
      else if (connections)
        add_connection (journey, *part);
      else
        add_touchpoint (journey, *part, step);
    }
  return journey;
}
