/* way-cli-export.h — what “export” was asked for, between its options and its work. */
#pragma once

#include "cli/way-cli.h"
#include "export/way-export.h"
#include "metrics/cache/way-cache.h"
#include "metrics/log/way-log.h"
#include "scene/way-scene.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_CLI_PDF,
  WAY_CLI_SVG,
  WAY_CLI_PNG,
  WAY_CLI_MERMAID,
  WAY_CLI_CSV_GRID,
  WAY_CLI_CSV_LIST,
  WAY_CLI_N_FORMATS
} WayCliFormat;

/* What of the map is drawn. */
typedef enum
{
  WAY_CLI_VIEW_MAP,
  WAY_CLI_VIEW_STAKEHOLDERS,
  WAY_CLI_VIEW_JOURNEYS,
  WAY_CLI_VIEW_ACTIONS,
} WayCliView;

typedef struct
{
  WayCliFormat format;
  WayCliView view;
  char **files;    /* borrowed */
  char *output;    /* NULL: into the current folder; "-": stdout; borrowed */
  gboolean folder; /* `output` is one */
  char **journeys; /* names or ids; NULL = all; borrowed */
  gboolean safe;
  gboolean figures;        /* in full, made new from the numbers in … */
  char *cache;             /* … this file; NULL: the user's own; borrowed */
  WayFigures *measured;    /* of the map under way; NULL: as they are frozen */
  const GPtrArray *chosen; /* (element-type WayElement) what --journey named, of the map at hand; borrowed */
  const WayTheme *theme;
  WaySceneOptions scene;
  WayExportOptions options;
  WayLog *log;         /* its flow is drawn over the maps; NULL = none */
  WayCache *counted;   /* NULL, or where the flow is that a warehouse counted … */
  char *counted_name;  /* … under this name; borrowed */
  gboolean lacking;    /* a journey that was to have a flow has none */
  gboolean rules;      /* where contact rules are broken, too */
  GHashTable *written; /* (element-type utf8) paths of this run, owned */
} WayCliExport;

/* A file, or the name of a log in the cache (NULL: the user's own): fills `log` or `counted`, which the caller frees. FALSE if it cannot
 * be read; it is said already. */
gboolean way_cli_export_read_log (WayCliExport *self, const char *path, const char *cache_path);
/* FALSE if anything failed; it is said already. */
gboolean way_cli_export_file (WayCliExport *self, const char *path);

G_END_DECLS
