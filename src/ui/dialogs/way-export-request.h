/* way-export-request.h — what of a map is wanted, and how: the options of the export and print dialogs as plain values.
 *
 * Shape:  the same options as those of "waymark-cli export". Lists hold ids; NULL = all of them.
 * Owns:   its lists.
 * Thread: plain values; a copy can go into any thread.
 */
#pragma once

#include "export/way-export.h"
#include "scene/way-scene.h"

G_BEGIN_DECLS

/* As way_export_request_get_output () names them. */
typedef enum
{
  WAY_OUTPUT_PDF,
  WAY_OUTPUT_SVG,
  WAY_OUTPUT_PNG,
  WAY_OUTPUT_MERMAID,
  WAY_OUTPUT_CSV_GRID,
  WAY_OUTPUT_CSV_LIST,
  WAY_N_OUTPUTS
} WayOutput;

typedef struct
{
  const char *name;   /* as on the command line */
  const char *suffix; /* ".pdf" */
  const char *label;  /* N_() */
  gboolean drawn;     /* has lanes, phases, a legend */
  gboolean each;      /* a file for each journey */
} WayOutputInfo;

typedef struct
{
  WayOutput output;
  WayExportOptions options;
  char **journeys, **lanes, **phases;
  gboolean safe, no_legend, expand, dark;
  gboolean tight; /* SVG and PNG: no more than the cards and the lines between them */
  guint32 today;
  WayTraffic *traffic;   /* over its own journey, unless it is for customers; owned; NULL = none */
  char *traffic_journey; /* the journey's id */
  double traffic_keep;   /* how much of it, from 0 to 1 */
  char **traffic_lit;    /* as in WaySceneOptions */
  WayFigures *figures;   /* shown in full, unless it is for customers; owned; NULL = those frozen in the map */
} WayExportRequest;

const WayOutputInfo *way_output_get_info (WayOutput output);
/* From "png" or "Map.PNG"; FALSE for others. ".csv" is a list. */
gboolean way_output_find (const char *name, WayOutput *output);

WayExportRequest *way_export_request_new (void);
WayExportRequest *way_export_request_copy (const WayExportRequest *self);
void way_export_request_free (WayExportRequest *self);
/* Whether both ask for the same layout of the map, so that only the paper differs. */
gboolean way_export_request_has_same_scenes (const WayExportRequest *self, const WayExportRequest *other);

/* What is worth remembering for the next map: all but the lists and the day. An a{sv}, floating. */
GVariant *way_export_request_to_variant (const WayExportRequest *self);
/* Takes over what it knows; the rest stays as it is. */
void way_export_request_load (WayExportRequest *self, GVariant *variant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayExportRequest, way_export_request_free)

G_END_DECLS
